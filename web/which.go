package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"commonhall"
	"commonhall/environment"
)

// Which environment somebody has, and why; and who has an environment.

// WhichView is which software somebody's server has, or will have at its next start.
type WhichView struct {
	Own        bool   // it is said to that person
	Title      string // of the environment; empty: the machine's own programs alone
	Generation int
	Draft      bool   // a draft on top of that
	Runs       bool   // the server has it now
	Why        string // as: because Physics-11 has it
	Next       string // what the server has from its next start on, where that is another one
}

// which says it of a person to that person, where own is set, or to somebody else; nil
// where there are no environments.
func (d *Door) which(ctx context.Context, u commonhall.User, s commonhall.Server, own bool) (*WhichView, error) {
	if d.cfg.Environments == nil {
		return nil, nil
	}
	all, err := d.cfg.Environments.List(ctx)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	app := d.servers.App(s.App)
	chosen, err := d.cfg.Environments.ChoiceFor(ctx, u, app)
	if err != nil {
		return nil, err
	}
	find := func(name commonhall.EnvironmentName) (e commonhall.Environment) {
		if i := slices.IndexFunc(all, func(e commonhall.Environment) bool { return e.Name == name }); i >= 0 {
			return all[i]
		}
		return e
	}
	next, view := find(chosen.Environment), &WhichView{Own: own, Runs: s.State.Active(), Why: because(chosen, app, u.Name, own)}
	e := next
	if view.Generation = e.Current; view.Runs {
		e = commonhall.Environment{}
		if view.Generation = 0; s.Software != nil {
			e = find(s.Software.Environment)
			view.Generation, view.Draft = s.Software.Generation, s.Software.Draft != ""
		}
	}
	if e.Name != "" && view.Generation > 0 {
		view.Title = title(e)
	}
	if view.Runs && e.Name != next.Name {
		view.Next = cmp.Or(nameOf(next), "the machine's own programs alone")
	}
	return view, nil
}

// because says why somebody has what was chosen.
func because(c environment.Chosen, app commonhall.App, name commonhall.UserName, own bool) string {
	who := string(name)
	if own {
		who = "you"
	}
	switch c.Origin {
	case environment.ByApp:
		return "because every server with " + plain(app.Title, 80) + " has it"
	case environment.ByUser:
		return "because it was chosen for " + who
	case environment.ByGroup:
		why := "because " + plain(string(c.Group), 80) + " has it"
		for _, o := range c.Others {
			why += fmt.Sprintf("; %s has %s, but %s was made later", plain(string(o.Group), 80), o.Environment, plain(string(c.Group), 80))
		}
		return why
	case environment.ByDefault:
		return "because nobody chose another for " + who
	}
	return "because there is no environment yet"
}

// PersonView is what an administrator sees of one person.
type PersonView struct {
	Frame
	Row      PersonRow
	End      *EndView     // of the last run, while none is
	Beside   []ServerView // their named servers
	Groups   []commonhall.Membership
	Software *WhichView
	Limits   *LimitsView

	Ways      []WayRow
	Providers []Way // there are; none: nothing to link with
}

// person is the page of one person.
func (d *Door) person(v *visit, name commonhall.UserName) error {
	return d.showPerson(v, http.StatusOK, name, nil, Frame{})
}

// showPerson is that page, with what was typed into its form before, and what has become of it.
func (d *Door) showPerson(v *visit, status int, name commonhall.UserName, form *LimitsView, said Frame) error {
	u, err := d.people.User(v.Context(), name)
	if err != nil {
		return err
	}
	row, _, err := d.row(v, u)
	if err != nil {
		return err
	}
	view := PersonView{Frame: d.frame(v, string(name)), Row: row}
	if view.Path, view.Problem = "/hub/admin", said.Problem; said.Notice != "" {
		view.Notice = said.Notice
	}
	groups, err := d.people.Memberships(v.Context(), name)
	if err != nil {
		return err
	}
	view.Groups = groups[name]
	if view.Ways, view.Providers, err = d.waysOf(v, name); err != nil {
		return err
	}
	s, err := d.servers.Get(v.Context(), name.Default())
	if err != nil {
		return err
	}
	view.End = d.endView(s)
	if view.Beside, err = d.beside(v, name); err != nil {
		return err
	}
	if view.Software, err = d.which(v.Context(), u, s, false); err != nil {
		return err
	}
	if view.Limits, err = d.personLimits(v, u, s); err != nil {
		return err
	}
	if form != nil {
		for i, row := range form.Rows {
			row.Holds = view.Limits.Rows[i].Holds
			view.Limits.Rows[i] = row
		}
		view.Limits.Now = form.Now
	}
	return d.render(v, status, PagePerson, view)
}

// given says in sentences who has an environment. To whom it was given by name is for
// administrators; others read of the groups that they are in.
func (d *Door) given(v *visit, e commonhall.Environment) (out []string, err error) {
	if e.Default {
		out = append(out, "Everybody has it for whom nobody chose another.")
	}
	all, err := d.cfg.Environments.Choices(v.Context())
	if err != nil {
		return nil, err
	}
	mine, err := d.people.Memberships(v.Context(), v.id.User.Name)
	if err != nil {
		return nil, err
	}
	var groups, people []string
	more := 0
	for _, c := range all {
		switch {
		case c.Environment != e.Name:
		case v.id.User.Admin && c.Kind == commonhall.ForUser:
			people = append(people, string(c.User))
		case v.id.User.Admin, slices.ContainsFunc(mine[v.id.User.Name], func(m commonhall.Membership) bool { return c.Kind == commonhall.ForGroup && m.Group == c.Group }):
			groups = append(groups, plain(string(c.Group), 80))
		default:
			more++
		}
	}
	if len(groups) == 1 {
		out = append(out, "The group "+groups[0]+" has it.")
	} else if len(groups) > 1 {
		out = append(out, "The groups "+listed(groups)+" have it.")
	}
	if len(people) > 0 {
		out = append(out, "Chosen by name for "+listed(people)+".")
	}
	if more > 0 {
		out = append(out, "Others have it, too.")
	}
	for _, a := range d.servers.Known() {
		if a.Environment == e.Name {
			out = append(out, "Every server with "+plain(a.Title, 80)+" has it.")
		}
	}
	return out, nil
}

// elsewhere is what the visitor's server has instead of e; "" where it has e, or there is
// nothing yet that it could have.
func (d *Door) elsewhere(v *visit, e commonhall.Environment, s commonhall.Server) (string, error) {
	chosen, err := d.cfg.Environments.ChoiceFor(v.Context(), v.id.User, d.servers.App(s.App))
	if err != nil || chosen.Environment == e.Name || chosen.Environment == "" {
		return "", err
	}
	o, err := d.cfg.Environments.Get(v.Context(), chosen.Environment)
	if err != nil {
		return "the machine's own programs alone", nil // it is none, or is gone
	}
	return title(o), nil
}

// listed is some names in a sentence.
func listed(names []string) string {
	const most = 12
	slices.Sort(names)
	if more := len(names) - most; more > 0 {
		names = append(slices.Clone(names[:most]), fmt.Sprintf("%d more", more))
	}
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// nameOf is what people call an environment; "" where there is none.
func nameOf(e commonhall.Environment) string {
	if e.Name == "" {
		return ""
	}
	return title(e)
}
