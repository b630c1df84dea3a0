package edge

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"commonhall"
	"commonhall/gate"
)

func hello(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, "%s %s", r.Method, r.URL.RequestURI())
}

func TestThePersonsProgramAnswers(t *testing.T) {
	h := newHouse(t)
	h.program(hello)
	for _, path := range []string{"/user/ada/", "/user/ada/lab/tree/a%2Fb%20c.ipynb?x=1&y=%20;z&&q=100%", "/user/ada/api//x", "/user/%61da/x"} {
		if a := h.get(path); a.StatusCode != 200 || a.body != "GET "+path || a.Header.Get("X-Request-Id") == "" {
			t.Errorf("%s: %s %q", path, a.Status, a.body)
		}
	}
	if a := h.get("/user/ada/", "Cookie:", "Authorization: Bearer "+adasToken); a.body != "GET /user/ada/" {
		t.Errorf("with a token: %s", a.Status)
	}
	if a := h.get("/user/ada?x=1"); a.StatusCode != 302 || a.Header.Get("Location") != "/user/ada/?x=1" {
		t.Errorf("without the slash: %s to %s", a.Status, a.Header.Get("Location"))
	}
	if a := h.request("HEAD", "/user/ada/", nil); a.StatusCode != 200 || a.body != "" || a.ContentLength != 14+1 {
		t.Errorf("HEAD: %s %d", a.Status, a.ContentLength)
	}
}

// Who may not enter, and what each kind of client is told.
func TestWhoMayNotEnter(t *testing.T) {
	h := newHouse(t)
	h.program(func(http.ResponseWriter, *http.Request) { t.Error("a request reached the program") })
	h.hub.say(adasSession, "off", gate.Answer{Result: gate.NotRunning})
	h.hub.say(adasSession, "a/b", gate.Answer{Result: gate.NotRunning})
	const out, page = "Cookie:", "Accept: text/html"
	for name, c := range map[string]struct {
		method, path string
		header       []string
		status       int
		says         string // the Location of a redirect, or something in the body
	}{
		"signed out, page":         {"GET", "/user/ada/lab?x=1", []string{out, page}, 302, "/hub/user/ada/lab?x=1"},
		"signed out, HEAD":         {"HEAD", "/user/ada/lab", []string{out}, 302, "/hub/user/ada/lab"},
		"signed out, API":          {"GET", "/user/ada/api/kernels", []string{out}, 403, "Missing or invalid credentials."},
		"signed out, wants JSON":   {"GET", "/user/ada/x", []string{out, "Accept: application/json"}, 403, "Missing or invalid credentials."},
		"signed out, POST":         {"POST", "/user/ada/x", []string{out}, 403, "Missing or invalid credentials."},
		"an old cookie":            {"GET", "/user/ada/", []string{"Cookie: " + cookieName + "=old"}, 302, "/hub/user/ada/"},
		"a bad token":              {"GET", "/user/ada/api/x", []string{out, "Authorization: token ch_wrong"}, 403, "Missing or invalid credentials."},
		"a stranger":               {"GET", "/user/ada/", []string{"Cookie: " + cookieName + "=" + bensSession, page}, 404, "nothing at this address"},
		"a stranger's API":         {"GET", "/user/ada/api/x", []string{"Cookie: " + cookieName + "=" + bensSession}, 404, "nothing at this address"},
		"nobody's server":          {"GET", "/user/nobody/", []string{page}, 404, "nothing at this address"},
		"a name too long":          {"GET", "/user/" + strings.Repeat("%3C", 9000) + "/", []string{page}, 404, "nothing at this address"},
		"a name with a slash":      {"GET", "/user/a%2Fb/", nil, 404, "nothing at this address"},
		"no name":                  {"GET", "/user//x", nil, 404, "nothing at this address"},
		"not running, page":        {"GET", "/user/off/lab", []string{page}, 302, "/hub/user/off/lab"},
		"not running, API":         {"GET", "/user/off/api/x", nil, 424, "JupyterHub server no longer running at /user/off/  Restart the server at /hub/user/off/"},
		"not running, POST":        {"POST", "/user/off/x", nil, 424, "no longer running"},
		"a page of nobody's":       {"GET", "/tree?a=b", nil, 302, "/hub/tree?a=b"},
		"a page of nobody's, POST": {"POST", "/tree", nil, 404, "nothing at this address"},
		"the root":                 {"GET", "/", nil, 302, "/hub/"},
		"user without a name":      {"GET", "/user", nil, 302, "/hub/user"},
	} {
		t.Run(name, func(t *testing.T) {
			a := h.request(c.method, c.path, nil, c.header...)
			got := a.body
			if a.StatusCode == 302 {
				got = a.Header.Get("Location")
			}
			if a.StatusCode != c.status || !strings.Contains(got, c.says) || (c.status == 302 && got != c.says) {
				t.Errorf("%s: %s", a.Status, got)
			}
			checkError(t, a)
		})
	}
}

