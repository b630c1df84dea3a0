package api

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"commonhall"
	"commonhall/auth"
)

// readGroup are scopes each of which shows a part of the model of a group.
const readGroup = "read:groups:name read:groups read:roles:groups"

// groupRoutes are JupyterHub's, and four of our own at the end.
func (a *API) groupRoutes() []route {
	return []route{
		{"GET", "/groups", "list:groups", a.listGroups},
		{"POST", "/groups", "admin:groups", a.addGroups},
		{"GET", "/groups/{group}", readGroup, a.getGroup},
		{"POST", "/groups/{group}", "admin:groups", a.addGroup},
		{"DELETE", "/groups/{group}", "delete:groups", a.removeGroup},
		{"POST", "/groups/{group}/users", "groups", a.changeGroup(commonhall.JoinGroup)},
		{"DELETE", "/groups/{group}/users", "groups", a.changeGroup(commonhall.LeaveGroup)},
		{"PUT", "/groups/{group}/properties", "groups", a.setProperties},
		{"POST", "/groups/{group}/teachers", "groups", a.changeGroup(commonhall.MakeTeacher)},
		{"DELETE", "/groups/{group}/teachers", "groups", a.changeGroup(commonhall.EndTeacher)},
		{"GET", "/groups/{group}/times", "limits", a.times},
		{"PATCH", "/groups/{group}/times", "limits", a.setTimes},
	}
}

// groupModel is JupyterHub's model of a group, with teachers and gid beside it.
func (a *API) groupModel(r *request, g commonhall.Group) (map[string]any, error) {
	id := r.id
	m := map[string]any{"kind": "group", "name": g.Name}
	if id.Scopes.CoversGroup("read:roles:groups", g.Name) {
		roles, err := a.people.GroupRoles(r.Context(), g.Name)
		if err != nil {
			return nil, err
		}
		m["roles"] = auth.RoleNames(roles)
	}
	if id.Scopes.CoversGroup("read:groups", g.Name) {
		m["users"], m["teachers"] = userNames(g.Members), userNames(g.Teachers)
		m["properties"], m["gid"], m["created"] = g.Properties, g.GID, stamp(g.Created)
	}
	return m, nil
}

