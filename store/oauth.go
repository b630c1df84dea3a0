package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"commonhall"
)

// How many codes of a session are kept, and how many tokens an OAuth client has in one:
// a program that sends its visitor through the hub again and again fills no disk.
const (
	codesOfSession  = 20
	tokensOfSession = 20
)

// AddCode stores a code under its hash, if its session still is one of somebody who may
// sign in.
func (db *DB) AddCode(ctx context.Context, c commonhall.Code, hash [32]byte) error {
	scopes, err := json.Marshal(c.Scopes)
	if err != nil {
		return err
	}
	return db.tx(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "INSERT INTO oauth_codes (hash, session, client, server, note, scopes, redirect, challenge, created, expires, token) "+
			"SELECT $1, s.id, $2, $3, $4, $5, $6, $7, $8, $9, 0 FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = $10 AND u.suspended = FALSE",
			hash[:], c.Client, string(c.Server), c.Note, string(scopes), c.Redirect, c.Challenge, micros(c.Created), micros(c.Expires), string(c.Session))
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, noSession())
		}
		_, err = tx.ExecContext(ctx, "DELETE FROM oauth_codes WHERE session = $1 AND hash NOT IN "+
			"(SELECT hash FROM oauth_codes WHERE session = $2 ORDER BY created DESC, hash LIMIT $3)", string(c.Session), string(c.Session), codesOfSession)
		return err
	})
}

func noSession() error {
	return commonhall.Errorf(commonhall.Unauthenticated, "This session has ended.").WithHint("Sign in again.")
}

// Code returns the code that has the hash, and what was given for it: nothing (0), as
// long as it has not been used.
func (db *DB) Code(ctx context.Context, hash [32]byte) (c commonhall.Code, given commonhall.TokenID, err error) {
	var scopes string
	var created, expires int64
	err = db.read.QueryRowContext(ctx, "SELECT u.name, c.session, c.client, c.server, c.note, c.scopes, c.redirect, c.challenge, c.created, c.expires, c.token "+
		"FROM oauth_codes c JOIN sessions s ON s.id = c.session JOIN users u ON u.id = s.user_id WHERE c.hash = $1", hash[:]).
		Scan(&c.User, &c.Session, &c.Client, &c.Server, &c.Note, &scopes, &c.Redirect, &c.Challenge, &created, &expires, &given)
	if errors.Is(err, sql.ErrNoRows) {
		return c, 0, commonhall.Errorf(commonhall.NotFound, "There is no such code.")
	}
	if err == nil {
		err = json.Unmarshal([]byte(scopes), &c.Scopes)
	}
	c.Created, c.Expires = fromMicros(created), fromMicros(expires)
	return c, given, outOfOrder(err)
}

// UseCode gives the token t for the code, once: of two who use it, one gets
// FailedPrecondition. The token lasts as long as its session. What the same client has
// in it beyond what it may have ends, the oldest first; it returns which.
func (db *DB) UseCode(ctx context.Context, code [32]byte, t commonhall.Token, hash [32]byte) (made commonhall.Token, ended []commonhall.TokenID, err error) {
	scopes, err := json.Marshal(t.Scopes)
	if err != nil {
		return t, nil, err
	}
	err = db.tx(ctx, func(tx *sql.Tx) error {
		var expires int64
		err := tx.QueryRowContext(ctx, "INSERT INTO tokens (hash, user_id, scopes, note, created, last_activity, expires, server, client, session) "+
			"SELECT $1, u.id, $2, $3, $4, 0, s.expires, $5, $6, s.id FROM sessions s JOIN users u ON u.id = s.user_id "+
			"WHERE s.id = $7 AND u.suspended = FALSE RETURNING id, expires",
			hash[:], string(scopes), t.Note, micros(t.Created), string(t.Server), t.Client, string(t.Session)).Scan(&t.ID, &expires)
		if errors.Is(err, sql.ErrNoRows) {
			return noSession()
		}
		if err != nil {
			return err
		}
		t.Expires = fromMicros(expires)
		r, err := tx.ExecContext(ctx, "UPDATE oauth_codes SET token = $1 WHERE hash = $2 AND token = 0", int64(t.ID), code[:])
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, commonhall.Errorf(commonhall.FailedPrecondition, "This code has been used."))
		}
		rows, err := tx.QueryContext(ctx, "DELETE FROM tokens WHERE session = $1 AND client = $2 AND id NOT IN "+
			"(SELECT id FROM tokens WHERE session = $3 AND client = $4 ORDER BY id DESC LIMIT $5) RETURNING id",
			string(t.Session), t.Client, string(t.Session), t.Client, tokensOfSession)
		if err != nil {
			return err
		}
		ended, err = tokenIDs(rows)
		return err
	})
	return t, ended, err
}

// ServerClient returns the token of a person's server that is the OAuth client called so.
func (db *DB) ServerClient(ctx context.Context, name commonhall.UserName, client string) (commonhall.Token, error) {
	t, err := scanToken(db.read.QueryRowContext(ctx, "SELECT "+tokenColumns+" FROM tokens t JOIN users u ON u.id = t.user_id "+
		"WHERE u.name = $1 AND t.client = $2 AND t.server <> '' AND t.session IS NULL AND t.parent = 0 ORDER BY t.id DESC LIMIT 1", string(name), client))
	if errors.Is(err, sql.ErrNoRows) {
		return t, commonhall.Errorf(commonhall.NotFound, "%s has no such server that runs.", string(name))
	}
	return t, outOfOrder(err)
}
