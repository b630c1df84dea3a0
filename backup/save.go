package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// Part is one thing that a snapshot has: a file or folder, or what a reader gives.
type Part struct {
	Name string
	Path string                 // of a file or folder that nobody hostile can exchange
	Data io.Reader              // instead of Path
	Skip func(path string) bool // entries to leave out, by their path from the part's top
	// Optional says that it is no mistake if nothing is at Path.
	Optional bool
}

// SaveOptions say what a snapshot is made of.
type SaveOptions struct {
	Parts   []Part
	Labels  map[string]string // kept with the snapshot, for whoever restores it
	Started time.Time
	// Problems say what else should be in it and is not: it is not complete then.
	Problems []string
}

// Save makes a snapshot. What cannot be read is told in it and makes it
// incomplete; an error means that there is none.
func (r *Repository) Save(ctx context.Context, o SaveOptions) (Snapshot, error) {
	var s Snapshot
	lock, err := r.lock(ctx, lockBackup)
	if err != nil {
		return s, err
	}
	defer lock.release()
	ctx = lock.ctx
	if f, ok := r.target.(*Folder); ok {
		if err := f.Tidy(); err != nil {
			return s, err
		}
	}
	if err := r.learn(ctx); err != nil {
		return s, err
	}
	before, err := r.Latest(ctx)
	if err != nil {
		return s, err
	}
	w := &walker{ctx: ctx, r: r, u: newUploader(ctx, r), names: budget{namesBudget}, problems: slices.Clone(o.Problems)}
	s = Snapshot{Time: o.Started.UTC(), Labels: o.Labels}
	err = w.parts(&s, o.Parts, before)
	if uerr := w.u.wait(); err == nil || uerr != nil {
		err = uerr
	}
	if err != nil {
		return s, lock.explain(err)
	}
	s.Complete, s.Problems, s.Stats = len(w.problems) == 0 && w.more == 0, w.problems, w.stats
	s.MoreProblems = w.more
	s.Notes = w.notes
	s.Stats.NewObjects, s.Stats.NewBytes = w.u.objects, w.u.bytes
	s.Stats.Seconds = time.Since(o.Started).Seconds()
	if err := r.target.Sync(ctx); err != nil {
		return s, lock.explain(err)
	}
	if err := lock.held(); err != nil {
		return s, err
	}
	return s, r.writeSnapshot(ctx, &s)
}

// walker makes nodes of what is on the disk.
type walker struct {
	ctx   context.Context
	r     *Repository
	u     *uploader
	names budget
	skip  func(string) bool

	stats    Stats
	problems []string // what is not in the snapshot
	more     int      // problems that are not listed
	notes    []string // what was left out on purpose
}

// maxTold bounds how many files a snapshot lists by name.
const maxTold = 100

func (w *walker) problem(path, format string, args ...any) {
	if len(w.problems) == maxTold {
		w.more++
		return
	}
	w.problems = append(w.problems, fmt.Sprintf("%q: ", short(path))+fmt.Sprintf(format, args...))
}

func (w *walker) note(path, what string) {
	if len(w.notes) < maxTold {
		w.notes = append(w.notes, fmt.Sprintf("%q: %s", short(path), what))
	}
}

// short bounds a path that is told.
func short(path string) string { return path[:min(len(path), 500)] }

// maxPath and maxDepth bound what one person's folders in folders make everybody's
// backup hold: each level holds its path and a descriptor until all below it is done.
const (
	maxPath  = 4096 // PATH_MAX; what lies deeper is told by the path so far
	maxDepth = 4000
)

// below is the path of an entry in a folder, as far as a path is told.
func below(path string, name []byte) string {
	if len(path) >= maxPath {
		return path
	}
	return path + "/" + string(name)
}

func (w *walker) parts(s *Snapshot, parts []Part, before *Snapshot) error {
	for _, p := range parts {
		var old *Node
		if before != nil {
			old = before.Part(p.Name)
		}
		n, err := w.part(p, old)
		if err != nil {
			return fmt.Errorf("%s: %w", p.Name, err)
		}
		if n != nil {
			s.Parts = append(s.Parts, *n)
		}
	}
	return nil
}

