package e2e

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"commonhall/packaging/needs"
)

// The database is torn while nobody looks: the hub says so and does not begin a new
// one; the one of the last snapshot comes back alone, with the torn one beside it.
// Who was added since has a home that is nobody's, which nobody else gets, and which
// becomes theirs again.
func TestTornRecords(t *testing.T) {
	t.Parallel()
	dir, addr := filepath.Join(t.TempDir(), "D"), "127.0.0.1:"+freePort(t)
	backups := filepath.Join(t.TempDir(), "B")
	h := openIn(t, dir, addr)
	h.run("user", "add", "ada")
	h.run("backup", "now", "--from", backups)
	h.run("user", "add", "ben")
	h.run("server", "start", "ben", "--app", "terminal", "--wait")
	writeOwned(t, dir+"/homes/ben-1002/work", "newer than the backup", 0o600)
	if out, err := h.try("backup", "restore", "--database", "--from", backups); err == nil || !strings.Contains(out, "The hub runs") {
		t.Errorf("beside a hub: %v %s", err, out)
	}
	h.close()
	database := dir + "/hub/commonhall.db"
	tear(t, database)
	torn := readFile(t, database)
	cmd := command(t.Context(), tryArgs(dir, addr)...)
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "is damaged") || !strings.Contains(string(out), "backup restore --database") {
		t.Errorf("with a torn database: %v\n%s", err, out)
	}
	if readFile(t, database) != torn {
		t.Error("the torn database was changed")
	}
	savedWithoutRecords(t, h, backups)
	h.run("backup", "restore", "--database", "--from", backups)
	kept, err := filepath.Glob(database + ".before-restore-*")
	if err != nil || len(kept) != 1 || readFile(t, kept[0]) != torn {
		t.Errorf("the torn one is in %q, %v", kept, err)
	}
	h = openIn(t, dir, addr)
	if out := h.run("user", "list"); !strings.Contains(out, "ada") || strings.Contains(out, "ben") {
		t.Errorf("people are\n%s", out)
	}
	h.run("user", "add", "cleo")
	h.run("server", "start", "cleo", "--app", "terminal", "--wait")
	if _, err := os.Stat(dir + "/homes/cleo-1003"); err != nil {
		t.Error("cleo has another number than she should:", err)
	}
	if out := h.run("user", "adopt"); !strings.Contains(out, "ben-1002") || strings.Contains(out, "ada") || strings.Contains(out, "cleo") {
		t.Errorf("nobody's homes are\n%s", out)
	}
	if out, err := h.try("user", "adopt", "ada-1001"); err == nil {
		t.Errorf("ada's own home: %s", out)
	}
	if out := h.run("user", "adopt", "--all"); !strings.Contains(out, "/hub/invite/") {
		t.Errorf("adopt says %s", out)
	}
	for _, again := range []string{"user adopt", "user adopt --all"} {
		if out, errOut, status := h.said(again); out != "" || errOut != "Every home is somebody's.\n" || status != 0 {
			t.Errorf("%s says %q and %q, %d", again, out, errOut, status)
		}
	}
	h.run("server", "start", "ben", "--app", "terminal", "--wait")
	if got := readFile(t, dir+"/homes/ben-1002/work"); got != "newer than the backup" {
		t.Errorf("ben's work is %q", got)
	}
}

// savedWithoutRecords: the night's backup saves people's work, and not the torn database.
func savedWithoutRecords(t *testing.T, h *house, backups string) {
	t.Helper()
	cmd := command(t.Context(), "backup", "now", "--dir", h.dir, "--from", backups)
	if out, err := cmd.CombinedOutput(); cmd.ProcessState.ExitCode() != 3 || !strings.Contains(string(out), "not in the snapshot: database:") || !strings.Contains(string(out), "is damaged") {
		t.Errorf("a backup of it: %v\n%s", err, out)
	}
	h.run("backup", "restore", "--user", "ben-1002", "--to", h.dir+"-look", "--from", backups)
	if got := readFile(t, h.dir+"-look/ben-1002/work"); got != "newer than the backup" {
		t.Errorf("in the backup ben's work is %q", got)
	}
}

