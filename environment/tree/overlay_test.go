package tree

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"commonhall/packaging/needs"

	"golang.org/x/sys/unix"
)

// mount mounts a draft as a server has it, for this test and nobody else: the thread
// and its mounts end with the test.
func mount(t *testing.T, s *Store, base, draft string) string {
	t.Helper()
	upper, work := s.Draft(draft)
	at := t.TempDir()
	options := fmt.Sprintf("lowerdir=%s,upperdir=%s,workdir=%s,userxattr", s.Tree(base), upper, work)
	if err := unix.Mount("overlay", at, "overlay", 0, options); err != nil {
		needs.AnotherMachine(t, "no overlay on "+at+": "+err.Error())
	}
	t.Cleanup(func() { must(t, unix.Unmount(at, unix.MNT_DETACH)) })
	return at
}

// alone gives the test a mount namespace of its own.
func alone(t *testing.T) {
	t.Helper()
	needs.Root(t)
	runtime.LockOSThread()
	must(t, unix.Unshare(unix.CLONE_NEWNS))
	must(t, unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""))
}

// TestFreezeIsWhatOverlayShows: whatever people do, the tree is what they saw; and Same
// says whether they have changed anything since.
func TestFreezeIsWhatOverlayShows(t *testing.T) {
	alone(t)
	for seed := range uint64(6) {
		s := newStore(t)
		person := person{rand.New(rand.NewPCG(seed, 0)), t.TempDir()}
		for range 60 {
			person.act()
		}
		must(t, take(t, s, person.dir, "g0"))
		for round := range 3 {
			below, above, id := fmt.Sprint("g", round), fmt.Sprint("g", round+1), fmt.Sprint("d", round)
			must(t, s.NewDraft(id))
			person.dir = mount(t, s, below, id)
			untouched(t, s, below, id)
			for step := range 10 {
				for range 8 {
					person.act()
				}
				tree := above
				if step < 9 {
					tree = fmt.Sprint(above, "-", step)
				}
				freeze(t, s, below, id, tree)
				shown := look(t, person.dir, true)
				same(t, look(t, s.Tree(tree), true), shown)
				checkSame(t, s, below, id, below, shown)
				checkSame(t, s, below, id, tree, shown)
				if step > 0 {
					checkSame(t, s, below, id, fmt.Sprint(above, "-", step-1), shown)
				}
				if t.Failed() {
					t.Fatalf("seed %d, round %d, step %d", seed, round, step)
				}
			}
		}
	}
}

// checkSame asks Same for what is seen by comparing everything.
func checkSame(t *testing.T, s *Store, below, draft, other string, shown files) {
	t.Helper()
	got, err := s.Same(t.Context(), below, draft, other)
	must(t, err)
	with := look(t, s.Tree(other), true)
	want := len(with) == len(shown)
	for name, is := range shown {
		want = want && with[name] == is
	}
	if got != want {
		t.Errorf("Same(%s, %s, %s) is %t", below, draft, other, got)
	}
}

// untouched: nothing was done, or it was undone.
func untouched(t *testing.T, s *Store, below, draft string) {
	t.Helper()
	if ok, err := s.Empty(t.Context(), below, draft); !ok || err != nil {
		t.Error("a draft that changes nothing is not empty", err)
	}
}

