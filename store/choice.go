package store

import (
	"context"
	"database/sql"

	"commonhall"
)

// Choices returns which environments people and groups were given, those of removed
// people included.
func (db *DB) Choices(ctx context.Context) (list []commonhall.Choice, err error) {
	rows, err := db.read.QueryContext(ctx, "SELECT c.kind, c.who, COALESCE(c.environment, ''), COALESCE(u.name, ''), COALESCE(g.name, '') FROM choices c "+
		"LEFT JOIN users u ON c.kind = 'user' AND u.uid = c.who LEFT JOIN groups g ON c.kind = 'group' AND g.gid = c.who ORDER BY c.kind, c.who")
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer rows.Close()
	for rows.Next() {
		var c commonhall.Choice
		if err := rows.Scan(&c.Kind, &c.Who, &c.Environment, &c.User, &c.Group); err != nil {
			return nil, err
		}
		if c.Environment == "" {
			c.Environment = commonhall.NoEnvironment
		}
		list = append(list, c)
	}
	return list, outOfOrder(rows.Err())
}

// SetChoice writes down which environment somebody was given, instead of the one before.
func (db *DB) SetChoice(ctx context.Context, c commonhall.Choice) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		var name any
		if c.Environment != commonhall.NoEnvironment {
			name = string(c.Environment)
			var there int
			if err := tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM environments WHERE name = $1", name).Scan(&there); err != nil {
				return err
			}
			if there == 0 {
				return noEnvironment(c.Environment)
			}
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO choices (kind, who, environment) VALUES ($1, $2, $3) ON CONFLICT (kind, who) DO UPDATE SET environment = $3",
			string(c.Kind), c.Who, name)
		return err
	})
}

// DropChoice takes back what somebody was given. It reports whether it was anything.
func (db *DB) DropChoice(ctx context.Context, kind commonhall.ChoiceKind, who int) (bool, error) {
	n, err := db.exec(ctx, "DELETE FROM choices WHERE kind = $1 AND who = $2", string(kind), who)
	return n > 0, err
}
