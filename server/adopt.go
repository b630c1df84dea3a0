package server

import (
	"context"
	"errors"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// adopt brings records and runs together after a restart of the hub. A run is
// never ended because something about it could not be found out: only runs that
// are nobody's current one are.
func (m *Manager) adopt(ctx context.Context) error {
	records, err := m.store.Servers(ctx)
	if err != nil {
		return err
	}
	list, err := m.spawner.List(ctx)
	if err != nil {
		return err
	}
	runs := map[commonhall.ServerID]spawner.Status{}
	for _, st := range list {
		runs[st.ID] = st
	}
	for _, rec := range records {
		if rec.State.Active() {
			if err := m.adoptOne(ctx, rec, runs); err != nil {
				return err
			}
		}
		delete(runs, rec.ID)
	}
	for id := range runs {
		m.log.Warn("stopping a server that is nobody's", "server", id)
		m.discard(ctx, id)
	}
	return nil
}

// discard ends a run that no record speaks of.
func (m *Manager) discard(ctx context.Context, id commonhall.ServerID) {
	if _, err := m.spawner.Stop(ctx, id, m.cfg.StopGrace, commonhall.RoleHouse); err != nil {
		m.log.Error("cannot stop a server that is nobody's", "server", id, "error", err)
		return
	}
	if err := m.spawner.Forget(ctx, id); err != nil {
		m.log.Warn("the spawner does not forget a server", "server", id, "error", err)
	}
}

// adoptOne takes up one server where the hub before this one left it.
func (m *Manager) adoptOne(ctx context.Context, rec commonhall.Server, runs map[commonhall.ServerID]spawner.Status) error {
	u, err := m.store.User(ctx, rec.User)
	if err != nil {
		return err
	}
	s, err := m.own(u, rec)
	if err != nil {
		return err
	}
	st, known := runs[rec.ID]
	app := m.App(rec.App)
	switch {
	case u.Suspended || rec.State == commonhall.Stopping:
		// Not waited for: the others should not be out of reach meanwhile.
		m.work.Go(func() { _ = s.hand(ctx, func() { _ = s.stop(ctx, ctx, commonhall.RoleHouse) }) })
		return nil
	case !known && rec.State == commonhall.Spawning:
		// It was written down and perhaps never asked for: the same id again.
		return s.hand(ctx, func() { s.look(ctx, func(ctx context.Context) { s.bringUp(ctx, rec, app) }) })
	case !known:
		return s.hand(ctx, func() { s.ended(ctx, commonhall.End{At: time.Now().UTC(), Cause: commonhall.EndUnknown}) })
	case st.End != nil:
		return s.hand(ctx, func() { s.ended(ctx, *st.End) })
	}
	m.events.Record(ctx, commonhall.Event{Name: commonhall.EventServerAdopted, User: u.Name, Server: rec.ID,
		Text: "The hub restarted; the server of " + string(u.Name) + " went on meanwhile."})
	return s.hand(ctx, func() { s.look(ctx, func(ctx context.Context) { s.follow(ctx, rec, app) }) })
}

// hand has f done by the owning goroutine.
func (s *server) hand(ctx context.Context, f func()) error {
	return s.ask(ctx, command{do: f})
}

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
			if m.Running() > 0 || len(strangers) > 0 {
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
	for _, s := range m.all() {
		state := s.snapshot()
		if u, ok := usage[state.ID]; ok {
			delete(usage, state.ID)
			s.measured(ctx, u)
		}
	}
	for id := range usage {
		if before[id] {
			m.log.Warn("stopping a server that is nobody's", "server", id)
			m.discard(ctx, id)
			continue
		}
		strangers[id] = true
	}
	return strangers
}

// measured notes what the run uses, and says so when the memory limit has ended
// something inside it.
func (s *server) measured(ctx context.Context, u commonhall.Usage) {
	now := time.Now()
	s.mu.Lock()
	if d := now.Sub(s.looked); !s.looked.IsZero() && u.CPU >= s.usage.CPU && d > 0 {
		s.cores = (u.CPU - s.usage.CPU).Seconds() / d.Seconds()
	}
	s.usage, s.looked = u, now
	kills := u.OOMKills - s.state.OOMKills
	s.mu.Unlock()
	if kills <= 0 {
		return
	}
	// If the owner is busy, the next look will find the same.
	ctx, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
	defer cancel()
	_ = s.hand(ctx, func() {
		st := s.change(func(st *commonhall.Server) { st.OOMKills = u.OOMKills })
		s.save(ctx, st)
		s.record(ctx, commonhall.EventServerMemory, "A program of "+string(s.user.Name)+" needed more memory than the limit of "+
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
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.state.State.Active() {
		return commonhall.Usage{}, 0
	}
	return s.usage, s.cores
}

// Active notes that somebody, or their server, was active.
func (m *Manager) Active(name commonhall.UserName, at time.Time) {
	m.mu.Lock()
	if at.After(m.active[name]) {
		m.active[name] = at
	}
	s := m.servers[name]
	m.mu.Unlock()
	if s != nil {
		s.mu.Lock()
		if at.After(s.state.LastActivity) {
			s.state.LastActivity = at
		}
		s.mu.Unlock()
	}
}

// Seen notes traffic of runs, as the edge reports it.
func (m *Manager) Seen(seen map[commonhall.ServerID]time.Time) {
	for _, s := range m.all() {
		if at, ok := seen[s.snapshot().ID]; ok {
			m.Active(s.user.Name, at)
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
		m.log.Warn("cannot store activity", "error", err)
	}
}
