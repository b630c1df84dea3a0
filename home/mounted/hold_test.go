package mounted

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
)

// TestNothingIsExchangedUnderAStart: starts that open a home again and again, in a folder
// where somebody exchanges it again and again, always find one, and it stays it while they do.
func TestNothingIsExchangedUnderAStart(t *testing.T) {
	p := newPlace(t)
	must(t, p.home("ada-1000"), p.home("ada-1000-other"))
	ada, other := filepath.Join(p.dir, "ada-1000"), filepath.Join(p.dir, "ada-1000-other")
	var starts sync.WaitGroup
	var over atomic.Bool
	var opened atomic.Int64
	for range 4 {
		starts.Go(func() {
			for !over.Load() {
				f, err := Use(p.dir)
				if err != nil {
					t.Error(err)
					return
				}
				before, err := os.Stat(ada)
				after, aerr := os.Stat(ada)
				if err = errors.Join(err, aerr, f.Close()); err != nil || !os.SameFile(before, after) {
					t.Errorf("a home is exchanged under a start: %v", err)
					return
				}
				opened.Add(1)
			}
		})
	}
	for n := 0; n < 50 || opened.Load() < 300 && !t.Failed(); n++ {
		f, err := Exchange(p.dir)
		must(t, err, os.Rename(ada, ada+"-kept"), os.Rename(other, ada), os.Rename(ada+"-kept", other), f.Close())
	}
	over.Store(true)
	starts.Wait()
	if st, err := os.Stat(p.dir + Known); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("others could keep all from starting: %v, %v", st.Mode(), err)
	}
	must(t, os.Remove(filepath.Join(p.dir, Mark)))
	for what, open := range map[string]func(string) (*Folder, error){"a start": Use, "an exchange": Exchange} {
		if f, err := open(p.dir); !errors.Is(err, ErrOther) || f != nil {
			t.Errorf("%s of another folder: %v", what, err)
		}
	}
}

// TestAFolderOfWhichNothingIsKnown is opened for a start, and becomes known by an exchange.
func TestAFolderOfWhichNothingIsKnown(t *testing.T) {
	p := newPlace(t)
	f, err := Use(p.dir)
	must(t, err, f.Close())
	if p.mark() != "" {
		t.Error("a start that made nothing left a mark")
	}
	f, err = Exchange(p.dir)
	must(t, err, f.Close())
	if p.mark() == "" || p.note() == "" {
		t.Error("it is not known")
	}
}
