package environment_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"commonhall"
	"commonhall/environment"
	"commonhall/packaging/needs"
	"commonhall/spawner"
	"commonhall/spawner/spawnertest"
)

// workbench pretends the programs that builds use, and remembers what they were given.
type workbench struct {
	*class
	have []string                                        // programs beside those that every machine has
	says map[string]string                               // what a command says that begins so
	does func(args []string, in *spawnertest.Inside) int // instead of succeeding
	mu   sync.Mutex
	ran  []string
	env  map[string][]string // of the first of each program
}

func newWorkbench(t *testing.T, have ...string) *workbench {
	t.Helper()
	w := &workbench{class: newClass(t), have: append(have, "mkdir", "chmod", "rm", "dd", "touch", "python3", "/env/python/bin/python3"), says: map[string]string{}, env: map[string][]string{}}
	w.program = func(args []string) spawnertest.Program {
		if !slices.Contains(w.have, args[0]) {
			return nil
		}
		return w.act
	}
	return w
}

func (w *workbench) act(in *spawnertest.Inside) int {
	text, _ := io.ReadAll(in.Stdin)
	command := strings.Join(in.Args, " ")
	line := command
	if len(text) > 0 && len(text) < 100 {
		line += " < " + string(text)
	}
	w.mu.Lock()
	if !strings.HasSuffix(command, "-m pip check") {
		w.ran = append(w.ran, line)
	}
	if w.env[in.Args[0]] == nil {
		w.env[in.Args[0]] = in.Env
	}
	w.mu.Unlock()
	for begin, text := range w.says {
		if strings.HasPrefix(command, begin) {
			_, _ = io.WriteString(in.Stdout, text)
		}
	}
	if w.does != nil {
		return w.does(in.Args, in)
	}
	return 0
}

// build builds, and returns what ran for it, without what every build does.
func (w *workbench) build(d environment.Declaration) (environment.Progress, []string, error) {
	w.t.Helper()
	w.ran = nil
	d.By = "mia"
	if d.Environment == "" {
		d.Environment = "python"
	}
	j, err := w.Build(w.t.Context(), d)
	if err != nil {
		return environment.Progress{}, nil, err
	}
	p, err := j.Done(w.t.Context())
	w.mu.Lock()
	defer w.mu.Unlock()
	ran := slices.DeleteFunc(slices.Clone(w.ran), func(line string) bool {
		return strings.HasPrefix(line, "mkdir -p -m 700") || strings.HasPrefix(line, "rm -rf") || strings.HasPrefix(line, "chmod") || strings.HasSuffix(line, "-VV") || strings.HasSuffix(line, "--version")
	})
	return p, ran, err
}

// base makes a generation that has files, and makes it current.
func (w *workbench) base(files map[string]string) {
	w.t.Helper()
	sw := w.start("mia")
	for path, text := range files {
		w.write(sw, path, text)
		w.must(os.Chmod(filepath.Join(w.dir, sw.Draft, "upper", path), 0o755))
	}
	_, err := w.publish(environment.Publication{User: "mia"})
	w.must(err)
}

const shop = "/env/python/.commonhall-build"

