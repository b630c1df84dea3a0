package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/auth"
)

func TestChangingOnesPassword(t *testing.T) {
	h := open(t, false, "ada")
	b, other := h.browser(), h.browser()
	if err := h.auth.SetPassword(t.Context(), "ada", longEnough); err != nil {
		t.Fatal(err)
	}
	for _, b := range []*browser{b, other} {
		b.submit(b.get("/hub/login"), "/hub/login", "username", "ada", "password", longEnough).leads("/hub/home")
	}
	const next = "eight blue bottles"
	p := b.get("/hub/account").shows(200, "You are ada.", "Firefox on Linux")
	for _, c := range []struct{ current, password, again, says string }{
		{"wrong", next, next, "present password is not right"},
		{longEnough, next, next + "x", "two new passwords are not the same"},
		{longEnough, "short", "short", "at least 10 characters"},
		{longEnough, "password123", "password123", ""},
		{longEnough, strings.Repeat("é", 1025), strings.Repeat("é", 1025), ""},
	} {
		p = b.submit(p, "/hub/account/password", "current", c.current, "password", c.password, "again", c.again).shows(400, c.says)
		p.one("div", "id=password-why", "role=alert")
		if strings.Contains(p.text, c.password) {
			t.Error("a password comes back in the page")
		}
	}
	b.submit(p, "/hub/account/password", "current", longEnough, "password", next, "again", next).leads("/hub/account?done=password")
	b.get("/hub/account?done=password").shows(200, "Your password is changed. Other browsers have been signed out.")
	other.get("/hub/home").leads("/hub/login?next=%2Fhub%2Fhome")
	b.submit(b.get("/hub/account"), "/hub/account/signout").shows(200, "See you soon", "every browser")
	b.get("/hub/home").leads("/hub/login?next=%2Fhub%2Fhome")
	b.submit(b.get("/hub/login"), "/hub/login", "username", "ada", "password", longEnough).shows(403)
	b.submit(b.get("/hub/login"), "/hub/login", "username", "ada", "password", next).leads("/hub/home")
}

func TestOnesSessions(t *testing.T) {
	h := open(t, false, "ada", "ben")
	b, ben := h.signedIn("ada"), h.signedIn("ben")
	pad := h.another("ada")
	p := b.get("/hub/account").shows(200, "Safari on iPad", "192.0.2.8", "this one")
	p.none("form", "action=/hub/account/sessions/"+string(b.session.ID)+"/signout")
	form := p.form("/hub/account/sessions/" + string(pad.ID) + "/signout")
	b.post("/hub/account/sessions/"+string(ben.session.ID)+"/signout", form)
	ben.get("/hub/home").shows(200, "Hello ben") // nobody ends another person's
	b.post("/hub/account/sessions/"+string(pad.ID)+"/signout", form).leads("/hub/account?done=signout")
	if n := len(h.sessions("ada")); n != 1 {
		t.Errorf("%d sessions are left", n)
	}
	b.post("/hub/account/sessions/"+string(b.session.ID)+"/signout", form).shows(200, "See you soon")
	b.get("/hub/home").leads("/hub/login?next=%2Fhub%2Fhome")
}

func TestOnesTokens(t *testing.T) {
	h := open(t, false, "ada", "ben")
	b, ben := h.signedIn("ada"), h.signedIn("ben")
	p := b.get("/hub/account").shows(200, "No tokens yet.")
	const note = `"><script>alert(1)</script>`
	p = b.submit(p, "/hub/account/tokens", "note", note).shows(200, "Your new token", note)
	secret := attr(p.one("input", "id=new-token", "readonly"), "value")
	if !strings.HasPrefix(secret, auth.TokenPrefix) {
		t.Errorf("the token is %q", secret)
	}
	if p := b.get("/hub/account").shows(200, note, "never"); strings.Contains(p.text, secret) {
		t.Error("the token is shown again")
	}
	for _, seconds := range []string{"0", "-1", "x", "1e9", "99999999999999999999", "315360001"} {
		b.submit(p, "/hub/account/tokens", "note", "kept", "expires_in", seconds).shows(400, "Choose how long").one("input", "name=note", "value=kept")
	}
	list, err := h.auth.Tokens(t.Context(), "ada")
	if err != nil || len(list) != 1 || list[0].Expires.IsZero() {
		t.Fatalf("tokens: %v, %v", list, err)
	}
	revoke := fmt.Sprintf("/hub/account/tokens/%d/revoke", list[0].ID)
	mine := ben.get("/hub/account").form("/hub/logout")
	ben.post(revoke, mine).shows(404, "no such token")
	ben.post("/hub/account/tokens/x/revoke", mine).shows(404, "no such token")
	b.submit(b.get("/hub/account"), revoke).leads("/hub/account?done=token-revoked")
	b.get("/hub/account?done=token-revoked").shows(200, "The token is revoked.", "No tokens yet.")
	b.get("/hub/token").shows(200, "API tokens") // JupyterHub's address of it
}

