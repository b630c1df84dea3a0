package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

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
}

func (d *Door) registerSoftware() {
	if d.cfg.Environments == nil {
		return
	}
	const one = "/hub/software/env/{environment}"
	d.mux.Handle("GET /hub/software", d.handle(d.software, d.visitor))
	d.mux.Handle("GET "+one, d.handle(d.onEnvironment(d.oneEnvironment), d.visitor))
	d.mux.Handle("GET "+one+"/publish", d.handle(d.onEnvironment(d.confirmPublish), d.visitor))
	for verb, f := range map[string]func(*visit, commonhall.Environment) error{"try": d.tryDraft, "publish": d.publish, "discard": d.discard,
		"restore": d.bringBack, "rollback": d.rollBack, "build": d.build} {
		d.mux.Handle("POST "+one+"/"+verb, d.handle(d.onEnvironment(d.orProblem(f)), d.sender))
		if verb != "publish" {
			d.mux.Handle("GET "+one+"/"+verb, d.handle(d.onEnvironment(func(v *visit, e commonhall.Environment) error {
				return seeOther(v, softwareURL(e.Name))
			}), d.visitor))
		}
	}
	d.mux.Handle("POST /hub/software/new", d.handle(admins(d.newEnvironment), d.sender))
	d.mux.Handle("GET /hub/software/new", d.handle(admins(leadsTo("/hub/software")), d.visitor))
	d.mux.Handle("GET /hub/software/job/{id}", d.handle(d.onJob(d.jobPage), d.visitor))
	d.mux.Handle("GET /hub/software/job/{id}/lines", d.handle(d.onJob(d.jobLines), d.reader))
}

// softwareURL is the page of one environment.
func softwareURL(name commonhall.EnvironmentName) string {
	return "/hub/software/env/" + commonhall.PathEscape(string(name))
}

func jobURL(id string) string { return "/hub/software/job/" + commonhall.PathEscape(id) }

func nothing() error {
	return commonhall.Errorf(commonhall.NotFound, "There is nothing at this address, or nothing that you may see.")
}

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
			view.Typed = Typed{Packages: v.PostFormValue("packages"), Requirements: v.PostFormValue("requirements"), Why: v.PostFormValue("why"), Fresh: v.PostFormValue("fresh") == "1"}
		})
	}
}

