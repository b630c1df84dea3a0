package auth

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"commonhall"
	"commonhall/gate"
	"commonhall/scope"
)

// roles are those that people made, as they are stored, and those of the settings.
type roles struct {
	mu       sync.Mutex // held while they are read from the store
	stored   atomic.Pointer[[]commonhall.Role]
	settings []commonhall.Role // never changed
	everyone []commonhall.Scope

	// Held from looking at a stored role until its change is stored: who was asked whether
	// they may is asked about what is changed.
	changing sync.Mutex
}

// forget makes the next who asks read the stored roles again.
func (a *Auth) forgetRoles() {
	a.roles.mu.Lock()
	defer a.roles.mu.Unlock()
	a.roles.stored.Store(nil)
}

func (a *Auth) storedRoles(ctx context.Context) ([]commonhall.Role, error) {
	if list := a.roles.stored.Load(); list != nil {
		return *list, nil
	}
	a.roles.mu.Lock()
	defer a.roles.mu.Unlock()
	if list := a.roles.stored.Load(); list != nil {
		return *list, nil
	}
	list, err := a.store.Roles(ctx)
	if err == nil {
		a.roles.stored.Store(&list)
	}
	return list, err
}

// builtinRoles are JupyterHub's. What everybody may do, the settings can say.
func (a *Auth) builtinRoles() []commonhall.Role {
	list := []commonhall.Role{
		{Name: "user", Description: "What everybody may do.", Scopes: a.roles.everyone},
		{Name: "admin", Description: "What administrators may do.", Scopes: scope.Admin()},
		{Name: "server", Description: "What a server's own token may do.", Scopes: scope.ServerToken(commonhall.ServerKey{})},
		{Name: "token", Description: "What a token may do that asked for nothing in particular.", Scopes: []commonhall.Scope{"inherit"}},
	}
	for i := range list {
		list[i].Origin = commonhall.RoleBuiltIn
	}
	return list
}

func builtin(name commonhall.RoleName) bool {
	return slices.Contains([]commonhall.RoleName{"user", "admin", "server", "token"}, name)
}

// takeRoles takes the roles of the settings. What is wrong with one is said, and it gives
// nothing: a class goes on with what the others give.
func (a *Auth) takeRoles(list []commonhall.Role) {
	a.roles.everyone = []commonhall.Scope{"self"}
	var taken []commonhall.RoleName
	for _, r := range list {
		r.Origin = commonhall.RoleSettings
		err := a.checkRole(r)
		switch {
		case slices.Contains(taken, r.Name):
			err = commonhall.Errorf(commonhall.InvalidArgument, "There are two roles of that name in the settings.")
		case r.Name == "user" && err == nil && r.Holders.Empty():
			a.roles.everyone = r.Scopes
			continue
		case builtin(r.Name):
			err = commonhall.Errorf(commonhall.InvalidArgument, "The role %s is built in; of user the scopes alone can be set.", string(r.Name))
		}
		taken = append(taken, r.Name)
		if err != nil {
			r.Problem, r.Scopes = commonhall.ForPerson(err).Msg, nil
			a.log.Error("a role of the settings gives nothing", "role", r.Name, "error", err)
		}
		a.roles.settings = append(a.roles.settings, r)
	}
}

func (a *Auth) checkRole(r commonhall.Role) error {
	if err := r.Name.Validate(); err != nil {
		return err
	}
	if len(r.Scopes) == 0 {
		return commonhall.Errorf(commonhall.InvalidArgument, "The role %s has no scopes.", string(r.Name))
	}
	_, err := a.cfg.Scopes.Widest(r.Scopes)
	return err
}

// AllRoles returns every role that there is: built in, of the settings, and made.
func (a *Auth) AllRoles(ctx context.Context) ([]commonhall.Role, error) {
	stored, err := a.storedRoles(ctx)
	return slices.Concat(a.builtinRoles(), a.roles.settings, stored), err
}

