// Package doc holds the project's pages, so that a machine without the internet, on
// which something is wrong, has them: commonhall doc shows them.
//
// It knows their text and their names, and nothing else. A test next to it holds that
// every name leads to one page, and that every page can be found.
package doc

import (
	"embed"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"
)

//go:embed *.md */*.md
var files embed.FS

// Page is one text.
type Page struct {
	Name  string // as people type it: backup, or reference/doctor
	Title string
	Text  string // Markdown
}

// order is how they are to be read; those first whose pages have the short names.
func order() []string {
	return []string{"tutorial*.md", "operations.md", "how-to/*.md", "explanation/*.md", "reference/*.md", "*.md", "decisions/*.md"}
}

// Pages returns all, as they are to be read.
func Pages() []Page {
	var out []Page
	seen := map[string]bool{}
	for _, pattern := range order() {
		names, _ := fs.Glob(files, pattern)
		for _, file := range names {
			b, err := files.ReadFile(file)
			if err != nil || seen[file] {
				continue
			}
			seen[file] = true
			p := Page{Name: strings.TrimSuffix(path.Base(file), ".md"), Text: string(b)}
			if slices.ContainsFunc(out, func(other Page) bool { return other.Name == p.Name }) {
				p.Name = path.Dir(file) + "/" + p.Name
			}
			first, _, _ := strings.Cut(p.Text, "\n")
			p.Title = strings.TrimLeft(first, "# ")
			out = append(out, p)
		}
	}
	return out
}

// Find returns the page of a name, which may be written as a link to it is: with
// folders before it and .md behind. After a # it may name a heading; then the text
// is of the part below that alone.
func Find(name string) (Page, bool) {
	name, heading, _ := strings.Cut(name, "#")
	name = strings.TrimSuffix(name, ".md")
	for _, name := range []string{path.Join(path.Base(path.Dir(name)), path.Base(name)), path.Base(name)} {
		for _, p := range Pages() {
			if p.Name == name {
				p.Text = part(p.Text, heading)
				return p, p.Text != ""
			}
		}
	}
	return Page{}, false
}

// part returns what stands below a heading, with it; all without one, and "" if there
// is none of that name.
func part(text, heading string) string {
	if heading == "" {
		return text
	}
	level, code := "", false
	var out []string
	for line := range strings.Lines(text) {
		if code = code != strings.HasPrefix(strings.TrimSpace(line), "```"); !code && strings.HasPrefix(line, "#") {
			marks, title, _ := strings.Cut(strings.TrimSpace(line), " ")
			if level != "" && len(marks) <= len(level) {
				break
			}
			if Anchor(title) == heading {
				level = marks
			}
		}
		if level != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "")
}

// Anchor is what a link calls a heading, as GitHub and its like spell it.
func Anchor(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-', r == '_', unicode.IsLetter(r), unicode.IsNumber(r):
			return r
		}
		return -1
	}, strings.ToLower(title))
}
