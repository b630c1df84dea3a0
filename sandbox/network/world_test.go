package network

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vishvananda/netlink"
	"github.com/vishvananda/netns"
	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
)

// A world is a machine, the internet, and the network around the machine, each a
// network namespace of its own: nothing of it touches the machine that runs the test.
type world struct {
	t                       *testing.T
	machine, internet, room *os.File
}

// Addresses of the world.
const (
	machine4, machine6   = "8.8.4.2", "2a00:1::2" // at its uplink
	internet4, internet6 = "9.9.9.9", "2a00:9::9"
	lan4, lan6           = "192.168.7.2", "fd77::2"
	lanBehind            = "192.168.8.2" // another range of the same room
	web                  = "80"
)

func newWorld(t *testing.T) *world {
	t.Helper()
	needs.Root(t)
	w := &world{t: t, machine: namespace(t), internet: namespace(t), room: namespace(t)}
	// A new namespace forwards if the machine that runs the test does.
	must(t, at(w.machine, func() error { return errors.Join(writeSetting(forward4, "0"), writeSetting(forward6, "0")) }))
	// With the same number at both ends of a pair, Linux takes up to a second to notice
	// that it is up. No machine has its number 2 free, but for a new namespace.
	attrs := netlink.NewLinkAttrs()
	attrs.Name = "second"
	must(t, handle(t, w.machine).LinkAdd(&netlink.Bridge{LinkAttrs: attrs}))
	w.cable("up0", w.internet, 1400, []string{machine4 + "/24", machine6 + "/64"}, []string{"8.8.4.1/24", "2a00:1::1/64",
		internet4 + "/32", internet6 + "/128", "169.254.169.254/32", "100.100.100.200/32", "168.63.129.16/32", "fd00:ec2::254/128", "10.99.0.1/32"})
	w.cable("lan0", w.room, 1500, []string{"192.168.7.1/24", "fd77::1/64"}, []string{lan4 + "/24", lan6 + "/64", lanBehind + "/24"})
	h := handle(t, w.machine)
	must(t, h.RouteAdd(&netlink.Route{Gw: net.ParseIP("8.8.4.1")}), h.RouteAdd(&netlink.Route{Gw: net.ParseIP("2a00:1::1")}))
	lan, err := h.LinkByName("lan0")
	must(t, err, h.RouteAdd(&netlink.Route{LinkIndex: lan.Attrs().Index, Dst: ipNet("192.168.8.0/24")}))
	for _, ns := range []*os.File{w.machine, w.internet, w.room} {
		w.serve(ns, web)
	}
	w.serve(w.machine, "22")
	return w
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

var namespaces []*os.File // all that this process made

// namespace makes a network namespace with loopback.
func namespace(t *testing.T) *os.File {
	t.Helper()
	made := make(chan any)
	go func() {
		runtime.LockOSThread() // the thread ends with the goroutine
		if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
			made <- err
			return
		}
		f, err := os.Open("/proc/thread-self/ns/net")
		if err != nil {
			made <- err
			return
		}
		made <- f
	}()
	switch ns := (<-made).(type) {
	case *os.File:
		// Not closed before this process ends, also not by the garbage collector: what
		// Linux does then to a network holds up those of the tests that follow.
		namespaces = append(namespaces, ns)
		must(t, at(ns, func() error { // no socket of ours may keep it
			lo, err := netlink.LinkByName("lo")
			// Nobody here takes another's address, which IPv6 spends two seconds to find out.
			return errors.Join(err, netlink.LinkSetUp(lo), writeSetting("net/ipv6/conf/default/accept_dad", "0"))
		}))
		return ns
	case error:
		t.Fatal(ns)
	}
	return nil
}

func handle(t *testing.T, ns *os.File) *netlink.Handle {
	t.Helper()
	h, err := netlink.NewHandleAt(netns.NsHandle(ns.Fd()), unix.NETLINK_ROUTE)
	must(t, err)
	t.Cleanup(h.Close)
	return h
}

func ipNet(s string) *net.IPNet {
	p := netip.MustParsePrefix(s)
	return &net.IPNet{IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen())}
}

// cable connects the machine with other, and gives both ends addresses.
func (w *world) cable(name string, other *os.File, mtu int, here, there []string) {
	w.t.Helper()
	h, o := handle(w.t, w.machine), handle(w.t, other)
	attrs := netlink.NewLinkAttrs()
	attrs.Name, attrs.MTU = name, mtu
	must(w.t, h.LinkAdd(&netlink.Veth{LinkAttrs: attrs, PeerName: "eth0", PeerMTU: uint32(mtu), PeerNamespace: netlink.NsFd(other.Fd())}))
	for _, end := range []struct {
		*netlink.Handle
		name      string
		addresses []string
	}{{h, name, here}, {o, "eth0", there}} {
		link, err := end.LinkByName(end.name)
		must(w.t, err, end.LinkSetUp(link))
		for _, a := range end.addresses {
			must(w.t, end.AddrAdd(link, &netlink.Addr{IPNet: ipNet(a), Flags: unix.IFA_F_NODAD}))
		}
	}
	w.settle(w.machine)
	w.settle(other)
}

