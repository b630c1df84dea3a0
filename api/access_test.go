package api

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"

	"commonhall"
	"commonhall/auth"
	"commonhall/scope"
)

// The table below asks every route as everybody, and what it expects comes from nothing
// but the scope that the route declares, the person or group that its path names, and a
// tree of scopes and a rule that are written here once more. TestWhoMayDoWhat has the
// same by hand.

// scopeTree is JupyterHub's, each scope before those that it includes.
const scopeTree = `
admin:users = admin:auth_state users read:roles:users delete:users
users = read:users list:users users:activity
read:users = read:users:name read:users:groups read:users:activity
list:users = read:users:name
users:activity = read:users:activity
admin:servers = admin:server_state servers
servers = read:servers start:servers delete:servers
read:servers = read:users:name
tokens = read:tokens
admin:groups = groups read:roles:groups delete:groups
groups = read:groups list:groups
read:groups = read:groups:name
list:groups = read:groups:name
admin:services = list:services read:services
read:services = read:services:name read:roles:services
admin:roles = read:roles
read:roles = read:roles:users read:roles:services read:roles:groups
shares = access:servers read:shares users:shares groups:shares
users:shares = read:users:shares
groups:shares = read:groups:shares`

// within returns a scope with all that it includes.
func within(scope string) []string {
	out := []string{scope}
	for line := range strings.Lines(scopeTree) {
		if above, below, _ := strings.Cut(strings.TrimSpace(line), " = "); above == scope {
			for _, s := range strings.Fields(below) {
				out = append(out, within(s)...)
			}
		}
	}
	return out
}

// over narrows scopes.
func over(filter string, scopes ...string) (out []string) {
	for _, s := range scopes {
		out = append(out, s+filter)
	}
	return out
}

// Scopes as JupyterHub gives them to the roles user and admin, with our own one.
func ownScopes() []string {
	return strings.Fields("read:users users:shares read:shares users:activity servers tokens access:servers environments announcements limits")
}

func adminScopes() []string {
	return strings.Fields("admin-ui admin:users admin:servers admin:services tokens admin:groups list:services read:services " +
		"read:hub proxy shutdown access:services access:servers read:roles read:metrics shares environments announcements limits admin:roles")
}

// personal are those of an administrator's that can be narrowed to some people.
func personal() []string {
	return strings.Fields("admin:users admin:servers tokens access:servers shares environments announcements limits")
}

// principal is somebody who asks. ada and math, of which she is, are asked about.
type principal struct {
	name  string
	valid bool // the credential is
	root  bool // on the administrators' socket
	reads bool // and does no more: a browser's session
	// administrator is what it has the role of, and holds admin:users over everybody.
	administrator bool
	holds         []string // over what
	come          func(*hub) caller
}

// of returns the token of somebody's that is made with the scopes that it holds.
func of(name, owner string, scopes []string) principal {
	return principal{name: name, valid: true, holds: scopes, come: func(h *hub) caller {
		var list []commonhall.Scope
		for _, s := range scopes {
			list = append(list, commonhall.Scope(s))
		}
		return h.token(commonhall.UserName(owner), list...)
	}}
}

func as(name string, holds []string) principal {
	return principal{name: name, valid: true, holds: holds, come: func(h *hub) caller { return h.caller(name) }}
}

