package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// inBrowsers is the story of a class with pages alone: what the teacher does on the page
// Software, and what of it a pupil sees on theirs.
func (h *house) inBrowsers() {
	t := h.t
	teacher, kim := browserFor(t, 1280, 800, 4*time.Minute), browserFor(t, 390, 844, 4*time.Minute)
	h.restart("admin") // the draft begins anew
	do(t, teacher, openPage(h.url), signIn("admin", adminPassword), chromedp.WaitVisible("#title"))
	do(t, kim, openPage(h.url+"/hub/home"), signIn("kim", "seven green bottles"), reads("Your server is running"))
	h.publishes(teacher)
	h.renewedAtOnce(kim)
	h.breaksIt(teacher)
	h.cannotStart(kim)
	do(t, teacher, chromedp.Navigate(h.url+"/hub/software"), reads("generation 4", "published all the same", "Everybody has what the checks refused"))
	album(t, teacher, "harm")
	do(t, teacher, press("Go back to generation 3"), reads("Generation 3 is current"))
	album(t, teacher, "back")
	do(t, kim, chromedp.Reload(), reads("It was changed again since."))
	album(t, kim, "taken-back")
	do(t, kim, press("Try again"), waitURL("/user/kim/tree"))
	h.opensNotebook(kim, "kim")
	compute(t, kim, "import newts; newts.value + ' ' + open('work').read()", "'1.0 mine'")
	h.brokenByOneself(kim)
}

// publishes: the teacher installs something in a notebook, sees what it is, publishes it
// and is told when everybody has it.
func (h *house) publishes(ctx context.Context) {
	t := h.t
	h.opensNotebook(ctx, "admin")
	compute(t, ctx, wheel("newts", "1.0")+install("newts")+"import newts; newts.value", "'1.0'")
	album(t, ctx, "installed")
	do(t, ctx, chromedp.Navigate(h.url+"/hub/home"), reads("goes into your draft of Python"))
	album(t, ctx, "draft")
	do(t, ctx, press("See your draft"), reads("newts 1.0 added", "This is what you changed in your own server"))
	album(t, ctx, "difference")
	do(t, ctx, press("Check only"), press("Cancel"), reads("Stopped: nothing changed for anybody", "your draft is as it was"))
	album(t, ctx, "cancelled")
	do(t, ctx, press("Go back to the draft"), reads("newts 1.0 added"))
	do(t, ctx, chromedp.SendKeys("#why", "pond life"), press("Publish"), waitURL("/hub/software/job/"))
	album(t, ctx, "job")
	do(t, ctx, reads("Published: generation 3", "pond life", "One server keeps an older one", "Your own server has it already"))
	album(t, ctx, "published")
}

// renewedAtOnce: a pupil's open page says that there is something new, and one click
// later they have it.
func (h *house) renewedAtOnce(ctx context.Context) {
	do(h.t, ctx, reads("The software was renewed by admin", "newts 1.0 added", "pond life"))
	album(h.t, ctx, "renewed")
	do(h.t, ctx, press("Restart my server"), waitURL("/user/kim/tree"))
	h.opensNotebook(ctx, "kim")
	compute(h.t, ctx, "import newts, frogs; newts.__file__.startswith('/env/python/lib'), open('work').read()", "(True, 'mine')")
}

// breaksIt: what keeps Jupyter from starting is refused, and nobody has it until the
// teacher insists.
func (h *house) breaksIt(ctx context.Context) {
	t := h.t
	h.opensNotebook(ctx, "admin")
	compute(t, ctx, "!printf '#!/bin/sh\\nexit 3\\n' > /env/python/bin/jupyter-notebook\n"+wheel("toads", "2.0", "frogs>=9")+
		"!pip install -q --no-deps --no-index --find-links ~ toads\nimport toads; toads.value", "'2.0'")
	do(t, ctx, chromedp.Navigate(h.url+"/hub/software"), reads("toads 2.0 added"))
	do(t, ctx, chromedp.SendKeys("#why", "toads"), press("Publish"), reads("Nothing was published", "Notebook does not start", "Everybody keeps what they have", "pip uninstall -y toads"))
	album(t, ctx, "refused")
	if out := h.run("env", "list", "python"); !strings.Contains(out, "3 (current)") {
		t.Errorf("refused, and there is\n%s", out)
	}
	do(t, ctx, press("Publish all the same…"), reads("Give everybody what the checks refused?", "The checks found: Notebook does not start", "toads 2.0 added"))
	album(t, ctx, "all-the-same")
	do(t, ctx, press("Publish all the same"), reads("Published: generation 4", "Go back to generation 3"))
	album(t, ctx, "forced")
}

