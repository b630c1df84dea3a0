package api

import (
	"cmp"
	"net/http"
	"strings"
	"time"

	"commonhall"
)

// The paths of JupyterHub's proxy (configurable-http-proxy), below /hub/api/chp, for
// scripts that look at its routes. They can only be read: where
// the edge leads somebody it asks the hub for each connection, and whoever could add a route could lead the class to
// a program of their own, on the hub's origin and behind its certificate.

// proxyRoutes are JupyterHub's, then those of its proxy.
func (a *API) proxyRoutes() []route {
	return []route{
		{"GET", "/proxy", "proxy", a.listRoutes},
		{"POST", "/proxy", "proxy", a.checkRoutes},
		{"PATCH", "/proxy", "proxy", a.fixedRoutes},
		{"GET", "/chp/api/routes", "proxy", a.chpRoutes},
		{"GET", "/chp/api/routes/{path...}", "proxy", a.chpRoute},
		{"POST", "/chp/api/routes/{path...}", "proxy", a.fixedRoutes},
		{"DELETE", "/chp/api/routes/{path...}", "proxy", a.fixedRoutes},
	}
}

// fixedRoutes refuses what would change where people are led.
func (a *API) fixedRoutes(r *request) error {
	if err := r.needAll("proxy"); err != nil {
		return err
	}
	return commonhall.Errorf(commonhall.FailedPrecondition, "The edge is this hub's proxy, and its routes are the servers and services that there are.").
		WithHint("Another program is added as a service; see the page about services.")
}

// allRoutes returns every route, as the proxy writes them.
func (a *API) allRoutes(r *request) (map[string]map[string]any, error) {
	if err := r.needAll("proxy"); err != nil {
		return nil, err
	}
	out := map[string]map[string]any{}
	all, err := a.proxied(r.Context())
	if err != nil {
		return nil, err
	}
	for _, from := range all {
		m := map[string]any{"target": from["target"], "jupyterhub": true}
		for k, v := range from["data"].(map[string]any) {
			m[k] = v
		}
		path := strings.TrimSuffix(from["routespec"].(string), "/")
		out[cmp.Or(path, "/")] = m
	}
	return out, nil
}

// chpRoutes lists them, or those of which nothing was heard since a moment.
func (a *API) chpRoutes(r *request) error {
	all, err := a.allRoutes(r)
	if err != nil {
		return err
	}
	if text := r.URL.Query().Get("inactiveSince"); text != "" {
		since, err := time.Parse(time.RFC3339, text)
		if err != nil {
			return notAllowed("inactiveSince", text)
		}
		for path, m := range all {
			if last, _ := m["last_activity"].(string); last == "" || last >= since.UTC().Format(stampForm) {
				delete(all, path)
			}
		}
	}
	return r.json(http.StatusOK, all)
}

func (a *API) chpRoute(r *request) error {
	all, err := a.allRoutes(r)
	if err != nil {
		return err
	}
	m, ok := all["/"+strings.Trim(r.PathValue("path"), "/")]
	if !ok {
		return commonhall.Errorf(commonhall.NotFound, "No such route")
	}
	return r.json(http.StatusOK, m)
}
