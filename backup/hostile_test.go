package backup

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
)

// secret is what nobody may reach through a backup.
const secret = "root:$6$secret"

// stored returns all content of a snapshot's part "homes".
func stored(t *testing.T, r *Repository, s Snapshot) string {
	t.Helper()
	back, _ := restored(t, r, s)
	var all bytes.Buffer
	must(t, filepath.WalkDir(back, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			all.Write(content(t, path))
		}
		return err
	}))
	return all.String()
}

// TestThingsThatAreNoFiles are left out and told; none of them keeps the backup
// waiting.
func TestThingsThatAreNoFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	must(t, unix.Mkfifo(dir+"/pipe", 0o600), os.WriteFile(dir+"/file", []byte("text"), 0o600), os.Symlink("/dev/zero", dir+"/zero"), unix.Mknod(dir+"/deleted", unix.S_IFCHR, 0))
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	must(t, err, unix.Bind(fd, &unix.SockaddrUnix{Name: dir + "/socket"}))
	defer unix.Close(fd)
	r := opened(t, NewFolder(quick(t)), Options{})
	s := save(t, r, dir)
	if !s.Complete || s.Stats.Skipped != 3 || len(s.Notes) != 3 || !strings.Contains(strings.Join(s.Notes, "\n"), `deleted": the mark that a draft has deleted this is not kept`) || s.Stats.Files != 3 {
		t.Errorf("the snapshot is %+v", s)
	}
}

// TestWhatCannotBeRead is told, the rest is there, and the snapshot is not complete.
func TestWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	needs.Root(t)
	dir := t.TempDir()
	must(t, os.WriteFile(dir+"/mine", []byte("text"), 0o600), os.Symlink("/proc/self/mem", dir+"/link"))
	r := opened(t, NewFolder(quick(t)), Options{})
	// A file whose reading fails: what the kernel shows of another process' memory.
	s, err := r.Save(t.Context(), SaveOptions{Started: time.Now(), Parts: []Part{{Name: "homes", Path: dir}, {Name: "task", Path: "/proc/self/task/self-is-no-number", Optional: true},
		{Name: "net", Path: "/proc/sys/net/ipv4/route"}}})
	if must(t, err); s.Complete || len(s.Problems) != 1 || !strings.Contains(s.Problems[0], "net/flush") {
		t.Errorf("the snapshot is %v, %q", s.Complete, s.Problems)
	}
	if got := stored(t, r, s); got != "text" {
		t.Errorf("what came back is %q", got)
	}
}

// TestLinksThatMove: somebody exchanges a folder and a file with links to what is
// not theirs, as fast as they can, while it is walked.
func TestLinksThatMove(t *testing.T) {
	t.Parallel()
	outside, dir := t.TempDir(), t.TempDir()
	must(t, os.WriteFile(outside+"/x", []byte(secret), 0o600), os.Mkdir(dir+"/sub", 0o755), os.WriteFile(dir+"/sub/x", []byte("mine"), 0o600),
		os.WriteFile(dir+"/file", []byte("mine"), 0o600), os.Symlink(outside, dir+"/sub.link"), os.Symlink(outside+"/x", dir+"/file.link"))
	var over atomic.Bool
	var swaps atomic.Int64
	var work sync.WaitGroup
	work.Go(func() {
		for !over.Load() {
			for _, name := range []string{"/sub", "/file"} {
				if err := unix.Renameat2(unix.AT_FDCWD, dir+name, unix.AT_FDCWD, dir+name+".link", unix.RENAME_EXCHANGE); err != nil {
					t.Error(err)
				}
				swaps.Add(1)
			}
			runtime.Gosched()
		}
	})
	r := opened(t, NewFolder(quick(t)), Options{})
	for n := 0; n < 15 || swaps.Load() < 1000; n++ {
		s := save(t, r, dir)
		if got := stored(t, r, s); strings.Contains(got, secret) {
			t.Fatalf("the backup holds what is not theirs: %q", got)
		}
	}
	over.Store(true)
	work.Wait()
}

