package certificate

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/caddyserver/certmagic"

	"commonhall/packaging/needs"
)

func contextOf(t *testing.T) (context.Context, context.CancelFunc) {
	return context.WithCancel(context.WithoutCancel(t.Context()))
}

func testLog(t *testing.T) *slog.Logger {
	if os.Getenv("VERBOSE") == "" {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// TestACME runs stories one after the other: certmagic keeps what authorities ask for
// in one table of the process, by name, and all of them have the same name.
func TestACME(t *testing.T) {
	for name, story := range map[string]func(*testing.T){"an authority": anAuthority, "renewal": renewal, "what it refuses": whatItRefuses,
		"a full disk": aFullDisk, "a name and its wildcard": aNameAndItsWildcard, "cannot be asked": cannotBeAsked} {
		t.Run(name, story)
	}
}

// anAuthority: two edges of a hand-over start at once, over one folder, and get
// each certificate once: by http, by tls, a wildcard by dns; a client that trusts the
// authority is content, and so it is with a new one that somebody asks for. Then one is
// torn on the disk, and mended by the next start.
func anAuthority(t *testing.T) {
	p := startPebble(t, 30*24*3600)
	dir := t.TempDir()
	plain := p.config(dir, []string{"http", "dns"}, "hall.example.org", "*.hall.example.org")
	a, stopA := start(t, plain)
	b, stopB := start(t, plain)
	c, stopC := start(t, p.config(dir, []string{"tls-alpn"}, "door.example.org"))
	p.answer(a, b, c)
	for _, m := range []*Manager{a, b, c} {
		for _, name := range m.Names() {
			s := until(t, m, name, "good", good)
			if !strings.HasPrefix(s.Issuer, "Pebble Intermediate CA") || time.Until(s.Until) < 29*24*time.Hour || time.Until(s.Next) > time.Hour {
				t.Errorf("%+v", s)
			}
		}
	}
	if n := p.issued(); n != 3 {
		t.Errorf("%d certificates were ordered for 3 names", n)
	}
	for _, host := range []string{"hall.example.org", "HALL.example.org", "any.hall.example.org", "door.example.org"} {
		if _, err := shake(t, p.secure, p.roots, host); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
	before, err := shake(t, p.secure, p.roots, "door.example.org")
	if err != nil {
		t.Fatal(err)
	}
	was := c.State("door.example.org")
	c.Renew("door.example.org")
	c.Renew("unknown.example.org")
	until(t, c, "door.example.org", "looked after", func(s State) bool { return s.Next.After(was.Next) })
	if after, err := shake(t, p.secure, p.roots, "door.example.org"); err != nil || after.SerialNumber.Cmp(before.SerialNumber) == 0 || p.issued() != 4 {
		t.Errorf("it is not a new one: %v, of %d", err, p.issued())
	}
	stopA()
	stopB()
	stopC()
	tear(t, a, "hall.example.org")
	p.http, p.secure = listenAfter(t, p.http), listenAfter(t, p.secure)
	d, _ := start(t, plain)
	p.answer(d)
	until(t, d, "hall.example.org", "good again", good)
	until(t, d, "*.hall.example.org", "good again", good)
	if n := p.issued(); n != 5 {
		t.Errorf("%d certificates instead of 4 and the torn one's", n)
	}
}

// aNameAndItsWildcard: they are one name to the authority. The order for the wildcard is
// begun while the authority asks about the name, and takes nothing away from it.
func aNameAndItsWildcard(t *testing.T) {
	p := startPebble(t, 3600)
	dir := t.TempDir()
	presented := filepath.Join(dir, "presented")
	script := filepath.Join(dir, "record")
	write(t, script, []byte("#!/bin/sh\n>>"+presented+"\nexec "+p.command[0]+" \"$@\"\n"))
	if err := os.Chmod(script, 0o755); err != nil {
		t.Fatal(err)
	}
	p.command = []string{script}
	name := New(p.config(dir, []string{"http"}, "hall.example.org"), testLog(t))
	wildcard := New(p.config(dir, []string{"dns"}, "*.hall.example.org"), testLog(t))
	asked := make(chan struct{})
	p.asked = sync.OnceFunc(func() {
		close(asked)
		for end := time.Now().Add(time.Second); time.Now().Before(end); <-time.After(10 * time.Millisecond) {
			if _, err := os.Stat(presented); err == nil {
				return
			}
		}
	})
	p.answer(name, wildcard)
	run(t, name)
	<-asked
	run(t, wildcard)
	until(t, name, "hall.example.org", "good", good)
	until(t, wildcard, "*.hall.example.org", "good", good)
}

// tear leaves the first half of a certificate, and of the account, as a disk might.
func tear(t *testing.T, m *Manager, name string) {
	t.Helper()
	chain := m.acme.storage.Filename(certmagic.StorageKeys.SiteCert(m.acme.issuer.IssuerKey(), name))
	accounts, _ := filepath.Glob(filepath.Join(m.certificates(), "acme", "*", "users", "*", "*.json"))
	if len(accounts) != 1 {
		t.Fatalf("the accounts are %v", accounts)
	}
	for _, path := range append(accounts, chain) {
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%v, %v", info, err)
		}
		write(t, path, whole[:len(whole)/2])
	}
}

// listenAt listens where somebody did before.
func listenAt(t *testing.T, addr string) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

func listenAfter(t *testing.T, l net.Listener) net.Listener {
	l.Close()
	return listenAt(t, l.Addr().String())
}

// renewal: a certificate is replaced before it ends, by itself.
func renewal(t *testing.T) {
	p := startPebble(t, 3)
	m := New(p.config(t.TempDir(), nil, "hall.example.org"), testLog(t))
	p.answer(m)
	run(t, m)
	first := until(t, m, "hall.example.org", "good", good)
	before, err := shake(t, p.secure, p.roots, "hall.example.org")
	if err != nil {
		t.Fatal(err)
	}
	until(t, m, "hall.example.org", "renewed", func(s State) bool { return s.Until.After(first.Until) })
	after, err := shake(t, p.secure, p.roots, "hall.example.org")
	if err != nil || after.SerialNumber.Cmp(before.SerialNumber) == 0 {
		t.Errorf("it is not a new one: %v", err)
	}
}

// TestDue: certificates of every length are looked after while a third of their life is
// left, and once an hour.
func TestDue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		now := time.Now()
		for life, want := range map[time.Duration]time.Duration{90 * 24 * time.Hour: time.Hour, 75 * time.Minute: 50 * time.Minute, 3 * time.Second: 2 * time.Second, -time.Hour: time.Second} {
			if got := untilDue(pair(t, now, now.Add(life), "a.example")); got != want {
				t.Errorf("of %v: in %v, not in %v", life, got, want)
			}
		}
		if got := untilDue(pair(t, now.Add(-60*24*time.Hour+10*time.Minute), now.Add(30*24*time.Hour+10*time.Minute), "a.example")); got != 10*time.Minute {
			t.Errorf("ten minutes before it is due: in %v", got)
		}
	})
}