// The database is gone, the homes are not: commonhall does not begin an empty one. It
// says how to bring it back, and how to go on where there is no backup; both work.
func TestLostRecords(t *testing.T) {
	t.Parallel()
	dir, addr := filepath.Join(t.TempDir(), "D"), "127.0.0.1:"+freePort(t)
	backups := filepath.Join(t.TempDir(), "B")
	h := openIn(t, dir, addr)
	h.run("user", "add", "ada")
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	h.run("backup", "now", "--from", backups)
	h.close()
	refused := func() string {
		t.Helper()
		for _, end := range []string{"", "-wal", "-shm"} {
			if err := os.Remove(dir + "/hub/commonhall.db" + end); err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Fatal(err)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		out, err := command(ctx, tryArgs(dir, addr)...).CombinedOutput()
		if err == nil || !strings.Contains(string(out), "There are homes of 1 people") || !strings.Contains(string(out), "backup restore --database --from WHERE --dir "+dir) {
			t.Errorf("without records: %v\n%s", err, out)
		}
		if _, err := os.Lstat(dir + "/hub/commonhall.db"); err == nil {
			t.Fatal("an empty database was begun")
		}
		return string(out)
	}
	refused()
	h.run("backup", "restore", "--database", "--from", backups)
	h = openIn(t, dir, addr)
	if out := h.run("user", "list"); !strings.Contains(out, "ada") {
		t.Errorf("people are\n%s", out)
	}
	h.close()
	without := regexp.MustCompile(`install -o [^;]*`).FindString(refused())
	if out, err := exec.Command("sh", "-c", without).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v %s", without, err, out)
	}
	h = openIn(t, dir, addr)
	if out := h.run("user", "adopt", "--all"); !strings.Contains(out, "ada") {
		t.Errorf("adopt says %s", out)
	}
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	if _, err := os.Stat(dir + "/homes/ada-1001"); err != nil {
		t.Error(err)
	}
}

// The record of the installation is torn or lost: nothing is begun anew over homes, and
// every command says how it comes back. That of another installation does not.
func TestLostIdentity(t *testing.T) {
	needs.Root(t)
	l, other := newLonely(t, ""), newLonely(t, "")
	backups, others := filepath.Join(t.TempDir(), "B"), filepath.Join(t.TempDir(), "B")
	l.run(0, "backup", "now", "--dir", l.dir, "--from", backups)
	other.run(0, "backup", "now", "--dir", other.dir, "--from", others)
	want, record := l.state(l.dir), l.dir+"/instance.json"
	said := func(why string, args ...string) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		out, err := command(ctx, args...).CombinedOutput()
		if err == nil || !strings.Contains(string(out), why) {
			t.Errorf("%q: %v, and it says\n%s", args, err, out)
		}
	}
	said("is whole", "backup", "restore", "--identity", "--dir", l.dir, "--from", backups)
	for _, torn := range []string{"", "{\"id\":\"ab", "\x00\x00\x00\x00", "lost"} {
		l.must(os.WriteFile(record, []byte(torn), 0o644))
		if torn == "lost" {
			l.must(os.Remove(record))
		}
		before := l.files(l.dir)
		how := "commonhall backup restore --identity --from WHERE --dir " + l.dir
		for _, args := range [][]string{tryArgs(l.dir, "127.0.0.1:"+freePort(t)), {"hub", "--dir", l.dir}, {"backup", "now", "--dir", l.dir, "--from", backups},
			{"backup", "restore", "--dir", l.dir, "--from", backups}, {"user", "list", "--dir", l.dir}} {
			said(how, args...)
		}
		said("is of another installation", "backup", "restore", "--identity", "--dir", l.dir, "--from", others)
		if now := l.files(l.dir); now != before {
			t.Errorf("there were\n%s\nand are\n%s", before, now)
		}
		l.run(0, "backup", "restore", "--identity", "--dir", l.dir, "--from", backups)
		kept, err := filepath.Glob(record + ".before-restore-*")
		if l.must(err); torn == "lost" && len(kept) > 0 || torn != "lost" && (len(kept) != 1 || readFile(t, kept[0]) != torn) {
			t.Errorf("the torn record %q is in %q", torn, kept)
		}
		for _, path := range kept {
			l.must(os.Remove(path))
		}
		if now := l.state(l.dir); now != want {
			t.Errorf("it is\n%s\nand was\n%s", now, want)
		}
	}
}

