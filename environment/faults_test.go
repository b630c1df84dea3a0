package environment_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"commonhall"
	"commonhall/environment"
	"commonhall/spawner"
	"commonhall/spawner/spawnertest"
	"commonhall/store"
)

// faulty is a database that fails when a test says so.
type faulty struct {
	*store.DB
	ask    func(ctx context.Context, method string) error // before it is asked; nil: nothing is wrong
	answer func(method string) error                      // of what was done
}

var errLost = errors.New("the connection is lost")

func (f *faulty) before(ctx context.Context, method string) error {
	if f.ask == nil {
		return nil
	}
	return f.ask(ctx, method)
}

func (f *faulty) Environments(ctx context.Context) ([]commonhall.Environment, error) {
	if err := f.before(ctx, "Environments"); err != nil {
		return nil, err
	}
	return f.DB.Environments(ctx)
}

func (f *faulty) Kept(ctx context.Context, name commonhall.EnvironmentName) ([]commonhall.Generation, error) {
	if err := f.before(ctx, "Kept"); err != nil {
		return nil, err
	}
	return f.DB.Kept(ctx, name)
}

func (f *faulty) AddGeneration(ctx context.Context, g commonhall.Generation, after int, of ...commonhall.TreeID) (int, error) {
	if err := f.before(ctx, "AddGeneration"); err != nil {
		return 0, err
	}
	n, err := f.DB.AddGeneration(ctx, g, after, of...)
	if err == nil && f.answer != nil {
		err = f.answer("AddGeneration")
	}
	return n, err
}

func (f *faulty) Drafts(ctx context.Context) ([]commonhall.Draft, error) {
	if err := f.before(ctx, "Drafts"); err != nil {
		return nil, err
	}
	return f.DB.Drafts(ctx)
}

