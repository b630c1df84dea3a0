package environment

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
)

// deaf is a spawner that has ended: nobody answers.
type deaf struct{ Runs }

func (deaf) Stop(ctx context.Context, _ commonhall.ServerID, _ time.Duration, _ string) (*commonhall.End, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// A spawner that does not answer is waited for, but not by a hub that ends.
func TestAHubThatEndsDoesNotWait(t *testing.T) {
	for ends, want := range map[bool]time.Duration{false: 20 * time.Second, true: lastWords} {
		synctest.Test(t, func(t *testing.T) {
			r := New(Config{}, nil, deaf{}, nil, slog.New(slog.DiscardHandler))
			hub, end := context.WithCancel(t.Context())
			defer end()
			r.ctx = hub
			if ends {
				end()
			}
			began := time.Now()
			(&bench{r: r, id: "1-check"}).close(t.Context())
			if waited := time.Since(began); waited != want {
				t.Errorf("a hub that ends: %t: it was waited %s, want %s", ends, waited, want)
			}
		})
	}
}

// Changing reports whether drafts may come and go now only by whoever makes them.
func (r *Room) Changing() bool {
	if r.change.TryLock() {
		r.change.Unlock()
		return false
	}
	return true
}

// A command that was not waited for may write on: nobody hears it.
func TestNothingIsSaidAfterTheEnd(t *testing.T) {
	var said []string
	l := &lines{say: func(s string) { said = append(said, s) }, left: 300, full: func() { t.Error("it is told to end, which it was") }}
	for _, s := range []string{"one\ntw", "o\nthr"} {
		_, _ = l.Write([]byte(s))
	}
	l.end()
	for range 3 {
		if n, err := l.Write([]byte("four\nfive\n")); n != 10 || err != nil {
			t.Errorf("it wrote %d, %v", n, err)
		}
	}
	if want := []string{"one", "two", "thr"}; !slices.Equal(said, want) {
		t.Errorf("it said %q", said)
	}
}

// However long its lines are, of what a job says so much is kept, and it is known how
// much is not.
func TestAJobSaysMuch(t *testing.T) {
	j := &Job{changed: make(chan struct{})}
	j.line(strings.Repeat("long ", 10_000))
	for range 2 * maxLines {
		j.line(strings.Repeat("x", maxLine))
	}
	j.line("the end")
	p, _ := j.Look()
	if said := len(strings.Join(p.Lines, "")); said > maxSaid || said < maxSaid/2 || said != j.said {
		t.Errorf("%d bytes are kept, and %d counted", said, j.said)
	}
	if n := p.Skipped + len(p.Lines); n != 2*maxLines+2 || p.Lines[len(p.Lines)-1] != "the end" {
		t.Errorf("it said %d lines, and at last %q", n, p.Lines[len(p.Lines)-1])
	}
	for range 2 * maxLines {
		j.line("")
	}
	if p, _ := j.Look(); len(p.Lines) > maxLines {
		t.Errorf("%d lines are kept", len(p.Lines))
	}
}
