package tree

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"commonhall/packaging/needs"

	"golang.org/x/sys/unix"
)

// hook is a context that does something whenever it is asked, which Freeze does between
// looking at a name and opening it, and between opening a file and reading it.
type hook struct {
	context.Context
	do func()
}

func (h hook) Err() error {
	h.do()
	return h.Context.Err()
}

// withoutRights takes from the rest of the test what root may do with other people's
// files; the thread ends with the test.
func withoutRights(t *testing.T) {
	t.Helper()
	runtime.LockOSThread()
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	must(t, unix.Capset(&header, &make([]unix.CapUserData, 2)[0]))
}

// TestFreezeSwapped: at the worst moment, its owner puts another thing in the place of
// what was looked at. Nothing outside is ever in the tree, and nothing blocks.
func TestFreezeSwapped(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret")
	lay(t, secret, files{"file": "SECRET", "sub/file": "SECRET"})
	for what, place := range map[string]func(path string) error{
		"link to a folder": func(path string) error { return os.Symlink(secret, path) },
		"link to a file":   func(path string) error { return os.Symlink(secret+"/file", path) },
		"way up":           func(path string) error { return os.Symlink("../../../../../../../../../.."+secret, path) },
		"pipe":             func(path string) error { return unix.Mkfifo(path, 0o644) },
		"nothing":          func(string) error { return nil },
		"file":             func(path string) error { return os.WriteFile(path, []byte("other"), 0o644) },
		"folder":           func(path string) error { return os.Mkdir(path, 0o755) },
	} {
		t.Run(what, func(t *testing.T) {
			s := newStore(t)
			base(t, s, "base", files{"sub/file": "base"})
			upper := draft(t, s, "draft", files{"sub/file": "mine", "file": "mine", "sub/sub/file": "mine"})
			for at := range 10 { // at each moment there is
				calls := 0
				swap := func() {
					if calls++; calls != at+1 {
						return
					}
					for _, name := range []string{"sub/file", "sub/sub", "sub", "file"} {
						must(t, os.Rename(filepath.Join(upper, name), filepath.Join(upper, "aside-"+filepath.Base(name)+fmt.Sprint(len(name)))))
						must(t, place(filepath.Join(upper, name)))
					}
				}
				id := fmt.Sprint("t", at)
				if _, err := s.Freeze(hook{t.Context(), swap}, "base", "draft", id); err != nil {
					t.Errorf("at %d: %v", at, err)
				}
				for file, is := range look(t, s.Tree(id), false) {
					if is == "SECRET" {
						t.Fatalf("at %d: %s has the secret", at, file)
					}
				}
				must(t, os.RemoveAll(upper))
				lay(t, upper, files{"sub/file": "mine", "file": "mine", "sub/sub/file": "mine"})
			}
		})
	}
}

// TestFreezeRace: the same, as fast as a person's program can.
func TestFreezeRace(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret")
	lay(t, secret, files{"file": "SECRET"})
	s := newStore(t)
	upper := draft(t, s, "draft", files{"here/file": "mine", "there": "-> " + secret, "f": "mine", "g": "-> " + secret + "/file"})
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			for a, b := range map[string]string{"here": "there", "f": "g"} {
				_ = unix.Renameat2(unix.AT_FDCWD, upper+"/"+a, unix.AT_FDCWD, upper+"/"+b, unix.RENAME_EXCHANGE)
			}
		}
	}()
	defer func() { stop(); <-done }()
	for i := range 50 {
		id := fmt.Sprint("t", i)
		freeze(t, s, "", "draft", id)
		for file, is := range look(t, s.Tree(id), false) {
			if is == "SECRET" {
				t.Fatalf("%s has the secret", file)
			}
		}
	}
}

