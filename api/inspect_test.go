package api

import (
	"encoding/json"
	"os"
	"path/filepath"
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

// TestInspectionOfSoftware: the operator learns of a generation that is not on the disk.
func TestInspectionOfSoftware(t *testing.T) {
	story(t, func(h *hub) {
		h.class("/environments")
		want := func(want string) {
			t.Helper()
			var in struct{ Software json.RawMessage }
			if err := json.Unmarshal(h.call(operator(), "GET", "/commonhall/inspection", "").Body.Bytes(), &in); err != nil || string(in.Software) != want {
				t.Errorf("%v: it is %s, want %s", err, in.Software, want)
			}
		}
		want(`[]`)
		h.must(os.RemoveAll(filepath.Join(h.dir, "environments/python/trees/g-two")))
		want(`[{"kind":"not-on-disk","environment":"python","generation":2}]`)
	})
}
