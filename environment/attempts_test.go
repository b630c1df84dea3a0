package environment

import (
	"testing"
	"time"
)

// Attempts come more and more seldom, and go on for ever.
func TestPauses(t *testing.T) {
	at := time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		count int
		made  bool
		later time.Duration
		want  time.Duration
	}{
		{0, true, 0, 0},
		{1, true, 0, 10 * time.Minute},
		{1, true, 4 * time.Minute, 6 * time.Minute},
		{1, true, time.Hour, 0},
		{2, true, 0, 20 * time.Minute},
		{5, true, 0, 160 * time.Minute},
		{9, true, 0, 12 * time.Hour},
		{1000, true, 0, 12 * time.Hour},
		{1000, false, 0, time.Hour},
		{5, true, -time.Minute, 0}, // the clock was set back
	} {
		a := attempts{Count: c.count, At: at}
		if got := a.wait(10*time.Minute, c.made, at.Add(c.later)); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}
