package scope

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"commonhall"
)

// people and groups of the tests here.
func club() Members {
	return Members{"math": {"ada": true, "ben": true}, "art": {"ben": true, "eve": true}, "none": {}}
}

func read(t *testing.T, m Members, h Holder, scopes ...commonhall.Scope) Set {
	t.Helper()
	s, err := tree.Read(scopes, h)
	if err != nil {
		t.Fatal(err)
	}
	return s.Knowing(m)
}

// What two filters have in common, by who is in groups now.
func TestFiltersAreCutWithEachOther(t *testing.T) {
	for _, c := range []struct{ token, owner, want string }{
		{"read:tokens", "read:tokens!group=math", "read:tokens!group=math"},
		{"read:tokens!group=math", "read:tokens", "read:tokens!group=math"},
		{"read:tokens!group=MATH", "read:tokens!group=Math", "read:tokens!group=math"},
		{"read:tokens!group=math", "read:tokens!group=art", "read:tokens!user=ben"},
		{"read:tokens!group=math", "read:tokens!group=none", ""},
		{"read:tokens!group=math", "read:tokens!group=gone", ""},
		{"read:tokens!user=ada", "read:tokens!group=math", "read:tokens!user=ada"},
		{"read:tokens!group=math", "read:tokens!user=ada", "read:tokens!user=ada"},
		{"read:tokens!user=eve", "read:tokens!group=math", ""},
		{"start:servers!server=ada/lab", "start:servers!group=math", "start:servers!server=ada/lab"},
		{"start:servers!server=ada/lab", "start:servers!user=ada", "start:servers!server=ada/lab"},
		{"start:servers!server=ada/lab", "start:servers!server=ada/", ""},
		{"start:servers!server=eve/lab", "start:servers!group=math", ""},
		{"delete:groups!group=math", "delete:groups!group=art", ""},
		{"delete:groups!group=math", "delete:groups!group=math", "delete:groups!group=math"},
		{"access:services!service=x", "access:services", "access:services!service=x"},
		{"access:services!service=x", "access:services!service=y", ""},
		{"access:services!service=x", "access:services!user=x", ""},
	} {
		token, owner := read(t, club(), Holder{}, commonhall.Scope(c.token)), read(t, club(), Holder{}, commonhall.Scope(c.owner))
		got := token.Within(owner)
		if strings.Join(got.List(), " ") != c.want {
			t.Errorf("%s within %s is %q, want %q", c.token, c.owner, got.List(), c.want)
		}
		if !owner.Includes(got) || !token.Includes(got) {
			t.Errorf("%s within %s is more than one of them", c.token, c.owner)
		}
	}
}

// Whom a filter covers, each kind of thing by its own.
func TestFiltersCover(t *testing.T) {
	s := read(t, club(), Holder{User: "zoe", Service: "cull", Server: "lab"}, "read:users!group=math", "groups!group=Math", "delete:users!user=eve",
		"servers!server=eve/lab", "access:servers!server", "access:services!service", "read:services!service=grader", "read:hub")
	for what, got := range map[string]bool{
		"a member": s.Covers("read:users", "ada"), "another": s.Covers("read:users:name", "ben"),
		"the group": s.CoversGroup("groups", "math"), "the group, below": s.CoversGroup("read:groups:name", "MATH"),
		"their server":   s.CoversServer("start:servers", "eve", "lab"),
		"one's own":      s.CoversServer("access:servers", "zoe", "lab"),
		"oneself":        s.CoversService("access:services", "cull"),
		"a service":      s.CoversService("read:services:name", "grader"),
		"some of hers":   s.CoversSome("read:servers", "eve"),
		"without bounds": s.CoversGroup("read:hub", "x") && s.CoversService("read:hub", "x") && s.CoversServer("read:hub", "x", "y"),
	} {
		if !got {
			t.Errorf("%s: not covered", what)
		}
	}
	for what, got := range map[string]bool{
		"not in the group": s.Covers("read:users", "eve"), "the group as a person": s.Covers("read:users", "math"),
		"another group": s.CoversGroup("groups", "art"), "not of groups": s.CoversGroup("delete:users", "eve"),
		"their default server": s.Covers("start:servers", "eve"), "another server": s.CoversServer("start:servers", "eve", "lab2"),
		"a person for a server": s.CoversServer("delete:users", "eve", "") && s.Covers("delete:servers", "eve"),
		"a member by groups":    s.Covers("groups", "ada"), "another service": s.CoversService("read:services", "cull"),
		"no server of theirs": s.CoversSome("read:servers", "ev"),
	} {
		if got {
			t.Errorf("%s: covered", what)
		}
	}
	if some, all := s.People("read:users"); all || !slices.Equal(some, []commonhall.UserName{"ada", "ben"}) {
		t.Errorf("for %v, %v", some, all)
	}
	if some, all := s.People("read:hub"); !all || some != nil {
		t.Errorf("for %v, %v", some, all)
	}
	if got := s.Groups(); !slices.Equal(got, []string{"math"}) {
		t.Errorf("it names %v", got)
	}
	for _, short := range []commonhall.Scope{"read:users!user", "access:servers!server"} {
		if _, err := tree.Read([]commonhall.Scope{short}, Holder{Service: "cull"}); commonhall.KindOf(err) != commonhall.InvalidArgument {
			t.Errorf("%s of a service: %v", short, err)
		}
	}
}

