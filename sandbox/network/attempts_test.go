package network

import "slices"

// An attempt is what a hostile person tries from their sandbox. It ends with the word for
// why it failed, "unheard" for what was sent and did not arrive, or with "done".
type attempt struct {
	name   string
	script string // Python; what is in brackets is known when the world is there
	why    string // words with which it may fail
	walls  string // without which it succeeds: chains of the table, or some of those below
	from   string // machine, internet, or rights: from a sandbox, with all rights; empty: from a sandbox as it is
	heard  string // who would hear what is sent, see listen; empty: the script itself knows
}

// Walls that are no chains.
const (
	rights  = "rights"  // none over the network, a filter of system calls, another account
	apart   = "apart"   // a network of its own
	sourced = "sourced" // nobody follows the route that a sender asks for
)

const (
	refusedTCP = "ECONNREFUSED"
	refusedUDP = "EHOSTUNREACH EACCES" // IPv4, IPv6
)

func attempts() []attempt {
	return slices.Concat(toNeighbours(), toTheMachine(), toTheRoom(), toSecrets(), withNames(), forged(), ownInterface(), otherSockets(), inward())
}

func toNeighbours() []attempt {
	return []attempt{
		{name: "another server", script: `tcp("[neighbour]")`, why: refusedTCP, walls: "outward"},
		{name: "another server by IPv6", script: `tcp("[neighbour6]")`, why: refusedTCP, walls: "outward"},
		{name: "another server by UDP", script: `udp("[neighbour]", 80)`, why: refusedUDP, walls: "outward"},
		{name: "another server by UDP and IPv6", script: `udp("[neighbour6]", 80)`, why: refusedUDP, walls: "outward"},
		{name: "another server as IPv6 writes IPv4", script: `tcp("::ffff:[neighbour]")`, why: refusedTCP, walls: "outward"},
		{name: "another server, bound to the interface", script: `tcp("[neighbour]", device=b"eth0")`, why: refusedTCP, walls: "outward"},
		{name: "another server by a route of one's own choice", script: `said("[neighbour]", options=b"\x83\x07\x04" + socket.inet_aton("[gate]") + b"\0")`,
			why: "EPERM unheard", walls: rights + " outward machine sourced", heard: "neighbour"},
		{name: "another server's name resolver", script: `udp("[neighbour]", 53)`, why: refusedUDP, walls: "outward"},
	}
}

func toTheMachine() []attempt {
	return []attempt{
		{name: "the machine at the end of the wire", script: `tcp("[gate]", 22)`, why: refusedTCP, walls: "machine"},
		{name: "the machine at the end of another's wire", script: `tcp("10.213.0.2", 22)`, why: refusedTCP, walls: "machine"},
		{name: "the machine at the end of the wire by IPv6", script: `tcp("[gate6]", 22)`, why: refusedTCP, walls: "machine"},
		{name: "the machine's public address", script: `tcp("` + machine4 + `")`, why: refusedTCP, walls: "machine"},
		{name: "the machine's public IPv6 address", script: `tcp("` + machine6 + `")`, why: refusedTCP, walls: "machine"},
		{name: "the machine's address in the building", script: `tcp("192.168.7.1")`, why: refusedTCP, walls: "machine"},
		{name: "the machine's bridge of containers", script: `tcp("172.17.0.1")`, why: refusedTCP, walls: "machine"},
		{name: "the machine by its link-local address", script: `tcp("[link]%eth0", 22)`, why: refusedTCP, walls: "machine"},
		{name: "the machine by UDP", script: `udp("[gate]", 80)`, why: refusedUDP, walls: "machine"},
		{name: "the machine's edge, on all addresses", script: `tcp("` + machine4 + `", 443)`, why: refusedTCP, walls: "machine"},
		{name: "all hosts of the wire (multicast)", script: `said("224.0.0.1")`, why: "unheard", walls: "machine", heard: "machine4"},
		{name: "all nodes of the wire (multicast of IPv6)", script: `said("ff02::1%eth0")`, why: "unheard", walls: "machine", heard: "machine"},
		{name: "everybody on the wire (broadcast)", script: `said("255.255.255.255")`, why: "unheard", walls: "machine", heard: "machine4"},
		{name: "the machine's loopback", script: `tcp("127.0.0.1", 22)`, why: refusedTCP, walls: apart},
		{name: "the machine's loopback by IPv6", script: `tcp("::1", 22)`, why: refusedTCP, walls: apart},
		{name: "the address that stands for here", script: `tcp("0.0.0.0", 22)`, why: refusedTCP, walls: apart},
		{name: "the machine's loopback as IPv6 writes IPv4", script: `tcp("::ffff:127.0.0.1", 22)`, why: refusedTCP, walls: apart},
		{name: "an abstract socket of the machine", script: `abstract(b"\0commonhall-world-[id]")`, why: refusedTCP, walls: apart},
	}
}

