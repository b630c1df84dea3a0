package provider_test

import (
	"context"
	"errors"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"commonhall"
	"commonhall/config"
	"commonhall/provider"
	"commonhall/provider/providertest"
)

type claims = providertest.Claims

const callback = "https://hall.example.org/hub/oauth_callback"

func secret(string) (string, error) { return providertest.Secret, nil }

func school(o *providertest.OIDC) config.Provider {
	return config.Provider{Name: "school", Type: "oidc", Title: "School", URL: o.URL, ClientID: "hall", GroupsClaim: "groups"}
}

func trip() provider.Trip {
	return provider.Trip{State: "state", Nonce: "nonce", Verifier: strings.Repeat("v", 43), Callback: callback}
}

// visit goes to the provider and back.
func visit(t *testing.T, p *provider.Provider, o *providertest.OIDC, change func(*provider.Trip, url.Values)) (provider.Person, []byte, error) {
	t.Helper()
	tr := trip()
	address, err := p.Browser.Begin(t.Context(), tr)
	if err != nil {
		return provider.Person{}, nil, err
	}
	query := o.SignIn(t, address)
	if change != nil {
		change(&tr, query)
	}
	return p.Browser.Finish(t.Context(), tr, query)
}

func refused(t *testing.T, what string, err error, kind commonhall.Kind) {
	t.Helper()
	if commonhall.KindOf(err) != kind || err == nil {
		t.Errorf("%s: %v, want %s", what, err, kind)
		return
	}
	said := commonhall.ForPerson(err)
	for _, raw := range []string{"script", "Bob", "jwt", "oidc:", "<"} {
		if strings.Contains(said.Msg+said.Hint, raw) {
			t.Errorf("%s: the person hears the provider's own words: %s %s", what, said.Msg, said.Hint)
		}
	}
}

func TestSomebodySignsIn(t *testing.T) {
	o := providertest.NewOIDC(t)
	p := provider.New([]config.Provider{school(o)}, secret)[0]
	o.Says(claims{"sub": "7", "preferred_username": "Ada", "email": "ada@example.org", "email_verified": true, "groups": []string{"physics", "chess"}}, nil)
	got, kept, err := visit(t, p, o, nil)
	want := provider.Person{Issuer: o.URL, Subject: "7", Name: "Ada", Email: "ada@example.org", Verified: true, Groups: []string{"physics", "chess"}}
	if err != nil || !reflect.DeepEqual(got, want) || len(kept) == 0 {
		t.Fatalf("%+v, %v", got, err)
	}
	// Later they are asked about again, with other groups by then.
	o.Says(claims{"sub": "7", "preferred_username": "ada.l", "groups": []string{"chess"}}, nil)
	got, kept, err = p.Refresh(t.Context(), kept)
	if err != nil || got.Name != "ada.l" || !reflect.DeepEqual(got.Groups, []string{"chess"}) {
		t.Errorf("%+v, %v", got, err)
	}
	o.Down(true)
	_, after, err := p.Refresh(t.Context(), kept)
	refused(t, "away", err, commonhall.Unavailable)
	o.Down(false)
	if _, kept, err = p.Refresh(t.Context(), after); err != nil {
		t.Errorf("back again: %v", err)
	}
	o.Refuses("7")
	_, _, err = p.Refresh(t.Context(), kept)
	refused(t, "not any more", err, commonhall.PermissionDenied)
}

