package auth

import (
	"strings"
	"testing"
	"unicode/utf8"

	"commonhall"
)

// However somebody writes their name, it is one name.
func TestNamesAreBroughtIntoOneForm(t *testing.T) {
	for raw, want := range map[string]string{
		"ada": "ada", "Ada": "ada", "ADA": "ada", "  ada\t\n": "ada", "Ada.Lovelace@Example.ORG": "ada.lovelace@example.org",
		"ａｄａ": "ada", "ＡＤＡ＿１": "ada_1", "a＠b": "a@b", // full-width
		"zoe\u0308": "zoë", "ZOE\u0308": "zoë", "ZO\u00cb": "zoë", // composed and not
		"\u212aelvin": "kelvin", "\u212bngstr\u00f6m": "ångström", // the signs for Kelvin and Ångström
		"ﾔﾏﾀﾞ": "ヤマダ", "한글": "한글", "\u1112\u1161\u11ab": "한",
		"Иван": "иван", "ΣΟΦΙΑ": "σοφια", "ΆΡΗΣ": "άρησ", "מרים": "מרים", "محمد": "محمد",
		"STRAẞE": "straße", "İpek": "i\u0307pek",
	} {
		got, err := NormalizeName(raw)
		if err != nil || string(got) != want {
			t.Errorf("%q becomes %q, %v, want %q", raw, got, err, want)
		}
		if again, err := NormalizeName(string(got)); err != nil || again != got {
			t.Errorf("%q is not stable: %q, %v", got, again, err)
		}
	}
	for why, list := range map[string][]string{
		"empty":                 {"", " ", "\t\n", "\u3000"},
		"too long":              {strings.Repeat("a", 65), strings.Repeat("a", 257), strings.Repeat("a", 1<<20), strings.Repeat("é", 33)},
		"not text":              {"\xff", "ada\xc3", "\xed\xa0\x80", "a\x00b"},
		"edges":                 {".", "..", "ada.", ".ada", "ada..", "-ada", "ada-", "@", "_"},
		"paths":                 {"a/b", "../ada", `a\b`, "a%2fb", "a b", "a\u00a0b", "a\u3000b"},
		"mixed scripts":         {"\u0430da", "ad\u0430", "p\u0430ypal", "a\u03b2", "ada\u0661", "ada\u0967"},
		"direction":             {"a\u202eb", "\u202aada", "ada\u200f", "\u2066ada\u2069", "aא", "אa"},
		"invisible":             {"a\u200bb", "a\u200db", "a\u2060b", "a\ufeffb", "a\u00adb", "a\u034fb", "a\u180eb", "a\u3164b", "\u115f", "a\uffa0", "ada\ufe0f"},
		"emoji":                 {"ada\U0001f600", "\U0001f468\u200d\U0001f469", "\u2764"},
		"symbols and old forms": {"a\u2122", "\u2460", "\U0001d41a\U0001d41d\U0001d41a", "ſ", "ﬁ", "½"},
		"tags and private":      {"a\U000e0061", "\ue000", "\uffff", "\U0010ffff", "\ufffd"},
	} {
		for _, raw := range list {
			got, err := NormalizeName(raw)
			if commonhall.KindOf(err) != commonhall.InvalidArgument {
				t.Errorf("%s: %q becomes %q, %v", why, raw[:min(len(raw), 40)], got, err)
				continue
			}
			if said := commonhall.ForPerson(err); len(said.Msg) > 2000 || said.Msg == "" {
				t.Errorf("%s: the sentence is %d bytes long", why, len(said.Msg))
			}
		}
	}
	if got, err := NormalizeName(strings.Repeat("ａ", 64)); err != nil || got != commonhall.UserName(strings.Repeat("a", 64)) {
		t.Errorf("sixty-four full-width letters: %q, %v", got, err)
	}
}

// FuzzNormalizeName: a normal form is valid, stays as it is, and is the same for
// every way to write it that differs in case only.
func FuzzNormalizeName(f *testing.F) {
	for _, s := range []string{"Ada", "ａｄａ", "zoe\u0308", "\u212a", "İ", "ς", "аda", "a\u0300\u0316", "\u1112\u1161\u11ab", "a\u05d0", "\xff", "ﬃ", "ꭰ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		name, err := NormalizeName(raw)
		if err != nil {
			if commonhall.KindOf(err) != commonhall.InvalidArgument || !utf8.ValidString(commonhall.ForPerson(err).Msg) {
				t.Fatalf("%q: %v", raw, err)
			}
			return
		}
		if err := name.Validate(); err != nil {
			t.Fatalf("%q becomes %q, which is no name: %v", raw, name, err)
		}
		if again, err := NormalizeName(string(name)); err != nil || again != name {
			t.Fatalf("%q becomes %q and then %q, %v", raw, name, again, err)
		}
		if lower := strings.ToLower(string(name)); lower != string(name) {
			t.Fatalf("%q becomes %q, which has capitals", raw, name)
		}
	})
}
