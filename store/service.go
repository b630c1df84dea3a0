package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"commonhall"
	"commonhall/scope"
)

// SetServiceToken stores the one token of a service under its hash. Another one that the
// service had ends; it returns which. A token that somebody else has is refused.
func (db *DB) SetServiceToken(ctx context.Context, t commonhall.Token, hash [32]byte) (ended []commonhall.TokenID, err error) {
	scopes, err := json.Marshal(t.Scopes)
	if err != nil {
		return nil, err
	}
	err = db.tx(ctx, func(tx *sql.Tx) error {
		var owner commonhall.ServiceName
		err := tx.QueryRowContext(ctx, "SELECT service FROM tokens WHERE hash = $1", hash[:]).Scan(&owner)
		if err == nil && owner != t.Service {
			return commonhall.Errorf(commonhall.AlreadyExists, "The token of the service %s is somebody else's already.", string(t.Service)).
				WithHint("Draw another one: echo ch_$(tr -dc a-z2-7 < /dev/urandom | head -c 32)")
		}
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		rows, err := tx.QueryContext(ctx, "DELETE FROM tokens WHERE service = $1 AND hash <> $2 RETURNING id", string(t.Service), hash[:])
		if err != nil {
			return err
		}
		if ended, err = tokenIDs(rows); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO tokens (hash, service, scopes, note, created, last_activity, expires, server) "+
			"VALUES ($1, $2, $3, $4, $5, 0, 0, '') ON CONFLICT (hash) DO UPDATE SET scopes = excluded.scopes, note = excluded.note",
			hash[:], text(string(t.Service)), string(scopes), text(t.Note), micros(t.Created))
		return err
	})
	if err != nil {
		return nil, err
	}
	return ended, nil
}

// RemoveServiceTokens ends the tokens of a service, and those that people gave it as the
// OAuth client called client, and returns which: who has the name next is somebody else.
func (db *DB) RemoveServiceTokens(ctx context.Context, name commonhall.ServiceName, client string) (ended []commonhall.TokenID, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "DELETE FROM tokens WHERE (service = $1 AND service <> '') OR (client = $2 AND client <> '' AND server = '') RETURNING id", text(string(name)), text(client))
		if err != nil {
			return err
		}
		if ended, err = tokenIDs(rows); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM role_services WHERE service = $1", text(string(name))); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM oauth_codes WHERE server = '' AND client = $1", text(client)); err != nil {
			return err
		}
		return eachScope(ctx, tx, func(sc commonhall.Scope) (commonhall.Scope, bool) { return sc, !scope.NamesService(sc, name) })
	})
	return ended, err
}

// KeepClients ends what people gave services as OAuth clients, tokens and codes, but for those of
// which keep says that they count, and returns the tokens.
func (db *DB) KeepClients(ctx context.Context, keep func(client string, scopes []commonhall.Scope) bool) (ended []commonhall.TokenID, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		tokens, err := removeStrays(ctx, tx, "SELECT id, client, scopes FROM tokens WHERE client <> '' AND server = ''", "DELETE FROM tokens WHERE id = $1", keep)
		for _, id := range tokens {
			ended = append(ended, commonhall.TokenID(id.(int64))) // so says the schema
		}
		if err != nil {
			return err
		}
		_, err = removeStrays(ctx, tx, "SELECT hash, client, scopes FROM oauth_codes WHERE server = ''", "DELETE FROM oauth_codes WHERE hash = $1", keep)
		return err
	})
	if err != nil {
		return nil, err
	}
	return ended, nil
}

// removeStrays removes what a query finds and nobody keeps, and returns the keys.
func removeStrays(ctx context.Context, tx *sql.Tx, query, remove string, keep func(string, []commonhall.Scope) bool) ([]any, error) {
	keys, err := strays(ctx, tx, query, keep)
	if err != nil {
		return nil, err
	}
	one, err := tx.PrepareContext(ctx, remove)
	if err != nil {
		return nil, err
	}
	defer one.Close()
	for _, key := range keys {
		if _, err := one.ExecContext(ctx, key); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

// strays returns the keys of what a query finds and nobody keeps.
func strays(ctx context.Context, tx *sql.Tx, query string, keep func(string, []commonhall.Scope) bool) (keys []any, err error) {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var key any
		var client, text string
		var scopes []commonhall.Scope
		if err := rows.Scan(&key, &client, &text); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(text), &scopes); err != nil {
			return nil, err
		}
		if !keep(client, scopes) {
			keys = append(keys, key)
		}
	}
	return keys, rows.Err()
}

func tokenIDs(rows *sql.Rows) (ids []commonhall.TokenID, err error) {
	defer rows.Close()
	for rows.Next() {
		var id commonhall.TokenID
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}
