package store

import (
	"slices"
	"testing"

	"commonhall"
)

// A service has one token: a new one ends the old one, the same again ends nothing, and
// nobody else's is taken over. People's tokens stay out of it.
func TestTheTokenOfAService(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada")
		ctx := t.Context()
		cull := commonhall.Token{Service: "cull", Scopes: []commonhall.Scope{"inherit"}, Created: noon()}
		for i, c := range []struct{ secret, ended string }{{"one", ""}, {"one", ""}, {"two", "one"}, {"one", "two"}} {
			var was commonhall.TokenID
			if c.ended != "" {
				old, _, err := db.TokenByHash(ctx, hashOf(c.ended))
				must(t, err)
				was = old.ID
			}
			ended, err := db.SetServiceToken(ctx, cull, hashOf(c.secret))
			if err != nil || (c.ended == "") != (len(ended) == 0) || was != 0 && !slices.Equal(ended, []commonhall.TokenID{was}) {
				t.Errorf("%d: ended %v, %v, want %d", i, ended, err, was)
			}
		}
		got, u, err := db.TokenByHash(ctx, hashOf("one"))
		if err != nil || got.Service != "cull" || got.User != "" || u.Name != "" || u.Admin || len(got.Scopes) != 1 {
			t.Errorf("read %+v of %+v, %v", got, u, err)
		}
		_, err = db.AddToken(ctx, commonhall.Token{User: "ada"}, hashOf("ada's"), 9)
		must(t, err)
		for _, hash := range []string{"ada's", "one"} {
			_, err = db.SetServiceToken(ctx, commonhall.Token{Service: "grader"}, hashOf(hash))
			refused(t, err, commonhall.AlreadyExists)
		}
		if list, err := db.Tokens(ctx, "ada"); err != nil || len(list) != 1 {
			t.Errorf("ada has %+v, %v", list, err)
		}
		if ended, err := db.RemoveServiceTokens(ctx, "", ""); err != nil || len(ended) != 0 {
			t.Errorf("the service without a name had %v, %v", ended, err)
		}
		if ended, err := db.RemoveServiceTokens(ctx, "cull", "service-cull"); err != nil || !slices.Equal(ended, []commonhall.TokenID{got.ID}) {
			t.Errorf("ended %v, %v, want %d", ended, err, got.ID)
		}
		_, _, err = db.TokenByHash(ctx, hashOf("one"))
		refused(t, err, commonhall.Unauthenticated)
		_, _, err = db.TokenByHash(ctx, hashOf("ada's"))
		must(t, err)
	})
}
