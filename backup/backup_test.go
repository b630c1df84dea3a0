package backup

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
)

func must(t testing.TB, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// quick returns a folder in memory, if the machine has one: each object that a folder
// gets is safe on its disk, and so is what a restore brings back.
func quick(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "commonhall-backup-")
	if err != nil {
		return t.TempDir()
	}
	if unix.Setxattr(dir, "user.note", nil, 0) != nil { // on older kernels
		_ = os.Remove(dir)
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func opened(t testing.TB, target Target, o Options) *Repository {
	t.Helper()
	r, err := Init(t.Context(), target, o)
	must(t, err)
	return r
}

// save makes a snapshot of the folder dir as the part "homes".
func save(t testing.TB, r *Repository, dir string) Snapshot {
	t.Helper()
	s, err := trySave(t.Context(), r, dir)
	must(t, err)
	return s
}

func trySave(ctx context.Context, r *Repository, dir string) (Snapshot, error) {
	return r.Save(ctx, SaveOptions{Started: time.Now(), Parts: []Part{{Name: "homes", Path: dir}, {Name: "absent", Path: dir + "-not", Optional: true},
		{Name: "database", Data: strings.NewReader("one\ntwo\n")}}})
}

// restored brings the part "homes" back into a new folder and returns its path.
func restored(t testing.TB, r *Repository, s Snapshot) (string, *Restored) {
	t.Helper()
	dir := quick(t)
	d, err := os.Open(dir)
	must(t, err)
	defer d.Close()
	done, err := r.Restore(t.Context(), s.Part("homes"), d, "homes")
	must(t, err)
	return filepath.Join(dir, "homes"), done
}

// describe says of everything below dir what a person could tell apart.
func describe(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	names := map[uint64]string{} // of files with several
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		var st unix.Stat_t
		if err := unix.Lstat(path, &st); err != nil {
			return err
		}
		line := fmt.Sprintf("%s %o %d:%d %d", d.Type(), st.Mode&0o7777, st.Uid, st.Gid, st.Mtim.Nano())
		switch {
		case d.Type().IsRegular():
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			line += fmt.Sprintf(" %d %x", len(b), sha256.Sum256(b))
			if first, ok := names[st.Ino]; ok && st.Nlink > 1 {
				line += " is " + first
			} else {
				names[st.Ino] = name
			}
		case d.Type() == fs.ModeSymlink:
			target, err := os.Readlink(path)
			if err != nil {
				return err
			}
			line += " to " + target
		}
		buf := make([]byte, 1000)
		for _, x := range []string{"user.note", "system.posix_acl_access", "system.posix_acl_default"} {
			if n, err := unix.Lgetxattr(path, x, buf); err == nil {
				line += fmt.Sprintf(" %s=%x", x, buf[:n])
			}
		}
		out[name] = line
		return nil
	}))
	return out
}

func same(t testing.TB, got, want map[string]string) {
	t.Helper()
	for name, is := range want {
		if got[name] != is {
			t.Errorf("%q is\n%s\nwant\n%s", name, got[name], is)
		}
	}
	for name, is := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%q is there: %s", name, is)
		}
	}
}

// homes makes what people have: every kind of file that matters.
func homes(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "homes")
	in := func(name string) string { return filepath.Join(dir, name) }
	must(t, os.MkdirAll(in("ada/notebooks"), 0o755), os.MkdirAll(in("ben/empty"), 0o700),
		os.WriteFile(in("ada/notebooks/x.ipynb"), []byte(`{"cells": []}`), 0o644),
		os.WriteFile(in("ada/nothing"), nil, 0o600),
		os.WriteFile(in("ada/big"), noise(3*blockSize+17, 1), 0o640),
		os.WriteFile(in("ada/two\nlines and \xff\xfe"), []byte("odd name"), 0o644),
		os.WriteFile(in("ben/run.sh"), []byte("#!/bin/sh\n"), 0o755),
		os.Symlink("/etc/shadow", in("ben/link")), os.Symlink("gone \xff", in("ben/dangling")),
		os.Link(in("ada/big"), in("ada/big too")), os.Chmod(in("ada/notebooks"), 0o1770|fs.ModeSticky))
	f, err := os.Create(in("ben/sparse"))
	must(t, err)
	_, err = f.WriteAt([]byte("in the middle"), 5<<20)
	must(t, err, f.Truncate(64<<20), f.Close())
	must(t, unix.Setxattr(in("ben/run.sh"), "user.note", []byte("mine\x00"), 0))
	// user::rwx user:4242:r-- group::r-x mask::r-x other::r-x, as setfacl writes it
	acl := []byte("\x02\x00\x00\x00\x01\x00\x07\x00\xff\xff\xff\xff\x02\x00\x04\x00\x92\x10\x00\x00\x04\x00\x05\x00\xff\xff\xff\xff\x10\x00\x05\x00\xff\xff\xff\xff\x20\x00\x05\x00\xff\xff\xff\xff")
	must(t, unix.Setxattr(in("ben/run.sh"), "system.posix_acl_access", acl, 0))
	old := time.Date(2020, 2, 29, 12, 0, 0, 123456789, time.UTC)
	for i, name := range []string{"ada/notebooks/x.ipynb", "ada/notebooks", "ada/nothing", "ben/empty", "ben/run.sh", "ada/big"} {
		if os.Geteuid() == 0 {
			must(t, os.Lchown(in(name), 600_201_000+i, 600_201_000+i))
		}
		must(t, os.Chtimes(in(name), old, old.Add(time.Duration(i)*time.Second)))
	}
	return dir
}

