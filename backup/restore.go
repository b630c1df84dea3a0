package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"golang.org/x/sys/unix"
)

// Restored says what a restore brought back.
type Restored struct {
	Files    int
	Bytes    int64
	Problems []string // what could not be brought back, or not in whole
	More     int
}

func (s *Restored) problem(path, format string, args ...any) {
	if len(s.Problems) == maxTold {
		s.More++
		return
	}
	s.Problems = append(s.Problems, fmt.Sprintf("%q: ", short(path))+fmt.Sprintf(format, args...))
}

// Restore makes what a node says under name in the folder dir, which nobody else
// may enter meanwhile, and where there is nothing of that name. When it returns all
// is safe on the disk. What is damaged in
// the repository is told and left out; an error means that it could not go on.
func (r *Repository) Restore(ctx context.Context, n *Node, dir *os.File, name string) (*Restored, error) {
	lock, err := r.lock(ctx, lockRead)
	if err != nil {
		return nil, err
	}
	defer lock.release()
	x := r.extractor(lock.ctx, dir)
	if err := x.node(x.top, n, name, name); err != nil {
		return x.done, lock.explain(err)
	}
	return x.done, unix.Syncfs(x.top)
}

func (r *Repository) extractor(ctx context.Context, dir *os.File) *extractor {
	return &extractor{ctx: ctx, r: r, top: int(dir.Fd()), links: map[[2]uint64]string{}, done: &Restored{}}
}

// chown gives what is restored to whom it belonged, or to whom Owner says instead.
func (x *extractor) chown(n *Node) (uid, gid int) {
	if x.r.Owner == nil {
		return int(n.UID), int(n.GID)
	}
	return int(x.r.Owner(n.UID)), int(x.r.Owner(n.GID))
}

// extractor makes files and folders of nodes.
type extractor struct {
	ctx   context.Context
	r     *Repository
	top   int
	links map[[2]uint64]string // where a file with several names is
	done  *Restored
}

func (x *extractor) node(dir int, n *Node, name, path string) error {
	if err := context.Cause(x.ctx); err != nil {
		return err
	}
	err := x.make(dir, n, name, path)
	if foreign(err) {
		x.done.problem(path, "the disk cannot hold it: %v", err)
		return nil
	}
	return err
}

// foreign reports whether one thing alone cannot be on this file system, which is of
// another kind than the one that it was on.
func foreign(err error) bool {
	return errors.Is(err, unix.EFBIG) || errors.Is(err, unix.ENAMETOOLONG) || errors.Is(err, unix.EINVAL) || errors.Is(err, unix.EILSEQ)
}

func (x *extractor) make(dir int, n *Node, name, path string) error {
	switch n.Type {
	case TypeFolder:
		return x.folder(dir, n, name, path)
	case TypeFile:
		x.done.Files++
		return x.file(dir, n, name, path)
	case TypeSymlink:
		x.done.Files++
		if err := unix.Symlinkat(string(n.Target), dir, name); err != nil {
			return err
		}
		uid, gid := x.chown(n)
		if err := unix.Fchownat(dir, name, uid, gid, unix.AT_SYMLINK_NOFOLLOW); err != nil {
			return err
		}
		return setTime(dir, name, n.MTime)
	}
	x.done.problem(path, "it is a %q, which this version does not know", n.Type)
	return nil
}

func setTime(dir int, name string, mtime int64) error {
	at := []unix.Timespec{{Nsec: unix.UTIME_OMIT}, unix.NsecToTimespec(mtime)}
	return unix.UtimesNanoAt(dir, name, at, unix.AT_SYMLINK_NOFOLLOW)
}

