package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/auth"
	"commonhall/gate"
	"commonhall/spawner"
	"commonhall/spawner/spawnertest"
	"commonhall/store"
)

// house is a hub's room over a real database and a spawner that pretends. The
// spawner outlives the hub, as a real one does.
type house struct {
	*Manager
	t     *testing.T
	cfg   Config
	db    *store.DB
	auth  *auth.Auth
	sp    *spawnertest.Pretend
	odd   *odd
	log   *lines
	ended chan error                                      // of Run
	says  atomic.Pointer[func(path string) (int, string)] // what the program "says" answers
	end   context.CancelFunc

	mu        sync.Mutex
	events    []commonhall.Event
	took      []commonhall.ServerID // routes that the edge was told to forget
	paths     []string              // of named servers, of which it was told to ask again
	edge      time.Duration         // how long the edge takes to say that it has
	sick      error                 // what the database answers to writers
	token     chan struct{}         // when given, a token is not made before it is closed
	doors     map[commonhall.UserName]int
	opened    int
	full      commonhall.UserName     // whose servers cannot be written down
	meanwhile func(commonhall.Server) // when given, what happens while a record or activity is being stored
}

// lines is a log that may be read while it is written.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// odd is the spawner, in front of which a test may put what goes wrong.
type odd struct {
	spawner.Spawner
	mu   sync.Mutex
	stop func(context.Context, commonhall.ServerID) error
	wait func(context.Context, commonhall.ServerID) error
	door func(context.Context) error

	disks         func(context.Context) error
	blind, unseen bool // use cannot be measured; runs cannot be listed
	limits        func(commonhall.ServerID) error

	notice  string // why a run has no network
	unbound string // why it has one without its bound
	missing string // which folders a run does not see
}

func (o *odd) Status(ctx context.Context, id commonhall.ServerID) (spawner.Status, error) {
	st, err := o.Spawner.Status(ctx, id)
	o.mu.Lock()
	defer o.mu.Unlock()
	st.Missing = o.missing
	if o.unbound != "" {
		st.Notice = o.unbound
	}
	if o.notice != "" {
		st.Network, st.Notice = commonhall.NetworkNone, o.notice
	}
	return st, err
}

func (o *odd) List(ctx context.Context) ([]spawner.Status, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.unseen {
		return nil, errors.New("it cannot be listed")
	}
	return o.Spawner.List(ctx)
}

func (o *odd) put(f func(*odd)) {
	o.mu.Lock()
	defer o.mu.Unlock()
	f(o)
}

func (o *odd) Stop(ctx context.Context, id commonhall.ServerID, grace time.Duration, by string) (*commonhall.End, error) {
	o.mu.Lock()
	f := o.stop
	o.mu.Unlock()
	if f != nil {
		if err := f(ctx, id); err != nil {
			return nil, err
		}
	}
	return o.Spawner.Stop(ctx, id, grace, by)
}

func (o *odd) Wait(ctx context.Context, id commonhall.ServerID) (commonhall.End, error) {
	o.mu.Lock()
	f := o.wait
	o.mu.Unlock()
	if f != nil {
		if err := f(ctx, id); err != nil {
			return commonhall.End{}, err
		}
	}
	return o.Spawner.Wait(ctx, id)
}

func (o *odd) SetLimits(ctx context.Context, id commonhall.ServerID, l commonhall.Limits) error {
	o.mu.Lock()
	f := o.limits
	o.mu.Unlock()
	if f != nil {
		if err := f(id); err != nil {
			return err
		}
	}
	return o.Spawner.SetLimits(ctx, id, l)
}

func (o *odd) Disks(ctx context.Context, accounts ...commonhall.Account) (map[int]spawner.Disk, error) {
	o.mu.Lock()
	f := o.disks
	o.mu.Unlock()
	if f != nil {
		if err := f(ctx); err != nil {
			return nil, err
		}
	}
	return o.Spawner.Disks(ctx, accounts...)
}

func (o *odd) Usage(ctx context.Context, ids ...commonhall.ServerID) (map[commonhall.ServerID]commonhall.Usage, error) {
	o.mu.Lock()
	blind := o.blind
	o.mu.Unlock()
	if blind {
		return nil, errors.New("no control groups")
	}
	return o.Spawner.Usage(ctx, ids...)
}

func (o *odd) HubListener(ctx context.Context, id commonhall.ServerID) (net.Listener, error) {
	o.mu.Lock()
	f := o.door
	o.mu.Unlock()
	if f != nil {
		if err := f(ctx); err != nil {
			return nil, err
		}
	}
	return o.Spawner.HubListener(ctx, id)
}

// tokens are auth's, which may take their time.
type tokens struct {
	*auth.Auth
	gate chan struct{}
}

func (s tokens) CreateServerToken(ctx context.Context, key commonhall.ServerKey, id commonhall.ServerID) (string, error) {
	if s.gate != nil {
		<-s.gate
	}
	return s.Auth.CreateServerToken(context.WithoutCancel(ctx), key, id)
}

