// Package output keeps what the programs of a server write, in a file of bounded size.
//
// They write straight into the file, so that nobody's death takes it away. It is kept
// small by cutting it when it has grown: appending writers go on at its new end. Whose
// output it is and when to look is its caller's business, who must be root.
//
// What always holds: the file is its account's to open, for programs open /dev/stderr,
// and counts as theirs; so nothing about it is taken for granted. Where their quota is
// used up they still write, into room that was taken before.
package output

import (
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

const (
	most = 1 << 20     // bytes; larger files are cut
	keep = 256 << 10   // to this
	room = most + keep // that is taken, for what is written until somebody has looked
)

// Log is the output of an account.
type Log struct {
	*os.File
	Owner int
	Quota bool // the account has one, so room is taken
}

// Open opens the file at path; fresh empties it for a new run.
func Open(path string, owner int, quota, fresh bool) (Log, error) {
	l := Log{Owner: owner, Quota: quota}
	if fresh { // a new file costs less than to empty the old one, and nobody has anything of it
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return l, err
		}
	}
	// Who has a lease of it keeps whoever opens it waiting, but for this.
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0o600)
	if err != nil {
		return l, err
	}
	l.File = f
	if fresh {
		err = l.handOver()
	} else {
		err = l.give(owner)
	}
	if err != nil {
		f.Close()
		return Log{}, err
	}
	return l, nil
}

// Writer opens the file once more, for the programs to append to: what they do with their
// descriptor (seek, no longer append) does not become ours.
func (l Log) Writer() (*os.File, error) {
	return os.OpenFile(fmt.Sprintf("/proc/self/fd/%d", l.Fd()), os.O_WRONLY|os.O_APPEND, 0)
}

// give says whose the file is. Its group is the account's all the while.
func (l Log) give(owner int) error {
	return errors.Join(l.Chown(owner, l.Owner), l.Chmod(0o660))
}

// begin leaves text alone in the file. It is root's meanwhile, whom no quota holds.
func (l Log) begin(text string) error {
	err := errors.Join(l.give(0), l.Truncate(0))
	if err == nil {
		_, err = l.WriteAt([]byte(text), 0)
	}
	return errors.Join(err, l.handOver())
}

// handOver gives a file that is root's to the account.
func (l Log) handOver() error {
	if l.Quota { // where the file system cannot do it, or is full, it is as it was
		_ = unix.Fallocate(int(l.Fd()), unix.FALLOC_FL_KEEP_SIZE, 0, room)
	}
	return l.give(l.Owner)
}

// Tail returns the last bytes.
func (l Log) Tail(limit int64) string {
	if l.File == nil {
		return ""
	}
	st, err := l.Stat()
	if err != nil {
		return ""
	}
	b := make([]byte, min(limit, st.Size()))
	n, err := l.ReadAt(b, st.Size()-int64(len(b)))
	if err != nil && err != io.EOF {
		return ""
	}
	return string(b[:n])
}

// Cut makes a file small that has grown, or takes more of the disk than it shows.
func (l Log) Cut() error {
	var st unix.Stat_t
	if err := unix.Fstat(int(l.Fd()), &st); err != nil || st.Size <= most && st.Blocks*512 <= 2*room {
		return err
	}
	return l.begin(l.Tail(keep))
}
