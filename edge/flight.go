package edge

import (
	"net/http"
	"strings"
	"sync"
	"time"

	"commonhall"
	"commonhall/gate"
)

// How much one person may have under way at once. What their program makes the edge hold
// is held for each of these; both together are a fifth of what one address may have
// (crowd), of which a whole class behind it lives. A page that begins asks for dozens
// of files, and has a websocket for each notebook and terminal.
const (
	maxFlights = 256 // requests
	maxTunnels = 128 // websockets

	serviceFlights = 8 // times as many for a service
)

// flights counts what is under way to people's servers, and to services.
type flights struct {
	mu sync.Mutex
	of map[flight]int
}

// flight is what is counted together: the path of a person's server stays the same when
// it is started again.
type flight struct {
	prefix    string
	websocket bool
	service   bool // which a whole class asks

	// Of a service, strangers and those whom it is told of fill rooms of their own, and who
	// of them it is a part of that.
	known bool
	part  part
	of    string // a person, or where a stranger comes from
}

// part is how much of a service's room some have.
type part int

const (
	all  part = iota // together
	each             // as much as a person of their own servers', an eighth
	half             // all places that one customer of a provider may have
)

func newFlights() *flights { return &flights{of: map[flight]int{}} }

// most is how many there may be at once.
func (k flight) most() int {
	n := maxFlights
	if k.websocket {
		n = maxTunnels
	}
	switch {
	case !k.service || k.part == each:
		return n
	case k.part == half:
		return n * serviceFlights / 2
	}
	return n * serviceFlights
}

// enter reports whether there is room for one more in all of these.
func (f *flights) enter(ks ...flight) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, k := range ks {
		if f.of[k] >= k.most() {
			return false
		}
	}
	for _, k := range ks {
		f.of[k]++
	}
	return true
}

func (f *flights) leave(ks ...flight) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, k := range ks {
		if f.of[k]--; f.of[k] <= 0 {
			delete(f.of, k)
		}
	}
}

// countsAs returns what a request is counted as. At a service a whole school may be behind one
// address: who is signed in counts by themselves, strangers by where they come from.
func (e *Edge) countsAs(r *http.Request, lease *gate.Lease) []flight {
	k := flight{prefix: strings.Join(strings.SplitN(lease.Prefix, "/", 4)[:3], "/") + "/", websocket: isWebsocket(r), service: lease.Service() != ""} // of a person, whichever server
	if !k.service {
		return []flight{k}
	}
	k.known = lease.Subject != ""
	one, out := k, []flight{k}
	one.part, one.of = each, string(lease.Subject)
	if k.known {
		return append(out, one)
	}
	place := placeOf(r.RemoteAddr)
	if !place.IsValid() || place.Addr().IsLoopback() || e.isProxy(place.Addr()) {
		return out // may speak for everybody, as in crowd
	}
	one.of = place.String()
	out = append(out, one)
	if w := wide(place); w.IsValid() {
		one.part, one.of = half, w.String()
		out = append(out, one)
	}
	return out
}

// goOn lets a request go to the lease's server as f, where its person has room.
func (e *Edge) goOn(w http.ResponseWriter, r *http.Request, lease *gate.Lease, f http.HandlerFunc) {
	ks := e.countsAs(r, lease)
	if !e.flights.enter(ks...) {
		// Whoever is refused does not stay with a body that is held back.
		_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(refusedTimeout))
		w.Header().Set("Connection", "close")
		said := commonhall.Errorf(commonhall.ResourceExhausted, "Too many of your requests are being answered at once.").
			WithHint("Programs that ask your server may be stuck. Close tabs that you do not need, and try again in a moment.")
		if name := lease.Service(); name != "" {
			said = commonhall.Errorf(commonhall.ResourceExhausted, "The service %s is answering too many requests at once.", cut(name, 40)).
				WithHint("Close tabs that you do not need, and try again in a moment. Who is signed in has room of their own.")
		}
		e.fail(w, r, said.RetryIn(refusedRetry))
		return
	}
	defer e.flights.leave(ks...)
	f(w, r)
}

// What a request that is refused has: time for the rest of it, and when to come again.
const (
	refusedTimeout = time.Second
	refusedRetry   = 5 * time.Second
)
