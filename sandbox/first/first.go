// Package first is the first process of a PID namespace. It waits for the command and for
// whatever else becomes its child, passes on signals that it gets, and ends as the command
// ended; with it ends everything else in the namespace.
//
// It is a program of some forty instructions, written in this package in assembler and
// put into a file in memory: a Go program would need megabytes to wait. It has no
// descriptor open and uses one page. What always holds: nobody stays a zombie, and a
// signal that came from the terminal is not passed on, because the command had it too.
package first

import (
	"encoding/binary"
	"fmt"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Name is what the process is called in lists.
const Name = "commonhall-init"

const (
	base   = 0x400000 // where the program lies; the code knows it too
	header = 64 + 56  // of ELF, and of its one segment
	most   = 512      // bytes of code, or more; what follows it is never run
)

// Become makes the calling process, which is the first of its namespace, the one that
// looks after its child. It returns what went wrong. The caller has started the child and
// keeps its thread.
func Become(child int) error {
	fd, err := file(program(child))
	if err != nil {
		return err
	}
	// From here on signals wait for the new program: those that came until now were for
	// one that had not begun.
	all := ^uint64(0)
	if _, _, e := unix.RawSyscall6(unix.SYS_RT_SIGPROCMASK, unix.SIG_SETMASK, uintptr(unsafe.Pointer(&all)), 0, 8, 0, 0); e != 0 {
		return e
	}
	// A pipe whose other end it held would never end.
	for i := range 3 {
		_ = unix.Close(i)
	}
	empty, argv0 := [1]byte{}, append([]byte(Name), 0)
	argv, envp := [2]*byte{&argv0[0], nil}, [1]*byte{nil}
	_, _, e := unix.RawSyscall6(unix.SYS_EXECVEAT, uintptr(fd), uintptr(unsafe.Pointer(&empty[0])),
		uintptr(unsafe.Pointer(&argv[0])), uintptr(unsafe.Pointer(&envp[0])), unix.AT_EMPTY_PATH, 0)
	return e
}

// program is an ELF file of one segment: headers, and the code behind them. The child's
// number stands in bytes of the header that mean nothing (8 to 15).
func program(child int) []byte {
	p := make([]byte, 0, header+most)
	p = append(p, 0x7f, 'E', 'L', 'F', 2, 1, 1, 0)
	p = binary.LittleEndian.AppendUint64(p, uint64(child))
	le16 := func(v ...uint16) {
		for _, n := range v {
			p = binary.LittleEndian.AppendUint16(p, n)
		}
	}
	le64 := func(v ...uint64) {
		for _, n := range v {
			p = binary.LittleEndian.AppendUint64(p, n)
		}
	}
	le16(2, machine, 1, 0)         // an executable, for this machine, version 1
	le64(base+header, 64, 0)       // where it begins; the segments; no sections
	le16(0, 0, 64, 56, 1, 0, 0, 0) // flags, and sizes: one segment
	le16(1, 0, 5, 0)               // to be loaded, to be read and run
	le64(0, base, base)            // from the file's begin, there
	le64(header+most, header+most) // all of it
	le64(1 << 16)                  // aligned for pages of any size
	return append(p, unsafe.Slice((*byte)(code()), most)...)
}

func file(content []byte) (int, error) {
	fd, err := unix.MemfdCreate(Name, unix.MFD_CLOEXEC|unix.MFD_EXEC)
	if err == unix.EINVAL { // before Linux 6.3 all may be executed
		fd, err = unix.MemfdCreate(Name, unix.MFD_CLOEXEC)
	}
	if err != nil {
		return -1, err
	}
	if n, err := unix.Write(fd, content); n != len(content) {
		return -1, fmt.Errorf("write the first process: %w", os.NewSyscallError("write", err))
	}
	return fd, nil
}

// code returns where the instructions are.
func code() unsafe.Pointer
