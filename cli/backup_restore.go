package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"commonhall"
	"commonhall/backup"
	"commonhall/store"
	"commonhall/supervisor"
)

// stagingName is the folder in which a restore builds, beside where it goes: on the
// same disk, and root's alone.
const stagingName = ".restore"

// restore is one restore.
type restore struct {
	*backups
	user, group, path, snapshot, to string
	over, database, identity        bool

	repo *backup.Repository
	snap *backup.Snapshot
	bad  int

	still func() error // before each exchange: whether nobody works in what is there

	recordsOf time.Time // of the snapshot with the database, if that is another one
}

func (b *backups) newRestore() *cobra.Command {
	r := &restore{backups: b}
	cmd := &cobra.Command{Use: "restore", Short: "Bring back everything, one person's home, or one file or folder", Args: cobra.NoArgs,
		Long: "Without --user, restore brings everything back into an empty machine or folder. With --user it brings\n" +
			"back that person's home, with --path one file or folder in it; with --group and --path a file or folder\n" +
			"that a group had, as shared/report.ipynb. What is there already is never overwritten:\n" +
			"it is renamed, and stays beside what came back. A restore that was cut off is started again the same way.",
		RunE: func(cmd *cobra.Command, _ []string) error { return r.run(cmd.Context()) }}
	f := cmd.Flags()
	f.StringVar(&r.user, "user", "", "whose home")
	f.StringVar(&r.group, "group", "", "which group's folders")
	f.StringVar(&r.path, "path", "", "a file or folder in that home, as notebooks/x.ipynb, or of that group, as shared/x.ipynb")
	f.StringVar(&r.snapshot, "snapshot", "", "which snapshot, as list shows it, or how it begins; without it the last one")
	f.StringVar(&r.to, "to", "", "folder to put it into, instead of where it was (with --user or --group)")
	f.BoolVar(&r.database, "database", false, "bring back the database alone, where it is damaged or lost; homes and settings stay as they are")
	f.BoolVar(&r.identity, "identity", false, "bring back instance.json alone, where it is damaged or lost: which account numbers belong to the installation")
	f.BoolVar(&r.over, "over", false, "bring everything back over an installation that is there; what is there is renamed")
	return cmd
}

func (r *restore) run(ctx context.Context) error {
	one := r.user != "" || r.group != ""
	if !one && (r.path != "" || r.to != "") {
		return commonhall.Errorf(commonhall.InvalidArgument, "--path and --to go with --user or --group.").WithHint("To bring everything into another folder: --dir DIR")
	}
	if r.group != "" && (r.user != "" || r.path == "" && r.to == "") {
		return commonhall.Errorf(commonhall.InvalidArgument, "With --group goes --path, or --to, and no --user.").WithHint("Say what comes back, as in --group Physics-11 --path shared/report.ipynb")
	}
	if r.database && (one || r.over) {
		return commonhall.Errorf(commonhall.InvalidArgument, "--database brings back the database alone: neither --user nor --over goes with it.")
	}
	if r.identity && (one || r.over || r.database) {
		return commonhall.Errorf(commonhall.InvalidArgument, "--identity brings back instance.json alone: neither --user nor --over nor --database goes with it.")
	}
	if r.identity {
		if err := r.beginIdentity(); err != nil {
			return err
		}
	} else if one || r.database {
		if err := r.begin(r.to == ""); err != nil {
			return err
		}
	} else if err := r.beginAll(); err != nil {
		return err
	}
	behind()
	var err error
	if r.repo, err = r.open(ctx); err != nil {
		return err
	}
	if err := r.clocksAgree(ctx); err != nil {
		return err
	}
	if err := r.pick(ctx); err != nil {
		return err
	}
	switch {
	case r.identity:
		err = r.restoreIdentity(ctx)
	case r.database:
		err = r.databaseBack(ctx)
	case one:
		err = r.person(ctx)
	default:
		err = r.all(ctx)
	}
	if err != nil {
		return explainBackup(r.repo.Where(), err)
	}
	if r.bad > 0 {
		return commonhall.Errorf(commonhall.FailedPrecondition, "%d files or folders could not be brought back, or not in whole; the lines above name them.", r.bad).
			WithHint("They may be whole in another snapshot: commonhall backup list, then --snapshot NAME")
	}
	return nil
}

