package provider

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"commonhall"
)

// connect is a provider that speaks OpenID Connect.
type connect struct {
	*web
	secret func(string) (string, error)

	mu     sync.Mutex
	found  *discovered
	failed time.Time // when it was last looked for in vain
	why    error
}

// discovered is what a provider says about itself.
type discovered struct {
	*oidc.Provider
	at    time.Time
	style oauth2.AuthStyle
}

// For how long what a provider says about itself is believed, and for how long it is
// not asked again that did not answer.
const (
	believe = 24 * time.Hour
	rest    = 5 * time.Second
)

// discover returns what the provider says about itself, asked at most once at a time.
func (c *connect) discover(ctx context.Context) (*discovered, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	if c.found != nil && now.Sub(c.found.at) < believe {
		return c.found, nil
	}
	if now.Sub(c.failed) >= rest {
		// Whoever asks may leave; the others want to know too.
		found, err := c.look(context.WithoutCancel(ctx))
		if err == nil {
			c.found, c.why = found, nil
			return found, nil
		}
		c.failed, c.why = time.Now(), err
	}
	if c.found != nil {
		return c.found, nil // of yesterday
	}
	return nil, unreachable(c.settings, c.why)
}

func (c *connect) look(ctx context.Context) (*discovered, error) {
	p, err := oidc.NewProvider(ctx, c.settings.URL)
	if err != nil {
		return nil, err
	}
	var more struct {
		JWKS    string   `json:"jwks_uri"`
		Methods []string `json:"token_endpoint_auth_methods_supported"`
	}
	if err := p.Claims(&more); err != nil {
		return nil, err
	}
	for _, address := range []string{p.Endpoint().AuthURL, p.Endpoint().TokenURL, p.UserInfoEndpoint(), more.JWKS} {
		u, err := url.Parse(address)
		if err != nil || (address != "" && u.Scheme != "https" && !strings.HasPrefix(c.settings.URL, "http://")) {
			return nil, errors.New("an address of the provider is not encrypted")
		}
	}
	d := &discovered{Provider: p, at: time.Now(), style: oauth2.AuthStyleInHeader}
	if len(more.Methods) > 0 && !slices.Contains(more.Methods, "client_secret_basic") {
		d.style = oauth2.AuthStyleInParams // trying both would use a code up
	}
	return d, nil
}

// client returns what is needed to speak as commonhall.
func (c *connect) oauth(d *discovered, callback string) (*oauth2.Config, error) {
	secret, err := c.secret(c.settings.ClientSecretFile)
	if err != nil {
		return nil, unready(c.settings, "client_secret_file", err)
	}
	scopes := c.settings.Scopes
	if len(scopes) == 0 {
		scopes = []string{"profile", "email"}
	}
	end := d.Endpoint()
	end.AuthStyle = d.style
	out := &oauth2.Config{ClientID: c.settings.ClientID, ClientSecret: secret, Endpoint: end, RedirectURL: callback, Scopes: []string{oidc.ScopeOpenID}}
	for _, s := range scopes {
		if s != oidc.ScopeOpenID && !(c.google() && s == oidc.ScopeOfflineAccess) {
			out.Scopes = append(out.Scopes, s)
		}
	}
	return out, nil
}

// google reports whether this is Google, which has another word for offline_access.
func (c *connect) google() bool { return c.settings.URL == "https://accounts.google.com" }

// Begin implements Browser.
func (c *connect) Begin(ctx context.Context, t Trip) (string, error) {
	ctx, cancel, err := c.asking(ctx)
	if err != nil {
		return "", err
	}
	defer cancel()
	d, err := c.discover(ctx)
	if err != nil {
		return "", err
	}
	conf, err := c.oauth(d, t.Callback)
	if err != nil {
		return "", err
	}
	more := []oauth2.AuthCodeOption{oidc.Nonce(t.Nonce), oauth2.S256ChallengeOption(t.Verifier)}
	if c.google() && slices.Contains(c.settings.Scopes, oidc.ScopeOfflineAccess) {
		more = append(more, oauth2.AccessTypeOffline)
	}
	return conf.AuthCodeURL(t.State, more...), nil
}

// Probe implements Prober.
func (c *connect) Probe(ctx context.Context) error {
	ctx, cancel, err := c.asking(ctx)
	if err != nil {
		return err
	}
	defer cancel()
	d, err := c.look(ctx)
	if err != nil {
		return unreachable(c.settings, err)
	}
	_, err = c.oauth(d, "")
	return err
}

