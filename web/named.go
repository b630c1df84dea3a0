package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"commonhall"
	"commonhall/server"
)

// registerNamed adds what is about one of a person's servers, the default one included.
func (d *Door) registerNamed() {
	d.page("GET /hub/home/servers", signedIn, leadsTo("/hub/home"))
	d.page("POST /hub/home/servers", signedIn, d.anotherServer)
	const one = "/hub/home/servers/{server}/"
	for verb, f := range map[string]action{"stop": d.stop, "keep": d.keep} {
		d.page("GET "+one+verb, signedIn, leadsTo("/hub/home"))
		d.page("POST "+one+verb, signedIn, f)
	}
	d.page("GET "+one+"remove", signedIn, d.askRemoveServer)
	d.page("POST "+one+"remove", signedIn, d.removeServer)
	for _, below := range []string{"{name}", "{name}/{server}"} {
		d.page("GET /hub/spawn-pending/"+below, oneself, d.spawnPending)
		d.page("GET /hub/spawn/"+below, oneself, d.spawnPage)
		d.page("POST /hub/spawn/"+below, oneself, d.spawn)
	}
}

// key is which of the visitor's servers an address is about.
func (v *visit) key() commonhall.ServerKey {
	return v.id.User.Name.Server(commonhall.ServerName(v.PathValue("server")))
}

// below is which server of somebody a path below theirs leads to: one that they have by the
// name it begins with, else the default one, as at the edge.
func (d *Door) below(v *visit, user commonhall.UserName) (commonhall.Server, error) {
	first, _, _ := strings.Cut(v.PathValue("rest"), "/")
	if name := commonhall.ServerName(first); name.Validate() == nil {
		s, err := d.servers.Get(v.Context(), user.Server(name))
		if commonhall.KindOf(err) != commonhall.NotFound {
			return s, err
		}
	}
	return d.servers.Get(v.Context(), user.Default())
}

// beside shows the servers of a person beside the default one.
func (d *Door) beside(v *visit, name commonhall.UserName) ([]ServerView, error) {
	all, err := d.servers.Servers(v.Context(), name)
	if err != nil {
		return nil, err
	}
	var out []ServerView
	for _, s := range all {
		if s.Name != "" {
			out = append(out, d.serverView(s))
		}
	}
	return out, nil
}

// namedServers adds to a person's page what they have beside the default server, and what
// makes another.
func (d *Door) namedServers(v *visit, view *HomeView) (err error) {
	if view.Beside, err = d.beside(v, v.id.User.Name); err != nil {
		return err
	}
	view.Server.Others = others(view.Beside)
	allowed, most := d.servers.Named()
	view.Named = allowed
	if !allowed || most > 0 && len(view.Beside) >= most {
		return nil
	}
	view.Another = &AnotherView{Apps: view.Apps}
	if name := commonhall.ServerName(v.URL.Query().Get("server")); name.Validate() == nil {
		view.Another.Name = name
	}
	if view.Another.Apps == nil {
		if view.Another.Apps, err = d.choices(v, ""); err != nil {
			d.log.Warn("cannot list the apps", "error", err) // a start takes the default
		}
	}
	asked := v.URL.Query()
	if v.Method == http.MethodPost {
		asked = v.PostForm
	}
	fresh := commonhall.Server{User: v.id.User.Name, Name: "-"} // none has that name
	if view.Another.Options, err = d.options(v, fresh, "another-", asked); err != nil {
		return err
	}
	if view.Options == nil { // otherwise they have it already
		view.Another.Apps = view.Another.Options.offer(v, view.Another.Apps)
	}
	return nil
}

// others is what changes when the page of some servers would look different.
func others(all []ServerView) string {
	var revs []string
	for _, s := range all {
		revs = append(revs, string(s.Server)+"-"+s.Rev())
	}
	return strings.Join(revs, "_")
}

// anotherServer makes a server by a name, and starts it. Whoever asked for what cannot be has
// the form again, as they filled it in.
func (d *Door) anotherServer(v *visit) error {
	key := v.id.User.Name.Server(commonhall.ServerName(strings.TrimSpace(v.PostFormValue("server"))))
	refused := d.make(v, key)
	var why *commonhall.Error
	switch {
	case refused == nil:
		return seeOther(v, pendingURL(key, ""))
	case !errors.As(refused, &why) || why.Kind != commonhall.InvalidArgument && why.Kind != commonhall.AlreadyExists:
		return refused
	}
	view, err := d.homeView(v)
	if err != nil {
		return refused
	}
	view.Problem = sentences(why)
	if a := view.Another; a != nil {
		a.Name, a.Display, a.Again = commonhall.ServerName(cut(string(key.Name), 60)), cut(v.PostFormValue("display"), 300), true
		a.Apps = slices.Clone(a.Apps) // the other form has them too
		for i := range a.Apps {
			a.Apps[i].Selected = string(a.Apps[i].Name) == v.PostFormValue("app")
		}
		if a.Options != nil {
			a.Options.Said = "" // the problem says it
		}
	}
	return d.render(v, why.Kind.HTTPStatus(), PageHome, view)
}

