package sandbox

import (
	"os"
	"os/signal"
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
	if mask := strings.Trim(strings.TrimPrefix(got, "SigIgn:"), "\t\n 0"); mask != "" {
		t.Errorf("its mask of ignored signals is %s", got)
	}
}
