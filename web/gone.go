package web

import (
	"encoding/json"
	"net/http"
	"strings"

	"commonhall"
	"commonhall/auth"
)

// program reports whether no person looks at the answer: JupyterHub's rule for requests
// that came too late for a server.
func program(r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return true
	}
	return strings.Contains(r.URL.Path+"/", "/api/") || strings.Contains(r.Header.Get("Accept"), "application/json")
}

// gone answers programs at /hub/user/NAME/…, where people get a page. It tells nobody of a
// server that they may not enter, not even that there is such a person.
func (d *Door) gone(v *visit) {
	s, err := d.whatIsGone(v)
	prefix, status := s.Key().Prefix(), http.StatusFailedDependency
	said := "JupyterHub server no longer running at " + prefix + "  Restart the server at /hub" + prefix
	if err == nil && s.State == commonhall.Ready {
		if said = "The server is running: send this to " + prefix; v.Method == http.MethodGet || v.Method == http.MethodHead {
			if err = d.afterLoop(v, strings.TrimPrefix(v.URL.RequestURI(), "/hub")); err == nil {
				return
			}
		}
	}
	if err != nil {
		kind := commonhall.KindOf(err)
		status, said = kind.HTTPStatus(), commonhall.ForPerson(err).Msg
		if kind == commonhall.Unauthenticated { // JupyterHub has no 401
			status, said = http.StatusForbidden, "Missing or invalid credentials."
		}
		d.log.Log(v.Context(), kind.LogLevel(), "request refused", "method", v.Method, "path", commonhall.LogPath(v.URL.Path), "error", err, "request", commonhall.RequestIDFrom(v.Context()))
		retryAfter(v, commonhall.ForPerson(err))
	}
	v.w.Header().Set("Content-Type", "application/json")
	v.w.WriteHeader(status)
	_ = json.NewEncoder(v.w).Encode(map[string]any{"status": status, "message": said}) // who went away is nobody's failure
}

// whatIsGone returns the server that is asked for, to who may enter it.
func (d *Door) whatIsGone(v *visit) (s commonhall.Server, err error) {
	id, err := d.people.ForAPI(v.Request)
	if err != nil {
		return s, err
	}
	name, err := auth.NormalizeName(v.PathValue("name"))
	if err != nil {
		return s, nothing()
	}
	if s, err = d.below(v, name); err != nil {
		return s, err
	}
	if !id.Scopes.CoversServer("access:servers", name, string(s.Name)) {
		return s, nothing()
	}
	if _, err := d.people.User(v.Context(), name); err != nil {
		return s, nothing()
	}
	return s, nil
}
