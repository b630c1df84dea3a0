package journal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// place is how far a file was sent. It is known again by what stands before it,
// because a file that is cut or emptied may have any size when it is looked at.
type place struct {
	Inode  uint64 `json:"inode"`
	Offset int64  `json:"offset"`
	Mark   []byte `json:"mark"` // what was sent last
}

const markSize = 256

// file is what is known of one that is followed.
type file struct {
	place
	due    time.Time // to be looked at; zero: when it is written to
	moved  time.Time // when the place was found gone
	rest   int       // length of a line without an end
	restAt time.Time // since when

	paid  time.Time // when its budget will be whole again
	full  bool      // more was to be sent than the budget holds
	until time.Time // the end of the window in which it is full
	left  int       // lines left out that nobody was told about
}

const (
	// cutPause is how long cutting a file may take: in between it is any part of
	// what it will be.
	cutPause = 100 * time.Millisecond
	// restPause is how long a line without an end waits for its end.
	restPause = time.Second
	// countMax is how many bytes are read to count what is left out.
	countMax = 2 << 20
)

// look sends what is new in a file. It returns false if there is none to follow.
func (s *sender) look(name string, f *file) bool {
	h, st, err := open(filepath.Join(s.Dir, name))
	if err != nil {
		if !errors.Is(err, os.ErrNotExist) {
			s.Log.Debug("not followed", "file", name, "error", err)
		}
		s.changed() // it may have been remembered
		return false
	}
	defer h.Close()
	fields := s.Fields(name, int(st.Gid))
	if fields == nil {
		return false
	}
	now := time.Now()
	if st.Ino != f.Inode {
		f.place, f.moved = place{Inode: st.Ino}, time.Time{}
		s.changed()
	}
	if now.After(f.until) && f.full {
		f.left += f.skip(h, st.Size)
		f.full = false
		s.changed()
	}
	switch {
	case f.full:
		f.due = f.until
	case !s.tell(f, fields):
		f.due = s.retryAt
	case !f.settle(h, s.Kept, now):
		f.due = f.moved.Add(cutPause)
	default:
		s.lines(h, f, fields)
	}
	return true
}

// open opens a regular file, and nothing else that may lie there.
func open(path string) (*os.File, *syscall.Stat_t, error) {
	h, err := os.OpenFile(path, os.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK|unix.O_NOCTTY, 0)
	if err != nil {
		return nil, nil, err
	}
	st, err := h.Stat()
	if err == nil && !st.Mode().IsRegular() {
		err = errors.New("not a regular file")
	}
	if err != nil {
		h.Close()
		return nil, nil, err
	}
	return h, st.Sys().(*syscall.Stat_t), nil
}

// lines sends the lines after the place, until there are no more or no more may be.
func (s *sender) lines(h *os.File, f *file, fields []string) {
	for {
		data, ok := f.next(h, s.buf)
		if !ok {
			f.moved = time.Now()
			f.due = f.moved.Add(cutPause)
			return
		}
		last := len(data)+len(f.Mark) < len(s.buf)
		for len(data) > 0 {
			line, n := cutLine(data)
			if n == 0 {
				if !last {
					break // the rest of it is in what comes next
				}
				if !f.rested(len(data)) {
					f.due = f.restAt.Add(restPause)
					return
				}
				line, n = data, len(data)
			}
			if !s.one(f, fields, line, n) {
				return
			}
			f.advance(data[:n])
			f.rest = 0
			data = data[n:]
		}
		if last {
			return
		}
	}
}

// one sends a line of n bytes if the budget allows it and the journal is there.
func (s *sender) one(f *file, fields []string, line []byte, n int) bool {
	now := time.Now()
	if f.paid.Before(now) {
		f.paid = now
	}
	if f.paid.Sub(now) >= time.Duration(s.Burst)*s.Every {
		f.full, f.until = true, now.Add(s.Window)
		f.due = f.until
		return false
	}
	if message := text(line); len(message) > 0 {
		if s.send(entry(append(fields, "PRIORITY=6"), message)) != nil {
			f.due = s.retryAt
			return false
		}
	}
	f.paid = f.paid.Add(time.Duration(1+n/1024) * s.Every)
	s.changed()
	return true
}

