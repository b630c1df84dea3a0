// Package e2e holds stories of use of the whole house: the real binary with its
// three roles under root, real Jupyter, a real browser.
package e2e

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"

	"commonhall/cli"
	"commonhall/packaging/needs"
	"commonhall/sandbox"
	"commonhall/supervisor"
)

// TestMain makes the test binary able to be every role and every command.
func TestMain(m *testing.M) {
	sandbox.BecomeChild()
	needs.BecomeBrowser()
	if filepath.Base(os.Args[0]) == "commonhall" {
		os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	if err := ownNetwork(); err != nil {
		fmt.Fprintln(os.Stderr, "cannot make a network for the tests:", err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// ownNetwork moves this process, and what it starts, into a network of its own:
// what a house changes on its machine it must not change on the one that runs the
// tests.
func ownNetwork() error {
	const moved = "COMMONHALL_TEST_OWN_NETWORK"
	if os.Geteuid() != 0 || os.Getenv("COMMONHALL_SERVER_WORK") != "" {
		return nil // nothing is run; or packaging/server/test.sh has made one, with machines in it
	}
	if os.Getenv(moved) != "" {
		lo, err := netlink.LinkByName("lo")
		err = errors.Join(err, netlink.LinkSetUp(lo), os.Unsetenv(moved))
		// A new network forwards where the machine that runs the tests does.
		for _, path := range []string{"/proc/sys/net/ipv4/ip_forward", "/proc/sys/net/ipv6/conf/all/forwarding"} {
			err = errors.Join(err, os.WriteFile(path, []byte("0"), 0))
		}
		return err
	}
	runtime.LockOSThread() // of all threads only this one goes on
	if err := syscall.Unshare(syscall.CLONE_NEWNET); err != nil {
		return err
	}
	return syscall.Exec("/proc/self/exe", os.Args, append(os.Environ(), moved+"=1"))
}

// house is a running commonhall try.
type house struct {
	t    *testing.T
	dir  string
	url  string
	cmd  *exec.Cmd
	log  *lockedBuffer
	done chan error
}

const adminPassword = "correct horse 7 stable"

// lockedBuffer collects output of a process.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// command makes a command of this binary under its real name.
func command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "/proc/self/exe", args...)
	cmd.Args[0] = "commonhall"
	return cmd
}

// open starts a house in a folder of its own and ends it with the test.
func open(t *testing.T) *house {
	t.Helper()
	needs.Root(t)
	return openIn(t, filepath.Join(t.TempDir(), "D"), "127.0.0.1:"+freePort(t))
}

// freePort returns a port on which nobody listens, and which the kernel gives to nobody who
// asks for any, also while a house that listens on it is restarted: it is bound until the
// end of the test. Whoever names it and listens may have it, as that one never does.
func freePort(t *testing.T) string {
	t.Helper()
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	must(t, err)
	t.Cleanup(func() { _ = unix.Close(fd) })
	must(t, unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1), unix.Bind(fd, &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}))
	at, err := unix.Getsockname(fd)
	must(t, err)
	return strconv.Itoa(at.(*unix.SockaddrInet4).Port)
}

func openIn(t *testing.T, dir, addr string) *house {
	t.Helper()
	return launch(t, dir, command(context.Background(), tryArgs(dir, addr)...))
}

func tryArgs(dir, addr string) []string {
	return []string{"try", "--dir", dir, "--addr", addr, "--admin-password", adminPassword}
}

// launch runs a command that is commonhall try in dir until it is ready, and ends
// it with the test.
func launch(t *testing.T, dir string, cmd *exec.Cmd) *house {
	t.Helper()
	h := &house{t: t, dir: dir, cmd: cmd, log: &lockedBuffer{}, done: make(chan error, 1)}
	h.cmd.Stderr = h.log
	out, err := h.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := h.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	over := guard(t, h.cmd.Process.Pid)
	t.Cleanup(func() { h.close(); over() })
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if url, ok := strings.CutPrefix(lines.Text(), "ready "); ok {
			h.url = url
			go func() {
				_, _ = io.Copy(io.Discard, out)
				h.done <- h.cmd.Wait()
			}()
			return h
		}
	}
	h.done <- h.cmd.Wait()
	t.Fatalf("try did not get ready:\n%s", h.log)
	return nil
}

// guard ends a house whose test was killed or ran into its time: it presses Ctrl-C
// when this process is gone before it has called over.
func guard(t interface{ Fatal(...any) }, pid int) (over func()) {
	cmd := exec.Command("sh", "-c", `read over || kill -INT $0`, strconv.Itoa(pid))
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	in, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	return func() {
		_, _ = io.WriteString(in, "over\n")
		_ = cmd.Wait()
	}
}

