package server

import (
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
)

// TestReadyIsWrittenBeforeItIsTold: who is told that a server is ready, and lists those
// that are, finds it there.
func TestReadyIsWrittenBeforeItIsTold(t *testing.T) {
	story(t, func(h *house) {
		told := commonhall.ServerState("never written")
		h.mu.Lock()
		h.meanwhile = func(s commonhall.Server) {
			if s.State == commonhall.Ready {
				told = h.get("ada").State
			}
		}
		h.mu.Unlock()
		h.start("ada", "page")
		h.until("ada", commonhall.Ready)
		if told != commonhall.Spawning {
			t.Errorf("while it is written, people are told that it is %s", told)
		}
	})
}

// TestReportedActivityIsThereAtOnce, and while it is being stored, and after that.
func TestReportedActivityIsThereAtOnce(t *testing.T) {
	story(t, func(h *house) {
		at := time.Now().UTC().Add(time.Minute).Truncate(time.Microsecond)
		h.Active("ada", at)
		h.Active("ada", at.Add(-time.Hour))
		during := make(chan time.Time, 10)
		h.mu.Lock()
		h.meanwhile = func(commonhall.Server) { during <- h.LastActive("ada", time.Time{}) }
		h.mu.Unlock()
		if got := h.LastActive("ada", at.Add(-time.Second)); !got.Equal(at) {
			t.Errorf("at once it is %v, want %v", got, at)
		}
		if got := h.LastActive("ada", at.Add(time.Second)); !got.Equal(at.Add(time.Second)) {
			t.Errorf("what is stored is later, and %v is said", got)
		}
		if got := <-during; !got.Equal(at) {
			t.Errorf("while it is stored it is %v, want %v", got, at)
		}
		synctest.Wait() // it is stored
		u, err := h.db.User(h.ctx(), "ada")
		h.must(err)
		if got := h.LastActive("ada", time.Time{}); !u.LastActivity.Equal(at) || !got.IsZero() {
			t.Errorf("stored as %v, still noted as %v", u.LastActivity, got)
		}
	})
}
