package edge

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/gate"
	"commonhall/packaging/needs"
	"commonhall/warden/client"
)

func TestMain(m *testing.M) {
	needs.BecomeBrowser()
	// A server that closes a connection lingers for half a second (net/http).
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("net/http.(*conn).closeWriteAndWait"))
}

const (
	adasSession = "session-of-ada"
	bensSession = "session-of-ben"
	adasToken   = "ch_abcdefghijklmnopqrstuvwxyz234567"
	cookieName  = "commonhall-main"
	adasCookie  = cookieName + "=" + adasSession
)

// house is an edge in front of a hub and a warden that the test plays.
type house struct {
	*testing.T
	addr    string // where the edge listens
	dir     string
	edge    *Edge
	hub     *fakeHub
	warden  *fakeWarden
	browser *http.Client // follows no redirects
	log     *lockedLog
	stop    func() // ends the edge, and waits
}

// lockedLog keeps what the edge logs.
type lockedLog struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// patience is long: who waits for it shows a fault, or has a clock of its own.
const patience = 20 * time.Second

func newHouse(t *testing.T) *house { t.Helper(); return newHouseWith(t, patience) }

func newHouseWith(t *testing.T, patience time.Duration) *house {
	t.Helper()
	return newHouseOf(t, Config{Patience: patience}, nil)
}

// newHouseOf has an edge with these settings, and perhaps an encrypted port.
func newHouseOf(t *testing.T, cfg Config, secure net.Listener) *house {
	t.Helper()
	dir := t.TempDir()
	h := &house{T: t, dir: dir, hub: newHub(t, filepath.Join(dir, "edge.sock")), warden: newWarden(t, filepath.Join(dir, "warden.sock")), log: &lockedLog{}}
	log := slog.New(slog.NewTextHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	cfg.Hub, cfg.Warden, cfg.Cookie = h.hub.path, h.warden.path, cookieName
	h.edge = New(cfg, log)
	l := listen(t)
	h.addr = l.Addr().String()
	listeners := []net.Listener{l}
	if secure != nil {
		listeners = append(listeners, HTTPS{secure})
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- h.edge.Run(ctx, listeners, func() {}) }()
	tr := &http.Transport{DisableCompression: true}
	h.browser = &http.Client{Transport: tr, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	h.stop = sync.OnceFunc(func() {
		tr.CloseIdleConnections()
		cancel()
		if err := <-done; err != nil {
			t.Errorf("the edge ended with %v", err)
		}
	})
	t.Cleanup(h.stop)
	return h
}

// program lets ada's server run a handler.
func (h *house) program(f http.HandlerFunc) { h.serve(listen(h), f, adasAnswer) }

// adasAnswer is what the hub says about ada's server on port.
func adasAnswer(port int) gate.Answer {
	return gate.Answer{Result: gate.Allow, Subject: "ada", Session: "s1", Server: "run-ada", Port: port, Prefix: "/user/ada/"}
}

// stripped is the same for a program that does not know its prefix.
func stripped(port int) gate.Answer {
	a := adasAnswer(port)
	a.Strip = true
	return a
}

// serve lets ada's server run a handler; the hub says about it what say returns.
func (h *house) serve(l net.Listener, f http.HandlerFunc, say func(port int) gate.Answer) {
	srv := &http.Server{Handler: f, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug)}
	done := make(chan struct{})
	go func() { defer close(done); _ = srv.Serve(l) }()
	h.Cleanup(func() { srv.Close(); <-done })
	h.adasServer(l, say)
}

func (h *house) adasServer(l net.Listener, say func(port int) gate.Answer) {
	a := say(l.Addr().(*net.TCPAddr).Port)
	h.hub.say(adasSession, "ada", a)
	a.Session, a.Token = "", 7
	h.hub.say(adasToken, "ada", a)
	h.hub.say(bensSession, "ada", gate.Answer{Result: gate.Deny})
}

// rawProgram lets ada's server answer each connection with f, by hand.
func (h *house) rawProgram(f func(net.Conn, *bufio.Reader)) {
	l := listen(h)
	var work sync.WaitGroup
	work.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			work.Go(func() {
				defer conn.Close()
				f(conn, bufio.NewReader(conn))
			})
		}
	})
	h.Cleanup(func() { l.Close(); work.Wait() })
	h.adasServer(l, adasAnswer)
}

