#include "textflag.h"

// func code() unsafe.Pointer
TEXT ·code(SB), NOSPLIT, $0-8
	MOVD	$instructions<>(SB), R0
	MOVD	R0, ret+0(FP)
	RET

// The program; see the one for amd64. R19 points at memory below the stack, R20 at the
// child's number.
TEXT instructions<>(SB), NOSPLIT|NOFRAME, $0-0
	MOVD	RSP, R19
	SUB	$1024, R19
	MOVD	$0x400008, R20
	MOVD	$-1, R1
	MOVD	R1, 8(R19)

collect:
	MOVD	$260, R8	// wait4(-1, &status, WNOHANG|__WALL, 0)
	MOVD	$-1, R0
	MOVD	R19, R1
	MOVD	$0x40000001, R2
	MOVD	$0, R3
	SVC
	CMP	$0, R0
	BLE	listen
	MOVW	(R20), R1
	CMPW	R1, R0
	BNE	collect
	MOVWU	(R19), R1
	AND	$0x7f, R1, R0
	CBNZ	R0, killed
	LSR	$8, R1, R0
	AND	$0xff, R0, R0
	B	exit

killed:
	ADD	$128, R0, R0

exit:
	MOVD	$94, R8	// exit_group
	SVC

listen:
	MOVD	$137, R8	// rt_sigtimedwait(all, &info, 0, 8)
	ADD	$8, R19, R0
	ADD	$16, R19, R1
	MOVD	$0, R2
	MOVD	$8, R3
	SVC
	CMP	$0, R0
	BLE	collect
	CMP	$17, R0	// SIGCHLD
	BEQ	collect
	MOVW	24(R19), R1
	CMP	$0x80, R1	// si_code SI_KERNEL: from the terminal
	BEQ	collect
	MOVD	R0, R1
	MOVW	(R20), R0
	MOVD	$129, R8	// kill(child, signal)
	SVC
	B	collect
