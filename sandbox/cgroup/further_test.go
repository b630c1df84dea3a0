package cgroup

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestMemoryThatIsLeft: what groups have guaranteed, the group above has in sum, also
// after a change, an end, and for whoever opens them anew.
func TestMemoryThatIsLeft(t *testing.T) {
	top := t.TempDir()
	files := []string{"memory.low", "pids.max", "memory.max", "memory.high", "cpu.max", "cpu.weight", "io.weight"}
	made := func(id string) {
		ok(t, os.MkdirAll(filepath.Join(top, id), 0o755))
		for _, f := range files {
			ok(t, os.WriteFile(filepath.Join(top, id, f), nil, 0o644))
		}
	}
	h := &Hierarchy{v2: true, unified: top, weighs: "io.weight", lows: protection{of: map[string]int64{}}}
	is := func(what, path, want string) {
		t.Helper()
		if b, err := os.ReadFile(filepath.Join(top, path)); err != nil || string(b) != want {
			t.Errorf("%s: %s is %q, %v; want %q", what, path, b, err, want)
		}
	}
	for _, id := range []string{"", "a", "b", "c"} {
		made(id)
	}
	a, err := h.Create("a", Limits{Low: 100, IO: 300})
	ok(t, err)
	_, err = h.Create("b", Limits{Low: 20})
	ok(t, err)
	_, err = h.Create("c", Limits{})
	ok(t, err)
	is("three", "memory.low", "120")
	is("three", "a/memory.low", "100")
	is("three", "a/io.weight", "default 300")
	is("what nobody set is not written", "c/io.weight", "")
	for _, f := range []string{"memory.low", "io.weight"} { // the kernel's files hold what was written last
		ok(t, os.Truncate(filepath.Join(top, "a", f), 0))
	}
	ok(t, a.SetLimits(Limits{Low: 50}))
	is("after a change", "memory.low", "70")
	is("after a change", "a/io.weight", "default 100")
	next := &Hierarchy{v2: true, unified: top, lows: protection{of: map[string]int64{}}}
	for _, id := range []string{"a", "b", "c"} {
		g, err := next.Open(id)
		ok(t, err)
		g.Close()
	}
	is("opened anew", "memory.low", "70")
	for _, f := range files {
		ok(t, os.Remove(filepath.Join(top, "b", f)))
	}
	ok(t, next.Drop("b"))
	is("after an end", "memory.low", "50")
	if low, io := next.Lacks(Limits{Low: 1, IO: 1}); low || !io {
		t.Errorf("it lacks %v, %v", low, io)
	}
	if low, io := (&Hierarchy{weighs: "x"}).Lacks(Limits{Low: 1}); !low || io {
		t.Errorf("version 1 lacks %v, %v", low, io)
	}
}

// TestAChangeThatMeetsTheEnd: what a group was just given that ends meanwhile is left to
// nobody.
func TestAChangeThatMeetsTheEnd(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "a")
	ok(t, os.Mkdir(dir, 0o755))
	for _, f := range []string{"pids.max", "memory.max", "memory.high", "cpu.max", "cpu.weight", "io.weight"} {
		ok(t, os.WriteFile(filepath.Join(dir, f), nil, 0o644))
	}
	// A file whose writer waits: a pipe that is full.
	ok(t, unix.Mkfifo(filepath.Join(dir, "memory.low"), 0o644))
	pipe, err := os.OpenFile(filepath.Join(dir, "memory.low"), os.O_RDWR|unix.O_NONBLOCK, 0)
	ok(t, err)
	defer pipe.Close()
	full, err := unix.FcntlInt(pipe.Fd(), unix.F_GETPIPE_SZ, 0)
	ok(t, err)
	_, err = pipe.Write(make([]byte, full))
	ok(t, err)
	h := &Hierarchy{v2: true, unified: top, weighs: "io.weight", lows: protection{of: map[string]int64{}}}
	h.lows.of["a"] = 0 // so that opening it reads nothing
	a, err := h.Open("a")
	ok(t, err)
	changed, gone := make(chan error, 1), make(chan error, 1)
	go func() { changed <- a.SetLimits(Limits{Low: 20}) }()
	for opened(t, pipe.Name()) < 2 { // besides this test's own
		runtime.Gosched()
	}
	files, err := os.ReadDir(dir)
	ok(t, err)
	for _, f := range files {
		ok(t, os.Remove(filepath.Join(dir, f.Name())))
	}
	go func() { gone <- h.Drop("a") }()
	for err := error(nil); err == nil; runtime.Gosched() {
		_, err = os.Stat(dir)
	}
	for range 1000 { // it ends, unless it waits for the change
		runtime.Gosched()
	}
	_, err = pipe.Read(make([]byte, full))
	ok(t, err)
	ok(t, <-changed)
	ok(t, <-gone)
	if len(h.lows.of) > 0 {
		t.Errorf("it is left %v", h.lows.of)
	}
}

// opened is how many descriptors of this process a file has.
func opened(t *testing.T, path string) (n int) {
	t.Helper()
	fds, err := os.ReadDir("/proc/self/fd")
	ok(t, err)
	for _, fd := range fds {
		if to, err := os.Readlink("/proc/self/fd/" + fd.Name()); err == nil && to == path {
			n++
		}
	}
	return n
}

func TestWeightsOfDisks(t *testing.T) {
	for in, want := range map[string]string{"io.weight 0": "default 100", "io.weight 10000": "default 10000", "io.bfq.weight 10000": "1000", "blkio.bfq.weight 0": "100", "blkio.weight 0": "500", "blkio.weight 1": "10", "blkio.weight 1000": "1000"} {
		file, n, _ := strings.Cut(in, " ")
		if got := diskWeight(file, int(number(n))); got != want {
			t.Errorf("%s is written %q, want %q", in, got, want)
		}
	}
}
