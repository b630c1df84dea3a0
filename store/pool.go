package store

import (
	"context"
	"database/sql"
	"maps"
	"slices"
	"sync"
)

// readers is how many connections read at once.
const readers = 4

// maxStatements bounds what a pool keeps. There are fewer than this in the program; what
// makes more of them is a filter with a varying number of values.
const maxStatements = 256

// pool is connections that keep the statements that they have prepared: SQLite takes
// longer to understand a small query than to answer it.
type pool struct {
	*sql.DB
	mu     sync.RWMutex
	known  map[string]*sql.Stmt // they end with the connections; nil: none is kept
	wanted map[string]bool      // what transactions asked for that is not prepared
}

// newPool takes over db, and has each of its connections kept open.
func newPool(db *sql.DB) *pool {
	db.SetMaxOpenConns(readers)
	db.SetMaxIdleConns(readers)
	return &pool{DB: db, known: map[string]*sql.Stmt{}, wanted: map[string]bool{}}
}

// prepared returns the statement of a query, nil where the pool has as many as it may.
func (p *pool) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	p.mu.RLock()
	s, full := p.known[query], p.known == nil || len(p.known) >= maxStatements
	p.mu.RUnlock()
	if s != nil || full {
		return s, nil
	}
	s, err := p.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if other := p.known[query]; other != nil { // somebody was faster
		_ = s.Close()
		return other, nil
	}
	p.known[query] = s
	return s, nil
}

// QueryContext is that of sql.DB.
func (p *pool) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := p.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return p.DB.QueryContext(ctx, query, args...)
	}
	return s.QueryContext(ctx, args...)
}

// QueryRowContext is that of sql.DB.
func (p *pool) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	s, err := p.prepared(ctx, query)
	if err != nil || s == nil { // whoever asks hears of an error from the query itself
		return p.DB.QueryRowContext(ctx, query, args...)
	}
	return s.QueryRowContext(ctx, args...)
}

// BeginTx is that of sql.DB. What transactions before it wanted is prepared first: one
// that has begun holds a connection, and to prepare takes another.
func (p *pool) BeginTx(ctx context.Context, o *sql.TxOptions) (*view, error) {
	p.mu.Lock()
	wanted := slices.Collect(maps.Keys(p.wanted))
	clear(p.wanted)
	p.mu.Unlock()
	for _, query := range wanted {
		if _, err := p.prepared(ctx, query); err != nil {
			return nil, err
		}
	}
	tx, err := p.DB.BeginTx(ctx, o)
	return &view{tx, p}, err
}

// view is a transaction that reads.
type view struct {
	*sql.Tx
	pool *pool
}

// kept returns the statement of a query, nil where the next transaction will have it.
func (v *view) kept(query string) *sql.Stmt {
	p := v.pool
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.known[query]
	if s == nil && p.known != nil && len(p.known)+len(p.wanted) < maxStatements {
		p.wanted[query] = true
	}
	return s
}

// QueryContext is that of sql.Tx.
func (v *view) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if s := v.kept(query); s != nil {
		return v.StmtContext(ctx, s).QueryContext(ctx, args...)
	}
	return v.Tx.QueryContext(ctx, query, args...)
}

// QueryRowContext is that of sql.Tx.
func (v *view) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if s := v.kept(query); s != nil {
		return v.StmtContext(ctx, s).QueryRowContext(ctx, args...)
	}
	return v.Tx.QueryRowContext(ctx, query, args...)
}

// asker is a transaction, or one that keeps what it has prepared.
type asker interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// kept is a transaction in which the same few statements come again for each of many.
type kept struct {
	*sql.Tx
	known map[string]*sql.Stmt // they end with it
}

// QueryRowContext is that of sql.Tx.
func (k *kept) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	s := k.known[query]
	if s == nil {
		var err error
		if s, err = k.PrepareContext(ctx, query); err != nil {
			return k.Tx.QueryRowContext(ctx, query, args...) // which fails as well
		}
		k.known[query] = s
	}
	return s.QueryRowContext(ctx, args...)
}
