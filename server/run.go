package server

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"sync"
	"time"

	"commonhall"
	"commonhall/spawner"
)

// What the goroutine does that looks after one run. It changes no state but the
// progress: what it finds it tells the owner.

// ending is how a run ended, or that it became ready.
type ending struct {
	id    commonhall.ServerID
	ready bool
	end   commonhall.End
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

// patiently repeats f while the spawner is away, because then nothing is known to
// have happened, and f may be done twice.
func patiently(ctx context.Context, f func(context.Context) error) error {
	for pause := 10 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		err := f(ctx)
		if !errors.Is(err, spawner.ErrAway) {
			return err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return err
		}
	}
}

// bringUp starts a run and follows it to its end. An id that was started before
// is started once only, so a hub that died in the middle just does it again.
func (s *server) bringUp(ctx context.Context, u commonhall.User, run commonhall.Server, app commonhall.App) {
	if !s.takeTurn(ctx) {
		return
	}
	end := sync.OnceFunc(s.endTurn)
	defer end()
	if s.begin(ctx, u, run, app) {
		s.follow(ctx, run, app, end)
	}
}

// begin asks the spawner to start the run. It reports false if that failed, which
// it has then told.
func (s *server) begin(ctx context.Context, u commonhall.User, run commonhall.Server, app commonhall.App) bool {
	fail := func(detail string, err error) bool {
		if ctx.Err() == nil {
			s.m.log.Warn("server failed to start", "user", s.key.String(), "server", run.ID, "detail", detail, "error", err)
			s.tell(ctx, ending{id: run.ID, end: s.withLog(ctx, run.ID, commonhall.EndSetup, detail)})
		}
		return false
	}
	token, err := s.m.tokens.CreateServerToken(ctx, s.key, run.ID)
	if ctx.Err() != nil {
		// Whoever stopped this start may have ended its tokens before this one.
		_ = s.m.tokens.RevokeServerToken(context.WithoutCancel(ctx), run.ID)
		return false
	}
	if err != nil {
		why := "The server could not be given its token."
		if known := commonhall.ForPerson(err); known.Kind == commonhall.Unavailable { // a full disk, say
			why += " " + known.Msg + " " + known.Hint
		}
		return fail(why, err)
	}
	s.progress(10, "Starting "+app.Title)
	started, cancel := context.WithTimeout(ctx, s.m.cfg.StartTimeout)
	defer cancel()
	spec := spec(u, run, s.m.prepared(app, run.Software), token)
	spec.Network, spec.Label = run.Limits.Net, labelOf(run, token)
	if spec.Groups, err = s.groups(ctx); err != nil {
		return fail("It could not be looked up in which groups "+string(s.name)+" is.", err)
	}
	if err := patiently(started, func(ctx context.Context) error { return s.m.spawner.Start(ctx, spec) }); err != nil {
		return fail(startFailure(err), err)
	}
	return true
}

// groups are those of which the run sees the folders: as things are when it starts.
func (s *server) groups(ctx context.Context) ([]commonhall.Membership, error) {
	if s.m.cfg.Groups == nil {
		return nil, nil
	}
	all, err := s.m.cfg.Groups.Memberships(ctx, s.name)
	list := all[s.name]
	if len(list) > commonhall.MaxClassFolders {
		s.missing(ctx, "folders of groups, "+strconv.Itoa(len(list)-commonhall.MaxClassFolders)+" more than the "+strconv.Itoa(commonhall.MaxClassFolders)+" that a server can show")
		list = list[len(list)-commonhall.MaxClassFolders:] // the youngest
	}
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return s.m.classDisk(ctx, list)
}

// missing tells that a run does not see what its person would look for.
func (s *server) missing(ctx context.Context, what string) {
	s.record(ctx, commonhall.EventServerFolders, "The "+s.key.Words()+" does not show everything: "+what+".")
}

// withLog makes an end that holds the last lines of the run's output.
func (s *server) withLog(ctx context.Context, id commonhall.ServerID, cause commonhall.EndCause, detail string) commonhall.End {
	end := commonhall.End{At: time.Now().UTC(), Cause: cause, Detail: detail}
	if log, err := s.m.spawner.Log(ctx, id, 4<<10); err == nil {
		end.Log = string(log)
	}
	return end
}

const cannotReach = "The part of the system that starts servers could not be reached."

