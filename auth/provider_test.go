package auth

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/config"
	"commonhall/provider"
	"commonhall/provider/providertest"
)

type claims = providertest.Claims

// elsewhere is a hall with an OpenID Connect provider called school.
func elsewhere(t *testing.T, change func(*Config, *config.Provider), names ...string) (*hall, *providertest.OIDC) {
	t.Helper()
	o := providertest.NewOIDC(t)
	s := config.Provider{Name: "school", Type: "oidc", Title: "School", URL: o.URL, ClientID: "hall"}
	c := invited()
	c.RefreshAge = time.Minute
	if change != nil {
		change(&c, &s)
	}
	c.Providers = provider.New([]config.Provider{s}, func(string) (string, error) { return providertest.Secret, nil })
	return newHall(t, c, names...), o
}

const here = "https://hall.example.org"

// arrive goes to the provider and back, as a subject with a name.
func (h *hall) arrive(o *providertest.OIDC, c claims) (Arrival, error) {
	h.t.Helper()
	o.Says(c, nil)
	d, err := h.Depart(h.t.Context(), "school", here, "/hub/home", "")
	h.must(err)
	return h.Arrive(h.t.Context(), d.Cookie, o.SignIn(h.t, d.Address), Client{Address: "192.0.2.7"}, nil)
}

func as(subject, name string, groups ...string) claims {
	return claims{"sub": subject, "preferred_username": name, "groups": groups}
}

// TestAPersonIsIssuerAndSubject: whatever they are called, there or here.
func TestAPersonIsIssuerAndSubject(t *testing.T) {
	h, o := elsewhere(t, func(c *Config, p *config.Provider) {
		p.AllowAll = true
		c.Roles = []commonhall.Role{{Name: "helper", Scopes: []commonhall.Scope{"list:users"}, Holders: commonhall.Holders{Users: []commonhall.UserName{"awaited"}}}}
	}, "vacant")
	got, err := h.arrive(o, as("7", "Ada"))
	h.must(err)
	h.same("who it is", got.Session.User, "ada")
	h.same("what happened", h.happened(), []commonhall.EventName{commonhall.EventUserAdded, commonhall.EventSignedIn})
	if !h.alive(got.Cookie) || got.Next != "/hub/home" || got.Session.FirstUse {
		t.Errorf("the session does not work: %+v", got)
	}
	// Another name there, another name here: the same person.
	got, err = h.arrive(o, as("7", "ada.lovelace"))
	h.must(err)
	h.same("with another name there", got.Session.User, "ada")
	_, err = h.Rename(t.Context(), "ada", "countess")
	h.must(err)
	got, err = h.arrive(o, as("7", "ada"))
	h.must(err)
	h.same("with another name here", got.Session.User, "countess")
	// Somebody else with her name, or her address, is not her.
	got, err = h.arrive(o, claims{"sub": "8", "preferred_username": "ada", "email": "ada@example.org", "email_verified": true})
	h.must(err)
	h.same("somebody else", got.Session.User, "ada")
	for what, name := range map[string]string{"a name that is taken": "Countess", "a name that waits for somebody": "vacant", "a name that has a role in the settings": "Awaited", "letters that look so": "\u0441\u043eu\u0442", "that look like another's": "\u0430\u0501\u0430", "no name": "", "no name here": "../x"} {
		h.happened()
		_, err := h.arrive(o, as("9", name))
		refused(t, err, commonhall.PermissionDenied)
		h.same(what, h.happened(), []commonhall.EventName{commonhall.EventSignInFailed})
	}
	if list, _ := h.Identities(t.Context(), "countess"); len(list) != 1 || list[0].Subject != "7" || list[0].Shown != "ada" {
		t.Errorf("her ways to sign in: %+v", list)
	}
}

