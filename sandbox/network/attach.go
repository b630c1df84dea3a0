package network

import (
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/vishvananda/netlink"
	"github.com/vishvananda/netlink/nl"
	"github.com/vishvananda/netns"
	"golang.org/x/sys/unix"
)

// inside is the name of the interface that a sandbox has.
const inside = "eth0"

// Attach connects the network namespace ns, in which nothing but loopback is. The
// connection goes when the namespace does. If it fails, nothing is left of it. Whose it
// is stands with the machine's interface (its alias), for who asks later.
func Attach(instance string, ns *os.File, whose string) error {
	held, err := lock(unix.LOCK_SH) // no Down comes in between
	if err != nil {
		return err
	}
	defer held.Close()
	s, err := Open(instance)
	if err != nil {
		return err
	}
	within, err := netlink.NewHandleAt(netns.NsHandle(ns.Fd()), unix.NETLINK_ROUTE)
	if err != nil {
		return err
	}
	defer within.Close()
	// The kernel gives the lowest number that is free, and the name tells it: neither
	// we nor who comes after us have to remember any.
	attrs := netlink.NewLinkAttrs()
	attrs.Name, attrs.MTU = interfaces(instance)+"%d", s.MTU
	pair := &netlink.Veth{LinkAttrs: attrs, PeerName: inside, PeerMTU: uint32(s.MTU), PeerNamespace: netlink.NsFd(ns.Fd())}
	if err := netlink.LinkAdd(pair); err != nil {
		return fmt.Errorf("make the interfaces: %w", err)
	}
	far, err := within.LinkByName(pair.PeerName)
	if err != nil {
		return err
	}
	if err := s.connect(within, far, whose); err != nil {
		return errors.Join(err, within.LinkDel(far))
	}
	return nil
}

// connect gives both ends their addresses; far is the sandbox's.
func (s *State) connect(within *netlink.Handle, far netlink.Link, whose string) error {
	near, err := netlink.LinkByIndex(far.Attrs().ParentIndex)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(strings.TrimPrefix(near.Attrs().Name, interfaces(s.Instance)))
	if err := errors.Join(err, netlink.LinkSetAlias(near, whose), netlink.LinkSetUp(near), within.LinkSetUp(far)); err != nil {
		return fmt.Errorf("bring the interfaces up: %w", err)
	}
	for _, block := range []netip.Prefix{s.V4, s.V6} {
		if !block.IsValid() {
			continue
		}
		gate, own, err := pairOf(block, uint32(n))
		if err != nil {
			return err
		}
		route := &netlink.Route{LinkIndex: far.Attrs().Index, Gw: gate.IP}
		// Nobody else is on the wire who could have an address already.
		if err := errors.Join(forget(own.IP), netlink.AddrAdd(near, &netlink.Addr{IPNet: gate, Flags: unix.IFA_F_NODAD}),
			within.AddrAdd(far, &netlink.Addr{IPNet: own, Flags: unix.IFA_F_NODAD}), within.RouteAdd(route)); err != nil {
			return fmt.Errorf("give addresses: %w", err)
		}
	}
	return nil
}

// Detach ends the connection of a network namespace, and what the machine remembers of it.
// Without, a connection of a program that has ended would go on until all is sent, and its
// namespace with it. Where there is none it does nothing.
func Detach(ns *os.File) error {
	within, err := netlink.NewHandleAt(netns.NsHandle(ns.Fd()), unix.NETLINK_ROUTE)
	if err != nil {
		return err
	}
	defer within.Close()
	far, err := within.LinkByName(inside)
	if errors.As(err, &netlink.LinkNotFoundError{}) {
		return nil
	}
	if err != nil {
		return err
	}
	own, err := within.AddrList(far, netlink.FAMILY_ALL)
	err = errors.Join(err, within.LinkDel(far))
	for _, a := range own {
		if a.Scope == unix.RT_SCOPE_UNIVERSE {
			err = errors.Join(err, forget(a.IP))
		}
	}
	return err
}

// forget ends what the machine remembers of an address that nobody has just now: the
// internet would go on with it, and no limit would count it any more.
func forget(own net.IP) error {
	began := &netlink.ConntrackFilter{}
	if err := began.AddIP(netlink.ConntrackOrigSrcIP, own); err != nil {
		return err
	}
	_, err := netlink.ConntrackDeleteFilters(netlink.ConntrackTable, netlink.InetFamily(nl.GetIPFamily(own)), began)
	return err
}

// pairOf returns the nth pair of addresses of a block: the machine's and the sandbox's.
func pairOf(block netip.Prefix, n uint32) (gate, own *net.IPNet, err error) {
	a := block.Addr().AsSlice()
	last := a[len(a)-4:]
	binary.BigEndian.PutUint32(last, binary.BigEndian.Uint32(last)+2*n)
	first, _ := netip.AddrFromSlice(a)
	if !block.Contains(first) {
		return nil, nil, fmt.Errorf("all addresses of %s are in use", block)
	}
	mask := net.CIDRMask(first.BitLen()-1, first.BitLen())
	return &net.IPNet{IP: a, Mask: mask}, &net.IPNet{IP: first.Next().AsSlice(), Mask: mask}, nil
}

// ResolvConf returns where a sandbox that shows the machine's /etc looks for its
// resolvers, and what it is to find there.
func (s *State) ResolvConf() (path, text string) {
	text = "# As network.dns in the configuration, or else as on this machine, says.\n"
	for _, a := range s.DNS {
		text += "nameserver " + a.String() + "\n"
	}
	path, err := os.Readlink("/etc/resolv.conf")
	switch {
	case err != nil: // a file, or nothing
		path = "/etc/resolv.conf"
	case !filepath.IsAbs(path):
		path = filepath.Join("/etc", path)
	}
	return path, text
}
