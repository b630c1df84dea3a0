package store

import (
	"sync"
	"testing"
	"time"

	"commonhall"
)

// Somebody who was removed comes back with account and password, and with nothing
// else: what opened the door is gone for good.
func TestRemovedPeopleComeBack(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada", "ben")
		ctx := t.Context()
		was, err := db.User(ctx, "ada")
		must(t, err)
		must(t, db.SetAdmin(ctx, "ada", true))
		must(t, db.Active(ctx, map[commonhall.UserName]time.Time{"ada": noon()}))
		_, err = db.SetPassword(ctx, "ada", "hash")
		must(t, err)
		must(t, db.AddSession(ctx, session("s", "ada"), hashOf("cookie"), "hash"))
		must(t, db.AddInvitation(ctx, "ada", hashOf("code"), commonhall.Subject{}, nil, noon(), noon().Add(time.Hour)))
		_, err = db.AddToken(ctx, commonhall.Token{User: "ada", Created: noon()}, hashOf("token"), 10)
		must(t, err)
		must(t, db.SaveServer(ctx, commonhall.Server{ID: "run", User: "ada", State: commonhall.Stopped}))
		must(t, db.Suspend(ctx, "ben"))
		must(t, db.RemoveUser(ctx, "ben", noon()))
		must(t, db.RemoveUser(ctx, "ada", noon().Add(time.Hour)))
		refused(t, db.RemoveUser(ctx, "ada", noon()), commonhall.NotFound)

		list, err := db.Removed(ctx)
		must(t, err)
		if len(list) != 2 || list[1].Name != "ben" || list[0] != (commonhall.Removed{ID: was.ID, Name: "ada", Account: was.Account, Created: noon(), LastActivity: noon(), At: noon().Add(time.Hour)}) {
			t.Errorf("removed are %+v", list)
		}
		again := add(t, db, "ada")[0]
		if again.Account.UID == was.Account.UID || again.Account.Name == was.Account.Name {
			t.Errorf("a new person of the name has the account %+v of the old one", again.Account)
		}
		_, err = db.RestoreUser(ctx, was.ID, "ada")
		refused(t, err, commonhall.AlreadyExists)
		back, err := db.RestoreUser(ctx, was.ID, "ada2")
		must(t, err)
		if back.Name != "ada2" || back.Account != was.Account || back.Admin || back.Suspended || !back.HasPassword || !back.LastActivity.Equal(noon()) || !back.Created.Equal(was.Created) {
			t.Errorf("back came %+v", back)
		}
		if hash, err := db.Password(ctx, "ada2"); err != nil || hash != "hash" {
			t.Errorf("the password is %q, %v", hash, err)
		}
		_, _, err1 := db.SessionByHash(ctx, hashOf("cookie"))
		_, _, err2 := db.TokenByHash(ctx, hashOf("token"))
		_, _, _, err3 := db.Invited(ctx, hashOf("code"), noon())
		if err1 == nil || err2 == nil || err3 == nil {
			t.Errorf("the session, the token or the invitation came back: %v, %v, %v", err1, err2, err3)
		}
		if s, err := db.Server(ctx, commonhall.UserName("ada2").Default()); err != nil || s.ID != "" {
			t.Errorf("the server that ended came back: %+v, %v", s, err)
		}
		_, err = db.RestoreUser(ctx, was.ID, "ada3")
		refused(t, err, commonhall.NotFound)
		if list, err := db.Removed(ctx); err != nil || len(list) != 1 {
			t.Errorf("afterwards there are %+v, %v", list, err)
		}
	})
}

// A home is deleted between two steps; between them nobody comes back, and before
// their time nobody goes.
func TestPurging(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada", "ben")
		ctx := t.Context()
		ada, err := db.User(ctx, "ada")
		must(t, err)
		must(t, db.AddEnvironment(ctx, commonhall.Environment{Name: "python"}))
		must(t, db.SaveDraft(ctx, commonhall.Draft{Environment: "python", UID: ada.Account.UID, Tree: "d1", Created: noon()}))
		must(t, db.SaveDraft(ctx, commonhall.Draft{Environment: "python", UID: ada.Account.UID + 1, Tree: "d2", Created: noon()}))
		must(t, db.RemoveUser(ctx, "ada", noon()))
		_, err = db.EndPurge(ctx, ada.ID)
		refused(t, err, commonhall.FailedPrecondition)
		_, err = db.BeginPurge(ctx, ada.ID, noon().Add(-time.Second))
		refused(t, err, commonhall.FailedPrecondition)
		_, err = db.BeginPurge(ctx, 999, noon())
		refused(t, err, commonhall.NotFound)
		for range 2 { // whoever deletes may have been killed
			r, err := db.BeginPurge(ctx, ada.ID, noon())
			must(t, err)
			if r.Account != ada.Account || !r.Purging {
				t.Errorf("to be deleted is %+v", r)
			}
		}
		_, err = db.RestoreUser(ctx, ada.ID, "ada")
		refused(t, err, commonhall.FailedPrecondition)
		_, err = db.EndPurge(ctx, ada.ID)
		must(t, err)
		if drafts, err := db.Drafts(ctx); err != nil || !drafts[0].Discarded.Equal(noon()) || !drafts[1].Discarded.IsZero() {
			t.Errorf("of the drafts there is %+v, %v: nobody would ever throw one away", drafts, err)
		}
		_, err = db.EndPurge(ctx, ada.ID)
		refused(t, err, commonhall.NotFound)
		if next := add(t, db, "ada")[0]; next.Account.Name != "ada" || next.Account.UID == ada.Account.UID {
			t.Errorf("long afterwards a new ada has %+v", next.Account)
		}
	})
}

// A database that was put together from two may have an account twice: nothing of it
// is deleted.
func TestNobodysHomeIsPurgedForAnother(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada", "ben")
		ada, err := db.User(t.Context(), "ada")
		must(t, err)
		must(t, db.RemoveUser(t.Context(), "ada", noon()))
		_, err = db.exec(t.Context(), "UPDATE users SET uid = $1 WHERE name = 'ben'", ada.Account.UID)
		must(t, err)
		_, err = db.BeginPurge(t.Context(), ada.ID, noon())
		refused(t, err, commonhall.FailedPrecondition)
	})
}

// Who brings somebody back and who deletes them meet: one of them wins.
func TestRestoredOrPurged(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada")
		for range 10 {
			u, err := db.User(t.Context(), "ada")
			must(t, err)
			must(t, db.RemoveUser(t.Context(), "ada", noon()))
			var restored, purged error
			var both sync.WaitGroup
			both.Go(func() { _, restored = db.RestoreUser(t.Context(), u.ID, "ada") })
			both.Go(func() { _, purged = db.BeginPurge(t.Context(), u.ID, noon()) })
			both.Wait()
			if (restored == nil) == (purged == nil) {
				t.Errorf("brought back: %v, deleted: %v", restored, purged)
			}
			if restored != nil {
				_, err := db.EndPurge(t.Context(), u.ID)
				must(t, err)
				add(t, db, "ada")
			}
		}
	})
}
