//go:build freshserver

package e2e

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"commonhall/packaging/needs"
	"commonhall/store/storetest"
)

// Settings are changed, broken, and cut off in the middle; visitors never notice.
func TestFreshConfig(t *testing.T) {
	m := rent(t, "config", 7)
	m.install()
	m.run("/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no")
	m.says(m.run("commonhall", "config", "history"), "setup", "the first version")
	const file = "/etc/commonhall/commonhall.yaml"
	settings := m.read(file)

	m.write("/root/ed", `printf 'auth:\n  session_days: many\n' >> "$1"`)
	m.says(m.refused("env", "EDITOR=sh /root/ed", "commonhall", "config", "edit"), file+":", ":17: auth.session_days: must be a whole number", "Nothing was changed.")
	if m.read(file) != settings {
		t.Errorf("the file says\n%s", m.read(file))
	}
	hub, edge, warden := m.process("hub"), m.process("edge"), m.process("warden")
	m.write("/root/ed", `printf 'auth:\n  session_days: 7\n' >> "$1"`)
	m.says(m.run("env", "EDITOR=sh /root/ed", "commonhall", "config", "edit"), "+  session_days: 7", "Version 2 is in force. Renewed: hub.")
	if m.process("hub") == hub || m.process("edge") != edge || m.process("warden") != warden {
		t.Error("not the hub alone was renewed")
	}
	m.page("http://hall.test/hub/login", "Sign in")
	settings = m.read(file)

	// A hub that cannot start: its database has a password that is not there.
	m.write("/root/ed", `printf 'database:\n  url: postgres://hall@10.99.0.1:5499/hall\n  password_file: nowhere\n' >> "$1"`)
	m.says(m.refused("env", "EDITOR=sh /root/ed", "commonhall", "config", "edit"), "The hub did not start with these settings", "The password file", "config diff 2 3")
	m.page("http://hall.test/hub/login", "Sign in")
	if m.read(file) != settings {
		t.Errorf("the file says\n%s", m.read(file))
	}

	// What somebody broke by hand does not survive into the next start, but is told.
	m.write(file, "auth:\n\tsession_days: 8\n")
	m.reboot()
	m.page("http://hall.test/hub/login", "Sign in")
	m.says(m.run("commonhall", "status"), "has mistakes, so version 4 stays in force", "hub")
	m.says(m.run("journalctl", "-u", "commonhall-hub", "-b", "-o", "cat"), "has mistakes")
	m.run("commonhall", "setup", "--units") // as an upgrade does
	m.says(m.run("commonhall", "config", "revert"), "It is kept in", "/draft/before")
	if m.read(file) != settings {
		t.Errorf("the file says\n%s", m.read(file))
	}
}

// https comes and goes with the settings, and with it its port.
func TestFreshConfigHTTPS(t *testing.T) {
	m := rent(t, "https", 11)
	m.install()
	m.run("/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no")
	const file = "/etc/commonhall/commonhall.yaml"
	ports := func() string {
		out := m.run("ss", "-Hltn", "sport = :443")
		return strings.TrimSpace(out)
	}
	for range 2 {
		m.write(file, "https: {mode: local, names: [hall.test]}\n")
		m.says(m.run("commonhall", "config", "apply"), "Renewed: sockets, edge")
		m.run("commonhall", "config", "confirm")
		m.wait("https", func() bool {
			resp, err := m.browserless().Get("http://hall.test/hub/login")
			if err == nil {
				resp.Body.Close()
			}
			return err == nil && resp.StatusCode == http.StatusPermanentRedirect
		})
		m.reboot()
		if out := m.run("systemctl", "is-active", "commonhall-sockets", "commonhall-edge", "commonhall-https.socket"); strings.Contains(out, "inactive") {
			t.Errorf("after a reboot there are\n%s", out)
		}
		m.write(file, "https: {mode: \"off\"}\n")
		m.says(m.run("commonhall", "config", "apply"), "Renewed: sockets, edge")
		m.run("commonhall", "config", "confirm")
		m.page("http://hall.test/hub/login", "Sign in")
		if out := ports(); out != "" {
			t.Errorf("the port of https is still open: %s", out)
		}
	}
}

