package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// fake is a hub that knows people by name and little else.
type fake struct {
	mu     sync.Mutex
	people map[string]bool
	scopes []string
	info   map[string]any
	serve  func(w http.ResponseWriter, r *http.Request) bool // comes first
}

const adminToken = "an-administrators-token-0123456789"

func newFake(t *testing.T) (*fake, string) {
	f := &fake{people: map[string]bool{}, scopes: []string{"admin:groups", "admin:servers", "admin:users", "read:hub", "tokens"}, info: map[string]any{}}
	srv := httptest.NewServer(f)
	t.Cleanup(srv.Close)
	return f, srv.URL
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if f.serve != nil && f.serve(w, r) {
		return
	}
	say := func(status int, v any) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(v)
	}
	no := func(status int) { say(status, map[string]any{"status": status, "message": "No"}) }
	f.mu.Lock()
	defer f.mu.Unlock()
	name, isPerson := strings.CutPrefix(r.URL.Path, "/hub/api/users/")
	isPerson = isPerson && !strings.Contains(name, "/")
	switch w.Header().Set("X-JupyterHub-Version", "5.2.1"); {
	case r.URL.Path == "/hub/api/" || r.URL.Path == "/hub/api":
		say(200, map[string]string{"version": "5.2.1"})
	case r.Header.Get("Authorization") != "token "+adminToken:
		no(403)
	case r.URL.Path == "/hub/api/user":
		say(200, map[string]any{"kind": "service", "name": "conform", "scopes": f.scopes})
	case r.URL.Path == "/hub/api/info":
		say(200, f.info)
	case isPerson && r.Method == "POST" && !f.people[name]:
		f.people[name] = true
		say(201, map[string]any{"name": name})
	case isPerson && r.Method == "POST":
		no(409)
	case isPerson && r.Method == "DELETE" && f.people[name]:
		delete(f.people, name)
		w.WriteHeader(204)
	default:
		no(404)
	}
}

// asked runs the kit and returns its status and what it printed.
func asked(args ...string) (int, string) {
	var out bytes.Buffer
	status := Main(args, &out, &out)
	return status, out.String()
}

// TestWhatIsNoHub: the kit says in a sentence why it cannot ask.
func TestWhatIsNoHub(t *testing.T) {
	f, url := newFake(t)
	for what, c := range map[string]struct {
		args []string
		says string
	}{
		"nothing is said":     {nil, "Secrets may come from"},
		"nobody listens":      {[]string{"-url", "http://127.0.0.1:1", "-token", adminToken}, "no answer"},
		"no hub":              {[]string{"-url", url + "/shop", "-token", adminToken}, "there is no hub at"},
		"not its token":       {[]string{"-url", url, "-token", "x"}, "does not take the token"},
		"words that are none": {[]string{"-url", url, "-token", adminToken, "more"}, "Secrets may come from"},
	} {
		if status, out := asked(c.args...); status != 2 || !strings.Contains(out, c.says) || strings.Contains(out, adminToken) {
			t.Errorf("%s: status %d: %s", what, status, out)
		}
	}
	f.scopes = f.scopes[1:]
	if status, out := asked("-url", url, "-token", adminToken); status != 2 || !strings.Contains(out, "no scope admin:groups") {
		t.Errorf("a token that is not an administrator's: status %d: %s", status, out)
	}
}

// TestTheKitSeesWhatIsWrong: of a hub that does little, each promise is told apart, with
// what was asked and what came; nobody whom it made is left, and no secret is shown.
func TestTheKitSeesWhatIsWrong(t *testing.T) {
	f, url := newFake(t)
	status, out := asked("-url", url+"/", "-token", adminToken, "-only", "users.", "-patience", "1s")
	if status != 1 || !strings.Contains(out, "pass       DELETE /users/N: 204") || !strings.Contains(out, "FAIL       PATCH /users/N: another name") ||
		!strings.Contains(out, "wanted 200, got 404") || strings.Contains(out, adminToken) {
		t.Errorf("status %d: %s", status, out)
	}
	if !strings.Contains(out, "DELETE /hub/api/users/conform-") || len(f.people) != 0 {
		t.Errorf("it left %v behind: %s", f.people, out)
	}
	status, out = asked("-url", url, "-token", adminToken, "-only", "users.remove", "-json")
	var first struct{ Name, Outcome string }
	if err := json.NewDecoder(strings.NewReader(out)).Decode(&first); err != nil || first.Name != "users.remove" || first.Outcome != pass || status != 1 {
		t.Errorf("status %d, %v: %s", status, err, out)
	}
}

// TestWhatIsLeftBehindFails although all that was asked for came.
func TestWhatIsLeftBehindFails(t *testing.T) {
	f, url := newFake(t)
	f.serve = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == "DELETE" {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		return r.Method == "DELETE"
	}
	k := aKit(t, url)
	got := k.try(row{id: "x.y", do: func(t *trial) { t.person() }})
	if got.outcome != fail || !strings.Contains(fmt.Sprint(got.complaints), "is left behind: 503") {
		t.Errorf("%s: %v", got.outcome, got.complaints)
	}
}

func aKit(t *testing.T, url string) *kit {
	t.Helper()
	k := &kit{ctx: t.Context(), url: url, token: adminToken, patience: time.Second, prefix: "conform-x", http: newClient(nil)}
	if err := k.meet(); err != nil {
		t.Fatal(err)
	}
	return k
}

