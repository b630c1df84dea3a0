package setup

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/store"
	"commonhall/supervisor"
	"commonhall/warden"
)

// keeper keeps the hub's database while an upgrade is under way that gives it a new
// form. The hub's folder may hold anything: whoever speaks to strangers may have been
// taken over. Its methods are called while no hub runs.
type keeper struct {
	dir string // where copies lie: root's
	hub string // the hub's folder
	uid int    // the hub's account
}

// Folders in dir. Each appears whole, by its name.
const (
	keptName    = "database"      // as it was before the new release opened it
	backName    = "database.back" // the same, while it is put back
	passingName = "database.new"  // a copy that is being made
)

// returning is the name under which a file comes back into the hub's folder.
const returning = "commonhall.db.returning"

// databaseFiles are those of the database. The third one, in which readers and writer
// meet, means nothing when there are none.
func databaseFiles() []string {
	name := filepath.Base(supervisor.PathsIn(Dir, "").Database())
	return []string{name + "-wal", name, name + "-shm"}
}

// freeAfter is what a copy leaves free on the disk.
const freeAfter = 256 << 20

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func (k keeper) has(name string) bool { return exists(filepath.Join(k.dir, name)) }

// keep copies the database, unless that has been done.
func (k keeper) keep() error {
	if k.has(keptName) {
		return nil
	}
	passing := filepath.Join(k.dir, passingName)
	if err := errors.Join(os.RemoveAll(passing), os.Mkdir(passing, 0o700)); err != nil {
		return err
	}
	hub, err := os.OpenRoot(k.hub)
	if err != nil {
		return err
	}
	defer hub.Close()
	for _, name := range databaseFiles()[:2] {
		if err := k.copyOut(hub, name, filepath.Join(passing, name)); err != nil {
			return fmt.Errorf("a copy of the database: %w", err)
		}
	}
	return errors.Join(syncDir(passing), os.Rename(passing, filepath.Join(k.dir, keptName)), syncDir(k.dir))
}

