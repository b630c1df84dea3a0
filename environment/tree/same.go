package tree

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// bytecode is a folder that Python makes where it may when a program is run. Nobody has
// changed anything by running one.
const bytecode = "__pycache__"

// errDiffers ends a comparison.
var errDiffers = errors.New("differs")

// Same reports whether Freeze(base, draft) would be equal to the tree other, which must
// be base itself or a tree that was frozen from base. It looks at names, kinds, modes,
// sizes, times and the words of links, not at contents and not at Python's bytecode, and only in the folders that the
// draft has: folders that a draft has not touched are those of base.
func (s *Store) Same(ctx context.Context, base, draft, other string) (bool, error) {
	return s.compare(ctx, base, draft, other, time.Time{})
}

// Unchanged is Same for a tree that was frozen of this very draft, not before since: what
// was changed later differs, whatever it looks like.
func (s *Store) Unchanged(ctx context.Context, base, draft, other string, since time.Time) (bool, error) {
	return s.compare(ctx, base, draft, other, since)
}

func (s *Store) compare(ctx context.Context, base, draft, other string, since time.Time) (bool, error) {
	v, f, err := s.view(base, draft)
	if err != nil {
		return false, err
	}
	defer f.close()
	var with *os.File
	if other != "" {
		if err := valid(other); err != nil {
			return false, err
		}
		if with, err = top(s.Tree(other)); err != nil {
			return false, fmt.Errorf("open the tree %s: %w", other, err)
		}
		defer with.Close()
	}
	err = (&comparison{ctx, v, since}).folder(f, with, "", 0)
	if errors.Is(err, errDiffers) || errors.Is(err, errMoved) { // who is changing it, differs
		return false, nil
	}
	return err == nil, err
}

// Empty reports whether a draft changes nothing of the tree base.
func (s *Store) Empty(ctx context.Context, base, draft string) (bool, error) {
	return s.Same(ctx, base, draft, base)
}

type comparison struct {
	ctx   context.Context
	view  *view
	since time.Time // see Unchanged
}

// folder compares f with the folder with (nil is an empty one).
func (c *comparison) folder(f *folder, with *os.File, path string, depth int) error {
	if depth > maxDepth {
		return where(path, ErrDepth)
	}
	left := map[string]bool{}
	if with != nil {
		names, err := with.Readdirnames(-1) // of a tree, which has not too many
		if err != nil {
			return err
		}
		for _, name := range names {
			left[name] = name != bytecode
		}
		delete(left, bytecode)
	}
	err := c.view.each(f, func(n *node) error {
		if c.ctx.Err() != nil {
			return context.Cause(c.ctx)
		}
		if n.name == bytecode && n.kind() == unix.S_IFDIR {
			return c.bytecode(f, n, path)
		}
		switch n.kind() {
		case unix.S_IFDIR, unix.S_IFREG, unix.S_IFLNK:
		default:
			return nil // left out of every tree
		}
		if !left[n.name] {
			return errDiffers
		}
		delete(left, n.name)
		return c.node(f, n, with, path+n.name, depth)
	})
	if err == nil && len(left) > 0 {
		return errDiffers
	}
	return err
}

// bytecode looks whether a folder of bytecode has anything else.
func (c *comparison) bytecode(f *folder, n *node, path string) error {
	if !n.upper {
		return nil
	}
	sub, err := c.view.sub(f, n)
	if err != nil {
		return where(path, err)
	}
	defer sub.close()
	return c.view.each(sub, func(n *node) error {
		if n.upper && (n.kind() != unix.S_IFREG || !strings.Contains(n.name, ".pyc")) {
			return errDiffers
		}
		return nil
	})
}

func (c *comparison) node(f *folder, n *node, with *os.File, path string, depth int) error {
	is := node{name: n.name, in: with}
	if err := is.stat(); err != nil {
		return where(path, err)
	}
	if n.kind() != is.kind() {
		return errDiffers
	}
	switch n.kind() {
	case unix.S_IFREG:
		if n.st.Size != is.st.Size || n.st.Mtim != is.st.Mtim || mode(n.st.Mode) != is.st.Mode&0o7777 {
			return errDiffers
		}
		if n.upper && !c.since.IsZero() && time.Unix(n.st.Ctim.Unix()).After(c.since) {
			return errDiffers // a time of change can be set back, but not unseen
		}
	case unix.S_IFLNK:
		was, err := readLink(n.in, n.name)
		now, err2 := readLink(with, n.name)
		if err := errors.Join(err, err2); err != nil || was != now {
			return errors.Join(err, errDiffers)
		}
	case unix.S_IFDIR:
		if !n.upper {
			return nil
		}
		sub, err := c.view.sub(f, n)
		if err != nil {
			return where(path, err)
		}
		defer sub.close()
		dir, err := openAt(with, n.name, unix.O_RDONLY|unix.O_DIRECTORY)
		if err != nil {
			return where(path, err)
		}
		defer dir.Close()
		return c.folder(sub, dir, path+"/", depth+1)
	}
	return nil
}
