package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"commonhall"
)

const sessionColumns = "s.id, u.name, s.created, s.last_seen, s.expires, s.agent, s.address"

func scanSession(row scanner, also ...any) (s commonhall.Session, err error) {
	var created, seen, expires int64
	err = row.Scan(append([]any{&s.ID, &s.User, &created, &seen, &expires, &s.Agent, &s.Address}, also...)...)
	s.Created, s.LastSeen, s.Expires = fromMicros(created), fromMicros(seen), fromMicros(expires)
	return s, err
}

// AddSession stores a session under the hash of its cookie, and clears away
// expired ones. password is the password hash that the sign-in was checked
// against: if the person has another by now, or is suspended, there is no session.
func (db *DB) AddSession(ctx context.Context, s commonhall.Session, hash [32]byte, password string) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM sessions WHERE expires < $1", micros(s.Created)); err != nil {
			return err
		}
		r, err := tx.ExecContext(ctx, "INSERT INTO sessions (id, hash, user_id, created, last_seen, expires, agent, address) "+
			"SELECT $1, $2, id, $3, $4, $5, $6, $7 FROM users WHERE name = $8 AND suspended = FALSE AND password = $9",
			string(s.ID), hash[:], micros(s.Created), micros(s.LastSeen), micros(s.Expires), s.Agent, s.Address, string(s.User), password)
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, noUser(s.User))
		}
		return nil
	})
}

// SessionByHash returns the session whose cookie has the hash, and its person.
func (db *DB) SessionByHash(ctx context.Context, hash [32]byte) (commonhall.Session, commonhall.User, error) {
	var u commonhall.User
	var created, active int64
	s, err := scanSession(db.read.QueryRowContext(ctx, "SELECT "+sessionColumns+
		", u.id, u.uid, u.account, u.admin, u.suspended, u.password <> '' OR u.uid IN (SELECT uid FROM identities), u.created, u.last_activity FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.hash = $1", hash[:]),
		&u.ID, &u.Account.UID, &u.Account.Name, &u.Admin, &u.Suspended, &u.HasPassword, &created, &active)
	if errors.Is(err, sql.ErrNoRows) {
		return s, u, commonhall.Errorf(commonhall.Unauthenticated, "This session has ended.")
	}
	u.Name, u.Created, u.LastActivity = s.User, fromMicros(created), fromMicros(active)
	return s, u, outOfOrder(err)
}

// Sessions returns a person's sessions, the latest first.
func (db *DB) Sessions(ctx context.Context, name commonhall.UserName) (list []commonhall.Session, err error) {
	rows, err := db.read.QueryContext(ctx, "SELECT "+sessionColumns+
		" FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.name = $1 ORDER BY s.last_seen DESC, s.id", string(name))
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer rows.Close()
	for rows.Next() {
		s, err := scanSession(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, outOfOrder(rows.Err())
}

// SessionSeen notes that a session was used.
func (db *DB) SessionSeen(ctx context.Context, id commonhall.SessionID, now time.Time) error {
	_, err := db.exec(ctx, "UPDATE sessions SET last_seen = $1 WHERE id = $2", micros(now), string(id))
	return err
}

// RemoveSession ends one session of a person; it reports whether there was one.
func (db *DB) RemoveSession(ctx context.Context, name commonhall.UserName, id commonhall.SessionID) (bool, error) {
	n, err := db.exec(ctx, "DELETE FROM sessions WHERE user_id = (SELECT id FROM users WHERE name = $1) AND id = $2", string(name), string(id))
	return n > 0, err
}

// RemoveSessions ends all sessions of a person but keep, and returns which.
func (db *DB) RemoveSessions(ctx context.Context, name commonhall.UserName, keep commonhall.SessionID) (ended []commonhall.SessionID, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		ended, err = endSessions(ctx, tx, name, keep)
		return err
	})
	return ended, err
}

// TrimSessions ends the sessions of a person that were used longest ago, but for so
// many, and returns which.
func (db *DB) TrimSessions(ctx context.Context, name commonhall.UserName, most int) (ended []commonhall.SessionID, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "DELETE FROM sessions WHERE user_id = (SELECT id FROM users WHERE name = $1) AND id NOT IN "+
			"(SELECT id FROM sessions WHERE user_id = (SELECT id FROM users WHERE name = $2) ORDER BY last_seen DESC, created DESC LIMIT $3) RETURNING id",
			string(name), string(name), most)
		if err != nil {
			return err
		}
		ended, err = sessionIDs(rows)
		return err
	})
	return ended, err
}

