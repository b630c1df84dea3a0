package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"commonhall"
	"commonhall/provider"
)

// Who people are at providers. A record belongs to an account's number: it stays when
// its person is renamed, or removed and perhaps brought back.

const identityColumns = "i.id, COALESCE(u.name, ''), i.provider, i.issuer, i.subject, i.shown, i.admin, i.created, i.last_used, i.refused > 0 FROM identities i LEFT JOIN users u ON u.uid = i.uid"

func scanIdentity(row scanner) (i provider.Identity, err error) {
	var created, used int64
	err = row.Scan(&i.ID, &i.User, &i.Provider, &i.Issuer, &i.Subject, &i.Shown, &i.Admin, &created, &used, &i.Refused)
	i.Created, i.LastUsed = fromMicros(created), fromMicros(used)
	return i, err
}

// Identity returns the record of a person at a provider. Its user is "" where they
// were removed.
func (db *DB) Identity(ctx context.Context, issuer, subject string) (provider.Identity, error) {
	i, err := scanIdentity(db.read.QueryRowContext(ctx, "SELECT "+identityColumns+" WHERE i.issuer = $1 AND i.subject = $2", text(issuer), text(subject)))
	if errors.Is(err, sql.ErrNoRows) {
		return i, commonhall.Errorf(commonhall.NotFound, "Nobody here is that person.")
	}
	return i, outOfOrder(err)
}

// Identities returns who somebody is at providers, the oldest record first.
func (db *DB) Identities(ctx context.Context, name commonhall.UserName) (list []provider.Identity, err error) {
	rows, err := db.read.QueryContext(ctx, "SELECT "+identityColumns+" WHERE u.name = $1 ORDER BY i.id", text(string(name)))
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer rows.Close()
	for rows.Next() {
		i, err := scanIdentity(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, i)
	}
	return list, outOfOrder(rows.Err())
}

// maxIdentities is how many records an account can have.
const maxIdentities = 20

// AddIdentity links a person at a provider with an account. With vacant that must be one
// by which nobody signs in yet, and nobody was asked to.
func (db *DB) AddIdentity(ctx context.Context, i provider.Identity, vacant bool) (provider.Identity, error) {
	err := db.tx(ctx, func(tx *sql.Tx) error {
		var has int
		err := tx.QueryRowContext(ctx, "SELECT count(*) FROM identities i JOIN users u ON u.uid = i.uid WHERE u.name = $1", string(i.User)).Scan(&has)
		if err != nil {
			return err
		}
		if has >= maxIdentities {
			return commonhall.Errorf(commonhall.ResourceExhausted, "%s has %d ways to sign in, and cannot have more.", string(i.User), has)
		}
		if vacant {
			var ok bool
			err := tx.QueryRowContext(ctx, "SELECT u.password = '' AND u.admin = FALSE AND u.suspended = FALSE AND NOT EXISTS (SELECT 1 FROM invitations v WHERE v.user_id = u.id AND v.expires > $1) "+
				"FROM users u WHERE u.name = $2", micros(i.Created), string(i.User)).Scan(&ok)
			if errors.Is(err, sql.ErrNoRows) {
				return noUser(i.User)
			}
			if err != nil {
				return err
			}
			if !ok || has > 0 {
				return nameTaken(i.User)
			}
		}
		return addIdentity(ctx, tx, &i)
	})
	return i, err
}

func nameTaken(name commonhall.UserName) error {
	return commonhall.Errorf(commonhall.AlreadyExists, "Somebody else here is called %s.", string(name))
}

func addIdentity(ctx context.Context, tx *sql.Tx, i *provider.Identity) error {
	err := tx.QueryRowContext(ctx, "INSERT INTO identities (uid, provider, issuer, subject, shown, admin, created, last_used) "+
		"SELECT uid, $1, $2, $3, $4, FALSE, $5, 0 FROM users WHERE name = $6 RETURNING id",
		text(i.Provider), text(i.Issuer), text(i.Subject), text(i.Shown), micros(i.Created), string(i.User)).Scan(&i.ID)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return noUser(i.User)
	case taken(err):
		return commonhall.Errorf(commonhall.AlreadyExists, "That person at the provider is linked with an account already.").
			WithHint("Take that link away first.")
	}
	return err
}

