package server

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/gate"
	"commonhall/spawner"
)

func TestADayOfAServer(t *testing.T) {
	story(t, func(h *house) {
		h.happened()
		if s := h.get("ada"); s.State != commonhall.Stopped || s.ID != "" {
			t.Errorf("before the first start: %+v", s)
		}
		h.start("ada", "")
		first := h.until("ada", commonhall.Ready)
		if first.App != "page" || first.Progress != 100 || first.Message != "Server ready at /user/ada/" || first.Limits != h.cfg.Limits {
			t.Errorf("ready: %+v", first)
		}
		spec, err := h.sp.Spec(first.ID)
		h.must(err)
		if want := []string{"page", "8888", "/user/ada/", "/home/ada"}; !slices.Equal(spec.Command, want) {
			t.Errorf("it runs %q, want %q", spec.Command, want)
		}
		for _, want := range []string{"JUPYTERHUB_API_TOKEN=" + h.auth.ServerToken(first.ID), "JUPYTERHUB_USER=ada",
			"JUPYTERHUB_SERVICE_PREFIX=/user/ada/", "MEM_LIMIT=536870912", "CPU_LIMIT=1.5"} {
			if !slices.Contains(spec.Env, want) {
				t.Errorf("its environment lacks %s", want)
			}
		}
		if r := h.route("ada"); r.Result != gate.Allow || r.Server != first.ID || r.Port != 8888 || r.Prefix != "/user/ada/" || r.Strip {
			t.Errorf("the way to it: %+v", r)
		}
		if !h.tokenWorks(first.ID) || h.Running() != 1 || h.doors["ada"] != 1 || h.stored("ada").State != commonhall.Ready {
			t.Errorf("token %v, %d running, doors %v, stored as %s", h.tokenWorks(first.ID), h.Running(), h.doors, h.stored("ada").State)
		}
		h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))
		s := h.get("ada")
		if s.State != commonhall.Stopped || s.End.Cause != commonhall.EndStopped || s.End.Sentence() != "Stopped by ada." {
			t.Errorf("stopped: %+v, %+v", s, s.End)
		}
		if h.tokenWorks(first.ID) || h.Running() != 0 || len(h.running()) != 0 || h.doors["ada"] != 0 || !slices.Contains(h.took, first.ID) {
			t.Errorf("left behind: token %v, runs %v, doors %v; taken back %v", h.tokenWorks(first.ID), h.running(), h.doors, h.took)
		}
		if r := h.route("ada"); r.Result != gate.NotRunning {
			t.Errorf("the way to a stopped server: %+v", r)
		}
		h.wantEvents(commonhall.EventServerStarting, commonhall.EventServerReady, commonhall.EventServerStopping, commonhall.EventServerEnded)
		h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada")) // again is no error
		h.start("ada", "lost")
		if again := h.until("ada", commonhall.Ready); again.ID == first.ID || again.End != nil || again.App != "lost" {
			t.Errorf("the second run: %+v", again)
		}
	})
}

// TestProgressIsTold: what people see while they wait goes forward only.
func TestProgressIsTold(t *testing.T) {
	story(t, func(h *house) {
		var messages []string
		last := -1
		h.sp.OnStart(func(ctx context.Context, _ spawner.Spec) error { // slow enough to be watched
			select {
			case <-time.After(time.Second):
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
		h.start("ada", "sick")
		ctx, cancel := context.WithTimeout(h.ctx(), 5*time.Second)
		defer cancel()
		for ctx.Err() == nil {
			s, changed, err := h.Watch(ctx, commonhall.UserName("ada").Default())
			h.must(err)
			if s.Progress < last {
				t.Errorf("progress went from %d to %d", last, s.Progress)
			}
			if s.Progress != last {
				messages = append(messages, s.Message)
			}
			last = s.Progress
			select {
			case <-changed:
			case <-ctx.Done():
			}
		}
		if want := "The sick is nearly ready"; len(messages) < 2 || messages[len(messages)-1] != want {
			t.Errorf("messages %q, want the last to be %q", messages, want)
		}
		h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))
	})
}

func TestTwentyStartsAreOneServer(t *testing.T) {
	story(t, func(h *house) {
		var g sync.WaitGroup
		var mu sync.Mutex
		told := map[commonhall.Kind]int{}
		began := 0
		for range 20 {
			g.Go(func() {
				err := h.Start(h.ctx(), commonhall.UserName("ada").Default(), "page")
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					began++
				} else {
					told[commonhall.KindOf(err)]++
				}
			})
		}
		g.Wait()
		h.until("ada", commonhall.Ready)
		if began != 1 || told[commonhall.AlreadyExists] != 19 || len(h.running()) != 1 {
			t.Errorf("%d began, others were told %v, runs %v", began, told, h.running())
		}
	})
}

