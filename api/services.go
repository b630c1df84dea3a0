package api

import (
	"context"
	"net/http"
	"slices"

	"commonhall"
	"commonhall/auth"
	"commonhall/config"
	"commonhall/scope"
	"commonhall/service"
)

// Services is what the API asks of the room service.
type Services interface {
	List() []service.Info
	Get(commonhall.ServiceName) (service.Info, error)
	Add(context.Context, commonhall.Service) (service.Info, error)
	Remove(context.Context, commonhall.ServiceName) error
	Restart(context.Context, commonhall.ServiceName) error
	Log(ctx context.Context, name commonhall.ServiceName, limit int) (now, before string, err error)
	Token(commonhall.ServiceName) (string, error)
}

// readService are scopes each of which shows a part of the model of a service.
const readService = "read:services:name read:services read:roles:services"

// serviceRoutes are JupyterHub's, and three of our own at the end.
func (a *API) serviceRoutes() []route {
	return []route{
		{"GET", "/services", "list:services", a.listServices},
		{"GET", "/services/{service}", readService, a.getService},
		{"POST", "/services/{service}", "admin:services", a.addService},
		{"DELETE", "/services/{service}", "admin:services", a.removeService},
		{"GET", "/services/{service}/log", "admin:services", a.serviceLog},
		{"POST", "/services/{service}/restart", "admin:services", a.restartService},
		{"GET", "/services/{service}/token", rootOnly, a.serviceToken},
	}
}

// serviceModel is JupyterHub's model of a service, with how it is doing beside it.
func (a *API) serviceModel(r *request, i service.Info) map[string]any {
	m := map[string]any{"kind": "service", "name": i.Name, "admin": i.Admin}
	if r.covers("read:roles:services", i.Name) {
		roles, err := a.people.ServiceRoles(r.Context(), auth.Service{Name: i.Name, Admin: i.Admin})
		if m["roles"] = roles; err != nil {
			m["roles"] = nil
		}
	}
	if !r.covers("read:services", i.Name) {
		return m
	}
	m["url"], m["prefix"], m["command"], m["pid"] = i.URL, nil, append([]string{}, i.Command...), 0
	m["info"], m["display"], m["oauth_client_id"] = map[string]any{}, !i.Hidden, i.ClientID
	if i.URL != "" {
		m["prefix"] = i.Name.Prefix()
	}
	if i.Info != nil {
		m["info"] = i.Info
	}
	m["managed"], m["from_config"], m["error"] = i.Managed(), !i.Added, nil
	if i.Bad != nil {
		m["error"] = commonhall.ForPerson(i.Bad).Msg
	}
	if s := i.State; s != nil {
		state := map[string]any{"phase": s.Phase, "started": stamp(s.Started), "ends": s.Ends, "next": stamp(s.Next), "end": nil}
		if s.End != nil {
			state["end"] = map[string]any{"at": stamp(s.End.At), "text": s.End.Sentence()}
		}
		m["state"] = state
	}
	return m
}

// covers reports whether the caller holds a scope for a service.
func (r *request) covers(scope string, name commonhall.ServiceName) bool {
	return r.id.Scopes.CoversService(scope, name)
}

// service returns the service in the path, of which the caller holds one of scopes.
func (a *API) service(r *request, scopes ...string) (service.Info, error) {
	name := commonhall.ServiceName(r.PathValue("service"))
	none := commonhall.Errorf(commonhall.NotFound, "No such service")
	if a.info.Services == nil || !slices.ContainsFunc(scopes, func(s string) bool { return r.covers(s, name) }) {
		return service.Info{}, none
	}
	i, err := a.info.Services.Get(name)
	if commonhall.KindOf(err) == commonhall.NotFound {
		err = none
	}
	return i, err
}

func (a *API) listServices(r *request) error {
	out := map[string]any{}
	if a.info.Services != nil {
		for _, i := range a.info.Services.List() {
			if r.covers("list:services", i.Name) {
				out[string(i.Name)] = a.serviceModel(r, i)
			}
		}
	}
	return r.json(http.StatusOK, out)
}

func (a *API) getService(r *request) error {
	i, err := a.service(r, "read:services:name", "read:services", "read:roles:services")
	if err != nil {
		return err
	}
	return r.json(http.StatusOK, a.serviceModel(r, i))
}

// serviceBody is what JupyterHub takes for a service.
type serviceBody struct {
	Name             string             `json:"name"`
	URL              string             `json:"url"`
	Command          []string           `json:"command"`
	APIToken         string             `json:"api_token"`
	Admin            bool               `json:"admin"`
	Display          *bool              `json:"display"`
	Info             map[string]any     `json:"info"`
	OAuthClientID    string             `json:"oauth_client_id"`
	OAuthRedirectURI string             `json:"oauth_redirect_uri"`
	OAuthNoConfirm   bool               `json:"oauth_no_confirm"`
	Allowed          []commonhall.Scope `json:"oauth_client_allowed_scopes"`
}