func (d *Door) make(v *visit, key commonhall.ServerKey) error {
	if err := key.Name.Validate(); err != nil {
		return commonhall.Errorf(commonhall.InvalidArgument, "%q cannot be the name of a server.", string(key.Name)).
			WithHint("A name has up to 30 small letters, digits and single dashes, the first a letter. What you call it beside that may be anything.")
	}
	_, err := d.servers.Get(v.Context(), key)
	switch {
	case err == nil:
		return commonhall.Errorf(commonhall.AlreadyExists, "You have a server called %s already.", string(key.Name)).WithHint("Choose another name.")
	case commonhall.KindOf(err) != commonhall.NotFound:
		return err
	}
	wish := server.Wish{Patient: true, App: commonhall.AppName(v.PostFormValue("app")), Options: v.answers()}
	if display := v.PostFormValue("display"); display != "" {
		wish.Display = &display
	}
	if err := d.servers.StartAs(v.Context(), key, wish); err != nil && commonhall.KindOf(err) != commonhall.AlreadyExists {
		return err
	}
	return nil
}

func (d *Door) askRemoveServer(v *visit) error {
	s, err := d.servers.Get(v.Context(), v.key())
	if err != nil || s.Name == "" {
		return seeOther(v, "/hub/home")
	}
	heading := "Remove the server " + d.serverView(s).Called() + "?"
	return d.render(v, http.StatusOK, PageConfirm, ConfirmView{Frame: d.frame(v, heading), Heading: heading, Action: v.URL.Path, Back: "/hub/home", Button: "Remove",
		Lines: []string{"Its name and what was asked of it are forgotten. All your files stay: they are the same in each of your servers."}})
}

func (d *Door) removeServer(v *visit) error {
	if err := d.servers.Remove(v.Context(), v.key()); err != nil {
		return err
	}
	return seeOther(v, "/hub/home?done=server-removed")
}

// spawnPage answers the address at which JupyterHub starts a server. A link starts nothing
// here (decision 004): it leads to the page that does.
func (d *Door) spawnPage(v *visit) error {
	next, key := safeNext(v.URL.Query().Get("next")), v.key()
	s, err := d.servers.Get(v.Context(), key)
	switch {
	case commonhall.KindOf(err) == commonhall.NotFound:
		return seeOther(v, another(v, key.Name))
	case err != nil:
		return err
	case s.State.Active():
		return seeOther(v, pendingURL(key, next))
	}
	options, err := d.options(v, s, "", v.URL.Query())
	allowed, _ := d.servers.Named()
	switch {
	case err != nil:
		return err
	case options != nil && (allowed || key.Name == ""):
		return d.ask(v, http.StatusOK, s, options, next, "")
	case s.State == commonhall.Failed:
		return seeOther(v, pendingURL(key, next))
	case key.Name == "":
		return d.front(v)
	}
	return d.notRunning(v, s, orElse(next, d.open(s)))
}

// Called is what a person calls the server.
func (s ServerView) Called() string { return orElse(s.Display, string(s.Server)) }

// Spawn is where a form goes that starts the server.
func (s ServerView) Spawn() string {
	if s.Server == "" {
		return "/hub/spawn"
	}
	return "/hub/spawn/" + commonhall.PathEscape(string(s.Name)) + "/" + string(s.Server)
}

// Pending is where one waits for its start.
func (s ServerView) Pending() string { return pendingURL(s.Name.Server(s.Server), "") }

// Forms is where the other forms about it go, up to the verb.
func (s ServerView) Forms() string {
	if s.Server == "" {
		return "/hub/home/"
	}
	return "/hub/home/servers/" + string(s.Server) + "/"
}

// API is its address there.
func (s ServerView) API() string {
	path := "/hub/api/users/" + commonhall.PathEscape(string(s.Name)) + "/server"
	if s.Server != "" {
		path += "s/" + string(s.Server)
	}
	return path
}

// Active reports whether one of the named servers is: the page then looks for news.
func (v HomeView) Active() bool {
	return slices.ContainsFunc(v.Beside, func(s ServerView) bool { return s.State.Active() })
}
