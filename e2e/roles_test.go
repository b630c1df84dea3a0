package e2e

import (
	"strings"
	"testing"

	"commonhall/packaging/needs"
)

// TestRolesAsWritten: what the page says of roles does what it says, typed; and what is given so
// counts with the next request of who holds it.
func TestRolesAsWritten(t *testing.T) {
	needs.Root(t)
	h := open(t)
	h.run("user", "add", "ada", "ben", "kim")
	for _, group := range []string{"first", "tutors"} {
		h.run("group", "add", group)
	}
	h.run("group", "join", "first", "kim")
	h.run("group", "join", "tutors", "ada")
	script, _ := asWritten(t, "how-to/roles.md")
	out := h.types(script)
	for _, want := range []string{"made here  ben, group tutors", "built-in   everybody", "servers!group=first     start and stop the servers of the people in first", "HELD BY      group tutors"} {
		if !strings.Contains(out, want) {
			t.Errorf("not printed: %s in\n%s", want, out)
		}
	}
	ada := h.token("ada")
	sees := func(want int) {
		t.Helper()
		if status, body := h.call("GET", "/hub/api/users/kim", ada, ""); status != want {
			t.Errorf("it answers %d: %s", status, body)
		}
	}
	sees(404)
	h.run("role", "add", "aides", "list:users!group=first", "--group", "tutors")
	sees(200)
	h.run("role", "revoke", "aides", "--group", "tutors")
	sees(404)
}
