package home

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
)

const uid = 600_201_000

// homes makes a folder of homes with one of ada's, in which there is some work.
func homes(t *testing.T) (dir, ada string) {
	t.Helper()
	needs.Root(t)
	dir = t.TempDir()
	ada = filepath.Join(dir, "ada-1000")
	must(t, os.MkdirAll(filepath.Join(ada, "work", "deep"), 0o700))
	must(t, os.WriteFile(filepath.Join(ada, "work", "deep", "paper.txt"), make([]byte, 10_000), 0o400))
	must(t, os.Mkdir(filepath.Join(ada, "locked"), 0o000))
	must(t, os.Chown(ada, uid, uid))
	return dir, ada
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func left(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

// TestRemove takes all of one home, and says how much; the neighbours' stay.
func TestRemove(t *testing.T) {
	dir, ada := homes(t)
	must(t, os.MkdirAll(filepath.Join(dir, "ada-1001"), 0o700))
	for i := range 1000 {
		must(t, os.WriteFile(filepath.Join(ada, fmt.Sprint("file", i)), nil, 0o600))
	}
	must(t, unix.Mkfifo(filepath.Join(ada, "pipe"), 0o600))
	d, err := Remove(dir, "ada-1000", uid)
	if err != nil || d.Files != 1000+6 || d.Bytes < 10_000 || left(t, dir) != "ada-1001" {
		t.Errorf("%+v, %v, left is %s", d, err, left(t, dir))
	}
	if d, err := Remove(dir, "ada-1000", uid); err != nil || d != (Deleted{}) {
		t.Errorf("again: %+v, %v", d, err)
	}
}

// TestWhatIsNotTheirs stays, whatever links lead there and whoever's the home is.
func TestWhatIsNotTheirs(t *testing.T) {
	dir, ada := homes(t)
	ben := filepath.Join(dir, "ben-1001")
	must(t, os.MkdirAll(ben, 0o700))
	must(t, os.WriteFile(filepath.Join(ben, "work.txt"), []byte("ben's"), 0o600))
	must(t, os.Symlink(ben, filepath.Join(ada, "ben")))
	must(t, os.Symlink("../ben-1001/work.txt", filepath.Join(ada, "work.txt")))
	must(t, os.Symlink("/", filepath.Join(ada, "work", "root")))
	if err := os.Link(filepath.Join(ben, "work.txt"), filepath.Join(ada, "hard")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", ".", "..", "ada-1000/work", ".gone-x", "../" + filepath.Base(dir)} {
		if _, err := Remove(dir, name, uid); err == nil {
			t.Errorf("%q is deleted", name)
		}
	}
	if _, err := Remove(dir, "ben-1001", uid); err == nil || !strings.Contains(err.Error(), "left alone") {
		t.Errorf("ben's home, as ada's: %v", err)
	}
	must(t, os.Symlink(ben, filepath.Join(dir, "cleo-1002")))
	if _, err := Remove(dir, "cleo-1002", 0); err == nil {
		t.Error("a link was taken for a home")
	}
	_, err := Remove(dir, "ada-1000", uid)
	must(t, err)
	if b, err := os.ReadFile(filepath.Join(ben, "work.txt")); err != nil || string(b) != "ben's" || left(t, dir) != "ben-1001 cleo-1002" {
		t.Errorf("ben has %q, %v; there are %s", b, err, left(t, dir))
	}
}

// TestDisksInside are not entered; what is beside them goes, and the next call goes on.
func TestDisksInside(t *testing.T) {
	dir, ada := homes(t)
	for _, disk := range []string{filepath.Join(ada, "work", "usb"), filepath.Join(dir, "ben-1001")} {
		must(t, os.MkdirAll(disk, 0o700))
		must(t, unix.Mount("tmpfs", disk, "tmpfs", 0, "size=64k"))
		t.Cleanup(func() { // wherever it is by now
			_ = unix.Unmount(disk, unix.MNT_DETACH)
			_ = unix.Unmount(strings.Replace(disk, "ada-", ".gone-ada-", 1), unix.MNT_DETACH)
		})
		must(t, os.WriteFile(filepath.Join(disk, "photo"), []byte("x"), 0o600))
	}
	_, err := Remove(dir, "ada-1000", uid)
	if !errors.Is(err, ErrMount) || !strings.Contains(err.Error(), "work/usb") {
		t.Fatalf("a disk inside: %v", err)
	}
	gone := filepath.Join(dir, ".gone-ada-1000")
	if b, err := os.ReadFile(filepath.Join(gone, "work", "usb", "photo")); err != nil || string(b) != "x" {
		t.Errorf("on that disk is %q, %v", b, err)
	}
	if left(t, gone) != "work" || left(t, filepath.Join(gone, "work")) != "usb" {
		t.Errorf("beside it are %s", left(t, gone))
	}
	must(t, unix.Unmount(filepath.Join(gone, "work", "usb"), 0))
	if _, err := Remove(dir, "ada-1000", uid); err != nil || left(t, dir) != "ben-1001" {
		t.Errorf("without it: %v, there are %s", err, left(t, dir))
	}
	if _, err := Remove(dir, "ben-1001", 0); !errors.Is(err, ErrMount) {
		t.Errorf("a home that is a disk of its own: %v", err)
	}
}

// TestVeryDeep: a home deeper than any path, and than a process may have files open.
func TestVeryDeep(t *testing.T) {
	dir, ada := homes(t)
	at, err := unix.Open(ada, unix.O_RDONLY|unix.O_DIRECTORY, 0)
	must(t, err)
	const depth = 1000
	for range depth {
		must(t, unix.Mkdirat(at, "a-rather-long-name-so-that-no-path-of-it-fits", 0o700))
		next, err := unix.Openat(at, "a-rather-long-name-so-that-no-path-of-it-fits", unix.O_RDONLY|unix.O_DIRECTORY, 0)
		must(t, err)
		unix.Close(at)
		at = next
	}
	unix.Close(at)
	var was unix.Rlimit
	must(t, unix.Getrlimit(unix.RLIMIT_NOFILE, &was))
	must(t, unix.Setrlimit(unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: 256, Max: was.Max}))
	d, err := Remove(dir, "ada-1000", uid)
	must(t, unix.Setrlimit(unix.RLIMIT_NOFILE, &was))
	if err != nil || d.Files < depth || left(t, dir) != "" {
		t.Errorf("%+v, %v, left is %s", d, err, left(t, dir))
	}
}

// TestInterruptedAndTwice: it was killed before, and now two do it at once.
func TestInterruptedAndTwice(t *testing.T) {
	dir, ada := homes(t)
	must(t, os.Rename(ada, filepath.Join(dir, ".gone-ada-1000")))
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			if _, err := Remove(dir, "ada-1000", uid); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	if left(t, dir) != "" {
		t.Errorf("left is %s", left(t, dir))
	}
}

// TestSubvolume: a home on btrfs that is a subvolume goes as a folder does.
func TestSubvolume(t *testing.T) {
	homes := needs.Disk(t, "150M", "noatime", "mkfs.btrfs", "-q")
	if out, err := exec.Command("sh", "-ec", "cd "+homes+"; btrfs subvolume create ada-1001; mkdir -p ada-1001/a/b; echo x > ada-1001/a/b/c; chown -R 700001 ada-1001").CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	d, err := Remove(homes, "ada-1001", 700001)
	if left, _ := os.ReadDir(homes); err != nil || d.Files != 4 || len(left) != 0 {
		t.Errorf("deleted %+v, %v; left is %v", d, err, left)
	}
}
