package quota

import (
	"errors"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// users are quotas of users: each account of ours is one person's, so all files of that
// number are theirs, and whoever owns a file cannot give it away.
type users struct{}

// From linux/quota.h and linux/dqblk_xfs.h.
const (
	getQuota    = 0x800007
	setQuota    = 0x800008
	getState    = 'X'<<8 + 8 // Q_XGETQSTATV, which others than xfs answer too
	ofUsers     = 0          // USRQUOTA
	held        = 1<<0 | 1<<1
	limitsValid = 1<<0 | 1<<2
	blockSize   = 1024 // of limits, whatever the file system has
)

// dqblk is struct if_dqblk.
type dqblk struct {
	blocksHard, blocksSoft, space  uint64
	inodesHard, inodesSoft, inodes uint64
	_                              [2]uint64
	valid                          uint32
	_                              uint32
}

// state is struct fs_quota_statv.
type state struct {
	version int8
	_       uint8
	flags   uint16
	_       uint32
	_       [19]uint64
}

// quotactl is quotactl_fd(2), which needs no name of a device.
func quotactl(dir *os.File, cmd, id int, arg unsafe.Pointer) error {
	for {
		_, _, e := unix.Syscall6(unix.SYS_QUOTACTL_FD, dir.Fd(), uintptr(cmd<<8|ofUsers), uintptr(id), uintptr(arg), 0, 0)
		if e != unix.EINTR {
			return errOf(e)
		}
	}
}

func errOf(e unix.Errno) error {
	if e == 0 {
		return nil
	}
	return e
}

// usersOn reports whether quotas of users are counted and held.
func usersOn(dir *os.File) (bool, error) {
	st := state{version: 1}
	err := quotactl(dir, getState, 0, unsafe.Pointer(&st))
	return st.flags&held == held, err
}

// set sets the hard limits alone: a soft one becomes a hard one after a while.
func (users) set(dir *os.File, owner int, u Use) error {
	q := dqblk{blocksHard: uint64(u.Limit / blockSize), inodesHard: uint64(u.MaxFiles), valid: limitsValid}
	return quotactl(dir, setQuota, owner, unsafe.Pointer(&q))
}

// get asks what stands of an account; on xfs nothing does of who has no file and no limit.
func get(dir *os.File, owner int) (q dqblk, err error) {
	if err = quotactl(dir, getQuota, owner, unsafe.Pointer(&q)); errors.Is(err, unix.ENOENT) {
		err = nil
	}
	return q, err
}

// ours are hard limits alone, with the number of files that goes with the bytes.
func (users) ours(dir *os.File, owner int) (bool, error) {
	q, err := get(dir, owner)
	return q.blocksHard > 0 && q.blocksSoft+q.inodesSoft == 0 && int64(q.inodesHard) == filesFor(int64(q.blocksHard)*blockSize), err
}

func (users) use(dir *os.File, owner int) (Use, error) {
	q, err := get(dir, owner)
	if err != nil {
		return Use{}, err
	}
	return Use{Bytes: int64(q.space), Limit: int64(q.blocksHard) * blockSize, Files: int64(q.inodes), MaxFiles: int64(q.inodesHard)}, nil
}
