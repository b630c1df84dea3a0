package main

// members is the body that names people for a group.
func members(names ...string) string { return compact(map[string]any{"users": names}) }

// groupRows are about groups.
var groupRows = []row{
	{"groups.create", "POST /groups/G", "201 and the model, with its members", "", func(t *trial) {
		name, person := t.k.name(), t.person()
		t.away("/groups/" + name)
		a := t.admin("POST", "/groups/"+name, members(person)).made()
		a.has("group", "kind").has(name, "name").has([]string{person}, "users").has([]string{}, "roles")
		t.admin("GET", "/users/"+person, "").ok().has([]string{name}, "groups")
	}},
	{"groups.create-again", "POST /groups/G", "409 the second time", "", func(t *trial) {
		t.admin("POST", "/groups/"+t.group(), "").refuses(409)
	}},
	{"groups.create-strangers", "POST /groups/G", "400 for members whom there are not, and no group", "", func(t *trial) {
		name := t.k.name()
		t.away("/groups/" + name)
		t.admin("POST", "/groups/"+name, members(t.k.name())).refuses(400)
		t.admin("GET", "/groups/"+name, "").refuses(404)
	}},
	{"groups.create-list", "POST /groups", "several at once: 201 and a list; 409 where one exists", "", func(t *trial) {
		one, two := t.k.name(), t.k.name()
		t.away("/groups/" + one)
		t.away("/groups/" + two)
		t.admin("POST", "/groups", compact(map[string]any{"groups": []string{one, two}})).made().lists(one, two)
		t.admin("POST", "/groups", compact(map[string]any{"groups": []string{one}})).refuses(409)
	}},
	{"groups.create-none", "POST /groups", "400 where none is named", "", func(t *trial) {
		for _, body := range []string{"", `{}`, `{"groups":[]}`} {
			t.admin("POST", "/groups", body).refuses(400)
		}
	}},
	{"groups.keys", "POST /groups/G", "400 for keys that it does not know, and other types", "", func(t *trial) {
		name := t.k.name()
		t.away("/groups/" + name)
		t.admin("POST", "/groups/"+name, `{"shoes":1}`).refuses(400)
		t.admin("POST", "/groups/"+name, `{"users":"all"}`).refuses(400)
	}},
	{"groups.list", "GET /groups", "a list of models", "", func(t *trial) {
		name := t.group()
		a := t.admin("GET", "/groups?limit=200", "").ok()
		for _, got := range a.names() {
			if got == name {
				return
			}
		}
		a.wrong("%s is not in it", name)
	}},
	{"groups.model", "GET /groups/G", "the model, with properties since 3.2", "", func(t *trial) {
		a := t.admin("GET", "/groups/"+t.group(), "").ok().keys(nil, "kind", "name", "users", "roles")
		if t.k.since("3.2") {
			a.has(map[string]any{}, "properties")
		}
	}},
	{"groups.unknown", "GET, DELETE /groups/G", "404 where there is none", "", func(t *trial) {
		path := "/groups/" + t.k.name()
		t.admin("GET", path, "").refuses(404)
		t.admin("DELETE", path, "").refuses(404)
		t.admin("POST", path+"/users", members()).refuses(404)
	}},
	{"groups.join", "POST /groups/G/users", "200 and the model; who is in it already may be named again", "", func(t *trial) {
		one, two := t.person(), t.person()
		name := t.group(one)
		t.admin("POST", "/groups/"+name+"/users", members(one, two)).ok().has([]string{one, two}, "users")
	}},
	{"groups.leave", "DELETE /groups/G/users", "200 and the model; who is not in it may be named too", "", func(t *trial) {
		one, two := t.person(), t.person()
		name := t.group(one)
		t.admin("DELETE", "/groups/"+name+"/users", members(one, two)).ok().has([]string{}, "users")
		t.admin("GET", "/users/"+one, "").ok().has([]string{}, "groups")
	}},
	{"groups.join-bad", "POST, DELETE /groups/G/users", "400 for strangers, nobody, and keys that it does not know", "", func(t *trial) {
		path := "/groups/" + t.group() + "/users"
		for _, body := range []string{members(t.k.name()), `{}`, `{"shoes":1}`, `{"users":"all"}`} {
			t.admin("POST", path, body).refuses(400)
			t.admin("DELETE", path, body).refuses(400)
		}
	}},
	{"groups.remove", "DELETE /groups/G", "204; its people stay", "", func(t *trial) {
		person := t.person()
		name := t.group(person)
		t.admin("DELETE", "/groups/"+name, "").is(204).empty()
		t.admin("GET", "/groups/"+name, "").refuses(404)
		t.admin("GET", "/users/"+person, "").ok().has([]string{}, "groups")
	}},
	{"groups.properties", "PUT /groups/G/properties", "any object; 200 and the model", "3.2", func(t *trial) {
		path := "/groups/" + t.group() + "/properties"
		t.admin("PUT", path, `{"a":[1,{"b":null}]}`).ok().has(map[string]any{"a": []any{1, map[string]any{"b": nil}}}, "properties")
		t.admin("PUT", path, `{}`).ok().has(map[string]any{}, "properties")
		t.admin("PUT", path, `[1]`).refuses(400)
	}},
	{"groups.scope", "any /groups", "403 for people without a scope for groups", "", func(t *trial) {
		token, name := t.tokenOf(t.person()), t.group()
		t.ask(token, "GET", "/groups", "").refuses(403)
		t.ask(token, "GET", "/groups/"+name, "").refuses(403)
		t.ask(token, "POST", "/groups/"+t.k.name(), "").refuses(403)
		t.ask(token, "DELETE", "/groups/"+name, "").refuses(403)
		t.ask(token, "POST", "/groups/"+name+"/users", members()).refuses(403)
	}},
}

