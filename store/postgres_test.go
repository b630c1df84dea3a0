package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"commonhall"
	"commonhall/packaging/needs"
	"commonhall/store/storetest"
)

// database returns the name of the database that p opens.
func database(t *testing.T, p Postgres) string {
	t.Helper()
	u, err := url.Parse(p.URL)
	must(t, err)
	return strings.TrimPrefix(u.Path, "/")
}

// disconnect ends all connections of a database, as a restart of the server does.
func disconnect(t *testing.T, p Postgres) {
	t.Helper()
	cluster.Exec(t, "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '"+database(t, p)+"'")
}

// Whatever keeps a database from being opened is said so that an administrator
// knows what to do, and never with the password in it.
func TestWhatIsNoPostgres(t *testing.T) {
	p := onPostgres(t)
	closed := unheard(t)
	with := func(change func(*Postgres)) Postgres {
		p := p
		change(&p)
		return p
	}
	cluster.Exec(t, "CREATE ROLE guest LOGIN PASSWORD '"+p.Password+"'")
	t.Cleanup(func() { cluster.Exec(t, "DROP ROLE guest") })
	name := database(t, p)
	for _, c := range []struct {
		what string
		p    Postgres
		kind commonhall.Kind
		want []string
	}{
		{"a wrong password", with(func(p *Postgres) { p.Password = "wrong-secret" }), commonhall.FailedPrecondition, []string{"does not let", storetest.Account}},
		{"no password", with(func(p *Postgres) { p.Password = "" }), commonhall.FailedPrecondition, []string{"does not let", storetest.Account}},
		{"an unknown account", with(func(p *Postgres) { p.URL = strings.Replace(p.URL, storetest.Account+"@", "stranger@", 1) }),
			commonhall.FailedPrecondition, []string{"does not let", "stranger"}},
		{"no such database", with(func(p *Postgres) { p.URL = strings.Replace(p.URL, name, "nowhere", 1) }), commonhall.FailedPrecondition,
			[]string{"has no database", "nowhere"}},
		{"nobody listens", with(func(p *Postgres) {
			p.URL = strings.Replace(p.URL, fmt.Sprintf("127.0.0.1:%d", cluster.Port), closed, 1)
		}), commonhall.FailedPrecondition, []string{"cannot be reached", "127.0.0.1"}},
		{"may not make tables", with(func(p *Postgres) { p.URL = strings.Replace(p.URL, storetest.Account+"@", "guest@", 1) }), commonhall.FailedPrecondition,
			[]string{"may not make tables", "guest"}},
		{"no address", with(func(p *Postgres) { p.URL = "postgres://ada:top-secret@host:port/x" }), commonhall.InvalidArgument, []string{"cannot be understood"}},
	} {
		db, err := OpenPostgres(t.Context(), c.p)
		if err == nil {
			_ = db.Close()
			t.Errorf("%s: it is opened", c.what)
			continue
		}
		said := commonhall.ForPerson(err)
		for _, want := range c.want {
			if !strings.Contains(said.Msg, want) {
				t.Errorf("%s: the sentence does not say %q: %s", c.what, want, said.Msg)
			}
		}
		if said.Kind != c.kind || said.Hint == "" {
			t.Errorf("%s: %+v", c.what, said)
		}
		for _, secret := range []string{cluster.Password, "secret"} {
			for e := err; e != nil; e = errors.Unwrap(e) {
				if strings.Contains(e.Error(), secret) {
					t.Errorf("%s: the password is in the error: %v", c.what, e)
				}
			}
		}
	}
}