// AddPerson adds somebody whom a provider knows, who is not on the list. Of two who come
// with one name at once, one gets it.
func (db *DB) AddPerson(ctx context.Context, i provider.Identity, firstUID, maxUID int) (provider.Identity, error) {
	err := db.tx(ctx, func(tx *sql.Tx) error {
		u, err := addUser(ctx, tx, i.User, false, firstUID, maxUID, i.Created)
		if err != nil {
			return err
		}
		if u == nil {
			return nameTaken(i.User)
		}
		return addIdentity(ctx, tx, &i)
	})
	return i, err
}

// IdentityUsed notes what a provider said last.
func (db *DB) IdentityUsed(ctx context.Context, i provider.Identity) error {
	_, err := db.exec(ctx, "UPDATE identities SET shown = $1, admin = $2, last_used = $3 WHERE id = $4", text(i.Shown), i.Admin, micros(i.LastUsed), i.ID)
	return err
}

// RemoveIdentity takes a record of a person away. The sessions that began by it end; it
// returns which. May hears which providers are left, and whether there is a password, and nothing
// changes where it refuses: of two at once the second hears what the first left.
func (db *DB) RemoveIdentity(ctx context.Context, name commonhall.UserName, id int64, may func(left []string, password bool) error) (ended []commonhall.SessionID, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		if err := mayUnlink(ctx, tx, name, id, may); err != nil {
			return err
		}
		if ended, err = endBy(ctx, tx, id); err != nil {
			return err
		}
		r, err := tx.ExecContext(ctx, "DELETE FROM identities WHERE id = $1 AND uid = (SELECT uid FROM users WHERE name = $2)", id, string(name))
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, commonhall.Errorf(commonhall.NotFound, "%s has no such way to sign in.", string(name)))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return ended, nil
}

func mayUnlink(ctx context.Context, tx *sql.Tx, name commonhall.UserName, id int64, may func(left []string, password bool) error) error {
	var password bool
	err := tx.QueryRowContext(ctx, "SELECT password <> '' FROM users WHERE name = $1", string(name)).Scan(&password)
	if errors.Is(err, sql.ErrNoRows) {
		return noUser(name)
	}
	if err != nil {
		return err
	}
	rows, err := tx.QueryContext(ctx, "SELECT i.provider FROM identities i JOIN users u ON u.uid = i.uid WHERE u.name = $1 AND i.id <> $2", string(name), id)
	if err != nil {
		return err
	}
	defer rows.Close()
	var left []string
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			return err
		}
		left = append(left, one)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return may(left, password)
}

func endBy(ctx context.Context, tx *sql.Tx, id int64) ([]commonhall.SessionID, error) {
	rows, err := tx.QueryContext(ctx, "DELETE FROM sessions WHERE id IN (SELECT session_id FROM session_identities WHERE identity_id = $1) RETURNING id", id)
	if err != nil {
		return nil, err
	}
	return sessionIDs(rows)
}

// RefuseIdentity notes that the provider of a record lets its person in no more, until a session
// begins by it again. The sessions that did so end; it returns which, and whether that is new.
func (db *DB) RefuseIdentity(ctx context.Context, id int64, now time.Time) (ended []commonhall.SessionID, fresh bool, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "UPDATE identities SET refused = $1 WHERE id = $2 AND refused = 0", micros(now), id)
		if err != nil {
			return err
		}
		n, err := r.RowsAffected()
		if err != nil {
			return err
		}
		fresh = n > 0
		ended, err = endBy(ctx, tx, id)
		return err
	})
	return ended, fresh, err
}

