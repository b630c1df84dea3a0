package store

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"commonhall"
	"commonhall/provider"
)

func identity(name commonhall.UserName, subject string) provider.Identity {
	return provider.Identity{User: name, Provider: "school", Issuer: "https://id.example", Subject: subject, Shown: string(name) + "@example.org", Created: noon()}
}

// TestALifeOfIdentities: a record belongs to an account, whatever its person is called.
func TestALifeOfIdentities(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db, ctx := e.with(t, "ada", "ben"), t.Context()
		want, err := db.AddIdentity(ctx, identity("ada", "7"), true)
		must(t, err)
		got, err := db.Identity(ctx, "https://id.example", "7")
		if err != nil || got != want || got.ID == 0 {
			t.Errorf("%+v, %v, want %+v", got, err, want)
		}
		for _, other := range []provider.Identity{{Issuer: "https://id.example/", Subject: "7"}, {Issuer: "https://id.example", Subject: "07"}} {
			_, err := db.Identity(ctx, other.Issuer, other.Subject)
			refused(t, err, commonhall.NotFound)
		}
		_, err = db.AddIdentity(ctx, identity("ben", "7"), false)
		refused(t, err, commonhall.AlreadyExists)
		_, err = db.AddIdentity(ctx, identity("ada", "8"), true) // not vacant any more
		refused(t, err, commonhall.AlreadyExists)
		_, err = db.AddIdentity(ctx, identity("nobody", "8"), false)
		refused(t, err, commonhall.NotFound)
		got.Shown, got.Admin, got.LastUsed = "countess", true, noon().Add(time.Hour)
		must(t, db.IdentityUsed(ctx, got))
		must(t, db.Rename(ctx, "ada", "adele"))
		list, err := db.Identities(ctx, "adele")
		if err != nil || len(list) != 1 || list[0].Shown != "countess" || !list[0].Admin || list[0].User != "adele" || !list[0].LastUsed.Equal(got.LastUsed) {
			t.Errorf("renamed: %+v, %v", list, err)
		}
		must(t, db.RemoveUser(ctx, "adele", noon()))
		if got, err = db.Identity(ctx, "https://id.example", "7"); err != nil || got.User != "" {
			t.Errorf("removed: %+v, %v", got, err)
		}
		gone, err := db.Removed(ctx)
		must(t, err)
		_, err = db.RestoreUser(ctx, gone[0].ID, "ada")
		must(t, err)
		if got, err = db.Identity(ctx, "https://id.example", "7"); err != nil || got.User != "ada" {
			t.Errorf("brought back: %+v, %v", got, err)
		}
		must(t, db.RemoveUser(ctx, "ada", noon()))
		gone, err = db.Removed(ctx)
		must(t, err)
		_, err = db.BeginPurge(ctx, gone[0].ID, noon().Add(time.Hour))
		must(t, err)
		_, err = db.EndPurge(ctx, gone[0].ID)
		must(t, err)
		_, err = db.Identity(ctx, "https://id.example", "7")
		refused(t, err, commonhall.NotFound)
	})
}

func TestSessionsOfIdentities(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db, ctx := e.with(t, "ada", "ben"), t.Context()
		i, err := db.AddIdentity(ctx, identity("ada", "7"), false)
		must(t, err)
		must(t, db.AddIdentitySession(ctx, session("one", "ada"), hashOf("one"), i.ID, []byte("sealed")))
		must(t, db.AddSession(ctx, session("typed", "ada"), hashOf("typed"), ""))
		refused(t, db.AddIdentitySession(ctx, session("x", "ben"), hashOf("x"), i.ID, nil), commonhall.NotFound) // not his
		refused(t, db.AddIdentitySession(ctx, session("x", "ada"), hashOf("x"), i.ID+1, nil), commonhall.NotFound)
		due, err := db.DueSessions(ctx, noon().Add(time.Second), 10)
		if err != nil || len(due) != 1 || due[0].Session != "one" || string(due[0].Kept) != "sealed" || due[0].Identity != i {
			t.Errorf("due: %+v, %v", due, err)
		}
		must(t, db.SessionChecked(ctx, "one", []byte("again"), noon().Add(time.Minute)))
		if due, err = db.DueSessions(ctx, noon().Add(time.Second), 10); err != nil || len(due) != 0 {
			t.Errorf("asked already: %+v, %v", due, err)
		}
		_, err = db.RemoveIdentity(ctx, "ben", i.ID, anything)
		refused(t, err, commonhall.NotFound)
		if list, _ := db.Sessions(ctx, "ada"); len(list) != 2 {
			t.Error("a session ended although nothing was taken away")
		}
		ended, err := db.RemoveIdentity(ctx, "ada", i.ID, anything)
		if err != nil || !slices.Equal(ended, []commonhall.SessionID{"one"}) {
			t.Errorf("ended: %v, %v", ended, err)
		}
		must(t, db.Suspend(ctx, "ada"))
		i, err = db.AddIdentity(ctx, identity("ada", "8"), false)
		must(t, err)
		refused(t, db.AddIdentitySession(ctx, session("y", "ada"), hashOf("y"), i.ID, nil), commonhall.NotFound)
	})
}

