package mounted

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"syscall"
	"time"
)

// How long a start waits for an exchange, which is two renames, and an exchange for
// the starts of a whole class.
const (
	patience     = 10 * time.Second
	longPatience = time.Minute
)

// Use opens the folder as Open does, for one who opens something in it that an exchange
// would rename: it waits for one that is on, and none begins until it is closed.
func Use(path string) (*Folder, error) {
	f, err := Open(path)
	if err != nil || f.id == "" { // what is not known yet has nothing in it
		return f, err
	}
	return f.hold(syscall.LOCK_SH, patience, "what is in it is being brought back from a backup; try again in a minute")
}

// Exchange opens the folder, which becomes known, for one who puts something else in the
// place of what lies in it. Until it is closed, or the process ends, Use waits.
func Exchange(path string) (*Folder, error) {
	f, err := Open(path)
	if err != nil {
		return nil, err
	}
	if err := f.Keep(); err != nil {
		f.Close()
		return nil, err
	}
	return f.hold(syscall.LOCK_EX, longPatience, "servers are started in it all the time; try again later")
}

// hold locks the folder's file: others lock the folder itself for longer.
func (f *Folder) hold(how int, most time.Duration, busy string) (*Folder, error) {
	mark, err := f.root.Open(Mark)
	if errors.Is(err, fs.ErrNotExist) {
		err = other(f.path, "the file "+Mark+" is not in it any more")
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	f.held = mark
	for until := time.Now().Add(most); ; time.Sleep(10 * time.Millisecond) {
		switch err := syscall.Flock(int(mark.Fd()), how|syscall.LOCK_NB); {
		case err == nil:
			return f, nil
		case errors.Is(err, syscall.EINTR), errors.Is(err, syscall.EWOULDBLOCK) && time.Now().Before(until):
			continue
		case errors.Is(err, syscall.EWOULDBLOCK):
			f.Close()
			return nil, fmt.Errorf("%s cannot be used now: %s", f.path, busy)
		default:
			f.Close()
			return nil, fmt.Errorf("%s cannot be locked: %w", filepath.Join(f.path, Mark), err)
		}
	}
}
