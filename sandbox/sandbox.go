// Package sandbox runs one command, confined: in its own mount, network, IPC,
// UTS and control-group namespaces, under limits, without capabilities, as an
// account that owns nothing outside. It is what a container runtime does, small
// enough to read.
//
// It decides nothing: who may run what is the caller's business, and the caller
// must be root. Without a PID namespace (which wants an init process per sandbox) it
// does not hide that other processes exist. In /proc they
// are not there, and the filter refuses what else tells whose they are and how
// much they compute. What the kernel answers to anybody who knows a number stays:
// that the process exists, when it ends, its group, session, priority, scheduling
// and capabilities. The wall is the account: two sandboxes of one account are protected
// from each other only where the kernel has landlock, or by a PID namespace.
//
// Who wants to learn how containers work reads doc/explanation/sandbox.md, which builds
// one wall after the other with commonhall sandbox run, and then these files in this
// order: wall (what there is), sandbox.go (how a process is made), child.go (the steps),
// tree (its files), privileges.go (what it may), filter (its system calls), landlock (the
// second fence), apparmor (a further one), first (its init), cgroup (its limits), recipe (what a person gets).
//
// Start makes a process by executing this binary again under the name ChildName;
// that child builds the sandbox around itself and then becomes the command, so
// no process of ours stays behind. A program that uses this package calls
// BecomeChild first thing in main. What always holds: a sandbox that could not
// be built completely never runs its command.
package sandbox

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/sandbox/tree"
	"commonhall/sandbox/wall"
)

// ChildName is argv[0] of a process that is building its sandbox.
const ChildName = "commonhall-sandbox"

// Statuses of a child that did not become its command, and told its maker why.
const (
	NotBuilt  = 126
	NoCommand = 127
)

// Mount is one piece of the tree that a sandbox sees.
type Mount = tree.Mount

// CloneTree returns a detached mount of a folder or file, for Mount.FD.
func CloneTree(of *os.File, writable bool) (*os.File, error) { return tree.Clone(of, writable) }

// Config describes a sandbox and its command. It travels to the child as JSON.
type Config struct {
	Args []string // Args[0] is looked up inside, in PATH of Env, unless it has a slash
	Path string   // the program, where it is not to be looked up
	Env  []string // the whole environment
	Dir  string   // working folder inside; "/" if it cannot be entered
	// Shortcut is a folder inside to which the command's account finds a link in Dir,
	// unless something has its name there already.
	Shortcut string
	UID      int
	GID      int
	Groups   []int // supplementary groups
	Umask    int
	Host     string  // host name; with it, a UTS namespace
	Mounts   []Mount // the whole tree, in order; empty: the caller's tree as it is
	Mask     []string
	Network  bool   // an own network namespace with nothing but loopback
	Listen   string // an address to listen on inside; the socket is handed to the caller
	PID      bool   // a PID namespace, in which the command has an init of ours; it keeps no files, and cannot be a Target
	// EndsWithMaker has the command killed when the thread that calls Start is gone.
	EndsWithMaker bool
	Rlimits       []Rlimit
	OOM           int  // oom_score_adj, 0 to 1000: who the kernel ends first
	Filter        bool // the system-call filter
	Landlock      bool // a second fence around Mounts, where the kernel has it
	AppArmor      bool // a further fence, where the kernel has its profile
	// Without leaves walls out: for those who want to see what each one holds, and for
	// tests that show that it does. No person's sandbox has any.
	Without []wall.Name
	Target  int    // a pidfd among the caller's Files: its index + 1; that process's sandbox is entered instead of building one
	PTY     bool   // make a pseudo-terminal inside and hand its master to the caller
	Rows    uint16 // size of the pseudo-terminal
	Cols    uint16
	Keep    []string // names of the first of the caller's Files, which the command inherits (LISTEN_FDNAMES)
	Extra   int      // how many descriptors 4 and up there are, those of mounts included
	Grouped bool     // it is born in a group, or joins some
	Tell    bool     // each wall is told
}

// without reports whether a wall is left out. Steps that are no wall cannot be.
func (cfg *Config) without(name wall.Name) bool {
	return name != "" && slices.Contains(cfg.Without, name)
}

// Rlimit is a resource limit, see setrlimit(2).
type Rlimit struct {
	Resource int
	Value    uint64
}

// NoDumps is a limit that leaves no core dump: of a byte, for 0 does not keep the kernel from
// starting a program of root's where dumps are piped into one. Who has 0 may not have more.
func NoDumps() Rlimit {
	var l unix.Rlimit
	_ = unix.Getrlimit(unix.RLIMIT_CORE, &l)
	return Rlimit{unix.RLIMIT_CORE, min(l.Max, 1)}
}

