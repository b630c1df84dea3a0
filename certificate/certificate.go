// Package certificate keeps the certificates of a server's host names: ordered from
// an ACME authority, read from files, or issued by an authority of its own. It hands
// out a tls.Config, answers HTTP-01 challenges, and says of each name how things
// stand, in words.
//
// New opens nothing and never fails for what can be mended while it runs; Run gets,
// watches and renews until its context ends. What always holds: a name without a
// certificate of its own is never served with another's; what was good once is
// served until something better is there; two processes may share one folder.
package certificate

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/mholt/acmez/v3"
)

// Modes of a Config.
const (
	ACME  = "acme"
	Files = "files"
	Local = "local"
)

// Config says which names, and where their certificates come from.
type Config struct {
	Mode  string
	Names []string // host names, lower case; *.example.org with the dns challenge
	Dir   string   // folder of our own, made where it is missing

	Directory  string // of the ACME authority; empty: Let's Encrypt's
	Email      string
	CAFile     string   // PEM of who is trusted for the authority's own https; empty: the system's
	Challenges []string // http, tls-alpn, dns; empty: the first two
	DNSCommand []string // called with present or cleanup, the record's name and its value
	// Where challenges arrive: the listeners of port 80 and 443, which others hold.
	HTTP, TLS net.Addr

	CertificateFile, KeyFile string // mode files
}

// State says how things stand with one name.
type State struct {
	Name    string
	Issuer  string    // of the certificate that is served; empty: there is none
	From    time.Time // it holds
	Until   time.Time
	Next    time.Time // when it is looked after, at the latest
	Error   string    // what went wrong last, a sentence; empty since it went right
	Hint    string    // what to do about it
	ErrorAt time.Time
	Ending  bool // it ends soon, and should have been replaced by now
}

// Manager keeps certificates. New makes it, Run keeps it going, once.
type Manager struct {
	cfg  Config
	log  *slog.Logger
	acme *orders // mode acme

	mu      sync.Mutex
	served  map[string]*tls.Certificate // by name
	states  map[string]*State
	changed chan struct{}            // closed and made anew with each change of a state
	nudge   map[string]chan struct{} // renew now
	root    []byte                   // PEM of the local authority
}

// New returns a manager that has read nothing yet.
func New(cfg Config, log *slog.Logger) *Manager {
	m := &Manager{cfg: cfg, log: log, served: map[string]*tls.Certificate{}, states: map[string]*State{},
		changed: make(chan struct{}), nudge: map[string]chan struct{}{}}
	for _, name := range cfg.Names {
		m.states[name] = &State{Name: name}
		m.nudge[name] = make(chan struct{}, 1)
	}
	return m
}

// Run gets and renews certificates until ctx ends.
func (m *Manager) Run(ctx context.Context) {
	var work sync.WaitGroup
	switch m.cfg.Mode {
	case ACME:
		m.runACME(ctx, &work)
	case Files:
		work.Go(func() { m.watchFiles(ctx) })
	case Local:
		work.Go(func() { m.runLocal(ctx) })
	}
	work.Wait()
}

// TLS returns the configuration for the listener.
func (m *Manager) TLS() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: m.forHello,
		NextProtos: []string{"h2", "http/1.1", acmez.ACMETLS1Protocol}}
}

