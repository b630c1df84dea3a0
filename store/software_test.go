package store

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"commonhall"
)

func generation(why string) commonhall.Generation {
	return commonhall.Generation{Environment: "python", Tree: commonhall.TreeID("tree-" + why), Created: noon(), By: "mia", Why: why,
		Packages: []commonhall.Package{{Manager: "pip", Name: "pandas", Version: "2.1"}}, Files: 3, Bytes: 1 << 40, Forced: "pip check"}
}

// A class's software from its first generation to the way back.
func TestSoftware(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db, ctx := e.with(t, "ada"), t.Context()
		must(t, db.AddEnvironment(ctx, commonhall.Environment{Name: "python", Title: "Python", Created: noon()}))
		must(t, db.AddEnvironment(ctx, commonhall.Environment{Name: "r", Created: noon()}))
		refused(t, db.AddEnvironment(ctx, commonhall.Environment{Name: "r"}), commonhall.AlreadyExists)
		for i, why := range []string{"one", "two", "three"} {
			n, err := db.AddGeneration(ctx, generation(why), i)
			must(t, err)
			if n != i+1 {
				t.Errorf("generation %s has the number %d", why, n)
			}
		}
		_, err := db.AddGeneration(ctx, generation("late"), 2)
		refused(t, err, commonhall.AlreadyExists)
		must(t, db.SetCurrent(ctx, "python", 2, 3))
		refused(t, db.SetCurrent(ctx, "python", 1, 3), commonhall.AlreadyExists)
		refused(t, db.SetCurrent(ctx, "python", 9, 2), commonhall.NotFound)
		refused(t, db.SetCurrent(ctx, "none", 1, 0), commonhall.NotFound)
		if done, err := db.PruneGeneration(ctx, "python", 2); done || err != nil {
			t.Errorf("the current generation was pruned: %v, %v", done, err)
		}
		if done, err := db.PruneGeneration(ctx, "python", 1); !done || err != nil {
			t.Errorf("an old generation was not pruned: %v", err)
		}
		refused(t, db.SetCurrent(ctx, "python", 1, 2), commonhall.NotFound)
		list, err := db.Generations(ctx, "python")
		must(t, err)
		if len(list) != 3 || list[0].Number != 3 || list[2].Tree != "" || list[2].Why != "one" {
			t.Fatalf("the generations are %+v", list)
		}
		if kept, err := db.Kept(ctx, "python"); err != nil || len(kept) != 2 || kept[0].Number != 3 || kept[1].Number != 2 {
			t.Errorf("of them are kept %+v, %v", kept, err)
		}
		want := generation("three")
		if got := list[0]; got.Packages[0] != want.Packages[0] || got.Bytes != want.Bytes || got.By != "mia" || got.Forced != want.Forced || !got.Created.Equal(noon()) {
			t.Errorf("stored as %+v", got)
		}
		n, err := db.AddGeneration(ctx, generation("four"), 2)
		if n != 4 || err != nil {
			t.Errorf("the next number is %d, %v", n, err)
		}
		must(t, db.ChangeEnvironment(ctx, commonhall.Environment{Name: "r", Title: "Statistics", Default: true}))
		refused(t, db.ChangeEnvironment(ctx, commonhall.Environment{Name: "none"}), commonhall.NotFound)
		all, err := db.Environments(ctx)
		must(t, err)
		if len(all) != 2 || all[0].Current != 4 || all[0].Default || !all[1].Default || all[1].Title != "Statistics" {
			t.Errorf("the environments are %+v", all)
		}
		must(t, db.RemoveEnvironment(ctx, "python"))
		refused(t, db.RemoveEnvironment(ctx, "python"), commonhall.NotFound)
	})
}

// Of what a generation was made that is said at once, and nothing else of a draft is
// written over.
func TestADraftIsPublished(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db, ctx := e.with(t), t.Context()
		must(t, db.AddEnvironment(ctx, commonhall.Environment{Name: "python"}))
		for _, d := range []commonhall.Draft{{Tree: "d1", Created: noon(), Discarded: noon()}, {Tree: "d2", Created: noon().Add(time.Hour)}} {
			d.Environment = "python"
			must(t, db.SaveDraft(ctx, d))
		}
		_, err := db.AddGeneration(ctx, generation("one"), 0, "d1", "gone")
		must(t, err)
		_, err = db.AddGeneration(ctx, generation("late"), 0, "d2")
		refused(t, err, commonhall.AlreadyExists)
		list, err := db.Drafts(ctx)
		must(t, err)
		if len(list) != 2 || list[0].Published != 1 || !list[0].Discarded.Equal(noon()) || list[1].Published != 0 {
			t.Errorf("the drafts are %+v", list)
		}
	})
}

