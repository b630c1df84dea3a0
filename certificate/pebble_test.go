package certificate

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"commonhall/packaging/needs"
)

// pebble is an authority that behaves like Let's Encrypt, with name servers that a
// test rules, and the two ports that it looks at, which nobody else holds.
type pebble struct {
	t            *testing.T
	directory    string
	caFile       string // trusted for its own https
	roots        *x509.CertPool
	names        string // address of the name servers' management
	command      []string
	http, secure net.Listener
	asked        func() // before the first port answers

	mu     sync.Mutex
	orders int // certificates that it issued
}

// own is an address of this machine that no other test uses, so that nobody takes a port
// between its choice and its use.
func own() net.IP {
	pid := os.Getpid()
	return net.IPv4(127, byte(100+pid>>16%100), byte(pid>>8), byte(pid|1))
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", own().String()+":0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func listen(t *testing.T) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func port(l net.Listener) int { return l.Addr().(*net.TCPAddr).Port }

// startPebble runs one whose certificates hold for some seconds.
func startPebble(t *testing.T, validity int) *pebble {
	t.Helper()
	needs.Programs(t, "pebble", "pebble-challtestsrv", "curl")
	dir := t.TempDir()
	p := &pebble{t: t, http: listen(t), secure: listen(t), names: freePort(t), caFile: filepath.Join(dir, "ca.pem")}
	t.Cleanup(func() { p.http.Close(); p.secure.Close() })
	at, management, dns := freePort(t), freePort(t), freePort(t)
	certificate, key := writeAuthority(t, p.caFile, dir, time.Now().Add(time.Hour))
	cfg := map[string]any{"pebble": map[string]any{"listenAddress": at, "managementListenAddress": management, "certificate": certificate,
		"privateKey": key, "httpPort": port(p.http), "tlsPort": port(p.secure), "certificateValidityPeriod": validity,
		"domainBlocklist": []string{"forbidden.example"}}}
	b, err := json.Marshal(cfg)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "pebble.json"), b)
	p.run("Starting management server", "pebble-challtestsrv", "-http01", "", "-https01", "", "-tlsalpn01", "", "-defaultIPv6", "", "-dns01", dns, "-management", p.names)
	p.run("ACME directory available", "pebble", "-config", filepath.Join(dir, "pebble.json"), "-dnsserver", dns)
	p.directory = "https://" + at + "/dir"
	script := "#!/bin/sh\nset -eu\ncase $1 in\npresent) what=set-txt ;;\n*) what=clear-txt ;;\nesac\n" +
		"exec curl -sSf -X POST -d \"{\\\"host\\\":\\\"$2.\\\",\\\"value\\\":\\\"$3\\\"}\" http://" + p.names + "/$what\n"
	write(t, filepath.Join(dir, "record"), []byte(script))
	if err := os.Chmod(filepath.Join(dir, "record"), 0o755); err != nil {
		t.Fatal(err)
	}
	p.command = []string{filepath.Join(dir, "record")}
	p.roots = p.fetchRoot("https://" + management + "/roots/0")
	return p
}

// run starts a program and returns when it has said that it serves.
func (p *pebble) run(says, name string, args ...string) {
	p.t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "PEBBLE_VA_NOSLEEP=1", "PEBBLE_AUTHZREUSE=0")
	out, in := io.Pipe()
	cmd.Stdout, cmd.Stderr = in, in
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	ready, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		once := sync.OnceFunc(func() { close(ready) })
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if strings.Contains(lines.Text(), says) {
				once()
			}
			if strings.Contains(lines.Text(), "Issued certificate serial") {
				p.mu.Lock()
				p.orders++
				p.mu.Unlock()
			}
		}
	}()
	p.t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait(); in.Close(); <-ended })
	select {
	case <-ready:
	case <-time.After(time.Minute):
		p.t.Fatalf("%s does not serve", name)
	}
}

func (p *pebble) issued() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.orders
}

func (p *pebble) fetchRoot(url string) *x509.CertPool {
	p.t.Helper()
	trusted, err := readRoots(p.caFile)
	if err != nil {
		p.t.Fatal(err)
	}
	c := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}, DisableKeepAlives: true}}
	resp := retry(p.t, func() (*http.Response, error) { return c.Get(url) })
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	roots := x509.NewCertPool()
	if err != nil || !roots.AppendCertsFromPEM(b) {
		p.t.Fatalf("no root: %v", err)
	}
	return roots
}

// retry calls f until what it reaches for, which says that it serves a moment before
// it listens, is there.
func retry(t *testing.T, f func() (*http.Response, error)) *http.Response {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); ; <-time.After(5 * time.Millisecond) {
		resp, err := f()
		if err == nil {
			return resp
		}
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
	}
}

