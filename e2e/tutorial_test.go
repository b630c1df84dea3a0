package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"commonhall/packaging/needs"
)

// TestTutorial: the commands of the first tutorial find what make try has started.
func TestTutorial(t *testing.T) {
	needs.Root(t)
	h := open(t)
	dir := t.TempDir()
	exe, err := os.Executable()
	if err == nil {
		err = os.Symlink(exe, filepath.Join(dir, "commonhall"))
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "sudo"), []byte("#!/bin/sh\nexec \"$@\"\n"), 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	const runs = "it runs already"
	script, commands := asWritten(t, "tutorial.md", instead{"make try", "", runs}, instead{"make try ARGS='--addr 0.0.0.0:8000'", "", runs},
		instead{"sudo ./commonhall try --delete-data", "", "it still runs; TestNothingIsLeftBehind deletes"})
	// Where make try puts it, that nobody else sees.
	cmd := exec.Command("/bin/sh", "-c", "set -e; mount --make-rprivate /; mkdir lib lib/commonhall-try; mount --bind \"$D\" lib/commonhall-try; mount --rbind lib /var/lib\n"+script)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"), "D="+h.dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if out, err := cmd.CombinedOutput(); err != nil || commands != 4 {
		t.Fatalf("%d commands, %v: %s", commands, err, out)
	}
	if list := h.run("user", "list"); !strings.Contains(list, "ada") || !strings.Contains(list, "chiara") {
		t.Errorf("people are\n%s", list)
	}
}
