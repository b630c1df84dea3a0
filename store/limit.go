package store

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"

	"commonhall"
)

// givenTables hold what people and groups were given, by kind and number.
var givenTables = []string{"choices", "limits"}

// Limits returns what people and groups were given, that of removed people included.
func (db *DB) Limits(ctx context.Context) (list []commonhall.GivenLimit, err error) {
	rows, err := db.read.QueryContext(ctx, "SELECT l.kind, l.who, l.name, l.value, COALESCE(u.name, ''), COALESCE(g.name, '') FROM limits l "+
		"LEFT JOIN users u ON l.kind = 'user' AND u.uid = l.who LEFT JOIN groups g ON l.kind IN ('group', 'teachers') AND g.gid = l.who ORDER BY l.kind, l.who, l.name")
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer rows.Close()
	for rows.Next() {
		var l commonhall.GivenLimit
		var value string
		if err := rows.Scan(&l.Kind, &l.Who, &l.Limit, &value, &l.User, &l.Group); err != nil {
			return nil, err
		}
		if l.Value, err = strconv.ParseFloat(value, 64); err != nil {
			return nil, fmt.Errorf("the limit %s of %s %d: %w", l.Limit, l.Kind, l.Who, err)
		}
		list = append(list, l)
	}
	return list, outOfOrder(rows.Err())
}

// SetLimits writes down limits of a person or a group, all or none; 0 takes one back.
func (db *DB) SetLimits(ctx context.Context, kind commonhall.ChoiceKind, who int, values map[commonhall.LimitName]float64) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		for name, v := range values {
			var err error
			if v == 0 {
				_, err = tx.ExecContext(ctx, "DELETE FROM limits WHERE kind = $1 AND who = $2 AND name = $3", string(kind), who, string(name))
			} else {
				_, err = tx.ExecContext(ctx, "INSERT INTO limits (kind, who, name, value) VALUES ($1, $2, $3, $4) ON CONFLICT (kind, who, name) DO UPDATE SET value = $4",
					string(kind), who, string(name), strconv.FormatFloat(v, 'f', -1, 64))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}
