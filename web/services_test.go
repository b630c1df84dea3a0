package web

import (
	"context"
	"log/slog"
	"net/url"
	"testing"
	"time"

	"commonhall"
	"commonhall/problem"
	"commonhall/service"
)

// someServices are as the room service tells of them.
type someServices struct{ restarted []commonhall.ServiceName }

func (s *someServices) List() []service.Info {
	at := time.Now().Add(-time.Hour)
	return []service.Info{
		{Service: commonhall.Service{Name: "cull", Admin: true, Command: []string{"x"}}, State: &service.State{Phase: service.Running, Started: at, Ends: 1}},
		{Service: commonhall.Service{Name: "far", URL: "https://far.example"}},
		{Service: commonhall.Service{Name: "bad", Command: []string{"x"}, URL: "http://127.0.0.1:9000"}, State: &service.State{Phase: service.Waiting, Ends: 7, End: &commonhall.End{Cause: commonhall.EndExited, Code: 3}}},
		{Service: commonhall.Service{Name: "taken", Command: []string{"x"}}, State: &service.State{Phase: service.Waiting}, Bad: commonhall.Errorf(commonhall.AlreadyExists, "Its token is somebody else's.")},
	}
}

func (s *someServices) Restart(_ context.Context, name commonhall.ServiceName) error {
	if name != "cull" {
		return commonhall.Errorf(commonhall.NotFound, "There is no service %q.", string(name))
	}
	s.restarted = append(s.restarted, name)
	return nil
}

func (s *someServices) Log(_ context.Context, name commonhall.ServiceName, _ int) (now, before string, err error) {
	return "<b>log of " + string(name) + "</b>", "", nil
}

// TestServicesPage: how each is doing, where it is, the end of its log, and a button for
// those that the hub runs.
func TestServicesPage(t *testing.T) {
	h := open(t, false, "ada")
	h.signedIn("teacher").get("/hub/admin/services").shows(200, "There are no services.")
	all := &someServices{}
	h.config.Services = all
	h.opens(problem.New(h.db, slog.New(slog.DiscardHandler)), slog.New(slog.DiscardHandler))
	b := h.signedIn("teacher")
	b.get("/hub/admin").one("a", "href=/hub/admin/services")
	p := b.get("/hub/admin/services").shows(200, "4 services", "cull runs, started", "may do all that an administrator may", "<b>log of cull</b>", "far runs elsewhere",
		"bad is started again soon", "It ended 7 times. Its program ended by itself with status 3.", "taken cannot be used", "Its token is somebody else's.")
	p.one("a", "href=/services/far/")
	p.none("form", "action=/hub/admin/services/far/restart")
	p.none("form", "action=/hub/admin/services/taken/restart")
	b.follow(b.submit(p, "/hub/admin/services/cull/restart").leads("/hub/admin/services?done=service-restarted")).shows(200, "The service is being started again.")
	if len(all.restarted) != 1 {
		t.Errorf("restarted: %v", all.restarted)
	}
	b.post("/hub/admin/services/none/restart", url.Values{"_xsrf": {h.auth.FormToken("page", string(b.session.ID))}}).shows(404, "There is no service")
	b.post("/hub/admin/services/cull/restart", url.Values{}).shows(403)
	b.get("/hub/admin/services/cull/restart").leads("/hub/admin/services")
	h.signedIn("ada").get("/hub/admin/services").shows(404)
}

func serviceSamples() []sample {
	v := ServicesView{Frame: sampleFrame("Services", "/hub/admin", teacher()), Services: []ServiceRow{
		{Name: "cull", State: "runs, started yesterday, 16:20", Admin: true, Restarts: true, Log: "culled ada\nculled ben"},
		{Name: "grades", Prefix: "/services/grades/", State: "runs elsewhere"},
		{Name: "WolfeschlegelsteinhausenbergerdorffVoral", Prefix: "/services/WolfeschlegelsteinhausenbergerdorffVoral/", State: "is started again soon", Bad: true, Restarts: true,
			Problem: "It ended 12 times. Its program ended by itself with status 1.", Log: "Traceback (most recent call last):\n  File \"/usr/lib/python3/dist-packages/grades.py\", line 7, in <module>"},
		{Name: "taken", State: "cannot be used", Bad: true, Problem: "The token of the service taken is somebody else's already. Draw another one: echo ch_$(tr -dc a-z2-7 < /dev/urandom | head -c 32)"},
	}}
	return []sample{{"services", PageServices, v}, {"services-none", PageServices, with(v, func(v *ServicesView) { v.Services = nil })}}
}
