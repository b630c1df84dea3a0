package auth

import (
	"sync"
	"time"
)

// back remembers the states of sign-ins at providers that came back, so that none counts twice.
// Anybody can bring any number back, for nothing; nobody who signs in honestly is shut out by
// that, and nothing grows: where there are too many the oldest are forgotten. Those of sign-ins
// for which a provider vouched are remembered apart, where only such come. What is forgotten,
// here or by a restart, the provider still knows: a code counts there once.
type back struct {
	mu          sync.Mutex
	tried, good states
}

// maxBack is how many states of a kind are remembered; each of some 100 bytes.
const maxBack = 100_000

// states are the latest, each for as long as its trip could last.
type states struct {
	ends  map[string]time.Time
	order []string // the oldest first; some are gone
}

func newBack() *back {
	return &back{tried: states{ends: map[string]time.Time{}}, good: states{ends: map[string]time.Time{}}}
}

// first notes a state, and reports whether it is not known to have come back before.
func (b *back) first(state string, now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.tried.has(state, now) || b.good.has(state, now) {
		return false
	}
	b.tried.add(state, now)
	return true
}

// vouched notes that the provider has vouched for somebody with a state: whatever others bring
// back, it counts no more.
func (b *back) vouched(state string, now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.tried.ends, state)
	b.good.add(state, now)
}

func (s *states) has(state string, now time.Time) bool {
	ends, ok := s.ends[state]
	return ok && now.Before(ends)
}

// add puts a state at the end, and forgets from the beginning what is too old or too much.
func (s *states) add(state string, now time.Time) {
	for len(s.order) > 0 {
		ends, ok := s.ends[s.order[0]]
		if ok && now.Before(ends) && len(s.order) < maxBack {
			break
		}
		delete(s.ends, s.order[0])
		s.order = s.order[1:]
	}
	s.ends[state] = now.Add(tripAge)
	s.order = append(s.order, state)
}
