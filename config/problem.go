package config

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// maxProblems bounds a report: a file that is something else altogether would
// otherwise be answered with itself.
const maxProblems = 100

// Problem is one thing that is wrong with a file.
type Problem struct {
	File    string `json:"file"`    // as it was given
	Line    int    `json:"line"`    // from 1; 0 if the problem is the file as a whole
	Col     int    `json:"col"`     // from 1, in characters
	Key     string `json:"key"`     // such as servers.memory or apps[0].name; may be empty
	Message string `json:"message"` // what is wrong
	Hint    string `json:"hint"`    // what is allowed there, or what to do; may be empty
	Source  string `json:"source"`  // the line of the file
}

// Errors is everything that is wrong with a file, in the order of its lines.
type Errors []Problem

// Error returns the problems one below the other, each with the line that it is
// about and a mark below the place. It is meant for people at a terminal.
func (e Errors) Error() string {
	out := make([]string, len(e))
	for i, p := range e {
		out[i] = p.String()
	}
	return strings.Join(out, "\n")
}

// String returns "file:line:col: key: message", the line, a mark and the hint.
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.File + ":")
	if p.Line > 0 {
		fmt.Fprintf(&b, "%d:%d:", p.Line, p.Col)
	}
	if p.Key != "" {
		b.WriteString(" " + p.Key + ":")
	}
	b.WriteString(" " + p.Message)
	if p.Line > 0 {
		text, mark := excerpt(p.Source, p.Col)
		number := strconv.Itoa(p.Line)
		fmt.Fprintf(&b, "\n  %s | %s\n  %*s | %*s", number, text, len(number), "", mark, "^")
	}
	if p.Hint != "" {
		b.WriteString("\n  hint: " + p.Hint)
	}
	return b.String()
}

// excerpt returns what to show of a line, and in which column below it the mark
// stands. Long lines are cut around the place; what could disturb a
// terminal is replaced.
func excerpt(line string, col int) (text string, mark int) {
	const width = 100
	rs := []rune(line)
	col = min(max(col, 1), len(rs)+1)
	from := 0
	if len(rs) > width {
		from = min(max(0, col-width/2), len(rs)-width)
		rs = rs[from : from+width]
	}
	for i, r := range rs {
		if r == '\t' {
			rs[i] = ' '
		} else if !unicode.IsPrint(r) {
			rs[i] = '\uFFFD'
		}
	}
	mark = 1
	for _, r := range rs[:col-from-1] {
		mark += cells(r)
	}
	return strings.TrimRight(string(rs), " "), mark
}

// cells guesses how many columns of a terminal a character takes: the mark must
// stand below the right one.
func cells(r rune) int {
	switch {
	case unicode.Is(unicode.Mn, r):
		return 0
	case unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana), r >= 0x1F300 && r <= 0x1FAFF:
		return 2
	}
	return 1
}

// sorted returns the problems in the order of the file, at most maxProblems.
func (e Errors) sorted() Errors {
	slices.SortStableFunc(e, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	if len(e) > maxProblems {
		more := Problem{File: e[0].File, Message: fmt.Sprintf("and %d more problems", len(e)-maxProblems)}
		return append(e[:maxProblems:maxProblems], more)
	}
	return e
}

// quote shows a piece of the file inside a message.
func quote(s string) string { return strconv.Quote(shorten(masked(s))) }

// shorten keeps a message on one line of a terminal.
func shorten(s string) string {
	if rs := []rune(s); len(rs) > 40 {
		return string(rs[:40]) + "…"
	}
	return s
}
