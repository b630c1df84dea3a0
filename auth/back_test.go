package auth

import (
	"fmt"
	"net/url"
	"testing"
	"testing/synctest"
	"time"

	"commonhall"
	"commonhall/config"
)

// TestManyComeBack: whoever brings back a hundred thousand states that lead nowhere shuts nobody
// out, and makes no sign-in count again that has been.
func TestManyComeBack(t *testing.T) {
	h, o := elsewhere(t, func(_ *Config, p *config.Provider) { p.AllowAll = true })
	o.Says(as("7", "ada"), nil)
	begin := func() (Departure, url.Values) {
		d, err := h.Depart(t.Context(), "school", here, "/hub/home", "")
		h.must(err)
		return d, o.SignIn(t, d.Address)
	}
	end := func(d Departure, q url.Values) error {
		_, err := h.Arrive(t.Context(), d.Cookie, q, Client{Address: "192.0.2.7"}, nil)
		return err
	}
	before, q := begin()
	waits, q2 := begin()
	h.must(end(before, q))
	for i := range maxBack + 9 {
		if !h.back.first(fmt.Sprint("made up ", i), time.Now()) {
			t.Fatalf("the %dth is not taken", i)
		}
	}
	h.must(end(waits, q2))
	asked := o.Asked
	refused(t, end(before, q), commonhall.Unauthenticated)
	refused(t, end(waits, q2), commonhall.Unauthenticated)
	if o.Asked != asked {
		t.Error("the provider was asked about what has been")
	}
	if n := len(h.back.tried.ends); n > maxBack || len(h.back.tried.order) > maxBack {
		t.Errorf("%d are remembered, in a row of %d", n, len(h.back.tried.order))
	}
}

// TestStatesAreForgotten when no trip can be so old, and not before.
func TestStatesAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBack()
		if !b.first("one", time.Now()) || b.first("one", time.Now()) {
			t.Error("one counts never, or twice")
		}
		b.vouched("one", time.Now())
		time.Sleep(tripAge - time.Second)
		if b.first("one", time.Now()) {
			t.Error("one counts again")
		}
		b.first("two", time.Now())
		time.Sleep(2 * time.Second)
		b.first("three", time.Now())
		b.vouched("three", time.Now())
		if b.first("two", time.Now()) || len(b.good.ends) != 1 || len(b.good.order) != 1 {
			t.Errorf("remembered are %v and %v", b.tried, b.good)
		}
	})
}
