// Package api serves the REST API below /hub/api/: JupyterHub's paths, models,
// status codes and errors, and a few of our own beside them.
//
// It translates: what may be done and what it means is the rooms' business. All
// routes stand in one table (routes.go), each with the scope that it needs; with a
// route without one nothing starts. New starts nothing.
package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"commonhall"
	"commonhall/auth"
	"commonhall/body"
	"commonhall/provider"
	"commonhall/scope"
	"commonhall/server"
)

// HubVersion is the version of JupyterHub whose contract is spoken.
const HubVersion = "5.2.1"

// People is what the API asks of the room auth.
type People interface {
	Sharing
	ForAPI(*http.Request) (*auth.Identity, error)
	Grant(*http.Request, auth.GrantRequest) (auth.Grant, error)
	OwnerOf(r *http.Request, token string) (*auth.Identity, error)
	User(context.Context, commonhall.UserName) (commonhall.User, error)
	Users(context.Context, commonhall.UserFilter) ([]commonhall.User, int, error)
	AddUsers(ctx context.Context, raw []string, admin bool) ([]commonhall.User, error)
	Adopt(context.Context, []commonhall.Account) ([]commonhall.User, error)
	SetAdmin(context.Context, commonhall.UserName, bool) error
	Rename(ctx context.Context, name commonhall.UserName, to string) (commonhall.UserName, error)
	Suspend(context.Context, commonhall.UserName) error
	Resume(context.Context, commonhall.UserName) error
	Remove(context.Context, commonhall.UserName) error
	Removed(context.Context) ([]commonhall.Removed, error)
	Identities(context.Context, commonhall.UserName) ([]provider.Identity, error)
	Link(ctx context.Context, name commonhall.UserName, at, subject string) (provider.Identity, error)
	Unlink(ctx context.Context, name commonhall.UserName, id int64) error
	ProviderTroubles(context.Context) map[string]string
	GroupsApart() map[string]int
	Restore(ctx context.Context, id int64, as string) (commonhall.User, error)
	BeginPurge(ctx context.Context, id int64) (commonhall.Removed, error)
	EndPurge(ctx context.Context, id int64) error
	ResetPassword(context.Context, commonhall.UserName) error
	SetPassword(ctx context.Context, name commonhall.UserName, password string) error
	Invite(ctx context.Context, name commonhall.UserName, by *auth.Identity) (code string, expires time.Time, err error)
	Group(context.Context, commonhall.GroupName) (commonhall.Group, error)
	Groups(ctx context.Context, offset, limit int) ([]commonhall.Group, int, error)
	Memberships(context.Context, ...commonhall.UserName) (map[commonhall.UserName][]commonhall.Membership, error)
	MembershipsOf(context.Context, []commonhall.User) (map[commonhall.UserName][]commonhall.Membership, error)
	AddGroups(ctx context.Context, names, people []string) ([]commonhall.Group, error)
	RemoveGroup(context.Context, commonhall.GroupName) error
	ChangeGroup(context.Context, commonhall.GroupName, commonhall.GroupChange, []string) (commonhall.Group, []commonhall.UserName, error)
	SetGroupProperties(context.Context, commonhall.GroupName, []byte) (commonhall.Group, error)
	PeopleRoles(context.Context, ...commonhall.User) (map[commonhall.UserName][]commonhall.RoleName, error)
	GroupRoles(context.Context, commonhall.GroupName) ([]commonhall.Role, error)
	ServiceRoles(context.Context, auth.Service) ([]commonhall.RoleName, error)
	AllRoles(context.Context) ([]commonhall.Role, error)
	Role(context.Context, commonhall.RoleName) (commonhall.Role, error)
	AddRole(ctx context.Context, r commonhall.Role, by scope.Set) error
	ChangeRole(ctx context.Context, name commonhall.RoleName, description *string, scopes []commonhall.Scope, by scope.Set) (commonhall.Role, error)
	RemoveRole(ctx context.Context, name commonhall.RoleName, by scope.Set) error
	HandRole(ctx context.Context, name commonhall.RoleName, give bool, to commonhall.Holders, by scope.Set) (commonhall.Role, error)
	Giver(*auth.Identity) scope.Set
	MayGive(by scope.Set, list ...commonhall.Role) error
	Over(ctx context.Context, id *auth.Identity, name commonhall.UserName) error
	Above(ctx context.Context, id *auth.Identity, name commonhall.UserName) error
	Awaited(...commonhall.UserName) []commonhall.Role
	CreateToken(ctx context.Context, name commonhall.UserName, want auth.NewToken, by scope.Set) (string, commonhall.Token, error)
	Tokens(context.Context, commonhall.UserName) ([]commonhall.Token, error)
	TokenRights(context.Context, commonhall.User, ...commonhall.Token) ([]scope.Set, error)
	Token(context.Context, commonhall.UserName, commonhall.TokenID) (commonhall.Token, error)
	RevokeToken(context.Context, commonhall.UserName, commonhall.TokenID) error
}

