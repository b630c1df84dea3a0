package auth

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"commonhall"
)

// alike has letters that most fonts draw like a Latin one, each before the one
// that it looks like. Names are of one script and in lower case, so this is only
// about names that consist of such letters altogether, and about Latin's own.
const alike = "аaсcԁdеeһhіiјjкkӏlоoрpԛqѕsԝwхxуyүyѵv" + // Cyrillic
	"αaιiϳjκkνvοoρpτtυuχxγyωwηn" + // Greek
	"օoոnսuհhցgզqյj" + // Armenian
	"ıiɩiȷjɑaɡgʋvƅb" // Latin

// skeleton returns what a name looks like: two names with one skeleton cannot be
// told apart by eye.
func skeleton(name commonhall.UserName) string {
	s := strings.Map(func(r rune) rune {
		if r < 0x80 {
			return r
		}
		if i := strings.IndexRune(alike, r); i >= 0 {
			return rune(alike[i+utf8.RuneLen(r)])
		}
		return r
	}, string(name))
	// A dot on what has one already is not seen.
	return strings.NewReplacer("i\u0307", "i", "j\u0307", "j").Replace(s)
}

// lookalikes says what is wrong with names that look like another's: of somebody
// on the list, but for the person renamed, or of one before them.
func (a *Auth) lookalikes(ctx context.Context, names []commonhall.UserName, renamed commonhall.UserName) (problems []string, err error) {
	all, _, err := a.store.Users(ctx, commonhall.UserFilter{})
	if err != nil {
		return nil, err
	}
	looks := map[string]commonhall.UserName{}
	for _, u := range all {
		if u.Name != renamed {
			looks[skeleton(u.Name)] = u.Name
		}
	}
	for _, name := range names {
		s := skeleton(name)
		if other, taken := looks[s]; taken && other != name {
			problems = append(problems, fmt.Sprintf("The name %q, in other letters, looks just like that of %s.", string(name), string(other)))
			continue
		}
		looks[s] = name
	}
	return problems, nil
}
