package server

import (
	"context"
	"errors"
	"slices"
	"strings"

	"commonhall"
	"commonhall/spawner"
)

// BuiltinApps returns the apps that need no configuration, in the order in which
// they are preferred. binary is this program as programs inside see it.
func BuiltinApps(binary string) []commonhall.App {
	return []commonhall.App{
		{Name: "jupyterlab", Title: "JupyterLab", Command: append([]string{"jupyter-lab"}, jupyterFlags("ServerApp", "root_dir")...),
			ReadyPath: "api", OpenPath: "lab", Icon: "panels"},
		{Name: "notebook", Title: "Notebook", Command: slices.Concat([]string{"jupyter-notebook"},
			jupyterFlags("NotebookApp", "notebook_dir"), jupyterFlags("ServerApp", "root_dir")), ReadyPath: "api", OpenPath: "tree", Icon: "notebook"},
		{Name: "terminal", Title: "Terminal", Command: []string{binary, "terminal", "--port", "{port}", "--prefix", "{prefix}"}, ReadyPath: "api", Icon: "terminal",
			MakesRoom: true},
		{Name: "jupyterhub-singleuser", Title: "Jupyter, as JupyterHub has it", Command: []string{"/bin/sh", "-c", singleuser}, Probe: "jupyterhub-singleuser",
			ReadyPath: "api", Icon: "notebook", HubAuth: true},
	}
}

// singleuser starts JupyterHub's own server, which takes what it needs from its
// environment. Where Notebook 6 is installed without anything newer, as Debian 12 has it,
// its default app would show a page that does not exist.
const singleuser = `if [ -z "$JUPYTERHUB_SINGLEUSER_APP" ] && command -v jupyter-serverextension >/dev/null &&
  ! command -v jupyter-lab >/dev/null && ! command -v jupyter-nbclassic >/dev/null; then
  export JUPYTERHUB_SINGLEUSER_APP=notebook.notebookapp.NotebookApp
fi
exec jupyterhub-singleuser`

// jupyterFlags set Jupyter up behind an edge that has authenticated everybody:
// its own token and password are off, and its own XSRF check too, which would
// refuse every API client; the edge has looked at Origin and Sec-Fetch-Site. Its
// socket is on a loopback that nobody else reaches. Notebook 6 reads the first
// class, Notebook 7 the second; each ignores the other's.
func jupyterFlags(class, root string) []string {
	set := func(name, value string) string { return "--" + class + "." + name + "=" + value }
	return []string{set("ip", "127.0.0.1"), set("port", "{port}"), set("port_retries", "0"), set("open_browser", "False"),
		set("base_url", "{prefix}"), set("token", ""), set("password", ""), set("quit_button", "False"),
		set("allow_remote_access", "True"), set("disable_check_xsrf", "True"), set(root, "{home}")}
}

// Known returns all apps that there may be, the default one first.
func (m *Manager) Known() []commonhall.App {
	out := slices.Clone(m.cfg.Apps)
	slices.SortStableFunc(out, func(a, b commonhall.App) int {
		switch m.cfg.Default {
		case a.Name:
			return -1
		case b.Name:
			return 1
		}
		return 0
	})
	return out
}

// Apps returns the apps that the person called name can start, the default one first.
// Nobody in particular, "", has what everybody has.
func (m *Manager) Apps(ctx context.Context, name commonhall.UserName) ([]commonhall.App, error) {
	known := m.Known()
	var programs []string
	for _, a := range known {
		programs = append(programs, a.Program())
	}
	found, err := m.spawner.Lookup(ctx, programs)
	brought := map[commonhall.AppName]bool{}
	if err == nil && m.cfg.Software != nil {
		brought, err = m.brought(ctx, name, known)
	}
	if errors.Is(err, spawner.ErrAway) {
		err = commonhall.Errorf(commonhall.Unavailable, cannotReach).WithHint("Servers that run go on. Try again in a moment.").Because(err)
	}
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(known, func(a commonhall.App) bool { return !found[a.Program()] && !brought[a.Name] }), nil
}

// brought says which of apps the class's software brings for a person.
func (m *Manager) brought(ctx context.Context, name commonhall.UserName, apps []commonhall.App) (map[commonhall.AppName]bool, error) {
	var u commonhall.User
	if name != "" {
		var err error
		if u, err = m.store.User(ctx, name); err != nil {
			return nil, err
		}
	}
	return m.cfg.Software.Brings(ctx, u, apps)
}

// AppCalled returns the app called name, and refuses a name that none has.
func (m *Manager) AppCalled(name commonhall.AppName) (commonhall.App, error) {
	var names []string
	for _, a := range m.Known() {
		if a.Name == name {
			return a, nil
		}
		names = append(names, string(a.Name))
	}
	return commonhall.App{}, commonhall.Errorf(commonhall.InvalidArgument, "There is no app %q.", string(name)).
		WithHint("The apps of this hub are " + strings.Join(names, ", ") + ".")
}

