package drain

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// sockets returns n listeners of one socket, as n processes that hand it on would have.
func sockets(t *testing.T, n int) []net.Listener {
	t.Helper()
	first, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	f, err := first.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := []net.Listener{first}
	for len(out) < n {
		l, err := net.FileListener(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, l)
	}
	return out
}

// relay is a line of servers of one socket, each of which takes over from the one before.
type relay struct {
	*testing.T
	addr    string
	left    []net.Listener
	tls     *tls.Config
	drain   func(*Server)
	now     *Server
	work    sync.WaitGroup
	answers atomic.Int64
}

func (r *relay) next() {
	before := r.now
	l := r.left[0]
	r.left = r.left[1:]
	srv := &http.Server{TLSConfig: r.tls, Handler: http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		b, _ := io.ReadAll(req.Body)
		r.answers.Add(1)
		fmt.Fprintf(w, "%s %s", req.Proto, b)
	})}
	r.now = New(srv)
	s := r.now
	if r.tls != nil {
		l = tls.NewListener(l, r.tls)
	}
	r.work.Go(func() {
		if err := s.Serve(l); err != nil {
			r.Errorf("a server ends with %v", err)
		}
	})
	if before != nil {
		r.work.Go(func() { r.drain(before); before.Close() })
	}
}

// run lets clients ask while five servers relieve one another, and returns what failed.
func (r *relay) run(clients int, client func() *http.Client) (failed []error) {
	r.left = sockets(r.T, 6)
	r.addr = r.left[0].Addr().String()
	r.next()
	ctx, stop := context.WithCancel(r.Context())
	var asking sync.WaitGroup
	errs := make(chan error, 10_000)
	for i := range clients {
		asking.Go(func() {
			c := client()
			defer c.CloseIdleConnections()
			for n := 0; ctx.Err() == nil; n++ {
				if err := r.ask(c, fmt.Sprintf("%d of %d", n, i)); err != nil {
					errs <- err
				}
			}
		})
	}
	mine := client()
	for range 5 {
		for goal := r.answers.Load() + 800; r.answers.Load() < goal && !r.Failed(); {
			if err := r.ask(mine, "one more"); err != nil {
				errs <- err
			}
		}
		r.next()
	}
	stop()
	mine.CloseIdleConnections()
	asking.Wait()
	r.drain(r.now)
	r.now.Close()
	r.work.Wait()
	close(errs)
	for err := range errs {
		failed = append(failed, err)
	}
	return failed
}

// ask sends a form, which nobody repeats by himself.
func (r *relay) ask(c *http.Client, text string) error {
	scheme := "http"
	if r.tls != nil {
		scheme = "https"
	}
	resp, err := c.Post(scheme+"://"+r.addr+"/", "text/plain", io.MultiReader(strings.NewReader(text)))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if _, body, _ := strings.Cut(string(b), " "); err == nil && (resp.StatusCode != 200 || body != text) {
		err = fmt.Errorf("%s: %q instead of %q", resp.Status, body, text)
	}
	return err
}

func soft(s *Server) { _ = s.Drain(context.Background(), 0) }

// TestNobodyNotices: five servers relieve one another under forty clients, by plain
// HTTP, TLS, and HTTP/2. Not one request fails.
func TestNobodyNotices(t *testing.T) {
	model := httptest.NewUnstartedServer(nil)
	model.EnableHTTP2 = true
	model.StartTLS()
	defer model.Close()
	for name, c := range map[string]struct {
		protocols []string
		version   string
	}{"plain": {}, "TLS": {[]string{"http/1.1"}, "HTTP/1.1"}, "HTTP/2": {[]string{"h2", "http/1.1"}, "HTTP/2.0"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := &relay{T: t, drain: soft}
			if c.protocols != nil {
				r.tls = model.TLS.Clone()
				r.tls.NextProtos = c.protocols
			}
			roots := model.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
			failed := r.run(40, func() *http.Client {
				return &http.Client{Transport: &http.Transport{ForceAttemptHTTP2: c.version == "HTTP/2.0", TLSClientConfig: &tls.Config{RootCAs: roots}}}
			})
			if len(failed) > 0 {
				t.Errorf("%d of %d requests failed, the first with %v", len(failed), r.answers.Load(), failed[0])
			}
		})
	}
}

// pipes is a listener of connections in memory, which a test's clock rules.
type pipes struct {
	conns chan net.Conn
	done  chan struct{}
	end   func()
}