// AddIdentitySession stores a session that began at a provider, if the record is still
// the person's and they are not suspended. kept is what to ask again with, sealed.
func (db *DB) AddIdentitySession(ctx context.Context, s commonhall.Session, hash [32]byte, identity int64, kept []byte) error {
	if kept == nil {
		kept = []byte{}
	}
	return db.tx(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "INSERT INTO sessions (id, hash, user_id, created, last_seen, expires, agent, address) "+
			"SELECT $1, $2, u.id, $3, $4, $5, $6, $7 FROM users u JOIN identities i ON i.uid = u.uid WHERE i.id = $8 AND u.name = $9 AND u.suspended = FALSE",
			string(s.ID), hash[:], micros(s.Created), micros(s.LastSeen), micros(s.Expires), s.Agent, s.Address, identity, string(s.User))
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, noUser(s.User))
		}
		if _, err := tx.ExecContext(ctx, "UPDATE identities SET refused = 0 WHERE id = $1 AND refused <> 0", identity); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO session_identities (session_id, identity_id, kept, checked) VALUES ($1, $2, $3, $4)", string(s.ID), identity, kept, micros(s.Created))
		return err
	})
}

// DueSessions returns sessions whose provider was last asked before a time, those first
// that wait longest.
func (db *DB) DueSessions(ctx context.Context, before time.Time, most int) (list []provider.Due, err error) {
	rows, err := db.read.QueryContext(ctx, "SELECT s.id, x.kept, "+identityColumns+
		" JOIN session_identities x ON x.identity_id = i.id JOIN sessions s ON s.id = x.session_id WHERE x.checked < $1 ORDER BY x.checked, s.id LIMIT $2", micros(before), most)
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer rows.Close()
	for rows.Next() {
		var d provider.Due
		var created, used int64
		i := &d.Identity
		if err := rows.Scan(&d.Session, &d.Kept, &i.ID, &i.User, &i.Provider, &i.Issuer, &i.Subject, &i.Shown, &i.Admin, &created, &used, &i.Refused); err != nil {
			return nil, err
		}
		i.Created, i.LastUsed = fromMicros(created), fromMicros(used)
		list = append(list, d)
	}
	return list, outOfOrder(rows.Err())
}

// SessionChecked notes that a session's provider was asked, and what to ask it with next.
func (db *DB) SessionChecked(ctx context.Context, id commonhall.SessionID, kept []byte, now time.Time) error {
	if kept == nil {
		kept = []byte{}
	}
	_, err := db.exec(ctx, "UPDATE session_identities SET kept = $1, checked = $2 WHERE session_id = $3", kept, micros(now), string(id))
	return err
}

// ManageGroup notes that a provider decides who is in a group, and what it calls that group, which
// it called as before says until now. FailedPrecondition if that has changed meanwhile.
func (db *DB) ManageGroup(ctx context.Context, name commonhall.GroupName, by provider.Managed, before string) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		g, err := groupIn(ctx, tx, name)
		if err != nil {
			return err
		}
		done, err := tx.ExecContext(ctx, "INSERT INTO managed_groups (group_id, provider, called) VALUES ($1, $2, $3) "+
			"ON CONFLICT (group_id) DO UPDATE SET called = excluded.called WHERE managed_groups.provider = excluded.provider AND managed_groups.called = $4",
			g.ID, text(by.Provider), text(by.Called), text(before))
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n > 0 {
			return err
		}
		return commonhall.Errorf(commonhall.FailedPrecondition, "The group %s is another's.", string(g.Name))
	})
}

// ManagedGroups returns the groups whose people a provider decides.
func (db *DB) ManagedGroups(ctx context.Context, by string) (list []provider.Managed, err error) {
	rows, err := db.read.QueryContext(ctx, "SELECT g.name, m.provider, m.called FROM groups g JOIN managed_groups m ON m.group_id = g.id WHERE m.provider = $1 ORDER BY g.id", text(by))
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer rows.Close()
	for rows.Next() {
		var m provider.Managed
		if err := rows.Scan(&m.Group, &m.Provider, &m.Called); err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, outOfOrder(rows.Err())
}
