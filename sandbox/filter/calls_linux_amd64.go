package filter

import "golang.org/x/sys/unix"

const (
	auditArch = unix.AUDIT_ARCH_X86_64
	hasX32    = true
)

// here are refused calls that only this architecture has.
func here() []Call {
	return []Call{{"iopl", unix.SYS_IOPL}, {"ioperm", unix.SYS_IOPERM}, {"modify_ldt", unix.SYS_MODIFY_LDT},
		{"uselib", unix.SYS_USELIB}, {"_sysctl", unix.SYS__SYSCTL}}
}
