package providertest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"
)

// Entry is somebody in a directory.
type Entry struct {
	DN, Password string
	Filter       string // that finds them
	Refuses      uint16 // how it answers their password, where that is not a wrong one
	Attributes   map[string][]string
}

// LDAP is a directory, on loopback.
type LDAP struct {
	Address string // 127.0.0.1:port
	CAFile  string // that its certificate is checked against

	conf *tls.Config
	l    net.Listener
	wg   sync.WaitGroup

	mu      sync.Mutex
	entries []Entry
	open    map[net.Conn]bool
	binds   []string // names of all sign-ins, whatever came of them
	filters []string
	plain   []string // what was said without encryption
	noTLS   bool     // it has no StartTLS
	refer   bool     // it sends everybody elsewhere
}

// NewLDAP starts one; with secure it encrypts from the first byte, otherwise it has
// StartTLS. host is whom its certificate is for.
func NewLDAP(t *testing.T, secure bool, host string) *LDAP {
	t.Helper()
	cert, ca := certificate(t, host)
	s := &LDAP{CAFile: filepath.Join(t.TempDir(), "ca.pem"), conf: &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12}, open: map[net.Conn]bool{}}
	if err := os.WriteFile(s.CAFile, ca, 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.l, s.Address = l, l.Addr().String()
	s.wg.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			s.mu.Lock()
			s.open[c] = true
			s.mu.Unlock()
			s.wg.Go(func() { s.serve(c, secure) })
		}
	})
	t.Cleanup(func() {
		l.Close()
		s.mu.Lock()
		for c := range s.open {
			c.Close()
		}
		s.mu.Unlock()
		s.wg.Wait()
	})
	return s
}

func certificate(t *testing.T, host string) (tls.Certificate, []byte) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "a directory"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	if ip := net.ParseIP(host); ip != nil {
		c.IPAddresses = []net.IP{ip}
	} else {
		c.DNSNames = []string{host}
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
}

// Has says who is in it from now on.
func (s *LDAP) Has(entries ...Entry) { s.set(func() { s.entries = entries }) }

// LosesStartTLS takes StartTLS away.
func (s *LDAP) LosesStartTLS() { s.set(func() { s.noTLS = true }) }

// Refers sends everybody who searches elsewhere.
func (s *LDAP) Refers() { s.set(func() { s.refer = true }) }

// Seen returns who signed in, what was searched, and what was said in the clear.
func (s *LDAP) Seen() (binds, filters, plain []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.binds), slices.Clone(s.filters), slices.Clone(s.plain)
}

func (s *LDAP) set(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

func (s *LDAP) serve(c net.Conn, secure bool) {
	raw := c
	defer func() {
		raw.Close()
		s.set(func() { delete(s.open, raw) })
	}()
	if secure {
		c = tls.Server(c, s.conf)
	}
	for {
		p, err := ber.ReadPacket(c)
		if err != nil || len(p.Children) < 2 {
			return
		}
		id, op := p.Children[0].Value, p.Children[1]
		_, encrypted := c.(*tls.Conn)
		switch {
		case op.Tag == ldap.ApplicationUnbindRequest:
			return
		case op.Tag == ldap.ApplicationExtendedRequest:
			if s.noTLS {
				answerLDAP(c, id, ldap.ApplicationExtendedResponse, ldap.LDAPResultProtocolError)
				continue
			}
			answerLDAP(c, id, ldap.ApplicationExtendedResponse, ldap.LDAPResultSuccess)
			c = tls.Server(c, s.conf)
		case op.Tag == ldap.ApplicationBindRequest:
			dn, password := op.Children[1].Data.String(), op.Children[2].Data.String()
			if !encrypted {
				s.set(func() { s.plain = append(s.plain, dn) })
			}
			answerLDAP(c, id, ldap.ApplicationBindResponse, s.bind(dn, password))
		case op.Tag == ldap.ApplicationSearchRequest:
			s.search(c, id, op)
		}
	}
}

// bind takes an empty password for a sign-in as nobody, as directories do.
func (s *LDAP) bind(dn, password string) uint16 {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.binds = append(s.binds, dn)
	for _, e := range s.entries {
		if e.DN == dn && e.Refuses != 0 {
			return e.Refuses
		}
		if password == "" || e.DN == dn && e.Password == password {
			return ldap.LDAPResultSuccess
		}
	}
	return ldap.LDAPResultInvalidCredentials
}

func (s *LDAP) search(c net.Conn, id any, op *ber.Packet) {
	base := op.Children[0].Data.String()
	filter, _ := ldap.DecompileFilter(op.Children[6])
	s.mu.Lock()
	s.filters = append(s.filters, filter)
	entries, refer := s.entries, s.refer
	s.mu.Unlock()
	if refer {
		answerLDAP(c, id, ldap.ApplicationSearchResultDone, ldap.LDAPResultReferral)
		return
	}
	for _, e := range entries {
		if e.Filter == filter || e.DN == base && filter == "(objectClass=*)" {
			_, _ = c.Write(entryPacket(id, e).Bytes())
		}
	}
	answerLDAP(c, id, ldap.ApplicationSearchResultDone, ldap.LDAPResultSuccess)
}

func entryPacket(id any, e Entry) *ber.Packet {
	p := ber.Encode(ber.ClassUniversal, ber.TypeConstructed, ber.TagSequence, nil, "")
	p.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, id, ""))
	r := ber.Encode(ber.ClassApplication, ber.TypeConstructed, ldap.ApplicationSearchResultEntry, nil, "")
	r.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, e.DN, ""))
	all := ber.Encode(ber.ClassUniversal, ber.TypeConstructed, ber.TagSequence, nil, "")
	for name, values := range e.Attributes {
		a := ber.Encode(ber.ClassUniversal, ber.TypeConstructed, ber.TagSequence, nil, "")
		a.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, name, ""))
		set := ber.Encode(ber.ClassUniversal, ber.TypeConstructed, ber.TagSet, nil, "")
		for _, v := range values {
			set.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, v, ""))
		}
		a.AppendChild(set)
		all.AppendChild(a)
	}
	r.AppendChild(all)
	p.AppendChild(r)
	return p
}

func answerLDAP(c net.Conn, id any, tag ber.Tag, code uint16) {
	p := ber.Encode(ber.ClassUniversal, ber.TypeConstructed, ber.TagSequence, nil, "")
	p.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, id, ""))
	r := ber.Encode(ber.ClassApplication, ber.TypeConstructed, tag, nil, "")
	r.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagEnumerated, int64(code), ""))
	r.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, "", ""))
	r.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, "call <b>Bob</b>", ""))
	p.AppendChild(r)
	_, _ = c.Write(p.Bytes())
}
