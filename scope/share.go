package scope

import (
	"slices"
	"strings"

	"commonhall"
)

// shareable returns the rights to a server that its owner can share. servers includes the three after it.
func shareable() []commonhall.Scope {
	return []commonhall.Scope{"access:servers", "servers", "read:servers", "start:servers", "delete:servers"}
}

// Shareable reads what is to be shared of a server, of which each scope may say the filter.
// Nothing means that others may enter it. It returns the scopes without filters, with those
// that they include.
func Shareable(asked []commonhall.Scope, owner commonhall.UserName, server string) ([]commonhall.Scope, error) {
	if len(asked) == 0 {
		asked = []commonhall.Scope{"access:servers"}
	}
	var out []commonhall.Scope
	for _, sc := range asked {
		name, filter, narrowed := strings.Cut(string(sc), "!")
		if !slices.Contains(shareable(), commonhall.Scope(name)) {
			return nil, commonhall.Errorf(commonhall.InvalidArgument, "The scope %q cannot be shared.", text(sc)).
				WithHint("Use some of access:servers, servers, read:servers, start:servers and delete:servers.")
		}
		if narrowed && filter != "server="+string(owner)+"/"+server {
			return nil, commonhall.Errorf(commonhall.InvalidArgument, "The filter of the scope %q is not the server that is shared.", text(sc)).
				WithHint("Leave the filter out.")
		}
		out = append(out, commonhall.Scope(name))
	}
	return JoinShared(out, nil), nil
}

// text is a scope as an error shows it.
func text(sc commonhall.Scope) string { return string(sc[:min(len(sc), Longest)]) }

// JoinShared returns what both give together.
func JoinShared(one, other []commonhall.Scope) (out []commonhall.Scope) {
	all := append(slices.Clone(one), other...)
	for i, sc := range shareable() {
		if slices.Contains(all, sc) || i > 1 && slices.Contains(all, "servers") {
			out = append(out, sc)
		}
	}
	return out
}

// TakeShared returns what is left of held without taken: what includes some of that goes with it.
func TakeShared(held, taken []commonhall.Scope) (out []commonhall.Scope) {
	taken = JoinShared(taken, nil)
	for _, sc := range JoinShared(held, nil) {
		if !slices.Contains(taken, sc) && (sc != "servers" || !slices.ContainsFunc(taken, func(t commonhall.Scope) bool { return t != "access:servers" })) {
			out = append(out, sc)
		}
	}
	return out
}

// Shared returns what shares give whoever has them.
func Shared(list ...commonhall.Share) Set {
	s := Set{held: map[string][]string{}}
	for _, sh := range list {
		for _, sc := range sh.Scopes {
			s.add(nil, string(sc), "server="+string(sh.Owner)+"/"+sh.Server)
		}
	}
	return s
}
