package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"commonhall"
	"commonhall/auth"
	"commonhall/scope"
)

// Roles on pages: for administrators, and for whoever holds the scopes that the API wants.

// Roles is what the pages ask of the room auth about them.
type Roles interface {
	AllRoles(context.Context) ([]commonhall.Role, error)
	Role(context.Context, commonhall.RoleName) (commonhall.Role, error)
	Giver(*auth.Identity) scope.Set
	AddRole(context.Context, commonhall.Role, scope.Set) error
	ChangeSeenRole(ctx context.Context, name commonhall.RoleName, seen []commonhall.Scope, description *string, scopes []commonhall.Scope, by scope.Set) (commonhall.Role, error)
	RemoveRole(context.Context, commonhall.RoleName, scope.Set) error
	HandRole(ctx context.Context, name commonhall.RoleName, give bool, to commonhall.Holders, by scope.Set) (commonhall.Role, error)
}

// ScopeRow is a scope, and what it lets its holder do.
type ScopeRow struct {
	Scope commonhall.Scope
	Words string
}

// HolderRow is somebody who holds a role. Kind is user, group or service.
type HolderRow struct{ Kind, Name string }

// RoleRow is one role in the list.
type RoleRow struct {
	Name              commonhall.RoleName
	Description, From string
	Holders           string // in a sentence
	Problem           string // why it gives nothing
}

// RolesView is the list of roles.
type RolesView struct {
	Frame
	Roles []RoleRow
	All   []ScopeRow // that there are; nil where the visitor makes no roles
	Typed RoleForm   // as typed before, kept after a mistake
}

// RoleForm is what a role is made of, as typed.
type RoleForm struct{ Name, Description, Scopes, Error string }

// RoleView is one role.
type RoleView struct {
	Frame
	Role    RoleRow
	Gives   []ScopeRow
	Holders []HolderRow
	Mine    bool // the visitor may change it
	All     []ScopeRow
	Typed   RoleForm
	Was     string // its scopes, as the page was made with

	Kind, Names, GiveError string // as typed before
}

const rolesURL = "/hub/admin/roles"

func (d *Door) registerRoles() {
	const one = "/hub/admin/role/{role}"
	d.page("GET "+rolesURL, roleReaders, d.roles)
	d.page("GET "+rolesURL+"/add", roleReaders, leadsTo(rolesURL))
	d.page("POST "+rolesURL+"/add", roleMakers, d.addRole)
	d.page("GET "+one, roleReaders, func(v *visit) error { return d.showRole(v, http.StatusOK, RoleView{}) })
	d.page("GET "+one+"/remove", roleMakers, d.confirmRemoveRole)
	d.page("POST "+one+"/remove", roleMakers, d.removeRole)
	for form, f := range map[string]action{"/change": d.changeRole, "/give": d.giveRole, "/take": d.takeRole} {
		d.page("POST "+one+form, roleMakers, f)
		d.page("GET "+one+form, roleReaders, func(v *visit) error { return seeOther(v, roleURL(roleOf(v))) })
	}
}

func roleOf(v *visit) commonhall.RoleName { return commonhall.RoleName(v.PathValue("role")) }

func roleURL(name commonhall.RoleName) string {
	return "/hub/admin/role/" + commonhall.PathEscape(string(name))
}

func (d *Door) roles(v *visit) error { return d.showRoles(v, http.StatusOK, RoleForm{}) }

// showRoles fills in what the page always shows.
func (d *Door) showRoles(v *visit, status int, typed RoleForm) error {
	all, err := d.people.AllRoles(v.Context())
	if err != nil {
		return err
	}
	view := RolesView{Frame: d.roleFrame(v, "Roles"), Typed: typed}
	for _, r := range all {
		view.Roles = append(view.Roles, roleRow(r))
	}
	if d.may(v, roleMakers) == nil {
		view.All = everyScope()
	}
	return d.render(v, status, PageRoles, view)
}

