package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"strings"
	"time"

	"commonhall"
	"commonhall/scope"
)

// NewToken is what somebody asks for.
type NewToken struct {
	Note      string
	ExpiresIn time.Duration // 0: never, or as late as the settings allow
	Scopes    []commonhall.Scope
}

// maxTokens is how many tokens a person can have, beside those of their servers.
const maxTokens = 200

// CreateToken makes an API token and returns its secret, which is stored nowhere.
// by bounds it: nobody can make a token that may do more than they may.
func (a *Auth) CreateToken(ctx context.Context, name commonhall.UserName, want NewToken, by scope.Set) (string, commonhall.Token, error) {
	u, err := a.store.User(ctx, name)
	if err != nil {
		return "", commonhall.Token{}, err
	}
	if u.Suspended {
		return "", commonhall.Token{}, commonhall.Errorf(commonhall.FailedPrecondition, "%s is suspended.", string(name))
	}
	if want.ExpiresIn < 0 {
		return "", commonhall.Token{}, commonhall.Errorf(commonhall.InvalidArgument, "A token cannot end before it begins.")
	}
	if most := a.cfg.TokenMaxAge; most > 0 && want.ExpiresIn == 0 {
		want.ExpiresIn = most // as JupyterHub has it
	} else if most > 0 && want.ExpiresIn > most {
		return "", commonhall.Token{}, commonhall.Errorf(commonhall.InvalidArgument, "A token that is made now ends on %s at the latest.", day(time.Now().Add(most)))
	}
	scopes, err := scope.Unique(want.Scopes)
	if err != nil {
		return "", commonhall.Token{}, err
	}
	if err := a.allowed(ctx, scopes, u, by); err != nil {
		return "", commonhall.Token{}, err
	}
	secret := make([]byte, 20)
	_, _ = rand.Read(secret) // never fails (crypto/rand)
	text, now := tokenOf(secret), time.Now().UTC().Truncate(time.Microsecond)
	t := commonhall.Token{User: name, Scopes: scopes, Note: clean(want.Note, 200), Created: now}
	if want.ExpiresIn > 0 {
		t.Expires = now.Add(want.ExpiresIn)
	}
	t, err = a.store.AddToken(ctx, t, sha256.Sum256([]byte(text)), maxTokens)
	if err != nil {
		return "", t, err
	}
	a.record(ctx, commonhall.EventTokenCreated, name, "An API token was made for "+string(name)+".")
	return text, t, nil
}

// allowed refuses scopes that the owner, or whoever asks, does not hold now, or
// holds in part (as JupyterHub does): they would come true unasked when the owner's
// rights grow.
func (a *Auth) allowed(ctx context.Context, scopes []commonhall.Scope, owner commonhall.User, by scope.Set) error {
	own, err := a.Rights(ctx, owner)
	if err != nil {
		return err
	}
	for _, sc := range scopes {
		asked, err := a.cfg.Scopes.Read([]commonhall.Scope{sc}, scope.Holder{User: owner.Name})
		if err != nil {
			return err
		}
		if asked.Has("inherit") {
			asked = own
		}
		if !own.Includes(asked) {
			return commonhall.Errorf(commonhall.InvalidArgument, "The scope %q is more than %s may do.", string(sc), string(owner.Name)).
				WithHint("A filter narrows a scope: read:users!user is about oneself alone.")
		}
		if !by.Includes(asked) {
			return commonhall.Errorf(commonhall.PermissionDenied, "The scope %q is more than you may hand on.", string(sc))
		}
	}
	return nil
}

// CreateServerToken stores the token of a run of a server, with which it is an OAuth client
// too, and returns it.
func (a *Auth) CreateServerToken(ctx context.Context, key commonhall.ServerKey, id commonhall.ServerID) (string, error) {
	text, words := a.ServerToken(id), key.Words()
	_, err := a.store.AddToken(ctx, commonhall.Token{User: key.User, Scopes: scope.ServerToken(key), Client: key.User.OAuthClient(string(key.Name)),
		Note: strings.ToUpper(words[:1]) + words[1:], Created: time.Now().UTC(), Server: id}, sha256.Sum256([]byte(text)), maxTokens)
	return text, err
}

// RevokeServerToken ends the token of a run.
func (a *Auth) RevokeServerToken(ctx context.Context, id commonhall.ServerID) error {
	return a.store.RemoveServerTokens(ctx, id)
}

// Tokens returns a person's tokens without their secrets.
func (a *Auth) Tokens(ctx context.Context, name commonhall.UserName) ([]commonhall.Token, error) {
	return a.store.Tokens(ctx, name)
}

// Token returns one of a person's tokens without its secret.
func (a *Auth) Token(ctx context.Context, name commonhall.UserName, id commonhall.TokenID) (commonhall.Token, error) {
	return a.store.Token(ctx, name, id)
}

// RevokeToken ends a token at once, and what rests on it; see store.DB.RemoveToken.
func (a *Auth) RevokeToken(ctx context.Context, name commonhall.UserName, id commonhall.TokenID) error {
	ended, err := a.store.RemoveToken(ctx, name, id)
	if err != nil {
		return err
	}
	if len(ended) == 0 {
		return commonhall.Errorf(commonhall.NotFound, "%s has no such token.", string(name))
	}
	a.record(ctx, commonhall.EventTokenRevoked, name, "An API token of "+string(name)+" was revoked.")
	return a.revokeTokens(ctx, ended, "The token is revoked")
}