// clocksAgree refuses to say which snapshot is the last one where one is of a time that
// has not come yet: an older one than people think would come back.
func (r *restore) clocksAgree(ctx context.Context) error {
	if r.snapshot != "" {
		return nil
	}
	ahead, err := r.repo.Ahead(ctx)
	if err != nil || ahead == "" {
		return explainBackup(r.repo.Where(), err)
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "The snapshot %.15s is of a time that has not come yet: by this machine's clock it is %s (UTC).", ahead, time.Now().UTC().Format("20060102T150405")).
		WithHint("Nothing was changed. If this clock is wrong, set it. If that one was, say which is to come back: commonhall backup list, then --snapshot NAME")
}

// pick finds the snapshot.
func (r *restore) pick(ctx context.Context) (err error) {
	if r.snapshot == "" {
		r.snap, err = r.repo.Latest(ctx)
	} else {
		r.snap, err = r.repo.Snapshot(ctx, r.snapshot)
	}
	if errors.Is(err, os.ErrNotExist) || err == nil && r.snap == nil {
		return commonhall.Errorf(commonhall.NotFound, "There is no such snapshot in %s.", r.repo.Where()).WithHint("Those that there are: commonhall backup list").Because(err)
	}
	if err == nil {
		err = r.fill(ctx)
	}
	return explainBackup(r.repo.Where(), err)
}

// told prints what a restore of a part has to say.
func (r *restore) told(done *backup.Restored, what, kept string) {
	if done != nil {
		for _, p := range done.Problems {
			fmt.Fprintln(r.err, "damaged:", p)
		}
		r.bad += len(done.Problems) + done.More
	}
	if kept != "" {
		fmt.Fprintf(r.out, "%s was there; it is now %s.\n", what, kept)
	}
}

// text reads a small part of the snapshot.
func (r *restore) text(ctx context.Context, name string) ([]byte, error) {
	part := r.snap.Part(name)
	if part == nil {
		return nil, commonhall.Errorf(commonhall.FailedPrecondition, "The snapshot has no %s.", name).WithHint("Take another one: commonhall backup list")
	}
	f, err := r.repo.Open(ctx, *part)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, 1<<20))
}

// instance returns whose snapshot it is.
func (r *restore) instance(ctx context.Context) (i supervisor.Instance, err error) {
	b, err := r.text(ctx, partInstance)
	if err == nil {
		err = json.Unmarshal(b, &i)
	}
	return i, err
}

// records returns the dump of the database: where the last snapshot has none, because
// the database was damaged then, that of the last one that has.
func (r *restore) records(ctx context.Context) (*backup.Node, error) {
	if part := r.snap.Part(partDatabase); part != nil {
		return part, nil
	}
	if r.snapshot == "" {
		s, err := r.repo.LatestWith(ctx, partDatabase)
		if err != nil {
			return nil, err
		}
		if s != nil {
			r.recordsOf = s.Time
			return s.Part(partDatabase), nil
		}
	}
	return nil, commonhall.Errorf(commonhall.FailedPrecondition, "The snapshot has no database.").WithHint("Take another one: commonhall backup list")
}

// tellRecords says where records are older than the rest.
func (r *restore) tellRecords() {
	if !r.recordsOf.IsZero() {
		fmt.Fprintf(r.out, "The snapshot of %s has no database; that of %s has come back.\n", r.snap.Time.Local().Format("2006-01-02 15:04"), r.recordsOf.Local().Format("2006-01-02 15:04"))
	}
}

