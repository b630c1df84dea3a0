package network

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/nftables"
	"github.com/google/nftables/expr"
	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

func TestTheOutside(t *testing.T) {
	w := newWorld(t)
	w.serve(w.room, "53")
	w.up(Config{Allow: prefixes("192.168.8.0/24"), DNS: []netip.Addr{netip.MustParseAddr(lan4)}})
	ns, neighbour := w.server("abc123"), w.server("abc123")
	w.serve(neighbour, web)

	w.reaches(ns, internet4, web, machine4)
	w.reaches(ns, internet6, web, machine6)
	w.reaches(ns, lanBehind, web, "192.168.7.1") // what the administrator allows
	w.reaches(ns, lan4, "53", "192.168.7.1")     // the resolver
	if answer, err := asks(ns, lan4, "53"); answer != "name?" {
		t.Errorf("the resolver answers %q, %v", answer, err)
	}
	for _, host := range []string{
		"10.213.0.3", "10.213.0.2", // the neighbour, and its end at the machine
		"10.213.0.0", machine4, machine6, "192.168.7.1", "fd77::1", // the machine
		lan4, lan6, "10.99.0.1",
		"169.254.169.254", "100.100.100.200", "168.63.129.16", "fd00:ec2::254",
	} {
		w.refused(ns, host, web)
		w.refused(ns, host, "22")
	}
	if _, err := asks(ns, "10.99.0.1", "53"); !errors.Is(err, unix.EHOSTUNREACH) && !errors.Is(err, unix.ECONNREFUSED) {
		t.Errorf("a datagram to where nobody may go: %v", err)
	}
	// Nor does anybody get in from outside, or from the machine itself.
	for _, ns := range []*os.File{w.internet, w.room} {
		gate := map[*os.File]string{w.internet: machine4, w.room: "192.168.7.1"}[ns]
		must(t, handle(t, ns).RouteAdd(&netlink.Route{Dst: ipNet("10.213.0.0/16"), Gw: net.ParseIP(gate)}))
		w.refused(ns, "10.213.0.3", web)
	}
	w.refused(w.machine, "10.213.0.3", web)
}

// TestAForgedSender: whoever could forge one, which nobody in a sandbox can, is not
// heard of.
func TestAForgedSender(t *testing.T) {
	w := newWorld(t)
	w.up(Config{})
	ns, neighbour := w.server("abc123"), w.server("abc123")
	h := handle(t, ns)
	eth, err := h.LinkByName("eth0")
	must(t, err)
	var heard net.PacketConn
	must(t, at(w.internet, func() (err error) { heard, err = net.ListenPacket("udp", ":99"); return err }))
	defer heard.Close()
	for _, sender := range []string{"10.213.0.3", "10.213.0.0", "192.168.7.2", "8.8.8.8", "fd77::2", "2a00:8::8", "10.213.0.1"} {
		a := netip.MustParseAddr(sender)
		if sender != "10.213.0.1" {
			must(t, h.AddrAdd(eth, &netlink.Addr{IPNet: ipNet(netip.PrefixFrom(a, a.BitLen()).String()), Flags: unix.IFA_F_NODAD}))
		}
		host := internet4
		if a.Is6() {
			host = internet6
		}
		must(t, at(ns, func() error {
			c, err := net.DialUDP("udp", &net.UDPAddr{IP: a.AsSlice()}, &net.UDPAddr{IP: net.ParseIP(host), Port: 99})
			if err != nil {
				return err
			}
			defer c.Close()
			_, err = c.Write([]byte(sender))
			return err
		}))
	}
	// Packets of one sender keep their order, so the last one is heard after all others.
	b := make([]byte, 100)
	must(t, heard.SetReadDeadline(time.Now().Add(patience)))
	n, _, err := heard.ReadFrom(b)
	if must(t, err); string(b[:n]) != "10.213.0.1" {
		t.Errorf("heard of %s", b[:n])
	}
	// Nor does the neighbour's conversation end, whose address was forged.
	w.reaches(neighbour, internet4, web, machine4)
}

