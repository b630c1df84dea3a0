package server

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/gate"
	"commonhall/spawner"
	"commonhall/spawner/spawnertest"
)

// TestHubIsKilledBesideAServer: the server goes on, and the next hub takes it up
// as it is.
func TestHubIsKilledBesideAServer(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "page")
		before := h.until("ada", commonhall.Ready)
		h.kill()
		if !slices.Equal(h.running(), []commonhall.ServerID{before.ID}) {
			t.Fatalf("runs %v", h.running())
		}
		h.boot()
		s := h.get("ada")
		if s.ID != before.ID || s.State != commonhall.Ready || !s.Started.Equal(before.Started) || !h.tokenWorks(s.ID) || h.doors["ada"] != 1 {
			t.Errorf("adopted as %+v, doors %v", s, h.doors)
		}
		if r := h.route("ada"); r.Result != gate.Allow || r.Server != before.ID {
			t.Errorf("the way to it: %+v", r)
		}
		h.wantEvents(commonhall.EventServerAdopted)
		h.must(h.sp.End(s.ID, commonhall.End{Cause: commonhall.EndExited, Code: 2}))
		if s := h.until("ada", commonhall.Stopped); s.End.Code != 2 {
			t.Errorf("its end was not noticed: %+v", s.End)
		}
	})
}

// TestHubIsKilledWhileStarting: before the spawner was asked, between its answer
// and the hub's record, and while it waits for the program; in each case there is
// one server in the end, and it is the one that was asked for.
func TestHubIsKilledWhileStarting(t *testing.T) {
	started := make(map[commonhall.ServerID]int)
	for stage, c := range map[string]struct {
		app  commonhall.AppName
		hook func(context.Context, spawner.Spec) error
	}{
		"before Start": {"page", func(ctx context.Context, _ spawner.Spec) error { <-ctx.Done(); return ctx.Err() }},
		"after Start":  {"silent", nil},
		"unheard":      {"deaf", nil},
	} {
		t.Run(stage, func(t *testing.T) {
			story(t, func(h *house) {
				h.sp.OnStart(c.hook)
				h.start("ada", c.app)
				id := h.get("ada").ID
				synctest.Wait()
				h.kill()
				h.sp.OnStart(func(_ context.Context, spec spawner.Spec) error { started[spec.ID]++; return nil })
				h.boot()
				s := h.get("ada")
				if s.ID != id || !slices.Equal(h.running(), []commonhall.ServerID{id}) || !h.tokenWorks(id) {
					t.Fatalf("%+v; runs %v", s, h.running())
				}
				if c.app == "page" {
					h.until("ada", commonhall.Ready)
				} else if s := h.until("ada", commonhall.Failed); s.End.Cause != commonhall.EndNotReady {
					t.Errorf("%+v", s.End)
				}
			})
		})
	}
	for id, n := range started {
		if n != 1 {
			t.Errorf("%s was started %d times", id, n)
		}
	}
}

// TestEndedWhileTheHubWasAway: the next hub learns how, or says that it does not
// know.
func TestEndedWhileTheHubWasAway(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "page")
		h.start("ben", "page")
		ada, ben := h.until("ada", commonhall.Ready), h.until("ben", commonhall.Ready)
		h.kill()
		h.must(h.sp.End(ada.ID, commonhall.End{Cause: commonhall.EndMemory, Limit: 512 << 20}))
		h.must(h.sp.End(ben.ID, commonhall.End{Cause: commonhall.EndExited}))
		h.must(h.sp.Forget(h.ctx(), ben.ID)) // as after the machine itself was restarted
		h.boot()
		if s := h.until("ada", commonhall.Stopped); s.End.Cause != commonhall.EndMemory || h.stored("ada").State != commonhall.Stopped {
			t.Errorf("%+v", s.End)
		}
		s := h.until("ben", commonhall.Stopped)
		if s.End.Cause != commonhall.EndUnknown || s.End.Sentence() != "It ended while nobody was watching; how is not known." {
			t.Errorf("%+v", s.End)
		}
		if len(h.running()) != 0 || h.tokenWorks(ada.ID) || h.tokenWorks(ben.ID) {
			t.Errorf("left behind: %v", h.running())
		}
		h.start("ben", "page")
		ben = h.until("ben", commonhall.Ready)
		h.kill()
		h.must(h.sp.End(ben.ID, commonhall.End{Cause: commonhall.EndExited}))
		h.must(h.sp.Forget(h.ctx(), ben.ID))
		h.cfg.Booted = ben.Started.Add(time.Minute)
		h.boot()
		if s := h.until("ben", commonhall.Stopped); s.End.Sentence() != "The machine was restarted while it ran." {
			t.Errorf("after a restart of the machine: %+v", s.End)
		}
	})
}

