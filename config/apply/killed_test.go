package apply

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/config"
)

// TestMain makes this binary the process that is killed: it changes the settings,
// or takes a change back.
func TestMain(m *testing.M) {
	dir, what := os.Getenv("COMMONHALL_HOUSE"), os.Getenv("COMMONHALL_DO")
	if dir == "" {
		os.Exit(m.Run())
	}
	h := houseIn(dir)
	h.Patience = 0
	var err error
	if what == "await" {
		_, err = h.Await(context.Background())
	} else {
		var was []byte
		if was, err = config.Read(h.File); err == nil {
			_, err = h.Change(context.Background(), []byte(what), was, "edited")
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// changesDisk tells the system calls after which a disk is another: whoever dies
// between two of them leaves what the first has done.
func changesDisk(r *unix.PtraceRegs) bool {
	switch nr := callOf(r); nr.number {
	case unix.SYS_RENAMEAT, unix.SYS_RENAMEAT2, unix.SYS_UNLINKAT, unix.SYS_SYMLINKAT, unix.SYS_MKDIRAT, unix.SYS_FCHMOD, unix.SYS_FCHOWN, unix.SYS_FSYNC, unix.SYS_FLOCK:
		return true
	case unix.SYS_OPENAT:
		return nr.third&unix.O_CREAT != 0
	case unix.SYS_WRITE:
		return nr.first > 2
	}
	return false
}

// killedAt runs this binary and kills it, with SIGKILL, before its n-th call that
// changes a disk has done anything. It tells whether there were so many.
func killedAt(t *testing.T, n int, dir, what string) bool {
	t.Helper()
	runtime.LockOSThread() // tracing belongs to a thread
	defer runtime.UnlockOSThread()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "COMMONHALL_HOUSE="+dir, "COMMONHALL_DO="+what, "GOMAXPROCS=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Ptrace: true, Setpgid: true} // nobody else's children are waited for
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = cmd.Process.Release() }()
	main := cmd.Process.Pid
	var status unix.WaitStatus
	if _, err := unix.Wait4(main, &status, unix.WALL, nil); err != nil || !status.Stopped() {
		t.Fatal(err, status)
	}
	if err := unix.PtraceSetOptions(main, unix.PTRACE_O_TRACESYSGOOD|unix.PTRACE_O_TRACECLONE|unix.PTRACE_O_EXITKILL); err != nil {
		t.Fatal(err)
	}
	calls, killed, entered, pid := 0, false, map[int]bool{}, main
	for signal := 0; ; {
		if !killed {
			_ = unix.PtraceSyscall(pid, signal) // who has just died needs no word
		}
		var err error
		for pid, err = unix.Wait4(-main, &status, unix.WALL, nil); err == unix.EINTR; {
			pid, err = unix.Wait4(-main, &status, unix.WALL, nil)
		}
		if err != nil {
			t.Fatal(err)
		}
		signal = 0
		switch {
		case status.Exited() || status.Signaled():
			if pid == main {
				return killed
			}
		case status.StopSignal() == unix.SIGTRAP|0x80:
			var r unix.PtraceRegs
			if entered[pid] = !entered[pid]; !entered[pid] || unix.PtraceGetRegs(pid, &r) != nil || !changesDisk(&r) {
				continue
			}
			if calls++; calls == n {
				killed = true
				_ = unix.Kill(main, unix.SIGKILL)
			}
		case status.StopSignal() != unix.SIGTRAP && status.StopSignal() != unix.SIGSTOP:
			signal = int(status.StopSignal())
		}
	}
}

// TestKilledAtEachStep: a change that is killed before any of its steps leaves the
// old or the new, for who starts then, after a reboot, and when the guard has
// looked after it; and so does taking back.
func TestKilledAtEachStep(t *testing.T) {
	for name, c := range map[string]struct{ before, text, old, new string }{
		"change":    {"", large, small, large},
		"roll back": {"", wrong, small, small},
		"no answer": {moved, "await", small, small},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := 1
			for ; !t.Failed(); n++ {
				h := newHouse(t, small)
				h.Patience = 0
				if c.before != "" {
					if _, err := h.change(c.before); err != nil {
						t.Fatal(err)
					}
				}
				if !killedAt(t, n, h.dir, c.text) {
					break
				}
				h.afterwards(fmt.Sprintf("step %d", n), n%2 == 0, c.text, c.old, c.new)
			}
			if n < 30 {
				t.Errorf("only %d steps", n)
			}
		})
	}
}

// afterwards looks at a house whose change was killed.
func (h house) afterwards(when string, reboot bool, tried, old, new string) {
	h.t.Helper()
	if p, err := h.Pending(); err != nil {
		h.t.Errorf("%s: %v", when, err)
	} else if reboot && p != nil {
		if err := os.RemoveAll(h.Run); err != nil {
			h.t.Error(err)
		}
		if c, _, err := h.Load(); err != nil || string(c.YAML()) != string(h.parsed(old).YAML()) {
			h.t.Errorf("%s: after a reboot, a role reads %s, %v", when, c.YAML(), err)
		}
	} else if c, _, err := h.Load(); err != nil || string(c.YAML()) != string(h.parsed(old).YAML()) && string(c.YAML()) != string(h.parsed(new).YAML()) && string(c.YAML()) != string(h.parsed(tried).YAML()) {
		h.t.Errorf("%s: a role reads %s, %v", when, c.YAML(), err)
	}
	ctx, cancel := context.WithTimeout(h.t.Context(), time.Minute)
	defer cancel()
	if _, err := h.Await(ctx); err != nil {
		h.t.Errorf("%s: the guard: %v", when, err)
	}
	force, file := h.read("config/applied.yaml"), h.read("etc/commonhall.yaml")
	if force != old && force != new || file != force {
		h.t.Errorf("%s: in force is %q, the file says %q", when, force, file)
	}
	if running := h.read("running-hub"); !reboot && running != force && running != "" {
		h.t.Errorf("%s: in force is %q, and the hub runs with %q", when, force, running)
	}
	// Nothing is in the way of the next change, and nothing half is left.
	if _, err := h.change("# the next\n"); err != nil {
		h.t.Errorf("%s: the next change: %v", when, err)
	}
	if left, err := filepath.Glob(filepath.Join(h.dir, "etc", ".*")); err != nil || len(left) > 0 {
		h.t.Errorf("%s: left are %v, %v", when, left, err)
	}
}

// parsed is what a text means, the defaults if it means nothing.
func (h house) parsed(text string) config.Config {
	c, _ := config.Parse("", []byte(text), config.Default())
	return c
}
