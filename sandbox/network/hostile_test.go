package network

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/nftables"
	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
	"commonhall/sandbox"
)

func TestMain(m *testing.M) {
	sandbox.BecomeChild()
	os.Exit(m.Run())
}

// prelude is what each attempt begins with.
const prelude = `
import ctypes, errno, fcntl, os, socket, struct
libc = ctypes.CDLL(None, use_errno=True)
def check(r):
    if r: raise OSError(ctypes.get_errno(), "")
def open_to(host, port, kind, protocol=0):
    family, _, _, _, address = socket.getaddrinfo(host, port, type=kind if protocol == 0 else 0)[0]
    s = socket.socket(family, kind, protocol)
    s.settimeout([patience])
    return s, address
def tcp(host, port=80, device=b"", protocol=0):
    s, address = open_to(host, port, socket.SOCK_STREAM, protocol)
    if device: s.setsockopt(socket.SOL_SOCKET, 25, device)
    s.connect(address)
    if not s.recv(100): raise OSError(errno.EPIPE, "")
def udp(host, port, protocol=0):
    s, address = open_to(host, port, socket.SOCK_DGRAM, protocol)
    s.connect(address)
    s.send(b"name?")
    s.recv(100)
def said(host, sender="", options=b""):
    s, address = open_to(host, 99, socket.SOCK_DGRAM)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    if options: s.setsockopt(0, 4, options)
    if sender:
        try: s.setsockopt(0, 19, 1) # IP_TRANSPARENT
        except OSError: s.setsockopt(0, 15, 1) # IP_FREEBIND
        s.bind((sender, 0))
    s.sendto(word, address)
    after()
def after(): # what is sent later comes later
    for port in 80, 22:
        try: tcp("` + internet4 + `", port)
        except OSError: pass
def raw(protocol, host):
    socket.socket(socket.AF_INET, socket.SOCK_RAW, protocol).sendto(word, (host, 0))
    after()
def abstract(name): socket.socket(socket.AF_UNIX).connect(name)
def request(number, what):
    fcntl.ioctl(socket.socket(socket.AF_INET, socket.SOCK_DGRAM), number, what)
def index(): return socket.if_nametoindex("eth0")
def attribute(kind, value): return struct.pack("HH", 4 + len(value), kind) + value + bytes(-len(value) % 4)
def netlink(kind, flags, what, family=0):
    s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, family)
    s.settimeout([patience])
    s.bind((0, 0))
    s.send(struct.pack("IHHII", 16 + len(what), kind, flags, 1, 0) + what)
    code = struct.unpack_from("i", s.recv(4096), 16)[0]
    if code: raise OSError(-code, "")
def attempt(script, mine):
    global word
    word = mine
    if os.fork(): return os.wait()
    try:
        exec(script)
        print("done", flush=True)
    except OSError as e:
        print(errno.errorcode.get(e.errno, e), flush=True)
    except Exception as e:
        print(repr(e), flush=True)
    os._exit(0)
`

// siege is a world with a hostile person in it.
type siege struct {
	*world
	cfg       Config
	neighbour *os.File
	words     []string // for what is in brackets
	heard     map[string]net.PacketConn
	said      map[string]bool // who heard what
	times     int             // that attempts were made
}

func newSiege(t *testing.T) *siege {
	needs.Programs(t, "/usr/bin/python3")
	w := newWorld(t)
	s := &siege{world: w, heard: map[string]net.PacketConn{}, said: map[string]bool{}, cfg: Config{DNS: []netip.Addr{netip.MustParseAddr(lan4)}}}
	state := w.up(s.cfg)
	h := handle(t, w.internet)
	far, err := h.LinkByName("eth0")
	must(t, err)
	for _, a := range elsewhere() {
		p := netip.MustParseAddr(a)
		if err := h.AddrAdd(far, &netlink.Addr{IPNet: ipNet(netip.PrefixFrom(p, p.BitLen()).String()), Flags: unix.IFA_F_NODAD}); err != nil && !errors.Is(err, unix.EEXIST) {
			t.Fatal(a, err)
		}
	}
	bridge, err := handle(t, w.machine).LinkByName("second")
	must(t, err, handle(t, w.machine).AddrAdd(bridge, &netlink.Addr{IPNet: ipNet("172.17.0.1/16")}))
	// The hostile person's is the first, and gets the same addresses again and again.
	w.server("abc123")
	s.neighbour = w.server("abc123")
	s.away()
	_, neighbour6, err := pairOf(state.V6, 1)
	gate6, _, err2 := pairOf(state.V6, 0)
	must(t, err, err2)
	s.words = []string{"[neighbour]", "10.213.0.3", "[gate]", "10.213.0.0", "[neighbour6]", neighbour6.IP.String(), "[gate6]", gate6.IP.String(),
		"[patience]", strconv.Itoa(int(patience.Seconds())), "[id]", strconv.Itoa(os.Getpid())}
	s.listen()
	must(t, handle(t, w.internet).RouteAdd(&netlink.Route{Dst: ipNet("10.213.0.0/16"), Gw: net.ParseIP(machine4)}))
	return s
}