func (d *Door) roleFrame(v *visit, title string) Frame {
	f := d.frame(v, title)
	if f.Path = rolesURL; f.Me.Helps {
		f.Path = "/hub/admin"
	}
	return f
}

// everyScope are those that there are in any installation.
func everyScope() []ScopeRow {
	var tree *scope.Tree
	all := []ScopeRow{{"self", scope.Words("self")}}
	for _, name := range tree.All() {
		all = append(all, ScopeRow{commonhall.Scope(name), scope.Words(commonhall.Scope(name))})
	}
	return all
}

func roleRow(r commonhall.Role) RoleRow {
	row := RoleRow{Name: r.Name, Description: r.Description, Problem: r.Problem}
	switch r.Origin {
	case commonhall.RoleBuiltIn:
		row.From = "built in"
	case commonhall.RoleSettings:
		row.From = "in the settings"
	}
	people := slices.Clone(r.Users)
	for _, g := range r.Groups {
		people = append(people, commonhall.UserName("the group "+string(g)))
	}
	for _, s := range r.Services {
		people = append(people, commonhall.UserName("the service "+string(s)))
	}
	switch {
	case len(people) > 0:
		row.Holders = "Held by " + Names(people) + "."
	case row.From != "built in":
		row.Holders = "Nobody holds it."
	}
	return row
}

// showRole fills in what the page always shows.
func (d *Door) showRole(v *visit, status int, view RoleView) error {
	r, err := d.people.Role(v.Context(), roleOf(v))
	if err != nil {
		return err
	}
	view.Frame, view.Role = d.roleFrame(v, string(r.Name)), roleRow(r)
	for _, sc := range r.Scopes {
		view.Gives = append(view.Gives, ScopeRow{sc, scope.Words(sc)})
	}
	for _, name := range r.Users {
		view.Holders = append(view.Holders, HolderRow{"user", string(name)})
	}
	for _, name := range r.Groups {
		view.Holders = append(view.Holders, HolderRow{"group", string(name)})
	}
	for _, name := range r.Services {
		view.Holders = append(view.Holders, HolderRow{"service", string(name)})
	}
	if view.Mine = r.Origin == commonhall.RoleStored && d.may(v, roleMakers) == nil; view.Mine {
		view.All, view.Was = everyScope(), scopeLines(r.Scopes)
		if view.Typed.Error == "" {
			view.Typed = RoleForm{Description: r.Description, Scopes: view.Was}
		}
	} else {
		view.Problem = strings.TrimSpace(view.Typed.Error + view.GiveError)
	}
	return d.render(v, status, PageRole, view)
}

func scopeLines(list []commonhall.Scope) string {
	var lines []string
	for _, sc := range list {
		lines = append(lines, string(sc))
	}
	return strings.Join(lines, "\n")
}

// typedScopes are those of a text, one on each line. A list that is empty is one.
func typedScopes(text string) []commonhall.Scope {
	out := []commonhall.Scope{}
	for _, line := range nameLines(text) {
		out = append(out, commonhall.Scope(strings.TrimSpace(line)))
	}
	return out
}

// corrigible reports whether somebody can mend what they typed.
func corrigible(err error) bool {
	switch commonhall.KindOf(err) {
	case commonhall.InvalidArgument, commonhall.AlreadyExists, commonhall.FailedPrecondition, commonhall.PermissionDenied, commonhall.NotFound:
		return true
	}
	return false
}

// addRole makes a role that nobody holds; it is given on its own page.
func (d *Door) addRole(v *visit) error {
	typed := RoleForm{Name: strings.TrimSpace(v.PostFormValue("name")), Description: v.PostFormValue("description"), Scopes: v.PostFormValue("scopes")}
	r := commonhall.Role{Name: commonhall.RoleName(typed.Name), Description: typed.Description, Scopes: typedScopes(typed.Scopes)}
	err := d.people.AddRole(v.Context(), r, d.people.Giver(v.id))
	if corrigible(err) {
		typed.Error = sentences(commonhall.ForPerson(err))
		return d.showRoles(v, commonhall.KindOf(err).HTTPStatus(), typed)
	}
	if err != nil {
		return err
	}
	return seeOther(v, roleURL(r.Name)+"?done=role-made")
}

