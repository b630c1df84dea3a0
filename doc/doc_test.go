package doc

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEveryPageIsFound: each file is a page of one name, and whoever types the name,
// or what a link in another page says, reads that file.
func TestEveryPageIsFound(t *testing.T) {
	onDisk, err := filepath.Glob("*/*.md")
	if err != nil {
		t.Fatal(err)
	}
	above, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	onDisk = append(onDisk, above...)
	names := map[string]bool{}
	for _, p := range Pages() {
		if got, ok := Find(p.Name); !ok || got.Text != p.Text || p.Title == "" || names[p.Name] {
			t.Errorf("%q, called %q, is found: %v", p.Name, p.Title, ok)
		}
		names[p.Name] = true
	}
	if len(names) != len(onDisk) || len(names) < 30 {
		t.Errorf("there are %d pages of %d files", len(names), len(onDisk))
	}
	links := 0
	for _, file := range onDisk {
		text := read(t, file)
		if p, ok := Find("doc/" + file); !ok || p.Text != text {
			t.Errorf("doc/%s is %q", file, p.Name)
		}
		for _, m := range regexp.MustCompile(`\]\(([^)\s:]+\.md)(#[^)\s]+)?\)`).FindAllStringSubmatch(text, -1) {
			if strings.HasSuffix(m[1], "CONTRIBUTING.md") || strings.HasSuffix(m[1], "README.md") {
				continue
			}
			links++
			want := read(t, filepath.Join(filepath.Dir(file), m[1]))
			if p, ok := Find(m[1] + m[2]); !ok || !strings.Contains(want, p.Text) || (m[2] == "" && p.Text != want) {
				t.Errorf("%s: what its link says, %s%s, is not found, or is another page", file, m[1], m[2])
			}
		}
	}
	if links < 50 {
		t.Errorf("only %d links were followed", links)
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestPart: a heading's part ends with the next one that is no smaller, and comments
// in commands are no headings.
func TestPart(t *testing.T) {
	const text = "# A page\n\nFirst.\n\n## Does it?\n\nYes.\n\n```sh\n# this way\ntrue\n```\n\n### How\n\nSo.\n\n## Größe\n\nEnd.\n"
	for heading, want := range map[string]string{
		"":        text,
		"does-it": "## Does it?\n\nYes.\n\n```sh\n# this way\ntrue\n```\n\n### How\n\nSo.\n\n",
		"how":     "### How\n\nSo.\n\n",
		"größe":   "## Größe\n\nEnd.\n",
		"nowhere": "",
	} {
		if got := part(text, heading); got != want {
			t.Errorf("%q: %q", heading, got)
		}
	}
}
