package machine

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
)

// hall is a machine whose measurements a test sets.
type hall struct {
	*Machine
	t *testing.T

	mu     sync.Mutex
	memory int64
	disks  map[string]Disk
	broken error
	said   []commonhall.Event
}

func (h *hall) Memory() (int64, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.memory, h.broken
}

func (h *hall) Disk(path string) (Disk, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.disks[path], h.broken
}

func (h *hall) Record(ctx context.Context, e commonhall.Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	e.By = commonhall.SubjectFrom(ctx).String()
	h.said = append(h.said, e)
}

func (h *hall) set(f func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	f()
}

// events returns what was recorded since it was last asked.
func (h *hall) events() (names []commonhall.EventName) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, e := range h.said {
		names = append(names, e.Name)
		if e.Text == "" || e.By != "" {
			h.t.Errorf("an event is %+v", e)
		}
	}
	h.said = nil
	return names
}

func (h *hall) want(what string, names ...commonhall.EventName) {
	h.t.Helper()
	if got := h.events(); !slices.Equal(got, names) {
		h.t.Errorf("%s: events %v, want %v", what, got, names)
	}
}

const mib, gib = 1 << 20, 1 << 30

func newHall(t *testing.T) *hall {
	h := &hall{t: t, memory: 700 * mib, disks: map[string]Disk{"homes": {1, 50 * gib, 100 * gib}, "hub": {2, 5 * gib, 10 * gib}}}
	h.Machine = New(Config{KeepMemory: 256 * mib, KeepDisk: gib, Places: []Place{{"the disk of homes", "homes"}, {"the disk of records", "hub"}}},
		h, nil, h, slog.New(slog.DiscardHandler))
	return h
}

func (h *hall) admit(app commonhall.App) (func(), error) {
	h.t.Helper()
	clicker := commonhall.WithSubject(h.t.Context(), commonhall.Subject{User: "ada"})
	release, err := h.Admit(clicker, app)
	if said := commonhall.ForPerson(err); err != nil && (said.Kind != commonhall.ResourceExhausted || said.Hint == "" || said.Retry == 0) {
		h.t.Errorf("the refusal is %+v", said)
	}
	return release, err
}

func notebook() commonhall.App { return commonhall.App{Name: "notebook"} }

// A machine with one gigabyte starts a server, and a class that clicks at once does
// not pass on the same last memory.
func TestManyStartsAtOnce(t *testing.T) {
	h := newHall(t)
	var mu sync.Mutex
	var releases []func()
	var all sync.WaitGroup
	for range 40 {
		all.Go(func() {
			release, err := h.admit(notebook())
			if err != nil {
				if !strings.Contains(err.Error(), "Many servers are starting") {
					t.Errorf("it says %v", err)
				}
				return
			}
			mu.Lock()
			defer mu.Unlock()
			releases = append(releases, release)
		})
	}
	all.Wait()
	if len(releases) != (700-256)/64 {
		t.Fatalf("%d may start on 700 MiB, of which 256 are kept", len(releases))
	}
	h.want("starts that wait for each other")
	releases[0]()
	releases[0]() // is one
	if _, err := h.admit(notebook()); err != nil {
		t.Errorf("one is ready, and the next is refused: %v", err)
	}
	if _, err := h.admit(notebook()); err == nil {
		t.Error("a start that was ready twice made room for two")
	}
}

// Who clicks often makes one event; so does who does not click at all.
func TestLittleMemory(t *testing.T) {
	h := newHall(t)
	h.set(func() { h.memory = 300 * mib })
	for range 20 {
		if _, err := h.admit(notebook()); err == nil || !strings.Contains(err.Error(), "300 MiB") {
			t.Fatalf("with 300 MiB: %v", err)
		}
	}
	h.want("20 refusals", commonhall.EventMachineShort)
	if list := h.Troubles(); len(list) != 1 || !strings.Contains(list[0], "320 MiB must be free") {
		t.Errorf("the administrator reads %q", list)
	}
	for _, memory := range []int64{330, 310, 340, 319} { // around the bound
		h.set(func() { h.memory = memory * mib })
		h.look(t.Context())
	}
	h.want("memory around the bound")
	h.set(func() { h.memory = 400 * mib })
	h.look(t.Context())
	h.want("memory again", commonhall.EventMachineRoom)
	if _, err := h.admit(notebook()); err != nil || len(h.Troubles()) > 0 {
		t.Errorf("with 400 MiB: %v, %q", err, h.Troubles())
	}
}

// Nobody starts anything, and the administrator learns of it all the same.
func TestLooksByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- h.Run(ctx, func() {}) }()
		synctest.Wait()
		h.want("at first")
		h.set(func() { h.memory = 0 })
		<-time.After(lookEvery)
		synctest.Wait()
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		h.want("no memory", commonhall.EventMachineShort)
	})
}

// On a disk that is nearly full nothing starts but the terminal.
func TestLittleDisk(t *testing.T) {
	terminal := commonhall.App{Name: "terminal", MakesRoom: true}
	for place, d := range map[string]Disk{"homes": {1, gib - 1, 100 * gib}, "hub": {2, 100 * mib, 10 * gib}} {
		t.Run(place, func(t *testing.T) {
			h := newHall(t)
			h.set(func() { h.disks[place] = d })
			_, err := h.admit(notebook())
			if err == nil || !strings.Contains(err.Error(), "disk of") {
				t.Errorf("a notebook: %v", err)
			}
			if _, err := h.admit(terminal); err != nil {
				t.Errorf("the terminal: %v", err)
			}
			h.want("one of two disks", commonhall.EventMachineShort)
		})
	}
	t.Run("one disk for both", func(t *testing.T) {
		h := newHall(t)
		h.set(func() { h.disks["homes"], h.disks["hub"] = Disk{1, 0, gib}, Disk{1, 0, gib} })
		_, _ = h.admit(notebook())
		h.want("one disk", commonhall.EventMachineShort)
	})
	t.Run("a small disk", func(t *testing.T) {
		h := newHall(t)
		h.set(func() { h.disks["homes"] = Disk{1, 300 * mib, 5 * gib} })
		if _, err := h.admit(notebook()); err != nil {
			t.Errorf("300 MiB of 5 GiB are more than a twentieth: %v", err)
		}
	})
}

// What cannot be measured refuses nobody, and is told once.
func TestNothingCanBeMeasured(t *testing.T) {
	h := newHall(t)
	h.set(func() { h.broken, h.memory = errors.New("no /proc"), 0 })
	for range 5 {
		if _, err := h.admit(notebook()); err != nil {
			t.Fatal(err)
		}
	}
	h.want("broken", commonhall.EventMachineShort, commonhall.EventMachineShort, commonhall.EventMachineShort)
	h.set(func() { h.broken, h.memory = nil, gib })
	h.look(t.Context())
	h.want("mended", commonhall.EventMachineRoom, commonhall.EventMachineRoom, commonhall.EventMachineRoom)
}

// Zero keeps nothing and measures nothing.
func TestNothingIsKept(t *testing.T) {
	h := newHall(t)
	h.cfg.KeepDisk, h.cfg.KeepMemory = 0, 0
	h.set(func() { h.broken = errors.New("no /proc") })
	if _, err := h.admit(notebook()); err != nil {
		t.Error(err)
	}
	h.want("nothing is asked")
}