// copyOut copies a file of the hub's, if there is one: not what a link leads to
// elsewhere, nor what never ends.
func (k keeper) copyOut(hub *os.Root, name, to string) error {
	from, err := hub.OpenFile(name, os.O_RDONLY|unix.O_NONBLOCK, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer from.Close()
	var st unix.Stat_t
	if err := unix.Fstat(int(from.Fd()), &st); err != nil {
		return err
	}
	if st.Mode&unix.S_IFMT != unix.S_IFREG || int(st.Uid) != k.uid {
		return fmt.Errorf("%s is not a file of the hub's", name)
	}
	if free, err := freeOn(k.dir); err != nil || free < st.Size+freeAfter {
		return errors.Join(err, fmt.Errorf("there is no room for the %d MB of %s", st.Size>>20, name))
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.CopyN(f, from, st.Size)
	return errors.Join(err, f.Sync(), f.Close())
}

// putBack puts the kept copy back, once. What is in its place is moved aside, and that
// of an earlier upgrade removed.
func (k keeper) putBack(stamp string) error {
	hub, err := os.OpenRoot(k.hub)
	if err != nil {
		return err
	}
	defer hub.Close()
	back := filepath.Join(k.dir, backName)
	if k.has(keptName) {
		if err := moveAside(hub, stamp); err != nil {
			return err
		}
		if err := errors.Join(syncDir(k.hub), os.Rename(filepath.Join(k.dir, keptName), back), syncDir(k.dir)); err != nil {
			return err
		}
	}
	if !k.has(backName) {
		return nil
	}
	for _, name := range databaseFiles()[:2] {
		if err := k.copyIn(hub, filepath.Join(back, name), name); err != nil {
			return err
		}
	}
	return errors.Join(syncDir(k.hub), os.RemoveAll(back), syncDir(k.dir))
}

// moveAside keeps what the failed release has made of the database.
func moveAside(hub *os.Root, stamp string) error {
	prefix := databaseFiles()[1] + ".failed-"
	entries, err := fs.ReadDir(hub.FS(), ".")
	if err != nil {
		return err
	}
	for _, e := range entries {
		if name := e.Name(); strings.HasPrefix(name, prefix) && !strings.HasPrefix(name, prefix+stamp) {
			if err := hub.RemoveAll(name); err != nil {
				return err
			}
		}
	}
	for _, name := range databaseFiles() {
		aside := prefix + stamp + strings.TrimPrefix(name, databaseFiles()[1])
		if _, err := hub.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := errors.Join(hub.RemoveAll(aside), hub.Rename(name, aside)); err != nil {
			return err
		}
	}
	return nil
}

func (k keeper) copyIn(hub *os.Root, from, name string) error {
	f, err := os.Open(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if err := hub.RemoveAll(returning); err != nil {
		return err
	}
	to, err := hub.OpenFile(returning, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, f)
	if err := errors.Join(err, to.Chown(k.uid, k.uid), to.Sync(), to.Close()); err != nil {
		return err
	}
	return hub.Rename(returning, name)
}

// pass tells whoever opens the database next how many numbers of people and of groups are not
// to be given out any more: who was added since the copy was made has a home with one.
func (k keeper) pass(people, groups int) error {
	hub, err := os.OpenRoot(k.hub)
	if err != nil {
		return err
	}
	defer hub.Close()
	if err := hub.RemoveAll(returning); err != nil {
		return err
	}
	f, err := hub.OpenFile(returning, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f, people, groups)
	if err := errors.Join(err, f.Chown(k.uid, k.uid), f.Sync(), f.Close()); err != nil {
		return err
	}
	name := databaseFiles()[1] + store.TakenSuffix
	return errors.Join(hub.RemoveAll(name), hub.Rename(returning, name))
}

// forget removes the copies.
func (k keeper) forget() error {
	var errs []error
	for _, name := range []string{keptName, backName, passingName} {
		errs = append(errs, os.RemoveAll(filepath.Join(k.dir, name)))
	}
	return errors.Join(errs...)
}

func freeOn(dir string) (int64, error) {
	var st unix.Statfs_t
	err := unix.Statfs(dir, &st)
	return int64(st.Bavail) * st.Bsize, err
}

// changes reports whether an upgrade that is under way gives the database a new form.
func (u *Upgrade) changes() bool { return u != nil && !u.Done && u.ToSchema != u.FromSchema }

// BeforeHub sees to the database before a hub of the release version starts: it keeps a
// copy before the first start of the new release, and puts that back before the first
// one of the old release. The unit of the hub runs it, as root.
func BeforeHub(version string) error {
	u, err := ReadUpgrade()
	if err != nil || !u.changes() {
		return err
	}
	i, err := supervisor.OpenInstance(Dir)
	if err != nil {
		return err
	}
	p := supervisor.PathsOf(Dir, i)
	k := keeper{upgradeDir, p.Hub(), i.UIDBase + warden.HubOffset}
	switch {
	case !u.Back && version == u.To:
		return k.keep()
	case u.Back && version == u.From:
		people, groups := Numbers(p, i.UIDBase)
		return errors.Join(k.pass(people, groups), k.putBack(u.Began.UTC().Format("20060102-150405")))
	}
	return nil
}

// MayOpen tells a hub of the release version whether it may open the database. What
// comes between BeforeHub and its start, such as another release that is made the
// current one, is made good when it is started again.
func (u *Upgrade) MayOpen(version string) error {
	return u.mayOpen(keeper{dir: upgradeDir}, version)
}

func (u *Upgrade) mayOpen(k keeper, version string) error {
	early := u.changes() && (!u.Back && version == u.To && !k.has(keptName) || u.Back && version == u.From && (k.has(keptName) || k.has(backName)))
	if !early {
		return nil
	}
	return commonhall.Errorf(commonhall.Unavailable, "An upgrade has still to see to the database.").WithHint("It does so before the next start, which comes by itself.")
}
