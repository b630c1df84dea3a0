package auth

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"commonhall"
	"commonhall/gate"
	"commonhall/provider"
	"commonhall/scope"
)

// Identity is who makes a request, and what they may do right now.
type Identity struct {
	User     commonhall.User // nobody where Operator or Service
	Operator bool            // on the administrators' socket
	Service  *Service        // a program that calls for itself; nil where a person does
	Session  *commonhall.Session
	Token    *commonhall.Token
	Scopes   scope.Set
	Rests    bool // its person cannot sign in any more: it is a server's own, which reports from inside
}

// Subject returns who acts, for contexts.
func (i *Identity) Subject() commonhall.Subject {
	if i.Operator {
		return commonhall.Subject{Role: commonhall.RoleOperator}
	}
	s := commonhall.Subject{User: i.User.Name}
	if i.Service != nil {
		s.Service = i.Service.Name
	}
	if i.Token != nil {
		s.Token = i.Token.ID
	}
	return s
}

// Expires returns when the credential ends by itself; zero for never.
func (i *Identity) Expires() time.Time {
	switch {
	case i.Session != nil:
		return i.Session.Expires
	case i.Token != nil:
		return i.Token.Expires
	}
	return time.Time{}
}

// TokenPrefix begins every API token; see edge.TokenPrefix.
const TokenPrefix = "ch_"

// Identify returns who holds the credential with that SHA-256. Whoever is
// suspended, or whose credential has ended, is nobody.
func (a *Auth) Identify(ctx context.Context, kind gate.CredentialKind, hash [32]byte) (*Identity, error) {
	if kind == gate.SessionCookie {
		return a.bySession(ctx, hash)
	}
	return a.byToken(ctx, hash)
}

func unauthenticated() error {
	return commonhall.Errorf(commonhall.Unauthenticated, "Missing or invalid credentials.")
}

func (a *Auth) bySession(ctx context.Context, hash [32]byte) (*Identity, error) {
	s, u, err := a.store.SessionByHash(ctx, hash)
	if err != nil {
		return nil, err
	}
	now := time.Now().UTC()
	if u.Suspended || !now.Before(s.Expires) {
		return nil, unauthenticated()
	}
	if a.due("s"+string(s.ID), now, s.LastSeen) {
		if err := a.store.SessionSeen(ctx, s.ID, now); err != nil {
			a.log.Warn("cannot note that a session was used", "error", err)
		}
	}
	id := &Identity{User: u, Session: &s}
	id.Scopes, err = a.Rights(ctx, u)
	return id, err
}

// shut reports whether somebody whom a provider refused has no other one: what is not in the
// settings any more lets nobody in.
func (a *Auth) shut(ctx context.Context, name commonhall.UserName) (bool, error) {
	list, err := a.store.Identities(ctx, name)
	return !slices.ContainsFunc(list, func(i provider.Identity) bool { return !i.Refused && a.offers(i.Provider) }), err
}

func (a *Auth) byToken(ctx context.Context, hash [32]byte) (*Identity, error) {
	t, u, err := a.store.TokenByHash(ctx, hash)
	if err != nil {
		return nil, err
	}
	now := time.Now().UTC()
	if u.Suspended || (!t.Expires.IsZero() && !now.Before(t.Expires)) {
		return nil, unauthenticated()
	}
	id := &Identity{User: u, Token: &t}
	if t.Refused && (!u.HasPassword || a.cfg.NoPasswords) {
		if id.Rests, err = a.shut(ctx, u.Name); err != nil {
			return nil, err
		}
	}
	if id.Rests && (t.Server == "" || t.Parent != 0) {
		return nil, unauthenticated()
	}
	if t.Client != "" && t.Server == "" { // given to a service, or shown to it in the place of another
		if t.Scopes, err = a.stillAsked(ctx, t); err != nil {
			return nil, err
		}
	}
	var owner scope.Set
	if t.Service != "" {
		s, ok := a.services.get(t.Service)
		if !ok {
			return nil, unauthenticated()
		}
		id.Service = &s
		owner, err = a.serviceRights(ctx, s)
	} else {
		owner, err = a.Rights(ctx, u)
	}
	if err != nil {
		return nil, err
	}
	if id.Scopes, err = a.cut(ctx, t, owner); err != nil {
		return nil, err
	}
	if a.due("t"+tokenText(t.ID), now, t.LastActivity) {
		if err := a.store.TokenUsed(ctx, t.ID, now); err != nil {
			a.log.Warn("cannot note that a token was used", "error", err)
		}
	}
	return id, nil
}

// noteEvery is how exactly the use of sessions and tokens is noted: writing it
// down for each request would cost more than answering it.
const noteEvery = 5 * time.Minute

// due reports whether the use of something is worth noting again.
func (a *Auth) due(key string, now, stored time.Time) bool {
	if now.Sub(stored) < noteEvery {
		return false
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if now.Sub(a.seen[key]) < noteEvery {
		return false
	}
	if len(a.seen) > 100_000 {
		clear(a.seen)
	}
	a.seen[key] = now
	return true
}

func tokenText(id commonhall.TokenID) string {
	return hex.EncodeToString([]byte{byte(id >> 24), byte(id >> 16), byte(id >> 8), byte(id)})
}

// FormToken returns the token that forms of a session carry. It stands in pages
// only (decision 004), so nobody who cannot read them has it.
func (a *Auth) FormToken(purpose, id string) string {
	m := hmac.New(sha256.New, a.cfg.Key)
	m.Write([]byte("form\x00" + purpose + "\x00" + id))
	return hex.EncodeToString(m.Sum(nil))
}

// FormTokenValid reports whether token is FormToken's.
func (a *Auth) FormTokenValid(purpose, id, token string) bool {
	return hmac.Equal([]byte(a.FormToken(purpose, id)), []byte(token))
}

// ServerToken returns the token of a run. It is computed, not drawn, so that a
// hub that died between starting a run and knowing of it gives the same again.
func (a *Auth) ServerToken(id commonhall.ServerID) string {
	m := hmac.New(sha256.New, a.cfg.Key)
	m.Write([]byte("server\x00" + string(id)))
	return tokenOf(m.Sum(nil))
}

// tokenOf writes 20 bytes as a token.
func tokenOf(b []byte) string {
	return TokenPrefix + strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b[:20]))
}
