package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"commonhall"
	"commonhall/body"
)

// groupAttempts are those at the routes of groups; see attempts.
func groupAttempts() map[string]attempt {
	return map[string]attempt{
		"POST /oauth2/token":                        {"", "", "400 400 400 400 400 400 400 400 400 400 400 400"},
		"GET /authorizations/token/{token}":         {"/authorizations/token/ch_none", "", "403 403 403 403 404 404 404 404 404 404 404 404"},
		"GET /authorizations/cookie/{name}/{value}": {"/authorizations/cookie/jupyterhub-hub-login/x", "", "403 403 403 403 404 404 404 404 404 404 404 404"},

		"GET /groups":                     {"", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"POST /groups":                    {"", `{"groups":["new"],"users":["ada"]}`, "403 403 403 403 403 403 403 403 403 403 201 201"},
		"GET /groups/{group}":             {"/groups/math", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"POST /groups/{group}":            {"/groups/new", "", "403 403 403 403 403 403 403 403 403 403 201 201"},
		"DELETE /groups/{group}":          {"/groups/math", "", "403 403 403 403 403 403 403 403 403 403 204 204"},
		"POST /groups/{group}/users":      {"/groups/math/users", `{"users":["ben"]}`, "403 403 403 403 403 403 403 403 403 403 200 200"},
		"DELETE /groups/{group}/users":    {"/groups/math/users", `{"users":["ben"]}`, "403 403 403 403 403 403 403 403 403 403 200 200"},
		"PUT /groups/{group}/properties":  {"/groups/math/properties", `{"a":1}`, "403 403 403 403 403 403 403 403 403 403 200 200"},
		"POST /groups/{group}/teachers":   {"/groups/math/teachers", `{"users":["ben"]}`, "403 403 403 403 403 403 403 403 403 403 200 200"},
		"DELETE /groups/{group}/teachers": {"/groups/math/teachers", `{"users":["ben"]}`, "403 403 403 403 403 403 403 403 403 403 200 200"},
	}
}

// TestAGroupAsScriptsMakeIt: what nbgrader and its like send, and what they read.
func TestAGroupAsScriptsMakeIt(t *testing.T) {
	story(t, func(h *hub) {
		admin := h.token("boss")
		w := h.call(admin, "POST", "/groups", `{"groups":["nbgrader-math","formgrade-math"],"users":["ada"]}`)
		var list []map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &list); err != nil || w.Code != 201 || len(list) != 2 || fmt.Sprint(list[1]["users"]) != "[ada]" {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		const all = "created gid kind name properties roles teachers users"
		m := h.want(201, admin, "POST", "/groups/Art", "")
		h.wantKeys("a group", m, all)
		if m["kind"] != "group" || m["name"] != "Art" || fmt.Sprint(m["users"], m["roles"], m["properties"], m["teachers"]) != "[] [] map[] []" || m["gid"] != 600_000_102.0 {
			t.Errorf("%v", m)
		}
		for _, c := range []struct{ method, path, body, users, teachers string }{
			{"POST", "/users", `{"users":["ben","Ada","ben"]}`, "[ada ben]", "[]"},
			{"POST", "/users", `{"users":["ben"],"name":"x","roles":[]}`, "[ada ben]", "[]"},
			{"POST", "/teachers", `{"users":["boss"]}`, "[ada ben boss]", "[boss]"},
			{"DELETE", "/users", `{"users":["ben"]}`, "[ada boss]", "[boss]"},
			{"DELETE", "/users", `{"users":["ben"]}`, "[ada boss]", "[boss]"},
			{"POST", "/users", `{"users":[]}`, "[ada boss]", "[boss]"},
			{"DELETE", "/teachers", `{"users":["boss","ada"]}`, "[ada boss]", "[]"},
		} {
			m := h.want(200, admin, c.method, "/groups/art"+c.path, c.body)
			if fmt.Sprint(m["users"]) != c.users || fmt.Sprint(m["teachers"]) != c.teachers || m["name"] != "Art" {
				t.Errorf("%s %s %s: %v", c.method, c.path, c.body, m)
			}
		}
		m = h.want(200, admin, "PUT", "/groups/art/properties", `{"room":{"no":12.50},"x":null}`)
		if fmt.Sprint(m["properties"]) != "map[room:map[no:12.5] x:<nil>]" {
			t.Errorf("%v", m)
		}
		if m = h.want(200, admin, "GET", "/groups/art", ""); fmt.Sprint(m["properties"]) != "map[room:map[no:12.5] x:<nil>]" {
			t.Errorf("%v", m)
		}
		if got := fmt.Sprint(h.want(200, admin, "GET", "/users/ada", "")["groups"]); got != "[nbgrader-math formgrade-math Art]" {
			t.Errorf("ada is in %s", got)
		}
		for who, want := range map[string]string{"ada": "[nbgrader-math formgrade-math Art]", "ben": "[]", "boss": "[Art]"} {
			c := h.token(commonhall.UserName(who), "access:servers!user") // for which groups are no scope's
			if got := fmt.Sprint(h.want(200, c, "GET", "/user", "")["groups"]); got != want {
				t.Errorf("%s is told of %s", who, got)
			}
		}
		if w := h.call(admin, "GET", "/users", ""); strings.Count(w.Body.String(), `"Art"`) != 2 || strings.Count(w.Body.String(), `"formgrade-math"`) != 1 {
			t.Errorf("the list of people: %s", w.Body)
		}
		h.want(204, admin, "DELETE", "/groups/ART", "")
		h.want(404, admin, "GET", "/groups/Art", "")
		h.want(204, admin, "DELETE", "/users/ada", "")
		if m := h.want(200, admin, "GET", "/groups/nbgrader-math", ""); fmt.Sprint(m["users"]) != "[]" {
			t.Errorf("without ada: %v", m)
		}
		w = h.call(admin, "GET", "/events?kind=group", "")
		if !strings.Contains(w.Body.String(), "ben is not in the group Art any more.") || !strings.Contains(w.Body.String(), `"by":"boss"`) {
			t.Errorf("the timeline: %s", w.Body)
		}
	})
}

// TestWhatAGroupRefuses: whatever is sent, no group changes, and the answer says why.
func TestWhatAGroupRefuses(t *testing.T) {
	story(t, func(h *hub) {
		admin := h.token("boss")
		h.want(201, admin, "POST", "/groups/math", `{"users":["ada"]}`)
		before := h.call(admin, "GET", "/groups", "").Body.String()
		for _, a := range [][5]string{
			{"409", "POST", "/groups/MATH", "", "Group math already exists"},
			{"409", "POST", "/groups", `{"groups":["new","math"]}`, "Group math already exists"},
			{"400", "POST", "/groups", ``, "at least one group"},
			{"400", "POST", "/groups", `{"groups":[]}`, "at least one group"},
			{"400", "POST", "/groups", `["new"]`, "must be an object"},
			{"400", "POST", "/groups", `{"groups":"new"}`, "groups cannot be a string"},
			{"400", "POST", "/groups", `{"groups":["a/b","c d"]}`, "a slash"},
			{"400", "POST", "/groups", `{"groups":["new"],"users":["nobody"]}`, "No such user: nobody"},
			{"400", "POST", "/groups", `{"groups":["new"],"members":["ada"]}`, "Unknown key"},
			{"400", "POST", "/groups/new", `{"users":["nobody"]}`, "No such user: nobody"},
			{"400", "POST", "/groups/..%2Fnew", "", "group name"},
			{"400", "POST", "/groups/%FF%00", "", "group name"},
			{"400", "POST", "/groups/%2E%2E", "", "group name"},
			{"400", "POST", "/groups/" + strings.Repeat("g", 300), "", "longer than 64 bytes"},
			{"404", "POST", "/groups/none/users", `{"users":["nobody"]}`, "no group called"},
			{"404", "DELETE", "/groups/none", "", "no group called"},
			{"404", "DELETE", "/groups/none/users", "", "no group called"},
			{"404", "PUT", "/groups/none/properties", "{}", "no group called"},
			{"404", "POST", "/groups/none/teachers", `{"users":["ada"]}`, "no group called"},
			{"400", "POST", "/groups/math/users", ``, "Must specify users"},
			{"400", "POST", "/groups/math/users", `{"users":null}`, "Must specify users"},
			{"400", "DELETE", "/groups/math/users", `{}`, "Must specify users"},
			{"400", "POST", "/groups/math/users", `{"users":"ada"}`, "users cannot be a string"},
			{"400", "POST", "/groups/math/users", `{"users":[1]}`, "users cannot be a number"},
			{"400", "POST", "/groups/math/users", `{"users":["ben","nobody"]}`, "No such user: nobody"},
			{"400", "DELETE", "/groups/math/users", `{"users":["ada","nobody"]}`, "No such user: nobody"},
			{"400", "POST", "/groups/math/users", "{\"users\":[\"a\xff\"]}", "user name"},
			{"400", "POST", "/groups/math/teachers", `{"users":["nobody"]}`, "No such user: nobody"},
			{"400", "POST", "/groups/math/users", `{"users":["` + strings.Repeat("x", body.Large) + `"]}`, "larger than"},
			{"400", "PUT", "/groups/math/properties", ``, "must be a JSON object"},
			{"400", "PUT", "/groups/math/properties", `null`, "must be a JSON object"},
			{"400", "PUT", "/groups/math/properties", `[]`, "must be a JSON object"},
			{"400", "PUT", "/groups/math/properties", `{"a":1}}`, "Invalid JSON"},
			{"400", "PUT", "/groups/math/properties", `{"a":"` + strings.Repeat("x", 20_000) + `"}`, "longer than"},
			{"400", "GET", "/groups?limit=x", "", "limit"},
			{"400", "GET", "/groups?offset=1.5", "", "offset"},
		} {
			w := h.call(admin, a[1], a[2], a[3])
			if fmt.Sprint(w.Code) != a[0] || !strings.Contains(w.Body.String(), a[4]) {
				t.Errorf("%s %s %.60s: %d %s, want %s with %q", a[1], a[2], a[3], w.Code, w.Body, a[0], a[4])
			}
		}
		if after := h.call(admin, "GET", "/groups", "").Body.String(); after != before {
			t.Errorf("groups are\n%s, were\n%s", after, before)
		}
		for _, name := range []string{"%00", "%FF", "a%2Fb", "%2e%2e", "%0d%0aX-Evil:%201", "%3Cscript%3E", "a'%20OR%201=1--"} {
			w := h.call(operator(), "GET", "/groups/"+name, "")
			if w.Code != 404 && w.Code/100 != 3 || strings.ContainsAny(w.Body.String(), "\x00\xff<>\r") {
				t.Errorf("%s: %d %q", name, w.Code, w.Body)
			}
		}
	})
}

// TestScopesOfGroups: each part of the model by its scope; a filter that names people
// or servers reaches no group.
func TestScopesOfGroups(t *testing.T) {
	story(t, func(h *hub) {
		h.want(201, operator(), "POST", "/groups/math", `{"users":["ada"]}`)
		const all = "created gid kind name properties roles teachers users"
		for scope, want := range map[string]string{"read:groups": without(all, "roles"), "read:groups:name": "kind name", "read:roles:groups": "kind name roles",
			"groups": without(all, "roles"), "admin:groups": all} {
			h.wantKeys("a group, with "+scope, h.want(200, h.token("boss", commonhall.Scope(scope)), "GET", "/groups/math", ""), want)
		}
		w := h.call(h.token("boss", "list:groups"), "GET", "/groups", "")
		if strings.TrimSpace(w.Body.String()) != `[{"kind":"group","name":"math"}]` {
			t.Errorf("who may list: %s", w.Body)
		}
		for _, filter := range []commonhall.Scope{"!user=ada", "!user", "!server=ada/"} {
			c := h.token("boss", "admin:groups"+filter)
			for _, a := range [][3]string{{"GET", "/math", ""}, {"POST", "/new", ""}, {"DELETE", "/math", ""}, {"POST", "/math/users", `{"users":["ben"]}`},
				{"DELETE", "/math/users", `{"users":["ada"]}`}, {"PUT", "/math/properties", `{}`}, {"POST", "/math/teachers", `{"users":["ada"]}`}, {"DELETE", "/math/teachers", `{"users":["ada"]}`}} {
				h.want(404, c, a[0], "/groups"+a[1], a[2])
			}
			if w := h.call(c, "GET", "/groups", ""); w.Code != 200 || strings.TrimSpace(w.Body.String()) != "[]" {
				t.Errorf("the list of who may list none: %d %s", w.Code, w.Body)
			}
			h.want(403, c, "POST", "/groups", `{"groups":["new"]}`)
		}
		for scope, a := range map[commonhall.Scope][3]string{"read:groups": {"POST", "/groups/math/users", `{"users":["ben"]}`}, "groups": {"DELETE", "/groups/math", ""},
			"list:groups": {"GET", "/groups/math/x", ""}, "delete:groups": {"POST", "/groups/new", ""}} {
			if w := h.call(h.token("boss", scope), a[0], a[1], a[2]); w.Code != 403 && w.Code != 404 {
				t.Errorf("%s %s with %s: %d", a[0], a[1], scope, w.Code)
			}
		}
		if m := h.want(200, operator(), "GET", "/groups/math", ""); fmt.Sprint(m["users"]) != "[ada]" {
			t.Errorf("afterwards: %v", m)
		}
	})
}

func TestPagesOfGroups(t *testing.T) {
	story(t, func(h *hub) {
		admin := h.token("boss")
		var names []string
		for i := range 230 {
			names = append(names, fmt.Sprintf("g%03d", i))
		}
		body, err := json.Marshal(map[string]any{"groups": names, "users": []string{"ada"}})
		h.must(err)
		h.want(201, admin, "POST", "/groups", string(body))
		if got := h.pages(admin, "/groups"); !slices.Equal(got, names) {
			t.Errorf("by pages of 50 there are %d", len(got))
		}
		if got := h.pages(admin, "/groups?limit=999&offset=1"); !slices.Equal(got, names[1:]) {
			t.Errorf("by pages of 200 there are %d", len(got))
		}
		for query, want := range map[string]int{"": 200, "limit=3": 3, "offset=229": 1, "offset=230": 0, "offset=9223372036854775807": 0} {
			var list []any
			if w := h.call(admin, "GET", "/groups?"+query, ""); json.Unmarshal(w.Body.Bytes(), &list) != nil || list == nil || len(list) != want {
				t.Errorf("%s: %d groups, want %d", query, len(list), want)
			}
		}
	})
}

// TestTwoAdministratorsAtOnce make the same class, and fill it.
func TestTwoAdministratorsAtOnce(t *testing.T) {
	story(t, func(h *hub) {
		who := []caller{h.token("boss"), operator()}
		var wg sync.WaitGroup
		codes := make([]int, 20)
		for i := range codes {
			r := h.request(h.base, who[i%2], "POST", "/groups/math", `{"users":["ada"]}`)
			s := h.request(h.base, who[i%2], []string{"POST", "DELETE"}[i%2], "/groups/math/users", `{"users":["ben"]}`)
			wg.Go(func() {
				codes[i] = h.status(r)
				if code := h.status(s); code != 200 {
					t.Errorf("changing it: %d", code)
				}
			})
		}
		wg.Wait()
		slices.Sort(codes)
		if codes[0] != 201 || codes[1] != 409 || codes[19] != 409 {
			t.Errorf("%v", codes)
		}
		m := h.want(200, operator(), "GET", "/groups/math", "")
		if users := fmt.Sprint(m["users"]); users != "[ada]" && users != "[ada ben]" || m["gid"] != 600_000_100.0 {
			t.Errorf("%v", m)
		}
	})
}

// status answers a request beside others.
func (h *hub) status(r *http.Request) int {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code
}