// TestTwoPeopleAtOnce: one whose start hangs holds nobody up.
func TestTwoPeopleAtOnce(t *testing.T) {
	story(t, func(h *house) {
		h.sp.OnStart(func(ctx context.Context, spec spawner.Spec) error {
			if spec.User == "ben" {
				<-ctx.Done()
			}
			return ctx.Err()
		})
		h.start("ben", "page")
		h.start("ada", "page")
		ada := h.until("ada", commonhall.Ready)
		if ben := h.get("ben"); ben.State != commonhall.Spawning {
			t.Errorf("ben's server is %s", ben.State)
		}
		if r := h.route("ben"); r.Result != gate.NotRunning {
			t.Errorf("the way to a server that starts: %+v", r)
		}
		h.must(h.Stop(h.ctx(), commonhall.UserName("ben").Default(), "ben"))
		if now := h.get("ada"); now.ID != ada.ID || now.State != commonhall.Ready {
			t.Errorf("ben's stop changed ada's server: %+v", now)
		}
	})
}

// TestStopWhileStarting: at every stage a stop ends it and leaves nothing.
func TestStopWhileStarting(t *testing.T) {
	hang := func(ctx context.Context, _ spawner.Spec) error {
		<-ctx.Done()
		return ctx.Err()
	}
	for stage, c := range map[string]struct {
		app  commonhall.AppName
		hook func(context.Context, spawner.Spec) error
	}{
		"the spawner has not accepted it": {"page", hang},
		"it does not listen yet":          {"deaf", nil},
		"it does not answer yet":          {"silent", nil},
	} {
		t.Run(stage, func(t *testing.T) {
			story(t, func(h *house) {
				h.sp.OnStart(c.hook)
				h.start("ada", c.app)
				synctest.Wait()
				id := h.get("ada").ID
				h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))
				s := h.get("ada")
				if s.State != commonhall.Stopped || s.End.Cause != commonhall.EndStopped || s.End.By != "ada" {
					t.Errorf("%+v, %+v", s, s.End)
				}
				if len(h.running()) != 0 || h.tokenWorks(id) || h.stored("ada").State != commonhall.Stopped {
					t.Errorf("left behind: runs %v, token %v, stored %s", h.running(), h.tokenWorks(id), h.stored("ada").State)
				}
				h.sp.OnStart(nil)
				h.start("ada", "page")
				h.until("ada", commonhall.Ready)
			})
		})
	}
}

// TestStopOvertakesTheToken: a token that is made while its run is being stopped
// does not stay behind.
func TestStopOvertakesTheToken(t *testing.T) {
	story(t, func(h *house) {
		h.kill()
		h.token = make(chan struct{})
		h.boot()
		h.start("ada", "page")
		id := h.get("ada").ID
		synctest.Wait()
		h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))
		close(h.token)
		synctest.Wait()
		if h.tokenWorks(id) || len(h.running()) != 0 {
			t.Errorf("left behind: token %v, runs %v", h.tokenWorks(id), h.running())
		}
	})
}

func TestStartWhileStopping(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "stubborn")
		old := h.until("ada", commonhall.Ready)
		began := time.Now()
		stopped := make(chan error, 1)
		go func() { stopped <- h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada") }()
		synctest.Wait()
		if s := h.get("ada"); s.State != commonhall.Stopping || h.stored("ada").State != commonhall.Stopping {
			t.Errorf("%s, stored %s", s.State, h.stored("ada").State)
		}
		if r := h.route("ada"); r.Result != gate.NotRunning {
			t.Errorf("the way to a server that stops: %+v", r)
		}
		h.start("ada", "page") // waits for its turn
		h.must(<-stopped)
		if took := time.Since(began); took != h.cfg.StopGrace {
			t.Errorf("a program that does not end when asked took %s to stop, want the grace of %s", took, h.cfg.StopGrace)
		}
		if s := h.until("ada", commonhall.Ready); s.ID == old.ID || s.App != "page" || !slices.Equal(h.running(), []commonhall.ServerID{s.ID}) {
			t.Errorf("%+v; runs %v", s, h.running())
		}
	})
}

// TestWhoAsksMayLeave: a request that is given up half-way leaves no half start
// and no half stop.
func TestWhoAsksMayLeave(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "stubborn")
		h.until("ada", commonhall.Ready)
		ctx, leave := context.WithCancel(h.ctx())
		stopped := make(chan error, 1)
		go func() { stopped <- h.Stop(ctx, commonhall.UserName("ada").Default(), "ada") }()
		synctest.Wait()
		leave()
		if err := <-stopped; err == nil {
			t.Error("a stop that was given up says that it is done")
		}
		if s := h.until("ada", commonhall.Stopped); s.End.Cause != commonhall.EndStopped || len(h.running()) != 0 {
			t.Errorf("%+v", s.End)
		}
		if err := h.Start(ctx, commonhall.UserName("ada").Default(), "page"); err == nil || h.get("ada").State != commonhall.Stopped {
			t.Errorf("a start that was given up before: %v, %s", err, h.get("ada").State)
		}
		ctx, leave = context.WithCancel(h.ctx())
		h.must(h.Start(ctx, commonhall.UserName("ada").Default(), "page"))
		leave()
		h.until("ada", commonhall.Ready)
	})
}

