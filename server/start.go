package server

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"time"

	"commonhall"
)

// Manner is how a server starts as far as the class's software goes.
type Manner string

const (
	AsUsual      Manner = ""
	WithoutDraft Manner = "without-draft" // with what everybody has, where one's own draft of it does not work
	WithoutOwn   Manner = "without-own"   // with what one has installed for oneself set aside
	WithOwn      Manner = "with-own"      // with that back which was set aside last
)

// Wish is what somebody asks of a start.
type Wish struct {
	App     commonhall.AppName // empty: a named server's last one, otherwise the default one
	Manner  Manner
	Patient bool            // whoever asks waits, however many start right now
	Display *string         // nil: as it is called already
	Options json.RawMessage // JupyterHub's user_options: a JSON object; nil: a named server's last ones
	Again   bool            // what Options leave out is as last time
}

// Start begins to start a server with an app, "" for the default one, and returns when that
// is recorded. A server that is active already is left as it is, and told by the error's
// kind AlreadyExists.
func (m *Manager) Start(ctx context.Context, key commonhall.ServerKey, app commonhall.AppName) error {
	return m.StartAs(ctx, key, Wish{App: app})
}

// StartAs is Start as somebody wishes. A named server that does not exist is made first, and
// is gone again where it does not even begin to start.
func (m *Manager) StartAs(ctx context.Context, key commonhall.ServerKey, w Wish) error {
	switch w.Manner {
	case AsUsual, WithoutDraft, WithoutOwn, WithOwn:
	default:
		return commonhall.Errorf(commonhall.InvalidArgument, "There is no manner %q in which a server starts.", string(w.Manner)).
			WithHint("There are without-draft, without-own and with-own; without one it starts as usual.")
	}
	if err := m.mayStart(key); err != nil {
		return err
	}
	if err := m.reclaim(ctx, key.User); err != nil {
		return err
	}
	before, err := m.Get(ctx, key)
	missing := commonhall.KindOf(err) == commonhall.NotFound
	if err != nil && !missing {
		return err
	}
	a, err := m.appFor(ctx, key, before, w)
	if err != nil {
		return err
	}
	made := false
	if missing {
		_, err := m.Make(ctx, key, Described{Display: w.Display, Options: w.Options})
		if err != nil && commonhall.KindOf(err) != commonhall.AlreadyExists { // somebody else was first
			return err
		}
		made = err == nil
	}
	s, err := m.of(ctx, key)
	if err != nil {
		return err
	}
	err = s.ask(ctx, command{start: &a, wish: w})
	if err != nil && made && s.snapshot().ID == "" {
		_ = m.Remove(context.WithoutCancel(ctx), key)
	}
	return err
}

// retryLeast and retryMost bound when whoever was turned away should come again: not all at
// the same moment.
const (
	retryLeast = 30 * time.Second
	retryMost  = time.Minute
)

// crowded refuses a start where enough servers start or run already. This one is counted
// until done is called.
func (m *Manager) crowded(patient bool) (done func(), err error) {
	starting := int(m.beginning.Add(1)) - 1
	active := starting
	for _, s := range m.all() {
		switch now := s.snapshot().State; {
		case now == commonhall.Spawning:
			starting, active = starting+1, active+1
		case now.Active():
			active++
		}
	}
	retry := retryLeast + rand.N(retryMost-retryLeast)
	switch done = func() { m.beginning.Add(-1) }; {
	case m.cfg.Active > 0 && active >= m.cfg.Active:
		err = commonhall.Errorf(commonhall.ResourceExhausted, "As many servers run as may run at once here: %d.", m.cfg.Active).
			WithHint("Nothing of yours is lost. Try again when somebody has stopped theirs.").RetryIn(retry)
	case !patient && m.cfg.Pending > 0 && starting >= m.cfg.Pending:
		err = commonhall.Errorf(commonhall.ResourceExhausted, "Too many servers are starting right now.").
			WithHint("Try again in " + inWords(retry.Round(time.Second)) + ".").RetryIn(retry)
	}
	if err != nil {
		done()
	}
	return done, err
}

// hasDraft reports whether another server of the same person works on a draft of the class's
// software: one run at a time can.
func (m *Manager) hasDraft(s *server) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, key := range m.keys(s.name) {
		if other := m.servers[key]; other != nil && other != s {
			if now := other.snapshot(); now.State.Active() && now.Software != nil && now.Software.Draft != "" {
				return true
			}
		}
	}
	return false
}
