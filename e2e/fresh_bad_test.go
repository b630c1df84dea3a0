//go:build freshserver

package e2e

import (
	"strings"
	"testing"
)

// setupArgs are setup without questions, https and packages.
func setupArgs(more ...string) []string {
	return append([]string{"/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no"}, more...)
}

// Machines that are not ready are told what is wrong, and nothing is changed.
func TestFreshMachinesThatAreNotReady(t *testing.T) {
	w := beginWorld(t)
	m := rent(t, "bad", 30)
	m.install()
	fails := func(t *testing.T, words []string, args ...string) {
		t.Helper()
		out := m.refused(args...)
		for _, word := range append(words, "nothing was changed") {
			if !strings.Contains(out, word) {
				t.Errorf("%s does not say %q, but\n%s", strings.Join(args, " "), word, out)
			}
		}
		for left := range strings.Lines(m.left()) {
			if left = strings.TrimSpace(left); left != "" && left != "/run/commonhall" && left != "/var/lib/commonhall" { // the test's own
				t.Errorf("it left %s", left)
			}
		}
	}
	t.Run("a port is taken", func(t *testing.T) {
		m.run("systemd-run", "--unit=other", "systemd-socket-activate", "-l", "80", "/bin/cat")
		m.wait("other program", func() bool { _, err := m.try("sh", "-c", "ss -ltn | grep -q ':80 '"); return err == nil })
		fails(t, []string{"[ports]", "systemd-socket", "port 80"}, setupArgs()...)
		m.run("systemctl", "stop", "other")
	})
	t.Run("a name that nobody knows", func(t *testing.T) {
		fails(t, []string{"[dns]", "nowhere.test", "A record"}, "/root/commonhall", "setup", "--yes", "--jupyter=no", "--name", "nowhere.test")
	})
	t.Run("several things at once", func(t *testing.T) {
		m.run("mkdir", "-p", "/var/lib/commonhall")
		m.run("mount", "-t", "tmpfs", "-o", "size=100m", "none", "/var/lib/commonhall")
		fails(t, []string{"[disk]", "are free", "[dns]"}, "/root/commonhall", "setup", "--yes", "--jupyter=no", "--name", "nowhere.test")
		m.run("mount", "-o", "remount,ro", "/var/lib/commonhall")
		fails(t, []string{"[disk]"}, setupArgs()...)
		m.run("umount", "/var/lib/commonhall")
		m.run("rmdir", "/var/lib/commonhall")
	})
	t.Run("flags that make no sense", func(t *testing.T) {
		for _, args := range [][]string{{"--https=maybe"}, {"--https=acme"}, {"--jupyter=perhaps"}, {"--admin-password-file", "/nowhere"}, {"surplus"}} {
			if out := m.refused(append([]string{"/root/commonhall", "setup", "--yes"}, args...)...); strings.Count(out, "\n") > 4 {
				t.Errorf("%v says\n%s", args, out)
			}
		}
	})
	t.Run("an authority that does not answer", func(t *testing.T) {
		w.lead(hall, m.addr)
		m.run("/root/commonhall", "setup", "--yes", "--jupyter=no", "--name", hall, "--acme-directory", "https://"+outside+":9/dir")
		m.wait("reason", func() bool { return strings.Contains(m.run("commonhall", "certificate", "list"), "refused") })
		resp, err := m.browserless().Get("http://" + hall + "/")
		m.must(err)
		resp.Body.Close()
		if resp.StatusCode != 503 {
			t.Errorf("without a certificate the plain port answers %s", resp.Status)
		}
		m.run("commonhall", "uninstall", "--yes", "--delete-data")
		if left := m.left(); left != "" {
			t.Errorf("uninstall left\n%s", left)
		}
	})
}

// What was on the machine before: another commonhall, and the rests of one that was
// not taken off properly.
func TestFreshNotTheFirst(t *testing.T) {
	m := rent(t, "second", 31)
	m.install()
	m.run("systemd-run", "--unit=trying", "--setenv=HOME=/root", "/root/commonhall", "try", "--dir", "/srv/try", "--addr", m.addr+":8000", "--admin-password", adminPassword)
	m.wait("try", func() bool {
		_, err := m.try("curl", "-sf", "-o", "/dev/null", "http://"+m.addr+":8000/hub/login")
		return err == nil
	})
	m.run(setupArgs()...)
	m.page("http://hall.test/hub/login", "Sign in")
	t.Run("a try beside it", func(t *testing.T) {
		m.run("commonhall", "--help")
		m.run("/root/commonhall", "user", "add", "ada", "--dir", "/srv/try")
		m.run("systemctl", "stop", "trying")
		m.page("http://hall.test/hub/login", "Sign in")
		if out := m.run("commonhall", "user", "list"); strings.Contains(out, "ada") {
			t.Errorf("the two know each other's people:\n%s", out)
		}
	})
	t.Run("state is deleted by hand, units are left", func(t *testing.T) {
		m.run("systemctl", "stop", "commonhall.target")
		m.run("rm", "-rf", "/var/lib/commonhall", "/etc/commonhall")
		if out := m.refused(setupArgs()...); !strings.Contains(out, "commonhall uninstall") {
			t.Errorf("accounts of another installation: setup says\n%s", out)
		}
		m.run("/root/commonhall", "uninstall", "--yes")
		m.run(setupArgs()...)
		m.page("http://hall.test/hub/login", "Sign in")
	})
	t.Run("units are torn", func(t *testing.T) {
		m.run("sh", "-c", "echo nonsense > /etc/systemd/system/commonhall-hub.service; rm /etc/systemd/system/commonhall-warden.socket; rm -rf /usr/local/lib/commonhall; systemctl daemon-reload")
		m.run(setupArgs()...)
		m.page("http://hall.test/hub/login", "Sign in")
	})
	t.Run("another host name", func(t *testing.T) {
		m.write("/etc/hostname", "elsewhere\n")
		m.run("hostname", "elsewhere")
		m.reboot()
		m.page("http://hall.test/hub/login", "Sign in")
	})
	m.run("commonhall", "user", "add", "eve")
	m.run("commonhall", "server", "start", "eve", "--wait")
}
