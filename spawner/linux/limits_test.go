package linux_test

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"commonhall"
	"commonhall/spawner"
	"commonhall/spawner/linux"
)

// newLimited opens a house for a test of limits.
func newLimited(t *testing.T) (*house, *linux.Spawner) {
	h := newHouse(t, 7, commonhall.Limits{Memory: 1 << 30, CPU: 2, PIDs: 500})
	h.serve()
	t.Cleanup(h.stopAll)
	return h, h.client(t)
}

// some are limits that the house above allows.
func some(l commonhall.Limits) commonhall.Limits {
	if l.Memory == 0 {
		l.Memory = 256 << 20
	}
	if l.CPU == 0 {
		l.CPU = 1
	}
	if l.PIDs == 0 {
		l.PIDs = 100
	}
	return l
}

func TestMemoryLimit(t *testing.T) {
	h, s := newLimited(t)
	const limit = 64 << 20
	obey(t, h, s, "a", some(commonhall.Limits{Memory: limit}))
	// The child that asked for too much goes, its server stays.
	if got := tell(t, dialRun(t, s, "a"), "child"); got != "-9" {
		t.Errorf("a child that eats memory ended with %s, want -9", got)
	}
	u, err := s.Usage(patience(t), "a")
	if err != nil || u["a"].OOMKills != 1 {
		t.Errorf("after one was ended for memory: %+v, %v", u["a"], err)
	}
	if u["a"].Memory > limit {
		t.Errorf("it uses %d bytes of %d", u["a"].Memory, limit)
	}
	tell(t, dialRun(t, s, "a"), "eat")
	end, err := s.Wait(patience(t), "a")
	if err != nil || end.Cause != commonhall.EndMemory || end.Limit != limit {
		t.Errorf("a program that eats memory ended with %+v, %v", end, err)
	}
	if !strings.Contains(end.Sentence(), "64 MiB") {
		t.Errorf("it is told as %q", end.Sentence())
	}
}

// TestMemoryOnDisk: what lies in /tmp and /dev/shm counts, and is bounded.
func TestMemoryOnDisk(t *testing.T) {
	h, s := newLimited(t)
	obey(t, h, s, "a", some(commonhall.Limits{Memory: 64 << 20}))
	x := &hostile{T: t, h: h, s: s}
	for _, dir := range []string{"/tmp", "/dev/shm"} {
		if out := x.run(t, "a", `dd if=/dev/zero of=`+dir+`/x bs=1M count=200 2>/dev/null && echo done; rm -f `+dir+`/x`); strings.Contains(out, "done") {
			t.Errorf("200 MiB went to %s: %s", dir, out)
		}
	}
	if got := tell(t, dialRun(t, s, "a"), "echo on"); got != "on" {
		t.Errorf("the server answers %q", got)
	}
}

// TestMemoryInSockets: what waits in connections is bounded as well.
func TestMemoryInSockets(t *testing.T) {
	h, s := newLimited(t)
	obey(t, h, s, "a", some(commonhall.Limits{Memory: 64 << 20}))
	x := &hostile{T: t, h: h, s: s}
	out := x.run(t, "a", `import socket
door = socket.create_server(("127.0.0.1", 0))
held, waits, block = [], 0, bytes(1 << 20)
try:
    while waits < 256 << 20 and len(held) < 400: # the machine survives also if the limit does not hold
        held.append(socket.create_connection(door.getsockname(), 2))
        held.append(door.accept()[0])
        held[-2].setblocking(False)
        try:
            while True:
                waits += held[-2].send(block)
        except BlockingIOError:
            pass
except OSError:
    pass
print(waits >> 20)`)
	// On cgroup v2 it may also be ended for memory; then it says nothing.
	if waits, err := strconv.Atoi(strings.TrimSpace(out)); !strings.Contains(out, "status 137") && (err != nil || waits == 0 || waits > 128) {
		t.Errorf("of 64 MiB, and what the kernel lets each have in any case, the buffers of its connections hold %s", out)
	}
	if got := tell(t, dialRun(t, s, "a"), "echo on"); got != "on" {
		t.Errorf("the server answers %q", got)
	}
}

// TestProcessLimit: a fork bomb reaches its bound and no further, and ends when told.
func TestProcessLimit(t *testing.T) {
	h, s := newLimited(t)
	const limit = 40
	obey(t, h, s, "a", some(commonhall.Limits{PIDs: limit}))
	r, w, err := os.Pipe()
	must(t, err)
	defer r.Close()
	_, err = s.Exec(patience(t), "a", spawner.Cmd{Stdout: w, Args: []string{"/usr/bin/python3", "-IS", "-c", `
import os, signal
null = os.open("/dev/null", os.O_RDWR)
n = 0
while n < 200: # the machine survives also if the limit does not hold
    try:
        if os.fork() == 0:
            os.dup2(null, 1)
            while True:
                signal.pause()
        n += 1
    except OSError as e:
        os.write(1, b"%d" % e.errno)
        break
else:
    os.write(1, b"no")
signal.pause()
`}})
	must(t, err)
	b := make([]byte, 2)
	if _, err := r.Read(b); err != nil || string(b) != "11" {
		t.Errorf("the bomb stopped with errno %s, %v; want 11 (EAGAIN)", b, err)
	}
	u, err := s.Usage(patience(t), "a")
	if err != nil || u["a"].PIDs != limit {
		t.Errorf("the bomb has %d processes of %d, %v", u["a"].PIDs, limit, err)
	}
	// Those who want to look at it are told readably, or get in.
	ctx := patience(t)
	if p, err := s.Exec(ctx, "a", spawner.Cmd{Args: []string{"/bin/true"}}); err == nil {
		_, err = p.Wait(ctx)
		must(t, err)
	}
	end, err := s.Stop(patience(t), "a", 0, "ada")
	if err != nil || end.Cause != commonhall.EndStopped {
		t.Errorf("Stop: %+v, %v", end, err)
	}
	if left := uidProcesses(h.cfg.UIDBase); len(left) > 0 {
		t.Errorf("of the bomb are left %v", left)
	}
}

