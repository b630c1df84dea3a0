package network

import (
	"bytes"
	"errors"
	"io"
	"os"
	"testing"
	"time"

	"github.com/vishvananda/netlink"

	"commonhall/packaging/needs"
)

// rates returns what bounds the two ends of a sandbox, as the kernel tells it: inside,
// and at the machine; with how often something had to wait for it.
func (w *world) rates(ns *os.File) (out, in uint64, waited uint32) {
	w.t.Helper()
	h := handle(w.t, ns)
	far, err := h.LinkByName("eth0")
	must(w.t, err)
	near, err := handle(w.t, w.machine).LinkByIndex(far.Attrs().ParentIndex)
	must(w.t, err)
	rate := func(h *netlink.Handle, l netlink.Link) uint64 {
		all, err := h.QdiscList(l)
		must(w.t, err)
		for _, q := range all {
			if tbf, ok := q.(*netlink.Tbf); ok {
				waited += tbf.Statistics.Queue.Overlimits
				return tbf.Rate
			}
		}
		return 0
	}
	return rate(h, far), rate(handle(w.t, w.machine), near), waited
}

func (w *world) cap(ns *os.File, rate int64) {
	w.t.Helper()
	must(w.t, at(w.machine, func() error { return Cap(ns, rate) }))
}

// TestBandwidth: what is sent and what comes back keeps to the bound, whole; another bound
// and none hold at once, on a connection that is open; a neighbour has none.
func TestBandwidth(t *testing.T) {
	w := newWorld(t)
	w.up(Config{})
	ns, neighbour := w.server("abc123"), w.server("abc123")
	const rate, size = 4 << 20, 2 << 20
	w.cap(ns, 1<<20)
	w.cap(ns, rate)
	if out, in, _ := w.rates(ns); out != rate || in != rate {
		t.Errorf("the kernel has %d out, %d in", out, in)
	}
	c, _, err := call(ns, internet4, web)
	must(t, err)
	defer c.Close()
	there := func() time.Duration {
		t.Helper()
		sent, began := bytes.Repeat([]byte("all of it "), size/10), time.Now()
		failed := make(chan error, 1)
		go func() { _, err := c.Write(sent); failed <- err }()
		heard := make([]byte, len(sent))
		_, err := io.ReadFull(c, heard)
		if must(t, err, <-failed); !bytes.Equal(sent, heard) {
			t.Error("something else comes back")
		}
		return time.Since(began)
	}
	// However fast the machine: all but the bucket takes its time. Slower it may be.
	if took, least := there(), time.Second*(size-rate/10)/rate; took < least {
		t.Errorf("%d bytes take %s, at least %s are due", size, took, least)
	}
	if _, _, waited := w.rates(ns); waited == 0 {
		t.Error("nothing had to wait")
	}
	w.cap(ns, 0)
	w.cap(ns, 0)
	if out, in, _ := w.rates(ns); out != 0 || in != 0 {
		t.Errorf("without a bound the kernel has %d out, %d in", out, in)
	}
	there()
	if out, in, _ := w.rates(neighbour); out != 0 || in != 0 {
		t.Errorf("the neighbour has %d out, %d in", out, in)
	}
	w.cap(namespace(t), rate) // with nothing to bound
	// Rates that a machine of today may have, and one below what anybody is given.
	for _, rate := range []int64{100, 16 << 10, 1 << 30, 5 << 30, 100 << 30} {
		w.cap(ns, rate)
		if out, in, _ := w.rates(ns); out != uint64(rate) || in != uint64(rate) {
			t.Errorf("of %d the kernel has %d out, %d in", rate, out, in)
		}
	}
}

// TestWithoutABucket: a kernel without the bucket is told from a bound that failed.
func TestWithoutABucket(t *testing.T) {
	needs.Root(t)
	h := handle(t, namespace(t))
	lo, err := h.LinkByName("lo")
	must(t, err)
	attrs := netlink.QdiscAttrs{LinkIndex: lo.Attrs().Index, Handle: netlink.MakeHandle(1, 0), Parent: netlink.HANDLE_ROOT}
	if err := replaceQdisc(h, &netlink.GenericQdisc{QdiscAttrs: attrs, QdiscType: "nosuch"}); !errors.Is(err, ErrNoBucket) {
		t.Errorf("a kind that no kernel has: %v", err)
	}
	if err := replaceQdisc(h, &netlink.GenericQdisc{QdiscAttrs: netlink.QdiscAttrs{LinkIndex: 999, Parent: netlink.HANDLE_ROOT}, QdiscType: "tbf"}); err == nil || errors.Is(err, ErrNoBucket) {
		t.Errorf("of an interface that is not there: %v", err)
	}
}
