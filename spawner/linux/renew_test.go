package linux_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/spawner"
	"commonhall/warden/client"
)

// TestTheWardenBecomesAnother: a warden that is replaced in place keeps its number and
// its children, so that on every kernel it is known how they end, also those that end
// while it changes; and none of them stays behind.
func TestTheWardenBecomesAnother(t *testing.T) {
	h := newHouse(t, 5, commonhall.Limits{})
	s := h.client(t)
	cmd := h.startWarden()
	t.Cleanup(func() { h.stopAll(); kill(t, cmd.Process); _ = cmd.Wait() })
	for _, id := range []commonhall.ServerID{"goes-on", "ends-later", "is-killed", "ends-meanwhile"} {
		obey(t, h, s, id, commonhall.Limits{})
	}
	open, meanwhile := dialRun(t, s, "goes-on"), dialRun(t, s, "ends-meanwhile")
	var out bytes.Buffer
	in, inW, err := os.Pipe()
	must(t, err)
	defer in.Close()
	defer inW.Close()
	_, err = s.Exec(patience(t), "goes-on", spawner.Cmd{Args: []string{"/bin/cat"}, Stdin: in, Stdout: &out})
	must(t, err)
	beside := h.children(cmd.Process.Pid)
	if len(beside) != 5 {
		t.Fatalf("the warden has %d children: %v", len(beside), beside)
	}
	epoch := h.epoch(t)
	must(t, cmd.Process.Signal(syscall.SIGSTOP)) // so that one ends while nobody looks
	tell(t, meanwhile, "exit 9")
	must(t, cmd.Process.Signal(syscall.SIGHUP), cmd.Process.Signal(syscall.SIGCONT))
	for deadline := time.Now().Add(tooLong); h.epoch(t) == epoch; {
		if time.Now().After(deadline) {
			t.Fatal("the warden does not become another")
		}
	}
	if got := tell(t, open, "echo on"); got != "on" {
		t.Errorf("a server answers %q", got)
	}
	tell(t, dialRun(t, s, "ends-later"), "exit 7")
	x := &hostile{T: t, h: h, s: s}
	var pid int
	_, err = fmt.Sscan(x.mainPID("is-killed"), &pid)
	must(t, err, unix.Kill(pid, unix.SIGTERM))
	for id, want := range map[commonhall.ServerID]commonhall.End{
		"ends-meanwhile": {Cause: commonhall.EndExited, Code: 9},
		"ends-later":     {Cause: commonhall.EndExited, Code: 7},
		"is-killed":      {Cause: commonhall.EndSignal, Code: 143, Signal: "SIGTERM"},
	} {
		end, err := s.Wait(patience(t), id)
		if err != nil || end.Cause != want.Cause || end.Code != want.Code || end.Signal != want.Signal {
			t.Errorf("%s ended with %+v, %v; want %+v", id, end, err, want)
		}
	}
	must(t, inW.Close(), in.Close()) // cat ends
	for deadline := time.Now().Add(tooLong); len(h.children(cmd.Process.Pid)) != 1; {
		if time.Now().After(deadline) {
			t.Fatalf("of the warden's children there are still %v", h.children(cmd.Process.Pid))
		}
	}
}

// children are those of a process, with their states.
func (h *house) children(pid int) (out []string) {
	all, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range all {
		b, _ := os.ReadFile(path)
		if f := strings.Fields(string(b[bytes.LastIndexByte(b, ')')+1:])); len(f) > 1 && f[1] == fmt.Sprint(pid) {
			out = append(out, path+" "+f[0])
		}
	}
	return out
}

// epoch says which warden answers.
func (h *house) epoch(t *testing.T) (epoch string) {
	c := client.New(h.path(), func(_ context.Context, e string, _ client.Doer) error { epoch = e; return nil })
	defer c.Close()
	ctx := patience(t)
	for c.Alive(ctx) != nil && ctx.Err() == nil { // one goes, the other comes
	}
	return epoch
}