// whatItRefuses: the reason is told in words, and once it is mended,
// asking again is enough.
func whatItRefuses(t *testing.T) {
	p := startPebble(t, 24*3600)
	p.points("lost.example.org", "127.0.0.9") // nobody is there
	cfg := p.config(t.TempDir(), []string{"http"}, "lost.example.org", "forbidden.example")
	m := New(cfg, testLog(t))
	p.answer(m)
	run(t, m)
	s := until(t, m, "lost.example.org", "failed", failed)
	if !strings.Contains(s.Error, "did not find this machine there. It says: ") || s.Hint == "" || s.ErrorAt.IsZero() || s.Issuer != "" ||
		time.Until(s.Next) > 2*time.Minute {
		t.Errorf("%+v", s)
	}
	s = until(t, m, "forbidden.example", "failed", failed)
	if !strings.Contains(s.Error, "gives no certificates for forbidden.example") {
		t.Errorf("%+v", s)
	}
	_, err := shake(t, p.secure, p.roots, "lost.example.org")
	if err == nil || !strings.Contains(err.Error(), "unrecognized name") {
		t.Errorf("without a certificate the handshake ends with %v", err)
	}
	p.points("lost.example.org", "127.0.0.1")
	m.Renew("lost.example.org")
	until(t, m, "lost.example.org", "good", good)

	cfg = p.config(t.TempDir(), []string{"dns"}, "*.example.net")
	cfg.DNSCommand = []string{"/bin/sh", "-c", `echo "no account: $HOME$USER$LOGNAME $1 $2" >&2; exit 3`, "sh"}
	m, _ = start(t, cfg)
	s = until(t, m, "*.example.net", "failed", failed)
	if !strings.Contains(s.Error, "(/bin/sh present): no account:  present _acme-challenge.example.net") {
		t.Errorf("%+v", s)
	}
}

