package measure

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/gate"
)

// told returns what is written, line by line.
func told(t *testing.T, m *Measures) map[string]string {
	t.Helper()
	var b bytes.Buffer
	if _, err := m.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for line := range strings.Lines(b.String()) {
		if !strings.HasPrefix(line, "#") {
			i := strings.LastIndex(line, " ")
			out[line[:i]], _ = strings.CutSuffix(line[i+1:], "\n")
		}
	}
	return out
}

func (m *Measures) is(t *testing.T, want map[string]string) {
	t.Helper()
	got := told(t, m)
	for name, v := range want {
		if got[name] != v {
			t.Errorf("%s is %q, want %q; all: %v", name, got[name], v, got)
		}
	}
}

// TestRequests: the route is told, never the address.
func TestRequests(t *testing.T) {
	m, mux := New(time.Now()), http.NewServeMux()
	mux.HandleFunc("GET /hub/api/users/{name}", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(404) })
	mux.HandleFunc("POST /hub/login", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery == "wrong" {
			w.WriteHeader(403)
			return
		}
		http.Redirect(w, r, "/hub/home", http.StatusSeeOther)
	})
	mux.HandleFunc("POST /hub/logout", func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "x") })
	mux.HandleFunc("POST /hub/security/csp-report", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("/hub/api/", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(404); w.WriteHeader(200) })
	mux.HandleFunc("GET /hub/broken", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	mux.HandleFunc("GET /hub/stream", func(w http.ResponseWriter, r *http.Request) {
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Error(err)
		}
	})
	h := m.Requests(mux)
	for _, q := range []string{"GET /hub/api/users/ada", "GET /hub/api/users/secret-name", "POST /hub/login", "POST /hub/login?wrong", "POST /hub/logout",
		"POST /hub/security/csp-report", "GET /hub/api/tokens/ch_secret", "BREW /hub/api/secret", "GET /nowhere/secret", "GET /hub/broken", "GET /hub/stream"} {
		method, path, _ := strings.Cut(q, " ")
		func() {
			defer func() { _ = recover() }()
			h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(method, path, nil))
		}()
	}
	count := func(method, handler, code string) string {
		return `jupyterhub_request_duration_seconds_count{method="` + method + `",handler="` + handler + `",code="` + code + `"}`
	}
	m.is(t, map[string]string{count("GET", "/hub/api/users/{name}", "404"): "2", count("POST", "/hub/login", "303"): "1", count("POST", "/hub/login", "403"): "1",
		count("GET", "/hub/api/", "404"): "1", count("other", "/hub/api/", "404"): "1", count("GET", "", "404"): "1", count("GET", "/hub/broken", "500"): "1",
		count("GET", "/hub/stream", "200"): "1", `jupyterhub_login_duration_seconds_count{status="success"}`: "1", `jupyterhub_login_duration_seconds_count{status="failure"}`: "1",
		"jupyterhub_logout_duration_seconds_count": "1", "jupyterhub_csp_reports_total": "1"})
	for name := range told(t, m) {
		if strings.Contains(name, "secret") || strings.Contains(name, "ada") {
			t.Errorf("%s tells what nobody is to know", name)
		}
	}
}

type events []commonhall.Event

func (e *events) Record(_ context.Context, one commonhall.Event) { *e = append(*e, one) }

// TestServers are measured by what the timeline is told of them.
func TestServers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var next events
		m := New(time.Now())
		r := m.Recorder(&next)
		happens := func(after time.Duration, name commonhall.EventName, id commonhall.ServerID) {
			time.Sleep(after)
			r.Record(t.Context(), commonhall.Event{Name: name, Server: id, User: "ada", Text: "Said."})
		}
		happens(0, commonhall.EventServerStarting, "1")
		happens(time.Second, commonhall.EventServerStarting, "2")
		happens(time.Second, commonhall.EventServerReady, "1")
		happens(2*time.Second, commonhall.EventServerFailed, "2")
		happens(0, commonhall.EventServerMemory, "1")
		happens(0, commonhall.EventServerStopping, "1")
		happens(4*time.Second, commonhall.EventServerEnded, "1")
		happens(0, commonhall.EventServerEnded, "3") // by itself
		happens(0, commonhall.EventSignInFailed, "")
		m.is(t, map[string]string{`jupyterhub_server_spawn_duration_seconds_sum{status="success"}`: "2", `jupyterhub_server_spawn_duration_seconds_sum{status="failure"}`: "3",
			`jupyterhub_server_stop_seconds_sum{status="success"}`: "4", `jupyterhub_server_stop_seconds_count{status="success"}`: "1",
			`commonhall_events_total{name="server.ended"}`: "2", `commonhall_events_total{name="signin.failed"}`: "1"})
		if len(next) != 9 || len(m.since) != 0 {
			t.Errorf("%d events went on, %d servers are waited for", len(next), len(m.since))
		}
	})
}

type edge struct{ err error }

func (e *edge) Revoke(context.Context, gate.Revocation) error { return e.err }

// TestHowThingsStand: the rooms are asked when it is read, and people are not counted
// more often than once a minute.
func TestHowThingsStand(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, e, counted, broken := New(time.Now()), &edge{}, 0, error(nil)
		m.Ask(Sources{Running: func() int { return 3 }, Edges: func() []int { return []int{7} },
			Users: func(context.Context, commonhall.UserFilter) ([]commonhall.User, int, error) { return nil, 60, broken },
			Active: func(_ context.Context, since time.Time) (int, error) {
				counted++
				return int(time.Since(since).Hours() / 24), broken
			}})
		r := m.Revocations(e)
		_ = r.Revoke(t.Context(), gate.Revocation{})
		if e.err = gate.ErrUnconfirmed; !errors.Is(r.Revoke(t.Context(), gate.Revocation{}), gate.ErrUnconfirmed) {
			t.Error("the error is lost")
		}
		want := map[string]string{"jupyterhub_running_servers": "3", "jupyterhub_total_users": "60", "commonhall_edges": "1",
			`jupyterhub_active_users{period="24h"}`: "1", `jupyterhub_active_users{period="7d"}`: "7", `jupyterhub_active_users{period="30d"}`: "30",
			`jupyterhub_proxy_delete_duration_seconds_count{status="success"}`: "1", `jupyterhub_proxy_delete_duration_seconds_count{status="failure"}`: "1"}
		m.is(t, want)
		m.is(t, want)
		if counted != 3 {
			t.Errorf("people were counted %d times", counted)
		}
		broken = errors.New("the database is away")
		time.Sleep(2 * time.Minute)
		m.is(t, map[string]string{"jupyterhub_running_servers": "3", "jupyterhub_total_users": "", `jupyterhub_active_users{period="24h"}`: ""})
	})
}
