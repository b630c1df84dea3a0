package e2e

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/miekg/dns"
	"github.com/vishvananda/netlink"
	"github.com/vishvananda/netns"
	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
)

// internet connects the tests' machine with a small internet, for as long as a test
// runs: pages at 9.9.9.9 and 2a00:9::9, which also looks up names, and where clouds
// keep their secrets.
func internet(t *testing.T) {
	t.Helper()
	there := make(chan *os.File, 1)
	go func() {
		runtime.LockOSThread() // the thread ends with the goroutine, or serves there
		if err := syscall.Unshare(syscall.CLONE_NEWNET); err != nil {
			t.Error(err)
		}
		ns, err := os.Open("/proc/thread-self/ns/net")
		if err != nil {
			t.Error(err)
		}
		there <- ns
		<-t.Context().Done()
	}()
	ns := <-there
	t.Cleanup(func() { ns.Close() })
	far, err := netlink.NewHandleAt(netns.NsHandle(ns.Fd()))
	must(t, err)
	t.Cleanup(far.Close)
	attrs := netlink.NewLinkAttrs()
	attrs.Name = "uplink"
	must(t, netlink.LinkAdd(&netlink.Veth{LinkAttrs: attrs, PeerName: "eth0", PeerNamespace: netlink.NsFd(ns.Fd())}))
	up, err := netlink.LinkByName("uplink")
	must(t, err, netlink.LinkSetUp(up))
	t.Cleanup(func() { must(t, netlink.LinkDel(up)) })
	for _, a := range []string{"8.8.4.2/24", "2a00:1::2/64"} {
		must(t, address(&netlink.Handle{}, up, a))
	}
	for _, name := range []string{"lo", "eth0"} {
		link, err := far.LinkByName(name)
		must(t, err, far.LinkSetUp(link))
	}
	eth, err := far.LinkByName("eth0")
	must(t, err)
	for _, a := range []string{"8.8.4.1/24", "2a00:1::1/64", "9.9.9.9/32", "2a00:9::9/128", "169.254.169.254/32", "192.168.1.1/32"} {
		must(t, address(far, eth, a))
	}
	for _, gate := range []string{"8.8.4.1", "2a00:1::1"} {
		must(t, netlink.RouteAdd(&netlink.Route{LinkIndex: up.Attrs().Index, Gw: net.ParseIP(gate)}))
	}
	serveInternet(t, ns)
}

func address(h *netlink.Handle, link netlink.Link, text string) error {
	ip, n, err := net.ParseCIDR(text)
	if err != nil {
		return err
	}
	return h.AddrAdd(link, &netlink.Addr{IPNet: &net.IPNet{IP: ip, Mask: n.Mask}, Flags: unix.IFA_F_NODAD})
}

// serveInternet serves pages on each address, and names at 9.9.9.9.
func serveInternet(t *testing.T, ns *os.File) {
	t.Helper()
	type sockets struct {
		l   net.Listener
		u   net.PacketConn
		err error
	}
	made := make(chan sockets)
	go func() {
		runtime.LockOSThread()
		var s sockets
		if s.err = unix.Setns(int(ns.Fd()), unix.CLONE_NEWNET); s.err == nil {
			var err error
			s.l, s.err = net.Listen("tcp", ":80")
			s.u, err = net.ListenPacket("udp", "9.9.9.9:53")
			s.err = errors.Join(s.err, err)
		}
		made <- s
	}()
	s := <-made
	must(t, s.err)
	pages := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "page of "+r.Host) })}
	names := &dns.Server{PacketConn: s.u, Handler: dns.HandlerFunc(func(w dns.ResponseWriter, q *dns.Msg) {
		a := new(dns.Msg).SetReply(q)
		if rr, err := dns.NewRR(q.Question[0].Name + " A 9.9.9.9"); err == nil && q.Question[0].Qtype == dns.TypeA {
			a.Answer = append(a.Answer, rr)
		}
		_ = w.WriteMsg(a)
	})}
	go func() { _ = pages.Serve(s.l) }()
	go func() { _ = names.ActivateAndServe() }()
	t.Cleanup(func() { pages.Close(); s.u.Close() })
}

