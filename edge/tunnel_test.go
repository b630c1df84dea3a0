package edge

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// wsEcho is a program that echoes what comes over a websocket.
func wsEcho(w http.ResponseWriter, r *http.Request) {
	c, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true, Subprotocols: []string{"v1.kernel"},
		CompressionMode: websocket.CompressionContextTakeover})
	if err != nil {
		return
	}
	defer c.CloseNow()
	c.SetReadLimit(8 << 20)
	for {
		kind, b, err := c.Read(context.Background())
		if err != nil {
			return
		}
		if err := c.Write(context.Background(), kind, b); err != nil {
			return
		}
	}
}

func (h *house) websocket(header ...string) (*websocket.Conn, *http.Response, error) {
	r := h.newRequest("GET", "/", nil, header...)
	ctx, cancel := context.WithTimeout(h.Context(), time.Minute)
	defer cancel()
	c, resp, err := websocket.Dial(ctx, "ws://"+h.addr+"/user/ada/api/kernels/1/channels?x=y", &websocket.DialOptions{HTTPHeader: r.Header,
		HTTPClient: &http.Client{Transport: h.browser.Transport}, Subprotocols: []string{"v1.kernel", "v1.token." + adasToken},
		CompressionMode: websocket.CompressionContextTakeover})
	if err == nil {
		h.Cleanup(func() { _ = c.CloseNow() })
		c.SetReadLimit(8 << 20)
	}
	return c, resp, err
}

func (h *house) mustWebsocket(header ...string) *websocket.Conn {
	h.Helper()
	c, _, err := h.websocket(header...)
	if err != nil {
		h.Fatal(err)
	}
	return c
}

// say sends a message and reports whether it comes back.
func say(t testing.TB, c *websocket.Conn, b []byte) bool {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if c.Write(ctx, websocket.MessageBinary, b) != nil {
		return false
	}
	_, got, err := c.Read(ctx)
	return err == nil && bytes.Equal(got, b)
}

func TestWebsockets(t *testing.T) {
	h := newHouse(t)
	h.program(wsEcho)
	c, resp, err := h.websocket()
	if err != nil {
		t.Fatal(err)
	}
	if c.Subprotocol() != "v1.kernel" || len(resp.Header.Values("X-Request-Id")) != 1 || len(resp.Header.Get("X-Request-Id")) != 26 {
		t.Errorf("the handshake was answered with %v", resp.Header)
	}
	for _, size := range []int{0, 1, 125, 126, 65536, 4 << 20} {
		if !say(t, c, bytes.Repeat([]byte{'x'}, size)) {
			t.Fatalf("%d bytes did not come back", size)
		}
	}
	if err := c.Close(websocket.StatusNormalClosure, "bye"); err != nil {
		t.Errorf("saying goodbye: %v", err)
	}
}

func TestWhoMayOpenAWebsocket(t *testing.T) {
	h := newHouse(t)
	h.program(wsEcho)
	own := "Origin: http://" + h.addr
	token := "Authorization: token " + adasToken
	for _, c := range []struct {
		header []string
		status int
	}{
		{[]string{own, "Sec-Fetch-Site: same-origin"}, 101},
		{[]string{own}, 101},
		{nil, 101},
		{[]string{"Origin: http://evil"}, 403},
		{[]string{"Origin: null"}, 403},
		{[]string{own, "Sec-Fetch-Site: cross-site"}, 403},
		{[]string{own, "Sec-Fetch-Site: same-site"}, 403},
		{[]string{"Origin: http://evil", token}, 101},
		{[]string{"Cookie:"}, 403},
		{[]string{"Cookie: " + cookieName + "=old", own}, 403},
		{[]string{"Cookie: " + cookieName + "=" + bensSession, own}, 404},
	} {
		ws, resp, err := h.websocket(c.header...)
		switch {
		case resp == nil:
			t.Errorf("%v: %v", c.header, err)
		case resp.StatusCode != c.status:
			t.Errorf("%v: %s", c.header, resp.Status)
		}
		if err == nil {
			_ = ws.CloseNow()
		}
	}
}

const shakeHands = "Connection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="

// switched is what a program says to a handshake; the key is not looked at here.
const switched = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"

// What either side sends right behind its handshake is not lost, and one side
// that has said everything still hears the other.
func TestEarlyBytesAndHalfTheGoodbye(t *testing.T) {
	h := newHouse(t)
	h.rawProgram(func(conn net.Conn, r *bufio.Reader) {
		if _, err := http.ReadRequest(r); err != nil {
			return
		}
		_, _ = io.WriteString(conn, switched+"from the program;")
		all, err := io.ReadAll(r)
		fmt.Fprintf(conn, "%s %v", all, err)
	})
	conn, r := h.dial()
	early := strings.Repeat("early ", 5000)
	_, _ = io.WriteString(conn, get11("/user/ada/ws", shakeHands)+early)
	resp, err := http.ReadResponse(r, nil)
	if err != nil || resp.StatusCode != 101 {
		t.Fatalf("%v %v", resp, err)
	}
	_, _ = io.WriteString(conn, "late")
	_ = conn.CloseWrite()
	if b, err := io.ReadAll(r); err != nil || string(b) != "from the program;"+early+"late <nil>" {
		t.Errorf("%v, %d bytes: %.60s", err, len(b), b)
	}
}

