package environment

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"commonhall"
	"commonhall/environment/tree"
)

// Beside each generation and draft lies a note of what it is: a database that was
// brought back from before it does not know, and nothing of anybody's is deleted for
// that.

func (r *Room) notePath(name commonhall.EnvironmentName, id commonhall.TreeID) string {
	return filepath.Join(r.cfg.Dir, string(name), "notes", string(id)+".json")
}

func (r *Room) note(name commonhall.EnvironmentName, id commonhall.TreeID, what any) error {
	b, err := json.Marshal(what)
	if err != nil {
		return err
	}
	return written(r.notePath(name, id), b)
}

// written puts a file in its place so that a power cut leaves it whole, or what was there.
func written(path string, b []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.Create(path + ".new")
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(path+".new", path); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

func (r *Room) unnote(name commonhall.EnvironmentName, id commonhall.TreeID) {
	if err := os.Remove(r.notePath(name, id)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		r.log.Warn("a note cannot be removed", "environment", name, "tree", id, "error", err)
	}
}

// currentFile names the tree of the current generation, for whoever reads the folders
// without a database: a backup keeps that one.
const currentFile = "current"

// point writes down which tree is current. Where that fails, nothing says it: a backup then
// keeps all, where it would leave out the current one for another that was so before.
func (r *Room) point(name commonhall.EnvironmentName, id commonhall.TreeID) {
	path := filepath.Join(r.cfg.Dir, string(name), currentFile)
	err := written(path, []byte(id))
	if err == nil {
		return
	}
	if gone := os.Remove(path); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	r.log.Warn("cannot write down which generation is current", "environment", name, "error", err)
}

func (r *Room) noted(name commonhall.EnvironmentName, id commonhall.TreeID, what any) error {
	b, err := os.ReadFile(r.notePath(name, id))
	if err != nil {
		return err
	}
	return json.Unmarshal(b, what)
}

// begun is the note of a draft. The tree below is in it for whoever has no database.
type begun struct {
	commonhall.Draft
	Below commonhall.TreeID
}

// Needed returns the trees in the folder of an environment without which something would
// be lost: the current one, and those below drafts. Where that cannot be read it returns
// nil: any may be needed.
func Needed(dir string) map[string]bool {
	now, err := os.ReadFile(filepath.Join(dir, currentFile))
	if err != nil {
		return nil
	}
	drafts, err := os.ReadDir(filepath.Join(dir, "drafts"))
	if err != nil {
		return nil
	}
	out := map[string]bool{string(now): true}
	for _, d := range drafts {
		var note begun
		b, err := os.ReadFile(filepath.Join(dir, "notes", d.Name()+".json"))
		switch {
		case errors.Is(err, fs.ErrNotExist): // a build's
			continue
		case err != nil || json.Unmarshal(b, &note) != nil:
			return nil
		}
		out[string(note.Below)] = true
	}
	return out
}

// adopt brings records and disk together: what is on disk without a record but with its
// note is recorded; what has neither was being made when the hub ended, and goes.
func (r *Room) adopt(ctx context.Context) error {
	r.change.Lock() // a draft that begins meanwhile has its files before its record
	defer r.change.Unlock()
	known, err := r.store.Environments(ctx)
	if err != nil {
		return err
	}
	if err := r.takeBack(known); err != nil {
		return err
	}
	entries, err := os.ReadDir(r.cfg.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var errs []error
	for _, entry := range entries {
		name := commonhall.EnvironmentName(entry.Name())
		if !entry.IsDir() || name.Validate() != nil {
			continue
		}
		s, err := r.on(name)
		if err == nil && !slices.ContainsFunc(known, func(e commonhall.Environment) bool { return e.Name == name }) {
			if s = r.adoptUnknown(ctx, s, name); s == nil {
				continue
			}
		}
		if err == nil {
			err = errors.Join(r.adoptTrees(ctx, s, name), r.adoptDrafts(ctx, s, name))
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// adoptUnknown adds an environment that no record knows, and returns nothing where that
// cannot be. A folder with nothing in it came into being when one was removed at that
// moment, and goes.
func (r *Room) adoptUnknown(ctx context.Context, s *tree.Store, name commonhall.EnvironmentName) *tree.Store {
	trees, err := s.Trees()
	drafts, err2 := s.Drafts()
	if err = errors.Join(err, err2); err == nil && len(trees)+len(drafts) == 0 {
		r.mu.Lock()
		delete(r.stores, name)
		r.mu.Unlock()
		err = os.Rename(filepath.Join(r.cfg.Dir, string(name)), filepath.Join(r.cfg.Dir, gone+string(name)+".empty"))
		s = nil
	} else if err == nil {
		r.log.Warn("an environment that no record knows is adopted", "environment", name)
		err = r.store.AddEnvironment(ctx, commonhall.Environment{Name: name, Created: time.Now().UTC()})
	}
	if err != nil {
		r.log.Error("an environment that no record knows cannot be adopted", "environment", name, "error", err)
		return nil
	}
	return s
}

func (r *Room) adoptTrees(ctx context.Context, s *tree.Store, name commonhall.EnvironmentName) error {
	have, err := s.Trees()
	if err != nil {
		return err
	}
	all, err := r.store.Generations(ctx, name)
	if err != nil {
		return err
	}
	e, err := r.Get(ctx, name)
	if err != nil {
		return err
	}
	var errs []error
	for _, g := range all {
		there := slices.Contains(have, string(g.Tree))
		if there && g.Number == e.Current {
			r.point(name, g.Tree)
		}
		if g.Tree != "" && !there {
			// A backup has the current one alone; of a disk that lost it whole() tells.
			_, err := r.store.PruneGeneration(ctx, name, g.Number)
			errs = append(errs, err)
		}
	}
	have = slices.DeleteFunc(have, func(id string) bool {
		return slices.ContainsFunc(all, func(g commonhall.Generation) bool { return string(g.Tree) == id })
	})
	found, err := r.unrecorded(s, name, have)
	errs = append(errs, err)
	for _, g := range found {
		n, err := r.store.AdoptGeneration(ctx, g)
		r.log.Warn("a generation that no record knew is adopted", "environment", name, "tree", g.Tree, "generation", n, "error", err)
		errs = append(errs, err)
	}
	return errors.Join(append(errs, r.adoptCurrent(ctx, s, e))...)
}

// unrecorded returns the generations whose trees have their notes, and no record, in the
// order in which they were made. What has no note was not finished, and goes.
func (r *Room) unrecorded(s *tree.Store, name commonhall.EnvironmentName, have []string) (found []commonhall.Generation, err error) {
	var errs []error
	for _, id := range have {
		var g commonhall.Generation
		err := r.noted(name, commonhall.TreeID(id), &g)
		switch {
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			r.log.Error("a tree is left alone whose note cannot be read", "environment", name, "tree", id, "error", err)
		case err != nil || string(g.Tree) != id || g.Environment != name:
			r.log.Info("removing a tree that was not finished", "environment", name, "tree", id)
			errs = append(errs, s.Remove(id))
		default:
			found = append(found, g)
		}
	}
	slices.SortFunc(found, func(a, b commonhall.Generation) int { return a.Created.Compare(b.Created) })
	return found, errors.Join(errs...)
}

// adoptCurrent makes a generation the current one where the records name none that is on
// the disk: what is current was decided by a record, so where that has its tree it stays.
// A backup that was made while somebody published has another one than its database says.
func (r *Room) adoptCurrent(ctx context.Context, s *tree.Store, e commonhall.Environment) error {
	all, err := r.store.Generations(ctx, e.Name)
	if err != nil {
		return err
	}
	have, err := s.Trees()
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(g commonhall.Generation) bool { return !slices.Contains(have, string(g.Tree)) })
	if len(all) == 0 || slices.ContainsFunc(all, func(g commonhall.Generation) bool { return g.Number == e.Current }) {
		return nil
	}
	was, err := os.ReadFile(filepath.Join(r.cfg.Dir, string(e.Name), currentFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	to := slices.IndexFunc(all, func(g commonhall.Generation) bool { return string(g.Tree) == string(was) })
	switch {
	case to >= 0:
	case e.Current == 0:
		to = 0 // the newest
	default:
		return nil // servers start on the newest one below, and somebody is told
	}
	r.log.Warn("a generation is current again whose record was lost", "environment", e.Name, "generation", all[to].Number, "instead", e.Current)
	if err := r.store.SetCurrent(ctx, e.Name, all[to].Number, e.Current); err != nil {
		return err
	}
	r.point(e.Name, all[to].Tree)
	return nil
}

func (r *Room) adoptDrafts(ctx context.Context, s *tree.Store, name commonhall.EnvironmentName) error {
	have, err := s.Drafts()
	if err != nil {
		return err
	}
	all, err := r.store.Drafts(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, id := range have {
		if slices.ContainsFunc(all, func(d commonhall.Draft) bool { return string(d.Tree) == id }) {
			continue
		}
		var d commonhall.Draft
		err := r.noted(name, commonhall.TreeID(id), &d)
		switch {
		case err == nil && string(d.Tree) == id && d.Environment == name:
			d.Discarded = time.Now().UTC()
			errs = append(errs, r.store.SaveDraft(ctx, d))
		case errors.Is(err, fs.ErrNotExist):
			errs = append(errs, s.DropDraft(id))
		default:
			r.log.Error("a draft is left alone whose note cannot be read", "environment", name, "draft", id, "error", err)
		}
	}
	for _, d := range all {
		if d.Environment == name && !slices.Contains(have, string(d.Tree)) {
			r.log.Warn("a draft is not on the disk any more", "environment", name, "uid", d.UID, "draft", d.Tree)
			errs = append(errs, r.store.DropDraft(ctx, d.Tree))
		}
	}
	return errors.Join(errs...)
}
