package main

import (
	"slices"
	"time"
)

// tokenKeys are those of a token's model.
func tokenKeys() []string {
	return []string{"user", "id", "kind", "roles", "scopes", "created", "last_activity", "expires_at", "note", "session_id", "oauth_client"}
}

// tokenRows are about tokens, and what they say of who holds them.
var tokenRows = []row{
	{"user.admin", "GET /user", "who holds a token, with its scopes in order", "", func(t *trial) {
		a := t.admin("GET", "/user", "").ok().keys(nil, "kind", "name", "admin", "session_id")
		scopes, _ := a.at("scopes").([]any)
		texts := make([]string, len(scopes))
		for i, s := range scopes {
			texts[i], _ = s.(string)
		}
		if len(texts) == 0 || !slices.IsSorted(texts) {
			a.wrong("the scopes are not in order: %v", texts)
		}
	}},
	{"user.person", "GET /user", "a person's token has what they may do to themselves", "", func(t *trial) {
		name := t.person()
		a := t.ask(t.tokenOf(name), "GET", "/user", "").ok().has("user", "kind").has(name, "name").has(false, "admin").has([]string{}, "groups").has(nil, "session_id")
		for _, s := range []string{"access:servers", "delete:servers", "read:servers", "read:tokens", "read:users", "read:users:activity", "read:users:groups",
			"read:users:name", "servers", "tokens", "users:activity"} {
			a.holds([]any{"scopes"}, s+"!user="+name)
		}
	}},
	{"user.token-id", "GET /user", "says which token it is", "5.0", func(t *trial) {
		name := t.person()
		made := t.admin("POST", "/users/"+name+"/tokens", "").made()
		t.ask(made.secret(), "GET", "/user", "").ok().has(made.at("id"), "token_id")
	}},
	{"user.narrow", "GET /user", "whoever holds a token learns who they are, whatever else it is for", "", func(t *trial) {
		name := t.person()
		a := t.ask(t.tokenOf(name, "read:users:activity!user="+name), "GET", "/user", "").ok().has(name, "name").has(false, "admin").has([]string{}, "groups")
		a.holds([]any{"scopes"}, "read:users:activity!user="+name)
	}},
	{"tokens.create", "POST /users/N/tokens", "201 and the model, with the token this once", "", func(t *trial) {
		name := t.person()
		a := t.admin("POST", "/users/"+name+"/tokens", `{"note":"conform"}`).made().keys(nil, tokenKeys()...)
		a.has(name, "user").has("api_token", "kind").has("conform", "note").has([]string{}, "roles").has(nil, "expires_at").has(nil, "last_activity").has(nil, "session_id").has("JupyterHub", "oauth_client")
		a.matches(`a\d+`, "id").matches(timeText, "created").matches(`\S{16,}`, "token")
		t.ask(a.secret(), "GET", "/user", "").ok().has(name, "name")
	}},
	{"tokens.create-empty", "POST /users/N/tokens", "no body is needed, and a note is there all the same", "", func(t *trial) {
		t.admin("POST", "/users/"+t.person()+"/tokens", "").made().matches("Requested via api.*", "note")
	}},
	{"tokens.note-by", "POST /users/N/tokens", "the note says who else asked for it", "", func(t *trial) {
		kind := map[bool]string{true: "service ", false: "user "}[t.k.service]
		t.admin("POST", "/users/"+t.person()+"/tokens", "").made().has("Requested via api by "+kind+t.k.me, "note")
	}},
	{"tokens.expires", "POST /users/N/tokens", "with expires_in it ends, without it does not", "", func(t *trial) {
		name := t.person()
		t.admin("POST", "/users/"+name+"/tokens", `{"expires_in":60}`).made().matches(timeText, "expires_at")
		t.admin("POST", "/users/"+name+"/tokens", `{"expires_in":null}`).made().has(nil, "expires_at")
	}},
	{"tokens.expired", "any", "a token whose time is over opens nothing, and is in no list", "", func(t *trial) {
		name := t.person()
		made := t.admin("POST", "/users/"+name+"/tokens", `{"expires_in":1}`).must(201)
		wait(t.k.ctx, 2*time.Second)
		t.ask(made.secret(), "GET", "/user", "").refuses(403)
		t.admin("GET", "/users/"+name+"/tokens", "").ok().has([]any{}, "api_tokens")
	}},
	{"tokens.scopes", "POST /users/N/tokens", "with scopes it holds these, with all that they include", "", func(t *trial) {
		name := t.person()
		a := t.admin("POST", "/users/"+name+"/tokens", compact(map[string]any{"scopes": []string{"read:users!user"}})).made()
		for _, s := range []string{"read:users", "read:users:name", "read:users:groups", "read:users:activity"} {
			a.holds([]any{"scopes"}, s+"!user="+name)
		}
		t.ask(a.secret(), "GET", "/users/"+name, "").ok()
		t.ask(a.secret(), "POST", "/users/"+name+"/server", "").refuses(403)
	}},
	{"tokens.inherit", "POST /users/N/tokens", "without scopes it holds what its person may do", "", func(t *trial) {
		name := t.person()
		t.admin("POST", "/users/"+name+"/tokens", `{"scopes":null}`).made().holds([]any{"scopes"}, "servers!user="+name, "tokens!user="+name)
	}},
	{"tokens.too-much", "POST /users/N/tokens", "400 for scopes that its person does not hold", "", func(t *trial) {
		t.admin("POST", "/users/"+t.person()+"/tokens", `{"scopes":["admin:users"]}`).refuses(400)
		t.admin("POST", "/users/"+t.person()+"/tokens", compact(map[string]any{"scopes": []string{"read:users!user=" + t.k.me}})).refuses(400)
	}},
	{"tokens.no-scope", "POST /users/N/tokens", "400 for scopes that there are not", "4.0", func(t *trial) {
		t.admin("POST", "/users/"+t.person()+"/tokens", `{"scopes":["shoes"]}`).refuses(400)
	}},
	{"tokens.types", "POST /users/N/tokens", "400 for other types", "4.1", func(t *trial) {
		name := t.person()
		for _, body := range []string{`{"expires_in":"soon"}`, `{"scopes":"self"}`, `{"scopes":[1]}`, `{"roles":"user"}`} {
			t.admin("POST", "/users/"+name+"/tokens", body).refuses(400)
		}
	}},
	{"tokens.roles", "POST /users/N/tokens", "with roles, as before 3.0, it holds theirs", "", func(t *trial) {
		name := t.person()
		t.admin("POST", "/users/"+name+"/tokens", `{"roles":["token"]}`).made().holds([]any{"scopes"}, "servers!user="+name)
	}},
	{"tokens.for-nobody", "POST /users/N/tokens", "403 for somebody whom there is not", "", func(t *trial) {
		t.admin("POST", "/users/"+t.k.name()+"/tokens", "").refuses(403)
	}},
	{"tokens.for-others", "POST /users/N/tokens", "403 for another person", "", func(t *trial) {
		t.ask(t.tokenOf(t.person()), "POST", "/users/"+t.person()+"/tokens", "").refuses(403)
	}},
	{"tokens.list", "GET /users/N/tokens", "models, without the tokens", "", func(t *trial) {
		name := t.person()
		made := t.admin("POST", "/users/"+name+"/tokens", `{"note":"conform"}`).made()
		a := t.admin("GET", "/users/"+name+"/tokens", "").ok().has(made.at("id"), "api_tokens", 0, "id").has(nil, "api_tokens", 0, "token")
		a.keys([]any{"api_tokens", 0}, tokenKeys()...)
	}},
	{"tokens.get", "GET /users/N/tokens/ID", "one of them; 404 for what there is not, and for other people's", "", func(t *trial) {
		name, other := t.person(), t.person()
		id, _ := t.admin("POST", "/users/"+name+"/tokens", "").made().at("id").(string)
		t.admin("GET", "/users/"+name+"/tokens/"+id, "").ok().has(id, "id").has(nil, "token")
		for _, path := range []string{name + "/tokens/a99999999", name + "/tokens/shoes", name + "/tokens/ashoes", other + "/tokens/" + id, t.k.name() + "/tokens/" + id} {
			t.admin("GET", "/users/"+path, "").refuses(404)
		}
	}},
	{"tokens.used", "GET /users/N/tokens/ID", "tells when it was used last", "", func(t *trial) {
		name := t.person()
		made := t.admin("POST", "/users/"+name+"/tokens", "").made()
		id, _ := made.at("id").(string)
		t.ask(made.secret(), "GET", "/user", "").ok()
		t.admin("GET", "/users/"+name+"/tokens/"+id, "").ok().matches(timeText, "last_activity")
	}},
	{"tokens.revoke", "DELETE /users/N/tokens/ID", "204; it opens nothing from then on", "", func(t *trial) {
		name := t.person()
		made := t.admin("POST", "/users/"+name+"/tokens", "").made()
		id, _ := made.at("id").(string)
		t.admin("DELETE", "/users/"+name+"/tokens/"+id, "").is(204).empty()
		t.admin("DELETE", "/users/"+name+"/tokens/"+id, "").refuses(404)
		t.ask(made.secret(), "GET", "/user", "").refuses(403)
	}},
	{"tokens.by-password", "POST /users/N/tokens", "with a password in the body instead of a token", "", func(t *trial) {
		t.browser() // who has never signed in may not be there
		auth := func(password string) string {
			return compact(map[string]any{"auth": map[string]string{"username": t.k.user, "password": password}, "note": "conform"})
		}
		t.ask(nobody, "POST", "/users/"+t.k.user+"/tokens", auth("wrong, "+t.k.password)).refuses(403)
		made := t.ask(nobody, "POST", "/users/"+t.k.user+"/tokens", auth(t.k.password)).made()
		id, _ := made.at("id").(string)
		t.ask(made.secret(), "DELETE", "/users/"+t.k.user+"/tokens/"+id, "").is(204)
	}},
}
