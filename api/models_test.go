package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/auth"
)

func (h *hub) wantKeys(what string, m map[string]any, want string) {
	h.t.Helper()
	if got := strings.Join(keys(m), " "); got != want {
		h.t.Errorf("%s has the keys\n%s, want\n%s", what, got, want)
	}
}

const serverKeys = "app display_name end end_reason full_name full_progress_url full_url idle_since last_activity limit_origins limits name oom_kills pending pids_reached progress_url ready started state stopped stops_at stops_why url usage user_options"

func without(words string, which ...string) string {
	list := slices.DeleteFunc(strings.Fields(words), func(w string) bool { return slices.Contains(which, w) })
	return strings.Join(list, " ")
}

// TestModelOfAPerson: JupyterHub's fields by JupyterHub's scopes, with few of our
// own beside them.
func TestModelOfAPerson(t *testing.T) {
	story(t, func(h *hub) {
		const all = "admin auth_state created groups has_password kind last_activity name pending roles server servers suspended"
		m := h.want(200, operator(), "GET", "/users/ada", "")
		h.wantKeys("a person, for an administrator", m, all)
		if m["kind"] != "user" || m["name"] != "ada" || m["admin"] != false || m["server"] != nil || m["pending"] != nil || m["auth_state"] != nil ||
			fmt.Sprint(m["servers"]) != "map[]" || fmt.Sprint(m["groups"]) != "[]" || fmt.Sprint(m["roles"]) != "[user]" || m["last_activity"] != nil {
			t.Errorf("before their first start: %v", m)
		}
		if created, err := time.Parse("2006-01-02T15:04:05.000000Z", m["created"].(string)); err != nil || created.IsZero() {
			t.Errorf("created %v", m["created"])
		}
		for scopes, want := range map[string]string{
			"inherit":                  without(all, "auth_state"),
			"read:users!user":          without(all, "auth_state", "servers"),
			"read:users:name!user":     "admin kind name",
			"read:users:groups!user":   "groups kind name",
			"read:users:activity!user": "kind last_activity name",
			"access:servers!user":      "",
			"read:servers!user":        "admin kind name servers",
		} {
			c := h.newToken("ada", auth.NewToken{Scopes: []commonhall.Scope{commonhall.Scope(scopes)}})
			if want == "" {
				h.want(http.StatusForbidden, c, "GET", "/users/ada", "")
				continue
			}
			h.wantKeys("a person, with "+scopes, h.want(200, c, "GET", "/users/ada", ""), want)
		}
	})
}

// TestWhoami: what a credential's holder is told of themselves.
func TestWhoami(t *testing.T) {
	story(t, func(h *hub) {
		m := h.want(200, h.token("ada"), "GET", "/user", "")
		if m["name"] != "ada" || m["kind"] != "user" || m["admin"] != false || m["token_id"] != "a1" || m["session_id"] != nil {
			t.Errorf("%v", m)
		}
		scopes, _ := m["scopes"].([]any)
		if !slices.Contains(scopes, any("access:servers!user=ada")) || slices.Contains(scopes, any("admin:users")) {
			t.Errorf("scopes %v", scopes)
		}
		m = h.want(200, h.caller("server"), "GET", "/user", "")
		if m["name"] != "ada" || m["admin"] != false || fmt.Sprint(m["groups"]) != "[]" || m["servers"] != nil ||
			fmt.Sprint(m["scopes"]) != "[access:servers!server=ada/ read:users:activity!user=ada users:activity!user=ada]" {
			t.Errorf("for a server's own token: %v", m)
		}
		m = h.want(200, h.caller("cookie"), "GET", "/user", "")
		if m["name"] != "boss" || m["admin"] != true || m["session_id"] == nil || m["token_id"] != nil {
			t.Errorf("for a session: %v", m)
		}
		if m = h.want(200, operator(), "GET", "/user", ""); m["kind"] != "service" || m["admin"] != true {
			t.Errorf("for the operator: %v", m)
		}
	})
}

// TestModelOfAServer through its life.
func TestModelOfAServer(t *testing.T) {
	story(t, func(h *hub) {
		model := func(who caller) map[string]any {
			m := h.want(200, who, "GET", "/users/ada", "")
			s, _ := m["servers"].(map[string]any)[""].(map[string]any)
			return s
		}
		h.ready("ada", "stubborn")
		m := model(operator())
		h.wantKeys("a server, for an administrator", m, without(serverKeys, "end_reason"))
		want := map[string]any{"name": "", "full_name": "ada/", "pending": nil, "ready": true, "stopped": false, "url": "/user/ada/",
			"progress_url": "/hub/api/users/ada/server/progress", "full_url": nil, "full_progress_url": nil, "end": nil}
		for k, v := range want {
			if m[k] != v {
				t.Errorf("%s is %v, want %v", k, m[k], v)
			}
		}
		if m["started"] == nil || fmt.Sprint(m["user_options"]) != "map[app:stubborn]" {
			t.Errorf("%v", m)
		}
		if p := h.want(200, operator(), "GET", "/users/ada", ""); p["server"] != "/user/ada/" || p["pending"] != nil {
			t.Errorf("%v", p)
		}
		h.wantKeys("a server, for its person", model(h.token("ada")), without(serverKeys, "end_reason", "state"))
		h.want(202, operator(), "DELETE", "/users/ada/server", "")
		if m = model(operator()); m["pending"] != "stop" || m["ready"] != false || m["stopped"] != false {
			t.Errorf("while it stops: %v", m)
		}
		h.until("ada", commonhall.Stopped)
		if m = model(operator()); m != nil {
			t.Errorf("a stopped server is listed: %v", m)
		}
		p := h.want(200, operator(), "GET", "/users/ada?include_stopped_servers", "")
		m = p["servers"].(map[string]any)[""].(map[string]any)
		h.wantKeys("a stopped server", m, without(serverKeys, "usage", "idle_since", "stops_at", "stops_why"))
		if m["stopped"] != true || m["started"] != nil || m["end_reason"] != "Stopped by an administrator at the command line." || p["server"] != nil {
			t.Errorf("%v", m)
		}
	})
}

