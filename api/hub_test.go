package api

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestRoutesAsJupyterHubShowsThem: the hub first, and whose server is ready, by pages too.
func TestRoutesAsJupyterHubShowsThem(t *testing.T) {
	story(t, func(h *hub) {
		h.ready("ada", "page")
		h.ready("boss", "page")
		admin := h.token("boss")
		m := h.want(200, admin, "GET", "/proxy", "")
		if len(m) != 3 || m["/"].(map[string]any)["data"].(map[string]any)["hub"] != true ||
			m["/user/ada/"].(map[string]any)["data"].(map[string]any)["user"] != "ada" || m["/user/boss/"] == nil {
			t.Errorf("%v", m)
		}
		c := caller{header: map[string]string{"Accept": strings.ToUpper(paginated)}}
		for k, v := range admin.header {
			c.header[k] = v
		}
		for offset, want := range []string{"/", "/user/ada/", "/user/boss/"} {
			m := h.want(200, c, "GET", "/proxy?limit=1&offset="+string(rune('0'+offset)), "")
			items, p := m["items"].(map[string]any), m["_pagination"].(map[string]any)
			if len(items) != 1 || items[want] == nil || p["total"] != 3.0 || (p["next"] == nil) != (offset == 2) {
				t.Errorf("from %d: %v", offset, m)
			}
		}
		if w := h.call(admin, "POST", "/proxy", ""); w.Code != 200 || w.Body.Len() != 0 {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	})
}

// TestPagesOfRoutes: a page has no more routes than it may, whoever has several servers, and
// the pages together have each of them once.
func TestPagesOfRoutes(t *testing.T) {
	story(t, func(h *hub) {
		h.ready("ada", "page")
		h.ready("boss", "page")
		ada, admin := h.token("ada"), h.token("boss")
		h.want(201, ada, "POST", "/users/ada/servers/lab", "")
		h.want(201, ada, "POST", "/users/ada/servers/second", "")
		all := keys(h.want(200, admin, "GET", "/proxy", ""))
		for limit := 1; limit <= 6; limit++ {
			var seen []string
			for offset := 0; offset < 6; offset += limit {
				page := keys(h.want(200, admin, "GET", fmt.Sprintf("/proxy?limit=%d&offset=%d", limit, offset), ""))
				if len(page) > limit {
					t.Errorf("of %d at most there are %v", limit, page)
				}
				seen = append(seen, page...)
			}
			slices.Sort(seen)
			if len(all) != 5 || !slices.Equal(seen, all) {
				t.Errorf("in pages of %d: %v of %v", limit, seen, all)
			}
		}
		if m := h.want(200, admin, "GET", "/proxy?offset=2147483647", ""); len(m) != 0 {
			t.Errorf("behind the end: %v", m)
		}
		if m := h.want(200, admin, "GET", "/chp/api/routes", ""); len(m) != 5 || m["/user/ada/second"] == nil || m["/"] == nil {
			t.Errorf("as the proxy has them: %v", m)
		}
	})
}

// TestStoppedServersWhereAskedFor: 0 and false mean no, as everything else means yes.
func TestStoppedServersWhereAskedFor(t *testing.T) {
	story(t, func(h *hub) {
		h.ready("ada", "page")
		h.want(204, operator(), "DELETE", "/users/ada/server", "")
		for query, shown := range map[string]bool{"": false, "?include_stopped_servers": true, "?include_stopped_servers=1": true, "?include_stopped_servers=0": false, "?include_stopped_servers=False": false} {
			if got := strings.Contains(h.call(operator(), "GET", "/users/ada"+query, "").Body.String(), `"servers":{"":{`); got != shown {
				t.Errorf("%q: shown: %v", query, got)
			}
		}
	})
}

// TestRefusedAsByJupyterHub: what it refuses in words of its own.
func TestRefusedAsByJupyterHub(t *testing.T) {
	story(t, func(h *hub) {
		for _, a := range [][3]string{
			{"/users", `{"usernames":["eve"],"shoes":1}`, `Unknown key in body of request: \"shoes\"`},
			{"/users/eve", `{"shoes":1}`, `Unknown key in body of request: \"shoes\"`},
			{"/users/ada/servers/Lab", "", "cannot be the name of a server"},
			{"/users/ada/tokens", `{"roles":"user"}`, "list of texts"},
			{"/users/ada/tokens", `{"roles":[]}`, "list of texts"},
			{"/users/ada/tokens", `{"roles":["token","server"]}`, `no role \"server\"`},
		} {
			w := h.call(h.token("boss"), "POST", a[0], a[1])
			if w.Code != 400 || !strings.Contains(w.Body.String(), a[2]) {
				t.Errorf("POST %s %s: %d %s, want 400 with %q", a[0], a[1], w.Code, w.Body, a[2])
			}
		}
	})
}

// TestTokensWhoseTimeIsOver stand in no list.
func TestTokensWhoseTimeIsOver(t *testing.T) {
	story(t, func(h *hub) {
		h.want(201, operator(), "POST", "/users/ada/tokens", `{"expires_in":60}`)
		h.want(201, operator(), "POST", "/users/ada/tokens", `{"note":"stays"}`)
		for want := 2; want > 0; want-- {
			list := h.want(200, operator(), "GET", "/users/ada/tokens", "")["api_tokens"].([]any)
			if len(list) != want || list[want-1].(map[string]any)["note"] != "stays" {
				t.Errorf("%v, want %d", list, want)
			}
			time.Sleep(time.Minute)
		}
	})
}

// TestMetrics: who may read them finds them at both addresses, others at neither.
func TestMetrics(t *testing.T) {
	story(t, func(h *hub) {
		h.info.Metrics = bytes.NewBufferString("jupyterhub_running_servers 3\n")
		ask := func(who caller, path string) *httptest.ResponseRecorder {
			w := httptest.NewRecorder()
			r := h.request(h.base, who, "GET", "", "")
			r.URL.Path = path
			h.ServeHTTP(w, r)
			return w
		}
		for _, path := range []string{"/hub/metrics", "/hub/api/metrics"} {
			for _, who := range []caller{{}, h.token("ada"), h.token("boss", "read:hub"), h.token("boss", "read:metrics!user=ada"), h.cookie("boss", "Sec-Fetch-Dest", "empty")} {
				if w := ask(who, path); w.Code != http.StatusForbidden || strings.Contains(w.Body.String(), "jupyterhub_") {
					t.Errorf("%s: %d %s", path, w.Code, w.Body)
				}
			}
			for _, who := range []caller{operator(), h.token("boss", "read:metrics"), h.cookie("boss", "Sec-Fetch-Dest", "document")} {
				h.info.Metrics = bytes.NewBufferString("jupyterhub_running_servers 3\n")
				if w := ask(who, path); w.Code != 200 || w.Body.String() != "jupyterhub_running_servers 3\n" || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/plain; version=0.0.4") {
					t.Errorf("%s: %d %s %v", path, w.Code, w.Body, w.Header())
				}
			}
		}
	})
}

