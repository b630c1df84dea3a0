// Package scope is JupyterHub's language of rights: the tree of scopes, their filters,
// and sets of them, which can be cut with each other.
//
// It says what a scope means and whom it covers. Who holds which, it does not know, nor
// who is in a group: it is told the members where a filter names one.
//
// What always holds:
//
//   - What cannot be read is refused: a filter that is overlooked gives more than was asked.
//   - A set that was cut with another one covers nothing that either does not cover.
//   - A Set is never changed once it is handed out. All functions are pure.
package scope

import (
	"slices"
	"strings"

	"commonhall"
)

// children is JupyterHub's tree: a scope includes those below it.
// https://jupyterhub.readthedocs.io/en/stable/rbac/scopes.html
var children = map[string][]string{
	"admin:users":         {"admin:auth_state", "users", "read:roles:users", "delete:users"},
	"users":               {"read:users", "list:users", "users:activity"},
	"read:users":          {"read:users:name", "read:users:groups", "read:users:activity"},
	"list:users":          {"read:users:name"},
	"users:activity":      {"read:users:activity"},
	"admin:servers":       {"admin:server_state", "servers"},
	"servers":             {"read:servers", "start:servers", "delete:servers"},
	"read:servers":        {"read:users:name"},
	"tokens":              {"read:tokens"},
	"admin:groups":        {"groups", "read:roles:groups", "delete:groups"},
	"groups":              {"read:groups", "list:groups"},
	"read:groups":         {"read:groups:name"},
	"list:groups":         {"read:groups:name"},
	"admin:services":      {"list:services", "read:services", "read:roles:services"},
	"list:services":       {"read:services:name"},
	"read:services":       {"read:services:name"},
	"read:roles":          {"read:roles:users", "read:roles:services", "read:roles:groups"},
	"shares":              {"access:servers", "read:shares", "users:shares", "groups:shares"},
	"users:shares":        {"read:users:shares"},
	"groups:shares":       {"read:groups:shares"},
	"read:hub":            nil,
	"access:servers":      nil,
	"access:services":     nil,
	"proxy":               nil,
	"shutdown":            nil,
	"read:metrics":        nil,
	"admin-ui":            nil,
	"delete:users":        nil,
	"delete:servers":      nil,
	"delete:groups":       nil,
	"start:servers":       nil,
	"admin:auth_state":    nil,
	"admin:server_state":  nil,
	"read:roles:users":    nil,
	"read:roles:services": nil,
	"read:roles:groups":   nil,
	"read:users:name":     nil,
	"read:users:groups":   nil,
	"read:users:activity": nil,
	"read:groups:name":    nil,
	"read:services:name":  nil,
	"read:tokens":         nil,
	"read:shares":         nil,
	"read:users:shares":   nil,
	"read:groups:shares":  nil,
	// Not JupyterHub's: the class's software, and roles, which it has in its file alone.
	"environments":  nil,
	"announcements": nil,
	"limits":        nil,
	"admin:roles":   {"read:roles"},
}

// self is what JupyterHub's metascope of that name gives a person over themselves, and
// the software that they may change because they teach.
var self = []string{"read:users", "users:shares", "read:shares", "users:activity", "servers", "tokens", "access:servers", "environments", "announcements", "limits"}

// admin has the scopes of JupyterHub's role of that name.
var admin = []string{"admin-ui", "admin:users", "admin:servers", "admin:services", "tokens", "admin:groups",
	"list:services", "read:services", "read:hub", "proxy", "shutdown", "access:services", "access:servers",
	"read:roles", "read:metrics", "shares", "environments", "announcements", "limits", "admin:roles"}

// identity are what JupyterHub's old scope "identify" shows of its person.
var identity = []string{"read:users:name", "read:users:groups"}

// Admin returns the scopes of JupyterHub's role admin, and ours.
func Admin() []commonhall.Scope {
	out := make([]commonhall.Scope, len(admin))
	for i, s := range admin {
		out[i] = commonhall.Scope(s)
	}
	return out
}

// ServerToken returns what JupyterHub's role "server" lets a server's own token do:
// report activity of its person, and be told who may enter.
func ServerToken(key commonhall.ServerKey) []commonhall.Scope {
	if key.Name == "" {
		return []commonhall.Scope{"users:activity!user", "access:servers!server"}
	}
	return []commonhall.Scope{"users:activity!user", commonhall.Scope("access:servers!server=" + key.FullName())}
}

// Most is how many scopes a token or a role can have, and Longest how long each can be in bytes
// (with the longest names there are 118): what they mean is worked out at each use.
const (
	Most    = 100
	Longest = 130
)

// Unique returns scopes without repetitions, and refuses more than a token can have.
func Unique(scopes []commonhall.Scope) ([]commonhall.Scope, error) {
	seen, out := map[commonhall.Scope]bool{}, []commonhall.Scope{}
	for _, sc := range scopes {
		switch {
		case len(sc) > Longest:
			return nil, commonhall.Errorf(commonhall.InvalidArgument, "A scope has more than %d bytes.", Longest).
				WithHint("See the list of scopes in the reference.")
		case seen[sc]:
			continue
		case len(out) == Most:
			return nil, commonhall.Errorf(commonhall.InvalidArgument, "A token or a role cannot have more than %d scopes.", Most).
				WithHint("A scope includes those below it: ask for broader ones, or share them out to several.")
		}
		seen[sc] = true
		out = append(out, sc)
	}
	return out, nil
}

