package auth

import (
	"context"
	"crypto/sha256"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/gate"
	"commonhall/scope"
)

func hashed(s string) [32]byte { return sha256.Sum256([]byte(s)) }

// The first hour of a class where first use is open: the first sign-in under a
// listed name sets the password, the next one checks it.
func TestFirstUseIsOpen(t *testing.T) {
	h := newHall(t, open(), "ada", "ben")
	_, _, err := h.SignIn(t.Context(), "ada", "short", Client{})
	refused(t, err, commonhall.Unauthenticated)
	if said := commonhall.ForPerson(err).Msg; !strings.Contains(said, "First time here?") || !strings.Contains(said, "at least 10 characters") {
		t.Errorf("who chooses a password that is too short hears %q", said)
	}
	h.same("events", h.happened(), []commonhall.EventName{commonhall.EventSignInFailed})
	cookie, s := h.signIn(" ADA ", good)
	if s.User != "ada" || s.Agent != "Firefox" || s.Address != "192.0.2.7" || s.Expires.Sub(s.Created) != 24*time.Hour {
		t.Errorf("the session is %+v", s)
	}
	h.same("events", h.happened(), []commonhall.EventName{commonhall.EventPasswordSet, commonhall.EventSignedIn})
	id, err := h.Identify(t.Context(), gate.SessionCookie, hashed(cookie))
	if err != nil || id.User.Name != "ada" || id.Session.ID != s.ID || id.Subject() != (commonhall.Subject{User: "ada"}) {
		t.Errorf("the cookie is of %+v, %v", id, err)
	}
	_, _, err = h.SignIn(t.Context(), "ada", good+"!", Client{})
	h.same("another password", err, wrong())
	if second, _ := h.signIn("ada", good); second == cookie || len(cookie) != 64 {
		t.Errorf("cookies %q and %q", cookie, second)
	}
	_, _, err = h.SignIn(t.Context(), "cleo", good, Client{})
	h.same("somebody unlisted", err, wrong())
	h.must(h.Suspend(t.Context(), "ben"))
	_, _, err = h.SignIn(t.Context(), "ben", good, Client{})
	h.same("somebody suspended", err, wrong())
	if u, _ := h.User(t.Context(), "ben"); u.HasPassword {
		t.Error("a stranger chose a password for somebody suspended")
	}
}

// Open first use is not open to become an administrator, nor to take the place of
// whoever holds an invitation.
func TestFirstUseIsNotForEverything(t *testing.T) {
	h := newHall(t, open(), "ada", "ben")
	_, err := h.AddUsers(t.Context(), []string{"boss"}, true)
	h.must(err)
	code, expires, err := h.Invite(t.Context(), "ada", &Identity{Operator: true})
	h.must(err)
	for _, name := range []string{"boss", "ada"} {
		_, _, err := h.SignIn(t.Context(), name, good, Client{})
		h.same(name+" by whoever comes first", err, wrong())
	}
	if _, s, err := h.Accept(t.Context(), code, good, Client{}); err != nil || s.User != "ada" {
		t.Errorf("with the invitation: %+v, %v", s, err)
	}
	h.signIn("ben", good)
	has, err := h.db.HasInvitation(t.Context(), "ada", expires)
	if has || err != nil {
		t.Errorf("an invitation that was used, and has expired: %v, %v", has, err)
	}
}

