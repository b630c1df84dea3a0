package store

import (
	"cmp"
	"context"
	"database/sql"
	"io/fs"
	"slices"
	"strconv"

	"github.com/pressly/goose/v3"
)

// What the engines say about their tables, each in its own words.

// tables lists the tables, each behind those that it refers to.
func (db *DB) tables(ctx context.Context, tx *sql.Tx) ([]string, error) {
	names := "SELECT tablename, '' FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'goose_db_version' ORDER BY 1"
	links := "SELECT c.relname, f.relname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid WHERE k.contype = 'f'"
	if db.isSQLite() {
		names = "SELECT name, '' FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'goose_db_version' ORDER BY 1"
		links = `SELECT m.name, f."table" FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'`
	}
	all, err := pairs(ctx, tx, names)
	if err != nil {
		return nil, err
	}
	refers, err := pairs(ctx, tx, links)
	if err != nil {
		return nil, err
	}
	depth := map[string]int{}
	for range all { // as deep as a chain can be
		for _, l := range refers {
			if l[0] != l[1] {
				depth[l[0]] = max(depth[l[0]], depth[l[1]]+1)
			}
		}
	}
	var out []string
	for _, t := range all {
		out = append(out, t[0])
	}
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(depth[a], depth[b]) })
	return out, nil
}

func pairs(ctx context.Context, tx *sql.Tx, query string) (out [][2]string, err error) {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var p [2]string
		if err := rows.Scan(&p[0], &p[1]); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, rows.Err()
}

const identities = "SELECT table_name, pg_get_serial_sequence(quote_ident(table_name), column_name) FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES' AND table_name <> 'goose_db_version'"

// sequences returns the last number that each table gave out.
func (db *DB) sequences(ctx context.Context, tx *sql.Tx) (map[string]int64, error) {
	out := map[string]int64{}
	query := identities
	if db.isSQLite() {
		query = "SELECT name, seq FROM sqlite_sequence WHERE name <> 'goose_db_version'"
	}
	found, err := pairs(ctx, tx, query)
	if err != nil {
		return nil, err
	}
	for _, p := range found {
		if db.isSQLite() {
			if out[p[0]], err = strconv.ParseInt(p[1], 10, 64); err != nil {
				return nil, err
			}
			continue
		}
		var last int64
		var called bool
		if err := tx.QueryRowContext(ctx, "SELECT last_value, is_called FROM "+p[1]).Scan(&last, &called); err != nil {
			return nil, err
		}
		if called {
			out[p[0]] = last
		}
	}
	return out, nil
}

// sequences makes the database go on counting where the other one was.
func (l *loader) sequences(ctx context.Context, tx *sql.Tx, tables []string) error {
	if l.db.isSQLite() {
		for table, last := range l.head.Sequences {
			if !slices.Contains(tables, table) {
				continue
			}
			if _, err := tx.ExecContext(ctx, "DELETE FROM sqlite_sequence WHERE name = $1", table); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)", table, last); err != nil {
				return err
			}
		}
		return nil
	}
	found, err := pairs(ctx, tx, identities)
	if err != nil {
		return err
	}
	for _, p := range found {
		if last := l.head.Sequences[p[0]]; last > 0 {
			if _, err := tx.ExecContext(ctx, "SELECT setval($1::regclass, $2)", p[1], last); err != nil {
				return err
			}
		}
	}
	return nil
}

// definitions returns how each table and index of a SQLite database is defined.
func definitions(ctx context.Context, q querier) (map[string]string, error) {
	query := "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
	rows, err := q.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]string{}
	for rows.Next() {
		var name, definition string
		if err := rows.Scan(&name, &definition); err != nil {
			return nil, err
		}
		out[name] = definition
	}
	return out, rows.Err()
}

// intended is how they are defined in a new database.
func intended(ctx context.Context) (map[string]string, error) {
	steps, err := fs.Sub(migrations, "migration/sqlite")
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	p, err := goose.NewProvider(goose.DialectSQLite3, db, steps)
	if err != nil {
		return nil, err
	}
	if _, err := p.Up(ctx); err != nil {
		return nil, err
	}
	return definitions(ctx, db)
}
