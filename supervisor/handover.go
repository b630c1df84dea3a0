package supervisor

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Handover replaces the process of a role by another, which gets its listening
// sockets (decision 014).
type Handover struct {
	Binary    string   // what the successor runs
	Args      []string // its arguments, without the program's name
	Listeners map[string]net.Listener
	Patience  time.Duration // how long it may take to be ready
	// Probe asks a successor that is ready over a connection that it has by the name
	// TrialName; an error says that it is not to serve. nil: nobody asks.
	Probe func(net.Conn) error
	Voice *Voice
	Log   *slog.Logger
}

// SuccessorCommand is the command by which a program becomes a successor: see Succeed.
const SuccessorCommand = "successor"

// Succeed makes this process the program args[0], started by a supervisor. It returns
// only if that fails.
func Succeed(args []string) error {
	self := strconv.Itoa(os.Getpid())
	if err := os.Setenv("LISTEN_PID", self); err != nil {
		return err
	}
	if os.Getenv("WATCHDOG_PID") != "" {
		if err := os.Setenv("WATCHDOG_PID", self); err != nil {
			return err
		}
	}
	return fmt.Errorf("%s: %w", args[0], syscall.Exec(args[0], args, os.Environ()))
}

// Run hands over when asked to, until that has gone well once or ctx ends. It reports
// whether there is a successor, which serves then. What went wrong is logged, and the
// role goes on as if nothing had happened.
func (h Handover) Run(ctx context.Context, asked <-chan os.Signal) bool {
	for {
		select {
		case <-ctx.Done():
			return false
		case <-asked:
		}
		var now unix.Timespec
		_ = unix.ClockGettime(unix.CLOCK_MONOTONIC, &now) // never fails for this clock
		h.Voice.Say("RELOADING=1", fmt.Sprintf("MONOTONIC_USEC=%d", now.Nano()/1000), "STATUS=Starting the successor")
		pid, err := h.attempt(ctx)
		if err == nil {
			h.Log.Info("a successor serves; this process ends when its connections have", "successor", pid, "binary", h.Binary)
			h.Voice.last("MAINPID="+strconv.Itoa(pid), "READY=1", "STATUS=")
			return true
		}
		h.Log.Error("the successor did not get ready; this process goes on", "binary", h.Binary, "error", err)
		h.Voice.Say("READY=1", "STATUS=Reload failed: "+strings.ReplaceAll(err.Error(), "\n", ": "))
	}
}

// attempt starts a successor and makes it serve. Whatever fails before that ends it;
// it has accepted nothing.
func (h Handover) attempt(ctx context.Context) (pid int, err error) {
	ours, theirs, err := pair(predecessorName)
	if err != nil {
		return 0, err
	}
	defer ours.Close()
	trial, tried, err := pair(TrialName)
	if err != nil {
		theirs.Close()
		return 0, err
	}
	defer trial.Close()
	pid, self, err := h.start(theirs, tried)
	theirs.Close()
	tried.Close()
	if err != nil {
		return 0, err
	}
	defer self.Close()
	stop := context.AfterFunc(ctx, func() { ours.Close(); trial.Close() })
	defer stop()
	if err = h.agree(ours, trial); err == nil {
		return pid, nil
	}
	_ = unix.PidfdSendSignal(int(self.Fd()), unix.SIGKILL, nil, 0)
	if ctx.Err() != nil {
		return 0, errors.New("the role is to end")
	}
	return 0, err
}

// agree waits until the successor is ready, tries it, and makes it serve.
func (h Handover) agree(c, trial net.Conn) error {
	_ = c.SetDeadline(time.Now().Add(h.Patience))
	word, err := bufio.NewReader(c).ReadString('\n')
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return fmt.Errorf("it was not ready after %s", h.Patience)
	case err != nil:
		return errors.New("it ended before it was ready; its own lines in the log say why")
	case word != wordReady:
		return fmt.Errorf("it says %q", word)
	}
	if h.Probe != nil {
		if err := h.Probe(trial); err != nil {
			return err
		}
		_ = c.SetDeadline(time.Now().Add(h.Patience))
	}
	if _, err = c.Write([]byte(wordServe)); err != nil {
		return fmt.Errorf("it ended when it was ready: %w", err)
	}
	return nil
}

// TrialName is the descriptor over which a successor is tried.
const TrialName = "trial"

// pair returns the two ends through which predecessor and successor speak.
func pair(name string) (ours net.Conn, theirs *os.File, err error) {
	fds, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, nil, err
	}
	mine := os.NewFile(uintptr(fds[0]), "successor")
	theirs = os.NewFile(uintptr(fds[1]), name)
	defer mine.Close()
	if ours, err = net.FileConn(mine); err != nil {
		theirs.Close()
		return nil, nil, err
	}
	return ours, theirs, nil
}

// start makes the successor's process, a child of our supervisor, which otherwise
// would not notice its end before ours; self is its pidfd. The number that LISTEN_PID
// has to name is not known before, so this program runs first (Succeed). Descriptors
// travel by number: os.File would switch the sockets, which this process goes on
// accepting from, to blocking.
func (h Handover) start(theirs, tried *os.File) (pid int, self *os.File, err error) {
	names := []string{predecessorName, TrialName}
	files := []uintptr{0, 1, 2, theirs.Fd(), tried.Fd()}
	defer func() {
		for _, fd := range files[5:] {
			unix.Close(int(fd))
		}
	}()
	for name, l := range h.Listeners {
		fd, err := duplicate(l)
		if err != nil {
			return 0, nil, fmt.Errorf("the socket %s: %w", name, err)
		}
		names, files = append(names, name), append(files, uintptr(fd))
	}
	env := slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "LISTEN_") })
	env = append(env, "LISTEN_FDS="+strconv.Itoa(len(names)), "LISTEN_FDNAMES="+strings.Join(names, ":"))
	argv := append([]string{os.Args[0], SuccessorCommand, h.Binary}, h.Args...)
	var pidfd int
	pid, err = syscall.ForkExec("/proc/self/exe", argv, &syscall.ProcAttr{Env: env, Files: files,
		Sys: &syscall.SysProcAttr{Cloneflags: unix.CLONE_PARENT, PidFD: &pidfd}})
	if err != nil {
		return 0, nil, err
	}
	return pid, os.NewFile(uintptr(pidfd), "successor"), nil
}

// duplicate returns another descriptor of a listening socket.
func duplicate(l net.Listener) (fd int, err error) {
	sc, ok := l.(syscall.Conn)
	if !ok {
		return 0, errors.New("it has no descriptor")
	}
	raw, err := sc.SyscallConn()
	if err != nil {
		return 0, err
	}
	var inner error
	err = raw.Control(func(old uintptr) { fd, inner = unix.FcntlInt(old, unix.F_DUPFD_CLOEXEC, 0) })
	return fd, errors.Join(err, inner)
}
