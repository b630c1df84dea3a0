package edge

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"testing"

	"commonhall/gate"
)

// visited is a house behind a proxy, with a service that hangs at some paths until leave is closed.
func visited(t *testing.T) (h *house, come chan bool, leave chan bool) {
	h = newHouseOf(t, Config{Patience: patience, Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("10.0.0.0/8")}}, nil)
	come, leave = make(chan bool), make(chan bool)
	srv := h.service(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/hang") {
			come <- true
			<-leave
		}
		fmt.Fprint(w, "fine")
	}, nil)
	known := gate.Answer{Result: gate.Allow, Server: "service-grades", URL: srv.URL, Prefix: "/services/grades/"}
	h.hub.mu.Lock()
	defer h.hub.mu.Unlock()
	for credential, who := range map[string]gate.Answer{adasSession: {Subject: "ada"}, bensSession: {Subject: "ben"}} {
		a := known
		a.Subject = who.Subject
		h.hub.answers[gate.Question{Kind: gate.SessionCookie, Hash: sha256.Sum256([]byte(credential)), Service: "grades"}] = a
	}
	return h, come, leave
}

// visit asks the service for a page from an address, as whoever has the session, if any.
func (h *house) visit(path, from, session string, more ...string) int {
	h.Helper()
	cookie := "Cookie:"
	if session != "" {
		cookie += " " + cookieName + "=" + session
	}
	return h.get("/services/grades/"+path, append(more, "X-Forwarded-For: "+from, cookie)...).StatusCode
}

// TestOneStrangerFillsNoService: whoever hangs on to a service from one address takes no room of
// others, and none of those who are signed in at the same address.
func TestOneStrangerFillsNoService(t *testing.T) {
	h, come, leave := visited(t)
	var hanging sync.WaitGroup
	for range maxFlights {
		hanging.Go(func() { h.visit("hang", "192.0.2.7", "") })
		<-come
	}
	for what, c := range map[string]struct {
		from, session string
		want          int
	}{
		"one more":                         {"192.0.2.7", "", 429},
		"with a session that is none":      {"192.0.2.7", "invented", 429},
		"a stranger elsewhere":             {"192.0.2.8", "", 200},
		"ada at that address":              {"192.0.2.7", adasSession, 200},
		"a proxy that says nothing of who": {"127.0.0.1", "", 200},
	} {
		if got := h.visit("x", c.from, c.session); got != c.want {
			t.Errorf("%s: %d, want %d", what, got, c.want)
		}
	}
	a := h.get("/services/grades/x", "X-Forwarded-For: 192.0.2.7", "Cookie:", "Accept: text/html")
	checkError(t, a)
	if a.Header.Get("Retry-After") != "5" || !a.Close || !strings.Contains(a.body, "The service grades is answering too many") {
		t.Errorf("one more: %s %s", a.Status, a.body)
	}
	close(leave)
	hanging.Wait()
	if got := h.visit("x", "192.0.2.7", ""); got != 200 {
		t.Errorf("when there is room again: %d", got)
	}
	h.stop() // which waits for all requests
	if n := len(h.edge.flights.of); n != 0 {
		t.Errorf("%d are counted when nothing is under way", n)
	}
}

// TestTheRoomOfAService: strangers from everywhere leave the room of those who are signed in, of
// whom one has as much as of their own server, and one customer of a provider has not all.
func TestTheRoomOfAService(t *testing.T) {
	whole := flight{prefix: "/services/grades/", service: true}
	for name, c := range map[string]struct {
		full flight
		n    int
		want map[string]int // by address, or session
	}{
		"strangers everywhere": {whole, maxFlights * serviceFlights, map[string]int{"192.0.2.7": 429, "2001:db8::1": 429, adasSession: 200, "127.0.0.1": 429}},
		"everybody signed in":  {flight{prefix: whole.prefix, service: true, known: true}, maxFlights * serviceFlights, map[string]int{"192.0.2.7": 200, adasSession: 429, bensSession: 429}},
		"ada":                  {flight{prefix: whole.prefix, service: true, known: true, part: each, of: "ada"}, maxFlights, map[string]int{"192.0.2.7": 200, adasSession: 429, bensSession: 200}},
		"a household":          {flight{prefix: whole.prefix, service: true, part: each, of: "2001:db8:1:2::/64"}, maxFlights, map[string]int{"2001:db8:1:2::9": 429, "2001:db8:1:3::9": 200, adasSession: 200}},
		"a customer":           {flight{prefix: whole.prefix, service: true, part: half, of: "2001:db8:1::/48"}, maxFlights * serviceFlights / 2, map[string]int{"2001:db8:1:2::9": 429, "2001:db8:1:3::9": 429, "2001:db8:2:3::9": 200}},
		"a proxy":              {flight{prefix: whole.prefix, service: true, part: each, of: "10.0.0.1/32"}, maxFlights, map[string]int{"10.0.0.1": 200}},
		"this machine":         {flight{prefix: whole.prefix, service: true, part: each, of: "127.0.0.1/32"}, maxFlights, map[string]int{"127.0.0.1": 200}},
		"another service":      {flight{prefix: "/services/other/", service: true}, maxFlights * serviceFlights, map[string]int{"192.0.2.7": 200, adasSession: 200}},
		"their websockets":     {flight{prefix: whole.prefix, service: true, websocket: true}, maxTunnels * serviceFlights, map[string]int{"192.0.2.7": 200, adasSession: 200}},
	} {
		t.Run(name, func(t *testing.T) {
			h, _, _ := visited(t)
			for i := range c.n {
				if !h.edge.flights.enter(c.full) {
					t.Fatalf("it is full with %d", i)
				}
			}
			for who, want := range c.want {
				from, session := who, ""
				if who == adasSession || who == bensSession {
					from, session = "2001:db8:1:2::9", who
				}
				if got := h.visit("x", from, session); got != want {
					t.Errorf("%s: %d, want %d", who, got, want)
				}
			}
		})
	}
}

// TestWebsocketsOfOneStranger at a service have a bound of their own.
func TestWebsocketsOfOneStranger(t *testing.T) {
	h, _, _ := visited(t)
	k := flight{prefix: "/services/grades/", service: true, websocket: true, part: each, of: "192.0.2.7/32"}
	for range maxTunnels {
		if !h.edge.flights.enter(k) {
			t.Fatal("too early")
		}
	}
	shake := func(from string) int {
		a := h.raw("GET /services/grades/ws HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + from + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
		if a == nil {
			return 0
		}
		return a.StatusCode
	}
	if got := shake("192.0.2.7"); got != 429 {
		t.Errorf("one more: %d", got)
	}
	if got := shake("192.0.2.8"); got != 200 { // the program knows no websockets
		t.Errorf("another stranger: %d", got)
	}
	if got := h.visit("x", "192.0.2.7", ""); got != 200 {
		t.Errorf("a request beside them: %d", got)
	}
}