// TestFreezeGrowing: a file that grows while it is copied is as long as it was, and the
// tree says that it may be torn.
func TestFreezeGrowing(t *testing.T) {
	s := newStore(t)
	upper := draft(t, s, "draft", files{"log": "start "})
	grow := func() {
		f, err := os.OpenFile(upper+"/log", os.O_APPEND|os.O_WRONLY, 0)
		must(t, err)
		defer f.Close()
		_, err = f.WriteString("more ")
		must(t, err)
	}
	z, err := s.Freeze(hook{t.Context(), grow}, "", "draft", "one")
	must(t, err)
	if b, err := s.ReadFile("one", "log", 100); string(b) != "start more " || err != nil {
		t.Errorf("%q, %v", b, err)
	}
	if z.Torn != 1 || z.First != "log" || z.Bytes != 11 {
		t.Errorf("%+v", z)
	}
	if ok, err := s.Same(t.Context(), "", "draft", "one"); ok || err != nil {
		t.Error("what goes on changing is the same", err)
	}
}

// TestFreezeFull: a full disk says so, and what was written makes room again.
func TestFreezeFull(t *testing.T) {
	s, err := Open(filepath.Join(needs.SmallDisk(t, "10m"), "env"), Limits{})
	must(t, err)
	from := t.TempDir()
	lay(t, from, files{"a": strings.Repeat("a", 2<<20), "b": strings.Repeat("b", 2<<20)})
	must(t, take(t, s, from, "one"))
	if err := take(t, s, from, "two"); !errors.Is(err, ErrSpace) {
		t.Errorf("%v", err)
	}
	nothingLeft(t, s, "one")
	lay(t, from, files{"a": "a", "b": "b"})
	must(t, take(t, s, from, "two"))
}

// TestMain is also the process that is killed.
func TestMain(m *testing.M) {
	dir := os.Getenv("TREE_TEST_FREEZE")
	if dir == "" {
		os.Exit(m.Run())
	}
	after, _ := strconv.Atoi(os.Getenv("TREE_TEST_AFTER"))
	s, err := Open(dir, Limits{})
	if err == nil {
		_, err = s.Freeze(hook{context.Background(), func() {
			if after--; after == 0 {
				_ = unix.Kill(os.Getpid(), unix.SIGKILL)
			}
		}}, "base", "draft", "made")
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// TestFreezeKilled: whoever dies while a tree is made leaves it whole or absent, and the
// next process can make it.
func TestFreezeKilled(t *testing.T) {
	s := newStore(t)
	was, change := files{}, files{"d1": "deleted"}
	for i := range 20 {
		was[fmt.Sprintf("d%d/f%d", i%5, i)] = "base"
		change[fmt.Sprintf("n%d/f%d", i%5, i)] = "draft"
	}
	base(t, s, "base", was)
	draft(t, s, "draft", change)
	freeze(t, s, "base", "draft", "want")
	want := look(t, s.Tree("want"), true)
	random := rand.New(rand.NewPCG(1, 2))
	killed := 0
	for range 20 {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), "TREE_TEST_FREEZE="+s.dir, fmt.Sprint("TREE_TEST_AFTER=", 1+random.IntN(90)))
		out, err := child.CombinedOutput()
		if status := child.ProcessState.Sys().(syscall.WaitStatus); status.Signaled() {
			killed++
			if _, err := os.Lstat(s.Tree("made")); err == nil {
				t.Error("half a tree")
			}
			continue
		}
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		same(t, look(t, s.Tree("made"), true), want)
		must(t, s.Remove("made"))
	}
	if killed < 5 || killed == 20 {
		t.Errorf("killed %d times of 20", killed)
	}
	s, err := Open(s.dir, Limits{})
	must(t, err)
	freeze(t, s, "base", "draft", "made")
	same(t, look(t, s.Tree("made"), true), want)
	must(t, s.Sweep(t.Context()))
	nothingLeft(t, s, "base", "made", "want")
}

// TestFreezeTwice: two make the same tree at once, and one of them does.
func TestFreezeTwice(t *testing.T) {
	s := newStore(t)
	draft(t, s, "draft", files{"a/b": "b", "c": "c"})
	for i := range 20 {
		id := fmt.Sprint(i)
		made := make(chan error)
		for range 2 {
			go func() {
				_, err := s.Freeze(context.Background(), "", "draft", id)
				made <- err
			}()
		}
		a, b := <-made, <-made
		if (a == nil) == (b == nil) {
			t.Errorf("%v, %v", a, b)
		}
		same(t, look(t, s.Tree(id), false), files{"a": "/", "a/b": "b", "c": "c"})
	}
}

