package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/spawner"
	"commonhall/spawner/spawnertest"
)

// TestWhatDoesNotStart: each fault of an app ends in a sentence that its person
// understands, at the time that one expects, with nothing left behind.
func TestWhatDoesNotStart(t *testing.T) {
	for app, want := range map[commonhall.AppName]struct {
		cause    commonhall.EndCause
		sentence string
		log      string
		after    time.Duration // at the latest
	}{
		"exits":   {commonhall.EndExited, "Its program ended by itself with status 3.", "no such", time.Second},
		"crashes": {commonhall.EndExited, "Its program ended by itself with status 139.", "", time.Second},
		"missing": {commonhall.EndNoCommand, "The program cannot be started: missing is not installed.", "", time.Second},
		"deaf":    {commonhall.EndNotReady, "The deaf did not begin to listen within 60 seconds.", "", time.Minute},
		"silent":  {commonhall.EndNotReady, "The silent listens, but was not ready within 30 seconds: it did not answer.", "", 30 * time.Second},
		"sick":    {commonhall.EndNotReady, "The sick listens, but was not ready within 30 seconds: it answers with the error 503.", "", 30 * time.Second},
		"garbage": {commonhall.EndNotReady, "The garbage listens, but was not ready within 30 seconds: it answers with something that is not HTTP, or not at all.", "", 30 * time.Second},
	} {
		t.Run(string(app), func(t *testing.T) {
			story(t, func(h *house) {
				began := time.Now()
				h.happened()
				h.start("ada", app)
				id := h.get("ada").ID
				s := h.until("ada", commonhall.Failed)
				if s.End.Cause != want.cause || s.End.Sentence() != want.sentence || !strings.Contains(s.End.Log, want.log) {
					t.Errorf("it ended with %+v, want %s: %s", s.End, want.cause, want.sentence)
				}
				if s.End.Detail == "" || strings.ContainsAny(s.End.Log, "\x1b\xff") {
					t.Errorf("detail %q, log %q", s.End.Detail, s.End.Log)
				}
				if took := time.Since(began); took > want.after {
					t.Errorf("its person was told after %s, want %s", took, want.after)
				}
				if len(h.running()) != 0 || h.tokenWorks(id) || h.stored("ada").State != commonhall.Failed || h.stored("ada").End.Sentence() != want.sentence {
					t.Errorf("left behind: runs %v, token %v, stored %+v", h.running(), h.tokenWorks(id), h.stored("ada"))
				}
				h.wantEvents(commonhall.EventServerStarting, commonhall.EventServerFailed)
				h.start("ada", "page")
				h.until("ada", commonhall.Ready)
			})
		})
	}
}

// TestWhatCountsAsReady: any answer below 500, as soon as it begins.
func TestWhatCountsAsReady(t *testing.T) {
	for _, app := range []commonhall.AppName{"page", "lost", "away"} {
		story(t, func(h *house) {
			began := time.Now()
			h.start("ada", app)
			h.until("ada", commonhall.Ready)
			if took := time.Since(began); took > 20*time.Millisecond {
				t.Errorf("%s was ready after %s", app, took)
			}
		})
	}
}

// TestEndIsWrittenBeforeItIsTold, however long the edge takes to hear of it.
func TestEndIsWrittenBeforeItIsTold(t *testing.T) {
	story(t, func(h *house) {
		h.edge = 400 * time.Millisecond
		h.start("ada", "exits")
		h.until("ada", commonhall.Failed)
		if s := h.stored("ada"); s.State != commonhall.Failed {
			t.Errorf("its person was told that it failed; in the database it is %s", s.State)
		}
	})
}

// TestHubEndsWhileAServerEnds: the token of a run that is over opens nothing, though
// the hub went in the middle of taking it back.
func TestHubEndsWhileAServerEnds(t *testing.T) {
	story(t, func(h *house) {
		h.edge = 400 * time.Millisecond
		h.start("ada", "exits")
		id := h.until("ada", commonhall.Failed).ID
		h.end()
		h.must(<-h.ended)
		if h.tokenWorks(id) {
			t.Error("its token still opens the hub")
		}
		h.boot()
	})
}

// replace puts another program in the place of one.
func (h *house) replace(name string, p spawnertest.Program) {
	all := programs()
	all[name] = p
	h.kill()
	h.sp = spawnertest.NewPretend(spawnertest.PretendOptions{Program: func(args []string) spawnertest.Program { return all[args[0]] }})
	h.odd.Spawner = h.sp
	h.boot()
}

// TestReadyThoughItNeverEnds: an answer without an end, and a first request that
// got lost while the program was starting, keep nobody waiting.
func TestReadyThoughItNeverEnds(t *testing.T) {
	story(t, func(h *house) {
		h.replace("page", spawnertest.Serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(200)
			_ = http.NewResponseController(w).Flush()
			<-r.Context().Done()
		})))
		defer func() { h.sp.Close() }()
		began := time.Now()
		h.start("ada", "page")
		h.until("ada", commonhall.Ready)
		if took := time.Since(began); took > time.Second {
			t.Errorf("an answer that never ends was waited for: %s", took)
		}
	})
	story(t, func(h *house) {
		first := make(chan struct{}, 1)
		first <- struct{}{}
		h.replace("page", spawnertest.Serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			select {
			case <-first:
				<-r.Context().Done()
			default:
			}
		})))
		defer func() { h.sp.Close() }()
		h.start("ada", "page")
		h.until("ada", commonhall.Ready)
	})
}

