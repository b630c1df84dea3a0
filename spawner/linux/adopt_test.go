package linux_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"testing"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/spawner"
	"commonhall/spawner/linux"
)

// exactExits says whether the kernel tells how a process ended that is not a
// child: it does since 6.15.
func exactExits(t *testing.T) bool {
	var u unix.Utsname
	if err := unix.Uname(&u); err != nil {
		t.Fatal(err)
	}
	var major, minor int
	if _, err := fmt.Sscanf(unix.ByteSliceToString(u.Release[:]), "%d.%d", &major, &minor); err != nil {
		t.Fatal(err)
	}
	return major > 6 || major == 6 && minor >= 15
}

// TestAdoption: the warden is killed and another comes; everything goes on.
func TestAdoption(t *testing.T) {
	h := newHouse(t, 1, commonhall.Limits{})
	s := h.client(t)
	first := h.startWarden()
	limits := commonhall.Limits{Memory: 300 << 20}
	obey(t, h, s, "goes-on", limits)
	obey(t, h, s, "ends-unseen", limits)
	obey(t, h, s, "ends-later", limits)
	obey(t, h, s, "was-stopped", limits)
	if _, err := s.Stop(patience(t), "was-stopped", 0, "ada"); err != nil {
		t.Fatal(err)
	}
	before, err := s.Status(patience(t), "goes-on")
	if err != nil {
		t.Fatal(err)
	}
	open, unseen := dialRun(t, s, "goes-on"), dialRun(t, s, "ends-unseen")
	l, err := s.HubListener(patience(t), "goes-on")
	if err != nil {
		t.Fatal(err)
	}
	go answer(l, "first hub: ")
	pid, err := strconv.Atoi((&hostile{T: t, h: h, s: s}).mainPID("ends-unseen"))
	must(t, err)
	kill(t, first.Process)
	_ = first.Wait()

	if got := tell(t, open, "echo on"); got != "on" {
		t.Errorf("with the warden dead a server answers %q", got)
	}
	if got := tell(t, open, "hub me"); got != "first hub: me" {
		t.Errorf("with the warden dead the hub answers %q", got)
	}
	tell(t, unseen, "exit 5")
	ended(t, pid) // its connections end a moment before it does
	second := h.startWarden()
	t.Cleanup(func() { h.stopAll(); kill(t, second.Process); _ = second.Wait() })

	st, err := s.Status(patience(t), "goes-on")
	if err != nil || !st.Started.Equal(before.Started) || st.UID != before.UID || st.Phase == spawner.Ended {
		t.Errorf("a run was %+v and is %+v, %v", before, st, err)
	}
	if err := s.Listening(patience(t), "goes-on"); err != nil {
		t.Error(err)
	}
	if u, err := s.Usage(patience(t), "goes-on"); err != nil || u["goes-on"].Memory == 0 {
		t.Errorf("an adopted run uses %v, %v", u, err)
	}
	adoptedEnds(t, s)
	adoptedDoor(t, s, l, open)
}

// ended waits until a process has.
func ended(t *testing.T, pid int) {
	t.Helper()
	fd, err := unix.PidfdOpen(pid, 0)
	if errors.Is(err, unix.ESRCH) {
		return
	}
	must(t, err)
	defer unix.Close(fd)
	for {
		n, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, int(tooLong.Milliseconds()))
		if errors.Is(err, unix.EINTR) {
			continue
		}
		must(t, err)
		if n == 0 {
			t.Errorf("process %d does not end", pid)
		}
		return
	}
}

// adoptedEnds: how runs ended, as far as anybody can know.
func adoptedEnds(t *testing.T, s *linux.Spawner) {
	end, err := s.Wait(patience(t), "ends-unseen")
	if err != nil || end.Cause != commonhall.EndUnknown {
		t.Errorf("a run that ended while no warden was there: %+v, %v", end, err)
	}
	end, err = s.Wait(patience(t), "was-stopped")
	if err != nil || end.Cause != commonhall.EndStopped || end.By != "ada" {
		t.Errorf("a run that was stopped before: %+v, %v", end, err)
	}
	tell(t, dialRun(t, s, "ends-later"), "exit 7")
	end, err = s.Wait(patience(t), "ends-later")
	exact := err == nil && end.Cause == commonhall.EndExited && end.Code == 7
	// An older kernel tells it until its new parent, the system's first process, has asked.
	unknown := err == nil && end.Cause == commonhall.EndUnknown && end.Code == 0
	if !exact && (exactExits(t) || !unknown) {
		t.Errorf("an adopted run that ended with 7: %+v, %v", end, err)
	}
}

// TestAdoptedEnd: every kernel tells how an adopted run ended, for as long as its
// new parent has not asked. Here that is this process.
func TestAdoptedEnd(t *testing.T) {
	h := newHouse(t, 1, commonhall.Limits{})
	s := h.client(t)
	first := h.startWarden()
	x := &hostile{T: t, h: h, s: s}
	pids := map[string]int{}
	for _, id := range []string{"exits", "is-killed"} {
		obey(t, h, s, commonhall.ServerID(id), commonhall.Limits{})
		pid, err := strconv.Atoi(x.mainPID(id))
		must(t, err)
		pids[id] = pid
	}
	must(t, unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0))
	kill(t, first.Process)
	_ = first.Wait()
	must(t, unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0))
	second := h.startWarden()
	t.Cleanup(func() { h.stopAll(); kill(t, second.Process); _ = second.Wait() })
	tell(t, dialRun(t, s, "exits"), "exit 7")
	must(t, unix.Kill(pids["is-killed"], unix.SIGTERM))
	for id, want := range map[commonhall.ServerID]commonhall.End{
		"exits":     {Cause: commonhall.EndExited, Code: 7},
		"is-killed": {Cause: commonhall.EndSignal, Code: 143, Signal: "SIGTERM"},
	} {
		end, err := s.Wait(patience(t), id)
		if err != nil || end.Cause != want.Cause || end.Code != want.Code || end.Signal != want.Signal {
			t.Errorf("%s ended with %+v, %v; want %+v", id, end, err, want)
		}
		_, err = unix.Wait4(pids[string(id)], nil, 0, nil)
		must(t, err)
	}
}

// adoptedDoor: the hub's door is the old one, and after the hub has let go of it
// the warden has it still.
func adoptedDoor(t *testing.T, s *linux.Spawner, l net.Listener, open net.Conn) {
	if got := tell(t, open, "hub me"); got != "first hub: me" {
		t.Errorf("after the warden's restart the hub answers %q", got)
	}
	l.Close()
	again, err := s.HubListener(patience(t), "goes-on")
	if err != nil {
		t.Fatal("the door after the warden's restart:", err)
	}
	defer again.Close()
	go answer(again, "second hub: ")
	if got := tell(t, open, "hub me"); got != "second hub: me" {
		t.Errorf("through the door asked for again the hub answers %q", got)
	}
	again.Close()
	s.Close() // the hub dies, and its descriptors with it
}

// answer plays the hub.
func answer(l net.Listener, prefix string) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		line, err := bufio.NewReader(c).ReadString('\n')
		if err == nil {
			_, _ = io.WriteString(c, prefix+line)
		}
		c.Close()
	}
}