// Options are what cannot travel as JSON.
type Options struct {
	Stdin, Stdout, Stderr *os.File            // nil: /dev/null
	CgroupFD              int                 // the unified group to be born in; <= 0: the caller's
	Join                  func(pid int) error // puts the new process into control groups, where it is not born in all; nil: there are none
	Files                 []*os.File          // become descriptors 4 and up in the child
	// Born is called with the new process before it gets its orders: it waits
	// for them, and ends if the caller dies first. So what the caller writes
	// down here is known before anything can run.
	Born func(pid int) error
	// Tell is called with each wall as it stands; with why it does not, where this
	// machine lacks what an optional one needs.
	Tell func(name wall.Name, missing string)
}

// Process is a command that runs in its sandbox.
type Process struct {
	PID      int
	PidFD    *os.File // becomes readable when the process has ended
	NetNS    *os.File // nil without Network
	Listener *os.File // nil without Listen
	PTY      *os.File // nil without PTY
}

// CommandError reports that the sandbox stands but its command could not be run.
type CommandError struct{ Text string }

func (e *CommandError) Error() string { return e.Text }

// Start builds the sandbox and returns as soon as the command runs in it. If it
// returns an error, nothing runs; a *CommandError means that only the command
// was at fault. The caller reaps the process and closes the files.
func Start(cfg Config, opt Options) (*Process, error) {
	if cfg.PID && (len(cfg.Keep) > 0 || cfg.Target != 0) {
		return nil, errors.New("files to keep, or another sandbox to enter, do not go with a PID namespace")
	}
	if len(os.Args) > 0 && os.Args[0] == ChildName {
		// It would make a child that makes a child, until the machine has no room.
		return nil, errors.New("a child does not build sandboxes: this program does not call BecomeChild first")
	}
	cfg.Extra, cfg.Grouped, cfg.Tell = len(opt.Files), opt.CgroupFD > 0 || opt.Join != nil, opt.Tell != nil
	packet, err := json.Marshal(cfg)
	if err != nil {
		return nil, err
	}
	ours, theirs, err := socketpair()
	if err != nil {
		return nil, err
	}
	defer ours.Close()
	p, err := fork(cfg, opt, theirs)
	theirs.Close()
	if err != nil {
		return nil, err
	}
	// The child begins meanwhile, which takes it longer than us.
	if opt.Join != nil && !cfg.without(wall.Limits) {
		err = opt.Join(p.PID)
	}
	if err == nil && opt.Born != nil {
		err = opt.Born(p.PID)
	}
	if err == nil {
		err = p.build(ours, packet, opt.Tell)
	}
	if err != nil {
		_ = unix.PidfdSendSignal(int(p.PidFD.Fd()), unix.SIGKILL, nil, 0)
		_ = Reap(p.PidFD)
		p.Close()
		return nil, err
	}
	return p, nil
}

// Close closes the caller's descriptors; it does not touch the process.
func (p *Process) Close() {
	for _, f := range []*os.File{p.PidFD, p.NetNS, p.Listener, p.PTY} {
		if f != nil {
			f.Close()
		}
	}
}

func fork(cfg Config, opt Options, channel *os.File) (*Process, error) {
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	defer null.Close()
	std := []*os.File{cmp.Or(opt.Stdin, null), cmp.Or(opt.Stdout, null), cmp.Or(opt.Stderr, null), channel}
	var files []uintptr
	for _, f := range append(std, opt.Files...) {
		files = append(files, f.Fd())
	}
	pidfd := -1
	pid, err := syscall.ForkExec("/proc/self/exe", []string{ChildName}, &syscall.ProcAttr{
		// One processor is enough for a child that lives for some milliseconds,
		// and a collection of its garbage would only cost.
		Env: []string{"GOMAXPROCS=1", "GOGC=off"}, Files: files,
		Sys: &syscall.SysProcAttr{
			Setsid: true, Cloneflags: cloneFlags(cfg), PidFD: &pidfd,
			UseCgroupFD: opt.CgroupFD > 0, CgroupFD: opt.CgroupFD,
		},
	})
	if err != nil {
		return nil, fmt.Errorf("start the sandbox's child: %w", err)
	}
	return &Process{PID: pid, PidFD: PidFile(pidfd)}, nil
}

func cloneFlags(cfg Config) uintptr {
	var flags uintptr
	if cfg.Target != 0 {
		return flags // its namespaces are entered, not made
	}
	for _, n := range []struct {
		wanted bool
		wall   wall.Name
		flag   uintptr
	}{
		{len(cfg.Mounts) > 0, "", syscall.CLONE_NEWNS}, {len(cfg.Mounts) > 0, wall.IPC, syscall.CLONE_NEWIPC},
		{cfg.Host != "", wall.UTS, syscall.CLONE_NEWUTS}, {cfg.Network, wall.Network, syscall.CLONE_NEWNET},
		{cfg.PID, wall.PID, syscall.CLONE_NEWPID},
	} {
		if n.wanted && !cfg.without(n.wall) {
			flags |= n.flag
		}
	}
	return flags
}

