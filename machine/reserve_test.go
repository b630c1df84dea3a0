package machine

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"commonhall"
	"commonhall/packaging/needs"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// fill writes until there is no room and returns how much there was.
func fill(t *testing.T, path string) (n int64) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	must(t, err)
	defer f.Close()
	for size := 64 << 10; size > 0; {
		m, err := f.Write(make([]byte, size))
		n += int64(m)
		if err != nil {
			size /= 2
		}
	}
	return n
}

// Others fill the disk; what was reserved is still there for whoever may have it, a
// portion at a time, and is reserved again when there is room.
func TestReserve(t *testing.T) {
	dir := needs.SmallDisk(t, "16m")
	path, video := filepath.Join(dir, "reserve"), filepath.Join(dir, "video")
	r := NewReserve(path, 64<<20)
	if r.Give() {
		t.Error("it gives what it does not have")
	}
	keep := func(want bool) {
		t.Helper()
		if lacking, err := r.Keep(); err != nil || lacking != want {
			t.Errorf("something is lacking: %v, %v, want %v", lacking, err, want)
		}
	}
	keep(false)
	st, err := os.Stat(path)
	must(t, err)
	if st.Size() != mib || st.Sys().(*syscall.Stat_t).Blocks*512 != mib || st.Mode().Perm() != 0o600 {
		t.Fatalf("of a disk of 16 MiB it reserved %d bytes in %d blocks", st.Size(), st.Sys().(*syscall.Stat_t).Blocks)
	}
	fill(t, video)
	keep(false)
	if !r.Tight() {
		t.Error("a full disk is not tight")
	}
	given := []int64{}
	for r.Give() {
		given = append(given, fill(t, filepath.Join(dir, "records")))
		keep(true) // it takes nothing back from whom it was given to
	}
	if !slices.Equal(given, slices.Repeat([]int64{mib / 8}, 8)) {
		t.Errorf("it gave %v", given)
	}
	st, err = os.Stat(video)
	must(t, err)
	must(t, os.Truncate(video, st.Size()-mib-mib/2))
	keep(true) // or the disk would be full again at once
	must(t, os.Truncate(video, 4*mib))
	keep(false)
	if st, _ := os.Stat(path); st.Size() != mib || r.Tight() {
		t.Errorf("with room again it holds %d", st.Size())
	}
}

// What lies in the way is not followed, and what is wrong is told once.
func TestReserveCannotBeMade(t *testing.T) {
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "precious"), []byte("work"), 0o600))
	must(t, os.Symlink("precious", filepath.Join(dir, "reserve")))
	var log bytes.Buffer
	h := newHall(t)
	h.Machine = New(Config{}, h, NewReserve(filepath.Join(dir, "reserve"), 1<<20), h, slog.New(slog.NewTextHandler(&log, nil)))
	for range 3 {
		h.look(context.Background())
	}
	h.want("a link", commonhall.EventMachineShort)
	if h.reserve.Give() || bytes.Count(log.Bytes(), []byte("\n")) != 1 {
		t.Errorf("it gives; the log is %s", log.String())
	}
	if b, _ := os.ReadFile(filepath.Join(dir, "precious")); string(b) != "work" {
		t.Errorf("somebody's work is %q", b)
	}
}
