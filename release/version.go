package release

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
)

// Version is a semantic version (semver.org). What it was built from, behind a +,
// makes no difference.
type Version struct {
	Major, Minor, Patch int
	Pre                 string // as dev; empty for a release
}

// ParseVersion reads a version, with or without v in front.
func ParseVersion(s string) (Version, error) {
	form := regexp.MustCompile(`^v?(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-([0-9A-Za-z.-]{1,64}))?(?:\+[0-9A-Za-z.-]{1,64})?$`)
	m := form.FindStringSubmatch(s)
	if m == nil {
		return Version{}, fmt.Errorf("%q is not a version, as 1.2.3 is", s)
	}
	v := Version{Pre: m[4]}
	for i, n := range []*int{&v.Major, &v.Minor, &v.Patch} {
		*n, _ = strconv.Atoi(m[i+1])
	}
	return v, nil
}

// String writes it as ParseVersion reads it.
func (v Version) String() string {
	s := fmt.Sprintf("%d.%d.%d", v.Major, v.Minor, v.Patch)
	if v.Pre != "" {
		s += "-" + v.Pre
	}
	return s
}

// Compare orders versions. Of two that differ in Pre only, the one without is the
// later; others are ordered by their letters, which suffices for our own.
func (v Version) Compare(w Version) int {
	pre := cmp.Compare(v.Pre, w.Pre)
	if v.Pre == "" || w.Pre == "" {
		pre = -pre
	}
	return cmp.Or(cmp.Compare(v.Major, w.Major), cmp.Compare(v.Minor, w.Minor), cmp.Compare(v.Patch, w.Patch), pre)
}

// Refusal says why something is not done, and what to do instead.
type Refusal struct{ Msg, Hint string }

// Error implements error.
func (r *Refusal) Error() string { return r.Msg + " " + r.Hint }

func refuse(hint, format string, args ...any) error {
	return &Refusal{fmt.Sprintf(format, args...), hint}
}

// Allowed says why one may not go from one version to another: a *Refusal. Each minor
// version brings the data of the one before up to date, and no other's; none takes
// data back.
func Allowed(from, to Version) error {
	switch order := to.Compare(from); {
	case order == 0:
		return refuse("There is nothing to do.", "Version %s runs already.", from)
	case order < 0:
		return refuse(fmt.Sprintf("To go back, install %s on an empty machine and restore a backup that it made.", to),
			"Version %s is older than %s, which runs: it may not understand the data any more.", to, from)
	case to.Major != from.Major:
		return refuse("Read in its release notes which version leads there.", "Version %s is of another generation than %s, which runs.", to, from)
	case to.Minor > from.Minor+1:
		return refuse(fmt.Sprintf("Upgrade to the newest %d.%d first, then one by one.", from.Major, from.Minor+1),
			"From version %s to %s is more than one step.", from, to)
	}
	return nil
}
