package e2e

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"commonhall/packaging/needs"
)

// serviceAsked asks a service as somebody whose token the edge knows, and returns the words of its answer.
func (h *house) serviceAsked(path, token string) ([]string, error) {
	status, body := h.callErr("GET", path, token, "")
	if status != http.StatusOK {
		return nil, fmt.Errorf("%s: %d %s", path, status, body)
	}
	words := strings.Fields(body)
	if len(words) == 0 { // it was ended after it had said 200, and before the rest
		return nil, fmt.Errorf("%s: an answer without a body", path)
	}
	return words, nil
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
		h.run("server", "start", "ada", "--app", "terminal") // it may have ended before anybody looks once more
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

// TestAServiceSignsPeopleIn: one written for JupyterHub, unchanged, with Debian's
// jupyterhub. Who may enter is signed in, by browser or with a token in the place of theirs;
// others are told that they may not, and the service nothing of them.
func TestAServiceSignsPeopleIn(t *testing.T) {
	needs.Programs(t, "jupyterhub-singleuser")
	t.Parallel()
	var yaml strings.Builder
	for _, name := range []string{"who", "asks"} {
		fmt.Fprintf(&yaml, "  - name: %s\n    url: http://127.0.0.1:9000\n    oauth_no_confirm: %t\n    command:\n      - python3\n      - -Iuc\n      - |\n", name, name == "who")
		for line := range strings.Lines(readFile(t, "testdata/who.py")) {
			yaml.WriteString("        " + line)
		}
	}
	h := openWith(t, "services:\n"+yaml.String())
	h.run("user", "add", "ada")
	admin, ada := h.signedIn("admin", adminPassword), h.signedIn("ada", "seven green bottles")
	type told struct {
		Who, Session, Told string
		Cookies            []string
	}
	var got told
	eventually(t, "the service signs the administrator in", func() error {
		p, err := admin.try(http.MethodGet, "/services/who/", nil)
		if err == nil && (p.status != http.StatusOK || p.path != "/services/who/") {
			err = fmt.Errorf("%d at %s: %s", p.status, p.path, p.body)
		}
		if err != nil {
			return err
		}
		return json.Unmarshal([]byte(p.body), &got)
	})
	if got.Who != "admin" || got.Session == "" || got.Told != "" || strings.Contains(fmt.Sprint(got.Cookies), "commonhall") {
		t.Errorf("in a browser it is told %+v", got)
	}
	eventually(t, "one that does not leave that out asks first", func() error {
		p, err := admin.try(http.MethodGet, "/services/asks/", nil)
		if err == nil && (p.status != http.StatusOK || p.path != "/hub/api/oauth2/authorize" || !strings.Contains(p.body, "the service asks")) {
			err = fmt.Errorf("%d at %s: %s", p.status, p.path, p.text())
		}
		return err
	})
	token := h.token("admin")
	status, body := h.call("GET", "/services/who/", token, "")
	if err := json.Unmarshal([]byte(body), &got); status != http.StatusOK || err != nil || got.Who != "admin" || got.Told == "" || strings.Contains(got.Told, token) {
		t.Errorf("an API client: %d %s", status, body)
	}
	if status, body := h.call("GET", "/hub/api/users", strings.TrimPrefix(got.Told, "token "), ""); status != http.StatusForbidden {
		t.Errorf("with what it is told the service lists people: %d %s", status, body)
	}
	if p := ada.get("/services/who/"); p.status != http.StatusForbidden || p.path != "/hub/api/oauth2/authorize" {
		t.Errorf("ada, who may not: %d at %s: %s", p.status, p.path, p.text())
	}
}

// TestAServiceAsWritten: the program that the page has as an example greets whom the page's command lets in,
// after they said yes, and nobody else.
func TestAServiceAsWritten(t *testing.T) {
	needs.Root(t)
	needs.Programs(t, "jupyterhub-singleuser")
	t.Parallel()
	var program, settings string
	for _, b := range blocks(readFile(t, "../doc/how-to/services.md")) {
		switch {
		case b.kind == "python":
			program = b.text
		case b.kind == "yaml" && strings.Contains(b.text, "whoami.py"):
			settings = b.text
		}
	}
	inline, err := json.Marshal([]string{"python3", "-Iuc", program}) // the folder that the page names is the machine's
	must(t, err)
	ours := strings.Replace(settings, "[python3, /usr/local/lib/whoami.py]", string(inline), 1)
	if program == "" || ours == settings {
		t.Fatal("the page has no such example any more")
	}
	h := openWith(t, ours)
	h.run("user", "add", "ada", "ben")
	h.run("group", "add", "Physics-11")
	h.run("group", "join", "Physics-11", "ada")
	script, _ := asWritten(t, "how-to/services.md")
	h.types(script)
	ada, ben := h.signedIn("ada", "seven green bottles"), h.signedIn("ben", "seven green bottles")
	var asked page
	eventually(t, "ada is asked", func() error {
		p, err := ada.try(http.MethodGet, "/services/whoami/", nil)
		if err == nil && (p.status != http.StatusOK || !strings.Contains(p.body, "Let the service whoami know who you are?")) {
			err = fmt.Errorf("%d at %s: %s", p.status, p.path, p.text())
		}
		asked = p
		return err
	})
	answer := []string{"answer", "yes"}
	for _, field := range regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`).FindAllStringSubmatch(asked.body, -1) {
		if field[1] != "_xsrf" {
			answer = append(answer, field[1], html.UnescapeString(field[2]))
		}
	}
	if p := asked.post(ada, "/hub/api/oauth2/authorize", answer...); p.status != http.StatusOK || p.body != "Hello, ada" {
		t.Errorf("ada: %d at %s: %s", p.status, p.path, p.text())
	}
	if p := ben.get("/services/whoami/"); p.status != http.StatusForbidden || !strings.Contains(p.body, "You may not use the service whoami.") {
		t.Errorf("ben: %d at %s: %s", p.status, p.path, p.text())
	}
}