func (x *extractor) folder(dir int, n *Node, name, path string) error {
	if err := unix.Mkdirat(dir, name, 0o700); err != nil {
		return err
	}
	fd, err := unix.Openat(dir, name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	for child, err := range x.r.entries(x.ctx, n.Content, x.ahead) {
		if errors.Is(err, ErrDamaged) {
			x.done.problem(path, "a part of this folder is lost: %v", err)
			continue
		}
		if err != nil {
			return err
		}
		if err := x.node(fd, child, string(child.Name), below(path, child.Name)); err != nil {
			return err
		}
	}
	return x.dress(fd, n, path)
}

// ahead is the content of all but a file that is there under another name.
func (x *extractor) ahead(n *Node) []ID {
	if _, there := x.links[[2]uint64{n.Device, n.Inode}]; there && n.Links > 1 && n.Type != TypeFolder {
		return nil
	}
	return slices.Concat(n.Lists, n.Blocks)
}

// dress gives a file or folder owner, mode, attributes and time. The owner comes
// first, because changing it takes set-uid away.
func (x *extractor) dress(fd int, n *Node, path string) error {
	uid, gid := x.chown(n)
	if err := unix.Fchown(fd, uid, gid); err != nil {
		return err
	}
	if err := setXattrs(fd, n.Xattrs); err != nil {
		x.done.problem(path, "its attributes: %v", err)
	}
	if err := unix.Fchmod(fd, x.mode(n)); err != nil {
		return err
	}
	return setFileTime(fd, n.MTime)
}

// mode leaves out set-uid and set-gid of files: no notebook needs them, and a file
// of root that somebody kept by a hard link would become a copy that outlives it.
func (x *extractor) mode(n *Node) uint32 {
	if n.Type == TypeFile {
		return n.Mode & 0o777
	}
	return n.Mode & 0o3777
}

func setFileTime(fd int, mtime int64) error {
	at := []unix.Timespec{{Nsec: unix.UTIME_OMIT}, unix.NsecToTimespec(mtime)}
	return unix.UtimesNanoAt(unix.AT_FDCWD, fmt.Sprintf("/proc/self/fd/%d", fd), at, 0)
}

func (x *extractor) file(dir int, n *Node, name, path string) error {
	key := [2]uint64{n.Device, n.Inode}
	if n.Links > 1 && n.Inode != 0 {
		if first, ok := x.links[key]; ok && x.link(first, dir, name, n) {
			return nil
		}
	}
	fd, err := unix.Openat(dir, name, unix.O_RDWR|unix.O_CREAT|unix.O_EXCL|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0o600)
	if err != nil {
		return err
	}
	f := os.NewFile(uintptr(fd), path)
	defer f.Close()
	err = x.bytes(f, n)
	if errors.Is(err, ErrDamaged) {
		x.done.problem(path, "%v", err)
		return unix.Unlinkat(dir, name, 0)
	}
	if foreign(err) {
		return errors.Join(err, unix.Unlinkat(dir, name, 0))
	}
	if err != nil {
		return err
	}
	x.done.Bytes += n.takes()
	if n.Links > 1 && n.Inode != 0 && len(x.links) < maxLinks && len(path) < maxPath {
		x.links[key] = path
	}
	return x.dress(fd, n, path)
}

// maxLinks bounds what is remembered of files with several names; more come back as
// files of their own.
const maxLinks = 200_000

// link makes another name of a file that is there, if it is the same still: one of
// them may have been written between two looks at them.
func (x *extractor) link(first string, dir int, name string, n *Node) bool {
	if unix.Linkat(x.top, first, dir, name, 0) != nil {
		return false // too deep for a path, or too many names
	}
	var st unix.Stat_t
	if unix.Fstatat(dir, name, &st, unix.AT_SYMLINK_NOFOLLOW) == nil && st.Size == n.Size && st.Mtim.Nano() == n.MTime {
		return true
	}
	_ = unix.Unlinkat(dir, name, 0)
	return false
}

// bytes writes the content.
func (x *extractor) bytes(f *os.File, n *Node) error {
	if err := f.Truncate(n.Size); err != nil {
		return err
	}
	if !n.Sparse {
		return x.r.copyContent(x.ctx, io.NewOffsetWriter(f, 0), n.Content)
	}
	rd := x.r.open(x.ctx, n.Content)
	defer rd.Close()
	return copyPieces(f, rd, n.Size)
}

// Find returns what lies at a path below a node; nil if nothing does.
func (r *Repository) Find(ctx context.Context, n *Node, path []string) (*Node, error) {
	for _, name := range path {
		if n.Type != TypeFolder {
			return nil, nil
		}
		var found *Node
		var damage error
		for child, err := range r.entries(ctx, n.Content, folders) {
			if errors.Is(err, ErrDamaged) {
				damage = err
				continue
			}
			if err != nil {
				return nil, err
			}
			if string(child.Name) == name {
				found = child
				break
			}
		}
		if found == nil {
			return nil, damage
		}
		n = found
	}
	return n, nil
}

// takes is how many bytes of a disk a file has at most, without holes.
func (n *Node) takes() int64 {
	return min(n.Size, int64(len(n.Blocks)+inList*len(n.Lists))*blockSize)
}

// Names lists what is in a folder. Where its list is damaged it returns the rest,
// and an error.
func (r *Repository) Names(ctx context.Context, n *Node) (names []string, err error) {
	var damage error
	for child, err := range r.entries(ctx, n.Content, folders) {
		if errors.Is(err, ErrDamaged) {
			damage = err
			continue
		}
		if err != nil {
			return nil, err
		}
		names = append(names, string(child.Name))
	}
	return names, damage
}

// Size adds up what all files below a node take at most, without holes. What is damaged
// counts nothing.
func (r *Repository) Size(ctx context.Context, n *Node) (bytes int64, err error) {
	if n.Type != TypeFolder {
		return n.takes(), nil
	}
	for child, err := range r.entries(ctx, n.Content, folders) {
		if errors.Is(err, ErrDamaged) {
			continue
		}
		if err != nil {
			return 0, err
		}
		more, err := r.Size(ctx, child)
		if bytes += more; err != nil {
			return 0, err
		}
	}
	return bytes, nil
}
