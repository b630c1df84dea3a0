package doctor

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"strings"

	"commonhall"
	"commonhall/environment/tree"
)

// trouble is what the hub says is wrong with the class's software.
type trouble struct {
	Kind        string                     `json:"kind"`
	Environment commonhall.EnvironmentName `json:"environment"`
	Generation  int                        `json:"generation"`
	Why         string                     `json:"why"`
}

// software looks whether the machine can do what the class's software takes, and what
// became of it.
func (l *look) software(context.Context) error {
	if !l.installed() {
		return nil
	}
	wanted := l.softwareWanted()
	if wanted {
		l.canDraft()
		l.canMakeVenv()
	}
	in, ok, err := l.knows()
	if err != nil || !ok {
		return err
	}
	for _, t := range in.Software {
		if t.Environment.Validate() != nil {
			continue // root is told to type the name: a hub that was taken over chooses none
		}
		switch {
		case t.Kind == "not-on-disk":
			l.find("software-missing", string(t.Environment), "Generation %d of the environment %s is the current one, and it is not on the disk.", t.Generation, t.Environment)
		case t.Kind == "not-made" && wanted:
			l.find("software-first", string(t.Environment), "The environment %s could not be made as the settings say (software.first). %s", t.Environment, t.Why)
		}
	}
	return nil
}

// softwareWanted reports whether there should be an environment. A machine without any
// Jupyter, of which nobody asked for more than it has, is one for the terminal.
func (l *look) softwareWanted() bool {
	jupyter := append(glob(l.at("/usr/bin/jupyter*")), glob(l.at("/usr/local/bin/jupyter*"))...)
	return l.Facts.First != "none" && (l.Facts.First != "machine" || len(jupyter) > 0)
}

const python = "/usr/bin/python3"

// canDraft looks whether changes can lie over a generation.
func (l *look) canDraft() {
	dir := l.paths.Software()
	if _, err := os.Lstat(dir); err != nil {
		dir = l.paths.Hub() // there was none yet
	}
	b, _ := os.ReadFile(l.at("/proc/sys/kernel/osrelease"))
	if err := tree.CanDraft(dir, cmp.Or(strings.TrimSpace(string(b)), "unknown")); err != nil {
		why := err.Error()
		l.find("software-drafts", dir, "%s.", strings.ToUpper(why[:1])+why[1:])
	}
}

// canMakeVenv looks for what Debian has in a package of its own: without it Python makes
// no place for packages.
func (l *look) canMakeVenv() {
	if strings.HasPrefix(l.Facts.First, "/") {
		return // its own Python comes with it
	}
	lib := "python3*"
	if name, err := os.Readlink(l.at(python)); err == nil {
		lib = filepath.Base(name)
	}
	pip := len(glob(l.at("/usr/lib/python3/dist-packages/pip"))) > 0 && l.Facts.First == "machine" // it does for that
	if !pip && len(glob(l.at("/usr/lib*/"+lib+"/ensurepip"))) == 0 {
		l.find("software-python", "", "The Python of this machine cannot make a place for packages: it has no venv and pip.")
	}
}

func softwareCodes() []Code {
	return []Code{
		{"software-drafts", Warning, "The class's software cannot be changed or built: the disk on which it lies, or the kernel, cannot do what that takes.", "It is in a container, or on a network disk; or the kernel is older than 5.19.",
			"Put the folder ABOUT on ext4, xfs or btrfs, or start a newer kernel. Until then servers have the machine's own programs, or the generation that there is.", []string{"findmnt --target ABOUT", "uname -r"}, "software#where-it-is", []string{"software-first"}},
		{"software-python", Warning, "Python cannot make a place for packages, so there is no software of the class's, or none that could be built anew.", "Debian has that in a package of its own, which is not installed.",
			"Install it. The second command has the hub try at once; it would do so within the hour.", []string{"sudo apt install python3-venv", "sudo systemctl restart commonhall-hub.service"}, "software#the-first-environment", []string{"software-first"}},
		{"software-first", Warning, "The first environment could not be made as the settings say. It is tried again, more and more seldom.", "The finding says what was missing, and the page Software what was tried.",
			"Everybody has what they had before. Mend what is missing and wait, at most half a day; build another environment, which ends that; or want something else (software.first).", []string{"sudo commonhall env list", "sudo commonhall config edit"}, "software#the-first-environment", nil},
		{"software-missing", Error, "The software that everybody should have is not on the disk: servers start with an older generation, or with the machine's own programs.", "The folder was deleted, or a disk lost it.",
			"See which generations there are, and make one of them the current one. Or bring the environments back from a backup.", []string{"sudo commonhall env list ABOUT", "sudo commonhall env rollback --env ABOUT"}, "software#take-it-back", nil},
	}
}
