package tree

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// errMoved says that a name is not what it was a moment ago: its owner goes on working.
var errMoved = errors.New("changed meanwhile")

// longName is how many bytes of a name count as one more name.
const longName = 64

// view is a tree with a draft on top, as an overlay would show it. Its folders are read
// one at a time; nothing is mounted.
type view struct {
	names int // that may still be read
}

// folder is one folder of the view.
type folder struct {
	base, upper *os.File // nil: not there
	restore     int      // the mode that upper had, if it had to be opened up; else -1
	scope       string   // of npm, whose folder it is
}

// node is one name in a folder.
type node struct {
	name  string
	in    *os.File    // the folder on disk that has it
	st    unix.Stat_t // of a moment ago
	upper bool        // the draft has it
}

func (n *node) kind() uint32 { return n.st.Mode & unix.S_IFMT }

// view opens a tree with a draft on top; either may be "", for nothing.
func (s *Store) view(base, draft string) (*view, *folder, error) {
	v, f := &view{names: s.limits.Files}, &folder{restore: -1}
	if base != "" {
		if err := valid(base); err != nil {
			return nil, nil, err
		}
		var err error
		if f.base, err = top(s.Tree(base)); err != nil {
			return nil, nil, fmt.Errorf("open the tree %s: %w", base, err)
		}
	}
	if draft == "" {
		return v, f, nil
	}
	if err := valid(draft); err != nil {
		f.close()
		return nil, nil, err
	}
	path, _ := s.Draft(draft)
	upper, err := top(path)
	if errors.Is(err, unix.EACCES) {
		// Its owner may forbid it to themselves; the folder above is the hub's.
		if err = os.Chmod(path, 0o755); err == nil {
			upper, err = top(path)
		}
	}
	if err == nil {
		f.upper = upper
		err = v.enter(f)
	}
	if err != nil {
		f.close()
		return nil, nil, fmt.Errorf("open the draft %s: %w", draft, err)
	}
	return v, f, nil
}

// top opens a folder of the store itself, which nobody else can reach.
func top(path string) (*os.File, error) {
	return os.OpenFile(path, unix.O_DIRECTORY|unix.O_NOFOLLOW, 0)
}

// enter makes ready a folder whose upper was just opened: that its owner has forbidden
// it to themselves does not keep the hub out, and it may hide the one below.
func (v *view) enter(f *folder) error {
	if f.upper == nil {
		return nil
	}
	var st unix.Stat_t
	if err := unix.Fstat(int(f.upper.Fd()), &st); err != nil {
		return err
	}
	if st.Mode&0o500 != 0o500 {
		if err := unix.Fchmod(int(f.upper.Fd()), st.Mode&0o7777|0o500); err != nil {
			return err
		}
		f.restore = int(st.Mode & 0o7777)
	}
	if has, _, err := mark(f.upper, "redirect"); err != nil || has {
		return errors.Join(err, ErrMarks)
	}
	has, value, err := mark(f.upper, "opaque")
	switch {
	case err != nil:
		return err
	case has && value != 'y': // "x" is written by other tools only
		return ErrMarks
	case has && f.base != nil:
		f.base.Close()
		f.base = nil
	}
	return nil
}

// close gives upper back the mode it had.
func (f *folder) close() {
	if f.upper != nil {
		if f.restore >= 0 {
			_ = unix.Fchmod(int(f.upper.Fd()), uint32(f.restore)) // it was changed the same way
		}
		f.upper.Close()
	}
	if f.base != nil {
		f.base.Close()
	}
}

