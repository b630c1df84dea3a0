package needs

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// steadyName is argv[0] of a process that is about to become the browser.
const steadyName = "steady-browser"

// Browser returns the path of a Chromium to which its network never changes. It gives up
// requests (ERR_NETWORK_CHANGED) when an interface gets an address, and each server that
// other tests start brings one to the machine; the browser of a person is on another.
// The package's TestMain calls BecomeBrowser.
func Browser(t testing.TB) string {
	t.Helper()
	Programs(t, "chromium")
	self, err := os.Executable()
	path := filepath.Join(t.TempDir(), steadyName)
	if err == nil {
		err = os.Symlink(self, path)
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// BecomeBrowser makes of the test's program what Browser returned the path of. In all other
// processes it does nothing.
func BecomeBrowser() {
	if filepath.Base(os.Args[0]) == steadyName {
		fmt.Fprintln(os.Stderr, "cannot become the browser:", becomeBrowser())
		os.Exit(1)
	}
}

// becomeBrowser refuses itself what tells of changes, netlink, and becomes Chromium. It
// returns only if it cannot.
func becomeBrowser() error {
	path, err := exec.LookPath("chromium")
	if err != nil {
		return err
	}
	const load, equal, end = unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, unix.BPF_RET | unix.BPF_K
	program := []unix.SockFilter{
		{Code: load, K: 0}, // the call's number
		{Code: equal, K: unix.SYS_SOCKET, Jf: 3},
		{Code: load, K: 16}, // the low half of its first argument
		{Code: equal, K: unix.AF_NETLINK, Jf: 1},
		{Code: end, K: unix.SECCOMP_RET_ERRNO | uint32(unix.EAFNOSUPPORT)},
		{Code: end, K: unix.SECCOMP_RET_ALLOW},
	}
	runtime.LockOSThread() // a filter belongs to a thread, and what it becomes
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	fprog := unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
	if _, _, e := unix.RawSyscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, 0, uintptr(unsafe.Pointer(&fprog))); e != 0 {
		return e
	}
	return syscall.Exec(path, append([]string{path}, os.Args[1:]...), os.Environ())
}
