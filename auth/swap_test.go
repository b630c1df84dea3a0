package auth

import (
	"strings"
	"testing"

	"commonhall"
	"commonhall/gate"
	"commonhall/scope"
)

// What one client was given helps no other: no other program, and no other run of the same
// server; nor does an address or a proof that nearly fits.
func TestWhatIsGivenToOneClient(t *testing.T) {
	x := newClients(t)
	code := func(r AuthRequest) string { return x.sent(r, Agreed).Get("code") }
	demo, said := AuthRequest{Client: "service-demo"}, AuthRequest{Client: "service-demo", Redirect: "/services/demo/oauth_callback?x=1"}
	own := AuthRequest{Client: "jupyterhub-user-ada", Redirect: callback}
	before := code(own)
	text, err := x.CreateServerToken(t.Context(), commonhall.UserName("ada").Default(), "run-later")
	x.must(err)
	short := own
	short.Challenge, short.Method = challenge("short"), "S256"
	long := own
	long.Challenge, long.Method = challenge(strings.Repeat("x", 129)), "S256"
	for what, r := range map[string]GrantRequest{
		"a code of another service":  {Client: "service-quick", Code: code(said), Redirect: said.Redirect},
		"a code of the run before":   {Client: own.Client, Secret: text, Code: before, Redirect: callback},
		"sent to an address unasked": {Client: demo.Client, Code: code(demo), Redirect: "/services/quick/oauth_callback?x=1"},
		"a proof too short":          {Client: own.Client, Secret: text, Code: code(short), Redirect: callback, Verifier: "short"},
		"a proof too long":           {Client: own.Client, Secret: text, Code: code(long), Redirect: callback, Verifier: strings.Repeat("x", 129)},
	} {
		_, err := x.give(r, Door{})
		x.denied(what, "invalid_grant", err)
	}
	for _, to := range []string{"", said.Redirect} { // where it says none, or its own
		_, err := x.give(GrantRequest{Client: demo.Client, Code: code(demo), Redirect: to}, Door{})
		x.must(err)
	}
}

// What a program was told of an API client is no secret of its own, and no way to sign in
// elsewhere as that person; nor is any token.
func TestATokenIsNoSession(t *testing.T) {
	x := newClients(t)
	own, _, err := x.CreateToken(t.Context(), "ada", NewToken{Scopes: []commonhall.Scope{"inherit"}}, scope.Person("ada", false))
	x.must(err)
	id, err := x.Identify(t.Context(), gate.APIToken, hashed(own))
	x.must(err)
	pass, err := x.ServerPass(t.Context(), id, commonhall.UserName("ada").Default(), "run-ada")
	x.must(err)
	code := x.sent(AuthRequest{Client: "jupyterhub-user-ada", Redirect: callback}, Unasked).Get("code")
	for what, secret := range map[string]string{"what it was told": pass.Token, "her token": own} {
		_, err := x.give(GrantRequest{Client: "jupyterhub-user-ada", Secret: secret, Code: code, Redirect: callback}, Door{Inside: "ada"})
		x.denied(what, "invalid_client", err)
		id, err := x.Identify(t.Context(), gate.APIToken, hashed(secret))
		x.must(err)
		for _, client := range []string{"jupyterhub-user-ada", "service-quick"} {
			reply, err := x.Authorize(t.Context(), id, AuthRequest{Client: client, Type: "code"}, Agreed)
			if refused(t, err, commonhall.Unauthenticated); reply.To != "" {
				t.Errorf("with %s one is sent to %s", what, reply.To)
			}
		}
	}
}

// Whoever agreed to one service has agreed to no other.
func TestConsentIsForOneClient(t *testing.T) {
	x := newClients(t)
	other := x.cfg.Clients.(shelf)["service-demo"]
	other.ID, other.Service, other.Redirect = "service-other", "other", "/services/other/oauth_callback"
	x.cfg.Clients.(shelf)["service-other"] = other
	code := x.sent(AuthRequest{Client: "service-demo"}, Agreed).Get("code")
	_, err := x.give(GrantRequest{Client: "service-demo", Code: code, Redirect: "/services/demo/oauth_callback?x=1"}, Door{})
	x.must(err)
	for client, asked := range map[string]bool{"service-demo": false, "service-other": true} {
		reply, err := x.Authorize(t.Context(), x.ada, AuthRequest{Client: client, Type: "code"}, Unasked)
		if x.must(err); (reply.To == "") != asked {
			t.Errorf("%s: she is sent on to %q; is she to be asked: %v", client, reply.To, asked)
		}
	}
}

// A proof is made of RFC 7636's characters and no others.
func TestCharactersOfAProof(t *testing.T) {
	const may = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
	for c := range 256 {
		s := strings.Repeat(string([]byte{byte(c)}), 43)
		if isProof(s, 43, 128) != (strings.IndexByte(may, byte(c)) >= 0) {
			t.Errorf("of %q", byte(c))
		}
	}
}

// At a service's door the service is asked for, and its visitors with their tokens: a
// session is nobody's there, and wrong tokens are counted for the service alone.
func TestTheDoorOfAService(t *testing.T) {
	h := newHall(t, invited(), "ada")
	h.password("ada", good)
	cookie, _ := h.signIn("ada", good)
	text, _, err := h.CreateToken(t.Context(), "ada", NewToken{Scopes: []commonhall.Scope{"inherit"}}, scope.Person("ada", false))
	h.must(err)
	for what, a := range map[string]attempt{"": {cookie: []string{cookie}, door: Door{Service: "demo"}}, "ada": {auth: "token " + text, door: Door{Service: "demo"}}} {
		if got := who(h.ForAPI(a.request(t.Context(), h.cfg.Cookie))); got != what {
			t.Errorf("it is %q, want %q", got, what)
		}
	}
	var turned error
	for n := 0; turned == nil && n < 1000; n++ {
		if err := h.withToken("ch_wrong", "192.0.2.7", Door{Service: "demo"}); commonhall.KindOf(err) == commonhall.ResourceExhausted {
			turned = err
		}
	}
	refused(t, turned, commonhall.ResourceExhausted)
	for _, door := range []Door{{}, {Inside: "ada"}, {Service: "other"}} {
		refused(t, h.withToken("ch_wrong", "192.0.2.7", door), commonhall.Unauthenticated)
	}
}
