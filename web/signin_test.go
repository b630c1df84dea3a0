package web

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/auth"
)

// TestFirstSignInWithADeepLink is the first minute of a pupil in a class room:
// a link from the board, a name that is listed, a password of one's own.
func TestFirstSignInWithADeepLink(t *testing.T) {
	h := open(t, true, "ada")
	b := h.browser()
	p := b.get("/hub/user/ada/notebooks/Fibonacci.ipynb?kernel=python3").leads("/hub/login?next=" + url.QueryEscape("/hub/user/ada/notebooks/Fibonacci.ipynb?kernel=python3"))
	p = b.get(p.header.Get("Location")).shows(200, "Sign in", "First time here?")
	p.one("input", "name=password", "autocomplete=current-password", "aria-describedby=first")
	p = b.submit(p, "/hub/login", "username", "ADA", "password", "short").shows(403, "Wrong name or password. First time here? The password needs at least 10 characters.")
	if name := attr(p.one("input", "name=username"), "value"); name != "ADA" {
		t.Errorf("after a mistake the name is %q", name)
	}
	p = b.submit(p, "/hub/login", "username", "ADA", "password", longEnough).leads("/hub/user/ada/notebooks/Fibonacci.ipynb?kernel=python3")
	if p.header.Get("Clear-Site-Data") != `"storage"` {
		t.Error("what was left in the browser by somebody before stays in it")
	}
	for _, c := range (&http.Response{Header: p.header}).Cookies() {
		if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Domain != "" {
			t.Errorf("the cookie %s is set as %s", c.Name, c)
		}
	}
	p = b.follow(p).shows(http.StatusFailedDependency, "Your server is not running", "/user/ada/notebooks/Fibonacci.ipynb?kernel=python3")
	if next := p.form("/hub/spawn").Get("next"); next != "/user/ada/notebooks/Fibonacci.ipynb?kernel=python3" {
		t.Errorf("after the start one gets to %q", next)
	}
	b.get("/hub/login?next=/hub/account").leads("/hub/account")
	b.get("/hub/login").leads("/hub/home")
}

func TestSigningOutAndWhatDoesNotWork(t *testing.T) {
	h := open(t, false, "ada")
	if err := h.auth.SetPassword(t.Context(), "ada", longEnough); err != nil {
		t.Fatal(err)
	}
	b := h.browser()
	for _, name := range []string{"ada", "nobody", "teacher", "<script>alert(1)</script>", "\xff\x00", "ada\r\nSet-Cookie: x=y"} {
		p := b.submit(b.get("/hub/login"), "/hub/login", "username", name, "password", "wrong, and long").shows(403, "Wrong name or password.")
		p.one("input", "name=username", "aria-invalid=true", "aria-describedby=why")
		p.none("p", "id=first") // an invited house does not say that a first sign-in will do
	}
	p := b.submit(b.get("/hub/login"), "/hub/login", "username", strings.Repeat("a", 300), "password", "x")
	if name := attr(p.shows(403).one("input", "name=username"), "value"); name != "" {
		t.Errorf("a name of %d letters comes back", len(name))
	}
	b.submit(b.get("/hub/login"), "/hub/login", "username", "ada", "password", longEnough).leads("/hub/home")
	home := b.get("/hub/home").shows(200, "Hello ada", "Sign out")
	b.get("/hub/logout").shows(200, "Sign out?")
	p = b.submit(home, "/hub/logout").shows(200, "See you soon", "this browser")
	if p.header.Get("Clear-Site-Data") != `"storage"` || len(b.jar.Cookies(address("/user/ada/"))) != 0 {
		t.Errorf("after signing out the browser has %v", b.jar.Cookies(address("/user/ada/")))
	}
	b.get("/hub/home").leads("/hub/login?next=%2Fhub%2Fhome")
	b.submit(home, "/hub/spawn").leads("/hub/login")
}

// TestTheEdgeDoesNotConfirmASignOut: the session has ended all the same, and the
// browser lets go of it.
func TestTheEdgeDoesNotConfirmASignOut(t *testing.T) {
	for _, action := range []string{"/hub/logout", "/hub/account/signout"} {
		h := open(t, false, "ada")
		b := h.signedIn("ada")
		p := b.get("/hub/account")
		h.edgeSays(errors.New("the edge is away: secret detail"))
		p = b.submit(p, action).shows(503, "has not confirmed it yet", "Do it again", requestID)
		if strings.Contains(p.text, "secret detail") {
			t.Error("the cause is shown to the person")
		}
		p.none("form", "action=/hub/logout")
		if len(b.jar.Cookies(address("/"))) != 0 {
			t.Errorf("the browser keeps %v", b.jar.Cookies(address("/")))
		}
	}
}

