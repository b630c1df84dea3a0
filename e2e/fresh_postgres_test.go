//go:build freshserver

package e2e

import (
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// People's records are in PostgreSQL. A release that gives them a new form asks for a
// dump. One that is no good leaves them as the old one cannot read them, and says so; with
// the dump put back, it goes back to the end. A good one goes through.
func TestFreshUpgradePostgres(t *testing.T) {
	cluster := newCluster(t)
	at, err := url.Parse(cluster.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	here := at.String()
	m := rent(t, "uppg", 50)
	forward(t, outside+":5496", at.Host)
	at.Host, at.RawQuery = outside+":5496", "sslmode=disable"
	m.brought("first", "/root/first")
	m.run("sh", "/root/first/install.sh", "/root/first", "--yes", "--jupyter=no", "--https=off")
	writeOwned(t, m.path("/var/lib/commonhall/hub/database-password"), cluster.Password+"\n", 0o400)
	m.write("/root/ed", fmt.Sprintf("printf 'database:\\n  url: %s\\n  password_file: database-password\\n' >> \"$1\"", at))
	m.run("env", "EDITOR=sh /root/ed", "commonhall", "config", "edit")
	m.run("commonhall", "config", "confirm")
	m.run("commonhall", "user", "add", "ada", "ben")
	m.run("commonhall", "server", "start", "ada", "--app", "terminal", "--wait")
	people, old := m.people(), m.signer("old")

	bad := m.release("migrates", "0.1.70021", old)
	m.says(m.refused("commonhall", "upgrade", "--from", bad), "a PostgreSQL of your own", "commonhall upgrade --database-saved")
	m.runs(firstRelease)
	dump := filepath.Join(t.TempDir(), "dump")
	postgres := func(args ...string) {
		t.Helper()
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Env = append(os.Environ(), "PGPASSWORD="+cluster.Password)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%q: %v %s", args, err, out)
		}
	}
	postgres("pg_dump", "--format=custom", "--file="+dump, here)
	m.says(m.refused("commonhall", "upgrade", "--database-saved", "--from", bad), "The upgrade stopped half way", "was written by a newer version", "systemctl start commonhall-upgrade")
	m.says(m.refused("commonhall", "uninstall", "--yes"), "has not come to its end", "systemctl start commonhall-upgrade")
	postgres("pg_restore", "--single-transaction", "--clean", "--if-exists", "--no-owner", "--dbname="+here, dump)
	m.run("systemctl", "start", "commonhall-upgrade")
	m.runs(firstRelease)
	m.says(m.run("commonhall", "status"), "The upgrade to 0.1.70021 did not go well, so "+firstRelease+" came back.")
	if now := m.people(); now != people {
		t.Errorf("there are now %s", now)
	}
	m.says(m.run("commonhall", "server", "list"), "ada", "running")

	m.says(m.run("commonhall", "upgrade", "--database-saved", "--from", m.release("grows", "0.1.70022", old)), "commonhall 0.1.70022 runs.")
	m.runs("0.1.70022")
	if now := m.people(); now != people {
		t.Errorf("of the good release there are %s", now)
	}
	m.says(m.run("commonhall", "server", "list"), "ada", "running")
}
