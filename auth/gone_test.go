package auth

import (
	"slices"
	"strconv"
	"testing"

	"commonhall"
	"commonhall/gate"
)

// What its visitors gave a service ends with it, for whoever has its name next too; and it
// may do what the settings let it ask for now.
func TestAServiceThatIsGone(t *testing.T) {
	x := newClients(t)
	shelf, _ := x.cfg.Clients.(shelf)
	demo := shelf["service-demo"]
	demo.Allowed = []commonhall.Scope{"read:servers!user", "tokens!user"}
	shelf["service-demo"] = demo
	sign := func() string {
		q := x.sent(AuthRequest{Client: "service-demo"}, Agreed)
		g, err := x.give(GrantRequest{Client: "service-demo", Code: q.Get("code"), Redirect: demo.Redirect}, Door{})
		x.must(err)
		return g.Token
	}
	token := sign()
	id, err := x.Identify(t.Context(), gate.APIToken, hashed(token))
	x.must(err)
	if !id.Scopes.Covers("tokens", "ada") {
		t.Fatalf("it may do %v", id.Scopes.List())
	}
	demo.Allowed = demo.Allowed[:1]
	shelf["service-demo"] = demo
	id, err = x.Identify(t.Context(), gate.APIToken, hashed(token))
	x.must(err)
	if id.Scopes.Has("tokens") || !id.Scopes.Covers("read:servers", "ada") || !id.Scopes.Covers("read:users:name", "ada") {
		t.Errorf("when it may ask for less it may do %v", id.Scopes.List())
	}
	text, _, err := x.CreateToken(t.Context(), "ada", NewToken{Scopes: []commonhall.Scope{"inherit"}}, x.ada.Scopes)
	x.must(err)
	api, err := x.Identify(t.Context(), gate.APIToken, hashed(text))
	x.must(err)
	shown, err := x.Pass(t.Context(), api, demo) // in the place of an API client's own
	x.must(err)
	_, err = x.Identify(t.Context(), gate.APIToken, hashed(shown.Token))
	x.must(err)
	delete(shelf, "service-demo")
	_, err = x.Identify(t.Context(), gate.APIToken, hashed(token))
	refused(t, err, commonhall.Unauthenticated)
	shelf["service-demo"] = demo
	x.noted()
	x.must(x.RemoveService(t.Context(), "demo"))
	if got := x.noted(); !slices.Contains(got, "revoke: token "+strconv.FormatInt(int64(id.Token.ID), 10)) {
		t.Errorf("the edge heard %v", got)
	}
	x.AddService(Service{Name: "demo"})
	_, err = x.Identify(t.Context(), gate.APIToken, hashed(shown.Token))
	refused(t, err, commonhall.Unauthenticated)
	_, err = x.Identify(t.Context(), gate.APIToken, hashed(token))
	refused(t, err, commonhall.Unauthenticated)
	_, err = x.Identify(t.Context(), gate.APIToken, hashed(text))
	x.must(err) // their own goes on
}
