//go:build freshserver

package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// upgrading starts an upgrade and returns when it is recorded; ended says how it went.
func (m *machine) upgrading(archive string) (ended func() (said string, err error)) {
	m.t.Helper()
	const record = "/var/lib/commonhall/upgrade/now.json"
	var said strings.Builder
	cmd := m.command("commonhall", "upgrade", "--from", archive)
	cmd.Stdout, cmd.Stderr = &said, &said
	m.must(cmd.Start())
	m.wait("record", func() bool { return m.there(record) })
	return func() (string, error) { err := cmd.Wait(); return said.String(), err }
}

// What a machine does to an upgrade is not the release's fault: it goes on.
func TestFreshUpgradeNobodysFault(t *testing.T) {
	t.Parallel()
	m := rent(t, "blame", 36)
	m.beganWith("--https=off")
	old, number := m.signer("old"), 70000
	next := func() (version, archive string) {
		number++
		version = fmt.Sprintf("0.1.%d", number)
		return version, m.release("good", version, old)
	}
	t.Run("systemd is renewed meanwhile", func(t *testing.T) {
		version, archive := next()
		ended := m.upgrading(archive)
		for range 8 {
			m.try("systemctl", "daemon-reexec")
		}
		said, err := ended()
		m.must(err)
		m.says(said, "commonhall "+version+" runs.")
		m.runs(version)
	})
	for _, after := range []time.Duration{0, 60 * time.Millisecond, 150 * time.Millisecond, time.Second} {
		t.Run(fmt.Sprint("the machine is rebooted after ", after), func(t *testing.T) {
			version, archive := next()
			ended := m.upgrading(archive)
			<-time.After(after)
			m.reboot()
			ended()
			m.wait("end of the upgrade", func() bool { return !m.there("/var/lib/commonhall/upgrade/now.json") })
			m.runs(version)
			if said := m.run("commonhall", "status"); strings.Contains(said, "did not go well") {
				t.Errorf("it went back: %s", said)
			}
		})
	}
	m.settled(point{})
}

// An administrator has moved the ports: that is where a release is asked whether it is
// in order, and where nobody else may be asked instead.
func TestFreshUpgradeMovedPorts(t *testing.T) {
	m := rent(t, "ports", 37)
	m.beganWith("--https=local")
	for name, port := range map[string]string{"http": "8080", "https": m.addr + ":8443"} {
		m.write("/etc/systemd/system/commonhall-"+name+".socket.d/moved.conf", "[Socket]\nListenStream=\nListenStream="+port+"\n")
	}
	m.run("systemctl", "daemon-reload")
	m.run("systemctl", "stop", "commonhall-edge.service")
	m.run("systemctl", "restart", "commonhall-http.socket", "commonhall-https.socket")
	m.run("systemctl", "start", "commonhall-edge.service")
	// Another program has the ports of before, and is out of order.
	m.write("/root/other", "read -r line; printf 'HTTP/1.0 500 Out of order\\r\\nContent-Length: 0\\r\\n\\r\\n'\n")
	for _, port := range []string{"80", "443"} {
		m.run("systemd-run", "--unit=other"+port, "systemd-socket-activate", "-l", port, "--accept", "--inetd", "/bin/sh", "/root/other")
		m.wait("other program", func() bool {
			out, _ := m.try("curl", "-si", "http://127.0.0.1:"+port)
			return strings.Contains(out, "Out of order")
		})
	}
	old := m.signer("old")
	m.says(m.run("commonhall", "upgrade", "--from", m.release("good", "0.1.70001", old)), "commonhall 0.1.70001 runs.")
	m.runs("0.1.70001")
	m.says(m.run("curl", "-ks", "https://"+m.addr+":8443/hub/login"), "Sign in")
	m.says(m.run("commonhall", "setup", "--yes"), "commonhall")
	m.runs("0.1.70001")
	t.Run("https is switched off", func(t *testing.T) {
		m.write("/root/ed", `sed -i '/^https:/,$d' "$1"; printf 'https:\n  mode: "off"\n' >> "$1"`)
		m.run("env", "EDITOR=sh /root/ed", "commonhall", "config", "edit")
		m.says(m.run("curl", "-s", "http://"+m.addr+":8080/hub/login"), "Sign in")
		m.run("commonhall", "config", "confirm")
		m.says(m.run("commonhall", "upgrade", "--from", m.release("good", "0.1.70002", old)), "commonhall 0.1.70002 runs.")
		m.runs("0.1.70002")
	})
}
