package store

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"modernc.org/sqlite"

	"commonhall"
)

// A dump is JSON lines: a header, then for each table a line with its columns and
// a line for each row, and how many rows there were. Without that last line it is
// not whole. It is the same for both engines: what is true or false is 1 or 0.

const (
	dumpFormat  = "commonhall database"
	dumpVersion = 1
)

type dumpHeader struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Schema  int64  `json:"schema"`
	// Sequences are the last numbers that were given out, which are not given again
	// even if what had them is gone.
	Sequences map[string]int64 `json:"sequences"`
}

type dumpTable struct {
	Table   string           `json:"table,omitempty"`
	Columns []string         `json:"columns,omitempty"`
	End     map[string]int64 `json:"end,omitempty"` // rows of each table
}

// What JSON has no words for.
type dumpBytes struct {
	Blob  *string `json:"blob,omitempty"`  // base64
	Text  *string `json:"text,omitempty"`  // base64, of a text that is not UTF-8
	Float *string `json:"float,omitempty"` // decimal
}

// isSQLite tells the engine.
func (db *DB) isSQLite() bool {
	_, file := db.write.Driver().(*sqlite.Driver)
	return file
}

// Dump writes everything in the database as of one moment. Others go on writing. One
// that is damaged it refuses: what could be read of it is not what people had.
func (db *DB) Dump(ctx context.Context, w io.Writer) error {
	tx, err := db.read.DB.BeginTx(ctx, nil) // its statements are of this once
	if err != nil {
		return outOfOrder(err)
	}
	defer func() { _ = tx.Rollback() }()
	if db.isSQLite() {
		problems, err := integrity(ctx, tx)
		if err != nil {
			return outOfOrder(err)
		}
		if len(problems) > 0 {
			return commonhall.Errorf(commonhall.FailedPrecondition, "The database is damaged: %s.", strings.TrimSuffix(problems[0], ".")).WithHint(bringBack)
		}
	}
	out := bufio.NewWriterSize(w, 64<<10)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	header := dumpHeader{Format: dumpFormat, Version: dumpVersion}
	// The first query fixes the moment.
	if err := tx.QueryRowContext(ctx, "SELECT MAX(version_id) FROM goose_db_version").Scan(&header.Schema); err != nil {
		return outOfOrder(err)
	}
	if header.Sequences, err = db.sequences(ctx, tx); err != nil {
		return outOfOrder(err)
	}
	tables, err := db.tables(ctx, tx)
	if err != nil {
		return outOfOrder(err)
	}
	if err := enc.Encode(header); err != nil {
		return err
	}
	end := dumpTable{End: map[string]int64{}}
	for _, table := range tables {
		if end.End[table], err = dumpRows(ctx, tx, table, enc); err != nil {
			return outOfOrder(err)
		}
	}
	if err := enc.Encode(end); err != nil {
		return err
	}
	return out.Flush()
}

// OpenAsIs opens a SQLite database for Dump alone: nothing is migrated or written.
func OpenAsIs(ctx context.Context, path string) (*DB, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, explain(path, err)
	}
	read, err := sql.Open("sqlite", dsn(path, "deferred")+"&_pragma=query_only(1)")
	if err != nil {
		return nil, err
	}
	if err := read.PingContext(ctx); err != nil {
		read.Close()
		return nil, explain(path, err)
	}
	return &DB{write: read, read: &pool{DB: read}}, nil
}

// OpenPostgresAsIs opens a PostgreSQL database for Dump alone, also beside a hub.
func OpenPostgresAsIs(ctx context.Context, p Postgres) (*DB, error) {
	cfg, err := p.config()
	if err != nil {
		return nil, err
	}
	name := cfg.Database + " on " + cfg.Host
	_, connector := connectors(cfg, name)
	read := sql.OpenDB(connector)
	if err := read.PingContext(ctx); err != nil {
		read.Close()
		return nil, explainPostgres(cfg, name, err)
	}
	return &DB{write: read, read: &pool{DB: read}}, nil
}

// dumpRows writes one table, in the order of its first column: what is only ever
// appended to stays the same at its beginning, and a backup moves the end alone.
func dumpRows(ctx context.Context, tx *sql.Tx, table string, enc *json.Encoder) (n int64, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT * FROM "`+table+`" ORDER BY 1`)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return 0, err
	}
	if err := enc.Encode(dumpTable{Table: table, Columns: columns}); err != nil {
		return 0, err
	}
	values, targets := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		targets[i] = &values[i]
	}
	for ; rows.Next(); n++ {
		if err := rows.Scan(targets...); err != nil {
			return n, err
		}
		for i, v := range values {
			if values[i], err = neutral(v); err != nil {
				return n, fmt.Errorf("%s.%s: %w", table, columns[i], err)
			}
		}
		if err := enc.Encode(values); err != nil {
			return n, err
		}
	}
	return n, rows.Err()
}

// neutral returns a value as it stands in a dump.
func neutral(v any) (any, error) {
	b64 := func(s string) *string {
		s = base64.StdEncoding.EncodeToString([]byte(s))
		return &s
	}
	switch v := v.(type) {
	case nil, int64:
		return v, nil
	case bool:
		if v {
			return 1, nil
		}
		return 0, nil
	case string:
		if utf8.ValidString(v) {
			return v, nil
		}
		return dumpBytes{Text: b64(v)}, nil
	case []byte:
		return dumpBytes{Blob: b64(string(v))}, nil
	case float64:
		s := strconv.FormatFloat(v, 'g', -1, 64)
		return dumpBytes{Float: &s}, nil
	}
	return nil, fmt.Errorf("a value of type %T has no form in a dump", v)
}
