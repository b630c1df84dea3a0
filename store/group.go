package store

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"commonhall"
	"commonhall/scope"
)

const groupColumns = "id, name, gid, properties, created"

func scanGroup(row scanner) (g commonhall.Group, err error) {
	var created int64
	var properties string
	err = row.Scan(&g.ID, &g.Name, &g.GID, &properties, &created)
	g.Created, g.Properties = fromMicros(created), []byte(properties)
	return g, err
}

func noGroup(name commonhall.GroupName) error {
	return commonhall.Errorf(commonhall.NotFound, "There is no group called %q.", string(name))
}

// reader is a database or a transaction that is asked.
type reader interface {
	querier
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Group returns the group called name, letter case aside, with its people.
func (db *DB) Group(ctx context.Context, name commonhall.GroupName) (g commonhall.Group, err error) {
	tx, err := db.read.BeginTx(ctx, nil) // both queries see the same group
	if err != nil {
		return g, outOfOrder(err)
	}
	defer func() { _ = tx.Rollback() }()
	g, err = groupIn(ctx, tx, name)
	if err != nil {
		return g, outOfOrder(err)
	}
	list := []commonhall.Group{g}
	err = members(ctx, tx, list)
	return list[0], outOfOrder(err)
}

// groupIn returns a group without its people.
func groupIn(ctx context.Context, q reader, name commonhall.GroupName) (commonhall.Group, error) {
	g, err := scanGroup(q.QueryRowContext(ctx, "SELECT "+groupColumns+" FROM groups WHERE folded = $1", text(name.Folded())))
	if errors.Is(err, sql.ErrNoRows) {
		return g, noGroup(name)
	}
	return g, err
}

// Groups returns groups with their people, in the order in which they were made, and
// how many there are in all. A limit of 0 is none.
func (db *DB) Groups(ctx context.Context, offset, limit int) (list []commonhall.Group, total int, err error) {
	tx, err := db.read.BeginTx(ctx, nil)
	if err != nil {
		return nil, 0, outOfOrder(err)
	}
	defer func() { _ = tx.Rollback() }()
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM groups").Scan(&total); err != nil {
		return nil, 0, outOfOrder(err)
	}
	if limit <= 0 {
		limit = math.MaxInt64
	}
	found, err := tx.QueryContext(ctx, "SELECT "+groupColumns+" FROM groups ORDER BY id LIMIT $1 OFFSET $2", limit, max(0, offset))
	if err != nil {
		return nil, 0, outOfOrder(err)
	}
	defer found.Close()
	for found.Next() {
		g, err := scanGroup(found)
		if err != nil {
			return nil, 0, err
		}
		list = append(list, g)
	}
	if err := errors.Join(found.Err(), found.Close()); err != nil {
		return nil, 0, outOfOrder(err)
	}
	return list, total, outOfOrder(members(ctx, tx, list))
}

// members fills in the people of groups, which are in the order of their ids.
func members(ctx context.Context, q reader, list []commonhall.Group) error {
	if len(list) == 0 {
		return nil
	}
	at := map[int64]*commonhall.Group{}
	for i := range list {
		at[list[i].ID] = &list[i]
	}
	found, err := q.QueryContext(ctx, "SELECT m.group_id, u.name, m.teacher FROM members m JOIN users u ON u.id = m.user_id "+
		"WHERE m.group_id >= $1 AND m.group_id <= $2 ORDER BY u.name", list[0].ID, list[len(list)-1].ID)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var id int64
		var name commonhall.UserName
		var teacher bool
		if err := found.Scan(&id, &name, &teacher); err != nil {
			return err
		}
		g := at[id]
		if g == nil {
			continue
		}
		g.Members = append(g.Members, name)
		if teacher {
			g.Teachers = append(g.Teachers, name)
		}
	}
	return found.Err()
}

// Memberships returns the groups of people, in the order in which those were made.
func (db *DB) Memberships(ctx context.Context, names []commonhall.UserName) (map[commonhall.UserName][]commonhall.Membership, error) {
	out := map[commonhall.UserName][]commonhall.Membership{}
	if len(names) == 0 {
		return out, nil
	}
	var marks []string
	var args []any
	for _, n := range names {
		args = append(args, text(string(n)))
		marks = append(marks, placeholder(len(args)))
	}
	found, err := db.read.QueryContext(ctx, "SELECT u.name, g.name, g.gid, m.teacher FROM users u JOIN members m ON m.user_id = u.id JOIN groups g ON g.id = m.group_id "+
		"WHERE u.name IN ("+strings.Join(marks, ", ")+") ORDER BY g.id", args...)
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer found.Close()
	for found.Next() {
		var name commonhall.UserName
		var m commonhall.Membership
		if err := found.Scan(&name, &m.Group, &m.GID, &m.Teacher); err != nil {
			return nil, err
		}
		out[name] = append(out[name], m)
	}
	return out, outOfOrder(found.Err())
}

