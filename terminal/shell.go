package terminal

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// size is a terminal's, in characters.
type size struct {
	Cols uint16 `json:"cols"`
	Rows uint16 `json:"rows"`
}

// orDefault is what a shell may be given: programs divide by the width.
func (z size) orDefault() size {
	if z.Cols < 2 || z.Rows < 1 || z.Cols > 1000 || z.Rows > 1000 {
		return size{80, 24}
	}
	return z
}

func withDefaults(cfg Config) Config {
	shells := []string{cfg.Shell, os.Getenv("SHELL"), "/bin/bash", "/bin/sh"}
	for _, sh := range shells {
		if sh == "" {
			continue
		}
		cfg.Shell = sh
		if found, err := exec.LookPath(sh); err == nil {
			cfg.Shell = found
			break
		}
	}
	for _, dir := range []string{cfg.Dir, os.Getenv("HOME"), "/"} {
		cfg.Dir = dir
		if st, err := os.Stat(dir); err == nil && st.IsDir() {
			break
		}
	}
	if cfg.Prefix == "" {
		cfg.Prefix = "/"
	}
	if cfg.Title == "" {
		cfg.Title = "Terminal"
	}
	return cfg
}

// shell is one run of the shell on a pseudo-terminal. It leads a session, by which
// its descendants are found again.
type shell struct {
	cmd    *exec.Cmd
	pty    *os.File // our end; non-blocking, so that Close wakes readers and writers
	input  inputQueue
	exited chan struct{} // closed when the shell is a zombie: only then may it be reaped
}

func startShell(cfg Config, z size, inputLimit int) (*shell, error) {
	ours, theirs, err := openPTY(z)
	if err != nil {
		return nil, err
	}
	defer theirs.Close()
	cmd := &exec.Cmd{
		Path:   cfg.Shell,
		Args:   []string{"-" + filepath.Base(cfg.Shell)}, // the dash makes it a login shell
		Env:    append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor"),
		Dir:    cfg.Dir,
		Stdin:  theirs,
		Stdout: theirs,
		Stderr: theirs,
		SysProcAttr: &syscall.SysProcAttr{
			Setsid:  true,
			Setctty: true,
		},
	}
	if err := cmd.Start(); err != nil {
		ours.Close()
		return nil, err
	}
	sh := &shell{cmd: cmd, pty: ours, exited: make(chan struct{})}
	sh.input = inputQueue{limit: inputLimit, wake: make(chan struct{}, 1)}
	return sh, nil
}

// openPTY exists because the pty package puts its files into blocking mode (it asks
// for their Fd): a Read would then sleep through Close.
func openPTY(z size) (ours, theirs *os.File, err error) {
	p, theirs, err := pty.Open()
	if err != nil {
		return nil, nil, fmt.Errorf("open a pseudo-terminal: %w", err)
	}
	defer p.Close()
	fd, err := unix.FcntlInt(p.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err == nil {
		err = unix.SetNonblock(fd, true)
	}
	if err == nil {
		err = utf8Erase(fd)
	}
	if err == nil {
		err = unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Col: z.Cols, Row: z.Rows})
	}
	if err != nil {
		if fd > 0 {
			unix.Close(fd)
		}
		theirs.Close()
		return nil, nil, fmt.Errorf("prepare the pseudo-terminal: %w", err)
	}
	return os.NewFile(uintptr(fd), "pty"), theirs, nil
}

// utf8Erase makes Backspace remove a whole character where the kernel edits the line
// (termios(3), IUTF8).
func utf8Erase(fd int) error {
	t, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	if err != nil {
		return err
	}
	t.Iflag |= unix.IUTF8
	return unix.IoctlSetTermios(fd, unix.TCSETS, t)
}

// resize tells the shell's foreground program, by SIGWINCH. It fails when the shell has ended.
func (sh *shell) resize(z size) error {
	raw, err := sh.pty.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	err = raw.Control(func(fd uintptr) {
		failed = unix.IoctlSetWinsize(int(fd), unix.TIOCSWINSZ, &unix.Winsize{Col: z.Cols, Row: z.Rows})
	})
	return errors.Join(err, failed)
}

// awaitExit returns when the shell has ended, and leaves it a zombie: while it is
// one, its number names its session and nothing else.
func (sh *shell) awaitExit() error {
	for {
		err := unix.Waitid(unix.P_PID, sh.cmd.Process.Pid, nil, unix.WEXITED|unix.WNOWAIT, nil)
		if err != unix.EINTR {
			return err
		}
	}
}

// reap returns the exit status in the shell's own counting: 128+n is death by signal n.
func (sh *shell) reap() int {
	if sh.cmd.Wait(); sh.cmd.ProcessState == nil { // otherwise the error repeats the status
		return -1
	}
	ws, ok := sh.cmd.ProcessState.Sys().(syscall.WaitStatus)
	if ok && ws.Signaled() {
		return 128 + int(ws.Signal())
	}
	return sh.cmd.ProcessState.ExitCode()
}

// feed writes what was typed to the shell until the pseudo-terminal is closed.
func (sh *shell) feed() {
	for {
		select {
		case <-sh.input.wake:
		case <-sh.exited:
			return
		}
		_, err := sh.pty.Write(sh.input.take())
		if errors.Is(err, fs.ErrClosed) {
			return
		}
		// Any other error means that nobody reads at the other end.
	}
}

// inputQueue holds what was typed until the program reads it, so that a program that
// does not read keeps no viewer waiting.
type inputQueue struct {
	limit int
	wake  chan struct{} // capacity 1

	mu  sync.Mutex
	buf []byte
}

// put reports whether there was room; without, it takes nothing.
func (q *inputQueue) put(p []byte) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.buf)+len(p) > q.limit {
		return false
	}
	q.buf = append(q.buf, p...)
	poke(q.wake)
	return true
}

func (q *inputQueue) take() []byte {
	q.mu.Lock()
	defer q.mu.Unlock()
	p := q.buf
	q.buf = nil
	return p
}

// poke wakes whoever receives from c, now or the next time.
func poke(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
