package auth

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/gate"
	"commonhall/scope"
)

// shelf has the services demo, which asks, and quick, which does not.
type shelf map[string]OAuthClient

func (s shelf) OAuthClient(_ context.Context, id string) (OAuthClient, error) {
	c, ok := s[id]
	if !ok {
		return c, commonhall.Errorf(commonhall.NotFound, "There is no such client.")
	}
	return c, nil
}

const (
	callback = "/user/ada/oauth_callback"
	verifier = "a-verifier-of-the-right-length-0123456789-abcdef"
)

func challenge(v string) string {
	sum := sha256.Sum256([]byte(v))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// clients is a hall with the servers of ada and ben, and two services; ada is signed in.
type clients struct {
	*hall
	ada    *Identity
	cookie string
	secret map[string]string // of the clients
}

func newClients(t *testing.T) *clients {
	c := invited()
	services := shelf{}
	for _, name := range []string{"demo", "quick"} {
		services["service-"+name] = OAuthClient{ID: "service-" + name, Title: name, Redirect: "/services/" + name + "/oauth_callback?x=1", Service: commonhall.ServiceName(name),
			Access: []commonhall.Scope{"access:servers!user"}, Allowed: []commonhall.Scope{"read:servers!user", "tokens!user", "admin:users"}, NoConfirm: name == "quick"}
	}
	services["service-closed"] = OAuthClient{ID: "service-closed", Title: "closed", Redirect: "/services/closed/", Service: "closed", Access: []commonhall.Scope{"shutdown"}}
	c.Clients = services
	x := &clients{hall: newHall(t, c, "ada", "ben"), secret: map[string]string{}}
	for _, name := range []commonhall.ServiceName{"demo", "quick"} {
		x.AddService(Service{Name: name})
		x.secret["service-"+string(name)] = x.ServiceToken(name)
		x.must(x.KeepServiceToken(t.Context(), name, x.ServiceToken(name)))
	}
	for _, name := range []commonhall.UserName{"ada", "ben"} {
		text, err := x.CreateServerToken(t.Context(), name.Default(), commonhall.ServerID("run-"+string(name)))
		x.must(err)
		x.secret[name.OAuthClient("")] = text
	}
	x.password("ada", good)
	x.cookie, _ = x.signIn("ada", good)
	x.ada = x.who(x.cookie)
	x.noted()
	x.happened()
	return x
}

func (x *clients) who(cookie string) *Identity {
	x.t.Helper()
	id, err := x.Identify(x.t.Context(), gate.SessionCookie, hashed(cookie))
	x.must(err)
	return id
}

// sent is where ada's browser is sent on, with r's gaps filled.
func (x *clients) sent(r AuthRequest, said Consent) url.Values {
	x.t.Helper()
	if r.Type == "" {
		r.Type = "code"
	}
	reply, err := x.Authorize(x.t.Context(), x.ada, r, said)
	x.must(err)
	u, err := url.Parse(reply.To)
	x.must(err)
	return u.Query()
}

// give exchanges a code at a door.
func (x *clients) give(r GrantRequest, door Door) (Grant, error) {
	if r.Type == "" {
		r.Type = "authorization_code"
	}
	if r.Secret == "" {
		r.Secret = x.secret[r.Client]
	}
	return x.Grant(httptest.NewRequest("POST", "/hub/api/oauth2/token", nil).WithContext(WithDoor(x.t.Context(), door)), r)
}

// denied checks that a grant was refused with that word.
func (x *clients) denied(what, word string, err error) {
	x.t.Helper()
	if e, ok := errors.AsType[*GrantError](err); !ok || e.Word != word {
		x.t.Errorf("%s: %v, want %s", what, err, word)
	}
}

// A server signs its person in: a code, a token that says who they are and that they
// may enter, and the end of both with the session.
func TestAServerSignsItsPersonIn(t *testing.T) {
	x := newClients(t)
	q := x.sent(AuthRequest{Client: "jupyterhub-user-ada", Redirect: callback, State: "a b&c=ä", Challenge: challenge(verifier), Method: "S256"}, Unasked)
	if q.Get("state") != "a b&c=ä" || len(q.Get("code")) < 26 || q.Has("error") {
		t.Fatalf("sent on with %v", q)
	}
	inside := Door{Inside: "ada"}
	ask := GrantRequest{Client: "jupyterhub-user-ada", Code: q.Get("code"), Redirect: callback, Verifier: verifier}
	g, err := x.give(ask, inside)
	x.must(err)
	if !strings.HasPrefix(g.Token, TokenPrefix) || g.Expires > x.cfg.SessionAge || g.Expires < x.cfg.SessionAge-time.Minute {
		t.Errorf("it gave %+v", g)
	}
	id, err := x.Identify(t.Context(), gate.APIToken, hashed(g.Token))
	x.must(err)
	if id.User.Name != "ada" || id.Token.Session != x.ada.Session.ID || id.Token.Server != "run-ada" {
		t.Errorf("it is %+v", id.Token)
	}
	want := []string{"access:servers!server=ada/", "read:users:groups!user=ada", "read:users:name!user=ada"}
	x.same("scopes", id.Scopes.List(), want)
	if len(x.happened()) != 0 {
		t.Error("a sign-in at one's own server is no news")
	}
	// Without state there is none; and a second window signs in as well.
	q = x.sent(AuthRequest{Client: "jupyterhub-user-ada", Redirect: callback}, Unasked)
	if q.Has("state") || q.Get("code") == ask.Code {
		t.Errorf("sent on with %v", q)
	}
	second, err := x.give(GrantRequest{Client: "jupyterhub-user-ada", Code: q.Get("code"), Redirect: callback}, inside)
	x.must(err)
	q = x.sent(AuthRequest{Client: "jupyterhub-user-ada", Redirect: callback}, Unasked)
	x.must(x.SignOut(t.Context(), "ada", x.ada.Session.ID))
	x.same("told the edge", x.noted(), []string{"revoke: session " + string(x.ada.Session.ID)})
	if x.works(g.Token) || x.works(second.Token) {
		t.Error("a token outlived its session")
	}
	_, err = x.give(GrantRequest{Client: "jupyterhub-user-ada", Code: q.Get("code"), Redirect: callback}, inside)
	x.denied("a code outlived its session", "invalid_grant", err)
	_, err = x.Authorize(t.Context(), x.ada, AuthRequest{Client: "jupyterhub-user-ada", Redirect: callback, Type: "code"}, Unasked)
	refused(t, err, commonhall.Unauthenticated)
}

// Whoever lies to get a token gets none, and the code stays good for whom it is meant.
func TestWhoLiesGetsNoToken(t *testing.T) {
	x := newClients(t)
	ask := AuthRequest{Client: "jupyterhub-user-ada", Redirect: callback, Challenge: challenge(verifier), Method: "S256"}
	code := x.sent(ask, Unasked).Get("code")
	right := GrantRequest{Client: ask.Client, Code: code, Redirect: callback, Verifier: verifier}
	inside := Door{Inside: "ada"}
	x.lies(right)
	if list, err := x.db.Tokens(t.Context(), "ada"); err != nil || len(list) != 1 { // the server's own
		t.Errorf("tokens: %+v, %v", list, err)
	}
	x.usedTwice(right, inside)
	// What a client was given is not its secret.
	next := x.sent(AuthRequest{Client: ask.Client, Redirect: callback}, Unasked).Get("code")
	g, err := x.give(GrantRequest{Client: ask.Client, Code: next, Redirect: callback}, inside)
	x.must(err)
	bare := right
	bare.Secret = g.Token
	_, err = x.give(bare, inside)
	x.denied("with a token for secret", "invalid_client", err)
	// One that takes the proof away on its way here is found out.
	bare.Secret, bare.Code = "", x.sent(AuthRequest{Client: ask.Client, Redirect: callback}, Unasked).Get("code")
	_, err = x.give(bare, inside)
	x.denied("a proof of nothing", "invalid_grant", err)
}

// lies tries everything but what is right.
func (x *clients) lies(right GrantRequest) {
	x.t.Helper()
	with := func(f func(*GrantRequest)) GrantRequest {
		r := right
		f(&r)
		return r
	}
	inside := Door{Inside: "ada"}
	for what, c := range map[string]struct {
		r    GrantRequest
		door Door
		word string
	}{
		"another client":             {with(func(r *GrantRequest) { r.Client = "service-demo" }), Door{}, "invalid_grant"},
		"another's server":           {with(func(r *GrantRequest) { r.Client = "jupyterhub-user-ben" }), Door{Inside: "ben"}, "invalid_grant"},
		"under another's name":       {with(func(r *GrantRequest) { r.Client, r.Secret = "jupyterhub-user-ben", x.secret[right.Client] }), inside, "invalid_client"},
		"with another's secret":      {with(func(r *GrantRequest) { r.Secret = x.secret["jupyterhub-user-ben"] }), inside, "invalid_client"},
		"from another's server":      {right, Door{Inside: "ben"}, "invalid_client"},
		"a service with a token":     {with(func(r *GrantRequest) { r.Client, r.Secret = "service-demo", x.secret[right.Client] }), Door{}, "invalid_client"},
		"another service's":          {with(func(r *GrantRequest) { r.Client, r.Secret = "service-demo", x.secret["service-quick"] }), Door{}, "invalid_client"},
		"a service without secret":   {with(func(r *GrantRequest) { r.Client, r.Secret = "service-closed", "\x00" }), Door{}, "invalid_client"},
		"without a secret":           {with(func(r *GrantRequest) { r.Secret = " " }), inside, "invalid_client"},
		"nobody":                     {with(func(r *GrantRequest) { r.Client = "" }), inside, "invalid_client"},
		"another address":            {with(func(r *GrantRequest) { r.Redirect = callback + "/" }), inside, "invalid_grant"},
		"no address":                 {with(func(r *GrantRequest) { r.Redirect = "" }), inside, "invalid_grant"},
		"another verifier":           {with(func(r *GrantRequest) { r.Verifier = verifier + "0" }), inside, "invalid_grant"},
		"no verifier":                {with(func(r *GrantRequest) { r.Verifier = "" }), inside, "invalid_grant"},
		"the challenge for verifier": {with(func(r *GrantRequest) { r.Verifier = challenge(verifier) }), inside, "invalid_grant"},
		"another code":               {with(func(r *GrantRequest) { r.Code += "x" }), inside, "invalid_grant"},
		"a huge code":                {with(func(r *GrantRequest) { r.Code = strings.Repeat("x", 1<<20) }), inside, "invalid_grant"},
		"no code":                    {with(func(r *GrantRequest) { r.Code = "" }), inside, "invalid_request"},
		"a password":                 {with(func(r *GrantRequest) { r.Type = "password" }), inside, "unsupported_grant_type"},
	} {
		_, err := x.give(c.r, c.door)
		x.denied(what, c.word, err)
	}
}

// usedTwice exchanges a code, and again: that ends what it gave.
func (x *clients) usedTwice(right GrantRequest, inside Door) {
	x.t.Helper()
	g, err := x.give(right, inside)
	x.must(err)
	if !x.works(g.Token) {
		x.t.Error("the right one does not work")
	}
	x.noted()
	_, err = x.give(right, inside)
	x.denied("once more", "invalid_grant", err)
	if x.works(g.Token) {
		x.t.Error("a code was used twice, and what it gave goes on")
	}
	if told := x.noted(); len(told) != 1 || !strings.HasPrefix(told[0], "revoke: token ") {
		x.t.Errorf("told the edge %v", told)
	}
	_, err = x.give(right, inside)
	x.denied("a third time", "invalid_grant", err)
}

// What does not come from a client's own page is no way to its visitors: nobody is sent
// anywhere that is not the client's.
func TestWhoIsSentNowhere(t *testing.T) {
	x := newClients(t)
	for what, c := range map[string]struct {
		r    AuthRequest
		kind commonhall.Kind
	}{
		"another address":         {AuthRequest{Client: "jupyterhub-user-ada", Redirect: "https://evil.example/"}, commonhall.InvalidArgument},
		"nearly the address":      {AuthRequest{Client: "jupyterhub-user-ada", Redirect: callback + "/../../ben/oauth_callback"}, commonhall.InvalidArgument},
		"the address, absolute":   {AuthRequest{Client: "jupyterhub-user-ada", Redirect: "http://hub.example" + callback}, commonhall.InvalidArgument},
		"somebody else's server":  {AuthRequest{Client: "jupyterhub-user-ben", Redirect: "/user/ben/oauth_callback"}, commonhall.PermissionDenied},
		"nobody's server":         {AuthRequest{Client: "jupyterhub-user-zoe", Redirect: "/user/zoe/oauth_callback"}, commonhall.PermissionDenied},
		"a server under a prefix": {AuthRequest{Client: "jupyterhub-user-ada-", Redirect: callback}, commonhall.PermissionDenied},
		"no service":              {AuthRequest{Client: "service-nobody", Redirect: "/"}, commonhall.InvalidArgument},
		"no client":               {AuthRequest{Redirect: "/"}, commonhall.InvalidArgument},
		"who may not":             {AuthRequest{Client: "service-closed", Redirect: "/services/closed/"}, commonhall.PermissionDenied},
	} {
		c.r.Type = "code"
		reply, err := x.Authorize(t.Context(), x.ada, c.r, Agreed)
		refused(t, err, c.kind)
		if reply.To != "" || commonhall.ForPerson(err).Hint == "" {
			t.Errorf("%s: %q, %v", what, reply.To, err)
		}
	}
	for what, c := range map[string]struct {
		r    AuthRequest
		word string
	}{
		"a token at once":     {AuthRequest{Type: "token"}, "unsupported_response_type"},
		"a plain challenge":   {AuthRequest{Challenge: challenge(verifier), Method: "plain"}, "invalid_request"},
		"no method":           {AuthRequest{Challenge: challenge(verifier)}, "invalid_request"},
		"no challenge":        {AuthRequest{Method: "S256"}, "invalid_request"},
		"a short challenge":   {AuthRequest{Challenge: "abc", Method: "S256"}, "invalid_request"},
		"a strange challenge": {AuthRequest{Challenge: strings.Repeat("ä", 21) + "a", Method: "S256"}, "invalid_request"},
		"more than it may":    {AuthRequest{Scope: "shutdown"}, "invalid_scope"},
		"everything":          {AuthRequest{Scope: "read:servers!user inherit"}, "invalid_scope"},
	} {
		c.r.Client, c.r.State = "service-demo", "s"
		if q := x.sent(c.r, Agreed); q.Get("error") != c.word || q.Get("state") != "s" || q.Has("code") {
			t.Errorf("%s: %v, want %s", what, q, c.word)
		}
	}
	// A server that has ended is no client.
	x.must(x.RevokeServerToken(t.Context(), "run-ada"))
	_, err := x.Authorize(t.Context(), x.ada, AuthRequest{Client: "jupyterhub-user-ada", Redirect: callback, Type: "code"}, Unasked)
	refused(t, err, commonhall.PermissionDenied)
}

// A service asks for consent once in a session, gets what was agreed to, and loses it
// when its person revokes it.
func TestAServiceAsksFirst(t *testing.T) {
	x := newClients(t)
	r := AuthRequest{Client: "service-demo", Redirect: "/services/demo/oauth_callback?x=1", Type: "code", Scope: "identify read:servers!user read:servers!user access:servers!user"}
	reply, err := x.Authorize(t.Context(), x.ada, r, Unasked)
	x.must(err)
	if reply.To != "" || reply.Client.Title != "demo" || !slices.Equal(reply.Scopes, []commonhall.Scope{"read:servers!user"}) {
		t.Errorf("asked: %+v", reply)
	}
	if q := x.sent(r, Refused); q.Get("error") != "access_denied" || q.Get("x") != "1" {
		t.Errorf("refused: %v", q)
	}
	q := x.sent(r, Agreed)
	g, err := x.give(GrantRequest{Client: "service-demo", Code: q.Get("code"), Redirect: r.Redirect}, Door{})
	x.must(err)
	id, err := x.Identify(t.Context(), gate.APIToken, hashed(g.Token))
	x.must(err)
	if !id.Scopes.Covers("read:servers", "ada") || id.Scopes.Has("tokens") || id.Scopes.Covers("read:servers", "ben") || id.Scopes.Has("read:users:activity") {
		t.Errorf("it may %v", id.Scopes.List())
	}
	x.same("events", x.happened(), []commonhall.EventName{commonhall.EventTokenCreated})
	if again := x.sent(r, Unasked); !again.Has("code") {
		t.Errorf("asked once more: %v", again)
	}
	r.Scope = "" // all that it may
	if reply, err = x.Authorize(t.Context(), x.ada, r, Unasked); err != nil || reply.To != "" || len(reply.Scopes) != 2 {
		t.Errorf("for more nobody asked: %+v, %v", reply, err)
	}
	// In another browser that is nobody's consent.
	x.ada = x.who(x.cookieOf("ada"))
	r.Scope = "read:servers!user"
	if reply, err = x.Authorize(t.Context(), x.ada, r, Unasked); err != nil || reply.To != "" {
		t.Errorf("in another browser: %+v, %v", reply, err)
	}
	if q := x.sent(AuthRequest{Client: "service-quick"}, Unasked); !q.Has("code") {
		t.Errorf("one that needs no consent: %v", q)
	}
	x.must(x.RevokeToken(t.Context(), "ada", id.Token.ID))
	if x.works(g.Token) {
		t.Error("it was revoked")
	}
}

func (x *clients) cookieOf(name string) string { c, _ := x.signIn(name, good); return c }

// Codes end after five minutes, and every change that ends sessions ends what they gave.
func TestWhatEndsASignIn(t *testing.T) {
	for what, end := range map[string]func(*clients) error{
		"a new password": func(x *clients) error { return x.SetPassword(x.t.Context(), "ada", good+"2") },
		"a reset":        func(x *clients) error { return x.ResetPassword(x.t.Context(), "ada") },
		"a suspension":   func(x *clients) error { return x.Suspend(x.t.Context(), "ada") },
		"a removal":      func(x *clients) error { return x.Remove(x.t.Context(), "ada") },
		"the run's end":  func(x *clients) error { return x.RevokeServerToken(x.t.Context(), "run-ada") },
		"other browsers": func(x *clients) error { return x.SignOutEverywhere(x.t.Context(), "ada", "") },
		"its end":        func(x *clients) error { time.Sleep(x.cfg.SessionAge); return nil },
	} {
		synctest.Test(t, func(t *testing.T) {
			x := newClients(t)
			ask := AuthRequest{Client: "jupyterhub-user-ada", Redirect: callback}
			open := x.sent(ask, Unasked).Get("code")
			g, err := x.give(GrantRequest{Client: ask.Client, Code: x.sent(ask, Unasked).Get("code"), Redirect: callback}, Door{})
			x.must(err)
			x.must(end(x))
			if x.works(g.Token) {
				t.Errorf("%s: the token goes on", what)
			}
			if _, err := x.give(GrantRequest{Client: ask.Client, Code: open, Redirect: callback}, Door{}); err == nil {
				t.Errorf("%s: the code goes on", what)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		x := newClients(t)
		ask := AuthRequest{Client: "jupyterhub-user-ada", Redirect: callback}
		code := x.sent(ask, Unasked).Get("code")
		time.Sleep(codeAge)
		_, err := x.give(GrantRequest{Client: ask.Client, Code: code, Redirect: callback}, Door{})
		x.denied("after five minutes", "invalid_grant", err)
		used := GrantRequest{Client: ask.Client, Code: x.sent(ask, Unasked).Get("code"), Redirect: callback}
		g, err := x.give(used, Door{})
		x.must(err)
		time.Sleep(codeAge)
		if _, err = x.give(used, Door{}); err == nil || x.works(g.Token) {
			t.Errorf("used again after that: %v, and the token goes on", err)
		}
	})
}

// What a program is shown in place of a client's token says who they are, to that
// program's hub, for a while; it opens nothing, and ends with the client's own.
func TestInPlaceOfAToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := newClients(t)
		show := func(secret string) (gate.Pass, *Identity) {
			id, err := x.Identify(t.Context(), gate.APIToken, hashed(secret))
			x.must(err)
			p, err := x.ServerPass(t.Context(), id, commonhall.UserName("ada").Default(), "run-ada")
			x.must(err)
			return p, id
		}
		ada := scope.Person("ada", false)
		secret, made, err := x.CreateToken(t.Context(), "ada", NewToken{Scopes: []commonhall.Scope{"inherit"}, ExpiresIn: 150 * time.Minute}, ada)
		x.must(err)
		p, _ := show(secret)
		if p.Token == "" || p.Token == secret || p.Session != "" || p.Renew.Sub(time.Now()) > passEvery {
			t.Errorf("it is shown %+v", p)
		}
		again, _ := show(secret)
		x.same("shown again", again, p)
		id, err := x.Identify(t.Context(), gate.APIToken, hashed(p.Token))
		x.must(err)
		x.same("it may", id.Scopes.List(), []string{"access:servers!server=ada/", "read:users:groups!user=ada", "read:users:name!user=ada"})
		if list, _ := x.Tokens(t.Context(), "ada"); len(list) != 3 || id.Token.Parent != made.ID {
			t.Errorf("tokens: %+v", list)
		}
		if own, err := x.Pass(t.Context(), x.ada, OAuthClient{}); err != nil || own != (gate.Pass{Session: x.ada.Session.ID}) {
			t.Errorf("a browser's session is shown as %+v, %v", own, err)
		}
		time.Sleep(2 * passEvery)
		if x.works(p.Token) {
			t.Error("it lasts for ever")
		}
		late, _ := show(secret)
		if late.Token == p.Token || !x.works(late.Token) {
			t.Error("an hour later it is no other one")
		}
		time.Sleep(31 * time.Minute)
		if x.works(late.Token) {
			t.Error("it outlived the client's own")
		}
		secret, made, err = x.CreateToken(t.Context(), "ada", NewToken{Scopes: []commonhall.Scope{"inherit"}}, ada)
		x.must(err)
		p, _ = show(secret)
		x.must(x.RevokeToken(t.Context(), "ada", made.ID))
		if x.works(p.Token) {
			t.Error("it outlived the client's own, which was revoked")
		}
		ask := AuthRequest{Client: "jupyterhub-user-ada", Redirect: callback}
		g, err := x.give(GrantRequest{Client: ask.Client, Code: x.sent(ask, Unasked).Get("code"), Redirect: callback}, Door{})
		x.must(err)
		p, _ = show(g.Token)
		x.must(x.SignOut(t.Context(), "ada", x.ada.Session.ID))
		if x.works(p.Token) {
			t.Error("it outlived the session in which the client's own was given")
		}
	})
}

