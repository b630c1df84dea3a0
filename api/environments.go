package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"commonhall"
	"commonhall/environment"
)

// Environments is what the API asks of the room environment.
type Environments interface {
	List(context.Context) ([]commonhall.Environment, error)
	Get(context.Context, commonhall.EnvironmentName) (commonhall.Environment, error)
	Generations(context.Context, commonhall.EnvironmentName) ([]commonhall.Generation, error)
	Drafts(context.Context, commonhall.EnvironmentName) ([]environment.Difference, error)
	Draft(context.Context, commonhall.EnvironmentName, commonhall.UserName) (environment.Difference, error)
	Publish(context.Context, environment.Publication) (*environment.Job, error)
	Try(ctx context.Context, name commonhall.EnvironmentName, user commonhall.UserName, by string) (*environment.Job, error)
	Discard(ctx context.Context, name commonhall.EnvironmentName, user commonhall.UserName, by string) error
	Restore(ctx context.Context, name commonhall.EnvironmentName, user commonhall.UserName, by string) error
	RollBack(ctx context.Context, name commonhall.EnvironmentName, number int, by string) (int, error)
	Build(context.Context, environment.Declaration) (*environment.Job, error)
	Job(id string) (*environment.Job, error)
	MayChange(context.Context, commonhall.User, commonhall.EnvironmentName) bool
	Change(ctx context.Context, name commonhall.EnvironmentName, title *string, first bool, by string) (commonhall.Environment, error)
	Remove(ctx context.Context, name commonhall.EnvironmentName, by string) (*environment.Job, error)
	Choices(context.Context) ([]commonhall.Choice, error)
	ChoiceFor(context.Context, commonhall.User, commonhall.App) (environment.Chosen, error)
	Use(ctx context.Context, name commonhall.EnvironmentName, kind commonhall.ChoiceKind, who, by string) error
	Unuse(ctx context.Context, kind commonhall.ChoiceKind, who, by string) error
	Cancel(id, by string) error
	Troubles(context.Context) ([]environment.Trouble, error)
}

func (r *request) environmentName() commonhall.EnvironmentName {
	return commonhall.EnvironmentName(r.PathValue("environment"))
}

// mayChange refuses unless the caller may change an environment: with the scope for all
// of them, or with that for their own where they teach who was given it.
func (a *API) mayChange(r *request, name commonhall.EnvironmentName) error {
	if r.id.Scopes.HasAll("environments") {
		return nil
	}
	teacher := r.id.User
	teacher.Admin = false // an administrator's token of few scopes reaches what they teach
	if r.id.Service == nil && r.id.Scopes.Covers("environments", teacher.Name) && a.info.Environments.MayChange(r.Context(), teacher, name) {
		return nil
	}
	return unauthorized("environments")
}

func environmentModel(e commonhall.Environment) map[string]any {
	return map[string]any{"name": e.Name, "title": e.Title, "current": e.Current, "default": e.Default, "path": e.Name.Path(), "created": stamp(e.Created)}
}

func generationModel(g commonhall.Generation) map[string]any {
	m := map[string]any{"number": g.Number, "base": g.Base, "created": stamp(g.Created), "by": g.By, "why": g.Why, "files": g.Files, "bytes": g.Bytes,
		"packages": append([]commonhall.Package{}, g.Packages...), "kept": g.Tree != "", "forced": nil}
	if g.Forced != "" {
		m["forced"] = g.Forced
	}
	return m
}

// changesModel is never null.
func changesModel(c []commonhall.Change) []commonhall.Change {
	return append([]commonhall.Change{}, c...)
}

func draftModel(d environment.Difference) map[string]any {
	m := map[string]any{"user": d.Draft.User, "base": d.Draft.Base, "current": d.Current, "created": stamp(d.Draft.Created), "empty": d.Empty,
		"published": nil, "done": d.Done, "changes": changesModel(d.Changes), "takes_back": nil}
	if d.Draft.Published > 0 {
		m["published"] = d.Draft.Published
	}
	if d.Over {
		m["takes_back"] = changesModel(d.Reverted)
	}
	return m
}

