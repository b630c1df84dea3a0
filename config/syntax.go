package config

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

const (
	maxTokens = 20_000 // the parser takes quadratic time
	maxDepth  = 16     // and its memory grows with the depth; ours is 4
	maxRounds = 20     // so many broken places are reported at once
)

// read returns the file's content, nil if there is none or nothing can be said.
// What cannot be parsed is reported and taken away, until the rest can be.
func (s *source) read() ast.Node {
	if len(s.problems) > 0 {
		return nil
	}
	s.tabs()
	for range maxRounds {
		tokens := lexer.Tokenize(strings.Join(s.lines, "\n"))
		if !s.bounded(tokens) {
			return nil
		}
		s.unsupported(tokens)
		file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
		if err == nil {
			return s.only(file)
		}
		at := s.syntax(err, tokens)
		if !s.empty(at) {
			return nil
		}
	}
	return nil
}

// only returns the content of the one document that a file may have.
func (s *source) only(file *ast.File) ast.Node {
	var first ast.Node
	for _, doc := range file.Docs {
		switch {
		case doc.Body == nil, doc.Body.Type() == ast.DirectiveType:
		case first == nil:
			first = doc.Body
		default:
			pos := place(doc.Body)
			if doc.Start != nil {
				pos = doc.Start.Position
			}
			s.add(pos.Line, pos.Column, "a second YAML document begins here", "A file holds one. Remove the line with --- or ... in between.")
			return first
		}
	}
	return first
}

// bounded reports what would keep the parser busy for long.
func (s *source) bounded(tokens token.Tokens) bool {
	count, depth, dashes, line := 0, 0, 0, 0
	for _, t := range tokens {
		if t.Type == token.CommentType {
			continue // these the parser leaves out
		}
		count++
		if t.Position.Line != line {
			dashes, line = 0, t.Position.Line
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		case token.SequenceEntryType, token.MappingKeyType:
			dashes++
		}
		if count > maxTokens || depth > maxDepth || dashes > maxDepth {
			message := "lists and sections are nested too deeply here"
			if count > maxTokens {
				message = "this file has far more entries than commonhall has settings"
			}
			s.add(t.Position.Line, t.Position.Column, message, "Is it the right file?")
			return false
		}
	}
	return true
}

// unsupported reports what YAML offers and a settings file does not need. As no
// alias is ever followed, none can multiply.
func (s *source) unsupported(tokens token.Tokens) {
	for _, t := range tokens {
		what, sign := "", t.Value
		switch t.Type {
		case token.AnchorType:
			what = "an anchor"
		case token.AliasType:
			what = "an alias"
		case token.TagType:
			what, sign = "a tag", "!"
		case token.MergeKeyType:
			what = "a merge key"
		case token.DirectiveType:
			what = "a directive"
		case token.MappingKeyType:
			what = "a complex key"
		}
		if what == "" || s.reported(t.Position.Line) {
			continue
		}
		hint := "Write the value out. If a text begins with this character, put it in quotes."
		if t.Type == token.DirectiveType {
			hint = "Remove this line."
		}
		s.add(t.Position.Line, t.Position.Column, fmt.Sprintf("%s begins %s of YAML, which is not supported here", quote(sign), what), hint)
	}
}

// syntax reports an error of the parser in our words, and returns the line
// where the trouble is.
func (s *source) syntax(err error, tokens token.Tokens) int {
	e, ok := err.(interface {
		GetToken() *token.Token
		GetMessage() string
	})
	if !ok || e.GetToken() == nil {
		s.add(1, 1, "this is not YAML: "+err.Error(), "")
		return 1
	}
	f := fault{source: s, message: e.GetMessage(), token: e.GetToken(), tokens: tokens}
	f.line, f.col = f.token.Position.Line, f.token.Position.Column
	message, hint := f.explain()
	if !s.reported(f.line) {
		s.add(f.line, f.col, message, hint)
	}
	return f.line
}

// fault is an error of the parser while it is put into words.
type fault struct {
	*source
	message   string // the parser's
	token     *token.Token
	tokens    token.Tokens
	line, col int // may be moved to where the person should look
}

