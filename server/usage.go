package server

import (
	"context"
	"errors"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// lookEvery is how often use is measured while servers run.
const lookEvery = 3 * time.Second

// flushEvery is how often activity is stored.
const flushEvery = time.Minute

// watch measures and stores until ctx ends.
func (m *Manager) watch(ctx context.Context) {
	look, flush := time.NewTicker(lookEvery), time.NewTicker(flushEvery)
	defer look.Stop()
	defer flush.Stop()
	strangers := map[commonhall.ServerID]bool{}
	for {
		select {
		case <-ctx.Done():
			return
		case <-flush.C:
			m.flush(ctx)
		case <-look.C:
			if m.Running() > 0 || len(strangers) > 0 || m.leftover.Load() {
				strangers = m.measure(ctx, strangers)
			}
		}
	}
}

// measure reads what servers use. Runs that are nobody's twice in a row are
// ended: a start that came late from a hub that is dead, for instance.
func (m *Manager) measure(ctx context.Context, before map[commonhall.ServerID]bool) map[commonhall.ServerID]bool {
	strangers := map[commonhall.ServerID]bool{}
	usage, err := m.spawner.Usage(ctx)
	if err != nil {
		if ctx.Err() == nil && !errors.Is(err, spawner.ErrAway) {
			m.log.Warn("cannot measure the servers", "error", err)
		}
		return before
	}
	m.leftover.Store(false) // what there is shows in usage
	for _, s := range m.all() {
		state := s.snapshot()
		if u, ok := usage[state.ID]; ok && state.State.Active() {
			delete(usage, state.ID)
			s.measured(ctx, u)
		}
	}
	for id := range usage {
		if m.isOthers(id) {
			continue
		}
		if before[id] {
			m.log.Warn("stopping a server that is nobody's", "server", id)
			if m.discard(ctx, id) {
				continue
			}
		}
		strangers[id] = true
	}
	return strangers
}

// isOthers reports whether a run is no business of this room.
func (m *Manager) isOthers(id commonhall.ServerID) bool {
	return m.cfg.Software != nil && m.cfg.Software.Runs(id)
}

// measured notes what the run uses, and says so when the memory limit has ended
// something inside it.
func (s *server) measured(ctx context.Context, u commonhall.Usage) {
	state := s.snapshot()
	s.note(u, state.ID)
	kills := u.OOMKills - state.OOMKills
	if kills <= 0 {
		return
	}
	// If the owner is busy, the next look will find the same.
	ctx, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
	defer cancel()
	_ = s.hand(ctx, func() {
		if s.snapshot().ID != state.ID {
			return // another run by now
		}
		st := s.change(func(st *commonhall.Server) { st.OOMKills = u.OOMKills })
		s.save(ctx, st)
		s.record(ctx, commonhall.EventServerMemory, "A program of "+string(s.name)+" needed more memory than the limit of "+
			commonhall.FormatBytes(st.Limits.Memory)+" and was ended.")
	})
}

// Usage returns what a person's server used when it was last looked at, and how
// many cores.
func (m *Manager) Usage(name commonhall.UserName) (commonhall.Usage, float64) {
	m.mu.Lock()
	s := m.servers[name]
	m.mu.Unlock()
	if s == nil {
		return commonhall.Usage{}, 0
	}
	s.lookOnce()
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.state.State.Active() {
		return commonhall.Usage{}, 0
	}
	return s.usage, s.cores
}

// lookOnce measures a run that has just started or been adopted, so that nobody
// is shown zeros.
func (s *server) lookOnce() {
	state := s.snapshot()
	s.mu.Lock()
	fresh := s.asked == state.ID
	if state.State == commonhall.Ready {
		s.asked = state.ID // once: what fails now, the next look finds
	}
	s.mu.Unlock()
	if fresh || state.State != commonhall.Ready {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if usage, err := s.m.spawner.Usage(ctx, state.ID); err == nil {
		if u, ok := usage[state.ID]; ok {
			s.note(u, state.ID)
		}
	}
}

// note keeps a measurement.
func (s *server) note(u commonhall.Usage, id commonhall.ServerID) {
	now := time.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lookedAt != id {
		s.looked, s.lookedAt, s.cores = time.Time{}, id, 0
	}
	if d := now.Sub(s.looked); !s.looked.IsZero() && u.CPU >= s.usage.CPU && d > 0 {
		s.cores = (u.CPU - s.usage.CPU).Seconds() / d.Seconds()
	}
	s.usage, s.looked = u, now
}

// Active notes that somebody was active, be it on the pages of the hub.
func (m *Manager) Active(name commonhall.UserName, at time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if at.After(m.active[name]) {
		m.active[name] = at
	}
}

// Seen notes traffic of runs, as the edge reports it.
func (m *Manager) Seen(seen map[commonhall.ServerID]time.Time) {
	for _, s := range m.all() {
		if at, ok := seen[s.snapshot().ID]; ok {
			m.Used(s.name, at)
		}
	}
}

// flush stores activity.
func (m *Manager) flush(ctx context.Context) {
	m.mu.Lock()
	active := m.active
	m.active = map[commonhall.UserName]time.Time{}
	m.mu.Unlock()
	if len(active) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if err := m.store.Active(ctx, active); err != nil {
		m.log.Warn("cannot store activity; it is tried again", "error", err)
		m.mu.Lock()
		defer m.mu.Unlock()
		for name, at := range active {
			if at.After(m.active[name]) {
				m.active[name] = at
			}
		}
	}
}
