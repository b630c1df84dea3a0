package e2e

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"commonhall/supervisor"
)

// TestInterruptedWhileItStarts presses Ctrl-C at several moments before try is
// ready: it ends without complaint, takes away what it made, and the next start is
// as if nothing had been.
func TestInterruptedWhileItStarts(t *testing.T) {
	needRoot(t)
	dir := filepath.Join(t.TempDir(), "D")
	i, err := supervisor.MakeInstance(dir)
	must(t, err)
	run := supervisor.PathsOf(dir, i)
	addr := "127.0.0.1:" + freePort(t)
	for _, moment := range []string{run.Lock(), run.Warden(), run.Run() + "/hub.notify", run.WardenLock(), run.Runs()} {
		log := &lockedBuffer{}
		cmd := command(context.Background(), tryArgs(dir, addr)...)
		cmd.Stderr = log
		must(t, cmd.Start())
		eventually(t, filepath.Base(moment), func() error { _, err := os.Stat(moment); return err })
		must(t, cmd.Process.Signal(syscall.SIGINT))
		if err := cmd.Wait(); err != nil || strings.Contains(log.String(), "commonhall:") {
			t.Errorf("interrupted at %s: %v\n%s", filepath.Base(moment), err, log)
		}
		if _, err := os.Stat(run.Run()); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("interrupted at %s it leaves %s: %v", filepath.Base(moment), run.Run(), err)
		}
	}
	h := openIn(t, dir, addr)
	h.signedIn("admin", adminPassword)
}
