package auth

import (
	"fmt"
	"net/netip"
	"testing"
	"time"
)

func TestPlaces(t *testing.T) {
	for _, alike := range [][]string{
		{"192.0.2.7", "::ffff:192.0.2.7", "::ffff:c000:207"},
		{"192.0.2.8"},
		{"2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:DB8:1:2::", "2001:db8:1:2::9%eth0"},
		{"2001:db8:1:3::1"},
		{"fe80::1%eth0", "fe80::2%eth1", "fe80::1"},
		{"::1"}, {"127.0.0.1"},
		// What is no address is one place: nobody has many of them.
		{"", "unknown", "192.0.2.7, 192.0.2.8", "192.0.2.7:80", "[::1]", "192.0.2.07", "\x00"},
	} {
		for _, a := range alike {
			if got, want := placeOf(a), placeOf(alike[0]); got != want {
				t.Errorf("%q is at %s, want %s", a, got, want)
			}
		}
	}
	seen := map[netip.Prefix]string{}
	for _, a := range []string{"192.0.2.7", "192.0.2.8", "2001:db8:1:2::1", "2001:db8:1:3::1", "fe80::1", "::1", "127.0.0.1", ""} {
		if other, twice := seen[placeOf(a)]; twice {
			t.Errorf("%q and %q are one place", a, other)
		}
		seen[placeOf(a)] = a
	}
}

// clock is a limiter and a time that goes on when it is told to.
type clock struct {
	*limiter
	t   *testing.T
	now time.Time
}

func newClock(t *testing.T) *clock {
	return &clock{newLimiter(), t, time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)}
}

func at(l limit, place, who string) limitKey {
	return limitKey{l, placeOf(place), keyed(who)}
}

// fail makes attempts that fail until one is refused, and returns how many there
// were, how long to wait and how often somebody was told.
func (c *clock) fail(keys ...limitKey) (n int, wait time.Duration, told int) {
	c.t.Helper()
	for ; n < 1000; n++ {
		tr, wait := c.begin(c.now, keys...)
		if wait > 0 {
			return n, wait, told
		}
		told += len(tr.end(c.now, failure))
	}
	c.t.Fatal("nobody is ever refused")
	return
}

func (c *clock) may(keys ...limitKey) bool {
	tr, wait := c.begin(c.now, keys...)
	if wait == 0 {
		tr.end(c.now, neither)
	}
	return wait == 0
}

// Ten tries at a name, then a pause that doubles; it is short again for somebody
// who comes back after long, and gone for somebody who knew the password after all.
func TestPausesGrow(t *testing.T) {
	c, key := newClock(t), at(limitAccount, "192.0.2.66", "ada")
	for _, want := range []time.Duration{1, 2, 4, 8, 16, 16, 16} {
		n, wait, _ := c.fail(key)
		if n != 10 || wait != want*time.Minute {
			t.Fatalf("%d tries and then %s, want 10 and %d m", n, wait, want)
		}
		c.now = c.now.Add(wait - 1)
		if c.may(key) {
			t.Fatal("the pause is shorter than was said")
		}
		if !c.may(at(limitAccount, "192.0.2.66", "ben")) || !c.may(at(limitAccount, "192.0.2.67", "ada")) {
			t.Fatal("somebody else, or ada elsewhere, has to wait")
		}
		c.now = c.now.Add(1)
	}
	c.now = c.now.Add(forgetPause + 1)
	if n, wait, _ := c.fail(key); n != 10 || wait != time.Minute {
		t.Errorf("after a quiet hour: %d tries and then %s", n, wait)
	}
	c.now = c.now.Add(time.Minute)
	for range 9 {
		tr, _ := c.begin(c.now, key)
		tr.end(c.now, failure)
	}
	tr, _ := c.begin(c.now, key)
	tr.end(c.now, success)
	if n, wait, _ := c.fail(key); n != 10 || wait != time.Minute {
		t.Errorf("after a right password: %d tries and then %s", n, wait)
	}
}

