package api

import (
	"context"
	"slices"

	"commonhall"
	"commonhall/auth"
)

// user is JupyterHub's model of a person. Fields that the caller may not read are
// left out.
type user []member

// member is one value of an object, under its key.
type member struct {
	key   string
	value any
}

// set adds a value, in the place of one that is there.
func (u *user) set(key string, v any) {
	for i := range *u {
		if (*u)[i].key == key {
			(*u)[i].value = v
			return
		}
	}
	*u = append(*u, member{key, v})
}

func (u user) has(key string) bool {
	return slices.ContainsFunc(u, func(m member) bool { return m.key == key })
}

func (a *API) userModel(ctx context.Context, id *auth.Identity, u commonhall.User, stopped bool) (user, error) {
	list, err := a.userModels(ctx, id, []commonhall.User{u}, stopped)
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// userModels asks once for the groups of all.
func (a *API) userModels(ctx context.Context, id *auth.Identity, people []commonhall.User, stopped bool) ([]user, error) {
	var groups map[commonhall.UserName][]commonhall.Membership
	if id.Scopes.Has("read:users:groups") {
		var err error
		if groups, err = a.people.MembershipsOf(ctx, people); err != nil {
			return nil, err
		}
	}
	roles, err := a.people.PeopleRoles(ctx, people...)
	if err != nil {
		return nil, err
	}
	out := make([]user, len(people))
	for i, u := range people {
		if out[i], err = a.modelOf(ctx, id, u, groups[u.Name], roles[u.Name], stopped); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (a *API) modelOf(ctx context.Context, id *auth.Identity, u commonhall.User, groups []commonhall.Membership, roles []commonhall.RoleName, stopped bool) (user, error) {
	m := make(user, 0, 16)
	m.set("kind", "user")
	m.set("name", u.Name)
	sc := id.Scopes
	if sc.Covers("read:users:name", u.Name) || sc.Covers("read:roles:users", u.Name) {
		m.set("admin", u.Admin)
	}
	if sc.Covers("read:users:groups", u.Name) {
		m.set("groups", groupNames(groups))
	}
	if sc.Covers("read:roles:users", u.Name) || sc.Covers("read:users", u.Name) {
		m.set("roles", roles)
	}
	if sc.Covers("read:users", u.Name) {
		m.set("created", stamp(u.Created))
		m.set("suspended", u.Suspended)
		m.set("has_password", u.HasPassword)
	}
	if sc.Covers("read:users:activity", u.Name) {
		m.set("last_activity", stamp(a.servers.LastActive(u.Name, u.LastActivity)))
	}
	if sc.Covers("admin:auth_state", u.Name) {
		m.set("auth_state", nil)
	}
	err := a.addServer(ctx, &m, id, u.Name, stopped)
	return m, err
}

// addServer adds to the model of a person what the caller may read of their server.
func (a *API) addServer(ctx context.Context, m *user, id *auth.Identity, name commonhall.UserName, stopped bool) error {
	whole, servers := id.Scopes.Covers("read:users", name), id.Scopes.Has("read:servers")
	if !whole && !servers {
		return nil
	}
	all, err := a.servers.Servers(ctx, name)
	if err != nil {
		return err
	}
	list, some := map[string]any{}, id.Scopes.Covers("read:servers", name)
	for _, s := range all {
		if !id.Scopes.CoversServer("read:servers", s.User, string(s.Name)) {
			continue
		}
		some = true
		if s.State.Active() || stopped && (s.ID != "" || s.Name != "") {
			list[string(s.Name)] = a.serverModel(id, s)
		}
	}
	if some {
		m.set("servers", list)
	}
	if s := all[0]; whole {
		url := any(nil)
		if s.State == commonhall.Ready {
			url = s.Key().Prefix()
		}
		m.set("server", url)
		m.set("pending", pending(s))
	}
	return nil
}