// TestEmpty: what was made and deleted again changes nothing, although the draft has
// folders and marks of it.
func TestEmpty(t *testing.T) {
	alone(t)
	s := newStore(t)
	base(t, s, "base", files{"lib/a": "a", "lib/b/c": "c"})
	must(t, s.NewDraft("draft"))
	at := mount(t, s, "base", "draft")
	untouched(t, s, "base", "draft")
	lay(t, at, files{"lib/b/new": "n", "lib/new/x": "x"})
	if ok, err := s.Empty(t.Context(), "base", "draft"); ok || err != nil {
		t.Error("a draft with files is empty", err)
	}
	must(t, os.Remove(at+"/lib/b/new"))
	must(t, os.RemoveAll(at+"/lib/new"))
	untouched(t, s, "base", "draft")
	for name, change := range map[string]func() error{
		"a file is gone":    func() error { return os.Remove(at + "/lib/a") },
		"a folder is gone":  func() error { return os.RemoveAll(at + "/lib/b") },
		"an empty folder":   func() error { return os.Mkdir(at+"/e", 0o755) },
		"a mode":            func() error { return os.Chmod(at+"/lib/a", 0o755) },
		"a time":            func() error { return os.Chtimes(at+"/lib/a", never(), never().Add(1)) },
		"a folder for file": func() error { return os.Mkdir(at+"/lib/a", 0o755) },
		"a link for file":   func() error { return os.Symlink("a", at+"/lib/a") },
	} {
		must(t, unix.Unmount(at, unix.MNT_DETACH))
		must(t, s.DropDraft("draft"))
		must(t, s.NewDraft("draft"))
		upper, work := s.Draft("draft")
		must(t, unix.Mount("overlay", at, "overlay", 0, fmt.Sprintf("lowerdir=%s,upperdir=%s,workdir=%s,userxattr", s.Tree("base"), upper, work)))
		if err := change(); os.IsExist(err) {
			must(t, os.Remove(at+"/lib/a"))
			must(t, change())
		} else {
			must(t, err)
		}
		if ok, err := s.Empty(t.Context(), "base", "draft"); ok || err != nil {
			t.Errorf("%s, and nothing has changed (%v)", name, err)
		}
	}
}

// TestFreezeMount: a disk that is mounted in a folder is not taken for a part of it.
func TestFreezeMount(t *testing.T) {
	alone(t)
	s := newStore(t)
	upper := draft(t, s, "d", files{"a": "a", "disk": "/"})
	must(t, unix.Mount("tmpfs", upper+"/disk", "tmpfs", 0, ""))
	defer func() { must(t, unix.Unmount(upper+"/disk", unix.MNT_DETACH)) }()
	if _, err := s.Freeze(t.Context(), "", "d", "one"); !errors.Is(err, ErrMount) {
		t.Error(err)
	}
	nothingLeft(t, s)
}

// person works in a folder as people do.
type person struct {
	*rand.Rand
	dir string
}

// somewhere is one of few paths, so that things come into each other's way.
func (p person) somewhere() string {
	path := p.dir
	for range 1 + p.IntN(4) {
		path = filepath.Join(path, string(rune('a'+p.IntN(4))))
	}
	return path
}

// act does one thing; often it cannot be done, as for people.
func (p person) act() {
	a, b := p.somewhere(), p.somewhere()
	switch p.IntN(16) {
	case 0, 1, 2, 3:
		_ = os.MkdirAll(filepath.Dir(a), 0o755)
		_ = os.WriteFile(a, fmt.Append(nil, p.Uint64()>>p.IntN(64)), 0o600|os.FileMode(p.IntN(0o200)))
	case 4, 5:
		_ = os.MkdirAll(a, 0o755)
	case 6:
		_ = os.RemoveAll(a)
	case 7:
		_ = os.RemoveAll(a)
		_ = os.MkdirAll(a, 0o700)
	case 8, 9:
		_ = os.Rename(a, b)
	case 10:
		_ = os.RemoveAll(a)
		_ = os.Symlink(filepath.Base(b), a)
	case 11:
		_ = os.Link(a, b)
	case 12:
		if f, err := os.OpenFile(a, os.O_APPEND|os.O_WRONLY, 0); err == nil {
			_, _ = f.WriteString("more")
			f.Close()
		}
	case 13:
		if is, err := os.Lstat(a); err == nil && is.Mode().IsRegular() {
			_ = os.Chmod(a, os.FileMode(p.IntN(0o1000))|0o400)
		}
	case 14:
		_ = os.Remove(a)
		_ = os.WriteFile(a, []byte("in place of it"), 0o644)
	case 15:
		_ = unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	}
}
