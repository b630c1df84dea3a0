package escape

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"commonhall/sandbox"
	"commonhall/sandbox/cgroup"
	"commonhall/sandbox/wall"
)

// shares are attempts to take what others would have: more of the processors, and what the
// kernel counts by account.
func shares() []attempt {
	const has = "the neighbour has theirs"
	another := []wall.Name{otherAccount}
	return []attempt{
		{name: "more of the processors than the ceiling", walls: []wall.Name{wall.Limits}, group: &cgroup.Limits{CPU: 0.05}, held: "held to the ceiling", free: "above the ceiling",
			do: func(*world) string { return burn() }},
		{name: "who waits for files (inotify)", walls: another, held: has, free: "EMFILE", can: fewer("/proc/sys/fs/inotify/max_user_instances", 4000),
			do: func(*world) string { return ready(watcher) }, end: neighbours(func() error { return watcher(0) })},
		{name: "what is waited for (inotify)", walls: another, held: has, free: "ENOSPC", can: fewer("/proc/sys/fs/inotify/max_user_watches", 50_000), do: watchAll,
			end: neighbours(func() error {
				fd, err := unix.InotifyInit1(unix.IN_CLOEXEC)
				if err != nil {
					return err
				}
				defer unix.Close(fd)
				_, err = unix.InotifyAddWatch(fd, "/", unix.IN_ATTRIB)
				return err
			})},
		{name: "signals and timers that wait", walls: another, held: has, free: "EAGAIN", do: func(*world) string { return few(func() string { return ready(timer) }) }, end: func(r *running) string {
			return few(func() string { return neighbours(func() error { return timer(0) })(r) })
		}},
		{name: "queues of messages (POSIX)", walls: another, held: has, free: "EMFILE|ENOSPC", do: func(*world) string { return ready(queue) }, end: neighbours(func() error { return queue(os.Getpid()) })},
		{name: "room for keys", walls: []wall.Name{wall.Filter, otherAccount}, held: has, free: "EDQUOT", do: func(*world) string { return ready(key) }, end: func(r *running) string {
			defer keysGone(r)
			return neighbours(func() error { return key(os.Getpid()) })(r)
		}},
	}
}

// burn computes on every processor at once, and says whether that was held to a twentieth of
// one: at least seven tenths of a second go by for 40 ms of it. A machine that is busy
// otherwise may do the same to it for a while.
func burn() string {
	for range runtime.NumCPU() {
		go func() {
			for n := 0; ; n++ {
			}
		}()
	}
	now := func(clock int32) time.Duration {
		var t unix.Timespec
		_ = unix.ClockGettime(clock, &t)
		return time.Duration(t.Nano())
	}
	for began := time.Now(); time.Since(began) < 5*time.Second; {
		at, used := time.Now(), now(unix.CLOCK_PROCESS_CPUTIME_ID)
		for now(unix.CLOCK_PROCESS_CPUTIME_ID)-used < 40*time.Millisecond {
		}
		if time.Since(at) < 350*time.Millisecond {
			return "above the ceiling"
		}
	}
	return "held to the ceiling"
}

// fewer is why a machine cannot show it that has more of something for each account.
func fewer(file string, most int) func(*world) string {
	return func(*world) string {
		if n, err := strconv.Atoi(strings.TrimSpace(read(file))); err != nil || n > most {
			return "for each account it has " + read(file) + " in " + file
		}
		return ""
	}
}

// few does something with room for 500 signals of this account: more would take seconds.
func few(do func() string) string {
	var l unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_SIGPENDING, &l); err != nil {
		return how(err)
	}
	if err := unix.Setrlimit(unix.RLIMIT_SIGPENDING, &unix.Rlimit{Cur: 500, Max: l.Max}); err != nil {
		return how(err)
	}
	defer func() { _ = unix.Setrlimit(unix.RLIMIT_SIGPENDING, &l) }()
	return do()
}

// ready takes the nth of something until there is no more of it, and keeps all.
func ready(take func(n int) error) string {
	for n := 0; take(n) == nil; n++ {
	}
	fmt.Println("ready")
	return forever()
}