// TestTheProgramIsAStranger: what asks whether it is ready carries nothing.
func TestTheProgramIsAStranger(t *testing.T) {
	story(t, func(h *house) {
		var got http.Header
		var path string
		h.replace("page", spawnertest.Serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			got, path = r.Header.Clone(), r.URL.Path
			http.Redirect(w, r, "http://169.254.169.254/", http.StatusFound)
		})))
		defer func() { h.sp.Close() }()
		h.start("ada", "page")
		h.until("ada", commonhall.Ready)
		if path != "/user/ada/api" || got.Get("Authorization") != "" || got.Get("Cookie") != "" {
			t.Errorf("it was asked for %s with %v", path, got)
		}
	})
}

// TestSpawnerRefusesOrIsAway: of a start that cannot be made its person hears
// why; a spawner that is away for a moment is waited for.
func TestSpawnerRefusesOrIsAway(t *testing.T) {
	for name, c := range map[string]struct {
		err  error // nil: it hangs
		want string
	}{
		"refuses": {spawner.ErrRefused, "The part of the system that starts servers refused this one; the log says why."},
		"breaks":  {errors.New("cgroup: /secret/path"), "The server could not be started."},
		"hangs":   {nil, "The part of the system that starts servers could not be reached."},
		"away":    {spawner.ErrAway, "The part of the system that starts servers could not be reached."},
	} {
		t.Run(name, func(t *testing.T) {
			story(t, func(h *house) {
				h.sp.OnStart(func(ctx context.Context, _ spawner.Spec) error {
					if c.err == nil {
						<-ctx.Done()
						return ctx.Err()
					}
					return fmt.Errorf("start: %w", c.err)
				})
				h.start("ada", "page")
				s := h.until("ada", commonhall.Failed)
				if s.End.Cause != commonhall.EndSetup || s.End.Sentence() != c.want || s.End.Hint() == "" {
					t.Errorf("%+v, want %q", s.End, c.want)
				}
				if c.err != nil && !strings.Contains(h.log.String(), c.err.Error()) {
					t.Errorf("the log does not say why: %s", h.log)
				}
			})
		})
	}
	story(t, func(h *house) {
		h.start("ada", "page")
		began := time.Now()
		h.sp.OnStart(func(context.Context, spawner.Spec) error {
			if time.Since(began) < 20*time.Second {
				return spawner.ErrAway
			}
			return nil
		})
		h.start("ben", "page")
		h.until("ben", commonhall.Ready)
	})
}

// TestSpawnerAwayWhileServersRun: not knowing how a server does is no reason to
// end it.
func TestSpawnerAwayWhileServersRun(t *testing.T) {
	for name, err := range map[string]error{"away": spawner.ErrAway, "odd": errors.New("a message that nobody understands")} {
		t.Run(name, func(t *testing.T) {
			story(t, func(h *house) {
				h.odd.put(func(o *odd) {
					o.wait = func(context.Context, commonhall.ServerID) error { return err }
				})
				h.start("ada", "page")
				ready := h.until("ada", commonhall.Ready)
				time.Sleep(time.Hour)
				synctest.Wait()
				if s := h.get("ada"); s.State != commonhall.Ready || len(h.running()) != 1 {
					t.Fatalf("the server is %s: %+v", s.State, s.End)
				}
				h.odd.put(func(o *odd) { o.wait = nil })
				h.must(h.sp.End(ready.ID, commonhall.End{Cause: commonhall.EndSignal, Signal: "SIGSEGV"}))
				if s := h.until("ada", commonhall.Stopped); s.End.Signal != "SIGSEGV" {
					t.Errorf("%+v", s.End)
				}
			})
		})
	}
}

// TestStopThatFails: the server is as it was before, and usable; the next stop
// may succeed.
func TestStopThatFails(t *testing.T) {
	story(t, func(h *house) {
		h.start("ada", "page")
		ready := h.until("ada", commonhall.Ready)
		for name, f := range map[string]func(context.Context, commonhall.ServerID) error{
			"away":  func(context.Context, commonhall.ServerID) error { return spawner.ErrAway },
			"hangs": func(ctx context.Context, _ commonhall.ServerID) error { <-ctx.Done(); return ctx.Err() },
		} {
			h.odd.put(func(o *odd) { o.stop = f })
			err := h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada")
			if commonhall.KindOf(err) != commonhall.Unavailable || commonhall.ForPerson(err).Hint == "" {
				t.Errorf("%s: %v", name, err)
			}
			synctest.Wait()
			if s := h.get("ada"); s.State != commonhall.Ready || s.ID != ready.ID || h.stored("ada").State != commonhall.Ready ||
				!h.tokenWorks(ready.ID) || h.doors["ada"] != 1 || h.route("ada").Server != ready.ID {
				t.Errorf("%s: the server is %+v, stored as %s; its token works: %v, doors %v", name, s, h.stored("ada").State, h.tokenWorks(ready.ID), h.doors)
			}
		}
		h.odd.put(func(o *odd) { o.stop = nil })
		h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))
		if s := h.get("ada"); s.State != commonhall.Stopped || h.tokenWorks(ready.ID) {
			t.Errorf("%+v", s)
		}
	})
}

