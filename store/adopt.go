package store

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"time"

	"commonhall"
)

// Adopt makes people of accounts that no record knows, because the records were lost
// or are older than their homes. Each keeps its number, and nobody else is given one
// up to the highest of them. Who is called is the account; where somebody has that
// name, its number is added.
func (db *DB) Adopt(ctx context.Context, accounts []commonhall.Account, firstUID int, now time.Time) (added []commonhall.User, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		added = nil
		for _, a := range accounts {
			u, err := adopt(ctx, tx, a, firstUID, now)
			if err != nil {
				return err
			}
			if u != nil {
				added = append(added, *u)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return added, nil
}

// SkipAccounts makes the first n numbers of accounts nobody's who is added from now on.
func (db *DB) SkipAccounts(ctx context.Context, n int) error {
	return db.tx(ctx, func(tx *sql.Tx) error { return skipNumbers(ctx, tx, "uid", n) })
}

func adopt(ctx context.Context, tx *sql.Tx, a commonhall.Account, firstUID int, now time.Time) (*commonhall.User, error) {
	if err := skipNumbers(ctx, tx, "uid", a.UID-firstUID+1); err != nil {
		return nil, err
	}
	known := func(column string, value any) (bool, error) {
		var n int
		err := tx.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT "+column+" FROM users UNION ALL SELECT "+column+" FROM removed) AS everybody WHERE "+column+" = $1", value).Scan(&n)
		return n > 0, err
	}
	if yes, err := known("uid", a.UID); yes || err != nil {
		return nil, err
	}
	u := &commonhall.User{Name: commonhall.UserName(a.Name), Account: a, Created: now.UTC().Truncate(time.Microsecond)}
	if yes, err := known("name", a.Name); err != nil {
		return nil, err
	} else if yes {
		u.Name += commonhall.UserName("-" + strconv.Itoa(a.UID-firstUID+1000)) // as its home is called
	}
	err := tx.QueryRowContext(ctx, "INSERT INTO users (name, uid, account, admin, suspended, password, created, last_activity) "+
		"VALUES ($1, $2, $3, FALSE, FALSE, '', $4, 0) RETURNING id", string(u.Name), a.UID, a.Name, micros(now)).Scan(&u.ID)
	return u, err
}

// MoveAccounts gives everybody, and every group, in the SQLite database at path, which nobody has open,
// a number that is higher by so much: for a copy that lives beside the original. Servers
// that ran there do not run in the copy.
func MoveAccounts(ctx context.Context, path string, by int) error {
	write, err := sql.Open("sqlite", dsn(path, "immediate"))
	if err != nil {
		return err
	}
	write.SetMaxOpenConns(1)
	db := &DB{write: write, read: &pool{DB: write}}
	return errors.Join(db.moveAccounts(ctx, by), write.Close())
}

func (db *DB) moveAccounts(ctx context.Context, by int) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		for _, table := range []string{"users", "removed", "drafts", "identities"} {
			if _, err := tx.ExecContext(ctx, "UPDATE "+table+" SET uid = uid + $1", by); err != nil {
				return err
			}
		}
		for _, table := range []string{"groups", "announcements"} {
			if _, err := tx.ExecContext(ctx, "UPDATE "+table+" SET gid = gid + $1 WHERE gid <> 0", by); err != nil {
				return err
			}
		}
		for _, table := range givenTables {
			if _, err := tx.ExecContext(ctx, "UPDATE "+table+" SET who = who + $1 WHERE kind <> 'all'", by); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM servers WHERE name = ''"); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE servers SET run = '', state = 'stopped', ended = '', software = ''")
		return err
	})
}

func skipNumbers(ctx context.Context, tx *sql.Tx, counter string, first int) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO counters (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = "+
		"CASE WHEN counters.value > excluded.value THEN counters.value ELSE excluded.value END", counter, first)
	return err
}