// Servers is what the API asks of the room server.
type Servers interface {
	Get(context.Context, commonhall.ServerKey) (commonhall.Server, error)
	Servers(context.Context, commonhall.UserName) ([]commonhall.Server, error)
	Watch(context.Context, commonhall.ServerKey) (commonhall.Server, <-chan struct{}, error)
	StartAs(context.Context, commonhall.ServerKey, server.Wish) error
	Stop(ctx context.Context, key commonhall.ServerKey, by string) error
	Named() (allowed bool, most int)
	Make(context.Context, commonhall.ServerKey, server.Described) (commonhall.Server, error)
	Change(context.Context, commonhall.ServerKey, server.Described) (commonhall.Server, error)
	Remove(context.Context, commonhall.ServerKey) error
	StopAll(ctx context.Context, by string) (ended []commonhall.ServerKey, left map[commonhall.ServerKey]error, err error)
	Drop(commonhall.UserName)
	Rename(ctx context.Context, from commonhall.UserName, f func() (commonhall.UserName, error)) error
	Apps(context.Context, commonhall.UserName) ([]commonhall.App, error)
	UsedSince(time.Time) (running, used int)
	LastActive(commonhall.UserName, time.Time) time.Time
	Usage(commonhall.ServerKey) (commonhall.Usage, float64)
	Active(commonhall.UserName, time.Time)
	Used(commonhall.ServerKey, time.Time)
	App(commonhall.AppName) commonhall.App
	AppCalled(commonhall.AppName) (commonhall.App, error)
	LimitsFor(context.Context, commonhall.User, commonhall.App) ([]server.Held, error)
	GivenLimits(context.Context) ([]commonhall.GivenLimit, error)
	ParseLimit(name commonhall.LimitName, text string) (float64, error)
	KnownLimit(commonhall.LimitName) error
	Disks(context.Context, ...commonhall.User) (map[commonhall.UserName]server.Disk, error)
	DiskUnheld(context.Context, ...commonhall.User) string
	DiskTrouble(context.Context, ...commonhall.User) string
	SetLimits(context.Context, server.LimitChange) (server.LimitOutcome, error)
	Stops(commonhall.UserName) []server.Stop
	TaughtTimes(context.Context, commonhall.GroupName) ([]server.TaughtTime, error)
	SetTaught(ctx context.Context, group commonhall.GroupName, values, seen map[commonhall.LimitName]float64) error
	LimitsForAll(context.Context) ([]server.Everybodys, error)
	Near(context.Context, float64, []commonhall.User) ([]server.Use, error)
	StopsSoon(commonhall.ServerKey) server.Soon
	Keep(commonhall.ServerKey) error
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
	// What the edge has, and how to ask it for a new one, where an edge may be.
	Certificates func() []commonhall.Certificate
	Renew        func(name string) bool
	Environments Environments
	Services     Services // nil: there are none
	// What people read at the top of the pages.
	Announcements Announcements
	Dump          func(context.Context, io.Writer) error // of the database
	// Check reads the database whole, as far as it gets.
	Check   func(context.Context) (problems []string, complete bool, err error)
	Metrics io.WriterTo // what Prometheus reads; nil: nothing
	Bodies  *body.Room  // which counts all bodies; nil: one of the API's own
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
	if info.Bodies == nil {
		info.Bodies = body.NewRoom()
	}
	a := &API{people: people, servers: servers, timeline: timeline, info: info, log: log, mux: http.NewServeMux()}
	methods := map[string][]string{} // of each path
	for _, rt := range a.routes() {
		rt.check()
		paths := []string{"/hub/api" + rt.path}
		switch rt.path {
		case "/{$}":
			paths = append(paths, "/hub/api")
		case "/metrics":
			paths = append(paths, "/hub/metrics")
		}
		for _, path := range paths {
			a.mux.Handle(rt.method+" "+path, a.handle(rt))
			methods[path] = append(methods[path], rt.method)
		}
	}
	for path, known := range methods {
		allow := strings.Join(known, ", ")
		// Browsers ask before they ask; the answer is the same for everybody.
		a.mux.HandleFunc("OPTIONS "+path, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Allow", allow) })
		a.mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Allow", allow)
			writeError(w, http.StatusMethodNotAllowed, "Method Not Allowed")
		})
	}
	a.mux.HandleFunc("/hub/api/", func(w http.ResponseWriter, r *http.Request) {
		a.fail(w, r, commonhall.Errorf(commonhall.NotFound, "Not Found"))
	})
	return a
}

