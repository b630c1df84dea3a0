package app

import (
	"context"
	"crypto/sha256"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/auth"
	"commonhall/gate"
	"commonhall/problem"
	"commonhall/provider"
	"commonhall/scope"
	"commonhall/server"
	"commonhall/service"
	"commonhall/spawner/spawnertest"
	"commonhall/store"
)

// desk is what answers the edge, over a real database and servers that pretend. ada and ben
// are people, boss administers; ada has a default server and one called lab.
type desk struct {
	decider
	t  *testing.T
	db *store.DB
}

// The edge, the door inside servers and room on the machine, of a hub that has none.
func (d *desk) Revoke(context.Context, gate.Revocation) error { return nil }
func (d *desk) ServeInside(commonhall.UserName, net.Listener) {}
func (d *desk) ServeService(commonhall.ServiceName, net.Listener) {
}
func (d *desk) StopFor(context.Context, commonhall.UserName, string) error { return nil }

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Error(err)
	}
}

// story runs f in a time of its own.
func story(t *testing.T, f func(d *desk)) {
	t.Helper()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		db, err := store.Open(t.Context(), filepath.Join(dir, "hub.db"))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		d, b, log := &desk{t: t, db: db}, &hub{}, slog.New(slog.DiscardHandler)
		page := spawnertest.Serve(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
		sp := spawnertest.NewPretend(spawnertest.PretendOptions{Program: func([]string) spawnertest.Program { return page }})
		defer sp.Close()
		timeline := problem.New(db, log)
		d.auth = auth.New(auth.Config{FirstUID: 600_001_000, LastUID: 600_065_535, FirstGID: 600_000_100, LastGID: 600_000_899, Key: make([]byte, 32), Clients: serviceClients{b},
			SessionAge: time.Hour, InviteAge: time.Hour}, db, timeline, d, d, log)
		cfg := server.Config{Default: "page", Named: true, StartTimeout: time.Minute, ReadyTimeout: time.Minute, StopGrace: time.Second, Groups: d.auth,
			Apps: []commonhall.App{{Name: "page", Command: []string{"page"}}, {Name: "lab", Command: []string{"lab"}, HubAuth: true}}}
		d.servers = server.New(cfg, db, sp, timeline, d.auth, d, d, log)
		var list []commonhall.Service
		for _, s := range []commonhall.Service{{Name: "grades", URL: "http://127.0.0.1:10101"}, {Name: "helper", Admin: true}} {
			list = append(list, service.Complete(s))
		}
		d.services = service.New(service.Config{Services: list, FirstID: 600_000_950, Grace: time.Second}, db, serviceTokens{d.auth}, sp, d, d, timeline, log)
		b.services = d.services
		if _, err := (serviceClients{b}).OAuthClient(t.Context(), "service-grades2"); commonhall.KindOf(err) != commonhall.Unavailable {
			t.Errorf("a client of which a hub that begins does not know yet: %v", err)
		}
		ctx, end := context.WithCancel(t.Context())
		var parts sync.WaitGroup
		for _, run := range []func(context.Context, func()) error{timeline.Run, d.servers.Run, d.services.Run} {
			parts.Go(func() { _ = run(ctx, func() {}) })
		}
		defer parts.Wait()
		defer end()
		d.people()
		f(d)
	})
}

func (d *desk) people() {
	ctx := d.t.Context()
	_, err := d.auth.AddUsers(ctx, []string{"ada", "ben"}, false)
	d.must(err)
	_, err = d.auth.AddUsers(ctx, []string{"boss"}, true)
	d.must(err)
	synctest.Wait()
	d.must(d.servers.StartAs(ctx, commonhall.UserName("ada").Default(), server.Wish{App: "page"}))
	d.must(d.servers.StartAs(ctx, commonhall.UserName("ada").Server("lab"), server.Wish{App: "lab"}))
	d.must(d.servers.StartAs(ctx, commonhall.UserName("ben").Default(), server.Wish{App: "page"}))
	synctest.Wait()
}

// token returns the question of whoever shows a token with these scopes of somebody's.
func (d *desk) token(name commonhall.UserName, scopes ...commonhall.Scope) gate.Question {
	d.t.Helper()
	text, _, err := d.auth.CreateToken(d.t.Context(), name, auth.NewToken{Scopes: scopes, ExpiresIn: time.Hour}, scope.Person(name, true))
	d.must(err)
	return gate.Question{Kind: gate.APIToken, Hash: sha256.Sum256([]byte(text))}
}

