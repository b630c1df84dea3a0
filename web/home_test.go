package web

import (
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"commonhall"
	"commonhall/config"
)

// TestADayWithAServer goes through the states of a server as its person sees them.
func TestADayWithAServer(t *testing.T) {
	h := open(t, false, "ada")
	b := h.signedIn("ada")
	p := b.get("/hub/home").shows(200, "Hello ada, your server is off", "My files", "Broken <b>")
	if app := p.form("/hub/spawn").Get("app"); app != "notebook" {
		t.Errorf("the first choice is %q", app)
	}
	p.none("input", "value=jupyterlab") // is not installed here

	p = b.submit(p, "/hub/spawn", "app", "slow", "next", "/user/ada/x?y=z").leads("/hub/spawn-pending/ada?next=%2Fuser%2Fada%2Fx%3Fy%3Dz")
	h.untilMessage("ada", "Slow is starting")
	p = b.follow(p).shows(200, "Your server is starting", "Slow is starting")
	if s := p.one("section", "data-progress"); attr(s, "data-progress") != "/hub/api/users/ada/server/progress" || attr(s, "data-next") != "/user/ada/x?y=z" {
		t.Errorf("the script is told %v", s.Attr)
	}
	p.one("progress", "value=30", "aria-label")
	b.get("/hub/home").shows(200, "Your server is starting", "Watch it start")
	b.get("/hub/user/ada/x").leads("/hub/spawn-pending/ada?next=%2Fuser%2Fada%2Fx")
	b.submit(b.get("/hub/home"), "/hub/home/stop").leads("/hub/home?done=stopped")
	b.get("/hub/home?done=stopped").shows(200, "The server is stopped.", "your server is off", "Last time: Stopped by ada.")

	p = b.submit(b.get("/hub/home"), "/hub/spawn", "app", "notebook", "next", "/user/ada/notebooks/a.ipynb")
	s := h.until("ada", commonhall.Ready)
	b.follow(b.get("/hub/home")).shows(200, "Your server is running", "Notebook, started just now", "Open Notebook").one("a", "href=/user/ada/", "class=button primary big")
	b.get(p.header.Get("Location")).leads("/user/ada/notebooks/a.ipynb")
	b.get("/hub/spawn-pending/ada").leads("/user/ada/tree")
	b.post("/hub/spawn", url.Values{"_xsrf": {b.get("/hub/home").form("/hub/home/stop").Get("_xsrf")}}).leads("/hub/spawn-pending/ada")

	if err := h.spawner.End(s.ID, commonhall.End{Cause: commonhall.EndMemory, Limit: 512 << 20}); err != nil {
		t.Fatal(err)
	}
	h.until("ada", commonhall.Stopped)
	p = b.get("/hub/home").shows(200, "Your server has ended", "What happened:", "more memory than its limit of 512 MiB", "Start")
	p.one("input", "name=app", "value=notebook", "checked") // what ran last time
	p = b.get("/hub/user/ada/notebooks/a.ipynb").shows(424, "Your server is not running", "512 MiB", "Start Notebook")
	if f := p.form("/hub/spawn"); f.Get("next") != "/user/ada/notebooks/a.ipynb" || f.Get("app") != "notebook" {
		t.Errorf("the form sends %v", f)
	}
	b.get("/hub/spawn-pending/ada").shows(424, "Your server is not running")

	b.submit(b.get("/hub/home"), "/hub/spawn", "app", "notebook")
	s = h.until("ada", commonhall.Ready)
	if err := h.spawner.End(s.ID, commonhall.End{Cause: commonhall.EndExited}); err != nil {
		t.Fatal(err)
	}
	h.until("ada", commonhall.Stopped)
	b.get("/hub/home").shows(200, "your server is off", "Last time: Its program ended by itself").none("div", "class=end bad")
}

// TestWhileItStops: whoever comes meanwhile is told so, and can wait.
func TestWhileItStops(t *testing.T) {
	h := open(t, false, "ada")
	b := h.signedIn("ada")
	b.submit(b.get("/hub/home"), "/hub/spawn", "app", "stubborn").leads("/hub/spawn-pending/ada")
	s := h.until("ada", commonhall.Ready)
	form := b.get("/hub/home").shows(200, "Stubborn, started just now").form("/hub/home/stop")
	stopped := make(chan *page, 1)
	go func() { stopped <- b.post("/hub/home/stop", form) }()
	h.until("ada", commonhall.Stopping)
	for _, path := range []string{"/hub/home", "/hub/spawn-pending/ada", "/hub/user/ada/tree"} {
		p := b.get(path).shows(200, "Your server is stopping", "your files stay")
		p.one("section", "data-state=stopping", "data-usage=/hub/home/usage", "data-rev")
		p.none("form", "action=/hub/spawn")
	}
	if err := h.spawner.End(s.ID, commonhall.End{Cause: commonhall.EndSignal, Signal: "SIGKILL"}); err != nil {
		t.Fatal(err)
	}
	(<-stopped).leads("/hub/home?done=stopped")
}

