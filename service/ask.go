package service

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"time"

	"commonhall"
	"commonhall/config"
	"commonhall/gate"
)

// What doors ask of the room.

// Info is a service with how it is doing.
type Info struct {
	commonhall.Service
	State *State // nil where it runs elsewhere
	Bad   error  // why it cannot be used; nil: it can
}

// List returns all services, by name.
func (r *Room) List() []Info {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []Info
	for _, name := range slices.Sorted(maps.Keys(r.all)) {
		out = append(out, r.all[name].info())
	}
	return out
}

// Get returns one service.
func (r *Room) Get(name commonhall.ServiceName) (Info, error) {
	k, err := r.known(name)
	if err != nil {
		return Info{}, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return k.info(), nil
}

// info is called under the room's lock.
func (k *known) info() Info {
	i := Info{Service: k.Service, Bad: k.bad}
	if k.Managed() {
		i.State = &State{Phase: Waiting}
		if k.run != nil {
			*i.State = k.run.look()
		}
	}
	i.Token = "" // whoever may have it asks for it
	return i
}

func (r *Room) known(name commonhall.ServiceName) (*known, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if k := r.all[name]; k != nil {
		return k, nil
	}
	return nil, commonhall.Errorf(commonhall.NotFound, "There is no service %q.", string(name)).WithHint("List them with: commonhall service list")
}

// Token returns what a service of the settings calls the API with.
func (r *Room) Token(name commonhall.ServiceName) (string, error) {
	k, err := r.known(name)
	if err != nil {
		return "", err
	}
	if k.Added {
		return "", commonhall.Errorf(commonhall.FailedPrecondition, "The token of the service %s was shown when it was added, and is kept nowhere.", string(name)).
			WithHint("To give it another one, remove the service and add it again.")
	}
	return r.token(k.Service), nil
}

// Client returns the service that signs people in as that OAuth client; its secret is its
// token. One of the settings goes before one that was added earlier.
func (r *Room) Client(id string) (s commonhall.Service, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, k := range r.all {
		if k.ClientID == id && k.bad == nil && (!ok || !k.Added) {
			s, ok = k.Service, true
		}
	}
	s.Token = ""
	return s, ok
}

// Adopted reports whether all services are known: those that were added are not yet when
// the hub has just been started.
func (r *Room) Adopted() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.ctx != nil
}

// Route tells the edge where a service is.
func (r *Room) Route(name commonhall.ServiceName) gate.Answer {
	r.mu.Lock()
	defer r.mu.Unlock()
	k := r.all[name]
	if k == nil || k.URL == "" {
		return gate.Answer{Result: gate.Deny}
	}
	a := gate.Answer{Result: gate.Allow, Prefix: name.Prefix()}
	switch {
	case k.bad != nil:
		return gate.Answer{Result: gate.NotRunning}
	case !k.Managed():
		a.Server, a.URL, a.Outside = k.way, k.URL, k.Added
		return a
	case r.ctx == nil && k.run == nil:
		return gate.Answer{Result: gate.Unavailable} // the hub has just been started
	case k.run == nil || k.run.look().Phase != Running:
		return gate.Answer{Result: gate.NotRunning}
	}
	a.Server, a.Port = k.run.look().Run, config.Service{URL: k.URL}.Port()
	return a
}

// wayTo returns the id for the way to a service that is no run. A hub that restarts gives the
// same again: by another the edge would end what is open on it.
func wayTo(s commonhall.Service) commonhall.ServerID {
	sum := sha256.Sum256([]byte(string(s.Name) + "\x00" + strconv.FormatBool(s.Added) + "\x00" + s.URL))
	return commonhall.ServerID("service-" + hex.EncodeToString(sum[:8]))
}

