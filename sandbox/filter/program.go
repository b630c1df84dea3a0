package filter

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// Offsets in struct seccomp_data; arguments are 64 bits, low half first.
const (
	offNr, offArch, offArg0, offArg1, offArg2 = 0, 4, 16, 24, 32
	x32Bit                                    = 0x40000000
)

// Instructions.
const (
	load = unix.BPF_LD | unix.BPF_W | unix.BPF_ABS
	jeq  = unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K
	jset = unix.BPF_JMP | unix.BPF_JSET | unix.BPF_K
	jge  = unix.BPF_JMP | unix.BPF_JGE | unix.BPF_K
	and  = unix.BPF_ALU | unix.BPF_AND | unix.BPF_K
	ret  = unix.BPF_RET | unix.BPF_K
)

func refuse(e unix.Errno) unix.SockFilter {
	return unix.SockFilter{Code: ret, K: unix.SECCOMP_RET_ERRNO | uint32(e)}
}

func pass() unix.SockFilter { return unix.SockFilter{Code: ret, K: unix.SECCOMP_RET_ALLOW} }

const (
	// The first argument of calls with a clock may be the CPU time of any process: its
	// pid, inverted and shifted, in a negative number.
	cpuClocks    = 1 << 31
	ownCPUClocks = 1<<32 - 8
	threadClock  = 4

	// An ioctl on a pidfd, which tells whose process it is and who started it (Linux 6.13).
	pidfdGetInfo = 0xff<<8 | 11

	// Of a file's owner: what the file counts for, the number of a project in flags too.
	fsSetXattr, fsSetFlags = 'X'<<8 | 32, 'f'<<8 | 2
	// All of btrfs's own, of which three share what files hold (cp --reflink).
	btrfsOwn                             = 0x94 << 8
	ficlone, ficloneRange, fiDedupeRange = btrfsOwn | 9, btrfsOwn | 13, btrfsOwn | 54

	newNamespace = unix.CLONE_NEWNS | unix.CLONE_NEWUTS | unix.CLONE_NEWIPC | unix.CLONE_NEWUSER |
		unix.CLONE_NEWPID | unix.CLONE_NEWNET | unix.CLONE_NEWCGROUP
)

// conditional are calls that are refused for what they are asked to do.
func conditional() []Rule {
	return []Rule{
		{Calls: []Call{{"clone", unix.SYS_CLONE}}, Answer: unix.EPERM, Which: "with a flag for a new namespace",
			Why:  "As unshare: a user namespace makes anybody root over a world of their own.",
			body: []unix.SockFilter{{Code: load, K: offArg0}, {Code: jset, K: newNamespace, Jf: 1}, refuse(unix.EPERM), pass()}},
		{Calls: []Call{{"clock_gettime", unix.SYS_CLOCK_GETTIME}, {"clock_getres", unix.SYS_CLOCK_GETRES},
			{"clock_nanosleep", unix.SYS_CLOCK_NANOSLEEP}, {"timer_create", unix.SYS_TIMER_CREATE}}, Answer: unix.EINVAL, Which: "of the CPU time of another process",
			Why: "Whoever guesses the number of a process would learn how much it computes.",
			body: []unix.SockFilter{{Code: load, K: offArg0},
				{Code: jge, K: cpuClocks, Jf: 3},    // one with a name
				{Code: jge, K: ownCPUClocks, Jt: 2}, // pid 0: the caller's own
				{Code: jset, K: threadClock, Jt: 1}, // of threads the kernel shows only the caller's own
				refuse(unix.EINVAL), pass()}},
		{Calls: []Call{{"prctl", unix.SYS_PRCTL}}, Answer: unix.EINVAL, Which: "PR_SCHED_CORE",
			Why:  "Who marks a program so keeps everybody else's from the other half of the processor (its second thread) while it runs.",
			body: []unix.SockFilter{{Code: load, K: offArg0}, {Code: jeq, K: unix.PR_SCHED_CORE, Jf: 1}, refuse(unix.EINVAL), pass()}},
		{Calls: []Call{{"ioctl", unix.SYS_IOCTL}}, Answer: unix.EPERM, Which: "TIOCSTI, TIOCLINUX and TIOCSETD; and with ENOTTY PIDFD_GET_INFO, FS_IOC_FSSETXATTR, FS_IOC_SETFLAGS and those of btrfs that do not share what files hold",
			Why: "The first two type into a terminal, as if the person at it had: into the shell of whoever started the sandbox. The third gives a terminal another line discipline, and loads a module of the kernel for it. PIDFD_GET_INFO tells whose a process is. " +
				"With the rest a file's owner gets past a quota: what a file counts for is changed, or a subvolume made that no quota knows.",
			body: []unix.SockFilter{{Code: load, K: offArg1},
				{Code: jeq, K: unix.TIOCSTI, Jt: 2}, {Code: jeq, K: tiocLinux, Jt: 1}, {Code: jeq, K: unix.TIOCSETD, Jf: 1}, refuse(unix.EPERM),
				{Code: and, K: 0xffff}, // without the size, which grows from kernel to kernel
				{Code: jeq, K: pidfdGetInfo, Jt: 7}, {Code: jeq, K: fsSetXattr, Jt: 6}, {Code: jeq, K: fsSetFlags, Jt: 5},
				{Code: jeq, K: ficlone, Jt: 5}, {Code: jeq, K: ficloneRange, Jt: 4}, {Code: jeq, K: fiDedupeRange, Jt: 3},
				{Code: and, K: 0xff00}, {Code: jeq, K: btrfsOwn, Jf: 1}, refuse(unix.ENOTTY), pass()}},
		{Calls: []Call{{"fcntl", unix.SYS_FCNTL}}, Answer: unix.EINVAL, Which: "F_SETLEASE and F_NOTIFY",
			Why: "Whoever else opens a file with a lease waits up to 45 seconds: what looks after people's files, such as a backup, would for each. " +
				"And who is told of each use of a folder (dnotify) through many descriptors holds up everybody who uses it, and it may be one of the machine's.",
			body: []unix.SockFilter{{Code: load, K: offArg1}, {Code: jeq, K: unix.F_SETLEASE, Jt: 1}, {Code: jeq, K: unix.F_NOTIFY, Jf: 1}, refuse(unix.EINVAL), pass()}},
		{Calls: []Call{{"socketpair", unix.SYS_SOCKETPAIR}}, Answer: unix.EAFNOSUPPORT, Which: "of another family than AF_UNIX",
			Why:  "As socket: families that nobody uses, and modules of the kernel that are loaded when somebody asks for them.",
			body: []unix.SockFilter{{Code: load, K: offArg0}, {Code: jeq, K: unix.AF_UNIX, Jt: 1}, refuse(unix.EAFNOSUPPORT), pass()}},
		{Calls: []Call{{"socket", unix.SYS_SOCKET}}, Answer: unix.EAFNOSUPPORT,
			Which: "of another family than AF_UNIX, AF_INET, AF_INET6 and AF_NETLINK; and of these with a rare protocol, or the type SOCK_PACKET (EPROTONOSUPPORT)",
			Why: "AF_VSOCK reaches the hypervisor and is bound to no network namespace; AF_ALG, AF_PACKET and the rest are nobody's homework. " +
				"Of the internet's protocols TCP, UDP and ping pass, of the kernel's own (netlink) routes, events and what lists one's own sockets. To ask for another (SCTP, DCCP) may load a module of the kernel that nobody else has use for; by generic netlink anybody may even name one.",
			body: sockets()},
	}
}

