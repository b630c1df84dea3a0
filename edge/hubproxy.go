package edge

import (
	"bytes"
	"context"
	"io"
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

// again repeats a request that changes nothing and has no body, if its connection broke
// before an answer came: that is what a restart of the hub looks like from here. With a
// short body the transport repeats what the hub has not taken: it says so as it ends.
type again struct{ next http.RoundTripper }

func (a again) RoundTrip(r *http.Request) (*http.Response, error) {
	r, err := kept(r)
	if err != nil {
		return nil, err
	}
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

// shortBody is how long a body may be that is kept to be sent again: most of the API's.
const shortBody = 4 << 10

// kept returns the request with a short body in memory.
func kept(r *http.Request) (*http.Request, error) {
	if r.Body == nil || r.ContentLength <= 0 || r.ContentLength > shortBody {
		return r, nil
	}
	b := make([]byte, r.ContentLength)
	_, err := io.ReadFull(r.Body, b)
	r.Body.Close()
	if err != nil {
		return nil, err
	}
	r = r.WithContext(r.Context()) // a copy
	r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }
	r.Body, _ = r.GetBody()
	return r, nil
}