// TestNobodyElsesAccount: a name at a provider opens no account that somebody has.
func TestNobodyElsesAccount(t *testing.T) {
	h, o := elsewhere(t, func(c *Config, p *config.Provider) {
		c.FirstUse = true
		p.AllowExistingUsers = true
	}, "ada", "ben", "cleo", "dora", "eve")
	h.password("ada", good)
	_, _, err := h.Invite(t.Context(), "ben", &Identity{Operator: true})
	h.must(err)
	h.must(h.SetAdmin(t.Context(), "cleo", true))
	h.must(h.Suspend(t.Context(), "dora"))
	for _, name := range []string{"ada", "ben", "cleo", "dora", "nobody"} {
		_, err := h.arrive(o, as("of-"+name, name))
		refused(t, err, commonhall.PermissionDenied)
		if list, _ := h.Identities(t.Context(), commonhall.UserName(name)); len(list) != 0 {
			t.Errorf("%s is linked: %+v", name, list)
		}
	}
	got, err := h.arrive(o, as("7", "eve"))
	h.must(err)
	h.same("she who was expected", got.Session.User, "eve")
	_, err = h.arrive(o, as("8", "Eve"))
	refused(t, err, commonhall.PermissionDenied)
	// Who signs in elsewhere has no password that a stranger could set.
	_, _, err = h.SignIn(t.Context(), "eve", good, Client{Address: "192.0.2.9"})
	refused(t, err, commonhall.Unauthenticated)
	if hash, _ := h.db.Password(t.Context(), "eve"); hash != "" {
		t.Error("a stranger has set her password")
	}
}

func TestClosedByDefault(t *testing.T) {
	h, o := elsewhere(t, nil, "ada")
	_, err := h.arrive(o, as("7", "ada"))
	refused(t, err, commonhall.PermissionDenied)
	_, err = h.Link(t.Context(), "ada", "school", "7")
	h.must(err)
	_, err = h.arrive(o, as("7", "ada")) // linked, and still nobody may
	refused(t, err, commonhall.PermissionDenied)
}

// TestTheWayBack: a sign-in ends in the browser in which it began, once, and in time.
func TestTheWayBack(t *testing.T) {
	h, o := elsewhere(t, func(_ *Config, p *config.Provider) { p.AllowAll = true })
	o.Says(as("7", "ada"), nil)
	begin := func() (Departure, url.Values) {
		d, err := h.Depart(t.Context(), "school", here, "/hub/home", "")
		h.must(err)
		return d, o.SignIn(t, d.Address)
	}
	n := 0
	end := func(what, cookie string, q url.Values, good bool) {
		t.Helper()
		n++
		before := o.Asked
		_, err := h.Arrive(t.Context(), cookie, q, Client{Address: fmt.Sprintf("198.51.%d.7", n)}, nil)
		if good != (err == nil) {
			t.Errorf("%s: %v", what, err)
		}
		if !good && o.Asked != before {
			t.Errorf("%s: the provider was asked", what)
		}
	}
	one, q1 := begin()
	two, q2 := begin()
	end("the state of another browser", one.Cookie, q2, false)
	end("no cookie", "", q1, false)
	end("a cookie of nothing", "AAAA", q1, false)
	end("a cookie with one letter more", two.Cookie+"A", q2, false)
	end("two states", one.Cookie, url.Values{"code": q1["code"], "state": {q1.Get("state"), q2.Get("state")}}, false)
	end("no state", one.Cookie, url.Values{"code": q1["code"]}, false)
	end("its own", one.Cookie, q1, true)
	end("once more", one.Cookie, q1, false)
	end("the other one", two.Cookie, q2, true)
	late, q3 := begin()
	tr, err := h.returned(late.Cookie, q3)
	h.must(err)
	tr.State, tr.Ends = "later", time.Now().Add(-time.Second).Unix()
	end("too late", h.sealTrip(tr), url.Values{"code": q3["code"], "state": {"later"}}, false)
	// A way that goes on and on fits into no cookie: it is left out.
	d, err := h.Depart(t.Context(), "school", here, "/"+strings.Repeat("x", 4000), "")
	if err != nil || len(d.Cookie) > 4000 {
		t.Errorf("%d bytes, %v", len(d.Cookie), err)
	}
	_, err = h.Depart(t.Context(), "mail", here, "", "")
	refused(t, err, commonhall.NotFound)
}

