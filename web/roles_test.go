package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"commonhall"
	"commonhall/auth"
	"commonhall/config"
	"commonhall/scope"
)

// role makes a role, and gives it to people.
func (h *house) role(name commonhall.RoleName, scopes string, people ...commonhall.UserName) {
	h.t.Helper()
	r := commonhall.Role{Name: name, Holders: commonhall.Holders{Users: people}}
	for sc := range strings.FieldsSeq(scopes) {
		r.Scopes = append(r.Scopes, commonhall.Scope(sc))
	}
	h.must(h.auth.AddRole(h.t.Context(), r, scope.Administrator()))
}

// heldRoles are the roles that were made, with their scopes and people.
func (h *house) heldRoles() (out string) {
	h.t.Helper()
	all, err := h.auth.AllRoles(h.t.Context())
	h.must(err)
	for _, r := range all {
		if r.Origin == commonhall.RoleStored {
			out += fmt.Sprintln(r.Name, r.Scopes, r.Users)
		}
	}
	return out
}

// TestALifeOfARoleOnItsPage: made of what was typed, said in words, given, changed, taken back
// and removed; what is wrong with it is said beside what was typed.
func TestALifeOfARoleOnItsPage(t *testing.T) {
	h := open(t, true, "ada", "ben")
	_, err := h.auth.AddGroups(t.Context(), []string{"math"}, []string{"ada"})
	h.must(err)
	b := h.signedIn("teacher")
	p := b.get("/hub/admin")
	p = b.get(attr(p.one("a", "href=/hub/admin/roles"), "href")).shows(200, "4 roles", "What everybody may do.", "built in")
	const add = "/hub/admin/roles/add"
	for scopes, says := range map[string]string{"serers": `There is no scope "serers"`, "servers!grop=math": "The filter of the scope", " \n": "has no scopes", "inherit": "for tokens"} {
		q := b.submit(p, add, "name", "tutor", "scopes", scopes, "description", "<b>Helps").shows(400, says)
		if got := q.form(add); got.Get("name") != "tutor" || strings.TrimSpace(got.Get("scopes")) != strings.TrimSpace(scopes) || got.Get("description") != "<b>Helps" {
			t.Errorf("%q comes back as %v", scopes, got)
		}
	}
	b.submit(p, add, "name", "Tutor", "scopes", "self").shows(400, "cannot name a role")
	b.submit(p, add, "name", "user", "scopes", "self").shows(409, "a role called user already")
	p = b.follow(b.submit(p, add, "name", "tutor", "scopes", "list:users!group=math\r\n servers!group=math \r\n", "description", "Helps."))
	const base = "/hub/admin/role/tutor"
	p.shows(200, "The role is made.", "Nobody holds it.", "start and stop the servers of the people in math, and see how they are", "list the people in math")
	b.submit(p, base+"/give", "kind", "user", "names", "ben\nnobody").shows(400, "Nobody got it.", "nobody")
	b.submit(p, base+"/give", "kind", "user", "names", " ").shows(400, "No names were given.")
	b.submit(p, base+"/give", "kind", "x", "names", "ben").shows(400, "No names were given.")
	p = b.follow(b.submit(p, base+"/give", "kind", "user", "names", "BEN")).shows(200, "They hold the role from now on.", "Held by ben.")
	p = b.follow(b.submit(p, base+"/give", "kind", "group", "names", "math")).shows(200, "Held by ben and the group math.")
	if got := h.heldRoles(); got != "tutor [list:users!group=math servers!group=math] [ben]\n" {
		t.Errorf("there is %s", got)
	}
	b.submit(p, base+"/change", "scopes", "").shows(400, "Nothing was changed.", "has no scopes")
	q := b.follow(b.submit(p, base+"/change", "scopes", "list:users!group=math", "description", "Looks.")).shows(200, "Looks.", "The role is changed")
	b.submit(p, base+"/change", "scopes", "servers").shows(409, "Somebody else changed the role meanwhile.")
	token := q.form(base + "/change").Get("_xsrf")
	q = b.follow(b.post(base+"/take", url.Values{"_xsrf": {token}, "kind": {"user"}, "name": {"ben"}})).shows(200, "They hold the role no longer.", "Held by the group math.")
	b.get(base+"/remove").shows(200, "Remove the role tutor?", "Held by the group math.")
	b.submit(b.get(base+"/remove"), base+"/remove").leads("/hub/admin/roles?done=role-removed")
	b.get(base).shows(404, "no role called")
	if got := h.heldRoles(); got != "" {
		t.Errorf("there is still %s", got)
	}
	b.get("/hub/admin/role/user").shows(200, "It is built in.", "do what everybody may do with themselves").none("form", "action=/hub/admin/role/user/change")
	b.post("/hub/admin/role/user/give", url.Values{"_xsrf": {token}, "kind": {"user"}, "names": {"ben"}}).shows(400, "The role user is built in.")
}

