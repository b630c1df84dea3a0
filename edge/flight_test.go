package edge

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"testing"

	"commonhall/gate"
)

// TestRequestsOfOnePerson: whoever has as many hanging requests as one may have is turned
// away, and nobody else, though all come from one address; what ends makes room.
func TestRequestsOfOnePerson(t *testing.T) {
	h := newHouseOf(t, Config{Patience: patience, Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}, nil)
	come, leave := make(chan bool), make(chan bool)
	l := listen(h)
	h.serve(l, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "ben's") }, adasAnswer)
	ben := adasAnswer(l.Addr().(*net.TCPAddr).Port)
	ben.Subject, ben.Server, ben.Prefix = "ben", "run-ben", "/user/ben/"
	h.hub.say(bensSession, "ben", ben)
	h.program(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/hang") {
			come <- true
			<-leave
		}
		fmt.Fprint(w, "fine")
	})
	const from = "X-Forwarded-For: 192.0.2.7"
	var hanging sync.WaitGroup
	for range maxFlights {
		hanging.Go(func() { h.get("/user/ada/hang", from) })
		<-come
	}
	a := h.get("/user/ada/x", from, "Accept: text/html")
	checkError(t, a)
	if a.StatusCode != 429 || a.Header.Get("Retry-After") != "5" || !a.Close || !strings.Contains(a.body, "Too many of your requests") {
		t.Errorf("one more: %s %s", a.Status, a.body)
	}
	if a := h.get("/user/ben/x", from, "Cookie: "+cookieName+"="+bensSession); a.body != "ben's" {
		t.Errorf("a neighbour at the same address: %s %s", a.Status, a.body)
	}
	leave <- true
	close(leave)
	hanging.Wait()
	if a := h.get("/user/ada/x", from); a.StatusCode != 200 {
		t.Errorf("when there is room again: %s", a.Status)
	}
	h.stop() // which waits for all requests
	if n := len(h.edge.flights.of); n != 0 {
		t.Errorf("%d are counted when nothing is under way", n)
	}
}

// TestRequestsToAllServersOfOnePerson: a server of another name makes no more room for its
// person, whose requests to all of them count together.
func TestRequestsToAllServersOfOnePerson(t *testing.T) {
	h := newHouse(t)
	h.program(hello)
	lab := h.hub.answer(adasSession, "ada")
	lab.Prefix = "/user/ada/lab/"
	h.hub.mu.Lock()
	h.hub.answers[gate.Question{Kind: gate.SessionCookie, Hash: sha256.Sum256([]byte(adasSession)), Name: "ada", Server: "lab"}] = lab
	h.hub.mu.Unlock()
	for range maxFlights - 1 {
		h.edge.flights.enter(flight{prefix: "/user/ada/"})
	}
	for _, want := range []int{200, 429} {
		for _, path := range []string{"/user/ada/x", "/user/ada/lab/x"} {
			if a := h.get(path); a.StatusCode != want {
				t.Errorf("%s: %s, want %d", path, a.Status, want)
			}
		}
		h.edge.requests.Wait() // an answer is there before its request has left
		h.edge.flights.enter(flight{prefix: "/user/ada/"})
	}
}

// TestARefusedBodyDoesNotStay: a request that is turned away does not hold its connection
// with a body that does not come.
func TestARefusedBodyDoesNotStay(t *testing.T) {
	h := newHouse(t)
	h.program(hello)
	for range maxFlights {
		h.edge.flights.enter(flight{prefix: "/user/ada/"})
	}
	conn, r := h.dial()
	fmt.Fprintf(conn, "POST /user/ada/x HTTP/1.1\r\nHost: x\r\nCookie: %s\r\nContent-Length: 100000\r\n\r\nx", adasCookie)
	b, err := io.ReadAll(r) // which dial ends after ten seconds
	if err != nil || !strings.Contains(string(b), "429 ") {
		t.Errorf("%v: %s", err, b)
	}
}

// TestWebsocketsOfOnePerson have a bound of their own.
func TestWebsocketsOfOnePerson(t *testing.T) {
	h := newHouse(t)
	h.program(hello)
	k := flight{prefix: "/user/ada/", websocket: true}
	for range maxTunnels {
		if !h.edge.flights.enter(k) {
			t.Fatal("too early")
		}
	}
	const handshake = "GET /user/ada/ws HTTP/1.1\r\nHost: x\r\nCookie: " + adasCookie + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
	if a := h.raw(handshake); a == nil || a.StatusCode != 429 {
		t.Errorf("one more: %v", a)
	}
	if a := h.get("/user/ada/x"); a.StatusCode != 200 {
		t.Errorf("a request beside them: %s", a.Status)
	}
	h.edge.flights.leave(k)
	if a := h.raw(handshake); a == nil || a.StatusCode != 200 { // the program knows no websockets
		t.Errorf("when there is room again: %v", a)
	}
}

// TestAHeadOfManyShortLines is refused while it comes: it may stall before its end. The
// next answer of a connection has its own count, and so has what follows a head.
func TestAHeadOfManyShortLines(t *testing.T) {
	fine := "HTTP/1.1 200 OK\r\nContent-Length: 600\r\nX: " + strings.Repeat("x", 24<<10) + "\r\n\r\n" // many cookies
	short, body := strings.Repeat("a:\r\n", maxAnswerLines+1), strings.Repeat("\n", 600)
	for name, says := range map[string]string{"the answer": "HTTP/1.1 200 OK\r\n" + short, "an early one": "HTTP/1.1 103 Early Hints\r\n" + short,
		"after an early one": "HTTP/1.1 103 Early Hints\r\nx: y\r\n\r\nHTTP/1.1 200 OK\r\n" + short, "without a status": short} {
		t.Run(name, func(t *testing.T) {
			h, end := newHouse(t), make(chan bool)
			defer h.stop() // the program waits for it
			defer close(end)
			h.rawProgram(func(conn net.Conn, r *bufio.Reader) {
				for {
					req, err := http.ReadRequest(r)
					if err != nil {
						return
					}
					if req.URL.Path == "/user/ada/long" {
						_, _ = io.WriteString(conn, says)
						<-end
						return
					}
					_, _ = io.WriteString(conn, fine+body)
				}
			})
			for range 9 {
				if a := h.get("/user/ada/x"); a.StatusCode != 200 || a.body != body {
					t.Fatalf("%s, %d bytes", a.Status, len(a.body))
				}
			}
			if a := h.raw(get11("/user/ada/long")); a == nil || a.StatusCode != 502 {
				t.Errorf("%v", a)
			}
		})
	}
}

// TestAHandshakeOfManyShortLines is the same for a websocket.
func TestAHandshakeOfManyShortLines(t *testing.T) {
	h, end := newHouse(t), make(chan bool)
	defer close(end)
	h.rawProgram(func(conn net.Conn, r *bufio.Reader) {
		if _, err := http.ReadRequest(r); err == nil {
			_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\n"+strings.Repeat("a:\r\n", maxAnswerLines+1))
			<-end
		}
	})
	if a := h.raw(get11("/user/ada/ws", shakeHands)); a == nil || a.StatusCode != 502 {
		t.Errorf("%v", a)
	}
}
