// Package network gives sandboxes a way to the internet, and to nothing else: not
// to each other, not to the machine, not to the networks around it. It is one
// nftables table of our own per instance, and a pair of virtual interfaces per
// sandbox.
//
// It decides nothing: who gets such a way is the caller's business, and the caller
// must be root. It keeps no files and no processes. All it knows lies in the
// kernel, in the network namespace in which it is called: the table says what is
// allowed and what was changed on the machine, the name of an interface which
// addresses belong to it. So whoever comes after a crash finds everything.
//
// Up makes the table, or replaces it at one stroke; Down takes it and all else away.
// Open and Attach connect a sandbox. What always holds: without the table nothing is
// connected, and the rules match interfaces by the beginning of their names, so that
// a sandbox that comes or goes changes no rule.
package network

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"os"

	"github.com/google/nftables"
	"github.com/google/nftables/userdata"
	"golang.org/x/sys/unix"
)

// Config says what the sandboxes of one instance may reach.
type Config struct {
	Instance  string         // at most six letters and digits; names table and interfaces
	Addresses netip.Prefix   // IPv4 block for the sandboxes; not valid: one that is free
	Allow     []netip.Prefix // what they may reach besides the internet
	DNS       []netip.Addr   // resolvers that they may ask
}

// ErrDown says that there is no table, so nothing is connected.
var ErrDown = errors.New("the network of this installation is not set up")

// State is what the table of an instance records.
type State struct {
	Instance string
	V4       netip.Prefix // the block
	V6       netip.Prefix // not valid where the machine itself has no IPv6
	MTU      int
	DNS      []netip.Addr
	Stamped  bool      // connections say of which interface they are
	Again    bool      `json:",omitempty"` // it may be more than it is if Up is called again
	Changed  []Setting // of the machine, in this order
}

// Setting is a file below /proc/sys with its values before and after a change;
// without the latter the kernel changes it along.
type Setting struct{ Path, Before, After string }

// Names. Interfaces of all instances begin with common; Linux allows 15 letters.
const (
	common      = "cmh"
	tablePrefix = "commonhall_"
)

func interfaces(instance string) string { return common + instance + "-" }

// Open returns what the table of an instance records, or ErrDown.
func Open(instance string) (*State, error) {
	all, err := states()
	if err == nil && all[instance] == nil {
		err = ErrDown
	}
	return all[instance], err
}

// states reads the tables of all instances in this network namespace.
func states() (map[string]*State, error) {
	c := &nftables.Conn{}
	tables, err := c.ListTablesOfFamily(nftables.TableFamilyINet)
	if errors.Is(err, unix.EPROTONOSUPPORT) || errors.Is(err, unix.EINVAL) {
		return nil, nil // a kernel without nf_tables has no table
	}
	if err != nil {
		return nil, fmt.Errorf("ask the kernel's filter (nf_tables): %w", err)
	}
	out := map[string]*State{}
	for _, t := range tables {
		rules, err := c.GetRules(t, &nftables.Chain{Name: "state", Table: t})
		if err != nil && !errors.Is(err, unix.ENOENT) {
			return nil, err
		}
		text := ""
		for _, r := range rules {
			part, _ := userdata.GetString(r.UserData, userdata.TypeComment)
			text += part
		}
		s := &State{}
		// A table that somebody emptied is none of ours any more.
		if json.Unmarshal([]byte(text), s) == nil && tablePrefix+s.Instance == t.Name {
			out[s.Instance] = s
		}
	}
	return out, nil
}

// record adds the state to the table, in comments of rules that do nothing.
func (b batch) record(s *State) error {
	text, err := json.Marshal(s)
	c := b.AddChain(&nftables.Chain{Name: "state", Table: b.table})
	for len(text) > 0 {
		n := min(len(text), 120) // nft(8) reads comments of this length
		b.AddRule(&nftables.Rule{Table: b.table, Chain: c, UserData: userdata.AppendString(nil, userdata.TypeComment, string(text[:n]))})
		text = text[n:]
	}
	return err
}

// lock holds the network namespace of the calling thread against others that
// change the same things: how is LOCK_EX or LOCK_SH.
func lock(how int) (held *os.File, err error) {
	if held, err = os.Open("/proc/thread-self/ns/net"); err == nil {
		err = unix.Flock(int(held.Fd()), how)
	}
	return held, err
}
