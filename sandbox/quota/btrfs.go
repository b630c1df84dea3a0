package quota

import (
	"encoding/binary"
	"errors"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// groups are quotas of btrfs, each of one subvolume. Whoever may make subvolumes of their
// own in it gets past the quota: people's programs may not.
type groups struct{}

// From linux/btrfs.h and linux/btrfs_tree.h.
const (
	subvolCreate = 0x5000940e // BTRFS_IOC_SUBVOL_CREATE
	treeSearch   = 0xd0009411 // BTRFS_IOC_TREE_SEARCH
	inoLookup    = 0xd0009412 // BTRFS_IOC_INO_LOOKUP
	qgroupLimit  = 0x8030942b // BTRFS_IOC_QGROUP_LIMIT

	quotaTree   = 8
	statusItem  = 240
	infoItem    = 242
	limitItem   = 244
	topInode    = 256 // of each subvolume
	maxReferred = 1   // which limit counts: all that the subvolume refers to,
	maxOwn      = 2   // or what it alone does. Ours is more than there can be: a mark of whose the other is
	markOfOurs  = 1 << 62
	statusOn    = 1
)

// ioctl asks a file for something, with a struct of its own.
func ioctl(f *os.File, request uintptr, arg unsafe.Pointer) error {
	for {
		_, _, e := unix.Syscall(unix.SYS_IOCTL, f.Fd(), request, uintptr(arg))
		if e != unix.EINTR {
			return errOf(e)
		}
	}
}

// Mkdirat makes a folder that can have a quota of its own: on btrfs a subvolume. It is
// for root, in a folder of root's.
func Mkdirat(at int, name string, mode uint32) error {
	var fs unix.Statfs_t
	if err := unix.Fstatfs(at, &fs); err != nil || int64(fs.Type) != unix.BTRFS_SUPER_MAGIC {
		return unix.Mkdirat(at, name, mode)
	}
	args := struct {
		fd   int64
		name [4088]byte
	}{}
	copy(args.name[:len(args.name)-1], name)
	if _, _, e := unix.Syscall(unix.SYS_IOCTL, uintptr(at), subvolCreate, uintptr(unsafe.Pointer(&args))); e != 0 {
		return e
	}
	return unix.Fchmodat(at, name, mode, 0)
}

// item finds what the tree of quotas says: the first of a kind, of the subvolume id or of
// none; nil where there is nothing.
func item(f *os.File, kind uint32, id uint64) ([]byte, error) {
	args := struct {
		tree, minObject, maxObject, minOffset, maxOffset, minTransaction, maxTransaction uint64
		minType, maxType, items, _                                                       uint32
		_                                                                                [4]uint64
		buf                                                                              [3992]byte
	}{tree: quotaTree, minOffset: id, maxOffset: id, maxTransaction: ^uint64(0), minType: kind, maxType: kind, items: 1}
	if err := ioctl(f, treeSearch, unsafe.Pointer(&args)); err != nil || args.items == 0 {
		if errors.Is(err, unix.ENOENT) { // there is no such tree
			err = nil
		}
		return nil, err
	}
	const header = 32
	n := binary.NativeEndian.Uint32(args.buf[28:])
	return args.buf[header : header+min(n, uint32(len(args.buf)-header))], nil
}

// field is the nth number of what an item holds, 0 where there is none.
func field(b []byte, n int) uint64 {
	if len(b) < 8*n+8 {
		return 0
	}
	return binary.LittleEndian.Uint64(b[8*n:])
}

// groupsOn fails where no quotas are counted.
func groupsOn(dir *os.File) error {
	b, err := item(dir, statusItem, 0)
	if err == nil && field(b, 2)&statusOn == 0 {
		err = &missing{"Quotas are not switched on in the file system (btrfs)."}
	}
	return err
}

// subvolume returns the number of the subvolume that dir is.
func subvolume(dir *os.File) (uint64, error) {
	var st unix.Stat_t
	if err := unix.Fstat(int(dir.Fd()), &st); err != nil {
		return 0, err
	}
	if st.Ino != topInode {
		return 0, &missing{"The folder is an ordinary one and no subvolume, so btrfs cannot bound it."}
	}
	args := struct {
		tree, object uint64
		name         [4080]byte
	}{object: topInode}
	err := ioctl(dir, inoLookup, unsafe.Pointer(&args))
	return args.tree, err
}

// set sets no limit of files: btrfs has no number of them that could run out. It asks by
// the folder above, because in a subvolume that is full the kernel begins no change.
func (groups) set(dir *os.File, _ int, u Use) error {
	id, err := subvolume(dir)
	if err != nil {
		return err
	}
	up, err := unix.Openat(int(dir.Fd()), "..", unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	above := os.NewFile(uintptr(up), "..")
	defer above.Close()
	args := struct{ id, flags, maxReferred, maxOwn, _, _ uint64 }{id: id, flags: maxReferred | maxOwn, maxReferred: uint64(u.Limit), maxOwn: markOfOurs}
	if u.Limit == 0 {
		args.maxReferred, args.maxOwn = ^uint64(0), ^uint64(0) // clears them
	}
	return ioctl(above, qgroupLimit, unsafe.Pointer(&args))
}

func (groups) ours(dir *os.File, _ int) (bool, error) {
	id, err := subvolume(dir)
	if err != nil {
		return false, err
	}
	limit, err := item(dir, limitItem, id)
	return field(limit, 0)&maxOwn != 0 && field(limit, 2) == markOfOurs, err
}

// use is as of the last time that btrfs wrote everything down, half a minute ago at most.
func (groups) use(dir *os.File, _ int) (Use, error) {
	id, err := subvolume(dir)
	if err != nil {
		return Use{}, err
	}
	info, err := item(dir, infoItem, id)
	if err != nil {
		return Use{}, err
	}
	limit, err := item(dir, limitItem, id)
	u := Use{Bytes: int64(field(info, 1))}
	if field(limit, 0)&maxReferred != 0 {
		u.Limit = int64(field(limit, 1))
	}
	return u, err
}
