package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"commonhall"
)

// maxInspection bounds how long the database is read for an inspection.
const maxInspection = 10 * time.Minute

// inspection tells the operator, and nobody else, what doctor compares with the
// machine: whether the database is whole, which accounts there are, what runs.
func (a *API) inspection(r *request) error {
	limit := time.Second
	if v := r.URL.Query().Get("seconds"); v != "" {
		n, err := strconv.ParseFloat(v, 64)
		if err != nil || !(n >= 0 && n <= maxInspection.Seconds()) { // not a number is neither
			return commonhall.Errorf(commonhall.InvalidArgument, "seconds must be a number up to %d", int(maxInspection.Seconds()))
		}
		limit = time.Duration(n * float64(time.Second))
	}
	out := map[string]any{}
	if a.info.Check != nil {
		ctx, cancel := context.WithTimeout(r.Context(), limit)
		defer cancel()
		problems, complete, err := a.info.Check(ctx)
		if err != nil {
			problems = append(problems, err.Error())
		}
		out["database"] = map[string]any{"problems": append([]string{}, problems...), "complete": complete}
	}
	if err := a.inspectPeople(r, out); err != nil {
		return err
	}
	troubles, err := a.info.Environments.Troubles(r.Context())
	if err != nil {
		return err
	}
	out["software"] = troubles
	asking, done := context.WithTimeout(r.Context(), limit)
	defer done()
	out["providers"], out["groups_apart"] = a.people.ProviderTroubles(asking), a.people.GroupsApart()
	return r.json(http.StatusOK, out)
}

// inspectPeople adds accounts, administrators and servers.
func (a *API) inspectPeople(r *request, out map[string]any) error {
	accounts, servers, administrators, people := []int{}, []map[string]any{}, 0, 0
	var all []commonhall.User
	for {
		page, total, err := a.people.Users(r.Context(), commonhall.UserFilter{Limit: maxPage, Offset: people})
		if err != nil {
			return err
		}
		all = append(all, page...)
		for _, u := range page {
			accounts = append(accounts, u.Account.UID)
			if u.Admin && !u.Suspended && u.HasPassword {
				administrators++
			}
			list, err := a.servers.Servers(r.Context(), u.Name)
			if err != nil {
				return err
			}
			for _, s := range list {
				if s.ID != "" {
					servers = append(servers, map[string]any{"id": s.ID, "state": s.State})
				}
			}
		}
		if people += len(page); people >= total || len(page) == 0 {
			break
		}
	}
	removed, err := a.people.Removed(r.Context())
	if err != nil {
		return err
	}
	for _, gone := range removed {
		accounts = append(accounts, gone.Account.UID)
	}
	out["disk"] = a.servers.DiskTrouble(r.Context(), all...)
	out["people"], out["administrators"], out["accounts"], out["servers"] = people, administrators, accounts, servers
	return nil
}
