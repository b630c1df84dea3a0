package edge

import (
	"context"
	"net"
	"net/http"
	"net/http/httputil"
	"strings"
	"time"

	"commonhall"
)

func (e *Edge) newHubTransport() *http.Transport {
	return &http.Transport{
		DialContext:         func(ctx context.Context, _, _ string) (net.Conn, error) { return e.dialHub(ctx) },
		MaxIdleConnsPerHost: 256, IdleConnTimeout: time.Minute, DisableCompression: true,
		ResponseHeaderTimeout: 2 * time.Minute,
	}
}

// newHubProxy passes requests for /hub/ on to the hub's socket. While the hub
// restarts, its supervisor holds the socket and requests wait in its queue.
func (e *Edge) newHubProxy() *httputil.ReverseProxy {
	return &httputil.ReverseProxy{
		Transport: again{e.hubConns}, BufferPool: newBuffers(), ErrorLog: e.debugLog(),
		Rewrite: func(pr *httputil.ProxyRequest) {
			pr.Out.URL.Scheme, pr.Out.URL.Host = "http", "hub"
			pr.Out.Host = pr.In.Host
			for name := range pr.Out.Header {
				if strings.Contains(name, "_") || identity(name) {
					delete(pr.Out.Header, name)
				}
			}
			pr.SetXForwarded()
			if overHTTPS(pr.In) {
				pr.Out.Header.Set(commonhall.SchemeHeader, "https")
			}
			pr.Out.Header.Set("X-Request-Id", string(commonhall.RequestIDFrom(pr.In.Context())))
		},
		ModifyResponse: func(resp *http.Response) error {
			resp.Header.Del("X-Request-Id") // it is in the answer already
			return nil
		},
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) {
			if r.Context().Err() != nil {
				panic(http.ErrAbortHandler) // the client has left
			}
			e.fail(w, r, commonhall.Errorf(commonhall.Unavailable, "The hub is not there right now.").
				WithHint("Your server goes on meanwhile. Reload this page in a moment.").Because(err))
		},
	}
}

// again repeats a request without a body whose connection broke before an answer
// came: that is what a restart of the hub looks like from here.
type again struct{ next http.RoundTripper }

func (a again) RoundTrip(r *http.Request) (*http.Response, error) {
	pause := 10 * time.Millisecond
	for deadline := time.Now().Add(10 * time.Second); ; pause = min(2*pause, 500*time.Millisecond) {
		resp, err := a.next.RoundTrip(r)
		if err == nil || !isSafe(r.Method) || r.ContentLength != 0 || r.Context().Err() != nil || time.Now().After(deadline) {
			return resp, err
		}
		select {
		case <-r.Context().Done():
			return nil, err
		case <-time.After(pause):
		}
	}
}