// Holder is whose a scope is: short filters mean it.
type Holder struct {
	User    commonhall.UserName
	Service commonhall.ServiceName
	Server  string // by its name; "" is the person's default one
}

// own returns the filter that a short one stands for, "" where it stands for nothing.
func (h Holder) own(short string) string {
	switch {
	case short == "user" && h.User != "":
		return "user=" + string(h.User)
	case short == "server" && h.User != "":
		return "server=" + string(h.User) + "/" + h.Server
	case short == "service" && h.Service != "":
		return "service=" + string(h.Service)
	}
	return ""
}

// Tree is the scopes that there are: JupyterHub's, ours, and those of the operator's own.
// The zero Tree, and nil, have none of the operator's.
type Tree struct {
	custom map[string][]string
}

// below returns the scopes that name includes.
func (t *Tree) below(name string) (list []string, known bool) {
	if list, known = children[name]; !known && t != nil {
		list, known = t.custom[name]
	}
	return list, known
}

// All returns the names of all scopes, sorted.
func (t *Tree) All() []string {
	var out []string
	for name := range children {
		out = append(out, name)
	}
	if t != nil {
		for name := range t.custom {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// meta reports whether name stands for other scopes.
func meta(name string) bool { return name == "self" || name == "inherit" || name == "identify" }

// split parses a scope. A short filter becomes the one that it stands for.
func (t *Tree) split(sc commonhall.Scope, h Holder) (name, filter string, err error) {
	name, filter, narrowed := strings.Cut(string(sc), "!")
	if _, known := t.below(name); !known && !meta(name) {
		return "", "", commonhall.Errorf(commonhall.InvalidArgument, "There is no scope %q.", string(sc)).
			WithHint("See the list of scopes in the reference.")
	}
	kind, value, long := strings.Cut(filter, "=")
	switch {
	case !narrowed:
	case meta(name):
		return "", "", commonhall.Errorf(commonhall.InvalidArgument, "The scope %q takes no filter.", name)
	case !long && h.own(filter) != "":
		filter = h.own(filter)
	case value == "" || strings.Contains(value, "!"):
		err = badFilter(sc)
	case kind == "user" && !strings.Contains(value, "/"), kind == "service" && !strings.Contains(value, "/"):
	case kind == "group" && !strings.Contains(value, "/"):
		filter = "group=" + commonhall.GroupName(value).Folded()
	case kind == "server" && strings.Index(value, "/") > 0 && strings.Count(value, "/") == 1:
	default:
		err = badFilter(sc)
	}
	return name, filter, err
}

func badFilter(sc commonhall.Scope) error {
	return commonhall.Errorf(commonhall.InvalidArgument, "The filter of the scope %q is not one of !user=NAME, !group=NAME, !server=NAME/ and !service=NAME.", string(sc)).
		WithHint("!user, !server and !service mean one's own.")
}

// Read returns what scopes mean for their holder, each with all that stands below it.
// "inherit" is in the set until it is cut with what the holder may do.
func (t *Tree) Read(scopes []commonhall.Scope, h Holder) (Set, error) {
	scopes, err := Unique(scopes)
	if err != nil {
		return Set{}, err
	}
	s := Set{held: map[string][]string{}}
	for _, sc := range scopes {
		name, filter, err := t.split(sc, h)
		switch {
		case err != nil:
			return Set{}, err
		case name == "inherit":
			s.held[name] = []string{""}
		case h.User == "" && (name == "self" || name == "identify"):
			// A service is nobody: without a filter these would mean everybody.
		case name == "self":
			s.addAll(t, self, h.own("user"))
		case name == "identify":
			s.addAll(t, identity, h.own("user"))
		default:
			s.add(t, name, filter)
		}
	}
	return s, nil
}

// Expand is Read, cut with what the holder may do.
func (t *Tree) Expand(scopes []commonhall.Scope, h Holder, owner Set) (Set, error) {
	s, err := t.Read(scopes, h)
	if err != nil {
		return Set{}, err
	}
	return s.Knowing(owner.members).Within(owner), nil
}

// Widest returns what scopes can mean whoever holds them: what means oneself covers
// everybody. So much has to hold who hands them on. "inherit" is refused: it means nothing
// without a token.
func (t *Tree) Widest(scopes []commonhall.Scope) (Set, error) {
	out := Set{held: map[string][]string{}}
	scopes, err := Unique(scopes)
	if err != nil {
		return Set{}, err
	}
	for _, sc := range scopes {
		name, filter, _ := strings.Cut(string(sc), "!")
		if slices.Contains([]string{"user", "server", "service"}, filter) {
			sc = commonhall.Scope(name)
		}
		one, err := t.Read([]commonhall.Scope{sc}, Holder{})
		switch {
		case err != nil:
			return Set{}, err
		case name == "inherit":
			return Set{}, commonhall.Errorf(commonhall.InvalidArgument, "The scope inherit is for tokens: a role has no owner.")
		case name == "self":
			out.addAll(t, self, "")
		case name == "identify":
			out.addAll(t, identity, "")
		default:
			out = out.With(one)
		}
	}
	return out, nil
}