// The handshake that a program sees is the edge's, not the client's.
func TestTheHandshakeIsClean(t *testing.T) {
	h := newHouse(t)
	saw := make(chan *http.Request, 1)
	h.rawProgram(func(conn net.Conn, r *bufio.Reader) {
		req, err := http.ReadRequest(r)
		if err != nil {
			return
		}
		saw <- req
		_, _ = io.WriteString(conn, strings.Replace(switched, "\r\n\r\n", "\r\nSet-Cookie: "+adasCookie+"\r\nSet-Cookie: a=b; Path=/\r\nService-Worker-Allowed: /\r\nX-A: b\r\n\r\n", 1))
	})
	a := h.raw(strings.Replace(get11("/user/ada/ws?token="+adasToken+"&a=b", shakeHands, "X-Hub-User: root", "X_Hub_User: root", "Keep-Alive: 5",
		"X-Hop: evil", "Cookie: mine=1", "Te: trailers", "X-Forwarded-For: evil"), "keep-alive, Upgrade", "upgrade, X-Hop, X-Forwarded-For, X-Request-Id", 1))
	if a == nil || a.StatusCode != 101 {
		t.Fatalf("%v", a)
	}
	if got := strings.Join(a.Header.Values("Set-Cookie"), "|"); got != "a=b; Path=/user/ada/" || a.Header.Get("Service-Worker-Allowed") != "" || a.Header.Get("X-A") != "b" {
		t.Errorf("the client saw %v", a.Header)
	}
	req := <-saw
	for name, want := range map[string]string{"X-Hub-User": "", "X_hub_user": "", "Keep-Alive": "", "X-Hop": "", "Te": "", "Cookie": "mine=1", "User-Agent": "",
		"X-Forwarded-For": "127.0.0.1", "Connection": "Upgrade", "Upgrade": "websocket", "X-Request-Id": a.Header.Get("X-Request-Id"),
		"Sec-Websocket-Version": "13", "Sec-Websocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="} {
		if got := strings.Join(req.Header.Values(name), "|"); got != want {
			t.Errorf("%s: the program saw %q", name, got)
		}
	}
	if req.RequestURI != "/user/ada/ws?a=b" || req.Host != "hall.example" || req.Close {
		t.Errorf("the program saw %s at %s", req.RequestURI, req.Host)
	}
}

func TestProgramsThatRefuseAWebsocket(t *testing.T) {
	const page = "Accept: text/html"
	for name, c := range map[string]struct {
		says   string
		status int
		body   string
	}{
		"refuses":             {"HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\nConnection: X-Hop\r\nX-Hop: 1\r\nSet-Cookie: " + adasCookie + "\r\n\r\nno", 403, "no"},
		"redirects":           {"HTTP/1.1 302 Found\r\nLocation: /login\r\nTransfer-Encoding: chunked\r\n\r\n2\r\ngo\r\n0\r\n\r\n", 302, "go"},
		"without a frame":     {"HTTP/1.0 404 Not Found\r\n\r\nnothing", 404, "nothing"},
		"hints first":         {"HTTP/1.1 103 Early Hints\r\nX-Hop: 1\r\n\r\nHTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno", 403, "no"},
		"another protocol":    {strings.Replace(switched, "websocket", "h2c", 1), 503, "did not answer properly"},
		"no protocol":         {"HTTP/1.1 101 Switching Protocols\r\n\r\n", 503, "did not answer properly"},
		"hangs up":            {"", 503, "did not answer properly"},
		"garbage":             {"hello\r\n\r\n", 503, "did not answer properly"},
		"a status below 100":  {"HTTP/1.1 042 Odd\r\n\r\n", 503, "did not answer properly"},
		"a head too long":     {"HTTP/1.1 403 Forbidden\r\nX: " + strings.Repeat("x", 40<<10) + "\r\n\r\n", 502, "more headers than are passed on"},
		"hints without end":   {strings.Repeat("HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n", 10_000), 502, "more headers than are passed on"},
		"a page in the place": {"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage", 200, "page"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.rawProgram(func(conn net.Conn, r *bufio.Reader) {
				if _, err := http.ReadRequest(r); err == nil {
					_, _ = io.WriteString(conn, c.says)
				}
			})
			a := h.raw(get11("/user/ada/ws", shakeHands, page))
			if a == nil || a.StatusCode != c.status || !strings.Contains(a.body, c.body) || a.Header.Get("X-Hop") != "" || a.Header.Get("Set-Cookie") != "" {
				t.Fatalf("%v", a)
			}
			if c.status >= 502 {
				checkError(t, *a)
			}
		})
	}
}

