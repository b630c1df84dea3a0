package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/auth"
	"commonhall/body"
)

// TestBadBodies: whatever is sent, nothing happens, and the answer says what is
// wrong.
func TestBadBodies(t *testing.T) {
	story(t, func(h *hub) {
		admin := h.token("boss")
		deep := strings.Repeat(`{"a":`, 200_000)
		for _, a := range [][4]string{
			{"POST", "/users", `{"usernames":`, "Invalid JSON"},
			{"POST", "/users", `usernames=eve`, "Invalid JSON"},
			{"POST", "/users", `["eve"]`, "it must be an object"},
			{"POST", "/users", `"eve"`, "it must be an object"},
			{"POST", "/users", `{"usernames":"eve"}`, "usernames cannot be a string"},
			{"POST", "/users", `{"usernames":[1]}`, "usernames cannot be a number"},
			{"POST", "/users", `{"usernames":["eve"],"admin":"yes"}`, "admin cannot be a string"},
			{"POST", "/users", `{"usernames":["eve"]} {"usernames":["eva"]}`, "Invalid JSON"},
			{"POST", "/users", `{"usernames":["eve"]}]`, "Invalid JSON"},
			{"POST", "/users", `{"usernames":[]}`, "at least one"},
			{"POST", "/users", `null`, "at least one"},
			{"POST", "/users", ``, "at least one"},
			{"POST", "/users", deep, "Invalid JSON"},
			{"POST", "/users", `{"usernames":["eve"],"x":"` + strings.Repeat("x", body.Large) + `"}`, "larger than 1048576 bytes"},
			{"POST", "/users", `{"usernames":["eve","bad name"]}`, "Nobody was added"},
			{"POST", "/users", "{\"usernames\":[\"e\xffve\"]}", "user name"},
			{"POST", "/users", `{"usernames":["e\u0000ve"]}`, "user name"},
			{"POST", "/users/..%2Feve", "", "user name"},
			{"POST", "/users/%FF%00", "", "user name"},
			{"POST", "/users/" + strings.Repeat("e", 300), "", "longer than 64 bytes"},
			{"PATCH", "/users/ada", `{"nmae":"eve"}`, `Unknown key in body of request: \"nmae\"`},
			{"PATCH", "/users/ada", `{"name":"ben"}`, "User ben already exists, username must be unique"},
			{"PATCH", "/users/ada", `{"name":"a b"}`, "user name"},
			{"PATCH", "/users/ada", `{"name":5}`, "name cannot be a number"},
			{"POST", "/users/ada/password", `{"pasword":"x"}`, "Unknown key"},
			{"POST", "/users/ada/password", `{"password":"short"}`, "10"},
			{"POST", "/users/ada/server", `{"app":7}`, "app cannot be a number"},
			{"POST", "/users/ada/server", `{"app":"no-such"}`, `There is no app`},
			{"DELETE", "/users/ada/server", `{"remove":true}`, "default server"},
			{"DELETE", "/users/boss", "", "Cannot delete yourself!"},
			{"POST", "/users/boss/suspend", "", "cannot suspend yourself"},
			{"POST", "/users/ada/tokens", `{"expires_in":"soon"}`, "expires_in cannot be a string"},
			{"POST", "/users/ada/tokens", `{"expires_in":-1}`, "expires_in"},
			{"POST", "/users/ada/tokens", `{"expires_in":1e300}`, "expires_in"},
			{"POST", "/users/ada/tokens", `{"scopes":"inherit"}`, "list of texts"},
			{"POST", "/users/ada/tokens", `{"scopes":[1]}`, "list of texts"},
			{"POST", "/users/ada/tokens", `{"scopes":["read:everything"]}`, "There is no scope"},
			{"POST", "/users/ada/tokens", `{"scopes":["admin:users"]}`, "more than ada may do"},
			{"POST", "/users/ada/tokens", `{"roles":["admin"]}`, "roles"},
			{"POST", "/users/ada/activity", `{}`, "must be given"},
			{"POST", "/users/ada/activity", `{"last_activity":"yesterday"}`, "no time"},
			{"POST", "/users/ada/activity", `{"last_activity":"2000-01-01T02:00:00Z"}`, "future"},
			{"POST", "/users/ada/activity", `{"servers":{"x":{"last_activity":"2000-01-01T00:00:00Z"}}}`, "No such server"},
			{"GET", "/events?before=x", "", "before"},
		} {
			w := h.call(admin, a[0], a[1], a[2])
			if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), a[3]) {
				t.Errorf("%s %s %.60s: %d %s, want 400 with %q", a[0], a[1], a[2], w.Code, w.Body, a[3])
			}
		}
		if _, n, err := h.auth.Users(h.base, commonhall.UserFilter{}); err != nil || n != 3 {
			t.Errorf("afterwards there are %d people, %v", n, err)
		}
	})
}

