package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"commonhall"
	"commonhall/service"
)

// Services is what the pages ask of the room service.
type Services interface {
	List() []service.Info
	Restart(context.Context, commonhall.ServiceName) error
	Log(ctx context.Context, name commonhall.ServiceName, limit int) (now, before string, err error)
}

// ServiceRow is one service as the page shows it.
type ServiceRow struct {
	Name     commonhall.ServiceName
	Prefix   string // where people open it; empty: nowhere
	State    string // in words
	Bad      bool   // somebody should look at it
	Problem  string // why it cannot be used, or how it ended last
	Admin    bool
	Restarts bool // the hub runs it, so it can be restarted
	Log      string
}

// ServicesView is the page of services.
type ServicesView struct {
	Frame
	Services []ServiceRow
}

func (d *Door) registerServices() {
	const all = "/hub/admin/services"
	d.page("GET "+all, administrators, d.showServices)
	d.page("GET "+all+"/{service}/restart", administrators, leadsTo(all))
	d.page("POST "+all+"/{service}/restart", administrators, d.restartService)
}

// logShown is how much of a service's log the page shows, in bytes.
const logShown = 4 << 10

func (d *Door) showServices(v *visit) error {
	view := ServicesView{Frame: d.frame(v, "Services")}
	view.Path = "/hub/admin"
	if d.cfg.Services != nil {
		now := d.cfg.Now()
		for _, i := range d.cfg.Services.List() {
			row := serviceRow(i, now)
			if row.Restarts {
				// One whose log cannot be read is shown all the same.
				log, before, _ := d.cfg.Services.Log(v.Context(), i.Name, logShown)
				row.Log = strings.Join(slices.DeleteFunc([]string{before, log}, func(s string) bool { return s == "" }), "\n")
			}
			view.Services = append(view.Services, row)
		}
	}
	return d.render(v, http.StatusOK, PageServices, view)
}

func serviceRow(i service.Info, now time.Time) ServiceRow {
	row := ServiceRow{Name: i.Name, Admin: i.Admin, State: "runs elsewhere", Restarts: i.State != nil && i.Bad == nil}
	if i.URL != "" {
		row.Prefix = i.Name.Prefix()
	}
	switch s := i.State; {
	case i.Bad != nil:
		row.State, row.Bad, row.Problem = "cannot be used", true, sentences(commonhall.ForPerson(i.Bad))
	case s == nil:
	case s.Phase == service.Running && s.Started.IsZero():
		row.State = "runs"
	case s.Phase == service.Running:
		row.State = "runs, started " + When(s.Started.In(now.Location()), now).Text
	default:
		row.State, row.Bad = "is started again soon", true
	}
	if s := i.State; s != nil && s.End != nil && s.Ends > 1 {
		row.Bad, row.Problem = true, fmt.Sprintf("It ended %d times. %s", s.Ends, s.End.Sentence())
	}
	return row
}

func (d *Door) restartService(v *visit) error {
	if d.cfg.Services == nil {
		return commonhall.Errorf(commonhall.NotFound, "There is no such service.")
	}
	if err := d.cfg.Services.Restart(v.Context(), commonhall.ServiceName(v.PathValue("service"))); err != nil {
		return err
	}
	return seeOther(v, "/hub/admin/services?done=service-restarted")
}
