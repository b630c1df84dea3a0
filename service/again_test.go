package service

import (
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
)

// TestRestartThatFails: a service that was ended to be started again, and then cannot be, is
// tried again with pauses, and that is told once.
func TestRestartThatFails(t *testing.T) {
	story(t, cull, func(h *house) {
		h.mu.Lock()
		h.full = true
		h.mu.Unlock()
		if err := h.Restart(h.Context(), "cull"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if s, told := h.get("cull").State, h.happened(commonhall.EventServiceEnded); s.Phase != Waiting || s.Ends > 20 || told > 1 {
			t.Errorf("in ten minutes it was tried %d times, and that was told %d times; it is %s", s.Ends, told, s.Phase)
		}
		h.mu.Lock()
		h.full = false
		h.mu.Unlock()
		time.Sleep(longPause)
		synctest.Wait()
		if s := h.get("cull").State; s.Phase != Running || len(h.living()) != 1 {
			t.Errorf("it could be started again, and is %+v", s)
		}
	})
}

// TestStoppedFromOutside: what ends everything, as the end of the installation does, is not
// answered by starting it again at once.
func TestStoppedFromOutside(t *testing.T) {
	story(t, cull, func(h *house) {
		if _, err := h.runs.Stop(h.Context(), h.get("cull").State.Run, 0, commonhall.RoleHouse); err != nil {
			h.Fatal(err)
		}
		time.Sleep(30 * time.Second)
		synctest.Wait()
		if s := h.get("cull").State; s.Phase != Waiting || len(h.living()) != 0 || h.happened(commonhall.EventServiceEnded) != 0 {
			t.Errorf("it is %+v, and %v run", s, h.living())
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if s := h.get("cull").State; s.Phase != Running {
			t.Errorf("it stays away: %+v", s)
		}
	})
}
