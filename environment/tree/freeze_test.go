package tree

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestFreeze is the life of a tree: it is taken from the machine, somebody changes it in
// every way an overlay knows, and it is frozen.
func TestFreeze(t *testing.T) {
	s := newStore(t)
	base(t, s, "one", files{"bin/tool": "1", "lib/a": "a", "lib/b": "b", "lib/old/x": "x", "lib/old/y": "y",
		"lib/swap": "file", "share/doc": "doc", "doc": "-> share/doc", "gone/x": "x", "etc": "-> share"})
	upper := draft(t, s, "draft", files{"lib/a": "changed", "lib/new/n": "n", "lib/b": "deleted", "lib/old/z": "z",
		"lib/swap/in": "in a folder now", "gone": "deleted", "doc": "-> /etc/passwd", "share": "-> ..", "never": "deleted"})
	opaque(t, filepath.Join(upper, "lib/old"))
	for _, mark := range []string{"origin", "impure", "nlink"} {
		must(t, unix.Setxattr(filepath.Join(upper, "lib"), "user.overlay."+mark, []byte("y"), 0))
	}
	z := freeze(t, s, "one", "draft", "two")
	same(t, look(t, s.Tree("two"), false), files{"bin": "/", "bin/tool": "1", "lib": "/", "lib/a": "changed", "lib/new": "/",
		"lib/new/n": "n", "lib/old": "/", "lib/old/z": "z", "lib/swap": "/", "lib/swap/in": "in a folder now",
		"doc": "-> /etc/passwd", "share": "-> ..", "etc": "-> share"})
	if want := (Stats{Files: 13, Bytes: 25, Copied: 4}); z != want {
		t.Errorf("%+v, want %+v", z, want)
	}
	for _, shared := range []string{"bin/tool", "etc"} {
		if stat(t, s.Tree("one")+"/"+shared).Ino != stat(t, s.Tree("two")+"/"+shared).Ino {
			t.Errorf("%s is there twice", shared)
		}
	}
	if stat(t, s.Tree("two")+"/lib/a").Ino == stat(t, upper+"/lib/a").Ino {
		t.Error("the tree has a file of the draft, which its owner can still change")
	}
	if got := stat(t, s.Tree("two")+"/lib/a").Mtim.Nano(); got != never().UnixNano() {
		t.Errorf("the time of a file became %d", got)
	}
	same(t, look(t, s.Tree("one"), false), files{"bin": "/", "bin/tool": "1", "lib": "/", "lib/a": "a", "lib/b": "b", "lib/old": "/",
		"lib/old/x": "x", "lib/old/y": "y", "lib/swap": "file", "share": "/", "share/doc": "doc", "doc": "-> share/doc",
		"gone": "/", "gone/x": "x", "etc": "-> share"})
	if _, err := s.Freeze(t.Context(), "one", "draft", "two"); !errors.Is(err, os.ErrExist) {
		t.Errorf("a tree was replaced: %v", err)
	}
	if ok, err := s.Same(t.Context(), "one", "draft", "two"); !ok || err != nil {
		t.Error("what was frozen differs", err)
	}
}