// MembershipsOf is Memberships of people who are known by number. Those of a page of a list
// have numbers that lie close together: to ask for all between them costs a tenth of naming each.
func (db *DB) MembershipsOf(ctx context.Context, people []commonhall.User) (map[commonhall.UserName][]commonhall.Membership, error) {
	names, low, high := make(map[int64]commonhall.UserName, len(people)), int64(math.MaxInt64), int64(0)
	for _, u := range people {
		names[u.ID], low, high = u.Name, min(low, u.ID), max(high, u.ID)
	}
	if low <= 0 || high-low > int64(4*len(people)) {
		return db.Memberships(ctx, slices.Collect(maps.Values(names)))
	}
	out := map[commonhall.UserName][]commonhall.Membership{}
	found, err := db.read.QueryContext(ctx, "SELECT m.user_id, g.name, g.gid, m.teacher FROM members m JOIN groups g ON g.id = m.group_id "+
		"WHERE m.user_id BETWEEN $1 AND $2 ORDER BY g.id", low, high)
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer found.Close()
	for found.Next() {
		var id int64
		var m commonhall.Membership
		if err := found.Scan(&id, &m.Group, &m.GID, &m.Teacher); err != nil {
			return nil, err
		}
		if name, asked := names[id]; asked {
			out[name] = append(out[name], m)
		}
	}
	return out, outOfOrder(found.Err())
}

// GroupMembers returns who is in groups, which are told by their folded names.
func (db *DB) GroupMembers(ctx context.Context, folded []string) (scope.Members, error) {
	out := scope.Members{}
	var marks []string
	var args []any
	for _, name := range folded {
		out[name] = map[commonhall.UserName]bool{}
		args = append(args, text(name))
		marks = append(marks, placeholder(len(args)))
	}
	if len(args) == 0 {
		return out, nil
	}
	found, err := db.read.QueryContext(ctx, "SELECT g.folded, u.name FROM groups g JOIN members m ON m.group_id = g.id JOIN users u ON u.id = m.user_id "+
		"WHERE g.folded IN ("+strings.Join(marks, ", ")+")", args...)
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer found.Close()
	for found.Next() {
		var of string
		var name commonhall.UserName
		if err := found.Scan(&of, &name); err != nil {
			return nil, err
		}
		out[of][name] = true
	}
	return out, outOfOrder(found.Err())
}

// AddGroups makes groups with the same people, all or none. Each gets a gid that was
// never given to another: firstGID plus a count that only grows.
func (db *DB) AddGroups(ctx context.Context, names []commonhall.GroupName, people []commonhall.UserName, firstGID, lastGID int, now time.Time) (added []commonhall.Group, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		added = nil
		for _, name := range names {
			g, err := addGroup(ctx, tx, name, firstGID, lastGID, now)
			if err != nil {
				return err
			}
			if _, err := change(ctx, tx, g.ID, commonhall.JoinGroup, people); err != nil {
				return err
			}
			added = append(added, g)
		}
		return members(ctx, tx, added)
	})
	if err != nil {
		return nil, err
	}
	return added, nil
}

func addGroup(ctx context.Context, tx *sql.Tx, name commonhall.GroupName, firstGID, lastGID int, now time.Time) (g commonhall.Group, err error) {
	was, err := groupIn(ctx, tx, name)
	if err == nil {
		return g, commonhall.Errorf(commonhall.AlreadyExists, "Group %s already exists.", string(was.Name))
	}
	if commonhall.KindOf(err) != commonhall.NotFound {
		return g, err
	}
	n, err := count(ctx, tx, "gid")
	if err != nil {
		return g, err
	}
	g = commonhall.Group{Name: name, GID: firstGID + int(n), Properties: []byte("{}"), Created: now.UTC().Truncate(time.Microsecond)}
	if g.GID > lastGID {
		return g, commonhall.Errorf(commonhall.FailedPrecondition, "This installation has given out all its numbers of groups: %d were made over time.", n).
			WithHint("Use a group again that nobody needs any more: take its people out, and let others join.")
	}
	err = tx.QueryRowContext(ctx, "INSERT INTO groups (name, folded, gid, properties, created) VALUES ($1, $2, $3, $4, $5) RETURNING id",
		string(name), name.Folded(), g.GID, string(g.Properties), micros(now)).Scan(&g.ID)
	return g, err
}

