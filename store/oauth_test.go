package store

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"commonhall"
)

// code is one that the client demo gets in a session of ada's.
func code(s commonhall.SessionID) commonhall.Code {
	return commonhall.Code{Redirect: "/services/demo/oauth_callback", Challenge: "xyz", Token: commonhall.Token{User: "ada", Client: "service-demo",
		Session: s, Note: "for demo", Scopes: []commonhall.Scope{"read:users:name!user"}, Created: noon(), Expires: noon().Add(5 * time.Minute)}}
}

// A code is exchanged once, also when two do it at one moment; what it gave ends with
// its session, and so does the code.
func TestACodeIsUsedOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada", "ben")
		ctx := t.Context()
		s := session("laptop", "ada")
		must(t, db.AddSession(ctx, s, hashOf("cookie"), ""))
		refused(t, db.AddCode(ctx, code("another"), hashOf("c0")), commonhall.Unauthenticated)
		must(t, db.AddCode(ctx, code("laptop"), hashOf("c1")))
		got, given, err := db.Code(ctx, hashOf("c1"))
		if want := code("laptop"); err != nil || given != 0 || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("it is kept as %+v, %d, %v", got, given, err)
		}
		_, _, err = db.Code(ctx, hashOf("another"))
		refused(t, err, commonhall.NotFound)
		errs, made := make([]error, 4), make([]commonhall.Token, 4)
		atOnce(len(errs), func(i int) {
			made[i], _, errs[i] = db.UseCode(ctx, hashOf("c1"), got.Token, hashOf(fmt.Sprint("token", i)))
		})
		winner := slices.Index(errs, nil)
		for i, err := range errs {
			if i != winner {
				refused(t, err, commonhall.FailedPrecondition)
			}
		}
		list, err := db.Tokens(ctx, "ada")
		if err != nil || len(list) != 1 || list[0].ID != made[winner].ID || list[0].Session != "laptop" || list[0].Client != "service-demo" || !list[0].Expires.Equal(s.Expires) {
			t.Errorf("ada has %+v, %v", list, err)
		}
		if _, given, _ := db.Code(ctx, hashOf("c1")); given != made[winner].ID {
			t.Errorf("it gave %d, want %d", given, made[winner].ID)
		}
		_, err = db.RemoveSession(ctx, "ada", "laptop")
		must(t, err)
		_, _, err = db.TokenByHash(ctx, hashOf(fmt.Sprint("token", winner)))
		refused(t, err, commonhall.Unauthenticated)
		_, _, err = db.Code(ctx, hashOf("c1"))
		refused(t, err, commonhall.NotFound)
		_, _, err = db.UseCode(ctx, hashOf("c1"), got.Token, hashOf("late"))
		refused(t, err, commonhall.Unauthenticated)
	})
}

// A program that sends its visitor to the hub without end has so many codes and tokens
// and no more; those of other programs are not concerned.
func TestCodesWithoutEnd(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada")
		ctx := t.Context()
		must(t, db.AddSession(ctx, session("laptop", "ada"), hashOf("cookie"), ""))
		other := code("laptop")
		other.Client = "service-other"
		must(t, db.AddCode(ctx, other, hashOf("other")))
		_, _, err := db.UseCode(ctx, hashOf("other"), other.Token, hashOf("other token"))
		must(t, err)
		ended := 0
		for i := range tokensOfSession + 3 {
			c := code("laptop")
			c.Created = noon().Add(time.Duration(i) * time.Second)
			must(t, db.AddCode(ctx, c, hashOf(fmt.Sprint("code", i))))
			_, gone, err := db.UseCode(ctx, hashOf(fmt.Sprint("code", i)), c.Token, hashOf(fmt.Sprint("token", i)))
			must(t, err)
			ended += len(gone)
		}
		list, err := db.Tokens(ctx, "ada")
		if err != nil || len(list) != tokensOfSession+1 || ended != 3 || list[0].Client != "service-other" {
			t.Errorf("%d tokens are left and %d ended, %v", len(list), ended, err)
		}
		_, _, err = db.Code(ctx, hashOf("code0"))
		refused(t, err, commonhall.NotFound)
		if _, _, err = db.Code(ctx, hashOf("code22")); err != nil {
			t.Errorf("the last code: %v", err)
		}
		n, err := db.DeleteExpired(ctx, noon().Add(10*time.Minute))
		if err != nil || n < codesOfSession-1 {
			t.Errorf("cleared away: %d, %v", n, err)
		}
	})
}

// Whoever revokes a token ends what is shown in its place; whoever revokes what a
// program has ends all that the program has of them.
func TestWhatGoesWithAToken(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada")
		ctx := t.Context()
		must(t, db.AddSession(ctx, session("laptop", "ada"), hashOf("cookie"), ""))
		own, err := db.AddToken(ctx, commonhall.Token{User: "ada", Created: noon()}, hashOf("own"), 9)
		must(t, err)
		shown, err := db.AddToken(ctx, commonhall.Token{User: "ada", Created: noon(), Parent: own.ID, Client: "jupyterhub-user-ada", Server: "run-1"}, hashOf("shown"), 9)
		must(t, err)
		given := make([]commonhall.TokenID, 2)
		for i := range given {
			must(t, db.AddCode(ctx, code("laptop"), hashOf(fmt.Sprint("code", i))))
			made, _, err := db.UseCode(ctx, hashOf(fmt.Sprint("code", i)), code("laptop").Token, hashOf(fmt.Sprint("token", i)))
			must(t, err)
			given[i] = made.ID
		}
		for first, want := range map[commonhall.TokenID][]commonhall.TokenID{own.ID: {own.ID, shown.ID}, given[1]: given} {
			ended, err := db.RemoveToken(ctx, "ada", first)
			slices.Sort(ended)
			if err != nil || !slices.Equal(ended, want) {
				t.Errorf("%d ended %v, %v, want %v", first, ended, err, want)
			}
		}
	})
}