func newPipes() pipes {
	p := pipes{conns: make(chan net.Conn), done: make(chan struct{})}
	p.end = sync.OnceFunc(func() { close(p.done) })
	return p
}

func (p pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}
func (p pipes) Close() error   { p.end(); return nil }
func (p pipes) Addr() net.Addr { return &net.UnixAddr{} }

// room is a server whose handler is f, within a synctest bubble.
func room(t *testing.T, f http.HandlerFunc) (s *Server, dial func() (net.Conn, *bufio.Reader)) {
	p := newPipes()
	s = New(&http.Server{Handler: f, IdleTimeout: 2 * time.Minute})
	done := make(chan error, 1)
	go func() { done <- s.Serve(p) }()
	t.Cleanup(func() {
		s.Close()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return s, func() (net.Conn, *bufio.Reader) {
		ours, theirs := net.Pipe()
		p.conns <- theirs
		t.Cleanup(func() { ours.Close() })
		return ours, bufio.NewReader(ours)
	}
}

// get asks over a connection that stays.
func get(t *testing.T, c net.Conn, r *bufio.Reader) *http.Response {
	t.Helper()
	if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	resp, err := http.ReadResponse(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	return resp
}

// TestWhoIsWaitedFor: somebody idle is, until he speaks again or his time is over; or
// only for a moment, where that is asked for.
func TestWhoIsWaitedFor(t *testing.T) {
	for name, c := range map[string]struct {
		idle  time.Duration
		speak bool
		want  time.Duration
	}{"until his time is over": {0, false, 2 * time.Minute}, "until he speaks": {0, true, 0}, "for a moment": {time.Second, false, time.Second}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, dial := room(t, func(http.ResponseWriter, *http.Request) {})
				conn, r := dial()
				if get(t, conn, r).Close {
					t.Error("sent away too early")
				}
				synctest.Wait()
				began, done := time.Now(), make(chan error)
				go func() { done <- s.Drain(t.Context(), c.idle) }()
				synctest.Wait()
				if c.speak && !get(t, conn, r).Close {
					t.Error("he may stay")
				}
				if err := <-done; err != nil || time.Since(began) != c.want {
					t.Errorf("it took %s, %v", time.Since(began), err)
				}
			})
		})
	}
}

// TestALongAnswer is waited for, however short the moment for idle ones; who takes too
// long is reported, and closed afterwards.
func TestALongAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, dial := room(t, func(w http.ResponseWriter, r *http.Request) {
			_ = http.NewResponseController(w).Flush()
			select {
			case <-time.After(time.Hour):
			case <-r.Context().Done():
			}
			fmt.Fprint(w, "done")
		})
		answer := make(chan string, 2)
		ask := func() {
			c, r := dial()
			go func() {
				_, _ = io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
				b, _ := io.ReadAll(r)
				answer <- string(b)
			}()
		}
		ask()
		time.Sleep(30 * time.Minute) // on the test's clock
		ask()
		began := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), 45*time.Minute)
		defer cancel()
		if err := s.Drain(ctx, time.Millisecond); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != 45*time.Minute {
			t.Errorf("%v after %s", err, time.Since(began))
		}
		if a := <-answer; !strings.Contains(a, "done") {
			t.Errorf("the first answer is %q", a)
		}
		s.Close()
		if a := <-answer; strings.HasSuffix(a, "0\r\n\r\n") {
			t.Errorf("the second answer looks whole: %q", a)
		}
	})
}

// TestAConnectionThatWasTakenOver is nobody's to wait for, and a server that has been
// drained serves nobody.
func TestAConnectionThatWasTakenOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, dial := room(t, func(w http.ResponseWriter, _ *http.Request) {
			c, _, err := http.NewResponseController(w).Hijack()
			if err == nil {
				_, _ = io.WriteString(c, "mine")
				<-t.Context().Done()
				c.Close()
			}
		})
		c, r := dial()
		_, _ = io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		if _, err := r.Peek(4); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		if err := s.Drain(t.Context(), 0); err != nil || time.Since(began) != 0 {
			t.Errorf("%v after %s", err, time.Since(began))
		}
		l := newPipes()
		if err := s.Serve(l); err != nil {
			t.Error(err)
		}
		select {
		case <-l.done:
		default:
			t.Error("its listener is open")
		}
	})
}

// TestABrokenListener is no drain.
func TestABrokenListener(t *testing.T) {
	s := New(&http.Server{})
	l := sockets(t, 1)[0]
	l.Close()
	if err := s.Serve(l); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Serve says %v", err)
	}
	s.Close()
}
