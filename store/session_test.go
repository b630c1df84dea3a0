package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"testing"
	"time"

	"commonhall"
)

func TestALifeOfSessions(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada", "ben")
		ctx := t.Context()
		s := session("laptop", "ada")
		must(t, db.AddSession(ctx, s, hashOf("cookie"), ""))
		got, u, err := db.SessionByHash(ctx, hashOf("cookie"))
		if err != nil || got != s || u.Name != "ada" || u.Account.UID != firstUID || u.ID == 0 {
			t.Errorf("found %+v of %+v, %v", got, u, err)
		}
		_, _, err = db.SessionByHash(ctx, hashOf("another"))
		refused(t, err, commonhall.Unauthenticated)

		phone := session("phone", "ada")
		must(t, db.AddSession(ctx, phone, hashOf("phone"), ""))
		must(t, db.SessionSeen(ctx, "phone", noon().Add(10*time.Minute)))
		list, err := db.Sessions(ctx, "ada")
		if err != nil || len(list) != 2 || list[0].ID != "phone" || !list[0].LastSeen.Equal(noon().Add(10*time.Minute)) {
			t.Errorf("the list is %+v, %v", list, err)
		}
		if found, err := db.RemoveSession(ctx, "ben", "phone"); found || err != nil { // not ben's
			t.Errorf("ben ended ada's session: %v, %v", found, err)
		}
		if list, _ := db.Sessions(ctx, "ada"); len(list) != 2 {
			t.Error("somebody ended a session of another person")
		}
		if found, err := db.RemoveSession(ctx, "ada", "phone"); !found || err != nil {
			t.Errorf("ada's session: %v, %v", found, err)
		}
		for i := range 3 {
			must(t, db.AddSession(ctx, session(fmt.Sprint("s", i), "ada"), hashOf(fmt.Sprint(i)), ""))
		}
		must(t, db.AddSession(ctx, session("bens", "ben"), hashOf("bens"), ""))
		ended, err := db.RemoveSessions(ctx, "ada", "s1")
		slices.Sort(ended)
		if err != nil || !slices.Equal(ended, []commonhall.SessionID{"laptop", "s0", "s2"}) {
			t.Errorf("ended: %v, %v", ended, err)
		}
		if list, _ := db.Sessions(ctx, "ada"); len(list) != 1 || list[0].ID != "s1" {
			t.Errorf("left: %+v", list)
		}
		// Expired ones are cleared away when somebody signs in.
		late := session("late", "ada")
		late.Created = noon().Add(2 * time.Hour)
		must(t, db.AddSession(ctx, late, hashOf("late"), ""))
		for name, want := range map[commonhall.UserName]int{"ada": 1, "ben": 0} {
			if list, _ := db.Sessions(ctx, name); len(list) != want {
				t.Errorf("%s has %d sessions, want %d", name, len(list), want)
			}
		}
	})
}

// Who was shut out, or whose password changed, while the sign-in was checked,
// does not get in.
func TestNoSessionFromAnOldPassword(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada")
		ctx := t.Context()
		_, err := db.SetPassword(ctx, "ada", "old")
		must(t, err)
		refused(t, db.AddSession(ctx, session("0", "ada"), hashOf("0"), ""), commonhall.NotFound)
		must(t, db.AddSession(ctx, session("1", "ada"), hashOf("1"), "old"))
		ended, err := db.SetPassword(ctx, "ada", "new")
		if err != nil || !slices.Equal(ended, []commonhall.SessionID{"1"}) {
			t.Errorf("ended: %v, %v", ended, err)
		}
		refused(t, db.AddSession(ctx, session("2", "ada"), hashOf("2"), "old"), commonhall.NotFound)
		must(t, db.AddSession(ctx, session("3", "ada"), hashOf("3"), "new"))
		must(t, db.Suspend(ctx, "ada"))
		refused(t, db.AddSession(ctx, session("4", "ada"), hashOf("4"), "new"), commonhall.NotFound)
		refused(t, db.AddSession(ctx, session("5", "nobody"), hashOf("5"), ""), commonhall.NotFound)
		if list, _ := db.Sessions(ctx, "ada"); len(list) != 0 {
			t.Errorf("sessions of somebody suspended: %+v", list)
		}
	})
}

