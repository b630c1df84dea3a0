package server

import (
	"context"
	"crypto/rand"
	"errors"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"

	"commonhall"
	"commonhall/gate"
	"commonhall/spawner"
)

// server is one person's server. Its goroutine, run, is the only one that changes
// state; everybody else reads copies.
type server struct {
	m    *Manager
	user commonhall.User
	cmds chan command
	quit chan struct{}

	mu       sync.Mutex
	state    commonhall.Server
	changed  chan struct{}
	usage    commonhall.Usage
	cores    float64 // CPU in use, measured between two looks
	looked   time.Time
	lookedAt commonhall.ServerID // which run that was

	// Owned by run:
	cancel context.CancelFunc // ends the goroutine that looks after the present run
	ends   chan ending        // what that goroutine found
}

// command is what somebody wants of a server.
type command struct {
	start *commonhall.App
	stop  bool
	by    string
	do    func()
	ctx   context.Context
	done  chan error
}

// ending is how a run ended, or that it became ready.
type ending struct {
	id    commonhall.ServerID
	ready bool
	end   commonhall.End
}

func newServer(m *Manager, u commonhall.User, rec commonhall.Server) *server {
	return &server{m: m, user: u, state: rec, cmds: make(chan command), quit: make(chan struct{}),
		changed: make(chan struct{}), ends: make(chan ending), cancel: func() {}}
}

func (s *server) snapshot() commonhall.Server {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}

func (s *server) watch() (commonhall.Server, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state, s.changed
}

// change alters the state and tells who watches.
func (s *server) change(f func(*commonhall.Server)) commonhall.Server {
	s.mu.Lock()
	defer s.mu.Unlock()
	f(&s.state)
	close(s.changed)
	s.changed = make(chan struct{})
	return s.state
}

// ask hands a command to the owning goroutine and waits for its answer.
func (s *server) ask(ctx context.Context, c command) error {
	c.ctx, c.done = ctx, make(chan error, 1)
	select {
	case s.cmds <- c:
	case <-s.quit:
		return errAway()
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-c.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// run owns the server until the hub ends. The run of the server itself goes on.
func (s *server) run(ctx context.Context) {
	defer func() { s.cancel() }()
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.quit:
			return
		case c := <-s.cmds:
			switch {
			case c.start != nil:
				c.done <- s.start(ctx, c)
			case c.stop:
				c.done <- s.stop(ctx, c.ctx, c.by)
			default:
				c.do()
				c.done <- nil
			}
		case e := <-s.ends:
			if e.id != s.snapshot().ID {
				break // of a run before this one
			}
			if e.ready {
				s.becomeReady(ctx)
			} else {
				s.ended(ctx, e.end)
			}
		}
	}
}

// newRunID returns an id for a new run; the account's number makes it readable.
func newRunID(a commonhall.Account) commonhall.ServerID {
	return commonhall.ServerID(strconv.Itoa(a.UID) + "-" + strings.ToLower(rand.Text()[:10]))
}

// start writes the intent down and hands the work to a goroutine of its own.
func (s *server) start(ctx context.Context, c command) error {
	if now := s.snapshot(); now.State.Active() {
		return commonhall.Errorf(commonhall.AlreadyExists, "%s is already running", string(s.user.Name))
	}
	u, err := s.m.store.User(c.ctx, s.user.Name)
	if err != nil {
		return err
	}
	s.user = u
	now := time.Now().UTC()
	next := commonhall.Server{ID: newRunID(u.Account), User: u.Name, App: c.start.Name, State: commonhall.Spawning,
		Started: now, LastActivity: now, Limits: s.m.cfg.Limits, Message: "Server requested"}
	if err := s.m.store.SaveServer(c.ctx, next); err != nil {
		return err
	}
	s.change(func(st *commonhall.Server) { *st = next })
	s.record(c.ctx, commonhall.EventServerStarting, c.start.Title+" is starting for "+string(u.Name)+".")
	s.look(ctx, func(ctx context.Context) { s.bringUp(ctx, next, *c.start) })
	return nil
}

// look starts the goroutine that looks after the present run.
func (s *server) look(ctx context.Context, f func(context.Context)) {
	s.cancel()
	ctx, s.cancel = context.WithCancel(ctx)
	s.m.work.Go(func() { f(ctx) })
}