// Where first use is open too, nobody learns who is listed and who has a password
// from one that would not do: all hear the same, and what the rules are.
func TestUnfitPasswordsLookAlike(t *testing.T) {
	h := newHall(t, open(), "ada", "sue", "ivy", "ben")
	h.password("ada", good)
	h.must(h.Suspend(t.Context(), "sue"))
	h.password("ben", good)
	h.must(h.Suspend(t.Context(), "ben"))
	next := netip.MustParseAddr("192.0.2.1") // another for each: nobody is to be slowed down
	for password, why := range map[string]string{"x": "at least 10", "": "at least 10", "password12": "others would try", strings.Repeat("x", 1<<20): "longer than",
		"\xff\xfe\x00 and nine more": "not valid text"} {
		var first *commonhall.Error
		for _, name := range []string{"ivy", "ada", "sue", "ben", "bob", "cleo"} {
			h.happened()
			next = next.Next()
			_, _, err := h.SignIn(t.Context(), name, password, Client{Address: next.String()})
			refused(t, err, commonhall.Unauthenticated)
			said := commonhall.ForPerson(err)
			if first == nil {
				first = said
			}
			if *said != *first || !strings.HasPrefix(said.Msg, wrong().Error()) || !strings.Contains(said.Msg, why) {
				t.Errorf("with %.20q %s hears %q, want %q and why", password, name, said.Msg, first.Msg)
			}
			h.same("events of "+name, h.happened(), []commonhall.EventName{commonhall.EventSignInFailed})
		}
	}
	for _, name := range []string{"ada", "sue", "bob"} { // one that would do: nobody hears of rules
		_, _, err := h.SignIn(t.Context(), name, "not that one", Client{})
		h.same(name, err, wrong())
	}
	if u, err := h.User(t.Context(), "ivy"); err != nil || u.HasPassword {
		t.Error("a password that would not do was stored")
	}
	h.signIn("ivy", good)
}

// Who is suspended may have the password: asking again and again is slowed down all
// the same.
func TestSuspendedAgainAndAgain(t *testing.T) {
	h := newHall(t, invited(), "sue")
	h.cheap(good, "sue")
	h.must(h.Suspend(t.Context(), "sue"))
	synctest.Test(t, func(t *testing.T) {
		for n := 1; ; n++ {
			_, _, err := h.SignIn(t.Context(), "sue", good, Client{Address: "192.0.2.7"})
			if commonhall.KindOf(err) == commonhall.ResourceExhausted {
				return
			}
			refused(t, err, commonhall.PermissionDenied)
			if n == 50 {
				t.Fatal("nothing slows it down")
			}
		}
	})
}

// Rules grow: a password from before they did still opens, and one's own is no
// reason to hear of them.
func TestAPasswordFromBeforeTheRules(t *testing.T) {
	h := newHall(t, open(), "ada")
	h.cheap("x", "ada")
	h.signIn("ada", "x")
}

// Two sit down at once under one name that is new: one of them has it.
func TestFirstUseByTwoAtOnce(t *testing.T) {
	h := newHall(t, open(), "ada")
	passwords := []string{"the first passphrase", "the second passphrase"}
	cookies, errs := make([]string, 2), make([]error, 2)
	var wg sync.WaitGroup
	for i := range passwords {
		wg.Go(func() { cookies[i], _, errs[i] = h.SignIn(t.Context(), "ada", passwords[i], Client{}) })
	}
	wg.Wait()
	i := slices.Index(errs, nil)
	if i < 0 || errs[1-i] == nil {
		t.Fatalf("who got in: %v", errs)
	}
	refused(t, errs[1-i], commonhall.Unauthenticated)
	if !h.alive(cookies[i]) || cookies[1-i] != "" {
		t.Error("the winner is out, or the loser has a cookie")
	}
	h.signIn("ada", passwords[i])
}

