package server

import (
	"context"
	"crypto/rand"
	"slices"
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
	key  commonhall.ServerKey
	name commonhall.UserName // whose it is
	acct commonhall.Account  // never changes
	cmds chan command
	quit chan struct{} // closed when it is to end
	done chan struct{} // closed when it has

	mu       sync.Mutex
	state    commonhall.Server
	changed  chan struct{}
	usage    commonhall.Usage
	unsure   *doubt  // a change of limits of which is not known what came; nil for none
	cores    float64 // CPU in use, measured between two looks
	looked   time.Time
	lookedAt commonhall.ServerID // which run that was
	asked    commonhall.ServerID // the run that was measured out of turn
	blind    commonhall.ServerID // the run of which nobody knows what software it has
	idle     idleness

	// Owned by run:
	user   commonhall.User
	cancel context.CancelFunc // ends the goroutine that looks after the present run
	ends   chan ending        // what that goroutine found
	leave  func()             // gives back what the present start holds of the machine
}

// command is what somebody wants of a server.
type command struct {
	start *commonhall.App
	wish  Wish
	stop  bool
	by    string
	do    func() error
	ctx   context.Context
	done  chan error
}

func newServer(m *Manager, u commonhall.User, rec commonhall.Server) *server {
	return &server{m: m, key: rec.Key(), name: u.Name, acct: u.Account, user: u, state: rec, cmds: make(chan command), quit: make(chan struct{}), done: make(chan struct{}),
		changed: make(chan struct{}), ends: make(chan ending), cancel: func() {}, leave: func() {}}
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
	case <-s.done:
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
	defer close(s.done)
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
				c.done <- c.do()
			}
		case e := <-s.ends:
			switch {
			case e.id != s.snapshot().ID || ctx.Err() != nil: // of a run before this one; the next hub's business
			case e.ready:
				s.becomeReady(ctx)
			default:
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
	last := s.snapshot()
	if last.State.Active() {
		return commonhall.Errorf(commonhall.AlreadyExists, "%s is already running", s.key.String())
	}
	turn, err := s.m.turn(c.ctx, s.name)
	if err != nil {
		return err
	}
	defer turn()
	u, said, err := s.may(c)
	if err != nil {
		return err
	}
	begun, err := s.m.crowded(c.wish.Patient)
	if err != nil {
		return err
	}
	defer begun() // its state tells of it by then
	asked, limits, origins, err := s.m.allots(c, u, &said)
	if err != nil {
		return err
	}
	if err := s.tooOften(c); err != nil {
		return err
	}
	kept, err := s.m.promise(c.ctx, s.key, limits)
	if err != nil {
		return err
	}
	defer kept() // its record has it by then, or it does not start
	if err := s.admit(c.ctx, *c.start); err != nil {
		return err
	}
	software, release, err := s.software(c, u)
	if err != nil {
		s.leave()
		return err
	}
	defer release()
	if software != nil {
		software.Own, software.Proven = own(c.wish.Manner, software, last.Software), proven(software, last.Software)
	}
	s.user = u
	now := time.Now().UTC()
	next := commonhall.Server{ID: newRunID(u.Account), User: u.Name, Name: s.key.Name, App: c.start.Name, State: commonhall.Spawning,
		Started: now, LastActivity: now, Limits: limits, Origins: origins, Environ: asked.environ, Message: "Server requested", Software: software}
	said.say(&next)
	// Whoever asks may leave; that must not leave it open whether it is written.
	if err := s.m.store.SaveServer(context.WithoutCancel(c.ctx), next); err != nil {
		s.leave()
		return err
	}
	s.change(func(st *commonhall.Server) { *st = next })
	s.record(c.ctx, commonhall.EventServerStarting, c.start.Title+" is starting for "+s.key.String()+".")
	s.resume(ctx, next, *c.start)
	return nil
}

// may looks up whose server it is, and what is said of it from this start on.
func (s *server) may(c command) (u commonhall.User, said said, err error) {
	if !s.m.has(s) {
		return u, said, noServer(s.key) // it was removed, or is called otherwise by now
	}
	if u, err = s.m.store.User(c.ctx, s.name); err != nil {
		return u, said, err
	}
	if u.Suspended {
		return u, said, commonhall.Errorf(commonhall.FailedPrecondition, "%s is suspended, so their server cannot be started.", string(u.Name)).
			WithHint("Let them back in first.")
	}
	said = saidOf(s.snapshot()) // it holds until something else is said
	said.options = s.m.asLast(s.key, c.wish, said.options)
	return u, said, said.add(Described{Display: c.wish.Display, Options: c.wish.over(said.options)})
}

