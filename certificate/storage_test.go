package certificate

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestLocks: one at a time, across processes and within one, for names of any length;
// whatever lies in the folder from before, or a clock has done to it, locks nobody out;
// who waits is let go when they give up, or in when it is free.
func TestLocks(t *testing.T) {
	dir := t.TempDir()
	a, b := newStorage(dir), newStorage(dir) // as two processes open it
	for _, name := range []string{"issue_cert_*.example.org", strings.Repeat("long.", 200), "../../escape", ""} {
		if err := a.Lock(t.Context(), name); err != nil {
			t.Fatal(err)
		}
		for _, other := range []*storage{a, b} {
			if ok, err := other.TryLock(t.Context(), name); ok || err != nil {
				t.Errorf("%.20q: held twice: %v, %v", name, ok, err)
			}
		}
		short, cancel := context.WithCancel(t.Context())
		cancel()
		if err := b.Lock(short, name); err == nil {
			t.Errorf("%.20q: held twice", name)
		}
		got := make(chan error, 1)
		go func() { got <- b.Lock(t.Context(), name) }()
		if err := a.Unlock(t.Context(), name); err != nil {
			t.Error(err)
		}
		if err := <-got; err != nil {
			t.Error(err)
		}
		if err := a.Unlock(t.Context(), name); err == nil {
			t.Error("what is not held can be given back")
		}
		if err := b.Unlock(t.Context(), name); err != nil {
			t.Error(err)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "locks", "*"))
	if err != nil || len(files) != 4 {
		t.Fatalf("%v, %v", files, err)
	}
	for i, path := range files { // a full disk, a torn file, a clock a year ahead
		write(t, path, []byte([]string{"", `{"created":"20`, `{"created":"2099-01-01T00:00:00Z","updated":"2099-01-01T00:00:00Z"}`, "\x00"}[i]))
		ahead := time.Now().Add(365 * 24 * time.Hour)
		if err := os.Chtimes(path, ahead, ahead); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"issue_cert_*.example.org", strings.Repeat("long.", 200), "../../escape", ""} {
		if ok, err := a.TryLock(t.Context(), name); !ok || err != nil {
			t.Errorf("%.20q stays locked: %v", name, err)
		}
	}
}
