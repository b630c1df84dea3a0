package logging

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// Lines for the journal begin with their priority, and leave out what it knows itself;
// a message of two lines stays one.
func TestLinesForTheJournal(t *testing.T) {
	p := &pipe{}
	w := NewWriter(p, Budget)
	log := NewJournal(w, "hub", slog.LevelInfo)
	log.Debug("nobody asked for this")
	log.Info("up")
	log.WithGroup("disk").With("free", 3).Warn("low", "level", 2)
	log.Error("down\n<7>forged")
	log.Log(t.Context(), slog.LevelError+4, "worse")
	over(w)
	want := []string{`<6>msg=up role=hub`, `<4>msg=low role=hub disk.free=3 disk.level=2`, `<3>msg="down\n<7>forged" role=hub`, `<3>msg=worse role=hub`}
	got := p.lines()
	if !slices.Equal(got, want) {
		t.Errorf("the journal gets\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// JOURNAL_STREAM is inherited by whoever is started; it counts only for the stream
// that it names.
func TestWhoseStreamIsTheJournal(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "stream"))
	if err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	st := info.Sys().(*syscall.Stat_t)
	name := fmt.Sprintf("%d:%d", st.Dev, st.Ino)
	for stream, want := range map[string]bool{name: true, "": false, name + "1": false, "0:0": false, "nonsense": false} {
		if got := ToJournal(f, stream); got != want {
			t.Errorf("JOURNAL_STREAM=%s, which is %s: %v", stream, name, got)
		}
	}
	if ToJournal(&bytes.Buffer{}, name) {
		t.Error("a buffer is the journal")
	}
	f.Close()
	if ToJournal(f, name) {
		t.Error("a closed stream is the journal")
	}
}
