package store

import (
	"fmt"
	"testing"
	"time"

	"commonhall"
)

// The timeline loses what is old, and the oldest of what is too much; all else stays
// in its order, and new events get numbers that none had.
func TestOldEventsAreDeleted(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t)
		ctx := t.Context()
		store := func(n int, at time.Time) {
			t.Helper()
			events := make([]commonhall.Event, n)
			for i := range events {
				events[i] = commonhall.Event{At: at.Add(time.Duration(i) * time.Microsecond), Name: "x", Text: fmt.Sprint(n, " ", i)}
			}
			must(t, db.AddEvents(ctx, events))
		}
		prune := func(before time.Time, most int64, want ...int64) {
			t.Helper()
			for _, want := range append(want, 0) {
				if n, err := db.DeleteEvents(ctx, before, most); err != nil || n != want {
					t.Errorf("%d went, %v, want %d", n, err, want)
				}
			}
		}
		left := func(want int, oldest string) []commonhall.Event {
			t.Helper()
			list, err := db.Events(ctx, commonhall.EventFilter{Limit: 10_000})
			must(t, err)
			if len(list) != want || (want > 0 && list[want-1].Text != oldest) {
				t.Fatalf("%d are left, want %d since %q", len(list), want, oldest)
			}
			return list
		}
		prune(noon(), 1) // of none
		store(2*portion+5, noon().Add(-time.Hour))
		store(20, noon())
		prune(noon().Add(-2*time.Hour), 1_000_000)
		left(2*portion+25, "2005 0")
		prune(noon(), 1_000_000, portion, portion, 5)
		left(20, "20 0")
		prune(noon().Add(3*time.Microsecond), 1_000_000, 3)
		newest := left(17, "20 3")[0]
		prune(noon(), 17)
		prune(noon(), 10, 7)
		left(10, "20 10")
		prune(noon().Add(time.Hour), 10, 10)
		left(0, "")
		store(2*portion+1, noon())
		if list := left(2*portion+1, "2001 0"); list[2*portion].ID <= newest.ID {
			t.Errorf("the number %d is used again", list[2*portion].ID)
		}
		prune(noon(), portion/2, portion, portion/2+1)
		left(portion/2, "2001 1501")
	})
}
