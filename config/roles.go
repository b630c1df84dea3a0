package config

import (
	"fmt"
	"regexp"
	"strings"
)

// Role is what some may do beside what everybody may.
type Role struct {
	// Name identifies the role. The role user, which names nobody, says what everybody
	// may do, in place of self.
	Name string `key:"name" required:"true" rule:"a small letter, then 2 to 63 small letters, digits or - _ . ~"`

	// Description says in words what the role is for.
	Description string `key:"description"`

	// Scopes are what its holders may do, as in JupyterHub: read:users, or
	// servers!group=NAME, or shares!user, which means their own.
	Scopes []string `key:"scopes" rule:"a list of scopes"`

	// Users are people who hold it.
	Users []string `key:"users" rule:"a list of names"`

	// Groups are those whose members hold it, while they are members.
	Groups []string `key:"groups" rule:"a list of names of groups"`

	// Services are those that hold it.
	Services []string `key:"services" rule:"a list of names of services"`
}

// CustomScope is a scope of the operator's own.
type CustomScope struct {
	// Name identifies the scope.
	Name string `key:"name" required:"true" rule:"custom: and then small letters, digits or - _ : *"`

	// Description says in words what it allows.
	Description string `key:"description"`

	// Subscopes are others of the operator's own that it includes.
	Subscopes []string `key:"subscopes" rule:"a list of names of such scopes"`
}

const (
	validRole   = `^[a-z][a-z0-9_~.-]{1,62}[a-z0-9]$`
	validCustom = `^custom:[a-z0-9][a-z0-9_:*-]{0,41}[a-z0-9_*]$`
)

// roles checks names of roles and of scopes of the operator's own. Which scopes there are
// the hub knows: a role with one that there is not gives nothing, and says so in lists.
func (d *decoder) roles(c *Config) {
	seen := map[string]bool{}
	for i, r := range c.Roles {
		path := fmt.Sprintf("roles[%d]", i)
		d.called(path, r.Name, validRole, "role", "Allowed: a small letter, then 2 to 63 small letters, digits, hyphens, dots, tildes or underscores.", seen)
		d.check(path+".scopes", true, func() (string, string) {
			if len(r.Scopes) == 0 {
				return "is an empty list", "A role without scopes gives nothing."
			}
			return "", ""
		})
		if d.at[path] != nil && !d.bad[path] && !d.bad[path+".scopes"] && d.at[path+".scopes"] == nil {
			d.report(path+".scopes", d.at[path], "is missing", "A role without scopes gives nothing.")
		}
	}
	known := map[string]bool{}
	for _, s := range c.CustomScopes {
		known[s.Name] = true
	}
	seen = map[string]bool{}
	for i, s := range c.CustomScopes {
		path := fmt.Sprintf("custom_scopes[%d]", i)
		d.called(path, s.Name, validCustom, "scope of one's own", `Such a name begins with "custom:"; small letters, digits and - _ : * may follow.`, seen)
		d.check(path+".subscopes", true, func() (string, string) {
			for _, name := range s.Subscopes {
				if !known[name] || name == s.Name {
					return quote(name) + " is no other scope of one's own", "Those of JupyterHub's are not included: give them beside it."
				}
			}
			return "", ""
		})
	}
}

// called checks a name that has a form, and that nothing of its kind has before.
func (d *decoder) called(path, name, form, what, allowed string, seen map[string]bool) {
	if d.bad[path] || d.bad[path+".name"] || d.at[path] == nil {
		return
	}
	pos, article := d.at[path+".name"], " a "
	if strings.Contains("aeiou", what[:1]) {
		article = " an "
	}
	switch {
	case pos == nil:
		d.report(path+".name", d.at[path], "is missing", "Each needs a name.")
	case !regexp.MustCompile(form).MatchString(name):
		d.report(path+".name", pos, quote(name)+" cannot be the name of"+article+what, allowed)
	case seen[name]:
		d.report(path+".name", pos, quote(name)+" is the name of another "+what+" already", "Each needs a name of its own.")
	}
	seen[name] = true
}
