package server

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/spawner/spawnertest"
)

// idleStory runs f in a house that stops idle servers after an hour. What programs
// answer under a path is what say returns; they are called as the built-in ones.
func idleStory(t *testing.T, say func(path string) (int, string), f func(h *house)) {
	t.Helper()
	story(t, func(h *house) {
		h.kill()
		h.cfg.IdleStop, h.cfg.Groups = time.Hour, h.auth
		for _, name := range []commonhall.AppName{"jupyterlab", "terminal", "other", "jupyterhub-singleuser"} {
			h.cfg.Apps = append(h.cfg.Apps, commonhall.App{Name: name, Title: string(name), Command: []string{"says"}, ReadyPath: "api", HubAuth: name == "jupyterhub-singleuser"})
		}
		h.says.Store(&say)
		h.boot()
		f(h)
	})
}

// says is a program that answers what the story says.
func (h *house) program(in *spawnertest.Inside) int {
	return spawnertest.Serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, path, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/user/"), "/")
		if path == "api" {
			return
		}
		if proof := r.Header.Get("Authorization"); proof != "" {
			path += "?" + r.URL.RawQuery + " " + proof
		}
		status, text := (*h.says.Load())(path)
		if status == 0 { // not at all
			<-r.Context().Done()
			return
		}
		w.WriteHeader(status)
		_, _ = w.Write([]byte(text))
	}))(in)
}

func nothing(string) (int, string) { return 200, "[]" }

// pass lets time go by, in which the server uses so many cores.
func (h *house) pass(d time.Duration, cores float64, names ...commonhall.UserName) {
	h.t.Helper()
	for end := time.Now().Add(d); time.Now().Before(end); {
		step := min(time.Minute, time.Until(end))
		for _, name := range names {
			s := h.get(name)
			u, _ := h.Usage(name.Default())
			u.CPU += time.Duration(cores * float64(step))
			h.sp.SetUsage(s.ID, u)
		}
		<-time.After(step)
		synctest.Wait()
	}
}

func (h *house) wantState(what string, name commonhall.UserName, want commonhall.ServerState) {
	h.t.Helper()
	if got := h.get(name).State; got != want {
		h.t.Errorf("%s: %s's server is %s, want %s\n%s", what, name, got, want, h.log)
	}
}

// TestIdle: what nobody uses for an hour is stopped, with a reason that stays, and
// after a notice that any use takes back.
func TestIdle(t *testing.T) {
	idleStory(t, nothing, func(h *house) {
		h.start("ada", "other")
		h.until("ada", commonhall.Ready)
		h.pass(40*time.Minute, 0, "ada")
		if at := h.StopsSoon(commonhall.UserName("ada").Default()).At; !at.IsZero() {
			t.Errorf("after 40 minutes the stop is announced for %s", at)
		}
		h.pass(15*time.Minute, 0, "ada")
		if in := time.Until(h.StopsSoon(commonhall.UserName("ada").Default()).At); in < time.Minute || in > 15*time.Minute {
			t.Errorf("after 55 minutes the stop is announced in %s", in)
		}
		h.Seen(map[commonhall.ServerID]time.Time{h.get("ada").ID: time.Now()})
		if at := h.StopsSoon(commonhall.UserName("ada").Default()).At; !at.IsZero() {
			t.Errorf("it was used, and the stop stays announced for %s", at)
		}
		h.pass(55*time.Minute, 0, "ada")
		h.wantState("used again", "ada", commonhall.Ready)
		h.happened()
		h.pass(20*time.Minute, 0, "ada")
		h.wantState("not used for an hour", "ada", commonhall.Stopped)
		h.wantEvents(commonhall.EventServerStopping, commonhall.EventServerEnded)
		if said := h.stored("ada").End.Sentence(); said != "Stopped by commonhall itself, because nobody used it for an hour." {
			t.Errorf("the next visit reads %q", said)
		}
	})
}

// TestPagesAreNoUse: a home page that stays open keeps nothing alive; a report of the
// server itself does.
func TestPagesAreNoUse(t *testing.T) {
	idleStory(t, nothing, func(h *house) {
		h.start("ada", "other")
		h.start("ben", "other")
		h.until("ada", commonhall.Ready)
		h.until("ben", commonhall.Ready)
		for range 20 {
			h.pass(4*time.Minute, 0, "ada", "ben")
			h.Active("ada", time.Now())
			h.Used(commonhall.UserName("ben").Default(), time.Now())
		}
		h.wantState("with its home page open", "ada", commonhall.Stopped)
		h.wantState("used", "ben", commonhall.Ready)
	})
}

