package web

import (
	"fmt"
	"strings"
	"testing"

	"commonhall"
)

// TestAddingMany is all or nothing, and gives links to pass on.
func TestAddingMany(t *testing.T) {
	h := open(t, false, "ada")
	b := h.signedIn("teacher")
	p := b.submit(b.get("/hub/admin"), "/hub/admin/add", "names", "nora\r\nx y\n<b>\nada").shows(400, "Nobody was added.", `"x y" contains a space. Write x.y`, `"<b>" contains the character <`)
	if f := p.form("/hub/admin/add"); f.Get("names") != "nora\r\nx y\n<b>\nada" && f.Get("names") != "nora\nx y\n<b>\nada" {
		t.Errorf("the names come back as %q", f.Get("names"))
	}
	p.one("details", "class=card add", "open")
	b.submit(b.get("/hub/admin"), "/hub/admin/add", "names", " \n\r\n").shows(400, "No names were given.")
	p = b.submit(b.get("/hub/admin").shows(200, "2 people"), "/hub/admin/add", "names", "Nora\nADA\n  олена\n\nnora\n").
		shows(200, "2 were added: nora and олена. ada was on the list already, and stays as before. Reset a forgotten password", "2 invitations to pass on")
	links := find(p.doc, "input", "class=code", "readonly")
	if len(links) != 2 {
		t.Fatalf("%d links", len(links))
	}
	link := attr(links[0], "value")
	if !strings.HasPrefix(link, "http://hall.example/hub/invite/") {
		t.Errorf("the link is %q", link)
	}
	h.browser().get(strings.TrimPrefix(link, "http://hall.example")).shows(200, "Welcome nora")
	p = b.get("/hub/admin").shows(200, "4 people", "no password yet")
	p.none("section", "aria-labelledby=invitations-title") // shown once
	b.submit(p, "/hub/admin/add", "names", "head", "admin", "1").shows(200, "head was added.")
	if row := b.get("/hub/admin").row("head"); !strings.Contains(words(row), "administrator") {
		t.Errorf("head's row says %s", words(row))
	}
	b.submit(p, "/hub/admin/add", "names", "ada\nAda\nnora").shows(200, "Nobody was added. On the list already, and as before: ada and nora.")
	o := open(t, true)
	b = o.signedIn("teacher")
	b.submit(b.get("/hub/admin"), "/hub/admin/add", "names", "ada").shows(200, "ada was added.").none("section", "aria-labelledby=invitations-title")
	// Whoever comes first must not become an administrator: there is a link for them.
	b.submit(b.get("/hub/admin"), "/hub/admin/add", "names", "head", "admin", "1").shows(200, "head was added.", "An invitation to pass on")
	ask := "/hub/admin/user/head/reset"
	p = b.submit(b.get(ask).shows(200, "You get a link"), ask).shows(200, "An invitation to pass on")
	o.browser().get(strings.TrimPrefix(attr(p.one("input", "id=link-0"), "value"), host)).shows(200, "Welcome head")
	var class []string
	for i := range 14 {
		class = append(class, fmt.Sprintf("pupil%02d", i))
	}
	b.submit(b.get("/hub/admin"), "/hub/admin/add", "names", strings.Join(class, "\n")).shows(200, "14 were added: pupil00, pupil01,", "pupil11 and 2 more.")
}

// TestAListFromTheSchool is pasted as it is: what stands between commas is not
// taken for people, and the page says how each can be written.
func TestAListFromTheSchool(t *testing.T) {
	h := open(t, true)
	b := h.signedIn("teacher")
	for line, says := range map[string]string{
		"Lovelace, Augusta":  `"Lovelace, Augusta" contains a comma and a space. Write augusta.lovelace if that is one person`,
		"O'Brien, Mary Ann":  `contains an apostrophe, a comma and a space. Write mary.ann.obrien if`,
		"Müller,Anna":        `contains a comma. Write anna.müller if`,
		"Anna Müller":        `contains a space. Write anna.müller, for instance.`,
		"ada;ben":            `contains a semicolon. Several people are written one by one.`,
		"ada, ben, cleo":     `contains a comma and a space. Several people are written one by one.`,
		"a\tb":               `contains a character that cannot be seen`,
		"ada@example.org; b": `contains a semicolon and a space`,
		"Анна Müller":        `contains a space. Use letters, digits`,
	} {
		p := b.submit(b.get("/hub/admin"), "/hub/admin/add", "names", "cleo\n"+line).shows(400, "Nobody was added.", says)
		if strings.Contains(p.words(), `\'`) || strings.Contains(p.words(), "The user name \"cleo\"") {
			t.Errorf("%q: %s", line, p.words())
		}
		if len(b.get("/hub/admin").rows()) != 1 {
			t.Fatalf("%q made somebody: %v", line, b.get("/hub/admin").rows())
		}
	}
	b.get("/hub/admin").shows(200, "Names, one on each line", "no spaces, no commas")
}

// askedFirst changes somebody's rights as a person does: by a page that asks.
func (h *house) askedFirst(b *browser, name, heading, value string) *page {
	h.t.Helper()
	ask := "/hub/admin/user/" + name + "/admin"
	link := b.get("/hub/admin").one("a", "href="+ask+"?next=%2fhub%2fadmin")
	p := b.get(attr(link, "href")).shows(200, heading)
	p.one("button", "class=danger", "name=admin", "value="+value)
	return b.submit(p, ask, "admin", value)
}

