package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// serviceAsked asks a service as somebody whose token the edge knows, and returns the words of its answer.
func (h *house) serviceAsked(path, token string) ([]string, error) {
	status, body := h.callErr("GET", path, token, "")
	if status != http.StatusOK {
		return nil, fmt.Errorf("%s: %d %s", path, status, body)
	}
	return strings.Fields(body), nil
}

// TestServices: a page, a culler and somebody hostile, whom the hub runs. What they do goes
// on while hub and warden die, and none gets more than is its own.
func TestServices(t *testing.T) {
	t.Parallel()
	h := openWith(t, readFile(t, "testdata/services.yaml"))
	h.run("user", "add", "ada")
	ada := h.token("ada")
	var born string
	eventually(t, "the page is up", func() error {
		words, err := h.serviceAsked("/services/page/a%20b?x=1", ada)
		if err == nil && (len(words) != 4 || words[1] != "/services/page/a%20b?x=1" || words[2] != "None" || words[3] != "None") {
			t.Errorf("the page is told %q", words)
		}
		if err == nil {
			born = words[0]
		}
		return err
	})
	t.Run("a culler", func(t *testing.T) {
		h.run("server", "start", "ada", "--app", "terminal", "--wait")
		eventually(t, "the server is stopped", func() error {
			if log := h.run("service", "log", "cull"); !strings.Contains(log, "culled ada") {
				return fmt.Errorf("the culler says %q", log)
			}
			return nil
		})
	})
	t.Run("somebody hostile", func(t *testing.T) { h.hostileService(ada) })
	t.Run("hub and warden die", func(t *testing.T) {
		for _, role := range []string{"hub", "warden", "hub"} {
			h.kill(role)
			eventually(t, "the page is the same after the "+role+" died", func() error {
				words, err := h.serviceAsked("/services/page/", ada)
				if err == nil && words[0] != born {
					t.Fatalf("another one answers after the %s died", role)
				}
				return err
			})
		}
		eventually(t, "the page has a way to the hub again", func() error {
			if out := h.run("service", "list"); strings.Count(out, "runs since") != 3 {
				return fmt.Errorf("%s", out)
			}
			return nil
		})
	})
	t.Run("restart", func(t *testing.T) {
		h.run("service", "restart", "page")
		eventually(t, "another one answers", func() error {
			words, err := h.serviceAsked("/services/page/", ada)
			if err == nil && words[0] == born {
				err = fmt.Errorf("the same one answers")
			}
			return err
		})
	})
}

// hostileService looks at what the hostile one has found: nobody, nothing, and no right.
func (h *house) hostileService(token string) {
	h.t.Helper()
	at, err := url.Parse(h.url)
	if err != nil {
		h.t.Fatal(err)
	}
	var found struct {
		Me, Bomb, UID                           int
		API                                     []int
		Others, Environs, Sockets, Files, Homes []string
		Edge                                    bool
	}
	eventually(h.t, "the hostile service is up", func() error {
		status, body := h.callErr("GET", "/services/hostile/?port="+at.Port()+"&dir="+url.QueryEscape(h.dir), token, "")
		if status != http.StatusOK {
			return fmt.Errorf("%d %s", status, body)
		}
		return json.Unmarshal([]byte(body), &found)
	})
	if found.Me != http.StatusOK || slices.ContainsFunc(found.API, func(status int) bool { return status != http.StatusForbidden && status != http.StatusNotFound }) || len(found.API) != 14 {
		h.t.Errorf("its token is answered %d, and opens %v", found.Me, found.API)
	}
	if len(found.Others)+len(found.Environs)+len(found.Sockets)+len(found.Files) > 0 || found.Edge {
		h.t.Errorf("it finds %+v", found)
	}
	if !slices.Equal(found.Homes, []string{"service"}) || found.Bomb == 0 || found.Bomb > 128 {
		h.t.Errorf("it has the homes %v and could start %d processes", found.Homes, found.Bomb)
	}
	if n := found.UID - h.instance().UIDBase; n < 950 || n >= 1000 {
		h.t.Errorf("it runs as %d", n)
	}
}
