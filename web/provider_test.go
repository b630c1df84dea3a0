package web

import (
	"context"
	"io"
	"log/slog"
	"net/url"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/auth"
	"commonhall/config"
	"commonhall/problem"
	"commonhall/provider"
	"commonhall/provider/providertest"
)

// withSchool gives a house an OpenID Connect provider called school.
func (h *house) withSchool(change func(*auth.Config, *config.Provider)) *providertest.OIDC {
	h.t.Helper()
	o := providertest.NewOIDC(h.t)
	s := config.Provider{Name: "school", Type: "oidc", Title: "School account", URL: o.URL, ClientID: "hall", AllowAll: true}
	c := auth.Config{FirstUID: 600_001_000, LastUID: 600_065_535, FirstGID: 600_000_100, LastGID: 600_000_899, SessionAge: time.Hour, InviteAge: time.Hour,
		Key: []byte("0123456789abcdef0123456789abcdef"), Cookie: cookieName}
	if change != nil {
		change(&c, &s)
	}
	c.Providers = append(provider.New([]config.Provider{s}, func(string) (string, error) { return providertest.Secret, nil }), h.also...)
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	h.auth = auth.New(c, h.db, problem.New(h.db, log), h, nil, log)
	h.people.Auth = h.auth
	return o
}

func says(o *providertest.OIDC, subject, name string) {
	o.Says(providertest.Claims{"sub": subject, "preferred_username": name}, nil)
}

// back goes to the provider that p leads to, and returns with what its pages answer.
func (b *browser) back(o *providertest.OIDC, p *page) *page {
	b.t.Helper()
	to := p.header.Get("Location")
	if p.status != 303 || !strings.HasPrefix(to, o.URL+"/authorize?") {
		b.t.Fatalf("%s: %d to %q; %s", p.at, p.status, to, p.words())
	}
	return b.as("Sec-Fetch-Site", "cross-site").get("/hub/oauth_callback?" + o.SignIn(b.t, to).Encode())
}

func TestSigningInElsewhere(t *testing.T) {
	h := open(t, false, "ben")
	o := h.withSchool(nil)
	says(o, "7", "Ada")
	b := h.browser()
	p := b.get("/hub/login?next=/user/ada/lab").shows(200, "Sign in with School account", "Password")
	link := attr(p.one("a", "class=button wide"), "href")
	p = b.get(link)
	u, err := url.Parse(p.header.Get("Location"))
	if err != nil || u.Query().Get("redirect_uri") != "http://hall.example/hub/oauth_callback" {
		t.Errorf("the way back is %q", u.Query().Get("redirect_uri"))
	}
	p = b.back(o, p).leads("/user/ada/lab")
	if p.header.Get("Clear-Site-Data") != `"storage"` {
		t.Error("what somebody left in the browser stays in it")
	}
	b.get("/hub/account").shows(200, "You are ada", "Signing in elsewhere", "School account")
	// JupyterHub's own address begins with the first one.
	says(o, "7", "Ada")
	c := h.browser()
	c.back(o, c.get("/hub/oauth_login")).leads("/hub/home")
	// Again, from the tab that was left open.
	c.get("/hub/oauth_callback?code=x&state=y").leads("/hub/home")
}

// TestAnotherBrowser: nobody is signed in as somebody else by an address that they are sent.
func TestAnotherBrowser(t *testing.T) {
	h := open(t, false)
	o := h.withSchool(nil)
	says(o, "7", "mallory")
	mallory, ada := h.browser(), h.browser()
	q := "/hub/oauth_callback?" + o.SignIn(t, mallory.get("/hub/oauth_login?provider=school").header.Get("Location")).Encode()
	ada.get(q).shows(403, "did not begin in this browser")
	ada.get("/hub/oauth_login?provider=school")
	ada.get(q).shows(403, "did not begin in this browser")
	ada.get("/hub/home").leads("/hub/login?next=%2Fhub%2Fhome")
	mallory.as("Sec-Fetch-Dest", "empty").get(q).shows(403)
	mallory.as("Sec-Fetch-Dest", "iframe").get(q).shows(403)
	mallory.get(q).leads("/hub/home")
	mallory.get("/hub/logout")
	h.browser().as("Sec-Fetch-Dest", "image").get("/hub/oauth_login?provider=school").shows(403)
}