// tell says how many lines were left out. It returns false if it could not be said.
func (s *sender) tell(f *file, fields []string) bool {
	if f.left == 0 {
		return true
	}
	message := fmt.Sprintf("%d lines or more were left out here: more than %d at once, or than one in %v for long.", f.left, s.Burst, s.Every)
	if s.send(entry(append(fields, "PRIORITY=5", "N_DROPPED="+strconv.Itoa(f.left)), []byte(message))) != nil {
		return false
	}
	f.left = 0
	return true
}

// rested reports whether a line without an end has been n bytes long for a while.
func (f *file) rested(n int) bool {
	now := time.Now()
	if f.rest != n {
		f.rest, f.restAt = n, now
	}
	return now.Sub(f.restAt) >= restPause
}

// next reads what follows the place; one call, so that both are of one moment. It
// returns false if what was sent last stands there no more.
func (p *place) next(h io.ReaderAt, buf []byte) ([]byte, bool) {
	n, err := h.ReadAt(buf, p.Offset-int64(len(p.Mark)))
	if err != nil && err != io.EOF || !bytes.HasPrefix(buf[:n], p.Mark) {
		return nil, false
	}
	return buf[len(p.Mark):n], true
}

func (p *place) advance(sent []byte) {
	p.Offset += int64(len(sent))
	mark := append(p.Mark[:len(p.Mark):len(p.Mark)], sent[max(0, len(sent)-markSize):]...)
	p.Mark = mark[max(0, len(mark)-markSize):]
}

// settle finds the place again in a file that was cut or emptied. It returns false
// while that may still be going on.
func (f *file) settle(h *os.File, kept int64, now time.Time) bool {
	buf := make([]byte, markSize)
	if _, ok := f.next(h, buf[:len(f.Mark)]); ok {
		f.moved = time.Time{}
		return true
	}
	if f.moved.IsZero() {
		f.moved = now
	}
	if now.Sub(f.moved) < cutPause {
		return false
	}
	f.moved = time.Time{}
	mark := f.Mark
	f.Offset, f.Mark = 0, nil
	// Less than a cut leaves is a new beginning, even where it reads as the old one.
	buf = make([]byte, kept)
	if n, _ := h.ReadAt(buf, 0); int64(n) < kept {
		return true
	}
	// Of several places in a file that repeats itself the last: what is skipped by
	// that has been sent before.
	if i := bytes.LastIndex(buf, mark); i >= 0 {
		f.advance(buf[:i+len(mark)])
	}
	return true
}

// skip moves the place behind the last whole line and counts those left out.
func (f *file) skip(h *os.File, size int64) (lines int) {
	from := f.Offset
	buf := make([]byte, chunk)
	if _, ok := f.next(h, buf[:len(f.Mark)]); !ok {
		from = 0
	}
	from = max(from, size-countMax)
	end := from
	for at := from; at < size; {
		n, err := h.ReadAt(buf[:min(int64(len(buf)), size-at)], at)
		if i := bytes.LastIndexByte(buf[:n], '\n'); i >= 0 {
			end = at + int64(i) + 1
		}
		lines += bytes.Count(buf[:n], []byte{'\n'})
		if at += int64(n); err != nil {
			break
		}
	}
	if end == from && size > from { // no end of a line far and wide
		end, lines = size, 1
	}
	mark := make([]byte, min(end, markSize))
	if _, err := h.ReadAt(mark, end-int64(len(mark))); err != nil && err != io.EOF {
		return lines
	}
	f.Offset, f.Mark, f.rest = end, mark, 0
	return lines
}