// TestHubIsKilledWhileStopping: the next one finishes that, and does not make the
// others wait for it.
func TestHubIsKilledWhileStopping(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "stubborn")
		h.start("ben", "page")
		h.until("ada", commonhall.Ready)
		ben := h.until("ben", commonhall.Ready)
		go func() { _ = h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada") }()
		synctest.Wait()
		h.kill()
		h.boot()
		if s := h.get("ada"); s.State != commonhall.Stopping {
			t.Errorf("ada's server is %s", s.State)
		}
		if r := h.route("ben"); r.Result != gate.Allow || r.Server != ben.ID {
			t.Errorf("ben's waits for ada's: %+v", r)
		}
		if s := h.until("ada", commonhall.Stopped); s.End.Cause != commonhall.EndStopped {
			t.Errorf("%+v", s.End)
		}
		if !slices.Equal(h.running(), []commonhall.ServerID{ben.ID}) {
			t.Errorf("runs %v", h.running())
		}
	})
}

// TestSuspendedWhileTheHubWasAway: nobody who is shut out keeps a server.
func TestSuspendedWhileTheHubWasAway(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "page")
		h.until("ada", commonhall.Ready)
		h.kill()
		h.must(h.db.Suspend(h.ctx(), "ada"))
		h.boot()
		h.until("ada", commonhall.Stopped)
		if len(h.running()) != 0 {
			t.Errorf("runs %v", h.running())
		}
		if err := h.Start(h.ctx(), commonhall.UserName("ada").Default(), "page"); err == nil || h.get("ada").State != commonhall.Stopped {
			t.Errorf("somebody who is suspended starts a server: %v", err)
		}
	})
}

// TestStrangersAreEnded: a run that no record speaks of, found at the start or
// later, is ended; nobody waits for that, and nobody's own is.
func TestStrangersAreEnded(t *testing.T) {
	story(t, func(h *house) {
		stranger := func(id commonhall.ServerID) {
			h.must(h.sp.Start(h.ctx(), spawner.Spec{ID: id, Account: commonhall.Account{UID: 1, Name: "x"}, Command: []string{"stubborn"}, Port: Port}))
		}
		h.start("ada", "page")
		ada := h.until("ada", commonhall.Ready)
		h.kill()
		stranger("1-early")
		began := time.Now()
		h.boot()
		if h.route("ada").Result != gate.Allow || time.Since(began) > time.Second {
			t.Errorf("ada waits for a stranger's end: %+v after %s", h.route("ada"), time.Since(began))
		}
		time.Sleep(time.Minute)
		stranger("1-late")
		time.Sleep(time.Minute)
		synctest.Wait()
		if !slices.Equal(h.running(), []commonhall.ServerID{ada.ID}) || h.get("ada").State != commonhall.Ready {
			t.Errorf("runs %v", h.running())
		}
	})
}

