package edge

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"commonhall/drain"
)

// How long the edge's end may take. Where people are at the door already it takes as
// long as their requests do; who has said nothing for a moment is not waited for.
const (
	graceTimeout = 5 * time.Second // altogether
	softTimeout  = 2 * time.Second // of that, for ordinary requests
	idleMoment   = 100 * time.Millisecond
)

// longestFarewell is how long an edge that has a successor keeps its websockets.
const longestFarewell = 12 * time.Hour

// Retire makes Run end in its own time, because a successor serves the same sockets:
// it accepts nobody new, and carries whom it has for as long as they stay. The stream
// of the gate goes on meanwhile, so that what is taken back is closed here too. Counts
// of connections are each edge's own. It may be called once, while Run runs.
func (e *Edge) Retire() { close(e.retired) }

// outlive waits until everybody has left.
func (e *Edge) outlive(ctx context.Context, srv *drain.Server) {
	ctx, cancel := context.WithTimeout(ctx, longestFarewell)
	defer cancel()
	if srv.Drain(ctx, 0) != nil {
		return
	}
	left := make(chan struct{}) // nothing begins any more: websockets are all that there is
	go func() { defer close(left); e.requests.Wait() }()
	select {
	case <-left:
	case <-ctx.Done():
		// Run ends them, and waits for the same.
	}
}

// end lets requests finish, as far as there is time. Websockets end with the edge.
func (e *Edge) end(ctx context.Context, srv *drain.Server) {
	grace, done := context.WithTimeout(ctx, graceTimeout)
	defer done()
	soft, enough := context.WithTimeout(grace, softTimeout)
	defer enough()
	_ = srv.Drain(soft, idleMoment)
	srv.Shutdown(grace)
}

// Alive makes a request to itself: past the server, the guards, and the locks that
// requests need. It needs neither the network nor the hub.
func (e *Edge) Alive(ctx context.Context) error {
	c, err := e.self.dial(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	stop := context.AfterFunc(ctx, func() { c.Close() })
	defer stop()
	if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: self\r\nConnection: close\r\n\r\n"); err != nil {
		return err
	}
	if answer, err := io.ReadAll(c); err != nil || len(answer) == 0 {
		return errors.Join(errors.New("no answer"), err)
	}
	if !e.gate.Alive() {
		return errors.New("the gate is not open")
	}
	return nil
}

// mirror is a listener for connections from the edge to itself.
type mirror struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

// newMirror returns one that holds so many connections until they are accepted.
func newMirror(room int) *mirror {
	return &mirror{conns: make(chan net.Conn, room), done: make(chan struct{})}
}

func (m *mirror) dial(ctx context.Context) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case m.conns <- theirs:
		return ours, nil
	case <-m.done:
	case <-ctx.Done():
	}
	return nil, http.ErrServerClosed
}

// Accept implements net.Listener.
func (m *mirror) Accept() (net.Conn, error) {
	select {
	case c := <-m.conns:
		return c, nil
	case <-m.done:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (m *mirror) Close() error { m.once.Do(func() { close(m.done) }); return nil }

// Addr implements net.Listener.
func (m *mirror) Addr() net.Addr { return &net.UnixAddr{Name: "self", Net: "unix"} }
