package setup

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"

	"commonhall"
	"commonhall/warden"
)

// Accounts and groups of the roles. These are real ones in /etc/passwd and
// /etc/group: systemd starts units as them before anything else can name them.
const (
	EdgeAccount    = "commonhall-edge"
	HubAccount     = "commonhall-hub"
	JournalAccount = "commonhall-journal"
	SocketsGroup   = "commonhall-sockets"

	journalOffset = 3 // in the block, after those of the warden
)

// Roles are the accounts of an installation's roles.
type Roles struct {
	UIDBase int // first uid of the installation's block
}

func (r Roles) accounts() []hostAccount {
	return []hostAccount{
		{EdgeAccount, r.UIDBase + warden.EdgeOffset, "commonhall's edge"},
		{HubAccount, r.UIDBase + warden.HubOffset, "commonhall's hub"},
		{JournalAccount, r.UIDBase + journalOffset, "commonhall's journal"},
	}
}

// groups are the groups by name: one for each account, and that of the sockets.
func (r Roles) groups() map[string]int {
	out := map[string]int{SocketsGroup: r.UIDBase + warden.SocketsGroup}
	for _, a := range r.accounts() {
		out[a.name] = a.uid
	}
	return out
}

// Check says which of the roles' names and numbers somebody else has. It changes
// nothing.
func (r Roles) Check(ctx context.Context) error {
	h, err := readHost()
	if err != nil {
		return err
	}
	var taken []string
	hint := ""
	users := map[string]int{}
	for _, a := range r.accounts() {
		users[a.name] = a.uid
	}
	for _, kind := range []struct {
		what, database, delete string
		is, want               map[string]int
	}{{"an account", "passwd", "userdel", h.users, users}, {"a group", "group", "groupdel", h.groups, r.groups()}} {
		for _, name := range slices.Sorted(maps.Keys(kind.want)) {
			id := kind.want[name]
			if is, known := kind.is[name]; known && is != id {
				taken = append(taken, fmt.Sprintf("The host has %s %s already, with the number %d instead of %d.", kind.what, name, is, id))
				hint = "It may be an earlier commonhall's. Bring back its instance.json in " + Dir + ", or, if nobody needs that any more, take its rests away: commonhall uninstall"
			} else if other := whoHas(ctx, kind.database, kind.is, id); other != "" && other != name {
				taken = append(taken, fmt.Sprintf("The number %d of %s belongs to %s already.", id, name, other))
				hint = "Give " + other + " another number: those from uid_base in instance.json on are this installation's."
			}
		}
	}
	if taken == nil {
		return nil
	}
	return commonhall.Errorf(commonhall.AlreadyExists, "%s", strings.Join(taken, "\n")).WithHint(hint)
}

// whoHas returns who has a number, according to the host's files or to whatever
// else it asks; "" for nobody.
func whoHas(ctx context.Context, database string, files map[string]int, id int) string {
	for name, n := range files {
		if n == id {
			return name
		}
	}
	out, err := exec.CommandContext(ctx, hostTool("getent"), database, strconv.Itoa(id)).Output()
	if err != nil {
		return "" // nobody, or no such tool
	}
	name, _, _ := strings.Cut(string(out), ":")
	return name
}

// Make makes the accounts and groups of the roles, and makes right what is wrong
// with them. It changes nothing if Check finds somebody else.
func (r Roles) Make(ctx context.Context) error {
	if err := r.Check(ctx); err != nil {
		return err
	}
	h, err := readHost()
	if err != nil {
		return err
	}
	for name, gid := range r.groups() {
		if err := addGroup(ctx, h, name, gid); err != nil {
			return err
		}
	}
	for _, a := range r.accounts() {
		if err := addUser(ctx, h, a, "--system"); err != nil {
			return err
		}
		if err := repair(ctx, a); err != nil {
			return err
		}
	}
	return nil
}

// repair makes an account what it is to be, if it is not.
func repair(ctx context.Context, a hostAccount) error {
	id := strconv.Itoa(a.uid)
	passwd, err := lineOf("/etc/passwd", a.name)
	if err != nil {
		return err
	}
	var fix []string
	if len(passwd) < 7 || passwd[1] != "x" || passwd[3] != id || passwd[5] != noHome || passwd[6] != noShell {
		fix = append(fix, "--gid", id, "--home", noHome, "--shell", noShell)
	}
	shadow, err := lineOf("/etc/shadow", a.name)
	if err != nil {
		return err
	}
	if len(shadow) < 2 || !strings.HasPrefix(shadow[1], "!") {
		fix = append(fix, "--password", "!")
	}
	if a.name == EdgeAccount || a.name == HubAccount {
		group, err := lineOf("/etc/group", SocketsGroup)
		if err != nil {
			return err
		}
		if len(group) < 4 || !slices.Contains(strings.Split(group[3], ","), a.name) {
			fix = append(fix, "--append", "--groups", SocketsGroup)
		}
	}
	if fix == nil {
		return nil
	}
	return accountTool(ctx, "usermod", append(fix, a.name)...)
}

// lineOf returns the fields of name's line in a file like passwd(5), none if it
// has no line.
func lineOf(path, name string) ([]string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(b)) {
		if fields := strings.Split(strings.TrimSuffix(line, "\n"), ":"); fields[0] == name {
			return fields, nil
		}
	}
	return nil, nil
}

// Remove deletes the accounts and groups of the roles, and nobody else's of the
// same name. The units that run as them must have stopped.
func (r Roles) Remove(ctx context.Context) error {
	h, err := readHost()
	if err != nil {
		return err
	}
	var problems []error
	for _, a := range r.accounts() {
		if uid, known := h.users[a.name]; known && uid == a.uid {
			problems = append(problems, deleteUser(ctx, a.name))
		}
	}
	groups, err := readNumbers("/etc/group")
	for name, gid := range r.groups() {
		if is, known := groups[name]; known && is == gid {
			if _, user := h.users[name]; !user {
				problems = append(problems, accountTool(ctx, "groupdel", name))
			}
		}
	}
	return errors.Join(append(problems, err)...)
}

// strays returns the roles of an installation whose identity is lost, as far as the
// host's accounts tell.
func strays() (r Roles, found bool) {
	h, err := readHost()
	if err != nil {
		return r, false
	}
	if uid, known := h.users[EdgeAccount]; known {
		return Roles{UIDBase: uid - warden.EdgeOffset}, true
	}
	gid, known := h.groups[SocketsGroup]
	return Roles{UIDBase: gid - warden.SocketsGroup}, known
}
