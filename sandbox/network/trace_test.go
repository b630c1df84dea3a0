package network

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vishvananda/netlink"

	"commonhall/sandbox/network/trace"
)

// recorded is a log of the world's machine.
type recorded struct {
	*world
	trace.Log
	heard net.PacketConn // what the internet hears on port 99
}

// record begins one.
func record(w *world) *recorded {
	r := &recorded{world: w, Log: trace.Log{Instance: "abc123", Dir: w.t.TempDir(), Most: 1 << 20, Burst: 3, Every: time.Hour, Look: 10 * time.Millisecond,
		Keep: func() time.Duration { return time.Hour }, Warn: func(what string, err error) { w.t.Errorf("%s: %v", what, err) }}}
	must(w.t, at(w.internet, func() (err error) { r.heard, err = net.ListenPacket("udp", ":99"); return err }))
	w.t.Cleanup(func() { r.heard.Close() })
	return r
}

// begin runs it until the test ends.
func (r *recorded) begin() {
	r.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ready, done := make(chan struct{}), make(chan error, 1)
	go func() {
		done <- at(r.machine, func() error { return r.Run(ctx, func() { close(ready) }) })
	}()
	r.t.Cleanup(func() { cancel(); must(r.t, <-done) })
	select {
	case <-ready:
	case err := <-done:
		done <- err
		r.t.Fatal(err)
	}
}

// of attaches a server that is somebody's.
func (w *world) of(whose string) *os.File {
	w.t.Helper()
	ns := namespace(w.t)
	must(w.t, at(w.machine, func() error { return Attach("abc123", ns, whose) }))
	w.settle(w.machine)
	return ns
}

// says sends a datagram to the internet, and returns as whom it is heard there.
func (r *recorded) says(ns *os.File, host string) netip.AddrPort {
	r.t.Helper()
	must(r.t, at(ns, func() error {
		c, err := net.Dial("udp", net.JoinHostPort(host, "99"))
		if err != nil {
			return err
		}
		defer c.Close()
		_, err = c.Write([]byte("x"))
		return err
	}))
	must(r.t, r.heard.SetReadDeadline(time.Now().Add(patience)))
	_, from, err := r.heard.ReadFrom(make([]byte, 10))
	must(r.t, err)
	a := from.(*net.UDPAddr).AddrPort()
	return netip.AddrPortFrom(a.Addr().Unmap(), a.Port())
}

// who asks the record until it says what is wanted: it is written behind.
func (r *recorded) who(q trace.Query, want string) {
	r.t.Helper()
	q.At, q.Within = time.Now(), time.Hour
	for deadline := time.Now().Add(patience); ; runtime.Gosched() {
		found, maybe, _, err := trace.Find(r.Dir, q)
		must(r.t, err)
		sum, out := map[string]int{}, []string(nil)
		for _, c := range append(found, maybe...) {
			sum[fmt.Sprint(c.UID, c.Name, " ", c.Protocol)] += c.LeftOut
		}
		for who, n := range sum {
			out = append(out, fmt.Sprint(who, " ", n))
		}
		slices.Sort(out)
		if got := strings.Join(out, ", "); got == want {
			return
		} else if time.Now().After(deadline) {
			r.t.Errorf("the record of %+v says %q, want %q", q, got, want)
			return
		}
	}
}