// TestLies: what does not fit is nobody's sign-in.
func TestLies(t *testing.T) {
	for what, c := range map[string]struct {
		sign string
		lie  func(h, c claims)
	}{
		"another audience":                       {lie: func(_, c claims) { c["aud"] = "mail" }},
		"two, and made for one":                  {lie: func(_, c claims) { c["aud"], c["azp"] = []string{"hall", "mail"}, "mail" }},
		"two, and nobody says":                   {lie: func(_, c claims) { c["aud"] = []string{"hall", "mail"} }},
		"another issuer":                         {lie: func(_, c claims) { c["iss"] = "https://evil.example" }},
		"expired":                                {lie: func(_, c claims) { c["exp"] = time.Now().Add(-time.Hour).Unix() }},
		"no nonce":                               {lie: func(_, c claims) { delete(c, "nonce") }},
		"another nonce":                          {lie: func(_, c claims) { c["nonce"] = "of somebody else" }},
		"no subject":                             {lie: func(_, c claims) { delete(c, "sub") }},
		"an empty subject":                       {lie: func(_, c claims) { c["sub"] = "" }},
		"a subject with lines":                   {lie: func(_, c claims) { c["sub"] = "7\n8" }},
		"not signed":                             {sign: "none"},
		"signed with the key that everybody has": {sign: "HS256"},
		"another key":                            {lie: func(h, _ claims) { h["kid"] = "two" }},
	} {
		t.Run(what, func(t *testing.T) {
			o := providertest.NewOIDC(t)
			p := provider.New([]config.Provider{school(o)}, secret)[0]
			o.Says(claims{"sub": "7", "preferred_username": "ada", "groups": []string{}}, nil)
			o.Lies(c.sign, c.lie)
			_, _, err := visit(t, p, o, nil)
			refused(t, what, err, commonhall.Unauthenticated)
		})
	}
}

// TestBrowsersLie: what the browser brings back does not fit.
func TestBrowsersLie(t *testing.T) {
	for what, change := range map[string]func(*provider.Trip, url.Values){
		"another verifier": func(tr *provider.Trip, _ url.Values) { tr.Verifier = strings.Repeat("w", 43) },
		"another callback": func(tr *provider.Trip, _ url.Values) { tr.Callback = "https://evil.example/hub/oauth_callback" },
		"no nonce of ours": func(tr *provider.Trip, _ url.Values) { tr.Nonce = "" },
		"a made-up code":   func(_ *provider.Trip, q url.Values) { q.Set("code", "guess") },
		"no code":          func(_ *provider.Trip, q url.Values) { q.Del("code") },
		"two codes":        func(_ *provider.Trip, q url.Values) { q.Add("code", "x") },
		"an error":         func(_ *provider.Trip, q url.Values) { q.Set("error", "access_denied<script>") },
		"another's answer": func(_ *provider.Trip, q url.Values) { q.Set("iss", "https://evil.example") },
	} {
		o := providertest.NewOIDC(t)
		p := provider.New([]config.Provider{school(o)}, secret)[0]
		o.Says(claims{"sub": "7", "preferred_username": "ada", "groups": []string{}}, nil)
		_, _, err := visit(t, p, o, change)
		refused(t, what, err, commonhall.Unauthenticated)
	}
}

// TestWhatIsVerified: an address counts where email_verified is true and nothing else.
func TestWhatIsVerified(t *testing.T) {
	for what, c := range map[string]struct {
		claims, info claims
		allowed      bool
	}{
		"verified":               {claims{"email": "ada@example.org", "email_verified": true}, nil, true},
		"not":                    {claims{"email": "ada@example.org", "email_verified": false}, nil, false},
		"nobody says":            {claims{"email": "ada@example.org"}, nil, false},
		"a text":                 {claims{"email": "ada@example.org", "email_verified": "true"}, nil, false},
		"a number":               {claims{"email": "ada@example.org", "email_verified": 1}, nil, false},
		"a domain below":         {claims{"email": "ada@evil.example.org", "email_verified": true}, nil, false},
		"a domain that ends so":  {claims{"email": "ada@evilexample.org", "email_verified": true}, nil, false},
		"two addresses in one":   {claims{"email": "ada@example.org@evil.org", "email_verified": true}, nil, false},
		"no address":             {claims{"email_verified": true}, nil, false},
		"asked for":              {claims{}, claims{"email": "ada@Example.org", "email_verified": true}, true},
		"another's verification": {claims{"email": "ada@example.org"}, claims{"email": "eve@evil.org", "email_verified": true, "preferred_username": "ada"}, false},
		"verified, and another":  {claims{"email_verified": true}, claims{"email": "ada@example.org", "email_verified": false, "preferred_username": "ada"}, false},
		"somebody else's claims": {claims{}, claims{"sub": "8", "email": "ada@example.org", "email_verified": true}, false},
	} {
		o := providertest.NewOIDC(t)
		s := school(o)
		s.AllowedDomains, s.GroupsClaim = []string{"example.org"}, ""
		p := provider.New([]config.Provider{s}, secret)[0]
		c.claims["sub"] = "7"
		if c.info["preferred_username"] == nil { // otherwise it is asked for
			c.claims["preferred_username"] = "ada"
		}
		o.Says(c.claims, c.info)
		person, _, err := visit(t, p, o, nil)
		if got := err == nil && provider.Judge(s, person).Allowed; got != c.allowed {
			t.Errorf("%s: allowed %v, %v, %+v", what, got, err, person)
		}
	}
}