// TestHostileNames in paths find nobody, and come back as text that harms nobody.
func TestHostileNames(t *testing.T) {
	story(t, func(h *hub) {
		for _, name := range []string{"%00", "%FF", "a%2Fb", "%2e%2e", "..%2f..%2fetc", "%0d%0aX-Evil:%201", "%3Cscript%3E", "ada%00", "%E2%80%AEada", "a'%20OR%201=1--"} {
			for _, path := range []string{"/users/" + name, "/users/" + name + "/server", "/users/" + name + "/tokens/a1", "/users/" + name + "/server/progress"} {
				w := h.call(operator(), "GET", path, "")
				if w.Code != http.StatusNotFound && w.Code/100 != 3 {
					t.Errorf("%s: %d %s", path, w.Code, w.Body)
				}
				if strings.ContainsAny(w.Body.String(), "\x00\xff<>\r") || w.Header().Get("X-Evil") != "" {
					t.Errorf("%s: %q, %v", path, w.Body, w.Header())
				}
			}
		}
		h.want(200, operator(), "GET", "/users/ADA", "") // a name has many spellings and one form
		h.want(200, operator(), "GET", "/users/%EF%BD%81da", "")
		for _, id := range []string{"1", "a", "a-1", "a99999999999999999999", "a1x", "b1", "%00"} {
			h.want(404, operator(), "GET", "/users/ada/tokens/"+id, "")
		}
	})
}

// TestAddingPeople, as a script of JupyterHub's would.
func TestAddingPeople(t *testing.T) {
	story(t, func(h *hub) {
		admin := h.token("boss")
		w := h.call(admin, "POST", "/users", `{"usernames":["Eve","ada","carl"],"groups":["ignored"],"auth_state":{}}`)
		var list []map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &list); err != nil || w.Code != 201 || len(list) != 2 || list[0]["name"] != "eve" || list[1]["admin"] != false {
			t.Errorf("%d %s", w.Code, w.Body)
		}
		for path, bodies := range map[string][2]string{"/users": {`{"usernames":["ada"]}`, `{"usernames":["eve","ada"]}`}, "/users/ada": {"", ""}} {
			for _, body := range bodies {
				said := h.want(409, admin, "POST", path, body)["message"].(string)
				if !strings.HasPrefix(said, "User ada already exists. Nothing was changed.") && !strings.HasPrefix(said, "All 2 users already exist. Nothing") {
					t.Errorf("POST %s %s: %s", path, body, said)
				}
			}
		}
		if strings.Contains(h.logged(), "level=INFO msg=api method=POST path=/hub/api/users/ada error") || !strings.Contains(h.logged(), "already exists") {
			t.Errorf("each start of try would say so in the log: %s", h.logged())
		}
		if m := h.want(201, admin, "POST", "/users/dora", `{"admin":true}`); m["admin"] != true {
			t.Errorf("%v", m)
		}
		h.want(400, admin, "PATCH", "/users/dora", `{"auth_state":{"x":1}}`)
		if m := h.want(200, admin, "PATCH", "/users/dora", `{"admin":false,"name":"doro","auth_state":null}`); m["name"] != "doro" || m["admin"] != false {
			t.Errorf("%v", m)
		}
		h.want(404, admin, "GET", "/users/dora", "")
		h.ready("eve", "page")
		h.want(400, admin, "PATCH", "/users/eve", `{"name":"eva"}`) // beside a running server
		h.want(204, admin, "DELETE", "/users/eve", "")
		h.want(404, admin, "GET", "/users/eve", "")
		if n := h.servers.Running(); n != 0 {
			t.Errorf("%d servers of people who are gone", n)
		}
		h.want(400, operator(), "PATCH", "/users/boss", `{"admin":false}`) // the last
	})
}