// Log returns the last of what a service wrote, and of what its run before wrote.
func (r *Room) Log(ctx context.Context, name commonhall.ServiceName, limit int) (now, before string, err error) {
	m, err := r.managed(name)
	if err != nil {
		return "", "", err
	}
	s := m.look()
	if s.End != nil {
		before = s.End.Log
	}
	if s.Phase != Running {
		return "", before, nil
	}
	b, err := r.runs.Log(ctx, s.Run, limit)
	if err != nil {
		return "", before, commonhall.Errorf(commonhall.Unavailable, "The log cannot be read right now.").WithHint("Try again in a moment.").Because(err)
	}
	return printable(string(b)), before, nil
}

// managed returns a service that the hub runs.
func (r *Room) managed(name commonhall.ServiceName) (*managed, error) {
	k, err := r.known(name)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case !k.Managed():
		return nil, commonhall.Errorf(commonhall.FailedPrecondition, "The service %s has no command: it runs elsewhere.", string(name)).WithHint("Whoever runs it restarts it.")
	case k.bad != nil:
		return nil, k.bad
	case k.run == nil:
		return nil, commonhall.Errorf(commonhall.Unavailable, "The hub is restarting.").WithHint("Try again in a second.")
	}
	return k.run, nil
}

// Restart ends a service that the hub runs, which is started again at once.
func (r *Room) Restart(ctx context.Context, name commonhall.ServiceName) error {
	m, err := r.managed(name)
	if err != nil {
		return err
	}
	by := cmp.Or(commonhall.SubjectFrom(ctx).String(), commonhall.RoleHouse)
	ctx, cancel := context.WithTimeout(ctx, r.cfg.Grace+stopSlack)
	defer cancel()
	select {
	case m.restart <- by:
	case <-m.done:
		return commonhall.Errorf(commonhall.Unavailable, "The hub is restarting.").WithHint("Try again in a second.")
	case <-ctx.Done():
		return commonhall.Errorf(commonhall.Unavailable, "The service %s is being started right now.", string(name)).WithHint("Try again in a moment.")
	}
	r.event(ctx, commonhall.EventServiceRestarted, "The service "+string(name)+" was restarted.")
	return nil
}

// spec is how a service that was added is kept. Of its token others keep the hash.
type spec struct {
	URL         string             `json:"url,omitempty"`
	Admin       bool               `json:"admin,omitempty"`
	Hidden      bool               `json:"hidden,omitempty"`
	Info        map[string]any     `json:"info,omitempty"`
	ClientID    string             `json:"oauth_client_id,omitempty"`
	RedirectURI string             `json:"oauth_redirect_uri,omitempty"`
	NoConfirm   bool               `json:"oauth_no_confirm,omitempty"`
	Allowed     []commonhall.Scope `json:"oauth_client_allowed_scopes,omitempty"`
}

// added returns the service of a record.
func (r *Room) added(rec commonhall.ServiceRecord) *known {
	k := &known{Service: commonhall.Service{Name: rec.Name, Added: true}, rec: rec}
	var s spec
	if k.bad = json.Unmarshal([]byte(rec.Spec), &s); k.bad == nil {
		k.URL, k.Admin, k.Hidden, k.Info = s.URL, s.Admin, s.Hidden, s.Info
		k.ClientID, k.RedirectURI, k.NoConfirm, k.Allowed = s.ClientID, s.RedirectURI, s.NoConfirm, s.Allowed
	}
	k.way = wayTo(k.Service)
	return k
}

