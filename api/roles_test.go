package api

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"commonhall"
	"commonhall/auth"
)

// roleAttempts are those at the routes of roles; see attempts.
func roleAttempts() map[string]attempt {
	return map[string]attempt{
		//                       nobody wrong exp. script cookie none narrow server self other admin oper.
		"GET /roles":                   {"", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"POST /roles":                  {"", `{"name":"tutor","scopes":["read:users","shutdown"]}`, "403 403 403 403 403 403 403 403 403 403 201 201"},
		"GET /roles/{role}":            {"/roles/admin", "", "403 403 403 403 200 403 403 403 403 403 200 200"},
		"PATCH /roles/{role}":          {"/roles/aide", `{"description":"Helps."}`, "403 403 403 403 403 403 403 403 403 403 200 200"},
		"DELETE /roles/{role}":         {"/roles/aide", "", "403 403 403 403 403 403 403 403 403 403 204 204"},
		"POST /roles/{role}/holders":   {"/roles/aide/holders", `{"users":["ben"]}`, "403 403 403 403 403 403 403 403 403 403 200 200"},
		"DELETE /roles/{role}/holders": {"/roles/aide/holders", `{"users":["ben"]}`, "403 403 403 403 403 403 403 403 403 403 200 200"},
	}
}

// TestALifeOfARole from the first holder to the last: what it gives counts at once, for its
// people, for who is in its groups now, and for its services; then no more.
func TestALifeOfARole(t *testing.T) {
	story(t, func(h *hub) {
		h.school()
		boss, ada, ben := h.token("boss"), h.token("ada"), h.token("ben")
		idle := h.service(auth.Service{Name: "idle"})
		role := h.want(201, boss, "POST", "/roles", `{"name":"tutor","description":"Helps in maths.","scopes":["list:users!group=math","read:users!group=math","read:servers!user"],"users":["ben"]}`)
		if fmt.Sprintln(role["scopes"], role["users"], role["groups"], role["origin"], role["problem"]) != "[list:users!group=math read:users!group=math read:servers!user] [ben] [] hub <nil>\n" {
			t.Errorf("it is %v", role)
		}
		h.want(409, boss, "POST", "/roles", `{"name":"tutor","scopes":["self"]}`)
		if got := h.pages(ben, "/users?limit=1"); !slices.Equal(got, []string{"ada"}) {
			t.Errorf("ben lists %v", got)
		}
		h.want(200, ben, "GET", "/users/ada", "")
		h.want(404, ben, "GET", "/users/boss", "")
		h.want(404, ben, "GET", "/users/ada/server", "")
		h.want(200, ben, "GET", "/users/ben/server", "")
		if m := h.want(200, boss, "GET", "/users/ben", ""); fmt.Sprint(m["roles"]) != "[user tutor]" {
			t.Errorf("ben's roles: %v", m["roles"])
		}
		h.want(200, boss, "POST", "/roles/tutor/holders", `{"groups":["MATH"],"services":["idle"]}`)
		h.want(200, ada, "GET", "/users?limit=1", "")
		h.want(403, idle, "GET", "/users/nobody/tokens", "")
		h.want(404, idle, "GET", "/users/boss", "") // !user is nobody's where a service holds it
		h.want(200, idle, "GET", "/users/ada", "")
		if m := h.want(200, idle, "GET", "/user", ""); fmt.Sprint(m["roles"]) != "[tutor]" {
			t.Errorf("the service is told %v", m)
		}
		if m := h.want(200, boss, "GET", "/groups/math", ""); fmt.Sprint(m["roles"]) != "[tutor]" {
			t.Errorf("the group's roles: %v", m["roles"])
		}
		h.want(200, boss, "DELETE", "/groups/math/users", `{"users":["ada"]}`)
		h.want(403, ada, "GET", "/users", "")
		h.want(200, boss, "DELETE", "/roles/tutor/holders", `{"services":["idle"]}`)
		h.want(403, idle, "GET", "/users/ada", "")
		h.want(200, boss, "PATCH", "/roles/tutor", `{"scopes":["read:hub"]}`)
		h.want(403, ben, "GET", "/users", "")
		h.want(200, ben, "GET", "/info", "")
		h.want(204, boss, "DELETE", "/roles/tutor", "")
		h.want(403, ben, "GET", "/info", "")
		synctest.Wait()
		list, err := h.db.Events(h.t.Context(), commonhall.EventFilter{Prefix: "role.", Limit: 20})
		h.must(err)
		var said []string
		for _, e := range list {
			said = append(said, e.By+" "+string(e.Name))
		}
		slices.Reverse(said)
		if got := strings.Join(said, ", "); got != "boss role.added, boss role.given, boss role.given, boss role.given, boss role.taken, boss role.changed, boss role.removed" {
			t.Errorf("the timeline says %s", got)
		}
	})
}

// rolesOfSome makes ada somebody who is no administrator and may do a lot, and eve, and who is in art,
// somebody who may do other things.
func (h *hub) rolesOfSome() {
	h.t.Helper()
	h.school()
	h.want(201, operator(), "POST", "/users", `{"usernames":["eve"]}`)
	for _, body := range []string{`{"name":"staff","scopes":["admin:roles","admin:users","admin:groups","read:hub"],"users":["ada"]}`,
		`{"name":"strong","scopes":["shutdown"],"users":["eve"],"groups":["art"]}`, `{"name":"weak","scopes":["read:hub"]}`,
		`{"name":"narrow","scopes":["read:users!user"]}`, `{"name":"everyones","scopes":["servers!user"]}`} {
		h.want(201, operator(), "POST", "/roles", body)
	}
}

// TestNobodyGivesMoreThanTheyHold, by any way that there is: roles, their holders, groups
// that have roles, names, passwords.
func TestNobodyGivesMoreThanTheyHold(t *testing.T) {
	story(t, func(h *hub) {
		h.rolesOfSome()
		ada := h.token("ada") // who is no administrator, and may do a lot
		for what, a := range map[string][4]string{
			"a role with more":               {"403", "POST", "/roles", `{"name":"mine","scopes":["shutdown"]}`},
			"everything for oneself":         {"403", "POST", "/roles", `{"name":"mine","scopes":["self"]}`},
			"what others' servers are":       {"403", "POST", "/roles", `{"name":"mine","scopes":["servers!user"]}`},
			"what everybody has":             {"400", "POST", "/roles", `{"name":"mine","scopes":["inherit"]}`},
			"a role that may more":           {"403", "POST", "/roles/strong/holders", `{"users":["ada"]}`},
			"taking one":                     {"403", "DELETE", "/roles/strong/holders", `{"users":["eve"]}`},
			"making one less":                {"403", "PATCH", "/roles/strong", `{"scopes":["read:hub"]}`},
			"making one more":                {"403", "PATCH", "/roles/weak", `{"scopes":["shutdown"]}`},
			"removing one":                   {"403", "DELETE", "/roles/strong", ""},
			"one of others' servers":         {"403", "POST", "/roles/everyones/holders", `{"users":["ada"]}`},
			"an administrator":               {"403", "PATCH", "/users/ada", `{"admin":true}`},
			"a new administrator":            {"403", "POST", "/users/zoe", `{"admin":true}`},
			"new administrators":             {"403", "POST", "/users", `{"usernames":["zoe"],"admin":true}`},
			"an administrator's end":         {"403", "PATCH", "/users/boss", `{"admin":false}`},
			"a password":                     {"403", "POST", "/users/boss/password", `{"password":null}`},
			"a password of who holds more":   {"403", "POST", "/users/eve/password", `{"password":"a long enough password"}`},
			"one by a group":                 {"403", "POST", "/users/ben/password", `{"password":null}`},
			"an invitation":                  {"403", "POST", "/users/eve/invitation", ""},
			"shutting out":                   {"403", "POST", "/users/boss/suspend", ""},
			"removing somebody":              {"403", "DELETE", "/users/boss", ""},
			"another name":                   {"403", "PATCH", "/users/boss", `{"name":"chef"}`},
			"a group that has more":          {"403", "POST", "/groups/art/users", `{"users":["ada"]}`},
			"teaching it":                    {"403", "POST", "/groups/art/teachers", `{"users":["ada"]}`},
			"a name of the settings":         {"403", "POST", "/users", `{"usernames":["root1"]}`},
			"that name alone":                {"403", "POST", "/users/Root1", ""},
			"being called so":                {"403", "PATCH", "/users/ada", `{"name":"root1"}`},
			"a group of the settings":        {"403", "POST", "/groups", `{"groups":["x","Staff"],"users":["ada"]}`},
			"that group alone":               {"403", "POST", "/groups/STAFF", `{"users":["ada"]}`},
			"that group in other letters":    {"403", "POST", "/groups", `{"groups":[" \uff33taff"],"users":["ada"]}`},
			"letting in again":               {"403", "POST", "/users/eve/resume", ""},
			"a role of the settings":         {"400", "PATCH", "/roles/wheel", `{"scopes":["read:hub"]}`},
			"what one holds":                 {"201", "POST", "/roles", `{"name":"mine","scopes":["read:users","groups!group=math"],"users":["ben"]}`},
			"a role of what one holds":       {"200", "POST", "/roles/weak/holders", `{"users":["ben"],"services":["x"]}`},
			"narrowed, of what one holds":    {"200", "POST", "/roles/narrow/holders", `{"users":["ben"]}`},
			"a group without roles":          {"200", "POST", "/groups/math/users", `{"users":["ben"]}`},
			"a group without people":         {"201", "POST", "/groups/staff", ""},
			"a password of who holds less":   {"204", "POST", "/users/zed/password", `{"password":null}`},
			"leaving a group that has roles": {"200", "DELETE", "/groups/art/users", `{"users":["boss"]}`},
		} {
			h.call(operator(), "POST", "/users/zed", "")
			status := 0
			_, _ = fmt.Sscan(a[0], &status)
			if w := h.call(ada, a[1], a[2], a[3]); w.Code != status {
				t.Errorf("%s: %s %s %s is answered %d %s, want %s", what, a[1], a[2], a[3], w.Code, w.Body, a[0])
			}
		}
		narrow := h.token("boss", "admin:roles", "read:hub") // an administrator's token gives no more than it may
		h.want(403, narrow, "POST", "/roles/strong/holders", `{"users":["ada"]}`)
		h.want(403, narrow, "POST", "/roles", `{"name":"more","scopes":["proxy"]}`)
		h.want(201, narrow, "POST", "/roles", `{"name":"more","scopes":["read:hub","custom:grade"]}`)
	})
}

// TestNobodyAddsAServiceForItsRoles: whoever adds one gets its token.
func TestNobodyAddsAServiceForItsRoles(t *testing.T) {
	story(t, func(h *hub) {
		h.serve()
		h.want(201, operator(), "POST", "/roles", `{"name":"staff","scopes":["admin:services"],"users":["ada"]}`)
		h.want(201, operator(), "POST", "/roles", `{"name":"strong","scopes":["proxy"],"services":["awaited"]}`)
		ada := h.token("ada")
		h.want(403, ada, "POST", "/services/awaited", `{"info":{}}`)
		h.want(403, ada, "POST", "/services/mine", `{"admin":true}`)
		for name, status := range map[string]int{"mine": 201, "awaited": 201} {
			who := map[string]caller{"mine": ada, "awaited": operator()}[name]
			m := h.want(status, who, "POST", "/services/"+name, `{"info":{}}`)
			h.secrets = append(h.secrets, fmt.Sprint(m["api_token"]))
		}
		if m := h.want(200, operator(), "GET", "/services/awaited", ""); fmt.Sprint(m["roles"]) != "[strong]" {
			t.Errorf("its roles: %v", m["roles"])
		}
	})
}

// TestATokenIsNoWayToMore: nobody gets further with a narrow token than it goes, not even with
// one of an administrator's.
func TestATokenIsNoWayToMore(t *testing.T) {
	story(t, func(h *hub) {
		h.rolesOfSome()
		h.want(200, operator(), "POST", "/groups/math/users", `{"users":["boss"]}`)
		h.want(201, operator(), "POST", "/users", `{"usernames":["zed"]}`)
		for what, scopes := range map[string][]commonhall.Scope{"of math": {"admin:users!group=math"}, "of oneself": {"admin:users!user=boss"}} {
			some := h.token("boss", scopes...)
			for path, body := range map[string]string{"/password": `{"password":"a long enough password"}`, "/invitation": "", "/suspend": ""} {
				if w := h.call(some, "POST", "/users/boss"+path, body); w.Code != 403 && w.Code != 400 {
					t.Errorf("%s: %s is answered %d", what, path, w.Code)
				}
			}
			h.want(403, some, "POST", "/users/boss/password", `{"password":null}`)
			h.want(403, some, "PATCH", "/users/boss", `{"name":"chef"}`)
		}
		for what, c := range map[string]caller{"a new person": h.token("boss", "admin:users!user=root1"), "a new name": h.token("boss", "admin:users!user=zed")} {
			path, method, body := "/users/root1", "POST", ""
			if what == "a new name" {
				path, method, body = "/users/zed", "PATCH", `{"name":"root1"}`
			}
			if w := h.call(c, method, path, body); w.Code != 403 {
				t.Errorf("%s of the settings is answered %d %s", what, w.Code, w.Body)
			}
		}
		h.want(403, h.token("boss", "groups"), "POST", "/groups/art/users", `{"users":["zed"]}`) // which has a role
		h.want(200, h.token("boss", "groups"), "POST", "/groups/math/users", `{"users":["ada"]}`)
	})
}

// TestWhoTeachesMayDoMore: a helper of one group does not take over who teaches another.
func TestWhoTeachesMayDoMore(t *testing.T) {
	story(t, func(h *hub) {
		h.rolesOfSome()
		h.want(201, operator(), "POST", "/users", `{"usernames":["zed"]}`)
		h.want(201, operator(), "POST", "/groups/aided", `{"users":["eve","zed"]}`)
		h.want(201, operator(), "POST", "/groups/music", `{"users":["zed"]}`)
		h.want(201, operator(), "POST", "/roles", `{"name":"helper","scopes":["admin:users!group=aided"],"users":["ben"]}`)
		ben := h.token("ben")
		h.want(204, ben, "POST", "/users/zed/password", `{"password":null}`)
		h.want(200, operator(), "POST", "/groups/music/teachers", `{"users":["zed"]}`)
		h.want(403, ben, "POST", "/users/zed/password", `{"password":null}`)
		h.want(403, ben, "POST", "/users/zed/invitation", "")
		h.want(201, operator(), "POST", "/roles", `{"name":"more","scopes":["groups!group=music"],"users":["ben"]}`)
		h.want(204, ben, "POST", "/users/zed/password", `{"password":null}`) // he could make himself one
	})
}

// TestHugeOffsets: a number that is too large is one beyond the end.
func TestHugeOffsets(t *testing.T) {
	story(t, func(h *hub) {
		boss := h.token("boss")
		for _, path := range []string{"/proxy", "/users", "/groups", "/shares/ada"} {
			for _, n := range []string{"9223372036854775807", "9223372036854775607", "-9223372036854775807"} {
				h.want(200, boss, "GET", path+"?offset="+n, "")
				h.want(200, boss, "GET", path+"?limit="+n, "")
			}
		}
	})
}
