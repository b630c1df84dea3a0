// Package landlock puts a fence around the calling thread and all that it becomes and
// starts: which folders it may read, and where it may change something. The kernel asks
// this fence about every file by what the file is, not by the path that led to it; so it
// stands also where somebody got at a file past the tree.
//
// Signals to processes outside, and abstract Unix sockets of theirs, are refused where
// the kernel can (Linux 6.12); so is tracing, everywhere. It restricts no network. What
// always holds: nothing that was allowed before stays allowed unless it is named.
package landlock

import (
	"errors"
	"fmt"
	"unsafe"

	"golang.org/x/sys/unix"
)

// ErrAbsent means that this kernel has no landlock that would be of use.
var ErrAbsent = errors.New("this kernel has no landlock of version 2 (Linux 5.19), or it is switched off")

const (
	read = unix.LANDLOCK_ACCESS_FS_EXECUTE | unix.LANDLOCK_ACCESS_FS_READ_FILE | unix.LANDLOCK_ACCESS_FS_READ_DIR
	// Without REFER nothing could be moved from one folder to another; version 1 has none.
	version2 = unix.LANDLOCK_ACCESS_FS_REFER<<1 - 1
	version3 = unix.LANDLOCK_ACCESS_FS_TRUNCATE<<1 - 1
	version5 = unix.LANDLOCK_ACCESS_FS_IOCTL_DEV<<1 - 1
	// What has a meaning for a file that is no folder.
	file = unix.LANDLOCK_ACCESS_FS_EXECUTE | unix.LANDLOCK_ACCESS_FS_READ_FILE | unix.LANDLOCK_ACCESS_FS_WRITE_FILE |
		unix.LANDLOCK_ACCESS_FS_TRUNCATE | unix.LANDLOCK_ACCESS_FS_IOCTL_DEV
)

// Version returns that of the kernel's landlock, 0 where there is none.
func Version() int {
	v, _, e := unix.RawSyscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, unix.LANDLOCK_CREATE_RULESET_VERSION)
	if e != 0 {
		return 0
	}
	return int(v)
}

// rights says what a version keeps watch over.
func rights(version int) (files, scopes uint64) {
	switch {
	case version >= 6:
		return version5, unix.LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | unix.LANDLOCK_SCOPE_SIGNAL
	case version == 5:
		return version5, 0
	case version >= 3:
		return version3, 0
	}
	return version2, 0
}

// Restrict lets the thread read and execute what is in the folders readable, and do
// everything in those writable. What does not exist is left out. The thread has
// no_new_privs, or power over the machine.
func Restrict(readable, writable []string) error {
	version := Version()
	if version < 2 {
		return ErrAbsent
	}
	handled, scopes := rights(version)
	attr := unix.LandlockRulesetAttr{Handled_access_fs: handled, Scoped: scopes}
	fd, _, e := unix.RawSyscall(unix.SYS_LANDLOCK_CREATE_RULESET, uintptr(unsafe.Pointer(&attr)), unsafe.Sizeof(attr), 0)
	if e != 0 {
		return fmt.Errorf("make the rules: %w", e)
	}
	defer unix.Close(int(fd))
	for access, paths := range map[uint64][]string{handled & read: readable, handled: writable} {
		for _, path := range paths {
			if err := allow(int(fd), path, access); err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
		}
	}
	if _, _, e := unix.RawSyscall(unix.SYS_LANDLOCK_RESTRICT_SELF, fd, 0, 0); e != 0 {
		return e
	}
	return nil
}

func allow(rules int, path string, access uint64) error {
	fd, err := unix.Open(path, unix.O_PATH|unix.O_CLOEXEC, 0)
	if errors.Is(err, unix.ENOENT) {
		return nil
	}
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	var st unix.Stat_t
	if err := unix.Fstat(fd, &st); err != nil {
		return err
	}
	if st.Mode&unix.S_IFMT != unix.S_IFDIR {
		access &= file
	}
	rule := unix.LandlockPathBeneathAttr{Allowed_access: access, Parent_fd: int32(fd)}
	if _, _, e := unix.RawSyscall6(unix.SYS_LANDLOCK_ADD_RULE, uintptr(rules), unix.LANDLOCK_RULE_PATH_BENEATH, uintptr(unsafe.Pointer(&rule)), 0, 0, 0); e != 0 {
		return e
	}
	return nil
}