// Add adds a service that runs elsewhere. It is there as soon as it returns. A token that
// nobody chose is drawn, so that whoever had the name before does not know it; it is in the
// answer, and nowhere else.
func (r *Room) Add(ctx context.Context, s commonhall.Service) (Info, error) {
	r.changing.Lock()
	defer r.changing.Unlock()
	s.Added = true
	if err := r.addable(s); err != nil {
		return Info{}, err
	}
	token, drawn := s.Token, ""
	if token == "" {
		token = r.tokens.ServiceToken(s.Name + "\x00" + commonhall.ServiceName(rand.Text()))
		drawn = token
	}
	s.Token = ""
	b, err := json.Marshal(spec{s.URL, s.Admin, s.Hidden, s.Info, s.ClientID, s.RedirectURI, s.NoConfirm, s.Allowed})
	if err != nil {
		return Info{}, err
	}
	k := &known{Service: s, rec: commonhall.ServiceRecord{Name: s.Name, Spec: string(b), Account: -1, Created: time.Now().UTC()}, way: wayTo(s)}
	if err := r.admit(ctx, k, token); err != nil {
		_ = r.store.RemoveService(context.WithoutCancel(ctx), s.Name)
		return Info{}, err
	}
	r.mu.Lock()
	r.all[s.Name] = k
	r.mu.Unlock()
	r.event(ctx, commonhall.EventServiceAdded, "The service "+string(s.Name)+" was added.")
	i, err := r.Get(s.Name)
	i.Token = drawn
	return i, err
}

// MaxAdded is how many services can be added.
const MaxAdded = 200

// addable refuses a service that cannot be.
func (r *Room) addable(s commonhall.Service) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ctx == nil {
		return commonhall.Errorf(commonhall.Unavailable, "The hub is restarting.").WithHint("Try again in a second.")
	}
	added := 0
	for _, k := range r.all {
		switch {
		case k.Name == s.Name:
			return commonhall.Errorf(commonhall.AlreadyExists, "There is a service %q already.", string(s.Name))
		case k.ClientID == s.ClientID:
			return commonhall.Errorf(commonhall.AlreadyExists, "%q is the OAuth client of the service %s.", s.ClientID, string(k.Name))
		case k.Added:
			added++
		}
	}
	if added >= MaxAdded {
		return commonhall.Errorf(commonhall.ResourceExhausted, "There are %d services already that were added.", MaxAdded).WithHint("Remove one, or write it into the settings.")
	}
	return nil
}

// Remove takes away a service that was added: its token and the way to it end at once.
func (r *Room) Remove(ctx context.Context, name commonhall.ServiceName) error {
	r.changing.Lock()
	defer r.changing.Unlock()
	k, err := r.known(name)
	if err != nil {
		return err
	}
	if err := r.tokens.RemoveService(ctx, name); err != nil {
		return err
	}
	if err := r.store.RemoveService(ctx, name); err != nil {
		return err
	}
	r.mu.Lock()
	delete(r.all, name)
	r.mu.Unlock()
	r.event(ctx, commonhall.EventServiceRemoved, "The service "+string(name)+" was removed.")
	return r.revoker.Revoke(ctx, gate.Revocation{Kind: gate.RevokeServer, Server: k.way})
}

// FromConfig returns the services of the settings.
func FromConfig(list []config.Service) []commonhall.Service {
	var out []commonhall.Service
	for _, c := range list {
		s := commonhall.Service{Name: commonhall.ServiceName(c.Name), URL: c.URL, Command: c.Command, Token: c.APIToken, Admin: c.Admin, Hidden: c.Display == "false",
			ClientID: c.OAuthClientID, RedirectURI: c.OAuthRedirectURI, NoConfirm: c.OAuthNoConfirm, Env: c.Environment, Dir: c.Cwd, Info: map[string]any{}}
		for name, text := range c.Info {
			s.Info[name] = text
		}
		for _, sc := range c.OAuthClientAllowedScopes {
			s.Allowed = append(s.Allowed, commonhall.Scope(sc))
		}
		out = append(out, Complete(s))
	}
	return out
}

// Complete fills in what JupyterHub would where nobody said it.
func Complete(s commonhall.Service) commonhall.Service {
	s.ClientID = cmp.Or(s.ClientID, "service-"+string(s.Name))
	s.RedirectURI = cmp.Or(s.RedirectURI, s.Name.Prefix()+"oauth_callback")
	return s
}