// TestNamesThatAreAddresses: one that nobody has verified is nobody's name.
func TestNamesThatAreAddresses(t *testing.T) {
	for _, c := range []struct {
		email    string
		verified any
		domains  []string
		want     string
	}{
		{"ada@example.org", true, nil, "ada@example.org"},
		{"ada@example.org", true, []string{"example.org"}, "ada"},
		{"ada@example.org", true, []string{"example.org", "example.com"}, "ada@example.org"},
		{"ada@evil.org", true, []string{"example.org"}, "ada@evil.org"},
		{"ada@evil.org@example.org", true, []string{"example.org"}, "ada@evil.org@example.org"},
		{"ada@example.org", "true", []string{"example.org"}, ""},
		{"ada@example.org", nil, nil, ""},
	} {
		o := providertest.NewOIDC(t)
		s := school(o)
		s.UsernameClaim, s.AllowedDomains, s.GroupsClaim = "email", c.domains, ""
		p := provider.New([]config.Provider{s}, secret)[0]
		o.Says(claims{"sub": "7", "email": c.email, "email_verified": c.verified}, nil)
		person, _, err := visit(t, p, o, nil)
		if got := provider.LocalName(s, person); err != nil || got != c.want {
			t.Errorf("%+v: %q, %v", c, got, err)
		}
	}
}

// TestTheProviderIsAway: that is said, and it is found again without a restart.
func TestTheProviderIsAway(t *testing.T) {
	o := providertest.NewOIDC(t)
	o.Down(true)
	p := provider.New([]config.Provider{school(o)}, secret)[0]
	_, err := p.Browser.Begin(t.Context(), trip())
	refused(t, "away", err, commonhall.Unavailable)
	o.Down(false)
	_, err = p.Browser.Begin(t.Context(), trip())
	refused(t, "just asked", err, commonhall.Unavailable) // not again and again
	p = provider.New([]config.Provider{school(o)}, func(string) (string, error) { return "", errors.New("no file") })[0]
	_, err = p.Browser.Begin(t.Context(), trip())
	refused(t, "no secret", err, commonhall.Unavailable)
	if said := commonhall.ForPerson(err); strings.Contains(said.Msg+said.Hint, "answer") || strings.Contains(said.Msg+said.Hint, "file") || !strings.Contains(err.Error(), "client_secret_file: no file") {
		t.Errorf("without the secret somebody reads %q %q, and the log %q", said.Msg, said.Hint, err)
	}
	// Whoever leaves while it is asked takes it from nobody else.
	gone, leave := context.WithCancel(t.Context())
	leave()
	p = provider.New([]config.Provider{school(o)}, secret)[0]
	if _, err := p.Browser.Begin(gone, trip()); err != nil {
		t.Errorf("somebody left: %v", err)
	}
}

// TestProbes: doctor hears whether a provider can be spoken to, and why not.
func TestProbes(t *testing.T) {
	o, g := providertest.NewOIDC(t), providertest.NewGitHub(t)
	l, s := directory(t, true)
	settings := []config.Provider{school(o), {Name: "github", Type: "github", URL: g.URL, ClientID: "hall"}, s}
	for _, p := range provider.New(settings, secret) {
		if err := p.Prober.Probe(t.Context()); err != nil {
			t.Errorf("%s: %v", p.Settings.Name, err)
		}
	}
	for _, p := range provider.New(settings, func(string) (string, error) { return "", errors.New("no file") }) {
		if err := p.Prober.Probe(t.Context()); err == nil || !strings.Contains(err.Error(), "_file: no file") || strings.Contains(err.Error(), "does not answer") {
			t.Errorf("%s without its secret: %v", p.Settings.Name, err)
		}
	}
	o.Down(true)
	g.Close()
	l.Has()
	for _, p := range provider.New(settings, secret) {
		refused(t, p.Settings.Name, p.Prober.Probe(t.Context()), commonhall.Unavailable)
	}
}

