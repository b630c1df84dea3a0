package supervisor

import (
	"fmt"
	"io"
	"net/netip"
	"os"
	"strings"

	"commonhall"
	"commonhall/sandbox/network"
)

// NetworkUp gives the servers of an installation their way to the internet. What
// does not work for them although it could be set up is told on warnings.
func NetworkUp(c network.Config, i Instance, warnings io.Writer) error {
	c.Instance = i.ID
	if len(c.DNS) == 0 {
		c.DNS = machineResolvers()
	}
	s, err := network.Up(c)
	if err != nil {
		return commonhall.Errorf(commonhall.FailedPrecondition, "People's servers have no way to the internet: %s.", err.Error()).
			WithHint("They run without one. To have it so on purpose, set servers.network to none.").Because(err)
	}
	if len(s.DNS) == 0 {
		fmt.Fprintln(warnings, "warning: people's servers cannot look up names: this machine asks itself for them, where servers cannot reach it."+
			" Name a resolver in the configuration, for example: network: {dns: [9.9.9.9]}")
	}
	return nil
}

// Where a machine says whom it asks for names. With systemd-resolved the first
// names a stub on the loopback, and the second whom that asks.
const (
	resolvConf = "/etc/resolv.conf"
	behindStub = "/run/systemd/resolve/resolv.conf"
)

// machineResolvers returns the machine's resolvers that others can reach too.
func machineResolvers() []netip.Addr {
	for _, path := range []string{resolvConf, behindStub} {
		if b, err := os.ReadFile(path); err == nil {
			if found := reachable(string(b)); len(found) > 0 {
				return found
			}
		}
	}
	return nil
}

// reachable returns the resolvers of a resolv.conf, at most the three that programs
// ask (resolv.conf(5)), without those on the loopback or on one link.
func reachable(text string) []netip.Addr {
	var out []netip.Addr
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		if len(f) < 2 || f[0] != "nameserver" || len(out) == 3 {
			continue
		}
		a, err := netip.ParseAddr(f[1])
		linked := a.Is6() && a.IsLinkLocalUnicast() // clouds have theirs at 169.254.…, which is routed
		if a = a.Unmap(); err == nil && !a.IsLoopback() && !a.IsUnspecified() && !linked {
			out = append(out, a)
		}
	}
	return out
}
