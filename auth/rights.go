package auth

import (
	"context"
	"slices"
	"strings"

	"commonhall"
	"commonhall/scope"
)

// Rights returns everything that a person may do now. Who is in the groups that filters
// name is as of now too.
func (a *Auth) Rights(ctx context.Context, u commonhall.User) (scope.Set, error) {
	more, err := a.userRoles(ctx, u)
	if err != nil {
		return scope.Set{}, err
	}
	h := scope.Holder{User: u.Name}
	own := scope.Person(u.Name, u.Admin)
	if everyone := a.roles.everyone; len(everyone) != 1 || everyone[0] != "self" {
		own = a.given([]commonhall.Role{{Scopes: everyone}}, h)
		if u.Admin {
			own = own.With(scope.Administrator())
		}
	}
	if len(more) > 0 {
		own = own.With(a.given(more, h))
	}
	shared, err := a.shared(ctx, u)
	if err != nil {
		return scope.Set{}, err
	}
	if len(shared) > 0 {
		own = own.With(scope.Shared(shared...))
	}
	return a.knowing(ctx, own)
}

// Beyond returns what a person may do that not everybody may: who takes their account
// over has that too.
func (a *Auth) Beyond(ctx context.Context, u commonhall.User) (s scope.Set, err error) {
	more, err := a.userRoles(ctx, u)
	if u.Admin {
		s = scope.Administrator()
	}
	return s.With(a.given(more, scope.Holder{User: u.Name})), err
}

// Over refuses to let somebody take over, shut out or remove a person who may do more
// than they: whoever sets a password has what it opens.
func (a *Auth) Over(ctx context.Context, id *Identity, name commonhall.UserName) error {
	if id.Administrator() && id.Scopes.HasAll("admin:users") {
		return nil // a token of theirs with less is not all that they may
	}
	return a.Above(ctx, id, name)
}

// Above is Over whoever it is: a token that may do little is not all that its owner is.
func (a *Auth) Above(ctx context.Context, id *Identity, name commonhall.UserName) error {
	u, err := a.store.User(ctx, name)
	if err != nil {
		return err
	}
	more, err := a.Beyond(ctx, u)
	if err != nil {
		return err
	}
	groups, err := a.Memberships(ctx, name)
	if err != nil {
		return err
	}
	// Who teaches a group changes its software: whoever makes teachers of it may have that too.
	beyond := slices.ContainsFunc(groups[name], func(m commonhall.Membership) bool {
		return m.Teacher && !id.Scopes.CoversGroup("groups", m.Group)
	})
	if beyond || !a.Giver(id).Includes(more) {
		return commonhall.Errorf(commonhall.PermissionDenied, "%s may do more than you.", string(name)).WithHint("Ask an administrator.")
	}
	return nil
}

// Holds reports whether a person or a service, by the name that Subject gives them, may do now what
// a scope without filters allows.
func (a *Auth) Holds(ctx context.Context, who, of string) bool {
	by := commonhall.Subject{User: commonhall.UserName(who)}
	if name, ok := strings.CutPrefix(who, commonhall.ServicePrefix); ok {
		by = commonhall.Subject{Service: commonhall.ServiceName(name)}
	}
	id, err := a.inviter(ctx, by, []commonhall.Scope{"inherit"})
	return err == nil && !id.User.Suspended && id.Scopes.HasAll(of)
}

// knowing returns s with the members of the groups that it names.
func (a *Auth) knowing(ctx context.Context, s scope.Set, also ...scope.Set) (scope.Set, error) {
	groups := s.Groups()
	for _, o := range also {
		groups = append(groups, o.Groups()...)
	}
	if len(groups) == 0 { // as nearly always: nothing is asked
		return s, nil
	}
	slices.Sort(groups)
	m, err := a.store.GroupMembers(ctx, slices.Compact(groups))
	if err != nil {
		return scope.Set{}, err
	}
	return s.Knowing(m), nil
}

// serviceRights returns everything that a service may do now.
func (a *Auth) serviceRights(ctx context.Context, s Service) (scope.Set, error) {
	more, err := a.serviceRoles(ctx, s.Name)
	if err != nil {
		return scope.Set{}, err
	}
	own := a.given(more, scope.Holder{Service: s.Name})
	if s.Admin {
		own = scope.Administrator().With(own)
	}
	return a.knowing(ctx, own)
}

// holder returns whom short filters of a token mean.
func holder(t commonhall.Token) scope.Holder {
	return scope.Holder{User: t.User, Service: t.Service}
}

// cut returns what a token may do whose owner may do that.
func (a *Auth) cut(ctx context.Context, t commonhall.Token, owner scope.Set) (scope.Set, error) {
	s, err := a.cfg.Scopes.Read(t.Scopes, holder(t))
	if err != nil {
		return s, err
	}
	known, err := a.knowing(ctx, s, owner)
	if err != nil {
		return s, err
	}
	return known.Within(owner), nil
}

// TokenRights returns what tokens of a person may do now. One of whose scopes there is one no
// more opens nothing.
func (a *Auth) TokenRights(ctx context.Context, u commonhall.User, list ...commonhall.Token) ([]scope.Set, error) {
	owner, err := a.Rights(ctx, u)
	if err != nil {
		return nil, err
	}
	out := make([]scope.Set, len(list))
	for i, t := range list {
		out[i], err = a.cut(ctx, t, owner)
		if err != nil && commonhall.KindOf(err) != commonhall.InvalidArgument {
			return nil, err
		}
	}
	return out, nil
}
