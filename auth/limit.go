package auth

import (
	"container/list"
	"crypto/sha256"
	"net/netip"
	"sync"
	"time"
)

// limiter bounds attempts by what they have in common: where they come from, and
// whom they are for. What it remembers is bounded, and lost with the hub.
//
// A class behind one address signs in within a minute, so it is failures that
// count, and an attempt that is under way counts as one until it has ended:
// a thousand at once are no way around the limit.
type limiter struct {
	rules map[limit]rule
	most  int // records kept

	mu      sync.Mutex
	records map[limitKey]*list.Element // of *record
	order   *list.List                 // the one used last in front
}

// limit names what is counted.
type limit uint8

const (
	limitPlace    limit = iota // failures from one place, whomever they are for
	limitAccount               // failures from one place for one name, listed or not
	limitKnown                 // failures in a browser that the person used before
	limitSuccess               // what somebody does who knows the password
	limitTokens                // wrong tokens from one place
	limitSessions              // wrong passwords of somebody who is signed in
)

// rule says how many of one kind there may be.
type rule struct {
	burst     int           // at once
	every     time.Duration // and one more after each
	pause     time.Duration // how long nothing is tried when all are used up; it doubles
	successes bool          // counts what succeeds; otherwise what fails
	forgives  bool          // one success, and the failures before it are forgotten
}

const (
	longestPause = 16 * time.Minute
	forgetPause  = time.Hour        // after this long without a pause, the next is short again
	tellAgain    = 10 * time.Minute // how long a burst counts as the same
	maxRecords   = 8192             // about 3 MB
)

// newLimiter returns the limits of the house. Fifty people of whom each mistypes
// three times in the same minute stay below that of a place; who guesses, there or
// elsewhere, has ten tries at a name and then about one a minute.
func newLimiter() *limiter {
	return &limiter{most: maxRecords, records: map[limitKey]*list.Element{}, order: list.New(), rules: map[limit]rule{
		limitPlace:    {burst: 150, every: time.Second},
		limitAccount:  {burst: 10, every: 6 * time.Second, pause: time.Minute, forgives: true},
		limitKnown:    {burst: 10, every: 6 * time.Second, pause: time.Minute, forgives: true},
		limitSuccess:  {burst: 60, every: time.Second, successes: true},
		limitTokens:   {burst: 60, every: time.Second},
		limitSessions: {burst: 10, every: 6 * time.Second, pause: time.Minute, forgives: true},
	}}
}

// limitKey is one thing that is counted.
type limitKey struct {
	limit limit
	place netip.Prefix
	who   [16]byte
}

// placeOf returns where an address is: itself, or its /64 where it is of IPv6,
// because that is the least that one household has. Unknown ones are one place.
func placeOf(address string) netip.Prefix {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return netip.Prefix{}
	}
	bits := 64
	if a = a.Unmap().WithZone(""); a.Is4() {
		bits = 32
	}
	p, _ := a.Prefix(bits) // fails for more bits than there are
	return p
}

// keyed shortens whoever an attempt is for: a name can be of any length.
func keyed(s string) [16]byte {
	h := sha256.Sum256([]byte(s))
	return [16]byte(h[:16])
}

// record is what is remembered of one key.
type record struct {
	key     limitKey
	left    float64 // attempts, at the time at
	at      time.Time
	pending int           // under way
	until   time.Time     // end of the pause
	pause   time.Duration // its length
	told    time.Time     // when somebody was told last
}

// trial is an attempt that the limits allowed. It ends once.
type trial struct {
	l       *limiter
	records []*record
	known   bool // part of a burst that somebody was told of
}

// begin asks for one attempt under all keys. With wait above zero it is refused,
// and may be asked for again after that time. Keys behind the one that refuses
// are not looked at, so strangers cannot fill the records with names.
func (l *limiter) begin(now time.Time, keys ...limitKey) (t *trial, wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	t = &trial{l: l}
	for _, k := range keys {
		r := l.record(k, now)
		if wait := r.wait(l.rules[k.limit], now); wait > 0 {
			return nil, wait
		}
		t.records = append(t.records, r)
	}
	for _, r := range t.records {
		r.pending++
		t.known = t.known || now.Sub(r.told) < tellAgain
	}
	return t, 0
}

// record finds what is remembered of k, or begins it; the one that was not used
// for longest gives way.
func (l *limiter) record(k limitKey, now time.Time) *record {
	if e := l.records[k]; e != nil {
		l.order.MoveToFront(e)
		return e.Value.(*record)
	}
	r := &record{key: k, left: float64(l.rules[k.limit].burst), at: now}
	l.records[k] = l.order.PushFront(r)
	if len(l.records) > l.most {
		oldest := l.order.Remove(l.order.Back()).(*record)
		delete(l.records, oldest.key)
	}
	return r
}

func (r *record) refill(u rule, now time.Time) {
	gained := float64(max(0, now.Sub(r.at))) / float64(u.every)
	r.left, r.at = min(float64(u.burst), r.left+gained), now
}

// wait returns how long it is until the next attempt, 0 for now.
func (r *record) wait(u rule, now time.Time) time.Duration {
	if now.Before(r.until) {
		return r.until.Sub(now)
	}
	r.refill(u, now)
	free := r.left - float64(r.pending)
	if free >= 1 {
		return 0
	}
	return max(1, time.Duration((1-max(0, free))*float64(u.every)))
}

// outcome is how an attempt ended.
type outcome uint8

const (
	neither outcome = iota // nothing was learned: the machine's fault, or whoever asked has left
	failure
	success
)

// exhausted is a key that allows no more for a time.
type exhausted struct {
	key  limitKey
	wait time.Duration
}

// end says how the attempt went. It returns the keys that it was the last for,
// but each once in a burst, however long that lasts.
func (t *trial) end(now time.Time, how outcome) (told []exhausted) {
	t.l.mu.Lock()
	defer t.l.mu.Unlock()
	for _, r := range t.records {
		u := t.l.rules[r.key.limit]
		r.pending--
		r.refill(u, now)
		if how == success && u.forgives {
			r.left, r.until, r.pause = float64(u.burst), time.Time{}, 0
		}
		if how == neither || (how == success) != u.successes {
			continue
		}
		if r.left--; r.left >= 1 { // never below zero: none began without one left
			continue
		}
		r.rest(u, now)
		if now.Sub(r.told) >= tellAgain {
			r.told = now
			told = append(told, exhausted{r.key, r.wait(u, now)})
		}
	}
	return told
}

// rest begins a pause, twice as long as the one before.
func (r *record) rest(u rule, now time.Time) {
	if now.Sub(r.until) > forgetPause {
		r.pause = 0
	}
	r.pause = min(max(2*r.pause, u.pause), longestPause)
	r.until = now.Add(r.pause)
}
