package tree

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// never is a time that no test runs at, with nanoseconds.
func never() time.Time { return time.Unix(1_700_000_000, 123_456_789) }

// newStore opens a store in a new folder.
func newStore(t testing.TB) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "env"), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// files is a tree in words: "x mode" in front of what a file has, "-> target" for a
// link, "/" for a folder.
type files map[string]string

// lay makes files below dir, all as old as never.
func lay(t testing.TB, dir string, what files) {
	t.Helper()
	for name, is := range what {
		path := filepath.Join(dir, name)
		must(t, os.MkdirAll(filepath.Dir(path), 0o755))
		target, isLink := strings.CutPrefix(is, "-> ")
		switch {
		case isLink:
			must(t, os.Symlink(target, path))
			continue
		case is == "/":
			must(t, os.MkdirAll(path, 0o755))
			continue
		case is == "deleted":
			must(t, unix.Mknod(path, unix.S_IFCHR, 0))
			continue
		}
		must(t, os.WriteFile(path, []byte(is), 0o644))
		must(t, os.Chtimes(path, never(), never()))
	}
}

// look reads a tree without following links; with modes and times if exact.
func look(t testing.TB, dir string, exact bool) files {
	t.Helper()
	got := files{}
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		is := "/"
		switch d.Type() {
		case 0:
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			is = string(b)
			if exact {
				is = fmt.Sprintf("%s %o %d", b, mode(uint32(info.Mode().Perm())), info.ModTime().UnixNano())
			}
		case fs.ModeSymlink:
			target, err := os.Readlink(path)
			if err != nil {
				return err
			}
			is = "-> " + target
		case fs.ModeDir:
		default:
			is = d.Type().String()
		}
		name, _ := filepath.Rel(dir, path)
		got[name] = is
		return nil
	}))
	return got
}

// same compares two trees.
func same(t testing.TB, got, want files) {
	t.Helper()
	for name, is := range want {
		if got[name] != is {
			t.Errorf("%q is %.80q, want %.80q", name, got[name], is)
		}
	}
	for name, is := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%q is there: %.80q", name, is)
		}
	}
}

// base makes the tree id of files.
func base(t testing.TB, s *Store, id string, what files) {
	t.Helper()
	from := t.TempDir()
	lay(t, from, what)
	must(t, take(t, s, from, id))
}

// take makes a tree of a folder, as of a draft into which somebody has copied it.
func take(t testing.TB, s *Store, from, id string) error {
	t.Helper()
	must(t, s.NewDraft("taken"))
	upper, _ := s.Draft("taken")
	if out, err := exec.Command("cp", "-a", from+"/.", upper).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	_, err := s.Freeze(t.Context(), "", "taken", id)
	must(t, s.DropDraft("taken"))
	must(t, s.Sweep(t.Context()))
	return err
}

// draft makes the draft id and returns its upper.
func draft(t testing.TB, s *Store, id string, what files) string {
	t.Helper()
	must(t, s.NewDraft(id))
	upper, _ := s.Draft(id)
	lay(t, upper, what)
	return upper
}

func freeze(t testing.TB, s *Store, base, draft, to string) Stats {
	t.Helper()
	z, err := s.Freeze(t.Context(), base, draft, to)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func opaque(t testing.TB, dir string) {
	t.Helper()
	must(t, unix.Setxattr(dir, "user.overlay.opaque", []byte("y"), 0))
}

func stat(t testing.TB, path string) *unix.Stat_t {
	t.Helper()
	var st unix.Stat_t
	must(t, unix.Lstat(path, &st))
	return &st
}
