package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"commonhall/backup"
	"commonhall/packaging/needs"
	"commonhall/supervisor"
)

// notebookFile is a small notebook with an output.
const notebookFile = `{"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}, "cells": [
 {"cell_type": "markdown", "id": "a1", "metadata": {}, "source": "# Old work"},
 {"cell_type": "code", "id": "a2", "metadata": {}, "execution_count": 1, "source": "6*7", "outputs": [{"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "42"}}]}]}`

// drilled is what the drill of TestDrill says.
type drilled struct {
	Person, App, Notebook string
	Files, Cells          int
}

// A drill beside people who work: it sees their old notebook, they see nothing of
// it, and nothing of it stays; one that was cut off is taken away by the next.
func TestDrill(t *testing.T) {
	h := open(t)
	h.run("user", "add", "ada", "ben")
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	writeOwned(t, filepath.Join(h.dir, "homes", "ada-1001", "old work.ipynb"), notebookFile, 0o600)
	h.trap()
	backups := filepath.Join(t.TempDir(), "B")
	h.run("backup", "now", "--from", backups)
	h.run("user", "remove", "ben") // what happens after the snapshot is not touched
	running, ada := h.running(), h.token("ada")

	// One that is killed in the middle of its work.
	cut := command(t.Context(), "backup", "drill", "--from", backups, "--dir", h.dir)
	var said lockedBuffer
	cut.Stderr = &said
	if err := cut.Start(); err != nil {
		t.Fatal(err)
	}
	var first string
	eventually(t, "the copy at work", func() error {
		first = identity(h.dir + "/drill")
		if first == "" || len(leftOf(t, first)) == 0 {
			return fmt.Errorf("there is none; it says %s", said.String())
		}
		return nil
	})
	_ = cut.Process.Kill()
	_ = cut.Wait()

	over, second := h.works("ada", ada), copies(h.dir+"/drill", first)
	out := h.run("backup", "drill", "--from", backups, "--json")
	if said := over(); said != "" {
		t.Error(said)
	}
	var saw drilled
	if err := json.Unmarshal([]byte(out[max(0, strings.Index(out, `{"snapshot"`)):]), &saw); err != nil || saw.Person != "ada" && saw.App != "terminal" || saw.Files < 1 {
		t.Errorf("it saw %+v in %s (%v)", saw, out, err)
	}
	if saw.App != "terminal" && (saw.Notebook != "old work.ipynb" || saw.Cells != 2) {
		t.Errorf("it saw %+v", saw)
	}
	if now := h.running(); now != running {
		t.Errorf("running was %s and is %s", running, now)
	}
	for _, id := range []string{first, second()} {
		if left := leftOf(t, id); id == "" || len(left) > 0 {
			t.Errorf("of the copy %q there still is %q", id, left)
		}
	}
	if _, err := os.Lstat(h.dir + "/drill"); err == nil {
		t.Error("the copy is still there")
	}
	rec, err := backup.ReadRecord(h.dir + "/backup/last.json")
	if err != nil || rec.Drill == nil || !rec.Drill.OK || rec.Drill.Snapshot == "" || rec.Drill.Where != backups {
		t.Errorf("the record says %+v, %v", rec.Drill, err)
	}
	if p := h.visitor().signIn("admin", adminPassword); p.path != "/hub/home" {
		t.Errorf("admin signs in at %s", p.path)
	}
}