// TestATabThatWasOpenTooLong comes back with a form that counts.
func TestATabThatWasOpenTooLong(t *testing.T) {
	h := open(t, true, "ada")
	for name, spoil := range map[string]func(*browser, url.Values){
		"without the cookie": func(b *browser, _ url.Values) {
			b.jar.SetCookies(address("/hub/"), []*http.Cookie{{Name: cookieName + "-form", Path: "/hub/", MaxAge: -1}})
		},
		"with an old token":   func(_ *browser, f url.Values) { f.Set("_xsrf", strings.Repeat("0", 64)) },
		"without a token":     func(_ *browser, f url.Values) { f.Del("_xsrf") },
		"from somewhere else": func(b *browser, _ url.Values) { b.headers["Sec-Fetch-Site"] = "cross-site" },
	} {
		t.Run(name, func(t *testing.T) {
			b := h.browser()
			form := b.get("/hub/login?next=/hub/account").form("/hub/login")
			form.Set("username", "ada")
			form.Set("password", longEnough)
			spoil(b, form)
			p := b.post("/hub/login", form).shows(403, "open for too long", "Sign in once more.")
			if len(h.sessions("ada")) != 0 {
				t.Fatal("it counted")
			}
			if f := p.form("/hub/login"); f.Get("username") != "ada" || f.Get("next") != "/hub/account" || f.Get("password") != "" {
				t.Errorf("the form comes back as %v", f)
			}
			delete(form, "password")
			// A script of a page elsewhere gets neither a form nor its cookie.
			p = b.as("Sec-Fetch-Dest", "empty").post("/hub/login", form).shows(403)
			p.none("input", "name=_xsrf")
			if len(p.header.Values("Set-Cookie")) != 0 {
				t.Error("a script is given the form's cookie")
			}
		})
	}
}

// TestTooManyAttempts is told on the form, with the time to wait.
func TestTooManyAttempts(t *testing.T) {
	h := open(t, false, "ada")
	b := h.signedIn("ada")
	account := b.get("/hub/account")
	h.people.refuse = commonhall.Errorf(commonhall.ResourceExhausted, "Too many attempts with <i>this</i> name.").
		WithHint("Wait a minute.").RetryIn(59500 * time.Millisecond).Because(errors.New("secret detail"))
	other := h.browser()
	p := other.submit(other.get("/hub/login?next=/hub/account"), "/hub/login", "username", "ada", "password", longEnough)
	p.shows(429, "Too many attempts with <i>this</i> name. Wait a minute.")
	p.none("input", "aria-invalid=true") // nothing is wrong with what was typed
	if p.header.Get("Retry-After") != "60" || strings.Contains(p.text, "secret detail") {
		t.Errorf("Retry-After is %q", p.header.Get("Retry-After"))
	}
	if f := p.form("/hub/login"); f.Get("username") != "ada" || f.Get("next") != "/hub/account" {
		t.Errorf("the form comes back as %v", f)
	}
	p = b.submit(account, "/hub/account/password", "current", "x", "password", longEnough, "again", longEnough)
	p.shows(429, "Too many attempts with <i>this</i> name. Wait a minute.").one("div", "id=password-why")
	if p.header.Get("Retry-After") != "60" {
		t.Errorf("Retry-After is %q for a change of the password", p.header.Get("Retry-After"))
	}

	h.people.refuse = commonhall.Errorf(commonhall.Unavailable, "Too many people are signing in at this moment.").WithHint("Try again in a few seconds.")
	p = other.submit(other.get("/hub/login"), "/hub/login", "username", "ada", "password", longEnough).shows(503, "at this moment. Try again in a few seconds.")
	if p.header.Get("Retry-After") != "" {
		t.Error("a time to wait is invented")
	}
	h.people.refuse = errors.New("disk I/O error: secret detail")
	p = other.submit(other.get("/hub/login"), "/hub/login", "username", "ada", "password", longEnough).shows(500, "Something went wrong on our side.", requestID)
	if strings.Contains(p.text, "secret detail") {
		t.Error("the cause is shown to the person")
	}
}