// TestARestartOnTheWay: the browser holds all that is needed.
func TestARestartOnTheWay(t *testing.T) {
	h, o := elsewhere(t, func(_ *Config, p *config.Provider) { p.AllowAll = true })
	o.Says(as("7", "ada"), nil)
	d, err := h.Depart(t.Context(), "school", here, "/hub/home", "")
	h.must(err)
	again := New(h.cfg, h.db, h, h, h, h.log)
	got, err := again.Arrive(t.Context(), d.Cookie, o.SignIn(t, d.Address), Client{}, nil)
	if err != nil || got.Session.User != "ada" {
		t.Errorf("%+v, %v", got, err)
	}
	other := h.cfg
	other.Key = []byte("another installation's key......")
	_, err = New(other, h.db, h, h, h, h.log).Arrive(t.Context(), d.Cookie, o.SignIn(t, d.Address), Client{}, nil)
	refused(t, err, commonhall.Unauthenticated)
}

// TestTheSuspendedAndTheRemovedStayOut although the provider vouches for them.
func TestTheSuspendedAndTheRemovedStayOut(t *testing.T) {
	h, o := elsewhere(t, func(_ *Config, p *config.Provider) { p.AllowAll = true })
	got, err := h.arrive(o, as("7", "ada"))
	h.must(err)
	h.must(h.Suspend(t.Context(), "ada"))
	_, err = h.arrive(o, as("7", "ada"))
	refused(t, err, commonhall.PermissionDenied)
	h.must(h.Resume(t.Context(), "ada"))
	h.must(h.Remove(t.Context(), "ada"))
	_, err = h.arrive(o, as("7", "ada"))
	refused(t, err, commonhall.PermissionDenied)
	if h.alive(got.Cookie) {
		t.Error("a session of somebody who was removed")
	}
	gone, err := h.Removed(t.Context())
	h.must(err)
	_, err = h.Restore(t.Context(), gone[0].ID, "ada2")
	h.must(err)
	got, err = h.arrive(o, as("7", "ada"))
	if err != nil || got.Session.User != "ada2" {
		t.Errorf("brought back: %+v, %v", got, err)
	}
}

// TestWaysComeAndGo: somebody links their own account, and an administrator others'.
func TestWaysComeAndGo(t *testing.T) {
	h, o := elsewhere(t, func(_ *Config, p *config.Provider) { p.AllowExistingUsers = true }, "ada", "ben")
	h.password("ada", good)
	_, s := h.signIn("ada", good)
	own := func(link commonhall.SessionID, id *Identity, c claims) error {
		o.Says(c, nil)
		d, err := h.Depart(t.Context(), "school", here, "", link)
		h.must(err)
		got, err := h.Arrive(t.Context(), d.Cookie, o.SignIn(t, d.Address), Client{Address: "203.0.113.1"}, id)
		if got.Cookie != "" {
			t.Error("linking opened a session")
		}
		return err
	}
	ada := &Identity{User: commonhall.User{Name: "ada"}, Session: &s}
	refused(t, own(s.ID, nil, as("7", "zoe")), commonhall.Unauthenticated)
	refused(t, own(s.ID, &Identity{User: commonhall.User{Name: "ben"}, Session: &commonhall.Session{ID: "bens"}}, as("7", "zoe")), commonhall.Unauthenticated)
	h.must(own(s.ID, ada, as("7", "zoe")))
	got, err := h.arrive(o, as("7", "zoe"))
	h.must(err)
	h.same("as whom", got.Session.User, "ada")
	_, err = h.Link(t.Context(), "ben", "school", "7")
	refused(t, err, commonhall.AlreadyExists)
	for subject, kind := range map[string]commonhall.Kind{"": commonhall.InvalidArgument, "a\nb": commonhall.InvalidArgument, strings.Repeat("x", 256): commonhall.InvalidArgument} {
		_, err = h.Link(t.Context(), "ben", "school", subject)
		refused(t, err, kind)
	}
	_, err = h.Link(t.Context(), "nobody", "school", "8")
	refused(t, err, commonhall.NotFound)
	i, err := h.Link(t.Context(), "ben", "school", "8")
	h.must(err)
	refused(t, h.Unlink(t.Context(), "ada", i.ID), commonhall.NotFound) // not hers
	_, err = h.db.AddIdentity(t.Context(), provider.Identity{User: "ben", Provider: "closed", Issuer: "https://closed.example", Subject: "8"}, false)
	h.must(err) // one that was taken out of the settings opens nothing
	refused(t, h.UnlinkOwn(t.Context(), "ben", i.ID), commonhall.FailedPrecondition)
	list, err := h.Identities(t.Context(), "ada")
	h.must(err)
	h.must(h.UnlinkOwn(t.Context(), "ada", list[0].ID))
	if h.alive(got.Cookie) {
		t.Error("the session goes on whose way is taken away")
	}
	_, err = h.arrive(o, as("7", "zoe"))
	refused(t, err, commonhall.PermissionDenied)
}

