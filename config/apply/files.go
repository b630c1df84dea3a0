package apply

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"commonhall"
	"commonhall/config"
)

// keep is how many versions are kept.
const keep = 100

// Entry is one version of the settings.
type Entry struct {
	Number int       `json:"number"`
	Time   time.Time `json:"time"`
	Who    string    `json:"who"`
	Why    string    `json:"why"`
	What   string    `json:"what"` // what changed, on one line
}

func (s *Store) history() string { return filepath.Join(s.Dir, "history") }

func (s *Store) versionPath(n int) string {
	return filepath.Join(s.history(), fmt.Sprintf("%04d.yaml", n))
}

func (s *Store) entryPath(n int) string {
	return filepath.Join(s.history(), fmt.Sprintf("%04d.json", n))
}

// current returns the number of the version in force; 0 if nothing was applied.
func (s *Store) current() (int, error) {
	target, err := os.Readlink(s.Path())
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, unreadable(s.Path(), err)
	}
	n, ok := number(filepath.Base(target))
	if !ok {
		return 0, commonhall.Errorf(commonhall.FailedPrecondition, "%s does not point to a version in %s.", s.Path(), s.history()).
			WithHint("Remove it. Then: commonhall config apply")
	}
	return n, nil
}

func unreadable(path string, err error) error {
	e := commonhall.Errorf(commonhall.FailedPrecondition, "%s cannot be read.", path).Because(err)
	if errors.Is(err, fs.ErrPermission) {
		return e.WithHint("Run the command with sudo.")
	}
	return e
}

// number returns the version that a file in the history is.
func number(name string) (int, bool) {
	digits, yaml := strings.CutSuffix(name, ".yaml")
	n, err := strconv.Atoi(digits)
	return n, yaml && err == nil && n > 0
}

// Version returns the text of a version.
func (s *Store) Version(n int) ([]byte, error) {
	text, err := os.ReadFile(s.versionPath(n))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, commonhall.Errorf(commonhall.NotFound, "There is no version %d of the settings.", n).WithHint("Those that there are: commonhall config history")
	}
	if err != nil {
		return nil, unreadable(s.versionPath(n), err)
	}
	return text, nil
}

// History returns what was in force, the version in force last.
func (s *Store) History() ([]Entry, error) {
	now, err := s.current()
	if err != nil {
		return nil, err
	}
	numbers, err := s.numbers()
	if err != nil {
		return nil, err
	}
	var out []Entry
	for _, n := range numbers {
		if n > now {
			continue // a change that was cut off
		}
		e := Entry{}
		b, err := os.ReadFile(s.entryPath(n))
		if err != nil || json.Unmarshal(b, &e) != nil {
			e = Entry{What: "(its record is lost)"}
		}
		e.Number = n
		out = append(out, e)
	}
	return out, nil
}

func (s *Store) numbers() ([]int, error) {
	entries, err := os.ReadDir(s.history())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, unreadable(s.history(), err)
	}
	var out []int
	for _, e := range entries {
		if n, ok := number(e.Name()); ok {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out, nil
}

// record writes a version into the history; the text last, for it makes one.
func (s *Store) record(e Entry, text []byte) error {
	b, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return errors.Join(save(s.entryPath(e.Number), append(b, '\n')), save(s.versionPath(e.Number), text))
}

// prune removes versions that are long gone.
func (s *Store) prune(now int) error {
	numbers, err := s.numbers()
	for _, n := range numbers {
		if n <= now-keep {
			err = errors.Join(err, os.Remove(s.versionPath(n)), os.Remove(s.entryPath(n)))
		}
	}
	return err
}

// point makes a version the one in force.
func (s *Store) point(n int) error {
	fresh := s.Path() + ".new"
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Symlink(filepath.Join("history", filepath.Base(s.versionPath(n))), fresh); err != nil {
		return err
	}
	if err := os.Rename(fresh, s.Path()); err != nil {
		return err
	}
	return syncDir(s.Dir)
}

// writeVersion makes the file say a version, unless it does.
func (s *Store) writeVersion(n int) error {
	text, err := s.Version(n)
	if err != nil {
		return err
	}
	return s.write(text)
}

// write makes the file say text, whole or not at all, with its owner and mode; a
// link stays one.
func (s *Store) write(text []byte) error {
	if have, err := os.ReadFile(s.File); err == nil && string(have) == string(text) {
		return nil
	}
	path, err := filepath.EvalSymlinks(s.File)
	if err != nil {
		path = s.File
	}
	if len(text) == 0 { // no file says the same as an empty one
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
	}
	uid, gid, mode := os.Getuid(), os.Getgid(), fs.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		st := info.Sys().(*syscall.Stat_t)
		uid, gid, mode = int(st.Uid), int(st.Gid), info.Mode().Perm()
	}
	return replace(path, text, uid, gid, mode)
}

