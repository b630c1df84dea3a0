package server

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"commonhall"
	"commonhall/spawner"
	"commonhall/spawner/spawnertest"
)

// shelf is the class's software, whose generation is n.
type shelf struct {
	n       int
	held    int
	without []bool
	err     error
	runs    map[commonhall.ServerID]bool // checks and builds
	gone    atomic.Bool                  // the runs are nobody\'s
}

func (s *shelf) Choose(_ context.Context, u commonhall.User, _ commonhall.App, withoutDraft bool) (*commonhall.Software, func(), error) {
	if s.err != nil {
		return nil, nil, s.err
	}
	s.held++
	s.without = append(s.without, withoutDraft)
	sw := commonhall.Software{Environment: "python", Generation: s.n, Path: "/env/python", Tree: fmt.Sprint("python/trees/", s.n)}
	if u.Name == "ada" && !withoutDraft {
		sw.Draft = "python/drafts/d"
	}
	return &sw, func() { s.held-- }, nil
}

// Brings says that ada's brings what the machine has not.
func (s *shelf) Brings(_ context.Context, u commonhall.User, _ []commonhall.App) (map[commonhall.AppName]bool, error) {
	return map[commonhall.AppName]bool{"missing": u.Name == "ada"}, nil
}

func (s *shelf) Runs(id commonhall.ServerID) bool { return s.runs[id] && !s.gone.Load() }

// A check or a build is no server that nobody knows: it goes on, when servers are
// looked at and when they are looked for after a restart.
func TestABuildIsLeftAlone(t *testing.T) {
	story(t, func(h *house) {
		s := &shelf{n: 7, runs: map[commonhall.ServerID]bool{"9-build": true}}
		h.cfg.Software = s
		h.reboot()
		h.start("ada", "page")
		ada := h.until("ada", commonhall.Ready)
		h.must(h.sp.Start(h.ctx(), spawner.Spec{ID: "9-build", Account: commonhall.Account{UID: 1, Name: "build"}, Command: []string{"stubborn"}, Port: Port}))
		left := func(want ...commonhall.ServerID) {
			t.Helper()
			h.pass(time.Minute, 0)
			if got := h.running(); !slices.Equal(got, want) {
				t.Errorf("runs %v, want %v", got, want)
			}
		}
		left(ada.ID, "9-build")
		h.kill()
		h.boot()
		left(ada.ID, "9-build")
		s.gone.Store(true) // its hub is dead
		left(ada.ID)
	})
}

// A server keeps the generation that it started with, whatever becomes current, and
// whatever becomes of the hub.
func TestAServerKeepsItsSoftware(t *testing.T) {
	story(t, func(h *house) {
		s := &shelf{n: 7}
		h.cfg.Software = s
		h.reboot()
		h.start("ada", "page")
		h.start("ben", "page")
		h.until("ada", commonhall.Ready)
		ben := h.until("ben", commonhall.Ready)
		s.n = 8
		h.kill()
		h.boot()
		for _, name := range []commonhall.UserName{"ada", "ben"} {
			if sw := h.get(name).Software; sw == nil || sw.Generation != 7 {
				t.Errorf("after the hub's restart %s has %+v", name, sw)
			}
		}
		spec, err := h.sp.Spec(ben.ID)
		h.must(err)
		if spec.Software == nil || spec.Software.Generation != 7 || !slices.Contains(spec.Env, "PYTHONUSERBASE=/home/ben/.env/python") {
			t.Errorf("ben's server was started with %+v, %q", spec.Software, spec.Env)
		}
		if used, err := h.InUse(h.ctx()); err != nil || len(used) != 2 {
			t.Errorf("in use are %+v, %v", used, err)
		}
		h.must(h.Stop(h.ctx(), commonhall.UserName("ben").Default(), "ben"))
		if used, err := h.InUse(h.ctx()); err != nil || len(used) != 1 || used[0].Draft == "" {
			t.Errorf("with ben's stopped there are %+v, %v", used, err)
		}
		h.start("ben", "page")
		if sw := h.until("ben", commonhall.Ready).Software; sw.Generation != 8 {
			t.Errorf("the next server has %+v", sw)
		}
		if s.held != 0 {
			t.Errorf("%d trees are held for ever", s.held)
		}
	})
}

// Killed between the intent and the start, the next hub starts with what was written.
func TestSoftwareOfAnInterruptedStart(t *testing.T) {
	story(t, func(h *house) {
		s := &shelf{n: 7}
		h.cfg.Software = s
		h.reboot()
		h.sp.SetAway(true)
		h.start("ben", "page")
		h.kill()
		s.n = 8
		h.sp.SetAway(false)
		h.boot()
		ben := h.until("ben", commonhall.Ready)
		spec, err := h.sp.Spec(ben.ID)
		h.must(err)
		if ben.Software.Generation != 7 || spec.Software.Generation != 7 {
			t.Errorf("it has %+v, and was started with %+v", ben.Software, spec.Software)
		}
	})
}