// TestCPULimit: of half a core in half a second of the wall clock two burners get
// a quarter of a second of CPU.
func TestCPULimit(t *testing.T) {
	h, s := newLimited(t)
	obey(t, h, s, "a", some(commonhall.Limits{CPU: 0.5}))
	x := &hostile{T: t, h: h, s: s}
	before, err := s.Usage(patience(t), "a")
	must(t, err)
	began := time.Now()
	x.run(t, "a", `import os, time
os.fork()
end = time.monotonic() + 0.5
while time.monotonic() < end:
    pass`)
	took := time.Since(began)
	after, err := s.Usage(patience(t), "a")
	must(t, err)
	used := after["a"].CPU - before["a"].CPU
	if allowed := took/2 + 120*time.Millisecond; used > allowed {
		t.Errorf("in %s of the wall clock half a core gave %s of CPU, more than %s", took, used, allowed)
	}
}

// TestLimitsAreChecked: what is above the warden's largest, or none, is refused.
func TestLimitsAreChecked(t *testing.T) {
	h, s := newLimited(t)
	for name, l := range map[string]commonhall.Limits{
		"too much memory":     some(commonhall.Limits{Memory: 1<<30 + 1}),
		"too many cores":      some(commonhall.Limits{CPU: 2.1}),
		"too many processes":  some(commonhall.Limits{PIDs: 501}),
		"negative memory":     some(commonhall.Limits{Memory: -1}),
		"negative cores":      some(commonhall.Limits{CPU: -1}),
		"negative processes":  some(commonhall.Limits{PIDs: -1}),
		"no bound for memory": {CPU: 1, PIDs: 1},
		"no bound for cores":  {Memory: 1 << 20, PIDs: 1},
		"no bound for PIDs":   {Memory: 1 << 20, CPU: 1},
	} {
		spec := h.spec("a", "/bin/true")
		spec.Limits = l
		if err := s.Start(patience(t), spec); !errors.Is(err, spawner.ErrRefused) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTinyLimits: a server that cannot live within its limits ends, and is told why.
func TestTinyLimits(t *testing.T) {
	h, s := newLimited(t)
	for id, l := range map[commonhall.ServerID]commonhall.Limits{
		"memory": some(commonhall.Limits{Memory: 1 << 12}),
		"pids":   some(commonhall.Limits{PIDs: 1}),
	} {
		spec := h.spec(id, "/usr/bin/python3", "-IS", "-c", "import threading; threading.Thread(target=print).start()")
		spec.Limits = l
		must(t, s.Start(patience(t), spec))
		end, err := s.Wait(patience(t), id)
		if err != nil || end.Cause == commonhall.EndUnknown || end.Sentence() == "" || end.Cause == commonhall.EndExited && end.Code == 0 {
			t.Errorf("%s: %+v, %v", id, end, err)
		}
		t.Logf("%s: %s", id, end.Sentence())
	}
	if left := h.groups(); len(left) > 0 {
		t.Errorf("groups are left: %v", left)
	}
}

// TestManyAtOnce: a class that starts and stops costs the warden fewer threads than
// servers; each that waits in the kernel is load for everybody. How many fewer depends
// on how busy the disk is.
func TestManyAtOnce(t *testing.T) {
	h := newHouse(t, 7, commonhall.Limits{})
	cmd := h.startWarden()
	t.Cleanup(func() { kill(t, cmd.Process); _ = cmd.Wait() })
	s := h.client(t)
	const many = 150
	var g sync.WaitGroup
	for i := range many {
		spec := h.spec(commonhall.ServerID(fmt.Sprintf("m%d", i)), "/bin/sleep", "1000")
		g.Go(func() {
			if err := s.Start(patience(t), spec); err != nil {
				t.Error(err)
			}
		})
	}
	g.Wait()
	if n := len(uidProcesses(h.cfg.UIDBase)); n != many {
		t.Errorf("%d of %d run", n, many)
	}
	h.stopAll()
	if left := uidProcesses(h.cfg.UIDBase); len(left) > 0 {
		t.Errorf("%v are left", left)
	}
	threads, err := os.ReadDir(fmt.Sprintf("/proc/%d/task", cmd.Process.Pid)) // Go keeps those that it once needed
	must(t, err)
	if len(threads) >= many {
		t.Errorf("%d servers took %d threads", many, len(threads))
	}
}