func principals() []principal {
	var reading []string
	for _, s := range strings.FieldsFunc(scopeTree+" read:hub read:metrics", func(r rune) bool { return r == ' ' || r == '=' || r == '\n' }) {
		if strings.HasPrefix(s, "read:") || strings.HasPrefix(s, "list:") {
			reading = append(reading, s)
		}
	}
	slices.Sort(reading)
	cookie := as("cookie", adminScopes())
	cookie.reads = true
	admin := as("admin", adminScopes())
	admin.administrator = true
	list := []principal{
		{name: "nobody", come: func(*hub) caller { return caller{} }},
		{name: "expired", come: func(h *hub) caller { return h.caller("expired") }},
		{name: "suspended", come: suspended},
		{name: "revoked", come: revoked},
		{name: "through ada's server", come: func(h *hub) caller {
			c := h.token("boss")
			c.door = auth.Door{Inside: "ada"}
			return c
		}},
		{name: "script", come: func(h *hub) caller { return h.caller("script") }},
		cookie, as("none", nil), as("server", append(over("!user=ada", "users:activity"), over("!server=ada/", "access:servers")...)),
		as("self", over("!user=ada", ownScopes()...)), as("other", over("!user=ben", ownScopes()...)),
		of("reader", "boss", slices.Compact(reading)),
		of("admin of ada", "boss", over("!user=ada", personal()...)), of("admin of ben", "boss", over("!user=ben", personal()...)),
		of("admin of math", "boss", over("!group=math", append(personal(), "admin:groups")...)),
		of("admin of art", "boss", over("!group=art", append(personal(), "admin:groups")...)),
		of("her server's", "ada", over("!server=ada/", "servers", "access:servers", "read:shares")),
		of("her other server's", "ada", over("!server=ada/get", "servers", "access:servers", "read:shares")),
		of("admin of a server", "boss", over("!server=ada/", "admin:servers", "access:servers", "shares")),
		of("admin of ben's server", "boss", over("!server=ben/", "admin:servers", "access:servers", "shares")),
		{name: "with whom a server is shared", valid: true, come: shared,
			holds: append(over("!user=ben", ownScopes()...), over("!server=ada/", "servers", "access:servers")...)},
		of("admin of a service", "boss", over("!service=cull", "admin:services", "access:services")),
		serving("idle service"), serving("service of math", over("!group=math", append(personal(), "admin:groups")...)...),
		of("everything, of ada", "boss", over("!user=ada", adminScopes()...)),
		serving("service for ben", over("!user=ben", personal()...)...), serving("service of all", adminScopes()...),
		admin,
	}
	return append(list, principal{name: "operator", valid: true, root: true, come: func(h *hub) caller { return operator() }})
}

// suspended returns the token of an administrator who was suspended.
func suspended(h *hub) caller {
	h.must(h.add([]string{"sue"}, true))
	c := h.token("sue")
	h.must(h.auth.Suspend(h.t.Context(), "sue"))
	return c
}

// shared returns ben, to whom the server of ada's is lent.
func shared(h *hub) caller {
	scopes := []commonhall.Scope{"servers", "access:servers"}
	_, err := h.auth.Share(h.t.Context(), commonhall.Share{Owner: "ada", User: "ben", Scopes: scopes}, scope.Administrator())
	h.must(err)
	return h.token("ben")
}

// serving returns a service with a role of its own.
func serving(name string, scopes ...string) principal {
	return principal{name: name, valid: true, holds: scopes, come: func(h *hub) caller {
		s := auth.Service{Name: "s" + commonhall.ServiceName(strconv.Itoa(len(h.secrets)))}
		c, r := h.service(s), commonhall.Role{Name: commonhall.RoleName("of-" + s.Name), Holders: commonhall.Holders{Services: []commonhall.ServiceName{s.Name}}}
		for _, sc := range scopes {
			r.Scopes = append(r.Scopes, commonhall.Scope(sc))
		}
		if len(scopes) > 0 {
			h.must(h.auth.AddRole(h.t.Context(), r, scope.Administrator()))
		}
		return c
	}}
}

func revoked(h *hub) caller {
	text, t, err := h.auth.CreateToken(h.t.Context(), "boss", auth.NewToken{Scopes: []commonhall.Scope{"inherit"}}, scope.Person("boss", true))
	h.must(err)
	h.must(h.auth.RevokeToken(h.t.Context(), "boss", t.ID))
	return caller{header: map[string]string{"Authorization": "token " + text}}
}

