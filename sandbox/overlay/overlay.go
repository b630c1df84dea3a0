// Package overlay mounts a folder that takes changes over one that does not, both of
// one account, so that for another account everything there is its own (Mount); and a
// folder of the machine's over one that adds to it, for reading (Under).
//
// Of the first: on disk every file belongs to the owner, before and after: the kernel translates that
// one number (idmapped mounts), for users and groups. A file of anybody else's belongs
// to nobody, as the mount shows it. It does not look for places, and decides nothing:
// its caller opens the folders, and must be root.
//
// What always holds: Mount leaves nothing on the machine, no mount, no process, no thread.
// The mount exists for whoever holds its descriptor, or attached it. No link inside the
// folders leads to another layer, and no set-uid program or device on it has any effect.
// What an account does there counts as its own doing: the rights of root that the kernel
// lends it for that reach no further than its files, in particular not to the part of the
// disk that is kept for root.
//
// It executes this binary again under sandbox.ChildName, to have a process that a user
// namespace begins with. So a program that uses it calls sandbox.BecomeChild first thing
// in main. It needs Linux 5.19, for overlays of idmapped layers.
package overlay

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"commonhall/sandbox"
)

// Upper and Work are the folders in a draft: what has changed, and what the kernel needs
// beside that.
const (
	Upper = "upper"
	Work  = "work"
)

// ErrUnsupported is what the kernel or the file system cannot do. The text says which.
var ErrUnsupported = errors.New("this machine cannot do that")

// Mount returns a detached mount, which shows the folder lower with the changes that lie
// in the folder draft, and puts further ones there. Both are owner's on disk, with what
// is in them; in the mount they are person's. A draft may be mounted once at a time.
func Mount(lower, draft *os.File, owner, person int) (*os.File, error) {
	ids, err := Mapping(owner, person)
	if err != nil {
		return nil, err
	}
	defer ids.Close()
	low, err := Mapped(lower, ids, unix.MOUNT_ATTR_RDONLY)
	if err != nil {
		return nil, err
	}
	defer low.Close()
	// The kernel looks the two folders up by name: without links there is one way to them.
	high, err := Mapped(draft, ids, unix.MOUNT_ATTR_NOSYMFOLLOW)
	if err != nil {
		return nil, err
	}
	defer high.Close()
	var made *os.File
	err = apart(func() (err error) {
		made, err = stack(low, high, person)
		return err
	})
	if err != nil {
		return nil, explain(err, draft)
	}
	return made, nil
}

// Mapping returns a user namespace that says: who is owner on disk is person here. A
// namespace begins with a process; that one never gets to do anything.
func Mapping(owner, person int) (*os.File, error) {
	if len(os.Args) > 0 && os.Args[0] == sandbox.ChildName {
		return nil, errors.New("a child makes no namespaces: this program does not call BecomeChild first")
	}
	orders, ours, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	// It waits for orders. There are none, and where we are killed it ends with the pipe.
	defer ours.Close()
	defer orders.Close()
	ids := []syscall.SysProcIDMap{{ContainerID: owner, HostID: person, Size: 1}}
	child := exec.Command("/proc/self/exe")
	child.Args, child.Env, child.ExtraFiles = []string{sandbox.ChildName}, []string{}, []*os.File{orders}
	child.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER, UidMappings: ids, GidMappings: ids}
	if err := child.Start(); errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EPERM) || errors.Is(err, unix.EINVAL) || errors.Is(err, unix.EUSERS) {
		return nil, unsupported("the kernel makes no user namespace; sysctl user.max_user_namespaces must not be 0, and a container's host must allow it", err)
	} else if err != nil {
		return nil, err
	}
	ns, err := os.Open("/proc/" + strconv.Itoa(child.Process.Pid) + "/ns/user")
	_ = child.Process.Kill()
	_ = child.Wait()
	return ns, err
}

