package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"commonhall"
)

func noRole(name commonhall.RoleName) error {
	return commonhall.Errorf(commonhall.NotFound, "There is no role called %q.", string(name))
}

// Roles returns the roles that people made, by name, with who holds them.
func (db *DB) Roles(ctx context.Context) (list []commonhall.Role, err error) {
	tx, err := db.read.BeginTx(ctx, nil) // all queries see the same roles
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer func() { _ = tx.Rollback() }()
	rows, err := tx.QueryContext(ctx, "SELECT name, description, scopes, created FROM roles ORDER BY name")
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer rows.Close()
	for rows.Next() {
		r := commonhall.Role{Origin: commonhall.RoleStored}
		var scopes string
		var created int64
		if err := rows.Scan(&r.Name, &r.Description, &scopes, &created); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(scopes), &r.Scopes); err != nil {
			return nil, err
		}
		r.Created = fromMicros(created)
		list = append(list, r)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, outOfOrder(err)
	}
	return list, outOfOrder(holders(ctx, tx, list))
}

// holders fills in who holds roles.
func holders(ctx context.Context, q querier, list []commonhall.Role) error {
	at := map[commonhall.RoleName]*commonhall.Role{}
	for i := range list {
		at[list[i].Name] = &list[i]
	}
	for query, add := range map[string]func(*commonhall.Role, string){
		"SELECT r.name, u.name FROM roles r JOIN role_users h ON h.role_id = r.id JOIN users u ON u.id = h.user_id ORDER BY u.name": func(r *commonhall.Role, who string) {
			r.Users = append(r.Users, commonhall.UserName(who))
		},
		"SELECT r.name, g.name FROM roles r JOIN role_groups h ON h.role_id = r.id JOIN groups g ON g.id = h.group_id ORDER BY g.id": func(r *commonhall.Role, who string) {
			r.Groups = append(r.Groups, commonhall.GroupName(who))
		},
		"SELECT r.name, h.service FROM roles r JOIN role_services h ON h.role_id = r.id ORDER BY h.service": func(r *commonhall.Role, who string) {
			r.Services = append(r.Services, commonhall.ServiceName(who))
		},
	} {
		rows, err := q.QueryContext(ctx, query)
		if err != nil {
			return err
		}
		err = eachRow(rows, func() error {
			var role commonhall.RoleName
			var who string
			if err := rows.Scan(&role, &who); err != nil {
				return err
			}
			if r := at[role]; r != nil {
				add(r, who)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func eachRow(rows *sql.Rows, f func() error) error {
	defer rows.Close()
	for rows.Next() {
		if err := f(); err != nil {
			return err
		}
	}
	return rows.Err()
}

// UserRoles returns the roles that a person holds, by themselves and by their groups.
func (db *DB) UserRoles(ctx context.Context, id int64) ([]commonhall.RoleName, error) {
	return db.roleNames(ctx, "SELECT r.name FROM roles r JOIN role_users h ON h.role_id = r.id WHERE h.user_id = $1 UNION "+
		"SELECT r.name FROM roles r JOIN role_groups h ON h.role_id = r.id JOIN members m ON m.group_id = h.group_id WHERE m.user_id = $2", id, id)
}

// ServiceRoles returns the roles that a service holds.
func (db *DB) ServiceRoles(ctx context.Context, name commonhall.ServiceName) ([]commonhall.RoleName, error) {
	return db.roleNames(ctx, "SELECT r.name FROM roles r JOIN role_services h ON h.role_id = r.id WHERE h.service = $1", text(string(name)))
}

func (db *DB) roleNames(ctx context.Context, query string, args ...any) (names []commonhall.RoleName, err error) {
	rows, err := db.read.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, outOfOrder(err)
	}
	err = eachRow(rows, func() error {
		var name commonhall.RoleName
		err := rows.Scan(&name)
		names = append(names, name)
		return err
	})
	return names, outOfOrder(err)
}

// AddRole stores a new role with its holders, of whom all must be there.
func (db *DB) AddRole(ctx context.Context, r commonhall.Role, now time.Time) error {
	scopes, err := json.Marshal(r.Scopes)
	if err != nil {
		return err
	}
	return db.tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO roles (name, description, scopes, created) VALUES ($1, $2, $3, $4)",
			string(r.Name), text(r.Description), string(scopes), micros(now))
		if taken(err) {
			return commonhall.Errorf(commonhall.AlreadyExists, "There is a role called %s already.", string(r.Name))
		}
		if err != nil {
			return err
		}
		_, err = hand(ctx, tx, r.Name, true, r.Holders)
		return err
	})
}

// SaveRole stores what a role is for and may do.
func (db *DB) SaveRole(ctx context.Context, r commonhall.Role) error {
	scopes, err := json.Marshal(r.Scopes)
	if err != nil {
		return err
	}
	n, err := db.exec(ctx, "UPDATE roles SET description = $1, scopes = $2 WHERE name = $3", text(r.Description), string(scopes), string(r.Name))
	if err == nil && n == 0 {
		return noRole(r.Name)
	}
	return err
}

// RemoveRole removes a role: nobody holds it any more.
func (db *DB) RemoveRole(ctx context.Context, name commonhall.RoleName) error {
	n, err := db.exec(ctx, "DELETE FROM roles WHERE name = $1", text(string(name)))
	if err == nil && n == 0 {
		return noRole(name)
	}
	return err
}

// HandRole gives a role to holders, or takes it back from them: all of them or none. It
// returns for whom that changed something.
func (db *DB) HandRole(ctx context.Context, name commonhall.RoleName, give bool, to commonhall.Holders) (changed commonhall.Holders, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		changed, err = hand(ctx, tx, name, give, to)
		return err
	})
	if err != nil {
		return commonhall.Holders{}, err
	}
	return changed, nil
}

