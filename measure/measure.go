// Package measure knows what the hub tells Prometheus, under the names that JupyterHub
// has for it (jupyterhub_…), and a few of its own (commonhall_…).
//
// It asks nobody to measure anything: it looks at requests as they pass, at events as
// they are recorded, and asks the rooms how things stand when it is read. No person's
// name and no address as it was typed ever becomes a label.
package measure

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"commonhall"
	"commonhall/gate"
	"commonhall/metric"
)

// Sources are whom it asks when it is read.
type Sources struct {
	Running func() int // servers
	Users   func(context.Context, commonhall.UserFilter) ([]commonhall.User, int, error)
	Active  func(ctx context.Context, since time.Time) (int, error) // people
	Edges   func() []int                                            // processes of edges that listen
}

// Measures is what the hub counts.
type Measures struct {
	from    Sources
	started time.Time
	set     metric.Set

	requests, logins, logouts, spawns, stops, revoked *metric.Histogram
	reports, events                                   *metric.Counter

	mu    sync.Mutex
	since map[commonhall.ServerID]time.Time // a start or a stop began

	counted  sync.Mutex
	active   map[string]float64
	activeAt time.Time
}

// New returns measures that nobody has added to. It starts nothing.
func New(started time.Time) *Measures {
	m := &Measures{started: started, since: map[commonhall.ServerID]time.Time{}}
	// Of requests by many labels few buckets, of rare things more.
	short := []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}
	long := []float64{.5, 1, 2.5, 5, 10, 15, 30, 60, 120, 180, 300, 600}
	s := &m.set
	m.requests = s.Histogram("jupyterhub_request_duration_seconds", "How long requests took, by the route that answered.", short, "method", "handler", "code")
	m.spawns = s.Histogram("jupyterhub_server_spawn_duration_seconds", "How long servers took from the start until they were ready, or failed.", long, "status")
	m.stops = s.Histogram("jupyterhub_server_stop_seconds", "How long servers took to stop.", long, "status")
	m.logins = s.Histogram("jupyterhub_login_duration_seconds", "How long sign-ins took.", short, "status")
	m.logouts = s.Histogram("jupyterhub_logout_duration_seconds", "How long sign-outs took.", short)
	m.revoked = s.Histogram("jupyterhub_proxy_delete_duration_seconds", "How long it took until the edge had confirmed that somebody is let in no more.", short, "status")
	m.reports = s.Counter("jupyterhub_csp_reports_total", "Reports of browsers that something broke the rules of a page.")
	m.events = s.Counter("commonhall_events_total", "What stands in the timeline, by its name.", "name")
	return m
}

// Ask says whom to ask; it is called once, before anything is read.
func (m *Measures) Ask(from Sources) {
	m.from = from
	s := &m.set
	one := func(name, help string, v func() (float64, error)) {
		s.Read("gauge", name, help, nil, func(add func(float64, ...string)) {
			if v, err := v(); err == nil {
				add(v)
			}
		})
	}
	one("jupyterhub_running_servers", "Servers that run, start or stop.", func() (float64, error) { return float64(from.Running()), nil })
	one("jupyterhub_total_users", "People.", func() (float64, error) {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		_, total, err := from.Users(ctx, commonhall.UserFilter{Limit: 1})
		return float64(total), err
	})
	s.Read("gauge", "jupyterhub_active_users", "People who were active in the last 24 hours, 7 days, 30 days.", []string{"period"}, m.activePeople)
	one("commonhall_edges", "Edges that listen to the hub; 1, or 2 while one takes over from another.", func() (float64, error) { return float64(len(from.Edges())), nil })
	s.Process(m.started)
}

const (
	patience = 5 * time.Second // with a database
	fresh    = time.Minute     // so old may the numbers of active people be
)

// activePeople counts them, not more often than once a minute.
func (m *Measures) activePeople(add func(float64, ...string)) {
	m.counted.Lock()
	defer m.counted.Unlock()
	if now := time.Now(); m.active == nil || now.Sub(m.activeAt) > fresh {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		counted := map[string]float64{}
		for period, days := range periods() {
			n, err := m.from.Active(ctx, now.UTC().AddDate(0, 0, -days))
			if err != nil {
				return
			}
			counted[period] = float64(n)
		}
		m.active, m.activeAt = counted, now
	}
	for _, period := range []string{"24h", "30d", "7d"} {
		add(m.active[period], period)
	}
}

