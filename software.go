package commonhall

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// EnvironmentName names a tree of software; it is part of paths inside servers.
type EnvironmentName string

// MaxEnvironmentName is the longest name of an environment, in bytes.
const MaxEnvironmentName = 40

// Validate reports whether n may name an environment: lower-case letters, digits and
// dashes, beginning with a letter. Programs have the path in them, so it is for ever.
func (n EnvironmentName) Validate() error {
	ok := n != "" && len(n) <= MaxEnvironmentName && n[0] >= 'a' && n[0] <= 'z' && n[len(n)-1] != '-'
	for _, c := range []byte(n) {
		ok = ok && (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')
	}
	if !ok || n == NoEnvironment {
		return Errorf(InvalidArgument, "%q cannot name an environment.", string(n)).
			WithHint("Use lower-case letters, digits and dashes, beginning with a letter, at most 40, as in python-2026.")
	}
	return nil
}

// NoEnvironment is what somebody is given who shall have the machine's own programs
// alone.
const NoEnvironment EnvironmentName = "none"

// Path is where servers see the environment.
func (n EnvironmentName) Path() string { return "/env/" + string(n) }

// Environment is a named tree of software that servers see at one path, read-only.
type Environment struct {
	Name    EnvironmentName
	Title   string // for people; empty: the name
	Current int    // the generation that servers start on; 0: none yet
	Default bool   // for whoever nobody chose another one
	Created time.Time
}

// ChoiceKind is for whom an environment is chosen.
type ChoiceKind string

const (
	ForUser  ChoiceKind = "user"
	ForGroup ChoiceKind = "group"
	ForAll   ChoiceKind = "all" // of limits alone: in the place of what the settings say

	ByTeachers ChoiceKind = "teachers" // of times alone: what who teaches a group decided for it
)

// Choice says which environment the servers of a person or of a group have.
type Choice struct {
	Kind        ChoiceKind
	Who         int             // uid or gid, which outlive names
	User        UserName        // of a person; empty where they were removed
	Group       GroupName       // of a group
	Environment EnvironmentName // or NoEnvironment
}

// Whom names for whom it is.
func (c Choice) Whom() string {
	if c.Kind == ForGroup {
		return "the group " + string(c.Group)
	}
	return string(c.User)
}

// Generation is one state of an environment. It never changes.
type Generation struct {
	Environment EnvironmentName
	Number      int // from 1, never used again
	Base        int // what it was made from; 0: nothing
	Tree        TreeID
	Created     time.Time
	By          string // who published it
	Why         string // in their words; may be empty
	Packages    []Package
	Files       int
	Bytes       int64  // of its files; most of them are shared with other generations
	Forced      string // what the checks had found, where it was published all the same
}

// TreeID names a folder of files on disk, unique for ever in its environment.
type TreeID string

// DebianFolder is the folder of a tree with programs of Debian's, below usr and etc.
const DebianFolder = "debian"

// Package is a piece of software that a package manager knows.
type Package struct {
	Manager string `json:"manager"` // pip, conda, npm, debian
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Change is the difference of one package between two states. Was or Is is empty where
// it was added or removed.
type Change struct {
	Manager string `json:"manager"`
	Name    string `json:"name"`
	Was     string `json:"was,omitempty"`
	Is      string `json:"is,omitempty"`
}

// Draft is what one person has changed on top of a generation and not published.
type Draft struct {
	Environment EnvironmentName
	UID         int      // of its person's account, which outlives their name
	User        UserName // empty where the person was removed
	Base        int      // the generation below
	Tree        TreeID   // the folder that takes the changes
	Created     time.Time
	Published   int       // the generation that was last made of it; 0: none
	Discarded   time.Time // zero for the one that the person's server has
}

// Software is what one run sees of an environment.
type Software struct {
	Environment EnvironmentName `json:"environment,omitempty"`
	Generation  int             `json:"generation,omitempty"` // that Tree is, or Draft began with; 0: none
	Path        string          `json:"path"`                 // where, inside: /env/NAME
	Tree        string          `json:"tree"`                 // a folder below that of environments, read-only
	Draft       string          `json:"draft,omitempty"`      // another, that takes the run's changes
	Layer       string          `json:"layer,omitempty"`      // another, whose usr and etc are added to the machine's
	Own         Own             `json:"own,omitempty"`        // what becomes of what its person installed for themselves
	Proven      bool            `json:"proven,omitempty"`     // a run of its person's has served with this tree before
}

// Own is what becomes, at a start, of what a person has installed for themselves.
type Own string

const (
	OwnStays Own = ""
	OwnAside Own = "aside" // this start sets it aside
	OwnAway  Own = "away"  // a start before set it aside, and none has brought it back
	OwnBack  Own = "back"  // this start brings back what was set aside last
)

// Environ returns the environment variables that a run has because of what it sees. home
// is the person's home as the run sees it.
func (sw Software) Environ(home string) []string {
	// One's own packages, of this environment alone: those of another one were made for
	// another interpreter.
	own, system := home+"/.env/"+string(sw.Environment), "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games" // as Debian has it for people
	env := []string{
		"COMMONHALL_ENVIRONMENT=" + string(sw.Environment),
		"COMMONHALL_GENERATION=" + strconv.Itoa(sw.Generation),
		"PIP_DISABLE_PIP_VERSION_CHECK=1",
	}
	if sw.Draft != "" {
		// What is installed goes into the draft, and what its person has for themselves
		// is not taken for part of it.
		return append(env, "COMMONHALL_DRAFT=1", "PYTHONNOUSERSITE=1", "PATH="+sw.Path+"/bin:"+system,
			"JUPYTER_PATH="+sw.Path+"/share/jupyter", "NPM_CONFIG_PREFIX="+sw.Path)
	}
	return append(env, "PATH="+own+"/bin:"+sw.Path+"/bin:"+system, "PYTHONUSERBASE="+own,
		"JUPYTER_PATH="+own+"/share/jupyter:"+sw.Path+"/share/jupyter",
		"NPM_CONFIG_PREFIX="+own, "R_LIBS_USER="+own+"/lib/R/library")
}

// ComparePackages returns what changed from was to is, by manager and name. Both must be
// sorted as SortPackages does.
func ComparePackages(was, is []Package) []Change {
	var out []Change
	for len(was) > 0 || len(is) > 0 {
		switch c := comparePackage(was, is); {
		case c < 0:
			out = append(out, Change{was[0].Manager, was[0].Name, was[0].Version, ""})
			was = was[1:]
		case c > 0:
			out = append(out, Change{is[0].Manager, is[0].Name, "", is[0].Version})
			is = is[1:]
		default:
			if was[0].Version != is[0].Version {
				out = append(out, Change{is[0].Manager, is[0].Name, was[0].Version, is[0].Version})
			}
			was, is = was[1:], is[1:]
		}
	}
	return out
}

// SortPackages puts packages into the order that ComparePackages relies on, and drops
// what is there twice.
func SortPackages(p []Package) []Package {
	slices.SortFunc(p, func(a, b Package) int {
		return cmp.Or(cmp.Compare(a.Manager, b.Manager), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Version, b.Version))
	})
	return slices.Compact(p)
}

// comparePackage says whose first package comes first; who has none left is last.
func comparePackage(was, is []Package) int {
	switch {
	case len(was) == 0:
		return 1
	case len(is) == 0:
		return -1
	}
	return cmp.Or(cmp.Compare(was[0].Manager, is[0].Manager), cmp.Compare(was[0].Name, is[0].Name))
}
