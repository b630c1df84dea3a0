// Package inherit puts right what a process has from whoever started it, and passes on to
// what it becomes and starts: which signals are ignored.
//
// It is for a process that is about to become a program of somebody else: that one may
// change it again. What always holds: nothing here fails where a kernel is too old for it.
package inherit

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// Signals gives the signals that are ignored (nohup) their default back; what Go handles
// gets it by exec. By the system call, for os/signal would start a thread and make a round
// through it for each of them, which takes longer than all else in a start.
func Signals() {
	type action struct{ handler, flags, restorer, mask uint64 } // struct sigaction of the kernel
	const ignored = 1
	for n := uintptr(1); n < 65; n++ {
		var is, none action
		_, _, e := unix.RawSyscall6(unix.SYS_RT_SIGACTION, n, 0, uintptr(unsafe.Pointer(&is)), 8, 0, 0)
		if e == 0 && is.handler == ignored {
			_, _, _ = unix.RawSyscall6(unix.SYS_RT_SIGACTION, n, uintptr(unsafe.Pointer(&none)), 0, 8, 0, 0)
		}
	}
}