// TestWhoItWas: of what is reported from elsewhere the record names the person, by the
// port that was seen there as well; what is open now is listed in the same words.
func TestWhoItWas(t *testing.T) {
	w := newWorld(t)
	w.serve(w.room, "53")
	w.up(Config{DNS: []netip.Addr{netip.MustParseAddr(lan4)}})
	r := record(w)
	r.begin()
	ada, ben := w.of("600201001 ada"), w.of("600201002 ben")
	w.reaches(ada, internet4, web, machine4)
	w.reaches(ada, internet6, web, machine6)
	w.refused(ada, lan4, web)                        // what is refused is no connection
	if _, err := asks(ada, lan4, "53"); err != nil { // nor does anybody care for names
		t.Error(err)
	}
	as := r.says(ada, internet4)
	other := r.says(ben, internet4)
	to := netip.MustParseAddr(internet4)
	r.who(trace.Query{To: to}, "600201001ada tcp 0, 600201001ada udp 0, 600201002ben udp 0")
	r.who(trace.Query{To: to, Port: 80}, "600201001ada tcp 0")
	r.who(trace.Query{To: to, Port: 99, As: int(as.Port())}, "600201001ada udp 0")
	r.who(trace.Query{To: to, As: int(other.Port())}, "600201002ben udp 0")
	r.who(trace.Query{To: netip.MustParseAddr(internet6)}, "600201001ada tcp 0")
	r.who(trace.Query{To: netip.MustParseAddr(lan4)}, "")
	var open []trace.Connection
	must(t, at(w.machine, func() (err error) { open, err = trace.Open("abc123"); return err }))
	if !slices.ContainsFunc(open, func(c trace.Connection) bool { return c.Name == "ben" && c.As == other && c.To.Port() == 99 }) || len(open) != 4 {
		t.Errorf("open are %+v", open)
	}
	must(t, at(w.machine, func() (err error) { open, err = trace.Open("other"); return err }))
	if len(open) != 0 {
		t.Errorf("of another instance there are %+v", open)
	}
}

// TestWhoHadTheAddressBefore: a record that is written late says of no connection that it
// is theirs who have its address by then.
func TestWhoHadTheAddressBefore(t *testing.T) {
	w := newWorld(t)
	w.up(Config{})
	r := record(w)
	late := make(chan struct{})
	r.Keep = func() time.Duration { <-late; return time.Hour }
	r.begin()
	ada := w.of("600201001 ada")
	first := r.says(ada, internet4)
	h := handle(t, ada)
	eth, err := h.LinkByName("eth0")
	must(t, err, h.LinkDel(eth)) // as its end does
	ben := w.of("600201002 ben")
	gate := func(ns *os.File) string {
		h := handle(t, ns)
		eth, err := h.LinkByName("eth0")
		must(t, err)
		addrs, err := h.AddrList(eth, netlink.FAMILY_V4)
		must(t, err)
		return addrs[0].IP.String()
	}
	if got := gate(ben); got != "10.213.0.1" {
		t.Fatalf("the next server has %s", got)
	}
	second := r.says(ben, internet4)
	close(late)
	to := netip.MustParseAddr(internet4)
	r.who(trace.Query{To: to}, "600201001ada udp 0, 600201002ben udp 0")
	if first.Port() != second.Port() {
		r.who(trace.Query{To: to, As: int(first.Port())}, "600201001ada udp 0")
		r.who(trace.Query{To: to, As: int(second.Port())}, "600201002ben udp 0")
	}
}

// TestNobodyHidesInAFlood: who makes more connections than are written down is named with
// their number wherever one of them may be asked for, and takes no room of others; nor has
// more room who starts their server anew.
func TestNobodyHidesInAFlood(t *testing.T) {
	w := newWorld(t)
	w.up(Config{})
	r := record(w)
	r.begin()
	ada, ben := w.of("600201001 ada"), w.of("600201002 ben")
	for range 2 {
		for range 5 {
			r.says(ada, internet4)
		}
		ada = w.of("600201001 ada") // her server begins anew
	}
	r.says(ben, internet6)
	r.who(trace.Query{To: netip.MustParseAddr(internet6)}, "600201001ada  7, 600201002ben udp 0")
	files, err := os.ReadDir(r.Dir)
	if must(t, err); len(files) == 0 || len(files) > 2 {
		t.Errorf("there are %v", files)
	}
	for _, f := range files {
		if info, err := f.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%v, %v", info, err)
		}
	}
}
