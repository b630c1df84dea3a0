package app

import (
	"context"

	"commonhall"
	"commonhall/auth"
	"commonhall/environment"
	"commonhall/service"
	"commonhall/store"
	"commonhall/warden"
)

// newServices builds the room of services from the parts of b that are there already.
func newServices(h Hub, b *hub, db *store.DB) *service.Room {
	c := serverConfig(h, b.spawner.Capabilities().Binary, nil, nil, nil)
	return service.New(service.Config{Services: service.FromConfig(h.Config.Services), FirstID: h.Instance.UIDBase + warden.ServiceOffset,
		Limits: c.Limits, Network: c.Limits.Net, Grace: c.StopGrace}, db, serviceTokens{b.auth}, b.spawner, b.gate, b.inside, b.measures.Recorder(b.timeline), b.log)
}

// serviceTokens is the room auth as the services' room asks it.
type serviceTokens struct{ *auth.Auth }

// AdmitService implements service.Tokens.
func (t serviceTokens) AdmitService(ctx context.Context, s commonhall.Service, token string) error {
	t.AddService(auth.Service{Name: s.Name, Admin: s.Admin, Client: s.ClientID})
	if token == "" {
		return nil
	}
	return t.KeepServiceToken(ctx, s.Name, token)
}

// othersRuns is the class's software as people's servers ask it, which leave alone what is
// no server.
type othersRuns struct {
	*environment.Room
	services *service.Room
}

// Runs implements server.Software.
func (o othersRuns) Runs(id commonhall.ServerID) bool { return o.Room.Runs(id) || o.services.Runs(id) }

// serviceClients tells the room auth of services that sign people in. The services of b come
// later than auth.
type serviceClients struct{ b *hub }

// OAuthClient implements auth.OAuthClients.
func (c serviceClients) OAuthClient(_ context.Context, id string) (auth.OAuthClient, error) {
	s, ok := c.b.services.Client(id)
	if !ok && !c.b.services.Adopted() { // what people gave it must not seem to have ended
		return auth.OAuthClient{}, commonhall.Errorf(commonhall.Unavailable, "The hub is restarting.").WithHint("Try again in a second.")
	}
	if !ok {
		return auth.OAuthClient{}, commonhall.Errorf(commonhall.NotFound, "There is no such client.")
	}
	return oauthClient(s), nil
}

// oauthClient is a service as the room auth knows it.
func oauthClient(s commonhall.Service) auth.OAuthClient {
	return auth.OAuthClient{ID: s.ClientID, Title: "the service " + string(s.Name), Redirect: s.RedirectURI, Allowed: s.Allowed, NoConfirm: s.NoConfirm, Service: s.Name,
		Access: []commonhall.Scope{auth.ServiceAccess(s.Name)}}
}
