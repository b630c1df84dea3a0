package certificate

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// An authority of our own: its root is made once, and again only when other names
// are to be covered; it can vouch for these names alone.

const (
	rootLife = 10 * 365 * 24 * time.Hour
	leafLife = 90 * 24 * time.Hour
	// A leaf holds from yesterday on, for clocks that are behind; a root, which stays,
	// from two years ago, in case it was this machine's clock that was ahead.
	backdate     = 24 * time.Hour
	backdateRoot = 2 * 365 * 24 * time.Hour
)

// runLocal keeps a certificate of our own authority in force.
func (m *Manager) runLocal(ctx context.Context) {
	s := newStorage(filepath.Join(m.cfg.Dir, "local"))
	for failures, anew := 0, false; ctx.Err() == nil; {
		c, err := m.issue(ctx, s, anew)
		pause := lookEvery
		if err != nil {
			pause = backoff(failures)
			failures++
			for _, name := range m.cfg.Names {
				m.failed(name, explain(err, m.cfg, name), time.Now().Add(pause))
			}
		} else {
			failures, pause = 0, untilDue(c)
			m.serve(c, time.Now().Add(pause), m.cfg.Names...)
			for _, name := range m.cfg.Names {
				m.set(name, func(s *State) { s.Error, s.Hint, s.ErrorAt = "", "", time.Time{} })
			}
		}
		anew = m.wait(ctx, m.cfg.Names[0], pause)
	}
}

// issue returns a certificate for all names: the one that is kept, while it is not due
// and nobody asks for another.
func (m *Manager) issue(ctx context.Context, s *storage, anew bool) (*tls.Certificate, error) {
	if err := os.MkdirAll(s.Path, 0o700); err != nil {
		return nil, err
	}
	if err := s.Lock(ctx, "authority"); err != nil {
		return nil, err
	}
	defer func() { _ = s.Unlock(ctx, "authority") }()
	root, err := loadRoot(s, m.cfg.Names)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			m.log.Warn("the local authority is made anew; it has to be trusted again", "reason", err)
		}
		if root, err = newRoot(m.cfg.Names); err == nil {
			err = save(ctx, s, "authority.pem", root)
		}
		if err != nil {
			return nil, err
		}
	}
	m.mu.Lock()
	m.root = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: root.Leaf.Raw})
	m.mu.Unlock()
	if leaf, err := load(s, "leaf.pem"); err == nil && !anew && fits(leaf, root, m.cfg.Names) {
		return leaf, nil
	}
	leaf, err := newLeaf(root, m.cfg.Names)
	if err == nil {
		err = save(ctx, s, "leaf.pem", leaf)
	}
	return leaf, err
}

// fits reports whether a leaf is of that root, for these names, and neither due nor of
// a time to come, in which this machine's clock has been.
func fits(leaf, root *tls.Certificate, names []string) bool {
	now := time.Now()
	return leaf.Leaf.CheckSignatureFrom(root.Leaf) == nil && leaf.Leaf.Subject.CommonName == names[0] && vouchesFor(leaf.Leaf, names) &&
		now.Before(dueAt(leaf)) && now.After(leaf.Leaf.NotBefore) && now.Add(leafLife+backdate).After(leaf.Leaf.NotAfter)
}

// loadRoot reads the authority, if it can still vouch for names.
func loadRoot(s *storage, names []string) (*tls.Certificate, error) {
	root, err := load(s, "authority.pem")
	if err != nil {
		return nil, err
	}
	switch now := time.Now(); {
	case !sameBounds(root.Leaf, bounded(&x509.Certificate{}, names)):
		return nil, fmt.Errorf("%w: it was made for other names: %v %v", errNotOurs, root.Leaf.PermittedDNSDomains, root.Leaf.PermittedIPRanges)
	case now.Add(leafLife).After(root.Leaf.NotAfter):
		return nil, fmt.Errorf("%w: it ends %v", errNotOurs, root.Leaf.NotAfter)
	}
	return root, nil
}

// load reads a certificate and its key from one file.
func load(s *storage, name string) (*tls.Certificate, error) {
	b, err := os.ReadFile(s.Filename(name))
	if err != nil {
		return nil, err
	}
	c, err := tls.X509KeyPair(b, b)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNotOurs, err)
	}
	return &c, nil
}