func (w *walker) part(p Part, old *Node) (*Node, error) {
	if p.Data != nil {
		c := &contentWriter{u: w.u}
		size, err := io.Copy(c, p.Data)
		if err != nil {
			return nil, err
		}
		content, err := c.finish()
		w.stats.Files++
		w.stats.Bytes += size
		return &Node{Name: []byte(p.Name), Type: TypeFile, Mode: 0o600, Size: size, MTime: time.Now().UnixNano(), Content: content}, err
	}
	w.skip = p.Skip
	if w.skip == nil {
		w.skip = func(string) bool { return false }
	}
	fd, err := unix.Open(p.Path, unix.O_PATH|unix.O_CLOEXEC, 0)
	if errors.Is(err, unix.ENOENT) && p.Optional {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	n, err := w.node(fd, []byte(p.Name), p.Name, old, 0)
	if err == nil && n == nil {
		err = errors.New("cannot be read: " + w.problems[len(w.problems)-1])
	}
	return n, err
}

// node makes the node of what fd, opened by O_PATH, stands for, and closes fd. nil
// means that it is not in the snapshot, which has been told. An error ends the whole.
func (w *walker) node(fd int, name []byte, path string, old *Node, depth int) (*Node, error) {
	closing := sync.OnceFunc(func() { unix.Close(fd) })
	defer closing()
	var st unix.Stat_t
	if err := unix.Fstat(fd, &st); err != nil {
		w.problem(path, "%v", err)
		return nil, nil
	}
	n := newNode(name, &st)
	var err error
	switch st.Mode & unix.S_IFMT {
	case unix.S_IFREG:
		w.stats.Bytes += min(n.Size, st.Blocks*512) // somebody may say that it is as large as no disk
		return w.file(fd, n, path, old)
	case unix.S_IFDIR:
		if depth > maxDepth {
			w.problem(path, "too many folders in folders")
			return nil, nil
		}
		dir := w.openFolder(fd, path)
		closing() // one descriptor for each folder on the way down
		if dir < 0 {
			return nil, nil
		}
		return w.folder(dir, n, path, old, depth)
	case unix.S_IFLNK:
		if n.Target, err = readlink(fd); err != nil {
			w.problem(path, "%v", err)
			return nil, nil
		}
		w.stats.Files++
		return n, nil
	}
	w.stats.Skipped++
	if st.Mode&unix.S_IFMT == unix.S_IFCHR && st.Rdev == 0 {
		w.note(path, "the mark that a draft has deleted this is not kept: after a restore it is back")
		return nil, nil
	}
	w.note(path, "a socket, pipe or device has nothing to keep")
	return nil, nil
}

func newNode(name []byte, st *unix.Stat_t) *Node {
	n := &Node{Name: name, Mode: st.Mode & 0o7777, UID: st.Uid, GID: st.Gid, MTime: st.Mtim.Nano()}
	switch st.Mode & unix.S_IFMT {
	case unix.S_IFREG:
		n.Type, n.Size, n.CTime, n.Inode, n.Device = TypeFile, st.Size, st.Ctim.Nano(), st.Ino, st.Dev
		if st.Nlink > 1 {
			n.Links = uint64(st.Nlink)
		}
	case unix.S_IFDIR:
		n.Type = TypeFolder
	case unix.S_IFLNK:
		n.Type = TypeSymlink
	}
	return n
}

func readlink(fd int) ([]byte, error) {
	buf := make([]byte, unix.PathMax)
	n, err := unix.Readlinkat(fd, "", buf)
	return buf[:max(n, 0)], err
}

// openFolder opens for reading what an O_PATH descriptor stands for; -1 if it cannot,
// which has been told.
func (w *walker) openFolder(pfd int, path string) int {
	how := unix.OpenHow{Flags: unix.O_RDONLY | unix.O_DIRECTORY | unix.O_CLOEXEC | unix.O_NOATIME, Resolve: beneath}
	fd, err := unix.Openat2(pfd, ".", &how)
	if errors.Is(err, unix.EPERM) { // O_NOATIME is the owner's, and root's
		how.Flags &^= unix.O_NOATIME
		fd, err = unix.Openat2(pfd, ".", &how)
	}
	switch {
	case errors.Is(err, unix.EMFILE) || errors.Is(err, unix.ENFILE):
		w.problem(path, "too many folders in folders")
	case err != nil:
		w.problem(path, "%v", err)
	default:
		return fd
	}
	return -1
}

// folder walks a folder beside the same one of the snapshot before, and closes fd.
func (w *walker) folder(fd int, n *Node, path string, old *Node, depth int) (_ *Node, err error) {
	defer unix.Close(fd)
	n.Xattrs, err = xattrs(fd)
	if err != nil {
		w.problem(path, "its attributes: %v", err)
	}
	w.stats.Folders++
	list := newTreeWriter(w.u, depth)
	earlier := w.r.earlier(w.ctx, old)
	defer earlier.close()
	for name, err := range w.names.names(fd) {
		if err != nil {
			w.problem(path, "%v", err)
			break
		}
		if err := w.child(fd, name, below(path, name), list, earlier, depth); err != nil {
			return nil, err
		}
	}
	n.Content, err = list.finish()
	return n, err
}

const beneath = unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS | unix.RESOLVE_NO_MAGICLINKS

// child adds one entry of a folder.
func (w *walker) child(dir int, name []byte, path string, list *treeWriter, earlier *earlier, depth int) error {
	if err := context.Cause(w.u.ctx); err != nil {
		return err
	}
	if w.skip(path) {
		w.stats.Skipped++
		return nil
	}
	fd, err := unix.Openat2(dir, string(name), &unix.OpenHow{Flags: unix.O_PATH | unix.O_NOFOLLOW | unix.O_CLOEXEC,
		Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_MAGICLINKS})
	if errors.Is(err, unix.ENOENT) {
		return nil // it was removed since the folder was read
	}
	if err != nil {
		w.problem(path, "%v", err)
		return nil
	}
	n, err := w.node(fd, name, path, earlier.find(name), depth+1)
	if err != nil || n == nil {
		return err
	}
	return list.add(n)
}

// file reads a file, unless it is what it was. fd is opened by O_PATH: only now
// that it is known to be a file it is opened for reading, so nothing blocks.
func (w *walker) file(fd int, n *Node, path string, old *Node) (*Node, error) {
	w.stats.Files++
	if n.unchanged(old) && w.intact(old) {
		n.Content, n.Sparse, n.Xattrs = old.Content, old.Sparse, old.Xattrs
		return n, nil
	}
	f, err := reopen(fd)
	if err != nil {
		w.problem(path, "%v", err)
		return nil, nil
	}
	defer f.Close()
	w.stats.FilesRead++
	for try := 0; ; try++ {
		got, changed, err := w.read(f, n.Name)
		if ended := context.Cause(w.u.ctx); ended != nil {
			return nil, ended
		}
		if err != nil {
			w.problem(path, "%v", err)
			return nil, nil
		}
		if changed && try == 0 {
			continue
		}
		if changed {
			w.stats.Changed++
			w.note(path, "it changed while it was read; what was read is kept")
			got.Fresh = true
		}
		return got, nil
	}
}

// intact reports whether all blocks of a file of the snapshot before are there.
func (w *walker) intact(old *Node) bool {
	if !w.r.has(old.Blocks) || !w.r.has(old.Lists) {
		return false
	}
	missing := errors.New("missing")
	return w.r.ids(w.ctx, Content{Lists: old.Lists}, func(id ID) error {
		if !w.r.has([]ID{id}) {
			return missing
		}
		return nil
	}) == nil
}

// reopen opens for reading what an O_PATH descriptor stands for.
func reopen(fd int) (*os.File, error) {
	path := fmt.Sprintf("/proc/self/fd/%d", fd)
	const flags = unix.O_RDONLY | unix.O_CLOEXEC | unix.O_NONBLOCK
	got, err := unix.Open(path, flags|unix.O_NOATIME, 0)
	if errors.Is(err, unix.EPERM) {
		got, err = unix.Open(path, flags, 0)
	}
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(got), "file"), nil
}

