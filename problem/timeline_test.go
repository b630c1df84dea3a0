package problem

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
)

// disk is a store that can be stuck or full.
type disk struct {
	mu     sync.Mutex
	kept   []commonhall.Event
	writes int
	err    error
	enter  chan struct{} // gets one at each write, where it is not nil
	leave  chan struct{} // and the write goes on with one from here
}

func (d *disk) AddEvents(ctx context.Context, events []commonhall.Event) error {
	if d.enter != nil {
		d.enter <- struct{}{}
		select {
		case <-d.leave:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.writes++
	if d.err == nil {
		d.kept = append(d.kept, events...)
	}
	return d.err
}

func (d *disk) Events(context.Context, commonhall.EventFilter) ([]commonhall.Event, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	list := slices.Clone(d.kept)
	slices.Reverse(list)
	return list, nil
}

func (d *disk) DeleteEvents(context.Context, time.Time, int64) (int64, error) { return 0, nil }

// lines is a log that may be read while it is written.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// start runs a timeline over d; the function it returns ends it and waits.
func start(t *testing.T, d Store) (tl *Timeline, log *lines, end func()) {
	t.Helper()
	log = &lines{}
	tl = New(d, slog.New(slog.NewTextHandler(log, nil)))
	ctx, cancel := context.WithCancel(context.Background())
	ready, done := make(chan struct{}), make(chan error, 1)
	go func() { done <- tl.Run(ctx, func() { close(ready) }) }()
	<-ready
	return tl, log, func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run ended with %v", err)
		}
	}
}

func numbered(i int) commonhall.Event {
	return commonhall.Event{Name: commonhall.EventUserAdded, Text: fmt.Sprint(i)}
}

// inOrder checks that the events from 0 to n stand in list, the newest last.
func inOrder(t *testing.T, list []commonhall.Event, n int) {
	t.Helper()
	if len(list) != n {
		t.Fatalf("%d events are kept, want %d", len(list), n)
	}
	for i, e := range list {
		if e.Text != fmt.Sprint(i) {
			t.Fatalf("event %s stands at place %d", e.Text, i)
		}
	}
}

func TestWhatHappenedCanBeReadAtOnce(t *testing.T) {
	d := &disk{}
	tl, _, end := start(t, d)
	ctx := commonhall.WithRequestID(commonhall.WithSubject(t.Context(), commonhall.Subject{User: "ada"}), "06EQ")
	for i := range 300 {
		tl.Record(ctx, numbered(i))
		list, err := tl.Events(t.Context(), commonhall.EventFilter{})
		if err != nil || len(list) != i+1 || list[0].Text != fmt.Sprint(i) {
			t.Fatalf("after %d events the newest is %v, %v", i+1, list, err)
		}
	}
	e := d.kept[0]
	if e.By != "ada" || e.Request != "06EQ" || e.At.IsZero() || e.At.Location() != time.UTC {
		t.Errorf("nobody can tell who did %+v in which request, and when", e)
	}
	tl.Record(ctx, commonhall.Event{By: "ben"})
	tl.Record(t.Context(), commonhall.Event{})
	end()
	if n := len(d.kept); d.kept[n-2].By != "ben" || d.kept[n-1].By != "" {
		t.Errorf("the authors are %q and %q", d.kept[n-2].By, d.kept[n-1].By)
	}
	inOrder(t, d.kept[:300], 300)
}

// While the disk is stuck, recording goes on; in order, in one transaction when
// the disk is back, and what is too much stands in the log.
func TestRecordNeverWaitsForTheDisk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &disk{enter: make(chan struct{}), leave: make(chan struct{})}
		tl, log, end := start(t, d)
		tl.Record(t.Context(), numbered(0))
		<-d.enter // stuck from here on
		before := time.Now()
		for i := 1; i <= waiting; i++ {
			tl.Record(t.Context(), numbered(i))
		}
		if log.String() != "" {
			t.Fatalf("the log says %s though all events have room", log)
		}
		tl.Record(t.Context(), commonhall.Event{Name: commonhall.EventServerFailed, Text: "one too many"})
		if time.Since(before) != 0 {
			t.Errorf("recording took %s", time.Since(before))
		}
		if !strings.Contains(log.String(), "too many wait") || !strings.Contains(log.String(), "one too many") {
			t.Errorf("the log says of the lost event: %s", log)
		}
		d.leave <- struct{}{}
		<-d.enter
		d.leave <- struct{}{}
		end()
		inOrder(t, d.kept, waiting+1)
		if d.writes != 2 {
			t.Errorf("%d transactions, want 2", d.writes)
		}
	})
}