// build hands the child its orders and takes what it sends back, until the
// channel closes: that is the moment of exec.
func (p *Process) build(ch *net.UnixConn, packet []byte, tell func(wall.Name, string)) error {
	// A healthy child needs milliseconds; a file system that hangs needs a verdict.
	_ = ch.SetDeadline(time.Now().Add(30 * time.Second))
	if _, err := ch.Write(packet); err != nil {
		return fmt.Errorf("send the sandbox its orders: %w", err)
	}
	buf, oob := make([]byte, 4096), make([]byte, unix.CmsgSpace(4*4))
	for {
		n, oobn, _, _, err := ch.ReadMsgUnix(buf, oob)
		if errors.Is(err, io.EOF) || (err == nil && n == 0 && oobn == 0) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("wait for the sandbox: %w", err)
		}
		var m message
		if err := json.Unmarshal(buf[:n], &m); err != nil {
			return fmt.Errorf("the sandbox's child said %q", buf[:n])
		}
		if m.Wall != "" && tell != nil {
			tell(m.Wall, m.Missing)
			continue
		}
		if err := p.take(m, oob[:oobn]); err != nil {
			return err
		}
	}
}

// message is what the child says to its maker.
type message struct {
	Files   []string  `json:"files,omitempty"`   // what the descriptors sent along are
	Wall    wall.Name `json:"wall,omitempty"`    // it stands
	Missing string    `json:"missing,omitempty"` // why it does not
	Step    string    `json:"step,omitempty"`    // where it failed
	Failure string    `json:"failure,omitempty"` // how
	Command bool      `json:"command,omitempty"` // the command is at fault, not the sandbox
}

func (p *Process) take(m message, oob []byte) error {
	if m.Failure != "" {
		if m.Command {
			return &CommandError{m.Failure}
		}
		return fmt.Errorf("%s: %s", m.Step, m.Failure)
	}
	fds, err := rights(oob)
	if err != nil || len(fds) != len(m.Files) {
		return fmt.Errorf("the sandbox's child sent %d descriptors instead of %d (%v)", len(fds), len(m.Files), err)
	}
	for i, name := range m.Files {
		f := os.NewFile(uintptr(fds[i]), name)
		switch name {
		case "netns":
			p.NetNS = f
		case "listener":
			p.Listener = f
		case "pty":
			p.PTY = f
		}
	}
	return nil
}

// rights returns the descriptors of a message. They are closed at exec: ReadMsgUnix sees to it.
func rights(oob []byte) ([]int, error) {
	msgs, err := unix.ParseSocketControlMessage(oob)
	if err != nil {
		return nil, err
	}
	var fds []int
	for _, m := range msgs {
		f, err := unix.ParseUnixRights(&m)
		if err != nil {
			return nil, err
		}
		fds = append(fds, f...)
	}
	return fds, nil
}

// socketpair returns a packet channel: our end as a connection, the child's as a file.
func socketpair() (*net.UnixConn, *os.File, error) {
	fds, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, nil, err
	}
	f := os.NewFile(uintptr(fds[0]), "sandbox")
	defer f.Close()
	theirs := os.NewFile(uintptr(fds[1]), "sandbox")
	c, err := net.FileConn(f)
	if err != nil {
		theirs.Close()
		return nil, nil, err
	}
	return c.(*net.UnixConn), theirs, nil
}

// PidFile makes a file of a pidfd, on which Go can wait without a thread.
func PidFile(fd int) *os.File {
	_ = unix.SetNonblock(fd, true)
	return os.NewFile(uintptr(fd), "pidfd")
}

// WaitGone blocks until the process of a pidfd has ended, or the file is closed.
func WaitGone(pidfd *os.File) error {
	raw, err := pidfd.SyscallConn()
	if err != nil {
		return err
	}
	return raw.Read(func(fd uintptr) bool {
		n, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, 0)
		return n > 0 || (err != nil && err != unix.EINTR)
	})
}

// Exit is how a process ended.
type Exit struct {
	Code   int
	Signal syscall.Signal // 0 if it ended by itself
}

// Reap waits for a child of ours by its pidfd. It returns nil where the process
// is not our child (any more), so that nobody knows how it ended, and where the
// file is closed meanwhile.
func Reap(pidfd *os.File) (exit *Exit) {
	raw, err := pidfd.SyscallConn()
	if err != nil {
		return nil
	}
	_ = raw.Read(func(fd uintptr) bool {
		var info unix.Siginfo
		err := unix.Waitid(unix.P_PIDFD, int(fd), &info, unix.WEXITED|unix.WNOHANG, nil)
		if err == nil && info.Signo != 0 {
			exit = exitOf(&info)
		}
		return err != nil || exit != nil
	})
	return exit
}
