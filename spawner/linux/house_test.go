package linux_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/packaging/needs"
	"commonhall/sandbox"
	"commonhall/sandbox/cgroup"
	"commonhall/spawner"
	"commonhall/spawner/linux"
	"commonhall/warden"
	"commonhall/warden/client"
)

// wardenName is argv[0] of a test binary that is a warden of its own, for tests
// that kill it.
const wardenName = "commonhall-test-warden"

func TestMain(m *testing.M) {
	sandbox.BecomeChild()
	if os.Args[0] == wardenName {
		os.Exit(wardenMain())
	}
	needs.OwnMounts()
	code := m.Run()
	if left := leftovers("commonhall-t" + fmt.Sprint(os.Getpid())); os.Geteuid() == 0 && len(left) > 0 {
		fmt.Fprintln(os.Stderr, "FAIL: the tests left behind:", left)
		code = 1
	}
	os.Exit(code)
}

// house is an installation for a test: a warden and what it needs.
type house struct {
	t       *testing.T
	dir     string
	cfg     warden.Config
	socket  *net.UnixListener
	nextUID atomic.Int64
	lives   []*os.File // a warden process of ours ends when its one is closed, however that comes
}

// newHouse makes the folders and the socket, and takes everything away at the
// end of the test. prefix and max may be zero.
func newHouse(t *testing.T, number int, limits commonhall.Limits) *house {
	t.Helper()
	needs.Root(t)
	dir, err := os.MkdirTemp("", "hall")
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, dir: dir, cfg: warden.Config{
		Instance: fmt.Sprintf("t%dn%d", os.Getpid(), number), UIDBase: uidBase(number),
		Homes: filepath.Join(dir, "homes"), Groups: filepath.Join(dir, "groups"), Logs: filepath.Join(dir, "log"), Run: filepath.Join(dir, "run"),
		Software: filepath.Join(dir, "hub", "environments"), Hide: []string{dir}, Max: limits,
	}}
	h.socket, err = net.ListenUnix("unixpacket", &net.UnixAddr{Name: filepath.Join(dir, "warden.sock"), Net: "unixpacket"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		h.socket.Close()
		for _, f := range h.lives {
			f.Close()
		}
		h.removeGroups()
		if left := uidProcesses(h.cfg.UIDBase); len(left) > 0 {
			t.Errorf("processes are left: %v", left)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return h
}

// uidBase returns a block of uids that no other test process uses now.
func uidBase(number int) int {
	return 1_900_000_000 + (os.Getpid()*8%3600+number)*warden.BlockSize
}

// account returns another person at each call.
func (h *house) account() commonhall.Account {
	n := int(h.nextUID.Add(1)) + warden.PeopleOffset
	return commonhall.Account{Name: fmt.Sprintf("p%d", n), UID: h.cfg.UIDBase + n}
}

// serve runs the warden in this process until the test ends.
func (h *house) serve() {
	h.t.Helper()
	h.t.Cleanup(h.serveUntil())
}

// serveUntil runs the warden in this process until the function that it returns
// is called.
func (h *house) serveUntil() (stop func()) {
	h.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	f, err := h.socket.File()
	if err != nil {
		h.t.Fatal(err)
	}
	defer f.Close()
	l, err := net.FileListener(f)
	if err != nil {
		h.t.Fatal(err)
	}
	w := warden.New(h.cfg, slog.New(slog.DiscardHandler))
	done, ready := make(chan error, 1), make(chan struct{})
	go func() { done <- w.Run(ctx, l.(*net.UnixListener), func() { close(ready) }) }()
	select {
	case <-ready:
	case err := <-done:
		h.t.Fatal("warden:", err)
	}
	return func() {
		cancel()
		select {
		case err := <-done:
			if err != nil {
				h.t.Error("warden:", err)
			}
		case <-time.After(tooLong):
			h.t.Error("the warden does not end")
		}
	}
}

// open returns a spawner of a caller of its own.
func (h *house) open(t *testing.T) spawner.Spawner { return h.client(t) }

func (h *house) client(t *testing.T) *linux.Spawner {
	s := linux.New(h.socket.Addr().String(), slog.New(slog.DiscardHandler))
	t.Cleanup(s.Close)
	return s
}

func (h *house) path() string { return h.socket.Addr().String() }

// stopAll ends what runs, at the end of a test whose warden still serves.
func (h *house) stopAll() {
	c := client.New(h.path(), nil)
	defer c.Close()
	ctx, cancel := context.WithTimeout(context.Background(), tooLong)
	defer cancel()
	if _, _, err := c.Do(ctx, client.Request{Verb: client.StopAll, By: "the test"}); err != nil {
		h.t.Error("stop-all:", err)
	}
}

// tooLong is when what should take a moment is taken for hung, also on a machine
// that is loaded or emulated.
const tooLong = time.Minute

// patience is a context for what should take a moment: a test that hangs says so.
func patience(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), tooLong)
	t.Cleanup(cancel)
	return ctx
}

