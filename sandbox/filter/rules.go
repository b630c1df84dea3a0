// Package filter is the system-call filter of a sandbox (seccomp): which calls are
// refused, why, and the program in the kernel's own language that refuses them.
//
// Everything that ordinary programs need passes. Refused is what only reaches parts of the
// kernel that a person's program has no business with, and where most of its holes have
// been found. The filter stands behind the other walls, not in their place. What always
// holds: the program and the page that explains it come from one table, Rules; and a call
// that this version does not know does not exist.
package filter

import "golang.org/x/sys/unix"

// Call is one system call.
type Call struct {
	Name string
	Nr   uint32
}

// Rule is what happens to some calls, and why.
type Rule struct {
	Calls  []Call
	Answer unix.Errno // what a refused call answers
	Which  string     // which of them are refused, by their arguments; "": all
	Why    string
	body   []unix.SockFilter // with Which: decides about a call; it ends with a verdict
}

// Highest is the highest number of a call that this version knows. A kernel may have
// more; that they do not exist (ENOSYS) is what programs are prepared for.
const Highest = unix.SYS_RSEQ_SLICE_YIELD

// Rules returns the table.
func Rules() []Rule {
	return append(whole(), conditional()...)
}

// whole are calls that are refused whatever their arguments.
func whole() []Rule {
	all := func(answer unix.Errno, why string, calls ...Call) Rule {
		return Rule{Calls: calls, Answer: answer, Why: why}
	}
	return []Rule{
		all(unix.EPERM, "They concern the machine as a whole: its power, its kernel, its modules, swap, log, clock and accounting. They need capabilities as well, which nobody has here.",
			Call{"reboot", unix.SYS_REBOOT}, Call{"kexec_load", unix.SYS_KEXEC_LOAD}, Call{"kexec_file_load", unix.SYS_KEXEC_FILE_LOAD},
			Call{"init_module", unix.SYS_INIT_MODULE}, Call{"finit_module", unix.SYS_FINIT_MODULE}, Call{"delete_module", unix.SYS_DELETE_MODULE},
			Call{"swapon", unix.SYS_SWAPON}, Call{"swapoff", unix.SYS_SWAPOFF}, Call{"syslog", unix.SYS_SYSLOG},
			Call{"settimeofday", unix.SYS_SETTIMEOFDAY}, Call{"clock_settime", unix.SYS_CLOCK_SETTIME}, Call{"acct", unix.SYS_ACCT},
			Call{"quotactl", unix.SYS_QUOTACTL}, Call{"quotactl_fd", unix.SYS_QUOTACTL_FD}),
		all(unix.EPERM, "Mounts make another tree than the one that the sandbox gave. The older and the younger way of mounting are both refused.",
			Call{"mount", unix.SYS_MOUNT}, Call{"umount2", unix.SYS_UMOUNT2}, Call{"pivot_root", unix.SYS_PIVOT_ROOT},
			Call{"open_tree", unix.SYS_OPEN_TREE}, Call{"open_tree_attr", unix.SYS_OPEN_TREE_ATTR}, Call{"move_mount", unix.SYS_MOVE_MOUNT},
			Call{"fsopen", unix.SYS_FSOPEN}, Call{"fsconfig", unix.SYS_FSCONFIG}, Call{"fsmount", unix.SYS_FSMOUNT},
			Call{"fspick", unix.SYS_FSPICK}, Call{"mount_setattr", unix.SYS_MOUNT_SETATTR}),
		all(unix.EPERM, "A user namespace makes anybody root over a world of their own. Most holes of the last years that end with the real root begin there.",
			Call{"unshare", unix.SYS_UNSHARE}, Call{"setns", unix.SYS_SETNS}),
		all(unix.EPERM, "They open files by a number instead of a path: past the tree.",
			Call{"name_to_handle_at", unix.SYS_NAME_TO_HANDLE_AT}, Call{"open_by_handle_at", unix.SYS_OPEN_BY_HANDLE_AT}),
		all(unix.EPERM, "The kernel's keys belong to accounts and sessions, which outlive the sandbox, and are no part of any namespace.",
			Call{"add_key", unix.SYS_ADD_KEY}, Call{"request_key", unix.SYS_REQUEST_KEY}, Call{"keyctl", unix.SYS_KEYCTL}),
		all(unix.EPERM, "Parts of the kernel that are large, or made to hold it up at any place (userfaultfd), and of which attacks make use again and again. io_uring also does what this filter would refuse, by its own numbers.",
			Call{"bpf", unix.SYS_BPF}, Call{"perf_event_open", unix.SYS_PERF_EVENT_OPEN}, Call{"userfaultfd", unix.SYS_USERFAULTFD},
			Call{"io_uring_setup", unix.SYS_IO_URING_SETUP}, Call{"io_uring_enter", unix.SYS_IO_URING_ENTER}, Call{"io_uring_register", unix.SYS_IO_URING_REGISTER},
			Call{"fanotify_init", unix.SYS_FANOTIFY_INIT}),
		all(unix.EPERM, "It compares addresses inside the kernel, which helps an attack on it and no homework.", Call{"kcmp", unix.SYS_KCMP}),
		all(unix.EPERM, "Old ways to the hardware and into the kernel's tables.", here()...),
		all(unix.ENOSYS, "Its flags are behind a pointer, where no filter sees a new namespace. As on a kernel without it, libraries use clone.", Call{"clone3", unix.SYS_CLONE3}),
		all(unix.ENOSYS, "It takes from a number that the whole machine has (fs.aio-max-nr). As on a kernel without it, databases use threads.", Call{"io_setup", unix.SYS_IO_SETUP}),
		all(unix.ENOSYS, "They list mounts and namespaces by number. What is the sandbox's own stands in /proc/self/mountinfo.",
			Call{"statmount", unix.SYS_STATMOUNT}, Call{"listmount", unix.SYS_LISTMOUNT}, Call{"listns", unix.SYS_LISTNS}),
		all(unix.ENOSYS, "It does what FS_IOC_FSSETXATTR does (see ioctl).", Call{"file_setattr", unix.SYS_FILE_SETATTR}),
		all(unix.ENOSYS, "Memory that not even the kernel can read can also not be moved, nor written to the disk: it makes the whole machine's memory crumble.", Call{"memfd_secret", unix.SYS_MEMFD_SECRET}),
	}
}