// save writes a file of ours. Roles read it under accounts of their own, however
// an editor left the administrator's file; no secret belongs into settings.
func save(path string, text []byte) error {
	return replace(path, text, os.Getuid(), os.Getgid(), 0o644)
}

// replace writes a file through a second one beside it, durably.
func replace(path string, text []byte, uid, gid int, mode fs.FileMode) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o711); err != nil {
		return err
	}
	fresh := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".new")
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(fresh, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Chown(uid, gid), f.Chmod(mode), f.Sync(), f.Close()); err == nil {
		err = os.Rename(fresh, path)
	}
	if err != nil {
		_ = os.Remove(fresh)
		return commonhall.Errorf(commonhall.FailedPrecondition, "%s cannot be written.", path).Because(err)
	}
	return syncDir(filepath.Dir(path))
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// lock holds the settings for one change; it waits for another that is under way.
func (s *Store) lock(ctx context.Context) (unlock func(), err error) {
	// Roles pass through, whatever root's umask is.
	for _, dir := range []string{s.Dir, s.history()} {
		if err := errors.Join(os.MkdirAll(dir, 0o711), os.Chmod(dir, 0o711)); err != nil {
			return nil, unwritable(dir, err)
		}
	}
	return hold(ctx, s.lockPath(), true)
}

// Hold keeps the settings in force as they are until free: a change waits for that.
func (s *Store) Hold(ctx context.Context) (free func(), err error) { return s.lock(ctx) }

// hold locks a file until unlock, or until this process ends.
func hold(ctx context.Context, path string, wait bool) (unlock func(), err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o711); err != nil {
		return nil, unwritable(path, err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, unwritable(path, err)
	}
	for {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			return func() { f.Close() }, nil
		}
		if !wait {
			f.Close()
			return nil, err
		}
		select {
		case <-ctx.Done():
			f.Close()
			return nil, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func unwritable(path string, err error) error {
	e := commonhall.Errorf(commonhall.PermissionDenied, "%s cannot be written.", filepath.Dir(path)).Because(err)
	if errors.Is(err, fs.ErrPermission) {
		return e.WithHint("Run the command with sudo.")
	}
	return e
}

// Draft returns the path of the text that an editor works on, which holds what the
// file says, and the function that ends the edit. There is one editor at a time.
// What an edit before has left is kept beside it, and its path returned.
func (s *Store) Draft() (path, before string, end func(), err error) {
	dir := filepath.Join(s.Dir, "draft")
	unlock, err := hold(context.Background(), filepath.Join(s.Dir, "edit.lock"), false)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return "", "", nil, commonhall.Errorf(commonhall.FailedPrecondition, "Somebody else is editing the settings.").
			WithHint("Wait for them. Who it is: fuser -v " + filepath.Join(s.Dir, "edit.lock"))
	}
	if err != nil {
		return "", "", nil, err
	}
	path = filepath.Join(dir, "commonhall.yaml")
	text, err := config.Read(s.File)
	if err == nil {
		err = os.MkdirAll(dir, 0o700)
	}
	if _, lerr := os.Lstat(path); err == nil && lerr == nil {
		before = s.before()
		err = os.Rename(path, before)
	}
	if err == nil {
		err = os.WriteFile(path, text, 0o600)
	}
	if err != nil {
		unlock()
		return "", "", nil, err
	}
	return path, before, unlock, nil
}

// before is where a text is kept that somebody wrote and that never came in force: a name
// that no text of before has.
func (s *Store) before() string {
	path := filepath.Join(s.Dir, "draft", "before.yaml")
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) || n > 10_000 {
			return path
		}
		path = filepath.Join(s.Dir, "draft", "before-"+strconv.Itoa(n)+".yaml")
	}
}

// Keep keeps a text that is about to disappear, and returns where.
func (s *Store) Keep(text []byte) (string, error) {
	path := s.before()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", unwritable(path, err)
	}
	return path, replace(path, text, os.Getuid(), os.Getgid(), 0o600)
}
