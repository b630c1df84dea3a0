package api

// principalModel is what a service's own token shows of it: JupyterHub's model of a service,
// as far as it is about rights.
func (a *API) principalModel(r *request) (map[string]any, error) {
	names, err := a.people.ServiceRoles(r.Context(), *r.id.Service)
	return map[string]any{"kind": "service", "name": r.id.Service.Name, "admin": r.id.Service.Admin, "roles": names}, err
}
