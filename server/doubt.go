package server

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// doubt is a change of limits for which a run was asked and of which nobody knows what came:
// the kernel may look for memory longer than anybody waits. Until that is known the guarantee
// that it may have is counted, and the spawner is asked at each look.
type doubt struct {
	run     commonhall.ServerID
	since   time.Time
	want    commonhall.Limits
	origins map[commonhall.LimitName]commonhall.Origin
	refused int    // when it was asked
	kept    func() // gives the promise back
	before  *doubt // of which is not known either what came
}

// doubtFor is how long a change may still come: no kernel looks longer.
const doubtFor = 10 * time.Minute

// doubted returns the doubt there is.
func (s *server) doubted() *doubt {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.unsure
}

// doubt puts one in the place of the one there is; none where that is over. It is called by
// the owning goroutine.
func (s *server) doubt(d *doubt) {
	s.mu.Lock()
	before := s.unsure
	s.unsure = d
	s.mu.Unlock()
	if d != nil {
		d.before = before
		return
	}
	for ; before != nil; before = before.before {
		before.kept()
	}
}

// learn asks what became of a change that is in doubt.
func (s *server) learn(ctx context.Context) {
	d := s.doubted()
	if d == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	st, err := s.m.spawner.Status(ctx, d.run)
	if err != nil && !errors.Is(err, spawner.ErrUnknown) {
		return // the next look asks again
	}
	_ = s.hand(ctx, func() {
		now := s.snapshot()
		if s.doubted() != d {
			return
		}
		st.Limits.Net = cmp.Or(st.Limits.Net, now.Limits.Net) // of a run from before it was a limit
		if err == nil && now.ID == d.run && st.Limits != now.Limits {
			s.limited(ctx, st.Limits, d.whose(st.Limits, now.Origins), d.refused)
		}
		if err != nil || st.Limits == d.want || time.Since(d.since) > doubtFor {
			s.doubt(nil)
		}
	})
}

// whose says by whose decision a run has limits, of which some are those that were wanted.
func (d *doubt) whose(has commonhall.Limits, before map[commonhall.LimitName]commonhall.Origin) map[commonhall.LimitName]commonhall.Origin {
	out := map[commonhall.LimitName]commonhall.Origin{}
	maps.Copy(out, before)
	if d.before != nil {
		out = d.before.whose(has, before)
	}
	for name, o := range d.origins {
		if has.Get(name) == d.want.Get(name) {
			out[name] = o
		}
	}
	return out
}
