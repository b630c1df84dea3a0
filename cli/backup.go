package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/backup"
	"commonhall/config"
)

// backups is what the commands about backups share.
type backups struct {
	*streams
	dir   string
	json  bool
	quiet bool          // where no backups are set, do nothing
	flags config.Backup // To is --from
	house *house        // nil where there is no installation
}

func newBackup(s *streams) *cobra.Command {
	b := &backups{streams: s}
	cmd := &cobra.Command{Use: "backup", Short: "Back up everything, check it, and bring it back",
		Long: "A backup holds people with their passwords, settings, keys and everybody's home, as they were at one\n" +
			"time. Where backups go is set in the configuration (backup.to); on a machine that has none yet, --from\n" +
			"and the options beside it say where they are."}
	dirFlag(cmd, &b.dir)
	f := cmd.PersistentFlags()
	f.BoolVar(&b.json, "json", false, "print JSON")
	f.BoolVar(&b.quiet, "if-configured", false, "do nothing where no backups are configured, or none was made yet (for a unit)")
	_ = f.MarkHidden("if-configured")
	f.StringVar(&b.flags.To, "from", "", "folder or s3://bucket/folder with the backups, instead of the configured one")
	f.StringVar(&b.flags.PasswordFile, "password-file", "", "file whose first line is the password of the backups")
	f.StringVar(&b.flags.Endpoint, "endpoint", "", "address of the S3 server")
	f.StringVar(&b.flags.Region, "region", "", "region of the bucket")
	f.StringVar(&b.flags.CredentialsFile, "credentials-file", "", "file with access key and secret key, a line each")
	cmd.AddCommand(b.newNow(), b.newList(), b.newVerify(), b.newRestore(), b.newDrill(), b.newPrune(), b.newDump())
	return cmd
}

// where returns the settings, with what the options say instead.
func (b *backups) where() (config.Backup, error) {
	c := config.Default().Backup
	if b.house != nil {
		c = b.house.config.Backup
	}
	if b.flags.To != "" {
		c.To, c.PasswordFile, c.Endpoint, c.Region, c.CredentialsFile = b.flags.To, "", "", "", ""
	}
	for _, set := range [][2]*string{{&c.PasswordFile, &b.flags.PasswordFile}, {&c.Endpoint, &b.flags.Endpoint}, {&c.Region, &b.flags.Region},
		{&c.CredentialsFile, &b.flags.CredentialsFile}} {
		if *set[1] != "" {
			*set[0] = *set[1]
		}
	}
	if c.To == "" {
		return c, commonhall.Errorf(commonhall.FailedPrecondition, "It is not set where backups go.").
			WithHint("Set backup.to in the configuration to a folder on another disk or to a bucket; or say where they are: --from WHERE")
	}
	return c, nil
}

// target returns where the backups are, and how to open them.
func (b *backups) target(c config.Backup) (backup.Target, backup.Options, error) {
	var o backup.Options
	var err error
	for _, path := range []string{c.PasswordFile, c.CredentialsFile} {
		b.warnOpen(path)
	}
	if c.PasswordFile != "" {
		if o.Password, err = readSecret(c.PasswordFile); err != nil {
			return nil, o, err
		}
		if o.Password == "" {
			return nil, o, commonhall.Errorf(commonhall.InvalidArgument, "The password file %s is empty.", c.PasswordFile).WithHint("Its first line is the password.")
		}
	}
	if !strings.HasPrefix(c.To, "s3://") {
		return backup.NewFolder(c.To), o, nil
	}
	if c.CredentialsFile == "" {
		return nil, o, commonhall.Errorf(commonhall.InvalidArgument, "Nobody says who may use the bucket.").WithHint("Name the file with its keys: --credentials-file FILE")
	}
	text, err := os.ReadFile(c.CredentialsFile)
	if err != nil {
		return nil, o, commonhall.Errorf(commonhall.InvalidArgument, "The file %s cannot be read.", c.CredentialsFile).Because(err)
	}
	keys := strings.Fields(string(text))
	if len(keys) != 2 {
		return nil, o, commonhall.Errorf(commonhall.InvalidArgument, "The file %s does not hold two keys.", c.CredentialsFile).
			WithHint("Its first line is the access key, its second the secret key.")
	}
	t, err := backup.NewS3(backup.Bucket{URL: c.To, Endpoint: c.Endpoint, Region: c.Region, AccessKey: keys[0], SecretKey: keys[1]})
	return t, o, err
}

