package backup

import (
	"context"
	"fmt"
	"maps"
	"os"
	"strings"
	"sync"
	"testing"
)

// counting is a target that counts how often each object is fetched, and that takes
// several requests at once as a bucket does.
type counting struct {
	*memory
	mu  sync.Mutex
	got map[string]int
}

func (c *counting) Parallel() int { return 8 }

func (c *counting) Get(ctx context.Context, name string, limit int64) ([]byte, error) {
	if strings.HasPrefix(name, objects) {
		c.mu.Lock()
		c.got[name]++
		c.mu.Unlock()
	}
	return c.memory.Get(ctx, name, limit)
}

// TestWhatIsFetchedIsNeeded: no object crosses the network twice in one restore, prune or
// verification: not the content of a file with several names, not the folders that two
// snapshots have in common, and not the files that are the same in them.
func TestWhatIsFetchedIsNeeded(t *testing.T) {
	t.Parallel()
	src := t.TempDir()
	for n := range 40 {
		home := fmt.Sprintf("%s/p%02d", src, n)
		must(t, os.MkdirAll(home+"/environment", 0o700), os.MkdirAll(home+"/packages", 0o700),
			os.WriteFile(home+"/environment/library", noise(900, byte(n)), 0o600), os.WriteFile(home+"/work", noise(901, byte(n)), 0o600),
			os.Link(home+"/environment/library", home+"/packages/library-1.0"))
	}
	target := &counting{memory: &memory{files: map[string][]byte{}}, got: map[string]int{}}
	r := opened(t, target, Options{})
	var last Snapshot
	for n := range 3 {
		must(t, os.WriteFile(src+"/p00/work", noise(902, byte(n)), 0o600))
		last = save(t, r, src)
	}
	once := func(what string, do func() error) {
		t.Helper()
		clear(target.got)
		must(t, do())
		again := maps.Clone(target.got)
		maps.DeleteFunc(again, func(_ string, n int) bool { return n == 1 })
		if len(target.got) < 40 || len(again) > 0 {
			t.Errorf("%s: of %d objects %d were fetched more than once", what, len(target.got), len(again))
		}
	}
	once("restore", func() error { restored(t, r, last); return nil })
	once("verify", func() error { _, err := r.Verify(t.Context(), false); return err })
	once("verify all bytes", func() error { _, err := r.Verify(t.Context(), true); return err })
	once("prune", func() error { _, err := r.Prune(t.Context(), Keep{Last: 2}); return err })
}

// TestWhatNobodyAsksFor: what comes and is not asked for, as the folders that are not on
// the disk any more, does not fill the memory and does not end the fetching.
func TestWhatNobodyAsksFor(t *testing.T) {
	t.Parallel()
	src := t.TempDir()
	must(t, os.WriteFile(src+"/film", noise(30*blockSize, 1), 0o600))
	target := &counting{memory: &memory{files: map[string][]byte{}}, got: map[string]int{}}
	r := opened(t, target, Options{})
	saved := save(t, r, src)
	film, err := r.Find(t.Context(), saved.Part("homes"), []string{"film"})
	must(t, err)
	lock, err := r.lock(t.Context(), lockRead)
	must(t, err)
	for _, id := range film.Blocks {
		r.soon(lock.ctx, []ID{id})
		r.ahead.work.Wait()
		if most := (target.Parallel() + 1) * blockSize; r.ahead.kept > most || len(r.ahead.coming) > target.Parallel()+1 {
			t.Fatalf("%d bytes are kept in %d blocks", r.ahead.kept, len(r.ahead.coming))
		}
	}
	if len(target.got) < len(film.Blocks) {
		t.Errorf("%d of %d were fetched", len(target.got), len(film.Blocks))
	}
	lock.release()
}
