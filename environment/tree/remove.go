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
}

// erase deletes a folder of the store.
func erase(ctx context.Context, path string) error {
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
	for {
		moved := e.moved
		if err := e.empty(dir, 0); err != nil {
			return fmt.Errorf("delete from %s: %w", dir.Name(), err)
		}
		if e.moved == moved {
			return nil
		}
	}
}

// empty deletes what is in dir. It reads again until it finds nothing, because not every
// file system finds all names of a folder that is emptied meanwhile.
func (e *eraser) empty(dir *os.File, depth int) error {
	for found := true; found; {
		if _, err := dir.Seek(0, io.SeekStart); err != nil {
			return err
		}
		found = false
		for {
			names, err := dir.Readdirnames(256)
			for _, name := range names {
				found = true
				if err := e.delete(dir, name, depth); err != nil {
					return err
				}
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (e *eraser) delete(dir *os.File, name string, depth int) error {
	if e.ctx.Err() != nil {
		return context.Cause(e.ctx)
	}
	err := unix.Unlinkat(int(dir.Fd()), name, 0)
	if errors.Is(err, unix.EISDIR) {
		err = e.folder(dir, name, depth)
	}
	if errors.Is(err, unix.ENOENT) { // another Sweep was faster
		return nil
	}
	return err
}

// folder deletes a folder, or moves it to the top.
func (e *eraser) folder(dir *os.File, name string, depth int) error {
	sub, err := openOwn(dir, name)
	if err != nil {
		return err
	}
	defer sub.Close()
	if depth < maxDepth {
		if err := e.empty(sub, depth+1); err != nil {
			return err
		}
		return unix.Unlinkat(int(dir.Fd()), name, unix.AT_REMOVEDIR)
	}
	for ; ; e.moved++ {
		err := unix.Renameat2(int(dir.Fd()), name, int(e.top.Fd()), deep+strconv.Itoa(e.moved), unix.RENAME_NOREPLACE)
		if !errors.Is(err, unix.EEXIST) {
			e.moved++
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
