package warden

import (
	"os"
	"testing"

	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
)

// TestUnansweredIsNotListening: a program whose queue is full accepts nobody just
// now, nor does a port that nobody listens on; neither is told as listening.
func TestUnansweredIsNotListening(t *testing.T) {
	needs.Root(t)
	w := &Warden{}
	var err error
	if w.host, err = os.Open("/proc/self/ns/net"); err != nil {
		t.Fatal(err)
	}
	defer w.host.Close()
	r := newRun(record{})
	if r.netns, err = os.Open("/proc/self/ns/net"); err != nil {
		t.Fatal(err)
	}
	defer r.netns.Close()
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	if err := unix.Bind(fd, loopback(0, false)); err != nil {
		t.Fatal(err)
	}
	name, err := unix.Getsockname(fd)
	if err != nil {
		t.Fatal(err)
	}
	r.rec.Port = name.(*unix.SockaddrInet4).Port
	if w.accepts(r, false) {
		t.Error("a port that nobody listens on accepts")
	}
	if err := unix.Listen(fd, 0); err != nil {
		t.Fatal(err)
	}
	if !w.accepts(r, false) { // which fills the queue of one
		t.Error("a listening port does not accept")
	}
	if w.accepts(r, false) {
		t.Error("a port whose queue is full accepts")
	}
	// On a busy machine the one that filled the queue may be gone before it was in it.
	if err := unix.SetsockoptTimeval(fd, unix.SOL_SOCKET, unix.SO_RCVTIMEO, &unix.Timeval{Sec: 1}); err != nil {
		t.Fatal(err)
	}
	if c, _, err := unix.Accept4(fd, unix.SOCK_CLOEXEC); err == nil {
		unix.Close(c)
	} else if err != unix.EAGAIN {
		t.Fatal(err)
	}
	if w.accepts(r, true) {
		t.Error("a port of IPv4 accepts by IPv6")
	}
	if !w.accepts(r, false) {
		t.Error("a port whose queue is free again does not accept")
	}
}
