package auth

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"commonhall"
	"commonhall/gate"
)

// Service is what auth has to know of a service: a program, not a person, that calls
// the API with a token of its own. What it is and where it runs others know.
type Service struct {
	Name   commonhall.ServiceName
	Admin  bool
	Client string // as which it signs people in; "" is the one after its name
}

// services are those whose tokens count now.
type services struct {
	mu  sync.RWMutex
	all map[commonhall.ServiceName]Service
}

func (s *services) get(name commonhall.ServiceName) (Service, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	v, ok := s.all[name]
	return v, ok
}

// change puts another table in the place of the one that is there.
func (s *services) change(f func(map[commonhall.ServiceName]Service)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := maps.Clone(s.all)
	if next == nil {
		next = map[commonhall.ServiceName]Service{}
	}
	f(next)
	s.all = next
}

// serviceRoles returns the roles that a service holds beside admin.
func (a *Auth) serviceRoles(ctx context.Context, name commonhall.ServiceName) ([]commonhall.Role, error) {
	stored, err := a.storedRoles(ctx)
	if err != nil {
		return nil, err
	}
	var out []commonhall.Role
	if len(stored) > 0 {
		names, err := a.store.ServiceRoles(ctx, name)
		if err != nil {
			return nil, err
		}
		out = named(stored, names)
	}
	for _, r := range a.roles.settings {
		if slices.Contains(r.Services, name) {
			out = append(out, r)
		}
	}
	return out, nil
}

// AddService lets the tokens of a service count from now on; it replaces one of the
// same name. Nothing is stored: whoever knows the services adds them at each start.
func (a *Auth) AddService(s Service) {
	a.services.change(func(all map[commonhall.ServiceName]Service) { all[s.Name] = s })
}

// Services returns those that were added, by name.
func (a *Auth) Services() []Service {
	a.services.mu.RLock()
	defer a.services.mu.RUnlock()
	return slices.SortedFunc(maps.Values(a.services.all), func(x, y Service) int {
		return strings.Compare(string(x.Name), string(y.Name))
	})
}

// RemoveService ends a service: its tokens are gone, those too that its visitors gave it,
// and what they opened ends at once.
func (a *Auth) RemoveService(ctx context.Context, name commonhall.ServiceName) error {
	s, _ := a.services.get(name)
	a.services.change(func(all map[commonhall.ServiceName]Service) { delete(all, name) })
	ended, err := a.store.RemoveServiceTokens(ctx, name, cmp.Or(s.Client, "service-"+string(name)))
	a.forgetRoles()
	if err != nil {
		return err
	}
	return a.revokeTokens(ctx, ended, "The service is removed")
}

// ServiceAccess is the scope with which people enter a service.
func ServiceAccess(name commonhall.ServiceName) commonhall.Scope {
	return commonhall.Scope("access:services!service=" + string(name))
}

// KeepClients ends what people gave services that are none of these, and what they gave another
// one that signed them in by the name of one of these: whoever knows the services says at each
// start which they are, because one may have gone from the settings in between.
func (a *Auth) KeepClients(ctx context.Context, list []commonhall.Service) error {
	ended, err := a.store.KeepClients(ctx, func(client string, scopes []commonhall.Scope) bool {
		return slices.ContainsFunc(list, func(s commonhall.Service) bool {
			return s.ClientID == client && slices.Contains(scopes, ServiceAccess(s.Name))
		})
	})
	if err != nil {
		return err
	}
	return a.revokeTokens(ctx, ended, "The service is gone")
}

// ServiceToken returns the token of a service for which nobody chose one. It is
// computed, not drawn, so that every start of the hub gives the same.
func (a *Auth) ServiceToken(name commonhall.ServiceName) string {
	m := hmac.New(sha256.New, a.cfg.Key)
	m.Write([]byte("service\x00" + string(name)))
	return tokenOf(m.Sum(nil))
}

// drawOne is how somebody comes to a token of their choice. It has the form of ours: by
// that the edge knows what it must not pass on.
const drawOne = "Draw one: echo ch_$(tr -dc a-z2-7 < /dev/urandom | head -c 32)"

// KeepServiceToken makes text the one token of a service, with all that the service may
// do. Another one that it had ends at once.
func (a *Auth) KeepServiceToken(ctx context.Context, name commonhall.ServiceName, text string) error {
	if rest, ok := strings.CutPrefix(text, TokenPrefix); !ok || len(rest) != 32 || strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz234567") != "" {
		return commonhall.Errorf(commonhall.InvalidArgument, "The token of the service %s has not the form of a token.", string(name)).
			WithHint(drawOne)
	}
	t := commonhall.Token{Service: name, Scopes: []commonhall.Scope{"inherit"}, Note: "Token of the service " + string(name), Created: time.Now().UTC()}
	ended, err := a.store.SetServiceToken(ctx, t, sha256.Sum256([]byte(text)))
	if err != nil {
		return err
	}
	return a.revokeTokens(ctx, ended, "The service has another token now")
}

// revokeTokens takes back what tokens opened that have ended.
func (a *Auth) revokeTokens(ctx context.Context, ended []commonhall.TokenID, what string) error {
	var list []gate.Revocation
	for _, id := range ended {
		list = append(list, gate.Revocation{Kind: gate.RevokeToken, Token: id})
	}
	return a.revoke(ctx, what, list...)
}