// The way to another machine is encrypted, to a server that shows who it is.
func TestTLSToPostgres(t *testing.T) {
	p := onPostgres(t)
	p.URL, _, _ = strings.Cut(p.URL, "?")
	ca := filepath.Join(t.TempDir(), "ca.pem")
	must(t, os.WriteFile(ca, cluster.Cert, 0o600))
	for options, want := range map[string]struct {
		encrypted bool
		refusal   string
	}{
		"":                                       {false, ""}, // the loopback
		"?sslmode=require":                       {true, ""},
		"?sslmode=verify-full&sslrootcert=" + ca: {true, ""},
		"?sslrootcert=" + ca:                     {false, ""},
		"?sslmode=verify-full":                   {true, "cannot be trusted"},
		"?sslmode=verify-full&sslrootcert=/none": {true, "/none, which"},
	} {
		q := p
		q.URL += options
		db, err := OpenPostgres(t.Context(), q)
		if want.refusal != "" {
			if err == nil {
				_ = db.Close()
			}
			if said := commonhall.ForPerson(err); err == nil || !strings.Contains(said.Msg, want.refusal) || said.Hint == "" {
				t.Errorf("%s: %v", options, err)
			}
			continue
		}
		must(t, err)
		var encrypted bool
		must(t, db.write.QueryRow("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").Scan(&encrypted))
		if encrypted != want.encrypted {
			t.Errorf("%s: encrypted is %v", options, encrypted)
		}
		must(t, db.Close())
	}
	for host, want := range map[string]string{"127.0.0.1": "disable", "::1": "disable", "localhost": "disable", "10.0.0.1": "verify-full", "db": "verify-full"} {
		if got := usualTLS(host); got != want {
			t.Errorf("to %s: %s, want %s", host, got, want)
		}
	}
}

// A database that cannot hold every letter is refused before a name is lost.
func TestTheEncodingOfPostgres(t *testing.T) {
	p := onPostgres(t)
	cluster.Exec(t, "CREATE DATABASE latin OWNER "+storetest.Account+" TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
	t.Cleanup(func() { cluster.Exec(t, "DROP DATABASE latin WITH (FORCE)") })
	p.URL = strings.Replace(p.URL, database(t, p), "latin", 1)
	_, err := OpenPostgres(t.Context(), p)
	refused(t, err, commonhall.FailedPrecondition)
	if said := commonhall.ForPerson(err); !strings.Contains(said.Msg, "LATIN1") || said.Hint == "" {
		t.Errorf("it says %+v", said)
	}
}

// Who reads cannot write, and what the server is told of a connection holds for
// every one of them.
func TestConnectionsToPostgres(t *testing.T) {
	db := freshPostgres(t)
	for what, want := range map[string]string{"default_transaction_read_only": "on", "default_transaction_isolation": "repeatable read"} {
		var conns []interface{ Close() error }
		for range 4 {
			c, err := db.read.Conn(t.Context())
			must(t, err)
			conns = append(conns, c)
			var got string
			must(t, c.QueryRowContext(t.Context(), "SELECT current_setting($1)", what).Scan(&got))
			if got != want {
				t.Errorf("a reader's %s is %s, want %s", what, got, want)
			}
		}
		for _, c := range conns {
			must(t, c.Close())
		}
	}
	if _, err := db.read.Exec("DELETE FROM users"); err == nil {
		t.Error("a reader may write")
	}
}

// Two hubs do not share a database: the second is refused while the first lives,
// and let in when it has gone.
func TestOneHubPerDatabase(t *testing.T) {
	p := onPostgres(t)
	first, err := OpenPostgres(t.Context(), p)
	must(t, err)
	add(t, first, "ada")
	_, err = OpenPostgres(t.Context(), p)
	refused(t, err, commonhall.FailedPrecondition)
	if said := commonhall.ForPerson(err); !strings.Contains(said.Msg, "Another commonhall uses the database") || said.Hint == "" {
		t.Errorf("it says %+v", said)
	}
	must(t, first.Close())
	stranger := p
	stranger.Installation = "a1b2c3"
	_, err = OpenPostgres(t.Context(), stranger)
	refused(t, err, commonhall.FailedPrecondition)
	if said := commonhall.ForPerson(err); !strings.Contains(said.Msg, "another installation") || !strings.Contains(said.Msg, p.Installation) {
		t.Errorf("it says %+v", said)
	}
	second, err := OpenPostgres(t.Context(), p)
	must(t, err)
	if _, err := second.User(t.Context(), "ada"); err != nil {
		t.Error(err)
	}
	must(t, second.Close())
}

// A hub that lost its connection while another took its place writes nothing more.
func TestAHubThatWasReplaced(t *testing.T) {
	p := onPostgres(t)
	first, err := OpenPostgres(t.Context(), p)
	must(t, err)
	defer first.Close()
	add(t, first, "ada")
	disconnect(t, p)
	second, err := OpenPostgres(t.Context(), p)
	must(t, err)
	defer second.Close()
	for range 10 { // the connection that was ended is noticed first
		if err = first.SetAdmin(t.Context(), "ada", true); err == nil {
			t.Fatal("two hubs write to one database")
		}
		if commonhall.KindOf(err) != commonhall.Unavailable {
			break
		}
	}
	if said := commonhall.ForPerson(err); said.Kind != commonhall.FailedPrecondition || !strings.Contains(said.Msg, "Another commonhall") {
		t.Errorf("it says %v", err)
	}
	if u, err := second.User(t.Context(), "ada"); err != nil || u.Admin {
		t.Errorf("the first wrote: %+v, %v", u, err)
	}
	must(t, second.SetAdmin(t.Context(), "ada", true))
}

// The server ends every connection, again and again, while people work: what was
// acknowledged is there, what was not is refused as unavailable, and all goes on.
func TestPostgresRestarts(t *testing.T) {
	p := onPostgres(t)
	db := opened(t)(OpenPostgres(t.Context(), p))
	var mu sync.Mutex
	stored := map[commonhall.UserName]bool{}
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for side := range 3 {
		wg.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				name := commonhall.UserName(fmt.Sprintf("p%d-%d", side, i))
				_, err := db.AddUsers(t.Context(), []commonhall.UserName{name}, false, firstUID, lastUID, noon())
				if err != nil && commonhall.KindOf(err) != commonhall.Unavailable {
					t.Errorf("adding: %v", err)
				}
				mu.Lock()
				stored[name] = err == nil
				mu.Unlock()
				if _, _, err := db.Users(t.Context(), commonhall.UserFilter{}); err != nil && commonhall.KindOf(err) != commonhall.Unavailable {
					t.Errorf("reading: %v", err)
				}
			}
		})
	}
	for range 5 {
		disconnect(t, p)
	}
	close(stop)
	wg.Wait()
	for try := 0; ; try++ {
		if err := db.AddEvents(t.Context(), []commonhall.Event{{Text: "after"}}); err == nil {
			break
		} else if commonhall.KindOf(err) != commonhall.Unavailable || try > 10 {
			t.Fatalf("it does not go on: %v", err)
		}
	}
	list, _, err := db.Users(t.Context(), commonhall.UserFilter{})
	must(t, err)
	uids := map[int]bool{}
	for _, u := range list {
		if uids[u.Account.UID] {
			t.Errorf("the number of %s was given out twice", u.Name)
		}
		uids[u.Account.UID] = true
		delete(stored, u.Name)
	}
	for name, was := range stored {
		if was {
			t.Errorf("%s is lost", name)
		}
	}
}

