package provider_test

import (
	"slices"
	"strings"
	"testing"

	"commonhall"
	"commonhall/config"
	"commonhall/provider"
	"commonhall/provider/providertest"
)

const base = "ou=people,dc=example,dc=org"

func ada() providertest.Entry {
	return providertest.Entry{DN: "uid=ada," + base, Password: "seven green bottles", Filter: "(uid=ada)",
		Attributes: map[string][]string{"uid": {"ada"}, "entryUUID": {"11111111-7"}, "memberOf": {"cn=physics,ou=groups,dc=example,dc=org"}, "mail": {"ada@example.org"}}}
}

func lookup() providertest.Entry {
	return providertest.Entry{DN: "cn=hall,dc=example,dc=org", Password: providertest.Secret}
}

// directory is one with ada in it, and how the settings name it.
func directory(t *testing.T, secure bool) (*providertest.LDAP, config.Provider) {
	t.Helper()
	s := providertest.NewLDAP(t, secure, "127.0.0.1")
	s.Has(lookup(), ada())
	scheme := map[bool]string{true: "ldaps://", false: "ldap://"}[secure]
	return s, config.Provider{Name: "uni", Type: "ldap", URL: scheme + s.Address, CAFile: s.CAFile, SearchBase: base, BindDN: lookup().DN, BindPasswordFile: "x",
		AllowedGroups: []string{"cn=physics,ou=groups,dc=example,dc=org"}}
}

func check(t *testing.T, s config.Provider, name, password string) (provider.Person, []byte, error) {
	t.Helper()
	return provider.New([]config.Provider{s}, secret)[0].Typed.Check(t.Context(), name, password)
}

func TestADirectory(t *testing.T) {
	for _, secure := range []bool{true, false} {
		server, s := directory(t, secure)
		p, kept, err := check(t, s, "ada", "seven green bottles")
		if err != nil || p.Subject != "11111111-7" || p.Name != "ada" || p.Issuer != s.URL || !provider.Judge(s, p).Allowed {
			t.Fatalf("%+v, %v", p, err)
		}
		s.GroupsBase = "ou=groups,dc=example,dc=org"
		if got := provider.GroupName(s, p.Groups[0]); got != "physics" {
			t.Errorf("the group is called %q", got)
		}
		one := provider.New([]config.Provider{s}, secret)[0]
		if _, kept, err = one.Refresh(t.Context(), kept); err != nil {
			t.Errorf("asked again: %v", err)
		}
		other := ada()
		other.Attributes["entryUUID"] = []string{"22222222-8"}
		server.Has(lookup(), other)
		_, _, err = one.Refresh(t.Context(), kept)
		refused(t, "somebody else has the name", err, commonhall.PermissionDenied)
		server.Has(lookup())
		_, _, err = one.Refresh(t.Context(), kept)
		refused(t, "gone", err, commonhall.PermissionDenied)
		server.Refers()
		_, _, err = one.Refresh(t.Context(), kept)
		refused(t, "elsewhere", err, commonhall.Unavailable)
		if _, _, plain := server.Seen(); len(plain) > 0 {
			t.Errorf("said without encryption: %q", plain)
		}
	}
}