// TestDeepAndWide: folders in folders without end, and more names than are held at
// once.
func TestDeepAndWide(t *testing.T) {
	t.Parallel()
	dir := quick(t)
	at, err := unix.Open(dir, unix.O_RDONLY|unix.O_DIRECTORY, 0)
	must(t, err)
	const depth = 2500 // further than a path can say
	for range depth {
		must(t, unix.Mkdirat(at, "d", 0o755))
		next, err := unix.Openat(at, "d", unix.O_RDONLY|unix.O_DIRECTORY, 0)
		must(t, err, unix.Close(at))
		at = next
	}
	fd, err := unix.Openat(at, "bottom", unix.O_CREAT|unix.O_WRONLY, 0o600)
	must(t, err, unix.Close(fd), unix.Close(at))
	r := opened(t, &memory{files: map[string][]byte{}}, Options{})
	s := save(t, r, dir)
	if !s.Complete || s.Stats.Folders != depth+1 || s.Stats.Files != 2 {
		t.Fatalf("the snapshot is %+v %q", s.Stats, s.Problems)
	}
	if s = save(t, r, dir); s.Stats.NewObjects > 1 { // the last list, if its file was fresh
		t.Logf("the second run: %+v", s.Stats)
	}
	to := quick(t)
	d, err := os.Open(to)
	must(t, err)
	defer d.Close()
	done, err := r.Restore(t.Context(), s.Part("homes"), d, "homes")
	if must(t, err); done.Files != 1 || len(done.Problems) != 0 {
		t.Errorf("the restore says %+v", done)
	}
	must(t, os.RemoveAll(to+"/homes"), os.RemoveAll(dir+"/d"))
}

// TestNamesComeInPortions: all of them, once, in order, however few are held.
func TestNamesComeInPortions(t *testing.T) {
	t.Parallel()
	dir := quick(t)
	const n = 1500
	for i := range n {
		must(t, os.WriteFile(fmt.Sprintf("%s/%d\n", dir, i*7919%n), nil, 0o600))
	}
	fd, err := unix.Open(dir, unix.O_RDONLY|unix.O_DIRECTORY, 0)
	must(t, err)
	defer unix.Close(fd)
	for _, left := range []int{0, 4000, 64 << 20} {
		b := budget{left}
		var last []byte
		count := 0
		for name, err := range b.names(fd) {
			must(t, err)
			if bytes.Compare(name, last) <= 0 {
				t.Fatalf("%q after %q", name, last)
			}
			if held := left - b.left; held > left/2 && held > fewNames*300 {
				t.Fatalf("%d bytes are held of %d", held, left)
			}
			last, count = name, count+1
		}
		if count != n || b.left != left {
			t.Errorf("with %d bytes: %d names, %d left", left, count, b.left)
		}
	}
}

// TestAFileOfRootInAHome: a hard link keeps its owner, so nobody reads more than
// before, and a copy does not stay set-uid when the original has long been mended.
func TestAFileOfRootInAHome(t *testing.T) {
	t.Parallel()
	needs.Root(t)
	dir, outside := t.TempDir(), t.TempDir()
	must(t, os.WriteFile(outside+"/shadow", []byte(secret), 0o600), os.WriteFile(outside+"/su", []byte("program"), 0o755), os.Chmod(outside+"/su", 0o755|os.ModeSetuid),
		os.Link(outside+"/shadow", dir+"/shadow"), os.Link(outside+"/su", dir+"/su"))
	r := opened(t, NewFolder(quick(t)), Options{})
	back, _ := restored(t, r, save(t, r, dir))
	for name, mode := range map[string]uint32{"shadow": 0o600, "su": 0o755} {
		var st unix.Stat_t
		must(t, unix.Stat(filepath.Join(back, name), &st))
		if st.Uid != 0 || st.Mode&0o7777 != mode {
			t.Errorf("%s came back with owner %d, mode %o", name, st.Uid, st.Mode)
		}
	}
}

