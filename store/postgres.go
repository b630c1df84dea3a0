package store

import (
	"context"
	"crypto/tls"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"io/fs"
	"maps"
	"net"
	"net/url"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"commonhall"
)

// Postgres says which PostgreSQL database to open.
type Postgres struct {
	URL          string // postgres://account@host:port/database?sslmode=…, without a password
	Password     string
	Installation string // whose database it is; the first one to open it owns it
}

// OpenPostgres opens a PostgreSQL database, making or migrating its tables. It
// works as SQLite does: one connection writes, others read. The one that writes
// holds a lock, so that a second hub on the database is refused, and one that
// lost its connection cannot go on writing beside another.
func OpenPostgres(ctx context.Context, p Postgres) (*DB, error) {
	steps, err := fs.Sub(migrations, "migration/postgres")
	if err != nil {
		return nil, err
	}
	return openPostgres(ctx, p, steps)
}

func openPostgres(ctx context.Context, p Postgres, steps fs.FS) (*DB, error) {
	cfg, err := p.config()
	if err != nil {
		return nil, err
	}
	name := cfg.Database + " on " + cfg.Host
	write, read := connectors(cfg, name)
	db := &DB{write: sql.OpenDB(write), read: newPool(sql.OpenDB(read))}
	db.write.SetMaxOpenConns(1)
	err = db.migrate(ctx, goose.DialectPostgres, steps, name, nil)
	if err == nil {
		err = db.belongsTo(ctx, p.Installation, name)
	}
	if err != nil {
		_ = db.Close()
		return nil, explainPostgres(cfg, name, err)
	}
	return db, nil
}

// config is what all connections share.
func (p Postgres) config() (*pgx.ConnConfig, error) {
	cannot := commonhall.Errorf(commonhall.InvalidArgument, "The address of the database cannot be understood.").
		WithHint("Write it as postgres://account@host/database.")
	u, err := url.Parse(p.URL)
	if err != nil {
		return nil, cannot // without the cause, which repeats whatever somebody wrote there
	}
	if q := u.Query(); !q.Has("sslmode") {
		q.Set("sslmode", usualTLS(u.Hostname()))
		u.RawQuery = q.Encode()
	}
	cfg, err := pgx.ParseConfig(u.String())
	if file := (*fs.PathError)(nil); errors.As(err, &file) {
		return nil, commonhall.Errorf(commonhall.FailedPrecondition, "The file %s, which the address of the database names, cannot be read.", file.Path).
			WithHint("The hub sees its own folder, and there what belongs to its account.").Because(file)
	}
	if err != nil {
		return nil, cannot
	}
	cfg.Password = p.Password
	cfg.ConnectTimeout = connectPatience
	return cfg, nil
}

// usualTLS is the sslmode where none is set. The driver's own would go on without
// encryption if the server has none; here it is checked who the server is, unless
// the way there does not leave the machine.
func usualTLS(host string) string {
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return "disable"
	}
	return "verify-full"
}

// connectors make the connections that write, and those that read.
func connectors(cfg *pgx.ConnConfig, name string) (write, read driver.Connector) {
	return stdlib.GetConnector(*withSettings(cfg, writing()), stdlib.OptionAfterConnect(hold(name))), stdlib.GetConnector(*withSettings(cfg, reading()))
}

const (
	connectPatience = 5 * time.Second
	lockPatience    = "1s" // a hub that was killed gives its lock back at once
	lockKey         = int64(0x636f6d6d6f6e6861)
)

// writing are the settings of the connection that writes. Keepalives make the
// server notice within half a minute that a hub is gone whose machine lost its
// network, and give the lock back.
func writing() map[string]string {
	return map[string]string{"application_name": "commonhall", "lock_timeout": lockPatience,
		"tcp_keepalives_idle": "10", "tcp_keepalives_interval": "5", "tcp_keepalives_count": "3"}
}

// reading are the settings of the connections that read: they cannot write, and
// two queries of one transaction see the same moment.
func reading() map[string]string {
	return map[string]string{"application_name": "commonhall", "default_transaction_read_only": "on",
		"default_transaction_isolation": "repeatable read"}
}

func withSettings(cfg *pgx.ConnConfig, settings map[string]string) *pgx.ConnConfig {
	cfg = cfg.Copy()
	maps.Copy(cfg.RuntimeParams, settings)
	return cfg
}

// hold takes the lock for a new connection that writes, and checks what every
// text of ours needs.
func hold(name string) func(context.Context, *pgx.Conn) error {
	return func(ctx context.Context, c *pgx.Conn) error {
		if have := c.PgConn().ParameterStatus("server_encoding"); have != "UTF8" {
			return commonhall.Errorf(commonhall.FailedPrecondition, "The database %s cannot hold all characters: its encoding is %s.", name, have).
				WithHint("Make one with: createdb --encoding=UTF8 --template=template0")
		}
		_, err := c.Exec(ctx, "SELECT pg_advisory_lock($1)", lockKey)
		if pe := (*pgconn.PgError)(nil); errors.As(err, &pe) && pe.Code == lockNotAvailable {
			return commonhall.Errorf(commonhall.FailedPrecondition, "Another commonhall uses the database %s.", name).
				WithHint("Stop that one, or give this one a database of its own: two cannot share one.").Because(err)
		}
		return err
	}
}

