package server

import (
	"context"
	"errors"
	"sync"

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
	var list []spawner.Status
	err = patiently(ctx, func(ctx context.Context) (err error) {
		list, err = m.spawner.List(ctx)
		if errors.Is(err, spawner.ErrAway) && ctx.Err() == nil {
			m.log.Warn("waiting for the spawner, to learn which servers run", "error", err)
		}
		return err
	})
	if err != nil {
		return err
	}
	runs := map[commonhall.ServerID]spawner.Status{}
	for _, st := range list {
		runs[st.ID] = st
	}
	// All at once: many ends are recorded after the machine itself was restarted,
	// and each may wait for the edge.
	var all sync.WaitGroup
	errs := make([]error, len(records))
	for i, rec := range records {
		m.mu.Lock()
		m.name(rec.Key())
		if !rec.State.Active() {
			m.past[rec.Key()] = rec
		}
		m.mu.Unlock()
		if !rec.State.Active() {
			continue
		}
		st, known := runs[rec.ID]
		delete(runs, rec.ID)
		all.Go(func() { errs[i] = m.adoptOne(ctx, rec, st, known) })
	}
	all.Wait()
	for id := range runs {
		if m.isOthers(id) {
			continue
		}
		m.log.Warn("stopping a server that is nobody's", "server", id)
		m.work.Go(func() { m.discard(ctx, id) })
	}
	return errors.Join(errs...)
}

// discard ends a run that no record speaks of, and reports whether it did.
func (m *Manager) discard(ctx context.Context, id commonhall.ServerID) bool {
	ctx, cancel := context.WithTimeout(ctx, m.cfg.StopGrace+stopSlack)
	defer cancel()
	if _, err := m.spawner.Stop(ctx, id, m.cfg.StopGrace, commonhall.RoleHouse); err != nil {
		m.log.Error("cannot stop a server that is nobody's", "server", id, "error", err)
		m.leftover.Store(true)
		return false
	}
	if err := m.spawner.Forget(ctx, id); err != nil {
		m.log.Warn("the spawner does not forget a server", "server", id, "error", err)
	}
	return true
}

// adoptOne takes up one server where the hub before this one left it.
func (m *Manager) adoptOne(ctx context.Context, rec commonhall.Server, st spawner.Status, known bool) error {
	u, err := m.store.User(ctx, rec.User)
	if err != nil {
		return err
	}
	if known && st.Limits != (commonhall.Limits{}) && st.Limits != rec.Limits { // the hub died between the change and its record
		rec.Limits, rec.Origins = st.Limits, nil
	}
	s, err := m.own(u, rec)
	if err != nil {
		return err
	}
	switch {
	case u.Suspended || rec.State == commonhall.Stopping:
		// Not waited for: the others should not be out of reach meanwhile.
		m.work.Go(func() { _ = s.hand(ctx, func() { _ = s.stop(ctx, ctx, commonhall.RoleHouse) }) })
		return nil
	case !known && rec.State == commonhall.Spawning:
		// It was written down and perhaps never asked for: the same id again.
		return s.hand(ctx, func() { s.resume(ctx, rec, m.App(rec.App)) })
	case !known:
		return s.hand(ctx, func() { s.ended(ctx, m.lost(rec)) })
	case st.End != nil:
		return s.hand(ctx, func() { s.ended(ctx, *st.End) })
	}
	m.tellAnew(u.Name)
	m.events.Record(ctx, commonhall.Event{Name: commonhall.EventServerAdopted, User: u.Name, Server: rec.ID, Named: rec.Name,
		Text: "The hub restarted; the " + rec.Key().Words() + " went on meanwhile."})
	return s.hand(ctx, func() {
		s.look(ctx, func(ctx context.Context) { s.follow(ctx, rec, m.App(rec.App), func() {}) })
	})
}

// hand has f done by the owning goroutine.
func (s *server) hand(ctx context.Context, f func()) error {
	return s.ask(ctx, command{do: func() error { f(); return nil }})
}
