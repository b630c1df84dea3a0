package auth

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

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

// TestHolds: who has a scope by being an administrator, by a role or as a service; not who has
// it for a few, or is suspended, or gone.
func TestHolds(t *testing.T) {
	h := newHall(t, invited(), "ada", "ben", "eve", "boss")
	ctx, by := t.Context(), scope.Administrator()
	h.must(h.SetAdmin(ctx, "boss", true))
	h.AddService(Service{Name: "nightly"})
	h.AddService(Service{Name: "other"})
	h.must(h.AddRole(ctx, commonhall.Role{Name: "builders", Scopes: []commonhall.Scope{"environments"},
		Holders: commonhall.Holders{Users: []commonhall.UserName{"ada", "eve"}, Services: []commonhall.ServiceName{"nightly"}}}, by))
	h.must(h.Suspend(ctx, "eve"))
	for who, want := range map[string]bool{"boss": true, "ada": true, "ben": false, "eve": false, "zoe": false, "": false, "the service nightly": true, "the service other": false, "the service gone": false, "nightly": false} {
		if got := h.Holds(ctx, who, "environments"); got != want {
			t.Errorf("%q holds it: %v", who, got)
		}
	}
	h.must(h.RemoveRole(ctx, "builders", by))
	if h.Holds(ctx, "ada", "environments") || h.Holds(ctx, "the service nightly", "environments") {
		t.Error("the role is gone, and they hold it")
	}
}

// What a role opens at the edge ends there when it is taken: from a person, from a group,
// with the group, by leaving it, by another scope. What the API alone asks for ends by itself.
func TestWhatARoleOpenedEnds(t *testing.T) {
	h := newHall(t, invited(), "ada", "ben", "eve")
	ctx, by := t.Context(), scope.Administrator()
	_, err := h.AddGroups(ctx, []string{"math"}, []string{"ada", "ben"})
	h.must(err)
	_, err = h.AddGroups(ctx, []string{"art"}, []string{"ada"})
	h.must(err)
	opens := commonhall.Role{Name: "opens", Scopes: []commonhall.Scope{"access:services!service=grades"}, Holders: commonhall.Holders{Users: []commonhall.UserName{"eve"}, Groups: []commonhall.GroupName{"math"}}}
	h.must(h.AddRole(ctx, opens, by))
	h.must(h.AddRole(ctx, commonhall.Role{Name: "reads", Scopes: []commonhall.Scope{"read:hub"}, Holders: commonhall.Holders{Users: []commonhall.UserName{"eve"}, Groups: []commonhall.GroupName{"art"}}}, by))
	told := func(what string, err error, want ...string) {
		t.Helper()
		h.must(err)
		h.same(what, h.noted(), want)
	}
	told("given", nil)
	told("a role that opens nothing", h.RemoveRole(ctx, "reads", by))
	_, _, err = h.ChangeGroup(ctx, "art", commonhall.LeaveGroup, []string{"ada"})
	told("a group without roles", err)
	_, _, err = h.ChangeGroup(ctx, "math", commonhall.LeaveGroup, []string{"ada", "eve"})
	told("left", err, "revoke: user ada")
	_, err = h.HandRole(ctx, "opens", false, commonhall.Holders{Users: []commonhall.UserName{"eve", "ada"}}, by)
	told("taken", err, "revoke: user eve")
	_, err = h.ChangeRole(ctx, "opens", nil, []commonhall.Scope{"access:services!service=other"}, by)
	told("changed", err, "revoke: user ben")
	told("with the group", h.RemoveGroup(ctx, "math"), "revoke: user ben")
}

