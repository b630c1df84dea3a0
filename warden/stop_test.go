package warden

import (
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
)

// TestAStopDoesNotKeepTheWarden: from its shutdown on a warden notices no end of a run,
// so who waits for one, within the grace or after it, gives up.
func TestAStopDoesNotKeepTheWarden(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := New(Config{Run: t.TempDir()}, slog.New(slog.DiscardHandler))
		var stops sync.WaitGroup
		for id, grace := range map[commonhall.ServerID]time.Duration{"1001-now": 0, "1002-later": time.Hour} {
			r := newRun(record{ID: id})
			close(r.started)
			w.runs[id] = r
			stops.Go(func() { w.stop(r, grace, "ada") })
		}
		synctest.Wait()
		began := time.Now()
		w.shutdown()
		stops.Wait()
		if waited := time.Since(began); waited > 0 {
			t.Errorf("it was waited %s", waited)
		}
	})
}
