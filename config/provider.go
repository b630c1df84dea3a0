package config

import (
	"cmp"
	"fmt"
	"net/netip"
	"net/url"
	"path"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Provider holds the settings of one way to sign in beside commonhall's own passwords.
// Nobody gets in by it until one of the settings that begin with allow says so.
type Provider struct {
	// Name identifies the provider in addresses, commands and records. Who has signed
	// in by it is known under this name: it stays as it is.
	Name string `key:"name" required:"true" rule:"a lower-case letter, then at most 30 lower-case letters, digits or hyphens"`

	// Type says how it is asked: oidc is OpenID Connect, as Google, Microsoft, Keycloak
	// and most schools have it; github is GitHub, or a server that speaks as GitHub
	// does; ldap is a directory, such as Active Directory; pam are the accounts of this
	// machine itself, those of people, with uid 1000 and above.
	Type string `key:"type" required:"true" allow:"oidc|github|ldap|pam"`

	// Title is what people read on the page to sign in. Left empty, it is the name.
	Title string `key:"title" rule:"at most 60 characters on one line"`

	// URL is where the provider is: with oidc its issuer, exactly as the provider
	// writes it; with github a server of your own, and empty for github.com; with ldap
	// ldaps://host, or ldap://host, which is encrypted by StartTLS before anything is said.
	URL string `key:"url" rule:"https://host with oidc and github, ldaps://host or ldap://host with ldap"`

	// CAFile is a PEM file with the authorities that the provider's certificate is
	// checked against. Left empty, they are the system's. The hub must be able to see
	// it: it sees its own folder, and /etc.
	CAFile string `key:"ca_file" rule:"a path that begins with /, or nothing"`

	// ClientID is how commonhall is registered with the provider. The address to
	// register beside it is https://HOST/hub/oauth_callback.
	ClientID string `key:"client_id" rule:"what the provider gave you, with oidc and github"`

	// ClientSecretFile is the file whose first line is the secret that belongs to
	// client_id. A path that does not begin with / is below the folder hub of the
	// installation. The hub's account must be able to read it, and others not.
	ClientSecretFile string `key:"client_secret_file" rule:"a path, or nothing"`

	// PAMService is, with pam, the file in /etc/pam.d that says what is asked. Left
	// empty, it is login. Only its parts auth and account count, and they may ask for
	// a password and nothing else.
	PAMService string `key:"pam_service" rule:"lower-case letters, digits, _ and -, or nothing"`

	// Scopes are what is asked for with oidc besides openid. Left empty, they are
	// profile and email. With offline_access most providers let commonhall ask again
	// later whether the person may still sign in.
	Scopes []string `key:"scopes" rule:"words without spaces"`

	// UsernameClaim is where a new person's name comes from. Left empty, it is
	// preferred_username with oidc, and uid with ldap, where it is an attribute; Active
	// Directory has sAMAccountName. An address is a name too, if it is verified; where
	// allowed_domains has one domain, the name is the part before the @.
	UsernameClaim string `key:"username_claim" rule:"the name of a claim, or nothing"`

	// GroupsClaim is where the provider's groups of a person are listed, such as groups
	// or realm_access.roles. With ldap it is an attribute; left empty there, memberOf.
	GroupsClaim string `key:"groups_claim" rule:"the name of a claim, or nothing"`

	// UserDN is, with ldap, the name under which a person is in the directory, with
	// {username} in it, such as uid={username},ou=people,dc=example,dc=org. Left
	// empty, the person is looked up below search_base.
	UserDN string `key:"user_dn" rule:"a distinguished name with {username} in it, or nothing"`

	// SearchBase is, with ldap, the part of the directory in which people are.
	SearchBase string `key:"search_base" rule:"a distinguished name, or nothing"`

	// SearchFilter finds a person by their name. Left empty, it is (uid={username}).
	SearchFilter string `key:"search_filter" rule:"a filter with {username} in it, or nothing"`

	// BindDN is the account that looks people up. Left empty, the directory tells anybody.
	BindDN string `key:"bind_dn" rule:"a distinguished name, or nothing"`

	// BindPasswordFile is the file whose first line is that account's password; see
	// client_secret_file.
	BindPasswordFile string `key:"bind_password_file" rule:"a path, or nothing"`

	// SubjectAttribute is what tells a person from all others for ever, whatever they
	// are called. Left empty, it is entryUUID; Active Directory has objectGUID.
	SubjectAttribute string `key:"subject_attribute" rule:"the name of an attribute, or nothing"`

	// AllowAll lets everybody in whom the provider knows. With a provider that anybody
	// can join that is everybody on the internet.
	AllowAll bool `key:"allow_all"`

	// AllowedUsers lists the names at the provider of those who may sign in.
	AllowedUsers []string `key:"allowed_users" rule:"a list of names"`

	// AllowedGroups lists groups at the provider: who is in one of them may sign in.
	// With github an organisation is a group.
	AllowedGroups []string `key:"allowed_groups" rule:"a list of groups"`

	// AllowedDomains lists the domains of mail addresses, with oidc: who has an address
	// there that the provider has verified may sign in.
	AllowedDomains []string `key:"allowed_domains" rule:"a list of domains such as example.org"`

	// AllowExistingUsers lets those in who are on commonhall's list under the name
	// that they have at the provider, and have no password, no invitation and no other
	// way to sign in yet. The first who comes with the name is that person from then
	// on: set it only where people cannot choose their name at the provider.
	AllowExistingUsers bool `key:"allow_existing_users"`

	// AdminUsers lists the names at the provider of those who become administrators.
	// Who stands here may sign in.
	AdminUsers []string `key:"admin_users" rule:"a list of names"`

	// AdminGroups lists groups at the provider whose people are administrators, for
	// as long as they are in one. Who is may sign in.
	AdminGroups []string `key:"admin_groups" rule:"a list of groups"`

	// ManageGroups makes a group of each of the provider's that a person is in, and
	// takes the person out of it when the provider does. A group that was there before is
	// left alone. Of GitHub's organisations only those count that are named in allowed_groups
	// or admin_groups. With oidc /a/b is a-b here; where several groups there come to one
	// name, the one counts that is named there exactly, else the first that somebody had.
	ManageGroups bool `key:"manage_groups"`

	// GroupsBase is, with ldap and manage_groups, where the groups are that are managed: those
	// directly below it, each by its cn. Elsewhere a group may have the same cn and be
	// another one.
	GroupsBase string `key:"groups_base" rule:"a distinguished name, or nothing"`
}

// defaultPAMService is what JupyterHub asks too.
const defaultPAMService = "login"

// PAM returns the service of PAM that says who may sign in with an account of the machine;
// nothing where those do not count.
func (a Auth) PAM() string {
	for _, p := range a.Providers {
		if p.Type == "pam" {
			return cmp.Or(p.PAMService, defaultPAMService)
		}
	}
	return ""
}

// Label is what people read.
func (p Provider) Label() string {
	if p.Title == "" {
		return p.Name
	}
	return p.Title
}

// Open reports whether anybody at all may sign in by the provider.
func (p Provider) Open() bool {
	return p.AllowAll || p.AllowExistingUsers ||
		len(p.AllowedUsers)+len(p.AllowedGroups)+len(p.AllowedDomains)+len(p.AdminUsers)+len(p.AdminGroups) > 0
}

// defaultRefresh is how often it is asked whether somebody may still sign in.
const defaultRefresh = Duration(5 * time.Minute)

// providers checks the ways to sign in.
func (d *decoder) providers(c *Config) {
	for i := range c.Auth.Providers {
		at := fmt.Sprintf("auth.providers[%d]", i)
		if d.bad[at] || d.at[at] == nil {
			continue
		}
		p := c.Auth.Providers[i]
		for _, key := range []string{"name", "type"} {
			if d.at[at+"."+key] == nil && !d.bad[at+"."+key] {
				d.report(at+"."+key, d.at[at], key+" is missing", "Every provider needs a name and a type.")
			}
		}
		if pos, ok := d.find(at+".name", ""); ok && !validName(p.Name) {
			d.report(at+".name", pos, quote(p.Name)+" cannot be the name of a provider", "Allowed: a lower-case letter, then at most 30 lower-case letters, digits or hyphens.")
		} else if ok && slices.ContainsFunc(c.Auth.Providers[:i], func(q Provider) bool { return q.Name == p.Name }) {
			d.report(at+".name", pos, quote(p.Name)+" is the name of another provider already", "Every provider needs a name of its own.")
		}
		if pos, ok := d.find(at+".title", ""); ok && utf8.RuneCountInString(p.Title) > 60 {
			d.report(at+".title", pos, "is longer than 60 characters", "It stands on a button.")
		}
		if pos, ok := d.find(at+".ca_file", ""); ok && p.CAFile != "" && !path.IsAbs(p.CAFile) {
			d.report(at+".ca_file", pos, "must begin with /", "")
		}
		if p.Type == "pam" {
			d.providerPAM(at, c.Auth.Providers[:i], p)
		}
		d.providerURL(at, p)
		d.providerKeys(at, p)
	}
	if pos, ok := d.find("auth.passwords", ""); ok && !c.Auth.Passwords && len(c.Auth.Providers) == 0 && !d.bad["auth.providers"] {
		d.report("auth.passwords", pos, "is off, and there is no other way to sign in", "List one in auth.providers first.")
	}
}

// providerPAM checks what belongs to the machine's accounts, which there are once. The service
// is an argument of what root starts.
func (d *decoder) providerPAM(at string, before []Provider, p Provider) {
	if pos, ok := d.find(at+".type", ""); ok && slices.ContainsFunc(before, func(q Provider) bool { return q.Type == "pam" }) {
		d.report(at+".type", pos, "the accounts of the machine are a provider already", "There is one machine: write one provider of the type pam.")
	}
	if pos, ok := d.find(at+".pam_service", ""); ok && p.PAMService != "" &&
		(len(p.PAMService) > 31 || p.PAMService[0] == '-' || strings.Trim(p.PAMService, "abcdefghijklmnopqrstuvwxyz0123456789_-") != "") {
		d.report(at+".pam_service", pos, quote(p.PAMService)+" cannot be the name of a service", "Allowed: at most 31 lower-case letters, digits, _ and -. It is a file in /etc/pam.d.")
	}
}

// providerURL checks where a provider is.
func (d *decoder) providerURL(at string, p Provider) {
	if d.bad[at+".type"] || d.bad[at+".url"] || p.Type == "" {
		return
	}
	pos := d.at[at+".url"]
	if p.Type == "pam" {
		return // the machine is here; providerKeys says so
	}
	if p.URL == "" {
		if p.Type != "github" {
			d.report(at+".url", d.at[at], "url is missing", "With oidc it is the provider's issuer, with ldap ldaps://host.")
		}
		return
	}
	u, err := url.Parse(p.URL)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		d.report(at+".url", pos, "is not the address of a provider", "Write it as https://host, or ldaps://host.")
		return
	}
	schemes, near := []string{"https"}, false
	if p.Type == "ldap" {
		schemes = []string{"ldaps", "ldap"}
		near = strings.Trim(u.Path, "/") == ""
	} else if a, err := netip.ParseAddr(u.Hostname()); err == nil && a.IsLoopback() {
		schemes = append(schemes, "http") // nobody listens in between
	}
	if !slices.Contains(schemes, u.Scheme) {
		d.report(at+".url", pos, fmt.Sprintf("begins with %s://", u.Scheme), "Allowed with "+p.Type+": "+strings.Join(schemes, ", ")+". Passwords and secrets travel to it.")
	} else if p.Type == "ldap" && !near {
		d.report(at+".url", pos, "has a path, which a directory has not", "What is searched stands in search_base.")
	}
}

