package escape

import (
	"bytes"
	"maps"
	"os"
	"slices"

	"golang.org/x/sys/unix"

	"commonhall/sandbox/wall"
)

const (
	sizeofLong   = 8
	getRobust    = unix.SYS_GET_ROBUST_LIST
	ioprioBE     = 2<<13 | 7 // the last of those who share the disk fairly
	whoIsProcess = 1
)

// processes are attempts at a neighbour's program.
func processes() []attempt {
	// Behind landlock nobody traces what is outside, nor does /proc show it.
	traced := []wall.Name{otherAccount, wall.Landlock}
	signalled := []wall.Name{otherAccount, scope}
	account := []wall.Name{otherAccount}
	var all []attempt
	add := func(walls []wall.Name, held, free string, does map[string]func(*world) string) {
		all = append(all, each(walls, held, free, does)...)
	}
	add(signalled, "EPERM", "done", map[string]func(*world) string{
		"signal it":                 func(w *world) string { return how(unix.Kill(w.Neighbour, 0)) },
		"signal a thread of it":     func(w *world) string { return how(unix.Tgkill(w.Neighbour, w.Neighbour, 0)) },
		"signal it by a descriptor": func(w *world) string { return how(signalByFD(w.Neighbour)) },
		"let it go on":              func(w *world) string { return how(unix.Kill(w.Neighbour, unix.SIGCONT)) },
	})
	all = append(all,
		attempt{name: "signal the first process", walls: []wall.Name{wall.Account, wall.AppArmor, scope}, held: "EPERM", free: "done", do: func(*world) string { return how(unix.Kill(1, 0)) }},
		attempt{name: "signal who starts sandboxes", walls: []wall.Name{wall.Account, wall.AppArmor, scope}, held: "EPERM", free: "done", do: func(w *world) string { return how(unix.Kill(w.Here, 0)) }})
	add(traced, "EPERM", "done", map[string]func(*world) string{
		"trace it": func(w *world) string {
			return sys(unix.SYS_PTRACE, unix.PTRACE_SEIZE, uintptr(w.Neighbour), 0, 0)
		},
		"where its locks are": func(w *world) string {
			return sys(getRobust, uintptr(w.Neighbour), addr(space(sizeofLong)), addr(space(sizeofLong)))
		},
		"a file that it has open": takeFile,
		"write its memory":        func(w *world) string { return remoteMemory(w, unix.SYS_PROCESS_VM_WRITEV, 2048) },
	})
	add(traced, "EPERM", secret, map[string]func(*world) string{
		"read its memory": func(w *world) string { return remoteMemory(w, unix.SYS_PROCESS_VM_READV, 0) },
	})
	add(traced, "ENOENT", secret, map[string]func(*world) string{
		"read its memory by a file": memoryFile,
		"its root folder":           func(w *world) string { return read(its(w, "root/tmp/secret")) },
		"its working folder":        func(w *world) string { return read(its(w, "cwd/secret")) },
		"its files":                 func(w *world) string { return read(its(w, "fd/50")) },
	})
	add(traced, "ENOENT", "(?s).*PASSWORD="+secret+".*", map[string]func(*world) string{
		"its environment": func(w *world) string { return read(its(w, "environ")) }})
	add(traced, "ENOENT", "(?s)[0-9a-f]+-.*", map[string]func(*world) string{
		"where its memory is": func(w *world) string { return read(its(w, "maps")) }})
	add(account, "EPERM", "done", map[string]func(*world) string{
		"take its files away": func(w *world) string { return limitIt(w) },
		"slow it down":        func(w *world) string { return how(unix.Setpriority(unix.PRIO_PROCESS, w.Neighbour, 1)) },
		"its processors": func(w *world) string {
			var set unix.CPUSet
			if err := unix.SchedGetaffinity(w.Neighbour, &set); err != nil {
				return "get " + how(err)
			}
			return how(unix.SchedSetaffinity(w.Neighbour, &set))
		},
		"its scheduling": func(w *world) string {
			return sys(unix.SYS_SCHED_SETSCHEDULER, uintptr(w.Neighbour), 3, addr(space(8)))
		},
		"its place at the disk": func(w *world) string { return sys(unix.SYS_IOPRIO_SET, whoIsProcess, uintptr(w.Neighbour), ioprioBE) },
	})
	return append(all, closer()...)
}

// each is an attempt for each of some programs, with the same walls.
func each(walls []wall.Name, held, free string, does map[string]func(*world) string) []attempt {
	var all []attempt
	for _, name := range slices.Sorted(maps.Keys(does)) {
		all = append(all, attempt{name: name, walls: walls, held: held, free: free, do: does[name]})
	}
	return all
}

// closer are attempts that not every kernel has, and ones at root's own.
func closer() []attempt {
	traced := []wall.Name{otherAccount, wall.Landlock}
	return []attempt{
		{name: "move its memory about", walls: traced, held: "EPERM", free: "done", do: movePages, can: needsCall(unix.SYS_MOVE_PAGES)},
		{name: "compare files with it", walls: append([]wall.Name{wall.Filter}, traced...), held: "EPERM", free: "done", can: needsCall(unix.SYS_KCMP),
			do: func(w *world) string { return sys(unix.SYS_KCMP, uintptr(os.Getpid()), uintptr(w.Neighbour), 0, 1, 1) }},
		{name: "trace who starts sandboxes", walls: []wall.Name{wall.Capabilities, wall.AppArmor, wall.Landlock}, held: "EPERM", free: "done",
			do: func(w *world) string {
				return sys(getRobust, uintptr(w.Here), addr(space(sizeofLong)), addr(space(sizeofLong)))
			}},
		{name: "by programs", walls: []wall.Name{otherAccount, wall.Landlock}, held: "0", free: "1",
			do: func(w *world) string { return shell("ps -e -o pid= | grep -cw " + itoa(w.Neighbour)) }},
	}
}

