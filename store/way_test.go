package store

import (
	"context"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
)

// way is a network between a hub and its server that can break.
type way struct {
	to   string
	mu   sync.Mutex
	l    net.Listener
	open []net.Conn
	mute bool // takes what is sent, and passes nothing on
	wg   sync.WaitGroup
}

// unheard returns an address on which nobody listens until the end of the test but who names
// it: the kernel gives its port, which is bound, to nobody who asks for any.
func unheard(t *testing.T) string {
	t.Helper()
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	must(t, err)
	t.Cleanup(func() { _ = unix.Close(fd) })
	must(t, unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1))
	must(t, unix.Bind(fd, &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}))
	at, err := unix.Getsockname(fd)
	must(t, err)
	return fmt.Sprintf("127.0.0.1:%d", at.(*unix.SockaddrInet4).Port)
}

// lay opens the way at an address.
func (w *way) lay(t *testing.T, at string) {
	t.Helper()
	l, err := net.Listen("tcp", at)
	must(t, err)
	w.l = l
	w.wg.Go(func() {
		for {
			from, err := l.Accept()
			if err != nil {
				return
			}
			to, err := net.Dial("tcp", w.to)
			if err != nil {
				from.Close()
				continue
			}
			w.mu.Lock()
			w.open = append(w.open, from, to)
			w.mu.Unlock()
			w.wg.Go(func() { w.carry(from, to) })
			w.wg.Go(func() { w.carry(to, from) })
		}
	})
}

func (w *way) carry(from, to net.Conn) {
	defer to.Close()
	b := make([]byte, 32<<10)
	for {
		n, err := from.Read(b)
		if err != nil {
			return
		}
		w.mu.Lock()
		mute := w.mute
		w.mu.Unlock()
		if mute {
			continue
		}
		if _, err := to.Write(b[:n]); err != nil {
			return
		}
	}
}

// tear breaks the way.
func (w *way) tear() {
	w.l.Close()
	w.mu.Lock()
	for _, c := range w.open {
		c.Close()
	}
	w.open = nil
	w.mu.Unlock()
	w.wg.Wait()
}

func (w *way) setMute(mute bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.mute = mute
}

// The network to the server breaks, comes back, and swallows what is sent: who asks
// is told so, waits no longer than they want to, and afterwards all goes on.
func TestTheWayToPostgres(t *testing.T) {
	p := onPostgres(t)
	w := &way{to: fmt.Sprintf("127.0.0.1:%d", cluster.Port)}
	at := unheard(t)
	w.lay(t, at)
	t.Cleanup(w.tear)
	p.URL = strings.Replace(p.URL, w.to, at, 1)
	db := opened(t)(OpenPostgres(t.Context(), p))
	add(t, db, "ada")
	goesOn := func() {
		t.Helper()
		var err error
		for range 10 { // connections that broke are noticed one by one
			if err = db.SetAdmin(t.Context(), "ada", true); err == nil {
				_, err = db.User(t.Context(), "ada")
			}
			if err == nil {
				return
			}
			if commonhall.KindOf(err) != commonhall.Unavailable {
				break
			}
		}
		t.Fatalf("it does not go on: %v", err)
	}
	w.tear()
	for range 3 {
		_, reading := db.User(t.Context(), "ada")
		for what, err := range map[string]error{"reading": reading, "writing": db.SetAdmin(t.Context(), "ada", true),
			"a transaction": db.Suspend(t.Context(), "ada")} {
			if said := commonhall.ForPerson(err); said.Kind != commonhall.Unavailable || !strings.Contains(said.Msg, "cannot be reached") || said.Hint == "" {
				t.Errorf("%s: %v", what, err)
			}
		}
	}
	w.lay(t, at)
	goesOn()

	w.setMute(true)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, reading := db.User(ctx, "ada")
	for what, err := range map[string]error{"reading": reading, "writing": db.SetAdmin(ctx, "ada", false)} {
		if err == nil {
			t.Errorf("%s: a server that says nothing has answered", what)
		}
	}
	w.setMute(false)
	goesOn()
	if u, err := db.User(t.Context(), "ada"); err != nil || !u.Admin || u.Suspended {
		t.Errorf("%+v, %v", u, err)
	}
}