func jobModel(p environment.Progress, from int) map[string]any {
	from = min(max(from-p.Skipped, 0), len(p.Lines))
	m := map[string]any{"id": p.ID, "kind": p.Kind, "environment": p.Environment, "by": p.By, "started": stamp(p.Started), "ended": nil,
		"lines": append([]string{}, p.Lines[from:]...), "next": p.Skipped + len(p.Lines), "findings": append([]environment.Finding{}, p.Findings...), "generation": nil, "error": nil}
	if p.Generation > 0 {
		m["generation"] = p.Generation
	}
	if !p.Ended.IsZero() {
		m["ended"] = stamp(p.Ended)
	}
	if p.Err != nil {
		said := commonhall.ForPerson(p.Err)
		m["error"] = map[string]any{"message": said.Msg, "hint": said.Hint}
	}
	return m
}

// took answers that a job has begun.
func (r *request) took(j *environment.Job, err error) error {
	if err != nil {
		return err
	}
	p, _ := j.Look()
	return r.json(http.StatusAccepted, jobModel(p, 0))
}

func (a *API) listEnvironments(r *request) error {
	all, err := a.info.Environments.List(r.Context())
	if err != nil {
		return err
	}
	out := make([]map[string]any, len(all))
	for i, e := range all {
		out[i] = environmentModel(e)
	}
	return r.json(http.StatusOK, out)
}

func (a *API) getEnvironment(r *request) error {
	e, err := a.info.Environments.Get(r.Context(), r.environmentName())
	if err != nil {
		return err
	}
	m := environmentModel(e)
	if a.mayChange(r, e.Name) != nil {
		return r.json(http.StatusOK, m) // who published what, and why, is between those who do
	}
	all, err := a.info.Environments.Generations(r.Context(), e.Name)
	if err != nil {
		return err
	}
	list := make([]map[string]any, len(all))
	for i, g := range all {
		list[i] = generationModel(g)
	}
	m["generations"] = list
	return r.json(http.StatusOK, m)
}

// build makes a generation from what the body declares.
func (a *API) build(r *request) error {
	var body struct {
		Title        string             `json:"title"`
		Why          string             `json:"why"`
		Requirements string             `json:"requirements"`
		Conda        string             `json:"conda"`
		Git          environment.Source `json:"git"`
		Prefix       string             `json:"prefix"`
		Packages     []string           `json:"packages"`
		Debian       []string           `json:"apt"`
		Fresh        bool               `json:"fresh"`
		Alone        bool               `json:"alone"`
		Again        bool               `json:"again"`
		Force        bool               `json:"force"`
	}
	if err := a.mayChange(r, r.environmentName()); err != nil {
		return err
	}
	if err := r.body(&body, true); err != nil {
		return err
	}
	return r.took(a.info.Environments.Build(r.Context(), environment.Declaration{Environment: r.environmentName(), Title: body.Title, By: r.id.Subject().String(), Why: body.Why,
		Requirements: body.Requirements, Conda: body.Conda, Git: body.Git, Prefix: body.Prefix, Packages: body.Packages, Debian: body.Debian, Fresh: body.Fresh, Alone: body.Alone, Again: body.Again, Force: body.Force}))
}

func (a *API) listDrafts(r *request) error {
	name := r.environmentName()
	if err := a.mayChange(r, name); err != nil {
		return err
	}
	if _, err := a.info.Environments.Get(r.Context(), name); err != nil {
		return err
	}
	all, err := a.info.Environments.Drafts(r.Context(), name)
	if err != nil {
		return err
	}
	out := make([]map[string]any, len(all))
	for i, d := range all {
		out[i] = draftModel(d)
	}
	return r.json(http.StatusOK, out)
}

