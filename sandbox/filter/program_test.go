package filter

import (
	"slices"
	"testing"

	"golang.org/x/sys/unix"
)

// verdict runs the filter's program as the kernel would.
func verdict(t *testing.T, prog []unix.SockFilter, arch, nr, arg0, arg1, arg2 uint32) uint32 {
	t.Helper()
	data := map[uint32]uint32{offNr: nr, offArch: arch, offArg0: arg0, offArg1: arg1, offArg2: arg2}
	var a uint32
	for pc := 0; pc < len(prog); pc++ {
		in := prog[pc]
		jump := false
		switch in.Code {
		case unix.BPF_LD | unix.BPF_W | unix.BPF_ABS:
			a = data[in.K]
			continue
		case unix.BPF_ALU | unix.BPF_AND | unix.BPF_K:
			a &= in.K
			continue
		case unix.BPF_RET | unix.BPF_K:
			return in.K
		case unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K:
			jump = a == in.K
		case unix.BPF_JMP | unix.BPF_JSET | unix.BPF_K:
			jump = a&in.K != 0
		case unix.BPF_JMP | unix.BPF_JGE | unix.BPF_K:
			jump = a >= in.K
		default:
			t.Fatalf("the instruction %d is %+v", pc, in)
		}
		if jump {
			pc += int(in.Jt)
		} else {
			pc += int(in.Jf)
		}
	}
	t.Fatal("the program runs off its end")
	return 0
}

const allow = unix.SECCOMP_RET_ALLOW

func no(e unix.Errno) uint32 { return unix.SECCOMP_RET_ERRNO | uint32(e) }

// checkFilter returns what compares a verdict of the filter with the one wanted.
func checkFilter(t *testing.T) func(name string, arch, nr, arg, want uint32) {
	prog := program()
	return func(name string, arch, nr, arg, want uint32) {
		t.Helper()
		// What calls go by here is their first argument, of an ioctl the second.
		if got := verdict(t, prog, arch, nr, arg, arg, 0); got != want {
			t.Errorf("%s: %#x, want %#x", name, got, want)
		}
	}
}

func TestFilter(t *testing.T) {
	check := checkFilter(t)
	for _, r := range whole() {
		for _, c := range r.Calls {
			check(c.Name, auditArch, c.Nr, 0, no(r.Answer))
		}
	}
	for _, nr := range []uint32{unix.SYS_SYSLOG, unix.SYS_MOUNT, unix.SYS_UNSHARE, unix.SYS_SETNS, unix.SYS_BPF, unix.SYS_KEYCTL,
		unix.SYS_OPEN_BY_HANDLE_AT, unix.SYS_IO_URING_SETUP, unix.SYS_KEXEC_LOAD, unix.SYS_PERF_EVENT_OPEN, unix.SYS_OPEN_TREE_ATTR,
		unix.SYS_KCMP, unix.SYS_USERFAULTFD, unix.SYS_FANOTIFY_INIT, unix.SYS_QUOTACTL} {
		check("what must be refused", auditArch, nr, 0, no(unix.EPERM))
	}
	for _, nr := range []uint32{unix.SYS_READ, unix.SYS_WRITE, unix.SYS_EXECVE, unix.SYS_MMAP, unix.SYS_FUTEX, unix.SYS_CONNECT,
		unix.SYS_WAIT4, unix.SYS_PRCTL, unix.SYS_PTRACE, unix.SYS_GETRANDOM, unix.SYS_MEMFD_CREATE, unix.SYS_SENDMSG,
		unix.SYS_LANDLOCK_RESTRICT_SELF, unix.SYS_PROCESS_VM_READV, unix.SYS_PIDFD_GETFD, unix.SYS_PERSONALITY, unix.SYS_MSEAL, unix.SYS_FCHMODAT2} {
		check("an ordinary call", auditArch, nr, 0, allow)
	}
	check("clone3", auditArch, unix.SYS_CLONE3, 0, no(unix.ENOSYS))
	check("io_setup", auditArch, unix.SYS_IO_SETUP, 0, no(unix.ENOSYS))
	check("a thread", auditArch, unix.SYS_CLONE, unix.CLONE_VM|unix.CLONE_FS|unix.CLONE_FILES|unix.CLONE_SIGHAND|unix.CLONE_THREAD, allow)
	check("a process", auditArch, unix.SYS_CLONE, uint32(unix.SIGCHLD), allow)
	for _, flag := range []uint32{unix.CLONE_NEWNS, unix.CLONE_NEWUTS, unix.CLONE_NEWIPC, unix.CLONE_NEWUSER, unix.CLONE_NEWPID,
		unix.CLONE_NEWNET, unix.CLONE_NEWCGROUP} {
		check("a process with a namespace", auditArch, unix.SYS_CLONE, uint32(unix.SIGCHLD)|flag, no(unix.EPERM))
	}
	for _, arch := range []uint32{unix.AUDIT_ARCH_I386, unix.AUDIT_ARCH_ARM, unix.AUDIT_ARCH_RISCV64, 0} {
		check("a foreign architecture", arch, unix.SYS_READ, 0, unix.SECCOMP_RET_KILL_PROCESS)
	}
	for _, nr := range []uint32{Highest + 1, Highest + 100, x32Bit - 1} {
		check("a call of a younger kernel", auditArch, nr, 0, no(unix.ENOSYS))
	}
	for _, nr := range []uint32{unix.SYS_STATMOUNT, unix.SYS_LISTMOUNT, unix.SYS_LISTNS, unix.SYS_MEMFD_SECRET} {
		check("what does not exist", auditArch, nr, 0, no(unix.ENOSYS))
	}
	for _, cmd := range []uint32{unix.TIOCSTI, tiocLinux, unix.TIOCSETD} {
		check("typing into a terminal, or changing what it is", auditArch, unix.SYS_IOCTL, cmd, no(unix.EPERM))
	}
	for _, cmd := range []uint32{unix.FS_IOC_SETFLAGS, 0x401c5820} {
		check("to which project a file counts", auditArch, unix.SYS_IOCTL, cmd, no(unix.ENOTTY))
	}
	check("a lease of a file", auditArch, unix.SYS_FCNTL, unix.F_SETLEASE, no(unix.EINVAL))
	check("to be told of each use of a folder", auditArch, unix.SYS_FCNTL, unix.F_NOTIFY, no(unix.EINVAL))
	check("a lock of a file", auditArch, unix.SYS_FCNTL, unix.F_SETLK, allow)
	check("a pair of sockets", auditArch, unix.SYS_SOCKETPAIR, unix.AF_UNIX, allow)
	check("a pair of rare sockets", auditArch, unix.SYS_SOCKETPAIR, unix.AF_TIPC, no(unix.EAFNOSUPPORT))
	check("the other half of a processor", auditArch, unix.SYS_PRCTL, unix.PR_SCHED_CORE, no(unix.EINVAL))
	check("a name for oneself", auditArch, unix.SYS_PRCTL, unix.PR_SET_NAME, allow)
	if hasX32 {
		check("x32", auditArch, x32Bit|unix.SYS_READ, 0, no(unix.EPERM))
		check("x32", auditArch, x32Bit|512, 0, no(unix.EPERM))
	}
}

