package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"commonhall"
	"commonhall/auth"
	"commonhall/scope"
)

// looker is somebody who looks at pages and sends forms. All are about ada.
type looker struct {
	name    string
	b       *browser
	session bool     // that counts for pages and forms
	token   bool     // of forms, that counts for what scripts read
	is      []access // beside everybody and signed in
}

// lookers are everybody who may come, as the addresses of pages know them.
func (h *house) lookers() []looker {
	h.add(false, "ben", "tutor", "mentor", "sue", "guest", "rita", "max", "aide")
	h.add(true, "chief")
	h.changes = append(h.changes, "tutor")
	_, _, err := h.auth.ChangeGroup(h.t.Context(), "math", commonhall.MakeTeacher, []string{"mentor"})
	h.must(err)
	_, err = h.auth.Share(h.t.Context(), commonhall.Share{Owner: "ada", User: "guest", Scopes: []commonhall.Scope{"access:servers", "servers"}}, scope.Administrator())
	h.must(err)
	service, server := h.programsTokens()
	h.role("reads", "admin-ui read:roles", "rita", "max")
	h.role("makes", "admin:roles list:users", "max", "ben") // ben may not see the page
	h.role("helps", "admin-ui list:users!group=math servers!group=math", "aide")
	script := h.signedIn("chief").as("Sec-Fetch-Dest", "empty", "Sec-Fetch-Mode", "cors")
	ended, suspended := h.signedIn("ben"), h.signedIn("sue")
	h.must(h.auth.SignOut(h.t.Context(), "ben", ended.session.ID))
	h.must(h.auth.Suspend(h.t.Context(), "sue"))
	text, _, err := h.auth.CreateToken(h.t.Context(), "teacher", auth.NewToken{Scopes: []commonhall.Scope{"inherit"}}, scope.Person("teacher", true))
	h.must(err)
	return []looker{
		{name: "nobody", b: h.browser()}, {name: "who signed out", b: ended}, {name: "suspended", b: suspended},
		{name: "a token", b: h.browser().as("Authorization", "token "+text)},
		{name: "a service", b: h.browser().as("Authorization", "token "+service)},
		{name: "ben's server", b: h.browser().as("Authorization", "token "+server)},
		{name: "a script", b: script},
		{name: "a frame", b: script.as("Sec-Fetch-Dest", "iframe", "Sec-Fetch-Mode", "navigate")},
		{name: "ada", b: h.signedIn("ada"), session: true, token: true, is: []access{oneself}},
		{name: "ben", b: h.signedIn("ben"), session: true, token: true},
		{name: "with whom her server is shared", b: h.signedIn("guest"), session: true, token: true},
		{name: "who teaches with the software", b: h.signedIn("tutor"), session: true, token: true, is: []access{changers}},
		{name: "who teaches a group", b: h.signedIn("mentor"), session: true, token: true, is: []access{teachers}},
		{name: "who reads roles", b: h.signedIn("rita"), session: true, token: true, is: []access{roleReaders}},
		{name: "who makes roles", b: h.signedIn("max"), session: true, token: true, is: []access{helpers, roleReaders, roleMakers}},
		{name: "who helps", b: h.signedIn("aide"), session: true, token: true, is: []access{helpers}},
		{name: "an administrator", b: h.signedIn("chief"), session: true, token: true, is: []access{changers, teachers, administrators, helpers, roleReaders, roleMakers}},
	}
}

// programsTokens returns those of a service that may everything, and of ben's server.
func (h *house) programsTokens() (service, server string) {
	service = h.auth.ServiceToken("helper")
	h.must(h.auth.KeepServiceToken(h.t.Context(), "helper", service))
	h.auth.AddService(auth.Service{Name: "helper", Admin: true})
	server, err := h.auth.CreateServerToken(h.t.Context(), commonhall.UserName("ben").Default(), "1-run")
	h.must(err)
	return service, server
}

// may is the rule: what a page declares is what its visitor has to be.
func (l looker) may(rt route) bool {
	switch {
	case rt.access == everybody:
		return true
	case rt.script && !l.token, !l.session:
		return false
	}
	return rt.access == signedIn || slices.Contains(l.is, rt.access)
}

