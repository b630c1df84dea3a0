package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"commonhall"
	"commonhall/gate"
)

// Client is where a sign-in comes from, as far as one can believe it.
type Client struct {
	Agent   string
	Address string
	known   []string // cookies of a known browser
}

// wrong is what everybody hears whose sign-in fails, whatever the reason.
func wrong() error {
	return commonhall.Errorf(commonhall.Unauthenticated, "Wrong name or password.").
		WithHint("If you forgot your password, ask your teacher or administrator to reset it.")
}

// maxTyped is how much of what is no name counts when attempts are.
const maxTyped = 256

// SignIn checks a password and opens a session. It returns the cookie's value,
// which is stored nowhere. Unlisted names, wrong passwords, people who are
// suspended or not invited yet cannot be told apart, neither by answer nor by time,
// nor by how many attempts there are; only who knows the password of somebody
// suspended hears so. Where first use is open, a password that would not do as a
// first one is answered so to everybody.
func (a *Auth) SignIn(ctx context.Context, rawName, password string, c Client) (cookie string, s commonhall.Session, err error) {
	name, nameErr := NormalizeName(rawName)
	typed := string(name)
	if nameErr != nil {
		typed = rawName[:min(len(rawName), maxTyped)]
	}
	place, who := placeOf(c.Address), keyed(typed)
	keys := []limitKey{{limit: limitPlace, place: place}, {limitAccount, place, who}, {limitSuccess, place, who}}
	if id := a.knownAs(name, c); id != "" {
		keys = []limitKey{{limit: limitKnown, who: keyed(id)}, {limitSuccess, place, who}}
	}
	t, err := a.beginTyped(keys...)
	if err != nil {
		return "", s, err
	}
	var listed commonhall.UserName
	defer func() { a.end(ctx, t, err, listed, commonhall.Unauthenticated, commonhall.PermissionDenied) }()
	var hash string
	var u commonhall.User
	if nameErr == nil {
		u, err = a.store.User(ctx, name)
		if err == nil {
			hash, err = a.store.Password(ctx, name)
		}
		if err != nil && commonhall.KindOf(err) != commonhall.NotFound {
			return "", s, err
		}
		if err == nil {
			listed = name
		}
	}
	ok, bad := false, a.unfit(name, password)
	open, err := a.openFor(ctx, u, hash)
	if err != nil {
		return "", s, err
	}
	if listed != "" && open && bad == nil {
		// As long as a check takes: the hash that is about to be stored.
		hash, err = a.firstUse(ctx, name, password)
		ok = err == nil
	} else {
		ok, err = a.hasher.matches(ctx, hash, password)
	}
	if err != nil {
		return "", s, err
	}
	if listed == "" || u.Suspended || !ok {
		if !t.known { // each of a burst would bury the rest of the timeline
			a.failedSignIn(ctx, listed)
		}
		if ok {
			return "", s, suspended(name)
		}
		if bad != nil {
			return "", s, bad
		}
		return "", s, wrong()
	}
	return a.open(ctx, u, hash, c)
}

// suspended is what somebody hears who is, and has shown by their password that
// they are who they say.
func suspended(name commonhall.UserName) error {
	return commonhall.Errorf(commonhall.PermissionDenied, "%s is suspended, and cannot sign in.", string(name)).
		WithHint("Ask your teacher or administrator to let you back in.")
}

// unfit is what everybody hears who cannot sign in with a password that nobody may
// choose, where first use is open: whoever wanted to choose it learns why not, and
// nobody learns who has one.
func (a *Auth) unfit(name commonhall.UserName, password string) error {
	if !a.cfg.FirstUse {
		return nil
	}
	bad := CheckPassword(name, password)
	if bad == nil {
		return nil
	}
	said := commonhall.ForPerson(wrong())
	said.Msg += " First time here? " + commonhall.ForPerson(bad).Msg
	return said
}

// openFor reports whether whoever comes first may set the password of u. Not that
// of an administrator: they could do anything then. And not where an invitation was
// made, for whoever has that is meant.
func (a *Auth) openFor(ctx context.Context, u commonhall.User, hash string) (bool, error) {
	if !a.cfg.FirstUse || hash != "" || u.Suspended || u.Admin || u.Name == "" {
		return false, nil
	}
	others, err := a.store.Identities(ctx, u.Name) // who signs in elsewhere is no newcomer
	if err != nil || len(others) > 0 {
		return false, err
	}
	invited, err := a.store.HasInvitation(ctx, u.Name, time.Now())
	return !invited, err
}

// failedSignIn records who could not get in. What a stranger typed is not
// repeated (JupyterHub's CVE-2026-54338).
func (a *Auth) failedSignIn(ctx context.Context, listed commonhall.UserName) {
	e := commonhall.Event{Name: commonhall.EventSignInFailed, Text: "A sign-in with an unlisted name failed."}
	if listed != "" {
		e.User, e.Text = listed, "A sign-in as "+string(listed)+" failed."
	}
	a.events.Record(ctx, e)
}