func (h *hub) until(name commonhall.UserName, want commonhall.ServerState) {
	h.t.Helper()
	for {
		s, changed, err := h.servers.Watch(h.base, name.Default())
		h.must(err)
		if s.State == want {
			return
		}
		select {
		case <-changed:
		case <-time.After(time.Hour):
			h.t.Fatalf("%s's server is %s, want %s", name, s.State, want)
		}
	}
}

// pages follows a list page by page, as the idle culler does, and returns the
// names.
func (h *hub) pages(who caller, path string) (names []string) {
	h.t.Helper()
	for path != "" {
		r := h.request(h.base, who, "GET", path, "")
		r.Header.Set("Accept", "application/jupyterhub-pagination+json")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		h.check(w, path)
		var p struct {
			Items      []struct{ Name string }
			Pagination struct {
				Offset, Limit, Total int
				Next                 *struct {
					Offset, Limit int
					URL           string
				}
			} `json:"_pagination"`
		}
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || p.Items == nil {
			h.t.Fatalf("%s: %v in %s", path, err, w.Body)
		}
		for _, u := range p.Items {
			names = append(names, u.Name)
		}
		next := p.Pagination.Next
		if path = ""; next != nil {
			u, err := url.Parse(next.URL)
			h.must(err)
			if u.Host != "hub.example" || u.Scheme != "http" || next.Offset != p.Pagination.Offset+p.Pagination.Limit {
				h.t.Fatalf("next is %+v", next)
			}
			path = strings.TrimPrefix(u.Path, "/hub/api") + "?" + u.RawQuery
		} else if p.Pagination.Total < len(names) {
			h.t.Errorf("%d in all, %d seen", p.Pagination.Total, len(names))
		}
	}
	return names
}

func TestPages(t *testing.T) {
	story(t, func(h *hub) {
		var class []string
		for i := range 230 {
			class = append(class, fmt.Sprintf("pupil%03d", i))
		}
		h.must(h.add(class, false))
		h.ready("ada", "page")
		admin := h.token("boss")
		everybody := append([]string{"ada", "ben", "boss"}, class...)
		if got := h.pages(admin, "/users"); !slices.Equal(got, everybody) {
			t.Errorf("by pages of 50 there are %d, want %d", len(got), len(everybody))
		}
		if got := h.pages(admin, "/users?limit=999"); len(got) != 233 {
			t.Errorf("by pages of 200: %d", len(got))
		}
		for query, want := range map[string]string{
			"":                                      "200 ada",
			"limit=999":                             "200 ada",
			"limit=3":                               "3 ada",
			"offset=230&limit=10":                   "3 pupil227",
			"offset=9223372036854775807&limit=200":  "0 ",
			"name_filter=PUPIL22":                   "10 pupil220",
			"name_filter=%25":                       "0 ",
			"state=ready":                           "1 ada",
			"state=active":                          "1 ada",
			"state=inactive&limit=1":                "1 ben",
			"sort=-name&limit=1":                    "1 pupil229",
			"sort=last_activity&limit=0":            "1 ada", // nobody was seen yet: by number
			"offset=-232":                           "1 pupil229",
			"limit=-2":                              "2 ada",
			"sort=-last_activity&limit=1":           "1 pupil229",
			"state=ready&include_stopped_servers=1": "1 ada",
		} {
			var list []struct{ Name string }
			w := h.call(admin, "GET", "/users?"+query, "")
			if err := json.Unmarshal(w.Body.Bytes(), &list); err != nil || w.Code != 200 {
				t.Errorf("%s: %d %s", query, w.Code, w.Body)
				continue
			}
			first := ""
			if len(list) > 0 {
				first = list[0].Name
			}
			if got := fmt.Sprintf("%d %s", len(list), first); got != want {
				t.Errorf("%s: %s, want %s", query, got, want)
			}
		}
		h.pages(admin, "/users?offset=9223372036854775807")
		for _, query := range []string{"state=odd", "sort=password", "sort=--id", "limit=x", "offset=1.5", "limit=99999999999999999999", "limit=-9223372036854775808"} {
			h.want(http.StatusBadRequest, admin, "GET", "/users?"+query, "")
		}
	})
}

func TestVersionAndInfo(t *testing.T) {
	story(t, func(h *hub) {
		w := h.call(caller{}, "GET", "", "")
		if w.Body.String() != `{"version":"`+HubVersion+`"}`+"\n" || w.Header().Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s, %v", w.Body, w.Header())
		}
		if w := h.call(caller{}, "GET", "/health", ""); w.Body.Len() != 0 {
			t.Errorf("health says %q", w.Body)
		}
		h.wantKeys("info", h.want(200, operator(), "GET", "/info", ""), "authenticator commonhall python spawner sys_executable version")
		m := h.want(200, operator(), "GET", "/status", "")
		if m["people"] != 3.0 || m["version"] != "1.2.3" || fmt.Sprint(m["hub"]) != "map[pid:7]" || m["running"] != 0.0 {
			t.Errorf("%v", m)
		}
		w = h.call(operator(), "GET", "/apps", "")
		var apps []map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &apps); err != nil || len(apps) != 4 || apps[0]["name"] != "page" || apps[0]["default"] != true || apps[1]["default"] != false {
			t.Errorf("%s", w.Body)
		}
	})
}
