package web

import (
	"strings"
	"testing"
)

// TestPagesOfAProxy: a proxy in front gets a page for each status that it may have to tell,
// for everybody, and nobody writes on it.
func TestPagesOfAProxy(t *testing.T) {
	h := open(t, false, "ada")
	for status, want := range map[string]string{"404": "There is nothing at this address.", "503": "This server does not answer.", "502": "This server does not answer.", "403": "You may not go there.",
		"400": "Bad Request.", "418": "I'm a teapot.", "599": "Go back, and try again."} {
		p := h.browser().get("/hub/error/"+status+"?url=https://evil.example/&message=pay+here").shows(200, want)
		p.one("a", "href=/hub/login", "class=button primary")
		if strings.Contains(p.text, "evil") || strings.Contains(p.text, "pay here") {
			t.Errorf("%s: a stranger has written on it", status)
		}
	}
	h.signedIn("ada").get("/hub/error/503").shows(200, "start it again from Home").one("a", "href=/hub/home", "class=button primary")
	for _, status := range []string{"200", "302", "399", "600", "0503", "+503", "-503", "5e2", "99999999999999999999", "x", "%00", "503%2F", "<b>", "%EF%BC%95%EF%BC%90%EF%BC%93"} {
		h.browser().get("/hub/error/"+status).shows(404, "There is no page at this address.")
	}
	h.browser().get("/hub/error/503/more").shows(404)
	h.browser().send("POST", "/hub/error/503", nil).shows(404)
	for _, method := range []string{"GET", "HEAD"} {
		p := h.browser().send(method, "/hub/logo", nil)
		if p.status != 200 || p.header.Get("Content-Type") != "image/svg+xml" || p.header.Get("X-Content-Type-Options") != "nosniff" || strings.Contains(p.text, "<svg") != (method == "GET") {
			t.Errorf("%s of the logo: %d %v", method, p.status, p.header)
		}
	}
}
