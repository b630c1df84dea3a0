package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strconv"

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
	problems, err = integrity(ctx, db.read)
	if ctx.Err() != nil {
		return problems, false, nil
	}
	return problems, err == nil, err
}

// querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// integrity reads a SQLite database whole, indexes beside their tables, and returns what
// is damaged. A bit that has changed in the middle of a text it cannot see.
func integrity(ctx context.Context, q querier) (problems []string, err error) {
	rows, err := q.QueryContext(ctx, "PRAGMA integrity_check("+strconv.Itoa(maxProblems)+")")
	if err == nil {
		defer rows.Close()
		for rows.Next() && len(problems) < maxProblems {
			var line string
			if err := rows.Scan(&line); err != nil {
				return problems, err
			}
			if line != "ok" {
				problems = append(problems, line)
			}
		}
		err = rows.Err()
	}
	if damaged(err) {
		return append(problems, err.Error()), nil
	}
	if err != nil || len(problems) > 0 {
		return problems, err
	}
	return misnamed(ctx, q)
}

// misnamed returns what is not as the migrations make it. SQLite takes its tables and
// columns for whatever the file calls them: with one bit wrong, a column has another
// name, and what was in it is missing from every answer.
func misnamed(ctx context.Context, q querier) (problems []string, err error) {
	var schema int64
	query := "SELECT MAX(version_id) FROM goose_db_version"
	rows, err := q.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		err = errors.Join(err, rows.Scan(&schema))
	}
	if err := errors.Join(err, rows.Err(), rows.Close()); err != nil || schema != Schema() {
		return nil, err // one of another version is not ours to judge
	}
	have, err := definitions(ctx, q)
	if err != nil {
		return nil, err
	}
	want, err := intended(ctx)
	if err != nil {
		return nil, err
	}
	for name, sql := range want {
		if have[name] != sql {
			problems = append(problems, name+" is not defined as it was made")
		}
	}
	for name := range have {
		if _, ok := want[name]; !ok {
			problems = append(problems, name+" is not known")
		}
	}
	slices.Sort(problems)
	return problems[:min(len(problems), maxProblems)], nil
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
