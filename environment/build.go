package environment

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"strings"
	"time"

	"commonhall"
)

// Declaration says what an environment consists of: at most one of Requirements, Conda,
// Git and Prefix, and Packages and Debian beside it.
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
	Debian       []string // what apt is to, by name, beside what the base was asked to have
	Fresh        bool     // from nothing, instead of on top of the current generation
	Alone        bool     // where that is a virtual environment: it sees none of the machine's packages
	Again        bool     // although the same was built before
	Force        bool     // whatever the checks find

	quiet bool // who builds it tells what went wrong
}

// Build begins to make a generation from a declaration, in a run of its own. An
// environment that does not exist is made.
func (r *Room) Build(ctx context.Context, d Declaration) (*Job, error) {
	if err := d.Environment.Validate(); err != nil {
		return nil, err
	}
	d.quiet = d.quiet && d.By == commonhall.RoleHouse // somebody may begin the house's once more
	if err := d.validate(); err != nil {
		return nil, err
	}
	var err error
	if d.Title, err = validTitle(d.Title); err != nil {
		return nil, err
	}
	e, err := r.Get(ctx, d.Environment)
	if commonhall.KindOf(err) == commonhall.NotFound {
		e = commonhall.Environment{Name: d.Environment, Title: d.Title, Created: time.Now().UTC()}
		if err = r.store.AddEnvironment(ctx, e); err == nil {
			r.record(ctx, commonhall.EventSoftwareAdded, d.By, "", "The environment "+string(e.Name)+" was added.")
		}
	}
	if err == nil && d.Alone && e.Current > 0 && !d.Fresh && d.Prefix == "" {
		err = commonhall.Errorf(commonhall.InvalidArgument, "The environment %s is there already, and sees the machine's packages or does not.", string(e.Name)).
			WithHint("To have it without them, build it from nothing: --fresh")
	}
	if err != nil {
		return nil, err
	}
	return r.begin(Progress{Kind: KindBuild, Environment: e.Name, By: d.By, Why: printable(d.Why), Declaration: &d}, func(ctx context.Context, j *Job) error {
		err := r.build(ctx, j, e, d)
		if err != nil && ctx.Err() == nil && !d.quiet {
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
		if strings.HasPrefix(p, ".") || strings.HasPrefix(p, "/") {
			return commonhall.Errorf(commonhall.InvalidArgument, "%q is a place on a disk, and a build sees nobody's files.", p).
				WithHint("Install it in your own server, where your files are, and publish that.")
		}
		if p == "" || strings.HasPrefix(p, "-") || strings.ContainsFunc(p, func(c rune) bool { return c <= ' ' }) {
			return commonhall.Errorf(commonhall.InvalidArgument, "%q is not the name of a package.", p).
				WithHint("Name packages as pip does: pandas, or pandas==2.1. Options belong into a requirements file.")
		}
	}
	return cmp.Or(validPrefix(d.Prefix), ValidDebian(d.Debian), d.Git.Validate())
}

func (r *Room) build(ctx context.Context, j *Job, e commonhall.Environment, d Declaration) error {
	if _, err := r.Get(ctx, e.Name); err != nil { // removed meanwhile
		return err
	}
	s, err := r.on(e.Name)
	if err != nil {
		return err
	}
	m := making{env: e.Name, after: e.Current, draft: newID("build"), by: d.By, why: printable(d.Why), force: d.Force, quiet: d.quiet}
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
