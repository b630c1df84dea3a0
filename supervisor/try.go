package supervisor

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/sandbox"
	"commonhall/sandbox/cgroup"
	"commonhall/sandbox/network"
	"commonhall/warden"
	"commonhall/warden/client"
)

// Try is commonhall in the foreground: all three roles, all state in one folder.
type Try struct {
	Dir      string
	Addr     string          // to listen on, as 127.0.0.1:8000
	Password string          // of the administrator "admin"; "": made up and printed
	Network  *network.Config // what servers may reach; nil: nothing
	Stdout   io.Writer
	Stderr   io.Writer
	Log      *slog.Logger
}

// Run starts everything, prints where it is served, and blocks until ctx ends;
// then it stops everything that it started and takes away what it made.
func (t Try) Run(ctx context.Context) error {
	i, err := MakeInstance(t.Dir, Instance{Try: true})
	if err != nil {
		return err
	}
	p := PathsOf(t.Dir, i)
	unlock, err := lockRun(p)
	if err != nil {
		return err
	}
	defer unlock()
	// Roles of a supervisor that was killed are just about to end; until they have,
	// they hold its address.
	if err := endRoles(i, p, rolePatience); err != nil {
		return err
	}
	s := &supervisor{i: i, p: p, log: t.Log, output: t.Stderr}
	roles, err := t.roles(s)
	if err != nil {
		tidy(p)
		return err
	}
	if t.Network != nil {
		if err := NetworkUp(*t.Network, i, t.Stderr); err != nil {
			said := commonhall.ForPerson(err)
			fmt.Fprintln(t.Stderr, "warning: "+said.Msg+" "+said.Hint)
		}
	}
	run, stopRoles := context.WithCancel(context.WithoutCancel(ctx))
	defer stopRoles()
	var work sync.WaitGroup
	err = t.open(ctx, p, roles, func(r *role, ready chan<- error) { work.Go(func() { s.keep(run, r, ready) }) })
	// Who could not start has no business with servers that went on since a start
	// before: the next one takes them up.
	leave := err != nil && hasServers(i, p)
	if err == nil {
		<-ctx.Done()
		fmt.Fprintln(t.Stderr, "stopping …")
	}
	if !leave {
		s.stopServers()
	}
	stopRoles()
	work.Wait()
	for _, r := range roles {
		for _, f := range r.sockets {
			f.Close()
		}
	}
	if leave {
		fmt.Fprintf(t.Stderr, "People's servers of before go on; the next start takes them up. To end them: commonhall try --clean --dir %s\n", p.Dir())
		return err
	}
	if cerr := cleanRun(i, p); err == nil {
		err = cerr
	}
	return err
}

// hasServers reports whether the warden has records of people's servers. What it has
// of builds belongs to the start that made them.
func hasServers(i Instance, p Paths) bool {
	records, err := filepath.Glob(filepath.Join(p.Runs(), "*.json"))
	return err != nil || slices.ContainsFunc(records, func(path string) bool {
		uid, _, _ := strings.Cut(filepath.Base(path), "-")
		n, err := strconv.Atoi(uid)
		return err != nil || !i.IsBuild(n)
	})
}

// tidy takes away what a start that came to nothing has made. Servers that a killed
// supervisor left are not touched: where there may be any, there is more than locks.
func tidy(p Paths) {
	entries, err := os.ReadDir(p.Run())
	if err != nil {
		return
	}
	for _, e := range entries {
		if path := filepath.Join(p.Run(), e.Name()); path != p.Lock() && path != p.WardenLock() {
			return
		}
	}
	_ = os.RemoveAll(p.Run())
	_ = os.Remove(RunRoot)
}

// open starts the roles, makes the administrator, and says where commonhall is
// served. Visitors get in last: where the first sign-in sets the password, one who
// came before the administrator had any would become it.
func (t Try) open(ctx context.Context, p Paths, roles []*role, start func(*role, chan<- error)) error {
	inner, edge := roles[:len(roles)-1], roles[len(roles)-1:]
	if err := serving(ctx, inner, start); err != nil || ctx.Err() != nil {
		return err
	}
	if err := t.administrator(ctx, p); ctx.Err() != nil {
		return nil
	} else if err != nil {
		return err
	}
	if err := serving(ctx, edge, start); err != nil || ctx.Err() != nil {
		return err
	}
	return t.announce()
}

