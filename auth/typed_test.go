package auth

import (
	"context"
	"testing"

	"commonhall"
	"commonhall/config"
	"commonhall/provider"
)

// register is a provider that checks what is typed; it knows ada.
type register struct{ away bool }

func (r *register) Check(_ context.Context, name, password string) (provider.Person, []byte, error) {
	switch {
	case r.away:
		return provider.Person{}, nil, commonhall.Errorf(commonhall.Unavailable, "It does not answer.")
	case name != "ADA" || password != good:
		return provider.Person{}, nil, commonhall.Errorf(commonhall.Unauthenticated, "Its own words about %s.", name)
	}
	return provider.Person{Issuer: "ldaps://ldap.example", Subject: "7", Name: "ada"}, nil, nil
}

func (r *register) Refresh(context.Context, []byte) (provider.Person, []byte, error) {
	return provider.Person{}, nil, nil
}

// TestTypedElsewhere: attempts count as those with our own passwords do, and a wrong one
// is answered in the same words.
func TestTypedElsewhere(t *testing.T) {
	r := &register{}
	c := invited()
	c.Providers = []*provider.Provider{{Settings: config.Provider{Name: "uni", Type: "ldap", URL: "ldaps://ldap.example", AllowAll: true}, Typed: r, Refresher: r}}
	h := newHall(t, c, "ben")
	from := Client{Address: "192.0.2.7"}
	cookie, s, err := h.SignInAt(t.Context(), "uni", "ADA", good, from)
	if err != nil || s.User != "ada" || !h.alive(cookie) {
		t.Fatalf("%+v, %v", s, err)
	}
	_, _, err = h.SignInAt(t.Context(), "nowhere", "ADA", good, from)
	refused(t, err, commonhall.NotFound)
	_, err = h.Depart(t.Context(), "uni", "http://hall.example", "", "")
	refused(t, err, commonhall.InvalidArgument)
	r.away = true
	_, _, err = h.SignInAt(t.Context(), "uni", "ADA", good, from)
	refused(t, err, commonhall.Unavailable)
	r.away = false
	limited := 0
	for range 30 {
		_, _, err = h.SignInAt(t.Context(), "uni", "ADA", "wrong", from)
		if commonhall.KindOf(err) == commonhall.ResourceExhausted {
			limited++
			continue
		}
		refused(t, err, commonhall.Unauthenticated)
		if said := commonhall.ForPerson(err); said.Msg != commonhall.ForPerson(wrong()).Msg {
			t.Errorf("the answer is %q", said.Msg)
		}
	}
	if limited == 0 {
		t.Error("one may guess as often as one likes")
	}
	for _, other := range []string{"ada", " Ada ", "a\u00a0DA", "\u00c1d\u00e1", "a\u0301da", "\uff41da", "ad\u00ada"} {
		_, _, err = h.SignInAt(t.Context(), "uni", other, "wrong", from)
		refused(t, err, commonhall.ResourceExhausted)
	}
	_, _, err = h.SignInAt(t.Context(), "uni", "ben", "wrong", from)
	refused(t, err, commonhall.Unauthenticated)
}
