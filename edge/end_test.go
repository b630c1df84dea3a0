package edge

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"
)

// The edge ends: what is being answered is answered, websockets are closed, and
// nothing is left over.
func TestTheEdgeEnds(t *testing.T) {
	h := newHouse(t)
	asked, goOn := make(chan struct{}), make(chan struct{})
	h.program(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Upgrade") != "" {
			wsEcho(w, r)
			return
		}
		close(asked)
		<-goOn
		_, _ = io.WriteString(w, "done")
	})
	var open []*websocket.Conn
	for range 30 {
		open = append(open, h.mustWebsocket())
	}
	h.get("/hub/home")
	got := make(chan answer)
	go func() { got <- h.get("/user/ada/x") }()
	<-asked
	ended, began := make(chan struct{}), time.Now()
	go func() { defer close(ended); h.stop() }()
	for { // until nobody new is let in
		conn, err := net.Dial("tcp", h.addr)
		if err != nil {
			break
		}
		conn.Close()
	}
	close(goOn)
	if a := <-got; a.StatusCode != 200 || a.body != "done" {
		t.Errorf("the request under way: %s %q", a.Status, a.body)
	}
	<-ended
	if left := requests(); len(left) > 0 {
		t.Errorf("requests outlived the edge:\n%s", left)
	}
	for _, c := range open {
		if _, _, err := c.Read(t.Context()); err == nil {
			t.Error("a websocket is open")
		}
	}
	// The connections to hub, warden and program are closed, though they live.
	for left := goroutines(); strings.Contains(left, "persistConn") || strings.Contains(left, "client.(*conn).read"); left = goroutines() {
		if time.Since(began) > time.Minute {
			t.Fatalf("the edge has left connections open:\n%s", left)
		}
		runtime.Gosched()
	}
	h.edge.mu.Lock()
	defer h.edge.mu.Unlock()
	if !h.edge.ended {
		t.Error("a request could begin")
	}
}

// requests returns the stacks of those under way, without those that have said that they are
// over and are about to return.
func requests() (out []string) {
	for stack := range strings.SplitSeq(goroutines(), "\n\n") {
		_, frames, _ := strings.Cut(stack, "\n")
		for frame := range strings.Lines(frames) {
			if !strings.HasPrefix(frame, "\t") && !strings.HasPrefix(frame, "sync.") && !strings.HasPrefix(frame, "internal/") && !strings.HasPrefix(frame, "runtime.") {
				if strings.Contains(stack, "edge.(*Edge)") && !strings.HasPrefix(frame, "commonhall/edge.(*Edge).ServeHTTP(") {
					out = append(out, stack)
				}
				break
			}
		}
	}
	return out
}

// goroutines returns the stacks of all.
func goroutines() string {
	b := make([]byte, 1<<20)
	return string(b[:runtime.Stack(b, true)])
}

// Nothing stays behind: as many descriptors after a hundred requests of all sorts
// as before.
func TestNoDescriptorLeaks(t *testing.T) {
	h := newHouse(t)
	h.program(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Header.Get("Upgrade") != "" && r.URL.Query().Has("x"):
			wsEcho(w, r)
		case strings.HasSuffix(r.URL.Path, "/break"):
			panic(http.ErrAbortHandler)
		}
	})
	count := func() int {
		entries, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Fatal(err)
		}
		return len(entries)
	}
	round := func() {
		c := h.mustWebsocket()
		if !say(t, c, []byte("x")) {
			t.Fatal("no echo")
		}
		_ = c.CloseNow()
		h.raw(get11("/user/ada/refused", shakeHands))
		h.raw(get11("/user/ada/break", shakeHands))
		h.get("/user/ada/break")
		h.get("/user/ada/x")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // which would close what was forgotten
	round()
	h.quiet()
	before := count()
	for range 20 {
		round()
	}
	h.quiet()
	for late := time.Now().Add(5 * time.Second); ; runtime.Gosched() { // who was hung up on closes a moment later
		after := count()
		if after <= before+4 { // pools breathe
			return
		}
		if time.Now().After(late) {
			t.Fatalf("%d descriptors before, %d after", before, after)
		}
	}
}

// quiet waits until no request goes on.
func (h *house) quiet() {
	h.browser.CloseIdleConnections()
	h.edge.requests.Wait()
}

// pipeListener hands out connections that live in memory, so that a test's clock
// can rule them.
type pipeListener struct {
	conns chan net.Conn
	once  sync.Once
	done  chan struct{}
}

func newPipeListener() *pipeListener {
	return &pipeListener{conns: make(chan net.Conn), done: make(chan struct{})}
}

func (l *pipeListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}

func (l *pipeListener) Close() error   { l.once.Do(func() { close(l.done) }); return nil }
func (l *pipeListener) Addr() net.Addr { return &net.TCPAddr{} }

func (l *pipeListener) dial() net.Conn {
	ours, theirs := net.Pipe()
	l.conns <- theirs
	return ours
}

