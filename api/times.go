package api

import (
	"net/http"
	"slices"

	"commonhall"
	"commonhall/server"
)

// When servers of a group are stopped by themselves, as who teaches it decides.

// mayTime refuses unless the caller holds the scope for the group in the path, or over
// themselves and teaches it.
func (a *API) mayTime(r *request) error {
	err := r.needGroup("limits")
	if err == nil {
		return nil
	}
	name := r.id.User.Name
	if name == "" || r.id.Service != nil || !r.id.Scopes.Covers("limits", name) {
		return err
	}
	g, err2 := a.people.Group(r.Context(), r.group())
	if err2 != nil && commonhall.KindOf(err2) != commonhall.NotFound {
		return err2
	}
	if err2 == nil && slices.Contains(g.Teachers, name) {
		return nil
	}
	return err
}

// times shows them: what counts, what the teachers decided, and the most that they may.
func (a *API) times(r *request) error {
	if err := a.mayTime(r); err != nil {
		return err
	}
	return a.sendTimes(r)
}

func (a *API) sendTimes(r *request) error {
	list, err := a.servers.TaughtTimes(r.Context(), r.group())
	if err != nil {
		return err
	}
	out := make([]map[string]any, len(list))
	for i, t := range list {
		out[i] = map[string]any{"limit": t.Limit, "value": server.LimitValue(t.Limit, t.Holds()), "words": server.LimitWords(t.Limit, t.Holds()),
			"teachers": nil, "most": server.LimitValue(t.Limit, t.Most)}
		if t.Set > 0 {
			out[i]["teachers"] = server.LimitValue(t.Limit, t.Set)
		}
	}
	return r.json(http.StatusOK, out)
}

// setTimes changes those that the body names; null takes one back.
func (a *API) setTimes(r *request) error {
	if err := a.mayTime(r); err != nil {
		return err
	}
	body := map[commonhall.LimitName]any{}
	if err := r.body(&body, true); err != nil {
		return err
	}
	values := map[commonhall.LimitName]float64{}
	for name, v := range body {
		if !server.IsLive(name) {
			return commonhall.Errorf(commonhall.InvalidArgument, "Unknown key in body of request: %q", string(name)).WithHint(`There are idle_stop and max_age, as in {"idle_stop": "45m"}.`)
		}
		value, err := a.limitValue(name, v)
		if err != nil {
			return err
		}
		values[name] = value
	}
	if len(values) == 0 {
		return commonhall.Errorf(commonhall.InvalidArgument, "Must specify idle_stop or max_age")
	}
	if err := a.servers.SetTaught(r.Context(), r.group(), values, nil); err != nil {
		return err
	}
	return a.sendTimes(r)
}