// TestTheProviderDecides: rights and groups follow it, and what was made here does not.
func TestTheProviderDecides(t *testing.T) {
	h, o := elsewhere(t, func(_ *Config, p *config.Provider) {
		p.AllowedGroups, p.AdminGroups, p.GroupsClaim, p.ManageGroups = []string{"class"}, []string{"staff"}, "groups", true
	}, "root")
	h.must(h.SetAdmin(t.Context(), "root", true))
	_, err := h.AddGroups(t.Context(), []string{"Teachers", "chess"}, nil)
	h.must(err)
	groups := func() string {
		m, err := h.Memberships(t.Context(), "ada")
		h.must(err)
		return fmt.Sprint(m["ada"])
	}
	admin := func() bool { u, _ := h.User(t.Context(), "ada"); return u.Admin }
	_, err = h.arrive(o, as("7", "ada", "class", "staff", "teachers", "/physics/11", "\x00"))
	h.must(err)
	if !admin() || !strings.Contains(groups(), "class") || !strings.Contains(groups(), "physics-11") || strings.Contains(groups(), "Teachers") {
		t.Errorf("administrator %v, in %s", admin(), groups())
	}
	_, _, err = h.ChangeGroup(t.Context(), "chess", commonhall.JoinGroup, []string{"ada"})
	h.must(err)
	_, err = h.arrive(o, as("7", "ada", "class"))
	h.must(err)
	if admin() || strings.Contains(groups(), "physics") || !strings.Contains(groups(), "chess") {
		t.Errorf("administrator %v, in %s", admin(), groups())
	}
	h.must(h.SetAdmin(t.Context(), "ada", true)) // by somebody here
	_, err = h.arrive(o, as("7", "ada", "class"))
	h.must(err)
	if !admin() {
		t.Error("the provider took away what it had not given")
	}
	_, err = h.arrive(o, as("7", "ada", "chess"))
	refused(t, err, commonhall.PermissionDenied)
}

// TestTakenAway: what a provider takes back ends; while it is away all goes on.
func TestTakenAway(t *testing.T) {
	h, o := elsewhere(t, func(_ *Config, p *config.Provider) { p.AllowedGroups, p.GroupsClaim = []string{"class"}, "groups" })
	ada, err := h.arrive(o, as("7", "ada", "class"))
	h.must(err)
	ben, err := h.arrive(o, as("8", "ben", "class"))
	h.must(err)
	once := func() {
		due, err := h.db.DueSessions(t.Context(), time.Now().Add(time.Hour), 100)
		h.must(err)
		for _, d := range due {
			h.must(h.refreshOne(t.Context(), d, map[string]bool{}))
		}
	}
	once()
	if !h.alive(ada.Cookie) || !h.alive(ben.Cookie) {
		t.Fatal("sessions end although nothing was taken back")
	}
	o.Down(true)
	once()
	if !h.alive(ada.Cookie) || !h.alive(ben.Cookie) {
		t.Fatal("sessions end because the provider is away")
	}
	o.Down(false)
	o.Refuses("7")
	h.noted()
	once()
	if h.alive(ada.Cookie) || !h.alive(ben.Cookie) {
		t.Errorf("ada %v, ben %v", h.alive(ada.Cookie), h.alive(ben.Cookie))
	}
	h.same("the edge", h.noted(), []string{"revoke: session " + string(ada.Session.ID)})
	o.Says(as("8", "ben", "chess"), nil) // not in the class any more
	once()
	if h.alive(ben.Cookie) {
		t.Error("who left the group is still signed in")
	}
}

