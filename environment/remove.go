package environment

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"commonhall"
	"commonhall/environment/tree"
)

// maxTitle is how long a title may be, in characters.
const maxTitle = 60

// Change gives an environment another title, where that is not nil, and makes it the
// default one, where first is set.
func (r *Room) Change(ctx context.Context, name commonhall.EnvironmentName, title *string, first bool, by string) (commonhall.Environment, error) {
	r.change.Lock() // it is not removed meanwhile
	defer r.change.Unlock()
	e, err := r.mustGet(ctx, name)
	if err != nil {
		return e, err
	}
	was := e
	if title != nil {
		if e.Title, err = validTitle(*title); err != nil {
			return was, err
		}
	}
	if e.Default = e.Default || first; first && e.Current == 0 {
		return was, commonhall.Errorf(commonhall.FailedPrecondition, "The environment %s has nothing in it yet.", string(name)).
			WithHint("Build it first: commonhall env build " + string(name))
	}
	if e == was {
		return e, nil
	}
	if err := r.store.ChangeEnvironment(ctx, e); err != nil {
		return was, err
	}
	if e.Title != was.Title {
		r.record(ctx, commonhall.EventSoftwareChanged, by, "", "The environment "+string(name)+" is called "+e.Title+" now.")
	}
	if e.Default != was.Default {
		r.record(ctx, commonhall.EventSoftwareChanged, by, "", "The environment "+string(name)+" is the default one now: servers have it from their next start on for which nobody chose another.")
	}
	return e, nil
}

// validTitle returns a title as it is kept: one line, and not too long.
func validTitle(raw string) (string, error) {
	title := strings.TrimSpace(printable(raw))
	if utf8.RuneCountInString(title) > maxTitle || strings.ContainsAny(title, "\n\t") {
		return "", commonhall.Errorf(commonhall.InvalidArgument, "The title must be one line of at most %d characters.", maxTitle)
	}
	return title, nil
}

// mustGet is Get for an environment that has to be named.
func (r *Room) mustGet(ctx context.Context, name commonhall.EnvironmentName) (commonhall.Environment, error) {
	if err := name.Validate(); err != nil {
		return commonhall.Environment{}, err
	}
	return r.Get(ctx, name)
}

// Remove begins to remove an environment that nobody uses, with all its generations and
// everybody's drafts of it, for good.
func (r *Room) Remove(ctx context.Context, name commonhall.EnvironmentName, by string) (*Job, error) {
	if err := r.unused(ctx, name); err != nil {
		return nil, err
	}
	return r.begin(Progress{Kind: KindRemove, Environment: name, By: by}, func(ctx context.Context, j *Job) error {
		j.say("Removing the environment %s.", name)
		if err := r.takeAway(ctx, name); err != nil {
			return err
		}
		r.record(ctx, commonhall.EventSoftwareRemoved, by, "", "The environment "+string(name)+" was removed.")
		j.say("Deleting its files.")
		if err := r.sweep(ctx); err != nil && ctx.Err() == nil {
			r.log.Warn("files of a removed environment cannot be deleted; it is tried again", "environment", name, "error", err)
		}
		return nil
	})
}

// unused refuses what somebody would miss, and says what to do.
func (r *Room) unused(ctx context.Context, name commonhall.EnvironmentName) error {
	e, err := r.mustGet(ctx, name)
	if err != nil {
		return err
	}
	used := func(format string, args ...any) *commonhall.Error {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The environment "+string(name)+" is not removed: "+format, args...)
	}
	if e.Default && e.Current > 0 { // nobody has one that was never built
		return used("it is the default one.").WithHint("Make another one that first: commonhall env use OTHER --default")
	}
	all, err := r.Choices(ctx)
	if err != nil {
		return err
	}
	var whom, options []string
	for _, c := range all {
		if c.Environment == name {
			who := string(c.User) + string(c.Group) // one of them
			whom, options = append(whom, c.Whom()), append(options, "commonhall env use --not --"+string(c.Kind)+" "+who)
		}
	}
	const most = 5
	if len(whom) > most {
		return used("it was chosen for %s and %d more.", strings.Join(whom[:most], ", "), len(whom)-most).
			WithHint("Take that back first, for each: " + options[0])
	}
	if len(whom) > 0 {
		return used("it was chosen for %s.", strings.Join(whom, ", ")).WithHint("Take that back first: " + strings.Join(options, "; "))
	}
	for _, a := range r.cfg.Apps() {
		if a.Environment == name {
			return used("servers with the app %s have it.", a.Title).WithHint("Take it out of the settings of the app first: apps, environment.")
		}
	}
	running, err := r.cfg.InUse(ctx)
	if err != nil {
		return err
	}
	running = slices.DeleteFunc(running, func(sw commonhall.Software) bool { return sw.Environment != name })
	if len(running) > 0 {
		return used("running servers have it, %d of them.", len(running)).
			WithHint("Let their people stop them, or do it: commonhall server stop NAME; or stop all: commonhall server stop --all")
	}
	return nil
}

