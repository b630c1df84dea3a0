package e2e

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"commonhall/packaging/needs"
	"commonhall/supervisor"
)

// TestInterruptedWhileItStarts presses Ctrl-C at several moments before try is
// ready: it ends without complaint, takes away what it made, and the next start is
// as if nothing had been.
func TestInterruptedWhileItStarts(t *testing.T) {
	needs.Root(t)
	dir := filepath.Join(t.TempDir(), "D")
	i, err := supervisor.MakeInstance(dir, supervisor.Instance{Try: true})
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

// TestAStartThatFailsLeavesServersAlone: commonhall was killed, and its database
// cannot be opened now. People's servers go on until a start succeeds, which takes
// them up.
func TestAStartThatFailsLeavesServersAlone(t *testing.T) {
	h := open(t)
	h.run("user", "add", "ada")
	token := h.token("ada")
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	before := h.peoplesRuns()
	if len(before) != 1 {
		t.Fatalf("the runs are %v", before)
	}
	must(t, h.cmd.Process.Kill())
	<-h.done
	hub := filepath.Join(h.dir, "hub")
	must(t, os.Rename(hub, hub+".away"), os.Mkdir(hub, 0o700), os.WriteFile(filepath.Join(hub, "commonhall.db"), []byte(strings.Repeat("no database ", 1000)), 0o644))
	addr := strings.TrimPrefix(h.url, "http://")
	out, err := command(t.Context(), tryArgs(h.dir, addr)...).CombinedOutput()
	for _, want := range []string{"commonhall.db is damaged", "commonhall could not be started.", "People's servers of before go on"} {
		if err == nil || !strings.Contains(string(out), want) {
			t.Errorf("a start with a damaged database: %v, without %q:\n%s", err, want, out)
		}
	}
	must(t, os.RemoveAll(hub), os.Rename(hub+".away", hub))
	again := openIn(t, h.dir, addr)
	eventually(t, "the server is taken up", func() error {
		if status, body := again.call("GET", "/user/ada/api", token, ""); status != http.StatusOK {
			return fmt.Errorf("%d %s", status, body)
		}
		return nil
	})
	if after := again.peoplesRuns(); !slices.Equal(before, after) {
		t.Errorf("the runs were %v and are %v", before, after)
	}
}