// TestRightsAreAskedFor, in both directions, and nobody's change by a look.
func TestRightsAreAskedFor(t *testing.T) {
	h := open(t, false, "ada")
	b := h.signedIn("teacher")
	h.askedFirst(b, "ada", "Make ada an administrator?", "1").leads("/hub/admin?about=ada&done=admin")
	if u, err := h.auth.User(t.Context(), "ada"); err != nil || !u.Admin {
		t.Errorf("ada is %+v, %v", u, err)
	}
	h.askedFirst(b, "ada", "Is ada no administrator any more?", "0").leads("/hub/admin?about=ada&done=no-admin")
	if u, err := h.auth.User(t.Context(), "ada"); err != nil || u.Admin {
		t.Errorf("ada is %+v, %v", u, err)
	}
	b.get("/hub/admin?about=ada&done=no-admin").shows(200, "ada may do now what everybody may")
	b.get("/hub/admin/user/nobody/admin").shows(404, "nobody")
	b.get("/hub/admin?about=%3Cb%3E&done=suspended").shows(200, "They cannot sign in any more") // no name
	if p := b.get("/hub/admin?about=Ask+for+a+refund&done=reset"); strings.Contains(p.words(), "refund") {
		t.Error("a link puts its own words on the page")
	}
}

// TestLoadedOnceMore: an address that answers a form leads to the page with the
// form, for who may see that.
func TestLoadedOnceMore(t *testing.T) {
	h := open(t, false, "ada")
	b, ada := h.signedIn("teacher"), h.signedIn("ada")
	for path, page := range map[string]string{"/hub/admin/add": "/hub/admin", "/hub/admin/user/ada/suspend": "/hub/admin", "/hub/account/password": "/hub/account",
		"/hub/account/tokens": "/hub/account", "/hub/account/tokens/7/revoke": "/hub/account", "/hub/home/stop": "/hub/home"} {
		b.get(path).leads(page)
		if strings.HasPrefix(page, "/hub/admin") {
			ada.get(path).shows(404)
		} else {
			ada.get(path).leads(page)
		}
	}
	b.get("/hub/account/nowhere").shows(404)
}

// TestSuspendedAtTheDoor: who has the password hears why it does not open; who
// guesses hears what everybody does.
func TestSuspendedAtTheDoor(t *testing.T) {
	h := open(t, true, "ada")
	h.signedIn("ada")
	if err := h.auth.Suspend(t.Context(), "ada"); err != nil {
		t.Fatal(err)
	}
	b := h.browser()
	p := b.submit(b.get("/hub/login"), "/hub/login", "username", "ada", "password", longEnough).shows(403, "ada is suspended, and cannot sign in. Ask your teacher")
	p.none("input", "aria-invalid=true") // nothing is wrong with what was typed
	if name := p.form("/hub/login").Get("username"); name != "ada" {
		t.Errorf("the form comes back with %q", name)
	}
	b.get("/hub/home").leads("/hub/login?next=%2Fhub%2Fhome")
	guess := b.submit(b.get("/hub/login"), "/hub/login", "username", "ada", "password", "a guess that is long").shows(403, "Wrong name or password.")
	if strings.Contains(guess.words(), "suspended") {
		t.Error("who guesses learns that ada is suspended")
	}
}

// TestTheFirstVisit says that the password is kept, and of no files from before.
func TestTheFirstVisit(t *testing.T) {
	h := open(t, true, "ada")
	b, teacher := h.browser(), h.signedIn("teacher")
	if row := words(teacher.get("/hub/admin").row("ada")); !strings.Contains(row, "not yet") || strings.Contains(row, "never") {
		t.Errorf("before the first visit ada's row says %s", row)
	}
	p := b.get("/hub/login").shows(200, "You will need it each time")
	p.one("button", "data-reveal=password")
	p = b.submit(p, "/hub/login", "username", "ada", "password", longEnough).leads("/hub/home?done=first")
	p = b.follow(p).shows(200, "Your password is set.", "Hello ada", "What you save in it stays")
	if strings.Contains(p.words(), "where you left them") {
		t.Error("files are where nobody left any")
	}
	if row := words(teacher.get("/hub/admin").row("ada")); !strings.Contains(row, "just now") {
		t.Errorf("after the first visit ada's row says %s", row)
	}
	b.submit(b.get("/hub/home"), "/hub/spawn", "app", "notebook")
	h.until("ada", commonhall.Ready)
	b.submit(b.get("/hub/home"), "/hub/home/stop")
	b.get("/hub/home").shows(200, "Your files are where you left them.")
	b.submit(b.get("/hub/home"), "/hub/logout").shows(200)
	b.submit(b.get("/hub/login"), "/hub/login", "username", "ada", "password", longEnough).leads("/hub/home")
}

// TestWhyAStartFailed stands at the person's row, for the script too.
func TestWhyAStartFailed(t *testing.T) {
	h := open(t, false, "ada")
	b := h.signedIn("teacher")
	h.browserStarts("ada", "broken")
	p := b.get("/hub/admin")
	why := find(p.row("ada"), "p", "data-live=ada/why")
	if len(why) != 1 || words(why[0]) != "Its program ended by itself with status 3." {
		t.Errorf("ada's row says %s", words(p.row("ada")))
	}
	if s := find(p.row("ada"), "summary", "aria-label=Why the server of ada failed"); len(s) != 1 {
		t.Error("a screen reader does not find it")
	}
	if text := b.as("Sec-Fetch-Dest", "empty", "X-XSRFToken", attr(p.one("main"), "data-token")).get("/hub/admin/usage").text; !strings.Contains(text, "with status 3.") {
		t.Errorf("the script reads %s", text)
	}
}

// browserStarts starts what does not start.
func (h *house) browserStarts(name commonhall.UserName, app string) {
	h.t.Helper()
	b := h.signedIn(name)
	b.submit(b.get("/hub/home"), "/hub/spawn", "app", app)
	h.until(name, commonhall.Failed)
}
