package problem

import (
	"cmp"
	"fmt"
	"sync"
	"time"

	"commonhall"
)

// One person, or strangers with one thing that they do, may have so many events of a kind
// at once, and then one in a while: otherwise a loop of a few minutes would take the
// place of what everybody did in a year. Root may write what it likes.
const (
	atOnce  = 5000
	oneEach = 20 * time.Second
)

// shares are what each has left.
type shares struct {
	mu sync.Mutex
	of map[kind]*share
}

type kind struct {
	who  string
	name commonhall.EventName
}

type share struct {
	left    float64
	at      time.Time
	dropped int
}

// fill counts what has come back since the last time.
func (s *share) fill(now time.Time) {
	s.left = min(atOnce, s.left+now.Sub(s.at).Seconds()/oneEach.Seconds())
	s.at = now
}

// allow reports whether e may be kept. It says in e how many like it were not.
func (s *shares) allow(e *commonhall.Event) bool {
	if e.By == commonhall.RoleOperator {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	k := kind{cmp.Or(e.By, string(e.User)), e.Name}
	one := s.of[k]
	if one == nil {
		one = &share{left: atOnce, at: e.At}
		s.of[k] = one
	}
	if one.fill(e.At); one.left < 1 {
		one.dropped++
		return false
	}
	if one.dropped > 0 {
		e.Text += fmt.Sprintf(" (%d more like this are left out.)", one.dropped)
	}
	one.left, one.dropped = one.left-1, 0
	return true
}

// forget drops shares that are whole.
func (s *shares) forget(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for k, one := range s.of {
		if one.fill(now); one.left == atOnce && one.dropped == 0 {
			delete(s.of, k)
		}
	}
}
