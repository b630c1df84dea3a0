package app

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"commonhall"
	"commonhall/config"
	"commonhall/machine"
	"commonhall/store"
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
// PostgreSQL database that the settings name, where they name one.
func LoadDatabase(ctx context.Context, h Hub, path string, dump io.Reader) error {
	if h.Config.Database.URL == "" {
		return store.Load(ctx, path, dump)
	}
	p, err := postgresOf(h)
	if err != nil {
		return err
	}
	return store.LoadPostgres(ctx, p, dump)
}

func postgresOf(h Hub) (store.Postgres, error) {
	password, err := databasePassword(h.Config.Database, h.Paths.Hub())
	return store.Postgres{URL: h.Config.Database.URL, Password: password, Installation: h.Instance.ID}, err
}

// databasePassword reads the password's file; dir is the hub's folder.
func databasePassword(c config.Database, dir string) (string, error) {
	if c.PasswordFile == "" {
		return "", nil
	}
	path := c.PasswordFile
	if !filepath.IsAbs(path) {
		path = filepath.Join(dir, path)
	}
	give := "Give it to the hub: chown --reference=" + dir + " " + path + " && chmod 400 " + path
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", commonhall.Errorf(commonhall.FailedPrecondition, "The password file %s is not there, or is where the hub sees nothing.", path).
			WithHint("The hub sees its folder " + dir + ". Put the file there, and name it in database.password_file without a path.").Because(err)
	}
	if err != nil {
		return "", commonhall.Errorf(commonhall.FailedPrecondition, "The hub cannot read the password file %s.", path).WithHint(give).Because(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	if info.Mode().Perm()&0o007 != 0 {
		return "", commonhall.Errorf(commonhall.FailedPrecondition, "Everybody on this machine can read the password file %s.", path).
			WithHint(give + ". Then choose another password.")
	}
	line, err := bufio.NewReader(io.LimitReader(f, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", commonhall.Errorf(commonhall.FailedPrecondition, "The hub cannot read the password file %s.", path).WithHint(give).Because(err)
	}
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", commonhall.Errorf(commonhall.FailedPrecondition, "The password file %s is empty.", path).
			WithHint("Its first line is the password.")
	}
	return line, nil
}
