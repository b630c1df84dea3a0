package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"commonhall"
	"commonhall/server"
)

// What servers may use: who was given what, and what holds for somebody.

// limitRoutes are for administrators: a teacher decides about the class's software, but
// what one server gets of the machine its neighbours do not have.
func (a *API) limitRoutes() []route {
	return []route{
		{"GET", "/limits", "admin:servers", a.listLimits},
		{"PATCH", "/limits/users/{name}", "admin:servers", a.setLimits(commonhall.ForUser)},
		{"PATCH", "/limits/groups/{group}", "admin:servers", a.setLimits(commonhall.ForGroup)},
		{"GET", "/limits/all", "admin:servers", a.limitsForAll},
		{"PATCH", "/limits/all", "admin:servers", a.setLimits(commonhall.ForAll)},
		{"GET", "/disks", "admin:servers", a.near},
		{"GET", "/users/{name}/limits", "read:servers", a.ownLimits},
		{"GET", "/users/{name}/stops", "read:users:activity", a.stops},
		{"POST", "/users/{name}/server/keep", "servers", a.keepServer},
		{"POST", "/users/{name}/servers/{server}/keep", "servers", a.keepServer},
	}
}

// originModel says by whose decision a limit has its value.
func originModel(o commonhall.Origin) map[string]any {
	m := map[string]any{"origin": o.By, "group": nil, "why": o.Words()}
	if o.Group != "" {
		m["group"] = o.Group
	}
	return m
}

func originModels(all map[commonhall.LimitName]commonhall.Origin) map[commonhall.LimitName]any {
	out := map[commonhall.LimitName]any{}
	for name, o := range all {
		out[name] = originModel(o)
	}
	return out
}

func (a *API) listLimits(r *request) error {
	if err := r.needAll("admin:servers"); err != nil {
		return err
	}
	all, err := a.servers.GivenLimits(r.Context())
	if err != nil {
		return err
	}
	out := make([]map[string]any, len(all))
	for i, l := range all {
		out[i] = map[string]any{"kind": l.Kind, "name": string(l.User) + string(l.Group), "limit": l.Limit, "value": server.LimitValue(l.Limit, l.Value), "words": server.LimitWords(l.Limit, l.Value)}
	}
	return r.json(http.StatusOK, out)
}

// setLimits changes those that it names, for a person or a group, and leaves the others.
func (a *API) setLimits(kind commonhall.ChoiceKind) handler {
	return func(r *request) error {
		var body struct {
			Limits map[commonhall.LimitName]any `json:"limits"`
			Now    bool                         `json:"now"`
			Force  bool                         `json:"force"`
		}
		if err := r.needAll("admin:servers"); err != nil {
			return err
		}
		err := r.body(&body, true)
		if err == nil && len(body.Limits) == 0 {
			err = commonhall.Errorf(commonhall.InvalidArgument, "Must specify limits")
		}
		if said := (*commonhall.Error)(nil); errors.As(err, &said) && said.Kind == commonhall.InvalidArgument {
			return said.WithHint(`What is set stands below the key limits, as in {"limits": {"memory": "2G"}}; beside it there are now and force.`)
		}
		if err != nil {
			return err
		}
		c := server.LimitChange{Kind: kind, Who: r.whom(kind), Values: map[commonhall.LimitName]float64{}, Now: body.Now, Force: body.Force}
		for name, v := range body.Limits {
			value, err := a.limitValue(name, v)
			if err != nil {
				return err
			}
			c.Values[name] = value
		}
		out, err := a.servers.SetLimits(r.Context(), c)
		if err != nil {
			return err
		}
		left := map[commonhall.UserName]string{}
		for name, err := range out.Left {
			e := commonhall.ForPerson(err)
			left[name] = e.Msg + " " + e.Hint
		}
		waiting := map[commonhall.LimitName]any{}
		for name, who := range out.Waiting {
			waiting[name] = userNames(who)
		}
		return r.json(http.StatusOK, map[string]any{"same": out.Same, "changed": userNames(out.Changed), "later": userNames(out.Later), "left": left, "waiting": waiting, "notice": out.Notice})
	}
}

