package scope

import (
	"fmt"
	"strings"
	"testing"

	"commonhall"
)

func scopesOf(words string) (out []commonhall.Scope) {
	for _, w := range strings.Fields(words) {
		out = append(out, commonhall.Scope(w))
	}
	return out
}

func TestWhatCanBeShared(t *testing.T) {
	for asked, want := range map[string]string{
		"":                               "[access:servers]",
		"start:servers access:servers":   "[access:servers start:servers]",
		"servers!server=ada/lab":         "[servers read:servers start:servers delete:servers]",
		"servers servers access:servers": "[access:servers servers read:servers start:servers delete:servers]",
		"tokens":                         "", "admin:servers": "", "shares": "", "inherit": "", "self": "", "custom:x": "", "access:servers!": "",
		"access:servers access:services": "", "read:servers!user=ada": "", "read:servers!server=ada/": "", "read:servers!server=ben/lab": "",
		"read:servers!" + strings.Repeat("x", 1000): "",
	} {
		got, err := Shareable(scopesOf(asked), "ada", "lab")
		if want == "" && commonhall.KindOf(err) != commonhall.InvalidArgument || want != "" && fmt.Sprint(got) != want {
			t.Errorf("%q: %v, %v, want %s", asked, got, err, want)
		}
	}
}

func TestWhatIsTakenBackIsGone(t *testing.T) {
	for _, c := range [][3]string{
		{"servers", "start:servers", "[read:servers delete:servers]"},
		{"access:servers servers", "access:servers", "[servers read:servers start:servers delete:servers]"},
		{"access:servers servers", "servers", "[access:servers]"},
		{"read:servers", "access:servers", "[read:servers]"},
		{"read:servers", "servers", "[]"},
	} {
		left := TakeShared(scopesOf(c[0]), scopesOf(c[1]))
		if fmt.Sprint(left) != c[2] {
			t.Errorf("%s without %s: %v, want %s", c[0], c[1], left, c[2])
		}
		s := Shared(commonhall.Share{Owner: "ada", Scopes: left})
		for _, taken := range scopesOf(c[1]) {
			if s.CoversServer(string(taken), "ada", "") {
				t.Errorf("%s without %s: it still gives %s", c[0], c[1], taken)
			}
		}
	}
}

// A share gives what it says of that server, and nothing of its owner or of others.
func TestAShareIsOfOneServer(t *testing.T) {
	s := Shared(commonhall.Share{Owner: "ada", Server: "lab", Scopes: scopesOf("access:servers servers read:servers start:servers delete:servers")})
	for _, name := range (*Tree)(nil).All() {
		for _, who := range []commonhall.UserName{"ada", "adalbert", "ben"} {
			for _, server := range []string{"", "lab", "lab2"} {
				may := who == "ada" && server == "lab" && strings.HasSuffix(name, "servers") && name != "admin:servers"
				if s.CoversServer(name, who, server) != may {
					t.Errorf("%s of %s/%s: %v", name, who, server, !may)
				}
			}
		}
	}
	if !Person("ada", false).Includes(s) || Person("ben", false).Includes(s) || s.HasAll("access:servers") {
		t.Errorf("it is %v", s.List())
	}
}

func FuzzShareable(f *testing.F) {
	f.Add("servers!server=ada/lab", "read:servers")
	f.Fuzz(func(t *testing.T, one, other string) {
		got, err := Shareable([]commonhall.Scope{commonhall.Scope(one), commonhall.Scope(other)}, "ada", "lab")
		if err == nil && !Person("ada", false).Includes(Shared(commonhall.Share{Owner: "ada", Server: "lab", Scopes: got})) {
			t.Errorf("%q and %q share %v", one, other, got)
		}
	})
}
