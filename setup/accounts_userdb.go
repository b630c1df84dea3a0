package setup

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"commonhall/warden"
)

// userdb is where nss-systemd looks for records of accounts. That in /run and not
// that in /etc: people's sandboxes show /etc, and these name everybody; and after a
// power cut there is nothing torn or left over.
const userdb = "/run/userdb"

// userRecord and groupRecord are the parts of systemd's JSON records that say who
// it is, and that nobody signs in as them.
type userRecord struct {
	UserName    string `json:"userName"`
	UID         int    `json:"uid"`
	GID         int    `json:"gid"`
	RealName    string `json:"realName"`
	Home        string `json:"homeDirectory"`
	Shell       string `json:"shell"`
	Disposition string `json:"disposition"`
	Locked      bool   `json:"locked"`
}

type groupRecord struct {
	GroupName   string `json:"groupName"`
	GID         int    `json:"gid"`
	Disposition string `json:"disposition"`
}

// What every account has instead of a way in. The home is not the real one: sshd
// would let its owner put keys there, and forward ports from the host's network
// without any shell; and a tool that deletes accounts with their homes finds none.
const (
	noHome  = "/nonexistent"
	noShell = "/usr/sbin/nologin"
)

// readsDropIns reports whether the host asks nss-systemd for users and groups.
func readsDropIns() bool {
	b, err := os.ReadFile("/etc/nsswitch.conf")
	if err != nil {
		return false
	}
	asks := map[string]bool{}
	for line := range strings.Lines(string(b)) {
		line, _, _ = strings.Cut(line, "#")
		if db, sources, ok := strings.Cut(line, ":"); ok {
			asks[strings.TrimSpace(db)] = slices.Contains(strings.Fields(sources), "systemd")
		}
	}
	if !asks["passwd"] || !asks["group"] {
		return false
	}
	for _, dir := range []string{"/usr/lib/*", "/usr/lib", "/usr/lib64", "/lib/*", "/lib", "/lib64"} {
		if found, _ := filepath.Glob(dir + "/libnss_systemd.so.2"); len(found) > 0 {
			return true
		}
	}
	return false
}

// dropIns returns the files for accounts by name: a text, or a link to a name.
func dropIns(accounts []hostAccount) (texts map[string][]byte, links map[string]string, err error) {
	texts, links = map[string][]byte{}, map[string]string{}
	for _, a := range accounts {
		user, err1 := json.Marshal(userRecord{UserName: a.name, UID: a.uid, GID: a.uid, RealName: a.gecos, Home: noHome, Shell: noShell, Disposition: "container", Locked: true})
		group, err2 := json.Marshal(groupRecord{GroupName: a.name, GID: a.uid, Disposition: "container"})
		if err := errors.Join(err1, err2); err != nil {
			return nil, nil, err
		}
		texts[a.name+".user"], texts[a.name+".group"] = append(user, '\n'), append(group, '\n')
		links[strconv.Itoa(a.uid)+".user"], links[strconv.Itoa(a.uid)+".group"] = a.name+".user", a.name+".group"
	}
	return texts, links, nil
}

// applyDropIns makes the block's drop-ins exactly those of want.
func (a Accounts) applyDropIns(want []hostAccount) error {
	texts, links, err := dropIns(want)
	if err != nil {
		return err
	}
	if len(want) > 0 {
		if err := os.MkdirAll(userdb, 0o755); err != nil {
			return err
		}
	}
	entries, err := os.ReadDir(userdb)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var problems []error
	for _, e := range entries {
		if a.ownDropIn(e) && texts[e.Name()] == nil && links[e.Name()] == "" {
			problems = append(problems, os.Remove(filepath.Join(userdb, e.Name())))
		}
	}
	for name, text := range texts {
		path := filepath.Join(userdb, name)
		if now, err := os.ReadFile(path); err == nil && bytes.Equal(now, text) {
			continue
		}
		problems = append(problems, replace(path, func(passing string) error { return os.WriteFile(passing, text, 0o644) }))
	}
	for name, target := range links {
		path := filepath.Join(userdb, name)
		if now, err := os.Readlink(path); err == nil && now == target {
			continue
		}
		problems = append(problems, replace(path, func(passing string) error { return os.Symlink(target, passing) }))
	}
	if len(want) == 0 {
		_ = os.Remove(userdb) // others may have theirs there
	}
	return errors.Join(problems...)
}

// replace makes path anew in one step, so that nobody reads half of it.
func replace(path string, make func(passing string) error) error {
	passing := path + ".new"
	if err := os.Remove(passing); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return errors.Join(make(passing), os.Rename(passing, path))
}

// ownDropIn reports whether a drop-in is of the people's part of this block, also
// one that was only about to be.
func (a Accounts) ownDropIn(e fs.DirEntry) bool {
	name := strings.TrimSuffix(e.Name(), ".new")
	base := strings.TrimSuffix(strings.TrimSuffix(name, ".user"), ".group")
	if base == name {
		return false
	}
	if number, err := strconv.Atoi(base); err == nil {
		n := number - a.UIDBase
		return e.Type()&fs.ModeSymlink != 0 && n >= warden.PeopleOffset && n < warden.BlockSize
	}
	if !strings.HasPrefix(base, namePrefix) || !e.Type().IsRegular() {
		return false
	}
	var record struct{ GID int }
	b, err := os.ReadFile(filepath.Join(userdb, e.Name()))
	return err == nil && json.Unmarshal(b, &record) == nil && a.mine(base, record.GID)
}