// request is one call with what is known about it.
type request struct {
	*http.Request
	w    http.ResponseWriter
	sent *body.Body
	id   *auth.Identity // nil where the route needs no credentials
}

// handler answers a request, or returns what went wrong.
type handler func(*request) error

// ServeHTTP implements http.Handler.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	Headers(w.Header()) // redirects to a cleaner path are answers too
	asked := r.URL.EscapedPath()
	if r.Method != http.MethodGet && r.Method != http.MethodHead && path.Clean(asked) != strings.TrimSuffix(asked, "/") {
		// Who asks to remove the server ".." of somebody is not sent on to remove the person.
		a.fail(w, r, commonhall.Errorf(commonhall.NotFound, "Not Found"))
		return
	}
	a.mux.ServeHTTP(w, r)
}

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
		req := &request{Request: r, w: w, sent: a.info.Bodies.Take(w, r)}
		defer req.sent.Done()
		w.Header().Set("X-Commonhall-Scopes", rt.told())
		err := a.admit(req, rt)
		if err == nil {
			err = a.receive(req, rt)
		}
		if err == nil {
			err = rt.do(req)
		}
		if err != nil {
			a.fail(w, req.Request, err)
		}
	}
}

// admit finds out who calls, and whether they may call the route at all.
func (a *API) admit(req *request, rt route) error {
	if rt.scope == public {
		return nil
	}
	id, err := a.people.ForAPI(req.Request)
	if err != nil {
		return err
	}
	req.id = id
	req.Request = req.WithContext(commonhall.WithSubject(req.Context(), id.Subject()))
	switch {
	case rt.scope == anyone, id.Operator:
		return nil
	case rt.scope == rootOnly:
		return commonhall.Errorf(commonhall.PermissionDenied, "Only root does this, on the machine itself.")
	case !slices.ContainsFunc(rt.scopes(), id.Scopes.Has):
		return unauthorized(rt.scopes()...)
	}
	return nil
}

// receive waits for the body and asks again who calls: whoever held it back may
// have lost meanwhile what they could do when they began.
func (a *API) receive(req *request, rt route) error {
	if req.ContentLength == 0 {
		return nil
	}
	if req.id != nil && req.id.Operator {
		req.sent.Allow(body.Operator, body.Large)
	} else if req.id != nil {
		req.sent.Allow(req.id.Subject().String(), rt.most())
	}
	sent, err := io.ReadAll(req.Body)
	if long, is := errors.AsType[*http.MaxBytesError](err); is {
		return commonhall.Errorf(commonhall.InvalidArgument, "The body is larger than %d bytes.", long.Limit).Because(err)
	}
	if errors.Is(err, body.ErrFull) {
		return commonhall.Errorf(commonhall.Unavailable, "Too many large requests are being sent at once.").
			WithHint("Nothing was changed. Send it again in a moment.").RetryIn(fullFor).Because(err)
	}
	if err != nil {
		return commonhall.Errorf(commonhall.InvalidArgument, "The body of the request did not come.").Because(err)
	}
	req.Body = io.NopCloser(bytes.NewReader(sent))
	return a.admit(req, rt)
}

// fullFor is when whoever was turned away for want of room should come again: most bodies
// have come by then.
const fullFor = 5 * time.Second

// most bounds a body in bytes: what teachers and administrators send may be a list of
// everybody, or a file of packages.
func (rt route) most() int64 {
	switch rt.scope {
	case "admin:users", "admin:groups", "groups", "environments":
		return body.Large
	}
	return body.Small
}

