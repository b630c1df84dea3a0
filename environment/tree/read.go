package tree

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// ReadFile reads a file of a tree, at most max bytes of it. A link is followed as long
// as it stays in the tree.
func (s *Store) ReadFile(id, name string, max int) ([]byte, error) {
	if err := valid(id); err != nil {
		return nil, err
	}
	f, _, err := openIn(s.Tree(id), name, unix.O_RDONLY|unix.O_NONBLOCK)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readSome(f, max)
}

// Executable reports whether a tree has a program of that name. A link that leads out of
// the tree leads to none.
func (s *Store) Executable(id, name string) bool {
	return valid(id) == nil && executable(s.Tree(id), name)
}

// ExecutableDraft reports the same of what a draft changes.
func (s *Store) ExecutableDraft(id, name string) bool {
	upper, _ := s.Draft(id)
	return valid(id) == nil && executable(upper, name)
}

func executable(root, name string) bool {
	f, st, err := openIn(root, name, unix.O_PATH)
	if err != nil {
		return false
	}
	f.Close()
	return st.Mode&0o111 != 0
}

// openIn opens a file below a folder of the store, and no other.
func openIn(root, name string, flags uint64) (*os.File, *unix.Stat_t, error) {
	dir, err := top(root)
	if err != nil {
		return nil, nil, err
	}
	defer dir.Close()
	how := unix.OpenHow{Flags: flags | unix.O_CLOEXEC, Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_MAGICLINKS | unix.RESOLVE_NO_XDEV}
	fd, err := unix.Openat2(int(dir.Fd()), name, &how)
	for range 100 {
		if !errors.Is(err, unix.EAGAIN) { // something, somewhere, was renamed at that moment
			break
		}
		fd, err = unix.Openat2(int(dir.Fd()), name, &how)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("open %q in %s: %w", name, root, err)
	}
	f := os.NewFile(uintptr(fd), name)
	var st unix.Stat_t
	if err = unix.Fstat(fd, &st); err == nil && st.Mode&unix.S_IFMT != unix.S_IFREG {
		err = fmt.Errorf("%q in %s is not a file", name, root)
	}
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, &st, nil
}

// readSome reads at most max bytes.
func readSome(f *os.File, max int) ([]byte, error) {
	return io.ReadAll(io.LimitReader(f, int64(max)))
}

// Use is what files take.
type Use struct {
	Files int   // folders and links too
	Bytes int64 // that the files hold
	Disk  int64 // that they take on the disk, a file with several names once
}

// Usage counts what trees have together, one after the other: of ids the first, the
// first two, and so on. What they share counts once. One that is not there has nothing.
func (s *Store) Usage(ctx context.Context, ids ...string) ([]Use, error) {
	var u usage
	out := make([]Use, 0, len(ids))
	for _, id := range ids {
		err := valid(id)
		if err == nil {
			err = u.add(ctx, s.Tree(id))
		}
		if err != nil && !errors.Is(err, unix.ENOENT) {
			return nil, err
		}
		out = append(out, u.Use)
	}
	return out, nil
}

// usage adds up trees.
type usage struct {
	Use
	seen map[inode]bool
}

func (u *usage) add(ctx context.Context, path string) error {
	dir, err := top(path)
	if err != nil {
		return err
	}
	defer dir.Close()
	var st unix.Stat_t
	if err := unix.Fstat(int(dir.Fd()), &st); err != nil {
		return err
	}
	u.Disk += st.Blocks * 512
	if u.seen == nil {
		u.seen = map[inode]bool{}
	}
	return u.folder(ctx, dir)
}

func (u *usage) folder(ctx context.Context, dir *os.File) error {
	return (&view{names: 1 << 40}).read(dir, false, func(n *node) error {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		u.Files++
		if n.kind() == unix.S_IFREG {
			u.Bytes += n.st.Size
		}
		id := inode{n.st.Dev, n.st.Ino}
		if n.kind() == unix.S_IFDIR || n.st.Nlink == 1 || !u.seen[id] {
			u.Disk += n.st.Blocks * 512
		}
		if n.kind() != unix.S_IFDIR {
			if n.st.Nlink > 1 {
				u.seen[id] = true
			}
			return nil
		}
		sub, err := openAt(dir, n.name, unix.O_RDONLY|unix.O_DIRECTORY)
		if err != nil {
			return err
		}
		defer sub.Close()
		return u.folder(ctx, sub)
	})
}
