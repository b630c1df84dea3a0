package store

import (
	"errors"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"commonhall"
)

// outOfOrder gives errors that are the machine's fault, not the program's, words
// that an administrator can act on.
func outOfOrder(err error) error {
	if se := (*sqlite.Error)(nil); errors.As(err, &se) {
		return sqliteError(se, err)
	}
	if known := (*commonhall.Error)(nil); err == nil || errors.As(err, &known) {
		return err
	}
	return postgresError(err)
}

// taken reports whether err says that a unique value exists already.
func taken(err error) bool {
	if se := (*sqlite.Error)(nil); errors.As(err, &se) {
		return se.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || se.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY
	}
	pe := (*pgconn.PgError)(nil)
	return errors.As(err, &pe) && pe.Code == uniqueViolation
}

func noUser(name commonhall.UserName) error {
	return commonhall.Errorf(commonhall.NotFound, "There is no person called %q.", string(name))
}
