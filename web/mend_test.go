package web

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/environment"
)

// TestARefusedDraftIsMended: whoever is refused reads what to type, does it, and
// publishes; or discards the draft from there.
func TestARefusedDraftIsMended(t *testing.T) {
	h := open(t, true, "mia", "ben")
	h.changes, h.checked = []commonhall.UserName{"mia", "ben"}, "broken"
	h.generation("teacher", "", "requests", "2.32")
	h.drafts("mia", "pandas", "2.1.4")
	h.drafts("mia", "module", "1.0") // which the checks speak of
	b := h.signedIn("mia")
	refused := func(verb string) *page {
		return b.ends(h, b.submit(b.get("/hub/software"), onPython+"/"+verb))
	}
	p := refused("publish").shows(200, "Nothing was published", "The checks name these: pip uninstall -y module", "Everybody keeps what they have.")
	if strings.Contains(words(p.one("pre", "aria-label=What to type")), "pandas") {
		t.Error("it is said to take back what nobody spoke of")
	}
	p.one("a", "href="+onPython+"#draft")
	p.one("a", "href=/user/mia/")
	tried := refused("try").shows(200, "The draft is not all right", "pip uninstall -y module")
	tried.none("a", "class=button warnish")
	b.get(onPython+"/publish?job="+strings.TrimPrefix(tried.at, "/hub/software/job/")).shows(200, "Publish your draft?").none("input", "name=force")
	other := h.signedIn("ben").get(p.at).shows(200, "How mia can mend it")
	other.none("form", "action="+onPython+"/discard")
	b.submit(p, onPython+"/discard").leads(onPython + "?done=discarded")
	b.get(p.at).shows(200, "Nothing was published", "The draft has been changed since.").none("pre", "aria-label=What to type")
}

// TestWhatToType is what a shell takes for names, whatever packages are called.
func TestWhatToType(t *testing.T) {
	changes := []commonhall.Change{{Manager: "pip", Name: "toads", Is: "1"}, {Manager: "pip", Name: "x; rm -rf ~", Is: "1"}, {Manager: "pip", Name: "-r/etc/x", Is: "1"}, {Manager: "pip", Name: "a\nb", Is: "1"},
		{Manager: "pip", Name: "numpy", Was: "1.26", Is: "2.0"}, {Manager: "pip", Name: "six", Was: "1 && reboot"}, {Manager: "conda", Name: "r-base", Was: "4.4", Is: "4.5"}, {Manager: "npm", Name: "@a/b", Is: "1"},
		{Manager: "npm", Name: "$(reboot)", Is: "1"}, {Manager: "npm", Name: "somebody/repository", Was: "1", Is: "2"}, {Manager: "pip", Name: "a/../../b", Was: "1"}, {Manager: "apt", Name: "gcc", Is: "1"}}
	want := []string{"pip uninstall -y toads", "pip install numpy==1.26", "conda install -y r-base=4.4", "npm uninstall -g @a/b"}
	if got := takesBack(changes); !slices.Equal(got, want) {
		t.Errorf("to type is\n%q, want\n%q", got, want)
	}
	spoken := []environment.Finding{{What: "toads", OK: true}, {What: "packages do not fit together", Detail: "My_Toads 2.0 requires frogs>=9, but you have frogs 1.0.\nFile \"/x/site-packages/numpy/__init__.py\""}}
	got := spokenOf([]commonhall.Change{{Name: "toads"}, {Name: "my-toads"}, {Name: "num"}, {Name: "numpy"}, {Name: "frogs"}}, spoken)
	if len(got) != 3 || got[0].Name != "my-toads" || got[1].Name != "numpy" || got[2].Name != "frogs" {
		t.Errorf("spoken of is %v", got)
	}
}

// TestFirstNames: everybody reads why there is a generation, and nobody's password in it.
func TestFirstNames(t *testing.T) {
	d := environment.Declaration{Packages: []string{"pandas==2.1", "frogs[fast]@git+https://kim:secret@git.example.org/frogs", "git+https://secret@git.example.org/toads", "https://git.example.org/x.whl?token=secret", "six"}, Debian: []string{"gcc"}}
	if got := firstNames(d); got != "pandas==2.1, frogs[fast], six, gcc" {
		t.Errorf("it is called %q", got)
	}
}

