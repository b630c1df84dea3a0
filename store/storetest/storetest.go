// Package storetest runs a PostgreSQL server for tests: Debian's, with a cluster
// in a temporary folder, under an account without rights, on a port of 127.0.0.1.
//
// It leaves nothing behind: a shell that waits beside the server ends it and
// removes the folder when Stop is called, and also when the tests are killed. The
// server that the machine may run for itself is not touched.
package storetest

import (
	"bufio"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// Cluster is a server. The first Database starts it, Stop ends it.
type Cluster struct {
	Password string // of the account Account
	Port     int
	Cert     []byte // of the server, which vouches for itself

	once  sync.Once
	err   error
	admin *sql.DB
	cmd   *exec.Cmd
	life  io.Closer // the shell waits for its end

	mu   sync.Mutex
	n    int      // databases made
	free []string // of these
}

// Account owns the databases and has no other rights.
const Account = "commonhall"

// adminAccount may do everything.
const adminAccount = "keeper"

// Missing says why no server can run here, or "".
func Missing() string {
	if binaries() == "" {
		return "there is no PostgreSQL on this machine: apt install postgresql"
	}
	return ""
}

// binaries returns the folder with the newest server's programs.
func binaries() string {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	best, dir := 0, ""
	for _, path := range found {
		bin := filepath.Dir(path)
		if v, err := strconv.Atoi(filepath.Base(filepath.Dir(bin))); err == nil && v > best {
			best, dir = v, bin
		}
	}
	return dir
}

// Database returns the address of an empty database, without a password, that is
// this test's until its end. To make one takes long, so they are emptied and used
// again.
func (c *Cluster) Database(t testing.TB) string {
	t.Helper()
	c.once.Do(func() { c.err = c.start() })
	if c.err != nil {
		t.Fatalf("PostgreSQL for tests: %v", c.err)
	}
	name := c.take()
	if name == "" {
		name = fmt.Sprintf("hall%d", c.count())
		// Sorted as people read, not as bytes: what a query needs it must ask for.
		c.Exec(t, "CREATE DATABASE "+name+" OWNER "+Account+" TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8' LOCALE_PROVIDER icu ICU_LOCALE 'en'")
	}
	t.Cleanup(func() { c.giveBack(t, name) })
	return c.URL(name)
}

// take returns a database that nobody uses any more, or "".
func (c *Cluster) take() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.free) == 0 {
		return ""
	}
	name := c.free[0]
	c.free = c.free[1:]
	return name
}

func (c *Cluster) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
	return c.n
}

