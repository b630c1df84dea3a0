package setup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/home/mounted"
	"commonhall/supervisor"
	"commonhall/warden"
)

// Accounts tells the host the names of people's accounts, so that ls, ps and id
// show them (decision 016). The homes are the record of which accounts there are.
type Accounts struct {
	Homes   string // folder of the homes
	UIDBase int    // first uid of the installation's block
}

// namePrefix begins the names that the host knows people by: nobody who lists a
// person as "postgres" makes the host take them for its own.
const namePrefix = "ch-"

// maxHostName is the longest name that systemd, useradd and utmp all accept.
const maxHostName = 31

// settleFor is how long homes must be quiet before Sync is done: systemd's path
// unit sees nothing while what it started still runs, and a class comes at once.
const settleFor = 300 * time.Millisecond

// hostAccount is an account as the host is told of it. The group has the same
// name and number.
type hostAccount struct {
	name  string
	uid   int
	gecos string
}

// HomeAccount returns the account whose home or log is called LOGIN-NUMBER, and
// false for what is called otherwise.
func HomeAccount(folder string, base int) (commonhall.Account, bool) {
	login, number, _ := cutLast(folder, "-")
	n, err := strconv.Atoi(number)
	if err != nil || strconv.Itoa(n) != number || n < warden.PeopleOffset || n >= warden.BlockSize {
		return commonhall.Account{}, false
	}
	const letters, others = "abcdefghijklmnopqrstuvwxyz", "0123456789-_"
	if login == "" || len(login) > 32 || !strings.Contains(letters, login[:1]) || strings.Trim(login, letters+others) != "" {
		return commonhall.Account{}, false
	}
	return commonhall.Account{Name: login, UID: base + n}, true
}

// Homes lists the accounts that have homes in a folder, by the names of these.
func Homes(dir string, base int) []commonhall.Account {
	entries, _ := os.ReadDir(dir) // none, where there is no folder
	var out []commonhall.Account
	for _, e := range entries {
		if a, ok := HomeAccount(e.Name(), base); ok && e.IsDir() {
			out = append(out, a)
		}
	}
	return out
}

// Numbers says how many numbers lie up to the highest one that has a home, and up to the
// highest one of a group that has folders.
func Numbers(p supervisor.Paths, base int) (people, groups int) {
	for _, a := range Homes(p.Homes(), base) {
		people = max(people, a.UID-base-warden.PeopleOffset+1)
	}
	entries, _ := os.ReadDir(p.Groups())
	for _, e := range entries {
		_, number, _ := cutLast(e.Name(), "-")
		if n, err := strconv.Atoi(number); err == nil && strconv.Itoa(n) == number && n >= commonhall.FirstGroup && n <= commonhall.LastGroup {
			groups = max(groups, n-commonhall.FirstGroup+1)
		}
	}
	return people, groups
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// host is what the host calls the account: after its home, which no other has,
// now or later. The login alone would pass from somebody who left to the next of
// that name, and old files with it.
func (a Accounts) host(account commonhall.Account) hostAccount {
	number := "-" + strconv.Itoa(account.UID-a.UIDBase)
	login := account.Name[:min(len(account.Name), maxHostName-len(namePrefix)-len(number))]
	return hostAccount{name: namePrefix + login + number, uid: account.UID, gecos: account.Name + " (commonhall)"}
}

// mine reports whether an account that the host knows was named by Sync.
func (a Accounts) mine(name string, uid int) bool {
	n := uid - a.UIDBase
	return n >= warden.PeopleOffset && n < warden.BlockSize && strings.HasPrefix(name, namePrefix) && strings.HasSuffix(name, "-"+strconv.Itoa(n))
}

// Sync makes the host's names those of the homes, and returns when no home has
// come or gone for a moment.
func (a Accounts) Sync(ctx context.Context) error {
	homes, err := os.Open(a.Homes)
	if errors.Is(err, os.ErrNotExist) {
		return a.apply(ctx, nil) // nobody has started a server yet
	}
	if err != nil {
		return err
	}
	defer homes.Close()
	if errors.Is(mounted.Look(a.Homes), mounted.ErrOther) {
		return nil // the names are those of homes whose disk is not mounted
	}
	if err := unix.Flock(int(homes.Fd()), unix.LOCK_EX); err != nil { // one at a time
		return err
	}
	fd, err := unix.InotifyInit1(unix.IN_CLOEXEC | unix.IN_NONBLOCK)
	if err != nil {
		return err
	}
	changes := os.NewFile(uintptr(fd), "inotify")
	defer changes.Close()
	if _, err := unix.InotifyAddWatch(fd, a.Homes, unix.IN_CREATE|unix.IN_DELETE|unix.IN_MOVE|unix.IN_ONLYDIR); err != nil {
		return err
	}
	for {
		if err := a.applyHomes(ctx); err != nil || ctx.Err() != nil {
			return err
		}
		_ = changes.SetReadDeadline(time.Now().Add(settleFor))
		if _, err := changes.Read(make([]byte, 64<<10)); errors.Is(err, os.ErrDeadlineExceeded) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// Remove takes all names of people's accounts away from the host. Homes stay.
func (a Accounts) Remove(ctx context.Context) error { return a.apply(ctx, nil) }

func (a Accounts) applyHomes(ctx context.Context) error {
	entries, err := os.ReadDir(a.Homes)
	if err != nil {
		return err
	}
	var want []hostAccount
	var problems []error
	seen := map[int]string{}
	for _, e := range entries {
		account, ok := HomeAccount(e.Name(), a.UIDBase)
		if !ok || !e.IsDir() {
			continue
		}
		if other := seen[account.UID]; other != "" {
			problems = append(problems, fmt.Errorf("two homes, %s and %s, have the same number, which is one person's for ever; move away the one that is not in use", other, e.Name()))
			continue
		}
		seen[account.UID] = e.Name()
		want = append(want, a.host(account))
	}
	return a.apply(ctx, want, problems...)
}

// apply makes the names of people's accounts exactly those in want: as drop-ins
// where the host reads them, else as real accounts. It reports all problems at once,
// with those that there are already.
func (a Accounts) apply(ctx context.Context, want []hostAccount, problems ...error) error {
	host, err := readHost()
	if err != nil {
		return err
	}
	free := make([]hostAccount, 0, len(want))
	for _, w := range want {
		switch uid, taken := host.users[w.name]; {
		case taken && uid != w.uid:
			problems = append(problems, fmt.Errorf("the host has an account %s already, with the number %d instead of %d; if nobody needs it: userdel %s", w.name, uid, w.uid, w.name))
		case host.named(w.uid, w.name):
			// The administrator gave it a name: it has one.
		default:
			free = append(free, w)
		}
	}
	dropIns, accounts := free, []hostAccount(nil)
	if !readsDropIns() {
		dropIns, accounts = nil, free
	}
	problems = append(problems, a.applyDropIns(dropIns), a.applyReal(ctx, host, accounts))
	if err := errors.Join(problems...); err != nil {
		return commonhall.Errorf(commonhall.FailedPrecondition, "Not all accounts are known to the host by name.").
			WithHint("Everything works all the same; ls and ps show numbers.").Because(err)
	}
	return nil
}
