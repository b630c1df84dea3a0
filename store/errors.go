package store

import (
	"errors"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"commonhall"
)

// outOfOrder gives errors that are the machine's fault, not the program's, words
// that an administrator can act on.
func outOfOrder(err error) error {
	var se *sqlite.Error
	if !errors.As(err, &se) {
		return err
	}
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

// taken reports whether err says that a unique value exists already.
func taken(err error) bool {
	var se *sqlite.Error
	return errors.As(err, &se) && (se.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || se.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
}

func noUser(name commonhall.UserName) error {
	return commonhall.Errorf(commonhall.NotFound, "There is no person called %q.", string(name))
}
