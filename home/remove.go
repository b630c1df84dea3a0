// Package home deletes a person's home for ever.
//
// It decides nothing: whose time is over is the caller's business. Everything is done
// by descriptors: no link is followed and no mount entered, whatever the person has
// left behind. Remove may be called again after it was interrupted, and twice at once.
package home

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// Deleted is what was deleted.
type Deleted struct {
	Files int   // folders too
	Bytes int64 // that the disk has now; what has another name outside stays
}

// ErrMount says that something in the way is a disk of its own.
var ErrMount = errors.New("a disk of its own is mounted there; unmount it first")

// Gone begins the name of a home that is being deleted: nobody starts a server in it,
// and who was interrupted finds it again.
const Gone = ".gone-"

// Remove deletes the home called name in the folder homes, if it belongs to the
// account uid. A home that was never made, or is deleted already, is none to delete.
func Remove(homes, name string, uid int) (Deleted, error) {
	var d Deleted
	if name == "" || strings.ContainsAny(name, "/\x00") || strings.HasPrefix(name, ".") {
		return d, fmt.Errorf("%q is not the name of a home", name)
	}
	at, err := unix.Open(homes, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return d, fmt.Errorf("open the folder of homes: %w", err)
	}
	defer unix.Close(at)
	if err := setAside(at, name, uid); err != nil {
		return d, err
	}
	top, err := open(at, Gone+name)
	if errors.Is(err, unix.ENOENT) {
		return d, nil
	}
	if err != nil {
		return d, fmt.Errorf("open %s%s: %w", Gone, name, err)
	}
	defer top.Close()
	if err := owned(top, uid); err != nil {
		return d, err
	}
	e := emptier{top: int(top.Fd()), done: &d}
	e.empty(top, "", 0)
	if len(e.left) > 0 {
		return d, fmt.Errorf("not everything in %s%s could be deleted: %w", Gone, name, errors.Join(e.left...))
	}
	if err := unix.Unlinkat(at, Gone+name, unix.AT_REMOVEDIR); err != nil && !errors.Is(err, unix.ENOENT) {
		return d, fmt.Errorf("delete %s%s: %w", Gone, name, err)
	}
	d.Files++
	return d, nil
}

// setAside gives the home the name of one that is being deleted.
func setAside(at int, name string, uid int) error {
	f, err := open(at, name)
	if errors.Is(err, unix.ENOENT) {
		return nil // never made, or set aside before
	}
	if err != nil {
		return fmt.Errorf("open %s: %w", name, err)
	}
	defer f.Close()
	if err := owned(f, uid); err != nil {
		return err
	}
	err = unix.Renameat2(at, name, at, Gone+name, unix.RENAME_NOREPLACE)
	if err != nil && !errors.Is(err, unix.ENOENT) { // another Remove was faster
		return fmt.Errorf("set %s aside: %w", name, err)
	}
	return nil
}

func owned(f *os.File, uid int) error {
	var st unix.Stat_t
	if err := unix.Fstat(int(f.Fd()), &st); err != nil {
		return err
	}
	if int(st.Uid) != uid {
		return fmt.Errorf("%s belongs to the account %d instead of %d; it is left alone", f.Name(), st.Uid, uid)
	}
	return nil
}

// open opens a folder in another one, on the same mount, following nothing.
func open(dir int, name string) (*os.File, error) {
	fd, err := unix.Openat2(dir, name, &unix.OpenHow{Flags: unix.O_RDONLY | unix.O_DIRECTORY | unix.O_NOFOLLOW | unix.O_CLOEXEC,
		Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS | unix.RESOLVE_NO_XDEV})
	if errors.Is(err, unix.EXDEV) {
		return nil, ErrMount
	}
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), name), nil
}

// emptier deletes what is in a home.
type emptier struct {
	top   int // the home
	moved int // folders that were too deep
	done  *Deleted
	left  []error // why something is left, the first ones
}

const (
	maxDepth  = 100 // folders open at once
	batch     = 256
	maxErrors = 5
)

// empty deletes what is in dir, which lies at path in the home. It looks again until
// nothing more goes: what was too deep comes to the top meanwhile.
func (e *emptier) empty(dir *os.File, path string, depth int) {
	for {
		if _, err := dir.Seek(0, io.SeekStart); err != nil {
			e.fail(path, err)
			return
		}
		progress := false
		e.left = e.left[:min(len(e.left), maxErrors)]
		before := len(e.left)
		for {
			names, err := dir.Readdirnames(batch)
			for _, name := range names {
				if e.delete(int(dir.Fd()), name, path+name, depth) {
					progress = true
				}
			}
			if err != nil || len(names) == 0 {
				break
			}
		}
		if !progress {
			return
		}
		e.left = e.left[:before] // it is tried again, and then told
	}
}

// delete deletes one name in a folder and reports whether it is away from there.
func (e *emptier) delete(dir int, name, path string, depth int) bool {
	var st unix.Stat_t
	err := unix.Fstatat(dir, name, &st, unix.AT_SYMLINK_NOFOLLOW)
	if err == nil && st.Mode&unix.S_IFMT == unix.S_IFDIR {
		return e.deleteFolder(dir, name, path, depth)
	}
	if err == nil {
		err = unix.Unlinkat(dir, name, 0)
	}
	if errors.Is(err, unix.ENOENT) {
		return true
	}
	if err != nil {
		e.fail(path, err)
		return false
	}
	e.done.Files++
	if st.Nlink == 1 {
		e.done.Bytes += st.Blocks * 512
	}
	return true
}

func (e *emptier) deleteFolder(dir int, name, path string, depth int) bool {
	if depth >= maxDepth {
		for ; ; e.moved++ {
			err := unix.Renameat2(dir, name, e.top, Gone+strconv.Itoa(e.moved), unix.RENAME_NOREPLACE)
			switch {
			case err == nil:
				return true
			case !errors.Is(err, unix.EEXIST):
				e.fail(path, err)
				return errors.Is(err, unix.ENOENT)
			}
		}
	}
	sub, err := open(dir, name)
	if err == nil {
		e.empty(sub, path+"/", depth+1)
		sub.Close()
		err = unix.Unlinkat(dir, name, unix.AT_REMOVEDIR)
	}
	switch {
	case err == nil:
		e.done.Files++
		return true
	case errors.Is(err, unix.ENOENT):
		return true
	case !errors.Is(err, unix.ENOTEMPTY): // then what is left in it has been told
		e.fail(path, err)
	}
	return false
}

func (e *emptier) fail(path string, err error) {
	if len(e.left) < maxErrors {
		e.left = append(e.left, fmt.Errorf("%q: %w", path, err))
	}
}