// Whatever is wrong with a sign-in, the answer is the same to the letter, and the
// timeline does not repeat what a stranger typed.
func TestFailedSignInsLookAlike(t *testing.T) {
	h := newHall(t, invited(), "ada", "sue", "ivy")
	for _, name := range []commonhall.UserName{"ada", "sue"} {
		h.password(name, good)
	}
	h.must(h.Suspend(t.Context(), "sue"))
	h.happened()
	want := wrong()
	for what, c := range map[string][2]string{
		"wrong password":            {"ada", "not that one"},
		"empty password":            {"ada", ""},
		"the hash as password":      {"ada", nobodysHash},
		"a very long password":      {"ada", strings.Repeat("x", 1<<20)},
		"not text":                  {"ada", "\xff\xfe\x00"},
		"unlisted":                  {"bob", good},
		"suspended, wrong password": {"sue", "not that one"},
		"invited, has none yet":     {"ivy", good},
		"invited, empty":            {"ivy", ""},
		"no name":                   {"", good},
		"a name of one megabyte":    {strings.Repeat("x", 1<<20), good},
		"a binary name":             {"\x00\xff\xfe", good},
		"a name that is none":       {"../../etc/passwd", good},
		"SQL":                       {"' OR 1=1 --", good},
		"mixed scripts":             {"аda", good},
	} {
		cookie, s, err := h.SignIn(t.Context(), c[0], c[1], Client{})
		if cookie != "" || s != (commonhall.Session{}) {
			t.Errorf("%s: a cookie %q and a session %+v", what, cookie, s)
		}
		if err == nil || *commonhall.ForPerson(err) != *commonhall.ForPerson(want) || err.Error() != want.Error() {
			t.Errorf("%s: %v", what, err)
		}
	}
	// Only who has shown who they are hears why they stay outside.
	cookie, s, err := h.SignIn(t.Context(), "sue", good, Client{})
	refused(t, err, commonhall.PermissionDenied)
	if said := commonhall.ForPerson(err); cookie != "" || s != (commonhall.Session{}) || !strings.Contains(said.Msg, "sue is suspended") || said.Hint == "" {
		t.Errorf("somebody suspended gets %q %+v and hears %v", cookie, s, err)
	}
	for _, e := range h.events {
		if e.Name != commonhall.EventSignInFailed || len(e.Text) > 100 || (e.User != "ada" && e.User != "sue" && e.User != "ivy" && e.User != "") ||
			strings.Contains(e.Text, good) || strings.Contains(e.Text, "etc") {
			t.Errorf("the timeline says %+v", e)
		}
	}
	if len(h.events) != 16 {
		t.Errorf("%d events, want 16", len(h.events))
	}
	h.signIn("ada", good)
}

func TestChangingThePassword(t *testing.T) {
	h := newHall(t, invited(), "ada", "ben")
	h.password("ada", good)
	here, s := h.signIn("ada", good)
	there, other := h.signIn("ada", good)
	token, _, err := h.CreateToken(t.Context(), "ada", NewToken{}, scope.Person("ada", false))
	h.must(err)
	refused(t, h.ChangePassword(t.Context(), "ada", "not that one", "quite another one", s.ID), commonhall.PermissionDenied)
	refused(t, h.ChangePassword(t.Context(), "ada", good, "short", s.ID), commonhall.InvalidArgument)
	if !h.alive(there) {
		t.Fatal("a change that failed ended a session")
	}
	h.noted()
	h.happened()
	h.must(h.ChangePassword(t.Context(), "ada", good, "quite another one", s.ID))
	h.same("told the edge", h.noted(), []string{"revoke: session " + string(other.ID)})
	h.same("events", h.happened(), []commonhall.EventName{commonhall.EventPasswordSet})
	if !h.alive(here) || h.alive(there) || !h.works(token) {
		t.Error("the wrong credentials ended")
	}
	_, _, err = h.SignIn(t.Context(), "ada", good, Client{})
	refused(t, err, commonhall.Unauthenticated)
	h.signIn("ada", "quite another one")
	refused(t, h.ChangePassword(t.Context(), "ben", "", good, ""), commonhall.PermissionDenied) // has none
	refused(t, h.ChangePassword(t.Context(), "nobody", good, good, ""), commonhall.NotFound)
	h.edge = context.DeadlineExceeded
	err = h.ChangePassword(t.Context(), "ada", "quite another one", good, s.ID)
	refused(t, err, commonhall.Unavailable)
	if !strings.Contains(commonhall.ForPerson(err).Msg, "not confirmed") {
		t.Errorf("it says %v", err)
	}
}

