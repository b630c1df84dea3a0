package cli

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/environment/own"
)

// newOwn runs inside a server, as the person, before its app.
func newOwn(s *streams) *cobra.Command {
	cmd := &cobra.Command{Use: "own", Short: "What a person has installed for themselves (runs inside a server)", Hidden: true}
	for name, do := range map[string]func(home, environment string, now time.Time) (string, error){"aside": own.Aside, "back": own.Back} {
		cmd.AddCommand(&cobra.Command{Use: name + " ENVIRONMENT COMMAND...", Args: cobra.MinimumNArgs(2), DisableFlagParsing: true,
			Short: map[string]string{"aside": "Set it aside, then become COMMAND", "back": "Bring back what was set aside last, then become COMMAND"}[name],
			RunE: func(_ *cobra.Command, args []string) error {
				moved, err := do(os.Getenv("HOME"), args[0], time.Now())
				if err != nil {
					// A full disk is no reason: whoever comes here has trouble enough.
					fmt.Fprintln(s.err, "Your own packages stay where they are:", err)
				} else if moved != "" {
					fmt.Fprintln(s.err, "Your own packages:", name, moved)
				}
				return become(args[1:])
			}})
	}
	return cmd
}

// become replaces this program by another one.
func become(args []string) error {
	path, err := exec.LookPath(args[0])
	if errors.Is(err, exec.ErrNotFound) {
		return commonhall.Errorf(commonhall.NotFound, "%s is not installed.", args[0])
	}
	if err != nil {
		return err
	}
	return syscall.Exec(path, args, os.Environ())
}
