package edge

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"testing"
	"testing/synctest"
)

// callers is a listener to which a test brings connections from anywhere.
type callers chan *caller

type caller struct {
	net.Conn
	addr string
	gone chan struct{} // closed when it is turned away, or ends
}

func (c callers) Accept() (net.Conn, error) {
	conn, ok := <-c
	if !ok {
		return nil, net.ErrClosed
	}
	return conn, nil
}
func (c callers) Close() error   { return nil }
func (c callers) Addr() net.Addr { return nil }

type address string

func (address) Network() string  { return "tcp" }
func (a address) String() string { return string(a) }

func (c *caller) RemoteAddr() net.Addr { return address(c.addr) }
func (c *caller) Close() error         { close(c.gone); return nil }

// TestTheCrowd: one place cannot take the room of others, everybody together not
// more than there is, and whoever leaves makes room, once.
func TestTheCrowd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		at, in, told := make(callers), make(chan net.Conn, 100), 0
		l := newRoom(6, 2, func(netip.Addr) bool { return false }, func(netip.Prefix) { told++ }).guard(at, nil)
		ended := make(chan error)
		go func() {
			for {
				conn, err := l.Accept()
				if err != nil {
					ended <- err
					return
				}
				in <- conn
			}
		}()
		come := func(addr string, welcome bool) (conn net.Conn) {
			t.Helper()
			c := &caller{addr: addr, gone: make(chan struct{})}
			at <- c
			synctest.Wait()
			select {
			case conn = <-in:
			case <-c.gone:
			}
			if (conn != nil) != welcome {
				t.Errorf("%s is let in: %v", addr, conn != nil)
			}
			return conn
		}
		first := come("192.0.2.1:1", true)
		come("192.0.2.1:2", true)
		come("192.0.2.1:3", false)
		come("[2001:db8::1]:1", true)
		come("[2001:db8::2]:1", true)
		come("[2001:db8::3]:1", false) // of the same household
		first.Close()
		first.(*counted).leave() // net/http closes some connections twice
		come("[::ffff:192.0.2.1]:4", true)
		come("192.0.2.1:5", false)
		come("127.0.0.1:1", true)
		come("127.0.0.1:2", true)
		come("192.0.2.2:1", false) // there is no more room at all
		if told != 1 {
			t.Errorf("the log was told %d times within a minute", told)
		}
		close(at)
		if err := <-ended; !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
	})
}

// TestAProxySpeaksForMany: its place is not counted, on this machine or where the
// settings name it.
func TestAProxySpeaksForMany(t *testing.T) {
	isProxy := func(a netip.Addr) bool { return a == netip.MustParseAddr("10.0.0.1") }
	for _, addr := range []string{"127.0.0.1:1", "[::1]:1", "10.0.0.1:7"} {
		l := newRoom(100, 1, isProxy, func(netip.Prefix) { t.Errorf("%s is turned away", addr) })
		for range 50 {
			l.enter(placeOf(addr))
		}
	}
}

// TestOneCrowdForAllPorts: who fills the plain port has filled the encrypted one, too.
func TestOneCrowdForAllPorts(t *testing.T) {
	turned := 0
	r := newRoom(3, 3, func(netip.Addr) bool { return false }, func(netip.Prefix) { turned++ })
	plain, secure := make(pipes, 9), make(pipes, 9)
	for range 3 {
		plain <- &caller{addr: "192.0.2.7:1", gone: make(chan struct{})}
	}
	secure <- &caller{addr: "192.0.2.8:1", gone: make(chan struct{})}
	close(secure)
	var first net.Conn
	for range 3 {
		conn, err := r.guard(plain, nil).Accept()
		if err != nil {
			t.Fatal(err)
		}
		first = conn
	}
	at := r.guard(HTTPS{secure}, nil)
	if _, marked := at.(HTTPS); !marked {
		t.Error("the encrypted port is not known as one any more")
	}
	if _, err := at.Accept(); !errors.Is(err, net.ErrClosed) || turned != 1 {
		t.Errorf("%v, %d turned away", err, turned)
	}
	first.Close()
	again := make(pipes, 1)
	again <- &caller{addr: "192.0.2.8:1", gone: make(chan struct{})}
	if _, err := r.guard(HTTPS{again}, nil).Accept(); err != nil {
		t.Error(err)
	}
}

// TestRequestsOfOnePlace: HTTP/2 has many requests in one connection; they count as
// connections do, and each makes room when it is answered.
func TestRequestsOfOnePlace(t *testing.T) {
	h := newHouseOf(t, Config{Patience: patience, Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}, nil)
	h.edge.running = newRoom(100, 3, h.edge.isProxy, h.edge.crowded)
	come, leave := make(chan bool), make(chan bool)
	h.hub.handle(func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/hub/slow" {
			come <- true
			<-leave
		}
	})
	const from, other = "X-Forwarded-For: 192.0.2.7", "X-Forwarded-For: 192.0.2.8"
	var slow sync.WaitGroup
	for range 3 {
		slow.Go(func() { h.get("/hub/slow", from) })
		<-come
	}
	if got := h.get("/hub/x", from).StatusCode; got != 429 {
		t.Errorf("a fourth at once: %d", got)
	}
	if got := h.get("/hub/x", other).StatusCode; got != 200 {
		t.Errorf("from another place: %d", got)
	}
	leave <- true
	leave <- true
	leave <- true
	slow.Wait()
	if got := h.get("/hub/x", from).StatusCode; got != 200 {
		t.Errorf("when there is room again: %d", got)
	}
}

// TestACustomerOfManyPlaces: whoever has thousands of networks of IPv6 cannot take the
// room of everybody else.
func TestACustomerOfManyPlaces(t *testing.T) {
	r := newRoom(10, 2, func(netip.Addr) bool { return false }, func(netip.Prefix) {})
	in := 0
	for i := range 20 {
		if r.enter(placeOf(fmt.Sprintf("[2001:db8:7:%x::1]:1", i))) {
			in++
		}
	}
	if in != 5 {
		t.Errorf("one customer holds %d of 10", in)
	}
	for i := range 5 {
		if !r.enter(placeOf(fmt.Sprintf("192.0.2.%d:1", i))) {
			t.Errorf("the other number %d is turned away", i)
		}
	}
	for i := range 5 {
		r.leave(placeOf(fmt.Sprintf("[2001:db8:7:%x::1]:1", i)))
		r.leave(placeOf(fmt.Sprintf("192.0.2.%d:1", i)))
	}
	if r.all != 0 || len(r.from) != 0 {
		t.Errorf("of nobody %d are counted, in %v", r.all, r.from)
	}
}
