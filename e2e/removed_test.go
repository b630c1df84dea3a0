package e2e

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "commonhall/store" // the driver
)

// TestRemovedForGood: until their time is over, people come back with their files;
// then the home goes, and nobody else's.
func TestRemovedForGood(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.run("user", "add", "ada", "ben")
	for _, name := range []string{"ada", "ben"} {
		h.run("server", "start", name, "--app", "terminal", "--wait")
	}
	ada, uid := h.home("ada")
	work := filepath.Join(ada, "work.txt")
	must(t, os.WriteFile(work, []byte("a year of it"), 0o600), os.Chown(work, uid, uid))
	h.run("user", "remove", "ada")
	if out := h.run("accounts", "purge"); out != "" {
		t.Errorf("on the first day: %s", out)
	}
	h.run("user", "restore", "ada")
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	h.inTerminal("ada", h.token("ada"), "cat work.txt; echo $((6*7))", "42")
	if again, number := h.home("ada"); again != ada || number != uid {
		t.Errorf("brought back, ada has the home %s of %d", again, number)
	}
	h.run("user", "remove", "ada")
	h.run("user", "add", "ada")
	db, err := sql.Open("sqlite", "file:"+h.path("hub", "commonhall.db")+"?_pragma=busy_timeout(5000)")
	must(t, err)
	_, err = db.Exec("UPDATE removed SET removed = 1") // as a clock says that was wrong
	must(t, err)
	if out := h.run("accounts", "purge"); !strings.Contains(out, "ada should have been deleted") || !strings.Contains(out, "its clock is wrong") {
		t.Errorf("of a clock that may be wrong it says %s", out)
	}
	_, err = db.Exec("UPDATE removed SET removed = $1", time.Now().AddDate(0, 0, -31).UnixMicro())
	must(t, err, db.Close())
	must(t, os.Mkdir(ada+".before-restore-20260101-000000", 0o700), os.Chown(ada+".before-restore-20260101-000000", uid, uid)) // as a restore leaves it
	h.sparesWhoWorks(ada, uid)
	if out := h.run("accounts", "purge"); !strings.Contains(out, "ada, removed "+time.Now().AddDate(0, 0, -31).Format("2006-01-")) || !strings.Contains(out, "deleted") {
		t.Errorf("it says %s", out)
	}
	if _, err := os.Stat(ada); err == nil {
		t.Error("the home is still there")
	}
	if left, _ := filepath.Glob(h.path("homes", "*-*")); len(left) != 1 || !strings.Contains(left[0], "ben-") {
		t.Errorf("there are %v", left)
	}
	if left, _ := filepath.Glob(h.path("log", "ada-*")); len(left) > 0 {
		t.Errorf("what ada's servers wrote is in %v", left)
	}
	if out, err := h.try("user", "restore", "ada"); err == nil || !strings.Contains(out, "or they are deleted") {
		t.Errorf("it says %s", out)
	}
	h.run("server", "start", "ada", "--app", "terminal", "--wait") // is somebody else
	if out := h.inTerminal("ada", h.token("ada"), "ls ~; echo $((6*7))", "42"); strings.Contains(out, "work.txt") {
		t.Errorf("another ada finds %s", out)
	}
}

// sparesWhoWorks: programs run in the home of somebody whose time is over by the records,
// which may be of before.
func (h *house) sparesWhoWorks(home string, uid int) {
	works := &lonely{t: h.t, dir: h.dir}
	end := works.works(uid-works.base(), works.open(home))
	if out, err := h.try("accounts", "purge"); err == nil || !strings.Contains(out, "Programs run in the home of ada") || !strings.Contains(out, "commonhall user restore ada") {
		h.t.Errorf("while she works: %v %s", err, out)
	}
	if readFile(h.t, home+"/work.txt") != "a year of it" {
		h.t.Error("her work is gone")
	}
	end()
}
