package edge

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"sync"
)

// What heads of requests may make the edge hold. net/http keeps up to half a megabyte of one of
// 32 KiB, when its lines are short; it bounds no lines, so they are counted when the head has
// come, and until then few connections at once may be in a long head. Browsers send a dozen
// lines in one or two thousand bytes, and those at once.
const (
	maxHeadLines   = 256
	longHead       = 4 << 10 // bytes of a connection, the handshake of TLS among them
	maxLong        = 128     // connections in a longer one: altogether
	maxLongOfPlace = 32      // and from one place
)

// errLongHeads ends a connection.
var errLongHeads = errors.New("too many long heads of requests are coming at once")

// counted is a connection that makes room when it is closed. It counts what comes before a
// request is whole.
type counted struct {
	net.Conn
	leave func()
	long  *room // of those that are in a long head
	place netip.Prefix

	mu     sync.Mutex
	within bool // a request is being served: what comes is not its head
	come   int  // bytes since the last request
	isLong bool
}

// Read implements net.Conn.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.come += n; c.within || c.isLong || c.come <= longHead {
		return n, err
	}
	if !c.long.enter(c.place) {
		return 0, errLongHeads
	}
	c.isLong = true
	return n, err
}

// serves notes that a request is being served, or with false that another one may come.
func (c *counted) serves(within bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.isLong {
		c.long.leave(c.place)
	}
	c.within, c.isLong, c.come = within, false, 0
}

// Close implements net.Conn.
func (c *counted) Close() error {
	c.serves(true)
	c.leave()
	return c.Conn.Close()
}

// CloseWrite ends the half that sends, where the connection has halves.
func (c *counted) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return c.Close()
}

// connKey is where the context of a request has its connection.
type connKey struct{}

// withConn is the http.Server's ConnContext.
func withConn(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, countedOf(c))
}

func countedOf(c net.Conn) *counted {
	if secure, ok := c.(*tls.Conn); ok {
		c = secure.NetConn()
	}
	is, _ := c.(*counted)
	return is
}

// headCame notes that the head of a request is there: what its connection brings is none.
func headCame(r *http.Request) {
	if c, _ := r.Context().Value(connKey{}).(*counted); c != nil {
		c.serves(true)
	}
}

// headComes is the http.Server's ConnState: after a request and its body, a head may come.
func headComes(c net.Conn, state http.ConnState) {
	if c := countedOf(c); c != nil && state == http.StateIdle {
		c.serves(false)
	}
}

// lines counts those of a head.
func lines(h http.Header) (n int) {
	for _, values := range h {
		n += len(values)
	}
	return n
}
