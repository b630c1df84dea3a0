package auth

import (
	"strings"
	"testing"
	"time"

	"commonhall"
)

// TestRestoring: somebody comes back as themselves but without rights, and not under
// a name that looks like another's.
func TestRestoring(t *testing.T) {
	h := newHall(t, invited(), "ada", "kim", "boss")
	ctx := commonhall.WithSubject(t.Context(), commonhall.Subject{User: "boss"})
	h.must(h.SetAdmin(ctx, "boss", true))
	h.must(h.SetAdmin(ctx, "ada", true))
	cookie, _ := h.signInInvited("ada")
	h.must(h.Remove(ctx, "ada"))
	list, err := h.Removed(ctx)
	if err != nil || len(list) != 1 || !list[0].Until.Equal(list[0].At.Add(h.cfg.KeepRemoved)) {
		t.Fatalf("removed are %+v, %v", list, err)
	}
	id := list[0].ID
	for name, kind := range map[string]commonhall.Kind{"kim": commonhall.AlreadyExists, "a b": commonhall.InvalidArgument, "кіm": commonhall.InvalidArgument, "ѕаbеr": commonhall.InvalidArgument} {
		_, err := h.Restore(ctx, id, name)
		refused(t, err, kind)
	}
	_, err = h.Restore(ctx, id+100, "")
	refused(t, err, commonhall.NotFound)
	h.happened()
	u, err := h.Restore(ctx, id, "")
	if err != nil || u.Name != "ada" || u.Admin || u.Suspended || !u.HasPassword || h.alive(cookie) {
		t.Errorf("back came %+v, %v", u, err)
	}
	h.mu.Lock()
	if len(h.events) != 1 || h.events[0].Name != commonhall.EventUserRestored || h.events[0].By != "boss" || !strings.Contains(h.events[0].Text, "brought back") {
		t.Errorf("events are %+v", h.events)
	}
	h.mu.Unlock()
	h.must(h.Remove(ctx, "ada"))
	list, err = h.Removed(ctx)
	h.must(err)
	_, err = h.Restore(ctx, list[0].ID, "kіm") // mixed scripts
	refused(t, err, commonhall.InvalidArgument)
	_, err = h.AddUsers(ctx, []string{"рор"}, false) // Cyrillic altogether
	h.must(err)
	_, err = h.Restore(ctx, list[0].ID, "pop")
	refused(t, err, commonhall.InvalidArgument)
	if _, err = h.BeginPurge(ctx, list[0].ID); err != nil {
		t.Error(err)
	}
	h.must(h.EndPurge(ctx, list[0].ID))
	refused(t, h.EndPurge(ctx, list[0].ID), commonhall.NotFound)
}

// TestPurgedLate: whom the clock says to be long overdue is kept a week longer: it may be wrong,
// or have been wrong when they were removed.
func TestPurgedLate(t *testing.T) {
	c := invited()
	c.KeepRemoved = 30 * 24 * time.Hour
	for days, late := range map[int]bool{31: false, 32: false, 34: true, 9000: true} {
		h := newHall(t, c, "ada")
		h.must(h.Remove(t.Context(), "ada"))
		list, err := h.Removed(t.Context())
		h.must(err)
		id := list[0].ID
		h.must(h.db.PutOffPurge(t.Context(), id, time.Now().AddDate(0, 0, -days)))
		_, err = h.BeginPurge(t.Context(), id)
		if !late {
			h.must(err)
			continue
		}
		refused(t, err, commonhall.Unavailable)
		list, err = h.Removed(t.Context())
		if left := time.Until(list[0].Until); err != nil || left < 6*24*time.Hour || left > 8*24*time.Hour {
			t.Errorf("after %d days it is put off for %s, %v", days, left, err)
		}
		_, err = h.BeginPurge(t.Context(), id)
		refused(t, err, commonhall.FailedPrecondition) // and not put off again each day
		if again, err := h.Removed(t.Context()); err != nil || !again[0].Until.Equal(list[0].Until) {
			t.Errorf("the next day it is put off until %s, %v", again[0].Until, err)
		}
	}
}

// TestNotBeforeTheirTime: what can still be brought back is not deleted.
func TestNotBeforeTheirTime(t *testing.T) {
	c := invited()
	c.KeepRemoved = 1e9 * 3600
	h := newHall(t, c, "ada")
	h.must(h.Remove(t.Context(), "ada"))
	list, err := h.Removed(t.Context())
	h.must(err)
	_, err = h.BeginPurge(t.Context(), list[0].ID)
	refused(t, err, commonhall.FailedPrecondition)
}
