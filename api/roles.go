package api

import (
	"net/http"
	"slices"

	"commonhall"
	"commonhall/auth"
)

// roleRoutes are our own: JupyterHub has its roles in a file.
func (a *API) roleRoutes() []route {
	return []route{
		{"GET", "/roles", "read:roles", a.listRoles},
		{"POST", "/roles", "admin:roles", a.addRole},
		{"GET", "/roles/{role}", "read:roles", a.getRole},
		{"PATCH", "/roles/{role}", "admin:roles", a.changeRole},
		{"DELETE", "/roles/{role}", "admin:roles", a.removeRole},
		{"POST", "/roles/{role}/holders", "admin:roles", a.handRole(true)},
		{"DELETE", "/roles/{role}/holders", "admin:roles", a.handRole(false)},
	}
}

func roleModel(r commonhall.Role) map[string]any {
	m := map[string]any{"kind": "role", "name": r.Name, "description": r.Description, "scopes": append([]commonhall.Scope{}, r.Scopes...), "origin": r.Origin,
		"users": userNames(r.Users), "groups": append([]commonhall.GroupName{}, r.Groups...), "services": append([]commonhall.ServiceName{}, r.Services...),
		"created": stamp(r.Created), "problem": nil}
	if r.Problem != "" {
		m["problem"] = r.Problem
	}
	return m
}

// needRoles refuses unless the caller holds scope for all roles: a filter names none.
func (r *request) needRoles(scope string) error { return r.needAll(scope) }

func (r *request) role() commonhall.RoleName { return commonhall.RoleName(r.PathValue("role")) }

func (a *API) listRoles(r *request) error {
	if err := r.needRoles("read:roles"); err != nil {
		return err
	}
	all, err := a.people.AllRoles(r.Context())
	if err != nil {
		return err
	}
	out := make([]map[string]any, len(all))
	for i, role := range all {
		out[i] = roleModel(role)
	}
	return r.json(http.StatusOK, out)
}

func (a *API) getRole(r *request) error {
	if err := r.needRoles("read:roles"); err != nil {
		return err
	}
	role, err := a.people.Role(r.Context(), r.role())
	if err != nil {
		return err
	}
	return r.json(http.StatusOK, roleModel(role))
}

// holdersBody names who is to hold a role, or no longer.
type holdersBody struct {
	Users    []commonhall.UserName    `json:"users"`
	Groups   []commonhall.GroupName   `json:"groups"`
	Services []commonhall.ServiceName `json:"services"`
}

func (b holdersBody) holders() commonhall.Holders {
	return commonhall.Holders{Users: b.Users, Groups: b.Groups, Services: b.Services}
}

func (a *API) addRole(r *request) error {
	var body struct {
		Name        commonhall.RoleName `json:"name"`
		Description string              `json:"description"`
		Scopes      []commonhall.Scope  `json:"scopes"`
		holdersBody
	}
	if err := r.needRoles("admin:roles"); err != nil {
		return err
	}
	if err := r.body(&body, true); err != nil {
		return err
	}
	role := commonhall.Role{Name: body.Name, Description: body.Description, Scopes: body.Scopes, Holders: body.holders()}
	if err := a.people.AddRole(r.Context(), role, a.people.Giver(r.id)); err != nil {
		return err
	}
	role, err := a.people.Role(r.Context(), body.Name)
	if err != nil {
		return err
	}
	return r.json(http.StatusCreated, roleModel(role))
}

func (a *API) changeRole(r *request) error {
	var body struct {
		Description *string            `json:"description"`
		Scopes      []commonhall.Scope `json:"scopes"`
	}
	if err := r.needRoles("admin:roles"); err != nil {
		return err
	}
	if err := r.body(&body, true); err != nil {
		return err
	}
	role, err := a.people.ChangeRole(r.Context(), r.role(), body.Description, body.Scopes, a.people.Giver(r.id))
	if err != nil {
		return err
	}
	return r.json(http.StatusOK, roleModel(role))
}

func (a *API) removeRole(r *request) error {
	if err := r.needRoles("admin:roles"); err != nil {
		return err
	}
	if err := a.people.RemoveRole(r.Context(), r.role(), a.people.Giver(r.id)); err != nil {
		return err
	}
	return r.status(http.StatusNoContent)
}

// handRole gives a role to those in the body, or takes it back.
func (a *API) handRole(give bool) handler {
	return func(r *request) error {
		var body holdersBody
		if err := r.needRoles("admin:roles"); err != nil {
			return err
		}
		if err := r.body(&body, true); err != nil {
			return err
		}
		if body.holders().Empty() {
			return commonhall.Errorf(commonhall.InvalidArgument, "Must specify users, groups or services")
		}
		role, err := a.people.HandRole(r.Context(), r.role(), give, body.holders(), a.people.Giver(r.id))
		if err != nil {
			return err
		}
		return r.json(http.StatusOK, roleModel(role))
	}
}

// mayMake refuses to make administrators unless the caller is one with the scope for
// everybody, and to give somebody a name to which the settings give more than the caller may do.
func (r *request) mayMake(a *API, admin bool, names ...string) error {
	if admin {
		if err := r.administers("Only admins can grant admin permissions."); err != nil {
			return err
		}
	}
	if r.id.Administrator() && r.id.Scopes.HasAll("admin:users") {
		return nil // as in over
	}
	for _, raw := range names {
		if name, err := auth.NormalizeName(raw); err == nil {
			if err := a.people.MayGive(r.id.Scopes, a.people.Awaited(name)...); err != nil {
				return err
			}
		}
	}
	return nil
}

// administers refuses whoever is no administrator with the scope for everybody: where nobody
// can tell beforehand how much is given, nobody else gives it.
func (r *request) administers(refusal string) error {
	if err := r.needAll("admin:users"); err != nil {
		return err
	}
	if !r.id.Administrator() {
		return commonhall.Errorf(commonhall.PermissionDenied, "%s", refusal)
	}
	return nil
}

// mayFill refuses to put people into a group that has roles which may more than the caller.
func (a *API) mayFill(r *request, group commonhall.GroupName, people []string) error {
	if len(people) == 0 {
		return nil
	}
	name, err := auth.NormalizeGroupName(string(group))
	if err != nil {
		return nil // there is no such group, and none can be made
	}
	roles, err := a.people.GroupRoles(r.Context(), name)
	if err != nil {
		return err
	}
	return a.people.MayGive(a.people.Giver(r.id), roles...)
}

// mayServe refuses to add a service under a name that has roles which may more than the caller: who
// adds it gets its token.
func (a *API) mayServe(r *request, name commonhall.ServiceName) error {
	all, err := a.people.AllRoles(r.Context())
	if err != nil {
		return err
	}
	for _, role := range all {
		if slices.Contains(role.Services, name) {
			if err := a.people.MayGive(a.people.Giver(r.id), role); err != nil {
				return err
			}
		}
	}
	return nil
}
