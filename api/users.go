package api

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"commonhall"
	"commonhall/auth"
)

// stamp writes a time as JupyterHub does; null for never.
func stamp(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	y, month, d := t.Date()
	if y < 0 || y > 9999 {
		return t.Format(stampForm)
	}
	h, min, s := t.Clock()
	b := make([]byte, 0, len(stampForm))
	b = append(digits(b, y, 4), '-')
	b = append(digits(b, int(month), 2), '-')
	b = append(digits(b, d, 2), 'T')
	b = append(digits(b, h, 2), ':')
	b = append(digits(b, min, 2), ':')
	b = append(digits(b, s, 2), '.')
	return string(append(digits(b, t.Nanosecond()/1000, 6), 'Z'))
}

const stampForm = "2006-01-02T15:04:05.000000Z"

// digits appends the last n digits of a number. A list has hundreds of times, and to
// understand a layout for each takes five times as long.
func digits(b []byte, v, n int) []byte {
	b = append(b, "000000"[:n]...)
	for i := len(b) - 1; n > 0; i, n = i-1, n-1 {
		b[i] = byte('0' + v%10)
		v /= 10
	}
	return b
}

func (a *API) version(r *request) error {
	r.w.Header().Set("Access-Control-Allow-Origin", "*")
	return r.json(http.StatusOK, map[string]string{"version": HubVersion})
}

func (a *API) health(r *request) error { return r.status(http.StatusOK) }

func (a *API) hubInfo(r *request) error {
	return r.json(http.StatusOK, map[string]any{"version": HubVersion, "python": "", "sys_executable": "",
		"commonhall":    a.info.Version,
		"spawner":       map[string]string{"class": "commonhall/spawner/" + a.info.Spawner, "version": a.info.Version},
		"authenticator": map[string]string{"class": "commonhall/auth", "version": a.info.Version}})
}

func (a *API) whoami(r *request) error {
	if r.id.Operator {
		return r.json(http.StatusOK, map[string]any{"kind": "service", "name": "operator", "admin": true, "roles": []string{"admin"},
			"scopes": r.id.Scopes.List(), "session_id": nil, "token_id": nil})
	}
	if r.id.Service != nil {
		m, err := a.principalModel(r)
		if err != nil {
			return err
		}
		m["scopes"], m["session_id"], m["token_id"] = r.id.Scopes.List(), nil, tokenID(r.id.Token.ID)
		return r.json(http.StatusOK, m)
	}
	m, err := a.selfModel(r, r.id)
	if err != nil {
		return err
	}
	m.set("scopes", r.id.Scopes.List())
	m.set("session_id", nil)
	m.set("token_id", nil)
	if r.id.Session != nil {
		m.set("session_id", r.id.Session.ID)
	}
	if t := r.id.Token; t != nil {
		m.set("token_id", tokenID(t.ID))
		if t.Session != "" {
			m.set("session_id", t.Session)
		}
	}
	return r.json(http.StatusOK, m)
}

// selfModel is what the holder of a credential may know of whose it is, whatever else it
// is for: who they are, and what it covers.
func (a *API) selfModel(r *request, id *auth.Identity) (user, error) {
	m, err := a.userModel(r.Context(), id, id.User, false)
	if err != nil {
		return nil, err
	}
	m.set("admin", id.User.Admin)
	if !m.has("groups") {
		groups, err := a.people.Memberships(r.Context(), id.User.Name)
		if err != nil {
			return nil, err
		}
		m.set("groups", groupNames(groups[id.User.Name]))
	}
	return m, nil
}

func (a *API) listUsers(r *request) error {
	f, err := userFilter(r)
	if err != nil {
		return err
	}
	var list []commonhall.User
	total := 0
	few, all := r.id.Scopes.People("list:users")
	if all || len(few) <= maxAmong {
		if f.Among = few; !all && few == nil {
			f.Among = []commonhall.UserName{}
		}
		list, total, err = a.people.Users(r.Context(), f)
	} else {
		list, total, err = a.someUsers(r, f)
	}
	if err != nil {
		return err
	}
	items, err := a.userModels(r.Context(), r.id, list, r.withStopped())
	if err != nil {
		return err
	}
	return r.page(items, f.Offset, f.Limit, total)
}

// maxAmong is how many people one question to the records names.
const maxAmong = 2000

