package app

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
)

// diary notes what parts do, in the order in which they do it.
type diary struct {
	mu    sync.Mutex
	lines []string
}

func (d *diary) note(line string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lines = append(d.lines, line)
}

func (d *diary) is(t *testing.T, want ...string) {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	if !slices.Equal(d.lines, want) {
		t.Errorf("the diary says\n%s\nwant\n%s", strings.Join(d.lines, "\n"), strings.Join(want, "\n"))
	}
}

// part works until it is stopped. It notes when it is ready and when it has ended,
// and ends with err.
func (d *diary) part(name string, err error) part {
	return part{name, func(ctx context.Context, ready func()) error {
		d.note(name + " serves")
		ready()
		<-ctx.Done()
		d.note(name + " ends")
		return err
	}}
}

// TestPartsStartInOrderAndStopInReverse: nobody serves before what it needs, and
// what it needs is there until it has ended.
func TestPartsStartInOrderAndStopInReverse(t *testing.T) {
	d := &diary{}
	ctx, stop := context.WithCancel(t.Context())
	err := runParts(ctx, []part{d.part("store", nil), d.part("room", nil), d.part("door", nil)}, func() { d.note("open"); stop() })
	if err != nil {
		t.Error(err)
	}
	d.is(t, "store serves", "room serves", "door serves", "open", "door ends", "room ends", "store ends")
}

// TestAPartThatFails stops the others, in reverse, and is the one that is named.
func TestAPartThatFails(t *testing.T) {
	broken := errors.New("no room left")
	var opened chan struct{} // closed when all serve
	for name, c := range map[string]struct {
		run  func(ctx context.Context, ready func()) error
		want string
		open bool
	}{
		"before it is ready":        {func(context.Context, func()) error { return broken }, "room: no room left", false},
		"gives up before it serves": {func(context.Context, func()) error { return nil }, "room ended by itself", false},
		"while it serves":           {func(_ context.Context, ready func()) error { ready(); <-opened; return broken }, "room: no room left", true},
		"ends without a word":       {func(_ context.Context, ready func()) error { ready(); <-opened; return nil }, "room ended by itself", true},
	} {
		t.Run(name, func(t *testing.T) {
			d := &diary{}
			opened = make(chan struct{})
			err := runParts(t.Context(), []part{d.part("store", errors.New("a later one")), {"room", c.run}, d.part("door", nil)},
				func() { d.note("open"); close(opened) })
			if err == nil || err.Error() != c.want {
				t.Errorf("the error is %v, want %s", err, c.want)
			}
			if c.open {
				d.is(t, "store serves", "door serves", "open", "door ends", "store ends")
			} else {
				d.is(t, "store serves", "store ends")
			}
		})
	}
}

// TestAPartThatCannotStop is heard of.
func TestAPartThatCannotStop(t *testing.T) {
	d := &diary{}
	ctx, stop := context.WithCancel(t.Context())
	err := runParts(ctx, []part{d.part("store", errors.New("cannot write")), d.part("door", nil)}, stop)
	if err == nil || err.Error() != "store: cannot write" {
		t.Errorf("the error is %v", err)
	}
}

// TestInterruptedWhileAPartStarts: it is told, and no later one begins.
func TestInterruptedWhileAPartStarts(t *testing.T) {
	d := &diary{}
	ctx, stop := context.WithCancel(t.Context())
	slow := part{"room", func(ctx context.Context, _ func()) error {
		stop()
		<-ctx.Done()
		d.note("room ends")
		return nil
	}}
	if err := runParts(ctx, []part{d.part("store", nil), slow, d.part("door", nil)}, func() { t.Error("it opens") }); err != nil {
		t.Error(err)
	}
	d.is(t, "store serves", "room ends", "store ends")
}
