package commonhall

import "time"

// Share lets somebody else, or everybody who is in a group at the moment, do something
// with a person's server.
type Share struct {
	ID      int64
	Owner   UserName
	Server  string    // by its name; "" is the owner's default one
	User    UserName  // with whom; "" where it is a group
	Group   GroupName // "" where it is a person
	Scopes  []Scope   // without their filter, which is the server
	Created time.Time
}

// ShareCode is a link that gives whoever opens it a share, as often as it is opened before it expires.
type ShareCode struct {
	ID            int64
	Owner         UserName
	Server        string
	Scopes        []Scope
	Created       time.Time
	Expires       time.Time
	Exchanged     int       // how often
	LastExchanged time.Time // zero for never
}

// Share returns what the code gives to somebody.
func (c ShareCode) Share(to UserName) Share {
	return Share{Owner: c.Owner, Server: c.Server, User: to, Scopes: c.Scopes}
}

// ShareFilter says which shares are meant: all that are set must be so.
type ShareFilter struct {
	Owner  UserName
	Server *string
	User   UserName  // those of this person alone
	Group  GroupName // those of this group
	Groups bool      // with User, also those of the groups that the person is in now
}