// cameBack returns the code that a browser came back with.
func (w *web) cameBack(query url.Values) (string, error) {
	if code := query.Get("error"); code != "" {
		return "", refused(w.settings, fmt.Errorf("the provider said %.40q", code))
	}
	if iss := query.Get("iss"); iss != "" && w.settings.Type == "oidc" && iss != w.settings.URL { // RFC 9207
		return "", refused(w.settings, fmt.Errorf("the answer is another provider's: %.100q", iss))
	}
	if query.Get("code") == "" || len(query["code"]) > 1 {
		return "", refused(w.settings, errors.New("the answer has no code"))
	}
	return query.Get("code"), nil
}

// Finish implements Browser.
func (c *connect) Finish(ctx context.Context, t Trip, query url.Values) (Person, []byte, error) {
	code, err := c.cameBack(query)
	if err != nil {
		return Person{}, nil, err
	}
	ctx, cancel, err := c.asking(ctx)
	if err != nil {
		return Person{}, nil, err
	}
	defer cancel()
	d, err := c.discover(ctx)
	if err != nil {
		return Person{}, nil, err
	}
	conf, err := c.oauth(d, t.Callback)
	if err != nil {
		return Person{}, nil, err
	}
	token, err := conf.Exchange(ctx, code, oauth2.VerifierOption(t.Verifier))
	if err != nil {
		return Person{}, nil, c.notExchanged(err)
	}
	raw, _ := token.Extra("id_token").(string)
	if raw == "" {
		return Person{}, nil, refused(c.settings, errors.New("there is no ID token in the answer"))
	}
	id, err := c.verified(ctx, d, raw)
	if err != nil {
		return Person{}, nil, err
	}
	if t.Nonce == "" || subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(t.Nonce)) != 1 {
		return Person{}, nil, refused(c.settings, errors.New("the ID token is for another sign-in: its nonce differs"))
	}
	p, err := c.person(ctx, d, token, id)
	return p, kept(token.RefreshToken, p.Subject), err
}

// verified checks signature, issuer, audience and time of an ID token.
func (c *connect) verified(ctx context.Context, d *discovered, raw string) (*oidc.IDToken, error) {
	id, err := d.VerifierContext(ctx, &oidc.Config{ClientID: c.settings.ClientID}).Verify(ctx, raw)
	if err != nil {
		return nil, refused(c.settings, err)
	}
	var more struct {
		AZP *string `json:"azp"`
	}
	switch err := id.Claims(&more); {
	case err != nil:
		return nil, refused(c.settings, err)
	case more.AZP != nil && *more.AZP != c.settings.ClientID, more.AZP == nil && len(id.Audience) > 1:
		return nil, refused(c.settings, errors.New("the ID token was made for another client"))
	case id.Subject == "" || len(id.Subject) > 255 || strings.ContainsFunc(id.Subject, control):
		return nil, refused(c.settings, errors.New("the ID token has no subject"))
	}
	return id, nil
}

func control(r rune) bool { return r < ' ' || r == 0x7f }

// person reads the claims; what the ID token does not have, the provider is asked for.
func (c *connect) person(ctx context.Context, d *discovered, token *oauth2.Token, id *oidc.IDToken) (Person, error) {
	claims := map[string]any{}
	if err := id.Claims(&claims); err != nil {
		return Person{}, refused(c.settings, err)
	}
	_, hasGroups := claim(claims, c.settings.GroupsClaim)
	_, hasName := claim(claims, c.usernameClaim())
	wantsMail := len(c.settings.AllowedDomains) > 0 && claims["email"] == nil
	if d.UserInfoEndpoint() != "" && (!hasName || wantsMail || (!hasGroups && c.settings.GroupsClaim != "")) {
		more, err := c.userInfo(ctx, d, token, id.Subject)
		if err != nil {
			return Person{}, err
		}
		if claims["email"] == nil {
			delete(claims, "email_verified") // that of an address counts which came with it
		} else {
			delete(more, "email_verified")
		}
		for k, v := range more {
			if _, has := claims[k]; !has {
				claims[k] = v
			}
		}
	}
	return c.read(claims, id.Subject), nil
}

