package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"commonhall"
	"commonhall/spawner"
)

// rows returns the names in the table, in order.
func (p *page) rows() (names []string) {
	for _, n := range find(p.doc, "a", "class=name") {
		names = append(names, words(n))
	}
	return names
}

// row returns one person's row.
func (p *page) row(name string) *html.Node {
	p.t.Helper()
	for _, tr := range find(p.doc, "tr", "data-state") {
		if n := find(tr, "a", "class=name"); len(n) == 1 && words(n[0]) == name {
			return tr
		}
	}
	p.t.Fatalf("%s is not in the table, but %v", name, p.rows())
	return nil
}

// TestAClassOfSixty is searched, sorted and paged.
func TestAClassOfSixty(t *testing.T) {
	h := open(t, false)
	var class []string
	for i := range 60 {
		class = append(class, fmt.Sprintf("pupil%02d", i))
	}
	h.add(false, class...)
	b := h.signedIn("teacher")
	p := b.get("/hub/admin").shows(200, "1 to 50 of 61 people", "0 running now", "3 GiB of 8 GiB", "0.5 of 2 cores", "1 GiB of 9 GiB")
	if rows := p.rows(); len(rows) != 50 || rows[0] != "pupil00" || rows[49] != "pupil49" {
		t.Errorf("the first page has %v", rows)
	}
	p = b.get(attr(p.one("a", "rel=next"), "href")).shows(200, "51 to 61 of 61 people", "Page 2")
	p.none("a", "rel=next")
	if rows := p.rows(); len(rows) != 11 || rows[10] != "teacher" || !strings.Contains(words(p.row("teacher")), "just now") {
		t.Errorf("the second page has %v, with %s", rows, words(p.row("teacher")))
	}
	// What is behind the end, or no number at all, is a page that there is.
	for _, n := range []string{"3", "99999999", "9223372036854775807", "99999999999999999999", "-1", "0", "x", ""} {
		for _, sort := range []string{"", "memory", "seen"} {
			q := url.Values{"page": {n}, "sort": {sort}}.Encode()
			if p := b.get("/hub/admin?" + q).shows(200); len(p.rows()) == 0 || !strings.Contains(p.words(), " 1 to 50 of 61 ") && !strings.Contains(p.words(), " 51 to 61 of 61 ") {
				t.Errorf("%s shows %d of %s", q, len(p.rows()), words(p.one("h2", "id=people-title")))
			}
		}
	}
	p = b.get("/hub/admin?order=desc&sort=name").shows(200)
	p.one("th", "aria-sort=descending")
	if rows := p.rows(); rows[0] != "teacher" || rows[1] != "pupil59" {
		t.Errorf("backwards: %v", rows[:2])
	}
	p = b.get("/hub/admin?q=IL3").shows(200, "10 people for “IL3”")
	if f := find(p.doc, "input", "name=q", "value=IL3"); len(f) != 1 || len(p.rows()) != 10 || p.rows()[0] != "pupil30" {
		t.Errorf("the search finds %v", p.rows())
	}
	b.get("/hub/admin?q="+url.QueryEscape(`%"><script>`)).shows(200, `0 people for “%"><script>”`, "Nobody here has a name like that.").none("table")
}

// TestServersOfOthers are started, measured and stopped from the table.
func TestServersOfOthers(t *testing.T) {
	h := open(t, false, "ada", "ben", "cleo")
	b := h.signedIn("teacher")
	h.spawner.OnStart(func(_ context.Context, s spawner.Spec) error {
		h.spawner.SetUsage(s.ID, commonhall.Usage{Memory: map[commonhall.UserName]int64{"ben": 64 << 20, "cleo": 256 << 20}[s.User]})
		return nil
	})
	b.submit(b.get("/hub/admin?q=e"), "/hub/admin/user/cleo/start").leads("/hub/admin?q=e")
	h.until("cleo", commonhall.Ready)
	b.submit(b.get("/hub/admin"), "/hub/admin/user/ben/start").leads("/hub/admin")
	h.until("ben", commonhall.Ready)
	p := b.get("/hub/admin?sort=memory&order=desc").shows(200, "2 running now")
	if rows := p.rows(); rows[0] != "cleo" || rows[1] != "ben" {
		t.Errorf("by memory: %v", rows)
	}
	if row := p.row("cleo"); attr(row, "data-state") != "ready" || !strings.Contains(words(row), "256 MiB of 512 MiB") || !strings.Contains(words(row), "Notebook") {
		t.Errorf("cleo's row says %s", words(row))
	}
	if rows := b.get("/hub/admin?sort=state").rows(); rows[0] != "ben" && rows[0] != "cleo" {
		t.Errorf("by state: %v", rows)
	}
	main := p.one("main", "data-usage=/hub/admin/usage?order=desc&sort=memory")
	var live Live
	text := b.as("Sec-Fetch-Dest", "empty", "X-XSRFToken", attr(main, "data-token")).get(attr(main, "data-usage")).shows(200).text
	if err := json.Unmarshal([]byte(text), &live); err != nil || live.Values["cleo/state"].State != commonhall.Ready || live.Values["running"].Text != "2" {
		t.Errorf("the script reads %s, %v", text, err)
	}
	b.submit(p, "/hub/admin/user/cleo/stop").leads("/hub/admin?about=cleo&done=stopped&order=desc&sort=memory")
	h.until("cleo", commonhall.Stopped)
	b.get("/hub/admin?done=stopped&about=cleo").shows(200, "The server of cleo is stopped.", "1 running now")
	h.signedIn("cleo").get("/hub/home").shows(200, "Stopped by teacher.")
	// Pressed twice, or after somebody else did it.
	b.submit(p, "/hub/admin/user/cleo/stop").leads("/hub/admin?about=cleo&done=stopped&order=desc&sort=memory")
	b.submit(p, "/hub/admin/user/ben/start").leads("/hub/admin?order=desc&sort=memory")
	b.post("/hub/admin/user/nobody/stop", p.form("/hub/admin/user/ben/stop")).shows(404, "nobody")
	b.post("/hub/admin/user/%ff/stop", p.form("/hub/admin/user/ben/stop")).shows(404, "There is no such person.")
}

