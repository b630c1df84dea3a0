package linux_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"commonhall"
	"commonhall/spawner"
	"commonhall/spawner/linux"
	"commonhall/warden/client"
)

// obedient is a program that does what each connection says: "echo X", "hub X",
// "exit N", "eat" (500 MiB, in itself), "hold" (64 MiB more), "child" (500 MiB, in a child).
const obedient = `
import os, socket, threading
def hub(x):
    with socket.create_connection(("127.0.0.1", 8081)) as c:
        c.sendall(x.encode() + b"\n")
        return c.makefile().readline().strip()
def eat():
    got = []
    while len(got) < 500: # the machine survives also if no limit holds
        got.append(bytearray(b"x" * (1 << 20)))
    os._exit(0)
kept = []

def hold():
    kept.append(bytearray(64 << 20))
    return "held"

def child():
    pid = os.fork()
    if pid == 0:
        eat()
    return str(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
def serve(c):
    with c:
        f = c.makefile("rw", newline="\n")
        for line in f:
            word, _, rest = line.rstrip("\n").partition(" ")
            if word == "exit":
                os._exit(int(rest))
            f.write({"echo": lambda: rest, "hold": hold, "hub": lambda: hub(rest), "eat": eat, "child": child}[word]() + "\n")
            f.flush()
l = socket.socket()
l.bind(("127.0.0.1", 8888))
l.listen(128)
while True:
    threading.Thread(target=serve, args=(l.accept()[0],), daemon=True).start()
`

func (h *house) spec(id commonhall.ServerID, command ...string) spawner.Spec {
	return spawner.Spec{ID: id, Account: h.account(), Port: 8888, Command: command}
}

// obey starts the obedient program and waits until it listens.
func obey(t *testing.T, h *house, s *linux.Spawner, id commonhall.ServerID, limits commonhall.Limits) spawner.Spec {
	t.Helper()
	spec := h.spec(id, "/usr/bin/python3", "-IS", "-c", obedient)
	spec.Limits = limits
	if err := errors.Join(s.Start(patience(t), spec), s.Listening(patience(t), id)); err != nil {
		t.Fatal(err)
	}
	return spec
}

func dialRun(t *testing.T, s *linux.Spawner, id commonhall.ServerID) net.Conn {
	t.Helper()
	c, err := s.Dial(patience(t), id, 8888)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	_ = c.SetDeadline(time.Now().Add(tooLong))
	return c
}

func tell(t *testing.T, c net.Conn, order string) string {
	t.Helper()
	if _, err := io.WriteString(c, order+"\n"); err != nil { // of who has ended, before it took the connection perhaps
		return "no answer: " + err.Error()
	}
	line, err := bufio.NewReader(c).ReadString('\n')
	if err != nil {
		return "no answer: " + err.Error()
	}
	return strings.TrimSuffix(line, "\n")
}

func kill(t *testing.T, p *os.Process) {
	t.Helper()
	if err := p.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Error(err)
	}
}

// TestDoorLostTwice: warden and hub both die; the door is made anew.
func TestDoorLostTwice(t *testing.T) {
	h := newHouse(t, 2, commonhall.Limits{})
	cmd := h.startWarden()
	hub := h.client(t)
	obey(t, h, hub, "a", commonhall.Limits{})
	if l, err := hub.HubListener(patience(t), "a"); err != nil {
		t.Fatal(err)
	} else {
		l.Close()
	}
	kill(t, cmd.Process)
	_ = cmd.Wait()
	hub.Close()
	cmd = h.startWarden()
	t.Cleanup(func() { h.stopAll(); kill(t, cmd.Process); _ = cmd.Wait() })
	h.foreignDoors("a")
	hub = h.client(t)
	l, err := hub.HubListener(patience(t), "a")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go answer(l, "new: ")
	if got := tell(t, dialRun(t, hub, "a"), "hub me"); got != "new: me" {
		t.Errorf("the new hub answers %q", got)
	}
}

// TestDoorAskedForAtOnce: the first thing that a new warden hears is a question
// for a door that the hub holds still.
func TestDoorAskedForAtOnce(t *testing.T) {
	h := newHouse(t, 2, commonhall.Limits{})
	cmd := h.startWarden()
	t.Cleanup(func() { h.stopAll(); kill(t, cmd.Process); _ = cmd.Wait() })
	s := h.client(t)
	obey(t, h, s, "a", commonhall.Limits{})
	for range 8 {
		l, err := s.HubListener(patience(t), "a")
		must(t, err)
		l.Close()
		kill(t, cmd.Process)
		_ = cmd.Wait()
		cmd = h.startWarden()
	}
}