func TestAChangeOfPasswordKeepsOneSession(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada", "ben")
		ctx := t.Context()
		for _, id := range []string{"here", "there"} {
			must(t, db.AddSession(ctx, session(id, "ada"), hashOf(id), ""))
		}
		must(t, db.AddSession(ctx, session("bens", "ben"), hashOf("bens"), ""))
		must(t, db.AddInvitation(ctx, "ada", hashOf("code"), commonhall.Subject{}, nil, noon(), noon().Add(time.Hour)))
		ended, err := db.ChangePassword(ctx, "ada", "", "hash", "here")
		if err != nil || !slices.Equal(ended, []commonhall.SessionID{"there"}) {
			t.Errorf("ended: %v, %v", ended, err)
		}
		if list, _ := db.Sessions(ctx, "ben"); len(list) != 1 {
			t.Error("ben's session ended too")
		}
		_, _, _, err = db.Invited(ctx, hashOf("code"), noon())
		refused(t, err, commonhall.NotFound)
	})
}

func TestInvitations(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada", "ben")
		ctx := t.Context()
		refused(t, db.AddInvitation(ctx, "nobody", hashOf("x"), commonhall.Subject{}, nil, noon(), noon().Add(time.Hour)), commonhall.NotFound)
		for _, code := range []string{"first", "second"} {
			must(t, db.AddInvitation(ctx, "ada", hashOf(code), commonhall.Subject{}, nil, noon(), noon().Add(time.Hour)))
		}
		if name, _, _, err := db.Invited(ctx, hashOf("first"), noon()); err != nil || name != "ada" {
			t.Errorf("invited: %q, %v", name, err)
		}
		for _, c := range []struct {
			name commonhall.UserName
			at   time.Time
			want bool
		}{{"ada", noon(), true}, {"ada", noon().Add(time.Hour), false}, {"ben", noon(), false}, {"nobody", noon(), false}} {
			if has, err := db.HasInvitation(ctx, c.name, c.at); err != nil || has != c.want {
				t.Errorf("%s is invited at %s: %v, %v", c.name, c.at, has, err)
			}
		}
		_, _, _, err := db.Invited(ctx, hashOf("first"), noon().Add(time.Hour))
		refused(t, err, commonhall.NotFound)
		_, err = db.AcceptInvitation(ctx, hashOf("first"), "hash", false, noon().Add(time.Hour))
		refused(t, err, commonhall.NotFound)
		must(t, db.AddSession(ctx, session("before", "ada"), hashOf("before"), ""))
		ended, err := db.AcceptInvitation(ctx, hashOf("first"), "hash", false, noon())
		if err != nil || !slices.Equal(ended, []commonhall.SessionID{"before"}) {
			t.Errorf("accepted: %v, %v", ended, err)
		}
		if hash, _ := db.Password(ctx, "ada"); hash != "hash" {
			t.Errorf("the password hash is %q", hash)
		}
		if hash, _ := db.Password(ctx, "ben"); hash != "" {
			t.Errorf("ben's password hash is %q", hash)
		}
		for _, code := range []string{"first", "second", "never made"} {
			_, err = db.AcceptInvitation(ctx, hashOf(code), "other", false, noon())
			refused(t, err, commonhall.NotFound)
		}
		// Expired ones are cleared away when the next is made.
		must(t, db.AddInvitation(ctx, "ada", hashOf("old"), commonhall.Subject{}, nil, noon(), noon().Add(time.Minute)))
		must(t, db.AddInvitation(ctx, "ada", hashOf("new"), commonhall.Subject{}, nil, noon().Add(time.Hour), noon().Add(2*time.Hour)))
		var n int
		must(t, db.read.QueryRow("SELECT count(*) FROM invitations").Scan(&n))
		if n != 1 {
			t.Errorf("%d invitations are kept, want 1", n)
		}
		must(t, db.Suspend(ctx, "ada"))
		must(t, db.AddInvitation(ctx, "ada", hashOf("new"), commonhall.Subject{}, nil, noon(), noon().Add(2*time.Hour)))
		_, err = db.AcceptInvitation(ctx, hashOf("new"), "other", false, noon())
		refused(t, err, commonhall.NotFound)
	})
}