// toTheRoom are networks around the machine, and others that are not the internet.
func toTheRoom() []attempt {
	var out []attempt
	for _, a := range elsewhere() {
		out = append(out, attempt{name: "the reserved address " + a, script: `tcp("` + a + `")`, why: refusedTCP, walls: "outward"})
	}
	return append(out,
		attempt{name: "a neighbour of the machine", script: `tcp("` + lan4 + `")`, why: refusedTCP, walls: "outward"},
		attempt{name: "a neighbour of the machine by IPv6", script: `tcp("` + lan6 + `")`, why: refusedTCP, walls: "outward"},
		attempt{name: "a neighbour of the machine by UDP", script: `udp("` + lan4 + `", 80)`, why: refusedUDP, walls: "outward"})
}

// elsewhere are addresses that the world's internet has, although nobody should.
func elsewhere() []string {
	return []string{"10.99.0.1", "100.64.0.1", "172.16.0.9", "192.0.2.1", "198.18.0.1", "203.0.113.1", "240.0.0.1", "64:ff9b::c0a8:702", "2002:c0a8:702::1", "2001:db8::1", "fd99::1"}
}

func toSecrets() []attempt {
	var out []attempt
	for _, a := range []string{"169.254.169.254", "100.100.100.200", "168.63.129.16", "fd00:ec2::254"} {
		out = append(out, attempt{name: "a cloud's secrets at " + a, script: `tcp("` + a + `")`, why: refusedTCP, walls: "outward"})
	}
	return append(out, attempt{name: "a cloud's secrets as IPv6 writes IPv4", script: `tcp("::ffff:169.254.169.254")`, why: refusedTCP, walls: "outward"})
}

// withNames try to be led where an address would be refused.
func withNames() []attempt {
	return []attempt{
		{name: "a public name with a private address", script: `tcp("rebound.example")`, why: refusedTCP, walls: "outward"},
		{name: "a public name with the address of a cloud's secrets", script: `tcp("secrets.example")`, why: refusedTCP, walls: "outward"},
		{name: "another resolver of the building", script: `udp("` + lan6 + `", 53)`, why: refusedUDP, walls: "outward"},
		{name: "another resolver of the building by TCP", script: `tcp("` + lanBehind + `", 53)`, why: refusedTCP, walls: "outward"},
		{name: "the resolver's web pages", script: `tcp("` + lan4 + `", 80)`, why: refusedTCP, walls: "outward"},
		{name: "the machine as a resolver", script: `udp("[gate]", 53)`, why: refusedUDP, walls: "machine"},
	}
}

// forged have a sender that is not theirs. Those with all rights show what the table holds
// where the sandbox would not.
func forged() []attempt {
	return []attempt{
		{name: "a neighbour's address (IP_TRANSPARENT)", script: `s = socket.socket(); s.setsockopt(0, 19, 1)`, why: "EPERM", walls: rights},
		{name: "a neighbour's address (IPV6_TRANSPARENT)", script: `s = socket.socket(socket.AF_INET6); s.setsockopt(41, 75, 1)`, why: "EPERM", walls: rights},
		{name: "a foreign address (IP_FREEBIND)", script: `said("` + internet4 + `", sender="[neighbour]")`, why: "ENETUNREACH EINVAL", walls: rights + " early", heard: "internet"},
		{name: "a neighbour's address, with all rights", script: `said("` + internet4 + `", sender="[neighbour]")`, why: "unheard", walls: "early", from: rights, heard: "internet"},
		{name: "a stranger's address, with all rights", script: `said("` + internet4 + `", sender="8.8.8.8")`, why: "unheard", walls: "early", from: rights, heard: "internet"},
		{name: "raw packets", script: `socket.socket(socket.AF_INET, socket.SOCK_RAW, 255)`, why: "EPERM EACCES EPROTONOSUPPORT", walls: rights},
		{name: "raw packets of IPv6", script: `socket.socket(socket.AF_INET6, socket.SOCK_RAW, 255)`, why: "EPERM EACCES EPROTONOSUPPORT", walls: rights},
		{name: "redirects of ICMP", script: `socket.socket(socket.AF_INET, socket.SOCK_RAW, 1).sendto(b"\x05\1" + bytes(14), ("[gate]", 0))`, why: "EPERM EACCES EPROTONOSUPPORT", walls: rights},
		{name: "packets of the wire", script: `socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0x300)`, why: "EAFNOSUPPORT", walls: rights},
	}
}

