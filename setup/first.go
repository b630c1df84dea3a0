package setup

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"commonhall"
	"commonhall/config"
)

// What Answers.First may be, beside a folder.
const (
	Scientific = "scientific"
	Machine    = "machine"
	None       = "none"
)

// Venv is what Debian calls the package with which Python makes places for packages.
const Venv = "python3-venv"

// Prefixes returns the folders on this machine that look as if somebody had installed
// everything for a class there.
func Prefixes() (out []string) {
	for _, dir := range []string{"/opt/tljh/user", "/opt/conda", "/opt/miniforge3", "/opt/mambaforge", "/opt/miniconda3"} {
		if isPrefix(dir) {
			out = append(out, dir)
		}
	}
	return out
}

// isPrefix reports whether a folder is a conda prefix or a virtual environment.
func isPrefix(dir string) bool {
	return slices.ContainsFunc([]string{"conda-meta", "pyvenv.cfg"}, func(name string) bool {
		_, err := os.Stat(filepath.Join(dir, name))
		return err == nil
	})
}

// checkFirst refuses a folder in which there is nothing that could be taken.
func (a Answers) checkFirst() error {
	if !strings.HasPrefix(a.First, "/") || isPrefix(a.First) {
		return nil
	}
	if _, err := config.Parse(Config, Answers{First: a.First, HTTPS: "off"}.yaml(), config.Default()); err != nil {
		return nil // Check says that
	}
	return commonhall.Errorf(commonhall.InvalidArgument, "--software: %s is neither a conda prefix nor a virtual environment; nothing was changed.", a.First).
		WithHint("It has no conda-meta and no pyvenv.cfg. Name another folder, or one of scientific, machine, none.")
}

// indexPatience is how long the package index may take to answer.
const indexPatience = 3 * time.Second

// index is what was found out about the package index.
type index int

const (
	unknown index = iota // there is no pip to ask it with
	silent
	answering
)

// askIndex asks the package index whether it has JupyterLab, as a build would: with
// whatever the machine's pip is told, and with nothing that root is told.
func askIndex(ctx context.Context, patience time.Duration, env ...string) index {
	pip := pips()
	if len(pip) == 0 {
		return unknown
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "/usr/bin/python3", append(pip, "index", "versions", "--retries=0", "--timeout=2", "--no-input", "--no-cache-dir", "--disable-pip-version-check", "jupyterlab")...)
	cmd.Env, cmd.Dir = append([]string{"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/nonexistent", "LC_ALL=C.UTF-8"}, env...), "/"
	// What comes from a network is nothing for root.
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}, Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = 100 * time.Millisecond
	if cmd.Run() != nil {
		return silent
	}
	return answering
}

// pips is how pip is called: the machine's own, or the one that virtual environments get.
func pips() []string {
	if own, _ := filepath.Glob("/usr/lib/python3*/*-packages/pip"); len(own) > 0 {
		return []string{"-m", "pip"}
	}
	if wheels, _ := filepath.Glob("/usr/share/python-wheels/pip-*.whl"); len(wheels) > 0 {
		return []string{filepath.Join(wheels[0], "pip")}
	}
	return nil
}

// nobody is the account that owns nothing.
const nobody = 65534

// first settles what the first environment is made of, where nobody said. early is what
// was found out before there were packages.
func (s *Setup) first(ctx context.Context, early index) {
	if s.Answers.First != "" {
		return
	}
	s.Answers.First = Machine
	if len(s.Answers.Packages) == 0 {
		return // nobody wants notebooks
	}
	if early == unknown {
		early = askIndex(ctx, indexPatience)
	}
	if early == answering {
		s.Answers.First = Scientific
	}
	fmt.Fprintf(s.Out, "note [software]: The Python package index %s, so everybody begins with %s. To choose another: software.first in the settings.\n",
		map[bool]string{true: "answers", false: "does not answer"}[early == answering],
		map[bool]string{true: "this machine's Jupyter, and has JupyterLab with scientific packages some minutes later", false: "this machine's Jupyter"}[early == answering])
}
