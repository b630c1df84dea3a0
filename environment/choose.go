package environment

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"commonhall"
	"commonhall/environment/tree"
)

// limits of one tree: far above what software needs, and below what hurts a machine.
func limits() tree.Limits { return tree.Limits{Files: 1_000_000, Bytes: 100 << 30} }

// on returns the trees of an environment.
func (r *Room) on(name commonhall.EnvironmentName) (*tree.Store, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if s := r.stores[name]; s != nil {
		return s, nil
	}
	s, err := tree.Open(filepath.Join(r.cfg.Dir, string(name)), limits())
	if err != nil {
		return nil, commonhall.Errorf(commonhall.Unavailable, "The folder of the environment %s cannot be used.", string(name)).
			WithHint("The log says why; the administrator can mend it.").Because(err)
	}
	r.stores[name] = s
	return s, nil
}

// Paths of what a run sees, as the warden takes them.
func treePath(e commonhall.EnvironmentName, id commonhall.TreeID) string {
	return string(e) + "/trees/" + string(id)
}

func draftPath(e commonhall.EnvironmentName, id commonhall.TreeID) string {
	return string(e) + "/drafts/" + string(id)
}

// hold keeps what sw consists of from being removed until release is called.
func (r *Room) hold(sw commonhall.Software) (release func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.held[sw.Tree]++
	r.held[sw.Draft]++
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		for _, path := range []string{sw.Tree, sw.Draft} {
			if r.held[path]--; r.held[path] <= 0 {
				delete(r.held, path)
			}
		}
	}
}

// firstPatience is how long a start waits for the first environment to be made.
const firstPatience = 30 * time.Second

// Choose returns what a server of u sees that starts app now: the current generation of
// the environment chosen for it, or the person's draft of that; nil where there is none.
// Without is set where the person wants no draft. What is returned stays until release
// is called; by then it is in the server's record.
func (r *Room) Choose(ctx context.Context, u commonhall.User, app commonhall.App, without bool) (sw *commonhall.Software, release func(), err error) {
	if err := r.awaitFirst(ctx, u); err != nil {
		return nil, nil, err
	}
	r.change.Lock()
	defer r.change.Unlock()
	e, g, err := r.newest(ctx, u, app)
	if err != nil || g == nil {
		return nil, func() {}, err
	}
	seen := commonhall.Software{Environment: e.Name, Generation: g.Number, Path: e.Name.Path(), Tree: treePath(e.Name, g.Tree)}
	if !without && r.noDrafts() == nil && r.MayChange(ctx, u, e.Name) {
		d, base, err := r.draftFor(ctx, e, *g, u)
		if err != nil {
			return nil, nil, err
		}
		seen.Generation, seen.Tree, seen.Draft = d.Base, treePath(e.Name, base.Tree), draftPath(e.Name, d.Tree)
	}
	if err := r.layer(ctx, &seen); err != nil {
		return nil, nil, err
	}
	return &seen, r.hold(seen), nil
}

// noDrafts says why nobody can have a draft on this machine; nil: they can. A server
// that would have one then has the generation alone.
func (r *Room) noDrafts() error { return tree.CanDraft(r.cfg.Dir, "") }

