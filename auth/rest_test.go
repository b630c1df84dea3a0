package auth

import (
	"slices"
	"testing"
	"time"

	"commonhall"
	"commonhall/config"
	"commonhall/gate"
	"commonhall/provider"
	"commonhall/provider/providertest"
	"commonhall/scope"
)

// loss is how ada loses her way to sign in, or seems to.
type loss struct {
	noPasswords bool
	before      func(h *hall)
	loses       func(h *hall, o *providertest.OIDC, once func())
	rests       bool // her tokens
}

func losses() map[string]loss {
	leaves := func(_ *hall, o *providertest.OIDC, once func()) { o.Says(as("7", "ada", "chess"), nil); once() }
	comes := func(h *hall, o *providertest.OIDC, _ func()) {
		_, err := h.arrive(o, as("7", "ada"))
		refused(h.t, err, commonhall.PermissionDenied)
	}
	return map[string]loss{
		"in no group when asked again": {loses: leaves, rests: true},
		"refused at the door":          {loses: comes, rests: true},
		"away":                         {loses: func(_ *hall, o *providertest.OIDC, once func()) { o.Down(true); once(); o.Down(false) }},
		"what was kept of the sign-in counts no more": {loses: func(_ *hall, o *providertest.OIDC, once func()) { o.Refuses("7"); once() }},
		"has a password": {loses: comes, before: func(h *hall) { h.must(h.SetPassword(h.t.Context(), "ada", "seven green bottles")) }},
		"has a password, and none counts": {noPasswords: true, loses: comes, rests: true, before: func(h *hall) {
			_, err := h.db.SetPassword(h.t.Context(), "ada", "x")
			h.must(err)
		}},
		"has another way, which is not in the settings any more": {loses: comes, rests: true, before: func(h *hall) {
			_, err := h.db.AddIdentity(h.t.Context(), provider.Identity{User: "ada", Provider: "closed", Issuer: "https://closed.example", Subject: "7", Created: time.Now()}, false)
			h.must(err)
		}},
		"has another way": {loses: leaves, before: func(h *hall) {
			_, err := h.Link(h.t.Context(), "ada", "school", "77")
			h.must(err)
		}},
	}
}

// TestTokensRest: whom no provider lets in any more has no token that counts, until one does; what
// only looks like it, and whoever can sign in otherwise, loses none.
func TestTokensRest(t *testing.T) {
	for name, c := range losses() {
		t.Run(name, func(t *testing.T) {
			h, o := elsewhere(t, func(cfg *Config, p *config.Provider) {
				p.AllowedGroups, p.GroupsClaim, cfg.NoPasswords = []string{"class"}, "groups", c.noPasswords
			}, "ben")
			_, err := h.arrive(o, as("7", "ada", "class"))
			h.must(err)
			token := func(name commonhall.UserName) string {
				text, _, err := h.CreateToken(t.Context(), name, NewToken{Scopes: []commonhall.Scope{"inherit"}}, scope.Person(name, false))
				h.must(err)
				return text
			}
			adas, bens := token("ada"), token("ben")
			servers, err := h.CreateServerToken(t.Context(), commonhall.UserName("ada").Default(), "1-run")
			h.must(err)
			if c.before != nil {
				c.before(h)
			}
			h.noted()
			c.loses(h, o, func() {
				due, err := h.db.DueSessions(t.Context(), time.Now().Add(time.Hour), 100)
				h.must(err)
				for _, d := range due {
					h.must(h.refreshOne(t.Context(), d, map[string]bool{}))
				}
			})
			noted := h.noted()
			id, err := h.Identify(t.Context(), gate.APIToken, hashed(servers))
			if err != nil || id.Rests != c.rests {
				t.Errorf("the server's own token: %+v, %v", id, err)
			}
			if h.works(adas) == c.rests || !h.works(bens) {
				t.Errorf("her token works: %v, his: %v", h.works(adas), h.works(bens))
			}
			if c.rests && !slices.Contains(noted, "revoke: user ada") {
				t.Errorf("the edge goes on letting her tokens in: %q", noted)
			}
			_, err = h.arrive(o, as("7", "ada", "class"))
			h.must(err)
			if !h.works(adas) {
				t.Error("her token does not work although she is let in again")
			}
		})
	}
}
