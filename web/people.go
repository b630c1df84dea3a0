package web

import (
	"net/http"
	"slices"
	"strconv"

	"commonhall"
	"commonhall/auth"
)

// addPeople adds all names or none, and shows the links to pass on. Each line is
// one name: a comma is as likely inside of one, as between two.
func (d *Door) addPeople(v *visit) error {
	text := v.PostFormValue("names")
	lines := nameLines(text)
	admin := v.PostFormValue("admin") == "1"
	added, err := d.people.AddUsers(v.Context(), lines, admin)
	if kind := commonhall.KindOf(err); err != nil && kind != commonhall.InvalidArgument {
		return err
	}
	view, verr := d.adminView(v)
	if verr != nil {
		return verr
	}
	if err != nil {
		view.AddErrors, view.AddNames, view.AddAdmin = wrongNames(lines, err), text, admin
		return d.render(v, http.StatusBadRequest, PageAdmin, view)
	}
	if view.Invited || admin { // nobody becomes an administrator by being the first to sign in
		if err := d.inviteAll(v, &view, added); err != nil {
			return err
		}
	}
	view.Notice = whoCame(lines, added)
	return d.render(v, http.StatusOK, PageAdmin, view)
}

// whoCame says who was added, and who was there before.
func whoCame(lines []string, added []commonhall.User) string {
	var come, known []commonhall.UserName
	for _, u := range added {
		come = append(come, u.Name)
	}
	for _, line := range lines {
		name, err := auth.NormalizeName(line)
		if err == nil && !slices.Contains(come, name) && !slices.Contains(known, name) {
			known = append(known, name)
		}
	}
	said := "Nobody was added."
	switch n := len(come); {
	case n == 1:
		said = Names(come) + " was added."
	case n > 1:
		said = strconv.Itoa(n) + " were added: " + Names(come) + "."
	}
	const forgotten = " Reset a forgotten password with “More” in the list."
	switch n := len(known); {
	case n == 1:
		said += " " + Names(known) + " was on the list already, and stays as before." + forgotten
	case n > 1:
		said += " On the list already, and as before: " + Names(known) + "." + forgotten
	}
	return said
}

// wrongNames says for each name what is wrong with it, and what would do; a rule
// for all of them once.
func wrongNames(names []string, err error) []string {
	var out, hints []string
	for _, n := range names {
		_, err := auth.NormalizeName(n)
		if err == nil {
			continue
		}
		said := commonhall.ForPerson(err)
		line := said.Msg
		if !slices.Contains(hints, said.Hint) {
			line, hints = sentences(said), append(hints, said.Hint)
		}
		out = append(out, line)
	}
	if len(out) == 0 {
		out = append(out, commonhall.ForPerson(err).Msg)
	}
	return out
}
