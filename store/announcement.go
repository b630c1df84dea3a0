package store

import (
	"context"
	"database/sql"

	"commonhall"
)

// Announcements returns all, the newest first.
func (db *DB) Announcements(ctx context.Context) (list []commonhall.Announcement, err error) {
	rows, err := db.read.QueryContext(ctx, "SELECT a.id, a.text, a.level, a.audience, a.gid, COALESCE(g.name, ''), a.begins, a.ends, a.created, a.author FROM announcements a "+
		"LEFT JOIN groups g ON g.gid = a.gid ORDER BY a.id DESC")
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer rows.Close()
	for rows.Next() {
		var a commonhall.Announcement
		var from, until, created int64
		if err := rows.Scan(&a.ID, &a.Text, &a.Level, &a.Audience, &a.GID, &a.Group, &from, &until, &created, &a.By); err != nil {
			return nil, err
		}
		a.From, a.Until, a.Created = fromMicros(from), fromMicros(until), fromMicros(created)
		list = append(list, a)
	}
	return list, outOfOrder(rows.Err())
}

// AddAnnouncement stores one and returns its id.
func (db *DB) AddAnnouncement(ctx context.Context, a commonhall.Announcement) (id int64, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, "INSERT INTO announcements (text, level, audience, gid, begins, ends, created, author) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
			text(a.Text), string(a.Level), string(a.Audience), a.GID, micros(a.From), micros(a.Until), micros(a.Created), text(a.By)).Scan(&id)
	})
	return id, err
}

// ChangeAnnouncement changes one, and reports whether it is there. One that is new to people
// is seen again by who did not want to see it any more.
func (db *DB) ChangeAnnouncement(ctx context.Context, a commonhall.Announcement, isNew bool) (there bool, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "UPDATE announcements SET text = $1, level = $2, audience = $3, gid = $4, begins = $5, ends = $6 WHERE id = $7",
			text(a.Text), string(a.Level), string(a.Audience), a.GID, micros(a.From), micros(a.Until), a.ID)
		if err != nil {
			return err
		}
		n, err := r.RowsAffected()
		if there = n > 0; err == nil && isNew {
			_, err = tx.ExecContext(ctx, "DELETE FROM dismissals WHERE announcement = $1", a.ID)
		}
		return err
	})
	return there, err
}

// RemoveAnnouncement deletes one, and reports whether it was there.
func (db *DB) RemoveAnnouncement(ctx context.Context, id int64) (bool, error) {
	n, err := db.exec(ctx, "DELETE FROM announcements WHERE id = $1", id)
	return n > 0, err
}

// Dismiss writes down that a person does not want to see one any more.
func (db *DB) Dismiss(ctx context.Context, id int64, name commonhall.UserName) error {
	_, err := db.exec(ctx, "INSERT INTO dismissals (announcement, user_id) SELECT a.id, u.id FROM announcements a, users u WHERE a.id = $1 AND u.name = $2 ON CONFLICT DO NOTHING",
		id, string(name))
	return err
}

// Dismissed returns which those are.
func (db *DB) Dismissed(ctx context.Context, name commonhall.UserName) (map[int64]bool, error) {
	rows, err := db.read.QueryContext(ctx, "SELECT d.announcement FROM dismissals d JOIN users u ON u.id = d.user_id WHERE u.name = $1", string(name))
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer rows.Close()
	out := map[int64]bool{}
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out[id] = true
	}
	return out, outOfOrder(rows.Err())
}
