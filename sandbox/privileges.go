package sandbox

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"

	"commonhall/sandbox/apparmor"
	"commonhall/sandbox/filter"
	"commonhall/sandbox/landlock"
	"commonhall/sandbox/wall"
)

func setRlimits(cfg *Config) error {
	if len(cfg.Rlimits) == 0 {
		return errNotWanted
	}
	for _, l := range cfg.Rlimits {
		if err := unix.Setrlimit(l.Resource, &unix.Rlimit{Cur: l.Value, Max: l.Value}); err != nil {
			return fmt.Errorf("limit %d: %w", l.Resource, err)
		}
	}
	return nil
}

func installFilter(cfg *Config) error {
	if !cfg.Filter {
		return errNotWanted
	}
	return filter.Install()
}

// chooseProfile has AppArmor change to the profile of sandboxes at exec, if it is loaded. A
// command that enters has what its sandbox has.
func chooseProfile(cfg *Config) error {
	if !cfg.AppArmor {
		return errNotWanted
	}
	target := -1
	if cfg.Target != 0 {
		target = firstFile + cfg.Target - 1
	}
	err := apparmor.Take(target)
	var none apparmor.Absent
	if errors.As(err, &none) {
		return absent(none)
	}
	return err
}

// fence stands behind the tree: what is in it may be read and run, and what of it can be
// written at all may be changed. A file that is not in it is out of reach, however it
// was got at.
func fence(cfg *Config) error {
	if !cfg.Landlock || len(cfg.Mounts) == 0 {
		return errNotWanted
	}
	var writable []string
	for _, m := range cfg.tree().Seen() {
		if m.Writable || m.FD > 0 || m.Tmpfs != "" || m.Proc || m.Dev {
			writable = append(writable, m.Target)
		}
		if m.Dev {
			writable = append(writable, m.Target+"/mqueue")
		}
	}
	err := landlock.Restrict([]string{"/"}, writable)
	if errors.Is(err, landlock.ErrAbsent) {
		return absent(err.Error())
	}
	return err
}

// A process of the system's own (uid 0) keeps what it has.

// dropBounding takes from all that is to come what an exec could give.
func dropBounding(cfg *Config) error {
	if cfg.UID == 0 || cfg.without(wall.Capabilities) {
		return nil
	}
	// Behind the last one the kernel says that there is none.
	for c := uintptr(0); ; c++ {
		if err := unix.Prctl(unix.PR_CAPBSET_DROP, c, 0, 0, 0); errors.Is(err, unix.EINVAL) && c > unix.CAP_LAST_CAP {
			return nil
		} else if err != nil {
			return fmt.Errorf("drop capability %d: %w", c, err)
		}
	}
}

// takeAccount becomes the account, for good. The calls are raw because they concern this
// thread alone: it is the one that becomes the command.
func takeAccount(cfg *Config) error {
	if cfg.UID == 0 {
		return errNotWanted
	}
	var groups []uint32
	for _, g := range cfg.Groups {
		groups = append(groups, uint32(g))
	}
	if cfg.without(wall.Capabilities) {
		// Or whoever leaves uid 0 leaves them behind.
		if err := unix.Prctl(unix.PR_SET_SECUREBITS, keepCapabilities, 0, 0, 0); err != nil {
			return err
		}
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
	if cfg.without(wall.Capabilities) {
		return raiseCapabilities()
	}
	return nil
}

// dropCapabilities empties the three sets: leaving uid 0 has not emptied the inheritable
// one, and who does not leave it has all.
func dropCapabilities(cfg *Config) error {
	if cfg.UID == 0 {
		return errNotWanted
	}
	hdr, data := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}, [2]unix.CapUserData{}
	return unix.Capset(&hdr, &data[0])
}

// gainNothing keeps set-uid programs from giving anything back.
func gainNothing(cfg *Config) error {
	if cfg.UID == 0 {
		return errNotWanted
	}
	return unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
}

// setNetwork brings loopback up and opens the door through which the sandbox
// reaches its hub; both the namespace and the door are handed out.
func setNetwork(cfg *Config) error {
	if !cfg.Network {
		return errNotWanted
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

// keepCapabilities are the securebits with which they survive a change of account.
const keepCapabilities = 1<<2 | 1<<4 // SECBIT_NO_SETUID_FIXUP, SECBIT_KEEP_CAPS

// raiseCapabilities gives all of them to an account and to what it executes.
func raiseCapabilities() error {
	hdr, data := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}, [2]unix.CapUserData{}
	if err := unix.Capget(&hdr, &data[0]); err != nil {
		return err
	}
	for i := range data {
		data[i].Effective, data[i].Inheritable = data[i].Permitted, data[i].Permitted
	}
	if err := unix.Capset(&hdr, &data[0]); err != nil {
		return err
	}
	for c := uintptr(0); c < 64; c++ {
		if data[c/32].Permitted&(1<<(c%32)) != 0 {
			if err := unix.Prctl(unix.PR_CAP_AMBIENT, unix.PR_CAP_AMBIENT_RAISE, c, 0, 0); err != nil {
				return err
			}
		}
	}
	return nil
}
