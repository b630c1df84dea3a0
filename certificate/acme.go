package certificate

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/caddyserver/certmagic"
	"go.uber.org/zap"
)

// orders is certmagic, set up: it places orders and keeps what comes of them, when
// we say so.
type orders struct {
	storage *storage
	cache   *certmagic.Cache
	issuer  *certmagic.ACMEIssuer
	plain   *certmagic.Config // challenges over http and tls
	dns     *certmagic.Config // challenges by dns
}

// quietIssuer never asks at a terminal, and makes one order for a name at a time.
type quietIssuer struct {
	*certmagic.ACMEIssuer
	storage *storage
}

func (q quietIssuer) PreCheck(ctx context.Context, names []string, _ bool) error {
	return q.ACMEIssuer.PreCheck(ctx, names, false)
}

// Issue waits its turn: a name and its wildcard are shown under the same name to an
// authority, and certmagic keeps one challenge for each in its table.
func (q quietIssuer) Issue(ctx context.Context, csr *x509.CertificateRequest) (*certmagic.IssuedCertificate, error) {
	lock := "challenge_" + strings.ReplaceAll(fmt.Sprint(csr.DNSNames, csr.IPAddresses), "*.", "")
	if err := q.storage.Lock(ctx, lock); err != nil {
		return nil, err
	}
	defer func() { _ = q.storage.Unlock(ctx, lock) }()
	return q.ACMEIssuer.Issue(ctx, csr)
}

// maintainEvery is how often certmagic looks into a cache that we leave empty, and
// a fifth of the time before its end in which any certificate is due.
const maintainEvery = time.Hour

func newOrders(cfg Config, dir string, log *zap.Logger) (*orders, error) {
	template := certmagic.ACMEIssuer{CA: cfg.Directory, Email: cfg.Email, Agreed: true, Logger: log, CertObtainTimeout: 2 * time.Minute}
	if template.CA == "" {
		template.CA = certmagic.LetsEncryptProductionCA
	}
	if cfg.CAFile != "" {
		roots, err := readRoots(cfg.CAFile)
		if err != nil {
			return nil, err
		}
		template.TrustedRoots = roots
	}
	ways := cfg.Challenges
	if len(ways) == 0 {
		ways = []string{"http", "tls-alpn"}
	}
	template.DisableHTTPChallenge = !slices.Contains(ways, "http") || cfg.HTTP == nil
	template.DisableTLSALPNChallenge = !slices.Contains(ways, "tls-alpn") || cfg.TLS == nil
	// certmagic wants to listen there itself, and goes on when it finds us.
	template.ListenHost, template.AltHTTPPort = hostPort(cfg.HTTP)
	_, template.AltTLSALPNPort = hostPort(cfg.TLS)
	o := &orders{storage: newStorage(dir)}
	o.cache = certmagic.NewCache(certmagic.CacheOptions{Logger: log, RenewCheckInterval: maintainEvery,
		GetConfigForCert: func(c certmagic.Certificate) (*certmagic.Config, error) { return o.config(c.Names[0]), nil }})
	build := func(t certmagic.ACMEIssuer) (*certmagic.Config, *certmagic.ACMEIssuer) {
		c := certmagic.New(o.cache, certmagic.Config{Storage: o.storage, Logger: log, KeySource: certmagic.StandardKeyGenerator{KeyType: certmagic.P256},
			OCSP: certmagic.OCSPConfig{DisableStapling: true}, Issuers: []certmagic.Issuer{}})
		i := certmagic.NewACMEIssuer(c, t)
		c.Issuers = []certmagic.Issuer{quietIssuer{i, o.storage}}
		return c, i
	}
	o.plain, o.issuer = build(template)
	if slices.Contains(ways, "dns") {
		template.DNS01Solver = command(cfg.DNSCommand)
		o.dns, _ = build(template)
		if len(ways) == 1 {
			o.plain = o.dns
		}
	}
	return o, nil
}

// hostPort takes an address apart as certmagic wants it.
func hostPort(a net.Addr) (string, int) {
	tcp, ok := a.(*net.TCPAddr)
	if !ok {
		return "", 0
	}
	return tcp.IP.String(), tcp.Port
}

// config returns the one for a name: what can only be shown by dns is.
func (o *orders) config(name string) *certmagic.Config {
	if strings.HasPrefix(name, "*.") && o.dns != nil {
		return o.dns
	}
	return o.plain
}

// get returns the certificate for a name, from the folder or new. It makes one
// attempt at most.
func (o *orders) get(ctx context.Context, name string, force bool) (*tls.Certificate, error) {
	cfg := o.config(name)
	empty := func() { o.cache.RemoveManaged([]certmagic.SubjectIssuer{{Subject: name}}) }
	empty()
	defer empty() // what is in the cache, certmagic renews when it thinks fit
	if force {
		if err := cfg.RenewCertSync(ctx, name, true); err != nil {
			return o.stored(ctx, cfg, name, err)
		}
	}
	if err := cfg.ManageSync(ctx, []string{name}); err != nil {
		return o.stored(ctx, cfg, name, err)
	}
	return o.newest(name), nil
}