// TestWhoIsShutOutIsNoAdministrator whose provider made them one: tokens outlive sessions.
func TestWhoIsShutOutIsNoAdministrator(t *testing.T) {
	h, o := elsewhere(t, func(_ *Config, p *config.Provider) {
		p.AllowedGroups, p.AdminGroups, p.GroupsClaim = []string{"class"}, []string{"staff"}, "groups"
	}, "root", "hand")
	h.must(h.SetAdmin(t.Context(), "root", true))
	h.must(h.SetAdmin(t.Context(), "hand", true)) // by somebody here: that is no provider's to take back
	_, err := h.Link(t.Context(), "hand", "school", "9")
	h.must(err)
	admin := func(name commonhall.UserName) bool { u, _ := h.User(t.Context(), name); return u.Admin }
	once := func() {
		due, err := h.db.DueSessions(t.Context(), time.Now().Add(time.Hour), 100)
		h.must(err)
		for _, d := range due {
			h.must(h.refreshOne(t.Context(), d, map[string]bool{}))
		}
	}
	for _, c := range []struct {
		what  string
		loses func()
	}{
		{"unlinked", func() {
			list, err := h.Identities(t.Context(), "ada")
			h.must(err)
			h.must(h.Unlink(t.Context(), "ada", list[0].ID))
			_, err = h.Link(t.Context(), "ada", "school", "7")
			h.must(err)
		}},
		{"refused at the door", func() {
			_, err := h.arrive(o, as("7", "ada"))
			refused(t, err, commonhall.PermissionDenied)
		}},
		{"in no group when asked again", func() { o.Says(as("7", "ada"), nil); once() }},
		{"not known any more", func() { o.Refuses("7"); once() }},
	} {
		got, err := h.arrive(o, as("7", "ada", "staff"))
		h.must(err)
		_, err = h.arrive(o, as("9", "hand", "class"))
		h.must(err)
		if !admin("ada") {
			t.Fatal("the provider makes no administrators")
		}
		if c.loses(); admin("ada") || h.alive(got.Cookie) {
			t.Errorf("%s: administrator %v, signed in %v", c.what, admin("ada"), h.alive(got.Cookie))
		}
		if !admin("hand") {
			t.Errorf("%s: somebody else is none", c.what)
		}
	}
}

// TestAskedInTime: the loop asks, and ends with its context.
func TestAskedInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := &hall{t: t}
		s := &dueStore{asked: make(chan time.Time, 1)}
		c := invited()
		c.RefreshAge = 5 * time.Minute
		a := New(c, s, h, h, h, slog.New(slog.DiscardHandler))
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- a.RunRefresh(ctx, func() {}) }()
		before := <-s.asked
		if age := time.Since(before); age != 5*time.Minute {
			t.Errorf("asked about those of %v ago", age)
		}
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

type dueStore struct {
	Store
	asked chan time.Time
}

func (s *dueStore) DueSessions(_ context.Context, before time.Time, _ int) ([]provider.Due, error) {
	s.asked <- before
	return nil, nil
}

// FuzzReturned: nothing that a browser makes up is a way back.
func FuzzReturned(f *testing.F) {
	a := New(invited(), nil, nil, nil, nil, slog.New(slog.DiscardHandler))
	whole := a.sealTrip(trip{Trip: provider.Trip{State: "state"}, Provider: "school", Ends: time.Now().Add(time.Hour).Unix()})
	for _, s := range []string{"", "AAAA", whole[1:], whole + "A", strings.ToLower(whole)} {
		f.Add(s, "state=state")
	}
	f.Fuzz(func(t *testing.T, cookie, query string) {
		q, err := url.ParseQuery(query)
		if err != nil || strings.NewReplacer("\r", "", "\n", "").Replace(cookie) == whole {
			return
		}
		if _, err := a.returned(cookie, q); err == nil {
			t.Errorf("%q with %q is a way back", cookie, query)
		}
	})
}
