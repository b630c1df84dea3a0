package environment_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"commonhall"
	"commonhall/environment"
	"commonhall/environment/tree"
	"commonhall/spawner"
	"commonhall/spawner/spawnertest"
	"commonhall/store"
)

// class is an environment "python" with one generation, and people who may change it.
type class struct {
	*environment.Room
	t         *testing.T
	db        *store.DB
	dir       string
	sp        *spawnertest.Pretend
	inUse     []commonhall.Software
	holds     map[string]bool // who has a role for all environments
	first     string          // what the first environment is made of; empty: nobody makes one
	again     time.Duration
	apps      []commonhall.App // before the page
	events    recorder
	before    func(context.Context)  // what a run waits for, from the next hub on
	served    atomic.Pointer[string] // the tree that the app was started with last
	full      atomic.Pointer[error]  // what is said of the disk
	fullUntil func() bool            // when that is over; nil: never
	size      int64                  // that the generations of one environment may have
	keep      int                    // how many are kept
	end       func()
	release   string // of the machine

	program func(args []string) spawnertest.Program // of a build; nil: none
}

type recorder struct {
	mu   sync.Mutex
	said []commonhall.Event
}

func (r *recorder) Record(_ context.Context, e commonhall.Event) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.said = append(r.said, e)
}

func (r *recorder) has(name commonhall.EventName) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.ContainsFunc(r.said, func(e commonhall.Event) bool { return e.Name == name })
}

func (r *recorder) count(name commonhall.EventName) (n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, e := range r.said {
		if e.Name == name {
			n++
		}
	}
	return n
}

const firstUID = 600_001_000

// newClass starts a hub's part of it. The app is broken where a tree holds a file
// called broken.
func newClass(t *testing.T) *class {
	t.Helper()
	c := newHouse(t)
	c.withFirst()
	return c
}

// withFirst makes the first generation, and starts the room.
func (c *class) withFirst() {
	c.t.Helper()
	_, err := c.trees().Freeze(c.t.Context(), "", "", "g-first")
	c.must(err)
	c.must(c.db.AddEnvironment(c.t.Context(), commonhall.Environment{Name: "python"}))
	_, err = c.db.AddGeneration(c.t.Context(), commonhall.Generation{Environment: "python", Tree: "g-first", By: "mia"}, 0)
	c.must(err)
	c.begin()
}

// newHouse is one in which no room was ever started.
func newHouse(t *testing.T) *class {
	t.Helper()
	c := &class{t: t, dir: t.TempDir(), keep: 3}
	db, err := store.Open(t.Context(), filepath.Join(c.dir, "hub.db"))
	c.must(err)
	t.Cleanup(func() { db.Close() })
	c.db = db
	_, err = db.AddUsers(t.Context(), []commonhall.UserName{"mia", "leo"}, true, firstUID, firstUID+99, time.Now())
	c.must(err)
	return c
}

func (c *class) trees() *tree.Store {
	c.t.Helper()
	s, err := tree.Open(filepath.Join(c.dir, "python"), tree.Limits{})
	c.must(err)
	return s
}

