package sandbox

import (
	"os/signal"
	"strings"
	"syscall"
	"testing"
)

// TestNohup: a house that ignores the hang-up, as nohup makes it, passes that on to
// nobody: else closing a terminal would end nothing that runs in it.
func TestNohup(t *testing.T) {
	signal.Ignore(syscall.SIGHUP, syscall.SIGINT)
	t.Cleanup(func() { signal.Reset(syscall.SIGHUP, syscall.SIGINT) })
	got, _ := runIn(t, Config{Mounts: host()}, `exec grep SigIgn /proc/self/status`)
	if mask := strings.Trim(strings.TrimPrefix(got, "SigIgn:"), "\t\n 0"); mask != "" {
		t.Errorf("it ignores the signals %s", mask)
	}
}