// noise returns bytes that do not compress and are the same each time.
func noise(n int, seed byte) []byte {
	b := make([]byte, n)
	_, _ = rand.NewChaCha8([32]byte{seed}).Read(b) // never fails
	return b
}

// TestEverythingComesBack: with owners, modes, times, links, holes, attributes and
// names that are no text; to a folder, encrypted and not.
func TestEverythingComesBack(t *testing.T) {
	t.Parallel()
	needs.Root(t)
	dir := homes(t)
	for _, password := range []string{"", "correct horse"} {
		r := opened(t, NewFolder(filepath.Join(quick(t), "new/repository")), Options{Password: password, Of: "abc"})
		s := save(t, r, dir)
		if !s.Complete || len(s.Problems)+len(s.Notes) != 0 || s.Part("absent") != nil {
			t.Errorf("the snapshot is %+v", s)
		}
		r = opened(t, r.target, Options{Password: password})
		got, err := r.Snapshot(t.Context(), s.Name)
		must(t, err)
		back, done := restored(t, r, *got)
		if len(done.Problems) != 0 {
			t.Errorf("the restore says %q", done.Problems)
		}
		same(t, describe(t, back), describe(t, dir))
		// What is taken over from the snapshot before comes back the same.
		save(t, r, dir)
		later, _ := restored(t, r, save(t, r, dir))
		same(t, describe(t, later), describe(t, dir))
		var st unix.Stat_t
		must(t, unix.Stat(filepath.Join(back, "ben/sparse"), &st))
		if st.Blocks*512 > 1<<20 {
			t.Errorf("the file with holes takes %d bytes", st.Blocks*512)
		}
		rd, err := r.Open(t.Context(), *got.Part("database"))
		must(t, err)
		b, err := readAll(rd, "database", 100)
		must(t, err, rd.Close())
		if string(b) != "one\ntwo\n" {
			t.Errorf("the database is %q", b)
		}
		v, err := r.Verify(t.Context(), true)
		if must(t, err); !v.OK() || v.Snapshots != 3 || v.Garbage != 0 {
			t.Errorf("the check says %+v", v)
		}
	}
}

// settled saves until there is nothing that was just being written, which is read again,
// and returns the last snapshot and how many there were.
func settled(t *testing.T, r *Repository, dir string) (s Snapshot, runs int) {
	t.Helper()
	for began := time.Now(); time.Since(began) < time.Minute; {
		s = save(t, r, dir)
		if runs++; s.Stats.FilesRead == 0 {
			return s, runs
		}
	}
	t.Fatalf("something is read each time: %+v", s.Stats)
	return s, runs
}

