package e2e

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"

	"commonhall/packaging/needs"
)

// learner is a folder with commonhall and sudo in PATH.
func learner(t *testing.T) (dir string, env []string) {
	t.Helper()
	needs.Root(t)
	dir = t.TempDir()
	exe, err := os.Executable()
	must(t, err)
	must(t, os.Symlink(exe, filepath.Join(dir, "commonhall")), os.WriteFile(filepath.Join(dir, "sudo"), []byte("#!/bin/sh\nexec \"$@\"\n"), 0o755))
	t.Cleanup(func() {
		for _, pattern := range []string{"/sys/fs/cgroup/commonhall-sandbox-*", "/sys/fs/cgroup/*/commonhall-sandbox-*"} {
			if left, _ := filepath.Glob(pattern); len(left) > 0 {
				t.Errorf("control groups are left: %v", left)
			}
		}
	})
	return dir, append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"))
}

// TestTheLesson runs the page on the sandbox, and holds what it says of each step.
func TestTheLesson(t *testing.T) {
	needs.Programs(t, "unshare")
	dir, env := learner(t)
	script, commands := asWritten(t, "explanation/sandbox.md")
	cmd := exec.Command("/bin/sh", "-c", script)
	cmd.Dir, cmd.Env = dir, env
	b, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, b)
	}
	steps := strings.Split(string(b), "\n$ ")
	if len(steps) != commands {
		t.Fatalf("%d commands said %d things: %s", commands, len(steps), b)
	}
	host, err := os.Hostname()
	must(t, err)
	said := func(command string, holds ...string) {
		t.Helper()
		for i, step := range steps {
			line, out, _ := strings.Cut(strings.TrimPrefix(step, "$ "), "\n")
			if !strings.Contains(line, command) {
				continue
			}
			steps[i] = ""
			for _, want := range holds {
				unwanted, not := strings.CutPrefix(want, "not ")
				if not == strings.Contains("\n"+out+"\n", unwanted) {
					t.Errorf("%s\nsays %q, want %q", line, out, want)
				}
			}
			return
		}
		t.Errorf("the page has no %q", command)
	}
	said("--without all", "0\n/srv\n")
	said("--only tree -- ls /", "usr\n", "not srv", "not root\n")
	said("--only tree -- sh", "/root/srv\n")
	said("--only tree,account,capabilities", "20000", "closed\n")
	said("--only tree,account --", "20000", "CapEff:\t000", "/root/srv\n")
	said("--without nosuid,no-new-privs", "0\n", "not 20000")
	said("--read lesson --", "20000")
	said("--without proc", "not \n2\n", "not \n3\n")
	said("run -- sh -c ls -d /proc")
	said("--pid", "I am ", "not /proc/1000\n")
	said("--without network,uts", host+"\n", "/commonhall-sandbox")
	said("run -- sh -c uname", "commonhall\n1\n", "not commonhall-sandbox")
	said("--memory 64M", "ended with 137\n")
	said("--pids 20", "ended with", "not all fifty")
	said("--without filter", "0\n")
	said("run -- unshare", "refused\n")
	said("--without descriptors,landlock", "lib\n")
	said("--without descriptors --", "refused\n", "not lib\n")
	said("landlock -- mount", "not mounted\n")
	said("landlock,apparmor -- mount", "mounted\n")
	said("--explain", "filter\n", "The command runs.\n")
}