// SaveServer is the database's, which can be made sick.
func (h *house) SaveServer(ctx context.Context, s commonhall.Server) error {
	h.mu.Lock()
	err, meanwhile := h.sick, h.meanwhile
	h.mu.Unlock()
	if err != nil {
		return err
	}
	if meanwhile != nil {
		meanwhile(s)
	}
	return h.db.SaveServer(ctx, s)
}

func (h *house) User(ctx context.Context, name commonhall.UserName) (commonhall.User, error) {
	return h.db.User(ctx, name)
}

func (h *house) Servers(ctx context.Context) ([]commonhall.Server, error) { return h.db.Servers(ctx) }

// noted is what the room is given as its store: activity is stored by it too.
type noted struct{ *house }

func (n noted) RemoveServer(ctx context.Context, key commonhall.ServerKey) error {
	return n.db.RemoveServer(ctx, key)
}

func (n noted) RenameServer(ctx context.Context, key commonhall.ServerKey, to commonhall.ServerName) error {
	return n.db.RenameServer(ctx, key, to)
}

func (n noted) Limits(ctx context.Context) ([]commonhall.GivenLimit, error) { return n.db.Limits(ctx) }

func (n noted) Users(ctx context.Context, f commonhall.UserFilter) ([]commonhall.User, int, error) {
	return n.db.Users(ctx, f)
}

func (n noted) SkipAccounts(ctx context.Context, k int) error { return n.db.SkipAccounts(ctx, k) }

func (n noted) Uses(ctx context.Context) (map[commonhall.ServerID]commonhall.Use, error) {
	return n.db.Uses(ctx)
}

func (n noted) SaveUses(ctx context.Context, all map[commonhall.ServerID]commonhall.Use) error {
	return n.db.SaveUses(ctx, all)
}

func (n noted) SetLimits(ctx context.Context, kind commonhall.ChoiceKind, who int, v map[commonhall.LimitName]float64) error {
	return n.db.SetLimits(ctx, kind, who, v)
}

func (n noted) Active(ctx context.Context, at map[commonhall.UserName]time.Time) error {
	n.mu.Lock()
	err, meanwhile := n.sick, n.meanwhile
	n.mu.Unlock()
	if err != nil {
		return err
	}
	if meanwhile != nil {
		meanwhile(commonhall.Server{})
	}
	return n.db.Active(ctx, at)
}

func (h *house) Record(ctx context.Context, e commonhall.Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.events = append(h.events, e)
}

func (h *house) Revoke(ctx context.Context, r gate.Revocation) error {
	h.mu.Lock()
	if r.Kind == gate.RevokePath {
		h.paths = append(h.paths, string(r.User)+"/"+string(r.Name))
		h.mu.Unlock()
		return nil
	}
	h.took = append(h.took, r.Server)
	wait := h.edge
	h.mu.Unlock()
	select {
	case <-time.After(wait):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *house) ServeInside(name commonhall.UserName, l net.Listener) {
	count := func(n int) {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.doors[name] += n
		h.opened += max(n, 0)
	}
	count(1)
	defer count(-1)
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "hub") })}
	_ = srv.Serve(l)
	srv.Close()
}

func page(status int, body string) spawnertest.Program {
	return spawnertest.Serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
}

// programs are what people run here.
func programs() map[string]spawnertest.Program {
	return map[string]spawnertest.Program{
		"page": page(200, "hello"), "lost": page(404, ""), "away": page(302, ""), "sick": page(503, "oh"),
		"exits": spawnertest.Exits(3, "no such\x1b[31m file\xff\n"), "deaf": spawnertest.Idle, "garbage": spawnertest.Garbage,
		"silent": func(in *spawnertest.Inside) int {
			if _, err := in.Listen(Port); err != nil {
				return 1
			}
			<-in.Done()
			return 0
		},
		"stubborn": func(in *spawnertest.Inside) int {
			in.IgnoreTerm()
			go page(200, "")(in)
			<-in.Killed()
			return 0
		},
		"crashes": func(in *spawnertest.Inside) int { // while the first request is on its way
			l, err := in.Listen(Port)
			if err != nil {
				return 1
			}
			c, err := l.Accept()
			if err != nil {
				return 1
			}
			defer c.Close()
			return 139
		},
	}
}

func settings() Config {
	c := Config{FirstUID: 600_001_000, Limits: commonhall.Limits{Memory: 512 << 20, CPU: 1.5, PIDs: 100}, Default: "page",
		StartTimeout: time.Minute, ReadyTimeout: 30 * time.Second, StopGrace: 10 * time.Second}
	for name := range programs() {
		c.Apps = append(c.Apps, commonhall.App{Name: commonhall.AppName(name), Title: "The " + name,
			Command: []string{name, "{port}", "{prefix}", "{home}"}, ReadyPath: "api"})
	}
	slices.SortFunc(c.Apps, func(a, b commonhall.App) int { return strings.Compare(string(a.Name), string(b.Name)) })
	c.Apps = append(c.Apps, commonhall.App{Name: "missing", Title: "Missing", Command: []string{"missing"}})
	return c
}

