package certificate

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"os"
	"strings"
	"time"
)

// watchEvery is how often files are looked at: whoever swaps a certificate waits for
// it, and a stat costs nothing.
const watchEvery = 2 * time.Second

// watchFiles serves a pair of files, and what they become.
func (m *Manager) watchFiles(ctx context.Context) {
	var last string
	var good *tls.Certificate
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		if now := m.fingerprint(); now != last {
			last = now
			c, err := readPair(m.cfg.CertificateFile, m.cfg.KeyFile)
			if err == nil {
				good = c
			}
			m.tellFiles(c, err)
		} else if good != nil {
			m.tellEnd(good)
		}
		select {
		case <-m.nudge[m.cfg.Names[0]]:
			last = ""
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// fingerprint changes when one of the files does.
func (m *Manager) fingerprint() string {
	var b strings.Builder
	for _, path := range []string{m.cfg.CertificateFile, m.cfg.KeyFile} {
		if info, err := os.Stat(path); err != nil {
			b.WriteString(err.Error())
		} else {
			b.WriteString(info.ModTime().String() + " " + info.Mode().String())
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// readPair reads a certificate with its chain, and its key.
func readPair(certificate, key string) (*tls.Certificate, error) {
	chain, err := os.ReadFile(certificate)
	if err != nil {
		return nil, &fileError{certificate, err}
	}
	secret, err := os.ReadFile(key)
	if err != nil {
		return nil, &fileError{key, err}
	}
	c, err := tls.X509KeyPair(chain, secret)
	if err != nil && strings.Contains(err.Error(), "private key does not match") {
		return nil, &fileError{key, errMismatch}
	}
	if err != nil {
		path := certificate
		if strings.Contains(err.Error(), "key") {
			path = key
		}
		return nil, &fileError{path, err}
	}
	return &c, nil
}

// tellFiles serves a new pair, or says why not; then the last good one goes on.
func (m *Manager) tellFiles(c *tls.Certificate, err error) {
	for _, name := range m.cfg.Names {
		if err != nil {
			m.failed(name, explain(err, m.cfg, name), time.Time{})
			continue
		}
		if bad := c.Leaf.VerifyHostname(strings.Replace(name, "*", "any", 1)); bad != nil {
			m.failed(name, &trouble{said: "The certificate in " + m.cfg.CertificateFile + " does not cover " + name + ".", err: bad,
				hint: "It is for: " + strings.Join(c.Leaf.DNSNames, ", ") + "."}, time.Time{})
			continue
		}
		m.set(name, func(s *State) { s.Error, s.Hint, s.ErrorAt = "", "", time.Time{} })
		m.serve(c, time.Time{}, name)
		m.tellEnd(c)
	}
}

// tellEnd says that a certificate that we cannot renew is about to end, has ended,
// or has not begun.
func (m *Manager) tellEnd(c *tls.Certificate) {
	now := time.Now()
	said := ""
	switch left := c.Leaf.NotAfter.Sub(now); {
	case left <= 0:
		said = "The certificate has ended; browsers refuse it."
	case now.Before(c.Leaf.NotBefore):
		said = "The certificate holds from " + c.Leaf.NotBefore.UTC().Format("2006-01-02 15:04 UTC") + " on, by this machine's clock not yet."
	case left < 14*24*time.Hour && ending(c, now):
		said = "The certificate ends soon."
	default:
		return
	}
	for _, name := range m.cfg.Names {
		m.mu.Lock()
		serves := m.served[name] == c
		m.mu.Unlock()
		if serves {
			m.set(name, func(s *State) {
				s.Ending = true
				if s.Error == "" {
					s.Error, s.Hint, s.ErrorAt = said, "Put a new one into "+m.cfg.CertificateFile+"; it is read by itself.", now
				}
			})
		}
	}
}

// issuerOf names who issued a certificate.
func issuerOf(c *x509.Certificate) string {
	if n := c.Issuer; n.CommonName != "" && len(n.Organization) > 0 && !strings.Contains(n.CommonName, n.Organization[0]) {
		return clip(n.Organization[0] + " " + n.CommonName)
	}
	return clip(orElse(c.Issuer.CommonName, "unknown"))
}

var errNotOurs = errors.New("this is no authority of ours")