// A place has many tries at once and one a second after that, and no pauses: it
// may be a school.
func TestAPlaceFillsUpAgain(t *testing.T) {
	c, key := newClock(t), at(limitPlace, "192.0.2.66", "")
	if n, wait, _ := c.fail(key); n != 150 || wait != time.Second {
		t.Fatalf("%d tries, and then %s", n, wait)
	}
	for range 20 {
		c.now = c.now.Add(time.Second)
		if n, wait, _ := c.fail(key); n != 1 || wait != time.Second {
			t.Fatalf("a second later %d tries, and then %s", n, wait)
		}
	}
	c.now = c.now.Add(24 * time.Hour)
	if n, _, _ := c.fail(key); n != 150 {
		t.Errorf("a day later there are %d tries", n)
	}
	for range 1000 {
		tr, wait := c.begin(c.now.Add(time.Minute), key)
		if wait > 0 {
			t.Fatal("right passwords use up tries")
		}
		tr.end(c.now.Add(time.Minute), success)
	}
}

// What is under way counts, so that a thousand at once are no more than ten one
// after the other; and many that fail together bring one pause.
func TestAttemptsUnderWayCount(t *testing.T) {
	c, key := newClock(t), at(limitAccount, "192.0.2.66", "ada")
	var open []*trial
	for len(open) < 10 {
		tr, wait := c.begin(c.now, key)
		if wait > 0 {
			t.Fatalf("%d at once, and then %s", len(open), wait)
		}
		open = append(open, tr)
	}
	if _, wait := c.begin(c.now, key); wait <= 0 || wait > 6*time.Second {
		t.Fatalf("the eleventh at once has to wait %s", wait)
	}
	open[0].end(c.now, neither)
	if !c.may(key) {
		t.Error("one that was nobody's fault is held against ada")
	}
	again, _ := c.begin(c.now, key)
	open[0] = again
	told := 0
	for _, tr := range open {
		told += len(tr.end(c.now, failure))
	}
	if _, wait := c.begin(c.now, key); wait != time.Minute || told != 1 {
		t.Errorf("after ten that failed together: %s, told %d times", wait, told)
	}
}

// An attack of an hour is said some times, not some thousand times.
func TestABurstIsToldOnce(t *testing.T) {
	c, key := newClock(t), at(limitPlace, "192.0.2.66", "")
	told, refusals := 0, 0
	for range 3600 {
		_, _, n := c.fail(key)
		told += n
		refusals++
		c.now = c.now.Add(time.Second)
	}
	if told != 6 {
		t.Errorf("in an hour it was told %d times of %d, want 6", told, refusals)
	}
}

// Whatever strangers do, what is remembered stays small; those who are busy are
// not the ones that are forgotten.
func TestRecordsAreBounded(t *testing.T) {
	c := newClock(t)
	c.most = 100
	guesser := at(limitAccount, "192.0.2.66", "ada")
	c.fail(guesser)
	for i := range 5000 {
		tr, _ := c.begin(c.now, at(limitPlace, fmt.Sprintf("2001:db8:%x::1", i), ""))
		if tr != nil {
			tr.end(c.now, failure)
		}
		if i%50 == 0 && c.may(guesser) {
			t.Fatalf("after %d others the guesser is forgotten", i)
		}
		if len(c.records) > 100 || c.order.Len() != len(c.records) {
			t.Fatalf("%d records, %d in order", len(c.records), c.order.Len())
		}
	}
	// Names do not fill it from a place that is refused.
	place := at(limitPlace, "192.0.2.66", "")
	c.fail(place)
	before := len(c.records)
	c.most = 1000
	for i := range 500 {
		if _, wait := c.begin(c.now, place, at(limitAccount, "192.0.2.66", fmt.Sprint(i))); wait == 0 {
			t.Fatal("the place is not refused")
		}
	}
	if len(c.records) != before {
		t.Errorf("%d records were %d", len(c.records), before)
	}
	// One that was forgotten while it was under way ends like any other.
	c.most = 1
	tr, _ := c.begin(c.now, at(limitPlace, "192.0.2.1", ""), at(limitAccount, "192.0.2.1", "ada"))
	tr.end(c.now, failure)
}
