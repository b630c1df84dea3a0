package auth

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"strconv"
	"time"

	"commonhall"
	"commonhall/gate"
)

// The second half of the code grant: a program exchanges the code for a token; and what
// programs get that are shown an API client's request.

// GrantRequest is what a program sends to exchange a code.
type GrantRequest struct {
	Client, Secret, Type, Code, Redirect, Verifier string
}

// Grant is what it gets.
type Grant struct {
	Token   string
	Expires time.Duration
	Scopes  []commonhall.Scope
}

// GrantError is why not, in the words of RFC 6749 section 5.2.
type GrantError struct {
	Word   string
	Detail string // for the author of the program
}

// Error implements error.
func (e *GrantError) Error() string { return e.Word + ": " + e.Detail }

// Grant exchanges a code for a token that lasts as long as the session in which the code
// was made. A code that is shown a second time ends what it gave. A refusal is a
// *GrantError.
func (a *Auth) Grant(req *http.Request, r GrantRequest) (Grant, error) {
	ctx := req.Context()
	switch {
	case r.Type != "authorization_code" && r.Type != "":
		return Grant{}, &GrantError{"unsupported_grant_type", ""}
	case r.Code == "":
		return Grant{}, &GrantError{"invalid_request", "Missing code parameter."}
	case r.Type == "":
		return Grant{}, &GrantError{"invalid_request", "Missing grant_type parameter."}
	}
	c, err := a.clientWith(ctx, r.Client, r.Secret, doorOf(ctx))
	if commonhall.KindOf(err) == commonhall.NotFound {
		if err = a.wrongToken(ctx, doorOf(ctx), a.Client(req).Address, err); commonhall.KindOf(err) == commonhall.NotFound {
			err = &GrantError{"invalid_client", ""}
		}
	}
	if err != nil {
		return Grant{}, err
	}
	invalid := &GrantError{"invalid_grant", "The code is not good, or not good any more."}
	hash := sha256.Sum256([]byte(r.Code))
	code, given, err := a.store.Code(ctx, hash)
	switch {
	case commonhall.KindOf(err) == commonhall.NotFound:
		return Grant{}, invalid
	case err != nil:
		return Grant{}, err
	case code.Client != c.ID || code.Server != c.Server:
		return Grant{}, invalid
	case given != 0:
		return Grant{}, a.replayed(ctx, code, given, invalid)
	case !time.Now().Before(code.Expires) || !sentTo(code, c, r.Redirect) || !proves(code, r.Verifier):
		return Grant{}, invalid
	}
	return a.grant(ctx, code, hash, invalid)
}

// sentTo reports whether the client says the same address again, or as little.
func sentTo(code commonhall.Code, c OAuthClient, redirect string) bool {
	return redirect == code.Redirect || code.Redirect == "" && redirect == c.Redirect
}

// proves reports whether the verifier is the one of the code's challenge. One where no
// challenge was sent shows that somebody took it away on its way here.
func proves(code commonhall.Code, verifier string) bool {
	if code.Challenge == "" {
		return verifier == ""
	}
	sum := sha256.Sum256([]byte(verifier))
	want := base64.RawURLEncoding.EncodeToString(sum[:])
	return isProof(verifier, 43, 128) && subtle.ConstantTimeCompare([]byte(want), []byte(code.Challenge)) == 1
}

// grant makes the token.
func (a *Auth) grant(ctx context.Context, code commonhall.Code, hash [32]byte, invalid error) (Grant, error) {
	secret := make([]byte, 20)
	_, _ = rand.Read(secret) // never fails (crypto/rand)
	text, t, now := tokenOf(secret), code.Token, time.Now().UTC().Truncate(time.Microsecond)
	t.Created = now
	t, ended, err := a.store.UseCode(ctx, hash, t, sha256.Sum256([]byte(text)))
	switch commonhall.KindOf(err) {
	case commonhall.FailedPrecondition: // somebody was faster
		if _, given, err := a.store.Code(ctx, hash); err == nil && given != 0 {
			return Grant{}, a.replayed(ctx, code, given, invalid)
		}
		return Grant{}, invalid
	case commonhall.Unauthenticated: // the session has just ended
		return Grant{}, invalid
	}
	if err != nil {
		return Grant{}, err
	}
	if code.Server == "" {
		a.record(commonhall.WithSubject(ctx, commonhall.Subject{User: t.User}), commonhall.EventTokenCreated, t.User, string(t.User)+" signed in at "+code.Client+".")
	}
	if err := a.revokeTokens(ctx, ended, "Old tokens have ended"); err != nil {
		a.log.Warn("old tokens of a program that asks again and again", "client", code.Client, "error", err)
	}
	return Grant{Token: text, Expires: t.Expires.Sub(now), Scopes: t.Scopes}, nil
}