// listen opens all that somebody might want to reach.
func (s *siege) listen() {
	for _, port := range []string{"53", web} {
		s.serve(s.neighbour, port)
	}
	s.serve(s.room, "53")
	s.serve(s.machine, "53")
	s.serve(s.machine, "443")
	for _, l := range []struct {
		who, network string
		*os.File
	}{{"machine", "udp6", s.machine}, {"machine4", "udp4", s.machine}, {"internet", "udp", s.internet}, {"neighbour", "udp", s.neighbour},
		{"ip4:132", "", s.neighbour}, {"ip4:33", "", s.neighbour}, {"ip4:136", "", s.neighbour}, {"ip4:47", "", s.neighbour}} {
		must(s.t, at(l.File, func() (err error) {
			if l.network == "" {
				s.heard[l.who], err = net.ListenPacket(l.who, "0.0.0.0")
			} else {
				s.heard[l.who], err = net.ListenPacket(l.network, ":99")
			}
			return err
		}))
		s.t.Cleanup(func() { s.heard[l.who].Close() })
	}
	must(s.t, at(s.machine, func() error {
		l, err := net.Listen("unix", "@commonhall-world-"+strconv.Itoa(os.Getpid()))
		if err == nil {
			s.t.Cleanup(func() { l.Close() })
		}
		return err
	}))
}

// link is the machine's link-local address on the wire to the first server.
func (s *siege) link() string {
	var out string
	must(s.t, at(s.machine, func() error {
		l, err := netlink.LinkByName(interfaces("abc123") + "0")
		if err != nil {
			return err
		}
		all, err := netlink.AddrList(l, unix.AF_INET6)
		for _, a := range all {
			if a.IP.IsLinkLocalUnicast() {
				out = a.IP.String()
			}
		}
		return err
	}))
	return out
}

// away takes the wire of the first server away, so that the next one is the first: of a
// sandbox that has ended Linux does so when it has time.
func (s *siege) away() {
	must(s.t, at(s.machine, func() error {
		l, err := netlink.LinkByName(interfaces("abc123") + "0")
		if err == nil {
			err = netlink.LinkDel(l)
		}
		if errors.As(err, &netlink.LinkNotFoundError{}) || errors.Is(err, unix.ENODEV) {
			err = nil
		}
		return err
	}))
}

// fill writes the program that makes attempts, one after the other.
func (s *siege) fill(list []attempt) string {
	program := prelude
	for i, a := range list {
		program += fmt.Sprintf("attempt(%q, b%q)\n", a.script, s.word(i))
	}
	program = strings.NewReplacer(s.words...).Replace(program)
	if strings.Contains(program, "[link]") {
		program = strings.ReplaceAll(program, "[link]", s.link())
	}
	return program
}

// word is what the nth attempt of this time says.
func (s *siege) word(n int) string { return fmt.Sprintf("word %d of %d", n, s.times) }

// confined runs a script in a sandbox that is attached, as a person's is.
func (s *siege) confined(list []attempt) string {
	s.t.Helper()
	r, out, err := os.Pipe()
	must(s.t, err)
	defer r.Close()
	uid := 1_899_000_000 + os.Getpid()%100_000
	var mounts []sandbox.Mount
	for _, dir := range []string{"/usr", "/bin", "/lib", "/lib64", "/etc"} {
		mounts = append(mounts, sandbox.Mount{Target: dir, Source: dir, Optional: true})
	}
	mounts = append(mounts, sandbox.Mount{Target: "/proc", Proc: true}, sandbox.Mount{Target: "/dev", Dev: true},
		// As a resolver would answer whom somebody pays for it.
		sandbox.Mount{Target: "/etc/hosts", Content: lan4 + " rebound.example\n169.254.169.254 secrets.example\n"})
	go0, go1, err := os.Pipe() // its script comes when it is attached, and the wire is up
	must(s.t, err)
	defer go1.Close()
	cfg := sandbox.Config{Args: []string{"/usr/bin/python3", "-IS", "-c", "import sys; exec(sys.stdin.read())"}, Mounts: mounts, UID: uid, GID: uid, Filter: true, Network: true}
	p, err := sandbox.Start(cfg, sandbox.Options{Stdin: go0, Stdout: out, Stderr: out, Born: func(pid int) error {
		ns, err := os.Open("/proc/" + strconv.Itoa(pid) + "/ns/net")
		if err != nil {
			return err
		}
		defer ns.Close()
		return errors.Join(s.attach("abc123", ns), at(s.machine, func() error { return Cap(ns, 1<<30) }))
	}})
	go0.Close()
	out.Close()
	must(s.t, err)
	defer p.Close()
	s.settle(s.machine)
	_, err = io.WriteString(go1, s.fill(list))
	must(s.t, err, go1.Close())
	b, err := io.ReadAll(r)
	must(s.t, err)
	sandbox.Reap(p.PidFD)
	s.away()
	return string(b)
}

