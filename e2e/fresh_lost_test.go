//go:build freshserver

package e2e

import (
	"os"
	"strings"
	"testing"
)

// The database is lost, the homes are not. Setup gives nobody's home to others; it
// says what to do, and without a backup makes people of the homes.
func TestFreshLostRecords(t *testing.T) {
	m := rent(t, "lost", 32)
	m.install()
	setup := []string{"/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no", "--admin", "boss"}
	m.says(m.run(setup...), "backups    none are made yet")
	m.run("commonhall", "user", "add", "ada")
	m.run("commonhall", "server", "start", "boss", "--wait")
	m.run("commonhall", "server", "start", "ada", "--wait")
	m.run("sh", "-c", "echo old work > /var/lib/commonhall/homes/ada-1001/work; chown --reference=/var/lib/commonhall/homes/ada-1001 /var/lib/commonhall/homes/ada-1001/work")
	m.run("commonhall", "uninstall", "--yes")
	m.run("sh", "-c", "rm /var/lib/commonhall/hub/commonhall.db*")
	m.says(m.refused(setup...), "[database]", "homes of 2 people", "commonhall backup restore --database --from WHERE", "commonhall setup --adopt")
	if _, err := os.Stat(m.path("/var/lib/commonhall/hub/commonhall.db")); err == nil {
		t.Error("a new database was begun")
	}
	out := m.run(append(setup, "--adopt")...)
	m.says(out, "ada", "/hub/invite/", "as  boss  with the password")
	m.says(m.run("commonhall", "user", "list"), "boss  admin", "ada")
	m.run("commonhall", "server", "start", "ada", "--wait")
	if got := m.read("/var/lib/commonhall/homes/ada-1001/work"); got != "old work\n" {
		t.Errorf("ada's work is %q", got)
	}
	m.run("commonhall", "user", "add", "ben")
	m.run("commonhall", "server", "start", "ben", "--wait")
	if got := m.run("ls", "/var/lib/commonhall/homes"); !strings.Contains(got, "ben-1002") {
		t.Errorf("homes are\n%s", got)
	}
	t.Run("torn", m.tornDatabase)
	t.Run("lost", m.lostDatabase)
}

// tornDatabase: the hub does not come back from a torn database; it says so, and the
// one of the last backup takes its place while systemd tries.
func (m *machine) tornDatabase(t *testing.T) {
	const database = "/var/lib/commonhall/hub/commonhall.db"
	m.run("commonhall", "backup", "now", "--from", "/mnt/disk/hall")
	m.stopHub()
	tear(t, m.path(database))
	_, _ = m.try("systemctl", "start", "--no-block", "commonhall-hub.service")
	m.wait("word of the hub", func() bool {
		out := m.run("journalctl", "-u", "commonhall-hub", "-o", "cat")
		return strings.Contains(out, "is damaged") && strings.Contains(out, "commonhall backup restore --database")
	})
	m.run("commonhall", "backup", "restore", "--database", "--from", "/mnt/disk/hall")
	m.run("systemctl", "reset-failed", "commonhall-hub.service")
	m.run("systemctl", "start", "commonhall.target")
	m.says(m.run("commonhall", "user", "list"), "ada", "ben", "boss  admin")
	m.page("http://hall.test/hub/login", "Sign in")
	m.run("sh", "-c", "ls "+database+".before-restore-*")
}

// lostDatabase: a hub that finds homes and no records does not begin new ones.
func (m *machine) lostDatabase(t *testing.T) {
	const database = "/var/lib/commonhall/hub/commonhall.db"
	m.stopHub()
	m.run("sh", "-c", "rm -f "+database+" "+database+"-*")
	// First the disk of the homes is away, too: the folder below it has none.
	const homes = "/var/lib/commonhall/homes"
	m.run("sh", "-c", "mv "+homes+" "+homes+".away && mkdir -m 711 "+homes)
	_, _ = m.try("systemctl", "start", "--no-block", "commonhall-hub.service")
	m.wait("word of the hub", func() bool {
		return strings.Contains(m.run("journalctl", "-u", "commonhall-hub", "-o", "cat"), "Is its disk mounted?")
	})
	if m.there(database) {
		t.Error("a new database was begun where the homes are away")
	}
	m.stopHub()
	m.run("sh", "-c", "rmdir "+homes+" && mv "+homes+".away "+homes+"; systemctl reset-failed commonhall-hub.service")
	_, _ = m.try("systemctl", "start", "--no-block", "commonhall-hub.service")
	m.wait("word of the hub", func() bool {
		out := m.run("journalctl", "-u", "commonhall-hub", "-o", "cat")
		return strings.Contains(out, "the database that says whose they are is lost") && strings.Contains(out, "commonhall backup restore --database --from WHERE")
	})
	if m.there(database) {
		t.Error("a new database was begun")
	}
	m.run("commonhall", "backup", "restore", "--database", "--from", "/mnt/disk/hall")
	m.run("systemctl", "reset-failed", "commonhall-hub.service")
	m.run("systemctl", "start", "commonhall.target")
	m.says(m.run("commonhall", "user", "list"), "ada", "ben", "boss  admin")
}

// stopHub stops the hub, and what would start it again for the next who asks.
func (m *machine) stopHub() {
	m.t.Helper()
	m.run("systemctl", "stop", "commonhall-hub-edge.socket", "commonhall-hub-admin.socket", "commonhall-hub.service")
}