// admit asks whether there is room on the machine, and holds what app needs to start.
func (s *server) admit(ctx context.Context, app commonhall.App) error {
	if s.m.cfg.Admission == nil {
		return nil
	}
	leave, err := s.m.cfg.Admission.Admit(ctx, app)
	if err == nil {
		s.leave = leave
	}
	return err
}

// software is what the start will see of the class's software.
func (s *server) software(c command, u commonhall.User) (*commonhall.Software, func(), error) {
	if s.m.cfg.Software == nil {
		return nil, func() {}, nil
	}
	return s.m.cfg.Software.Choose(c.ctx, u, *c.start, c.wish.Manner == WithoutDraft || s.m.hasDraft(s))
}

// resume has a run looked after from where it stands.
func (s *server) resume(ctx context.Context, run commonhall.Server, app commonhall.App) {
	u := s.user
	s.look(ctx, func(ctx context.Context) {
		if run.State == commonhall.Spawning {
			s.bringUp(ctx, u, run, app)
		} else {
			s.follow(ctx, run, app, func() {})
		}
	})
}

// spec says what to run.
func spec(u commonhall.User, run commonhall.Server, app commonhall.App, token string) spawner.Spec {
	command := app.Expand(strconv.Itoa(Port), run.Key().Prefix())
	for i := range command {
		command[i] = strings.ReplaceAll(command[i], "{home}", "/home/"+u.Account.Name)
	}
	env := slices.Concat(run.Environ, environment(u, string(run.Name), token, run.Limits)) // the later counts
	if run.Software != nil {
		env = append(env, run.Software.Environ("/home/"+u.Account.Name)...)
	}
	return spawner.Spec{ID: run.ID, User: u.Name, Account: u.Account, Command: command,
		Env: env, Port: Port, Limits: run.Limits, Software: run.Software}
}

// becomeReady is done by the owning goroutine.
func (s *server) becomeReady(ctx context.Context) {
	s.leave()
	at := time.Now().UTC()
	ready := func(st *commonhall.Server) {
		st.State, st.Progress, st.Message = commonhall.Ready, 100, "Server ready at "+s.key.Prefix()
		st.LastActivity, st.Software = at, serves(st.Software)
	}
	// Written down before anybody is told, as an end is.
	next := s.snapshot()
	ready(&next)
	s.save(ctx, next)
	now := s.change(ready)
	s.record(ctx, commonhall.EventServerReady, s.m.App(now.App).Title+" is ready for "+s.key.String()+".")
}

// stopSlack is how much longer than its grace the stop of a run may take, before
// the spawner counts as one that hangs.
const stopSlack = 15 * time.Second

// end has the spawner end the present run.
func (s *server) end(ctx context.Context, id commonhall.ServerID, by string) (*commonhall.End, error) {
	ctx, cancel := context.WithTimeout(ctx, s.m.cfg.StopGrace+stopSlack)
	defer cancel()
	return s.m.spawner.Stop(ctx, id, s.m.cfg.StopGrace, by)
}