// A draft is one server's at a time: what starts beside it has the class's software, and
// the next one has the draft again.
func TestADraftIsOneServers(t *testing.T) {
	namedStory(t, func(h *house) {
		s := &shelf{n: 7}
		h.cfg.Software = s
		h.reboot()
		draft := func(key commonhall.ServerKey, want bool) {
			t.Helper()
			h.must(h.Start(h.ctx(), key, "page"))
			if sw := h.become(key, commonhall.Ready).Software; (sw.Draft != "") != want {
				t.Errorf("%s has %+v, a draft: want %v", key, sw, want)
			}
		}
		draft(ada.Default(), true)
		draft(ada.Server("lab"), false)
		h.kill()
		h.boot()
		draft(ada.Server("thesis"), false)
		h.must(h.Stop(h.ctx(), ada.Default(), "ada"))
		h.must(h.Stop(h.ctx(), ada.Server("lab"), "ada"))
		draft(ada.Server("lab"), true)
		draft(ada.Default(), false)
	})
}

// In another manner: without a draft that does not work, or without one's own packages,
// which stay set aside until they are wanted back.
func TestManners(t *testing.T) {
	story(t, func(h *house) {
		s := &shelf{n: 1}
		h.cfg.Software = s
		h.reboot()
		own := h.sp.Capabilities().Binary + " own start "
		for _, start := range []struct {
			manner Manner
			want   string
			own    commonhall.Own
		}{
			{AsUsual, own + "python -- page", commonhall.OwnStays},
			{WithoutDraft, own + "python -- page", commonhall.OwnStays},
			{WithoutOwn, own + "--aside python -- page", commonhall.OwnAside},
			{AsUsual, own + "python -- page", commonhall.OwnAway},
			{WithoutDraft, own + "python -- page", commonhall.OwnAway},
			{WithOwn, own + "--back python -- page", commonhall.OwnBack},
			{AsUsual, own + "python -- page", commonhall.OwnStays},
		} {
			asked := make(chan spawner.Spec, 1)
			h.sp.OnStart(func(_ context.Context, spec spawner.Spec) error { asked <- spec; return nil })
			h.must(h.StartAs(h.ctx(), commonhall.UserName("ada").Default(), Wish{App: "page", Manner: start.manner}))
			spec := <-asked
			got := strings.TrimSuffix(strings.Join(spec.Command, " "), " 8888 /user/ada/ /home/ada")
			if got != start.want || (spec.Software.Draft == "") != (start.manner == WithoutDraft) || h.get("ada").Software.Own != start.own {
				t.Errorf("in manner %q it is %q with %+v, want %q", start.manner, got, spec.Software, start.want)
			}
			h.must(h.Stop(h.ctx(), commonhall.UserName("ada").Default(), "ada"))
		}
		if err := h.StartAs(h.ctx(), commonhall.UserName("ada").Default(), Wish{App: "page", Manner: "slowly"}); commonhall.KindOf(err) != commonhall.InvalidArgument {
			t.Errorf("in a manner that there is not: %v", err)
		}
	})
}

// Killed between the intent and the start, the next hub sets aside what was to be, and
// remembers that it is.
func TestMannerOfAnInterruptedStart(t *testing.T) {
	story(t, func(h *house) {
		h.cfg.Software = &shelf{n: 1}
		h.reboot()
		h.sp.SetAway(true)
		h.must(h.StartAs(h.ctx(), commonhall.UserName("ben").Default(), Wish{App: "page", Manner: WithoutOwn}))
		h.kill()
		h.sp.SetAway(false)
		h.boot()
		spec, err := h.sp.Spec(h.until("ben", commonhall.Ready).ID)
		h.must(err)
		if !slices.Contains(spec.Command, "--aside") {
			t.Errorf("it was started as %q", spec.Command)
		}
		h.must(h.Stop(h.ctx(), commonhall.UserName("ben").Default(), "ben"))
		h.kill()
		h.boot()
		h.start("ben", "page")
		if now := h.until("ben", commonhall.Ready); now.Software.Own != commonhall.OwnAway {
			t.Errorf("after another restart it is %q", now.Software.Own)
		}
	})
}