// begin starts the room, as a hub that has just been started.
func (c *class) begin() {
	c.t.Helper()
	serve := spawnertest.Serve(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	c.sp = spawnertest.NewPretend(spawnertest.PretendOptions{Program: func(args []string) spawnertest.Program {
		switch args[0] {
		case "page":
			return func(in *spawnertest.Inside) int {
				if tree := c.served.Load(); tree != nil {
					if _, err := os.Stat(filepath.Join(c.dir, *tree, "broken")); err == nil {
						return 3
					}
				}
				return serve(in)
			}
		case "sleep":
			return spawnertest.Idle
		}
		if c.program != nil {
			return c.program(args)
		}
		return nil
	}})
	c.sp.OnStart(func(ctx context.Context, spec spawner.Spec) error {
		if c.before != nil {
			c.before(ctx)
		}
		if spec.Limits.MemoryGuarantee != 0 || spec.Limits.CPUGuarantee != 0 {
			c.t.Errorf("checks and builds have %+v, with what is guaranteed to servers", spec.Limits)
		}
		if spec.Command[0] == "page" {
			c.served.Store(&spec.Software.Tree)
		}
		return nil
	})
	c.Room = environment.New(environment.Config{Dir: c.dir, FirstID: 600_000_900, Port: 8888, Timeout: 20 * time.Second, Build: time.Minute, Keep: c.keep, Limits: commonhall.Limits{PIDs: 500, MemoryGuarantee: 1 << 30, CPUGuarantee: 1}, First: c.first, Again: c.again, Size: c.size, Release: c.release,
		Apps: func() []commonhall.App {
			return append(c.apps, commonhall.App{Name: "page", Title: "The page", Command: []string{"page"}})
		},
		Groups: groups{c},
		May:    func(_ context.Context, u commonhall.User, _ commonhall.EnvironmentName) bool { return u.Admin },
		InUse:  func(context.Context) ([]commonhall.Software, error) { return c.inUse, nil },
		HasRoom: func() error {
			if err := c.full.Load(); err != nil && (c.fullUntil == nil || !c.fullUntil()) {
				return *err
			}
			return nil
		},
		Network: commonhall.NetworkInternet, Holds: func(_ context.Context, by string) bool { return c.holds[by] },
	}, c.db, c.sp, &c.events, slog.New(slog.DiscardHandler))
	ctx, cancel := context.WithCancel(context.Background())
	var work sync.WaitGroup
	ready := make(chan struct{})
	work.Go(func() { _ = c.Run(ctx, func() { close(ready) }) })
	<-ready
	c.end = sync.OnceFunc(func() { cancel(); work.Wait(); c.sp.Close() })
	c.t.Cleanup(c.end)
}

// groups are those of the room auth.
type groups struct{ c *class }

func (g groups) Group(ctx context.Context, name commonhall.GroupName) (commonhall.Group, error) {
	return g.c.db.Group(ctx, name)
}

func (g groups) Memberships(ctx context.Context, names ...commonhall.UserName) (map[commonhall.UserName][]commonhall.Membership, error) {
	return g.c.db.Memberships(ctx, names)
}

// hang has the app of a check begin only when wait has returned.
func (c *class) hang(wait func(context.Context)) {
	c.sp.OnStart(func(ctx context.Context, spec spawner.Spec) error {
		wait(ctx)
		return ctx.Err()
	})
}

// restart ends the hub, has meanwhile done, and starts it again.
func (c *class) restart(meanwhile func()) {
	c.t.Helper()
	c.end()
	c.must(c.db.Close())
	meanwhile()
	c.db = c.reopen()
	c.begin()
}

func (c *class) reopen() *store.DB {
	c.t.Helper()
	db, err := store.Open(c.t.Context(), filepath.Join(c.dir, "hub.db"))
	c.must(err)
	c.t.Cleanup(func() { db.Close() })
	return db
}

// settled waits until the room has looked through what there is.
func (c *class) settled() {
	c.t.Helper()
	c.start("mia")
}

func (c *class) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *class) refused(err error, kind commonhall.Kind, words string) {
	c.t.Helper()
	if commonhall.KindOf(err) != kind || !strings.Contains(commonhall.ForPerson(err).Msg, words) {
		c.t.Errorf("it says %v, want %s with %q", err, kind, words)
	}
}

// start is what the server of somebody sees that starts now.
func (c *class) start(name commonhall.UserName) commonhall.Software {
	c.t.Helper()
	u, err := c.db.User(c.t.Context(), name)
	c.must(err)
	sw, release, err := c.Choose(c.t.Context(), u, commonhall.App{}, false)
	c.must(err)
	defer release()
	if sw == nil {
		c.t.Fatal("there is no software")
	}
	return *sw
}

