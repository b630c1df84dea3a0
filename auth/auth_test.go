package auth

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"commonhall"
	"commonhall/gate"
	"commonhall/store"
)

// hall is Auth over a real database, with an edge and servers that note what they
// are told.
type hall struct {
	*Auth
	t  *testing.T
	db *store.DB

	mu     sync.Mutex
	notes  []string // what was done, in order
	events []commonhall.Event
	edge   error // what the edge says of revocations
	stops  error // what stopping a server ends in
}

// noting is the database; it notes the steps whose order matters.
type noting struct {
	*store.DB
	h *hall
}

func (n noting) Suspend(ctx context.Context, name commonhall.UserName) error {
	n.h.note("store: suspend " + string(name))
	return n.DB.Suspend(ctx, name)
}

func (n noting) RemoveUser(ctx context.Context, name commonhall.UserName, now time.Time) error {
	n.h.note("store: remove " + string(name))
	return n.DB.RemoveUser(ctx, name, now)
}

func (h *hall) note(s string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.notes = append(h.notes, s)
}

// noted returns what was done since it was last asked.
func (h *hall) noted() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	out := h.notes
	h.notes = nil
	return out
}

func (h *hall) Revoke(ctx context.Context, r gate.Revocation) error {
	who := string(r.User)
	switch r.Kind {
	case gate.RevokeSession:
		who = string(r.Session)
	case gate.RevokeToken:
		who = fmt.Sprint(r.Token)
	}
	h.note("revoke: " + string(r.Kind) + " " + who)
	if h.edge != nil && ctx.Err() == nil {
		return h.edge
	}
	return ctx.Err()
}

func (h *hall) StopFor(ctx context.Context, name commonhall.UserName, by string) error {
	h.note("stop: " + string(name) + " by " + by)
	return errors.Join(ctx.Err(), h.stops)
}

func (h *hall) Record(ctx context.Context, e commonhall.Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if e.By == "" {
		e.By = commonhall.SubjectFrom(ctx).String()
	}
	h.events = append(h.events, e)
}

// happened returns the names of what was recorded since it was last asked.
func (h *hall) happened() (names []commonhall.EventName) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, e := range h.events {
		names = append(names, e.Name)
	}
	h.events = nil
	return names
}

func invited() Config {
	return Config{FirstUID: 600_001_000, LastUID: 600_065_535, FirstGID: 600_000_100, LastGID: 600_000_899, SessionAge: 24 * time.Hour, InviteAge: 7 * 24 * time.Hour,
		Key: []byte("0123456789abcdef0123456789abcdef"), Cookie: "commonhall-abc"}
}

func open() Config {
	c := invited()
	c.FirstUse = true
	return c
}

func newHall(t *testing.T, c Config, names ...string) *hall {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "hub.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	h := &hall{t: t, db: db}
	h.Auth = New(c, noting{db, h}, h, h, h, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if len(names) > 0 {
		if _, err := h.AddUsers(t.Context(), names, false); err != nil {
			t.Fatal(err)
		}
	}
	h.happened()
	return h
}

const good = "correct horse battery"

// password gives somebody a password; notes and events of it are forgotten.
func (h *hall) password(name commonhall.UserName, password string) {
	h.t.Helper()
	h.must(h.SetPassword(h.t.Context(), name, password))
	h.noted()
	h.happened()
}

// signIn opens a session and returns its cookie.
func (h *hall) signIn(name, password string) (string, commonhall.Session) {
	h.t.Helper()
	cookie, s, err := h.SignIn(h.t.Context(), name, password, Client{Agent: "Firefox", Address: "192.0.2.7"})
	h.must(err)
	return cookie, s
}

func (h *hall) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *hall) same(what string, got, want any) {
	h.t.Helper()
	if g, w := fmt.Sprintf("%q", got), fmt.Sprintf("%q", want); g != w {
		h.t.Errorf("%s: %s, want %s", what, g, w)
	}
}

// refused checks that err is of that kind and has a sentence for a person.
func refused(t *testing.T, err error, kind commonhall.Kind) {
	t.Helper()
	if err == nil || commonhall.KindOf(err) != kind || commonhall.ForPerson(err).Msg == "" {
		t.Errorf("the answer is %v, want one of kind %s", err, kind)
	}
}

// alive says whether a cookie still is a credential.
func (h *hall) alive(cookie string) bool {
	_, err := h.Identify(h.t.Context(), gate.SessionCookie, hashed(cookie))
	if err != nil && commonhall.KindOf(err) != commonhall.Unauthenticated {
		h.t.Error(err)
	}
	return err == nil
}

// works says whether a token still is a credential.
func (h *hall) works(token string) bool {
	_, err := h.Identify(h.t.Context(), gate.APIToken, hashed(token))
	if err != nil && commonhall.KindOf(err) != commonhall.Unauthenticated {
		h.t.Error(err)
	}
	return err == nil
}

func sessionIDs(list []commonhall.Session) (ids []string) {
	for _, s := range list {
		ids = append(ids, string(s.ID))
	}
	slices.Sort(ids)
	return ids
}