// checkError checks what every error carries: the reference, and where somebody
// looks at it a page that says it.
func checkError(t *testing.T, a answer) {
	t.Helper()
	id := a.Header.Get("X-Request-Id")
	if len(id) != 26 {
		t.Errorf("%s has the reference %q", a.Status, id)
	}
	if a.StatusCode < 400 || a.Request == nil || a.Request.Method == "HEAD" {
		return
	}
	if a.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%s may be cached", a.Status)
	}
	if strings.Contains(a.Header.Get("Content-Type"), "html") {
		if !strings.Contains(a.body, "Reference "+id) || !strings.Contains(a.Header.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s is not the house's page: %s", a.Status, a.body)
		}
		return
	}
	var said struct {
		Status  int
		Message string
	}
	if err := json.Unmarshal([]byte(a.body), &said); err != nil || said.Status != a.StatusCode || said.Message == "" {
		t.Errorf("%s says %s", a.Status, a.body)
	}
}

// The hub is there but cannot tell, because it has just been started: the request
// waits until it can, and no longer than its patience.
func TestTheHubCannotTellYet(t *testing.T) {
	h := newHouse(t)
	h.program(hello)
	h.hub.mu.Lock()
	say := h.hub.answers
	h.hub.answers = map[gate.Question]gate.Answer{}
	for q := range say {
		h.hub.answers[q] = gate.Answer{Result: gate.Unavailable}
	}
	asked := 0
	h.hub.asked = func() {
		if asked++; asked == 3 {
			h.hub.answers = say
		}
	}
	h.hub.mu.Unlock()
	if a := h.get("/user/ada/x"); a.StatusCode != 200 || asked != 3 {
		t.Errorf("%s after %d questions: %s", a.Status, asked, a.body)
	}
	h = newHouseWith(t, time.Second)
	h.hub.say(adasSession, "dim", gate.Answer{Result: gate.Unavailable})
	h.get("/user/ada/") // by now the hub is there, and the time goes to its answers alone
	a := h.get("/user/dim/", "Accept: text/html")
	if a.StatusCode != 503 || !strings.Contains(a.body, "The hub cannot answer right now.") {
		t.Errorf("%s: %s", a.Status, a.body)
	}
	checkError(t, a)
}

// The hub is away: requests queue, and are served when it is back.
func TestTheHubIsAwayForAMoment(t *testing.T) {
	h := newHouse(t)
	h.program(hello)
	h.hub.end()
	got := make(chan answer)
	for _, path := range []string{"/user/ada/x", "/hub/home"} {
		go func() { got <- h.get(path) }()
	}
	h.hub.start(t)
	for range 2 {
		if a := <-got; a.StatusCode != 200 {
			t.Errorf("%s: %s", a.Request.URL.Path, a.Status)
		}
	}
	// What is remembered holds without a hub.
	h.hub.end()
	if a := h.get("/user/ada/x"); a.StatusCode != 200 {
		t.Errorf("a remembered answer: %s", a.Status)
	}
	h.hub.start(t)
}

// Who leaves while the hub thinks is not waited for.
func TestAClientLeaves(t *testing.T) {
	h := newHouse(t)
	asked, goOn := make(chan struct{}), make(chan struct{})
	h.hub.mu.Lock()
	h.hub.asked = func() { close(asked); <-goOn }
	h.hub.mu.Unlock()
	conn, _ := h.dial()
	_, _ = io.WriteString(conn, get11("/user/ada/"))
	<-asked
	conn.Close()
	h.edge.requests.Wait()
	close(goOn)
	if strings.Contains(h.log.String(), "request refused") {
		t.Errorf("clients that leave fill the log:\n%s", h.log)
	}
}

