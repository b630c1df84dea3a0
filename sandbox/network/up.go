package network

import (
	"errors"
	"fmt"
	"maps"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/nftables"
	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

// Up makes the table of an instance, or replaces it at one stroke, so that
// connections go on, and lets the machine forward. It may be called again whenever
// the configuration or the machine's own network has changed.
func Up(c Config) (*State, error) {
	if c.Instance == "" || len(c.Instance) > 6 || strings.Trim(c.Instance, "0123456789abcdefghijklmnopqrstuvwxyz") != "" {
		return nil, fmt.Errorf("%q cannot be part of an interface's name", c.Instance)
	}
	held, err := lock(unix.LOCK_EX)
	if err != nil {
		return nil, err
	}
	defer held.Close()
	s, err := plan(c)
	if err != nil {
		return nil, err
	}
	if err = s.put(func() error { return replace(c, s) }); err != nil {
		return nil, fmt.Errorf("tell the kernel's filter (nf_tables): %w", err)
	}
	// The rules are there before anything is forwarded, and what is changed is on
	// record before it is.
	if err := s.forward(); err != nil {
		return nil, errors.Join(err, down(c.Instance))
	}
	return s, nil
}

// put makes the table: with the stamp, or without it, because the rest is walls. A kernel
// may be built without labels of connections; where it is for what may pass, Again says so.
func (s *State) put(replace func() error) error {
	s.Stamped = true
	err := replace()
	if err == nil {
		return nil
	}
	passes := func(e error) bool { return errors.Is(err, e) }
	s.Stamped, s.Again = false, slices.ContainsFunc([]error{unix.ENOMEM, unix.ENOBUFS, unix.EBUSY, unix.EAGAIN, unix.EINTR}, passes)
	return replace()
}

// replace makes the table anew, at one stroke or not at all.
func replace(c Config, s *State) error {
	conn := &nftables.Conn{}
	t := conn.AddTable(&nftables.Table{Family: nftables.TableFamilyINet, Name: tablePrefix + c.Instance})
	conn.DelTable(t)
	err := batch{conn, conn.AddTable(t)}.write(c, s)
	return errors.Join(err, conn.Flush())
}

// plan works out what the table is to record.
func plan(c Config) (*State, error) {
	all, err := states()
	routes, err2 := dump(func() ([]netlink.Route, error) { return netlink.RouteList(nil, netlink.FAMILY_ALL) })
	if err := errors.Join(err, err2); err != nil {
		return nil, err
	}
	s := &State{Instance: c.Instance, MTU: 1500}
	for _, r := range routes { // to the internet: the smallest MTU counts
		if r.Dst != nil && !r.Dst.IP.IsUnspecified() || r.Type != unix.RTN_UNICAST {
			continue
		}
		if link, err := netlink.LinkByIndex(r.LinkIndex); err == nil {
			s.MTU = max(min(s.MTU, link.Attrs().MTU), 1280)
		}
		if r.Family == netlink.FAMILY_V6 {
			a := [16]byte{0: 0xfd} // unique local (RFC 4193), as the instance's name is
			copy(a[1:], c.Instance)
			s.V6 = netip.PrefixFrom(netip.AddrFrom16(a), 64)
		}
	}
	s.DNS = slices.DeleteFunc(slices.Clone(c.DNS), func(a netip.Addr) bool { return a.Is6() && !s.V6.IsValid() })
	for _, other := range all {
		for _, ch := range other.Changed { // also by an Up of our own before
			if !s.has(ch.Path) {
				s.Changed = append(s.Changed, ch)
			}
		}
	}
	s.foresee()
	s.V4, err = freeBlock(c, all, routes)
	return s, err
}

// freeBlock returns the block for IPv4: the configured one, or the one of before, or
// the first that nothing of the machine uses.
func freeBlock(c Config, all map[string]*State, routes []netlink.Route) (netip.Prefix, error) {
	var taken []netip.Prefix
	candidates := prefixes("10.213.0.0/16", "10.214.0.0/16", "10.215.0.0/16", "10.216.0.0/16", "10.217.0.0/16", "10.218.0.0/16", "10.219.0.0/16", "10.220.0.0/16", "10.221.0.0/16", "10.222.0.0/16", "172.29.0.0/16", "192.168.213.0/24")
	for _, r := range routes {
		if r.Dst != nil {
			a, _ := netip.AddrFromSlice(r.Dst.IP)
			bits, _ := r.Dst.Mask.Size()
			taken = append(taken, netip.PrefixFrom(a.Unmap(), bits))
		}
	}
	for id, s := range all {
		if id != c.Instance {
			taken = append(taken, s.V4)
			continue
		}
		candidates = append([]netip.Prefix{s.V4}, candidates...)
		taken = slices.DeleteFunc(taken, s.V4.Overlaps) // our own servers
	}
	if c.Addresses.IsValid() {
		candidates = []netip.Prefix{c.Addresses}
	}
	for _, p := range candidates {
		if !slices.ContainsFunc(taken, func(t netip.Prefix) bool { return t.Bits() > 0 && t.Overlaps(p) }) {
			return p.Masked(), nil
		}
	}
	return netip.Prefix{}, fmt.Errorf("this machine uses addresses of %v already, so its servers cannot have them", candidates)
}

// Down takes away the table of an instance and the interfaces of its sandboxes, and
// sets back what was changed on the machine, unless another instance needs it. Where
// there is nothing it does nothing.
func Down(instance string) error {
	held, err := lock(unix.LOCK_EX)
	if err != nil {
		return err
	}
	defer held.Close()
	return down(instance)
}

func down(instance string) error {
	all, err := states()
	links, err2 := dump(netlink.LinkList)
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	for _, l := range links { // before the table: none may ever be without its rules
		if strings.HasPrefix(l.Attrs().Name, interfaces(instance)) {
			// A sandbox that ends this moment takes its own away.
			if err := netlink.LinkDel(l); err != nil && !errors.Is(err, unix.ENODEV) {
				return err
			}
		}
	}
	conn := &nftables.Conn{}
	conn.DelTable(&nftables.Table{Family: nftables.TableFamilyINet, Name: tablePrefix + instance})
	s, err := all[instance], conn.Flush()
	if s == nil {
		return nil // nor is there anything to set back
	}
	delete(all, instance)
	return errors.Join(err, s.restore(all))
}

// dump lists things until they stay the same meanwhile.
func dump[T any](list func() ([]T, error)) (out []T, err error) {
	for err = netlink.ErrDumpInterrupted; errors.Is(err, netlink.ErrDumpInterrupted); {
		out, err = list()
	}
	return out, err
}

// Settings of the machine that let it forward.
const (
	forward4   = "net/ipv4/ip_forward"
	redirects4 = "net/ipv4/conf/all/accept_redirects" // the kernel changes it along
	forward6   = "net/ipv6/conf/all/forwarding"
	listen6    = "/accept_ra"
)

func (s *State) has(path string) bool {
	return slices.ContainsFunc(s.Changed, func(c Setting) bool { return c.Path == path })
}

// foresee notes what has to change.
func (s *State) foresee() {
	note := func(path, only, after string) {
		path = strings.TrimPrefix(path, "/proc/sys/")
		if now := readSetting(path); !s.has(path) && (now == only || only == "") {
			s.Changed = append(s.Changed, Setting{path, now, after})
		}
	}
	if readSetting(forward4) == "0" {
		note(redirects4, "", "")
		note(forward4, "0", "1")
	}
	if s.V6.IsValid() && readSetting(forward6) == "0" {
		// A machine that forwards stops listening to routers, its own included, unless
		// it is told to go on.
		interfaces, _ := filepath.Glob("/proc/sys/net/ipv6/conf/*" + listen6)
		for _, path := range interfaces {
			note(path, "1", "2")
		}
		note(forward6, "0", "1")
	}
}

// forward makes the changes that are noted.
func (s *State) forward() (err error) {
	for _, c := range s.Changed {
		if c.After != "" {
			err = errors.Join(err, writeSetting(c.Path, c.After))
		}
	}
	return err
}

// restore sets back what nobody else needs.
func (s *State) restore(others map[string]*State) (err error) {
	for _, c := range slices.Backward(s.Changed) {
		if !slices.ContainsFunc(slices.Collect(maps.Values(others)), func(o *State) bool { return o.has(c.Path) }) {
			err = errors.Join(err, writeSetting(c.Path, c.Before))
		}
	}
	return err
}

func readSetting(path string) string {
	b, _ := os.ReadFile("/proc/sys/" + path)
	return strings.TrimSpace(string(b))
}

func writeSetting(path, value string) error {
	if now := readSetting(path); now == value || now == "" && strings.HasSuffix(path, listen6) { // of an interface that is gone
		return nil
	}
	return os.WriteFile("/proc/sys/"+path, []byte(value), 0)
}