// RemoveGroup removes a group and returns what it was. Its number is not given again.
func (db *DB) RemoveGroup(ctx context.Context, name commonhall.GroupName) (g commonhall.Group, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		if g, err = groupIn(ctx, tx, name); err != nil {
			return err
		}
		list := []commonhall.Group{g}
		if err := members(ctx, tx, list); err != nil {
			return err
		}
		g = list[0]
		for _, table := range givenTables {
			if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE kind IN ('group', 'teachers') AND who = $1", g.GID); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM announcements WHERE audience = 'group' AND gid = $1", g.GID); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM groups WHERE id = $1", g.ID); err != nil {
			return err
		}
		// Another group of that name may be somebody else's.
		return eachScope(ctx, tx, func(sc commonhall.Scope) (commonhall.Scope, bool) { return sc, !scope.NamesGroup(sc, g.Name) })
	})
	return g, err
}

// ChangeGroup does c to people and a group, for all of them or none. It returns for
// whom that changed something.
func (db *DB) ChangeGroup(ctx context.Context, name commonhall.GroupName, c commonhall.GroupChange, people []commonhall.UserName) (changed []commonhall.UserName, err error) {
	err = db.tx(ctx, func(tx *sql.Tx) error {
		g, err := groupIn(ctx, tx, name)
		if err != nil {
			return err
		}
		changed, err = change(ctx, tx, g.ID, c, people)
		return err
	})
	if err != nil {
		return nil, err
	}
	return changed, nil
}

func change(ctx context.Context, tx *sql.Tx, group int64, c commonhall.GroupChange, people []commonhall.UserName) (changed []commonhall.UserName, err error) {
	query := "INSERT INTO members (group_id, user_id, teacher) VALUES ($1, $2, FALSE) ON CONFLICT (group_id, user_id) DO NOTHING"
	switch c {
	case commonhall.LeaveGroup:
		query = "DELETE FROM members WHERE group_id = $1 AND user_id = $2"
	case commonhall.MakeTeacher:
		query = "INSERT INTO members (group_id, user_id, teacher) VALUES ($1, $2, TRUE) ON CONFLICT (group_id, user_id) DO UPDATE SET teacher = TRUE WHERE members.teacher = FALSE"
	case commonhall.EndTeacher:
		query = "UPDATE members SET teacher = FALSE WHERE group_id = $1 AND user_id = $2 AND teacher = TRUE"
	}
	var unknown []string
	for _, name := range people {
		var id int64
		err := tx.QueryRowContext(ctx, "SELECT id FROM users WHERE name = $1", text(string(name))).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			unknown = append(unknown, string(name))
			continue
		}
		if err != nil {
			return nil, err
		}
		r, err := tx.ExecContext(ctx, query, group, id)
		if err != nil {
			return nil, err
		}
		if n, err := r.RowsAffected(); err != nil {
			return nil, err
		} else if n > 0 {
			changed = append(changed, name)
		}
	}
	return changed, unknownPeople(unknown)
}

// unknownPeople refuses names that nobody has, a dozen of them by name.
func unknownPeople(names []string) error {
	const most = 12
	if len(names) == 0 {
		return nil
	}
	said := strings.Join(names[:min(len(names), most)], ", ")
	if more := len(names) - most; more > 0 {
		said += " and " + strconv.Itoa(more) + " more"
	}
	return commonhall.Errorf(commonhall.InvalidArgument, "No such user: %s.", said).WithHint("Nothing was changed. Add them to the list of people first.")
}

// SetGroupProperties replaces what scripts keep with a group.
func (db *DB) SetGroupProperties(ctx context.Context, name commonhall.GroupName, properties []byte) error {
	n, err := db.exec(ctx, "UPDATE groups SET properties = $1 WHERE folded = $2", text(string(properties)), text(name.Folded()))
	if err == nil && n == 0 {
		return noGroup(name)
	}
	return err
}
