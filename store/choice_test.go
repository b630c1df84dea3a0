package store

import (
	"slices"
	"testing"

	"commonhall"
)

// What people and groups were given survives new names and a removal that is taken
// back, and ends with what it is about.
func TestChoices(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db, ctx := e.with(t, "ada", "ben"), t.Context()
		ada, err := db.User(ctx, "ada")
		must(t, err)
		groups, err := addGroups(ctx, db, "Physics-11")
		must(t, err)
		must(t, db.AddEnvironment(ctx, commonhall.Environment{Name: "python"}))
		must(t, db.AddEnvironment(ctx, commonhall.Environment{Name: "r"}))
		forAda := commonhall.Choice{Kind: commonhall.ForUser, Who: ada.Account.UID, Environment: "python"}
		forClass := commonhall.Choice{Kind: commonhall.ForGroup, Who: groups[0].GID, Environment: "python"}
		must(t, db.SetChoice(ctx, forAda))
		must(t, db.SetChoice(ctx, forClass))
		forClass.Environment = "r"
		must(t, db.SetChoice(ctx, forClass))
		refused(t, db.SetChoice(ctx, commonhall.Choice{Kind: commonhall.ForUser, Who: 1, Environment: "lost"}), commonhall.NotFound)
		are := func(what string, want ...commonhall.Choice) {
			t.Helper()
			if got, err := db.Choices(ctx); err != nil || !slices.Equal(got, want) {
				t.Errorf("%s: there is %+v, %v; want %+v", what, got, err, want)
			}
		}
		forClass.Group, forAda.User = "Physics-11", "adele"
		must(t, db.Rename(ctx, "ada", "adele"))
		are("renamed", forClass, forAda)
		must(t, db.RemoveUser(ctx, "adele", noon()))
		forAda.User = ""
		are("removed", forClass, forAda)
		back, err := db.RestoreUser(ctx, ada.ID, "ada")
		must(t, err)
		forAda.User = "ada"
		are("back", forClass, forAda)
		must(t, db.moveAccounts(ctx, 1<<16)) // a copy beside
		forClass.Who, forAda.Who, groups[0].GID = forClass.Who+1<<16, forAda.Who+1<<16, groups[0].GID+1<<16
		are("in a copy", forClass, forAda)
		forAda.Environment = commonhall.NoEnvironment
		must(t, db.SetChoice(ctx, forAda))
		are("without", forClass, forAda)
		if done, err := db.DropChoice(ctx, commonhall.ForUser, forClass.Who); done || err != nil {
			t.Errorf("a choice that is none was taken back: %v, %v", done, err)
		}
		if done, err := db.DropChoice(ctx, commonhall.ForUser, forAda.Who); !done || err != nil {
			t.Errorf("a choice was not taken back: %v, %v", done, err)
		}
		are("taken back", forClass)
		must(t, db.SetChoice(ctx, forAda))
		must(t, db.RemoveEnvironment(ctx, "r"))
		are("without r", forAda)
		must(t, db.SetChoice(ctx, commonhall.Choice{Kind: commonhall.ForGroup, Who: groups[0].GID, Environment: "python"}))
		_, err = db.RemoveGroup(ctx, "physics-11")
		must(t, err)
		are("without the group", forAda)
		must(t, db.RemoveUser(ctx, "ada", noon()))
		_, err = db.BeginPurge(ctx, back.ID, noon())
		must(t, err)
		_, err = db.EndPurge(ctx, back.ID)
		must(t, err)
		are("purged")
	})
}
