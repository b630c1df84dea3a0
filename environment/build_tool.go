package environment

import (
	"context"
	_ "embed"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"commonhall"
)

//go:embed first.py
var firstScript string

// aloneScript keeps the machine's packages out of an environment that otherwise sees
// them: a library of Debian's beside a newer one that it was not built for crashes. What
// people install for themselves stays seen, which it would not be in a virtual
// environment without --system-site-packages.
const aloneScript = `import sysconfig
with open(sysconfig.get_path("purelib") + "/alone.pth", "w") as f:
    f.write("import site; site.PREFIXES.clear()\n")
`

// Files that say what an environment consists of.
const (
	condaFile   = "environment.yml"
	pipFile     = "requirements.txt"
	projectFile = "pyproject.toml"
)

// declared is what a build follows.
type declared struct {
	kind     string // one of the files above; empty: there is none
	file     string // where it lies, as the build sees it
	dir      string // where tools run; empty: anywhere
	text     string // what it says; of a repository's, which commit and folder
	put      *step  // that makes the file; nil: it is there
	packages []string
	debian   []string // packages of Debian's, by name
}

// tool installs what is declared.
type tool struct {
	reads    []string // kinds of files
	programs []string // of which it needs one, the best one first; in PATH, or absolute
	own      bool     // it does not see packages outside of the environment
	install  func(w *work, program string, what declared) []string
	packages func(w *work, program string) []string // without their names
	missing  string                                 // what to do where no program is there; empty: take the next tool
}

// tools lists them, the best one for a kind first.
func tools() []tool {
	return []tool{
		{reads: []string{condaFile}, programs: condas(), install: conda,
			missing: "Install one of them where servers see it, such as micromamba in /usr/local/bin, then build again."},
		{reads: []string{"", pipFile, projectFile}, programs: []string{"uv"}, own: true, install: uv, packages: uvInstall},
		{reads: []string{"", pipFile, projectFile, prefixKind}, programs: []string{"python3"}, install: pip, packages: pipInstall},
	}
}

// condas are the programs that follow an environment.yml, and where their installers put
// them.
func condas() []string {
	names := []string{"micromamba", "mamba", "conda"}
	out := slices.Clone(names)
	for _, dir := range []string{"/opt/conda", "/opt/miniforge3", "/opt/mambaforge", "/opt/miniconda3", "/opt/tljh/user"} {
		for _, name := range names[1:] {
			out = append(out, dir+"/bin/"+name)
		}
	}
	return out
}

// conda brings the environment to what the file says; packages that are there already
// stay. The prefix is there, being where the draft is mounted, which "create" refuses.
func conda(w *work, program string, what declared) []string {
	if filepath.Base(program) == "micromamba" {
		return []string{program, "install", "-y", "-r", w.shop("mamba"), "-p", w.path(), "-f", what.file}
	}
	return []string{program, "env", "update", "-p", w.path(), "-f", what.file}
}

func pipInstall(w *work, _ string) []string {
	return []string{w.path("bin/python3"), "-m", "pip", "install", "--no-input"}
}

// uvInstall compiles what it installs, as pip does: nobody can later, in a tree that is
// read-only.
func uvInstall(w *work, program string) []string {
	return []string{program, "pip", "install", "--python", w.path("bin/python3"), "--compile-bytecode"}
}

func pip(w *work, program string, what declared) []string {
	return python(pipInstall(w, program), what)
}
func uv(w *work, program string, what declared) []string { return python(uvInstall(w, program), what) }

func python(install []string, what declared) []string {
	if what.kind == projectFile {
		return append(install, ".")
	}
	return append(install, "-r", what.file)
}

// chosen is a tool with the program that is there, and a second one for packages by name
// beside an environment.yml.
type chosen struct {
	tool
	program string
	beside  *chosen
}

