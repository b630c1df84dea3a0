// Package process knows processes that this one may not have started: which is which,
// whose children they are, and how one ended that another warden started.
//
// It waits for none and signals none. What always holds: two processes that had one number
// after each other are told apart, and where the kernel kept nothing of an end, nothing
// is said.
package process

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"

	"commonhall/sandbox"
)

// Birth returns the start time of a process in ticks since boot, which tells a
// process from a later one of the same number.
func Birth(pid int) (string, error) {
	fields, err := statOf(pid)
	if err != nil {
		return "", err
	}
	return fields[startField], nil
}

// Fields of /proc/PID/stat behind the name, see proc(5).
const stateField, parentField, startField, exitField = 0, 1, 19, 49

// statOf reads what /proc/PID/stat says behind the name of the process, which
// stands in parentheses and may hold anything.
func statOf(pid int) ([]string, error) {
	b, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return nil, err
	}
	s := string(b)
	fields := strings.Fields(s[strings.LastIndexByte(s, ')')+1:])
	if len(fields) <= exitField {
		return nil, fmt.Errorf("cannot read the state of process %d", pid)
	}
	return fields, nil
}

// IsChild reports whether the process of that number and start time is a child of this one.
func IsChild(pid int, born string) bool {
	fields, err := statOf(pid)
	return err == nil && fields[startField] == born && fields[parentField] == strconv.Itoa(os.Getpid())
}

// Children returns the children of this process, those included that have ended.
func Children() (all []int) {
	threads, _ := filepath.Glob("/proc/self/task/*/children")
	for _, path := range threads {
		b, _ := os.ReadFile(path)
		for _, text := range strings.Fields(string(b)) {
			if pid, err := strconv.Atoi(text); err == nil {
				all = append(all, pid)
			}
		}
	}
	return all
}

// pidfdInfo is struct pidfd_info of linux/pidfd.h, as of Linux 6.15.
type pidfdInfo struct {
	mask     uint64
	cgroupid uint64
	_        [11]uint32 // pid, tgid, ppid and the ids
	exitCode int32
}

const (
	pidfdInfoExit  = 1 << 3
	pidfdGetInfo   = 0xC000FF0B // _IOWR(0xFF, 11, struct pidfd_info), without its size
	pidfdInfoShift = 16
)

// ExitOf tells how a process ended that is not our child: from its entry
// in /proc as long as its parent has not taken note, and from then on by what the
// kernel keeps with the pidfd. Only Linux 6.15 and later keep anything; nil where
// nobody knows.
func ExitOf(pidfd *os.File, pid int, born string) *sandbox.Exit {
	if fields, err := statOf(pid); err == nil && fields[startField] == born && fields[stateField] == "Z" {
		if status, err := strconv.ParseUint(fields[exitField], 10, 32); err == nil {
			return exitFrom(unix.WaitStatus(status))
		}
	}
	info := pidfdInfo{mask: pidfdInfoExit}
	request := uintptr(pidfdGetInfo) | unsafe.Sizeof(info)<<pidfdInfoShift
	_, _, e := unix.Syscall(unix.SYS_IOCTL, pidfd.Fd(), request, uintptr(unsafe.Pointer(&info)))
	if e != 0 || info.mask&pidfdInfoExit == 0 {
		return nil
	}
	return exitFrom(unix.WaitStatus(info.exitCode))
}

func exitFrom(status unix.WaitStatus) *sandbox.Exit {
	if status.Signaled() {
		return &sandbox.Exit{Code: 128 + int(status.Signal()), Signal: status.Signal()}
	}
	return &sandbox.Exit{Code: status.ExitStatus()}
}

// Sockets returns how many sockets there are in the network of a process, of all kinds.
func Sockets(pid int) (n int, err error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/net/sockstat", pid))
	if err == nil {
		_, err = fmt.Sscanf(string(b), "sockets: used %d", &n)
	}
	return n, err
}