// Two change a role at once, one what it is for, one what it may do: neither takes the
// other's change back. A right that was taken would come again.
func TestTwoChangeARole(t *testing.T) {
	h := newHall(t, invited(), "ada")
	ctx, by := t.Context(), scope.Administrator()
	wide, narrow, words := []commonhall.Scope{"read:hub", "proxy"}, []commonhall.Scope{"read:hub"}, "Helps."
	h.must(h.AddRole(ctx, commonhall.Role{Name: "aide", Scopes: wide}, by))
	for range 40 {
		_, err := h.ChangeRole(ctx, "aide", new(string), wide, by)
		h.must(err)
		var both sync.WaitGroup
		for _, f := range []func() error{
			func() error { _, err := h.ChangeRole(ctx, "aide", &words, nil, by); return err },
			func() error { _, err := h.ChangeRole(ctx, "aide", nil, narrow, by); return err },
		} {
			both.Go(func() {
				if err := f(); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		if r, err := h.Role(ctx, "aide"); err != nil || r.Description != words || len(r.Scopes) != 1 {
			t.Fatalf("it is %q and may %v, %v", r.Description, r.Scopes, err)
		}
	}
}

// TestTwoFormsOfARole: of two who change at once what both saw, one does, and the other hears of it.
func TestTwoFormsOfARole(t *testing.T) {
	h := newHall(t, invited(), "ada")
	by, wide := scope.Administrator(), []commonhall.Scope{"read:hub", "proxy"}
	h.must(h.AddRole(t.Context(), commonhall.Role{Name: "aide", Scopes: wide}, by))
	for range 20 {
		_, err := h.ChangeRole(t.Context(), "aide", nil, wide, by)
		h.must(err)
		var both sync.WaitGroup
		var done atomic.Int64
		for _, mine := range []commonhall.Scope{"read:hub", "proxy"} {
			both.Go(func() {
				_, err := h.ChangeSeenRole(t.Context(), "aide", wide, nil, []commonhall.Scope{mine}, by)
				if err == nil {
					done.Add(1)
				} else {
					refused(t, err, commonhall.AlreadyExists)
				}
			})
		}
		both.Wait()
		if done.Load() != 1 {
			t.Fatalf("%d changed it", done.Load())
		}
	}
}

// away is an edge that does not come back.
type away struct{ told atomic.Int64 }

func (a *away) Revoke(ctx context.Context, _ gate.Revocation) error {
	a.told.Add(1)
	<-ctx.Done()
	return gate.ErrUnconfirmed
}

// While the edge is away, what many lose at once is waited for once, not once for each.
func TestManyLoseARoleWhileTheEdgeIsAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var people []string
		for i := range 30 {
			people = append(people, fmt.Sprint("pupil", i))
		}
		h := newHall(t, invited(), people...)
		ctx, by, edge := t.Context(), scope.Administrator(), &away{}
		_, err := h.AddGroups(ctx, []string{"math"}, people)
		h.must(err)
		h.must(h.AddRole(ctx, commonhall.Role{Name: "opens", Scopes: []commonhall.Scope{"access:services"}, Holders: commonhall.Holders{Groups: []commonhall.GroupName{"math"}}}, by))
		h.revoker = edge
		began := time.Now()
		refused(t, h.RemoveRole(ctx, "opens", by), commonhall.Unavailable)
		if took := time.Since(began); took > revokeTimeout || edge.told.Load() != 30 {
			t.Errorf("it took %s, and the edge was told of %d", took, edge.told.Load())
		}
	})
}

// The operator's own scopes, which nobody holds by being an administrator, are handed on by
// administrators who may hand on roles, and by those who have them.
func TestWhoHandsOnOwnScopes(t *testing.T) {
	c := invited()
	c.Scopes = ScopesOf([]config.CustomScope{{Name: "custom:grade"}}, slog.New(slog.DiscardHandler))
	h := newHall(t, c)
	admin, few := scope.Administrator(), scope.Person("ada", false)
	for what, c := range map[string]struct {
		id   Identity
		want bool
	}{
		"an administrator":                {Identity{User: commonhall.User{Name: "boss", Admin: true}, Scopes: admin}, true},
		"the operator":                    {Identity{Operator: true, Scopes: admin}, true},
		"a service that is one":           {Identity{Service: &Service{Name: "s", Admin: true}, Scopes: admin}, true},
		"a token of an administrator's":   {Identity{User: commonhall.User{Name: "boss", Admin: true}, Scopes: few}, false},
		"a token of such a service":       {Identity{Service: &Service{Name: "s", Admin: true}, Scopes: few}, false},
		"who may everything by a role":    {Identity{User: commonhall.User{Name: "ada"}, Scopes: admin}, false},
		"a service that may so by a role": {Identity{Service: &Service{Name: "s"}, Scopes: admin}, false},
	} {
		if h.Giver(&c.id).Has("custom:grade") != c.want {
			t.Errorf("%s hands it on: want %v", what, c.want)
		}
	}
}