// choose returns the best tool for what is declared.
func (w *work) choose(ctx context.Context, what declared) (chosen, error) {
	base := w.trees.Tree(w.m.baseTree())
	isConda := what.kind == condaFile
	if w.m.base != nil {
		_, err := os.Lstat(filepath.Join(base, "conda-meta"))
		if isConda && err != nil {
			return chosen{}, commonhall.Errorf(commonhall.FailedPrecondition, "An %s cannot be installed on top of generation %d, which conda has not made.", what.kind, w.m.base.Number).
				WithHint("Build it from nothing: with --fresh, or on the page with “Start from nothing”. Have jupyterlab and ipykernel in the file, and what else the class needs.")
		}
		isConda = err == nil
	}
	for _, t := range tools() {
		if !slices.Contains(t.reads, what.kind) || t.own && !isConda && w.seesMachine() {
			continue
		}
		program, err := w.present(ctx, t.programs)
		switch {
		case err != nil:
			return chosen{}, err
		case program == "" && t.missing == "":
			continue
		case program == "":
			return chosen{}, commonhall.Errorf(commonhall.FailedPrecondition, "The build needs one of micromamba, mamba and conda, and none is there.").WithHint(t.missing)
		}
		c := chosen{tool: t, program: program}
		if t.packages == nil && len(what.packages) > 0 {
			beside, err := w.choose(ctx, declared{})
			c.beside = &beside
			return c, err
		}
		return c, nil
	}
	return chosen{}, commonhall.Errorf(commonhall.FailedPrecondition, "The build needs python3, which is not there.").
		WithHint("Install it on the machine, then build again. On Debian: apt install python3-venv python3-pip")
}

// seesMachine reports whether the environment has the machine's packages beside its own:
// a virtual environment that was made so. uv does not count those, and would install
// others of the same names next to what was made for the machine's.
func (w *work) seesMachine() bool {
	if w.m.base == nil {
		return true // that is how one is made
	}
	b, err := w.trees.ReadFile(w.m.baseTree(), "pyvenv.cfg", 64<<10)
	return err == nil && strings.Contains(strings.ReplaceAll(string(b), " ", ""), "include-system-site-packages=true")
}

// present returns the first of the programs that is there, in the environment or on the
// machine.
func (w *work) present(ctx context.Context, programs []string) (string, error) {
	found, err := w.r.runs.Lookup(ctx, programs)
	if err != nil {
		return "", unreachable(err)
	}
	for _, p := range programs {
		if found[p] || w.m.base != nil && !strings.Contains(p, "/") && w.trees.Executable(w.m.baseTree(), "bin/"+p) {
			return p, nil
		}
	}
	return "", nil
}

// steps are the commands of a build, in their order.
func (c chosen) steps(w *work, what declared) []step {
	var out []step
	if what.put != nil {
		out = append(out, *what.put)
	}
	switch {
	case w.m.base != nil:
	case what.kind == prefixKind:
		out = append(out, take(w, what))
	case what.kind == condaFile:
		// What makes a folder a prefix that conda installs into.
		out = append(out, step{args: []string{"mkdir", "-p", w.path("conda-meta")}}, step{args: []string{"touch", w.path("conda-meta/history")}})
	default:
		venv, then := []string{"python3", "-m", "venv", "--system-site-packages"}, step{what: "Connecting it with Jupyter.", stdin: firstScript}
		if w.d.Alone {
			then = step{stdin: aloneScript}
		} else {
			venv = append(venv, "--without-pip")
		}
		then.args = []string{w.path("bin/python3"), "-"}
		out = append(out, step{what: "Making a place for packages.", args: append(venv, w.path())}, then)
	}
	if what.kind != "" && what.kind != prefixKind {
		out = append(out, step{what: "Installing what " + what.kind + " says, with " + filepath.Base(c.program) + ".", dir: what.dir, args: c.install(w, c.program, what)})
	}
	if len(what.packages) > 0 {
		by := c
		if c.beside != nil {
			by = *c.beside
		}
		out = append(out, step{what: "Installing " + strings.Join(what.packages, ", ") + ".", args: append(by.packages(w, by.program), what.packages...)})
	}
	return out
}
