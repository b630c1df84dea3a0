package app

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"commonhall/config"
	"commonhall/supervisor"
)

// TestAnEdgeWithCertificates is ready before it has any, serves https as its settings
// say, and ends when it is told to; its proxies are those of the settings.
func TestAnEdgeWithCertificates(t *testing.T) {
	dir := t.TempDir()
	listen := func() net.Listener {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	e := Edge{Instance: supervisor.Instance{ID: "abc"}, Paths: supervisor.PathsIn(dir, dir), HTTP: listen(), TLS: listen(),
		HTTPS: config.HTTPS{Mode: "local", Names: []string{"hall.lan"}}}
	ctx, cancel := context.WithCancel(t.Context())
	log, done := slog.New(slog.DiscardHandler), make(chan error, 1)
	voice := newVoice(t, log)
	go func() { done <- RunEdge(ctx, e, log, voice, nil) }()
	get := func(url string, roots *x509.CertPool, at net.Listener) (*http.Response, error) {
		c := http.Client{Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{RootCAs: roots},
				DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
					return (&net.Dialer{}).DialContext(ctx, network, at.Addr().String())
				}}}
		return c.Get(url)
	}
	for status := 0; status != http.StatusPermanentRedirect; { // which it is once there is a certificate
		resp, err := get("http://hall.lan/", nil, e.HTTP)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		status = resp.StatusCode
	}
	resp, err := get("http://hall.lan/certificate/root.crt", nil, e.HTTP)
	if err != nil {
		t.Fatal(err)
	}
	root, _ := io.ReadAll(resp.Body)
	resp.Body.Close()
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(root)
	resp, err = get("https://hall.lan/anything", roots, e.TLS)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusFound || resp.Header.Get("Location") != "/hub/anything" {
		t.Errorf("%d to %s", resp.StatusCode, resp.Header.Get("Location"))
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	info, err := os.Stat(filepath.Join(dir, "edge", "certificates"))
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", info, err)
	}
	e.HTTPS = config.HTTPS{Mode: "off", Proxies: []string{"everybody"}}
	if err := RunEdge(ctx, e, log, voice, nil); err == nil || !strings.Contains(err.Error(), "everybody") {
		t.Errorf("a proxy that is none: %v", err)
	}
}

func newVoice(t *testing.T, log *slog.Logger) *supervisor.Voice {
	t.Helper()
	v, err := supervisor.NewVoice(supervisor.Inherited{}, log)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
