// Package problem keeps the timeline: events, each something that happened, for a
// person to read later. (Faults collated from it come in a later release.)
//
// Record never makes its caller wait for the disk: a goroutine stores events in
// batches. What cannot be stored is said in the log. What is older than a year goes,
// and the oldest of more than a million, so that nobody can fill the disk with what
// they do; nor can one person push out what the others did (thrift.go). New starts nothing; Run stores until its context ends, and then what is left.
package problem

import (
	"context"
	"log/slog"
	"time"

	"commonhall"
)

// Store is where events are kept.
type Store interface {
	AddEvents(context.Context, []commonhall.Event) error
	Events(context.Context, commonhall.EventFilter) ([]commonhall.Event, error)
	// DeleteEvents removes some of those from before that time, and of the oldest
	// where there are more than most, and returns how many; 0 when it is done.
	DeleteEvents(ctx context.Context, before time.Time, most int64) (int64, error)
}

// Timeline records and reads events. It implements commonhall.Recorder.
type Timeline struct {
	store Store
	log   *slog.Logger
	queue chan commonhall.Event
	sync  chan chan struct{}
	fresh int // stored since old ones were looked for; Run's

	shares shares
}

// maxEvents is how many events are kept, some 200 MB of them, and none is for longer
// than a year. Old ones are looked for now and then, and after many new ones.
const (
	maxEvents  = 1_000_000
	pruneEvery = time.Hour
	pruneAfter = 10_000
)

// waiting is how many events may wait for the disk. A class that signs in at
// once makes some hundreds.
const waiting = 4096

// New returns a timeline; events recorded before Run are kept for it.
func New(store Store, log *slog.Logger) *Timeline {
	return &Timeline{store: store, log: log, queue: make(chan commonhall.Event, waiting), sync: make(chan chan struct{}), shares: shares{of: map[kind]*share{}}}
}

// Record implements commonhall.Recorder: it adds the time, and who acts in which
// request.
func (t *Timeline) Record(ctx context.Context, e commonhall.Event) {
	e.At = time.Now().UTC()
	e.Request = commonhall.RequestIDFrom(ctx)
	if e.By == "" {
		e.By = commonhall.SubjectFrom(ctx).String()
	}
	if !t.shares.allow(&e) {
		return
	}
	select {
	case t.queue <- e:
	default:
		t.log.Error("an event could not be kept: too many wait for the disk", "name", e.Name, "text", e.Text)
	}
}

// Events returns events, the newest first, those just recorded included.
func (t *Timeline) Events(ctx context.Context, f commonhall.EventFilter) ([]commonhall.Event, error) {
	stored := make(chan struct{})
	select {
	case t.sync <- stored:
		select {
		case <-stored:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return t.store.Events(ctx, f)
}

// Run stores events until ctx ends, and deletes old ones.
func (t *Timeline) Run(ctx context.Context, ready func()) error {
	ready()
	old := time.NewTimer(0)
	defer old.Stop()
	for {
		if t.fresh >= pruneAfter {
			old.Reset(0)
		}
		select {
		case <-old.C:
			t.fresh = 0
			old.Reset(t.prune(ctx))
		case e := <-t.queue:
			t.save(e)
		case done := <-t.sync:
			t.drain()
			close(done)
		case <-ctx.Done():
			for t.drain() { // more may come while the last are stored
			}
			return nil
		}
	}
}

// prune deletes a portion of old events and returns when to go on: at once while
// there are more, so that who writes and who reads gets a turn in between.
func (t *Timeline) prune(ctx context.Context) time.Duration {
	t.shares.forget(time.Now().UTC())
	bounded, cancel := context.WithTimeout(ctx, storeTimeout)
	defer cancel()
	n, err := t.store.DeleteEvents(bounded, time.Now().UTC().AddDate(-1, 0, 0), maxEvents)
	if err != nil && ctx.Err() == nil {
		t.log.Warn("cannot delete old events; it is tried again in an hour", "error", err)
	}
	if err == nil && n > 0 {
		return 0
	}
	return pruneEvery
}

// drain stores what waits and reports whether anything did.
func (t *Timeline) drain() bool {
	select {
	case e := <-t.queue:
		t.save(e)
		return true
	default:
		return false
	}
}

// storeTimeout is how long a disk that is stuck holds the timeline up.
const storeTimeout = 10 * time.Second

// save stores e and whatever else waits, in one transaction.
func (t *Timeline) save(e commonhall.Event) {
	batch := []commonhall.Event{e}
	for len(batch) < waiting {
		select {
		case e := <-t.queue:
			batch = append(batch, e)
			continue
		default:
		}
		break
	}
	t.fresh += len(batch)
	ctx, cancel := context.WithTimeout(context.Background(), storeTimeout)
	defer cancel()
	if err := t.store.AddEvents(ctx, batch); err != nil {
		for _, e := range batch {
			t.log.Error("an event could not be stored", "name", e.Name, "by", e.By, "user", e.User, "text", e.Text, "error", err)
		}
	}
}