// A client that sends its header byte by byte, one that sends nothing, and one
// that sends nothing more are sent away in time; and who waits for a hub that
// does not come is told so.
func TestSlowClients(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := New(Config{Hub: t.TempDir() + "/nobody", Warden: t.TempDir() + "/nobody", Cookie: cookieName, Patience: patience}, slog.New(slog.DiscardHandler))
		l := newPipeListener()
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- e.Run(ctx, []net.Listener{l}, func() {}) }()
		closedAfter := func(conn net.Conn) time.Duration {
			start := time.Now()
			_, _ = io.Copy(io.Discard, conn)
			return time.Since(start).Round(time.Second)
		}
		if d := closedAfter(l.dial()); d != headerTimeout {
			t.Errorf("a client that says nothing is kept %v", d)
		}
		slow := l.dial()
		go func() {
			for {
				if _, err := slow.Write([]byte("x")); err != nil {
					return
				}
				<-time.After(time.Second)
			}
		}()
		if d := closedAfter(slow); d != headerTimeout {
			t.Errorf("a client that says little is kept %v", d)
		}
		idle := l.dial()
		go func() { _, _ = io.WriteString(idle, "GET / HTTP/1.1\r\nHost: x\r\n\r\n") }()
		if d := closedAfter(idle); d != idleTimeout {
			t.Errorf("an idle client is kept %v", d)
		}
		waiting := l.dial()
		go func() {
			fmt.Fprintf(waiting, "GET /user/ada/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: %s\r\n\r\n", adasCookie)
		}()
		start := time.Now()
		b, _ := io.ReadAll(waiting)
		if d := time.Since(start); d != patience || !strings.Contains(string(b), " 503 ") || !strings.Contains(string(b), "Retry-After: ") {
			t.Errorf("after %v: %s", d, b)
		}
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// A request that does not end is cut when the edge has waited long enough, also
// one that sits in the middle of its body.
func TestTheEdgeDoesNotWaitForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := New(Config{Hub: t.TempDir() + "/nobody", Warden: t.TempDir() + "/nobody", Cookie: cookieName, Patience: patience}, slog.New(slog.DiscardHandler))
		l := newPipeListener()
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- e.Run(ctx, []net.Listener{l}, func() {}) }()
		conn := l.dial()
		fmt.Fprintf(conn, "POST /user/ada/ HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nCookie: %s\r\n\r\nabc", adasCookie)
		synctest.Wait()
		start := time.Now()
		cancel()
		if err := <-done; err != nil || time.Since(start) != graceTimeout {
			t.Errorf("%v after %v", err, time.Since(start))
		}
		conn.Close()
	})
}

func TestABrokenListenerEndsTheEdge(t *testing.T) {
	e := New(Config{Hub: t.TempDir() + "/nobody", Warden: t.TempDir() + "/nobody", Cookie: cookieName, Patience: patience}, slog.New(slog.DiscardHandler))
	l := listen(t)
	l.Close()
	if err := e.Run(t.Context(), []net.Listener{l}, func() {}); err == nil {
		t.Error("the edge ended as if nothing had happened")
	}
}

// The edge knows that it is alive without the network and the hub, and not when a
// request could not pass.
func TestTheEdgeFeelsItsPulse(t *testing.T) {
	h := newHouse(t)
	h.hub.end()
	for range 3 {
		if err := h.edge.Alive(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	felt := make(chan error)
	h.edge.mu.Lock()
	go func() { felt <- h.edge.Alive(ctx) }()
	for !strings.Contains(goroutines(), "edge.(*Edge).begin") {
		runtime.Gosched()
	}
	select {
	case err := <-felt:
		t.Errorf("stuck, and it says %v", err)
	default:
	}
	cancel()
	if err := <-felt; err == nil {
		t.Error("stuck, and it says that it lives")
	}
	h.edge.mu.Unlock()
	h.stop()
	if err := h.edge.Alive(t.Context()); err == nil {
		t.Error("it lives after its end")
	}
}

// A successor that answers worse than this edge is found out before anybody is let in;
// one behind a hub that is away is not to blame for that.
func TestProbe(t *testing.T) {
	old, next := newHouse(t), New(Config{}, slog.New(slog.DiscardHandler))
	probe := func(answer string) error {
		ours, theirs := net.Pipe()
		next.Trial(theirs)
		c := <-next.door.conns
		defer c.Close()
		go func() {
			if _, err := http.ReadRequest(bufio.NewReader(c)); err == nil {
				_, _ = io.WriteString(c, answer)
			}
			c.Close()
		}()
		defer ours.Close()
		return old.edge.Probe(ours)
	}
	old.hub.handle(func(http.ResponseWriter, *http.Request) {})
	for answer, said := range map[string]string{"HTTP/1.1 302 Found\r\n\r\n": "<nil>", "HTTP/1.1 503 Away\r\n\r\n": "it answers visitors with 503 Away", "nonsense\r\n\r\n": "malformed", "": "EOF"} {
		if err := probe(answer); !strings.Contains(fmt.Sprint(err), said) {
			t.Errorf("%q: it says %v", answer, err)
		}
	}
	old.hub.handle(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })
	if err := probe("HTTP/1.1 503 Away\r\n\r\n"); err != nil {
		t.Errorf("the hub is away, and the successor is blamed: %v", err)
	}
}
