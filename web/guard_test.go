package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"commonhall"
	"commonhall/announcement"
	"commonhall/auth"
	"commonhall/body"
	"commonhall/scope"
	"commonhall/server"
)

// unsafe are the addresses of every form that changes something, each with what
// a real page would fill in.
func unsafe() map[string]url.Values {
	out := map[string]url.Values{
		"/hub/spawn":                       {"app": {"notebook"}},
		"/hub/home/stop":                   {},
		"/hub/logout":                      {},
		"/hub/account/password":            {"current": {longEnough}, "password": {"a new one, longer"}, "again": {"a new one, longer"}},
		"/hub/account/signout":             {},
		"/hub/account/sessions/ID/signout": {},
		"/hub/account/tokens":              {"note": {"x"}, "expires_in": {"3600"}},
		"/hub/account/tokens/1/revoke":     {},
		"/hub/admin/add":                   {"names": {"eve"}},

		"/hub/admin/groups/add":                  {"name": {"art"}},
		"/hub/admin/group/math/join":             {"names": {"teacher"}},
		"/hub/admin/group/math/user/ada/leave":   {},
		"/hub/admin/group/math/user/ada/teacher": {"teacher": {"1"}},
		"/hub/admin/group/math/remove":           {},
		"/hub/admin/group/math/limits":           {"cpu": {"1"}},
		"/hub/admin/user/ada/limits":             {"memory": {"1G"}},
	}
	out["/hub/admin/everybody/limits"] = url.Values{"memory": {"1G"}}
	out["/hub/groups/math/times"] = url.Values{"idle_stop": {"45m"}}
	out["/hub/announcements/add"] = url.Values{"text": {"x"}, "to": {"all"}}
	for path, form := range map[string]url.Values{"": {"text": {"y"}}, "/remove": {}, "/dismiss": {}} {
		out["/hub/announcements/1"+path] = form
	}
	for verb, form := range map[string]url.Values{"try": {}, "publish": {"why": {"x"}}, "discard": {}, "restore": {}, "rollback": {"generation": {"1"}}, "build": {"packages": {"x"}}} {
		out[onPython+"/"+verb] = form
	}
	out["/hub/admin/roles/add"] = url.Values{"name": {"tutors"}, "scopes": {"servers"}}
	for form, fields := range map[string]url.Values{"remove": {}, "change": {"was": {"list:users"}, "scopes": {"servers"}}, "give": {"kind": {"user"}, "names": {"ada"}}, "take": {"kind": {"user"}, "name": {"teacher"}}} {
		out["/hub/admin/role/aide/"+form] = fields
	}
	out["/hub/software/new"] = url.Values{"name": {"r"}}
	out["/hub/home/restart"] = url.Values{}
	out["/hub/home/own"] = url.Values{"manner": {"without-own"}}
	out["/hub/home/servers"] = url.Values{"server": {"thesis"}}
	for _, path := range []string{"/hub/home/servers/thesis/stop", "/hub/home/servers/thesis/remove", "/hub/spawn/teacher/thesis"} {
		out[path] = url.Values{}
	}
	for _, verb := range []string{"start", "stop", "suspend", "resume", "admin", "reset", "remove"} {
		out["/hub/admin/user/ada/"+verb] = url.Values{"admin": {"1"}}
	}
	return out
}

