package app

import (
	"testing"
	"time"

	"commonhall"
	"commonhall/auth"
	"commonhall/gate"
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
