package setup

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"commonhall"
)

// Jupyter is what Debian calls the programs that make notebooks.
func Jupyter() []string {
	return []string{"jupyter-notebook", "jupyter-server", "python3-ipykernel", "python3-venv"}
}

// missing returns those of packages that the machine does not have.
func missing(ctx context.Context, packages []string) []string {
	var out []string
	for _, p := range packages {
		b, _ := exec.CommandContext(ctx, "dpkg-query", "-W", "-f", "${Status}", p).Output()
		if !strings.HasSuffix(string(b), " ok installed") {
			out = append(out, p)
		}
	}
	return out
}

// install installs packages that are missing. The lists of packages are fetched only
// if what is there does not do.
func (s *Setup) install(ctx context.Context, packages []string) error {
	packages = missing(ctx, packages)
	if len(packages) == 0 {
		return nil
	}
	fmt.Fprintln(s.Out, "Installing", strings.Join(packages, " "), "with apt …")
	out, err := apt(ctx, append([]string{"install", "-y", "-q", "--no-install-recommends"}, packages...)...)
	if err != nil {
		if _, uerr := apt(ctx, "update", "-q"); uerr == nil {
			out, err = apt(ctx, append([]string{"install", "-y", "-q", "--no-install-recommends"}, packages...)...)
		}
	}
	if err != nil {
		return commonhall.Errorf(commonhall.Unavailable, "These packages could not be installed: %s.", strings.Join(packages, " ")).
			WithHint("Install them yourself and run setup again, or go on without: --jupyter=no. People then have the terminal.").
			Because(fmt.Errorf("%w: %s", err, lastLines(out, 5)))
	}
	return nil
}

func apt(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "apt-get", args...)
	cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.String(), err
}

// lastLines returns the last n lines of a program's output.
func lastLines(s string, n int) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}