// ownInterface are changes to what the sandbox has of the network.
func ownInterface() []attempt {
	return []attempt{
		{name: "another address", script: `request(0x8916, struct.pack("16sHH4s8x", b"eth0", 2, 0, socket.inet_aton("[neighbour]")))`, why: "EPERM", walls: rights},
		{name: "another address by netlink", script: `netlink(20, 0x605, struct.pack("BBBBI", 2, 32, 0, 0, index()) + attribute(2, socket.inet_aton("[neighbour]")))`, why: "EPERM", walls: rights},
		{name: "larger packets", script: `request(0x8922, struct.pack("16sI12x", b"eth0", 1300))`, why: "EPERM", walls: rights},
		{name: "all that passes the interface (promiscuous)", script: `request(0x8914, struct.pack("16sH14x", b"eth0", 0x1143))`, why: "EPERM", walls: rights},
		{name: "another hardware address", script: `request(0x8924, struct.pack("16sH6s8x", b"eth0", 1, b"\2\0\0\0\0\7"))`, why: "EPERM", walls: rights},
		{name: "another route", script: `netlink(24, 0x605, struct.pack("BBBBBBBBI", 2, 32, 0, 0, 254, 3, 0, 1, 0) + attribute(1, socket.inet_aton("7.7.7.7")) + attribute(4, struct.pack("I", index())))`, why: "EPERM", walls: rights},
		{name: "no bound of the bandwidth", script: `netlink(37, 5, struct.pack("BxxxiIIi", 0, index(), 0x10000, 0xffffffff, 0))`, why: "EPERM", walls: rights},
		{name: "to let the kernel forget connections", script: `netlink(0x102, 5, b"\2\0\0\0", 12)`, why: "EPROTONOSUPPORT", walls: rights},
		{name: "the interface down", script: `request(0x8914, struct.pack("16sH14x", b"eth0", 0))`, why: "EPERM", walls: rights},
		{name: "forwarding for others", script: `open("/proc/sys/net/ipv4/ip_forward", "w").write("1")`, why: "EACCES EROFS", walls: rights},
		{name: "the machine's network (setns)", script: `check(libc.unshare(0x40000000))`, why: "EPERM", walls: rights},
		{name: "a network of one's own, with all rights over it", script: `check(libc.unshare(0x50000000))`, why: "EPERM", walls: rights},
	}
}

// otherSockets are ways out that no rule of a table sees.
func otherSockets() []attempt {
	return []attempt{
		{name: "the hypervisor (vsock)", script: `socket.socket(40, socket.SOCK_STREAM, 0)`, why: "EAFNOSUPPORT", walls: rights},
		{name: "SCTP, with all rights", script: `raw(132, "[neighbour]")`, why: "unheard", walls: "outward", from: rights, heard: "ip4:132"},
		{name: "DCCP, with all rights", script: `raw(33, "[neighbour]")`, why: "unheard", walls: "outward", from: rights, heard: "ip4:33"},
		{name: "UDP-Lite, with all rights", script: `raw(136, "[neighbour]")`, why: "unheard", walls: "outward", from: rights, heard: "ip4:136"},
		{name: "a tunnel (GRE), with all rights", script: `raw(47, "[neighbour]")`, why: "unheard", walls: "outward", from: rights, heard: "ip4:47"},
		{name: "multipath TCP", script: `tcp("[neighbour]", protocol=262)`, why: "EPROTONOSUPPORT", walls: rights + " outward"},
	}
}

// inward are others who try to reach a server that listens on all of its addresses.
func inward() []attempt {
	return []attempt{
		{name: "a program of the machine to a server", script: `tcp("[neighbour]")`, why: refusedTCP, walls: "inward machine", from: "machine"},
		{name: "a program of the machine to a server by IPv6", script: `tcp("[neighbour6]")`, why: refusedTCP, walls: "inward machine", from: "machine"},
		{name: "the internet to a server", script: `tcp("[neighbour]")`, why: refusedTCP, walls: "inward", from: "internet"},
	}
}