// One code in two hands opens once.
func TestOneInvitationIsAcceptedOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada")
		must(t, db.AddInvitation(t.Context(), "ada", hashOf("code"), commonhall.Subject{}, nil, noon(), noon().Add(time.Hour)))
		won := make([]bool, 8)
		atOnce(len(won), func(i int) {
			_, err := db.AcceptInvitation(t.Context(), hashOf("code"), fmt.Sprint("hash", i), false, noon())
			won[i] = err == nil
		})
		i := slices.Index(won, true)
		if i < 0 || slices.Contains(won[i+1:], true) {
			t.Fatalf("who won: %v", won)
		}
		if hash, _ := db.Password(t.Context(), "ada"); hash != fmt.Sprint("hash", i) {
			t.Errorf("%d won, and the hash is %s", i, hash)
		}
	})
}

func TestALifeOfTokens(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada", "ben")
		ctx := t.Context()
		want := commonhall.Token{User: "ada", Scopes: []commonhall.Scope{"read:users!user", "tokens"}, Note: "for “curl”", Created: noon(),
			Expires: noon().Add(time.Hour)}
		made, err := db.AddToken(ctx, want, hashOf("secret"), 9)
		must(t, err)
		want.ID = made.ID
		got, u, err := db.TokenByHash(ctx, hashOf("secret"))
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) || u.Name != "ada" || u.Account.UID != firstUID || u.HasPassword {
			t.Errorf("found %+v of %+v, %v, want %+v", got, u, err, want)
		}
		_, _, err = db.TokenByHash(ctx, hashOf("guess"))
		refused(t, err, commonhall.Unauthenticated)
		must(t, db.TokenUsed(ctx, made.ID, noon().Add(time.Minute)))
		second, err := db.AddToken(ctx, commonhall.Token{User: "ada"}, hashOf("second"), 9)
		must(t, err)
		list, err := db.Tokens(ctx, "ada")
		if err != nil || len(list) != 2 || !list[0].LastActivity.Equal(noon().Add(time.Minute)) || !list[1].Expires.IsZero() || !list[1].LastActivity.IsZero() {
			t.Errorf("the list is %+v, %v", list, err)
		}
		if ids, err := db.RemoveToken(ctx, "ben", made.ID); len(ids) != 0 || err != nil {
			t.Errorf("ben revoked ada's token: %v, %v", ids, err)
		}
		if ids, err := db.RemoveToken(ctx, "ada", made.ID); len(ids) != 1 || err != nil {
			t.Errorf("revoked: %v, %v", ids, err)
		}
		if ids, err := db.RemoveToken(ctx, "ada", made.ID); len(ids) != 0 || err != nil {
			t.Errorf("revoked twice: %v, %v", ids, err)
		}
		third, err := db.AddToken(ctx, commonhall.Token{User: "ada"}, hashOf("third"), 9)
		if err != nil || third.ID <= second.ID {
			t.Errorf("token %d comes after %d, %v: numbers are never used again", third.ID, second.ID, err)
		}
		_, err = db.AddToken(ctx, commonhall.Token{User: "nobody"}, hashOf("fourth"), 9)
		refused(t, err, commonhall.NotFound)
	})
}

// The hub that starts again gives a running server the token that it has.
func TestTokensOfServers(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada")
		ctx := t.Context()
		token := commonhall.Token{User: "ada", Server: "run-1", Scopes: []commonhall.Scope{"self"}, Note: "Server of ada", Created: noon()}
		first, err := db.AddToken(ctx, token, hashOf("run"), 9)
		must(t, err)
		token.Scopes, token.Created = nil, noon().Add(time.Hour)
		again, err := db.AddToken(ctx, token, hashOf("run"), 9)
		if err != nil || again.ID != first.ID {
			t.Errorf("made again: %d, %v, want %d", again.ID, err, first.ID)
		}
		if list, _ := db.Tokens(ctx, "ada"); len(list) != 1 || len(list[0].Scopes) != 1 || !list[0].Created.Equal(noon()) {
			t.Errorf("it was not left as it is: %+v", list)
		}
		_, err = db.AddToken(ctx, commonhall.Token{User: "ada"}, hashOf("own"), 9)
		must(t, err)
		must(t, db.RemoveServerTokens(ctx, "")) // belongs to no server
		must(t, db.RemoveServerTokens(ctx, "run-2"))
		if list, _ := db.Tokens(ctx, "ada"); len(list) != 2 {
			t.Errorf("%d tokens are left, want 2", len(list))
		}
		must(t, db.RemoveServerTokens(ctx, "run-1"))
		if list, _ := db.Tokens(ctx, "ada"); len(list) != 1 || list[0].Server != "" {
			t.Errorf("left: %+v", list)
		}
	})
}

