package api

import (
	"maps"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/auth"
)

// callers are the columns of the table below. Each acts on ada.
func callers() []string {
	return []string{"nobody", "wrong", "expired", "script", "cookie", "none", "narrow", "server", "self", "other", "admin", "operator"}
}

func (h *hub) caller(name string) caller {
	switch name {
	case "nobody":
		return caller{}
	case "wrong":
		return caller{header: map[string]string{"Authorization": "Bearer ch_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}
	case "expired":
		c := h.newToken("boss", auth.NewToken{Scopes: []commonhall.Scope{"inherit"}, ExpiresIn: time.Second})
		time.Sleep(2 * time.Second)
		return c
	case "script": // of a page at ada's own server, in boss's browser
		return h.cookie("boss", "Sec-Fetch-Dest", "empty", "Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "cors")
	case "cookie": // boss goes to the address
		return h.cookie("boss", "Sec-Fetch-Dest", "document", "Sec-Fetch-Site", "none")
	case "none": // ada's token for nothing
		return h.newToken("ada", auth.NewToken{Scopes: []commonhall.Scope{}})
	case "narrow":
		return h.token("boss", "read:users!user=ada", "read:servers!user=ada")
	case "server":
		text, err := h.auth.CreateServerToken(h.t.Context(), commonhall.UserName("ada").Default(), "1-run")
		h.must(err)
		h.secrets = append(h.secrets, text)
		return caller{door: auth.Door{Inside: "ada"}, header: map[string]string{"Authorization": "token " + text}}
	case "self":
		return h.token("ada")
	case "other":
		return h.token("ben")
	case "admin":
		return h.token("boss")
	}
	return operator()
}

// attempt is a request to one route.
type attempt struct {
	path, body string // path if not the route's, with ada for the name
	want       string // the status for each caller, in their order
}

// attempts is what each route answers to whom; every route must be here.
func attempts() map[string]attempt {
	return map[string]attempt{
		//                                          nobody wrong exp. script cookie none narrow server self other admin oper.
		"GET /{$}":                          {"/", "", "200 200 200 200 200 200 200 200 200 200 200 200"},
		"GET /health":                       {"", "", "200 200 200 200 200 200 200 200 200 200 200 200"},
		"GET /openapi.yaml":                 {"", "", "200 200 200 200 200 200 200 200 200 200 200 200"},
		"GET /info":                         {"", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"GET /metrics":                      {"", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"GET /user":                         {"", "", "403 403 403 403 200 200 200 200 200 200 200 200"},
		"GET /users":                        {"", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"POST /users":                       {"", `{"usernames":["eve"]}`, "403 403 403 403 403 403 403 403 403 403 201 201"},
		"GET /users/{name}":                 {"", "", "403 403 403 403 200 403 200 200 200 404 200 200"},
		"POST /users/{name}":                {"/users/eve", "", "403 403 403 403 403 403 403 403 403 403 201 201"},
		"PATCH /users/{name}":               {"", `{"admin":true}`, "403 403 403 403 403 403 403 403 403 403 200 200"},
		"DELETE /users/{name}":              {"", "", "403 403 403 403 403 403 403 403 403 403 204 204"},
		"POST /users/{name}/activity":       {"", `{"last_activity":"2000-01-01T00:00:00Z"}`, "403 403 403 403 403 403 403 200 200 404 200 200"},
		"POST /users/{name}/admin-access":   {"", "", "403 403 403 403 403 403 403 403 200 404 200 200"},
		"GET /users/{name}/server":          {"", "", "403 403 403 403 200 403 200 403 200 404 200 200"},
		"POST /users/{name}/server":         {"", "", "403 403 403 403 403 403 403 403 201 404 201 201"},
		"DELETE /users/{name}/server":       {"", "", "403 403 403 403 403 403 403 403 204 404 204 204"},
		"GET /users/{name}/server/progress": {"", "", "403 403 403 403 400 403 400 403 400 404 400 400"},
		"POST /users/{name}/servers/{$}":    {"/users/ada/servers/", "", "403 403 403 403 403 403 403 403 201 404 201 201"},
		"DELETE /users/{name}/servers/{$}":  {"/users/ada/servers/", "", "403 403 403 403 403 403 403 403 204 404 204 204"},
		"GET /services":                     {"", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"GET /services/{service}":           {"/services/cull", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"POST /services/{service}":          {"/services/new", `{"url":"https://h.example"}`, "403 403 403 403 403 403 403 403 403 403 201 201"},
		"DELETE /services/{service}":        {"/services/far", "", "403 403 403 403 403 403 403 403 403 403 200 200"},
		"GET /services/{service}/log":       {"/services/cull/log", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"POST /services/{service}/restart":  {"/services/cull/restart", "", "403 403 403 403 403 403 403 403 403 403 204 204"},
		"GET /services/{service}/token":     {"/services/cull/token", "", "403 403 403 403 403 403 403 403 403 403 403 200"},

		"GET /users/{name}/tokens":         {"", "", "403 403 403 403 200 403 403 403 200 404 200 200"},
		"POST /users/{name}/tokens":        {"", `{"note":"x"}`, "403 403 403 403 403 403 403 403 201 404 201 201"},
		"GET /users/{name}/tokens/{id}":    {"/users/ada/tokens/a1", "", "403 403 403 403 200 403 403 403 200 404 200 200"},
		"DELETE /users/{name}/tokens/{id}": {"/users/ada/tokens/a1", "", "403 403 403 403 403 403 403 403 204 404 204 204"},
		"POST /users/{name}/suspend":       {"", "", "403 403 403 403 403 403 403 403 403 403 204 204"},
		"POST /users/{name}/resume":        {"", "", "403 403 403 403 403 403 403 403 403 403 204 204"},
		"POST /users/{name}/password":      {"", `{"password":null}`, "403 403 403 403 403 403 403 403 403 403 204 204"},
		"POST /users/{name}/invitation":    {"", "", "403 403 403 403 403 403 403 403 403 403 201 201"},
		"GET /removed":                     {"", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"POST /removed/{id}/restore":       {"/removed/7/restore", "", "403 403 403 403 403 403 403 403 403 403 404 404"},
		"POST /removed/{id}/purge":         {"/removed/7/purge", "", "403 403 403 403 403 403 403 403 403 403 403 404"},
		"DELETE /removed/{id}":             {"/removed/7", "", "403 403 403 403 403 403 403 403 403 403 403 404"},
		"DELETE /servers":                  {"", "", "403 403 403 403 403 403 403 403 403 403 200 200"},
		"GET /apps":                        {"", "", "403 403 403 403 200 200 200 200 200 200 200 200"},
		"GET /events":                      {"", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"GET /certificates":                {"", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"POST /certificates/{host}/renew":  {"/certificates/hall.example.org/renew", "", "403 403 403 403 403 403 403 403 403 403 202 202"},
		"GET /status":                      {"", "", "403 403 403 403 200 403 403 403 403 403 200 200"},

		"GET /commonhall/inspection": {"", "", "403 403 403 403 403 403 403 403 403 403 403 200"},
		"GET /commonhall/dump":       {"", "", "403 403 403 403 403 403 403 403 403 403 403 200"},
		"POST /commonhall/adopt":     {"", `{"accounts":[]}`, "403 403 403 403 403 403 403 403 403 403 403 201"},
	}
}

// serverAttempts are those of servers beside the default one.
func serverAttempts() map[string]attempt {
	return map[string]attempt{
		//                       nobody wrong exp. script cookie none narrow server self other admin oper.
		"PUT /users/{name}/server":   {"", "", "403 403 403 403 403 403 403 403 409 404 409 409"},
		"PATCH /users/{name}/server": {"", `{"display_name":"x"}`, "403 403 403 403 403 403 403 403 200 404 200 200"},
		// X is no name that a server can have.
		"GET /users/{name}/servers/{server}":          {"/users/ada/servers/X", "", "403 403 403 403 404 403 404 403 404 404 404 404"},
		"POST /users/{name}/servers/{server}":         {"/users/ada/servers/X", "", "403 403 403 403 403 403 403 403 400 404 400 400"},
		"PUT /users/{name}/servers/{server}":          {"/users/ada/servers/X", "", "403 403 403 403 403 403 403 403 400 404 400 400"},
		"PATCH /users/{name}/servers/{server}":        {"/users/ada/servers/X", "", "403 403 403 403 403 403 403 403 404 404 404 404"},
		"DELETE /users/{name}/servers/{server}":       {"/users/ada/servers/X", "", "403 403 403 403 403 403 403 403 404 404 404 404"},
		"GET /users/{name}/servers/{server}/progress": {"/users/ada/servers/X/progress", "", "403 403 403 403 404 403 404 403 404 404 404 404"},
		"POST /users/{name}/servers/{server}/keep":    {"/users/ada/servers/X/keep", "", "403 403 403 403 403 403 403 403 404 404 404 404"},
	}
}

// softwareAttempts are those of the class's software, of which ada teaches nobody.
func softwareAttempts() map[string]attempt {
	return map[string]attempt{
		//                       nobody wrong exp. script cookie none narrow server self other admin oper.
		"GET /environments":                                      {"", "", "403 403 403 403 200 200 200 200 200 200 200 200"},
		"GET /environments/{environment}":                        {"/environments/python", "", "403 403 403 403 200 200 200 200 200 200 200 200"},
		"POST /environments/{environment}/builds":                {"/environments/new/builds", `{"packages":["x"]}`, "403 403 403 403 403 403 403 403 403 403 202 202"},
		"POST /environments/{environment}/rollback":              {"/environments/python/rollback", `{"generation":1}`, "403 403 403 403 403 403 403 403 403 403 200 200"},
		"GET /environments/{environment}/drafts":                 {"/environments/python/drafts", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"GET /environments/{environment}/drafts/{name}":          {"/environments/python/drafts/ada", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"DELETE /environments/{environment}/drafts/{name}":       {"/environments/python/drafts/ada", "", "403 403 403 403 403 403 403 403 403 403 204 204"},
		"POST /environments/{environment}/drafts/{name}/restore": {"/environments/python/drafts/ben/restore", "", "403 403 403 403 403 403 403 403 403 403 204 204"},
		"POST /environments/{environment}/drafts/{name}/try":     {"/environments/python/drafts/ada/try", "", "403 403 403 403 403 403 403 403 403 403 202 202"},
		"POST /environments/{environment}/drafts/{name}/publish": {"/environments/python/drafts/ada/publish", `{"why":"x"}`, "403 403 403 403 403 403 403 403 403 403 202 202"},
		"PATCH /environments/{environment}":                      {"/environments/python", `{"title":"x"}`, "403 403 403 403 403 403 403 403 403 403 200 200"},
		"DELETE /environments/{environment}":                     {"/environments/spare", "", "403 403 403 403 403 403 403 403 403 403 202 202"},
		"GET /limits":                                            {"", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"PATCH /limits/users/{name}":                             {"", `{"limits":{"memory":"1G"}}`, "403 403 403 403 403 403 403 403 403 403 200 200"},
		"PATCH /limits/groups/{group}":                           {"/limits/groups/math?of=/groups", `{"limits":{"cpu":2}}`, "403 403 403 403 403 403 403 403 403 403 200 200"},
		"GET /announcements":                                     {"", "", "403 403 403 403 200 200 200 200 200 200 200 200"},
		"POST /announcements":                                    {"", `{"text":"Hello."}`, "403 403 403 403 403 403 403 403 403 403 201 201"},
		"GET /announcements/{announcement}":                      {"/announcements/1", "", "403 403 403 403 200 403 403 403 404 404 200 200"},
		"PATCH /announcements/{announcement}":                    {"/announcements/1", `{"level":"warning"}`, "403 403 403 403 403 403 403 403 404 404 200 200"},
		"DELETE /announcements/{announcement}":                   {"/announcements/1", "", "403 403 403 403 403 403 403 403 404 404 204 204"},
		"GET /limits/all":                                        {"", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"PATCH /limits/all":                                      {"", `{"limits":{"memory":"1G"}}`, "403 403 403 403 403 403 403 403 403 403 200 200"},
		"GET /disks":                                             {"", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"POST /users/{name}/server/keep":                         {"", "", "403 403 403 403 403 403 403 403 204 404 204 204"},
		"GET /users/{name}/stops":                                {"", "", "403 403 403 403 200 403 200 200 200 404 200 200"},
		"GET /groups/{group}/times":                              {"/groups/math/times", "", "403 403 403 403 200 403 403 403 404 404 200 200"},
		"PATCH /groups/{group}/times":                            {"/groups/math/times", `{"idle_stop":"45m"}`, "403 403 403 403 403 403 403 403 404 404 200 200"},
		"GET /users/{name}/limits":                               {"", "", "403 403 403 403 200 403 200 403 200 404 200 200"},
		"GET /choices":                                           {"/choices?of=/environments", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"PUT /choices/users/{name}":                              {"/choices/users/ada?of=/environments", `{"environment":"python"}`, "403 403 403 403 403 403 403 403 403 403 204 204"},
		"DELETE /choices/users/{name}":                           {"/choices/users/ben?of=/environments", "", "403 403 403 403 403 403 403 403 403 403 204 204"},
		"PUT /choices/groups/{group}":                            {"/choices/groups/math?of=/environments", `{"environment":"none"}`, "403 403 403 403 403 403 403 403 403 403 204 204"},
		"DELETE /choices/groups/{group}":                         {"/choices/groups/math?of=/environments", "", "403 403 403 403 403 403 403 403 403 403 404 404"},
		"GET /users/{name}/environment":                          {"", "", "403 403 403 403 200 403 200 403 200 404 200 200"},
		"GET /jobs/{id}":                                         {"/jobs/JOB", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"DELETE /jobs/{id}":                                      {"/jobs/JOB", "", "403 403 403 403 403 403 403 403 403 403 204 204"},
	}
}

// everyAttempt is the whole table.
func everyAttempt() map[string]attempt {
	table := attempts()
	maps.Copy(table, proxyAttempts())
	maps.Copy(table, groupAttempts())
	maps.Copy(table, identityAttempts())
	maps.Copy(table, serverAttempts())
	maps.Copy(table, softwareAttempts())
	maps.Copy(table, roleAttempts())
	maps.Copy(table, shareAttempts())
	return table
}

func (rt route) name() string { return rt.method + " " + rt.path }

// TestWhoMayDoWhat asks every route as everybody. A route without a row fails.
func TestWhoMayDoWhat(t *testing.T) {
	table := everyAttempt()
	routes := (&API{}).routes()
	for _, rt := range routes {
		row, ok := table[rt.name()]
		statuses := strings.Fields(row.want)
		if !ok || len(statuses) != len(callers()) {
			t.Errorf("%s: who may do that is not in the table", rt.name())
			continue
		}
		path := row.path
		if path == "" {
			path = strings.ReplaceAll(rt.path, "{name}", "ada")
		}
		t.Run(rt.name(), func(t *testing.T) {
			for i := 0; i < len(statuses); {
				story(t, func(h *hub) { // until somebody has changed something
					h.token("ada") // a1
					path := h.class(path)
					h.want(201, operator(), "POST", "/groups/math", `{"users":["ada"]}`)
					for changed := false; i < len(statuses) && !changed; i++ {
						w := h.call(h.caller(callers()[i]), rt.method, path, row.body)
						if want, _ := strconv.Atoi(statuses[i]); w.Code != want {
							t.Errorf("%s as %s: %d %s, want %d", rt.name(), callers()[i], w.Code, w.Body, want)
						}
						documented(t, rt, w.Code)
						changed = w.Code < 300 && rt.method != "GET"
					}
				})
			}
		})
	}
	if len(table) != len(routes) {
		t.Errorf("%d rows for %d routes", len(table), len(routes))
	}
}

// TestPeopleWhoDoNotExist: whoever may do something for everybody learns that
// there is nobody; others hear the same as of people who exist.
func TestPeopleWhoDoNotExist(t *testing.T) {
	story(t, func(h *hub) {
		self, admin := h.caller("self"), h.caller("admin")
		for _, rt := range h.routes() {
			if !strings.Contains(rt.path, "{name}") || rt.name() == "POST /users/{name}" {
				continue
			}
			path := h.class(strings.NewReplacer("{id}", "a1", "{environment}", "python", "{$}", "", "{server}", "x").Replace(rt.path))
			body := everyAttempt()[rt.name()].body
			there, gone := strings.ReplaceAll(path, "{name}", "ben"), strings.ReplaceAll(path, "{name}", "carl")
			a, b := h.call(self, rt.method, there, body), h.call(self, rt.method, gone, body)
			if a.Code != b.Code || a.Body.String() != b.Body.String() || a.Code < 400 {
				t.Errorf("%s: of somebody else ada hears %d %s, of nobody %d %s", rt.name(), a.Code, a.Body, b.Code, b.Body)
			}
			if w := h.call(admin, rt.method, gone, body); w.Code != http.StatusNotFound {
				t.Errorf("%s of nobody: %d %s, want 404", rt.name(), w.Code, w.Body)
			}
		}
	})
}

// TestNoSuchPlace: paths, methods and slashes that the table does not have.
func TestNoSuchPlace(t *testing.T) {
	story(t, func(h *hub) {
		for _, path := range []string{"/nothing", "/users/ada/nothing", "/users/ada/server/", "/users/", "/users/ada/servers/x/progress", "/%00", "/users/ada/../../../etc"} {
			w := h.call(operator(), "GET", path, "")
			if w.Code != http.StatusNotFound && w.Code/100 != 3 {
				t.Errorf("%s: %d %s", path, w.Code, w.Body)
			}
		}
		for path, allow := range map[string]string{"/users": "GET, POST", "/users/ada": "GET, POST, PATCH, DELETE", "/info": "GET", "": "GET"} {
			if w := h.call(caller{}, "OPTIONS", path, ""); w.Code != http.StatusOK || w.Header().Get("Allow") != allow || w.Body.Len() != 0 {
				t.Errorf("OPTIONS %s: %d, allowed %q, %s; want 200, %q", path, w.Code, w.Header().Get("Allow"), w.Body, allow)
			}
			for _, method := range []string{"PUT", "TRACE", "BREW"} {
				w := h.call(operator(), method, path, "")
				if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != allow {
					t.Errorf("%s %s: %d, allowed %q; want 405, %q", method, path, w.Code, w.Header().Get("Allow"), allow)
				}
			}
		}
		for _, path := range []string{"", "/", "/health", "/users", "/users/ada/server"} {
			if w := h.call(operator(), "HEAD", path, ""); w.Code != http.StatusOK {
				t.Errorf("HEAD %s: %d", path, w.Code)
			}
		}
	})
}

// TestCookiesOnlyRead: a session, whatever it shows, changes nothing here, and a
// script reads only with the token of a page of the hub's.
func TestCookiesOnlyRead(t *testing.T) {
	story(t, func(h *hub) {
		c := h.cookie("boss")
		id := commonhall.SessionID(h.secrets[len(h.secrets)-1][7:])
		c.header["X-XSRFToken"] = h.auth.FormToken("page", string(id))
		for _, rt := range h.routes() {
			if rt.method == "GET" || rt.scope == public { // a cookie adds nothing to what everybody may
				continue
			}
			path := strings.NewReplacer("{name}", "ada", "{id}", "a1").Replace(rt.path)
			h.want(http.StatusForbidden, c, rt.method, path, everyAttempt()[rt.name()].body)
		}
		c.header["Sec-Fetch-Dest"] = "empty"
		h.want(http.StatusOK, c, "GET", "/users", "")
		c.header["X-XSRFToken"] = "0123"
		h.want(http.StatusForbidden, c, "GET", "/users", "")
		synctest.Wait()
		if s, err := h.servers.Get(h.base, commonhall.UserName("ada").Default()); err != nil || s.ID != "" {
			t.Errorf("a cookie started %+v, %v", s, err)
		}
	})
}

// TestNarrowTokensStayNarrow: what is given for one person does not reach others,
// nor make administrators.
func TestNarrowTokensStayNarrow(t *testing.T) {
	story(t, func(h *hub) {
		c := h.token("boss", "admin:users!user=ada", "list:users!user=ada")
		for _, a := range [][4]string{
			{"403", "POST", "/users", `{"usernames":["eve"],"admin":true}`},
			{"404", "POST", "/users/eve", `{"admin":true}`},
			{"404", "POST", "/users/ben/password", `{"password":null}`},
			{"404", "POST", "/users/ben/suspend", ""},
			{"404", "POST", "/users/ben/invitation", ""},
			{"404", "POST", "/users/ben/identities", `{"provider":"school","subject":"7"}`},
			{"404", "GET", "/users/ben/identities", ""},
			{"404", "DELETE", "/users/ben", ""},
			{"403", "PATCH", "/users/ada", `{"admin":true}`},
			{"404", "GET", "/events", ""},
			{"404", "GET", "/events?user=ben", ""},
			{"200", "GET", "/events?user=ada", ""},
			{"204", "POST", "/users/ada/resume", ""},
		} {
			status, _ := strconv.Atoi(a[0])
			h.want(status, c, a[1], a[2], a[3])
		}
		w := h.call(c, "GET", "/users", "")
		if w.Code != 200 || !strings.Contains(w.Body.String(), `"name":"ada"`) || strings.Contains(w.Body.String(), `"name":"b`) {
			t.Errorf("the list of who may list ada: %d %s", w.Code, w.Body)
		}
		list := h.pages(c, "/users?limit=1")
		if len(list) != 1 || list[0] != "ada" {
			t.Errorf("by pages: %v", list)
		}
	})
}
