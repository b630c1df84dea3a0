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

// flights counts what is under way to people's servers.
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
}

func newFlights() *flights { return &flights{of: map[flight]int{}} }

// enter reports whether there is room for one more.
func (f *flights) enter(k flight) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	most := maxFlights
	if k.websocket {
		most = maxTunnels
	}
	if k.service {
		most *= serviceFlights
	}
	if f.of[k] >= most {
		return false
	}
	f.of[k]++
	return true
}

func (f *flights) leave(k flight) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.of[k]--; f.of[k] <= 0 {
		delete(f.of, k)
	}
}

// goOn lets a request go to the lease's server as f, where its person has room.
func (e *Edge) goOn(w http.ResponseWriter, r *http.Request, lease *gate.Lease, f http.HandlerFunc) {
	k := flight{strings.Join(strings.SplitN(lease.Prefix, "/", 4)[:3], "/") + "/", isWebsocket(r), lease.Service() != ""} // of a person, whichever server
	if !e.flights.enter(k) {
		// Whoever is refused does not stay with a body that is held back.
		_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(refusedTimeout))
		w.Header().Set("Connection", "close")
		e.fail(w, r, commonhall.Errorf(commonhall.ResourceExhausted, "Too many of your requests are being answered at once.").
			WithHint("Programs that ask your server may be stuck. Close tabs that you do not need, and try again in a moment.").RetryIn(refusedRetry))
		return
	}
	defer e.flights.leave(k)
	f(w, r)
}

// What a request that is refused has: time for the rest of it, and when to come again.
const (
	refusedTimeout = time.Second
	refusedRetry   = 5 * time.Second
)
