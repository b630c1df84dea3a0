package store

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"slices"
	"strings"
	"time"

	"commonhall"
	"commonhall/scope"
)

const userColumns = "id, name, uid, account, admin, suspended, password <> '' OR uid IN (SELECT uid FROM identities), created, last_activity"

type scanner interface{ Scan(...any) error }

// userRow is a row of people. Many are read into one: what database/sql is not told anew
// for each, and need not convert by reflection, is half of what reading them takes.
type userRow struct {
	u                    commonhall.User
	uid, created, active int64
	into                 []any
}

func newUserRow() *userRow {
	r := &userRow{}
	u := &r.u
	r.into = []any{&u.ID, (*string)(&u.Name), &r.uid, &u.Account.Name, &u.Admin, &u.Suspended, &u.HasPassword, &r.created, &r.active}
	return r
}

func (r *userRow) scan(row scanner) (commonhall.User, error) {
	err := row.Scan(r.into...)
	r.u.Account.UID, r.u.Created, r.u.LastActivity = int(r.uid), fromMicros(r.created), fromMicros(r.active)
	return r.u, err
}

func scanUser(row scanner) (commonhall.User, error) { return newUserRow().scan(row) }

// User returns the person called name.
func (db *DB) User(ctx context.Context, name commonhall.UserName) (commonhall.User, error) {
	u, err := scanUser(db.read.QueryRowContext(ctx, "SELECT "+userColumns+" FROM users WHERE name = $1", string(name)))
	if errors.Is(err, sql.ErrNoRows) {
		return u, noUser(name)
	}
	return u, outOfOrder(err)
}

// ActiveSince returns how many people were active since then.
func (db *DB) ActiveSince(ctx context.Context, since time.Time) (n int, err error) {
	err = db.read.QueryRowContext(ctx, "SELECT count(*) FROM users WHERE last_activity >= $1", micros(since)).Scan(&n)
	return n, outOfOrder(err)
}

// Users returns the people that f asks for, and how many there are in all.
func (db *DB) Users(ctx context.Context, f commonhall.UserFilter) (list []commonhall.User, total int, err error) {
	where, args := whereUsers(f)
	tx, err := db.read.BeginTx(ctx, nil) // both queries see the same people
	if err != nil {
		return nil, 0, outOfOrder(err)
	}
	defer func() { _ = tx.Rollback() }()
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM users"+where, args...).Scan(&total); err != nil {
		return nil, 0, outOfOrder(err)
	}
	limit := f.Limit
	if limit <= 0 {
		limit = math.MaxInt64
	}
	query := "SELECT " + userColumns + " FROM users" + where + " ORDER BY " + orderUsers(f) +
		" LIMIT " + placeholder(len(args)+1) + " OFFSET " + placeholder(len(args)+2)
	rows, err := tx.QueryContext(ctx, query, append(args, limit, max(0, f.Offset))...)
	if err != nil {
		return nil, 0, outOfOrder(err)
	}
	defer rows.Close()
	list = make([]commonhall.User, 0, max(0, min(limit, total-max(0, f.Offset))))
	for row := newUserRow(); rows.Next(); {
		u, err := row.scan(rows)
		if err != nil {
			return nil, 0, err
		}
		list = append(list, u)
	}
	return list, total, outOfOrder(rows.Err())
}

func orderUsers(f commonhall.UserFilter) string {
	col := "id"
	switch f.Order {
	case commonhall.ByName, commonhall.ByActivity:
		col = string(f.Order)
	}
	if f.Descending {
		return col + " DESC, id DESC"
	}
	return col + ", id"
}

func whereUsers(f commonhall.UserFilter) (string, []any) {
	var conds []string
	var args []any
	if f.Contains != "" {
		args = append(args, "%"+like(strings.ToLower(text(f.Contains)))+"%")
		conds = append(conds, "name LIKE "+placeholder(len(args))+` ESCAPE '\'`)
	}
	if f.Among != nil {
		marks := []string{"NULL"} // none of them is nobody
		for _, name := range f.Among {
			args = append(args, text(string(name)))
			marks = append(marks, placeholder(len(args)))
		}
		conds = append(conds, "name IN ("+strings.Join(marks, ", ")+")")
	}
	if len(f.States) > 0 {
		var marks []string
		for _, s := range f.States {
			args = append(args, string(s))
			marks = append(marks, placeholder(len(args)))
		}
		// Who has a server in one of the states; whose are stopped, none in another.
		cond := "EXISTS (SELECT 1 FROM servers WHERE user_id = users.id AND state IN ("
		if slices.Contains(f.States, commonhall.Stopped) {
			cond = "NOT EXISTS (SELECT 1 FROM servers WHERE user_id = users.id AND state NOT IN ("
		}
		conds = append(conds, cond+strings.Join(marks, ", ")+"))")
	}
	if len(conds) == 0 {
		return "", nil
	}
	return " WHERE " + strings.Join(conds, " AND "), args
}

