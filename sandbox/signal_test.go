package sandbox

import (
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// TestNohup: a house that ignores the hang-up, as nohup makes it, passes that on to
// nobody: else closing a terminal would end nothing that runs in it.
func TestNohup(t *testing.T) {
	ignored := []os.Signal{syscall.SIGHUP, syscall.SIGINT, syscall.SIGTSTP, syscall.SIGPIPE}
	signal.Ignore(ignored...)
	t.Cleanup(func() { signal.Reset(ignored...) })
	got, _ := runIn(t, Config{Mounts: host()}, `exec grep SigIgn /proc/self/status`)
	mask, err := strconv.ParseUint(strings.TrimSpace(strings.TrimPrefix(got, "SigIgn:")), 16, 64)
	ok(t, err)
	if mask &= 1<<31 - 1; mask != 0 { // from 32 on they are the C library's own
		t.Errorf("its mask of ignored signals is %x", mask)
	}
}
