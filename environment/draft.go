package environment

import (
	"context"
	"crypto/rand"
	"slices"
	"strconv"
	"strings"
	"time"

	"commonhall"
	"commonhall/environment/tree"
)

// keepDiscarded is for how long a draft that was thrown away can be had back.
const keepDiscarded = 14 * 24 * time.Hour

// newID names a tree or a draft, for ever.
func newID(prefix string) commonhall.TreeID {
	return commonhall.TreeID(prefix + "-" + strings.ToLower(rand.Text()[:12]))
}

// draftOf returns the draft that the server of the account has, nil where there is none.
func (r *Room) draftOf(ctx context.Context, name commonhall.EnvironmentName, uid int) (*commonhall.Draft, error) {
	all, err := r.store.Drafts(ctx)
	if err != nil {
		return nil, err
	}
	for _, d := range slices.Backward(all) {
		if d.Environment == name && d.UID == uid && d.Discarded.IsZero() {
			return &d, nil
		}
	}
	return nil, nil
}

// draftFor returns the person's draft and the generation below it. One that has nothing
// in it, or nothing that was not published, begins anew on top of g. r.change is held.
func (r *Room) draftFor(ctx context.Context, e commonhall.Environment, g commonhall.Generation, u commonhall.User) (*commonhall.Draft, *commonhall.Generation, error) {
	s, err := r.on(e.Name)
	if err != nil {
		return nil, nil, err
	}
	d, err := r.draftOf(ctx, e.Name, u.Account.UID)
	if err != nil {
		return nil, nil, err
	}
	if d != nil {
		base, err := r.generation(ctx, e.Name, d.Base)
		if err == nil && d.Base == g.Number {
			return d, &base, nil
		}
		if err == nil {
			over, err := r.isOver(ctx, s, *d, base)
			if err != nil {
				// What cannot be read is somebody's work all the same.
				r.log.Error("a draft cannot be read", "environment", e.Name, "user", u.Name, "draft", d.Tree, "error", err)
			}
			if err != nil || !over {
				return d, &base, nil
			}
			if err := r.dropDraft(ctx, s, *d); err != nil {
				return nil, nil, err
			}
		} else if commonhall.KindOf(err) != commonhall.NotFound {
			return nil, nil, err
		} else if err := r.setAside(ctx, *d); err != nil {
			return nil, nil, err
		} else {
			r.record(ctx, commonhall.EventSoftwareDiscarded, "", u.Name, "The draft that "+string(u.Name)+" had of the environment "+string(e.Name)+
				" was set aside: generation "+strconv.Itoa(d.Base)+", on which it was begun, is not on the disk any more.")
		}
	}
	d = &commonhall.Draft{Environment: e.Name, UID: u.Account.UID, User: u.Name, Base: g.Number,
		Tree: newID(strconv.Itoa(u.Account.UID)), Created: time.Now().UTC()}
	if err := s.NewDraft(string(d.Tree)); err != nil {
		return nil, nil, commonhall.Errorf(commonhall.Unavailable, "A draft of the environment %s cannot be made on the disk.", string(e.Name)).Because(err)
	}
	if err := r.note(e.Name, d.Tree, begun{*d, g.Tree}); err != nil {
		return nil, nil, err
	}
	return d, &g, r.store.SaveDraft(ctx, *d)
}

// isOver reports whether a draft has nothing that is not in a generation already.
func (r *Room) isOver(ctx context.Context, s *tree.Store, d commonhall.Draft, base commonhall.Generation) (bool, error) {
	empty, err := s.Empty(ctx, string(base.Tree), string(d.Tree))
	if err != nil || empty || d.Published == 0 {
		return empty, err
	}
	made, err := r.generation(ctx, d.Environment, d.Published)
	if err != nil {
		return false, nil // it was pruned; the draft may be all that is left of it
	}
	return s.Unchanged(ctx, string(base.Tree), string(d.Tree), string(made.Tree), made.Created)
}

