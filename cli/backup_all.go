package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"commonhall"
	"commonhall/app"
	"commonhall/backup"
	"commonhall/supervisor"
	"commonhall/warden"
)

// mark says that a folder is being restored, and what.
type mark struct {
	Snapshot string    `json:"snapshot"`
	Since    time.Time `json:"since"`
	Over     bool      `json:"over"`
}

// beginAll finds the folder for a restore of everything, which may be empty.
func (r *restore) beginAll() error {
	if err := needRoot("commonhall backup restore"); err != nil {
		return err
	}
	if r.dir == "" {
		r.dir = installedDir
	}
	dir, err := filepath.Abs(r.dir)
	if err != nil {
		return err
	}
	r.dir = dir
	h, err := openHouse(dir)
	if commonhall.KindOf(err) == commonhall.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	r.house = h
	if err := r.nobodyAt(h.paths, h.instance); err != nil {
		return err
	}
	if !r.over {
		return commonhall.Errorf(commonhall.FailedPrecondition, "There is a commonhall in %s already.", dir).
			WithHint("To bring everything back over it: --over. What is there is renamed, and stays.")
	}
	return h.rightFolders()
}

// marked makes the mark, or finds that of a restore that was cut off.
func (r *restore) marked() (mark, error) {
	m := mark{Snapshot: r.snap.Name, Since: time.Now().Truncate(time.Second), Over: r.over}
	path := filepath.Join(r.dir, supervisor.RestoreMark)
	b, err := os.ReadFile(path)
	var was mark
	// Where there is an installation, a restore that was not over one had come to its end.
	if err == nil && json.Unmarshal(b, &was) == nil && (was.Over || r.house == nil) {
		if was.Snapshot != m.Snapshot {
			return m, commonhall.Errorf(commonhall.FailedPrecondition, "Another snapshot, %.15s, was being brought back into %s.", was.Snapshot, r.dir).
				WithHint("Go on with that one: --snapshot " + was.Snapshot + ". Or empty the folder.")
		}
		return was, nil
	}
	entries, err := os.ReadDir(r.dir)
	if err != nil {
		return m, err
	}
	for _, e := range entries {
		if r.house == nil && e.Name() != partConfig && e.Name() != stagingName && e.Name() != "lost+found" {
			return m, commonhall.Errorf(commonhall.FailedPrecondition, "The folder %s holds other things, %s for one.", r.dir, e.Name()).
				WithHint("Choose an empty one with --dir.")
		}
	}
	if b, err = json.Marshal(m); err != nil {
		return m, err
	}
	return m, errors.Join(os.WriteFile(path+".new", b, 0o600), os.Rename(path+".new", path))
}

// all brings everything back. The record of the instance comes last: until then
// there is no installation, and the same command goes on.
func (r *restore) all(ctx context.Context) error {
	i, err := r.instance(ctx)
	if err != nil {
		return err
	}
	if r.house != nil && r.house.instance.ID != i.ID {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The snapshot is of another installation, %q; the one in %s is %q.", i.ID, r.dir, r.house.instance.ID).
			WithHint("Bring it into an empty folder: --dir DIR")
	}
	if _, err := r.records(ctx); err != nil {
		return err
	}
	if r.snap.Part(partHub) == nil {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The snapshot has no folder of the hub.").WithHint("Take another one: commonhall backup list")
	}
	if r.snap.Labels[labelDir] != r.dir {
		i.Config = "" // a second one beside the first must not write that one's settings
	}
	if err := errors.Join(os.MkdirAll(r.dir, 0o711), os.Chmod(r.dir, 0o711)); err != nil {
		return err
	}
	top, staging, done, err := stage(r.dir)
	if err != nil {
		return err
	}
	defer done()
	m, err := r.marked()
	if err != nil {
		return err
	}
	h := &house{dir: r.dir, instance: i, paths: supervisor.PathsOf(r.dir, i)}
	if r.over { // people may come back to what is exchanged, as long as this takes
		r.still = func() error { return r.nobodyAt(h.paths, i) }
	}
	if err := r.part(ctx, m, staging, top, partSettings, nil); err != nil {
		return err
	}
	if err := r.restoreConfig(ctx, h, m); err != nil {
		return err
	}
	for _, step := range []func(context.Context, *house, mark, *os.File, *os.File) error{r.restoreHomes, r.restoreGroups, r.restoreEdge, r.restoreHub, r.restoreInstance} {
		if err := step(ctx, h, m, staging, top); err != nil {
			return err
		}
	}
	good := &backup.Run{At: r.snap.Time, OK: r.snap.Complete, Where: r.repo.Where(), Snapshot: r.snap.Name, Files: r.snap.Stats.Files, Bytes: r.snap.Stats.Bytes}
	if err := h.note(func(rec *backup.Record) {
		*rec = backup.Record{Repository: r.repo.ID(), Where: r.repo.Where(), Good: good}
	}); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(r.dir, supervisor.RestoreMark)); err != nil {
		return err
	}
	r.tellRecords()
	fmt.Fprintf(r.out, "%s is back, as it was on %s. Start it, and look whether everybody's work is there.\n", r.dir, r.snap.Time.Local().Format("2006-01-02 15:04"))
	return nil
}

// there reports whether the thing called name was brought back by this restore
// before it was cut off.
func (m mark) there(dir, name string) bool {
	if _, err := os.Lstat(filepath.Join(dir, name)); err != nil {
		return false
	}
	if !m.Over {
		return true
	}
	_, err := os.Lstat(filepath.Join(dir, name+".before-restore-"+m.Since.Format("20060102-150405")))
	return err == nil
}

