package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Folder is a target in a folder: of a second disk, or of a mounted network drive.
type Folder struct {
	dir string

	mu      sync.Mutex
	changed map[string]bool // folders whose entries are not safe yet
}

// NewFolder returns the target in dir, which is made when something is put there.
func NewFolder(dir string) *Folder { return &Folder{dir: dir, changed: map[string]bool{}} }

// passing ends the names of files that are being written.
const passing = ".tmp"

// String implements Target.
func (f *Folder) String() string { return f.dir }

// Parallel implements Target: the disk writes several files in one commit.
func (f *Folder) Parallel() int { return 4 }

// Put implements Target.
func (f *Folder) Put(ctx context.Context, name string, data []byte) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	dir := filepath.Dir(path)
	tmp, err := os.CreateTemp(dir, "*"+passing)
	if errors.Is(err, fs.ErrNotExist) {
		if err = f.mkdir(dir); err == nil {
			tmp, err = os.CreateTemp(dir, "*"+passing)
		}
	}
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		os.Remove(tmp.Name())
		return err
	}
	f.note(dir)
	return nil
}

// mkdir makes a folder and those above it; only their owner may look in.
func (f *Folder) mkdir(dir string) error {
	for at := dir; len(at) >= len(f.dir) && at != "/"; at = filepath.Dir(at) {
		f.note(filepath.Dir(at))
	}
	return os.MkdirAll(dir, 0o700)
}

func (f *Folder) note(dir string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.changed[dir] = true
}

// Sync implements Target.
func (f *Folder) Sync(context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for dir := range f.changed {
		d, err := os.Open(dir)
		if err == nil {
			err = errors.Join(d.Sync(), d.Close())
		}
		if err != nil {
			return err
		}
		delete(f.changed, dir)
	}
	return nil
}

// Get implements Target.
func (f *Folder) Get(ctx context.Context, name string, limit int64) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	file, err := os.Open(filepath.Join(f.dir, filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return readAll(file, name, limit)
}

// readAll reads at most limit bytes; more is no object of ours.
func readAll(r io.Reader, name string, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(b)) > limit {
		return nil, fmt.Errorf("%s is larger than %d bytes: %w", name, limit, ErrDamaged)
	}
	return b, err
}

// List implements Target.
func (f *Folder) List(ctx context.Context, prefix string, each func(string, int64) error) error {
	top := filepath.Join(f.dir, filepath.FromSlash(prefix))
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // it was removed meanwhile, or was never there
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case d.IsDir() || strings.HasSuffix(path, passing):
			return nil
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		name, err := filepath.Rel(f.dir, path)
		if err != nil {
			return err
		}
		return each(filepath.ToSlash(name), info.Size())
	})
	return err
}

// Remove implements Target.
func (f *Folder) Remove(_ context.Context, name string) error {
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	err := os.Remove(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	f.note(filepath.Dir(path))
	return err
}

// Tidy removes files that a writer left that was killed. Nobody else may write
// meanwhile.
func (f *Folder) Tidy() error {
	return filepath.WalkDir(f.dir, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil && !d.IsDir() && strings.HasSuffix(path, passing) {
			err = os.Remove(path)
		}
		return err
	})
}
