package web

import (
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"commonhall"
)

const host = "http://hall.example"

// browser keeps cookies and sends what browsers send with a navigation. Whatever
// it is answered, it checks what must hold of every answer.
type browser struct {
	t       *testing.T
	handler http.Handler
	jar     *cookiejar.Jar
	session commonhall.Session
	headers map[string]string // of every request; an empty one is left out
	service string            // another origin, of a service to which pages may lead
}

func (h *house) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		h.t.Fatal(err)
	}
	return &browser{t: h.t, handler: h.handler, jar: jar, headers: map[string]string{
		"Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate", "User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/128.0"}}
}

// as returns the same browser that sends other headers: pairs of name and value.
func (b *browser) as(pairs ...string) *browser {
	c := *b
	c.headers = map[string]string{}
	for name, value := range b.headers {
		c.headers[name] = value
	}
	for i := 0; i < len(pairs); i += 2 {
		c.headers[pairs[i]] = pairs[i+1]
	}
	return &c
}

func (b *browser) cookie(name, value string) {
	b.jar.SetCookies(address("/"), []*http.Cookie{{Name: name, Value: value, Path: "/"}})
}

func address(path string) *url.URL {
	u, err := url.Parse(host + path)
	if err != nil {
		panic(err)
	}
	return u
}

// page is an answer.
type page struct {
	t      *testing.T
	at     string // its address
	status int
	header http.Header
	text   string
	doc    *html.Node // nil if it is no page

	service string
}

func (b *browser) get(path string) *page { b.t.Helper(); return b.send("GET", path, nil) }

func (b *browser) post(path string, form url.Values) *page {
	b.t.Helper()
	return b.send("POST", path, form)
}

func (b *browser) send(method, path string, form url.Values) *page {
	b.t.Helper()
	r := httptest.NewRequest(method, host+path, strings.NewReader(form.Encode()))
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, value := range b.headers {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	for _, c := range b.jar.Cookies(r.URL) {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, r)
	p := &page{t: b.t, at: path, status: w.Code, header: w.Result().Header, text: w.Body.String(), service: b.service}
	b.jar.SetCookies(r.URL, w.Result().Cookies())
	if strings.HasPrefix(p.header.Get("Content-Type"), "text/html") && w.Body.Len() > 0 && !p.redirects() {
		doc, err := html.Parse(strings.NewReader(p.text))
		if err != nil {
			b.t.Fatal(err)
		}
		p.doc = doc
	}
	p.keepsTheRules()
	return p
}

func (p *page) redirects() bool { return p.status >= 300 && p.status < 400 }

// keepsTheRules checks what holds of every answer below /hub/ (decision 004), and
// of every page.
func (p *page) keepsTheRules() {
	p.t.Helper()
	for name, want := range map[string]string{"Content-Security-Policy": ContentSecurityPolicy, "Cross-Origin-Opener-Policy": "same-origin",
		"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin", "Cache-Control": "no-store"} {
		got := slices.Clone(p.header.Values(name))
		if p.service != "" && len(got) == 1 {
			got[0] = strings.Replace(got[0], " "+p.service, "", 1)
		}
		if len(got) != 1 || got[0] != want {
			p.t.Errorf("%s: the header %s is %q, want %q alone", p.at, name, got, want)
		}
	}
	to := p.header.Get("Location")
	if to != "" && !strings.HasPrefix(p.at, "/hub/oauth_login") && (p.service == "" || !strings.HasPrefix(to, p.service+"/")) && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.HasPrefix(to, `/\`)) {
		p.t.Errorf("%s leads to %q, which is elsewhere", p.at, to)
	}
	if p.doc != nil {
		checkPage(p.t, p.doc, "")
	}
}

// shows checks the status and that the words are to be read.
func (p *page) shows(status int, words ...string) *page {
	p.t.Helper()
	if p.status != status {
		p.t.Fatalf("%s: status %d, want %d; %s", p.at, p.status, status, p.words())
	}
	for _, w := range words {
		if !strings.Contains(p.words(), w) {
			p.t.Errorf("%s does not say %q, but %s", p.at, w, p.words())
		}
	}
	return p
}

// leads checks where the answer sends the browser.
func (p *page) leads(to string) *page {
	p.t.Helper()
	if got := p.header.Get("Location"); p.status != http.StatusSeeOther || got != to {
		p.t.Fatalf("%s: status %d to %q, want %q; %s", p.at, p.status, got, to, p.words())
	}
	return p
}

// words returns what a person reads, each run of spaces as one.
func (p *page) words() string {
	if p.doc == nil {
		return p.text
	}
	body := find(p.doc, "body")
	return strings.Join(strings.Fields(words(body[0])), " ")
}

// find returns the elements with a tag ("" for any) and all of the attributes,
// each written name=value or name alone.
func find(in *html.Node, tag string, attrs ...string) (out []*html.Node) {
	c := &checker{}
	c.walk(in, func(n *html.Node) {
		if tag != "" && n.Data != tag {
			return
		}
		for _, a := range attrs {
			name, value, exact := strings.Cut(a, "=")
			if !has(n, name) || exact && attr(n, name) != value {
				return
			}
		}
		out = append(out, n)
	})
	return out
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// one returns the only such element.
func (p *page) one(tag string, attrs ...string) *html.Node {
	p.t.Helper()
	if p.doc == nil {
		p.t.Fatalf("%s is no page: status %d, %s", p.at, p.status, p.text)
	}
	all := find(p.doc, tag, attrs...)
	if len(all) != 1 {
		p.t.Fatalf("%s has %d of <%s %v>, want one; %s", p.at, len(all), tag, attrs, p.words())
	}
	return all[0]
}

// none checks that there is no such element.
func (p *page) none(tag string, attrs ...string) {
	p.t.Helper()
	if n := len(find(p.doc, tag, attrs...)); n != 0 {
		p.t.Errorf("%s has %d of <%s %v>, want none", p.at, n, tag, attrs)
	}
}

// title is the page's heading.
func (p *page) title() string { p.t.Helper(); return strings.TrimSpace(words(p.one("h1"))) }

// form returns what a browser would send of the form that posts to action.
func (p *page) form(action string) url.Values {
	p.t.Helper()
	out := url.Values{}
	f := p.one("form", "action="+action, "method=post")
	for _, n := range append(append(find(f, "input"), find(f, "textarea")...), find(f, "select")...) {
		name := attr(n, "name")
		switch {
		case name == "", n.Data == "input" && (attr(n, "type") == "radio" || attr(n, "type") == "checkbox") && !has(n, "checked"):
		case n.Data == "textarea":
			out.Add(name, words(n))
		case n.Data == "select":
			chosen := append(find(n, "option", "selected"), find(n, "option")...)[0] // as browsers do
			out.Add(name, attr(chosen, "value"))
		default:
			out.Add(name, attr(n, "value"))
		}
	}
	return out
}

// submit sends a form of p as b, with some fields filled in: pairs of name and
// value.
func (b *browser) submit(p *page, action string, fields ...string) *page {
	b.t.Helper()
	form := p.form(action)
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	return b.post(action, form)
}

// follow goes where the answer leads, as far as that is a page of the hub.
func (b *browser) follow(p *page) *page {
	b.t.Helper()
	for range 8 {
		if !p.redirects() {
			return p
		}
		p = b.get(p.header.Get("Location"))
	}
	b.t.Fatalf("%s: no end of being sent on", p.at)
	return nil
}
