package edge

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"

	"commonhall"
	"commonhall/certificate"
	"commonhall/drain"
)

// secureHouse is a house with https, at hall.lan and below *.class.lan.
type secureHouse struct {
	*house
	secure net.Listener
	certs  *certificate.Manager
	roots  *x509.CertPool
}

func newSecureHouse(t *testing.T, cfg certificate.Config) *secureHouse {
	t.Helper()
	cfg.Names, cfg.Dir = []string{"hall.lan", "*.class.lan"}, t.TempDir()
	s := &secureHouse{secure: listen(t), certs: certificate.New(cfg, slog.New(slog.DiscardHandler)), roots: x509.NewCertPool()}
	s.house = newHouseOf(t, Config{Patience: patience, Certificates: s.certs}, s.secure)
	s.until(func(c certificate.State) bool { return c.Issuer != "" || c.Error != "" })
	s.roots.AppendCertsFromPEM(s.certs.Root())
	return s
}

// until waits until all certificates are as wanted.
func (s *secureHouse) until(is func(certificate.State) bool) {
	s.Helper()
	for deadline := time.After(time.Minute); ; {
		list, changed := s.certs.States()
		all := true
		for _, c := range list {
			all = all && is(c)
		}
		if all {
			return
		}
		select {
		case <-changed:
		case <-deadline:
			s.Fatalf("the certificates are %+v", list)
		}
	}
}