// A change is cut off while the hub tries a database that never answers.
func TestFreshConfigCutOff(t *testing.T) {
	m := rent(t, "cutoff", 8)
	m.install()
	m.run("/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no")
	settings := m.read("/etc/commonhall/commonhall.yaml")
	l, err := net.Listen("tcp", outside+":5498")
	m.must(err)
	defer l.Close()
	m.write("/root/ed", `printf 'database:\n  url: postgres://hall@`+outside+`:5498/hall\n' >> "$1"`)
	for what, cut := range map[string]func(){
		"killed":    func() { m.run("pkill", "-9", "-f", "^commonhall config edit") },
		"power cut": func() { m.cutPower(); m.boot() },
	} {
		edit := m.command("env", "EDITOR=sh /root/ed", "commonhall", "config", "edit")
		m.must(edit.Start())
		c, err := l.Accept() // the hub has the new settings, and waits
		m.must(err)
		cut()
		_ = edit.Wait()
		m.wait("return after "+what, func() bool {
			_, err := m.try("test", "-e", "/var/lib/commonhall/config/pending.json")
			return m.read("/etc/commonhall/commonhall.yaml") == settings && err != nil
		})
		c.Close()
		m.page("http://hall.test/hub/login", "Sign in")
		m.says(m.run("commonhall", "config", "history"), "taken back: ")
	}
}

// The records move to a database without administrators: unless somebody confirms
// that, they move back, after a minute or at the next start of the machine.
func TestFreshConfigUnconfirmed(t *testing.T) {
	if why := storetest.Missing(); why != "" {
		needs.Skip(t, why)
	}
	var cluster storetest.Cluster
	t.Cleanup(func() {
		if err := cluster.Stop(); err != nil {
			t.Error(err)
		}
	})
	at, err := url.Parse(cluster.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	m := rent(t, "confirm", 9)
	forward(t, outside+":5497", at.Host)
	at.Host, at.RawQuery = outside+":5497", "sslmode=disable"
	m.install()
	m.run("/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no")
	writeOwned(t, m.path("/var/lib/commonhall/hub/database-password"), cluster.Password+"\n", 0o400)
	m.write("/root/ed", fmt.Sprintf("printf 'database:\\n  url: %s\\n  password_file: database-password\\n' >> \"$1\"", at))
	settings := m.read("/etc/commonhall/commonhall.yaml")
	edit := func() {
		t.Helper()
		m.says(m.run("env", "EDITOR=sh /root/ed", "commonhall", "config", "edit"), "database.url could shut people out", "To keep it: commonhall config confirm")
		if out := m.run("commonhall", "user", "list"); strings.Contains(out, "admin") {
			t.Fatalf("the records did not move:\n%s", out)
		}
	}
	back := func(why string) {
		t.Helper()
		m.run("commonhall", "config", "await")
		m.says(m.run("commonhall", "user", "list"), "admin")
		m.says(m.run("commonhall", "config", "history"), why)
		if m.read("/etc/commonhall/commonhall.yaml") != settings {
			t.Errorf("the file says\n%s", m.read("/etc/commonhall/commonhall.yaml"))
		}
	}
	edit()
	m.reboot()
	back("the machine started anew before it was confirmed")
	edit()
	back("nobody confirmed it in time")
	edit()
	m.says(m.run("commonhall", "config", "confirm"), "stays in force")
	m.reboot()
	if out := m.run("commonhall", "user", "list"); strings.Contains(out, "admin") {
		t.Errorf("a confirmed change went back:\n%s", out)
	}
}

// forward passes connections on to another address.
func forward(t *testing.T, from, to string) {
	l, err := net.Listen("tcp", from)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			out, err := net.Dial("tcp", to)
			if err != nil {
				in.Close()
				continue
			}
			go func() { _, _ = io.Copy(out, in); out.Close() }()
			go func() { _, _ = io.Copy(in, out); in.Close() }()
		}
	}()
}

// says looks for parts of what a command said.
func (m *machine) says(out string, parts ...string) {
	m.t.Helper()
	for _, part := range parts {
		if !strings.Contains(out, part) {
			m.t.Fatalf("%s: %q is not in\n%s", m.name, part, out)
		}
	}
}

// process is the main process of a role.
func (m *machine) process(role string) string {
	return m.run("systemctl", "show", "--value", "--property=MainPID", "commonhall-"+role+".service")
}
