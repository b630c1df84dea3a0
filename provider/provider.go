// Package provider asks others who somebody is: OpenID Connect, GitHub, a directory, the
// machine itself (PAM).
//
// It knows what such a provider says about a person, and whether the settings let that
// person in. It keeps no records, opens no sessions, and knows no accounts: that is
// auth's. Nothing is asked before somebody signs in, so a provider that is away stops
// nothing from starting.
//
// What always holds: a person is issuer and subject, never a name or an address; what
// a provider says in its errors goes into the log alone; a request ends in time, reads
// at most a megabyte, and follows no redirect.
package provider

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"commonhall"
	"commonhall/config"
)

// Person is what a provider says of somebody.
type Person struct {
	Issuer, Subject string // for ever the same person, and nobody else
	Name            string // as the provider has it; it may change
	Email           string
	Verified        bool // whether the provider has seen that the address is theirs
	Groups          []string
}

// Shown is what an administrator recognises the person by.
func (p Person) Shown() string {
	if p.Name == "" {
		return p.Email
	}
	return p.Name
}

// Identity is the record that an account is a person at a provider.
type Identity struct {
	ID              int64
	User            commonhall.UserName
	Provider        string // as the settings call it
	Issuer, Subject string
	Shown           string
	Admin           bool // they are an administrator because the provider says so
	Created         time.Time
	LastUsed        time.Time // zero if never
	Refused         bool      // the provider lets them in no more
}

// Managed is the record that a provider decides who is in a group here.
type Managed struct {
	Group    commonhall.GroupName
	Provider string // as the settings call it
	Called   string // what the group is called there; "" of records of older releases
}

// Due is a session whose provider is to be asked again.
type Due struct {
	Session  commonhall.SessionID
	Identity Identity
	Kept     []byte // sealed
}

// Trip is one way to the provider and back, bound to one browser.
type Trip struct {
	State, Nonce, Verifier string
	Callback               string // the address to come back to
}

// Browser is a provider at whose own pages people sign in.
type Browser interface {
	// Begin returns the address to send the browser to.
	Begin(ctx context.Context, t Trip) (string, error)
	// Finish reads what the browser came back with. What it returns besides, Refresh takes.
	Finish(ctx context.Context, t Trip, query url.Values) (Person, []byte, error)
}

// Typed is a provider that checks a name and a password, typed into a page of ours.
type Typed interface {
	Check(ctx context.Context, name, password string) (Person, []byte, error)
}

// Refresher asks again about somebody who has signed in. The error is of the kind
// PermissionDenied where the provider says that they may not any more, and of no other
// kind then. A Person without subject is one of whom nothing new is known. The bytes
// take the place of those that were kept; they are a secret.
type Refresher interface {
	Refresh(ctx context.Context, kept []byte) (Person, []byte, error)
}

// Prober looks whether a provider answers, and whether we could speak to it.
type Prober interface {
	Probe(ctx context.Context) error
}

// Provider is one way to sign in. Either Browser or Typed is set.
type Provider struct {
	Settings config.Provider
	Browser  Browser
	Typed    Typed
	Refresher
	Prober Prober // nil: nobody can tell
}

// Issuer is what Person.Issuer is of everybody at the provider.
func (p *Provider) Issuer() string {
	if g, ok := p.Browser.(*github); ok {
		return g.base()
	}
	if _, ok := p.Typed.(*machine); ok {
		return PAMIssuer
	}
	return p.Settings.URL
}

// New returns the providers of the settings. secret reads a file of a secret, each time
// that it is needed.
func New(settings []config.Provider, secret func(file string) (string, error)) []*Provider {
	return NewBeside("", settings, secret)
}

// NewBeside is New on a machine whose own accounts count. They are asked about at socket.
func NewBeside(socket string, settings []config.Provider, secret func(file string) (string, error)) []*Provider {
	var out []*Provider
	for _, s := range settings {
		p := &Provider{Settings: s}
		switch s.Type {
		case "oidc":
			c := &connect{web: newWeb(s), secret: secret}
			p.Browser, p.Refresher, p.Prober = c, c, c
		case "github":
			g := &github{web: newWeb(s), secret: secret}
			p.Browser, p.Refresher, p.Prober = g, g, g
		case "ldap":
			d := newDirectory(s, secret)
			p.Typed, p.Refresher, p.Prober = d, d, d
		case "pam":
			m := newMachine(s, socket)
			p.Typed, p.Refresher, p.Prober = m, m, m
		default:
			continue // the settings allow no other
		}
		out = append(out, p)
	}
	return out
}