// cannotStart: a pupil whose server does not start any more reads what is new, and whom
// to tell.
func (h *house) cannotStart(ctx context.Context) {
	do(h.t, ctx, chromedp.Navigate(h.url+"/hub/home"), reads("The software was renewed by admin", "toads 2.0 added"), press("Stop"), reads("your server is off"))
	do(h.t, ctx, press("Start"), reads("Your server did not start", "generation 4 by admin", "Notebook does not start", "tell admin", "Nothing of yours is lost"))
	album(h.t, ctx, "does-not-start")
}

// brokenByOneself: what kim has installed keeps the server from starting; kim starts
// without it, mends it, and has it back.
func (h *house) brokenByOneself(ctx context.Context) {
	t := h.t
	compute(t, ctx, `import os, site; d = site.getusersitepackages() + "/notebook"; os.makedirs(d); open(d + "/__init__.py", "w").write("raise SystemExit('no pond')")`, "")
	compute(t, ctx, `os.path.relpath(d, os.path.expanduser("~"))[:12]`, "'.env/python/'")
	h.run("server", "stop", "kim")
	if out, err := h.try("server", "start", "kim", "--app", "notebook", "--with-own", "--wait"); err == nil || !strings.Contains(out, "no pond") {
		t.Errorf("with a broken package of their own: %v, %s", err, out)
	}
	do(t, ctx, chromedp.Navigate(h.url+"/hub/home"), reads("Your server did not start", "It is set aside, not deleted"))
	album(t, ctx, "own-broken")
	if said := ""; chromedp.Run(ctx, chromedp.Text("main", &said)) != nil || strings.Contains(said, "software that is new") {
		t.Errorf("what worked before is told as new:\n%s", said)
	}
	do(t, ctx, press("Start without what you have installed yourself"), waitURL("/user/kim/tree"))
	asides := filepath.Join(h.dir, "homes/kim-1001/.env/python.aside-*")
	found, err := filepath.Glob(asides + "/lib/python3*/site-packages/notebook")
	if err != nil || len(found) != 1 {
		t.Fatalf("set aside is %q, %v", found, err)
	}
	do(t, ctx, chromedp.Navigate(h.url+"/hub/home"), reads("What you had installed yourself is set aside."))
	album(t, ctx, "set-aside")
	must(t, os.RemoveAll(found[0])) // as kim would
	do(t, ctx, press("Bring it back and restart"), waitURL("/user/kim/tree"))
	h.opensNotebook(ctx, "kim")
	compute(t, ctx, "import evil; '/.env/python/lib/' in evil.__file__", "True")
	if left, err := filepath.Glob(asides); err != nil || len(left) != 0 {
		t.Errorf("brought back, and there is %q, %v", left, err)
	}
	do(t, ctx, chromedp.Navigate(h.url+"/hub/home"), reads("Your server is running"), chromedp.Click("details.own summary"), reads("Set it aside and restart"))
	album(t, ctx, "own")
}

// opensNotebook makes a new notebook in somebody's running server, and opens it.
func (h *house) opensNotebook(ctx context.Context, name string) {
	h.t.Helper()
	var path string
	do(h.t, ctx, chromedp.Navigate(h.url+"/user/"+name+"/tree"), chromedp.Evaluate(fmt.Sprintf(`fetch("/user/%s/api/contents", {method: "POST", headers: {"Content-Type": "application/json"},
		body: JSON.stringify({type: "notebook"})}).then(r => r.json()).then(m => m.path)`, name), &path, awaitPromise))
	do(h.t, ctx, chromedp.Navigate(h.url+"/user/"+name+"/notebooks/"+path),
		until(`typeof Jupyter !== "undefined" && Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected()`))
}

// reads waits until a person reads all of that on the page.
func reads(words ...string) chromedp.Action {
	var tasks chromedp.Tasks
	for _, w := range words {
		tasks = append(tasks, until(fmt.Sprintf(`document.readyState === "complete" && document.body.innerText.replace(/\s+/g, " ").includes(%q)`, w)))
	}
	return tasks
}

// press clicks on the button or link that says exactly that.
func press(text string) chromedp.Action {
	return until(fmt.Sprintf(`(b => b && (b.click(), true))([...document.querySelectorAll("main button, main a")].find(b => b.textContent.trim() === %q && b.checkVisibility()))`, text))
}

// album keeps pictures of a page as it is wide and narrow, by day and by night.
func album(t *testing.T, ctx context.Context, name string) {
	if os.Getenv("COMMONHALL_TEST_SHOTS") == "" {
		return
	}
	width := int64(0)
	do(t, ctx, chromedp.Evaluate("innerWidth", &width))
	for size, w := range map[string]int64{"wide": 1280, "phone": 390} {
		for _, light := range []string{"light", "dark"} {
			do(t, ctx, looks(w, light), until("document.getAnimations().every(a => a.playState === 'finished' || a.effect.getTiming().iterations === Infinity)"))
			shot(t, ctx, name+"-"+size+"-"+light)
		}
	}
	do(t, ctx, looks(width, "light"))
}