// TestASecondRunMovesOnlyWhatChanged, and reads nothing else.
func TestASecondRunMovesOnlyWhatChanged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for i := range 40 {
		must(t, os.WriteFile(filepath.Join(dir, fmt.Sprint("file", i)), noise(5000, byte(i)), 0o600))
	}
	big := filepath.Join(dir, "big")
	must(t, os.WriteFile(big, noise(40*blockSize, 99), 0o600)) // has a list of blocks
	r := opened(t, &memory{files: map[string][]byte{}}, Options{})
	first := save(t, r, dir)
	if first.Stats.NewObjects < 81 || first.Stats.BytesRead < 40*blockSize {
		t.Fatalf("the first run: %+v", first.Stats)
	}
	third, runs := settled(t, r, dir)
	if third.Stats.FilesRead != 0 || third.Stats.NewObjects != 0 || third.Stats.Files != 42 {
		t.Errorf("nothing changed: %+v", third.Stats)
	}
	f, err := os.OpenFile(big, os.O_WRONLY, 0)
	must(t, err)
	_, err = f.WriteAt([]byte("changed"), 20*blockSize)
	must(t, err, f.Close(), os.WriteFile(filepath.Join(dir, "copy"), noise(5000, 7), 0o600))
	fourth := save(t, r, dir)
	// A block of the big file, its list, and the folder's list; a copy costs nothing.
	if fourth.Stats.FilesRead != 2 || fourth.Stats.NewObjects != 3 || fourth.Stats.NewBytes > 2*blockSize {
		t.Errorf("one block changed: %+v", fourth.Stats)
	}
	// What the repository lost comes back, though the file did not change.
	_, more := settled(t, r, dir)
	id := r.seal.id(noise(5000, 3))
	must(t, r.target.Remove(t.Context(), objectName(id)))
	if s := save(t, r, dir); s.Stats.NewObjects != 1 {
		t.Errorf("a lost object: %+v", s.Stats)
	}
	v, err := r.Verify(t.Context(), true)
	if must(t, err); !v.OK() || v.Snapshots != 1+runs+1+more+1 {
		t.Errorf("the check says %+v", v)
	}
}

// TestAnOldFileThatLooksTheSame: size and mtime can be set, ctime cannot.
func TestAnOldFileThatLooksTheSame(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "results")
	must(t, os.WriteFile(path, []byte("42"), 0o600))
	st, err := os.Stat(path)
	must(t, err)
	r := opened(t, &memory{files: map[string][]byte{}}, Options{})
	time.Sleep(2 * clockTick) // not for an event: what was just written is read again anyway
	save(t, r, dir)
	must(t, os.WriteFile(path, []byte("43"), 0o600), os.Chtimes(path, st.ModTime(), st.ModTime()))
	back, _ := restored(t, r, save(t, r, dir))
	if b, err := os.ReadFile(filepath.Join(back, "results")); err != nil || string(b) != "43" {
		t.Errorf("what came back is %q, %v", b, err)
	}
}

// TestOtherThingsAtThatPlace are told apart, and none of them is touched.
func TestOtherThingsAtThatPlace(t *testing.T) {
	t.Parallel()
	whole, src := quick(t), t.TempDir()
	must(t, os.WriteFile(src+"/file", []byte("text"), 0o600))
	save(t, opened(t, NewFolder(whole), Options{Password: "x", Of: "mine"}), src)
	for name, c := range map[string]struct {
		change func(dir string) error
		o      Options
		want   error
	}{
		"photos": {func(d string) error {
			return errors.Join(os.RemoveAll(d), os.Mkdir(d, 0o700), os.WriteFile(d+"/photo.jpg", nil, 0o600))
		}, Options{}, ErrForeign},
		"another program's": {func(d string) error {
			return errors.Join(os.RemoveAll(d), os.Mkdir(d, 0o700), os.WriteFile(d+"/"+infoName, []byte(`{"version":2}`), 0o600))
		}, Options{}, ErrForeign},
		"both copies lost":    {func(d string) error { return errors.Join(os.Remove(d+"/"+infoName), os.Remove(d+"/"+infoCopy)) }, Options{}, ErrTorn},
		"both copies damaged": {func(d string) error { return errors.Join(flip(d+"/"+infoName, 70), flip(d+"/"+infoCopy, 80)) }, Options{Password: "x"}, ErrTorn},
		"one copy damaged":    {func(d string) error { return flip(d+"/"+infoName, 70) }, Options{Password: "x"}, nil},
		"one copy lost":       {func(d string) error { return os.Remove(d + "/" + infoName) }, Options{Password: "x"}, nil},
		"newer": {func(d string) error {
			return os.WriteFile(d+"/"+infoName, []byte(`{"format":"commonhall backup","version":2}`), 0o600)
		}, Options{Password: "x"}, ErrNewer},
		"wrong password":  {func(string) error { return nil }, Options{Password: "y"}, ErrPassword},
		"no password":     {func(string) error { return nil }, Options{}, ErrNeedPassword},
		"somebody else's": {func(string) error { return nil }, Options{Password: "x", Of: "other"}, ErrOther},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(quick(t), "r")
			must(t, os.CopyFS(dir, os.DirFS(whole)), c.change(dir))
			before := describe(t, dir)
			_, err := Init(t.Context(), NewFolder(dir), c.o)
			if !errors.Is(err, c.want) {
				t.Errorf("it says %v, want %v", err, c.want)
			}
			if c.want != nil {
				same(t, describe(t, dir), before)
			} else if a, b := dir+"/"+infoName, dir+"/"+infoCopy; !bytes.Equal(content(t, a), content(t, b)) {
				t.Error("the copies still differ")
			}
		})
	}
	plain := NewFolder(quick(t))
	opened(t, plain, Options{})
	if _, err := Open(t.Context(), plain, Options{Password: "x"}); !errors.Is(err, ErrNotEncrypted) {
		t.Errorf("a password for nothing: %v", err)
	}
}

