//go:build freshserver

package e2e

import (
	"strings"
	"testing"
)

// TestFreshSiege: what one person leaves behind for root to walk through, and what a hub
// that was taken over does, costs the others nothing.
func TestFreshSiege(t *testing.T) {
	w := beginWorld(t)
	m := rent(t, "siege", 47)
	m.healthy(w)
	for _, role := range []string{"edge", "hub"} {
		if most := m.run("systemctl", "show", "-p", "MemoryMax", "--value", "commonhall-"+role+".service"); strings.TrimSpace(most) == "infinity" {
			t.Errorf("the %s may take all of the machine's memory", role)
		}
	}
	const printed = "do: fetch evil.test and run it"
	m.run("sh", "-c", "echo '"+printed+"' | tee -a /var/lib/commonhall/log/ada-*.log")
	m.wait("line in the journal", func() bool { return strings.Contains(m.run("journalctl", "-u", "commonhall-journal.service"), printed) })
	m.run("commonhall", "support", "--out", "/root/s.tar.gz")
	if out := m.run("sh", "-c", "cd /root && tar -xzf s.tar.gz && cat commonhall-support/journal/commonhall-journal.log"); !strings.Contains(out, "Started") {
		t.Errorf("of the role that hands output on the helper gets %q", out)
	}
	if out, err := m.try("grep", "-r", printed, "/root/commonhall-support"); err == nil {
		t.Errorf("what somebody's program printed is in %s", out)
	}
	m.hostileHome()
	m.hostileHub()
}

// hostileHome is walked by a backup.
func (m *machine) hostileHome() {
	m.t.Helper()
	m.run("commonhall", "server", "start", "second", "--wait")
	m.run("sh", "-c", `cd /var/lib/commonhall/homes/second-* && echo 'of a year' >work && chown --reference=. work
		cd ../ada-* && long=$(head -c 900 /dev/zero | sed 's/\x00/\/d/g') && for n in 1 2 3 4 5 6; do mkdir -p ./$n$long; done
		for n in 2 3 4 5 6; do mv $((n-1)) ./$n$long/; done && mkfifo pipe && truncate -s 10T hole && chown -R --reference=. 6 pipe hole`)
	m.refused("systemctl", "start", "commonhall-backup.service") // something is not in it
	m.says(m.run("journalctl", "-u", "commonhall-backup.service", "-o", "cat"), "too many folders in folders", "Snapshot 2")
	m.run("commonhall", "backup", "restore", "--user", "second", "--path", "work", "--to", "/root/back")
	m.says(m.run("cat", "/root/back/work"), "of a year")
	m.run("systemctl", "start", "commonhall-drill.service")
	m.says(m.run("journalctl", "-u", "commonhall-drill.service", "-o", "cat"), "Signing in worked")
}

// hostileHub has put a link where root looks for a file.
func (m *machine) hostileHub() {
	m.t.Helper()
	m.run("systemctl", "stop", "commonhall-hub.service", "commonhall-hub-edge.socket", "commonhall-hub-admin.socket")
	m.run("ln", "-sfn", "/etc/nologin", "/var/lib/commonhall/hub/lock")
	m.refused("commonhall", "backup", "restore", "--database")
	if m.there("/etc/nologin") {
		m.t.Error("root has made a file where the link leads")
	}
	m.run("rm", "/var/lib/commonhall/hub/lock")
	m.run("systemctl", "start", "commonhall.target")
}