// TestShuttingOut: suspended, a person's tokens and server end at once.
func TestShuttingOut(t *testing.T) {
	story(t, func(h *hub) {
		ada := h.token("ada")
		h.ready("ada", "page")
		h.want(204, operator(), "POST", "/users/ada/suspend", "")
		h.want(403, ada, "GET", "/user", "")
		h.until("ada", commonhall.Stopped)
		h.want(400, operator(), "POST", "/users/ada/server", "")
		h.want(204, operator(), "POST", "/users/ada/resume", "")
		h.want(403, ada, "GET", "/user", "") // the token is gone for good
		h.ready("ada", "page")

		m := h.want(201, operator(), "POST", "/users/ben/invitation", "")
		code, ok := strings.CutPrefix(m["path"].(string), "/hub/invite/")
		if !ok || len(code) < 20 || m["user"] != "ben" || m["expires_at"] == nil {
			t.Errorf("%v", m)
		}
		h.secrets = append(h.secrets, code, "correct horse battery")
		h.want(204, operator(), "POST", "/users/ben/password", `{"password":"correct horse battery"}`)
		if m := h.want(200, operator(), "GET", "/users/ben", ""); m["has_password"] != true {
			t.Errorf("%v", m)
		}
		w := h.call(operator(), "GET", "/events?user=ben", "")
		if !strings.Contains(w.Body.String(), `"user.invited"`) || !strings.Contains(w.Body.String(), `"by":"an administrator at the command line"`) {
			t.Errorf("the timeline: %s", w.Body)
		}
	})
}

// TestTokens: shown once, listed without their secret, ended at once.
func TestTokens(t *testing.T) {
	story(t, func(h *hub) {
		ada := h.token("ada")
		const fields = "created expires_at id kind last_activity note oauth_client roles scopes session_id user"
		m := h.want(201, ada, "POST", "/users/ada/tokens", `{"note":"for a script","expires_in":60,"scopes":["read:users!user"],"roles":null}`)
		h.wantKeys("a new token", m, "created expires_at id kind last_activity note oauth_client roles scopes session_id token user")
		secret := m["token"].(string)
		h.secrets = append(h.secrets, secret)
		fresh := caller{header: map[string]string{"Authorization": "bearer " + secret}}
		if m["id"] != "a2" || m["kind"] != "api_token" || m["note"] != "for a script" || fmt.Sprint(m["roles"]) != "[]" || m["oauth_client"] != "JupyterHub" ||
			fmt.Sprint(m["scopes"]) != "[read:users!user=ada read:users:activity!user=ada read:users:groups!user=ada read:users:name!user=ada]" {
			t.Errorf("%v", m)
		}
		h.want(200, fresh, "GET", "/users/ada", "")
		h.want(403, fresh, "GET", "/users/ada/tokens", "")
		list := h.want(200, ada, "GET", "/users/ada/tokens", "")["api_tokens"].([]any)
		if len(list) != 2 {
			t.Fatalf("%v", list)
		}
		for _, item := range list {
			h.wantKeys("a listed token", item.(map[string]any), fields)
		}
		if m := list[0].(map[string]any); m["id"] == "a1" && len(m["scopes"].([]any)) < 10 {
			t.Errorf("the scopes of a token that may do everything are written out: %v", m["scopes"])
		}
		h.wantKeys("one token", h.want(200, ada, "GET", "/users/ada/tokens/a2", ""), fields)
		h.want(404, h.token("ben"), "DELETE", "/users/ben/tokens/a2", "") // not ben's
		h.want(204, ada, "DELETE", "/users/ada/tokens/a2", "")
		h.want(403, fresh, "GET", "/user", "")
		h.want(404, ada, "DELETE", "/users/ada/tokens/a2", "")

		nothing := h.newToken("ada", auth.NewToken{Scopes: []commonhall.Scope{"tokens!user"}})
		h.want(403, nothing, "POST", "/users/ada/tokens", `{"scopes":["inherit"]}`) // more than it may hand on
		if m = h.want(201, h.token("boss"), "POST", "/users/ada/tokens", `{"roles":["user"]}`); m["note"] != "Requested via api by user boss" || len(m["scopes"].([]any)) < 10 {
			t.Errorf("asked for by somebody else, with a role: %v", m)
		}
		m = h.want(201, ada, "POST", "/users/ada/tokens", "")
		if m["note"] != "Requested via api" || m["expires_at"] != nil {
			t.Errorf("%v", m)
		}
		if m = h.want(201, ada, "POST", "/users/ada/tokens", `{"scopes":[]}`); fmt.Sprint(m["scopes"]) != "[]" {
			t.Errorf("a token for nothing: %v", m)
		}
	})
}

