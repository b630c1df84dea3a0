package backup

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// What somebody with a lock does. Of those who change things there is one at a time.
const (
	lockBackup = "backup"
	lockPrune  = "prune"
	lockRead   = "reading" // restore and verify
)

// How long a lock counts that nobody renews, and how often it is renewed. Clocks
// of two machines may differ by some minutes.
const (
	lockAge   = 30 * time.Minute
	lockRenew = 5 * time.Minute
)

// LockedError says who holds the repository.
type LockedError struct {
	What  string // what they do
	Host  string
	PID   int
	Since time.Time
	Until time.Time // when the lock counts no more, if nobody renews it
}

// Error implements error.
func (e *LockedError) Error() string {
	return fmt.Sprintf("another %s, process %d on %s, works on it since %s", e.What, e.PID, e.Host, e.Since.Local().Format("2006-01-02 15:04"))
}

// holder is what a lock says.
type holder struct {
	What    string    `json:"what"`
	Host    string    `json:"host"`
	Machine string    `json:"machine"`
	Boot    string    `json:"boot"`
	Space   string    `json:"pids"` // where the number of the process counts
	PID     int       `json:"pid"`
	Start   string    `json:"start"` // of the process
	Since   time.Time `json:"since"`
	Renewed time.Time `json:"renewed"`
}

func self(what string) holder {
	read := func(path string) string {
		b, _ := os.ReadFile(path)
		return strings.TrimSpace(string(b))
	}
	h := holder{What: what, Machine: read("/etc/machine-id"), Boot: read("/proc/sys/kernel/random/boot_id"), PID: os.Getpid(), Start: startOf(os.Getpid())}
	h.Host, _ = os.Hostname()
	h.Space, _ = os.Readlink("/proc/self/ns/pid")
	h.Since = time.Now().UTC()
	h.Renewed = h.Since
	return h
}

// startOf returns when a process started, in the kernel's own measure; "" if there
// is none.
func startOf(pid int) string {
	b, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return ""
	}
	_, rest, _ := strings.Cut(string(b), ") ")
	if i := strings.LastIndex(string(b), ") "); i >= 0 {
		rest = string(b)[i+2:]
	}
	if f := strings.Fields(rest); len(f) > 19 && f[0] != "Z" {
		return f[19]
	}
	return ""
}

// stale reports whether nobody holds the lock any more.
func (h holder) stale(me holder) bool {
	same := h.Machine == me.Machine && h.Host == me.Host && me.Machine != ""
	switch {
	case h.Boot == me.Boot && h.Space == me.Space:
		return startOf(h.PID) != h.Start
	case same && h.Boot != me.Boot:
		return true // that machine has started again since
	}
	return me.Renewed.Sub(h.Renewed) > lockAge
}

// excludes reports whether two may not work at once.
func excludes(a, b string) bool {
	return a == lockPrune || b == lockPrune || a == lockBackup && b == lockBackup
}

// lock is held until release.
type lock struct {
	r    *Repository
	ctx  context.Context // ends when the lock is lost
	end  context.CancelCauseFunc
	name string
	me   holder
	done chan struct{}
}

var errLockLost = errors.New("the lock of this run was taken away or could not be renewed: nothing of it counts; start it again")

// lock waits for nobody: whoever comes second is told who was first.
func (r *Repository) lock(ctx context.Context, what string) (*lock, error) {
	l := &lock{r: r, name: locks + "/" + strings.ToLower(rand.Text()) + ".json", me: self(what), done: make(chan struct{})}
	err := l.write(ctx)
	if what == lockRead && (errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)) {
		err, l.name = nil, "" // a medium that nobody can write on: nobody prunes there either
	}
	if err != nil {
		return nil, err
	}
	if err := l.alone(ctx); err != nil {
		l.remove(ctx)
		return nil, err
	}
	l.ctx, l.end = context.WithCancelCause(ctx)
	r.ahead.begin()
	go l.renew()
	return l, nil
}

func (l *lock) write(ctx context.Context) error {
	b, err := json.Marshal(l.me)
	if err == nil {
		err = l.r.target.Put(ctx, l.name, b)
	}
	return err
}

// alone looks who else is there, and clears away what is stale.
func (l *lock) alone(ctx context.Context) error {
	var names []string
	err := l.r.target.List(ctx, locks, func(name string, _ int64) error {
		if name != l.name {
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, name := range names {
		b, err := l.r.target.Get(ctx, name, 64<<10)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		var h holder
		switch err := json.Unmarshal(b, &h); {
		case err != nil || h.stale(l.me):
			if err := l.r.target.Remove(ctx, name); err != nil && l.name != "" {
				return err
			}
		case excludes(h.What, l.me.What):
			return &LockedError{h.What, h.Host, h.PID, h.Since, h.Renewed.Add(lockAge)}
		}
	}
	return nil
}

// renew keeps the lock from going stale, and ends the run if it cannot.
func (l *lock) renew() {
	defer close(l.done)
	if l.name == "" {
		return
	}
	tick := time.NewTicker(lockRenew)
	defer tick.Stop()
	for {
		select {
		case <-l.ctx.Done():
			return
		case <-tick.C:
		}
		now := time.Now().UTC()
		was := l.me.Renewed
		l.me.Renewed = now
		if err := l.write(l.ctx); err != nil {
			l.me.Renewed = was
		}
		if now.Sub(l.me.Renewed) > lockAge/2 {
			l.end(errLockLost)
		}
	}
}

// held makes sure that nobody took the lock for stale, while this machine slept
// for example.
func (l *lock) held() error {
	if err := context.Cause(l.ctx); err != nil {
		return err
	}
	_, err := l.r.target.Get(l.ctx, l.name, 64<<10)
	if errors.Is(err, fs.ErrNotExist) {
		return errLockLost
	}
	return err
}

// explain prefers the loss of the lock to the errors that follow from it.
func (l *lock) explain(err error) error {
	if cause := context.Cause(l.ctx); errors.Is(cause, errLockLost) {
		return cause
	}
	return err
}

func (l *lock) release() {
	l.end(nil)
	<-l.done
	l.r.ahead.over()
	l.remove(context.WithoutCancel(l.ctx))
}

// remove gives the lock back; one that stays goes stale.
func (l *lock) remove(ctx context.Context) {
	if l.name != "" {
		_ = l.r.target.Remove(ctx, l.name)
	}
}
