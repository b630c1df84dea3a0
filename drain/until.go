package drain

import (
	"context"
	"net"
	"net/http"
	"time"
)

// Until returns what serves h on l until its context ends, and calls ready when it
// begins to. Then it answers what has come, while callers wait in the queue of the
// socket for a successor. It may be called once.
func Until(h http.Handler, l net.Listener) func(ctx context.Context, ready func()) error {
	return func(ctx context.Context, ready func()) error {
		// What is being answered outlives ctx, and so does the gate's stream.
		serving, cut := context.WithCancel(context.WithoutCancel(ctx))
		defer cut()
		srv := New(&http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
			BaseContext: func(net.Listener) context.Context { return serving }})
		done := make(chan error, 1)
		go func() { done <- srv.Serve(l) }()
		ready()
		select {
		case err := <-done:
			srv.Close()
			return err
		case <-ctx.Done():
		}
		end(serving, cut, srv)
		return <-done
	}
}

// How long the end of what serves requests may take: until what still goes on is told
// to end, and until it is cut off.
const (
	softTimeout = 1500 * time.Millisecond
	hardTimeout = 500 * time.Millisecond
	// IdleMoment is for connections whose next request may be under way.
	IdleMoment = 100 * time.Millisecond
)

// end lets srv's requests finish, as far as there is time. What waits for something to
// happen, as a page that shows progress does, has to be cut.
func end(ctx context.Context, cut func(), srv *Server) {
	soft, done := context.WithTimeout(ctx, softTimeout)
	defer done()
	_ = srv.Drain(soft, IdleMoment)
	cut()
	hard, done2 := context.WithTimeout(context.WithoutCancel(ctx), hardTimeout)
	defer done2()
	srv.Shutdown(hard)
}