// limitValue reads a value: a number, a text such as "4G", or null to take it back.
func (a *API) limitValue(name commonhall.LimitName, v any) (float64, error) {
	text := ""
	switch v := v.(type) {
	case nil:
		return 0, a.servers.KnownLimit(name)
	case string:
		text = v
	case json.Number:
		text = v.String()
	case float64:
		text = strconv.FormatFloat(v, 'f', -1, 64)
	default:
		return 0, commonhall.Errorf(commonhall.InvalidArgument, "limits.%s must be a number, a text such as \"2G\", or null.", string(name))
	}
	return a.servers.ParseLimit(name, text)
}

// ownLimits says what a person's next server has, and why.
func (a *API) ownLimits(r *request) error {
	name := r.name()
	if err := r.need(name, "read:servers"); err != nil {
		return err
	}
	u, err := a.people.User(r.Context(), name)
	if err != nil {
		return err
	}
	s, err := a.servers.Get(r.Context(), name.Default())
	if err != nil {
		return err
	}
	app := a.servers.App(s.App)
	if name := r.URL.Query().Get("app"); name != "" {
		if app, err = a.servers.AppCalled(commonhall.AppName(name)); err != nil {
			return err
		}
	}
	held, err := a.servers.LimitsFor(r.Context(), u, app)
	if err != nil {
		return err
	}
	out := make([]map[string]any, len(held))
	for i, h := range held {
		m := originModel(h.Origin)
		m["limit"], m["value"], m["words"], m["why"], m["running"] = h.Limit, server.LimitValue(h.Limit, h.Value), h.Words(), h.Why(), nil
		if s.State.Active() {
			has := s.Limits.Get(h.Limit)
			if server.IsLive(h.Limit) {
				has = h.Value
			}
			m["running"] = map[string]any{"value": server.LimitValue(h.Limit, has), "words": server.LimitWords(h.Limit, has)}
		}
		if h.Limit == commonhall.LimitDisk {
			a.tellDisk(r, u, m)
		}
		out[i] = m
	}
	return r.json(http.StatusOK, out)
}

// tellDisk adds what a person uses of the disk; where nothing is known of that, why the
// limit is not held.
func (a *API) tellDisk(r *request, u commonhall.User, m map[string]any) {
	m["used"], m["files"], m["max_files"], m["in_use"], m["unheld"] = nil, nil, nil, nil, nil
	all, err := a.servers.Disks(r.Context(), u)
	if d, ok := all[u.Name]; ok && err == nil {
		m["used"], m["files"], m["in_use"] = d.Used, d.Files, d.Words()
		if d.MaxFiles > 0 {
			m["max_files"] = d.MaxFiles
		}
	} else if why := a.servers.DiskUnheld(r.Context(), u); why != "" {
		m["unheld"] = why
	}
}

// soonModel says since when a server has not been used, and when and why it is stopped by
// itself, where that is soon.
func soonModel(s server.Soon) map[string]any {
	m := map[string]any{"idle_since": nil, "stops_at": nil, "stops_why": nil}
	if !s.Since.IsZero() {
		m["idle_since"] = stamp(s.Since)
	}
	if !s.At.IsZero() {
		m["stops_at"], m["stops_why"] = stamp(s.At), commonhall.LimitIdle
		if s.Old {
			m["stops_why"] = commonhall.LimitAge
		}
	}
	return m
}

// stops lists the servers of a person that are stopped by themselves soon. A server asks so for
// itself, by its own token.
func (a *API) stops(r *request) error {
	if err := r.need(r.name(), "read:users:activity"); err != nil {
		return err
	}
	if _, err := a.people.User(r.Context(), r.name()); err != nil {
		return err
	}
	out := []map[string]any{}
	for _, s := range a.servers.Stops(r.name()) {
		m := soonModel(s.Soon)
		m["server"] = s.Key.Name
		out = append(out, m)
	}
	return r.json(http.StatusOK, out)
}

// keepServer lets a server go on that would be stopped soon.
func (a *API) keepServer(r *request) error {
	if err := a.known(r, "servers"); err != nil {
		return err
	}
	if _, err := a.servers.Get(r.Context(), r.key()); err != nil {
		return err
	}
	if err := a.servers.Keep(r.key()); err != nil {
		return err
	}
	return r.status(http.StatusNoContent)
}