// FuzzAuthRequest: whatever a browser brings, it is sent to the client's own address, or
// nowhere.
func FuzzAuthRequest(f *testing.F) {
	f.Add("client_id=service-demo&redirect_uri=%2Fcb&response_type=code&state=%00%0d%0a&code_challenge_method=S256")
	f.Add("client_id=a&client_id=b&redirect_uri=//evil&scope=%zz")
	f.Fuzz(func(t *testing.T, query string) {
		q, _ := url.ParseQuery(query)
		r, err := ReadAuthRequest(q)
		if err != nil {
			return
		}
		c := OAuthClient{Redirect: "/services/demo/cb?x=1"}
		to := r.back(c, "code", "abc")
		if u, err := url.Parse(to); err != nil || u.Host != "" || u.Path != "/services/demo/cb" || u.Query().Get("code") != "abc" || u.Query().Get("state") != r.State || strings.ContainsAny(to, "\r\n") {
			t.Errorf("%q leads to %q, %v", query, to, err)
		}
		c.asked(r.Scope)
	})
}

// A request that says something twice, or too much, is none.
func TestRequestsThatAreNone(t *testing.T) {
	for what, q := range map[string]url.Values{
		"two clients":   {"client_id": {"service-demo", "service-quick"}},
		"two addresses": {"redirect_uri": {"/a", "/b"}},
		"a huge state":  {"state": {strings.Repeat("x", maxAuthRequest+1)}},
	} {
		if _, err := ReadAuthRequest(q); commonhall.KindOf(err) != commonhall.InvalidArgument {
			t.Errorf("%s: %v", what, err)
		}
	}
}
