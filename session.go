package commonhall

import "time"

// SessionID names a browser session; it is public to the person it belongs to
// and is no credential (the credential is known by its SHA-256 only).
type SessionID string

// Scope is a right as JupyterHub writes it: a name such as "read:users",
// optionally with a filter such as "!user=ada" that narrows it (package scope).
type Scope string

// ServiceName is a service's name: a program that calls the API for itself.
type ServiceName string

// Session is one sign-in of one browser.
type Session struct {
	ID       SessionID
	User     UserName
	Created  time.Time
	LastSeen time.Time // to within some minutes
	Expires  time.Time
	Agent    string // the browser, in its own words, cut to 200 bytes
	Address  string // where it came from
	FirstUse bool   // until this very sign-in there was no password; stored nowhere
}

// TokenID names an API token. JupyterHub writes it "a7".
type TokenID int64

// Token is an API token without its secret, which is shown once.
type Token struct {
	ID           TokenID
	User         UserName    // whose it is, or else
	Service      ServiceName // whose
	Scopes       []Scope     // as asked for; what it may do is computed for each request
	Note         string
	Created      time.Time
	LastActivity time.Time // zero if never used
	Expires      time.Time // zero if never
	Server       ServerID  // the server that it was made for, if any: it ends with it
	Client       string    // the OAuth client that has it; of a server's own token, the client that it is
	Session      SessionID // that a client got it in, if any: it ends with it
	Parent       TokenID   // the token in whose place a program is shown it, if any
	Refused      bool      // a provider lets its person in no more; read by its hash alone
}

// Code is what an OAuth client exchanges for a token, once.
type Code struct {
	Token     // as it will be, but for its id; Expires is the code's own
	Redirect  string
	Challenge string // PKCE, S256; empty for none
}
