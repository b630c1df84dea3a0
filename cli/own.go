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

	"commonhall/environment/own"
)

// newOwn runs inside a server, as the person, before its app.
func newOwn(s *streams) *cobra.Command {
	cmd := &cobra.Command{Use: "own", Short: "What a person has installed for themselves (runs inside a server)", Hidden: true}
	cmd.AddCommand(ownStart(s))
	return cmd
}

// ownStart prepares a start, and then becomes the app. Nothing that it does keeps the
// app from starting: whoever comes here in trouble has enough of it.
func ownStart(s *streams) *cobra.Command {
	var aside, back bool
	cmd := &cobra.Command{Use: "start ENVIRONMENT -- COMMAND...", Short: "Prepare a start, then become COMMAND",
		Args: func(cmd *cobra.Command, args []string) error {
			if cmd.ArgsLenAtDash() != 1 || len(args) < 2 {
				return errors.New("it takes an environment, --, and a command")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			home := os.Getenv("HOME")
			switch {
			case aside:
				s.moved("set aside as", own.Aside, home, args[0])
			case back:
				s.moved("brought back from", own.Back, home, args[0])
			}
			// With a draft, what is installed goes there.
			if os.Getenv("COMMONHALL_DRAFT") == "" {
				_ = own.Prepare(home, args[0], "/env")
			}
			return s.become(args[1:], elsewhere(s, withKernels(s, os.Environ())))
		}}
	cmd.Flags().BoolVar(&aside, "aside", false, "set aside first what the person has installed for themselves")
	cmd.Flags().BoolVar(&back, "back", false, "bring back first what was set aside last")
	return cmd
}

// moved moves what a person has installed, and tells the server's log.
func (s *streams) moved(how string, do func(home, environment string, now time.Time) (string, error), home, environment string) {
	place, err := do(home, environment, time.Now())
	if err != nil {
		fmt.Fprintln(s.err, "Your own packages stay where they are:", err)
	} else if place != "" {
		fmt.Fprintln(s.err, "Your own packages were", how, place)
	}
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

// elsewhere returns the environment in which Jupyter starts although the home is full.
func elsewhere(s *streams, environ []string) []string {
	more, err := own.Elsewhere(os.Getenv("HOME"), "/tmp")
	switch {
	case err != nil:
		fmt.Fprintln(s.err, "Your home is full, and there is no room elsewhere:", err)
	case len(more) > 0:
		fmt.Fprintln(s.err, "Your home is full: what Jupyter would make there it makes in /tmp. Delete what you do not need.")
	}
	for _, kv := range more {
		name, _, _ := strings.Cut(kv, "=")
		environ = append(slices.DeleteFunc(environ, func(was string) bool { return strings.HasPrefix(was, name+"=") }), kv)
	}
	return environ
}

// become replaces this program by another one. The status of one that is not there
// tells whoever started this one.
func (s *streams) become(args, environ []string) error {
	path, err := exec.LookPath(args[0])
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist) {
		fmt.Fprintln(s.err, args[0], "is not installed.")
		return exitError(127)
	}
	if err != nil {
		return err
	}
	return syscall.Exec(path, args, environ)
}
