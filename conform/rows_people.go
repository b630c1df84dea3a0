package main

import (
	"strings"
	"time"
)

// paginated is what a client accepts who wants pages.
const paginated = "application/jupyterhub-pagination+json"

// usernames is the body that makes people.
func usernames(names ...string) map[string]any { return map[string]any{"usernames": names} }

// several makes people whose names have this in common, for the length of the trial.
func (t *trial) several(n int) (common string, names []string) {
	common = t.k.name()
	for i := range n {
		names = append(names, common+string(rune('a'+i)))
		t.willRemove(names[i])
	}
	t.admin("POST", "/users", compact(usernames(names...))).made().lists(names...)
	return common, names
}

// listRows are about lists and their pages.
var listRows = []row{
	{"lists.plain", "GET /users", "a list of models", "", func(t *trial) {
		common, names := t.several(3)
		t.admin("GET", "/users?name_filter="+common, "").ok().lists(names...).has("user", 0, "kind")
	}},
	{"lists.filter", "GET /users?name_filter=", "those in whose names it is, whatever its case", "", func(t *trial) {
		common, names := t.several(2)
		t.admin("GET", "/users?name_filter="+strings.ToUpper(common[3:]), "").ok().lists(names...)
		t.admin("GET", "/users?name_filter="+t.k.name(), "").ok().lists()
	}},
	{"lists.plain-limit", "GET /users?offset=&limit=", "a plain list is cut too", "", func(t *trial) {
		common, names := t.several(3)
		t.admin("GET", "/users?offset=1&limit=1&name_filter="+common, "").ok().lists(names[1])
	}},
	{"lists.pages", "GET /users", "pages for who accepts them: items, and where the next is", "", func(t *trial) {
		common, names := t.several(3)
		a := t.admin("GET", "/users?limit=2&name_filter="+common, "", "Accept", paginated).ok()
		a.has(0, "_pagination", "offset").has(2, "_pagination", "limit").has(3, "_pagination", "total")
		a.has(2, "_pagination", "next", "offset").has(2, "_pagination", "next", "limit").has(names[0], "items", 0, "name")
		next, _ := a.at("_pagination", "next", "url").(string)
		if !strings.HasPrefix(next, t.k.url+"/hub/api/users?") {
			t.stop("the next page is at %q, which is not below %s", next, t.k.url)
		}
		b := t.send(t.k.http, t.k.token, "GET", next, "", "Authorization", "token "+t.k.token, "Accept", paginated).ok()
		b.has(names[2], "items", 0, "name").has(2, "_pagination", "offset").has(nil, "_pagination", "next").has(3, "_pagination", "total")
	}},
	{"lists.pages-among-others", "GET /users", "pages also where more is accepted, in any case", "", func(t *trial) {
		for _, accept := range []string{"text/html, " + paginated, strings.ToUpper(paginated)} {
			t.admin("GET", "/users?limit=1", "", "Accept", accept).ok().object("_pagination")
		}
	}},
	{"lists.pages-size", "GET /users", "no page is larger than the hub allows, none smaller than one", "", func(t *trial) {
		t.several(2)
		if n, _ := t.admin("GET", "/users?limit=100000000", "", "Accept", paginated).ok().at("_pagination", "limit").(float64); n < 1 || n >= 100000000 {
			t.complain("a page of %v is not bounded", n)
		}
		t.admin("GET", "/users?limit=0", "", "Accept", paginated).ok().has(1, "_pagination", "limit")
	}},
	{"lists.pages-signs", "GET /users", "a minus before a number is overlooked", "", func(t *trial) {
		t.admin("GET", "/users?limit=-1&offset=-2", "", "Accept", paginated).ok().has(1, "_pagination", "limit").has(2, "_pagination", "offset")
	}},
	{"lists.pages-words", "GET /users", "400 where they are no numbers", "", func(t *trial) {
		t.admin("GET", "/users?limit=many", "").refuses(400)
		t.admin("GET", "/users?offset=1.5", "").refuses(400)
	}},
	{"lists.beyond", "GET /users", "beyond the end there is an empty page", "", func(t *trial) {
		t.admin("GET", "/users?offset=1000000", "", "Accept", paginated).ok().has([]any{}, "items").has(nil, "_pagination", "next")
	}},
	{"lists.state", "GET /users?state=", "ready and active are those whose server runs, inactive the others; no other words", "", func(t *trial) {
		common, names := t.several(2)
		t.running(names[0])
		for state, want := range map[string]string{"ready": names[0], "active": names[0], "inactive": names[1]} {
			t.admin("GET", "/users?state="+state+"&name_filter="+common, "").ok().lists(want)
		}
		t.admin("GET", "/users?state=asleep", "").refuses(400)
	}},
	{"lists.sort", "GET /users?sort=", "by id, name or last_activity, backwards with a minus", "4.0", func(t *trial) {
		common, names := t.several(3)
		for _, key := range []string{"id", "name"} {
			t.admin("GET", "/users?sort="+key+"&name_filter="+common, "").ok().lists(names...)
			t.admin("GET", "/users?sort=-"+key+"&name_filter="+common, "").ok().lists(names[2], names[1], names[0])
		}
		t.admin("GET", "/users?sort=last_activity&name_filter="+common, "").ok()
		t.admin("GET", "/users?sort=shoes", "").refuses(400)
	}},
	{"lists.groups", "GET /groups", "pages of groups too", "", func(t *trial) {
		t.group()
		t.group()
		a := t.admin("GET", "/groups?limit=1", "", "Accept", paginated).ok().has(1, "_pagination", "limit")
		a.object("_pagination", "next")
		if n := len(a.names("items")); n != 1 {
			a.wrong("wanted one group, got %d", n)
		}
	}},
}

