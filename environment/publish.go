package environment

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"commonhall"
	"commonhall/environment/tree"
)

// Publication says what to publish.
type Publication struct {
	Environment commonhall.EnvironmentName
	User        commonhall.UserName // whose draft
	By          string
	Why         string // in their words
	Over        int    // the current generation, where it is known that publishing takes it back
	Force       bool   // whatever the checks find
}

// maxWhy is how long a reason may be, in bytes.
const maxWhy = 500

// Publish begins to make a generation of a draft. The job copies the draft, which its
// person's server keeps, checks the copy and makes that the current generation.
func (r *Room) Publish(ctx context.Context, p Publication) (*Job, error) {
	if len(p.Why) > maxWhy {
		return nil, commonhall.Errorf(commonhall.InvalidArgument, "The reason is longer than %d bytes.", maxWhy)
	}
	p.Why = printable(p.Why)
	diff, err := r.Draft(ctx, p.Environment, p.User)
	switch {
	case err != nil:
		return nil, err
	case diff.Empty:
		return nil, commonhall.Errorf(commonhall.FailedPrecondition, "There is nothing to publish: nothing was changed in the draft of %s.", string(p.User)).
			WithHint("Install something in a terminal or a notebook of the server that has the draft, then publish.")
	case diff.Done:
		return nil, commonhall.Errorf(commonhall.FailedPrecondition, "There is nothing to publish: generation %d has everything that is in the draft of %s.", diff.Draft.Published, string(p.User))
	case diff.Over && p.Over != diff.Current:
		return nil, commonhall.Errorf(commonhall.FailedPrecondition, "Generation %d was published after this draft was begun; publishing the draft would take it back: %s.", diff.Current, InWords(diff.Reverted)).
			WithHint("To have both, discard the draft, restart the server and install again. To publish it all the same, say so: commonhall env publish --over " + strconv.Itoa(diff.Current))
	}
	return r.begin(Progress{Kind: KindPublish, Environment: p.Environment, By: p.By, User: p.User, Why: p.Why}, func(ctx context.Context, j *Job) error {
		base, err := r.generation(ctx, p.Environment, diff.Draft.Base)
		if err != nil {
			return err
		}
		since, err := r.since(ctx, diff.Draft, diff.Current)
		if err != nil {
			return err
		}
		return r.make(ctx, j, making{env: p.Environment, after: diff.Current, base: &base, since: &since, draft: diff.Draft.Tree, by: p.By, why: p.Why, force: p.Force})
	})
}

// Try begins to check a draft, and publishes nothing.
func (r *Room) Try(ctx context.Context, name commonhall.EnvironmentName, user commonhall.UserName, by string) (*Job, error) {
	d, err := r.mustDraft(ctx, name, user)
	if err != nil {
		return nil, err
	}
	return r.begin(Progress{Kind: KindTry, Environment: name, By: by, User: user}, func(ctx context.Context, j *Job) error {
		base, err := r.generation(ctx, name, d.Base)
		if err != nil {
			return err
		}
		return r.make(ctx, j, making{env: name, base: &base, draft: d.Tree, by: by, only: true})
	})
}

// maxForced is how much is kept of what the checks found, in bytes.
const maxForced = 2000

// making is a generation on its way.
type making struct {
	env   commonhall.EnvironmentName
	after int                    // the current generation that it follows
	base  *commonhall.Generation // nil: none
	since *commonhall.Generation // what it is told to be made from; nil: base
	draft commonhall.TreeID
	by    string
	why   string
	force bool
	quiet bool              // that it is refused is told by who asked for it
	only  bool              // check, and stop there
	same  commonhall.TreeID // a tree that was built of the same: it is taken as it is
	built string            // of what it is built, where that can be told again
}

func (m making) baseTree() string {
	if m.base == nil {
		return ""
	}
	return string(m.base.Tree)
}