// TestComingAndGoing: suspend, resume, reset, rights and removal, with a question
// before what cannot be taken back.
func TestComingAndGoing(t *testing.T) {
	h := open(t, false, "ada", "ben")
	b, ada := h.signedIn("teacher"), h.signedIn("ada")
	if err := h.servers.Start(t.Context(), commonhall.UserName("ada").Default(), "notebook"); err != nil {
		t.Fatal(err)
	}
	h.until("ada", commonhall.Ready)
	b.submit(b.get("/hub/admin?q=a"), "/hub/admin/user/ada/suspend").leads("/hub/admin?about=ada&done=suspended&q=a")
	h.until("ada", commonhall.Stopped)
	ada.get("/hub/home").leads("/hub/login?next=%2Fhub%2Fhome")
	p := b.get("/hub/admin?about=ada&done=suspended").shows(200, "ada cannot sign in any more: sessions, tokens and server are ended")
	p.none("form", "action=/hub/admin/user/ada/start")
	b.post("/hub/admin/user/ada/start", p.form("/hub/admin/user/ben/start")).shows(400, "ada is suspended", "Let them back in first.")
	b.submit(p, "/hub/admin/user/ada/resume").leads("/hub/admin?about=ada&done=resumed")
	h.askedFirst(b, "ada", "Make ada an administrator?", "1").leads("/hub/admin?about=ada&done=admin")
	b.get("/hub/admin?about=ada&done=admin").shows(200, "ada may do now what administrators do.")
	h.signedIn("ada").get("/hub/admin").shows(200, "ada")

	if err := h.servers.Start(t.Context(), commonhall.UserName("ben").Default(), "notebook"); err != nil {
		t.Fatal(err)
	}
	ask := "/hub/admin/user/ben/remove"
	p = b.get(ask+"?next="+url.QueryEscape("/hub/admin?q=e")).shows(200, "Remove ben?", "can be brought back")
	p.one("a", "href=/hub/admin?q=e", "class=button")
	if evil := b.get(ask + "?next=//evil.example").form(ask).Get("next"); evil != "/hub/admin" {
		t.Errorf("afterwards one is sent to %q", evil)
	}
	b.submit(p, ask).leads("/hub/admin?about=ben&done=removed&q=e")
	b.get("/hub/admin?about=ben&done=removed&q=ben").shows(200, "they can be brought back for a while.", "0 people")
	b.submit(p, ask).shows(404)
	b.get("/hub/events?person=ben").shows(200, "ben was removed, and can be brought back until", "by teacher")
	h.add(false, "ben") // is somebody else
	h.signedIn("ben").get("/hub/home").shows(200, "Hello ben").none("div", "class=end calm")

	ask = "/hub/admin/user/ada/reset"
	p = b.submit(b.get(ask).shows(200, "Reset the password of ada?", "You get a link"), ask).shows(200, "An invitation to pass on", "no password yet")
	h.browser().get(strings.TrimPrefix(attr(p.one("input", "id=link-0"), "value"), host)).shows(200, "Welcome ada")
	o := open(t, true, "ada")
	b = o.signedIn("teacher")
	b.submit(b.get(ask).shows(200, "chooses the new password"), ask).leads("/hub/admin?about=ada&done=reset")
	b.get("/hub/admin?about=ada&done=reset").shows(200, "the next sign-in as ada sets a new one")
}

// TestTheLastAdministrator stays, and nobody shuts themselves out.
func TestTheLastAdministrator(t *testing.T) {
	h := open(t, false, "ada")
	b := h.signedIn("teacher")
	p := b.get("/hub/admin")
	p.none("a", "href=/hub/admin/user/teacher/admin?next=%2fhub%2fadmin")
	for _, verb := range []string{"suspend", "remove", "admin"} {
		p.none("form", "action=/hub/admin/user/teacher/"+verb)
		b.post("/hub/admin/user/teacher/"+verb, p.form("/hub/admin/user/ada/suspend")).shows(400, "You cannot do that to yourself.")
	}
	h.askedFirst(b, "ada", "Make ada an administrator?", "1").leads("/hub/admin?about=ada&done=admin")
	ada := h.signedIn("ada")
	ada.submit(ada.get("/hub/admin"), "/hub/admin/user/teacher/suspend").leads("/hub/admin?about=teacher&done=suspended")
	// Two at once: ada's own rights would be the last.
	if err := h.auth.SetAdmin(t.Context(), "ada", false); commonhall.KindOf(err) != commonhall.FailedPrecondition {
		t.Errorf("the last administrator is taken away: %v", err)
	}
	ada.submit(ada.get("/hub/admin"), "/hub/admin/user/teacher/resume").leads("/hub/admin?about=teacher&done=resumed")
	b.get("/hub/admin").leads("/hub/login?next=%2Fhub%2Fadmin")
}

// TestNotices: what needs an administrator stands on top of their page, and of
// nobody else's.
func TestNotices(t *testing.T) {
	h := open(t, false, "ada")
	h.notices = []string{"commonhall.yaml was changed <b>and</b> not applied."}
	h.signedIn("teacher").get("/hub/admin").shows(200, "commonhall.yaml was changed <b>and</b> not applied.")
	if p := h.signedIn("ada").get("/hub/home"); strings.Contains(p.words(), "not applied") {
		t.Errorf("ada reads %s", p.words())
	}
}
