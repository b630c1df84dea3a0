package api

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"commonhall"
	"commonhall/config"
)

// TestNamedServers: JupyterHub's statuses and models for servers beside the default one.
func TestNamedServers(t *testing.T) {
	story(t, func(h *hub) {
		ada, boss := h.token("ada"), h.token("boss")
		const lab = "/users/ada/servers/lab"
		h.want(404, ada, "GET", lab, "")
		h.want(404, ada, "DELETE", lab, "")
		h.want(404, ada, "GET", lab+"/progress", "")
		m := h.want(201, ada, "PUT", lab, `{"display_name":"My lab","user_options":{"app":"page","gpu":2}}`)
		if m["name"] != "lab" || m["display_name"] != "My lab" || m["full_name"] != "ada/lab" || m["url"] != "/user/ada/lab/" || m["stopped"] != true ||
			m["progress_url"] != "/hub/api/users/ada/servers/lab/progress" || fmt.Sprint(m["user_options"]) != "map[app:page gpu:2]" {
			t.Errorf("%v", m)
		}
		h.want(409, ada, "PUT", lab, "")
		h.want(400, ada, "GET", lab+"/progress", "") // it is not starting
		if servers := h.want(200, ada, "GET", "/users/ada", "")["servers"].(map[string]any); len(servers) != 0 {
			t.Errorf("what does not run is listed: %v", servers)
		}
		if servers := h.want(200, ada, "GET", "/users/ada?include_stopped_servers", "")["servers"].(map[string]any); servers["lab"] == nil {
			t.Errorf("with those that do not run: %v", servers)
		}
		h.want(201, ada, "POST", lab, "")
		h.want(400, ada, "POST", lab, "")
		m = h.want(200, ada, "GET", "/users/ada", "")
		if servers := m["servers"].(map[string]any); len(servers) != 1 || m["server"] != nil || servers["lab"].(map[string]any)["ready"] != true {
			t.Errorf("%v", m)
		}
		h.want(400, ada, "PATCH", lab, `{"name":"gpu"}`) // it runs
		h.want(200, ada, "POST", "/users/ada/activity", `{"servers":{"lab":{"last_activity":"1999-12-31T23:00:00Z"},"":{"last_activity":"1999-12-31T23:00:00Z"}}}`)
		h.want(400, ada, "POST", "/users/ada/activity", `{"servers":{"nowhere":{"last_activity":"1999-12-31T23:00:00Z"}}}`)
		if routes := h.want(200, boss, "GET", "/proxy", ""); routes["/user/ada/lab/"] == nil {
			t.Errorf("%v", routes)
		}
		h.want(204, ada, "DELETE", lab, "")
		if m = h.want(200, ada, "PATCH", lab, `{"name":"gpu","display_name":"","user_options":{}}`); m["name"] != "gpu" || m["display_name"] != "" {
			t.Errorf("%v", m)
		}
		h.want(404, ada, "GET", lab, "")
		h.want(201, ada, "POST", "/users/ada/servers/second", `{"any":"thing"}`)
		h.want(400, ada, "POST", "/users/ada/servers/third", "")
		h.want(204, ada, "DELETE", "/users/ada/servers/second", `{"remove":true}`)
		h.want(404, ada, "GET", "/users/ada/servers/second", "")
		if names := readyNames(h.want(200, boss, "GET", "/users/ada?include_stopped_servers=1", "")); !slices.Equal(names, []string{"gpu"}) {
			t.Errorf("left are %v", names)
		}
	})
}