// serving starts roles and returns when all of them serve, or ctx ends.
func serving(ctx context.Context, roles []*role, start func(*role, chan<- error)) error {
	ready := make(chan error, len(roles))
	for _, r := range roles {
		start(r, ready)
	}
	for range roles {
		select {
		case err := <-ready:
			if err != nil {
				return commonhall.Errorf(commonhall.Internal, "commonhall could not be started.").
					WithHint("The lines above say why.").Because(err)
			}
		case <-ctx.Done():
			return nil
		}
	}
	return nil
}

// announce prints where commonhall is served.
func (t Try) announce() error {
	host, port, err := net.SplitHostPort(t.Addr)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		fmt.Fprintln(t.Stderr, "warning: without https everybody on the network between can read passwords and work, and pages of people's"+
			" programs are not kept apart from the hub's. Use this among people who trust each other, or put a TLS proxy in front.")
	}
	if host == "" || host == "0.0.0.0" || host == "::" {
		host = OwnAddress()
	}
	fmt.Fprintln(t.Stdout, "ready http://"+net.JoinHostPort(host, port))
	return nil
}

// OwnAddress is where others on the network find this machine. Its name, which they
// may not be able to look up, stands for it where it has no address.
func OwnAddress() string {
	addrs, _ := net.InterfaceAddrs()
	for _, a := range addrs {
		if n, ok := a.(*net.IPNet); ok && n.IP.To4() != nil && n.IP.IsGlobalUnicast() {
			return n.IP.String()
		}
	}
	if name, err := os.Hostname(); err == nil {
		return name
	}
	return "127.0.0.1"
}

// roles makes the sockets and says how each role is run, the edge last.
func (t Try) roles(s *supervisor) ([]*role, error) {
	edgeUID, hubUID, group := s.i.UIDBase+warden.EdgeOffset, s.i.UIDBase+warden.HubOffset, s.i.UIDBase+warden.SocketsGroup
	for dir, uid := range map[string]int{s.p.Hub(): hubUID} {
		if err := errors.Join(os.MkdirAll(dir, 0o700), os.Chown(dir, uid, uid)); err != nil {
			return nil, err
		}
	}
	if err := os.MkdirAll(s.p.Homes(), 0o711); err != nil { // the hub sees it; the warden comes later perhaps
		return nil, err
	}
	public, err := net.Listen("tcp", t.Addr)
	if err != nil {
		return nil, listenError(t.Addr, err)
	}
	defer public.Close()
	httpFile, err := public.(*net.TCPListener).File()
	if err != nil {
		return nil, err
	}
	edgeSock, err := unixSocket("unix", s.p.Edge(), hubUID, group, 0o660)
	if err != nil {
		return nil, err
	}
	adminSock, err := unixSocket("unix", s.p.Admin(), hubUID, hubUID, 0o600)
	if err != nil {
		return nil, err
	}
	wardenSock, err := unixSocket("unixpacket", s.p.Warden(), 0, group, 0o660)
	if err != nil {
		return nil, err
	}
	flags := []string{"--dir", s.p.Dir()}
	etc := []sandbox.Mount{{Target: "/proc", Proc: true}, {Target: "/dev", Dev: true}, {Target: "/tmp", Tmpfs: "mode=1777,size=64m"},
		{Target: "/etc/localtime", Source: "/etc/localtime", Optional: true}, {Target: "/usr/share/zoneinfo", Source: "/usr/share/zoneinfo", Optional: true},
		{Target: s.p.Run(), Source: s.p.Run()}, {Target: filepath.Join(s.p.Dir(), instanceFile), Source: filepath.Join(s.p.Dir(), instanceFile)}}
	hubSees := append(etc[:len(etc):len(etc)], sandbox.Mount{Target: s.p.Hub(), Source: s.p.Hub(), Writable: true},
		sandbox.Mount{Target: s.p.Config(), Source: s.p.Config(), Optional: true},
		// What is left of their disk and of people's memory; it may look at nobody's home.
		sandbox.Mount{Target: s.p.Homes(), Source: s.p.Homes()}, sandbox.Mount{Target: "/sys/fs/cgroup", Source: "/sys/fs/cgroup", Optional: true})
	// A database elsewhere has a name and a certificate; Debian's programs are for a release.
	for _, path := range []string{"/etc/os-release", "/etc/hosts", "/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/ssl/certs"} {
		hubSees = append(hubSees, sandbox.Mount{Target: path, Source: path, Optional: true})
	}
	return []*role{
		{name: "warden", args: append([]string{"warden"}, flags...), sockets: map[string]*os.File{"warden": wardenSock}, order: []string{"warden"}},
		{name: "hub", args: append([]string{"hub"}, flags...), sockets: map[string]*os.File{"edge": edgeSock, "admin": adminSock},
			order: []string{"edge", "admin"}, uid: hubUID, mounts: hubSees},
		{name: "edge", args: append([]string{"edge"}, flags...), sockets: map[string]*os.File{"http": httpFile}, order: []string{"http"}, uid: edgeUID, mounts: etc},
	}, nil
}

