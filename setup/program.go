package setup

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// program puts this very program where units find it.
func (s *Setup) program() error {
	if err := installRelease("/proc/self/exe", s.Version); err != nil {
		return err
	}
	if err := makeCurrent(s.Version); err != nil {
		return err
	}
	return link("../lib/commonhall/current/commonhall", Command)
}

// installRelease copies a program to its place among the releases.
func installRelease(from, version string) error {
	dir := filepath.Join(Library, version)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	path := filepath.Join(dir, "commonhall")
	if same(src, path) {
		return nil
	}
	dst, err := os.CreateTemp(dir, leftover)
	if err != nil {
		return err
	}
	defer os.Remove(dst.Name())
	_, err = io.Copy(dst, src)
	if err := errors.Join(err, dst.Chmod(0o755), dst.Sync(), dst.Close()); err != nil {
		return err
	}
	if err := os.Rename(dst.Name(), path); err != nil {
		return err
	}
	return syncDir(dir)
}

// same reports whether path is the file f itself.
func same(f *os.File, path string) bool {
	a, err := f.Stat()
	if err != nil {
		return false
	}
	b, err := os.Stat(path)
	return err == nil && os.SameFile(a, b)
}

// makeCurrent makes a release the one that units run when they start.
func makeCurrent(version string) error { return link(version, filepath.Join(Library, "current")) }

// link makes path a link to target, at once: there is always the old or the new one.
func link(target, path string) error {
	if is, err := os.Readlink(path); err == nil && is == target {
		return nil
	}
	passing := path + ".new"
	if err := os.Remove(passing); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.Symlink(target, passing)); err != nil {
		return err
	}
	if err := os.Rename(passing, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// packages installs what was agreed on, from the machine's own sources.
func (s *Setup) packages(ctx context.Context) error {
	if len(s.Answers.Packages) == 0 {
		return nil
	}
	return s.install(ctx, s.Answers.Packages)
}