// TestSpawnerAwayAtTheStart: absence is not taken for an empty list; callers are
// told to wait.
func TestSpawnerAwayAtTheStart(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "page")
		before := h.until("ada", commonhall.Ready)
		h.kill()
		h.sp.SetAway(true)
		h.boot()
		if r := h.route("ada"); r.Result != gate.Unavailable {
			t.Errorf("the edge is told %+v", r)
		}
		for name, f := range map[string]func() error{
			"Get":   func() error { _, err := h.Get(h.ctx(), commonhall.UserName("ada").Default()); return err },
			"Start": func() error { return h.Start(h.ctx(), commonhall.UserName("ada").Default(), "page") },
			"Stop":  func() error { return h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada") },
		} {
			if err := f(); commonhall.KindOf(err) != commonhall.Unavailable || commonhall.ForPerson(err).Hint == "" {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := h.Apps(h.ctx(), "ada"); commonhall.KindOf(err) != commonhall.Unavailable {
			t.Errorf("Apps: %v", err)
		}
		h.sp.SetAway(false)
		if s := h.until("ada", commonhall.Ready); s.ID != before.ID || h.stored("ada").State != commonhall.Ready {
			t.Errorf("%+v", s)
		}
	})
}

// TestMachineWasRestarted: the ends of a whole class are recorded at once, though
// the edge says nothing.
func TestMachineWasRestarted(t *testing.T) {
	story(t, func(h *house) {
		var class []string
		for i := range 40 {
			class = append(class, fmt.Sprintf("pupil%d", i))
		}
		_, err := h.auth.AddUsers(h.ctx(), class, false)
		h.must(err)
		for _, name := range class {
			h.start(commonhall.UserName(name), "page")
		}
		for _, name := range class {
			h.until(commonhall.UserName(name), commonhall.Ready)
		}
		h.kill()
		h.sp.Close()
		h.sp = spawnertest.NewPretend(spawnertest.PretendOptions{})
		defer h.sp.Close()
		h.odd.Spawner = h.sp
		h.edge = time.Hour
		h.boot()
		began := time.Now()
		if s := h.get("pupil39"); s.State != commonhall.Stopped || s.End.Cause != commonhall.EndUnknown {
			t.Errorf("%+v", s)
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("it took %s until the hub knew", took)
		}
		h.edge = 0
	})
}

// TestAfterTheEnd: a hub that ends leaves nobody waiting, and ends no server.
func TestAfterTheEnd(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "page")
		h.until("ada", commonhall.Ready)
		h.kill()
		for name, f := range map[string]func() error{
			"Start of one that is known": func() error { return h.Start(context.Background(), commonhall.UserName("ada").Default(), "page") },
			"Stop":                       func() error { return h.Stop(context.Background(), commonhall.UserName("ada").Default(), "ada") },
			"StopFor":                    func() error { return h.StopFor(context.Background(), "ada", "ada") },
			"Start of another":           func() error { return h.Start(context.Background(), commonhall.UserName("ben").Default(), "page") },
		} {
			if err := f(); commonhall.KindOf(err) != commonhall.Unavailable {
				t.Errorf("%s: %v", name, err)
			}
		}
		if len(h.running()) != 1 || h.doors["ada"] != 0 {
			t.Errorf("runs %v, doors %v", h.running(), h.doors)
		}
		if out := h.log.String(); strings.Contains(out, "ERROR") {
			t.Errorf("the end of a hub is no error: %s", out)
		}
		h.boot()
	})
}

// TestAppIsGone: who takes an app out of the settings ends nobody's server.
func TestAppIsGone(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "page")
		h.start("ben", "silent")
		ada := h.until("ada", commonhall.Ready)
		h.kill()
		h.cfg.Apps = h.cfg.Apps[:1]
		h.boot()
		if s := h.get("ada"); s.ID != ada.ID || s.State != commonhall.Ready || h.route("ada").Result != gate.Allow {
			t.Errorf("%+v", s)
		}
		if s := h.until("ben", commonhall.Failed); s.End.Cause != commonhall.EndNotReady {
			t.Errorf("one that was starting: %+v", s.End)
		}
		h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))
	})
}
