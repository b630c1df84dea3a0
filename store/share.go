package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"commonhall"
	"commonhall/scope"
)

const shareColumns = "SELECT s.id, o.name, s.server, COALESCE(u.name, ''), COALESCE(g.name, ''), s.scopes, s.created " +
	"FROM shares s JOIN users o ON o.id = s.owner_id LEFT JOIN users u ON u.id = s.user_id LEFT JOIN groups g ON g.id = s.group_id "

func scanShare(row scanner) (s commonhall.Share, err error) {
	var scopes string
	var created int64
	if err = row.Scan(&s.ID, &s.Owner, &s.Server, &s.User, &s.Group, &scopes, &created); err == nil {
		err = json.Unmarshal([]byte(scopes), &s.Scopes)
	}
	s.Created = fromMicros(created)
	return s, err
}

// Shares returns the shares that f means, the oldest first.
func (db *DB) Shares(ctx context.Context, f commonhall.ShareFilter) ([]commonhall.Share, error) {
	return sharesIn(ctx, db.read, f)
}

func sharesIn(ctx context.Context, q querier, f commonhall.ShareFilter) (list []commonhall.Share, err error) {
	query, args := shareColumns+"WHERE 0 = 0", []any(nil)
	add := func(before, value, after string) {
		args = append(args, text(value))
		query += " AND " + before + placeholder(len(args)) + after
	}
	if f.Owner != "" {
		add("o.name = ", string(f.Owner), "")
	}
	if f.Server != nil {
		add("s.server = ", *f.Server, "")
	}
	switch {
	case f.User != "" && f.Groups:
		add("(u.name = ", string(f.User), "")
		args = append(args, text(string(f.User)))
		query += " OR s.group_id IN (SELECT m.group_id FROM members m JOIN users v ON v.id = m.user_id WHERE v.name = " + placeholder(len(args)) + "))"
	case f.User != "":
		add("u.name = ", string(f.User), "")
	case f.Group != "":
		add("g.folded = ", f.Group.Folded(), "")
	}
	rows, err := q.QueryContext(ctx, query+" ORDER BY s.id", args...)
	if err != nil {
		return nil, outOfOrder(err)
	}
	err = eachRow(rows, func() error {
		s, err := scanShare(rows)
		list = append(list, s)
		return err
	})
	return list, outOfOrder(err)
}

// SharedWith returns what is shared with a person, by themselves and by the groups that
// they are in now: whose server, and what they may.
func (db *DB) SharedWith(ctx context.Context, id int64) (list []commonhall.Share, err error) {
	rows, err := db.read.QueryContext(ctx, "SELECT o.name, s.server, s.scopes FROM shares s JOIN users o ON o.id = s.owner_id WHERE s.user_id = $1 UNION ALL "+
		"SELECT o.name, s.server, s.scopes FROM shares s JOIN users o ON o.id = s.owner_id JOIN members m ON m.group_id = s.group_id WHERE m.user_id = $2", id, id)
	if err != nil {
		return nil, outOfOrder(err)
	}
	err = eachRow(rows, func() error {
		var s commonhall.Share
		var scopes string
		err := rows.Scan(&s.Owner, &s.Server, &scopes)
		if err == nil {
			err = json.Unmarshal([]byte(scopes), &s.Scopes)
		}
		list = append(list, s)
		return err
	})
	return list, outOfOrder(err)
}

// AnyShares reports whether anybody shares anything.
func (db *DB) AnyShares(ctx context.Context) (bool, error) {
	var n int
	err := db.read.QueryRowContext(ctx, "SELECT COUNT(*) FROM (SELECT id FROM shares LIMIT 1) AS one").Scan(&n)
	return n > 0, outOfOrder(err)
}

// sharer returns the number of a person. Until the transaction ends nobody else changes what they share.
func sharer(ctx context.Context, tx *sql.Tx, name commonhall.UserName) (id int64, err error) {
	err = tx.QueryRowContext(ctx, "UPDATE users SET suspended = suspended WHERE name = $1 RETURNING id", text(string(name))).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, noUser(name)
	}
	return id, err
}

// sharerOf is sharer, if the person has such a server: what is removed at the same moment is not shared any more.
func sharerOf(ctx context.Context, tx *sql.Tx, name commonhall.UserName, server string) (id int64, err error) {
	id, err = sharer(ctx, tx, name)
	if err != nil || server == "" {
		return id, err
	}
	var n int
	err = tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM servers WHERE user_id = $1 AND name = $2", id, text(server)).Scan(&n)
	if err == nil && n == 0 {
		err = commonhall.Errorf(commonhall.NotFound, "%s has no server named %q.", string(name), server)
	}
	return id, err
}

