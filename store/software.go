package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"commonhall"
)

// Environments returns every environment, by name.
func (db *DB) Environments(ctx context.Context) (list []commonhall.Environment, err error) {
	rows, err := db.read.QueryContext(ctx, "SELECT name, title, current, is_default, created FROM environments ORDER BY name")
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer rows.Close()
	for rows.Next() {
		var e commonhall.Environment
		var created int64
		if err := rows.Scan(&e.Name, &e.Title, &e.Current, &e.Default, &created); err != nil {
			return nil, err
		}
		e.Created = fromMicros(created)
		list = append(list, e)
	}
	return list, outOfOrder(rows.Err())
}

// AddEnvironment adds one that has no generation yet. The first is the default one.
func (db *DB) AddEnvironment(ctx context.Context, e commonhall.Environment) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		var same, all int
		if err := tx.QueryRowContext(ctx, "SELECT COUNT(*), COUNT(CASE WHEN name = $1 THEN 1 END) FROM environments", string(e.Name)).Scan(&all, &same); err != nil {
			return err
		}
		if same > 0 {
			return commonhall.Errorf(commonhall.AlreadyExists, "There is an environment %q already.", string(e.Name))
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO environments (name, title, current, is_default, created) VALUES ($1, $2, 0, $3, $4)",
			string(e.Name), e.Title, all == 0, micros(e.Created))
		return err
	})
}

// ChangeEnvironment writes the title, and makes it the default one where e says so.
func (db *DB) ChangeEnvironment(ctx context.Context, e commonhall.Environment) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "UPDATE environments SET title = $1 WHERE name = $2", e.Title, string(e.Name))
		if err := changedOne(r, err, e.Name); err != nil {
			return err
		}
		if !e.Default {
			return nil
		}
		_, err = tx.ExecContext(ctx, "UPDATE environments SET is_default = (name = $1)", string(e.Name))
		return err
	})
}

// RemoveEnvironment forgets an environment with its generations and drafts.
func (db *DB) RemoveEnvironment(ctx context.Context, name commonhall.EnvironmentName) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "DELETE FROM environments WHERE name = $1", string(name))
		return changedOne(r, err, name)
	})
}

func changedOne(r sql.Result, err error, name commonhall.EnvironmentName) error {
	if err != nil {
		return err
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, noEnvironment(name))
	}
	return nil
}

func noEnvironment(name commonhall.EnvironmentName) error {
	return commonhall.Errorf(commonhall.NotFound, "There is no environment %q.", string(name)).
		WithHint("List them with: commonhall env list")
}

// Generations returns every generation of an environment, the newest first. Those
// without a tree were pruned.
func (db *DB) Generations(ctx context.Context, name commonhall.EnvironmentName) (list []commonhall.Generation, err error) {
	rows, err := db.read.QueryContext(ctx, "SELECT number, base, tree, created, actor, why, packages, files, bytes, forced FROM generations WHERE environment = $1 ORDER BY number DESC", string(name))
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer rows.Close()
	for rows.Next() {
		g := commonhall.Generation{Environment: name}
		var created int64
		var packages string
		if err := rows.Scan(&g.Number, &g.Base, &g.Tree, &created, &g.By, &g.Why, &packages, &g.Files, &g.Bytes, &g.Forced); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(packages), &g.Packages); err != nil {
			return nil, err
		}
		g.Created = fromMicros(created)
		list = append(list, g)
	}
	return list, outOfOrder(rows.Err())
}

// AddGeneration makes g the newest generation of its environment and the current one,
// unless another one than after has become current meanwhile. It returns its number.
func (db *DB) AddGeneration(ctx context.Context, g commonhall.Generation, after int) (number int, err error) {
	packages, err := json.Marshal(g.Packages)
	if err != nil {
		return 0, err
	}
	err = db.tx(ctx, func(tx *sql.Tx) error {
		if err := isCurrent(ctx, tx, g.Environment, after); err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, "SELECT COALESCE(MAX(number), 0) + 1 FROM generations WHERE environment = $1", string(g.Environment)).Scan(&number); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO generations (environment, number, base, tree, created, actor, why, packages, files, bytes, forced) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
			string(g.Environment), number, g.Base, string(g.Tree), micros(g.Created), g.By, g.Why, string(packages), g.Files, g.Bytes, g.Forced); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE environments SET current = $1 WHERE name = $2", number, string(g.Environment))
		return err
	})
	return number, err
}