// split tells names from addresses.
func split(names []string) (hosts []string, addresses []net.IP) {
	for _, name := range names {
		if ip := net.ParseIP(name); ip != nil {
			addresses = append(addresses, ip)
		} else {
			hosts = append(hosts, name)
		}
	}
	return hosts, addresses
}

// vouchesFor reports whether a leaf is for these names, in their order.
func vouchesFor(leaf *x509.Certificate, names []string) bool {
	hosts, addresses := split(names)
	return slices.Equal(leaf.DNSNames, hosts) && slices.EqualFunc(leaf.IPAddresses, addresses, net.IP.Equal)
}

// bounded lets an authority vouch for names and nothing else. A kind of which there is
// none among them would be without bounds if it were left out: then none is allowed.
func bounded(t *x509.Certificate, names []string) *x509.Certificate {
	t.PermittedDNSDomainsCritical = true
	hosts, addresses := split(names)
	for _, name := range hosts {
		t.PermittedDNSDomains = append(t.PermittedDNSDomains, strings.TrimPrefix(name, "*."))
	}
	slices.Sort(t.PermittedDNSDomains)
	if t.PermittedDNSDomains = slices.Compact(t.PermittedDNSDomains); len(hosts) == 0 {
		t.PermittedDNSDomains = []string{"invalid"} // RFC 6761: no host has it
	}
	for _, ip := range addresses {
		if v4 := ip.To4(); v4 != nil {
			ip = v4
		}
		t.PermittedIPRanges = append(t.PermittedIPRanges, &net.IPNet{IP: ip, Mask: net.CIDRMask(8*len(ip), 8*len(ip))})
	}
	if len(addresses) == 0 {
		t.ExcludedIPRanges = []*net.IPNet{{IP: net.IPv4zero.To4(), Mask: net.CIDRMask(0, 32)}, {IP: net.IPv6zero, Mask: net.CIDRMask(0, 128)}}
	}
	return t
}

// sameBounds reports whether two authorities may vouch for the same.
func sameBounds(a, b *x509.Certificate) bool {
	same := func(a, b *net.IPNet) bool { return a.String() == b.String() }
	return slices.Equal(a.PermittedDNSDomains, b.PermittedDNSDomains) && slices.EqualFunc(a.PermittedIPRanges, b.PermittedIPRanges, same) &&
		slices.EqualFunc(a.ExcludedIPRanges, b.ExcludedIPRanges, same)
}

func newRoot(names []string) (*tls.Certificate, error) {
	now := time.Now()
	t := &x509.Certificate{SerialNumber: serial(), Subject: pkix.Name{CommonName: "commonhall for " + strings.TrimPrefix(names[0], "*.")},
		NotBefore: now.Add(-backdateRoot), NotAfter: now.Add(rootLife), IsCA: true, BasicConstraintsValid: true, MaxPathLenZero: true,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign}
	return sign(bounded(t, names), nil)
}

func newLeaf(root *tls.Certificate, names []string) (*tls.Certificate, error) {
	now := time.Now()
	hosts, addresses := split(names)
	t := &x509.Certificate{SerialNumber: serial(), Subject: pkix.Name{CommonName: names[0]}, DNSNames: hosts, IPAddresses: addresses,
		NotBefore: now.Add(-backdate), NotAfter: now.Add(leafLife),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	return sign(t, root)
}

func serial() *big.Int {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails (crypto/rand)
	b[0] &= 0x7f
	return new(big.Int).SetBytes(b)
}

// sign makes a key and its certificate, signed by root or by itself.
func sign(t *x509.Certificate, root *tls.Certificate) (*tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	parent, signer := t, any(key)
	if root != nil {
		parent, signer = root.Leaf, root.PrivateKey
	}
	der, err := x509.CreateCertificate(rand.Reader, t, parent, &key.PublicKey, signer)
	if err != nil {
		return nil, err
	}
	leaf, err := x509.ParseCertificate(der)
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}, err
}

func save(ctx context.Context, s *storage, name string, c *tls.Certificate) error {
	key, err := x509.MarshalPKCS8PrivateKey(c.PrivateKey)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	_ = pem.Encode(&b, &pem.Block{Type: "CERTIFICATE", Bytes: c.Leaf.Raw})
	_ = pem.Encode(&b, &pem.Block{Type: "PRIVATE KEY", Bytes: key})
	return s.Store(ctx, name, b.Bytes())
}
