package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"commonhall"
	"commonhall/server"
)

func (d *Door) front(v *visit) error {
	to := "/hub/home"
	if next := safeNext(v.URL.Query().Get("next")); next != "" {
		to += "?" + url.Values{"next": {next}}.Encode()
	}
	return seeOther(v, to)
}

// serverView shows a server with what it uses now.
func (d *Door) serverView(s commonhall.Server) ServerView {
	now := d.cfg.Now()
	u, cores := d.servers.Usage(s.Key())
	soon := d.servers.StopsSoon(s.Key())
	return ServerView{Name: s.User, Server: s.Name, Display: s.Display, State: s.State, App: d.servers.App(s.App).Title, Chosen: d.servers.Chosen(s), Started: When(s.Started.In(now.Location()), now),
		Memory: MemoryGauge(u.Memory, s.Limits.Memory), CPU: CPUGauge(cores, s.Limits.CPU), PIDs: CountGauge(u.PIDs, s.Limits.PIDs),
		Progress: s.Progress, Message: s.Message, OOMKills: s.OOMKills, Hog: hog(u.OOM), Limit: memoryLimit(s), End: d.endView(s), Whose: whoseLimits(s), Full: full(s),
		StopsAt: When(soon.At.In(now.Location()), now), Old: soon.Old}
}

// hog tells which program was ended for memory.
func hog(o *commonhall.OOM) string {
	switch {
	case o == nil:
		return ""
	case o.Machine:
		return "The last was " + o.String() + "; then it was the whole machine that was short of memory."
	}
	return "The last was " + o.String() + "."
}

// memoryLimit is the limit of memory that a program needed more than.
func memoryLimit(s commonhall.Server) string {
	text := commonhall.FormatBytes(s.Limits.Memory)
	if s.OOMLimit > 0 && s.OOMLimit != s.Limits.Memory {
		text = commonhall.FormatBytes(s.OOMLimit) + " (it is " + server.LimitWords(commonhall.LimitMemory, float64(s.Limits.Memory)) + " now)"
	}
	return text
}

// full is the limit of processes of a run that reached it.
func full(s commonhall.Server) string {
	if !s.PIDsReached {
		return ""
	}
	return server.LimitWords(commonhall.LimitPIDs, float64(s.Limits.PIDs))
}

// ownView is serverView for the person's own page, which also looks at the software.
func (d *Door) ownView(v *visit, s commonhall.Server) ServerView {
	view := d.serverView(s)
	view.Disk = d.ownDisk(v)
	if e, changed := d.renewed(v.Context(), s); changed {
		view.Renewed = e.Current
	}
	return view
}

func (d *Door) endView(s commonhall.Server) *EndView {
	if s.End == nil || s.State.Active() {
		return nil
	}
	now, end := d.cfg.Now(), *s.End
	end.At = end.At.In(now.Location())
	return NewEndView(&end, now)
}

func (d *Door) home(v *visit) error {
	view, err := d.homeView(v)
	if err != nil {
		return err
	}
	return d.render(v, http.StatusOK, PageHome, view)
}

func (d *Door) homeView(v *visit) (view HomeView, err error) {
	s, err := d.servers.Get(v.Context(), v.id.User.Name.Default())
	if err != nil {
		return view, err
	}
	view = HomeView{Frame: d.frame(v, "Home"), Server: d.ownView(v, s), Next: safeNext(v.URL.Query().Get("next")), Offline: s.State.Active() && s.Network == commonhall.NetworkNone}
	groups, err := d.people.Memberships(v.Context(), v.id.User.Name)
	if err != nil {
		return view, err
	}
	view.Groups = groups[v.id.User.Name]
	view.Teaches = slices.ContainsFunc(view.Groups, func(m commonhall.Membership) bool { return m.Teacher })
	if v.id.User.Admin {
		view.Alarms = d.alarms()
	}
	if err := d.ownSoftware(v, s, &view); err != nil {
		return view, err
	}
	if view.Renewal != nil {
		view.Title = "New software · " + view.Title // whoever has the page behind others sees that in its tab
	}
	if !s.State.Active() {
		if view.Apps, err = d.choices(v, s.App); err != nil {
			// The page is of use without them: a start takes the default.
			d.log.Warn("cannot list the apps", "error", err)
			view.Problem = "The part of the system that runs servers is not there right now. It comes back by itself."
		}
		if view.Options, err = d.options(v, s, "", v.URL.Query()); err != nil {
			d.log.Warn("cannot tell what is asked of a start", "error", err) // a start takes what was answered last
		}
		view.Apps = view.Options.offer(v, view.Apps)
	}
	return view, d.namedServers(v, &view)
}

// choices offers the apps, the one of last time selected.
func (d *Door) choices(v *visit, last commonhall.AppName) ([]AppChoice, error) {
	apps, err := d.servers.Apps(v.Context(), v.id.User.Name)
	if err != nil {
		return nil, err
	}
	out := make([]AppChoice, len(apps))
	selected := 0
	for i, a := range apps {
		out[i] = AppChoice{Name: a.Name, Title: a.Title, Icon: a.Icon}
		if a.Name == last {
			selected = i
		}
	}
	if len(out) > 0 {
		out[selected].Selected = true
	}
	return out, nil
}

