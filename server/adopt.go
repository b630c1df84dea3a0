package server

import (
	"context"
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
		if !rec.State.Active() {
			m.mu.Lock()
			m.past[rec.User] = rec
			m.mu.Unlock()
		} else if err := m.adoptOne(ctx, rec, runs); err != nil {
			return err
		} else {
			delete(runs, rec.ID)
		}
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