// TestABrowserThatIsKnown: at the next desk, behind the same address, somebody
// guesses ada's password. In the browser that she used yesterday she gets in.
func TestABrowserThatIsKnown(t *testing.T) {
	h := open(t, false, "ada")
	if err := h.auth.SetPassword(t.Context(), "ada", longEnough); err != nil {
		t.Fatal(err)
	}
	adas, others := h.browser(), h.browser()
	adas.submit(adas.get("/hub/login"), "/hub/login", "username", "ada", "password", longEnough).leads("/hub/home")
	adas.submit(adas.get("/hub/home"), "/hub/logout").shows(200, "See you soon")
	for range 10 {
		others.submit(others.get("/hub/login"), "/hub/login", "username", "ada", "password", "a guess").shows(403)
	}
	p := others.submit(others.get("/hub/login"), "/hub/login", "username", "ada", "password", longEnough).shows(429)
	after := p.header.Get("Retry-After") // which is less where the machine is busy
	if n, err := strconv.Atoi(after); err != nil || n > 60 || n < 30 || !strings.Contains(p.words(), "Wait "+after+" seconds") {
		t.Errorf("Retry-After is %q: %s", after, p.words())
	}
	adas.submit(adas.get("/hub/login"), "/hub/login", "username", "ada", "password", longEnough).leads("/hub/home")
	if left := adas.jar.Cookies(address("/user/ada/")); len(left) != 2 { // the session, and JupyterHub's id of it
		t.Errorf("a server of ada's would be sent %v", left)
	}
}

func (h *house) sessions(name commonhall.UserName) []commonhall.Session {
	h.t.Helper()
	list, err := h.auth.Sessions(h.t.Context(), name)
	if err != nil {
		h.t.Fatal(err)
	}
	return list
}

// TestInvitation is first use in a house that invites.
func TestInvitation(t *testing.T) {
	h := open(t, false, "ada")
	code, _, err := h.auth.Invite(t.Context(), "ada", &auth.Identity{Operator: true})
	if err != nil {
		t.Fatal(err)
	}
	path, b := "/hub/invite/"+code, h.browser()
	p := b.get(path).shows(200, "Welcome ada, choose a password")
	p.one("input", "name=username", "value=ada", "autocomplete=username", "readonly")
	p = b.submit(p, path, "password", longEnough, "again", longEnough+"!").shows(400, "The two passwords are not the same.")
	p = b.submit(p, path, "password", "password12", "again", "password12").shows(400)
	p = b.submit(p, path, "password", longEnough, "again", longEnough, "_xsrf", "old").shows(403, "open for too long")
	b.as("Sec-Fetch-Dest", "empty").post(path, p.form(path)).shows(403, "came from another page")
	b.submit(p, path, "password", longEnough, "again", longEnough).leads("/hub/home?done=first")
	b.get("/hub/home?done=first").shows(200, "Hello ada", "Your password is set.")
	for _, used := range []string{path, "/hub/invite/" + strings.Repeat("x", 26), "/hub/invite/%00", "/hub/invite/%ff"} {
		p := h.browser().get(used)
		if p.status != 404 && p.status != 400 || len(p.title()) < 10 || strings.Contains(p.words(), "ada") {
			t.Errorf("%s: %d %s", used, p.status, p.words())
		}
	}
	h.browser().as("Sec-Fetch-Dest", "iframe").get("/hub/login").none("input", "name=_xsrf")
}