// make copies a draft, checks the copy, and makes it the current generation.
func (r *Room) make(ctx context.Context, j *Job, m making) error {
	s, err := r.on(m.env)
	if err != nil {
		return err
	}
	using := commonhall.Software{Draft: draftPath(m.env, m.draft)}
	if m.base != nil {
		using.Tree = treePath(m.env, m.base.Tree)
	}
	defer r.hold(using)()
	defer r.hold(commonhall.Software{Tree: treePath(m.env, m.same)})()
	_ = r.hasRoom(ctx)                                                                                                // what is refused for want of it says so itself
	g := commonhall.Generation{Environment: m.env, Tree: newID("g"), Created: time.Now().UTC(), By: m.by, Why: m.why} // what changes from now on is not in it
	if m.since == nil {
		m.since = m.base
	}
	if m.since != nil {
		g.Base = m.since.Number
	}
	j.say("Copying what was changed.")
	stats, err := r.freeze(ctx, s, m, g)
	if err != nil {
		return err
	}
	keep := false
	defer func() {
		if !keep {
			r.drop(context.WithoutCancel(ctx), s, g)
		}
	}()
	g.Files, g.Bytes = stats.Files, stats.Bytes
	if g.Packages, err = packages(s.Packages(ctx, string(g.Tree), "")); err != nil {
		return err
	}
	j.say("%d files, %s.", g.Files, commonhall.FormatBytes(g.Bytes))
	bad, err := r.check(ctx, j, m, g)
	if err != nil {
		return err
	}
	if len(bad) > 0 && !m.force {
		return r.refuse(ctx, m, bad)
	}
	if m.only {
		return nil
	}
	g.Forced = atMost(strings.Join(bad, "; "), maxForced)
	if keep, err = r.publish(ctx, j, m, g); err != nil {
		return err
	}
	return nil
}

// freeze copies the draft. One that changes meanwhile is half of what somebody wants: it
// is copied again, and then refused.
func (r *Room) freeze(ctx context.Context, s *tree.Store, m making, g commonhall.Generation) (tree.Stats, error) {
	from, draft := m.baseTree(), string(m.draft)
	if m.same != "" {
		from, draft = string(m.same), ""
	}
	// A draft may be larger than what is left.
	if err := r.hasRoom(ctx); err != nil {
		return tree.Stats{}, err
	}
	ctx, release := r.watch(ctx)
	defer release()
	for try := 0; ; try++ {
		stats, err := s.Freeze(ctx, from, draft, string(g.Tree))
		switch {
		case err != nil:
			return stats, forPerson(orCause(ctx, err))
		case stats.Torn == 0:
			return stats, nil
		case try == 2:
			r.drop(ctx, s, g)
			return stats, commonhall.Errorf(commonhall.FailedPrecondition, "The draft changed while it was copied, for example in %q: something is still being installed.", stats.First).
				WithHint("Wait until that has ended, then try again. Nothing was changed for anybody.")
		}
		if err := s.Remove(string(g.Tree)); err != nil {
			return stats, err
		}
	}
}

func (r *Room) refuse(ctx context.Context, m making, bad []string) error {
	what := atMost(strings.Join(bad, "; "), maxForced)
	if m.only {
		return commonhall.Errorf(commonhall.FailedPrecondition, "The checks found: %s.", what).
			WithHint("Nothing was published. Mend it in the draft, and try again.")
	}
	if !m.quiet {
		r.record(ctx, commonhall.EventSoftwareRefused, m.by, "", "A change of the environment "+string(m.env)+" was not published. The checks found: "+what+".")
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "Nothing was published. The checks found: %s.", what).
		WithHint("Everybody keeps what they have. Mend it in the draft and publish again; or publish it all the same, with --force.")
}

// publish makes g the current generation. It reports whether the tree is a generation's
// now.
func (r *Room) publish(ctx context.Context, j *Job, m making, g commonhall.Generation) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	if err := r.mayStill(ctx, m.env, m.by); err != nil {
		return false, err
	}
	ctx = context.WithoutCancel(ctx) // from here on it is done, or not
	// On disk first: whoever finds the tree without its record in the database can tell
	// what it is.
	if err := r.note(m.env, g.Tree, built{g, m.built}); err != nil {
		return false, err
	}
	n, stays, err := r.add(ctx, m, g)
	if err != nil {
		return stays, err
	}
	g.Number = n
	var was []commonhall.Package
	if m.since != nil {
		was = m.since.Packages
	}
	changes := InWords(commonhall.ComparePackages(was, g.Packages))
	text := fmt.Sprintf("Generation %d of the environment %s was published: %s.", n, m.env, changes)
	if g.Forced != "" {
		text += " The checks had found: " + g.Forced + "."
	}
	r.record(ctx, commonhall.EventSoftwarePublished, m.by, "", text)
	j.update(func(p *Progress) { p.Generation = n })
	j.say("Generation %d is current: servers with this environment have it from their next start on.", n)
	return true, nil
}

// add makes g a generation and the current one. Where it cannot, it reports whether the
// tree must stay all the same: a database that is lost at that moment may have done it.
func (r *Room) add(ctx context.Context, m making, g commonhall.Generation) (number int, stays bool, err error) {
	r.change.Lock() // nobody goes back, or throws the draft away, between record and disk
	defer r.change.Unlock()
	if number, err = r.store.AddGeneration(ctx, g, m.after, m.draft); err != nil {
		all, unread := r.store.Kept(ctx, m.env)
		if unread != nil {
			// What turns out to be none is taken away at the next start, for want of its note.
			r.unnote(m.env, g.Tree)
			return 0, true, err
		}
		made := slices.IndexFunc(all, func(o commonhall.Generation) bool { return o.Tree == g.Tree })
		if made < 0 {
			return 0, false, err
		}
		number = all[made].Number
	}
	r.point(m.env, g.Tree)
	return number, true, nil
}

