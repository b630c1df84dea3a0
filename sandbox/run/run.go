// Package run runs one command in a sandbox as a person's server has it, for whoever sits
// at the terminal: its input, output and terminal are theirs, and so is how it ends. It
// can tell each wall as it is built, and leave walls out.
//
// It is for root and for trying out: it knows no people and keeps no record, and no role
// uses it. What always holds: when Run returns, nothing that ran inside is left, nor its
// control group; and a sandbox that could not be built completely did not run anything.
package run

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/sandbox"
	"commonhall/sandbox/cgroup"
	"commonhall/sandbox/recipe"
	"commonhall/sandbox/wall"
)

// Options say what is run, and in which sandbox.
type Options struct {
	Command  []string
	Without  []wall.Name
	PID      bool
	Memory   int64 // bytes
	CPU      float64
	PIDs     int
	Tmp      int64 // bytes
	Writable []string
	Read     []string
	Name     string // of the account inside
	UID, GID int    // 0: those of nobody
	Env      []string
	Terminal bool // Stdin and Stdout are a terminal: it gets one of its own

	Stdin, Stdout, Stderr *os.File
	Tell                  io.Writer // each wall as it is built; nil: only what is missing, on Stderr
}

// Statuses as a shell has them.
const (
	interrupted = 130
	nobody      = 2_000_000_000 // and our process id: an account that owns nothing
	patience    = 5 * time.Second
	prefix      = "commonhall-sandbox-"
)

// Run runs the command until it ends, or ctx does, and returns its status.
func Run(ctx context.Context, o Options) (int, error) {
	sweep()
	group, remove, err := o.group()
	if err != nil {
		return 0, fmt.Errorf("control groups: %w", err)
	}
	defer remove()
	cfg, err := o.config()
	if err != nil {
		return 0, err
	}
	// The command ends with the thread that made it: this one is to live as long as we do.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, unix.SIGHUP)
	defer signal.Stop(hangup)
	told := o.telling()
	opt := sandbox.Options{Stdin: o.Stdin, Stdout: o.Stdout, Stderr: o.Stderr, CgroupFD: group.FD(), Join: group.Join, Tell: told.wall}
	if cfg.PTY {
		opt.Stdin, opt.Stdout, opt.Stderr = nil, nil, nil
	}
	p, err := sandbox.Start(cfg, opt)
	if err != nil {
		return 0, err
	}
	defer p.Close()
	told.end(o.Without)
	stop, ended := make(chan struct{}), false
	go func() { // at the latest when the command has ended
		defer close(stop)
		gone := make(chan struct{})
		go func() { defer close(gone); _ = sandbox.WaitGone(p.PidFD) }()
		select {
		case <-ctx.Done():
			ended = true
		case <-hangup:
			ended = true
		case <-gone:
		}
		// Also what it leaves behind: then nobody holds its output any more.
		_ = group.Kill(patience)
		<-gone
	}()
	if p.PTY != nil {
		err = relay(o.Stdin, o.Stdout, p.PTY)
	}
	<-stop
	exit := sandbox.Reap(p.PidFD)
	if ended || exit == nil {
		return interrupted, err
	}
	return exit.Code, err
}

// group makes a group of its own, and returns what removes it.
func (o Options) group() (*cgroup.Group, func(), error) {
	h, err := cgroup.OpenHierarchy(prefix + strconv.Itoa(os.Getpid()))
	if err != nil {
		return nil, nil, err
	}
	limits := cgroup.Limits{Memory: o.Memory, CPU: o.CPU, PIDs: o.PIDs}
	if slices.Contains(o.Without, wall.Limits) {
		limits = cgroup.Limits{}
	}
	g, err := h.Create("run", limits)
	if err != nil {
		_ = h.Drop("")
		return nil, nil, err
	}
	return g, func() {
		_ = g.Kill(patience)
		_ = g.Remove()
		_ = h.Drop("")
	}, nil
}