// What is found on the disk is what it was, and never the current one by that.
func TestAdoptGeneration(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db, ctx := e.with(t), t.Context()
		must(t, db.AddEnvironment(ctx, commonhall.Environment{Name: "python"}))
		one, two, three := generation("one"), generation("two"), generation("three")
		one.Created, three.Created = noon().Add(-time.Hour), noon().Add(time.Hour)
		for i, g := range []commonhall.Generation{one, two} {
			_, err := db.AddGeneration(ctx, g, i)
			must(t, err)
		}
		if done, err := db.PruneGeneration(ctx, "python", 1); !done || err != nil {
			t.Fatal(done, err)
		}
		for _, want := range []struct {
			g commonhall.Generation
			n int
		}{{one, 1}, {three, 3}} {
			if n, err := db.AdoptGeneration(ctx, want.g); n != want.n || err != nil {
				t.Errorf("%s has become generation %d, %v", want.g.Why, n, err)
			}
		}
		all, err := db.Generations(ctx, "python")
		must(t, err)
		envs, err := db.Environments(ctx)
		must(t, err)
		if len(all) != 3 || all[2].Tree != one.Tree || envs[0].Current != 2 {
			t.Errorf("the generations are %+v, and %d is current", all, envs[0].Current)
		}
		_, err = db.AdoptGeneration(ctx, commonhall.Generation{Environment: "none", Tree: "x"})
		if err == nil {
			t.Error("a generation of no environment was adopted")
		}
	})
}

// Of two who publish at once, one is told.
func TestTwoPublishAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db, ctx := e.with(t), t.Context()
		must(t, db.AddEnvironment(ctx, commonhall.Environment{Name: "python"}))
		errs := make([]error, 8)
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() { _, errs[i] = db.AddGeneration(ctx, generation("x"), 0) })
		}
		all.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else {
				refused(t, err, commonhall.AlreadyExists)
			}
		}
		if won != 1 {
			t.Errorf("%d published the same generation", won)
		}
	})
}

// A draft belongs to an account: its person may be renamed or removed and come back.
func TestDrafts(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db, ctx := e.with(t, "ada"), t.Context()
		u, err := db.User(ctx, "ada")
		must(t, err)
		must(t, db.AddEnvironment(ctx, commonhall.Environment{Name: "python"}))
		d := commonhall.Draft{Environment: "python", UID: u.Account.UID, Base: 3, Tree: "d1", Created: noon()}
		must(t, db.SaveDraft(ctx, d))
		d.Published, d.Discarded = 4, noon().Add(time.Hour)
		must(t, db.SaveDraft(ctx, d))
		must(t, db.Rename(ctx, "ada", "adele"))
		list, err := db.Drafts(ctx)
		must(t, err)
		d.User = "adele"
		if len(list) != 1 || list[0] != d {
			t.Errorf("the drafts are %+v", list)
		}
		must(t, db.RemoveUser(ctx, "adele", noon()))
		if list, err = db.Drafts(ctx); err != nil || len(list) != 1 || list[0].User != "" || list[0].UID != d.UID {
			t.Errorf("of somebody who was removed there is %+v, %v", list, err)
		}
		must(t, db.DropDraft(ctx, "d1"))
		if list, err = db.Drafts(ctx); err != nil || len(list) != 0 {
			t.Errorf("afterwards there is %+v, %v", list, err)
		}
	})
}

// A list of packages that somebody made long on purpose is read at each start as long as
// there is a tree, and no longer.
func TestALongListIsForgotten(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db, ctx := e.with(t), t.Context()
		must(t, db.AddEnvironment(ctx, commonhall.Environment{Name: "python", Created: noon()}))
		long := generation("long")
		long.Packages = slices.Repeat([]commonhall.Package{{Manager: "pip", Name: strings.Repeat("x", 200), Version: "1"}}, 1000)
		for i, g := range []commonhall.Generation{long, generation("short"), long} {
			_, err := db.AddGeneration(ctx, g, i)
			must(t, err)
		}
		for _, n := range []int{1, 2} {
			if done, err := db.PruneGeneration(ctx, "python", n); !done || err != nil {
				t.Errorf("generation %d was not pruned: %v", n, err)
			}
		}
		list, err := db.Generations(ctx, "python")
		must(t, err)
		if len(list) != 3 || len(list[2].Packages) != 0 || len(list[1].Packages) != len(generation("").Packages) || len(list[0].Packages) != 1000 {
			t.Errorf("of %d there are %d, %d and %d packages", len(list), len(list[2].Packages), len(list[1].Packages), len(list[0].Packages))
		}
	})
}

// What a run sees is in its server's record.
func TestServerSoftware(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db, ctx := e.with(t, "ada"), t.Context()
		sw := commonhall.Software{Environment: "python", Generation: 7, Path: "/env/python", Tree: "python/trees/x", Draft: "python/drafts/y"}
		must(t, db.SaveServer(ctx, commonhall.Server{ID: "run", User: "ada", State: commonhall.Ready, Software: &sw}))
		if s, err := db.Server(ctx, commonhall.UserName("ada").Default()); err != nil || s.Software == nil || *s.Software != sw {
			t.Errorf("it is %+v, %v", s.Software, err)
		}
		must(t, db.SaveServer(ctx, commonhall.Server{ID: "run2", User: "ada", State: commonhall.Ready}))
		if s, err := db.Server(ctx, commonhall.UserName("ada").Default()); err != nil || s.Software != nil {
			t.Errorf("afterwards it is %+v, %v", s.Software, err)
		}
	})
}
