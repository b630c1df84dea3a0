package main

import (
	"net/http"
	"slices"
	"strings"
)

// rows are all promises, in the order in which they are asked for.
func rows() []row {
	return slices.Concat(hubRows, ruleRows, listRows, peopleRows, activityRows, serverRows, tokenRows, groupRows,
		scopeRows, shareRows, serviceRows, oauthRows, browserRows)
}

// hubRows are about the hub itself.
var hubRows = []row{
	{"hub.version", "GET /", "says the version to everybody, in the body and in a header", "", func(t *trial) {
		for _, path := range []string{"/", ""} {
			t.ask(nobody, "GET", path, "").ok().has(t.k.said, "version").sends("X-JupyterHub-Version", t.k.said)
		}
	}},
	{"hub.health", "GET /health", "answers 200 and nothing, also to HEAD below /hub", "", func(t *trial) {
		t.ask(nobody, "GET", "/health", "").is(200).empty()
		for _, method := range []string{"GET", "HEAD"} {
			t.send(t.k.http, nobody, method, "/hub/health", "").is(200).empty()
		}
	}},
	{"hub.info", "GET /info", "tells versions and classes", "", func(t *trial) {
		a := t.admin("GET", "/info", "").ok().has(t.k.said, "version").keys(nil, "python", "sys_executable")
		a.keys([]any{"spawner"}, "class", "version").keys([]any{"authenticator"}, "class", "version")
	}},
	{"hub.info-scope", "GET /info", "wants the scope read:hub", "", func(t *trial) {
		t.ask(t.tokenOf(t.person()), "GET", "/info", "").refuses(403)
	}},
	{"hub.root", "GET /user/N/", "what is outside /hub/ and no server's leads into the hub", "", func(t *trial) {
		name := t.person()
		t.leads("/user/"+name+"/lab?a=b", "/hub/user/"+name+"/lab?a=b")
		t.leads("/", "/hub/")
	}},
	{"hub.metrics", "GET /hub/metrics", "has the hub's numbers for Prometheus, with the scope read:metrics alone", "", func(t *trial) {
		a := t.send(t.k.http, t.k.token, "GET", "/hub/metrics", "", "Authorization", "token "+t.k.token).is(200).sends("Content-Type", "text/plain")
		for _, name := range []string{"request_duration_seconds", "server_spawn_duration_seconds", "running_servers", "total_users"} {
			if !strings.Contains(string(a.body), "\njupyterhub_"+name) && !strings.Contains(string(a.body), " jupyterhub_"+name) {
				a.wrong("there is no jupyterhub_%s", name)
			}
		}
		if strings.Contains(string(a.body), `handler="",code="200"`) {
			a.wrong("requests that were answered are counted without their handler")
		}
		t.send(t.k.http, nobody, "GET", "/hub/metrics", "").is(403)
	}},
	{"hub.proxy", "GET /proxy", "lists the routes, the hub's own and that of each running server", "", func(t *trial) {
		name := t.runner()
		a := t.admin("GET", "/proxy", "").ok()
		a.keys([]any{"/"}, "routespec", "target", "data").has(true, "/", "data", "hub")
		a.keys([]any{"/user/" + name + "/"}, "target").has(name, "/user/"+name+"/", "data", "user").has("", "/user/"+name+"/", "data", "server_name")
		t.admin("GET", "/proxy?limit=1", "", "Accept", paginated).ok().has(1, "_pagination", "limit").object("items")
	}},
	{"hub.proxy-check", "POST /proxy", "checks the routes: 200 and nothing", "", func(t *trial) {
		t.admin("POST", "/proxy", "").is(200).empty()
	}},
	{"hub.proxy-scope", "GET, POST /proxy", "wants the scope proxy", "", func(t *trial) {
		token := t.tokenOf(t.person())
		t.ask(token, "GET", "/proxy", "").refuses(403)
		t.ask(token, "POST", "/proxy", "").refuses(403)
	}},
	{"hub.shutdown-scope", "POST /shutdown", "wants the scope shutdown (with it, it is not tried)", "", func(t *trial) {
		t.ask(t.tokenOf(t.person()), "POST", "/shutdown", "").refuses(403)
	}},
}

// leads wants a redirect.
func (t *trial) leads(from, to string) {
	a := t.send(t.k.http, nobody, "GET", from, "")
	if got := strings.TrimPrefix(a.header.Get("Location"), t.k.origin()); a.status/100 != 3 || got != to {
		a.wrong("wanted a redirect to %s, got %s", to, a)
	}
}

