package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"commonhall/packaging/needs"
)

// TestJupyterHubsOwnServer is a day with Debian's jupyterhub-singleuser, unchanged: it
// signs its person in through the hub, computes, asks the hub about API clients, and
// loses everybody whom the hub has let go.
func TestJupyterHubsOwnServer(t *testing.T) {
	needs.Programs(t, "jupyterhub-singleuser")
	t.Parallel()
	h := open(t)
	h.run("user", "add", "ada", "ben")
	ada, ben := h.signedIn("ada", "seven green bottles"), h.signedIn("ben", "three blue herons")
	token := h.token("ada")
	h.run("server", "start", "ada", "--app", "jupyterhub-singleuser", "--wait")
	p := ada.get("/user/ada/")
	if p.status != http.StatusOK || !strings.HasPrefix(p.path, "/user/ada/tree") || !strings.Contains(p.body, "Jupyter") {
		t.Fatalf("ada is led to %s, %d: %s\n%s", p.path, p.status, p.text(), h.serverLog())
	}
	ben.get("/user/ada/tree").says(t, http.StatusNotFound, "There is nothing at this address")
	t.Run("in the browser", func(t *testing.T) { ada.computes(t) })
	t.Run("with a token", func(t *testing.T) {
		if out := h.runCode("ada", token, "print(6*7)"); strings.TrimSpace(out) != "42" {
			t.Errorf("an API client computed %s", out)
		}
		if status, body := h.call("GET", "/user/ada/api/kernels", h.token("ben"), ""); status != http.StatusNotFound {
			t.Errorf("ben's token: %d %s", status, body)
		}
	})
	t.Run("what it does", func(t *testing.T) { h.saysThatItComputes(t, token) })
	t.Run("what it may", func(t *testing.T) { h.hostileSingleuser(t, token) })
	t.Run("activity", func(t *testing.T) {
		_, body := h.call("GET", "/hub/api/users/ada/tokens", token, "")
		var list struct {
			Tokens []struct {
				Note string
				Last string `json:"last_activity"`
			} `json:"api_tokens"`
		}
		if err := json.Unmarshal([]byte(body), &list); err != nil {
			t.Fatal(err)
		}
		for _, tok := range list.Tokens {
			if tok.Note == "Server of ada" && tok.Last == "" {
				t.Errorf("the server has never called the hub: %s", body)
			}
		}
		if out := h.serverLog(); strings.Contains(out, "Error notifying Hub of activity") || strings.Contains(out, "Failed") {
			t.Errorf("it could not tell the hub of activity: %s", out)
		}
	})
	t.Run("the end", func(t *testing.T) { ada.signsOut(t, token) })
}

// saysThatItComputes: the hub asks so, before it stops a server that nobody seems to use.
func (h *house) saysThatItComputes(t *testing.T, token string) {
	// What a server asks of a new kernel is answered beside its first code, and may say that
	// the kernel is idle while that runs. It asks nothing beside the second. What that says of
	// itself may reach the server later than its question.
	k := h.newKernel("python3", "ada", token)
	defer func() { _ = k.conn.CloseNow() }()
	k.run("1")
	said := k.run(`import os, json, time, urllib.request
r = urllib.request.Request("http://127.0.0.1:8888/user/ada/api/kernels?no_track_activity=1", headers={"Authorization": "token " + os.environ["JUPYTERHUB_API_TOKEN"]})
until, states = time.monotonic() + 20, []
while "busy" not in states and time.monotonic() < until:
    states = [k["execution_state"] for k in json.load(urllib.request.urlopen(r))]
print("busy" if "busy" in states else states)`)
	if strings.TrimSpace(said) != "busy" {
		t.Errorf("of a kernel that computes it tells its own token %q", said)
	}
}

