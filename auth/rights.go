package auth

import (
	"context"
	"slices"

	"commonhall"
	"commonhall/scope"
)

// Rights returns everything that a person may do now. Who is in the groups that filters
// name is as of now too.
func (a *Auth) Rights(ctx context.Context, u commonhall.User) (scope.Set, error) {
	return a.knowing(ctx, scope.Person(u.Name, u.Admin))
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
	if s.Admin {
		return scope.Administrator(), nil
	}
	return scope.Set{}, nil
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