// app returns the app called name, or the default one of a person.
func (m *Manager) app(ctx context.Context, user commonhall.UserName, name commonhall.AppName) (commonhall.App, error) {
	if name != "" {
		return m.AppCalled(name) // whether its program exists shows when it starts, with a reason
	}
	apps, err := m.Apps(ctx, user)
	if err != nil {
		return commonhall.App{}, err
	}
	if len(apps) == 0 {
		return commonhall.App{}, commonhall.Errorf(commonhall.FailedPrecondition, "No app is installed that a server could run.")
	}
	return apps[0], nil
}

// noProgram is the status of what prepared puts before an app that does not exist.
const noProgram = 127

// prepared has a start do first, inside, as its person, what their own packages want,
// and find the kernels that are theirs: the record says what, so that whoever takes up an
// interrupted start does the same.
func (m *Manager) prepared(app commonhall.App, sw *commonhall.Software) commonhall.App {
	binary := m.spawner.Capabilities().Binary
	if binary == "" || sw == nil && !app.HasKernels() {
		return app
	}
	command, name := []string{binary, "own", "start"}, commonhall.NoEnvironment
	if sw != nil {
		name = sw.Environment
	}
	if sw != nil && (sw.Own == commonhall.OwnAside || sw.Own == commonhall.OwnBack) {
		command = append(command, "--"+string(sw.Own))
	}
	app.Command = slices.Concat(command, []string{string(name), "--"}, app.Command)
	return app
}

// own is what a start in a manner does about what its person has installed for
// themselves. What was set aside stays so until they want it back; the hub does not
// look into homes, so it remembers.
func own(manner Manner, sw, last *commonhall.Software) commonhall.Own {
	switch {
	case manner == WithoutOwn:
		return commonhall.OwnAside
	case manner == WithOwn:
		return commonhall.OwnBack
	case last != nil && last.Environment == sw.Environment && (last.Own == commonhall.OwnAside || last.Own == commonhall.OwnAway):
		return commonhall.OwnAway
	}
	return commonhall.OwnStays
}

// proven reports whether a run of the person's served with the same tree of software
// before: then that is not why another one does not.
func proven(sw, last *commonhall.Software) bool {
	return last != nil && last.Proven && last.Tree == sw.Tree
}

// serves returns sw for the record of a run that serves with it.
func serves(sw *commonhall.Software) *commonhall.Software {
	if sw == nil || sw.Draft != "" {
		return sw
	}
	now := *sw
	now.Proven = true
	return &now
}

// InUse returns what the servers see that run, as far as that is known.
func (m *Manager) InUse(ctx context.Context) ([]commonhall.Software, error) {
	out, _, err := m.inUse(ctx)
	return out, err
}

// MustStay is InUse for who removes software: while it is not known of some run what it sees,
// that is an error.
func (m *Manager) MustStay(ctx context.Context) ([]commonhall.Software, error) {
	out, blind, err := m.inUse(ctx)
	if err == nil && blind != "" {
		err = commonhall.Errorf(commonhall.FailedPrecondition, "It is not known which software the running server of %s has.", string(blind)).
			WithHint("No software is removed until it has ended. To end it: commonhall server stop NAME; where nobody of that name is listed: commonhall server stop --all")
	}
	return out, err
}

// inUse also tells whose server sees nobody knows what.
func (m *Manager) inUse(ctx context.Context) (out []commonhall.Software, blind commonhall.UserName, err error) {
	if err := m.known(ctx); err != nil {
		return nil, "", err
	}
	for _, run := range m.strangers() { // before the servers: what is taken up meanwhile is one of those
		if !run.label.whole {
			blind = run.who()
		} else if run.label.Software != nil {
			out = append(out, *run.label.Software)
		}
	}
	for _, s := range m.all() {
		now, unseen := s.sees()
		if !now.State.Active() {
			continue
		}
		if unseen {
			blind = commonhall.UserName(s.key.String())
		} else if now.Software != nil {
			out = append(out, *now.Software)
		}
	}
	return out, blind, nil
}

// sees returns the state, and whether it is unknown what software the present run has.
func (s *server) sees() (now commonhall.Server, unseen bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state, s.blind != "" && s.blind == s.state.ID
}

// App returns the app called name as far as it is known.
func (m *Manager) App(name commonhall.AppName) commonhall.App {
	for _, a := range m.cfg.Apps {
		if a.Name == name {
			return a
		}
	}
	return commonhall.App{Name: name, Title: string(name)}
}

func (m *Manager) strips(name commonhall.AppName) bool { return m.App(name).StripPrefix }