// session signs somebody in.
func (d *desk) session(name commonhall.UserName) gate.Question {
	d.t.Helper()
	now, hash := time.Now().UTC(), sha256.Sum256([]byte(name))
	d.must(d.db.AddSession(d.t.Context(), commonhall.Session{ID: commonhall.SessionID("of-" + name), User: name, Created: now, LastSeen: now, Expires: now.Add(time.Hour)}, hash, ""))
	return gate.Question{Kind: gate.SessionCookie, Hash: hash}
}

func (d *desk) secret(text string) gate.Question {
	return gate.Question{Kind: gate.APIToken, Hash: sha256.Sum256([]byte(text))}
}

// at asks with q for a path as /user/ada/lab or /services/grades.
func (d *desk) at(q gate.Question, path string) gate.Answer {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	if parts[0] == "services" {
		q.Service = parts[1]
	} else if q.Name = commonhall.UserName(parts[1]); len(parts) > 2 {
		q.Server = commonhall.ServerName(parts[2])
	}
	return d.Decide(d.t.Context(), q)
}

// TestWhoEntersAServer: one's own alone, and with a token for one server that one alone,
// whichever it is; what a program was given to know its visitor by opens nothing.
func TestWhoEntersAServer(t *testing.T) {
	story(t, func(d *desk) {
		const first, lab, bens = "/user/ada/", "/user/ada/lab/", "/user/ben/"
		own, err := d.auth.CreateServerToken(d.t.Context(), commonhall.UserName("ada").Default(), "1-run")
		d.must(err)
		session := d.session("ada")
		pass := d.at(d.token("ada", "inherit"), lab).Pass.Token
		if pass == "" || d.at(session, lab).Pass.Session != "of-ada" || d.at(session, first).Pass != (gate.Pass{}) {
			t.Errorf("jupyterhub-singleuser, and it alone, is told who comes: %+v, %+v", d.at(session, lab), d.at(session, first))
		}
		for _, c := range []struct {
			who  string
			q    gate.Question
			open string
			not  gate.Result
		}{
			{"she", session, first + " " + lab, gate.Deny}, {"all that she may", d.token("ada", "inherit"), first + " " + lab, gate.Deny},
			{"a token for her servers", d.token("ada", "access:servers!user"), first + " " + lab, gate.Deny},
			{"a token for lab", d.token("ada", "access:servers!server=ada/lab"), lab, gate.Deny},
			{"a token for the first", d.token("ada", "access:servers!server=ada/"), first, gate.Deny},
			{"a token for something else", d.token("ada", "servers!user", "read:users!user"), "", gate.Deny},
			{"the first itself", d.secret(own), first, gate.Deny}, {"what lab was told", d.secret(pass), "", gate.Anonymous},
			{"ben", d.session("ben"), bens, gate.Deny}, {"an administrator", d.session("boss"), "", gate.Deny},
			{"an administrator's token", d.token("boss", "access:servers!server=ada/lab"), "", gate.Deny},
			{"a service", d.secret(d.auth.ServiceToken("helper")), "", gate.Deny}, {"nobody", d.secret("x"), "", gate.Anonymous},
		} {
			for _, path := range []string{first, lab, bens} {
				want := c.not
				if strings.Contains(" "+c.open+" ", " "+path+" ") {
					want = gate.Allow
				}
				a := d.at(c.q, path)
				if a.Result != want || want == gate.Allow && (a.Prefix != path || a.Server == "" || a.Expires.IsZero() && c.who != "the first itself" || (a.Token == 0) == (a.Session == "")) ||
					want != gate.Allow && a != (gate.Answer{Result: want}) {
					t.Errorf("%s at %s: %+v, want %s", c.who, path, a, want)
				}
			}
			for _, path := range []string{"/user/Ada/", "/user/ada%2f/", "/user/nobody/", "/user/ ada/"} {
				if a := d.at(c.q, path); a != (gate.Answer{Result: c.not}) {
					t.Errorf("%s at %s: %+v", c.who, path, a)
				}
			}
		}
		if a := d.at(d.token("ada", "access:servers!server=ada/lab"), "/user/ada/tree"); a.Result != gate.Deny { // a path at the first
			t.Errorf("a token for lab at a path of the first: %+v", a)
		}
		d.must(d.db.Close())
		if a := d.at(session, first); a != (gate.Answer{Result: gate.Unavailable}) {
			t.Errorf("without a database: %+v", a)
		}
	})
}

