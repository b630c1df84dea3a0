// Package quota bounds how much of a disk an account may fill.
//
// It knows two ways, and takes the one that the file system has: quotas of users (ext4,
// xfs), which count every file of an account wherever it lies, and groups of quotas of
// btrfs, which count all that is in one subvolume, whoever owns it. It switches on
// neither: that changes a file system which is not ours alone. It decides nothing: its
// caller, who must be root, says whose folder it is and how much is right.
//
// What always holds: nothing is ever deleted or moved. A limit below what is used only
// lets nothing more be written. There is no period of grace after which the kernel would
// refuse what it let pass before. A limit that somebody else set is never taken away: ours
// are told from it by what stands beside them in the file system itself, so that no record
// of them can be lost.
package quota

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// Use is what an account has of a disk.
type Use struct {
	Bytes, Limit    int64 // a limit of 0 is none
	Files, MaxFiles int64 // folders, too; where the file system counts them
}

// missing says why a file system bounds nobody.
type missing struct {
	why string // a sentence
}

func (m *missing) Error() string { return m.why }

// way is how a file system bounds accounts. A folder is one of the account's.
type way interface {
	set(dir *os.File, owner int, u Use) error
	ours(dir *os.File, owner int) (bool, error) // whether the limit there is was set by this package
	use(dir *os.File, owner int) (Use, error)
}

// bytesPerFile is one file for so many bytes: as many as ext4 makes room for, so that
// who has their part of the bytes has their part of the files. Few are always enough
// for what programs put into a home.
const (
	bytesPerFile = 16 << 10
	leastFiles   = 20_000
	grain        = 64 << 10 // of limits: no file system has larger blocks, so none rounds ours
)

// filesFor is how many files go with so many bytes.
func filesFor(bytes int64) int64 { return max(bytes/bytesPerFile, leastFiles) }

// Set lets owner have bytes of the disk on which dir lies; dir is their folder. With 0 they
// have all of it, or what an administrator lets them have with the system's own tools.
// A disk that bounds nobody is no error: Look says so.
func Set(dir *os.File, owner int, bytes int64) error {
	u, change := Use{Limit: (max(bytes, 0) + grain - 1) / grain * grain}, true
	w, err := wayOf(dir)
	if err == nil && u.Limit > 0 {
		u.MaxFiles = filesFor(u.Limit)
	} else if err == nil {
		change, err = w.ours(dir, owner)
	}
	if err == nil && change {
		err = w.set(dir, owner, u)
	}
	var none *missing
	if errors.As(err, &none) {
		return nil
	}
	return err
}

// Report is Use as it is told: with why there is none.
type Report struct {
	Used, Limit, Files, MaxFiles int64
	Unheld                       string // a sentence
}

// Look returns what owner, whose folder dir is, has and uses; of owner 0 whether the disk
// of dir bounds anybody.
func Look(dir *os.File, owner int) Report {
	var u Use
	w, err := wayOf(dir)
	if err == nil && owner != 0 {
		u, err = w.use(dir, owner)
	}
	r := Report{Used: u.Bytes, Limit: u.Limit, Files: u.Files, MaxFiles: u.MaxFiles}
	var none *missing
	switch {
	case errors.As(err, &none):
		r.Unheld = none.why
	case err != nil:
		r.Unheld = err.Error() + "."
	}
	return r
}

// wayOf finds out how the file system of dir bounds accounts.
func wayOf(dir *os.File) (way, error) {
	var fs unix.Statfs_t
	if err := unix.Fstatfs(int(dir.Fd()), &fs); err != nil {
		return nil, err
	}
	if int64(fs.Type) == unix.BTRFS_SUPER_MAGIC {
		return groups{}, groupsOn(dir)
	}
	on, err := usersOn(dir)
	kind := map[int64]string{unix.EXT4_SUPER_MAGIC: "ext4", unix.XFS_SUPER_MAGIC: "xfs"}[int64(fs.Type)]
	switch {
	case err == nil && on:
		return users{}, nil
	case kind != "":
		return nil, &missing{"The file system (" + kind + ") is mounted without quotas of users."}
	case err == nil || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.ENOTTY) || errors.Is(err, unix.EOPNOTSUPP) || errors.Is(err, unix.ESRCH):
		return nil, &missing{"This kind of file system has no quotas."}
	}
	return nil, fmt.Errorf("ask the file system for quotas: %w", err)
}
