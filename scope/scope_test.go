package scope

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"commonhall"
)

// What JupyterHub's roles expand to, written down from its documentation
// (reference/jupyterhub.md, 2.5) and not from our table; but for environments, for which
// it has no words.
const (
	selfExpanded = "access:servers announcements delete:servers environments limits read:servers read:shares read:tokens read:users read:users:activity read:users:groups " +
		"read:users:name read:users:shares servers start:servers tokens users:activity users:shares"
	adminExpanded = "access:servers access:services admin-ui admin:auth_state admin:groups admin:roles admin:server_state admin:servers admin:services " +
		"admin:users announcements delete:groups delete:servers delete:users environments groups groups:shares limits list:groups list:services list:users proxy " +
		"read:groups read:groups:name read:groups:shares read:hub read:metrics read:roles read:roles:groups read:roles:services " +
		"read:roles:users read:servers read:services read:services:name read:shares read:tokens read:users read:users:activity " +
		"read:users:groups read:users:name read:users:shares servers shares shutdown start:servers tokens users users:activity users:shares"
)

func filtered(names, filter string) []string {
	var out []string
	for name := range strings.FieldsSeq(names) {
		out = append(out, name+"!"+filter)
	}
	return out
}

func TestRolesMeanWhatJupyterHubSays(t *testing.T) {
	if got, want := Person("ada", false).List(), filtered(selfExpanded, "user=ada"); !slices.Equal(got, want) {
		t.Errorf("a person may\n%q, want\n%q", got, want)
	}
	want := strings.Fields(adminExpanded)
	if got := Person("ada", true).List(); !slices.Equal(got, want) {
		t.Errorf("an administrator may\n%q, want\n%q", got, want)
	}
	for _, admin := range []bool{false, true} {
		s, err := tree.Expand(ServerToken(commonhall.UserName("ada").Default()), Holder{User: "ada"}, Person("ada", admin))
		want := []string{"access:servers!server=ada/", "read:users:activity!user=ada", "users:activity!user=ada"}
		if err != nil || !slices.Equal(s.List(), want) {
			t.Errorf("a server's token may %q, %v, want %q", s.List(), err, want)
		}
	}
	// Whoever is an administrator holds every scope that there is: what a token
	// may be asked for is measured by that.
	admin := Person("ada", true)
	for base, children := range children {
		for _, name := range append(slices.Clone(children), base) {
			if !admin.HasAll(name) {
				t.Errorf("an administrator does not hold %s", name)
			}
		}
	}
}

func TestScopesExpandDownTheTree(t *testing.T) {
	all := Person("root", true)
	for scope, want := range map[commonhall.Scope]string{
		"admin:users": "admin:auth_state admin:users delete:users list:users read:roles:users read:users read:users:activity " +
			"read:users:groups read:users:name users users:activity",
		"users":          "list:users read:users read:users:activity read:users:groups read:users:name users users:activity",
		"list:users":     "list:users read:users:name",
		"users:activity": "read:users:activity users:activity",
		"admin:servers":  "admin:server_state admin:servers delete:servers read:servers read:users:name servers start:servers",
		"read:servers":   "read:servers read:users:name",
		"tokens":         "read:tokens tokens",
		"read:tokens":    "read:tokens",
		"groups":         "groups list:groups read:groups read:groups:name",
		"admin:services": "admin:services list:services read:roles:services read:services read:services:name",
		"read:roles":     "read:roles read:roles:groups read:roles:services read:roles:users",
		"shares":         "access:servers groups:shares read:groups:shares read:shares read:users:shares shares users:shares",
	} {
		s, err := tree.Expand([]commonhall.Scope{scope}, Holder{User: "root"}, all)
		if err != nil || !slices.Equal(s.List(), strings.Fields(want)) && !sameWithoutOwn(s, want) {
			t.Errorf("%s expands to %q, %v, want %q", scope, s.List(), err, want)
		}
		s, err = tree.Expand([]commonhall.Scope{scope + "!user=ada"}, Holder{User: "root"}, all)
		if err != nil || !slices.Equal(s.List(), filtered(want, "user=ada")) {
			t.Errorf("%s!user=ada expands to %q, %v", scope, s.List(), err)
		}
	}
}