// userKeys are those of a person's model, for who may read all of it.
func userKeys() []string {
	return []string{"kind", "name", "admin", "roles", "groups", "server", "pending", "created", "last_activity", "servers", "auth_state"}
}

// peopleRows are about people.
var peopleRows = []row{
	{"users.create-list", "POST /users", "201 and models of those who are new", "", func(t *trial) {
		_, names := t.several(2)
		more := t.k.name()
		t.willRemove(more)
		t.admin("POST", "/users", compact(usernames(names[0], more))).made().lists(more).keys([]any{0}, userKeys()...).has([]string{"user"}, 0, "roles")
	}},
	{"users.create-admins", "POST /users", "with admin they are administrators", "", func(t *trial) {
		name := t.k.name()
		t.willRemove(name)
		t.admin("POST", "/users", compact(map[string]any{"usernames": []string{name}, "admin": true})).made().has(true, 0, "admin").holds([]any{0, "roles"}, "admin", "user")
	}},
	{"users.create-again", "POST /users", "409 where all exist", "", func(t *trial) {
		t.admin("POST", "/users", compact(usernames(t.person()))).refuses(409)
	}},
	{"users.create-none", "POST /users", "400 where nobody is named", "", func(t *trial) {
		for _, body := range []string{"", `{}`, `{"usernames":[]}`, `{"admin":true}`} {
			t.admin("POST", "/users", body).refuses(400)
		}
	}},
	{"users.create-bad-name", "POST /users", "400 and nobody made, where one name cannot be", "", func(t *trial) {
		name := t.k.name()
		t.willRemove(name)
		t.willRemove("conform%2Fslash")
		t.admin("POST", "/users", compact(usernames(name, "conform/slash"))).refuses(400)
		t.admin("GET", "/users/"+name, "").refuses(404)
	}},
	{"users.create-keys", "POST /users", "400 for keys that it does not know, and other types", "", func(t *trial) {
		name := t.k.name()
		t.willRemove(name)
		t.admin("POST", "/users", compact(map[string]any{"usernames": []string{name}, "shoes": 1})).refuses(400)
		t.admin("POST", "/users", compact(map[string]any{"usernames": []string{name}, "admin": "yes"})).refuses(400)
	}},
	{"users.create-one", "POST /users/N", "201 and the model; 409 the second time", "", func(t *trial) {
		name := t.k.name()
		t.willRemove(name)
		t.admin("POST", "/users/"+name, "").made().has("user", "kind").has(name, "name").has(false, "admin").keys(nil, userKeys()...)
		t.admin("POST", "/users/"+name, "").refuses(409)
	}},
	{"users.create-one-keys", "POST /users/N", "400 for keys that it does not know", "", func(t *trial) {
		for _, body := range []string{`{"shoes":1}`, `{"admin":"yes"}`} {
			name := t.k.name() // 3.0 makes them all the same
			t.willRemove(name)
			t.admin("POST", "/users/"+name, body).refuses(400)
		}
	}},
	{"users.case", "POST /users", "names are lower-cased", "", func(t *trial) {
		name := t.k.name()
		t.willRemove(name)
		t.admin("POST", "/users", compact(usernames(strings.ToUpper(name)))).made().lists(name)
	}},
	{"users.model", "GET /users/N", "the model of somebody without a server", "", func(t *trial) {
		name := t.person()
		a := t.admin("GET", "/users/"+name, "").ok().keys(nil, userKeys()...)
		a.has("user", "kind").has(name, "name").has(false, "admin").has([]string{"user"}, "roles").has([]string{}, "groups").has(nil, "server")
		a.has(nil, "pending").has(map[string]any{}, "servers").has(nil, "auth_state").matches(timeText, "created")
	}},
	{"users.unknown", "GET, PATCH, DELETE /users/N", "404 for somebody whom there is not", "", func(t *trial) {
		path := "/users/" + t.k.name()
		t.admin("GET", path, "").refuses(404)
		t.admin("PATCH", path, `{"admin":false}`).refuses(404)
		t.admin("DELETE", path, "").refuses(404)
	}},
	{"users.quoted", "GET /users/N", "a name may come percent-encoded", "", func(t *trial) {
		name := t.person()
		t.admin("GET", "/users/"+strings.ReplaceAll(name, "-", "%2D"), "").ok().has(name, "name")
	}},
	{"users.stopped", "GET /users/N?include_stopped_servers", "with it servers that do not run are shown; 0 and false mean no", "", func(t *trial) {
		name := t.person()
		t.running(name)
		t.stopped(name)
		t.admin("GET", "/users/"+name+"?include_stopped_servers", "").is(200)
		t.admin("GET", "/users/"+name+"?include_stopped_servers=1", "").ok().has(true, "servers", "", "stopped").has(false, "servers", "", "ready")
		for _, no := range []string{"", "?include_stopped_servers=0", "?include_stopped_servers=False"} {
			t.admin("GET", "/users/"+name+no, "").ok().has(map[string]any{}, "servers")
		}
	}},
	{"users.rename", "PATCH /users/N", "another name: 200 and the model", "", func(t *trial) {
		name, to := t.person(), t.k.name()
		t.willRemove(to)
		t.admin("PATCH", "/users/"+name, compact(map[string]any{"name": to})).ok().has(to, "name").keys(nil, "auth_state")
		t.admin("GET", "/users/"+name, "").refuses(404)
	}},
	{"users.rename-taken", "PATCH /users/N", "400 for a name that somebody has", "", func(t *trial) {
		t.admin("PATCH", "/users/"+t.person(), compact(map[string]any{"name": t.person()})).refuses(400)
	}},
	{"users.promote", "PATCH /users/N", "makes an administrator, and ends that", "", func(t *trial) {
		name := t.person()
		t.admin("PATCH", "/users/"+name, `{"admin":true}`).ok().has(true, "admin").holds([]any{"roles"}, "admin", "user")
		t.admin("PATCH", "/users/"+name, `{"admin":false}`).ok().has(false, "admin").has([]string{"user"}, "roles")
	}},
	{"users.change-keys", "PATCH /users/N", "400 for keys that it does not know, and other types", "", func(t *trial) {
		name := t.person()
		t.admin("PATCH", "/users/"+name, `{"shoes":1}`).refuses(400)
		t.admin("PATCH", "/users/"+name, `{"admin":"yes"}`).refuses(400)
	}},
	{"users.change-nothing", "PATCH /users/N", "an object without a key changes nothing: 200", "", func(t *trial) {
		t.admin("PATCH", "/users/"+t.person(), `{}`).ok()
	}},
	{"users.remove", "DELETE /users/N", "204 and nothing; then there is nobody", "", func(t *trial) {
		name := t.person()
		t.admin("DELETE", "/users/"+name, "").is(204).empty()
		t.admin("GET", "/users/"+name, "").refuses(404)
	}},
	{"users.remove-tokens", "DELETE /users/N", "their tokens go with them", "", func(t *trial) {
		name := t.person()
		token := t.tokenOf(name)
		t.admin("DELETE", "/users/"+name, "").is(204)
		t.ask(token, "GET", "/user", "").refuses(403)
	}},
	{"users.remove-running", "DELETE /users/N", "their server is stopped first", "", func(t *trial) {
		name := t.person()
		t.running(name)
		t.admin("DELETE", "/users/"+name, "").is(204).empty()
		t.admin("GET", "/users/"+name, "").refuses(404)
	}},
	{"users.remove-self", "DELETE /users/N", "400 for oneself", "", func(t *trial) {
		name, token := t.administrator()
		t.ask(token, "DELETE", "/users/"+name, "").refuses(400)
	}},
}

