package tree

import (
	"context"
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// piece is how much is copied between two looks whether it is still wanted.
const piece = 64 << 20

// mode is what a file may be in a tree: read by everybody, run by everybody if its owner
// may, written by its owner at most, and nothing else.
func mode(was uint32) uint32 {
	m := 0o444 | was&0o200
	if was&0o100 != 0 {
		m |= 0o111
	}
	return m
}

// copyFile copies a file that was opened, as long as it was then. It reports whether it
// was left alone meanwhile.
func copyFile(ctx context.Context, in *os.File, st *unix.Stat_t, dir *os.File, name string) (bool, error) {
	out, err := openNew(dir, name)
	if err != nil {
		return false, err
	}
	defer out.Close()
	if err := copyData(ctx, out, in, st); err != nil {
		return false, err
	}
	if err := unix.Fchmod(int(out.Fd()), mode(st.Mode)); err != nil {
		return false, err
	}
	var now unix.Stat_t
	if err := unix.Fstat(int(in.Fd()), &now); err != nil {
		return false, err
	}
	settled := now.Size == st.Size && now.Mtim == st.Mtim
	return settled, errors.Join(setTime(out, st), out.Close())
}

func openNew(dir *os.File, name string) (*os.File, error) {
	fd, err := unix.Openat(int(dir.Fd()), name, unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0o600)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), name), nil
}

// copyData copies the bytes there are. Holes stay holes: a file may claim to be larger
// than any disk. (io.Copy has the kernel share the blocks where the file system can.)
func copyData(ctx context.Context, out, in *os.File, st *unix.Stat_t) error {
	sparse := st.Blocks*512 < st.Size
	for at := int64(0); at < st.Size; {
		if err := ctx.Err(); err != nil {
			return context.Cause(ctx)
		}
		end := st.Size
		if sparse {
			data, hole, err := extent(in, at)
			if errors.Is(err, unix.ENXIO) { // nothing but a hole is left
				return out.Truncate(st.Size)
			}
			if err != nil {
				return err
			}
			at, end = data, min(hole, st.Size)
			if _, err := out.Seek(at, io.SeekStart); err != nil {
				return err
			}
		}
		if at >= end { // a piece that came meanwhile, behind the end
			return out.Truncate(st.Size)
		}
		n, err := io.Copy(out, io.LimitReader(in, min(end-at, piece)))
		if err != nil {
			return err
		}
		if n == 0 { // it was cut meanwhile
			return nil
		}
		at += n
	}
	return nil
}

// extent finds the next bytes that are no hole, and goes there.
func extent(in *os.File, at int64) (data, hole int64, err error) {
	if data, err = in.Seek(at, unix.SEEK_DATA); err != nil {
		return 0, 0, err
	}
	if hole, err = in.Seek(data, unix.SEEK_HOLE); err != nil {
		return 0, 0, err
	}
	_, err = in.Seek(data, io.SeekStart)
	return data, hole, err
}

// copyLink makes a link with the same words, wherever they lead.
func copyLink(n *node, out *os.File) error {
	target, err := readLink(n.in, n.name)
	if err != nil {
		return err
	}
	return unix.Symlinkat(target, int(out.Fd()), n.name)
}

func readLink(dir *os.File, name string) (string, error) {
	var b [unix.PathMax]byte
	n, err := unix.Readlinkat(int(dir.Fd()), name, b[:])
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOENT) { // none any more
		return "", errMoved
	}
	return string(b[:max(n, 0)]), err
}

// link gives a file or link a second name. It reports false where it has too many names
// already, or a name too long to say; the file is then copied.
func link(from *os.File, name string, to *os.File, as string) (bool, error) {
	err := unix.Linkat(int(from.Fd()), name, int(to.Fd()), as, 0)
	if errors.Is(err, unix.EMLINK) || errors.Is(err, unix.ENAMETOOLONG) {
		return false, nil
	}
	return err == nil, err
}

// setTime gives a file or folder the time of its last change, to the nanosecond.
func setTime(f *os.File, st *unix.Stat_t) error {
	t := unix.Timespec{Nsec: unix.UTIME_OMIT}
	return unix.UtimesNanoAt(int(f.Fd()), "", []unix.Timespec{t, st.Mtim}, unix.AT_EMPTY_PATH)
}
