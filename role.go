package commonhall

import (
	"regexp"
	"time"
)

// RoleName is a role's name.
type RoleName string

// Role is scopes with a name, and who holds them beside what everybody may do.
type Role struct {
	Name        RoleName
	Description string
	Scopes      []Scope
	Holders
	Origin  RoleOrigin
	Problem string // why it gives nothing, as a sentence; empty where it does
	Created time.Time
}

// RoleOrigin says where a role comes from, and so who can change it.
type RoleOrigin string

const (
	RoleBuiltIn  RoleOrigin = "built-in" // JupyterHub's user, admin, server and token
	RoleSettings RoleOrigin = "settings" // the operator's file
	RoleStored   RoleOrigin = "hub"      // made by somebody, and changed like that
)

// Holders are who holds a role. Members of a group hold its roles while they are members.
type Holders struct {
	Users    []UserName
	Groups   []GroupName
	Services []ServiceName
}

// Empty reports whether there is nobody.
func (h Holders) Empty() bool { return len(h.Users)+len(h.Groups)+len(h.Services) == 0 }

// validRole is JupyterHub's rule for names of roles, but for their length.
const validRole = `^[a-z][a-z0-9_~.-]{1,62}[a-z0-9]$`

// Validate reports whether n may name a role.
func (n RoleName) Validate() error {
	if !regexp.MustCompile(validRole).MatchString(string(n)) {
		return Errorf(InvalidArgument, "%q cannot name a role.", string(n)).
			WithHint("Such a name has 3 to 64 small letters, digits and - _ . ~ in between, and begins with a letter.")
	}
	return nil
}