// listless is a room that cannot list tokens.
type listless struct{ *auth.Auth }

func (listless) Tokens(context.Context, commonhall.UserName) ([]commonhall.Token, error) {
	return nil, errors.New("all tokens are read")
}

// TestOneTokenIsReadAlone: to read or end one of hundreds costs what one costs.
func TestOneTokenIsReadAlone(t *testing.T) {
	story(t, func(h *hub) {
		ada, ben := h.token("ada"), h.token("ben")
		h.API.people = listless{h.auth}
		if m := h.want(200, ada, "GET", "/users/ada/tokens/a1", ""); m["id"] != "a1" || m["user"] != "ada" {
			t.Errorf("%v", m)
		}
		for _, none := range []string{"a2", "a99", "a0", "1", "a", "a-1", "a99999999999999999999"} {
			for _, method := range []string{"GET", "DELETE"} {
				if w := h.call(ada, method, "/users/ada/tokens/"+none, ""); w.Code != 404 || !strings.Contains(w.Body.String(), `"Not found"`) {
					t.Errorf("%s %s: %d %s", method, none, w.Code, w.Body)
				}
			}
		}
		h.want(204, ben, "DELETE", "/users/ben/tokens/a2", "")
		h.want(204, ada, "DELETE", "/users/ada/tokens/a1", "")
	})
}

// TestTokensHaveBounds which are said as what they are.
func TestTokensHaveBounds(t *testing.T) {
	story(t, func(h *hub) {
		ada := h.token("ada")
		var scopes []string
		for i := range 101 {
			scopes = append(scopes, fmt.Sprintf(`"servers!server=ada/%d"`, i))
		}
		list := strings.Join(scopes, ",")
		if w := h.call(ada, "POST", "/users/ada/tokens", `{"scopes":[`+list+`]}`); w.Code != 400 || !strings.Contains(w.Body.String(), "more than 100 scopes") {
			t.Errorf("%d %s", w.Code, w.Body)
		}
		if m := h.want(201, ada, "POST", "/users/ada/tokens", `{"scopes":["self"`+strings.Repeat(`,"self"`, 9_000)+`]}`); len(m["scopes"].([]any)) > 30 {
			t.Errorf("%d scopes", len(m["scopes"].([]any)))
		}
	})
}

// TestActivityIsReported as JupyterHub's single-user server does.
func TestActivityIsReported(t *testing.T) {
	story(t, func(h *hub) {
		h.ready("ada", "page")
		c := h.caller("server")
		at := time.Now().UTC().Add(30 * time.Minute).Truncate(time.Second)
		for _, form := range []string{"2006-01-02T15:04:05.000000Z", "2006-01-02T15:04:05", "2006-01-02T15:04:05.000+00:00"} {
			at = at.Add(time.Second)
			text := at.Format(form)
			w := h.call(c, "POST", "/users/ada/activity", `{"servers":{"":{"last_activity":"`+text+`"}},"last_activity":"`+text+`"}`)
			if w.Code != 200 || w.Body.Len() != 0 {
				t.Errorf("%s: %d %s", text, w.Code, w.Body)
			}
			if s, err := h.servers.Get(h.base, commonhall.UserName("ada").Default()); err != nil || !s.LastActivity.Equal(at) {
				t.Errorf("last active %s, want %s", s.LastActivity, at)
			}
		}
		if m := h.want(200, operator(), "GET", "/users/ada", ""); m["last_activity"] != stamp(at) {
			t.Errorf("what was reported cannot be read at once: %v, want %s", m["last_activity"], at)
		}
		h.want(200, c, "POST", "/users/ada/activity", `{"last_activity":"1999-01-01T00:00:00Z","servers":null}`)
		h.want(400, c, "POST", "/users/ada/activity", `{"last_activity":"`+at.Add(time.Minute).Format(time.RFC3339)+`","servers":{"":{"last_activity":"2999-01-01T00:00:00Z"}}}`)
		if s, err := h.servers.Get(h.base, commonhall.UserName("ada").Default()); err != nil || !s.LastActivity.Equal(at) {
			t.Errorf("it went back, or half of a wrong report counted: %s, want %s", s.LastActivity, at)
		}
	})
}
