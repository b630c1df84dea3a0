package e2e

import (
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/packaging/needs"
	"commonhall/supervisor"
	"commonhall/warden"
)

// units is a house as systemd would run it: it holds the sockets, hears what the
// roles say (sd_notify(3)), and knows the main process of each.
type units struct {
	*house
	binary string // the path by which roles are started; a link leads to it
	paths  supervisor.Paths
	id     supervisor.Instance
	all    map[string]*unit
}

// unit is one role.
type unit struct {
	t       *testing.T
	name    string
	names   []string // of the sockets
	sockets []*os.File
	uid     int
	notify  *net.UnixConn
	env     []string // beside the usual

	mu      sync.Mutex
	main    int
	mains   []int         // every main process so far
	heard   []string      // all that the role said
	changed chan struct{} // closed and made anew when it says something
}

// openUnits starts the three roles, each by itself.
func openUnits(t *testing.T) *units {
	t.Helper()
	needs.Root(t)
	// Orphans come to us, as to systemd.
	must(t, unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0))
	dir, err := os.MkdirTemp("/var/tmp", "commonhall-units")
	must(t, err, os.Chmod(dir, 0o711))
	state := filepath.Join(dir, "D")
	id, err := supervisor.MakeInstance(state, supervisor.Instance{Try: true})
	must(t, err)
	h := &house{t: t, dir: state, log: &lockedBuffer{}}
	u := &units{house: h, id: id, paths: supervisor.PathsOf(state, id), binary: filepath.Join(dir, "current", "commonhall"), all: map[string]*unit{}}
	t.Cleanup(func() {
		u.close()
		must(t, unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0))
		_, err := command(context.Background(), "try", "--clean", "--dir", state).CombinedOutput()
		must(t, err, os.RemoveAll(dir))
	})
	self, err := os.ReadFile("/proc/self/exe")
	must(t, err, os.Mkdir(filepath.Join(dir, "1"), 0o755), os.WriteFile(filepath.Join(dir, "1", "commonhall"), self, 0o755),
		os.Symlink("1", filepath.Join(dir, "current")))
	edge, hub, group := id.UIDBase+warden.EdgeOffset, id.UIDBase+warden.HubOffset, id.UIDBase+warden.SocketsGroup
	must(t, os.MkdirAll(u.paths.Run(), 0o711), os.Mkdir(u.paths.Hub(), 0o700), os.Chown(u.paths.Hub(), hub, hub))
	u.add("warden", 0).socket("warden", listenOn(t, "unixpacket", u.paths.Warden(), 0, group, 0o660))
	u.add("hub", hub).socket("edge", listenOn(t, "unix", u.paths.Edge(), hub, group, 0o660)).
		socket("admin", listenOn(t, "unix", u.paths.Admin(), hub, hub, 0o600))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	f, err := l.(*net.TCPListener).File()
	must(t, err, l.Close())
	u.url = "http://" + l.Addr().String()
	u.add("edge", edge).socket("http", f)
	for _, name := range []string{"warden", "hub", "edge"} {
		u.start(name)
	}
	return u
}

func listenOn(t *testing.T, network, path string, uid, gid int, mode os.FileMode) *os.File {
	t.Helper()
	l, err := net.ListenUnix(network, &net.UnixAddr{Name: path, Net: network})
	must(t, err)
	l.SetUnlinkOnClose(false)
	defer l.Close()
	f, err := l.File()
	must(t, err, os.Chown(path, uid, gid), os.Chmod(path, mode))
	return f
}

// add makes a unit that has not been started.
func (u *units) add(name string, uid int) *unit {
	path := filepath.Join(u.paths.Run(), name+".systemd")
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	must(u.t, err, os.Chmod(path, 0o666))
	one := &unit{t: u.t, name: name, uid: uid, notify: conn, changed: make(chan struct{}), env: []string{"NOTIFY_SOCKET=" + path}}
	u.all[name] = one
	go one.listen()
	return one
}

func (n *unit) socket(name string, f *os.File) *unit {
	n.names, n.sockets = append(n.names, name), append(n.sockets, f)
	return n
}

