package server

import (
	"strings"
	"testing"

	"commonhall"
)

// TestLastWords: what stands in the timeline of a log is short, in one line, and text.
func TestLastWords(t *testing.T) {
	for log, want := range map[string]string{
		"": "", " \n\n": "", "one": "one", "a\nb\nc\nd\n": "b / c / d", "a\n\n  b\tc \n": "a / b c",
		strings.Repeat("ä", 400): "… " + strings.Repeat("ä", 150), "x" + strings.Repeat("ä", 400): "… " + strings.Repeat("ä", 150),
	} {
		if want != "" {
			want = " The end of its log: " + want
		}
		if got := lastWords(commonhall.End{Cause: commonhall.EndSignal, Log: log}); got != want {
			t.Errorf("of %q is told %q, want %q", log, got, want)
		}
	}
	for _, e := range []commonhall.End{{Cause: commonhall.EndStopped, Log: "x"}, {Cause: commonhall.EndExited, Log: "x"}} {
		if got := lastWords(e); got != "" {
			t.Errorf("of an end as it should be is told %q", got)
		}
	}
}

// TestPrintable: what a program wrote is text and nothing that acts on who reads it.
func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"\x1b[31mred\x1b[0m\n": "red\n", "\x1b]0;title\x07x": "]0;titlex", "a\x00b\rc\td": "abc\td", "\u009b31m": "31m", "\u202eevil\u2066": "evil", "\xff\ufffd": "", "näh 😀": "näh 😀",
	} {
		if got := printable(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