// clockTick is more than what passes on any kernel between two times that files can
// have: a file can be written again after it was read, and look unchanged.
const clockTick = 50 * time.Millisecond

// read stores a file as it is now, and says whether it changed meanwhile.
func (w *walker) read(f *os.File, name []byte) (n *Node, changed bool, err error) {
	fd := int(f.Fd())
	var st, after unix.Stat_t
	began := time.Now()
	if err := unix.Fstat(fd, &st); err != nil {
		return nil, false, err
	}
	n = newNode(name, &st)
	n.Fresh = began.UnixNano()-n.CTime < int64(clockTick)
	if n.Xattrs, err = xattrs(fd); err != nil {
		return nil, false, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, false, err
	}
	c := &contentWriter{u: w.u}
	if n.Sparse = st.Blocks*512 < st.Size; n.Sparse {
		err = w.pieces(c, f, st.Size)
	} else {
		err = w.copyBytes(c, io.LimitReader(f, st.Size), &n.Size) // not for ever, where somebody writes as fast
	}
	if err != nil {
		return nil, false, err
	}
	if n.Content, err = c.finish(); err != nil {
		return nil, false, err
	}
	if err := unix.Fstat(fd, &after); err != nil {
		return nil, false, err
	}
	return n, after.Mtim != st.Mtim || after.Ctim != st.Ctim || after.Size != st.Size, nil
}

func (w *walker) copyBytes(c *contentWriter, r io.Reader, size *int64) error {
	read, err := io.CopyBuffer(struct{ io.Writer }{c}, r, make([]byte, min(256<<10, max(1, *size))))
	*size = read
	w.stats.BytesRead += read
	return err
}
