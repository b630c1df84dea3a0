package auth

import (
	"context"
	"slices"

	"commonhall"
	"commonhall/scope"
)

// PeopleRoles returns the roles that people hold by themselves, as JupyterHub lists them:
// those of their groups are the groups'.
func (a *Auth) PeopleRoles(ctx context.Context, people ...commonhall.User) (map[commonhall.UserName][]commonhall.RoleName, error) {
	stored, err := a.storedRoles(ctx)
	if err != nil {
		return nil, err
	}
	out := make(map[commonhall.UserName][]commonhall.RoleName, len(people))
	for _, u := range people {
		if u.Admin {
			out[u.Name] = append(out[u.Name], "admin")
		}
		out[u.Name] = append(out[u.Name], "user")
	}
	for _, list := range [][]commonhall.Role{a.roles.settings, stored} {
		for _, r := range list {
			for _, name := range r.Users {
				if have, asked := out[name]; asked {
					out[name] = append(have, r.Name)
				}
			}
		}
	}
	return out, nil
}

// GroupRoles returns the roles that everybody in a group holds.
func (a *Auth) GroupRoles(ctx context.Context, name commonhall.GroupName) ([]commonhall.Role, error) {
	stored, err := a.storedRoles(ctx)
	out := []commonhall.Role{}
	for _, r := range slices.Concat(a.roles.settings, stored) {
		if hasGroup(r, name) {
			out = append(out, r)
		}
	}
	return out, err
}

// ServiceRoles returns the roles that a service holds.
func (a *Auth) ServiceRoles(ctx context.Context, s Service) ([]commonhall.RoleName, error) {
	out := []commonhall.RoleName{}
	if s.Admin {
		out = append(out, "admin")
	}
	list, err := a.serviceRoles(ctx, s.Name)
	return append(out, RoleNames(list)...), err
}

// RoleNames returns the names of roles.
func RoleNames(list []commonhall.Role) []commonhall.RoleName {
	out := make([]commonhall.RoleName, len(list))
	for i, r := range list {
		out[i] = r.Name
	}
	return out
}

// Awaited returns what the settings give whoever will have a name: who may make people
// or call them otherwise gives that too.
func (a *Auth) Awaited(names ...commonhall.UserName) (out []commonhall.Role) {
	for _, r := range a.roles.settings {
		if slices.ContainsFunc(names, func(n commonhall.UserName) bool { return slices.Contains(r.Users, n) }) {
			out = append(out, r)
		}
	}
	return out
}

// Administrator reports whether whoever asks has the role admin: they alone make others
// administrators.
func (i *Identity) Administrator() bool {
	return i.Operator || i.User.Admin || i.Service != nil && i.Service.Admin
}

// Giver returns what whoever asks may hand on: what they may do. Administrators hand on
// the operator's own scopes too, which mean nothing to the hub.
func (a *Auth) Giver(id *Identity) scope.Set {
	if id.Administrator() && id.Scopes.HasAll("admin:roles") {
		return id.Scopes.With(a.cfg.Scopes.Custom())
	}
	return id.Scopes
}