// giveBack ends who is still connected, and empties the database.
func (c *Cluster) giveBack(t testing.TB, name string) {
	t.Helper()
	c.Exec(t, "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '"+name+"'")
	db, err := c.open(name)
	if err == nil {
		_, err = db.Exec("DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner; GRANT USAGE ON SCHEMA public TO PUBLIC")
		err = errors.Join(err, db.Close())
	}
	if err != nil {
		t.Errorf("empty the database %s: %v", name, err)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.free = append(c.free, name)
}

// open connects as an administrator.
func (c *Cluster) open(database string) (*sql.DB, error) {
	return sql.Open("pgx", fmt.Sprintf("postgres://%s:%s@127.0.0.1:%d/%s?sslmode=disable", adminAccount, c.Password, c.Port, database))
}

// URL returns the address of a database.
func (c *Cluster) URL(database string) string {
	return fmt.Sprintf("postgres://%s@127.0.0.1:%d/%s", Account, c.Port, database)
}

// Exec runs a statement as an administrator.
func (c *Cluster) Exec(t testing.TB, statement string) {
	t.Helper()
	if _, err := c.admin.ExecContext(context.Background(), statement); err != nil {
		t.Errorf("%s: %v", statement, err)
	}
}

// Stop ends the server and removes what it wrote.
func (c *Cluster) Stop() error {
	if c.cmd == nil {
		return nil
	}
	if c.admin != nil {
		_ = c.admin.Close()
	}
	_ = c.life.Close()
	return c.cmd.Wait()
}

// script makes the cluster and runs it until its input ends, which it also does
// when the tests are killed. What comes on its output is the server's log.
const script = `
dir=$1 bin=$2 port=$3 account=$4
exec 2>&1
cd "$dir" && "$bin/initdb" --no-sync --no-locale --encoding=UTF8 --auth=scram-sha-256 --username="$account" --pwfile="$dir/password" "$dir/data" >"$dir/initdb" ||
	{ cat "$dir/initdb"; rm -rf "$dir"; exit 1; }
"$bin/postgres" -D "$dir/data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
	-c fsync=off -c full_page_writes=off -c autovacuum=off -c max_wal_senders=0 -c wal_level=minimal \
	-c shared_buffers=16MB -c max_connections=60 -c dynamic_shared_memory_type=mmap \
	-c ssl=on -c ssl_cert_file="$dir/cert" -c ssl_key_file="$dir/key" </dev/null &
while read -r line; do :; done
kill -QUIT $! 2>/dev/null
wait
rm -rf "$dir"
`

func (c *Cluster) start() error {
	c.Password = rand.Text()
	var err error
	for range 3 { // another program may take the port between our look and the server's
		if err = c.try(); err == nil {
			return nil
		}
		_ = c.Stop()
		c.cmd, c.admin = nil, nil
	}
	return err
}

func (c *Cluster) try() error {
	dir, cred, err := c.folder()
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	c.Port = l.Addr().(*net.TCPAddr).Port
	l.Close()
	cmd := exec.Command("/bin/sh", "-c", script, "sh", dir, binaries(), strconv.Itoa(c.Port), adminAccount)
	cmd.Env = []string{"PATH=/usr/bin:/bin", "LC_ALL=C", "TZ=UTC"}
	// A session of its own: Ctrl-C is for the tests, which then end it.
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: cred, Setsid: true}
	if c.life, err = cmd.StdinPipe(); err != nil {
		return err
	}
	out, log, err := os.Pipe()
	if err != nil {
		return err
	}
	cmd.Stdout = log
	err = cmd.Start()
	log.Close()
	if err != nil {
		out.Close()
		return err
	}
	c.cmd = cmd
	if err := awaitReady(out); err != nil {
		return err
	}
	return c.connect()
}

// folder makes the cluster's folder, and says whose it is: root may not run
// PostgreSQL.
func (c *Cluster) folder() (string, *syscall.Credential, error) {
	dir, err := os.MkdirTemp("", "commonhall-postgres-")
	if err != nil {
		return "", nil, err
	}
	cert, key, err := certificate()
	if err != nil {
		return "", nil, err
	}
	c.Cert = cert
	files := map[string][]byte{"password": []byte(c.Password + "\n"), "cert": cert, "key": key}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			return "", nil, err
		}
	}
	if os.Getuid() != 0 {
		return dir, nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return "", nil, err
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	for name := range files {
		if err := os.Chown(filepath.Join(dir, name), uid, gid); err != nil {
			return "", nil, err
		}
	}
	if err := os.Chown(dir, uid, gid); err != nil {
		return "", nil, err
	}
	return dir, &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

// awaitReady returns when the server's log says that it is ready, and goes on
// reading: a server whose log nobody reads stands still.
func awaitReady(out *os.File) error {
	ready := make(chan error, 1)
	go func() {
		defer out.Close()
		var said []string
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if strings.Contains(lines.Text(), "ready to accept connections") {
				ready <- nil
				_, _ = io.Copy(io.Discard, out)
				return
			}
			said = append(said, lines.Text())
		}
		ready <- fmt.Errorf("the server did not start:\n%s", strings.Join(said, "\n"))
	}()
	select {
	case err := <-ready:
		return err
	case <-time.After(2 * time.Minute):
		return fmt.Errorf("the server did not start in time")
	}
}

func (c *Cluster) connect() error {
	var err error
	if c.admin, err = c.open("postgres"); err != nil {
		return err
	}
	_, err = c.admin.Exec("CREATE ROLE " + Account + " LOGIN PASSWORD '" + c.Password + "'")
	return err
}
