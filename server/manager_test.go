package server

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/gate"
)

// TestManyWatch: a class looks on while one server starts; those who look away,
// and never look again, hold nobody up, and who comes late sees how it stands.
func TestManyWatch(t *testing.T) {
	story(t, func(h *house) {
		ctx, leave := context.WithTimeout(h.ctx(), time.Minute)
		defer leave()
		var g sync.WaitGroup
		var mu sync.Mutex
		saw := map[commonhall.ServerState]int{}
		for i := range 200 {
			s, changed, err := h.Watch(ctx, commonhall.UserName("ada").Default())
			h.must(err)
			if i%4 == 0 {
				continue // asked once and never looks again
			}
			g.Go(func() {
				for s.State != commonhall.Ready {
					select {
					case <-changed:
					case <-ctx.Done():
						return
					}
					if i%4 == 1 {
						time.Sleep(time.Second) // slow
					}
					var err error
					if s, changed, err = h.Watch(ctx, commonhall.UserName("ada").Default()); err != nil {
						return
					}
				}
				mu.Lock()
				defer mu.Unlock()
				saw[s.State]++
			})
		}
		began := time.Now()
		h.start("ada", "page")
		h.until("ada", commonhall.Ready)
		if took := time.Since(began); took > 100*time.Millisecond {
			t.Errorf("with watchers it takes %s to be ready", took)
		}
		g.Wait()
		if saw[commonhall.Ready] != 150 {
			t.Errorf("%v of 150 saw it become ready", saw)
		}
		if s, _, err := h.Watch(ctx, commonhall.UserName("ada").Default()); err != nil || s.State != commonhall.Ready || s.Progress != 100 {
			t.Errorf("who comes late sees %+v, %v", s, err)
		}
		if _, _, err := h.Watch(ctx, commonhall.UserName("nobody").Default()); commonhall.KindOf(err) != commonhall.NotFound {
			t.Errorf("watching nobody's: %v", err)
		}
	})
}

func TestPeopleWhoAreNotListed(t *testing.T) {
	story(t, func(h *house) {
		for name, err := range map[string]error{"Start": h.Start(h.ctx(), commonhall.UserName("carl").Default(), "page"), "Stop": h.Stop(h.ctx(), commonhall.UserName("carl").Default(), "x")} {
			if commonhall.KindOf(err) != commonhall.NotFound {
				t.Errorf("%s: %v", name, err)
			}
		}
		h.must(h.StopFor(h.ctx(), "carl", "x"))
		if r := h.route("carl"); r.Result != gate.NotRunning {
			t.Errorf("%+v", r)
		}
		if err := h.Start(h.ctx(), commonhall.UserName("ada").Default(), "no-such-app"); commonhall.KindOf(err) != commonhall.InvalidArgument || h.get("ada").State != commonhall.Stopped {
			t.Errorf("an unknown app: %v", err)
		}
	})
}

// TestRemoved: who is taken off the list while somebody else starts their server
// has none in the end.
func TestRemoved(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "page")
		h.until("ada", commonhall.Ready)
		h.must(h.db.Suspend(h.ctx(), "ada"))
		h.must(h.StopFor(h.ctx(), "ada", "root"))
		if err := h.Start(h.ctx(), commonhall.UserName("ada").Default(), "page"); err == nil {
			t.Error("somebody who is being removed starts a server")
		}
		h.must(h.db.RemoveUser(h.ctx(), "ada", time.Now()))
		h.Drop("ada")
		h.Drop("ada") // twice is no harm
		if err := h.Start(h.ctx(), commonhall.UserName("ada").Default(), "page"); commonhall.KindOf(err) != commonhall.NotFound {
			t.Errorf("%v", err)
		}
		if _, err := h.auth.AddUsers(h.ctx(), []string{"ada"}, false); err != nil {
			t.Fatal(err)
		}
		if s := h.get("ada"); s.ID != "" || s.End != nil {
			t.Errorf("a new person of the same name inherits %+v", s)
		}
		h.start("ada", "page")
		s := h.until("ada", commonhall.Ready)
		if spec, err := h.sp.Spec(s.ID); err != nil || spec.Account.UID != 600_001_002 {
			t.Errorf("it runs as %+v, %v", spec.Account, err)
		}
	})
}