// sameWithoutOwn says whether s holds exactly the names in want without bounds.
func sameWithoutOwn(s Set, want string) bool {
	var got []string
	for _, base := range s.Names() {
		if s.HasAll(base) {
			got = append(got, base)
		}
	}
	slices.Sort(got)
	return slices.Equal(got, strings.Fields(want))
}

func TestTokensNeverExceedTheirPerson(t *testing.T) {
	person, admin := Person("ada", false), Person("ada", true)
	for _, c := range []struct {
		what   string
		scopes []commonhall.Scope
		owner  Set
		want   []string
	}{
		{"none", nil, admin, []string{}},
		{"inherit", []commonhall.Scope{"inherit"}, person, filtered(selfExpanded, "user=ada")},
		{"inherit beside others", []commonhall.Scope{"read:hub", "inherit"}, person, filtered(selfExpanded, "user=ada")},
		{"self", []commonhall.Scope{"self"}, person, filtered(selfExpanded, "user=ada")},
		{"an administrator's self", []commonhall.Scope{"self"}, admin, filtered(selfExpanded, "user=ada")},
		{"what a person has not", []commonhall.Scope{"admin:users", "shutdown", "proxy"}, Person("ada", false),
			filtered("read:users read:users:activity read:users:groups read:users:name users:activity", "user=ada")},
		{"somebody else", []commonhall.Scope{"read:users!user=ben", "servers!server=ben/"}, person, []string{}},
		{"somebody else, by an administrator", []commonhall.Scope{"read:tokens!user=ben"}, admin, []string{"read:tokens!user=ben"}},
		{"the short form", []commonhall.Scope{"read:tokens!user"}, admin, []string{"read:tokens!user=ada"}},
		{"a server within a person", []commonhall.Scope{"access:servers!server=ada/"}, person, []string{"access:servers!server=ada/"}},
		{"the short form of a server", []commonhall.Scope{"access:servers!server"}, admin, []string{"access:servers!server=ada/"}},
		{"the short form of a server, a person", []commonhall.Scope{"delete:servers!server"}, person, []string{"delete:servers!server=ada/"}},
		{"a person's name begins another's", []commonhall.Scope{"access:servers!server=adalbert/"}, person, []string{}},
		{"the same twice", []commonhall.Scope{"read:tokens", "read:tokens!user"}, person, []string{"read:tokens!user=ada"}},
	} {
		s, err := tree.Expand(c.scopes, Holder{User: "ada"}, c.owner)
		if err != nil || !slices.Equal(s.List(), c.want) {
			t.Errorf("%s: %q may %q, %v, want %q", c.what, c.scopes, s.List(), err, c.want)
		}
		if !c.owner.Includes(s) {
			t.Errorf("%s: the token may more than its person", c.what)
		}
	}
	for _, sc := range []commonhall.Scope{"", "nonsense", "read:user", "Admin:users", "admin:users ", "!user=ada", "(no_scope)",
		"read:users!", "read:users!user=", "read:users!group=a/b", "read:users!service=x/y", "read:users!service", "read:users!group", "read:users!group=", "access:servers!server=ada/a/b", "read:users!user=ada!user=ben", "read:users!users=ada",
		"access:servers!server=", "access:servers!server=ada", "access:servers!server=/", "access:servers!server=/lab",
		"inherit!user=ada", "inherit!", "self!user=ben", "self!user", "inherit!server=ada/"} {
		for _, list := range [][]commonhall.Scope{{sc}, {"read:hub", sc}, {"inherit", sc}} {
			if s, err := tree.Expand(list, Holder{User: "ada"}, admin); commonhall.KindOf(err) != commonhall.InvalidArgument || !s.Empty() {
				t.Errorf("%q is understood as %q, %v", list, s.List(), err)
			}
		}
	}
}

