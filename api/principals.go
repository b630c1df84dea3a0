package api

import "commonhall/auth"

// principalModel is what a service's own token shows of it: JupyterHub's model of a service,
// as far as it is about rights.
func principalModel(s auth.Service) map[string]any {
	return map[string]any{"kind": "service", "name": s.Name, "admin": s.Admin, "roles": s.Roles()}
}
