//go:build freshserver

package e2e

import "testing"

// An older release, which somebody has signed once, does not take the place of a newer
// one by way of setup either.
func TestFreshOlderRelease(t *testing.T) {
	m := rent(t, "older", 12)
	m.install()
	m.run("/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no")
	m.run("sh", "-c", "cd /usr/local/lib/commonhall && cp -r $(readlink current) 0.2.0 && ln -sfn 0.2.0 current")
	m.says(m.refused("/root/commonhall", "setup", "--yes", "--https=off", "--jupyter=no"), "[version] Version 0.1.0-dev is older than 0.2.0", "nothing was changed")
	if now := m.run("readlink", "/usr/local/lib/commonhall/current"); now != "0.2.0\n" {
		t.Errorf("the current release is %s", now)
	}
}
