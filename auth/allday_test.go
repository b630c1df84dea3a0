package auth

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"commonhall"
)

// A program that signs in all day ends what was used longest ago, at the edge too, and
// nobody else's.
func TestSignedInAllDay(t *testing.T) {
	h := newHall(t, open(), "ada", "ben")
	_, bens := h.signIn("ben", "the one before this")
	_, first := h.signIn("ada", "the one before this")
	now := time.Now().UTC()
	hash, err := h.db.Password(t.Context(), "ada")
	h.must(err)
	for i := range maxSessions - 1 {
		h.must(h.db.AddSession(t.Context(), commonhall.Session{ID: commonhall.SessionID(fmt.Sprint("s", i)), User: "ada", Created: now, LastSeen: now.Add(time.Hour),
			Expires: now.Add(2 * time.Hour)}, hashed(fmt.Sprint(i)), hash))
	}
	h.noted()
	h.signIn("ada", "the one before this")
	if got := h.noted(); !slices.Contains(got, "revoke: session "+string(first.ID)) || len(got) != 1 {
		t.Errorf("taken back is %q, and should be %s", got, first.ID)
	}
	list, err := h.Sessions(t.Context(), "ada")
	h.must(err)
	if others, err := h.Sessions(t.Context(), "ben"); len(list) != maxSessions || err != nil || len(others) != 1 || others[0].ID != bens.ID {
		t.Errorf("ada has %d sessions, ben %v", len(list), others)
	}
}