func placeholder(n int) string {
	const digits = "0123456789"
	if n < 10 {
		return "$" + digits[n:n+1]
	}
	return placeholder(n/10) + digits[n%10:n%10+1]
}

// AddUsers adds people; names that exist are left alone. Each gets a uid that was
// never given to anybody: firstUID plus a count that only grows.
func (db *DB) AddUsers(ctx context.Context, names []commonhall.UserName, admin bool, firstUID, maxUID int, now time.Time) (added []commonhall.User, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		added = nil
		in := &kept{tx, map[string]*sql.Stmt{}}
		for _, name := range names {
			u, err := addUser(ctx, in, name, admin, firstUID, maxUID, now)
			if err != nil {
				return err
			}
			if u != nil {
				added = append(added, *u)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return added, nil
}

func addUser(ctx context.Context, tx asker, name commonhall.UserName, admin bool, firstUID, maxUID int, now time.Time) (*commonhall.User, error) {
	var exists int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM users WHERE name = $1", string(name)).Scan(&exists); err != nil || exists > 0 {
		return nil, err
	}
	n, err := count(ctx, tx, "uid")
	if err != nil {
		return nil, err
	}
	u := &commonhall.User{Name: name, Admin: admin, Created: now.UTC().Truncate(time.Microsecond)}
	u.Account.UID = firstUID + int(n)
	if u.Account.UID > maxUID {
		return nil, commonhall.Errorf(commonhall.ResourceExhausted, "This installation has given out all its account numbers.").
			WithHint("More than 64,000 people were added over time; set up a second installation.")
	}
	if u.Account.Name, err = account(ctx, tx, name, u.Account.UID-firstUID+1000); err != nil {
		return nil, err
	}
	err = tx.QueryRowContext(ctx, "INSERT INTO users (name, uid, account, admin, suspended, password, created, last_activity) "+
		"VALUES ($1, $2, $3, $4, FALSE, '', $5, 0) RETURNING id", string(name), u.Account.UID, u.Account.Name, admin, micros(now)).Scan(&u.ID)
	return u, err
}

// account returns a login name that nobody has. Somebody may still have the one
// that the rule gives: accounts keep theirs when their person is renamed, or removed
// and perhaps brought back.
func account(ctx context.Context, tx asker, name commonhall.UserName, number int) (string, error) {
	account := commonhall.AccountName(name, number)
	var exists int
	err := tx.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM users WHERE account = $1) + (SELECT count(*) FROM removed WHERE account = $2)",
		account, account).Scan(&exists)
	if exists > 0 {
		account = commonhall.AccountName("", number)
	}
	return account, err
}

// count returns the counter's next value, from 0, never the same twice.
func count(ctx context.Context, tx asker, name string) (n int64, err error) {
	err = tx.QueryRowContext(ctx, "INSERT INTO counters (name, value) VALUES ($1, 1) "+
		"ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value", name).Scan(&n)
	return n - 1, err
}

// update runs an UPDATE of one person, whose name is the last argument.
func (db *DB) update(ctx context.Context, query string, name commonhall.UserName, args ...any) error {
	n, err := db.exec(ctx, query, append(args, string(name))...)
	if err == nil && n == 0 {
		return noUser(name)
	}
	return err
}

// SetAdmin makes a person an administrator, or no longer one.
func (db *DB) SetAdmin(ctx context.Context, name commonhall.UserName, admin bool) error {
	return db.update(ctx, "UPDATE users SET admin = $1 WHERE name = $2", name, admin)
}

// Suspend shuts a person out: their sessions and tokens are gone.
func (db *DB) Suspend(ctx context.Context, name commonhall.UserName) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "UPDATE users SET suspended = TRUE WHERE name = $1", string(name))
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, noUser(name))
		}
		return dropCredentials(ctx, tx, name)
	})
}