// Mapped returns a detached mount of a folder, seen through ids, with attributes set.
func Mapped(folder, ids *os.File, attributes uint64) (*os.File, error) {
	fd, err := unix.OpenTree(int(folder.Fd()), "", unix.AT_EMPTY_PATH|unix.OPEN_TREE_CLONE|unix.OPEN_TREE_CLOEXEC)
	if err != nil {
		return nil, err
	}
	tree := os.NewFile(uintptr(fd), folder.Name())
	err = unix.MountSetattr(fd, "", unix.AT_EMPTY_PATH, &unix.MountAttr{
		Attr_set: attributes | unix.MOUNT_ATTR_IDMAP, Userns_fd: uint64(ids.Fd())})
	if err == nil {
		return tree, nil
	}
	tree.Close()
	if errors.Is(err, unix.EINVAL) {
		return nil, unsupported("the file system "+fileSystem(folder)+" cannot show files under another owner (idmapped mounts); put the folder on ext4, xfs or btrfs", err)
	}
	return nil, err
}

// The places of the layers and of what they make together. The first exists everywhere,
// and what it hides is not needed there.
const (
	place     = "/proc"
	lowPlace  = place + "/low"
	highPlace = place + "/high"
	whole     = place + "/whole"
)

// stack makes the mount. It changes the thread that it runs on.
func stack(low, high *os.File, person int) (*os.File, error) {
	if err := stage(map[string]*os.File{lowPlace: low, highPlace: high}); err != nil {
		return nil, err
	}
	if err := become(person); err != nil {
		return nil, err
	}
	// Its marks are in user.* attributes, because trusted.* would need more rights.
	options := "userxattr,lowerdir=" + lowPlace + ",upperdir=" + highPlace + "/" + Upper + ",workdir=" + highPlace + "/" + Work
	if err := unix.Mount("overlay", whole, "overlay", unix.MS_NOSUID|unix.MS_NODEV, options); err != nil {
		return nil, err
	}
	fd, err := unix.OpenTree(unix.AT_FDCWD, whole, unix.OPEN_TREE_CLONE|unix.OPEN_TREE_CLOEXEC)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), "overlay"), nil
}

// stage gives this thread a mount namespace of its own, with places for layers and for
// what they make together.
func stage(layers map[string]*os.File) error {
	if err := unix.Unshare(unix.CLONE_FS | unix.CLONE_NEWNS); err != nil {
		return err
	}
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return err
	}
	if err := unix.Mount("tmpfs", place, "tmpfs", unix.MS_NOSUID|unix.MS_NODEV, "mode=755,size=1m"); err != nil {
		return err
	}
	for path, layer := range layers {
		err := os.Mkdir(path, 0o755)
		if err == nil {
			err = unix.MoveMount(int(layer.Fd()), "", unix.AT_FDCWD, path, unix.MOVE_MOUNT_F_EMPTY_PATH)
		}
		if err != nil {
			return err
		}
	}
	return os.Mkdir(whole, 0o755)
}

// become makes this thread one that makes files as person. The kernel does with its
// rights whatever is done in the mount: they are to mount it, and to get at files there
// whose mode forbids that to their owner.
func become(person int) error {
	if err := errors.Join(unix.Setfsgid(person), unix.Setfsuid(person)); err != nil {
		return err
	}
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var rights [2]unix.CapUserData
	if err := unix.Capget(&header, &rights[0]); err != nil {
		return err
	}
	rights[0].Effective = 1<<unix.CAP_SYS_ADMIN | 1<<unix.CAP_DAC_OVERRIDE
	rights[1].Effective = 0
	return unix.Capset(&header, &rights[0])
}

// apart calls f on a thread that ends with it, so that nobody else gets it as f left it.
func apart(f func() error) error {
	done := make(chan error)
	go func() {
		runtime.LockOSThread()
		if unix.Gettid() == os.Getpid() {
			// The first thread of a process would stay. Nobody else gets it meanwhile.
			done <- apart(f)
			runtime.UnlockOSThread()
			return
		}
		done <- f()
	}()
	return <-done
}

// explain says why an overlay could not be made.
func explain(err error, draft *os.File) error {
	for _, name := range []string{Upper, Work} {
		var st unix.Stat_t
		if missing := unix.Fstatat(int(draft.Fd()), name, &st, unix.AT_SYMLINK_NOFOLLOW); missing != nil || st.Mode&unix.S_IFMT != unix.S_IFDIR {
			return fmt.Errorf("the draft has no folder %s of its own, and links are not followed (%w)", name, err)
		}
	}
	switch {
	case errors.Is(err, unix.ENODEV):
		return unsupported("the kernel has no overlayfs (modprobe overlay)", err)
	case errors.Is(err, unix.EINVAL):
		return unsupported("the kernel cannot make an overlay on the file system "+fileSystem(draft)+"; it takes Linux 5.19 or newer, and ext4, xfs or btrfs", err)
	case errors.Is(err, unix.ELOOP):
		return fmt.Errorf("the draft and what it is made from lie in one another (%w)", err)
	}
	return fmt.Errorf("mount the draft: %w", err)
}

