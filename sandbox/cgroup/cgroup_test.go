package cgroup

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"commonhall/packaging/needs"
)

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func hierarchy(t *testing.T) *Hierarchy {
	t.Helper()
	needs.Root(t)
	h, err := OpenHierarchy(fmt.Sprintf("commonhall-c%d", os.Getpid()))
	ok(t, err)
	t.Cleanup(func() { ok(t, h.Drop("")) })
	return h
}

// run starts a shell script in a group, which begins when it is in all of it, and waits
// until it says that it is.
func run(t *testing.T, g *Group, script string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command("/bin/sh", "-c", "read go; "+script)
	cmd.SysProcAttr = &syscall.SysProcAttr{UseCgroupFD: true, CgroupFD: g.FD()}
	in, err := cmd.StdinPipe()
	ok(t, err)
	out, err := cmd.StdoutPipe()
	ok(t, err)
	ok(t, cmd.Start())
	ok(t, g.Join(cmd.Process.Pid))
	_, err = in.Write([]byte("\n"))
	ok(t, errors.Join(err, in.Close()))
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "in\n" {
		t.Fatalf("the script says %q, %v", line, err)
	}
	return cmd
}

func TestHierarchy(t *testing.T) {
	h := hierarchy(t)
	g, err := h.Create("a", Limits{Memory: 64 << 20, CPU: 0.5, PIDs: 10})
	ok(t, err)
	cmd := run(t, g, "x=$(head -c 500000 /dev/zero | tr '\\0' x); echo in; exec sleep 1000") // what it holds counts from now on
	u, err := g.Usage()
	if err != nil || u.PIDs != 1 || u.Memory <= 0 || u.Refused != 0 {
		t.Errorf("a group of one process uses %+v, %v", u, err)
	}
	// Down and up again, while it runs.
	for _, l := range []Limits{{Memory: 32 << 20, CPU: 0.1, PIDs: 5}, {}, {Memory: 128 << 20, CPU: 2, PIDs: 50}} {
		ok(t, g.SetLimits(l))
	}
	// So that limits that a kernel does not have can be told from those it refuses.
	if err := g.write("memory", "memory.no-such", "1"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that this kernel's groups lack: %v", err)
	}
	if ids, err := h.List(); err != nil || len(ids) != 1 || ids[0] != "a" {
		t.Errorf("the groups are %v, %v", ids, err)
	}
	if err := g.WaitEmpty(0); err == nil {
		t.Error("a group with a process passes for empty")
	}
	ok(t, g.Kill(time.Minute))
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
		t.Errorf("it ended with %v", err)
	}
	ok(t, g.WaitEmpty(0))
	ok(t, g.Remove())
	if err := g.SetLimits(Limits{Memory: 64 << 20}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("limits of a group that is gone: %v", err)
	}
	half := h.dirs("half") // all that a dying owner left of it is the last
	ok(t, os.Mkdir(half[len(half)-1], 0o755))
	ok(t, h.Drop("half"))
	if ids, err := h.List(); err != nil || len(ids) != 0 {
		t.Errorf("the groups are %v, %v", ids, err)
	}
}

// TestTooManyProcesses: what the limit refuses is counted, so that its person can be told.
func TestTooManyProcesses(t *testing.T) {
	h := hierarchy(t)
	g, err := h.Create("b", Limits{Memory: 64 << 20, PIDs: 3})
	ok(t, err)
	defer func() { ok(t, g.Remove()) }()
	_ = run(t, g, "echo in; sleep 1000 & sleep 1000 & sleep 1000 & sleep 1000 &").Wait()
	u, err := g.Usage()
	if err != nil || u.Refused == 0 {
		t.Errorf("a group that wanted four processes more than it may have uses %+v, %v", u, err)
	}
	ok(t, g.Kill(time.Minute))
}
