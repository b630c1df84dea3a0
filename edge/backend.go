package edge

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/http/httputil"
	"net/url"
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
	service   string   // its name, where it is one
	target    *url.URL // where it is, if it is no run
	outside   bool     // and that is not this machine
	warden    *client.Client
	transport *http.Transport
	proxy     *httputil.ReverseProxy
	used      time.Time // guarded by Edge.mu
}

// maxAnswerHead bounds the head of a program's answer in bytes. Jupyter's have one or two
// thousand. It is bounded in lines, too (head).
const maxAnswerHead = 32 << 10

// errLongHead says that a program's answer has a head larger than that.
var errLongHead = errors.New("the head of the program's answer is too long")

// isLongHead reports whether err says so; net/http has no name for its own.
func isLongHead(err error) bool {
	return errors.Is(err, errLongHead) || strings.Contains(err.Error(), "server response headers exceeded")
}

// dialTimeout bounds connecting to a program that does not accept.
const dialTimeout = 5 * time.Second

// backend returns the proxy for the lease's run.
func (e *Edge) backend(l *gate.Lease) *backend {
	e.mu.Lock()
	defer e.mu.Unlock()
	b := e.backends[l.Server]
	if b == nil {
		b = &backend{server: l.Server, port: l.Port, prefix: l.Prefix, strip: l.Strip, service: l.Service(), warden: e.warden}
		if l.URL != "" {
			b.target, _ = url.Parse(l.URL) // the hub has looked at it
			b.outside = l.Outside
		}
		b.transport = &http.Transport{
			DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
				conn, err := b.dial(ctx)
				if err != nil {
					return nil, err
				}
				return newHeaded(conn), nil
			},
			MaxIdleConns:        32,
			MaxIdleConnsPerHost: 32, IdleConnTimeout: 90 * time.Second,
			DisableCompression: true, MaxResponseHeaderBytes: maxAnswerHead,
		}
		b.proxy = e.userProxy(b)
		e.backends[l.Server] = b
	}
	b.used = time.Now()
	return b
}

// dial connects to the program. A warden that is away for a moment is waited for;
// a program that refuses is not.
func (b *backend) dial(ctx context.Context) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, dialTimeout)
	defer cancel()
	if b.target != nil {
		return dialService(ctx, b.target, b.outside)
	}
	pause := 5 * time.Millisecond
	for {
		conn, err := b.warden.DialRun(ctx, b.server, b.port)
		if err != nil && ctx.Err() != nil {
			return nil, fmt.Errorf("%w: %w", ctx.Err(), err)
		}
		if !errors.Is(err, client.ErrAway) {
			return conn, err
		}
		select { // the warden restarts; its socket waits for us
		case <-ctx.Done():
			return nil, fmt.Errorf("%w: %w", ctx.Err(), err)
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
		Transport: quiet{b.transport, answersNext()}, BufferPool: newBuffers(), FlushInterval: flushInterval, ErrorLog: e.debugLog(),
		Rewrite: func(pr *httputil.ProxyRequest) { rewrite(pr.In, pr.Out, b) },
		ModifyResponse: func(resp *http.Response) error {
			if err := checkStatus(resp); err != nil {
				return err
			}
			filterResponse(resp, b)
			return nil
		},
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) { e.programFailed(w, r, b, err) },
	}
}

// checkStatus refuses a status that net/http cannot pass on.
func checkStatus(resp *http.Response) error {
	if resp.StatusCode < 100 {
		return fmt.Errorf("the program answered with status %q", resp.Status)
	}
	return nil
}

// filterResponse makes a program's answer one that speaks for its own path only.
func filterResponse(resp *http.Response, b *backend) {
	stripResponse(resp.Header, b.prefix)
	if b.strip {
		relocate(resp.Header, b.prefix, resp.Request.Host)
	}
	resp.Body = &trailing{resp.Body, resp, b.prefix}
}

// trailing is a body behind which more headers may come: they are headers too.
type trailing struct {
	io.ReadCloser
	resp   *http.Response
	prefix string
}

func (t *trailing) Read(p []byte) (int, error) {
	n, err := t.ReadCloser.Read(p)
	if err == io.EOF && len(t.resp.Trailer) > 0 {
		stripResponse(t.resp.Trailer, t.prefix)
	}
	return n, err
}

// flushInterval passes on at once what a program writes: progress bars and
// event streams must not wait for a buffer to fill.
const flushInterval = -1

