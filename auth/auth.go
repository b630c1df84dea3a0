// Package auth knows people: who may sign in, with what password, in which
// sessions and with which tokens, in which groups they are, and what each may do;
// and the services that call the API for themselves.
//
// It stores secrets only as hashes, asks the gate to take back what a change
// makes wrong, and returns from such a change when the gate has confirmed it. Of
// HTTP it knows only how credentials are carried in a request and when one counts
// (decision 004). New starts nothing; Run clears away what has expired until its
// context ends, and nothing else depends on it.
package auth

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"commonhall"
	"commonhall/gate"
	"commonhall/provider"
	"commonhall/scope"
)

// Store is what auth keeps its records in.
type Store interface {
	User(context.Context, commonhall.UserName) (commonhall.User, error)
	Users(context.Context, commonhall.UserFilter) ([]commonhall.User, int, error)
	AddUsers(ctx context.Context, names []commonhall.UserName, admin bool, firstUID, maxUID int, now time.Time) ([]commonhall.User, error)
	Adopt(ctx context.Context, accounts []commonhall.Account, firstUID int, now time.Time) ([]commonhall.User, error)
	SetAdmin(context.Context, commonhall.UserName, bool) error
	Suspend(context.Context, commonhall.UserName) error
	Resume(context.Context, commonhall.UserName) error
	Rename(ctx context.Context, name, to commonhall.UserName) error
	RemoveUser(ctx context.Context, name commonhall.UserName, now time.Time) error
	Removed(context.Context) ([]commonhall.Removed, error)
	RestoreUser(ctx context.Context, id int64, name commonhall.UserName) (commonhall.User, error)
	BeginPurge(ctx context.Context, id int64, before time.Time) (commonhall.Removed, error)
	PutOffPurge(ctx context.Context, id int64, as time.Time) error
	EndPurge(ctx context.Context, id int64) (commonhall.Removed, error)
	Password(context.Context, commonhall.UserName) (string, error)
	SetPassword(ctx context.Context, name commonhall.UserName, hash string) (ended []commonhall.SessionID, err error)
	ChangePassword(ctx context.Context, name commonhall.UserName, old, hash string, keep commonhall.SessionID) (ended []commonhall.SessionID, err error)
	ResetPassword(context.Context, commonhall.UserName) error

	Group(context.Context, commonhall.GroupName) (commonhall.Group, error)
	Groups(ctx context.Context, offset, limit int) ([]commonhall.Group, int, error)
	Memberships(context.Context, []commonhall.UserName) (map[commonhall.UserName][]commonhall.Membership, error)
	MembershipsOf(context.Context, []commonhall.User) (map[commonhall.UserName][]commonhall.Membership, error)
	GroupMembers(ctx context.Context, folded []string) (scope.Members, error)
	AddGroups(ctx context.Context, names []commonhall.GroupName, people []commonhall.UserName, firstGID, lastGID int, now time.Time) ([]commonhall.Group, error)
	RemoveGroup(context.Context, commonhall.GroupName) (commonhall.Group, error)
	ChangeGroup(context.Context, commonhall.GroupName, commonhall.GroupChange, []commonhall.UserName) (changed []commonhall.UserName, err error)
	SetGroupProperties(ctx context.Context, name commonhall.GroupName, properties []byte) error

	AddSession(ctx context.Context, s commonhall.Session, hash [32]byte, password string) error
	SessionByHash(context.Context, [32]byte) (commonhall.Session, commonhall.User, error)
	Sessions(context.Context, commonhall.UserName) ([]commonhall.Session, error)
	SessionSeen(context.Context, commonhall.SessionID, time.Time) error
	RemoveSession(context.Context, commonhall.UserName, commonhall.SessionID) (bool, error)
	TrimSessions(ctx context.Context, name commonhall.UserName, most int) (ended []commonhall.SessionID, err error)
	RemoveSessions(ctx context.Context, name commonhall.UserName, keep commonhall.SessionID) (ended []commonhall.SessionID, err error)

	AddInvitation(ctx context.Context, name commonhall.UserName, hash [32]byte, by commonhall.Subject, scopes []commonhall.Scope, now, expires time.Time) error
	Invited(ctx context.Context, hash [32]byte, now time.Time) (name commonhall.UserName, by commonhall.Subject, scopes []commonhall.Scope, err error)
	HasInvitation(ctx context.Context, name commonhall.UserName, now time.Time) (bool, error)
	AcceptInvitation(ctx context.Context, hash [32]byte, password string, admin bool, now time.Time) (ended []commonhall.SessionID, err error)

	AddToken(ctx context.Context, t commonhall.Token, hash [32]byte, most int) (commonhall.Token, error)
	Token(context.Context, commonhall.UserName, commonhall.TokenID) (commonhall.Token, error)
	TokenByHash(context.Context, [32]byte) (commonhall.Token, commonhall.User, error)
	Tokens(context.Context, commonhall.UserName) ([]commonhall.Token, error)
	TokenUsed(context.Context, commonhall.TokenID, time.Time) error
	RemoveToken(context.Context, commonhall.UserName, commonhall.TokenID) ([]commonhall.TokenID, error)
	RemoveServerTokens(context.Context, commonhall.ServerID) error
	SetServiceToken(ctx context.Context, t commonhall.Token, hash [32]byte) (ended []commonhall.TokenID, err error)
	RemoveServiceTokens(ctx context.Context, name commonhall.ServiceName, client string) (ended []commonhall.TokenID, err error)
	KeepClients(ctx context.Context, keep func(client string, scopes []commonhall.Scope) bool) (ended []commonhall.TokenID, err error)
	ServerClient(ctx context.Context, name commonhall.UserName, client string) (commonhall.Token, error)

	AddCode(ctx context.Context, c commonhall.Code, hash [32]byte) error
	Code(ctx context.Context, hash [32]byte) (c commonhall.Code, given commonhall.TokenID, err error)
	UseCode(ctx context.Context, code [32]byte, t commonhall.Token, hash [32]byte) (made commonhall.Token, ended []commonhall.TokenID, err error)

	Roles(context.Context) ([]commonhall.Role, error)
	UserRoles(ctx context.Context, id int64) ([]commonhall.RoleName, error)
	ServiceRoles(context.Context, commonhall.ServiceName) ([]commonhall.RoleName, error)
	AddRole(ctx context.Context, r commonhall.Role, now time.Time) error
	SaveRole(context.Context, commonhall.Role) error
	RemoveRole(context.Context, commonhall.RoleName) error
	HandRole(ctx context.Context, name commonhall.RoleName, give bool, to commonhall.Holders) (changed commonhall.Holders, err error)

	Shares(context.Context, commonhall.ShareFilter) ([]commonhall.Share, error)
	SharedWith(ctx context.Context, id int64) ([]commonhall.Share, error)
	AnyShares(context.Context) (bool, error)
	GrantShare(ctx context.Context, s commonhall.Share, most int, now time.Time) (commonhall.Share, error)
	ReduceShare(context.Context, commonhall.Share) (left commonhall.Share, found bool, err error)
	RemoveShares(ctx context.Context, owner commonhall.UserName, server string) error
	AddShareCode(ctx context.Context, c commonhall.ShareCode, hash [32]byte, most int) (commonhall.ShareCode, error)
	ShareCodes(ctx context.Context, owner commonhall.UserName, now time.Time) ([]commonhall.ShareCode, error)
	ShareCode(ctx context.Context, hash [32]byte, now time.Time) (commonhall.ShareCode, error)
	ExchangeShareCode(ctx context.Context, hash [32]byte, to commonhall.UserName, most int, now time.Time) (commonhall.Share, error)
	RemoveShareCode(ctx context.Context, owner commonhall.UserName, server string, hash [32]byte, id int64) error
	RemoveShareCodes(ctx context.Context, owner commonhall.UserName, server string) error

	DeleteExpired(context.Context, time.Time) (int64, error)

	Identity(ctx context.Context, issuer, subject string) (provider.Identity, error)
	Identities(context.Context, commonhall.UserName) ([]provider.Identity, error)
	AddIdentity(ctx context.Context, i provider.Identity, vacant bool) (provider.Identity, error)
	AddPerson(ctx context.Context, i provider.Identity, firstUID, maxUID int) (provider.Identity, error)
	IdentityUsed(context.Context, provider.Identity) error
	RemoveIdentity(ctx context.Context, name commonhall.UserName, id int64, may func(left []string, password bool) error) (ended []commonhall.SessionID, err error)
	RefuseIdentity(ctx context.Context, id int64, now time.Time) (ended []commonhall.SessionID, fresh bool, err error)
	AddIdentitySession(ctx context.Context, s commonhall.Session, hash [32]byte, identity int64, kept []byte) error
	DueSessions(ctx context.Context, before time.Time, most int) ([]provider.Due, error)
	SessionChecked(ctx context.Context, id commonhall.SessionID, kept []byte, now time.Time) error
	ManageGroup(ctx context.Context, name commonhall.GroupName, by provider.Managed, before string) error
	ManagedGroups(ctx context.Context, by string) ([]provider.Managed, error)
}

