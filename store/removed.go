package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"commonhall"
	"commonhall/scope"
)

// RemoveUser moves a person to those who were removed; sessions, tokens and
// invitations go. Events and the home stay, and in which groups they were. Scopes of others' tokens that name the
// person go too: whoever is given the name later is somebody else.
func (db *DB) RemoveUser(ctx context.Context, name commonhall.UserName, now time.Time) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "INSERT INTO removed (id, name, uid, account, password, created, last_activity, removed, purging) "+
			"SELECT id, name, uid, account, password, created, last_activity, $1, FALSE FROM users WHERE name = $2", micros(now), string(name))
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, noUser(name))
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO removed_members (group_id, removed_id) "+
			"SELECT m.group_id, m.user_id FROM members m JOIN users u ON u.id = m.user_id WHERE u.name = $1", string(name))
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM users WHERE name = $1", string(name)); err != nil {
			return err
		}
		return eachScope(ctx, tx, func(sc commonhall.Scope) (commonhall.Scope, bool) { return sc, !scope.Names(sc, name) })
	})
}

const removedColumns = "id, name, uid, account, created, last_activity, removed, purging"

func scanRemoved(row scanner) (r commonhall.Removed, err error) {
	var created, active, at int64
	err = row.Scan(&r.ID, &r.Name, &r.Account.UID, &r.Account.Name, &created, &active, &at, &r.Purging)
	r.Created, r.LastActivity, r.At = fromMicros(created), fromMicros(active), fromMicros(at)
	return r, err
}

// Removed returns everybody who was removed, the last first.
func (db *DB) Removed(ctx context.Context) (list []commonhall.Removed, err error) {
	rows, err := db.read.QueryContext(ctx, "SELECT "+removedColumns+" FROM removed ORDER BY removed DESC, id DESC")
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer rows.Close()
	for rows.Next() {
		r, err := scanRemoved(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, outOfOrder(rows.Err())
}

func removedIn(ctx context.Context, tx *sql.Tx, id int64) (commonhall.Removed, error) {
	r, err := scanRemoved(tx.QueryRowContext(ctx, "SELECT "+removedColumns+" FROM removed WHERE id = $1", id))
	if errors.Is(err, sql.ErrNoRows) {
		return r, commonhall.Errorf(commonhall.NotFound, "There is nobody with the number %d who was removed.", id).
			WithHint("They were brought back already, or deleted.")
	}
	return r, err
}

// RestoreUser brings somebody back under a name, with account, home and password, into
// the groups that are still there, as somebody who is neither administrator nor
// suspended, and teaches nothing.
func (db *DB) RestoreUser(ctx context.Context, id int64, name commonhall.UserName) (u commonhall.User, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		r, err := removedIn(ctx, tx, id)
		if err != nil {
			return err
		}
		if r.Purging {
			return commonhall.Errorf(commonhall.FailedPrecondition, "%s cannot be brought back: the home is being deleted.", string(r.Name))
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO users (name, uid, account, admin, suspended, password, created, last_activity) "+
			"SELECT $1, uid, account, FALSE, FALSE, password, created, last_activity FROM removed WHERE id = $2", string(name), id)
		if taken(err) {
			return commonhall.Errorf(commonhall.AlreadyExists, "There is a person called %q already.", string(name)).
				WithHint("Bring them back under another name.")
		}
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO members (group_id, user_id, teacher) SELECT r.group_id, u.id, FALSE "+
			"FROM removed_members r JOIN users u ON u.name = $1 WHERE r.removed_id = $2", string(name), id)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM removed WHERE id = $1", id); err != nil {
			return err
		}
		u, err = scanUser(tx.QueryRowContext(ctx, "SELECT "+userColumns+" FROM users WHERE name = $1", string(name)))
		return err
	})
	return u, err
}

// BeginPurge marks somebody whose home is about to be deleted: from now on nobody
// brings them back. It refuses those removed after before, and an account that
// somebody on the list has.
func (db *DB) BeginPurge(ctx context.Context, id int64, before time.Time) (r commonhall.Removed, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		if r, err = removedIn(ctx, tx, id); err != nil {
			return err
		}
		if r.At.After(before) {
			return commonhall.Errorf(commonhall.FailedPrecondition, "%s can still be brought back, and is not deleted.", string(r.Name))
		}
		var used int
		err := tx.QueryRowContext(ctx, "SELECT count(*) FROM users WHERE uid = $1", r.Account.UID).Scan(&used)
		if err != nil {
			return err
		}
		if used > 0 {
			return commonhall.Errorf(commonhall.FailedPrecondition, "The account %d of %s is somebody's on the list; nothing is deleted.", r.Account.UID, string(r.Name)).
				WithHint("Two databases seem to have been mixed. Restore the database from a backup.")
		}
		r.Purging = true
		_, err = tx.ExecContext(ctx, "UPDATE removed SET purging = TRUE WHERE id = $1", id)
		return err
	})
	return r, err
}

// PutOffPurge has somebody count as removed at another time, so that they are deleted later.
func (db *DB) PutOffPurge(ctx context.Context, id int64, as time.Time) error {
	_, err := db.exec(ctx, "UPDATE removed SET removed = $1 WHERE id = $2 AND NOT purging", micros(as), id)
	return err
}

// EndPurge deletes the record of somebody whose home is deleted. What they had not
// published of the class's software is thrown away as of the day they were removed.
func (db *DB) EndPurge(ctx context.Context, id int64) (r commonhall.Removed, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		if r, err = removedIn(ctx, tx, id); err != nil {
			return err
		}
		if !r.Purging {
			return commonhall.Errorf(commonhall.FailedPrecondition, "The home of %s is not being deleted.", string(r.Name))
		}
		for _, table := range givenTables {
			if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE kind = 'user' AND who = $1", r.Account.UID); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, "UPDATE drafts SET discarded = $1 WHERE uid = $2 AND discarded = 0", micros(r.At), r.Account.UID); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM identities WHERE uid = $1", r.Account.UID); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "DELETE FROM removed WHERE id = $1", id)
		return err
	})
	return r, err
}