// TestFilterHidesProcesses: whoever guesses the number of a process learns neither
// whose it is nor how much it computes; one's own clocks and terminals work.
func TestFilterHidesProcesses(t *testing.T) {
	check := checkFilter(t)
	for _, nr := range []uint32{unix.SYS_CLOCK_GETTIME, unix.SYS_CLOCK_GETRES, unix.SYS_CLOCK_NANOSLEEP, unix.SYS_TIMER_CREATE} {
		for clock := range uint32(12) {
			check("a clock with a name", auditArch, nr, clock, allow)
		}
		for kind := range uint32(8) { // pid 0
			check("the CPU time of the caller", auditArch, nr, ownCPUClocks+kind, allow)
		}
		for _, pid := range []uint32{1, 2, 4194303, 1<<28 - 1} {
			check("the CPU time of a process", auditArch, nr, ^pid<<3|2, no(unix.EINVAL))
			check("the CPU time of a thread", auditArch, nr, ^pid<<3|6, allow)
		}
	}
	for _, size := range []uint32{0, 64, 80, 1<<14 - 1} {
		check("whose a process is", auditArch, unix.SYS_IOCTL, 3<<30|size<<16|0xff0b, no(unix.ENOTTY))
	}
	for _, cmd := range []uint32{0x401c5820, 0x40086602, 0x40046602, 0x5000940e, 0x50009401, 0x50009417, 0x50009418, 0x5000940f, 0x5000943f, 0x9400, 0x94ff} {
		check("past a quota", auditArch, unix.SYS_IOCTL, cmd, no(unix.ENOTTY))
	}
	for _, cmd := range []uint32{unix.FICLONE, unix.FICLONERANGE, unix.FIDEDUPERANGE, 0x80086601, 0x801c581f, unix.TCGETS, unix.TIOCGWINSZ, unix.TIOCINQ, unix.TCFLSH, 0xff0a, 0xfe0b, 0} {
		check("an ordinary ioctl", auditArch, unix.SYS_IOCTL, cmd, allow)
	}
}

// TestSocketProtocols: of each family what programs use, and no module of the kernel is
// loaded for another.
func TestSocketProtocols(t *testing.T) {
	prog := program()
	for family, may := range map[uint32][]uint32{unix.AF_UNIX: nil,
		unix.AF_INET:    {0, unix.IPPROTO_ICMP, unix.IPPROTO_TCP, unix.IPPROTO_UDP, unix.IPPROTO_ICMPV6},
		unix.AF_INET6:   {0, unix.IPPROTO_ICMP, unix.IPPROTO_TCP, unix.IPPROTO_UDP, unix.IPPROTO_ICMPV6},
		unix.AF_NETLINK: {unix.NETLINK_ROUTE, unix.NETLINK_SOCK_DIAG, unix.NETLINK_KOBJECT_UEVENT}} {
		for protocol := range uint32(300) {
			want := no(unix.EPROTONOSUPPORT)
			if may == nil || slices.Contains(may, protocol) {
				want = allow
			}
			if got := verdict(t, prog, auditArch, unix.SYS_SOCKET, family, 0, protocol); got != want {
				t.Errorf("family %d, protocol %d: %#x, want %#x", family, protocol, got, want)
			}
		}
	}
	for _, family := range []uint32{unix.AF_INET, unix.AF_INET6} {
		if got := verdict(t, prog, auditArch, unix.SYS_SOCKET, family, unix.SOCK_PACKET|unix.SOCK_CLOEXEC, 0); got != no(unix.EPROTONOSUPPORT) {
			t.Errorf("packets by family %d: %#x", family, got)
		}
	}
	may := map[uint32]bool{unix.AF_UNIX: true, unix.AF_INET: true, unix.AF_INET6: true, unix.AF_NETLINK: true}
	for family := range uint32(64) {
		want := no(unix.EAFNOSUPPORT)
		if may[family] {
			want = allow
		}
		if got := verdict(t, prog, auditArch, unix.SYS_SOCKET, family, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0); got != want {
			t.Errorf("a socket of family %d: %#x, want %#x", family, got, want)
		}
	}
}