// install puts a package into a draft.
func (c *class) install(sw commonhall.Software, name, version string) {
	c.t.Helper()
	if sw.Draft == "" {
		c.t.Fatal("there is no draft")
	}
	c.write(sw, "lib/python3.11/site-packages/"+name+"-"+version+".dist-info/METADATA", "Metadata-Version: 2.1\nName: "+name+"\nVersion: "+version+"\n")
}

func (c *class) write(sw commonhall.Software, path, text string) {
	c.t.Helper()
	path = filepath.Join(c.dir, sw.Draft, "upper", path)
	c.must(os.MkdirAll(filepath.Dir(path), 0o755))
	c.must(os.WriteFile(path, []byte(text), 0o644))
}

// publish does, and returns how that ended.
func (c *class) publish(p environment.Publication) (environment.Progress, error) {
	c.t.Helper()
	p.Environment, p.By = "python", string(p.User)
	j, err := c.Publish(c.t.Context(), p)
	if err != nil {
		return environment.Progress{}, err
	}
	return j.Done(c.t.Context())
}

func (c *class) current() int {
	c.t.Helper()
	e, err := c.Get(c.t.Context(), "python")
	c.must(err)
	return e.Current
}

// A teacher installs, publishes, everybody has it, and goes back.
func TestFromDraftToGeneration(t *testing.T) {
	c := newClass(t)
	sw := c.start("mia")
	c.write(sw, "__pycache__/x.cpython-311.pyc", "of a program that was run")
	_, err := c.publish(environment.Publication{User: "mia"})
	c.refused(err, commonhall.FailedPrecondition, "nothing was changed")
	c.install(sw, "frogs", "1.0")
	d, err := c.Draft(t.Context(), "python", "mia")
	c.must(err)
	if want := []commonhall.Change{{Manager: "pip", Name: "frogs", Is: "1.0"}}; !slices.Equal(d.Changes, want) || d.Empty || d.Over {
		t.Errorf("the draft is %+v", d)
	}
	p, err := c.publish(environment.Publication{User: "mia", Why: "for\x1b[31m biology"})
	c.must(err)
	if p.Generation != 2 || c.current() != 2 || !c.events.has(commonhall.EventSoftwarePublished) {
		t.Errorf("it ended as %+v, and %d is current", p, c.current())
	}
	all, err := c.Generations(t.Context(), "python")
	c.must(err)
	if g := all[0]; g.Base != 1 || g.Why != "for[31m biology" || len(g.Packages) != 1 || g.By != "mia" {
		t.Errorf("the generation is %+v", g)
	}
	_, err = c.publish(environment.Publication{User: "mia"})
	c.refused(err, commonhall.FailedPrecondition, "generation 2 has everything")
	if next := c.start("mia"); next.Generation != 2 || next.Draft == sw.Draft {
		t.Errorf("the next server of the teacher has %+v: what was published is not taken up", next)
	}
	if n, err := c.RollBack(t.Context(), "python", 0, "mia"); n != 1 || err != nil || c.current() != 1 {
		t.Errorf("it went back to %d, %v", n, err)
	}
	_, err = c.RollBack(t.Context(), "python", 0, "mia")
	c.refused(err, commonhall.FailedPrecondition, "no generation before 1")
	if n, err := c.RollBack(t.Context(), "python", 2, "mia"); n != 2 || err != nil {
		t.Errorf("it went forward to %d, %v", n, err)
	}
}

// What goes on in a draft after it was published is neither lost nor published.
func TestADraftGoesOnAfterwards(t *testing.T) {
	c := newClass(t)
	sw := c.start("mia")
	c.install(sw, "frogs", "1.0")
	_, err := c.publish(environment.Publication{User: "mia"})
	c.must(err)
	c.install(sw, "toads", "2.0")
	again := c.start("mia")
	if again.Draft != sw.Draft || again.Generation != 1 {
		t.Errorf("the next server has %+v instead of the draft", again)
	}
	d, err := c.Draft(t.Context(), "python", "mia")
	c.must(err)
	if want := []commonhall.Change{{Manager: "pip", Name: "toads", Is: "2.0"}}; !slices.Equal(d.Changes, want) || d.Since != 2 {
		t.Errorf("against what everybody has it is %+v", d)
	}
	p, err := c.publish(environment.Publication{User: "mia"})
	c.must(err) // its own generation is no one else's work
	all, err := c.Generations(t.Context(), "python")
	c.must(err)
	if p.Generation != 3 || len(all[0].Packages) != 2 || len(all[1].Packages) != 1 || all[0].Base != 2 {
		t.Errorf("generation 3 has %v, 2 has %v", all[0].Packages, all[1].Packages)
	}
}