// changeRole gives a role what was typed, unless somebody else changed it meanwhile.
func (d *Door) changeRole(v *visit) error {
	name, typed := roleOf(v), RoleForm{Description: v.PostFormValue("description"), Scopes: v.PostFormValue("scopes")}
	_, err := d.people.ChangeSeenRole(v.Context(), name, typedScopes(v.PostFormValue("was")), &typed.Description, typedScopes(typed.Scopes), d.people.Giver(v.id))
	if corrigible(err) {
		typed.Error = sentences(commonhall.ForPerson(err))
		return d.showRole(v, commonhall.KindOf(err).HTTPStatus(), RoleView{Typed: typed})
	}
	if err != nil {
		return err
	}
	return seeOther(v, roleURL(name)+"?done=role-changed")
}

// holdersOf are those of one kind.
func holdersOf(kind string, names []string) (h commonhall.Holders) {
	for _, name := range names {
		switch name = strings.TrimSpace(name); kind {
		case "user":
			h.Users = append(h.Users, commonhall.UserName(name))
		case "group":
			h.Groups = append(h.Groups, commonhall.GroupName(name))
		case "service":
			h.Services = append(h.Services, commonhall.ServiceName(name))
		}
	}
	return h
}

// giveRole gives a role to all who were typed, or to none.
func (d *Door) giveRole(v *visit) error {
	name, view := roleOf(v), RoleView{Kind: v.PostFormValue("kind"), Names: v.PostFormValue("names")}
	to := holdersOf(view.Kind, nameLines(view.Names))
	err := error(commonhall.Errorf(commonhall.InvalidArgument, "No names were given."))
	if !to.Empty() {
		_, err = d.people.HandRole(v.Context(), name, true, to, d.people.Giver(v.id))
	}
	if corrigible(err) {
		view.GiveError = sentences(commonhall.ForPerson(err))
		return d.showRole(v, commonhall.KindOf(err).HTTPStatus(), view)
	}
	if err != nil {
		return err
	}
	return seeOther(v, roleURL(name)+"?done=role-given")
}

func (d *Door) takeRole(v *visit) error {
	from := holdersOf(v.PostFormValue("kind"), []string{v.PostFormValue("name")})
	if _, err := d.people.HandRole(v.Context(), roleOf(v), false, from, d.people.Giver(v.id)); err != nil {
		return err
	}
	return seeOther(v, roleURL(roleOf(v))+"?done=role-taken")
}

func (d *Door) confirmRemoveRole(v *visit) error {
	r, err := d.people.Role(v.Context(), roleOf(v))
	if err != nil {
		return err
	}
	return d.confirm(v, ConfirmView{Heading: "Remove the role " + string(r.Name) + "?", Button: "Remove", Lines: []string{roleRow(r).Holders,
		"What it gave ends at once, also in tokens that they made with it. The role itself cannot be brought back, but made again."}})
}

func (d *Door) removeRole(v *visit) error {
	if err := d.people.RemoveRole(v.Context(), roleOf(v), d.people.Giver(v.id)); err != nil {
		return err
	}
	return seeOther(v, rolesURL+"?done=role-removed")
}

// roleNotice says what has been done to a role.
func roleNotice(done string) string {
	switch done {
	case "role-made":
		return "The role is made. Give it to somebody."
	case "role-changed":
		return "The role is changed: it counts so from now on."
	case "role-given":
		return "They hold the role from now on."
	case "role-taken":
		return "They hold the role no longer."
	case "role-removed":
		return "The role is removed: nobody may what it gave, unless something else gives it."
	}
	return ""
}
