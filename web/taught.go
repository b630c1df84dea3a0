package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"commonhall"
	"commonhall/server"
)

// The page of a group for who teaches it: when its servers are stopped by themselves.

// TimeRow is one of its times.
type TimeRow struct {
	Name    commonhall.LimitName
	Title   string
	Holds   string // what counts, in words
	Most    string // the most that teachers may decide, in words
	Endless bool   // there is no such bound
	Set     string // what they decided, as it is typed; empty for nothing
	Seen    string // the same as a number, which the form brings back
	Error   string // what was typed cannot be
}

// TaughtView is that page.
type TaughtView struct {
	Frame
	Name     commonhall.GroupName
	Teachers string // in a sentence
	People   int
	Rows     []TimeRow
}

func (d *Door) registerTaught() {
	const one = "/hub/groups/{group}"
	d.page("GET "+one, teachers, ofGroup(d.taught))
	d.page("POST "+one+"/times", teachers, ofGroup(d.setTimes))
	d.page("GET "+one+"/times", teachers, ofGroup(func(v *visit, name commonhall.GroupName) error { return seeOther(v, taughtURL(name)) }))
}

func taughtURL(name commonhall.GroupName) string {
	return "/hub/groups/" + commonhall.PathEscape(string(name))
}

// ofTaught returns the group if the visitor teaches it, or administers. To others there is none.
func (d *Door) ofTaught(v *visit, name commonhall.GroupName) (g commonhall.Group, err error) {
	groups, err := d.teaches(v)
	if err != nil {
		return g, err
	}
	if !slices.ContainsFunc(groups, func(one commonhall.GroupName) bool { return one.Folded() == name.Folded() }) {
		return g, nothing()
	}
	return d.people.Group(v.Context(), name)
}

func (d *Door) taught(v *visit, name commonhall.GroupName) error {
	g, err := d.ofTaught(v, name)
	if err != nil {
		return err
	}
	rows, _, err := d.timeRows(v, g.Name)
	if err != nil {
		return err
	}
	return d.showTaught(v, http.StatusOK, g, rows, "")
}

func (d *Door) showTaught(v *visit, status int, g commonhall.Group, rows []TimeRow, problem string) error {
	view := TaughtView{Frame: d.frame(v, string(g.Name)), Name: g.Name, Teachers: Names(g.Teachers), People: len(g.Members), Rows: rows}
	if view.Problem = problem; v.id.User.Admin {
		view.Path = "/hub/admin"
	}
	return d.render(v, status, PageTaught, view)
}

// timeRows are what counts now, and as numbers what the teachers decided.
func (d *Door) timeRows(v *visit, name commonhall.GroupName) (rows []TimeRow, set map[commonhall.LimitName]float64, err error) {
	list, err := d.servers.TaughtTimes(v.Context(), name)
	set = map[commonhall.LimitName]float64{}
	for _, t := range list {
		most := server.LimitWords(t.Limit, t.Most)
		row := TimeRow{Name: t.Limit, Holds: server.LimitWords(t.Limit, t.Holds()), Most: most, Endless: most == "never", Set: limitText(t.Limit, t.Set), Seen: strconv.FormatFloat(t.Set, 'f', -1, 64)}
		for _, l := range limitRows() {
			if l.Name == t.Limit {
				row.Title = l.Title
			}
		}
		rows, set[t.Limit] = append(rows, row), t.Set
	}
	return rows, set, err
}

// setTimes takes the form. What was not touched stays as it is, though somebody else has
// changed it since the form was shown.
func (d *Door) setTimes(v *visit, name commonhall.GroupName) error {
	g, err := d.ofTaught(v, name)
	if err != nil {
		return err
	}
	rows, set, err := d.timeRows(v, g.Name)
	if err != nil {
		return err
	}
	values, seen, wrong := map[commonhall.LimitName]float64{}, map[commonhall.LimitName]float64{}, false
	for i := range rows {
		row := &rows[i]
		was, err := strconv.ParseFloat(v.PostFormValue("seen-"+string(row.Name)), 64)
		if err != nil {
			was = set[row.Name]
		}
		text := strings.TrimSpace(v.PostFormValue(string(row.Name)))
		if text == limitText(row.Name, was) {
			continue
		}
		row.Set, values[row.Name], seen[row.Name] = text, 0, was
		if text == "" {
			continue
		}
		if values[row.Name], err = d.servers.ParseLimit(row.Name, text); err != nil {
			row.Error, wrong = sentences(commonhall.ForPerson(err)), true
		}
	}
	if wrong {
		return d.showTaught(v, http.StatusBadRequest, g, rows, "Nothing was set. Look at what is marked below.")
	}
	err = d.servers.SetTaught(v.Context(), g.Name, values, seen)
	switch kind := commonhall.KindOf(err); {
	case err == nil:
		return seeOther(v, taughtURL(g.Name)+"?done=limits")
	case errors.Is(err, server.ErrMeanwhile):
		return d.showTaught(v, http.StatusConflict, g, rows, "Nothing was set, because somebody else has decided while this page was open: see what counts now, and decide again.")
	case kind == commonhall.InvalidArgument:
		return d.showTaught(v, http.StatusBadRequest, g, rows, "Nothing was set. "+sentences(commonhall.ForPerson(err)))
	}
	return err
}