// TestUpAgain: rules are replaced under connections that stay.
func TestUpAgain(t *testing.T) {
	w := newWorld(t)
	before := w.up(Config{})
	ns := w.server("abc123")
	c, _, err := call(ns, internet4, web)
	must(t, err)
	defer c.Close()
	w.refused(ns, lan4, web)
	said := func(word string) {
		t.Helper()
		var heard string
		if _, err := fmt.Fprintln(c, word); err != nil {
			t.Error(err)
		} else if _, err := fmt.Fscanln(c, &heard); err != nil || heard != word {
			t.Errorf("the open connection answers %q, %v", heard, err)
		}
	}
	after := w.up(Config{Allow: prefixes("192.168.7.0/24")})
	said("one")
	w.reaches(ns, lan4, web, "192.168.7.1")
	if after.V4 != before.V4 || after.V6 != before.V6 {
		t.Errorf("the addresses of a server that runs were %s, %s and are %s, %s", before.V4, before.V6, after.V4, after.V6)
	}
	near, _, err := call(ns, lan4, web)
	must(t, err)
	defer near.Close()
	w.up(Config{Addresses: netip.MustParsePrefix("10.77.0.0/24")})
	said("two")
	c = near // which could not be opened any more
	said("three")
	w.refused(ns, lan4, web)
	w.reaches(ns, internet4, web, machine4) // from a block that is no longer the present one
	w.reaches(w.server("abc123"), internet4, web, machine4)
}

// settings of a machine that Up may change.
func (w *world) settings() string {
	var out []string
	must(w.t, at(w.machine, func() error {
		for _, path := range []string{forward4, redirects4, forward6, "net/ipv6/conf/up0/accept_ra", "net/ipv6/conf/lan0/accept_ra"} {
			out = append(out, path+"="+readSetting(path))
		}
		return nil
	}))
	return strings.Join(out, " ")
}

// remains lists what an instance left on the machine.
func (w *world) remains() (out []string) {
	must(w.t, at(w.machine, func() error {
		all, err := states()
		for id := range all {
			out = append(out, "table "+id)
		}
		links, err2 := dump(netlink.LinkList)
		for _, l := range links {
			if strings.HasPrefix(l.Attrs().Name, common) {
				out = append(out, l.Attrs().Name)
			}
		}
		return errors.Join(err, err2)
	}))
	return out
}

func TestNothingRemains(t *testing.T) {
	w := newWorld(t)
	must(t, at(w.machine, func() error {
		return errors.Join(writeSetting("net/ipv6/conf/lan0/accept_ra", "0"), writeSetting(redirects4, "0"))
	}))
	before := w.settings()
	w.down("abc123") // where there is nothing
	w.up(Config{})
	if now := w.settings(); !strings.Contains(now, "ip_forward=1") || !strings.Contains(now, "all/forwarding=1") ||
		!strings.Contains(now, "up0/accept_ra=2") || !strings.Contains(now, "lan0/accept_ra=0") {
		t.Errorf("the settings became %s", now)
	}
	w.up(Config{}) // which must not take the changed settings for those of before
	first, second := w.server("abc123"), w.server("abc123")
	if left := w.remains(); len(left) != 3 {
		t.Errorf("an instance with two servers has %v", left)
	}
	must(t, first.Close())
	for deadline := time.Now().Add(patience); len(w.remains()) != 2; runtime.Gosched() {
		if time.Now().After(deadline) {
			t.Fatalf("the end of a server left %v", w.remains())
		}
	}
	third := w.server("abc123") // gets the addresses of the first
	w.reaches(third, internet4, web, machine4)
	w.down("abc123")
	if left := w.remains(); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
	if after := w.settings(); after != before {
		t.Errorf("the settings were %s\nand are %s", before, after)
	}
	if _, _, err := call(second, internet4, web); !errors.Is(err, unix.ENETUNREACH) {
		t.Errorf("a server of before: %v", err)
	}
	if err := w.attach("abc123", namespace(t)); !errors.Is(err, ErrDown) {
		t.Errorf("a server after it: %v", err)
	}
	w.down("abc123")
}

