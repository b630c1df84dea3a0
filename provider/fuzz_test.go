package provider

import (
	"encoding/json"
	"strings"
	"testing"

	"commonhall/config"
)

// FuzzNextPage: what a provider says of a next page is an address of its answer, or none.
func FuzzNextPage(f *testing.F) {
	for _, s := range []string{`<https://x/a?page=2>; rel="next", <https://x/b>; rel="last"`, `<>; rel="next"`, `rel="next"`, `<a`, `,,,<`, `<a>; rel="next", <b>; rel="next"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := nextPage([]string{s}); got != "" && !strings.Contains(s, got) {
			t.Errorf("%q: %q", s, got)
		}
	})
}

// FuzzClaims: whatever claims are, nobody is verified but by true, and no more groups count
// than there may be.
func FuzzClaims(f *testing.F) {
	for _, s := range []string{`{"sub":"7","email":"a@b","email_verified":true,"groups":["x"]}`, `{"email_verified":"true"}`, `{"groups":{"a":1}}`, `{"realm_access":{"roles":["x",7,null,""]}}`, `{"preferred_username":{}}`} {
		f.Add(s, "realm_access.roles")
		f.Add(s, "groups")
	}
	f.Fuzz(func(t *testing.T, s, where string) {
		claims := map[string]any{}
		if json.Unmarshal([]byte(s), &claims) != nil {
			return
		}
		c := &connect{web: newWeb(config.Provider{URL: "https://id.example", GroupsClaim: where, UsernameClaim: "email"})}
		p := c.read(claims, "7")
		if p.Verified && claims["email_verified"] != true || p.Name != "" && !p.Verified || len(p.Groups) > maxGroups || p.Subject != "7" {
			t.Errorf("%s: %+v", s, p)
		}
		if v := Judge(c.settings, p); v.Allowed || v.Existing || v.Admin {
			t.Errorf("%s lets somebody in", s)
		}
	})
}

// FuzzAnswered: whatever the machine's answer is, it is about a person's account, or an error.
func FuzzAnswered(f *testing.F) {
	for _, s := range []string{"ok ada 1001\ngroup physics\nend\n", "no\n", "expired\n", "error\n", "ok ada 1001\nend\n", "ok root 0\nend\n", "ok ada 1001\nend\nend\n", "\nend\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := answered(b)
		if err != nil && (p.Subject != "" || p.Name != "") || err == nil && (!accountName(p.Name) || !strings.HasSuffix(p.Subject, ":"+p.Name) || len(p.Subject) < len("1000:a") || len(p.Groups) > maxGroups) {
			t.Errorf("%q: %+v, %v", b, p, err)
		}
	})
}