// someUsers lists people for a caller who may list more than maxAmong, and not all.
func (a *API) someUsers(r *request, f commonhall.UserFilter) ([]commonhall.User, int, error) {
	offset, limit := f.Offset, f.Limit
	f.Offset, f.Limit = 0, 0
	all, _, err := a.people.Users(r.Context(), f)
	if err != nil {
		return nil, 0, err
	}
	some := slices.DeleteFunc(all, func(u commonhall.User) bool { return !r.id.Scopes.Covers("list:users", u.Name) })
	from := min(offset, len(some))
	return some[from:min(from+limit, len(some))], len(some), nil
}

func userFilter(r *request) (commonhall.UserFilter, error) {
	q := r.URL.Query()
	f := commonhall.UserFilter{Contains: q.Get("name_filter"), Order: commonhall.ByID}
	var err error
	if f.Offset, f.Limit, err = r.numbers(); err != nil {
		return f, err
	}
	switch state := q.Get("state"); state {
	case "":
	case "active":
		f.States = []commonhall.ServerState{commonhall.Spawning, commonhall.Ready, commonhall.Stopping}
	case "ready":
		f.States = []commonhall.ServerState{commonhall.Ready}
	case "inactive":
		f.States = []commonhall.ServerState{commonhall.Stopped, commonhall.Failed}
	default:
		return f, notAllowed("state", state)
	}
	sort := q.Get("sort")
	key, desc := strings.CutPrefix(sort, "-")
	f.Descending = desc
	switch key {
	case "", "id":
	case "name":
		f.Order = commonhall.ByName
	case "last_activity":
		f.Order = commonhall.ByActivity
	default:
		return f, notAllowed("sort", sort)
	}
	return f, nil
}

// userBody is what JupyterHub takes for people; where somebody is made, all but admin
// is taken and ignored.
type userBody struct {
	Admin     bool            `json:"admin"`
	Name      string          `json:"name"`
	Groups    []string        `json:"groups"`
	Roles     []string        `json:"roles"`
	AuthState json.RawMessage `json:"auth_state"`
}

func (a *API) addUsers(r *request) error {
	if err := r.needAll("admin:users"); err != nil {
		return err // for one person is not for others
	}
	var body struct {
		Usernames []string `json:"usernames"`
		userBody
	}
	if err := r.body(&body, true); err != nil {
		return err
	}
	if err := r.mayMake(a, body.Admin, body.Usernames...); err != nil {
		return err
	}
	if len(body.Usernames) == 0 {
		return commonhall.Errorf(commonhall.InvalidArgument, "Must specify at least one user to create")
	}
	added, err := a.people.AddUsers(r.Context(), body.Usernames, body.Admin)
	if err != nil {
		return err
	}
	switch n := len(body.Usernames); {
	case len(added) == 0 && n == 1:
		return exists(body.Usernames[0])
	case len(added) == 0:
		return commonhall.Errorf(commonhall.AlreadyExists, "All %d users already exist.", n).WithHint(forgotten)
	}
	out, err := a.userModels(r.Context(), r.id, added, false)
	if err != nil {
		return err
	}
	return r.json(http.StatusCreated, out)
}

// forgotten is why most often somebody is added who is on the list.
const forgotten = "Nothing was changed. Where a password is forgotten, reset it."

func exists(name string) error {
	return commonhall.Errorf(commonhall.AlreadyExists, "User %s already exists.", name).WithHint(forgotten)
}

func (a *API) addUser(r *request) error {
	var body userBody
	if err := r.need(r.name(), "admin:users"); err != nil {
		return err
	}
	if err := r.body(&body, true); err != nil {
		return err
	}
	if err := r.mayMake(a, body.Admin, r.PathValue("name")); err != nil {
		return err
	}
	added, err := a.people.AddUsers(r.Context(), []string{r.PathValue("name")}, body.Admin)
	if err != nil {
		return err
	}
	if len(added) == 0 {
		return exists(string(r.name()))
	}
	m, err := a.userModel(r.Context(), r.id, added[0], false)
	if err != nil {
		return err
	}
	return r.json(http.StatusCreated, m)
}

func (a *API) getUser(r *request) error {
	name := r.name()
	if err := r.need(name, strings.Fields(readUser)...); err != nil {
		return err
	}
	return a.sendUser(r, name)
}

func (a *API) sendUser(r *request, name commonhall.UserName) error {
	u, err := a.people.User(r.Context(), name)
	if err != nil {
		return err
	}
	m, err := a.userModel(r.Context(), r.id, u, r.withStopped())
	if err != nil {
		return err
	}
	return r.json(http.StatusOK, m)
}