func TestShuttingSomebodyOut(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		ways := map[string]func(*DB, *testing.T) error{
			"suspended": func(db *DB, t *testing.T) error { return db.Suspend(t.Context(), "ada") },
			"reset":     func(db *DB, t *testing.T) error { return db.ResetPassword(t.Context(), "ada") },
		}
		for what, out := range ways {
			db := e.with(t, "ada", "ben")
			ctx := t.Context()
			for _, n := range []commonhall.UserName{"ada", "ben"} {
				id := string(n)
				_, err := db.SetPassword(ctx, n, "hash")
				must(t, err)
				must(t, db.AddSession(ctx, session(id, n), hashOf(id), "hash"))
				must(t, db.AddInvitation(ctx, n, hashOf("code "+id), commonhall.Subject{}, nil, noon(), noon().Add(time.Hour)))
				_, err = db.AddToken(ctx, commonhall.Token{User: n}, hashOf("token "+id), 9)
				must(t, err)
			}
			must(t, out(db, t))
			for _, table := range []string{"sessions", "tokens", "invitations"} {
				var n int
				must(t, db.read.QueryRow("SELECT count(*) FROM "+table).Scan(&n))
				if n != 1 {
					t.Errorf("%s: %d %s are left, want ben's", what, n, table)
				}
			}
			u, err := db.User(ctx, "ada")
			must(t, err)
			if u.Suspended != (what == "suspended") || u.HasPassword != (what == "suspended") {
				t.Errorf("%s: %+v", what, u)
			}
			if what == "suspended" {
				_, err := db.AddToken(ctx, commonhall.Token{User: "ada"}, hashOf("late"), 9)
				refused(t, err, commonhall.NotFound)
				must(t, db.Resume(ctx, "ada"))
				must(t, db.AddSession(ctx, session("back", "ada"), hashOf("back"), "hash"))
			}
		}
	})
}

// What expired goes, also where it is more than one portion; what did not, or
// never does, stays.
func TestExpiredOnesAreDeleted(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada")
		ctx := t.Context()
		token := func(name string, expires time.Time) {
			t.Helper()
			_, err := db.AddToken(ctx, commonhall.Token{User: "ada", Note: name, Created: noon(), Expires: expires}, hashOf(name), 9)
			must(t, err)
		}
		now := noon().Add(time.Hour)
		token("never", time.Time{})
		token("later", now.Add(time.Microsecond))
		token("now", now)
		must(t, db.AddSession(ctx, session("now", "ada"), hashOf("now"), ""))
		later := session("later", "ada")
		later.Expires = now.Add(time.Microsecond)
		must(t, db.AddSession(ctx, later, hashOf("later"), ""))
		must(t, db.AddInvitation(ctx, "ada", hashOf("now"), commonhall.Subject{}, nil, noon(), now))
		must(t, db.AddInvitation(ctx, "ada", hashOf("later"), commonhall.Subject{}, nil, noon(), now.Add(time.Microsecond)))
		must(t, db.tx(ctx, func(tx *sql.Tx) error {
			for i := range 2*portion + 1 {
				hash := hashOf(fmt.Sprint("old", i))
				if _, err := tx.ExecContext(ctx, "INSERT INTO invitations (hash, user_id, created, expires) SELECT $1, id, 1, 1 FROM users", hash[:]); err != nil {
					return err
				}
			}
			return nil
		}))
		n, err := db.DeleteExpired(ctx, now)
		if err != nil || n != 3+2*portion+1 {
			t.Errorf("%d went, %v, want %d", n, err, 3+2*portion+1)
		}
		tokens, err := db.Tokens(ctx, "ada")
		must(t, err)
		if len(tokens) != 2 || tokens[0].Note != "never" || tokens[1].Note != "later" {
			t.Errorf("tokens left: %+v", tokens)
		}
		if list, _ := db.Sessions(ctx, "ada"); len(list) != 1 || list[0].ID != "later" {
			t.Errorf("sessions left: %+v", list)
		}
		if _, _, _, err := db.Invited(ctx, hashOf("later"), now); err != nil {
			t.Errorf("an invitation that is valid went: %v", err)
		}
		if n, err := db.DeleteExpired(ctx, now); n != 0 || err != nil {
			t.Errorf("once more: %d, %v", n, err)
		}
		gone, cancel := context.WithCancel(ctx)
		cancel()
		if _, err := db.DeleteExpired(gone, now); err == nil {
			t.Error("it does not hear that the caller left")
		}
	})
}