// People leave while their requests write; the one connection that writes comes
// back each time, with its lock.
func TestManyLeaveEarly(t *testing.T) {
	db := freshPostgres(t)
	for i := range 20 {
		ctx, cancel := context.WithCancel(t.Context())
		names := make([]commonhall.UserName, 50)
		for j := range names {
			names[j] = commonhall.UserName(fmt.Sprintf("p%d-%d", i, j))
		}
		done := make(chan error, 1)
		go func() {
			_, err := db.AddUsers(ctx, names, false, firstUID, lastUID, noon())
			done <- err
		}()
		time.AfterFunc(time.Duration(i)*time.Millisecond/4, cancel)
		err := <-done
		cancel()
		_, total, lerr := db.Users(t.Context(), commonhall.UserFilter{Contains: fmt.Sprintf("p%d-", i)})
		must(t, lerr)
		if total != 0 && total != len(names) || err == nil && total == 0 {
			t.Fatalf("%d of %d were added, %v", total, len(names), err)
		}
	}
	add(t, db, "ada")
}

// A new version changes the tables or leaves them as they were; the old version
// refuses what the new one made of them.
func TestUpgradeOfPostgres(t *testing.T) {
	p := onPostgres(t)
	db, err := OpenPostgres(t.Context(), p)
	must(t, err)
	add(t, db, "ada")
	must(t, db.Close())

	_, err = openPostgres(t.Context(), p, next(t, "postgres", "ALTER TABLE users ADD COLUMN colour TEXT;\nALTER TABLE nothing ADD COLUMN x TEXT;"))
	refused(t, err, commonhall.FailedPrecondition)
	db, err = OpenPostgres(t.Context(), p)
	must(t, err)
	if _, err := db.read.Exec("SELECT colour FROM users"); err == nil {
		t.Error("half of the upgrade is there")
	}
	must(t, db.Close())

	steps := next(t, "postgres", "ALTER TABLE users ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue';")
	db, err = openPostgres(t.Context(), p, steps)
	must(t, err)
	var colour string
	must(t, db.read.QueryRow("SELECT colour FROM users WHERE name = 'ada'").Scan(&colour))
	must(t, db.Close())
	_, err = OpenPostgres(t.Context(), p)
	refused(t, err, commonhall.FailedPrecondition)
	said := commonhall.ForPerson(err)
	for _, want := range []string{database(t, p), "newer version", fmt.Sprint("its schema is ", last(t, steps)), fmt.Sprint("knows ", last(t, steps)-1)} {
		if !strings.Contains(said.Msg, want) {
			t.Errorf("the sentence does not say %q: %s", want, said.Msg)
		}
	}
	db, err = openPostgres(t.Context(), p, steps) // the refusal changed nothing
	must(t, err)
	must(t, db.Close())
}