// TestNobodyIsSentElsewhereAfterwards: the corpus of addresses, through a provider.
func TestNobodyIsSentElsewhereAfterwards(t *testing.T) {
	h := open(t, false)
	o := h.withSchool(nil)
	for _, next := range elsewhere() {
		says(o, "7", "ada")
		b := h.browser()
		p := b.back(o, b.get("/hub/oauth_login?"+url.Values{"provider": {"school"}, "next": {next}}.Encode()))
		p.leads("/hub/home")
	}
}

// TestWhatTheProviderSaysIsNotRepeated: people read our words.
func TestWhatTheProviderSaysIsNotRepeated(t *testing.T) {
	h := open(t, false, "ben")
	o := h.withSchool(func(_ *auth.Config, p *config.Provider) { p.AllowAll = false })
	b := h.browser()
	says(o, "7", "<b>ben</b>")
	p := b.back(o, b.get("/hub/oauth_login")).shows(403, "School account knows you, but you cannot sign in here with it.", "Ask your teacher")
	if strings.Contains(p.text, "ben") {
		t.Error("the page repeats a name")
	}
	q := o.SignIn(t, b.get("/hub/oauth_login").header.Get("Location"))
	q.Del("code")
	q.Set("error", "access_denied")
	q.Set("error_description", "call Bob")
	if p := b.get("/hub/oauth_callback?"+q.Encode()).shows(403, "The sign-in with School account did not work."); strings.Contains(p.text, "Bob") || strings.Contains(p.text, "access_denied") {
		t.Error("the provider's words stand on the page")
	}
	b.get("/hub/oauth_login?provider=mail").shows(404, "There is no such way to sign in.")
	o.Down(true)
	h.people.Auth = h.auth
	o2 := h.withSchool(nil)
	o2.Down(true)
	if p := b.get("/hub/oauth_login").shows(503, "School account does not answer properly at the moment."); strings.Contains(p.text, "Bob") {
		t.Error("the provider's page stands on ours")
	}
}

// TestOneMoreWay: somebody adds a way to sign in to their account, and takes it away.
func TestOneMoreWay(t *testing.T) {
	h := open(t, false, "ada", "ben")
	o := h.withSchool(nil)
	ada, ben := h.signedIn("ada"), h.signedIn("ben")
	says(o, "7", "countess")
	link := attr(ada.get("/hub/account").one("a", "class=button"), "href")
	ben.get(link).shows(403, "too old, or came from another page")
	h.browser().get(link).leads("/hub/login?next=%2Fhub%2Faccount")
	ada.back(o, ada.get(link)).leads("/hub/account?done=linked")
	ada.get("/hub/account").shows(200, "School accountcountess")
	b := h.browser()
	b.back(o, b.get("/hub/oauth_login")).leads("/hub/home")
	b.get("/hub/account").shows(200, "You are ada")
	list, err := h.auth.Identities(t.Context(), "ada")
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	ben.post("/hub/account/ways/1/remove", url.Values{"_xsrf": {h.auth.FormToken("page", string(ben.session.ID))}}).shows(404)
	ada.submit(ada.get("/hub/account"), "/hub/account/ways/1/remove").leads("/hub/account?done=unlinked")
	b.get("/hub/account").leads("/hub/login?next=%2Fhub%2Faccount")
}

// TestWithoutPasswords: the form is gone, a password counts no more, and the operator's
// link signs in all the same.
func TestWithoutPasswords(t *testing.T) {
	h := open(t, false, "ada")
	browser := h.signedIn("ada")
	h.withSchool(func(c *auth.Config, _ *config.Provider) { c.NoPasswords = true })
	p := h.browser().get("/hub/login").shows(200, "Sign in with School account")
	p.none("input", "name=password")
	browser.get("/hub/account").none("input", "name=current")
	if _, _, err := h.auth.SignIn(t.Context(), "ada", longEnough, auth.Client{}); commonhall.KindOf(err) != commonhall.PermissionDenied {
		t.Errorf("a password counts: %v", err)
	}
	code, _, err := h.auth.Invite(t.Context(), "ada", &auth.Identity{Operator: true})
	if err != nil {
		t.Fatal(err)
	}
	b := h.browser()
	b.submit(b.get("/hub/invite/"+code), "/hub/invite/"+code, "password", longEnough, "again", longEnough).leads("/hub/home?done=first")
}

