package web

import (
	"fmt"
	"strings"
	"testing"

	"commonhall"
	"commonhall/server"
)

// TestWithoutWhatOneInstalled: somebody's own packages keep their server from starting;
// they start it without them by a click, and have them back by another one.
func TestWithoutWhatOneInstalled(t *testing.T) {
	h := open(t, true, "ada")
	h.generation("teacher", "", "requests", "2.32")
	ada := h.signedIn("ada")
	ada.get("/hub/home").none("form", "action=/hub/home/own")
	h.must(h.servers.Start(t.Context(), commonhall.UserName("ada").Default(), "broken"))
	h.until("ada", commonhall.Failed)
	ada.get("/hub/spawn-pending/ada").shows(200, "Start without what you have installed yourself", "~/.env/python.aside-…", "not deleted").none("form", "action=/hub/home/own")
	p := ada.get("/hub/home").shows(200, "Start without what you have installed yourself")
	ada.submit(p, "/hub/spawn", "manner", "without-own", "app", "broken")
	h.until("ada", commonhall.Failed)
	p = ada.get("/hub/home").shows(200, "What you had installed yourself is set aside.", "Start with it again")
	p.none("button", "value=without-own") // it was not the reason
	ada.submit(p, "/hub/spawn", "app", "files")
	h.runsAs("ada", commonhall.OwnAway)
	p = ada.get("/hub/home").shows(200, "is set aside", "Bring it back and restart", "Set newer ones aside, too")
	ada.submit(p, "/hub/home/own", "manner", "with-own").leads("/hub/spawn-pending/ada")
	h.runsAs("ada", commonhall.OwnBack)
	p = ada.get("/hub/home").shows(200, "Does something not work that you have installed yourself?", "Set it aside and restart")
	ada.submit(p, "/hub/home/own", "manner", "without-own").leads("/hub/spawn-pending/ada")
	h.runsAs("ada", commonhall.OwnAside)
	for _, manner := range []string{"", "slowly", "without-draft"} {
		form := p.form("/hub/home/own")
		form.Set("manner", manner)
		ada.post("/hub/home/own", form).shows(400, "set aside or brought back")
	}
	h.runsAs("ada", commonhall.OwnAside) // and goes on

	// What the teacher installs goes into a draft, which sees nothing of their own.
	teacher := h.signedIn("teacher")
	h.must(h.servers.Start(t.Context(), commonhall.UserName("teacher").Default(), "broken"))
	h.until("teacher", commonhall.Failed)
	teacher.get("/hub/home").shows(200, "Start without your draft").none("button", "value=without-own")
}

// runsAs waits until somebody's server is ready, with this of what they installed.
func (h *house) runsAs(name commonhall.UserName, want commonhall.Own) {
	h.t.Helper()
	if s := h.until(name, commonhall.Ready); s.Software == nil || s.Software.Own != want {
		h.t.Errorf("the server of %s has %+v, want %q of its own", name, s.Software, want)
	}
}

// TestAStartThatFailsWithNewSoftware tells what is new, who can take it back, and when
// that is done.
func TestAStartThatFailsWithNewSoftware(t *testing.T) {
	h := open(t, true, "ada", "mia")
	h.changes = []commonhall.UserName{"mia"}
	h.generation("house", "", "requests", "2.32")
	ada, mia := h.signedIn("ada"), h.signedIn("mia")
	h.must(h.servers.Start(t.Context(), commonhall.UserName("ada").Default(), "broken"))
	h.until("ada", commonhall.Failed)
	const told = "It was started with software that is new:"
	if p := ada.get("/hub/home"); strings.Contains(p.words(), told) {
		t.Error("what nobody published is told as new")
	}
	h.generation("mia", "for the class <b>", "pandas", "2.1.4")
	h.must(h.servers.Start(t.Context(), commonhall.UserName("ada").Default(), "broken"))
	h.until("ada", commonhall.Failed)
	for _, path := range []string{"/hub/home", "/hub/spawn-pending/ada"} {
		ada.get(path).shows(200, told, "generation 2 by mia", "pandas 2.1.4 added", "for the class <b>", "tell mia, who can take it back in a second")
	}
	h.must(h.servers.Start(t.Context(), commonhall.UserName("mia").Default(), "broken"))
	h.until("mia", commonhall.Failed)
	if p := mia.get("/hub/home"); strings.Contains(p.words(), told) {
		t.Error("a draft is told as what everybody has")
	}
	h.must(h.servers.StartAs(t.Context(), commonhall.UserName("mia").Default(), server.Wish{App: "broken", Manner: "without-draft"}))
	h.until("mia", commonhall.Failed)
	mia.get("/hub/home").shows(200, told, "go back to an earlier one").one("a", fmt.Sprintf("href=%s#generations", onPython))
	_, err := h.software.RollBack(t.Context(), "python", 1, "mia")
	h.must(err)
	ada.get("/hub/home").shows(200, "It was changed again since. Start again to have it as it is now.")
}