// ToAskAgain says what to set so that a provider gives something to ask it again with.
func (p *Provider) ToAskAgain() string {
	switch p.Settings.Type {
	case "oidc":
		return "add offline_access to its scopes in the settings, if it knows that: it has to give a refresh token"
	case "ldap":
		return "set bind_dn and search_base in the place of user_dn: an account that may look people up"
	}
	return ""
}

// Verdict is what the settings say of a person.
type Verdict struct {
	Allowed  bool // they may sign in
	Existing bool // they may, if they are on the list under this name already
	Admin    bool // they are to be an administrator
}

// Judge says whether the settings let somebody in. What is not set lets nobody in.
func Judge(s config.Provider, p Person) Verdict {
	v := Verdict{Existing: s.AllowExistingUsers, Admin: names(s.AdminUsers, p.Name) || anyOf(s.AdminGroups, p.Groups)}
	v.Allowed = s.AllowAll || v.Admin || names(s.AllowedUsers, p.Name) || anyOf(s.AllowedGroups, p.Groups)
	if _, domain, ok := strings.Cut(p.Email, "@"); ok && p.Verified && domain != "" {
		v.Allowed = v.Allowed || names(s.AllowedDomains, domain)
	}
	return v
}

// names reports whether one is in the list, whatever its letters' case is.
func names(list []string, one string) bool {
	for _, l := range list {
		if l != "" && lower(l) == lower(one) {
			return true
		}
	}
	return false
}

func anyOf(list, have []string) bool {
	for _, h := range have {
		if names(list, h) {
			return true
		}
	}
	return false
}

// lower makes small letters of A to Z alone: other alphabets have letters that become
// those of this one.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// LocalName is what the person would be called here: the name at the provider, without
// the domain where the settings allow that one alone.
func LocalName(s config.Provider, p Person) string {
	name, domain, ok := strings.Cut(p.Name, "@")
	if ok && len(s.AllowedDomains) == 1 && !strings.Contains(domain, "@") && names(s.AllowedDomains, domain) {
		return name
	}
	return p.Name
}

// GroupName is what a group of the provider would be called here; "" is one that is not managed.
// Of a directory's that is the cn directly below groups_base: two groups never have one name.
// Of GitHub's it is an organisation that the settings name: anybody may found one by any name.
// Where Exact, several have one name, of which one counts.
func GroupName(s config.Provider, group string) string {
	switch s.Type {
	case "pam":
		return group
	case "ldap":
		return nameBelow(s.GroupsBase, group)
	case "github":
		if !names(s.AllowedGroups, group) && !names(s.AdminGroups, group) {
			return ""
		}
	}
	return strings.Trim(strings.ReplaceAll(group, "/", "-"), "-") // as Keycloak writes them
}

// Exact reports whether several groups of a provider can come to one name here, so that it matters
// which is meant. The names of a directory's and GitHub's come from one place, whatever their
// letters' case is; on the machine root makes groups.
func Exact(s config.Provider) bool { return s.Type == "oidc" }

// unreachable is what somebody hears while a provider does not answer.
func unreachable(s config.Provider, err error) error {
	return commonhall.Errorf(commonhall.Unavailable, "%s does not answer properly at the moment.", s.Label()).
		WithHint("Try again in a minute. Whoever is signed in stays so.").Because(err)
}

// unready is what somebody hears while a file that key names cannot be used. Which one, and
// what to do about it, is for log and doctor.
func unready(s config.Provider, key string, err error) error {
	why := key + ": "
	if said, ok := errors.AsType[*commonhall.Error](err); ok {
		why += said.Msg + " " + said.Hint
	} else {
		why += err.Error()
	}
	return commonhall.Errorf(commonhall.Unavailable, "Signing in with %s does not work yet, or not any more.", s.Label()).
		WithHint("That is not your fault. Tell your administrator: commonhall doctor says what is missing. Whoever is signed in stays so.").Because(errors.New(why))
}

// refused is what somebody hears whom the provider does not vouch for, or whose answer
// does not fit.
func refused(s config.Provider, err error) error {
	return commonhall.Errorf(commonhall.Unauthenticated, "The sign-in with %s did not work.", s.Label()).
		WithHint("Try again from the page to sign in.").Because(err)
}

// gone is what a refresh ends in for somebody who may not any more.
func gone(s config.Provider, err error) error {
	return commonhall.Errorf(commonhall.PermissionDenied, "%s does not let you sign in any more.", s.Label()).Because(err)
}