// What is changed after it was published is a change, whatever its time says; and in a
// folder of bytecode only bytecode counts for nothing.
func TestChangesThatDoNotLookLikeIt(t *testing.T) {
	for what, change := range map[string]func(*class, commonhall.Software){
		"a file of the same size and time": func(c *class, sw commonhall.Software) {
			path := filepath.Join(c.dir, sw.Draft, "upper/work.txt")
			st, err := os.Stat(path)
			c.must(err)
			c.must(os.WriteFile(path, []byte("BBBB"), 0o644))
			c.must(os.Chtimes(path, st.ModTime(), st.ModTime()))
		},
		"a program beside bytecode": func(c *class, sw commonhall.Software) { c.write(sw, "__pycache__/precious.py", "x") },
	} {
		t.Run(what, func(t *testing.T) {
			c := newClass(t)
			sw := c.start("mia")
			c.write(sw, "work.txt", "AAAA")
			_, err := c.publish(environment.Publication{User: "mia"})
			c.must(err)
			for before := time.Now(); time.Since(before) < 20*time.Millisecond; { // a tick of the disk's clock
				runtime.Gosched()
			}
			change(c, sw)
			if again := c.start("mia"); again.Draft != sw.Draft {
				t.Errorf("the draft is gone; the next server has %+v", again)
			}
		})
	}
}

