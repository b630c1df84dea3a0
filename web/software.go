package web

import (
	"context"
	"net/http"
	"strconv"

	"commonhall"
	"commonhall/environment"
)

// The class's software (decision 023): what is installed, what somebody has changed
// and not published, and the way back.

// Environments is what the pages ask of the room environment.
type Environments interface {
	List(context.Context) ([]commonhall.Environment, error)
	Get(context.Context, commonhall.EnvironmentName) (commonhall.Environment, error)
	Generations(context.Context, commonhall.EnvironmentName) ([]commonhall.Generation, error)
	MayChange(context.Context, commonhall.User, commonhall.EnvironmentName) bool
	Drafts(context.Context, commonhall.EnvironmentName) ([]environment.Difference, error)
	Draft(context.Context, commonhall.EnvironmentName, commonhall.UserName) (environment.Difference, error)
	Discarded(context.Context, commonhall.EnvironmentName, commonhall.UserName) (*commonhall.Draft, error)
	Publish(context.Context, environment.Publication) (*environment.Job, error)
	Try(ctx context.Context, name commonhall.EnvironmentName, user commonhall.UserName, by string) (*environment.Job, error)
	Discard(ctx context.Context, name commonhall.EnvironmentName, user commonhall.UserName, by string) error
	Restore(ctx context.Context, name commonhall.EnvironmentName, user commonhall.UserName, by string) error
	RollBack(ctx context.Context, name commonhall.EnvironmentName, number int, by string) (int, error)
	Build(context.Context, environment.Declaration) (*environment.Job, error)
	Job(id string) (*environment.Job, error)
	Jobs(commonhall.EnvironmentName) []environment.Progress
	Cancel(id, by string) error
	Choices(context.Context) ([]commonhall.Choice, error)
	ChoiceFor(context.Context, commonhall.User, commonhall.App) (environment.Chosen, error)
}

func (d *Door) registerSoftware() {
	if d.cfg.Environments == nil {
		return
	}
	const one = "/hub/software/env/{environment}"
	d.page("GET /hub/software", changers, d.software)
	d.page("GET "+one, changers, d.onEnvironment(d.oneEnvironment))
	d.page("GET "+one+"/publish", changers, d.onEnvironment(d.confirmPublish))
	d.page("GET "+one+"/build", changers, d.onEnvironment(d.confirmBuild))
	for verb, f := range map[string]func(*visit, commonhall.Environment) error{"try": d.tryDraft, "publish": d.publish, "discard": d.discard,
		"restore": d.bringBack, "rollback": d.rollBack, "build": d.build} {
		d.page("POST "+one+"/"+verb, changers, d.onEnvironment(d.orProblem(f)))
		if verb != "publish" && verb != "build" {
			d.page("GET "+one+"/"+verb, changers, d.onEnvironment(func(v *visit, e commonhall.Environment) error {
				return seeOther(v, softwareURL(e.Name))
			}))
		}
	}
	d.page("POST /hub/software/new", administrators, d.newEnvironment)
	d.page("GET /hub/software/new", administrators, leadsTo("/hub/software"))
	d.page("GET /hub/software/job/{id}", changers, d.onJob(d.jobPage))
	d.page("POST /hub/software/job/{id}/cancel", changers, d.onJob(d.cancelJob))
	d.page("GET /hub/software/job/{id}/cancel", changers, d.onJob(func(v *visit, p environment.Progress) error { return seeOther(v, jobURL(p.ID)) }))
	d.reads("GET /hub/software/job/{id}/lines", changers, d.onJob(d.jobLines))
}

// softwareURL is the page of one environment.
func softwareURL(name commonhall.EnvironmentName) string {
	return "/hub/software/env/" + commonhall.PathEscape(string(name))
}

func jobURL(id string) string { return "/hub/software/job/" + commonhall.PathEscape(id) }

// mayChange reports whether the visitor may change an environment.
func (d *Door) mayChange(v *visit, name commonhall.EnvironmentName) bool {
	return v.id.User.Admin || d.cfg.Environments.MayChange(v.Context(), v.id.User, name)
}

// changeable lists the environments that the visitor may change.
func (d *Door) changeable(v *visit) (out []commonhall.Environment, err error) {
	all, err := d.cfg.Environments.List(v.Context())
	for _, e := range all {
		if d.mayChange(v, e.Name) {
			out = append(out, e)
		}
	}
	return out, err
}

