package auth

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"commonhall"
	"commonhall/scope"
)

// attempt is one request, as a browser, a program or an attacker sends it.
type attempt struct {
	method  string // GET if empty
	dest    string // Sec-Fetch-Dest
	site    string // Sec-Fetch-Site
	origin  string
	cookie  []string // values of the session cookie
	auth    string   // Authorization
	xsrf    string   // header X-XSRFToken
	csrf    string   // header X-CSRFToken
	query   string   // _xsrf in the address
	form    string   // _xsrf in the form
	door    Door
	foreign bool // the cookie has another house's name
}

func (a attempt) request(ctx context.Context, cookie string) *http.Request {
	method := a.method
	if method == "" {
		method = http.MethodGet
	}
	target := "http://hub.example/hub/x"
	if a.query != "" {
		target += "?_xsrf=" + url.QueryEscape(a.query)
	}
	body := ""
	if a.form != "" {
		body = url.Values{"_xsrf": {a.form}}.Encode()
	}
	r := httptest.NewRequestWithContext(WithDoor(ctx, a.door), method, target, strings.NewReader(body))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, value := range map[string]string{"Sec-Fetch-Dest": a.dest, "Sec-Fetch-Site": a.site, "Origin": a.origin,
		"Authorization": a.auth, "X-XSRFToken": a.xsrf, "X-CSRFToken": a.csrf} {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	if a.foreign {
		cookie = "commonhall-other"
	}
	for _, v := range a.cookie {
		r.Header.Add("Cookie", cookie+"="+v)
	}
	return r
}

// who says whom a check let through: a name, "operator", or nothing.
func who(id *Identity, err error) string {
	switch {
	case err != nil && (id != nil || commonhall.KindOf(err) == commonhall.Internal):
		return "broken: " + err.Error()
	case err != nil:
		return ""
	case id.Operator:
		return "operator"
	}
	return string(id.User.Name)
}

// row is one line of decision 004: whom each door sees in a request, "" for
// nobody, "-" where the door does not exist.
type row struct {
	what                     string
	a                        attempt
	api, pages, script, form string
}

// office is a hall where ada and ben are signed in.
type office struct {
	*hall
	cookie, bens           string // of their sessions
	page, bensPage, signIn string // form tokens
	token                  string // of ada's programs
}

func newOffice(t *testing.T) office {
	t.Helper()
	o := office{hall: newHall(t, invited(), "ada", "ben")}
	cookie, s := o.signInInvited("ada")
	bens, sb := o.signInInvited("ben")
	token, _, err := o.CreateToken(t.Context(), "ada", NewToken{Scopes: []commonhall.Scope{"self"}}, scope.Person("ada", false))
	o.must(err)
	o.cookie, o.bens, o.token = cookie, bens, token
	o.page, o.bensPage, o.signIn = o.FormToken("page", string(s.ID)), o.FormToken("page", string(sb.ID)), o.FormToken("sign-in", string(s.ID))
	return o
}

func (o office) check(rows []row) {
	o.t.Helper()
	for _, c := range rows {
		r := c.a.request(o.t.Context(), o.cfg.Cookie)
		for _, door := range []struct {
			name  string
			check func(*http.Request) (*Identity, error)
			want  string
		}{{"the API", o.ForAPI, c.api}, {"a page", o.ForPage, c.pages}, {"a script", o.ForScript, c.script}, {"a form", o.ForForm, c.form}} {
			if got := who(door.check(r)); door.want != "-" && got != door.want {
				o.t.Errorf("%s: %s sees %q, want %q", c.what, door.name, got, door.want)
			}
		}
	}
}

func TestWhatCountsOfABrowser(t *testing.T) {
	o := newOffice(t)
	cookie, bens, one := o.cookie, o.bens, []string{o.cookie}
	o.check([]row{
		{"nobody", attempt{}, "", "", "", ""},
		{"a browser goes to a page", attempt{dest: "document", site: "none", cookie: one}, "ada", "ada", "", ""},
		{"a link from elsewhere", attempt{dest: "document", site: "cross-site", cookie: one}, "ada", "ada", "", ""},
		{"curl with a cookie", attempt{cookie: one}, "ada", "ada", "", ""},
		{"a cookie that is none", attempt{cookie: []string{"x"}}, "", "", "", ""},
		{"an empty cookie", attempt{cookie: []string{""}}, "", "", "", ""},
		{"another house's cookie", attempt{cookie: one, foreign: true}, "", "", "", ""},
		{"the same cookie twice", attempt{cookie: []string{cookie, cookie}}, "ada", "ada", "", ""},
		{"a planted cookie", attempt{cookie: []string{bens, cookie}}, "", "", "", ""},
		{"a planted cookie, behind", attempt{cookie: []string{cookie, "x"}}, "", "", "", ""},
		{"a planted cookie among equals", attempt{cookie: []string{cookie, "x", cookie}}, "", "", "", ""},
	})
}

func TestWhatCountsOfAScript(t *testing.T) {
	o := newOffice(t)
	page, bensPage, signIn, one := o.page, o.bensPage, o.signIn, []string{o.cookie}
	o.check([]row{
		{"a script of a notebook", attempt{dest: "empty", site: "same-origin", cookie: one}, "", "", "", ""},
		{"a frame", attempt{dest: "iframe", site: "same-origin", cookie: one}, "", "", "", ""},
		{"an image", attempt{dest: "image", site: "same-origin", cookie: one}, "", "", "", ""},
		{"a worker", attempt{dest: "serviceworker", site: "same-origin", cookie: one}, "", "", "", ""},
		{"a download by a script", attempt{dest: "object", cookie: one}, "", "", "", ""},
		{"a script of a hub page", attempt{dest: "empty", site: "same-origin", cookie: one, xsrf: page}, "ada", "", "ada", ""},
		{"the other header", attempt{dest: "empty", cookie: one, csrf: page}, "ada", "", "ada", ""},
		{"an event stream of a hub page", attempt{dest: "empty", cookie: one, query: page}, "ada", "", "ada", ""},
		{"a script with somebody else's page token", attempt{dest: "empty", cookie: one, xsrf: bensPage}, "", "", "", ""},
		{"a script with the token of the sign-in form", attempt{dest: "empty", cookie: one, xsrf: signIn}, "", "", "", ""},
		{"a script with a token and no session", attempt{dest: "empty", xsrf: page}, "", "", "", ""},
		{"a script that may read and writes", attempt{method: "POST", dest: "empty", site: "same-origin", cookie: one, xsrf: page}, "", "", "", ""},
		{"a script that sends a form", attempt{method: "POST", dest: "empty", site: "same-origin", cookie: one, form: page}, "", "", "", ""},
		{"HEAD is reading", attempt{method: "HEAD", dest: "empty", cookie: one, xsrf: page}, "ada", "", "ada", ""},
		{"DELETE is not", attempt{method: "DELETE", cookie: one, xsrf: page}, "", "ada", "", ""},
	})
}

func TestWhatCountsOfAForm(t *testing.T) {
	o := newOffice(t)
	page, bensPage, one := o.page, o.bensPage, []string{o.cookie}
	o.check([]row{
		{"a form of a hub page", attempt{method: "POST", dest: "document", site: "same-origin", origin: "http://hub.example", cookie: one, form: page}, "", "ada", "", "ada"},
		{"a form over TLS at the edge", attempt{method: "POST", dest: "document", site: "same-origin", origin: "https://hub.example", cookie: one, form: page}, "", "ada", "", "ada"},
		{"a form from curl", attempt{method: "POST", cookie: one, form: page}, "", "ada", "", "ada"},
		{"a form without its token", attempt{method: "POST", dest: "document", site: "same-origin", cookie: one}, "", "ada", "", ""},
		{"a form with a wrong token", attempt{method: "POST", dest: "document", site: "same-origin", cookie: one, form: bensPage}, "", "ada", "", ""},
		{"a form with its token in the address", attempt{method: "POST", dest: "document", site: "same-origin", cookie: one, query: page}, "", "ada", "", ""},
		{"a form with its token in a header", attempt{method: "POST", dest: "document", cookie: one, xsrf: page}, "", "ada", "", ""},
		{"a form from elsewhere", attempt{method: "POST", dest: "document", site: "cross-site", origin: "http://evil.example", cookie: one, form: page}, "", "ada", "", ""},
		{"a form from a sister", attempt{method: "POST", dest: "document", site: "same-site", cookie: one, form: page}, "", "ada", "", ""},
		{"a form from another port", attempt{method: "POST", origin: "http://hub.example:8080", cookie: one, form: page}, "", "ada", "", ""},
		{"a form without origin", attempt{method: "POST", origin: "null", cookie: one, form: page}, "", "ada", "", ""},
		{"a form with a broken origin", attempt{method: "POST", origin: "http://hub.example\x7f:x", cookie: one, form: page}, "", "ada", "", ""},
		{"a form in a frame", attempt{method: "POST", dest: "iframe", site: "same-origin", cookie: one, form: page}, "", "", "", ""},
		{"a form that is a GET", attempt{dest: "document", site: "same-origin", cookie: one, query: page}, "ada", "ada", "ada", ""},
	})
}

func TestWhatCountsOfAProgram(t *testing.T) {
	o := newOffice(t)
	cookie, token, page, one := o.cookie, o.token, o.page, []string{o.cookie}
	inAda, inBen, inOffice := Door{Inside: "ada"}, Door{Inside: "ben"}, Door{Operator: true}
	o.check([]row{
		{"a program's token", attempt{auth: "token " + token}, "ada", "", "", ""},
		{"a bearer", attempt{method: "POST", auth: "BEARER  " + token}, "ada", "", "", ""},
		{"a token from a browser's script", attempt{method: "DELETE", dest: "empty", site: "cross-site", origin: "http://evil.example", auth: "token " + token}, "ada", "", "", ""},
		{"a wrong token", attempt{auth: "token ch_x"}, "", "", "", ""},
		{"no token", attempt{auth: "token "}, "", "", "", ""},
		{"a wrong token beside a session", attempt{auth: "token ch_x", cookie: one}, "", "ada", "", ""},
		{"another scheme beside a session", attempt{auth: "Basic YWRhOng=", cookie: one}, "ada", "ada", "", ""},
		{"a session's cookie as a token", attempt{auth: "token " + cookie}, "", "", "", ""},
		{"a token as a cookie", attempt{cookie: []string{token}}, "", "", "", ""},
		{"the operator", attempt{door: inOffice}, "operator", "", "", ""},
		{"the operator writes", attempt{method: "DELETE", door: inOffice}, "operator", "", "", ""},
		{"inside, one's own token", attempt{method: "POST", auth: "token " + token, door: inAda}, "ada", "", "", ""},
		{"inside, somebody else's token", attempt{auth: "token " + token, door: inBen}, "", "", "", ""},
		{"inside, nothing", attempt{door: inAda}, "", "", "", ""},
		{"inside, a cookie", attempt{cookie: one, door: inAda}, "", "-", "-", "-"},
		{"inside, a cookie and its page's token", attempt{cookie: one, xsrf: page, door: inAda}, "", "-", "-", "-"},
	})
}

// The form of somebody who is not signed in yet.
func TestTheSignInForm(t *testing.T) {
	h := newHall(t, invited(), "ada")
	_, s := h.signInInvited("ada")
	const value = "the cookie that came with the form"
	right := h.FormToken("sign-in", value)
	post := attempt{method: "POST", dest: "document", site: "same-origin", origin: "http://hub.example", form: right}
	with := func(change func(*attempt)) attempt { a := post; change(&a); return a }
	for _, c := range []struct {
		what   string
		a      attempt
		cookie string
		ok     bool
	}{
		{"a browser", post, value, true},
		{"curl", attempt{method: "POST", form: right}, value, true},
		{"no cookie", post, "", false},
		{"no cookie, and the token for none", with(func(a *attempt) { a.form = h.FormToken("sign-in", "") }), "", false},
		{"another cookie", post, "planted", false},
		{"no token", with(func(a *attempt) { a.form = "" }), value, false},
		{"the token of a page", with(func(a *attempt) { a.form = h.FormToken("page", string(s.ID)) }), value, false},
		{"the token of a page with that id", with(func(a *attempt) { a.form = h.FormToken("page", value) }), value, false},
		{"a script", with(func(a *attempt) { a.dest = "empty" }), value, false},
		{"a frame", with(func(a *attempt) { a.dest = "iframe" }), value, false},
		{"from elsewhere", with(func(a *attempt) { a.site, a.origin = "cross-site", "http://evil.example" }), value, false},
		{"from elsewhere, an old browser", with(func(a *attempt) { a.dest, a.site, a.origin = "", "", "http://evil.example" }), value, false},
		{"the token in the address", with(func(a *attempt) { a.form, a.query = "", right }), value, false},
	} {
		err := h.ForSignIn(c.a.request(t.Context(), h.cfg.Cookie), c.cookie)
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", c.what, err)
		}
		if err != nil && (commonhall.KindOf(err) != commonhall.PermissionDenied || commonhall.ForPerson(err).Hint == "") {
			t.Errorf("%s: nobody is told what to do: %v", c.what, err)
		}
	}
	c := invited()
	c.Key = []byte("another house")
	other := newHall(t, c)
	if other.FormToken("sign-in", value) == right || h.FormTokenValid("sign-in", value, "") || h.FormTokenValid("sign-in", value, right[1:]) {
		t.Error("form tokens are not the house's own")
	}
}