// mayStill reports an error where who began work may not change the environment any
// more: a build can take hours, and who was taken out of a group meanwhile, suspended or
// removed publishes nothing.
func (r *Room) mayStill(ctx context.Context, name commonhall.EnvironmentName, by string) error {
	if by == commonhall.RoleOperator || by == commonhall.RoleHouse {
		return nil
	}
	if r.cfg.Holds != nil && r.cfg.Holds(ctx, by) {
		return nil
	}
	u, err := r.store.User(ctx, commonhall.UserName(by))
	gone := commonhall.KindOf(err) == commonhall.NotFound
	if err != nil && !gone {
		return err
	}
	if gone || u.Suspended || !r.MayChange(ctx, u, name) {
		return commonhall.Errorf(commonhall.PermissionDenied, "Nothing was published: %s may not change the environment %s any more.", by, string(name)).
			WithHint("Somebody who may can do it again.")
	}
	return nil
}

// drop takes the tree of what became no generation away.
func (r *Room) drop(ctx context.Context, s *tree.Store, g commonhall.Generation) {
	if err := s.Remove(string(g.Tree)); err != nil {
		r.log.Warn("a tree cannot be removed", "environment", g.Environment, "tree", g.Tree, "error", err)
	}
	r.unnote(g.Environment, g.Tree)
	if err := s.Sweep(ctx); err != nil {
		r.log.Warn("what was removed of an environment is still there", "environment", g.Environment, "error", err)
	}
}

// RollBack makes an earlier generation the current one: number, or 0 for the one
// before. It returns which.
func (r *Room) RollBack(ctx context.Context, name commonhall.EnvironmentName, number int, by string) (int, error) {
	e, err := r.Get(ctx, name)
	if err != nil {
		return 0, err
	}
	if number == 0 {
		all, err := r.store.Kept(ctx, name)
		if err != nil {
			return 0, err
		}
		before := slices.IndexFunc(all, func(g commonhall.Generation) bool { return g.Number < e.Current })
		if before < 0 {
			return 0, commonhall.Errorf(commonhall.FailedPrecondition, "The environment %s has no generation before %d to go back to.", string(name), e.Current)
		}
		number = all[before].Number
	}
	switch {
	case number == e.Current:
		return 0, commonhall.Errorf(commonhall.FailedPrecondition, "Generation %d of the environment %s is the current one already.", number, string(name))
	default:
		r.change.Lock()
		var g commonhall.Generation
		if g, err = r.isThere(ctx, name, number); err == nil {
			if err = r.store.SetCurrent(ctx, name, number, e.Current); err == nil {
				r.point(name, g.Tree)
			}
		}
		r.change.Unlock()
	}
	if err != nil {
		return 0, err
	}
	r.record(ctx, commonhall.EventSoftwareBack, by, "", fmt.Sprintf("Generation %d of the environment %s is current again, instead of %d.", number, name, e.Current))
	return number, nil
}

// isThere returns a generation, or an error where it or its tree is gone.
func (r *Room) isThere(ctx context.Context, name commonhall.EnvironmentName, number int) (commonhall.Generation, error) {
	g, err := r.generation(ctx, name, number)
	if err != nil {
		return g, err
	}
	s, err := r.on(name)
	if err != nil {
		return g, err
	}
	have, err := s.Trees()
	if err == nil && !slices.Contains(have, string(g.Tree)) {
		err = commonhall.Errorf(commonhall.FailedPrecondition, "Generation %d of the environment %s is not on the disk any more.", number, string(name)).
			WithHint("Choose another one.")
	}
	return g, err
}

// InWords lists changes of packages for people.
func InWords(changes []commonhall.Change) string {
	if len(changes) == 0 {
		return "no package was changed"
	}
	const most = 12
	var out []string
	for _, c := range changes[:min(len(changes), most)] {
		switch {
		case c.Was == "":
			out = append(out, c.Name+" "+c.Is+" added")
		case c.Is == "":
			out = append(out, c.Name+" "+c.Was+" removed")
		default:
			out = append(out, c.Name+" "+c.Was+" → "+c.Is)
		}
	}
	if len(changes) > most {
		out = append(out, fmt.Sprintf("and %d more", len(changes)-most))
	}
	return strings.Join(out, ", ")
}
