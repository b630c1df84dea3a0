package sandbox

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// The system-call filter: everything that ordinary programs need passes;
// refused is what only reaches parts of the kernel that a person's program has
// no business with, and where most of its holes have been found. It stands
// behind the other walls, not in their place.

// denied calls answer EPERM.
func denied() []uint32 {
	return append([]uint32{
		// The machine as a whole.
		unix.SYS_REBOOT, unix.SYS_KEXEC_LOAD, unix.SYS_KEXEC_FILE_LOAD, unix.SYS_INIT_MODULE,
		unix.SYS_FINIT_MODULE, unix.SYS_DELETE_MODULE, unix.SYS_SWAPON, unix.SYS_SWAPOFF,
		unix.SYS_SYSLOG, unix.SYS_SETTIMEOFDAY, unix.SYS_CLOCK_SETTIME, unix.SYS_ACCT, unix.SYS_QUOTACTL, unix.SYS_QUOTACTL_FD,
		// Mounts and namespaces: a user namespace is a way to be root again, for
		// every kernel bug that only root could reach.
		unix.SYS_MOUNT, unix.SYS_UMOUNT2, unix.SYS_PIVOT_ROOT, unix.SYS_OPEN_TREE, unix.SYS_MOVE_MOUNT,
		unix.SYS_FSOPEN, unix.SYS_FSCONFIG, unix.SYS_FSMOUNT, unix.SYS_FSPICK, unix.SYS_MOUNT_SETATTR,
		unix.SYS_SETNS, unix.SYS_UNSHARE,
		// Files by number instead of by path: past the tree.
		unix.SYS_NAME_TO_HANDLE_AT, unix.SYS_OPEN_BY_HANDLE_AT,
		// Keys belong to sessions that outlive the sandbox.
		unix.SYS_ADD_KEY, unix.SYS_REQUEST_KEY, unix.SYS_KEYCTL,
		// Large, young or much exploited parts of the kernel.
		unix.SYS_BPF, unix.SYS_PERF_EVENT_OPEN, unix.SYS_USERFAULTFD, unix.SYS_IO_URING_SETUP,
		unix.SYS_IO_URING_ENTER, unix.SYS_IO_URING_REGISTER, unix.SYS_FANOTIFY_INIT,
	}, deniedHere()...)
}

// clocks are calls whose first argument is a clock, which may be the CPU time of
// any process: its pid, inverted and shifted, in a negative number.
func clocks() []uint32 {
	return []uint32{unix.SYS_CLOCK_GETTIME, unix.SYS_CLOCK_GETRES, unix.SYS_CLOCK_NANOSLEEP, unix.SYS_TIMER_CREATE}
}

const (
	cpuClocks    = 1 << 31
	ownCPUClocks = 1<<32 - 8
	threadClock  = 4

	// An ioctl on a pidfd, which tells whose process it is and who started it (Linux 6.13).
	pidfdGetInfo = 0xff<<8 | 11
)

// families of sockets that may be made. AF_VSOCK (to the hypervisor) is not
// bound to the network namespace; AF_ALG and AF_PACKET are nobody's homework.
func families() []uint32 {
	return []uint32{unix.AF_UNIX, unix.AF_INET, unix.AF_INET6, unix.AF_NETLINK}
}

const newNamespace = unix.CLONE_NEWNS | unix.CLONE_NEWUTS | unix.CLONE_NEWIPC | unix.CLONE_NEWUSER |
	unix.CLONE_NEWPID | unix.CLONE_NEWNET | unix.CLONE_NEWCGROUP

// Offsets in struct seccomp_data; arguments are 64 bits, low half first.
const (
	offNr, offArch, offArg0, offArg1 = 0, 4, 16, 24
	x32Bit                           = 0x40000000
)

func filterStep(cfg *Config) error {
	if !cfg.Filter {
		return nil
	}
	prog := filterProgram()
	fprog := unix.SockFprog{Len: uint16(len(prog)), Filter: &prog[0]}
	_, _, e := unix.RawSyscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, 0, uintptr(unsafe.Pointer(&fprog)))
	if e != 0 {
		return e
	}
	return nil
}

// filterProgram writes the filter as BPF.
func filterProgram() []unix.SockFilter {
	const (
		load = unix.BPF_LD | unix.BPF_W | unix.BPF_ABS
		jeq  = unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K
		jset = unix.BPF_JMP | unix.BPF_JSET | unix.BPF_K
		jge  = unix.BPF_JMP | unix.BPF_JGE | unix.BPF_K
		and  = unix.BPF_ALU | unix.BPF_AND | unix.BPF_K
		ret  = unix.BPF_RET | unix.BPF_K
	)
	refuse := func(e unix.Errno) unix.SockFilter {
		return unix.SockFilter{Code: ret, K: unix.SECCOMP_RET_ERRNO | uint32(e)}
	}
	allow := unix.SockFilter{Code: ret, K: unix.SECCOMP_RET_ALLOW}
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
	for _, nr := range denied() {
		p = append(p, unix.SockFilter{Code: jeq, K: nr, Jf: 1}, refuse(unix.EPERM))
	}
	// clone3 hides its flags behind a pointer, and io_setup takes from a number that
	// the whole machine has (fs.aio-max-nr). As on a kernel without them, programs go
	// another way: libraries use clone, databases threads.
	for _, nr := range []uint32{unix.SYS_CLONE3, unix.SYS_IO_SETUP} {
		p = append(p, unix.SockFilter{Code: jeq, K: nr, Jf: 1}, refuse(unix.ENOSYS))
	}
	for _, nr := range clocks() {
		p = append(p, unix.SockFilter{Code: jeq, K: nr, Jf: 6},
			unix.SockFilter{Code: load, K: offArg0},
			unix.SockFilter{Code: jge, K: cpuClocks, Jf: 3},    // one with a name
			unix.SockFilter{Code: jge, K: ownCPUClocks, Jt: 2}, // pid 0: the caller's own
			unix.SockFilter{Code: jset, K: threadClock, Jt: 1}, // of threads the kernel shows only the caller's own
			refuse(unix.EINVAL), allow)
	}
	p = append(p, unix.SockFilter{Code: jeq, K: unix.SYS_IOCTL, Jf: 5},
		unix.SockFilter{Code: load, K: offArg1},
		unix.SockFilter{Code: and, K: 0xffff}, // without the size, which grows from kernel to kernel
		unix.SockFilter{Code: jeq, K: pidfdGetInfo, Jf: 1},
		refuse(unix.ENOTTY), allow)
	p = append(p, unix.SockFilter{Code: jeq, K: unix.SYS_CLONE, Jf: 4},
		unix.SockFilter{Code: load, K: offArg0},
		unix.SockFilter{Code: jset, K: newNamespace, Jf: 1},
		refuse(unix.EPERM), allow)
	fam := families()
	p = append(p, unix.SockFilter{Code: jeq, K: unix.SYS_SOCKET, Jf: uint8(2*len(fam) + 2)},
		unix.SockFilter{Code: load, K: offArg0})
	for _, f := range fam {
		p = append(p, unix.SockFilter{Code: jeq, K: f, Jf: 1}, allow)
	}
	return append(p, refuse(unix.EAFNOSUPPORT), allow)
}
