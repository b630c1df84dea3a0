package environment

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"time"

	"commonhall"
)

// makeFirst makes the first environment where nobody has made one: the machine's own
// Python and Jupyter, with room for what the class adds. A hub that was ended in the
// middle, or lacked something, tries again at its next start.
func (r *Room) makeFirst(ctx context.Context) {
	defer close(r.first)
	all, err := r.store.Environments(ctx)
	made := func(e commonhall.Environment) bool { return e.Current > 0 }
	if err != nil || slices.ContainsFunc(all, made) || !r.cfg.First {
		return
	}
	j, err := r.Build(ctx, Declaration{Environment: "python", Title: "Python", By: commonhall.RoleHouse, Why: "the machine's own Python and Jupyter"})
	if err != nil {
		r.log.Warn("there is no environment yet, and none can be made", "error", err)
		return
	}
	if _, err := j.Done(ctx); err != nil && ctx.Err() == nil {
		r.log.Warn("the first environment could not be made; servers have the machine's own programs", "error", err)
	}
}

// Declaration says what an environment consists of: at most one of Requirements, Conda,
// Git and Prefix, and Packages beside it.
type Declaration struct {
	Environment  commonhall.EnvironmentName
	Title        string // of a new one
	By           string
	Why          string
	Requirements string   // what pip is to install, as in a requirements.txt
	Conda        string   // an environment.yml
	Git          Source   // a repository that declares it
	Prefix       string   // of the machine, that is taken as it is; the build is fresh
	Packages     []string // what pip is to install, by name
	Fresh        bool     // from nothing, instead of on top of the current generation
	Again        bool     // although the same was built before
	Force        bool     // whatever the checks find
}

// Build begins to make a generation from a declaration, in a run of its own. An
// environment that does not exist is made.
func (r *Room) Build(ctx context.Context, d Declaration) (*Job, error) {
	if err := d.Environment.Validate(); err != nil {
		return nil, err
	}
	if err := d.validate(); err != nil {
		return nil, err
	}
	e, err := r.Get(ctx, d.Environment)
	if commonhall.KindOf(err) == commonhall.NotFound {
		e = commonhall.Environment{Name: d.Environment, Title: d.Title, Created: time.Now().UTC()}
		if err = r.store.AddEnvironment(ctx, e); err == nil {
			r.record(ctx, commonhall.EventSoftwareAdded, d.By, "", "The environment "+string(e.Name)+" was added.")
		}
	}
	if err != nil {
		return nil, err
	}
	return r.begin(Progress{Kind: KindBuild, Environment: e.Name, By: d.By, Why: printable(d.Why)}, func(ctx context.Context, j *Job) error {
		err := r.build(ctx, j, e, d)
		if err != nil && ctx.Err() == nil {
			r.record(ctx, commonhall.EventSoftwareFailed, d.By, "", "A build of the environment "+string(e.Name)+" failed. "+commonhall.ForPerson(err).Msg)
		}
		return err
	})
}

func (d Declaration) validate() error {
	if max(len(d.Requirements), len(d.Conda)) > 1<<20 || len(d.Packages) > 1000 || len(d.Why) > maxWhy {
		return commonhall.Errorf(commonhall.InvalidArgument, "The declaration is too long.")
	}
	files := 0
	for _, given := range []bool{d.Requirements != "", d.Conda != "", d.Git != (Source{}), d.Prefix != ""} {
		if given {
			files++
		}
	}
	if files > 1 {
		return commonhall.Errorf(commonhall.InvalidArgument, "A build follows one of a requirements.txt, an environment.yml, a repository and a prefix.").
			WithHint("An environment.yml may have a section pip with what a requirements.txt says.")
	}
	for _, p := range d.Packages {
		if p == "" || strings.HasPrefix(p, "-") || strings.ContainsFunc(p, func(c rune) bool { return c <= ' ' }) {
			return commonhall.Errorf(commonhall.InvalidArgument, "%q is not the name of a package.", p).
				WithHint("Name packages as pip does: pandas, or pandas==2.1. Options belong into a requirements file.")
		}
	}
	if err := validPrefix(d.Prefix); err != nil {
		return err
	}
	return d.Git.validate()
}

func (r *Room) build(ctx context.Context, j *Job, e commonhall.Environment, d Declaration) error {
	if _, err := r.Get(ctx, e.Name); err != nil { // removed meanwhile
		return err
	}
	s, err := r.on(e.Name)
	if err != nil {
		return err
	}
	m := making{env: e.Name, after: e.Current, draft: newID("build"), by: d.By, why: printable(d.Why), force: d.Force}
	if e.Current > 0 && !d.Fresh && d.Prefix == "" {
		base, err := r.generation(ctx, e.Name, e.Current)
		if err != nil {
			return err
		}
		m.base = &base
	}
	if err := s.NewDraft(string(m.draft)); err != nil {
		return err
	}
	defer func() {
		if err := s.DropDraft(string(m.draft)); err != nil {
			r.log.Warn("what a build left cannot be removed", "environment", e.Name, "error", err)
		}
	}()
	w := &work{r: r, j: j, d: d, m: &m, trees: s}
	if err := w.run(ctx); err != nil || w.done {
		return err
	}
	return r.make(ctx, j, m)
}

// empty returns the tree that a build begins with.
func (r *Room) empty(ctx context.Context, m *making) (commonhall.TreeID, error) {
	if m.base != nil {
		return m.base.Tree, nil
	}
	s, err := r.on(m.env)
	if err != nil {
		return "", err
	}
	const empty = "empty"
	_, err = s.Freeze(ctx, "", "", empty)
	if errors.Is(err, fs.ErrExist) {
		err = nil
	}
	return empty, err
}