// TestWhatIsTyped goes into a filter and a name as letters, and nothing else.
func TestWhatIsTyped(t *testing.T) {
	server, s := directory(t, true)
	direct := s
	direct.UserDN, direct.BindDN = "uid={username},"+base, ""
	for _, name := range []string{"*", "ada)(uid=*", "a*", "*)(objectClass=*", `ada\29`, "ada\x00", "", " ", "ada," + base, "ada+cn=x", "nobody", strings.Repeat("a", 300), "\xff", "ada\n"} {
		for what, how := range map[string]config.Provider{"looked up": s, "named": direct} {
			_, _, err := check(t, how, name, "seven green bottles")
			refused(t, what+" "+name, err, commonhall.Unauthenticated)
		}
	}
	for _, password := range []string{"", "wrong", strings.Repeat("x", 2000)} {
		for what, how := range map[string]config.Provider{"looked up": s, "named": direct} {
			_, _, err := check(t, how, "ada", password)
			refused(t, what+" with "+password, err, commonhall.Unauthenticated)
		}
	}
	binds, filters, _ := server.Seen()
	for _, f := range filters {
		if strings.Count(f, "(") != 1 || strings.Contains(f, "*") {
			t.Errorf("what was typed is part of the question: %s", f)
		}
	}
	if slices.Contains(binds, "") || !slices.Contains(binds, `uid=ada\,ou=people\,dc=example\,dc=org,`+base) {
		t.Errorf("sign-ins as %q", binds)
	}
	if p, _, err := check(t, direct, "ada", "seven green bottles"); err != nil || p.Subject != "11111111-7" {
		t.Errorf("%+v, %v", p, err)
	}
}

// TestWhoElseAnswers: a directory is who its certificate says, and encrypts.
func TestWhoElseAnswers(t *testing.T) {
	for what, secure := range map[string]bool{"TLS": true, "StartTLS": false} {
		server, s := directory(t, secure)
		wrong := providertest.NewLDAP(t, secure, "ldap.example.org") // another host's certificate
		wrong.Has(lookup(), ada())
		s.URL, s.CAFile = strings.Replace(s.URL, server.Address, wrong.Address, 1), wrong.CAFile
		_, _, err := check(t, s, "ada", "seven green bottles")
		refused(t, what+" with another name", err, commonhall.Unavailable)
		s.URL, s.CAFile = strings.Replace(s.URL, wrong.Address, server.Address, 1), wrong.CAFile
		_, _, err = check(t, s, "ada", "seven green bottles")
		refused(t, what+" of another authority", err, commonhall.Unavailable)
		s.CAFile = "/nowhere"
		_, _, err = check(t, s, "ada", "seven green bottles")
		refused(t, what+" without its authority", err, commonhall.Unavailable)
		for _, l := range []*providertest.LDAP{server, wrong} {
			if binds, _, _ := l.Seen(); len(binds) > 0 {
				t.Errorf("%s: a password went to %q", what, binds)
			}
		}
	}
	server, s := directory(t, false)
	server.LosesStartTLS()
	_, _, err := check(t, s, "ada", "seven green bottles")
	refused(t, "no StartTLS", err, commonhall.Unavailable)
	if binds, _, _ := server.Seen(); len(binds) > 0 {
		t.Errorf("a password went in the clear to %q", binds)
	}
}

// TestFoundByAnotherName: who signs in by an address is asked about by it again, not by the
// name that the directory has for them.
func TestFoundByAnotherName(t *testing.T) {
	server, s := directory(t, true)
	s.SearchFilter = "(mail={username})"
	found := ada()
	found.Filter = "(mail=ada@example.org)"
	server.Has(lookup(), found)
	p, kept, err := check(t, s, "ada@example.org", "seven green bottles")
	if err != nil || p.Name != "ada" {
		t.Fatalf("%+v, %v", p, err)
	}
	again, _, err := provider.New([]config.Provider{s}, secret)[0].Refresh(t.Context(), kept)
	if err != nil || again.Subject != p.Subject {
		t.Errorf("asked again: %+v, %v", again, err)
	}
}

// TestLockedEntries: what a directory says of an account without a password, of a locked one
// and of one that was tried too often is the answer to a wrong password, and counts as one.
func TestLockedEntries(t *testing.T) {
	server, s := directory(t, true)
	for _, code := range []uint16{48, 53, 19} {
		locked := ada()
		locked.Refuses = code
		server.Has(lookup(), locked)
		_, _, err := check(t, s, "ada", "seven green bottles")
		refused(t, "locked", err, commonhall.Unauthenticated)
	}
}

