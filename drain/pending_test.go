package drain

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// slow is a listener whose connections do not get to read a second request before awake
// is closed, as those of a process that gets no processor.
type slow struct {
	net.Listener
	awake chan struct{}
}

type slowConn struct {
	*net.UnixConn
	idle  atomic.Bool
	awake chan struct{}
}

func (s slow) Accept() (net.Conn, error) {
	c, err := s.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &slowConn{UnixConn: c.(*net.UnixConn), awake: s.awake}, nil
}

func (s *slowConn) Read(b []byte) (int, error) {
	if s.idle.Load() {
		<-s.awake
	}
	return s.UnixConn.Read(b)
}

// TestASlowMachineLosesNoRequest: one that was sent before the end is answered, however
// late it is read, and whoever sends one afterwards is told that nobody took it.
func TestASlowMachineLosesNoRequest(t *testing.T) {
	l, err := net.Listen("unix", filepath.Join(t.TempDir(), "s"))
	if err != nil {
		t.Fatal(err)
	}
	awake := make(chan struct{})
	s := New(&http.Server{
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			for range 10_000 {
				if runtime.Gosched(); r.Context().Err() != nil {
					t.Error("the request was given up")
					break
				}
			}
			_, _ = io.WriteString(w, r.URL.Path)
		}),
		ConnState: func(c net.Conn, state http.ConnState) {
			if state == http.StateIdle {
				c.(*slowConn).idle.Store(true)
			}
		},
	})
	served, drained := make(chan error, 1), make(chan error, 1)
	go func() { served <- s.Serve(slow{l, awake}) }()
	dial := func() (net.Conn, *bufio.Reader) {
		c, err := net.Dial("unix", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		r := bufio.NewReader(c)
		get(t, c, r)
		return c, r
	}
	late, r := dial()
	silent, _ := dial()
	if _, err := io.WriteString(late, "POST /late HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"); err != nil {
		t.Fatal(err)
	}
	go func() { drained <- s.Drain(t.Context(), 20*time.Millisecond); s.Shutdown(t.Context()) }()
	for !errors.Is(send(silent), syscall.EPIPE) {
		if len(drained) > 0 {
			t.Fatal("it does not wait for the request that was sent")
		}
	}
	close(awake)
	resp, err := http.ReadResponse(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(resp.Body); err != nil || string(b) != "/late" || !resp.Close {
		t.Errorf("%q, closing %v, %v", b, resp.Close, err)
	}
	if err := errors.Join(<-drained, <-served); err != nil {
		t.Error(err)
	}
}

// send sends nothing, and says whether anything would be taken.
func send(c net.Conn) error {
	raw, err := c.(*net.UnixConn).SyscallConn()
	if err != nil {
		return err
	}
	var got error
	_ = raw.Control(func(fd uintptr) { got = syscall.Sendto(int(fd), nil, syscall.MSG_NOSIGNAL, nil) })
	return got
}
