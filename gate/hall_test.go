package gate

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"commonhall"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// people is a Decider whose answers the test writes down.
type people struct {
	mu     sync.Mutex
	answer map[Question]Answer
	asked  map[Question]int
	before func(Question) // called before an answer is looked up
	after  func(Question) // called when it has been, before it is given
	seen   []map[commonhall.ServerID]time.Time
}

func (p *people) Decide(_ context.Context, q Question) Answer {
	if p.before != nil {
		p.before(q)
	}
	p.mu.Lock()
	a, ok := p.answer[q]
	p.asked[q]++
	p.mu.Unlock()
	if !ok {
		a = Answer{Result: Anonymous}
	}
	if p.after != nil {
		p.after(q)
	}
	return a
}

func (p *people) Active(_ context.Context, seen map[commonhall.ServerID]time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen = append(p.seen, seen)
}

func (p *people) say(q Question, a Answer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answer[q] = a
}

func (p *people) timesAsked(q Question) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asked[q]
}

// hall is a hub's end and an edge's end with a wire in between that the test can cut.
type hall struct {
	*testing.T
	people *people
	server *Server
	client *Client
	stop   func() // ends the client's Run and everything else, and waits

	mu    sync.Mutex
	away  bool
	wires []net.Conn
	work  sync.WaitGroup
}

func quietLog() *slog.Logger { return slog.New(slog.DiscardHandler) }

// newHall makes a hall inside a synctest bubble, its stream up.
func newHall(t *testing.T) *hall {
	h := &hall{T: t, people: &people{answer: map[Question]Answer{}, asked: map[Question]int{}}}
	h.server = NewServer(h.people, quietLog())
	h.client = NewClient(h.dial, quietLog())
	ctx, cancel := context.WithCancel(t.Context())
	h.work.Go(func() { _ = h.client.Run(ctx) })
	h.stop = func() {
		cancel()
		h.work.Wait()
	}
	synctest.Wait()
	return h
}

func (h *hall) dial(context.Context) (net.Conn, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.away {
		return nil, errors.New("nobody is there")
	}
	edge, hub := net.Pipe()
	h.wires = append(h.wires, hub)
	h.work.Go(func() { h.serve(hub) })
	return edge, nil
}

// serve is the little that the hub's HTTP server does before it hands over.
func (h *hall) serve(conn net.Conn) {
	defer conn.Close()
	r := bufio.NewReader(conn)
	if _, err := http.ReadRequest(r); err != nil {
		return
	}
	if _, err := io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\n\r\n"); err != nil {
		return
	}
	h.server.Serve(h.Context(), conn, r)
}

// leave makes the hub go away with all its streams; comeBack brings it back.
func (h *hall) leave() {
	h.mu.Lock()
	h.away = true
	h.mu.Unlock()
	h.cut()
}

func (h *hall) comeBack() {
	h.mu.Lock()
	h.away = false
	h.mu.Unlock()
}

// cut breaks the streams; the edge may come again at once.
func (h *hall) cut() {
	h.mu.Lock()
	wires := h.wires
	h.wires = nil
	h.mu.Unlock()
	for _, w := range wires {
		w.Close()
	}
}

func (h *hall) decide(q Question) *Lease {
	h.Helper()
	l, err := h.client.Decide(h.Context(), q)
	if err != nil {
		h.Fatalf("Decide: %v", err)
	}
	return l
}

// hold decides and hangs something on the answer.
func (h *hall) hold(q Question) (closed <-chan struct{}, release func()) {
	h.Helper()
	ch := make(chan struct{})
	release, ok := h.client.Hang(h.decide(q), func() { close(ch) })
	if !ok {
		h.Fatal("nothing can be hung on a fresh answer")
	}
	return ch, release
}

func (h *hall) revoke(r Revocation) error {
	ctx, cancel := context.WithTimeout(h.Context(), 5*time.Second)
	defer cancel()
	return h.server.Revoke(ctx, r)
}

// empty checks that the client remembers nobody who has left.
func (h *hall) empty() {
	h.Helper()
	h.client.mu.Lock()
	defer h.client.mu.Unlock()
	if len(h.client.open) != 0 {
		h.Errorf("%d leases count as open though nothing hangs on them", len(h.client.open))
	}
	if k := h.client.up; k != nil {
		k.mu.Lock()
		defer k.mu.Unlock()
		if len(k.waiting) != 0 {
			h.Errorf("%d questions wait for an answer that nobody waits for", len(k.waiting))
		}
	}
}

func isClosed(ch <-chan struct{}) bool {
	select {
	case <-ch:
		return true
	default:
		return false
	}
}

func question(who string) Question {
	return Question{Kind: SessionCookie, Hash: sha256.Sum256([]byte(who)), Name: commonhall.UserName(who)}
}

func allowed(who string) Answer {
	name := commonhall.UserName(who)
	return Answer{Result: Allow, Subject: name, Session: commonhall.SessionID("session-" + who),
		Server: commonhall.ServerID("run-" + who), Port: 8888, Prefix: name.Default().Prefix()}
}

func session(who string) Revocation {
	return Revocation{Kind: RevokeSession, Session: commonhall.SessionID("session-" + who)}
}

// rawEdge speaks to the server by hand.
type rawEdge struct {
	t    *testing.T
	conn net.Conn
	r    *bufio.Reader
	done chan struct{} // closed when Serve has returned
}

func newRawEdge(t *testing.T, s *Server) *rawEdge {
	edge, hub := net.Pipe()
	e := &rawEdge{t: t, conn: edge, r: bufio.NewReader(edge), done: make(chan struct{})}
	go func() {
		defer close(e.done)
		s.Serve(t.Context(), hub, bufio.NewReader(hub))
	}()
	t.Cleanup(func() { edge.Close(); <-e.done })
	if m := e.read(); m.Hello == nil || m.Hello.Version != Version {
		t.Fatalf("the hub began with %+v", m)
	}
	return e
}

func (e *rawEdge) send(m message) {
	e.t.Helper()
	if err := json.NewEncoder(e.conn).Encode(m); err != nil {
		e.t.Fatal(err)
	}
}

func (e *rawEdge) read() message {
	e.t.Helper()
	m, err := readMessage(e.r)
	if err != nil {
		e.t.Fatal(err)
	}
	return m
}
