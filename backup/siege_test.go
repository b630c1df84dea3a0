package backup

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
)

// chain makes folders in one another, all called name, and returns the last one.
func chain(t *testing.T, dir, name string, depth int) (bottom int) {
	t.Helper()
	at, err := unix.Open(dir, unix.O_RDONLY|unix.O_DIRECTORY, 0)
	must(t, err)
	for range depth {
		must(t, unix.Mkdirat(at, name, 0o755))
		next, err := unix.Openat(at, name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
		must(t, err, unix.Close(at))
		at = next
	}
	return at
}

// besieged saves what two people have, of whom the first has done as attack says, and
// checks that the second one's work is in the snapshot, whatever of the first's is not.
func besieged(t *testing.T, look func(string) bool, attack func(home string)) Snapshot {
	t.Helper()
	dir := quick(t)
	must(t, os.Mkdir(dir+"/aaron", 0o700), os.Mkdir(dir+"/zoe", 0o700), os.WriteFile(dir+"/zoe/work", []byte("of a year"), 0o600))
	attack(dir + "/aaron")
	r := opened(t, &memory{files: map[string][]byte{}}, Options{})
	s, err := r.Save(t.Context(), SaveOptions{Started: time.Now(), Parts: []Part{{Name: "homes", Path: dir, Skip: look}}})
	must(t, err)
	back, done := restored(t, r, s)
	if b := content(t, back+"/zoe/work"); string(b) != "of a year" || len(done.Problems) > 0 {
		t.Errorf("zoe's work is %q, %q", b, done.Problems)
	}
	if v, err := r.Verify(t.Context(), true); err != nil || !v.OK() {
		t.Errorf("the check says %+v, %v", v, err)
	}
	return s
}

// heapOf returns what asks for the heap now and then, and the most that it was.
func heapOf() (look func(string) bool, most *uint64) {
	looked := 0
	most = new(uint64)
	return func(string) bool {
		if looked++; looked%250 == 0 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			*most = max(*most, m.HeapAlloc)
		}
		return false
	}, most
}

// TestLongNamesFarDown: what a walk holds grows with the depth, not with its square.
func TestLongNamesFarDown(t *testing.T) {
	look, most := heapOf()
	s := besieged(t, look, func(home string) { must(t, unix.Close(chain(t, home, strings.Repeat("n", 250), 2000))) })
	if !s.Complete {
		t.Errorf("the snapshot says %q", s.Problems)
	}
	if *most > 100<<20 {
		t.Errorf("a walk holds %d MB", *most>>20)
	}
}

// TestBottomless: deeper than descriptors last, nothing more is walked.
func TestBottomless(t *testing.T) {
	s := besieged(t, nil, func(home string) {
		bottom := chain(t, home, "d", maxDepth+50)
		must(t, unix.Mkdirat(bottom, "e", 0o700), unix.Close(bottom))
	})
	if s.Complete || len(s.Problems) != 1 || !strings.Contains(s.Problems[0], "too many folders in folders") || s.Stats.Folders > maxDepth+3 {
		t.Errorf("the snapshot says %q of %d folders", s.Problems, s.Stats.Folders)
	}
}

// TestManyAttributes: those of one file fill no memory and no block of everybody's list.
func TestManyAttributes(t *testing.T) {
	s := besieged(t, nil, func(home string) {
		must(t, os.WriteFile(home+"/file", nil, 0o600))
		value := make([]byte, 60_000)
		for i := range 20 {
			if err := unix.Setxattr(home+"/file", fmt.Sprint("user.", i), value, 0); err != nil {
				needs.AnotherMachine(t, "no file system here keeps so many: "+err.Error())
			}
		}
	})
	if s.Complete || len(s.Problems) != 1 || !strings.Contains(s.Problems[0], "attributes") {
		t.Errorf("the snapshot says %q", s.Problems)
	}
}

// TestNamesThatNeverEnd: somebody adds names behind those that are being walked.
func TestNamesThatNeverEnd(t *testing.T) {
	dir := quick(t)
	fd, err := unix.Open(dir, unix.O_RDONLY|unix.O_DIRECTORY, 0)
	must(t, err)
	defer unix.Close(fd)
	made := 0
	more := func() {
		for range 2 * fewNames {
			made++
			must(t, os.WriteFile(fmt.Sprintf("%s/%09d", dir, made), nil, 0o600))
		}
	}
	more()
	b := budget{0}
	for name, err := range b.names(fd) {
		if errors.Is(err, errManyNames) {
			return
		}
		if must(t, err, os.Remove(dir+"/"+string(name))); made < 20_000 {
			more()
		}
	}
	t.Error("all names were walked, as long as there were new ones")
}

// TestAFileOfNoSize: holes of sixteen terabytes are no reason to refuse a drill, and what
// no disk here can hold is told, and the rest comes back.
func TestAFileOfNoSize(t *testing.T) {
	const large = 1 << 55
	if f, err := os.Create(t.TempDir() + "/file"); err != nil || f.Truncate(large) == nil {
		needs.AnotherMachine(t, "files here may have any size")
	}
	dir := quick(t)
	must(t, os.Mkdir(dir+"/aaron", 0o700), os.Mkdir(dir+"/zoe", 0o700), os.WriteFile(dir+"/zoe/work", []byte("of a year"), 0o600))
	f, err := os.Create(dir + "/aaron/hole")
	must(t, err)
	if err := f.Truncate(large); err != nil {
		needs.AnotherMachine(t, "no file system here has files that large: "+err.Error())
	}
	_, err = f.WriteAt([]byte("x"), 1<<40)
	must(t, err, f.Close())
	r := opened(t, NewFolder(quick(t)), Options{})
	s := save(t, r, dir)
	size, err := r.Size(t.Context(), s.Part("homes"))
	if must(t, err); s.Stats.Bytes > 1<<20 || size > 4<<20 {
		t.Errorf("what takes a block counts as %d bytes, and %d", s.Stats.Bytes, size)
	}
	to := t.TempDir()
	d, err := os.Open(to)
	must(t, err)
	defer d.Close()
	done, err := r.Restore(t.Context(), s.Part("homes"), d, "homes")
	must(t, err)
	if len(done.Problems) != 1 || !strings.Contains(done.Problems[0], "aaron/hole") {
		t.Errorf("the restore says %q", done.Problems)
	}
	if b := content(t, to+"/homes/zoe/work"); string(b) != "of a year" {
		t.Errorf("zoe's work is %q", b)
	}
	if _, err := os.Lstat(to + "/homes/aaron/hole"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("half of what cannot be there is there: %v", err)
	}
}
