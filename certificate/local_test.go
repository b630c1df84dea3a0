package certificate

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mholt/acmez/v3/acme"
)

// pair makes a certificate for names, signed by itself, that holds for a while.
func pair(t *testing.T, from, end time.Time, names ...string) *tls.Certificate {
	t.Helper()
	c, err := sign(&x509.Certificate{SerialNumber: serial(), DNSNames: names, NotBefore: from, NotAfter: end,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// served returns the certificate that a handshake for host would get.
func served(t *testing.T, m *Manager, host string) []byte {
	t.Helper()
	ours, theirs := net.Pipe()
	defer ours.Close()
	defer theirs.Close()
	c, err := m.forHello(&tls.ClientHelloInfo{ServerName: host, Conn: ours})
	if err != nil {
		t.Fatal(err)
	}
	if c == nil {
		return nil
	}
	return c.Certificate[0]
}

// TestFilesOfOnesOwn: they are served, and swapped while in use; a broken pair leaves
// the last good one, and is told; so is one that ends.
func TestFilesOfOnesOwn(t *testing.T) {
	dir := t.TempDir()
	cfg := Config{Mode: Files, Names: []string{"hall.example.org", "other.example.org"}, CertificateFile: filepath.Join(dir, "c"), KeyFile: filepath.Join(dir, "k")}
	synctest.Test(t, func(t *testing.T) {
		now := time.Now()
		first, second := pair(t, now, now.Add(6*time.Hour), "hall.example.org"), pair(t, now, now.Add(6*time.Hour), "*.example.org")
		m, stop := start(t, cfg)
		defer stop()
		says := func(name, words string) {
			t.Helper()
			s := until(t, m, name, words, func(s State) bool { return strings.Contains(s.Error, words) })
			if s.Hint == "" || s.ErrorAt.IsZero() {
				t.Errorf("%+v", s)
			}
		}
		says("hall.example.org", "is of no use: no such file")
		writePair(t, first, cfg.CertificateFile, cfg.KeyFile)
		until(t, m, "hall.example.org", "good", good)
		says("other.example.org", "does not cover other.example.org")
		if served(t, m, "other.example.org") != nil {
			t.Error("a name is served with another's certificate")
		}
		writePair(t, second, cfg.CertificateFile, filepath.Join(dir, "elsewhere"))
		says("hall.example.org", "do not belong together")
		if !bytes.Equal(served(t, m, "hall.example.org"), first.Certificate[0]) {
			t.Error("the last good pair is not served any more")
		}
		write(t, cfg.KeyFile, []byte("-----BEGIN PRIVATE KEY-----\nAAAA"))
		says("hall.example.org", "is of no use")
		writePair(t, second, cfg.CertificateFile, cfg.KeyFile)
		for _, name := range cfg.Names {
			until(t, m, name, "good", good)
			if !bytes.Equal(served(t, m, name), second.Certificate[0]) {
				t.Error("the new pair is not served")
			}
		}
		time.Sleep(5 * time.Hour)
		says("hall.example.org", "ends soon")
		time.Sleep(2 * time.Hour)
		if err := os.Remove(cfg.KeyFile); err != nil {
			t.Fatal(err)
		}
		says("hall.example.org", "no such file")
		if s := m.State("hall.example.org"); !s.Ending || served(t, m, "hall.example.org") == nil {
			t.Errorf("%+v", s)
		}
		ahead := pair(t, time.Now().Add(365*24*time.Hour), time.Now().Add(2*365*24*time.Hour), "*.example.org")
		writePair(t, ahead, cfg.CertificateFile, cfg.KeyFile) // or this clock is a year behind
		says("hall.example.org", "by this machine's clock not yet")
	})
}

// TestAnAuthorityOfOurOwn: a client that trusts its root is content with each name, and
// with no other name that somebody might have the root vouch for.
func TestAnAuthorityOfOurOwn(t *testing.T) {
	dir := t.TempDir()
	cfg := Config{Mode: Local, Names: []string{"hall.lan", "*.hall.lan"}, Dir: dir}
	m, stop := start(t, cfg)
	until(t, m, "*.hall.lan", "good", good)
	root := m.Root()
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(root) {
		t.Fatal("no root")
	}
	l := tls.NewListener(listen(t), m.TLS())
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			_ = conn.(*tls.Conn).Handshake()
			conn.Close()
		}
	}()
	defer l.Close()
	for _, host := range []string{"hall.lan", "ada.hall.lan"} {
		if _, err := shake(t, l, roots, host); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
	if _, err := shake(t, l, roots, "a.b.hall.lan"); err == nil {
		t.Error("a wildcard stands for two labels")
	}
	stop()
	own, err := loadRoot(newStorage(filepath.Join(dir, "local")), cfg.Names)
	if err != nil {
		t.Fatal(err)
	}
	foreign, err := newLeaf(own, []string{"bank.example"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := foreign.Leaf.Verify(x509.VerifyOptions{Roots: roots, DNSName: "bank.example"}); err == nil {
		t.Error("the authority can vouch for any name")
	}
	address, err := newLeaf(own, []string{"192.0.2.7"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := address.Leaf.Verify(x509.VerifyOptions{Roots: roots, DNSName: "192.0.2.7"}); err == nil {
		t.Error("the authority can vouch for any address")
	}
}

// TestAMachineWithoutAName is reached by its address, which clients do not say when
// they begin; its authority vouches for nothing else.
func TestAMachineWithoutAName(t *testing.T) {
	dir := t.TempDir()
	cfg := Config{Mode: Local, Names: []string{"127.0.0.1", "2001:db8::7"}, Dir: dir}
	m, stop := start(t, cfg)
	until(t, m, "127.0.0.1", "good", good)
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(m.Root())
	l := tls.NewListener(listen(t), m.TLS())
	defer l.Close()
	go func() {
		if conn, err := l.Accept(); err == nil {
			_ = conn.(*tls.Conn).Handshake()
		}
	}()
	conn, err := tls.Dial("tcp", l.Addr().String(), &tls.Config{RootCAs: roots})
	if err != nil {
		t.Fatal(err)
	}
	conn.Close()
	for _, host := range []string{"127.0.0.1:443", "[2001:db8::7]:443", "[2001:db8::7]"} {
		if !m.Serves(host) {
			t.Errorf("%s is not served", host)
		}
	}
	stop()
	own, err := loadRoot(newStorage(filepath.Join(dir, "local")), cfg.Names)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"bank.example", "192.0.2.7"} {
		foreign, err := newLeaf(own, []string{name})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := foreign.Leaf.Verify(x509.VerifyOptions{Roots: roots, DNSName: name}); err == nil {
			t.Errorf("the authority can vouch for %s", name)
		}
	}
}

// TestTheAuthorityStays from start to start, and is read by nobody else; a torn file, or
// other names, make a new one.
func TestTheAuthorityStays(t *testing.T) {
	dir := t.TempDir()
	cfg := Config{Mode: Local, Dir: dir}
	again := func(names ...string) []byte {
		cfg.Names = names
		m, stop := start(t, cfg)
		defer stop()
		until(t, m, names[0], "good", good)
		return m.Root()
	}
	root := again("hall.lan", "*.hall.lan")
	info, err := os.Stat(filepath.Join(dir, "local", "authority.pem"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info, err)
	}
	leaf := newStorage(filepath.Join(dir, "local")).Filename("leaf.pem")
	before, err := os.ReadFile(leaf)
	if err != nil {
		t.Fatal(err)
	}
	again("hall.lan", "*.hall.lan")
	if after, err := os.ReadFile(leaf); err != nil || !bytes.Equal(after, before) {
		t.Errorf("each start issues anew: %v", err)
	}
	asked, stop := start(t, cfg)
	was := until(t, asked, "hall.lan", "good", good)
	asked.Renew("*.hall.lan")
	until(t, asked, "hall.lan", "renewed", func(s State) bool { return s.Next.After(was.Next) })
	stop()
	if after, err := os.ReadFile(leaf); err != nil || bytes.Equal(after, before) {
		t.Errorf("who asks gets no new one: %v", err)
	}
	write(t, leaf, before[:99])
	again("hall.lan", "*.hall.lan")
	if after, err := os.ReadFile(leaf); err != nil || bytes.Equal(after, before) || len(after) < 500 {
		t.Errorf("a torn one stays: %v", err)
	}
	if !bytes.Equal(again("*.hall.lan", "hall.lan"), root) {
		t.Error("the authority did not stay")
	}
	if bytes.Equal(again("hall.lan", "new.lan"), root) {
		t.Error("the authority vouches for new names")
	}
	write(t, filepath.Join(dir, "local", "authority.pem"), root[:100])
	if block, _ := pem.Decode(again("hall.lan", "new.lan")); block == nil {
		t.Error("a torn authority is not made anew")
	}
}

// TestTheClock: an authority that was made while the clock was a year ahead, or two
// months behind, is of use when it is right; leaves renew themselves in time.
func TestTheClock(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		m, stop := start(t, Config{Mode: Local, Names: []string{"hall.lan"}, Dir: dir})
		defer stop()
		first := until(t, m, "hall.lan", "good", good)
		roots := x509.NewCertPool()
		roots.AppendCertsFromPEM(m.Root())
		valid := func(at time.Time) error {
			c, err := x509.ParseCertificate(served(t, m, "hall.lan"))
			if err != nil {
				return err
			}
			_, err = c.Verify(x509.VerifyOptions{Roots: roots, DNSName: "hall.lan", CurrentTime: at})
			return err
		}
		if block, _ := pem.Decode(m.Root()); block != nil {
			if root, err := x509.ParseCertificate(block.Bytes); err != nil || time.Until(root.NotBefore) > -365*24*time.Hour {
				t.Errorf("a root made by a clock a year ahead is not valid yet: %v", err)
			}
		}
		for range 8 { // the leaf holds for three months
			time.Sleep(14 * 24 * time.Hour)
			if err := valid(time.Now()); err != nil {
				t.Fatal(err)
			}
		}
		if s := m.State("hall.lan"); !s.Until.After(first.Until.Add(50*24*time.Hour)) || s.Ending {
			t.Errorf("%+v", s)
		}
	})
}

// TestHostileHandshakes get no certificate, and no panic.
func TestHostileHandshakes(t *testing.T) {
	m, _ := start(t, Config{Mode: Local, Names: []string{"hall.lan", "*.class.lan"}, Dir: t.TempDir()})
	until(t, m, "hall.lan", "good", good)
	ours, theirs := net.Pipe()
	defer ours.Close()
	defer theirs.Close()
	for _, name := range []string{"", ".", "*", "*.class.lan", ".class.lan", "a.b.class.lan", "class.lan", "evil.example", "hall.lan.evil.example", "192.0.2.7", "../hall.lan",
		strings.Repeat("a.", 5000) + "class.lan", "hall.lan\x00.evil.example"} {
		if served(t, m, name) != nil {
			t.Errorf("%.50q is served", name)
		}
		c, err := m.forHello(&tls.ClientHelloInfo{Conn: ours, ServerName: name, SupportedProtos: []string{"acme-tls/1"}})
		if c != nil || err != nil {
			t.Errorf("%.50q: a challenge that nobody made: %v %v", name, c, err)
		}
		if m.Serves(name) || m.Serves(name+":443") {
			t.Errorf("%.50q is ours", name)
		}
	}
	for _, name := range []string{"hall.lan", "HALL.LAN", "hall.lan.", "a.class.lan"} {
		if served(t, m, name) == nil || !m.Serves(name) || !m.Serves(name+":8443") {
			t.Errorf("%q is not served", name)
		}
	}
}

// TestWhereANamePoints says what an administrator has to compare.
func TestWhereANamePoints(t *testing.T) {
	at := func(list ...string) (out []netip.Addr) {
		for _, s := range list {
			out = append(out, netip.MustParseAddr(s))
		}
		return out
	}
	const host = "hall.example.org"
	for _, c := range []struct {
		found, own []netip.Addr
		err        error
		says       string
	}{
		{at("198.51.100.3"), at("198.51.100.3"), nil, ""},
		{at("::ffff:198.51.100.3"), at("198.51.100.3"), nil, ""},
		{at("192.0.2.7"), at("198.51.100.3"), nil, "hall.example.org points to 192.0.2.7, this machine is 198.51.100.3."},
		{at("198.51.100.3", "2001:db8::1"), at("198.51.100.3"), nil, "hall.example.org points to 2001:db8::1, this machine is 198.51.100.3."},
		{at("192.0.2.7"), at("10.0.0.4"), nil, "hall.example.org points to 192.0.2.7, this machine is 10.0.0.4. (Behind a router that passes ports on, its address counts.)"},
		{at("192.0.2.7"), nil, nil, "hall.example.org points to 192.0.2.7, this machine is without an address. (Behind a router that passes ports on, its address counts.)"},
		{nil, at("198.51.100.3"), &net.DNSError{IsNotFound: true}, "The name hall.example.org does not exist, or has no address."},
		{nil, at("198.51.100.3"), &net.DNSError{IsTimeout: true}, ""},
	} {
		if says := whereabouts(host, c.found, c.err, c.own); says != c.says {
			t.Errorf("%v %v: %q, not %q", c.found, c.err, says, c.says)
		}
	}
}

// TestWords: whatever an authority says, a person reads what to do, and no line of it
// becomes two, or endless.
func TestWords(t *testing.T) {
	problem := func(kind string) error {
		return acme.Problem{Type: acme.ProblemTypeNamespace + kind, Status: 403, Detail: "the\nreason " + strings.Repeat("é", 5000)}
	}
	seen := []string{}
	for _, kind := range []string{"dns", "connection", "rateLimited", "caa", "rejectedIdentifier", "externalAccountRequired", "invalidContact", "serverInternal", "unheardOf"} {
		got := explain(problem(kind), Config{}, "hall.example.org")
		said := clip(got.said)
		if slices.Contains(seen, said[:20]) && kind != "unheardOf" || got.hint == "" || !strings.Contains(said, "It says: the reason") || len(said) > maxSaid+4 || strings.ToValidUTF8(said, "") != said {
			t.Errorf("%s: %q %q", kind, said, got.hint)
		}
		seen = append(seen, said[:20])
	}
	if retryAfter(problem("rateLimited")) < time.Hour || retryAfter(problem("dns")) != 0 {
		t.Error("an authority that wants to be left alone is asked again soon")
	}
	first := time.Duration(0)
	for n := range 5 {
		first += backoff(n)
	}
	if first < time.Hour {
		t.Errorf("five failures within %v; Let's Encrypt allows five an hour", first)
	}
}
