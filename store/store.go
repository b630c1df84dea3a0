// Package store keeps the hub's records in SQL: people, sessions, tokens,
// servers, events. One file per noun; queries are written by hand in the common
// subset of SQLite and PostgreSQL, with placeholders in ascending order.
//
// It decides nothing: rooms declare the methods they need and check what may be
// done. What always holds: every method is one transaction, and they happen one
// after the other, because one connection writes, on PostgreSQL too; secrets come
// in as hashes; a database that is newer than this program is not opened. Open and
// OpenPostgres start the connections, Close ends them.
package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/pressly/goose/v3"

	"commonhall"
)

//go:embed migration
var migrations embed.FS

// Schema returns the number of the newest migration: what a database has that this
// program has opened.
func Schema() int64 {
	var newest int64
	names, _ := fs.Glob(migrations, "migration/sqlite/*.sql") // the pattern is good
	for _, name := range names {
		if n, err := goose.NumericComponent(name); err == nil {
			newest = max(newest, n)
		}
	}
	return newest
}

// DB is the database. Its methods are safe for many goroutines.
type DB struct {
	write *sql.DB // one connection: SQLite has one writer, and one suffices
	read  *pool
	give  func() bool // makes room on a full disk; nil: nobody does
}

// WhenFull has give called when a write finds the disk full. If it returns true, the
// write is tried again. It must be called before anything else is.
func (db *DB) WhenFull(give func() bool) { db.give = give }

// again does f until the disk has room for it, or nobody makes any.
func (db *DB) again(f func() error) error {
	for {
		err := f()
		if err == nil || db.give == nil || !outOfRoom(err) || !db.give() {
			return err
		}
	}
}

// Close ends the connections.
func (db *DB) Close() error { return errors.Join(db.read.Close(), db.write.Close()) }

// migrate brings the database, called name in errors, to the newest of steps. If
// it has tables that change, before is called first.
func (db *DB) migrate(ctx context.Context, d goose.Dialect, steps fs.FS, name string, before func(ctx context.Context, newest int64) error) error {
	p, err := goose.NewProvider(d, db.write, steps)
	if err != nil {
		return err
	}
	have, newest, err := p.GetVersions(ctx)
	switch {
	case err != nil:
		return err
	case have > newest:
		return commonhall.Errorf(commonhall.FailedPrecondition,
			"The database %s was written by a newer version of commonhall (its schema is %d, this program knows %d).", name, have, newest).
			WithHint("Start the newer version again, or restore a backup that this version made.")
	case have == newest:
		return nil
	case have > 0 && before != nil:
		if err := before(ctx, newest); err != nil {
			return fmt.Errorf("copy the database before it is changed: %w", err)
		}
	}
	_, err = p.Up(ctx)
	return err
}

// tx does f in one transaction of the writer; more than once where the disk was full.
func (db *DB) tx(ctx context.Context, f func(*sql.Tx) error) error {
	return db.again(func() error { return db.once(ctx, f) })
}

func (db *DB) once(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return outOfOrder(err)
	}
	defer func() { _ = tx.Rollback() }()
	if err := f(tx); err != nil {
		return outOfOrder(err)
	}
	return outOfOrder(tx.Commit())
}

// like escapes s for a LIKE with ESCAPE '\'.
func like(s string) string { return strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(s) }

// text returns s as both databases can keep it: PostgreSQL takes no zero byte, and
// nothing that is not UTF-8. Strangers' bytes must not keep an event from being
// stored.
func text(s string) string {
	return strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", "\uFFFD"), "\uFFFD")
}

// exec runs one statement and reports how many rows it changed.
func (db *DB) exec(ctx context.Context, query string, args ...any) (int64, error) {
	var r sql.Result
	err := db.again(func() (err error) {
		r, err = db.write.ExecContext(ctx, query, args...)
		return err
	})
	if err != nil {
		return 0, outOfOrder(err)
	}
	return r.RowsAffected()
}

// Answers asks the database for something that takes it no time.
func (db *DB) Answers(ctx context.Context) error {
	var n int
	return outOfOrder(db.read.QueryRowContext(ctx, "SELECT COUNT(*) FROM keys").Scan(&n))
}

// Key returns the secret called name, made by fresh at the first time.
func (db *DB) Key(ctx context.Context, name string, fresh func() []byte) (key []byte, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, "SELECT value FROM keys WHERE name = $1", name).Scan(&key)
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		key = fresh()
		_, err = tx.ExecContext(ctx, "INSERT INTO keys (name, value) VALUES ($1, $2)", name, key)
		return err
	})
	return key, err
}

// micros is how times are stored; the zero time is 0.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func fromMicros(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}