// Revoker takes answers back that the edge holds, see gate.Server.Revoke.
type Revoker interface {
	Revoke(context.Context, gate.Revocation) error
}

// Servers is what a suspension or a removal does to a person's server.
type Servers interface {
	// StopFor ends the person's server and returns when it has ended.
	StopFor(ctx context.Context, name commonhall.UserName, by string) error
}

// Config is what the operator decides.
type Config struct {
	FirstUID    int           // uid of the first person
	LastUID     int           // and of the last that there can be
	FirstGID    int           // gid of the first group
	LastGID     int           // and of the last
	FirstUse    bool          // the first sign-in under a listed name sets its password
	SessionAge  time.Duration // how long a session lasts
	InviteAge   time.Duration // how long an invitation lasts
	TokenMaxAge time.Duration // 0: tokens may last for ever
	KeepRemoved time.Duration // how long somebody who was removed can be brought back
	Key         []byte        // secret of the installation, 32 bytes
	Scopes      *scope.Tree   // those that there are; nil: no scopes of the operator's own
	Cookie      string        // name of the session cookie over plain HTTP
	Clients     OAuthClients  // services that sign people in through the hub; nil: none
	NoPasswords bool          // nobody signs in with a password that is kept here
	RefreshAge  time.Duration // how often providers are asked again; 0: never
	Providers   []*provider.Provider

	Roles []commonhall.Role // of the settings
}

