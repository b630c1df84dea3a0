package setup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"golang.org/x/sys/unix"

	"commonhall"
	"commonhall/release"
)

// Prepare verifies a release and brings it onto the machine, beside the one that
// runs, which is not touched. schema is the form of the database that the running
// release knows.
func Prepare(ctx context.Context, archive string, keys release.Keys, schema int64) (*Upgrade, error) {
	unlock, err := lock(ctx)
	if err != nil {
		return nil, err
	}
	defer unlock()
	from, err := Installed()
	if err != nil {
		return nil, err
	}
	if u, err := ReadUpgrade(); err != nil || u != nil && !u.Done {
		return nil, errors.Join(err, commonhall.Errorf(commonhall.FailedPrecondition, "An upgrade is under way already.").
			WithHint("See how it goes: journalctl -fu "+upgradeUnit))
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
	if err := release.Allowed(is, r.Version); err != nil {
		return nil, dressed(err)
	}
	if err := errors.Join(roomFor(r.Binary), understands(ctx, r.Binary)); err != nil {
		return nil, err
	}
	if err := installRelease(r.Binary, r.Version.String()); err != nil {
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

// roomFor sees that there is room for a program and for a copy of the database.
func roomFor(program string) error {
	need := int64(256 << 20)
	for _, path := range []string{program, filepath.Join(Dir, "hub", "commonhall.db")} {
		if st, err := os.Stat(path); err == nil {
			need += 2 * st.Size()
		}
	}
	for _, dir := range []string{Dir, filepath.Dir(Library)} {
		var st unix.Statfs_t
		if err := unix.Statfs(dir, &st); err != nil {
			return err
		}
		if free := int64(st.Bavail) * st.Bsize; free < need {
			return commonhall.Errorf(commonhall.ResourceExhausted, "The disk of %s has %d MB free; the upgrade needs %d, for the program and a copy of the database.", dir, free>>20, need>>20).
				WithHint("Make room, then try again. Nothing was changed.")
		}
	}
	return nil
}

// understands asks the new program whether it understands the settings.
func understands(ctx context.Context, program string) error {
	out, err := exec.CommandContext(ctx, program, "config", "check", Config).CombinedOutput()
	if err != nil {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The new release does not understand the settings in %s.", Config).
			WithHint(lastLines(string(out), 12)).Because(err)
	}
	return nil
}

// Run brings the machine to the release that was prepared, and says how it went.
func (u *Upgrade) Run(ctx context.Context, out io.Writer) error {
	fmt.Fprintf(out, "Upgrading from %s to %s; people go on working meanwhile …\n", u.From, u.To)
	if err := u.Begin(ctx, out); err != nil {
		return err
	}
	fmt.Fprintf(out, "commonhall %s runs.\n", u.To)
	return nil
}