// receiver returns the numbers of the person or of the group with whom something is shared.
func receiver(ctx context.Context, tx *sql.Tx, s commonhall.Share) (user, group sql.NullInt64, err error) {
	if s.Group != "" {
		g, err := groupIn(ctx, tx, s.Group)
		if commonhall.KindOf(err) == commonhall.NotFound {
			err = commonhall.Errorf(commonhall.InvalidArgument, "No such group: %s", string(s.Group))
		}
		return user, sql.NullInt64{Int64: g.ID, Valid: true}, err
	}
	user.Valid = true
	err = tx.QueryRowContext(ctx, "SELECT id FROM users WHERE name = $1", text(string(s.User))).Scan(&user.Int64)
	if errors.Is(err, sql.ErrNoRows) {
		err = commonhall.Errorf(commonhall.InvalidArgument, "No such user: %s", string(s.User))
	}
	return user, group, err
}

// one means the share of s's server with s's person or group.
func one(s commonhall.Share) commonhall.ShareFilter {
	return commonhall.ShareFilter{Owner: s.Owner, Server: &s.Server, User: s.User, Group: s.Group}
}

// GrantShare shares a server, also what was shared of it with the same before. An owner
// has at most so many shares.
func (db *DB) GrantShare(ctx context.Context, s commonhall.Share, most int, now time.Time) (made commonhall.Share, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		made, err = grantShare(ctx, tx, s, most, now)
		return err
	})
	return made, err
}

func grantShare(ctx context.Context, tx *sql.Tx, s commonhall.Share, most int, now time.Time) (made commonhall.Share, err error) {
	owner, err := sharerOf(ctx, tx, s.Owner, s.Server)
	if err != nil {
		return made, err
	}
	user, group, err := receiver(ctx, tx, s)
	if err != nil {
		return made, err
	}
	was, err := sharesIn(ctx, tx, one(s))
	if err != nil {
		return made, err
	}
	if len(was) > 0 {
		return saveShare(ctx, tx, was[0], scope.JoinShared(was[0].Scopes, s.Scopes))
	}
	var has int
	if err := tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM shares WHERE owner_id = $1", owner).Scan(&has); err != nil {
		return made, err
	}
	if has >= most {
		return made, commonhall.Errorf(commonhall.ResourceExhausted, "%s has shared %d times, and cannot share more.", string(s.Owner), has).
			WithHint("Share with a group, or take back what nobody needs any more.")
	}
	scopes, err := json.Marshal(s.Scopes)
	if err != nil {
		return made, err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO shares (owner_id, server, user_id, group_id, scopes, created) VALUES ($1, $2, $3, $4, $5, $6)",
		owner, text(s.Server), user, group, string(scopes), micros(now)); err != nil {
		return made, err
	}
	if was, err = sharesIn(ctx, tx, one(s)); err != nil {
		return made, err
	}
	return was[0], nil
}

func saveShare(ctx context.Context, tx *sql.Tx, s commonhall.Share, scopes []commonhall.Scope) (commonhall.Share, error) {
	s.Scopes = scopes
	text, err := json.Marshal(scopes)
	if err == nil {
		_, err = tx.ExecContext(ctx, "UPDATE shares SET scopes = $1 WHERE id = $2", string(text), s.ID)
	}
	return s, err
}

// ReduceShare takes scopes of a share away; none means all. It returns what is left, and
// whether there was anything to take from.
func (db *DB) ReduceShare(ctx context.Context, s commonhall.Share) (left commonhall.Share, found bool, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		if _, err := sharer(ctx, tx, s.Owner); err != nil {
			return err
		}
		was, err := sharesIn(ctx, tx, one(s))
		found, left = len(was) > 0, commonhall.Share{}
		if err != nil || !found {
			return err
		}
		if rest := scope.TakeShared(was[0].Scopes, s.Scopes); len(s.Scopes) > 0 && len(rest) > 0 {
			left, err = saveShare(ctx, tx, was[0], rest)
			return err
		}
		_, err = tx.ExecContext(ctx, "DELETE FROM shares WHERE id = $1", was[0].ID)
		return err
	})
	return left, found, err
}

// RemoveShares takes back whatever is shared of a server, the links to share it too.
func (db *DB) RemoveShares(ctx context.Context, owner commonhall.UserName, server string) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		id, err := sharer(ctx, tx, owner)
		if err != nil {
			return err
		}
		return endShares(ctx, tx, id, server)
	})
}

func endShares(ctx context.Context, tx *sql.Tx, owner int64, server string) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM shares WHERE owner_id = $1 AND server = $2", owner, text(server)); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, "DELETE FROM share_codes WHERE owner_id = $1 AND server = $2", owner, text(server))
	return err
}
