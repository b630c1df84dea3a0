package api

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"maps"
	"net/http"
	"strings"
	"time"

	"commonhall"
	"commonhall/auth"
	"commonhall/server"
)

func pending(s commonhall.Server) any {
	switch s.State {
	case commonhall.Spawning:
		return "spawn"
	case commonhall.Stopping:
		return "stop"
	}
	return nil
}

// serverRoutes are JupyterHub's for servers. A person's default server has two paths.
func (a *API) serverRoutes() (out []route) {
	out = []route{{"POST", "/users/{name}/servers/{$}", "start:servers", a.startServer}, {"DELETE", "/users/{name}/servers/{$}", "delete:servers", a.stopServer}}
	for _, path := range []string{"/users/{name}/server", "/users/{name}/servers/{server}"} {
		out = append(out, route{"GET", path, "read:servers", a.getServer}, route{"POST", path, "start:servers", a.startServer},
			route{"PUT", path, "start:servers", a.makeServer}, route{"PATCH", path, "start:servers", a.changeServer},
			route{"DELETE", path, "delete:servers", a.stopServer}, route{"GET", path + "/progress", "read:servers", a.progress})
	}
	return out
}

// serverModel is JupyterHub's model of a server, with our own limits, use and end.
func (a *API) serverModel(id *auth.Identity, s commonhall.Server) map[string]any {
	key, progress := s.Key(), "/hub/api/users/"+commonhall.PathEscape(string(s.User))+"/server"
	if s.Name != "" {
		progress += "s/" + string(s.Name)
	}
	m := map[string]any{"name": s.Name, "full_name": key.FullName(), "display_name": s.Display, "last_activity": stamp(s.LastActivity),
		"started": nil, "pending": pending(s), "ready": s.State == commonhall.Ready, "stopped": !s.State.Active(), "url": key.Prefix(),
		"user_options": map[string]any{"app": s.App}, "progress_url": progress + "/progress",
		"full_url": nil, "full_progress_url": nil, "app": s.App, "limits": server.LimitValues(s.Limits), "limit_origins": originModels(s.Origins), "oom_kills": s.OOMKills, "pids_reached": s.PIDsReached, "end": nil}
	if s.Options != nil {
		m["user_options"] = s.Options
	}
	if s.State.Active() {
		m["started"] = stamp(s.Started)
		u, cores := a.servers.Usage(s.Key())
		maps.Copy(m, soonModel(a.servers.StopsSoon(s.Key())))
		m["usage"] = map[string]any{"memory": u.Memory, "cpu": cores, "pids": u.PIDs, "oom": u.OOM}
	}
	if s.End != nil {
		end := *s.End
		if !id.Scopes.CoversServer("access:servers", key.User, string(key.Name)) {
			end.Log = "" // what its programs wrote is for who may enter it
		}
		m["end"], m["end_reason"] = end, failure(s)
	}
	if id.Scopes.CoversServer("admin:server_state", key.User, string(key.Name)) {
		m["state"] = map[string]any{"id": s.ID}
	}
	return m
}

// known refuses a person whom there is not, and what the caller may not do to their server.
func (a *API) known(r *request, scope string) error {
	if err := r.needServer(r.key(), scope); err != nil {
		return err
	}
	_, err := a.people.User(r.Context(), r.name())
	return err
}

func (a *API) getServer(r *request) error {
	if err := a.known(r, "read:servers"); err != nil {
		return err
	}
	s, err := a.servers.Get(r.Context(), r.key())
	if err != nil {
		return err
	}
	return r.json(http.StatusOK, a.serverModel(r.id, s))
}

// adminAccess does nothing, as in JupyterHub since 0.8. Old clients of administrators' ask for
// it before they open a server; who may enter is found out there.
func (a *API) adminAccess(r *request) error {
	if err := r.need(r.name(), "servers"); err != nil {
		return err
	}
	if _, err := a.people.User(r.Context(), r.name()); err != nil {
		return err
	}
	return r.status(http.StatusOK)
}

// slowSpawn is how long a start is waited for before the answer is 202.
const slowSpawn = 10 * time.Second

func (a *API) startServer(r *request) error {
	key := r.key()
	if err := a.known(r, "start:servers"); err != nil {
		return err
	}
	wish, err := r.wish()
	if err != nil {
		return err
	}
	s, err := a.servers.Get(r.Context(), key)
	if err != nil && (key.Name == "" || commonhall.KindOf(err) != commonhall.NotFound) {
		return err
	}
	switch s.State {
	case commonhall.Spawning:
		return r.status(http.StatusAccepted)
	case commonhall.Ready:
		return commonhall.Errorf(commonhall.InvalidArgument, "%s is already running", key.String())
	case commonhall.Stopping:
		return commonhall.Errorf(commonhall.InvalidArgument, "%s is pending stop", key.String())
	}
	if err := a.servers.StartAs(r.Context(), key, wish); err != nil {
		if commonhall.KindOf(err) == commonhall.AlreadyExists {
			return r.status(http.StatusAccepted) // somebody else was first, a moment ago
		}
		return err
	}
	return a.awaitStart(r, key)
}

