package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"commonhall"
)

const firstUID, lastUID = 600_001_000, 600_065_535

func noon() time.Time { return time.Date(2026, time.March, 12, 12, 0, 0, 123_000, time.UTC) }

// fresh returns a new database in a file.
func fresh(t *testing.T) *DB {
	t.Helper()
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "hub.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return db
}

// with adds people to a new database.
func with(t *testing.T, names ...commonhall.UserName) *DB {
	t.Helper()
	db := fresh(t)
	add(t, db, names...)
	return db
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

// whole checks the file with SQLite's own means.
func whole(t *testing.T, db *DB) {
	t.Helper()
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
	db := fresh(t)
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
}

// What a connection must have, every connection has.
func TestConnections(t *testing.T) {
	db := fresh(t)
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
	db := with(t, "ada")
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
}
