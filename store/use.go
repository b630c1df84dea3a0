package store

import (
	"context"
	"database/sql"
	"time"

	"commonhall"
)

// Uses returns what was known last about the use of runs.
func (db *DB) Uses(ctx context.Context) (map[commonhall.ServerID]commonhall.Use, error) {
	rows, err := db.read.QueryContext(ctx, "SELECT run, since, cpu, at FROM uses")
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer rows.Close()
	out := map[commonhall.ServerID]commonhall.Use{}
	for rows.Next() {
		var run commonhall.ServerID
		var since, cpu, at int64
		if err := rows.Scan(&run, &since, &cpu, &at); err != nil {
			return nil, err
		}
		out[run] = commonhall.Use{Since: fromMicros(since), CPU: time.Duration(cpu), At: fromMicros(at)}
	}
	return out, outOfOrder(rows.Err())
}

// SaveUses writes down what is known, instead of all that was.
func (db *DB) SaveUses(ctx context.Context, all map[commonhall.ServerID]commonhall.Use) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM uses"); err != nil {
			return err
		}
		for run, u := range all {
			if _, err := tx.ExecContext(ctx, "INSERT INTO uses (run, since, cpu, at) VALUES ($1, $2, $3, $4)", string(run), micros(u.Since), int64(u.CPU), micros(u.At)); err != nil {
				return err
			}
		}
		return nil
	})
}