// TestDoorOfWhatEndedBefore: the hub has not taken note yet of the end of a server, and the
// warden dies. The next one says that the server has ended, and takes a door back in peace.
func TestDoorOfWhatEndedBefore(t *testing.T) {
	h := newHouse(t, 1, commonhall.Limits{})
	cmd := h.startWarden()
	s := h.client(t)
	obey(t, h, s, "a", commonhall.Limits{})
	tell(t, dialRun(t, s, "a"), "exit 0")
	_, err := s.Wait(patience(t), "a")
	must(t, err)
	kill(t, cmd.Process)
	_ = cmd.Wait()
	cmd = h.startWarden()
	t.Cleanup(func() { h.stopAll(); kill(t, cmd.Process); _ = cmd.Wait() })
	if l, err := h.client(t).HubListener(patience(t), "a"); !errors.Is(err, spawner.ErrEnded) {
		t.Errorf("the door of a server that has ended: %v, %v", l, err)
	}
	any, err := os.Open(os.DevNull)
	must(t, err)
	defer any.Close()
	c := client.New(h.path(), nil)
	defer c.Close()
	if _, _, err := c.Do(patience(t), client.Request{Verb: client.Return, Server: "a"}, any); err != nil {
		t.Error("the door is handed back:", err)
	}
}

// foreignDoors hands a warden that misses a run's door others for it.
func (h *house) foreignDoors(id commonhall.ServerID) {
	t := h.t
	c := client.New(h.path(), nil)
	defer c.Close()
	tcp, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	must(t, err)
	defer tcp.Close()
	outside, err := tcp.File()
	must(t, err)
	defer outside.Close()
	_, inside, err := c.Do(patience(t), client.Request{Verb: client.Dial, Server: id, Port: 8888})
	must(t, err)
	defer inside[0].Close()
	for name, f := range map[string]*os.File{"a listener of the machine's": outside, "a socket that does not listen": inside[0]} {
		if _, _, err := c.Do(patience(t), client.Request{Verb: client.Return, Server: id}, f); err == nil {
			t.Errorf("%s was taken for the run's door", name)
		}
	}
}

// TestRecordsThatMislead: a record that cannot be read protects its processes, a
// group without one is ended, what a dying warden left half-removed goes away.
func TestRecordsThatMislead(t *testing.T) {
	h := newHouse(t, 3, commonhall.Limits{})
	cmd := h.startWarden()
	s := h.client(t)
	for _, id := range []commonhall.ServerID{"garbled", "lost", "recycled", "fine"} {
		obey(t, h, s, id, commonhall.Limits{})
	}
	conns := map[string]net.Conn{}
	for _, id := range []string{"garbled", "lost", "recycled"} {
		conns[id] = dialRun(t, s, commonhall.ServerID(id))
	}
	kill(t, cmd.Process)
	_ = cmd.Wait()
	record := func(id string) string { return filepath.Join(h.cfg.Run, id+".json") }
	if err := errors.Join(os.WriteFile(record("garbled"), []byte(`{"id":"garb`), 0o600), os.Remove(record("lost"))); err != nil {
		t.Fatal(err)
	}
	// The number of a process is another's by now: its start time differs.
	b, err := os.ReadFile(record("recycled"))
	if err != nil {
		t.Fatal(err)
	}
	b = []byte(strings.Replace(string(b), `"birth":"`, `"birth":"1`, 1))
	ghost := groupDirs("commonhall-" + h.cfg.Instance)[0] + "/ghost"
	if err := errors.Join(os.WriteFile(record("recycled"), b, 0o600), os.Mkdir(ghost, 0o755)); err != nil {
		t.Fatal(err)
	}
	cmd = h.startWarden()
	t.Cleanup(func() { h.endGroup("garbled"); h.stopAll(); kill(t, cmd.Process); _ = cmd.Wait() })

	if got := tell(t, conns["garbled"], "echo alive"); got != "alive" {
		t.Errorf("a server whose record cannot be read: %s", got)
	}
	if got := tell(t, conns["lost"], "echo alive"); got == "alive" {
		t.Error("a group without a record was left alone")
	}
	if _, err := os.Stat(ghost); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what was left of a removed group is still there: %v", err)
	}
	if err := s.Start(patience(t), h.spec("garbled", "/bin/sleep", "1000")); !errors.Is(err, spawner.ErrRefused) {
		t.Errorf("a second program was started into a group with an unreadable record: %v", err)
	}
	if end, err := s.Wait(patience(t), "recycled"); err != nil || end.Cause != commonhall.EndUnknown {
		t.Errorf("a run whose process is another's by now: %+v, %v", end, err)
	}
	if st, err := s.Status(patience(t), "fine"); err != nil || st.Phase == spawner.Ended {
		t.Errorf("beside them: %+v, %v", st, err)
	}
}

// endGroup ends a group that the warden leaves alone.
func (h *house) endGroup(id string) {
	h.removeGroup(h.hierarchy(), id)
}

