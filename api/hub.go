package api

import (
	"context"
	"fmt"
	"net/http"

	"commonhall"
	"commonhall/server"
)

// listRoutes answers what JupyterHub's proxy would have in its table.
func (a *API) listRoutes(r *request) error {
	offset, limit, err := r.numbers()
	if err != nil {
		return err
	}
	routes, total, err := a.proxied(r.Context(), offset, limit)
	if err != nil {
		return err
	}
	return r.page(routes, offset, limit, total)
}

// fixed are the routes that are no person's: the hub's is the first, then services'.
func (a *API) fixed() []map[string]any {
	out := []map[string]any{{"routespec": "/", "target": "http://127.0.0.1:8081", "data": map[string]any{"hub": true, "last_activity": stamp(a.info.Started)}}}
	if a.info.Services == nil {
		return out
	}
	for _, i := range a.info.Services.List() {
		if i.URL != "" {
			out = append(out, map[string]any{"routespec": i.Name.Prefix(), "target": i.URL, "data": map[string]any{"service": i.Name}})
		}
	}
	return out
}

// proxied returns a part of the routes: the hub's, services' and that of each server that
// is ready. The edge has no table, it asks for each connection. So a server's target is
// where it listens in its own network.
func (a *API) proxied(ctx context.Context, offset, limit int) (routes map[string]any, total int, err error) {
	routes = map[string]any{}
	fixed := a.fixed()
	for _, m := range fixed[min(offset, len(fixed)):min(offset+limit, len(fixed))] {
		routes[m["routespec"].(string)] = m
	}
	f := commonhall.UserFilter{States: []commonhall.ServerState{commonhall.Ready}, Order: commonhall.ByName, Offset: max(offset-len(fixed), 0),
		Limit: max(limit-len(routes), 1)} // none would mean all
	list, total, err := a.people.Users(ctx, f)
	if err != nil {
		return nil, 0, err
	}
	for _, u := range list {
		if len(routes) >= limit {
			break
		}
		all, err := a.servers.Servers(ctx, u.Name) // a person's stand on one page
		if err != nil {
			return nil, 0, err
		}
		for _, s := range all {
			if path := s.Key().Prefix(); s.State == commonhall.Ready { // it may have ended meanwhile
				routes[path] = map[string]any{"routespec": path, "target": fmt.Sprintf("http://127.0.0.1:%d", server.Port),
					"data": map[string]any{"user": u.Name, "server_name": s.Name, "last_activity": stamp(s.LastActivity)}}
			}
		}
	}
	return routes, total + len(fixed), nil
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
