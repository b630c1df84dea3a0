package e2e

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"commonhall/packaging/needs"
)

// TestDataOfReleases opens the data folder that each release left behind
// (packaging/keep-data.sh), as this version does: people, what they may, their tokens
// and their files are there, and stay.
func TestDataOfReleases(t *testing.T) {
	needs.Root(t)
	kept, err := filepath.Glob("testdata/upgrade/*.tar.gz")
	if err != nil || len(kept) == 0 {
		t.Fatal("no release has left its data", err)
	}
	for _, archive := range kept {
		t.Run(filepath.Base(archive), func(t *testing.T) {
			root := t.TempDir()
			if out, err := exec.Command("tar", "-xzf", archive, "-C", root, "--numeric-owner", "--same-owner", "-p").CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			text, err := os.ReadFile(filepath.Join(root, "token"))
			if err != nil {
				t.Fatal(err)
			}
			for range 2 { // the second time it is this version's own
				h := openIn(t, filepath.Join(root, "D"), "127.0.0.1:"+freePort(t))
				h.isAsItWas(strings.TrimSpace(string(text)))
				h.close()
			}
		})
	}
}

// isAsItWas checks what packaging/keep-data.sh has made.
func (h *house) isAsItWas(token string) {
	t := h.t
	t.Helper()
	h.signedIn("admin", adminPassword)
	if status, body := h.call("GET", "/hub/api/users/ada", token, ""); status != http.StatusOK {
		t.Errorf("ada's token: %d %s", status, body)
	}
	if list := h.run("user", "list"); !strings.Contains(list, "ben") || !strings.Contains(list, "suspended") || strings.Contains(list, "cleo") {
		t.Errorf("people are\n%s", list)
	}
	if list := h.run("user", "list", "--removed"); !strings.Contains(list, "cleo") {
		t.Errorf("removed are\n%s", list)
	}
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	if out := h.inTerminal("ada", token, "cat work.txt | tr a-z A-Z", "YEAR"); !strings.Contains(out, "THE WORK OF A YEAR") {
		t.Errorf("ada's file: %s", out)
	}
	h.run("server", "stop", "ada")
}