// What is checked may say anything, and as much as it likes: what is kept of it is little.
func TestFindingsWithoutEnd(t *testing.T) {
	c := newClass(t)
	line := fmt.Sprintf(`{"kernel": %q, "detail": %[1]q}`, strings.Repeat("A", 1000)) + "\n"
	c.program = func(args []string) spawnertest.Program {
		if args[0] == "jupyter-page" {
			return spawnertest.Serve(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
		}
		return spawnertest.Exits(0, strings.Repeat(line, 300))
	}
	c.apps = []commonhall.App{{Name: "lab", Title: "Lab", Command: []string{"jupyter-page"}}}
	c.install(c.start("mia"), "frogs", "1.0")
	p, err := c.publish(environment.Publication{User: "mia", Force: true})
	c.must(err)
	all, err := c.Generations(t.Context(), "python")
	c.must(err)
	size := 0
	for _, f := range p.Findings {
		size += len(f.What) + len(f.Detail)
	}
	if len(p.Findings) > 50 || size > 100_000 || len(all[0].Forced) > 3000 {
		t.Errorf("kept are %d findings of %d bytes, and %d bytes of a reason", len(p.Findings), size, len(all[0].Forced))
	}
	if len(p.Findings) < 40 {
		t.Errorf("only %d findings: this test does not reach what it is for", len(p.Findings))
	}
}

// A draft whose owner has forbidden it to themselves hides nobody else's.
func TestAForbiddenDraft(t *testing.T) {
	c := newClass(t)
	mia, leo := c.start("mia"), c.start("leo")
	c.install(mia, "frogs", "1.0")
	c.install(leo, "toads", "1.0")
	c.must(os.Chmod(filepath.Join(c.dir, mia.Draft, "upper"), 0))
	c.must(os.WriteFile(filepath.Join(c.dir, leo.Draft, "odd"), nil, 0o600))
	if all, err := c.Drafts(t.Context(), "python"); err != nil || len(all) != 2 {
		t.Errorf("the drafts are %+v, %v", all, err)
	}
	c.must(os.RemoveAll(filepath.Join(c.dir, mia.Draft)))
	if all, err := c.Drafts(t.Context(), "python"); err != nil || len(all) != 1 || all[0].Draft.User != "leo" {
		t.Errorf("with one that cannot be read they are %+v, %v", all, err)
	}
}

// Of two teachers each has a draft; the later one sees what publishing would take back.
func TestTwoTeachers(t *testing.T) {
	c := newClass(t)
	mia, leo := c.start("mia"), c.start("leo")
	if mia.Draft == leo.Draft {
		t.Fatal("they have one draft")
	}
	c.install(mia, "frogs", "1.0")
	c.install(leo, "toads", "2.0")
	_, err := c.publish(environment.Publication{User: "mia"})
	c.must(err)
	d, err := c.Draft(t.Context(), "python", "leo")
	c.must(err)
	want := []commonhall.Change{{Manager: "pip", Name: "frogs", Was: "1.0"}, {Manager: "pip", Name: "toads", Is: "2.0"}}
	if !d.Over || !slices.Equal(d.Reverted, want) {
		t.Errorf("leo is shown %+v", d)
	}
	_, err = c.publish(environment.Publication{User: "leo"})
	c.refused(err, commonhall.FailedPrecondition, "frogs 1.0 removed")
	_, err = c.publish(environment.Publication{User: "leo", Over: 1}) // knows of another one
	c.refused(err, commonhall.FailedPrecondition, "Generation 2")
	p, err := c.publish(environment.Publication{User: "leo", Over: 2})
	if err != nil || p.Generation != 3 {
		t.Errorf("leo insists: %+v, %v", p, err)
	}
}

// What the checks refuse changes nothing; forced, it is told what they had found.
func TestChecksRefuse(t *testing.T) {
	c := newClass(t)
	sw := c.start("mia")
	c.write(sw, "broken", "")
	p, err := c.publish(environment.Publication{User: "mia"})
	c.refused(err, commonhall.FailedPrecondition, "The page does not start")
	bad := func(f environment.Finding) bool { return !f.OK && f.What == "The page does not start" }
	if !slices.ContainsFunc(p.Findings, bad) || c.current() != 1 || !c.events.has(commonhall.EventSoftwareRefused) {
		t.Errorf("it ended as %+v, and %d is current", p, c.current())
	}
	if trees, err := c.trees().Trees(); err != nil || len(trees) != 1 {
		t.Errorf("of a refused draft there is left: %q, %v", trees, err)
	}
	p, err = c.publish(environment.Publication{User: "mia", Force: true})
	c.must(err)
	all, err := c.Generations(t.Context(), "python")
	c.must(err)
	if p.Generation != 2 || all[0].Forced != "The page does not start" {
		t.Errorf("forced: %+v, %q", p, all[0].Forced)
	}
	j, err := c.Try(t.Context(), "python", "mia", "mia")
	c.must(err)
	_, err = j.Done(t.Context())
	c.refused(err, commonhall.FailedPrecondition, "The page does not start")
	if c.current() != 2 {
		t.Error("trying published something")
	}
	if list, err := c.sp.List(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("checks left runs: %+v, %v", list, err)
	}
}

// A draft that is discarded can be had back, with what was begun since set aside.
func TestDiscardAndBack(t *testing.T) {
	c := newClass(t)
	sw := c.start("mia")
	c.install(sw, "frogs", "1.0")
	c.must(c.Discard(t.Context(), "python", "mia", "mia"))
	c.refused(c.Discard(t.Context(), "python", "mia", "mia"), commonhall.NotFound, "no draft")
	if other := c.start("mia"); other.Draft == sw.Draft {
		t.Error("the discarded draft is still the server's")
	}
	c.must(c.Prune(t.Context()))
	c.must(c.Restore(t.Context(), "python", "mia", "mia"))
	if back := c.start("mia"); back.Draft != sw.Draft {
		t.Errorf("back came %+v", back)
	}
	c.refused(c.Restore(t.Context(), "python", "leo", "leo"), commonhall.NotFound, "no discarded draft")
}