// A program that takes the handshake and says nothing.
func TestAHandshakeWithoutAnswer(t *testing.T) {
	ours, theirs := net.Pipe()
	defer theirs.Close()
	go func() { _, _ = io.Copy(io.Discard, theirs) }()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	req, _ := http.NewRequest("GET", "http://server/", nil)
	if _, _, err := shake(ctx, ours, req); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("it ended with %v", err)
	}
}

// ada is suspended: her websockets are closed when Revoke returns, at both ends.
func TestSuspendedWithWebsockets(t *testing.T) {
	h := newHouse(t)
	var programs sync.WaitGroup
	h.program(func(w http.ResponseWriter, r *http.Request) {
		programs.Add(1)
		defer programs.Done()
		wsEcho(w, r)
	})
	var open []*websocket.Conn
	for i := range 6 {
		header := "X: y"
		if i%2 == 0 {
			header = "Authorization: token " + adasToken
		}
		open = append(open, h.mustWebsocket(header))
		if !say(t, open[i], []byte("hello")) {
			t.Fatal("no echo")
		}
	}
	h.hub.suspend(t)
	for i, c := range open {
		if _, _, err := c.Read(t.Context()); err == nil {
			t.Errorf("websocket %d is open", i)
		}
	}
	programs.Wait()
	if _, resp, err := h.websocket(); err == nil || resp.StatusCode != 403 {
		t.Errorf("another websocket: %v %v", resp, err)
	}
}

// She is suspended while the handshake is under way: it comes to nothing.
func TestSuspendedDuringTheHandshake(t *testing.T) {
	h := newHouse(t)
	asked, left := make(chan struct{}), make(chan error, 1)
	h.rawProgram(func(_ net.Conn, r *bufio.Reader) {
		if _, err := http.ReadRequest(r); err != nil {
			return
		}
		close(asked)
		_, err := r.ReadByte()
		left <- err
	})
	got := make(chan *answer)
	go func() { got <- h.raw(get11("/user/ada/ws", shakeHands)) }()
	<-asked
	h.hub.suspend(t)
	if err := <-left; err == nil {
		t.Error("the program's connection is open")
	}
	if a := <-got; a != nil && a.StatusCode == 101 {
		t.Error("the client has its websocket")
	}
}

// The hub is replaced while 20 websockets run: none of them notices.
func TestTheHubIsReplacedUnderWebsockets(t *testing.T) {
	h := newHouse(t)
	h.program(wsEcho)
	var open []*websocket.Conn
	for range 20 {
		open = append(open, h.mustWebsocket())
	}
	for round := range 3 {
		h.hub.end()
		for i, c := range open {
			if !say(t, c, []byte{byte(round), byte(i)}) {
				t.Fatalf("round %d: websocket %d dropped without a hub", round, i)
			}
		}
		h.hub.start(t)
		if a := h.get("/user/ada/x", "Cookie: "+cookieName+"=fresh"); a.StatusCode != 302 { // only the new hub can have said so
			t.Fatalf("the new hub: %s", a.Status)
		}
		for i, c := range open {
			if !say(t, c, []byte{byte(round), byte(i)}) {
				t.Fatalf("round %d: websocket %d dropped with the new hub", round, i)
			}
		}
	}
	// And the new hub can take them back.
	h.hub.suspend(t)
	for i, c := range open {
		if _, _, err := c.Read(t.Context()); err == nil {
			t.Errorf("websocket %d is open", i)
		}
	}
}

// A program that dies takes its websockets along, and one whose client dies hears so.
func TestOneSideDies(t *testing.T) {
	h := newHouse(t)
	heard := make(chan error, 1)
	h.rawProgram(func(conn net.Conn, r *bufio.Reader) {
		req, err := http.ReadRequest(r)
		if err != nil {
			return
		}
		_, _ = io.WriteString(conn, switched)
		if strings.HasSuffix(req.URL.Path, "/dies") {
			_ = conn.(*net.TCPConn).SetLinger(0)
			return
		}
		_, err = io.Copy(io.Discard, r)
		heard <- err
	})
	conn, r := h.dial()
	_, _ = io.WriteString(conn, get11("/user/ada/dies", shakeHands))
	if _, err := io.Copy(io.Discard, r); err != nil && !isReset(err) {
		t.Errorf("the client saw %v", err)
	}
	conn, r = h.dial()
	_, _ = io.WriteString(conn, get11("/user/ada/lives", shakeHands))
	if _, err := http.ReadResponse(r, nil); err != nil {
		t.Fatal(err)
	}
	_ = conn.SetLinger(0)
	conn.Close()
	<-heard
}
