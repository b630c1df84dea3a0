// Package journal sends what is written to the files of a folder to systemd's
// journal, line by line, and remembers how far it came.
//
// It waits for the kernel to say that a file was written to, and costs nothing
// while none is. The files are strangers': they are never trusted to be files, to
// only grow or to hold text, and no line can pass for anything but the message of
// an entry. Each file has a budget, so that none fills the journal or holds up the
// others. A journal that is away or stuck holds up nobody: lines wait in their
// files. Follower.Run blocks until its context ends.
package journal

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Socket is where systemd's journal listens.
const Socket = "/run/systemd/journal/socket"

// Follower says what is followed, and how.
type Follower struct {
	Dir    string // its files are followed; who may make files in it is trusted
	State  string // file that remembers how far each was sent
	Socket string // of the journal

	// Fields are those that entries of a file of the group gid are found by, as
	// NAME=value; none: the file is not followed.
	Fields func(file string, gid int) []string

	// Kept is how much of its end whoever cuts a file leaves at its beginning.
	Kept int64

	// Burst is how many lines of a file are sent at once, and Every how long it takes
	// to earn another one; a line counts once for each KiB begun. Where there is more,
	// what comes within a Window is left out and counted.
	Burst  int
	Every  time.Duration
	Window time.Duration

	Log *slog.Logger
}

const (
	pause      = 50 * time.Millisecond // between two looks, which bounds what floods cost
	saveEvery  = 5 * time.Second       // so much is sent again after a sudden death
	stuckAfter = time.Second           // that the journal took no line
	awayMax    = 30 * time.Second      // between two tries to reach it
	chunk      = 64 << 10
)

// sender is a Follower that runs.
type sender struct {
	Follower
	files  map[string]*file
	buf    []byte
	dirty  bool // what is remembered is older than files
	saveAt time.Time

	conn    net.Conn
	away    time.Duration // how long the journal was left alone after the last failure; 0: it answers
	retryAt time.Time
}

// Run follows until ctx ends. ready is called when nothing is missed any more.
func (f Follower) Run(ctx context.Context, ready func()) error {
	events, err := watch(f.Dir)
	if err != nil {
		return fmt.Errorf("the folder %s cannot be watched: %w", f.Dir, err)
	}
	defer events.Close()
	defer context.AfterFunc(ctx, func() { _ = events.SetReadDeadline(time.Now()) })()
	s := &sender{Follower: f, files: load(f.State, f.Log), buf: make([]byte, chunk+markSize)}
	defer s.disconnect()
	if err := s.lookAtAll(); err != nil {
		return err
	}
	ready()
	for ctx.Err() == nil {
		if s.lookAtDue(ctx) {
			select {
			case <-ctx.Done():
			case <-time.After(pause):
			}
		}
		s.save(false)
		if err := s.wait(ctx, events); err != nil {
			return errors.Join(err, s.save(true))
		}
	}
	return s.save(true)
}

// watch returns the events of dir.
func watch(dir string) (*os.File, error) {
	fd, err := unix.InotifyInit1(unix.IN_CLOEXEC | unix.IN_NONBLOCK)
	if err != nil {
		return nil, err
	}
	const what = unix.IN_MODIFY | unix.IN_CREATE | unix.IN_DELETE | unix.IN_MOVED_FROM | unix.IN_MOVED_TO | unix.IN_DELETE_SELF | unix.IN_MOVE_SELF | unix.IN_ONLYDIR
	if _, err := unix.InotifyAddWatch(fd, dir, what); err != nil {
		unix.Close(fd)
		return nil, err
	}
	return os.NewFile(uintptr(fd), "inotify"), nil
}

// wait returns when files were written to, which are then due, when one is due by
// itself, or when ctx ends.
func (s *sender) wait(ctx context.Context, events *os.File) error {
	if err := events.SetReadDeadline(s.next()); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return nil // and this deadline would have outlived its end
	}
	n, err := events.Read(s.buf)
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil
	case err != nil:
		return err
	}
	now := time.Now()
	for b := s.buf[:n]; len(b) >= unix.SizeofInotifyEvent; {
		mask, end := binary.NativeEndian.Uint32(b[4:]), unix.SizeofInotifyEvent+binary.NativeEndian.Uint32(b[12:])
		name := strings.TrimRight(string(b[unix.SizeofInotifyEvent:end]), "\x00")
		b = b[end:]
		switch {
		case mask&unix.IN_Q_OVERFLOW != 0:
			if err := s.lookAtAll(); err != nil {
				return err
			}
		case mask&(unix.IN_DELETE_SELF|unix.IN_MOVE_SELF|unix.IN_IGNORED|unix.IN_UNMOUNT) != 0:
			return fmt.Errorf("the folder %s went away", s.Dir)
		case name != "":
			s.file(name).due = now
		}
	}
	return nil
}

func (s *sender) file(name string) *file {
	if s.files[name] == nil {
		s.files[name] = &file{}
	}
	return s.files[name]
}

// lookAtAll makes all files due.
func (s *sender) lookAtAll() error {
	entries, err := os.ReadDir(s.Dir)
	if err != nil {
		return err
	}
	now := time.Now()
	for _, e := range entries {
		s.file(e.Name())
	}
	for _, f := range s.files { // also those that are gone meanwhile
		f.due = now
	}
	return nil
}

// lookAtDue sends what is new in files that are due, and reports whether any was.
func (s *sender) lookAtDue(ctx context.Context) bool {
	any := false
	for name, f := range s.files {
		if f.due.IsZero() || time.Now().Before(f.due) || ctx.Err() != nil {
			continue
		}
		any = true
		f.due = time.Time{}
		if !s.look(name, f) {
			delete(s.files, name)
		}
	}
	return any
}

// next is when something is to be done though nobody writes; zero: never.
func (s *sender) next() time.Time {
	var next time.Time
	sooner := func(t time.Time) {
		if !t.IsZero() && (next.IsZero() || t.Before(next)) {
			next = t
		}
	}
	for _, f := range s.files {
		sooner(f.due)
	}
	if s.dirty {
		sooner(s.saveAt)
	}
	return next
}

// send hands one entry to the journal. An error means that it is not there; the
// caller comes back at retryAt.
func (s *sender) send(entry []byte) error {
	if time.Now().Before(s.retryAt) {
		return errAway
	}
	err := s.write(entry)
	if err == nil {
		if s.away > 0 {
			s.Log.Info("the journal is back")
		}
		s.away, s.retryAt = 0, time.Time{}
		return nil
	}
	if s.away == 0 {
		s.Log.Warn("the journal takes no lines; they wait in their files", "error", err)
	}
	s.away = min(max(2*s.away, stuckAfter), awayMax)
	s.retryAt = time.Now().Add(s.away)
	return err
}

var errAway = errors.New("the journal is away")

func (s *sender) write(entry []byte) (err error) {
	if s.conn == nil {
		if s.conn, err = net.Dial("unixgram", s.Socket); err != nil {
			s.conn = nil
			return err
		}
	}
	_ = s.conn.SetWriteDeadline(time.Now().Add(stuckAfter))
	if _, err = s.conn.Write(entry); err != nil {
		s.disconnect()
	}
	return err
}

func (s *sender) disconnect() {
	if s.conn != nil {
		s.conn.Close()
		s.conn = nil
	}
}
