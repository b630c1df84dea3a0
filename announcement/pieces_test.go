package announcement

import (
	"fmt"
	"strings"
	"testing"
)

// TestPieces: whole addresses of the web become links as they stand; all else is text.
func TestPieces(t *testing.T) {
	for text, want := range map[string]string{
		"Hello.": "Hello.",
		"See https://example.org/a?b=c#d. Or not":   "See |*https://example.org/a?b=c#d|. Or not",
		"(http://x.de), https://y.de/x_(z":          "(|*http://x.de|), |*https://y.de/x_(z",
		"javascript:alert(1) data:x http-equiv":     "javascript:alert(1) data:x http-equiv",
		"https://bank.example@evil.example/x":       "https://bank.example@evil.example/x",
		"https:// http:///x https://%zz":            "|https://| |http:///x| |https://%zz",
		`https://x.de"onclick=x <https://y.de/>`:    `*https://x.de|"onclick=x <|*https://y.de/|>`,
		"Grüße: https://hü.example/straße\nund tea": "Grüße: |*https://hü.example/straße|\nund tea",
	} {
		var got []string
		for _, p := range Pieces(text) {
			if p.URL != "" && p.URL != p.Text {
				t.Errorf("%q shows %q and leads to %q", text, p.Text, p.URL)
			}
			got = append(got, strings.Repeat("*", min(1, len(p.URL)))+p.Text)
		}
		if s := strings.Join(got, "|"); strings.TrimPrefix(s, "|") != strings.TrimPrefix(want, "|") {
			t.Errorf("%q becomes %q, want %q", text, s, want)
		}
	}
}

// FuzzPieces: nothing is lost or added, and links lead to the web alone.
func FuzzPieces(f *testing.F) {
	f.Add("See https://example.org/, httphttps://x http")
	f.Fuzz(func(t *testing.T, text string) {
		all := ""
		for _, p := range Pieces(text) {
			if all += p.Text; p.URL != "" && (p.URL != p.Text || !strings.HasPrefix(p.URL, "http://") && !strings.HasPrefix(p.URL, "https://") || strings.ContainsAny(p.URL, " \"<>\n")) {
				t.Error(fmt.Sprintf("%q has the link %q", text, p.URL))
			}
		}
		if all != text {
			t.Errorf("%q becomes %q", text, all)
		}
	})
}