// home returns the name of a person's home in the snapshot.
func (r *restore) home(ctx context.Context, i supervisor.Instance) (string, error) {
	if r.group != "" {
		return r.groupFolder(ctx)
	}
	homes := r.snap.Part(partHomes)
	if homes == nil {
		return "", commonhall.Errorf(commonhall.NotFound, "There are no homes in the snapshot.")
	}
	part, err := r.records(ctx)
	if err == nil {
		dump, err := r.repo.Open(ctx, *part)
		if err != nil {
			return "", err
		}
		people, err := store.PeopleIn(dump)
		dump.Close()
		if err != nil {
			return "", err
		}
		for _, p := range people {
			if p.Name == r.user {
				return p.Account + "-" + strconv.Itoa(p.UID-i.UIDBase), nil
			}
		}
	}
	// Somebody who was removed has a home still: its name will do.
	if n, err := r.repo.Find(ctx, homes, []string{r.user}); err == nil && n != nil {
		return r.user, nil
	}
	return "", commonhall.Errorf(commonhall.NotFound, "There is no person called %q in the snapshot of %s.", r.user, r.snap.Time.Local().Format("2006-01-02 15:04")).
		WithHint("Somebody who was removed before is in an older one: commonhall backup list, then --snapshot NAME. The name of a home, as in " + partHomes + "/, will do too.")
}

// groupFolder returns the name of a group's folder in the snapshot: of two groups of one
// name that of the later one. The name of the folder will do too.
func (r *restore) groupFolder(ctx context.Context) (found string, err error) {
	part, latest := r.snap.Part(partGroups), 0
	if part == nil {
		return "", commonhall.Errorf(commonhall.NotFound, "There are no folders of groups in the snapshot.")
	}
	names, err := r.repo.Names(ctx, part)
	if err != nil {
		return "", err
	}
	for _, name := range names {
		at := strings.LastIndex(name, "-")
		n, err := strconv.Atoi(name[at+1:])
		switch {
		case name == r.group:
			return name, nil
		case err == nil && at > 0 && n > latest && strings.EqualFold(name[:at], r.group):
			found, latest = name, n
		}
	}
	if found == "" {
		err = commonhall.Errorf(commonhall.NotFound, "There are no folders of a group called %q in the snapshot of %s.", r.group, r.snap.Time.Local().Format("2006-01-02 15:04")).
			WithHint("Older ones: commonhall backup list, then --snapshot NAME")
	}
	return found, err
}

// whose says in which folders something of one person or group is.
func (r *restore) whose() (part, dir, said string) {
	if r.group != "" {
		return partGroups, r.house.paths.Groups(), "the folders of " + r.group
	}
	return partHomes, r.house.paths.Homes(), "the home of " + r.user
}

// person brings one home back, or something in it, or something of a group.
func (r *restore) person(ctx context.Context) error {
	i, err := r.instance(ctx)
	if err != nil {
		return err
	}
	home, err := r.home(ctx, i)
	if err != nil {
		return err
	}
	way := []string{home}
	if r.path != "" {
		clean := path.Clean(strings.TrimPrefix(r.path, "~/"))
		if path.IsAbs(clean) || clean == "." || clean == ".." || strings.HasPrefix(clean, "../") {
			return commonhall.Errorf(commonhall.InvalidArgument, "%q is no path in a home.", r.path).WithHint("Write it from the top of the home, or of the group's folders: --path notebooks/x.ipynb")
		}
		way = append(way, strings.Split(clean, "/")...)
	}
	if r.to != "" {
		return r.elsewhere(ctx, way)
	}
	if i.ID != r.house.instance.ID || i.UIDBase != r.house.instance.UIDBase {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The snapshot is of another installation, %q; this one is %q.", i.ID, r.house.instance.ID).
			WithHint("Bring it into a folder, and give it to its new owner there: --to DIR")
	}
	part, dir, said := r.whose()
	over := func() {}
	if len(way) == 1 || r.group != "" {
		if err := r.notInUse(ctx, home); err != nil {
			return err
		}
		over = r.nobodyStarts(ctx, dir, home)
	}
	top, staging, done, err := stage(dir)
	if err != nil {
		return err
	}
	defer done()
	got, kept, err := r.repo.Into(ctx, r.snap.Part(part), way, staging, top, time.Now(), r.still)
	over()
	if errors.Is(err, os.ErrNotExist) {
		return commonhall.Errorf(commonhall.NotFound, "There is no %q in %s in the snapshot of %s.", r.path, said, r.snap.Time.Local().Format("2006-01-02 15:04")).
			WithHint("Older ones: commonhall backup list, then --snapshot NAME").Because(err)
	}
	r.told(got, strings.Join(way, "/"), kept)
	if kept != "" && r.group != "" && (len(way) == 2 || len(way) == 3 && (way[1] == "handin" || way[1] == "returned")) {
		fmt.Fprintln(r.out, "Servers that run show the old folder until they start again.")
	}
	if err == nil && r.bad == 0 {
		fmt.Fprintf(r.out, "%s is back, as it was on %s: %d files, %s.\n", filepath.Join(dir, filepath.Join(way...)),
			r.snap.Time.Local().Format("2006-01-02 15:04"), got.Files, megabytes(got.Bytes))
	}
	return err
}

