//go:build freshserver

package e2e

import (
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// From nothing to a page: setup with flags alone, a reboot, and off again.
func TestFreshSetup(t *testing.T) {
	m := rent(t, "setup", 2)
	m.install()
	out := m.run("/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no")
	if !strings.Contains(out, "http://"+m.addr+"/") || !strings.Contains(out, "password") {
		t.Fatalf("setup said\n%s", out)
	}
	m.page("http://hall.test/hub/login", "Sign in")
	m.run("commonhall", "user", "add", "ada")
	m.run("commonhall", "server", "start", "ada", "--wait")
	t.Run("the host knows people by name", func(t *testing.T) {
		m.wait("name for ada", func() bool { return strings.Contains(m.run("getent", "passwd"), "ch-ada-1001:") })
		if out := m.run("ls", "-l", "/var/lib/commonhall/homes"); !strings.Contains(out, " ch-ada-1001 ch-ada-1001 ") {
			t.Errorf("ls says\n%s", out)
		}
		if out := m.run("ps", "-eo", "user:32,args"); !strings.Contains(out, "ch-ada-1001") {
			t.Errorf("ps says\n%s", out)
		}
	})
	t.Run("servers have a network", m.connects)
	t.Run("also where the host does not ask systemd", m.realAccounts)
	t.Run("no unit ends anybody's server", func(t *testing.T) {
		before := m.server("ada")
		for _, how := range [][]string{{"restart"}, {"kill", "-s", "KILL"}, {"stop"}} {
			for _, role := range []string{"warden", "hub", "edge", "journal"} {
				m.run(append(append([]string{"systemctl"}, how...), "commonhall-"+role+".service")...)
			}
		}
		m.run("sh", "-c", "systemctl stop commonhall.target && systemctl start commonhall.target")
		if after := m.server("ada"); after != before {
			t.Errorf("ada's server was process %s and is %s", before, after)
		}
		m.page("http://hall.test/hub/login", "Sign in")
	})
	t.Run("a port that somebody has when it starts", m.portTaken)
	t.Run("a reboot", func(t *testing.T) {
		m.reboot()
		m.page("http://hall.test/hub/login", "Sign in")
		if out := m.run("commonhall", "user", "list"); !strings.Contains(out, "ada") {
			t.Errorf("after the reboot people are\n%s", out)
		}
		if out := strings.TrimSpace(m.run("systemctl", "--failed", "--no-legend")); out != "" {
			t.Errorf("these units failed:\n%s", out)
		}
	})
	t.Run("off again, and on over the kept homes", func(t *testing.T) {
		m.run("commonhall", "uninstall", "--yes")
		// A new network forwards where the machine that runs the story does just then.
		as, err := exec.Command("unshare", "-n", "cat", "/proc/sys/net/ipv4/ip_forward").Output()
		if out := m.run("cat", "/proc/sys/net/ipv4/ip_forward") + m.run("ls", "/sys/class/net"); err != nil || !strings.HasPrefix(out, string(as)) || strings.Contains(out, "cmh") {
			t.Errorf("of the network there is left:\n%s", out)
		}
		if left := m.left(); left != "/var/lib/commonhall" {
			t.Errorf("after uninstall there is still\n%s", left)
		}
		m.run("/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no")
		m.says(m.run("commonhall", "user", "list"), "ada")
		m.run("commonhall", "server", "start", "ada", "--wait")
	})
}

// portTaken has somebody else on the port when everything is started, and gone later.
func (m *machine) portTaken(t *testing.T) {
	m.run("sh", "-c", "systemctl stop commonhall-edge.service commonhall-http.socket commonhall-sockets.service commonhall.target; systemd-run -q --unit=other systemd-socket-activate -l 80 -a --inetd /bin/echo hello; until ss -ltn | grep -q ':80 '; do :; done; systemctl start commonhall.target || true")
	if out, err := m.try("systemctl", "is-active", "commonhall-http.socket"); err == nil {
		t.Errorf("the socket is %s", out)
	}
	m.run("systemctl", "stop", "other")
	m.wait("edge", func() bool { _, err := m.try("systemctl", "is-active", "commonhall-edge.service"); return err == nil })
	m.page("http://hall.test/hub/login", "Sign in")
}

// realAccounts looks for names where nothing but /etc/passwd is asked.
func (m *machine) realAccounts(t *testing.T) {
	m.run("sh", "-c", "cp /etc/nsswitch.conf /root; sed -i '/^passwd:\\|^group:/s/systemd//' /etc/nsswitch.conf")
	m.run("systemctl", "restart", "commonhall-accounts.service")
	if out := m.run("getent", "passwd", "ch-ada-1001"); !strings.Contains(out, "/usr/sbin/nologin") {
		t.Errorf("getent says\n%s", out)
	}
	m.run("cp", "/root/nsswitch.conf", "/etc/nsswitch.conf")
	m.run("systemctl", "restart", "commonhall-accounts.service")
}

// server returns the first process of somebody's server.
func (m *machine) server(name string) string {
	m.t.Helper()
	return strings.TrimSpace(m.run("sh", "-c", "pgrep -o -f '/user/"+name+"/'"))
}

// left lists what there is of commonhall on the machine, but for what lies below
// its state and the program that was brought.
func (m *machine) left() string {
	m.t.Helper()
	return strings.TrimSpace(m.run("sh", "-c", `find / -xdev \( -path /proc -o -path /sys -o -path /root -o -path /var/log \) -prune -o -name '*commonhall*' -print | grep -v '^/var/lib/commonhall/' ; find /run /sys/fs/cgroup -name '*commonhall*'
grep -h commonhall /etc/passwd /etc/group /etc/shadow; ls /run/userdb 2>/dev/null; true`))
}

// install brings the program onto the machine, as a copy.
func (m *machine) install() {
	m.t.Helper()
	m.copyIn(filepath.Join(os.Getenv("COMMONHALL_SERVER_DIST"), "commonhall"), "/root/commonhall")
}

// page asks for a page and looks for words on it.
func (m *machine) page(url, words string) {
	m.t.Helper()
	m.ask(m.browserless(), url, words)
}

// ask asks for a page as somebody, and looks for words on it.
func (m *machine) ask(c *http.Client, url, words string) {
	m.t.Helper()
	resp, err := c.Get(url)
	m.must(err)
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	m.must(err)
	if resp.StatusCode != http.StatusOK || !strings.Contains(string(b), words) {
		m.t.Fatalf("%s: %s without %q:\n%s", url, resp.Status, words, b)
	}
}

// connects fails the test unless the unit has set up the network, and a server that
// runs is in it.
func (m *machine) connects(t *testing.T) {
	for _, unit := range []string{"commonhall-network.service", "commonhall-network.path"} {
		if out := strings.TrimSpace(m.run("systemctl", "is-active", unit)); out != "active" {
			t.Errorf("%s is %s", unit, out)
		}
	}
	if out := m.run("ls", "/sys/class/net"); !strings.Contains(out, "cmh") {
		t.Errorf("ada's server is not connected:\n%s", out)
	}
	m.run("ip", "route", "add", "9.9.9.9", "via", "10.99.0.1")
	defer m.run("ip", "route", "del", "9.9.9.9")
	m.run("systemctl", "kill", "-s", "KILL", "commonhall-connections.service") // it comes again
	inside := "nsenter --net=/proc/" + m.server("ada") + "/ns/net bash -c 'echo x > /dev/udp/9.9.9.9/99'"
	m.wait("a record of who that was", func() bool {
		m.run("sh", "-c", inside)
		return strings.Contains(m.run("sh", "-c", "commonhall network who --address 9.9.9.9 --port 99 --at $(date -u +%FT%TZ) 2>&1 || true"), " ada ")
	})
	if out := m.run("stat", "-c", "%a %U", "/var/lib/commonhall/connections"); strings.TrimSpace(out) != "700 root" {
		t.Errorf("the record is %s", out)
	}
}
