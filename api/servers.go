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

// serverModel is JupyterHub's model of a server, with our own limits, use and end.
func (a *API) serverModel(id *auth.Identity, s commonhall.Server) map[string]any {
	prefix := s.User.Prefix()
	m := map[string]any{"name": "", "full_name": string(s.User) + "/", "last_activity": stamp(s.LastActivity),
		"started": nil, "pending": pending(s), "ready": s.State == commonhall.Ready, "stopped": !s.State.Active(), "url": prefix,
		"user_options": map[string]any{"app": s.App}, "progress_url": "/hub/api/users/" + commonhall.PathEscape(string(s.User)) + "/server/progress",
		"full_url": nil, "full_progress_url": nil, "app": s.App, "limits": server.LimitValues(s.Limits), "limit_origins": originModels(s.Origins), "oom_kills": s.OOMKills, "pids_reached": s.PIDsReached, "end": s.End}
	if s.State.Active() {
		m["started"] = stamp(s.Started)
		u, cores := a.servers.Usage(s.User)
		maps.Copy(m, soonModel(a.servers.StopsSoon(s.User)))
		m["usage"] = map[string]any{"memory": u.Memory, "cpu": cores, "pids": u.PIDs, "oom": u.OOM}
	}
	if s.End != nil {
		m["end_reason"] = failure(s)
	}
	if id.Scopes.Covers("admin:server_state", s.User) {
		m["state"] = map[string]any{"id": s.ID}
	}
	return m
}

func (a *API) getServer(r *request) error {
	name := r.name()
	if err := r.need(name, "read:servers"); err != nil {
		return err
	}
	if _, err := a.people.User(r.Context(), name); err != nil {
		return err
	}
	s, err := a.servers.Get(r.Context(), name)
	if err != nil {
		return err
	}
	return r.json(http.StatusOK, a.serverModel(r.id, s))
}

// slowSpawn is how long a start is waited for before the answer is 202.
const slowSpawn = 10 * time.Second

func (a *API) startServer(r *request) error {
	name := r.name()
	if err := r.need(name, "start:servers"); err != nil {
		return err
	}
	// JupyterHub 5 takes any object as user_options, 6 takes them under that key.
	var body struct {
		App         commonhall.AppName `json:"app"`
		Manner      server.Manner      `json:"manner"`
		UserOptions struct {
			App    commonhall.AppName `json:"app"`
			Manner server.Manner      `json:"manner"`
		} `json:"user_options"`
	}
	if err := r.body(&body, false); err != nil {
		return err
	}
	app, manner := cmp.Or(body.App, body.UserOptions.App), cmp.Or(body.Manner, body.UserOptions.Manner)
	s, err := a.servers.Get(r.Context(), name)
	if err != nil {
		return err
	}
	switch s.State {
	case commonhall.Spawning:
		return r.status(http.StatusAccepted)
	case commonhall.Ready:
		return commonhall.Errorf(commonhall.InvalidArgument, "%s is already running", string(name))
	case commonhall.Stopping:
		return commonhall.Errorf(commonhall.InvalidArgument, "%s is pending stop", string(name))
	}
	if err := a.servers.StartAs(r.Context(), name, app, manner); err != nil {
		if commonhall.KindOf(err) == commonhall.AlreadyExists {
			return r.status(http.StatusAccepted) // somebody else was first, a moment ago
		}
		return err
	}
	return a.awaitStart(r, name)
}

// noNamedServer refuses what would be done to a second server of a person's, as
// JupyterHub does where they are not enabled.
func (a *API) noNamedServer(scope string) handler {
	return func(r *request) error {
		name := r.name()
		if err := r.need(name, scope); err != nil {
			return err
		}
		if _, err := a.people.User(r.Context(), name); err != nil {
			return err
		}
		return commonhall.Errorf(commonhall.InvalidArgument, "Named servers are not enabled.").
			WithHint("Everybody has one server here; leave the name out.")
	}
}

// awaitStart answers 201 when the server is ready, 202 when that takes longer.
func (a *API) awaitStart(r *request, name commonhall.UserName) error {
	patience := time.NewTimer(slowSpawn)
	defer patience.Stop()
	for {
		s, changed, err := a.servers.Watch(r.Context(), name)
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
	name := r.name()
	if err := r.need(name, "delete:servers"); err != nil {
		return err
	}
	var body struct {
		Remove bool `json:"remove"`
	}
	if err := r.body(&body, false); err != nil {
		return err
	}
	if body.Remove {
		return commonhall.Errorf(commonhall.InvalidArgument, "Cannot delete the default server of a user")
	}
	ctx, cancel := context.WithTimeout(r.Context(), slowStop)
	defer cancel()
	err := a.servers.Stop(ctx, name, r.id.Subject().String())
	if ctx.Err() != nil && r.Context().Err() == nil {
		if s, getErr := a.servers.Get(r.Context(), name); getErr == nil && s.State == commonhall.Stopping {
			r.w.Header().Set("Content-Type", "text/plain")
			return r.status(http.StatusAccepted)
		}
		if errors.Is(err, context.DeadlineExceeded) { // its turn has not come
			return commonhall.Errorf(commonhall.Unavailable, "The server could not be stopped yet.").WithHint("Try again in a moment.").Because(err)
		}
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
	name := r.name()
	if err := r.need(name, "read:servers"); err != nil {
		return err
	}
	s, changed, err := a.servers.Watch(r.Context(), name)
	if err != nil {
		return err
	}
	if s.State != commonhall.Spawning && s.State != commonhall.Ready && s.State != commonhall.Failed {
		return commonhall.Errorf(commonhall.InvalidArgument, "%s is not starting...", string(name))
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
		if s, changed, err = a.servers.Watch(r.Context(), name); err != nil {
			return nil
		}
	}
}

// sendProgress writes one event and reports whether it is the last.
func sendProgress(w http.ResponseWriter, s commonhall.Server) (last bool, err error) {
	event := map[string]any{"progress": s.Progress, "message": s.Message}
	switch s.State {
	case commonhall.Ready:
		url := s.User.Prefix()
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