// untilMessage waits until a person's server says what it is about.
func (h *house) untilMessage(name commonhall.UserName, message string) {
	h.t.Helper()
	deadline := time.After(time.Minute)
	for {
		s, changed, err := h.servers.Watch(h.t.Context(), name.Default())
		if err != nil || s.Message == message {
			return
		}
		select {
		case <-changed:
		case <-deadline:
			h.t.Fatalf("the server of %s says %q, not %q", name, s.Message, message)
		}
	}
}

func TestWhatDoesNotStart(t *testing.T) {
	h := open(t, false, "ada")
	b := h.signedIn("ada")
	b.submit(b.get("/hub/home"), "/hub/spawn", "app", "broken", "next", "/user/ada/x").leads("/hub/spawn-pending/ada?next=%2Fuser%2Fada%2Fx")
	h.until("ada", commonhall.Failed)
	p := b.get("/hub/spawn-pending/ada?next=/user/ada/x").shows(200, "Your server did not start", "status 3", "no such module")
	if log := words(p.one("pre")); !strings.Contains(log, "<script>alert(1)</script>") || strings.Contains(p.text, "<script>alert") {
		t.Errorf("the log is shown as %q", log)
	}
	if f := p.form("/hub/spawn"); f.Get("app") != "broken" || f.Get("next") != "/user/ada/x" {
		t.Errorf("trying again sends %v", f)
	}
	b.get("/hub/home").shows(200, "Your server did not start", "status 3", "Start again").one("input", "value=broken", "checked")
	b.get("/hub/user/ada/x").leads("/hub/spawn-pending/ada?next=%2Fuser%2Fada%2Fx")
	b.submit(b.get("/hub/home"), "/hub/spawn", "app", "<b>none").shows(400, `There is no app "<b>none"`, "The apps of this hub are notebook, jupyterlab, terminal, jupyterhub-singleuser, files, ")

	h.spawner.SetAway(true)
	b.get("/hub/home").shows(200, "runs servers is not there right now", "Start again").none("fieldset")
	h.spawner.SetAway(false)
}

// TestABoundlessCircle: where edge and hub do not agree that a server is there, the
// browser is not sent to and fro for ever.
func TestABoundlessCircle(t *testing.T) {
	h := open(t, false, "ada")
	b := h.signedIn("ada")
	if err := h.servers.Start(t.Context(), commonhall.UserName("ada").Default(), "notebook"); err != nil {
		t.Fatal(err)
	}
	h.until("ada", commonhall.Ready)
	path := "/user/ada/tree?a=b"
	for range 10 {
		p := b.get("/hub" + path)
		if p.status == 503 {
			p.shows(503, "says that it is ready, but cannot be reached", "Stop it on your home page")
			return
		}
		path = p.header.Get("Location")
		if !strings.HasPrefix(path, "/user/ada/tree?a=b&redirects=") {
			t.Fatalf("sent to %q", path)
		}
	}
	t.Error("no end of it")
}

// TestLiveNumbers: what the script fetches is what the page shows, and tells it
// when to load the page again.
func TestLiveNumbers(t *testing.T) {
	h := open(t, false, "ada")
	b := h.signedIn("ada")
	if err := h.servers.Start(t.Context(), commonhall.UserName("ada").Default(), "notebook"); err != nil {
		t.Fatal(err)
	}
	s := h.until("ada", commonhall.Ready)
	h.spawner.SetUsage(s.ID, commonhall.Usage{Memory: 128 << 20, PIDs: 7})
	p := b.get("/hub/home").shows(200, "128 MiB of 512 MiB", "7 of 100", "of 2 cores")
	p.one("meter", "data-live=memory", "value=0.25", "aria-label=Memory")
	hero := p.one("section", "data-usage=/hub/home/usage")
	script := b.as("Sec-Fetch-Dest", "empty", "X-XSRFToken", attr(hero, "data-token"))
	var live Live
	if err := json.Unmarshal([]byte(script.get("/hub/home/usage").shows(200).text), &live); err != nil {
		t.Fatal(err)
	}
	if live.Rev != attr(hero, "data-rev") || live.Values["memory"].Text != "128 MiB of 512 MiB" || live.Values["memory"].Value != 0.25 {
		t.Errorf("the script reads %+v, the page has %s", live, attr(hero, "data-rev"))
	}
	if err := h.servers.Stop(t.Context(), commonhall.UserName("ada").Default(), "teacher"); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(script.get("/hub/home/usage").shows(200).text), &live); err != nil || live.Rev == attr(hero, "data-rev") {
		t.Errorf("after the stop the page is not loaded again: %+v, %v", live, err)
	}
	b.get("/hub/home").shows(200, "Stopped by teacher.")
	if n := len(h.sessions("ada")); n != 1 {
		t.Errorf("%d sessions", n)
	}
}

