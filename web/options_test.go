package web

import (
	"net/url"
	"strings"
	"testing"

	"commonhall"
	"commonhall/config"
	"commonhall/server"
)

func someOptions() []config.Option {
	return []config.Option{
		{Name: "size", Title: "How large?", Help: "Be <b>modest.", Default: "small", Choices: []config.Choice{{Value: "small", Title: "Small", Memory: 128 << 20}, {Value: "medium", Title: "Medium", Memory: 256 << 20},
			{Value: "all", Title: "All of it", Groups: []string{"ml"}}, {Value: "huge", Title: "Huge", Memory: 4 << 30}}},
		{Name: "topic", Title: "Topic", Type: "text"}, {Name: "seed", Title: "Seed", Type: "number", Min: 1, Max: 9},
		{Name: "fast", Title: "Fast", Type: "checkbox", Default: "true"},
	}
}

// TestOptionsAreAsked: the questions of the settings stand where a server is started, filled in by the
// link or by the last start; what is answered is what the server has, and is shown.
func TestOptionsAreAsked(t *testing.T) {
	h := openWith(t, false, someOptions(), "ada")
	b, ada := h.signedIn("ada"), commonhall.UserName("ada").Default()
	p := b.get("/hub/spawn?next=/user/ada/git-pull?repo=x%26y&opt-size=medium&opt-topic=a%22b&opt-fast=false&opt-app=files").shows(200, "Start your server", "How large?", "Be <b>modest.")
	if s := h.until("ada", commonhall.Stopped); s.ID != "" {
		t.Error("a link has started a server")
	}
	f := p.form("/hub/spawn")
	if f.Get("next") != "/user/ada/git-pull?repo=x&y" || f.Get("opt-size") != "medium" || f.Get("opt-topic") != `a"b` || f.Get("opt-seed") != "1" || strings.Join(f["opt-fast"], " ") != "false" || f.Get("app") != "files" {
		t.Errorf("the link fills in %v", f)
	}
	p.none("option", "value=all")
	p.none("option", "value=huge")
	b.submit(p, "/hub/spawn").leads("/hub/spawn-pending/ada?next=%2Fuser%2Fada%2Fgit-pull%3Frepo%3Dx%26y")
	s := h.until("ada", commonhall.Ready)
	if s.App != "files" || s.Limits.Memory != 256<<20 || string(s.Options) != `{"fast":false,"seed":1,"size":"medium","topic":"a\"b"}` {
		t.Errorf("it has %s, %d, %s", s.App, s.Limits.Memory, s.Options)
	}
	b.get("/hub/home").shows(200, `My files · Medium · Topic: a"b · Seed: 1`)
	h.signedIn("teacher").get("/hub/admin").shows(200, `My files · Medium · Topic: a"b`, "chosen")
	b.get("/hub/spawn?opt-size=small").leads("/hub/home")
	b.submit(b.get("/hub/home"), "/hub/home/stop")

	p = b.get("/hub/home").shows(200, "How large?")
	if f := p.form("/hub/spawn"); f.Get("opt-size") != "medium" || f.Get("opt-topic") != `a"b` {
		t.Errorf("the last start fills in %v", f)
	}
	p = b.get("/hub/user/ada/git-pull?repo=x").shows(424, "How large?")
	f = p.form("/hub/spawn")
	f["opt-fast"] = []string{"false", "true"} // as a browser sends a box that is ticked
	f.Set("opt-size", "small")
	b.post("/hub/spawn", f).leads("/hub/spawn-pending/ada?next=%2Fuser%2Fada%2Fgit-pull%3Frepo%3Dx")
	if s = h.until("ada", commonhall.Ready); s.Limits.Memory != 128<<20 || !strings.Contains(string(s.Options), `"fast":true`) {
		t.Errorf("it has %d, %s", s.Limits.Memory, s.Options)
	}
	before := string(s.Options)
	b.post("/hub/home/restart", url.Values{"_xsrf": f["_xsrf"]})
	if s = h.until("ada", commonhall.Ready); string(s.Options) != before {
		t.Errorf("a restart says %s, before it was %s", s.Options, before)
	}
	h.must(h.servers.Stop(t.Context(), ada, "ada"))
	teacher := h.signedIn("teacher")
	teacher.submit(teacher.get("/hub/admin"), "/hub/admin/user/ada/start")
	if s = h.until("ada", commonhall.Ready); string(s.Options) != before {
		t.Errorf("started by somebody else it says %s, before it was %s", s.Options, before)
	}
}