// TestRolesOfOthersOnPages: whoever makes roles and is no administrator gives what they hold,
// and no more, on the page as by the API; who reads them changes none.
func TestRolesOfOthersOnPages(t *testing.T) {
	h := open(t, true, "rita", "max", "ada")
	h.role("reads", "admin-ui read:roles", "rita")
	h.role("makes", "admin-ui admin:roles read:hub", "max")
	h.role("strong", "admin:users", "ada")
	max, rita := h.signedIn("max"), h.signedIn("rita")
	p := max.get(attr(max.get("/hub/home").one("a", "href=/hub/admin/roles"), "href")).shows(200, "7 roles", "Make a role")
	p.none("a", "href=/hub/admin")
	max.submit(p, "/hub/admin/roles/add", "name", "more", "scopes", "admin:users").shows(403, "The role more may more than you may hand on.")
	max.submit(p, "/hub/admin/roles/add", "name", "more", "scopes", "read:hub\ntokens!user").shows(403, "may more than you")
	max.submit(p, "/hub/admin/roles/add", "name", "more", "scopes", "read:hub").leads("/hub/admin/role/more?done=role-made")
	q := max.get("/hub/admin/role/more")
	max.submit(q, "/hub/admin/role/more/change", "scopes", "read:hub\nadmin-ui\nlist:users").shows(403, "Nothing was changed.", "may more than you")
	strong := max.get("/hub/admin/role/strong").shows(200, "add, change, shut out and remove the accounts of everybody")
	max.submit(strong, "/hub/admin/role/strong/give", "kind", "user", "names", "max").shows(403, "Nobody got it.", "may more than you")
	max.submit(max.get("/hub/admin/role/strong/remove"), "/hub/admin/role/strong/remove").shows(403, "may more than you")
	max.submit(strong, "/hub/admin/role/strong/take").shows(403, "may more than you")
	q = rita.get("/hub/admin/role/makes").shows(200, "Held by max.", "make and change roles, and give them to others")
	q.none("form", "action=/hub/admin/role/makes/give")
	rita.get("/hub/admin/roles").none("form", "action=/hub/admin/roles/add")
	rita.get("/hub/admin").shows(404)
	h.signedIn("ada").get("/hub/home").none("a", "href=/hub/admin/roles")
	want := "makes [admin-ui admin:roles read:hub] [max]\nmore [read:hub] []\nreads [admin-ui read:roles] [rita]\nstrong [admin:users] [ada]\n"
	if got := h.heldRoles(); got != want {
		t.Errorf("there is\n%s, want\n%s", got, want)
	}
}

// TestRolesOfTheSettingsOnPages are read there, with what is wrong with them.
func TestRolesOfTheSettingsOnPages(t *testing.T) {
	h := open(t, true, "ada")
	h.withSchool(func(c *auth.Config, _ *config.Provider) {
		c.Roles = []commonhall.Role{{Name: "tutor", Description: "In the file.", Scopes: []commonhall.Scope{"list:users"}, Holders: commonhall.Holders{Users: []commonhall.UserName{"ada"}}},
			{Name: "slip", Scopes: []commonhall.Scope{"lost:users"}}}
	})
	b := h.signedIn("teacher")
	b.get("/hub/admin/roles").shows(200, "6 roles", "in the settings", "In the file. · Held by ada.", "gives nothing")
	p := b.get("/hub/admin/role/tutor").shows(200, "It stands in the settings", "commonhall config edit", "list everybody")
	p.none("form", "action=/hub/admin/role/tutor/take")
	token := p.form("/hub/logout").Get("_xsrf")
	b.post("/hub/admin/role/tutor/take", url.Values{"_xsrf": {token}, "kind": {"user"}, "name": {"ada"}}).shows(400, "stands in the settings")
	b.get("/hub/admin/role/slip").shows(200, `It gives nothing. There is no scope "lost:users".`)
}

func roleSamples() []sample {
	f := sampleFrame("Roles", "/hub/admin", teacher())
	list := RolesView{Frame: f, All: everyScope(), Roles: []RoleRow{{"user", "What everybody may do.", "built in", "", ""}, {"admin", "What administrators may do.", "built in", "", ""},
		{"tutors", "Help in the first course.", "in the settings", "Held by the group tutors.", ""}, {"slip", "", "in the settings", "Nobody holds it.", `There is no scope "lost:users".`},
		{"aides-of-the-upper-school-who-have-a-role-with-a-long-long-name", strings.Repeat("x", 200), "", "Held by " + string(longName) + " and the group " + string(longGroup) + ".", ""}}}
	var gives []ScopeRow
	for _, sc := range []commonhall.Scope{"admin-ui", "list:users!group=Physics-11", "servers!group=Physics-11", "read:users:activity!user"} {
		gives = append(gives, ScopeRow{sc, scope.Words(sc)})
	}
	one := RoleView{Frame: sampleFrame("aides", "/hub/admin", teacher()), Role: RoleRow{"aides", "Help in the first course.", "", "Held by ben, the group Physics-11 and the service cull.", ""}, Gives: gives, Mine: true, All: everyScope(),
		Typed: RoleForm{Description: "Help in the first course.", Scopes: "admin-ui\nlist:users!group=Physics-11"}, Was: "x", Holders: []HolderRow{{"user", "ben"}, {"user", string(longName)}, {"group", string(longGroup)}, {"service", "cull"}}}
	return []sample{
		{"roles", PageRoles, list},
		{"roles-wrong", PageRoles, with(list, func(v *RolesView) {
			v.Typed = RoleForm{"tutors", "x", "serers", `There is no scope "serers". See the list of scopes in the reference.`}
		})},
		{"roles-read", PageRoles, with(list, func(v *RolesView) {
			v.All, v.Frame = nil, sampleFrame("Roles", "/hub/admin/roles", &Me{Name: "rita", Roles: true})
		})},
		{"role", PageRole, one},
		{"role-refused", PageRole, with(one, func(v *RoleView) {
			v.Typed.Error, v.Kind, v.Names, v.GiveError = "The role aides may more than you may hand on.", "group", "Physics-12", "No such group: Physics-12."
		})},
		{"role-settings", PageRole, with(one, func(v *RoleView) {
			v.Mine, v.Role.From, v.Role.Problem = false, "in the settings", `There is no scope "lost:users".`
		})},
	}
}