// dropCredentials removes whatever opens something in somebody's name. Codes that share their
// servers are such: whoever had the account for a while may have kept one.
func dropCredentials(ctx context.Context, tx *sql.Tx, name commonhall.UserName) error {
	for _, of := range []string{"sessions WHERE user_id", "tokens WHERE user_id", "invitations WHERE user_id", "share_codes WHERE owner_id"} {
		_, err := tx.ExecContext(ctx, "DELETE FROM "+of+" = (SELECT id FROM users WHERE name = $1)", string(name))
		if err != nil {
			return err
		}
	}
	return nil
}

// Resume lets a suspended person in again.
func (db *DB) Resume(ctx context.Context, name commonhall.UserName) error {
	return db.update(ctx, "UPDATE users SET suspended = FALSE WHERE name = $1", name)
}

// Rename gives a person another name. The Unix account and the home stay, and
// tokens whose scopes name the person follow.
func (db *DB) Rename(ctx context.Context, name, to commonhall.UserName) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "UPDATE users SET name = $1 WHERE name = $2", string(to), string(name))
		if taken(err) {
			return commonhall.Errorf(commonhall.AlreadyExists, "There is a person called %q already.", string(to))
		}
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, noUser(name))
		}
		return eachScope(ctx, tx, func(sc commonhall.Scope) (commonhall.Scope, bool) { return scope.Renamed(sc, name, to), true })
	})
}

// Password returns a person's password hash, "" before the first sign-in.
func (db *DB) Password(ctx context.Context, name commonhall.UserName) (hash string, err error) {
	err = db.read.QueryRowContext(ctx, "SELECT password FROM users WHERE name = $1", string(name)).Scan(&hash)
	if errors.Is(err, sql.ErrNoRows) {
		return "", noUser(name)
	}
	return hash, outOfOrder(err)
}

// SetPassword stores a password hash, whatever was there. Sessions and open
// invitations end; it returns which sessions.
func (db *DB) SetPassword(ctx context.Context, name commonhall.UserName, hash string) (ended []commonhall.SessionID, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "UPDATE users SET password = $1 WHERE name = $2", hash, string(name))
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, noUser(name))
		}
		ended, err = passwordIsNew(ctx, tx, name, "")
		return err
	})
	return ended, err
}

// ChangePassword stores a password hash in place of old, which may be "" for the
// first one. If the person has another by now, or is suspended, it is not stored:
// what somebody began who knew the old one does not undo a reset. Sessions other
// than keep and open invitations end; it returns which sessions ended.
func (db *DB) ChangePassword(ctx context.Context, name commonhall.UserName, old, hash string, keep commonhall.SessionID) (ended []commonhall.SessionID, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "UPDATE users SET password = $1 WHERE name = $2 AND password = $3 AND suspended = FALSE", hash, string(name), old)
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, commonhall.Errorf(commonhall.FailedPrecondition, "The password of %s was changed meanwhile.", string(name)).
				WithHint("Sign in again."))
		}
		ended, err = passwordIsNew(ctx, tx, name, keep)
		return err
	})
	return ended, err
}

// passwordIsNew ends what the old password opened, but the session keep.
func passwordIsNew(ctx context.Context, tx *sql.Tx, name commonhall.UserName, keep commonhall.SessionID) ([]commonhall.SessionID, error) {
	if _, err := tx.ExecContext(ctx, "DELETE FROM invitations WHERE user_id = (SELECT id FROM users WHERE name = $1)", string(name)); err != nil {
		return nil, err
	}
	return endSessions(ctx, tx, name, keep)
}

// ResetPassword takes a person's password away, back to first use.
func (db *DB) ResetPassword(ctx context.Context, name commonhall.UserName) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "UPDATE users SET password = '' WHERE name = $1", string(name))
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, noUser(name))
		}
		return dropCredentials(ctx, tx, name)
	})
}

// Active notes that people were active; times only move forward.
func (db *DB) Active(ctx context.Context, seen map[commonhall.UserName]time.Time) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		for name, t := range seen {
			if _, err := tx.ExecContext(ctx, "UPDATE users SET last_activity = $1 WHERE name = $2 AND last_activity < $1", micros(t), string(name)); err != nil {
				return err
			}
		}
		return nil
	})
}
