package run

import (
	"errors"
	"io"
	"os"
	"os/signal"

	"golang.org/x/sys/unix"
)

// IsTerminal reports whether f is one.
func IsTerminal(f *os.File) bool {
	_, err := unix.IoctlGetTermios(int(f.Fd()), unix.TCGETS)
	return err == nil
}

// relay connects a terminal with the one inside, until nobody inside has it open. What
// is typed goes through as it is: Ctrl-C is a matter of the terminal inside.
func relay(in, out, inside *os.File) error {
	was, err := unix.IoctlGetTermios(int(in.Fd()), unix.TCGETS)
	if err != nil {
		return err
	}
	raw := *was
	raw.Iflag &^= unix.IGNBRK | unix.BRKINT | unix.PARMRK | unix.ISTRIP | unix.INLCR | unix.IGNCR | unix.ICRNL | unix.IXON
	raw.Oflag &^= unix.OPOST
	raw.Lflag &^= unix.ECHO | unix.ECHONL | unix.ICANON | unix.ISIG | unix.IEXTEN
	raw.Cflag = raw.Cflag&^(unix.CSIZE|unix.PARENB) | unix.CS8
	raw.Cc[unix.VMIN], raw.Cc[unix.VTIME] = 1, 0
	if err := unix.IoctlSetTermios(int(in.Fd()), unix.TCSETS, &raw); err != nil {
		return err
	}
	defer func() { _ = unix.IoctlSetTermios(int(in.Fd()), unix.TCSETSW, was) }()
	ended, end, err := os.Pipe()
	if err != nil {
		return err
	}
	defer ended.Close()
	typed := make(chan struct{})
	go func() { defer close(typed); pass(in, inside, ended) }()
	resized := make(chan os.Signal, 1)
	signal.Notify(resized, unix.SIGWINCH)
	sized := make(chan struct{})
	go func() {
		defer close(sized)
		for range resized {
			if size, err := unix.IoctlGetWinsize(int(in.Fd()), unix.TIOCGWINSZ); err == nil {
				_ = unix.IoctlSetWinsize(int(inside.Fd()), unix.TIOCSWINSZ, size)
			}
		}
	}()
	_, err = io.Copy(out, inside)
	signal.Stop(resized)
	close(resized)
	end.Close()
	<-typed
	<-sized
	if errors.Is(err, unix.EIO) { // nobody has it open any more
		err = nil
	}
	return err
}

// pass hands on what is typed, until ended is closed at its other end.
func pass(in, inside, ended *os.File) {
	buf := make([]byte, 4096)
	for {
		fds := []unix.PollFd{{Fd: int32(in.Fd()), Events: unix.POLLIN}, {Fd: int32(ended.Fd()), Events: unix.POLLIN}}
		if _, err := unix.Poll(fds, -1); err != nil && err != unix.EINTR {
			return
		}
		if fds[1].Revents != 0 {
			return
		}
		if fds[0].Revents == 0 {
			continue
		}
		n, err := unix.Read(int(in.Fd()), buf)
		if n <= 0 || err != nil {
			return
		}
		if _, err := inside.Write(buf[:n]); err != nil {
			return
		}
	}
}