// slow is a database in which something happens between the check of a password
// and the session that comes of it.
type slow struct {
	Store
	between func()
}

func (s slow) AddSession(ctx context.Context, session commonhall.Session, hash [32]byte, password string) error {
	s.between()
	return s.Store.AddSession(ctx, session, hash, password)
}

// A sign-in with the old password that is under way while the password changes
// (or the person goes) does not get in.
func TestASignInThatIsOvertaken(t *testing.T) {
	for what, between := range map[string]func(*hall) error{
		"changed":   func(h *hall) error { return h.SetPassword(t.Context(), "ada", "quite another one") },
		"reset":     func(h *hall) error { return h.ResetPassword(t.Context(), "ada") },
		"suspended": func(h *hall) error { return h.Suspend(t.Context(), "ada") },
		"removed":   func(h *hall) error { return h.Remove(t.Context(), "ada") },
	} {
		h := newHall(t, invited(), "ada")
		h.password("ada", good)
		a := New(invited(), slow{h.store, func() { h.must(between(h)) }}, h, h, h, h.log)
		_, _, err := a.SignIn(t.Context(), "ada", good, Client{})
		h.same(what, err, wrong())
		if list, _ := h.Sessions(t.Context(), "ada"); len(list) != 0 {
			t.Errorf("%s: %d sessions", what, len(list))
		}
	}
}

// resetting is a database in which an administrator resets a password just before a
// new one is stored.
type resetting struct {
	Store
	do func()
}

func (r resetting) ChangePassword(ctx context.Context, name commonhall.UserName, old, hash string, keep commonhall.SessionID) ([]commonhall.SessionID, error) {
	r.do()
	return r.Store.ChangePassword(ctx, name, old, hash, keep)
}

// A stranger in ada's session changes her password while she is put back to first
// use, shut out or given another one by an administrator: the stranger loses.
func TestAChangeThatIsOvertaken(t *testing.T) {
	for what, do := range map[string]func(*hall) error{
		"reset":     func(h *hall) error { return h.ResetPassword(t.Context(), "ada") },
		"suspended": func(h *hall) error { return h.Suspend(t.Context(), "ada") },
		"set":       func(h *hall) error { return h.SetPassword(t.Context(), "ada", "one from the office") },
	} {
		h := newHall(t, invited(), "ada")
		h.cheap(good, "ada")
		whole := h.store
		h.store = resetting{whole, func() { h.must(do(h)) }}
		refused(t, h.ChangePassword(t.Context(), "ada", good, "what a stranger wants", ""), commonhall.FailedPrecondition)
		h.store = whole
		h.must(h.Resume(t.Context(), "ada"))
		if err := h.from("", "ada", "what a stranger wants"); err == nil {
			t.Errorf("%s: the stranger is in", what)
		}
	}
	h := newHall(t, open(), "ada")
	whole := h.store
	h.store = resetting{whole, func() { h.must(h.Suspend(t.Context(), "ada")) }}
	h.same("first use by somebody who is shut out", h.from("", "ada", good), wrong())
	if u, err := h.User(t.Context(), "ada"); u.HasPassword || err != nil {
		t.Error("somebody who was shut out chose a password")
	}
}

func TestResettingAPassword(t *testing.T) {
	h := newHall(t, invited(), "ada")
	h.password("ada", good)
	cookie, _ := h.signIn("ada", good)
	token, _, err := h.CreateToken(t.Context(), "ada", NewToken{}, scope.Person("ada", false))
	h.must(err)
	code, _, err := h.Invite(t.Context(), "ada", &Identity{Operator: true})
	h.must(err)
	h.happened()
	h.must(h.ResetPassword(t.Context(), "ada"))
	h.same("told the edge", h.noted(), []string{"revoke: user ada"})
	h.same("events", h.happened(), []commonhall.EventName{commonhall.EventPasswordReset})
	_, err = h.Invited(t.Context(), code, Client{})
	refused(t, err, commonhall.NotFound)
	_, _, err = h.SignIn(t.Context(), "ada", good, Client{})
	refused(t, err, commonhall.Unauthenticated)
	if h.alive(cookie) || h.works(token) {
		t.Error("credentials outlive the reset")
	}
	refused(t, h.ResetPassword(t.Context(), "nobody"), commonhall.NotFound)
	code, _, err = h.Invite(t.Context(), "ada", &Identity{Operator: true})
	h.must(err)
	if _, _, err = h.Accept(t.Context(), code, "quite another one", Client{}); err != nil {
		t.Errorf("nobody gets in after a reset: %v", err)
	}
}