// fetch is what a person tries from a notebook; each line that it prints tells of
// one address.
const fetch = `
import urllib.request
for host in %q.split():
    try: print(host, "->", urllib.request.urlopen("http://" + host + "/", timeout=20).read().decode())
    except Exception as e: print(host, "-> no:", e)
`

func (h *house) fetch(name string, hosts ...string) string {
	h.t.Helper()
	return h.runCode(name, h.token(name), fmt.Sprintf(fetch, strings.Join(hosts, " ")))
}

// TestTheOutside: pip has an internet to download from, and nobody else anything to
// fear; through deaths of the warden, and of whoever sets the network up.
func TestTheOutside(t *testing.T) {
	needs.Root(t)
	internet(t)
	var mine net.Listener
	mine, err := net.Listen("tcp", ":8088")
	must(t, err)
	defer mine.Close()
	dir := filepath.Join(t.TempDir(), "D")
	config := filepath.Join(dir, "commonhall.yaml")
	must(t, os.Mkdir(dir, 0o711), os.WriteFile(config, []byte("network: {dns: [9.9.9.9]}\n"), 0o644))
	h := openIn(t, dir, "127.0.0.1:"+freePort(t))
	h.run("user", "add", "ada", "ben", "cy")
	for _, name := range []string{"ada", "ben"} {
		h.run("server", "start", name, "--app", "notebook", "--wait")
	}
	h.reaches("ada", "pypi.example", "9.9.9.9", "[2a00:9::9]")
	out := h.fetch("ben", "pypi.example", "10.213.0.1:8888", "10.213.0.0:8088", "8.8.4.2:8088", "[2a00:1::2]:8088", "169.254.169.254", "192.168.1.1")
	if strings.Count(out, "-> no: <urlopen error [Errno 111] Connection refused>") != 6 || !strings.Contains(out, "page of pypi.example") {
		t.Errorf("what nobody may reach, beside a page:\n%s", out)
	}
	if page := h.homePage("ada"); strings.Contains(page, "No internet inside") {
		t.Errorf("the home page says: %s", page)
	}

	h.kill("warden")
	h.run("network", "up")
	h.run("server", "start", "cy", "--app", "notebook", "--wait")
	h.reaches("cy", "pypi.example")
	h.run("server", "stop", "cy")
	h.run("network", "down")
	if out := h.fetch("ada", "9.9.9.9"); !strings.Contains(out, "Network is unreachable") {
		t.Errorf("without a table:\n%s", out)
	}
	h.run("server", "start", "cy", "--app", "terminal", "--wait")
	if page := h.homePage("cy"); !strings.Contains(page, "No internet inside") {
		t.Errorf("the home page says: %s", page)
	}
	if _, events := h.call("GET", "/hub/api/events?user=cy", h.token("admin"), ""); !strings.Contains(events, "The server of cy has no way to the internet") {
		t.Errorf("the timeline tells: %s", events)
	}

	must(t, os.WriteFile(config, []byte("servers: {network: none}\n"), 0o644))
	h.close()
	h.gone()
	h = openIn(t, dir, "127.0.0.1:"+freePort(t))
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	if page := h.homePage("ada"); !strings.Contains(page, "No internet inside") {
		t.Errorf("with none the home page says: %s", page)
	}
	h.run("network", "up") // which has nothing to set up, as down has nothing to take away
	h.run("network", "down")
	if traces := h.networkTraces(); traces != "" {
		t.Errorf("with none the machine has %s", traces)
	}
	if out, err := command(t.Context(), "network", "down", "--dir", filepath.Join(dir, "nowhere")).CombinedOutput(); err != nil {
		t.Errorf("where there is no commonhall: %v, %s", err, out)
	}
}

// reaches fails the test unless somebody's notebook downloads pages.
func (h *house) reaches(name string, hosts ...string) {
	h.t.Helper()
	out := h.fetch(name, hosts...)
	for _, host := range hosts {
		if !strings.Contains(out, host+" -> page of "+host) {
			h.t.Errorf("%s reads:\n%s", name, out)
		}
	}
}

// homePage is what somebody's home page says.
func (h *house) homePage(name string) string {
	h.t.Helper()
	return h.signedIn(name, "seven green bottles").get("/hub/home").text()
}
