package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pressly/goose/v3"

	"commonhall"
)

// Taken says how many of the first numbers of people and of groups are not to be given
// out any more, because there are folders with them.
type Taken struct{ People, Groups int }

// Load fills a new SQLite database at path with what a dump says, whatever engine
// and version it comes from, and migrates it to the newest schema. Who is removed in it
// can be brought back for a whole term from now on.
func Load(ctx context.Context, path string, dump io.Reader, taken Taken, now time.Time) error {
	steps, err := fs.Sub(migrations, "migration/sqlite")
	if err != nil {
		return err
	}
	write, err := sql.Open("sqlite", dsn(path, "immediate"))
	if err != nil {
		return err
	}
	write.SetMaxOpenConns(1)
	db := &DB{write: write, read: &pool{DB: write}}
	return errors.Join(db.load(ctx, goose.DialectSQLite3, steps, path, dump, taken, now), write.Close())
}

// LoadPostgres does the same with an empty PostgreSQL database. Where it was
// interrupted, it can be called again.
func LoadPostgres(ctx context.Context, p Postgres, dump io.Reader, taken Taken, now time.Time) error {
	steps, err := fs.Sub(migrations, "migration/postgres")
	if err != nil {
		return err
	}
	cfg, err := p.config()
	if err != nil {
		return err
	}
	name := cfg.Database + " on " + cfg.Host
	write, _ := connectors(cfg, name)
	db := &DB{write: sql.OpenDB(write)}
	db.read = &pool{DB: db.write}
	db.write.SetMaxOpenConns(1)
	err = db.load(ctx, goose.DialectPostgres, steps, name, dump, taken, now)
	if known := (*commonhall.Error)(nil); err != nil && !errors.As(err, &known) {
		err = explainPostgres(cfg, name, err)
	}
	return errors.Join(err, db.write.Close())
}

// loading is the row in keys that marks a database that is being filled.
const loading = "loading"

func (db *DB) load(ctx context.Context, d goose.Dialect, steps fs.FS, name string, dump io.Reader, taken Taken, now time.Time) error {
	l := loader{db: db, dec: json.NewDecoder(dump), counts: map[string]int64{}}
	if err := l.header(); err != nil {
		return err
	}
	p, err := goose.NewProvider(d, db.write, steps)
	if err != nil {
		return err
	}
	have, newest, err := p.GetVersions(ctx)
	if err != nil {
		return err
	}
	if l.head.Schema > newest {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The dump was written by a newer version of commonhall (its schema is %d, this program knows %d).", l.head.Schema, newest).
			WithHint("Install the newer version, and restore with that.")
	}
	begun, err := db.begun(ctx, have, name)
	if err != nil {
		return err
	}
	if !begun || have <= l.head.Schema { // otherwise it was filled before, and only not migrated to the end
		if have > l.head.Schema {
			return commonhall.Errorf(commonhall.FailedPrecondition, "The database %s has tables of a newer version than the dump.", name).
				WithHint("Give the restore a new, empty database.")
		}
		if _, err := p.UpTo(ctx, l.head.Schema); err != nil {
			return err
		}
		if _, err := db.Key(ctx, loading, func() []byte { return []byte{1} }); err != nil {
			return err
		}
		if err := db.tx(ctx, func(tx *sql.Tx) error { return l.fill(ctx, tx) }); err != nil {
			return err
		}
	}
	if _, err := p.Up(ctx); err != nil {
		return err
	}
	return db.loaded(ctx, taken, now)
}

// loaded takes the mark away. A dump is older than the homes: who is removed in it may have
// come back since, and works. So nobody in it counts as removed for longer than from now
// on, nor as being deleted, or the next purge would take a living home.
func (db *DB) loaded(ctx context.Context, taken Taken, now time.Time) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		for counter, first := range map[string]int{"uid": taken.People, "gid": taken.Groups} {
			if first > 0 {
				if err := skipNumbers(ctx, tx, counter, first); err != nil {
					return err
				}
			}
		}
		if _, err := tx.ExecContext(ctx, "UPDATE removed SET removed = $1, purging = FALSE", micros(now)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM keys WHERE name = $1", loading)
		return err
	})
}

