package apply

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"commonhall"
	"commonhall/config"
)

// house is a settings file with its versions, on a machine of pretended units.
type house struct {
	t *testing.T
	*Store
	dir  string
	said *[]string
}

func houseIn(dir string) *Store {
	s := filepath.Join(dir, "systemctl")
	return &Store{Dir: filepath.Join(dir, "config"), File: filepath.Join(dir, "etc", "commonhall.yaml"), Run: filepath.Join(dir, "run"), Base: config.Default(),
		Services: Systemd{s, s, 10 * time.Second}, Patience: 10 * time.Second, Who: "ada"}
}

// newHouse is one where the first version is in force.
func newHouse(t *testing.T, first string) house {
	t.Helper()
	dir := inMemory(t)
	script, err := filepath.Abs("testdata/systemctl")
	if err != nil {
		t.Fatal(err)
	}
	h := house{t, houseIn(dir), dir, &[]string{}}
	h.Say = func(what string) { *h.said = append(*h.said, what) }
	for _, err := range []error{os.Mkdir(filepath.Join(dir, "etc"), 0o755), os.Symlink(script, filepath.Join(dir, "systemctl")),
		os.WriteFile(h.File, []byte(first), 0o640), h.Begin(t.Context())} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return h
}

// inMemory makes a folder where a test need not wait for a disk.
func inMemory(t *testing.T) string {
	dir, err := os.MkdirTemp("/dev/shm", "commonhall-apply")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func (h house) write(text string) {
	h.t.Helper()
	if err := os.WriteFile(h.File, []byte(text), 0o640); err != nil {
		h.t.Fatal(err)
	}
}

func (h house) read(name string) string {
	b, err := os.ReadFile(filepath.Join(h.dir, name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		h.t.Fatal(err)
	}
	return string(b)
}

// change edits the file, as a person who looked at it before.
func (h house) change(text string) (Done, error) {
	h.t.Helper()
	was, err := config.Read(h.File)
	if err != nil {
		h.t.Fatal(err)
	}
	return h.Change(h.t.Context(), []byte(text), was, "edited")
}

// holds checks what is in force, what the file says, and what the hub runs with.
func (h house) holds(force, file, running string) {
	h.t.Helper()
	if got := h.read("config/applied.yaml"); got != force {
		h.t.Errorf("in force is %q, not %q", got, force)
	}
	if got := h.read("etc/commonhall.yaml"); got != file {
		h.t.Errorf("the file says %q, not %q", got, file)
	}
	if got := h.read("running-hub"); got != running {
		h.t.Errorf("the hub runs with %q, not %q", got, running)
	}
}

const (
	small = "servers:\n  memory: 1G\n"
	large = "servers:\n  memory: 2G\n"
	wrong = "servers:\n  pids: 666\n"
	moved = "database:\n  url: postgres://hall@db.example.org/hall\n"
)

// TestAChange renews the roles that read it and no other, keeps the file's owner
// and mode, and is in the history.
func TestAChange(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0o077)) // a careful administrator's
	h := newHouse(t, small)
	if err := os.Chmod(h.File, 0o640); err != nil {
		t.Fatal(err)
	}
	d, err := h.change(large)
	if err != nil || d.Entry.Number != 2 || !slices.Equal(d.Renewed, []string{"hub"}) || d.Confirm != 0 {
		t.Fatalf("%+v, %v", d, err)
	}
	h.holds(large, large, large)
	if info, err := os.Stat(h.File); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the file's mode is %v, %v", info.Mode(), err)
	}
	for _, dir := range []string{h.Dir, h.history()} {
		if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o711 {
			t.Errorf("roles must pass through %s: %v, %v", dir, info.Mode(), err)
		}
	}
	if info, err := os.Stat(h.Path()); err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("roles with accounts of their own must read what is in force: %v, %v", info.Mode(), err)
	}
	list, err := h.History()
	if err != nil || len(list) != 2 || list[1].Who != "ada" || list[1].Why != "edited" || list[1].What != "servers.memory: 1G → 2G" || list[1].Time.IsZero() {
		t.Errorf("history: %+v, %v", list, err)
	}
	if calls := h.read("calls"); strings.Contains(calls, "edge") || strings.Contains(calls, "warden") || !strings.Contains(calls, GuardUnit) {
		t.Errorf("calls:\n%s", calls)
	}
	if _, err := h.change(large); commonhall.KindOf(err) != commonhall.AlreadyExists {
		t.Errorf("the same again: %v", err)
	}
	before := h.read("calls")
	if d, err = h.change("# more\n" + large); err != nil || len(d.Renewed) > 0 || d.Entry.What != "no setting: comments or order" {
		t.Errorf("a comment: %+v, %v", d, err)
	}
	if after := h.read("calls"); strings.Count(after, "reload") != strings.Count(before, "reload") {
		t.Error("a comment renews roles")
	}
	h.holds("# more\n"+large, "# more\n"+large, large)
}

