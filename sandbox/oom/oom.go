// Package oom tells which process the kernel ended because memory was short, and how
// much it held, from the kernel's own log.
//
// It ends nothing and starts no goroutine: the log is read when somebody asks. What
// always holds: a line counts only if the kernel itself wrote it. The name of a process
// is chosen by whoever runs it, so lines are read from their fixed ends, a name is never
// looked for anything, and what is told of it can be printed. Where lines were lost,
// nothing is known of what they may have said.
package oom

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/sys/unix"
)

// Kill is a process that was ended.
type Kill struct {
	PID     int
	Name    string // as it called itself, to be shown and never to be trusted
	Held    int64  // bytes of memory, what it shared included
	Machine bool   // the whole machine was short of memory, not the limit of a group
}

// Log is the kernel's log as far as it has been read. A nil one knows nothing. Its methods
// are safe for many goroutines.
type Log struct {
	first, end int // uids that count

	mu   sync.Mutex
	fd   int
	last map[int][]Kill // by uid, the newest last
}

// initial are the namespaces in whose numbers the log speaks of processes and accounts.
var initial = map[string]string{"pid": "pid:[4026531836]", "user": "user:[4026531837]"}

// Open opens the kernel's log for accounts from first up to, and without, end. It fails
// where the log cannot be read, and in a container, to which its numbers mean nothing.
func Open(first, end int) (*Log, error) {
	for name, want := range initial {
		if is, err := os.Readlink("/proc/self/ns/" + name); err != nil || is != want {
			return nil, errors.New("the kernel's log speaks of other numbers than those seen here")
		}
	}
	fd, err := unix.Open("/dev/kmsg", unix.O_RDONLY|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("/dev/kmsg: %w", err)
	}
	return &Log{first: first, end: end, fd: fd, last: map[int][]Kill{}}, nil
}

// Close ends the reading.
func (l *Log) Close() {
	if l != nil {
		l.mu.Lock()
		defer l.mu.Unlock()
		unix.Close(l.fd)
		l.fd = -1
	}
}

// Last returns the last process of uid that was ended for memory.
func (l *Log) Last(uid int) (Kill, bool) {
	list := l.of(uid)
	if len(list) == 0 {
		return Kill{}, false
	}
	return list[len(list)-1], true
}

// of returns the last few of uid.
func (l *Log) of(uid int) []Kill {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.read()
	return slices.Clone(l.last[uid])
}

// patience is how long a line may take: the kernel writes it just after it ended the process.
const patience = 100 * time.Millisecond

// Of returns how process pid of uid was ended for memory, if the log says that it was.
func (l *Log) Of(uid, pid int) (Kill, bool) {
	for deadline := time.Now().Add(patience); ; {
		list := l.of(uid)
		i := slices.IndexFunc(list, func(k Kill) bool { return k.PID == pid })
		left := time.Until(deadline)
		switch {
		case i >= 0:
			return list[i], true
		case l == nil || left <= 0:
			return Kill{}, false
		}
		l.mu.Lock()
		fd := l.fd
		l.mu.Unlock()
		_, _ = unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, int(left.Milliseconds())+1)
	}
}

// few is how many are remembered of an account.
const few = 8

// most is how many lines are read at once: whoever floods the log keeps nobody waiting.
const most = 50_000

// read takes in what is new. It is called with mu held.
func (l *Log) read() {
	b := make([]byte, 16<<10) // more than any line has
	for range most {
		n, err := unix.Read(l.fd, b)
		switch {
		case err == unix.EINTR:
		case err == unix.EPIPE: // lines were overwritten before they were read
			clear(l.last)
		case err != nil || n <= 0:
			return
		default:
			if uid, k, ok := parse(string(b[:n])); ok && uid >= l.first && uid < l.end {
				list := append(l.last[uid], k)
				l.last[uid] = list[max(0, len(list)-few):]
			}
		}
	}
}

// parse reads a record of the log: "LEVEL,NUMBER,TIME,FLAGS;TEXT\n…". Of the lines about
// one process this is the one that the kernel never leaves out.
func parse(record string) (uid int, k Kill, ok bool) {
	head, text, _ := strings.Cut(record, ";")
	level, _, _ := strings.Cut(head, ",")
	if n, err := strconv.Atoi(level); err != nil || n < 0 || n >= 8 { // above: not the kernel's
		return 0, k, false
	}
	text, _, _ = strings.Cut(text, "\n")
	text, limit := strings.CutPrefix(text, "Memory cgroup out of memory: Killed process ")
	if !limit {
		if text, k.Machine = strings.CutPrefix(text, "Out of memory: Killed process "); !k.Machine {
			return 0, k, false
		}
	}
	pid, rest, _ := strings.Cut(text, " (")
	end := strings.LastIndex(rest, ") total-vm:")
	if end < 0 {
		return 0, k, false
	}
	var all, anon, file, shared int64
	n, _ := fmt.Sscanf(rest[end:], ") total-vm:%dkB, anon-rss:%dkB, file-rss:%dkB, shmem-rss:%dkB, UID:%d ", &all, &anon, &file, &shared, &uid)
	k.PID, _ = strconv.Atoi(pid)
	k.Name, k.Held = readable(rest[:end]), (anon+file+shared)<<10
	return uid, k, n == 5 && k.PID > 0 && k.Held >= 0
}

// readable turns back what the kernel escaped in the name of a process, as \x1b, and
// keeps of it what can be printed.
func readable(name string) string {
	var b []byte
	for i := 0; i < len(name) && len(b) < 64; i++ {
		if rest := name[i:]; len(rest) >= 4 && rest[:2] == `\x` {
			if n, err := strconv.ParseUint(rest[2:4], 16, 8); err == nil {
				b = append(b, byte(n))
				i += 3
				continue
			}
		}
		b = append(b, name[i])
	}
	return strings.Map(func(r rune) rune {
		if r == unicode.ReplacementChar || !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, strings.ToValidUTF8(string(b), "?"))
}
