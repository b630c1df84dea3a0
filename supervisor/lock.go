package supervisor

import (
	"context"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// LockFile holds path for this process, so that there is only one of a role. It
// waits for one before it that is just ending. The folder may be a role's own, and we
// root: a link there is not followed.
func LockFile(ctx context.Context, path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR|unix.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, err
	}
	for {
		if err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err == nil {
			return func() { f.Close() }, nil
		}
		select {
		case <-ctx.Done():
			f.Close()
			return nil, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}
