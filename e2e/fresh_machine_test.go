//go:build freshserver

package e2e

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// The network outside of the machines: this test runs in a namespace of its own
// (packaging/server/test.sh), in which a bridge joins them.
const (
	bridge  = "br0"
	outside = "10.99.0.1"
)

// machine is a rented server: a Debian with systemd in a container. Its disk
// outlives a power cut.
type machine struct {
	t    *testing.T
	name string
	addr string
	dir  string // of its disk
	pid  int    // of its first process
	cmd  *exec.Cmd
}

// rent makes a machine from a fresh tree and starts it.
func rent(t *testing.T, name string, host int) *machine { return rentWith(t, name, host, false) }

// rentWith is rent, of a machine whose state lies on a disk, as that of a real one does:
// files on the overlay that others have cannot be shown under another owner.
func rentWith(t *testing.T, name string, host int, disk bool) *machine {
	t.Helper()
	m := &machine{t: t, name: fmt.Sprintf("fresh%d-%s", os.Getpid(), name), addr: fmt.Sprintf("10.99.0.%d", host)}
	m.dir = filepath.Join(os.Getenv("COMMONHALL_SERVER_WORK"), name)
	for _, d := range []string{"upper", "work", "root"} {
		m.must(os.MkdirAll(filepath.Join(m.dir, d), 0o755))
	}
	t.Cleanup(m.giveBack)
	m.must(unix.Mount("overlay", m.path(""), "overlay", 0, fmt.Sprintf("lowerdir=%s,upperdir=%s,workdir=%s",
		os.Getenv("COMMONHALL_SERVER_TREE"), filepath.Join(m.dir, "upper"), filepath.Join(m.dir, "work"))))
	if state := filepath.Join(m.dir, "state"); disk {
		m.must(errors.Join(os.MkdirAll(state, 0o711), os.MkdirAll(m.path("/var/lib/commonhall"), 0o711)))
		m.must(unix.Mount(state, m.path("/var/lib/commonhall"), "", unix.MS_BIND, ""))
	}
	// In the container the limits of cgroup v1 are read-only until somebody says
	// otherwise; on a real machine systemd has mounted them itself.
	m.write("/etc/systemd/system/test-host.service", "[Unit]\nDefaultDependencies=no\nBefore=network-pre.target sysinit.target\n"+
		"[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/sh -c 'ip link set lo up; ip addr add "+m.addr+"/24 dev host0; ip link set host0 up; "+
		"ip route add default via "+outside+"; for c in memory cpu cpuacct pids devices blkio freezer cpuset; do mount -o remount,rw,bind /sys/fs/cgroup/$$c; done; true'\n")
	m.must(os.MkdirAll(m.path("/etc/systemd/system/sysinit.target.wants"), 0o755))
	m.must(os.Symlink("../test-host.service", m.path("/etc/systemd/system/sysinit.target.wants/test-host.service")))
	m.write("/etc/resolv.conf", "nameserver "+outside+"\n")
	m.boot()
	return m
}

func (m *machine) must(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(m.name, ": ", err)
	}
}

// path is where a file of the machine lies outside of it.
func (m *machine) path(inside string) string { return filepath.Join(m.dir, "root", inside) }

func (m *machine) write(inside, content string) {
	m.t.Helper()
	m.must(os.MkdirAll(filepath.Dir(m.path(inside)), 0o755))
	m.must(os.WriteFile(m.path(inside), []byte(content), 0o644))
}

func (m *machine) read(inside string) string {
	m.t.Helper()
	b, err := os.ReadFile(m.path(inside))
	m.must(err)
	return string(b)
}

// groups are the machine's control groups, one in each hierarchy.
func (m *machine) groups() []string {
	out, _ := filepath.Glob("/sys/fs/cgroup/*/" + m.name)
	return out
}

// boot starts the machine and returns when systemd has started everything.
func (m *machine) boot() {
	m.t.Helper()
	script := `set -e
for h in /sys/fs/cgroup/*/; do
  [ "$(cat "$h/cgroup.clone_children" 2>/dev/null)" ] || [ -e "$h/cgroup.procs" ] || continue
  mkdir -p "$h/$1"
  [ -e "$h/cpuset.cpus" ] && { cat "$h/cpuset.cpus" > "$h/$1/cpuset.cpus"; cat "$h/cpuset.mems" > "$h/$1/cpuset.mems"; }
  echo $$ > "$h/$1/cgroup.procs"
done
mount -t tmpfs tmpfs /run
exec systemd-nspawn -q -D "$2" --boot --register=no --keep-unit --machine="$1" --network-veth --network-bridge=` + bridge + ` \
  --resolv-conf=off --timezone=off --console=pipe --kill-signal=SIGRTMIN+3 \
  --system-call-filter="landlock_create_ruleset landlock_add_rule landlock_restrict_self quotactl_fd"` // as a machine has them
	log, err := os.OpenFile(filepath.Join(m.dir, "console"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	m.must(err)
	defer log.Close()
	m.cmd = exec.Command("unshare", "-m", "bash", "-c", script, "boot", m.name, m.path(""))
	m.cmd.Stdout, m.cmd.Stderr = log, log
	m.cmd.SysProcAttr = &unix.SysProcAttr{Setsid: true, Pdeathsig: unix.SIGKILL}
	m.must(m.cmd.Start())
	m.wait("the first process", func() bool { m.pid = m.first(); return m.pid != 0 })
	m.wait("systemd", func() bool {
		out, _ := m.try("systemctl", "is-system-running")
		state := strings.TrimSpace(out)
		return state == "running" || state == "degraded"
	})
}

// shrink leaves a machine so many bytes of memory, until it is booted again.
func (m *machine) shrink(memory int64) {
	m.t.Helper()
	m.must(os.WriteFile("/sys/fs/cgroup/memory/"+m.name+"/memory.limit_in_bytes", []byte(strconv.FormatInt(memory, 10)), 0o644))
}

// first finds the machine's first process.
func (m *machine) first() int {
	for _, pid := range m.processes() {
		status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		comm, _ := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid))
		for line := range strings.Lines(string(status)) {
			if f := strings.Fields(line); len(f) > 2 && f[0] == "NSpid:" && f[len(f)-1] == "1" && string(comm) == "systemd\n" {
				return pid
			}
		}
	}
	return 0
}

