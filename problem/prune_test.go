package problem

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
)

// prunes is a disk that has old events to delete, a portion at each call.
type prunes struct {
	disk
	old   int           // portions
	calls []time.Time   // when it was asked
	years time.Duration // how old they had to be, at the last
	most  int64
	fails error
	hangs bool
}

func (p *prunes) DeleteEvents(ctx context.Context, before time.Time, most int64) (int64, error) {
	if p.hangs {
		<-ctx.Done()
		return 0, ctx.Err()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	p.calls, p.years, p.most = append(p.calls, now), now.Sub(before), most
	if p.fails != nil || p.old == 0 {
		return 0, p.fails
	}
	p.old--
	return 1000, nil
}

// asked returns how often it was asked since the last time.
func (p *prunes) asked() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := len(p.calls)
	p.calls = nil
	return n
}

// Old events go at the start, every hour, and at once when very many came.
func TestOldEventsGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &prunes{old: 5}
		tl, log, end := start(t, d)
		synctest.Wait()
		if n := d.asked(); n != 6 || d.old != 0 {
			t.Errorf("asked %d times for five portions, which leaves %d", n, d.old)
		}
		if d.years < 365*24*time.Hour || d.years > 366*24*time.Hour || d.most != 1_000_000 {
			t.Errorf("it keeps %d events of %s", d.most, d.years)
		}
		time.Sleep(59 * time.Minute)
		if n := d.asked(); n != 0 {
			t.Errorf("asked %d times within the hour", n)
		}
		time.Sleep(2 * time.Minute)
		if n := d.asked(); n != 1 {
			t.Errorf("asked %d times after an hour", n)
		}
		for i := range pruneAfter - 1 {
			e := numbered(i)
			e.By = fmt.Sprint("person ", i%3)
			tl.Record(t.Context(), e)
			synctest.Wait()
		}
		if n := d.asked(); n != 0 {
			t.Errorf("asked %d times before there are many new ones", n)
		}
		d.old = 2
		tl.Record(t.Context(), numbered(pruneAfter-1))
		synctest.Wait()
		if n := d.asked(); n != 3 {
			t.Errorf("after many new ones it is asked %d times for two portions", n)
		}
		end()
		inOrder(t, d.kept, pruneAfter)
		if log.String() != "" {
			t.Errorf("the log says %s", log)
		}
	})
}

// A disk that cannot delete is no reason to lose what is new.
func TestOldEventsThatCannotGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &prunes{fails: errors.New("no space left")}
		tl, log, end := start(t, d)
		synctest.Wait()
		tl.Record(t.Context(), numbered(0))
		synctest.Wait()
		if n := d.asked(); n != 1 || !strings.Contains(log.String(), "cannot delete old events") || !strings.Contains(log.String(), "no space left") {
			t.Errorf("asked %d times, and the log says %s", n, log)
		}
		time.Sleep(time.Hour)
		synctest.Wait()
		if n := d.asked(); n != 1 {
			t.Errorf("tried again %d times in an hour", n)
		}
		end()
		inOrder(t, d.kept, 1)
	})
}

// The end of the hub does not wait for it.
func TestTheEndWhileOldEventsGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &prunes{hangs: true}
		tl, log, end := start(t, d)
		synctest.Wait()
		tl.Record(t.Context(), numbered(0))
		before := time.Now()
		end()
		if took := time.Since(before); took != 0 || log.String() != "" {
			t.Errorf("the end took %s, and the log says %s", took, log)
		}
		inOrder(t, d.kept, 1)

		tl, _, end = start(t, d)
		before = time.Now()
		tl.Record(t.Context(), numbered(1))
		if list, err := tl.Events(t.Context(), commonhall.EventFilter{}); err != nil || len(list) != 2 {
			t.Errorf("read %v, %v", list, err)
		}
		if took := time.Since(before); took > storeTimeout {
			t.Errorf("a disk that hangs held the timeline up for %s", took)
		}
		end()
	})
}
