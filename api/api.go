// Package api serves the REST API below /hub/api/: JupyterHub's paths, models,
// status codes and errors, and a few of our own beside them.
//
// It translates: what may be done and what it means is the rooms' business. All
// routes stand in one table (routes.go), each with the scope that it needs; a
// route without one does not compile. New starts nothing.
package api

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"time"

	"commonhall"
	"commonhall/auth"
)

// HubVersion is the version of JupyterHub whose contract is spoken.
const HubVersion = "5.2.1"

// People is what the API asks of the room auth.
type People interface {
	ForAPI(*http.Request) (*auth.Identity, error)
	User(context.Context, commonhall.UserName) (commonhall.User, error)
	Users(context.Context, commonhall.UserFilter) ([]commonhall.User, int, error)
	AddUsers(ctx context.Context, raw []string, admin bool) ([]commonhall.User, error)
	SetAdmin(context.Context, commonhall.UserName, bool) error
	Rename(ctx context.Context, name commonhall.UserName, to string) (commonhall.UserName, error)
	Suspend(context.Context, commonhall.UserName) error
	Resume(context.Context, commonhall.UserName) error
	Remove(context.Context, commonhall.UserName) error
	ResetPassword(context.Context, commonhall.UserName) error
	SetPassword(ctx context.Context, name commonhall.UserName, password string) error
	Invite(context.Context, commonhall.UserName) (code string, expires time.Time, err error)
	CreateToken(ctx context.Context, name commonhall.UserName, want auth.NewToken, by commonhall.Scopes) (string, commonhall.Token, error)
	Tokens(context.Context, commonhall.UserName) ([]commonhall.Token, error)
	RevokeToken(context.Context, commonhall.UserName, commonhall.TokenID) error
}

// Servers is what the API asks of the room server.
type Servers interface {
	Get(context.Context, commonhall.UserName) (commonhall.Server, error)
	Watch(context.Context, commonhall.UserName) (commonhall.Server, <-chan struct{}, error)
	Start(context.Context, commonhall.UserName, commonhall.AppName) error
	Stop(ctx context.Context, name commonhall.UserName, by string) error
	Drop(commonhall.UserName)
	Renamed(from, to commonhall.UserName)
	Apps(context.Context) ([]commonhall.App, error)
	Running() int
	Usage(commonhall.UserName) (commonhall.Usage, float64)
	Active(commonhall.UserName, time.Time)
}

// Timeline is where events are read.
type Timeline interface {
	Events(context.Context, commonhall.EventFilter) ([]commonhall.Event, error)
}

// Info is what the hub says about itself.
type Info struct {
	Version  string
	Started  time.Time
	Spawner  string
	FirstUse bool
	PIDs     func() map[string]int // of the roles, where they are known
}

// API is the door.
type API struct {
	people   People
	servers  Servers
	timeline Timeline
	info     Info
	log      *slog.Logger
	mux      *http.ServeMux
}

// New returns the API. It panics if the table of routes contradicts itself.
func New(people People, servers Servers, timeline Timeline, info Info, log *slog.Logger) *API {
	a := &API{people: people, servers: servers, timeline: timeline, info: info, log: log, mux: http.NewServeMux()}
	for _, rt := range a.routes() {
		a.mux.Handle(rt.method+" /hub/api"+rt.path, a.handle(rt))
		if rt.path == "/{$}" {
			a.mux.Handle(rt.method+" /hub/api", a.handle(rt))
		}
	}
	a.mux.HandleFunc("/hub/api/", func(w http.ResponseWriter, r *http.Request) {
		a.fail(w, r, commonhall.Errorf(commonhall.NotFound, "Not Found"))
	})
	return a
}

// request is one call with what is known about it.
type request struct {
	*http.Request
	w  http.ResponseWriter
	id *auth.Identity // nil where the route needs no credentials
}

// handler answers a request, or returns what went wrong.
type handler func(*request) error

// ServeHTTP implements http.Handler.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.mux.ServeHTTP(w, r) }

// Headers sets what every answer of JupyterHub carries, and what decision 004
// asks of every answer below /hub/.
func Headers(h http.Header) {
	h.Set("X-JupyterHub-Version", HubVersion)
	h.Set("Access-Control-Allow-Headers", "accept, content-type, authorization")
	h.Set("Content-Security-Policy", "frame-ancestors 'none'; report-uri /hub/security/csp-report; default-src 'none'")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
}

func (a *API) handle(rt route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		Headers(w.Header())
		req := &request{Request: r, w: w}
		if rt.scope != public {
			id, err := a.people.ForAPI(r)
			if err != nil {
				a.fail(w, r, err)
				return
			}
			req.id = id
			req.Request = r.WithContext(commonhall.WithSubject(r.Context(), id.Subject()))
			if rt.scope != anyone && !id.Scopes.Has(rt.scope) {
				a.fail(w, r, commonhall.Errorf(commonhall.PermissionDenied, "Action is not authorized with current scopes; requires any of [%s]", rt.scope))
				return
			}
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		if err := rt.do(req); err != nil {
			a.fail(w, req.Request, err)
		}
	}
}

// maxBody bounds a request's body in bytes.
const maxBody = 1 << 20

// fail answers an error as JupyterHub does.
func (a *API) fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil {
		return // nobody listens
	}
	kind := commonhall.KindOf(err)
	said := commonhall.ForPerson(err)
	a.log.Log(r.Context(), kind.LogLevel(), "api", "method", r.Method, "path", r.URL.Path, "error", err, "request", commonhall.RequestIDFrom(r.Context()))
	Headers(w.Header())
	message := said.Msg
	if said.Hint != "" {
		message += " " + said.Hint
	}
	if kind == commonhall.ResourceExhausted {
		w.Header().Set("Retry-After", "30")
	}
	writeJSON(w, kind.HTTPStatus(), map[string]any{"status": kind.HTTPStatus(), "message": message})
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // a client who went away is nobody's failure
}

func (r *request) json(status int, v any) error {
	writeJSON(r.w, status, v)
	return nil
}

func (r *request) status(code int) error {
	r.w.WriteHeader(code)
	return nil
}

// body reads a JSON object into v; an empty body leaves v as it is. Keys that v
// does not know are refused where strict.
func (r *request) body(v any, strict bool) error {
	dec := json.NewDecoder(r.Body)
	if strict {
		dec.DisallowUnknownFields()
	}
	err := dec.Decode(v)
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err == nil && dec.More() {
		err = errors.New("more than one JSON value")
	}
	var tooLarge *http.MaxBytesError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &tooLarge):
		return commonhall.Errorf(commonhall.InvalidArgument, "The body is larger than %d bytes.", maxBody)
	}
	return commonhall.Errorf(commonhall.InvalidArgument, "Invalid JSON in body of request: %s", err.Error())
}

// need refuses unless the caller holds scope for the person name. Whoever holds
// it for others only must not learn whether the person exists.
func (r *request) need(scope string, name commonhall.UserName) error {
	switch {
	case r.id.Scopes.Covers(scope, name):
		return nil
	case r.id.Scopes.Has(scope):
		return commonhall.Errorf(commonhall.NotFound, "No such user")
	}
	return commonhall.Errorf(commonhall.PermissionDenied, "Action is not authorized with current scopes; requires any of [%s]", scope)
}

// name returns the person in the path, normalised as everywhere.
func (r *request) name() commonhall.UserName {
	name, err := auth.NormalizeName(r.PathValue("name"))
	if err != nil {
		return commonhall.UserName(r.PathValue("name")) // nobody has it
	}
	return name
}