// warnOpen tells of a secret that everybody can read: people's servers show /etc, for
// one. A backup that is not made would be worse.
func (b *backups) warnOpen(path string) {
	if st, err := os.Stat(path); err == nil && st.Mode().Perm()&0o007 != 0 {
		fmt.Fprintf(b.err, "warning: everybody on this machine can read %s, and with it change or read the backups. Do: chmod 600 %s\n", path, path)
	}
}

// open opens the repository that is there.
func (b *backups) open(ctx context.Context) (*backup.Repository, error) {
	c, err := b.where()
	if err != nil {
		return nil, err
	}
	t, o, err := b.target(c)
	if err != nil {
		return nil, err
	}
	r, err := backup.Open(ctx, t, o)
	return r, explainBackup(c.To, err)
}

// explainBackup gives errors of a repository words.
func explainBackup(to string, err error) error {
	say := func(hint, format string, args ...any) error {
		return commonhall.Errorf(commonhall.FailedPrecondition, format, args...).WithHint(hint).Because(err)
	}
	var locked *backup.LockedError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, backup.ErrNoRepository):
		return say("Is the disk mounted? The first backup is made with: commonhall backup now", "There is no backup in %s.", to)
	case errors.Is(err, backup.ErrForeign):
		return say("Choose an empty folder of its own.", "In %s there are other things, and no backup of commonhall.", to)
	case errors.Is(err, backup.ErrTorn):
		return say("Copy repository.json there from another copy of the backups, if there is one.", "The backup in %s is damaged: its file repository.json is missing or cannot be read, and so is its copy.", to)
	case errors.Is(err, backup.ErrNewer):
		return say("Install the newer version, and use that.", "The backup in %s was made by a newer version of commonhall.", to)
	case errors.Is(err, backup.ErrPassword):
		return say("Is it the file of backup.password_file, from the time when the first backup was made?", "The password does not open the backup in %s.", to)
	case errors.Is(err, backup.ErrNeedPassword):
		return say("Name the file with it: --password-file FILE, or backup.password_file in the configuration.", "The backup in %s is encrypted, and no password was given.", to)
	case errors.Is(err, backup.ErrNotEncrypted):
		return say("Choose a new folder for encrypted backups, or take backup.password_file away.", "A password is set, but the backup in %s is not encrypted.", to)
	case errors.Is(err, backup.ErrOther):
		return say("Give each installation a folder of its own.", "The backup in %s belongs to another installation.", to)
	case errors.As(err, &locked):
		return commonhall.Errorf(commonhall.Unavailable, "Another %s, process %d on %s, works in %s since %s.", locked.What, locked.PID, locked.Host, to, locked.Since.Local().Format("15:04")).
			WithHint("Wait for its end. If it was cut off, it counts until " + locked.Until.Local().Format("15:04") + ".")
	case errors.Is(err, backup.ErrDamaged):
		return say("Which files that hits: commonhall backup verify --read-data", "The backup in %s is damaged.", to)
	case errors.Is(err, fs.ErrPermission):
		return say("Run it with sudo.", "The backup in %s cannot be read.", to)
	}
	return err
}

// begin finds the installation, which there need not be.
func (b *backups) begin(must bool) error {
	if err := needRoot("commonhall backup"); err != nil {
		return err
	}
	h, err := openHouse(b.dir)
	if err != nil && (must || commonhall.KindOf(err) != commonhall.NotFound) {
		return err
	}
	if err == nil {
		b.house = h
	}
	return nil
}

