package store

import (
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

// What a run sees is in its server's record.
func TestServerSoftware(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db, ctx := e.with(t, "ada"), t.Context()
		sw := commonhall.Software{Environment: "python", Generation: 7, Path: "/env/python", Tree: "python/trees/x", Draft: "python/drafts/y"}
		must(t, db.SaveServer(ctx, commonhall.Server{ID: "run", User: "ada", State: commonhall.Ready, Software: &sw}))
		if s, err := db.Server(ctx, "ada"); err != nil || s.Software == nil || *s.Software != sw {
			t.Errorf("it is %+v, %v", s.Software, err)
		}
		must(t, db.SaveServer(ctx, commonhall.Server{ID: "run2", User: "ada", State: commonhall.Ready}))
		if s, err := db.Server(ctx, "ada"); err != nil || s.Software != nil {
			t.Errorf("afterwards it is %+v, %v", s.Software, err)
		}
	})
}