// tell reports to the owning goroutine.
func (s *server) tell(ctx context.Context, e ending) {
	select {
	case s.ends <- e:
	case <-ctx.Done():
	}
}

// bringUp starts a run and follows it to its end.
func (s *server) bringUp(ctx context.Context, run commonhall.Server, app commonhall.App) {
	fail := func(cause commonhall.EndCause, detail string, err error) {
		if ctx.Err() != nil {
			return
		}
		s.m.log.Warn("server failed to start", "user", s.user.Name, "server", run.ID, "detail", detail, "error", err)
		end := commonhall.End{At: time.Now().UTC(), Cause: cause, Detail: detail}
		if log, err := s.m.spawner.Log(ctx, run.ID, 4<<10); err == nil {
			end.Log = string(log)
		}
		s.tell(ctx, ending{id: run.ID, end: end})
	}
	if !s.takeTurn(ctx) {
		return
	}
	defer s.endTurn()
	token, err := s.m.tokens.CreateServerToken(ctx, s.user.Name, run.ID)
	if err != nil {
		fail(commonhall.EndSetup, "The server could not be given its token.", err)
		return
	}
	s.progress(10, "Starting "+app.Title)
	started, cancel := context.WithTimeout(ctx, s.m.cfg.StartTimeout)
	defer cancel()
	if err := s.m.spawner.Start(started, s.spec(run, app, token)); err != nil {
		fail(commonhall.EndSetup, startFailure(err), err)
		return
	}
	s.follow(ctx, run, app)
}

func startFailure(err error) string {
	switch {
	case errors.Is(err, spawner.ErrAway), errors.Is(err, context.DeadlineExceeded):
		return "The part of the system that starts servers could not be reached. Try again; if it stays so, tell your administrator."
	case errors.Is(err, spawner.ErrRefused):
		return "The part of the system that starts servers refused this one. Tell your administrator: the log says why."
	}
	return "The server could not be started. Try again; if it stays so, tell your administrator."
}

func (s *server) spec(run commonhall.Server, app commonhall.App, token string) spawner.Spec {
	command := app.Expand(strconv.Itoa(Port), s.user.Name.Prefix())
	for i := range command {
		command[i] = strings.ReplaceAll(command[i], "{home}", "/home/"+s.user.Account.Name)
	}
	return spawner.Spec{ID: run.ID, User: s.user.Name, Account: s.user.Account, Command: command,
		Env: environment(s.user, token, run.Limits), Port: Port, Limits: run.Limits}
}

// follow waits until a run that was started is ready, and then for its end. It
// is also where an adopted run is taken up.
func (s *server) follow(ctx context.Context, run commonhall.Server, app commonhall.App) {
	door := s.openDoor(ctx, run.ID)
	defer door()
	if run.State == commonhall.Spawning {
		if !s.awaitReady(ctx, run, app) {
			return
		}
		s.tell(ctx, ending{id: run.ID, ready: true})
	}
	end, err := s.m.spawner.Wait(ctx, run.ID)
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		s.m.log.Error("lost sight of a server", "server", run.ID, "error", err)
		end = commonhall.End{At: time.Now().UTC(), Cause: commonhall.EndUnknown}
	}
	s.tell(ctx, ending{id: run.ID, end: end})
}

// openDoor serves the hub's API to the run. The function returned ends that.
func (s *server) openDoor(ctx context.Context, id commonhall.ServerID) func() {
	if s.m.inside == nil || !s.m.spawner.Capabilities().HubAPI {
		return func() {}
	}
	l, err := s.m.spawner.HubListener(ctx, id)
	if err != nil {
		if !errors.Is(err, spawner.ErrEnded) && ctx.Err() == nil {
			s.m.log.Warn("a server has no way to the hub", "server", id, "error", err)
		}
		return func() {}
	}
	var served sync.WaitGroup
	served.Go(func() { s.m.inside.ServeInside(s.user.Name, l) })
	return func() { closeAndWait(l, &served) }
}

func closeAndWait(l net.Listener, g *sync.WaitGroup) {
	l.Close()
	g.Wait()
}

// becomeReady is done by the owning goroutine.
func (s *server) becomeReady(ctx context.Context) {
	now := s.change(func(st *commonhall.Server) {
		st.State, st.Progress, st.Message = commonhall.Ready, 100, "Server ready at "+s.user.Name.Prefix()
		st.LastActivity = time.Now().UTC()
	})
	s.save(ctx, now)
	s.record(ctx, commonhall.EventServerReady, s.m.App(now.App).Title+" is ready for "+string(s.user.Name)+".")
}

