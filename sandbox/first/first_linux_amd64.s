#include "textflag.h"

// func code() unsafe.Pointer
TEXT ·code(SB), NOSPLIT, $0-8
	LEAQ	instructions<>(SB), AX
	MOVQ	AX, ret+0(FP)
	RET

// The program. It is never called from Go: it is copied, and the kernel starts it. All
// signals are blocked. R12 points at memory below the stack: the status of a child (0),
// a set of all signals (8), and what is known about a signal (16).
TEXT instructions<>(SB), NOSPLIT|NOFRAME, $0-0
	MOVQ	SP, R12
	SUBQ	$1024, R12
	MOVQ	$0x400008, R13	// the child's number
	MOVQ	$-1, 8(R12)

collect:	// everyone who has ended, whoever they are
	MOVL	$61, AX	// wait4(-1, &status, WNOHANG|__WALL, 0)
	MOVQ	$-1, DI
	MOVQ	R12, SI
	MOVL	$0x40000001, DX
	XORL	R10, R10
	SYSCALL
	CMPQ	AX, $0
	JLE	listen	// nobody
	CMPL	AX, 0(R13)
	JNE	collect
	MOVL	0(R12), AX	// the child: end as it ended
	MOVL	AX, DI
	ANDL	$0x7f, DI
	JNE	killed
	SHRL	$8, AX
	ANDL	$0xff, AX
	MOVL	AX, DI
	JMP	exit

killed:
	ADDL	$128, DI

exit:
	MOVL	$231, AX	// exit_group
	SYSCALL

listen:
	MOVL	$128, AX	// rt_sigtimedwait(all, &info, 0, 8)
	LEAQ	8(R12), DI
	LEAQ	16(R12), SI
	XORL	DX, DX
	MOVL	$8, R10
	SYSCALL
	CMPQ	AX, $0
	JLE	collect
	CMPQ	AX, $17	// SIGCHLD
	JEQ	collect
	CMPL	24(R12), $0x80	// si_code SI_KERNEL: from the terminal
	JEQ	collect
	MOVL	AX, SI
	MOVL	0(R13), DI
	MOVL	$62, AX	// kill(child, signal)
	SYSCALL
	JMP	collect
