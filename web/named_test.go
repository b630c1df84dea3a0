package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"commonhall"
	"commonhall/auth"
	"commonhall/scope"
)

// TestAnotherServer makes a second server, works with both, and removes it.
func TestAnotherServer(t *testing.T) {
	h := open(t, false, "ada", "ben")
	b, thesis := h.signedIn("ada"), commonhall.UserName("ada").Server("thesis")
	b.get("/hub/spawn/ada/thesis").leads("/hub/home?server=thesis#another")
	p := b.get("/hub/home?server=thesis").shows(200, "Your other servers", "Another server")
	if f := p.form("/hub/home/servers"); f.Get("server") != "thesis" || f.Get("app") != "notebook" {
		t.Errorf("a link fills in %v", f)
	}
	for _, wrong := range []string{"", "Thesis", "a--b", "../ben", "a/b", strings.Repeat("x", 31)} {
		again := b.submit(p, "/hub/home/servers", "server", wrong, "display", "My <b>thesis", "app", "slow").shows(400, "cannot be the name of a server", "What you call it")
		f, other, open := again.form("/hub/home/servers"), again.form("/hub/spawn"), strings.Contains(again.text, `<details id="another" open>`)
		if !open || f.Get("server") != wrong || f.Get("display") != "My <b>thesis" || f.Get("app") != "slow" || other.Get("app") != "notebook" {
			t.Errorf("refused for %q the form (in sight: %v) has %v, that of the other server %v", wrong, open, f, other)
		}
	}
	b.submit(p, "/hub/home/servers", "display", "My <b>thesis", "app", "slow").leads("/hub/spawn-pending/ada/thesis")
	p = b.get("/hub/spawn-pending/ada/thesis").shows(200, "Your server My <b>thesis is starting")
	p.one("section", "data-progress=/hub/api/users/ada/servers/thesis/progress", "data-next=/user/ada/thesis/")
	p = b.get("/hub/home").shows(200, "your server is off", "My <b>thesis", "Starting")
	p.one("a", "href=/hub/spawn-pending/ada/thesis")
	p.one("section", "data-usage=/hub/home/usage") // to see what becomes of it
	b.submit(p, "/hub/home/servers", "server", "thesis").shows(409, "You have a server called thesis already")
	b.submit(p, "/hub/home/servers/thesis/stop").leads("/hub/home?done=stopped")

	b.submit(b.get("/hub/home"), "/hub/home/servers", "server", "lab", "app", "files")
	h.untilIs(commonhall.UserName("ada").Server("lab"), commonhall.Ready)
	p = b.get("/hub/home").shows(200, "You have as many as one may have here")
	p.one("a", "href=/user/ada/lab/")
	p.none("form", "action=/hub/home/servers")
	b.get("/hub/user/ada/lab/x").leads("/user/ada/lab/x?redirects=1")
	b.get("/hub/user/ada/tree").shows(424, "Your server is not running")
	p = b.get("/hub/user/ada/thesis/x?y=z").shows(424, "Your server My <b>thesis is not running")
	b.submit(p, "/hub/spawn/ada/thesis").leads("/hub/spawn-pending/ada/thesis?next=%2Fuser%2Fada%2Fthesis%2Fx%3Fy%3Dz")
	h.untilIs(thesis, commonhall.Spawning)
	b.submit(b.get("/hub/home"), "/hub/home/servers/lab/stop")
	b.get("/hub/spawn/ada/lab?next=/user/ada/lab/a?b=c").shows(424, "/user/ada/lab/a?b=c")
	p = b.get("/hub/home/servers/lab/remove").shows(200, "Remove the server lab?", "All your files stay")
	b.submit(p, "/hub/home/servers/lab/remove").leads("/hub/home?done=server-removed")
	b.get("/hub/home?done=server-removed").shows(200, "Your files stay").none("a", "href=/hub/home/servers/lab/remove")
	b.post("/hub/home/servers/thesis/remove", p.form("/hub/home/servers/lab/remove")).shows(400, "must be stopped first")

	ben := h.signedIn("ben")
	for _, path := range []string{"/hub/spawn/ada/thesis", "/hub/spawn-pending/ada/thesis", "/hub/user/ada/thesis/"} {
		ben.get(path).shows(404, "nothing that you may see")
	}
	ben.post("/hub/spawn/ada/lab", ben.get("/hub/home").form("/hub/spawn")).shows(404)
	teacher := h.signedIn("teacher")
	p = teacher.get("/hub/admin/user/ada").shows(200, "thesis", "My <b>thesis", "Starting")
	row := teacher.get("/hub/admin").row("ada")
	if links := find(row, "a", "class=small further"); len(links) != 1 || words(links[0]) != "1 more, 1 on" || attr(links[0], "href") != "/hub/admin/user/ada#server-title" {
		t.Errorf("the list says of further servers %q", words(row))
	}
	if len(find(teacher.get("/hub/admin").row("ben"), "a", "class=small further")) != 0 {
		t.Error("ben has further servers")
	}
	teacher.submit(p, "/hub/admin/user/ada/stop").leads("/hub/admin/user/ada?about=ada&done=stopped")
	h.untilIs(thesis, commonhall.Stopped)
}

