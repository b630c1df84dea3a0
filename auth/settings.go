package auth

import (
	"log/slog"

	"commonhall"
	"commonhall/config"
	"commonhall/scope"
)

// RolesOf translates what the operator writes of roles.
func RolesOf(list []config.Role) []commonhall.Role {
	var out []commonhall.Role
	for _, c := range list {
		r := commonhall.Role{Name: commonhall.RoleName(c.Name), Description: c.Description}
		for _, s := range c.Scopes {
			r.Scopes = append(r.Scopes, commonhall.Scope(s))
		}
		for _, raw := range c.Users {
			if name, err := NormalizeName(raw); err == nil { // what is no name nobody has
				r.Users = append(r.Users, name)
			}
		}
		for _, raw := range c.Groups {
			if name, err := NormalizeGroupName(raw); err == nil {
				r.Groups = append(r.Groups, name)
			}
		}
		for _, name := range c.Services {
			r.Services = append(r.Services, commonhall.ServiceName(name))
		}
		out = append(out, r)
	}
	return out
}

// ScopesOf translates the operator's own scopes. If they contradict each other there are
// none, and roles that have them say so.
func ScopesOf(list []config.CustomScope, log *slog.Logger) *scope.Tree {
	var own []scope.Custom
	for _, c := range list {
		own = append(own, scope.Custom{Name: c.Name, Description: c.Description, Includes: c.Subscopes})
	}
	t, err := scope.New(own)
	if err != nil {
		log.Error("the settings' own scopes cannot be used", "error", err)
	}
	return t
}
