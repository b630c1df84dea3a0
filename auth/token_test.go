package auth

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/gate"
	"commonhall/scope"
)

func TestALifeOfATokenOfOnesOwn(t *testing.T) {
	h := newHall(t, invited(), "ada", "ben")
	ada := scope.Person("ada", false)
	secret, made, err := h.CreateToken(t.Context(), "ada", NewToken{Note: "for curl\n\x00" + strings.Repeat("é", 300), ExpiresIn: time.Hour,
		Scopes: []commonhall.Scope{"read:users!user", "servers!user=ada"}}, ada)
	h.must(err)
	if !strings.HasPrefix(secret, TokenPrefix) || len(secret) != len(TokenPrefix)+32 || strings.ToLower(secret) != secret {
		t.Errorf("the token is %q", secret)
	}
	if len(made.Note) > 200 || strings.ContainsAny(made.Note, "\n\x00") || made.Expires.Sub(made.Created) != time.Hour {
		t.Errorf("it is kept as %+v", made)
	}
	h.same("events", h.happened(), []commonhall.EventName{commonhall.EventTokenCreated})
	id, err := h.Identify(t.Context(), gate.APIToken, hashed(secret))
	h.must(err)
	if id.User.Name != "ada" || id.Subject() != (commonhall.Subject{User: "ada", Token: made.ID}) || !id.Expires().Equal(made.Expires) ||
		!id.Scopes.Covers("start:servers", "ada") || id.Scopes.Has("tokens") || id.Scopes.Covers("servers", "ben") {
		t.Errorf("it is held by %+v", id)
	}
	list, err := h.Tokens(t.Context(), "ada")
	if err != nil || len(list) != 1 || list[0].LastActivity.IsZero() {
		t.Errorf("the list says %+v, %v", list, err)
	}
	second, _, err := h.CreateToken(t.Context(), "ada", NewToken{Scopes: []commonhall.Scope{"inherit"}}, ada)
	if err != nil || second == secret {
		t.Errorf("a second one: %v", err)
	}
	refused(t, h.RevokeToken(t.Context(), "ben", made.ID), commonhall.NotFound)
	h.noted()
	h.happened()
	h.must(h.RevokeToken(t.Context(), "ada", made.ID))
	h.same("told the edge", h.noted(), []string{"revoke: token 1"})
	h.same("events", h.happened(), []commonhall.EventName{commonhall.EventTokenRevoked})
	if h.works(secret) || !h.works(second) {
		t.Error("the wrong token ended")
	}
	refused(t, h.RevokeToken(t.Context(), "ada", made.ID), commonhall.NotFound)
	_, _, err = h.CreateToken(t.Context(), "nobody", NewToken{}, ada)
	refused(t, err, commonhall.NotFound)
}

