package doctor

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/backup"
	"commonhall/config"
	"commonhall/config/apply"
	"commonhall/packaging/needs"
	"commonhall/store"
	"commonhall/supervisor"
	"commonhall/warden/client"
)

// machine is a server on which all is well, until a test breaks something: a real
// disk, files below it, a hub and a warden that answer on their sockets, doors.
type machine struct {
	House
	t       *testing.T
	mount   string
	hub     map[string]any               // what it answers, by path
	hubSrv  *httptest.Server             // on the administrators' socket
	warden  net.Listener                 // nil: not there
	runs    atomic.Pointer[[]client.Run] // that it has
	units   map[string]string            // what systemd says of each
	journal map[string]string            // what is in the journal, by the last argument
	names   map[string][]netip.Addr
	doors   map[string]string // where an address leads
	synced  string            // what timedatectl says
	known   string            // what getent says
}

const (
	hallName = "hall.example.org"
	uidBase  = 600_200_000
)

func newMachine(t *testing.T) *machine {
	t.Helper()
	needs.Root(t)
	m := &machine{t: t, doors: map[string]string{}, journal: map[string]string{}, units: map[string]string{}, synced: "yes\n"}
	var err error
	m.mount, err = os.MkdirTemp("/var/tmp", "d")
	m.must(err)
	m.must(unix.Mount("tmpfs", m.mount, "tmpfs", 0, "size=48m,nr_inodes=2000"))
	t.Cleanup(func() {
		m.must(errors.Join(unix.Unmount(m.mount, unix.MNT_DETACH), os.Remove(m.mount)))
	})
	i := supervisor.Instance{ID: "abc123", UIDBase: uidBase}
	dir, root := filepath.Join(m.mount, "state"), filepath.Join(m.mount, "root")
	now := time.Now()
	m.House = House{Dir: dir, Instance: i, Root: root, Version: "1.2.0+0123456789ab", Built: now.Add(-20 * day), Patience: 5 * time.Second,
		Facts: Facts{Names: []string{hallName}, TLS: true, BackupTo: "/backups", Internet: true, First: "machine"}, Now: time.Now,
		Run: m.run, Lookup: m.lookup, Dial: m.dial, Filter: func() (Filter, error) { return Filter{Up: true, Resolv: resolv}, nil }}
	m.serverAsks("1-run", 71, resolv)
	m.serverAsks("without", 72, "nameserver 127.0.0.1\n")
	for name, text := range map[string]string{"proc/sys/kernel/pid_max": "4194304\n", "proc/sys/kernel/core_pattern": "|/usr/lib/systemd/systemd-coredump %P %u %g\n", "proc/sys/kernel/random/boot_id": "a-boot\n", "proc/sys/net/ipv4/ip_forward": "1\n",
		"proc/pressure/memory":             "some avg10=0.00 avg60=0.00 avg300=9.00 total=1\nfull avg10=0.00 avg60=0.00 avg300=0.10 total=1\n",
		"sys/fs/cgroup/cgroup.controllers": "cpuset cpu io memory pids\n", "sys/fs/cgroup/commonhall-abc123/cgroup.procs": "", "sys/fs/cgroup/commonhall-sandbox-77/run/cgroup.procs": "", "sys/fs/ext4/vda1/errors_count": "0\n",
		"sys/module/apparmor/parameters/enabled": "Y\n", "sys/kernel/security/apparmor/profiles": "commonhall-sandbox (enforce)\ndocker-default (enforce)\n",
		"run/systemd/system/x": "", "etc/systemd/system/commonhall-hub.service": "", "var/log/x": ""} {
		m.write(name, text)
	}
	m.must(os.MkdirAll(filepath.Join(root, "proc/1"), 0o755))
	m.must(os.Symlink("/proc/self/mountinfo", filepath.Join(root, "proc/1/mountinfo")))
	for _, d := range []string{"hub", "homes/ada-1001", "log", "backup"} {
		m.must(os.MkdirAll(filepath.Join(dir, d), 0o755))
	}
	m.state("instance.json", i)
	m.known = "ch-ada-1001:x:600201001:600201001::/:/usr/sbin/nologin\n"
	good := backup.Run{At: now.Add(-time.Hour), OK: true}
	m.must(backup.Record{Backup: &good, Good: &good}.Write(filepath.Join(dir, "backup", "last.json"), 0))
	m.Store = &apply.Store{Dir: filepath.Join(dir, "config"), File: filepath.Join(root, "commonhall.yaml"), Run: filepath.Join(root, "run"), Base: config.Default(), Services: apply.Systemd{}}
	m.write("commonhall.yaml", "auth:\n  session_days: 7\n")
	m.must(m.Store.Begin(t.Context()))
	for _, u := range []string{target, httpSocket, hubUnit, edgeUnit, wardenUnit, "commonhall-accounts.service", "commonhall-upgrade.service"} {
		m.Units = append(m.Units, u)
		m.unitIs(u, "active", "running", "enabled")
	}
	m.units["commonhall-accounts.service"] = "LoadState=loaded\nActiveState=inactive\nSubState=dead\nType=oneshot\nResult=success\nNRestarts=0"
	m.units["commonhall-upgrade.service"] = "LoadState=not-found\nActiveState=inactive\nSubState=dead\nNRestarts=0"
	db, err := store.Open(t.Context(), m.path("hub/commonhall.db"))
	m.must(err)
	m.must(db.Close())
	m.begin()
	return m
}

