package app

import (
	"context"
	"crypto/sha256"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"commonhall"
	"commonhall/auth"
	"commonhall/gate"
	"commonhall/provider"
	"commonhall/server"
	"commonhall/store"
)

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