// scopeRows are about what a scope shows, and to whom.
var scopeRows = []row{
	{"scopes.missing", "any", "403 where the scope is missing altogether", "", func(t *trial) {
		name := t.person()
		token := t.tokenOf(name)
		t.ask(token, "GET", "/users", "").refuses(403)
		t.ask(token, "POST", "/users", compact(usernames(t.k.name()))).refuses(403)
		t.ask(token, "PATCH", "/users/"+name, `{"admin":true}`).refuses(403)
		t.ask(token, "DELETE", "/users/"+name, "").refuses(403)
	}},
	{"scopes.filtered", "any", "404 where it is held for others only, whether they exist or not", "", func(t *trial) {
		token, other := t.tokenOf(t.person()), t.person()
		for _, name := range []string{other, t.k.name()} {
			t.ask(token, "GET", "/users/"+name, "").refuses(404)
			t.ask(token, "GET", "/users/"+name+"/tokens", "").refuses(404)
			t.ask(token, "DELETE", "/users/"+name+"/server", "").refuses(404)
			t.ask(token, "GET", "/users/"+name+"/server/progress", "").refuses(404)
		}
	}},
	{"scopes.name", "GET /users/N", "read:users:name shows kind, name and admin alone", "", func(t *trial) {
		name := t.person()
		_, token := t.administrator("read:users:name")
		t.ask(token, "GET", "/users/"+name, "").ok().only("kind", "name", "admin")
	}},
	{"scopes.groups", "GET /users/N", "read:users:groups shows kind, name and groups alone", "", func(t *trial) {
		name := t.person()
		_, token := t.administrator("read:users:groups")
		t.ask(token, "GET", "/users/"+name, "").ok().only("kind", "name", "groups")
	}},
	{"scopes.activity", "GET /users/N", "read:users:activity shows kind, name and last_activity alone", "", func(t *trial) {
		name := t.person()
		_, token := t.administrator("read:users:activity")
		t.ask(token, "GET", "/users/"+name, "").ok().only("kind", "name", "last_activity")
	}},
	{"scopes.roles", "GET /users/N", "read:roles:users shows kind, name, admin and roles alone", "", func(t *trial) {
		name := t.person()
		_, token := t.administrator("read:roles:users")
		t.ask(token, "GET", "/users/"+name, "").ok().only("kind", "name", "admin", "roles")
	}},
	{"scopes.servers", "GET /users/N", "read:servers shows kind, name, admin and servers alone", "", func(t *trial) {
		name := t.runner()
		_, token := t.administrator("read:servers")
		t.ask(token, "GET", "/users/"+name, "").ok().only("kind", "name", "admin", "servers").has(nil, "servers", "", "state")
	}},
	{"scopes.auth-state", "GET /users/N", "auth_state is for who holds admin:auth_state", "", func(t *trial) {
		name := t.person()
		if _, ok := t.ask(t.tokenOf(name), "GET", "/users/"+name, "").ok().object()["auth_state"]; ok {
			t.complain("people see their own auth_state")
		}
	}},
	{"scopes.list-user", "GET /users", "with a filter for one person, the list is of one", "", func(t *trial) {
		one, two := t.person(), t.person()
		_, token := t.administrator("list:users!user="+one, "list:users!user="+two)
		t.ask(token, "GET", "/users", "").ok().lists(one, two)
		t.ask(token, "GET", "/users?limit=1", "", "Accept", paginated).ok().has(2, "_pagination", "total").has(one, "items", 0, "name")
	}},
	{"scopes.group", "GET /users/N", "!group=G is for its people, as they are now", "", func(t *trial) {
		in, out := t.person(), t.person()
		name := t.group(in)
		_, token := t.administrator("read:users!group="+name, "list:users!group="+name)
		t.ask(token, "GET", "/users/"+in, "").ok()
		t.ask(token, "GET", "/users/"+out, "").refuses(404)
		t.ask(token, "GET", "/users", "").ok().lists(in)
		t.admin("POST", "/groups/"+name+"/users", members(out)).ok()
		t.ask(token, "GET", "/users/"+out, "").ok()
	}},
	{"scopes.group-itself", "GET /groups", "!group=G shows that group alone", "", func(t *trial) {
		name, other := t.group(), t.group()
		_, token := t.administrator("list:groups!group=" + name)
		t.ask(token, "GET", "/groups", "").ok().lists(name).has("group", 0, "kind")
		_, token = t.administrator("read:groups!group=" + name)
		t.ask(token, "GET", "/groups/"+name, "").ok().has([]string{}, "users")
		t.ask(token, "GET", "/groups/"+other, "").refuses(404)
	}},
	{"scopes.server", "GET /users/N", "!server=N/ is for that server", "", func(t *trial) {
		name, other := t.runner(), t.person()
		_, token := t.administrator("read:servers!server=" + name + "/")
		t.ask(token, "GET", "/users/"+other, "").refuses(404)
		t.ask(token, "GET", "/users/"+name+"/server/progress", "").is(200)
	}},
	{"scopes.now", "any", "a token never has more than its person has now", "", func(t *trial) {
		name, token := t.administrator()
		t.ask(token, "GET", "/users?limit=1", "").ok()
		t.admin("PATCH", "/users/"+name, `{"admin":false}`).ok()
		t.ask(token, "GET", "/users?limit=1", "").refuses(403)
	}},
	{"scopes.not-admin-making", "POST /users", "only who is an administrator makes others one", "5.0", func(t *trial) {
		name, token := t.administrator("admin:users")
		t.ask(token, "PATCH", "/users/"+name, `{"admin":true}`).ok()
		person := t.person()
		_, narrow := t.administrator("admin:users!user=" + person)
		t.ask(narrow, "POST", "/users/"+t.k.name(), `{"admin":true}`).refuses(403, 404)
	}},
}