// endSessions says which sessions it ended: one that began a moment ago is among
// them, and the edge must hear of it.
func endSessions(ctx context.Context, tx *sql.Tx, name commonhall.UserName, keep commonhall.SessionID) (ended []commonhall.SessionID, err error) {
	rows, err := tx.QueryContext(ctx, "DELETE FROM sessions WHERE user_id = (SELECT id FROM users WHERE name = $1) AND id <> $2 RETURNING id",
		string(name), string(keep))
	if err != nil {
		return nil, err
	}
	return sessionIDs(rows)
}

func sessionIDs(rows *sql.Rows) (ids []commonhall.SessionID, err error) {
	defer rows.Close()
	for rows.Next() {
		var id commonhall.SessionID
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

const tokenColumns = "t.id, COALESCE(u.name, ''), t.service, t.scopes, t.note, t.created, t.last_activity, t.expires, t.server, t.client, COALESCE(t.session, ''), t.parent"

func scanToken(row scanner, also ...any) (t commonhall.Token, err error) {
	var scopes string
	var created, active, expires int64
	err = row.Scan(append([]any{&t.ID, &t.User, &t.Service, &scopes, &t.Note, &created, &active, &expires, &t.Server, &t.Client, &t.Session, &t.Parent}, also...)...)
	if err == nil {
		err = json.Unmarshal([]byte(scopes), &t.Scopes)
	}
	t.Created, t.LastActivity, t.Expires = fromMicros(created), fromMicros(active), fromMicros(expires)
	return t, err
}

// AddToken stores a token under its hash and returns it with its id. A token for
// a server that exists already (the hub starts it again) is left as it is. Who is
// suspended gets none, nor does who has most already beside those for programs.
func (db *DB) AddToken(ctx context.Context, t commonhall.Token, hash [32]byte, most int) (commonhall.Token, error) {
	scopes, err := json.Marshal(t.Scopes)
	if err != nil {
		return t, err
	}
	err = db.tx(ctx, func(tx *sql.Tx) error {
		if err := roomForToken(ctx, tx, t, most); err != nil {
			return err
		}
		err := tx.QueryRowContext(ctx, "INSERT INTO tokens (hash, user_id, scopes, note, created, last_activity, expires, server, client, parent) "+
			"SELECT $1, id, $2, $3, $4, 0, $5, $6, $7, $8 FROM users WHERE name = $9 AND suspended = FALSE ON CONFLICT (hash) DO UPDATE SET note = excluded.note RETURNING id",
			hash[:], string(scopes), t.Note, micros(t.Created), micros(t.Expires), string(t.Server), t.Client, int64(t.Parent), string(t.User)).Scan(&t.ID)
		if errors.Is(err, sql.ErrNoRows) {
			return noUser(t.User)
		}
		return err
	})
	return t, err
}

// roomForToken clears away those of a person's tokens that have expired, and
// refuses one more than most.
func roomForToken(ctx context.Context, tx *sql.Tx, t commonhall.Token, most int) error {
	if t.Server != "" || t.Client != "" {
		return nil
	}
	_, err := tx.ExecContext(ctx, "DELETE FROM tokens WHERE user_id = (SELECT id FROM users WHERE name = $1) AND expires > 0 AND expires <= $2",
		string(t.User), micros(t.Created))
	if err != nil {
		return err
	}
	var n int
	err = tx.QueryRowContext(ctx, "SELECT count(*) FROM tokens WHERE user_id = (SELECT id FROM users WHERE name = $1) AND server = '' AND client = ''", string(t.User)).Scan(&n)
	if err == nil && n >= most {
		return commonhall.Errorf(commonhall.ResourceExhausted, "%s has %d tokens, and cannot have more.", string(t.User), n).
			WithHint("Revoke some that nobody uses any more.")
	}
	return err
}

// TokenByHash returns the token that has the hash, and its person; nobody where it
// belongs to a service. One that stands in the place of another is none without that.
func (db *DB) TokenByHash(ctx context.Context, hash [32]byte) (commonhall.Token, commonhall.User, error) {
	var u commonhall.User
	var created, active int64
	var refused bool
	t, err := scanToken(db.read.QueryRowContext(ctx, "SELECT "+tokenColumns+
		", COALESCE(u.id, 0), COALESCE(u.uid, 0), COALESCE(u.account, ''), COALESCE(u.admin, FALSE), COALESCE(u.suspended, FALSE), COALESCE(u.password, '') <> '', COALESCE(u.created, 0), COALESCE(u.last_activity, 0), "+
		"COALESCE((SELECT max(i.refused) FROM identities i WHERE i.uid = u.uid), 0) > 0 "+
		"FROM tokens t LEFT JOIN users u ON u.id = t.user_id WHERE t.hash = $1 AND (t.parent = 0 OR EXISTS (SELECT 1 FROM tokens p WHERE p.id = t.parent))", hash[:]),
		&u.ID, &u.Account.UID, &u.Account.Name, &u.Admin, &u.Suspended, &u.HasPassword, &created, &active, &refused)
	if errors.Is(err, sql.ErrNoRows) {
		return t, u, commonhall.Errorf(commonhall.Unauthenticated, "Missing or invalid credentials.")
	}
	t.Refused = refused
	u.Name, u.Created, u.LastActivity = t.User, fromMicros(created), fromMicros(active)
	return t, u, outOfOrder(err)
}

// Token returns one token of a person.
func (db *DB) Token(ctx context.Context, name commonhall.UserName, id commonhall.TokenID) (commonhall.Token, error) {
	t, err := scanToken(db.read.QueryRowContext(ctx, "SELECT "+tokenColumns+" FROM tokens t JOIN users u ON u.id = t.user_id WHERE u.name = $1 AND t.id = $2",
		string(name), int64(id)))
	if errors.Is(err, sql.ErrNoRows) {
		return t, commonhall.Errorf(commonhall.NotFound, "%s has no such token.", string(name))
	}
	return t, outOfOrder(err)
}

// listedTokens is how many tokens a list has at most.
const listedTokens = 1000

// Tokens returns a person's tokens, the oldest first.
func (db *DB) Tokens(ctx context.Context, name commonhall.UserName) (list []commonhall.Token, err error) {
	rows, err := db.read.QueryContext(ctx, "SELECT "+tokenColumns+" FROM tokens t JOIN users u ON u.id = t.user_id WHERE u.name = $1 ORDER BY t.id LIMIT $2",
		string(name), listedTokens)
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer rows.Close()
	for rows.Next() {
		t, err := scanToken(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, outOfOrder(rows.Err())
}

// TokenUsed notes that a token was used.
func (db *DB) TokenUsed(ctx context.Context, id commonhall.TokenID, now time.Time) error {
	_, err := db.exec(ctx, "UPDATE tokens SET last_activity = $1 WHERE id = $2", micros(now), int64(id))
	return err
}

// RemoveToken revokes one token of a person, with those that are shown in its place; one
// that an OAuth client has with all others that the client has of them. It returns which.
func (db *DB) RemoveToken(ctx context.Context, name commonhall.UserName, id commonhall.TokenID) (ended []commonhall.TokenID, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "DELETE FROM tokens WHERE user_id = (SELECT id FROM users WHERE name = $1) AND (id = $2 OR parent = $3 OR "+
			"(session IS NOT NULL AND client = (SELECT client FROM tokens WHERE id = $4 AND session IS NOT NULL))) RETURNING id",
			string(name), int64(id), int64(id), int64(id))
		if err != nil {
			return err
		}
		ended, err = tokenIDs(rows)
		return err
	})
	return ended, err
}

// RemoveServerTokens revokes the tokens that were made for a run.
func (db *DB) RemoveServerTokens(ctx context.Context, id commonhall.ServerID) error {
	_, err := db.exec(ctx, "DELETE FROM tokens WHERE server = $1 AND server <> ''", string(id))
	return err
}

// portion is how many expired records go in one transaction, so that nobody who
// writes waits long for it.
const portion = 1000

// DeleteExpired removes sessions, tokens, invitations and codes that have expired, in
// portions, and returns how many went. What never expires (0) stays.
func (db *DB) DeleteExpired(ctx context.Context, now time.Time) (int64, error) {
	total := int64(0)
	for _, query := range []string{
		"DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires > 0 AND expires <= $1 LIMIT $2)",
		"DELETE FROM tokens WHERE id IN (SELECT id FROM tokens WHERE expires > 0 AND expires <= $1 LIMIT $2)",
		"DELETE FROM invitations WHERE hash IN (SELECT hash FROM invitations WHERE expires > 0 AND expires <= $1 LIMIT $2)",
		"DELETE FROM oauth_codes WHERE hash IN (SELECT hash FROM oauth_codes WHERE expires > 0 AND expires <= $1 LIMIT $2)",
		"DELETE FROM share_codes WHERE id IN (SELECT id FROM share_codes WHERE expires > 0 AND expires <= $1 LIMIT $2)",
	} {
		for {
			n, err := db.exec(ctx, query, micros(now), portion)
			total += n
			if err != nil {
				return total, err
			}
			if n < portion {
				break
			}
		}
	}
	return total, nil
}