// resolv is what servers find in their resolv.conf.
const resolv = "# As the machine says.\nnameserver 192.0.2.53\n"

// serverAsks has a server run that found other resolvers at its start, by a link as
// systemd-resolved has it.
func (m *machine) serverAsks(id string, pid int, text string) {
	m.write("sys/fs/cgroup/commonhall-abc123/"+id+"/cgroup.procs", fmt.Sprintln(pid))
	root := fmt.Sprintf("proc/%d/root/", pid)
	m.write(root+"run/systemd/resolve/stub-resolv.conf", text)
	m.must(os.MkdirAll(filepath.Join(m.Root, root, "etc"), 0o755))
	m.must(os.RemoveAll(filepath.Join(m.Root, root, "etc/resolv.conf")))
	m.must(os.Symlink("/run/systemd/resolve/stub-resolv.conf", filepath.Join(m.Root, root, "etc/resolv.conf")))
}

// path is where a file of the installation lies.
func (m *machine) path(name string) string { return filepath.Join(m.Dir, name) }

// serveAs shows visitors another certificate.
func (m *machine) serveAs(name string, until time.Time) {
	to := m.serve(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "__Host-commonhall-abc123-form", Value: "x"})
	}), m.certificate(name, until))
	m.door("127.0.0.1:443", to)
	m.door("192.0.2.1:443", to)
}

// begin has hub, warden and edge answer.
func (m *machine) begin() {
	sockets := filepath.Join(m.Root, supervisor.RunRoot, "abc123")
	m.must(os.MkdirAll(sockets, 0o755))
	m.hub = map[string]any{"/health": map[string]any{}, "/certificates": []any{map[string]any{"name": hallName, "issuer": "An authority", "until": time.Now().Add(60 * day)}},
		"/commonhall/inspection": map[string]any{"database": map[string]any{"problems": []string{}, "complete": true}, "people": 2, "administrators": 2, "accounts": []int{uidBase + 1001, uidBase + 1002},
			"servers": []any{map[string]any{"id": "1-run", "state": "ready"}, map[string]any{"id": "2-run", "state": "stopped"}}}}
	l, err := net.Listen("unix", filepath.Join(sockets, "admin.sock"))
	m.must(err)
	m.hubSrv = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer, ok := m.hub[strings.TrimPrefix(r.URL.Path, "/hub/api")]
		if f, slow := answer.(func(http.ResponseWriter, *http.Request)); slow {
			f(w, r)
			return
		}
		if !ok {
			http.NotFound(w, r)
			return
		}
		_ = json.NewEncoder(w).Encode(answer)
	}))
	m.hubSrv.Listener = l
	m.hubSrv.Start()
	m.t.Cleanup(m.hubSrv.Close)
	m.runs.Store(&[]client.Run{{ID: "1-run", Phase: "running"}, {ID: "0-run", Phase: "ended", End: &commonhall.End{}}})
	m.warden, err = net.Listen("unixpacket", filepath.Join(sockets, "warden.sock"))
	m.must(err)
	m.t.Cleanup(func() { m.warden.Close() })
	go m.serveWarden(m.warden)
	mine := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.TLS == nil {
			http.Redirect(w, r, "https://"+hallName+"/", http.StatusPermanentRedirect)
			return
		}
		http.SetCookie(w, &http.Cookie{Name: "__Host-commonhall-abc123-form", Value: "x"})
	})
	m.door("127.0.0.1:80", m.serve(mine, nil))
	m.names = map[string][]netip.Addr{hallName: {netip.MustParseAddr("192.0.2.1")}}
	tls := m.serve(mine, m.certificate(hallName, time.Now().Add(60*day)))
	m.door("127.0.0.1:443", tls)
	m.door("192.0.2.1:443", tls)
}

func (m *machine) must(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
}

// write makes a file of the machine.
func (m *machine) write(name, text string) {
	m.t.Helper()
	path := filepath.Join(m.Root, name)
	m.must(os.MkdirAll(filepath.Dir(path), 0o755))
	m.must(os.WriteFile(path, []byte(text), 0o644))
}

