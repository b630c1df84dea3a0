package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite" // also the driver "sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"commonhall"
)

// Open opens the SQLite database at path, making or migrating it. A copy of an
// older database is kept beside it before it is changed.
func Open(ctx context.Context, path string) (*DB, error) {
	steps, err := fs.Sub(migrations, "migration/sqlite")
	if err != nil {
		return nil, err
	}
	return openSQLite(ctx, path, steps)
}

func openSQLite(ctx context.Context, path string, steps fs.FS) (*DB, error) {
	write, err := sql.Open("sqlite", dsn(path, "immediate"))
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	db := &DB{write: write}
	before := func(ctx context.Context, newest int64) error {
		return db.copyTo(ctx, fmt.Sprintf("%s.before-%d", path, newest))
	}
	if err := db.migrate(ctx, goose.DialectSQLite3, steps, path, before); err != nil {
		write.Close()
		return nil, explain(path, err)
	}
	read, err := sql.Open("sqlite", dsn(path, "deferred")+"&_pragma=query_only(1)")
	if err != nil {
		write.Close()
		return nil, err
	}
	db.read = newPool(read)
	if err := db.passOver(ctx, path+TakenSuffix); err != nil {
		return nil, errors.Join(explain(path, err), db.Close())
	}
	return db, nil
}

// TakenSuffix ends the name of a file beside a database that was put back to an earlier state:
// in it stand the two numbers of Taken. It is gone when the database has them.
const TakenSuffix = ".taken"

// passOver heeds such a file. One that says nothing is no reason not to open the database.
func (db *DB) passOver(ctx context.Context, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	var t Taken
	if _, err := fmt.Fscan(f, &t.People, &t.Groups); err == nil {
		if err := db.skip(ctx, t); err != nil {
			return err
		}
	}
	_ = os.Remove(path) // or it is heeded again, which changes nothing
	return nil
}

// skip gives none of the numbers that are taken to anybody.
func (db *DB) skip(ctx context.Context, taken Taken) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		return errors.Join(skipNumbers(ctx, tx, "uid", taken.People), skipNumbers(ctx, tx, "gid", taken.Groups))
	})
}

// dsn sets what each connection needs; a PRAGMA sent later reaches only one.
func dsn(path, txlock string) string {
	q := url.Values{"_txlock": {txlock}, "_pragma": {"busy_timeout(5000)", "journal_mode(WAL)", "foreign_keys(1)", "synchronous(FULL)"}}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// bringBack is what to do about a damaged database.
const bringBack = "Bring back the one of the last backup: commonhall backup restore --database. Look after the disk."

// explain turns what opening a database can end in into something to read.
func explain(path string, err error) error {
	var known *commonhall.Error
	if errors.As(err, &known) {
		return err
	}
	// SQLite says no more than "I/O error" when it has no room for its lock file.
	var disk syscall.Statfs_t
	if syscall.Statfs(filepath.Dir(path), &disk) == nil && disk.Bavail*uint64(disk.Bsize) < 64<<10 {
		return commonhall.Errorf(commonhall.Unavailable, "The disk is full, so the database %s cannot be opened.", path).
			WithHint("Nothing is lost. Make room on that disk; then commonhall goes on by itself.").Because(err)
	}
	if se := (*sqlite.Error)(nil); errors.As(err, &se) && (se.Code()&0xff == sqlite3.SQLITE_CORRUPT || se.Code()&0xff == sqlite3.SQLITE_NOTADB) {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The database %s is damaged.", path).
			WithHint("Nothing was changed, and people's homes are not in it. " + bringBack).Because(err)
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "The database %s cannot be opened.", path).
		WithHint("Look at the reason in the log. A copy from before the last change of version lies beside it.").Because(err)
}

// copyTo writes a consistent copy of the database, whole or not at all. Where something
// that is not a file has its name, it gets a longer one.
func (db *DB) copyTo(ctx context.Context, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	left, err := filepath.Glob(path + ".new*")
	for _, l := range left {
		_ = os.Remove(l) // of a try before this one, which was cut off
	}
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new*")
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := db.write.ExecContext(ctx, "VACUUM INTO ?", f.Name()); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	if err := f.Sync(); err != nil {
		return err
	}
	err = os.Rename(f.Name(), path)
	if st, serr := os.Lstat(path); err != nil && serr == nil && st.IsDir() {
		err = os.Rename(f.Name(), path+strings.TrimPrefix(f.Name(), path+".new"))
	}
	return err
}

// outOfRoom reports whether SQLite found no room, for the records or for the file
// in which its readers and its writer meet.
func outOfRoom(err error) bool {
	se := (*sqlite.Error)(nil)
	return errors.As(err, &se) && (se.Code()&0xff == sqlite3.SQLITE_FULL || se.Code() == sqlite3.SQLITE_IOERR_SHMSIZE)
}

// sqliteError gives errors of SQLite that are the machine's fault words.
func sqliteError(se *sqlite.Error, err error) error {
	switch se.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return commonhall.Errorf(commonhall.Unavailable, "The disk is full, so nothing can be saved.").
			WithHint("Nothing is lost. Ask your administrator to make room; then try again.").Because(err)
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return commonhall.Errorf(commonhall.Unavailable, "The disk or the database on it is damaged, so nothing can be saved.").
			WithHint("Tell your administrator: the machine's log has the details.").Because(err)
	case sqlite3.SQLITE_READONLY:
		return commonhall.Errorf(commonhall.Unavailable, "The disk is read-only, so nothing can be saved.").
			WithHint("Tell your administrator: the machine's log has the details.").Because(err)
	case sqlite3.SQLITE_BUSY:
		return commonhall.Errorf(commonhall.Unavailable, "The database is busy.").WithHint("Try again.").Because(err)
	}
	return err
}
