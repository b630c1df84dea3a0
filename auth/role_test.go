package auth

import (
	"fmt"
	"io"
	"log/slog"
	"testing"

	"commonhall"
	"commonhall/config"
	"commonhall/gate"
	"commonhall/scope"
)

// Roles of the settings are held by name, by groups as they are now, and by services; one that
// cannot be read gives nothing and says why, and the others give what they give.
func TestRolesOfTheSettings(t *testing.T) {
	c := invited()
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	c.Scopes = ScopesOf([]config.CustomScope{{Name: "custom:grade"}}, quiet)
	c.Roles = RolesOf([]config.Role{{Name: "user", Scopes: []string{"self", "read:hub"}}, {Name: "tutors", Scopes: []string{"read:users!group=math", "custom:grade"}, Users: []string{" ADA "}, Groups: []string{"Tutors"}},
		{Name: "broken", Scopes: []string{"proxy", "read:nothing"}, Users: []string{"ada"}}, {Name: "tutors", Scopes: []string{"proxy"}, Users: []string{"ada"}},
		{Name: "admin", Scopes: []string{"self"}, Users: []string{"ada"}}, {Name: "endless", Scopes: []string{"inherit"}, Users: []string{"ada"}}, {Name: "culling", Scopes: []string{"list:users", "self"}, Services: []string{"cull"}}})
	h := newHall(t, c, "ada", "ben")
	ctx := t.Context()
	may := func(name commonhall.UserName) scope.Set {
		t.Helper()
		u, err := h.store.User(ctx, name)
		h.must(err)
		s, err := h.Rights(ctx, u)
		h.must(err)
		return s
	}
	if s := may("ada"); !s.HasAll("read:hub") || !s.HasAll("custom:grade") || s.Has("proxy") || s.Has("admin:users") || !s.Covers("servers", "ada") || s.Covers("read:users", "ben") {
		t.Errorf("ada may %q", s.List())
	}
	if s := may("ben"); !s.HasAll("read:hub") || s.Has("custom:grade") {
		t.Errorf("ben may %q", s.List())
	}
	_, err := h.AddGroups(ctx, []string{"tutors", "math"}, []string{"ben"})
	h.must(err)
	if s := may("ben"); !s.HasAll("custom:grade") || !s.Covers("read:users:name", "ben") {
		t.Errorf("as a tutor ben may %q", s.List())
	}
	if s := may("ada"); !s.Covers("read:users", "ben") {
		t.Errorf("of somebody in math ada may %q", s.List())
	}
	all, err := h.AllRoles(ctx)
	h.must(err)
	bad := ""
	for _, r := range all {
		if r.Problem != "" {
			bad += string(r.Name) + " "
		}
	}
	if bad != "broken tutors admin endless " {
		t.Errorf("these say that they give nothing: %s", bad)
	}
	h.AddService(Service{Name: "cull"})
	secret := h.ServiceToken("cull")
	h.must(h.KeepServiceToken(ctx, "cull", secret))
	id, err := h.Identify(ctx, gate.APIToken, hashed(secret))
	h.must(err)
	if got := fmt.Sprint(id.Scopes.List()); got != "[list:users read:users:name]" {
		t.Errorf("the service may %s", got)
	}
	if ScopesOf([]config.CustomScope{{Name: "nonsense"}}, quiet).Everything().Has("nonsense") {
		t.Error("a scope without custom: counts")
	}
	refused(t, h.AddRole(ctx, commonhall.Role{Name: "tutors", Scopes: []commonhall.Scope{"self"}}, scope.Administrator()), commonhall.AlreadyExists)
	refused(t, h.RemoveRole(ctx, "tutors", scope.Administrator()), commonhall.FailedPrecondition)
}