// files lists what is in a folder.
func (l *lonely) files(dir string) string {
	l.t.Helper()
	out, err := exec.Command("find", dir, "-printf", "%y %m %U:%G %s %T@ %p\n").CombinedOutput()
	l.must(err)
	return string(out)
}

// tear flips the beginning of a database and cuts off its end.
func tear(t *testing.T, path string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	st, err := f.Stat()
	if err == nil {
		_, err = f.WriteAt(make([]byte, 16), 40)
	}
	if err == nil {
		err = f.Truncate(st.Size() / 2)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{"-wal", "-shm"} {
		_ = os.Remove(path + end)
	}
}

// The records come back from a snapshot while people work: what was started since goes on, is
// theirs, and says so. That of somebody who was added since is kept until they are listed again.
func TestRecordsComeBackUnderServers(t *testing.T) {
	t.Parallel()
	dir, addr := filepath.Join(t.TempDir(), "D"), "127.0.0.1:"+freePort(t)
	backups := filepath.Join(t.TempDir(), "B")
	h := openIn(t, dir, addr)
	h.run("user", "add", "ada")
	token, admin := h.token("ada"), h.token("admin")
	h.run("backup", "now", "--from", backups)
	h.run("user", "add", "zoe")
	for _, name := range []string{"ada", "zoe"} {
		h.run("server", "start", name, "--app", "terminal", "--wait")
	}
	h.inTerminal("ada", token, "echo ke''pt > /tmp/unsaved; echo $((6*7))", "42")
	runs := h.peoplesRuns()
	h.restoreUnderServers(backups)
	eventually(t, "ada's server is hers again", func() error { return h.serves(admin, "ada") })
	h.inTerminal("ada", token, "cat /tmp/unsaved", "kept")
	if status, body := h.call("GET", "/hub/api/users/zoe", admin, ""); status != 404 {
		t.Errorf("zoe is listed: %d %s", status, body)
	}
	if out := h.run("events"); !strings.Contains(out, "went on, though the records did not know it any more") || !strings.Contains(out, "A server of the account zoe") {
		t.Errorf("the timeline:\n%s", out)
	}
	h.run("user", "add", "yan")
	h.run("server", "start", "yan", "--app", "terminal", "--wait")
	h.run("server", "stop", "yan")
	h.run("user", "adopt", "--all")
	if out, err := h.try("server", "start", "zoe", "--wait"); err != nil && !strings.Contains(out, "already running") {
		t.Errorf("zoe's server: %v %s", err, out)
	}
	if err := h.serves(admin, "zoe"); err != nil || !slices.Equal(h.peoplesRuns(), runs) {
		t.Errorf("zoe's: %v; there were %q and are %q", err, runs, h.peoplesRuns())
	}
}

// serves reports whether somebody's server is ready.
func (h *house) serves(admin, name string) error {
	if status, body := h.callErr("GET", "/hub/api/users/"+name, admin, ""); status != 200 || !strings.Contains(body, `"/user/`+name+`/"`) {
		return fmt.Errorf("%d %s", status, body)
	}
	return nil
}

// restoreUnderServers brings the records back in a moment without a hub, while everything else
// goes on.
func (h *house) restoreUnderServers(backups string) {
	h.t.Helper()
	eventually(h.t, "the records come back", func() error {
		done := make(chan error, 1)
		go func() {
			out, err := h.try("backup", "restore", "--database", "--from", backups)
			if err != nil {
				err = fmt.Errorf("%w: %s", err, out)
			}
			done <- err
		}()
		for {
			again := time.NewTimer(time.Second)
			select {
			case err := <-done:
				return err
			case <-again.C:
				if pid := h.pid("hub"); pid > 0 {
					_ = syscall.Kill(pid, syscall.SIGKILL)
				}
			}
		}
	})
}
