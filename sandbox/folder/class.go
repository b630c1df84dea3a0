package folder

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"

	"commonhall/sandbox/overlay"
)

// A group's folders. On disk everything in them belongs to one number, the group's own;
// each mount translates that to the person who sees it, so that for everybody everything
// is theirs, whatever umask, cp or mv a program uses.

// kind is one of a group's folders.
type kind struct {
	name     string
	each     bool   // of a folder for each member, who sees theirs alone; teachers see all
	teachers uint64 // how they see it
	members  uint64
}

// How a folder is shown. Links lead nowhere, also those that were copied from one folder
// to another: whoever opens a file there opens that file, and none of their own.
const (
	writable = unix.MOUNT_ATTR_NOSUID | unix.MOUNT_ATTR_NODEV | unix.MOUNT_ATTR_NOSYMFOLLOW
	readOnly = writable | unix.MOUNT_ATTR_RDONLY
)

// kinds are the folders of a group.
func kinds() []kind {
	return []kind{
		{"material", false, writable, readOnly},
		{"shared", false, writable, writable},
		{"handin", true, readOnly, writable},
		{"returned", true, writable, readOnly},
	}
}

// Member is somebody who sees a group's folders.
type Member struct {
	Home    string // NAME-NUMBER, unique for ever: the name of what is theirs alone
	UID     int
	Teacher bool
}

// Shown is a folder as a detached mount.
type Shown struct {
	Name  string // material, shared, handin, returned
	Mount *os.File
}

// Class returns the folders of a group as m sees them. They lie in the folder name below
// groups, which is root's, made by mkdir, and are made at first need; owner is the group's
// number.
func Class(groups *os.File, name string, owner int, m Member, mkdir Mkdir) (shown []Shown, err error) {
	ids, err := overlay.Mapping(owner, m.UID)
	if err != nil {
		return nil, err
	}
	defer ids.Close()
	defer func() {
		if err != nil {
			Close(shown)
			shown = nil
		}
	}()
	for _, k := range kinds() {
		dir, err := k.open(groups, name, owner, m, mkdir)
		if err != nil {
			return shown, err
		}
		how := k.members
		if m.Teacher {
			how = k.teachers
		}
		mount, err := overlay.Mapped(dir, ids, how)
		dir.Close()
		if err != nil {
			return shown, err
		}
		shown = append(shown, Shown{k.name, mount})
	}
	return shown, nil
}

// Close lets go of what Class returned.
func Close(shown []Shown) {
	for _, s := range shown {
		s.Mount.Close()
	}
}

// open opens what m sees of one of a group's folders, and makes what is missing. Its own
// descriptor of groups holds the lock under which that is done, one start at a time.
func (k kind) open(groups *os.File, name string, owner int, m Member, mkdir Mkdir) (*os.File, error) {
	above, err := below(groups, ".")
	if err != nil {
		return nil, err
	}
	defer above.Close()
	if err := flock(above); err != nil {
		return nil, err
	}
	group, err := Ensure(above, name, 0, 0o700, mkdir, nil)
	if err != nil {
		return nil, err
	}
	defer group.Close()
	said := func(dir *os.File, err error) (*os.File, error) {
		if err != nil {
			return nil, fmt.Errorf("in %s/%s: %w", name, k.name, err)
		}
		return dir, nil
	}
	if !k.each {
		return said(Ensure(group, k.name, owner, 0o700, unix.Mkdirat, nil))
	}
	// Root's, so that no teacher renames or removes what is a pupil's way to theirs.
	all, err := said(Ensure(group, k.name, 0, 0o755, unix.Mkdirat, nil))
	if err != nil || m.Teacher {
		return all, err
	}
	defer all.Close()
	return said(Ensure(all, m.Home, owner, 0o700, unix.Mkdirat, nil))
}

func flock(dir *os.File) error {
	for {
		if err := unix.Flock(int(dir.Fd()), unix.LOCK_EX); !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}