// A person is called otherwise: scopes that name them follow, others stay as they
// are, to the letter.
func TestScopesFollowARename(t *testing.T) {
	for sc, want := range map[commonhall.Scope]commonhall.Scope{
		"read:users!user=ada": "read:users!user=adele", "access:servers!server=ada/": "access:servers!server=adele/",
		"servers!server=ada/lab": "servers!server=adele/lab", "servers!server=ada/ada": "servers!server=adele/ada",
		"read:users!user": "", "access:servers!server": "", "read:users": "", "inherit": "", "": "", "read:users!": "",
		"read:users!user=adalbert": "", "access:servers!server=adalbert/": "", "access:servers!server=ben/ada": "",
		"read:users!user=ben": "", "read:groups!group=ada": "", "read:services!service=ada": "",
	} {
		if want == "" {
			want = sc
		}
		if got := Renamed(sc, "ada", "adele"); got != want || Names(sc, "ada") != (want != sc) {
			t.Errorf("%q becomes %q, want %q", sc, got, want)
		}
	}
}

func TestScopesAnswerQuestions(t *testing.T) {
	person, admin := Person("ada", false), Person("root", true)
	server, _ := tree.Expand(ServerToken(commonhall.UserName("ada").Default()), Holder{User: "ada"}, person)
	whole, _ := tree.Expand([]commonhall.Scope{"servers!server=ada/", "tokens!server=ada/"}, Holder{User: "root"}, admin)
	for _, c := range []struct {
		what  string
		s     Set
		base  string
		name  commonhall.UserName
		want  bool
		named bool // whether the scope is held at all
	}{
		{"a person, themselves", person, "read:users", "ada", true, true},
		{"a person, somebody else", person, "read:users", "ben", false, true},
		{"a person, somebody else's server", person, "servers", "adalbert", false, true},
		{"a person, what only administrators may", person, "admin:users", "ada", false, false},
		{"an administrator", admin, "admin:users", "anybody", true, true},
		{"a server, its door", server, "access:servers", "ada", true, true},
		{"a server, another door", server, "access:servers", "ben", false, true},
		{"a server, its person's tokens", server, "tokens", "ada", false, false},
		{"one server, to stop it", whole, "delete:servers", "ada", true, true},
		{"one server, tokens are no servers", whole, "tokens", "ada", false, true},
		{"nobody", Set{}, "read:users", "ada", false, false},
		{"the zero set", Set{}, "read:users", "", false, false},
	} {
		if got := c.s.Covers(c.base, c.name); got != c.want {
			t.Errorf("%s: Covers(%s, %s) = %v", c.what, c.base, c.name, got)
		}
		if got := c.s.Has(c.base); got != c.named {
			t.Errorf("%s: Has(%s) = %v", c.what, c.base, got)
		}
	}
	for _, c := range []struct {
		what string
		s, o Set
		want bool
	}{
		{"an administrator and a person", admin, person, true},
		{"a person and an administrator", person, admin, false},
		{"a person and their server", person, server, true},
		{"a server and its person", server, person, false},
		{"a person and another", person, Person("ben", false), false},
		{"anybody and nothing", server, Set{}, true},
		{"nothing and something", Set{}, server, false},
		{"a name that is another's beginning", Person("ad", false), server, false},
	} {
		if got := c.s.Includes(c.o); got != c.want {
			t.Errorf("%s: Includes = %v", c.what, got)
		}
	}
}

