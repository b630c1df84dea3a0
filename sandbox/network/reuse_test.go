package network

import (
	"net"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/vishvananda/netlink"
	"github.com/vishvananda/netlink/nl"
)

// TestAnAddressOfSomebodyBefore: whoever was asked by one server does not get through
// to the next one, which has its addresses. Nor does each start of a server leave
// another maxFlows connections behind, which the machine would remember for days.
func TestAnAddressOfSomebodyBefore(t *testing.T) {
	w := newWorld(t)
	w.up(Config{})
	for _, host := range []string{internet4, internet6} {
		far := w.datagrams(w.internet, host, "0")
		before := w.server("abc123")
		asking := w.datagrams(before, "", "5000")
		b := make([]byte, 100)
		said := func(c, to net.PacketConn, word string, at net.Addr) (from net.Addr) {
			t.Helper()
			_, err := c.WriteTo([]byte(word), at)
			must(t, err)
			n, from, err := to.ReadFrom(b)
			if must(t, err); string(b[:n]) != word {
				t.Fatalf("%s: instead of %q comes %q", host, word, b[:n])
			}
			return from
		}
		machine := said(asking, far, "hello", far.LocalAddr())
		said(far, asking, "and to you", machine)
		asking.Close()
		w.ends(before)
		after := w.server("abc123")
		listening := w.datagrams(after, "", "5000")
		_, err := far.WriteTo([]byte("is it you?"), machine)
		must(t, err)
		// What it asks for itself it hears, and nothing that was sent before.
		own := said(listening, far, "its own question", far.LocalAddr())
		said(far, listening, "its own answer", own)
		must(t, listening.Close())
		w.ends(after)
	}
}

// ends ends the only server, and returns when its interface is gone.
func (w *world) ends(ns *os.File) {
	w.t.Helper()
	must(w.t, ns.Close())
	for deadline := time.Now().Add(patience); len(w.remains()) != 1; runtime.Gosched() {
		if time.Now().After(deadline) {
			w.t.Fatalf("the end of a server left %v", w.remains())
		}
	}
}

// datagrams opens a socket in one of the networks.
func (w *world) datagrams(ns *os.File, host, port string) (c net.PacketConn) {
	w.t.Helper()
	must(w.t, at(ns, func() (err error) { c, err = net.ListenPacket("udp", net.JoinHostPort(host, port)); return err }))
	w.t.Cleanup(func() { c.Close() })
	must(w.t, c.SetReadDeadline(time.Now().Add(patience)))
	return c
}

// TestDetach: with a server goes what it has sent and nobody has taken yet, although the
// connection holds its network; and the machine forgets it.
func TestDetach(t *testing.T) {
	w := newWorld(t)
	w.up(Config{})
	for _, host := range []string{internet4, internet6} {
		ns := w.server("abc123")
		var c net.Conn
		must(t, at(ns, func() (err error) { c, err = net.Dial("tcp", net.JoinHostPort(host, web)); return err }))
		defer c.Close()
		if _, err := c.Write([]byte("on its way")); err != nil {
			t.Fatal(err)
		}
		for range 2 { // once more does nothing
			must(t, at(w.machine, func() error { return Detach(ns) }))
			if left := w.remains(); len(left) != 1 {
				t.Errorf("%s: there is left %v", host, left)
			}
		}
		must(t, at(w.machine, func() error {
			flows, err := netlink.ConntrackTableList(netlink.ConntrackTable, netlink.InetFamily(nl.GetIPFamily(net.ParseIP(host))))
			for _, f := range flows {
				if f.Forward.DstIP.Equal(net.ParseIP(host)) {
					t.Errorf("%s: the machine remembers %v", host, f)
				}
			}
			return err
		}))
		must(t, ns.Close())
	}
}