// elsewhere brings it into a folder of the operator's choice.
func (r *restore) elsewhere(ctx context.Context, way []string) error {
	part, _, said := r.whose()
	n, err := r.repo.Find(ctx, r.snap.Part(part), way)
	if err != nil {
		return err
	}
	if n == nil {
		return commonhall.Errorf(commonhall.NotFound, "There is no %q in %s in that snapshot.", r.path, said)
	}
	to, err := filepath.Abs(r.to)
	if err != nil {
		return err
	}
	if r.amongHomes(to) {
		return commonhall.Errorf(commonhall.InvalidArgument, "%s is among the homes, where somebody else may have a hand in what root does.", to).
			WithHint("Into the home itself it comes without --to. Otherwise name a folder of your own.")
	}
	if err := os.MkdirAll(to, 0o700); err != nil {
		return err
	}
	dir, staging, done, err := stage(to)
	if err != nil {
		return err
	}
	defer done()
	name := way[len(way)-1]
	got, kept, err := r.repo.Back(ctx, n, staging, dir, name, time.Now(), nil)
	r.told(got, name, kept)
	if err == nil {
		fmt.Fprintf(r.out, "%s is there: %d files, %s.\n", filepath.Join(r.to, name), got.Files, megabytes(got.Bytes))
	}
	return err
}

// amongHomes reports whether a path leads into the homes of this machine.
func (r *restore) amongHomes(path string) bool {
	if r.house == nil {
		return false
	}
	return r.house.saves(path)
}

// stage opens a folder and an empty one in it to build in, which is removed by done.
// There is one restore into a folder at a time: it holds the inner one. The outer one
// others hold, as who looks for new homes.
func stage(dir string) (top, staging *os.File, done func(), err error) {
	if err := rightFolder(dir); err != nil {
		return nil, nil, nil, err
	}
	if top, err = os.Open(dir); err != nil {
		return nil, nil, nil, err
	}
	name := filepath.Join(dir, stagingName)
	if staging, err = holdFolder(name); err != nil {
		top.Close()
		return nil, nil, nil, err
	}
	done = func() {
		_ = os.RemoveAll(name) // what stays the next restore removes
		staging.Close()
		top.Close()
	}
	if err := errors.Join(staging.Chown(0, 0), staging.Chmod(0o700), empty(staging)); err != nil {
		done()
		return nil, nil, nil, err
	}
	return top, staging, done, nil
}

// holdFolder makes a folder, or takes one that was left, for this process alone.
func holdFolder(name string) (*os.File, error) {
	for {
		if err := os.Mkdir(name, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
			return nil, err
		}
		f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_DIRECTORY|syscall.O_NOFOLLOW, 0)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
			f.Close()
			return nil, commonhall.Errorf(commonhall.Unavailable, "Another restore into %s is at work.", filepath.Dir(name)).WithHint("Wait for its end.").Because(err)
		}
		mine, err := f.Stat()
		if there, lerr := os.Lstat(name); err == nil && lerr == nil && os.SameFile(mine, there) {
			return f, nil
		}
		f.Close() // another restore has just ended, and taken it away
	}
}

// empty removes what is in a folder, wherever its name leads by now.
func empty(dir *os.File) error {
	root, err := os.OpenRoot(fmt.Sprintf("/proc/self/fd/%d", dir.Fd()))
	if err != nil {
		return err
	}
	defer root.Close()
	entries, err := fs.ReadDir(root.FS(), ".")
	for _, e := range entries {
		err = errors.Join(err, root.RemoveAll(e.Name()))
	}
	return err
}
