// Package store keeps the hub's records in SQL: people, sessions, tokens,
// servers, events. One file per noun; queries are written by hand in the common
// subset of SQLite and PostgreSQL, with placeholders in ascending order.
//
// It decides nothing: rooms declare the methods they need and check what may be
// done. What always holds: every method is one transaction; secrets come in as
// hashes; a database that is newer than this program is not opened. Open starts
// the connections, Close ends them.
package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"commonhall"
)

//go:embed migration
var migrations embed.FS

// DB is the database. Its methods are safe for many goroutines.
type DB struct {
	write *sql.DB // one connection: SQLite has one writer
	read  *sql.DB
}

// Open opens the SQLite database at path, making or migrating it. A copy of an
// older database is kept beside it before it is changed.
func Open(ctx context.Context, path string) (*DB, error) {
	sub, err := fs.Sub(migrations, "migration/sqlite")
	if err != nil {
		return nil, err
	}
	return open(ctx, path, sub)
}

func open(ctx context.Context, path string, steps fs.FS) (*DB, error) {
	write, err := sql.Open("sqlite", dsn(path, "immediate"))
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	db := &DB{write: write}
	if err := db.migrate(ctx, path, steps); err != nil {
		write.Close()
		return nil, explain(path, err)
	}
	if db.read, err = sql.Open("sqlite", dsn(path, "deferred")+"&_pragma=query_only(1)"); err != nil {
		write.Close()
		return nil, err
	}
	db.read.SetMaxOpenConns(4)
	return db, nil
}

// dsn sets what each connection needs; a PRAGMA sent later reaches only one.
func dsn(path, txlock string) string {
	q := url.Values{"_txlock": {txlock}, "_pragma": {"busy_timeout(5000)", "journal_mode(WAL)", "foreign_keys(1)", "synchronous(FULL)"}}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// Close ends the connections.
func (db *DB) Close() error { return errors.Join(db.read.Close(), db.write.Close()) }

// explain turns what opening a database can end in into something to read.
func explain(path string, err error) error {
	var known *commonhall.Error
	if errors.As(err, &known) {
		return err
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "The database %s cannot be opened.", path).
		WithHint("Look at the reason in the log. A copy from before the last change of version lies beside it.").Because(err)
}

func (db *DB) migrate(ctx context.Context, path string, steps fs.FS) error {
	p, err := goose.NewProvider(goose.DialectSQLite3, db.write, steps)
	if err != nil {
		return err
	}
	have, newest, err := p.GetVersions(ctx)
	switch {
	case err != nil:
		return err
	case have > newest:
		return commonhall.Errorf(commonhall.FailedPrecondition,
			"The database %s was written by a newer version of commonhall (its schema is %d, this program knows %d).", path, have, newest).
			WithHint("Start the newer version again, or restore a backup that this version made.")
	case have == newest:
		return nil
	case have > 0:
		if err := db.copyTo(ctx, fmt.Sprintf("%s.before-%d", path, newest)); err != nil {
			return fmt.Errorf("copy the database before it is changed: %w", err)
		}
	}
	_, err = p.Up(ctx)
	return err
}

// copyTo writes a consistent copy of the database.
func (db *DB) copyTo(ctx context.Context, path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	_, err := db.write.ExecContext(ctx, "VACUUM INTO ?", path)
	return err
}

// tx does f in one transaction of the writer.
func (db *DB) tx(ctx context.Context, f func(*sql.Tx) error) error {
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

// exec runs one statement and reports how many rows it changed.
func (db *DB) exec(ctx context.Context, query string, args ...any) (int64, error) {
	r, err := db.write.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, outOfOrder(err)
	}
	return r.RowsAffected()
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