// TestBusyIsNotIdle: whatever says that somebody's work goes on.
func TestBusyIsNotIdle(t *testing.T) {
	busy := func(where, text string) func(string) (int, string) {
		return func(path string) (int, string) {
			if path == where {
				return 200, text
			}
			return 404, ""
		}
	}
	ago := func(d time.Duration) string { return time.Now().Add(-d).Format(time.RFC3339Nano) }
	for name, c := range map[string]struct {
		app   commonhall.AppName
		say   func(string) (int, string)
		cores float64
		want  commonhall.ServerState
	}{
		"a kernel computes":       {"jupyterlab", busy("api/kernels", `[{"execution_state":"idle"},{"execution_state":"busy","connections":0}]`), 0, commonhall.Ready},
		"a terminal has a job":    {"terminal", busy("terminals", `[{"id":"x","running":["make"]}]`), 0, commonhall.Ready},
		"an idle kernel":          {"jupyterlab", busy("api/kernels", `[{"execution_state":"idle","connections":3,"last_activity":"2000-01-01T00:00:00Z"}]`), 0, commonhall.Stopped},
		"an idle terminal":        {"terminal", busy("terminals", `[{"id":"x","running":[],"viewers":2}]`), 0, commonhall.Stopped},
		"it computes by itself":   {"other", nothing, 0.1, commonhall.Ready},
		"it hardly does anything": {"other", nothing, 0.01, commonhall.Stopped},
		"silent, but computes":    {"jupyterlab", func(string) (int, string) { return 0, "" }, 0.1, commonhall.Ready},
		"silent":                  {"jupyterlab", func(string) (int, string) { return 0, "" }, 0, commonhall.Stopped},
		"nonsense":                {"jupyterlab", func(string) (int, string) { return 200, `{"execution_state":"busy"}` }, 0, commonhall.Stopped},
		"endless":                 {"terminal", func(string) (int, string) { return 200, "[" + strings.Repeat(`{"running":["x"]},`, 100_000) }, 0, commonhall.Stopped},
		"refuses":                 {"jupyterlab", func(string) (int, string) { return 403, "" }, 0, commonhall.Stopped},
	} {
		t.Run(name, func(t *testing.T) {
			idleStory(t, c.say, func(h *house) {
				h.start("ada", c.app)
				h.until("ada", commonhall.Ready)
				h.pass(70*time.Minute, c.cores, "ada")
				h.wantState(name, "ada", c.want)
			})
		})
	}
	t.Run("a kernel that was used meanwhile", func(t *testing.T) {
		idleStory(t, nothing, func(h *house) {
			say := busy("api/terminals", fmt.Sprintf(`[{"name":"1","last_activity":%q}]`, ago(-30*time.Minute)))
			h.says.Store(&say)
			h.start("ada", "jupyterlab")
			h.until("ada", commonhall.Ready)
			h.pass(70*time.Minute, 0, "ada")
			h.wantState("40 minutes after its last use", "ada", commonhall.Ready)
			h.pass(30*time.Minute, 0, "ada")
			h.wantState("70 minutes after its last use", "ada", commonhall.Stopped)
		})
	})
}

// TestJupyterHubsOwnServerIsAsked: it answers whom the hub vouches for, and holds a token that
// is; nobody else's goes there, and being asked is no use.
func TestJupyterHubsOwnServerIsAsked(t *testing.T) {
	for state, want := range map[string]commonhall.ServerState{"busy": commonhall.Ready, "idle": commonhall.Stopped} {
		t.Run(state, func(t *testing.T) {
			var run atomic.Value
			var asked atomic.Int64
			idleStory(t, nothing, func(h *house) {
				say := func(path string) (int, string) {
					id, _ := run.Load().(commonhall.ServerID)
					where, proof, _ := strings.Cut(path, " ")
					switch {
					case proof != "token "+h.auth.ServerToken(id) || !strings.HasSuffix(where, "?no_track_activity=1"):
						return 403, ""
					case strings.HasPrefix(where, "api/kernels"):
						asked.Add(1)
						return 200, `[{"execution_state":"` + state + `"}]`
					}
					return 200, "[]"
				}
				h.says.Store(&say)
				h.start("ada", "jupyterhub-singleuser")
				h.until("ada", commonhall.Ready)
				run.Store(h.get("ada").ID)
				h.pass(70*time.Minute, 0, "ada")
				h.wantState("its kernel is "+state, "ada", want)
				if asked.Load() == 0 {
					t.Error("it was not asked, or not as it answers")
				}
			})
		})
	}
}

