package edge

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httputil"
	"strings"
	"sync"
	"time"

	"commonhall"
	"commonhall/gate"
	"commonhall/warden/client"
)

// backend is one run of a person's server, with connections of its own: answers
// of one person's program can never reach another's.
type backend struct {
	server    commonhall.ServerID
	port      int
	prefix    string
	strip     bool
	warden    *client.Client
	transport *http.Transport
	proxy     *httputil.ReverseProxy
	used      time.Time // guarded by Edge.mu
}

// dialTimeout bounds connecting to a program that does not accept.
const dialTimeout = 5 * time.Second

// backend returns the proxy for the lease's run.
func (e *Edge) backend(l *gate.Lease) *backend {
	e.mu.Lock()
	defer e.mu.Unlock()
	b := e.backends[l.Server]
	if b == nil {
		b = &backend{server: l.Server, port: l.Port, prefix: l.Prefix, strip: l.Strip, warden: e.warden}
		b.transport = &http.Transport{
			DialContext:         func(ctx context.Context, _, _ string) (net.Conn, error) { return b.dial(ctx) },
			MaxIdleConns:        32,
			MaxIdleConnsPerHost: 32, IdleConnTimeout: 90 * time.Second,
			DisableCompression: true, MaxResponseHeaderBytes: 256 << 10,
		}
		b.proxy = e.userProxy(b)
		e.backends[l.Server] = b
	}
	b.used = time.Now()
	return b
}

// dial connects to the program. Once it has been seen to listen, a refusal that
// passes at once (it restarts itself) is worth a second try; more is not.
func (b *backend) dial(ctx context.Context) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, dialTimeout)
	defer cancel()
	pause := 5 * time.Millisecond
	for {
		conn, err := b.warden.DialRun(ctx, b.server, b.port)
		if !errors.Is(err, client.ErrAway) || ctx.Err() != nil {
			return conn, err
		}
		select { // the warden restarts; its socket waits for us
		case <-ctx.Done():
			return nil, err
		case <-time.After(pause):
		}
		pause = min(2*pause, 200*time.Millisecond)
	}
}

// sweep forgets backends that nobody has used for a while.
func (e *Edge) sweep(ctx context.Context) {
	t := time.NewTicker(5 * time.Minute)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		e.mu.Lock()
		for id, b := range e.backends {
			if time.Since(b.used) > 10*time.Minute {
				b.transport.CloseIdleConnections()
				delete(e.backends, id)
			}
		}
		e.mu.Unlock()
	}
}

func (e *Edge) closeBackends() {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, b := range e.backends {
		b.transport.CloseIdleConnections()
	}
}

// userProxy proxies to one program.
func (e *Edge) userProxy(b *backend) *httputil.ReverseProxy {
	return &httputil.ReverseProxy{
		Transport: quiet{b.transport}, BufferPool: newBuffers(), FlushInterval: flushInterval,
		Rewrite: func(pr *httputil.ProxyRequest) { rewrite(pr.In, pr.Out, b) },
		ModifyResponse: func(resp *http.Response) error {
			if resp.StatusCode == http.StatusSwitchingProtocols {
				return errors.New("the program switched protocols without being asked")
			}
			stripResponse(resp.Header, b.prefix)
			relocate(resp.Header, b)
			return nil
		},
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) { e.programFailed(w, r, err) },
	}
}

// flushInterval passes on at once what a program writes: progress bars and
// event streams must not wait for a buffer to fill.
const flushInterval = -1

func (e *Edge) programFailed(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case errors.Is(err, context.Canceled):
		if r.Context().Err() != nil {
			panic(http.ErrAbortHandler) // the client has left, or the lease was taken back
		}
		return
	case errors.Is(err, context.DeadlineExceeded):
		e.fail(w, r, commonhall.Errorf(commonhall.DeadlineExceeded, "The program on your server does not accept connections.").
			WithHint("It may be busy. If it stays so, stop the server on your home page and start it again.").Because(err))
	default:
		e.fail(w, r, commonhall.Errorf(commonhall.Unavailable, "The program on your server did not answer properly.").
			WithHint("If it stays so, stop the server on your home page and start it again; its log is there, too.").Because(err))
	}
}

// rewrite makes the request that the program sees.
func rewrite(in, out *http.Request, b *backend) {
	stripRequest(out)
	out.URL.Scheme, out.URL.Host = "http", "server"
	out.Host = in.Host // programs compare it with Origin
	if b.strip {
		out.URL.Path = "/" + strings.TrimPrefix(in.URL.Path, unescaped(b.prefix))
		if in.URL.RawPath != "" {
			out.URL.RawPath = "/" + strings.TrimPrefix(in.URL.RawPath, b.prefix)
		}
		out.Header.Set("X-Forwarded-Prefix", strings.TrimSuffix(b.prefix, "/"))
	}
	if host, _, err := net.SplitHostPort(in.RemoteAddr); err == nil {
		out.Header.Set("X-Forwarded-For", host)
	}
	proto := "http"
	if in.TLS != nil {
		proto = "https"
	}
	out.Header.Set("X-Forwarded-Proto", proto)
	out.Header.Set("X-Forwarded-Host", in.Host)
	out.Header.Set("X-Request-Id", string(commonhall.RequestIDFrom(in.Context())))
}

func unescaped(prefix string) string {
	p, err := pathUnescape(prefix)
	if err != nil {
		return prefix
	}
	return p
}

// relocate keeps redirects of a program that does not know its prefix below it.
func relocate(h http.Header, b *backend) {
	loc := h.Get("Location")
	if b.strip && strings.HasPrefix(loc, "/") && !strings.HasPrefix(loc, "//") && !strings.HasPrefix(loc, b.prefix) {
		h.Set("Location", b.prefix+strings.TrimPrefix(loc, "/"))
	}
}

// quiet hides the client's trace hooks from a round trip: through them ReverseProxy
// passes answers before the answer (1xx) on, which nothing has filtered.
type quiet struct{ next http.RoundTripper }

func (q quiet) RoundTrip(r *http.Request) (*http.Response, error) {
	return q.next.RoundTrip(r.WithContext(bare{r.Context()}))
}

// bare is a context without values.
type bare struct{ context.Context }

func (bare) Value(any) any { return nil }

// buffers is a pool for copying bodies.
type buffers struct{ pool sync.Pool }

func newBuffers() *buffers {
	return &buffers{pool: sync.Pool{New: func() any { b := make([]byte, 32<<10); return &b }}}
}

func (p *buffers) Get() []byte  { return *p.pool.Get().(*[]byte) }
func (p *buffers) Put(b []byte) { p.pool.Put(&b) }