func readyNames(m map[string]any) (names []string) {
	for name := range m["servers"].(map[string]any) {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// TestServersOfOneName: who may do something to one server may not do it to another, nor make
// another out of it, and does not learn which there are.
func TestServersOfOneName(t *testing.T) {
	story(t, func(h *hub) {
		ada := h.token("ada")
		h.want(201, ada, "PUT", "/users/ada/servers/lab", "")
		h.want(201, ada, "PUT", "/users/ada/servers/gpu", "")
		c := h.token("ada", "servers!server=ada/lab")
		h.want(200, c, "GET", "/users/ada/servers/lab", "")
		h.want(201, c, "POST", "/users/ada/servers/lab", "")
		for _, other := range []string{"/users/ada/server", "/users/ada/servers/gpu", "/users/ada/servers/none", "/users/ben/server", "/users/ben/servers/lab"} {
			for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE"} {
				h.want(404, c, method, other, "")
			}
		}
		h.want(204, c, "DELETE", "/users/ada/servers/lab", "")
		h.want(404, c, "PATCH", "/users/ada/servers/lab", `{"name":"mine"}`)
		h.want(200, c, "PATCH", "/users/ada/servers/lab", `{"display_name":"mine"}`)
		if servers := h.want(200, h.token("ada", "read:users:name!user", "read:servers!server=ada/lab"), "GET", "/users/ada?include_stopped_servers=1", "")["servers"].(map[string]any); len(servers) != 1 || servers["lab"] == nil {
			t.Errorf("%v", servers)
		}
	})
}

// TestBadBodiesOfServers are refused with a sentence, and make nothing.
func TestBadBodiesOfServers(t *testing.T) {
	story(t, func(h *hub) {
		ada := h.token("ada")
		for _, body := range []string{`{`, `[]`, `"x"`, `7`, `{"user_options":[]}`, `{"user_options":"x"}`, `{"display_name":7}`, `{"display_name":{}}`} {
			for _, method := range []string{"POST", "PUT"} {
				h.want(http.StatusBadRequest, ada, method, "/users/ada/servers/lab", body)
			}
		}
		for _, body := range []string{`{"nonsense":1}`, `{"name":7}`, `{"name":"gpu"}`} {
			h.want(http.StatusBadRequest, ada, "PUT", "/users/ada/servers/lab", body)
		}
		h.want(http.StatusBadRequest, ada, "PUT", "/users/ada/servers/lab", `{"display_name":"`+strings.Repeat("x", 256)+`"}`)
		h.want(http.StatusBadRequest, ada, "POST", "/users/ada/servers/lab", `{"app":"nothing"}`)
		h.want(404, ada, "GET", "/users/ada/servers/lab", "")
		h.want(201, ada, "PUT", "/users/ada/servers/lab", `{"display_name":null,"user_options":null}`)
		for _, body := range []string{`{"name":"Lab"}`, `{"name":""}`, `{"name":"a/b"}`, `{"user_options":7}`, `{"nonsense":1}`} {
			h.want(http.StatusBadRequest, ada, "PATCH", "/users/ada/servers/lab", body)
		}
		h.want(http.StatusBadRequest, ada, "PATCH", "/users/ada/server", `{"name":"lab"}`)
		if s, err := h.servers.Get(h.base, commonhall.UserName("ada").Server("lab")); err != nil || s.State != commonhall.Stopped {
			t.Errorf("%+v, %v", s, err)
		}
	})
}

// TestOptions: what the settings ask of a start is answered in user_options, by whoever may
// start the server; what is no answer is refused with what would be one.
func TestOptions(t *testing.T) {
	size := config.Option{Name: "size", Choices: []config.Choice{{Value: "whole"}, {Value: "half", Memory: 256 << 20}, {Value: "many", Groups: []string{"wheel"}}}}
	asking(t, []config.Option{size}, func(h *hub) {
		ada, boss := h.token("ada"), h.token("boss")
		const server, lab = "/users/ada/server", "/users/ada/servers/lab"
		for body, want := range map[string]string{
			`{"size":"large"}`:                   `\"large\" is no answer to the option size that ada may give. It may be: whole, half.`,
			`{"user_options":{"size":"many"}}`:   "is no answer",
			`{"user_options":{"size":["half"]}}`: "is no answer",
			`{"user_options":["half"]}`:          "must be an object",
		} {
			for _, who := range []caller{ada, boss} { // whoever starts it, it is ada's
				for _, c := range []struct{ method, path string }{{"POST", server}, {"POST", lab}, {"PUT", lab}, {"PATCH", server}} {
					if c.method != "POST" && !strings.Contains(body, "user_options") {
						continue
					}
					if w := h.call(who, c.method, c.path, body); w.Code != 400 || !strings.Contains(w.Body.String(), want) {
						t.Errorf("%s %s %s: %d, %s", c.method, c.path, body, w.Code, w.Body)
					}
				}
			}
		}
		h.want(404, ada, "GET", lab, "")
		h.want(404, h.token("ben"), "POST", server, `{"size":"half"}`)
		h.want(201, ada, "POST", server, `{"size":"half","profile":3}`)
		m := h.want(200, ada, "GET", server, "")
		if fmt.Sprint(m["user_options"]) != "map[profile:3 size:half]" || m["limits"].(map[string]any)["memory"] != 268435456.0 || fmt.Sprint(m["limit_origins"].(map[string]any)["memory"]) != "map[group:<nil> origin:option why:chosen at its start]" {
			t.Errorf("%v", m)
		}
		h.want(201, ada, "PUT", lab, `{"user_options":{"size":"half"}}`)
		h.want(201, ada, "POST", lab, "")
		h.want(204, ada, "DELETE", lab, "")
		h.want(200, ada, "PATCH", lab, `{"user_options":{"size":"whole","app":"stubborn"}}`)
		h.want(201, ada, "POST", lab, "")
		if m = h.want(200, ada, "GET", lab, ""); m["app"] != "stubborn" || m["limits"].(map[string]any)["memory"] != 536870912.0 {
			t.Errorf("%v", m)
		}
	})
}

// TestNamesThatLeadElsewhere: a change asked of a path that a router would make shorter
// changes nothing there. Scripts put names into paths, and clients follow a redirect.
func TestNamesThatLeadElsewhere(t *testing.T) {
	story(t, func(h *hub) {
		h.token("ada")
		boss := h.token("boss")
		for _, path := range []string{"/users/ada/servers/..", "/users/ada/servers/../", "/users//ada", "/users/./ada", "/groups/../users/ada"} {
			h.want(404, boss, "DELETE", path, "")
			h.want(404, boss, "POST", path, "")
		}
		h.want(200, boss, "GET", "/users/ada", "")
	})
}