// setAside throws a draft away so that it can be had back.
func (r *Room) setAside(ctx context.Context, d commonhall.Draft) error {
	d.Discarded = time.Now().UTC()
	return r.store.SaveDraft(ctx, d)
}

func (r *Room) dropDraft(ctx context.Context, s *tree.Store, d commonhall.Draft) error {
	if err := s.DropDraft(string(d.Tree)); err != nil {
		return err
	}
	r.unnote(d.Environment, d.Tree)
	return r.store.DropDraft(ctx, d.Tree)
}

// Difference is what a draft would change.
type Difference struct {
	Draft    commonhall.Draft
	Since    int                 // the generation that Changes are against
	Changes  []commonhall.Change // in packages
	Empty    bool                // nothing at all was changed, in packages or in files
	Done     bool                // everything in it was published
	Current  int                 // the environment's current generation
	Over     bool                // that came after the draft began: publishing takes it back
	Reverted []commonhall.Change // in packages, against the current generation; where Over
}

// Drafts returns what people's drafts of an environment would change; those that have
// nothing in them and discarded ones are left out.
func (r *Room) Drafts(ctx context.Context, name commonhall.EnvironmentName) ([]Difference, error) {
	all, err := r.store.Drafts(ctx)
	if err != nil {
		return nil, err
	}
	var out []Difference
	for _, d := range all {
		if d.Environment != name || !d.Discarded.IsZero() || d.User == "" {
			continue
		}
		diff, err := r.difference(ctx, d)
		if err != nil { // one that cannot be read hides nobody else's
			r.log.Error("a draft cannot be read", "environment", name, "user", d.User, "draft", d.Tree, "error", err)
			continue
		}
		if !diff.Empty && !diff.Done {
			out = append(out, diff)
		}
	}
	return out, nil
}

// Draft returns what the draft of one person would change.
func (r *Room) Draft(ctx context.Context, name commonhall.EnvironmentName, user commonhall.UserName) (Difference, error) {
	d, err := r.mustDraft(ctx, name, user)
	if err != nil {
		return Difference{}, err
	}
	return r.difference(ctx, *d)
}

func (r *Room) mustDraft(ctx context.Context, name commonhall.EnvironmentName, user commonhall.UserName) (*commonhall.Draft, error) {
	u, err := r.store.User(ctx, user)
	if err != nil {
		return nil, err
	}
	d, err := r.draftOf(ctx, name, u.Account.UID)
	if err == nil && d == nil {
		hint := "A draft begins when somebody who may change the environment starts their server."
		if none := r.noDrafts(); none != nil {
			hint = "There cannot be any on this machine: " + none.Error() + "."
		}
		err = commonhall.Errorf(commonhall.NotFound, "%s has no draft of the environment %s.", string(user), string(name)).WithHint(hint)
	}
	return d, err
}

