package warden

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/sandbox"
)

// homeName is the folder of a person's home: unique for ever, because numbers
// are never used again, and readable.
func homeName(a commonhall.Account, base int) string {
	return a.Name + "-" + strconv.Itoa(a.UID-base)
}

// openHome returns the person's home as a detached mount.
func (w *Warden) openHome(a commonhall.Account) (*os.File, error) {
	dir, err := w.homeFolder(a)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	return sandbox.CloneTree(dir, true)
}

// homeFolder returns the person's home, making it at the first start. It never
// follows a link: the folder above belongs to root, and what is in it must be a
// folder of the person's.
func (w *Warden) homeFolder(a commonhall.Account) (*os.File, error) {
	homes, err := os.Open(w.cfg.Homes)
	if err != nil {
		return nil, err
	}
	defer homes.Close()
	name := homeName(a, w.cfg.UIDBase)
	home, err := openOwned(homes, name, a.UID)
	if !errors.Is(err, unix.ENOENT) {
		return home, err
	}
	if err := w.sameOwner(homes, a, name); err != nil {
		return nil, err
	}
	if err := makeHome(homes, name, a); err != nil {
		return nil, fmt.Errorf("%s cannot be made (%w)", name, err)
	}
	return openOwned(homes, name, a.UID)
}

func openBelow(dir *os.File, name string) (*os.File, error) {
	fd, err := unix.Openat2(int(dir.Fd()), name, &unix.OpenHow{
		Flags:   unix.O_RDONLY | unix.O_DIRECTORY | unix.O_CLOEXEC | unix.O_NOFOLLOW,
		Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS | unix.RESOLVE_NO_MAGICLINKS,
	})
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), name), nil
}

// sameOwner refuses a number under which somebody else has a home already: a
// hub with an old database would otherwise hand out numbers a second time.
func (w *Warden) sameOwner(homes *os.File, a commonhall.Account, name string) error {
	entries, err := homes.ReadDir(-1)
	if err != nil {
		return err
	}
	suffix := "-" + strconv.Itoa(a.UID-w.cfg.UIDBase)
	for _, e := range entries {
		if login, ok := strings.CutSuffix(e.Name(), suffix); ok && e.Name() != name && loginName(login) {
			return fmt.Errorf("the account %d has a home already, %s; the database seems to be an older one", a.UID, e.Name())
		}
	}
	return nil
}

// makeHome makes a home under a passing name and renames it when it is whole.
func makeHome(homes *os.File, name string, a commonhall.Account) error {
	at := int(homes.Fd())
	passing := ".new-" + name
	if err := unix.Mkdirat(at, passing, 0o700); err != nil && !errors.Is(err, unix.EEXIST) {
		return err
	}
	dir, err := openBelow(homes, passing)
	if err != nil {
		return err
	}
	defer dir.Close()
	if err := copySkeleton(dir, a.UID); err != nil {
		return err
	}
	if err := errors.Join(unix.Fchmod(int(dir.Fd()), 0o700), unix.Fchown(int(dir.Fd()), a.UID, a.UID)); err != nil {
		return err
	}
	return unix.Renameat2(at, passing, at, name, unix.RENAME_NOREPLACE)
}

// copySkeleton copies the machine's /etc/skel, as adduser would: files of its
// top, small ones. The new home still belongs to root, so nobody interferes.
func copySkeleton(dir *os.File, uid int) error {
	home, err := os.OpenRoot("/proc/self/fd/" + strconv.Itoa(int(dir.Fd())))
	if err != nil {
		return err
	}
	defer home.Close()
	entries, err := os.ReadDir("/etc/skel")
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		if !e.Type().IsRegular() {
			continue
		}
		b, err := os.ReadFile("/etc/skel/" + e.Name())
		if err != nil {
			return err
		}
		if err := errors.Join(home.WriteFile(e.Name(), b[:min(len(b), 64<<10)], 0o644), home.Chown(e.Name(), uid, uid)); err != nil {
			return err
		}
	}
	return nil
}
