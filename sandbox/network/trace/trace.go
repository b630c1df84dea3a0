// Package trace says whose the connections out of sandboxes are: those that are open now,
// and, where a Log is kept, those of the past. It is for whoever is told "your address did
// this to ours at that time" and has to find the one person who did.
//
// It sees what the kernel's table of connections says of each, and nothing of what is said
// in them: who, when, the protocol, the other end, and the port that the other end saw. It
// changes nothing and holds nothing up: what it misses goes through all the same. Whose an
// interface is stands in its alias, and of which interface a connection is in its labels
// (both written by package network), so it needs no records of anybody else.
//
// What always holds: a connection is never said to be somebody's because they have an
// address that was another's when it began.
package trace

import (
	"encoding/binary"
	"net/netip"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/vishvananda/netlink"
	"github.com/vishvananda/netlink/nl"
	"golang.org/x/sys/unix"
)

// Connection is one that somebody's program began, or several that were left out.
type Connection struct {
	At       time.Time      `json:"at,omitzero"` // when it was seen to begin; zero of one that is open
	UID      int            `json:"uid"`
	Name     string         `json:"name"` // of the account, at that time
	Protocol string         `json:"protocol,omitempty"`
	To       netip.AddrPort `json:"to,omitzero"` // the port is 0 where the protocol has none
	As       netip.AddrPort `json:"as,omitzero"` // whom the other end sees
	LeftOut  int            `json:"left_out,omitempty"`
}

// owner is whose an interface is.
type owner struct {
	uid  int
	name string
	gone time.Time // when the interface went; zero: it is there
}

// budget is how much of the record an account may fill, whatever interfaces it had.
type budget struct {
	name    string
	room    float64 // how many connections may be written down at once
	since   time.Time
	leftOut int
}

// ownerOf reads whose an interface of an instance is.
func ownerOf(instance string, link *netlink.LinkAttrs) (*owner, bool) {
	number, name, ok := strings.Cut(link.Alias, " ")
	uid, err := strconv.Atoi(number)
	if !ok || err != nil || !strings.HasPrefix(link.Name, "cmh"+instance+"-") {
		return nil, false
	}
	return &owner{uid: uid, name: name}, true
}

// owners lists whose the interfaces are that there are, by number.
func owners(instance string) (map[int]*owner, error) {
	links, err := netlink.LinkList()
	for n := 0; err == netlink.ErrDumpInterrupted && n < 10; n++ {
		links, err = netlink.LinkList()
	}
	if err != nil {
		return nil, err
	}
	out := map[int]*owner{}
	for _, l := range links {
		if o, ok := ownerOf(instance, l.Attrs()); ok {
			out[l.Attrs().Index] = o
		}
	}
	return out, nil
}

// Open lists the connections of an instance's sandboxes that the kernel remembers.
func Open(instance string) ([]Connection, error) {
	known, err := owners(instance)
	if err != nil {
		return nil, err
	}
	var out []Connection
	for _, family := range []uint8{unix.AF_INET, unix.AF_INET6} {
		req := nl.NewNetlinkRequest(unix.NFNL_SUBSYS_CTNETLINK<<8|nl.IPCTNL_MSG_CT_GET, unix.NLM_F_DUMP)
		req.AddData(&nl.Nfgenmsg{NfgenFamily: family, Version: nl.NFNETLINK_V0})
		all, err := req.Execute(unix.NETLINK_NETFILTER, 0)
		if err != nil {
			return nil, err
		}
		for _, data := range all {
			index, c := parse(data)
			if o := known[index]; o != nil {
				c.UID, c.Name = o.uid, o.name
				out = append(out, c)
			}
		}
	}
	return out, nil
}

// parse reads what the kernel tells of a connection, and of which interface it is; 0 for
// one of which nobody wrote that down. What it cannot read it leaves out.
func parse(data []byte) (index int, c Connection) {
	if len(data) < nl.SizeofNfgenmsg {
		return 0, c
	}
	for kind, value := range attributes(data[nl.SizeofNfgenmsg:]) {
		switch kind {
		case nl.CTA_LABELS:
			if len(value) >= 4 {
				index = int(nl.NativeEndian().Uint32(value))
			}
		case nl.CTA_TUPLE_ORIG:
			c.Protocol, _, c.To = tuple(value)
		case nl.CTA_TUPLE_REPLY: // whom the other end answers
			_, _, c.As = tuple(value)
		}
	}
	return index, c
}

// tuple reads one direction of a connection.
func tuple(data []byte) (protocol string, from, to netip.AddrPort) {
	parts := attributes(data)
	ip, proto := attributes(parts[nl.CTA_TUPLE_IP]), attributes(parts[nl.CTA_TUPLE_PROTO])
	end := func(v4, v6, port uint16) netip.AddrPort {
		a, ok := netip.AddrFromSlice(ip[v4])
		if !ok {
			a, _ = netip.AddrFromSlice(ip[v6])
		}
		n := uint16(0)
		if p := proto[port]; len(p) >= 2 {
			n = binary.BigEndian.Uint16(p)
		}
		return netip.AddrPortFrom(a, n)
	}
	if n := proto[nl.CTA_PROTO_NUM]; len(n) > 0 {
		names := map[byte]string{unix.IPPROTO_TCP: "tcp", unix.IPPROTO_UDP: "udp", unix.IPPROTO_ICMP: "icmp", unix.IPPROTO_ICMPV6: "icmp"}
		if protocol = names[n[0]]; protocol == "" {
			protocol = strconv.Itoa(int(n[0]))
		}
	}
	return protocol, end(nl.CTA_IP_V4_SRC, nl.CTA_IP_V6_SRC, nl.CTA_PROTO_SRC_PORT), end(nl.CTA_IP_V4_DST, nl.CTA_IP_V6_DST, nl.CTA_PROTO_DST_PORT)
}

// attributes are those of a message, by their kind (netlink(7)).
func attributes(data []byte) map[uint16][]byte {
	out := map[uint16][]byte{}
	for len(data) >= nl.SizeofNfattr {
		length := int(nl.NativeEndian().Uint16(data))
		if length < nl.SizeofNfattr || length > len(data) {
			break
		}
		out[nl.NativeEndian().Uint16(data[2:])&nl.NLA_TYPE_MASK] = data[nl.SizeofNfattr:length]
		data = data[min((length+3)&^3, len(data)):]
	}
	return out
}

// follow subscribes to what a family of the kernel's tells.
func follow(family int, groups ...uint) (*nl.NetlinkSocket, error) {
	s, err := nl.Subscribe(family, groups...)
	if err != nil {
		return nil, err
	}
	_ = s.SetReceiveBufferSize(8<<20, true) // or less is missed a little sooner, which is told
	return s, nil
}

// told reports whether something can be received at once.
func told(s *nl.NetlinkSocket) bool {
	n, err := unix.Poll([]unix.PollFd{{Fd: int32(s.GetFd()), Events: unix.POLLIN}}, 0)
	return n > 0 && err == nil
}

// receive returns what was told, and nothing if that takes longer than patience.
func receive(s *nl.NetlinkSocket, patience time.Duration) ([]syscall.NetlinkMessage, error) {
	t := unix.NsecToTimeval(patience.Nanoseconds())
	_ = s.SetReceiveTimeout(&t)
	all, _, err := s.Receive()
	if err == unix.EAGAIN || err == unix.EINTR {
		err = nil
	}
	return all, err
}
