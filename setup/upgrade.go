package setup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"commonhall"
	"commonhall/supervisor"
)

// Upgrade is a change from one installed release to another. Its record lies in Dir
// while it is under way, so that whatever cuts it off, a power cut too, the release
// that it began from finishes it: forwards, or back.
type Upgrade struct {
	From string `json:"from"` // versions, which name folders in Library
	To   string `json:"to"`
	// The form of the database before and after it. Where they differ, the hub of
	// the new release keeps a copy before it changes anything.
	FromSchema int64 `json:"from_schema"`
	ToSchema   int64 `json:"to_schema"`

	Back  bool      `json:"back"` // it did not go well: going back
	Why   string    `json:"why,omitempty"`
	Began time.Time `json:"began"`
	Done  bool      `json:"done"`
}

// upgradeUnit finishes an upgrade; systemd starts it at boot as well, if one is
// recorded. It runs the release that the upgrade began from, which is known to work.
const upgradeUnit = "commonhall-upgrade.service"

// The record of the upgrade under way, and of the one that ended last.
const upgradeName, lastUpgradeName = "upgrade.json", "upgrade.last.json"

func upgradeRecord() string { return filepath.Join(Dir, upgradeName) }
func lastUpgrade() string   { return filepath.Join(Dir, lastUpgradeName) }

// ReadUpgrade returns the upgrade that is under way, nil if there is none, or how
// the last one ended.
func ReadUpgrade() (*Upgrade, error) { return UpgradeIn(Dir) }

// UpgradeIn is ReadUpgrade for an installation elsewhere.
func UpgradeIn(dir string) (*Upgrade, error) {
	for _, path := range []string{filepath.Join(dir, upgradeName), filepath.Join(dir, lastUpgradeName)} {
		b, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		var u Upgrade
		if err == nil {
			err = json.Unmarshal(b, &u)
		}
		return &u, err
	}
	return nil, nil
}

func (u *Upgrade) save(path string) error {
	b, err := json.Marshal(u)
	if err != nil {
		return err
	}
	return writeFile(path, append(b, '\n'), 0o644)
}

// Begin records an upgrade to a release that lies in Library already, and runs it to
// its end in a unit of its own: a connection that breaks does not break it.
func (u *Upgrade) Begin(ctx context.Context, out io.Writer) error {
	sd := systemd{out}
	guard := unit("an upgrade that is under way", "ConditionPathExists="+upgradeRecord()+"\nAfter=commonhall-hub.service commonhall-edge.service commonhall-warden.service",
		"Service", "Type=oneshot\nExecStart="+filepath.Join(Library, u.From, "commonhall")+" upgrade --resume\nTimeoutStartSec=15min") +
		"[Install]\nWantedBy=multi-user.target\n"
	if err := errors.Join(writeFile(filepath.Join(unitDir, upgradeUnit), []byte(guard), 0o644), sd.ctl(ctx, "daemon-reload"), sd.ctl(ctx, "enable", "--quiet", upgradeUnit)); err != nil {
		return err
	}
	if err := errors.Join(removeIf(lastUpgrade()), removeIf(databaseBefore(u.ToSchema))); err != nil {
		return err
	}
	if err := u.save(upgradeRecord()); err != nil {
		return err
	}
	if err := sd.start(ctx, "start", upgradeUnit); err != nil {
		return err
	}
	ended, err := ReadUpgrade()
	switch {
	case err != nil:
		return err
	case ended == nil || !ended.Done:
		return commonhall.Errorf(commonhall.Internal, "The upgrade was cut off.").WithHint("It goes on by itself at the next boot, or now: systemctl start " + upgradeUnit)
	case ended.Back:
		return commonhall.Errorf(commonhall.FailedPrecondition, "%s did not run well here, so %s is back. Nothing was lost.", ended.To, ended.From).WithHint("Why: " + ended.Why)
	}
	return nil
}