// TestRoutesAreForWhoMaySeeThemAll: a filter leaves nothing of a scope that is about no person.
func TestRoutesAreForWhoMaySeeThemAll(t *testing.T) {
	story(t, func(h *hub) {
		h.ready("ada", "page")
		h.want(201, operator(), "POST", "/users/zoe", "")
		h.want(201, operator(), "POST", "/groups/math", `{"users":["ben"]}`)
		h.want(201, operator(), "POST", "/roles", `{"name":"some","scopes":["proxy!user=zoe","proxy!group=math","proxy!server=ada/"],"users":["ben"]}`)
		ben := h.token("ben")
		for _, path := range []string{"/proxy", "/proxy?limit=1", "/chp/api/routes", "/chp/api/routes/user/ada"} {
			h.want(403, ben, "GET", path, "")
		}
		for _, method := range []string{"POST", "PATCH"} {
			h.want(403, ben, method, "/proxy", "{}")
		}
		h.want(201, operator(), "POST", "/roles", `{"name":"all","scopes":["proxy"],"users":["ben"]}`)
		h.want(200, ben, "GET", "/proxy", "")
		h.want(200, ben, "POST", "/proxy", "")
	})
}

// TestRoutesAsItsProxyShowsThem: under the paths of JupyterHub's proxy, read and not written.
func TestRoutesAsItsProxyShowsThem(t *testing.T) {
	story(t, func(h *hub) {
		h.ready("ada", "page")
		admin := h.token("boss", "proxy")
		all := h.want(200, admin, "GET", "/chp/api/routes", "")
		ada, _ := all["/user/ada"].(map[string]any)
		if len(all) != 2 || all["/"].(map[string]any)["hub"] != true || ada["user"] != "ada" || ada["server_name"] != "" || ada["jupyterhub"] != true || ada["target"] == nil {
			t.Errorf("%v", all)
		}
		for path, want := range map[string]int{"/user/ada": 200, "/user/ada/": 200, "/user%2Fada": 200, "/": 200, "/user/ben": 404, "/user": 404, "/user/ada/lab": 404} {
			h.want(want, admin, "GET", "/chp/api/routes"+path, "")
		}
		for since, want := range map[string]int{"1999-01-01T00:00:00Z": 0, "2999-01-01T00:00:00.5%2B02:00": 2} {
			if m := h.want(200, admin, "GET", "/chp/api/routes?inactiveSince="+since, ""); len(m) != want {
				t.Errorf("since %s: %v", since, m)
			}
		}
		h.want(200, admin, "GET", "/chp/api/routes?inactiveSince=0001-01-01T00:00:00Z", "")
		h.want(400, admin, "GET", "/chp/api/routes?inactiveSince=yesterday", "")
		for _, a := range [][2]string{{"POST", "/user/ada"}, {"POST", "/evil"}, {"DELETE", "/user/ada"}, {"DELETE", "/"}} {
			h.want(400, admin, a[0], "/chp/api/routes"+a[1], `{"target":"http://127.0.0.1:1"}`)
		}
		if again := h.want(200, admin, "GET", "/chp/api/routes", ""); len(again) != 2 {
			t.Errorf("%v", again)
		}
	})
}

// proxyAttempts are those of the proxy's routes.
func proxyAttempts() map[string]attempt {
	return map[string]attempt{
		//                       nobody wrong exp. script cookie none narrow server self other admin oper.
		"GET /proxy":                       {"", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"PATCH /proxy":                     {"", `{"api_url":"http://127.0.0.1:1"}`, "403 403 403 403 403 403 403 403 403 403 400 400"},
		"GET /chp/api/routes":              {"", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"GET /chp/api/routes/{path...}":    {"/chp/api/routes/", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"POST /chp/api/routes/{path...}":   {"/chp/api/routes/x", `{"target":"http://127.0.0.1:1"}`, "403 403 403 403 403 403 403 403 403 403 400 400"},
		"DELETE /chp/api/routes/{path...}": {"/chp/api/routes/user/ada", "", "403 403 403 403 403 403 403 403 403 403 400 400"},
		"POST /proxy":                      {"", "", "403 403 403 403 403 403 403 403 403 403 200 200"},
	}
}