// TestDefaultsAreClosed: what nobody set lets nobody in.
func TestDefaultsAreClosed(t *testing.T) {
	ada := provider.Person{Issuer: "i", Subject: "7", Name: "ada", Email: "ada@example.org", Verified: true, Groups: []string{"physics"}}
	for what, c := range map[string]struct {
		set  config.Provider
		who  provider.Person
		want provider.Verdict
	}{
		"nothing":                {config.Provider{}, ada, provider.Verdict{}},
		"empty words":            {config.Provider{AllowedUsers: []string{""}, AllowedGroups: []string{""}, AllowedDomains: []string{""}, AdminUsers: []string{""}}, provider.Person{Subject: "7", Groups: []string{""}, Email: "x@", Verified: true}, provider.Verdict{}},
		"all":                    {config.Provider{AllowAll: true}, ada, provider.Verdict{Allowed: true}},
		"by name":                {config.Provider{AllowedUsers: []string{"Ada"}}, ada, provider.Verdict{Allowed: true}},
		"another name":           {config.Provider{AllowedUsers: []string{"ad"}}, ada, provider.Verdict{}},
		"the name of an address": {config.Provider{AllowedUsers: []string{"ada"}}, provider.Person{Subject: "1", Name: "ada@evil.org"}, provider.Verdict{}},
		"by group":               {config.Provider{AllowedGroups: []string{"Physics"}}, ada, provider.Verdict{Allowed: true}},
		"another group":          {config.Provider{AllowedGroups: []string{"phys"}}, ada, provider.Verdict{}},
		"a letter that looks":    {config.Provider{AllowedUsers: []string{"kim"}}, provider.Person{Subject: "1", Name: "\u212aim"}, provider.Verdict{}},
		"on the list":            {config.Provider{AllowExistingUsers: true}, ada, provider.Verdict{Existing: true}},
		"an administrator":       {config.Provider{AdminGroups: []string{"physics"}}, ada, provider.Verdict{Allowed: true, Admin: true}},
	} {
		if got := provider.Judge(c.set, c.who); got != c.want {
			t.Errorf("%s: %+v, want %+v", what, got, c.want)
		}
	}
}

func TestGitHub(t *testing.T) {
	g := providertest.NewGitHub(t)
	s := config.Provider{Name: "github", Type: "github", URL: g.URL, ClientID: "hall", AllowedGroups: []string{"our-school"}}
	p := provider.New([]config.Provider{s}, secret)[0]
	in := func(change func(url.Values)) (provider.Person, []byte, error) {
		t.Helper()
		address, err := p.Browser.Begin(t.Context(), trip())
		if err != nil {
			t.Fatal(err)
		}
		q := g.SignIn(t, address)
		if change != nil {
			change(q)
		}
		return p.Browser.Finish(t.Context(), trip(), q)
	}
	g.Says(42, "Ada", "a", "b", "c", "d", "Our-School")
	person, kept, err := in(nil)
	if err != nil || person.Subject != "42" || person.Name != "Ada" || person.Issuer != g.URL || !provider.Judge(s, person).Allowed || g.Seen != 3 {
		t.Fatalf("%+v, %v, %d pages", person, err, g.Seen)
	}
	if again, _, err := p.Refresh(t.Context(), kept); err != nil || !reflect.DeepEqual(again, person) {
		t.Errorf("asked again: %+v, %v", again, err)
	}
	g.Revoke()
	_, _, err = p.Refresh(t.Context(), kept)
	refused(t, "taken back", err, commonhall.PermissionDenied)
	_, _, err = in(func(q url.Values) { q.Set("code", "guess") })
	refused(t, "a made-up code", err, commonhall.Unauthenticated)
	// A page that is said to be elsewhere is not asked: the token would go there.
	g.Seen, g.Next = 0, "https://evil.example/api/v3/user/orgs"
	if person, _, err = in(nil); err != nil || provider.Judge(s, person).Allowed || g.Seen != 1 {
		t.Errorf("%+v, %v, %d pages", person, err, g.Seen)
	}
	g.Says(0, "")
	_, _, err = in(nil)
	refused(t, "nobody", err, commonhall.Unauthenticated)
}