// Resume runs the recorded upgrade to its end. Each of its steps may be done again.
func Resume(ctx context.Context, out io.Writer) error {
	unlock, err := lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	u, err := ReadUpgrade()
	if err != nil || u == nil || u.Done {
		return err
	}
	i, err := supervisor.OpenInstance(Dir)
	if err != nil {
		return err
	}
	r := &renewal{systemd: systemd{out}, instance: i, paths: supervisor.PathsOf(Dir, i)}
	if !u.Back {
		fmt.Fprintf(out, "from %s to %s\n", u.From, u.To)
		if err := r.to(ctx, u.To); err != nil {
			u.Back, u.Why = true, sentence(err)
			if err := u.save(upgradeRecord()); err != nil {
				return err
			}
		}
	}
	if u.Back {
		fmt.Fprintf(out, "going back to %s: %s\n", u.From, u.Why)
		if err := r.back(ctx, u); err != nil {
			return err
		}
	}
	return u.end(ctx, out)
}

// sentence is what a person may read of an error.
func sentence(err error) string {
	var e *commonhall.Error
	if errors.As(err, &e) {
		return e.Msg + " " + e.Hint
	}
	return err.Error()
}

// end closes the record, takes the guard away, and removes releases that nobody needs.
func (u *Upgrade) end(ctx context.Context, out io.Writer) error {
	u.Done = true
	sd := systemd{out}
	if err := u.save(lastUpgrade()); err != nil {
		return err
	}
	if err := os.Remove(upgradeRecord()); err != nil {
		return err
	}
	keep := []string{u.From, u.To}
	if u.Back {
		keep = keep[:1]
	}
	return errors.Join(sd.ctl(ctx, "disable", "--quiet", upgradeUnit), pruneReleases(keep))
}

// pruneReleases removes all releases but some, and the links.
func pruneReleases(keep []string) error {
	entries, err := os.ReadDir(Library)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.IsDir() && !slices.Contains(keep, e.Name()) {
			if err := os.RemoveAll(filepath.Join(Library, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// renewal puts one release in the place of another.
type renewal struct {
	systemd  systemd
	instance supervisor.Instance
	paths    supervisor.Paths
}

// to makes a release the current one, role by role, and sees that each serves.
func (r *renewal) to(ctx context.Context, version string) error {
	if err := makeCurrent(version); err != nil {
		return err
	}
	// Its units are its own matter: the new program writes them.
	if out, err := exec.CommandContext(ctx, Program, "setup", "--units").CombinedOutput(); err != nil {
		return fmt.Errorf("the units of %s: %w: %s", version, err, lastLines(string(out), 3))
	}
	for _, role := range []string{"warden", "hub"} {
		if err := r.systemd.start(ctx, "restart", "commonhall-"+role+".service"); err != nil {
			return err
		}
	}
	if err := r.systemd.start(ctx, "reload-or-restart", "commonhall-edge.service"); err != nil {
		return err
	}
	return r.healthy(ctx, version)
}

// back makes the release that an upgrade began from the current one again, with the
// database as it was if the new release has changed its form.
func (r *renewal) back(ctx context.Context, u *Upgrade) error {
	if err := r.systemd.ctl(ctx, "stop", "commonhall-hub.service"); err != nil {
		return err
	}
	if err := u.restoreDatabase(r.paths); err != nil {
		return err
	}
	return r.to(ctx, u.From)
}

// databaseBefore is the copy that a hub keeps before it gives its database a new form.
func databaseBefore(schema int64) string {
	return fmt.Sprintf("%s.before-%d", supervisor.PathsIn(Dir, "").Database(), schema)
}

func removeIf(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// restoreDatabase puts that copy back. What the new release wrote in its few moments
// is kept beside it. A copy of another upgrade was taken away when this one began.
func (u *Upgrade) restoreDatabase(p supervisor.Paths) error {
	before := databaseBefore(u.ToSchema)
	if _, err := os.Stat(before); u.ToSchema == u.FromSchema || errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	failed := p.Database() + ".failed-" + u.Began.UTC().Format("20060102-150405")
	for _, end := range []string{"-wal", "-shm", ""} {
		if err := os.Rename(p.Database()+end, failed+end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := os.Rename(before, p.Database()); err != nil {
		return err
	}
	return syncDir(filepath.Dir(before))
}