// at calls f in a network namespace.
func at(ns *os.File, f func() error) error {
	done := make(chan error)
	go func() {
		runtime.LockOSThread()
		err := unix.Setns(int(ns.Fd()), unix.CLONE_NEWNET)
		if err == nil {
			err = f()
		}
		done <- err
	}()
	return <-done
}

// serve answers everybody on a port, over TCP with the address that it saw and then
// with what it hears, over UDP with what it heard.
func (w *world) serve(ns *os.File, port string) {
	w.t.Helper()
	var l net.Listener
	var u net.PacketConn
	must(w.t, at(ns, func() (err error) {
		if l, err = net.Listen("tcp", ":"+port); err == nil {
			u, err = net.ListenPacket("udp", ":"+port)
		}
		return err
	}))
	w.t.Cleanup(func() { l.Close(); u.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				host, _, _ := net.SplitHostPort(c.RemoteAddr().String())
				fmt.Fprintln(c, strings.TrimPrefix(host, "::ffff:"))
				_, _ = io.Copy(c, c)
			}()
		}
	}()
	go func() {
		for b := make([]byte, 1500); ; {
			n, from, err := u.ReadFrom(b)
			if err != nil {
				return
			}
			_, _ = u.WriteTo(b[:n], from)
		}
	}()
}

// up sets the network of an instance up on the machine.
func (w *world) up(c Config) (s *State) {
	w.t.Helper()
	if c.Instance == "" {
		c.Instance = "abc123"
	}
	must(w.t, at(w.machine, func() (err error) { s, err = Up(c); return err }))
	return s
}

func (w *world) down(instance string) {
	w.t.Helper()
	must(w.t, at(w.machine, func() error { return Down(instance) }))
}

// server is a namespace that is attached to the machine.
func (w *world) server(instance string) *os.File {
	w.t.Helper()
	ns := namespace(w.t)
	must(w.t, w.attach(instance, ns))
	w.settle(w.machine)
	return ns
}

// settle waits until Linux has noticed that interfaces are up, which it does in the
// background: before, it loses what is sent to them, and TCP waits a second.
func (w *world) settle(ns *os.File) {
	h := handle(w.t, ns)
	for deadline := time.Now().Add(patience); ; {
		links, err := h.LinkList()
		if err == nil && !slices.ContainsFunc(links, func(l netlink.Link) bool { return l.Type() == "veth" && l.Attrs().OperState != netlink.OperUp }) {
			return
		}
		if time.Now().After(deadline) {
			w.t.Fatal("the interfaces do not come up")
		}
		runtime.Gosched()
	}
}

func (w *world) attach(instance string, ns *os.File) error {
	return at(w.machine, func() error { return Attach(instance, ns, "somebody") })
}

const patience = 10 * time.Second // far longer than anything here takes

// call connects to an address and returns whom the other end saw.
func call(ns *os.File, host, port string) (c net.Conn, seen string, err error) {
	err = at(ns, func() error {
		c, err = net.DialTimeout("tcp", net.JoinHostPort(host, port), patience)
		return err
	})
	if err != nil {
		return nil, "", err
	}
	_ = c.SetDeadline(time.Now().Add(patience))
	_, err = fmt.Fscanln(c, &seen)
	return c, seen, err
}

// reaches fails the test unless ns reaches an address as somebody.
func (w *world) reaches(ns *os.File, host, port, as string) {
	w.t.Helper()
	c, seen, err := call(ns, host, port)
	if err != nil {
		w.t.Errorf("cannot reach %s port %s: %v", host, port, err)
		return
	}
	c.Close()
	if seen != as {
		w.t.Errorf("%s is reached as %s instead of %s", host, seen, as)
	}
}

// refused fails the test unless ns is told at once that it may not reach an address.
func (w *world) refused(ns *os.File, host, port string) {
	w.t.Helper()
	began := time.Now()
	c, _, err := call(ns, host, port)
	if err == nil {
		c.Close()
		w.t.Errorf("reaches %s port %s", host, port)
		return
	}
	if !errors.Is(err, unix.ECONNREFUSED) && !errors.Is(err, unix.ENETUNREACH) || time.Since(began) > patience/2 {
		w.t.Errorf("%s port %s: not refused at once: %v", host, port, err)
	}
}

// asks sends a datagram and returns what comes back.
func asks(ns *os.File, host, port string) (string, error) {
	var c net.Conn
	err := at(ns, func() (err error) {
		c, err = net.Dial("udp", net.JoinHostPort(host, port))
		return err
	})
	if err != nil {
		return "", err
	}
	defer c.Close()
	if _, err := c.Write([]byte("name?")); err != nil {
		return "", err
	}
	_ = c.SetReadDeadline(time.Now().Add(patience))
	b := make([]byte, 100)
	n, err := c.Read(b)
	return string(b[:n]), err
}
