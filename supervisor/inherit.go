package supervisor

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"commonhall"
)

// Inherited are the descriptors that a supervisor hands to a role, by name
// (sd_listen_fds(3)).
type Inherited map[string]*os.File

// Inherit takes what the supervisor left, and removes its traces from the
// environment.
func Inherit() (Inherited, error) {
	pid, count, names := os.Getenv("LISTEN_PID"), os.Getenv("LISTEN_FDS"), os.Getenv("LISTEN_FDNAMES")
	for _, name := range []string{"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"} {
		os.Unsetenv(name)
	}
	out := Inherited{}
	if pid != strconv.Itoa(os.Getpid()) {
		return out, nil
	}
	n, err := strconv.Atoi(count)
	if err != nil {
		return nil, fmt.Errorf("LISTEN_FDS: %w", err)
	}
	for i, name := range strings.Split(names, ":") {
		if i >= n {
			break
		}
		unix.CloseOnExec(3 + i)
		out[name] = os.NewFile(uintptr(3+i), name)
	}
	return out, nil
}

// Listener returns the stream listener called name.
func (in Inherited) Listener(name string) (net.Listener, error) {
	f := in[name]
	if f == nil {
		return nil, commonhall.Errorf(commonhall.FailedPrecondition, "This role was started without its socket %q.", name).
			WithHint("Roles are started by a supervisor: use commonhall try, or the systemd units.")
	}
	defer f.Close()
	return net.FileListener(f)
}

// Conn returns the connection called name, or nil.
func (in Inherited) Conn(name string) (net.Conn, error) {
	f := in[name]
	if f == nil {
		return nil, nil
	}
	defer f.Close()
	return net.FileConn(f)
}

// Try reports whether commonhall try is the supervisor, and not systemd.
func (in Inherited) Try() bool { return in["lifeline"] != nil }

// Lifeline returns a context that ends when the supervisor does, or sends
// SIGTERM. A supervisor that dies leaves no role behind.
func (in Inherited) Lifeline(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	if f := in["lifeline"]; f != nil {
		go func() {
			_, _ = f.Read(make([]byte, 1)) // nothing is ever sent: it returns at the end
			cancel()
		}()
	}
	return ctx, cancel
}

// Peers returns a listener that lets only connections of certain accounts through.
func Peers(l net.Listener, allowed func(uid int) bool) net.Listener { return peers{l, allowed} }

type peers struct {
	net.Listener
	allowed func(uid int) bool
}

func (p peers) Accept() (net.Conn, error) {
	for {
		c, err := p.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if uid, err := peerUID(c); err == nil && p.allowed(uid) {
			return c, nil
		}
		c.Close()
	}
}

func peerUID(c net.Conn) (int, error) {
	sc, ok := c.(syscall.Conn)
	if !ok {
		return 0, errors.New("not a socket")
	}
	raw, err := sc.SyscallConn()
	if err != nil {
		return 0, err
	}
	var cred *unix.Ucred
	var inner error
	err = raw.Control(func(fd uintptr) { cred, inner = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED) })
	if err := errors.Join(err, inner); err != nil {
		return 0, err
	}
	return int(cred.Uid), nil
}