// Role returns one role.
func (a *Auth) Role(ctx context.Context, name commonhall.RoleName) (commonhall.Role, error) {
	all, err := a.AllRoles(ctx)
	if err != nil {
		return commonhall.Role{}, err
	}
	i := slices.IndexFunc(all, func(r commonhall.Role) bool { return r.Name == name })
	if i < 0 {
		return commonhall.Role{}, commonhall.Errorf(commonhall.NotFound, "There is no role called %q.", string(name))
	}
	return all[i], nil
}

// userRoles returns the roles that a person holds beside user and admin, by themselves
// and by the groups that they are in now.
func (a *Auth) userRoles(ctx context.Context, u commonhall.User) ([]commonhall.Role, error) {
	stored, err := a.storedRoles(ctx)
	if err != nil || len(stored)+len(a.roles.settings) == 0 { // as in many classes: nothing is asked
		return nil, err
	}
	var out []commonhall.Role
	if len(stored) > 0 {
		names, err := a.store.UserRoles(ctx, u.ID)
		if err != nil {
			return nil, err
		}
		out = named(stored, names)
	}
	var mine map[commonhall.UserName][]commonhall.Membership
	for _, r := range a.roles.settings {
		held := slices.Contains(r.Users, u.Name)
		if !held && len(r.Groups) > 0 {
			if mine == nil {
				if mine, err = a.store.Memberships(ctx, []commonhall.UserName{u.Name}); err != nil {
					return nil, err
				}
			}
			held = slices.ContainsFunc(mine[u.Name], func(m commonhall.Membership) bool { return hasGroup(r, m.Group) })
		}
		if held {
			out = append(out, r)
		}
	}
	return out, nil
}

func named(all []commonhall.Role, names []commonhall.RoleName) (out []commonhall.Role) {
	for _, r := range all {
		if slices.Contains(names, r.Name) {
			out = append(out, r)
		}
	}
	return out
}

func hasGroup(r commonhall.Role, name commonhall.GroupName) bool {
	return slices.ContainsFunc(r.Groups, func(g commonhall.GroupName) bool { return g.Folded() == name.Folded() })
}

// given returns what roles give their holder. A scope that there is no more gives nothing.
func (a *Auth) given(list []commonhall.Role, h scope.Holder) (out scope.Set) {
	for _, r := range list {
		for _, sc := range r.Scopes {
			if s, err := a.cfg.Scopes.Read([]commonhall.Scope{sc}, h); err == nil {
				out = out.With(s)
			}
		}
	}
	return out
}

// AddRole makes a role, which its holders have from now on. by bounds it: nobody can give
// more than they may.
func (a *Auth) AddRole(ctx context.Context, r commonhall.Role, by scope.Set) error {
	if err := a.mayShape(r, by); err != nil {
		return err
	}
	if _, err := a.Role(ctx, r.Name); err == nil {
		return commonhall.Errorf(commonhall.AlreadyExists, "There is a role called %s already.", string(r.Name))
	}
	if err := a.normalHolders(&r.Holders); err != nil {
		return err
	}
	r.Description = clean(r.Description, 200)
	err := a.store.AddRole(ctx, r, time.Now().UTC())
	a.forgetRoles()
	if err != nil {
		return err
	}
	a.record(ctx, commonhall.EventRoleAdded, "", "The role "+string(r.Name)+" was made: "+scopesText(r.Scopes)+".")
	return a.handed(ctx, r, true, r.Holders)
}

// mayShape refuses a role that is none, or that may more than by.
func (a *Auth) mayShape(r commonhall.Role, by scope.Set) error {
	if err := a.checkRole(r); err != nil {
		return err
	}
	return a.MayGive(by, r)
}