// userInfo asks for the claims of the subject.
func (c *connect) userInfo(ctx context.Context, d *discovered, token *oauth2.Token, subject string) (map[string]any, error) {
	client, err := c.http()
	if err != nil {
		return nil, unreachable(c.settings, err)
	}
	claims := map[string]any{}
	_, err = get(ctx, client, d.UserInfoEndpoint(), token.AccessToken, &claims)
	if status, said := errors.AsType[answerError](err); said && status == 401 {
		return nil, gone(c.settings, err)
	}
	if err != nil {
		return nil, unreachable(c.settings, err)
	}
	if claims["sub"] != subject { // somebody else's token was put in its place
		return nil, refused(c.settings, errors.New("the claims are about somebody else"))
	}
	return claims, nil
}

func (c *connect) usernameClaim() string {
	if c.settings.UsernameClaim == "" {
		return "preferred_username"
	}
	return c.settings.UsernameClaim
}

// read makes a person of claims. Only what has the right type counts: an address is
// verified where that is true, not "true".
func (c *connect) read(claims map[string]any, subject string) Person {
	p := Person{Issuer: c.settings.URL, Subject: subject}
	p.Email, _ = claims["email"].(string)
	p.Verified, _ = claims["email_verified"].(bool)
	name, _ := claim(claims, c.usernameClaim())
	p.Name, _ = name.(string)
	if c.usernameClaim() == "email" && !p.Verified {
		p.Name = "" // anybody could say it
	}
	if c.settings.GroupsClaim == "" {
		return p
	}
	groups, _ := claim(claims, c.settings.GroupsClaim)
	list, _ := groups.([]any)
	for _, g := range list[:min(len(list), maxGroups)] {
		if s, ok := g.(string); ok && s != "" {
			p.Groups = append(p.Groups, s)
		}
	}
	return p
}

// maxGroups is how many groups of a person count.
const maxGroups = 2000

// claim finds a claim by its name, or below others by names with dots in between.
func claim(claims map[string]any, name string) (any, bool) {
	if v, ok := claims[name]; ok {
		return v, true
	}
	first, rest, more := strings.Cut(name, ".")
	below, ok := claims[first].(map[string]any)
	if !more || !ok {
		return nil, false
	}
	return claim(below, rest)
}

// remembered is what is kept of a sign-in, to ask again.
type remembered struct {
	Token   string `json:"token"`
	Subject string `json:"subject"`
}

// kept returns nothing where the provider gave nothing to ask again with.
func kept(token, subject string) []byte {
	if token == "" {
		return nil
	}
	b, _ := json.Marshal(remembered{token, subject}) // two texts always are JSON
	return b
}

// Refresh implements Refresher.
func (c *connect) Refresh(ctx context.Context, before []byte) (Person, []byte, error) {
	var r remembered
	if err := json.Unmarshal(before, &r); err != nil || r.Token == "" {
		return Person{}, before, nil
	}
	ctx, cancel, err := c.asking(ctx)
	if err != nil {
		return Person{}, before, err
	}
	defer cancel()
	d, err := c.discover(ctx)
	if err != nil {
		return Person{}, before, err
	}
	conf, err := c.oauth(d, "")
	if err != nil {
		return Person{}, before, err
	}
	token, err := conf.TokenSource(ctx, &oauth2.Token{RefreshToken: r.Token}).Token()
	if says(err, "invalid_grant") {
		return Person{}, nil, gone(c.settings, inShort(err))
	}
	if err != nil {
		return Person{}, before, unreachable(c.settings, inShort(err))
	}
	after := before
	if token.RefreshToken != "" {
		after = kept(token.RefreshToken, r.Subject)
	}
	p, err := c.again(ctx, d, token, r.Subject)
	if kind := commonhall.KindOf(err); err != nil && kind != commonhall.PermissionDenied {
		return Person{}, after, unreachable(c.settings, err)
	}
	return p, after, err
}

// again reads who it is from the answer to a refresh.
func (c *connect) again(ctx context.Context, d *discovered, token *oauth2.Token, subject string) (Person, error) {
	if raw, _ := token.Extra("id_token").(string); raw != "" {
		id, err := c.verified(ctx, d, raw)
		if err != nil {
			return Person{}, err
		}
		if id.Subject != subject {
			return Person{}, refused(c.settings, errors.New("the ID token is about somebody else"))
		}
		return c.person(ctx, d, token, id)
	}
	if d.UserInfoEndpoint() == "" {
		return Person{}, nil
	}
	claims, err := c.userInfo(ctx, d, token, subject)
	if err != nil {
		return Person{}, err
	}
	return c.read(claims, subject), nil
}
