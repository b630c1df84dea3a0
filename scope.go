package commonhall

import (
	"slices"
	"strings"
)

// Scope is a right as JupyterHub writes it: a name such as "read:users",
// optionally with a filter such as "!user=ada" that narrows it.
type Scope string

// scopeChildren is JupyterHub's tree: a scope includes those below it.
// https://jupyterhub.readthedocs.io/en/stable/rbac/scopes.html
var scopeChildren = map[string][]string{
	"admin:users":       {"admin:auth_state", "users", "read:roles:users", "delete:users"},
	"users":             {"read:users", "list:users", "users:activity"},
	"read:users":        {"read:users:name", "read:users:groups", "read:users:activity"},
	"list:users":        {"read:users:name"},
	"users:activity":    {"read:users:activity"},
	"admin:servers":     {"admin:server_state", "servers"},
	"servers":           {"read:servers", "start:servers", "delete:servers"},
	"read:servers":      {"read:users:name"},
	"tokens":            {"read:tokens"},
	"admin:groups":      {"groups", "read:roles:groups", "delete:groups"},
	"groups":            {"read:groups", "list:groups"},
	"read:groups":       {"read:groups:name"},
	"list:groups":       {"read:groups:name"},
	"admin:services":    {"list:services", "read:services"},
	"read:services":     {"read:services:name", "read:roles:services"},
	"read:roles":        {"read:roles:users", "read:roles:services", "read:roles:groups"},
	"shares":            {"access:servers", "read:shares", "users:shares", "groups:shares"},
	"users:shares":      {"read:users:shares"},
	"groups:shares":     {"read:groups:shares"},
	"read:hub":          nil,
	"access:servers":    nil,
	"access:services":   nil,
	"proxy":             nil,
	"shutdown":          nil,
	"read:metrics":      nil,
	"admin-ui":          nil,
	"delete:users":      nil,
	"delete:servers":    nil,
	"delete:groups":     nil,
	"start:servers":     nil,
	"admin:auth_state":  nil,
	"read:roles:users":  nil,
	"read:users:name":   nil,
	"read:shares":       nil,
	"read:users:shares": nil,
	// Not JupyterHub's: the class's software.
	"environments": nil,
}

// selfScopes are what JupyterHub's metascope "self" gives a person over themselves, and
// the software that they may change because they teach.
var selfScopes = []string{"read:users", "users:shares", "read:shares", "users:activity", "servers", "tokens", "access:servers", "environments"}

// adminScopes are those of JupyterHub's role "admin".
var adminScopes = []string{"admin-ui", "admin:users", "admin:servers", "admin:services", "tokens", "admin:groups",
	"list:services", "read:services", "read:hub", "proxy", "shutdown", "access:services", "access:servers",
	"read:roles", "read:metrics", "shares", "environments"}

// MaxScopes is how many scopes a token can have, and MaxScope how long each can be
// in bytes (with the longest name there are 92): what they mean is worked out at each use.
const (
	MaxScopes = 100
	MaxScope  = 100
)

// UniqueScopes returns scopes without repetitions, and refuses more than a token
// can have.
func UniqueScopes(scopes []Scope) ([]Scope, error) {
	seen, out := map[Scope]bool{}, []Scope{}
	for _, sc := range scopes {
		switch {
		case len(sc) > MaxScope:
			return nil, Errorf(InvalidArgument, "A scope has more than %d bytes.", MaxScope).
				WithHint("See the list of scopes in the reference.")
		case seen[sc]:
			continue
		case len(out) == MaxScopes:
			return nil, Errorf(InvalidArgument, "A token cannot have more than %d scopes.", MaxScopes).
				WithHint("A scope includes those below it: ask for broader ones, or share them out to several tokens.")
		}
		seen[sc] = true
		out = append(out, sc)
	}
	return out, nil
}

// Scopes is a set of expanded scopes: for each name the filters under which it
// is held. The filter "" means without bounds.
type Scopes map[string][]string

// UserScopes returns everything that a person may do: their own affairs, and
// the role admin if they have it.
func UserScopes(name UserName, admin bool) Scopes {
	s := Scopes{}
	for _, base := range selfScopes {
		s.add(base, "user="+string(name))
	}
	if admin {
		for _, base := range adminScopes {
			s.add(base, "")
		}
	}
	return s
}

// ServerTokenScopes returns what JupyterHub's role "server" lets a server's own
// token do: report activity of its person, and be told who may enter.
func ServerTokenScopes() []Scope {
	return []Scope{"users:activity!user", "access:servers!server"}
}

// ExpandScopes returns what scopes mean when held by owner, cut down to what
// owner may do: a token never has more rights than its person has now.
// "inherit" means all of them; an empty list means none.
func ExpandScopes(scopes []Scope, name UserName, owner Scopes) (Scopes, error) {
	scopes, err := UniqueScopes(scopes)
	if err != nil {
		return nil, err
	}
	asked, all := Scopes{}, false
	for _, sc := range scopes {
		base, filter, err := sc.split(name)
		switch {
		case err != nil:
			return nil, err
		case base == "inherit":
			all = true
		case base == "self":
			for _, b := range selfScopes {
				asked.add(b, "user="+string(name))
			}
		default:
			asked.add(base, filter)
		}
	}
	if all {
		return owner, nil
	}
	return asked.intersect(owner), nil
}