func (a *API) changeUser(r *request) error {
	var body struct {
		Name      *string `json:"name"`
		Admin     *bool   `json:"admin"`
		AuthState any     `json:"auth_state"`
	}
	name := r.name()
	if err := r.need(name, "admin:users"); err != nil {
		return err
	}
	if err := r.body(&body, true); err != nil {
		return err
	}
	if body.AuthState != nil {
		return commonhall.Errorf(commonhall.InvalidArgument, "This hub keeps no auth_state.")
	}
	if err := a.people.Over(r.Context(), r.id, name); err != nil {
		return err
	}
	if body.Name != nil {
		if err := r.mayMake(a, false, *body.Name); err != nil {
			return err
		}
	}
	if body.Admin != nil {
		if err := r.mayMake(a, true); err != nil {
			return err
		}
		if err := a.people.SetAdmin(r.Context(), name, *body.Admin); err != nil {
			return err
		}
	}
	if body.Name != nil {
		var err error
		if name, err = a.rename(r, name, *body.Name); err != nil {
			return err
		}
	}
	return a.sendUser(r, name)
}

// rename gives a person another name; their server's path has the name in it.
func (a *API) rename(r *request, name commonhall.UserName, to string) (commonhall.UserName, error) {
	next := name
	err := a.servers.Rename(r.Context(), name, func() (commonhall.UserName, error) {
		var err error
		next, err = a.people.Rename(context.WithoutCancel(r.Context()), name, to)
		return next, err
	})
	if commonhall.KindOf(err) == commonhall.AlreadyExists {
		return name, commonhall.Errorf(commonhall.InvalidArgument, "User %s already exists, username must be unique", to)
	}
	if err != nil {
		return name, err // next may be in use still, where nobody waited for the answer
	}
	return next, nil
}

func (a *API) removeUser(r *request) error {
	name := r.name()
	if err := r.need(name, "delete:users"); err != nil {
		return err
	}
	if name == r.id.User.Name {
		return commonhall.Errorf(commonhall.InvalidArgument, "Cannot delete yourself!")
	}
	if err := a.people.Over(r.Context(), r.id, name); err != nil {
		return err
	}
	if err := a.people.Remove(r.Context(), name); err != nil {
		return err
	}
	a.servers.Drop(name)
	return r.status(http.StatusNoContent)
}

// activity takes what a server reports about its person; times only move forward.
func (a *API) activity(r *request) error {
	name := r.name()
	if err := r.need(name, "users:activity"); err != nil {
		return err
	}
	var body struct {
		Servers map[string]struct {
			LastActivity string `json:"last_activity"`
		} `json:"servers"`
		LastActivity string `json:"last_activity"`
	}
	if _, err := a.people.User(r.Context(), name); err != nil {
		return err
	}
	if err := r.body(&body, false); err != nil {
		return err
	}
	last, err := reported(body.LastActivity)
	if err != nil {
		return err
	}
	used := map[commonhall.ServerKey]time.Time{}
	for server, v := range body.Servers {
		key := name.Server(commonhall.ServerName(server))
		if _, err := a.servers.Get(r.Context(), key); err != nil {
			return commonhall.Errorf(commonhall.InvalidArgument, "No such server %q for user %s", server, string(name)).Because(err)
		}
		at, err := reported(v.LastActivity)
		if err != nil {
			return err
		}
		if !at.IsZero() {
			used[key] = at
		}
	}
	if last.IsZero() && len(used) == 0 {
		return commonhall.Errorf(commonhall.InvalidArgument, "last_activity or servers must be given")
	}
	if !last.IsZero() {
		a.servers.Active(name, last)
	}
	for key, at := range used {
		a.servers.Used(key, at)
	}
	return r.status(http.StatusOK)
}

// reported reads a time that a program reports, zero for none. It may lie a little
// ahead, because clocks do.
func reported(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := parseTime(text)
	if err != nil || t.After(time.Now().Add(59*time.Minute)) {
		return t, commonhall.Errorf(commonhall.InvalidArgument, "%q is no time, or one in the future", text)
	}
	return t.UTC(), nil
}

// parseTime reads ISO 8601; without a zone it is UTC, as Python's naive times are.
func parseTime(s string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, nil
	}
	return time.Parse("2006-01-02T15:04:05", s)
}
