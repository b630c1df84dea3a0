package tree

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// deep begins the name of a folder that was too deep and has come to the top.
const deep = ".deep-"

// eraser deletes what is in a folder that nobody changes any more. What it finds may be
// forbidden to its owner, and deeper than there are descriptors.
type eraser struct {
	ctx   context.Context
	top   *os.File
	moved int
	err   error // the first
}

// Erase deletes the folder of a store, or one of a store's, that nobody uses any more.
// It may be called again after it was interrupted.
func Erase(ctx context.Context, path string) error {
	dir, err := top(path)
	if err != nil {
		return err
	}
	defer dir.Close()
	return errors.Join(empty(ctx, dir), os.Remove(path))
}

// empty deletes all that is in a folder of the store.
func empty(ctx context.Context, dir *os.File) error {
	e := eraser{ctx: ctx, top: dir}
	for moved := -1; e.moved != moved; {
		moved, e.err = e.moved, nil
		e.empty(dir, 0)
	}
	if e.err != nil {
		return fmt.Errorf("delete from %s: %w", dir.Name(), e.err)
	}
	return nil
}

// empty deletes what is in dir. It reads again as long as something goes, because not
// every file system finds all names of a folder that is emptied meanwhile.
func (e *eraser) empty(dir *os.File, depth int) {
	for progress := true; progress; {
		if _, err := dir.Seek(0, io.SeekStart); err != nil {
			e.failed(err)
			return
		}
		progress = false
		for {
			names, err := dir.Readdirnames(256)
			for _, name := range names {
				if e.ctx.Err() != nil {
					e.failed(context.Cause(e.ctx))
					return
				}
				err := e.delete(dir, name, depth)
				if err == nil {
					progress = true
				} else if !errors.Is(err, unix.ENOENT) { // another Sweep was faster
					e.failed(err)
				}
			}
			if err != nil || len(names) == 0 {
				break // what was not read makes the folder not empty
			}
		}
	}
}

func (e *eraser) failed(err error) {
	if e.err == nil {
		e.err = err
	}
}

// delete deletes one name, or moves a folder that is too deep to the top. What is empty
// goes whoever it belongs to: an overlay leaves such a folder.
func (e *eraser) delete(dir *os.File, name string, depth int) error {
	err := unix.Unlinkat(int(dir.Fd()), name, 0)
	if errors.Is(err, unix.EISDIR) {
		err = unix.Unlinkat(int(dir.Fd()), name, unix.AT_REMOVEDIR)
	}
	if !errors.Is(err, unix.ENOTEMPTY) {
		return err
	}
	sub, err := openOwn(dir, name)
	if err != nil {
		return err
	}
	defer sub.Close()
	if depth < maxDepth {
		e.empty(sub, depth+1)
		return unix.Unlinkat(int(dir.Fd()), name, unix.AT_REMOVEDIR)
	}
	for {
		err := unix.Renameat2(int(dir.Fd()), name, int(e.top.Fd()), deep+strconv.Itoa(e.moved), unix.RENAME_NOREPLACE)
		e.moved++
		if !errors.Is(err, unix.EEXIST) {
			return err
		}
	}
}

// openOwn opens a folder and lets its owner, who is the hub, do with it what they want.
func openOwn(dir *os.File, name string) (*os.File, error) {
	at, err := openAt(dir, name, unix.O_PATH|unix.O_DIRECTORY)
	if err != nil {
		return nil, err
	}
	defer at.Close()
	var st unix.Stat_t
	if err := unix.Fstat(int(at.Fd()), &st); err != nil {
		return nil, err
	}
	if st.Mode&0o700 != 0o700 {
		if err := unix.Chmod("/proc/self/fd/"+strconv.Itoa(int(at.Fd())), 0o700); err != nil {
			return nil, err
		}
	}
	return openAt(dir, name, unix.O_RDONLY|unix.O_DIRECTORY)
}
