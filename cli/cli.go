// Package cli is the command line: one file per command. Commands for a running
// hub speak its REST API over the administrators' socket; those that run a role
// build it with package app.
//
// Main parses, runs, and turns an error into a sentence and an exit status. It
// never calls os.Exit, so that tests can run commands in-process.
package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/config"
)

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// confirm asks for the word yes before something that cannot be taken back.
func (s *streams) confirm(what string) error {
	fmt.Fprint(s.err, what+"\nType yes to go on: ")
	answer, _ := bufio.NewReader(s.in).ReadString('\n')
	if strings.TrimSpace(answer) == "yes" {
		return nil
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "Nothing was done.").WithHint("Where nobody can be asked, --yes says that it is meant.")
}

// Main runs the command line args (without the program's name) and returns the
// exit status.
func Main(args []string, in io.Reader, out, errOut io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := newRoot(&streams{in, out, errOut})
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return 0
	}
	if said := err.Error(); strings.HasPrefix(said, "required flag") {
		err = commonhall.Errorf(commonhall.InvalidArgument, "%s: %s.", cmd.CommandPath(), said).WithHint("It is used so: " + cmd.UseLine())
	}
	return report(errOut, err)
}

// report says what went wrong, and what to do.
func report(w io.Writer, err error) int {
	var exit exitError
	if errors.As(err, &exit) {
		return int(exit)
	}
	var e *commonhall.Error
	var problems config.Errors
	switch {
	case errors.As(err, &problems):
		fmt.Fprintln(w, "commonhall: the configuration has mistakes; nothing was started or changed.")
		fmt.Fprintln(w, problems)
		return 1
	case !errors.As(err, &e):
		fmt.Fprintln(w, "commonhall:", err)
		return 1
	}
	fmt.Fprintln(w, "commonhall:", e.Msg)
	if e.Hint != "" {
		fmt.Fprintln(w, e.Hint)
	}
	if e.Err != nil {
		fmt.Fprintln(w, "Reason:", e.Err)
	}
	return 1
}

// exitError ends a command with a status and without another word.
type exitError int

func (e exitError) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

func newRoot(s *streams) *cobra.Command {
	root := &cobra.Command{
		Use:     "commonhall",
		Version: version(),
		Short:   "A computer each, for everyone in the room",
		Long: "commonhall turns a Linux machine into a place where a group works: everyone gets a computer of\n" +
			"their own in the browser that cannot hurt a neighbour's, and nobody has to look after it.\n\n" +
			"To see it:                  sudo commonhall try\n" +
			"To install it as services:  sudo commonhall setup\n" +
			"What is wrong with it:      sudo commonhall doctor\n" +
			"How everything is done:     commonhall doc",
		SilenceUsage: true, SilenceErrors: true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.AddCommand(newTry(s), newSetup(s), newUpgrade(s), newUninstall(s), newUser(s), newGroup(s), newRole(s), newToken(s), newEnv(s), newOwn(s), newLimit(s), newAnnounce(s), newServer(s), newCertificate(s), newService(s), newEvents(s), newStatus(s), newSandbox(s), newDoctor(s), newSupport(s), newDoc(s), newConfig(s), newBackup(s), newVersion(s), newCompletion(s),
		newEdge(s), newHub(s), newWarden(s), newJournal(s), newNetwork(s), newTerminal(s), newAccounts(s), newManual(s), newSuccessor())
	root.SetVersionTemplate("commonhall {{.Version}}\n")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return commonhall.Errorf(commonhall.InvalidArgument, "%s: %s.", c.CommandPath(), err.Error()).WithHint("What it may be told: " + c.CommandPath() + " --help")
	})
	strict(root)
	completes(root)
	helps(root)
	return root
}

// strict makes a command and those below refuse what they do not know, and say
// how they are used. Cobra alone answers a mistyped second word with help and
// success.
func strict(c *cobra.Command) {
	args := c.Args
	c.Args = func(c *cobra.Command, given []string) error {
		if args == nil {
			return nil
		}
		if err := args(c, given); err != nil {
			said := err.Error()
			if strings.HasPrefix(said, "unknown command") { // cobra's word where nothing is taken
				said = fmt.Sprintf("%q is more than it takes", given[0])
			}
			return commonhall.Errorf(commonhall.InvalidArgument, "%s: %s.", c.CommandPath(), said).WithHint("It is used so: " + c.UseLine())
		}
		return nil
	}
	if c.HasSubCommands() {
		c.RunE = func(c *cobra.Command, given []string) error {
			if len(given) == 0 {
				return c.Help()
			}
			return noCommand(c, given[0])
		}
	}
	for _, below := range c.Commands() {
		strict(below)
	}
}

// noCommand says that there is none of that name below c, and which might be meant.
func noCommand(c *cobra.Command, name string) error {
	err := commonhall.Errorf(commonhall.InvalidArgument, "There is no command %s %s.", c.CommandPath(), name)
	c.SuggestionsMinimumDistance = 2 // letters
	if near := c.SuggestionsFor(name); len(near) > 0 {
		return err.WithHint("Did you mean " + c.CommandPath() + " " + strings.Join(near, " or ") + "?")
	}
	return err.WithHint("Those that there are: " + c.CommandPath() + " --help")
}

// helps makes help refuse commands that there are not: cobra's own shows the nearest above, and
// succeeds.
func helps(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	help, _, err := root.Find([]string{"help"})
	if err != nil || help == root {
		return
	}
	help.Run, help.RunE = nil, func(_ *cobra.Command, given []string) error {
		c, rest, err := root.Find(given)
		if err != nil {
			return err
		}
		if len(rest) > 0 && c.HasSubCommands() {
			return noCommand(c, rest[0])
		}
		c.InitDefaultHelpFlag()
		c.InitDefaultVersionFlag()
		return c.Help()
	}
	root.RemoveCommand(help) // it comes back as a command is run, and belongs to no list of ours
}

// needRoot refuses to go on as anybody else.
func needRoot(what string) error {
	if os.Geteuid() == 0 {
		return nil
	}
	return commonhall.Errorf(commonhall.PermissionDenied, "%s needs root. Run it with sudo.", what)
}

// readSecret reads the first line of a file, for passwords that must not stand in
// a command line.
func readSecret(path string) (string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return "", commonhall.Errorf(commonhall.InvalidArgument, "The password file %s cannot be read.", path).Because(err)
	}
	line, _, _ := strings.Cut(string(b), "\n")
	return strings.TrimRight(line, "\r"), nil
}
