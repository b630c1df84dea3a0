package web

import (
	"regexp"
	"strings"

	"commonhall"
	"commonhall/environment"
)

// How a draft is mended that the checks refused: what its person types.

// MendView says how a refused draft is mended.
type MendView struct {
	User     commonhall.UserName
	Own      bool     // it is the visitor's
	Commands []string // that take back what was changed; empty: files were, and no package
	Named    bool     // Commands are about what the checks name, and nothing else
	More     int      // packages beside
	Server   string   // the visitor's server, where it runs
}

// mendView says how the draft of a refused job is mended; nil where it is not there any
// more.
func (d *Door) mendView(v *visit, p environment.Progress) *MendView {
	diff, err := d.cfg.Environments.Draft(v.Context(), p.Environment, p.User)
	if err != nil || diff.Empty || diff.Done {
		return nil
	}
	view := &MendView{User: p.User, Own: p.User == v.id.User.Name}
	changes := spokenOf(diff.Changes, p.Findings)
	if view.Named = len(changes) > 0; !view.Named {
		changes = diff.Changes
	}
	const most = 30
	view.More = max(0, len(changes)-most)
	view.Commands = takesBack(changes[:len(changes)-view.More])
	if s, err := d.servers.Get(v.Context(), v.id.User.Name.Default()); err == nil && view.Own && s.State == commonhall.Ready {
		view.Server = d.open(s)
	}
	return view
}

// spokenOf returns those of changes whose package the checks speak of.
func spokenOf(changes []commonhall.Change, findings []environment.Finding) (out []commonhall.Change) {
	said := map[string]bool{}
	for _, f := range findings {
		if f.OK {
			continue
		}
		for _, word := range strings.FieldsFunc(f.What+"\n"+f.Detail, func(c rune) bool { return !strings.ContainsRune(nameLetters, c) }) {
			said[normalName(strings.Trim(word, "."))] = true
		}
	}
	for _, c := range changes {
		if said[normalName(c.Name)] {
			out = append(out, c)
		}
	}
	return out
}

const nameLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"

// normalName is a package's name as pip compares it; modules have underscores.
func normalName(s string) string {
	return strings.NewReplacer("_", "-", ".", "-").Replace(strings.ToLower(s))
}

// takesBack returns the commands that undo changes. What packages are called is their
// authors' word: one whose name a shell would not take for a name is left out, and one
// that a package manager would take for a place (npm: somebody/repository).
func takesBack(changes []commonhall.Change) (out []string) {
	name, version := regexp.MustCompile(`^(@[A-Za-z0-9][A-Za-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*$`), regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._+!-]*$`)
	tools := []struct{ manager, remove, install, equals string }{
		{"pip", "pip uninstall -y", "pip install", "=="},
		{"conda", "conda remove -y", "conda install -y", "="},
		{"npm", "npm uninstall -g", "npm install -g", "@"},
	}
	for _, t := range tools {
		remove, install := t.remove, t.install
		for _, c := range changes {
			switch {
			case c.Manager != t.manager || !name.MatchString(c.Name) || c.Was != "" && !version.MatchString(c.Was):
			case c.Was == "":
				remove += " " + c.Name
			default:
				install += " " + c.Name + t.equals + c.Was
			}
		}
		for _, line := range []string{remove, install} {
			if line != t.remove && line != t.install {
				out = append(out, line)
			}
		}
	}
	return out
}
