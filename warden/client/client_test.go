package client

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// fake is a warden of the test's: it greets and answers as it is told.
type fake struct {
	l      *net.UnixListener
	answer func(sock *net.UnixConn, r Request)
	hello  Hello
	gone   sync.WaitGroup
}

func newFake(t *testing.T, hello Hello, answer func(*net.UnixConn, Request)) (*fake, string) {
	t.Helper()
	dir, err := os.MkdirTemp("", "client")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "s")
	l, err := net.ListenUnix("unixpacket", &net.UnixAddr{Name: path, Net: "unixpacket"})
	if err != nil {
		t.Fatal(err)
	}
	f := &fake{l: l, answer: answer, hello: hello}
	f.gone.Go(f.serve)
	t.Cleanup(func() {
		l.Close()
		f.gone.Wait()
		os.RemoveAll(dir)
	})
	return f, path
}

func (f *fake) serve() {
	for {
		sock, err := f.l.AcceptUnix()
		if err != nil {
			return
		}
		f.gone.Go(func() {
			defer sock.Close()
			var h Hello
			if _, err := ReadPacket(sock, &h); err != nil || WritePacket(sock, f.hello, nil) != nil {
				return
			}
			for {
				var r Request
				files, err := ReadPacket(sock, &r)
				CloseAll(files)
				if err != nil {
					return
				}
				f.answer(sock, r)
			}
		})
	}
}

func newClient(t *testing.T, path string) *Client {
	c := New(path, nil)
	t.Cleanup(c.Close)
	return c
}

func TestAnswersFindTheirQuestions(t *testing.T) {
	var mu sync.Mutex
	var held []Request
	_, path := newFake(t, Hello{Version: Version, Epoch: "one", PID: 42}, func(sock *net.UnixConn, r Request) {
		mu.Lock()
		defer mu.Unlock()
		if held = append(held, r); len(held) < 20 {
			return
		}
		for i := len(held) - 1; i >= 0; i-- { // the last one first
			_ = WritePacket(sock, Reply{ID: held[i].ID, Exit: held[i].Port}, nil)
		}
	})
	c := newClient(t, path)
	var g sync.WaitGroup
	for port := range 20 {
		g.Go(func() {
			if r, _, err := c.Do(t.Context(), Request{Verb: Dial, Port: port}); err != nil || r.Exit != port {
				t.Errorf("question %d was answered %+v, %v", port, r, err)
			}
		})
	}
	g.Wait()
	if c.PID() != 42 {
		t.Errorf("the warden's process is %d", c.PID())
	}
}

// TestGivenUpQuestion: its answer comes all the same, and its descriptors are closed.
func TestGivenUpQuestion(t *testing.T) {
	asked, givenUp := make(chan struct{}), make(chan struct{})
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	_, path := newFake(t, Hello{Version: Version, Epoch: "one", PID: 42}, func(sock *net.UnixConn, q Request) {
		if q.Verb == Dial {
			close(asked)
			<-givenUp
			_ = WritePacket(sock, Reply{ID: q.ID}, []*os.File{w})
			w.Close()
			return
		}
		_ = WritePacket(sock, Reply{ID: q.ID}, nil)
	})
	c := newClient(t, path)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-asked; cancel() }()
	if _, _, err := c.Do(ctx, Request{Verb: Dial}); !errors.Is(err, context.Canceled) {
		t.Errorf("a question that was given up: %v", err)
	}
	close(givenUp)
	if _, _, err := c.Do(t.Context(), Request{Verb: List}); err != nil {
		t.Errorf("the next question: %v", err)
	}
	if err := r.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Read(make([]byte, 1)); os.IsTimeout(err) {
		t.Error("the descriptor of an answer that nobody waits for stays open")
	}
}

