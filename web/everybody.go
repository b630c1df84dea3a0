package web

import (
	"net/http"
	"strconv"
	"strings"

	"commonhall"
	"commonhall/server"
)

// What everybody's servers may use, and whose home is nearly full.

const everybodyURL = "/hub/admin/everybody"

func (d *Door) registerEverybody() {
	d.page("GET "+everybodyURL, administrators, d.everybody)
	d.page("POST "+everybodyURL+"/limits", administrators, d.setEverybodys)
	d.page("GET "+everybodyURL+"/limits", administrators, leadsTo(everybodyURL))
}

func (d *Door) everybody(v *visit) error {
	return d.showEverybody(v, http.StatusOK, nil, Frame{})
}

func (d *Door) setEverybodys(v *visit) error {
	return d.setLimits(v, commonhall.ForAll, "", func(status int, form *LimitsView, said Frame) error {
		return d.showEverybody(v, status, form, said)
	})
}

// showEverybody fills in what the page always shows. That the disk does not answer keeps
// nobody from the form.
func (d *Door) showEverybody(v *visit, status int, form *LimitsView, said Frame) (err error) {
	view := EverybodyView{Limits: form}
	if view.Limits == nil {
		if view.Limits, err = d.limits(v, commonhall.ForAll, ""); err != nil {
			return err
		}
	}
	all, err := d.servers.LimitsForAll(v.Context())
	if err != nil {
		return err
	}
	for i, row := range view.Limits.Rows {
		for _, l := range all {
			if l.Limit == row.Name {
				words := server.LimitWords(l.Limit, l.Value)
				view.Limits.Rows[i].Holds = strings.ToUpper(words[:1]) + words[1:] + "."
				if l.Decided {
					view.Limits.Rows[i].Holds += " The settings say: " + server.LimitWords(l.Limit, l.Settings) + "."
				}
			}
		}
	}
	people, _, err := d.people.Users(v.Context(), commonhall.UserFilter{})
	if err != nil {
		return err
	}
	near, err := d.servers.Near(v.Context(), nearlyAll, people)
	view.Unknown = err != nil
	for _, u := range near {
		view.Near = append(view.Near, NearRow{Name: u.Name, InUse: u.Disk.Words(), Share: strconv.Itoa(int(100*u.Share)) + " %"})
	}
	view.Frame = d.frame(v, "Everybody's limits")
	view.Path, view.Problem = "/hub/admin", said.Problem
	if said.Notice != "" {
		view.Notice = said.Notice
	}
	return d.render(v, status, PageEverybody, view)
}

// nearlyAll is the share of a limit of the disk from which on its person is listed.
const nearlyAll = 0.9
