package api

import (
	"net/http"
	"strconv"
	"time"

	"commonhall"
)

// What JupyterHub has no words for.

func (a *API) suspend(r *request) error {
	name := r.name()
	if err := r.need(name, "admin:users"); err != nil {
		return err
	}
	if name == r.id.User.Name {
		return commonhall.Errorf(commonhall.InvalidArgument, "You cannot suspend yourself.")
	}
	if err := a.people.Over(r.Context(), r.id, name); err != nil {
		return err
	}
	if err := a.people.Suspend(r.Context(), name); err != nil {
		return err
	}
	return r.status(http.StatusNoContent)
}

func (a *API) resume(r *request) error {
	name := r.name()
	if err := r.need(name, "admin:users"); err != nil {
		return err
	}
	if err := a.people.Over(r.Context(), r.id, name); err != nil {
		return err // whoever shut them out may have known why
	}
	if err := a.people.Resume(r.Context(), name); err != nil {
		return err
	}
	return r.status(http.StatusNoContent)
}

// password sets a person's password, or with null puts them back to first use.
func (a *API) password(r *request) error {
	name := r.name()
	if err := r.need(name, "admin:users"); err != nil {
		return err
	}
	var body struct {
		Password *string `json:"password"`
	}
	if err := r.body(&body, true); err != nil {
		return err
	}
	err := a.people.Over(r.Context(), r.id, name)
	if err != nil {
		return err
	}
	if body.Password == nil {
		err = a.people.ResetPassword(r.Context(), name)
	} else {
		err = a.people.SetPassword(r.Context(), name, *body.Password)
	}
	if err != nil {
		return err
	}
	return r.status(http.StatusNoContent)
}

// invite makes a one-time link with which a person chooses a password.
func (a *API) invite(r *request) error {
	name := r.name()
	if err := r.need(name, "admin:users"); err != nil {
		return err
	}
	if err := a.people.Over(r.Context(), r.id, name); err != nil {
		return err
	}
	code, expires, err := a.people.Invite(r.Context(), name, r.id)
	if err != nil {
		return err
	}
	return r.json(http.StatusCreated, map[string]any{"user": name, "path": "/hub/invite/" + code, "expires_at": stamp(expires)})
}

func (a *API) listApps(r *request) error {
	apps, err := a.servers.Apps(r.Context(), r.id.User.Name)
	if err != nil {
		return err
	}
	out := make([]map[string]any, len(apps))
	for i, app := range apps {
		out[i] = map[string]any{"name": app.Name, "title": app.Title, "default": i == 0}
	}
	return r.json(http.StatusOK, out)
}

func (a *API) events(r *request) error {
	q := r.URL.Query()
	f := commonhall.EventFilter{User: commonhall.UserName(q.Get("user")), Prefix: q.Get("kind"), Limit: maxPage}
	if !r.id.Scopes.HasAll("admin:users") {
		if err := r.need(f.User, "admin:users"); err != nil {
			return err
		}
	}
	if v := q.Get("before"); v != "" {
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil || n < 0 {
			return commonhall.Errorf(commonhall.InvalidArgument, "before must be the number of an event")
		}
		f.Before = n
	}
	list, err := a.timeline.Events(r.Context(), f)
	if err != nil {
		return err
	}
	out := make([]map[string]any, len(list))
	for i, e := range list {
		out[i] = map[string]any{"id": e.ID, "at": stamp(e.At), "name": e.Name, "by": e.By, "user": e.User, "server": e.Server, "server_name": e.Named,
			"request_id": e.Request, "text": e.Text}
	}
	return r.json(http.StatusOK, out)
}

func (a *API) hubStatus(r *request) error {
	_, total, err := a.people.Users(r.Context(), commonhall.UserFilter{Limit: 1})
	if err != nil {
		return err
	}
	roles := map[string]any{}
	if a.info.PIDs != nil {
		for role, pid := range a.info.PIDs() {
			roles[role] = map[string]int{"pid": pid}
		}
	}
	first := "invited"
	if a.info.FirstUse {
		first = "open"
	}
	running, used := a.servers.UsedSince(time.Now().Add(-10 * time.Minute))
	out := map[string]any{"version": a.info.Version, "uptime": int(time.Since(a.info.Started).Seconds()), "started": stamp(a.info.Started),
		"people": total, "running": running, "used": used, "first_use": first}
	for role, v := range roles {
		out[role] = v
	}
	return r.json(http.StatusOK, out)
}

// listCertificates says how things stand with the certificates of the edge.
func (a *API) listCertificates(r *request) error {
	out := []map[string]any{}
	if a.info.Certificates != nil {
		for _, c := range a.info.Certificates() {
			out = append(out, map[string]any{"name": c.Name, "issuer": c.Issuer, "from": stamp(c.From), "until": stamp(c.Until), "next": stamp(c.Next),
				"error": c.Error, "hint": c.Hint, "error_at": stamp(c.ErrorAt), "ending": c.Ending})
		}
	}
	return r.json(http.StatusOK, out)
}

// renewCertificate has the edge order a new certificate at once.
func (a *API) renewCertificate(r *request) error {
	if err := r.needAll("proxy"); err != nil {
		return err
	}
	if a.info.Renew == nil || !a.info.Renew(r.PathValue("host")) {
		return commonhall.Errorf(commonhall.NotFound, "There is no certificate for that name.").WithHint("Those that there are: commonhall certificate list")
	}
	return r.status(http.StatusAccepted)
}
