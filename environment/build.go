package environment

import (
	"context"
	_ "embed"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"time"

	"commonhall"
)

//go:embed first.py
var firstScript string

// step is one command of a build.
type step struct {
	what  string
	stdin string
	args  []string
}

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

// Declaration says what an environment consists of.
type Declaration struct {
	Environment  commonhall.EnvironmentName
	Title        string // of a new one
	By           string
	Why          string
	Requirements string   // what pip is to install, as in a requirements.txt
	Packages     []string // and these, by name
	Fresh        bool     // from nothing, instead of on top of the current generation
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
	if len(d.Requirements) > 1<<20 || len(d.Packages) > 1000 || len(d.Why) > maxWhy {
		return commonhall.Errorf(commonhall.InvalidArgument, "The declaration is too long.")
	}
	for _, p := range d.Packages {
		if p == "" || strings.HasPrefix(p, "-") || strings.ContainsFunc(p, func(c rune) bool { return c <= ' ' }) {
			return commonhall.Errorf(commonhall.InvalidArgument, "%q is not the name of a package.", p).
				WithHint("Name packages as pip does: pandas, or pandas==2.1. Options belong into a requirements file.")
		}
	}
	return nil
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
	if e.Current > 0 && !d.Fresh {
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
	if err := r.steps(ctx, j, m, d); err != nil {
		return err
	}
	return r.make(ctx, j, m)
}

// steps runs what the declaration asks for, in a draft.
func (r *Room) steps(ctx context.Context, j *Job, m making, d Declaration) error {
	empty, err := r.empty(ctx, m)
	if err != nil {
		return err
	}
	sw := commonhall.Software{Environment: m.env, Path: m.env.Path(), Tree: treePath(m.env, empty), Draft: draftPath(m.env, m.draft)}
	defer r.hold(sw)()
	b, err := r.open(ctx, sw, idle(), nil, r.cfg.Network)
	if err != nil {
		return err
	}
	defer b.close(ctx)
	for _, st := range d.steps(m) {
		j.say("%s", st.what)
		code, err := b.command(ctx, r.cfg.Build, st.stdin, j.line, st.args...)
		switch {
		case err != nil:
			return err
		case code == 127:
			return commonhall.Errorf(commonhall.FailedPrecondition, "The build needs %s, which is not there.", st.args[0]).
				WithHint("Install it on the machine, then build again. On Debian: apt install python3-venv python3-pip")
		case code != 0:
			return commonhall.Errorf(commonhall.FailedPrecondition, "The build failed: %s ended with status %d.", strings.Join(st.args[:min(len(st.args), 4)], " "), code).
				WithHint("The end of its output says why. Nothing was changed for anybody.")
		}
	}
	return nil
}

// empty returns the tree that a build begins with.
func (r *Room) empty(ctx context.Context, m making) (commonhall.TreeID, error) {
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

func (d Declaration) steps(m making) []step {
	path := m.env.Path()
	var out []step
	if m.base == nil {
		out = append(out,
			step{what: "Making a place for packages.", args: []string{"python3", "-m", "venv", "--system-site-packages", path}},
			step{what: "Connecting it with Jupyter.", stdin: firstScript, args: []string{path + "/bin/python3", "-"}})
	}
	install := []string{path + "/bin/python3", "-m", "pip", "install", "--no-input"}
	if d.Requirements != "" {
		out = append(out, step{what: "Installing what the requirements say.", stdin: d.Requirements, args: append(install[:len(install):len(install)], "-r", "/dev/stdin")})
	}
	if len(d.Packages) > 0 {
		out = append(out, step{what: "Installing " + strings.Join(d.Packages, ", ") + ".", args: append(install[:len(install):len(install)], d.Packages...)})
	}
	return out
}
