package network

import (
	"cmp"
	"errors"
	"fmt"
	"os"

	"github.com/vishvananda/netlink"
	"github.com/vishvananda/netns"
	"golang.org/x/sys/unix"
)

// Cap bounds what the network namespace ns sends, and what it receives, to so many bytes
// a second each; 0 takes the bound off. It may be called again while programs use the
// connection. A namespace that is not attached has nothing to bound.
//
// What it sends waits inside, where programs notice and send slower, instead of being lost
// on the way; they lack the right to change it (CAP_NET_ADMIN).
func Cap(ns *os.File, rate int64) error {
	raw, err := ns.SyscallConn()
	if err != nil {
		return err
	}
	var within *netlink.Handle
	// Control keeps ns open for so long: its number may be another's network by then.
	gone := raw.Control(func(fd uintptr) { within, err = netlink.NewHandleAt(netns.NsHandle(fd), unix.NETLINK_ROUTE) })
	if err := errors.Join(gone, err); err != nil {
		return err
	}
	defer within.Close()
	far, err := within.LinkByName("eth0")
	if errors.As(err, &netlink.LinkNotFoundError{}) {
		return nil
	}
	if err != nil {
		return err
	}
	near := netlink.Handle{} // of the machine
	if err := cmp.Or(shape(within, far.Attrs().Index, rate), shape(&near, far.Attrs().ParentIndex, rate)); err != nil {
		return fmt.Errorf("bound the bandwidth: %w", err)
	}
	return nil
}

// shape bounds what leaves by an interface with the token bucket of the kernel (tbf).
func shape(h *netlink.Handle, index int, rate int64) error {
	attrs := netlink.QdiscAttrs{LinkIndex: index, Handle: netlink.MakeHandle(1, 0), Parent: netlink.HANDLE_ROOT}
	if rate == 0 {
		err := h.QdiscDel(&netlink.Tbf{QdiscAttrs: attrs})
		if errors.Is(err, unix.ENOENT) || errors.Is(err, unix.EINVAL) { // there is none
			err = nil
		}
		return err
	}
	// A bucket of 50 ms, and of the largest packet at least; what waits for longer than
	// 200 ms more is dropped, and TCP slows down.
	bucket := uint32(min(max(rate/20, largest), 1<<28))
	wait := uint32(min(max(rate/5, largest), 1<<30))
	return replaceQdisc(h, &netlink.Tbf{QdiscAttrs: attrs, Rate: uint64(rate), Buffer: netlink.Xmittime(uint64(rate), bucket), Limit: bucket + wait})
}

// ErrNoBucket says that the kernel cannot bound a bandwidth.
var ErrNoBucket = errors.New("the kernel of this machine has no token bucket (tbf, its module sch_tbf)")

func replaceQdisc(h *netlink.Handle, q netlink.Qdisc) error {
	err := h.QdiscReplace(q)
	if errors.Is(err, unix.ENOENT) { // of a kind that it does not know
		err = ErrNoBucket
	}
	return err
}

const largest = 64 << 10 // bytes, of a packet that the kernel cuts only when it leaves
