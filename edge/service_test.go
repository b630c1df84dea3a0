package edge

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"commonhall"
	"commonhall/gate"
)

// service lets a service called grades run elsewhere; say may change what the hub says of it.
func (h *house) service(f http.HandlerFunc, say func(*gate.Answer)) *httptest.Server {
	h.Helper()
	srv := httptest.NewServer(f)
	h.Cleanup(srv.Close)
	a := gate.Answer{Result: gate.Allow, Server: "service-grades", URL: srv.URL, Prefix: "/services/grades/"}
	if say != nil {
		say(&a)
	}
	h.hub.is("grades", a)
	return srv
}

// is has the hub say a of a service.
func (h *fakeHub) is(name string, a gate.Answer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.answers[gate.Question{Service: name}] = a
}

// TestAServiceElsewhere: anybody reaches it, with the whole path, and it is told
// nothing that the edge knows of them.
func TestAServiceElsewhere(t *testing.T) {
	h := newHouse(t)
	var seen http.Header
	var host string
	h.service(func(w http.ResponseWriter, r *http.Request) {
		seen, host = r.Header.Clone(), r.Host
		hello(w, r)
	}, nil)
	for _, path := range []string{"/services/grades/", "/services/grades/a%2Fb/c?x=1&y=%20;z", "/services/gr%61des/x"} {
		if a := h.get(path, "Cookie:"); a.StatusCode != 200 || a.body != "GET "+path {
			t.Errorf("%s: %s %q", path, a.Status, a.body)
		}
	}
	h.get("/services/grades/x?token="+adasToken+"&a=b", "Cookie: "+adasCookie+"; mine=1", "Authorization: token "+adasToken, "X-Forwarded-User: root", "Remote-User: root")
	if seen.Get("Cookie") != "mine=1" || seen.Get("Authorization") != "" || seen.Get("Remote-User") != "" || seen.Get("X-Forwarded-User") != "" || host != h.addr {
		t.Errorf("it is told %v at %s", seen, host)
	}
	if a := h.get("/services/grades/x", "Authorization: token its-own"); a.StatusCode != 200 || seen.Get("Authorization") != "token its-own" {
		t.Errorf("what is its own does not arrive: %v", seen)
	}
	if a := h.get("/services/grades?x=1"); a.StatusCode != 302 || a.Header.Get("Location") != "/services/grades/?x=1" {
		t.Errorf("without the slash: %s to %s", a.Status, a.Header.Get("Location"))
	}
	big := strings.Repeat("x", 3<<20)
	if a := h.request("POST", "/services/grades/x", strings.NewReader(big)); a.body != "POST /services/grades/x" {
		t.Errorf("a large body: %s", a.Status)
	}
	for _, path := range []string{"/services/other/", "/services/", "/services//x", "/services/grades%2F/x", "/services/grades%2F..%2F..%2Fhub/"} {
		if a := h.get(path); a.StatusCode != 404 && a.StatusCode != 400 {
			t.Errorf("%s: %s", path, a.Status)
		}
	}
}

// TestWhatAServiceAnswers holds for its own path, and its redirects are the browser's.
func TestWhatAServiceAnswers(t *testing.T) {
	h := newHouse(t)
	h.service(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Set-Cookie", "service-grades=1; Path=/; Domain=hall.example")
		w.Header().Add("Set-Cookie", adasCookie)
		w.Header().Add("Set-Cookie", "jupyterhub-session-id=planted; Path=/")
		w.Header().Set("Service-Worker-Allowed", "/")
		w.Header().Set("Clear-Site-Data", `"cookies"`)
		http.Redirect(w, r, "http://169.254.169.254/latest", http.StatusFound)
	}, nil)
	a := h.get("/services/grades/")
	if a.StatusCode != 302 || a.Header.Get("Location") != "http://169.254.169.254/latest" {
		t.Errorf("a redirect: %s to %s", a.Status, a.Header.Get("Location"))
	}
	if got := a.Header["Set-Cookie"]; len(got) != 1 || got[0] != "service-grades=1; Path=/services/grades/" {
		t.Errorf("cookies %q", got)
	}
	if a.Header.Get("Service-Worker-Allowed")+a.Header.Get("Clear-Site-Data") != "" {
		t.Errorf("headers for the whole origin: %v", a.Header)
	}
}

