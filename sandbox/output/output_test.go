package output

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
)

// TestOutput: the account may open the file and nobody else; it is emptied for a new run and
// not for a warden that takes over; it is cut to its end, and when it takes more than it shows.
func TestOutput(t *testing.T) {
	needs.Root(t)
	const owner = 700_001
	path := filepath.Join(t.TempDir(), "log")
	for _, quota := range []bool{false, true} {
		l, err := Open(path, owner, quota, true)
		must(t, err)
		st := stat(t, path)
		if st.Uid != owner || st.Gid != owner || st.Mode&0o777 != 0o660 || st.Size != 0 {
			t.Errorf("it is %+v", st)
		}
		if took := st.Blocks * 512; quota != (took >= room) {
			t.Errorf("with a quota (%v) it has taken %d bytes", quota, took)
		}
		w, err := l.Writer()
		must(t, err)
		_, err = w.WriteString(strings.Repeat("a", most) + "the end")
		must(t, err, l.Cut())
		if text := l.Tail(most); len(text) != keep || !strings.HasSuffix(text, "aathe end") || l.Tail(3) != "end" {
			t.Errorf("cut, it has %d bytes and ends with %s", len(text), l.Tail(10))
		}
		must(t, unix.Fallocate(int(l.Fd()), unix.FALLOC_FL_KEEP_SIZE, 0, 8*room), l.Cut())
		if st := stat(t, path); st.Size != keep || st.Blocks*512 > 2*room {
			t.Errorf("after it has taken more than it shows it has %d bytes and takes %d", st.Size, st.Blocks*512)
		}
		// Whoever writes moves the place of writing as far as it goes.
		_, err = unix.FcntlInt(w.Fd(), unix.F_SETFL, 0)
		must(t, err)
		_, err = unix.Pwrite(int(w.Fd()), []byte("far away"), 1<<40)
		must(t, err, l.Cut())
		if st := stat(t, path); st.Size != keep {
			t.Errorf("after something was written far away it has %d bytes", st.Size)
		}
		_, err = unix.Pwrite(int(w.Fd()), []byte("end"), keep)
		must(t, err, w.Close())
		l.Close()
		next, err := Open(path, owner, quota, false)
		must(t, err)
		if next.Tail(3) != "end" {
			t.Error("whoever takes over has emptied it")
		}
		next.Close()
	}
	must(t, os.Remove(path), os.Symlink("/etc/passwd", path))
	if _, err := Open(path, owner, false, false); err == nil {
		t.Error("a link was followed")
	}
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func stat(t *testing.T, path string) *syscall.Stat_t {
	t.Helper()
	st, err := os.Stat(path)
	must(t, err)
	return st.Sys().(*syscall.Stat_t)
}