// TestTwoInstances side by side.
func TestTwoInstances(t *testing.T) {
	w := newWorld(t)
	before := w.settings()
	w.up(Config{Instance: "one"})
	w.up(Config{Instance: "two", Allow: prefixes("0.0.0.0/0", "::/0")})
	one, two := w.server("one"), w.server("two")
	for _, ns := range []*os.File{one, two} {
		w.serve(ns, web)
		w.reaches(ns, internet4, web, machine4)
		w.reaches(ns, internet6, web, machine6)
	}
	w.refused(one, "10.214.0.1", web)
	w.refused(two, "10.213.0.1", web) // whatever is allowed
	w.refused(w.server("two"), "10.214.0.1", web)
	w.refused(two, "169.254.169.254", web)
	w.reaches(two, lan4, web, "192.168.7.1")
	w.down("one")
	w.reaches(two, internet4, web, machine4)
	w.reaches(two, internet6, web, machine6)
	w.up(Config{Instance: "one"})
	w.reaches(w.server("one"), internet4, web, machine4)
	w.down("two")
	w.down("one")
	if after := w.settings(); after != before {
		t.Errorf("the settings were %s\nand are %s", before, after)
	}
}

// TestOthersAreNotForwarded by a machine that forwarded nothing before; one that did
// goes on as it was.
func TestOthersAreNotForwarded(t *testing.T) {
	w := newWorld(t)
	must(t, handle(t, w.room).RouteAdd(&netlink.Route{Gw: net.ParseIP("192.168.7.1")}), handle(t, w.room).RouteAdd(&netlink.Route{Gw: net.ParseIP("fd77::1")}),
		handle(t, w.internet).RouteAdd(&netlink.Route{Dst: ipNet("192.168.7.0/24"), Gw: net.ParseIP(machine4)}),
		handle(t, w.internet).RouteAdd(&netlink.Route{Dst: ipNet("fd77::/64"), Gw: net.ParseIP(machine6)}))
	var heard net.PacketConn
	must(t, at(w.internet, func() (err error) { heard, err = net.ListenPacket("udp", ":99"); return err }))
	defer heard.Close()
	say := func(word string) {
		for _, host := range []string{internet4, internet6} {
			must(t, at(w.room, func() error {
				c, err := net.Dial("udp", net.JoinHostPort(host, "99"))
				if err != nil {
					return err
				}
				defer c.Close()
				_, err = c.Write([]byte(word))
				return err
			}))
		}
	}
	w.up(Config{Instance: "one"})
	w.up(Config{Instance: "two"})
	w.down("one")
	say("let me through")
	w.down("two")
	must(t, at(w.machine, func() error { return errors.Join(writeSetting(forward4, "1"), writeSetting(forward6, "1")) }))
	before := w.settings()
	w.up(Config{})
	say("as ever")
	must(t, heard.SetReadDeadline(time.Now().Add(patience)))
	for range 2 { // whatever was let through before came first
		b := make([]byte, 100)
		if n, _, err := heard.ReadFrom(b); err != nil || string(b[:n]) != "as ever" {
			t.Errorf("the machine forwarded %q, %v", b[:n], err)
		}
	}
	w.down("abc123")
	if after := w.settings(); after != before {
		t.Errorf("the settings were %s\nand are %s", before, after)
	}
}

func TestBlocks(t *testing.T) {
	w := newWorld(t)
	up := func(id, block string) (netip.Prefix, error) {
		var s *State
		err := at(w.machine, func() (err error) {
			c := Config{Instance: id}
			if block != "" {
				c.Addresses = netip.MustParsePrefix(block)
			}
			s, err = Up(c)
			return err
		})
		if err != nil {
			return netip.Prefix{}, err
		}
		return s.V4, nil
	}
	for _, block := range []string{"192.168.0.0/16", "192.168.8.128/25", "8.8.4.2/32"} {
		if _, err := up("abc", block); err == nil || !strings.Contains(err.Error(), "uses addresses of") {
			t.Errorf("%s: %v", block, err)
		}
	}
	if left := w.remains(); len(left) > 0 {
		t.Errorf("refusals left %v", left)
	}
	lan, err := handle(t, w.machine).LinkByName("lan0")
	must(t, err, handle(t, w.machine).RouteAdd(&netlink.Route{LinkIndex: lan.Attrs().Index, Dst: ipNet("10.213.128.0/24")}))
	if p, err := up("abc", ""); err != nil || p.String() != "10.214.0.0/16" {
		t.Errorf("the first free block is %s, %v", p, err)
	}
	if _, err := up("xyz", "10.214.5.0/24"); err == nil {
		t.Error("two instances have the same addresses")
	}
	if _, err := up("abc", "10.77.0.0/30"); err != nil {
		t.Error(err)
	}
	w.server("abc")
	w.server("abc")
	if err := w.attach("abc", namespace(t)); err == nil || !strings.Contains(err.Error(), "all addresses of 10.77.0.0/30 are in use") {
		t.Errorf("a third server in a block for two: %v", err)
	}
	if left := w.remains(); len(left) != 3 {
		t.Errorf("after it there is %v", left)
	}
	if _, err := up("toolong", ""); err == nil {
		t.Error("an instance whose interfaces cannot be named")
	}
}