// computes has the page of a notebook's kernel say what 1+1 is, as the page does it.
func (v *visitor) computes(t *testing.T) {
	xsrf := ""
	var cookies []string
	for _, c := range v.cookies("/user/ada/api") {
		cookies = append(cookies, c.Name+"="+c.Value)
		if c.Name == "_xsrf" {
			xsrf = c.Value
		}
	}
	header := http.Header{"Cookie": {strings.Join(cookies, "; ")}, "X-XSRFToken": {xsrf}, "Origin": {v.h.url}, "Sec-Fetch-Site": {"same-origin"}, "Sec-Fetch-Dest": {"empty"}}
	req, err := http.NewRequestWithContext(t.Context(), "POST", v.h.url+"/user/ada/api/kernels", strings.NewReader(`{"name":"python3"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header = header
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var kernel struct{ ID string }
	if err := json.NewDecoder(resp.Body).Decode(&kernel); err != nil || resp.StatusCode != http.StatusCreated {
		t.Fatalf("a kernel: %s, %v\n%s", resp.Status, err, v.h.serverLog())
	}
	channels := strings.Replace(v.h.url, "http://", "ws://", 1) + "/user/ada/api/kernels/" + kernel.ID + "/channels"
	conn, _, err := websocket.Dial(t.Context(), channels, &websocket.DialOptions{HTTPHeader: header})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.CloseNow() }()
	execute := strings.Replace(countForEver, `import time\nfor i in range(10**9):\n    print(i, flush=True)\n    time.sleep(0.02)`, "print(1+1)", 1)
	if err := conn.Write(t.Context(), websocket.MessageText, []byte(execute)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for {
		_, b, err := conn.Read(ctx)
		if err != nil {
			t.Fatalf("1+1 was not answered: %v", err)
		}
		if strings.Contains(string(b), `"text": "2\n"`) || strings.Contains(string(b), `"text":"2\n"`) {
			return
		}
	}
}

// hostileSingleuser is what code in ada's server can do with the token that the server
// holds: say who it is for, and that somebody works. No more.
func (h *house) hostileSingleuser(t *testing.T, token string) {
	out := h.runCode("ada", token, `
import json, os, urllib.request
def ask(method, path, body=None):
    r = urllib.request.Request(os.environ["JUPYTERHUB_API_URL"] + path, method=method, data=body,
        headers={"Authorization": "token " + os.environ["JUPYTERHUB_API_TOKEN"], "Content-Type": "application/json"})
    try: return urllib.request.urlopen(r, timeout=20).status
    except urllib.error.HTTPError as e: return e.code
for method, path, body in [("GET", "/user", None), ("GET", "/users", None), ("GET", "/users/ben", None), ("GET", "/users/ada/tokens", None),
    ("POST", "/users/ada/tokens", b"{}"), ("DELETE", "/users/ada/server", None), ("POST", "/users/ben/activity", b'{"last_activity":"2030-01-01T00:00:00Z"}'),
    ("GET", "/proxy", None), ("POST", "/oauth2/token", b"grant_type=authorization_code&code=x&client_id=jupyterhub-user-ben&client_secret=x"), ("GET", "/oauth2/authorize?client_id=jupyterhub-user-ben", None)]:
    print(method, path.partition("?")[0], ask(method, path, body))
print(sorted(k for k in os.environ if "TOKEN" in k or "SECRET" in k or "COOKIE" in k))
`)
	want := `GET /user 200
GET /users 403
GET /users/ben 404
GET /users/ada/tokens 403
POST /users/ada/tokens 403
DELETE /users/ada/server 403
POST /users/ben/activity 404
GET /proxy 403
POST /oauth2/token 401
GET /oauth2/authorize 404
['JPY_API_TOKEN', 'JUPYTERHUB_API_TOKEN', 'JUPYTERHUB_COOKIE_HOST_PREFIX_ENABLED']
`
	if out != want {
		t.Errorf("the server's own token could do\n%s\nwant\n%s", out, want)
	}
}

// signsOut: whoever leaves is out at once, and so is a token that is revoked.
func (v *visitor) signsOut(t *testing.T, token string) {
	if p := v.get("/user/ada/logout"); p.path != "/hub/logout" || p.status != http.StatusOK {
		t.Errorf("its logout leads to %s, %d", p.path, p.status)
	}
	v.get("/user/ada/tree").says(t, http.StatusOK) // and asks anew who comes
	before := v.cookies("/user/ada/")
	v.get("/hub/logout").post(v, "/hub/logout").says(t, http.StatusOK, "You are signed out")
	stolen, at := v.h.visitor(), &url.URL{Scheme: "http", Host: strings.TrimPrefix(v.h.url, "http://"), Path: "/user/ada/"}
	for _, c := range before {
		stolen.http.Jar.SetCookies(at, []*http.Cookie{{Name: c.Name, Value: c.Value, Path: "/user/ada/"}})
	}
	if p := stolen.get("/user/ada/tree"); p.path != "/hub/login" {
		t.Errorf("with the cookies from before: %d at %s", p.status, p.path)
	}
	if status, _ := v.h.call("GET", "/user/ada/api/kernels", token, ""); status != http.StatusOK {
		t.Errorf("the token, which is not of the browser: %d", status)
	}
	id := regexp.MustCompile(`"id":"(a\d+)"`).FindStringSubmatch(second(v.h.call("GET", "/hub/api/users/ada/tokens", token, "")))
	if id == nil {
		t.Fatal("ada has no token")
	}
	v.h.call("DELETE", "/hub/api/users/ada/tokens/"+id[1], token, "")
	if status, body := v.h.call("GET", "/user/ada/api/kernels", token, ""); status != http.StatusForbidden {
		t.Errorf("the revoked token: %d %s", status, body)
	}
}

func second(_ int, s string) string { return s }

// TestAServerThatKeepsWhatItIsTold is called as JupyterHub's own, so it is told who asks.
// What it is told is no use to it anywhere else.
func TestAServerThatKeepsWhatItIsTold(t *testing.T) {
	fake, err := filepath.Abs("testdata/jupyterhub-singleuser.py")
	if err != nil {
		t.Fatal(err)
	}
	h := openSeeing(t, filepath.Join(t.TempDir(), "D"), `mount -t tmpfs none /usr/local/bin; install -m 755 `+fake+` /usr/local/bin/jupyterhub-singleuser`)
	h.run("user", "add", "ada", "ben")
	ada, token := h.signedIn("ada", "seven green bottles"), h.token("ada")
	h.run("server", "start", "ada", "--app", "jupyterhub-singleuser", "--wait")
	seen := ada.get("/user/ada/").body
	var names []string
	for _, c := range ada.cookies("/user/ada/") {
		names = append(names, c.Name)
		if strings.Contains(seen, c.Value) != (c.Name == "jupyterhub-session-id") {
			t.Errorf("of the cookie %s it saw: %s", c.Name, seen)
		}
	}
	if len(names) < 2 || strings.Contains(seen, "Authorization") {
		t.Errorf("the browser has %v; it saw %s", names, seen)
	}
	_, seen = h.call("GET", "/user/ada/", token, "")
	shown := regexp.MustCompile(`Authorization: token (ch_[a-z2-7]{32})`).FindStringSubmatch(seen)
	if shown == nil || shown[1] == token || strings.Contains(seen, token) {
		t.Fatalf("of an API client it saw %s", seen)
	}
	for _, c := range []struct {
		method, path string
		status       int
	}{
		{"GET", "/user/ada/api/kernels", http.StatusForbidden}, {"POST", "/user/ben/", http.StatusForbidden}, {"GET", "/hub/api/user", http.StatusOK},
		{"GET", "/hub/api/users", http.StatusForbidden}, {"GET", "/hub/api/users/ada/tokens", http.StatusForbidden}, {"POST", "/hub/api/users/ada/tokens", http.StatusForbidden},
		{"DELETE", "/hub/api/users/ada/server", http.StatusForbidden}, {"GET", "/hub/api/users/ben", http.StatusNotFound},
	} {
		if status, body := h.call(c.method, c.path, shown[1], "{}"); status != c.status {
			t.Errorf("with what it was shown, %s %s: %d %s, want %d", c.method, c.path, status, body, c.status)
		}
	}
	h.run("server", "stop", "ada")
	if status, body := h.call("GET", "/hub/api/user", shown[1], ""); status != http.StatusForbidden {
		t.Errorf("after the server has ended: %d %s", status, body)
	}
	if log := h.log.String(); strings.Contains(log, shown[1]) || strings.Contains(log, token) {
		t.Error("a log holds a token")
	}
}

// serverLog is what servers of ada's have written.
func (h *house) serverLog() string {
	var all strings.Builder
	paths, _ := filepath.Glob(filepath.Join(h.dir, "log", "ada*")) // the pattern is right
	for _, p := range paths {
		b, err := os.ReadFile(p)
		fmt.Fprintf(&all, "%s %v\n%s\n", p, err, b)
	}
	return all.String()
}
