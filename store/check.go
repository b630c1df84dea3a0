package store

import (
	"context"
	"errors"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// maxProblems is how many faults Check tells.
const maxProblems = 20

// Check reads the database whole, as far as it gets until ctx ends, and returns what
// is damaged. Complete says whether it got to the end. PostgreSQL looks after its own
// files; of it Check asks no more than an answer.
func (db *DB) Check(ctx context.Context) (problems []string, complete bool, err error) {
	if _, own := db.read.Driver().(*sqlite.Driver); !own {
		var one int
		err := db.read.QueryRowContext(ctx, "SELECT 1").Scan(&one)
		return nil, err == nil, err
	}
	rows, err := db.read.QueryContext(ctx, "PRAGMA quick_check(20)")
	if err == nil {
		defer rows.Close()
		for rows.Next() && len(problems) < maxProblems {
			var line string
			if err := rows.Scan(&line); err != nil {
				return problems, false, err
			}
			if line != "ok" {
				problems = append(problems, line)
			}
		}
		err = rows.Err()
	}
	if damaged(err) {
		return append(problems, err.Error()), true, nil
	}
	if ctx.Err() != nil {
		return problems, false, nil
	}
	return problems, err == nil, err
}

// damaged tells errors that say that the file is broken.
func damaged(err error) bool {
	var se *sqlite.Error
	if !errors.As(err, &se) {
		return false
	}
	code := se.Code() & 0xff
	return code == sqlite3.SQLITE_CORRUPT || code == sqlite3.SQLITE_NOTADB || code == sqlite3.SQLITE_IOERR
}
