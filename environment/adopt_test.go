package environment_test

import (
	"maps"
	"os"
	"path/filepath"
	"testing"

	"commonhall"
	"commonhall/environment"
)

// published has mia publish versions of a package, one generation each.
func (c *class) published(versions ...string) []commonhall.Generation {
	c.t.Helper()
	for _, v := range versions {
		c.install(c.start("mia"), "frogs", v)
		_, err := c.publish(environment.Publication{User: "mia", Why: v})
		c.must(err)
	}
	all, err := c.Generations(c.t.Context(), "python")
	c.must(err)
	return all
}

// Killed between the record of what is pruned and its files: it is what it was at the
// next start, and not the newest one.
func TestKilledWhilePruning(t *testing.T) {
	c := newClass(t)
	c.published("1", "2", "3", "4")
	c.restart(func() {
		db := c.reopen()
		done, err := db.PruneGeneration(t.Context(), "python", 2)
		c.must(err)
		c.must(db.Close())
		if !done {
			t.Error("generation 2 was not pruned")
		}
	})
	c.settled()
	all, err := c.Generations(t.Context(), "python")
	c.must(err)
	if len(all) != 5 || all[0].Number != 5 || all[0].Why != "4" || c.current() != 5 {
		t.Errorf("%d is current of %+v", c.current(), all)
	}
}

// An environment that no record knows has its generations in their order, and that one
// is current that was, however often the hub was killed meanwhile.
func TestAnEnvironmentThatIsFound(t *testing.T) {
	for _, killed := range []bool{false, true} {
		c := newClass(t)
		c.published("1", "2", "3", "4", "5", "6")
		_, err := c.RollBack(t.Context(), "python", 4, "mia")
		c.must(err)
		c.restart(func() {
			db := c.reopen()
			c.must(db.RemoveEnvironment(t.Context(), "python"))
			if killed {
				c.must(db.AddEnvironment(t.Context(), commonhall.Environment{Name: "python"}))
			}
			c.must(db.Close())
		})
		c.settled()
		all, err := c.Generations(t.Context(), "python")
		c.must(err)
		now, err := c.Get(t.Context(), "python")
		c.must(err)
		for i, g := range all {
			if want := []string{"6", "5", "4", "3", "2", "1"}; g.Why != want[i] {
				t.Errorf("generation %d is %q, want %q", g.Number, g.Why, want[i])
			}
			if g.Number == now.Current && g.Why != "3" {
				t.Errorf("%q is current", g.Why)
			}
		}
		if len(all) != 6 || now.Current == 0 {
			t.Errorf("%d is current of %d", now.Current, len(all))
		}
	}
}

// A backup was made while somebody published: its database says one generation, and on
// the disk is the other.
func TestABackupInBetween(t *testing.T) {
	c := newClass(t)
	c.published("1")
	c.restart(func() { copyHub(c, "hub.db", "dump.db") })
	all := c.published("2")
	c.restart(func() {
		copyHub(c, "dump.db", "hub.db")
		for _, g := range all[1:] {
			c.must(os.RemoveAll(c.trees().Tree(string(g.Tree))))
		}
	})
	u, err := c.db.User(t.Context(), "mia")
	c.must(err)
	sw, release, err := c.Choose(t.Context(), u, commonhall.App{}, true)
	c.must(err)
	if sw == nil || filepath.Base(sw.Tree) != string(all[0].Tree) || c.events.has(commonhall.EventSoftwareFailed) {
		t.Errorf("a server starts with %+v", sw)
	}
	release()
}

// A draft whose generation is lost: its person begins anew, and is told why.
func TestWhatADraftWasBegunOnIsLost(t *testing.T) {
	c := newClass(t)
	old := c.start("leo")
	c.install(old, "toads", "1")
	c.published("1")
	c.restart(func() { c.must(os.RemoveAll(filepath.Join(c.dir, old.Tree))) })
	if sw := c.start("leo"); sw.Draft == old.Draft || sw.Generation != 2 {
		t.Errorf("the next server has %+v", sw)
	}
	if n := c.events.count(commonhall.EventSoftwareDiscarded); n != 1 {
		t.Errorf("it was told %d times", n)
	}
}

// What a backup must have: what everybody has, and what drafts are made from.
func TestWhatIsNeeded(t *testing.T) {
	c := newClass(t)
	first := c.start("leo")
	c.install(first, "toads", "1")
	c.published("1", "2", "3")
	mia := c.start("mia")
	now := c.published("4")[0]
	needed := environment.Needed(filepath.Join(c.dir, "python"))
	want := map[string]bool{filepath.Base(first.Tree): true, filepath.Base(mia.Tree): true, string(now.Tree): true}
	if !maps.Equal(needed, want) {
		t.Errorf("needed are %v, want %v", needed, want)
	}
	if got := environment.Needed(filepath.Join(c.dir, "lost")); got != nil {
		t.Errorf("of what cannot be read there is needed %v", got)
	}
	// What is current now cannot be written down, as on a full disk.
	c.must(os.Mkdir(filepath.Join(c.dir, "python", "current.new"), 0o700))
	c.published("5")
	if got := environment.Needed(filepath.Join(c.dir, "python")); got != nil {
		t.Errorf("where nobody knows what is current there is needed %v", got)
	}
}

func copyHub(c *class, from, to string) {
	c.t.Helper()
	b, err := os.ReadFile(filepath.Join(c.dir, from))
	c.must(err)
	c.must(os.WriteFile(filepath.Join(c.dir, to), b, 0o600))
}
