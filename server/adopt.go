package server

import (
	"context"
	"errors"
	"slices"
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
	records, found, runs, err := m.together(ctx, records, list)
	if err != nil {
		return err
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
		all.Go(func() { errs[i] = m.adoptOne(ctx, rec, st, known, found[rec.ID]) })
	}
	all.Wait()
	return errors.Join(errs...)
}

// together holds what is recorded against what runs. It returns the records as they are from
// now on, and which of them are those of runs that were found without one. What is left over
// is ended, and nobody waits for that.
func (m *Manager) together(ctx context.Context, records []commonhall.Server, list []spawner.Status) (_ []commonhall.Server, found map[commonhall.ServerID]bool, runs map[commonhall.ServerID]spawner.Status, err error) {
	runs, found = map[commonhall.ServerID]spawner.Status{}, map[commonhall.ServerID]bool{}
	for _, st := range list {
		runs[st.ID] = st
	}
	at, named := map[commonhall.ServerKey]int{}, map[commonhall.ServerID]bool{}
	for i, rec := range records {
		at[rec.Key()], named[rec.ID] = i, true
		if rec.State.Active() {
			list = slices.DeleteFunc(list, func(st spawner.Status) bool { return st.ID == rec.ID })
		}
	}
	recorded := func(key commonhall.ServerKey) commonhall.Server {
		if i, ok := at[key]; ok {
			return records[i]
		}
		return commonhall.Server{}
	}
	v, err := m.judge(ctx, list, recorded, func(id commonhall.ServerID) bool { return named[id] })
	if err != nil {
		return nil, nil, nil, err
	}
	for _, rec := range v.anew {
		found[rec.ID] = true
		i, ok := at[rec.Key()]
		if !ok {
			records = append(records, rec)
			continue
		}
		if records[i].State.Active() { // where that run lives too, it is the older one, and the next looks end it
			if err := m.tokens.RevokeServerToken(ctx, records[i].ID); err != nil {
				return nil, nil, nil, err
			}
		}
		records[i] = rec
	}
	m.end(ctx, v.over)
	m.unlisted.mu.Lock()
	defer m.unlisted.mu.Unlock()
	return records, found, runs, m.keep(ctx, v.kept)
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
func (m *Manager) adoptOne(ctx context.Context, rec commonhall.Server, st spawner.Status, known, found bool) error {
	text := "The hub restarted; the " + rec.Key().Words() + " went on meanwhile."
	u, err := m.store.User(ctx, rec.User)
	if err != nil {
		return err
	}
	if known && st.Limits != (commonhall.Limits{}) && st.Limits != rec.Limits { // the hub died between the change and its record
		rec.Limits, rec.Origins = st.Limits, nil
	}
	before := rec
	if found { // it is its server when that is written down, and not earlier
		m.mu.Lock()
		before = m.state(rec.Key())
		m.mu.Unlock()
	}
	s, err := m.own(u, before)
	if err == nil && known && rec.Software == nil && !readLabel(st.Label).whole {
		s.mu.Lock()
		s.blind = rec.ID
		s.mu.Unlock()
	}
	if err == nil && found {
		text, err = s.take(ctx, rec, st, u.Suspended)
	}
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
		Text: text})
	return s.hand(ctx, func() {
		s.look(ctx, func(ctx context.Context) { s.follow(ctx, rec, m.App(rec.App), func() {}) })
	})
}

// hand has f done by the owning goroutine.
func (s *server) hand(ctx context.Context, f func()) error {
	return s.ask(ctx, command{do: func() error { f(); return nil }})
}