func TestRenamed(t *testing.T) {
	story(t, func(h *house) {
		rename := func(from, to commonhall.UserName) error {
			return h.Rename(h.ctx(), from, func() (commonhall.UserName, error) { return h.auth.Rename(h.ctx(), from, string(to)) })
		}
		h.start("ada", "page")
		first := h.until("ada", commonhall.Ready)
		if err := rename("ada", "eve"); commonhall.KindOf(err) != commonhall.FailedPrecondition || h.get("ada").State != commonhall.Ready {
			t.Errorf("renamed beside a running server: %v, %s", err, h.get("ada").State)
		}
		h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))
		if err := rename("ada", "ben"); commonhall.KindOf(err) != commonhall.AlreadyExists || h.get("ada").ID != first.ID {
			t.Errorf("renamed to a name that is taken: %v", err)
		}
		h.must(rename("ada", "eve"))
		if s := h.get("eve"); s.ID != first.ID || s.User != "eve" || s.End == nil || h.get("ada").ID != "" {
			t.Errorf("eve's %+v, ada's %+v", s, h.get("ada"))
		}
		if err := h.Start(h.ctx(), commonhall.UserName("ada").Default(), "page"); commonhall.KindOf(err) != commonhall.NotFound {
			t.Errorf("the old name starts a server: %v", err)
		}
		h.start("eve", "page")
		s := h.until("eve", commonhall.Ready)
		if spec, err := h.sp.Spec(s.ID); err != nil || spec.User != "eve" || h.route("eve").Prefix != "/user/eve/" {
			t.Errorf("%+v, %v, %+v", spec, err, h.route("eve"))
		}
		h.kill()
		h.boot()
		if h.get("eve").ID != s.ID {
			t.Errorf("after a restart: %+v", h.get("eve"))
		}
	})
}

// TestRenamedWhileStarting: whichever comes first, there is no server without a
// person.
func TestRenamedWhileStarting(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "page")
		h.until("ada", commonhall.Ready)
		h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))
		started := make(chan error, 1)
		h.must(h.Rename(h.ctx(), "ada", func() (commonhall.UserName, error) {
			go func() { started <- h.Start(h.ctx(), commonhall.UserName("ada").Default(), "page") }()
			synctest.Wait() // it waits for its turn
			return h.auth.Rename(h.ctx(), "ada", "eve")
		}))
		if err := <-started; err == nil {
			t.Error("a server started under a name that is gone")
		}
		synctest.Wait()
		if len(h.running()) != 0 || h.get("eve").State != commonhall.Stopped {
			t.Errorf("runs %v, eve's is %s", h.running(), h.get("eve").State)
		}
	})
}

func TestAppsThatAreThere(t *testing.T) {
	story(t, func(h *house) {
		names := func() (out []commonhall.AppName) {
			apps, err := h.Apps(h.ctx(), "ada")
			h.must(err)
			for _, a := range apps {
				out = append(out, a.Name)
			}
			return out
		}
		got := names()
		if len(got) != len(h.cfg.Apps)-1 || got[0] != "page" || slices.Contains(got, "missing") {
			t.Errorf("apps %v", got)
		}
		h.kill()
		h.cfg.Default, h.cfg.Apps = "missing", slices.DeleteFunc(slices.Clone(h.cfg.Apps), func(a commonhall.App) bool { return a.Name < "lost" })
		h.boot()
		if got := names(); got[0] != "lost" {
			t.Errorf("where the default is missing: %v", got)
		}
		h.kill()
		h.cfg.Apps = nil
		h.boot()
		if err := h.Start(h.ctx(), commonhall.UserName("ada").Default(), ""); commonhall.KindOf(err) != commonhall.FailedPrecondition {
			t.Errorf("where nothing is installed: %v", err)
		}
	})
}

// TestActivity: it goes forward only, is stored now and then and at the end, and
// is not lost while the disk is full.
func TestActivity(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "page")
		s := h.until("ada", commonhall.Ready)
		now := time.Now().UTC().Add(time.Second).Truncate(time.Microsecond)
		h.Seen(map[commonhall.ServerID]time.Time{s.ID: now, "unknown": now.Add(time.Hour)})
		h.Active("ada", now.Add(-time.Hour))
		if got := h.get("ada").LastActivity; !got.Equal(now) {
			t.Errorf("last active %s, want %s", got, now)
		}
		h.mu.Lock()
		h.sick = errors.New("disk full")
		h.mu.Unlock()
		time.Sleep(flushEvery)
		synctest.Wait()
		h.mu.Lock()
		h.sick = nil
		h.mu.Unlock()
		time.Sleep(flushEvery)
		synctest.Wait()
		u, err := h.db.User(h.ctx(), "ada")
		h.must(err)
		if !u.LastActivity.Equal(now) {
			t.Errorf("stored as %s, want %s", u.LastActivity, now)
		}
		h.Active("ben", now)
		h.end()
		h.must(<-h.ended)
		if u, err = h.db.User(h.ctx(), "ben"); err != nil || !u.LastActivity.Equal(now) {
			t.Errorf("what was left when the hub ended: %s, %v", u.LastActivity, err)
		}
		h.boot()
	})
}

// TestUseOfAServerThatJustStarted is measured at once; nobody is shown zeros, nor
// made to wait twice for a spawner that is away.
func TestUseOfAServerThatJustStarted(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "page")
		s := h.until("ada", commonhall.Ready)
		h.sp.SetUsage(s.ID, commonhall.Usage{Memory: 77, PIDs: 2})
		if u, _ := h.Usage(commonhall.UserName("ada").Default()); u.Memory != 77 {
			t.Errorf("%+v", u)
		}
		if u, _ := h.Usage(commonhall.UserName("ben").Default()); u != (commonhall.Usage{}) {
			t.Errorf("one that never ran: %+v", u)
		}
	})
}
