package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/backup"
	"commonhall/config"
	"commonhall/store"
	"commonhall/supervisor"
	"commonhall/warden"
)

// drill brings a snapshot back as a second installation beside the one that runs,
// works in it, and takes it away again. The copy has an identity, account numbers and
// sockets of its own, so the two meet nowhere.
type drill struct {
	*restore
	dir string // of the copy
	own supervisor.Instance
	saw sighting
}

// sighting is what a drill saw.
type sighting struct {
	Snapshot string    `json:"snapshot"`
	Time     time.Time `json:"time"` // of the snapshot
	Files    int       `json:"files"`
	Bytes    int64     `json:"bytes"`
	Person   string    `json:"person"`
	App      string    `json:"app"`
	Notebook string    `json:"notebook,omitempty"` // that was opened
	Cells    int       `json:"cells,omitempty"`
	// Seconds, from the beginning.
	Restored float64 `json:"restored_after"`
	SignedIn float64 `json:"signed_in_after"`
	Opened   float64 `json:"opened_after"`
	began    time.Time
}

func (s *sighting) since() float64 { return time.Since(s.began).Seconds() }

func (b *backups) newDrill() *cobra.Command {
	d := &drill{restore: &restore{backups: b}}
	cmd := &cobra.Command{Use: "drill", Short: "Prove that the last snapshot restores: bring it back beside, sign in, open a notebook", Args: cobra.NoArgs,
		Long: "drill brings the last snapshot back into a folder of its own, starts it there, signs in, starts one\n" +
			"person's server, opens a notebook of theirs, says what it saw, and takes everything away again. The\n" +
			"installation that runs is not touched. It takes as much room on the disk as everybody's files do.",
		RunE: func(cmd *cobra.Command, _ []string) error { return d.run(cmd.Context()) }}
	cmd.Flags().StringVar(&d.snapshot, "snapshot", "", "which snapshot, as list shows it, or how it begins; without it the last one")
	cmd.Flags().StringVar(&d.user, "user", "", "bring back this person's home alone, and start their server")
	return cmd
}

