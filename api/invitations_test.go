package api

import (
	"fmt"
	"strings"
	"testing"

	"commonhall"
	"commonhall/auth"
)

// invite has somebody invite eve, and returns the code.
func (h *hub) invite(who caller) string {
	h.t.Helper()
	m := h.want(201, who, "POST", "/users/eve/invitation", "")
	return strings.TrimPrefix(fmt.Sprint(m["path"]), "/hub/invite/")
}

// counts checks whether a code still lets eve choose a password.
func (h *hub) counts(what, code string, want bool) {
	h.t.Helper()
	_, err := h.auth.Invited(h.base, code, auth.Client{})
	if (err == nil) != want || err != nil && commonhall.KindOf(err) != commonhall.NotFound {
		h.t.Errorf("%s: %v", what, err)
	}
	if want {
		return
	}
	if _, _, err := h.auth.Accept(h.base, code, "what a helper wants to know", auth.Client{}); commonhall.KindOf(err) != commonhall.NotFound {
		h.t.Errorf("%s: accepted, %v", what, err)
	}
}

// helped is a hub with a person eve, and with ben, who helps.
func helped(t *testing.T, f func(h *hub, ben caller)) {
	t.Helper()
	story(t, func(h *hub) {
		h.want(201, operator(), "POST", "/users", `{"usernames":["eve"]}`)
		h.want(201, operator(), "POST", "/groups/math", `{"users":["eve","ada"]}`)
		h.want(201, operator(), "POST", "/roles", `{"name":"staff","scopes":["admin:users!group=math"],"users":["ben"]}`)
		h.want(201, operator(), "POST", "/roles", `{"name":"strong","scopes":["shutdown"]}`)
		f(h, h.token("ben"))
	})
}

// TestInvitationsOfWhoMayDoMoreByNow: a code that a helper made does not open the account of
// somebody whom they could not invite any more, however that person came to it. One of an
// administrator's does.
func TestInvitationsOfWhoMayDoMoreByNow(t *testing.T) {
	for what, a := range map[string][]string{
		"an administrator":         {"PATCH", "/users/eve", `{"admin":true}`},
		"a role":                   {"POST", "/roles/strong/holders", `{"users":["eve"]}`},
		"a role of a group's":      {"POST", "/roles/strong/holders", `{"groups":["math"]}`},
		"a role that is more":      {"PATCH", "/roles/weak", `{"scopes":["read:hub","shutdown"]}`},
		"a group that has a role":  {"POST", "/groups/strong/users", `{"users":["eve"]}`},
		"a teacher":                {"POST", "/groups/math/teachers", `{"users":["eve"]}`},
		"a name with a role":       {"PATCH", "/users/eve", `{"name":"root1"}`},
		"out of the helper's hand": {"DELETE", "/groups/math/users", `{"users":["eve"]}`},
	} {
		helped(t, func(h *hub, ben caller) {
			h.want(201, operator(), "POST", "/roles", `{"name":"weak","scopes":["users:activity!user"],"users":["eve"]}`)
			h.want(200, operator(), "POST", "/roles/staff/holders", `{"users":["ben"]}`)
			h.want(201, operator(), "POST", "/groups/strong", "")
			h.want(200, operator(), "POST", "/roles/strong/holders", `{"groups":["strong"]}`)
			narrow := h.token("boss", "admin:users!group=math")
			codes := map[string]string{"root": h.invite(operator()), "boss": h.invite(h.token("boss")), "ben": h.invite(ben), "a narrow token of boss": h.invite(narrow)}
			for who, code := range codes {
				h.counts("before, by "+who, code, true)
			}
			h.want(200, operator(), a[0], a[1], a[2])
			for who, code := range codes {
				h.counts(what+", by "+who, code, who == "root" || who == "boss")
			}
			if w := h.call(operator(), "GET", "/events?kind=signin", ""); !strings.Contains(w.Body.String(), "who made it may not make it any more") {
				t.Errorf("%s: the timeline says %s", what, w.Body)
			}
			if _, s, err := h.auth.Accept(h.base, codes["boss"], "a good long passphrase", auth.Client{}); err != nil || s.User == "" {
				t.Errorf("%s: invited by an administrator: %v", what, err)
			}
		})
	}
}

// TestInvitationsOfWhoMayDoLessByNow: with the right to make a code ends the code.
func TestInvitationsOfWhoMayDoLessByNow(t *testing.T) {
	for what, a := range map[string][]string{
		"without the role": {"DELETE", "/roles/staff/holders", `{"users":["ben"]}`},
		"a role gone":      {"DELETE", "/roles/staff", ""},
		"a role with less": {"PATCH", "/roles/staff", `{"scopes":["read:users!group=math"]}`},
		"suspended":        {"POST", "/users/ben/suspend", ""},
		"removed":          {"DELETE", "/users/ben", ""},
		"the group gone":   {"DELETE", "/groups/math", ""},
	} {
		helped(t, func(h *hub, ben caller) {
			bens, roots := h.invite(ben), h.invite(operator())
			if w := h.call(operator(), a[0], a[1], a[2]); w.Code/100 != 2 {
				t.Errorf("%s: %d %s", what, w.Code, w.Body)
			}
			h.counts(what, bens, false)
			h.counts(what+", by root", roots, true)
		})
	}
	helped(t, func(h *hub, _ caller) {
		h.must(h.add([]string{"zoe"}, true))
		zoes, cull := h.invite(h.token("zoe")), h.service(auth.Service{Name: "cull", Admin: true})
		culls := h.invite(cull)
		h.counts("an administrator's", zoes, true)
		h.counts("a service's", culls, true)
		h.want(200, operator(), "PATCH", "/users/zoe", `{"admin":false}`)
		h.auth.AddService(auth.Service{Name: "cull"})
		h.counts("of one who is no administrator any more", zoes, false)
		h.counts("of a service that is none any more", culls, false)
	})
}

// TestInvitationsFromBefore, of which nobody knows who made them, are for those who may do what
// everybody may.
func TestInvitationsFromBefore(t *testing.T) {
	helped(t, func(h *hub, _ caller) {
		code, _, err := h.auth.Invite(h.base, "eve", &auth.Identity{})
		h.must(err)
		h.counts("of everybody", code, true)
		h.want(200, operator(), "PATCH", "/users/eve", `{"admin":true}`)
		h.counts("of an administrator", code, false)
	})
}
