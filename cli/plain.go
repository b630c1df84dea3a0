package cli

import (
	"io"
	"strings"
	"unicode"
)

// plain lets no control characters through but ends of lines and tabs: what names and
// messages bring along must not move or colour the operator's screen.
type plain struct{ io.Writer }

func (p plain) Write(b []byte) (int, error) {
	_, err := io.WriteString(p.Writer, plainText(string(b)))
	return len(b), err
}

// plainText is s with what cannot be seen replaced.
func plainText(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, s)
}