// TestWorkIsCancelled by whoever may change the environment, and by nobody else; it says
// so, and nothing changed for anybody.
func TestWorkIsCancelled(t *testing.T) {
	h := open(t, true, "mia", "ada")
	h.changes, h.checked = []commonhall.UserName{"mia"}, "slow"
	h.generation("teacher", "", "requests", "2.32")
	h.drafts("mia", "pandas", "2.1.4")
	b, ada := h.signedIn("mia"), h.signedIn("ada")
	at := b.submit(b.get("/hub/software"), onPython+"/publish", "why", "in a hurry").header.Get("Location")
	p := b.get(at).shows(200, "Publishing your draft", "Only then everybody has it", "Stopped now, nothing changes for anybody.")
	if len(find(p.doc, "noscript")) == 0 {
		t.Error("without its script the page stays as it is")
	}
	ada.post(at+"/cancel", ada.get("/hub/home").form("/hub/logout")).shows(404, "nothing that you may see")
	b.post(at+"/cancel", url.Values{}).shows(403)
	b.get(at).shows(200, "Publishing your draft")
	b.get(at + "/cancel").leads(at)
	busy := b.submit(b.get("/hub/software"), onPython+"/build", "packages", "frogs", "why", "pond").shows(409, "is being worked on already, for mia")
	busy.one("input", "id=build-packages", "value=frogs") // what was typed stays
	busy.one("input", "id=build-why", "value=pond")
	busy.one("details", "id=build", "open")
	b.submit(p, at+"/cancel").leads(at)
	p = b.get(at).shows(200, "Stopped: nothing changed for anybody", "mia stopped it before it was done.", "Everybody keeps what they have, and your draft is as it was.")
	p.none("form", "action="+at+"/cancel")
	p.one("a", "class=button primary", "href="+onPython+"#draft")
	if h.current() != 1 {
		t.Error("it was published")
	}
	h.checked = "files"
	p = b.ends(h, b.submit(b.get("/hub/software").shows(200, "pandas 2.1.4 added"), onPython+"/publish")).shows(200, "Published: generation 2")
	b.post(p.at+"/cancel", b.get("/hub/software").form("/hub/logout")).leads(p.at) // too late
	b.get(p.at).shows(200, "Published: generation 2")
}

