package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"commonhall"
	"commonhall/provider"
)

// Way is one way to sign in beside the passwords that commonhall keeps.
type Way struct {
	Name, Title string
	Typed       bool // a name and a password are typed into our page
}

// Ways returns whether people sign in with passwords of ours, and how else.
func (a *Auth) Ways() (passwords bool, others []Way) {
	for _, p := range a.cfg.Providers {
		others = append(others, Way{Name: p.Settings.Name, Title: p.Settings.Label(), Typed: p.Typed != nil})
	}
	return !a.cfg.NoPasswords, others
}

func (a *Auth) provider(name string) (*provider.Provider, error) {
	for _, p := range a.cfg.Providers {
		if p.Settings.Name == name {
			return p, nil
		}
	}
	return nil, commonhall.Errorf(commonhall.NotFound, "There is no such way to sign in.").WithHint("Begin on the page to sign in.")
}

// ProviderTroubles asks all providers whether they answer, and says why of those that do
// not, by name. It is for the operator: causes stand in it.
func (a *Auth) ProviderTroubles(ctx context.Context) map[string]string {
	var mu sync.Mutex
	var work sync.WaitGroup
	out := map[string]string{}
	for _, p := range a.cfg.Providers {
		if p.Prober == nil {
			continue
		}
		work.Go(func() {
			if err := p.Prober.Probe(ctx); err != nil {
				mu.Lock()
				defer mu.Unlock()
				out[p.Settings.Name] = clean(err.Error(), 400)
			}
		})
	}
	work.Wait()
	return out
}

// trip is what a browser carries to a provider and back, sealed.
type trip struct {
	provider.Trip
	Provider string
	Next     string
	Link     commonhall.SessionID // of somebody who adds a way to sign in to their account
	Ends     int64                // seconds since 1970
}

const (
	tripAge   = 10 * time.Minute
	maxCookie = 3800 // of the 4096 bytes that browsers keep
	tripSeal  = "trip"
)

// Departure is where to send a browser, and the cookie that it has to come back with.
type Departure struct {
	Address, Cookie string
	MaxAge          int // of the cookie, in seconds
}

// Depart begins a sign-in at a provider. origin is this installation's as the browser
// sees it, next a checked path to go to afterwards. link is the session of somebody who
// is signed in and wants to sign in so later; "" for all others.
func (a *Auth) Depart(ctx context.Context, name, origin, next string, link commonhall.SessionID) (Departure, error) {
	p, err := a.provider(name)
	if err != nil {
		return Departure{}, err
	}
	if p.Browser == nil {
		return Departure{}, commonhall.Errorf(commonhall.InvalidArgument, "With %s you sign in on our own page.", p.Settings.Label())
	}
	t := trip{Trip: provider.Trip{State: rand.Text(), Nonce: rand.Text(), Verifier: rand.Text() + rand.Text(), Callback: origin + "/hub/oauth_callback"},
		Provider: name, Next: next, Link: link, Ends: time.Now().Add(tripAge).Unix()}
	address, err := p.Browser.Begin(ctx, t.Trip)
	if err != nil {
		a.log.Warn("a sign-in at a provider could not begin", "provider", name, "error", err, "request", commonhall.RequestIDFrom(ctx))
		return Departure{}, err
	}
	cookie := a.sealTrip(t)
	if len(cookie) > maxCookie {
		t.Next = ""
		cookie = a.sealTrip(t)
	}
	return Departure{Address: address, Cookie: cookie, MaxAge: int(tripAge.Seconds())}, nil
}

func (a *Auth) sealTrip(t trip) string {
	b, _ := json.Marshal(t) // texts and a number always are JSON
	return base64.RawURLEncoding.EncodeToString(a.seal(tripSeal, b))
}

// lost is what somebody hears whose browser did not bring back what it was given.
func lost() error {
	return commonhall.Errorf(commonhall.Unauthenticated, "This sign-in did not begin in this browser, or took too long.").
		WithHint("Begin again on the page to sign in. Your browser must accept cookies.")
}

