// Package gate is the contract between edge and hub: may this credential enter
// there, and the word that it no longer may. Server is the hub's end, Client the
// edge's; between them runs one ordered stream of JSON lines (decision 002).
//
// What always holds: an answer that was worked out before a revocation never
// follows it on the stream; when Server.Revoke returns nil, every edge has
// forgotten the answers concerned and has closed what hung on them; when a credential
// ends by itself, what hangs on it is closed too (see Client.watchExpiry). The gate
// knows neither HTTP nor the database: who may enter is the Decider's to say.
package gate

import (
	"context"
	"time"

	"commonhall"
)

// Version of the stream's messages.
const Version = 1

// CredentialKind says what a hash is the hash of.
type CredentialKind string

const (
	SessionCookie CredentialKind = "session"
	APIToken      CredentialKind = "token"
)

// Question asks whether the holder of a credential may reach a person's server, or where a
// service is. It is comparable: equal questions have equal answers until a revocation.
type Question struct {
	Kind CredentialKind      `json:"kind"`
	Hash [32]byte            `json:"hash"` // SHA-256 of the credential
	Name commonhall.UserName `json:"name"` // whose server, as it stands in the path, decoded

	// Service is which service, in the place of a person. To one anybody may go: it signs
	// people in itself.
	Service string `json:"service,omitempty"`

	// What follows in the path, where it may be the name of a server of theirs; otherwise,
	// and where none is called so, the question is about their default server.
	Server commonhall.ServerName `json:"server,omitempty"`
}

// Result is the hub's verdict.
type Result string

const (
	Allow       Result = "allow"
	Anonymous   Result = "anonymous"   // the credential is not good (any more)
	Deny        Result = "deny"        // it is, but not for this server
	NotRunning  Result = "not_running" // it is, but the server does not serve now
	Unavailable Result = "unavailable" // the hub cannot tell now
)

// Answer is a verdict with what the edge needs to act on it.
type Answer struct {
	Result  Result               `json:"result"`
	Subject commonhall.UserName  `json:"subject,omitempty"` // who holds the credential
	Session commonhall.SessionID `json:"session,omitempty"`
	Token   commonhall.TokenID   `json:"token,omitempty"`
	Server  commonhall.ServerID  `json:"server,omitempty"`
	Port    int                  `json:"port,omitempty"`
	Prefix  string               `json:"prefix,omitempty"`  // also the path to which its cookies are confined
	URL     string               `json:"url,omitempty"`     // where a service is that is no run; Server then names no run
	Outside bool                 `json:"outside,omitempty"` // that must not be at an address of this machine
	Strip   bool                 `json:"strip,omitempty"`   // take the prefix away before the program sees the path
	Expires time.Time            `json:"expires,omitzero"`  // the credential's own end
	Pass    Pass                 `json:"pass,omitzero"`

	HubAuth bool `json:"-"` // a program that signs people in by itself: the hub gives it a Pass
}

// Pass is what a program that signs people in by itself is told of who asks. Others are
// told nothing (decision 043).
type Pass struct {
	Session commonhall.SessionID `json:"session,omitempty"` // the cookie jupyterhub-session-id
	Token   string               `json:"token,omitempty"`   // in place of an API client's own
	Renew   time.Time            `json:"renew,omitzero"`    // ask again from then on, where the hub is there
}

// sameGrant reports whether b rests on the same as a: revocations go by these.
func (a Answer) sameGrant(b Answer) bool {
	return a.Subject == b.Subject && a.Session == b.Session && a.Token == b.Token && a.Server == b.Server && a.URL == b.URL && a.Outside == b.Outside
}

// Decider works out answers. It is called from many goroutines.
type Decider interface {
	Decide(ctx context.Context, q Question) Answer
	// Active is told when traffic of servers was last seen.
	Active(ctx context.Context, seen map[commonhall.ServerID]time.Time)
}

// RevocationKind says what is taken back.
type RevocationKind string

const (
	RevokeSession RevocationKind = "session"
	RevokeToken   RevocationKind = "token"
	RevokeUser    RevocationKind = "user"   // the person's credentials, and everybody's way to their server
	RevokeServer  RevocationKind = "server" // a run that ends
	RevokePath    RevocationKind = "path"   // which server the path of a name leads to
	RevokeAll     RevocationKind = "all"
)

// Revocation takes answers back.
type Revocation struct {
	Kind    RevocationKind       `json:"kind"`
	Session commonhall.SessionID `json:"session,omitempty"`
	Token   commonhall.TokenID   `json:"token,omitempty"`
	User    commonhall.UserName  `json:"user,omitempty"`
	Server  commonhall.ServerID  `json:"server,omitempty"`

	Name commonhall.ServerName `json:"name,omitempty"` // with User, of a path
}

// concerns reports whether r takes a back, which was given to q.
func (r Revocation) concerns(q Question, a Answer) bool {
	switch r.Kind {
	case RevokeSession:
		return a.Session != "" && a.Session == r.Session
	case RevokeToken:
		return a.Token != 0 && a.Token == r.Token
	case RevokeUser:
		return a.Subject == r.User || q.Name == r.User && q.Service == ""
	case RevokeServer:
		return a.Server == r.Server
	case RevokePath:
		return q.Name == r.User && q.Server == r.Name && q.Service == ""
	}
	return true
}

// message is one line of the stream; exactly one field is set.
type message struct {
	Hello    *hello                            `json:"hello,omitempty"`
	Ask      *ask                              `json:"ask,omitempty"`    // edge to hub
	Answer   *told                             `json:"answer,omitempty"` // hub to edge
	Revoke   *revoke                           `json:"revoke,omitempty"` // hub to edge
	Ack      uint64                            `json:"ack,omitempty"`    // edge to hub
	Synced   bool                              `json:"synced,omitempty"` // edge to hub: asked again for all that was open
	Activity map[commonhall.ServerID]time.Time `json:"activity,omitempty"`

	// Neither end minds one that does not know these.
	Certificates []commonhall.Certificate `json:"certificates,omitempty"` // edge to hub: all that it has
	Renew        string                   `json:"renew,omitempty"`        // hub to edge: the certificate of this name
}

type hello struct {
	Version int `json:"version"`
	PID     int `json:"pid,omitempty"` // of the edge, for status
}

type ask struct {
	N        uint64               `json:"n"`
	Question Question             `json:"question"`
	Request  commonhall.RequestID `json:"request,omitempty"`
}

type told struct {
	N      uint64 `json:"n"`
	Answer Answer `json:"answer"`
}

type revoke struct {
	Seq  uint64     `json:"seq"`
	What Revocation `json:"what"`
}

// maxLine bounds one line of the stream in bytes.
const maxLine = 64 << 10

// UpgradeProtocol is the word in HTTP's Upgrade header that turns a connection
// into a gate stream, at the path UpgradePath of the hub's socket for edges.
const (
	UpgradeProtocol = "commonhall-gate"
	UpgradePath     = "/gate"
)