// TestWithoutIPv6: programs are not offered what leads nowhere.
func TestWithoutIPv6(t *testing.T) {
	w := newWorld(t)
	must(t, handle(t, w.machine).RouteDel(&netlink.Route{Dst: ipNet("::/0"), Gw: net.ParseIP("2a00:1::1")}))
	before := w.settings()
	w.up(Config{DNS: []netip.Addr{netip.MustParseAddr(lan6), netip.MustParseAddr(internet4)}})
	if now := w.settings(); now != strings.Replace(strings.Replace(before, "ip_forward=0", "ip_forward=1", 1), "accept_redirects=1", "accept_redirects=0", 1) {
		t.Errorf("the settings were %s\nand are %s", before, now)
	}
	ns := w.server("abc123")
	w.reaches(ns, internet4, web, machine4)
	if _, _, err := call(ns, internet6, web); !errors.Is(err, unix.ENETUNREACH) {
		t.Errorf("IPv6 that leads nowhere: %v", err)
	}
	w.refused(ns, lan6, web)
	must(t, at(w.machine, func() error {
		s, err := Open("abc123")
		if _, text := s.ResolvConf(); err != nil || !strings.HasSuffix(text, "\nnameserver "+internet4+"\n") || strings.Contains(text, lan6) {
			t.Errorf("resolv.conf reads %q, %v", text, err)
		}
		return err
	}))
}

// TestTheMTUOfTheUplink: what is larger than it would be lost where nobody tells.
func TestTheMTUOfTheUplink(t *testing.T) {
	w := newWorld(t)
	w.up(Config{})
	eth, err := handle(t, w.server("abc123")).LinkByName("eth0")
	if must(t, err); eth.Attrs().MTU != 1400 {
		t.Errorf("it is %d", eth.Attrs().MTU)
	}
}

// TestManyAtOnce get addresses of their own.
func TestManyAtOnce(t *testing.T) {
	w := newWorld(t)
	w.up(Config{})
	var all [40]*os.File
	var work sync.WaitGroup
	for i := range all {
		all[i] = namespace(t)
		work.Go(func() {
			if err := w.attach("abc123", all[i]); err != nil {
				t.Error(err)
			}
		})
		if i%10 == 0 {
			work.Go(func() { must(t, at(w.machine, func() error { _, err := Up(Config{Instance: "abc123"}); return err })) })
		}
	}
	work.Wait()
	seen := map[string]bool{}
	for _, ns := range all {
		eth, err := handle(t, ns).LinkByName("eth0")
		must(t, err)
		addrs, err := handle(t, ns).AddrList(eth, unix.AF_INET)
		must(t, err)
		seen[addrs[0].String()] = true
		w.reaches(ns, internet4, web, machine4)
	}
	if len(seen) != len(all) {
		t.Errorf("%d servers have %d addresses", len(all), len(seen))
	}
}

