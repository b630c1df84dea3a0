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

// TestAClientByAName: what visitors gave a service with an OAuth client of its own choosing ends when
// the settings do not have it any more, and counts for no other that is called so later.
func TestAClientByAName(t *testing.T) {
	x := newClients(t)
	shelf, _ := x.cfg.Clients.(shelf)
	of := func(name commonhall.ServiceName) OAuthClient {
		return OAuthClient{ID: "service-own", Title: string(name), Redirect: "/services/" + string(name) + "/cb", Service: name, Access: []commonhall.Scope{ServiceAccess(name)}, NoConfirm: true}
	}
	x.must(x.SetAdmin(t.Context(), "ada", true))
	x.ada = x.who(x.cookie)
	sign := func(name commonhall.ServiceName) (token, code string) {
		shelf["service-own"] = of(name)
		code = x.sent(AuthRequest{Client: "service-own"}, Agreed).Get("code")
		g, err := x.give(GrantRequest{Client: "service-own", Code: code, Redirect: of(name).Redirect, Secret: x.ServiceToken(name)}, Door{})
		x.must(err)
		return g.Token, x.sent(AuthRequest{Client: "service-own"}, Agreed).Get("code")
	}
	works := func(token string) bool {
		_, err := x.Identify(t.Context(), gate.APIToken, hashed(token))
		return err == nil
	}
	keep := func(list ...commonhall.Service) { x.must(x.KeepClients(t.Context(), list)) }
	demo, quick := commonhall.Service{Name: "demo", ClientID: "service-own"}, commonhall.Service{Name: "quick", ClientID: "service-own"}
	token, _ := sign("demo")
	keep(demo, quick)
	if !works(token) {
		t.Fatal("what is given to a service ends with a start")
	}
	shelf["service-own"] = of("quick") // at once, before anything is taken back
	if works(token) {
		t.Error("what was given to one service counts for another one")
	}
	for what, list := range map[string][]commonhall.Service{"none is called so": {{Name: "demo", ClientID: "service-demo"}}, "another one is": {quick}, "none is there": nil} {
		token, code := sign("demo")
		id, err := x.Identify(t.Context(), gate.APIToken, hashed(token))
		x.must(err)
		x.noted()
		keep(list...)
		if got := x.noted(); !slices.Contains(got, "revoke: token "+strconv.FormatInt(int64(id.Token.ID), 10)) {
			t.Errorf("%s: the edge heard %v", what, got)
		}
		_, err = x.give(GrantRequest{Client: "service-own", Code: code, Redirect: of("demo").Redirect, Secret: x.ServiceToken("demo")}, Door{})
		if works(token) || err == nil {
			t.Errorf("%s: a token counts %v, a code is taken: %v", what, works(token), err)
		}
	}
	for name, secret := range x.secret {
		if !works(secret) {
			t.Errorf("the own token of %s has ended", name)
		}
	}
}