func listenError(addr string, err error) error {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return commonhall.Errorf(commonhall.FailedPrecondition, "Another program listens on %s already.", addr).
			WithHint("Choose another port: --addr 127.0.0.1:8001. Who it is: ss -ltnp").Because(err)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return commonhall.Errorf(commonhall.InvalidArgument, "This machine has no address %s.", addr).Because(err)
	}
	return commonhall.Errorf(commonhall.InvalidArgument, "Cannot listen on %q.", addr).WithHint("Write it as 127.0.0.1:8000.").Because(err)
}

// unixSocket makes a listening socket with its owner and mode.
func unixSocket(network, path string, uid, gid int, mode os.FileMode) (*os.File, error) {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	l, err := net.ListenUnix(network, &net.UnixAddr{Name: path, Net: network})
	if err != nil {
		return nil, err
	}
	l.SetUnlinkOnClose(false)
	defer l.Close()
	if err := errors.Join(os.Chown(path, uid, gid), os.Chmod(path, mode)); err != nil {
		return nil, err
	}
	return l.File()
}

// lockPatience is for what a supervisor that was killed had just begun to start: it
// holds what that one held until it has become another program.
const lockPatience = 2 * time.Second

// lockRun makes the folder of the sockets and holds it: two supervisors of one
// installation would end each other's servers.
func lockRun(p Paths) (unlock func(), err error) {
	if err := errors.Join(os.MkdirAll(p.Run(), 0o711), os.Chmod(RunRoot, 0o711), os.Chmod(p.Run(), 0o711)); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), lockPatience)
	defer cancel()
	unlock, err = LockFile(ctx, p.Lock())
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, commonhall.Errorf(commonhall.FailedPrecondition, "commonhall runs in %s already.", p.Dir()).
			WithHint("If you want a second one, give it a folder and an address of its own: --dir, --addr. A copied folder holds the identity of its original.")
	}
	return unlock, err
}

// stopServers ends every person's server.
func (s *supervisor) stopServers() {
	if err := EndServers(context.Background(), s.p, tryGrace, "the end of commonhall try"); err != nil {
		s.log.Warn("servers could not be stopped in order; they are ended", "error", err)
	}
}

// tryGrace is what a server may take to save its work when try ends.
const tryGrace = 3 * time.Second