func (d *Door) software(v *visit) error {
	mine, err := d.changeable(v)
	if err != nil {
		return err
	}
	if len(mine) == 0 && !v.id.User.Admin {
		return nothing()
	}
	var chosen *commonhall.Environment
	for i, e := range mine {
		if chosen == nil || e.Default {
			chosen = &mine[i]
		}
	}
	return d.showSoftware(v, http.StatusOK, chosen, nil)
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

func (d *Door) publish(v *visit, e commonhall.Environment) error {
	p := environment.Publication{Environment: e.Name, User: owner(v), By: string(v.id.User.Name), Why: strings.TrimSpace(v.PostFormValue("why")), Force: v.PostFormValue("force") == "1"}
	if p.Why == "" && p.User != v.id.User.Name {
		p.Why = "the draft of " + string(p.User)
	}
	p.Over, _ = strconv.Atoi(v.PostFormValue("over"))
	diff, err := d.cfg.Environments.Draft(v.Context(), e.Name, p.User)
	if err == nil && diff.Over && !diff.Empty && !diff.Done && p.Over != diff.Current {
		return seeOther(v, publishURL(e.Name, p.User, p.Why, v.PostFormValue("job")))
	}
	j, err := d.cfg.Environments.Publish(v.Context(), p)
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

// publishURL is where one is asked before a draft is published that takes something
// back, or in which the checks of a job found something.
func publishURL(name commonhall.EnvironmentName, user commonhall.UserName, why, job string) string {
	q := url.Values{"user": {string(user)}}
	if why != "" {
		q.Set("why", why)
	}
	if job != "" {
		q.Set("job", job)
	}
	return softwareURL(name) + "/publish?" + q.Encode()
}

func (d *Door) confirmPublish(v *visit, e commonhall.Environment) error {
	q, user := v.URL.Query(), owner(v)
	diff, err := d.cfg.Environments.Draft(v.Context(), e.Name, user)
	if err != nil {
		return noDraft(v, err)
	}
	view := ConfirmView{Heading: "Publish the draft of " + string(user) + "?", Button: "Publish", Hidden: []Hidden{{"user", string(user)}}}
	if user == v.id.User.Name {
		view.Heading = "Publish your draft?"
	}
	view.Lines = []string{"It brings: " + inWords(diff.Changes) + "."}
	if diff.Over && !diff.Empty && !diff.Done {
		view.Button, view.Hidden = "Publish, and take that back", append(view.Hidden, Hidden{"over", strconv.Itoa(diff.Current)})
		view.Lines = []string{d.whatItTakesBack(v, e, diff), "Against what everybody has now: " + inWords(diff.Reverted) + ".",
			"To have both instead: discard the draft, restart the server, and install again."}
	}
	if p, ok := d.refusedJob(q.Get("job"), e.Name, user); ok {
		view.Button, view.Hidden = "Publish all the same", append(view.Hidden, Hidden{"force", "1"}, Hidden{"job", p.ID})
		view.Lines = append([]string{"The checks found: " + badFindings(p) + "."}, append(view.Lines,
			"It is checked again, and published whatever is found. If it does harm, go back to the generation before: that takes a second.")...)
	}
	view.Hidden = append(view.Hidden, Hidden{"why", q.Get("why")})
	view.Frame = d.frame(v, view.Heading)
	view.Action, view.Back = v.URL.Path, softwareURL(e.Name)
	return d.render(v, http.StatusOK, PageConfirm, view)
}

// whatItTakesBack names the generation that somebody published meanwhile.
func (d *Door) whatItTakesBack(v *visit, e commonhall.Environment, diff environment.Difference) string {
	by := "somebody"
	all, err := d.cfg.Environments.Generations(v.Context(), e.Name)
	for _, g := range all {
		if err == nil && g.Number == diff.Current {
			by = plain(g.By, 80)
		}
	}
	return fmt.Sprintf("The draft began on generation %d. Generation %d is current now, by %s: to publish the draft takes back what that changed.", diff.Draft.Base, diff.Current, by)
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

func (d *Door) build(v *visit, e commonhall.Environment) error {
	decl := environment.Declaration{Environment: e.Name, By: string(v.id.User.Name), Why: strings.TrimSpace(v.PostFormValue("why")),
		Requirements: strings.ReplaceAll(v.PostFormValue("requirements"), "\r\n", "\n"), Packages: packageNames(v.PostFormValue("packages")), Fresh: v.PostFormValue("fresh") == "1"}
	if strings.TrimSpace(decl.Requirements) == "" {
		decl.Requirements = ""
	}
	if decl.Requirements == "" && len(decl.Packages) == 0 && !decl.Fresh {
		return commonhall.Errorf(commonhall.InvalidArgument, "There is nothing to install.").WithHint("Name a package, as pip does.")
	}
	if decl.Why == "" {
		decl.Why = strings.Join(decl.Packages[:min(len(decl.Packages), 10)], ", ")
	}
	j, err := d.cfg.Environments.Build(v.Context(), decl)
	return begun(v, j, err)
}

// packageNames cuts what was typed into names: people write commas as well as spaces,
// and a version may have commas in it.
func packageNames(s string) []string {
	var out []string
	for _, f := range strings.Fields(s) {
		for _, part := range strings.Split(f, ",") {
			switch {
			case part == "":
			case strings.ContainsAny(part[:1], "<>=!~") && len(out) > 0:
				out[len(out)-1] += "," + part
			default:
				out = append(out, part)
			}
		}
	}
	return out
}

func (d *Door) newEnvironment(v *visit) error {
	name, title := commonhall.EnvironmentName(strings.TrimSpace(v.PostFormValue("name"))), plain(strings.TrimSpace(v.PostFormValue("title")), 80)
	err := name.Validate()
	if err == nil {
		if _, err = d.cfg.Environments.Get(v.Context(), name); err == nil {
			err = commonhall.Errorf(commonhall.AlreadyExists, "There is an environment %q already.", string(name)).WithHint("Choose another name.")
		} else if commonhall.KindOf(err) == commonhall.NotFound {
			j, err := d.cfg.Environments.Build(v.Context(), environment.Declaration{Environment: name, Title: title, By: string(v.id.User.Name), Why: "the machine's own Python and Jupyter"})
			return begun(v, j, err)
		}
	}
	kind := commonhall.KindOf(err)
	if kind != commonhall.InvalidArgument && kind != commonhall.AlreadyExists {
		return err
	}
	mine, lerr := d.changeable(v)
	if lerr != nil {
		return lerr
	}
	var first *commonhall.Environment
	if len(mine) > 0 {
		first = &mine[0]
	}
	return d.showSoftware(v, kind.HTTPStatus(), first, func(view *SoftwareView) {
		view.AddError, view.AddName, view.AddTitle = sentences(commonhall.ForPerson(err)), string(name), title
	})
}
