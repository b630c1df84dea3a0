package e2e

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"commonhall/packaging/needs"
	"commonhall/store/storetest"
)

// writeOwned writes a file that belongs to whom its folder belongs.
func writeOwned(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	st, err := os.Stat(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	owner := st.Sys().(*syscall.Stat_t)
	if err := errors.Join(os.WriteFile(path, []byte(text), mode), os.Chown(path, int(owner.Uid), int(owner.Gid))); err != nil {
		t.Fatal(err)
	}
}

// newCluster is a server of PostgreSQL that ends with the test.
func newCluster(t *testing.T) *storetest.Cluster {
	t.Helper()
	if why := storetest.Missing(); why != "" {
		needs.Skip(t, why)
	}
	cluster := &storetest.Cluster{}
	t.Cleanup(func() {
		if err := cluster.Stop(); err != nil {
			t.Error(err)
		}
	})
	return cluster
}

// howToPostgreSQL gives the hub its password by the commands of the page.
func howToPostgreSQL(t *testing.T, dir, password string) {
	t.Helper()
	bin := t.TempDir()
	for name, script := range map[string]string{"sudo": `exec "$@"`, "nano": `echo "$PASSWORD" > "$1"`} {
		if err := os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	const ours = "the test's own server has both"
	script, _ := asWritten(t, "how-to/postgresql.md", instead{"sudo -u postgres createuser --pwprompt commonhall", "", ours},
		instead{"sudo -u postgres createdb --owner=commonhall --encoding=UTF8 --template=template0 commonhall", "", ours},
		instead{"DIR=/var/lib/commonhall", "DIR=" + dir, "it is another folder"})
	cmd := exec.Command("/bin/sh", "-c", script)
	cmd.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"), "PASSWORD="+password)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// TestPostgres: the settings name a PostgreSQL database and a file with its
// password; people and servers are there after deaths of the hub, and after the
// server ended all connections. The password is nowhere else.
func TestPostgres(t *testing.T) {
	needs.Root(t)
	cluster := newCluster(t)
	url, dir, addr := cluster.Database(t), filepath.Join(t.TempDir(), "D"), "127.0.0.1:"+freePort(t)
	h := openIn(t, dir, addr)
	h.close()
	file, secret := filepath.Join(dir, "hub", "commonhall.db"), filepath.Join(dir, "hub", "database-password")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	howToPostgreSQL(t, dir, cluster.Password)
	writeOwned(t, filepath.Join(dir, "commonhall.yaml"), fmt.Sprintf("database:\n  url: %s\n  password_file: database-password\n", url), 0o644)

	h = openIn(t, dir, addr)
	h.run("user", "add", "ada")
	h.run("server", "start", "ada", "--app", "terminal", "--wait")
	if err := syscall.Kill(h.process("hub"), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	running := func() error {
		if list, err := h.try("server", "list"); err != nil || !strings.Contains(list, "ada") || !strings.Contains(list, "running") {
			return fmt.Errorf("%s, %v", list, err)
		}
		return nil
	}
	eventually(t, "ada's server after the hub was killed", running)
	cluster.Exec(t, "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '"+storetest.Account+"'")
	eventually(t, "ada's server after the database went away", running)
	eventually(t, "somebody new", func() error { _, err := h.try("user", "add", "ben"); return err })
	shown := h.run("config", "show")
	h.close()
	if strings.Contains(h.log.String()+shown, cluster.Password) || !strings.Contains(shown, url) {
		t.Errorf("the settings are shown as\n%s\nand the log says\n%s", shown, h.log)
	}
	h = openIn(t, dir, addr)
	if list := h.run("user", "list"); !strings.Contains(list, "ada") || !strings.Contains(list, "ben") {
		t.Errorf("after a restart: %s", list)
	}
	h.close()
	if _, err := os.Stat(file); err == nil {
		t.Error("there is a SQLite file beside PostgreSQL")
	}

	backedUp(t, cluster, url, dir)

	if err := os.Remove(secret); err != nil {
		t.Fatal(err)
	}
	writeOwned(t, secret, "wrong-secret\n", 0o400)
	out, err := command(context.Background(), tryArgs(dir, addr)...).CombinedOutput()
	if want := "does not let the account"; err == nil || !strings.Contains(string(out), want) || strings.Contains(string(out), "wrong-secret") {
		t.Errorf("with a wrong password: %v\n%s", err, out)
	}
}

// backedUp backs the installation in dir up, loses its database, and brings all back
// into another folder and an empty database.
func backedUp(t *testing.T, cluster *storetest.Cluster, url, dir string) {
	t.Helper()
	run := func(args ...string) string {
		t.Helper()
		out, err := command(t.Context(), append([]string{"backup"}, args...)...).CombinedOutput()
		if err != nil {
			t.Fatalf("backup %q: %v %s", args, err, out)
		}
		return string(out)
	}
	backups, again := filepath.Join(t.TempDir(), "B"), filepath.Join(t.TempDir(), "again")
	run("now", "--dir", dir, "--from", backups)
	before := run("dump", "--dir", dir)
	if out, err := command(t.Context(), "backup", "restore", "--dir", again, "--from", backups).CombinedOutput(); err == nil || !strings.Contains(string(out), "is not empty") {
		t.Errorf("into a database that is in use: %v %s", err, out)
	}
	name := url[strings.LastIndex(url, "/")+1:]
	cluster.Exec(t, "DROP DATABASE "+name+" WITH (FORCE)")
	cluster.Exec(t, "CREATE DATABASE "+name+" OWNER "+storetest.Account+" TEMPLATE template0 ENCODING 'UTF8'")
	run("restore", "--dir", again, "--from", backups)
	if after := run("dump", "--dir", again); after != before || !strings.Contains(after, `"ada"`) {
		t.Errorf("the database is\n%s\nand was\n%s", after, before)
	}
}
