package commonhall

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestUserNames(t *testing.T) {
	for _, n := range []string{"a", "7", "ada", "ada.lovelace", "ada@example.org", "a-b_c+d", "u123", "root", "zoë", "josé-maría",
		"محمد", "אדה", "ада", "Ἑλένη", "李雷", "山田たろう", "김철수", "न\u0940लम", "ada2026", "a..b", strings.Repeat("a", MaxUserName)} {
		if err := UserName(n).Validate(); err != nil {
			t.Errorf("%q is refused: %v", n, err)
		}
	}
	for why, names := range map[string][]string{
		"empty or blank":           {"", " ", "\t"},
		"too long":                 {strings.Repeat("a", MaxUserName+1), strings.Repeat("é", MaxUserName/2+1)},
		"not text":                 {"\xff", "ada\x80", "\xed\xa0\x80"},
		"marks at the edges":       {".", "..", ".ada", "ada.", "-ada", "ada-", "@ada", "+", "_x", "x_", "\u0301a"},
		"path and shell":           {"a/b", "../etc", "a\\b", "a b", "a;b", "a$b", "a`b", "a'b", "a\"b", "a%b", "a?b", "a#b", "a:b", "a,b", "a*b", "a~b", "a=b"},
		"control and invisible":    {"a\x00b", "a\nb", "a\x7fb", "a\u200bb", "a\u200db", "a\ufeffb", "a\u00a0b", "a\u00adb"},
		"direction":                {"a\u202eb", "a\u200fb", "\u2066a"},
		"emoji and symbols":        {"ada😀", "💻", "a™", "a£"},
		"letters of two scripts":   {"аda", "adа", "pаypal", "aβ", "山a", "עa", "a\u093e", "ada१"},
		"marks of another script":  {"ada\u0903", "a\u0e34"},
		"separator, mark, nothing": {"ada.\u0301", "ada-\u0302"},
	} {
		for _, n := range names {
			if err := UserName(n).Validate(); KindOf(err) != InvalidArgument {
				t.Errorf("%s: %q is taken for a name: %v", why, n, err)
			}
		}
	}
}

func TestAccountNames(t *testing.T) {
	for name, want := range map[UserName]string{
		"ada": "ada", "a": "a", "u": "u", "a-b_c": "a-b_c", "ada2026": "ada2026", "u1x": "u1x", "ux1": "ux1", "v123": "v123",
		UserName(strings.Repeat("a", 32)): strings.Repeat("a", 32),
		UserName(strings.Repeat("a", 33)): "u1000",                                                    // Unix allows 32
		"u123":                            "u1000", "u1000": "u1000", "u1001": "u1000", "u0": "u1000", // else two could meet
		"root": "u1000", "nobody": "u1000", "sshd": "u1000", "www-data": "u1000", "commonhall": "u1000", "docker": "u1000",
		"7": "u1000", "7of9": "u1000", "": "u1000", "zoë": "u1000", "ada.l": "u1000", "a@b": "u1000", "a+b": "u1000", "李雷": "u1000",
		"Ada": "u1000", "-a": "u1000", "_a": "u1000", "a b": "u1000", "a/b": "u1000", "a:b": "u1000", "a\nb": "u1000",
	} {
		if got := AccountName(name, 1000); got != want {
			t.Errorf("the account of %q is %q, want %q", name, got, want)
		}
	}
	if AccountName("u7", 0) != "u0" || AccountName("ü", 65535) != "u65535" {
		t.Error("numbers are not written in full")
	}
}

// No two people share an account, whatever they are called: names are drawn to
// meet where it hurts.
func TestNobodySharesAnAccount(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 2))
	owner, named := map[string]UserName{}, map[UserName]bool{}
	parts := []string{"u", "u1", "u10", "1", "0", "a", "b", "-", "_", ".", "é", "root", "а", strings.Repeat("x", 31), "@", "999"}
	for number := 1000; number < 61_000; {
		var name UserName
		switch r.IntN(4) {
		case 0:
			name = UserName(fmt.Sprintf("u%d", 900+r.IntN(61_000)))
		case 1:
			name = UserName(fmt.Sprintf("p%d", r.IntN(100_000)))
		default:
			for range 1 + r.IntN(5) {
				name += UserName(parts[r.IntN(len(parts))])
			}
		}
		if named[name] {
			continue
		}
		named[name] = true
		account := AccountName(name, number)
		if other, taken := owner[account]; taken {
			t.Fatalf("seed %d: %q and %q share the account %s", seed, other, name, account)
		}
		if len(account) > 32 || !isAccount(account) {
			t.Fatalf("seed %d: the account of %q is %q", seed, name, account)
		}
		owner[account], number = name, number+1
	}
}

// isAccount is what useradd would take.
func isAccount(s string) bool {
	return s != "" && s[0] >= 'a' && s[0] <= 'z' && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-_") == ""
}

// FuzzUserName: what is valid is harmless wherever names go.
func FuzzUserName(f *testing.F) {
	for _, s := range []string{"ada", "аda", "u123", "a.b@c+d", "é", "\xff", "a/..", "山田たろう"} {
		f.Add(s, 1000)
	}
	f.Fuzz(func(t *testing.T, s string, number int) {
		n := UserName(s)
		err := n.Validate()
		if err != nil {
			if KindOf(err) != InvalidArgument || !utf8.ValidString(ForPerson(err).Msg) {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		if s == "" || len(s) > MaxUserName || strings.ContainsAny(s, "/\\ \t\n\x00%?#:;,'\"`$&*<>|") || s == "." || s == ".." {
			t.Fatalf("%q is a valid name", s)
		}
		if a := AccountName(n, max(0, number)); !isAccount(a) || len(a) > 32 {
			t.Fatalf("the account of %q is %q", s, a)
		}
		if p := n.Default().Prefix(); strings.Count(p, "/") != 3 {
			t.Fatalf("the prefix of %q is %q", s, p)
		}
	})
}

// Who acts where no person does is called as nobody can be.
func TestNobodyIsTakenForTheHouse(t *testing.T) {
	for _, s := range []string{RoleHouse, RoleOperator, Subject{Service: "cull"}.String()} {
		if UserName(s).Validate() == nil {
			t.Errorf("a person can be called %q", s)
		}
	}
}
