package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// instead is what a test runs in the place of a command of a page, and why: "" is nothing.
type instead struct{ command, run, why string }

// asWritten returns a script that runs every command of a page, those in its blocks
// marked sh, in their order and in one shell, and how many there are. The script ends
// at the first that fails.
func asWritten(t *testing.T, page string, others ...instead) (script string, commands int) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "doc", page))
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	// What is no command says what it is, so that none escapes.
	for _, block := range regexp.MustCompile("(?m)^ *```(\\w*)\n[^`]+```$").FindAllStringSubmatch(text, -1) {
		if block[1] == "" {
			t.Errorf("%s: a block of what?%s", page, block[0])
		}
	}
	used := make([]bool, len(others))
	for _, block := range regexp.MustCompile("(?s)\n```sh\n(.*?)```\n").FindAllStringSubmatch(text, -1) {
		for _, command := range strings.Split(strings.TrimSpace(block[1]), "\n") {
			commands++
			script += "echo '$ " + strings.ReplaceAll(command, "'", "") + "'\n"
			for i, o := range others {
				if !used[i] && o.command == command {
					used[i], command = true, o.run
					break
				}
			}
			script += command + "\n"
		}
	}
	for i, o := range others {
		if !used[i] {
			t.Errorf("%s does not say %q any more", page, o.command)
		}
		if o.why == "" {
			t.Errorf("why is %q not run as it stands?", o.command)
		}
	}
	return "set -e\n" + script, commands
}
