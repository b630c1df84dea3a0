package environment_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"commonhall"
	"commonhall/environment"
)

func (c *class) remove(name commonhall.EnvironmentName) error {
	c.t.Helper()
	j, err := c.Remove(c.t.Context(), name, "root")
	if err != nil {
		return err
	}
	_, err = j.Done(c.t.Context())
	return err
}

// folders lists what lies beside the environments' folders.
func (c *class) folders() string {
	c.t.Helper()
	entries, err := os.ReadDir(c.dir)
	c.must(err)
	var out []string
	for _, e := range entries {
		if e.IsDir() {
			out = append(out, e.Name())
		}
	}
	return strings.Join(out, " ")
}

// An environment that anybody uses stays, and it says who; one that nobody uses goes,
// with its files, however they are.
func TestRemoveAnEnvironment(t *testing.T) {
	c, ctx := school(t), t.Context()
	c.refused(c.remove("python"), commonhall.FailedPrecondition, "it is the default one")
	c.refused(c.remove("lost"), commonhall.NotFound, "no environment")
	c.refused(c.remove(""), commonhall.InvalidArgument, "cannot name")
	c.refused(c.remove("none"), commonhall.InvalidArgument, "cannot name")
	c.use("r", commonhall.ForGroup, "School")
	c.use("r", commonhall.ForUser, "ada")
	c.refused(c.remove("r"), commonhall.FailedPrecondition, "chosen for the group School, ada")
	ben, err := c.db.User(ctx, "ben")
	c.must(err)
	sw, release, err := c.Choose(ctx, ben, commonhall.App{}, false) // about to start
	c.must(err)
	c.must(c.Unuse(ctx, commonhall.ForGroup, "School", "root"))
	c.must(c.Unuse(ctx, commonhall.ForUser, "ada", "root"))
	c.refused(c.remove("r"), commonhall.FailedPrecondition, "about to use it")
	release()
	c.inUse = []commonhall.Software{*sw}
	c.refused(c.remove("r"), commonhall.FailedPrecondition, "running servers have it, 1 of them")
	c.inUse = nil
	c.apps = []commonhall.App{{Name: "studio", Title: "Studio", Command: []string{"x"}, Environment: "r"}}
	c.refused(c.remove("r"), commonhall.FailedPrecondition, "with the app Studio")
	c.apps = nil
	mia, err := c.db.User(ctx, "mia")
	c.must(err)
	sw, release, err = c.Choose(ctx, mia, commonhall.App{Environment: "r"}, false)
	c.must(err)
	release()
	c.write(*sw, "closed/in/it", "")
	c.must(os.Chmod(filepath.Join(c.dir, sw.Draft, "upper/closed"), 0))
	c.must(c.remove("r"))
	if got := c.folders(); got != "python" {
		t.Errorf("afterwards there are the folders %s", got)
	}
	c.refused(c.remove("r"), commonhall.NotFound, "no environment")
	if all, err := c.List(ctx); err != nil || len(all) != 1 || !c.events.has(commonhall.EventSoftwareRemoved) {
		t.Errorf("there are %+v, %v", all, err)
	}
	j, err := c.Build(ctx, environment.Declaration{Environment: "r", Packages: []string{"x"}}) // the name is free
	c.must(err)
	_, err = j.Done(ctx)
	c.refused(err, commonhall.FailedPrecondition, "which is not there")
	c.must(c.remove("r"))
	c.more("r") // and nothing of the other one comes back
	if all, err := c.Generations(ctx, "r"); err != nil || len(all) != 1 {
		t.Errorf("one of the same name begins with %+v, %v", all, err)
	}
}