func watcher(int) error {
	_, err := unix.InotifyInit1(unix.IN_CLOEXEC)
	return err
}

// watchAll waits for many files, with as many watchers as it takes.
func watchAll(*world) string {
	var files []string
	_ = filepath.WalkDir("/usr", func(path string, _ os.DirEntry, err error) error {
		if files = append(files, path); len(files) == 4000 {
			return filepath.SkipAll
		}
		return err
	})
	return ready(func(n int) error {
		fd, err := unix.InotifyInit1(unix.IN_CLOEXEC)
		for _, path := range files {
			if err == nil {
				if _, failed := unix.InotifyAddWatch(fd, path, unix.IN_ATTRIB); failed == unix.ENOSPC {
					err = failed
				}
			}
		}
		return err
	})
}

// timer makes one that is never due; the kernel keeps the signal for it at once.
func timer(int) error {
	var id int32
	if _, e := call(unix.SYS_TIMER_CREATE, unix.CLOCK_MONOTONIC, 0, uintptr(unsafe.Pointer(&id))); e != 0 {
		return e
	}
	return nil
}

func queue(n int) error {
	name := text("escape-share-" + itoa(n))
	fd, e := call(unix.SYS_MQ_OPEN, name, unix.O_CREAT|unix.O_RDWR, 0o600, 0)
	if e != 0 {
		return e
	}
	if n == os.Getpid() { // the neighbour's own, of the machine's
		_, _ = call(unix.SYS_MQ_UNLINK, name)
		return unix.Close(int(fd))
	}
	return nil
}

func key(n int) error {
	_, err := unix.AddKey("user", "escape-share-"+itoa(n), []byte(secret), unix.KEY_SPEC_PROCESS_KEYRING)
	return err
}

// keysGone waits until the kernel has taken back the keys of an attempt, which it does some
// time after their last process ended. The next attempt of the same account would find its
// room full because of them, and have it emptied behind its back.
func keysGone(r *running) {
	const own = 2 // an account's own two keyrings stay
	ok(r.T, until(func() bool { return keysOf(r.uid) <= own && keysOf(r.uid&^3|1) <= own }))
}

// keysOf is how many keys count for an account (man 5 proc_key-users).
func keysOf(uid int) int {
	for line := range strings.Lines(read("/proc/key-users")) {
		var of, users, keys, ready, counted int
		if n, _ := fmt.Sscanf(line, "%d: %d %d/%d %d/", &of, &users, &keys, &ready, &counted); n == 5 && of == uid {
			return counted
		}
	}
	return 0
}

// neighbours has the neighbour's account take one of what an attempt has taken all of, then
// ends that, and waits until there is room again: the kernel takes some of it back a while
// after the last process ended, which the next attempt of the same account would meet.
func neighbours(take func() error) func(*running) string {
	return func(r *running) string {
		taken := make(chan error)
		over := make(chan struct{})
		go func() {
			runtime.LockOSThread() // the account is the thread's, which ends with this goroutine
			uid := uintptr(r.uid&^3 | 1)
			_, e := call(unix.SYS_SETRESUID, uid, uid, uid)
			if e != 0 {
				taken <- e
				taken <- nil
				return
			}
			first := take()
			taken <- first
			<-over
			if first != nil {
				first = until(func() bool { return take() == nil })
			}
			taken <- first
		}()
		err := <-taken
		ok(r.T, unix.PidfdSendSignal(int(r.p.PidFD.Fd()), unix.SIGKILL, nil, 0))
		sandbox.Reap(r.p.PidFD)
		close(over)
		ok(r.T, <-taken)
		if err == nil {
			return "the neighbour has theirs"
		}
		return how(err)
	}
}

// until asks the kernel, which tells nobody, until something is so.
func until(so func() bool) error {
	for late := time.After(time.Minute); !so(); {
		select {
		case <-late:
			return errors.New("a minute later what an attempt took is not given back")
		case <-time.After(time.Millisecond):
		}
	}
	return nil
}