// TestShutdownBesideCommand: a warden that is asked to end does not wait for
// commands beside servers, and ends none.
func TestShutdownBesideCommand(t *testing.T) {
	h := newHouse(t, 4, commonhall.Limits{})
	stop := h.serveUntil()
	s := h.client(t)
	if err := s.Start(patience(t), h.spec("a", "/bin/sleep", "1000")); err != nil {
		t.Fatal(err)
	}
	p, err := s.Exec(patience(t), "a", spawner.Cmd{Args: []string{"/bin/sleep", "1000"}})
	if err != nil {
		t.Fatal(err)
	}
	stop()
	if n := len(uidProcesses(h.cfg.UIDBase)); n != 2 {
		t.Errorf("after the warden's end %d processes of 2 are left", n)
	}
	stop = h.serveUntil()
	// The next one has another first command, and tells nobody its status for that of the old.
	if _, err := s.Exec(patience(t), "a", spawner.Cmd{Args: []string{"/bin/true"}}); err != nil {
		t.Error(err)
	}
	ctx := patience(t)
	if code, err := p.Wait(ctx); err == nil || ctx.Err() != nil {
		t.Errorf("the status of a command that the warden before started is %d, %v", code, err)
	}
	h.stopAll()
	stop()
}

// TestKilledAtAnyMoment: 30 wardens are killed while runs start and stop. No run
// that was accepted is lost, none is there that nobody knows of.
func TestKilledAtAnyMoment(t *testing.T) {
	h := newHouse(t, 5, commonhall.Limits{})
	s := h.client(t)
	ctx, cancel := context.WithTimeout(t.Context(), 5*tooLong)
	defer cancel()
	var mu sync.Mutex
	ran, stopped := map[commonhall.ServerID]bool{}, map[commonhall.ServerID]bool{}
	const most = 200 // however slow the wardens are: about half of them stay
	var next atomic.Int64
	var over atomic.Bool
	work := func() {
		for n := next.Add(1); n <= most && !over.Load(); n = next.Add(1) {
			id := commonhall.ServerID(fmt.Sprintf("r%d", n))
			if err := s.Start(ctx, h.spec(id, "/bin/sleep", "1000")); err != nil {
				t.Errorf("start %s: %v", id, err)
				return
			}
			st, err := s.Status(ctx, id)
			if err != nil {
				t.Errorf("%s was accepted, and Status says %v", id, err)
			}
			mu.Lock()
			ran[id] = st.Phase != spawner.Ended
			mu.Unlock()
			if rand.IntN(2) == 0 {
				if _, err := s.Stop(ctx, id, 0, "ada"); err != nil {
					t.Errorf("stop %s: %v", id, err)
				}
				mu.Lock()
				stopped[id] = true
				mu.Unlock()
			}
		}
	}
	var g sync.WaitGroup
	cmd := h.startWarden()
	began := time.Now()
	must(t, s.Start(ctx, h.spec("first", "/bin/true")))
	start := time.Since(began)
	for range 3 {
		g.Go(work)
	}
	for range 30 {
		// The moment is the point: anywhere within some starts.
		<-time.After(rand.N(2 * start))
		kill(t, cmd.Process)
		_ = cmd.Wait()
		cmd = h.startWarden()
	}
	over.Store(true)
	g.Wait()
	t.Cleanup(func() { h.stopAll(); kill(t, cmd.Process); _ = cmd.Wait() })
	h.checkTruth(s, ran, stopped)
}

// living asks for all runs, and names those that have not ended, sorted.
func (h *house) living(s *linux.Spawner) (known map[commonhall.ServerID]spawner.Status, alive []string) {
	list, err := s.List(patience(h.t))
	if err != nil {
		h.t.Fatal(err)
	}
	known = map[commonhall.ServerID]spawner.Status{}
	for _, st := range list {
		known[st.ID] = st
		if st.Phase != spawner.Ended {
			alive = append(alive, string(st.ID))
		}
	}
	slices.Sort(alive)
	return known, alive
}

// checkTruth holds List against what was asked for and against the machine.
func (h *house) checkTruth(s *linux.Spawner, ran, stopped map[commonhall.ServerID]bool) {
	t := h.t
	known, alive := h.living(s)
	// What waited for its orders from a warden that died ends, a moment after the next one
	// has found it.
	for deadline := time.Now().Add(tooLong); !slices.Equal(h.groups(), alive) && time.Now().Before(deadline); {
		known, alive = h.living(s)
	}
	interrupted := 0
	for id, went := range ran {
		st, ok := known[id]
		if !ok {
			t.Errorf("%s was accepted, and is lost", id)
		}
		if stopped[id] && st.Phase != spawner.Ended {
			t.Errorf("%s was stopped, and is %s", id, st.Phase)
		}
		if !stopped[id] && st.Phase == spawner.Ended {
			interrupted++
			if st.End.Cause != commonhall.EndSetup || st.End.Detail == "" {
				t.Errorf("%s (went: %v) ended although nobody stopped it: %+v", id, went, st.End)
			}
		}
	}
	t.Logf("%d accepted, %d stopped, %d interrupted while they were prepared, %d run", len(ran), len(stopped), interrupted, len(alive))
	if groups := h.groups(); !slices.Equal(groups, alive) {
		t.Errorf("groups %v, living runs %v", groups, alive)
	}
	if n := len(uidProcesses(h.cfg.UIDBase)); n != len(alive) {
		t.Errorf("%d processes for %d living runs", n, len(alive))
	}
}
