// Package machine knows what is left of the machine: whether one more server may
// start on it, and a reserve of disk with which the hub goes on recording when
// everything is full (decision 015).
//
// It measures, and refuses starts; it ends nothing and deletes nothing but its own
// reserve. What always holds: what cannot be measured refuses nobody, and events tell
// of changes, not of refusals. New starts nothing; Run looks until its context ends.
package machine

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"commonhall"
)

// Disk is the room on a filesystem, in bytes.
type Disk struct {
	ID    uint64 // of the filesystem: two folders may lie on one
	Free  int64  // for accounts without rights
	Total int64
}

// Gauge measures; Kernel is the real one.
type Gauge interface {
	// Memory returns how many bytes programs may still take.
	Memory() (int64, error)
	Disk(path string) (Disk, error)
}

// Place is a folder whose disk counts.
type Place struct {
	Title string // as "the disk of people's files"
	Path  string
}

// Config is what the operator decides.
type Config struct {
	KeepMemory int64 // bytes that a start must leave free; 0: none
	KeepDisk   int64 // bytes that must be free on each disk, at most a twentieth of it; 0: none
	Places     []Place
}

// startMemory is what a start holds until it is ready: about what Jupyter takes
// before the first notebook is opened.
const startMemory = 64 << 20

// lookEvery is how often the machine is looked at when nobody starts anything.
const lookEvery = 15 * time.Second

// Machine is the room. Its methods are safe for many goroutines.
type Machine struct {
	cfg     Config
	gauge   Gauge
	reserve *Reserve // nil: none
	events  commonhall.Recorder
	log     *slog.Logger

	mu       sync.Mutex
	starting int               // starts that hold memory
	troubles map[string]string // what is the matter, by subject; a sentence each
}

// New returns a Machine. reserve may be nil.
func New(cfg Config, gauge Gauge, reserve *Reserve, events commonhall.Recorder, log *slog.Logger) *Machine {
	return &Machine{cfg: cfg, gauge: gauge, reserve: reserve, events: events, log: log, troubles: map[string]string{}}
}

// Run looks at the machine now and then, until ctx ends.
func (m *Machine) Run(ctx context.Context, ready func()) error {
	ready()
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		m.look(ctx)
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// look notes what is the matter, and makes the reserve whole.
func (m *Machine) look(ctx context.Context) {
	lacking, err := false, error(nil)
	if m.reserve != nil {
		lacking, err = m.reserve.Keep()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	const subject = "reserve"
	switch {
	case err != nil:
		if m.note(ctx, subject, "Room on the disk cannot be reserved for the hub's records: when the disk is full, nobody can sign in.", "") {
			m.log.Warn("cannot make the reserve of disk", "error", err)
		}
	case lacking:
		m.note(ctx, subject, "The disk of the hub's records is so full that what is reserved for them is used up or was never there.", "")
	default:
		m.note(ctx, subject, "", "Room is reserved again for the hub's records.")
	}
	_ = m.disks(ctx)
	_ = m.memory(ctx, 0)
}

// Troubles returns what is the matter, a sentence each.
func (m *Machine) Troubles() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Sorted(maps.Values(m.troubles))
}

// Admit implements commonhall.Admission.
func (m *Machine) Admit(ctx context.Context, app commonhall.App) (release func(), err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.disks(ctx); err != nil && !app.MakesRoom {
		return nil, err
	}
	if err := m.memory(ctx, m.starting); err != nil {
		return nil, err
	}
	m.starting++
	return sync.OnceFunc(func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.starting--
	}), nil
}

// disks reports whether each disk has room. It is called with mu held.
func (m *Machine) disks(ctx context.Context) error {
	if m.cfg.KeepDisk == 0 {
		return nil
	}
	var short error
	seen := map[uint64]bool{}
	for _, p := range m.cfg.Places {
		d, err := m.gauge.Disk(p.Path)
		if !m.measured(ctx, p.Title, err) || seen[d.ID] {
			continue
		}
		seen[d.ID] = true
		keep := min(m.cfg.KeepDisk, d.Total/20)
		if m.enough(p.Title, d.Free, keep) {
			m.note(ctx, p.Title, "", "There is room on "+p.Title+" again.")
			continue
		}
		m.note(ctx, p.Title, "Hardly any room is left on "+p.Title+": "+commonhall.FormatBytes(keep)+" must be free for servers to start.", "")
		short = commonhall.Errorf(commonhall.ResourceExhausted, "Only %s are free on %s, so no server is started.", commonhall.FormatBytes(d.Free), p.Title).
			WithHint("Nothing of yours is lost. The terminal can be started all the same: delete in it what you do not need. Or ask your administrator to make room.").
			RetryIn(time.Minute)
	}
	return short
}

// memory reports whether there is memory for one more start beside those that hold
// some. It is called with mu held.
func (m *Machine) memory(ctx context.Context, starting int) error {
	if m.cfg.KeepMemory == 0 {
		return nil
	}
	const subject = "memory"
	free, err := m.gauge.Memory()
	if !m.measured(ctx, subject, err) {
		return nil
	}
	keep := m.cfg.KeepMemory + startMemory
	if !m.enough(subject, free, keep) {
		m.note(ctx, subject, "Hardly any memory is free: "+commonhall.FormatBytes(keep)+" must be free for another server to start.", "")
		return commonhall.Errorf(commonhall.ResourceExhausted, "Only %s of the machine's memory are free, so no server is started.", commonhall.FormatBytes(free)).
			WithHint("Nothing of yours is lost. Try again when somebody has stopped a server, or ask your administrator: idle servers can be stopped.").
			RetryIn(time.Minute)
	}
	m.note(ctx, subject, "", "There is memory for servers again.")
	if starting > 0 && free < keep+int64(starting)*startMemory {
		return commonhall.Errorf(commonhall.ResourceExhausted, "Many servers are starting right now, and the free memory is for them.").
			WithHint("Try again in half a minute.").RetryIn(30 * time.Second)
	}
	return nil
}

// enough reports whether free suffices; where it did not, some more must be there
// before it does again, or each megabyte would be a change.
func (m *Machine) enough(subject string, free, keep int64) bool {
	if m.troubles[subject] != "" {
		keep += keep / 8
	}
	return free >= keep
}

// measured notes whether a measurement worked.
func (m *Machine) measured(ctx context.Context, subject string, err error) bool {
	if err == nil {
		m.note(ctx, "measure "+subject, "", "It is known again how much is left ("+subject+").")
		return true
	}
	if m.note(ctx, "measure "+subject, "How much is left cannot be measured ("+subject+"). Servers are started all the same.", "") {
		m.log.Warn("cannot measure what is left of the machine", "what", subject, "error", err)
	}
	return false
}

// note keeps what is the matter with subject, "" for nothing, and records an event
// where that has changed; it reports whether it has. It is called with mu held.
func (m *Machine) note(ctx context.Context, subject, trouble, over string) bool {
	was := m.troubles[subject]
	if (was == "") == (trouble == "") {
		return false
	}
	ctx = commonhall.WithSubject(context.WithoutCancel(ctx), commonhall.Subject{}) // whoever clicked did not do it
	if trouble == "" {
		delete(m.troubles, subject)
		m.events.Record(ctx, commonhall.Event{Name: commonhall.EventMachineRoom, Text: over})
		return true
	}
	m.troubles[subject] = trouble
	m.events.Record(ctx, commonhall.Event{Name: commonhall.EventMachineShort, Text: trouble})
	return true
}