// TestAServiceBelowAPath: what its url has as a path stands before the one that is asked for.
func TestAServiceBelowAPath(t *testing.T) {
	h := newHouse(t)
	h.service(hello, func(a *gate.Answer) { a.URL += "/base/" })
	if a := h.get("/services/grades/a%2Fb"); a.body != "GET /base/services/grades/a%2Fb" {
		t.Errorf("%s %q", a.Status, a.body)
	}
}

// TestAServiceThatIsNotThere is told to people and programs; the hub is not asked to help.
func TestAServiceThatIsNotThere(t *testing.T) {
	h := newHouse(t)
	h.hub.is("grades", gate.Answer{Result: gate.Allow, Server: "service-grades", URL: fmt.Sprint("http://127.0.0.1:", nobodysPort(t)), Prefix: "/services/grades/"})
	h.hub.is("down", gate.Answer{Result: gate.NotRunning})
	h.hub.is("tls", gate.Answer{Result: gate.Allow, Server: "service-tls", URL: tlsServer(t), Prefix: "/services/tls/"})
	h.hub.is("cloud", gate.Answer{Result: gate.Allow, Server: "service-cloud", URL: "http://169.254.169.254", Prefix: "/services/cloud/"})
	h.hub.is("own", gate.Answer{Result: gate.Allow, Server: "service-own", URL: tlsServer(t), Outside: true, Prefix: "/services/own/"})
	h.hub.is("any", gate.Answer{Result: gate.Allow, Server: "service-any", URL: "http://0.0.0.0:" + h.addr[strings.LastIndex(h.addr, ":")+1:], Prefix: "/services/any/"})
	for _, name := range []string{"grades", "down", "tls", "cloud", "any", "own"} {
		a := h.get("/services/"+name+"/", "Accept: text/html")
		if a.StatusCode != 503 || !strings.Contains(a.body, "The service "+name+" does not answer.") || a.Header.Get("X-Request-Id") == "" {
			t.Errorf("%s: %s %s", name, a.Status, a.body)
		}
		if strings.Contains(a.body, "leads to this machine") != (name == "own") {
			t.Errorf("%s: who reads it does not learn what to do: %s", name, a.body)
		}
		if a := h.get("/services/"+name+"/x", "Accept: application/json"); a.StatusCode != 503 || !strings.Contains(a.body, `"status":503`) {
			t.Errorf("%s, to a program: %s %s", name, a.Status, a.body)
		}
		if a := h.raw(strings.Replace(get11("/services/"+name+"/ws", "Upgrade: websocket", "Connection: Upgrade"), "Connection: close\r\n", "", 1)); a == nil || a.StatusCode != 503 {
			t.Errorf("%s, a websocket: %v", name, a)
		}
	}
	if log := h.log.String(); !strings.Contains(log, "certificate") || !strings.Contains(log, "no service is at 169.254.169.254") || !strings.Contains(log, "127.0.0.1 is this machine") {
		t.Errorf("the log does not say why: %s", log)
	}
}

// tlsServer is one whose certificate nobody has signed.
func tlsServer(t *testing.T) string {
	srv := httptest.NewUnstartedServer(http.HandlerFunc(hello))
	srv.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug)
	srv.StartTLS()
	t.Cleanup(srv.Close)
	return srv.URL
}

// TestAServiceThatIsOurselves does not go round.
func TestAServiceThatIsOurselves(t *testing.T) {
	h := newHouse(t)
	h.hub.is("loop", gate.Answer{Result: gate.Allow, Server: "service-loop", URL: "http://" + h.addr, Prefix: "/services/loop/"})
	if a := h.get("/services/loop/"); a.StatusCode != http.StatusLoopDetected || !strings.Contains(a.body, "leads back") {
		t.Errorf("%s %s", a.Status, a.body)
	}
}