// A drill that would take the room that people need refuses; one that finds damage says
// so. Both are recorded, and leave nothing.
func TestDrillsThatFail(t *testing.T) {
	needs.Root(t)
	l := newLonely(t, "")
	backups := filepath.Join(t.TempDir(), "B")
	l.run(0, "backup", "now", "--dir", l.dir, "--from", backups)
	fails := func(reason string) {
		t.Helper()
		out, err := command(t.Context(), "backup", "drill", "--dir", l.dir, "--from", backups).CombinedOutput()
		if err == nil || !strings.Contains(string(out), reason) {
			t.Errorf("it says %s (%v)", out, err)
		}
		rec, err := backup.ReadRecord(l.dir + "/backup/last.json")
		if err != nil || rec.Drill == nil || rec.Drill.OK || !strings.Contains(rec.Drill.Error, reason) {
			t.Errorf("the record says %+v, %v", rec.Drill, err)
		}
		if _, err := os.Lstat(l.dir + "/drill"); err == nil {
			t.Error("the copy is still there")
		}
	}
	settings := readFile(t, l.dir+"/commonhall.yaml")
	l.must(os.WriteFile(l.dir+"/commonhall.yaml", []byte(settings+"machine:\n  keep_disk: 1T\n"), 0o644))
	fails("A drill needs ")
	l.must(os.WriteFile(l.dir+"/commonhall.yaml", []byte(settings), 0o644))
	objects, err := filepath.Glob(backups + "/objects/*/*")
	l.must(err)
	for _, o := range objects {
		if b := readFile(t, o); strings.Contains(b, "file 1 of ben") {
			l.must(os.Remove(o))
		}
	}
	fails("could not be brought back")
}

// trap gives ben what only looks like a notebook, and newer than all others.
func (h *house) trap() {
	h.run("server", "start", "ben", "--app", "terminal", "--wait")
	trap, late := filepath.Join(h.dir, "homes", "ben-1002", "trap.ipynb"), time.Now().AddDate(100, 0, 0)
	writeOwned(h.t, trap, `{"cells": [1]}`, 0o600)
	must(h.t, os.Chtimes(trap, late, late))
}

// works uses somebody's server until over is called, which returns what went wrong.
func (h *house) works(name, token string) (over func() string) {
	said, stop := make(chan string, 1), make(chan struct{})
	go func() {
		defer close(said)
		for {
			select {
			case <-stop:
				return
			default:
			}
			if status, answer := h.callErr("GET", "/user/"+name+"/", token, ""); status != 200 {
				said <- fmt.Sprintf("meanwhile %s's server answers %d %s", name, status, answer)
				return
			}
		}
	}()
	return func() string { close(stop); return <-said }
}

// running says which process each role is, and since when ada's server runs.
func (h *house) running() string {
	h.t.Helper()
	var out string
	for _, role := range []string{"edge", "hub", "warden"} {
		out += fmt.Sprintf("%s %d\n", role, h.process(role))
	}
	var server struct{ Started string }
	if _, answer := h.call("GET", "/hub/api/users/ada/server", h.token("admin"), ""); json.Unmarshal([]byte(answer), &server) != nil || server.Started == "" {
		h.t.Errorf("ada's server: %s", answer)
	}
	return out + server.Started
}

// identity names the installation in a folder, or is empty while there is none.
func identity(dir string) string {
	i, err := supervisor.OpenInstance(dir)
	if err != nil {
		return ""
	}
	return i.ID
}

// copies looks for an installation that a folder gets beside one known, until what it
// returns is called, which names it.
func copies(dir, known string) (seen func() string) {
	stop, id := make(chan struct{}), make(chan string, 1)
	go func() {
		look := time.NewTicker(5 * time.Millisecond)
		defer look.Stop()
		var last string
		for {
			if now := identity(dir); now != "" && now != known {
				last = now
			}
			select {
			case <-look.C:
			case <-stop:
				id <- last
				return
			}
		}
	}()
	return func() string { close(stop); return <-id }
}

// leftOf lists what an installation has on the machine outside of its folder.
func leftOf(t *testing.T, id string) (left []string) {
	t.Helper()
	for _, pattern := range []string{"/run/commonhall/", "/sys/fs/cgroup/commonhall-", "/sys/fs/cgroup/*/commonhall-"} {
		found, err := filepath.Glob(pattern + id)
		if err != nil {
			t.Fatal(err)
		}
		left = append(left, found...)
	}
	return left
}
