package api

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// school makes the groups math (ada) and art (ben).
func (h *hub) school() {
	h.t.Helper()
	h.want(201, operator(), "POST", "/groups/math", `{"users":["ada"]}`)
	h.want(201, operator(), "POST", "/groups/Art", `{"users":["ben"]}`)
}

// TestAFilterForAGroup means the group, and its people as they are now: others are as good
// as nobody.
func TestAFilterForAGroup(t *testing.T) {
	story(t, func(h *hub) {
		h.school()
		c := h.token("boss", "list:users!group=art", "read:users!group=ART", "groups!group=art", "delete:users!group=art", "tokens!group=art", "admin:groups!group=new")
		type ask struct {
			status             int
			method, path, body string
		}
		check := func(list []ask) {
			t.Helper()
			for _, a := range list {
				h.want(a.status, c, a.method, a.path, a.body)
			}
		}
		check([]ask{{200, "GET", "/users/ben", ""}, {404, "GET", "/users/ada", ""}, {404, "GET", "/users/nobody", ""}, {404, "DELETE", "/users/ada", ""},
			{200, "GET", "/groups/art", ""}, {200, "GET", "/groups/Art", ""}, {404, "GET", "/groups/math", ""}, {404, "GET", "/groups/nothing", ""},
			{404, "POST", "/groups/math/users", `{"users":["ben"]}`}, {404, "PUT", "/groups/math/properties", `{}`}, {404, "DELETE", "/groups/art", ""},
			{403, "POST", "/groups", `{"groups":["new"]}`}, {201, "POST", "/groups/new", ""}, {404, "POST", "/groups/newer", ""},
			{403, "POST", "/users", `{"usernames":["eve"]}`}, {404, "GET", "/users/ada/tokens", ""}, {403, "GET", "/users/ben/server", ""}})
		if got := h.pages(c, "/users?limit=1"); !slices.Equal(got, []string{"ben"}) {
			t.Errorf("the list has %v", got)
		}
		if got := h.call(c, "GET", "/groups", "").Body.String(); strings.Contains(got, "math") || !strings.Contains(got, `"Art"`) || !strings.Contains(got, `"users"`) {
			t.Errorf("groups: %s", got)
		}
		check([]ask{{200, "POST", "/groups/art/users", `{"users":["ada"]}`}, {200, "GET", "/users/ada", ""}, {200, "GET", "/users/ada/tokens", ""}})
		if got := h.pages(c, "/users?limit=1"); !slices.Equal(got, []string{"ada", "ben"}) {
			t.Errorf("then the list has %v", got)
		}
		check([]ask{{200, "DELETE", "/groups/art/users", `{"users":["ada"]}`}, {404, "GET", "/users/ada", ""}})
		// A group that is made anew under an old name is another one.
		h.want(204, operator(), "DELETE", "/groups/art", "")
		h.want(201, operator(), "POST", "/groups/art", `{"users":["ada"]}`)
		check([]ask{{403, "GET", "/users/ada", ""}, {404, "GET", "/groups/art", ""}})
	})
}

// TestATokenAskedForAGroup gets what its owner holds of it and no more; who belongs to a group has no rights over it
// by that.
func TestATokenAskedForAGroup(t *testing.T) {
	story(t, func(h *hub) {
		h.school()
		ada := h.token("ada")
		for _, scope := range []string{"read:users!group=math", "groups!group=math", "read:users!group=gone", "access:services!service=x"} {
			h.want(http.StatusBadRequest, ada, "POST", "/users/ada/tokens", fmt.Sprintf(`{"scopes":[%q]}`, scope))
		}
		for _, scope := range []string{"read:users!group=a/b", "read:users!group=", "read:users!group", "custom:grade"} {
			h.want(http.StatusBadRequest, h.token("boss"), "POST", "/users/boss/tokens", fmt.Sprintf(`{"scopes":[%q]}`, scope))
		}
		made := h.want(http.StatusCreated, h.token("boss"), "POST", "/users/boss/tokens", `{"scopes":["read:users!group=Math","inherit"]}`)
		h.secrets = append(h.secrets, made["token"].(string))
	})
}

// TestManyPeopleInAGroup: who may list more people than one question names gets them all
// the same.
func TestManyPeopleInAGroup(t *testing.T) {
	story(t, func(h *hub) {
		var names []string
		for i := range maxAmong + 5 {
			names = append(names, fmt.Sprintf("p%05d", i))
		}
		h.must(h.add(names, false))
		_, err := h.auth.AddGroups(h.t.Context(), []string{"crowd"}, names)
		h.must(err)
		c := h.token("boss", "list:users!group=crowd")
		w := h.call(caller{header: map[string]string{"Authorization": c.header["Authorization"], "Accept": "application/jupyterhub-pagination+json"}}, "GET", "/users?offset=2000&limit=3&sort=name", "")
		for _, part := range []string{fmt.Sprintf(`"total":%d`, maxAmong+5), `"name":"p02000"`, `"name":"p02002"`} {
			if !strings.Contains(w.Body.String(), part) || strings.Contains(w.Body.String(), "boss") {
				t.Errorf("%s is not in %s", part, w.Body)
			}
		}
	})
}