// EndServers asks the warden to end every person's server, each within grace, and
// waits until the hub has recorded how: the warden keeps an ended run until then, and
// who ends the hub before that makes people read that nobody knows.
func EndServers(ctx context.Context, p Paths, grace time.Duration, by string) error {
	ctx, cancel := context.WithTimeout(ctx, grace+12*time.Second)
	defer cancel()
	c := client.New(p.Warden(), nil)
	defer c.Close()
	if _, _, err := c.Do(ctx, client.Request{Verb: client.StopAll, Grace: grace, By: by}); err != nil {
		return err
	}
	ctx, cancel = context.WithTimeout(ctx, recordPatience)
	defer cancel()
	for {
		list, _, err := c.Do(ctx, client.Request{Verb: client.List})
		if err == nil && len(list.Runs) == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return errors.Join(errors.New("the hub did not record how all servers ended"), err)
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// recordPatience is how long the hub may take to record how servers ended.
const recordPatience = 3 * time.Second

// cleanRun takes away what an installation leaves on a machine while it runs.
func cleanRun(i Instance, p Paths) error {
	h, err := cgroup.OpenHierarchy("commonhall-" + i.ID)
	if err != nil {
		return err
	}
	ids, err := h.List()
	if err != nil {
		return err
	}
	for _, id := range ids {
		g, err := h.Open(id)
		if err != nil {
			continue
		}
		if err := g.Kill(10 * time.Second); err != nil {
			return err
		}
		if err := g.Remove(); err != nil {
			return err
		}
	}
	if err := errors.Join(h.Drop(""), network.Down(i.ID)); err != nil {
		return err
	}
	if err := os.RemoveAll(p.Run()); err != nil {
		return err
	}
	_ = os.Remove(RunRoot) // other installations may be there
	return nil
}

// CleanTry takes away what a commonhall try that was killed left on the machine.
// People's homes and the database stay, unless data says otherwise.
func CleanTry(dir string, data bool) error {
	i, err := OpenInstance(dir)
	if err != nil {
		return err
	}
	p := PathsOf(dir, i)
	unlock, err := lockRun(p)
	if commonhall.KindOf(err) == commonhall.FailedPrecondition {
		return commonhall.Errorf(commonhall.FailedPrecondition, "commonhall runs in %s.", dir).WithHint("Stop it first, with Ctrl-C where it runs.")
	}
	if err != nil {
		return err
	}
	defer unlock()
	if err := Clean(dir); err != nil || !data {
		return err
	}
	return os.RemoveAll(dir)
}

// Clean takes away what an installation whose supervisor is gone left on the machine:
// roles, people's processes, control groups, sockets.
func Clean(dir string) error {
	i, err := OpenInstance(dir)
	if err != nil {
		return err
	}
	p := PathsOf(dir, i)
	if err := endRoles(i, p, rolePatience); err != nil {
		return err
	}
	return cleanRun(i, p)
}

// endRoles waits until the roles of a supervisor that was killed have ended, as
// they do by themselves, and ends those that do not.
func endRoles(i Instance, p Paths, patience time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	unlock, err := LockFile(ctx, p.WardenLock())
	if errors.Is(err, os.ErrNotExist) { // since the last boot there was none
		unlock, err = func() {}, nil
	}
	if err != nil {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The warden of the commonhall in %s does not end.", p.Dir()).Because(err)
	}
	unlock()
	for deadline := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		pids, err := processesOf(i.UIDBase + warden.EdgeOffset)
		hubs, err2 := processesOf(i.UIDBase + warden.HubOffset)
		young, err3 := beginning(p.Dir())
		if err := errors.Join(err, err2, err3); err != nil {
			return err
		}
		if pids = slices.Concat(pids, hubs, young); len(pids) == 0 {
			return nil
		}
		if time.Now().After(deadline) {
			for _, pid := range pids { // nobody else has these accounts
				_ = unix.Kill(pid, unix.SIGKILL)
			}
		}
	}
}

// beginning returns the processes of root that are roles of an installation: wardens,
// also one that has not taken its lock yet, and who is just about to become a role.
func beginning(dir string) (out []int, err error) {
	all, err := processesOf(0)
	for _, pid := range all {
		b, rerr := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/cmdline")
		args := strings.Split(string(b), "\x00")
		if rerr == nil && len(args) > 3 && slices.Contains([]string{"edge", "hub", "warden"}, args[1]) && args[2] == "--dir" && args[3] == dir {
			out = append(out, pid)
		}
	}
	return out, err
}

// processesOf returns the living processes of an account.
func processesOf(uid int) ([]int, error) {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil, err
	}
	var out []int
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		var st unix.Stat_t
		if unix.Stat("/proc/"+e.Name(), &st) != nil || int(st.Uid) != uid {
			continue
		}
		if b, err := os.ReadFile("/proc/" + e.Name() + "/stat"); err == nil && !strings.Contains(string(b), ") Z ") {
			out = append(out, pid)
		}
	}
	return out, nil
}
