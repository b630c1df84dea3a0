package supervisor

import (
	"bufio"
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Voice is how a process of a role speaks to its supervisor (sd_notify(3)); where
// nobody listens, nothing is said. While a role is handed over there are two
// processes, and only one of them has a voice: the supervisor would take the old
// one's farewell for the end of the role, and its heartbeat for the new one's.
type Voice struct {
	log    *slog.Logger
	socket string
	every  time.Duration // between two heartbeats; 0: nobody waits for any
	before net.Conn      // to the predecessor; nil without one

	mu     sync.Mutex
	silent bool
}

// predecessorName is the descriptor through which a successor and its predecessor
// speak (decision 014).
const predecessorName = "predecessor"

// NewVoice returns the voice of this process. One that has a predecessor is silent
// until that has stepped back.
func NewVoice(in Inherited, log *slog.Logger) (*Voice, error) {
	v := &Voice{log: log, socket: os.Getenv("NOTIFY_SOCKET")}
	if pid := os.Getenv("WATCHDOG_PID"); pid == "" || pid == strconv.Itoa(os.Getpid()) {
		if n, err := strconv.ParseInt(os.Getenv("WATCHDOG_USEC"), 10, 64); err == nil && n > 0 {
			v.every = time.Duration(n) * time.Microsecond / 2
		}
	}
	if f := in[predecessorName]; f != nil {
		defer f.Close()
		conn, err := net.FileConn(f)
		if err != nil {
			return nil, err
		}
		v.before, v.silent = conn, true
	}
	return v, nil
}

// Say tells the supervisor states, as READY=1.
func (v *Voice) Say(states ...string) { v.say(false, supervisorAway, states) }

// Stopping tells the supervisor that the role ends. Where nobody hears that, the end
// itself says so, and does not wait.
func (v *Voice) Stopping() { v.say(false, 0, []string{"STOPPING=1"}) }

// last says states and nothing more after them.
func (v *Voice) last(states ...string) { v.say(true, supervisorAway, states) }

func (v *Voice) say(last bool, patience time.Duration, states []string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.silent || v.socket == "" {
		v.silent = v.silent || last
		return
	}
	v.silent = last
	c, err := v.reach(patience)
	if err == nil {
		defer c.Close()
		_ = c.SetWriteDeadline(time.Now().Add(time.Second)) // a supervisor that is stuck must not make the role so
		_, err = c.Write([]byte(strings.Join(states, "\n")))
	}
	if err != nil {
		v.log.Warn("the supervisor cannot be told", "what", states[0], "error", err)
	}
}

// supervisorAway is how long nobody may hear: while systemd reads units anew its socket
// refuses, and what is not heard then, such as which process is the main one, is lost.
const supervisorAway = 3 * time.Second

func (v *Voice) reach(patience time.Duration) (*net.UnixConn, error) {
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		c, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: v.socket, Net: "unixgram"})
		if err == nil || !errors.Is(err, syscall.ECONNREFUSED) || time.Now().After(deadline) {
			return c, err
		}
	}
}

// Ready says that the role can serve, and returns when it is to begin. A successor
// waits for its predecessor here; the error says that it is not wanted after all.
func (v *Voice) Ready(ctx context.Context) error {
	if v.before == nil {
		v.Say("READY=1")
		return nil
	}
	defer v.before.Close()
	stop := context.AfterFunc(ctx, func() { v.before.Close() })
	defer stop()
	_, err := v.before.Write([]byte(wordReady))
	if err == nil {
		var word string
		if word, err = bufio.NewReader(v.before).ReadString('\n'); err == nil && word != wordServe {
			err = errors.New("it says " + strconv.Quote(word))
		}
	}
	if err != nil {
		return errors.Join(errors.New("the process before this one goes on itself"), err)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.silent = false
	return nil
}

// What a successor and its predecessor say to each other.
const (
	wordReady = "ready\n"
	wordServe = "serve\n"
)

// Beat tells the supervisor, as often as it wants to know, that the role is alive,
// until ctx ends. Alive is what check finds; one that does not return is not.
func (v *Voice) Beat(ctx context.Context, check func(context.Context) error) {
	if v.every == 0 {
		return
	}
	t := time.NewTicker(v.every)
	defer t.Stop()
	for ctx.Err() == nil {
		if err := check(ctx); err == nil {
			v.Say("WATCHDOG=1")
		} else if ctx.Err() == nil {
			v.log.Error("this role does not answer itself; its supervisor will end it if that goes on", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-t.C:
		}
	}
}