func (m *machine) processes() (out []int) {
	_ = filepath.WalkDir("/sys/fs/cgroup/memory/"+m.name, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.Name() == "cgroup.procs" {
			b, _ := os.ReadFile(path)
			for _, f := range strings.Fields(string(b)) {
				pid, _ := strconv.Atoi(f)
				out = append(out, pid)
			}
		}
		return nil
	})
	return out
}

// wait waits until something holds; what does not within a minute fails the test.
func (m *machine) wait(what string, holds func() bool) {
	m.t.Helper()
	look, deadline := time.NewTicker(20*time.Millisecond), time.After(time.Minute)
	defer look.Stop()
	for !holds() {
		select {
		case <-look.C:
		case <-deadline:
			console, _ := os.ReadFile(filepath.Join(m.dir, "console"))
			m.t.Fatalf("%s: no %s; its console ends with\n%s", m.name, what, console[max(0, len(console)-2000):])
		}
	}
}

// command is one that runs inside, as root at the machine's console would.
func (m *machine) command(args ...string) *exec.Cmd {
	return exec.Command("nsenter", append([]string{"-t", strconv.Itoa(m.pid), "-a", "env", "-i",
		"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8"}, args...)...)
}

// try runs a command and returns what it wrote.
func (m *machine) try(args ...string) (string, error) {
	var out bytes.Buffer
	cmd := m.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.String(), err
}

// run is try where nothing may go wrong.
func (m *machine) run(args ...string) string {
	m.t.Helper()
	out, err := m.try(args...)
	if err != nil {
		m.t.Fatalf("%s: %s: %v\n%s", m.name, strings.Join(args, " "), err, out)
	}
	return out
}

// refused runs a command that must fail, and returns what it said.
func (m *machine) refused(args ...string) string {
	m.t.Helper()
	out, err := m.try(args...)
	if err == nil {
		m.t.Fatalf("%s: %s should be refused; it said\n%s", m.name, strings.Join(args, " "), out)
	}
	return out
}

// cutPower ends every process at once.
func (m *machine) cutPower() {
	m.t.Helper()
	if m.pid != 0 {
		_ = unix.Kill(m.pid, unix.SIGKILL)
	}
	m.gone()
}

// reboot shuts the machine down in order and starts it again.
func (m *machine) reboot() {
	m.t.Helper()
	m.run("systemctl", "reboot")
	m.gone()
	m.boot()
}

// gone waits until the machine is off, and takes its control groups away.
func (m *machine) gone() {
	if m.cmd == nil {
		return
	}
	_ = m.cmd.Wait()
	m.cmd, m.pid = nil, 0
	m.wait("end", func() bool {
		for _, pid := range m.processes() {
			_ = unix.Kill(pid, unix.SIGKILL)
		}
		return len(m.processes()) == 0
	})
	for _, g := range m.groups() {
		m.wait("end of its groups", func() bool {
			_ = exec.Command("find", g, "-depth", "-type", "d", "-exec", "rmdir", "{}", "+").Run()
			_, err := os.Stat(g)
			return errors.Is(err, os.ErrNotExist)
		})
	}
}

// giveBack takes the machine and its disk away.
func (m *machine) giveBack() {
	if m.t.Failed() && m.pid != 0 {
		out, _ := m.try("journalctl", "-n", "60", "--no-pager", "-o", "short")
		m.t.Logf("%s: the journal ends with\n%s", m.name, out)
	}
	m.cutPower()
	_ = unix.Unmount(m.path("/var/lib/commonhall"), 0) // where it has a disk
	m.must(unix.Unmount(m.path(""), 0))
	m.must(os.RemoveAll(m.dir))
}

// browserless asks the machine as a visitor without a browser would. Names lead to
// it without DNS.
func (m *machine) browserless() *http.Client {
	return &http.Client{Timeout: 30 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			_, port, err := net.SplitHostPort(addr)
			if err != nil {
				return nil, err
			}
			var d net.Dialer
			return d.DialContext(ctx, network, net.JoinHostPort(m.addr, port))
		}}}
}

// copyIn copies a program onto the machine's disk.
func (m *machine) copyIn(from, inside string) {
	m.t.Helper()
	b, err := os.ReadFile(from)
	m.must(err)
	m.must(os.WriteFile(m.path(inside), b, 0o755))
}