// replayed ends what a code gave that is shown once more: one of the two who have it
// stole it.
func (a *Auth) replayed(ctx context.Context, code commonhall.Code, given commonhall.TokenID, invalid error) error {
	a.log.Warn("a code of OAuth was used twice; what it gave has ended", "client", code.Client, "user", code.User)
	err := a.RevokeToken(ctx, code.User, given)
	if err == nil || commonhall.KindOf(err) == commonhall.NotFound {
		return invalid
	}
	return err
}

// clientWith returns the client that proves itself with its secret, at a door; NotFound
// where it does not.
func (a *Auth) clientWith(ctx context.Context, id, secret string, door Door) (OAuthClient, error) {
	wrong := commonhall.Errorf(commonhall.NotFound, "There is no such client, or its secret is wrong.")
	holder, err := a.Identify(ctx, gate.APIToken, sha256.Sum256([]byte(secret)))
	switch {
	case commonhall.KindOf(err) == commonhall.Unauthenticated:
		return OAuthClient{}, wrong
	case err != nil:
		return OAuthClient{}, err
	}
	t := *holder.Token
	switch {
	case t.Session != "" || t.Parent != 0: // what a client was given, and not its own
		return OAuthClient{}, wrong
	case holder.Service != nil:
		c, err := a.service(ctx, id)
		if err == nil && c.Service != t.Service {
			err = wrong
		}
		return c, err
	case t.Server == "" || t.Client != id || id == "" || door.Inside != "" && door.Inside != t.User:
		return OAuthClient{}, wrong
	}
	return serverClient(t), nil
}

// passEvery is how often a program is shown another token in place of an API client's.
// Each lasts twice as long, and no longer than the client's own.
const passEvery = time.Hour

// Pass returns what the client c is told of who asks: their session, or a token in the
// place of theirs that says who they are, and that they may enter there; no more.
func (a *Auth) Pass(ctx context.Context, id *Identity, c OAuthClient) (gate.Pass, error) {
	switch {
	case id.Session != nil:
		return gate.Pass{Session: id.Session.ID}, nil
	case id.Token == nil:
		return gate.Pass{}, nil
	}
	now := time.Now().UTC()
	begin := now.Truncate(passEvery)
	m := hmac.New(sha256.New, a.cfg.Key) // the same again, whoever asks: one record for each hour
	m.Write([]byte("pass\x00" + strconv.FormatInt(int64(id.Token.ID), 10) + "\x00" + c.ID + "\x00" + string(c.Server) + "\x00" + begin.Format(time.RFC3339)))
	text := tokenOf(m.Sum(nil))
	t := commonhall.Token{User: id.User.Name, Client: c.ID, Server: c.Server, Parent: id.Token.ID, Note: "In place of a token, at " + clean(c.Title, 100),
		Scopes:  append([]commonhall.Scope{"read:users:name!user", "read:users:groups!user"}, c.Access...),
		Created: now, Expires: begin.Add(2 * passEvery)}
	if own := id.Token.Expires; !own.IsZero() && own.Before(t.Expires) {
		t.Expires = own
	}
	_, err := a.store.AddToken(ctx, t, sha256.Sum256([]byte(text)), maxTokens)
	return gate.Pass{Token: text, Renew: begin.Add(passEvery)}, err
}

// ServerPass is Pass for a run of a person's server.
func (a *Auth) ServerPass(ctx context.Context, id *Identity, key commonhall.ServerKey, run commonhall.ServerID) (gate.Pass, error) {
	return a.Pass(ctx, id, serverClient(commonhall.Token{User: key.User, Client: key.User.OAuthClient(string(key.Name)), Server: run}))
}

// OwnerOf returns whose a token is that somebody shows in a request which proves itself
// with another; NotFound where it is nobody's.
func (a *Auth) OwnerOf(r *http.Request, token string) (*Identity, error) {
	door := doorOf(r.Context())
	id, err := a.Identify(r.Context(), gate.APIToken, sha256.Sum256([]byte(token)))
	if err == nil && door.Inside != "" && door.Inside != id.User.Name {
		err = unauthenticated()
	}
	if commonhall.KindOf(err) == commonhall.Unauthenticated {
		if err = a.wrongToken(r.Context(), door, a.Client(r).Address, err); commonhall.KindOf(err) == commonhall.Unauthenticated {
			err = commonhall.Errorf(commonhall.NotFound, "Not Found")
		}
	}
	return id, err
}
