package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"commonhall"
)

const shareCodeColumns = "SELECT c.id, o.name, c.server, c.scopes, c.created, c.expires, c.exchanged, c.last FROM share_codes c JOIN users o ON o.id = c.owner_id "

func scanShareCode(row scanner) (c commonhall.ShareCode, err error) {
	var scopes string
	var created, expires, last int64
	if err = row.Scan(&c.ID, &c.Owner, &c.Server, &scopes, &created, &expires, &c.Exchanged, &last); err == nil {
		err = json.Unmarshal([]byte(scopes), &c.Scopes)
	}
	c.Created, c.Expires, c.LastExchanged = fromMicros(created), fromMicros(expires), fromMicros(last)
	return c, err
}

// noShareCode is said of what there is not, and of what has expired.
func noShareCode() error {
	return commonhall.Errorf(commonhall.NotFound, "There is no such code to share a server, or it has expired.").WithHint("Ask whoever gave it to you for another one.")
}

// AddShareCode stores a code under its hash. An owner has at most so many that have not
// expired; those that have are forgotten.
func (db *DB) AddShareCode(ctx context.Context, c commonhall.ShareCode, hash [32]byte, most int) (commonhall.ShareCode, error) {
	scopes, err := json.Marshal(c.Scopes)
	if err != nil {
		return c, err
	}
	err = db.tx(ctx, func(tx *sql.Tx) error {
		owner, err := sharerOf(ctx, tx, c.Owner, c.Server)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM share_codes WHERE owner_id = $1 AND expires <= $2", owner, micros(c.Created)); err != nil {
			return err
		}
		var has int
		if err := tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM share_codes WHERE owner_id = $1", owner).Scan(&has); err != nil {
			return err
		}
		if has >= most {
			return commonhall.Errorf(commonhall.ResourceExhausted, "%s has %d codes to share servers, and cannot have more.", string(c.Owner), has).
				WithHint("Remove those that nobody needs any more.")
		}
		return tx.QueryRowContext(ctx, "INSERT INTO share_codes (hash, owner_id, server, scopes, created, expires, exchanged, last) VALUES ($1, $2, $3, $4, $5, $6, 0, 0) RETURNING id",
			hash[:], owner, text(c.Server), string(scopes), micros(c.Created), micros(c.Expires)).Scan(&c.ID)
	})
	return c, err
}

// ShareCodes returns an owner's codes that have not expired, the oldest first.
func (db *DB) ShareCodes(ctx context.Context, owner commonhall.UserName, now time.Time) (list []commonhall.ShareCode, err error) {
	rows, err := db.read.QueryContext(ctx, shareCodeColumns+"WHERE o.name = $1 AND c.expires > $2 ORDER BY c.id", text(string(owner)), micros(now))
	if err != nil {
		return nil, outOfOrder(err)
	}
	err = eachRow(rows, func() error {
		c, err := scanShareCode(rows)
		list = append(list, c)
		return err
	})
	return list, outOfOrder(err)
}

// ShareCode returns the code that has the hash, if it has not expired.
func (db *DB) ShareCode(ctx context.Context, hash [32]byte, now time.Time) (commonhall.ShareCode, error) {
	return shareCodeIn(ctx, db.read, hash, now)
}

type rower interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func shareCodeIn(ctx context.Context, q rower, hash [32]byte, now time.Time) (commonhall.ShareCode, error) {
	c, err := scanShareCode(q.QueryRowContext(ctx, shareCodeColumns+"WHERE c.hash = $1 AND c.expires > $2", hash[:], micros(now)))
	if errors.Is(err, sql.ErrNoRows) {
		return c, noShareCode()
	}
	return c, outOfOrder(err)
}

// ExchangeShareCode gives a person what the code shares; see GrantShare.
func (db *DB) ExchangeShareCode(ctx context.Context, hash [32]byte, to commonhall.UserName, most int, now time.Time) (made commonhall.Share, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		c, err := shareCodeIn(ctx, tx, hash, now)
		if err != nil {
			return err
		}
		if made, err = grantShare(ctx, tx, c.Share(to), most, now); err != nil {
			return err
		}
		r, err := tx.ExecContext(ctx, "UPDATE share_codes SET exchanged = exchanged + 1, last = $1 WHERE id = $2", micros(now), c.ID)
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 { // taken back this moment
			return errors.Join(err, noShareCode())
		}
		return nil
	})
	return made, err
}

// RemoveShareCode removes one code of a server, which is told by its hash or its number;
// NotFound where the server has no such code.
func (db *DB) RemoveShareCode(ctx context.Context, owner commonhall.UserName, server string, hash [32]byte, id int64) error {
	n, err := db.exec(ctx, "DELETE FROM share_codes WHERE owner_id = (SELECT id FROM users WHERE name = $1) AND server = $2 AND (hash = $3 OR id = $4)",
		text(string(owner)), text(server), hash[:], id)
	if err == nil && n == 0 {
		return noShareCode()
	}
	return err
}

// RemoveShareCodes removes the codes of a server.
func (db *DB) RemoveShareCodes(ctx context.Context, owner commonhall.UserName, server string) error {
	_, err := db.exec(ctx, "DELETE FROM share_codes WHERE owner_id = (SELECT id FROM users WHERE name = $1) AND server = $2", text(string(owner)), text(server))
	return err
}