// close ends the house as Ctrl-C does.
func (h *house) close() {
	if h.cmd.ProcessState != nil {
		return
	}
	_ = h.cmd.Process.Signal(syscall.SIGINT)
	select {
	case <-h.done:
	case <-time.After(time.Minute):
		h.t.Errorf("try does not end after Ctrl-C:\n%s", h.log)
		_ = h.cmd.Process.Kill()
		<-h.done
	}
	if h.t.Failed() {
		h.t.Logf("the house said:\n%s", h.log)
	}
}

// run runs a command for the house and returns what it prints.
func (h *house) run(args ...string) string {
	h.t.Helper()
	out, err := h.try(args...)
	if err != nil {
		h.t.Fatalf("commonhall %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(out)
}

func (h *house) try(args ...string) (string, error) {
	cmd := command(h.t.Context(), append(args, "--dir", h.dir)...)
	b, err := cmd.CombinedOutput()
	return string(b), err
}

// token makes a token for somebody.
func (h *house) token(name string) string { return h.run("token", "create", "--user", name) }

// call makes a request with a token and returns status and body.
func (h *house) call(method, path, token, body string) (int, string) {
	h.t.Helper()
	status, answer := h.callErr(method, path, token, body)
	if status == 0 {
		h.t.Fatalf("%s %s: %s", method, path, answer)
	}
	return status, answer
}

// callErr is call for where nobody may be there: the status is 0 then.
func (h *house) callErr(method, path, token, body string) (int, string) {
	h.t.Helper()
	req, err := http.NewRequestWithContext(h.t.Context(), method, h.url+path, strings.NewReader(body))
	if err != nil {
		h.t.Fatal(err)
	}
	if token != "" {
		req.Header.Set("Authorization", "token "+token)
	}
	c := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Timeout: 60 * time.Second}
	resp, err := c.Do(req)
	if err != nil {
		return 0, err.Error()
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err.Error()
	}
	return resp.StatusCode, string(b)
}

// eventually waits until f says that it is so.
func eventually(t *testing.T, what string, f func() error) {
	t.Helper()
	var err error
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); {
		if err = f(); err == nil {
			return
		}
		wait := time.NewTimer(20 * time.Millisecond)
		<-wait.C
	}
	t.Fatalf("%s: %v", what, err)
}

// logs waits until the log says something: it comes after what it is about.
func (h *house) logs(want string) {
	h.t.Helper()
	eventually(h.t, "the log says it", func() error {
		if log := h.log.String(); !strings.Contains(log, want) {
			return errors.New(log)
		}
		return nil
	})
}

// pid returns the process of a role, or 0 if nobody says which it is.
func (h *house) pid(role string) int {
	h.t.Helper()
	out, err := h.try("status", "--json")
	if err != nil {
		return 0
	}
	var st map[string]json.RawMessage
	var r struct{ PID int }
	if json.Unmarshal([]byte(out), &st) != nil || json.Unmarshal(st[role], &r) != nil {
		return 0
	}
	return r.PID
}

// process returns the process of a role, once it is known: a signal to 0 would be one to
// the tests.
func (h *house) process(role string) (pid int) {
	h.t.Helper()
	eventually(h.t, "the "+role+" is there", func() error {
		if pid = h.pid(role); pid == 0 {
			return errors.New("nobody says where")
		}
		return nil
	})
	return pid
}

// kill ends a role with kill -9 and waits until another is there.
func (h *house) kill(role string) {
	h.t.Helper()
	before := h.process(role)
	if err := syscall.Kill(before, syscall.SIGKILL); err != nil {
		h.t.Fatal(err)
	}
	eventually(h.t, "a new "+role, func() error {
		out, err := h.try("status", "--json")
		if err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
		if now := h.pid(role); now == 0 || now == before {
			return fmt.Errorf("process %d", now)
		}
		return nil
	})
}

// peoplesRuns lists the records of runs that are somebody's: a house that has just begun
// also makes its first environment in one.
func (h *house) peoplesRuns() (paths []string) {
	h.t.Helper()
	i := h.instance()
	found, err := filepath.Glob(filepath.Join(supervisor.PathsOf(h.dir, i).Runs(), "*.json"))
	must(h.t, err)
	for _, path := range found {
		uid, _, _ := strings.Cut(filepath.Base(path), "-")
		if n, err := strconv.Atoi(uid); err != nil || !i.IsBuild(n) {
			paths = append(paths, path)
		}
	}
	return paths
}