// providerGroups checks that it is certain which groups are managed. Those of a directory are named
// by their place, and only within one place is a cn one group; GitHub's are whose anybody wants.
func (d *decoder) providerGroups(at string, p Provider) {
	pos, ok := d.find(at+".groups_base", "")
	switch {
	case p.Type == "github" && p.ManageGroups && len(p.AllowedGroups)+len(p.AdminGroups) == 0:
		d.report(at+".manage_groups", d.at[at], "nothing says which organisations manage_groups means",
			"Name them in allowed_groups. Anybody can found another one, by the name of a group that you have.")
	case d.bad[at+".groups_base"] || p.Type != "ldap":
	case ok && p.GroupsBase != "" && !strings.Contains(p.GroupsBase, "="):
		d.report(at+".groups_base", pos, quote(p.GroupsBase)+" is not a distinguished name", "Write it as ou=groups,dc=example,dc=org.")
	case p.ManageGroups && p.GroupsBase == "" && (p.GroupsClaim == "" || strings.EqualFold(p.GroupsClaim, "memberOf")):
		d.report(at+".groups_base", d.at[at], "nothing says where the groups are that manage_groups means",
			"Set groups_base, such as ou=groups,dc=example,dc=org: those directly below it are managed. Elsewhere another group may have the same name.")
	}
}

