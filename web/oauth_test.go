package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"commonhall"
	"commonhall/auth"
)

// shelf has a service at this origin and one elsewhere.
type shelf struct{}

func (shelf) OAuthClient(_ context.Context, id string) (auth.OAuthClient, error) {
	c := auth.OAuthClient{ID: id, Access: []commonhall.Scope{"access:servers!user"}, Allowed: []commonhall.Scope{"read:servers!user", "shutdown"}}
	switch id {
	case "service-notes":
		c.Title, c.Redirect = "Notes <b>", "/services/notes/oauth_callback"
	case "service-board":
		c.Title, c.Redirect, c.Allowed = "Board", "https://board.example/cb", []commonhall.Scope{"tokens!user"}
	default:
		return c, commonhall.Errorf(commonhall.NotFound, "There is no such client.")
	}
	return c, nil
}

const authorizeAt = "/hub/api/oauth2/authorize"

func asking(client, redirect string, more ...string) string {
	q := url.Values{"client_id": {client}, "redirect_uri": {redirect}, "response_type": {"code"}, "state": {"a b&c"}}
	for i := 0; i < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	return authorizeAt + "?" + q.Encode()
}

// sentOn checks where somebody is sent, and returns what is said there.
func (p *page) sentOn(status int, to string) url.Values {
	p.t.Helper()
	u, err := url.Parse(p.header.Get("Location"))
	if err != nil || p.status != status || !strings.HasPrefix(p.header.Get("Location"), to+"?") {
		p.t.Fatalf("%s: %d to %q, want %d to %s; %s", p.at, p.status, p.header.Get("Location"), status, to, p.text)
	}
	return u.Query()
}

