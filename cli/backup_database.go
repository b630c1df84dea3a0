package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"commonhall"
	"commonhall/app"
	"commonhall/setup"
	"commonhall/store"
	"commonhall/supervisor"
	"commonhall/warden"
)

// databaseBack brings the database back alone. What is there stays beside it.
func (r *restore) databaseBack(ctx context.Context) error {
	i, err := r.instance(ctx)
	if err != nil {
		return err
	}
	if i.ID != r.house.instance.ID || i.UIDBase != r.house.instance.UIDBase {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The snapshot is of another installation, %q; this one is %q.", i.ID, r.house.instance.ID)
	}
	// Which numbers are taken the folders say that people have.
	if err := r.house.rightFolders(); err != nil {
		return err
	}
	part, err := r.records(ctx)
	if err != nil {
		return err
	}
	unlock, err := r.withoutHub(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	dump, err := r.repo.Open(ctx, *part)
	if err != nil {
		return err
	}
	defer dump.Close()
	first := r.house.taken()
	if r.house.config.Database.URL != "" {
		if err := app.LoadDatabase(ctx, r.house.hub(), "", dump, first, time.Now()); err != nil {
			return err
		}
	} else {
		_, _, done, err := stage(r.house.dir)
		if err != nil {
			return err
		}
		defer done()
		fresh := filepath.Join(r.house.dir, stagingName, "new.db")
		if err := store.Load(ctx, fresh, dump, first, time.Now()); err != nil {
			return err
		}
		if err := r.exchange(fresh); err != nil {
			return err
		}
	}
	at := r.snap.Time
	if !r.recordsOf.IsZero() {
		at = r.recordsOf
	}
	fmt.Fprintf(r.out, "The database is back, as it was on %s. Whoever was added later has a home still: commonhall user adopt\n", at.Local().Format("2006-01-02 15:04"))
	if !r.house.instance.Try {
		fmt.Fprintln(r.out, "If the hub has given up meanwhile: systemctl reset-failed commonhall-hub.service; systemctl start commonhall.target")
	}
	return nil
}

// withoutHub holds the place of the hub: one that does not start, because of its
// database, waits meanwhile and then goes on with the new one.
func (r *restore) withoutHub(ctx context.Context) (unlock func(), err error) {
	p := r.house.paths
	hub := r.house.instance.UIDBase + warden.HubOffset
	if err := os.Mkdir(p.Hub(), 0o700); err == nil {
		err = os.Chown(p.Hub(), hub, hub)
		if err != nil {
			return nil, err
		}
	}
	wait, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	lock := filepath.Join(p.Hub(), "lock")
	if unlock, err = supervisor.LockFile(wait, lock); err != nil {
		return nil, commonhall.Errorf(commonhall.FailedPrecondition, "The hub runs, with the database that is there.").
			WithHint("If that one is to be replaced all the same, stop the hub first: systemctl stop commonhall-hub.service. What is there stays beside the one that comes back.").Because(err)
	}
	return unlock, os.Lchown(lock, hub, hub)
}

// exchange puts a database in the place of the one that is there. At every moment
// there is one: a hub that finds none would begin an empty one.
func (r *restore) exchange(fresh string) error {
	p := r.house.paths
	hub := r.house.instance.UIDBase + warden.HubOffset
	if err := errors.Join(os.Chown(fresh, hub, hub), os.Chmod(fresh, 0o600)); err != nil {
		return err
	}
	aside := p.Database() + ".before-restore-" + time.Now().Format("20060102-150405")
	err := os.Link(p.Database(), aside)
	if err == nil {
		fmt.Fprintf(r.out, "The database that was there is now %s.\n", aside)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	// The log of the old one must not be taken for the new one's.
	if err := os.Rename(p.Database()+"-wal", aside+"-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Remove(p.Database() + "-shm"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(fresh, p.Database()); err != nil {
		return err
	}
	dir, err := os.Open(p.Hub())
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Sync()
}

// taken says how many numbers lie up to the highest one that has a home, and up to the
// highest one of a group that has folders.
func (h *house) taken() (t store.Taken) {
	t.People, t.Groups = setup.Numbers(h.paths, h.instance.UIDBase)
	return t
}
