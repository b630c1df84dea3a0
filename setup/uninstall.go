package setup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"commonhall"
	"commonhall/supervisor"
)

// Uninstall takes commonhall off the machine. People's homes and records stay in
// Dir, with a copy of the settings, for a later setup; delete takes them too. It refuses
// in the midst of an upgrade, unless nothing is to stay.
func Uninstall(ctx context.Context, out io.Writer, delete bool) error {
	unlock, err := lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if u, err := ReadUpgrade(); !delete {
		if err := u.mayGo(err); err != nil {
			return err
		}
	}
	defer func() { // others' folders in it may be there
		_ = os.Remove(filepath.Join(supervisor.RunRoot, setupLock))
		_ = os.Remove(supervisor.RunRoot)
	}()
	i, err := supervisor.OpenInstance(Dir)
	known := err == nil
	if err != nil && commonhall.KindOf(err) != commonhall.NotFound {
		return err
	}
	sd := systemd{out}
	if known {
		// Visitors first, so that nobody starts what is just being ended.
		_ = sd.ctl(ctx, "stop", "commonhall-edge.service", "commonhall-http.socket")
		if err := supervisor.EndServers(ctx, supervisor.PathsOf(Dir, i), 10*time.Second, "the removal of commonhall"); err != nil {
			fmt.Fprintln(out, "People's servers could not be asked to end, so they are ended:", err)
		}
	}
	if err := removeUnits(ctx, sd); err != nil {
		return err
	}
	if known {
		if err := errors.Join(Accounts{Homes: supervisor.PathsOf(Dir, i).Homes(), UIDBase: i.UIDBase}.Remove(ctx), Roles{UIDBase: i.UIDBase}.Remove(ctx), supervisor.Clean(Dir)); err != nil {
			return err
		}
	}
	if r, found := strays(); found { // of one whose state was deleted by hand
		if err := errors.Join(Accounts{Homes: filepath.Join(Dir, "homes"), UIDBase: r.UIDBase}.Remove(ctx), r.Remove(ctx)); err != nil {
			return err
		}
	}
	if err := errors.Join(removeSettings(), newArmor().remove(), removeManual(local)); err != nil {
		return err
	}
	for _, path := range []string{Command, Library, upgradeDir} {
		if err := os.RemoveAll(path); err != nil {
			return err
		}
	}
	if delete {
		return os.RemoveAll(Dir)
	}
	return nil
}

// mayGo refuses to take off what an upgrade that has not ended may need: with its record
// goes the copy of the database that it puts back, which may be the only one. What failed
// says that the record could not be read.
func (u *Upgrade) mayGo(failed error) error {
	everything := " To delete everything, people's files too: commonhall uninstall --delete-data"
	switch {
	case failed != nil:
		return commonhall.Errorf(commonhall.FailedPrecondition, "It cannot be read whether an upgrade is under way, which may hold the only copy of the database.").
			WithHint("Nothing was changed. Look at " + upgradeRecord + ", and at the copies beside it; put aside what is in that folder, if it is not needed." + everything).Because(failed)
	case u == nil || u.Done:
		return nil
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "The upgrade from %s to %s has not come to its end. It may hold the only copy of the database as it was.", u.From, u.To).
		WithHint("Nothing was changed. Why it has not: journalctl -u " + upgradeUnit + ". Mend that, as by making room on the disk; it goes on by itself within a minute, or at once with: systemctl start " + upgradeUnit + ". Then uninstall." + everything)
}

// removeUnits stops and forgets every unit.
func removeUnits(ctx context.Context, sd systemd) error {
	names, err := ourUnits()
	if err != nil || len(names) == 0 {
		return err
	}
	if err := sd.ctl(ctx, append([]string{"disable", "--now"}, startable(names)...)...); err != nil {
		// Units that are half written cannot be disabled; they are stopped below.
		_ = sd.ctl(ctx, append([]string{"stop"}, startable(names)...)...)
	}
	for _, name := range names {
		if err := errors.Join(os.Remove(filepath.Join(unitDir, name)), os.RemoveAll(filepath.Join(unitDir, name+".d"))); err != nil {
			return err
		}
	}
	stamps, err := filepath.Glob("/var/lib/systemd/timers/stamp-commonhall-*")
	if err != nil {
		return err
	}
	for _, stamp := range stamps {
		if err := os.Remove(stamp); err != nil {
			return err
		}
	}
	_ = sd.ctl(ctx, "reset-failed", "commonhall*")
	return sd.ctl(ctx, "daemon-reload")
}

// removeSettings keeps a copy of the settings beside the homes. What else an
// administrator has laid there stays, such as the password of the backups.
func removeSettings() error {
	b, err := os.ReadFile(Config)
	if err == nil {
		if _, derr := os.Stat(Dir); derr == nil {
			err = writeFile(filepath.Join(Dir, keptConfig), b, 0o644)
		}
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.RemoveAll(Config); err != nil {
		return err
	}
	_ = os.Remove(filepath.Dir(Config)) // unless other files are in it
	return nil
}
