package api

import (
	"net/http"

	"commonhall/provider"
)

// Who people are at providers: JupyterHub has no words for it.

// identityRoutes are our own.
func (a *API) identityRoutes() []route {
	return []route{
		{"GET", "/users/{name}/identities", "admin:users", a.listIdentities},
		{"POST", "/users/{name}/identities", "admin:users", a.link},
		{"DELETE", "/users/{name}/identities/{id}", "admin:users", a.unlink},
	}
}

func identityModel(i provider.Identity) map[string]any {
	return map[string]any{"id": i.ID, "user": i.User, "provider": i.Provider, "issuer": i.Issuer, "subject": i.Subject, "shown": i.Shown,
		"created": stamp(i.Created), "last_used": stamp(i.LastUsed)}
}

func (a *API) listIdentities(r *request) error {
	name := r.name()
	if err := r.need(name, "admin:users"); err != nil {
		return err
	}
	list, err := a.people.Identities(r.Context(), name)
	if err != nil {
		return err
	}
	out := make([]map[string]any, len(list))
	for i, one := range list {
		out[i] = identityModel(one)
	}
	return r.json(http.StatusOK, out)
}

// ways is what others than administrators hear who say how somebody signs in. What a subject brings
// (the provider's administrators, its groups) is known when its person comes, and without it
// the provider could not take that back.
const ways = "Only an administrator says who somebody is at a provider."

// link opens an account to somebody, and gives it all that the provider says of them.
func (a *API) link(r *request) error {
	var body struct {
		Provider string `json:"provider"`
		Subject  string `json:"subject"`
	}
	name := r.name()
	if err := r.need(name, "admin:users"); err != nil {
		return err
	}
	if err := r.administers(ways); err != nil {
		return err
	}
	if err := r.body(&body, true); err != nil {
		return err
	}
	if err := a.people.Above(r.Context(), r.id, name); err != nil {
		return err
	}
	i, err := a.people.Link(r.Context(), name, body.Provider, body.Subject)
	if err != nil {
		return err
	}
	return r.json(http.StatusCreated, identityModel(i))
}

func (a *API) unlink(r *request) error {
	name := r.name()
	if err := r.need(name, "admin:users"); err != nil {
		return err
	}
	if err := r.administers(ways); err != nil {
		return err
	}
	if err := a.people.Unlink(r.Context(), name, r.removedID()); err != nil {
		return err
	}
	return r.status(http.StatusNoContent)
}
