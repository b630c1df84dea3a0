package api

import (
	"fmt"
	"net/http"

	"commonhall"
	"commonhall/server"
)

// listRoutes answers what JupyterHub's proxy would have in its table: the hub, and each
// server that is ready. The edge has none, it asks for each connection. So a server's
// target is where it listens in its own network.
func (a *API) listRoutes(r *request) error {
	offset, limit, err := r.numbers()
	if err != nil {
		return err
	}
	routes := map[string]any{}
	f := commonhall.UserFilter{States: []commonhall.ServerState{commonhall.Ready}, Order: commonhall.ByName, Offset: max(offset-1, 0), Limit: limit}
	if offset == 0 { // the hub's is the first
		routes["/"] = map[string]any{"routespec": "/", "target": "http://127.0.0.1:8081", "data": map[string]any{"hub": true, "last_activity": stamp(a.info.Started)}}
		f.Limit--
	}
	f.Limit = max(f.Limit, 1) // none would mean all
	list, total, err := a.people.Users(r.Context(), f)
	if err != nil {
		return err
	}
	for _, u := range list {
		if len(routes) == limit {
			break
		}
		s, err := a.servers.Get(r.Context(), u.Name)
		if err != nil {
			return err
		}
		if path := u.Name.Prefix(); s.State == commonhall.Ready { // it may have ended meanwhile
			routes[path] = map[string]any{"routespec": path, "target": fmt.Sprintf("http://127.0.0.1:%d", server.Port),
				"data": map[string]any{"user": u.Name, "server_name": "", "last_activity": stamp(s.LastActivity)}}
		}
	}
	return r.page(routes, offset, limit, total+1)
}

// checkRoutes has nothing to do: no table of routes can be out of date.
func (a *API) checkRoutes(r *request) error { return r.status(http.StatusOK) }

// metrics is what Prometheus reads.
func (a *API) metrics(r *request) error {
	if err := r.needAll("read:metrics"); err != nil {
		return err
	}
	r.w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	if a.info.Metrics == nil {
		return nil
	}
	_, err := a.info.Metrics.WriteTo(r.w)
	return err
}
