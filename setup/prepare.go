package setup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"commonhall"
	"commonhall/release"
	"commonhall/supervisor"
)

// Prepare verifies a release and brings it onto the machine, beside the one that
// runs, which is not touched. schema is the form of the database that the running
// release knows; saved says that somebody has a dump of a database that is elsewhere.
func Prepare(ctx context.Context, archive string, keys release.Keys, schema int64, saved bool) (*Upgrade, error) {
	unlock, err := lock(ctx)
	if err != nil {
		return nil, err
	}
	defer unlock()
	from, err := Installed()
	if err != nil {
		return nil, err
	}
	if err := errors.Join(free(), sweep(filepath.Dir(archive))); err != nil {
		return nil, err
	}
	r, err := release.Open(archive, keys, runtime.GOARCH, Dir)
	if err != nil {
		return nil, dressed(err)
	}
	defer os.RemoveAll(r.Dir)
	build, err := r.Ask(ctx)
	if err != nil {
		return nil, dressed(err)
	}
	is, err := release.ParseVersion(from)
	if err != nil {
		return nil, err
	}
	again := is.Compare(r.Version) == 0
	if again {
		err = repairable(r)
	} else {
		err = dressed(release.Allowed(is, r.Version))
	}
	if err != nil {
		return nil, err
	}
	if err := errors.Join(roomFor(r.Binary, schema != build.Schema), understands(ctx, r.Binary), wayBack(ctx, r.Version, schema, build.Schema, saved)); err != nil {
		return nil, err
	}
	if !again {
		err = installRelease(r.Binary, r.Version.String())
	}
	if err != nil {
		return nil, err
	}
	return &Upgrade{From: from, To: r.Version.String(), FromSchema: schema, ToSchema: build.Schema, Began: time.Now()}, nil
}

// dressed gives a refusal of package release the form that people read.
func dressed(err error) error {
	var refusal *release.Refusal
	if errors.As(err, &refusal) {
		return commonhall.Errorf(commonhall.FailedPrecondition, "%s", refusal.Msg).WithHint(refusal.Hint)
	}
	return err
}

// Installed returns the version of the release that units run.
func Installed() (string, error) {
	version, err := os.Readlink(filepath.Join(Library, "current"))
	if err != nil {
		return "", commonhall.Errorf(commonhall.NotFound, "commonhall is not installed on this machine.").WithHint("Install it: commonhall setup").Because(err)
	}
	return version, nil
}

// roomFor sees that there is room for a program and, where it gives the database a new
// form, for copies of that: ours and its own.
func roomFor(program string, changes bool) error {
	need, what := int64(freeAfter), "the program"
	parts := []string{program}
	if changes {
		database := supervisor.PathsIn(Dir, "").Database()
		parts, what = append(parts, database, database+"-wal"), "the program and copies of the database"
	}
	for _, path := range parts {
		if st, err := os.Lstat(path); err == nil && st.Mode().IsRegular() {
			need += 2 * st.Size()
		}
	}
	for _, dir := range []string{Dir, filepath.Dir(Library)} {
		if free, err := freeOn(dir); err != nil || free < need {
			return errors.Join(err, commonhall.Errorf(commonhall.ResourceExhausted, "The disk of %s has %d MB free; the upgrade needs %d, for %s.", dir, free>>20, need>>20, what).
				WithHint("Make room, then try again. Nothing was changed."))
		}
	}
	return nil
}

// understands asks the new program whether it understands the settings in force. One
// that is still to be confirmed may go back to others.
func understands(ctx context.Context, program string) error {
	i, err := supervisor.OpenInstance(Dir)
	if err != nil {
		return err
	}
	settings := settingsIn(i)
	if p, err := settings.Pending(); err != nil || p != nil {
		return errors.Join(err, commonhall.Errorf(commonhall.FailedPrecondition, "A change of the settings waits for its confirmation.").
			WithHint("Keep it: commonhall config confirm. Or wait until it is taken back. Then try again."))
	}
	path := settings.Path()
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		path = Config
	}
	out, err := exec.CommandContext(ctx, program, "config", "check", path).CombinedOutput()
	if err != nil {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The new release does not understand the settings that are in force.").
			WithHint(lastLines(string(out), 12)).Because(err)
	}
	return nil
}

// wayBack refuses where there would be none: of a database that is elsewhere no copy
// can be kept beside it.
func wayBack(ctx context.Context, to release.Version, from, next int64, saved bool) error {
	i, err := supervisor.OpenInstance(Dir)
	if err != nil {
		return err
	}
	c, _, err := settingsIn(i).Load()
	if err != nil || c.Database.URL == "" || from == next || saved {
		return err
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "Version %s gives the database a new form, and the database is a PostgreSQL of your own: commonhall could not put it back by itself.", to).
		WithHint("Dump it first (pg_dump --format=custom), then: commonhall upgrade --database-saved. If the new version fails, put the dump back and: systemctl start " + upgradeUnit)
}

// sweep removes what a power cut has left of earlier runs, but for the folder in use.
func sweep(inUse string) error {
	var left []string
	for _, pattern := range []string{filepath.Join(Dir, "release-*"), filepath.Join(Dir, leftover), filepath.Join(upgradeDir, leftover), filepath.Join(Library, "*", leftover),
		filepath.Join(unitDir, leftover), filepath.Join(profileDir, leftover), filepath.Join(local, ManualPages, leftover), filepath.Join(local, Completions, leftover), filepath.Join(filepath.Dir(Config), leftover)} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			return err
		}
		left = append(left, found...)
	}
	for _, path := range left {
		if path == inUse {
			continue
		}
		if err := os.RemoveAll(path); err != nil {
			return err
		}
	}
	return nil
}

// Run brings the machine to the release that was prepared, and says how it went. Where
// that is the one that runs, it repairs.
func (u *Upgrade) Run(ctx context.Context, out io.Writer) error {
	if u.From == u.To {
		if err := goOver(ctx, u.To, out); err != nil {
			return err
		}
		fmt.Fprintf(out, "commonhall %s runs already; its services were gone over, and all of them answer.\n", u.To)
		return nil
	}
	fmt.Fprintf(out, "Upgrading from %s to %s; people go on working meanwhile …\n", u.From, u.To)
	if err := u.Begin(ctx, out); err != nil {
		return err
	}
	fmt.Fprintf(out, "commonhall %s runs.\n", u.To)
	return nil
}