// TestSandboxRun: what goes in and out is the caller's, and so is how it ends; what cannot
// be had starts nothing.
func TestSandboxRun(t *testing.T) {
	dir, env := learner(t)
	among, err := os.MkdirTemp("/var/tmp", "lesson") // inside a link, to a folder that is its own
	must(t, err)
	t.Cleanup(func() { os.RemoveAll(among) })
	must(t, os.Chmod(among, 0o755), os.WriteFile(filepath.Join(among, "ours"), []byte("ours"), 0o644))
	must(t, os.WriteFile(filepath.Join(dir, "ours"), []byte("ours"), 0o644), os.Mkdir(filepath.Join(dir, "w"), 0o777), os.Chmod(filepath.Join(dir, "w"), 0o777))
	for _, c := range []struct {
		args, in, out, errOut string
		status                int
	}{
		{"-- cat", "typed", "typed", "", 0},
		{"-- sh -c 'echo out; echo err >&2; exit 7'", "", "out\n", "err\n", 7},
		{"-- sh -c 'kill -TERM $$'", "", "", "", 143},
		{"--env A=b --user 12345 -- sh -c 'echo $A; id -u; pwd'", "", "b\n12345\n/home/somebody\n", "", 0},
		{"--user daemon -- id -un", "", "daemon\n", "", 0},
		{"--read $PWD/ours --writable w -- sh -c 'cat $PWD/ours; echo made > '$PWD'/w/new'", "", "", "", 0},
		{"-- sh -c 'sleep 1000 & echo left behind'", "", "left behind\n", "", 0},
		{"--tmp 1M -- sh -c 'head -c 2M /dev/zero > /tmp/x'", "", "", "No space left on device", 1},
		{"--pids 5 -- sh -c 'for i in 1 2 3 4 5 6; do sleep 1000 & done; echo six'", "", "", "fork", 2},
		{"--pids 5 --without limits -- sh -c 'for i in 1 2 3 4 5 6; do sleep 1000 & done; echo six'", "", "six\n", "", 0},
		{"--read " + among + " -- cat " + among + "/ours", "", "ours", "", 0},
		{"-- no-such-program", "", "", "no-such-program is not installed", 1},
		{"--without nonsense -- true", "", "", `no wall "nonsense"`, 1},
		{"--user root -- true", "", "", "no account that a sandbox can have", 1},
		{"--memory lots -- true", "", "", "not a size", 1},
		{"--memory 1M -- true", "", "", "Nothing starts with that little", 1},
		{"--read /no/such -- true", "", "", "nothing was started", 1},
		{"--writable /proc -- true", "", "", "nothing was started", 1},
		{"--terminal yes -- true", "", "", "no terminal", 1},
		{"", "", "", "requires at least 1 arg", 1},
	} {
		cmd := exec.Command("/bin/sh", "-c", "exec commonhall sandbox run "+c.args)
		cmd.Dir, cmd.Env, cmd.Stdin = dir, env, strings.NewReader(c.in)
		var out, errOut strings.Builder
		cmd.Stdout, cmd.Stderr = &out, &errOut
		_ = cmd.Run()
		if status := cmd.ProcessState.ExitCode(); status != c.status || c.out != "" && out.String() != c.out || !strings.Contains(errOut.String(), c.errOut) {
			t.Errorf("%s: status %d, %q and %q", c.args, status, out.String(), errOut.String())
		}
	}
	if b, err := os.ReadFile(filepath.Join(dir, "w/new")); err != nil || string(b) != "made\n" {
		t.Errorf("what was written is %q, %v", b, err)
	}
	as := exec.Command(filepath.Join(dir, "commonhall"), "sandbox", "run", "--", "true")
	must(t, os.Chmod(filepath.Dir(dir), 0o755), os.Chmod(dir, 0o755))
	as.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 12345, Gid: 12345}}
	if b, err := as.CombinedOutput(); err == nil || !strings.Contains(string(b), "Run it with sudo.") && !errors.Is(err, os.ErrPermission) {
		t.Errorf("without root: %v, %s", err, b)
	}
}

// TestSandboxRunIsEnded: whoever ends it, and however, ends everything inside.
func TestSandboxRunIsEnded(t *testing.T) {
	dir, env := learner(t)
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGKILL} {
		cmd := exec.Command(filepath.Join(dir, "commonhall"), "sandbox", "run", "--pid", "--", "sh", "-c", "trap '' INT TERM HUP; sleep 1000 & echo here; wait")
		cmd.Env = env
		out, err := cmd.StdoutPipe()
		must(t, err, cmd.Start())
		lines := bufio.NewReader(out)
		if line, err := lines.ReadString('\n'); line != "here\n" {
			t.Fatalf("it says %q, %v", line, err)
		}
		must(t, cmd.Process.Signal(sig))
		// Its output ends when nobody inside is left.
		if rest, err := io.ReadAll(lines); err != nil || len(rest) > 0 {
			t.Errorf("%v: %q, %v", sig, rest, err)
		}
		_ = cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); sig != syscall.SIGKILL && code != 130 {
			t.Errorf("%v: status %d", sig, code)
		}
	}
	// What the one that was killed left is taken away by the next.
	if b, err := exec.Command(filepath.Join(dir, "commonhall"), "sandbox", "run", "--", "true").CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, b)
	}
}

// TestSandboxTerminal: a shell in it has a terminal, with a size, and Ctrl-C goes to what
// runs in it and not to the sandbox.
func TestSandboxTerminal(t *testing.T) {
	dir, env := learner(t)
	for _, extra := range []string{"--pid=false", "--pid"} {
		cmd := exec.Command(filepath.Join(dir, "commonhall"), "sandbox", "run", extra, "--", "sh", "-i")
		cmd.Args[0], cmd.Env = "commonhall", append(env, "PS1=", "TERM=dumb")
		f, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 33, Cols: 99})
		must(t, err)
		defer f.Close()
		late := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
		defer late.Stop()
		lines := bufio.NewReader(f)
		until := func(want string) {
			t.Helper()
			var all strings.Builder
			for {
				line, err := lines.ReadString('\n')
				all.WriteString(line)
				if strings.Contains(line, want) && !strings.Contains(line, "echo") {
					return
				}
				if err != nil {
					t.Fatalf("%s: no %q: %v in %q", extra, want, err, all.String())
				}
			}
		}
		typed := func(s string) { _, err := fmt.Fprint(f, s); must(t, err) }
		typed("stty size; tty; echo re''ady\n")
		until("33 99")
		until("/dev/pts/0")
		until("ready")
		must(t, pty.Setsize(f, &pty.Winsize{Rows: 20, Cols: 50}))
		typed("while [ \"$(stty size)\" != '20 50' ]; do :; done; echo resi''zed\n")
		until("resized")
		typed("sh -c \"echo wai''ting; exec sleep 1000\"\n")
		until("waiting")
		typed("\x03")
		until("^C")
		typed("echo still the''re\n")
		until("still there")
		typed("exit 5\n")
		_ = cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code != 5 {
			t.Errorf("%s: status %d", extra, code)
		}
	}
}