// can reports whether the principal can exist: group filters are refused until there
// are some, and then nobody can have a token with them.
func (p principal) can(h *hub) bool {
	for _, s := range p.holds {
		if !strings.Contains(s, "!group=") {
			continue
		}
		_, _, err := h.auth.CreateToken(h.t.Context(), "boss", auth.NewToken{Scopes: []commonhall.Scope{commonhall.Scope(s)}}, scope.Person("boss", true))
		if err != nil && commonhall.KindOf(err) != commonhall.InvalidArgument {
			h.t.Errorf("a token with %s: %v", s, err)
		}
		return err == nil
	}
	return true
}

// administratorsOnly are routes that want more than their scope: an administrator. What they give
// nobody can tell beforehand.
func administratorsOnly() []string {
	return []string{"POST /users/{name}/identities", "DELETE /users/{name}/identities/{id}", "POST /removed/{id}/restore"}
}

// verdict is what the rule says of a request.
type verdict string

const (
	allowed  verdict = "allowed"
	refused  verdict = "refused"  // 403
	unknown  verdict = "unknown"  // 404, as if there were no such person
	bounded  verdict = "bounded"  // refused, or as if there were nothing
	filtered verdict = "filtered" // a list without what is not theirs, or refused
)

// judge is the rule. Whoever holds none of a route's scopes is refused. Whoever holds
// one without a filter may. A filter reaches the person, group or server of the path;
// of others it says that there are none. What is about nobody in particular, it does
// not reach; lists hold no more than it names.
func judge(p principal, rt route, path string) verdict {
	switch {
	case rt.scope == public || p.root:
		return allowed
	case !p.valid, p.reads && rt.method != "GET":
		return refused
	case rt.scope == anyone:
		return allowed
	case slices.Contains(administratorsOnly(), rt.name()) && !p.administrator:
		return bounded
	}
	held := false
	for _, s := range p.holds {
		base, filter, _ := strings.Cut(s, "!")
		for _, word := range strings.Fields(rt.scope) {
			if !slices.Contains(within(base), word) {
				continue
			}
			held = true
			if filter == "" || reaches(filter, word, path) {
				return allowed
			}
		}
	}
	first, rest, _ := strings.Cut(strings.TrimPrefix(rt.path, "/"), "/")
	switch {
	case !held:
		return refused
	case strings.HasPrefix(rest, "{") && slices.Contains([]string{"users", "groups", "services"}, first):
		return unknown
	case rest == "" && rt.method == "GET":
		return filtered
	}
	return bounded
}

// reaches reports whether a filter names what the path is about.
func reaches(filter, word, path string) bool {
	ada := path == "/users/ada" || strings.HasPrefix(path, "/users/ada/") || path == "/shares/ada" || strings.HasPrefix(path, "/shares/ada/") ||
		path == "/share-codes/ada" || strings.HasPrefix(path, "/share-codes/ada/")
	switch filter {
	case "user=ada":
		return ada
	case "group=math":
		return ada || path == "/groups/math" || strings.HasPrefix(path, "/groups/math/")
	}
	if service, ok := strings.CutPrefix(filter, "service="); ok {
		return path == "/services/"+service || strings.HasPrefix(path, "/services/"+service+"/")
	}
	if server, ok := strings.CutPrefix(filter, "server=ada/"); ok {
		if word == "shares" || word == "read:shares" {
			return path == "/shares/ada/"+server || strings.HasPrefix(path, "/share-codes/ada/"+server)
		}
		_, of, _ := strings.Cut(path, "/servers/")
		of, _, _ = strings.Cut(of, "/")
		return ada && strings.HasSuffix(word, "servers") && of == server
	}
	return false
}

// met reports whether the answer is what the rule says. usual is what root is answered.
func (v verdict) met(status, usual int, body string) bool {
	switch v {
	case allowed:
		return status == usual
	case refused:
		return status == http.StatusForbidden
	case unknown:
		return status == http.StatusNotFound
	case bounded:
		return status == http.StatusForbidden || status == http.StatusNotFound
	}
	names := strings.Contains(body, `"boss"`) || strings.Contains(body, `"eve"`)
	return status == http.StatusForbidden || status == http.StatusNotFound || status == usual && !names
}

