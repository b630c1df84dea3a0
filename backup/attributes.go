package backup

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"iter"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// xattrs reads the extended attributes that belong to the people's work: their own
// and access lists. Capabilities are rights that a backup must not hand on, and
// labels of security modules are the machine's.
func xattrs(fd int) ([]Xattr, error) {
	size, err := unix.Flistxattr(fd, nil)
	if errors.Is(err, unix.ENOTSUP) || err == nil && size == 0 {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	names := make([]byte, size+1024)
	if size, err = unix.Flistxattr(fd, names); err != nil {
		return nil, err
	}
	var out []Xattr
	left := maxXattrs
	for name := range strings.SplitSeq(string(names[:size]), "\x00") {
		if !strings.HasPrefix(name, "user.") && !strings.HasPrefix(name, "system.posix_acl_") {
			continue
		}
		value := make([]byte, 64<<10) // the kernel's own bound
		n, err := unix.Fgetxattr(fd, name, value)
		if errors.Is(err, unix.ENODATA) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if left -= len(name) + n; left < 0 {
			return out, errManyXattrs
		}
		out = append(out, Xattr{name, append([]byte(nil), value[:n]...)})
	}
	return out, nil
}

// maxXattrs is how many bytes of them one entry may have. Some file systems keep any
// number, which would fit neither into memory nor into a block.
const maxXattrs = 256 << 10

var errManyXattrs = errors.New("more attributes than a backup keeps")

// setXattrs puts attributes back. A file system that has none loses them, which
// the caller tells.
func setXattrs(fd int, list []Xattr) error {
	var errs []error
	for _, x := range list {
		if !strings.HasPrefix(x.Name, "user.") && !strings.HasPrefix(x.Name, "system.posix_acl_") {
			continue
		}
		errs = append(errs, unix.Fsetxattr(fd, x.Name, x.Value, 0))
	}
	return errors.Join(errs...)
}

// pieces stores the parts of a sparse file that hold something, each with its
// offset and length before it.
func (w *walker) pieces(c *contentWriter, f *os.File, size int64) error {
	for at := int64(0); at < size; {
		from, err := unix.Seek(int(f.Fd()), at, unix.SEEK_DATA)
		if errors.Is(err, unix.ENXIO) {
			return nil // a hole until the end
		}
		if err != nil {
			return err
		}
		to, err := unix.Seek(int(f.Fd()), from, unix.SEEK_HOLE)
		if err != nil {
			return err
		}
		if to = min(to, size); to <= from {
			return nil // it was cut meanwhile
		}
		if _, err := c.Write(binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, uint64(from)), uint64(to-from))); err != nil {
			return err
		}
		length := to - from
		if err := w.copyBytes(c, io.NewSectionReader(f, from, to-from), &length); err != nil {
			return err
		}
		if length < to-from { // it was cut meanwhile: what the header promises must come
			if _, err := io.CopyN(c, zeros{}, to-from-length); err != nil {
				return err
			}
		}
		at = to
		if err := context.Cause(w.u.ctx); err != nil {
			return err
		}
	}
	return nil
}

type zeros struct{}

// Read implements io.Reader.
func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// copyPieces is the inverse of pieces.
func copyPieces(f *os.File, r io.Reader, size int64) error {
	header := make([]byte, 16)
	for {
		_, err := io.ReadFull(r, header)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		at, length := int64(binary.BigEndian.Uint64(header)), int64(binary.BigEndian.Uint64(header[8:]))
		if at < 0 || length < 0 || at > size-length {
			return ErrDamaged
		}
		if _, err := io.CopyN(io.NewOffsetWriter(f, at), r, length); err != nil {
			return err
		}
	}
}

// earlier reads a folder of the snapshot before, in step with the one on the disk.
type earlier struct {
	next func() (*Node, error, bool)
	stop func()
	at   *Node
}

func (r *Repository) earlier(ctx context.Context, old *Node) *earlier {
	if old == nil || old.Type != TypeFolder {
		return &earlier{stop: func() {}}
	}
	e := &earlier{}
	e.next, e.stop = iter.Pull2(r.entries(ctx, old.Content, folders))
	return e
}

func (e *earlier) close() { e.stop() }

// find returns the entry of a name. Names come in order. What is damaged is not
// there, so it is read from the disk again.
func (e *earlier) find(name []byte) *Node {
	for e.next != nil {
		if e.at == nil || string(e.at.Name) < string(name) {
			n, err, ok := e.next()
			if !ok {
				e.next = nil
				return nil
			}
			if err == nil {
				e.at = n
			}
			continue
		}
		if string(e.at.Name) == string(name) {
			return e.at
		}
		return nil
	}
	return nil
}