// wish reads what is asked of a start. JupyterHub 5 takes any object as user_options, 6
// takes them under that key, beside display_name.
func (r *request) wish() (w server.Wish, err error) {
	var whole json.RawMessage
	if err := r.body(&whole, false); err != nil {
		return w, err
	}
	var body struct {
		App     commonhall.AppName `json:"app"`
		Manner  server.Manner      `json:"manner"`
		Display *string            `json:"display_name"`
		Options json.RawMessage    `json:"user_options"`
	}
	if err := asObject(whole, &body); err != nil {
		return w, err
	}
	if body.Options == nil && body.Display == nil {
		body.Options = whole
	}
	var asked struct {
		App    commonhall.AppName `json:"app"`
		Manner server.Manner      `json:"manner"`
	}
	if err := asObject(body.Options, &asked); err != nil {
		return w, err
	}
	return server.Wish{App: cmp.Or(body.App, asked.App), Manner: cmp.Or(body.Manner, asked.Manner), Display: body.Display, Options: given(body.Options)}, nil
}

// asObject reads JSON that must be an object; none at all, or null, says nothing.
func asObject(b json.RawMessage, v any) error {
	if len(b) == 0 || string(b) == "null" {
		return nil
	}
	err := json.Unmarshal(b, v)
	var wrong *json.UnmarshalTypeError
	switch {
	case err == nil && b[0] == '{':
		return nil
	case errors.As(err, &wrong) && wrong.Field != "":
		return commonhall.Errorf(commonhall.InvalidArgument, "Invalid JSON in body of request: %s cannot be a %s", wrong.Field, wrong.Value)
	}
	return commonhall.Errorf(commonhall.InvalidArgument, "Invalid JSON in body of request: it must be an object").Because(err)
}

// given are options that say something.
func given(b json.RawMessage) json.RawMessage {
	var some map[string]json.RawMessage
	if json.Unmarshal(b, &some) != nil || len(some) == 0 {
		return nil
	}
	return b
}

// describedBody is what JupyterHub 6 takes about a server that does not run.
type describedBody struct {
	Name    *commonhall.ServerName `json:"name"`
	Display *string                `json:"display_name"`
	Options json.RawMessage        `json:"user_options"`
}

func (r *request) described() (d server.Described, err error) {
	var body describedBody
	if err := r.body(&body, true); err != nil {
		return d, err
	}
	if err := asObject(body.Options, &struct{}{}); err != nil {
		return d, err
	}
	if string(body.Options) == "null" {
		body.Options = nil
	}
	return server.Described{Name: body.Name, Display: body.Display, Options: body.Options}, nil
}

// makeServer makes a named server that does not run yet.
func (a *API) makeServer(r *request) error {
	if err := a.known(r, "start:servers"); err != nil {
		return err
	}
	d, err := r.described()
	if err != nil {
		return err
	}
	if d.Name != nil && *d.Name != r.key().Name {
		return commonhall.Errorf(commonhall.InvalidArgument, "The name in the body is not that in the path.")
	}
	if r.key().Name == "" {
		return commonhall.Errorf(commonhall.AlreadyExists, "Everybody has a default server already.")
	}
	s, err := a.servers.Make(r.Context(), r.key(), d)
	if err != nil {
		return err
	}
	return r.json(http.StatusCreated, a.serverModel(r.id, s))
}

// changeServer changes what a server that does not run is called, and what is asked of its
// next start.
func (a *API) changeServer(r *request) error {
	if err := a.known(r, "start:servers"); err != nil {
		return err
	}
	d, err := r.described()
	if err != nil {
		return err
	}
	if d.Name != nil { // a server of one name is none of another
		if err := r.needServer(r.name().Server(*d.Name), "start:servers"); err != nil {
			return err
		}
	}
	s, err := a.servers.Change(r.Context(), r.key(), d)
	if err != nil {
		return err
	}
	return r.json(http.StatusOK, a.serverModel(r.id, s))
}

// awaitStart answers 201 when the server is ready, 202 when that takes longer.
func (a *API) awaitStart(r *request, key commonhall.ServerKey) error {
	patience := time.NewTimer(slowSpawn)
	defer patience.Stop()
	for {
		s, changed, err := a.servers.Watch(r.Context(), key)
		if err != nil {
			return err
		}
		r.w.Header().Set("Content-Type", "text/plain")
		switch s.State {
		case commonhall.Ready:
			return r.status(http.StatusCreated)
		case commonhall.Failed, commonhall.Stopped:
			return commonhall.Errorf(commonhall.Internal, "%s", failure(s))
		}
		select {
		case <-changed:
		case <-patience.C:
			return r.status(http.StatusAccepted)
		case <-r.Context().Done():
			return r.Context().Err()
		}
	}
}