// The hub dies under a request. Who only reads is served by the next one; what
// may have had an effect is not done twice.
func TestTheHubDiesUnderARequest(t *testing.T) {
	h := newHouse(t)
	var mu sync.Mutex
	asked := map[string]int{}
	h.hub.handle(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked[r.Method]++
		n := asked[r.Method]
		mu.Unlock()
		if n <= 2 {
			panic(http.ErrAbortHandler)
		}
		_, _ = io.WriteString(w, "served")
	})
	times := func(method string) int {
		mu.Lock()
		defer mu.Unlock()
		return asked[method]
	}
	if a := h.get("/hub/home"); a.StatusCode != 200 || a.body != "served" {
		t.Errorf("GET: %s %s", a.Status, a.body)
	}
	if a := h.request("POST", "/hub/login", strings.NewReader("x=y")); a.StatusCode != 503 || times("POST") != 1 {
		t.Errorf("POST: %s, done %d times", a.Status, times("POST"))
	}
	if a := h.request("DELETE", "/hub/api/x", nil); a.StatusCode != 503 || times("DELETE") != 1 {
		t.Errorf("DELETE: %s, done %d times", a.Status, times("DELETE"))
	}
}

func TestTheHubsPages(t *testing.T) {
	h := newHouse(t)
	h.hub.handle(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Request-Id", "the hub's")
		for _, name := range []string{"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Hub-User", "X_hub_user", "Cookie"} {
			fmt.Fprintf(w, "%s=%s\n", name, r.Header.Get(name))
		}
	})
	a := h.get("/hub/home", "X-Forwarded-For: 1.2.3.4", "X-Forwarded-Host: evil", "X-Hub-User: root", "X_hub_user: root", "Host: hall")
	want := "X-Forwarded-For=127.0.0.1\nX-Forwarded-Host=" + h.addr + "\nX-Forwarded-Proto=http\nX-Hub-User=\nX_hub_user=\nCookie=" + adasCookie + "\n"
	if a.body != want || len(a.Header.Values("X-Request-Id")) != 1 || len(a.Header.Get("X-Request-Id")) != 26 {
		t.Errorf("the hub was told\n%s", a.body)
	}
	h.hub.handle(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	if a := h.request("POST", "/hub/login", strings.NewReader("x"), "Accept: text/html"); a.StatusCode != 503 || !strings.Contains(a.body, "The hub is not there right now.") {
		t.Errorf("a hub that dies under a form: %s %s", a.Status, a.body)
	} else {
		checkError(t, a)
	}
}

// Two persons' answers never share a connection, and one run's are its own.
func TestEveryServerHasItsOwnConnections(t *testing.T) {
	h := newHouse(t)
	h.serve(listen(t), func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ben") }, func(port int) gate.Answer {
		h.hub.say(bensSession, "ben", gate.Answer{Result: gate.Allow, Subject: "ben", Server: "run-ben", Port: port, Prefix: "/user/ben/"})
		return gate.Answer{}
	})
	h.program(hello)
	for range 3 {
		if a, b := h.get("/user/ada/"), h.get("/user/ben/", "Cookie: "+cookieName+"="+bensSession); a.body != "GET /user/ada/" || b.body != "ben" {
			t.Errorf("ada sees %q, ben %q", a.body, b.body)
		}
	}
	h.edge.mu.Lock()
	defer h.edge.mu.Unlock()
	a, b := h.edge.backends["run-ada"], h.edge.backends["run-ben"]
	if a == nil || b == nil || a.transport == b.transport || len(h.edge.backends) != 2 {
		t.Error("the two servers share a pool")
	}
}

// The reference is the edge's own, the same everywhere, and sorts by time.
func TestARequestIDIsMadeHere(t *testing.T) {
	h := newHouse(t)
	h.program(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Request-Id", "the program's")
		fmt.Fprint(w, r.Header.Get("X-Request-Id"))
	})
	a := h.get("/user/ada/", "X-Request-Id: mine")
	if id := a.Header.Values("X-Request-Id"); len(id) != 1 || id[0] != a.body || len(id[0]) != 26 {
		t.Errorf("the program saw %q, the client %q", a.body, id)
	}
	seen := map[commonhall.RequestID]bool{}
	last := commonhall.RequestID("")
	for range 1000 {
		id := newRequestID()
		if seen[id] || id[:8] < last[:min(8, len(last))] {
			t.Fatalf("%s after %s", id, last)
		}
		seen[id], last = true, id
	}
}

