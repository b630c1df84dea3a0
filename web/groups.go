package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"commonhall"
	"commonhall/auth"
)

// Groups of people, for administrators.

func (d *Door) registerGroups() {
	const all, one = "/hub/admin/groups", "/hub/admin/group/{group}"
	d.page("GET "+all, administrators, d.groups)
	d.page("GET "+all+"/add", administrators, leadsTo(all))
	d.page("POST "+all+"/add", administrators, d.addGroup)
	d.page("GET "+one, administrators, ofGroup(d.group))
	d.page("GET "+one+"/remove", administrators, ofGroup(d.confirmRemoveGroup))
	d.page("POST "+one+"/remove", administrators, ofGroup(d.removeGroup))
	for form, f := range map[string]func(*visit, commonhall.GroupName) error{"/join": d.joinGroup, "/limits": d.setGroupLimits, "/user/{name}/leave": d.leaveGroup, "/user/{name}/teacher": d.setTeacher} {
		d.page("POST "+one+form, administrators, ofGroup(f))
		d.page("GET "+one+form, administrators, ofGroup(func(v *visit, name commonhall.GroupName) error { return seeOther(v, groupURL(name)) }))
	}
}

func groupURL(name commonhall.GroupName) string {
	return "/hub/admin/group/" + commonhall.PathEscape(string(name))
}

// ofGroup hands the group in the path to f.
func ofGroup(f func(*visit, commonhall.GroupName) error) action {
	return func(v *visit) error {
		name, err := auth.NormalizeGroupName(v.PathValue("group"))
		if err != nil {
			return commonhall.Errorf(commonhall.NotFound, "There is no such group.")
		}
		return f(v, name)
	}
}

func (d *Door) groups(v *visit) error { return d.showGroups(v, http.StatusOK, GroupsView{}) }

// showGroups fills in what the page always shows.
func (d *Door) showGroups(v *visit, status int, view GroupsView) error {
	list, _, err := d.people.Groups(v.Context(), 0, 0)
	if err != nil {
		return err
	}
	slices.SortFunc(list, func(a, b commonhall.Group) int { return cmp.Compare(a.Name.Folded(), b.Name.Folded()) })
	for _, g := range list {
		view.Groups = append(view.Groups, GroupRow{Name: g.Name, People: len(g.Members), Teachers: Names(g.Teachers)})
	}
	view.Frame = d.frame(v, "Groups")
	view.Path = "/hub/admin"
	return d.render(v, status, PageGroups, view)
}

// addGroup makes an empty group; people are put into it on its own page.
func (d *Door) addGroup(v *visit) error {
	added, err := d.people.AddGroups(v.Context(), []string{v.PostFormValue("name")}, nil)
	switch kind := commonhall.KindOf(err); {
	case err == nil:
		return seeOther(v, groupURL(added[0].Name)+"?done=group-made")
	case kind == commonhall.InvalidArgument || kind == commonhall.AlreadyExists || kind == commonhall.FailedPrecondition:
		return d.showGroups(v, kind.HTTPStatus(), GroupsView{AddName: v.PostFormValue("name"), AddError: sentences(commonhall.ForPerson(err))})
	}
	return err
}

func (d *Door) group(v *visit, name commonhall.GroupName) error {
	return d.showGroup(v, http.StatusOK, name, GroupView{})
}

func (d *Door) showGroup(v *visit, status int, name commonhall.GroupName, view GroupView) error {
	g, err := d.people.Group(v.Context(), name)
	if err != nil {
		return err
	}
	view.Name, view.Teachers = g.Name, Names(g.Teachers)
	for _, p := range g.Members {
		view.People = append(view.People, MemberRow{Name: p, Teacher: slices.Contains(g.Teachers, p)})
	}
	if view.Limits == nil {
		if view.Limits, err = d.limits(v, commonhall.ForGroup, string(g.Name)); err != nil {
			return err
		}
	}
	said, problem := view.Notice, view.Problem
	view.Frame = d.frame(v, string(g.Name))
	view.Path, view.Problem = "/hub/admin", problem
	if said != "" {
		view.Notice = said
	}
	return d.render(v, status, PageGroup, view)
}

// joinGroup puts all people in, or none.
func (d *Door) joinGroup(v *visit, name commonhall.GroupName) error {
	text := v.PostFormValue("names")
	lines := nameLines(text)
	if len(lines) == 0 {
		return d.showGroup(v, http.StatusBadRequest, name, GroupView{AddNames: text, AddErrors: []string{"No names were given."}})
	}
	_, joined, err := d.people.ChangeGroup(v.Context(), name, commonhall.JoinGroup, lines)
	if commonhall.KindOf(err) == commonhall.InvalidArgument {
		said := wrongNames(lines, err)
		if e := commonhall.ForPerson(err); said[0] == e.Msg {
			said[0] = sentences(e)
		}
		return d.showGroup(v, http.StatusBadRequest, name, GroupView{AddNames: text, AddErrors: said})
	}
	if err != nil {
		return err
	}
	view := GroupView{}
	switch n := len(joined); n {
	case 0:
		view.Notice = "All of them were in the group already."
	case 1:
		view.Notice = Names(joined) + " is in the group now."
	default:
		view.Notice = strconv.Itoa(n) + " are in the group now: " + Names(joined) + "."
	}
	return d.showGroup(v, http.StatusOK, name, view)
}

// nameLines splits what was pasted into names, one on each line.
func nameLines(text string) []string {
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
	return slices.DeleteFunc(lines, func(s string) bool { return strings.TrimSpace(s) == "" })
}

func (d *Door) leaveGroup(v *visit, name commonhall.GroupName) error {
	return d.changeMember(v, name, commonhall.LeaveGroup, "left")
}

func (d *Door) setTeacher(v *visit, name commonhall.GroupName) error {
	if v.PostFormValue("teacher") == "1" {
		return d.changeMember(v, name, commonhall.MakeTeacher, "teaches")
	}
	return d.changeMember(v, name, commonhall.EndTeacher, "no-teacher")
}

// changeMember does c to the person in the path.
func (d *Door) changeMember(v *visit, name commonhall.GroupName, c commonhall.GroupChange, done string) error {
	return named(func(v *visit, person commonhall.UserName) error {
		if _, _, err := d.people.ChangeGroup(v.Context(), name, c, []string{string(person)}); err != nil {
			return err
		}
		// A server shows what it showed when it started; whoever takes rights has to know.
		if s, err := d.servers.Get(v.Context(), person.Default()); err == nil && s.State.Active() {
			done += "-running"
		}
		return seeOther(v, back(v, groupURL(name), done, person))
	})(v)
}

func (d *Door) confirmRemoveGroup(v *visit, name commonhall.GroupName) error {
	g, err := d.people.Group(v.Context(), name)
	if err != nil {
		return err
	}
	who := "Nobody is in it."
	if n := len(g.Members); n > 0 {
		who = plural(float64(n), "person is", "people are") + " in it: " + Names(g.Members) + "."
	}
	return d.confirm(v, ConfirmView{Heading: "Remove the group " + string(g.Name) + "?", Button: "Remove", Lines: []string{who,
		"They stay, with their servers and files. The group itself cannot be brought back; one that is made later under the same name is another one.",
		"Its folders, with material and what was handed in, stay on the machine, in " + d.people.GroupFolder(g) + ", for root alone. Whose server runs sees them until it is stopped."}})
}

func (d *Door) removeGroup(v *visit, name commonhall.GroupName) error {
	if err := d.people.RemoveGroup(v.Context(), name); err != nil {
		return err
	}
	return seeOther(v, "/hub/admin/groups?done=group-removed")
}