// TestCodesStandInNoLog: whoever reads the log could use an invitation that failed.
func TestCodesStandInNoLog(t *testing.T) {
	h := open(t, false, "ada")
	code, _, err := h.auth.Invite(t.Context(), "ada", &auth.Identity{Operator: true})
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	door, err := NewDoor(Config{Cookie: cookieName, Now: time.Now}, h.people, h.servers, nil, slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{{"GET", code}, {"POST", code}, {"GET", code + "x"}, {"POST", code + "x"}, {"GET", code + "/"}, {"PUT", code}} {
		r := httptest.NewRequest(c[0], "/hub/invite/"+c[1], strings.NewReader("password=x&again=x"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Dest", "empty")
		w := httptest.NewRecorder()
		door.ServeHTTP(w, r)
		if w.Code < 400 {
			t.Errorf("%s /hub/invite/%s answers %d", c[0], c[1], w.Code)
		}
	}
	if n := strings.Count(log.String(), "/hub/invite/…"); n < 5 || strings.Contains(log.String(), code) {
		t.Errorf("the log says %d times that an invitation failed:\n%s", n, &log)
	}
}

// elsewhere are ways to write the address of another host, or nothing that is one.
func elsewhere() []string {
	return []string{"", "x", "//evil.example", "///evil.example", `/\evil.example`, `\\evil.example`, `\/evil.example`, "/%2f%2fevil.example", "/%2F/evil.example",
		"/%5cevil.example", "/%5C%5Cevil.example", "/\t/evil.example", "/\n//evil.example", "/\r/evil.example", "\x00//evil.example", " //evil.example",
		"/ /evil.example", "/\x7f/evil.example", "https://evil.example", "https:evil.example", "https:/evil.example", "//evil.example/hub/home", "javascript:alert(1)",
		"JavaScript:alert(1)", "data:text/html,x", "//hall.example@evil.example", "http://hall.example/hub/home", "evil.example/hub", "?next=//evil.example",
		"#//evil.example", "/hub/home\r\nLocation: https://evil.example", "/%", "/" + strings.Repeat("a", 5000), "/\u2028/evil.example/\x01", "/\\\t/evil.example", "//\u200devil.example", "/%09/evil.example\\"}
}

// FuzzNext: what is left of an address is one of this origin in the eyes of a
// browser, which drops tabs and newlines and takes a backslash for a slash.
func FuzzNext(f *testing.F) {
	for _, next := range append(elsewhere(), "/user/ada/lab?x=y#z", "/a/../..//b") {
		f.Add(next)
	}
	f.Fuzz(func(t *testing.T, next string) {
		kept := safeNext(next)
		if kept == "" {
			return
		}
		seen := strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/").Replace(strings.Trim(kept, "\x00 "))
		to, err := url.Parse(host)
		if err == nil {
			to, err = to.Parse(kept)
		}
		if kept != next || err != nil || to.Host != "hall.example" || to.Scheme != "http" || !strings.HasPrefix(seen, "/") || strings.HasPrefix(seen, "//") {
			t.Errorf("%q is kept as %q, which leads to %v, %v", next, kept, to, err)
		}
		w := httptest.NewRecorder()
		_ = seeOther(&visit{Request: httptest.NewRequest("GET", host+"/hub/login", nil), w: w}, kept)
		if l := w.Header().Get("Location"); !strings.HasPrefix(l, "/") || strings.HasPrefix(l, "//") || strings.HasPrefix(l, `/\`) {
			t.Errorf("%q is sent as %q", next, l)
		}
	})
}

// TestNobodyIsSentElsewhere tries what browsers read as the address of another
// host wherever an address is taken from a request.
func TestNobodyIsSentElsewhere(t *testing.T) {
	h := open(t, false, "ada", "ben")
	b, off := h.signedIn("ada"), h.signedIn("ben") // whose server does not run
	home := b.get("/hub/home")
	for _, next := range elsewhere() {
		q := url.Values{"next": {next}}.Encode()
		b.get("/hub/login?" + q).leads("/hub/home")
		b.get("/hub/?" + q).leads("/hub/home")
		if got := h.browser().get("/hub/login?" + q).form("/hub/login").Get("next"); got != "" {
			t.Errorf("next=%q stands in the form as %q", next, got)
		}
		off.get("/hub/home?"+q).none("input", "name=next")
		b.submit(home, "/hub/spawn", "next", next).leads("/hub/spawn-pending/ada")
		h.until("ada", commonhall.Ready)
		b.get("/hub/spawn-pending/ada?" + q).leads("/user/ada/tree")
	}
	for _, path := range []string{"/hub/user-redirect//evil.example", "/hub/user-redirect/%2f%2fevil.example", "/hub/user-redirect/%5cevil.example",
		"/hub//evil.example", "//evil.example/hub/../hub/home", "/hub/user/ada//evil.example", "/hub/user/ada/%2f%2fevil.example"} {
		b.get(path) // keepsTheRules looks where it leads
	}
	for _, next := range []string{"/user/ada/lab/tree/a%20b.ipynb?x=//evil.example#top", "/hub/admin?q=é", "/user/ada/files/a:b@c"} {
		want := url.Values{"next": {next}}.Encode()
		if got := h.browser().get("/hub/login?" + want).form("/hub/login").Get("next"); got != next {
			t.Errorf("the link %q is lost: %q", next, got)
		}
		if got := off.get("/hub/home?" + want).form("/hub/spawn").Get("next"); got != next {
			t.Errorf("the home page forgets %q: %q", next, got)
		}
	}
}