// split parses a scope; short filters ("!user", "!server") get the owner's name.
// What it cannot read it refuses: a filter that is overlooked gives more than was asked.
func (sc Scope) split(owner UserName) (base, filter string, err error) {
	base, filter, narrowed := strings.Cut(string(sc), "!")
	meta := base == "self" || base == "inherit"
	if _, known := scopeChildren[base]; !known && !meta && !isChildScope(base) {
		return "", "", Errorf(InvalidArgument, "There is no scope %q.", string(sc)).
			WithHint("See the list of scopes in the reference.")
	}
	switch kind, value, _ := strings.Cut(filter, "="); {
	case !narrowed:
	case meta:
		return "", "", Errorf(InvalidArgument, "The scope %q takes no filter.", base)
	case filter == "user":
		filter = "user=" + string(owner)
	case filter == "server":
		filter = "server=" + string(owner) + "/" // there is no other yet
	case kind == "user" && value != "" && !strings.ContainsAny(value, "!/"):
	case kind == "server" && strings.Index(value, "/") > 0 && !strings.Contains(value, "!"):
	default:
		return "", "", Errorf(InvalidArgument, "The filter of the scope %q is not one of !user=NAME and !server=NAME/.", string(sc))
	}
	return base, filter, nil
}

// Names reports whether the filter of sc names that person or a server of theirs.
func (sc Scope) Names(person UserName) bool {
	_, filter, _ := strings.Cut(string(sc), "!")
	kind, value, _ := strings.Cut(filter, "=")
	if kind == "server" {
		value, _, _ = strings.Cut(value, "/")
	}
	return (kind == "user" || kind == "server") && value == string(person)
}

// Renamed returns sc as it is to be when the person from is called to: scopes are
// kept with names, and an old name may be somebody else's some day.
func (sc Scope) Renamed(from, to UserName) Scope {
	if !sc.Names(from) {
		return sc
	}
	before, after, _ := strings.Cut(string(sc), "=")
	return Scope(before + "=" + string(to) + strings.TrimPrefix(after, string(from)))
}

func isChildScope(base string) bool {
	for _, children := range scopeChildren {
		if slices.Contains(children, base) {
			return true
		}
	}
	return false
}

// add puts base and everything below it into s under filter.
func (s Scopes) add(base, filter string) {
	if slices.Contains(s[base], filter) {
		return
	}
	s[base] = append(s[base], filter)
	for _, c := range scopeChildren[base] {
		s.add(c, filter)
	}
}

func (s Scopes) intersect(o Scopes) Scopes {
	out := Scopes{}
	for base, filters := range s {
		for _, f := range filters {
			for _, g := range o[base] {
				if h, ok := narrower(f, g); ok && !slices.Contains(out[base], h) {
					out[base] = append(out[base], h)
				}
			}
		}
	}
	return out
}

// narrower returns the filter that both f and g allow, if any.
func narrower(f, g string) (string, bool) {
	switch {
	case f == g || g == "":
		return f, true
	case f == "":
		return g, true
	case inside(f, g):
		return f, true
	case inside(g, f):
		return g, true
	}
	return "", false
}

// inside reports whether the server filter f lies within the user filter g.
func inside(f, g string) bool {
	server, ok := strings.CutPrefix(f, "server=")
	user, ok2 := strings.CutPrefix(g, "user=")
	return ok && ok2 && strings.HasPrefix(server, user+"/")
}

// Has reports whether s holds base under any filter.
func (s Scopes) Has(base string) bool { return len(s[base]) > 0 }

// HasAll reports whether s holds base without bounds.
func (s Scopes) HasAll(base string) bool { return slices.Contains(s[base], "") }

// Covers reports whether s holds base for the person name and their default server.
func (s Scopes) Covers(base string, name UserName) bool {
	for _, f := range s[base] {
		if f == "" || f == "user="+string(name) {
			return true
		}
		if f == "server="+string(name)+"/" && (strings.HasSuffix(base, "servers") || base == "admin:server_state") {
			return true
		}
	}
	return false
}

// List returns s as JupyterHub lists expanded scopes: sorted, with filters.
func (s Scopes) List() []string {
	out := []string{}
	for base, filters := range s {
		for _, f := range filters {
			if f == "" {
				out = append(out, base)
			} else if !s.HasAll(base) {
				out = append(out, base+"!"+f)
			}
		}
	}
	slices.Sort(out)
	return out
}

// Includes reports whether s holds everything that o holds.
func (s Scopes) Includes(o Scopes) bool {
	for base, filters := range o {
		for _, f := range filters {
			if !s.holds(base, f) {
				return false
			}
		}
	}
	return true
}

func (s Scopes) holds(base, filter string) bool {
	for _, g := range s[base] {
		if g == "" || g == filter || inside(filter, g) {
			return true
		}
	}
	return false
}
