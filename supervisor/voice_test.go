package supervisor

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// ear is what systemd hears.
func ear(t *testing.T, name string) *net.UnixConn {
	t.Helper()
	c, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: name, Net: "unixgram"})
	must(t, err)
	t.Cleanup(func() { c.Close() })
	must(t, c.SetReadDeadline(time.Now().Add(20*time.Second)))
	t.Setenv("NOTIFY_SOCKET", name)
	return c
}

// next returns what is said next.
func next(t *testing.T, c *net.UnixConn) string {
	t.Helper()
	b := make([]byte, 4096)
	n, err := c.Read(b)
	must(t, err)
	return string(b[:n])
}

func voice(t *testing.T, in Inherited) *Voice {
	t.Helper()
	v, err := NewVoice(in, slog.New(slog.DiscardHandler))
	must(t, err)
	return v
}

// TestAVoice is heard at sockets with a path and with an abstract name; where nobody
// listens, or nobody reads, the role goes on.
func TestAVoice(t *testing.T) {
	for _, name := range []string{filepath.Join(t.TempDir(), "notify"), fmt.Sprintf("@commonhall-test-%d", os.Getpid())} {
		c := ear(t, name)
		v := voice(t, nil)
		must(t, v.Ready(t.Context()))
		v.Say("STATUS=well", "READY=1")
		if a, b := next(t, c), next(t, c); a != "READY=1" || b != "STATUS=well\nREADY=1" {
			t.Errorf("%s: it hears %q and %q", name, a, b)
		}
		v.last("MAINPID=7")
		v.Stopping()
		voice(t, nil).Say("the next")
		if a, b := next(t, c), next(t, c); a != "MAINPID=7" || b != "the next" {
			t.Errorf("%s: after the last word it hears %q and %q", name, a, b)
		}
	}
	for _, name := range []string{"", "/nowhere/at/all"} {
		t.Setenv("NOTIFY_SOCKET", name)
		must(t, voice(t, nil).Ready(t.Context()))
	}
}

// TestASupervisorThatIsAwayForAMoment hears what was said meanwhile.
func TestASupervisorThatIsAwayForAMoment(t *testing.T) {
	name := filepath.Join(t.TempDir(), "notify")
	must(t, ear(t, name).Close())
	back := ear(t, name+".back")
	t.Setenv("NOTIFY_SOCKET", name)
	v, began, said := voice(t, nil), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(said)
		close(began)
		v.Say("MAINPID=7")
	}()
	<-began
	for range 100 {
		if _, err := net.Dial("unixgram", name); !errors.Is(err, syscall.ECONNREFUSED) {
			t.Fatalf("somebody hears: %v", err)
		}
	}
	must(t, os.Rename(name+".back", name))
	if got := next(t, back); got != "MAINPID=7" {
		t.Errorf("it hears %q", got)
	}
	<-said
}

// TestAHeartbeat says that the role is alive while it answers itself, and no longer.
func TestAHeartbeat(t *testing.T) {
	c := ear(t, filepath.Join(t.TempDir(), "notify"))
	t.Setenv("WATCHDOG_USEC", "2000")
	t.Setenv("WATCHDOG_PID", fmt.Sprint(os.Getpid()))
	v := voice(t, nil)
	if v.every != time.Millisecond {
		t.Errorf("it beats every %s", v.every)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var work sync.WaitGroup
	answer := make(chan error)
	work.Go(func() {
		v.Beat(ctx, func(ctx context.Context) error {
			select {
			case err := <-answer:
				return err
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	})
	for range 3 {
		answer <- nil
		if said := next(t, c); said != "WATCHDOG=1" {
			t.Errorf("it says %q", said)
		}
	}
	answer <- errors.New("no answer")
	answer <- errors.New("no answer") // and has gone on
	v.Say("still here")
	if said := next(t, c); said != "still here" {
		t.Errorf("while the role does not answer, it says %q", said)
	}
	cancel()
	work.Wait()
}

// TestNobodyWaitsForAHeartbeat: then there is none.
func TestNobodyWaitsForAHeartbeat(t *testing.T) {
	for usec, pid := range map[string]string{"": "", "1000": "1", "0": "", "-5": "", "soon": ""} {
		t.Setenv("WATCHDOG_USEC", usec)
		t.Setenv("WATCHDOG_PID", pid)
		voice(t, nil).Beat(t.Context(), func(context.Context) error {
			t.Errorf("a heartbeat with WATCHDOG_USEC=%s WATCHDOG_PID=%s", usec, pid)
			return errors.New("not wanted")
		})
	}
}

// TestASuccessorThatHangs is ended when its time is over, and the supervisor is told.
func TestASuccessorThatHangs(t *testing.T) {
	c := ear(t, filepath.Join(t.TempDir(), "notify"))
	asked := make(chan os.Signal, 1)
	asked <- syscall.SIGHUP
	ctx, cancel := context.WithCancel(t.Context())
	h := Handover{Binary: "/bin/sleep", Args: []string{"1000"}, Patience: 50 * time.Millisecond, Voice: voice(t, nil), Log: slog.New(slog.DiscardHandler)}
	done := make(chan bool)
	go func() { done <- h.Run(ctx, asked) }()
	if said := next(t, c); !strings.HasPrefix(said, "RELOADING=1\nMONOTONIC_USEC=") {
		t.Errorf("it says %q", said)
	}
	if said := next(t, c); said != "READY=1\nSTATUS=Reload failed: it was not ready after 50ms" {
		t.Errorf("it says %q", said)
	}
	cancel()
	if <-done {
		t.Error("it says that there is a successor")
	}
}
