package app

import (
	"bufio"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"commonhall/auth"
	"commonhall/measure"
)

// pipes is a listener to which tests bring connections that a clock of synctest can
// measure.
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) {
	c, ok := <-p
	if !ok {
		return nil, net.ErrClosed
	}
	return c, nil
}
func (p pipes) Close() error   { return nil }
func (p pipes) Addr() net.Addr { return &net.UnixAddr{} }

func (p pipes) dial() net.Conn {
	ours, theirs := net.Pipe()
	p <- theirs
	return ours
}

// serveSlowly runs h behind a hub's door while f is its client.
func serveSlowly(t *testing.T, h http.HandlerFunc, f func(p pipes)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		p := make(pipes)
		srv := &http.Server{Handler: (&hub{log: slog.New(slog.DiscardHandler), measures: measure.New(time.Now())}).handler(auth.Door{}, h)}
		done := make(chan struct{})
		go func() { defer close(done); _ = srv.Serve(p) }()
		f(p)
		close(p)
		srv.Close()
		<-done
	})
}

// half is a request whose body does not come to its end.
const half = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nab"

// TestABodyThatIsHeldBack costs a connection for a while only, whether or not
// anybody reads it.
func TestABodyThatIsHeldBack(t *testing.T) {
	for name, h := range map[string]http.HandlerFunc{
		"read":     func(_ http.ResponseWriter, r *http.Request) { _, _ = io.ReadAll(r.Body) },
		"not read": func(http.ResponseWriter, *http.Request) {},
	} {
		t.Run(name, func(t *testing.T) {
			serveSlowly(t, h, func(p pipes) {
				c, began := p.dial(), time.Now()
				go func() { _, _ = io.WriteString(c, half) }()
				_, _ = io.ReadAll(c)
				if took := time.Since(began); took > bodyTimeout+time.Second {
					t.Errorf("the connection was held for %s", took)
				}
			})
		})
	}
}

// TestAnAnswerMayTakeLong: the time for the body is not the time for the answer.
func TestAnAnswerMayTakeLong(t *testing.T) {
	serveSlowly(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		select {
		case <-time.After(time.Hour):
		case <-r.Context().Done():
		}
		fmt.Fprint(w, string(body), err, r.Context().Err())
	}, func(p pipes) {
		c := p.dial()
		go func() { _, _ = io.WriteString(c, half+"cd") }()
		resp, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := io.ReadAll(resp.Body); string(got) != "abcd<nil> <nil>" {
			t.Errorf("the answer is %s", got)
		}
		c.Close()
	})
}

// TestADoorHasRoomForSoMany: the programs of one server cannot take the hub's
// descriptors; who leaves makes room, once.
func TestADoorHasRoomForSoMany(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, in := make(pipes, 2*maxInside), make(chan net.Conn, 2*maxInside)
		l, done := newDoorListener(p, auth.Door{Inside: "ada"}), make(chan struct{})
		go func() {
			defer close(done)
			for {
				c, err := l.Accept()
				if err != nil {
					return
				}
				in <- c
			}
		}()
		for range maxInside + 5 {
			p.dial()
		}
		synctest.Wait()
		if len(in) != maxInside {
			t.Fatalf("%d are inside", len(in))
		}
		first := <-in
		first.Close()
		first.Close()
		synctest.Wait()
		if len(in) != maxInside {
			t.Errorf("one left, and %d are inside", len(in))
		}
		close(p)
		for range 5 {
			(<-in).Close()
		}
		<-done
	})
}