// groupDirs returns the control groups whose top-level name begins with prefix.
func groupDirs(prefix string) []string {
	var out []string
	for _, pattern := range []string{"/sys/fs/cgroup/" + prefix + "*", "/sys/fs/cgroup/*/" + prefix + "*"} {
		found, _ := filepath.Glob(pattern)
		out = append(out, found...)
	}
	return out
}

// hierarchy is the installation's part of the control groups.
func (h *house) hierarchy() *cgroup.Hierarchy {
	cg, err := cgroup.OpenHierarchy("commonhall-" + h.cfg.Instance)
	must(h.t, err)
	return cg
}

// groups are those that exist, sorted.
func (h *house) groups() []string {
	ids, err := h.hierarchy().List()
	must(h.t, err)
	slices.Sort(ids)
	return ids
}

// removeGroups takes away the groups of the installation, with what still runs there.
func (h *house) removeGroups() {
	for _, id := range h.groups() {
		h.removeGroup(h.hierarchy(), id)
	}
	name := "commonhall-" + h.cfg.Instance
	for _, top := range groupDirs(name) {
		if filepath.Base(top) == name {
			must(h.t, os.Remove(top))
		}
	}
}

func (h *house) removeGroup(cg *cgroup.Hierarchy, id string) {
	g, err := cg.Open(id)
	if errors.Is(err, os.ErrNotExist) {
		must(h.t, cg.Drop(id))
		return
	}
	must(h.t, err, g.Kill(tooLong), g.Remove())
}

// uidProcesses returns the living processes of people of a block of uids.
func uidProcesses(base int) []string {
	var out []string
	entries, _ := filepath.Glob("/proc/[0-9]*/status")
	for _, e := range entries {
		b, err := os.ReadFile(e)
		if err != nil || strings.Contains(string(b), "\nState:\tZ") || strings.Contains(string(b), "\nState:\tX") {
			continue
		}
		_, rest, _ := strings.Cut(string(b), "\nUid:\t")
		var uid int
		if _, err := fmt.Sscan(rest, &uid); err == nil && uid >= base && uid < base+warden.BlockSize {
			name, _, _ := strings.Cut(string(b), "\n")
			out = append(out, filepath.Base(filepath.Dir(e))+" "+name)
		}
	}
	return out
}

// leftovers lists what a test process must not leave behind.
func leftovers(prefix string) []string {
	left := groupDirs(prefix)
	for n := range 8 {
		left = append(left, uidProcesses(uidBase(n))...)
	}
	return left
}

// startWarden runs the warden as a process of its own, as a supervisor does.
func (h *house) startWarden() *exec.Cmd {
	h.t.Helper()
	f, err := h.socket.File()
	if err != nil {
		h.t.Fatal(err)
	}
	defer f.Close()
	r, w, err := os.Pipe()
	if err != nil {
		h.t.Fatal(err)
	}
	defer r.Close()
	cmd := exec.Command("/proc/self/exe", h.dir, h.cfg.Instance, fmt.Sprint(h.cfg.UIDBase))
	cmd.Args[0] = wardenName
	life, ours, err := os.Pipe()
	if err != nil {
		h.t.Fatal(err)
	}
	defer life.Close()
	h.lives = append(h.lives, ours)
	cmd.ExtraFiles = []*os.File{f, w, life}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	w.Close()
	if _, err := r.Read(make([]byte, 1)); err != nil {
		h.t.Fatal("the warden does not come up")
	}
	return cmd
}

// wardenMain is the warden as a process of its own.
func wardenMain() int {
	for fd := 3; fd <= 5; fd++ {
		unix.CloseOnExec(fd)
	}
	dir := os.Args[1]
	var base int
	if _, err := fmt.Sscan(os.Args[3], &base); err != nil {
		return 2
	}
	socket, ready, life := os.NewFile(3, "listener"), os.NewFile(4, "ready"), os.NewFile(5, "life")
	l, err := net.FileListener(socket)
	if err != nil {
		return 2
	}
	defer runtime.KeepAlive(socket) // and the others: none is closed before it is handed on
	defer runtime.KeepAlive(ready)
	go func() {
		_, _ = life.Read(make([]byte, 1))
		os.Exit(3)
	}()
	cfg := warden.Config{Instance: os.Args[2], UIDBase: base, Homes: filepath.Join(dir, "homes"), Groups: filepath.Join(dir, "groups"),
		Logs: filepath.Join(dir, "log"), Run: filepath.Join(dir, "run"), Software: filepath.Join(dir, "hub", "environments"), Hide: []string{dir}}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGHUP)
	defer stop()
	err = warden.New(cfg, slog.New(slog.DiscardHandler)).Run(ctx, l.(*net.UnixListener), func() {
		_, _ = ready.WriteString("x")
	})
	if err == nil {
		err = wardenAgain()
	}
	fmt.Fprintln(os.Stderr, "warden:", err)
	return 1
}

// wardenAgain makes another warden of this process, with what it was given.
func wardenAgain() error {
	for fd := 3; fd <= 5; fd++ {
		if _, err := unix.FcntlInt(uintptr(fd), unix.F_SETFD, 0); err != nil {
			return err
		}
	}
	return syscall.Exec("/proc/self/exe", os.Args, os.Environ())
}
