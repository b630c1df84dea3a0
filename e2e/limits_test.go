package e2e

import (
	"fmt"
	"strings"
	"testing"

	"commonhall/packaging/needs"
)

// TestLimitsAsWritten: what the page says of limits does what it says; a server that runs
// holds more at once, and knows whose decision that is also after its roles died.
func TestLimitsAsWritten(t *testing.T) {
	needs.Root(t)
	h := open(t)
	h.run("user", "add", "ada", "kim")
	h.run("group", "add", "Physics-11")
	h.run("group", "join", "Physics-11", "ada")
	script, _ := asWritten(t, "how-to/limits.md")
	out := h.types(script)
	for _, want := range []string{"user   kim         memory  2 GiB", "group  Physics-11  cpu     0.5 cores", "Set for this person.", "so the defaults hold"} {
		if !strings.Contains(out, want) {
			t.Errorf("not printed: %s", want)
		}
	}
	if t.Failed() {
		t.Log(out)
	}
	token := h.token("ada")
	h.run("limit", "set", "memory=128M", "--user", "ada")
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	const eats = `python3 -c 'x = bytearray(300 << 20); print(6 * 7)'; echo $((50 + 5))`
	if out := h.inTerminal("ada", token, eats, "55"); strings.Contains(out, "42") {
		t.Errorf("with 128 MiB a program of 300 lives: %s", out)
	}
	h.run("limit", "set", "memory=1G", "--user", "ada", "--now")
	h.inTerminal("ada", token, eats, "42")
	for _, role := range []string{"warden", "hub"} {
		h.kill(role)
	}
	eventually(t, "its record", func() error {
		_, body := h.call("GET", "/hub/api/users/ada/server", token, "")
		if !strings.Contains(body, `"memory":1073741824,"memory_guarantee":null,`) || !strings.Contains(body, `"memory":{"group":null,"origin":"user"`) {
			return fmt.Errorf("%s", body)
		}
		return nil
	})
	if out := h.run("limit", "set", "memory=64M", "--group", "Physics-11", "--now"); !strings.Contains(out, "next start") {
		t.Errorf("what is set for the person does not win: %s", out)
	}
}

// TestExamAsWritten: what the page says about an exam, typed, ends who has the internet, and
// gives none to who starts meanwhile.
func TestExamAsWritten(t *testing.T) {
	needs.Root(t)
	h := open(t)
	h.run("user", "add", "ada", "kim")
	h.run("group", "add", "exam-11")
	h.run("group", "join", "exam-11", "ada", "kim")
	h.run("server", "start", "kim", "--app", "terminal", "--wait")
	script, _ := asWritten(t, "how-to/network.md")
	out := h.types(script)
	for _, want := range []string{"until they are stopped: kim.", "network           none", "Set for the group exam-11."} {
		if !strings.Contains(out, want) {
			t.Errorf("not printed: %s\n%s", want, out)
		}
	}
	if out := h.run("server", "list"); strings.Contains(out, "running") {
		t.Errorf("somebody still runs: %s", out)
	}
}