// Software with which a person's server has served is not why another start fails; what
// came since may be.
func TestProvenSoftware(t *testing.T) {
	story(t, func(h *house) {
		s := &shelf{n: 1}
		h.cfg.Software = s
		h.reboot()
		try := func(app commonhall.AppName, state commonhall.ServerState, want bool) {
			t.Helper()
			h.start("ben", app)
			if now := h.until("ben", state); now.Software.Proven != want {
				t.Errorf("with generation %d and %s it is %+v", s.n, app, now.Software)
			}
			h.must(h.Stop(h.ctx(), commonhall.UserName("ben").Default(), "ben"))
		}
		try("exits", commonhall.Failed, false)
		try("page", commonhall.Ready, true)
		try("exits", commonhall.Failed, true)
		try("exits", commonhall.Failed, true)
		s.n = 2
		try("exits", commonhall.Failed, false)
	})
}

// What prepares a start is there; the program that it becomes may be missing.
func TestAProgramThatIsMissing(t *testing.T) {
	story(t, func(h *house) {
		h.cfg.Software = &shelf{n: 1}
		h.reboot()
		h.replace("page", spawnertest.Exits(127, "page is not installed.\n"))
		h.start("ben", "page")
		if end := h.until("ben", commonhall.Failed).End; end.Cause != commonhall.EndNoCommand || !strings.Contains(end.Detail, "page is not installed") {
			t.Errorf("it says %+v", end)
		}
	})
}

// Where the software cannot be had, nothing starts, and the reason is told.
func TestSoftwareThatCannotBeChosen(t *testing.T) {
	story(t, func(h *house) {
		h.cfg.Software = &shelf{err: commonhall.Errorf(commonhall.Unavailable, "The folder of the environment cannot be used.")}
		h.reboot()
		err := h.Start(h.ctx(), commonhall.UserName("ada").Default(), "page")
		if commonhall.KindOf(err) != commonhall.Unavailable || h.get("ada").State != commonhall.Stopped {
			t.Errorf("it says %v, and the server is %v", err, h.get("ada").State)
		}
	})
}

// An app that the class's software brings is offered to those who have that.
func TestAppsOfTheSoftware(t *testing.T) {
	story(t, func(h *house) {
		h.cfg.Software, h.cfg.Default = &shelf{}, "missing"
		h.reboot()
		for name, want := range map[commonhall.UserName]commonhall.AppName{"ada": "missing", "ben": h.cfg.Apps[0].Name, "": h.cfg.Apps[0].Name} {
			apps, err := h.Apps(h.ctx(), name)
			h.must(err)
			if apps[0].Name != want || len(apps) != len(h.cfg.Apps)-1 && name != "ada" {
				t.Errorf("%q is offered %+v, want %s first", name, apps, want)
			}
		}
		h.must(h.Start(h.ctx(), commonhall.UserName("ada").Default(), ""))
		if got := h.get("ada").App; got != "missing" {
			t.Errorf("ada's server runs %s", got)
		}
	})
}

// Jupyter finds the kernels that are its person's own, with and without software of the
// class's, and after a start that a hub did not live to see.
func TestJupyterHasOwnKernels(t *testing.T) {
	story(t, func(h *house) {
		binary := h.sp.Capabilities().Binary
		h.cfg.Apps = append(h.cfg.Apps, commonhall.App{Name: "lab", Title: "Lab", Command: []string{"jupyter-x"}, Probe: "page"})
		h.replace("jupyter-x", spawnertest.Exits(127, "jupyter-x is not installed.\n"))
		h.start("ben", "lab")
		if end := h.until("ben", commonhall.Failed).End; end.Cause != commonhall.EndNoCommand || !strings.Contains(end.Sentence(), "jupyter-x is not installed.") {
			t.Errorf("where there is no such program it says %+v", end)
		}
		h.replace("jupyter-x", programs()["page"])
		is := func(want string) {
			t.Helper()
			asked := make(chan spawner.Spec, 1)
			h.sp.OnStart(func(_ context.Context, spec spawner.Spec) error { asked <- spec; return nil })
			h.start("ben", "lab")
			if spec := <-asked; strings.Join(spec.Command, " ") != want {
				t.Errorf("it is %q, want %q", spec.Command, want)
			}
			h.must(h.Stop(h.ctx(), commonhall.UserName("ben").Default(), "ben"))
		}
		h.reboot()
		is(binary + " own start none -- jupyter-x")
		h.cfg.Software = &shelf{n: 1}
		h.reboot()
		is(binary + " own start python -- jupyter-x")
		h.sp.OnStart(nil)
		h.sp.SetAway(true)
		h.start("ben", "lab")
		h.kill()
		h.sp.SetAway(false)
		h.boot()
		spec, err := h.sp.Spec(h.until("ben", commonhall.Ready).ID)
		h.must(err)
		if strings.Join(spec.Command, " ") != binary+" own start python -- jupyter-x" {
			t.Errorf("after an interrupted start it is %q", spec.Command)
		}
		h.must(h.Stop(h.ctx(), commonhall.UserName("ben").Default(), "ben"))
	})
}