func startFailure(err error) string {
	switch {
	case errors.Is(err, spawner.ErrAway), errors.Is(err, context.DeadlineExceeded):
		return cannotReach
	case errors.Is(err, spawner.ErrRefused):
		return "The part of the system that starts servers refused this one; the log says why."
	}
	return "The server could not be started."
}

// follow waits until a run that was started is ready, calls up then, and waits
// for its end. It is also where an adopted run is taken up.
func (s *server) follow(ctx context.Context, run commonhall.Server, app commonhall.App, up func()) {
	inside, cancel := context.WithCancel(ctx)
	var door sync.WaitGroup
	door.Go(func() { s.serveDoor(inside, run.ID) })
	defer door.Wait()
	defer cancel()
	s.lookAtNetwork(ctx, run)
	if run.State == commonhall.Spawning {
		if !s.awaitReady(ctx, run, app) {
			return
		}
		s.tell(ctx, ending{id: run.ID, ready: true})
	}
	up()
	if end, ok := s.awaitEnd(ctx, run.ID); ok {
		s.tell(ctx, ending{id: run.ID, end: end})
	}
}

// lookAtNetwork notes what the run may reach, and tells if that, or what it sees, is
// less than it was to be: the server goes on, but its person has to know why pip does not work.
func (s *server) lookAtNetwork(ctx context.Context, run commonhall.Server) {
	st, err := s.m.spawner.Status(ctx, run.ID)
	if err != nil {
		return // whoever waits for it hears the same
	}
	s.change(func(now *commonhall.Server) {
		if now.ID == run.ID {
			now.Network = st.Network
			now.Limits.Net = cmp.Or(now.Limits.Net, st.Network) // of a run from before it was a limit
		}
	})
	s.m.lacks(ctx, s.key, st)
	if st.Missing != "" && run.State == commonhall.Spawning {
		s.missing(ctx, st.Missing)
	}
	if run.State == commonhall.Spawning {
		s.m.unreached(ctx, s.key, st)
	}
}

// unreached tells what is not as it was to be with the network of a run.
func (m *Manager) unreached(ctx context.Context, key commonhall.ServerKey, st spawner.Status) {
	text := " has no way to the internet: "
	switch {
	case st.Notice == "":
		return
	case st.Network == commonhall.NetworkInternet:
		text = " has its way to the internet without the limit of its bandwidth: "
	}
	m.events.Record(ctx, commonhall.Event{Name: commonhall.EventServerOffline, User: key.User, Server: st.ID, Named: key.Name, Text: "The " + key.Words() + text + st.Notice + "."})
}

// awaitEnd returns how the run ended. An error that says nothing about the run is
// no end of it: it asks again. It reports false if ctx ended first.
func (s *server) awaitEnd(ctx context.Context, id commonhall.ServerID) (commonhall.End, bool) {
	for pause := 10 * time.Millisecond; ; pause = min(2*pause, 5*time.Second) {
		end, err := s.m.spawner.Wait(ctx, id)
		switch {
		case err == nil:
			return end, ctx.Err() == nil
		case errors.Is(err, spawner.ErrUnknown):
			return commonhall.End{At: time.Now().UTC(), Cause: commonhall.EndUnknown}, ctx.Err() == nil
		case ctx.Err() == nil && !errors.Is(err, spawner.ErrAway):
			s.m.log.Warn("cannot see how a server is doing; it is left alone", "server", id, "error", err)
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return commonhall.End{}, false
		}
	}
}

// serveDoor serves the hub's API to the run until ctx ends. The door may break
// with the part of the system that made it: then it is asked for again.
func (s *server) serveDoor(ctx context.Context, id commonhall.ServerID) {
	if s.m.inside == nil || !s.m.spawner.Capabilities().HubAPI {
		return
	}
	for pause := 10 * time.Millisecond; ; pause = min(2*pause, 5*time.Second) {
		l, err := s.m.spawner.HubListener(ctx, id)
		switch {
		case err == nil:
			stop := context.AfterFunc(ctx, func() { l.Close() })
			s.m.inside.ServeInside(s.name, l)
			if stop() {
				l.Close()
			}
		case errors.Is(err, spawner.ErrEnded), errors.Is(err, spawner.ErrUnknown):
			return
		case ctx.Err() == nil:
			s.m.log.Warn("a server has no way to the hub", "server", id, "error", err)
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return
		}
	}
}
