package scope

import (
	"regexp"
	"slices"

	"commonhall"
)

// Custom is a scope of the operator's own: a service gives it its meaning.
type Custom struct {
	Name        string // begins with "custom:"
	Description string
	Includes    []string // others of the operator's own
}

// mostCustom is how many scopes of the operator's own there can be.
const mostCustom = 200

// validCustom is JupyterHub's rule for such names.
const validCustom = `^custom:[a-z0-9][a-z0-9_:*-]*[a-z0-9_*]$`

// New returns a tree with scopes of the operator's own. They include each other alone, and
// not in circles.
func New(custom []Custom) (*Tree, error) {
	t, valid := &Tree{custom: map[string][]string{}}, regexp.MustCompile(validCustom)
	if len(custom) > mostCustom {
		return nil, commonhall.Errorf(commonhall.InvalidArgument, "There are %d scopes of one's own, more than %d.", len(custom), mostCustom)
	}
	for _, c := range custom {
		_, twice := t.custom[c.Name]
		switch {
		case !valid.MatchString(c.Name) || len(c.Name) > Longest/2:
			return nil, commonhall.Errorf(commonhall.InvalidArgument, "%q cannot name a scope of one's own.", c.Name).
				WithHint(`Such a name begins with "custom:"; small letters, digits and - _ : * may follow, 50 characters in all.`)
		case twice:
			return nil, commonhall.Errorf(commonhall.InvalidArgument, "The scope %s is declared twice.", c.Name)
		}
		t.custom[c.Name] = slices.Clone(c.Includes)
	}
	for _, c := range custom {
		for _, name := range c.Includes {
			if _, known := t.custom[name]; !known {
				return nil, commonhall.Errorf(commonhall.InvalidArgument, "The scope %s includes %q, which is none of one's own.", c.Name, name)
			}
		}
		if t.reaches(c.Name, c.Name, map[string]bool{}) {
			return nil, commonhall.Errorf(commonhall.InvalidArgument, "The scope %s includes itself.", c.Name)
		}
	}
	return t, nil
}

// reaches reports whether to is below from.
func (t *Tree) reaches(from, to string, seen map[string]bool) bool {
	for _, name := range t.custom[from] {
		if name == to {
			return true
		}
		if !seen[name] {
			seen[name] = true
			if t.reaches(name, to, seen) {
				return true
			}
		}
	}
	return false
}

// Custom returns the operator's own scopes without bounds.
func (t *Tree) Custom() Set {
	s := Set{held: map[string][]string{}}
	if t != nil {
		for name := range t.custom {
			s.add(t, name, "")
		}
	}
	return s
}