// TestWhatIsTranslated: a port of the machine that leads elsewhere, as those of
// containers do, is the machine's.
func TestWhatIsTranslated(t *testing.T) {
	w := newWorld(t)
	w.up(Config{})
	ns := w.server("abc123")
	must(t, at(w.machine, func() error {
		c := &nftables.Conn{}
		table := c.AddTable(&nftables.Table{Family: nftables.TableFamilyIPv4, Name: "containers"})
		chain := c.AddChain(&nftables.Chain{Name: "published", Table: table, Type: nftables.ChainTypeNAT,
			Hooknum: nftables.ChainHookPrerouting, Priority: nftables.ChainPriorityNATDest})
		c.AddRule(&nftables.Rule{Table: table, Chain: chain, Exprs: slices.Concat(match(expr.MetaKeyL4PROTO, "\x06"),
			payload(expr.PayloadBaseTransportHeader, 2, 2), equal("\x1f\x90"), // to port 8080
			[]expr.Any{&expr.Immediate{Register: 1, Data: netip.MustParseAddr(internet4).AsSlice()}, &expr.Immediate{Register: 2, Data: []byte{0, 80}},
				&expr.NAT{Type: expr.NATTypeDestNAT, Family: unix.NFPROTO_IPV4, RegAddrMin: 1, RegProtoMin: 2}})})
		return c.Flush()
	}))
	w.refused(ns, machine4, "8080")
}

// TestStrayPackets of a connection that the machine does not know would leave with an
// address that nobody knows.
func TestStrayPackets(t *testing.T) {
	w := newWorld(t)
	w.up(Config{})
	ns := w.server("abc123")
	var heard *net.IPConn
	must(t, at(w.internet, func() (err error) { heard, err = net.ListenIP("ip4:tcp", nil); return err }))
	defer heard.Close()
	must(t, at(ns, func() error {
		c, err := net.Dial("ip4:tcp", internet4)
		if err != nil {
			return err
		}
		defer c.Close()
		reset := []byte{0x30, 0x39, 0, 99, 0, 0, 0, 1, 0, 0, 0, 1, 0x50, 0x04, 0, 0, 0, 0, 0, 0}
		_, err = c.Write(reset) // no checksum: what is wrong is not remembered either
		return err
	}))
	w.reaches(ns, internet4, web, machine4)
	must(t, heard.SetReadDeadline(time.Now().Add(patience)))
	if _, from, err := heard.ReadFrom(make([]byte, 100)); err != nil || from.String() != machine4 {
		t.Errorf("the first that is heard comes from %v, %v", from, err)
	}
}

// TestOneServerAmongOthers cannot have all the connections that the machine remembers.
func TestOneServerAmongOthers(t *testing.T) {
	w := newWorld(t)
	const own = "192.168.7.1" // the machine is the resolver itself
	w.serve(w.machine, "53")
	w.up(Config{DNS: []netip.Addr{netip.MustParseAddr(own)}})
	greedy, modest := w.server("abc123"), w.server("abc123")
	w.reaches(greedy, internet4, web, machine4)
	must(t, at(greedy, func() error {
		c, err := net.ListenPacket("udp4", ":0")
		if err != nil {
			return err
		}
		defer c.Close()
		for port := range 2 * maxFlows { // a machine under load loses some of them
			// An address where nobody answers that nobody is there.
			_, err = c.WriteTo([]byte("x"), &net.UDPAddr{IP: net.IPv4(8, 8, 4, byte(100+port%100)), Port: 1000 + port})
			if err != nil && !errors.Is(err, unix.ECONNREFUSED) && !errors.Is(err, unix.EHOSTUNREACH) {
				return err
			}
		}
		return nil
	}))
	w.refused(greedy, internet4, web)
	w.refused(greedy, own, "53")
	w.reaches(modest, own, "53", "10.213.0.3")
	w.reaches(modest, internet4, web, machine4)
}

// TestInstancesAtOnce come and go, and none is in another's way.
func TestInstancesAtOnce(t *testing.T) {
	w := newWorld(t)
	before := w.settings()
	ids := []string{"a", "b", "c", "d", "e"}
	for range 3 {
		var work sync.WaitGroup
		blocks := make([]*State, len(ids))
		for i, id := range ids {
			work.Go(func() { blocks[i] = w.up(Config{Instance: id}) })
		}
		work.Wait()
		seen := map[netip.Prefix]bool{}
		for _, s := range blocks {
			seen[s.V4] = true
		}
		if len(seen) != len(ids) {
			t.Errorf("%d instances have the blocks %v", len(ids), seen)
		}
		for _, id := range ids {
			work.Go(func() { w.down(id) })
		}
		work.Wait()
		if left, after := w.remains(), w.settings(); len(left) > 0 || after != before {
			t.Errorf("left %v; the settings were %s\nand are %s", left, before, after)
		}
	}
}
