package scope

import (
	"slices"
	"strings"

	"commonhall"
)

// Members says who is in groups, by their folded names. A group that is missing has nobody.
type Members map[string]map[commonhall.UserName]bool

// person returns whom of them a filter names: the person, or the server's.
func person(filter string) (commonhall.UserName, bool) {
	if name, ok := strings.CutPrefix(filter, "user="); ok {
		return commonhall.UserName(name), true
	}
	if server, ok := strings.CutPrefix(filter, "server="); ok {
		name, _, _ := strings.Cut(server, "/")
		return commonhall.UserName(name), true
	}
	return "", false
}

// group returns which group a filter names.
func group(filter string) (string, bool) { return strings.CutPrefix(filter, "group=") }

// inside reports whether all that the filter f covers is covered by g, for the scope name.
func inside(name, f, g string, m Members) bool {
	if f == g || g == "" {
		return true
	}
	who, personal := person(f)
	if !personal {
		return false
	}
	if of, ok := group(g); ok {
		return m[of][who] && !ofGroups(name) // people are in a group, but no part of it
	}
	return g == "user="+string(who)
}

// both returns the filters that cover what f and g both cover, for the scope name.
func both(name, f, g string, m Members) []string {
	if inside(name, f, g, m) {
		return []string{f}
	}
	if inside(name, g, f, m) {
		return []string{g}
	}
	one, ok := group(f)
	other, ok2 := group(g)
	if !ok || !ok2 || ofGroups(name) {
		return nil
	}
	var out []string // whoever is in both
	for who := range m[one] {
		if m[other][who] {
			out = append(out, "user="+string(who))
		}
	}
	slices.Sort(out)
	return out
}

// ofGroups reports whether a scope is about groups themselves, and not their people.
func ofGroups(name string) bool {
	switch name {
	case "admin:groups", "groups", "list:groups", "delete:groups", "groups:shares", "read:roles:groups":
		return true
	}
	return strings.HasPrefix(name, "read:groups")
}

// ofServers reports whether a scope is about servers: a filter for one of them narrows
// no other scope to its person.
func ofServers(name string) bool {
	return strings.HasSuffix(name, "servers") || name == "admin:server_state" || name == "read:shares" || name == "shares"
}

// Names reports whether the filter of sc names that person or a server of theirs.
func Names(sc commonhall.Scope, who commonhall.UserName) bool {
	_, filter, _ := strings.Cut(string(sc), "!")
	name, ok := person(filter)
	return ok && name == who
}

// NamesGroup reports whether the filter of sc names that group.
func NamesGroup(sc commonhall.Scope, name commonhall.GroupName) bool {
	_, filter, _ := strings.Cut(string(sc), "!")
	of, ok := group(filter)
	return ok && commonhall.GroupName(of).Folded() == name.Folded()
}

// NamesService reports whether the filter of sc names that service.
func NamesService(sc commonhall.Scope, name commonhall.ServiceName) bool {
	_, filter, _ := strings.Cut(string(sc), "!")
	return filter == "service="+string(name)
}

// Renamed returns sc as it is to be when the person from is called to: scopes are
// kept with names, and an old name may be somebody else's some day.
func Renamed(sc commonhall.Scope, from, to commonhall.UserName) commonhall.Scope {
	if !Names(sc, from) {
		return sc
	}
	before, after, _ := strings.Cut(string(sc), "=")
	return commonhall.Scope(before + "=" + string(to) + strings.TrimPrefix(after, string(from)))
}
