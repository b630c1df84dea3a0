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

// What is wrong with a name is said with the character, and with what would do.
func TestNamesThatWillNotDoSayWhy(t *testing.T) {
	h := newHall(t, invited())
	for raw, says := range map[string]string{
		"Lovelace, Augusta": `"Lovelace, Augusta" contains a comma and a space. Nobody was added. Write augusta.lovelace if that is one person`,
		"o'brien":           `"o'brien" contains an apostrophe. Nobody was added. Write obrien, for instance.`,
		"a/b":               `contains a slash. Nobody was added. Use letters, digits and - . _ @ + in between, as in anna.müller.`,
		"a\x00b":            `contains a character that cannot be seen.`,
		"#, ;, /, %":        `contains the character #, a comma and a space.`,
		"ﬁona":              `contains the character ﬁ.`,
		"ada.":              `must begin and end with a letter or digit. Nobody was added. Use letters`,
		"aא":                `has letters that cannot stand together in a name.`,
		"аda":               `mixes letters of different scripts. Nobody was added. Use the letters of one script only`,
	} {
		_, err := h.AddUsers(t.Context(), []string{raw}, false)
		refused(t, err, commonhall.InvalidArgument)
		if said := commonhall.ForPerson(err); !strings.Contains(said.Msg+" "+said.Hint, says) {
			t.Errorf("%q: %s %s", raw, said.Msg, said.Hint)
		}
	}
}

// Nobody is put on the list who cannot be told from somebody there by eye; names
// that only share some letters are fine.
func TestNamesThatLookLikeAnothers(t *testing.T) {
	h := newHall(t, invited(), "admin", "сара", "coco", "ada", "avoxy")
	for what, raw := range map[string]string{"a dotless i": "admın", "a dot on the i": "admi̇n", "both": "adm\u0131\u0307n", "a script's a": "ɑdmin",
		"Cyrillic": "сосо", "Greek": "ανοχγ", "Latin for Cyrillic": "capa", "in capitals": "СОСО"} {
		_, err := h.AddUsers(t.Context(), []string{"new", raw}, false)
		refused(t, err, commonhall.InvalidArgument)
		_, renamed := h.Rename(t.Context(), "ada", raw)
		refused(t, renamed, commonhall.InvalidArgument)
		if said := commonhall.ForPerson(err); !strings.Contains(said.Msg, "looks just like") || said.Hint == "" || commonhall.ForPerson(renamed).Hint == "" {
			t.Errorf("%s: it says %q", what, said.Msg)
		}
	}
	_, err := h.AddUsers(t.Context(), []string{"оса", "oca"}, false) // both new
	refused(t, err, commonhall.InvalidArgument)
	added, err := h.AddUsers(t.Context(), []string{"admin", "Иван", "админ", "adm1n", "ади", "cöco", "оса"}, false)
	if err != nil || len(added) != 6 {
		t.Errorf("%d were added, %v", len(added), err)
	}
	if name, err := h.Rename(t.Context(), "ada", "Αdа"); err == nil {
		t.Errorf("ada is called %q, in three scripts", name)
	}
	for letters := alike; letters != ""; {
		r, n := utf8.DecodeRuneInString(letters)
		if name, err := NormalizeName(string(r)); r < 0x80 || letters[n] >= 0x80 || err != nil || skeleton(name) != letters[n:n+1] {
			t.Errorf("no name has the letter %q, or it does not look like %q: %v", r, letters[n], err)
		}
		letters = letters[n+1:]
	}
	// Oneself in other letters is no other.
	if name, err := h.Rename(t.Context(), "сара", "capa"); name != "capa" || err != nil {
		t.Errorf("%q, %v", name, err)
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
