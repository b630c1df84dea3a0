package environment

import (
	"context"
	_ "embed"
	"os"
	"regexp"
	"runtime"
	"strings"

	"commonhall"
	"commonhall/environment/tree"
)

//go:embed debian.py
var debianScript string

// aptFile names packages of Debian's in a repository, one in a line.
const aptFile = "apt.txt"

// maxDebian bounds how many packages are asked for by name.
const maxDebian = 500

// ValidDebian reports whether names are those of Debian's packages, with a version or
// without. What apt takes for an option, a pattern or an order to remove is none.
func ValidDebian(names []string) error {
	known := regexp.MustCompile(`^[a-z0-9][a-z0-9.+-]*[a-z0-9+](=[0-9][A-Za-z0-9.+:~-]*)?$`)
	if len(names) > maxDebian {
		return commonhall.Errorf(commonhall.InvalidArgument, "The declaration is too long.")
	}
	for _, n := range names {
		if len(n) > 200 || !known.MatchString(n) {
			return commonhall.Errorf(commonhall.InvalidArgument, "%q is not the name of a package of Debian's.", n).
				WithHint("Name packages as apt does: graphviz, or octave=7.3.0-2. Python's packages are named without --apt.")
		}
	}
	return nil
}

// aptNames reads an apt.txt: a name in each line, or some, and comments.
func aptNames(lines []string) []string {
	var out []string
	for _, line := range lines {
		line, _, _ = strings.Cut(line, "#")
		out = append(out, strings.Fields(line)...)
	}
	return out
}

// Release names the release of the machine's Debian and its processor: what was made for
// another one has other libraries below it than it was made for. Empty: it cannot be told.
func Release() string {
	b, err := os.ReadFile("/etc/os-release")
	if err != nil {
		return ""
	}
	values := map[string]string{}
	for line := range strings.Lines(string(b)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		values[key] = strings.Trim(value, `"'`)
	}
	name := values["VERSION_CODENAME"]
	if name == "" {
		name = values["ID"] + values["VERSION_ID"]
	}
	if name == "" || strings.Trim(strings.ToLower(name), "abcdefghijklmnopqrstuvwxyz0123456789.-_/") != "" {
		return ""
	}
	return name + "-" + runtime.GOARCH
}

// debian makes the layer of Debian's programs anew: of the names and what the base was
// asked to have.
func (w *work) debian(ctx context.Context, names []string) error {
	if w.r.cfg.Release == "" {
		return commonhall.Errorf(commonhall.FailedPrecondition, "This machine does not say which release of Debian it has, so none of its packages can be installed.")
	}
	w.j.say("Installing %s, with apt.", strings.Join(names, ", "))
	st := w.debianAgain()
	st.args = append(append(st.args, w.r.cfg.Release), names...)
	code, err := w.command(ctx, st, w.j.line)
	if err != nil || code == 0 {
		return err
	}
	refused := func(msg, hint string) error {
		return commonhall.Errorf(commonhall.FailedPrecondition, "%s", msg).WithHint(hint + " Nothing was changed for anybody.")
	}
	switch code {
	case 3:
		return refused("Debian has no package of one of these names here, or not in that version.", "The output has what apt said. Look names up with: apt search, on the machine, and versions with: apt policy. Some are in contrib or non-free, which its sources must name.")
	case 4:
		return refused("These packages do not go with what the machine has.", "The output says what is in the way. Mostly the machine is behind Debian: sudo apt update && sudo apt upgrade there, then build again.")
	case 5:
		return refused("No list of Debian's packages could be read.", "The output has what apt said. Builds have the machine's sources (/etc/apt) and the network that servers have: a mirror in the networks around this machine must be named in network.allow.")
	case 6:
		return refused("Not all packages could be downloaded.", "The output has what apt said. Is the mirror reachable, and is there room on the disk? Then build again.")
	case 7, 127:
		return refused("This machine does not have apt, dpkg, tar and python3.", "Packages of Debian's need a Debian, or what is made of it.")
	case 8:
		return refused("A package could not be unpacked.", "What tar said is above. Is there room on the disk? Then build again.")
	}
	return refused("The programs of Debian's could not be put together.", "The end of the output says why.")
}

// debianAgain makes ready what can only be where the layer is in its place.
func (w *work) debianAgain() step {
	return step{stdin: debianScript, args: []string{"/usr/bin/python3", "-I", "-", w.shop(), w.path(commonhall.DebianFolder)}}
}

// layer says whether the programs of Debian's in a tree are to be shown, and reports those
// that were made for another release, once.
func (r *Room) layer(ctx context.Context, sw *commonhall.Software) error {
	env, id, _ := strings.Cut(sw.Tree, "/trees/")
	s, err := r.on(commonhall.EnvironmentName(env))
	if err != nil {
		return err
	}
	made := madeFor(s, id)
	sw.Layer = ""
	if made != "" && made == r.cfg.Release {
		sw.Layer = sw.Tree + "/" + commonhall.DebianFolder
	}
	if made == "" || sw.Layer != "" {
		return nil
	}
	r.mu.Lock()
	told := r.foreign[sw.Tree]
	r.foreign[sw.Tree] = true
	r.mu.Unlock()
	if !told {
		r.log.Error("programs of Debian's were made for another release", "environment", env, "tree", id, "made for", made, "is", r.cfg.Release)
		r.record(ctx, commonhall.EventSoftwareFailed, "", "", "The environment "+env+" has programs of Debian's for "+clip(made)+", and this machine is "+r.cfg.Release+
			": servers start without them. To make them anew name one of them again: commonhall env build "+env+" --apt NAME.")
	}
	return nil
}

// madeFor returns the release that a tree's programs of Debian's were made for; empty: it
// has none.
func madeFor(s *tree.Store, id string) string {
	b, err := s.ReadFile(id, commonhall.DebianFolder+"/release", 200)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(b))
}

func clip(s string) string { return atMost(printable(s), 60) }

// layered checks that a server sees the programs of Debian's: a machine that cannot show
// them starts servers without.
func (r *Room) layered(ctx context.Context, b *bench, find func(Finding)) error {
	sees := false
	code, err := b.command(ctx, r.cfg.Timeout, "", func(line string) { sees = true }, "ls", "-d", debianMark)
	if err != nil {
		return err
	}
	f := Finding{What: "the programs of Debian's are in their places", OK: code == 0 && sees}
	if !f.OK {
		f.What, f.Detail = "the programs of Debian's are not in their places", "This machine cannot show them: the journal of the warden says why."
	}
	find(f)
	return nil
}

// debianMark is in every layer, and on no machine.
const debianMark = "/usr/share/commonhall-debian"
