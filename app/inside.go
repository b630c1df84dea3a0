package app

import (
	"context"
	"net"
	"net/http"
	"sync"
	"time"

	"commonhall"
	"commonhall/auth"
	"commonhall/drain"
)

// inside serves the hub's API to programs in servers, each on the listener of
// their own server. One http.Server serves them all: a connection knows through
// which door it came.
type inside struct {
	handler func(auth.Door) http.Handler
	srv     *drain.Server
}

// doorConn is a connection that knows whose server, or which service, it comes from.
type doorConn struct {
	net.Conn
	door  auth.Door
	leave func()
}

// Close implements net.Conn.
func (c *doorConn) Close() error {
	c.leave()
	return c.Conn.Close()
}

// maxInside is how many connections the programs of one server may hold. More wait
// in front of their own door: the hub has descriptors for everybody, or for nobody.
const maxInside = 32

type doorListener struct {
	net.Listener
	door auth.Door
	room chan struct{}
}

func newDoorListener(l net.Listener, door auth.Door) doorListener {
	return doorListener{l, door, make(chan struct{}, maxInside)}
}

func (l doorListener) Accept() (net.Conn, error) {
	l.room <- struct{}{}
	c, err := l.Listener.Accept()
	if err != nil {
		<-l.room
		return nil, err
	}
	return &doorConn{c, l.door, sync.OnceFunc(func() { <-l.room })}, nil
}

type insideKey struct{}

func newInside() *inside {
	in := &inside{}
	in.srv = drain.New(&http.Server{
		ReadHeaderTimeout: 10 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 64 << 10,
		ConnContext: func(ctx context.Context, c net.Conn) context.Context {
			return context.WithValue(ctx, insideKey{}, c.(*doorConn).door)
		},
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			door, _ := r.Context().Value(insideKey{}).(auth.Door)
			r.Header.Del("X-Request-Id") // nobody in there names requests
			in.handler(door).ServeHTTP(w, r)
		}),
	})
	return in
}

// ServeInside implements server.Inside.
func (in *inside) ServeInside(name commonhall.UserName, l net.Listener) {
	_ = in.srv.Serve(newDoorListener(l, auth.Door{Inside: name}))
}

// ServeService implements service.Inside.
func (in *inside) ServeService(name commonhall.ServiceName, l net.Listener) {
	_ = in.srv.Serve(newDoorListener(l, auth.Door{Service: name}))
}

// run ends the connections when the hub ends. Who calls meanwhile waits in front of
// the door, which the warden has too.
func (in *inside) run(ctx context.Context, ready func()) error {
	ready()
	<-ctx.Done()
	soft, done := context.WithTimeout(context.WithoutCancel(ctx), insideTimeout)
	defer done()
	_ = in.srv.Drain(soft, drain.IdleMoment)
	in.srv.Close()
	return nil
}

// insideTimeout is how long programs in servers have for what they are asking.
const insideTimeout = 500 * time.Millisecond