// armored says which profiles the kernel has.
func (m *machine) armored(profiles string) {
	m.write("sys/kernel/security/apparmor/profiles", profiles)
}

// state makes a file of the installation.
func (m *machine) state(name string, v any) {
	m.t.Helper()
	b, err := json.Marshal(v)
	m.must(err)
	m.must(os.MkdirAll(filepath.Dir(filepath.Join(m.Dir, name)), 0o755))
	m.must(os.WriteFile(filepath.Join(m.Dir, name), b, 0o644))
}

// inspection changes what the hub says of itself.
func (m *machine) inspection(key string, v any) {
	m.hub["/commonhall/inspection"].(map[string]any)[key] = v
}

func (m *machine) unitIs(name, active, sub, file string) {
	kind := ""
	if strings.HasSuffix(name, ".service") {
		kind = "Type=notify\n"
	}
	m.units[name] = fmt.Sprintf("%sLoadState=loaded\nActiveState=%s\nSubState=%s\nUnitFileState=%s\nResult=%s\nNRestarts=0", kind, active, sub, file, map[bool]string{true: "watchdog", false: "success"}[active == "failed"])
}

// loops has a unit fail at each start.
func (m *machine) loops(name string) {
	m.unitIs(name, "activating", "auto-restart", "static")
	m.units[name] = strings.NewReplacer("NRestarts=0", "NRestarts=40", "Result=success", "Result=exit-code").Replace(m.units[name])
}

// says adds a line to what a unit wrote, and one that is no text.
func (m *machine) says(unit, priority, text string) {
	line, err := json.Marshal(map[string]string{"MESSAGE": text, "PRIORITY": priority, "SYSLOG_IDENTIFIER": "commonhall"})
	m.must(err)
	m.journal["-u "+unit] += string(line) + "\n" + `{"MESSAGE":[255,1],"PRIORITY":"3"}` + "\n" + `{"MESSAGE":"Failed to start.","PRIORITY":"3","SYSLOG_IDENTIFIER":"systemd"}` + "\n"
}

// run is what the machine's commands say.
func (m *machine) run(_ context.Context, name string, args ...string) (string, error) {
	switch name {
	case "systemctl":
		var blocks []string
		for _, u := range m.Units {
			blocks = append(blocks, "Id="+u+"\n"+m.units[u]+"\n")
		}
		return strings.Join(blocks, "\n"), nil
	case "journalctl":
		for key, text := range m.journal {
			if strings.Contains(strings.Join(args, " "), key) {
				return text, nil
			}
		}
		return "", nil
	case "timedatectl":
		return m.synced, nil
	case "getent":
		return m.known, nil
	}
	return "", fmt.Errorf("%s: no such command", name)
}

func (m *machine) lookup(_ context.Context, name string) ([]netip.Addr, error) {
	if addrs := m.names[name]; len(addrs) > 0 {
		return addrs, nil
	}
	return nil, &net.DNSError{Err: "no such host", Name: name, IsNotFound: true}
}

func (m *machine) door(addr, to string) { m.doors[addr] = to }

func (m *machine) dial(_ context.Context, addr netip.AddrPort) *http.Transport {
	return &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		to, ok := m.doors[addr.String()]
		if !ok {
			return nil, errors.New("connection refused")
		}
		var d net.Dialer
		return d.DialContext(ctx, "tcp", to)
	}}
}

// serve answers visitors and returns where.
func (m *machine) serve(h http.Handler, c *tls.Certificate) string {
	s := httptest.NewUnstartedServer(h)
	if c != nil {
		s.TLS = &tls.Config{Certificates: []tls.Certificate{*c}}
		s.StartTLS()
	} else {
		s.Start()
	}
	m.t.Cleanup(s.Close)
	return s.Listener.Addr().String()
}

func (m *machine) certificate(name string, until time.Time) *tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	m.must(err)
	c := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{name}, NotBefore: until.Add(-90 * day), NotAfter: until}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	m.must(err)
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// serveWarden speaks the warden's protocol, as far as doctor does.
func (m *machine) serveWarden(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			defer c.Close()
			sock := c.(*net.UnixConn)
			var hello client.Hello
			if _, err := client.ReadPacket(sock, &hello); err != nil || client.WritePacket(sock, client.Hello{Version: client.Version, Epoch: "e"}, nil) != nil {
				return
			}
			for {
				var req client.Request
				if _, err := client.ReadPacket(sock, &req); err != nil || client.WritePacket(sock, client.Reply{ID: req.ID, Runs: *m.runs.Load()}, nil) != nil {
					return
				}
			}
		}()
	}
}
