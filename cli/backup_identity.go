package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"commonhall"
	"commonhall/supervisor"
	"commonhall/warden"
)

// beginIdentity finds the folder whose record is lost.
func (r *restore) beginIdentity() error {
	if err := needRoot("commonhall backup restore"); err != nil {
		return err
	}
	if r.dir == "" {
		r.dir = installedDir
	}
	var err error
	if r.dir, err = filepath.Abs(r.dir); err != nil {
		return err
	}
	i, err := supervisor.OpenInstance(r.dir)
	switch {
	case err == nil:
		return commonhall.Errorf(commonhall.FailedPrecondition, "The record of the installation %q in %s is whole.", i.ID, r.dir).WithHint("There is nothing to bring back.")
	case commonhall.KindOf(err) == commonhall.NotFound:
		return commonhall.Errorf(commonhall.FailedPrecondition, "In %s are no things of an installation.", r.dir).WithHint("To bring everything back: commonhall backup restore, without --identity")
	case commonhall.KindOf(err) != commonhall.FailedPrecondition:
		return err
	}
	return nil
}

// restoreIdentity brings back the record of the installation, if it is the one whose
// things are there. A damaged one stays beside it.
func (r *restore) restoreIdentity(ctx context.Context) error {
	i, err := r.instance(ctx)
	if err != nil {
		return err
	}
	if err := r.ownersAre(i); err != nil {
		return err
	}
	if r.snap.Labels[labelDir] != r.dir {
		i.Config = ""
	}
	b, err := json.Marshal(i)
	if err != nil {
		return err
	}
	path := filepath.Join(r.dir, partInstance)
	f, err := os.CreateTemp(r.dir, partInstance+".new")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(append(b, '\n'))
	if err := errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	aside := path + ".before-restore-" + time.Now().Format("20060102-150405")
	if err := os.Link(path, aside); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	fmt.Fprintf(r.out, "%s is back: the account numbers of this installation begin at %d.\n", path, i.UIDBase)
	return nil
}

// ownersAre refuses the record of another installation, whose numbers are others.
func (r *restore) ownersAre(i supervisor.Instance) error {
	for name, offset := range map[string]int{partHub: warden.HubOffset, partEdge: warden.EdgeOffset} {
		var st syscall.Stat_t
		err := syscall.Lstat(filepath.Join(r.dir, name), &st)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if int(st.Uid) != i.UIDBase+offset {
			return commonhall.Errorf(commonhall.FailedPrecondition, "The snapshot is of another installation: there %s belongs to the account %d, and in %s to %d.", name, i.UIDBase+offset, r.dir, st.Uid)
		}
	}
	return nil
}
