package environment

import (
	_ "embed"
	"path"
	"strings"

	"commonhall"
)

//go:embed take.py
var takeScript string

// prefixKind is a declaration that is no file: a prefix of the machine.
const prefixKind = "a prefix"

// validPrefix reports whether a prefix of the machine may be taken: one that every
// server sees anyway. So a build can copy it, which is nobody in particular, and nothing
// is shown to people that they could not read before.
func validPrefix(prefix string) error {
	below := func(dir string) bool { return strings.HasPrefix(prefix, dir+"/") }
	switch {
	case prefix == "":
		return nil
	case len(prefix) > 1000 || path.Clean(prefix) != prefix || strings.ContainsFunc(prefix, func(c rune) bool { return c < ' ' }) || !path.IsAbs(prefix):
		return commonhall.Errorf(commonhall.InvalidArgument, "%q is not the full path of a folder.", prefix)
	case !below("/opt") && !below("/usr/local"):
		return commonhall.Errorf(commonhall.InvalidArgument, "Servers do not see %s, so it cannot be taken.", prefix).
			WithHint("What lies below /opt or /usr/local can be taken. Of another one build what it declares: conda env export, or pip freeze.")
	}
	return nil
}

// take copies a prefix of the machine into the draft.
func take(w *work, what declared) step {
	return step{what: "Copying " + what.file + ".", args: []string{"python3", "-", what.file, w.path()}, stdin: takeScript}
}