// points makes a name point to an address for the authority.
func (p *pebble) points(name, addr string) {
	p.t.Helper()
	body := fmt.Sprintf(`{"host":%q,"addresses":[%q]}`, name+".", addr)
	for _, verb := range []string{"clear-a", "add-a"} {
		resp := retry(p.t, func() (*http.Response, error) {
			return http.Post("http://"+p.names+"/"+verb, "application/json", strings.NewReader(body))
		})
		resp.Body.Close()
		if resp.StatusCode != 200 {
			p.t.Fatal(resp.Status)
		}
	}
}

// config returns settings for names that this authority certifies.
func (p *pebble) config(dir string, challenges []string, names ...string) Config {
	return Config{Mode: ACME, Names: names, Dir: dir, Directory: p.directory, CAFile: p.caFile, Email: "teacher@example.org",
		Challenges: challenges, DNSCommand: p.command, HTTP: p.http.Addr(), TLS: p.secure.Addr()}
}

// answer lets managers answer at the two ports, as an edge does: the first that knows.
func (p *pebble) answer(managers ...*Manager) {
	plain := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p.asked != nil {
			p.asked()
		}
		for _, m := range managers {
			if m.Challenge(w, r) {
				return
			}
		}
		http.NotFound(w, r)
	})}
	done := make(chan struct{}, 2)
	go func() { _ = plain.Serve(p.http); done <- struct{}{} }()
	secure := &http.Server{ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug), Handler: http.NotFoundHandler()}
	cfg := managers[0].TLS()
	cfg.GetCertificate = func(h *tls.ClientHelloInfo) (*tls.Certificate, error) {
		for _, m := range managers {
			if c, err := m.forHello(h); c != nil || err != nil {
				return c, err
			}
		}
		return nil, nil
	}
	secure.TLSConfig = cfg
	go func() { _ = secure.ServeTLS(p.secure, "", ""); done <- struct{}{} }()
	p.t.Cleanup(func() { plain.Close(); secure.Close(); <-done; <-done })
}

// start runs a manager until the test ends, or the function is called.
func start(t *testing.T, cfg Config) (*Manager, func()) {
	t.Helper()
	m := New(cfg, testLog(t))
	return m, run(t, m)
}

func run(t *testing.T, m *Manager) func() {
	ctx, cancel := contextOf(t)
	done := make(chan struct{})
	go func() { defer close(done); m.Run(ctx) }()
	stop := sync.OnceFunc(func() { cancel(); <-done })
	t.Cleanup(stop)
	return stop
}

// until waits until a name is as wanted.
func until(t *testing.T, m *Manager, name string, what string, is func(State) bool) State {
	t.Helper()
	deadline := time.After(time.Minute)
	for {
		list, changed := m.States()
		for _, s := range list {
			if s.Name == name && is(s) {
				return s
			}
		}
		select {
		case <-changed:
		case <-deadline:
			t.Fatalf("%s does not become %s: %+v", name, what, list)
		}
	}
}

func good(s State) bool   { return s.Issuer != "" && s.Error == "" }
func failed(s State) bool { return s.Error != "" }

// shake returns the certificate that a client gets that trusts roots. It may have ended a
// moment ago, as those of pebble that live for three seconds have on a busy machine.
func shake(t *testing.T, at net.Listener, roots *x509.CertPool, host string) (*x509.Certificate, error) {
	t.Helper()
	d := tls.Dialer{NetDialer: &net.Dialer{Timeout: 30 * time.Second}, Config: &tls.Config{ServerName: host, InsecureSkipVerify: true, VerifyConnection: func(s tls.ConnectionState) error {
		between := x509.NewCertPool()
		for _, c := range s.PeerCertificates[1:] {
			between.AddCert(c)
		}
		leaf := s.PeerCertificates[0]
		_, err := leaf.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, DNSName: host, CurrentTime: leaf.NotBefore})
		return err
	}}}
	conn, err := d.DialContext(t.Context(), "tcp", at.Addr().String())
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	return conn.(*tls.Conn).ConnectionState().PeerCertificates[0], nil
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// writeAuthority makes an authority and a certificate for this machine until a time.
func writeAuthority(t *testing.T, ca, dir string, end time.Time) (certificate, key string) {
	t.Helper()
	root, err := newRoot([]string{"localhost", "127.0.0.1", own().String()})
	if err != nil {
		t.Fatal(err)
	}
	root.Leaf.PermittedDNSDomains = nil
	leaf, err := sign(&x509.Certificate{SerialNumber: serial(), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), own()}, NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: end,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}, root)
	if err != nil {
		t.Fatal(err)
	}
	write(t, ca, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: root.Certificate[0]}))
	certificate, key = filepath.Join(dir, "own.pem"), filepath.Join(dir, "own.key")
	writePair(t, leaf, certificate, key)
	return certificate, key
}

func writePair(t *testing.T, c *tls.Certificate, certificate, key string) {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(c.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for _, der := range c.Certificate {
		_ = pem.Encode(&b, &pem.Block{Type: "CERTIFICATE", Bytes: der})
	}
	write(t, certificate, b.Bytes())
	write(t, key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}