// A path below a person's leads to the server of that name where there is one, and otherwise
// to a path of their default server; each name is asked about once, until the hub says that it
// leads elsewhere now, which concerns no other path.
func TestPathsOfNamedServers(t *testing.T) {
	h := newHouse(t)
	h.program(hello)
	asked := map[commonhall.ServerName]int{}
	h.hub.mu.Lock()
	h.hub.asked = func() {}
	h.hub.mu.Unlock()
	question := func(name commonhall.ServerName) gate.Question {
		return gate.Question{Kind: gate.SessionCookie, Hash: sha256.Sum256([]byte(adasSession)), Name: "ada", Server: name}
	}
	for _, path := range []string{"/user/ada/", "/user/ada/lab/tree", "/user/ada/lab", "/user/ada/Lab/tree", "/user/ada/a%2fb/"} {
		if a := h.get(path); a.body != "GET "+path {
			t.Errorf("%s: %d %q", path, a.StatusCode, a.body)
		}
	}
	h.serve(listen(t), func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Set-Cookie", "a=b; Path=/user/ada/")
		_, _ = io.WriteString(w, "lab's "+r.URL.EscapedPath()+" of "+r.Header.Get("X-Forwarded-Prefix"))
	}, func(port int) gate.Answer {
		h.hub.mu.Lock()
		defer h.hub.mu.Unlock()
		h.hub.answers[question("lab")] = gate.Answer{Result: gate.Allow, Subject: "ada", Server: "run-lab", Port: port, Prefix: "/user/ada/lab/", Strip: true}
		return gate.Answer{}
	})
	h.program(hello)
	if a := h.get("/user/ada/lab/tree"); a.body != "GET /user/ada/lab/tree" {
		t.Errorf("what was answered holds: %q", a.body)
	}
	h.hub.mu.Lock()
	g := h.hub.gate
	h.hub.asked = func() { asked["any"]++ }
	h.hub.mu.Unlock()
	if err := g.Revoke(t.Context(), gate.Revocation{Kind: gate.RevokePath, User: "ada", Name: "lab"}); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		for path, want := range map[string]string{"/user/ada/lab/tree": "lab's /tree of /user/ada/lab", "/user/ada/l%61b/x%2fy": "lab's /x%2fy of /user/ada/lab", "/user/ada/lab/": "lab's / of /user/ada/lab",
			"/user/ada/tree": "GET /user/ada/tree", "/user/ada/": "GET /user/ada/"} {
			a := h.get(path)
			if a.body != want {
				t.Errorf("%s: %d %q, want %q", path, a.StatusCode, a.body, want)
			}
			if c := a.Header.Get("Set-Cookie"); c != "" && !strings.Contains(c, "Path=/user/ada/lab/") {
				t.Errorf("%s sets the cookie %q", path, c)
			}
		}
	}
	h.hub.mu.Lock()
	defer h.hub.mu.Unlock()
	if asked["any"] != 2 { // of lab, and of tree
		t.Errorf("the hub was asked %d times", asked["any"])
	}
}

// A named server that does not run says so by its own address.
func TestANamedServerIsGone(t *testing.T) {
	h := newHouse(t)
	h.program(hello)
	h.hub.mu.Lock()
	h.hub.answers[gate.Question{Kind: gate.SessionCookie, Hash: sha256.Sum256([]byte(adasSession)), Name: "ada", Server: "lab"}] = gate.Answer{Result: gate.NotRunning, Subject: "ada", Prefix: "/user/ada/lab/"}
	h.hub.mu.Unlock()
	a := h.get("/user/ada/lab/api/kernels", "Accept: application/json")
	if a.StatusCode != http.StatusFailedDependency || !strings.Contains(a.body, "no longer running at /user/ada/lab/  Restart the server at /hub/user/ada/lab/") {
		t.Errorf("%d %s", a.StatusCode, a.body)
	}
}
