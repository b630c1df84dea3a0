package store

import (
	"context"
	"database/sql"

	"commonhall"
)

// Services returns the record of each service, by name.
func (db *DB) Services(ctx context.Context) (list []commonhall.ServiceRecord, err error) {
	rows, err := db.read.QueryContext(ctx, "SELECT name, spec, COALESCE(account, -1), run, made, created FROM services ORDER BY name")
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer rows.Close()
	for rows.Next() {
		var r commonhall.ServiceRecord
		var created int64
		if err := rows.Scan(&r.Name, &r.Spec, &r.Account, &r.Run, &r.Made, &created); err != nil {
			return nil, err
		}
		r.Created = fromMicros(created)
		list = append(list, r)
	}
	return list, outOfOrder(rows.Err())
}

// SaveService writes the record of a service in the place of the one there is. An account
// that another service has is refused.
func (db *DB) SaveService(ctx context.Context, r commonhall.ServiceRecord) error {
	account := sql.NullInt64{Int64: int64(r.Account), Valid: r.Account >= 0}
	_, err := db.exec(ctx, "INSERT INTO services (name, spec, account, run, made, created) VALUES ($1, $2, $3, $4, $5, $6) "+
		"ON CONFLICT (name) DO UPDATE SET spec = $2, account = $3, run = $4, made = $5",
		string(r.Name), text(r.Spec), account, string(r.Run), r.Made, micros(r.Created))
	return err
}

// RemoveService forgets a service; one that is not known is forgotten already.
func (db *DB) RemoveService(ctx context.Context, name commonhall.ServiceName) error {
	_, err := db.exec(ctx, "DELETE FROM services WHERE name = $1", text(string(name)))
	return err
}
