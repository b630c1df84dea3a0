package warden

import (
	"errors"
	"os"
	"strconv"

	"commonhall"
	"commonhall/sandbox"
	"commonhall/sandbox/folder"
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

// homeFolder returns the person's home, making it at the first start. The folder above
// belongs to root, and what is in it must be a folder of the person's.
func (w *Warden) homeFolder(a commonhall.Account) (*os.File, error) {
	homes, err := os.Open(w.cfg.Homes)
	if err != nil {
		return nil, err
	}
	defer homes.Close()
	name := homeName(a, w.cfg.UIDBase)
	return folder.Ensure(homes, name, a.UID, 0o700, func(dir *os.File) error {
		return copySkeleton(dir, a.UID)
	})
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
