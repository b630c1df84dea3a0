package doctor

import (
	"fmt"
	"net/netip"
	"runtime"
	"testing"

	"github.com/google/nftables"
	"github.com/google/nftables/expr"
	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
	"commonhall/sandbox/network"
)

// apart runs f in a network of its own.
func apart(t *testing.T, f func(t *testing.T, c *nftables.Conn)) {
	t.Helper()
	needs.Root(t)
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // for good: the thread goes with its network
		if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
			t.Error(err)
			return
		}
		f(t, &nftables.Conn{})
	}()
	<-done
}

// reads wants a filter to be so.
func reads(t *testing.T, when, want string) {
	t.Helper()
	f, err := ReadFilter("abc123")
	if got := fmt.Sprint(f.Up, f.Empty, f.Blocks); err != nil || got != want {
		t.Errorf("%s it is %s, %v; not %s", when, got, err, want)
	}
}

// TestTheFilterIsWhole: what nft flush ruleset, a flushed chain or another's table take
// away is seen; nothing is where all is well.
func TestTheFilterIsWhole(t *testing.T) {
	apart(t, func(t *testing.T, c *nftables.Conn) {
		flush := func() {
			if err := c.Flush(); err != nil {
				t.Error(err)
			}
		}
		up := func() {
			for _, id := range []string{"abc123", "zzz999"} {
				if _, err := network.Up(network.Config{Instance: id, DNS: []netip.Addr{netip.MustParseAddr("9.9.9.9")}}); err != nil {
					t.Error(err)
				}
			}
		}
		reads(t, "before anything", "false [] []")
		up()
		reads(t, "where all is well", "true [] []")
		table := &nftables.Table{Family: nftables.TableFamilyINet, Name: "commonhall_abc123"}
		c.FlushChain(&nftables.Chain{Name: "forward", Table: table})
		flush()
		reads(t, "with a chain flushed", "true [forward] []")
		up()
		reads(t, "set up again", "true [] []")
		c.FlushTable(table)
		flush()
		if f, err := ReadFilter("abc123"); err != nil || !f.Up || len(f.Empty) < 8 {
			t.Errorf("with a table flushed: %+v, %v", f, err)
		}
		c.FlushRuleset()
		flush()
		reads(t, "after nft flush ruleset", "false [] []")
		up()
		if err := network.Down("abc123"); err != nil {
			t.Error(err)
		}
		reads(t, "beside another installation", "false [] []")
	})
}

// TestOthersFirewalls: one that drops what is forwarded, in the way of ufw (a policy) or
// of firewalld (a last rule), is named; one that lets servers through is not.
func TestOthersFirewalls(t *testing.T) {
	drop := nftables.ChainPolicyDrop
	name := func(name string) []expr.Any {
		return []expr.Any{&expr.Meta{Key: expr.MetaKeyIIFNAME, Register: 1}, &expr.Cmp{Op: expr.CmpOpEq, Register: 1, Data: []byte(name)}, &expr.Verdict{Kind: expr.VerdictAccept}}
	}
	reject := []expr.Any{&expr.Counter{}, &expr.Reject{Type: unix.NFT_REJECT_ICMPX_UNREACH, Code: unix.NFT_REJECT_ICMPX_ADMIN_PROHIBITED}}
	onlyLAN := []expr.Any{&expr.Meta{Key: expr.MetaKeyIIFNAME, Register: 1}, &expr.Cmp{Op: expr.CmpOpEq, Register: 1, Data: []byte("lan0\x00")}, &expr.Verdict{Kind: expr.VerdictDrop}}
	for what, one := range map[string]struct {
		hook   *nftables.ChainHook
		policy *nftables.ChainPolicy
		rules  [][]expr.Any
		blocks bool
		users  bool // what its user adds lies in another chain, and speaks of us
	}{
		"a policy":                      {nftables.ChainHookForward, &drop, [][]expr.Any{name("lan0\x00")}, true, false},
		"a last rule":                   {nftables.ChainHookForward, nil, [][]expr.Any{name("lo\x00"), reject}, true, false},
		"a policy, with a gap":          {nftables.ChainHookForward, &drop, [][]expr.Any{name("cmh")}, false, false},
		"a policy, and a gap elsewhere": {nftables.ChainHookForward, &drop, [][]expr.Any{name("lan0\x00")}, false, true},
		"one that lets through":         {nftables.ChainHookForward, nil, [][]expr.Any{reject, name("lo\x00")}, false, false},
		"one for others":                {nftables.ChainHookForward, nil, [][]expr.Any{onlyLAN}, false, false},
		"one for what comes in":         {nftables.ChainHookInput, &drop, [][]expr.Any{name("lo\x00")}, false, false},
		"one that has no rules":         {nftables.ChainHookForward, nil, nil, false, false},
		"one that has no accept":        {nftables.ChainHookForward, &drop, nil, true, false},
	} {
		apart(t, func(t *testing.T, c *nftables.Conn) {
			table := c.AddTable(&nftables.Table{Family: nftables.TableFamilyIPv4, Name: "filter"})
			chain := c.AddChain(&nftables.Chain{Name: "any", Table: table, Type: nftables.ChainTypeFilter, Hooknum: one.hook, Priority: nftables.ChainPriorityFilter, Policy: one.policy})
			for _, r := range one.rules {
				c.AddRule(&nftables.Rule{Table: table, Chain: chain, Exprs: r})
			}
			if one.users {
				c.AddRule(&nftables.Rule{Table: table, Chain: c.AddChain(&nftables.Chain{Name: "users", Table: table}), Exprs: name("cmh")})
			}
			if err := c.Flush(); err != nil {
				t.Error(what, err)
			}
			want := "false [] []"
			if one.blocks {
				want = "false [] [ip filter]"
			}
			reads(t, "with "+what, want)
		})
	}
}
