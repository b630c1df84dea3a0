package tree

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// Stats is what a new tree is made of.
type Stats struct {
	Files  int    // folders and links too
	Bytes  int64  // of its files
	Copied int    // files that the tree below does not have
	Left   int    // sockets, pipes and devices, left out
	Torn   int    // files that changed while they were copied
	First  string // the first of those
}

// Freeze makes a new complete tree of the tree base ("" is none) with a draft applied.
// The draft may change meanwhile: what then changes is in the tree as it was before or
// after. The tree is on the disk for good when Freeze returns, or not there at all.
func (s *Store) Freeze(ctx context.Context, base, draft, to string) (Stats, error) {
	v, f, err := s.view(base, draft)
	if err != nil {
		return Stats{}, err
	}
	defer f.close()
	return s.make(ctx, v, f, to)
}

// make writes the view to a new tree.
func (s *Store) make(ctx context.Context, v *view, f *folder, to string) (Stats, error) {
	if err := valid(to); err != nil {
		return Stats{}, err
	}
	if _, err := os.Lstat(s.Tree(to)); err == nil {
		return Stats{}, fmt.Errorf("make the tree %s: %w", to, unix.EEXIST)
	}
	making := filepath.Join(s.dir, passing, to)
	if err := os.Mkdir(making, 0o700); err != nil {
		return Stats{}, fmt.Errorf("make the tree %s: %w", to, full(err))
	}
	z, err := s.write(ctx, v, f, making)
	if err == nil {
		err = s.settle(passing, to, trees, to)
	}
	if err != nil {
		err = fmt.Errorf("make the tree %s: %w", to, full(err))
		// At once, and although the caller may have given up: the room may be missing.
		return Stats{}, errors.Join(err, Erase(context.WithoutCancel(ctx), making))
	}
	return z, nil
}

// write makes the folders and files, and has them written to the disk.
func (s *Store) write(ctx context.Context, v *view, f *folder, making string) (Stats, error) {
	out, err := top(making)
	if err != nil {
		return Stats{}, err
	}
	defer out.Close()
	z := freezer{ctx: ctx, view: v, out: out, limit: s.limits.Bytes, links: map[inode]string{}}
	if err := z.folder(f, out, "", 0); err != nil {
		return Stats{}, err
	}
	// One call for all of them: tens of thousands of folders are new, and to sync each
	// is as many waits for the disk. It reports what could not be written since out was
	// opened.
	return z.Stats, unix.Syncfs(int(out.Fd()))
}

// freezer writes one tree.
type freezer struct {
	Stats
	ctx   context.Context
	view  *view
	out   *os.File         // the top of the new tree
	limit int64            // bytes
	links map[inode]string // where a file with several names is already
	held  int              // bytes of those places
}

// maxHeld bounds the places that are held of files with several names: a path can be
// 50 kB long, and a draft may have a million of them. A file beyond is copied.
const maxHeld = 32 << 20

type inode struct{ dev, ino uint64 }

// folder writes what f has to out, and gives out the mode and time of f.
func (z *freezer) folder(f *folder, out *os.File, path string, depth int) error {
	if depth > maxDepth {
		return ErrDepth
	}
	err := z.view.each(f, func(n *node) error {
		if err := z.ctx.Err(); err != nil {
			return context.Cause(z.ctx)
		}
		return z.node(f, n, out, path, depth)
	})
	if err != nil {
		return err
	}
	of := f.upper
	if of == nil {
		of = f.base
	}
	if of != nil { // nothing on nothing is an empty tree
		var st unix.Stat_t
		if err := unix.Fstat(int(of.Fd()), &st); err != nil {
			return err
		}
		if err := setTime(out, &st); err != nil {
			return err
		}
	}
	return unix.Fchmod(int(out.Fd()), 0o755)
}

// node writes one name. What changes at that very moment is looked at again.
func (z *freezer) node(f *folder, n *node, out *os.File, path string, depth int) error {
	z.Files++
	path += n.name
	for range 3 {
		err := z.try(f, n, out, path, depth)
		if err == nil {
			return nil
		}
		if !errors.Is(err, errMoved) {
			return where(path, err)
		}
		if err := n.stat(); errors.Is(err, unix.ENOENT) {
			z.Files--
			return nil
		} else if err != nil {
			return where(path, err)
		}
	}
	z.Files--
	z.torn(path)
	return nil
}

func (z *freezer) try(f *folder, n *node, out *os.File, path string, depth int) error {
	switch n.kind() {
	case unix.S_IFDIR:
		return z.sub(f, n, out, path, depth)
	case unix.S_IFREG:
		return z.file(n, out, path)
	case unix.S_IFLNK:
		if !n.upper {
			if linked, err := link(n.in, n.name, out, n.name); linked || err != nil {
				return err
			}
		}
		return copyLink(n, out)
	}
	z.Left++
	z.Files--
	return nil
}

func (z *freezer) sub(f *folder, n *node, out *os.File, path string, depth int) error {
	sub, err := z.view.sub(f, n)
	if err != nil {
		return err
	}
	defer sub.close()
	if err := unix.Mkdirat(int(out.Fd()), n.name, 0o700); err != nil {
		return err
	}
	dir, err := openAt(out, n.name, unix.O_RDONLY|unix.O_DIRECTORY)
	if err != nil {
		return err
	}
	defer dir.Close()
	return z.folder(sub, dir, path+"/", depth+1)
}

// file links what did not change and copies what did.
func (z *freezer) file(n *node, out *os.File, path string) error {
	if err := z.add(n.st.Size); err != nil {
		return err
	}
	if !n.upper {
		if linked, err := link(n.in, n.name, out, n.name); linked || err != nil {
			return err
		}
	}
	known := n.st.Size
	in, _, err := z.view.open(n, unix.S_IFREG)
	z.Bytes -= known
	if err != nil {
		return err
	}
	defer in.Close()
	id := inode{n.st.Dev, n.st.Ino}
	if first := z.links[id]; first != "" && n.st.Nlink > 1 {
		if linked, err := link(z.out, first, out, n.name); linked || err != nil {
			return errors.Join(err, z.add(n.st.Size))
		}
	}
	if err := z.add(n.st.Size); err != nil {
		return err
	}
	settled, err := copyFile(z.ctx, in, &n.st, out, n.name)
	if err != nil {
		return err
	}
	z.Copied++
	if !settled {
		z.torn(path)
	}
	if n.st.Nlink > 1 && z.held+len(path) <= maxHeld {
		z.links[id] = path
		z.held += len(path)
	}
	return nil
}

// add counts bytes, within the limit.
func (z *freezer) add(bytes int64) error {
	if bytes > z.limit-z.Bytes {
		return ErrBytes
	}
	z.Bytes += bytes
	return nil
}

func (z *freezer) torn(path string) {
	if z.Torn++; z.First == "" {
		z.First = path
	}
}

// pathError says where in a tree it happened, once.
type pathError struct {
	path string
	err  error
}

func (e *pathError) Error() string { return fmt.Sprintf("%q: %v", e.path, e.err) }
func (e *pathError) Unwrap() error { return e.err }

func where(path string, err error) error {
	var known *pathError
	if errors.As(err, &known) {
		return err
	}
	if len(path) > 300 {
		path = path[:300] + "…"
	}
	return &pathError{path, err}
}
