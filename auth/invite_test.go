package auth

import (
	"context"
	"testing"
	"time"

	"commonhall"
)

// promoting is a database in which something happens while an invitation is accepted: after a
// number of looks at its person, or at the last moment.
type promoting struct {
	Store
	looks int
	then  func()
}

func (p *promoting) User(ctx context.Context, name commonhall.UserName) (commonhall.User, error) {
	if p.looks--; p.looks == 0 {
		p.then()
	}
	return p.Store.User(ctx, name)
}

func (p *promoting) AcceptInvitation(ctx context.Context, hash [32]byte, password string, admin bool, now time.Time) ([]commonhall.SessionID, error) {
	if p.looks > 0 {
		p.then()
	}
	return p.Store.AcceptInvitation(ctx, hash, password, admin, now)
}

// TestPromotedWhileAnInvitationIsAccepted: a password takes a while to be hashed.
func TestPromotedWhileAnInvitationIsAccepted(t *testing.T) {
	for _, looks := range []int{1, 2, 3, 100} {
		h := newHall(t, invited(), "ada")
		code, _, err := h.Invite(t.Context(), "ada", &Identity{})
		h.must(err)
		whole := h.store
		h.store = &promoting{whole, looks, func() { h.must(whole.SetAdmin(t.Context(), "ada", true)) }}
		_, _, err = h.Accept(t.Context(), code, good, Client{})
		refused(t, err, commonhall.NotFound)
		h.store = whole
		if u, err := h.User(t.Context(), "ada"); u.HasPassword || !u.Admin || err != nil {
			t.Errorf("after %d looks she is %+v, %v", looks, u, err)
		}
		h.must(whole.SetAdmin(t.Context(), "ada", false)) // the code was not used up, and is hers as before
		_, _, err = h.Accept(t.Context(), code, good, Client{})
		h.must(err)
	}
}
