package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// Descriptors of the child: 3 is the channel to its maker, further ones follow.
const (
	channelFD = 3
	firstFile = 4
)

// BecomeChild does nothing in an ordinary process. In one that Start made it
// builds the sandbox, becomes the command, and never returns.
func BecomeChild() {
	if len(os.Args) == 0 || os.Args[0] != ChildName {
		return
	}
	// Identity, capabilities, filter and namespaces belong to a thread; the
	// command inherits those of the thread that calls exec.
	runtime.LockOSThread()
	unix.CloseOnExec(channelFD)
	unix.Umask(0) // what is made here gets the modes that are written here
	// What whoever started us ignores (nohup) the command does not: exec gives what is
	// handled here its default back. Now, while new threads may still be made.
	signal.Notify(make(chan os.Signal, 1))
	cfg, err := readConfig()
	if err != nil {
		fail("read the orders", err)
	}
	steps := build
	if cfg.Target != 0 {
		steps = enter
	}
	for _, s := range steps() {
		if err := s.do(cfg); err != nil {
			fail(s.name, err)
		}
	}
	channel, err := run(cfg)
	_ = sendOn(channel, message{Step: "run the command", Failure: err.Error(), Command: true}, nil)
	os.Exit(NoCommand)
}

// step is one thing that is done to the child. The order matters.
type step struct {
	name string
	do   func(*Config) error
}

// build lists how a new sandbox is made.
func build() []step {
	return append([]step{
		{"join the control groups", joinGroups},
		{"hide the control groups' names", hideGroups},
		{"make itself the first to be ended for memory", adjustOOM},
		{"set the host name", setHost},
		{"set up the network", setNetwork},
		{"build the tree", buildTree},
	}, confine()...)
}

// enter lists how a command gets into a sandbox that exists.
func enter() []step {
	return append([]step{
		{"join the control groups", joinGroups},
		{"make itself the first to be ended for memory", adjustOOM},
		{"enter the sandbox", enterTarget},
	}, confine()...)
}

// confine lists what comes last in both cases.
func confine() []step {
	return []step{
		{"make a pseudo-terminal", makePTY},
		{"forget the keys", newKeyring},
		{"set the limits", setRlimits},
		{"take the account", takeAccount},
		{"install the system-call filter", filterStep},
	}
}

func readConfig() (*Config, error) {
	buf := make([]byte, 128<<10)
	n, err := unix.Read(channelFD, buf)
	if err != nil {
		return nil, err
	}
	cfg := &Config{}
	return cfg, json.Unmarshal(buf[:n], cfg)
}

// send tells the maker something, with descriptors.
func send(m message, fds []int) error { return sendOn(channelFD, m, fds) }

func sendOn(channel int, m message, fds []int) error {
	b, err := json.Marshal(m)
	if err != nil {
		return err
	}
	var oob []byte
	if len(fds) > 0 {
		oob = unix.UnixRights(fds...)
	}
	return unix.Sendmsg(channel, b, oob, nil, 0)
}

func fail(name string, err error) {
	_ = send(message{Step: name, Failure: err.Error()}, nil)
	os.Exit(NotBuilt)
}

// joinGroups enters the v1 control groups; on v2 the child was born in its own.
func joinGroups(cfg *Config) error {
	for _, path := range cfg.Join {
		if err := os.WriteFile(path, []byte("0"), 0); err != nil {
			return err
		}
	}
	return nil
}

// hideGroups makes the sandbox's own group look like the root.
func hideGroups(cfg *Config) error {
	if len(cfg.Mounts) == 0 {
		return nil
	}
	return unix.Unshare(unix.CLONE_NEWCGROUP)
}

func adjustOOM(cfg *Config) error {
	if cfg.OOM == 0 {
		return nil
	}
	return os.WriteFile("/proc/self/oom_score_adj", []byte(strconv.Itoa(cfg.OOM)), 0)
}

func setHost(cfg *Config) error {
	if cfg.Host == "" {
		return nil
	}
	return unix.Sethostname([]byte(cfg.Host))
}

// enterTarget joins the namespaces of a process that runs in the sandbox. It is
// named by a pidfd: its number could be another sandbox's process by now.
func enterTarget(cfg *Config) error {
	// A thread that shares its root and working folder with others may not
	// change the mount namespace.
	if err := unix.Unshare(unix.CLONE_FS); err != nil {
		return err
	}
	err := unix.Setns(firstFile+cfg.Target-1, unix.CLONE_NEWNS|unix.CLONE_NEWNET|unix.CLONE_NEWIPC|unix.CLONE_NEWUTS|unix.CLONE_NEWCGROUP)
	// Whoever was in a chroot when the sandbox was built finds the machine's root
	// here instead of its tree.
	if root := (unix.Statfs_t{}); err == nil && unix.Statfs("/", &root) == nil && root.Type != unix.TMPFS_MAGIC {
		return errors.New("its root is not a sandbox's; commonhall cannot do this in a chroot")
	}
	return err
}