// MayGive refuses unless by covers all that roles give: who makes, changes, gives or takes
// one, and who decides who is in a group that has one.
func (a *Auth) MayGive(by scope.Set, list ...commonhall.Role) error {
	for _, r := range list {
		s, err := a.cfg.Scopes.Widest(r.Scopes)
		if err != nil {
			return err
		}
		if !by.Includes(s) {
			return commonhall.Errorf(commonhall.PermissionDenied, "The role %s may more than you may hand on.", string(r.Name))
		}
	}
	return nil
}

// changeable returns a role that people made and by may change.
func (a *Auth) changeable(ctx context.Context, name commonhall.RoleName, by scope.Set) (commonhall.Role, error) {
	r, err := a.Role(ctx, name)
	switch {
	case err != nil:
		return r, err
	case r.Origin == commonhall.RoleBuiltIn:
		return r, commonhall.Errorf(commonhall.FailedPrecondition, "The role %s is built in.", string(name)).
			WithHint("Who is an administrator is said of the person. What everybody may do, the settings can say: roles.")
	case r.Origin == commonhall.RoleSettings:
		return r, commonhall.Errorf(commonhall.FailedPrecondition, "The role %s stands in the settings, and is changed there.", string(name)).
			WithHint("On the machine: commonhall config edit")
	}
	return r, a.MayGive(by, r)
}

// ChangeRole gives a role another description or other scopes; nil leaves it as it is.
func (a *Auth) ChangeRole(ctx context.Context, name commonhall.RoleName, description *string, scopes []commonhall.Scope, by scope.Set) (commonhall.Role, error) {
	return a.ChangeSeenRole(ctx, name, nil, description, scopes, by)
}

// ChangeSeenRole is ChangeRole for whoever saw the role with some scopes, nil for any: where it
// has others by now, nothing changes.
func (a *Auth) ChangeSeenRole(ctx context.Context, name commonhall.RoleName, seen []commonhall.Scope, description *string, scopes []commonhall.Scope, by scope.Set) (commonhall.Role, error) {
	was, r, err := a.saveRole(ctx, name, seen, description, scopes, by)
	if err != nil {
		return r, err
	}
	a.record(ctx, commonhall.EventRoleChanged, "", "The role "+string(name)+" is changed: "+scopesText(r.Scopes)+".")
	return r, a.reconsider(ctx, was, was.Holders)
}

func (a *Auth) saveRole(ctx context.Context, name commonhall.RoleName, seen []commonhall.Scope, description *string, scopes []commonhall.Scope, by scope.Set) (was, r commonhall.Role, err error) {
	a.roles.changing.Lock()
	defer a.roles.changing.Unlock()
	if was, err = a.changeable(ctx, name, by); err != nil {
		return was, was, err
	}
	if seen != nil && !slices.Equal(seen, was.Scopes) {
		return was, was, commonhall.Errorf(commonhall.AlreadyExists, "Somebody else changed the role meanwhile.").WithHint("Look at what it gives now, and change it once more if that is meant.")
	}
	r = was
	if description != nil {
		r.Description = clean(*description, 200)
	}
	if scopes != nil {
		r.Scopes = scopes
	}
	if err := a.mayShape(r, by); err != nil {
		return was, r, err
	}
	err = a.store.SaveRole(ctx, r)
	a.forgetRoles()
	return was, r, err
}

// RemoveRole removes a role; who held it may do less from now on.
func (a *Auth) RemoveRole(ctx context.Context, name commonhall.RoleName, by scope.Set) error {
	remove := func() (commonhall.Role, error) {
		a.roles.changing.Lock()
		defer a.roles.changing.Unlock()
		was, err := a.changeable(ctx, name, by)
		if err != nil {
			return was, err
		}
		err = a.store.RemoveRole(ctx, name)
		a.forgetRoles()
		return was, err
	}
	was, err := remove()
	if err != nil {
		return err
	}
	a.record(ctx, commonhall.EventRoleRemoved, "", "The role "+string(name)+" was removed.")
	return a.reconsider(ctx, was, was.Holders)
}

