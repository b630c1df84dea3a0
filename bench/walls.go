package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/spawner"
	"commonhall/spawner/linux"
	"commonhall/supervisor"
)

// warmUp is how often each way makes its sandbox before that counts.
const warmUp = 5

// now prints in nanoseconds when it began: a small program, so that what comes between
// exec and its first line is short and the same for all.
func now() []string { return []string{"/bin/date", "+%s%N"} }

// confiner is a way to run now in a sandbox. It returns what now printed, and the CPU
// time of all that was done.
type confiner struct {
	name string
	run  func(ctx context.Context, i int) (said string, cpu time.Duration, err error)
}

// measureWalls measures from the request until the program runs in its sandbox: ours
// through the warden, and beside it what else is here, with the same walls.
func measureWalls(ctx context.Context, b *bench) ([]row, error) {
	s, err := b.open(ctx, ours, runTiny)
	if err != nil {
		return nil, err
	}
	defer s.close()
	w, err := s.warden()
	if err != nil {
		return nil, err
	}
	defer w.Close()
	others, err := b.confiners()
	if err != nil {
		return nil, err
	}
	defer removeGroups(ociGroup)
	others = slices.DeleteFunc(others, func(c confiner) bool {
		_, _, err := c.run(ctx, -1)
		if err != nil {
			fmt.Fprintln(os.Stderr, c.name, "is left out:", err)
		}
		return err != nil
	})
	all := append([]confiner{{ours, w.confine}}, others...)
	took, cpu := by{}, by{}
	for i := range warmUp + b.starts {
		for _, c := range all {
			from := time.Now()
			said, used, err := c.run(ctx, i)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", c.name, err)
			}
			ns, err := strconv.ParseInt(strings.TrimSpace(said), 10, 64)
			if err != nil {
				return nil, fmt.Errorf("%s: the program says %q", c.name, said)
			}
			if i >= warmUp {
				took.add(c.name, ms(time.Unix(0, ns).Sub(from)))
				cpu.add(c.name, ms(used))
			}
		}
	}
	return wallRows(all, took, cpu), nil
}

// wallRows puts ours beside each other way; the faster of the OCI runtimes is the peer.
func wallRows(all []confiner, took, cpu by) (rows []row) {
	const note = "From the request until date(1) has the time; the ways in turn. Ours: a request to the warden, its record on the disk and the connection to the hub included."
	const same = " The same pieces of the machine, namespaces (mount, IPC, UTS, network, control group), limits of memory, CPU and processes, refused system calls, no capabilities, an account of its own"
	beside := map[string]string{"bwrap": same + "; but it joins no control group, has no limits and no filter.",
		"systemd-run": " A transient unit, asked for over D-Bus. Equal: account, limits, namespaces of mounts, IPC, UTS and network, a /tmp and /dev of its own, no capabilities, no new privileges. " +
			"Not equal: the machine's whole tree, read-only, and not one of chosen pieces; no control group namespace; a list of allowed system calls, and not of refused ones. Its CPU is that of systemd-run and of the first process."}
	for _, percent := range []float64{50, 99} {
		for _, c := range all[1:] {
			figure := fmt.Sprintf("request to exec in a sandbox, p%.0f, beside %s", percent, c.name)
			v, p := percentile(took[ours], percent), percentile(took[c.name], percent)
			r := row{Figure: figure, Unit: "ms", Ours: &v, Peer: &p}.note(note + cmp.Or(beside[c.name], same+"."))
			if percent == 50 && beside[c.name] == "" {
				r = r.factor(0.7)
			}
			rows = append(rows, r)
		}
	}
	for _, c := range all[1:] {
		// Means: the kernel tells the time of children in steps of 10 ms.
		v, p := mean(cpu[ours]), mean(cpu[c.name])
		rows = append(rows, row{Figure: "… CPU of a start and its end, mean, beside " + c.name, Unit: "ms", Ours: &v, Peer: &p})
	}
	return rows
}

func mean(v []float64) (m float64) {
	for _, x := range v {
		m += x / float64(len(v))
	}
	return m
}

// keeper speaks to the warden of a site as its hub does.
type keeper struct {
	*linux.Spawner
	uid int
	pid int
}

func (s *site) warden() (*keeper, error) {
	i, err := supervisor.OpenInstance(s.dir)
	if err != nil {
		return nil, err
	}
	k := &keeper{linux.New(supervisor.PathsOf(s.dir, i).Warden(), slog.New(slog.DiscardHandler)), i.UIDBase + 60_000, 0}
	for _, pid := range s.core {
		if b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid)); bytes.Contains(b, []byte("\x00warden\x00")) {
			k.pid = pid
		}
	}
	if k.pid == 0 {
		k.Close()
		return nil, errors.New("the warden is not to be seen")
	}
	return k, nil
}

// spec is what the measured sandboxes run.
func (k *keeper) spec(id string, n int, command ...string) spawner.Spec {
	return spawner.Spec{ID: commonhall.ServerID(id), Account: commonhall.Account{Name: fmt.Sprintf("b%d", n), UID: k.uid + n},
		Command: command, Port: 8888, Limits: commonhall.Limits{Memory: 512 << 20, CPU: 1, PIDs: 256}}
}

