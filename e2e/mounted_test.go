package e2e

import (
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestHomesAway: the disk of the homes is not mounted, and an empty folder is in its
// place. Nobody begins anew in that; backups and doctor say what is wrong; and when it is
// back everybody's work is there, also in what is restored from a backup of that time.
func TestHomesAway(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.run("user", "add", "ada", "ben")
	const password = "seven green bottles"
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	h.inTerminal("ada", h.token("ada"), "echo a year of it > work; echo $((6*7))", "42")
	h.run("server", "stop", "ada")
	home, _ := h.home("ada")
	backups, homes := filepath.Join(t.TempDir(), "B"), filepath.Join(h.dir, "homes")
	h.run("backup", "now", "--from", backups)

	must(t, os.Rename(homes, homes+"-disk"), os.Mkdir(homes, 0o711))
	const said = "is not the folder that it was: the file commonhall.mark is not in it. Nothing is lost, and nothing was made there. Is its disk mounted?"
	v := h.signedIn("ada", password)
	v.get("/hub/home").post(v, "/hub/spawn", "app", "terminal")
	eventually(t, "the start of ada is over", func() error { return v.sees("/hub/home", "Your server did not start") })
	v.get("/hub/home").says(t, http.StatusOK, "The home folder cannot be used: "+homes+" "+said, "show this to your administrator")
	if out, err := h.try("server", "start", "ben", "--app", "terminal", "--wait"); err == nil || !strings.Contains(out, said) {
		t.Errorf("a new person's start: %v %s", err, out)
	}
	if out := h.run("events"); !strings.Contains(out, said) {
		t.Errorf("the timeline says %s", out)
	}
	if left, err := os.ReadDir(homes); err != nil || len(left) > 0 {
		t.Errorf("in the empty folder there are %v, %v", left, err)
	}
	h.logs(said)
	if out, err := h.try("doctor"); !strings.Contains(out, "mount "+homes) || !strings.Contains(out, "sudo rm "+homes+".known") {
		t.Errorf("doctor says %v %s", err, out)
	}
	out, err := h.try("backup", "now", "--from", backups)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 3 || !strings.Contains(out, "not in the snapshot: homes: "+homes+" "+said) || strings.Contains(out, "snapshots are kept") {
		t.Errorf("a backup: %v %s", err, out)
	}

	must(t, os.Remove(homes), os.Rename(homes+"-disk", homes))
	for _, name := range []string{"ada", "ben"} {
		h.run("server", "start", name, "--app", "terminal", "--wait")
	}
	h.inTerminal("ada", h.token("ada"), "cat work", "a year of it")
	restored := filepath.Join(t.TempDir(), "D")
	told, err := command(t.Context(), "backup", "restore", "--from", backups, "--dir", restored).CombinedOutput()
	b, _ := os.ReadFile(filepath.Join(restored, "homes", filepath.Base(home), "work"))
	if err != nil || !strings.Contains(string(told), "was made without the folder homes") || string(b) != "a year of it\n" {
		t.Errorf("what is restored has %q: %v %s", b, err, told)
	}
	for _, mark := range []string{"homes/commonhall.mark", "homes.known"} {
		if _, err := os.Lstat(filepath.Join(restored, mark)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s has come along: %v", mark, err)
		}
	}
	if out := h.run("backup", "now", "--from", backups); !strings.Contains(out, "snapshots are kept") {
		t.Errorf("the next backup: %s", out)
	}
}
