package auth

import (
	"fmt"
	"testing"

	"commonhall"
	"commonhall/gate"
)

// A service's token counts while the service is known, and means what the service may
// do now. It is nobody's, and ends with the service.
func TestALifeOfAService(t *testing.T) {
	h := newHall(t, invited(), "ada")
	secret := h.ServiceToken("cull")
	h.must(h.KeepServiceToken(t.Context(), "cull", secret))
	if h.works(secret) {
		t.Error("a token counts of a service that nobody knows")
	}
	h.AddService(Service{Name: "cull"})
	id, err := h.Identify(t.Context(), gate.APIToken, hashed(secret))
	h.must(err)
	if id.Service == nil || id.Service.Name != "cull" || id.User.Name != "" || id.User.Admin || !id.Scopes.Empty() || id.Subject().String() != "the service cull" {
		t.Errorf("it is held by %+v", id)
	}
	h.AddService(Service{Name: "cull", Admin: true})
	id, err = h.Identify(t.Context(), gate.APIToken, hashed(secret))
	h.must(err)
	if !id.Scopes.HasAll("admin:users") {
		t.Errorf("an administrator's may %v", id.Scopes.List())
	}
	if again := h.ServiceToken("cull"); again != secret || h.ServiceToken("grader") == secret || h.ServerToken("cull") == secret {
		t.Errorf("its token is %q, then %q", secret, again)
	}
	h.must(h.KeepServiceToken(t.Context(), "cull", secret))
	if told := h.noted(); len(told) != 0 {
		t.Errorf("the same token again ends %v", told)
	}
	chosen := "ch_abcdefghijklmnopqrstuvwxyz234567"
	h.must(h.KeepServiceToken(t.Context(), "cull", chosen))
	h.same("told the edge", h.noted(), []string{"revoke: token 1"})
	if h.works(secret) || !h.works(chosen) {
		t.Error("the wrong token ended")
	}
	h.AddService(Service{Name: "grader"})
	refused(t, h.KeepServiceToken(t.Context(), "grader", chosen), commonhall.AlreadyExists)
	for _, odd := range []string{"too short", "0123456789abcdef0123456789abcdef", "ch_ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"} { // the edge would pass these on
		refused(t, h.KeepServiceToken(t.Context(), "grader", odd), commonhall.InvalidArgument)
	}
	id, err = h.Identify(t.Context(), gate.APIToken, hashed(chosen))
	h.must(err)
	h.must(h.RemoveService(t.Context(), "cull"))
	h.same("told the edge at the end", h.noted(), []string{fmt.Sprint("revoke: token ", id.Token.ID)})
	h.AddService(Service{Name: "cull", Admin: true})
	if h.works(chosen) || len(h.Services()) != 2 {
		t.Errorf("an old token counts for another service of that name, or these are missing: %v", h.Services())
	}
}
