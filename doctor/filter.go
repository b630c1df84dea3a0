package doctor

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/google/nftables"
	"github.com/google/nftables/expr"
)

// Filter is how the rules around people's servers are.
type Filter struct {
	Up     bool     // there is a table of ours
	Empty  []string // its chains that have lost their rules
	Blocks []string // tables of others that drop all that is forwarded
	Resolv string   // the resolv.conf of a server that starts now
}

// interfaces is what the names of servers' interfaces begin with.
const interfaces = "cmh"

// ReadFilter asks the kernel.
func ReadFilter(instance string) (f Filter, err error) {
	c := &nftables.Conn{}
	chains, err := c.ListChains()
	if err != nil {
		return f, fmt.Errorf("ask the kernel's filter (nf_tables): %w", err)
	}
	for _, chain := range chains {
		ours := chain.Table.Name == "commonhall_"+instance
		forward := chain.Hooknum != nil && *chain.Hooknum == *nftables.ChainHookForward && familyName(chain.Table.Family) != ""
		if !ours && (!forward || strings.HasPrefix(chain.Table.Name, "commonhall_")) {
			continue
		}
		rules, err := c.GetRules(chain.Table, chain)
		if err != nil {
			return f, fmt.Errorf("ask for the rules of %s %s: %w", chain.Table.Name, chain.Name, err)
		}
		switch {
		case ours && len(rules) == 0:
			f.Up, f.Empty = true, append(f.Empty, chain.Name)
		case ours:
			f.Up = true
		case drops(chain, rules) && !knowsUs(c, chains, chain.Table):
			f.Blocks = append(f.Blocks, familyName(chain.Table.Family)+" "+chain.Table.Name)
		}
	}
	return f, nil
}

// knowsUs reports whether a rule of a table, in whichever chain, speaks of servers'
// interfaces: then somebody has thought of them.
func knowsUs(c *nftables.Conn, chains []*nftables.Chain, table *nftables.Table) bool {
	for _, chain := range chains {
		if chain.Table.Name != table.Name || chain.Table.Family != table.Family {
			continue
		}
		rules, _ := c.GetRules(chain.Table, chain)
		for _, r := range rules {
			if slices.ContainsFunc(r.Exprs, func(e expr.Any) bool {
				cmp, ok := e.(*expr.Cmp)
				return ok && strings.HasPrefix(string(cmp.Data), interfaces)
			}) {
				return true
			}
		}
	}
	return false
}

// drops reports whether a chain refuses what none of its rules lets through: by its
// policy, as ufw has it, or by its last rule, as firewalld has.
func drops(chain *nftables.Chain, rules []*nftables.Rule) bool {
	if chain.Policy != nil && *chain.Policy == nftables.ChainPolicyDrop {
		return true
	}
	return len(rules) > 0 && !slices.ContainsFunc(rules[len(rules)-1].Exprs, func(e expr.Any) bool {
		switch e := e.(type) {
		case *expr.Verdict:
			return e.Kind != expr.VerdictDrop
		case *expr.Reject, *expr.Counter, *expr.Log:
			return false
		}
		return true // it looks at something, so it is not for all
	})
}

// familyName is nft's word for one that speaks of IP; "" for others.
func familyName(f nftables.TableFamily) string {
	return map[nftables.TableFamily]string{nftables.TableFamilyIPv4: "ip", nftables.TableFamilyIPv6: "ip6", nftables.TableFamilyINet: "inet"}[f]
}

// setting is one of the kernel's.
func (l *look) setting(name string) string {
	b, _ := os.ReadFile(l.at("/proc/sys/" + name))
	return strings.TrimSpace(string(b))
}

// network looks whether servers have their way to the internet, and to nothing else.
func (l *look) network(context.Context) error {
	if !l.installed() || !l.Facts.Internet || l.Filter == nil {
		return nil
	}
	f, err := l.Filter()
	switch {
	case err != nil:
		return err
	case !f.Up:
		l.find("network-down", "", "The filter around people's servers is not there: they have no internet, and those that ran before it went reach this machine.")
	case l.setting("net/ipv4/ip_forward") == "0":
		l.find("network-down", "", "This machine does not forward any more (net.ipv4.ip_forward), so people's servers have no internet.")
	case len(f.Empty) > 0:
		l.find("network-down", "", "The filter around people's servers has lost its rules (%s).", strings.Join(f.Empty, ", "))
	}
	if len(f.Blocks) > 0 {
		l.find("network-blocked", "", "The rules in the table %s drop what people's servers send to the internet.", strings.Join(f.Blocks, ", "))
	}
	return nil
}