// TestWhomAServiceIsToldOf: everybody reaches it; of those who may not enter it, and of other
// programs, it is told nothing.
func TestWhomAServiceIsToldOf(t *testing.T) {
	story(t, func(d *desk) {
		const grades = "/services/grades"
		boss, pass := d.session("boss"), ""
		if pass = d.at(d.token("boss", "inherit"), grades).Pass.Token; pass == "" {
			t.Error("of a token it is told nothing")
		}
		for _, c := range []struct {
			who     string
			q       gate.Question
			subject commonhall.UserName
		}{
			{"an administrator", boss, "boss"}, {"a token for it", d.token("boss", "access:services!service=grades"), "boss"},
			{"a token for another", d.token("boss", "access:services!service=helper"), ""}, {"a token for servers", d.token("boss", "access:servers"), ""},
			{"who may not enter", d.session("ada"), ""}, {"what it was told", d.secret(pass), ""},
			{"another service", d.secret(d.auth.ServiceToken("helper")), ""}, {"a wrong token", d.secret("x"), ""},
		} {
			a := d.at(c.q, grades)
			if c.subject == "" && a != (gate.Answer{Result: gate.Anonymous}) ||
				c.subject != "" && (a.Result != gate.Allow || a.Subject != c.subject || a.Pass == (gate.Pass{}) || a.Expires.IsZero() || (a.Token == 0) == (a.Session == "")) {
				t.Errorf("%s: %+v", c.who, a)
			}
			if a := d.at(c.q, "/services/helper"); a != (gate.Answer{Result: gate.Deny}) { // it has no pages
				t.Errorf("%s at one without pages: %+v", c.who, a)
			}
		}
		if a := d.at(gate.Question{}, grades); a.Result != gate.Allow || a.URL == "" || a.Subject != "" || a.Pass != (gate.Pass{}) {
			t.Errorf("who shows nothing: %+v", a)
		}
		if _, err := (serviceClients{&hub{services: d.services}}).OAuthClient(d.t.Context(), "service-grades2"); commonhall.KindOf(err) != commonhall.NotFound {
			d.t.Errorf("a client that there is not: %v", err)
		}
		d.must(d.db.Close())
		if a := d.at(boss, grades); a != (gate.Answer{Result: gate.Unavailable}) {
			t.Errorf("without a database: %+v", a)
		}
	})
}

// TestAnAnswerEndsWithItsSession: what a program was given in a session, for a server or a
// service, says which one that is: the edge closes it with the session.
func TestAnAnswerEndsWithItsSession(t *testing.T) {
	end := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	for what, id := range map[string]*auth.Identity{
		"a session":               {Session: &commonhall.Session{ID: "s1", Expires: end}},
		"a token given in it":     {Token: &commonhall.Token{ID: 7, Session: "s1", Expires: end}},
		"a token of one's own":    {Token: &commonhall.Token{ID: 7, Expires: end}},
		"a token without an end":  {Token: &commonhall.Token{ID: 7}},
		"a session without token": {Session: &commonhall.Session{ID: "s1"}},
	} {
		id.User.Name = "ada"
		a := held(gate.Answer{Result: gate.Allow, Server: "run"}, id)
		own := id.Token != nil && id.Token.Session == ""
		if (a.Session == "") != own || (a.Token == 7) != (id.Token != nil) || a.Subject != "ada" || !a.Expires.Equal(id.Expires()) || a.Server != "run" {
			t.Errorf("%s: %+v", what, a)
		}
	}
}

// TestWhoseTokensRest: the token of a server whose person no provider lets in any more reports from
// inside, and opens the server to nobody.
func TestWhoseTokensRest(t *testing.T) {
	ctx := t.Context()
	db, err := store.Open(ctx, filepath.Join(t.TempDir(), "hub.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	a := auth.New(auth.Config{Key: make([]byte, 32)}, db, silent{}, nil, nil, slog.New(slog.DiscardHandler))
	i, err := db.AddPerson(ctx, provider.Identity{User: "ada", Provider: "school", Issuer: "x", Subject: "7", Created: time.Now()}, 1000, 2000)
	if err != nil {
		t.Fatal(err)
	}
	text, err := a.CreateServerToken(ctx, commonhall.UserName("ada").Default(), "run")
	if err != nil {
		t.Fatal(err)
	}
	d := &decider{auth: a, servers: server.New(server.Config{}, db, nil, silent{}, a, nil, nil, slog.New(slog.DiscardHandler))}
	q := gate.Question{Kind: gate.APIToken, Hash: sha256.Sum256([]byte(text)), Name: "ada"}
	if got := d.Decide(ctx, q); got.Result == gate.Anonymous {
		t.Fatalf("before: %+v", got)
	}
	if _, _, err := db.RefuseIdentity(ctx, i.ID, time.Now()); err != nil {
		t.Fatal(err)
	}
	if got := d.Decide(ctx, q); got.Result != gate.Anonymous {
		t.Errorf("afterwards: %+v", got)
	}
}

type silent struct{}

func (silent) Record(context.Context, commonhall.Event) {}