func listen(t testing.TB) net.Listener {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// answer is a response that has been read.
type answer struct {
	*http.Response
	body string
}

// request asks as ada, unless header says otherwise. Headers are "Name: value".
func (h *house) request(method, path string, body io.Reader, header ...string) answer {
	h.Helper()
	r := h.newRequest(method, path, body, header...)
	resp, err := h.browser.Do(r)
	if err != nil {
		h.Fatalf("%s %s: %v", method, path, err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		h.Fatalf("%s %s: %v", method, path, err)
	}
	return answer{resp, string(b)}
}

func (h *house) newRequest(method, path string, body io.Reader, header ...string) *http.Request {
	h.Helper()
	r, err := http.NewRequestWithContext(h.Context(), method, "http://"+h.addr+path, body)
	if err != nil {
		h.Fatal(err)
	}
	r.Header.Set("Cookie", adasCookie)
	for _, line := range header {
		name, value, _ := strings.Cut(line, ":")
		if value = strings.TrimSpace(value); value == "" {
			r.Header.Del(name)
		} else {
			r.Header[name] = append(r.Header[name], value)
			if name == "Cookie" {
				r.Header[name] = []string{value}
			}
		}
	}
	return r
}

func (h *house) get(path string, header ...string) answer {
	h.Helper()
	return h.request("GET", path, nil, header...)
}

// dial connects to the edge by hand.
func (h *house) dial() (*net.TCPConn, *bufio.Reader) {
	h.Helper()
	conn, err := net.Dial("tcp", h.addr)
	if err != nil {
		h.Fatal(err)
	}
	h.Cleanup(func() { conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(time.Minute))
	return conn.(*net.TCPConn), bufio.NewReader(conn)
}

// raw sends a request letter by letter and returns the answer, nil if the edge
// hangs up without one.
func (h *house) raw(text string) *answer {
	h.Helper()
	conn, r := h.dial()
	defer conn.Close()
	if _, err := io.WriteString(conn, text); err != nil {
		return nil
	}
	resp, err := http.ReadResponse(r, nil)
	if err != nil {
		return nil
	}
	defer resp.Body.Close()
	b, _ := io.ReadAll(resp.Body)
	return &answer{resp, string(b)}
}

// get11 is a GET of ada's, letter by letter, that ends its connection.
func get11(target string, header ...string) string {
	return "GET " + target + " HTTP/1.1\r\nHost: hall.example\r\nConnection: close\r\nCookie: " + adasCookie + "\r\n" +
		strings.Join(append(header, "\r\n"), "\r\n")
}

// fakeHub is a hub: HTTP, and a real gate. Its socket outlives it, as under a
// supervisor.
type fakeHub struct {
	path   string
	socket *net.UnixListener

	mu      sync.Mutex
	answers map[gate.Question]gate.Answer
	pages   http.HandlerFunc
	gate    *gate.Server
	stop    func()
	asked   func() // called by each question, if set
}

func newHub(t *testing.T, path string) *fakeHub {
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	h := &fakeHub{path: path, socket: l, answers: map[gate.Question]gate.Answer{}}
	h.pages = func(w http.ResponseWriter, r *http.Request) { fmt.Fprintf(w, "hub: %s", r.URL.RequestURI()) }
	h.start(t)
	t.Cleanup(func() {
		h.end()
		l.Close()
	})
	return h
}

// start makes a hub on the socket; it knows nothing of the one before.
func (h *fakeHub) start(t *testing.T) {
	f, err := h.socket.File()
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.FileListener(f)
	f.Close()
	if err != nil {
		t.Fatal(err)
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false)
	ctx, cancel := context.WithCancel(context.Background())
	g := gate.NewServer(h, slog.New(slog.DiscardHandler))
	mux := http.NewServeMux()
	mux.Handle(gate.UpgradePath, g)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		h.mu.Lock()
		f := h.pages
		h.mu.Unlock()
		f(w, r)
	})
	srv := &http.Server{Handler: mux, BaseContext: func(net.Listener) context.Context { return ctx }}
	done := make(chan struct{})
	go func() { defer close(done); _ = srv.Serve(l) }()
	h.mu.Lock()
	defer h.mu.Unlock()
	h.gate = g
	h.stop = sync.OnceFunc(func() {
		cancel()
		srv.Close()
		<-done
	})
}

// end kills the hub; who connects waits on the socket.
func (h *fakeHub) end() {
	h.mu.Lock()
	stop := h.stop
	h.mu.Unlock()
	stop()
}

func (h *fakeHub) say(credential, name string, a gate.Answer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	kind := gate.SessionCookie
	if strings.HasPrefix(credential, TokenPrefix) {
		kind = gate.APIToken
	}
	h.answers[gate.Question{Kind: kind, Hash: sha256.Sum256([]byte(credential)), Name: commonhall.UserName(name)}] = a
}

// answer is what say said.
func (h *fakeHub) answer(cookie, name string) gate.Answer {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.answers[gate.Question{Kind: gate.SessionCookie, Hash: sha256.Sum256([]byte(cookie)), Name: commonhall.UserName(name)}]
}

func (h *fakeHub) handle(f http.HandlerFunc) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.pages = f
}