func isCurrent(ctx context.Context, tx *sql.Tx, name commonhall.EnvironmentName, want int) error {
	var current int
	err := tx.QueryRowContext(ctx, "SELECT current FROM environments WHERE name = $1", string(name)).Scan(&current)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return noEnvironment(name)
	case err != nil:
		return err
	case current != want:
		return commonhall.Errorf(commonhall.AlreadyExists, "The environment %s was changed meanwhile: generation %d is current now, not %d.", string(name), current, want).
			WithHint("Look at what changed, then try again.")
	}
	return nil
}

// SetCurrent makes another generation the current one, unless another one than after
// has become current meanwhile.
func (db *DB) SetCurrent(ctx context.Context, name commonhall.EnvironmentName, number, after int) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		if err := isCurrent(ctx, tx, name, after); err != nil {
			return err
		}
		r, err := tx.ExecContext(ctx, "UPDATE environments SET current = $1 WHERE name = $2 AND EXISTS (SELECT 1 FROM generations g WHERE g.environment = name AND g.number = $1 AND g.tree <> '')", number, string(name))
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, commonhall.Errorf(commonhall.NotFound, "The environment %s has no generation %d any more.", string(name), number).
				WithHint("List them with: commonhall env list "+string(name)))
		}
		return nil
	})
}

// PruneGeneration forgets the tree of a generation that is not the current one; what is
// known about it stays. It reports whether it did.
func (db *DB) PruneGeneration(ctx context.Context, name commonhall.EnvironmentName, number int) (bool, error) {
	n, err := db.exec(ctx, "UPDATE generations SET tree = '' WHERE environment = $1 AND number = $2 AND NOT EXISTS (SELECT 1 FROM environments e WHERE e.name = environment AND e.current = number)", string(name), number)
	return n > 0, err
}

// Drafts returns everybody's drafts, those of removed people and discarded ones included.
func (db *DB) Drafts(ctx context.Context) (list []commonhall.Draft, err error) {
	rows, err := db.read.QueryContext(ctx, "SELECT d.environment, d.uid, COALESCE(u.name, ''), d.base, d.tree, d.created, d.published, d.discarded FROM drafts d LEFT JOIN users u ON u.uid = d.uid ORDER BY d.environment, d.uid, d.created")
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer rows.Close()
	for rows.Next() {
		var d commonhall.Draft
		var created, discarded int64
		if err := rows.Scan(&d.Environment, &d.UID, &d.User, &d.Base, &d.Tree, &created, &d.Published, &discarded); err != nil {
			return nil, err
		}
		d.Created, d.Discarded = fromMicros(created), fromMicros(discarded)
		list = append(list, d)
	}
	return list, outOfOrder(rows.Err())
}

// SaveDraft writes a draft down, new or changed.
func (db *DB) SaveDraft(ctx context.Context, d commonhall.Draft) error {
	_, err := db.exec(ctx, "INSERT INTO drafts (environment, uid, base, tree, created, published, discarded) VALUES ($1, $2, $3, $4, $5, $6, $7) "+
		"ON CONFLICT (tree) DO UPDATE SET published = $6, discarded = $7",
		string(d.Environment), d.UID, d.Base, string(d.Tree), micros(d.Created), d.Published, micros(d.Discarded))
	return err
}

// DropDraft forgets a draft.
func (db *DB) DropDraft(ctx context.Context, tree commonhall.TreeID) error {
	_, err := db.exec(ctx, "DELETE FROM drafts WHERE tree = $1", string(tree))
	return err
}