// returned reads the trip that a browser brought back: its own, in time, and once.
func (a *Auth) returned(cookie string, query url.Values) (t trip, err error) {
	sealed, err := base64.RawURLEncoding.Strict().DecodeString(cookie)
	if err != nil {
		return t, lost()
	}
	b, ok := a.unseal(tripSeal, sealed)
	if !ok || json.Unmarshal(b, &t) != nil || t.State == "" {
		return t, lost()
	}
	now := time.Now()
	if len(query["state"]) != 1 || subtle.ConstantTimeCompare([]byte(query.Get("state")), []byte(t.State)) != 1 || now.Unix() >= t.Ends || !a.back.first(t.State, now) {
		return t, lost()
	}
	return t, nil
}

// Arrival is what came of a sign-in at a provider.
type Arrival struct {
	Cookie  string // of the new session; empty where somebody added a way to sign in
	Session commonhall.Session
	Next    string
}

// Arrive ends a sign-in at a provider: it opens a session for whom the provider vouches,
// or links the person with the account of id, where that session asked for it.
func (a *Auth) Arrive(ctx context.Context, cookie string, query url.Values, c Client, id *Identity) (out Arrival, err error) {
	attempt, err := a.begin(limitKey{limit: limitPlace, place: placeOf(c.Address)})
	if err != nil {
		return out, err
	}
	defer func() { a.end(ctx, attempt, err, "", commonhall.Unauthenticated, commonhall.PermissionDenied) }()
	t, err := a.returned(cookie, query)
	if err != nil {
		return out, err
	}
	p, err := a.provider(t.Provider)
	if err != nil || p.Browser == nil {
		return out, lost()
	}
	person, kept, err := p.Browser.Finish(ctx, t.Trip, query)
	if err != nil {
		a.log.Warn("a sign-in at a provider failed", "provider", t.Provider, "error", err, "request", commonhall.RequestIDFrom(ctx))
		return out, err
	}
	a.back.vouched(t.State, time.Now())
	out.Next = t.Next
	if t.Link != "" {
		if id == nil || id.Session == nil || id.Session.ID != t.Link {
			return out, lost()
		}
		return out, a.linkOwn(ctx, p, person, id.User.Name)
	}
	out.Cookie, out.Session, err = a.enter(ctx, p, person, kept, c)
	return out, err
}

// spelled is what was typed without what a directory may not look at: it finds ada for ADA, for
// "a d a" and for ádá, and these are attempts at one person.
func spelled(typed string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r > ' ' && r < 0x7f {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKD.String(typed[:min(len(typed), maxTyped)]))
}

// SignInAt checks a name and a password at a provider, and opens a session. Attempts are
// counted as those with our own passwords are.
func (a *Auth) SignInAt(ctx context.Context, name, typed, password string, c Client) (cookie string, s commonhall.Session, err error) {
	p, err := a.provider(name)
	if err != nil {
		return "", s, err
	}
	if p.Typed == nil {
		return "", s, commonhall.Errorf(commonhall.InvalidArgument, "With %s you sign in on its own page.", p.Settings.Label())
	}
	place, who := placeOf(c.Address), keyed(name+"\x00"+spelled(typed))
	t, err := a.begin(limitKey{limit: limitPlace, place: place}, limitKey{limitAccount, place, who}, limitKey{limitSuccess, place, who})
	if err != nil {
		return "", s, err
	}
	defer func() { a.end(ctx, t, err, "", commonhall.Unauthenticated, commonhall.PermissionDenied) }()
	person, kept, err := p.Typed.Check(ctx, typed, password)
	if commonhall.KindOf(err) == commonhall.Unauthenticated {
		a.failedSignIn(ctx, "")
		return "", s, wrong()
	}
	if err != nil {
		a.log.Warn("a provider could not be asked", "provider", name, "error", err, "request", commonhall.RequestIDFrom(ctx))
		return "", s, err
	}
	return a.enter(ctx, p, person, kept, c)
}