// belongsTo refuses the database of another installation: the account numbers in
// it are of that one's block.
func (db *DB) belongsTo(ctx context.Context, installation, name string) error {
	owner, err := db.Key(ctx, "installation", func() []byte { return []byte(installation) })
	if err == nil && string(owner) != installation {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The database %s belongs to another installation of commonhall, %q; this one is %q.",
			name, string(owner), installation).
			WithHint("Give this one a database of its own. If you moved the other one here, bring its folder too: instance.json in it holds the name.")
	}
	return err
}

// What PostgreSQL calls its errors (appendix A of its manual).
const (
	uniqueViolation  = "23505"
	lockNotAvailable = "55P03"
	readOnly         = "25006"
	noSuchDatabase   = "3D000"
	noPrivilege      = "42501"
	noSchema         = "3F000"
	tooMany          = "53300"
	diskFull         = "53100"
	badCharacter     = "22021"
	noSuchCharacter  = "22P05"
)

// explainPostgres turns what opening a database can end in into something to read.
func explainPostgres(cfg *pgx.ConnConfig, name string, err error) error {
	say := func(hint, format string, args ...any) error {
		return commonhall.Errorf(commonhall.FailedPrecondition, format, args...).WithHint(hint).Because(err)
	}
	pe := (*pgconn.PgError)(nil)
	known := (*commonhall.Error)(nil)
	cert := (*tls.CertificateVerificationError)(nil)
	switch {
	case errors.As(err, &known) && known.Kind != commonhall.Unavailable:
		return err
	case errors.As(err, &cert):
		return say("Name the file of the authority that signed it: database.url with sslrootcert=/…", "The certificate of the PostgreSQL server %s cannot be trusted.", cfg.Host)
	case !errors.As(err, &pe):
		return say("Does it run, and are host and port in database.url right?", "The PostgreSQL server %s, port %d, cannot be reached.", cfg.Host, int(cfg.Port))
	case pe.Code[:2] == "28":
		return say("Compare database.url and the file of database.password_file with the account on the server, and with its pg_hba.conf.",
			"The PostgreSQL server %s does not let the account %q in.", cfg.Host, cfg.User)
	case pe.Code == noSuchDatabase:
		return say("Make it on the server: createdb --encoding=UTF8 --owner="+cfg.User+" "+cfg.Database, "The PostgreSQL server %s has no database %q.", cfg.Host, cfg.Database)
	case pe.Code == noPrivilege || pe.Code == noSchema:
		return say("Make it the owner: ALTER DATABASE "+cfg.Database+" OWNER TO "+cfg.User, "The account %q may not make tables in the database %s.", cfg.User, name)
	case pe.Code == readOnly:
		return say("Is it a standby? Name the primary server in database.url.", "The database %s is read-only.", name)
	case pe.Code == tooMany:
		return say("commonhall needs five. Raise max_connections, or end what holds them.", "The PostgreSQL server %s has no connection to spare.", cfg.Host)
	}
	return say("Look at the reason in the log.", "The database %s cannot be opened.", name)
}

// postgresError gives errors that are the server's fault, or the network's, words.
func postgresError(err error) error {
	unreachable := func() error {
		return commonhall.Errorf(commonhall.Unavailable, "The database cannot be reached.").
			WithHint("Your work is safe. Try again in a moment; if it stays, tell your administrator.").Because(err)
	}
	pe := (*pgconn.PgError)(nil)
	if !errors.As(err, &pe) {
		if lostConnection(err) {
			return unreachable()
		}
		return err
	}
	switch class := pe.Code[:2]; {
	case pe.Code == diskFull:
		return commonhall.Errorf(commonhall.Unavailable, "The disk of the database is full, so nothing can be saved.").
			WithHint("Nothing is lost. Ask your administrator to make room; then try again.").Because(err)
	case pe.Code == lockNotAvailable:
		return commonhall.Errorf(commonhall.Unavailable, "The database is busy.").WithHint("Try again.").Because(err)
	case pe.Code == readOnly:
		return commonhall.Errorf(commonhall.Unavailable, "The database is read-only, so nothing can be saved.").
			WithHint("Tell your administrator: the machine's log has the details.").Because(err)
	case class == "58" || class == "XX":
		return commonhall.Errorf(commonhall.Unavailable, "The database is damaged, or its disk is.").
			WithHint("Tell your administrator: the machine's log has the details.").Because(err)
	case pe.Code == badCharacter || pe.Code == noSuchCharacter:
		return commonhall.Errorf(commonhall.InvalidArgument, "This holds characters that cannot be stored.").
			WithHint("Write it in other words.").Because(err)
	case class == "08" || class == "28" || class == "53" || class == "57":
		return unreachable()
	}
	return err
}

// lostConnection tells errors of the way to the server from those of the program.
func lostConnection(err error) bool {
	ce, ne := (*pgconn.ConnectError)(nil), net.Error(nil)
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) && !errors.As(err, &ce) {
		return false // whoever asked has left
	}
	return errors.As(err, &ce) || errors.As(err, &ne) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) ||
		errors.Is(err, pgconn.ErrConnClosed) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}
