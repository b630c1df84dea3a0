package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"commonhall/sandbox/first"
	"commonhall/sandbox/inherit"
	"commonhall/sandbox/tree"
	"commonhall/sandbox/wall"
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
	inherit.Signals()
	cfg, err := readConfig()
	if err != nil {
		fail("read the orders", err)
	}
	steps := build
	if cfg.Target != 0 {
		steps = enter
	}
	for _, s := range steps() {
		s.take(cfg)
	}
	channel, err := run(cfg)
	_ = sendOn(channel, message{Step: "run the command", Failure: err.Error(), Command: true}, nil)
	os.Exit(NoCommand)
}

// step is one thing that is done to the child. The order matters.
type step struct {
	wall wall.Name // which wall stands then; "": none, or a part of one
	name string
	do   func(*Config) error
}

var errNotWanted = errors.New("nobody asked for it")

// absent is why a wall cannot be had on this machine.
type absent string

func (a absent) Error() string { return string(a) }

// take does a step, unless its wall is left out, and tells it.
func (s step) take(cfg *Config) {
	if cfg.without(s.wall) {
		return
	}
	err := s.do(cfg)
	var missing absent
	switch {
	case errors.Is(err, errNotWanted):
		return
	case err != nil && !errors.As(err, &missing):
		fail(s.name, err)
	}
	if cfg.Tell && s.wall != "" {
		_ = send(message{Wall: s.wall, Missing: string(missing)}, nil)
	}
}

// build lists how a new sandbox is made. The namespaces are there: the child was born in
// them.
func build() []step {
	return append([]step{
		{wall.Limits, "be in the control groups", ofMaker},
		{wall.Network, "set up the network", setNetwork},
		{wall.IPC, "have an IPC namespace", ofTree},
		{wall.UTS, "set the host name", setHost},
		{wall.PID, "have a PID namespace", ofPID},
		{wall.Cgroup, "hide the control groups' names", hideGroups},
		{wall.OOM, "make itself the first to be ended for memory", adjustOOM},
		{"", "build the tree", buildTree},
		{wall.Tree, "see nothing else", ofTree}, {wall.Private, "have a /tmp of its own", ofTree}, {wall.ReadOnly, "change nothing of it", ofTree},
		{wall.NoSuid, "ignore set-uid programs", ofTree}, {wall.Proc, "see its own processes", ofTree}, {wall.Devices, "see no devices", ofTree},
		{wall.Masks, "hide what is not for it", hideMasked},
		{"", "enter the tree", enterTree},
	}, confine()...)
}

// enter lists how a command gets into a sandbox that exists.
func enter() []step {
	return append([]step{
		{wall.Limits, "be in the control groups", ofMaker},
		{wall.OOM, "make itself the first to be ended for memory", adjustOOM},
		{"", "enter the sandbox", enterTarget},
	}, confine()...)
}

// confine lists what comes last in both cases. What is refused to the command is refused
// to us as well from then on: so the last walls come in this order.
func confine() []step {
	return []step{
		{"", "make a pseudo-terminal", makePTY},
		{wall.Descriptors, "close what others have open", closeFiles},
		{wall.Keyring, "forget the keys", newKeyring},
		{wall.Rlimits, "set the limits", setRlimits},
		{wall.AppArmor, "choose the AppArmor profile", chooseProfile},
		{wall.Landlock, "put up the second fence", fence},
		{wall.Filter, "install the system-call filter", installFilter},
		{"", "drop what could be gained back", dropBounding},
		{wall.Account, "take the account", takeAccount},
		{wall.Capabilities, "drop the capabilities", dropCapabilities},
		{wall.NoNewPrivs, "gain no rights any more", gainNothing},
	}
}

// ofTree is a step that building the tree has done already.
func ofTree(cfg *Config) error {
	if len(cfg.Mounts) == 0 {
		return errNotWanted
	}
	return nil
}

func ofPID(cfg *Config) error {
	if !cfg.PID {
		return errNotWanted
	}
	return nil
}

func (cfg *Config) tree() tree.Tree {
	return tree.Tree{Mounts: cfg.Mounts, Mask: cfg.Mask, Files: firstFile, Without: cfg.Without}
}

// buildTree makes a tree from nothing but cfg.Mounts. Without any, the caller's stays.
func buildTree(cfg *Config) error {
	if len(cfg.Mounts) == 0 {
		return errNotWanted
	}
	return cfg.tree().Build()
}

func hideMasked(cfg *Config) error {
	if len(cfg.Mounts) == 0 || len(cfg.Mask) == 0 {
		return errNotWanted
	}
	return cfg.tree().Hide()
}

func enterTree(cfg *Config) error {
	if len(cfg.Mounts) == 0 {
		return errNotWanted
	}
	return cfg.tree().Enter()
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

// ofMaker is a step that the maker has done, where anybody wanted it.
func ofMaker(cfg *Config) error {
	if !cfg.Grouped {
		return errNotWanted
	}
	return nil
}

// hideGroups makes the sandbox's own group look like the root.
func hideGroups(cfg *Config) error {
	if len(cfg.Mounts) == 0 {
		return errNotWanted
	}
	return unix.Unshare(unix.CLONE_NEWCGROUP)
}

func adjustOOM(cfg *Config) error {
	if cfg.OOM == 0 {
		return errNotWanted
	}
	return os.WriteFile("/proc/self/oom_score_adj", []byte(strconv.Itoa(cfg.OOM)), 0)
}

func setHost(cfg *Config) error {
	if cfg.Host == "" {
		return errNotWanted
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

// closeFiles lets no descriptor but the first three survive exec; what the command is to
// keep gets new ones later.
func closeFiles(*Config) error {
	return unix.CloseRange(channelFD, ^uint(0)>>1, unix.CLOSE_RANGE_CLOEXEC)
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
	if cfg.EndsWithMaker { // only now: a change of the account takes it back
		if err := unix.Prctl(unix.PR_SET_PDEATHSIG, uintptr(unix.SIGKILL), 0, 0, 0); err != nil {
			return channel, err
		}
	}
	if cfg.PID && !cfg.without(wall.PID) {
		err = besideFirst(path, cfg.Args, env)
	} else {
		err = syscall.Exec(path, cfg.Args, env)
	}
	return channel, fmt.Errorf("%s cannot be run: %w", cfg.Args[0], err)
}

// besideFirst starts the command as a child, and then becomes the process that looks
// after it.
func besideFirst(path string, args, env []string) error {
	pid, err := syscall.ForkExec(path, args, &syscall.ProcAttr{Env: env, Files: []uintptr{0, 1, 2}})
	if err != nil {
		return err
	}
	return fmt.Errorf("the first process: %w", first.Become(pid))
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
