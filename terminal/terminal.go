package terminal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// errClosed is why a terminal ends when a person closed it.
var errClosed = errors.New("closed by the person")

// terminal is one tab: its output so far, who watches, and a shell, or none after
// the shell has ended. One goroutine, run, owns the shell; it ends with ctx.
type terminal struct {
	id     string
	number int
	cfg    Config
	lim    limits
	log    *slog.Logger

	ctx   context.Context // ends the terminal; the cause is errClosed or Run's end
	stop  context.CancelCauseFunc
	done  chan struct{} // closed when run has returned
	room  chan struct{} // capacity 1: a viewer caught up, came or left
	enter chan struct{} // capacity 1: Enter was pressed where no shell runs

	mu      sync.Mutex
	out     *scrollback
	viewers map[*viewer]bool
	lead    *viewer // who typed or resized last: their size rules, and they answer the programs' questions
	size    size
	shell   *shell // nil when it has ended
}

func newTerminal(id string, number int, cfg Config, lim limits, log *slog.Logger) *terminal {
	return &terminal{
		id: id, number: number, cfg: cfg, lim: lim,
		log:     log.With("terminal", id),
		done:    make(chan struct{}),
		room:    make(chan struct{}, 1),
		enter:   make(chan struct{}, 1),
		out:     newScrollback(lim.scrollback, lim.window),
		viewers: make(map[*viewer]bool),
	}
}

// start starts the first shell. Without an error, run must follow.
func (t *terminal) start(ctx context.Context, z size) error {
	t.size = z.orDefault()
	sh, err := startShell(t.cfg, t.size, t.lim.input)
	if err != nil {
		return err
	}
	t.shell = sh
	t.ctx, t.stop = context.WithCancelCause(ctx)
	return nil
}

// run sees to the shells of this terminal, one after the other, until ctx ends.
func (t *terminal) run() {
	defer close(t.done)
	defer t.stop(nil)
	for {
		t.greet()
		t.runShell()
		if t.ctx.Err() != nil || !t.nextShell() {
			return
		}
	}
}

// greet says what there is to say before the shell's own words are read.
func (t *terminal) greet() {
	if t.cfg.Greeting == nil {
		return
	}
	ctx, cancel := context.WithTimeout(t.ctx, t.lim.greeting)
	defer cancel()
	if sentence := t.cfg.Greeting(ctx); sentence != "" {
		t.say(sentence)
	}
}

// close ends the terminal and its processes, and waits for that.
func (t *terminal) close() {
	t.stop(errClosed)
	<-t.done
}

func (t *terminal) closedByPerson() bool { return context.Cause(t.ctx) == errClosed }

// runShell returns when the shell has ended, by itself or because ctx did.
func (t *terminal) runShell() {
	sh := t.shell // only this goroutine changes it
	t.log.Info("shell started", "pid", sh.cmd.Process.Pid)
	var parts sync.WaitGroup
	parts.Go(func() {
		defer close(sh.exited)
		t.pump(sh)
		if err := sh.awaitExit(); err != nil {
			t.log.Error("waiting for the shell", "err", err)
		}
	})
	parts.Go(sh.feed)
	select {
	case <-sh.exited:
		sh.pty.Close()
	case <-t.ctx.Done():
		sh.pty.Close() // hangs up
		if !sh.end(t.lim.grace, !t.closedByPerson()) {
			t.log.Error("processes cannot be ended", "session", sh.cmd.Process.Pid)
		}
	}
	parts.Wait()
	status := sh.reap()
	t.log.Info("shell ended", "pid", sh.cmd.Process.Pid, "status", status)

	t.mu.Lock()
	t.shell = nil
	select { // an Enter from before is not for the next shell
	case <-t.enter:
	default:
	}
	t.mu.Unlock()
	if t.ctx.Err() == nil {
		t.say(fmt.Sprintf("The shell ended (status %d). Press Enter for a new one.", status))
	}
}

// nextShell waits for Enter and starts a shell; false when ctx ended first.
func (t *terminal) nextShell() bool {
	for {
		select {
		case <-t.ctx.Done():
			return false
		case <-t.enter:
		}
		t.mu.Lock()
		sh, err := startShell(t.cfg, t.size, t.lim.input)
		t.shell = sh
		t.mu.Unlock()
		if err == nil {
			return true
		}
		t.log.Error("shell could not be started", "shell", t.cfg.Shell, "dir", t.cfg.Dir, "err", err)
		t.say("A new shell could not be started. Press Enter to try again.")
	}
}

