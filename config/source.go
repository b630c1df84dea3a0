package config

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSize is how large a file may be. It is a thousand times what anybody needs.
const maxSize = 1 << 20

// source is a file as lines. Lines that cannot be read are emptied, so that the
// rest can be: otherwise a missing quote would hide all other problems.
type source struct {
	name     string
	original []string // for excerpts
	lines    []string // for reading
	damaged  []bool   // which of the lines were emptied
	problems Errors
}

// newSource checks what any text file must fulfil. Where it reports problems,
// nothing else can be said about the file.
func newSource(name string, src []byte) *source {
	s := &source{name: name}
	if len(src) > maxSize {
		s.add(0, 0, fmt.Sprintf("this file is larger than %s", Size(maxSize)), "Is it the right file?")
		return s
	}
	if bytes.HasPrefix(src, []byte("\xff\xfe")) || bytes.HasPrefix(src, []byte("\xfe\xff")) {
		s.add(0, 0, "this file is encoded as UTF-16", "Save it as UTF-8.")
		return s
	}
	text := strings.TrimPrefix(string(src), "\ufeff") // some editors begin a UTF-8 file with it
	text = strings.ReplaceAll(text, "\r\n", "\n")
	s.lines = strings.Split(text, "\n")
	s.original = append([]string(nil), s.lines...)
	s.damaged = make([]bool, len(s.lines))
	for i, line := range s.lines {
		s.characters(i+1, line)
	}
	return s
}

// characters reports what must not stand in a line. One report a line will do.
func (s *source) characters(number int, line string) {
	col := 0
	for i, r := range line {
		col++
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(line[i:], "\uFFFD"):
			s.add(number, col, "this is not text in UTF-8", "Save the file as UTF-8.")
			return
		case r != '\t' && forbidden(r):
			s.add(number, col, fmt.Sprintf("an invisible character (%U)", r), "Delete it, and type the line again.")
			return
		case r != ' ' && unicode.Is(unicode.Zs, r) && structural(line[:i]):
			s.add(number, col, fmt.Sprintf("a special space (%U), as copied from a web page", r), "Type an ordinary space instead.")
			return
		}
	}
}

// structural tells whether a space after before is YAML's and not the text's.
func structural(before string) bool {
	before = strings.TrimSpace(before)
	return before == "" || before == "-" || strings.HasSuffix(before, ":") && before[0] != '#'
}

// forbidden tells characters that have no business in a text file. The two
// joiners stay: scripts and emoji need them.
func forbidden(r rune) bool {
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) ||
		unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d'
}

// add reports a problem at a place; line 0 is the whole file.
func (s *source) add(line, col int, message, hint string) {
	p := Problem{File: s.name, Message: message, Hint: hint}
	if line > 0 && len(s.original) > 0 {
		p.Line = min(line, len(s.original))
		p.Source = masked(s.original[p.Line-1])
		p.Col = min(max(col, 1), utf8.RuneCountInString(p.Source)+1)
	}
	s.problems = append(s.problems, p)
}

// reported tells whether a line already has a problem.
func (s *source) reported(line int) bool {
	for _, p := range s.problems {
		if p.Line == line {
			return true
		}
	}
	return false
}

// tabs reports and empties what is indented with tabs. YAML forbids them; the
// parser takes some for spaces, and then counts columns that nobody sees.
func (s *source) tabs() {
	block := -1 // the indentation of the key whose "|" text we are in
	for i, line := range s.lines {
		spaces := indentation(line)
		if block >= 0 && (spaces > block || spaces == len(line)) {
			continue
		}
		block = -1
		rest := strings.TrimSpace(line)
		if rest == "" {
			s.lines[i] = ""
			continue
		}
		if blockFollows(rest) {
			block = spaces
		}
		if tab := strings.IndexByte(line[:len(line)-len(strings.TrimLeft(line, " \t-"))], '\t'); tab >= 0 {
			s.add(i+1, tab+1, "a tab in the indentation", "YAML is indented with spaces only: two for each level.")
			s.empty(i + 1)
		}
	}
}

// blockFollows tells whether a line ends with the mark of a text block, such as
// "key: |".
func blockFollows(line string) bool {
	if i := strings.Index(line, " #"); i >= 0 {
		line = strings.TrimSpace(line[:i])
	}
	line = strings.TrimRight(line, "+-0123456789")
	return strings.HasSuffix(line, " |") || strings.HasSuffix(line, " >")
}

// empty takes away the part of the file around a line that cannot be read: the
// item of a list, or else the line with what is indented below it, or else the
// section. It tells whether anything was left to take away.
func (s *source) empty(line int) bool {
	at := min(max(line, 1), len(s.lines)) - 1
	from, to := s.around(at, 0, len(s.lines), topLevel)
	for i := from; i <= at; i++ {
		indent, isItem := item(s.lines[i])
		if !isItem || s.damaged[i] {
			continue
		}
		first, last := s.around(at, i, to, func(l string) bool {
			n, ok := item(l)
			return ok && n == indent
		})
		// The dash stays, so that the other items keep their numbers.
		return s.clear(first, last, strings.Repeat(" ", indent)+"-") || s.clear(from, to, "")
	}
	_, last := s.around(at, at, to, func(l string) bool {
		return strings.TrimSpace(l) != "" && indentation(l) <= indentation(s.lines[at])
	})
	return s.clear(at, last, "") || s.clear(from, to, "")
}

// around returns the lines from the last one at or before at that starts a part
// to before the next one that does.
func (s *source) around(at, from, to int, starts func(string) bool) (int, int) {
	first := at
	for first > from && !starts(s.lines[first]) {
		first--
	}
	last := at + 1
	for last < to && !starts(s.lines[last]) {
		last++
	}
	return first, last
}

// clear empties lines and tells whether that changed any of them.
func (s *source) clear(from, to int, first string) (changed bool) {
	for i := from; i < to; i++ {
		changed = changed || s.lines[i] != first
		s.lines[i], s.damaged[i], first = first, true, ""
	}
	return changed
}

// topLevel tells whether a section begins on a line.
func topLevel(line string) bool { return line != "" && !strings.ContainsRune(" \t#-]}", rune(line[0])) }

// item tells whether an item of a list begins on a line, and how deep.
func item(line string) (indent int, ok bool) {
	indent = indentation(line)
	return indent, strings.HasPrefix(line[indent:]+" ", "- ") || strings.HasPrefix(line[indent:], "-\t")
}

// indentation counts the spaces that a line begins with.
func indentation(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// openQuote finds a text in a line that begins with a quote and does not end
// with it: the column of the quote, or 0.
func openQuote(line string) int {
	var quote rune
	col, opened, escaped := 0, 0, false
	before := ' ' // what stands in front, spaces aside
	for _, r := range line {
		col++
		switch {
		case escaped:
			escaped = false
		case quote != 0:
			escaped = quote == '"' && r == '\\'
			if r == quote {
				quote = 0
			}
		case r == '#' && before == ' ':
			return 0
		case (r == '"' || r == '\'') && strings.ContainsRune(" :-[{,", before):
			quote, opened = r, col
		}
		if r != ' ' {
			before = r
		}
	}
	if quote == 0 {
		return 0
	}
	return opened
}