func its(w *world, file string) string { return "/proc/" + itoa(w.Neighbour) + "/" + file }

// needsCall says why a kernel without a call cannot show an attempt.
func needsCall(nr uintptr) func(*world) string {
	return func(*world) string {
		if _, e := call(nr, ^uintptr(0), 0, 0, 0, 0, 0); e == unix.ENOSYS {
			return "this kernel does not have that call"
		}
		return ""
	}
}

func signalByFD(pid int) error {
	fd, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		return says("it cannot be named")
	}
	return unix.PidfdSendSignal(fd, 0, nil, 0)
}

func takeFile(w *world) string {
	fd, err := unix.PidfdOpen(w.Neighbour, 0)
	if err != nil {
		return "it cannot be named"
	}
	_, err = unix.PidfdGetfd(fd, 50, 0)
	return how(err)
}

// remoteMemory moves bytes between its memory and ours.
func remoteMemory(w *world, nr, offset uintptr) string {
	const length = uintptr(len(secret))
	here, vectors := space(4096), space(32)
	long := func(i int, v uintptr) { *(*uintptr)(ptr(vectors, i)) = v }
	long(0, addr(here))
	long(1, length)
	long(2, secretAt+offset)
	long(3, length)
	if _, e := call(nr, uintptr(w.Neighbour), addr(vectors), 1, addr(vectors)+16, 1, 0); e != 0 {
		return how(e)
	}
	if got := string(bytes.Trim(here[:length], "\x00")); got != "" {
		return got
	}
	return "done"
}

func memoryFile(w *world) string {
	f, err := os.Open(its(w, "mem"))
	if err != nil {
		return how(err)
	}
	b := make([]byte, len(secret))
	if _, err := f.ReadAt(b, secretAt); err != nil {
		return how(err)
	}
	return string(b)
}

func limitIt(w *world) string {
	old := space(16)
	if _, e := call(unix.SYS_PRLIMIT64, uintptr(w.Neighbour), unix.RLIMIT_NOFILE, 0, addr(old)); e != 0 {
		return how(e)
	}
	return sys(unix.SYS_PRLIMIT64, uintptr(w.Neighbour), unix.RLIMIT_NOFILE, addr(old), 0)
}

// movePages asks on which part of the machine a page of it is.
func movePages(w *world) string {
	page := space(8)
	*(*uintptr)(ptr(page, 0)) = secretAt
	return sys(unix.SYS_MOVE_PAGES, uintptr(w.Neighbour), 1, addr(page), 0, addr(space(4)), 0)
}

// times are attempts to learn how much others compute.
func times() []attempt {
	f := []wall.Name{wall.Filter}
	clock := func(nr uintptr, more ...uintptr) func(*world) string {
		return func(w *world) string {
			// The CPU time of a process, by its number.
			args := []uintptr{uintptr(^w.Neighbour<<3 | 2)}
			for _, m := range more {
				if m == 1 {
					m = addr(space(64))
				}
				args = append(args, m)
			}
			return sys(nr, args...)
		}
	}
	return []attempt{
		{name: "its CPU time", walls: f, held: "EINVAL", free: "done", do: clock(unix.SYS_CLOCK_GETTIME, 1)},
		{name: "the clock of its CPU time", walls: f, held: "EINVAL", free: "done", do: clock(unix.SYS_CLOCK_GETRES, 1)},
		{name: "a timer on its CPU time", walls: f, held: "EINVAL", free: "done", do: clock(unix.SYS_TIMER_CREATE, 0, 1)},
		{name: "whose it is, by a descriptor", walls: f, held: "ENOTTY", free: "done", can: func(*world) string {
			if got := pidfdInfo(os.Getpid()); got != "done" {
				return "this kernel tells nobody whose a process is by its descriptor"
			}
			return ""
		}, do: func(w *world) string { return pidfdInfo(w.Neighbour) }},
		{name: "how busy a processor is, by counters", walls: []wall.Name{wall.Filter, wall.Capabilities, wall.AppArmor}, held: "EPERM|EACCES", free: "done",
			can: needsCall(unix.SYS_PERF_EVENT_OPEN), do: func(*world) string {
				attr := space(128)
				*(*uint32)(ptr(attr, 0)) = unix.PERF_TYPE_SOFTWARE
				attr[4] = 128
				return sys(unix.SYS_PERF_EVENT_OPEN, addr(attr), ^uintptr(0), 0, ^uintptr(0), 0)
			}},
	}
}

func pidfdInfo(pid int) string {
	fd, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		return how(err)
	}
	defer unix.Close(fd)
	return sys(unix.SYS_IOCTL, uintptr(fd), 0xC040FF0B, addr(space(64)))
}
