package auth

import (
	"context"
	"slices"
	"strings"

	"commonhall"
	"commonhall/provider"
)

// Groups of a provider that are groups here (decisions 063 and 068).

// maxManaged is in how many groups of a provider a person can be here.
const maxManaged = 100

// maxCalled is how long the name of a group at a provider may be, in bytes.
const maxCalled = 512

// wanted is a group here that a provider has somebody in.
type wanted struct {
	group  commonhall.GroupName
	called string // at the provider
	before string // what the group's one was called there until now
	exists bool   // and the provider decides who is in it
}

// followGroups puts somebody into the groups that the provider has them in, and takes them
// out of the others that it manages. Groups that were made here are not touched.
func (a *Auth) followGroups(ctx context.Context, p *provider.Provider, person provider.Person, name commonhall.UserName) error {
	managed, err := a.store.ManagedGroups(ctx, p.Settings.Name)
	if err != nil {
		return err
	}
	in, err := a.store.Memberships(ctx, []commonhall.UserName{name})
	if err != nil {
		return err
	}
	isIn := func(g commonhall.GroupName) bool {
		return slices.ContainsFunc(in[name], func(m commonhall.Membership) bool { return m.Group.Folded() == g.Folded() })
	}
	var want []wanted
	wants := func(g commonhall.GroupName) bool {
		return slices.ContainsFunc(want, func(w wanted) bool { return w.group.Folded() == g.Folded() })
	}
	for _, raw := range person.Groups {
		g, err := NormalizeGroupName(provider.GroupName(p.Settings, raw))
		if err != nil || wants(g) || len(want) >= maxManaged || len(raw) > maxCalled {
			continue
		}
		w := wanted{group: g, called: raw}
		if i := slices.IndexFunc(managed, func(m provider.Managed) bool { return m.Group.Folded() == g.Folded() }); i >= 0 {
			w.exists, w.before = true, managed[i].Called
		}
		ours, err := a.isThat(ctx, p, w, isIn(g))
		if err != nil {
			return err
		}
		if ours {
			want = append(want, w)
		}
	}
	for _, m := range managed {
		if isIn(m.Group) && !wants(m.Group) {
			if _, _, err := a.ChangeGroup(ctx, m.Group, commonhall.LeaveGroup, []string{string(name)}); err != nil {
				return err
			}
		}
	}
	for _, w := range want {
		if err := a.join(ctx, p, w, name, isIn(w.group)); err != nil {
			a.log.Warn("somebody is not in a group that the provider has them in", "person", name, "group", w.group, "error", err)
		}
	}
	return nil
}

// isThat reports whether a group here is the provider's that w says, and not another one whose
// name only comes to the same: where people found groups themselves, that would be a way into
// any. The settings' word counts first, then by which name the group's people came.
func (a *Auth) isThat(ctx context.Context, p *provider.Provider, w wanted, in bool) (bool, error) {
	if !provider.Exact(p.Settings) {
		return true, nil
	}
	named := namedFor(p, w.group)
	// Older releases took the settings' word in any case of its letters.
	loose := slices.ContainsFunc(named, func(n string) bool { return strings.EqualFold(n, w.called) }) &&
		w.exists && (w.before == w.called || w.before == "" && in)
	switch {
	case len(named) > 0 && !loose && !slices.Contains(named, w.called):
		a.tellOther(p, w, named[0])
		return false, nil
	case w.before == w.called, len(named) > 0 && !slices.Contains(named, w.before):
		return true, nil
	case !w.exists:
		if len(named) == 0 && a.rightsWait(w.group) {
			a.tellOther(p, w, "")
			return false, nil
		}
		return true, nil
	case w.before != "":
		a.tellOther(p, w, w.before)
		return false, nil
	case in:
		return true, nil
	}
	// Of one from before names were noted: nobody's people are in it, or it is theirs already.
	g, err := a.store.Group(ctx, w.group)
	if err == nil && len(g.Members) > 0 {
		a.tellOther(p, w, "")
	}
	return len(g.Members) == 0, err
}

// namedFor returns what the settings call the provider's groups that are g here.
func namedFor(p *provider.Provider, g commonhall.GroupName) (out []string) {
	for _, raw := range slices.Concat(p.Settings.AllowedGroups, p.Settings.AdminGroups) {
		if is, err := NormalizeGroupName(provider.GroupName(p.Settings, raw)); err == nil && is.Folded() == g.Folded() {
			out = append(out, raw)
		}
	}
	return out
}

// rightsWait reports whether roles of the settings are for a group of this name.
func (a *Auth) rightsWait(g commonhall.GroupName) bool {
	return slices.ContainsFunc(a.roles.settings, func(r commonhall.Role) bool {
		return slices.ContainsFunc(r.Groups, func(o commonhall.GroupName) bool { return o.Folded() == g.Folded() })
	})
}

// tellOther says, once in the life of a hub for each group, that a provider's group is not taken
// for the one here.
func (a *Auth) tellOther(p *provider.Provider, w wanted, that string) {
	a.mu.Lock()
	is := a.apart[p.Settings.Name]
	if is == nil {
		is = map[string]bool{}
		a.apart[p.Settings.Name] = is
	}
	told := is[w.group.Folded()] || len(is) >= maxApart
	if !told {
		is[w.group.Folded()] = true
	}
	a.mu.Unlock()
	if !told {
		a.log.Warn("a provider's group is not taken for the group here whose name its own comes to; name the one that is meant in allowed_groups",
			"provider", p.Settings.Name, "group", w.group, "called", clean(w.called, 100), "belongs_to", clean(that, 100))
	}
}

// maxApart is how many groups of a provider are told of: people choose names.
const maxApart = 1000

// GroupsApart returns of how many groups, by provider, this hub has said that another one of the
// provider's comes to their name.
func (a *Auth) GroupsApart() map[string]int {
	a.mu.Lock()
	defer a.mu.Unlock()
	out := map[string]int{}
	for name, is := range a.apart {
		out[name] = len(is)
	}
	return out
}

// join puts somebody into a group that a provider manages, which is made if there is none.
func (a *Auth) join(ctx context.Context, p *provider.Provider, w wanted, name commonhall.UserName, in bool) error {
	if !w.exists {
		if _, err := a.store.Group(ctx, w.group); in || commonhall.KindOf(err) != commonhall.NotFound {
			return err // one of ours has the name
		}
		// Empty until it is marked: nobody is left in it by chance.
		if _, err := a.AddGroups(ctx, []string{string(w.group)}, nil); err != nil {
			return err
		}
	}
	if !w.exists || provider.Exact(p.Settings) && w.before != w.called {
		if err := a.store.ManageGroup(ctx, w.group, provider.Managed{Provider: p.Settings.Name, Called: w.called}, w.before); err != nil {
			return err
		}
	}
	if in && w.exists {
		return nil
	}
	_, _, err := a.ChangeGroup(ctx, w.group, commonhall.JoinGroup, []string{string(name)})
	return err
}