// TestOutcomes: what a later version began with is no failure, what is known of a hub is
// a difference, and one that is there no longer must go from the list.
func TestOutcomes(t *testing.T) {
	f, url := newFake(t)
	good, bad := func(*trial) {}, func(t *trial) { t.complain("no") }
	k := aKit(t, url)
	f.info[ours] = "1"
	here := aKit(t, url)
	for _, c := range []struct {
		k    *kit
		row  row
		want string
	}{
		{k, row{id: "a.b", do: good}, pass},
		{k, row{id: "a.b", do: bad}, fail},
		{k, row{id: "a.b", since: "6.0", do: bad}, later},
		{k, row{id: "a.b", since: "6.0", do: good}, pass},
		{k, row{id: "a.b", since: "5.0", do: bad}, fail},
		{k, row{id: "servers.unknown-stop", do: bad}, differs},
		{k, row{id: "servers.unknown-stop", do: good}, pass}, // mended since
		{k, row{id: "hub.shutdown-scope", do: bad}, fail},    // of ours only
		{here, row{id: "hub.shutdown-scope", do: bad}, differs},
		{here, row{id: "hub.shutdown-scope", do: good}, fail},
		{here, row{id: "a.b", since: "6.0", do: bad}, fail}, // ours is asked for everything
		{here, row{id: "servers.unknown-stop", do: bad}, fail},
		{k, row{id: "a.b", do: func(t *trial) { t.browser() }}, unasked},
	} {
		if got := c.k.try(c.row); got.outcome != c.want || got.outcome == differs && got.reason == "" {
			t.Errorf("%s of %s: %s, want %s: %v", c.row.id, c.k.kind, got.outcome, c.want, got.complaints)
		}
	}
}

// TestInterrupted: Ctrl-C in the middle, and what was made is taken away all the same.
func TestInterrupted(t *testing.T) {
	f, url := newFake(t)
	k := aKit(t, url)
	ctx, cancel := context.WithCancel(t.Context())
	k.ctx = ctx
	got := k.try(row{id: "a.b", do: func(t *trial) {
		t.person()
		cancel()
		t.person()
	}})
	if len(f.people) != 0 || got.outcome != stoppedNow {
		t.Errorf("%s: %v is left", got.outcome, f.people)
	}
}

// TestAnswers: what a check lets pass, and what not.
func TestAnswers(t *testing.T) {
	of := func(status int, kind, body string) *answer {
		a := &answer{t: &trial{k: &kit{}}, status: status, header: http.Header{"Content-Type": {kind}}, body: []byte(body)}
		a.decode()
		return a
	}
	const js = "application/json"
	for i, c := range []struct {
		a  *answer
		do func(*answer)
		ok bool
	}{
		{of(403, js, `{"status":403,"message":"x"}`), func(a *answer) { a.refuses(403) }, true},
		{of(403, js, `{"status":404,"message":"x"}`), func(a *answer) { a.refuses(403) }, false},
		{of(403, js, `{"status":403,"message":""}`), func(a *answer) { a.refuses(403) }, false},
		{of(403, "text/html", `{"status":403,"message":"x"}`), func(a *answer) { a.refuses(403) }, false},
		{of(401, js, `{"status":401,"message":"x"}`), func(a *answer) { a.refuses(403, 404) }, false},
		{of(200, js, `{"a":{"":[1,{"b":null}]}}`), func(a *answer) { a.ok().has(nil, "a", "", 1, "b").has(1, "a", "", 0) }, true},
		{of(200, js, `{"a":1}`), func(a *answer) { a.has(2, "a") }, false},
		{of(200, js, `{"a":1}`), func(a *answer) { a.keys(nil, "a", "b") }, false},
		{of(200, js, `{"a":1,"b":2}`), func(a *answer) { a.only("b", "a") }, true},
		{of(200, js, `{"a":1,"b":2}`), func(a *answer) { a.only("a") }, false},
		{of(200, js, `[{"name":"x"}]`), func(a *answer) { a.lists("x") }, true},
		{of(200, js, `[]`), func(a *answer) { a.lists("x") }, false},
		{of(200, js, `{"t":"2026-01-31T12:00:00.000000Z"}`), func(a *answer) { a.matches(timeText, "t") }, true},
		{of(200, js, `{"t":"2026-01-31T12:00:00Z"}`), func(a *answer) { a.matches(timeText, "t") }, false},
		{of(200, js, `not`), func(a *answer) { a.ok() }, false},
		{of(200, js, `x`), func(a *answer) { a.empty() }, false},
		{of(200, js, `{"scopes":["a"]}`), func(a *answer) { a.holds([]any{"scopes"}, "b") }, false},
		{of(200, js, ``), func(a *answer) { a.sends("Content-Type", "html") }, false},
	} {
		c.do(c.a)
		if (len(c.a.t.complaints) == 0) != c.ok {
			t.Errorf("%d: %v", i, c.a.t.complaints)
		}
	}
	page := of(200, "text/html", `<input type="hidden" name="_xsrf" value="a&#43;b"/>`)
	if got := page.formToken(); got != "a+b" {
		t.Errorf("the form's token is %q", got)
	}
	if !slices.Equal(of(200, js, `{"items":[{"name":"x"},{}]}`).names("items"), []string{"x", ""}) {
		t.Error("names of a page")
	}
}
