package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"strings"
	"time"

	"commonhall"
)

// Invite makes a one-time code with which a person chooses a password. It counts as long as by
// could set that themselves.
func (a *Auth) Invite(ctx context.Context, name commonhall.UserName, by *Identity) (code string, expires time.Time, err error) {
	now := time.Now().UTC()
	code, expires = strings.ToLower(rand.Text()), now.Add(a.cfg.InviteAge)
	scopes := []commonhall.Scope{"inherit"}
	if by.Token != nil {
		scopes = by.Token.Scopes
	}
	if err := a.store.AddInvitation(ctx, name, sha256.Sum256([]byte(code)), by.Subject(), scopes, now, expires); err != nil {
		return "", expires, err
	}
	a.record(ctx, commonhall.EventUserInvited, name, "An invitation for "+string(name)+" was made.")
	return code, expires, nil
}

// Invited returns whom a code is for.
func (a *Auth) Invited(ctx context.Context, code string, c Client) (name commonhall.UserName, err error) {
	t, err := a.begin(limitKey{limit: limitPlace, place: placeOf(c.Address)})
	if err != nil {
		return "", err
	}
	defer func() { a.end(ctx, t, err, "", commonhall.NotFound) }()
	return a.invited(ctx, sha256.Sum256([]byte(code)))
}

// invited returns whom a code is for, if whoever made it could set that person's password now: the
// person may have come to more than they had, and who made it to less.
func (a *Auth) invited(ctx context.Context, hash [32]byte) (commonhall.UserName, error) {
	name, by, scopes, err := a.store.Invited(ctx, hash, time.Now())
	if err != nil || by.Role == commonhall.RoleOperator {
		return name, err
	}
	id, err := a.inviter(ctx, by, scopes)
	if err == nil && (id.User.Suspended || by != (commonhall.Subject{}) && !id.Scopes.Covers("admin:users", name)) {
		err = unauthenticated()
	}
	if err == nil {
		err = a.Over(ctx, id, name)
	}
	switch commonhall.KindOf(err) {
	case commonhall.PermissionDenied, commonhall.Unauthenticated, commonhall.InvalidArgument, commonhall.NotFound:
		a.record(ctx, commonhall.EventSignInFailed, name, "An invitation for "+string(name)+" was not accepted: who made it may not make it any more.")
		return "", commonhall.Errorf(commonhall.NotFound, "This invitation does not count any more: who made it may not make it now.").
			WithHint("Ask an administrator for a new one.").Because(err)
	}
	return name, err
}

// inviter returns who made an invitation with scopes, and what they may do now. Of whom nothing was
// written down may do nothing.
func (a *Auth) inviter(ctx context.Context, by commonhall.Subject, scopes []commonhall.Scope) (*Identity, error) {
	id, t := &Identity{}, commonhall.Token{User: by.User, Service: by.Service, Scopes: scopes}
	switch {
	case by.Service != "":
		s, ok := a.services.get(by.Service)
		if !ok {
			return id, unauthenticated()
		}
		owner, err := a.serviceRights(ctx, s)
		if err != nil {
			return id, err
		}
		id.Service = &s
		id.Scopes, err = a.cut(ctx, t, owner)
		return id, err
	case by.User != "":
		u, err := a.store.User(ctx, by.User)
		if err != nil {
			return id, err
		}
		owner, err := a.Rights(ctx, u)
		if err != nil {
			return id, err
		}
		id.User = u
		id.Scopes, err = a.cut(ctx, t, owner)
		return id, err
	}
	return id, nil
}

// Accept uses an invitation: it sets the password and opens a session.
func (a *Auth) Accept(ctx context.Context, code, password string, c Client) (cookie string, s commonhall.Session, err error) {
	t, err := a.begin(limitKey{limit: limitPlace, place: placeOf(c.Address)})
	if err != nil {
		return "", s, err
	}
	defer func() { a.end(ctx, t, err, "", commonhall.NotFound) }()
	coded := sha256.Sum256([]byte(code))
	name, err := a.invited(ctx, coded)
	if err != nil {
		return "", s, err
	}
	if err := CheckPassword(name, password); err != nil {
		return "", s, err
	}
	hash, err := a.hasher.hash(ctx, password)
	if err != nil {
		return "", s, err
	}
	u, err := a.store.User(ctx, name)
	if err != nil {
		return "", s, err
	}
	if _, err := a.invited(ctx, coded); err != nil { // once more: that took a while
		return "", s, err
	}
	ended, err := a.store.AcceptInvitation(ctx, coded, hash, u.Admin, time.Now())
	if err != nil {
		return "", s, err
	}
	a.record(commonhall.WithSubject(ctx, commonhall.Subject{User: name}), commonhall.EventPasswordSet, name, string(name)+" chose a password.")
	if err := a.revokeSessions(ctx, ended, "The password is set"); err != nil {
		return "", s, err
	}
	return a.open(ctx, u, hash, c)
}