// The end of the hub keeps what was recorded before it, and what its other parts
// record while the last events are on their way.
func TestTheEndKeepsEverything(t *testing.T) {
	for range 20 { // Run may see its end or the next event first
		synctest.Test(t, theEndKeepsEverything)
	}
}

func theEndKeepsEverything(t *testing.T) {
	d := &disk{enter: make(chan struct{}), leave: make(chan struct{})}
	tl, _, end := start(t, d)
	tl.Record(t.Context(), numbered(0))
	<-d.enter
	tl.Record(t.Context(), numbered(1))
	ended := make(chan struct{})
	go func() { end(); close(ended) }()
	synctest.Wait()
	d.leave <- struct{}{}
	<-d.enter
	tl.Record(t.Context(), numbered(2))
	d.leave <- struct{}{}
	select {
	case <-d.enter:
		d.leave <- struct{}{}
	case <-ended:
	}
	<-ended
	inOrder(t, d.kept, 3)
}

// Who reads while others wait for the disk sees those too.
func TestReadingWaitsForWhatWaits(t *testing.T) {
	for range 20 { // Run may see the reader or the next event first
		synctest.Test(t, func(t *testing.T) {
			d := &disk{enter: make(chan struct{}, 10), leave: make(chan struct{})}
			tl, _, end := start(t, d)
			tl.Record(t.Context(), numbered(0))
			synctest.Wait()
			tl.Record(t.Context(), numbered(1))
			read := make(chan []commonhall.Event, 1)
			go func() {
				list, err := tl.Events(t.Context(), commonhall.EventFilter{})
				if err != nil {
					t.Error(err)
				}
				read <- list
			}()
			synctest.Wait()
			d.leave <- struct{}{}
			synctest.Wait()
			if len(read) != 0 {
				t.Error("the timeline is read before the event that waits is stored")
			}
			d.leave <- struct{}{}
			if list := <-read; len(list) != 2 {
				t.Errorf("%d events are read, want 2", len(list))
			}
			end()
		})
	}
}

func TestAFullDiskIsSaidInTheLog(t *testing.T) {
	d := &disk{err: errors.New("no space left")}
	tl, log, end := start(t, d)
	tl.Record(t.Context(), commonhall.Event{Name: commonhall.EventSignedIn, User: "ada", Text: "ada signed in."})
	list, err := tl.Events(t.Context(), commonhall.EventFilter{})
	if err != nil || len(list) != 0 {
		t.Errorf("reading says %v, %v", list, err)
	}
	d.mu.Lock()
	d.err = nil
	d.mu.Unlock()
	tl.Record(t.Context(), numbered(0))
	end()
	for _, want := range []string{"could not be stored", "signin.done", "ada signed in.", "no space left"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log does not say %q: %s", want, log)
		}
	}
	inOrder(t, d.kept, 1)
}

// A disk that never answers holds the timeline up for seconds, not for ever; who
// wants to read it may leave.
func TestAStuckDisk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &disk{enter: make(chan struct{}, 10), leave: make(chan struct{})}
		tl, log, end := start(t, d)
		tl.Record(t.Context(), numbered(0))
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := tl.Events(ctx, commonhall.EventFilter{}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("reading while the disk is stuck says %v", err)
		}
		before := time.Now()
		end()
		if took := time.Since(before); took > 15*time.Second {
			t.Errorf("the end took %s", took)
		}
		if !strings.Contains(log.String(), "could not be stored") {
			t.Errorf("the log says %s", log)
		}
	})
}

// Two hundred at once, as at the bell.
func TestManyRecordAtOnce(t *testing.T) {
	d := &disk{}
	tl, _, end := start(t, d)
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			for k := range 50 {
				tl.Record(t.Context(), commonhall.Event{User: commonhall.UserName(fmt.Sprint(i)), Text: fmt.Sprint(k)})
				if k%10 == 0 {
					if _, err := tl.Events(t.Context(), commonhall.EventFilter{}); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
	end()
	next := map[commonhall.UserName]int{}
	for _, e := range d.kept {
		if e.Text != fmt.Sprint(next[e.User]) {
			t.Fatalf("the event %s of %s comes before %d", e.Text, e.User, next[e.User])
		}
		next[e.User]++
	}
	if len(d.kept) != 1000 {
		t.Errorf("%d events are kept, want 1000", len(d.kept))
	}
}