// TestStopThatFailsWhileStarting: the start goes on.
func TestStopThatFailsWhileStarting(t *testing.T) {
	story(t, func(h *house) {
		slow := make(chan struct{})
		h.sp.OnStart(func(ctx context.Context, _ spawner.Spec) error {
			select {
			case <-slow:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
		h.odd.put(func(o *odd) {
			o.stop = func(context.Context, commonhall.ServerID) error { return spawner.ErrAway }
		})
		h.start("ada", "page")
		id := h.get("ada").ID
		synctest.Wait()
		if err := h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"); commonhall.KindOf(err) != commonhall.Unavailable {
			t.Errorf("%v", err)
		}
		close(slow)
		if s := h.until("ada", commonhall.Ready); s.ID != id || !h.tokenWorks(id) {
			t.Errorf("%+v", s)
		}
		h.odd.put(func(o *odd) { o.stop = nil })
	})
}

// TestLeftovers: processes of a start that was given up, and that could not be
// ended then, are ended when that can be done.
func TestLeftovers(t *testing.T) {
	story(t, func(h *house) {
		h.odd.put(func(o *odd) {
			o.stop = func(context.Context, commonhall.ServerID) error { return spawner.ErrAway }
		})
		h.start("ada", "silent")
		h.until("ada", commonhall.Failed)
		if len(h.running()) != 1 {
			t.Fatalf("runs %v", h.running())
		}
		time.Sleep(3 * lookEvery) // still away
		h.odd.put(func(o *odd) { o.stop = nil })
		time.Sleep(3 * lookEvery)
		synctest.Wait()
		if len(h.running()) != 0 {
			t.Errorf("still there: %v", h.running())
		}
	})
}

// TestLookedAtWhileItsEndIsWrittenDown: what a look at that moment takes for a server is
// found, and ended, by later ones.
func TestLookedAtWhileItsEndIsWrittenDown(t *testing.T) {
	story(t, func(h *house) {
		h.odd.put(func(o *odd) {
			o.stop = func(context.Context, commonhall.ServerID) error { return spawner.ErrAway }
		})
		looks := 0
		h.mu.Lock()
		h.meanwhile = func(s commonhall.Server) {
			if s.State == commonhall.Failed {
				looks++
				h.measure(h.ctx(), nil)
			}
		}
		h.mu.Unlock()
		time.Sleep(lookEvery / 2) // so that it does not end at the moment of another look
		h.start("ada", "silent")
		h.until("ada", commonhall.Failed)
		h.odd.put(func(o *odd) { o.stop = nil })
		time.Sleep(3 * lookEvery)
		synctest.Wait()
		if looks != 1 || len(h.running()) != 0 {
			t.Errorf("after %d looks there is still %v", looks, h.running())
		}
	})
}

// TestDatabaseFails: a start that cannot be written down is not made; an end that
// cannot be written down is kept by the spawner for the next hub.
func TestDatabaseFails(t *testing.T) {
	story(t, func(h *house) {
		sick := func(err error) {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.sick = err
		}
		full := commonhall.Errorf(commonhall.ResourceExhausted, "The disk is full.")
		sick(full)
		if err := h.Start(h.ctx(), commonhall.UserName("ada").Default(), "page"); !errors.Is(err, error(full)) || h.get("ada").State != commonhall.Stopped || len(h.running()) != 0 {
			t.Errorf("%v; %s, runs %v", err, h.get("ada").State, h.running())
		}
		sick(nil)
		h.start("ada", "page")
		s := h.until("ada", commonhall.Ready)
		sick(full)
		h.must(h.sp.End(s.ID, commonhall.End{Cause: commonhall.EndExited, Code: 9}))
		if s := h.until("ada", commonhall.Stopped); s.End.Code != 9 {
			t.Errorf("%+v", s.End)
		}
		if h.stored("ada").State != commonhall.Ready || len(h.running()) != 1 {
			t.Fatalf("stored %s, the spawner knows %v: nobody remembers how it ended", h.stored("ada").State, h.running())
		}
		h.kill()
		h.boot()
		if s := h.until("ada", commonhall.Stopped); s.End.Code != 9 || h.stored("ada").End.Code != 9 || len(h.running()) != 0 {
			t.Errorf("%+v, stored %+v, runs %v", s.End, h.stored("ada").End, h.running())
		}
	})
}