// explain says what is wrong and what to do. The parser's messages are known by
// parts of them; an unknown one is passed on.
func (f *fault) explain() (message, hint string) {
	has := func(parts ...string) bool {
		for _, part := range parts {
			if strings.Contains(f.message, part) {
				return true
			}
		}
		return false
	}
	switch {
	case has("must be specified", "end token", "flow map content"):
		return f.brackets()
	case has("end character of"):
		f.firstQuote()
		return "this quote is never closed", "Add the same quote at the end of the text."
	case has("unknown escape character"):
		return `this \ is not followed by anything that it could mean`, `Between double quotes, write \\ for one \. Or use single quotes.`
	case has("reserved character", "directive value", "undefined alias", "undefined anchor"):
		return fmt.Sprintf("a value cannot begin with %s", quote(strings.TrimSpace(f.token.Value))), "Put the text in quotes."
	case has("tab character"):
		return "a tab where YAML wants spaces", "Type spaces instead."
	case has("block sequence entries are not allowed"):
		return "a list cannot begin on the line of its key", "Begin it on the next line, or write it as [one, two]."
	case has("could not find '"):
		return fmt.Sprintf("this %s closes nothing", quote(f.token.Value)), "If it belongs to a text, put the text in quotes."
	case has("mapping value is not allowed"):
		return f.continued()
	case has("unexpected key name"):
		hint = "If it is right, look at the lines above and below: is one of them indented by too much or too little?"
		if strings.Contains(f.lines[f.line-1], ":") {
			hint = "There must be a space after the colon."
		}
		return `this should have the form "key: value"`, hint
	case has("non-map value"):
		return "an item of a list where a key should be", "Check the indentation, and the lines above."
	case has("value is not allowed"):
		if f.leads() {
			return "the indentation of this line fits nothing above it", "What belongs together begins in the same column."
		}
		return "something follows after the end of the value", "Put all of the value in quotes, or begin a new line."
	case has("invalid key", "map key", "scalar value type"):
		return "this cannot be a key", "A key is one word, followed by a colon and a space."
	}
	return "YAML cannot read this: " + f.message, ""
}

// brackets finds out whether a bracket is open until the end, or whether
// something is missing inside it.
func (f *fault) brackets() (message, hint string) {
	var open, here []*token.Token // all that is open now; and what was at the fault
	for _, t := range f.tokens {
		if t == f.token {
			here = append(here, open...)
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			open = append(open, t)
		case token.SequenceEndType, token.MappingEndType:
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
	}
	if len(open) > 0 {
		t := open[len(open)-1]
		f.line, f.col = t.Position.Line, t.Position.Column
		return fmt.Sprintf("this %s is never closed", quote(t.Value)), fmt.Sprintf("Add %s at its end.", quote(closing(t.Value)))
	}
	if f.token.Type == token.MappingStartType {
		return `"{" inside a text that has no quotes`, `Put the text in quotes, for example "{port}".`
	}
	if len(here) > 0 {
		return fmt.Sprintf(`a "," or %s is missing before this`, quote(closing(here[len(here)-1].Value))), "Elements are separated by commas."
	}
	return "a bracket is missing", ""
}

func closing(bracket string) string {
	if bracket == "{" {
		return "}"
	}
	return "]"
}

// continued tells a line that is indented so far that YAML takes it for a part
// of the value above from a colon inside a value.
func (f *fault) continued() (message, hint string) {
	lines := strings.Split(strings.TrimSpace(f.token.Origin), "\n")
	if len(lines) == 1 {
		return `a second ": " in this value`, "Put the value in quotes, or begin a new line."
	}
	f.line = min(f.line+len(lines)-1, len(f.lines))
	text := f.lines[f.line-1]
	f.col = len(text) - len(strings.TrimLeft(text, " ")) + 1
	return "this line is indented more than the value above it allows", "What belongs together begins in the same column."
}

// firstQuote moves to the first text that is not closed on its line. Where a
// quote is missing, the parser takes ends for beginnings from there on, and
// complains about the last one.
func (f *fault) firstQuote() {
	for i, line := range f.lines[:min(f.line, len(f.lines))] {
		if col := openQuote(line); col > 0 {
			f.line, f.col = i+1, col
			return
		}
	}
}

// leads tells whether the token is the first on its line.
func (f *fault) leads() bool {
	text := []rune(f.lines[min(f.line, len(f.lines))-1])
	return strings.TrimSpace(string(text[:min(max(f.col-1, 0), len(text))])) == ""
}

// place returns where a node begins as people see it. The parser's own answer
// for a section is the colon of its first key.
func place(n ast.Node) *token.Position {
	switch n := n.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return place(n.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return place(n.Key)
	case *ast.MappingKeyNode:
		return n.Start.Position
	}
	if t := n.GetToken(); t != nil {
		return t.Position
	}
	return &token.Position{Line: 1, Column: 1}
}