// random draws scopes with filters of all kinds.
func random(r *rand.Rand) []commonhall.Scope {
	names, filters := tree.All(), []string{"", "", "!user=ada", "!user=ben", "!user=eve", "!group=math", "!group=art", "!group=none",
		"!server=ada/", "!server=ben/lab", "!service=x", "!service=y"}
	var out []commonhall.Scope
	for range r.IntN(6) {
		out = append(out, commonhall.Scope(names[r.IntN(len(names))]+filters[r.IntN(len(filters))]))
	}
	return out
}

// Whatever is cut with whatever: nobody gains anything, and what both cover stays.
func TestACutNeverWidens(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 3000 {
		x, y := random(r), random(r)
		a, b := read(t, club(), Holder{}, x...), read(t, club(), Holder{}, y...)
		c := a.Within(b)
		if !a.Includes(c) || !b.Includes(c) {
			t.Fatalf("%q within %q is %q", x, y, c.List())
		}
		if d := b.Within(a); !slices.Equal(c.List(), d.List()) && (!c.Includes(d) || !d.Includes(c)) {
			t.Fatalf("%q within %q is %q, the other way round %q", x, y, c.List(), d.List())
		}
		for _, name := range tree.All() {
			for _, who := range []commonhall.UserName{"ada", "ben", "eve", "zoe"} {
				for _, server := range []string{"", "lab"} {
					if got, want := c.CoversServer(name, who, server), a.CoversServer(name, who, server) && b.CoversServer(name, who, server); got != want {
						t.Fatalf("%q within %q, %s of %s/%s: %v", x, y, name, who, server, got)
					}
				}
			}
			for _, of := range []commonhall.GroupName{"math", "art"} {
				if c.CoversGroup(name, of) != (a.CoversGroup(name, of) && b.CoversGroup(name, of)) {
					t.Fatalf("%q within %q, %s of the group %s", x, y, name, of)
				}
			}
			if c.CoversService(name, "x") != (a.CoversService(name, "x") && b.CoversService(name, "x")) {
				t.Fatalf("%q within %q, %s of the service x", x, y, name)
			}
		}
	}
}

// Sets that are put together are not changed by it.
func TestAUnion(t *testing.T) {
	a, b := Person("ada", false), read(t, nil, Holder{}, "read:users!group=math", "proxy")
	before := fmt.Sprint(a.List(), b.List())
	u := a.With(b).With(Administrator())
	if !u.Includes(a) || !u.Includes(b) || !u.HasAll("admin:users") || fmt.Sprint(a.List(), b.List()) != before {
		t.Errorf("put together: %q", u.List())
	}
	if got := (Set{}).With(b).List(); !slices.Equal(got, b.List()) {
		t.Errorf("with nothing: %q", got)
	}
}

