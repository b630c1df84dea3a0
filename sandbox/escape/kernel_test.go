package escape

import (
	"os"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"

	"commonhall/sandbox/wall"
)

// rareCalls are attempts at parts of the kernel in which many holes were found.
func rareCalls() []attempt {
	f := []wall.Name{wall.Filter}
	return []attempt{
		{name: "io_uring", walls: f, held: "EPERM", free: "done", can: works(ring), do: ring},
		{name: "a program in the kernel (BPF)", walls: bpfWalls(), held: "EPERM", free: "done", can: works(bpfMap), do: bpfMap},
		{name: "to hold the kernel up (userfaultfd)", walls: f, held: "EPERM", free: "done", can: works(fault), do: fault},
		{name: "to watch files (fanotify)", walls: f, held: "EPERM", free: "done", can: works(watch), do: watch},
		{name: "memory that nobody can move", walls: f, held: "ENOSYS", free: "done", can: works(hiddenMemory), do: hiddenMemory},
		{name: "the machine's asynchronous reads", walls: f, held: "ENOSYS", free: "done", can: works(aio), do: aio},
		{name: "descriptor tables of the processor", walls: f, held: "EPERM", free: "done", can: works(ldt), do: ldt},
		{name: "ports of the hardware", walls: []wall.Name{wall.Filter, wall.Capabilities, wall.AppArmor}, held: "EPERM", free: "done", can: works(ports), do: ports},
		{name: "the numbers of files", walls: f, held: "EPERM", free: "done", can: works(number), do: number},
		{name: "to be told of each use of a folder (dnotify)", walls: f, held: "EINVAL", free: "done", can: works(dnotify), do: dnotify},
		{name: "the list of mounts by number", walls: f, held: "ENOSYS", free: "done", can: works(mountList), do: mountList},
	}
}

// dnotify asks to be told when somebody reads what is in a folder of the machine.
func dnotify(*world) string {
	fd, err := unix.Open("/usr", unix.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return how(err)
	}
	defer unix.Close(fd)
	const access = 1 // DN_ACCESS
	_, err = unix.FcntlInt(uintptr(fd), unix.F_NOTIFY, access)
	return how(err)
}

// works says why a machine cannot show an attempt that not even root's process succeeds
// with. Only what is harmless is asked so.
func works(do func(*world) string) func(*world) string {
	return func(w *world) string {
		if got := do(w); got != "done" {
			return "not even root can do that with this kernel: " + got
		}
		return ""
	}
}

// file makes a call that returns a descriptor, and closes that.
func file(nr uintptr, args ...uintptr) string {
	fd, e := call(nr, args...)
	if e == 0 {
		unix.Close(int(fd))
	}
	return how(e)
}

func ring(*world) string { return file(unix.SYS_IO_URING_SETUP, 1, addr(space(120))) }

func bpfMap(*world) string {
	attr := space(128)
	for i, v := range []uint32{2, 4, 4, 1} { // an array of one number
		*(*uint32)(unsafe.Pointer(&attr[i*4])) = v
	}
	return file(unix.SYS_BPF, 0, addr(attr), 72)
}

// bpfWalls: a machine may keep it for its root.
func bpfWalls() []wall.Name {
	if b, _ := os.ReadFile("/proc/sys/kernel/unprivileged_bpf_disabled"); strings.TrimSpace(string(b)) == "0" {
		return []wall.Name{wall.Filter}
	}
	return []wall.Name{wall.Filter, wall.Capabilities, wall.AppArmor}
}

func fault(*world) string {
	const userModeOnly = 1
	return file(unix.SYS_USERFAULTFD, userModeOnly)
}

func watch(*world) string {
	return file(unix.SYS_FANOTIFY_INIT, unix.FAN_CLASS_NOTIF|unix.FAN_REPORT_FID, 0)
}

func hiddenMemory(*world) string { return file(unix.SYS_MEMFD_SECRET, 0) }

func aio(*world) string {
	context := space(8)
	got := sys(unix.SYS_IO_SETUP, 1, addr(context))
	sys(unix.SYS_IO_DESTROY, *(*uintptr)(ptr(context, 0)))
	return got
}

func ldt(*world) string { return sys(unix.SYS_MODIFY_LDT, 0, addr(space(64)), 64) }

func ports(*world) string { return sys(unix.SYS_IOPERM, 0x80, 1, 1) }

func number(w *world) string {
	_, _, err := unix.NameToHandleAt(unix.AT_FDCWD, w.Dir, 0)
	return how(err)
}

func mountList(*world) string {
	req := space(32)
	*(*uint32)(ptr(req, 0)) = 24
	*(*uint64)(ptr(req, 1)) = ^uint64(0) // from the root on
	return sys(unix.SYS_LISTMOUNT, addr(req), addr(space(800)), 100, 0)
}