// TestTheTimelineOfANameThatIsUsedAgain begins with the person who has it now.
func TestTheTimelineOfANameThatIsUsedAgain(t *testing.T) {
	h := open(t, false, "ada")
	h.signedIn("ada").get("/hub/events").shows(200, "ada was added.", "ada signed in.")
	if err := h.auth.Suspend(t.Context(), "ada"); err != nil {
		t.Fatal(err)
	}
	if err := h.auth.Remove(t.Context(), "ada"); err != nil {
		t.Fatal(err)
	}
	h.add(false, "ada")
	p := h.signedIn("ada").get("/hub/events").shows(200, "ada was added.", "ada signed in.")
	if strings.Contains(p.text, "suspended") || strings.Count(p.text, "ada was added.") != 1 {
		t.Error("somebody reads what was done by who had the name before")
	}
	h.signedIn("teacher").get("/hub/events?person=ada").shows(200, "ada was suspended.")
}

// TestTheTimeline is filtered, and read page by page without gap or repetition.
func TestTheTimeline(t *testing.T) {
	h := open(t, false, "ada", "ben")
	b := h.signedIn("teacher")
	for range 130 {
		if err := h.auth.SetAdmin(t.Context(), "ben", true); err != nil {
			t.Fatal(err)
		}
	}
	p := b.get("/hub/events?person=BEN&kind=user").shows(200, "Today", "ben is an administrator now.")
	if n := len(find(p.doc, "li", "data-tone")); n != eventsPage {
		t.Errorf("the first page has %d events", n)
	}
	older := attr(p.one("a", "rel=next"), "href")
	if q := address(older).Query(); q.Get("person") != "BEN" && q.Get("person") != "ben" || q.Get("kind") != "user" {
		t.Errorf("the next page is %s", older)
	}
	p = b.get(older).shows(200, "ben was added.")
	if n := len(find(p.doc, "li", "data-tone")); n != 31 {
		t.Errorf("the second page has %d events", n)
	}
	p.none("a", "rel=next")
	b.get("/hub/events?kind=server&person=ada").shows(200, "Nothing like that has happened.")
	for _, q := range []string{"before=x", "before=-1", "before=99999999999999999999", "kind=%25", "person=%ff", "person=" + url.QueryEscape(`"><script>`), "kind=" + strings.Repeat("a", 3000)} {
		b.get("/hub/events?" + q).shows(200)
	}
	ada := h.signedIn("ada")
	if err := h.servers.Start(t.Context(), commonhall.UserName("ada").Default(), "notebook"); err != nil {
		t.Fatal(err)
	}
	h.until("ada", commonhall.Ready)
	if err := h.servers.Stop(t.Context(), commonhall.UserName("ada").Default(), "ada"); err != nil { // what comes before is recorded by then
		t.Fatal(err)
	}
	p = ada.get("/hub/events").shows(200, "Notebook is ready for ada.")
	p.one("li", "data-tone=good")
}

// TestNoticesAreOurs: a link cannot put words on a page.
func TestNoticesAreOurs(t *testing.T) {
	h := open(t, false, "ada")
	b := h.signedIn("ada")
	b.get("/hub/home?done="+url.QueryEscape("Your password is wrong, write to evil@example.org")).none("div", "class=flash good")
	for _, done := range []string{"password", "signout", "signout-all", "token-revoked", "stopped", "suspended", "resumed", "admin", "removed", "reset"} {
		b.get("/hub/account?done="+done).one("div", "class=flash good", "role=status")
	}
}

// TestTokenEnds: the form offers no end that would be refused, and one is chosen.
func TestTokenEnds(t *testing.T) {
	for days, want := range map[int]string{
		0:   "an hour, a day, a week, *30 days, a year, never",
		1:   "an hour, *as late as possible, in 24 hours",
		14:  "an hour, a day, a week, *as late as possible, in 14 days",
		30:  "an hour, a day, a week, *as late as possible, in 30 days",
		400: "an hour, a day, a week, *30 days, a year, as late as possible, in 400 days",
	} {
		var got []string
		for _, e := range tokenEnds(time.Duration(days) * 24 * time.Hour) {
			if e.Selected {
				e.Title = "*" + e.Title
			}
			got = append(got, e.Title)
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%d days at most: %s", days, s)
		}
	}
}