// A token may no more than its owner, and no more than whoever makes it.
func TestTokensAreBound(t *testing.T) {
	h := newHall(t, invited(), "ada", "ben")
	_, err := h.AddUsers(t.Context(), []string{"root1"}, true)
	h.must(err)
	ada, root := scope.Person("ada", false), scope.Person("root1", true)
	narrow, err := (&scope.Tree{}).Expand([]commonhall.Scope{"tokens", "read:users"}, scope.Holder{User: "ada"}, ada)
	h.must(err)
	const yes = commonhall.Kind(255)
	for _, c := range []struct {
		what  string
		owner commonhall.UserName
		by    scope.Set
		want  []commonhall.Scope
		kind  commonhall.Kind
	}{
		{"nothing", "ada", ada, nil, yes},
		{"one's own", "ada", ada, []commonhall.Scope{"inherit"}, yes},
		{"oneself", "ada", ada, []commonhall.Scope{"self"}, yes},
		{"parts", "ada", ada, []commonhall.Scope{"read:users!user", "servers!server=ada/", "access:servers!user=ada"}, yes},
		{"an administrator, everything", "root1", root, []commonhall.Scope{"inherit", "admin:users", "shutdown", "read:users!user=ben"}, yes},
		{"an administrator, for somebody", "ada", root, []commonhall.Scope{"self"}, yes},
		{"the operator, for somebody", "ada", scope.Administrator(), []commonhall.Scope{"inherit"}, yes},
		// What the owner may not do now would come true when they become more.
		{"an administrator's, by a person", "ada", ada, []commonhall.Scope{"admin:users"}, commonhall.InvalidArgument},
		{"an administrator's, for a person", "ada", root, []commonhall.Scope{"admin:users"}, commonhall.InvalidArgument},
		{"one too many", "ada", ada, []commonhall.Scope{"self", "shutdown"}, commonhall.InvalidArgument},
		{"everybody", "ada", ada, []commonhall.Scope{"read:users"}, commonhall.InvalidArgument},
		{"somebody else", "ada", ada, []commonhall.Scope{"read:users!user=ben"}, commonhall.InvalidArgument},
		{"somebody else's server", "ada", ada, []commonhall.Scope{"access:servers!server=ben/"}, commonhall.InvalidArgument},
		{"no scope", "ada", ada, []commonhall.Scope{"nonsense"}, commonhall.InvalidArgument},
		{"a filter that is none", "ada", ada, []commonhall.Scope{"read:users!"}, commonhall.InvalidArgument},
		// A token does not make another that may more.
		{"more than the asking token", "ada", narrow, []commonhall.Scope{"servers!user"}, commonhall.PermissionDenied},
		{"everything by a narrow token", "ada", narrow, []commonhall.Scope{"inherit"}, commonhall.PermissionDenied},
		{"as much as the asking token", "ada", narrow, []commonhall.Scope{"read:users!user"}, yes},
		{"by a stranger", "ada", scope.Person("ben", false), []commonhall.Scope{"self"}, commonhall.PermissionDenied},
		{"an administrator's by another's narrow token", "root1", narrow, []commonhall.Scope{"inherit"}, commonhall.PermissionDenied},
	} {
		_, _, err := h.CreateToken(t.Context(), c.owner, NewToken{Scopes: c.want}, c.by)
		if (c.kind == yes) != (err == nil) || (err != nil && commonhall.KindOf(err) != c.kind) {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

// What a token may is asked for each request: rights that are taken away are gone
// from tokens too.
func TestTokensLoseWhatTheirPersonLoses(t *testing.T) {
	h := newHall(t, invited())
	_, err := h.AddUsers(t.Context(), []string{"root1", "root2"}, true)
	h.must(err)
	secret, _, err := h.CreateToken(t.Context(), "root1", NewToken{Scopes: []commonhall.Scope{"admin:users"}}, scope.Person("root1", true))
	h.must(err)
	id, err := h.Identify(t.Context(), gate.APIToken, hashed(secret))
	if err != nil || !id.Scopes.HasAll("admin:users") {
		t.Fatalf("%+v, %v", id, err)
	}
	h.must(h.SetAdmin(t.Context(), "root1", false))
	id, err = h.Identify(t.Context(), gate.APIToken, hashed(secret))
	if err != nil || id.Scopes.Has("admin:users") || id.Scopes.HasAll("read:users") || !id.Scopes.Covers("read:users", "root1") {
		t.Errorf("without the role the token may %q, %v", id.Scopes.List(), err)
	}
}

// A person is renamed and somebody else gets the old name: tokens go with the
// person, whoever holds them, and none is about the newcomer.
func TestTokensAfterARename(t *testing.T) {
	h := newHall(t, invited(), "ada")
	_, err := h.AddUsers(t.Context(), []string{"root1"}, true)
	h.must(err)
	token := func(owner commonhall.UserName, scopes ...commonhall.Scope) string {
		secret, _, err := h.CreateToken(t.Context(), owner, NewToken{Scopes: scopes}, scope.Person(owner, owner == "root1"))
		h.must(err)
		return secret
	}
	may := func(token string) scope.Set {
		id, err := h.Identify(t.Context(), gate.APIToken, hashed(token))
		h.must(err)
		return id.Scopes
	}
	own, short := token("ada", "access:servers!user=ada", "read:users!user=ada"), token("ada", "servers!server", "read:tokens!user")
	office := token("root1", "read:users!user=ada", "servers!server=ada/")
	run, err := h.CreateServerToken(t.Context(), commonhall.UserName("ada").Default(), "run-1")
	h.must(err)
	_, err = h.Rename(t.Context(), "ada", "adele")
	h.must(err)
	_, err = h.AddUsers(t.Context(), []string{"ada"}, false)
	h.must(err)
	for what, c := range map[string]struct{ token, scope string }{"one's own": {own, "access:servers"}, "short": {short, "delete:servers"},
		"short, for the person": {short, "read:tokens"}, "the office's": {office, "read:users"}, "the office's, a server": {office, "start:servers"},
		"a run's": {run, "access:servers"}, "a run's activity": {run, "users:activity"}} {
		if s := may(c.token); !s.Covers(c.scope, "adele") || s.Covers(c.scope, "ada") {
			t.Errorf("%s: %s for %q", what, c.scope, s.List())
		}
	}
	h.must(h.Remove(t.Context(), "adele"))
	_, err = h.AddUsers(t.Context(), []string{"adele"}, false)
	h.must(err)
	if s := may(office); s.Covers("read:users", "adele") || s.Covers("servers", "adele") {
		t.Errorf("after a removal the office holds %q over a newcomer", s.List())
	}
}

func TestHowLongTokensLast(t *testing.T) {
	c := invited()
	c.TokenMaxAge = 48 * time.Hour
	for _, c := range []struct {
		what string
		cfg  Config
		in   time.Duration
		ok   bool
	}{
		{"for ever", invited(), 0, true}, {"a day", invited(), 24 * time.Hour, true}, {"before it begins", invited(), -1, false},
		{"as long as allowed", c, 48 * time.Hour, true}, {"longer than allowed", c, 48*time.Hour + 1, false}, {"for ever where that is not allowed", c, 0, true},
		{"before it begins, bounded", c, -time.Hour, false},
	} {
		h := newHall(t, c.cfg, "ada")
		secret, made, err := h.CreateToken(t.Context(), "ada", NewToken{ExpiresIn: c.in}, scope.Person("ada", false))
		if (err == nil) != c.ok || (err != nil && (commonhall.KindOf(err) != commonhall.InvalidArgument || strings.Contains(err.Error(), " 0s"))) {
			t.Errorf("%s: %v", c.what, err)
		}
		if err == nil && (!h.works(secret) || made.Expires.IsZero() != (c.in == 0 && c.cfg.TokenMaxAge == 0) || c.cfg.TokenMaxAge > 0 && made.Expires.Sub(made.Created) != 48*time.Hour) {
			t.Errorf("%s: %+v does not work", c.what, made)
		}
	}
}

// The token of a run is the same however often the hub starts, another for each
// run and each house, and ends with its run.
func TestTokensOfServers(t *testing.T) {
	h := newHall(t, invited(), "ada")
	first, err := h.CreateServerToken(t.Context(), commonhall.UserName("ada").Default(), "run-1")
	h.must(err)
	again, err := h.CreateServerToken(t.Context(), commonhall.UserName("ada").Default(), "run-1")
	if err != nil || again != first || first != h.ServerToken("run-1") || !strings.HasPrefix(first, TokenPrefix) {
		t.Errorf("%q and %q, %v", first, again, err)
	}
	next, err := h.CreateServerToken(t.Context(), commonhall.UserName("ada").Default(), "run-2")
	h.must(err)
	c := invited()
	c.Key = []byte("another house")
	if elsewhere := newHall(t, c, "ada").ServerToken("run-1"); next == first || elsewhere == first {
		t.Error("two runs, or two houses, have the same token")
	}
	id, err := h.Identify(t.Context(), gate.APIToken, hashed(first))
	h.must(err)
	want := []string{"access:servers!server=ada/", "read:users:activity!user=ada", "users:activity!user=ada"}
	if id.Token.Server != "run-1" || !slices.Equal(id.Scopes.List(), want) {
		t.Errorf("it may %q, for %q", id.Scopes.List(), id.Token.Server)
	}
	h.must(h.RevokeServerToken(t.Context(), "run-1"))
	if h.works(first) || !h.works(next) {
		t.Error("the wrong token ended")
	}
	h.must(h.Suspend(t.Context(), "ada"))
	if h.works(next) {
		t.Error("a suspended person's server goes on asking")
	}
	if _, err := h.CreateServerToken(t.Context(), commonhall.UserName("ada").Default(), "run-3"); err == nil {
		t.Error("a suspended person's server gets a token")
	}
}

// A token's scopes are few, and kept once each; so are a person's tokens. Whoever
// made more before there was a bound has a token that opens nothing.
func TestTokensHaveBounds(t *testing.T) {
	h := newHall(t, invited(), "ada")
	ada := scope.Person("ada", false)
	var many []commonhall.Scope
	for i := range 36_000 {
		many = append(many, commonhall.Scope(fmt.Sprint("servers!server=ada/", i)))
	}
	for _, scopes := range [][]commonhall.Scope{many, many[:scope.Most+1], {"servers!server=ada/" + commonhall.Scope(strings.Repeat("x", 1<<20))}} {
		_, _, err := h.CreateToken(t.Context(), "ada", NewToken{Scopes: scopes}, ada)
		refused(t, err, commonhall.InvalidArgument)
	}
	_, err := h.db.AddToken(t.Context(), commonhall.Token{User: "ada", Scopes: many}, hashed("old"), maxTokens)
	h.must(err)
	_, err = h.Identify(t.Context(), gate.APIToken, hashed("old"))
	refused(t, err, commonhall.InvalidArgument)
	_, made, err := h.CreateToken(t.Context(), "ada", NewToken{Scopes: slices.Repeat(many[:scope.Most], 300)}, ada)
	h.must(err)
	kept, err := h.Token(t.Context(), "ada", made.ID)
	if err != nil || !slices.Equal(kept.Scopes, many[:scope.Most]) || !slices.Equal(made.Scopes, kept.Scopes) {
		t.Errorf("kept are %d scopes, %v", len(kept.Scopes), err)
	}
	for range maxTokens - 2 {
		_, _, err := h.CreateToken(t.Context(), "ada", NewToken{}, ada)
		h.must(err)
	}
	_, _, err = h.CreateToken(t.Context(), "ada", NewToken{}, ada)
	refused(t, err, commonhall.ResourceExhausted)
	_, err = h.CreateServerToken(t.Context(), commonhall.UserName("ada").Default(), "run-1")
	h.must(err) // or nobody with many tokens could start anything
	h.must(h.RevokeToken(t.Context(), "ada", made.ID))
	_, _, err = h.CreateToken(t.Context(), "ada", NewToken{}, ada)
	h.must(err)
}

// What was expired or suspended under the database's feet is nobody all the same.
func TestIdentifyLooksForItself(t *testing.T) {
	h := newHall(t, invited(), "ada")
	now := time.Now().UTC()
	add := func(id string, expires time.Time) [32]byte {
		h.must(h.db.AddSession(t.Context(), commonhall.Session{ID: commonhall.SessionID(id), User: "ada", Created: now, LastSeen: now.Add(-time.Hour),
			Expires: expires}, hashed(id), ""))
		_, err := h.db.AddToken(t.Context(), commonhall.Token{User: "ada", Created: now, Expires: expires}, hashed("t"+id), 9)
		h.must(err)
		return hashed(id)
	}
	good, old := add("good", now.Add(time.Hour)), add("old", now)
	for _, kind := range []gate.CredentialKind{gate.SessionCookie, gate.APIToken} {
		live, gone := good, old
		if kind == gate.APIToken {
			live, gone = hashed("tgood"), hashed("told")
		}
		id, err := h.Identify(t.Context(), kind, live)
		if err != nil || id.User.Name != "ada" || !id.Expires().Equal(now.Add(time.Hour).Truncate(time.Microsecond)) {
			t.Errorf("%s: %+v, %v", kind, id, err)
		}
		_, err = h.Identify(t.Context(), kind, gone)
		refused(t, err, commonhall.Unauthenticated)
		_, err = h.Identify(t.Context(), kind, [32]byte{})
		refused(t, err, commonhall.Unauthenticated)
		// A cookie is no token and the other way round.
		other := gate.APIToken
		if kind == gate.APIToken {
			other = gate.SessionCookie
		}
		_, err = h.Identify(t.Context(), other, live)
		refused(t, err, commonhall.Unauthenticated)
		h.store = asSuspended{h.db}
		_, err = h.Identify(t.Context(), kind, live)
		refused(t, err, commonhall.Unauthenticated)
		h.store = h.db
	}
	operator := &Identity{Operator: true}
	if !operator.Expires().IsZero() || operator.Subject().Role != commonhall.RoleOperator {
		t.Errorf("the operator is %+v", operator.Subject())
	}
	list, err := h.Sessions(t.Context(), "ada")
	h.must(err)
	for _, s := range list {
		if s.ID == "good" && s.LastSeen.Before(now) {
			t.Error("nobody noted that the session was used")
		}
	}
}

// asSuspended is a database that still has credentials of somebody suspended.
type asSuspended struct{ Store }

func (a asSuspended) SessionByHash(ctx context.Context, hash [32]byte) (commonhall.Session, commonhall.User, error) {
	s, u, err := a.Store.SessionByHash(ctx, hash)
	u.Suspended = true
	return s, u, err
}

func (a asSuspended) TokenByHash(ctx context.Context, hash [32]byte) (commonhall.Token, commonhall.User, error) {
	s, u, err := a.Store.TokenByHash(ctx, hash)
	u.Suspended = true
	return s, u, err
}

// counting is a database that counts how often the use of credentials is noted.
type counting struct {
	Store
	n int
}

func (c *counting) SessionSeen(context.Context, commonhall.SessionID, time.Time) error {
	c.n++
	return nil // and the stored time stays old
}

// A page asks many times in a minute: that is noted once in some minutes.
func TestUseIsNotedNowAndThen(t *testing.T) {
	h := newHall(t, invited(), "ada")
	now := time.Now().UTC()
	h.must(h.db.AddSession(t.Context(), commonhall.Session{ID: "s", User: "ada", Created: now, LastSeen: now.Add(-time.Hour), Expires: now.Add(time.Hour)},
		hashed("c"), ""))
	c := &counting{Store: h.db}
	h.store = c
	for range 50 {
		if !h.alive("c") {
			t.Fatal("the session is gone")
		}
	}
	if c.n != 1 {
		t.Errorf("its use was noted %d times, want once", c.n)
	}
}