// part brings one part back into the folder of the installation.
func (r *restore) part(ctx context.Context, m mark, staging, top *os.File, name string, finish func() error) error {
	n := r.snap.Part(name)
	if n == nil || m.there(r.dir, name) {
		return nil
	}
	done, kept, err := r.repo.Back(ctx, n, staging, top, name, m.Since, func() error {
		if r.still != nil {
			if err := r.still(); err != nil {
				return err
			}
		}
		if finish != nil {
			return finish()
		}
		return nil
	})
	r.told(done, name, kept)
	return err
}

func (r *restore) restoreEdge(ctx context.Context, _ *house, m mark, staging, top *os.File) error {
	return r.part(ctx, m, staging, top, partEdge, nil)
}

func (r *restore) restoreInstance(ctx context.Context, h *house, m mark, staging, top *os.File) error {
	return r.part(ctx, m, staging, top, partInstance, func() error {
		b, err := json.Marshal(h.instance)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(r.dir, stagingName, "new"), append(b, '\n'), 0o644)
	})
}

// restoreHomes brings back one home after the other.
func (r *restore) restoreHomes(ctx context.Context, h *house, m mark, _, _ *os.File) error {
	return r.oneByOne(ctx, m, partHomes, h.paths.Homes())
}

// restoreGroups brings back the folders of one group after the other.
func (r *restore) restoreGroups(ctx context.Context, h *house, m mark, _, _ *os.File) error {
	return r.oneByOne(ctx, m, partGroups, h.paths.Groups())
}

func (r *restore) oneByOne(ctx context.Context, m mark, part, dir string) error {
	n := r.snap.Part(part)
	if n == nil {
		return nil
	}
	if err := errors.Join(os.MkdirAll(dir, 0o711), os.Chmod(dir, os.FileMode(n.Mode&0o777))); err != nil {
		return err
	}
	top, staging, done, err := stage(dir)
	if err != nil {
		return err
	}
	defer done()
	return r.each(ctx, n, m, dir, staging, top)
}

// each brings back what is in the folder n, one after the other, into dir.
func (r *restore) each(ctx context.Context, n *backup.Node, m mark, dir string, staging, top *os.File) error {
	part := string(n.Name)
	names, err := r.repo.Names(ctx, n)
	if errors.Is(err, backup.ErrDamaged) {
		fmt.Fprintf(r.err, "damaged: the list of %s: %v\n", part, err)
		r.bad++
	} else if err != nil {
		return err
	}
	for _, name := range names {
		if m.there(dir, name) {
			continue
		}
		got, kept, err := r.repo.Into(ctx, n, []string{name}, staging, top, m.Since, r.still)
		r.told(got, filepath.Join(part, name), kept)
		if err != nil {
			return err
		}
		if err := os.RemoveAll(filepath.Join(dir, stagingName, "new")); err != nil {
			return err
		}
	}
	return nil
}

// restoreHub brings back the hub's folder with a new database in it.
func (r *restore) restoreHub(ctx context.Context, h *house, m mark, staging, top *os.File) error {
	records, err := r.records(ctx)
	if err != nil {
		return err
	}
	return r.part(ctx, m, staging, top, partHub, func() error {
		hub := filepath.Join(r.dir, stagingName, "new")
		path := filepath.Join(hub, filepath.Base(h.paths.Database()))
		dump, err := r.repo.Open(ctx, *records)
		if err != nil {
			return err
		}
		defer dump.Close()
		// A password file lies in the folder that is not in its place yet.
		hubHere := app.Hub{Instance: h.instance, Paths: supervisor.PathsIn(filepath.Join(r.dir, stagingName, "hub-of"), ""), Config: h.config}
		if err := errors.Join(os.MkdirAll(hubHere.Paths.Dir(), 0o700), os.Symlink(hub, hubHere.Paths.Hub())); err != nil {
			return err
		}
		if err := app.LoadDatabase(ctx, hubHere, path, dump, h.taken(), time.Now()); err != nil {
			return err
		}
		uid := h.instance.UIDBase + warden.HubOffset
		if err := errors.Join(os.Chown(path, uid, uid), os.Chmod(path, 0o600)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err // PostgreSQL has no file
		}
		return nil
	})
}

// restoreConfig brings the configuration back, and reads it.
func (r *restore) restoreConfig(ctx context.Context, h *house, m mark) error {
	path := h.paths.Config()
	if n := r.snap.Part(partConfig); n != nil {
		text, err := r.text(ctx, partConfig)
		if err != nil {
			return err
		}
		if err := putBack(path, text, n, m); err != nil {
			return err
		}
	}
	if err := r.restoreBeside(ctx, h, m); err != nil {
		return err
	}
	var err error
	h.config, _, err = settingsOf(h.instance, h.paths).Load()
	return err
}

// restoreBeside brings back what lay beside the settings, such as keys that they name.
func (r *restore) restoreBeside(ctx context.Context, h *house, m mark) error {
	n := r.snap.Part(partBeside)
	if n == nil || h.instance.Config == "" {
		return nil
	}
	dir := filepath.Dir(h.paths.Config())
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	top, staging, done, err := stage(dir)
	if err != nil {
		return err
	}
	defer done()
	return r.each(ctx, n, m, dir, staging, top)
}

// putBack writes a file, and renames what is there if it is another.
func putBack(path string, text []byte, n *backup.Node, m mark) error {
	have, err := os.ReadFile(path)
	switch {
	case err == nil && bytes.Equal(have, text):
		return nil
	case err == nil:
		if err := os.Rename(path, path+".before-restore-"+m.Since.Format("20060102-150405")); err != nil {
			return err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Chown(int(n.UID), int(n.GID)), f.Chmod(os.FileMode(n.Mode&0o777)), f.Sync(), f.Close(), os.Rename(f.Name(), path))
}
