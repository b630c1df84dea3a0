package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"modernc.org/sqlite"

	"commonhall"
	"commonhall/packaging/needs"
	"commonhall/store/storetest"
)

const (
	firstUID, lastUID = 600_001_000, 600_065_535
	firstGID, lastGID = 600_000_100, 600_000_899
)

func noon() time.Time { return time.Date(2026, time.March, 12, 12, 0, 0, 123_000, time.UTC) }

// engine is one of the databases that a test of records runs on.
type engine struct {
	fresh func(*testing.T) *DB // a new database
}

// with adds people to a new database.
func (e engine) with(t *testing.T, names ...commonhall.UserName) *DB {
	t.Helper()
	db := e.fresh(t)
	add(t, db, names...)
	return db
}

// onBoth runs a test on SQLite and on PostgreSQL.
func onBoth(t *testing.T, f func(*testing.T, engine)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, engine{freshSQLite}) })
	t.Run("postgres", func(t *testing.T) { f(t, engine{freshPostgres}) })
}

// freshSQLite returns a new database in a file.
func freshSQLite(t *testing.T) *DB {
	t.Helper()
	return opened(t)(Open(t.Context(), filepath.Join(t.TempDir(), "hub.db")))
}

// freshPostgres returns a new database on the tests' server.
func freshPostgres(t *testing.T) *DB {
	t.Helper()
	return opened(t)(OpenPostgres(t.Context(), onPostgres(t)))
}

// opened closes a database when the test ends.
func opened(t *testing.T) func(*DB, error) *DB {
	return func(db *DB, err error) *DB {
		t.Helper()
		must(t, err)
		t.Cleanup(func() {
			if err := db.Close(); err != nil {
				t.Errorf("close: %v", err)
			}
		})
		return db
	}
}

// cluster is the server of all tests; the first that needs it starts it.
var cluster storetest.Cluster

// onPostgres makes a database and says how to open it.
func onPostgres(t *testing.T) Postgres {
	t.Helper()
	if why := storetest.Missing(); why != "" {
		needs.Skip(t, why)
	}
	return Postgres{URL: cluster.Database(t) + "?sslmode=disable", Password: cluster.Password, Installation: "k3j2h1"}
}

func add(t *testing.T, db *DB, names ...commonhall.UserName) []commonhall.User {
	t.Helper()
	added, err := db.AddUsers(t.Context(), names, false, firstUID, lastUID, noon())
	if err != nil {
		t.Fatal(err)
	}
	return added
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refused checks that err is of that kind and has a sentence.
func refused(t *testing.T, err error, kind commonhall.Kind) {
	t.Helper()
	if err == nil || commonhall.KindOf(err) != kind || commonhall.ForPerson(err).Msg == "" {
		t.Errorf("the answer is %v, want one of kind %s", err, kind)
	}
}

func hashOf(s string) [32]byte { return sha256.Sum256([]byte(s)) }

func session(id string, name commonhall.UserName) commonhall.Session {
	return commonhall.Session{ID: commonhall.SessionID(id), User: name, Created: noon(), LastSeen: noon(), Expires: noon().Add(time.Hour),
		Agent: "Firefox", Address: "192.0.2.7"}
}

// atOnce runs f n times at the same moment and waits for all.
func atOnce(n int, f func(i int)) {
	var wg sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		wg.Go(func() {
			<-start
			f(i)
		})
	}
	close(start)
	wg.Wait()
}

// whole checks a file with SQLite's own means.
func whole(t *testing.T, db *DB) {
	t.Helper()
	if _, file := db.write.Driver().(*sqlite.Driver); !file {
		return // PostgreSQL checks what is written to it
	}
	var said string
	must(t, db.write.QueryRow("PRAGMA integrity_check").Scan(&said))
	if said != "ok" {
		t.Errorf("the database is damaged: %s", said)
	}
	rows, err := db.write.Query("PRAGMA foreign_key_check")
	must(t, err)
	defer rows.Close()
	if rows.Next() {
		t.Error("a record points to somebody who is gone")
	}
}

func TestASecretIsMadeOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.fresh(t)
		keys := make([][]byte, 8)
		atOnce(len(keys), func(i int) {
			key, err := db.Key(t.Context(), "hub", func() []byte { return []byte{byte(i), 1, 2, 3} })
			if err != nil {
				t.Error(err)
			}
			keys[i] = key
		})
		for _, key := range keys {
			if len(key) != 4 || !bytes.Equal(key, keys[0]) {
				t.Fatalf("the key is %x and %x", keys[0], key)
			}
		}
		other, err := db.Key(t.Context(), "other", func() []byte { return []byte("x") })
		if err != nil || string(other) != "x" {
			t.Errorf("another key is %x, %v", other, err)
		}
	})
}

// What a connection must have, every connection has.
func TestConnections(t *testing.T) {
	db := freshSQLite(t)
	for what, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000"} {
		var conns []interface{ Close() error }
		for range 4 {
			c, err := db.read.Conn(t.Context())
			must(t, err)
			conns = append(conns, c)
			var got string
			must(t, c.QueryRowContext(t.Context(), "PRAGMA "+what).Scan(&got))
			if got != want {
				t.Errorf("a reader's %s is %s, want %s", what, got, want)
			}
		}
		for _, c := range conns {
			must(t, c.Close())
		}
		var got string
		must(t, db.write.QueryRow("PRAGMA "+what).Scan(&got))
		if got != want {
			t.Errorf("the writer's %s is %s, want %s", what, got, want)
		}
	}
	if _, err := db.read.Exec("DELETE FROM users"); err == nil {
		t.Error("a reader may write")
	}
}

// Somebody who leaves while the database works leaves nothing half done behind.
func TestLeavingEarly(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada")
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := db.SetAdmin(ctx, "ada", true); err == nil {
			t.Error("a call whose caller has left succeeds")
		}
		if _, err := db.AddUsers(ctx, []commonhall.UserName{"ben"}, false, firstUID, lastUID, noon()); err == nil {
			t.Error("a transaction whose caller has left succeeds")
		}
		if _, _, err := db.Users(ctx, commonhall.UserFilter{}); err == nil {
			t.Error("a list whose caller has left succeeds")
		}
		u, err := db.User(t.Context(), "ada")
		if err != nil || u.Admin {
			t.Errorf("%+v, %v", u, err)
		}
		must(t, db.SetAdmin(t.Context(), "ada", true))
		whole(t, db)
	})
}

// Strangers' bytes are kept as text, or refused as what they are; no event is lost
// to them.
func TestStrangeBytes(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		db := e.with(t, "ada")
		ctx := t.Context()
		for _, s := range []string{"\x00", "a\xffb", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\u202e", "\U0001F600", "'; DROP TABLE users; --", `\`} {
			name := commonhall.UserName(s)
			must(t, db.AddEvents(ctx, []commonhall.Event{{Name: "x", By: s, User: name, Request: commonhall.RequestID(s), Text: "said " + s}}))
			list, err := db.Events(ctx, commonhall.EventFilter{User: name, Limit: 1})
			if err != nil || len(list) != 1 || list[0].Text != "said "+text(s) {
				t.Errorf("%q is kept as %+v, %v", s, list, err)
			}
			if _, err := db.Events(ctx, commonhall.EventFilter{Prefix: s, Limit: 1}); err != nil {
				t.Errorf("events called %q: %v", s, err)
			}
			if _, total, err := db.Users(ctx, commonhall.UserFilter{Contains: s}); err != nil || total != 0 {
				t.Errorf("people called %q: %d, %v", s, total, err)
			}
			_, err = db.User(ctx, name)
			if kind := commonhall.KindOf(err); kind != commonhall.NotFound && kind != commonhall.InvalidArgument {
				t.Errorf("the person %q: %v", s, err)
			}
			note := commonhall.Token{User: "ada", Note: s}
			if _, err := db.AddToken(ctx, note, hashOf(s), 9); err != nil && commonhall.KindOf(err) != commonhall.InvalidArgument {
				t.Errorf("a token for %q: %v", s, err)
			}
		}
		if _, err := db.User(ctx, "ada"); err != nil {
			t.Error(err)
		}
	})
}
