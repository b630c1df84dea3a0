package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/auth"
)

// overHTTPS is a browser behind an edge with https: it keeps cookies as such a browser
// would, and refuses those that it would refuse.
type overHTTPS struct {
	*house
	jar map[string]string
}

func (b overHTTPS) send(method, path string, form url.Values, header ...string) *httptest.ResponseRecorder {
	b.t.Helper()
	r := httptest.NewRequest(method, host+path, strings.NewReader(form.Encode()))
	r.Header.Set("X-Forwarded-Proto", "https")
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	for name, value := range b.jar {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if !c.Secure || !c.HttpOnly {
			b.t.Errorf("%s is not for https and servers alone: %v", c.Name, c)
		}
		if c.Name != "jupyterhub-session-id" && (!strings.HasPrefix(c.Name, "__Host-Http-commonhall-") || c.Path != "/" || c.Domain != "") {
			b.t.Errorf("a browser refuses %v, or another host can set it", c)
		}
		if b.jar[c.Name] = c.Value; c.MaxAge < 0 {
			delete(b.jar, c.Name)
		}
	}
	return w
}

// TestCookiesOverHTTPS: signing in, the form's and the known browser's cookie, and
// signing out; and what was set over plain HTTP counts for nothing.
func TestCookiesOverHTTPS(t *testing.T) {
	h := open(t, false)
	plain := h.signedIn("teacher")
	plain.get("/hub/home").shows(200)
	if w := (overHTTPS{h, map[string]string{cookieName: plain.jar.Cookies(address("/"))[0].Value}}).send("GET", "/hub/home", nil); w.Code != 303 {
		t.Errorf("a cookie of plain HTTP lets in over https: %d", w.Code)
	}
	b := overHTTPS{h, map[string]string{}}
	form := func(body string) string {
		_, token, _ := strings.Cut(body, `name="_xsrf" value="`)
		token, _, _ = strings.Cut(token, `"`)
		return token
	}
	token := form(b.send("GET", "/hub/login", nil).Body.String())
	fields := url.Values{"username": {"teacher"}, "password": {longEnough}, "_xsrf": {token}}
	if w := b.send("POST", "/hub/login", fields, "Origin", "http://hall.example"); w.Code != 403 {
		t.Errorf("a page on plain HTTP signs in over https: %d", w.Code)
	}
	if w := b.send("POST", "/hub/login", fields, "Origin", "https://hall.example"); w.Code != 303 {
		t.Fatalf("signing in: %d %s", w.Code, w.Body)
	}
	for _, name := range []string{"", "-known"} {
		if b.jar["__Host-Http-"+cookieName+name] == "" {
			t.Errorf("no cookie %s: %v", name, b.jar)
		}
	}
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("X-Forwarded-Proto", "https")
	r.AddCookie(&http.Cookie{Name: "__Host-Http-" + cookieName + "-known", Value: b.jar["__Host-Http-"+cookieName+"-known"]})
	if h.auth.Client(r).Address != "" || !known(h, r) {
		t.Error("the browser is not known")
	}
	home := b.send("GET", "/hub/home", nil)
	if home.Code != 200 {
		t.Fatalf("the home page: %d", home.Code)
	}
	stolen := b.jar["__Host-Http-"+cookieName]
	if w := (overHTTPS{h, map[string]string{cookieName: stolen}}).send("GET", "/hub/home", nil); w.Code != 303 {
		t.Errorf("the session counts under the other name: %d", w.Code)
	}
	b.send("POST", "/hub/logout", url.Values{"_xsrf": {form(home.Body.String())}})
	if b.jar["__Host-Http-"+cookieName] != "" {
		t.Error("it stays signed in")
	}
}

// known tells whether wrong passwords from elsewhere do not count against a browser.
func known(h *house, r *http.Request) bool {
	for range 12 {
		_, _, _ = h.auth.SignIn(h.t.Context(), "teacher", "wrong "+longEnough, auth.Client{})
	}
	_, _, err := h.auth.SignIn(h.t.Context(), "teacher", longEnough, h.auth.Client(r))
	return err == nil
}

// TestInvitationsOverHTTPS begin with https.
func TestInvitationsOverHTTPS(t *testing.T) {
	h := open(t, false, "nora")
	b := h.signedIn("teacher")
	secure := overHTTPS{h, map[string]string{"__Host-Http-" + cookieName: b.jar.Cookies(address("/"))[0].Value}}
	_, token, _ := strings.Cut(secure.send("GET", "/hub/admin", nil).Body.String(), `name="_xsrf" value="`)
	token, _, _ = strings.Cut(token, `"`)
	w := secure.send("POST", "/hub/admin/user/nora/reset", url.Values{"_xsrf": {token}})
	if !strings.Contains(w.Body.String(), `value="https://hall.example/hub/invite/`) {
		t.Errorf("no link that begins with https: %d", w.Code)
	}
}

// TestCertificatesInWords: the administrator reads how things stand, and why.
func TestCertificatesInWords(t *testing.T) {
	now := time.Now()
	for _, c := range []struct {
		is    commonhall.Certificate
		shows string
		bad   bool
	}{
		{commonhall.Certificate{}, "being obtained", false},
		{commonhall.Certificate{Error: "x"}, "none yet", true},
		{commonhall.Certificate{Issuer: "P", From: now.Add(-time.Hour), Until: now.Add(time.Hour)}, "good", false},
		{commonhall.Certificate{Issuer: "P", From: now.Add(-time.Hour), Until: now.Add(time.Hour), Error: "x"}, "good", false},
		{commonhall.Certificate{Issuer: "P", From: now.Add(-time.Hour), Until: now.Add(time.Hour), Ending: true}, "ends soon", true},
		{commonhall.Certificate{Issuer: "P", From: now.Add(-time.Hour), Until: now.Add(-time.Minute), Ending: true}, "has ended", true},
		{commonhall.Certificate{Issuer: "P", From: now.Add(time.Hour), Until: now.Add(2 * time.Hour)}, "not valid yet", true},
	} {
		if word, bad := certificateWord(c.is, now); word != c.shows || bad != c.bad {
			t.Errorf("%+v: %q %v", c.is, word, bad)
		}
	}
	h := open(t, false)
	b := h.signedIn("teacher")
	b.get("/hub/admin").none("ul", "id=certificates")
	h.certificates = []commonhall.Certificate{{Name: "hall.example.org", Issuer: "Pebble CA", From: now.Add(-time.Hour), Until: now.Add(time.Hour)}}
	b.get("/hub/admin").shows(200, "Certificates all is well")
	h.certificates = []commonhall.Certificate{{Name: "hall.example.org", Issuer: "Pebble CA", From: now, Until: now.Add(80 * 24 * time.Hour)},
		{Name: "*.example.org", Error: `The authority says: "<b>no</b>".`, Hint: "Wait.", ErrorAt: now}}
	b.get("/hub/admin").shows(200, "Certificates look at these", "hall.example.org good", "By Pebble CA, good until", "*.example.org none yet", `The authority says: "<b>no</b>". Wait.`)
}