// unset reports whether there is nothing to do, as no backups are configured.
func (b *backups) unset() bool {
	return b.quiet && b.house != nil && b.house.config.Backup.To == "" && b.flags.To == ""
}

// nothingYet reports whether there is nothing to look at, as there was no backup yet.
// Why there is none the run of the backup tells.
func (b *backups) nothingYet() bool {
	if !b.quiet || b.house == nil {
		return false
	}
	last, err := backup.ReadRecord(filepath.Join(b.house.dir, "backup", "last.json"))
	// One that lacks a file counts: somebody could see to it that each does.
	return b.unset() || err == nil && last.Repository == ""
}

func (b *backups) newList() *cobra.Command {
	return &cobra.Command{Use: "list", Short: "List the snapshots that there are", Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		if err := b.begin(false); err != nil {
			return err
		}
		r, err := b.open(cmd.Context())
		if err != nil {
			return err
		}
		names, err := r.List(cmd.Context())
		if err != nil {
			return explainBackup(r.Where(), err)
		}
		type line struct {
			Name     string    `json:"name"`
			Time     time.Time `json:"time"`
			Complete bool      `json:"complete"`
			Damaged  bool      `json:"damaged,omitempty"`
			backup.Stats
		}
		var lines []line
		for _, name := range names {
			s, err := r.Snapshot(cmd.Context(), name)
			switch {
			case errors.Is(err, backup.ErrDamaged):
				lines = append(lines, line{Name: name, Damaged: true})
			case err != nil:
				return explainBackup(r.Where(), err)
			default:
				lines = append(lines, line{name, s.Time, s.Complete, false, s.Stats})
			}
		}
		if b.json {
			return json.NewEncoder(b.out).Encode(lines)
		}
		w := tabwriter.NewWriter(b.out, 0, 8, 2, ' ', 0)
		fmt.Fprintln(w, "SNAPSHOT\tTIME\tFILES\tSIZE\tNEW\tSTATE")
		for _, l := range lines {
			state := "complete"
			if l.Damaged {
				state = "damaged"
			} else if !l.Complete {
				state = "not complete"
			}
			short, _, _ := strings.Cut(l.Name, "-")
			fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\t%s\n", short, l.Time.Local().Format("2006-01-02 15:04"), l.Files, megabytes(l.Bytes), megabytes(l.NewBytes), state)
		}
		return w.Flush()
	}}
}

func (b *backups) newPrune() *cobra.Command {
	return &cobra.Command{Use: "prune", Short: "Remove snapshots that need not be kept, and what only they had", Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		if err := b.begin(true); err != nil {
			return err
		}
		background()
		r, err := b.open(cmd.Context())
		if err != nil {
			return err
		}
		return b.prune(cmd.Context(), r)
	}}
}

func (b *backups) prune(ctx context.Context, r *backup.Repository) error {
	c := b.house.config.Backup
	p, err := r.Prune(ctx, backup.Keep{Last: c.KeepLast, Daily: c.KeepDaily, Weekly: c.KeepWeekly, Monthly: c.KeepMonthly})
	if err != nil {
		return explainBackup(r.Where(), err)
	}
	fmt.Fprintf(b.err, "%d snapshots are kept; %d were removed, and %s with them.\n", p.Kept, p.Snapshots, megabytes(p.Bytes))
	return nil
}

// megabytes writes a size for people.
func megabytes(n int64) string {
	switch {
	case n < 10_000:
		return fmt.Sprintf("%d B", n)
	case n < 10_000_000:
		return fmt.Sprintf("%d kB", n/1000)
	case n < 10_000_000_000:
		return fmt.Sprintf("%d MB", n/1_000_000)
	}
	return fmt.Sprintf("%d GB", n/1_000_000_000)
}
