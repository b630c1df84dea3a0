package warden

import (
	"os"
	"strconv"

	"commonhall"
	"commonhall/home/mounted"
	"commonhall/sandbox"
	"commonhall/sandbox/folder"
	"commonhall/sandbox/quota"
)

// homeName is the folder of a person's home: unique for ever, because numbers
// are never used again, and readable.
func homeName(a commonhall.Account, base int) string {
	return a.Name + "-" + strconv.Itoa(a.UID-base)
}

// openHome returns the person's home as a detached mount, with so much of the disk.
func (w *Warden) openHome(a commonhall.Account, disk int64) (*os.File, error) {
	dir, err := w.homeFolder(a, true)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	w.bound(dir, a.UID, disk)
	return sandbox.CloneTree(dir, true)
}

// homeFolder returns the person's home, which is made at the first start. The folder above
// belongs to root, and what is in it must be a folder of the person's. It must be the one that
// it was, lest people work in what the next mount hides; and none is opened that a restore is just renaming.
func (w *Warden) homeFolder(a commonhall.Account, starts bool) (*os.File, error) {
	homes, err := mounted.Use(w.cfg.Homes)
	if err != nil {
		return nil, err
	}
	defer homes.Close()
	name := homeName(a, w.cfg.UIDBase)
	if !starts {
		return folder.Open(homes.File, name, a.UID)
	}
	return folder.Ensure(homes.File, name, a.UID, 0o700, homes.Mkdir(quota.Mkdirat), func(dir *os.File) error {
		return folder.Skeleton(dir, a.UID)
	})
}