// guarded is a house with an administrator in two browsers, a server and a token
// of theirs, and ada, of whom something can be noticed to have changed.
func guarded(t *testing.T) (h *house, b *browser) {
	h = open(t, false, "ada")
	if err := h.auth.SetPassword(t.Context(), "ada", longEnough); err != nil {
		t.Fatal(err)
	}
	if _, err := h.auth.AddGroups(t.Context(), []string{"math"}, []string{"ada"}); err != nil {
		t.Fatal(err)
	}
	_, err := h.door.cfg.Announcements.Add(t.Context(), commonhall.Announcement{Text: "Hello.", Level: commonhall.LevelInfo, Audience: commonhall.ToAll}, announcement.Author{All: true})
	h.must(err)
	h.role("aide", "list:users", "teacher")
	b = h.signedIn("teacher")
	h.another("teacher")
	if _, _, err := h.auth.CreateToken(t.Context(), "teacher", auth.NewToken{Note: "backup"}, scope.Person("teacher", true)); err != nil {
		t.Fatal(err)
	}
	// Of the software there are two generations, a draft and one that was discarded.
	h.generation("teacher", "", "requests", "2.32")
	h.drafts("teacher", "pandas", "2.1.4")
	h.must(h.software.Discard(t.Context(), "python", "teacher", "teacher"))
	h.must(h.servers.Stop(t.Context(), commonhall.UserName("teacher").Default(), "teacher"))
	h.drafts("teacher", "numpy", "2.0")
	h.must(h.servers.Stop(t.Context(), commonhall.UserName("teacher").Default(), "teacher"))
	h.generation("teacher", "", "scipy", "1.14")
	return h, b
}

// softwareState is what forms could have changed of the software.
func (h *house) softwareState() string {
	h.t.Helper()
	all, err := h.software.List(h.t.Context())
	h.must(err)
	drafts, err := h.db.Drafts(h.t.Context())
	h.must(err)
	return fmt.Sprint(all, drafts, len(h.software.Jobs("python")))
}

// another opens one more session of somebody with the usual password.
func (h *house) another(name commonhall.UserName) commonhall.Session {
	h.t.Helper()
	_, s, err := h.auth.SignIn(h.t.Context(), string(name), longEnough, auth.Client{Agent: "Mozilla/5.0 (iPad) Safari/", Address: "192.0.2.8"})
	if err != nil {
		h.t.Fatal(err)
	}
	return s
}

// snapshot is what forms could have changed.
func (h *house) snapshot() string {
	h.t.Helper()
	ctx := context.Background()
	var b strings.Builder
	groups, n, err := h.auth.Groups(ctx, 0, 0)
	if err != nil || n != 1 {
		h.t.Errorf("the groups are %v, %v", groups, err)
	}
	b.WriteString("math " + h.inGroup("math") + "\n")
	if given, err := h.servers.GivenLimits(ctx); err != nil || len(given) > 0 {
		fmt.Fprintln(&b, given, err)
	}
	if roles := h.heldRoles(); !strings.HasPrefix(roles, "aide [list:users] [teacher]\n") {
		b.WriteString(roles)
	}
	words, err := h.door.cfg.Announcements.For(ctx, "teacher")
	if err != nil || len(words) != 1 || words[0].Text != "Hello." {
		fmt.Fprintln(&b, words, err)
	}
	list, _, err := h.auth.Users(ctx, commonhall.UserFilter{})
	if err != nil {
		h.t.Fatal(err)
	}
	for _, u := range list {
		s, _ := h.servers.Get(ctx, u.Name.Default())
		tokens, _ := h.auth.Tokens(ctx, u.Name)
		_, _, signIn := h.auth.SignIn(ctx, string(u.Name), longEnough, auth.Client{})
		_ = h.auth.SignOutEverywhere(ctx, u.Name, "")
		b.WriteString(strings.Join([]string{string(u.Name), onOff(u.Admin), onOff(u.Suspended), onOff(u.HasPassword), string(s.State),
			onOff(len(tokens) == 1), onOff(signIn == nil)}, " ") + "\n")
	}
	return b.String()
}