// TestAServerAsksWhoComes: one's own server learns it at once; signing in first leads
// back there.
func TestAServerAsksWhoComes(t *testing.T) {
	h := open(t, false, "ada", "ben")
	_, err := h.auth.CreateServerToken(t.Context(), commonhall.UserName("ada").Default(), "1-run")
	h.must(err)
	at := asking("jupyterhub-user-ada", "/user/ada/oauth_callback")
	if next := h.browser().get(at).sentOn(http.StatusFound, "/hub/login").Get("next"); next != at {
		t.Errorf("after signing in one goes on to %q, want %q", next, at)
	}
	ada := h.signedIn("ada")
	if q := ada.get(at).sentOn(http.StatusFound, "/user/ada/oauth_callback"); q.Get("code") == "" || q.Get("state") != "a b&c" {
		t.Errorf("sent on with %v", q)
	}
	script := ada.as("Sec-Fetch-Dest", "empty", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Site", "same-origin")
	if p := script.get(at); strings.Contains(p.header.Get("Location"), "code=") {
		t.Errorf("a script got a code: %s", p.header.Get("Location"))
	}
	frame := ada.as("Sec-Fetch-Dest", "iframe", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Site", "same-origin")
	if p := frame.get(at); strings.Contains(p.header.Get("Location"), "code=") {
		t.Errorf("a frame got a code: %s", p.header.Get("Location"))
	}
	for what, c := range map[string]struct {
		at     string
		status int
	}{
		"somebody else's":    {asking("jupyterhub-user-ben", "/user/ben/oauth_callback"), 403},
		"another address":    {asking("jupyterhub-user-ada", "https://evil.example/"), 400},
		"this and another":   {at + "&redirect_uri=https%3A%2F%2Fevil.example%2F", 400},
		"nobody":             {asking("service-nobody", "/"), 400},
		"nothing at all":     {authorizeAt, 400},
		"more than one says": {asking("jupyterhub-user-ada", "/user/ada/oauth_callback", "state", strings.Repeat("x", 20<<10)), 400},
	} {
		if p := ada.get(c.at); p.status != c.status || p.header.Get("Location") != "" {
			t.Errorf("%s: %d to %q, want %d", what, p.status, p.header.Get("Location"), c.status)
		}
	}
	ben := h.signedIn("ben")
	ben.get(at).shows(403, "is not yours, or does not run")
}

// TestAServiceAsksForConsent: in words, and only a form of this page agrees.
func TestAServiceAsksForConsent(t *testing.T) {
	h := open(t, false, "ada")
	ada := h.signedIn("ada")
	at := asking("service-notes", "/services/notes/oauth_callback", "code_challenge", strings.Repeat("x", 43), "code_challenge_method", "S256")
	p := ada.get(at).shows(200, "Let Notes <b> know who you are?", "in which groups you are", "read how your servers are")
	if strings.Contains(p.text, "shutdown") || strings.Contains(p.text, "not a page of this place") {
		t.Errorf("the page says %s", p.text)
	}
	form := p.form(authorizeAt)
	if strings.Contains(p.text, "goes on after that") {
		t.Error("it is said to make tokens, and cannot")
	}
	if form.Get("state") != "a b&c" || form.Get("code_challenge_method") != "S256" || form.Get("redirect_uri") != "/services/notes/oauth_callback" {
		t.Errorf("the form says %v", form)
	}
	if q := ada.submit(p, authorizeAt, "answer", "no").sentOn(http.StatusSeeOther, "/services/notes/oauth_callback"); q.Get("error") != "access_denied" || q.Has("code") {
		t.Errorf("after a no: %v", q)
	}
	if q := ada.submit(p, authorizeAt, "answer", "").sentOn(http.StatusSeeOther, "/services/notes/oauth_callback"); q.Has("code") {
		t.Errorf("after nothing: %v", q)
	}
	for what, p := range map[string]*page{
		"without the form's token": ada.submit(p, authorizeAt, "answer", "yes", "_xsrf", "x"),
		"of a page elsewhere":      ada.as("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site").submit(p, authorizeAt, "answer", "yes"),
		"of a script":              ada.as("Sec-Fetch-Dest", "empty").submit(p, authorizeAt, "answer", "yes"),
		"for another address":      ada.submit(p, authorizeAt, "answer", "yes", "redirect_uri", "https://evil.example/"),
	} {
		if strings.Contains(p.header.Get("Location"), "code=") || p.status < 400 {
			t.Errorf("%s: %d to %q", what, p.status, p.header.Get("Location"))
		}
	}
	if q := ada.submit(p, authorizeAt, "answer", "yes").sentOn(http.StatusSeeOther, "/services/notes/oauth_callback"); q.Get("code") == "" || q.Get("state") != "a b&c" {
		t.Errorf("after a yes: %v", q)
	}
}

// TestAServiceElsewhere: the page says so, and its form may lead there.
func TestAServiceElsewhere(t *testing.T) {
	h := open(t, false, "ada")
	ada := h.signedIn("ada")
	ada.service = "https://board.example"
	p := ada.get(asking("service-board", "https://board.example/cb")).shows(200, "board.example, which is not a page of this place", "A token that it makes in your name goes on after that")
	if policy := p.header.Get("Content-Security-Policy"); policy != strings.Replace(ContentSecurityPolicy, "form-action 'self'", "form-action 'self' https://board.example", 1) {
		t.Errorf("forms may lead to %q", policy)
	}
	if q := ada.submit(p, authorizeAt, "answer", "yes").sentOn(http.StatusSeeOther, "https://board.example/cb"); q.Get("code") == "" {
		t.Errorf("sent on with %v", q)
	}
}

// TestWordsOfConsent: whoever lets a program do something to others does not read that it is
// about themselves.
func TestWordsOfConsent(t *testing.T) {
	for sc, want := range map[commonhall.Scope]string{
		"tokens!user": "make tokens in your name, which may do whatever you may", "tokens!user=ada": "make tokens in your name, which may do whatever you may",
		"tokens": "make tokens in everybody's name", "access:servers!server": "open your servers, with your files in them",
		"tokens!user=ben": "make and end tokens of ben, with which one is them", "admin:users!group=math": "add, change, shut out and remove the accounts of the people in math",
		"servers!server=ben/": "start and stop the servers of ben, the default one alone, and see how they are", "custom:grade": "use the right custom:grade",
	} {
		if got := scopeWords(sc, "ada"); got != want {
			t.Errorf("%s: %q", sc, got)
		}
	}
}