// TestGone: programs that come too late for a server are told so, as JupyterHub tells them;
// of a server that is not theirs they learn nothing.
func TestGone(t *testing.T) {
	h := open(t, false, "ada", "ben")
	token := func(name commonhall.UserName, scopes ...commonhall.Scope) string {
		if scopes == nil {
			scopes = []commonhall.Scope{"inherit"}
		}
		text, _, err := h.auth.CreateToken(t.Context(), name, auth.NewToken{Scopes: scopes}, scope.Person(name, name == "teacher"))
		h.must(err)
		return text
	}
	ada, ben, teacher, narrow := token("ada"), token("ben"), token("teacher"), token("ada", "read:users!user")
	ask := func(method, path, token string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, path, nil)
		if token != "" {
			r.Header.Set("Authorization", "token "+token)
		}
		w := httptest.NewRecorder()
		h.handler.ServeHTTP(w, r)
		return w
	}
	const gone = "JupyterHub server no longer running at /user/ada/  Restart the server at /hub/user/ada/"
	nothing := "There is nothing at this address, or nothing that you may see."
	for name, c := range map[string]struct {
		method, path, token string
		status              int
		message             string
	}{
		"a program":         {"GET", "/hub/user/ada/api/kernels", ada, 424, gone},
		"below a name":      {"GET", "/hub/user/ada/lab/api/kernels", ada, 424, gone},
		"a change":          {"POST", "/hub/user/ada/x", ada, 424, gone},
		"the root":          {"DELETE", "/hub/user/ada", ada, 424, gone},
		"who may enter all": {"GET", "/hub/user/ada/api", teacher, 424, gone},
		"somebody else":     {"GET", "/hub/user/ada/api", ben, 404, nothing},
		"of nobody":         {"GET", "/hub/user/zoe/api", ben, 404, nothing},
		"of nobody, to all": {"GET", "/hub/user/zoe/api", teacher, 404, nothing},
		"no name":           {"GET", "/hub/user/%00/api", teacher, 404, nothing},
		"another right":     {"PUT", "/hub/user/ada/api", narrow, 404, nothing},
		"no credentials":    {"GET", "/hub/user/ada/api", "", 403, "Missing or invalid credentials."},
		"a change, unknown": {"POST", "/hub/user/ada/x", "", 403, "Missing or invalid credentials."},
	} {
		w := ask(c.method, c.path, c.token)
		if w.Code != c.status || w.Header().Get("Content-Type") != "application/json" || !strings.Contains(w.Body.String(), `"message":"`+c.message+`"`) {
			t.Errorf("%s: %d, %s", name, w.Code, w.Body)
		}
	}
	h.must(h.servers.Start(t.Context(), commonhall.UserName("ada").Default(), "notebook"))
	h.until("ada", commonhall.Ready)
	if w := ask("GET", "/hub/user/ada/api/x?y=z", ada); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/user/ada/api/x?redirects=1&y=z" {
		t.Errorf("once it runs: %d to %q", w.Code, w.Header().Get("Location"))
	}
	if w := ask("POST", "/hub/user/ada/api", ada); w.Code != 424 || !strings.Contains(w.Body.String(), "send this to /user/ada/") {
		t.Errorf("once it runs, a change: %d, %s", w.Code, w.Body)
	}
}

// TestLinksThatCarryAnAddress: what a link of a course asks for is there after one click,
// and never another origin.
func TestLinksThatCarryAnAddress(t *testing.T) {
	h := open(t, false, "ada")
	b := h.signedIn("ada")
	pull := "/user/ada/git-pull?repo=https%3A%2F%2Fgit.example%2Fx&urlpath=lab%2Ftree%2Fx"
	b.get("/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgit.example%2Fx&urlpath=lab%2Ftree%2Fx").leads(pull)
	p := b.get("/hub"+pull).shows(424, "Your server is not running")
	next := b.submit(p, "/hub/spawn", "app", "notebook").leads("/hub/spawn-pending/ada?" + url.Values{"next": {pull}}.Encode()).header.Get("Location")
	h.until("ada", commonhall.Ready)
	b.get(next).leads(pull)
	for _, evil := range []string{"https://evil.example/", "//evil.example", `/\evil.example`} {
		b.get("/hub/spawn/ada?" + url.Values{"next": {evil}}.Encode()).leads("/hub/spawn-pending/ada")
	}
	b.get("/hub/spawn/ada?next=/user/ada/x").leads("/hub/spawn-pending/ada?next=%2Fuser%2Fada%2Fx")
	h.must(h.servers.Stop(t.Context(), commonhall.UserName("ada").Default(), "ada"))
	b.get("/hub/spawn/ada?next=/user/ada/x&opt-app=broken").leads("/hub/home?next=%2Fuser%2Fada%2Fx")
	if s := h.until("ada", commonhall.Stopped); s.App != "notebook" {
		t.Errorf("a link started %s", s.App)
	}
}