func onOff(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// TestFormsThatDoNotCount sends each form as somebody could who makes a visitor's
// browser send it: a page elsewhere, a page of a person's program on the same
// origin, a tab of a session that is over.
func TestFormsThatDoNotCount(t *testing.T) {
	h, b := guarded(t)
	token := b.get("/hub/account").form("/hub/logout").Get("_xsrf")
	stale := h.signedIn("ada").get("/hub/account").form("/hub/logout").Get("_xsrf") // of another session
	before, other := h.softwareState(), h.sessions("teacher")
	for _, s := range other {
		if s.ID != b.session.ID {
			other = []commonhall.Session{s}
		}
	}
	attempts := map[string]struct {
		b     *browser
		token string
	}{
		"no token":                     {b, ""},
		"another session's token":      {b, stale},
		"a token cut short":            {b, token[:63]},
		"a page elsewhere":             {b.as("Sec-Fetch-Site", "cross-site"), token},
		"a neighbouring host":          {b.as("Sec-Fetch-Site", "same-site"), token},
		"an origin elsewhere":          {b.as("Sec-Fetch-Site", "", "Sec-Fetch-Dest", "", "Origin", "https://evil.example"), token},
		"an origin without a name":     {b.as("Sec-Fetch-Site", "", "Sec-Fetch-Dest", "", "Origin", "null"), token},
		"a script of the same origin":  {b.as("Sec-Fetch-Dest", "empty"), token},
		"a frame of the same origin":   {b.as("Sec-Fetch-Dest", "iframe"), token},
		"a picture of the same origin": {b.as("Sec-Fetch-Dest", "image"), token},
	}
	for path, fields := range unsafe() {
		path = strings.Replace(path, "ID", string(other[0].ID), 1)
		for name, a := range attempts {
			form := url.Values{"_xsrf": {a.token}}
			for k, v := range fields {
				form[k] = v
			}
			if p := a.b.post(path, form); p.status != http.StatusForbidden || !strings.Contains(p.text, "too old, or came from another page") {
				t.Errorf("%s from %s: status %d, %s", path, name, p.status, p.words())
			}
			// A token in the address is no form's: it would stand in logs and histories.
			if p := b.post(path+"?_xsrf="+token, url.Values{}); p.status != http.StatusForbidden {
				t.Errorf("%s with its token in the address: status %d", path, p.status)
			}
		}
		// Who loads the address again is asked, or sent to the page with the form.
		if p := b.get(path); p.redirects() {
			b.follow(p).shows(200)
		} else if title := p.shows(200).title(); !strings.HasSuffix(title, "?") {
			t.Errorf("GET %s shows %q", path, title)
		}
		h.browser().post(path, url.Values{"_xsrf": {token}}).leads("/hub/login")
	}
	if n := len(h.sessions("teacher")); n != 2 {
		t.Errorf("%d sessions of two are left", n)
	}
	if got, want := h.snapshot(), "math [ada]\nteacher yes no yes stopped yes yes\nada no no yes stopped no yes\n"; got != want {
		t.Errorf("something has changed: %s", got)
	}
	if after := h.softwareState(); after != before {
		t.Errorf("the software has changed: %s, was %s", after, before)
	}
}

// TestEveryFormIsKnown fails where a page has a form that the test above leaves out.
func TestEveryFormIsKnown(t *testing.T) {
	h, b := guarded(t)
	known, seen := unsafe(), map[string]bool{}
	collect := func(p *page) {
		for _, f := range find(p.doc, "form", "method=post") {
			action := attr(f, "action")
			for _, s := range h.sessions("teacher") {
				action = strings.Replace(action, string(s.ID), "ID", 1)
			}
			action = strings.Replace(action, "/user/teacher/", "/user/ada/", 1)
			seen[action] = true
			if _, ok := known[action]; !ok {
				t.Errorf("the form to %s on %s is not among those that are tried", action, p.at)
			}
		}
	}
	pages := []string{"/hub/home", "/hub/account", "/hub/admin", "/hub/events", "/hub/admin/user/ada", "/hub/admin/user/ada/reset", "/hub/admin/user/ada/remove", "/hub/admin/user/ada/admin", "/hub/logout",
		"/hub/admin/groups", "/hub/admin/group/math", "/hub/admin/group/math/remove", "/hub/announcements", "/hub/groups/math", "/hub/admin/everybody", "/hub/admin/roles", "/hub/admin/role/aide", "/hub/admin/role/aide/remove", "/hub/software", onPython + "/publish"}
	for _, path := range pages {
		collect(b.get(path).shows(200))
	}
	if err := h.servers.Start(t.Context(), commonhall.UserName("teacher").Default(), "notebook"); err != nil {
		t.Fatal(err)
	}
	h.until("teacher", commonhall.Ready)
	thesis := commonhall.UserName("teacher").Server("thesis")
	_, err := h.servers.Make(t.Context(), thesis, server.Described{})
	h.must(err)
	collect(b.get("/hub/home").shows(200))
	collect(b.get("/hub/home/servers/thesis/remove").shows(200))
	h.must(h.servers.Start(t.Context(), thesis, "files"))
	h.must(h.software.Discard(t.Context(), "python", "teacher", "teacher")) // whose server goes on with it
	if err := h.auth.Suspend(t.Context(), "ada"); err != nil {
		t.Fatal(err)
	}
	for _, path := range pages[:len(pages)-1] { // there is no draft to publish any more
		collect(b.get(path).shows(200))
	}
	h.must(h.servers.Stop(t.Context(), commonhall.UserName("teacher").Default(), "teacher"))
	h.must(h.servers.StartAs(t.Context(), commonhall.UserName("teacher").Default(), server.Wish{App: "notebook", Manner: server.WithoutDraft}))
	h.until("teacher", commonhall.Ready)
	collect(b.get("/hub/home").shows(200))
	for path := range known {
		if !seen[path] {
			t.Errorf("no page has the form to %s", path)
		}
	}
}

// TestWhereThePageCookieCounts holds decision 004 for what is read.
func TestWhereThePageCookieCounts(t *testing.T) {
	h := open(t, false, "ada")
	b := h.signedIn("ada")
	token := b.get("/hub/home").form("/hub/logout").Get("_xsrf")
	for _, dest := range []string{"empty", "iframe", "embed", "object", "image", "script", "style", "worker", "serviceworker"} {
		s := b.as("Sec-Fetch-Dest", dest, "Sec-Fetch-Mode", "cors")
		for _, path := range []string{"/hub/home", "/hub/account", "/hub/events", "/hub/spawn-pending/ada", "/hub/user/ada/"} {
			if p := s.get(path); p.status != http.StatusSeeOther || strings.Contains(p.text, token) {
				t.Errorf("%s as %s: status %d", path, dest, p.status)
			}
		}
		if p := s.get("/hub/nowhere").shows(404); strings.Contains(p.text, token) || len(find(p.doc, "form")) > 0 {
			t.Errorf("an error page gives %s what is the person's", dest)
		}
		// The hub's own script reads numbers, with the token of its page.
		if p := s.get("/hub/home/usage"); p.status != 403 {
			t.Errorf("numbers without a token as %s: status %d", dest, p.status)
		}
		s.as("X-XSRFToken", token).get("/hub/home/usage").shows(200, `"values"`)
		s.as("X-XSRFToken", strings.Repeat("0", 64)).get("/hub/home/usage").shows(403)
	}
	b.as("Sec-Fetch-Dest", "", "Sec-Fetch-Site", "", "Sec-Fetch-Mode", "").get("/hub/home").shows(200, "Hello ada") // no browser

	planted := h.browser()
	planted.jar.SetCookies(address("/hub/"), []*http.Cookie{{Name: cookieName, Value: "planted", Path: "/hub/"}})
	planted.cookie(cookieName, "another")
	if p := planted.get("/hub/home"); p.status != http.StatusSeeOther || p.header.Get("Clear-Site-Data") != `"cookies"` {
		t.Errorf("two cookies of one name: status %d, %v", p.status, p.header)
	}
}

// TestErrorPages say what happened, what to do next, and the reference.
func TestErrorPages(t *testing.T) {
	h := open(t, false, "ada")
	b := h.signedIn("ada")
	for _, path := range []string{"/hub/nowhere", "/hub/user/teacher/", "/hub/spawn-pending/teacher", "/hub/user/%ff/", "/hub/admin",
		"/hub/invite/none", "/hub/%3Cscript%3Ealert(1)%3C/script%3E", "/hub/%E2%80%AE", "/hub/admin/user/teacher/reset"} {
		p := b.get(path)
		if p.status != 404 && p.status != 400 {
			t.Errorf("%s: status %d", path, p.status)
		}
		if got := words(p.one("code", "id=reference")); got != requestID {
			t.Errorf("%s: the reference is %q", path, got)
		}
		p.one("form", "action=/hub/logout") // whoever is signed in is shown to be
		p.one("a", "href=/hub/home", "class=button primary")
	}
	b.get("/hub/static/x.css").shows(404)
	h.browser().get("/hub/nowhere").shows(404, "There is no page at this address.").one("a", "href=/hub/login", "class=button primary")
	p := b.post("/hub/spawn", url.Values{"app": {strings.Repeat("x", body.Small)}}).shows(400, "more than a form may hold", "in several parts")
	p.none("pre")
	b.as("Content-Type", "application/x-www-form-urlencoded; charset=\x01").post("/hub/spawn", url.Values{}).shows(400, "could not be read")
	for _, method := range []string{"PUT", "DELETE", "PATCH", "OPTIONS"} {
		b.send(method, "/hub/home", nil).shows(404)
	}
	if p := b.send("HEAD", "/hub/home", nil); p.status != 200 || p.text != "" {
		t.Errorf("HEAD: status %d and %d bytes", p.status, len(p.text))
	}
	if p := b.get("/hub/../hub//home"); !p.redirects() {
		t.Errorf("an address that is not clean: status %d", p.status)
	}
	if p := h.browser().get("/hub/health"); p.status != 200 {
		t.Errorf("health: %d", p.status)
	}
}

// TestNobodyElseAdministers: what is for administrators looks to others as if it
// were not there.
func TestNobodyElseAdministers(t *testing.T) {
	h := open(t, false, "ada", "ben")
	b := h.signedIn("ada")
	token := b.get("/hub/home").form("/hub/logout").Get("_xsrf")
	if len(find(b.get("/hub/home").doc, "a", "href=/hub/admin")) != 0 {
		t.Error("the way to the administrators' page is shown")
	}
	for path, form := range unsafe() {
		if !strings.HasPrefix(path, "/hub/admin/") {
			continue
		}
		form.Set("_xsrf", token)
		for _, path := range []string{path, strings.Replace(path, "ada", "ben", 1)} {
			b.post(path, form).shows(404, "nothing that you may see")
		}
	}
	for _, path := range []string{"/hub/admin", "/hub/admin?q=t", "/hub/admin/user/ben/remove", "/hub/admin/user/ada/reset", "/hub/admin/user/nobody/reset",
		"/hub/admin/groups", "/hub/admin/group/math", "/hub/admin/group/math/remove"} {
		b.get(path).shows(404, "nothing that you may see")
	}
	b.as("X-XSRFToken", token, "Sec-Fetch-Dest", "empty").get("/hub/admin/usage").shows(404)
	p := b.get("/hub/events?person=ben").shows(200)
	p.none("input", "name=person")
	if strings.Contains(p.words(), "ben") {
		t.Errorf("the timeline tells of others: %s", p.words())
	}
	names := []string{}
	list, _, err := h.auth.Users(t.Context(), commonhall.UserFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range list {
		names = append(names, string(u.Name)+onOff(u.Admin)+onOff(u.Suspended))
	}
	if !slices.Equal(names, []string{"teacheryesno", "adanono", "bennono"}) {
		t.Errorf("the list is now %v", names)
	}
}
