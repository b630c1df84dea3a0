package api

import (
	"slices"
	"testing"
	"testing/synctest"

	"commonhall"
	"commonhall/auth"
)

// service makes a service and returns its caller.
func (h *hub) service(s auth.Service) caller {
	h.t.Helper()
	text := h.auth.ServiceToken(s.Name)
	h.must(h.auth.KeepServiceToken(h.t.Context(), s.Name, text))
	h.auth.AddService(s)
	h.secrets = append(h.secrets, text)
	return caller{header: map[string]string{"Authorization": "token " + text}}
}

// TestAServiceIsNoPerson: it is told who it is, does what it may in its own name, and
// is nobody where a person is meant.
func TestAServiceIsNoPerson(t *testing.T) {
	story(t, func(h *hub) {
		cull, idle := h.service(auth.Service{Name: "cull", Admin: true}), h.service(auth.Service{Name: "idle"})
		me := h.want(200, cull, "GET", "/user", "")
		if want := []string{"admin", "kind", "name", "roles", "scopes", "session_id", "token_id"}; !slices.Equal(keys(me), want) ||
			me["kind"] != "service" || me["name"] != "cull" || me["admin"] != true || me["token_id"] == nil || me["session_id"] != nil {
			t.Errorf("it is told %v", me)
		}
		if me := h.want(200, idle, "GET", "/user", ""); me["admin"] != false || len(me["scopes"].([]any)) != 0 || len(me["roles"].([]any)) != 0 {
			t.Errorf("one without rights is told %v", me)
		}
		h.want(201, cull, "POST", "/users", `{"usernames":["eve"]}`)
		made := h.want(201, cull, "POST", "/users/ada/tokens", `{}`)
		h.secrets = append(h.secrets, made["token"].(string))
		made["token"] = ""
		if made["note"] != "Requested via api by service cull" || made["user"] != "ada" {
			t.Errorf("a token made by it: %v", made)
		}
		h.want(404, cull, "DELETE", "/users/cull", "") // itself is no person
		h.want(204, cull, "POST", "/users/eve/suspend", "")
		synctest.Wait()
		var by []string
		list, err := h.db.Events(h.t.Context(), commonhall.EventFilter{User: "eve", Limit: 9})
		h.must(err)
		for _, e := range list {
			by = append(by, e.By)
		}
		if len(by) < 2 || slices.ContainsFunc(by, func(s string) bool { return s != "the service cull" }) {
			t.Errorf("events say it was %q", by)
		}
		for _, path := range []string{"/users", "/users/ada", "/groups", "/info", "/events", "/users/ada/tokens"} {
			h.want(403, idle, "GET", path, "")
		}
	})
}

// TestAServiceInNobodysServer: its token does not count at the door inside a person's server.
func TestAServiceInNobodysServer(t *testing.T) {
	story(t, func(h *hub) {
		cull := h.service(auth.Service{Name: "cull", Admin: true})
		inside := cull
		inside.door = auth.Door{Inside: "ada"}
		h.want(403, inside, "GET", "/user", "")
		h.want(200, cull, "GET", "/user", "")
	})
}