// A session that has ended is nobody's, at any door.
func TestEndedSessionsCountNowhere(t *testing.T) {
	h := newHall(t, invited(), "ada")
	cookie, s := h.signInInvited("ada")
	page := h.FormToken("page", string(s.ID))
	h.must(h.SignOut(t.Context(), "ada", s.ID))
	get := attempt{dest: "document", cookie: []string{cookie}, xsrf: page}.request(t.Context(), h.cfg.Cookie)
	post := attempt{method: "POST", dest: "document", cookie: []string{cookie}, form: page}.request(t.Context(), h.cfg.Cookie)
	for what, got := range map[string]string{"API": who(h.ForAPI(get)), "page": who(h.ForPage(get)), "script": who(h.ForScript(get)), "form": who(h.ForForm(post))} {
		if got != "" {
			t.Errorf("%s: %q", what, got)
		}
	}
}

// TestAFormOfPlainHTTP: where the hub is reached over HTTPS, a page of the same host that came
// without it, which anybody on the way can have written, sends no form.
func TestAFormOfPlainHTTP(t *testing.T) {
	for origin, c := range map[string]struct{ plain, secure bool }{"http://hub.example": {true, false}, "https://hub.example": {true, true}, "https://evil.example": {false, false}, "null": {false, false}} {
		r := attempt{method: http.MethodPost, origin: origin}.request(t.Context(), "x")
		if fromHere(r) != c.plain {
			t.Errorf("from %s over HTTP: want %v", origin, c.plain)
		}
		r.Header.Set(commonhall.SchemeHeader, "https")
		if fromHere(r) != c.secure {
			t.Errorf("from %s over HTTPS: want %v", origin, c.secure)
		}
	}
}
