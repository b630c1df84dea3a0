package doctor

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"commonhall/backup"
	"commonhall/setup"
)

const day = 24 * time.Hour

// settings says how the file stands to what is in force.
func (l *look) settings(context.Context) error {
	if !l.installed() || l.Store == nil {
		return nil
	}
	_, notice, err := l.Store.Load()
	if err != nil {
		l.find("settings-unreadable", l.Store.File, "The settings in force cannot be read: %s.", firstLine(err.Error()))
		return nil
	}
	if l.Store.Services == nil {
		return nil // under try the file itself is in force
	}
	st, err := l.Store.State()
	if err != nil {
		return err
	}
	switch {
	case st.Pending != nil && st.Pending.Waiting:
		l.find("settings-unconfirmed", st.File, "%s", notice)
	case st.Draft == "changed":
		l.find("settings-changed", st.File, "%s was changed and not applied; version %d is in force.", st.File, st.Version)
	case st.Draft == "broken":
		l.find("settings-broken", st.File, "%s has mistakes, so version %d stays in force.", st.File, st.Version)
	}
	return nil
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return strings.TrimSuffix(s, ".")
}

// When a backup or a drill is too old, and how long a new installation may be without.
const (
	backupAge   = 3 * day
	drillAge    = 35 * day
	backupGrace = 7 * day
)

func (l *look) backups(context.Context) error {
	if !l.installed() || l.Instance.Try {
		return nil
	}
	if l.Facts.BackupTo == "" {
		severity := Warning
		if l.Now().Sub(l.since()) < backupGrace {
			severity = Note
		}
		l.findAs(severity, "backup-none", "", "No backups are made: nobody said where to (backup.to).")
		return nil
	}
	if l.sameDisk(l.Facts.BackupTo) {
		l.find("backup-same-disk", l.Facts.BackupTo, "Backups go to %s, which is on the same disk as people's homes: what destroys one destroys both.", l.Facts.BackupTo)
	}
	last, err := backup.ReadRecord(filepath.Join(l.Dir, "backup", "last.json"))
	if err != nil {
		return err
	}
	now := l.Now()
	switch since := l.since(); {
	case last.Good == nil && now.Sub(since) > backupAge:
		l.find("backup-old", "", "There is no good backup in %s.", l.Facts.BackupTo)
	case last.Good != nil && now.Sub(last.Good.At) > backupAge:
		l.find("backup-old", "", "The last good backup is %d days old.", int(now.Sub(last.Good.At)/day))
	}
	if b := last.Backup; b != nil && !b.OK {
		why := b.Error
		if why == "" && len(b.Problems) > 0 {
			why = b.Problems[0]
		}
		l.find("backup-failed", "", "The backup of %s went wrong: %s", b.At.Local().Format("2 January 15:04"), orElse(why, "it is not complete."))
	}
	drilled := l.since()
	if last.Drill != nil && last.Drill.OK {
		drilled = last.Drill.At
	}
	if now.Sub(drilled) > drillAge {
		l.find("drill-old", "", "The last time that a restore was tried and worked is %d days ago, or never.", int(now.Sub(drilled)/day))
	}
	return nil
}

// sameDisk reports whether backups go to a folder on the disk of the homes.
func (l *look) sameDisk(to string) bool {
	var backups, homes unix.Stat_t
	return filepath.IsAbs(to) && unix.Stat(to, &backups) == nil && unix.Stat(l.paths.Homes(), &homes) == nil && backups.Dev == homes.Dev
}

// since is when the installation was made.
func (l *look) since() time.Time {
	st, err := os.Stat(filepath.Join(l.Dir, "instance.json"))
	if err != nil {
		return l.Now()
	}
	return st.ModTime()
}

// age looks at the program's. A clock that is before it is a finding of its own.
func (l *look) age(context.Context) error {
	if l.Built.IsZero() {
		return nil
	}
	switch days := int(l.Now().Sub(l.Built) / day); {
	case days > 180:
		l.find("build-very-old", "", "This program is %d days old.", days)
	case days > 90:
		l.find("build-old", "", "This program is %d days old.", days)
	}
	return nil
}

// upgradeTime is how long an upgrade may take; its unit ends it sooner.
const upgradeTime = 30 * time.Minute

func (l *look) upgrade(context.Context) error {
	if !l.installed() {
		return nil
	}
	u, err := setup.UpgradeIn(l.Dir)
	release, _, _ := strings.Cut(l.Version, "+") // without the commit
	switch {
	case err != nil || u == nil:
		return err
	case !u.Done && l.Now().Sub(u.Began) > upgradeTime:
		l.find("upgrade-stuck", "", "The upgrade from %s to %s of %s has not ended.", u.From, u.To, u.Began.Local().Format("2 January 15:04"))
	case !u.Done:
		l.find("upgrade-running", "", "An upgrade from %s to %s is under way since %s.", u.From, u.To, u.Began.Local().Format("15:04"))
	case u.Back && u.From == release:
		l.find("upgrade-back", "", "The upgrade to %s did not go well, so %s is back: %s", u.To, u.From, firstLine(u.Why))
	}
	return nil
}