// TestHostileAnswers: what is no answer is shown with the form, and nothing starts; a link cannot fill it
// in, and what it says is text.
func TestHostileAnswers(t *testing.T) {
	h := openWith(t, false, someOptions(), "ada", "ben")
	b := h.signedIn("ada")
	for _, path := range []string{"/hub/spawn", "/hub/spawn/ada", "/hub/home"} {
		p := b.get(path+"?opt-size=%3Cscript%3Ealert(1)%3C/script%3E"+strings.Repeat("x", 200)+"&opt-seed=77&opt-unknown=1&opt-app=nonsense").shows(200, "is no answer to “How large?” that you can give")
		if f := p.form("/hub/spawn"); f.Get("opt-size") != "small" || f.Get("opt-seed") != "1" || f.Get("opt-unknown") != "" || f.Get("app") != "notebook" {
			t.Errorf("%s fills in %v", path, f)
		}
	}
	p := b.get("/hub/spawn?next=/user/ada/x")
	for field, values := range map[string][]string{"opt-size": {"all", "huge", "", "small\x00", strings.Repeat("x", 9000)}, "opt-seed": {"0", "1.5", "x"}, "opt-fast": {"on"}, "opt-topic": {"a\nb", strings.Repeat("é", 201)}} {
		for _, value := range values {
			again := b.submit(p, "/hub/spawn", field, value).shows(400, "Start your server")
			if f := again.form("/hub/spawn"); f.Get("next") != "/user/ada/x" || f.Get("opt-size") != "small" {
				t.Errorf("%s=%q: the form is %v", field, value, f)
			}
		}
	}
	b.submit(p, "/hub/spawn", "opt-size", "huge").shows(400, "size=huge cannot be chosen for ada: it takes 4 GiB of memory, and the limit is 512 MiB (the same for everybody). It may be: small, medium.")
	b.submit(p, "/hub/spawn", "opt-size", "small", "app", "nonsense").shows(400, `There is no app "nonsense"`)
	b.submit(p, "/hub/spawn", "next", "https://evil.example/", "opt-size", "huge").shows(400).none("input", "name=next")
	if s := h.until("ada", commonhall.Stopped); s.ID != "" {
		t.Errorf("it was started: %+v", s)
	}
	h.signedIn("ben").get("/hub/spawn/ada?opt-size=medium").shows(404)
	b.submit(p, "/hub/spawn", "opt-topic", "<script>alert(1)</script>")
	h.until("ada", commonhall.Ready)
	b.get("/hub/home").shows(200, "Topic: <script>alert(1)</script>")
}

