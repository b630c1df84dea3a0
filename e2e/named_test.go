package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"commonhall/packaging/needs"
)

// TestTwoServersOfOnePerson: what is written in one is there in the other; the one beside is
// removed while it runs, and takes neither the file nor the default one with it.
func TestTwoServersOfOnePerson(t *testing.T) {
	needs.Root(t)
	dir := filepath.Join(t.TempDir(), "D")
	must(t, os.Mkdir(dir, 0o711), os.WriteFile(filepath.Join(dir, "commonhall.yaml"), []byte("servers: {allow_named: true}\n"), 0o644))
	h := openIn(t, dir, "127.0.0.1:"+freePort(t))
	h.run("user", "add", "ada")
	for _, name := range []string{"ada", "ada/thesis"} {
		h.run("server", "start", name, "--app", "terminal", "--wait")
	}
	if list := h.run("server", "list"); strings.Count(list, "ada") != 2 || !strings.Contains(list, "ada/thesis ") {
		t.Errorf("those that run: %s", list)
	}
	token := h.token("ada")
	h.inTerminal("ada/thesis", token, "echo six > chapter; echo $((6 * 7))", "42")
	h.run("server", "remove", "ada/thesis")
	if status, answer := h.call("GET", "/hub/api/users/ada/servers/thesis", token, ""); status != 404 {
		t.Errorf("what was removed is %d, %s", status, answer)
	}
	if out, err := h.try("server", "remove", "ada/.."); err == nil {
		t.Errorf("a server by the name of a folder above is removed: %s", out)
	}
	h.inTerminal("ada", token, "tr a-z A-Z < chapter", "SIX")
}
