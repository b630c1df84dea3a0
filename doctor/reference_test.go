package doctor

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"commonhall/doc"
)

// TestReferenceIsCurrent fails when a code changed and its page did not, and where a
// finding leads to a page that is not there.
func TestReferenceIsCurrent(t *testing.T) {
	const path = "../doc/reference/doctor.md"
	want := reference()
	if *update {
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is not current (%v): go test ./doctor -update", path, err)
	}
	for _, c := range Codes() {
		if _, ok := doc.Find(c.Page); !ok {
			t.Errorf("%s leads to %s, which is no page, or no heading of it", c.Code, c.Page)
		}
		for _, h := range c.Hides {
			if _, what, found := strings.Cut(h, ": "); found {
				h = what
			}
			if code, _, _ := strings.Cut(h, " "); !slices.ContainsFunc(Codes(), func(c Code) bool { return c.Code == code }) {
				t.Errorf("%s hides %s, which there is not", c.Code, code)
			}
		}
	}
}

func reference() []byte {
	var b bytes.Buffer
	b.WriteString(`# What doctor finds

Made from the table of codes by ` + "`go test ./doctor -update`" + `. How to use it: [doctor](../how-to/doctor.md).

An **error** is what people feel now; a **warning** becomes one; a **note** is to be known. Codes stay
what they are in later versions. What follows from a finding is not told beside it.

| code | severity | what is wrong |
|---|---|---|
`)
	for _, c := range Codes() {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s |\n", c.Code, c.Code, c.Severity, c.Means)
	}
	for _, c := range Codes() {
		fmt.Fprintf(&b, "\n## %s\n\n%s (%s)\n\n* Why: %s\n", c.Code, c.Means, c.Severity, c.Cause)
		if c.Do != "" {
			fmt.Fprintf(&b, "* What to do: %s\n", strings.ReplaceAll(c.Do, "ABOUT", "…"))
		}
		for _, command := range c.Run {
			fmt.Fprintf(&b, "* `%s`\n", strings.ReplaceAll(command, "ABOUT", "…"))
		}
		name, heading, _ := strings.Cut(c.Page, "#")
		page := "../how-to/" + name + ".md"
		if name == "operations" {
			page = "../operations.md"
		}
		if heading != "" {
			heading = "#" + heading
		}
		fmt.Fprintf(&b, "* More: [%s](%s%s)\n", name, page, heading)
	}
	return b.Bytes()
}
