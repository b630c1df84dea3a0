//go:build freshserver

package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// TestFreshUpgradeUnits: an upgrade starts at once what is new among the units, ends what is
// gone, and all that stays of root's and the journal's is the new release's. The record of
// connections misses nothing that begins after its unit is there.
func TestFreshUpgradeUnits(t *testing.T) {
	m := rent(t, "units", 19)
	m.beganWith("--https=off")
	m.run("commonhall", "server", "start", "ada", "--app", "terminal", "--wait")
	// As a release from before the record leaves a machine, with something that is no more.
	m.run("sh", "-c", `cd /etc/systemd/system && systemctl stop commonhall-connections.service && rm commonhall-connections.service &&
printf '[Service]\nExecStart=/bin/sleep infinity\n' > commonhall-once.service && systemctl daemon-reload && systemctl start commonhall-once.service`)
	m.brought("second", "/root/second")
	m.run("commonhall", "upgrade", "--from", "/root/second/commonhall-"+secondRelease+"-linux-amd64.tar.gz")
	m.runs(secondRelease)
	want := "/usr/local/lib/commonhall/" + secondRelease + "/commonhall\n"
	for _, unit := range []string{"connections", "journal"} {
		m.wait("the "+unit+" of the new release", func() bool {
			exe, err := m.try("readlink", "/proc/"+strings.TrimSpace(m.process(unit))+"/exe")
			return err == nil && exe == want
		})
	}
	m.wait("a network that is set up anew", func() bool {
		return strings.Contains(m.run("journalctl", "-u", "commonhall-network.service", "-o", "cat"), "Reloaded")
	})
	m.wait("what is gone to end", func() bool {
		out, _ := m.try("systemctl", "is-active", "commonhall-once.service")
		return strings.TrimSpace(out) == "inactive"
	})
	m.run("ip", "route", "add", "9.9.9.9", "via", "10.99.0.1")
	for port := 91; port < 96; port++ { // at once, when systemd says that it is there
		m.run("nsenter", "--net=/proc/"+m.server("ada")+"/ns/net", "bash", "-c", fmt.Sprintf("systemctl restart commonhall-connections.service; echo x > /dev/udp/9.9.9.9/%d", port))
		m.wait("a record of who that was", func() bool {
			return strings.Contains(m.run("sh", "-c", fmt.Sprintf("commonhall network who --address 9.9.9.9 --port %d --at $(date -u +%%FT%%TZ) 2>&1 || true", port)), " ada ")
		})
	}
}
