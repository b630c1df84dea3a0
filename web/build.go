package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"commonhall"
	"commonhall/environment"
)

// The form that builds: what is typed into it, what is wrong with that, and the same
// again.

// Where a build has from what it installs.
const (
	fromNames        = "packages"
	fromRequirements = "requirements"
	fromConda        = "conda"
	fromGit          = "git"
	fromPrefix       = "prefix"
)

// Typed is what somebody typed into a form that builds. The keys of Errors are names of
// its fields.
type Typed struct {
	From         string
	Packages     string
	Requirements string
	Conda        string
	URL          string
	Ref          string
	Folder       string
	Prefix       string
	Debian       string // beside any of them
	Why          string
	Fresh        bool
	Alone        bool
	Again        bool
	Name, Title  string // of a new environment
	Errors       map[string]string
}

// BuildForm is a form that builds.
type BuildForm struct {
	Token  string
	ID     string // begins the ids of its fields
	Action string
	New    bool // it makes an environment
	Open   bool
	Typed
}

func typed(v *visit) Typed {
	f := func(name string) string { return strings.TrimSpace(v.PostFormValue(name)) }
	lines := func(name string) string {
		if f(name) == "" {
			return ""
		}
		return strings.ReplaceAll(v.PostFormValue(name), "\r\n", "\n")
	}
	return Typed{From: cmp.Or(f("from"), fromNames), Packages: f("packages"), Requirements: lines("requirements"), Conda: lines("conda"), URL: f("url"), Ref: f("ref"), Folder: f("folder"),
		Prefix: f("prefix"), Debian: f("apt"), Why: f("why"), Fresh: f("fresh") == "1", Alone: f("alone") == "1", Again: f("again") == "1", Name: f("name"), Title: f("title")}
}

// typedOf is what somebody would type to have d built.
func typedOf(d environment.Declaration) Typed {
	t := Typed{From: fromNames, Packages: strings.Join(d.Packages, " "), Requirements: d.Requirements, Conda: d.Conda, URL: d.Git.URL, Ref: d.Git.Ref, Folder: d.Git.Path,
		Prefix: d.Prefix, Debian: strings.Join(d.Debian, " "), Why: d.Why, Fresh: d.Fresh, Alone: d.Alone, Again: d.Again}
	switch {
	case d.Requirements != "":
		t.From = fromRequirements
	case d.Conda != "":
		t.From = fromConda
	case d.Git != (environment.Source{}):
		t.From = fromGit
	case d.Prefix != "":
		t.From = fromPrefix
	}
	return t
}

// declaration returns what is to be built, and t with what is wrong beside its field.
func (t Typed) declaration(fresh bool) (environment.Declaration, Typed) {
	d := environment.Declaration{Why: t.Why, Fresh: t.Fresh || fresh, Alone: t.Alone, Again: t.Again, Debian: debianNames(t.Debian)}
	switch t.From {
	case fromRequirements:
		if d.Requirements = t.Requirements; d.Requirements == "" {
			t.wrong("requirements", "Nothing is in it. Paste the whole file.")
		}
	case fromConda:
		if d.Conda = t.Conda; d.Conda == "" {
			t.wrong("conda", "Nothing is in it. Paste the whole file.")
		}
	case fromGit:
		if d.Git = (environment.Source{URL: t.URL, Ref: t.Ref, Path: t.Folder}); t.URL == "" {
			t.wrong("url", "Say where the repository is, as in https://git.example.org/class/course.git")
		}
	case fromPrefix:
		if d.Prefix = t.Prefix; d.Prefix == "" {
			t.wrong("prefix", "Say which folder, as in /opt/tljh/user")
		}
	default:
		t.From, d.Packages = fromNames, packageNames(t.Packages)
		if len(d.Packages)+len(d.Debian) == 0 && !fresh {
			t.wrong("packages", "There is nothing to install. Name a package, as pip does.")
		}
	}
	return d, t
}

// wrong says beside a field what is wrong with it.
func (t *Typed) wrong(field, said string) {
	if t.Errors == nil {
		t.Errors = map[string]string{}
	}
	t.Errors[field] = said
}

// blame puts what the room says of a declaration beside the field that it is about.
func (t *Typed) blame(err error) {
	field := t.From
	if t.From == fromGit {
		switch {
		case environment.Source{URL: t.URL}.Validate() != nil:
			field = "url"
		case environment.Source{URL: t.URL, Ref: t.Ref}.Validate() != nil:
			field = "ref"
		default:
			field = "folder"
		}
	}
	if bad := environment.ValidDebian(debianNames(t.Debian)); bad != nil && bad.Error() == err.Error() {
		field = "apt"
	}
	t.wrong(field, sentences(commonhall.ForPerson(err)))
}

