package cli

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"commonhall/doc"
)

// TestCommandsInPagesExist: whatever a page calls a command of ours, in a sentence, a
// table or a block, is one, with flags that it has.
func TestCommandsInPagesExist(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	pages := append(doc.Pages(), doc.Page{Name: "README", Text: string(readme)})
	fence, seen := regexp.MustCompile("(?ms)^ *```([^\n]*)\n(.*?)^ *```$"), 0
	for _, p := range pages {
		if regexp.MustCompile(`^\d{3}-`).MatchString(p.Name) {
			continue // a decision says how it was
		}
		var commands []string
		for _, m := range fence.FindAllStringSubmatch(p.Text, -1) {
			if strings.HasPrefix(m[1], "sh") {
				commands = append(commands, strings.Split(strings.ReplaceAll(m[2], "\\\n", ""), "\n")...)
			}
		}
		sentences := strings.ReplaceAll(fence.ReplaceAllString(p.Text, ""), "\n", " ")
		for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(sentences, -1) {
			commands = append(commands, m[1])
		}
		for _, c := range commands {
			m := regexp.MustCompile(`^\s*(?:sudo )?(?:\./)?commonhall ([a-z].*)$`).FindStringSubmatch(c)
			if m == nil {
				continue
			}
			seen++
			line := regexp.MustCompile(`( \| |  # | < ).*`).ReplaceAllString(m[1], "")
			root := newRoot(&streams{})
			root.InitDefaultHelpCmd()
			cmd, rest, err := root.Find(strings.Fields(line))
			if err == nil {
				err = cmd.ParseFlags(rest)
			}
			if words := cmd.Flags().Args(); err == nil && cmd.HasSubCommands() && len(words) > 0 {
				err = fmt.Errorf("there is no %s", words[0])
			}
			if err != nil {
				t.Errorf("%s: %q: %v", p.Name, c, err)
			}
		}
	}
	if seen < 150 {
		t.Errorf("only %d commands were looked at", seen)
	}
}
