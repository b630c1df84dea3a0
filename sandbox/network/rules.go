package network

import (
	"errors"
	"net"
	"net/netip"
	"slices"

	"github.com/google/nftables"
	"github.com/google/nftables/binaryutil"
	"github.com/google/nftables/expr"
	"golang.org/x/sys/unix"
)

// metadata are addresses at which clouds tell a machine its secrets. No setting
// opens them.
func metadata() []netip.Prefix {
	return prefixes("169.254.0.0/16", // nearly all, and no router passes it on
		"168.63.129.16/32", "100.100.100.200/32", "192.0.0.192/32", // Azure, Alibaba, Oracle
		"fe80::/10", "fd00:ec2::254/128", "fd00:ec2::23/128", "fd20:ce::254/128", "fd00:42::42/128") // Amazon, Google, Scaleway
}

// reserved are all addresses that are not the internet's (IANA's registries of
// special-purpose addresses), and those of IPv6 that stand for one of IPv4.
func reserved() []netip.Prefix {
	return prefixes("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
		"192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
		"::/3", "4000::/2", "8000::/1", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
}

func prefixes(list ...string) []netip.Prefix {
	var out []netip.Prefix
	for _, s := range list {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}

// batch collects the changes that the kernel makes at one stroke.
type batch struct {
	*nftables.Conn
	table *nftables.Table
}

// chain adds a chain; one with a type and a hook is called by the kernel there.
func (b batch) chain(name string, kind nftables.ChainType, hook *nftables.ChainHook, priority *nftables.ChainPriority) func(parts ...[]expr.Any) {
	c := b.AddChain(&nftables.Chain{Name: name, Table: b.table, Type: kind, Hooknum: hook, Priority: priority})
	// A rule is its matches, and then what happens.
	return func(parts ...[]expr.Any) {
		b.AddRule(&nftables.Rule{Table: b.table, Chain: c, Exprs: slices.Concat(parts...)})
	}
}

// write adds the whole table. Its order is the order of what is asked.
func (b batch) write(c Config, s *State) error {
	from, to := match(expr.MetaKeyIIFNAME, interfaces(c.Instance)), match(expr.MetaKeyOIFNAME, interfaces(c.Instance))
	accept, drop := verdict(expr.VerdictAccept, ""), verdict(expr.VerdictDrop, "")

	// Whoever is refused shall read so at once, instead of waiting for minutes.
	refuse := b.chain("refuse", "", nil, nil)
	refuse(match(expr.MetaKeyL4PROTO, "\x06"), []expr.Any{&expr.Reject{Type: unix.NFT_REJECT_TCP_RST}})
	refuse([]expr.Any{&expr.Reject{Type: unix.NFT_REJECT_ICMPX_UNREACH, Code: unix.NFT_REJECT_ICMPX_ADMIN_PROHIBITED}})

	// A sender whom the machine would not answer through the interface on which it
	// was heard is not who it says.
	early := b.chain("early", nftables.ChainTypeFilter, nftables.ChainHookPrerouting, nftables.ChainPriorityRaw)
	early(from, []expr.Any{&expr.Fib{Register: 1, ResultOIF: true, FlagSADDR: true, FlagIIF: true}}, equal("\x00\x00\x00\x00"), drop)

	outward := b.chain("outward", "", nil, nil)
	err := b.AddSet(&nftables.Set{Table: b.table, Name: "flows", KeyType: nftables.TypeIFIndex, Dynamic: true}, nil)
	tooMany := []expr.Any{&expr.Meta{Key: expr.MetaKeyIIF, Register: 1}, &expr.Dynset{SrcRegKey: 1, SetName: "flows",
		Exprs: []expr.Any{&expr.Connlimit{Count: maxFlows, Flags: expr.NFT_CONNLIMIT_F_INV}}}}
	fillOutward(outward, tooMany, c, s)

	// Into a sandbox comes what it asked for, be it from elsewhere or from the
	// machine: what listens there trusts that nobody but its person gets through.
	inward := b.chain("inward", "", nil, nil)
	inward(known(), accept)
	neighbours(inward)
	inward(verdict(expr.VerdictGoto, "refuse"))

	forward := b.chain("forward", nftables.ChainTypeFilter, nftables.ChainHookForward, nftables.ChainPriorityFilter)
	forward(from, verdict(expr.VerdictGoto, "outward"))
	forward(to, verdict(expr.VerdictGoto, "inward"))
	// A machine that forwarded nothing before does so now, but for nobody else.
	forward(match(expr.MetaKeyIIFNAME, common), accept)
	forward(match(expr.MetaKeyOIFNAME, common), accept)
	for path, family := range map[string]string{forward4: "\x02", forward6: "\x0a"} {
		if s.has(path) {
			forward(match(expr.MetaKeyNFPROTO, family), drop)
		}
	}

	// The machine itself, whichever of its addresses somebody tries.
	machine := b.chain("machine", "", nil, nil)
	neighbours(machine)
	machine(tooMany, verdict(expr.VerdictGoto, "refuse"))
	resolvers(machine, s.DNS)
	machine(verdict(expr.VerdictGoto, "refuse"))
	b.chain("input", nftables.ChainTypeFilter, nftables.ChainHookInput, nftables.ChainPriorityFilter)(from, verdict(expr.VerdictGoto, "machine"))
	b.chain("output", nftables.ChainTypeFilter, nftables.ChainHookOutput, nftables.ChainPriorityFilter)(to, verdict(expr.VerdictGoto, "inward"))

	b.chain("nat", nftables.ChainTypeNAT, nftables.ChainHookPostrouting, nftables.ChainPriorityNATSource)(from, []expr.Any{&expr.Masq{}})
	return errors.Join(err, b.record(s))
}

// maxFlows is how many connections one sandbox may have, which the machine remembers
// in a table that it has but once: with 1 GB of memory it holds 8,192, with 2 GB 65,536.
const maxFlows = 1024

// fillOutward fills the chain of what a sandbox may reach beyond the machine.
func fillOutward(rule func(...[]expr.Any), tooMany []expr.Any, c Config, s *State) {
	accept, refuse := verdict(expr.VerdictAccept, ""), verdict(expr.VerdictGoto, "refuse")
	rule(known(), accept)
	rule(bits(expr.CtKeySTATE, expr.CtStateBitINVALID), verdict(expr.VerdictDrop, "")) // would leave with its inner address
	rule(match(expr.MetaKeyOIFNAME, common), refuse)
	rule(tooMany, refuse)
	resolvers(rule, s.DNS)
	if s.Stamped {
		rule(stamp())
	}
	rule(bits(expr.CtKeySTATUS, 1<<5), refuse) // IPS_DST_NAT: it was the machine's before it was somebody's behind it
	for _, p := range metadata() {
		rule(daddr(p), refuse)
	}
	for _, p := range c.Allow {
		rule(daddr(p), accept)
	}
	for _, p := range reserved() {
		rule(daddr(p), refuse)
	}
}

// stamp writes the number of the interface that a connection comes from into its labels.
// Linux gives no number twice, other than names and addresses: so it says whose the
// connection is for as long as anybody remembers it. Nothing else of it is changed.
func stamp() []expr.Any {
	return []expr.Any{&expr.Immediate{Register: 1, Data: make([]byte, 16)}, &expr.Meta{Key: expr.MetaKeyIIF, Register: 1},
		&expr.Ct{Key: expr.CtKeyLABELS, Register: 1, SourceRegister: true}}
}

// neighbours lets through what IPv6 has in place of ARP (RFC 4861): solicitation
// and advertisement.
func neighbours(rule func(...[]expr.Any)) {
	for _, kind := range []string{"\x87", "\x88"} {
		rule(match(expr.MetaKeyL4PROTO, "\x3a"), payload(expr.PayloadBaseTransportHeader, 0, 1), equal(kind), verdict(expr.VerdictAccept, ""))
	}
}

func resolvers(rule func(...[]expr.Any), list []netip.Addr) {
	for _, a := range list {
		for _, transport := range []string{"\x06", "\x11"} { // TCP and UDP, port 53
			rule(daddr(netip.PrefixFrom(a, a.BitLen())), match(expr.MetaKeyL4PROTO, transport),
				payload(expr.PayloadBaseTransportHeader, 2, 2), equal("\x00\x35"), verdict(expr.VerdictAccept, ""))
		}
	}
}

// What rules are made of. Everything goes through register 1.

func equal(data string) []expr.Any {
	return []expr.Any{&expr.Cmp{Op: expr.CmpOpEq, Register: 1, Data: []byte(data)}}
}

// match compares a property of the packet; names of interfaces by their beginning.
func match(key expr.MetaKey, data string) []expr.Any {
	return append([]expr.Any{&expr.Meta{Key: key, Register: 1}}, equal(data)...)
}

func payload(base expr.PayloadBase, offset, length uint32) []expr.Any {
	return []expr.Any{&expr.Payload{DestRegister: 1, Base: base, Offset: offset, Len: length}}
}

// daddr matches the destination.
func daddr(p netip.Prefix) []expr.Any {
	family, offset, n := "\x02", uint32(16), uint32(4)
	if p.Addr().Is6() {
		family, offset, n = "\x0a", 24, 16
	}
	mask := net.CIDRMask(p.Bits(), p.Addr().BitLen())
	return slices.Concat(match(expr.MetaKeyNFPROTO, family), payload(expr.PayloadBaseNetworkHeader, offset, n),
		[]expr.Any{&expr.Bitwise{SourceRegister: 1, DestRegister: 1, Len: n, Mask: mask, Xor: make([]byte, n)}}, equal(string(p.Masked().Addr().AsSlice())))
}

// bits matches a connection with one of some bits set in a property.
func bits(key expr.CtKey, which uint32) []expr.Any {
	return []expr.Any{&expr.Ct{Key: key, Register: 1},
		&expr.Bitwise{SourceRegister: 1, DestRegister: 1, Len: 4, Mask: binaryutil.NativeEndian.PutUint32(which), Xor: make([]byte, 4)},
		&expr.Cmp{Op: expr.CmpOpNeq, Register: 1, Data: make([]byte, 4)}}
}

// known matches what belongs to a connection that was let through.
func known() []expr.Any {
	return bits(expr.CtKeySTATE, expr.CtStateBitESTABLISHED|expr.CtStateBitRELATED)
}

func verdict(kind expr.VerdictKind, chain string) []expr.Any {
	return []expr.Any{&expr.Verdict{Kind: kind, Chain: chain}}
}