// bare runs a script as root in a network, without any other wall.
func (s *siege) bare(ns *os.File, list []attempt) string {
	s.t.Helper()
	var out []byte
	must(s.t, at(ns, func() (err error) {
		cmd := exec.Command("/usr/bin/python3", "-IS", "-c", s.fill(list))
		out, err = cmd.CombinedOutput()
		return err
	}))
	return string(out)
}

// try makes attempts from the same place, with some walls taken away, and returns how each
// ended.
func (s *siege) try(list []attempt, from string, without []string) []string {
	s.t.Helper()
	s.times++
	out := ""
	switch {
	case from == "machine", slices.Contains(without, apart):
		out = s.bare(s.machine, list)
	case from == "internet":
		out = s.bare(s.internet, list)
	case from == rights, slices.Contains(without, rights):
		ns := s.server("abc123")
		s.cap(ns, 1<<30)
		out = s.bare(ns, list)
		s.away()
	default:
		out = s.confined(list)
	}
	got := strings.Split(strings.TrimSpace(out), "\n")
	if len(got) != len(list) {
		s.t.Fatalf("%d attempts from %q end with %s", len(list), from, out)
	}
	for i, a := range list {
		if a.heard != "" && got[i] == "done" {
			got[i] = s.hears(a.heard, s.word(i), without != nil)
		}
	}
	return got
}

// hears reads what somebody heard until a word comes; what does not come in time is
// unheard.
func (s *siege) hears(who, word string, wait bool) string {
	deadline := time.Now().Add(10 * time.Millisecond)
	if wait {
		deadline = time.Now().Add(patience)
	}
	must(s.t, s.heard[who].SetReadDeadline(deadline))
	for b := make([]byte, 100); !s.said[who+word]; {
		n, _, err := s.heard[who].ReadFrom(b)
		if err != nil {
			return "unheard"
		}
		s.said[who+string(b[:n])] = true
	}
	return "done"
}

// fell takes chains of the table, and what else is a wall, away.
func (s *siege) fell(walls []string) {
	must(s.t, at(s.machine, func() error {
		c := &nftables.Conn{}
		table := &nftables.Table{Family: nftables.TableFamilyINet, Name: tablePrefix + "abc123"}
		for _, name := range walls {
			if slices.Contains([]string{"outward", "machine", "inward", "early"}, name) {
				c.FlushChain(&nftables.Chain{Name: name, Table: table})
			}
		}
		return c.Flush()
	}))
	if slices.Contains(walls, sourced) {
		for _, ns := range []*os.File{s.machine, s.neighbour} {
			must(s.t, at(ns, func() error { return writeSetting("net/ipv4/conf/all/accept_source_route", "1") }))
		}
	}
}

// TestAttempts: each fails for the reason that is written beside it; without its walls it
// succeeds, so that it is known to try what it says.
func TestAttempts(t *testing.T) {
	s := newSiege(t)
	together := map[[2]string][]attempt{} // those from the same place, and with the same walls
	from := map[string][]attempt{}
	for _, a := range attempts() {
		together[[2]string{a.from, a.walls}] = append(together[[2]string{a.from, a.walls}], a)
		from[a.from] = append(from[a.from], a)
	}
	for place, list := range from {
		for i, got := range s.try(list, place, nil) {
			if a := list[i]; !slices.Contains(strings.Fields(a.why), got) {
				t.Errorf("%s: %s, should be %s", a.name, got, a.why)
			}
		}
	}
	for key, list := range together {
		walls := strings.Fields(key[1])
		s.fell(walls)
		for i, got := range s.try(list, key[0], walls) {
			if got != "done" {
				t.Errorf("%s, without %s: %s", list[i].name, list[i].walls, got)
			}
		}
		s.up(s.cfg)
	}
	s.reaches(s.neighbour, internet4, web, machine4) // what should go through did all the time
	if n := len(attempts()); n < 70 {
		t.Errorf("there are %d attempts", n)
	}
}