// gone begins the names of folders of removed environments.
const gone = ".gone-"

// takeAway removes an environment: its folder gets another name, then the record goes.
// Where that comes to nothing in between, adopt takes the folder back.
func (r *Room) takeAway(ctx context.Context, name commonhall.EnvironmentName) error {
	r.change.Lock()
	defer r.change.Unlock()
	if err := r.unused(ctx, name); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for path := range r.held {
		if strings.HasPrefix(path, string(name)+"/") {
			return commonhall.Errorf(commonhall.FailedPrecondition, "The environment %s is not removed: somebody is about to use it.", string(name)).WithHint("Try again in a moment.")
		}
	}
	from, to := filepath.Join(r.cfg.Dir, string(name)), filepath.Join(r.cfg.Dir, gone+string(name)+"."+strings.ToLower(rand.Text()[:10]))
	moved := os.Rename(from, to)
	if moved != nil && !errors.Is(moved, fs.ErrNotExist) {
		return fmt.Errorf("take the folder of an environment away: %w", moved)
	}
	if err := r.store.RemoveEnvironment(ctx, name); err != nil {
		if moved == nil {
			err = errors.Join(err, os.Rename(to, from))
		}
		return err
	}
	delete(r.stores, name)
	return nil
}

// takeBack gives folders back to environments whose removal came to nothing. Where
// somebody has looked for the folder meanwhile an empty one is in its place.
func (r *Room) takeBack(known []commonhall.Environment) error {
	all, err := r.goneFolders()
	for _, folder := range all {
		name, _, _ := strings.Cut(strings.TrimPrefix(folder, gone), ".")
		i := slices.IndexFunc(known, func(e commonhall.Environment) bool { return string(e.Name) == name })
		if i < 0 || !r.isLost(known[i]) {
			continue
		}
		r.log.Warn("the removal of an environment came to nothing", "environment", name)
		there := filepath.Join(r.cfg.Dir, name)
		if away := os.Rename(there, filepath.Join(r.cfg.Dir, gone+"."+strings.ToLower(rand.Text()[:10]))); away != nil && !errors.Is(away, fs.ErrNotExist) {
			err = errors.Join(err, away)
			continue
		}
		err = errors.Join(err, os.Rename(filepath.Join(r.cfg.Dir, folder), there))
	}
	return err
}

// isLost reports whether an environment has no folder, or generations and no tree of any.
func (r *Room) isLost(e commonhall.Environment) bool {
	if _, err := os.Lstat(filepath.Join(r.cfg.Dir, string(e.Name))); err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	s, err := r.on(e.Name)
	if err != nil {
		return false
	}
	trees, err := s.Trees()
	return err == nil && len(trees) == 0 && e.Current > 0
}

func (r *Room) goneFolders() (names []string, err error) {
	entries, err := os.ReadDir(r.cfg.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, e := range entries {
		if e.IsDir() && strings.HasPrefix(e.Name(), gone) {
			names = append(names, e.Name())
		}
	}
	return names, err
}

// sweep deletes the files of removed environments.
func (r *Room) sweep(ctx context.Context) error {
	all, err := r.removed(ctx)
	errs := []error{err}
	for _, name := range all {
		if err := tree.Erase(ctx, filepath.Join(r.cfg.Dir, name)); !errors.Is(err, fs.ErrNotExist) { // another one was faster
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// removed lists the folders of environments that are removed for good. What a removal
// that came to nothing has left is taken back first: adopt may have failed.
func (r *Room) removed(ctx context.Context) ([]string, error) {
	r.change.Lock() // a removal is done by half
	defer r.change.Unlock()
	known, err := r.store.Environments(ctx)
	if err == nil {
		err = r.takeBack(known)
	}
	if err != nil {
		return nil, err
	}
	return r.goneFolders()
}