// Both databases have the same migrations, and these make the same tables.
func TestTheSameTables(t *testing.T) {
	var names [2][]string
	for i, dir := range []string{"migration/sqlite", "migration/postgres"} {
		files, err := fs.ReadDir(migrations, dir)
		must(t, err)
		for _, f := range files {
			names[i] = append(names[i], f.Name())
		}
	}
	if !slices.Equal(names[0], names[1]) {
		t.Errorf("migrations: %v and %v", names[0], names[1])
	}
	columns := func(db *DB, query string) (out []string) {
		rows, err := db.read.Query(query)
		must(t, err)
		defer rows.Close()
		for rows.Next() {
			var s string
			must(t, rows.Scan(&s))
			out = append(out, s)
		}
		must(t, rows.Err())
		slices.Sort(out)
		return out
	}
	file := columns(freshSQLite(t), "SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'goose%'")
	server := columns(freshPostgres(t), "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'goose%'")
	if !slices.Equal(file, server) || len(file) < 40 {
		t.Errorf("the columns are\n%v and\n%v", file, server)
	}
}

// The disk of the server is full: who writes is told so, who reads notices
// nothing, and when there is room all goes on.
func TestAFullDiskOfPostgres(t *testing.T) {
	p := onPostgres(t)
	dir := needs.SmallDisk(t, "1m")
	owner, err := user.Lookup("postgres")
	must(t, err)
	uid, err := strconv.Atoi(owner.Uid)
	must(t, err)
	must(t, os.Chown(dir, uid, uid))
	must(t, os.Chmod(filepath.Dir(dir), 0o711))
	cluster.Exec(t, "CREATE TABLESPACE small LOCATION '"+dir+"'")
	t.Cleanup(func() { cluster.Exec(t, "DROP TABLESPACE small") })
	cluster.Exec(t, "GRANT CREATE ON TABLESPACE small TO "+storetest.Account)
	db, err := OpenPostgres(t.Context(), p)
	must(t, err)
	// The tables leave the small disk before it is taken away.
	t.Cleanup(func() { must(t, errors.Join(drop(db), db.Close())) })
	_, err = db.write.Exec("ALTER TABLE events SET TABLESPACE small")
	must(t, err)
	kept := 0
	events := func() error { // of a text that cannot be made shorter
		text := ""
		for range 200 {
			text += rand.Text()
		}
		return db.AddEvents(t.Context(), []commonhall.Event{{Text: text}})
	}
	for err = nil; err == nil && kept < 2000; kept++ {
		err = events()
	}
	if said := commonhall.ForPerson(err); said.Kind != commonhall.Unavailable || !strings.Contains(said.Msg, "disk of the database is full") || said.Hint == "" {
		t.Errorf("after %d: %v", kept, err)
	}
	list, err := db.Events(t.Context(), commonhall.EventFilter{Limit: 10_000})
	if err != nil || len(list) != kept-1 {
		t.Errorf("%d are read, %v, want %d", len(list), err, kept-1)
	}
	must(t, syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=4m"))
	must(t, events())
}

func drop(db *DB) error {
	_, err := db.write.Exec("DROP TABLE events")
	return err
}