func (a *API) addService(r *request) error {
	var body serviceBody
	name := commonhall.ServiceName(r.PathValue("service"))
	if !r.covers("admin:services", name) || a.info.Services == nil {
		return commonhall.Errorf(commonhall.NotFound, "No such service")
	}
	if _, err := a.info.Services.Get(name); err == nil {
		return commonhall.Errorf(commonhall.AlreadyExists, "Service %s already exists", string(name))
	}
	if r.ContentLength == 0 {
		return commonhall.Errorf(commonhall.InvalidArgument, "Invalid service data")
	}
	if err := r.body(&body, true); err != nil {
		return err
	}
	s, err := body.service(name)
	if err != nil {
		return err
	}
	// Whoever adds it hands on what it may do, or ask of people in an administrator's browser. What is
	// at its url is on the hub's origin: its scripts reach the servers of those who visit it.
	if (s.Admin || s.NoConfirm || s.URL != "" || len(s.Allowed) > 0) && !r.id.Scopes.Includes(scope.Administrator()) {
		return commonhall.Errorf(commonhall.PermissionDenied, "Only an administrator may add a service that is one, that has a url, or that acts for people.")
	}
	if err := a.mayServe(r, name); err != nil {
		return err
	}
	i, err := a.info.Services.Add(r.Context(), s)
	if err != nil {
		return err
	}
	m := a.serviceModel(r, i)
	if i.Token != "" {
		m["api_token"] = i.Token // shown this once
	}
	return r.json(http.StatusCreated, m)
}

// service returns the service that the body speaks of.
func (b serviceBody) service(name commonhall.ServiceName) (commonhall.Service, error) {
	s := commonhall.Service{Name: name, URL: b.URL, Token: b.APIToken, Admin: b.Admin, Hidden: b.Display != nil && !*b.Display, Info: b.Info,
		ClientID: b.OAuthClientID, RedirectURI: b.OAuthRedirectURI, NoConfirm: b.OAuthNoConfirm}
	var err error
	if s.Allowed, err = scope.Unique(b.Allowed); err != nil {
		return s, err
	}
	if len(b.Command) > 0 {
		return s, commonhall.Errorf(commonhall.InvalidArgument, "A service that the hub runs cannot be added here.").
			WithHint("Commands are root's to give: write it into the settings, below services.")
	}
	if b.Name != "" && b.Name != string(name) {
		return s, commonhall.Errorf(commonhall.InvalidArgument, "The body names another service than the path.")
	}
	s = service.Complete(s)
	wrong := config.CheckService(config.Service{Name: string(name), URL: b.URL, APIToken: b.APIToken, OAuthClientID: s.ClientID, OAuthRedirectURI: s.RedirectURI})
	if wrong.Message != "" {
		return s, commonhall.Errorf(commonhall.InvalidArgument, "%s %s.", wrong.Key, wrong.Message).WithHint(wrong.Hint)
	}
	return s, nil
}

func (a *API) removeService(r *request) error {
	i, err := a.service(r, "admin:services")
	switch {
	case err != nil:
		return err
	case !i.Added:
		writeError(r.w, http.StatusMethodNotAllowed, "Service "+string(i.Name)+" is not modifiable at runtime: it stands in the settings.")
		return nil
	}
	if err := a.info.Services.Remove(r.Context(), i.Name); err != nil {
		return err
	}
	return r.status(http.StatusOK)
}

// maxServiceLog is how much of a log is shown, in bytes.
const maxServiceLog = 64 << 10

func (a *API) serviceLog(r *request) error {
	i, err := a.service(r, "admin:services")
	if err != nil {
		return err
	}
	now, before, err := a.info.Services.Log(r.Context(), i.Name, maxServiceLog)
	if err != nil {
		return err
	}
	return r.json(http.StatusOK, map[string]string{"log": now, "before": before})
}

func (a *API) restartService(r *request) error {
	i, err := a.service(r, "admin:services")
	if err != nil {
		return err
	}
	if err := a.info.Services.Restart(r.Context(), i.Name); err != nil {
		return err
	}
	return r.status(http.StatusNoContent)
}

// serviceToken tells root what a service calls the API with: it has to be told that.
func (a *API) serviceToken(r *request) error {
	if a.info.Services == nil {
		return commonhall.Errorf(commonhall.NotFound, "No such service")
	}
	token, err := a.info.Services.Token(commonhall.ServiceName(r.PathValue("service")))
	if err != nil {
		return err
	}
	return r.json(http.StatusOK, map[string]string{"api_token": token})
}
