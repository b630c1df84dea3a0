package scope

import (
	"maps"
	"slices"
	"strings"

	"commonhall"
)

// Set is a set of expanded scopes: for each name the filters under which it is held, and
// who is in the groups that those name. The filter "" means without bounds.
type Set struct {
	held    map[string][]string
	members Members
}

// Person returns what everybody may do who is called name: their own affairs, and the
// role admin if they have it.
func Person(name commonhall.UserName, administrator bool) Set {
	s := Set{held: make(map[string][]string, 64)}
	s.addAll(nil, self, "user="+string(name))
	if administrator {
		s.addAll(nil, admin, "")
	}
	return s
}

// Administrator returns what the role admin lets somebody do who is no person.
func Administrator() Set {
	s := Set{held: make(map[string][]string, 64)}
	s.addAll(nil, admin, "")
	return s
}

// Everything returns all scopes without bounds, to compare with.
func (t *Tree) Everything() Set {
	s := Set{held: map[string][]string{}}
	s.addAll(t, t.All(), "")
	return s
}

// add puts a scope and everything below it into s under filter.
func (s *Set) add(t *Tree, name, filter string) {
	if slices.Contains(s.held[name], filter) {
		return
	}
	s.held[name] = append(s.held[name], filter)
	list, _ := t.below(name)
	for _, c := range list {
		s.add(t, c, filter)
	}
}

func (s *Set) addAll(t *Tree, names []string, filter string) {
	for _, name := range names {
		s.add(t, name, filter)
	}
}

// With returns the union of s and others.
func (s Set) With(others ...Set) Set {
	out := Set{held: make(map[string][]string, len(s.held)), members: s.members}
	for name, filters := range s.held {
		out.held[name] = slices.Clip(filters)
	}
	for _, o := range others {
		for name, filters := range o.held {
			for _, f := range filters {
				if !slices.Contains(out.held[name], f) {
					out.held[name] = append(out.held[name], f)
				}
			}
		}
	}
	return out
}

// Within returns what both s, which knows the members of all groups that both name, and
// owner cover: a token never may do more than its holder may now. All of owner, where s
// has "inherit".
func (s Set) Within(owner Set) Set {
	m := s.members
	if s.Has("inherit") {
		return Set{held: owner.held, members: m}
	}
	out := Set{held: make(map[string][]string, len(s.held)), members: m}
	for name, filters := range s.held {
		for _, f := range filters {
			for _, g := range owner.held[name] {
				for _, h := range both(name, f, g, m) {
					if !slices.Contains(out.held[name], h) {
						out.held[name] = append(out.held[name], h)
					}
				}
			}
		}
	}
	return out
}

// Knowing returns s with who is in the groups that its filters name.
func (s Set) Knowing(m Members) Set { return Set{held: s.held, members: m} }

// Groups returns the groups that filters name, by their folded names.
func (s Set) Groups() []string {
	var out []string
	for _, filters := range s.held {
		for _, f := range filters {
			if of, ok := group(f); ok && !slices.Contains(out, of) {
				out = append(out, of)
			}
		}
	}
	slices.Sort(out)
	return out
}

// Has reports whether s holds a scope under any filter.
func (s Set) Has(name string) bool { return len(s.held[name]) > 0 }

// HasAll reports whether s holds a scope without bounds.
func (s Set) HasAll(name string) bool { return slices.Contains(s.held[name], "") }

// Empty reports whether s holds nothing.
func (s Set) Empty() bool { return len(s.held) == 0 }

// Names returns the scopes that s holds under any filter, sorted.
func (s Set) Names() []string { return slices.Sorted(maps.Keys(s.held)) }

// Covers reports whether s holds a scope for a person and their default server.
func (s Set) Covers(name string, who commonhall.UserName) bool { return s.CoversServer(name, who, "") }

// CoversServer reports whether s holds a scope for a person and the server of theirs that
// is called server. What is not about servers is covered for the whole person alone.
func (s Set) CoversServer(name string, who commonhall.UserName, server string) bool {
	held := s.held[name]
	if slices.Contains(held, "") {
		return true
	}
	for _, f := range held {
		if f == "user="+string(who) {
			return true
		}
		if of, ok := group(f); ok && !ofGroups(name) && s.members[of][who] {
			return true
		}
		if f == "server="+string(who)+"/"+server && ofServers(name) {
			return true
		}
	}
	return false
}

// CoversSome reports whether s holds a scope for a person, or for any server of theirs.
func (s Set) CoversSome(name string, who commonhall.UserName) bool {
	return s.Covers(name, who) || ofServers(name) && slices.ContainsFunc(s.held[name], func(f string) bool {
		return strings.HasPrefix(f, "server="+string(who)+"/")
	})
}

// CoversGroup reports whether s holds a scope for a group itself.
func (s Set) CoversGroup(name string, which commonhall.GroupName) bool {
	return s.HasAll(name) || slices.Contains(s.held[name], "group="+which.Folded())
}

// CoversService reports whether s holds a scope for a service.
func (s Set) CoversService(name string, which commonhall.ServiceName) bool {
	return s.HasAll(name) || slices.Contains(s.held[name], "service="+string(which))
}

// People returns for whom s holds a scope, where it is not for everybody.
func (s Set) People(name string) (some []commonhall.UserName, all bool) {
	seen := map[commonhall.UserName]bool{}
	for _, f := range s.held[name] {
		if f == "" {
			return nil, true
		}
		if who, ok := strings.CutPrefix(f, "user="); ok {
			seen[commonhall.UserName(who)] = true
		}
		if of, ok := group(f); ok && !ofGroups(name) {
			maps.Copy(seen, s.members[of])
		}
	}
	return slices.Sorted(maps.Keys(seen)), false
}

// List returns s as JupyterHub lists expanded scopes: sorted, with filters.
func (s Set) List() []string {
	out := []string{}
	for name, filters := range s.held {
		all := slices.Contains(filters, "")
		for _, f := range filters {
			if f == "" {
				out = append(out, name)
			} else if !all {
				out = append(out, name+"!"+f)
			}
		}
	}
	slices.Sort(out)
	return out
}

// Includes reports whether s covers everything that o covers.
func (s Set) Includes(o Set) bool {
	for name, filters := range o.held {
		for _, f := range filters {
			if !slices.ContainsFunc(s.held[name], func(g string) bool { return inside(name, f, g, s.members) }) {
				return false
			}
		}
	}
	return true
}
