package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"commonhall"
)

// AddInvitation stores the hash of an invitation code that by made who had scopes. It ends with
// that person.
func (db *DB) AddInvitation(ctx context.Context, name commonhall.UserName, hash [32]byte, by commonhall.Subject, scopes []commonhall.Scope, now, expires time.Time) error {
	held, err := json.Marshal(append([]commonhall.Scope{}, scopes...))
	if err != nil {
		return err
	}
	return db.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM invitations WHERE expires < $1", micros(now)); err != nil {
			return err
		}
		r, err := tx.ExecContext(ctx, "INSERT INTO invitations (hash, user_id, created, expires, inviter, service, operator, scopes) "+
			"SELECT $1, id, $2, $3, (SELECT id FROM users WHERE name = $4), $5, $6, $7 FROM users WHERE name = $8",
			hash[:], micros(now), micros(expires), string(by.User), string(by.Service), by.Role == commonhall.RoleOperator, string(held), string(name))
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, noUser(name))
		}
		return nil
	})
}

// Invited returns whom an invitation is for, and who made it with which scopes: nobody where that
// was not written down.
func (db *DB) Invited(ctx context.Context, hash [32]byte, now time.Time) (name commonhall.UserName, by commonhall.Subject, scopes []commonhall.Scope, err error) {
	var held string
	var operator bool
	err = db.read.QueryRowContext(ctx, "SELECT u.name, COALESCE(b.name, ''), i.service, i.operator, i.scopes FROM invitations i JOIN users u ON u.id = i.user_id "+
		"LEFT JOIN users b ON b.id = i.inviter WHERE i.hash = $1 AND i.expires > $2 AND u.suspended = FALSE", hash[:], micros(now)).Scan(&name, &by.User, &by.Service, &operator, &held)
	if errors.Is(err, sql.ErrNoRows) {
		return "", by, nil, notInvited()
	}
	if err != nil {
		return "", by, nil, outOfOrder(err)
	}
	if operator {
		by.Role = commonhall.RoleOperator
	}
	return name, by, scopes, json.Unmarshal([]byte(held), &scopes)
}

// HasInvitation reports whether a person holds an invitation that is still good.
func (db *DB) HasInvitation(ctx context.Context, name commonhall.UserName, now time.Time) (has bool, err error) {
	err = db.read.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM invitations i JOIN users u ON u.id = i.user_id "+
		"WHERE u.name = $1 AND i.expires > $2)", string(name), micros(now)).Scan(&has)
	return has, outOfOrder(err)
}

func notInvited() error {
	return commonhall.Errorf(commonhall.NotFound, "This invitation is not valid any more.").
		WithHint("It works once and for some days. Ask your teacher or administrator for a new one.")
}

// AcceptInvitation uses an invitation up: its person has the password hash then,
// and their sessions and other invitations end. Of two who use one, one wins. It is used by
// somebody who is an administrator, or is none, as the caller has seen: one who becomes it meanwhile
// may not be theirs to invite who made it.
func (db *DB) AcceptInvitation(ctx context.Context, hash [32]byte, password string, admin bool, now time.Time) (ended []commonhall.SessionID, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		var name commonhall.UserName
		err := tx.QueryRowContext(ctx, "UPDATE users SET password = $1 WHERE suspended = FALSE AND admin = $2 AND "+
			"id = (SELECT user_id FROM invitations WHERE hash = $3 AND expires > $4) RETURNING name", password, admin, hash[:], micros(now)).Scan(&name)
		if errors.Is(err, sql.ErrNoRows) {
			return notInvited()
		}
		if err != nil {
			return err
		}
		ended, err = passwordIsNew(ctx, tx, name, "")
		return err
	})
	return ended, err
}
