package config

import (
	"fmt"
	"net/netip"
	"strings"
)

// Ranges returns the networks that servers may reach besides the internet.
func (n Network) Ranges() []netip.Prefix {
	var out []netip.Prefix
	for _, text := range n.Allow {
		if p, err := ParseRange(text); err == nil {
			out = append(out, p)
		}
	}
	return out
}

// Resolvers returns the resolvers that servers ask; none stands for the machine's.
func (n Network) Resolvers() []netip.Addr {
	var out []netip.Addr
	for _, text := range n.DNS {
		if a, err := netip.ParseAddr(text); err == nil {
			out = append(out, a)
		}
	}
	return out
}

// Block returns the range of the servers' own addresses; not valid if none is set.
func (n Network) Block() netip.Prefix {
	p, _ := netip.ParsePrefix(n.Addresses)
	return p
}

// ParseRange reads a range such as 10.4.0.0/16, or a single address.
func ParseRange(text string) (netip.Prefix, error) {
	if a, err := netip.ParseAddr(text); err == nil && a.Zone() == "" {
		return netip.PrefixFrom(a, a.BitLen()), nil
	}
	return netip.ParsePrefix(text)
}

// network checks what servers may reach.
func (d *decoder) network(c *Config) {
	d.each("network.allow", c.Network.Allow, func(text string) (message, hint string) {
		p, err := ParseRange(text)
		switch {
		case err != nil:
			return quote(text) + " is neither an address nor a range", "Write it as 192.168.1.20 or 192.168.1.0/24. Names are not possible."
		case p.Addr().Is4In6():
			return quote(text) + " is an IPv4 address in the form of an IPv6 one", fmt.Sprintf("Write it as %s.", p.Addr().Unmap())
		case p != p.Masked():
			return fmt.Sprintf("%s is an address inside of a range", quote(text)), fmt.Sprintf("Write %s for the range, or %s for the address.", p.Masked(), p.Addr())
		case p.Bits() > 0 && (p.Addr().IsLoopback() || p.Addr().IsLinkLocalUnicast() || p.Addr().IsMulticast()):
			return quote(text) + " cannot be allowed: it is this machine itself, or its closest surroundings, where clouds keep their secrets", ""
		}
		return "", ""
	})
	d.each("network.dns", c.Network.DNS, func(text string) (message, hint string) {
		a, err := netip.ParseAddr(text)
		switch {
		case err != nil:
			return quote(text) + " is not an address", "Write it as 9.9.9.9 or 2620:fe::fe, without a port."
		case a.IsLoopback() || a.Zone() != "" || a.IsUnspecified() || a.IsMulticast():
			return quote(text) + " cannot be reached from servers", "Name a resolver that others on the network can ask too."
		}
		return "", ""
	})
	if pos, ok := d.find("network.dns", ""); ok && len(c.Network.DNS) > 3 {
		d.report("network.dns", pos, "lists more than three resolvers", "Programs ask the first three only.")
	}
	if pos, ok := d.find("network.addresses", ""); ok && c.Network.Addresses != "" {
		if message, hint := block(c.Network.Addresses); message != "" {
			d.report("network.addresses", pos, message, hint)
		}
	}
}

// each checks the elements of a list that could be read.
func (d *decoder) each(path string, list []string, check func(string) (message, hint string)) {
	if _, ok := d.find(path, ""); !ok {
		return
	}
	for i, text := range list {
		at := fmt.Sprintf("%s[%d]", path, i)
		if message, hint := check(text); message != "" {
			d.report(at, d.at[at], message, hint)
		}
	}
}

// block says what is wrong with the range of the servers' own addresses.
func block(text string) (message, hint string) {
	p, err := netip.ParsePrefix(text)
	switch {
	case err != nil || !p.Addr().Is4():
		return quote(text) + " is not a range of IPv4 addresses", "Write it as 10.213.0.0/16."
	case p != p.Masked():
		return fmt.Sprintf("%s is an address inside of a range", quote(text)), fmt.Sprintf("Write %s.", p.Masked())
	case p.Bits() > 24 || p.Bits() < 12:
		return fmt.Sprintf("%s has %s addresses", quote(text), map[bool]string{true: "too few", false: "too many"}[p.Bits() > 24]),
			"A range of /16 is enough for 32768 servers, one of /24 for 128. Allowed: /12 to /24."
	case !private(p):
		return quote(text) + " is not a private range: the part of the internet with these addresses would be out of reach",
			"Choose one below 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10."
	}
	return "", ""
}

func private(p netip.Prefix) bool {
	for _, r := range strings.Fields("10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10") {
		if r := netip.MustParsePrefix(r); r.Contains(p.Addr()) && r.Bits() <= p.Bits() {
			return true
		}
	}
	return false
}
