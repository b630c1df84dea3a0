package output

import (
	"context"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// pause is the time between two looks.
const pause = 20 * time.Millisecond

// Tend has look look at the files of a folder, to cut them, until ctx ends. It sleeps
// until the kernel says that one was written to, so that nothing fills the disk between
// two looks; the pause after a look bounds what many that write a little cost.
func Tend(ctx context.Context, dir string, look func()) {
	fd, _ := unix.InotifyInit1(unix.IN_CLOEXEC | unix.IN_NONBLOCK)
	writes := os.NewFile(uintptr(fd), "inotify")
	defer writes.Close()
	defer context.AfterFunc(ctx, func() { _ = writes.SetReadDeadline(time.Now()) })()
	for ctx.Err() == nil {
		// Before the look, so that no write is missed, and for one write alone: the
		// others are not held up by it. Where it cannot be had, the pause has to do.
		_, blind := unix.InotifyAddWatch(fd, dir, unix.IN_MODIFY|unix.IN_ONESHOT)
		look()
		if blind == nil {
			_, _ = writes.Read(make([]byte, 4096))
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
}
