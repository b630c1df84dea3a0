package provider

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/oauth2"
)

// github is GitHub, or a server that speaks as it does.
type github struct {
	*web
	secret func(string) (string, error)
}

// base is where people sign in, and api what programs ask.
func (g *github) base() string {
	if g.settings.URL == "" {
		return "https://github.com"
	}
	return strings.TrimRight(g.settings.URL, "/")
}

func (g *github) api() string {
	if g.base() == "https://github.com" {
		return "https://api.github.com"
	}
	return g.base() + "/api/v3"
}

func (g *github) oauth(callback string) (*oauth2.Config, error) {
	secret, err := g.secret(g.settings.ClientSecretFile)
	if err != nil {
		return nil, unready(g.settings, "client_secret_file", err)
	}
	c := &oauth2.Config{ClientID: g.settings.ClientID, ClientSecret: secret, RedirectURL: callback,
		Endpoint: oauth2.Endpoint{AuthURL: g.base() + "/login/oauth/authorize", TokenURL: g.base() + "/login/oauth/access_token", AuthStyle: oauth2.AuthStyleInParams}}
	if g.wantsGroups() {
		c.Scopes = []string{"read:org"}
	}
	return c, nil
}

func (g *github) wantsGroups() bool {
	return len(g.settings.AllowedGroups)+len(g.settings.AdminGroups) > 0 || g.settings.ManageGroups
}

// Begin implements Browser.
func (g *github) Begin(_ context.Context, t Trip) (string, error) {
	c, err := g.oauth(t.Callback)
	if err != nil {
		return "", err
	}
	return c.AuthCodeURL(t.State, oauth2.S256ChallengeOption(t.Verifier)), nil
}

// Probe implements Prober: any answer but a failure is one.
func (g *github) Probe(ctx context.Context) error {
	if _, err := g.oauth(""); err != nil {
		return err
	}
	ctx, cancel, err := g.asking(ctx)
	if err != nil {
		return err
	}
	defer cancel()
	client, err := g.http()
	if err != nil {
		return unreachable(g.settings, err)
	}
	_, err = get(ctx, client, g.api()+"/user", "", new(any))
	if status, said := errors.AsType[answerError](err); said && status < 500 || err == nil {
		return nil
	}
	return unreachable(g.settings, err)
}

// Finish implements Browser.
func (g *github) Finish(ctx context.Context, t Trip, query url.Values) (Person, []byte, error) {
	code, err := g.cameBack(query)
	if err != nil {
		return Person{}, nil, err
	}
	c, err := g.oauth(t.Callback)
	if err != nil {
		return Person{}, nil, err
	}
	ctx, cancel, err := g.asking(ctx)
	if err != nil {
		return Person{}, nil, err
	}
	defer cancel()
	token, err := c.Exchange(ctx, code, oauth2.VerifierOption(t.Verifier))
	if err != nil {
		return Person{}, nil, g.notExchanged(err)
	}
	p, err := g.person(ctx, token.AccessToken)
	return p, kept(token.AccessToken, p.Subject), err
}

// Refresh implements Refresher.
func (g *github) Refresh(ctx context.Context, before []byte) (Person, []byte, error) {
	var r remembered
	if err := json.Unmarshal(before, &r); err != nil || r.Token == "" {
		return Person{}, before, nil
	}
	ctx, cancel, err := g.asking(ctx)
	if err != nil {
		return Person{}, before, err
	}
	defer cancel()
	p, err := g.person(ctx, r.Token)
	if err == nil && p.Subject != r.Subject {
		return Person{}, before, gone(g.settings, errors.New("the token is somebody else's"))
	}
	return p, before, err
}

// person asks who a token is of.
func (g *github) person(ctx context.Context, token string) (Person, error) {
	client, err := g.http()
	if err != nil {
		return Person{}, unreachable(g.settings, err)
	}
	var user struct {
		ID    int64  `json:"id"`
		Login string `json:"login"`
	}
	if _, err := get(ctx, client, g.api()+"/user", token, &user); err != nil {
		return Person{}, g.asked(err)
	}
	if user.ID <= 0 || user.Login == "" {
		return Person{}, refused(g.settings, errors.New("the answer names nobody"))
	}
	p := Person{Issuer: g.base(), Subject: strconv.FormatInt(user.ID, 10), Name: user.Login}
	if g.wantsGroups() {
		p.Groups, err = g.organisations(ctx, client, token)
	}
	return p, err
}

func (g *github) asked(err error) error {
	if status, said := errors.AsType[answerError](err); said && status == http.StatusUnauthorized {
		return gone(g.settings, err)
	}
	return unreachable(g.settings, err)
}

// maxPages is how many pages of a list are read.
const maxPages = 20

// organisations lists in which organisations the person is.
func (g *github) organisations(ctx context.Context, c *http.Client, token string) (out []string, err error) {
	next := g.api() + "/user/orgs?per_page=100"
	for range maxPages {
		var page []struct {
			Login string `json:"login"`
		}
		header, err := get(ctx, c, next, token, &page)
		if err != nil {
			return nil, g.asked(err)
		}
		for _, o := range page {
			out = append(out, o.Login)
		}
		// Only within the API: the token goes along.
		if next = nextPage(header.Values("Link")); !strings.HasPrefix(next, g.api()+"/") {
			break
		}
	}
	return out, nil
}

// nextPage finds the address of the next page (RFC 8288).
func nextPage(links []string) string {
	for _, link := range strings.Split(strings.Join(links, ","), ",") {
		address, rest, _ := strings.Cut(strings.TrimSpace(link), ">")
		if strings.Contains(rest, `rel="next"`) {
			return strings.TrimPrefix(address, "<")
		}
	}
	return ""
}
