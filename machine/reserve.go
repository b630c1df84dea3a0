package machine

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"syscall"
)

// Reserve is a file that holds room on a disk, to be given back when the disk is
// full. Its methods are safe for many goroutines.
type Reserve struct {
	path string
	most int64

	mu sync.Mutex
}

// NewReserve returns the reserve at path, of at most that many bytes and a sixteenth
// of the disk. It makes no file yet.
func NewReserve(path string, most int64) *Reserve { return &Reserve{path: path, most: most} }

// Keep makes the reserve whole where there is room for it, and as much again. It
// reports whether something is lacking.
func (r *Reserve) Keep() (lacking bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f, err := os.OpenFile(r.path, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return true, err
	}
	defer f.Close()
	have, whole, free, err := r.measure(f)
	if err != nil || have >= whole {
		return false, err
	}
	if free < 2*whole-have {
		return true, nil
	}
	if err := syscall.Fallocate(int(f.Fd()), 0, have, whole-have); err != nil {
		_ = f.Truncate(have)
		if errors.Is(err, syscall.ENOSPC) {
			return true, nil
		}
		return true, err
	}
	return false, nil
}

// measure returns how much the reserve has, should have, and is free beside it.
func (r *Reserve) measure(f *os.File) (have, whole, free int64, err error) {
	st, err := f.Stat()
	if err != nil {
		return 0, 0, 0, err
	}
	var fs syscall.Statfs_t
	if err := syscall.Fstatfs(int(f.Fd()), &fs); err != nil {
		return 0, 0, 0, err
	}
	d := diskOf(fs)
	return st.Size(), min(r.most, d.Total/16), d.Free, nil
}

// Tight reports whether there is too little room to begin writing.
func (r *Reserve) Tight() bool {
	d, err := Kernel{}.Disk(filepath.Dir(r.path))
	return err == nil && d.Free < 256<<10
}

// Give gives an eighth of the reserve back to the disk. It reports false if there
// is nothing left to give.
func (r *Reserve) Give() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	f, err := os.OpenFile(r.path, os.O_RDWR|syscall.O_NOFOLLOW, 0)
	if err != nil {
		return false
	}
	defer f.Close()
	have, whole, _, err := r.measure(f)
	if err != nil || have == 0 {
		return false
	}
	return f.Truncate(max(0, have-max(whole/8, 64<<10))) == nil
}