// plain is a body for routes whose other one would ask for more than the route's scope.
func plain(rt route, body string) string {
	if rt.name() == "POST /roles" { // nobody gives more than they hold
		return `{"name":"tutor","scopes":["read:roles"]}`
	}
	if strings.HasPrefix(rt.path, "/shares/") { // whom one may not know, one cannot name
		return "{}"
	}
	if rt.name() == "PATCH /users/{name}" { // nobody makes administrators who is none
		return "{}"
	}
	return body
}

// asked makes what the request of a route needs to succeed, and returns its path.
func (h *hub) asked(path string) string {
	h.token("ada") // a1
	path = h.class(path)
	if strings.HasSuffix(path, "/servers/get") || strings.HasSuffix(path, "/servers/patch") {
		h.want(201, operator(), "PUT", path, "")
	}
	h.want(201, operator(), "POST", "/groups/math", `{"users":["ada"]}`)
	h.want(201, operator(), "POST", "/groups/art", "")
	return path
}

// TestAccess asks every route as everybody, and then as root: what was refused has
// changed nothing.
func TestAccess(t *testing.T) {
	table := everyAttempt()
	for _, rt := range (&API{}).routes() {
		row := table[rt.name()]
		if row.path == "" {
			row.path = strings.ReplaceAll(rt.path, "{name}", "ada")
		}
		row.body = plain(rt, row.body)
		if m := rt.method; strings.HasSuffix(rt.path, "/servers/{server}") && (m == "GET" || m == "PUT" || m == "PATCH") {
			row.path = "/users/ada/servers/" + strings.ToLower(m) // PUT makes one, the others ask for one that is there
			row.want = strings.Repeat(map[bool]string{false: "200 ", true: "201 "}[m == "PUT"], 12)
		}
		t.Run(rt.name(), func(t *testing.T) {
			var changing []principal
			usual := 0
			story(t, func(h *hub) {
				path := h.asked(row.path)
				answers := map[*principal]*httptest.ResponseRecorder{}
				for _, p := range principals() {
					if judge(p, rt, path) == allowed && rt.method != "GET" {
						changing = append(changing, p)
					} else if p.can(h) {
						answers[&p] = h.call(p.come(h), rt.method, path, row.body)
					}
				}
				w := h.call(operator(), rt.method, path, row.body)
				if usual = w.Code; w.Code == http.StatusForbidden || strings.Fields(row.want)[11] != strconv.Itoa(usual) && row.body != "{}" {
					t.Errorf("%s: root hears %d %s after others had been refused", rt.name(), w.Code, w.Body)
				}
				rt.succeeds(t, w)
				for p, w := range answers {
					h.judged(rt, *p, path, w, usual)
				}
			})
			for _, p := range changing {
				story(t, func(h *hub) {
					if path := h.asked(row.path); p.can(h) {
						h.judged(rt, p, path, h.call(p.come(h), rt.method, path, row.body), usual)
					}
				})
			}
		})
	}
}

func (h *hub) judged(rt route, p principal, path string, w *httptest.ResponseRecorder, usual int) {
	h.t.Helper()
	v := judge(p, rt, path)
	if !v.met(w.Code, usual, w.Body.String()) {
		h.t.Errorf("%s (%s) as %s: %d %s, but its scopes say %s (root hears %d)", rt.name(), rt.scope, p.name, w.Code, w.Body, v, usual)
	}
}

// TestUndeclared: with a route of which nobody said who may call it, or said it with a
// word that is no scope, the API does not start.
func TestUndeclared(t *testing.T) {
	for scope, starts := range map[string]bool{"": false, " ": false, "read:nothing": false, "read:users read:nothing": false,
		"inherit": false, "read:users!user": false, public: true, anyone: true, rootOnly: true, "read:users": true, "read:users tokens": true} {
		func() {
			defer func() {
				if p := recover(); (p == nil) != starts {
					t.Errorf("a route with the scope %q starts: %v (%v)", scope, p == nil, p)
				}
			}()
			route{"GET", "/x", scope, nil}.check()
		}()
	}
}
