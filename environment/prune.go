package environment

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"commonhall"
	"commonhall/environment/tree"
)

// Prune removes old generations and drafts that nobody uses.
func (r *Room) Prune(ctx context.Context) error {
	all, err := r.store.Environments(ctx)
	if err != nil {
		return err
	}
	errs := []error{r.sweep(ctx)}
	for _, e := range all {
		s, err := r.on(e.Name)
		if err == nil {
			err = errors.Join(r.pruneDrafts(ctx, s, e), r.pruneTrees(ctx, s, e))
		}
		if err == nil {
			err = s.Sweep(ctx)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// hasRoom reports an error for people where the disk is so full that nothing can be
// built, and old generations that nobody uses do not make room enough.
func (r *Room) hasRoom(ctx context.Context) error {
	if r.cfg.HasRoom == nil || r.cfg.HasRoom() == nil {
		return nil
	}
	if err := r.Prune(ctx); err != nil && ctx.Err() == nil {
		r.log.Warn("old generations cannot be removed", "error", err)
	}
	return r.cfg.HasRoom()
}

// used is what must stay. r.change is held.
func (r *Room) used(ctx context.Context) (map[string]bool, error) {
	out := map[string]bool{}
	all, err := r.cfg.InUse(ctx)
	if err != nil {
		return nil, err
	}
	for _, sw := range all {
		out[sw.Tree], out[sw.Draft] = true, true
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for path := range r.held {
		out[path] = true
	}
	return out, nil
}

func (r *Room) pruneTrees(ctx context.Context, s *tree.Store, e commonhall.Environment) error {
	r.change.Lock()
	defer r.change.Unlock()
	all, err := r.store.Generations(ctx, e.Name)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(g commonhall.Generation) bool { return g.Tree == "" })
	stay, err := r.staying(ctx, e, all)
	if err != nil {
		return err
	}
	fit, err := r.fitting(ctx, s, e.Name, all, stay)
	if err != nil {
		return err
	}
	for i, g := range all {
		if stay[i] || i < r.cfg.Keep && fit[i] {
			continue
		}
		done, err := r.store.PruneGeneration(ctx, e.Name, g.Number)
		if err != nil {
			return err
		}
		if !done { // it is the current one by now
			continue
		}
		if err := s.Remove(string(g.Tree)); err != nil {
			return err
		}
		r.unnote(e.Name, g.Tree)
	}
	return nil
}

// newest is how many generations stay whatever they take: the last one, and what it
// would be compared with.
const newest = 2

// staying says of each generation whether it stays in any case. r.change is held.
func (r *Room) staying(ctx context.Context, e commonhall.Environment, all []commonhall.Generation) ([]bool, error) {
	drafts, err := r.store.Drafts(ctx)
	if err != nil {
		return nil, err
	}
	used, err := r.used(ctx)
	if err != nil {
		return nil, err
	}
	bases := map[int]bool{}
	for _, d := range drafts {
		bases[d.Base] = bases[d.Base] || d.Environment == e.Name
	}
	before := slices.IndexFunc(all, func(g commonhall.Generation) bool { return g.Number < e.Current })
	out := make([]bool, len(all))
	for i, g := range all {
		out[i] = i < newest || i == before || g.Number == e.Current || bases[g.Number] || used[treePath(e.Name, g.Tree)]
	}
	return out, nil
}

// fitting says of each generation whether it has room beside those that stay, and those
// that are newer. On a disk that is nearly full none has.
func (r *Room) fitting(ctx context.Context, s *tree.Store, name commonhall.EnvironmentName, all []commonhall.Generation, stay []bool) ([]bool, error) {
	out := make([]bool, len(all))
	if r.cfg.HasRoom != nil && r.cfg.HasRoom() != nil {
		return out, nil
	}
	var ids []string
	var which []int
	for _, must := range []bool{true, false} {
		for i, g := range all {
			if stay[i] == must {
				ids, which = append(ids, string(g.Tree)), append(which, i)
			}
		}
	}
	if r.cfg.Size == 0 {
		for i := range out {
			out[i] = true
		}
		return out, nil
	}
	sizes, err := r.sizes(ctx, s, name, ids)
	if err != nil {
		return nil, err
	}
	for at, i := range which {
		out[i] = sizes[at].Disk <= r.cfg.Size
	}
	return out, nil
}

// measured is what trees were found to take together.
type measured struct {
	ids string
	use []tree.Use
}

// sizes measures trees, which never change: the same ones are looked through once.
// r.change is held.
func (r *Room) sizes(ctx context.Context, s *tree.Store, name commonhall.EnvironmentName, ids []string) ([]tree.Use, error) {
	key := strings.Join(ids, " ")
	if m := r.measured[name]; m.ids == key {
		return m.use, nil
	}
	use, err := s.Usage(ctx, ids...)
	if err == nil {
		r.measured[name] = measured{key, use}
	}
	return use, err
}

func (r *Room) pruneDrafts(ctx context.Context, s *tree.Store, e commonhall.Environment) error {
	r.change.Lock()
	defer r.change.Unlock()
	all, err := r.store.Drafts(ctx)
	if err != nil {
		return err
	}
	used, err := r.used(ctx)
	if err != nil {
		return err
	}
	for _, d := range all {
		if d.Environment != e.Name || d.Discarded.IsZero() || time.Since(d.Discarded) < keepDiscarded || used[draftPath(e.Name, d.Tree)] {
			continue
		}
		if err := r.dropDraft(ctx, s, d); err != nil {
			return err
		}
	}
	return nil
}
