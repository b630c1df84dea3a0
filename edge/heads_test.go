package edge

import (
	"bufio"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// strangers is a server that strangers come to from anywhere.
type strangers struct {
	t    *testing.T
	at   comers
	long *room
}

// comers is a listener to which a test brings them.
type comers chan comer

type comer struct {
	net.Conn
	addr string
}

func (c comer) RemoteAddr() net.Addr { return address(c.addr) }

func (c comers) Accept() (net.Conn, error) {
	if conn, ok := <-c; ok {
		return conn, nil
	}
	return nil, net.ErrClosed
}
func (c comers) Close() error   { return nil }
func (c comers) Addr() net.Addr { return nil }

// openStrangers serves with room for few who are in a long head.
func openStrangers(t *testing.T) *strangers {
	s := &strangers{t, make(comers), newRoom(3, 2, func(netip.Addr) bool { return false }, func(netip.Prefix) {})}
	srv := &http.Server{ConnContext: withConn, ConnState: headComes, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		headCame(r)
		_, _ = io.Copy(io.Discard, r.Body)
	})}
	go func() {
		_ = srv.Serve(newRoom(100, 100, func(netip.Addr) bool { return false }, nil).guard(s.at, s.long))
	}()
	t.Cleanup(func() { close(s.at); srv.Close() })
	return s
}

// come connects from a place, and says something.
func (s *strangers) come(place, says string) net.Conn {
	near, far := net.Pipe()
	s.at <- comer{far, place + ":1"}
	s.t.Cleanup(func() { near.Close() })
	s.says(near, says)
	return near
}

func (s *strangers) says(c net.Conn, text string) {
	go func() { _, _ = io.WriteString(c, text) }()
	synctest.Wait()
}

func (s *strangers) want(what string, all, place int) {
	s.t.Helper()
	s.long.mu.Lock()
	defer s.long.mu.Unlock()
	if s.long.all != all || s.long.from[placeOf("192.0.2.1:1")] != place {
		s.t.Errorf("%s: %d are in a long head, %d of one place; want %d and %d", what, s.long.all, s.long.from[placeOf("192.0.2.1:1")], all, place)
	}
}

// TestHeadsThatDoNotEnd: who holds back the end of a long head has few places for it, and takes
// none from others; whoever has sent it, or has a long body, or has gone, takes none.
func TestHeadsThatDoNotEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := openStrangers(t)
		begun := "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 20000\r\nCookie: " + strings.Repeat("x", 2*longHead)
		first := s.come("192.0.2.1", begun)
		second := s.come("192.0.2.1", begun)
		s.want("two", 2, 2)
		third := s.come("192.0.2.1", begun)
		_ = third.SetReadDeadline(time.Now().Add(time.Second))
		if _, err := io.ReadAll(third); errors.Is(err, os.ErrDeadlineExceeded) {
			t.Error("a third of that place is not turned away")
		}
		s.want("a third of that place", 2, 2)
		s.come("192.0.2.1", "GET / HTTP/1.1\r\nHost: x\r\n")
		s.come("192.0.2.2", begun)
		s.want("another place", 3, 2)
		s.come("192.0.2.3", begun)
		s.want("one more than there is room for", 3, 2)
		s.says(first, "\r\n\r\n"+strings.Repeat("b", 10000))
		s.want("a body that is long", 2, 1)
		s.says(first, strings.Repeat("b", 10000))
		if resp, err := http.ReadResponse(bufio.NewReader(first), nil); err != nil || resp.StatusCode != http.StatusOK {
			t.Fatalf("%v, %v", resp, err)
		}
		synctest.Wait()
		s.want("answered", 2, 1)
		s.says(first, begun)
		s.want("the next one, on the same connection", 3, 2)
		second.Close()
		synctest.Wait()
		s.want("one has gone", 2, 1)
	})
}

// TestLinesOfAHead: a request with more headers than anybody needs goes no further.
func TestLinesOfAHead(t *testing.T) {
	h := newHouse(t)
	for n, want := range map[int]int{100: http.StatusOK, 300: http.StatusRequestHeaderFieldsTooLarge} {
		a := h.raw("GET /hub/login HTTP/1.1\r\nHost: x\r\n" + strings.Repeat("A: b\r\n", n) + "\r\n")
		if a == nil || a.StatusCode != want {
			t.Errorf("%d headers: %+v, want %d", n, a, want)
		}
	}
}

// TestAnEncryptedConnectionIsCounted as one that is not.
func TestAnEncryptedConnectionIsCounted(t *testing.T) {
	c := &counted{}
	if countedOf(c) != c || countedOf(tls.Server(c, nil)) != c || countedOf(&net.TCPConn{}) != nil {
		t.Error("it is not found")
	}
}
