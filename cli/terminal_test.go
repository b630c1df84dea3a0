package cli

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
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