// HandRole gives a role to people, groups and services, or takes it back.
func (a *Auth) HandRole(ctx context.Context, name commonhall.RoleName, give bool, to commonhall.Holders, by scope.Set) (commonhall.Role, error) {
	if err := a.normalHolders(&to); err != nil {
		return commonhall.Role{}, err
	}
	hand := func() (r commonhall.Role, changed commonhall.Holders, err error) {
		a.roles.changing.Lock()
		defer a.roles.changing.Unlock()
		if r, err = a.changeable(ctx, name, by); err != nil {
			return r, changed, err
		}
		changed, err = a.store.HandRole(ctx, name, give, to)
		a.forgetRoles()
		return r, changed, err
	}
	r, changed, err := hand()
	if err != nil {
		return r, err
	}
	if err := a.handed(ctx, r, give, changed); err != nil {
		return r, err
	}
	return a.Role(ctx, name)
}

// normalHolders writes names as they are kept. A service need not be there yet.
func (a *Auth) normalHolders(h *commonhall.Holders) error {
	for i, raw := range h.Users {
		name, err := NormalizeName(string(raw))
		if err != nil {
			return err
		}
		h.Users[i] = name
	}
	for i, raw := range h.Groups {
		name, err := NormalizeGroupName(string(raw))
		if err != nil {
			return err
		}
		h.Groups[i] = name
	}
	for _, name := range h.Services {
		if name == "" || len(name) > commonhall.MaxUserName || strings.ContainsAny(string(name), "/! ") {
			return commonhall.Errorf(commonhall.InvalidArgument, "%q cannot name a service.", string(name))
		}
	}
	return nil
}

// handed records who got a role or lost it. What it opened for those who lost it ends.
func (a *Auth) handed(ctx context.Context, r commonhall.Role, give bool, to commonhall.Holders) error {
	event, verb := commonhall.EventRoleGiven, " has the role "
	if !give {
		event, verb = commonhall.EventRoleTaken, " has no longer the role "
	}
	for _, u := range to.Users {
		a.record(ctx, event, u, string(u)+verb+string(r.Name)+".")
	}
	for _, g := range to.Groups {
		a.record(ctx, event, "", "The group "+string(g)+verb+string(r.Name)+".")
	}
	for _, s := range to.Services {
		a.record(ctx, event, "", "The service "+string(s)+verb+string(r.Name)+".")
	}
	if give {
		return nil
	}
	return a.reconsider(ctx, r, to)
}

// lost ends what roles opened for people who hold them no longer.
func (a *Auth) lost(ctx context.Context, list []commonhall.Role, people []commonhall.UserName) error {
	var errs []error
	for _, r := range list {
		errs = append(errs, a.reconsider(ctx, r, commonhall.Holders{Users: people}))
	}
	return errors.Join(errs...)
}

// reconsider has the edge ask again about people who have lost what a role gave them,
// where that opens anything at the edge. The API asks for each request.
func (a *Auth) reconsider(ctx context.Context, r commonhall.Role, lost commonhall.Holders) error {
	s, err := a.cfg.Scopes.Widest(r.Scopes)
	if err != nil || !s.Has("access:services") && !s.Has("access:servers") {
		return nil // what cannot be read has opened nothing
	}
	people := slices.Clone(lost.Users)
	for _, name := range lost.Groups {
		g, err := a.store.Group(ctx, name)
		if err != nil && commonhall.KindOf(err) != commonhall.NotFound {
			return err
		}
		people = append(people, g.Members...)
	}
	var list []gate.Revocation
	for _, u := range people {
		list = append(list, gate.Revocation{Kind: gate.RevokeUser, User: u})
	}
	return a.revoke(ctx, "The role is changed", list...)
}

func scopesText(list []commonhall.Scope) string {
	var words []string
	for _, sc := range list {
		words = append(words, string(sc))
	}
	return strings.Join(words, ", ")
}