// client is a browser that finds every host here.
func (s *secureHouse) client(http2 bool) *http.Client {
	tr := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: s.roots}, ForceAttemptHTTP2: http2, DisableCompression: true,
		DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			at := s.addr
			if _, port, _ := net.SplitHostPort(addr); port != "80" {
				at = s.secure.Addr().String()
			}
			return (&net.Dialer{}).DialContext(ctx, "tcp", at)
		}}
	s.Cleanup(tr.CloseIdleConnections)
	return &http.Client{Transport: tr, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func (s *secureHouse) ask(c *http.Client, url, host string, header ...string) answer {
	s.Helper()
	r, err := http.NewRequestWithContext(s.Context(), "GET", url, nil)
	if err != nil {
		s.Fatal(err)
	}
	if host != "" {
		r.Host = host
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	resp, err := c.Do(r)
	if err != nil {
		s.Fatalf("%s: %v", url, err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		s.Fatal(err)
	}
	return answer{resp, string(b)}
}

// echoHeaders is a page or program that says what came.
func echoHeaders(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Strict-Transport-Security", "max-age=1; includeSubDomains; preload")
	fmt.Fprintf(w, "proto=%s for=%s host=%s cookie=%s", r.Header.Get("X-Forwarded-Proto"), r.Header.Get("X-Forwarded-For"), r.Host, r.Header.Get("Cookie"))
}

// TestEncrypted: pages, programs and websockets over TLS, by HTTP/1.1 and HTTP/2; the
// session counts under its encrypted name alone, and nobody's program sees it.
func TestEncrypted(t *testing.T) {
	s := newSecureHouse(t, certificate.Config{Mode: certificate.Local})
	s.hub.handle(echoHeaders)
	s.program(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Upgrade") != "" {
			wsEcho(w, r)
			return
		}
		echoHeaders(w, r)
	})
	const name = commonhall.SecureCookiePrefix + cookieName
	for version, c := range map[int]*http.Client{1: s.client(false), 2: s.client(true)} {
		got := s.ask(c, "https://hall.lan/hub/home", "", "X-Forwarded-Proto", "http", "X-Forwarded-For", "192.0.2.9")
		if got.ProtoMajor != version || got.body != "proto=https for=127.0.0.1 host=hall.lan cookie=" {
			t.Errorf("HTTP/%d: the hub sees %q", got.ProtoMajor, got.body)
		}
		got = s.ask(c, "https://a.class.lan/user/ada/x", "", "Cookie", name+"="+adasSession, "Cookie", "mine=1")
		if got.StatusCode != 200 || got.body != "proto=https for=127.0.0.1 host=a.class.lan cookie=mine=1" {
			t.Errorf("HTTP/%d: the program sees %d %q", got.ProtoMajor, got.StatusCode, got.body)
		}
		for _, other := range []string{adasCookie, "__Host-" + adasCookie, "__Secure-" + adasCookie} {
			if got := s.ask(c, "https://hall.lan/user/ada/x", "", "Cookie", other); got.StatusCode != http.StatusFound {
				t.Errorf("%s lets in over https: %d", other, got.StatusCode)
			}
		}
		if got := s.ask(c, "https://hall.lan/user/ada/x", "", "Cookie", name+"="+adasSession+"; "+name+"="+bensSession); got.StatusCode != http.StatusFound {
			t.Errorf("two of them let in: %d", got.StatusCode)
		}
	}
	r := http.Header{"Cookie": {name + "=" + adasSession}, "Origin": {"https://hall.lan"}}
	dial := func() (*websocket.Conn, *http.Response, error) {
		return websocket.Dial(t.Context(), "wss://hall.lan/user/ada/ws", &websocket.DialOptions{HTTPHeader: r, HTTPClient: s.client(false)})
	}
	conn, _, err := dial()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.CloseNow()
	if !say(t, conn, []byte("over TLS")) {
		t.Error("the websocket does not answer")
	}
	r.Set("Origin", "http://hall.lan")
	if _, resp, err := dial(); err == nil || resp == nil || resp.StatusCode != 403 {
		t.Errorf("a page on plain HTTP opens a websocket: %v", err)
	}
	s.hub.suspend(t)
	if _, _, err := conn.Read(t.Context()); err == nil {
		t.Error("a suspended person's websocket goes on")
	}
}

// TestSuspendedOverHTTP2: what somebody loads, and what they do not even take from the
// wire, ends with their session, though other requests share the connection.
func TestSuspendedOverHTTP2(t *testing.T) {
	s := newSecureHouse(t, certificate.Config{Mode: certificate.Local})
	ended := make(chan struct{}, 2)
	s.program(func(w http.ResponseWriter, r *http.Request) {
		defer func() { ended <- struct{}{} }()
		for r.Context().Err() == nil {
			if _, err := w.Write(make([]byte, 32<<10)); err != nil {
				return
			}
		}
	})
	c := s.client(true)
	load := func() *http.Response {
		r, err := http.NewRequestWithContext(t.Context(), "GET", "https://hall.lan/user/ada/endless", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Cookie", commonhall.SecureCookiePrefix+adasCookie)
		resp, err := c.Do(r)
		if err != nil || resp.ProtoMajor != 2 {
			t.Fatalf("%v, %v", resp, err)
		}
		return resp
	}
	taken, left := load(), load()
	defer taken.Body.Close()
	defer left.Body.Close()
	read := make(chan error, 1)
	go func() { _, err := io.Copy(io.Discard, taken.Body); read <- err }()
	s.hub.suspend(t)
	<-ended
	<-ended
	if err := <-read; err == nil {
		t.Error("it ended as if it were whole")
	}
	if _, err := io.Copy(io.Discard, left.Body); err == nil {
		t.Error("it ended as if it were whole")
	}
	if got := s.ask(c, "https://hall.lan/hub/x", ""); got.StatusCode != 200 {
		t.Errorf("%d", got.StatusCode)
	}
}

// TestThePlainPort sends everybody to the name that they used, if it is one of ours,
// and nobody anywhere else, whatever they write.
func TestThePlainPort(t *testing.T) {
	s := newSecureHouse(t, certificate.Config{Mode: certificate.Local})
	at := s.secure.Addr().(*net.TCPAddr).Port
	for _, host := range []string{"hall.lan", "HALL.lan:80", "a.class.lan", "hall.lan:8080", "hall.lan.:80"} {
		for _, path := range []string{"/", "/hub/login?next=%2Fhub%2Fhome", "/user/ada/x?a=b", "/%2F%2Fevil.example", "/x//evil.example/"} {
			got := s.ask(s.client(false), "http://hall.lan"+path, host, "Cookie", adasCookie)
			to, err := url.Parse(got.Header.Get("Location"))
			name := strings.TrimSuffix(strings.ToLower(strings.Split(host, ":")[0]), ".")
			if err != nil || got.StatusCode != http.StatusPermanentRedirect || to.Scheme != "https" || to.Host != fmt.Sprintf("%s:%d", name, at) || to.RequestURI() != path {
				t.Errorf("%s%s: %d to %v", host, path, got.StatusCode, to)
			}
		}
	}
	for _, host := range []string{"evil.example", "hall.lan.evil.example", "evil.example#hall.lan", "hall.lan@evil.example", "class.lan", "a.b.class.lan", "127.0.0.1", "[::1]:80", "evil.example:443"} {
		got := s.raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nX-Forwarded-Host: hall.lan\r\nConnection: close\r\n\r\n")
		if got == nil || got.StatusCode/100 != 4 || got.Header.Get("Location") != "" || strings.Contains(got.body, "evil") {
			t.Errorf("%s: %+v", host, got)
		}
		if got != nil && got.StatusCode == 404 && !strings.Contains(got.body, "It serves: hall.lan, *.class.lan") {
			t.Errorf("%s: %q", host, got.body)
		}
	}
	for _, text := range []string{"GET //evil.example/ HTTP/1.1\r\nHost: hall.lan\r\n\r\n", "GET http://evil.example/ HTTP/1.1\r\nHost: hall.lan\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: hall.lan\r\nHost: evil.example\r\n\r\n", "GET /\\evil.example HTTP/1.1\r\nHost: hall.lan\r\n\r\n"} {
		if got := s.raw(text); got == nil || got.StatusCode/100 != 4 {
			t.Errorf("%q: %+v", text, got)
		}
	}
	if got := s.ask(s.client(true), "https://hall.lan/hub/", "evil.example"); got.StatusCode != http.StatusMisdirectedRequest || strings.Contains(got.body, "evil") {
		t.Errorf("over TLS, another host: %d %q", got.StatusCode, got.body)
	}
}

// TestOurOwnAuthority is offered over both ports, with what to compare; a month of
// HSTS is not asked for by it, and by no program.
func TestOurOwnAuthority(t *testing.T) {
	s := newSecureHouse(t, certificate.Config{Mode: certificate.Local})
	s.hub.handle(echoHeaders)
	for _, from := range []string{"http://hall.lan", "https://hall.lan"} {
		c := s.client(false)
		page, root := s.ask(c, from+"/certificate/", ""), s.ask(c, from+"/certificate/root.crt", "")
		block, _ := pem.Decode([]byte(root.body))
		if block == nil || root.body != string(s.certs.Root()) || root.Header.Get("Content-Type") != "application/x-x509-ca-cert" {
			t.Fatalf("%s: %+v", from, root)
		}
		if page.StatusCode != 200 || !strings.Contains(page.body, fingerprint(block.Bytes)) || strings.Contains(root.body, "PRIVATE") {
			t.Errorf("%s: %d %s", from, page.StatusCode, page.body)
		}
		if got := s.ask(c, from+"/certificate/authority.pem", ""); got.StatusCode != 404 {
			t.Errorf("%d", got.StatusCode)
		}
	}
	if got := s.ask(s.client(false), "https://hall.lan/certificates", "").Header.Get("Strict-Transport-Security"); got != "" {
		t.Errorf("HSTS: %q", got)
	}
}

// TestNoCertificateYet: the edge serves at once, says what is missing where people come
// first, ends handshakes properly, and tells the hub. Once there are files, all works.
func TestNoCertificateYet(t *testing.T) {
	dir := t.TempDir()
	s := newSecureHouse(t, certificate.Config{Mode: certificate.Files, CertificateFile: dir + "/c.pem", KeyFile: dir + "/k.pem"})
	s.hub.handle(func(http.ResponseWriter, *http.Request) { t.Error("the hub is asked over plain HTTP") })
	got := s.ask(s.client(false), "http://hall.lan/hub/login", "", "Accept", "text/html")
	if got.StatusCode != 503 || !strings.Contains(got.body, "hall.lan has no certificate yet") || !strings.Contains(got.body, "c.pem is of no use: no such file") {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
	got = s.ask(s.client(false), "http://a.class.lan/", "")
	if got.StatusCode != 503 || !strings.Contains(got.body, "*.class.lan has no certificate yet") {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
	_, err := tls.Dial("tcp", s.secure.Addr().String(), &tls.Config{ServerName: "hall.lan", RootCAs: s.roots})
	if err == nil || !strings.Contains(err.Error(), "unrecognized name") {
		t.Errorf("the handshake ends with %v", err)
	}
	s.hub.mu.Lock()
	g := s.hub.gate
	s.hub.mu.Unlock()
	for deadline := time.Now().Add(time.Minute); ; {
		list := g.Certificates()
		if len(list) == 2 && list[0].Name == "hall.lan" && strings.Contains(list[1].Error, "no such file") {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("the hub knows of %+v", list)
		}
		<-time.After(time.Millisecond)
	}
}

// TestFilesAndHSTS: with a certificate that everybody knows, browsers are told to come
// back by https alone, for a month, for this host only.
func TestFilesAndHSTS(t *testing.T) {
	dir := t.TempDir()
	roots := writeFiles(t, dir, "hall.lan", "*.class.lan")
	s := newSecureHouse(t, certificate.Config{Mode: certificate.Files, CertificateFile: dir + "/c.pem", KeyFile: dir + "/k.pem"})
	s.roots = roots
	s.program(echoHeaders)
	for _, path := range []string{"/hub/home", "/user/ada/"} {
		got := s.ask(s.client(true), "https://hall.lan"+path, "", "Cookie", commonhall.SecureCookiePrefix+adasCookie)
		if got.StatusCode != 200 || fmt.Sprint(got.Header["Strict-Transport-Security"]) != "[max-age=2592000]" {
			t.Errorf("%s: %d %v", path, got.StatusCode, got.Header)
		}
	}
}

// TestBehindAProxy: what a listed proxy says of the visitor is believed, as far as it
// can know it; nobody else's word is.
func TestBehindAProxy(t *testing.T) {
	h := newHouseOf(t, Config{Patience: patience, Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("10.0.0.0/8")}}, nil)
	h.hub.handle(echoHeaders)
	h.program(echoHeaders)
	for _, c := range []struct{ header, sees string }{
		{"X-Forwarded-For: 192.0.2.7", "proto=http for=192.0.2.7"},
		{"X-Forwarded-For: 6.6.6.6, 192.0.2.7", "proto=http for=192.0.2.7"},
		{"X-Forwarded-For: 6.6.6.6, 192.0.2.7, 10.0.0.3", "proto=http for=192.0.2.7"},
		{"X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 192.0.2.7", "proto=http for=192.0.2.7"},
		{"X-Forwarded-For: 2001:db8::7", "proto=http for=2001:db8::7"},
		{"X-Forwarded-For: evil", "proto=http for=127.0.0.1"},
		{"X-Forwarded-For: evil, 10.0.0.3", "proto=http for=10.0.0.3"},
		{"X-Forwarded-For: ", "proto=http for=127.0.0.1"},
		{"X-Forwarded-Proto: https", "proto=https for=127.0.0.1"},
		{"X-Forwarded-Proto: http, https", "proto=https for=127.0.0.1"},
		{"X-Forwarded-Proto: https, http", "proto=http for=127.0.0.1"},
		{"X-Forwarded-Proto: HTTPS", "proto=https for=127.0.0.1"},
		{"X-Forwarded-Proto: ftp", "proto=http for=127.0.0.1"},
		{"X_Forwarded_Proto: https", "proto=http for=127.0.0.1"},
		{"Forwarded: for=192.0.2.7;proto=https", "proto=http for=127.0.0.1"},
	} {
		got := h.raw("GET /hub/x HTTP/1.1\r\nHost: hall.example\r\nConnection: close\r\n" + c.header + "\r\n\r\n")
		if got == nil || !strings.HasPrefix(got.body, c.sees+" host=hall.example") {
			t.Errorf("%q: the hub sees %+v", c.header, got)
		}
	}
	for name, status := range map[string]int{adasCookie: 302, commonhall.SecureCookiePrefix + adasCookie: 200} {
		if got := h.get("/user/ada/", "X-Forwarded-Proto: https", "Cookie: "+name); got.StatusCode != status {
			t.Errorf("%s behind a proxy with https: %d, not %d", name, got.StatusCode, status)
		}
	}
	stranger := newHouseOf(t, Config{Patience: patience, Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}, nil)
	stranger.hub.handle(echoHeaders)
	if got := stranger.get("/hub/x", "X-Forwarded-Proto: https", "X-Forwarded-For: 10.0.0.1"); !strings.HasPrefix(got.body, "proto=http for=127.0.0.1") {
		t.Errorf("a stranger's word counts: %s", got.body)
	}
}

// TestHostileHellos: garbage, plain HTTP, and a client that begins and never goes on
// end by themselves, and take nothing from others.
func TestHostileHellos(t *testing.T) {
	s := newSecureHouse(t, certificate.Config{Mode: certificate.Local})
	for _, text := range []string{"\x16\x03\x01\xff\xff" + strings.Repeat("\x01", 70000), strings.Repeat("\x00", 4096), "GET / HTTP/1.1\r\nHost: hall.lan\r\n\r\n",
		"\x16\x03\x01\x00\x05\x01\x00\x00\x01\x03", "\x80\x2e\x01\x00\x02" + strings.Repeat("A", 60)} {
		conn, err := net.Dial("tcp", s.secure.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		_ = conn.SetDeadline(time.Now().Add(headerTimeout - time.Second))
		_, _ = io.WriteString(conn, text)
		if half, ok := conn.(*net.TCPConn); ok && len(text) < 20 {
			_ = half.CloseWrite()
		}
		if _, err := io.Copy(io.Discard, conn); errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%.20q keeps its connection", text)
		}
		conn.Close()
	}
	old := &tls.Config{RootCAs: s.roots, ServerName: "hall.lan", MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}
	if _, err := tls.Dial("tcp", s.secure.Addr().String(), old); err == nil || !strings.Contains(err.Error(), "protocol version") {
		t.Errorf("TLS 1.1: %v", err)
	}
	if got := s.ask(s.client(true), "https://hall.lan/hub/x", ""); got.StatusCode != 200 {
		t.Errorf("%d", got.StatusCode)
	}
}

// pipes is a listener to which a test brings connections.
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) {
	if c, ok := <-p; ok {
		return c, nil
	}
	return nil, net.ErrClosed
}
func (p pipes) Close() error   { return nil }
func (p pipes) Addr() net.Addr { return address("pipe") }

// TestASlowHandshake ends after as long as a request's head may take.
func TestASlowHandshake(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := New(Config{}, slog.New(slog.DiscardHandler))
		at := make(pipes)
		var work sync.WaitGroup
		work.Go(func() { _ = serve(drain.New(e.newServer(t.Context())), HTTPS{at}) })
		ours, theirs := net.Pipe()
		at <- theirs
		began := time.Now()
		go func() { _, _ = ours.Write([]byte("\x16\x03\x01\x00")) }()
		if _, err := ours.Read(make([]byte, 1)); err == nil {
			t.Error("it answers")
		}
		if took := time.Since(began); took != headerTimeout {
			t.Errorf("it took %v", took)
		}
		close(at)
		work.Wait()
	})
}

// TestNoHTTPS: who comes encrypted to an edge without certificates is told at once.
func TestNoHTTPS(t *testing.T) {
	secure := listen(t)
	h := newHouseOf(t, Config{Patience: patience}, secure)
	_, err := tls.Dial("tcp", secure.Addr().String(), &tls.Config{ServerName: "hall.lan"})
	if err == nil || !strings.Contains(err.Error(), "unrecognized name") {
		t.Errorf("the handshake ends with %v", err)
	}
	if got := h.get("/hub/x"); got.StatusCode != 200 {
		t.Errorf("%d", got.StatusCode)
	}
}

// writeFiles writes a certificate for names with its key, and returns who trusts it.
func writeFiles(t *testing.T, dir string, names ...string) *x509.CertPool {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: names, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	chain := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	for name, b := range map[string][]byte{"c.pem": chain, "k.pem": pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(chain)
	return roots
}

// fingerprint is written as openssl does.
func fingerprint(der []byte) string {
	var parts []string
	for _, b := range sha256.Sum256(der) {
		parts = append(parts, fmt.Sprintf("%02X", b))
	}
	return strings.Join(parts, ":")
}
