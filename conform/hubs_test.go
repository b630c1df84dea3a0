//go:build conform

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/vishvananda/netlink"

	"commonhall/cli"
	"commonhall/packaging/needs"
	"commonhall/sandbox"
)

// Secrets of hubs that live for the length of a test.
const (
	testToken    = "0123456789abcdef0123456789abcdef"
	testPassword = "correct horse 7 stable"
)

// TestMain makes the test binary able to be commonhall, and the program of a person
// at a hub; and gives the hubs a network of their own.
func TestMain(m *testing.M) {
	sandbox.BecomeChild()
	switch filepath.Base(os.Args[0]) {
	case "commonhall":
		os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	case "tiny":
		u, err := url.Parse(os.Getenv("JUPYTERHUB_SERVICE_URL"))
		if err == nil {
			err = http.ListenAndServe(u.Host, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "tiny\n") }))
		}
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if err := ownNetwork(); err != nil {
		fmt.Fprintln(os.Stderr, "cannot make a network for the tests:", err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// ownNetwork moves this process, and the hubs that it starts, into a network that is
// nobody else's: ours changes that of its machine.
func ownNetwork() error {
	const moved = "COMMONHALL_TEST_OWN_NETWORK"
	if os.Geteuid() != 0 {
		return nil // no hub is started
	}
	if os.Getenv(moved) != "" {
		lo, err := netlink.LinkByName("lo")
		err = errors.Join(err, os.Unsetenv(moved))
		if err != nil {
			return err
		}
		return netlink.LinkSetUp(lo)
	}
	runtime.LockOSThread() // of all threads only this one goes on
	if err := syscall.Unshare(syscall.CLONE_NEWNET); err != nil {
		return err
	}
	return syscall.Exec("/proc/self/exe", os.Args, append(os.Environ(), moved+"=1"))
}

// TestHubs asks the hubs that there are: JupyterHub as Debian has it, another one where
// COMMONHALL_CONFORM_TREE names a Debian with one in it, and ours.
func TestHubs(t *testing.T) {
	needs.Root(t)
	t.Run("jupyterhub", func(t *testing.T) {
		t.Parallel()
		needs.Programs(t, "jupyterhub", "configurable-http-proxy")
		green(t, jupyterHub(t, ""))
	})
	t.Run("tree", func(t *testing.T) {
		t.Parallel()
		if tree := os.Getenv("COMMONHALL_CONFORM_TREE"); tree != "" {
			green(t, jupyterHub(t, tree))
		}
	})
	t.Run("commonhall", func(t *testing.T) {
		t.Parallel()
		green(t, commonhall(t))
	})
}

// green runs the kit, as a stranger would.
func green(t *testing.T, args []string) {
	t.Helper()
	var out bytes.Buffer
	from := time.Now()
	status := Main(append(args, "-brief", "-patience", "3m"), &out, &out)
	if status != 0 {
		t.Errorf("status %d", status)
	}
	t.Logf("%v\n%s", time.Since(from).Round(time.Second), &out)
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

// jupyterHub starts a real one, of this machine or in a tree, with nobody's accounts:
// its servers are processes of root that say a word.
func jupyterHub(t *testing.T, tree string) (args []string) {
	t.Helper()
	dir := t.TempDir()
	inside := dir // as the hub sees it
	if tree != "" {
		inside = "/mnt"
	}
	port := freePort(t)
	exe, err := os.ReadFile("/proc/self/exe")
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "tiny"), exe, 0o755)
	}
	config := fmt.Sprintf(`
import os
c.JupyterHub.bind_url = 'http://127.0.0.1:%[2]s/'
c.JupyterHub.hub_bind_url = 'http://127.0.0.1:%[3]s'
c.ConfigurableHTTPProxy.api_url = 'http://127.0.0.1:%[4]s'
c.ConfigurableHTTPProxy.pid_file = '%[1]s/proxy.pid'
c.JupyterHub.db_url = 'sqlite:///%[1]s/hub.sqlite'
c.JupyterHub.cookie_secret_file = '%[1]s/cookie_secret'
c.JupyterHub.authenticator_class = 'dummy'
c.DummyAuthenticator.password = '%[5]s'
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = 'simple'
c.SimpleLocalProcessSpawner.home_dir_template = '%[1]s/homes/{username}'
c.Spawner.cmd = ['%[1]s/tiny']
c.Spawner.start_timeout = c.Spawner.http_timeout = 180
c.JupyterHub.services = [{'name': 'conform', 'api_token': '%[6]s', 'admin': True}]
`, inside, port, freePort(t), freePort(t), testPassword, testToken)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "config.py"), []byte(config), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("jupyterhub", "--config", inside+"/config.py")
	if tree != "" {
		cmd = exec.Command("sh", "-c", `mount --make-rprivate / && mount --bind "$1" "$0/mnt" && mount --rbind /dev "$0/dev" && mount -t proc none "$0/proc" && exec chroot "$0" jupyterhub --config /mnt/config.py`, tree, dir)
	}
	// A number space of its own: whoever ends the first process ends all.
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWPID | syscall.CLONE_NEWNS, Pdeathsig: syscall.SIGKILL}
	// Debian's proxy finds its modules there, also under a Node from elsewhere.
	cmd.Env = append(os.Environ(), "NODE_PATH=/usr/share/nodejs")
	cmd.Dir = dir
	runs(t, cmd)
	answers(t, "http://127.0.0.1:"+port)
	return []string{"-url", "http://127.0.0.1:" + port, "-token", testToken, "-user", "zoe", "-password", testPassword}
}

// commonhall starts ours.
func commonhall(t *testing.T) (args []string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "D")
	err := os.Mkdir(dir, 0o711)
	if err == nil { // real Jupyter would take most of the time
		err = os.WriteFile(filepath.Join(dir, "commonhall.yaml"), []byte("servers:\n  default_app: terminal\n"), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	u := "http://127.0.0.1:" + freePort(t)
	cmd := itself(context.Background(), "try", "--dir", dir, "--addr", strings.TrimPrefix(u, "http://"), "--admin-password", testPassword)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGINT} // also when the test is killed
	runs(t, cmd)
	answers(t, u)
	token, err := itself(t.Context(), "token", "create", "--user", "admin", "--dir", dir).Output()
	if err != nil {
		t.Fatalf("no token: %v %s", err, token)
	}
	return []string{"-url", u, "-token", strings.TrimSpace(string(token)), "-user", "admin", "-password", testPassword}
}

// itself is a command of commonhall's, in this binary.
func itself(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "/proc/self/exe", args...)
	cmd.Args[0] = "commonhall"
	return cmd
}

// runs starts a hub and ends it with the test, as Ctrl-C does.
func runs(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGINT)
		late := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		late.Stop()
		if t.Failed() {
			t.Logf("the hub said:\n%s", &said)
		}
	})
}

// answers waits until a hub does.
func answers(t *testing.T, u string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	for {
		resp, err := http.Get(u + "/hub/api")
		if err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return
			}
		}
		if !wait(ctx, 50*time.Millisecond) {
			t.Fatalf("there is no hub at %s: %v", u, err)
		}
	}
}