// TestFreezeModes: everybody reads a tree, and nothing in it gives anybody more rights.
func TestFreezeModes(t *testing.T) {
	s := newStore(t)
	upper := draft(t, s, "draft", files{"suid": "1", "secret": "2", "all": "3", "run": "4", "dir/x": "5", "shut/x": "6", "half/x": "7"})
	for name, mode := range map[string]uint32{"suid": 0o6755, "secret": 0, "all": 0o666, "run": 0o100, "dir": 0o3777, "shut": 0, "half": 0o400} {
		must(t, unix.Chmod(filepath.Join(upper, name), mode))
	}
	must(t, unix.Setxattr(upper+"/all", "user.mine", []byte("y"), 0))
	must(t, unix.Mkfifo(upper+"/pipe", 0o644))
	must(t, os.Link(upper+"/all", upper+"/also"))
	withoutRights(t)
	z := freeze(t, s, "", "draft", "one")
	if z.Left != 1 || z.Files != 11 || z.Copied != 7 {
		t.Errorf("%+v", z)
	}
	for name, mode := range map[string]uint32{".": 0o755, "suid": 0o755, "secret": 0o444, "all": 0o644, "run": 0o555, "dir": 0o755, "shut": 0o755, "shut/x": 0o644} {
		if got := stat(t, filepath.Join(s.Tree("one"), name)).Mode & 0o7777; got != mode {
			t.Errorf("%s has the mode %o, want %o", name, got, mode)
		}
	}
	if stat(t, s.Tree("one")+"/all").Ino != stat(t, s.Tree("one")+"/also").Ino {
		t.Error("two names of one file are two files")
	}
	if n, _ := unix.Listxattr(s.Tree("one")+"/all", make([]byte, 1000)); n != 0 {
		t.Error("an extended attribute was copied")
	}
	if _, err := os.Lstat(s.Tree("one") + "/pipe"); err == nil {
		t.Error("a pipe was copied")
	}
	for name, mode := range map[string]uint32{"secret": 0, "shut": 0, "half": 0o400} {
		if got := stat(t, filepath.Join(upper, name)).Mode & 0o7777; got != mode {
			t.Errorf("in the draft, %s has the mode %o now", name, got)
		}
	}
	if ok, err := s.Same(t.Context(), "", "draft", "one"); !ok || err != nil {
		t.Error("what was frozen differs", err)
	}
	must(t, s.DropDraft("draft")) // for what is left over after the test, too
	must(t, s.Sweep(t.Context()))
	nothingLeft(t, s, "one")
}

// TestFreezeBounds: what cannot be a tree says why, and leaves nothing.
func TestFreezeBounds(t *testing.T) {
	s, err := Open(filepath.Join(t.TempDir(), "env"), Limits{Files: 300, Bytes: 1000})
	must(t, err)
	base(t, s, "base", files{"a": strings.Repeat("x", 600)})
	for i, test := range []struct {
		want error
		make func(upper string)
	}{
		{ErrBytes, func(upper string) { lay(t, upper, files{"b": strings.Repeat("x", 401)}) }},
		{ErrBytes, func(upper string) {
			lay(t, upper, files{"b": strings.Repeat("x", 300)})
			must(t, os.Link(upper+"/b", upper+"/c"))
		}},
		{ErrFiles, func(upper string) {
			for i := range 300 {
				lay(t, upper, files{fmt.Sprintf("n/%d", i): "deleted"})
			}
		}},
		{ErrFiles, func(upper string) { // few, with very long names, which are held too
			for i := range 100 {
				lay(t, upper, files{fmt.Sprintf("%0250d", i): "deleted"})
			}
		}},
		{ErrDepth, func(upper string) { lay(t, upper, files{strings.Repeat("d/", maxDepth+1): "/"}) }},
		{ErrMarks, func(upper string) {
			lay(t, upper, files{"d": "/"})
			must(t, unix.Setxattr(upper+"/d", "user.overlay.redirect", []byte("/elsewhere"), 0))
		}},
		{ErrMarks, func(upper string) {
			lay(t, upper, files{"f": "f"})
			must(t, unix.Setxattr(upper+"/f", "user.overlay.metacopy", nil, 0))
		}},
		{ErrMarks, func(upper string) { must(t, unix.Setxattr(upper, "user.overlay.opaque", []byte("x"), 0)) }},
	} {
		id := fmt.Sprint("draft", i)
		test.make(draft(t, s, id, nil))
		if _, err := s.Freeze(t.Context(), "base", id, "no"); !errors.Is(err, test.want) {
			t.Errorf("%d: %v, want: %v", i, err, test.want)
		}
	}
	nothingLeft(t, s, "base")
	for _, id := range []string{"", ".", "..", "a/b", ".hidden", "a\x00", "a b", strings.Repeat("a", 101)} {
		if valid(id) == nil {
			t.Errorf("%q is an id", id)
		}
	}
}

// TestFreezeGivenUp: who gives up in the middle waits for no more, and nothing is left.
func TestFreezeGivenUp(t *testing.T) {
	s := newStore(t)
	base(t, s, "base", files{"a/a": "a", "b/b": "b", "c/c": "c", "d/d": "d"})
	ctx, up := context.WithCancelCause(t.Context())
	enough := errors.New("enough")
	calls := 0
	_, err := s.Freeze(hook{ctx, func() {
		if calls++; calls == 4 {
			up(enough)
		}
	}}, "base", "", "no")
	if !errors.Is(err, enough) || calls > 5 { // its cause may be another question
		t.Errorf("%v after %d", err, calls)
	}
	nothingLeft(t, s, "base")
}

