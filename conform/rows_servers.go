package main

import (
	"context"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// stopped stops a person's server and waits until that is so.
func (t *trial) stopped(name string) {
	for {
		a := t.admin("DELETE", "/users/"+name+"/server", "").must(http.StatusNoContent, http.StatusAccepted)
		if a.status == http.StatusNoContent {
			return
		}
	}
}

// endsReady wants events of which the last says that a person's server is ready.
func (a *answer) endsReady(name string) {
	last := map[string]any{}
	for line := range strings.Lines(string(a.body)) {
		if data, ok := strings.CutPrefix(strings.TrimSpace(line), "data: "); ok {
			if err := json.Unmarshal([]byte(data), &last); err != nil {
				a.wrong("an event is no JSON: %s", data)
			}
		}
	}
	if url, _ := last["url"].(string); last["ready"] != true || last["progress"] != 100.0 || !strings.HasSuffix(url, "/user/"+name+"/") {
		a.wrong("the last event is %s", compact(last))
	}
}

// serverRows are about people's servers.
var serverRows = []row{
	{"servers.start", "POST /users/N/server", "201 when it runs or 202 while it starts, and nothing", "", func(t *trial) {
		name := t.runner()
		a := t.admin("GET", "/users/"+name, "").ok()
		a.matches(regexp.QuoteMeta("/user/"+name+"/"), "server").has(nil, "pending")
	}},
	{"servers.start-text", "POST, DELETE /users/N/server", "their answers are empty text/plain", "", func(t *trial) {
		name := t.person()
		t.willStop(name)
		t.admin("POST", "/users/"+name+"/server", "").is(201, 202).empty().sends("Content-Type", "text/plain")
	}},
	{"servers.model", "GET /users/N", "the model of a server that runs", "", func(t *trial) {
		name := t.runner()
		a := t.admin("GET", "/users/"+name, "").ok().keys([]any{"servers", ""}, "name", "last_activity", "started", "pending", "ready", "stopped", "url", "user_options", "progress_url", "state")
		a.has("", "servers", "", "name").has(true, "servers", "", "ready").has(false, "servers", "", "stopped").has(nil, "servers", "", "pending")
		a.matches(timeText, "servers", "", "started").matches(timeText, "servers", "", "last_activity")
		a.matches(".*/user/"+name+"/", "servers", "", "url").matches(".*/hub/api/users/"+name+"/server/progress", "servers", "", "progress_url")
	}},
	{"servers.model-5", "GET /users/N", "full_name, full_url and full_progress_url beside it", "5.0", func(t *trial) {
		name := t.runner()
		t.admin("GET", "/users/"+name, "").ok().has(name+"/", "servers", "", "full_name").keys([]any{"servers", ""}, "full_url", "full_progress_url")
	}},
	{"servers.start-again", "POST /users/N/server", "400 while it runs", "", func(t *trial) {
		name := t.runner()
		t.admin("POST", "/users/"+name+"/server", "").refuses(400)
	}},
	{"servers.options", "POST /users/N/server", "any object as options, which the model shows", "", func(t *trial) {
		name := t.person()
		t.willStop(name)
		t.admin("POST", "/users/"+name+"/server", `{"conform":["a",1]}`).is(201, 202)
		t.admin("GET", "/users/"+name, "").ok().has([]any{"a", 1}, "servers", "", "user_options", "conform")
	}},
	{"servers.start-malformed", "POST /users/N/server", "400 for a body that is no JSON", "", func(t *trial) {
		t.admin("POST", "/users/"+t.person()+"/server", `{"a":`).refuses(400)
	}},
	{"servers.stop", "DELETE /users/N/server", "204, or 202 while it stops; the model has none then", "", func(t *trial) {
		name := t.person()
		t.running(name)
		t.stopped(name)
		t.admin("GET", "/users/"+name, "").ok().has(map[string]any{}, "servers").has(nil, "server").has(nil, "pending")
	}},
	{"servers.stop-stopped", "DELETE /users/N/server", "204 also where none runs", "", func(t *trial) {
		t.admin("DELETE", "/users/"+t.person()+"/server", "").is(204).empty()
	}},
	{"servers.remove-default", "DELETE /users/N/server", "400 for remove: it is a person's only one", "", func(t *trial) {
		t.admin("DELETE", "/users/"+t.person()+"/server", `{"remove":true}`).refuses(400)
	}},
	{"servers.unknown", "POST /users/N/server", "404 for nobody's", "", func(t *trial) {
		path := "/users/" + t.k.name() + "/server"
		t.admin("POST", path, "").refuses(404)
		t.admin("GET", path+"/progress", "").refuses(404)
	}},
	{"servers.unknown-stop", "DELETE /users/N/server", "404 for nobody's", "", func(t *trial) {
		t.admin("DELETE", "/users/"+t.k.name()+"/server", "").refuses(404)
	}},
	{"servers.default-by-name", "POST, DELETE /users/N/servers/", "the empty name is the default server's", "", func(t *trial) {
		name := t.person()
		t.running(name)
		t.admin("POST", "/users/"+name+"/servers/", "").refuses(400)
		t.admin("DELETE", "/users/"+name+"/servers/", "").is(202, 204).empty()
	}},
	{"servers.named", "POST, DELETE /users/N/servers/S", "a second server, or 400 where a hub allows none", "", func(t *trial) {
		path := "/users/" + t.person() + "/servers/lab"
		a := t.admin("POST", path, "").is(201, 202, 400)
		if a.status == http.StatusBadRequest {
			a.refuses(400)
			t.admin("DELETE", path, "").refuses(400)
			return
		}
		t.admin("DELETE", path, `{"remove":true}`).is(202, 204)
	}},
	{"servers.named-unknown", "GET /users/N/servers/S/progress", "404 for a server that there is not", "", func(t *trial) {
		t.admin("GET", "/users/"+t.person()+"/servers/shoes/progress", "").refuses(404)
	}},
	{"servers.own", "POST, DELETE /users/N/server", "people start and stop their own, and nobody else's", "", func(t *trial) {
		name, other := t.person(), t.person()
		token := t.tokenOf(name)
		t.willStop(name)
		t.ask(token, "POST", "/users/"+name+"/server", "").is(201, 202)
		t.ask(token, "POST", "/users/"+other+"/server", "").refuses(404)
		t.ask(token, "DELETE", "/users/"+other+"/server", "").refuses(404)
	}},
	{"servers.get", "GET /users/N/server", "the model of the server alone", "6.0", func(t *trial) {
		name := t.runner()
		t.admin("GET", "/users/"+name+"/server", "").ok().has(true, "ready").has("", "name")
	}},
	{"servers.change", "PATCH /users/N/server", "another display_name where it does not run, and 400 where it does", "6.0", func(t *trial) {
		name := t.person()
		t.admin("PATCH", "/users/"+name+"/server", `{"display_name":"My lab"}`).ok().has("My lab", "display_name")
		t.admin("PATCH", "/users/"+t.runner()+"/server", `{"display_name":"My lab"}`).refuses(400)
	}},
	{"servers.make", "PUT /users/N/servers/S", "201 for one that does not run yet, and 409 once more; or 400 where a hub allows none", "6.0", func(t *trial) {
		path := "/users/" + t.person() + "/servers/lab"
		if a := t.admin("PUT", path, `{"display_name":"My lab"}`).is(201, 400); a.status == http.StatusBadRequest {
			return
		}
		t.admin("GET", path, "").ok().has("My lab", "display_name").has(false, "ready").has("lab", "name")
		t.admin("PUT", path, "").refuses(409)
		t.admin("DELETE", path, `{"remove":true}`).is(204)
		t.admin("GET", path, "").refuses(404)
	}},
	{"servers.progress-ready", "GET /users/N/server/progress", "one event and an end, where it is ready", "", func(t *trial) {
		name := t.runner()
		a := t.admin("GET", "/users/"+name+"/server/progress", "").is(200).sends("Content-Type", "text/event-stream").sends("Cache-Control", "no-cache")
		a.endsReady(name)
	}},
	{"servers.progress-starting", "GET /users/N/server/progress", "events from the start until it is ready", "", func(t *trial) {
		name := t.person()
		t.willStop(name)
		starter, started := &trial{k: t.k}, make(chan struct{})
		go func() { // ends with its answer
			defer close(started)
			starter.guard(func() { starter.admin("POST", "/users/"+name+"/server", "").is(201, 202) })
		}()
		ctx, cancel := context.WithTimeout(t.k.ctx, t.k.patience)
		defer cancel()
		quiet := &trial{k: t.k}
		for { // until the start has begun there is nothing to tell
			var a *answer
			quiet.guard(func() { a = quiet.admin("GET", "/users/"+name+"/server/progress", "") })
			if a != nil && a.status == http.StatusOK {
				a.t = t
				t.exchanges = append(t.exchanges, t.k.hide(a.asked+" → "+a.String()))
				a.sends("Content-Type", "text/event-stream").endsReady(name)
				break
			}
			if !wait(ctx, 20*time.Millisecond) {
				t.complain("there is no progress to see")
				break
			}
		}
		<-started
		t.complaints = append(t.complaints, starter.complaints...)
	}},
	{"servers.progress-none", "GET /users/N/server/progress", "400 where none starts or runs, or 404 where it is forgotten", "", func(t *trial) {
		name := t.person()
		t.running(name)
		t.stopped(name)
		t.admin("GET", "/users/"+name+"/server/progress", "").refuses(400, 404)
	}},
	{"servers.gone", "GET /hub/user/N/api/…", "424 and JSON for a program whose server has ended", "4.0", func(t *trial) {
		name := t.person()
		token := t.tokenOf(name)
		a := t.send(t.k.http, token, "GET", "/hub/user/"+name+"/api/kernels", "", "Authorization", "token "+token, "Accept", "application/json").is(424)
		a.matches(".*server.*", "message")
	}},
}

// shareRows are about servers that are shown to others.
var shareRows = []row{
	{"shares.list", "GET /shares/N", "what somebody shares, always as a page", "5.0", func(t *trial) {
		a := t.admin("GET", "/shares/"+t.person(), "").ok().has([]any{}, "items")
		a.object("_pagination")
	}},
	{"shares.grant", "POST /shares/N/S", "shares a server with somebody, and shows it to both", "5.0", func(t *trial) {
		owner, guest := t.person(), t.person()
		t.running(owner)
		a := t.admin("POST", "/shares/"+owner+"/", compact(map[string]any{"user": guest})).is(200).isJSON()
		a.has(guest, "user", "name").has(nil, "group").has(owner, "server", "user", "name").holds([]any{"scopes"}, "access:servers!server="+owner+"/")
		t.admin("GET", "/shares/"+owner, "").ok().has(guest, "items", 0, "user", "name")
		t.admin("GET", "/users/"+guest+"/shared", "").ok().has(owner, "items", 0, "server", "user", "name")
		t.admin("PATCH", "/shares/"+owner+"/", compact(map[string]any{"user": guest})).is(200)
		t.admin("GET", "/shares/"+owner, "").ok().has([]any{}, "items")
	}},
	{"shares.refused", "POST /shares/N/S", "400 without exactly one of user and group", "5.0", func(t *trial) {
		owner := t.person()
		t.running(owner)
		t.admin("POST", "/shares/"+owner+"/", `{}`).refuses(400)
		t.admin("POST", "/shares/"+owner+"/", `{"user":"a","group":"b"}`).refuses(400)
	}},
	{"shares.codes", "POST, DELETE /share-codes/N/S", "codes that whoever has them may use", "5.0", func(t *trial) {
		owner := t.person()
		t.running(owner)
		a := t.admin("POST", "/share-codes/"+owner+"/", `{}`).is(200, 201).isJSON().keys(nil, "code", "accept_url", "id", "expires_at", "scopes")
		id, _ := a.at("id").(string)
		t.admin("GET", "/share-codes/"+owner, "").ok().has(id, "items", 0, "id")
		t.admin("DELETE", "/share-codes/"+owner+"/?id="+id, "").is(204)
		t.admin("DELETE", "/share-codes/"+owner+"/?id="+id, "").refuses(404)
		t.admin("POST", "/share-codes/"+owner+"/", `{"expires_in":59}`).refuses(400)
	}},
	{"shares.unknown", "POST /shares/N/S", "400 for somebody whom there is not, and a scope of another's server", "5.0", func(t *trial) {
		owner, guest := t.person(), t.person()
		t.running(owner)
		t.admin("POST", "/shares/"+owner+"/", compact(map[string]any{"user": guest + "-nobody"})).refuses(400)
		t.admin("POST", "/shares/"+owner+"/", compact(map[string]any{"user": guest, "scopes": []string{"access:servers!server=" + guest + "/"}})).refuses(400)
	}},
	{"shares.unknown-scope", "POST /shares/N/S", "400 for a scope that there is not", "5.0", func(t *trial) {
		owner, guest := t.person(), t.person()
		t.running(owner)
		t.admin("POST", "/shares/"+owner+"/", compact(map[string]any{"user": guest, "scopes": []string{"access:nothing"}})).refuses(400)
	}},
	{"shares.leave", "GET, DELETE /users/N/shared/O/S", "whoever has a share looks at it, and leaves", "5.0", func(t *trial) {
		owner, guest := t.person(), t.person()
		t.running(owner)
		t.admin("POST", "/shares/"+owner+"/", compact(map[string]any{"user": guest})).is(200)
		t.admin("GET", "/users/"+guest+"/shared/"+owner+"/", "").ok().has(guest, "user", "name").has(owner, "server", "user", "name")
		t.admin("DELETE", "/users/"+guest+"/shared/"+owner+"/", "").is(204)
		t.admin("GET", "/users/"+guest+"/shared/"+owner+"/", "").refuses(404)
		t.admin("GET", "/shares/"+owner, "").ok().has([]any{}, "items")
	}},
	{"shares.own", "POST /shares/N/S", "nobody shares their server who was not let", "5.0", func(t *trial) {
		owner, guest := t.person(), t.person()
		t.running(owner)
		t.ask(t.tokenOf(owner), "POST", "/shares/"+owner+"/", compact(map[string]any{"user": guest})).refuses(403)
	}},
}
