package warden

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
)

// A server writes its output straight into a file, so that no role's death takes
// it away. The file is kept small by cutting it when it has grown: appending
// writers go on at its new end.
const (
	logMax  = 1 << 20   // bytes; larger logs are cut
	logKeep = 256 << 10 // to this

	logPause = 20 * time.Millisecond // between two looks at them
)

// openLog opens the person's log; fresh empties it for a new run.
func (w *Warden) openLog(a commonhall.Account, fresh bool) (*os.File, error) {
	path := filepath.Join(w.cfg.Logs, homeName(a, w.cfg.UIDBase)+".log")
	flags := os.O_RDWR | os.O_CREATE | os.O_APPEND | unix.O_NOFOLLOW
	if fresh {
		flags |= os.O_TRUNC
	}
	f, err := os.OpenFile(path, flags, 0o600)
	if err != nil {
		return nil, err
	}
	// Programs open /dev/stderr, which needs the right to.
	if err := f.Chown(a.UID, a.UID); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// tail returns the last bytes of a log. The file is the person's to write, so
// nothing about it is taken for granted.
func tail(f *os.File, limit int64) string {
	if f == nil {
		return ""
	}
	st, err := f.Stat()
	if err != nil {
		return ""
	}
	b := make([]byte, min(limit, st.Size()))
	n, err := f.ReadAt(b, st.Size()-int64(len(b)))
	if err != nil && err != io.EOF {
		return ""
	}
	return string(b[:n])
}

// tendLogs cuts logs that have grown. It sleeps until the kernel says that one
// was written to, so that nothing fills the disk between two looks; the pause
// after a look bounds what many that write a little cost.
func (w *Warden) tendLogs(ctx context.Context) {
	fd, _ := unix.InotifyInit1(unix.IN_CLOEXEC | unix.IN_NONBLOCK)
	writes := os.NewFile(uintptr(fd), "inotify")
	defer writes.Close()
	defer context.AfterFunc(ctx, func() { _ = writes.SetReadDeadline(time.Now()) })()
	for ctx.Err() == nil {
		// Before the look, so that no write is missed, and for one write alone: the
		// others are not held up by it. Where it cannot be had, the pause has to do.
		_, blind := unix.InotifyAddWatch(fd, w.cfg.Logs, unix.IN_MODIFY|unix.IN_ONESHOT)
		for _, r := range w.all("") {
			r.mu.Lock()
			if r.rec.End == nil && r.logFile != nil {
				w.cut(r)
			}
			r.mu.Unlock()
		}
		if blind == nil {
			_, _ = writes.Read(make([]byte, 4096))
		}
		select {
		case <-ctx.Done():
		case <-time.After(logPause):
		}
	}
}

func (w *Warden) cut(r *run) {
	st, err := r.logFile.Stat()
	if err != nil || st.Size() <= logMax {
		return
	}
	keep := tail(r.logFile, logKeep)
	if err := r.logFile.Truncate(0); err != nil {
		w.log.Warn("cannot cut a server's log", "server", r.rec.ID, "error", err)
		return
	}
	if _, err := r.logFile.WriteString(keep); err != nil {
		w.log.Warn("cannot keep the end of a server's log", "server", r.rec.ID, "error", err)
	}
}