// TestAnAdministratorLinks: what the timeline says of somebody is what the form needs.
func TestAnAdministratorLinks(t *testing.T) {
	h := open(t, false, "ada", "ben")
	o := h.withSchool(nil)
	boss := h.signedIn("teacher")
	says(o, "a-7", "ada")
	b := h.browser()
	b.back(o, b.get("/hub/oauth_login")).shows(403, "cannot sign in here")
	p := boss.get("/hub/admin/user/ada").shows(200, "Signing in elsewhere", "Nowhere yet.")
	boss.submit(p, "/hub/admin/user/ada/link", "subject", "").shows(400, "The subject is empty")
	boss.submit(p, "/hub/admin/user/ada/link", "provider", "mail", "subject", "x").shows(400, "There is no provider called")
	boss.submit(p, "/hub/admin/user/ada/link", "subject", "a-7").leads("/hub/admin/user/ada?done=way-linked")
	boss.submit(boss.get("/hub/admin/user/ben"), "/hub/admin/user/ben/link", "subject", "a-7").shows(409, "linked with an account already")
	b.back(o, b.get("/hub/oauth_login")).leads("/hub/home")
	h.signedIn("ben").get("/hub/admin/user/ada").shows(404)
	boss.get("/hub/admin/user/ada/reset").shows(200, "They can still sign in with School account as", "take it away on their page")
	p = boss.get("/hub/admin/user/ada").shows(200, "last used")
	boss.submit(p, "/hub/admin/user/ada/unlink").leads("/hub/admin/user/ada?done=way-unlinked")
	b.get("/hub/account").leads("/hub/login?next=%2Fhub%2Faccount")
}

// register knows ada, by a password of its own.
type register struct{}

func (register) Check(_ context.Context, name, password string) (provider.Person, []byte, error) {
	if name != "ada" || password != longEnough {
		return provider.Person{}, nil, commonhall.Errorf(commonhall.Unauthenticated, "uid=%s is unknown to me", name)
	}
	return provider.Person{Issuer: "ldaps://ldap.example", Subject: "7", Name: name}, nil, nil
}

// TestTypingIntoADirectory: one form, which says whose password it is; a program that
// knows no such field signs in where there is one way alone.
func TestTypingIntoADirectory(t *testing.T) {
	h := open(t, false, "ben")
	uni := &provider.Provider{Settings: config.Provider{Name: "uni", Title: "University", Type: "ldap", AllowAll: true}, Typed: register{}}
	h.withSchool(func(c *auth.Config, _ *config.Provider) { h.also = []*provider.Provider{uni} })
	b := h.browser()
	p := b.get("/hub/login").shows(200, "Whose password", "University")
	b.submit(p, "/hub/login", "username", "ada", "password", longEnough).shows(403, "Wrong name or password.")
	p = b.submit(p, "/hub/login", "username", "ada", "password", "wrong", "provider", "uni").shows(403, "Wrong name or password.")
	if strings.Contains(p.text, "uid=") || p.form("/hub/login").Get("provider") != "uni" {
		t.Errorf("after a mistake: %s", p.words())
	}
	b.submit(p, "/hub/login", "username", "ada", "password", longEnough, "provider", "uni").leads("/hub/home")
	h.withSchool(func(c *auth.Config, _ *config.Provider) { c.NoPasswords = true })
	c := h.browser()
	p = c.get("/hub/login").shows(200, "Sign in with School account")
	p.none("select")
	c.submit(p, "/hub/login", "username", "ada", "password", longEnough).leads("/hub/home")
}
