// Package tree makes the tree of files that a sandbox sees, from nothing but a list of
// mounts, and turns it into the root of the calling thread's mount namespace.
//
// What is not in the list does not exist inside: nothing of the machine's own tree is
// hidden piece by piece, which would be a list of what somebody thought of. What always
// holds: nothing is made or changed on a folder that is shown.
package tree

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"

	"commonhall/sandbox/wall"
)

// Mount is one piece of the tree that a sandbox sees. Exactly one of Source, FD,
// Tmpfs, Proc, Sys, Dev, Content and Link says what it is.
type Mount struct {
	Target   string
	Source   string // a path of the caller's tree
	FD       int    // a detached mount among the caller's Files: its index + 1
	Tmpfs    string // options, as size=64m,mode=1777
	Proc     bool   // a proc of its own, where only one's own processes show
	Sys      bool   // sysfs, read-only
	Dev      bool   // a minimal /dev
	Content  string // a small read-only file
	Link     string // a symbolic link to here
	Writable bool   // Source only; of FD, Clone decides
	Exec     bool   // tmpfs only: programs on it may be run
	Optional bool   // a Source that does not exist is left out
}

// place is where the new tree is put together. It exists everywhere, and what it hides is
// not needed any more.
const place = "/proc"

// Tree is a tree to be made.
type Tree struct {
	Mounts  []Mount
	Mask    []string // what is hidden although it is shown
	Files   int      // the descriptor of Mount.FD 1
	Without []wall.Name
}

// apart refuses a thread that would change the tree of the one that made it.
func apart() error {
	parent := os.Getppid()
	if parent == 0 {
		return nil // it is not of this PID namespace, and so not of this tree
	}
	ours, err := os.Readlink("/proc/self/ns/mnt")
	if err != nil {
		return err
	}
	theirs, err := os.Readlink(fmt.Sprintf("/proc/%d/ns/mnt", parent))
	if err == nil && ours == theirs {
		err = errors.New("there is no mount namespace of its own")
	}
	return err
}

// begun refuses to go on where no tree was begun: what is meant for it would be done to
// the machine.
func begun() error {
	var st unix.Statfs_t
	err := unix.Statfs(place, &st)
	if err == nil && st.Type == unix.PROC_SUPER_MAGIC {
		err = errors.New("there is no tree")
	}
	return err
}

// Build puts the tree together. The calling thread has a mount namespace of its own.
func (t Tree) Build() error {
	if err := apart(); err != nil {
		return err
	}
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("make the mounts private: %w", err)
	}
	// Sources are opened before the new tree covers anything.
	mounts := t.Seen()
	clones := make([]int, len(mounts))
	for i, m := range mounts {
		fd, err := t.cloneSource(m)
		if err != nil {
			return fmt.Errorf("open %s: %w", m.Source, err)
		}
		clones[i] = fd
	}
	if err := unix.Mount("tmpfs", place, "tmpfs", unix.MS_NOSUID|unix.MS_NODEV, "mode=755,size=1m"); err != nil {
		return fmt.Errorf("mount the root: %w", err)
	}
	for i, m := range mounts {
		if err := t.put(m, clones[i]); err != nil {
			return fmt.Errorf("put %s into the tree: %w", m.Target, err)
		}
	}
	return nil
}

// Hide covers what is in Mask.
func (t Tree) Hide() error {
	if err := begun(); err != nil {
		return err
	}
	for _, target := range t.Mask {
		if err := hide(target); err != nil {
			return fmt.Errorf("%s: %w", target, err)
		}
	}
	return nil
}

// Enter makes the tree the root and lets go of the old one.
func (t Tree) Enter() error {
	if err := begun(); err != nil {
		return err
	}
	readOnly := &unix.MountAttr{Attr_set: unix.MOUNT_ATTR_RDONLY}
	if t.without(wall.ReadOnly) {
		readOnly.Attr_set = 0
	}
	if err := unix.MountSetattr(unix.AT_FDCWD, place, 0, readOnly); err != nil {
		return fmt.Errorf("make the root read-only: %w", err)
	}
	if err := unix.Chdir(place); err != nil {
		return err
	}
	// With the same place for both, the old root is stacked on the new one,
	// and detaching "." takes it away: no folder for it is needed.
	if err := unix.PivotRoot(".", "."); err != nil {
		return fmt.Errorf("pivot_root: %w", err)
	}
	if err := unix.Unmount(".", unix.MNT_DETACH); err != nil {
		return fmt.Errorf("detach the old root: %w", err)
	}
	return unix.Chdir("/")
}