// ruleRows hold for every endpoint.
var ruleRows = []row{
	{"rules.nobody", "any", "403 without credentials, never 401", "", func(t *trial) {
		for _, path := range []string{"/user", "/users", "/groups", "/services", "/info", "/proxy"} {
			t.ask(nobody, "GET", path, "").refuses(403)
		}
		t.ask(nobody, "POST", "/users", `{"usernames":["conform"]}`).refuses(403)
	}},
	{"rules.wrong-token", "any", "403 with a token that there is not", "", func(t *trial) {
		for _, path := range []string{"/user", "/users", "/groups"} {
			t.ask("0123456789abcdef0123456789abcdee", "GET", path, "").refuses(403)
		}
	}},
	{"rules.token-words", "any", `the words "token" and "bearer" in any case`, "", func(t *trial) {
		for _, word := range []string{"token", "Token", "TOKEN", "bearer", "Bearer"} {
			t.send(t.k.http, t.k.token, "GET", "/hub/api/user", "", "Authorization", word+" "+t.k.token).ok()
		}
	}},
	{"rules.headers", "any", "each answer has the version and the policies, errors too", "", func(t *trial) {
		for _, a := range []*answer{t.admin("GET", "/users?limit=1", ""), t.ask(nobody, "GET", "/users", ""), t.admin("GET", "/users/"+t.k.name(), ""), t.admin("GET", "/nothing", "")} {
			a.sends("X-JupyterHub-Version", t.k.said).sends("Access-Control-Allow-Headers", "authorization")
			a.sends("Content-Security-Policy", "default-src 'none'").sends("Content-Security-Policy", "frame-ancestors")
		}
	}},
	{"rules.no-frames", "any", "no answer may be framed", "4.1", func(t *trial) {
		t.admin("GET", "/user", "").sends("Content-Security-Policy", "frame-ancestors 'none'")
	}},
	{"rules.unknown", "any", "404 in JSON for what there is not", "", func(t *trial) {
		t.admin("GET", "/nothing", "").refuses(404)
		t.admin("GET", "/users/"+t.k.name()+"/nothing", "").refuses(404)
		t.ask(nobody, "GET", "/nothing", "").refuses(404)
	}},
	{"rules.method", "any", "405 in JSON for a method that a path has not", "", func(t *trial) {
		t.admin("PUT", "/users", "").refuses(405)
		t.admin("DELETE", "/user", "").refuses(405)
		t.admin("POST", "/info", "").refuses(405)
	}},
	{"rules.options", "any", "OPTIONS says 200 or 204 to everybody, as browsers ask before they ask", "", func(t *trial) {
		for _, path := range []string{"/users", "/users/" + t.k.name() + "/server", "/user"} {
			t.ask(nobody, "OPTIONS", path, "").is(200, 204).empty().sends("Access-Control-Allow-Headers", "authorization")
		}
	}},
	{"rules.any-content-type", "POST", "a body is JSON whatever its content type says, where a token asks", "", func(t *trial) {
		for _, kind := range []string{"application/json", "application/x-www-form-urlencoded", "text/plain"} {
			name := t.k.name()
			t.willRemove(name)
			t.admin("POST", "/users", compact(map[string]any{"usernames": []string{name}}), "Content-Type", kind).made()
		}
	}},
	{"rules.malformed", "POST, PATCH, PUT", "400 for a body that is no JSON", "", func(t *trial) {
		name := t.person()
		for _, path := range []string{"POST /users", "PATCH /users/" + name, "POST /users/" + name + "/tokens", "POST /users/" + name + "/activity", "POST /groups"} {
			method, path, _ := strings.Cut(path, " ")
			t.admin(method, path, `{"name":`).refuses(400)
		}
	}},
	{"rules.no-object", "POST, PATCH", "400 for JSON that is no object", "", func(t *trial) {
		name := t.person()
		for _, path := range []string{"POST /users", "PATCH /users/" + name, "POST /users/" + name + "/tokens", "POST /users/" + name + "/activity", "POST /groups"} {
			method, path, _ := strings.Cut(path, " ")
			t.admin(method, path, `["a"]`).refuses(400)
			t.admin(method, path, `7`).refuses(400)
		}
	}},
	{"rules.deep", "POST", "a body that is nested deeply breaks nothing", "", func(t *trial) {
		t.admin("POST", "/users", strings.Repeat("[", 900)+strings.Repeat("]", 900)).refuses(400)
		t.admin("GET", "/user", "").ok()
	}},
	{"rules.times", "any", "times are UTC, with microseconds and Z", "", func(t *trial) {
		name := t.person()
		t.admin("GET", "/users/"+name, "").ok().matches(timeText, "created")
		t.admin("POST", "/users/"+name+"/tokens", `{"expires_in":3600}`).made().matches(timeText, "created").matches(timeText, "expires_at")
	}},
}