// makePTY opens a pseudo-terminal of the sandbox, makes it the controlling one
// and sends its master out.
func makePTY(cfg *Config) error {
	if !cfg.PTY {
		return nil
	}
	master, err := unix.Open("/dev/ptmx", unix.O_RDWR|unix.O_NOCTTY|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	if err := unix.IoctlSetPointerInt(master, unix.TIOCSPTLCK, 0); err != nil {
		return err
	}
	n, err := unix.IoctlGetInt(master, unix.TIOCGPTN)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("/dev/pts/%d", n)
	slave, err := unix.Open(name, unix.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := unix.Fchown(slave, cfg.UID, cfg.GID); err != nil {
		return err
	}
	if cfg.Rows > 0 && cfg.Cols > 0 {
		_ = unix.IoctlSetWinsize(slave, unix.TIOCSWINSZ, &unix.Winsize{Row: cfg.Rows, Col: cfg.Cols})
	}
	for fd := range 3 {
		if err := unix.Dup3(slave, fd, 0); err != nil {
			return err
		}
	}
	if err := unix.IoctlSetInt(0, unix.TIOCSCTTY, 0); err != nil {
		return err
	}
	return errors.Join(send(message{Files: []string{"pty"}}, []int{master}), unix.Close(master), unix.Close(slave))
}

// newKeyring leaves the session keyring of whoever started us: its keys would
// otherwise be the command's as well.
func newKeyring(*Config) error {
	_, err := unix.KeyctlInt(unix.KEYCTL_JOIN_SESSION_KEYRING, 0, 0, 0, 0) // no name: one of its own
	if errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EPERM) {
		return nil // a kernel without keys has none to leak
	}
	return err
}

// run becomes the command; it returns only what went wrong, and where that is told.
func run(cfg *Config) (channel int, err error) {
	channel = channelFD
	unix.Umask(cfg.Umask)
	if unix.Chdir(cfg.Dir) != nil {
		_ = unix.Chdir("/")
	} else if cfg.Shortcut != "" {
		_ = unix.Symlink(cfg.Shortcut, filepath.Base(cfg.Shortcut))
	}
	env := cfg.Env
	for fd := firstFile; fd < firstFile+cfg.Extra; fd++ {
		unix.CloseOnExec(fd)
	}
	if err := unix.CloseRange(firstFile+uint(cfg.Extra), ^uint(0)>>1, unix.CLOSE_RANGE_CLOEXEC); err != nil {
		return channel, err
	}
	path := cfg.Path
	if path == "" {
		if path, err = lookup(cfg.Args[0], env); err != nil {
			return channel, err
		}
	}
	if len(cfg.Keep) > 0 {
		if channel, err = keepFiles(len(cfg.Keep)); err != nil {
			return channel, err
		}
		// As sd_listen_fds(3) expects it; only now is the pid known.
		env = append(env, "LISTEN_PID="+strconv.Itoa(os.Getpid()), "LISTEN_FDS="+strconv.Itoa(len(cfg.Keep)),
			"LISTEN_FDNAMES="+strings.Join(cfg.Keep, ":"))
	}
	err = syscall.Exec(path, cfg.Args, env)
	return channel, fmt.Errorf("%s cannot be run: %w", cfg.Args[0], err)
}

// keepFiles moves the last n of the caller's files to descriptors 3 and up,
// where a command looks for sockets that it was given, and the channel out of
// their way.
func keepFiles(n int) (channel int, err error) {
	channel, err = unix.FcntlInt(channelFD, unix.F_DUPFD_CLOEXEC, firstFile+n+1)
	if err != nil {
		return channelFD, err
	}
	for i := range n {
		if err := unix.Dup3(firstFile+i, channelFD+i, 0); err != nil {
			return channel, err
		}
	}
	return channel, nil
}

// lookup finds a program inside as a shell would.
func lookup(name string, env []string) (string, error) {
	if strings.Contains(name, "/") {
		return name, nil
	}
	for _, kv := range env {
		if dirs, ok := strings.CutPrefix(kv, "PATH="); ok {
			for _, dir := range filepath.SplitList(dirs) {
				p := filepath.Join(dir, name)
				if unix.Access(p, unix.X_OK) == nil {
					return p, nil
				}
			}
		}
	}
	return "", fmt.Errorf("%s is not installed", name)
}