// on has the room work with another database from now on, and waits until it has looked
// through what there is.
func (c *class) on(f *faulty) {
	c.t.Helper()
	c.end()
	serve := spawnertest.Serve(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	c.sp = spawnertest.NewPretend(spawnertest.PretendOptions{Program: func([]string) spawnertest.Program { return serve }})
	c.Room = environment.New(environment.Config{Dir: c.dir, FirstID: 600_000_900, Port: 8888, Timeout: 20 * time.Second, Keep: 3,
		Apps: func() []commonhall.App {
			return []commonhall.App{{Name: "page", Title: "The page", Command: []string{"page"}}}
		},
		May:   func(_ context.Context, u commonhall.User, _ commonhall.EnvironmentName) bool { return u.Admin },
		InUse: func(context.Context) ([]commonhall.Software, error) { return c.inUse, nil },
	}, f, c.sp, &c.events, slog.New(slog.DiscardHandler))
	ctx, cancel := context.WithCancel(context.Background())
	var work sync.WaitGroup
	ready := make(chan struct{})
	work.Go(func() { _ = c.Run(ctx, func() { close(ready) }) })
	<-ready
	c.end = sync.OnceFunc(func() { cancel(); work.Wait(); c.sp.Close() })
	c.t.Cleanup(c.end)
}

// A database whose connection is lost just when it has made a generation: what it made
// stays on the disk, whether it can be asked what it did or not.
func TestTheAnswerIsLost(t *testing.T) {
	for _, readable := range []bool{true, false} {
		c := newClass(t)
		var lost atomic.Bool
		c.on(&faulty{DB: c.db, answer: func(string) error { lost.Store(true); return errLost }, ask: func(ctx context.Context, method string) error {
			if lost.Load() && method == "Kept" && !readable {
				return errLost
			}
			return nil
		}})
		c.install(c.start("mia"), "frogs", "1.0")
		p, err := c.publish(environment.Publication{User: "mia"})
		if readable != (err == nil) || readable && p.Generation != 2 {
			t.Errorf("it ended as %+v, %v", p, err)
		}
		all, err := c.db.Generations(t.Context(), "python")
		c.must(err)
		if _, err := os.Stat(c.trees().Tree(string(all[0].Tree))); err != nil || len(all) != 2 {
			t.Errorf("of the generation that everybody has there is %v", err)
		}
	}
}

// One that has not made it is believed: no tree stays behind.
func TestTheDatabaseIsFull(t *testing.T) {
	c := newClass(t)
	c.on(&faulty{DB: c.db, ask: func(ctx context.Context, method string) error {
		if method == "AddGeneration" {
			return errLost
		}
		return nil
	}})
	c.install(c.start("mia"), "frogs", "1.0")
	if _, err := c.publish(environment.Publication{User: "mia"}); !errors.Is(err, errLost) {
		t.Errorf("it ended with %v", err)
	}
	if trees, err := c.trees().Trees(); err != nil || len(trees) != 1 {
		t.Errorf("the trees are %q, %v", trees, err)
	}
}

// Somebody throws their draft away while it is published: it stays thrown away.
func TestDiscardedWhileItIsPublished(t *testing.T) {
	c := newClass(t)
	sw := c.start("mia")
	c.install(sw, "frogs", "1.0")
	c.hang(func(context.Context) {
		if err := c.Discard(t.Context(), "python", "mia", "mia"); err != nil && commonhall.KindOf(err) != commonhall.NotFound {
			t.Error(err)
		}
	})
	_, err := c.publish(environment.Publication{User: "mia"})
	c.must(err)
	all, err := c.db.Drafts(t.Context())
	c.must(err)
	if len(all) != 1 || all[0].Discarded.IsZero() || all[0].Published != 2 {
		t.Errorf("the drafts are %+v", all)
	}
	if again := c.start("mia"); again.Draft == sw.Draft {
		t.Errorf("the next server has %+v", again)
	}
}

// A database that does not answer is no reason to throw a draft away.
func TestADraftWhileTheDatabaseIsAway(t *testing.T) {
	c := newClass(t)
	sw := c.start("mia")
	c.install(sw, "frogs", "1.0")
	type start struct{}
	var asked int
	c.on(&faulty{DB: c.db, ask: func(ctx context.Context, method string) error {
		if ctx.Value(start{}) == nil || method != "Kept" {
			return nil
		}
		if asked++; asked == 2 { // what the environment has is known, what the draft stands on is not
			return errLost
		}
		return nil
	}})
	u, err := c.db.User(t.Context(), "mia")
	c.must(err)
	if _, _, err := c.Choose(context.WithValue(t.Context(), start{}, true), u, commonhall.App{}, false); !errors.Is(err, errLost) {
		t.Errorf("a server starts with %v", err)
	}
	if again := c.start("mia"); again.Draft != sw.Draft {
		t.Errorf("the next server has %+v, and had %+v", again, sw)
	}
}

// A hub is killed in the middle of a removal, and the next one cannot ask its database at
// first: what was not removed is not deleted, although somebody looks for it meanwhile.
func TestARemovalAndADatabaseThatIsAway(t *testing.T) {
	c := newClass(t)
	c.install(c.start("mia"), "frogs", "1.0")
	_, err := c.publish(environment.Publication{User: "mia"})
	c.must(err)
	c.end()
	c.must(os.Rename(filepath.Join(c.dir, "python"), filepath.Join(c.dir, ".gone-python.abc")))
	c.trees() // an empty folder in its place
	asked, once := make(chan struct{}), sync.Once{}
	c.on(&faulty{DB: c.db, ask: func(_ context.Context, method string) (err error) {
		if method == "Environments" {
			once.Do(func() { err = errLost; close(asked) })
		}
		return err
	}})
	<-asked
	c.must(c.Prune(t.Context()))
	if sw := c.start("leo"); sw.Generation != 2 {
		t.Errorf("a server starts with %+v", sw)
	}
	c.must(c.Prune(t.Context()))
	if got := c.folders(); got != "python" {
		t.Errorf("afterwards there are the folders %s", got)
	}
}

// Who ends a check is not told that it found something, and neither is anybody else.
func TestCancelledWhileTheAppIsIll(t *testing.T) {
	c := newClass(t)
	c.end()
	asked := make(chan struct{}, 1000)
	c.apps = []commonhall.App{{Name: "ill", Title: "Ill", Command: []string{"ill"}}}
	c.program = func(args []string) spawnertest.Program {
		if args[0] != "ill" {
			return nil
		}
		return spawnertest.Serve(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusServiceUnavailable)
			asked <- struct{}{}
		}))
	}
	c.begin()
	c.install(c.start("mia"), "frogs", "1.0")
	j, err := c.Publish(t.Context(), environment.Publication{Environment: "python", User: "mia", By: "mia"})
	c.must(err)
	<-asked
	p, _ := j.Look()
	c.must(c.Cancel(p.ID, "leo"))
	p, err = j.Done(t.Context())
	c.refused(err, commonhall.FailedPrecondition, "ended by leo")
	if c.events.has(commonhall.EventSoftwareRefused) {
		t.Errorf("the checks found %+v", p.Findings)
	}
}