// TestBackIntoAHome: nothing is overwritten, nothing is followed.
func TestBackIntoAHome(t *testing.T) {
	t.Parallel()
	needs.Root(t)
	top := quick(t)
	home, outside := top+"/home", top+"/outside"
	must(t, os.MkdirAll(home+"/notebooks/old", 0o750), os.Mkdir(outside, 0o755), os.WriteFile(home+"/notebooks/old/x", []byte("before"), 0o640),
		os.Chown(home+"/notebooks", 1234, 1235), os.Chown(home+"/notebooks/old/x", 1234, 1235))
	r := opened(t, NewFolder(quick(t)), Options{})
	s := save(t, r, home)
	want := describe(t, home)
	now := time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)
	into := func(path ...string) (string, error) {
		staging := filepath.Join(top, "staging"+path[len(path)-1])
		must(t, os.RemoveAll(staging), os.Mkdir(staging, 0o700))
		d, err := os.Open(staging)
		must(t, err)
		defer d.Close()
		h, err := os.Open(home)
		must(t, err)
		defer h.Close()
		_, kept, err := r.Into(t.Context(), s.Part("homes"), path, d, h, now, nil)
		return kept, err
	}
	must(t, os.WriteFile(home+"/notebooks/old/x", []byte("newer work"), 0o640))
	for n, name := range []string{"", "-1"} {
		kept, err := into("notebooks", "old", "x")
		if must(t, err); kept != "notebooks/old/x.before-restore-20260501-090000"+name {
			t.Errorf("kept as %q", kept)
		}
		if b := content(t, home+"/"+kept); n == 0 && string(b) != "newer work" {
			t.Errorf("what was there is now %q", b)
		}
	}
	if b := content(t, home+"/notebooks/old/x"); string(b) != "before" {
		t.Errorf("what came back is %q", b)
	}
	// The folders on the way are gone: they come back with it.
	must(t, os.RemoveAll(home+"/notebooks"))
	_, err := into("notebooks", "old", "x")
	must(t, err)
	got := describe(t, home)
	delete(got, ".")
	delete(want, ".")
	same(t, got, want)
	// A link on the way is not followed, and one in its place is kept aside.
	must(t, os.RemoveAll(home+"/notebooks/old"), os.Symlink(outside, home+"/notebooks/old"))
	if _, err := into("notebooks", "old", "x"); !errors.Is(err, unix.ELOOP) && !errors.Is(err, unix.ENOTDIR) {
		t.Errorf("through a link: %v", err)
	}
	if left, err := os.ReadDir(outside); err != nil || len(left) != 0 {
		t.Errorf("outside is %v, %v", left, err)
	}
	kept, err := into("notebooks", "old")
	if must(t, err); kept != "notebooks/old.before-restore-20260501-090000" {
		t.Errorf("kept as %q", kept)
	}
	if _, err := into("notebooks", "never"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what never was: %v", err)
	}
}

// TestEverythingAsideIsTold: somebody makes a new home in the instant in which there is
// none, and it is put aside as well. Where both are is said.
func TestEverythingAsideIsTold(t *testing.T) {
	t.Parallel()
	top := quick(t)
	must(t, os.Mkdir(top+"/staging", 0o700), os.Mkdir(top+"/homes", 0o700))
	staging, err := os.Open(top + "/staging")
	must(t, err)
	defer staging.Close()
	homes, err := os.Open(top + "/homes")
	must(t, err)
	defer homes.Close()
	var over atomic.Bool
	var maker sync.WaitGroup
	again := make(chan bool) // one more folder, as soon as there is none
	maker.Go(func() {
		for range again {
			for !over.Load() && os.Mkdir(top+"/homes/ada", 0o700) != nil {
			}
		}
	})
	defer maker.Wait()
	defer close(again)
	defer over.Store(true)
	both := false
	for began := time.Now(); !both && time.Since(began) < 5*time.Minute; {
		_ = os.Mkdir(top+"/homes/ada", 0o700) // the maker may have made one at the end of the last round
		must(t, os.Mkdir(top+"/staging/new", 0o700))
		select {
		case again <- true:
		default: // it tries still
		}
		kept, err := place(staging, "new", homes, []string{"ada"}, time.Now())
		must(t, err)
		aside, err := filepath.Glob(top + "/homes/ada.before-restore-*")
		must(t, err)
		both = len(aside) > 1
		for _, path := range aside {
			if !strings.Contains(kept+" ", filepath.Base(path)+" ") {
				t.Errorf("%s is aside, and it says %q", filepath.Base(path), kept)
			}
			must(t, os.Remove(path))
		}
		must(t, os.Remove(top+"/homes/ada"))
	}
	if !both {
		t.Error("nobody was fast enough")
	}
}
