// Package mounted knows a folder again whose disk may not be mounted: people's homes, and
// what groups have together.
//
// A file in the folder and a note beside it hold the same number. Where the note stands
// and the file is not there, something else lies at the folder's path, mostly the empty
// folder below a disk that is not mounted: what was made there would be hidden by the
// next mount, and a backup of it holds nothing. By a lock on the note those who open
// something in the folder and those who exchange it keep out of each other's way. It
// decides nothing about people, and deletes nothing. What always holds: the note is
// written after the file is safe on the disk, and only Begin, Keep and Exchange write.
package mounted

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// Mark is the file in the folder. It is not hidden, so that whoever copies all that they
// see to another disk copies it too.
const Mark = "commonhall.mark"

// Known ends the name of the note beside the folder.
const Known = ".known"

// ErrOther says that a folder is not the one that is known.
var ErrOther = errors.New("is not the folder that it was")

// Folder is an open folder, which is the one that is known, or of which nothing is known.
type Folder struct {
	*os.File
	path  string
	root  *os.Root
	id    string // in its file; "": it has none
	noted note
	held  *os.File // locked; nil: it is not held
}

// note is what is known of a folder.
type note struct {
	ID string `json:"id"`
	// OwnDisk: it was on another disk than the folder that it lies in. Copies of it that
	// were left below the disk have its file too, and are not it.
	OwnDisk bool `json:"own_disk,omitempty"`
}

// Open opens the folder at path. Where another one is known it refuses: ErrOther.
func Open(path string) (*Folder, error) {
	noted, known, err := readNote(path + Known) // first: a note that is there has a file
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(path)
	if known && errors.Is(err, fs.ErrNotExist) {
		return nil, other(path, "nothing is there")
	}
	if err != nil {
		return nil, err
	}
	dir, err := root.Open(".")
	if err != nil {
		root.Close()
		return nil, err
	}
	f := &Folder{File: dir, path: path, root: root, noted: noted}
	if err := f.check(known); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// Look says whether Open would open the folder.
func Look(path string) error {
	f, err := Open(path)
	if err != nil {
		return err
	}
	return f.Close()
}

// Close lets go of the folder.
func (f *Folder) Close() error {
	err := errors.Join(f.root.Close(), f.File.Close())
	if f.held != nil {
		err = errors.Join(err, f.held.Close())
	}
	return err
}

// other is the refusal. A person reads it whose server does not start, and then whoever
// looks after the machine.
func other(path, why string) error {
	return fmt.Errorf("%s %w: %s. Nothing is lost, and nothing was made there. Is its disk mounted? If it was moved on purpose, the command 'sudo rm %s' makes the new place known", path, ErrOther, why, path+Known)
}

func (f *Folder) check(known bool) (err error) {
	if f.id, err = f.read(); err != nil || !known {
		return err
	}
	own, err := f.ownDisk()
	switch {
	case err != nil:
		return err
	case f.id == "":
		return other(f.path, "the file "+Mark+" is not in it")
	case f.noted.ID != "" && f.noted.ID != f.id: // "": a note that cannot be understood
		return other(f.path, "the file "+Mark+" in it is that of another one")
	case f.noted.OwnDisk && !own:
		return other(f.path, "it was a disk of its own, and is none now")
	}
	return nil
}

// read returns the number in the folder's file: its first line.
func (f *Folder) read() (string, error) {
	file, err := f.root.Open(Mark)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	defer file.Close()
	b, err := io.ReadAll(io.LimitReader(file, 4096))
	first, _, _ := strings.Cut(string(b), "\n")
	return strings.TrimSpace(first), err
}

// ownDisk reports whether the folder is on another disk than the one that it lies in.
func (f *Folder) ownDisk() (bool, error) {
	is, err := f.Stat()
	if err != nil {
		return false, err
	}
	above, err := os.Stat(filepath.Dir(f.path))
	if err != nil {
		return false, err
	}
	return is.Sys().(*syscall.Stat_t).Dev != above.Sys().(*syscall.Stat_t).Dev, nil
}

// Begin makes folders known in which something lies already: of an installation from
// before there were marks, or one that came back or was moved. An empty one is not yet
// made known: its disk may still come.
func Begin(paths ...string) error {
	var errs []error
	for _, path := range paths {
		errs = append(errs, begin(path))
	}
	return errors.Join(errs...)
}

func begin(path string) error {
	f, err := Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	for {
		names, err := f.Readdirnames(256)
		for _, name := range names {
			if name != "lost+found" && !strings.HasPrefix(name, ".") {
				return f.Keep()
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// Mkdir returns a mkdirat(2) of folders in this one, which makes it known first.
func (f *Folder) Mkdir(mkdir func(at int, name string, mode uint32) error) func(at int, name string, mode uint32) error {
	return func(at int, name string, mode uint32) error {
		if err := f.Keep(); err != nil {
			return err
		}
		return mkdir(at, name, mode)
	}
}

// Keep makes the folder known, if it is not. Many may do that at once.
func (f *Folder) Keep() error {
	if f.id == "" {
		if err := f.place(); err != nil {
			return fmt.Errorf("the file %s cannot be made: %w", Mark, err)
		}
	}
	own, err := f.ownDisk()
	if err != nil {
		return err
	}
	n := note{f.id, own || f.noted.OwnDisk}
	if n == f.noted {
		return nil
	}
	if err := n.write(f.path + Known); err != nil {
		return fmt.Errorf("the note %s cannot be written: %w", f.path+Known, err)
	}
	f.noted = n
	return nil
}

// place makes the file. Of two at once the first one's stays, and is the other's too.
func (f *Folder) place() error {
	id := rand.Text()
	passing := "." + Mark + "-" + id
	file, err := f.root.OpenFile(passing, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o444)
	if err != nil {
		return err
	}
	defer func() { _ = f.root.Remove(passing) }()
	_, err = io.WriteString(file, id+"\nBy this file commonhall knows that the right disk is mounted here; the note beside the folder has the same number.\n"+
		"Leave it here. Where the folder moves to another disk, it goes along.\n")
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	err = f.root.Link(passing, Mark)
	if there, _ := f.read(); there == "" {
		// A file system without hard links; or the file was there, of a copy that was cut off.
		err = f.root.Rename(passing, Mark)
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	f.id, err = f.read()
	return err
}

func readNote(path string) (n note, known bool, err error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return n, false, nil
	}
	if err != nil {
		return n, false, err
	}
	if json.Unmarshal(b, &n) != nil {
		n = note{} // it still says that there was a mark
	}
	return n, true, nil
}

func (n note) write(path string) error {
	b, err := json.Marshal(n)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(append(b, '\n'))
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