// fail answers an error as JupyterHub does.
func (a *API) fail(w http.ResponseWriter, r *http.Request, err error) {
	ended := r.Context().Err() != nil
	if ended {
		// Either nobody listens any more, or the hub ends and somebody must not take
		// an empty answer for a success.
		err = commonhall.Errorf(commonhall.Unavailable, "The hub is restarting.").
			WithHint("Look whether it has been done, and try again in a second.").Because(err)
	}
	kind := commonhall.KindOf(err)
	said := commonhall.ForPerson(err)
	level, retry := kind.LogLevel(), said.RetryAfter()
	if retry != "" || ended || kind == commonhall.AlreadyExists {
		level = slog.LevelDebug // a flood, of which the room that refuses it has said so once; or nothing to worry about
	}
	a.log.Log(r.Context(), level, "api", "method", r.Method, "path", commonhall.LogPath(r.URL.Path), "error", err, "request", commonhall.RequestIDFrom(r.Context()))
	message := said.Msg
	if said.Hint != "" {
		message += " " + said.Hint
	}
	if kind == commonhall.ResourceExhausted && retry == "" {
		retry = "30"
	}
	if retry != "" {
		w.Header().Set("Retry-After", retry)
	}
	writeError(w, kind.HTTPStatus(), message)
}

func writeError(w http.ResponseWriter, status int, message string) {
	writeJSON(w, status, map[string]any{"status": status, "message": message})
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	b, err := appendJSON(make([]byte, 0, 1<<10), v)
	if err != nil {
		panic(err) // a model that cannot be written: no request makes one
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(append(b, '\n')) // a client who went away is nobody's failure
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
	if err == nil {
		if _, err = dec.Token(); errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = errors.New("something follows the object")
		}
	}
	invalid := func(format string, args ...any) error {
		return commonhall.Errorf(commonhall.InvalidArgument, format, args...).Because(err)
	}
	var wrong *json.UnmarshalTypeError
	switch unknown, found := strings.CutPrefix(err.Error(), "json: unknown field "); {
	case found:
		return invalid("Unknown key in body of request: %s", unknown)
	case errors.As(err, &wrong) && wrong.Field != "":
		return invalid("Invalid JSON in body of request: %s cannot be a %s", wrong.Field, wrong.Value)
	case errors.As(err, &wrong):
		return invalid("Invalid JSON in body of request: it must be an object")
	}
	return invalid("Invalid JSON in body of request")
}

// unauthorized is what JupyterHub says where a scope is missing altogether.
func unauthorized(scopes ...string) error {
	return commonhall.Errorf(commonhall.PermissionDenied, "Action is not authorized with current scopes; requires any of [%s]", strings.Join(scopes, ", "))
}

// need refuses unless the caller holds one of scopes for the person name. Whoever
// holds them for others only must not learn whether the person exists.
func (r *request) need(name commonhall.UserName, scopes ...string) error {
	covers := func(scope string) bool { return r.id.Scopes.Covers(scope, name) }
	switch {
	case slices.ContainsFunc(scopes, covers):
		return nil
	case slices.ContainsFunc(scopes, r.id.Scopes.Has):
		return commonhall.Errorf(commonhall.NotFound, "No such user")
	}
	return unauthorized(scopes...)
}

// needServer is need for one server, and whoever may do it to that one alone may.
func (r *request) needServer(key commonhall.ServerKey, scope string) error {
	switch {
	case r.id.Scopes.CoversServer(scope, key.User, string(key.Name)):
		return nil
	case r.id.Scopes.Has(scope):
		return commonhall.Errorf(commonhall.NotFound, "No such user")
	}
	return unauthorized(scope)
}

// needAll refuses unless the caller holds scope for everybody.
func (r *request) needAll(scope string) error {
	if r.id.Scopes.HasAll(scope) {
		return nil
	}
	return unauthorized(scope)
}

// key returns the server in the path, a person's default one where none is named.
func (r *request) key() commonhall.ServerKey {
	return r.name().Server(commonhall.ServerName(r.PathValue("server")))
}

// name returns the person in the path, normalised as everywhere.
func (r *request) name() commonhall.UserName {
	name, err := auth.NormalizeName(r.PathValue("name"))
	if err != nil {
		return commonhall.UserName(r.PathValue("name")) // nobody has it
	}
	return name
}