// What a hub before this one has left running keeps its number until it has ended.
func TestANumberThatIsStillInUse(t *testing.T) {
	c := newClass(t)
	c.install(c.start("mia"), "frogs", "1.0")
	left := spawner.Spec{ID: "600000900-left", Account: commonhall.Account{UID: 600_000_900, Name: "build"}, Command: []string{"sleep", "infinity"}, Port: 8888, Scratch: true}
	c.must(c.sp.Start(t.Context(), left))
	var mu sync.Mutex
	var used []int
	c.sp.OnStart(func(_ context.Context, spec spawner.Spec) error {
		mu.Lock()
		defer mu.Unlock()
		used = append(used, spec.Account.UID)
		return nil
	})
	_, err := c.publish(environment.Publication{User: "mia"})
	c.must(err)
	if slices.Contains(used, left.Account.UID) || len(used) == 0 {
		t.Errorf("runs were started under %v", used)
	}
	_, err = c.sp.Stop(t.Context(), left.ID, 0, "")
	c.must(err)
	c.install(c.start("leo"), "toads", "1.0")
	_, err = c.publish(environment.Publication{User: "leo"})
	c.must(err)
	if !slices.Contains(used, left.Account.UID) {
		t.Errorf("when it has ended, runs are started under %v", used)
	}
}

// However much is done meanwhile, what is at work is known, and nothing else begins on
// the same environment.
func TestALongJobIsRemembered(t *testing.T) {
	c := newClass(t)
	c.install(c.start("mia"), "frogs", "1.0")
	reached := make(chan struct{}, 2)
	c.sp.OnStart(func(ctx context.Context, spec spawner.Spec) error {
		if spec.Software.Environment == "python" {
			reached <- struct{}{}
			<-ctx.Done()
		}
		return ctx.Err()
	})
	long, err := c.Publish(t.Context(), environment.Publication{Environment: "python", User: "mia", By: "mia"})
	c.must(err)
	<-reached
	for range 60 {
		j, err := c.Build(t.Context(), environment.Declaration{Environment: "r", Packages: []string{"x"}})
		c.must(err)
		_, _ = j.Done(t.Context())
	}
	p, _ := long.Look()
	c.must(c.Cancel(p.ID, "mia"))
	_, err = long.Done(t.Context())
	c.refused(err, commonhall.FailedPrecondition, "ended by mia")
	if n := len(c.Jobs("r")); n != 49 {
		t.Errorf("%d others are remembered", n)
	}
}

// While records and disk are brought together no draft begins: one that is on the disk
// already, and has no record yet, would be taken for what a dead hub left.
func TestADraftBeginsWhileTheHubLooks(t *testing.T) {
	c := newClass(t)
	looked := make(chan bool, 100)
	c.on(&faulty{DB: c.db, ask: func(_ context.Context, method string) error {
		if method == "Drafts" {
			looked <- c.Changing()
		}
		return nil
	}})
	if !<-looked {
		t.Error("a draft can begin meanwhile")
	}
}
