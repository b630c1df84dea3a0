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
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/sandbox"
	"commonhall/warden"
)

// role is one of the three as the supervisor runs it.
type role struct {
	name    string
	args    []string
	sockets map[string]*os.File // by LISTEN_FDNAMES name
	order   []string
	uid     int             // 0: root, outside of any sandbox
	mounts  []sandbox.Mount // what it sees; empty: everything
}

// supervisor runs the roles in the foreground, as systemd would on a server: it
// holds their sockets, and starts again who dies.
type supervisor struct {
	i      Instance
	p      Paths
	log    *slog.Logger
	output io.Writer // what the roles log
}

// running is a process of a role.
type running struct {
	*sandbox.Process
	gone chan struct{} // closed when it has ended
}

// start makes one process of a role and returns when it says that it serves.
func (s *supervisor) start(ctx context.Context, r *role) (p *running, ready <-chan error, err error) {
	notify, err := s.notifySocket(r)
	if err != nil {
		return nil, nil, err
	}
	life, ours, err := os.Pipe()
	if err != nil {
		notify.Close()
		return nil, nil, err
	}
	defer life.Close()
	out, theirs, err := os.Pipe()
	if err != nil {
		notify.Close()
		return nil, nil, err
	}
	defer theirs.Close()
	cfg, opt := s.sandboxOf(r, life, theirs)
	proc, err := s.spawn(r, cfg, opt)
	if err != nil {
		for _, c := range []io.Closer{notify, ours, out} {
			c.Close()
		}
		return nil, nil, err
	}
	spare(r.name, proc.PID)
	go func() { _, _ = io.Copy(s.output, out); out.Close() }()
	p = &running{proc, make(chan struct{})}
	ok := make(chan error, 1)
	go func() {
		defer notify.Close()
		defer ours.Close() // held until the role has ended: its end is the lifeline's
		defer close(p.gone)
		_ = sandbox.WaitGone(p.PidFD)
	}()
	go func() { ok <- awaitReady(ctx, r.name, notify, p.gone) }()
	return p, ok, nil
}

func awaitReady(ctx context.Context, name string, notify *net.UnixConn, gone <-chan struct{}) error {
	stop := context.AfterFunc(ctx, func() { notify.Close() })
	defer stop()
	b := make([]byte, 256)
	for {
		n, err := notify.Read(b)
		if err != nil {
			select {
			case <-gone:
				return fmt.Errorf("the %s ended before it was ready", name)
			default:
				return err
			}
		}
		if strings.Contains(string(b[:n]), "READY=1") {
			return nil
		}
	}
}

// spare makes a role one of the last that the kernel ends when memory is short, as its
// unit does on a server. Where that is not permitted it is still before people's servers,
// which raise their own score.
func spare(role string, pid int) {
	if score, ok := map[string]string{"warden": "-900", "hub": "-700", "edge": "-500"}[role]; ok {
		_ = os.WriteFile("/proc/"+strconv.Itoa(pid)+"/oom_score_adj", []byte(score), 0)
	}
}

// notifySocket is where the role says READY=1 (sd_notify(3)).
func (s *supervisor) notifySocket(r *role) (*net.UnixConn, error) {
	path := filepath.Join(s.p.Run(), r.name+".notify")
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	c, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		return nil, err
	}
	if err := os.Chown(path, r.uid, r.uid); err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

// sandboxOf confines a role to what it needs. The warden builds sandboxes itself
// and needs the whole machine.
func (s *supervisor) sandboxOf(r *role, life, out *os.File) (sandbox.Config, sandbox.Options) {
	opt := sandbox.Options{Stdout: out, Stderr: out}
	cfg := sandbox.Config{Args: append([]string{"commonhall"}, r.args...), Dir: "/", UID: r.uid, GID: r.uid, Umask: 0o077,
		Env:    []string{"PATH=/usr/bin:/bin", "NOTIFY_SOCKET=" + filepath.Join(s.p.Run(), r.name+".notify"), "TZ=" + os.Getenv("TZ")},
		Filter: r.uid != 0, Mounts: r.mounts, Rlimits: []sandbox.Rlimit{sandbox.NoDumps(), {Resource: unix.RLIMIT_NOFILE, Value: 20000}}}
	if r.uid != 0 {
		cfg.Groups = []int{s.i.UIDBase + warden.SocketsGroup}
	}
	for _, name := range r.order {
		cfg.Keep = append(cfg.Keep, name)
		opt.Files = append(opt.Files, r.sockets[name])
	}
	cfg.Keep = append(cfg.Keep, "lifeline")
	opt.Files = append(opt.Files, life)
	return cfg, opt
}

// binaryInRole is where a confined role finds this program.
const binaryInRole = "/commonhall"

func (s *supervisor) spawn(r *role, cfg sandbox.Config, opt sandbox.Options) (*sandbox.Process, error) {
	self, err := os.Open("/proc/self/exe")
	if err != nil {
		return nil, err
	}
	defer self.Close()
	if r.uid == 0 {
		exe, err := os.Executable()
		if err != nil {
			return nil, err
		}
		cfg.Path = exe
		return sandbox.Start(cfg, opt)
	}
	binary, err := sandbox.CloneTree(self, false)
	if err != nil {
		return nil, err
	}
	defer binary.Close()
	opt.Files = append(opt.Files, binary)
	cfg.Path = binaryInRole
	cfg.Mounts = append([]sandbox.Mount{{Target: binaryInRole, FD: len(opt.Files)}}, cfg.Mounts...)
	return sandbox.Start(cfg, opt)
}

// keep runs a role until ctx ends, starting it again when it dies. How the first
// start went is told to ready.
func (s *supervisor) keep(ctx context.Context, r *role, ready chan<- error) {
	pause, first := firstPause, true
	for ctx.Err() == nil {
		began := time.Now()
		p, ok, err := s.start(ctx, r)
		if err == nil {
			err = <-ok
		}
		if first {
			ready <- err
			first = false
		}
		if err != nil && ctx.Err() == nil {
			s.log.Error("a role does not start", "role", r.name, "error", err)
		}
		if p != nil {
			s.await(ctx, r.name, p)
		}
		var wait time.Duration
		wait, pause = pauses(pause, time.Since(began))
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
	}
}

// How long a role that died stays away: at least and at most. In between it
// doubles while the role keeps dying.
const firstPause, lastPause = 20 * time.Millisecond, 5 * time.Second

// pauses returns how long a role that lived for a while stays away, and the pause
// to begin with if it dies again.
func pauses(pause, lived time.Duration) (now, next time.Duration) {
	if lived > 10*time.Second {
		pause = firstPause
	}
	return pause, min(2*pause, lastPause)
}

// rolePatience is how long a role may take to end when it is asked to.
const rolePatience = 5 * time.Second

// await waits for the end of a role's process. When ctx ends it asks the process
// to end, and after a while makes it.
func (s *supervisor) await(ctx context.Context, name string, p *running) {
	defer p.Close()
	signal := func(sig unix.Signal) { _ = unix.PidfdSendSignal(int(p.PidFD.Fd()), sig, nil, 0) }
	select {
	case <-p.gone:
	case <-ctx.Done():
		signal(unix.SIGTERM)
		select {
		case <-p.gone:
		case <-time.After(rolePatience):
			s.log.Warn("a role does not end; it is killed", "role", name)
			signal(unix.SIGKILL)
		}
	}
	exit := sandbox.Reap(p.PidFD)
	if ctx.Err() == nil {
		s.log.Warn("a role ended; starting it again", "role", name, "exit", exit)
	}
}
