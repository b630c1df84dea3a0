package setup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
)

// host is what the host's own files say of accounts.
type host struct {
	users  map[string]int // uids by name
	groups map[string]int // gids by name
}

// readHost reads the host's own files. Not what nss says: that includes drop-ins.
func readHost() (host, error) {
	users, err1 := readNumbers("/etc/passwd")
	groups, err2 := readNumbers("/etc/group")
	return host{users, groups}, errors.Join(err1, err2)
}

// readNumbers reads name and number of each line of passwd(5) or group(5).
func readNumbers(path string) (map[string]int, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	out := map[string]int{}
	for line := range strings.Lines(string(b)) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), ":")
		if len(fields) < 3 {
			continue
		}
		if n, err := strconv.Atoi(fields[2]); err == nil {
			out[fields[0]] = n
		}
	}
	return out, nil
}

// named reports whether the host knows uid by another name.
func (h host) named(uid int, name string) bool {
	for other, n := range h.users {
		if n == uid && other != name {
			return true
		}
	}
	return false
}

// applyReal makes the host's real accounts of people exactly those of want.
func (a Accounts) applyReal(ctx context.Context, h host, want []hostAccount) error {
	var problems []error
	wanted := map[string]bool{}
	for _, w := range want {
		wanted[w.name] = true
	}
	for name, uid := range h.users {
		if !wanted[name] && a.mine(name, uid) {
			problems = append(problems, deleteUser(ctx, name))
		}
	}
	now, err := readNumbers("/etc/group") // userdel takes the group of that name with it
	if err != nil {
		return errors.Join(append(problems, err)...)
	}
	for name, gid := range now {
		if _, inUse := h.users[name]; !inUse && !wanted[name] && a.mine(name, gid) {
			problems = append(problems, accountTool(ctx, "groupdel", name))
		}
	}
	for _, w := range want {
		problems = append(problems, addGroup(ctx, h, w.name, w.uid), addUser(ctx, h, w, "--expiredate", "1970-01-02"))
	}
	return errors.Join(problems...)
}

func addGroup(ctx context.Context, h host, name string, gid int) error {
	if _, known := h.groups[name]; known {
		return nil
	}
	return accountTool(ctx, "groupadd", "--gid", strconv.Itoa(gid), name)
}

// addUser makes an account that nobody signs in as. Its group is there already.
func addUser(ctx context.Context, h host, a hostAccount, more ...string) error {
	if _, known := h.users[a.name]; known {
		return nil
	}
	id := strconv.Itoa(a.uid)
	// lastlog is a table by number: a line at ours makes it look like 170 GB.
	return accountTool(ctx, "useradd", slices.Concat([]string{"--uid", id, "--gid", id, "--no-create-home", "--no-log-init",
		"--home-dir", noHome, "--shell", noShell, "--comment", a.gecos, "--password", "!"}, more, []string{a.name})...)
}

// deleteUser deletes an account and its group; never with --force or --remove,
// which take a home with them.
func deleteUser(ctx context.Context, name string) error {
	if err := accountTool(ctx, "userdel", name); err != nil {
		return err
	}
	groups, err := readNumbers("/etc/group")
	if _, left := groups[name]; err == nil && left {
		err = accountTool(ctx, "groupdel", name)
	}
	return err
}

// accountTool runs one of the host's own tools: they hold its locks, and know what
// else it keeps about accounts.
func accountTool(ctx context.Context, tool string, args ...string) error {
	cmd := exec.CommandContext(ctx, hostTool(tool), args...)
	cmd.Env = []string{"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"}
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s %s: %w: %s", tool, args[len(args)-1], err, strings.TrimSpace(said.String()))
	}
	return nil
}

// hostTool finds a tool where Debian has it: root's search path after su lacks sbin.
func hostTool(name string) string {
	for _, dir := range []string{"/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/"} {
		if _, err := os.Stat(dir + name); err == nil {
			return dir + name
		}
	}
	return name
}