func TestInvitations(t *testing.T) {
	h := newHall(t, invited(), "ada", "ben")
	before, _ := h.signInInvited("ada")
	code, expires, err := h.Invite(t.Context(), "ada", &Identity{Operator: true})
	h.must(err)
	if len(code) < 20 || code != strings.ToLower(code) || time.Until(expires) < 6*24*time.Hour {
		t.Errorf("the code %q is good until %s", code, expires)
	}
	another, _, err := h.Invite(t.Context(), "ada", &Identity{Operator: true})
	h.must(err)
	if name, err := h.Invited(t.Context(), code, Client{}); name != "ada" || err != nil {
		t.Errorf("the code is for %q, %v", name, err)
	}
	_, _, err = h.Accept(t.Context(), code, "short", Client{})
	refused(t, err, commonhall.InvalidArgument) // and the code is not used up
	h.happened()
	h.noted()
	cookie, s, err := h.Accept(t.Context(), code, good, Client{Agent: "Firefox"})
	h.must(err)
	h.same("events", h.happened(), []commonhall.EventName{commonhall.EventPasswordSet, commonhall.EventSignedIn})
	if !h.alive(cookie) || s.User != "ada" || h.alive(before) || len(h.noted()) != 1 {
		t.Error("the new session is not the only one")
	}
	for what, c := range map[string]string{"used": code, "made before": another, "guessed": "aaaaaaaaaaaaaaaaaaaaaaaaaa", "empty": ""} {
		_, err := h.Invited(t.Context(), c, Client{})
		refused(t, err, commonhall.NotFound)
		_, _, err = h.Accept(t.Context(), c, good+good, Client{})
		if commonhall.KindOf(err) != commonhall.NotFound {
			t.Errorf("a code that is %s: %v", what, err)
		}
	}
	h.signIn("ada", good)
	_, _, err = h.Invite(t.Context(), "nobody", &Identity{Operator: true})
	refused(t, err, commonhall.NotFound)
}

// signInInvited gives somebody a session by an invitation.
func (h *hall) signInInvited(name commonhall.UserName) (string, commonhall.Session) {
	h.t.Helper()
	code, _, err := h.Invite(h.t.Context(), name, &Identity{Operator: true})
	h.must(err)
	cookie, s, err := h.Accept(h.t.Context(), code, "the one before this", Client{})
	h.must(err)
	return cookie, s
}

func TestInvitationsEnd(t *testing.T) {
	c := invited()
	c.InviteAge = -time.Second // made a moment too early
	h := newHall(t, c, "ada")
	code, _, err := h.Invite(t.Context(), "ada", &Identity{Operator: true})
	h.must(err)
	_, err = h.Invited(t.Context(), code, Client{})
	refused(t, err, commonhall.NotFound)
	_, _, err = h.Accept(t.Context(), code, good, Client{})
	refused(t, err, commonhall.NotFound)

	h = newHall(t, invited(), "ada")
	code, _, err = h.Invite(t.Context(), "ada", &Identity{Operator: true})
	h.must(err)
	h.must(h.Suspend(t.Context(), "ada"))
	h.must(h.Resume(t.Context(), "ada"))
	_, _, err = h.Accept(t.Context(), code, good, Client{})
	refused(t, err, commonhall.NotFound)
}