func (a *API) groupModels(r *request, list []commonhall.Group) (out []map[string]any, err error) {
	out = make([]map[string]any, len(list))
	for i, g := range list {
		if out[i], err = a.groupModel(r, g); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (a *API) sendGroup(r *request, status int, g commonhall.Group) error {
	m, err := a.groupModel(r, g)
	if err != nil {
		return err
	}
	return r.json(status, m)
}

// userNames returns a list that is empty, and not null, where there is nobody.
func userNames(list []commonhall.UserName) []commonhall.UserName {
	return append([]commonhall.UserName{}, list...)
}

func groupNames(list []commonhall.Membership) []commonhall.GroupName {
	out := []commonhall.GroupName{}
	for _, m := range list {
		out = append(out, m.Group)
	}
	return out
}

// group returns the group in the path, normalised as everywhere.
func (r *request) group() commonhall.GroupName {
	name, err := auth.NormalizeGroupName(r.PathValue("group"))
	if err != nil {
		return commonhall.GroupName(r.PathValue("group")) // none has it
	}
	return name
}

// needGroup refuses unless the caller holds one of scopes for the group in the path. Whoever
// holds them for others only must not learn whether it exists.
func (r *request) needGroup(scopes ...string) error {
	covers := func(name string) bool { return r.id.Scopes.CoversGroup(name, r.group()) }
	switch {
	case slices.ContainsFunc(scopes, covers):
		return nil
	case slices.ContainsFunc(scopes, r.id.Scopes.Has):
		return commonhall.Errorf(commonhall.NotFound, "No such group")
	}
	return unauthorized(scopes...)
}

func (a *API) listGroups(r *request) error {
	offset, limit, err := r.numbers()
	if err != nil {
		return err
	}
	if r.id.Scopes.HasAll("list:groups") {
		list, total, err := a.people.Groups(r.Context(), offset, limit)
		if err != nil {
			return err
		}
		models, err := a.groupModels(r, list)
		if err != nil {
			return err
		}
		return r.page(models, offset, limit, total)
	}
	all, _, err := a.people.Groups(r.Context(), 0, 0) // there are hundreds at most
	if err != nil {
		return err
	}
	some := slices.DeleteFunc(all, func(g commonhall.Group) bool { return !r.id.Scopes.CoversGroup("list:groups", g.Name) })
	from := min(offset, len(some))
	models, err := a.groupModels(r, some[from:min(from+limit, len(some))])
	if err != nil {
		return err
	}
	return r.page(models, offset, limit, len(some))
}

// groupBody is what JupyterHub takes for groups; name and roles it takes and ignores.
type groupBody struct {
	Groups []string `json:"groups"`
	Users  []string `json:"users"`
	Name   string   `json:"name"`
	Roles  []string `json:"roles"`
}

func (a *API) addGroups(r *request) error {
	var body groupBody
	if err := r.needAll("admin:groups"); err != nil {
		return err // for one group is not for others
	}
	if err := r.body(&body, true); err != nil {
		return err
	}
	for _, name := range body.Groups {
		if err := a.mayFill(r, commonhall.GroupName(name), body.Users); err != nil {
			return err
		}
	}
	added, err := a.people.AddGroups(r.Context(), body.Groups, body.Users)
	if err != nil {
		return err
	}
	models, err := a.groupModels(r, added)
	if err != nil {
		return err
	}
	return r.json(http.StatusCreated, models)
}

func (a *API) addGroup(r *request) error {
	var body groupBody
	if err := r.needGroup("admin:groups"); err != nil {
		return err
	}
	if err := r.body(&body, true); err != nil {
		return err
	}
	if err := a.mayFill(r, r.group(), body.Users); err != nil {
		return err
	}
	added, err := a.people.AddGroups(r.Context(), []string{r.PathValue("group")}, body.Users)
	if err != nil {
		return err
	}
	return a.sendGroup(r, http.StatusCreated, added[0])
}

func (a *API) getGroup(r *request) error {
	if err := r.needGroup(strings.Fields(readGroup)...); err != nil {
		return err
	}
	g, err := a.people.Group(r.Context(), r.group())
	if err != nil {
		return err
	}
	return a.sendGroup(r, http.StatusOK, g)
}

func (a *API) removeGroup(r *request) error {
	if err := r.needGroup("delete:groups"); err != nil {
		return err
	}
	if err := a.people.RemoveGroup(r.Context(), r.group()); err != nil {
		return err
	}
	return r.status(http.StatusNoContent)
}

// changeGroup does c to the people in the body.
func (a *API) changeGroup(c commonhall.GroupChange) handler {
	return func(r *request) error {
		var body groupBody
		if err := r.needGroup("groups"); err != nil {
			return err
		}
		if err := r.body(&body, true); err != nil {
			return err
		}
		if _, err := a.people.Group(r.Context(), r.group()); err != nil {
			return err
		}
		if body.Users == nil {
			return commonhall.Errorf(commonhall.InvalidArgument, "Must specify users")
		}
		if c == commonhall.JoinGroup || c == commonhall.MakeTeacher {
			if err := a.mayFill(r, r.group(), body.Users); err != nil {
				return err
			}
		}
		g, _, err := a.people.ChangeGroup(r.Context(), r.group(), c, body.Users)
		if err != nil {
			return err
		}
		return a.sendGroup(r, http.StatusOK, g)
	}
}

func (a *API) setProperties(r *request) error {
	var body json.RawMessage
	if err := r.needGroup("groups"); err != nil {
		return err
	}
	if err := r.body(&body, false); err != nil {
		return err
	}
	g, err := a.people.SetGroupProperties(r.Context(), r.group(), body)
	if err != nil {
		return err
	}
	return a.sendGroup(r, http.StatusOK, g)
}