// Clone returns a detached mount of a folder or file (a descriptor, so that
// no path can be led astray), for Mount.FD. It shows nothing that is mounted
// below, and no device or set-uid program on it has any effect.
func Clone(of *os.File, writable bool) (*os.File, error) {
	set := uint64(unix.MOUNT_ATTR_NOSUID | unix.MOUNT_ATTR_NODEV)
	if !writable {
		set |= unix.MOUNT_ATTR_RDONLY
	}
	fd, err := clone(int(of.Fd()), "", unix.AT_EMPTY_PATH, set)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), "tree"), nil
}

// clone returns a detached mount of path, as seen from the folder at, with attributes set.
func clone(at int, path string, flags uint, set uint64) (int, error) {
	fd, err := unix.OpenTree(at, path, flags|unix.OPEN_TREE_CLONE|unix.OPEN_TREE_CLOEXEC)
	if err != nil {
		return -1, err
	}
	if err := unix.MountSetattr(fd, "", unix.AT_EMPTY_PATH|flags, &unix.MountAttr{Attr_set: set}); err != nil {
		unix.Close(fd)
		return -1, err
	}
	return fd, nil
}

// cloneSource returns a detached copy of m's source with its attributes set, or
// -1 where there is none.
func (t Tree) cloneSource(m Mount) (int, error) {
	if m.Source == "" {
		return -1, nil
	}
	set := uintptr(unix.MOUNT_ATTR_NOSUID) // the attributes that are used here are the flags of mount
	if !m.Writable {
		set |= unix.MOUNT_ATTR_RDONLY
	}
	if !strings.HasPrefix(m.Source, "/dev/") {
		set |= unix.MOUNT_ATTR_NODEV
	}
	set = t.flags(set)
	fd, err := clone(unix.AT_FDCWD, m.Source, unix.AT_RECURSIVE, uint64(set))
	if errors.Is(err, unix.ENOENT) && m.Optional {
		err = nil
	}
	return fd, err
}

// put puts one piece into the tree at place.
func (t Tree) put(m Mount, clone int) error {
	target := filepath.Join(place, m.Target)
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	switch {
	case m.Source != "":
		if clone < 0 {
			return nil
		}
		return attach(clone, target)
	case m.FD > 0:
		return attach(t.Files+m.FD-1, target)
	case m.Tmpfs != "":
		flags := uintptr(unix.MS_NOSUID | unix.MS_NODEV)
		if !m.Exec {
			flags |= unix.MS_NOEXEC
		}
		return mountNew("tmpfs", target, t.flags(flags), m.Tmpfs)
	case m.Proc:
		others := "hidepid=ptraceable" // hidepid=2 would let members of group 0 see everybody
		if t.without(wall.Proc) {
			others = ""
		}
		return mountNew("proc", target, unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, others)
	case m.Sys:
		return mountNew("sysfs", target, t.flags(unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC|unix.MS_RDONLY), "")
	case m.Dev:
		return placeDev(target)
	case m.Link != "":
		return os.Symlink(m.Link, target)
	case m.Content != "":
		return placeContent(m, target)
	}
	return os.MkdirAll(target, 0o755)
}

func mountNew(fs, target string, flags uintptr, options string) error {
	if err := os.MkdirAll(target, 0o755); err != nil {
		return err
	}
	return unix.Mount(fs, target, fs, flags, options)
}

// attach moves a detached mount to target and makes the place for it.
func attach(fd int, target string) error {
	var st unix.Stat_t
	if err := unix.Fstat(fd, &st); err != nil {
		return err
	}
	if st.Mode&unix.S_IFMT == unix.S_IFDIR {
		if err := os.MkdirAll(target, 0o755); err != nil {
			return err
		}
	} else if err := touch(target); err != nil {
		return err
	}
	defer unix.Close(fd)
	return unix.MoveMount(fd, "", unix.AT_FDCWD, target, unix.MOVE_MOUNT_F_EMPTY_PATH)
}