// nothingLeft fails if there is more than those trees and nothing half made.
func nothingLeft(t testing.TB, s *Store, want ...string) {
	t.Helper()
	half, err := s.list(passing)
	must(t, err)
	away, err := s.list(trash)
	must(t, err)
	whole, err := s.Trees()
	must(t, err)
	slices.Sort(whole)
	if len(half) > 0 || len(away) > 0 || fmt.Sprint(whole) != fmt.Sprint(want) {
		t.Errorf("being made: %v, being deleted: %v, trees: %v", half, away, whole)
	}
}

// TestFreezeNames: a name is any bytes, and a file may have as many as it can.
func TestFreezeNames(t *testing.T) {
	s := newStore(t)
	long := strings.Repeat("ä", 127) + "x"
	is := files{"a\nb": "1", "\xff\xfe": "2", long: "3", "-rf": "4", " ": "5", "d\\n/\x1b[31m": "6", strings.Repeat("d/", 150) + "f": "7"}
	draft(t, s, "draft", is)
	freeze(t, s, "", "draft", "one")
	got := look(t, s.Tree("one"), false)
	for name, text := range is {
		if got[name] != text {
			t.Errorf("%q is %q", name, got[name])
		}
	}
	must(t, s.Remove("one"))
	must(t, s.Sweep(t.Context()))
	nothingLeft(t, s)
}

// TestFreezeHoles: a file may claim to be larger than any disk.
func TestFreezeHoles(t *testing.T) {
	s := newStore(t)
	upper := draft(t, s, "draft", nil)
	f, err := os.Create(upper + "/sparse")
	must(t, err)
	defer f.Close()
	must(t, f.Truncate(1<<30))
	for _, at := range []int64{1 << 28, 1 << 29, 1<<30 - 3} {
		_, err := f.WriteAt([]byte("abc"), at)
		must(t, err)
	}
	freeze(t, s, "", "draft", "one")
	got := stat(t, s.Tree("one")+"/sparse")
	if got.Size != 1<<30 || got.Blocks > 1000 {
		t.Errorf("1 GB of nothing became %d bytes in %d blocks", got.Size, got.Blocks)
	}
	out, err := os.Open(s.Tree("one") + "/sparse")
	must(t, err)
	defer out.Close()
	for _, at := range []int64{1 << 28, 1 << 29, 1<<30 - 3} {
		b := make([]byte, 3)
		if _, err := out.ReadAt(b, at); err != nil || string(b) != "abc" {
			t.Errorf("at %d: %q, %v", at, b, err)
		}
	}
}

// TestFreezeFromNothing: what somebody has made is a tree, with its links as they are.
func TestFreezeFromNothing(t *testing.T) {
	s := newStore(t)
	from := t.TempDir()
	lay(t, from, files{"pkgs/a": "a", "bin/python": "-> /usr/bin/python3", "lib64": "-> lib", "lib/x": "x"})
	must(t, os.Link(from+"/pkgs/a", from+"/lib/a"))
	must(t, take(t, s, from, "one"))
	same(t, look(t, s.Tree("one"), true), look(t, from, true))
	if stat(t, s.Tree("one")+"/lib/a").Ino != stat(t, s.Tree("one")+"/pkgs/a").Ino {
		t.Error("two names of one file are two files")
	}
	if b, err := s.ReadFile("one", "lib64/x", 100); string(b) != "x" || err != nil {
		t.Errorf("%q, %v", b, err)
	}
	nothingLeft(t, s, "one")
}

// TestFreezeManyNames: a file system gives a file only so many names.
func TestFreezeManyNames(t *testing.T) {
	s := newStore(t)
	base(t, s, "one", files{"a": "a"})
	var err error
	for i := 0; i < 65_000 && err == nil; i++ {
		err = os.Link(s.Tree("one")+"/a", filepath.Join(s.dir, passing, fmt.Sprint(i)))
	}
	freeze(t, s, "one", "", "two")
	same(t, look(t, s.Tree("two"), true), look(t, s.Tree("one"), true))
	if ok, err := s.Same(t.Context(), "one", "", "two"); !ok || err != nil {
		t.Error("it differs", err)
	}
}
