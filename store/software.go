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

const generationColumns = "SELECT number, base, tree, created, actor, why, packages, files, bytes, forced FROM generations WHERE environment = $1"

// Generations returns the generations of an environment, the newest first; those whose
// tree was pruned included.
func (db *DB) Generations(ctx context.Context, name commonhall.EnvironmentName) ([]commonhall.Generation, error) {
	return db.generations(ctx, name, generationColumns+" ORDER BY number DESC")
}

// Kept returns those that have their tree, the newest first. They are few, however many
// there were.
func (db *DB) Kept(ctx context.Context, name commonhall.EnvironmentName) ([]commonhall.Generation, error) {
	return db.generations(ctx, name, generationColumns+" AND tree <> '' ORDER BY number DESC")
}

func (db *DB) generations(ctx context.Context, name commonhall.EnvironmentName, query string) (list []commonhall.Generation, err error) {
	rows, err := db.read.QueryContext(ctx, query, string(name))
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
// unless another one than after has become current meanwhile. It notes that at the
// drafts that g was made of, where they are known, and returns the number of g.
func (db *DB) AddGeneration(ctx context.Context, g commonhall.Generation, after int, of ...commonhall.TreeID) (number int, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		if err := isCurrent(ctx, tx, g.Environment, after); err != nil {
			return err
		}
		if number, err = addGeneration(ctx, tx, g); err != nil {
			return err
		}
		for _, draft := range of {
			if _, err := tx.ExecContext(ctx, "UPDATE drafts SET published = $1 WHERE tree = $2", number, string(draft)); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, "UPDATE environments SET current = $1 WHERE name = $2", number, string(g.Environment))
		return err
	})
	return number, err
}

// AdoptGeneration records a generation whose tree was found on the disk: as the one that
// it was, where that is still known, and else as the newest. The current one stays that.
func (db *DB) AdoptGeneration(ctx context.Context, g commonhall.Generation) (number int, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, "SELECT number FROM generations WHERE environment = $1 AND tree = '' AND created = $2 AND actor = $3 AND base = $4",
			string(g.Environment), micros(g.Created), g.By, g.Base).Scan(&number)
		if errors.Is(err, sql.ErrNoRows) {
			number, err = addGeneration(ctx, tx, g)
			return err
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, "UPDATE generations SET tree = $1 WHERE environment = $2 AND number = $3", string(g.Tree), string(g.Environment), number)
		}
		return err
	})
	return number, err
}

func addGeneration(ctx context.Context, tx *sql.Tx, g commonhall.Generation) (number int, err error) {
	packages, err := json.Marshal(g.Packages)
	if err != nil {
		return 0, err
	}
	if err := tx.QueryRowContext(ctx, "SELECT COALESCE(MAX(number), 0) + 1 FROM generations WHERE environment = $1", string(g.Environment)).Scan(&number); err != nil {
		return 0, err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO generations (environment, number, base, tree, created, actor, why, packages, files, bytes, forced) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
		string(g.Environment), number, g.Base, string(g.Tree), micros(g.Created), g.By, g.Why, string(packages), g.Files, g.Bytes, g.Forced)
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
			return errors.Join(err, commonhall.Errorf(commonhall.NotFound, "The environment %s has no generation %d, or has it no longer.", string(name), number).
				WithHint("List them with: commonhall env list "+string(name)))
		}
		return nil
	})
}

// longList is how long a list of packages may be that outlives its tree, in letters: a
// few thousand packages. All lists of an environment are read at each start in it, and
// whoever may publish makes as many as they like.
const longList = 128 << 10

// PruneGeneration forgets the tree of a generation that is not the current one; what is
// known about it stays, but for a list of packages that is very long. It reports whether
// it did.
func (db *DB) PruneGeneration(ctx context.Context, name commonhall.EnvironmentName, number int) (bool, error) {
	n, err := db.exec(ctx, "UPDATE generations SET tree = '', packages = CASE WHEN length(packages) > $1 THEN '[]' ELSE packages END WHERE environment = $2 AND number = $3 AND NOT EXISTS (SELECT 1 FROM environments e WHERE e.name = environment AND e.current = number)",
		longList, string(name), number)
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
