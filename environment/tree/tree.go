// Package tree keeps the files of one environment on disk: complete trees of programs,
// and drafts, what people have changed on top of one.
//
// It knows no generations, no people and no mounts: which tree is current, whose a draft
// is and whether a server has it is the caller's business, and so is that a draft which
// a server has is not deleted. It runs nothing that it finds.
//
// What always holds: a tree is complete, on the disk for good, and never changed; what
// two trees have in common is one file with two names. No link is followed and no mount
// entered, whatever a draft contains and however its owner changes it meanwhile: every
// name is opened in a descriptor of the folder that has it, and what was opened is looked
// at again. Everything belongs to the account that runs it, which need not be root.
package tree

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"golang.org/x/sys/unix"
)

// What a tree cannot be. The errors that wrap them say where. What is there already, or
// is not, is fs.ErrExist or fs.ErrNotExist.
var (
	ErrFiles = errors.New("more files than a tree may have")
	ErrBytes = errors.New("more bytes than a tree may have")
	ErrDepth = errors.New("folders too deep in each other")
	ErrSpace = errors.New("no room on the disk")
	ErrMarks = errors.New("marks of an overlay that cannot be read here")
	ErrMount = errors.New("a disk of its own is mounted there")
)

// Limits bound one tree.
type Limits struct {
	Files int   // folders and links too; 0: a million
	Bytes int64 // 0: 200 GB
}

// maxDepth bounds the folders in each other, and with them the open descriptors.
const maxDepth = 200

// The folders of a store.
const (
	trees   = "trees"
	drafts  = "drafts"
	passing = "passing" // what is being made
	trash   = "trash"   // what is being deleted
)

// Store is the folder of one environment. Its methods may be called at once.
type Store struct {
	dir    string
	limits Limits
}

// Open makes the folders that are missing, and sets aside what was being made when the
// last process ended; Sweep deletes it.
func Open(dir string, limits Limits) (*Store, error) {
	if limits.Files == 0 {
		limits.Files = 1_000_000
	}
	if limits.Bytes == 0 {
		limits.Bytes = 200 << 30
	}
	s := &Store{dir, limits}
	for _, name := range []string{"", trees, drafts, passing, trash} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o700); err != nil {
			return nil, fmt.Errorf("make the folder of an environment: %w", full(err))
		}
	}
	names, err := s.list(passing)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := s.discard(passing, name); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Tree is where a tree lies.
func (s *Store) Tree(id string) string { return filepath.Join(s.dir, trees, id) }

// Draft is where a draft lies: the folder that takes the changes, and the one that an
// overlay needs beside it.
func (s *Store) Draft(id string) (upper, work string) {
	return filepath.Join(s.dir, drafts, id, "upper"), filepath.Join(s.dir, drafts, id, "work")
}

// Trees lists the trees there are.
func (s *Store) Trees() ([]string, error) { return s.list(trees) }

// Drafts lists the drafts there are.
func (s *Store) Drafts() ([]string, error) { return s.list(drafts) }

func (s *Store) list(kind string) ([]string, error) {
	dir, err := os.Open(filepath.Join(s.dir, kind))
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	return dir.Readdirnames(-1)
}

// NewDraft makes a draft that changes nothing.
func (s *Store) NewDraft(id string) error {
	if err := valid(id); err != nil {
		return err
	}
	name := "draft." + id // no tree is called that
	made := filepath.Join(s.dir, passing, name)
	if err := os.Mkdir(made, 0o700); err != nil {
		return fmt.Errorf("make the draft %s: %w", id, full(err))
	}
	for part, mode := range map[string]os.FileMode{"upper": 0o755, "work": 0o700} {
		dir := filepath.Join(made, part)
		err := os.Mkdir(dir, 0o700)
		if err == nil {
			err = os.Chmod(dir, mode) // whatever the umask is
		}
		if err != nil {
			return errors.Join(fmt.Errorf("make the draft %s: %w", id, full(err)), os.RemoveAll(made))
		}
	}
	if err := s.settle(passing, name, drafts, id); err != nil {
		return errors.Join(err, os.RemoveAll(made))
	}
	return nil
}

// DropDraft takes a draft away; Sweep deletes it. No overlay may be mounted of it.
func (s *Store) DropDraft(id string) error {
	if err := valid(id); err != nil {
		return err
	}
	return s.discard(drafts, id)
}

// Remove takes a tree away; Sweep deletes it. Who has files of it open keeps them.
func (s *Store) Remove(id string) error {
	if err := valid(id); err != nil {
		return err
	}
	return s.discard(trees, id)
}

// discard renames to the trash, under a name that is free there.
func (s *Store) discard(kind, id string) error {
	for n := 0; ; n++ {
		err := s.rename(kind, id, trash, kind+"."+id+"."+strconv.Itoa(n))
		if !errors.Is(err, unix.EEXIST) {
			return err
		}
	}
}

// settle renames for good.
func (s *Store) settle(kind, id, other, as string) error {
	dir, err := top(filepath.Join(s.dir, other))
	if err != nil {
		return err
	}
	defer dir.Close()
	return errors.Join(s.rename(kind, id, other, as), dir.Sync())
}

// rename never replaces what is there.
func (s *Store) rename(kind, id, other, as string) error {
	err := unix.Renameat2(unix.AT_FDCWD, filepath.Join(s.dir, kind, id), unix.AT_FDCWD, filepath.Join(s.dir, other, as), unix.RENAME_NOREPLACE)
	if err != nil {
		return fmt.Errorf("rename %s/%s to %s/%s: %w", kind, id, other, as, full(err))
	}
	return nil
}

// Sweep deletes what was taken away, as far as it can, and says what it could not. It may
// be called again after it was interrupted, and while other methods run.
func (s *Store) Sweep(ctx context.Context) error {
	dir, err := os.Open(filepath.Join(s.dir, trash))
	if err != nil {
		return err
	}
	defer dir.Close()
	return empty(ctx, dir)
}

// valid reports whether id may be the name of a tree or draft.
func valid(id string) error {
	ok := id != "" && len(id) <= 100
	for _, c := range []byte(id) {
		ok = ok && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_')
	}
	if !ok {
		return fmt.Errorf("%q cannot be the id of a tree or draft", id)
	}
	return nil
}

// full marks the errors of a disk without room.
func full(err error) error {
	if errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) {
		return fmt.Errorf("%w: %w", ErrSpace, err)
	}
	return err
}