// Auth is the room. Its methods are safe for many goroutines.
type Auth struct {
	cfg     Config
	store   Store
	events  commonhall.Recorder
	revoker Revoker
	servers Servers
	log     *slog.Logger
	hasher  *hasher
	limiter *limiter

	back *back

	services services
	roles    roles
	sharing  sharing

	admins sync.Mutex // held from asking whether an administrator is the last until they are none

	mu    sync.Mutex
	seen  map[string]time.Time       // when sessions and tokens were last noted as used
	told  map[string]bool            // providers of which it was said that they cannot be asked again
	apart map[string]map[string]bool // see tellOther
}

// New returns an Auth. Servers may be nil where there are none to stop.
func New(cfg Config, store Store, events commonhall.Recorder, revoker Revoker, servers Servers, log *slog.Logger) *Auth {
	a := &Auth{cfg: cfg, store: store, events: events, revoker: revoker, servers: servers, log: log,
		limiter: newLimiter(), seen: map[string]time.Time{}, back: newBack(), told: map[string]bool{}, apart: map[string]map[string]bool{}}
	a.hasher = newHasher(a.crowded)
	a.takeRoles(cfg.Roles)
	return a
}

// clearEvery is how often what has expired is cleared away. It counts for nothing
// before that already.
const clearEvery = time.Hour

// Run clears away what has expired, now and then, until ctx ends.
func (a *Auth) Run(ctx context.Context, ready func()) error {
	ready()
	tick := time.NewTicker(clearEvery)
	defer tick.Stop()
	for {
		n, err := a.store.DeleteExpired(ctx, time.Now().UTC())
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			a.log.Warn("cannot clear away what has expired; it is tried again in an hour", "error", err)
		case n > 0:
			a.log.Info("cleared away sessions, tokens and invitations that have expired", "number", n)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// record writes an event about a person, done by whoever ctx says.
func (a *Auth) record(ctx context.Context, name commonhall.EventName, user commonhall.UserName, text string) {
	a.events.Record(ctx, commonhall.Event{Name: name, User: user, Text: text})
}

// revokeTimeout bounds how long a change waits for the edge.
const revokeTimeout = 5 * time.Second

// unconfirmed is what a person hears when a change was made but the edge has not
// said that it carried it out.
func unconfirmed(what string, err error) error {
	return commonhall.Errorf(commonhall.Unavailable, "%s, but the edge has not confirmed it yet.", what).
		WithHint("Open pages may stay usable for some seconds. Do it again to be sure.").Because(err)
}

// revoke takes answers back. While the edge is away it is told of all of them, and waited
// for once.
func (a *Auth) revoke(ctx context.Context, what string, list ...gate.Revocation) error {
	// The change is made: whoever asked may leave, the revocation goes on.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), revokeTimeout)
	defer cancel()
	var failed error
	for _, r := range list {
		if err := a.revoker.Revoke(ctx, r); err != nil {
			failed = unconfirmed(what, err)
		}
	}
	return failed
}

// revokeSessions takes back what sessions opened that have ended.
func (a *Auth) revokeSessions(ctx context.Context, ended []commonhall.SessionID, what string) error {
	var list []gate.Revocation
	for _, id := range ended {
		list = append(list, gate.Revocation{Kind: gate.RevokeSession, Session: id})
	}
	return a.revoke(ctx, what, list...)
}