// sweep ends what runs left whose makers were killed before they could.
func sweep() {
	dirs, _ := filepath.Glob("/sys/fs/cgroup/" + prefix + "*")
	more, _ := filepath.Glob("/sys/fs/cgroup/*/" + prefix + "*")
	for _, dir := range append(dirs, more...) {
		name := filepath.Base(dir)
		pid, err := strconv.Atoi(strings.TrimPrefix(name, prefix))
		if err != nil || pid == os.Getpid() || unix.Kill(pid, 0) == nil {
			continue
		}
		if h, err := cgroup.OpenHierarchy(name); err == nil {
			if g, err := h.Open("run"); err == nil {
				_ = g.Kill(patience)
				_ = g.Remove()
			}
			_ = h.Drop("")
		}
	}
}

// config is the recipe of a person who has no home, with what was asked for.
func (o Options) config() (sandbox.Config, error) {
	uid := cmp.Or(o.UID, nobody+os.Getpid())
	cfg := recipe.Config(recipe.Person{Name: cmp.Or(o.Name, "somebody"), UID: uid, Passing: true, Env: o.Env, Memory: o.Memory, Tmp: o.Tmp}, nil)
	cfg.Args, cfg.GID, cfg.PID, cfg.Without, cfg.PTY, cfg.EndsWithMaker = o.Command, cmp.Or(o.GID, uid), o.PID, o.Without, o.Terminal, true
	if term := os.Getenv("TERM"); term != "" && o.Terminal {
		cfg.Env = append(cfg.Env, "TERM="+term)
		if size, err := unix.IoctlGetWinsize(int(o.Stdin.Fd()), unix.TIOCGWINSZ); err == nil {
			cfg.Rows, cfg.Cols = size.Row, size.Col
		}
	}
	for i, dir := range append(slices.Clone(o.Read), o.Writable...) {
		path, err := shared(dir)
		if err != nil {
			return cfg, err
		}
		target := path
		if below, ok := strings.CutPrefix(path, "/var/tmp/"); ok {
			target = "/tmp/" + below // inside, the one is a link to the other
		}
		cfg.Mounts = append(cfg.Mounts, sandbox.Mount{Target: target, Source: path, Writable: i >= len(o.Read)})
	}
	return cfg, nil
}

// shared is a folder of the machine that is to be seen inside, at the same place.
func shared(dir string) (string, error) {
	path, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for _, taken := range []string{"/proc", "/sys", "/dev"} {
		if path == "/" || path == taken || strings.HasPrefix(path, taken+"/") {
			return "", fmt.Errorf("%s is not a folder that a sandbox can be given", path)
		}
	}
	if _, err := os.Stat(path); err != nil {
		return "", err
	}
	return path, nil
}

// telling writes what is built.
type telling struct {
	to     io.Writer // nil: nothing but what is missing
	errors io.Writer
	lost   []string
}

func (o Options) telling() *telling { return &telling{to: o.Tell, errors: o.Stderr} }

// wall is called with each wall as it stands.
func (t *telling) wall(name wall.Name, missing string) {
	w, _ := wall.Of(name)
	switch {
	case missing != "":
		t.lost = append(t.lost, fmt.Sprintf("%s: %s. What is lost: %s", name, missing, w.Without))
	case t.to != nil:
		fmt.Fprintf(t.to, "%s\n    %s\n    Without it: %s\n", name, w.For, w.Without)
	}
}

// end says what does not stand.
func (t *telling) end(without []wall.Name) {
	if t.to == nil {
		for _, line := range t.lost {
			// That a machine has no AppArmor is nothing to tell each time: doctor does.
			if !strings.HasPrefix(line, string(wall.AppArmor)) {
				fmt.Fprintln(t.errors, "Missing:", line)
			}
		}
		return
	}
	for _, w := range wall.All() {
		if slices.Contains(without, w.Name) {
			fmt.Fprintf(t.to, "Left out: %s. %s\n", w.Name, w.Without)
		}
	}
	for _, line := range t.lost {
		fmt.Fprintln(t.to, "Missing on this machine:", line)
	}
	if len(t.lost) == 0 {
		fmt.Fprintln(t.to, "This machine has everything that a sandbox uses.")
	}
	fmt.Fprintln(t.to, "The command runs.")
}
