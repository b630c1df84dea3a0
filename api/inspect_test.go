package api

import (
	"encoding/json"
	"testing"
)

// TestInspection: the operator learns what there is to compare with the machine:
// accounts of people and of those who can come back, and who can look after it all.
func TestInspection(t *testing.T) {
	story(t, func(h *hub) {
		ask := func() (in struct {
			Database struct {
				Problems []string
				Complete bool
			}
			People, Administrators int
			Accounts               []int
			Servers                []struct{ ID, State string }
		}) {
			t.Helper()
			b := h.call(operator(), "GET", "/commonhall/inspection?seconds=5", "").Body.Bytes()
			if err := json.Unmarshal(b, &in); err != nil {
				t.Fatalf("%v: %s", err, b)
			}
			return in
		}
		in := ask()
		if !in.Database.Complete || len(in.Database.Problems) != 0 || in.People != 3 || in.Administrators != 0 || len(in.Accounts) != 3 || len(in.Servers) != 0 {
			t.Errorf("at first: %+v", in) // boss has no password yet
		}
		h.must(h.auth.SetPassword(h.t.Context(), "boss", "seven green bottles"))
		h.want(201, operator(), "POST", "/users/ada/server", "")
		h.want(204, operator(), "DELETE", "/users/ben", "")
		in = ask()
		if in.People != 2 || in.Administrators != 1 || len(in.Accounts) != 3 || len(in.Servers) != 1 || in.Servers[0].State != "ready" {
			t.Errorf("then: %+v", in)
		}
		h.want(400, operator(), "GET", "/commonhall/inspection?seconds=601", "")
		h.want(400, operator(), "GET", "/commonhall/inspection?seconds=NaN", "")
	})
}
