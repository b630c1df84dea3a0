package cli

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// TestNewSoftware: a terminal says that the software is not what its server began with,
// and nothing where it is, nobody answers, or nonsense comes.
func TestNewSoftware(t *testing.T) {
	status, answer, asked := 200, `{"name": "python", "current": 4}`, ""
	hub := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = r.URL.Path + " " + r.Header.Get("Authorization")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(answer))
	}))
	defer hub.Close()
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	t.Setenv("COMMONHALL_DRAFT", "")
	t.Setenv("COMMONHALL_ENVIRONMENT", "python")
	t.Setenv("COMMONHALL_GENERATION", "3")
	t.Setenv("JUPYTERHUB_API_URL", hub.URL+"/hub/api")
	t.Setenv("JUPYTERHUB_API_TOKEN", "secret")
	if said := newSoftware(t.Context()); !strings.Contains(said, "The software was changed since your server started.") || asked != "/hub/api/environments/python token secret" {
		t.Errorf("it says %q, and asked %q", said, asked)
	}
	silent := func(why string) {
		t.Helper()
		if said := newSoftware(t.Context()); said != "" {
			t.Errorf("%s, and it says %q", why, said)
		}
	}
	t.Setenv("COMMONHALL_DRAFT", "1")
	silent("it is one's own draft")
	t.Setenv("COMMONHALL_DRAFT", "")
	t.Setenv("COMMONHALL_GENERATION", "4")
	silent("nothing is new")
	t.Setenv("COMMONHALL_GENERATION", "")
	silent("there is no environment")
	t.Setenv("COMMONHALL_GENERATION", "3")
	for _, answer = range []string{"", "[]", `{"current": "4"}`, `{}`, strings.Repeat(" ", 2<<20) + `{"current": 4}`} {
		silent("the hub answers nonsense")
	}
	status, answer = 403, `{"current": 4}`
	silent("the hub refuses")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if said := newSoftware(ctx); said != "" {
		t.Errorf("with no time it says %q", said)
	}
	hub.Close()
	silent("nobody answers")
}

// TestStopsSoon: a terminal says that its own server is stopped soon, not another one's, and
// nothing where the hub says nothing of use.
func TestStopsSoon(t *testing.T) {
	status, answer, asked := 200, "", ""
	hub := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = r.URL.EscapedPath() + " " + r.Header.Get("Authorization")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(answer))
	}))
	defer hub.Close()
	t.Setenv("JUPYTERHUB_API_URL", hub.URL+"/hub/api")
	t.Setenv("JUPYTERHUB_API_TOKEN", "secret")
	t.Setenv("JUPYTERHUB_USER", "ada@x")
	t.Setenv("JUPYTERHUB_SERVER_NAME", "lab")
	in := func(d time.Duration) string { return time.Now().Add(d).UTC().Format(time.RFC3339Nano) }
	for name, c := range map[string]struct{ answer, says string }{
		"nobody uses it": {`[{"server":"","stops_at":"` + in(time.Hour) + `","stops_why":"max_age"},{"server":"lab","stops_at":"` + in(12*time.Minute+30*time.Second) + `","stops_why":"idle_stop"}]`, "stopped in 12 minutes: nobody has used it for a while. Type something"},
		"it is old":      {`[{"server":"lab","stops_at":"` + in(30*time.Second) + `","stops_why":"max_age"}]`, "stopped in a minute: it has run for nearly as long as a server may. Save your work"},
		"another one":    {`[{"server":"","stops_at":"` + in(time.Hour) + `","stops_why":"idle_stop"}]`, ""},
		"none":           {`[]`, ""},
		"nonsense":       {`{"server":1}`, ""},
	} {
		answer = c.answer
		if said := stopsSoon(t.Context()); !strings.Contains(said, c.says) || c.says == "" && said != "" || asked != "/hub/api/users/ada@x/stops token secret" {
			t.Errorf("%s: says %q, asked %q", name, said, asked)
		}
	}
	status = 403
	if said := stopsSoon(t.Context()); said != "" {
		t.Errorf("the hub refuses, and it says %q", said)
	}
}
