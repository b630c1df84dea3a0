// Package folder opens and makes the folders on disk that servers see: people's homes,
// the class's software, and what a group of people has together.
//
// It decides nothing: its caller, who must be root, says which folders and whose. What
// always holds: a folder is found from a descriptor of the one above, and no link is
// followed; it is used if it belongs to whom the caller says, and otherwise refused; one
// that is made has its name when it is whole. Nothing is ever deleted.
package folder

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// Open opens a folder below another, which must be owner's. No link is followed.
func Open(above *os.File, name string, owner int) (*os.File, error) {
	dir, err := below(above, name)
	switch {
	case errors.Is(err, unix.ELOOP), errors.Is(err, unix.ENOTDIR):
		return nil, fmt.Errorf("%s is not a folder, and links are not followed; put a folder there", name)
	case err != nil:
		return nil, fmt.Errorf("%s cannot be opened (%w)", name, err)
	}
	var st unix.Stat_t
	if err = unix.Fstat(int(dir.Fd()), &st); err == nil && int(st.Uid) != owner {
		err = fmt.Errorf("%s belongs to the account %d instead of %d; give it back with chown", name, st.Uid, owner)
	}
	if err != nil {
		dir.Close()
		return nil, err
	}
	return dir, nil
}

func below(above *os.File, name string) (*os.File, error) {
	fd, err := unix.Openat2(int(above.Fd()), name, &unix.OpenHow{
		Flags:   unix.O_RDONLY | unix.O_DIRECTORY | unix.O_CLOEXEC | unix.O_NOFOLLOW,
		Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS | unix.RESOLVE_NO_MAGICLINKS,
	})
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), name), nil
}

// Ensure opens a folder as Open does, and makes it where nothing has its name: under a
// passing name, with what fill puts there while it is root's still (nil: nothing), and by
// mkdir, which is like mkdirat(2). A number at the end of the name is one folder's.
func Ensure(above *os.File, name string, owner int, mode uint32, mkdir Mkdir, fill func(dir *os.File) error) (*os.File, error) {
	dir, err := Open(above, name, owner)
	if !errors.Is(err, unix.ENOENT) {
		return dir, err
	}
	if err := heir(above, name); err != nil {
		return nil, err
	}
	if err := makeFolder(above, name, owner, mode, mkdir, fill); err != nil && !errors.Is(err, unix.EEXIST) {
		return nil, fmt.Errorf("%s cannot be made (%w)", name, err)
	}
	return Open(above, name, owner)
}

// Mkdir makes a folder below an open one.
type Mkdir func(at int, name string, mode uint32) error

func makeFolder(above *os.File, name string, owner int, mode uint32, mkdir Mkdir, fill func(dir *os.File) error) error {
	at, passing := int(above.Fd()), ".new-"+name
	if err := mkdir(at, passing, 0o700); err != nil && !errors.Is(err, unix.EEXIST) {
		return err
	}
	dir, err := below(above, passing)
	if err != nil {
		return err
	}
	defer dir.Close()
	if fill != nil {
		err = fill(dir)
	}
	if err = cmp.Or(err, unix.Fchmod(int(dir.Fd()), mode), unix.Fchown(int(dir.Fd()), owner, owner)); err != nil {
		return err
	}
	return unix.Renameat2(at, passing, at, name, unix.RENAME_NOREPLACE)
}

// heir refuses a folder NAME-NUMBER where another one has that number: numbers are given
// once, so a hub with an old database has forgotten whom it gave this one.
func heir(above *os.File, name string) error {
	entries, err := above.ReadDir(-1)
	if err != nil {
		return err
	}
	number := name[strings.LastIndex(name, "-")+1:]
	for _, e := range entries {
		other := e.Name()
		if other != name && other[0] != '.' && strings.HasSuffix(other, "-"+number) {
			return fmt.Errorf("the number %s is that of %s already; the database seems to be an older one", number, other)
		}
	}
	return nil
}
