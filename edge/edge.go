// Package edge is the role that faces the network: it owns the connections, gives
// every request an id, refuses what is malformed, passes /hub/ on to the hub, and
// proxies /user/NAME/ to people's servers once the hub has said who may.
//
// It opens no database, holds no root and has no table of routes: it learns each
// route with the decision. What always holds: nothing reaches a person's program
// without a lease from the gate, and nothing that the edge knows (its cookies,
// hub tokens) goes along; a hub that dies costs no open connection.
package edge

import (
	"context"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/http/httputil"
	"net/netip"
	"strings"
	"sync"
	"time"

	"commonhall"
	"commonhall/drain"
	"commonhall/gate"
	"commonhall/warden/client"
)

// Config says where the edge finds its neighbours.
type Config struct {
	Hub    string // path of the hub's socket for edges
	Warden string // path of the warden's socket
	Cookie string // name of the session cookie, see CookieName
	// Patience is how long a request waits for a hub that is away, or that has just
	// been started and cannot tell yet.
	Patience time.Duration
}

// CookiePrefix begins the name of every cookie of the house.
const CookiePrefix = "commonhall-"

// CookieName returns the name of an installation's session cookie. Two
// installations on one host share its cookies, hence the instance in it.
func CookieName(instance string) string { return CookiePrefix + instance }

// Edge is the role. New makes it, Run starts and ends it, once.
type Edge struct {
	cfg      Config
	log      *slog.Logger
	gate     *gate.Client
	warden   *client.Client
	hub      *httputil.ReverseProxy
	hubConns *http.Transport
	pages    *errorPages

	mu       sync.Mutex
	backends map[commonhall.ServerID]*backend
	ended    bool           // no request begins any more
	requests sync.WaitGroup // those that go on, websockets among them

	retired chan struct{} // closed when a successor serves
	self    *mirror       // see Alive
}

// New returns an edge that has connected to nothing yet.
func New(cfg Config, log *slog.Logger) *Edge {
	e := &Edge{cfg: cfg, log: log, backends: map[commonhall.ServerID]*backend{}, pages: newErrorPages(),
		retired: make(chan struct{}), self: newMirror()}
	e.gate = gate.NewClient(e.dialHub, log)
	e.warden = client.New(cfg.Warden, nil)
	e.hubConns = e.newHubTransport()
	e.hub = e.newHubProxy()
	return e
}

func (e *Edge) dialHub(ctx context.Context) (net.Conn, error) {
	var d net.Dialer
	return d.DialContext(ctx, "unix", e.cfg.Hub)
}

// Limits for what strangers may make the edge hold.
const (
	maxHeaderBytes = 64 << 10
	headerTimeout  = 10 * time.Second
	idleTimeout    = 2 * time.Minute
)

// Run calls ready, which may take its time: nothing is accepted before. Then it serves
// the listeners until ctx ends, and lets requests finish for a moment (see end).
func (e *Edge) Run(ctx context.Context, listeners []net.Listener, ready func()) error {
	// What serves requests outlives ctx: they are to finish.
	serving, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	srv := drain.New(&http.Server{
		Handler: e, ReadHeaderTimeout: headerTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeaderBytes,
		ErrorLog: e.debugLog(), BaseContext: func(net.Listener) context.Context { return serving },
	})
	var work sync.WaitGroup
	work.Go(func() { _ = e.gate.Run(serving) })
	work.Go(func() { e.sweep(serving) })
	ready()
	failed := make(chan error, len(listeners)+1)
	serve := func(l net.Listener) { work.Go(func() { failed <- srv.Serve(l) }) }
	if ctx.Err() == nil {
		serve(e.self)
		for _, l := range listeners {
			serve(newCrowd(l, maxConns, maxConnsPlace, e.crowded))
		}
	}
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
	case <-e.retired:
		e.outlive(ctx, srv)
	}
	e.end(serving, srv)
	cancel()
	work.Wait()
	e.mu.Lock()
	e.ended = true
	e.mu.Unlock()
	e.requests.Wait()
	e.closeBackends()
	e.hubConns.CloseIdleConnections()
	e.warden.Close()
	return err
}

// crowded is told when somebody is turned away because too many connections are open.
func (e *Edge) crowded(place netip.Prefix) {
	e.log.Warn("too many connections are open; new ones are turned away", "from", place.String(), "most", maxConns, "most_from_one_place", maxConnsPlace)
}

// debugLog is for what net/http has to say: mostly that somebody hung up.
func (e *Edge) debugLog() *log.Logger { return slog.NewLogLogger(e.log.Handler(), slog.LevelDebug) }

// begin counts a request, unless the edge has ended.
func (e *Edge) begin() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.ended {
		e.requests.Add(1)
	}
	return !e.ended
}

// ServeHTTP handles one request from the network.
func (e *Edge) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !e.begin() {
		panic(http.ErrAbortHandler)
	}
	defer e.requests.Done()
	id := newRequestID()
	r = r.WithContext(commonhall.WithRequestID(r.Context(), id))
	w.Header().Set("X-Request-ID", string(id))
	if err := check(r); err != nil {
		e.fail(w, r, err)
		return
	}
	path := r.URL.EscapedPath()
	switch {
	case strings.HasPrefix(path, "/user/"):
		e.serveUser(w, r)
	case path == "/hub" || strings.HasPrefix(path, "/hub/"):
		e.hub.ServeHTTP(w, r)
	default:
		// As JupyterHub: whatever is nobody's belongs to the hub.
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			http.Redirect(w, r, "/hub"+r.URL.RequestURI(), http.StatusFound)
			return
		}
		e.fail(w, r, commonhall.Errorf(commonhall.NotFound, "There is nothing at this address."))
	}
}
