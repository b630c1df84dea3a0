package cli

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/environment/own"
)

// newOwn runs inside a server, as the person, before its app.
func newOwn(s *streams) *cobra.Command {
	cmd := &cobra.Command{Use: "own", Short: "What a person has installed for themselves (runs inside a server)", Hidden: true}
	keep := func(string, string, time.Time) (string, error) { return "", nil }
	for name, do := range map[string]func(home, environment string, now time.Time) (string, error){"keep": keep, "aside": own.Aside, "back": own.Back} {
		cmd.AddCommand(&cobra.Command{Use: name + " ENVIRONMENT COMMAND...", Args: cobra.MinimumNArgs(2), DisableFlagParsing: true,
			Short: map[string]string{"keep": "Tell Jupyter of own kernels, then become COMMAND", "aside": "Set it aside, then do as keep", "back": "Bring back what was set aside last, then do as keep"}[name],
			RunE: func(_ *cobra.Command, args []string) error {
				moved, err := do(os.Getenv("HOME"), args[0], time.Now())
				if err != nil {
					// A full disk is no reason: whoever comes here has trouble enough.
					fmt.Fprintln(s.err, "Your own packages stay where they are:", err)
				} else if moved != "" {
					fmt.Fprintln(s.err, "Your own packages:", name, moved)
				}
				err = become(args[1:], withKernels(s, os.Environ()))
				if commonhall.KindOf(err) == commonhall.NotFound {
					fmt.Fprintln(s.err, commonhall.ForPerson(err).Msg)
					return exitError(127)
				}
				return err
			}})
	}
	return cmd
}

// withKernels returns the environment in which Jupyter finds a person's own kernels.
func withKernels(s *streams, environ []string) []string {
	dir, err := own.Kernels(os.Getenv("HOME"), "/tmp", environ)
	if err != nil {
		fmt.Fprintln(s.err, "Kernels in environments of your own were not found:", err)
	}
	if dir == "" {
		return environ
	}
	const key = "JUPYTER_PATH="
	if was := os.Getenv("JUPYTER_PATH"); was != "" {
		dir = was + ":" + dir
	}
	// Of two variables of one name programs take the first.
	return append(slices.DeleteFunc(environ, func(kv string) bool { return strings.HasPrefix(kv, key) }), key+dir)
}

// become replaces this program by another one. Where there is none it ends as a shell
// does.
func become(args, environ []string) error {
	path, err := exec.LookPath(args[0])
	if errors.Is(err, exec.ErrNotFound) {
		return commonhall.Errorf(commonhall.NotFound, "%s is not installed.", args[0])
	}
	if err != nil {
		return err
	}
	return syscall.Exec(path, args, environ)
}