// awaitFirst waits a little for the first environment to be made, for somebody who would
// have a draft of it: what they install shall not go elsewhere. Others have the same
// programs without it.
func (r *Room) awaitFirst(ctx context.Context, u commonhall.User) error {
	if !r.cfg.May(ctx, u, "") || r.noDrafts() != nil {
		return nil
	}
	timer := time.NewTimer(firstPatience)
	defer timer.Stop()
	select {
	case <-r.first:
	case <-timer.C:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// newest returns the environment that was chosen for a server of u with app, and its
// newest whole generation; nil where there is none, or none is wanted. An app that
// insists on an environment needs it.
func (r *Room) newest(ctx context.Context, u commonhall.User, app commonhall.App) (e commonhall.Environment, g *commonhall.Generation, err error) {
	chosen, err := r.ChoiceFor(ctx, u, app)
	if err != nil || chosen.Environment == "" || chosen.Environment == commonhall.NoEnvironment {
		return e, nil, err
	}
	e, err = r.Get(ctx, chosen.Environment)
	if err == nil && e.Current > 0 {
		g, err = r.whole(ctx, e)
	}
	missing := commonhall.KindOf(err) == commonhall.NotFound // removed at this moment, where it is not the app's
	if chosen.Origin == ByApp && (missing || err == nil && g == nil) {
		err = commonhall.Errorf(commonhall.FailedPrecondition, "%s needs the environment %s, which is not there.", app.Title, string(chosen.Environment)).
			WithHint("Choose another app. The administrator can make it with: commonhall env build " + string(chosen.Environment))
	} else if missing {
		err = nil
	}
	return e, g, err
}

// whole returns the current generation, or the newest one below it whose tree is there;
// nil where none is.
func (r *Room) whole(ctx context.Context, e commonhall.Environment) (*commonhall.Generation, error) {
	s, err := r.on(e.Name)
	if err != nil {
		return nil, err
	}
	all, err := r.store.Kept(ctx, e.Name)
	if err != nil {
		return nil, err
	}
	have, err := s.Trees()
	if err != nil {
		return nil, err
	}
	for _, g := range all {
		if g.Number > e.Current {
			continue
		}
		if slices.Contains(have, string(g.Tree)) {
			return &g, nil
		}
		r.tellMissing(ctx, g)
	}
	return nil, nil
}

// tellMissing says once that a generation is not on the disk: pages and starts ask for it
// again and again.
func (r *Room) tellMissing(ctx context.Context, g commonhall.Generation) {
	r.mu.Lock()
	told := r.missing[g.Tree]
	r.missing[g.Tree] = true
	r.mu.Unlock()
	if told {
		return
	}
	r.log.Error("a generation is not on the disk", "environment", g.Environment, "generation", g.Number, "tree", g.Tree)
	r.record(ctx, commonhall.EventSoftwareFailed, "", "", "Generation "+strconv.Itoa(g.Number)+" of the environment "+string(g.Environment)+" is not on the disk any more; servers start on an older one, where there is one.")
}

// Brings says which of apps find their program in what a server of u would see. One with
// a slash in it is no program of an environment's.
func (r *Room) Brings(ctx context.Context, u commonhall.User, apps []commonhall.App) (map[commonhall.AppName]bool, error) {
	out := map[commonhall.AppName]bool{}
	seen := map[commonhall.EnvironmentName]func(string) bool{}
	for _, app := range apps {
		has, known := seen[app.Environment]
		if !known {
			var err error
			if has, err = r.programs(ctx, u, app); err != nil {
				return nil, err
			}
			seen[app.Environment] = has
		}
		out[app.Name] = has(app.Program())
	}
	return out, nil
}

// programs tells the programs of the environment that a server of u with app would see,
// in their draft, too.
func (r *Room) programs(ctx context.Context, u commonhall.User, app commonhall.App) (has func(string) bool, err error) {
	e, g, err := r.newest(ctx, u, app)
	if commonhall.KindOf(err) == commonhall.FailedPrecondition || err == nil && g == nil {
		return func(string) bool { return false }, nil
	}
	if err != nil {
		return nil, err
	}
	s, err := r.on(e.Name)
	if err != nil {
		return nil, err
	}
	draft := commonhall.TreeID("")
	if r.MayChange(ctx, u, e.Name) {
		d, err := r.draftOf(ctx, e.Name, u.Account.UID)
		if err != nil {
			return nil, err
		}
		if d != nil {
			draft = d.Tree
		}
	}
	return func(program string) bool {
		return brings(s, string(g.Tree), program) || draft != "" && s.ExecutableDraft(string(draft), "bin/"+program)
	}, nil
}

func brings(s *tree.Store, id, program string) bool {
	return !strings.Contains(program, "/") && (s.Executable(id, "bin/"+program) || s.Executable(id, commonhall.DebianFolder+"/usr/bin/"+program))
}