// machine are attempts at what everybody has in common. What they ask for is such that it
// changes nothing also where it is granted; of some, being asked for sense (EINVAL) instead of
// being turned away (EPERM) is the success.
func machine() []attempt {
	power := []wall.Name{wall.Capabilities, wall.AppArmor}
	both := []wall.Name{wall.Filter, wall.Capabilities, wall.AppArmor}
	get := func(free string, nr uintptr, args ...uintptr) (func(*world) string, string) {
		return func(*world) string { return sys(nr, args...) }, free
	}
	var all []attempt
	add := func(name string, walls []wall.Name, can func(*world) string, do func(*world) string, free string) {
		all = append(all, attempt{name: name, walls: walls, held: "EPERM", free: free, can: can, do: do})
	}
	do, free := get("EINVAL", unix.SYS_REBOOT, 0, 0, 0, 0)
	add("switch it off", both, nil, do, free)
	do, free = get("EINVAL", unix.SYS_KEXEC_LOAD, 0, 0, 0, 0xff00)
	add("another kernel", both, needsCall(unix.SYS_KEXEC_LOAD), do, free)
	do, free = get("ENOEXEC|EINVAL|EFAULT", unix.SYS_INIT_MODULE, 0, 0, 0)
	add("a module of the kernel", both, needsCall(unix.SYS_INIT_MODULE), do, free)
	add("remove a module", both, needsCall(unix.SYS_DELETE_MODULE), func(*world) string { return sys(unix.SYS_DELETE_MODULE, text("no-such"), 0) }, "ENOENT")
	add("its swap", both, nil, func(*world) string { return sys(unix.SYS_SWAPON, text("/no/such"), 0) }, "ENOENT")
	add("swap off", both, nil, func(*world) string { return sys(unix.SYS_SWAPOFF, text("/no/such")) }, "ENOENT")
	add("its accounting", both, needsCall(unix.SYS_ACCT), func(*world) string { return sys(unix.SYS_ACCT, text("/no/such")) }, "ENOENT")
	do, free = get("done", unix.SYS_SYSLOG, 9, 0, 0) // how much is new in it
	add("its log", both, nil, do, free)
	add("its time zone", both, nil, func(*world) string { return sys(unix.SYS_SETTIMEOFDAY, 0, addr(space(8))) }, "done")
	add("the speed of its clock", power, nil, clockSpeed, "done")
	add("its name", power, nil, func(*world) string { return how(unix.Sethostname([]byte("escape"))) }, "done")
	add("hang up its terminal", power, nil, func(*world) string { return sys(unix.SYS_VHANGUP) }, "done")
	return all
}

// clockSpeed sets the length of a tick to what it is.
func clockSpeed(*world) string {
	var now unix.Timex
	if _, err := unix.Adjtimex(&now); err != nil {
		return "get " + how(err)
	}
	const tick = 0x4000
	_, err := unix.Adjtimex(&unix.Timex{Modes: tick, Tick: now.Tick})
	return how(err)
}

// rights are attempts at more rights for oneself.
func rights() []attempt {
	power := []wall.Name{wall.Capabilities, wall.AppArmor}
	armor := []wall.Name{wall.AppArmor}
	return []attempt{
		{name: "to be root", walls: power, held: "EPERM", free: "done", do: func(*world) string { return sys(unix.SYS_SETUID, 0) }},
		{name: "to be the neighbour", walls: power, held: "EPERM", free: "done", do: func(w *world) string { return sys(unix.SYS_SETUID, uintptr(w.NeighbourUID)) }},
		{name: "a group", walls: power, held: "EPERM", free: "done", do: func(*world) string { return sys(unix.SYS_SETGROUPS, 1, addr(space(4))) }},
		{name: "capabilities", walls: []wall.Name{wall.Capabilities}, held: "EPERM", free: "done", do: func(*world) string {
			hdr, data := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}, [2]unix.CapUserData{{Effective: 1 << unix.CAP_KILL, Permitted: 1 << unix.CAP_KILL}}
			return how(unix.Capset(&hdr, &data[0]))
		}},
		{name: "to come first", walls: power, held: "EACCES|EPERM", free: "done", do: func(*world) string { return how(unix.Setpriority(unix.PRIO_PROCESS, 0, -5)) }},
		{name: "to come before all (real time)", walls: power, held: "EPERM", free: "done", can: works(realTime), do: realTime},
		{name: "to be spared when memory is short", walls: power, held: "EACCES", free: "done", can: mayRaise,
			do: func(*world) string { return how(os.WriteFile("/proc/self/oom_score_adj", []byte("0"), 0)) }},
		{name: "higher limits", walls: power, held: "EPERM", free: "done", can: mayRaise, do: func(*world) string {
			return how(unix.Setrlimit(unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: 9000, Max: 9000}))
		}},
		{name: "first at the disk", walls: power, held: "EPERM", free: "done", do: func(*world) string {
			const realtime = 1 << 13
			return sys(unix.SYS_IOPRIO_SET, 1, 0, realtime)
		}},
		{name: "no AppArmor profile", walls: armor, held: "EACCES|EPERM", free: "done", can: needsProfile, do: unconfine("current", "changeprofile unconfined")},
		{name: "no AppArmor profile for the next program", walls: armor, held: "EACCES|EPERM", free: "done", can: needsProfile, do: unconfine("exec", "exec unconfined")},
	}
}

// mayRaise: a machine may have denied its root the capability that goes with limits
// (CAP_SYS_RESOURCE), and then there is nothing to be denied to others.
func mayRaise(*world) string {
	hdr, data := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}, [2]unix.CapUserData{}
	if unix.Capget(&hdr, &data[0]) != nil || data[0].Effective&(1<<unix.CAP_SYS_RESOURCE) == 0 {
		return "its root lacks CAP_SYS_RESOURCE"
	}
	return ""
}

// realTime asks for a place before all others, and gives it back.
func realTime(*world) string {
	const fifo, other = 1, 0
	priority := space(8)
	priority[0] = 1
	got := sys(unix.SYS_SCHED_SETSCHEDULER, 0, fifo, addr(priority))
	sys(unix.SYS_SCHED_SETSCHEDULER, 0, other, addr(space(8)))
	return got
}