func (h *fakeHub) Decide(_ context.Context, q gate.Question) gate.Answer {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.asked != nil {
		h.asked()
	}
	if a, ok := h.answers[q]; ok {
		return a
	}
	q.Server = "" // a path of the default server
	if a, ok := h.answers[q]; ok {
		return a
	}
	q.Name = "ada"
	if _, ok := h.answers[q]; ok {
		return gate.Answer{Result: gate.Deny} // somebody, who may not go there
	}
	return gate.Answer{Result: gate.Anonymous}
}

func (h *fakeHub) Active(context.Context, map[commonhall.ServerID]time.Time) {}

// suspend takes everything back that ada has, and returns when the edge has closed it.
func (h *fakeHub) suspend(t testing.TB) {
	t.Helper()
	h.say(adasSession, "ada", gate.Answer{Result: gate.Anonymous})
	h.say(adasToken, "ada", gate.Answer{Result: gate.Anonymous})
	h.mu.Lock()
	g := h.gate
	h.mu.Unlock()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := g.Revoke(ctx, gate.Revocation{Kind: gate.RevokeUser, User: "ada"}); err != nil {
		t.Fatal(err)
	}
}

// fakeWarden is a warden whose servers live on the machine's own loopback.
type fakeWarden struct {
	path string
	mu   sync.Mutex
	stop func()
	asks int // for sockets
}

func newWarden(t *testing.T, path string) *fakeWarden {
	w := &fakeWarden{path: path}
	w.start(t)
	t.Cleanup(func() { w.end() })
	return w
}

func (w *fakeWarden) start(t *testing.T) {
	l, err := net.ListenUnix("unixpacket", &net.UnixAddr{Name: w.path, Net: "unixpacket"})
	if err != nil {
		t.Fatal(err)
	}
	var work sync.WaitGroup
	var mu sync.Mutex
	var conns []*net.UnixConn
	work.Go(func() {
		for {
			conn, err := l.AcceptUnix()
			if err != nil {
				return
			}
			mu.Lock()
			conns = append(conns, conn)
			mu.Unlock()
			work.Go(func() { w.serve(conn) })
		}
	})
	w.stop = sync.OnceFunc(func() {
		l.Close()
		mu.Lock()
		for _, c := range conns {
			c.Close()
		}
		mu.Unlock()
		work.Wait()
	})
}

func (w *fakeWarden) end() { w.stop() }

func (w *fakeWarden) serve(conn *net.UnixConn) {
	defer conn.Close()
	var hello client.Hello
	if _, err := client.ReadPacket(conn, &hello); err != nil {
		return
	}
	if err := client.WritePacket(conn, client.Hello{Version: client.Version, Epoch: "1"}, nil); err != nil {
		return
	}
	for {
		var req client.Request
		if _, err := client.ReadPacket(conn, &req); err != nil {
			return
		}
		w.mu.Lock()
		w.asks++
		w.mu.Unlock()
		family := unix.AF_INET
		if req.V6 {
			family = unix.AF_INET6
		}
		fd, err := unix.Socket(family, unix.SOCK_STREAM|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, 0)
		if err != nil {
			return
		}
		f := os.NewFile(uintptr(fd), "socket")
		err = client.WritePacket(conn, client.Reply{ID: req.ID}, []*os.File{f})
		f.Close()
		if err != nil {
			return
		}
	}
}