func (d *Door) build(v *visit, e commonhall.Environment) error {
	if id := v.PostFormValue("job"); id != "" {
		return d.buildForced(v, e, id)
	}
	decl, t := typed(v).declaration(false)
	if t.Errors == nil {
		decl.Environment, decl.Why = e.Name, cmp.Or(decl.Why, firstNames(decl))
		j, err := d.begin(v, decl)
		if err == nil {
			return begun(v, j, nil)
		}
		if commonhall.KindOf(err) != commonhall.InvalidArgument {
			return err
		}
		t.blame(err)
	}
	return d.showSoftware(v, http.StatusBadRequest, &e, func(view *SoftwareView) { view.Build.Typed, view.Build.Open = t, true })
}

func (d *Door) begin(v *visit, decl environment.Declaration) (*environment.Job, error) {
	decl.By = string(v.id.User.Name)
	return d.cfg.Environments.Build(v.Context(), decl)
}

// buildForced builds once more what the checks refused, and publishes it.
func (d *Door) buildForced(v *visit, e commonhall.Environment, id string) error {
	p, ok := d.refusedJob(id, e.Name, environment.KindBuild)
	if !ok || p.Declaration == nil {
		return commonhall.Errorf(commonhall.FailedPrecondition, "That build is not known any more.").WithHint("Build it again.")
	}
	decl := *p.Declaration
	decl.Force = v.PostFormValue("force") == "1"
	j, err := d.begin(v, decl)
	return begun(v, j, err)
}

// confirmBuild asks before a build is published that the checks refused.
func (d *Door) confirmBuild(v *visit, e commonhall.Environment) error {
	p, ok := d.refusedJob(v.URL.Query().Get("job"), e.Name, environment.KindBuild)
	if !ok {
		return seeOther(v, softwareURL(e.Name))
	}
	return d.confirmForce(v, e, p, ConfirmView{Hidden: []Hidden{{"force", "1"}, {"job", p.ID}}}, jobURL(p.ID), "Back")
}

// again fills the form with what an earlier build followed.
func (d *Door) again(v *visit, e commonhall.Environment, form *BuildForm) {
	j, err := d.cfg.Environments.Job(v.URL.Query().Get("again"))
	if err != nil {
		return
	}
	if p, _ := j.Look(); p.Declaration != nil && p.Environment == e.Name {
		form.Typed, form.Open = typedOf(*p.Declaration), true
	}
}

// firstNames are the first names of what a build installs. Everybody reads them: where
// something comes from, perhaps with a password, is left out.
func firstNames(decl environment.Declaration) string {
	var all []string
	for _, name := range slices.Concat(decl.Packages, decl.Debian) {
		if name, _, _ = strings.Cut(name, "@"); name != "" && !strings.Contains(name, "://") {
			all = append(all, name)
		}
	}
	return strings.Join(all[:min(len(all), 10)], ", ")
}

func debianNames(s string) []string { return strings.Fields(strings.ReplaceAll(s, ",", " ")) }

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
	decl, t := typed(v).declaration(true)
	decl.Environment, decl.Title = commonhall.EnvironmentName(t.Name), plain(t.Title, 60)
	status := http.StatusBadRequest
	if err := d.isNew(v, decl.Environment); err != nil {
		said := commonhall.ForPerson(err)
		if said.Kind != commonhall.InvalidArgument && said.Kind != commonhall.AlreadyExists {
			return err
		}
		status = said.Kind.HTTPStatus()
		t.wrong("name", sentences(said))
	}
	if t.Errors == nil {
		decl.Why = cmp.Or(decl.Why, firstNames(decl), "the machine's own Python and Jupyter")
		j, err := d.begin(v, decl)
		if commonhall.KindOf(err) != commonhall.InvalidArgument {
			return begun(v, j, err)
		}
		t.blame(err)
	}
	first, err := d.firstShown(v)
	if err != nil {
		return err
	}
	return d.showSoftware(v, status, first, func(view *SoftwareView) { view.Add.Typed, view.Add.Open = t, true })
}

// isNew reports an error unless an environment may be called that, and none is.
func (d *Door) isNew(v *visit, name commonhall.EnvironmentName) error {
	if err := name.Validate(); err != nil {
		return err
	}
	_, err := d.cfg.Environments.Get(v.Context(), name)
	switch {
	case err == nil:
		return commonhall.Errorf(commonhall.AlreadyExists, "There is an environment %q already.", string(name)).WithHint("Choose another name.")
	case commonhall.KindOf(err) == commonhall.NotFound:
		return nil
	}
	return err
}
