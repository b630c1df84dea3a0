package warden

import (
	"context"
	"errors"
	"os"
	"runtime"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/sandbox"
	"commonhall/warden/client"
)

// inside calls f in the network namespace ns. A visit takes some microseconds and
// never waits for anybody: connecting is done with the socket outside.
func (w *Warden) inside(ns *os.File, f func() error) error {
	raw, err := ns.SyscallConn()
	if err != nil {
		return err
	}
	// Control keeps ns open for so long: the run may end this moment, and the number
	// of a descriptor that is closed may be another run's network.
	gone := raw.Control(func(fd uintptr) {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		if err = unix.Setns(int(fd), unix.CLONE_NEWNET); err != nil {
			return
		}
		err = f()
		if back := unix.Setns(int(w.host.Fd()), unix.CLONE_NEWNET); back != nil {
			panic("warden: cannot leave a server's network: " + back.Error())
		}
	})
	return errors.Join(gone, err)
}

// socket returns an unconnected TCP socket of the namespace ns.
func (w *Warden) socket(ns *os.File, v6 bool) (fd int, err error) {
	family := unix.AF_INET
	if v6 {
		family = unix.AF_INET6
	}
	err = w.inside(ns, func() error {
		fd, err = unix.Socket(family, unix.SOCK_STREAM|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, 0)
		return err
	})
	return fd, err
}

// probeEvery is how long the warden waits between two tries to connect to a
// program that is starting: at 11 µs a try, 50 of them cost a twentieth of a core.
const probeEvery = 10 * time.Millisecond

// probe waits until the run's port accepts connections. It makes a connection
// and drops it: not one byte is read or written.
func (w *Warden) probe(ctx context.Context, r *run) {
	wait := time.Millisecond
	for {
		if w.accepts(r, false) || w.accepts(r, true) {
			close(r.listening)
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-r.ended:
			return
		case <-time.After(wait):
		}
		wait = min(wait+time.Millisecond, probeEvery)
	}
}

func (w *Warden) accepts(r *run, v6 bool) bool {
	r.mu.Lock()
	ns := r.netns
	r.mu.Unlock()
	fd, err := w.socket(ns, v6)
	if err != nil {
		return false
	}
	defer unix.Close(fd)
	err = unix.Connect(fd, loopback(r.rec.Port, v6))
	if err != unix.EINPROGRESS {
		return err == nil
	}
	// On loopback the answer comes at once, or a little later where the machine is
	// busy. None at all means a full queue: nobody accepts just now.
	n, wait := 0, []unix.PollFd{{Fd: int32(fd), Events: unix.POLLOUT}}
	for err = unix.EINTR; err == unix.EINTR; n, err = unix.Poll(wait, 500) { // again after some child's end
	}
	status, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_ERROR)
	return n == 1 && err == nil && status == 0
}

func loopback(port int, v6 bool) unix.Sockaddr {
	if v6 {
		return &unix.SockaddrInet6{Port: port, Addr: [16]byte{15: 1}}
	}
	return &unix.SockaddrInet4{Port: port, Addr: [4]byte{127, 0, 0, 1}}
}

// door returns a duplicate of the run's hub listener, making it anew if it was
// lost with a warden and nobody handed it back.
func (w *Warden) door(r *run) (*os.File, error) {
	<-r.started
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ending || r.netns == nil { // without a network: it ended before this warden was there
		return nil, fail(client.HasEnded, "run %s has ended", r.rec.ID)
	}
	if r.listener == nil {
		err := w.inside(r.netns, func() (err error) {
			r.listener, err = sandbox.Listen(HubAddress)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return dup(r.listener)
}

// takeDoor accepts a listener that the hub hands back after the warden's crash,
// if it is the one that listens in the run's own network.
func (w *Warden) takeDoor(r *run, f *os.File) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ending || r.netns == nil || r.listener != nil {
		return nil // nothing is missing
	}
	probe, err := w.socket(r.netns, false)
	if err != nil {
		return err
	}
	defer unix.Close(probe)
	want, err1 := unix.GetsockoptUint64(probe, unix.SOL_SOCKET, unix.SO_NETNS_COOKIE)
	got, err2 := unix.GetsockoptUint64(int(f.Fd()), unix.SOL_SOCKET, unix.SO_NETNS_COOKIE)
	listens, err3 := unix.GetsockoptInt(int(f.Fd()), unix.SOL_SOCKET, unix.SO_ACCEPTCONN)
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	if got != want || listens != 1 {
		return errors.New("that is not this run's listener")
	}
	r.listener, err = dup(f)
	return err
}

func dup(f *os.File) (*os.File, error) {
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 3)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), f.Name()), nil
}
