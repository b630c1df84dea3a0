package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"commonhall"
)

// AddEvents stores events in the order given.
func (db *DB) AddEvents(ctx context.Context, events []commonhall.Event) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		for _, e := range events {
			_, err := tx.ExecContext(ctx, "INSERT INTO events (at, name, actor, person, server, server_name, request, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
				micros(e.At), string(e.Name), text(e.By), text(string(e.User)), string(e.Server), text(string(e.Named)), text(string(e.Request)), text(e.Text))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// DeleteEvents removes events from before that time, and the oldest where there are
// more than most: a portion at each call. It returns how many went. It looks at the
// oldest only, for they are stored in the order in which they happen.
func (db *DB) DeleteEvents(ctx context.Context, before time.Time, most int64) (total int64, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		total = 0
		for _, d := range []struct {
			query string
			bound int64
		}{
			{"DELETE FROM events WHERE at < $1 AND id IN (SELECT id FROM events ORDER BY id LIMIT $2)", micros(before)},
			{"DELETE FROM events WHERE id IN (SELECT id FROM events WHERE id <= (SELECT max(id) FROM events) - $1 ORDER BY id LIMIT $2)", most},
		} {
			r, err := tx.ExecContext(ctx, d.query, d.bound, portion)
			if err != nil {
				return err
			}
			n, err := r.RowsAffected()
			if err != nil {
				return err
			}
			total += n
		}
		return nil
	})
	return total, err
}

// Events returns events, the newest first.
func (db *DB) Events(ctx context.Context, f commonhall.EventFilter) (list []commonhall.Event, err error) {
	conds, args := []string{"1 = 1"}, []any{}
	add := func(cond string, v any) {
		args = append(args, v)
		conds = append(conds, strings.ReplaceAll(cond, "?", placeholder(len(args))))
	}
	if f.User != "" {
		add("(person = ? OR actor = ?)", text(string(f.User)))
	}
	if !f.Since.IsZero() {
		add("at >= ?", micros(f.Since))
	}
	if f.Prefix != "" {
		add(`name LIKE ? ESCAPE '\'`, like(text(f.Prefix))+"%")
	}
	if f.Before > 0 {
		add("id < ?", f.Before)
	}
	args = append(args, f.Limit)
	rows, err := db.read.QueryContext(ctx, "SELECT id, at, name, actor, person, server, server_name, request, text FROM events WHERE "+
		strings.Join(conds, " AND ")+" ORDER BY id DESC LIMIT "+placeholder(len(args)), args...)
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer rows.Close()
	for rows.Next() {
		var e commonhall.Event
		var at int64
		if err := rows.Scan(&e.ID, &at, &e.Name, &e.By, &e.User, &e.Server, &e.Named, &e.Request, &e.Text); err != nil {
			return nil, err
		}
		e.At = fromMicros(at)
		list = append(list, e)
	}
	return list, outOfOrder(rows.Err())
}
