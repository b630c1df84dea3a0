package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"commonhall"
)

const serverColumns = "r.run, u.name, r.name, r.display, r.options, r.app, r.state, r.started, r.last_activity, r.limits, r.ended, r.oom_kills, r.software"

// serverLimits is what stands in the column limits: those of the run, whose they are, what
// came of them, and what else was decided at its start.
type serverLimits struct {
	commonhall.Limits
	Origins     map[commonhall.LimitName]commonhall.Origin `json:"origins,omitempty"`
	PIDsReached bool                                       `json:"pids_reached,omitempty"`
	Refused     int                                        `json:"refused,omitempty"`
	OOMLimit    int64                                      `json:"oom_limit,omitempty"`
	Environ     []string                                   `json:"environ,omitempty"`
}

func scanServer(row scanner) (s commonhall.Server, err error) {
	var started, active int64
	var options, limits, end, software string
	if err = row.Scan(&s.ID, &s.User, &s.Name, &s.Display, &options, &s.App, &s.State, &started, &active, &limits, &end, &s.OOMKills, &software); err != nil {
		return s, err
	}
	s.Started, s.LastActivity = fromMicros(started), fromMicros(active)
	var held serverLimits
	err = json.Unmarshal([]byte(limits), &held)
	s.Limits, s.Origins, s.PIDsReached, s.Refused, s.OOMLimit, s.Environ = held.Limits, held.Origins, held.PIDsReached, held.Refused, held.OOMLimit, held.Environ
	if options != "" {
		s.Options = json.RawMessage(options)
	}
	if err == nil && end != "" {
		err = json.Unmarshal([]byte(end), &s.End)
	}
	if err == nil && software != "" {
		err = json.Unmarshal([]byte(software), &s.Software)
	}
	return s, err
}

// Server returns the record of a server; of one that has none it is stopped and has no id.
func (db *DB) Server(ctx context.Context, key commonhall.ServerKey) (commonhall.Server, error) {
	s, err := scanServer(db.read.QueryRowContext(ctx, "SELECT "+serverColumns+" FROM servers r JOIN users u ON u.id = r.user_id WHERE u.name = $1 AND r.name = $2",
		string(key.User), string(key.Name)))
	if errors.Is(err, sql.ErrNoRows) {
		return commonhall.Server{User: key.User, Name: key.Name, State: commonhall.Stopped}, nil
	}
	return s, outOfOrder(err)
}

// Servers returns every server that was ever started or made, each person's by name.
func (db *DB) Servers(ctx context.Context) (list []commonhall.Server, err error) {
	rows, err := db.read.QueryContext(ctx, "SELECT "+serverColumns+" FROM servers r JOIN users u ON u.id = r.user_id ORDER BY u.id, r.name")
	if err != nil {
		return nil, outOfOrder(err)
	}
	defer rows.Close()
	for rows.Next() {
		s, err := scanServer(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, outOfOrder(rows.Err())
}

// SaveServer stores a server's record. A person who is suspended or gone cannot
// begin to start one: that is refused here, in the transaction that writes it.
func (db *DB) SaveServer(ctx context.Context, s commonhall.Server) error {
	limits, err := json.Marshal(serverLimits{s.Limits, s.Origins, s.PIDsReached, s.Refused, s.OOMLimit, s.Environ})
	if err != nil {
		return err
	}
	end, software := []byte{}, []byte{}
	if s.End != nil {
		if end, err = json.Marshal(s.End); err != nil {
			return err
		}
	}
	if s.Software != nil {
		if software, err = json.Marshal(s.Software); err != nil {
			return err
		}
	}
	return db.tx(ctx, func(tx *sql.Tx) error {
		var id int64
		var suspended bool
		err := tx.QueryRowContext(ctx, "SELECT id, suspended FROM users WHERE name = $1", string(s.User)).Scan(&id, &suspended)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return noUser(s.User)
		case err != nil:
			return err
		case suspended && s.State == commonhall.Spawning:
			return commonhall.Errorf(commonhall.PermissionDenied, "%s is suspended.", string(s.User)).WithHint("An administrator can lift that.")
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO servers (user_id, name, display, options, run, app, state, started, last_activity, limits, ended, oom_kills, software) "+
			"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (user_id, name) DO UPDATE SET display = $3, options = $4, run = $5, app = $6, "+
			"state = $7, started = $8, last_activity = $9, limits = $10, ended = $11, oom_kills = $12, software = $13",
			id, string(s.Name), s.Display, string(s.Options), string(s.ID), string(s.App), string(s.State), micros(s.Started), micros(s.LastActivity),
			string(limits), string(end), s.OOMKills, string(software))
		return err
	})
}

// RemoveServer drops the record of a server, and what its person shared of one that has a
// name: another one of that name is another. One that has no record is no error.
func (db *DB) RemoveServer(ctx context.Context, key commonhall.ServerKey) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		id, err := sharer(ctx, tx, key.User)
		if commonhall.KindOf(err) == commonhall.NotFound {
			return nil
		}
		if err == nil && key.Name != "" {
			err = endShares(ctx, tx, id, string(key.Name))
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, "DELETE FROM servers WHERE user_id = $1 AND name = $2", id, string(key.Name))
		}
		return err
	})
}

// RenameServer gives the record of a server another name, which none of its person's has.
// It stays shared.
func (db *DB) RenameServer(ctx context.Context, key commonhall.ServerKey, to commonhall.ServerName) error {
	return db.tx(ctx, func(tx *sql.Tx) error {
		id, err := sharer(ctx, tx, key.User)
		if commonhall.KindOf(err) == commonhall.NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE servers SET name = $1 WHERE user_id = $2 AND name = $3", string(to), id, string(key.Name))
		if taken(err) {
			return commonhall.Errorf(commonhall.AlreadyExists, "There is a server %q already.", string(to))
		}
		for _, query := range []string{"UPDATE shares SET server = $1 WHERE owner_id = $2 AND server = $3", "UPDATE share_codes SET server = $1 WHERE owner_id = $2 AND server = $3"} {
			if err == nil {
				_, err = tx.ExecContext(ctx, query, string(to), id, string(key.Name))
			}
		}
		return err
	})
}
