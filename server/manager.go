// Package server looks after people's servers: it starts them, notices when they
// serve, adopts them after a restart, stops them, and remembers how they ended.
//
// One goroutine owns one server; commands reach it over a channel, and
// others see copies of its state. The room knows neither HTTP doors nor accounts'
// passwords; who may start what is the caller's business. New starts nothing; Run
// adopts, then works until its context ends. People's servers go on after it.
package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"commonhall"
	"commonhall/config"
	"commonhall/gate"
	"commonhall/spawner"
)

// Store is what the room keeps its records in.
type Store interface {
	User(context.Context, commonhall.UserName) (commonhall.User, error)
	Servers(context.Context) ([]commonhall.Server, error)
	SaveServer(context.Context, commonhall.Server) error
	RemoveServer(context.Context, commonhall.ServerKey) error
	RenameServer(context.Context, commonhall.ServerKey, commonhall.ServerName) error
	Users(context.Context, commonhall.UserFilter) ([]commonhall.User, int, error)
	Removed(context.Context) ([]commonhall.Removed, error)
	// SkipAccounts makes the first so many numbers of accounts nobody's who is added.
	SkipAccounts(ctx context.Context, n int) error
	Active(context.Context, map[commonhall.UserName]time.Time) error
	Limits(context.Context) ([]commonhall.GivenLimit, error)
	SetLimits(context.Context, commonhall.ChoiceKind, int, map[commonhall.LimitName]float64) error
	Uses(context.Context) (map[commonhall.ServerID]commonhall.Use, error)
	SaveUses(context.Context, map[commonhall.ServerID]commonhall.Use) error
}

// Tokens makes and ends the token with which a server speaks to the hub.
type Tokens interface {
	CreateServerToken(context.Context, commonhall.ServerKey, commonhall.ServerID) (string, error)
	RevokeServerToken(context.Context, commonhall.ServerID) error
	// ServerToken is the token of a run that CreateServerToken was called for.
	ServerToken(commonhall.ServerID) string
}

// Revoker takes answers back that the edge holds.
type Revoker interface {
	Revoke(context.Context, gate.Revocation) error
}

// Inside serves the hub's API to the programs of one server, on the listener
// that is theirs alone, until the listener is closed.
type Inside interface {
	ServeInside(name commonhall.UserName, l net.Listener)
}

// Software chooses what a server sees of the class's software.
type Software interface {
	// Choose is asked for each start. What it returns (nil: the machine's programs
	// alone) stays on the disk until release is called; by then the server's record
	// has it. Without a draft it is what everybody has.
	Choose(ctx context.Context, u commonhall.User, app commonhall.App, withoutDraft bool) (sw *commonhall.Software, release func(), err error)
	// Brings says which of apps find their program in what a server of u would see;
	// nobody in particular has what everybody has.
	Brings(ctx context.Context, u commonhall.User, apps []commonhall.App) (map[commonhall.AppName]bool, error)
	// Runs reports whether a run is a check or a build, and no server at all.
	Runs(id commonhall.ServerID) bool
}

// Groups knows in which groups people are: a server sees the folders of its person's.
type Groups interface {
	Memberships(context.Context, ...commonhall.UserName) (map[commonhall.UserName][]commonhall.Membership, error)
	Group(context.Context, commonhall.GroupName) (commonhall.Group, error)
}

// Config is what the operator decides.
type Config struct {
	Apps         []commonhall.App   // in the order in which they are offered
	Default      commonhall.AppName // the first choice; empty: the first that exists
	Limits       commonhall.Limits  // of whoever has no others
	Most         commonhall.Limits  // that anybody may be given
	Room         commonhall.Limits  // that can be guaranteed to all together; 0: nobody counts
	StartTimeout time.Duration      // from the start until the port accepts
	ReadyTimeout time.Duration      // from then until it answers
	StopGrace    time.Duration
	Starts       int                  // how many may start at once; 0: as many as want to
	Admission    commonhall.Admission // nil: there is always room
	IdleStop     time.Duration        // a server that nobody uses for so long is stopped; 0: never
	MaxAge       time.Duration        // and one that has run for so long; 0: never
	Software     Software             // nil: the machine's programs alone
	Groups       Groups               // nil: there are none
	Booted       time.Time            // when the machine was started; zero: nobody knows
	DiskAge      time.Duration        // how old may be what pages tell of the disk; 0: it is asked each time
	Pending      int                  // how many may be starting before more are turned away; 0: nobody is
	Active       int                  // how many may run at once; 0: as many as there is room for
	Named        bool                 // people may have servers beside the default one
	NamedLimit   int                  // and how many of them; 0: as many as they like
	Options      []config.Option      // what is asked of each start
	FirstUID     int                  // of people's accounts
}