// providerKeys checks that what a provider needs is there, and nothing that it has no use for.
func (d *decoder) providerKeys(at string, p Provider) {
	of := map[string]string{"url": "oidc github ldap", "ca_file": "oidc github ldap", "pam_service": "pam", "client_id": "oidc github", "client_secret_file": "oidc github", "scopes": "oidc", "username_claim": "oidc ldap", "groups_claim": "oidc ldap",
		"user_dn": "ldap", "search_base": "ldap", "search_filter": "ldap", "bind_dn": "ldap", "bind_password_file": "ldap", "subject_attribute": "ldap", "groups_base": "ldap", "allowed_domains": "oidc"}
	if p.Type == "" || d.bad[at+".type"] {
		return
	}
	set := func(key string) bool { // as written, not as a file that says everything says it
		v := reflect.ValueOf(p)
		for _, f := range fields(v.Type()) {
			if f.key == key {
				return !v.Field(f.index).IsZero()
			}
		}
		return false
	}
	for key, types := range of {
		if pos, ok := d.find(at+"."+key, ""); ok && set(key) && !slices.Contains(strings.Fields(types), p.Type) {
			d.report(at+"."+key, pos, "has no use with the type "+p.Type, "It belongs to "+strings.ReplaceAll(types, " ", " and ")+".")
		}
	}
	if (p.Type == "oidc" || p.Type == "github") && p.ClientID == "" && !d.bad[at+".client_id"] {
		d.report(at+".client_id", d.at[at], "client_id is missing", "Register commonhall with the provider, which says what it is.")
	}
	if p.Type == "ldap" && p.UserDN == "" && p.SearchBase == "" && !d.bad[at+".user_dn"] && !d.bad[at+".search_base"] {
		d.report(at+".search_base", d.at[at], "nothing says where people are in the directory", "Set search_base, or user_dn.")
	}
	d.providerGroups(at, p)
	for key, value := range map[string]string{"user_dn": p.UserDN, "search_filter": p.SearchFilter} {
		if pos, ok := d.find(at+"."+key, ""); ok && value != "" && strings.Count(value, "{username}") != 1 {
			d.report(at+"."+key, pos, `must have "{username}" in it, once`, "There stands the name that somebody types.")
		}
	}
	for _, domain := range p.AllowedDomains {
		if pos, ok := d.find(at+".allowed_domains", ""); ok && (strings.ContainsAny(domain, "@*/ ") || !strings.Contains(domain, ".")) {
			d.report(at+".allowed_domains", pos, quote(domain)+" is not a domain", "Write example.org. Each domain below it is one of its own.")
		}
	}
}
