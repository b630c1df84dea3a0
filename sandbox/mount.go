package sandbox

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
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
	Writable bool   // Source only; of FD, CloneTree decides
	Exec     bool   // tmpfs only: programs on it may be run
	Optional bool   // a Source that does not exist is left out
}

// treePlace is where the new tree is put together. It exists everywhere, and
// what it hides is not needed any more.
const treePlace = "/proc"

// buildTree makes a tree from nothing but cfg.Mounts and turns it into the root.
// Whatever is not named there does not exist inside. Without any, the caller's
// tree stays.
func buildTree(cfg *Config) error {
	if len(cfg.Mounts) == 0 {
		return nil
	}
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("make the mounts private: %w", err)
	}
	// Sources are opened before the new tree covers anything.
	clones := make([]int, len(cfg.Mounts))
	for i, m := range cfg.Mounts {
		fd, err := cloneSource(m)
		if err != nil {
			return fmt.Errorf("open %s: %w", m.Source, err)
		}
		clones[i] = fd
	}
	if err := unix.Mount("tmpfs", treePlace, "tmpfs", unix.MS_NOSUID|unix.MS_NODEV, "mode=755,size=1m"); err != nil {
		return fmt.Errorf("mount the root: %w", err)
	}
	for i, m := range cfg.Mounts {
		if err := place(m, clones[i]); err != nil {
			return fmt.Errorf("put %s into the tree: %w", m.Target, err)
		}
	}
	for _, target := range cfg.Mask {
		if err := mask(target); err != nil {
			return fmt.Errorf("hide %s: %w", target, err)
		}
	}
	return enterTree()
}

// enterTree makes treePlace the root and lets go of the old one.
func enterTree() error {
	readOnly := &unix.MountAttr{Attr_set: unix.MOUNT_ATTR_RDONLY}
	if err := unix.MountSetattr(unix.AT_FDCWD, treePlace, 0, readOnly); err != nil {
		return fmt.Errorf("make the root read-only: %w", err)
	}
	if err := unix.Chdir(treePlace); err != nil {
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

// CloneTree returns a detached mount of a folder or file (a descriptor, so that
// no path can be led astray), for Mount.FD. It shows nothing that is mounted
// below, and no device or set-uid program on it has any effect.
func CloneTree(of *os.File, writable bool) (*os.File, error) {
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
func cloneSource(m Mount) (int, error) {
	if m.Source == "" {
		return -1, nil
	}
	set := uint64(unix.MOUNT_ATTR_NOSUID)
	if !m.Writable {
		set |= unix.MOUNT_ATTR_RDONLY
	}
	if !strings.HasPrefix(m.Source, "/dev/") {
		set |= unix.MOUNT_ATTR_NODEV
	}
	fd, err := clone(unix.AT_FDCWD, m.Source, unix.AT_RECURSIVE, set)
	if errors.Is(err, unix.ENOENT) && m.Optional {
		err = nil
	}
	return fd, err
}

// place puts one piece into the tree at treePlace.
func place(m Mount, clone int) error {
	target := filepath.Join(treePlace, m.Target)
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
		return attach(firstFile+m.FD-1, target)
	case m.Tmpfs != "":
		flags := uintptr(unix.MS_NOSUID | unix.MS_NODEV)
		if !m.Exec {
			flags |= unix.MS_NOEXEC
		}
		return mountNew("tmpfs", target, flags, m.Tmpfs)
	case m.Proc:
		// hidepid=2 would let members of group 0 see everybody; ptraceable does not.
		return mountNew("proc", target, unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, "hidepid=ptraceable")
	case m.Sys:
		return mountNew("sysfs", target, unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC|unix.MS_RDONLY, "")
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
	store := filepath.Join(treePlace, "run/commonhall", strings.ReplaceAll(strings.Trim(m.Target, "/"), "/", "-"))
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
	// The kernel counts pseudo-terminals for the whole machine: 3,072, beside 1,024
	// that only the host's own /dev/pts gets. Nobody may take them all.
	return mountNew("devpts", filepath.Join(target, "pts"), unix.MS_NOSUID|unix.MS_NOEXEC,
		"newinstance,ptmxmode=0666,mode=620,max=256")
}

// mask hides a path: a folder under an empty one, a file under /dev/null. What
// does not exist needs no hiding.
func mask(path string) error {
	target := filepath.Join(treePlace, path)
	st, err := os.Stat(target)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if st.IsDir() {
		return unix.Mount("tmpfs", target, "tmpfs", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC|unix.MS_RDONLY, "size=4k,mode=555")
	}
	return unix.Mount(filepath.Join(treePlace, "dev/null"), target, "", unix.MS_BIND, "")
}