// activeAt is the body that reports activity.
func activeAt(at string) string { return compact(map[string]any{"last_activity": at}) }

// after is the time so much later than now, as JupyterHub writes it.
func after(d time.Duration) string {
	return time.Now().UTC().Add(d).Format("2006-01-02T15:04:05.000000Z")
}

// activityRows are about what servers report.
var activityRows = []row{
	{"activity.person", "POST /users/N/activity", "200 and nothing; times only move forward", "", func(t *trial) {
		name := t.person()
		now := after(0)
		t.admin("POST", "/users/"+name+"/activity", activeAt(now)).is(200).empty()
		t.admin("POST", "/users/"+name+"/activity", activeAt(after(-time.Hour))).is(200)
		t.admin("GET", "/users/"+name, "").ok().has(now, "last_activity")
	}},
	{"activity.server", "POST /users/N/activity", "of a server that runs", "", func(t *trial) {
		name := t.person()
		t.running(name)
		at := after(time.Minute)
		t.admin("POST", "/users/"+name+"/activity", compact(map[string]any{"servers": map[string]any{"": map[string]any{"last_activity": at}}, "last_activity": at})).is(200).empty()
		t.admin("GET", "/users/"+name, "").ok().has(at, "servers", "", "last_activity")
	}},
	{"activity.zones", "POST /users/N/activity", "a time may have a zone, or none and be UTC", "", func(t *trial) {
		name := t.person()
		t.admin("POST", "/users/"+name+"/activity", activeAt("2030-01-01T00:00:00")).refuses(400)
		t.admin("POST", "/users/"+name+"/activity", activeAt(time.Now().In(time.FixedZone("", 2*3600)).Format(time.RFC3339))).is(200)
		t.admin("POST", "/users/"+name+"/activity", activeAt(time.Now().UTC().Format("2006-01-02T15:04:05.000000"))).is(200)
	}},
	{"activity.refused", "POST /users/N/activity", "400 for nothing, no time, one in the future, and servers that there are not", "", func(t *trial) {
		path := "/users/" + t.person() + "/activity"
		for _, body := range []string{"", `{}`, activeAt("soon"), activeAt(after(2 * time.Hour)), `{"servers":7}`, `{"servers":{"shoes":{"last_activity":"2020-01-01T00:00:00Z"}}}`} {
			t.admin("POST", path, body).refuses(400)
		}
	}},
	{"activity.unknown", "POST /users/N/activity", "404 for nobody's", "", func(t *trial) {
		t.admin("POST", "/users/"+t.k.name()+"/activity", activeAt(after(0))).refuses(404)
	}},
	{"activity.others", "POST /users/N/activity", "404 for who may only report their own", "", func(t *trial) {
		t.ask(t.tokenOf(t.person()), "POST", "/users/"+t.person()+"/activity", activeAt(after(0))).refuses(404)
	}},
}
