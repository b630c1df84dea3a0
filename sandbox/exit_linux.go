package sandbox

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Values of si_code for SIGCHLD, see sigaction(2).
const cldExited = 1

// exitOf reads how a child ended from siginfo, whose status x/sys does not
// export: after signo, errno, code (and padding on 64 bits) come pid, uid, status.
func exitOf(info *unix.Siginfo) *Exit {
	type sigchld struct {
		signo, errno, code, _ int32
		pid                   int32
		uid                   uint32
		status                int32
	}
	s := (*sigchld)(unsafe.Pointer(info))
	if s.code == cldExited {
		return &Exit{Code: int(s.status)}
	}
	return &Exit{Code: 128 + int(s.status), Signal: syscall.Signal(s.status)}
}