func touch(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o644)
	if errors.Is(err, unix.EROFS) || errors.Is(err, unix.EEXIST) {
		return nil // there is a file to cover already
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// placeContent writes a small file. Where its place is on a read-only part of
// the tree, it is written elsewhere and covers what is there; a place that does
// not exist or is a link stays as it is.
func placeContent(m Mount, target string) error {
	st, err := os.Lstat(target)
	if errors.Is(err, os.ErrNotExist) {
		err = os.WriteFile(target, []byte(m.Content), 0o644)
		if errors.Is(err, unix.EROFS) {
			return nil
		}
		return err
	}
	if err != nil || !st.Mode().IsRegular() {
		return err
	}
	store := filepath.Join(place, "run/commonhall", strings.ReplaceAll(strings.Trim(m.Target, "/"), "/", "-"))
	if err := os.MkdirAll(filepath.Dir(store), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(store, []byte(m.Content), 0o644); err != nil {
		return err
	}
	fd, err := clone(unix.AT_FDCWD, store, 0, unix.MOUNT_ATTR_RDONLY|unix.MOUNT_ATTR_NOSUID|unix.MOUNT_ATTR_NODEV)
	if err != nil {
		return err
	}
	return attach(fd, target)
}

// placeDev makes a /dev with what every program expects and no device that
// reaches hardware.
func placeDev(target string) error {
	if err := mountNew("tmpfs", target, unix.MS_NOSUID|unix.MS_NOEXEC, "mode=755,size=64k"); err != nil {
		return err
	}
	for name, dev := range map[string]uint64{"null": unix.Mkdev(1, 3), "zero": unix.Mkdev(1, 5), "full": unix.Mkdev(1, 7),
		"random": unix.Mkdev(1, 8), "urandom": unix.Mkdev(1, 9), "tty": unix.Mkdev(5, 0)} {
		path := filepath.Join(target, name)
		// mknod obeys the umask, chmod does not.
		if err := errors.Join(unix.Mknod(path, unix.S_IFCHR|0o666, int(dev)), os.Chmod(path, 0o666)); err != nil {
			return err
		}
	}
	links := map[string]string{"ptmx": "pts/ptmx", "fd": "/proc/self/fd", "stdin": "/proc/self/fd/0",
		"stdout": "/proc/self/fd/1", "stderr": "/proc/self/fd/2"}
	for name, to := range links {
		if err := os.Symlink(to, filepath.Join(target, name)); err != nil {
			return err
		}
	}
	const flags = unix.MS_NOSUID | unix.MS_NOEXEC
	// Message queues (mq_open) are files here, and in no other place: a fence around files
	// can let them pass only by this one. A kernel may have none.
	queues := mountNew("mqueue", filepath.Join(target, "mqueue"), flags|unix.MS_NODEV, "")
	if errors.Is(queues, unix.ENODEV) {
		queues = nil
	}
	return errors.Join(queues,
		// The kernel counts pseudo-terminals for the whole machine: 3,072, beside 1,024
		// that only the host's own /dev/pts gets. Nobody may take them all.
		mountNew("devpts", filepath.Join(target, "pts"), flags, "newinstance,ptmxmode=0666,mode=620,max=256"))
}

// hide covers a path: a folder under an empty one, a file under /dev/null. What
// does not exist needs no hiding, nor does a link: its caller names where one leads.
func hide(path string) error {
	target := filepath.Join(place, path)
	st, err := os.Lstat(target)
	if errors.Is(err, os.ErrNotExist) || err == nil && st.Mode()&os.ModeSymlink != 0 {
		return nil
	}
	if err != nil {
		return err
	}
	if st.IsDir() {
		return unix.Mount("tmpfs", target, "tmpfs", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC|unix.MS_RDONLY, "size=4k,mode=555")
	}
	return unix.Mount(filepath.Join(place, "dev/null"), target, "", unix.MS_BIND, "")
}
