package app

import (
	"context"
	"errors"
	"io"
	"time"

	"commonhall/machine"
	"commonhall/store"
	"commonhall/warden"
)

// openDatabase opens the database that the settings name. On a full disk SQLite needs
// room of the reserve: it opens two files beside the records.
func openDatabase(ctx context.Context, h Hub, reserve *machine.Reserve) (*store.DB, error) {
	c := h.Config.Database
	if c.URL == "" {
		db, err := store.Open(ctx, h.Paths.Database())
		for err != nil && reserve.Tight() && reserve.Give() {
			db, err = store.Open(ctx, h.Paths.Database())
		}
		if err == nil {
			db.WhenFull(reserve.Give)
		}
		return db, err
	}
	p, err := postgresOf(h)
	if err != nil {
		return nil, err
	}
	return store.OpenPostgres(ctx, p)
}

// DumpDatabase writes what is in the database, without a hub and without changing
// anything. It runs under the hub's account, whose files the database's are.
func DumpDatabase(ctx context.Context, h Hub, w io.Writer) error {
	db, err := asItIs(ctx, h)
	if err != nil {
		return err
	}
	return errors.Join(db.Dump(ctx, w), db.Close())
}

func asItIs(ctx context.Context, h Hub) (*store.DB, error) {
	c := h.Config.Database
	if c.URL == "" {
		return store.OpenAsIs(ctx, h.Paths.Database())
	}
	p, err := postgresOf(h)
	if err != nil {
		return nil, err
	}
	return store.OpenPostgresAsIs(ctx, p)
}

// LoadDatabase fills a new database with a dump: the file path, or the empty
// PostgreSQL database that the settings name, where they name one; see store.Load.
func LoadDatabase(ctx context.Context, h Hub, path string, dump io.Reader, taken store.Taken, now time.Time) error {
	if h.Config.Database.URL == "" {
		return store.Load(ctx, path, dump, taken, now)
	}
	p, err := postgresOf(h)
	if err != nil {
		return err
	}
	return store.LoadPostgres(ctx, p, dump, taken, now)
}

func postgresOf(h Hub) (store.Postgres, error) {
	password, err := store.ReadPassword(h.Config.Database.PasswordFile, h.Paths.Hub(), h.Instance.UIDBase+warden.HubOffset)
	return store.Postgres{URL: h.Config.Database.URL, Password: password, Installation: h.Instance.ID}, err
}