func failure(s commonhall.Server) string {
	if s.End == nil {
		return "The server did not start."
	}
	return strings.TrimSpace(s.End.Sentence() + " " + s.End.Hint())
}

// slowStop is how long a stop is waited for before the answer is 202; it goes on.
const slowStop = 10 * time.Second

func (a *API) stopServer(r *request) error {
	key := r.key()
	if err := r.needServer(key, "delete:servers"); err != nil {
		return err
	}
	var body struct {
		Remove bool `json:"remove"`
	}
	if err := r.body(&body, false); err != nil {
		return err
	}
	if body.Remove && key.Name == "" {
		return commonhall.Errorf(commonhall.InvalidArgument, "Cannot delete the default server of a user")
	}
	if _, err := a.servers.Get(r.Context(), key); commonhall.KindOf(err) == commonhall.NotFound {
		if allowed, _ := a.servers.Named(); !allowed {
			return commonhall.Errorf(commonhall.InvalidArgument, "Named servers are not enabled.").Because(err)
		}
	}
	ctx, cancel := context.WithTimeout(r.Context(), slowStop)
	defer cancel()
	err := a.servers.Stop(ctx, key, r.id.Subject().String())
	if ctx.Err() != nil && r.Context().Err() == nil {
		if s, getErr := a.servers.Get(r.Context(), key); getErr == nil && s.State == commonhall.Stopping {
			r.w.Header().Set("Content-Type", "text/plain")
			return r.status(http.StatusAccepted)
		}
		if errors.Is(err, context.DeadlineExceeded) { // its turn has not come
			return commonhall.Errorf(commonhall.Unavailable, "The server could not be stopped yet.").WithHint("Try again in a moment.").Because(err)
		}
	}
	if err == nil && body.Remove {
		err = a.servers.Remove(r.Context(), key)
	}
	if err != nil {
		return err
	}
	return r.status(http.StatusNoContent)
}

// keepAlive is how often a progress stream shows that it is alive.
const keepAlive = 8 * time.Second

// progress streams how a start goes, as JupyterHub's server-sent events.
func (a *API) progress(r *request) error {
	key := r.key()
	if err := r.needServer(key, "read:servers"); err != nil {
		return err
	}
	s, changed, err := a.servers.Watch(r.Context(), key)
	if err != nil {
		return err
	}
	if s.State != commonhall.Spawning && s.State != commonhall.Ready && s.State != commonhall.Failed {
		return commonhall.Errorf(commonhall.InvalidArgument, "%s is not starting...", key.String())
	}
	r.w.Header().Set("Content-Type", "text/event-stream")
	r.w.Header().Set("Cache-Control", "no-cache, no-store")
	flush := http.NewResponseController(r.w)
	if r.Method == http.MethodHead {
		return r.status(http.StatusOK)
	}
	alive := time.NewTicker(keepAlive)
	defer alive.Stop()
	sent := -1
	for {
		if s.Progress != sent || s.State != commonhall.Spawning {
			sent = s.Progress
			last, err := sendProgress(r.w, s)
			if last || err != nil || flush.Flush() != nil {
				return nil
			}
		}
		select {
		case <-changed:
		case <-alive.C:
			if _, err := fmt.Fprint(r.w, "\n\n"); err != nil || flush.Flush() != nil {
				return nil
			}
		case <-r.Context().Done():
			return nil
		}
		if s, changed, err = a.servers.Watch(r.Context(), key); err != nil {
			return nil
		}
	}
}

// sendProgress writes one event and reports whether it is the last.
func sendProgress(w http.ResponseWriter, s commonhall.Server) (last bool, err error) {
	event := map[string]any{"progress": s.Progress, "message": s.Message}
	switch s.State {
	case commonhall.Ready:
		url := s.Key().Prefix()
		link := html.EscapeString(url)
		event = map[string]any{"progress": 100, "ready": true, "message": "Server ready at " + url, "url": url,
			"html_message": `Server ready at <a href="` + link + `">` + link + `</a>`}
	case commonhall.Failed:
		event = map[string]any{"progress": 100, "failed": true, "message": "Spawn failed: " + failure(s)}
	case commonhall.Stopped, commonhall.Stopping:
		event = map[string]any{"progress": 100, "failed": true, "message": "Spawn cancelled"}
	}
	b, err := json.Marshal(event)
	if err != nil {
		return true, err
	}
	_, err = fmt.Fprintf(w, "data: %s\n\n", b)
	return s.State != commonhall.Spawning, err
}