func (d *Door) homeUsage(v *visit) error {
	s, err := d.servers.Get(v.Context(), v.id.User.Name.Default())
	if err != nil {
		return err
	}
	view, beside := d.ownView(v, s), []ServerView(nil)
	if beside, err = d.beside(v, v.id.User.Name); err != nil {
		return err
	}
	view.Others = others(beside)
	return sendJSON(v, view.Live())
}

func sendJSON(v *visit, value any) error {
	v.w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(v.w).Encode(value)
}

// pendingURL is where one waits for a start.
func pendingURL(key commonhall.ServerKey, next string) string {
	to := "/hub/spawn-pending/" + commonhall.PathEscape(string(key.User))
	if key.Name != "" {
		to += "/" + string(key.Name)
	}
	if next != "" {
		to += "?" + url.Values{"next": {next}}.Encode()
	}
	return to
}

func (d *Door) spawn(v *visit) error {
	key := v.key()
	next := safeNext(v.PostFormValue("next"))
	err := d.servers.StartAs(v.Context(), key, server.Wish{Patient: true, Again: true, App: commonhall.AppName(v.PostFormValue("app")), Manner: server.Manner(v.PostFormValue("manner")), Options: v.answers()})
	if err != nil && commonhall.KindOf(err) != commonhall.AlreadyExists {
		return d.askAgain(v, key, err)
	}
	return seeOther(v, pendingURL(key, next))
}

func (d *Door) stop(v *visit) error {
	if err := d.servers.Stop(v.Context(), v.key(), string(v.id.User.Name)); err != nil {
		return err
	}
	return seeOther(v, "/hub/home?done=stopped")
}

// open returns where a server's app is opened.
func (d *Door) open(s commonhall.Server) string {
	return s.Key().Prefix() + d.servers.App(s.App).OpenPath
}

func (d *Door) spawnPending(v *visit) error {
	s, err := d.servers.Get(v.Context(), v.key())
	if err != nil {
		return err
	}
	next := safeNext(v.URL.Query().Get("next"))
	if next == "" {
		next = d.open(s)
	}
	switch s.State {
	case commonhall.Ready:
		return seeOther(v, next)
	case commonhall.Stopped:
		return d.notRunning(v, s, next)
	case commonhall.Stopping:
		return d.render(v, http.StatusOK, PageStopPending, StopPendingView{Frame: d.frame(v, "Stopping"), Server: d.serverView(s)})
	}
	return d.render(v, http.StatusOK, PageSpawnPending, SpawnPendingView{Frame: d.frame(v, "Starting"), Server: d.serverView(s), Next: next, App: s.App, Trouble: d.trouble(v, s)})
}

// userPage answers /hub/user/NAME/…, where the edge sends whoever asked for a
// server that it could not pass on.
func (d *Door) userPage(v *visit) error {
	s, err := d.below(v, v.id.User.Name)
	if err != nil {
		return err
	}
	target := strings.TrimPrefix(v.URL.RequestURI(), "/hub")
	if safeNext(target) == "" {
		target = s.Key().Prefix()
	}
	switch s.State {
	case commonhall.Ready:
		return d.afterLoop(v, target)
	case commonhall.Stopping:
		return d.render(v, http.StatusOK, PageStopPending, StopPendingView{Frame: d.frame(v, "Stopping"), Server: d.serverView(s)})
	case commonhall.Spawning, commonhall.Failed:
		return seeOther(v, pendingURL(s.Key(), target))
	}
	return d.notRunning(v, s, target)
}

// afterLoop sends the browser to a server that is ready, but not for ever: where
// edge and hub do not agree, JupyterHub's counter ends the circle.
func (d *Door) afterLoop(v *visit, target string) error {
	u, err := url.Parse(target)
	if err != nil {
		return err
	}
	q := u.Query()
	switch n := q.Get("redirects"); n {
	case "":
		q.Set("redirects", "1")
	case "1", "2", "3":
		q.Set("redirects", string(n[0]+1))
	default:
		return commonhall.Errorf(commonhall.Unavailable, "Your server says that it is ready, but cannot be reached.").
			WithHint("Stop it on your home page and start it again. If it stays so, tell your administrator.")
	}
	u.RawQuery = q.Encode()
	return seeOther(v, u.String())
}

func (d *Door) notRunning(v *visit, s commonhall.Server, next string) error {
	view := NotRunningView{Frame: d.frame(v, "Not running"), Server: d.serverView(s), Next: next, News: d.news(v, s)}
	if s.App != "" {
		view.App, view.Starts = s.App, d.servers.App(s.App).Title
	}
	var err error
	if view.Options, err = d.options(v, s, "", v.URL.Query()); err != nil {
		return err
	}
	if view.Options != nil && view.Options.picks {
		view.App, view.Starts = "", ""
	}
	return d.render(v, http.StatusFailedDependency, PageNotRunning, view)
}

// userRedirect turns a link for anybody into one for whoever clicks it.
func (d *Door) userRedirect(v *visit) error {
	target := strings.TrimSuffix(v.id.User.Name.Default().Prefix(), "/") + strings.TrimPrefix(v.URL.RequestURI(), "/hub/user-redirect")
	if safeNext(target) == "" {
		target = v.id.User.Name.Default().Prefix()
	}
	return seeOther(v, target)
}

// Prefix is where the server is reached.
func (s ServerView) Prefix() string { return s.Name.Server(s.Server).Prefix() }
