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

// What people gave services counts for those that are still there, tokens and codes; nothing else
// is touched.
func TestStraysOfServices(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada")
		ctx := t.Context()
		must(t, db.AddSession(ctx, session("laptop", "ada"), hashOf("cookie"), ""))
		for _, client := range []string{"service-demo", "own"} {
			c := code("laptop")
			c.Client = client
			must(t, db.AddCode(ctx, c, hashOf("used-"+client)))
			must(t, db.AddCode(ctx, c, hashOf("open-"+client)))
			_, _, err := db.UseCode(ctx, hashOf("used-"+client), c.Token, hashOf(client))
			must(t, err)
		}
		_, err := db.AddToken(ctx, commonhall.Token{User: "ada"}, hashOf("ada's"), 9)
		must(t, err)
		_, err = db.AddToken(ctx, commonhall.Token{User: "ada", Client: "jupyterhub-user-ada", Server: "run"}, hashOf("server's"), 9)
		must(t, err)
		_, err = db.SetServiceToken(ctx, commonhall.Token{Service: "cull"}, hashOf("cull's"))
		must(t, err)
		own, _, err := db.TokenByHash(ctx, hashOf("own"))
		must(t, err)
		ended, err := db.KeepClients(ctx, func(client string, scopes []commonhall.Scope) bool {
			return client == "service-demo" && slices.Equal(scopes, code("").Scopes)
		})
		if err != nil || !slices.Equal(ended, []commonhall.TokenID{own.ID}) {
			t.Errorf("ended %v, %v, want %d", ended, err, own.ID)
		}
		for _, text := range []string{"service-demo", "ada's", "server's", "cull's"} {
			_, _, err := db.TokenByHash(ctx, hashOf(text))
			must(t, err)
		}
		_, _, err = db.TokenByHash(ctx, hashOf("own"))
		refused(t, err, commonhall.Unauthenticated)
		_, _, err = db.Code(ctx, hashOf("open-service-demo"))
		must(t, err)
		_, _, err = db.Code(ctx, hashOf("open-own"))
		refused(t, err, commonhall.NotFound)
	})
}