// TestARoleThatDoesNotStart takes the change back, and shows its last words.
func TestARoleThatDoesNotStart(t *testing.T) {
	h := newHouse(t, small)
	_, err := h.change(wrong)
	var e *commonhall.Error
	if !errors.As(err, &e) || !strings.Contains(e.Msg, "The hub did not start with these settings") || !strings.Contains(e.Msg, "\n  hub: giving up") {
		t.Fatalf("%v", err)
	}
	h.holds(small, small, small)
	if v, err := h.Version(2); err != nil || string(v) != wrong {
		t.Errorf("what was tried is lost: %q, %v", v, err)
	}
	list, _ := h.History()
	if len(list) != 3 || list[2].What != "back to 1" || !strings.Contains(list[2].Why, "2 taken back") {
		t.Errorf("history: %+v", list)
	}
	if p, err := h.Pending(); p != nil || err != nil {
		t.Errorf("still pending: %+v %v", p, err)
	}
	// A role that was down before is not the change's fault; a change is perhaps
	// what it needs.
	if err := os.WriteFile(filepath.Join(h.dir, "state-hub"), []byte("failed\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if d, err := h.change(wrong); err != nil || !slices.Equal(d.Resting, []string{"hub"}) {
		t.Errorf("down before: %+v, %v", d, err)
	}
	if d, err := h.change(large); err != nil || !slices.Equal(d.Renewed, []string{"hub"}) {
		t.Errorf("repaired: %+v, %v", d, err)
	}
	if err := os.WriteFile(filepath.Join(h.dir, "state-hub"), []byte("inactive\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	before := h.read("calls")
	if d, err := h.change(small); err != nil || !slices.Equal(d.Resting, []string{"hub"}) || strings.Contains(h.read("calls")[len(before):], "reload") {
		t.Errorf("a role that somebody stopped: %+v, %v", d, err)
	}
}

// TestHandOver: a role serves with the new settings when another process does.
func TestHandOver(t *testing.T) {
	h := newHouse(t, small)
	if d, err := h.change(large); err != nil || len(d.Renewed) != 1 {
		t.Errorf("%+v, %v", d, err)
	}
	y := h.Services.(Systemd)
	y.Patience = 500 * time.Millisecond
	h.Services = y
	if err := os.WriteFile(filepath.Join(h.dir, "stuck-hub"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := h.change(small); err == nil || !strings.Contains(err.Error(), "did not hand over") {
		t.Errorf("%v", err)
	}
	if got := h.read("config/applied.yaml"); got != large {
		t.Errorf("in force is %q", got)
	}
}

// TestConfirmation: what could close a door goes back by itself.
func TestConfirmation(t *testing.T) {
	h := newHouse(t, small)
	d, err := h.change(moved)
	if err != nil || d.Confirm != h.Patience {
		t.Fatalf("%+v, %v", d, err)
	}
	h.holds(moved, moved, moved)
	if _, err := h.change(small); commonhall.KindOf(err) != commonhall.FailedPrecondition || !strings.Contains(err.Error(), "waits for its confirmation") {
		t.Errorf("a change upon one that waits: %v", err)
	}
	if n, err := h.Confirm(t.Context()); n != 2 || err != nil {
		t.Errorf("confirmed: %d, %v", n, err)
	}
	if told, err := h.Await(t.Context()); told != nil || err != nil {
		t.Errorf("after its confirmation: %v, %v", told, err)
	}
	h.holds(moved, moved, moved)
	if _, err := h.Confirm(t.Context()); commonhall.KindOf(err) != commonhall.NotFound {
		t.Errorf("confirmed twice: %v", err)
	}

	h.Patience = 100 * time.Millisecond
	if _, err := h.change(small); err != nil {
		t.Fatal(err)
	}
	told, err := h.Await(t.Context())
	if told == nil || err != nil || !strings.Contains(told.Msg, "taken back") {
		t.Fatalf("nobody confirms: %v, %v", told, err)
	}
	h.holds(moved, moved, moved)
	if v, _ := h.Version(3); string(v) != small {
		t.Errorf("the text is lost: %q", v)
	}
	// The file is a person's: who wrote into it meanwhile keeps that.
	if _, err := h.change(small); err != nil {
		t.Fatal(err)
	}
	h.write(large)
	if _, err := h.Await(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.holds(moved, large, moved)
}

// TestTooLate: a confirmation after the time is none, even before anybody noticed.
func TestTooLate(t *testing.T) {
	h := newHouse(t, small)
	h.Patience = 0
	if _, err := h.change(moved); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Confirm(t.Context()); commonhall.KindOf(err) != commonhall.FailedPrecondition {
		t.Errorf("%v", err)
	}
	if c, notice, err := h.Load(); err != nil || c.Database.URL != "" || notice == "" {
		t.Errorf("a role that starts reads %+v, %q, %v", c.Database, notice, err)
	}
	// The next change takes it back first.
	if _, err := h.Change(t.Context(), []byte(large), []byte(moved), "edited"); err == nil {
		t.Error("the file went back, and was overwritten")
	}
	h.holds(small, small, small)
	if _, err := h.change(large); err != nil {
		t.Error(err)
	}
	h.holds(large, large, large)
}

// TestReboot: a machine that starts anew reads the settings of before, at once.
func TestReboot(t *testing.T) {
	for _, waiting := range []bool{true, false} {
		h := newHouse(t, small)
		if _, err := h.change(moved); err != nil {
			t.Fatal(err)
		}
		p, err := h.Pending()
		if err != nil {
			t.Fatal(err)
		}
		p.Waiting = waiting
		if err := errors.Join(h.savePending(*p), os.RemoveAll(h.Run)); err != nil {
			t.Fatal(err)
		}
		if c, notice, err := h.Load(); err != nil || c.Database.URL != "" || !strings.Contains(notice, "not confirmed") {
			t.Errorf("a role reads %+v, %q, %v", c.Database, notice, err)
		}
		calls := h.read("calls")
		if told, err := h.Await(t.Context()); told == nil || err != nil {
			t.Errorf("%v, %v", told, err)
		}
		h.holds(small, small, moved)
		if h.read("calls") != calls {
			t.Error("roles that just started with the settings of before are renewed")
		}
	}
}

// TestByHand: what somebody writes into the file changes nothing until it is
// applied, whatever starts meanwhile.
func TestByHand(t *testing.T) {
	h := newHouse(t, small)
	load := func(want config.Size, says string) {
		t.Helper()
		c, notice, err := h.Load()
		if err != nil || c.Servers.Memory != want || !strings.Contains(notice, says) || (notice == "") != (says == "") {
			t.Errorf("a role reads %v, %q, %v", c.Servers.Memory, notice, err)
		}
	}
	load(1<<30, "")
	h.write(large)
	load(1<<30, "was changed and not applied")
	h.write("servers:\n  memory: plenty\n")
	load(1<<30, "has mistakes, so version 1 stays in force")
	if err := os.Remove(h.File); err != nil {
		t.Fatal(err)
	}
	load(1<<30, "was changed and not applied")
	h.write(large)
	if d, err := h.Change(t.Context(), []byte(large), []byte(large), "applied"); err != nil || d.Entry.Number != 2 {
		t.Errorf("%+v, %v", d, err)
	}
	load(2<<30, "")
	// A version that another release wrote, and a file that was put right.
	if err := os.WriteFile(h.versionPath(2), []byte("gone: true\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	load(2<<30, "cannot be read, so")
	h.write("gone: true\n")
	if _, _, err := h.Load(); err == nil {
		t.Error("nothing can be read, and a role starts")
	}
}

// TestNothingApplied: until something was, roles read the file.
func TestNothingApplied(t *testing.T) {
	h := newHouse(t, "servers:\n  memory: plenty\n")
	if st, err := h.State(); err != nil || st.Version != 0 {
		t.Fatalf("%+v, %v", st, err)
	}
	if _, _, err := h.Load(); err == nil {
		t.Error("a broken file is read")
	}
	d, err := h.change(large)
	if err != nil || d.Entry.Number != 1 || !slices.Equal(d.Renewed, config.Roles()) {
		t.Errorf("%+v, %v", d, err)
	}
	h.holds(large, large, large)
}

// TestBrokenChangeNothing: not a byte, not a call.
func TestBrokenChangeNothing(t *testing.T) {
	names, err := filepath.Glob("../testdata/broken/*.yaml")
	if err != nil || len(names) < 60 {
		t.Fatal(len(names), err)
	}
	h := newHouse(t, small)
	before := tree(t, h.dir)
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var problems config.Errors
		if _, err := h.change(string(text)); !errors.As(err, &problems) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if after := tree(t, h.dir); after != before {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
}

// tree returns all that lies in a folder.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		info, ierr := os.Lstat(path)
		if err == nil && ierr == nil {
			fmt.Fprintf(&b, "%s %v %d: %q\n", path, info.Mode(), info.Sys().(*syscall.Stat_t).Ino, text)
		}
		return errors.Join(err, ierr)
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestNoGuard: nothing is dared without somebody who takes it back.
func TestNoGuard(t *testing.T) {
	h := newHouse(t, small)
	if err := os.WriteFile(filepath.Join(h.dir, "no-guard"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := h.change(moved); err == nil || !strings.Contains(err.Error(), "nothing was changed") {
		t.Errorf("%v", err)
	}
	h.holds(small, small, "")
	if p, err := h.Pending(); p != nil || err != nil {
		t.Errorf("%+v, %v", p, err)
	}
}

// TestNoRoom: a history that cannot be written must not keep a door closed.
func TestNoRoom(t *testing.T) {
	h := newHouse(t, small)
	h.Patience = 0
	if _, err := h.change(moved); err != nil {
		t.Fatal(err)
	}
	// What stands where the new version is written cannot be taken away.
	if err := os.MkdirAll(filepath.Join(h.history(), ".0003.yaml.new", "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	if told, err := h.Await(t.Context()); told == nil || err != nil {
		t.Fatalf("%v, %v", told, err)
	}
	h.holds(small, small, small)
}
