package api

import (
	"net/http"

	"commonhall"
)

// Which environment whose servers have, and what else administrators do to environments.

// softwareRoutes are those of the class's software.
func (a *API) softwareRoutes() []route {
	return []route{
		{"GET", "/environments", anyone, a.listEnvironments},
		{"GET", "/environments/{environment}", anyone, a.getEnvironment},
		{"PATCH", "/environments/{environment}", "environments", a.changeEnvironment},
		{"DELETE", "/environments/{environment}", "environments", a.removeEnvironment},
		{"POST", "/environments/{environment}/builds", "environments", a.build},
		{"POST", "/environments/{environment}/rollback", "environments", a.rollBack},
		{"GET", "/environments/{environment}/drafts", "environments", a.listDrafts},
		{"GET", "/environments/{environment}/drafts/{name}", "environments", a.getDraft},
		{"DELETE", "/environments/{environment}/drafts/{name}", "environments", a.discard},
		{"POST", "/environments/{environment}/drafts/{name}/restore", "environments", a.undiscard},
		{"POST", "/environments/{environment}/drafts/{name}/try", "environments", a.try},
		{"POST", "/environments/{environment}/drafts/{name}/publish", "environments", a.publish},
		{"GET", "/jobs/{id}", "environments", a.getJob},
		{"DELETE", "/jobs/{id}", "environments", a.endJob},
		{"GET", "/choices", "environments", a.listChoices},
		{"PUT", "/choices/users/{name}", "environments", a.use(commonhall.ForUser)},
		{"DELETE", "/choices/users/{name}", "environments", a.unuse(commonhall.ForUser)},
		{"PUT", "/choices/groups/{group}", "environments", a.use(commonhall.ForGroup)},
		{"DELETE", "/choices/groups/{group}", "environments", a.unuse(commonhall.ForGroup)},
		{"GET", "/users/{name}/environment", "read:servers", a.ownEnvironment},
	}
}

// changeEnvironment gives it another title, or makes it the default one.
func (a *API) changeEnvironment(r *request) error {
	var body struct {
		Title   *string `json:"title"`
		Default bool    `json:"default"`
	}
	if err := r.needAll("environments"); err != nil {
		return err
	}
	if err := r.body(&body, true); err != nil {
		return err
	}
	e, err := a.info.Environments.Change(r.Context(), r.environmentName(), body.Title, body.Default, r.id.Subject().String())
	if err != nil {
		return err
	}
	return r.json(http.StatusOK, environmentModel(e))
}

func (a *API) removeEnvironment(r *request) error {
	if err := r.needAll("environments"); err != nil {
		return err
	}
	return r.took(a.info.Environments.Remove(r.Context(), r.environmentName(), r.id.Subject().String()))
}

func (a *API) listChoices(r *request) error {
	if err := r.needAll("environments"); err != nil {
		return err
	}
	all, err := a.info.Environments.Choices(r.Context())
	if err != nil {
		return err
	}
	out := make([]map[string]any, len(all))
	for i, c := range all {
		out[i] = map[string]any{"kind": c.Kind, "name": string(c.User) + string(c.Group), "environment": c.Environment} // one of them
	}
	return r.json(http.StatusOK, out)
}

// whom is the person or the group in the path.
func (r *request) whom(kind commonhall.ChoiceKind) string {
	if kind == commonhall.ForGroup {
		return string(r.group())
	}
	return string(r.name())
}

// use chooses an environment for a person or a group.
func (a *API) use(kind commonhall.ChoiceKind) handler {
	return func(r *request) error {
		var body struct {
			Environment commonhall.EnvironmentName `json:"environment"`
		}
		if err := r.needAll("environments"); err != nil {
			return err
		}
		if err := r.body(&body, true); err != nil {
			return err
		}
		if body.Environment == "" {
			return commonhall.Errorf(commonhall.InvalidArgument, "Must specify environment")
		}
		if err := a.info.Environments.Use(r.Context(), body.Environment, kind, r.whom(kind), r.id.Subject().String()); err != nil {
			return err
		}
		return r.status(http.StatusNoContent)
	}
}

// unuse takes that back.
func (a *API) unuse(kind commonhall.ChoiceKind) handler {
	return func(r *request) error {
		if err := r.needAll("environments"); err != nil {
			return err
		}
		if err := a.info.Environments.Unuse(r.Context(), kind, r.whom(kind), r.id.Subject().String()); err != nil {
			return err
		}
		return r.status(http.StatusNoContent)
	}
}

// ownEnvironment says what a person's next server has, and why.
func (a *API) ownEnvironment(r *request) error {
	name := r.name()
	if err := r.need(name, "read:servers"); err != nil {
		return err
	}
	u, err := a.people.User(r.Context(), name)
	if err != nil {
		return err
	}
	c, err := a.info.Environments.ChoiceFor(r.Context(), u, commonhall.App{})
	if err != nil {
		return err
	}
	m := map[string]any{"environment": nil, "origin": nil, "group": nil, "why": c.Why(), "may_change": false}
	if c.Environment != "" {
		m["environment"], m["origin"], m["may_change"] = c.Environment, c.Origin, a.info.Environments.MayChange(r.Context(), u, c.Environment)
	}
	if c.Group != "" {
		m["group"] = c.Group
	}
	return r.json(http.StatusOK, m)
}
