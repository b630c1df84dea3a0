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
	// The form of the database before and after it. Where they differ, a copy
	// is kept before the new release changes anything: see BeforeHub.
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

// Records lie in a folder of their own, which the hub sees.
const (
	upgradeName   = "upgrade"
	upgradeDir    = Dir + "/" + upgradeName
	upgradeRecord = upgradeDir + "/now.json"  // of the one under way
	lastUpgrade   = upgradeDir + "/last.json" // of the one that ended last
)

// ReadUpgrade returns the upgrade that is under way, or how the last one ended; nil
// if there never was one.
func ReadUpgrade() (*Upgrade, error) { return UpgradeIn(Dir) }

// UpgradeIn is ReadUpgrade for an installation elsewhere.
func UpgradeIn(dir string) (*Upgrade, error) {
	for _, name := range []string{filepath.Base(upgradeRecord), filepath.Base(lastUpgrade)} {
		path := filepath.Join(dir, upgradeName, name)
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

// Told says in a sentence how an upgrade stands.
func (u *Upgrade) Told() string {
	switch {
	case u == nil:
		return ""
	case u.Back:
		return fmt.Sprintf("The upgrade to %s did not go well, so %s came back. Why: %s", u.To, u.From, u.Why)
	case !u.Done:
		return fmt.Sprintf("An upgrade from %s to %s is under way.", u.From, u.To)
	}
	return fmt.Sprintf("It was upgraded from %s to %s on %s.", u.From, u.To, u.Began.Format("2 January 2006"))
}

func (u *Upgrade) save(path string) error {
	b, err := json.Marshal(u)
	if err != nil {
		return err
	}
	return errors.Join(os.MkdirAll(upgradeDir, 0o755), writeFile(path, append(b, '\n'), 0o644))
}

// free refuses while an upgrade is under way.
func free() error {
	u, err := ReadUpgrade()
	if err != nil || u == nil || u.Done {
		return err
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "An upgrade is under way already.").WithHint("See how it goes: journalctl -fu " + upgradeUnit)
}

// record notes an upgrade to a release that lies in Library already; from then on it
// is brought to its end, whatever happens.
func (u *Upgrade) record(ctx context.Context, sd systemd) error {
	unlock, err := lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if err := free(); err != nil {
		return err
	}
	// Somebody else's may have begun and ended since this one was prepared.
	if is, err := Installed(); err != nil || is != u.From {
		return errors.Join(err, commonhall.Errorf(commonhall.FailedPrecondition, "Another upgrade came first: %s runs now.", is))
	}
	if _, err := os.Stat(filepath.Join(Library, u.To, "commonhall")); err != nil {
		return err
	}
	guard := unit("an upgrade that is under way", "ConditionPathExists="+upgradeRecord+forever+"\nAfter=commonhall-hub.service commonhall-edge.service commonhall-warden.service",
		"Service", "Type=oneshot\nExecStart="+filepath.Join(Library, u.From, "commonhall")+" upgrade --resume\nTimeoutStartSec=15min\nRestart=on-failure\nRestartSec=1min") +
		"[Install]\nWantedBy=multi-user.target\n"
	if err := errors.Join(writeFile(filepath.Join(unitDir, upgradeUnit), []byte(guard), 0o644), sd.ctl(ctx, "daemon-reload"), sd.ctl(ctx, "enable", "--quiet", upgradeUnit)); err != nil {
		return err
	}
	if err := errors.Join(removeIf(lastUpgrade), keeper{dir: upgradeDir}.forget()); err != nil {
		return err
	}
	return u.save(upgradeRecord)
}

// Begin records an upgrade, and runs it to its end in a unit of its own: a connection
// that breaks does not break it.
func (u *Upgrade) Begin(ctx context.Context, out io.Writer) error {
	sd := systemd{out}
	if err := u.record(ctx, sd); err != nil {
		return err
	}
	serr := sd.start(ctx, "start", upgradeUnit)
	// A service manager that renews itself forgets who waits; the upgrade goes on.
	for at := ""; serr != nil && ctx.Err() == nil; time.Sleep(100 * time.Millisecond) {
		var err error
		if at, err = sd.show(ctx, "SubState", upgradeUnit); err == nil && at != "start" {
			break
		}
	}
	ended, err := ReadUpgrade()
	switch {
	case err != nil:
		return err
	case ended != nil && ended.Done && ended.Back:
		return commonhall.Errorf(commonhall.FailedPrecondition, "%s did not run well here, so %s is back. Nothing was lost.", ended.To, ended.From).WithHint("Why: " + ended.Why)
	case ended != nil && ended.Done:
		return nil
	case serr == nil:
		serr = errors.New("it was ended")
	}
	return commonhall.Errorf(commonhall.Internal, "The upgrade stopped half way.").
		WithHint("It goes on by itself when what the reason says is mended, and at the next start of the machine; at once: systemctl start " + upgradeUnit).Because(errors.New(sentence(serr)))
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
	// A change of the settings would renew roles as well: it waits.
	free, err := settingsIn(i).Hold(ctx)
	if err != nil {
		return err
	}
	defer free()
	r := &renewal{systemd: systemd{out}, instance: i, paths: supervisor.PathsOf(Dir, i), patience: u.patience()}
	if !u.Back {
		fmt.Fprintf(out, "from %s to %s\n", u.From, u.To)
		if err := r.tried(ctx, u.To); err != nil {
			if ctx.Err() != nil {
				return err // we are to end, which is nobody's fault: it goes on later
			}
			u.Back, u.Why = true, sentence(err)
			if err := u.save(upgradeRecord); err != nil {
				return err
			}
		}
	}
	if u.Back {
		// The database comes back before the hub starts: see BeforeHub.
		fmt.Fprintf(out, "going back to %s: %s\n", u.From, u.Why)
		if err := r.tried(ctx, u.From); err != nil {
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
	if err := u.save(lastUpgrade); err != nil {
		return err
	}
	if err := os.Remove(upgradeRecord); err != nil {
		return err
	}
	keep := []string{u.From, u.To}
	if u.Back {
		keep = keep[:1]
	}
	return errors.Join(keeper{dir: upgradeDir}.forget(), sd.ctl(ctx, "disable", "--quiet", upgradeUnit), pruneReleases(keep))
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
	patience time.Duration // with a role that starts
}

// patience is how long a role may take to start: visitors wait meanwhile. A database
// that gets a new form may be large.
func (u *Upgrade) patience() time.Duration {
	if u.FromSchema == u.ToSchema {
		return 20 * time.Second
	}
	return 100 * time.Second
}

// allTime is how long a release may take to serve in all its roles.
const allTime = 5 * time.Minute

// manyRenewals is how long after an error that says nothing a step is tried again.
const manyRenewals = 2 * time.Second

// tried makes a release the current one. An error is to blame on the release, unless
// ctx has ended: what the machine is to blame for is tried again.
func (r *renewal) tried(ctx context.Context, version string) error {
	limited, cancel := context.WithTimeout(ctx, allTime)
	defer cancel()
	for again := 2; ; {
		err := r.to(limited, version)
		if err == nil || ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
		// While the machine goes down we wait for our own end.
		away := false
		for !r.systemd.awake(ctx) && ctx.Err() == nil {
			away = true
			time.Sleep(100 * time.Millisecond)
		}
		var v *verdict
		switch {
		case limited.Err() != nil && ctx.Err() == nil:
			return fmt.Errorf("%s does not serve after %v: %w", version, allTime, err)
		case away:
		case errors.As(err, &v) || again == 0:
			return err
		default:
			again--
			// A service manager that renews itself may do so several times in a row.
			select {
			case <-time.After(manyRenewals):
			case <-ctx.Done():
			}
		}
		fmt.Fprintln(r.systemd.out, "once more, because that may pass:", sentence(err))
	}
}

// to makes a release the current one, role by role, and sees that each serves.
func (r *renewal) to(ctx context.Context, version string) error {
	if err := makeCurrent(version); err != nil {
		return err
	}
	if err := r.units(ctx, version); err != nil {
		return err
	}
	if err := r.renew(ctx, version, "reload-or-restart", "warden", wardenTime); err != nil {
		return err
	}
	if err := r.wardenAnswers(ctx); err != nil {
		return err
	}
	if err := r.renew(ctx, version, "restart", "hub", r.patience); err != nil {
		return err
	}
	if err := r.hubAnswers(ctx); err != nil {
		return err
	}
	edge, err := r.systemd.show(ctx, "MainPID", "commonhall-edge.service")
	if err != nil {
		return err
	}
	if err := r.renew(ctx, version, "reload-or-restart", "edge", handTime); err != nil {
		return err
	}
	return r.healthy(ctx, version, edge)
}

// unitsTime is how long a program may take to write its units.
const unitsTime = 20 * time.Second

// units lets a release write its units: they are its own matter.
func (r *renewal) units(ctx context.Context, version string) error {
	patient, cancel := context.WithTimeout(ctx, unitsTime)
	defer cancel()
	cmd := exec.CommandContext(patient, Program, "setup", "--units")
	cmd.WaitDelay = time.Second
	out, err := cmd.CombinedOutput()
	switch {
	case err == nil:
		return nil
	case patient.Err() != nil && ctx.Err() == nil:
		return &verdict{fmt.Errorf("the units of %s were not written within %v", version, unitsTime)}
	}
	return fmt.Errorf("the units of %s: %w: %s", version, err, lastLines(string(out), 3))
}

// renew restarts or reloads a role, and is patient for a while only.
func (r *renewal) renew(ctx context.Context, version, verb, role string, patience time.Duration) error {
	// One that could not start is not asked again by systemd before a while.
	_ = r.systemd.ctl(ctx, "reset-failed", "commonhall-"+role+".service")
	patient, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err := r.systemd.start(patient, verb, "commonhall-"+role+".service")
	if patient.Err() != nil && ctx.Err() == nil {
		return &verdict{fmt.Errorf("the %s of %s was not ready within %v: %s", role, version, patience, lastLines(journalTail(ctx, "commonhall-"+role+".service"), 3))}
	}
	return err
}

func removeIf(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
