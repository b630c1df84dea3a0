package cli

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"commonhall/setup"
)

// newManual writes what helps at a shell below a folder such as /usr/share: the pages of man,
// and what bash completes. Setup and the Debian package call it.
func newManual(s *streams) *cobra.Command {
	return &cobra.Command{Use: setup.ManualCommand + " FOLDER", Short: "Write pages of man and completions below a folder (for setup)", Hidden: true, Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			files := manualPages(cmd.Root())
			files[setup.Completions+"/commonhall"] = []byte(bashCompletion)
			for name, content := range files {
				path := filepath.Join(args[0], name)
				if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), replace(path, content)); err != nil {
					return err
				}
			}
			return setup.RemovePages(args[0], func(name string) bool { return files[setup.ManualPages+"/"+name] != nil })
		}}
}

// replace writes a file of which readers see the old or the new content. What is current
// stays, as where a setup only repairs.
func replace(path string, content []byte) error {
	if have, err := os.ReadFile(path); err == nil && bytes.Equal(have, content) {
		return nil
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".commonhall-new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(content)
	if err := errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// manualPages are those of man: one for the program, and one for each command that people use,
// with all below it. man commonhall user finds commonhall-user(1).
func manualPages(root *cobra.Command) map[string][]byte {
	out := map[string][]byte{setup.ManualPages + "/commonhall.1": overview(root)}
	for _, c := range shownCommands(root) {
		out[setup.ManualPages+"/"+pageName(c)+".1"] = page(c)
	}
	return out
}

func pageName(c *cobra.Command) string { return "commonhall-" + c.Name() }

// shownCommands are those below c that help shows.
func shownCommands(c *cobra.Command) (out []*cobra.Command) {
	for _, below := range c.Commands() {
		if below.IsAvailableCommand() && below.Name() != "help" {
			out = append(out, below)
		}
	}
	return out
}

func overview(root *cobra.Command) []byte {
	var r roff
	r.begin("commonhall", root.Short)
	r.section("SYNOPSIS")
	r.usage("commonhall COMMAND [flags]")
	r.section("DESCRIPTION")
	r.prose(root.Long)
	r.section("COMMANDS")
	for _, c := range shownCommands(root) {
		r.macro("TP")
		r.bold(pageName(c) + "(1)")
		r.line(sentence(c.Short))
	}
	r.section("FILES")
	for _, f := range [][2]string{{setup.Config, "The settings; commonhall config edit changes them."}, {setup.Dir, "People's homes, the database, keys and certificates."}, {setup.Library, "The program, in its releases."}} {
		r.macro("TP")
		r.italic(f[0])
		r.line(f[1])
	}
	r.section("EXIT STATUS")
	r.line("0 where all went well, 1 where it did not. Standard error then says what happened, and what to do. doctor has statuses of its own.")
	r.section("SEE ALSO")
	r.line("The whole documentation is in the program: commonhall doc lists its pages, and commonhall doc PAGE shows one.")
	return r.Bytes()
}

// page is that of one command of the first level.
func page(c *cobra.Command) []byte {
	var r roff
	r.begin(pageName(c), c.Short)
	r.section("SYNOPSIS")
	last := leaves(c)
	for _, leaf := range last {
		r.usage(leaf.UseLine())
	}
	r.section("DESCRIPTION")
	if c.Long == "" {
		r.line(sentence(c.Short))
	}
	r.prose(c.Long)
	if len(last) > 0 && last[0] != c {
		r.section("COMMANDS")
		for _, leaf := range last {
			r.macro("SS", leaf.CommandPath())
			r.line(sentence(leaf.Short))
			r.prose(leaf.Long)
			r.flags(leaf.NonInheritedFlags().FlagUsages())
		}
	}
	if flags := c.NonInheritedFlags().FlagUsages(); flags != "" {
		r.section("OPTIONS")
		r.flags(flags)
	}
	r.section("SEE ALSO")
	r.bold("commonhall(1)")
	return r.Bytes()
}

// leaves are the commands below c that do something: c itself, where it has none below.
func leaves(c *cobra.Command) (out []*cobra.Command) {
	below := shownCommands(c)
	if c.Runnable() && len(below) == 0 {
		return []*cobra.Command{c}
	}
	for _, b := range below {
		out = append(out, leaves(b)...)
	}
	return out
}