// forHello returns the certificate for a handshake. None at all makes crypto/tls
// send the alert unrecognized_name.
func (m *Manager) forHello(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	host := hello.ServerName
	if host == "" { // who comes to an address says no name (RFC 6066)
		host = hostOf(hello.Conn.LocalAddr().String())
	}
	name, ok := m.covering(host)
	if !ok {
		return nil, nil
	}
	if slices.Equal(hello.SupportedProtos, []string{acmez.ACMETLS1Protocol}) {
		m.mu.Lock()
		o := m.acme
		m.mu.Unlock()
		if o == nil {
			return nil, nil
		}
		return o.plain.GetCertificate(hello)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.served[name], nil
}

// Challenge answers r if it is an authority's look at a host of ours, and reports
// whether it did.
func (m *Manager) Challenge(w http.ResponseWriter, r *http.Request) bool {
	m.mu.Lock()
	o := m.acme
	m.mu.Unlock()
	if _, ours := m.covering(hostOf(r.Host)); o == nil || !ours {
		return false
	}
	return o.issuer.HandleHTTPChallenge(w, r)
}

// Serves reports whether host, perhaps with a port, is one of the names.
func (m *Manager) Serves(host string) bool {
	_, ok := m.covering(hostOf(host))
	return ok
}

// State returns how things stand with the name that covers host.
func (m *Manager) State(host string) State {
	name, _ := m.covering(hostOf(host))
	m.mu.Lock()
	defer m.mu.Unlock()
	if s := m.states[name]; s != nil {
		return *s
	}
	return State{}
}

// covering returns the configured name that stands for a host: itself, or a
// wildcard in place of its first label.
func (m *Manager) covering(host string) (string, bool) {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if slices.Contains(m.cfg.Names, host) && !strings.HasPrefix(host, "*") {
		return host, true
	}
	if label, rest, ok := strings.Cut(host, "."); ok && label != "" && label != "*" && slices.Contains(m.cfg.Names, "*."+rest) {
		return "*." + rest, true
	}
	return "", false
}

// hostOf takes the port away.
func hostOf(host string) string {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if ip := net.ParseIP(host); ip != nil {
		return ip.String()
	}
	return host
}

// States returns how things stand with each name, in the order of the Config, and a
// channel that is closed when that has changed.
func (m *Manager) States() ([]State, <-chan struct{}) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := make([]State, len(m.cfg.Names))
	for i, name := range m.cfg.Names {
		out[i] = *m.states[name]
	}
	return out, m.changed
}

// Names returns the configured names.
func (m *Manager) Names() []string { return m.cfg.Names }

// Mode returns where certificates come from.
func (m *Manager) Mode() string { return m.cfg.Mode }

// Renew looks after a name now, and replaces its certificate where that can be had.
func (m *Manager) Renew(name string) {
	if m.nudge[name] != nil && m.cfg.Mode != ACME {
		name = m.cfg.Names[0] // one certificate is for all of them
	}
	select {
	case m.nudge[name] <- struct{}{}: // of an unknown name it is nil, and blocks
	default:
	}
}

// Root returns the certificate of the local authority, once there is one.
func (m *Manager) Root() []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.root
}

// set changes the state of a name, and wakes who waits for that.
func (m *Manager) set(name string, f func(*State)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := *m.states[name]
	f(&s)
	if s == *m.states[name] {
		return
	}
	m.states[name] = &s
	close(m.changed)
	m.changed = make(chan struct{})
}

// serve puts a certificate in force for names.
func (m *Manager) serve(c *tls.Certificate, next time.Time, names ...string) {
	for _, name := range names {
		m.mu.Lock()
		before := m.served[name]
		m.served[name] = c
		m.mu.Unlock()
		if before == nil || !before.Leaf.Equal(c.Leaf) {
			m.log.Info("a certificate is in force", "name", name, "issuer", issuerOf(c.Leaf), "until", c.Leaf.NotAfter)
		}
		m.set(name, func(s *State) {
			s.Issuer, s.From, s.Until, s.Next = issuerOf(c.Leaf), c.Leaf.NotBefore, c.Leaf.NotAfter, next
			s.Ending = ending(c, time.Now())
		})
	}
}

// failed notes what went wrong with a name.
func (m *Manager) failed(name string, t *trouble, next time.Time) {
	m.log.Warn("no new certificate", "name", name, "error", t.err, "said", t.said, "next", next)
	m.mu.Lock()
	c := m.served[name]
	m.mu.Unlock()
	m.set(name, func(s *State) {
		s.Error, s.Hint, s.ErrorAt, s.Next = clip(t.said), clip(t.hint), time.Now(), next
		s.Ending = c != nil && ending(c, time.Now())
	})
}

// ending reports whether a certificate is in its last sixth: what is renewed by
// itself was due at a third.
func ending(c *tls.Certificate, now time.Time) bool {
	return c.Leaf.NotAfter.Sub(now) < c.Leaf.NotAfter.Sub(c.Leaf.NotBefore)/6
}

// certificates is the folder in which certmagic keeps what it has.
func (m *Manager) certificates() string { return filepath.Join(m.cfg.Dir, "acme") }

// wait waits for the earliest of a time, a nudge, and the end of ctx. It reports
// whether it was a nudge.
func (m *Manager) wait(ctx context.Context, name string, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-m.nudge[name]:
		return true
	case <-t.C:
	case <-ctx.Done():
	}
	return false
}
