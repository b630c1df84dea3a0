package server

import (
	"context"
	"errors"
	"maps"
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
	look, flush, disks := time.NewTicker(lookEvery), time.NewTicker(flushEvery), time.NewTicker(diskEvery)
	defer look.Stop()
	defer disks.Stop()
	defer flush.Stop()
	strangers := map[commonhall.ServerID]bool{}
	for {
		select {
		case <-ctx.Done():
			return
		case <-flush.C:
			m.flush(ctx)
		case <-disks.C:
			m.lookAtDisks(ctx)
		case <-look.C:
			if m.Running() > 0 || len(strangers) > 0 || m.leftover.Load() {
				strangers = m.measure(ctx, strangers)
			}
		}
	}
}

// measure reads what servers use. About runs that are nobody's twice in a row is decided: a
// start may have come late from a hub that is dead, for instance.
func (m *Manager) measure(ctx context.Context, before map[commonhall.ServerID]bool) map[commonhall.ServerID]bool {
	strangers := map[commonhall.ServerID]bool{}
	left := m.leftover.Swap(false) // what there is shows in usage; what cannot be ended meanwhile, in the next
	usage, err := m.spawner.Usage(ctx)
	if err != nil {
		if left {
			m.leftover.Store(true)
		}
		if ctx.Err() == nil && !errors.Is(err, spawner.ErrAway) {
			m.log.Warn("cannot measure the servers", "error", err)
		}
		return before
	}
	for _, s := range m.all() {
		state := s.snapshot()
		if u, ok := usage[state.ID]; ok && state.State.Active() {
			delete(usage, state.ID)
			s.learn(ctx)
			s.measured(ctx, u)
		}
	}
	var late []commonhall.ServerID
	for id := range usage {
		if m.isOthers(id) {
			continue
		}
		if strangers[id] = true; before[id] {
			late = append(late, id)
		}
	}
	m.lateOnes(ctx, late, usage)
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
	if !ranInto(state, u) {
		return
	}
	// If the owner is busy, the next look will find the same.
	ctx, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
	defer cancel()
	_ = s.hand(ctx, func() {
		if s.snapshot().ID == state.ID { // and not another run by now
			s.tellWalls(ctx, u)
		}
	})
}

// ranInto reports whether programs of a run have run into a limit since that was noted last.
func ranInto(st commonhall.Server, u commonhall.Usage) bool {
	return u.OOMKills > st.OOMKills || u.Refused > st.Refused && !st.PIDsReached
}

// tellWalls notes and tells which limits programs of the present run have run into. It is done
// by the owning goroutine, and before these limits change.
func (s *server) tellWalls(ctx context.Context, u commonhall.Usage) {
	before := s.snapshot()
	if !ranInto(before, u) {
		return
	}
	kills, full := u.OOMKills > before.OOMKills, u.Refused > before.Refused && !before.PIDsReached
	st := s.change(func(st *commonhall.Server) {
		if st.PIDsReached = st.PIDsReached || full; kills {
			st.OOMKills, st.OOMLimit = u.OOMKills, st.Limits.Memory
		}
	})
	s.save(ctx, st)
	if kills {
		s.record(ctx, commonhall.EventServerMemory, forMemory(st, u.OOM))
	}
	if full { // once in a run: what starts itself over and over does it a thousand times
		s.record(ctx, commonhall.EventServerPIDs, "A program of "+s.key.String()+" could not start another process: the server may have "+
			LimitWords(commonhall.LimitPIDs, float64(st.Limits.PIDs))+whose(st, commonhall.LimitPIDs)+". Whoever needs more asks an administrator.")
	}
}

// refusedBefore reports whether all processes that a run is known not to have got were refused
// under another limit.
func (s *server) refusedBefore(st commonhall.Server) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return st.Refused > 0 && !st.PIDsReached && s.usage.Refused <= st.Refused
}

// whose says in brackets by whose decision a run has a limit, where that is known.
func whose(st commonhall.Server, name commonhall.LimitName) string {
	if o, ok := st.Origins[name]; ok {
		return " (" + o.Words() + ")"
	}
	return ""
}

// Usage returns what a server used when it was last looked at, and how
// many cores.
func (m *Manager) Usage(key commonhall.ServerKey) (commonhall.Usage, float64) {
	m.mu.Lock()
	s := m.servers[key]
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
	if u.OOM != nil {
		u.OOM = named(*u.OOM)
	}
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
			m.Used(s.key, at)
		}
	}
}

// LastActive returns the later of at, which is stored, and what is noted and not
// stored yet.
func (m *Manager) LastActive(name commonhall.UserName, at time.Time) time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	if noted := m.active[name]; noted.After(at) {
		return noted
	}
	return at
}

// flush stores activity; until that is done it stays noted.
func (m *Manager) flush(ctx context.Context) {
	m.mu.Lock()
	active := maps.Clone(m.active)
	m.mu.Unlock()
	if len(active) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if err := m.store.Active(ctx, active); err != nil {
		m.log.Warn("cannot store activity; it is tried again", "error", err)
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	maps.DeleteFunc(m.active, func(name commonhall.UserName, at time.Time) bool { return at.Equal(active[name]) })
}
