package server

import (
	"time"

	"commonhall"
)

// A start costs root work that nobody's limits bound. A person has so many at once, and
// then one in a while; root, at the command line, as many as it likes.
const (
	startsAtOnce = 30
	oneStartEach = 10 * time.Second
)

// often counts the starts of one person.
type often struct {
	used float64
	at   time.Time
}

// wait counts a start, or returns how long it has to wait.
func (o *often) wait(now time.Time) time.Duration {
	o.used = max(0, o.used-now.Sub(o.at).Seconds()/oneStartEach.Seconds())
	o.at = now
	if o.used > startsAtOnce-1 {
		return time.Duration((o.used - startsAtOnce + 1) * float64(oneStartEach))
	}
	o.used++
	return 0
}

// tooOften refuses who starts again and again.
func (s *server) tooOften(c command) error {
	if commonhall.SubjectFrom(c.ctx).Role == commonhall.RoleOperator {
		return nil
	}
	wait := s.m.often(s.name)
	if wait == 0 {
		return nil
	}
	return commonhall.Errorf(commonhall.ResourceExhausted, "The %s was started too often within a few minutes.", s.key.Words()).
		WithHint("Try again in " + inWords(wait.Round(time.Second)) + ".").RetryIn(wait)
}