// TestOptionsOfNamedServers: each has its own answers, also one that is only made, and the form
// of one that exists asks for them.
func TestOptionsOfNamedServers(t *testing.T) {
	h := openWith(t, false, someOptions(), "ada")
	b, lab := h.signedIn("ada"), commonhall.UserName("ada").Server("lab")
	b.get("/hub/spawn/ada/lab?opt-size=medium&opt-seed=5").leads("/hub/home?opt-seed=5&opt-size=medium&server=lab#another")
	p := b.get("/hub/home?opt-seed=5&opt-size=medium&server=lab")
	again := b.submit(p, "/hub/home/servers", "opt-size", "huge", "opt-seed", "6").shows(400, "size=huge cannot be chosen")
	if f := again.form("/hub/home/servers"); f.Get("server") != "lab" || f.Get("opt-size") != "small" || f.Get("opt-seed") != "6" {
		t.Errorf("the form that was refused has %v", f)
	}
	if f := again.form("/hub/spawn"); f.Get("opt-seed") != "1" {
		t.Errorf("the form of the other server has %v", f)
	}
	b.submit(p, "/hub/home/servers", "app", "files").leads("/hub/spawn-pending/ada/lab")
	if s := h.untilIs(lab, commonhall.Ready); s.Limits.Memory != 256<<20 || !strings.Contains(string(s.Options), `"seed":5`) {
		t.Errorf("it has %d, %s", s.Limits.Memory, s.Options)
	}
	b.submit(b.get("/hub/home").shows(200, "My files · Medium"), "/hub/home/servers/lab/stop")
	p = b.get("/hub/home")
	p.one("a", "href=/hub/spawn/ada/lab", "aria-label=Start lab")
	p = b.get("/hub/spawn/ada/lab?next=/user/ada/lab/x").shows(200, "Start your server lab")
	if f := p.form("/hub/spawn/ada/lab"); f.Get("opt-size") != "medium" || f.Get("opt-seed") != "5" || f.Get("app") != "files" {
		t.Errorf("the last start fills in %v", f)
	}
	b.submit(p, "/hub/spawn/ada/lab", "opt-size", "small").leads("/hub/spawn-pending/ada/lab?next=%2Fuser%2Fada%2Flab%2Fx")
	if s := h.untilIs(lab, commonhall.Ready); s.Limits.Memory != 128<<20 || s.App != "files" {
		t.Errorf("it has %d, and runs %s", s.Limits.Memory, s.App)
	}
}

// TestAnAnswerPicksTheApp: where choices name apps, the one that goes with the choice is what starts,
// unless its person wants another; one that failed is tried again with the same answers.
func TestAnAnswerPicksTheApp(t *testing.T) {
	course := config.Option{Name: "course", Title: "Course", Choices: []config.Choice{{Value: "free", Title: "None"}, {Value: "files", Title: "Files", App: "files"}, {Value: "bad", Title: "Bad", App: "broken"}}}
	h := openWith(t, false, []config.Option{course}, "ada")
	b, ada := h.signedIn("ada"), commonhall.UserName("ada").Default()
	p := b.get("/hub/home").shows(200, "As you choose below")
	if f := p.form("/hub/spawn"); f.Get("app") != "" {
		t.Errorf("it asks for %v", f)
	}
	starts := func(p *page, want commonhall.ServerState, app commonhall.AppName, fields ...string) {
		t.Helper()
		b.submit(p, "/hub/spawn", fields...)
		if s := h.until("ada", want); s.App != app {
			t.Errorf("%v starts %s, want %s", fields, s.App, app)
		}
		h.must(h.servers.Stop(t.Context(), ada, "ada"))
	}
	starts(p, commonhall.Ready, "files", "opt-course", "files")
	starts(b.get("/hub/user/ada/x").shows(424, "Course"), commonhall.Ready, "notebook", "opt-course", "free")
	starts(b.get("/hub/home"), commonhall.Ready, "terminal", "opt-course", "files", "app", "terminal")
	starts(b.get("/hub/home"), commonhall.Failed, "broken", "opt-course", "bad")
	b.get("/hub/spawn").shows(200, "Start your server", "status 3")
	p = b.get("/hub/spawn-pending/ada").shows(200, "did not start")
	starts(p, commonhall.Failed, "broken")
	if s := h.until("ada", commonhall.Failed); string(s.Options) != `{"course":"bad"}` {
		t.Errorf("tried again it says %s", s.Options)
	}
	h.must(h.servers.StartAs(t.Context(), ada, server.Wish{Options: []byte(`{"course":"free"}`)}))
}