// TestLinksForWhoeverClicks: a link in a course leads everybody into their own server.
func TestLinksForWhoeverClicks(t *testing.T) {
	h := open(t, false, "ada", "олена")
	h.signedIn("ada").get("/hub/user-redirect/lab/tree/x.ipynb?a=b").leads("/user/ada/lab/tree/x.ipynb?a=b")
	b := h.signedIn("олена")
	b.get("/hub/user-redirect/lab").leads("/user/%D0%BE%D0%BB%D0%B5%D0%BD%D0%B0/lab")
	b.get("/hub/").leads("/hub/home")
	b.get("/hub/spawn?next=/user/x/").leads("/hub/home?next=%2Fuser%2Fx%2F")
	b.submit(b.get("/hub/home").shows(200, "Hello олена"), "/hub/spawn").leads("/hub/spawn-pending/%D0%BE%D0%BB%D0%B5%D0%BD%D0%B0")
	h.until("олена", commonhall.Ready)
	b.get("/hub/user/%D0%BE%D0%BB%D0%B5%D0%BD%D0%B0/lab").leads("/user/%D0%BE%D0%BB%D0%B5%D0%BD%D0%B0/lab?redirects=1")
	h.signedIn("ada").get("/hub/user/%D0%BE%D0%BB%D0%B5%D0%BD%D0%B0/lab").shows(404)
}

// TestIcons: each picture that the configuration allows is there, and an app that
// is listed with one shows it.
func TestIcons(t *testing.T) {
	pages := newPages(t)
	draw := func(icon string) string {
		_, doc := render(t, pages, sample{"", PageHome, HomeView{Frame: sampleFrame("Home", "/hub/home", pupil()), Apps: []AppChoice{{Name: "x", Title: "X", Icon: icon}}}})
		return picture(t, find(doc, "svg", "class=app-icon"))
	}
	allowed := ""
	for _, k := range config.Keys() {
		if k.Path == "apps.icon" {
			allowed = k.Allowed
		}
	}
	seen := map[string]string{}
	for name := range strings.SplitSeq(allowed, ", ") {
		if same, ok := seen[draw(name)]; ok {
			t.Errorf("%q looks like %q", name, same)
		}
		seen[draw(name)] = name
	}
	if len(seen) < 5 || seen[draw("")] != "app" || seen[draw("no such picture")] != "app" {
		t.Errorf("pictures: %q", allowed)
	}
	h := open(t, false, "ada")
	p := h.signedIn("ada").get("/hub/home")
	for name, icon := range map[string]string{"files": "folder", "notebook": "notebook", "terminal": "terminal", "broken": "app"} {
		label := p.one("label", "for="+attr(p.one("input", "name=app", "value="+name), "id"))
		if got := seen[picture(t, find(label, "svg"))]; got != icon {
			t.Errorf("%s has the picture %q, want %q", name, got, icon)
		}
	}
}

// picture is what is drawn in the only one of some pictures.
func picture(t *testing.T, svg []*html.Node) string {
	t.Helper()
	if len(svg) != 1 {
		t.Fatalf("%d pictures, want one", len(svg))
	}
	return attr(find(svg[0], "path")[0], "d")
}

// TestTheEdgeDoesNotConfirmASuspension is told as it is.
func TestTheEdgeDoesNotConfirmASuspension(t *testing.T) {
	h := open(t, false, "ada")
	b := h.signedIn("teacher")
	h.edgeSays(errors.New("away"))
	p := b.submit(b.get("/hub/admin"), "/hub/admin/user/ada/suspend").shows(503, "The person is suspended, but the edge has not confirmed it yet.")
	p.one("form", "action=/hub/logout")
	h.edgeSays(nil)
	b.get("/hub/admin").shows(200, "suspended")
}
