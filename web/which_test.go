package web

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/problem"
	"commonhall/server"
)

// TestWhoHasWhich: everybody reads on their home page which software they have and why,
// an administrator of everybody, and on the page of the software who has it.
func TestWhoHasWhich(t *testing.T) {
	h := open(t, true, "ada", "ben", "mia")
	h.generation("teacher", "", "requests", "2.32")
	ctx, b, ada := t.Context(), h.signedIn("teacher"), h.signedIn("ada")
	ada.get("/hub/home").shows(200, "From the next start on your server has Python, generation 1, because nobody chose another for you.")
	h.runs("ada")
	ada.get("/hub/home").shows(200, "Your server has Python, generation 1, because nobody chose another for you.")
	b.ends(h, b.submit(b.get("/hub/software"), "/hub/software/new", "name", "statistics", "title", "Statistics <2>"))
	b.ends(h, b.submit(b.get("/hub/software"), "/hub/software/new", "name", "older"))
	_, err := h.auth.AddGroups(ctx, []string{"10b", "Physics-11"}, []string{"ada"})
	h.must(err)
	_, _, err = h.auth.ChangeGroup(ctx, "Physics-11", commonhall.MakeTeacher, []string{"mia"})
	h.must(err)
	h.must(h.software.Use(ctx, "older", commonhall.ForGroup, "10b", "teacher"))
	h.must(h.software.Use(ctx, "statistics", commonhall.ForGroup, "Physics-11", "teacher"))
	h.must(h.software.Use(ctx, "statistics", commonhall.ForUser, "ben", "teacher"))
	const why = "because Physics-11 has it; 10b has older, but Physics-11 was made later."
	ada.get("/hub/home").shows(200, "Your server has Python, generation 1, until it stops. From the next start on it has Statistics <2>, "+why)
	b.get("/hub/admin").one("a", "href=/hub/admin/user/ada")
	b.get("/hub/admin/user/ada").shows(200, "Their server has Python, generation 1, until it stops. From the next start on it has Statistics <2>, "+why, "Running: My files.").one("a", "href=/hub/admin/group/Physics-11")
	b.get("/hub/admin/user/ben").shows(200, "From the next start on their server has Statistics <2>, generation 1, because it was chosen for ben.", "Off.")
	b.get("/hub/admin/user/nobody").shows(404)
	ada.get("/hub/admin/user/ben").shows(404, "nothing that you may see")
	ada.get("/hub/admin/user/ada").shows(404, "nothing that you may see")

	const page = "/hub/software/env/statistics"
	b.get(page).shows(200, "Your own server does not have Statistics <2>: it has Python. What you install there does not come here.", "env use statistics --user teacher")
	b.get(page).shows(200, "The group Physics-11 has it. Chosen by name for ben.", "What its servers have")
	b.get("/hub/software").shows(200, "Everybody has it for whom nobody chose another.", "What everybody has")
	// A teacher reads of their own groups, and not who else there is.
	mia := h.signedIn("mia").get(page).shows(200, "The group Physics-11 has it. Others have it, too.")
	if strings.Contains(mia.words(), "ben") {
		t.Error("a teacher reads who has it")
	}
	// What is new in another environment than the last run had is no news.
	b.ends(h, b.submit(b.get(page), page+"/build", "packages", "frogs")).shows(200, "Published: generation 2")
	ada.submit(ada.get("/hub/home"), "/hub/home/stop")
	if p := ada.get("/hub/home").shows(200, "From the next start on your server has Statistics <2>, generation 2"); strings.Contains(p.words(), "New at this start") {
		t.Errorf("another environment is told as news: %s", p.words())
	}
	h.must(h.software.Use(ctx, commonhall.NoEnvironment, commonhall.ForUser, "ben", "teacher"))
	h.signedIn("ben").get("/hub/home").shows(200, "From the next start on your server has the machine's own programs alone, because it was chosen for you.")
}

// seen counts what is taken for somebody's presence.
type seen struct {
	*server.Manager
	times int
}

func (s *seen) Active(name commonhall.UserName, at time.Time) { s.times++; s.Manager.Active(name, at) }

// TestAPageBehindOthers renews itself for the title of its tab, and nobody is there.
func TestAPageBehindOthers(t *testing.T) {
	h := open(t, true, "ada")
	b := h.signedIn("ada")
	token := b.get("/hub/home").form("/hub/logout").Get("_xsrf")
	here := &seen{Manager: h.servers}
	door, err := NewDoor(h.config, h.people, here, problem.New(h.db, slog.New(slog.DiscardHandler)), slog.New(slog.DiscardHandler))
	h.must(err)
	b.handler = door
	script := b.as("Sec-Fetch-Dest", "empty", "Sec-Fetch-Mode", "cors", "X-XSRFToken", token)
	script.as("X-Hidden", "true").get("/hub/home/usage").shows(200)
	if here.times != 0 {
		t.Error("a page that nobody looks at is presence")
	}
	script.as("X-Hidden", "false").get("/hub/home/usage").shows(200)
	if here.times != 1 {
		t.Error("a page that somebody looks at is none")
	}
}