// story runs f in a house where ada and ben are listed, in a time of its own, and
// fails if anything is still going on when the hub and the servers have ended.
func story(t *testing.T, f func(h *house)) {
	t.Helper()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		db, err := store.Open(t.Context(), filepath.Join(dir, "hub.db"))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		h := &house{t: t, db: db, cfg: settings(), log: &lines{}, doors: map[commonhall.UserName]int{}}
		all := programs()
		all["says"] = h.program
		h.sp = spawnertest.NewPretend(spawnertest.PretendOptions{Program: func(args []string) spawnertest.Program { return all[args[0]] }})
		defer h.sp.Close()
		h.odd = &odd{Spawner: h.sp}
		h.auth = auth.New(auth.Config{FirstUID: 600_001_000, LastUID: 600_065_535, FirstGID: 600_000_100, LastGID: 600_000_899, Key: make([]byte, 32)}, db, h, h, nil, slog.New(slog.DiscardHandler))
		if _, err := h.auth.AddUsers(t.Context(), []string{"ada", "ben"}, false); err != nil {
			t.Fatal(err)
		}
		h.boot()
		f(h)
		h.kill()
		if h.doors["ada"]+h.doors["ben"] != 0 {
			t.Errorf("the hub has ended and still serves inside: %v", h.doors)
		}
	})
}

// boot starts a hub on what is there.
func (h *house) boot() {
	h.mu.Lock()
	h.events, h.took, h.sick = nil, nil, nil
	h.mu.Unlock()
	h.Manager = New(h.cfg, noted{h}, h.odd, h, tokens{h.auth, h.token}, h, h, slog.New(slog.NewTextHandler(h.log, nil)))
	ctx, end := context.WithCancel(h.ctx())
	h.end, h.ended = end, make(chan error, 1)
	m := h.Manager
	ended := h.ended
	go func() { ended <- m.Run(ctx, func() {}) }()
	synctest.Wait()
}

// kill ends the hub without a last word to the database.
func (h *house) kill() {
	h.mu.Lock()
	h.sick = commonhall.Errorf(commonhall.Internal, "the hub is dead")
	h.mu.Unlock()
	h.end()
	h.must(<-h.ended)
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) start(name commonhall.UserName, app commonhall.AppName) {
	h.t.Helper()
	h.must(h.Start(h.ctx(), name.Default(), app))
}

func (h *house) get(name commonhall.UserName) commonhall.Server {
	h.t.Helper()
	s, err := h.Get(h.ctx(), name.Default())
	h.must(err)
	return s
}

// until waits until a server is in a state; in a bubble of synctest that is as
// long as it takes, or for ever and the test fails.
func (h *house) until(name commonhall.UserName, want commonhall.ServerState) commonhall.Server {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.ctx(), time.Hour)
	defer cancel()
	for {
		s, changed, err := h.Watch(ctx, name.Default())
		h.must(err)
		if s.State == want {
			synctest.Wait() // whoever did that has finished
			return h.get(name)
		}
		select {
		case <-changed:
		case <-ctx.Done():
			h.t.Fatalf("%s's server is %s, want %s; log:\n%s", name, s.State, want, h.log)
		}
	}
}

// running returns the ids of runs that the spawner knows.
func (h *house) running() (ids []commonhall.ServerID) {
	list, err := h.sp.List(context.Background())
	h.must(err)
	for _, st := range list {
		ids = append(ids, st.ID)
	}
	return ids
}

// happened returns the names of events since it was last asked.
func (h *house) happened() (names []commonhall.EventName) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, e := range h.events {
		names = append(names, e.Name)
	}
	h.events = nil
	return names
}

// tokenWorks reports whether the token of a run still opens the hub.
func (h *house) tokenWorks(id commonhall.ServerID) bool {
	_, err := h.auth.Identify(h.ctx(), gate.APIToken, sha256.Sum256([]byte(h.auth.ServerToken(id))))
	return err == nil
}

func (h *house) wantEvents(want ...commonhall.EventName) {
	h.t.Helper()
	if got := h.happened(); !slices.Equal(got, want) {
		h.t.Errorf("events %v, want %v", got, want)
	}
}

// stored is what the next hub would read.
func (h *house) stored(name commonhall.UserName) commonhall.Server {
	h.t.Helper()
	s, err := h.db.Server(h.ctx(), name.Default())
	h.must(err)
	return s
}

// ctx ends with the test, inside its bubble.
func (h *house) ctx() context.Context { return h.t.Context() }

// route is how the edge is told to reach somebody's default server.
func (h *house) route(name commonhall.UserName) gate.Answer {
	_, a := h.Route(name.Default())
	return a
}
