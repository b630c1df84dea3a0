package app

import (
	"context"
	"time"

	"commonhall"
	"commonhall/auth"
	"commonhall/gate"
	"commonhall/server"
	"commonhall/service"
)

// decider answers the edge: auth says who holds a credential and what it covers,
// the servers' room says where the server is.
type decider struct {
	auth    *auth.Auth
	servers *server.Manager

	services *service.Room
}

// Decide implements gate.Decider.
func (d *decider) Decide(ctx context.Context, q gate.Question) gate.Answer {
	if q.Service != "" {
		return d.service(ctx, q)
	}
	id, err := d.auth.Identify(ctx, q.Kind, q.Hash)
	if err != nil {
		if commonhall.KindOf(err) == commonhall.Unauthenticated {
			return gate.Answer{Result: gate.Anonymous}
		}
		return gate.Answer{Result: gate.Unavailable}
	}
	if id.Rests || id.Token != nil && id.Token.Parent != 0 { // it says to a program who asks, and opens nothing
		return gate.Answer{Result: gate.Anonymous}
	}
	name, err := auth.NormalizeName(string(q.Name))
	// Nobody opens another person's server until each has a host name of its own,
	// administrators included (decision 004).
	if err != nil || name != q.Name || name != id.User.Name {
		return gate.Answer{Result: gate.Deny}
	}
	key, a := d.servers.Route(name.Server(q.Server))
	if !id.Scopes.CoversServer("access:servers", key.User, string(key.Name)) {
		return gate.Answer{Result: gate.Deny}
	}
	a = held(a, id)
	if a.HubAuth {
		if a.Pass, err = d.auth.ServerPass(ctx, id, key, a.Server); err != nil {
			return gate.Answer{Result: gate.Unavailable}
		}
	}
	return a
}

// service answers where a service is, and what it is told of whoever shows a credential
// with which they may enter it. Anonymous means that it is told nothing.
func (d *decider) service(ctx context.Context, q gate.Question) gate.Answer {
	a := d.services.Route(commonhall.ServiceName(q.Service))
	if a.Result != gate.Allow || q.Hash == [32]byte{} {
		return a
	}
	id, err := d.auth.Identify(ctx, q.Kind, q.Hash)
	switch {
	case commonhall.KindOf(err) == commonhall.Unauthenticated:
		return gate.Answer{Result: gate.Anonymous}
	case err != nil:
		return gate.Answer{Result: gate.Unavailable}
	case id.Service != nil || id.Token != nil && id.Token.Parent != 0 || !id.Scopes.CoversService("access:services", commonhall.ServiceName(q.Service)):
		return gate.Answer{Result: gate.Anonymous}
	}
	i, err := d.services.Get(commonhall.ServiceName(q.Service))
	if err != nil {
		return gate.Answer{Result: gate.Deny}
	}
	if a.Pass, err = d.auth.Pass(ctx, id, oauthClient(i.Service)); err != nil {
		return gate.Answer{Result: gate.Unavailable}
	}
	return held(a, id)
}

// held is a for the holder of a credential: it ends with that, and with the session in which
// a program was given it.
func held(a gate.Answer, id *auth.Identity) gate.Answer {
	a.Subject, a.Expires = id.User.Name, id.Expires()
	if id.Token != nil {
		a.Token, a.Session = id.Token.ID, id.Token.Session
	}
	if id.Session != nil {
		a.Session = id.Session.ID
	}
	return a
}

// Active implements gate.Decider.
func (d *decider) Active(_ context.Context, seen map[commonhall.ServerID]time.Time) {
	d.servers.Seen(seen)
}
