package supervisor

import (
	"errors"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// Kept are the descriptors of a process that may be replaced in place: another program
// takes its number, its children and what its supervisor gave it.
type Kept struct {
	files []*os.File // in the order of their numbers, from 3 on
	names []string
}

// Keep leaves in with duplicates, so that the originals outlive what is done with these.
func (in Inherited) Keep() (*Kept, error) {
	k := &Kept{}
	for name, f := range in {
		fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 3)
		if err != nil {
			return nil, err
		}
		k.files, in[name] = append(k.files, f), os.NewFile(uintptr(fd), name)
	}
	slices.SortFunc(k.files, func(a, b *os.File) int { return int(a.Fd()) - int(b.Fd()) })
	for i, f := range k.files {
		if int(f.Fd()) != 3+i {
			return nil, errors.New("the supervisor's descriptors are not in a row")
		}
		k.names = append(k.names, f.Name())
	}
	return k, nil
}

// Again becomes program, with the arguments of this process. It returns only if it fails.
func (k *Kept) Again(program string) error {
	for _, f := range k.files {
		if _, err := unix.FcntlInt(f.Fd(), unix.F_SETFD, 0); err != nil {
			return err
		}
	}
	env := append(os.Environ(), "LISTEN_PID="+strconv.Itoa(os.Getpid()), "LISTEN_FDS="+strconv.Itoa(len(k.files)), "LISTEN_FDNAMES="+strings.Join(k.names, ":"))
	return syscall.Exec(program, os.Args, env)
}