func hand(ctx context.Context, tx *sql.Tx, name commonhall.RoleName, give bool, to commonhall.Holders) (changed commonhall.Holders, err error) {
	var role int64
	err = tx.QueryRowContext(ctx, "SELECT id FROM roles WHERE name = $1", text(string(name))).Scan(&role)
	if errors.Is(err, sql.ErrNoRows) {
		return changed, noRole(name)
	}
	if err != nil {
		return changed, err
	}
	var unknown []string
	for _, u := range to.Users {
		var id int64
		err := tx.QueryRowContext(ctx, "SELECT id FROM users WHERE name = $1", text(string(u))).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			unknown = append(unknown, string(u))
			continue
		}
		if err := handOne(ctx, tx, err, "role_users", "user_id", give, role, id, func() { changed.Users = append(changed.Users, u) }); err != nil {
			return changed, err
		}
	}
	if err := unknownPeople(unknown); err != nil {
		return changed, err
	}
	for _, n := range to.Groups {
		g, err := groupIn(ctx, tx, n)
		if commonhall.KindOf(err) == commonhall.NotFound {
			return changed, commonhall.Errorf(commonhall.InvalidArgument, "No such group: %s.", string(n)).WithHint("Nothing was changed. Make it first.")
		}
		if err := handOne(ctx, tx, err, "role_groups", "group_id", give, role, g.ID, func() { changed.Groups = append(changed.Groups, g.Name) }); err != nil {
			return changed, err
		}
	}
	for _, n := range to.Services {
		if err := handOne(ctx, tx, nil, "role_services", "service", give, role, text(string(n)), func() { changed.Services = append(changed.Services, n) }); err != nil {
			return changed, err
		}
	}
	return changed, nil
}

// handOne gives a role to one holder, or takes it back, unless something went wrong before.
func handOne(ctx context.Context, tx *sql.Tx, before error, table, column string, give bool, role int64, holder any, changed func()) error {
	if before != nil {
		return before
	}
	query := "DELETE FROM " + table + " WHERE role_id = $1 AND " + column + " = $2"
	if give {
		query = "INSERT INTO " + table + " (role_id, " + column + ") VALUES ($1, $2) ON CONFLICT DO NOTHING"
	}
	r, err := tx.ExecContext(ctx, query, role, holder)
	if err != nil {
		return err
	}
	n, err := r.RowsAffected()
	if err == nil && n > 0 {
		changed()
	}
	return err
}

// eachScope puts what f returns in the place of each scope with a filter, of all
// tokens and roles; false takes it away.
func eachScope(ctx context.Context, tx *sql.Tx, f func(commonhall.Scope) (commonhall.Scope, bool)) error {
	for _, table := range []string{"tokens", "roles"} {
		if err := eachScopeIn(ctx, tx, table, f); err != nil {
			return err
		}
	}
	return nil
}

func eachScopeIn(ctx context.Context, tx *sql.Tx, table string, f func(commonhall.Scope) (commonhall.Scope, bool)) error {
	rows, err := tx.QueryContext(ctx, "SELECT id, scopes FROM "+table+" WHERE scopes LIKE '%!%'")
	if err != nil {
		return err
	}
	defer rows.Close()
	changed := map[int64][]commonhall.Scope{}
	for rows.Next() {
		var id int64
		var text string
		if err := rows.Scan(&id, &text); err != nil {
			return err
		}
		var before []commonhall.Scope
		if err := json.Unmarshal([]byte(text), &before); err != nil {
			return err
		}
		after := []commonhall.Scope{}
		for _, sc := range before {
			if sc, ok := f(sc); ok {
				after = append(after, sc)
			}
		}
		if !slices.Equal(before, after) {
			changed[id] = after
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for id, scopes := range changed {
		text, err := json.Marshal(scopes)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE "+table+" SET scopes = $1 WHERE id = $2", string(text), id); err != nil {
			return err
		}
	}
	return nil
}