// TestDoubtIsNoReasonToStop: when the programs of a class cannot be asked all at once,
// that is not the class's fault.
func TestDoubtIsNoReasonToStop(t *testing.T) {
	var silent atomic.Bool
	idleStory(t, func(string) (int, string) {
		if silent.Load() {
			return 500, ""
		}
		return 200, "[]"
	}, func(h *house) {
		names := []string{"ada", "ben", "cleo", "dan"}
		_, err := h.auth.AddUsers(h.ctx(), names[2:], false)
		h.must(err)
		silent.Store(true)
		for _, n := range names {
			h.start(commonhall.UserName(n), "jupyterlab")
			h.until(commonhall.UserName(n), commonhall.Ready)
		}
		h.happened()
		h.pass(3*time.Hour, 0, "ada", "ben", "cleo", "dan")
		got := h.happened()
		if got = slices.DeleteFunc(got, func(e commonhall.EventName) bool { return e == commonhall.EventServerNotice }); !slices.Equal(got, []commonhall.EventName{commonhall.EventIdleDoubted}) {
			t.Errorf("events %v", got)
		}
		if h.Running() != 4 {
			t.Errorf("%d are left", h.Running())
		}
		silent.Store(false)
		h.pass(20*time.Minute, 0)
		if h.Running() != 0 {
			t.Errorf("they can be asked again, and %d are left", h.Running())
		}
	})
}

// TestWhatCannotBeMeasuredStays, for nothing is known about it.
func TestWhatCannotBeMeasuredStays(t *testing.T) {
	idleStory(t, nothing, func(h *house) {
		h.start("ada", "other")
		h.until("ada", commonhall.Ready)
		h.pass(10*time.Minute, 0, "ada")
		h.odd.put(func(o *odd) { o.blind = true })
		h.pass(3*time.Hour, 0)
		h.wantState("nobody can measure", "ada", commonhall.Ready)
		h.odd.put(func(o *odd) { o.blind = false })
		h.pass(20*time.Minute, 0)
		h.wantState("measured again", "ada", commonhall.Stopped)
	})
}

// TestANewHubRemembers how long nobody has used a server; it stops nothing before it has said
// so, nor before the edge could tell who is there.
func TestANewHubRemembers(t *testing.T) {
	idleStory(t, nothing, func(h *house) {
		h.start("ada", "other")
		h.start("ben", "other")
		h.until("ada", commonhall.Ready)
		h.until("ben", commonhall.Ready)
		h.pass(55*time.Minute, 0, "ada", "ben")
		h.kill()
		u := h.get("ben")
		h.sp.SetUsage(u.ID, commonhall.Usage{CPU: time.Hour}) // it has computed meanwhile
		<-time.After(time.Hour)
		h.boot()
		h.happened()
		h.pass(5*time.Minute, 0, "ada")
		h.wantState("the hub has just come", "ada", commonhall.Ready)
		if in := time.Until(h.StopsSoon(commonhall.UserName("ada").Default()).At); in <= 0 || in > 10*time.Minute {
			t.Errorf("the stop is announced in %s", in)
		}
		h.wantEvents(commonhall.EventServerNotice)
		h.pass(10*time.Minute, 0, "ada")
		h.wantState("after that notice", "ada", commonhall.Stopped)
		h.wantState("it computed while no hub was there", "ben", commonhall.Ready)
	})
}

// TestUsedAtTheLastMoment: somebody comes back while the stop waits for its turn.
func TestUsedAtTheLastMoment(t *testing.T) {
	idleStory(t, nothing, func(h *house) {
		h.start("ada", "other")
		h.until("ada", commonhall.Ready)
		h.pass(59*time.Minute, 0, "ada")
		s, err := h.of(h.ctx(), commonhall.UserName("ada").Default())
		h.must(err)
		come := make(chan struct{})
		go func() { _ = s.hand(h.ctx(), func() { <-come }) }()
		h.pass(10*time.Minute, 0)
		h.Used(commonhall.UserName("ada").Default(), time.Now())
		close(come)
		synctest.Wait()
		h.wantState("somebody came back", "ada", commonhall.Ready)
		if got := h.happened(); slices.Contains(got, commonhall.EventServerStopping) {
			t.Errorf("events %v", got)
		}
	})
}
