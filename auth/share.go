package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"commonhall"
	"commonhall/scope"
)

// Servers that people share with others (decision 051).

// How many shares an owner has, and how many codes that have not expired.
const (
	maxShares     = 500
	maxShareCodes = 100
)

// How long a code counts. JupyterHub has the same bounds.
const (
	ShareCodeAge    = 24 * time.Hour
	minShareCodeAge = time.Minute
	maxShareCodeAge = 365 * 24 * time.Hour
)

// sharing remembers whether anybody shares anything, so that nothing is asked where nobody does.
type sharing struct {
	mu  sync.Mutex // held while the store is asked
	any atomic.Pointer[bool]
}

// shared returns what is shared with a person now.
func (a *Auth) shared(ctx context.Context, u commonhall.User) ([]commonhall.Share, error) {
	some, err := a.anyShares(ctx)
	if err != nil || !some {
		return nil, err
	}
	return a.store.SharedWith(ctx, u.ID)
}

func (a *Auth) anyShares(ctx context.Context) (bool, error) {
	if known := a.sharing.any.Load(); known != nil {
		return *known, nil
	}
	a.sharing.mu.Lock()
	defer a.sharing.mu.Unlock()
	some, err := a.store.AnyShares(ctx)
	if err == nil {
		a.sharing.any.Store(&some)
	}
	return some, err
}

// sharesChanged makes the next who asks look again.
func (a *Auth) sharesChanged() {
	a.sharing.mu.Lock()
	defer a.sharing.mu.Unlock()
	a.sharing.any.Store(nil)
}

// Shares returns the shares that f means.
func (a *Auth) Shares(ctx context.Context, f commonhall.ShareFilter) ([]commonhall.Share, error) {
	return a.store.Shares(ctx, f)
}

// Share shares a server. Whoever asks must hold, as by, all that they share.
func (a *Auth) Share(ctx context.Context, s commonhall.Share, by scope.Set) (commonhall.Share, error) {
	if s.User == s.Owner {
		return s, commonhall.Errorf(commonhall.InvalidArgument, "A server is not shared with its own person.")
	}
	if err := mayShare(&s.Scopes, s.Owner, s.Server, by); err != nil {
		return s, err
	}
	made, err := a.store.GrantShare(ctx, s, maxShares, time.Now().UTC())
	a.sharesChanged()
	if err == nil {
		a.record(ctx, commonhall.EventShared, s.Owner, "The server "+fullName(s)+" is shared with "+receiverOf(s)+": "+scopesText(made.Scopes)+".")
	}
	return made, err
}

// mayShare brings scopes into their one form, and refuses those that by does not cover.
func mayShare(scopes *[]commonhall.Scope, owner commonhall.UserName, server string, by scope.Set) (err error) {
	if *scopes, err = scope.Shareable(*scopes, owner, server); err != nil {
		return err
	}
	if !by.Includes(scope.Shared(commonhall.Share{Owner: owner, Server: server, Scopes: *scopes})) {
		return commonhall.Errorf(commonhall.PermissionDenied, "You may not share that much: nobody gives more than they hold.")
	}
	return nil
}

func fullName(s commonhall.Share) string {
	return strings.TrimSuffix(string(s.Owner)+"/"+s.Server, "/")
}

func receiverOf(s commonhall.Share) string {
	if s.Group != "" {
		return "the group " + string(s.Group)
	}
	return string(s.User)
}

// Unshare takes scopes of a share back, all of them where none is said. It returns what is
// left; a share without scopes is none.
func (a *Auth) Unshare(ctx context.Context, s commonhall.Share) (commonhall.Share, bool, error) {
	if len(s.Scopes) > 0 {
		var err error
		if s.Scopes, err = scope.Shareable(s.Scopes, s.Owner, s.Server); err != nil {
			return s, false, err
		}
	}
	left, found, err := a.store.ReduceShare(ctx, s)
	a.sharesChanged()
	if err == nil && found {
		a.record(ctx, commonhall.EventUnshared, s.Owner, "The server "+fullName(s)+" is no longer shared so with "+receiverOf(s)+".")
	}
	return left, found, err
}