func content(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	must(t, err)
	return b
}

// flip changes one bit of a file.
func flip(path string, at int) error {
	b, err := os.ReadFile(path)
	if err == nil {
		b[at%len(b)] ^= 4
		err = os.WriteFile(path, b, 0o600)
	}
	return err
}

// TestNothingCanBeReadWithoutThePassword: neither content nor names, and what the
// objects are called does not tell who has which file.
func TestNothingCanBeReadWithoutThePassword(t *testing.T) {
	t.Parallel()
	src := t.TempDir()
	must(t, os.WriteFile(src+"/letter to my doctor", bytes.Repeat([]byte("a secret of mine "), 500), 0o600))
	dir := quick(t)
	save(t, opened(t, NewFolder(dir), Options{Password: "x"}), src)
	sum := sha256.Sum256(bytes.Repeat([]byte("a secret of mine "), 500))
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b := content(t, path)
		for _, told := range []string{"secret", "doctor", "homes"} {
			if bytes.Contains(b, []byte(told)) || strings.Contains(path[len(dir):], told) {
				t.Errorf("%s tells %q", path, told)
			}
		}
		if filepath.Base(path) == fmt.Sprintf("%x", sum) {
			t.Errorf("%s is called by what is in it", path)
		}
		return nil
	}))
}

// TestEveryBitCounts: whatever is damaged in a repository, the check finds it, and a
// restore says which files it hit and brings the others back.
func TestEveryBitCounts(t *testing.T) {
	t.Parallel()
	src := t.TempDir()
	must(t, os.Mkdir(src+"/sub", 0o755), os.WriteFile(src+"/one", noise(3000, 1), 0o600), os.WriteFile(src+"/sub/two", []byte(strings.Repeat("text ", 900)), 0o600))
	for _, password := range []string{"", "x"} {
		dir := quick(t)
		r := opened(t, NewFolder(dir), Options{Password: password})
		s := save(t, r, src)
		var files []string
		must(t, r.target.List(t.Context(), "", func(name string, _ int64) error { files = append(files, name); return nil }))
		for _, name := range files {
			path := filepath.Join(dir, name)
			good := content(t, path)
			for _, at := range []int{0, len(good) / 2, len(good) - 2} {
				must(t, flip(path, at))
				v, err := r.Verify(t.Context(), true)
				if err != nil || v.OK() {
					t.Errorf("bit in byte %d of %s: %v, %+v", at, name, err, v)
				}
				must(t, os.WriteFile(path, good, 0o600))
			}
			must(t, os.Truncate(path, int64(len(good)/3)))
			if v, err := r.Verify(t.Context(), true); err != nil || v.OK() {
				t.Errorf("%s was cut: %v, %+v", name, err, v)
			}
			must(t, os.Remove(path))
			if v, err := r.Verify(t.Context(), false); (err != nil || v.OK()) && !strings.HasPrefix(name, snapshots) {
				t.Errorf("%s is missing: %v, %+v", name, err, v)
			}
			must(t, os.WriteFile(path, good, 0o600))
		}
		must(t, flip(filepath.Join(dir, objectName(r.seal.id(noise(3000, 1)))), 1000))
		back, done := restored(t, r, s)
		if len(done.Problems) != 1 || !strings.Contains(done.Problems[0], "homes/one") {
			t.Errorf("the restore says %q", done.Problems)
		}
		if got := slices.Sorted(maps.Keys(describe(t, back))); !slices.Equal(got, []string{".", "sub", "sub/two"}) {
			t.Errorf("what came back is %q", got)
		}
	}
}
