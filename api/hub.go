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
	if err := r.needAll("proxy"); err != nil {
		return err
	}
	offset, limit, err := r.numbers()
	if err != nil {
		return err
	}
	all, err := a.proxied(r.Context())
	if err != nil {
		return err
	}
	routes := map[string]any{}
	for _, m := range all[min(offset, len(all)):min(offset+limit, len(all))] {
		routes[m["routespec"].(string)] = m
	}
	return r.page(routes, offset, limit, len(all))
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

// proxied returns the routes in their order: the hub's, services' and that of each server
// that is ready. The edge has no table, it asks for each connection. So a server's target
// is where it listens in its own network.
func (a *API) proxied(ctx context.Context) ([]map[string]any, error) {
	routes := a.fixed()
	list, _, err := a.people.Users(ctx, commonhall.UserFilter{States: []commonhall.ServerState{commonhall.Ready}, Order: commonhall.ByName})
	if err != nil {
		return nil, err
	}
	for _, u := range list {
		all, err := a.servers.Servers(ctx, u.Name)
		if err != nil {
			return nil, err
		}
		for _, s := range all {
			if s.State == commonhall.Ready { // it may have ended meanwhile
				routes = append(routes, map[string]any{"routespec": s.Key().Prefix(), "target": fmt.Sprintf("http://127.0.0.1:%d", server.Port),
					"data": map[string]any{"user": u.Name, "server_name": s.Name, "last_activity": stamp(s.LastActivity)}})
			}
		}
	}
	return routes, nil
}

// checkRoutes has nothing to do: no table of routes can be out of date.
func (a *API) checkRoutes(r *request) error {
	if err := r.needAll("proxy"); err != nil {
		return err
	}
	return r.status(http.StatusOK)
}

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