func TestAwayAndBack(t *testing.T) {
	f, path := newFake(t, Hello{Version: Version, Epoch: "one", PID: 42}, func(sock *net.UnixConn, r Request) {
		if r.Verb == Stop {
			sock.Close() // it dies over the question
			return
		}
		_ = WritePacket(sock, Reply{ID: r.ID}, nil)
	})
	epochs := make(chan string, 10)
	c := New(path, func(_ context.Context, epoch string, _ Doer) error { epochs <- epoch; return nil })
	defer c.Close()
	if _, _, err := c.Do(t.Context(), Request{Verb: List}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.Do(t.Context(), Request{Verb: Stop}); !errors.Is(err, ErrAway) {
		t.Errorf("a warden that dies over a question: %v", err)
	}
	if _, _, err := c.Do(t.Context(), Request{Verb: List}); err != nil {
		t.Errorf("a warden that is back: %v", err)
	}
	if a, b := <-epochs, <-epochs; a != "one" || b != "one" {
		t.Errorf("the epochs are %s and %s", a, b)
	}
	f.l.Close()
	c.Close()
	if _, _, err := c.Do(t.Context(), Request{Verb: List}); !errors.Is(err, ErrAway) {
		t.Errorf("a closed client: %v", err)
	}
	if _, _, err := newClient(t, path).Do(t.Context(), Request{Verb: List}); !errors.Is(err, ErrAway) {
		t.Errorf("a warden that is not there: %v", err)
	}
}

// TestFirstOfAll: what is said to a new warden is said before anybody's question,
// and a connection over which it could not be said is nobody's.
func TestFirstOfAll(t *testing.T) {
	verbs := make(chan Verb, 100)
	_, path := newFake(t, Hello{Version: Version, Epoch: "one", PID: 42}, func(sock *net.UnixConn, r Request) {
		verbs <- r.Verb
		_ = WritePacket(sock, Reply{ID: r.ID}, nil)
	})
	failure := errors.New("not now")
	c := New(path, func(ctx context.Context, _ string, do Doer) error {
		_, _, err := do(ctx, Request{Verb: Return})
		return errors.Join(err, failure)
	})
	defer c.Close()
	if _, _, err := c.Do(t.Context(), Request{Verb: List}); !errors.Is(err, failure) || !errors.Is(err, ErrAway) || c.PID() != 0 {
		t.Errorf("a connection that is not ready: %v, pid %d", err, c.PID())
	}
	if v := <-verbs; v != Return || len(verbs) > 0 {
		t.Errorf("the warden heard %s, and %d more", v, len(verbs))
	}
	failure = nil
	var g sync.WaitGroup
	for range 10 {
		g.Go(func() {
			if _, _, err := c.Do(t.Context(), Request{Verb: List}); err != nil {
				t.Error(err)
			}
		})
	}
	g.Wait()
	if v := <-verbs; v != Return || len(verbs) != 10 {
		t.Errorf("the warden heard %s first, and %d questions", v, len(verbs))
	}
}

func TestRefusals(t *testing.T) {
	_, path := newFake(t, Hello{Version: Version}, func(sock *net.UnixConn, r Request) {
		_ = WritePacket(sock, Reply{ID: r.ID, Code: Unknown, Error: "no such run"}, nil)
	})
	c := newClient(t, path)
	var e *Error
	if _, _, err := c.Do(t.Context(), Request{Verb: Status}); !errors.As(err, &e) || e.Code != Unknown || e.Error() != "no such run" {
		t.Errorf("a refusal: %v", err)
	}
	if _, _, err := c.Do(t.Context(), Request{Verb: Lookup, Programs: []string{strings.Repeat("x", MaxPacket)}}); !errors.As(err, &e) || e.Code != Refused {
		t.Errorf("a question that fits no packet: %v", err)
	}
	if _, _, err := c.Do(t.Context(), Request{Verb: Status}); !errors.As(err, &e) || e.Code != Unknown {
		t.Errorf("the question after it: %v", err)
	}
	_, path = newFake(t, Hello{Refused: "this account may not"}, nil)
	if _, _, err := newClient(t, path).Do(t.Context(), Request{Verb: List}); !errors.Is(err, ErrAway) || !strings.Contains(err.Error(), "may not") {
		t.Errorf("a warden that does not want us: %v", err)
	}
}

// TestDialGivesUp: a warden that does not greet holds up nobody longer than their context.
func TestDialGivesUp(t *testing.T) {
	dir := t.TempDir()
	l, err := net.ListenUnix("unixpacket", &net.UnixAddr{Name: filepath.Join(dir, "s"), Net: "unixpacket"})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, _, err := newClient(t, filepath.Join(dir, "s")).Do(ctx, Request{Verb: List}); err == nil || ctx.Err() == nil {
		t.Errorf("a silent warden: %v", err)
	}
}

func FuzzReadPacket(f *testing.F) {
	f.Add([]byte(`{"id":1}`), 0)
	f.Add([]byte(`{`), 3)
	f.Add([]byte{}, 5)
	f.Fuzz(func(t *testing.T, packet []byte, descriptors int) {
		if len(packet) > MaxPacket+10 {
			return
		}
		dir, err := os.MkdirTemp("", "fuzz")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		l, err := net.ListenUnix("unixpacket", &net.UnixAddr{Name: filepath.Join(dir, "s"), Net: "unixpacket"})
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		a, err := net.DialUnix("unixpacket", nil, l.Addr().(*net.UnixAddr))
		if err != nil {
			t.Fatal(err)
		}
		defer a.Close()
		b, err := l.AcceptUnix()
		if err != nil {
			t.Fatal(err)
		}
		defer b.Close()
		var oob []byte
		if n := descriptors & 7; n > 0 {
			fds := make([]int, n)
			for i := range fds {
				fds[i] = 0 // any that is open
			}
			oob = unix.UnixRights(fds...)
		}
		if _, _, err := a.WriteMsgUnix(packet, oob, nil); err != nil {
			return
		}
		a.Close()
		var r Request
		files, err := ReadPacket(b, &r)
		if len(files) > maxFiles || err != nil && len(files) > 0 {
			t.Errorf("%d descriptors, %v", len(files), err)
		}
		CloseAll(files)
	})
}
