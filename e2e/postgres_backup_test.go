package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"commonhall/packaging/needs"
	"commonhall/store/storetest"
)

// onPostgres is an installation whose records are in PostgreSQL, and its backups.
type onPostgres struct {
	*house
	t          *testing.T
	cluster    *storetest.Cluster
	name       string // of the database
	dir, addr  string
	backupsDir string
}

func newOnPostgres(t *testing.T) *onPostgres {
	t.Helper()
	cluster := newCluster(t)
	url := cluster.Database(t)
	p := &onPostgres{t: t, cluster: cluster, name: url[strings.LastIndex(url, "/")+1:], dir: filepath.Join(t.TempDir(), "D"), addr: "127.0.0.1:" + freePort(t),
		backupsDir: filepath.Join(t.TempDir(), "B")}
	openIn(t, p.dir, p.addr).close()
	if err := os.Remove(p.dir + "/hub/commonhall.db"); err != nil {
		t.Fatal(err)
	}
	writeOwned(t, p.dir+"/hub/database-password", cluster.Password+"\n", 0o400)
	writeOwned(t, p.dir+"/commonhall.yaml", fmt.Sprintf("database:\n  url: %s\n  password_file: database-password\n", url), 0o644)
	p.house = openIn(t, p.dir, p.addr)
	return p
}

// backup runs a command about backups, with the hub or without.
func (p *onPostgres) backup(args ...string) (string, error) {
	out, err := command(p.t.Context(), append([]string{"backup", args[0], "--dir", p.dir, "--from", p.backupsDir}, args[1:]...)...).CombinedOutput()
	return string(out), err
}

func (p *onPostgres) says(want string, args ...string) {
	p.t.Helper()
	if out, err := p.backup(args...); err != nil || !strings.Contains(out, want) {
		p.t.Errorf("backup %q: %v, and it says\n%s", args, err, out)
	}
}

// lose takes the database away and makes an empty one, as the page says.
func (p *onPostgres) lose() {
	p.t.Helper()
	p.cluster.Exec(p.t, "DROP DATABASE "+p.name+" WITH (FORCE)")
	p.cluster.Exec(p.t, "CREATE DATABASE "+p.name+" OWNER "+storetest.Account+" TEMPLATE template0 ENCODING 'UTF8'")
}

// People's records are in PostgreSQL: backups are made beside the hub, they are whole,
// a drill opens a copy and touches nothing, a home comes back, and lost records too:
// nobody gets the number of somebody whose record is gone.
func TestPostgresComesBack(t *testing.T) {
	t.Parallel()
	needs.Root(t)
	p := newOnPostgres(t)
	p.run("user", "add", "ada", "ben")
	p.run("server", "start", "ada", "--app", "terminal", "--wait")
	work := p.dir + "/homes/ada-1001/work"
	writeOwned(t, work, "old work", 0o600)
	p.says("Snapshot", "now")
	p.says("Everything is whole.", "verify", "--read-data")
	writeOwned(t, work, "newer work", 0o600)
	p.says(`"person":"ada"`, "drill", "--json")
	if list := p.run("server", "list"); !strings.Contains(list, "ada") || !strings.Contains(list, "running") {
		t.Errorf("beside the drill ada's server is\n%s", list)
	}
	if out, err := p.backup("restore", "--user", "ada"); err == nil || !strings.Contains(out, "is running, in the home") {
		t.Errorf("a home under a server: %v %s", err, out)
	}
	p.run("server", "stop", "ada")
	p.says("is back", "restore", "--user", "ada")
	if got := readFile(t, work); got != "old work" {
		t.Errorf("ada's work is %q", got)
	}
	p.run("user", "add", "cleo")
	p.run("server", "start", "cleo", "--app", "terminal", "--wait")
	if out, err := p.backup("restore", "--database"); err == nil || !strings.Contains(out, "The hub runs") {
		t.Errorf("records under a hub: %v %s", err, out)
	}
	p.close()
	if out, err := p.backup("restore", "--database"); err == nil || !strings.Contains(out, "is not empty") {
		t.Errorf("over records that are there: %v %s", err, out)
	}
	p.lose()
	p.says("The database is back", "restore", "--database")
	p.house = openIn(t, p.dir, p.addr)
	p.comes("dora", 1004)
	if out := p.run("user", "adopt", "--all"); !strings.Contains(out, "cleo") {
		t.Errorf("adopt says %s", out)
	}
	p.says("Snapshot", "now")
	p.comes("emil", 1005)
	p.close()
	p.lose()
	p.says("is back, as it was on", "restore", "--over")
	p.house = openIn(t, p.dir, p.addr)
	p.comes("fay", 1006)
	p.close()
	p.moves()
}

// moves brings everything to another machine, of which there is nothing but the backup
// and an empty database.
func (p *onPostgres) moves() {
	t := p.t
	p.lose()
	if err := os.RemoveAll(p.dir); err != nil {
		t.Fatal(err)
	}
	p.says("is back, as it was on", "restore")
	p.house = openIn(t, p.dir, p.addr)
	if list := p.run("user", "list"); !strings.Contains(list, "ada") || !strings.Contains(list, "cleo") || !strings.Contains(list, "dora") || strings.Contains(list, "emil") {
		t.Errorf("on the new machine are\n%s", list)
	}
	p.run("server", "start", "ada", "--app", "terminal", "--wait")
	if got := readFile(t, p.dir+"/homes/ada-1001/work"); got != "old work" {
		t.Errorf("ada's work is %q", got)
	}
	if _, err := os.Stat(p.dir + "/hub/commonhall.db"); err == nil {
		t.Error("there is a SQLite file beside PostgreSQL")
	}
}

// comes adds somebody, whose home must have that number.
func (p *onPostgres) comes(name string, number int) {
	p.t.Helper()
	p.run("user", "add", name)
	p.run("server", "start", name, "--app", "terminal", "--wait")
	if _, err := os.Stat(fmt.Sprintf("%s/homes/%s-%d", p.dir, name, number)); err != nil {
		p.t.Error("another number than there should be:", err)
	}
}
