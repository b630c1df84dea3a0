package store

import (
	"database/sql"
	"fmt"
	"testing"
	"time"

	"commonhall"
)

// A person has so many tokens and no more, also when two make one at once. Those
// of servers do not count, nor do those that have expired, nor anybody else's.
func TestAPersonHasSoManyTokens(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada", "ben")
		ctx := t.Context()
		made := 0
		token := func(t commonhall.Token) error {
			made++
			_, err := db.AddToken(ctx, t, hashOf(fmt.Sprint(made)), 3)
			return err
		}
		must(t, token(commonhall.Token{User: "ben"}))
		for i := range 5 {
			must(t, token(commonhall.Token{User: "ada", Server: commonhall.ServerID(fmt.Sprint("run-", i))}))
		}
		must(t, token(commonhall.Token{User: "ada"}))
		errs := make([]error, 6)
		atOnce(len(errs), func(i int) {
			_, errs[i] = db.AddToken(ctx, commonhall.Token{User: "ada", Created: noon(), Expires: noon().Add(time.Minute)}, hashOf(fmt.Sprint("at once", i)), 3)
		})
		got := 0
		for _, err := range errs {
			if err == nil {
				got++
				continue
			}
			refused(t, err, commonhall.ResourceExhausted)
			if commonhall.ForPerson(err).Hint == "" {
				t.Errorf("nobody says what to do next: %v", err)
			}
		}
		if got != 2 {
			t.Errorf("%d more were made, want 2", got)
		}
		refused(t, token(commonhall.Token{User: "ada", Created: noon().Add(time.Minute - time.Microsecond)}), commonhall.ResourceExhausted)
		must(t, token(commonhall.Token{User: "ada", Server: "run-6"}))
		must(t, token(commonhall.Token{User: "ben"}))
		must(t, token(commonhall.Token{User: "ada", Created: noon().Add(time.Minute)})) // both have expired
		list, err := db.Tokens(ctx, "ada")
		if err != nil || len(list) != 8 {
			t.Errorf("ada has %d, %v, want 6 of servers and 2", len(list), err)
		}
		bens, err := db.Tokens(ctx, "ben")
		if err != nil || len(bens) != 2 {
			t.Errorf("ben has %d, %v, want 2", len(bens), err)
		}
	})
}

// One token is read by its number, and only its person has it; a list ends.
func TestReadingTokens(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada", "ben")
		ctx := t.Context()
		want, err := db.AddToken(ctx, commonhall.Token{User: "ada", Scopes: []commonhall.Scope{"self"}, Note: "one", Created: noon()}, hashOf("one"), 9)
		must(t, err)
		_, err = db.AddToken(ctx, commonhall.Token{User: "ada", Note: "another"}, hashOf("another"), 9)
		must(t, err)
		if got, err := db.Token(ctx, "ada", want.ID); err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("read %+v, %v, want %+v", got, err, want)
		}
		for _, c := range []struct {
			name commonhall.UserName
			id   commonhall.TokenID
		}{{"ben", want.ID}, {"nobody", want.ID}, {"ada", 99}, {"ada", 0}, {"ada", -1 << 63}} {
			_, err := db.Token(ctx, c.name, c.id)
			refused(t, err, commonhall.NotFound)
		}
		must(t, db.tx(ctx, func(tx *sql.Tx) error {
			for i := range listedTokens {
				hash := hashOf(fmt.Sprint("old", i))
				_, err := tx.ExecContext(ctx, "INSERT INTO tokens (hash, user_id, scopes, note, created, last_activity, expires, server) "+
					"SELECT $1, id, '[]', '', 1, 0, 0, '' FROM users WHERE name = 'ada'", hash[:])
				if err != nil {
					return err
				}
			}
			return nil
		}))
		if list, err := db.Tokens(ctx, "ada"); err != nil || len(list) != listedTokens || list[0].ID != want.ID {
			t.Errorf("%d are listed, %v, want %d", len(list), err, listedTokens)
		}
	})
}
