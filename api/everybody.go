package api

import (
	"net/http"
	"strconv"

	"commonhall"
	"commonhall/server"
)

// What everybody has, and who uses nearly all of it.

func (a *API) limitsForAll(r *request) error {
	if err := r.needAll("admin:servers"); err != nil {
		return err
	}
	all, err := a.servers.LimitsForAll(r.Context())
	if err != nil {
		return err
	}
	out := make([]map[string]any, len(all))
	for i, l := range all {
		out[i] = map[string]any{"limit": l.Limit, "value": server.LimitValue(l.Limit, l.Value), "words": server.LimitWords(l.Limit, l.Value), "decided": l.Decided,
			"settings": server.LimitValue(l.Limit, l.Settings)}
	}
	return r.json(http.StatusOK, out)
}

// near lists who uses how much of their limit of the disk.
func (a *API) near(r *request) error {
	if err := r.needAll("admin:servers"); err != nil {
		return err
	}
	part, text := 0.0, r.URL.Query().Get("near")
	if text != "" {
		var err error
		if part, err = strconv.ParseFloat(text, 64); err != nil || !(part >= 0 && part <= 1) {
			return commonhall.Errorf(commonhall.InvalidArgument, "%q is no share.", text).WithHint("near is a number from 0 to 1, such as 0.9.")
		}
	}
	people, _, err := a.people.Users(r.Context(), commonhall.UserFilter{})
	if err != nil {
		return err
	}
	list, err := a.servers.Near(r.Context(), part, people)
	if err != nil {
		return err
	}
	out := make([]map[string]any, len(list))
	for i, u := range list {
		out[i] = map[string]any{"name": u.Name, "used": u.Disk.Used, "limit": u.Disk.Limit, "files": u.Disk.Files, "max_files": u.Disk.MaxFiles, "share": u.Share, "in_use": u.Disk.Words()}
	}
	return r.json(http.StatusOK, out)
}