// Port is where a server's program listens, on its own loopback.
const Port = 8888

// Manager is the room.
type Manager struct {
	cfg     Config
	store   Store
	spawner spawner.Spawner
	events  commonhall.Recorder
	tokens  Tokens
	revoker Revoker
	inside  Inside
	log     *slog.Logger
	starts  chan struct{} // nil: no bound

	mu      sync.Mutex
	ctx     context.Context // of Run; nil before it
	adopted chan struct{}   // closed when it is known what runs
	servers map[commonhall.ServerKey]*server
	past    map[commonhall.ServerKey]commonhall.Server // records of servers without a goroutine
	people  map[commonhall.UserName]*person            // who had, or has, a server
	active  map[commonhall.UserName]time.Time          // not yet stored
	ending  map[commonhall.ServerID]bool               // runs that no record speaks of, and that are just being ended
	work    sync.WaitGroup

	promises promises
	lacking  lacking
	deciding sync.Mutex    // about limits
	glances  glances       // at the disk
	resweep  chan struct{} // when servers are stopped by themselves was decided anew

	beginning atomic.Int64 // starts whose records do not have them yet

	unlisted unlisted // runs that go on though nobody is listed whose they are

	leftover atomic.Bool // a run could not be ended: look for it, though nothing else runs
}

// New returns a manager. Its parts may be set up in any order before Run.
func New(cfg Config, store Store, sp spawner.Spawner, events commonhall.Recorder, tokens Tokens, revoker Revoker, inside Inside, log *slog.Logger) *Manager {
	m := &Manager{cfg: cfg, store: store, spawner: sp, events: events, tokens: tokens, revoker: revoker, inside: inside, log: log,
		adopted: make(chan struct{}), resweep: make(chan struct{}, 1), servers: map[commonhall.ServerKey]*server{}, past: map[commonhall.ServerKey]commonhall.Server{}, unlisted: unlisted{since: map[commonhall.ServerID]stranger{}}, people: map[commonhall.UserName]*person{}, active: map[commonhall.UserName]time.Time{}, ending: map[commonhall.ServerID]bool{}}
	if cfg.Starts > 0 {
		m.starts = make(chan struct{}, cfg.Starts)
	}
	return m
}

