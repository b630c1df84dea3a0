package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/environment/tree"
	"commonhall/problem"
)

const onPython = "/hub/software/env/python"

// install does in a folder what pip does.
func install(t *testing.T, upper, name, version string) {
	t.Helper()
	meta := filepath.Join(upper, "lib/python3/site-packages", name+".dist-info")
	if err := os.MkdirAll(meta, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(meta, "METADATA"), []byte("Metadata-Version: 2.1\nName: "+name+"\nVersion: "+version+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// unswept does f again where the room, which has just begun, deletes what lies about of
// work that ended in between, and took what f made for that.
func unswept(f func() error) (err error) {
	for range 100 {
		if err = f(); !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	return err
}

// generation makes the next generation of python, which brings a package.
func (h *house) generation(by, why, name, version string) {
	h.t.Helper()
	ctx := h.t.Context()
	// At its beginning the room takes away what it does not know: not this. Who asks what
	// a server would have waits for that; of an environment that is not there nothing begins.
	_, release, err := h.software.Choose(ctx, commonhall.User{Admin: true}, commonhall.App{Environment: "none-yet"}, true)
	if err == nil {
		release()
	}
	trees, err := tree.Open(filepath.Join(h.dir, "python"), tree.Limits{})
	h.must(err)
	all, err := h.software.Generations(ctx, "python")
	h.must(err)
	n, base := len(all), ""
	if n == 0 {
		h.must(h.db.AddEnvironment(ctx, commonhall.Environment{Name: "python", Title: "Python", Created: time.Now()}))
	} else {
		base = string(all[0].Tree)
	}
	draft, id := fmt.Sprintf("made-%d", n), fmt.Sprintf("g-%d", n)
	h.must(unswept(func() error { return trees.NewDraft(draft) }))
	install(h.t, filepath.Join(h.dir, "python/drafts", draft, "upper"), name, version)
	err = unswept(func() error { _, err := trees.Freeze(ctx, base, draft, id); return err })
	h.must(err)
	g := commonhall.Generation{Environment: "python", Base: n, Tree: commonhall.TreeID(id), Created: time.Now(), By: by, Why: why}
	found, err := trees.Packages(ctx, id, "")
	h.must(err)
	for _, p := range found {
		g.Packages = append(g.Packages, commonhall.Package(p))
	}
	_, err = h.db.AddGeneration(ctx, g, n)
	h.must(err)
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// runs starts somebody's server, and returns it when it is ready.
func (h *house) runs(name commonhall.UserName) commonhall.Server {
	h.t.Helper()
	h.must(h.servers.Start(h.t.Context(), name.Default(), "files"))
	return h.until(name, commonhall.Ready)
}

// drafts starts somebody's server and installs a package in it.
func (h *house) drafts(name commonhall.UserName, pkg, version string) {
	h.t.Helper()
	s, err := h.servers.Get(h.t.Context(), name.Default())
	h.must(err)
	if !s.State.Active() {
		s = h.runs(name)
	}
	if s.Software == nil || s.Software.Draft == "" {
		h.t.Fatalf("the server of %s has no draft: %+v", name, s.Software)
	}
	install(h.t, filepath.Join(h.dir, s.Software.Draft, "upper"), pkg, version)
}

// ends waits for the job that an answer leads to, and opens its page.
func (b *browser) ends(h *house, p *page) *page {
	b.t.Helper()
	to := p.header.Get("Location")
	id, ok := strings.CutPrefix(to, "/hub/software/job/")
	if !ok {
		b.t.Fatalf("%s leads to %q, which is no job: %s", p.at, to, p.words())
	}
	j, err := h.software.Job(id)
	h.must(err)
	_, _ = j.Done(b.t.Context())
	return b.get(to)
}

func (h *house) current() int {
	h.t.Helper()
	e, err := h.software.Get(h.t.Context(), "python")
	h.must(err)
	return e.Current
}

// TestATeacherPublishes installs something, sees what it is, tries it, publishes it
// with one click, and takes it back with one; a student reads that there is something
// new, and has it by a click.
func TestATeacherPublishes(t *testing.T) {
	h := open(t, true, "mia", "ada")
	h.changes = []commonhall.UserName{"mia"}
	h.generation("teacher", "to begin with", "requests", "2.32")
	h.runs("ada")
	b, ada := h.signedIn("mia"), h.signedIn("ada")
	b.get("/hub/software").shows(200, "Nothing changed yet", "pip install pandas", "Your draft begins with the next start of your server.")
	h.runs("mia")
	b.get("/hub/home").shows(200, "What you install in this server goes into your draft of Python", "nobody else has it").one("a", "href="+onPython)
	h.drafts("mia", "pandas", "2.1.4")
	p := b.get("/hub/software").shows(200, "+ pandas 2.1.4 added", "What everybody has: generation 1", "One package")
	b.ends(h, b.submit(p, onPython+"/try")).shows(200, "The draft is all right", "My files starts", "It is not published: nobody but you has it.")
	if h.current() != 1 {
		t.Error("a check published something")
	}
	ada.get("/hub/home").none("form", "action=/hub/home/restart")
	p = b.ends(h, b.submit(p, onPython+"/publish", "why", "for the class")).shows(200, "Published: generation 2", "Generation 2 is current.", "One server keeps an older one until it restarts", "for the class", "Your own server has it already")
	p.none("noscript")
	b.get("/hub/software").shows(200, "as generation 2", "for the class current", "pandas 2.1.4 added", "One server keeps an older one until it restarts")
	h.signedIn("teacher").get("/hub/admin").shows(200, "1 of them on older software", "ada older software")

	p = ada.get("/hub/home").shows(200, "The software was renewed by mia, just now: pandas 2.1.4 added.", "Running programs end; files stay")
	if got := words(p.one("title")); got != "New software · Home · commonhall" {
		t.Errorf("the tab is called %q", got)
	}
	ada.submit(p, "/hub/home/restart").leads("/hub/spawn-pending/ada")
	if s := h.until("ada", commonhall.Ready); s.Software.Generation != 2 || s.App != "files" {
		t.Errorf("the server has %+v and runs %s", s.Software, s.App)
	}
	ada.get("/hub/home").none("form", "action=/hub/home/restart")

	b.submit(b.get("/hub/software"), onPython+"/rollback").leads(onPython + "?done=generation&number=1")
	b.get(onPython+"?done=generation&number=1").shows(200, "Generation 1 is current: servers with this environment have it from their next start on.", "Go forward to this one")
	ada.get("/hub/home").shows(200, "The software was taken back to what teacher published", "pandas 2.1.4 removed")
	ada.submit(ada.get("/hub/home"), "/hub/home/stop")
	for _, path := range []string{"/hub/home", "/hub/user/ada/tree"} {
		if p := ada.get(path); !strings.Contains(p.words(), "New at this start: the software was taken back to what teacher published just now: pandas 2.1.4 removed") {
			t.Errorf("%s says %s", path, p.words())
		}
	}
}

// TestWhatPublishingTakesBack is shown before, and asked.
func TestWhatPublishingTakesBack(t *testing.T) {
	h := open(t, true, "mia", "ben")
	h.changes = []commonhall.UserName{"mia", "ben"}
	h.generation("teacher", "", "requests", "2.32")
	h.drafts("mia", "pandas", "2.1.4")
	h.drafts("ben", "torch", "2.4")
	mia, ben := h.signedIn("mia"), h.signedIn("ben")
	mia.ends(h, mia.submit(mia.get("/hub/software").shows(200, "Drafts of others", "torch 2.4 added"), onPython+"/publish", "why", "pandas"))
	ben.get("/hub/home").shows(200, "Since the draft began, mia published something that it does not have: pandas 2.1.4 added.")
	p := ben.get("/hub/software").shows(200, "Generation 2 was published after you began, and your draft does not have it.", "pandas 2.1.4 removed")
	asked := ben.submit(p, onPython+"/publish", "why", "<torch>")
	asked.leads(onPython + "/publish?user=ben&why=%3Ctorch%3E")
	p = ben.follow(asked).shows(200, "Publish your draft?", "Since then mia published generation 2, which everybody has now.", "pandas 2.1.4 removed", "To have both instead")
	if h.current() != 2 {
		t.Error("the question published something")
	}
	ben.ends(h, ben.submit(p, onPython+"/publish")).shows(200, "Published: generation 3", "<torch>")

	// What was agreed to is what was shown: not what came in between.
	h.drafts("mia", "numpy", "2.0")
	p = mia.follow(mia.submit(mia.get("/hub/software"), onPython+"/publish", "why", "x")).shows(200, "ben published generation 3")
	_, err := h.software.RollBack(t.Context(), "python", 1, "teacher")
	h.must(err)
	if q := mia.submit(p, onPython+"/publish"); strings.HasPrefix(q.header.Get("Location"), "/hub/software/job/") {
		mia.ends(h, q).shows(200, "Published: generation 4") // generation 1 is what the draft is based on: nothing is taken back
	}

	// Somebody else's is published by their name.
	h.drafts("ben", "scipy", "1.14")
	p = mia.get(onPython+"/publish?user=ben").shows(200, "Publish the draft of ben?")
	mia.ends(h, mia.submit(p, onPython+"/publish")).shows(200, "the draft of ben, by mia")
}

// TestPublishedAllTheSame only after somebody has read what the checks found.
func TestPublishedAllTheSame(t *testing.T) {
	h := open(t, true, "mia", "ben", "ada")
	h.changes, h.checked = []commonhall.UserName{"mia", "ben"}, "broken"
	h.generation("teacher", "", "requests", "2.32")
	h.drafts("mia", "pandas", "2.1.4")
	b := h.signedIn("mia")
	p := b.ends(h, b.submit(b.get("/hub/software"), onPython+"/publish", "why", "in a hurry")).shows(200, "Nothing was published", "Broken <b> does not start", "no such module", "Everybody keeps what they have")
	if strings.Contains(p.words(), "--force") {
		t.Error("it speaks of the command line")
	}
	link := ""
	for _, a := range find(p.doc, "a", "class=button warnish") {
		link = attr(a, "href")
	}
	p = b.get(link).shows(200, "Give everybody what the checks refused?", "The checks found: Broken <b> does not start.", "press “Go back to generation 1”")
	if said := p.words(); strings.Index(said, "Every server that starts from now on gets this draft") > strings.Index(said, "The checks found") {
		t.Errorf("what it is for everybody comes after what was found: %s", said)
	}
	if first := find(p.one("form", "action="+onPython+"/publish"), ""); attr(find(first[len(first)-1].Parent, "a")[0], "class") != "button primary" {
		t.Error("the way out is not what one is to do")
	}
	b.get(onPython+"/publish?user=mia&job=abc").none("input", "name=force")
	// What was found in one draft is no word about another.
	h.drafts("ben", "torch", "2.4")
	of := func(user, link string) string { return strings.Replace(link, "user=mia", "user="+user, 1) }
	b.get(of("ben", link)).shows(200, "Publish the draft of ben?").none("input", "name=force")
	p = b.ends(h, b.submit(p, onPython+"/publish")).shows(200, "Published: generation 2", "in a hurry")
	b.get(onPython+"/publish?job="+strings.TrimPrefix(p.at, "/hub/software/job/")).shows(200).none("input", "name=force")
	b.get(of("nobody", link)).shows(404, "There is no such draft.")
	b.get(of("ada", link)).shows(404, "There is no such draft.")
	p.shows(200, "It was published although the checks had refused it: Broken <b> does not start.", "Go back to generation 1")

	// Until something clean is current the page says so before all else.
	h.checked = "files"
	p = b.get("/hub/software").shows(200, "Everybody has what the checks refused", "published all the same", "The checks had found: Broken <b> does not start")
	form := find(p.one("section", "id=harm"), "form", "action="+onPython+"/rollback")[0]
	b.post(onPython+"/rollback", url.Values{"_xsrf": p.form("/hub/logout")["_xsrf"], "generation": {attr(find(form, "input", "name=generation")[0], "value")}}).leads(onPython + "?done=generation&number=1")
	b.get("/hub/software").none("section", "id=harm")
	_, err := h.software.RollBack(t.Context(), "python", 2, "mia")
	h.must(err)
	b.get("/hub/software").one("section", "id=harm")
	h.drafts("mia", "numpy", "2.0")
	b.ends(h, b.submit(b.get("/hub/software"), onPython+"/publish")).shows(200, "Published: generation 3").none("form", "action="+onPython+"/rollback")
	b.get("/hub/software").none("section", "id=harm")
}

// TestDiscardedAndBack: whoever throws a draft away by mistake has it back by a click.
func TestDiscardedAndBack(t *testing.T) {
	h := open(t, true)
	h.generation("teacher", "", "requests", "2.32")
	h.drafts("teacher", "pandas", "2.1.4")
	b := h.signedIn("teacher")
	b.submit(b.get("/hub/software"), onPython+"/discard").leads(onPython + "?done=discarded")
	p := b.get(onPython+"?done=discarded").shows(200, "Your draft is discarded.", "You discarded a draft", "Your server still runs with the draft that you discarded")
	if strings.Contains(p.words(), "pandas 2.1.4") {
		t.Error("it is still shown")
	}
	b.get("/hub/home").shows(200, "Your draft of Python was discarded.")
	b.submit(p, onPython+"/restore").leads(onPython + "?done=draft-back")
	b.get(onPython+"?done=draft-back").shows(200, "pandas 2.1.4 added").none("form", "action="+onPython+"/restore")
	b.post(onPython+"/restore", b.get("/hub/software").form(onPython+"/discard")).shows(404, "no discarded draft", "Software")
}

// TestStartedWithoutTheDraft: a draft that keeps a server from starting does not keep
// its person out.
func TestStartedWithoutTheDraft(t *testing.T) {
	h := open(t, true)
	h.generation("teacher", "", "requests", "2.32")
	b := h.signedIn("teacher")
	h.must(h.servers.Start(t.Context(), commonhall.UserName("teacher").Default(), "broken"))
	if s := h.until("teacher", commonhall.Failed); s.Software.Draft == "" {
		t.Fatalf("there is no draft: %+v", s.Software)
	}
	b.get("/hub/spawn-pending/teacher").shows(200, "Start without your draft", "the draft is kept")
	p := b.get("/hub/home").shows(200, "Start without your draft")
	b.submit(p, "/hub/spawn", "manner", "without-draft", "app", "files").leads("/hub/spawn-pending/teacher")
	if s := h.until("teacher", commonhall.Ready); s.Software.Draft != "" || s.Software.Generation != 1 {
		t.Errorf("the server has %+v", s.Software)
	}
}

// TestBuiltFromAList: by name, from requirements, and a new environment; what is
// wrong is said on the page, with what was typed.
func TestBuiltFromAList(t *testing.T) {
	h := open(t, true)
	h.generation("teacher", "", "requests", "2.32")
	b := h.signedIn("teacher")
	p := b.get("/hub/software")
	build := func(pairs ...string) *page {
		form := url.Values{"_xsrf": p.form("/hub/logout")["_xsrf"]}
		for i := 0; i < len(pairs); i += 2 {
			form.Set(pairs[i], pairs[i+1])
		}
		return b.post(onPython+"/build", form)
	}
	for _, c := range []struct{ from, field, value, said string }{
		{"packages", "packages", "--index-url=http://evil <b>", "is not the name of a package"},
		{"packages", "packages", "", "There is nothing to install."},
		{"packages", "apt", "octave, -x", "\"-x\" is not the name of a package of Debian's"},
		{"git", "url", "file:///etc", "is not the address of a repository"},
		{"git", "url", "", "Say where the repository is"},
		{"git", "ref", "-x", "is not a branch, a tag or a commit"},
		{"git", "folder", "../etc", "is not a folder of a repository"},
		{"prefix", "prefix", "/etc", "Servers do not see /etc"},
		{"prefix", "prefix", "", "Say which folder"},
	} {
		pairs := []string{"from", c.from, "why", "why<not>", "fresh", "1"}
		if c.field != "url" && c.from == "git" {
			pairs = append(pairs, "url", "https://git.example.org/x.git")
		}
		q := build(append(pairs, c.field, c.value)...).shows(400, c.said)
		in := q.one("input", "id=build-"+c.field, "aria-invalid=true", "aria-describedby=build-"+c.field+"-help build-"+c.field+"-wrong")
		if got := attr(in, "value"); got != c.value {
			t.Errorf("what was typed is now %q", got)
		}
		if !strings.Contains(words(q.one("", "id=build-"+c.field+"-wrong")), c.said) {
			t.Errorf("it is not said beside %s", c.field)
		}
		q.one("input", "id=build-from-"+c.from, "checked")
		q.one("input", "id=build-why", "value=why<not>")
		q.one("input", "id=build-fresh", "checked")
		q.one("details", "id=build", "open")
		q.one("", "autofocus")
	}
	build("from", "conda", "conda", " \r\n").shows(400, "Paste the whole file.")
	build("from", "requirements", "requirements", strings.Repeat("x\n", 1<<18)).shows(400)
	b.ends(h, build("from", "requirements", "requirements", "pandas\r\nnumpy\r\n", "packages", "not this", "why", "why<not>")).shows(200, "Published: generation 2", "Successfully installed", "why<not>")
	b.ends(h, build("from", "packages", "packages", "pandas, numpy>=1,<3")).shows(200, "pandas, numpy>=1,<3")

	b.submit(p, "/hub/software/new", "name", "Python 3").shows(400, "cannot name an environment", "New environment").one("input", "id=new-name", "aria-invalid=true", "value=Python 3")
	b.submit(p, "/hub/software/new", "name", "python").shows(409, "There is an environment \"python\" already.")
	b.submit(p, "/hub/software/new", "name", "r-4", "packages", "-x").shows(400, "is not the name of a package").one("input", "id=new-packages", "value=-x")
	b.ends(h, b.submit(p, "/hub/software/new", "name", "r-4", "title", "R <4>")).shows(200, "R <4>", "Published: generation 1")
	b.get("/hub/software/env/r-4").shows(200, "R <4>", "Nobody has it yet.", "commonhall env use r-4 --group GROUP")
	b.get("/hub/software").shows(200, "Python").one("a", "href=/hub/software/env/r-4")
}

// TestWhoeverLeavesIsRestarted: a browser that is closed in the middle does not leave
// its person with a server that was stopped and is not started again.
func TestWhoeverLeavesIsRestarted(t *testing.T) {
	h := open(t, true, "ada")
	b := h.signedIn("ada")
	was := h.runs("ada")
	form := b.get("/hub/home").form("/hub/home/stop")
	handler := h.handler
	b.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, leave := context.WithCancel(r.Context())
		s, changed, err := h.servers.Watch(ctx, commonhall.UserName("ada").Default())
		h.must(err)
		gone := make(chan struct{})
		go func() {
			defer close(gone)
			if s.State == commonhall.Ready {
				<-changed
			}
			leave()
		}()
		handler.ServeHTTP(w, r.WithContext(ctx))
		leave()
		<-gone
	})
	b.post("/hub/home/restart", form)
	if s := h.until("ada", commonhall.Ready); s.ID == was.ID || s.App != "files" {
		t.Errorf("the server is %+v, was %s", s, was.ID)
	}
}

func TestPackageNames(t *testing.T) {
	for in, want := range map[string][]string{"pandas": {"pandas"}, " a,b ,c  d, ": {"a", "b", "c", "d"}, "numpy>=1,<3 x": {"numpy>=1,<3", "x"}, "": nil, ">=1": {">=1"}} {
		if got := packageNames(in); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestWhoSeesTheSoftware: to others it is as if it were not there.
func TestWhoSeesTheSoftware(t *testing.T) {
	h := open(t, true, "mia", "ada")
	h.changes = []commonhall.UserName{"mia"}
	h.generation("teacher", "", "requests", "2.32")
	h.drafts("mia", "pandas", "2.1.4")
	j, err := h.software.Try(t.Context(), "python", "mia", "mia")
	h.must(err)
	done, _ := j.Done(t.Context())
	mia, ada := h.signedIn("mia"), h.signedIn("ada")
	for _, b := range []*browser{mia, h.signedIn("teacher")} {
		b.get("/hub/home").one("a", "href=/hub/software")
		b.get(jobURL(done.ID)).shows(200, "The draft is all right")
	}
	token := ada.get("/hub/home").form("/hub/logout").Get("_xsrf")
	ada.get("/hub/home").none("a", "href=/hub/software")
	for _, path := range []string{"/hub/software", onPython, onPython + "/publish?user=mia", "/hub/software/env/none", jobURL(done.ID), jobURL("nothing"), onPython + "/try"} {
		ada.get(path).shows(404, "nothing that you may see")
		h.browser().get(path).leads("/hub/login?next=" + url.QueryEscape(path))
	}
	for _, verb := range []string{"try", "publish", "discard", "restore", "rollback", "build"} {
		ada.post(onPython+"/"+verb, url.Values{"_xsrf": {token}, "user": {"mia"}, "generation": {"1"}, "packages": {"x"}, "force": {"1"}}).shows(404, "nothing that you may see")
	}
	form := mia.get("/hub/software").form(onPython + "/try")
	form.Set("name", "mine")
	mia.post("/hub/software/new", form).shows(404, "nothing that you may see")
	mia.get("/hub/software").none("form", "action=/hub/software/new")
	mia.get(jobURL("nothing")).shows(404, "not known any more")

	lines, script := jobURL(done.ID)+"/lines", mia.as("Sec-Fetch-Dest", "empty", "Sec-Fetch-Mode", "cors")
	script.get(lines).shows(403)
	ada.as("Sec-Fetch-Dest", "empty", "X-XSRFToken", token).get(lines).shows(404)
	ready := script.as("X-XSRFToken", form.Get("_xsrf"))
	ready.get(lines).shows(200, `"ended":true`, `Copying what was changed.`)
	ready.get(lines+"?from=1000").shows(200, `"lines":[]`)
	ready.get(lines+"?from=-9").shows(200, `Copying what was changed.`)
}

// TestHostileWords: whatever packages are called and people write, it is text, on one
// line, and no longer than a page can take.
func TestHostileWords(t *testing.T) {
	h := open(t, true, "ada")
	h.generation("teacher", "", "requests", "2.32")
	h.runs("ada")
	evil := "<script>alert(1)</script>\x00\x1b[31m\u202eexe\u2028 \"'`{{.}}"
	all, err := h.software.Generations(t.Context(), "python")
	h.must(err)
	g := all[0]
	g.Base, g.Why, g.By, g.Forced, g.Created = 1, evil, evil, evil, time.Now()
	g.Packages = []commonhall.Package{{Manager: "npm", Name: evil, Version: evil}, {Manager: "pip", Name: strings.Repeat("x", 5000), Version: strings.Repeat("9", 5000)}}
	_, err = h.db.AddGeneration(t.Context(), g, 1)
	h.must(err)
	h.must(h.db.ChangeEnvironment(t.Context(), commonhall.Environment{Name: "python", Title: evil, Current: 2, Default: true}))
	b := h.signedIn("teacher")
	h.drafts("teacher", "pandas", "2.1.4")
	for _, p := range []*page{b.get("/hub/software"), b.get("/hub/home"), h.signedIn("ada").get("/hub/home"), b.get(onPython + "/publish"), b.get(onPython + "?q=" + url.QueryEscape(evil))} {
		p.shows(200)
		if strings.Contains(p.text, "<script>alert") || strings.ContainsAny(p.text, "\x00\x1b\u202e\u2028") || strings.Contains(p.text, strings.Repeat("x", 200)) {
			t.Errorf("%s shows it as it is", p.at)
		}
	}
	b.get("/hub/software").shows(200, "<script>alert(1)</script>[31mexe")
	p := b.get("/hub/software")
	b.ends(h, b.submit(p, onPython+"/publish", "why", evil)).shows(200, "<script>alert(1)</script>[31mexe")
	b.submit(p, onPython+"/publish", "why", strings.Repeat("w", 501)).shows(400)
	form := p.form(onPython + "/discard")
	form.Set("generation", "-1")
	b.post(onPython+"/rollback", form).shows(400, "That is no generation.")
	form.Set("generation", "77")
	b.post(onPython+"/rollback", form).shows(404, "no generation 77")
	b.get(onPython + "?done=generation&number=<b>").shows(200)
	b.get("/hub/software/env/"+url.PathEscape("../etc")).shows(404, "nothing that you may see")
}

// TestWithoutEnvironments: a hub that has none of this has no pages of it.
func TestWithoutEnvironments(t *testing.T) {
	h := open(t, true)
	b := h.signedIn("teacher")
	b.get("/hub/software").shows(200, "There is no environment yet", "New environment")
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	h.config.Environments = nil
	h.opens(problem.New(h.db, log), log)
	b = h.signedIn("teacher")
	b.get("/hub/software").shows(404)
	b.get("/hub/home").none("a", "href=/hub/software")
	b.get("/hub/admin").shows(200)
}
