package apply

import "golang.org/x/sys/unix"

// call is a system call that is about to happen.
type call struct{ number, first, third uint64 }

func callOf(r *unix.PtraceRegs) call { return call{r.Orig_rax, r.Rdi, r.Rdx} }