func unsupported(why string, err error) error {
	return fmt.Errorf("%w: %s (%w)", ErrUnsupported, why, err)
}

// Under returns a detached mount, read-only, of the machine's folder top, such as /usr, in
// which there is beside what top has what only the folder low has. Where both have a name
// it is top's, with its owner, mode and contents; folders that both have are top's too, with
// the names of both. What is mounted below top is there as well.
func Under(top string, low *os.File) (*os.File, error) {
	fd, err := unix.OpenTree(int(low.Fd()), "", unix.AT_EMPTY_PATH|unix.OPEN_TREE_CLONE|unix.OPEN_TREE_CLOEXEC)
	if err != nil {
		return nil, err
	}
	layer := os.NewFile(uintptr(fd), low.Name())
	defer layer.Close()
	var made *os.File
	err = apart(func() (err error) {
		made, err = under(top, layer)
		return err
	})
	switch {
	case errors.Is(err, unix.ENODEV):
		return nil, unsupported("the kernel has no overlayfs (modprobe overlay)", err)
	case errors.Is(err, unix.EINVAL):
		return nil, unsupported("the kernel cannot make an overlay of "+top+", as in a container whose own disk is a stack of overlays", err)
	case err != nil:
		return nil, fmt.Errorf("lay programs under %s: %w", top, err)
	}
	return made, nil
}

// under makes the mount. It changes the thread that it runs on.
func under(top string, low *os.File) (*os.File, error) {
	mounted, err := mountedBelow(top)
	if err != nil {
		return nil, err
	}
	if err := stage(map[string]*os.File{lowPlace: low}); err != nil {
		return nil, err
	}
	// Its marks would be in trusted.* attributes, which the owner of low cannot make.
	if err := unix.Mount("overlay", whole, "overlay", unix.MS_RDONLY, "index=off,redirect_dir=nofollow,metacopy=off,lowerdir="+top+":"+lowPlace); err != nil {
		return nil, err
	}
	// An overlay shows what a mount below hides.
	for _, path := range mounted {
		if err := unix.Mount(path, whole+strings.TrimPrefix(path, top), "", unix.MS_BIND, ""); err != nil && !errors.Is(err, unix.ENOENT) {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	fd, err := unix.OpenTree(unix.AT_FDCWD, whole, unix.AT_RECURSIVE|unix.OPEN_TREE_CLONE|unix.OPEN_TREE_CLOEXEC)
	if err != nil {
		return nil, err
	}
	made := os.NewFile(uintptr(fd), "overlay")
	err = unix.MountSetattr(fd, "", unix.AT_EMPTY_PATH|unix.AT_RECURSIVE, &unix.MountAttr{
		Attr_set: unix.MOUNT_ATTR_RDONLY | unix.MOUNT_ATTR_NOSUID | unix.MOUNT_ATTR_NODEV})
	if err != nil {
		made.Close()
		return nil, err
	}
	return made, nil
}

// mountedBelow lists what is mounted below a folder, in the order of mounting.
func mountedBelow(top string) ([]string, error) {
	mounts, err := os.ReadFile("/proc/thread-self/mountinfo")
	var out []string
	for line := range strings.Lines(string(mounts)) {
		if f := strings.Fields(line); len(f) > 4 && strings.HasPrefix(f[4], top+"/") {
			out = append(out, strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`).Replace(f[4]))
		}
	}
	return out, err
}

// fileSystem names that of a folder, as mount would.
func fileSystem(folder *os.File) string {
	var st unix.Statx_t
	if unix.Statx(int(folder.Fd()), "", unix.AT_EMPTY_PATH, unix.STATX_MNT_ID, &st) != nil {
		return "there"
	}
	mounts, _ := os.ReadFile("/proc/thread-self/mountinfo")
	for line := range strings.Lines(string(mounts)) {
		before, after, _ := strings.Cut(line, " - ")
		if id, _, _ := strings.Cut(before, " "); id == strconv.FormatUint(st.Mnt_id, 10) {
			name, _, _ := strings.Cut(after, " ")
			return name
		}
	}
	return "there"
}