// begun reports whether a load of before was interrupted; a database that anybody
// else has filled is refused.
func (db *DB) begun(ctx context.Context, have int64, name string) (begun bool, err error) {
	if have == 0 {
		return false, nil
	}
	err = db.tx(ctx, func(tx *sql.Tx) error {
		var n int
		if err := tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM keys WHERE name = $1", loading).Scan(&n); err != nil {
			return err
		}
		if begun = n > 0; begun {
			return nil
		}
		tables, err := db.tables(ctx, tx)
		if err != nil {
			return err
		}
		for _, t := range tables {
			if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM "`+t+`"`).Scan(&n); err != nil {
				return err
			}
			if n > 0 {
				return commonhall.Errorf(commonhall.FailedPrecondition, "The database %s is not empty: there are records in %s.", name, t).
					WithHint("Nothing was changed. Give the restore a new, empty database.")
			}
		}
		return nil
	})
	return begun, err
}

// loader reads a dump.
type loader struct {
	db     *DB
	dec    *json.Decoder
	head   dumpHeader
	counts map[string]int64
}

func notADump(err error) error {
	return commonhall.Errorf(commonhall.FailedPrecondition, "The dump of the database is damaged or not whole.").
		WithHint("Nothing was changed. Take another snapshot: commonhall backup list").Because(err)
}

func (l *loader) header() error {
	if err := l.dec.Decode(&l.head); err != nil {
		return notADump(err)
	}
	if l.head.Format != dumpFormat || l.head.Schema < 1 {
		return notADump(errors.New("it does not begin as one"))
	}
	if l.head.Version > dumpVersion {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The dump was written by a newer version of commonhall.").
			WithHint("Install the newer version, and restore with that.")
	}
	return nil
}

// lines calls table and row for what the dump holds, and checks that it is whole.
func (l *loader) lines(table func(name string, columns []string) error, row func(json.RawMessage) error) error {
	current := ""
	for {
		var raw json.RawMessage
		if err := l.dec.Decode(&raw); err != nil {
			return notADump(err)
		}
		if raw[0] == '[' && current != "" {
			if err := row(raw); err != nil {
				return err
			}
			l.counts[current]++
			continue
		}
		var t dumpTable
		if err := json.Unmarshal(raw, &t); err != nil {
			return notADump(err)
		}
		if t.End != nil {
			if !maps.Equal(t.End, l.counts) {
				return notADump(fmt.Errorf("it has %v rows, and says that it has %v", l.counts, t.End))
			}
			return nil
		}
		if t.Table == "" || len(t.Columns) == 0 {
			return notADump(errors.New("a line that makes no sense"))
		}
		current, l.counts[t.Table] = t.Table, 0
		if err := table(t.Table, t.Columns); err != nil {
			return err
		}
	}
}

// fill empties all tables and inserts the dump's rows.
func (l *loader) fill(ctx context.Context, tx *sql.Tx) error {
	tables, err := l.db.tables(ctx, tx)
	if err != nil {
		return err
	}
	for _, t := range slices.Backward(tables) {
		if _, err := tx.ExecContext(ctx, `DELETE FROM "`+t+`"`); err != nil {
			return err
		}
	}
	var insert *sql.Stmt
	var types []string
	err = l.lines(func(name string, columns []string) error {
		if !slices.Contains(tables, name) {
			return notADump(fmt.Errorf("it has a table %q", name))
		}
		var err error
		insert, types, err = l.inserter(ctx, tx, name, columns)
		return err
	}, func(raw json.RawMessage) error {
		values, err := l.values(raw, types)
		if err == nil {
			_, err = insert.ExecContext(ctx, values...)
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := l.sequences(ctx, tx, tables); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO keys (name, value) VALUES ($1, $2)", loading, []byte{1})
	return err
}

// inserter prepares the statement for a table, and says of what type each column is.
func (l *loader) inserter(ctx context.Context, tx *sql.Tx, table string, columns []string) (*sql.Stmt, []string, error) {
	rows, err := tx.QueryContext(ctx, `SELECT * FROM "`+table+`" LIMIT 0`)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	have, err := rows.ColumnTypes()
	if err != nil {
		return nil, nil, err
	}
	var types, holders []string
	for i, c := range columns {
		at := slices.IndexFunc(have, func(t *sql.ColumnType) bool { return t.Name() == c })
		if at < 0 {
			return nil, nil, notADump(fmt.Errorf("its table %s has a column %q", table, c))
		}
		types = append(types, have[at].DatabaseTypeName())
		holders = append(holders, "$"+strconv.Itoa(i+1))
	}
	if err := rows.Close(); err != nil {
		return nil, nil, err
	}
	own := " OVERRIDING SYSTEM VALUE"
	if l.db.isSQLite() {
		own = ""
	}
	stmt, err := tx.PrepareContext(ctx, `INSERT INTO "`+table+`" ("`+strings.Join(columns, `", "`)+`")`+own+" VALUES ("+strings.Join(holders, ", ")+")")
	return stmt, types, err
}

// values decodes a row.
func (l *loader) values(raw json.RawMessage, types []string) ([]any, error) {
	var row []json.RawMessage
	if err := json.Unmarshal(raw, &row); err != nil || len(row) != len(types) {
		return nil, notADump(errors.New("a row that does not fit its table"))
	}
	out := make([]any, len(row))
	for i, r := range row {
		v, err := value(r)
		if err != nil {
			return nil, notADump(err)
		}
		switch x := v.(type) {
		case int64:
			if types[i] == "BOOL" {
				v = x != 0
			}
		case string:
			if !l.db.isSQLite() {
				v = text(x)
			}
		}
		out[i] = v
	}
	return out, nil
}

// value is the inverse of neutral.
func value(raw json.RawMessage) (any, error) {
	switch raw = bytes.TrimSpace(raw); raw[0] {
	case 'n':
		return nil, nil
	case '"':
		var s string
		err := json.Unmarshal(raw, &s)
		return s, err
	case '{':
		var b dumpBytes
		if err := json.Unmarshal(raw, &b); err != nil {
			return nil, err
		}
		switch {
		case b.Blob != nil:
			v, err := base64.StdEncoding.DecodeString(*b.Blob)
			return v, err
		case b.Text != nil:
			v, err := base64.StdEncoding.DecodeString(*b.Text)
			return string(v), err
		case b.Float != nil:
			return strconv.ParseFloat(*b.Float, 64)
		}
		return nil, errors.New("a value that makes no sense")
	}
	return strconv.ParseInt(string(raw), 10, 64)
}

// DumpedPerson is somebody who is in a dump.
type DumpedPerson struct {
	Name    string
	Account string // the login name
	UID     int
	Removed bool // and can be brought back
}

// PeopleIn lists who is in a dump, those who were removed last.
func PeopleIn(dump io.Reader) ([]DumpedPerson, error) {
	l := loader{dec: json.NewDecoder(dump), counts: map[string]int64{}}
	if err := l.header(); err != nil {
		return nil, err
	}
	var out, removed []DumpedPerson
	var table string
	var columns []string
	err := l.lines(func(name string, c []string) error {
		table, columns = name, c
		return nil
	}, func(raw json.RawMessage) error {
		if table != "users" && table != "removed" {
			return nil
		}
		var row []any
		if err := json.Unmarshal(raw, &row); err != nil || len(row) != len(columns) {
			return notADump(err)
		}
		at := func(column string) any {
			if i := slices.Index(columns, column); i >= 0 {
				return row[i]
			}
			return nil
		}
		name, _ := at("name").(string)
		account, _ := at("account").(string)
		uid, _ := at("uid").(float64)
		if p := (DumpedPerson{name, account, int(uid), table == "removed"}); p.Removed {
			removed = append(removed, p)
		} else {
			out = append(out, p)
		}
		return nil
	})
	return append(out, removed...), err
}