// TestSweep: what a person left is deleted however deep it is and whatever they have
// forbidden themselves; what cannot be deleted keeps nothing else.
func TestSweep(t *testing.T) {
	s := newStore(t)
	upper := draft(t, s, "draft", files{strings.Repeat("d/", 3*maxDepth) + "f": "f", "shut/in/f": "f", "fixed/f": "f"})
	_, work := s.Draft("draft")
	for _, name := range []string{work + "/work", work + "/stuck/in"} {
		must(t, os.MkdirAll(name, 0o755))
	}
	needs.Root(t)
	for name, mode := range map[string]uint32{upper + strings.Repeat("/d", maxDepth+1): 0, upper + "/shut/in": 0o111, upper + "/shut": 0, upper + "/fixed": 0o500, work + "/work": 0, work + "/stuck": 0} {
		must(t, unix.Chmod(name, mode))
	}
	must(t, unix.Chown(work+"/work", 1, 1))
	must(t, unix.Chown(work+"/stuck", 1, 1))
	must(t, s.DropDraft("draft"))
	gone, up := context.WithCancel(t.Context())
	up()
	if err := s.Sweep(gone); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	done := make(chan error)
	go func() { // its thread ends with it
		withoutRights(t)
		done <- s.Sweep(t.Context())
	}()
	if err := <-done; !errors.Is(err, unix.EPERM) {
		t.Errorf("what is another's was deleted: %v", err)
	}
	same(t, look(t, filepath.Join(s.dir, trash), false), files{"drafts.draft.0": "/", "drafts.draft.0/work": "/", "drafts.draft.0/work/stuck": "/", "drafts.draft.0/work/stuck/in": "/"})
	must(t, s.Sweep(t.Context()))
	nothingLeft(t, s)
}

// TestSweepDeep: a person makes folders deeper than a process may have open.
func TestSweepDeep(t *testing.T) {
	s := newStore(t)
	draft(t, s, "draft", files{strings.Repeat("d/", 3*maxDepth) + "f": "f"})
	must(t, s.DropDraft("draft"))
	dir, err := top(filepath.Join(s.dir, trash))
	must(t, err)
	defer dir.Close()
	e := eraser{ctx: t.Context(), top: dir}
	e.empty(dir, 0)
	if e.moved == 0 {
		t.Errorf("%d folders were open at once", 3*maxDepth)
	}
	must(t, s.Sweep(t.Context()))
	nothingLeft(t, s)
}

// Files with two names in a very deep folder do not make the hub hold all their paths.
func TestFreezeDeepLinks(t *testing.T) {
	s := newStore(t)
	must(t, s.NewDraft("draft"))
	upper, _ := s.Draft("draft")
	dir, err := top(upper)
	must(t, err)
	for range 100 {
		must(t, unix.Mkdirat(int(dir.Fd()), strings.Repeat("d", 250), 0o755))
		sub, err := openAt(dir, strings.Repeat("d", 250), unix.O_DIRECTORY)
		must(t, err)
		dir.Close()
		dir = sub
	}
	defer dir.Close()
	const files = 3000
	for i := range files {
		name := strconv.Itoa(i)
		f, err := openNew(dir, name)
		must(t, err)
		f.Close()
		must(t, unix.Linkat(int(dir.Fd()), name, int(dir.Fd()), name+"+", 0))
	}
	v, f, err := s.view("", "draft")
	must(t, err)
	defer f.close()
	out, err := top(t.TempDir())
	must(t, err)
	defer out.Close()
	z := freezer{ctx: t.Context(), view: v, out: out, limit: s.limits.Bytes, links: map[inode]string{}}
	must(t, z.folder(f, out, "", 0))
	held := 0
	for _, path := range z.links {
		held += len(path)
	}
	if z.Files != 100+2*files || held > maxHeld {
		t.Errorf("of %d files %d bytes of paths are held", z.Files, held)
	}
}