// One invitation in two hands: the second is not let in, and does not change the
// password of the first.
func TestAnInvitationInTwoHands(t *testing.T) {
	h := newHall(t, invited(), "ada")
	code, _, err := h.Invite(t.Context(), "ada", &Identity{Operator: true})
	h.must(err)
	passwords := []string{"the first passphrase", "the second passphrase"}
	cookies, errs := make([]string, 2), make([]error, 2)
	var wg sync.WaitGroup
	for i := range passwords {
		wg.Go(func() { cookies[i], _, errs[i] = h.Accept(t.Context(), code, passwords[i], Client{}) })
	}
	wg.Wait()
	i := slices.Index(errs, nil)
	if i < 0 || errs[1-i] == nil {
		t.Fatalf("who got in: %v", errs)
	}
	refused(t, errs[1-i], commonhall.NotFound)
	if !h.alive(cookies[i]) {
		t.Error("the winner's session has ended")
	}
	h.signIn("ada", passwords[i])
}

func TestSigningOut(t *testing.T) {
	h := newHall(t, invited(), "ada", "ben")
	h.password("ada", good)
	h.password("ben", good)
	phone, s1 := h.signIn("ada", good)
	laptop, s2 := h.signIn("ada", good)
	library, s3 := h.signIn("ada", good)
	bens, _ := h.signIn("ben", good)
	h.must(h.SignOut(t.Context(), "ada", s1.ID))
	h.same("told the edge", h.noted(), []string{"revoke: session " + string(s1.ID)})
	if h.alive(phone) || !h.alive(laptop) {
		t.Error("the wrong session ended")
	}
	h.happened()
	h.must(h.SignOut(t.Context(), "ben", s2.ID)) // not his
	h.must(h.SignOut(t.Context(), "ada", s1.ID)) // not any more
	for _, invented := range []commonhall.SessionID{"", "x", "\x00\xff", commonhall.SessionID(randomHex(16))} {
		_ = h.SignOut(t.Context(), "ada", invented)
	}
	if !h.alive(laptop) || len(h.noted()) != 0 || len(h.happened()) != 0 {
		t.Error("ben signed ada out, or what ended before ended again")
	}
	h.must(h.SignOutEverywhere(t.Context(), "ada", s2.ID))
	h.same("told the edge", h.noted(), []string{"revoke: session " + string(s3.ID)})
	h.same("events", h.happened(), []commonhall.EventName{commonhall.EventSignedOut})
	if h.alive(library) || !h.alive(laptop) || !h.alive(bens) {
		t.Error("the wrong sessions ended")
	}
	list, err := h.Sessions(t.Context(), "ada")
	h.must(err)
	h.same("sessions left", sessionIDs(list), []string{string(s2.ID)})
	h.edge = context.DeadlineExceeded
	refused(t, h.SignOutEverywhere(t.Context(), "ada", ""), commonhall.Unavailable)
	if h.alive(laptop) {
		t.Error("a session outlives an edge that does not answer")
	}
}

// What a browser calls itself is cut and cleaned before anybody reads it.
func TestBrowsersThatLie(t *testing.T) {
	h := newHall(t, invited(), "ada")
	h.password("ada", good)
	_, s, err := h.SignIn(t.Context(), "ada", good, Client{Agent: "evil\x00\n\x1b[31m" + strings.Repeat("é", 500) + "\xff", Address: strings.Repeat("1", 500)})
	h.must(err)
	if len(s.Agent) > 200 || len(s.Address) > 64 || strings.ContainsAny(s.Agent, "\x00\n\x1b\uFFFD") || !strings.HasPrefix(s.Agent, "evil[31mé") {
		t.Errorf("kept %q from %q", s.Agent, s.Address)
	}
	list, err := h.Sessions(t.Context(), "ada")
	if err != nil || len(list) != 1 || list[0].Agent != s.Agent {
		t.Errorf("the list says %+v, %v", list, err)
	}
}