// Killed in the middle of a removal: before the record went nothing is lost, and after
// it the rest goes too.
func TestKilledWhileRemoving(t *testing.T) {
	c := school(t)
	c.more("s", "x")
	c.restart(func() {
		c.must(os.Rename(filepath.Join(c.dir, "r"), filepath.Join(c.dir, ".gone-r.abc")))
		c.must(os.Rename(filepath.Join(c.dir, "s"), filepath.Join(c.dir, ".gone-s.abc")))
		db := c.reopen()
		c.must(db.RemoveEnvironment(t.Context(), "s"))
		c.must(db.Close())
		c.must(os.MkdirAll(filepath.Join(c.dir, "empty/trees"), 0o700)) // which somebody looked at just then
	})
	c.settled()
	c.must(c.Prune(t.Context()))
	if got := c.folders(); got != "python r" {
		t.Errorf("afterwards there are the folders %s", got)
	}
	c.use("r", commonhall.ForUser, "ada")
	c.has("ada", "r", "for this person")
	if all, err := c.List(t.Context()); err != nil || len(all) != 2 {
		t.Errorf("there are %+v, %v", all, err)
	}
	if _, err := os.Stat(filepath.Join(c.dir, "empty")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("of nothing there is %v", err)
	}
}

// While it is removed nobody builds on it.
func TestRemoveWhileItIsWorkedOn(t *testing.T) {
	c := school(t)
	hung, goOn := make(chan struct{}), make(chan struct{})
	sw := c.start("mia")
	c.install(sw, "frogs", "1.0")
	c.must(c.db.ChangeEnvironment(t.Context(), commonhall.Environment{Name: "r", Default: true}))
	c.hang(func(context.Context) { hung <- struct{}{}; <-goOn })
	j, err := c.Try(t.Context(), "python", "mia", "mia")
	c.must(err)
	<-hung
	c.refused(c.remove("python"), commonhall.AlreadyExists, "being worked on already")
	close(goOn)
	go func() {
		for range hung {
		}
	}()
	_, _ = j.Done(t.Context())
	close(hung)
	c.must(c.remove("python"))
}

// Another title, and another default one.
func TestChangeAnEnvironment(t *testing.T) {
	c, ctx := school(t), t.Context()
	title := " Statistics\x1b[31m "
	e, err := c.Change(ctx, "r", &title, false, "root")
	c.must(err)
	if e.Title != "Statistics[31m" || e.Default {
		t.Errorf("it is %+v", e)
	}
	long := strings.Repeat("x", 61)
	_, err = c.Change(ctx, "r", &long, true, "root")
	c.refused(err, commonhall.InvalidArgument, "at most 60")
	for _, wrong := range []string{long, "two\nlines"} {
		_, err = c.Build(ctx, environment.Declaration{Environment: "new", Title: wrong})
		c.refused(err, commonhall.InvalidArgument, "at most 60")
	}
	_, err = c.Change(ctx, "lost", nil, true, "root")
	c.refused(err, commonhall.NotFound, "no environment")
	c.must(c.db.AddEnvironment(ctx, commonhall.Environment{Name: "empty"}))
	_, err = c.Change(ctx, "empty", nil, true, "root")
	c.refused(err, commonhall.FailedPrecondition, "nothing in it yet")
	c.has("ada", "python", "")
	_, err = c.Change(ctx, "r", nil, true, "root")
	c.must(err)
	c.has("ada", "r", "nobody chose another")
	if e, err := c.Get(ctx, "r"); err != nil || e.Title != "Statistics[31m" || !c.events.has(commonhall.EventSoftwareChanged) {
		t.Errorf("it is %+v, %v", e, err)
	}
	c.must(c.remove("python"))
}

// The first environment that somebody tried to build and that came to nothing does not
// stand there for ever.
func TestRemoveWhatWasNeverBuilt(t *testing.T) {
	c, ctx := newHouse(t), t.Context()
	c.begin()
	c.must(c.db.AddEnvironment(ctx, commonhall.Environment{Name: "mistyped"}))
	if e, err := c.Get(ctx, ""); err != nil || e.Name != "mistyped" {
		t.Fatalf("the default one is %v, %v", e, err)
	}
	c.must(c.remove("mistyped"))
	if all, err := c.List(ctx); err != nil || len(all) > 0 {
		t.Errorf("there are %v, %v", all, err)
	}
}
