package environment_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"commonhall"
	"commonhall/environment"
	"commonhall/spawner"
	"commonhall/spawner/spawnertest"
)

// A hub that ends while it publishes leaves the old state, and nothing half.
func TestTheHubEndsInTheMiddle(t *testing.T) {
	c := newClass(t)
	c.install(c.start("mia"), "frogs", "1.0")
	reached := make(chan struct{})
	once := make(chan struct{}, 1)
	once <- struct{}{}
	c.hang(func(ctx context.Context) {
		select {
		case <-once:
			close(reached)
		default:
		}
		<-ctx.Done()
	})
	j, err := c.Publish(t.Context(), environment.Publication{Environment: "python", User: "mia", By: "mia"})
	c.must(err)
	<-reached
	_, err = c.Publish(t.Context(), environment.Publication{Environment: "python", User: "mia", By: "leo"})
	c.refused(err, commonhall.AlreadyExists, "worked on already, for mia")
	c.end()
	_, err = j.Done(t.Context())
	c.refused(err, commonhall.Unavailable, "restarted in the middle")
	_, err = c.Publish(t.Context(), environment.Publication{Environment: "python", User: "mia", By: "mia"})
	c.refused(err, commonhall.Unavailable, "restarting")
	c.begin()
	if c.current() != 1 {
		t.Errorf("%d is current", c.current())
	}
	_, err = c.publish(environment.Publication{User: "mia"})
	c.must(err)
}

// What lies on the disk and no record knows: a tree that was not finished goes; a
// generation and a draft that were, stay. That is what a database looks like that was
// brought back from yesterday.
func TestAnOldDatabase(t *testing.T) {
	c := newClass(t)
	c.restart(func() { c.copyFile("hub.db", "yesterday.db") })
	sw := c.start("mia")
	c.install(sw, "frogs", "1.0")
	_, err := c.publish(environment.Publication{User: "mia", Why: "of today"})
	c.must(err)
	all, err := c.Generations(t.Context(), "python")
	c.must(err)
	_, err = c.trees().Freeze(t.Context(), "", "", "g-unfinished")
	c.must(err)
	c.restart(func() { c.copyFile("yesterday.db", "hub.db") })
	c.settled()
	now, err := c.Generations(t.Context(), "python")
	c.must(err)
	if c.current() != 1 || len(now) != 2 || now[0].Tree != all[0].Tree || now[0].Why != "of today" {
		t.Errorf("%d is current of %+v", c.current(), now)
	}
	if trees, err := c.trees().Trees(); err != nil || slices.Contains(trees, "g-unfinished") || len(trees) != 2 {
		t.Errorf("the trees are %q, %v", trees, err)
	}
	c.must(c.Restore(t.Context(), "python", "mia", "mia"))
	if again := c.start("mia"); again.Draft != sw.Draft {
		t.Errorf("mia's draft is %+v, was %+v", again, sw)
	}
}

// A generation whose tree is gone costs nobody their server.
func TestATreeIsGone(t *testing.T) {
	c := newClass(t)
	c.install(c.start("mia"), "frogs", "1.0")
	_, err := c.publish(environment.Publication{User: "mia"})
	c.must(err)
	all, err := c.Generations(t.Context(), "python")
	c.must(err)
	c.must(os.RemoveAll(c.trees().Tree(string(all[0].Tree))))
	if sw := c.start("mia"); sw.Generation != 1 || !c.events.has(commonhall.EventSoftwareFailed) {
		t.Errorf("a server starts with %+v", sw)
	}
	c.start("leo")
	if n := c.events.count(commonhall.EventSoftwareFailed); n != 1 {
		t.Errorf("it is told %d times", n)
	}
	_, err = c.RollBack(t.Context(), "python", 1, "mia")
	c.must(err)
	_, err = c.RollBack(t.Context(), "python", 2, "mia")
	c.refused(err, commonhall.FailedPrecondition, "not on the disk")
}

// Old generations go, but none that a server, a draft or the class uses.
func TestPrune(t *testing.T) {
	c := newClass(t)
	old := c.start("leo") // a draft on top of the first generation
	c.install(old, "toads", "2.0")
	var seen []commonhall.Software
	for _, version := range []string{"1", "2", "3", "4", "5", "6"} {
		sw := c.start("mia")
		seen = append(seen, sw)
		c.install(sw, "frogs", version)
		_, err := c.publish(environment.Publication{User: "mia"})
		c.must(err)
	}
	c.inUse = []commonhall.Software{seen[2]} // generation 3
	_, err := c.RollBack(t.Context(), "python", 2, "mia")
	c.must(err)
	c.must(c.Prune(t.Context()))
	all, err := c.Generations(t.Context(), "python")
	c.must(err)
	var kept []int
	for _, g := range all {
		if g.Tree != "" {
			kept = append(kept, g.Number)
			if _, err := os.Stat(c.trees().Tree(string(g.Tree))); err != nil {
				t.Errorf("generation %d: %v", g.Number, err)
			}
		}
	}
	// 7, 6, 5 because they are the newest; 6 is also below mia's draft.
	if want := []int{7, 6, 5, 3, 2, 1}; !slices.Equal(kept, want) || len(all) != 7 {
		t.Errorf("of %d there are left %v, want %v", len(all), kept, want)
	}
	trees, err := c.trees().Trees()
	if err != nil || len(trees) != len(kept) {
		t.Errorf("the trees are %q, %v", trees, err)
	}
}

// However often a check cannot begin, there is an account for the next one.
func TestChecksThatCannotBegin(t *testing.T) {
	c := newClass(t)
	c.install(c.start("mia"), "frogs", "1.0")
	c.sp.OnStart(func(context.Context, spawner.Spec) error { return errors.New("no room") })
	for range environment.Accounts/2 + 5 { // each check wants two
		_, err := c.publish(environment.Publication{User: "mia"})
		c.refused(err, commonhall.Internal, "")
	}
	c.sp.OnStart(nil)
	_, err := c.publish(environment.Publication{User: "mia"})
	c.must(err)
}

// The first environment makes itself, also where the hub was ended in the middle.
func TestTheFirstEnvironment(t *testing.T) {
	c := newHouse(t)
	c.first = environment.FirstMachine
	c.program = func([]string) spawnertest.Program { return spawnertest.Exits(0, "done\n") }
	reached := make(chan struct{})
	c.before = func(ctx context.Context) { close(reached); <-ctx.Done() }
	c.begin()
	<-reached
	c.end()
	c.before = nil
	c.begin()
	if sw := c.start("mia"); sw.Environment != "python" || sw.Generation != 1 || sw.Draft == "" {
		t.Errorf("the first server has %+v", sw)
	}
	c.restart(func() {})
	c.settled()
	if all, err := c.Generations(t.Context(), "python"); err != nil || len(all) != 1 {
		t.Errorf("at the next start there are %+v, %v", all, err)
	}
}

func (c *class) copyFile(from, to string) {
	c.t.Helper()
	b, err := os.ReadFile(filepath.Join(c.dir, from))
	c.must(err)
	c.must(os.WriteFile(filepath.Join(c.dir, to), b, 0o600))
}