// UnshareAll takes back whatever is shared of a server, and the codes for it.
func (a *Auth) UnshareAll(ctx context.Context, owner commonhall.UserName, server string) error {
	err := a.store.RemoveShares(ctx, owner, server)
	a.sharesChanged()
	if err == nil {
		a.record(ctx, commonhall.EventUnshared, owner, "The server "+fullName(commonhall.Share{Owner: owner, Server: server})+" is shared with nobody any more.")
	}
	return err
}

// AddShareCode makes a code: whoever shows it gets a share, until it expires. What it is
// is known from now on to the caller alone.
func (a *Auth) AddShareCode(ctx context.Context, c commonhall.ShareCode, lasts time.Duration, by scope.Set) (string, commonhall.ShareCode, error) {
	if lasts < minShareCodeAge || lasts > maxShareCodeAge {
		return "", c, commonhall.Errorf(commonhall.InvalidArgument, "expires_in must be a number of seconds from 60 to 31536000")
	}
	if err := mayShare(&c.Scopes, c.Owner, c.Server, by); err != nil {
		return "", c, err
	}
	secret := make([]byte, 24)
	_, _ = rand.Read(secret) // never fails (crypto/rand)
	code := base64.RawURLEncoding.EncodeToString(secret)
	c.Created = time.Now().UTC().Truncate(time.Microsecond)
	c.Expires = c.Created.Add(lasts)
	c, err := a.store.AddShareCode(ctx, c, sha256.Sum256([]byte(code)), maxShareCodes)
	if err != nil {
		return "", c, err
	}
	a.record(ctx, commonhall.EventShareLink, c.Owner, "A link was made to share the server "+fullName(c.Share(""))+", good until "+day(c.Expires)+".")
	return code, c, nil
}

// ShareCodes returns the codes of a person's servers that have not expired.
func (a *Auth) ShareCodes(ctx context.Context, owner commonhall.UserName) ([]commonhall.ShareCode, error) {
	return a.store.ShareCodes(ctx, owner, time.Now().UTC())
}

// ShareCode returns what a code shares; NotFound also where it has expired.
func (a *Auth) ShareCode(ctx context.Context, code string) (commonhall.ShareCode, error) {
	return a.store.ShareCode(ctx, sha256.Sum256([]byte(code)), time.Now().UTC())
}

// AcceptShare gives a person what a code shares.
func (a *Auth) AcceptShare(ctx context.Context, name commonhall.UserName, code string) (commonhall.Share, error) {
	c, err := a.ShareCode(ctx, code)
	if err == nil && c.Owner == name {
		err = commonhall.Errorf(commonhall.PermissionDenied, "This is a link to share your own server.").WithHint("Give it to somebody else.")
	}
	if err != nil {
		return commonhall.Share{}, err
	}
	s, err := a.store.ExchangeShareCode(ctx, sha256.Sum256([]byte(code)), name, maxShares, time.Now().UTC())
	a.sharesChanged()
	if err == nil {
		a.record(ctx, commonhall.EventShareJoined, s.Owner, "The server "+fullName(s)+" is shared with "+receiverOf(s)+" by a link: "+scopesText(s.Scopes)+".")
	}
	return s, err
}

// RemoveShareCode ends one code of a server, by what it is or by its number. What it gave stays.
func (a *Auth) RemoveShareCode(ctx context.Context, owner commonhall.UserName, server, code string, id int64) error {
	return a.store.RemoveShareCode(ctx, owner, server, sha256.Sum256([]byte(code)), id)
}

// RemoveShareCodes ends all codes of a server.
func (a *Auth) RemoveShareCodes(ctx context.Context, owner commonhall.UserName, server string) error {
	return a.store.RemoveShareCodes(ctx, owner, server)
}
