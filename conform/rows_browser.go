package main

import (
	"net/http"
	"net/url"
	"strings"
)

// xsrf returns the token against forgery that a browser's scripts know.
func (t *trial) xsrf(c *http.Client) string {
	home := t.send(c, nobody, "GET", "/hub/home", "")
	if value := t.xsrfCookie(c); value != "" {
		return value
	}
	return home.formToken()
}

// xsrfCookie returns what the cookie _xsrf says, "" where there is none.
func (t *trial) xsrfCookie(c *http.Client) string {
	u, err := url.Parse(t.k.url + "/hub/")
	if err != nil {
		t.stop("%v", err)
	}
	for _, cookie := range c.Jar.Cookies(u) {
		if cookie.Name == "_xsrf" {
			t.k.secrets = append(t.k.secrets, cookie.Value)
			return cookie.Value
		}
	}
	return ""
}

// browserRows are about people who sign in, and scripts of the hub's own pages.
var browserRows = []row{
	{"browser.login-page", "GET /hub/login", "a form for a name and a password", "", func(t *trial) {
		a := t.send(t.k.http, nobody, "GET", "/hub/login", "").is(200).sends("Content-Type", "text/html")
		for _, field := range []string{"username", "password"} {
			if !strings.Contains(string(a.body), `name="`+field+`"`) {
				a.wrong("the page has no field %s", field)
			}
		}
	}},
	{"browser.login-first", "GET /hub/home", "who is not signed in is led to the login page, and back", "", func(t *trial) {
		a := t.send(t.k.http, nobody, "GET", "/hub/home", "")
		if to := a.header.Get("Location"); !strings.HasSuffix(to, "/hub/login?next=%2Fhub%2Fhome") {
			a.wrong("wanted /hub/login?next=%%2Fhub%%2Fhome, got %s", a)
		}
		a.is(302, 303)
	}},
	{"browser.login", "POST /hub/login", "a password opens a session, and leads to next", "", func(t *trial) {
		c := t.browser()
		t.send(c, nobody, "GET", "/hub/home", "").is(200).sends("Content-Type", "text/html")
	}},
	{"browser.login-wrong", "POST /hub/login", "the page again for a wrong password, and no session", "", func(t *trial) {
		t.signIn()
		c := t.browserless()
		form := t.send(c, nobody, "GET", "/hub/login", "")
		values := url.Values{"username": {t.k.user}, "password": {"wrong, " + t.k.password}, "_xsrf": {form.formToken()}}
		t.send(c, nobody, "POST", "/hub/login", values.Encode(), "Content-Type", "application/x-www-form-urlencoded", "Referer", t.k.url+"/hub/login").is(200, 403).sends("Content-Type", "text/html")
		t.send(c, nobody, "GET", "/hub/home", "").is(302, 303)
	}},
	{"browser.next", "POST /hub/login?next=", "leads to no other host", "", func(t *trial) {
		c := t.browser()
		for _, next := range []string{"//evil.example/", "https://evil.example/", `/\evil.example/`} {
			a := t.send(c, nobody, "GET", "/hub/login?next="+url.QueryEscape(next), "")
			if u, err := url.Parse(a.header.Get("Location")); err != nil || u.Host != "" && "//"+u.Host != strings.TrimPrefix(strings.TrimPrefix(t.k.origin(), "http:"), "https:") || strings.HasPrefix(u.Path, "//") {
				a.wrong("it leads to %q", a.header.Get("Location"))
			}
		}
	}},
	{"browser.session-reads", "GET /user by cookie", "a session reads the API, from the hub's own pages", "", func(t *trial) {
		c := t.browser()
		header := []string{"Referer", t.k.url + "/hub/home", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Site", "same-origin", "Sec-Fetch-Dest", "empty", "X-XSRFToken", t.xsrf(c)}
		a := t.send(c, nobody, "GET", "/hub/api/user", "", header...).ok().has(t.k.user, "name")
		if id, ok := a.at("session_id").(string); t.k.since("4.0") && (!ok || id == "") && a.at("session_id") != nil {
			a.wrong("there is no session_id")
		}
	}},
	{"browser.forged-read", "GET /user by cookie", "403 for a script that does not know the hub's token against forgery", "", func(t *trial) {
		c := t.browser()
		t.send(c, nobody, "GET", "/hub/api/user", "", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Dest", "empty", "Sec-Fetch-Site", "same-origin", "Origin", t.k.origin()).refuses(403)
	}},
	{"browser.forged-write", "POST by cookie", "403 without it, or with another one, or from elsewhere", "", func(t *trial) {
		c := t.browser()
		path := "/hub/api/users/" + t.k.user + "/tokens"
		t.send(c, nobody, "POST", path, "{}", "Content-Type", "application/json").refuses(403)
		t.send(c, nobody, "POST", path, "{}", "Content-Type", "application/json", "X-XSRFToken", "0123456789", "Referer", "https://evil.example/").refuses(403)
	}},
	{"browser.session-writes", "POST by cookie", "with it a script of the hub's does what the person may", "", func(t *trial) {
		c := t.browser()
		header := []string{"Referer", t.k.url + "/hub/token", "Content-Type", "application/json", "X-XSRFToken", t.xsrf(c)}
		made := t.send(c, nobody, "POST", "/hub/api/users/"+t.k.user+"/tokens", `{"note":"conform"}`, header...).must(201)
		id, _ := made.at("id").(string)
		t.ask(made.secret(), "DELETE", "/users/"+t.k.user+"/tokens/"+id, "").is(204)
	}},
	{"browser.xsrf-cookie", "GET /hub/home", "the token against forgery is in the cookie _xsrf, for /hub/", "4.1", func(t *trial) {
		c := t.browser()
		t.send(c, nobody, "GET", "/hub/home", "")
		if t.xsrfCookie(c) == "" {
			t.complain("there is no cookie _xsrf")
		}
	}},
	{"browser.tokens", "GET /hub/token", "a page for tokens, for who is signed in", "", func(t *trial) {
		t.send(t.browser(), nobody, "GET", "/hub/token", "").is(200).sends("Content-Type", "text/html")
		t.send(t.browserless(), nobody, "GET", "/hub/token", "").is(302, 303)
	}},
	{"browser.logout", "GET /hub/logout", "ends the session", "", func(t *trial) {
		c := t.browser()
		t.send(c, nobody, "GET", "/hub/logout", "").is(200, 302)
		t.send(c, nobody, "GET", "/hub/home", "").is(302, 303)
	}},
	{"browser.error", "GET /hub/error/CODE", "a page about that status, for whoever comes; a proxy shows it under the status itself", "", func(t *trial) {
		for _, status := range []string{"404", "503"} {
			t.send(t.k.http, nobody, "GET", "/hub/error/"+status, "").is(200).sends("Content-Type", "text/html")
		}
		t.send(t.k.http, nobody, "GET", "/hub/error/no", "").is(404)
	}},
	{"browser.logo", "GET /hub/logo", "a picture, for whoever comes", "", func(t *trial) {
		t.send(t.k.http, nobody, "GET", "/hub/logo", "").is(200).sends("Content-Type", "image/")
	}},
	{"browser.user-redirect", "GET /hub/user-redirect/P?Q", "leads to one's own server, with path and query", "", func(t *trial) {
		c := t.browser()
		a := t.send(c, nobody, "GET", "/hub/user-redirect/git-pull?repo=x", "")
		to, err := url.QueryUnescape(a.header.Get("Location"))
		if err != nil || a.status/100 != 3 || !strings.Contains(to, "/user/"+t.k.user+"/git-pull?repo=x") {
			a.wrong("wanted a redirect to /user/%s/git-pull?repo=x, got %s", t.k.user, a)
		}
	}},
}