// onDraft calls do for the draft in the path, if the caller may change it. Who may change
// some environments alone does not learn from that who is here: whether there is no draft
// or nobody of the name, they are told the same.
func (a *API) onDraft(r *request, do func(commonhall.EnvironmentName, commonhall.UserName) error) error {
	name := r.environmentName()
	if err := a.mayChange(r, name); err != nil {
		return err
	}
	user := commonhall.UserName(r.PathValue("name"))
	err := do(name, user)
	if commonhall.KindOf(err) == commonhall.NotFound && user != r.id.User.Name && !r.id.Scopes.HasAll("environments") {
		return commonhall.Errorf(commonhall.NotFound, "There is no such draft.").Because(err)
	}
	return err
}

func (a *API) getDraft(r *request) error {
	return a.onDraft(r, func(name commonhall.EnvironmentName, user commonhall.UserName) error {
		d, err := a.info.Environments.Draft(r.Context(), name, user)
		if err != nil {
			return err
		}
		return r.json(http.StatusOK, draftModel(d))
	})
}

func (a *API) publish(r *request) error {
	return a.onDraft(r, func(name commonhall.EnvironmentName, user commonhall.UserName) error {
		var body struct {
			Why   string `json:"why"`
			Over  int    `json:"over"`
			Force bool   `json:"force"`
		}
		if err := r.body(&body, true); err != nil {
			return err
		}
		return r.took(a.info.Environments.Publish(r.Context(), environment.Publication{Environment: name, User: user, By: r.id.Subject().String(),
			Why: body.Why, Over: body.Over, Force: body.Force}))
	})
}

func (a *API) try(r *request) error {
	return a.onDraft(r, func(name commonhall.EnvironmentName, user commonhall.UserName) error {
		return r.took(a.info.Environments.Try(r.Context(), name, user, r.id.Subject().String()))
	})
}

func (a *API) discard(r *request) error {
	return a.onDraft(r, func(name commonhall.EnvironmentName, user commonhall.UserName) error {
		if err := a.info.Environments.Discard(r.Context(), name, user, r.id.Subject().String()); err != nil {
			return err
		}
		return r.status(http.StatusNoContent)
	})
}

func (a *API) undiscard(r *request) error {
	return a.onDraft(r, func(name commonhall.EnvironmentName, user commonhall.UserName) error {
		if err := a.info.Environments.Restore(r.Context(), name, user, r.id.Subject().String()); err != nil {
			return err
		}
		return r.status(http.StatusNoContent)
	})
}

func (a *API) rollBack(r *request) error {
	var body struct {
		Generation int `json:"generation"`
	}
	if err := a.mayChange(r, r.environmentName()); err != nil {
		return err
	}
	if err := r.body(&body, true); err != nil {
		return err
	}
	n, err := a.info.Environments.RollBack(r.Context(), r.environmentName(), body.Generation, r.id.Subject().String())
	if err != nil {
		return err
	}
	return r.json(http.StatusOK, map[string]any{"current": n})
}

// jobPatience is how long a request for a job waits for news.
const jobPatience = 10 * time.Second

// getJob says how far a job has come, from the line on that the caller has not seen; it
// waits a little for news.
func (a *API) getJob(r *request) error {
	j, err := a.info.Environments.Job(r.PathValue("id"))
	if err != nil {
		return err
	}
	from, _ := strconv.Atoi(r.URL.Query().Get("from"))
	p, changed := j.Look()
	if err := a.mayChange(r, p.Environment); err != nil {
		return err
	}
	if p.Ended.IsZero() && p.Skipped+len(p.Lines) <= from {
		timer := time.NewTimer(jobPatience)
		defer timer.Stop()
		select {
		case <-changed:
		case <-timer.C:
		case <-r.Context().Done():
			return r.Context().Err()
		}
		p, _ = j.Look()
	}
	return r.json(http.StatusOK, jobModel(p, from))
}

// endJob ends a job; how it ended is read where it is.
func (a *API) endJob(r *request) error {
	j, err := a.info.Environments.Job(r.PathValue("id"))
	if err != nil {
		return err
	}
	p, _ := j.Look()
	if err := a.mayChange(r, p.Environment); err != nil {
		return err
	}
	if err := a.info.Environments.Cancel(r.PathValue("id"), r.id.Subject().String()); err != nil {
		return err
	}
	return r.status(http.StatusNoContent)
}
