//go:build freshserver

package e2e

import (
	"fmt"
	"net/url"
	"testing"
)

// A hub that somebody has taken over does not make root read for it what is root's
// alone: a backup reads the records with the hub's rights.
func TestFreshDeputy(t *testing.T) {
	cluster := newCluster(t)
	at, err := url.Parse(cluster.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	m := rent(t, "deputy", 13)
	forward(t, outside+":5496", at.Host)
	at.Host, at.RawQuery = outside+":5496", "sslmode=disable"
	m.install()
	m.run("/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no")
	const password = "/var/lib/commonhall/hub/database-password"
	writeOwned(t, m.path(password), cluster.Password+"\n", 0o400)
	m.write("/etc/commonhall/commonhall.yaml", fmt.Sprintf("database:\n  url: %s\n  password_file: database-password\nbackup:\n  to: /root/backup\n", at))
	m.run("commonhall", "config", "apply")
	m.run("commonhall", "config", "confirm")
	m.run("systemctl", "stop", "commonhall-hub.service", "commonhall-hub-admin.socket", "commonhall-hub-edge.socket")
	m.says(m.run("commonhall", "backup", "now"), "Snapshot ")
	m.run("sh", "-c", "mv "+password+" /root/secret && chown root:root /root/secret && ln -s /root/secret "+password)
	m.says(m.refused("commonhall", "backup", "now"), "The hub cannot read the password file")
}