// ended is done by the owning goroutine: the run is over, record how.
func (s *server) ended(ctx context.Context, end commonhall.End) {
	before := s.snapshot()
	s.cancel()
	// Its processes may still be there where it was given up as not ready.
	if _, err := s.m.spawner.Stop(ctx, before.ID, s.m.cfg.StopGrace, end.By); err != nil {
		s.m.log.Error("cannot stop a server", "server", before.ID, "error", err)
	}
	end.Log = printable(end.Log)
	state := commonhall.Stopped
	if before.State == commonhall.Spawning && end.Cause != commonhall.EndStopped {
		state = commonhall.Failed
		if end.Detail == "" {
			end.Detail = end.Sentence()
		}
	}
	after := s.change(func(st *commonhall.Server) {
		st.State, st.End, st.Progress, st.Message = state, &end, 0, ""
	})
	s.save(ctx, after)
	s.takeBack(ctx, before.ID)
	if err := s.m.spawner.Forget(ctx, before.ID); err != nil && ctx.Err() == nil {
		s.m.log.Warn("the spawner does not forget a server that has ended", "server", before.ID, "error", err)
	}
	name, text := commonhall.EventServerEnded, "The server of "+string(s.user.Name)+" ended. "+end.Sentence()
	if state == commonhall.Failed {
		name, text = commonhall.EventServerFailed, "The server of "+string(s.user.Name)+" could not start. "+end.Sentence()
	}
	s.record(ctx, name, text)
}

// takeBack makes the edge forget the way to a run, and ends its token.
func (s *server) takeBack(ctx context.Context, id commonhall.ServerID) {
	if err := s.m.tokens.RevokeServerToken(ctx, id); err != nil {
		s.m.log.Warn("cannot end the token of a server", "server", id, "error", err)
	}
	// Whoever still goes that way finds nobody: waiting long is not worth it.
	ctx, cancel := context.WithTimeout(ctx, 500*time.Millisecond)
	defer cancel()
	_ = s.m.revoker.Revoke(ctx, gate.Revocation{Kind: gate.RevokeServer, Server: id})
}

// stop ends the present run, if there is one.
func (s *server) stop(ctx, caller context.Context, by string) error {
	now := s.snapshot()
	if !now.State.Active() {
		return nil
	}
	s.cancel()
	was := now.State
	now = s.change(func(st *commonhall.Server) { st.State, st.Message = commonhall.Stopping, "Stopping" })
	s.save(ctx, now)
	s.record(caller, commonhall.EventServerStopping, "The server of "+string(s.user.Name)+" is being stopped.")
	s.takeBack(ctx, now.ID)
	end, err := s.m.spawner.Stop(ctx, now.ID, s.m.cfg.StopGrace, by)
	if err != nil {
		s.change(func(st *commonhall.Server) { st.State, st.Message = was, "" })
		s.look(ctx, func(ctx context.Context) { s.follow(ctx, s.snapshot(), s.m.App(now.App)) })
		return commonhall.Errorf(commonhall.Unavailable, "The server could not be stopped.").WithHint("Try again in a moment.").Because(err)
	}
	if end == nil {
		end = &commonhall.End{At: time.Now().UTC(), Cause: commonhall.EndStopped, By: by}
	}
	s.ended(ctx, *end)
	return nil
}

func (s *server) save(ctx context.Context, st commonhall.Server) {
	if err := s.m.store.SaveServer(ctx, st); err != nil && commonhall.KindOf(err) != commonhall.NotFound {
		s.m.log.Error("cannot record the state of a server", "server", st.ID, "state", st.State, "error", err)
	}
}

func (s *server) record(ctx context.Context, name commonhall.EventName, text string) {
	s.m.events.Record(ctx, commonhall.Event{Name: name, User: s.user.Name, Server: s.snapshot().ID, Text: text})
}

// printable makes text of what a program wrote: valid UTF-8 without control
// characters but tab and newline.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || (r >= ' ' && r != 0x7f && r != '\uFFFD') {
			return r
		}
		return -1
	}, strings.ToValidUTF8(s, ""))
}
