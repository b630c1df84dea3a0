package sandbox

import (
	"testing"

	"golang.org/x/sys/unix"
)

// verdict runs the filter's program as the kernel would.
func verdict(t *testing.T, prog []unix.SockFilter, arch, nr, arg0, arg1 uint32) uint32 {
	t.Helper()
	data := map[uint32]uint32{offNr: nr, offArch: arch, offArg0: arg0, offArg1: arg1}
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

func refuse(e unix.Errno) uint32 { return unix.SECCOMP_RET_ERRNO | uint32(e) }

// checkFilter returns what compares a verdict of the filter with the one wanted.
func checkFilter(t *testing.T) func(name string, arch, nr, arg, want uint32) {
	prog := filterProgram()
	return func(name string, arch, nr, arg, want uint32) {
		t.Helper()
		// What calls go by here is their first argument, of an ioctl the second.
		if got := verdict(t, prog, arch, nr, arg, arg); got != want {
			t.Errorf("%s: %#x, want %#x", name, got, want)
		}
	}
}

func TestFilter(t *testing.T) {
	check := checkFilter(t)
	for _, nr := range denied() {
		check("a refused call", auditArch, nr, 0, refuse(unix.EPERM))
	}
	for _, nr := range []uint32{unix.SYS_SYSLOG, unix.SYS_MOUNT, unix.SYS_UNSHARE, unix.SYS_SETNS, unix.SYS_BPF, unix.SYS_KEYCTL,
		unix.SYS_OPEN_BY_HANDLE_AT, unix.SYS_IO_URING_SETUP, unix.SYS_KEXEC_LOAD, unix.SYS_PERF_EVENT_OPEN} {
		check("what must be refused", auditArch, nr, 0, refuse(unix.EPERM))
	}
	for _, nr := range []uint32{unix.SYS_READ, unix.SYS_WRITE, unix.SYS_EXECVE, unix.SYS_MMAP, unix.SYS_FUTEX, unix.SYS_CONNECT,
		unix.SYS_WAIT4, unix.SYS_PRCTL, unix.SYS_PTRACE, unix.SYS_GETRANDOM, unix.SYS_MEMFD_CREATE, unix.SYS_SENDMSG} {
		check("an ordinary call", auditArch, nr, 0, allow)
	}
	check("clone3", auditArch, unix.SYS_CLONE3, 0, refuse(unix.ENOSYS))
	check("io_setup", auditArch, unix.SYS_IO_SETUP, 0, refuse(unix.ENOSYS))
	check("a thread", auditArch, unix.SYS_CLONE, unix.CLONE_VM|unix.CLONE_FS|unix.CLONE_FILES|unix.CLONE_SIGHAND|unix.CLONE_THREAD, allow)
	check("a process", auditArch, unix.SYS_CLONE, uint32(unix.SIGCHLD), allow)
	for _, flag := range []uint32{unix.CLONE_NEWNS, unix.CLONE_NEWUTS, unix.CLONE_NEWIPC, unix.CLONE_NEWUSER, unix.CLONE_NEWPID,
		unix.CLONE_NEWNET, unix.CLONE_NEWCGROUP} {
		check("a process with a namespace", auditArch, unix.SYS_CLONE, uint32(unix.SIGCHLD)|flag, refuse(unix.EPERM))
	}
	may := map[uint32]bool{unix.AF_UNIX: true, unix.AF_INET: true, unix.AF_INET6: true, unix.AF_NETLINK: true}
	for family := range uint32(64) {
		want := refuse(unix.EAFNOSUPPORT)
		if may[family] {
			want = allow
		}
		check("a socket", auditArch, unix.SYS_SOCKET, family, want)
	}
	for _, arch := range []uint32{unix.AUDIT_ARCH_I386, unix.AUDIT_ARCH_ARM, unix.AUDIT_ARCH_RISCV64, 0} {
		check("a foreign architecture", arch, unix.SYS_READ, 0, unix.SECCOMP_RET_KILL_PROCESS)
	}
	if hasX32 {
		check("x32", auditArch, x32Bit|unix.SYS_READ, 0, refuse(unix.EPERM))
		check("x32", auditArch, x32Bit|512, 0, refuse(unix.EPERM))
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
			check("the CPU time of a process", auditArch, nr, ^pid<<3|2, refuse(unix.EINVAL))
			check("the CPU time of a thread", auditArch, nr, ^pid<<3|6, allow)
		}
	}
	for _, size := range []uint32{0, 64, 80, 1<<14 - 1} {
		check("whose a process is", auditArch, unix.SYS_IOCTL, 3<<30|size<<16|0xff0b, refuse(unix.ENOTTY))
	}
	for _, cmd := range []uint32{unix.TCGETS, unix.TIOCGWINSZ, unix.TIOCINQ, unix.TCFLSH, 0xff0a, 0xfe0b, 0} {
		check("an ordinary ioctl", auditArch, unix.SYS_IOCTL, cmd, allow)
	}
}