func periods() map[string]int { return map[string]int{"24h": 1, "7d": 7, "30d": 30} }

// WriteTo implements io.WriterTo.
func (m *Measures) WriteTo(w io.Writer) (int64, error) { return m.set.WriteTo(w) }

// Requests measures what h answers. Inside there must be an http.ServeMux that gets the
// request as it is: its pattern is what names the route.
func (m *Measures) Requests(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin, seen := time.Now(), &watched{ResponseWriter: w}
		defer func() { m.answered(r, seen.code, time.Since(begin).Seconds()) }()
		h.ServeHTTP(seen, r)
		if seen.code == 0 {
			seen.code = http.StatusOK
		}
	})
}

// answered notes a request. One that made its handler panic has no code.
func (m *Measures) answered(r *http.Request, code int, seconds float64) {
	method := r.Method
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
	default:
		method = "other"
	}
	_, handler, ok := strings.Cut(r.Pattern, " ")
	if !ok {
		handler = r.Pattern
	}
	if code == 0 {
		code = http.StatusInternalServerError
	}
	m.requests.Observe(seconds, method, handler, strconv.Itoa(code))
	if method != http.MethodPost {
		return
	}
	switch handler {
	case "/hub/login":
		m.logins.Observe(seconds, outcome(code < 400))
	case "/hub/logout":
		if code < 400 {
			m.logouts.Observe(seconds)
		}
	case "/hub/security/csp-report":
		m.reports.Add(1)
	}
}

func outcome(good bool) string {
	if good {
		return "success"
	}
	return "failure"
}

// watched knows the status of an answer.
type watched struct {
	http.ResponseWriter
	code int
}

// WriteHeader implements http.ResponseWriter.
func (w *watched) WriteHeader(code int) {
	if w.code == 0 && code >= 200 {
		w.code = code
	}
	w.ResponseWriter.WriteHeader(code)
}

// Write implements http.ResponseWriter.
func (w *watched) Write(b []byte) (int, error) {
	if w.code == 0 {
		w.code = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap is how http.ResponseController finds what else the writer can do.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Recorder returns one that looks at each event before next has it.
func (m *Measures) Recorder(next commonhall.Recorder) commonhall.Recorder { return recorder{m, next} }

type recorder struct {
	m    *Measures
	next commonhall.Recorder
}

// Record implements commonhall.Recorder.
func (r recorder) Record(ctx context.Context, e commonhall.Event) {
	r.m.happened(e)
	r.next.Record(ctx, e)
}

// mostWaiting bounds how many starts and stops are waited for: there are no more servers.
const mostWaiting = 100_000

func (m *Measures) happened(e commonhall.Event) {
	m.events.Add(1, string(e.Name))
	if e.Server == "" {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	began, waited := m.since[e.Server]
	seconds := time.Since(began).Seconds()
	switch e.Name {
	case commonhall.EventServerStarting, commonhall.EventServerStopping:
		if len(m.since) < mostWaiting {
			m.since[e.Server] = time.Now()
		}
		return
	case commonhall.EventServerReady:
		if waited {
			m.spawns.Observe(seconds, "success")
		}
	case commonhall.EventServerFailed:
		if waited {
			m.spawns.Observe(seconds, "failure")
		}
	case commonhall.EventServerEnded:
		if waited {
			m.stops.Observe(seconds, "success")
		}
	default:
		return
	}
	delete(m.since, e.Server)
}

// Revoker is what takes the edge's answers back.
type Revoker interface {
	Revoke(context.Context, gate.Revocation) error
}

// Revocations measures what next does.
func (m *Measures) Revocations(next Revoker) Revoker { return revoker{m, next} }

type revoker struct {
	m    *Measures
	next Revoker
}

// Revoke implements Revoker.
func (r revoker) Revoke(ctx context.Context, what gate.Revocation) error {
	begin := time.Now()
	err := r.next.Revoke(ctx, what)
	r.m.revoked.Observe(time.Since(begin).Seconds(), outcome(err == nil))
	return err
}
