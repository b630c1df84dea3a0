package e2e

import (
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
)

// visitor is a browser without a screen: it keeps cookies as one does, says that
// it navigates, follows redirects and sends the forms of pages.
type visitor struct {
	h    *house
	http http.Client
}

// page is what a visitor got to see in the end.
type page struct {
	status int
	path   string // where redirects have led
	header http.Header
	body   string
}

// visitor opens a browser of its own.
func (h *house) visitor() *visitor {
	jar, _ := cookiejar.New(nil) // never fails without a list of suffixes
	return &visitor{h, http.Client{Jar: jar, Timeout: 60 * time.Second}}
}

// signedIn opens a browser in which somebody has signed in.
func (h *house) signedIn(name, password string) *visitor {
	h.t.Helper()
	v := h.visitor()
	if p := v.signIn(name, password); p.path != "/hub/home" {
		h.t.Fatalf("signing in as %s: %d at %s: %s", name, p.status, p.path, p.text())
	}
	return v
}

// signIn fills in the form.
func (v *visitor) signIn(name, password string) page {
	v.h.t.Helper()
	return v.get("/hub/login").post(v, "/hub/login", "username", name, "password", password)
}

// get navigates to a path.
func (v *visitor) get(path string) page {
	v.h.t.Helper()
	return v.do(http.MethodGet, path, nil)
}

// post sends a form of the page, with its token, to path.
func (p page) post(v *visitor, path string, fields ...string) page {
	v.h.t.Helper()
	return v.do(http.MethodPost, path, p.form(v.h.t, fields...))
}

// form fills in the fields of a form of the page.
func (p page) form(t *testing.T, fields ...string) url.Values {
	t.Helper()
	token := regexp.MustCompile(`name="_xsrf" value="([^"]+)"`).FindStringSubmatch(p.body)
	if token == nil {
		t.Fatalf("no form on the page at %s: %d %s", p.path, p.status, p.text())
	}
	form := url.Values{"_xsrf": {html.UnescapeString(token[1])}}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	return form
}

func (v *visitor) do(method, path string, form url.Values) page {
	v.h.t.Helper()
	p, err := v.try(method, path, form)
	if err != nil {
		v.h.t.Fatalf("%s %s: %v", method, path, err)
	}
	return p
}

// try is do for several at once: it does not end the test.
func (v *visitor) try(method, path string, form url.Values) (page, error) {
	req, err := http.NewRequestWithContext(v.h.t.Context(), method, v.h.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		return page{}, err
	}
	for name, value := range map[string]string{"Accept": "text/html", "Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin"} {
		req.Header.Set(name, value)
	}
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Origin", v.h.url)
	}
	resp, err := v.http.Do(req)
	if err != nil {
		return page{}, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return page{resp.StatusCode, resp.Request.URL.Path, resp.Header, string(b)}, err
}

// cookies returns what the browser would send to a path.
func (v *visitor) cookies(path string) []*http.Cookie {
	u, err := url.Parse(v.h.url + path)
	if err != nil {
		v.h.t.Fatal(err)
	}
	return v.http.Jar.Cookies(u)
}

// text returns the words of the page's own part as a person reads them.
func (p page) text() string {
	body := p.body
	if i := strings.Index(body, "<main"); i >= 0 {
		body, _, _ = strings.Cut(body[i:], "</main>")
	}
	words := regexp.MustCompile(`<(style|svg|title)\b[^>]*>.*?</(style|svg|title)>|<[^>]*>`).ReplaceAllString(body, " ")
	return strings.Join(strings.Fields(html.UnescapeString(words)), " ")
}

// says fails the test unless the page has the status and says all of that.
func (p page) says(t *testing.T, status int, sentences ...string) {
	t.Helper()
	if p.status != status {
		t.Errorf("%s answers %d instead of %d", p.path, p.status, status)
	}
	for _, s := range sentences {
		if !strings.Contains(p.text(), s) {
			t.Errorf("the page at %s does not say %q, but: %s", p.path, s, p.text())
		}
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
