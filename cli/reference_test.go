package cli

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

var update = flag.Bool("update", false, "write doc/reference/commands.md anew")

// TestReferenceIsCurrent fails when a command changed and its page did not.
func TestReferenceIsCurrent(t *testing.T) {
	const path = "../doc/reference/commands.md"
	want := reference()
	if *update {
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not current: go test ./cli -update", path)
	}
}

// reference is the page: every command that people use, as the program itself
// explains it.
func reference() []byte {
	var b bytes.Buffer
	b.WriteString("# Commands\n\nMade from the program's own help by `go test ./cli -update`; `commonhall help` shows the same.\n\n" +
		"Commands for a running hub need root: the hub knows its operator by the account at the other end of its socket.\n")
	walk(&b, newRoot(&streams{}))
	return b.Bytes()
}

func walk(b *bytes.Buffer, cmd *cobra.Command) {
	if cmd.Hidden || cmd.Name() == "help" {
		return
	}
	if cmd.HasParent() {
		fmt.Fprintf(b, "\n## %s\n\n%s.\n", cmd.CommandPath(), strings.TrimSuffix(cmd.Short, "."))
		if cmd.Long != "" {
			fmt.Fprintf(b, "\n%s\n", cmd.Long)
		}
		if !cmd.HasSubCommands() {
			fmt.Fprintf(b, "\n```\n%s\n```\n", cmd.UseLine())
		}
		if flags := cmd.LocalFlags().FlagUsages(); flags != "" {
			fmt.Fprintf(b, "\n```\n%s```\n", flags)
		}
	}
	for _, c := range cmd.Commands() {
		walk(b, c)
	}
}