// Run adopts what runs, calls ready at once (pages can be served before), and
// works until ctx ends.
func (m *Manager) Run(ctx context.Context, ready func()) error {
	m.mu.Lock()
	m.ctx = ctx
	m.mu.Unlock()
	ready()
	err := m.adopt(ctx)
	if err == nil {
		close(m.adopted)
		m.work.Go(func() { m.stopIdle(ctx) })
		m.watch(ctx)
	}
	m.mu.Lock()
	m.ctx = nil
	m.mu.Unlock()
	m.work.Wait()
	m.flush(context.WithoutCancel(ctx))
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// patience is how long a caller waits for a hub that has just started to know
// what runs; the warden usually tells it within milliseconds.
const patience = 5 * time.Second

// known waits until Run has adopted.
func (m *Manager) known(ctx context.Context) error {
	if m.hasAdopted() {
		return nil
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-m.adopted:
		return nil
	case <-timer.C:
		return errAway()
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (m *Manager) hasAdopted() bool {
	select {
	case <-m.adopted:
		return true
	default:
		return false
	}
}

// errAway is what callers hear before Run has adopted, and when it ends.
func errAway() error {
	return commonhall.Errorf(commonhall.Unavailable, "The hub is restarting and does not know yet which servers run.").
		WithHint("Try again in a second.")
}

// of returns the goroutine that owns a server, started if needed.
func (m *Manager) of(ctx context.Context, key commonhall.ServerKey) (*server, error) {
	m.mu.Lock()
	s := m.servers[key]
	m.mu.Unlock()
	if s != nil {
		return s, nil
	}
	rec, err := m.Get(ctx, key)
	if err != nil {
		return nil, err
	}
	u, err := m.store.User(ctx, key.User)
	if err != nil {
		return nil, err
	}
	return m.own(u, rec)
}

// own makes the goroutine for a server, or returns the one there is.
func (m *Manager) own(u commonhall.User, rec commonhall.Server) (*server, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := rec.Key()
	if s := m.servers[key]; s != nil {
		return s, nil
	}
	if m.ctx == nil {
		return nil, errAway()
	}
	if !m.exists(key) {
		return nil, noServer(key)
	}
	s := newServer(m, u, rec)
	m.servers[key] = s
	delete(m.past, key)
	ctx := m.ctx
	m.work.Go(func() { s.run(ctx) })
	return s, nil
}

// Get returns the state of a server. A person's default server is always there; one that
// was never started is stopped and has no id.
func (m *Manager) Get(ctx context.Context, key commonhall.ServerKey) (commonhall.Server, error) {
	m.mu.Lock()
	s := m.servers[key]
	m.mu.Unlock()
	if s != nil {
		return s.snapshot(), nil
	}
	if err := m.known(ctx); err != nil {
		return commonhall.Server{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.servers[key] == nil && m.past[key].User == "" && !m.exists(key) {
		return commonhall.Server{}, noServer(key)
	}
	return m.state(key), nil
}

// state returns how a server is, one that was never started as stopped and without an id.
// It is called with mu held.
func (m *Manager) state(key commonhall.ServerKey) commonhall.Server {
	if s := m.servers[key]; s != nil {
		return s.snapshot()
	}
	if rec := m.past[key]; rec.User != "" {
		return rec
	}
	return commonhall.Server{User: key.User, Name: key.Name, State: commonhall.Stopped}
}

// Watch returns the state of a server, and a channel that is closed when it has changed.
func (m *Manager) Watch(ctx context.Context, key commonhall.ServerKey) (commonhall.Server, <-chan struct{}, error) {
	s, err := m.of(ctx, key)
	if err != nil {
		return commonhall.Server{}, nil, err
	}
	state, changed := s.watch()
	return state, changed, nil
}

// Stop ends a server and returns when it has ended. One that does not run is no error.
func (m *Manager) Stop(ctx context.Context, key commonhall.ServerKey, by string) error {
	s, err := m.of(ctx, key)
	if err != nil {
		return err
	}
	return s.ask(ctx, command{stop: true, by: by})
}

// StopAll ends every server, all at once, and returns whose have ended, and why others
// have not. It goes on where nobody waits for it.
func (m *Manager) StopAll(ctx context.Context, by string) (ended []commonhall.ServerKey, left map[commonhall.ServerKey]error, err error) {
	ctx = context.WithoutCancel(ctx)
	if err := m.known(ctx); err != nil {
		return nil, nil, err
	}
	left = map[commonhall.ServerKey]error{}
	var mu sync.Mutex
	var all sync.WaitGroup
	for _, s := range m.all() {
		if !s.snapshot().State.Active() {
			continue
		}
		all.Go(func() {
			err := s.ask(ctx, command{stop: true, by: by})
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				left[s.key] = err
			} else {
				ended = append(ended, s.key)
			}
		})
	}
	all.Wait()
	for _, key := range m.endUnlisted(ctx) {
		left[key] = commonhall.Errorf(commonhall.Unavailable, "The server could not be stopped.").WithHint("Try again in a moment.")
	}
	slices.SortFunc(ended, byKey)
	text := fmt.Sprintf("All servers were stopped, %d of them.", len(ended))
	if len(left) > 0 {
		text = fmt.Sprintf("%d servers were stopped. These could not be: %v.", len(ended), slices.SortedFunc(maps.Keys(left), byKey))
	}
	m.events.Record(ctx, commonhall.Event{Name: commonhall.EventServersStopped, Text: text})
	return ended, left, nil
}

// Running counts the servers that are active.
func (m *Manager) Running() int {
	n := 0
	for _, s := range m.all() {
		if s.snapshot().State.Active() {
			n++
		}
	}
	return n
}

func (m *Manager) all() []*server {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := make([]*server, 0, len(m.servers))
	for _, s := range m.servers {
		out = append(out, s)
	}
	return out
}

// Route tells the edge how to reach a server, and which it is: where there is none of that
// name, which may be a path of it, the default one.
func (m *Manager) Route(key commonhall.ServerKey) (commonhall.ServerKey, gate.Answer) {
	adopted := m.hasAdopted()
	m.mu.Lock()
	if !m.exists(key) {
		key = key.User.Default()
	}
	s := m.servers[key]
	m.mu.Unlock()
	a := gate.Answer{Result: gate.NotRunning, Prefix: key.Prefix()}
	if !adopted {
		return key, gate.Answer{Result: gate.Unavailable}
	}
	if s == nil {
		return key, a
	}
	if state := s.snapshot(); state.State == commonhall.Ready {
		a.Result, a.Server, a.Port, a.Strip = gate.Allow, state.ID, Port, m.strips(state.App)
		a.HubAuth = m.App(state.App).HubAuth
	}
	return key, a
}

// Log returns the last lines that a server wrote.
func (m *Manager) Log(ctx context.Context, key commonhall.ServerKey, limit int) (string, error) {
	state, err := m.Get(ctx, key)
	if err != nil {
		return "", err
	}
	if !state.State.Active() {
		if state.End != nil {
			return state.End.Log, nil
		}
		return "", nil
	}
	b, err := m.spawner.Log(ctx, state.ID, limit)
	if errors.Is(err, spawner.ErrUnknown) {
		return "", nil
	}
	return printable(string(b)), err
}