// TestOddEntries: two of one name are nobody, nor is who has no subject.
func TestOddEntries(t *testing.T) {
	server, s := directory(t, true)
	two := ada()
	two.DN = "uid=ada,ou=guests," + base
	server.Has(lookup(), ada(), two)
	_, _, err := check(t, s, "ada", "seven green bottles")
	refused(t, "two", err, commonhall.Unauthenticated)
	none := ada()
	delete(none.Attributes, "entryUUID")
	server.Has(lookup(), none)
	_, _, err = check(t, s, "ada", "seven green bottles")
	refused(t, "no subject", err, commonhall.Unavailable)
	binary := ada()
	binary.Attributes["objectGUID"] = []string{"\x00\x01\xfe"}
	server.Has(lookup(), binary)
	s.SubjectAttribute = "objectGUID"
	if p, _, err := check(t, s, "ada", "seven green bottles"); err != nil || p.Subject != "0001fe" {
		t.Errorf("%+v, %v", p, err)
	}
	s.BindDN = "cn=other,dc=example,dc=org"
	_, _, err = check(t, s, "ada", "seven green bottles")
	refused(t, "nobody may look up", err, commonhall.Unavailable)
}

// TestTwoGroupsOfOneName: a group is managed in one place of the directory alone, where its name
// is its own. A pupil who leads the club "teachers" is none.
func TestTwoGroupsOfOneName(t *testing.T) {
	s := config.Provider{Type: "ldap", GroupsBase: "OU=Staff, dc=example,dc=org"}
	for group, want := range map[string]string{
		"cn=teachers,ou=staff,dc=example,dc=org":              "teachers",
		"CN=Teachers,OU=Staff,DC=example,DC=org":              "Teachers",
		`cn=a\,b,ou=staff,dc=example,dc=org`:                  "a,b",
		"cn=teachers,ou=clubs,dc=example,dc=org":              "",
		"cn=teachers,ou=clubs,ou=staff,dc=example,dc=org":     "",
		"cn=teachers,ou=staff,dc=example,dc=com":              "",
		`cn=teachers,ou=x\,ou=staff,dc=example,dc=org`:        "",
		`cn=teachers\,ou=staff,dc=example,dc=org`:             "",
		"cn=teachers+ou=x,ou=staff,dc=example,dc=org":         "",
		"uid=teachers,ou=staff,dc=example,dc=org":             "",
		"ou=staff,dc=example,dc=org":                          "",
		"teachers":                                            "",
		"cn=teachers":                                         "",
		"":                                                    "",
		"cn=teachers,ou=staff,dc=example,dc=org,":             "",
		"cn=teachers,ou=staff,dc=example,dc=org,dc=elsewhere": "",
	} {
		if got := provider.GroupName(s, group); got != want {
			t.Errorf("%q is the group %q, want %q", group, got, want)
		}
	}
	for base, want := range map[string]string{"": "", "=": "", ",": "", "x": ""} {
		if got := provider.GroupName(config.Provider{Type: "ldap", GroupsBase: base}, "cn=teachers,ou=clubs,dc=example"); got != want {
			t.Errorf("with the base %q it is the group %q", base, got)
		}
	}
	if got := provider.GroupName(config.Provider{Type: "ldap"}, "teachers"); got != "teachers" {
		t.Errorf("a plain name is the group %q", got)
	}
}

// TestAnOrganisationOfAnybody: who founds an organisation by the name of a group that rights
// wait for is in no group here.
func TestAnOrganisationOfAnybody(t *testing.T) {
	s := config.Provider{Type: "github", AllowedGroups: []string{"our-school"}, AdminGroups: []string{"our-staff"}, ManageGroups: true}
	for group, want := range map[string]string{"our-school": "our-school", "our-staff": "our-staff", "teachers": "", "": ""} {
		if got := provider.GroupName(s, group); got != want {
			t.Errorf("%q is the group %q, want %q", group, got, want)
		}
	}
}
