package commonhall

import "time"

// Service is a program that works for everybody, beside people's servers.
type Service struct {
	Name        ServiceName
	URL         string   // where it listens; empty: it is not reached
	Command     []string // what the hub runs; empty: it runs elsewhere
	Token       string   // that somebody chose for it; empty: one is computed
	Admin       bool
	Hidden      bool // people do not see it on their pages
	Info        map[string]any
	ClientID    string // of OAuth
	RedirectURI string
	NoConfirm   bool
	Allowed     []Scope           // that it may ask people for
	Env         map[string]string // of Command
	Dir         string            // where Command starts; empty: the home
	Added       bool              // by the API, and not in the settings
}

// Managed reports whether the hub runs the service.
func (s Service) Managed() bool { return len(s.Command) > 0 }

// Prefix returns the path under which the service is reached.
func (n ServiceName) Prefix() string { return "/services/" + PathEscape(string(n)) + "/" }

// ServiceRecord is what is kept of a service, so that the next hub goes on with it.
type ServiceRecord struct {
	Name    ServiceName
	Spec    string   // of one that was added, in JSON; else empty
	Account int      // number of the account of one that the hub runs, from 0; -1: it has none
	Run     ServerID // its current or last run; empty while there was none
	Made    string   // the hash of what that was made of
	Created time.Time
}