// TestTurns: a bound of starts at once bounds those that are starting, not those
// that run; who waits is told, and may give up.
func TestTurns(t *testing.T) {
	story(t, func(h *house) {
		h.kill()
		h.cfg.Starts = 1
		h.boot()
		h.start("ada", "page")
		h.until("ada", commonhall.Ready)
		h.start("ben", "page") // ada's runs on
		h.until("ben", commonhall.Ready)
		h.must(h.Stop(h.ctx(), commonhall.UserName("ben").Default(), "ben"))
		h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))

		h.start("ada", "deaf")
		synctest.Wait()
		h.start("ben", "page")
		synctest.Wait()
		if s := h.get("ben"); s.State != commonhall.Spawning || s.Message != "Waiting: many servers are starting right now" {
			t.Errorf("%s: %q", s.State, s.Message)
		}
		h.must(h.Stop(h.ctx(), commonhall.UserName("ben").Default(), "ben"))
		if s := h.get("ben"); s.State != commonhall.Stopped {
			t.Errorf("one that waited for its turn and was stopped is %s", s.State)
		}
		h.start("ben", "page")
		h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))
		h.until("ben", commonhall.Ready)
	})
}

// TestSpeakingToTheHub: the program inside reaches the hub, also through a door
// that was away for a while.
func TestSpeakingToTheHub(t *testing.T) {
	story(t, func(h *house) {
		tries := 0
		h.odd.put(func(o *odd) {
			o.door = func(context.Context) error {
				if tries++; tries < 4 {
					return spawner.ErrAway
				}
				return nil
			}
		})
		h.start("ada", "page")
		s := h.until("ada", commonhall.Ready)
		time.Sleep(time.Minute) // of the bubble's time
		synctest.Wait()
		if h.opened != 1 || h.doors["ada"] != 1 {
			t.Errorf("after %d tries: %d doors opened, %v open", tries, h.opened, h.doors)
		}
		h.must(h.sp.End(s.ID, commonhall.End{Cause: commonhall.EndExited}))
		h.until("ada", commonhall.Stopped)
		if h.doors["ada"] != 0 {
			t.Error("the door of a run that has ended is still open")
		}
	})
}

func TestMemory(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "page")
		s := h.until("ada", commonhall.Ready)
		h.happened()
		h.sp.SetUsage(s.ID, commonhall.Usage{Memory: 400 << 20, CPU: time.Second, PIDs: 7})
		time.Sleep(lookEvery)
		synctest.Wait()
		h.sp.SetUsage(s.ID, commonhall.Usage{Memory: 100 << 20, CPU: 4 * time.Second, PIDs: 3, OOMKills: 1})
		time.Sleep(3 * lookEvery)
		synctest.Wait()
		if u, cores := h.Usage(commonhall.UserName("ada").Default()); u.Memory != 100<<20 || u.PIDs != 3 || cores < 0 || cores > 1.01 {
			t.Errorf("usage %+v on %g cores", u, cores)
		}
		h.mu.Lock()
		events := slices.Clone(h.events)
		h.mu.Unlock()
		if len(events) != 1 || events[0].Text != "A program of ada needed more memory than the limit of 512 MiB (the same for everybody) and was ended." {
			t.Errorf("events %+v", events)
		}
		if now := h.get("ada"); now.State != commonhall.Ready || now.OOMKills != 1 || h.stored("ada").OOMKills != 1 {
			t.Errorf("%+v", now)
		}
		h.must(h.sp.End(s.ID, commonhall.End{Cause: commonhall.EndMemory, Limit: 512 << 20}))
		s = h.until("ada", commonhall.Stopped)
		if want := "It needed more memory than its limit of 512 MiB (the same for everybody), so the system ended it."; s.End.Sentence() != want {
			t.Errorf("it says %q, want %q", s.End.Sentence(), want)
		}
		if u, cores := h.Usage(commonhall.UserName("ada").Default()); u != (commonhall.Usage{}) || cores != 0 {
			t.Errorf("a stopped server uses %+v, %g", u, cores)
		}
		h.start("ada", "page")
		if s := h.until("ada", commonhall.Ready); s.OOMKills != 0 {
			t.Errorf("the next run begins with %d", s.OOMKills)
		}
	})
}

func TestLogOfAServer(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "exits")
		h.until("ada", commonhall.Failed)
		log, err := h.Log(h.ctx(), commonhall.UserName("ada").Default(), 100)
		h.must(err)
		if log != "no such file\n" {
			t.Errorf("log %q: control characters and wrong bytes do not reach pages", log)
		}
		if log, err := h.Log(h.ctx(), commonhall.UserName("ben").Default(), 100); err != nil || log != "" {
			t.Errorf("of a server that never ran: %q, %v", log, err)
		}
	})
}

// TestDialled: what Route says is what one gets to.
func TestDialled(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "page")
		h.until("ada", commonhall.Ready)
		r := h.route("ada")
		c, err := h.sp.Dial(h.ctx(), r.Server, r.Port)
		h.must(err)
		defer c.Close()
		go func() { _, _ = io.WriteString(c, "GET / HTTP/1.0\r\n\r\n") }()
		b, _ := io.ReadAll(c)
		if !strings.HasPrefix(string(b), "HTTP/1.0 200 "+http.StatusText(200)) {
			t.Errorf("%q", b)
		}
	})
}
