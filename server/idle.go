package server

import (
	"context"
	"fmt"
	"sync"
	"time"

	"commonhall"
)

// Servers that nobody uses are stopped (decision 015). Use is what the edge passes on,
// what a program says that it is doing, and CPU time.

// busyCores is how much CPU a server that nobody uses takes at most.
const busyCores = 0.02

// stale is how old a measurement of CPU may be.
const stale = 10 * lookEvery

// How many servers must seem idle by CPU alone, because their programs cannot be
// asked, before that is taken for a fault of ours: so many, and that share of all.
const (
	doubtLeast = 3
	doubtShare = 0.15
)

// idleness is what is known about the use of one run.
type idleness struct {
	run    commonhall.ServerID
	since  time.Time     // it was in use until then
	cpu    time.Duration // at the last look
	at     time.Time     // of the last look
	blind  bool          // the CPU could not be measured
	stopAt time.Time     // when it is stopped unless somebody uses it; zero: not soon
}

// idleNotice is how long before its stop a person is told.
func (m *Manager) idleNotice() time.Duration { return min(time.Hour, m.cfg.IdleStop/4) }

// stopIdle looks for idle servers until ctx ends.
func (m *Manager) stopIdle(ctx context.Context) {
	if m.cfg.IdleStop <= 0 {
		return
	}
	tick := time.NewTicker(max(15*time.Second, min(5*time.Minute, m.cfg.IdleStop/8)))
	defer tick.Stop()
	doubted := false
	for {
		select {
		case <-tick.C:
			doubted = m.sweep(ctx, doubted)
		case <-ctx.Done():
			return
		}
	}
}

// sweep stops what is idle. It reports whether it doubts what it found; doubted says
// that this has been told.
func (m *Manager) sweep(ctx context.Context, doubted bool) bool {
	running, due, guessed := 0, []*server{}, 0
	var mu sync.Mutex
	var all sync.WaitGroup
	slots := make(chan struct{}, 16) // programs that are asked at once
	for _, s := range m.all() {
		state := s.snapshot()
		if state.State != commonhall.Ready {
			continue
		}
		running++
		if !s.lookIdle(state, m.cfg.IdleStop-m.idleNotice()) {
			continue
		}
		all.Go(func() {
			slots <- struct{}{}
			known := s.askUse(ctx, state, m.App(state.App))
			<-slots
			if !s.announce(state.ID) {
				return
			}
			mu.Lock()
			defer mu.Unlock()
			if due = append(due, s); !known {
				guessed++
			}
		})
	}
	all.Wait()
	if guessed >= doubtLeast && float64(guessed) > doubtShare*float64(running) {
		if !doubted {
			m.events.Record(ctx, commonhall.Event{Name: commonhall.EventIdleDoubted, Text: fmt.Sprintf(
				"%d of %d servers seem to be idle, but their programs could not be asked. None was stopped.", guessed, running)})
		}
		return true
	}
	for _, s := range due {
		all.Go(func() { s.stopIdle(ctx) })
	}
	all.Wait()
	return false
}

// lookIdle notes what the run's CPU time tells, and reports whether it has not been
// used for d.
func (s *server) lookIdle(state commonhall.Server, d time.Duration) bool {
	now := time.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	i := &s.idle
	if i.run != state.ID { // what was before this hub is not known: it counts as use
		*i = idleness{run: state.ID, since: now}
	}
	i.blind = s.lookedAt != state.ID || now.Sub(s.looked) > stale
	if !i.blind {
		if !i.at.IsZero() && (s.usage.CPU-i.cpu).Seconds() > busyCores*s.looked.Sub(i.at).Seconds() {
			i.use(now)
		}
		i.cpu, i.at = s.usage.CPU, s.looked
	}
	return now.Sub(i.since) >= d
}

// use notes that the run was in use at that time.
func (i *idleness) use(at time.Time) {
	if at.After(i.since) {
		i.since, i.stopAt = at, time.Time{}
	}
}

// announce says when the run is stopped, if that is soon, and reports whether it is
// due. What could not be measured at all is not.
func (s *server) announce(id commonhall.ServerID) (due bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := &s.idle
	idle := time.Since(i.since)
	if i.run != id || i.blind || idle < s.m.cfg.IdleStop-s.m.idleNotice() {
		i.stopAt = time.Time{}
		return false
	}
	i.stopAt = i.since.Add(s.m.cfg.IdleStop)
	return idle >= s.m.cfg.IdleStop
}

// stopIdle stops the run, unless somebody has used it at the last moment.
func (s *server) stopIdle(ctx context.Context) {
	err := s.ask(ctx, command{do: func() error {
		s.mu.Lock()
		due := s.idle.run == s.state.ID && s.state.State == commonhall.Ready && time.Since(s.idle.since) >= s.m.cfg.IdleStop
		s.mu.Unlock()
		if !due {
			return nil
		}
		return s.stop(ctx, ctx, commonhall.RoleHouse+", because nobody used it for "+longWords(s.m.cfg.IdleStop))
	}})
	if err != nil && ctx.Err() == nil {
		s.m.log.Warn("cannot stop an idle server; it is tried again", "user", s.name, "error", err)
	}
}

// longWords writes a duration of minutes and more as people say it.
func longWords(d time.Duration) string {
	switch {
	case d == time.Hour:
		return "an hour"
	case d == time.Minute:
		return "a minute"
	case d%time.Hour == 0:
		return fmt.Sprintf("%d hours", d/time.Hour)
	case d%time.Minute == 0:
		return fmt.Sprintf("%d minutes", d/time.Minute)
	}
	return d.String()
}

// IdleStop returns when a person's server is stopped because nobody uses it, the zero
// time if that is not soon.
func (m *Manager) IdleStop(name commonhall.UserName) time.Time {
	m.mu.Lock()
	s := m.servers[name]
	m.mu.Unlock()
	if s == nil {
		return time.Time{}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.State != commonhall.Ready || s.idle.run != s.state.ID {
		return time.Time{}
	}
	return s.idle.stopAt
}

// Used notes that a person's server itself was used; that counts as their activity.
func (m *Manager) Used(name commonhall.UserName, at time.Time) {
	m.Active(name, at)
	m.mu.Lock()
	s := m.servers[name]
	m.mu.Unlock()
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if at.After(s.state.LastActivity) {
		s.state.LastActivity = at
	}
	if now := time.Now(); at.After(now) { // clocks differ, and programs say what they like
		at = now
	}
	if s.idle.run != s.state.ID {
		s.idle = idleness{run: s.state.ID, since: at}
	}
	s.idle.use(at)
}

// UsedSince counts the servers that run, and those of them that were used since then.
func (m *Manager) UsedSince(at time.Time) (running, used int) {
	for _, s := range m.all() {
		state := s.snapshot()
		if !state.State.Active() {
			continue
		}
		running++
		if state.LastActivity.After(at) {
			used++
		}
	}
	return running, used
}
