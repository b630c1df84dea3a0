package service

import (
	"slices"
	"strings"
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

// TestTheSameWayAfterARestart: the edge keeps what is open on a service elsewhere, because the
// next hub says of it the same; what leads elsewhere by now is another way.
func TestTheSameWayAfterARestart(t *testing.T) {
	const far = "  - {name: far, url: \"http://h\"}\n"
	story(t, far, func(h *house) {
		if _, err := h.Add(h.Context(), Complete(commonhall.Service{Name: "new", URL: "https://n"})); err != nil {
			t.Fatal(err)
		}
		was := map[commonhall.ServiceName]commonhall.ServerID{"far": h.Route("far").Server, "new": h.Route("new").Server}
		h.reboot(far)
		for name, id := range was {
			if now := h.Route(name).Server; now != id || id == "" {
				t.Errorf("the way to %s was %q, and is %q", name, id, now)
			}
		}
		h.reboot("  - {name: far, url: \"http://h2\"}\n  - {name: new, url: \"https://n\"}\n")
		for name, id := range was {
			if now := h.Route(name).Server; now == id {
				t.Errorf("%s leads elsewhere, or may, and its way is the same", name)
			}
		}
	})
}

// TestVisitorsOfWhatIsGone: at each start it is said which services people may have given
// something: those of the settings as they are now, and those that were added.
func TestVisitorsOfWhatIsGone(t *testing.T) {
	story(t, "  - {name: far, url: \"http://h\", oauth_client_id: service-shelf, oauth_redirect_uri: \"http://h/cb\"}\n", func(h *house) {
		if _, err := h.Add(h.Context(), Complete(commonhall.Service{Name: "new", URL: "https://n"})); err != nil {
			t.Fatal(err)
		}
		for yaml, want := range map[string]string{
			"  - {name: far, url: \"http://h\", oauth_client_id: service-desk, oauth_redirect_uri: \"http://h/cb\"}\n": "service-desk service-new",
			"  - {name: other, url: \"http://h\"}\n": "service-new service-other",
		} {
			h.reboot(yaml)
			h.mu.Lock()
			if got := strings.Join(slices.Sorted(slices.Values(h.clients)), " "); got != want {
				t.Errorf("after a start with %s what is given to %q counts, want %q", yaml, got, want)
			}
			h.mu.Unlock()
		}
	})
}