// stored returns what there is, beside why there is nothing newer.
func (o *orders) stored(ctx context.Context, cfg *certmagic.Config, name string, why error) (*tls.Certificate, error) {
	_, _ = cfg.CacheManagedCertificate(ctx, name)
	return o.newest(name), why
}

func (o *orders) newest(name string) *tls.Certificate {
	var best *tls.Certificate
	for _, c := range o.cache.AllMatchingCertificates(name) {
		if slices.Contains(c.Names, name) && (best == nil || c.Leaf.NotAfter.After(best.Leaf.NotAfter)) {
			best = &c.Certificate
		}
	}
	return best
}

// runACME keeps one loop for each name until ctx ends.
func (m *Manager) runACME(ctx context.Context, work *sync.WaitGroup) {
	o := m.openOrders(ctx)
	if o == nil {
		return
	}
	m.mu.Lock()
	m.acme = o
	m.mu.Unlock()
	var names sync.WaitGroup
	for _, name := range m.cfg.Names {
		names.Go(func() { m.keep(ctx, o, name) })
	}
	work.Go(func() { names.Wait(); o.cache.Stop() })
}

// openOrders sets certmagic up. What stands in the way, a file of roots that cannot
// be read for one, is told and tried again.
func (m *Manager) openOrders(ctx context.Context) *orders {
	for n := 0; ctx.Err() == nil; n++ {
		err := os.MkdirAll(m.certificates(), 0o700)
		var o *orders
		if err == nil {
			o, err = newOrders(m.cfg, m.certificates(), newZap(m.log))
		}
		if err == nil {
			return o
		}
		pause := backoff(n)
		for _, name := range m.cfg.Names {
			m.failed(name, explain(err, m.cfg, name), time.Now().Add(pause))
		}
		m.wait(ctx, m.cfg.Names[0], pause)
	}
	return nil
}

// keep looks after one name.
func (m *Manager) keep(ctx context.Context, o *orders, name string) {
	failures, force := 0, false
	for {
		c, err := m.round(ctx, o, name, force)
		if ctx.Err() != nil {
			return
		}
		pause := lookEvery
		if c != nil {
			pause = untilDue(c)
		}
		if err != nil {
			pause = backoff(failures)
			failures++
			if wait := retryAfter(err); wait > pause {
				pause = wait
			}
		}
		next := time.Now().Add(pause)
		if c != nil {
			m.serve(c, next, name)
		}
		if err == nil {
			failures = 0
			m.set(name, func(s *State) { s.Error, s.Hint, s.ErrorAt = "", "", time.Time{} })
		} else {
			t := explain(err, m.cfg, name)
			if t.reach { // where the name points is most often why
				t.said = m.pointsElsewhere(ctx, name) + t.said
			}
			m.failed(name, t, next)
		}
		force = m.wait(ctx, name, pause)
		if ctx.Err() != nil {
			return
		}
	}
}

// round mends what is torn and gets the certificate.
func (m *Manager) round(ctx context.Context, o *orders, name string, force bool) (*tls.Certificate, error) {
	torn, err := o.storage.dropTorn(ctx, o.issuer.IssuerKey(), name)
	if err != nil {
		return nil, fmt.Errorf("storage: %w", err)
	}
	if torn {
		m.log.Warn("what was stored for a name was no certificate with its key; a new one is ordered", "name", name)
	}
	dropTornAccounts(m.certificates())
	return o.get(ctx, name, force)
}

// lookEvery is how often a name is looked after at least: another process may have
// renewed it, and the authority may want it renewed sooner.
const lookEvery = time.Hour

// untilDue is how long a certificate may be left alone: until two thirds of its life
// are over.
func untilDue(c *tls.Certificate) time.Duration {
	return min(max(time.Until(dueAt(c)), time.Second), lookEvery)
}

func dueAt(c *tls.Certificate) time.Time {
	return c.Leaf.NotAfter.Add(-c.Leaf.NotAfter.Sub(c.Leaf.NotBefore) / 3)
}

// backoff is the pause after so many failures before. Authorities count failures,
// five an hour, and refuse more; who mends something need not wait, see Renew.
func backoff(failures int) time.Duration {
	pauses := [...]time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 2 * time.Hour, 6 * time.Hour}
	d := pauses[min(failures, len(pauses)-1)]
	return d + rand.N(d/10)
}

// readRoots reads the certificates that are trusted for the authority's own https.
func readRoots(path string) (*x509.CertPool, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, &fileError{path, err}
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(b) {
		return nil, &fileError{path, errors.New("there is no certificate in it")}
	}
	return roots, nil
}

// dropTornAccounts takes away accounts whose file or key cannot be read, so that a
// new one is made: an account is nothing but its key.
func dropTornAccounts(dir string) {
	files, _ := filepath.Glob(filepath.Join(dir, "acme", "*", "users", "*", "*"))
	for _, path := range files {
		b, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		good := json.Valid(b)
		if filepath.Ext(path) == ".key" {
			block, _ := pem.Decode(b)
			good = block != nil
		}
		if !good {
			_ = os.RemoveAll(filepath.Dir(path))
		}
	}
}
