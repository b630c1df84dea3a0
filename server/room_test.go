package server

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
)

// room is a machine with room for so many starts.
type room struct {
	mu   sync.Mutex
	free int
	held int

	enter func() // where somebody asks; may be nil
}

func (r *room) Admit(context.Context, commonhall.App) (func(), error) {
	if r.enter != nil {
		r.enter()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.held >= r.free {
		return nil, commonhall.Errorf(commonhall.ResourceExhausted, "The machine is full.")
	}
	r.held++
	return sync.OnceFunc(func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.held--
	}), nil
}

func (r *room) holds() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.held
}

// TestAStartNeedsRoom: who is refused is as before, and a start holds its room until
// it is over, however it ends.
func TestAStartNeedsRoom(t *testing.T) {
	story(t, func(h *house) {
		h.kill()
		r := &room{free: 1}
		h.cfg.Admission = r
		h.boot()
		h.start("ada", "deaf") // does not become ready
		synctest.Wait()
		if err := h.Start(h.ctx(), commonhall.UserName("ben").Default(), "page"); commonhall.KindOf(err) != commonhall.ResourceExhausted {
			t.Errorf("there was no room, and it says %v", err)
		}
		if s := h.get("ben"); s.State != commonhall.Stopped || s.ID != "" || len(h.running()) != 1 {
			t.Errorf("who was refused has %+v", s)
		}
		if err := h.Start(h.ctx(), commonhall.UserName("ada").Default(), "page"); commonhall.KindOf(err) != commonhall.AlreadyExists {
			t.Errorf("a second click says %v", err)
		}
		h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))
		for _, c := range []struct {
			app  commonhall.AppName
			want commonhall.ServerState
		}{{"page", commonhall.Ready}, {"exits", commonhall.Failed}, {"missing", commonhall.Failed}, {"silent", commonhall.Failed}} {
			h.start("ben", c.app)
			if r.holds() != 1 {
				t.Errorf("%s: %d hold room", c.app, r.holds())
			}
			h.until("ben", c.want)
			if r.holds() != 0 {
				t.Errorf("%s is %s, and holds room", c.app, c.want)
			}
			h.must(h.Stop(h.ctx(), commonhall.UserName("ben").Default(), "ben"))
		}
		h.mu.Lock()
		h.sick = errors.New("no disk")
		h.mu.Unlock()
		if err := h.Start(h.ctx(), commonhall.UserName("ada").Default(), "page"); err == nil || r.holds() != 0 {
			t.Errorf("it could not be written down: %v, %d hold room", err, r.holds())
		}
	})
}

// TestStopAll ends everything at once: one that starts, one that will not end, and
// says which one stays.
func TestStopAll(t *testing.T) {
	story(t, func(h *house) {
		_, err := h.auth.AddUsers(h.ctx(), []string{"cleo", "dan", "eve"}, false)
		h.must(err)
		for name, app := range map[commonhall.UserName]commonhall.AppName{"ada": "page", "ben": "stubborn", "cleo": "stubborn", "dan": "page"} {
			h.start(name, app)
			h.until(name, commonhall.Ready)
		}
		h.start("eve", "deaf")
		stuck := h.get("dan").ID
		h.odd.put(func(o *odd) {
			o.stop = func(_ context.Context, id commonhall.ServerID) error {
				if id == stuck {
					return errors.New("it hangs")
				}
				return nil
			}
		})
		h.happened()
		caller, leave := context.WithCancel(h.ctx())
		leave() // whoever asked does not wait
		began := time.Now()
		ended, left, err := h.StopAll(caller, "ms.okafor")
		h.must(err)
		if took := time.Since(began); took > h.cfg.StopGrace+time.Second {
			t.Errorf("it took %s: one after the other", took)
		}
		if fmt.Sprint(ended) != "[ada ben cleo eve]" || len(left) != 1 || left[commonhall.UserName("dan").Default()] == nil {
			t.Errorf("ended %v, left %v", ended, left)
		}
		if s := h.get("ben"); s.State != commonhall.Stopped || s.End.Sentence() != "Stopped by ms.okafor." {
			t.Errorf("ben's: %+v, %+v", s, s.End)
		}
		h.wantState("what hangs", "dan", commonhall.Ready)
		h.mu.Lock()
		i := slices.IndexFunc(h.events, func(e commonhall.Event) bool { return e.Name == commonhall.EventServersStopped })
		if i < 0 || !strings.Contains(h.events[i].Text, "4 servers were stopped. These could not be: [dan]") {
			t.Errorf("events: %+v", h.events)
		}
		h.mu.Unlock()
		h.odd.put(func(o *odd) { o.stop = nil })
		if ended, left, err := h.StopAll(h.ctx(), "ms.okafor"); err != nil || len(ended) != 1 || len(left) != 0 || h.Running() != 0 {
			t.Errorf("again: %v, %v, %v", ended, left, err)
		}
		if ended, left, err := h.StopAll(h.ctx(), "ms.okafor"); err != nil || len(ended)+len(left) != 0 {
			t.Errorf("with none: %v, %v, %v", ended, left, err)
		}
		synctest.Wait()
	})
}
