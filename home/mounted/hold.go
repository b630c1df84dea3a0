package mounted

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
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

// hold locks the note, which root alone can open: whoever may read a file can lock it, and
// others lock the folder itself for longer.
func (f *Folder) hold(how int, most time.Duration, busy string) (_ *Folder, err error) {
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	name := f.path + Known
	for until := time.Now().Add(most); ; time.Sleep(10 * time.Millisecond) {
		if f.held == nil {
			if f.held, err = os.Open(name); errors.Is(err, fs.ErrNotExist) && how == syscall.LOCK_SH {
				return f, nil // nobody has exchanged anything here yet
			} else if err != nil {
				return nil, err
			}
		}
		if err = syscall.Flock(int(f.held.Fd()), how|syscall.LOCK_NB); err == nil {
			mine, merr := f.held.Stat()
			if there, lerr := os.Lstat(name); merr == nil && lerr == nil && os.SameFile(mine, there) {
				return f, nil
			}
			f.held.Close() // the note has just been replaced
			f.held = nil
		}
		if err != nil && !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR) {
			return nil, fmt.Errorf("%s cannot be locked: %w", name, err)
		}
		if time.Now().After(until) {
			return nil, fmt.Errorf("%s cannot be used now: %s", f.path, busy)
		}
	}
}