// What each tool is called with, and which is taken.
func TestWhatABuildRuns(t *testing.T) {
	venv := []string{"python3 -m venv --system-site-packages --without-pip /env/python", "/env/python/bin/python3 -"}
	py := "/env/python/bin/python3 -m pip install --no-input "
	put, conda := "dd status=none of="+shop+"/requirements.txt < frogs\n", "dd status=none of="+shop+"/environment.yml < name: x\n"
	prefix := []string{"mkdir -p /env/python/conda-meta", "touch /env/python/conda-meta/history"}
	for name, c := range map[string]struct {
		have []string
		base map[string]string
		d    environment.Declaration
		want []string
	}{
		"packages":          {nil, nil, environment.Declaration{Packages: []string{"frogs", "toads==2"}}, []string{py + "frogs toads==2"}},
		"requirements":      {nil, nil, environment.Declaration{Requirements: "frogs\n"}, []string{put, py + "-r " + shop + "/requirements.txt"}},
		"fresh":             {[]string{"uv"}, nil, environment.Declaration{Packages: []string{"frogs"}, Fresh: true}, append(slices.Clone(venv), py+"frogs")},
		"alone":             {[]string{"uv"}, nil, environment.Declaration{Packages: []string{"jupyterlab"}, Fresh: true, Alone: true}, []string{"python3 -m venv --system-site-packages /env/python", venv[1], py + "jupyterlab"}},
		"another one":       {nil, nil, environment.Declaration{Environment: "python", Requirements: "frogs\n", Packages: []string{"toads"}}, []string{put, py + "-r " + shop + "/requirements.txt", py + "toads"}},
		"the machine's uv":  {[]string{"uv"}, nil, environment.Declaration{Packages: []string{"frogs"}}, []string{"uv pip install --python /env/python/bin/python3 --compile-bytecode frogs"}},
		"its own uv":        {[]string{"uv"}, map[string]string{"bin/uv": "#!"}, environment.Declaration{Requirements: "frogs\n"}, []string{put, "uv pip install --python /env/python/bin/python3 --compile-bytecode -r " + shop + "/requirements.txt"}},
		"uv would not see":  {[]string{"uv"}, map[string]string{"pyvenv.cfg": "include-system-site-packages = true\n"}, environment.Declaration{Packages: []string{"frogs"}}, []string{py + "frogs"}},
		"uv has a whole":    {[]string{"uv"}, map[string]string{"pyvenv.cfg": "include-system-site-packages = false\n"}, environment.Declaration{Packages: []string{"frogs"}}, []string{"uv pip install --python /env/python/bin/python3 --compile-bytecode frogs"}},
		"micromamba":        {[]string{"micromamba", "conda"}, nil, environment.Declaration{Conda: "name: x\n", Fresh: true}, slices.Concat([]string{conda}, prefix, []string{"micromamba install -y -r " + shop + "/mamba -p /env/python -f " + shop + "/environment.yml"})},
		"conda, on top":     {[]string{"conda"}, map[string]string{"conda-meta/history": ""}, environment.Declaration{Conda: "name: x\n"}, []string{conda, "conda env update -p /env/python -f " + shop + "/environment.yml"}},
		"mamba of TLJH":     {[]string{"/opt/tljh/user/bin/mamba"}, nil, environment.Declaration{Conda: "name: x\n", Fresh: true, Packages: []string{"frogs"}}, slices.Concat([]string{conda}, prefix, []string{"/opt/tljh/user/bin/mamba env update -p /env/python -f " + shop + "/environment.yml", py + "frogs"})},
		"a prefix":          {nil, nil, environment.Declaration{Prefix: "/opt/tljh/user"}, []string{"python3 - /opt/tljh/user /env/python"}},
		"nothing but again": {nil, nil, environment.Declaration{Again: true}, nil},
	} {
		w := newWorkbench(t, c.have...)
		if c.base != nil {
			w.base(c.base)
		}
		before := w.current()
		p, ran, err := w.build(c.d)
		if err != nil || p.Generation != before+1 || w.current() != before+1 {
			t.Errorf("%s: it ended as %+v, %v", name, p, err)
		}
		if !slices.Equal(ran, c.want) {
			t.Errorf("%s: it ran\n%s\nwant\n%s", name, strings.Join(ran, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// What cannot be built is said before or while it is tried, and changes nothing.
func TestWhatCannotBeBuilt(t *testing.T) {
	w := newWorkbench(t, "git")
	for _, c := range []struct {
		d    environment.Declaration
		want string
	}{
		{environment.Declaration{Conda: "x", Fresh: true}, "one of micromamba, mamba and conda"},
		{environment.Declaration{Conda: "x"}, "on top of generation 1"},
		{environment.Declaration{Packages: []string{"x"}, Alone: true}, "is there already"},
		{environment.Declaration{Conda: "x", Requirements: "y"}, "one of a requirements.txt"},
		{environment.Declaration{Packages: []string{"-r"}}, "not the name of a package"},
		{environment.Declaration{Packages: []string{"./pondas"}}, "a place on a disk"},
		{environment.Declaration{Git: environment.Source{URL: "file:///srv/git/x"}}, "that a build can fetch"},
		{environment.Declaration{Git: environment.Source{URL: "/srv/git/x"}}, "that a build can fetch"},
		{environment.Declaration{Git: environment.Source{URL: "ssh://git@host/x"}}, "that a build can fetch"},
		{environment.Declaration{Git: environment.Source{URL: "git@host:x"}}, "that a build can fetch"},
		{environment.Declaration{Git: environment.Source{URL: "ext::sh -c id"}}, "not the address of a repository"},
		{environment.Declaration{Git: environment.Source{URL: "--upload-pack=id"}}, "that a build can fetch"},
		{environment.Declaration{Git: environment.Source{URL: "https:///x"}}, "that a build can fetch"},
		{environment.Declaration{Git: environment.Source{URL: "https://-oProxyCommand=id/x"}}, "that a build can fetch"},
		{environment.Declaration{Git: environment.Source{URL: "https://ada:secret@host/x"}}, "no name, password"},
		{environment.Declaration{Git: environment.Source{URL: "https://host/x", Ref: "--upload-pack=id"}}, "not a branch"},
		{environment.Declaration{Git: environment.Source{URL: "https://host/x", Ref: "a:b"}}, "not a branch"},
		{environment.Declaration{Git: environment.Source{URL: "https://host/x", Path: "../../etc"}}, "not a folder of a repository"},
		{environment.Declaration{Git: environment.Source{URL: "https://host/x", Path: "/etc"}}, "not a folder of a repository"},
		{environment.Declaration{Prefix: "/home/ada/venv"}, "Servers do not see"},
		{environment.Declaration{Prefix: "/opt/../home/ada"}, "not the full path"},
		{environment.Declaration{Prefix: "opt/x"}, "not the full path"},
		{environment.Declaration{Prefix: "/opt"}, "Servers do not see"},
		{environment.Declaration{Prefix: "/opt/x", Conda: "y"}, "and a prefix"},
		{environment.Declaration{Debian: []string{"Octave"}}, "not the name of a package of Debian's"},
		{environment.Declaration{Debian: []string{"good", "-oDebug=1"}}, "not the name of a package of Debian's"},
		{environment.Declaration{Debian: []string{"perl-"}}, "not the name of a package of Debian's"},
		{environment.Declaration{Debian: []string{"./x.deb"}}, "not the name of a package of Debian's"},
		{environment.Declaration{Debian: []string{"lib*"}}, "not the name of a package of Debian's"},
		{environment.Declaration{Debian: []string{"x=1;id"}}, "not the name of a package of Debian's"},
		{environment.Declaration{Debian: []string{""}}, "not the name of a package of Debian's"},
		{environment.Declaration{Debian: []string{"octave"}}, "does not say which release"},
		{environment.Declaration{Git: environment.Source{Ref: "main"}}, "that a build can fetch"},
	} {
		_, ran, err := w.build(c.d)
		if commonhall.KindOf(err) != commonhall.FailedPrecondition && commonhall.KindOf(err) != commonhall.InvalidArgument || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q (it ran %q)", c.d, err, c.want, ran)
		}
	}
	if drafts, err := w.trees().Drafts(); err != nil || w.current() != 1 || len(drafts) > 0 {
		t.Errorf("generation %d is current, and there are the drafts %q, %v", w.current(), drafts, err)
	}
}

// The pretending git offers a repository in which there is what listing says.
func (w *workbench) repository(listings map[string]string) {
	git := "git -C " + shop + "/repository -c core.hooksPath=/dev/null "
	w.says = map[string]string{git + "rev-parse HEAD": strings.Repeat("ab", 20) + "\n"}
	for dir, listing := range listings {
		text := ""
		for name := range strings.FieldsSeq(listing) {
			kind := "100644 blob"
			if strings.HasSuffix(name, "/") {
				kind = "040000 tree"
			}
			text += kind + " " + strings.Repeat("cd", 20) + "\t" + strings.TrimSuffix(name, "/") + "\n"
		}
		w.does = nil
		w.says[git+"ls-tree HEAD:"+dir+"\x00"] = text
	}
	w.does = func(args []string, in *spawnertest.Inside) int {
		if text, ok := w.says[strings.Join(args, " ")+"\x00"]; ok {
			_, _ = io.WriteString(in.Stdout, text)
		}
		return 0
	}
}

// What of a repository is followed, and that nothing but its commit is fetched, with
// nobody's settings.
func TestARepository(t *testing.T) {
	py, repo := "/env/python/bin/python3 -m pip install --no-input ", shop+"/repository"
	mamba := "micromamba install -y -r " + shop + "/mamba -p /env/python -f " + repo
	for name, c := range map[string]struct {
		path     string
		listings map[string]string
		want     string
	}{
		"requirements":   {"", map[string]string{"": "README requirements.txt pyproject.toml"}, py + "-r " + repo + "/requirements.txt"},
		"conda first":    {"", map[string]string{"": "environment.yml requirements.txt"}, mamba + "/environment.yml"},
		"as it is often": {"", map[string]string{"": "environment.yaml"}, mamba + "/environment.yaml"},
		"a project":      {"", map[string]string{"": "src/ pyproject.toml"}, py + "."},
		"an old project": {"", map[string]string{"": "setup.py"}, py + "."},
		"binder":         {"", map[string]string{"": "binder/ environment.yml", "binder": "requirements.txt"}, py + "-r " + repo + "/binder/requirements.txt"},
		"hidden binder":  {"", map[string]string{"": ".binder/ x", ".binder": "environment.yml"}, mamba + "/.binder/environment.yml"},
		"a folder":       {"class/b", map[string]string{"class/b": "binder/", "class/b/binder": "requirements.txt"}, py + "-r " + repo + "/class/b/binder/requirements.txt"},
		"both":           {"", map[string]string{"": ".binder/ binder/"}, "only one of them can count"},
		"apt.txt":        {"", map[string]string{"": "apt.txt requirements.txt"}, py + "-r " + repo + "/requirements.txt"},
		"only apt.txt":   {"", map[string]string{"": "binder/ requirements.txt", "binder": "apt.txt"}, "or apt.txt in"},
		"nothing":        {"", map[string]string{"": "README binder/", "binder": "pyproject.toml"}, "no environment.yml"},
		"no folder":      {"there", nil, "no folder \"there\""},
		"only a folder":  {"", map[string]string{"": "environment.yml/ x"}, "no environment.yml"},
	} {
		w := newWorkbench(t, "git", "micromamba")
		w.base(map[string]string{"conda-meta/history": "", "pyvenv.cfg": "include-system-site-packages = true"})
		w.repository(c.listings)
		_, ran, err := w.build(environment.Declaration{Git: environment.Source{URL: "https://host/x.git", Path: c.path}, Why: "for biology"})
		if err != nil && strings.Contains(err.Error(), c.want) {
			continue
		}
		all, _ := w.Generations(t.Context(), "python")
		if err != nil || ran[len(ran)-1] != c.want || all[0].Why != "for biology (built from https://host/x.git at "+strings.Repeat("ab", 20)+")" {
			t.Errorf("%s: %v, %q, it ran\n%s\nwant %s", name, err, all[0].Why, strings.Join(ran, "\n"), c.want)
		}
		env := strings.Join(w.env["git"], "\n")
		for _, want := range []string{"\nPATH=/usr/local/bin:/usr/bin:/bin", "GIT_ALLOW_PROTOCOL=https:http:git", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_TERMINAL_PROMPT=0"} {
			if !strings.Contains(env, want) {
				t.Errorf("git has no %s", want)
			}
		}
		if !slices.Contains(ran, "git -C "+repo+" -c core.hooksPath=/dev/null fetch -q --depth 1 --no-tags --no-recurse-submodules -- https://host/x.git HEAD") {
			t.Errorf("it ran\n%s", strings.Join(ran, "\n"))
		}
	}
}

// What was built of the same is taken again, while nothing that counts has changed.
func TestBuiltBefore(t *testing.T) {
	w := newWorkbench(t)
	generation := func(want int, built bool, d environment.Declaration) {
		t.Helper()
		p, ran, err := w.build(d)
		w.must(err)
		if p.Generation != want || w.current() != want || built != (len(ran) > 0) {
			t.Errorf("it ended with generation %d (%d is current) and ran %q", p.Generation, w.current(), ran)
		}
	}
	frogs := environment.Declaration{Requirements: "frogs\n", Fresh: true}
	generation(2, true, frogs)
	generation(2, false, environment.Declaration{Requirements: "# the class\nfrogs  \r\n\n", Fresh: true})
	generation(3, true, environment.Declaration{Requirements: "toads\n", Fresh: true})
	generation(4, false, frogs) // of 2
	all, err := w.Generations(t.Context(), "python")
	w.must(err)
	if all[0].Tree == all[2].Tree {
		t.Error("two generations have one tree")
	}
	again := frogs
	again.Again = true
	generation(5, true, again)
	w.says["python3 -VV"] = "Python 3.99"
	generation(6, true, frogs)
	top := environment.Declaration{Packages: []string{"frogs"}}
	generation(7, true, top)
	generation(7, false, top)
	_, err = w.RollBack(t.Context(), "python", 6, "mia")
	w.must(err)
	generation(8, false, top) // of 7, which stands on 6
	_, err = w.RollBack(t.Context(), "python", 5, "mia")
	w.must(err)
	generation(9, true, top)
	w.must(w.Prune(t.Context()))
	w.says["python3 -VV"] = ""
	generation(10, true, frogs) // 5 is gone
}

// A build that is not wanted any more ends at once, with all that runs in it.
func TestABuildIsCancelled(t *testing.T) {
	w := newWorkbench(t)
	reached := make(chan struct{})
	w.does = func(args []string, in *spawnertest.Inside) int {
		if !slices.Contains(args, "install") {
			return 0
		}
		close(reached)
		<-in.Done()
		return 1
	}
	j, err := w.Build(t.Context(), environment.Declaration{Environment: "python", By: "mia", Packages: []string{"frogs"}})
	w.must(err)
	<-reached
	runs, err := w.sp.List(t.Context())
	if err != nil || len(runs) != 1 || !w.Runs(runs[0].ID) || w.Runs("somebody's") {
		t.Errorf("whose is %+v, %v", runs, err)
	}
	p, _ := j.Look()
	w.refused(w.Cancel("none", "leo"), commonhall.NotFound, "not known")
	w.must(w.Cancel(p.ID, "leo"))
	p, err = j.Done(t.Context())
	w.refused(err, commonhall.FailedPrecondition, "ended by leo")
	if p.Cancelled != "leo" || p.Declaration == nil || p.Declaration.Packages[0] != "frogs" {
		t.Errorf("of the build there is known %+v", p)
	}
	w.nothingLeft()
	if w.Runs(runs[0].ID) {
		t.Error("a run that has ended is still a build")
	}
	w.must(w.Cancel(p.ID, "mia")) // it has ended
	if p, _ = j.Look(); p.Cancelled != "leo" {
		t.Errorf("what had ended was ended by %s", p.Cancelled)
	}
	if w.current() != 1 || w.events.has(commonhall.EventSoftwareFailed) {
		t.Error("what was cancelled failed, or did not")
	}
}

func (w *workbench) nothingLeft() {
	w.t.Helper()
	list, err := w.sp.List(w.t.Context())
	drafts, err2 := w.trees().Drafts()
	if err != nil || err2 != nil || len(list) > 0 || len(drafts) > 0 {
		w.t.Errorf("there are left the runs %+v and the drafts %q, %v, %v", list, drafts, err, err2)
	}
}

// A build ends before the disk is full, when it says too much, and when what it left
// would become part of the environment.
func TestABuildThatTakesTooMuch(t *testing.T) {
	w := newWorkbench(t)
	full := error(commonhall.Errorf(commonhall.ResourceExhausted, "Only a little is left."))
	w.does = func(args []string, in *spawnertest.Inside) int {
		if slices.Contains(args, "install") {
			w.full.Store(&full)
			<-in.Done()
		}
		return 0
	}
	_, _, err := w.build(environment.Declaration{Packages: []string{"frogs"}})
	w.refused(err, commonhall.ResourceExhausted, "Only a little is left")
	w.nothingLeft()
	w.full.Store(nil)
	w.does = func(args []string, in *spawnertest.Inside) int {
		text := []byte(strings.Repeat("x", 1<<20) + "\n")
		for slices.Contains(args, "install") {
			select {
			case <-in.Done():
				return 1
			default:
				_, _ = in.Stdout.Write(text)
			}
		}
		return 0
	}
	p, _, err := w.build(environment.Declaration{Packages: []string{"frogs"}})
	w.refused(err, commonhall.ResourceExhausted, "wrote more than 64")
	size := 0
	for _, l := range p.Lines {
		size += len(l)
	}
	if size > 5<<20 {
		t.Errorf("%d bytes of what it said are kept", size)
	}
	w.nothingLeft()
	var draft string
	w.sp.OnStart(func(_ context.Context, spec spawner.Spec) error {
		if spec.Software.Draft != "" {
			draft = filepath.Join(w.dir, spec.Software.Draft, "upper")
		}
		return nil
	})
	w.does = func(args []string, in *spawnertest.Inside) int {
		if slices.Contains(args, "install") {
			_ = os.Mkdir(filepath.Join(draft, filepath.Base(shop)), 0o755)
		}
		return 0
	}
	_, _, err = w.build(environment.Declaration{Packages: []string{"frogs"}})
	w.refused(err, commonhall.FailedPrecondition, "left files behind")
	w.nothingLeft()
	if w.current() != 1 {
		t.Error("something was published")
	}
}

// A build ends while there is room for others, by the measure of what is kept free.
func TestHasRoom(t *testing.T) {
	dir := needs.SmallDisk(t, "20m")
	if err := environment.HasRoom(dir, 1<<30); err != nil {
		t.Errorf("an empty disk: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "f"), make([]byte, 19<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := environment.HasRoom(dir, 1<<30); commonhall.KindOf(err) != commonhall.ResourceExhausted || !strings.Contains(err.Error(), "left on the disk") {
		t.Errorf("a disk that is nearly full: %v", err)
	}
	if err := environment.HasRoom(dir, 0); err != nil {
		t.Errorf("nothing is to be kept free: %v", err)
	}
}
