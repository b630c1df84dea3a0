package auth

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/secure/precis"

	"commonhall"
)

// nameRule says what a name may be. The example is for those whose own cannot.
const nameRule = "Use letters, digits and - . _ @ + in between, as in anna.müller."

// NormalizeName brings a name into its one form (PRECIS UsernameCaseMapped, RFC
// 8265: lower case, compatibility forms folded, NFC) and checks it. It is done
// once, where a name comes in; behind that names are compared as bytes.
func NormalizeName(raw string) (commonhall.UserName, error) {
	raw = strings.TrimSpace(raw)
	if len(raw) > 4*commonhall.MaxUserName {
		return "", commonhall.Errorf(commonhall.InvalidArgument, "The user name is longer than %d bytes.", commonhall.MaxUserName)
	}
	name, err := normalForm(raw)
	if err == nil {
		return name, nil
	}
	if strange := strangers(raw); len(strange) > 0 {
		return "", commonhall.Errorf(commonhall.InvalidArgument, "The user name %q contains %s.", raw, inSentence(strange)).
			WithHint(advice(raw)).Because(err)
	}
	said := commonhall.ForPerson(err)
	if said.Hint == "" {
		said.Hint = nameRule
	}
	return "", said
}

func normalForm(raw string) (commonhall.UserName, error) {
	if raw == "" {
		return "", commonhall.UserName("").Validate()
	}
	s, err := precis.UsernameCaseMapped.String(raw)
	if err != nil {
		return "", commonhall.Errorf(commonhall.InvalidArgument, "The user name %q has letters that cannot stand together in a name.", raw).Because(err)
	}
	name := commonhall.UserName(s)
	return name, name.Validate()
}

// strangers says which characters of raw, three at most, no name may have.
func strangers(raw string) (out []string) {
	for _, r := range raw {
		s, err := precis.UsernameCaseMapped.String(string(r))
		switch {
		case unicode.IsMark(r), unicode.IsDigit(r): // cannot stand alone in every script
			continue
		case err == nil && (unicode.IsLetter(r) || strings.Contains("-._@+", s)):
			continue
		}
		if what := commonhall.Character(r); !slices.Contains(out, what) && len(out) < 3 {
			out = append(out, what)
		}
	}
	return out
}

func inSentence(list []string) string {
	last := len(list) - 1
	if last == 0 {
		return list[0]
	}
	return strings.Join(list[:last], ", ") + " and " + list[last]
}

// advice says how raw, which has characters that no name may have, can be written.
func advice(raw string) string {
	one := raw
	surname, given, turned := strings.Cut(raw, ",")
	if turned { // as lists of a school have it
		one = given + " " + surname
	}
	words := strings.Fields(strings.NewReplacer("'", "", "\u2019", "").Replace(one))
	name, err := normalForm(strings.Join(words, "."))
	switch {
	case err == nil && turned:
		return "Write " + string(name) + " if that is one person; several people are written one by one."
	case err == nil:
		return "Write " + string(name) + ", for instance."
	case strings.ContainsAny(raw, ",;"):
		return "Several people are written one by one. " + nameRule
	}
	return nameRule
}