// sub opens a folder in f. It returns errMoved if it is none any more.
func (v *view) sub(f *folder, n *node) (*folder, error) {
	opened, restore, err := v.open(n, unix.S_IFDIR)
	if err != nil {
		return nil, err
	}
	if !n.upper {
		return &folder{base: opened, restore: -1}, nil
	}
	s := &folder{upper: opened, restore: restore}
	if f.base != nil {
		s.base, err = openAt(f.base, n.name, unix.O_RDONLY|unix.O_DIRECTORY)
		if errors.Is(err, unix.ENOENT) || errors.Is(err, unix.ENOTDIR) || errors.Is(err, unix.ELOOP) {
			err = nil
		}
	}
	if err == nil {
		err = v.enter(s)
	}
	if err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// each calls do with every name of the folder that is not deleted.
func (v *view) each(f *folder, do func(*node) error) error {
	seen := map[string]bool{}
	if f.upper != nil {
		err := v.read(f.upper, true, func(n *node) error {
			if seen[n.name] { // renamed away and back
				return nil
			}
			seen[n.name] = true
			if v.deleted(n) {
				return nil
			}
			return do(n)
		})
		if err != nil {
			return err
		}
	}
	if f.base == nil {
		return nil
	}
	return v.read(f.base, false, func(n *node) error {
		if seen[n.name] {
			return nil
		}
		return do(n)
	})
}

// read calls do with every name in one folder on disk.
func (v *view) read(dir *os.File, upper bool, do func(*node) error) error {
	for {
		names, err := dir.Readdirnames(256)
		for _, name := range names {
			// A long one counts as several: all of a folder are held.
			if v.names -= 1 + len(name)/longName; v.names < 0 {
				return ErrFiles
			}
			n := &node{name: name, in: dir, upper: upper}
			err := n.stat()
			if errors.Is(err, unix.ENOENT) {
				continue // only what the tree below does not have goes without a mark
			}
			if err == nil {
				err = do(n)
			}
			if err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// lookup finds one name; nil where it is not there.
func (v *view) lookup(f *folder, name string) (*node, error) {
	for _, dir := range []*os.File{f.upper, f.base} {
		if dir == nil {
			continue
		}
		n := &node{name: name, in: dir, upper: dir == f.upper}
		err := n.stat()
		switch {
		case errors.Is(err, unix.ENOENT):
			continue
		case err == nil && v.deleted(n):
			return nil, nil
		}
		return n, err
	}
	return nil, nil
}

// deleted reports whether n hides the name in the tree below.
func (v *view) deleted(n *node) bool {
	return n.upper && n.kind() == unix.S_IFCHR && n.st.Rdev == 0
}

func (n *node) stat() error {
	return unix.Fstatat(int(n.in.Fd()), n.name, &n.st, unix.AT_SYMLINK_NOFOLLOW)
}

// open opens a file or folder for reading, and looks at what it has opened. In a draft
// it opens also what its owner may not read now; a folder must then be given back the
// mode that is returned (else -1).
func (v *view) open(n *node, kind uint32) (*os.File, int, error) {
	flags := uint64(unix.O_RDONLY | unix.O_DIRECTORY)
	if kind != unix.S_IFDIR {
		flags = unix.O_RDONLY | unix.O_NONBLOCK | unix.O_NOCTTY // it may have become a pipe
	}
	restore := -1
	opened, err := openAt(n.in, n.name, flags)
	if errors.Is(err, unix.EACCES) && n.upper {
		opened, restore, err = force(n, flags)
	}
	for _, moved := range []error{unix.ENOENT, unix.ELOOP, unix.ENOTDIR, unix.ENXIO} {
		if errors.Is(err, moved) {
			return nil, -1, errMoved
		}
	}
	if err != nil {
		return nil, -1, err
	}
	err = v.opened(n, opened, kind)
	if restore >= 0 {
		n.st.Mode = n.st.Mode&unix.S_IFMT | uint32(restore)
		if err != nil || kind == unix.S_IFREG {
			err = errors.Join(err, unix.Fchmod(int(opened.Fd()), uint32(restore)))
		}
	}
	if err != nil {
		opened.Close()
		return nil, -1, err
	}
	return opened, restore, nil
}

// opened looks at what was opened.
func (v *view) opened(n *node, f *os.File, kind uint32) error {
	if err := unix.Fstat(int(f.Fd()), &n.st); err != nil {
		return err
	}
	if n.kind() != kind {
		return errMoved
	}
	if kind == unix.S_IFDIR || !n.upper {
		return nil
	}
	has, _, err := mark(f, "metacopy")
	if has {
		return ErrMarks
	}
	return err
}

// force opens what its owner, who is the hub here, may not read, and returns the mode
// that it had. The way through /proc leads to the very file that was looked at.
func force(n *node, flags uint64) (*os.File, int, error) {
	at, err := openAt(n.in, n.name, unix.O_PATH)
	if err != nil {
		return nil, -1, err
	}
	defer at.Close()
	var st unix.Stat_t
	if err := unix.Fstat(int(at.Fd()), &st); err != nil {
		return nil, -1, err
	}
	kind, mode := st.Mode&unix.S_IFMT, st.Mode&0o7777
	if kind != unix.S_IFREG && kind != unix.S_IFDIR {
		return nil, -1, errMoved
	}
	more := uint32(0o400) // and no more: another reader may see it
	if kind == unix.S_IFDIR {
		more = 0o500
	}
	path := "/proc/self/fd/" + strconv.Itoa(int(at.Fd()))
	if err := unix.Chmod(path, mode|more); err != nil {
		return nil, -1, err
	}
	fd, err := unix.Open(path, int(flags)|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, -1, errors.Join(err, unix.Chmod(path, mode))
	}
	return os.NewFile(uintptr(fd), n.name), int(mode), nil
}

// openAt opens one name in a folder, on the same mount, following nothing.
func openAt(dir *os.File, name string, flags uint64) (*os.File, error) {
	fd, err := unix.Openat2(int(dir.Fd()), name, &unix.OpenHow{Flags: flags | unix.O_NOFOLLOW | unix.O_CLOEXEC,
		Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS | unix.RESOLVE_NO_XDEV})
	if errors.Is(err, unix.EXDEV) {
		return nil, ErrMount
	}
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), name), nil
}

// mark reads what overlayfs has noted at a file, and the first byte of it. All that it
// notes beside what is asked for here (origin, impure) changes nothing that is seen.
func mark(f *os.File, name string) (bool, byte, error) {
	var b [64]byte
	n, err := unix.Fgetxattr(int(f.Fd()), "user.overlay."+name, b[:])
	switch {
	case errors.Is(err, unix.ENODATA) || errors.Is(err, unix.EOPNOTSUPP):
		return false, 0, nil
	case errors.Is(err, unix.ERANGE): // longer than any that is known
		return true, 0, nil
	case err != nil:
		return false, 0, err
	case n != 1:
		return true, 0, nil
	}
	return true, b[0], nil
}
