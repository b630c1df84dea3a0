// Package edge is the role that faces the network: it owns the connections, gives
// every request an id, refuses what is malformed, passes /hub/ on to the hub, and
// proxies /user/NAME/ to people's servers once the hub has said who may, and
// /services/NAME/ to services.
//
// It opens no database, holds no root and has no table of routes: it learns each
// route with the decision. What always holds: nothing reaches a person's program
// without a lease from the gate, and nothing that the edge knows (its cookies,
// hub tokens) goes along; a hub that dies costs no open connection.
package edge

import (
	"context"
	"crypto/tls"
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
	"commonhall/certificate"
	"commonhall/drain"
	"commonhall/gate"
	"commonhall/warden/client"
)

// Config says where the edge finds its neighbours.
type Config struct {
	Hub    string // path of the hub's socket for edges
	Warden string // path of the warden's socket
	Cookie string // name of the session cookie over plain HTTP, see CookieName
	// Patience is how long a request waits for a hub that is away, or that has just
	// been started and cannot tell yet.
	Patience time.Duration
	// Certificates are what HTTPS listeners show. Without them everything is served
	// over plain HTTP; with them that port redirects.
	Certificates *certificate.Manager
	Proxies      []netip.Prefix // in front of us, whose word about a visitor counts
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

	running *room    // requests, each of which may cost a connection to the hub
	flights *flights // those to people's servers, by person
	large   *buffers // for websockets on which much comes at once

	httpsPort int // set before anything is served

	mu       sync.Mutex
	backends map[commonhall.ServerID]*backend
	ended    bool           // no request begins any more
	requests sync.WaitGroup // those that go on, websockets among them

	retired chan struct{} // closed when a successor serves
	self    *mirror       // see Alive
	door    *mirror       // see Trial
}

// New returns an edge that has connected to nothing yet.
func New(cfg Config, log *slog.Logger) *Edge {
	e := &Edge{cfg: cfg, log: log, backends: map[commonhall.ServerID]*backend{}, pages: newErrorPages(),
		flights: newFlights(), large: newBuffers(), retired: make(chan struct{}), self: newMirror(0), door: newMirror(1)}
	e.running = newRoom(maxConns, maxConnsPlace, e.isProxy, e.crowded)
	e.gate = gate.NewClient(e.dialHub, log)
	if c := cfg.Certificates; c != nil {
		e.gate.OnRenew(c.Renew)
	}
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
	maxHeaderBytes = 32 << 10 // as other servers; see maxHeadLines
	headerTimeout  = 10 * time.Second
	idleTimeout    = 2 * time.Minute
)

// Run calls ready, which may take its time: nothing is accepted before. Then it serves
// the listeners until ctx ends, and lets requests finish for a moment (see end).
func (e *Edge) Run(ctx context.Context, listeners []net.Listener, ready func()) error {
	// What serves requests outlives ctx: they are to finish.
	serving, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	srv := drain.New(e.newServer(serving))
	var work sync.WaitGroup
	work.Go(func() { _ = e.gate.Run(serving) })
	work.Go(func() { e.sweep(serving) })
	if e.cfg.Certificates != nil {
		work.Go(func() { e.cfg.Certificates.Run(serving) })
		work.Go(func() { e.report(serving) })
	}
	e.httpsPort = portOf(listeners)
	failed := make(chan error, len(listeners)+2)
	work.Go(func() { failed <- serve(srv, e.entrance()) })
	ready()
	if ctx.Err() == nil {
		work.Go(func() { failed <- srv.Serve(e.self) })
		room := newRoom(maxConns, maxConnsPlace, e.isProxy, e.crowded)
		long := newRoom(maxLong, maxLongOfPlace, e.isProxy, e.crowded)
		for _, l := range listeners {
			work.Go(func() { failed <- serve(srv, room.guard(l, long)) })
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

// newServer returns what serves all listeners. A TLS handshake gets as long as a
// request's head.
func (e *Edge) newServer(serving context.Context) *http.Server {
	srv := &http.Server{
		Handler: e, ReadHeaderTimeout: headerTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeaderBytes,
		ErrorLog: e.debugLog(), BaseContext: func(net.Listener) context.Context { return serving }, ConnContext: withConn, ConnState: headComes,
		HTTP2: &http.HTTP2Config{MaxConcurrentStreams: 100},
	}
	// Where there are no certificates, whoever comes encrypted is told at once.
	srv.TLSConfig = &tls.Config{GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return nil, nil }}
	if c := e.cfg.Certificates; c != nil {
		srv.TLSConfig = c.TLS()
	}
	return srv
}

// entrance is the listener of the edge itself that is as the one of visitors.
func (e *Edge) entrance() net.Listener {
	if e.cfg.Certificates != nil {
		return HTTPS{Listener: e.door}
	}
	return e.door
}

// portOf returns the port of the encrypted listener.
func portOf(listeners []net.Listener) int {
	for _, l := range listeners {
		if at, ok := l.Addr().(*net.TCPAddr); ok {
			if _, secure := l.(HTTPS); secure {
				return at.Port
			}
		}
	}
	return 0
}

// serve serves one listener.
func serve(srv *drain.Server, l net.Listener) error {
	if secure, ok := l.(HTTPS); ok {
		return srv.ServeTLS(secure.Listener)
	}
	return srv.Serve(l)
}

// crowded is told when somebody is turned away because too many connections are open.
func (e *Edge) crowded(place netip.Prefix) {
	e.log.Warn("too many connections or requests are open; new ones are turned away", "from", place.String(), "most", maxConns, "most_from_one_place", maxConnsPlace)
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
	headCame(r)
	id := newRequestID()
	r = e.believed(r.WithContext(commonhall.WithRequestID(r.Context(), id)))
	w.Header().Set("X-Request-ID", string(id))
	if place := placeOf(r.RemoteAddr); place.IsValid() {
		if !e.running.enter(place) {
			e.fail(w, r, commonhall.Errorf(commonhall.ResourceExhausted, "Too many requests are being answered.").WithHint("Try again in a moment."))
			return
		}
		defer e.running.leave(place)
	}
	if lines(r.Header) > maxHeadLines {
		w.Header().Set("Connection", "close")
		e.failAs(w, r, http.StatusRequestHeaderFieldsTooLarge, commonhall.Errorf(commonhall.InvalidArgument, "The request has more headers than any browser sends."))
		return
	}
	if err := check(r); err != nil {
		e.fail(w, r, err)
		return
	}
	if !e.admits(w, r) {
		return
	}
	path := r.URL.EscapedPath()
	switch {
	case strings.HasPrefix(path, "/user/"):
		e.serveUser(w, r)
	case strings.HasPrefix(path, "/services/"):
		e.serveService(w, r)
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