// TestTwoWithOneName: of those who come at once with one name, one gets it, and of two
// who are one person there is one account.
func TestTwoWithOneName(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ben")
		var won atomic.Int32
		atOnce(8, func(n int) {
			_, err := db.AddPerson(context.WithoutCancel(t.Context()), identity("ada", string(rune('a'+n))), firstUID, lastUID)
			if err == nil {
				won.Add(1)
			} else if commonhall.KindOf(err) != commonhall.AlreadyExists {
				t.Error(err)
			}
		})
		if won.Load() != 1 {
			t.Errorf("%d of eight are ada", won.Load())
		}
		_, err := db.AddPerson(t.Context(), identity("zoe", "x"), firstUID, lastUID)
		must(t, err)
		_, err = db.AddPerson(t.Context(), identity("zora", "x"), firstUID, lastUID)
		refused(t, err, commonhall.AlreadyExists)
		_, err = db.User(t.Context(), "zora")
		refused(t, err, commonhall.NotFound) // half of it is not there
	})
}

func TestManagedGroups(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db, ctx := e.with(t, "ada"), t.Context()
		_, err := addGroups(ctx, db, "math", "chess")
		must(t, err)
		school := func(called string) provider.Managed { return provider.Managed{Provider: "school", Called: called} }
		must(t, db.ManageGroup(ctx, "Math", school(""), "")) // as older releases wrote it
		refused(t, db.ManageGroup(ctx, "math", provider.Managed{Provider: "another"}, ""), commonhall.FailedPrecondition)
		refused(t, db.ManageGroup(ctx, "nothing", school(""), ""), commonhall.NotFound)
		must(t, db.ManageGroup(ctx, "math", school("/math"), ""))
		refused(t, db.ManageGroup(ctx, "math", school("MATH"), ""), commonhall.FailedPrecondition) // somebody was faster
		if list, err := db.ManagedGroups(ctx, "school"); err != nil || !slices.Equal(list, []provider.Managed{{Group: "math", Provider: "school", Called: "/math"}}) {
			t.Errorf("%v, %v", list, err)
		}
		_, err = db.RemoveGroup(ctx, "math")
		must(t, err)
		if list, err := db.ManagedGroups(ctx, "school"); err != nil || len(list) != 0 {
			t.Errorf("%v, %v", list, err)
		}
	})
}

// TestTheLastWayStays: of two who take away the last two ways to sign in at once, one is refused.
func TestTheLastWayStays(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db, ctx := e.with(t, "ada", "ben"), t.Context()
		last := func(left []string, password bool) error {
			if len(left) == 0 && !password {
				return commonhall.Errorf(commonhall.FailedPrecondition, "The last one.")
			}
			return nil
		}
		for range 10 {
			var ids []int64
			for n := range 4 {
				i, err := db.AddIdentity(ctx, identity("ada", string(rune('a'+n))), false)
				must(t, err)
				ids = append(ids, i.ID)
			}
			var gone atomic.Int32
			atOnce(len(ids), func(n int) {
				_, err := db.RemoveIdentity(context.WithoutCancel(ctx), "ada", ids[n], last)
				if err == nil {
					gone.Add(1)
				} else if commonhall.KindOf(err) != commonhall.FailedPrecondition {
					t.Error(err)
				}
			})
			list, err := db.Identities(ctx, "ada")
			must(t, err)
			if len(list) != 1 || gone.Load() != 3 {
				t.Fatalf("%d are left, %d went", len(list), gone.Load())
			}
			_, err = db.RemoveIdentity(ctx, "ben", list[0].ID, anything)
			refused(t, err, commonhall.NotFound) // not his
			_, err = db.RemoveIdentity(ctx, "zoe", list[0].ID, last)
			refused(t, err, commonhall.NotFound)
			_, err = db.RemoveIdentity(ctx, "ada", list[0].ID, anything)
			must(t, err)
		}
	})
}

func anything([]string, bool) error { return nil }