// firstUse stores the first password of a person, which is fit, and returns its hash.
func (a *Auth) firstUse(ctx context.Context, name commonhall.UserName, password string) (string, error) {
	hash, err := a.hasher.hash(ctx, password)
	if err != nil {
		return "", err
	}
	if _, err := a.store.ChangePassword(ctx, name, "", hash, ""); err != nil {
		if commonhall.KindOf(err) == commonhall.FailedPrecondition {
			return "", wrong() // somebody else was first, or shut them out
		}
		return "", err
	}
	a.record(commonhall.WithSubject(ctx, commonhall.Subject{User: name}), commonhall.EventPasswordSet, name, string(name)+" chose a password.")
	return hash, nil
}

// open makes a session for somebody who has proved that they know the password
// with that hash, if it is still theirs: it may have been changed meanwhile.
func (a *Auth) open(ctx context.Context, u commonhall.User, hash string, c Client) (string, commonhall.Session, error) {
	now := time.Now().UTC()
	cookie := randomHex(32)
	s := commonhall.Session{ID: commonhall.SessionID(randomHex(16)), User: u.Name, Created: now, LastSeen: now,
		Expires: now.Add(a.cfg.SessionAge), Agent: clean(c.Agent, 200), Address: clean(c.Address, 64), FirstUse: !u.HasPassword}
	if err := a.store.AddSession(ctx, s, sha256.Sum256([]byte(cookie)), hash); err != nil {
		if commonhall.KindOf(err) == commonhall.NotFound {
			return "", s, wrong() // suspended, removed or with another password since a moment ago
		}
		return "", s, err
	}
	a.record(commonhall.WithSubject(ctx, commonhall.Subject{User: u.Name}), commonhall.EventSignedIn, u.Name, string(u.Name)+" signed in.")
	a.trimSessions(ctx, u.Name)
	return cookie, s, nil
}

func (a *Auth) trimSessions(ctx context.Context, name commonhall.UserName) {
	ended, err := a.store.TrimSessions(ctx, name, maxSessions)
	if err = errors.Join(err, a.revokeSessions(ctx, ended, "Old sessions have ended")); err != nil {
		a.log.Warn("old sessions of somebody who signs in again and again", "error", err)
	}
}

// maxSessions is in how many browsers a person can be signed in. Beyond that those
// end that were used longest ago: a program may sign in all day.
const maxSessions = 100

func randomHex(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails (crypto/rand)
	return hex.EncodeToString(b)
}

// clean cuts s to n bytes of printable text.
func clean(s string, n int) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == '\uFFFD' {
			return -1
		}
		return r
	}, s)
	if len(s) > n {
		s = strings.ToValidUTF8(s[:n], "")
	}
	return s
}

// SignOut ends one session of a person, if it is one.
func (a *Auth) SignOut(ctx context.Context, name commonhall.UserName, id commonhall.SessionID) error {
	found, err := a.store.RemoveSession(ctx, name, id)
	if err != nil || !found { // ended already, or somebody else's: nothing to take back
		return err
	}
	a.record(ctx, commonhall.EventSignedOut, name, string(name)+" signed out.")
	return a.revoke(ctx, "The session has ended", gate.Revocation{Kind: gate.RevokeSession, Session: id})
}

// SignOutEverywhere ends all sessions of a person but keep.
func (a *Auth) SignOutEverywhere(ctx context.Context, name commonhall.UserName, keep commonhall.SessionID) error {
	ended, err := a.store.RemoveSessions(ctx, name, keep)
	if err != nil {
		return err
	}
	a.record(ctx, commonhall.EventSignedOut, name, string(name)+" signed out everywhere.")
	return a.revokeSessions(ctx, ended, "The sessions have ended")
}

// Sessions returns a person's sessions.
func (a *Auth) Sessions(ctx context.Context, name commonhall.UserName) ([]commonhall.Session, error) {
	return a.store.Sessions(ctx, name)
}

// ChangePassword sets a new password for somebody who knows the old one; their
// other sessions end. keep is the session that asks.
func (a *Auth) ChangePassword(ctx context.Context, name commonhall.UserName, old, password string, keep commonhall.SessionID) (err error) {
	if err := CheckPassword(name, password); err != nil {
		return err
	}
	// By session: whoever guesses in a browser left open stops nobody else.
	t, err := a.begin(limitKey{limit: limitSessions, who: keyed(string(name) + "\x00" + string(keep))},
		limitKey{limit: limitSuccess, who: keyed(string(name))})
	if err != nil {
		return err
	}
	defer func() { a.end(ctx, t, err, name, commonhall.PermissionDenied) }()
	before, err := a.store.Password(ctx, name)
	if err != nil {
		return err
	}
	ok, err := a.hasher.matches(ctx, before, old)
	if err != nil {
		return err
	}
	if !ok {
		return commonhall.Errorf(commonhall.PermissionDenied, "The present password is not right.")
	}
	hash, err := a.hasher.hash(ctx, password)
	if err != nil {
		return err
	}
	// Only in place of the one that was checked: a reset meanwhile stays one.
	ended, err := a.store.ChangePassword(ctx, name, before, hash, keep)
	if err != nil {
		return err
	}
	return a.changedPassword(ctx, name, ended)
}

func (a *Auth) changedPassword(ctx context.Context, name commonhall.UserName, ended []commonhall.SessionID) error {
	a.record(ctx, commonhall.EventPasswordSet, name, "The password of "+string(name)+" was changed.")
	return a.revokeSessions(ctx, ended, "The password is changed")
}
