package sandbox

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

func setRlimits(cfg *Config) error {
	for _, l := range cfg.Rlimits {
		if err := unix.Setrlimit(l.Resource, &unix.Rlimit{Cur: l.Value, Max: l.Value}); err != nil {
			return fmt.Errorf("limit %d: %w", l.Resource, err)
		}
	}
	return nil
}

// takeAccount gives up every capability and becomes the account, for good.
// The calls are raw because they concern this thread alone: it is the one that
// becomes the command.
func takeAccount(cfg *Config) error {
	if cfg.UID == 0 {
		return nil // a process of the system's own, which keeps what it has
	}
	// Behind the last one the kernel says that there is none.
	for c := uintptr(0); ; c++ {
		if err := unix.Prctl(unix.PR_CAPBSET_DROP, c, 0, 0, 0); errors.Is(err, unix.EINVAL) && c > unix.CAP_LAST_CAP {
			break
		} else if err != nil {
			return fmt.Errorf("drop capability %d: %w", c, err)
		}
	}
	var groups []uint32
	for _, g := range cfg.Groups {
		groups = append(groups, uint32(g))
	}
	if _, _, e := unix.RawSyscall(unix.SYS_SETGROUPS, uintptr(len(groups)), uintptr(unsafe.Pointer(unsafe.SliceData(groups))), 0); e != 0 {
		return fmt.Errorf("setgroups: %w", e)
	}
	if _, _, e := unix.RawSyscall(unix.SYS_SETRESGID, uintptr(cfg.GID), uintptr(cfg.GID), uintptr(cfg.GID)); e != 0 {
		return fmt.Errorf("setresgid: %w", e)
	}
	if _, _, e := unix.RawSyscall(unix.SYS_SETRESUID, uintptr(cfg.UID), uintptr(cfg.UID), uintptr(cfg.UID)); e != 0 {
		return fmt.Errorf("setresuid: %w", e)
	}
	// Leaving uid 0 emptied the permitted and effective sets; the inheritable
	// one has to be emptied by hand.
	hdr := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	data := [2]unix.CapUserData{}
	if err := unix.Capset(&hdr, &data[0]); err != nil {
		return fmt.Errorf("capset: %w", err)
	}
	// From here on no set-uid program gives anything back.
	return unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
}

// setNetwork brings loopback up and opens the door through which the sandbox
// reaches its hub; both the namespace and the door are handed out.
func setNetwork(cfg *Config) error {
	if !cfg.Network {
		return nil
	}
	if err := loopbackUp(); err != nil {
		return fmt.Errorf("bring loopback up: %w", err)
	}
	ns, err := unix.Open("/proc/self/ns/net", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(ns)
	names, fds := []string{"netns"}, []int{ns}
	if cfg.Listen != "" {
		l, err := Listen(cfg.Listen)
		if err != nil {
			return fmt.Errorf("listen on %s: %w", cfg.Listen, err)
		}
		defer l.Close()
		names, fds = append(names, "listener"), append(fds, int(l.Fd()))
	}
	err = send(message{Files: names}, fds)
	if errors.Is(err, unix.EPIPE) {
		return nil // the maker died; whoever adopts the sandbox finds both by themselves
	}
	return err
}

func loopbackUp() error {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	ifr, err := unix.NewIfreq("lo")
	if err != nil {
		return err
	}
	ifr.SetUint16(unix.IFF_UP | unix.IFF_RUNNING)
	return unix.IoctlIfreq(fd, unix.SIOCSIFFLAGS, ifr)
}

// Listen makes a listening TCP socket on an IPv4 address in the network
// namespace of the calling thread.
func Listen(address string) (*os.File, error) {
	var config net.ListenConfig
	config.SetMultipathTCP(false) // nothing that another kernel would not have
	l, err := config.Listen(context.Background(), "tcp4", address)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	return l.(*net.TCPListener).File()
}