// TestAServiceEnds: a websocket to one ends at once when it is taken away, and another
// one of its name is asked for anew. One that the hub runs is reached as a server is.
func TestAServiceEnds(t *testing.T) {
	h := newHouse(t)
	h.service(func(w http.ResponseWriter, r *http.Request) {
		conn, buf, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer conn.Close()
		fmt.Fprintf(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
		_, _ = io.Copy(conn, buf)
	}, nil)
	conn, r := h.dial()
	fmt.Fprintf(conn, "GET /services/grades/ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhello")
	if resp, err := http.ReadResponse(r, nil); err != nil || resp.StatusCode != 101 {
		t.Fatalf("%v %v", resp, err)
	}
	if b, err := r.Peek(5); err != nil || string(b) != "hello" {
		t.Fatalf("%q, %v", b, err)
	}
	l := listen(t)
	srv := &http.Server{Handler: http.HandlerFunc(hello)}
	go func() { _ = srv.Serve(l) }()
	t.Cleanup(func() { srv.Close() })
	h.hub.is("grades", gate.Answer{Result: gate.Allow, Server: "600200950-abc", Port: l.Addr().(*net.TCPAddr).Port, Prefix: "/services/grades/"})
	if err := h.hub.gate.Revoke(t.Context(), gate.Revocation{Kind: gate.RevokeServer, Server: commonhall.ServerID("service-grades")}); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, bufio.NewReader(r)); err != nil {
		t.Errorf("the websocket does not end: %v", err)
	}
	if a := h.get("/services/grades/y"); a.body != "GET /services/grades/y" {
		t.Errorf("%s %s", a.Status, a.body)
	}
}

// TestWhoMayEnterAService: the hub is asked about what a visitor shows; where that says
// nothing, the service is reached all the same.
func TestWhoMayEnterAService(t *testing.T) {
	h := newHouse(t)
	h.service(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "anybody") }, nil)
	known := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "known ", r.Header.Get("Authorization")) }))
	t.Cleanup(known.Close)
	for cred, kind := range map[string]gate.CredentialKind{adasSession: gate.SessionCookie, adasToken: gate.APIToken} {
		h.hub.mu.Lock()
		h.hub.answers[gate.Question{Kind: kind, Hash: sha256.Sum256([]byte(cred)), Service: "grades"}] = gate.Answer{Result: gate.Allow, Subject: "ada", Server: "service-known", URL: known.URL, Prefix: "/services/grades/"}
		h.hub.mu.Unlock()
	}
	for _, c := range []struct{ want, cookie, header string }{
		{"known ", adasCookie, "A: b"}, {"known ", "", "Authorization: Bearer " + adasToken}, {"anybody", "", "A: b"},
		{"anybody", cookieName + "=" + bensSession, "A: b"}, {"anybody", "", "Authorization: token ch_wrong"}, {"anybody", cookieName + "=a; " + cookieName + "=b", "A: b"},
	} {
		if a := h.get("/services/grades/", "Cookie: "+c.cookie, c.header); a.body != c.want {
			t.Errorf("%q %q: %s %q, want %q", c.cookie, c.header, a.Status, a.body, c.want)
		}
	}
}

// No service is where clouds tell their machines secrets.
func TestNoServiceIsACloudsSecrets(t *testing.T) {
	for _, at := range []string{"169.254.169.254:80", "100.100.100.200:80", "192.0.0.192:80", "168.63.129.16:80", "[fd00:ec2::254]:80", "[::ffff:100.100.100.200]:80"} {
		if forService(at, true) == nil {
			t.Errorf("a service may be at %s", at)
		}
	}
	if err := forService("203.0.113.9:443", true); err != nil {
		t.Error(err)
	}
}

// ends is a connection of which nothing counts but where it leads.
type ends struct {
	net.Conn
	from, to net.Addr
}

func (e ends) LocalAddr() net.Addr  { return e.from }
func (e ends) RemoteAddr() net.Addr { return e.to }

// TestWhatLeadsBack: to any address of this machine, and over nothing but TCP.
func TestWhatLeadsBack(t *testing.T) {
	tcp := func(ip string, port int) net.Addr { return &net.TCPAddr{IP: net.ParseIP(ip), Port: port} }
	for what, c := range map[string]struct {
		ends
		own bool
	}{
		"elsewhere":                   {ends{from: tcp("192.0.2.7", 40000), to: tcp("192.0.2.8", 443)}, false},
		"an address of this machine":  {ends{from: tcp("192.0.2.7", 40000), to: tcp("192.0.2.7", 443)}, true},
		"the same, written otherwise": {ends{from: tcp("192.0.2.7", 40000), to: tcp("::ffff:192.0.2.7", 443)}, true},
		"no TCP":                      {ends{from: &net.UnixAddr{}, to: tcp("192.0.2.8", 443)}, true},
		"to no TCP":                   {ends{from: tcp("192.0.2.7", 40000), to: &net.UnixAddr{}}, true},
	} {
		if isOwn(c.ends) != c.own {
			t.Errorf("%s: want %v", what, c.own)
		}
	}
}