// ended is done by the owning goroutine: the run is over, record how.
func (s *server) ended(ctx context.Context, end commonhall.End) {
	before := s.snapshot()
	s.cancel()
	s.doubt(nil)
	// Its processes may still be there where it was given up as not ready.
	_, stays := s.end(ctx, before.ID, end.By)
	if stays != nil {
		s.m.log.Error("cannot stop a server", "server", before.ID, "error", stays)
	}
	s.leave()
	end.Log, end.Detail = printable(end.Log), printable(end.Detail)
	if end.OOM != nil {
		end.OOM = named(*end.OOM)
	}
	if s.refusedBefore(before) {
		end.PIDs = 0
	}
	if o, ok := before.Origins[commonhall.LimitMemory]; ok && end.Cause == commonhall.EndMemory {
		end.Origin = o.Words()
	}
	state := commonhall.Stopped
	if before.State == commonhall.Spawning && end.Cause != commonhall.EndStopped {
		state = commonhall.Failed
		if app := s.m.App(before.App); end.Cause == commonhall.EndExited && end.Code == noProgram && (app.HasKernels() || before.Software != nil) {
			end.Cause, end.Detail = commonhall.EndNoCommand, "The program cannot be started: "+app.Command[0]+" is not installed."
		}
		if end.Detail == "" {
			end.Detail = end.Sentence()
		}
	}
	// Written down before anybody is told: who then lists servers finds the same.
	after := before
	after.State, after.End, after.Progress, after.Message = state, &end, 0, ""
	saved := s.save(ctx, after)
	s.change(func(st *commonhall.Server) {
		st.State, st.End, st.Progress, st.Message = after.State, after.End, after.Progress, after.Message
	})
	if stays != nil {
		s.m.leftover.Store(true) // now that a look does not take its processes for those of a server
	}
	s.closeWay(ctx, before.ID)
	s.endToken(ctx, before.ID)
	if saved { // otherwise the spawner is the only one who knows
		if err := s.m.spawner.Forget(ctx, before.ID); err != nil && ctx.Err() == nil {
			s.m.log.Warn("the spawner does not forget a server that has ended", "server", before.ID, "error", err)
		}
	}
	name, text := commonhall.EventServerEnded, "The "+s.key.Words()+" ended. "
	if state == commonhall.Failed {
		name, text = commonhall.EventServerFailed, "The "+s.key.Words()+" could not start. "
	}
	s.record(ctx, name, text+end.Sentence()+lastWords(end))
}

// endToken takes back what a run spoke to the hub with, also when the hub itself
// is ending: nobody would do it later.
func (s *server) endToken(ctx context.Context, id commonhall.ServerID) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if err := s.m.tokens.RevokeServerToken(ctx, id); err != nil {
		s.m.log.Warn("cannot end the token of a server", "server", id, "error", err)
	}
}

// closeWay makes the edge forget the way to a run. Whoever still goes that way
// finds nobody: waiting long is not worth it.
func (s *server) closeWay(ctx context.Context, id commonhall.ServerID) {
	ctx, cancel := context.WithTimeout(ctx, 500*time.Millisecond)
	defer cancel()
	_ = s.m.revoker.Revoke(ctx, gate.Revocation{Kind: gate.RevokeServer, Server: id})
}

// stop ends the present run, if there is one.
func (s *server) stop(ctx, caller context.Context, by string) error {
	was := s.snapshot()
	if !was.State.Active() {
		return nil
	}
	s.cancel()
	now := s.change(func(st *commonhall.Server) { st.State, st.Message = commonhall.Stopping, "Stopping" })
	s.save(ctx, now)
	s.record(caller, commonhall.EventServerStopping, "The "+s.key.Words()+" is being stopped.")
	s.closeWay(ctx, now.ID)
	end, err := s.end(ctx, now.ID, by)
	if err != nil {
		if was.State == commonhall.Stopping { // adopted so; whoever asked for it may ask again
			was.State = commonhall.Ready
		}
		now = s.change(func(st *commonhall.Server) { st.State, st.Message = was.State, was.Message })
		s.save(ctx, now)
		s.resume(ctx, now, s.m.App(now.App))
		return commonhall.Errorf(commonhall.Unavailable, "The server could not be stopped.").WithHint("Try again in a moment.").Because(err)
	}
	if end == nil {
		end = &commonhall.End{At: time.Now().UTC(), Cause: commonhall.EndStopped, By: by}
	}
	s.ended(ctx, *end)
	return nil
}

// save stores the server's record and reports whether that is done; a person who
// is gone has none.
func (s *server) save(ctx context.Context, st commonhall.Server) bool {
	err := s.m.store.SaveServer(ctx, st)
	if err == nil || commonhall.KindOf(err) == commonhall.NotFound {
		return true
	}
	if ctx.Err() == nil {
		s.m.log.Error("cannot record the state of a server", "server", st.ID, "state", st.State, "error", err)
	}
	return false
}

func (s *server) record(ctx context.Context, name commonhall.EventName, text string) {
	s.m.events.Record(ctx, commonhall.Event{Name: name, User: s.name, Server: s.snapshot().ID, Named: s.key.Name, Text: text})
}