// FuzzScopes: whatever is asked for, a token never holds more than its person,
// and what is written down means the same when it is read again.
func FuzzScopes(f *testing.F) {
	for _, s := range []string{"inherit", "self", "read:users!user=ada", "servers!server=ada/lab", "admin:users,tokens", "x!y", "read:users!", "!"} {
		f.Add(s, "ada", false)
		f.Add(s, "ben", true)
	}
	f.Fuzz(func(t *testing.T, list, name string, admin bool) {
		if commonhall.UserName(name).Validate() != nil {
			return
		}
		var asked []commonhall.Scope
		for s := range strings.SplitSeq(list, ",") {
			asked = append(asked, commonhall.Scope(s))
		}
		owner := Person(commonhall.UserName(name), admin)
		before := strings.Join(owner.List(), " ")
		got, err := tree.Expand(asked, Holder{User: commonhall.UserName(name)}, owner)
		if err != nil {
			if commonhall.KindOf(err) != commonhall.InvalidArgument {
				t.Fatal(err)
			}
			return
		}
		if !owner.Includes(got) || strings.Join(owner.List(), " ") != before {
			t.Fatalf("%q gives %s more than they have: %q", list, name, got.List())
		}
		var again []commonhall.Scope
		for _, s := range got.List() {
			again = append(again, commonhall.Scope(s))
		}
		back, err := tree.Expand(again, Holder{User: commonhall.UserName(name)}, owner)
		if err != nil || !slices.Equal(back.List(), got.List()) {
			t.Fatalf("%q reads back as %q, %v", got.List(), back.List(), err)
		}
		if !admin && len(got.Names()) > len(strings.Fields(selfExpanded)) {
			t.Fatalf("%q gives %s %q", list, name, got.Names())
		}
	})
}

// What a token is asked for is counted before it is worked out: thirty thousand
// scopes once cost seconds at each use.
func TestATokenHasSoManyScopes(t *testing.T) {
	server := func(i int) commonhall.Scope { return commonhall.Scope("servers!server=eve/" + strconv.Itoa(i)) }
	var most, twice []commonhall.Scope
	for i := range Most {
		most = append(most, server(i))
		twice = append(twice, server(i), server(0))
	}
	for what, c := range map[string]struct {
		scopes []commonhall.Scope
		kept   int // 0: refused
	}{
		"as many as there can be":    {most, Most},
		"with repetitions":           {twice, Most},
		"one too many":               {append(slices.Clone(most), "self"), 0},
		"thirty thousand of one":     {slices.Repeat([]commonhall.Scope{"self"}, 30_000), 1},
		"as long as one can be":      {[]commonhall.Scope{"servers!server=eve/" + commonhall.Scope(strings.Repeat("x", Longest-19))}, 1},
		"a long one":                 {[]commonhall.Scope{"servers!server=eve/" + commonhall.Scope(strings.Repeat("x", Longest-18))}, 0},
		"a long one that is unknown": {[]commonhall.Scope{commonhall.Scope(strings.Repeat("x", 1<<20))}, 0},
	} {
		kept, err := Unique(c.scopes)
		if len(kept) != c.kept || (err == nil) != (c.kept > 0) {
			t.Errorf("%s: %d are kept, %v", what, len(kept), err)
		}
		expanded, err := tree.Expand(c.scopes, Holder{User: "eve"}, Person("eve", false))
		if (err == nil) != (c.kept > 0) || !expanded.Empty() != (c.kept > 0) {
			t.Errorf("%s: they mean %d, %v", what, len(expanded.Names()), err)
		}
		if said := commonhall.ForPerson(err); err != nil && (said.Kind != commonhall.InvalidArgument || said.Hint == "" || len(said.Msg) > 100) {
			t.Errorf("%s: the answer is %+v", what, said)
		}
	}
	if kept, err := Unique([]commonhall.Scope{"b", "a", "b", "c", "a"}); err != nil || !slices.Equal(kept, []commonhall.Scope{"b", "a", "c"}) {
		t.Errorf("without repetitions: %q, %v", kept, err)
	}
}

// tree has none of the operator's own scopes.
var tree = &Tree{}

// A service is nobody: what means oneself gives it nothing, and above all not everybody.
func TestAServiceHasNoSelf(t *testing.T) {
	for _, sc := range []commonhall.Scope{"self", "identify"} {
		s, err := tree.Read([]commonhall.Scope{sc}, Holder{Service: "grader"})
		if err != nil || len(s.List()) > 0 {
			t.Errorf("%s of a service is %q, %v", sc, s.List(), err)
		}
	}
}