// asks makes the request of a route.
func (h *house) asks(l looker, rt route) *page {
	b, form := l.b, url.Values{}
	if l.session {
		form.Set("_xsrf", h.auth.FormToken("page", string(b.session.ID)))
	}
	if rt.script && l.token {
		b = b.as("Sec-Fetch-Dest", "empty", "X-XSRFToken", form.Get("_xsrf"))
	}
	method, path, ok := strings.Cut(rt.pattern, " ")
	if !ok {
		if method, path = "GET", rt.pattern; strings.HasSuffix(path, "/") {
			path += "no/such/page"
		}
	}
	path = strings.NewReplacer("{name}", "ada", "{group}", "math", "{role}", "aide", "{server}", "thesis", "{service}", "cull", "{environment}", "python", "{id}", "1", "{code}", "x", "{status}", "503", "{rest...}", "lab", "{$}", "").Replace(path)
	if method == "GET" {
		return b.get(path)
	}
	for name, value := range unsafe()[path] {
		form[name] = value
	}
	return b.post(path, form)
}

// TestAccess asks every page as everybody. Whom the table does not let in is sent away
// before anything is done; what they would have done has changed nothing.
func TestAccess(t *testing.T) {
	h, _ := guarded(t)
	lookers := h.lookers()
	before := h.softwareState()
	for _, rt := range h.door.table {
		for _, l := range lookers {
			if l.may(rt) {
				continue
			}
			p := h.asks(l, rt)
			away := p.status == http.StatusForbidden || p.redirects() && strings.HasPrefix(p.header.Get("Location"), "/hub/login")
			hidden := p.status == http.StatusNotFound && strings.Contains(p.text, "nothing that you may see")
			if signed := l.session && (!rt.script || l.token); signed && !hidden || !signed && !away {
				t.Errorf("%s, for %s, as %s: %d to %q, %s", rt.pattern, rt.access, l.name, p.status, p.header.Get("Location"), p.text)
			}
		}
	}
	if after := h.softwareState(); after != before {
		t.Errorf("the software has changed: %s, was %s", after, before)
	}
	for _, rt := range h.door.table {
		for _, l := range lookers {
			if l.may(rt) {
				h.letsIn(l, rt)
			}
		}
	}
	if got, want := h.snapshot(), "math [ada mentor*]\nteacher yes no yes stopped no yes\nada no no yes stopped no yes\n"; !strings.HasPrefix(got, want) {
		t.Errorf("something has changed: %s", got)
	}
}

// letsIn checks that the page, or the form, is reached. What it does is others' test.
func (h *house) letsIn(l looker, rt route) {
	reached, do, mux := false, rt.do, http.NewServeMux()
	rt.do = func(v *visit) error {
		if reached = true; v.Method == http.MethodPost {
			return nil
		}
		return do(v)
	}
	mux.Handle(rt.pattern, h.door.handle(rt))
	b := *l.b
	b.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		headers(w.Header())
		mux.ServeHTTP(w, r)
	})
	l.b = &b
	if p := h.asks(l, rt); !reached || strings.Contains(p.text, "nothing that you may see") {
		h.t.Errorf("%s, for %s, as %s: %d, %s", rt.pattern, rt.access, l.name, p.status, p.text)
	}
}

// TestUndeclared: with a page of which nobody said whom it is for nothing starts.
func TestUndeclared(t *testing.T) {
	for who, starts := range map[access]bool{"": false, "admin": false, everybody: true, signedIn: true, oneself: true, changers: true, teachers: true, administrators: true, helpers: true, roleReaders: true, roleMakers: true} {
		func() {
			defer func() {
				if p := recover(); (p == nil) != starts {
					t.Errorf("a page for %q starts: %v", who, p)
				}
			}()
			d := &Door{mux: http.NewServeMux()}
			d.page("GET /hub/x", who, nil)
			if len(d.table) != 1 {
				t.Errorf("the table is %v", d.table)
			}
		}()
	}
}
