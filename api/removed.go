package api

import (
	"net/http"
	"strconv"

	"commonhall"
)

// People who were removed, and stopping everybody: JupyterHub has no words for them.

func removedModel(r commonhall.Removed) map[string]any {
	return map[string]any{"id": r.ID, "name": r.Name, "uid": r.Account.UID, "account": r.Account.Name, "created": stamp(r.Created),
		"last_activity": stamp(r.LastActivity), "removed": stamp(r.At), "until": stamp(r.Until), "purging": r.Purging}
}

func (a *API) listRemoved(r *request) error {
	if err := r.needAll("admin:users"); err != nil {
		return err
	}
	list, err := a.people.Removed(r.Context())
	if err != nil {
		return err
	}
	out := make([]map[string]any, len(list))
	for i, p := range list {
		out[i] = removedModel(p)
	}
	return r.json(http.StatusOK, out)
}

// removedID reads the number in the path; what is no number is nobody's.
func (r *request) removedID() int64 {
	n, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// restore gives somebody back what their groups may, and the home of whom a helper had no way to:
// what they were, nobody is asked about any more.
func (a *API) restore(r *request) error {
	var body struct {
		Name string `json:"name"`
	}
	if err := r.administers("Only an administrator brings people back."); err != nil {
		return err
	}
	if err := r.body(&body, false); err != nil {
		return err
	}
	u, err := a.people.Restore(r.Context(), r.removedID(), body.Name)
	if err != nil {
		return err
	}
	m, err := a.userModel(r.Context(), r.id, u, false)
	if err != nil {
		return err
	}
	return r.json(http.StatusCreated, m)
}

func (a *API) beginPurge(r *request) error {
	p, err := a.people.BeginPurge(r.Context(), r.removedID())
	if err != nil {
		return err
	}
	return r.json(http.StatusOK, removedModel(p))
}

func (a *API) endPurge(r *request) error {
	if err := a.people.EndPurge(r.Context(), r.removedID()); err != nil {
		return err
	}
	return r.status(http.StatusNoContent)
}

func (a *API) stopAll(r *request) error {
	if err := r.needAll("delete:servers"); err != nil {
		return err
	}
	ended, left, err := a.servers.StopAll(r.Context(), r.id.Subject().String())
	if err != nil {
		return err
	}
	why, names := map[string]string{}, []string{}
	for key, err := range left {
		why[key.String()] = commonhall.ForPerson(err).Msg
	}
	for _, key := range ended {
		names = append(names, key.String())
	}
	return r.json(http.StatusOK, map[string]any{"stopped": names, "left": why})
}