const tiocLinux = 0x541c

// sockets decides by family and protocol.
func sockets() []unix.SockFilter {
	inet := []uint32{0, unix.IPPROTO_ICMP, unix.IPPROTO_TCP, unix.IPPROTO_UDP, unix.IPPROTO_ICMPV6}
	netlink := []uint32{unix.NETLINK_ROUTE, unix.NETLINK_SOCK_DIAG, unix.NETLINK_KOBJECT_UEVENT}
	p := []unix.SockFilter{{Code: load, K: offArg0},
		{Code: jeq, K: unix.AF_UNIX, Jf: 1}, pass(),
		{Code: jeq, K: unix.AF_INET, Jt: 3}, {Code: jeq, K: unix.AF_INET6, Jt: 2},
		{Code: jeq, K: unix.AF_NETLINK, Jt: uint8(2*len(inet) + 7)}, refuse(unix.EAFNOSUPPORT),
		// By that type the kernel makes AF_PACKET of AF_INET.
		{Code: load, K: offArg1}, {Code: and, K: 0xf}, {Code: jeq, K: unix.SOCK_PACKET, Jf: 1}, refuse(unix.EPROTONOSUPPORT)}
	for _, of := range [][]uint32{inet, netlink} {
		p = append(p, unix.SockFilter{Code: load, K: offArg2})
		for _, protocol := range of {
			p = append(p, unix.SockFilter{Code: jeq, K: protocol, Jf: 1}, pass())
		}
		p = append(p, refuse(unix.EPROTONOSUPPORT))
	}
	return p
}

// Install makes the filter that of the calling thread and of all that it becomes and
// starts. The thread has no_new_privs, or power over the machine.
func Install() error {
	prog := program()
	fprog := unix.SockFprog{Len: uint16(len(prog)), Filter: &prog[0]}
	_, _, e := unix.RawSyscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, 0, uintptr(unsafe.Pointer(&fprog)))
	if e != 0 {
		return e
	}
	return nil
}

// program writes the rules as BPF.
func program() []unix.SockFilter {
	p := []unix.SockFilter{
		// A foreign architecture has other numbers (int 0x80): with a list of
		// refused numbers everything would pass, so nothing does.
		{Code: load, K: offArch},
		{Code: jeq, K: auditArch, Jt: 1},
		{Code: ret, K: unix.SECCOMP_RET_KILL_PROCESS},
		{Code: load, K: offNr},
	}
	if hasX32 {
		p = append(p, unix.SockFilter{Code: jge, K: x32Bit, Jf: 1}, refuse(unix.EPERM))
	}
	p = append(p, unix.SockFilter{Code: jge, K: Highest + 1, Jf: 1}, refuse(unix.ENOSYS))
	for _, r := range Rules() {
		body := r.body
		if body == nil {
			body = []unix.SockFilter{refuse(r.Answer)}
		}
		for _, c := range r.Calls {
			p = append(p, unix.SockFilter{Code: jeq, K: c.Nr, Jf: uint8(len(body))})
			p = append(p, body...)
		}
	}
	return append(p, pass())
}