// hasSoftware reports whether the visitor has the page at all.
func (d *Door) hasSoftware(v *visit) bool {
	if d.cfg.Environments == nil || v.id.User.Admin {
		return d.cfg.Environments != nil
	}
	mine, err := d.changeable(v)
	return err == nil && len(mine) > 0
}

// onEnvironment hands the environment in the path to f, where the visitor may change
// it; to others it is as if it were not there.
func (d *Door) onEnvironment(f func(*visit, commonhall.Environment) error) action {
	return func(v *visit) error {
		mine, err := d.changeable(v)
		if err != nil {
			return err
		}
		for _, e := range mine {
			if string(e.Name) == v.PathValue("environment") {
				return f(v, e)
			}
		}
		return nothing()
	}
}

// orProblem shows what a form cannot do on the page that has it, with what was typed.
func (d *Door) orProblem(f func(*visit, commonhall.Environment) error) func(*visit, commonhall.Environment) error {
	return func(v *visit, e commonhall.Environment) error {
		err := f(v, e)
		switch commonhall.KindOf(err) {
		case commonhall.InvalidArgument, commonhall.FailedPrecondition, commonhall.AlreadyExists, commonhall.NotFound:
		default:
			return err // nil among them
		}
		said := commonhall.ForPerson(err)
		return d.showSoftware(v, said.Kind.HTTPStatus(), &e, func(view *SoftwareView) {
			view.Problem = sentences(said)
			if t := typed(v); v.PostForm.Has("from") {
				view.Build.Typed, view.Build.Open = t, true
			}
		})
	}
}

func (d *Door) software(v *visit) error {
	first, err := d.firstShown(v)
	if err != nil {
		return err
	}
	return d.showSoftware(v, http.StatusOK, first, nil)
}

// firstShown is the environment that the visitor sees first: the default one, or else
// the first that they may change; nil where there is none.
func (d *Door) firstShown(v *visit) (first *commonhall.Environment, err error) {
	mine, err := d.changeable(v)
	for i, e := range mine {
		if first == nil || e.Default {
			first = &mine[i]
		}
	}
	return first, err
}

func (d *Door) oneEnvironment(v *visit, e commonhall.Environment) error {
	return d.showSoftware(v, http.StatusOK, &e, nil)
}

// owner is whose draft a form or link is about; one's own where it names nobody.
func owner(v *visit) commonhall.UserName {
	if name := v.FormValue("user"); name != "" {
		return commonhall.UserName(name)
	}
	return v.id.User.Name
}

// begun sends the browser to where it can watch a job.
func begun(v *visit, j *environment.Job, err error) error {
	if err != nil {
		return err
	}
	p, _ := j.Look()
	return seeOther(v, jobURL(p.ID))
}

func (d *Door) tryDraft(v *visit, e commonhall.Environment) error {
	j, err := d.cfg.Environments.Try(v.Context(), e.Name, owner(v), string(v.id.User.Name))
	return begun(v, j, noDraft(v, err))
}

// noDraft tells of the drafts of others alike whether there is none or nobody of the
// name: who may change software may not learn from that who is here.
func noDraft(v *visit, err error) error {
	if commonhall.KindOf(err) == commonhall.NotFound && owner(v) != v.id.User.Name {
		return commonhall.Errorf(commonhall.NotFound, "There is no such draft.").Because(err)
	}
	return err
}

func (d *Door) discard(v *visit, e commonhall.Environment) error {
	name := v.id.User.Name
	if err := d.cfg.Environments.Discard(v.Context(), e.Name, name, string(name)); err != nil {
		return err
	}
	return seeOther(v, softwareURL(e.Name)+"?done=discarded")
}

func (d *Door) bringBack(v *visit, e commonhall.Environment) error {
	name := v.id.User.Name
	if err := d.cfg.Environments.Restore(v.Context(), e.Name, name, string(name)); err != nil {
		return err
	}
	return seeOther(v, softwareURL(e.Name)+"?done=draft-back")
}

func (d *Door) rollBack(v *visit, e commonhall.Environment) error {
	want, err := strconv.Atoi(v.PostFormValue("generation"))
	if err != nil || want <= 0 {
		return commonhall.Errorf(commonhall.InvalidArgument, "That is no generation.").WithHint("Choose one of the list.")
	}
	n, err := d.cfg.Environments.RollBack(v.Context(), e.Name, want, string(v.id.User.Name))
	if err != nil {
		return err
	}
	return seeOther(v, softwareURL(e.Name)+"?done=generation&number="+strconv.Itoa(n))
}