// Scopes of the operator's own include each other, without circles.
func TestScopesOfOnesOwn(t *testing.T) {
	own, err := New([]Custom{{Name: "custom:grade", Includes: []string{"custom:grade:read"}}, {Name: "custom:grade:read"}})
	if err != nil {
		t.Fatal(err)
	}
	s, err := own.Read([]commonhall.Scope{"custom:grade!user=ada"}, Holder{})
	if err != nil || !slices.Equal(s.List(), []string{"custom:grade!user=ada", "custom:grade:read!user=ada"}) {
		t.Errorf("it means %q, %v", s.List(), err)
	}
	if s, err = tree.Read([]commonhall.Scope{"custom:grade"}, Holder{}); err == nil {
		t.Errorf("one that nobody declared means %q", s.List())
	}
	if !own.Everything().HasAll("custom:grade:read") || tree.Everything().Has("custom:grade") {
		t.Error("everything is not all that there is")
	}
	for what, list := range map[string][]Custom{
		"no prefix": {{Name: "grade"}}, "a name of JupyterHub's": {{Name: "admin:users"}}, "capitals": {{Name: "custom:Grade"}},
		"nothing behind it": {{Name: "custom:"}}, "one letter": {{Name: "custom:a"}}, "a filter": {{Name: "custom:a!user"}}, "too long": {{Name: "custom:" + strings.Repeat("a", 60)}},
		"twice": {{Name: "custom:aa"}, {Name: "custom:aa"}}, "more than its own": {{Name: "custom:aa", Includes: []string{"admin:users"}}},
		"itself": {{Name: "custom:aa", Includes: []string{"custom:aa"}}}, "too many": slices.Repeat([]Custom{{Name: "custom:aa"}}, mostCustom+1),
		"a circle": {{Name: "custom:aa", Includes: []string{"custom:bb"}}, {Name: "custom:bb", Includes: []string{"custom:aa"}}},
	} {
		if _, err := New(list); commonhall.KindOf(err) != commonhall.InvalidArgument {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func BenchmarkPerson(b *testing.B) {
	for b.Loop() {
		Person("ada", false)
	}
}

func BenchmarkAdministratorsToken(b *testing.B) {
	for b.Loop() {
		owner := Person("boss", true)
		if _, err := tree.Expand([]commonhall.Scope{"read:users", "servers!user=ada"}, Holder{User: "boss"}, owner); err != nil {
			b.Fatal(err)
		}
	}
}

// TestWhatAServerCovers: a filter for a server covers that server, and nothing of its person.
func TestWhatAServerCovers(t *testing.T) {
	var tree *Tree
	s, err := tree.Read([]commonhall.Scope{"servers!server=ada/lab", "read:users!server=ada/lab", "shares!server=ada/lab", "admin:servers!server=ben/", "list:groups!group=math", "read:users!group=math"}, Holder{User: "boss"})
	if err != nil {
		t.Fatal(err)
	}
	s = s.Knowing(Members{"math": {"ben": true}})
	if !s.CoversServer("servers", "ada", "lab") || s.CoversServer("servers", "ada", "") || s.CoversServer("servers", "ada", "lab2") || s.CoversServer("servers", "ben", "lab") {
		t.Errorf("%q covers other servers", s.List())
	}
	for _, name := range []string{"shares", "read:shares", "access:servers"} {
		if !s.CoversServer(name, "ada", "lab") || s.CoversServer(name, "ada", "") {
			t.Errorf("%q does not cover %s of that server alone", s.List(), name)
		}
	}
	if !s.CoversServer("admin:server_state", "ben", "") || s.CoversServer("admin:server_state", "ben", "lab") {
		t.Errorf("%q does not cover what the spawner keeps of ben's", s.List())
	}
	if !s.CoversSome("servers", "ada") || s.CoversSome("servers", "ad") || s.CoversSome("read:users", "ada") || s.CoversServer("read:users", "ada", "lab") {
		t.Errorf("%q covers their person", s.List())
	}
	if who, all := s.People("list:groups"); all || len(who) > 0 {
		t.Errorf("a scope over groups is one over %v", who)
	}
	if who, all := s.People("read:users"); all || !slices.Equal(who, []commonhall.UserName{"ben"}) {
		t.Errorf("a scope over a group's people is one over %v", who)
	}
}