// say prints a sentence of ours, after undoing what a program may have left behind:
// modes, scroll region (DECSTR resets it), character set, colours.
func (t *terminal) say(sentence string) {
	t.mu.Lock()
	now := t.out.modes()
	t.mu.Unlock()
	t.output([]byte(now.undo() + "\x1b[!p\x1b(B\r\n\x1b[0;1;36m" + sentence + "\x1b[0m\r\n"))
}

// pump carries the shell's output into the scrollback until the terminal is closed at
// either end.
func (t *terminal) pump(sh *shell) {
	buf := make([]byte, 32<<10)
	for {
		t.waitForRoom()
		n, err := sh.pty.Read(buf)
		t.output(buf[:n])
		if err != nil {
			return // EIO when the shell has ended, os.ErrClosed when we have closed
		}
	}
}

// output keeps p and lets everybody see it. Who has not taken what now falls out is dropped.
func (t *terminal) output(p []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.out.write(p)
	for v := range t.viewers {
		if v.sent < t.out.start() {
			t.remove(v, "too slow: its place fell out of the scrollback")
			continue
		}
		poke(v.wake)
	}
}

// waitForRoom holds the shell back while even the fastest viewer is a window behind, so
// that a flood leaves room for typing. A viewer that makes no progress meanwhile is
// dropped: with nobody watching, the shell goes on at full speed.
func (t *terminal) waitForRoom() {
	if t.behind() < t.lim.window {
		return
	}
	began := time.Now()
	timer := time.NewTimer(t.lim.patience)
	defer timer.Stop()
	// Waiting for more room than one read needs makes a trickle no progress.
	for enough := t.lim.window - t.lim.window/4; t.behind() >= enough; {
		select {
		case <-t.room:
		case <-timer.C:
			timer.Reset(t.dropStalled(began))
		case <-t.ctx.Done():
			return
		}
	}
}

// behind is how much of the output the fastest viewer has not yet shown.
func (t *terminal) behind() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.viewers) == 0 {
		return 0
	}
	var fastest int64
	for v := range t.viewers {
		fastest = max(fastest, v.shown)
	}
	return int(t.out.end - fastest)
}

// dropStalled drops who has made no progress for patience, counted from since at the
// earliest, and returns when to look again.
func (t *terminal) dropStalled(since time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	next := t.lim.patience
	for v := range t.viewers {
		moved := v.moved
		if moved.Before(since) {
			moved = since
		}
		left := t.lim.patience - time.Since(moved)
		if left <= 0 {
			t.remove(v, "stalled")
			continue
		}
		next = min(next, left)
	}
	return next
}

// input is what a viewer typed. After the shell's end, Enter asks for a new one.
func (t *terminal) input(v *viewer, p []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.follow(v)
	if t.shell == nil {
		if bytes.ContainsAny(p, "\r\n") {
			poke(t.enter)
		}
		return
	}
	if !t.shell.input.put(p) {
		v.notice = "The program is not reading what was typed or pasted, so some of it was left out."
		poke(v.wake)
	}
}

// reply is what a viewer's terminal answered to a program's question (where is the
// cursor?). Everybody who watches answers; the program wants one answer.
func (t *terminal) reply(v *viewer, p []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if v == t.lead && t.shell != nil {
		t.shell.input.put(p)
	}
}

func (t *terminal) resize(v *viewer, z size) {
	t.mu.Lock()
	defer t.mu.Unlock()
	v.size = z.orDefault()
	t.follow(v)
}

// follow makes v the viewer whose size rules. t.mu is held.
func (t *terminal) follow(v *viewer) {
	if !t.viewers[v] {
		return // dropped meanwhile
	}
	t.lead = v
	if t.size == v.size {
		return
	}
	t.size = v.size
	if t.shell != nil {
		if err := t.shell.resize(t.size); err != nil {
			t.log.Debug("resize", "err", err)
		}
	}
	for w := range t.viewers {
		w.resized = true
		poke(w.wake)
	}
}

// summary looks the terminal's programs up among what members found.
func (t *terminal) summary(sessions map[int][]process) summary {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := summary{ID: t.id, Number: t.number, Running: []string{}, Viewers: len(t.viewers)}
	if t.shell == nil {
		return s
	}
	leader := t.shell.cmd.Process.Pid
	for _, p := range sessions[leader] {
		if p.pid != leader && len(s.Running) < 5 {
			s.Running = append(s.Running, p.name)
		}
	}
	return s
}