// serviceRows are about services, and what they sign in with.
var serviceRows = []row{
	{"services.list", "GET /services", "an object of models by name, not a list", "", func(t *trial) {
		a := t.admin("GET", "/services", "").ok()
		a.object()
		if t.k.service {
			a.has("service", t.k.me, "kind").keys([]any{t.k.me}, "name", "roles", "admin", "url", "prefix", "command", "pid", "info", "display")
		}
	}},
	{"services.get", "GET /services/S", "one of them", "", func(t *trial) {
		if !t.k.service {
			panic(notAsked("the token is a person's, and no service is known"))
		}
		t.admin("GET", "/services/"+t.k.me, "").ok().has("service", "kind").has(t.k.me, "name")
	}},
	{"services.unknown", "GET /services/S", "404 where there is none of the name", "4.0", func(t *trial) {
		t.admin("GET", "/services/"+t.k.name(), "").refuses(404)
	}},
	{"services.scope", "GET /services", "wants the scope list:services", "", func(t *trial) {
		t.ask(t.tokenOf(t.person()), "GET", "/services", "").refuses(403)
	}},
	{"services.add", "POST, DELETE /services/S", "adds one that runs elsewhere, and takes it away", "4.0", func(t *trial) {
		name := t.k.name()
		t.away("/services/" + name)
		t.admin("POST", "/services/"+name, `{"info":{"a":1}}`).made().has(name, "name")
		t.admin("POST", "/services/"+name, `{"info":{"a":1}}`).refuses(409)
		t.admin("DELETE", "/services/"+name, "").is(200)
		t.admin("DELETE", "/services/"+name, "").refuses(404)
	}},
	{"services.add-managed", "POST /services/S", "400 for one whose command the hub would have to run", "4.0", func(t *trial) {
		t.admin("POST", "/services/"+t.k.name(), `{"command":["true"]}`).refuses(400)
	}},
	{"oauth.token-client", "POST /oauth2/token", "401 and invalid_client for a client that there is not", "", func(t *trial) {
		t.form("client_id=conform-nobody&client_secret=x&grant_type=authorization_code&code=x&redirect_uri=%2F").is(401).has("invalid_client", "error")
	}},
	{"oauth.token-request", "POST /oauth2/token", "400 and what is missing, for half a request", "", func(t *trial) {
		t.form("grant_type=authorization_code").is(400).has("invalid_request", "error")
		t.form("grant_type=password").is(400).has("unsupported_grant_type", "error")
	}},
	{"oauth.authorize", "GET /oauth2/authorize", "sends who is not signed in to the login page, and back", "", func(t *trial) {
		a := t.ask(nobody, "GET", "/oauth2/authorize?client_id=conform-nobody&response_type=code&redirect_uri=%2F", "")
		if to := a.header.Get("Location"); a.status != http.StatusFound || !strings.Contains(to, "/hub/login?next=") || !strings.Contains(to, "oauth2%2Fauthorize") {
			a.wrong("wanted a redirect to /hub/login?next=…, got %s", a)
		}
	}},
	{"oauth.old-token", "GET /authorizations/token/T", "whose a token is, as clients of before 2.0 ask", "", func(t *trial) {
		name := t.person()
		token := t.tokenOf(name)
		t.admin("GET", "/authorizations/token/"+token, "").ok().has(name, "name")
		t.admin("GET", "/authorizations/token/0123456789abcdef", "").refuses(404)
		t.ask(nobody, "GET", "/authorizations/token/"+token, "").refuses(403)
	}},
	{"oauth.old-token-made", "POST /authorizations/token", "404: it was taken away in 2.0", "", func(t *trial) {
		t.admin("POST", "/authorizations/token", `{}`).refuses(404)
	}},
}

func (t *trial) form(body string) *answer {
	return t.ask(nobody, "POST", "/oauth2/token", body, "Content-Type", "application/x-www-form-urlencoded").isJSON()
}