// TestARefusedBuild is changed and built again with what was typed, or published all the
// same, as often as somebody insists.
func TestARefusedBuild(t *testing.T) {
	h := open(t, true, "mia")
	h.checked = "broken"
	h.generation("teacher", "", "requests", "2.32")
	_, err := h.auth.AddGroups(t.Context(), []string{"math"}, []string{"mia"})
	h.must(err)
	_, _, err = h.auth.ChangeGroup(t.Context(), "math", commonhall.MakeTeacher, []string{"mia"})
	h.must(err)
	h.must(h.software.Use(t.Context(), "python", commonhall.ForGroup, "math", "teacher"))
	b := h.signedIn("mia")
	build := func() *page {
		p := b.get("/hub/software")
		return b.ends(h, b.submit(p, onPython+"/build", "from", "requirements", "requirements", "pandas\nnumpy", "why", "for <us>"))
	}
	p := build().shows(200, "Nothing was published", "The checks found: Broken <b> does not start.", "Change what is to be installed, and build it again.")
	id := strings.TrimPrefix(p.at, "/hub/software/job/")
	again, _, _ := strings.Cut(attr(p.one("a", "class=button primary"), "href"), "#")
	q := b.get(again)
	q.one("input", "id=build-from-requirements", "checked")
	if f := q.form(onPython + "/build"); f.Get("requirements") != "pandas\nnumpy" || f.Get("why") != "for <us>" {
		t.Errorf("the form has %q", f)
	}
	q = b.get(attr(p.one("a", "class=button warnish"), "href")).shows(200, "Give everybody what the checks refused?", "gets this build")
	b.get(onPython + "/build?job=none").leads(onPython)

	// What was to be built of an environment that is not theirs they neither read nor build.
	of := func(id string) url.Values {
		form := q.form(onPython + "/build")
		form.Set("job", id)
		return form
	}
	admin := h.signedIn("teacher")
	other := admin.ends(h, admin.submit(admin.get("/hub/software"), "/hub/software/new", "name", "r-4", "packages", "secret"))
	theirs := strings.TrimPrefix(other.shows(200, "Nothing was published").at, "/hub/software/job/")
	b.get(other.at).shows(404)
	b.get(onPython + "/build?job=" + theirs).leads(onPython)
	if strings.Contains(b.get(onPython+"?again="+theirs).text, "secret") {
		t.Error("what another environment is built of is shown")
	}
	b.post(onPython+"/build", of(theirs)).shows(400, "That build is not known any more.")
	form := q.form(onPython + "/build")
	b.ends(h, b.post(onPython+"/build", form)).shows(200, "Published: generation 2", "for <us>", "It was published although the checks had refused it", "Go back to generation 1")
	form.Set("job", "none")
	b.post(onPython+"/build", form).shows(400, "That build is not known any more.")
	form.Set("job", id)
	b.ends(h, b.post(onPython+"/build", form)).shows(200, "Nothing to do: it is built already", "tick “Build it anew”")
	h.checked = "files"
	b.ends(h, b.submit(b.get("/hub/software"), onPython+"/build", "packages", "frogs")).shows(200, "Published: generation 3")
	form.Set("force", "") // which is all that insists
	h.checked = "broken"
	b.ends(h, b.post(onPython+"/build", form)).shows(200, "Nothing was published")
}

// TestBefore: the way back leads to what the checks had nothing against, if there is any.
func TestBefore(t *testing.T) {
	all := []commonhall.Generation{{Number: 6, Tree: "g"}, {Number: 5, Tree: "g", Forced: "x"}, {Number: 4, Tree: "g", Forced: "x"}, {Number: 3}, {Number: 2, Tree: "g"}, {Number: 1, Tree: "g"}}
	for current, want := range map[int]int{6: 2, 5: 2, 2: 1, 1: 0} {
		if got := before(all, current); got != want {
			t.Errorf("before %d is %d, want %d", current, got, want)
		}
	}
	if got := before(all[1:4], 5); got != 4 {
		t.Errorf("where all were refused the one before is %d", got)
	}
}

// TestRefused is what the checks refused, and nobody ended before.
func TestRefused(t *testing.T) {
	p := environment.Progress{Ended: time.Now(), Err: errors.New("x"), Findings: []environment.Finding{{What: "it does not start"}}}
	if !refused(p) {
		t.Error("what was refused is not")
	}
	for i, change := range []func(*environment.Progress){func(p *environment.Progress) { p.Cancelled = "mia" }, func(p *environment.Progress) { p.Generation = 2 }, func(p *environment.Progress) { p.Err = nil },
		func(p *environment.Progress) { p.Ended = time.Time{} }, func(p *environment.Progress) { p.Findings = nil }} {
		q := p
		if change(&q); refused(q) {
			t.Errorf("%d: it is refused", i)
		}
	}
}

// TestARemovalIsTold on a page of its own, also when nothing is left.
func TestARemovalIsTold(t *testing.T) {
	h := open(t, true)
	h.generation("teacher", "", "requests", "2.32")
	b := h.signedIn("teacher")
	b.ends(h, b.submit(b.get("/hub/software"), "/hub/software/new", "name", "r-4"))
	j, err := h.software.Remove(t.Context(), "r-4", "teacher")
	h.must(err)
	done, err := j.Done(t.Context())
	h.must(err)
	b.get(jobURL(done.ID)).shows(200, "r-4 is removed", "Deleting its files.").one("a", "class=button", "href=/hub/software")
}