func (d *drill) run(ctx context.Context) error {
	if err := d.begin(true); err != nil {
		return err
	}
	if d.nothingYet() {
		return nil
	}
	background()
	unlock, err := d.alone(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	d.saw.began = time.Now()
	d.dir = filepath.Join(d.house.dir, "drill")
	err = d.rehearse(ctx)
	if cerr := d.clear(); err == nil {
		err = cerr
	}
	if nerr := d.note(err); err == nil {
		err = nerr
	}
	if err != nil {
		return err
	}
	return d.tell()
}

// alone holds the folder of drills.
func (d *drill) alone(ctx context.Context) (unlock func(), err error) {
	dir, err := d.house.own()
	if err != nil {
		return nil, err
	}
	wait, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if unlock, err = supervisor.LockFile(wait, filepath.Join(dir, "drill.lock")); err != nil {
		return nil, commonhall.Errorf(commonhall.Unavailable, "Another drill is at work.").WithHint("Wait for its end.").Because(err)
	}
	return unlock, nil
}

// rehearse does everything but to take it away.
func (d *drill) rehearse(ctx context.Context) error {
	var err error
	if d.repo, err = d.open(ctx); err != nil {
		return err
	}
	if err := d.pick(ctx); err != nil {
		return err
	}
	d.saw.Snapshot, d.saw.Time = d.snap.Name, d.snap.Time
	if err := d.build(ctx); err != nil {
		return explainBackup(d.repo.Where(), err)
	}
	d.saw.Restored = d.saw.since()
	if d.bad > 0 {
		return commonhall.Errorf(commonhall.FailedPrecondition, "%d files or folders of the snapshot could not be brought back, or not in whole; the lines above name them.", d.bad).
			WithHint("What still is on this machine comes into the next snapshot anew: commonhall backup now. Look after the disk of the backups.")
	}
	return d.work(ctx)
}

// build makes the copy.
func (d *drill) build(ctx context.Context) error {
	was, err := d.instance(ctx)
	if err != nil {
		return err
	}
	home := ""
	if d.user != "" {
		if home, err = d.home(ctx, was); err != nil {
			return err
		}
	}
	if err := d.room(ctx, home); err != nil {
		return err
	}
	if err := d.identity(was); err != nil {
		return err
	}
	by := d.own.UIDBase - was.UIDBase
	d.repo.Owner = func(account uint32) uint32 {
		if n := int(account) - was.UIDBase; n >= 0 && n < warden.BlockSize {
			return uint32(int(account) + by)
		}
		return account
	}
	top, err := os.Open(d.dir)
	if err != nil {
		return err
	}
	defer top.Close()
	if err := d.buildHomes(ctx, top, home); err != nil {
		return err
	}
	if err := d.buildHub(ctx, top, by); err != nil {
		return err
	}
	return d.buildConfig(ctx)
}

// room refuses where the copy would take what people need.
func (d *drill) room(ctx context.Context, home string) error {
	need, files := d.snap.Stats.Bytes, int64(d.snap.Stats.Files)
	if home != "" {
		n, err := d.repo.Find(ctx, d.snap.Part(partHomes), []string{home})
		if err != nil || n == nil {
			return errors.Join(err, fs.ErrNotExist)
		}
		if need, err = d.repo.Size(ctx, n); err != nil {
			return err
		}
	}
	need += files<<12 + 128<<20 + int64(d.house.config.Machine.KeepDisk)
	var st syscall.Statfs_t
	if err := syscall.Statfs(d.house.dir, &st); err != nil {
		return err
	}
	if free := int64(st.Bavail) * st.Bsize; free < need {
		return commonhall.Errorf(commonhall.ResourceExhausted, "A drill needs %s on the disk of %s, and %s are free.", megabytes(need), d.house.dir, megabytes(free)).
			WithHint("Nothing was changed. With one person's home alone it needs less: commonhall backup drill --user NAME")
	}
	return nil
}

// identity makes the folder of the copy, with numbers that are nobody's.
func (d *drill) identity(was supervisor.Instance) error {
	for {
		if err := d.clear(); err != nil {
			return err
		}
		var err error
		if d.own, err = supervisor.MakeInstance(d.dir, supervisor.Instance{Try: true}); err != nil {
			return err
		}
		if d.own.UIDBase != was.UIDBase && d.own.UIDBase != d.house.instance.UIDBase {
			return os.Chmod(d.dir, 0o700) // until everything in it has its owner
		}
	}
}

func (d *drill) buildHomes(ctx context.Context, top *os.File, home string) error {
	n := d.snap.Part(partHomes)
	if n == nil {
		return nil
	}
	into, name := top, partHomes
	if home != "" {
		dir := filepath.Join(d.dir, partHomes)
		if err := os.Mkdir(dir, 0o711); err != nil {
			return err
		}
		var err error
		if n, err = d.repo.Find(ctx, n, []string{home}); err != nil || n == nil {
			return errors.Join(err, fs.ErrNotExist)
		}
		if into, err = os.Open(dir); err != nil {
			return err
		}
		defer into.Close()
		name = home
	}
	done, err := d.repo.Restore(ctx, n, into, name)
	d.told(done, name, "")
	if done != nil {
		d.saw.Files, d.saw.Bytes = done.Files, done.Bytes
	}
	if groups := d.snap.Part(partGroups); err == nil && groups != nil && home == "" {
		done, err = d.repo.Restore(ctx, groups, top, partGroups)
		d.told(done, partGroups, "")
	}
	return err
}

// buildHub makes the hub's folder, with a database in a file, whatever engine the
// snapshot is of: the one that people use stays out of it.
func (d *drill) buildHub(ctx context.Context, top *os.File, by int) error {
	n, database := d.snap.Part(partHub), d.snap.Part(partDatabase)
	if n == nil || database == nil {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The snapshot has no database.").WithHint("Take another one: commonhall backup list")
	}
	done, err := d.repo.Restore(ctx, n, top, partHub)
	d.told(done, partHub, "")
	if err != nil {
		return err
	}
	dump, err := d.repo.Open(ctx, *database)
	if err != nil {
		return err
	}
	defer dump.Close()
	path := supervisor.PathsIn(d.dir, "").Database()
	if err := store.Load(ctx, path, dump, store.Taken{}, time.Now()); err != nil {
		return err
	}
	uid := d.own.UIDBase + warden.HubOffset
	return errors.Join(store.MoveAccounts(ctx, path, by), os.Chown(path, uid, uid))
}

// buildConfig writes the settings, without what leads out of the copy.
func (d *drill) buildConfig(ctx context.Context) error {
	c := config.Default()
	if d.snap.Part(partConfig) != nil {
		text, err := d.text(ctx, partConfig)
		if err != nil {
			return err
		}
		if c, err = config.Parse(partConfig, text, c); err != nil {
			return err
		}
	}
	plain := config.Default()
	c.HTTPS, c.Network, c.Database, c.Backup = plain.HTTPS, plain.Network, plain.Database, plain.Backup
	c.Auth.FirstUse, c.Servers.Network, c.Servers.MaxNetwork, c.Machine.KeepDisk, c.Software.First = "invited", "none", "", 0, "machine"
	const patient = config.Duration(5 * time.Minute) // it runs behind everybody else
	c.Servers.StartTimeout, c.Servers.ReadyTimeout = patient, patient
	return os.WriteFile(filepath.Join(d.dir, "commonhall.yaml"), c.YAML(), 0o644)
}

// clear takes the copy away, also what one left that was cut off.
func (d *drill) clear() error {
	if _, err := supervisor.OpenInstance(d.dir); err == nil {
		return supervisor.CleanTry(d.dir, true)
	}
	return os.RemoveAll(d.dir)
}

// note records how it went.
func (d *drill) note(err error) error {
	run := &backup.Run{At: d.saw.began.UTC(), Seconds: d.saw.since(), OK: err == nil, Snapshot: d.saw.Snapshot, Files: d.saw.Files, Bytes: d.saw.Bytes}
	if d.repo != nil {
		run.Where = d.repo.Where()
	}
	if err != nil {
		run.Error = commonhall.ForPerson(err).Msg
	}
	return d.house.note(func(r *backup.Record) { r.Drill = run })
}

func (d *drill) tell() error {
	if d.json {
		return json.NewEncoder(d.out).Encode(d.saw)
	}
	s := d.saw
	fmt.Fprintf(d.out, "The snapshot of %s restores: %d files, %s, in %.0f s.\n", s.Time.Local().Format("2006-01-02 15:04"), s.Files, megabytes(s.Bytes), s.Restored)
	fmt.Fprintf(d.out, "Signing in worked after %.0f s; %s's server (%s) ran", s.SignedIn, s.Person, s.App)
	if s.Notebook != "" {
		fmt.Fprintf(d.out, ", and %s opened with %d cells", s.Notebook, s.Cells)
	}
	fmt.Fprintf(d.out, ", after %.0f s.\n", s.Opened)
	return nil
}

// freeAddress returns an address on the loopback on which nobody listens.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return "127.0.0.1:" + strconv.Itoa(l.Addr().(*net.TCPAddr).Port), nil
}

// readySignal is told of the first line that says that something is ready.
type readySignal chan struct{}

// Write implements io.Writer.
func (s readySignal) Write(p []byte) (int, error) {
	if bytes.HasPrefix(p, []byte("ready ")) {
		close(s)
	}
	return len(p), nil
}