// aFullDisk keeps nothing from working once there is room.
func aFullDisk(t *testing.T) {
	needs.Root(t)
	p := startPebble(t, 24*3600)
	dir := needs.SmallDisk(t, "4k")
	write(t, filepath.Join(dir, "full"), make([]byte, 4096))
	m := New(p.config(dir, []string{"http"}, "hall.example.org"), testLog(t))
	p.answer(m)
	run(t, m)
	s := until(t, m, "hall.example.org", "failed", failed)
	if !strings.Contains(s.Error, "cannot be written") || s.Hint == "" {
		t.Errorf("%+v", s)
	}
	if n := p.issued(); n != 0 {
		t.Errorf("%d certificates were ordered that could not be kept", n)
	}
	if err := syscall.Mount("none", dir, "tmpfs", syscall.MS_REMOUNT, "size=1m"); err != nil {
		t.Fatal(err)
	}
	// An attempt of before may still fail; the pauses between its own are minutes.
	for deadline, told := time.Now().Add(time.Minute), (time.Time{}); !good(m.State("hall.example.org")) && time.Now().Before(deadline); <-time.After(50 * time.Millisecond) {
		if s := m.State("hall.example.org"); told.IsZero() || s.ErrorAt != told {
			told = s.ErrorAt
			m.Renew("hall.example.org")
		}
	}
	until(t, m, "hall.example.org", "good", good)
}

// cannotBeAsked: away, with a certificate that has ended by our
// clock, unknown, or with a file of roots that is no good until it is mended.
func cannotBeAsked(t *testing.T) {
	dir := t.TempDir()
	ended, endedRoot := acmeAt(t, time.Now().Add(-24*time.Hour))
	fine, fineRoot := acmeAt(t, time.Now().Add(time.Hour))
	for name, c := range map[string]struct{ at, ca, says, hint string }{
		"away":    {"127.0.0.1:1", fineRoot, "cannot be reached from this machine: connection refused", "tried again"},
		"clock":   {ended, endedRoot, "not valid at the time that this machine's clock shows", "timedatectl"},
		"unknown": {fine, endedRoot, "is not known to be it", "https.ca_file"},
		"no file": {fine, filepath.Join(dir, "missing.pem"), "missing.pem is of no use: no such file", "Mend the file"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, _ := start(t, Config{Mode: ACME, Names: []string{"hall.example.org"}, Dir: t.TempDir(), Directory: "https://" + c.at + "/dir", CAFile: c.ca,
				HTTP: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1}})
			s := until(t, m, "hall.example.org", "failed", failed)
			if !strings.Contains(s.Error, c.says) || !strings.Contains(s.Hint, c.hint) {
				t.Errorf("%q %q", s.Error, s.Hint)
			}
		})
	}
}

// acmeAt is something that has a certificate until a time.
func acmeAt(t *testing.T, end time.Time) (addr, ca string) {
	t.Helper()
	dir := t.TempDir()
	ca = filepath.Join(dir, "ca.pem")
	certificate, key := writeAuthority(t, ca, dir, end)
	pair, err := tls.LoadX509KeyPair(certificate, key)
	if err != nil {
		t.Fatal(err)
	}
	l := tls.NewListener(listen(t), &tls.Config{Certificates: []tls.Certificate{pair}})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			_ = conn.(*tls.Conn).Handshake()
			conn.Close()
		}
	}()
	t.Cleanup(func() { l.Close(); <-done })
	return l.Addr().String(), ca
}