func (k *keeper) confine(ctx context.Context, i int) (string, time.Duration, error) {
	before, err := cpuTime([]int{k.pid})
	if err != nil {
		return "", 0, err
	}
	spec := k.spec(fmt.Sprintf("bench%d", i), 0, now()...)
	if err := k.Start(ctx, spec); err != nil {
		return "", 0, err
	}
	if _, err := k.Wait(ctx, spec.ID); err != nil {
		return "", 0, err
	}
	said, err := k.Log(ctx, spec.ID, 20) // a line has 20 bytes
	if err != nil {
		return "", 0, err
	}
	if err := k.Forget(ctx, spec.ID); err != nil {
		return "", 0, err
	}
	after, err := cpuTime([]int{k.pid})
	return string(said), after - before, err
}

const ociGroup = "commonhall-bench"

// confiners are the other ways that this machine has.
func (b *bench) confiners() ([]confiner, error) {
	dir := filepath.Join(b.dir, "bundle")
	const uid = 1_999_000_001
	if err := bundle(dir, ociGroup, uid, now()...); err != nil {
		return nil, err
	}
	var all []confiner
	add := func(name string, hide bool, command func(i int) []string) {
		if _, err := exec.LookPath(name); err != nil {
			return
		}
		all = append(all, confiner{name, func(ctx context.Context, i int) (string, time.Duration, error) {
			args := command(i)
			return program(exec.CommandContext(ctx, args[0], args[1:]...), hide)
		}})
	}
	oci := func(name string) func(int) []string {
		return func(i int) []string {
			return []string{name, "--root", filepath.Join(b.dir, name), "run", "--bundle", dir, fmt.Sprintf("bench%d", i)}
		}
	}
	add("runc", false, oci("runc"))
	// It refuses a machine with both versions of control groups.
	_, err := os.Stat("/sys/fs/cgroup/unified")
	add("crun", err == nil, oci("crun"))
	add("bwrap", false, func(int) []string {
		args := []string{"bwrap", "--unshare-ipc", "--unshare-uts", "--unshare-net", "--unshare-cgroup", "--cap-drop", "ALL"}
		for _, path := range []string{"/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc", "/opt"} {
			args = append(args, "--ro-bind-try", path, path)
		}
		args = append(args, "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/dev/shm", "--tmpfs", "/tmp", "--bind", filepath.Join(dir, "home"), "/home/someone",
			"--ro-bind", filepath.Join(dir, "passwd"), "/etc/passwd", "--ro-bind", filepath.Join(dir, "group"), "/etc/group")
		return append(args, now()...)
	})
	if _, err := os.Stat("/run/systemd/system"); err == nil {
		all = append(all, confiner{"systemd-run", transient})
	}
	return all, nil
}

// makers are the programs of confiners that are here.
func makers() []string {
	all := []string{"runc", "crun", "bwrap"}
	if _, err := os.Stat("/run/systemd/system"); err == nil {
		all = append(all, "systemd-run")
	}
	return slices.DeleteFunc(all, func(name string) bool { _, err := exec.LookPath(name); return err != nil })
}

// transient has systemd run now in a unit of its own, asked over D-Bus, with the walls that
// a unit has. Its account must have a name.
func transient(ctx context.Context, _ int) (said string, cpu time.Duration, err error) {
	args := []string{"--quiet", "--wait", "--pipe", "--collect"}
	for _, p := range []string{"User=daemon", "MemoryMax=512M", "MemorySwapMax=0", "CPUQuota=100%", "TasksMax=256", "LimitNOFILE=8192", "LimitCORE=0", "OOMScoreAdjust=500",
		"ProtectSystem=strict", "ProtectHome=tmpfs", "PrivateTmp=yes", "PrivateDevices=yes", "PrivateNetwork=yes", "PrivateIPC=yes",
		"ProtectProc=invisible", "ProtectHostname=yes", "ProtectControlGroups=yes", "ProtectKernelTunables=yes", "NoNewPrivileges=yes", "CapabilityBoundingSet=",
		"RestrictNamespaces=yes", "SystemCallArchitectures=native", "SystemCallFilter=@system-service", "SystemCallErrorNumber=EPERM"} {
		args = append(args, "--property="+p)
	}
	before, err := cpuTime([]int{1}) // who does the work
	if err != nil {
		return "", 0, err
	}
	said, cpu, err = program(exec.CommandContext(ctx, "systemd-run", append(args, now()...)...), false)
	if err != nil {
		return "", 0, err
	}
	after, err := cpuTime([]int{1})
	return said, cpu + after - before, err
}

// program runs a command to its end; hide takes the second version of control groups out
// of its sight.
func program(cmd *exec.Cmd, hide bool) (said string, cpu time.Duration, err error) {
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if hide {
		done := make(chan error)
		go func() {
			runtime.LockOSThread() // the thread ends with the goroutine, and its view of the mounts
			done <- errors.Join(unix.Unshare(unix.CLONE_FS|unix.CLONE_NEWNS), unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""),
				unix.Unmount("/sys/fs/cgroup/unified", unix.MNT_DETACH), cmd.Run())
		}()
		err = <-done
	} else {
		err = cmd.Run()
	}
	if err != nil {
		return "", 0, fmt.Errorf("%w: %s", err, complaint.String())
	}
	u := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return out.String(), time.Duration(u.Utime.Nano() + u.Stime.Nano()), nil
}

// removeGroups takes away control groups that a program left.
func removeGroups(name string) {
	for _, pattern := range []string{"/sys/fs/cgroup/*/", "/sys/fs/cgroup/"} {
		dirs, _ := filepath.Glob(pattern + name)
		for _, dir := range dirs {
			_ = os.Remove(dir)
		}
	}
}
