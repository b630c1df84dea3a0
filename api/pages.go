package api

import (
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"commonhall"
)

const paginated = "application/jupyterhub-pagination+json"

// Page sizes of JupyterHub.
const (
	defaultPage = 50
	maxPage     = 200
)

func (r *request) wantsPages() bool {
	return strings.Contains(strings.ToLower(r.Header.Get("Accept")), paginated)
}

// withStopped reports whether servers that do not run are asked for, too.
func (r *request) withStopped() bool {
	q := r.URL.Query()
	v := strings.ToLower(q.Get("include_stopped_servers"))
	return q.Has("include_stopped_servers") && v != "0" && v != "false"
}

// page answers a list, as one page with the address of the next where that is asked for.
func (r *request) page(items any, offset, limit, total int) error {
	if !r.wantsPages() {
		return r.json(http.StatusOK, items)
	}
	var next any
	if offset < total && limit < total-offset {
		end := offset + limit
		q := r.URL.Query()
		q.Set("offset", strconv.Itoa(end))
		q.Set("limit", strconv.Itoa(limit))
		scheme := r.Header.Get("X-Forwarded-Proto")
		if scheme == "" {
			scheme = "http"
		}
		u := url.URL{Scheme: scheme, Host: r.Host, Path: r.URL.Path, RawQuery: q.Encode()}
		next = map[string]any{"offset": end, "limit": limit, "url": u.String()}
	}
	return r.json(http.StatusOK, map[string]any{"items": items,
		"_pagination": map[string]any{"offset": offset, "limit": limit, "total": total, "next": next}})
}

// numbers reads which part of a list is asked for. As in JupyterHub a minus is
// overlooked, and no page is smaller than one; what is beyond any list stays a number that
// can be added to.
func (r *request) numbers() (offset, limit int, err error) {
	limit = maxPage
	if r.wantsPages() {
		limit = defaultPage
	}
	q := r.URL.Query()
	for name, into := range map[string]*int{"offset": &offset, "limit": &limit} {
		if v := q.Get(name); v != "" {
			n, err := strconv.Atoi(v)
			if err != nil || n == math.MinInt {
				return 0, 0, notAllowed(name, v)
			}
			*into = min(max(n, -n), math.MaxInt32)
		}
	}
	return offset, min(max(limit, 1), maxPage), nil
}

func notAllowed(what, value string) error {
	return commonhall.Errorf(commonhall.InvalidArgument, "%s: %q is not allowed here", what, value)
}