// listen hears what processes of the unit say, until the test is over.
func (n *unit) listen() {
	b := make([]byte, 4096)
	for {
		size, err := n.notify.Read(b)
		if err != nil {
			return
		}
		n.mu.Lock()
		for line := range strings.SplitSeq(string(b[:size]), "\n") {
			n.heard = append(n.heard, line)
			if pid, ok := strings.CutPrefix(line, "MAINPID="); ok {
				n.main, _ = strconv.Atoi(pid)
				n.mains = append(n.mains, n.main)
			}
		}
		close(n.changed)
		n.changed = make(chan struct{})
		n.mu.Unlock()
	}
}

// says waits until the unit has said a line that begins so, behind those before from,
// and returns how many there are then.
func (n *unit) says(from int, prefix string) (count int) {
	n.t.Helper()
	late := time.After(2 * time.Minute)
	for {
		n.mu.Lock()
		heard, changed := n.heard, n.changed
		n.mu.Unlock()
		for i := from; i < len(heard); i++ {
			if strings.HasPrefix(heard[i], prefix) {
				return i + 1
			}
		}
		select {
		case <-changed:
		case <-late:
			n.t.Fatalf("the %s does not say %s, but %q", n.name, prefix, heard[min(from, len(heard)):])
		}
	}
}

// mainPID returns the main process, and how much the unit has said so far.
func (n *unit) mainPID() (pid, said int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.main, len(n.heard)
}

// start starts a unit and waits until it is ready.
func (u *units) start(name string) *unit {
	u.t.Helper()
	n := u.all[name]
	_, said := n.mainPID()
	cmd := exec.Command("/bin/sh", "-c", `LISTEN_PID=$$ WATCHDOG_PID=$$ exec "$0" "$@"`, u.binary, name, "--dir", u.dir)
	cmd.Env = append([]string{"PATH=/usr/bin:/bin", "LISTEN_FDS=" + strconv.Itoa(len(n.names)), "LISTEN_FDNAMES=" + strings.Join(n.names, ":")}, n.env...)
	cmd.ExtraFiles, cmd.Dir = n.sockets, "/"
	out, err := os.OpenFile(u.paths.Run()+"/"+name+".log", os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	must(u.t, err)
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(n.uid), Gid: uint32(n.uid), Groups: []uint32{uint32(u.id.UIDBase + warden.SocketsGroup)}}}
	if n.uid == 0 {
		cmd.SysProcAttr = nil
	}
	must(u.t, cmd.Start())
	n.mu.Lock()
	n.main = cmd.Process.Pid
	n.mains = append(n.mains, n.main)
	n.mu.Unlock()
	n.says(said, "READY=1")
	return n
}

// logOf returns the last lines that processes of a unit wrote.
func (u *units) logOf(name string) string {
	b, _ := os.ReadFile(u.paths.Run() + "/" + name + ".log")
	return string(b[max(0, len(b)-4000):])
}

// signal sends a signal to the main process.
func (n *unit) signal(sig syscall.Signal) {
	n.t.Helper()
	pid, _ := n.mainPID()
	must(n.t, syscall.Kill(pid, sig))
}

// ended waits until a process has ended, and returns how.
func ended(t *testing.T, pid int) syscall.WaitStatus {
	t.Helper()
	done := make(chan syscall.WaitStatus, 1)
	go func() {
		var status syscall.WaitStatus
		for {
			if _, err := syscall.Wait4(pid, &status, 0, nil); !errors.Is(err, syscall.EINTR) {
				break
			}
		}
		done <- status
	}()
	select {
	case status := <-done:
		return status
	case <-time.After(2 * time.Minute):
		t.Fatalf("process %d does not end", pid)
		return 0
	}
}

// close ends all that runs from the units' binary, and lets the sockets go.
func (u *units) close() {
	for _, name := range []string{"edge", "hub", "warden"} {
		n := u.all[name]
		if n == nil {
			continue
		}
		for _, pid := range n.mains {
			if syscall.Kill(pid, syscall.SIGTERM) == nil { // it is our child as long as nobody has waited for it
				ended(u.t, pid)
			}
		}
		n.notify.Close()
		for _, f := range n.sockets {
			f.Close()
		}
		if u.t.Failed() {
			u.t.Logf("the %s said:\n%s", name, u.logOf(name))
		}
	}
}