func (e *Edge) programFailed(w http.ResponseWriter, r *http.Request, b *backend, err error) {
	switch {
	case r.Context().Err() != nil:
		panic(http.ErrAbortHandler) // the client has left, or the lease was taken back
	case b.service != "":
		e.serviceFailed(w, r, b.service, err)
	case errors.Is(err, context.DeadlineExceeded):
		e.fail(w, r, commonhall.Errorf(commonhall.DeadlineExceeded, "The program on your server does not accept connections.").
			WithHint("It may be busy. If it stays so, stop the server on your home page and start it again.").Because(err))
	case isLongHead(err):
		e.failAs(w, r, http.StatusBadGateway, commonhall.Errorf(commonhall.Unavailable, "The program on your server answers with more headers than are passed on.").
			WithHint("It may set too many or too long cookies. Its author has to mend that.").Because(err))
	default:
		e.fail(w, r, commonhall.Errorf(commonhall.Unavailable, "The program on your server did not answer properly.").
			WithHint("If it stays so, stop the server on your home page and start it again; its log is there, too.").Because(err))
	}
}

// rewrite makes the request that the program sees.
func rewrite(in, out *http.Request, b *backend) {
	stripRequest(out)
	show(in, out)
	out.URL.Scheme, out.URL.Host = "http", "server" // out.Host stays: programs compare it with Origin
	// As it came, letter by letter: ReverseProxy has dropped what it cannot parse.
	out.URL.RawQuery = stripQuery(in.URL.RawQuery)
	if b.strip {
		// It has as many parts as the prefix, but they may be escaped in another way.
		n := strings.Count(b.prefix, "/")
		rest := strings.SplitN(in.URL.EscapedPath(), "/", n+1)[n]
		out.URL.RawPath = "/" + rest
		out.URL.Path, _ = url.PathUnescape(out.URL.RawPath) // which check did before
		out.Header.Set("X-Forwarded-Prefix", strings.TrimSuffix(b.prefix, "/"))
	}
	if b.target != nil {
		toService(out, in, b.target)
	}
	if host, _, err := net.SplitHostPort(in.RemoteAddr); err == nil {
		out.Header.Set("X-Forwarded-For", host)
	}
	proto := "http"
	if overHTTPS(in) {
		proto = "https"
	}
	out.Header.Set("X-Forwarded-Proto", proto)
	out.Header.Set("X-Forwarded-Host", in.Host)
	out.Header.Set("X-Request-Id", string(commonhall.RequestIDFrom(in.Context())))
}

// relocate keeps redirects of a program that does not know its prefix below it.
func relocate(h http.Header, prefix, host string) {
	loc, err := url.Parse(h.Get("Location"))
	if err != nil || !strings.HasPrefix(loc.Path, "/") || (loc.Host != "" && !strings.EqualFold(loc.Host, host)) {
		return // relative, or to somewhere else
	}
	target := loc.EscapedPath()
	if !strings.HasPrefix(target, prefix) {
		target = prefix + strings.TrimLeft(target, "/")
	}
	if loc.RawQuery != "" || loc.ForceQuery {
		target += "?" + loc.RawQuery
	}
	if f := loc.EscapedFragment(); f != "" {
		target += "#" + f
	}
	h.Set("Location", target)
}

// quiet hides the client's trace hooks from a round trip: through them ReverseProxy
// passes answers before the answer (1xx) on, which nothing has filtered.
// It has one of its own.
type quiet struct {
	next  http.RoundTripper
	trace *httptrace.ClientTrace
}

func (q quiet) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx := commonhall.WithRequestID(bare{r.Context()}, commonhall.RequestIDFrom(r.Context()))
	return q.next.RoundTrip(r.WithContext(httptrace.WithClientTrace(ctx, q.trace)))
}

// bare is a context without values.
type bare struct{ context.Context }

func (bare) Value(any) any { return nil }

// AfterFunc saves a goroutine for each request that waits for the context.
func (b bare) AfterFunc(f func()) (stop func() bool) { return context.AfterFunc(b.Context, f) }

// buffers is a pool for copying bodies.
type buffers struct{ pool sync.Pool }

func newBuffers() *buffers {
	return &buffers{pool: sync.Pool{New: func() any { b := make([]byte, 32<<10); return &b }}}
}

func (p *buffers) Get() []byte  { return *p.pool.Get().(*[]byte) }
func (p *buffers) Put(b []byte) { p.pool.Put(&b) }