// turn waits until nobody else looks at drafts of an environment: one may have a million
// names, all of which are held meanwhile, and pages ask as often as people like.
func (r *Room) turn(ctx context.Context, name commonhall.EnvironmentName) (done func(), err error) {
	r.mu.Lock()
	if r.turns == nil {
		r.turns = map[commonhall.EnvironmentName]chan struct{}{}
	}
	turns := r.turns[name]
	if turns == nil {
		turns = make(chan struct{}, 1)
		r.turns[name] = turns
	}
	r.mu.Unlock()
	select {
	case turns <- struct{}{}:
		return func() { <-turns }, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

func (r *Room) difference(ctx context.Context, d commonhall.Draft) (Difference, error) {
	diff := Difference{Draft: d}
	done, err := r.turn(ctx, d.Environment)
	if err != nil {
		return diff, err
	}
	defer done()
	s, err := r.on(d.Environment)
	if err != nil {
		return diff, err
	}
	e, err := r.Get(ctx, d.Environment)
	if err != nil {
		return diff, err
	}
	base, err := r.generation(ctx, d.Environment, d.Base)
	if err != nil {
		return diff, err
	}
	diff.Current = e.Current
	if diff.Empty, err = s.Empty(ctx, string(base.Tree), string(d.Tree)); err != nil || diff.Empty {
		return diff, err
	}
	if diff.Done, err = r.isOver(ctx, s, d, base); err != nil {
		return diff, err
	}
	is, err := packages(s.Packages(ctx, string(base.Tree), string(d.Tree)))
	if err != nil {
		return diff, err
	}
	since, err := r.since(ctx, d, e.Current)
	if err != nil {
		return diff, err
	}
	diff.Since, diff.Changes = since.Number, commonhall.ComparePackages(since.Packages, is)
	if diff.Over = e.Current != d.Base && e.Current != d.Published; diff.Over {
		now, err := r.generation(ctx, d.Environment, e.Current)
		if err != nil {
			return diff, err
		}
		diff.Reverted = commonhall.ComparePackages(now.Packages, is)
	}
	return diff, nil
}

// since returns what the changes of a draft are told against: the generation below, or
// what was last made of the draft, while everybody has that.
func (r *Room) since(ctx context.Context, d commonhall.Draft, current int) (commonhall.Generation, error) {
	if d.Published != 0 && d.Published == current {
		return r.generation(ctx, d.Environment, current)
	}
	return r.generation(ctx, d.Environment, d.Base)
}

func packages(found []tree.Package, err error) ([]commonhall.Package, error) {
	out := make([]commonhall.Package, len(found))
	for i, p := range found {
		out[i] = commonhall.Package(p)
	}
	return commonhall.SortPackages(out), err
}

// Discard throws a person's draft away. It can be had back for two weeks; a server that
// has it keeps it until it restarts.
func (r *Room) Discard(ctx context.Context, name commonhall.EnvironmentName, user commonhall.UserName, by string) error {
	r.change.Lock()
	defer r.change.Unlock()
	d, err := r.mustDraft(ctx, name, user)
	if err != nil {
		return err
	}
	if err := r.setAside(ctx, *d); err != nil {
		return err
	}
	r.record(ctx, commonhall.EventSoftwareDiscarded, by, user, "The draft that "+string(user)+" had of the environment "+string(name)+" was discarded.")
	return nil
}

// Discarded returns the draft that Restore would give a person back, nil where there is
// none.
func (r *Room) Discarded(ctx context.Context, name commonhall.EnvironmentName, user commonhall.UserName) (*commonhall.Draft, error) {
	u, err := r.store.User(ctx, user)
	if err != nil {
		return nil, err
	}
	return r.lastDiscarded(ctx, name, u.Account.UID)
}

func (r *Room) lastDiscarded(ctx context.Context, name commonhall.EnvironmentName, uid int) (last *commonhall.Draft, err error) {
	all, err := r.store.Drafts(ctx)
	for _, d := range all {
		if d.Environment == name && d.UID == uid && !d.Discarded.IsZero() && (last == nil || d.Discarded.After(last.Discarded)) {
			last = &d
		}
	}
	return last, err
}

// Restore gives a person their newest discarded draft back, from their server's next
// start on; one that they have begun since is discarded for it.
func (r *Room) Restore(ctx context.Context, name commonhall.EnvironmentName, user commonhall.UserName, by string) error {
	r.change.Lock()
	defer r.change.Unlock()
	u, err := r.store.User(ctx, user)
	if err != nil {
		return err
	}
	last, err := r.lastDiscarded(ctx, name, u.Account.UID)
	if err != nil {
		return err
	}
	if last == nil {
		return commonhall.Errorf(commonhall.NotFound, "%s has no discarded draft of the environment %s.", string(user), string(name)).
			WithHint("Discarded drafts are kept for two weeks.")
	}
	if d, err := r.draftOf(ctx, name, u.Account.UID); err != nil {
		return err
	} else if d != nil {
		if err := r.setAside(ctx, *d); err != nil {
			return err
		}
	}
	last.Discarded = time.Time{}
	if err := r.store.SaveDraft(ctx, *last); err != nil {
		return err
	}
	r.record(ctx, commonhall.EventSoftwareKept, by, user, "The draft that "+string(user)+" had of the environment "+string(name)+" is back.")
	return nil
}
