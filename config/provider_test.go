package config

import (
	"strings"
	"testing"
)

// TestProviders: what is wrong with a way to sign in is said at its place.
func TestProviders(t *testing.T) {
	good := "name: school, type: oidc, url: \"https://id.example.org/x\", client_id: hall"
	for src, want := range map[string]string{
		"{" + good + "}": "",
		"{name: gh, type: github, client_id: x, allowed_groups: [a]}":                                                                          "",
		"{name: near, type: oidc, url: \"http://127.0.0.1:8080\", client_id: hall}":                                                            "",
		"{type: oidc, url: \"https://id.example.org\", client_id: hall}":                                                                       "name is missing",
		"{name: school, url: \"https://id.example.org\", client_id: hall}":                                                                     "type is missing",
		"{name: School, type: oidc, url: \"https://id.example.org\", client_id: hall}":                                                         "cannot be the name of a provider",
		"{name: school, type: oidc, client_id: hall}":                                                                                          "url is missing",
		"{name: school, type: oidc, url: \"http://id.example.org\", client_id: hall}":                                                          "begins with http://",
		"{name: school, type: oidc, url: \"https://me:secret@id.example.org\", client_id: hall}":                                               "is not the address of a provider",
		"{name: school, type: oidc, url: \"https://id.example.org?x=y\", client_id: hall}":                                                     "is not the address of a provider",
		"{name: school, type: oidc, url: \"https://id.example.org\"}":                                                                          "client_id is missing",
		"{name: gh, type: github, client_id: x, groups_claim: g}":                                                                              "has no use with the type github",
		"{" + good + ", ca_file: ca.pem}":                                                                                                      "must begin with /",
		"{" + good + ", allowed_domains: [\"*.example.org\"]}":                                                                                 "is not a domain",
		"{" + good + ", allowed_domains: [\"@example.org\"]}":                                                                                  "is not a domain",
		"{" + good + ", client_secret: x}":                                                                                                     "unknown key",
		"{" + good + "}, {" + good + "}":                                                                                                       "is the name of another provider already",
		"{name: l, type: ldap, url: \"ldaps://ldap.example.org\", search_base: \"dc=example\"}":                                                "",
		"{name: l, type: ldap, url: \"ldap://ldap.example.org:389\", user_dn: \"uid={username},dc=example\"}":                                  "",
		"{name: l, type: ldap, url: \"https://ldap.example.org\", search_base: \"dc=example\"}":                                                "begins with https://",
		"{name: l, type: ldap, url: \"ldaps://ldap.example.org/dc=example\", search_base: \"dc=example\"}":                                     "has a path",
		"{name: l, type: ldap, url: \"ldaps://ldap.example.org\"}":                                                                             "nothing says where people are",
		"{name: l, type: ldap, url: \"ldaps://ldap.example.org\", user_dn: \"uid=x\"}":                                                         "must have \"{username}\" in it",
		"{name: l, type: ldap, url: \"ldaps://ldap.example.org\", search_base: x, search_filter: \"(uid=*)\"}":                                 "must have \"{username}\" in it",
		"{name: l, type: ldap, url: \"ldaps://ldap.example.org\", search_base: x, client_id: x}":                                               "has no use with the type ldap",
		"{name: g, type: github, client_id: x, client_secret_file: y, allow_all: true, manage_groups: true}":                                   "nothing says which organisations",
		"{name: l, type: ldap, url: \"ldaps://ldap.example.org\", search_base: x, manage_groups: true}":                                        "nothing says where the groups are",
		"{name: l, type: ldap, url: \"ldaps://ldap.example.org\", search_base: x, manage_groups: true, groups_claim: memberof}":                "nothing says where the groups are",
		"{name: l, type: ldap, url: \"ldaps://ldap.example.org\", search_base: x, manage_groups: true, groups_claim: team}":                    "",
		"{name: l, type: ldap, url: \"ldaps://ldap.example.org\", search_base: x, manage_groups: true, groups_base: \"ou=groups,dc=example\"}": "",
		"{name: l, type: ldap, url: \"ldaps://ldap.example.org\", search_base: x, groups_base: groups}":                                        "is not a distinguished name",
		"{" + good + ", groups_base: \"ou=groups\"}":                                                                                           "has no use with the type oidc",
		"{name: here, type: pam, allowed_groups: [pupils]}":                                                                                    "",
		"{name: here, type: pam, pam_service: commonhall}":                                                                                     "",
		"{name: here, type: pam, pam_service: ../../tmp/x}":                                                                                    "cannot be the name of a service",
		"{name: here, type: pam, pam_service: \"a b\"}":                                                                                        "cannot be the name of a service",
		"{name: here, type: pam, pam_service: \"%n\"}":                                                                                         "cannot be the name of a service",
		"{name: here, type: pam, pam_service: -x}":                                                                                             "cannot be the name of a service",
		"{name: here, type: pam, url: \"https://id.example.org\"}":                                                                             "has no use with the type pam",
		"{name: here, type: pam, client_id: x}":                                                                                                "has no use with the type pam",
		"{name: here, type: pam}, {name: there, type: pam}":                                                                                    "are a provider already",
		"{name: l, type: ldap, url: \"ldaps://ldap.example.org\", search_base: x, pam_service: login}":                                         "has no use with the type ldap",
		"{name: x, type: saml, url: \"https://id.example.org\", client_id: hall}":                                                              "is not one of",
	} {
		_, err := Parse("test.yaml", []byte("auth:\n  providers: ["+src+"]\n"), Default())
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s\n%v, want %q", src, err, want)
		}
	}
	if _, err := Parse("test.yaml", []byte("auth:\n  passwords: false\n"), Default()); err == nil || !strings.Contains(err.Error(), "no other way to sign in") {
		t.Errorf("nobody could sign in: %v", err)
	}
	if (Provider{}).Open() || !(Provider{AdminUsers: []string{"a"}}).Open() {
		t.Error("what is not set lets somebody in, or what is does not")
	}
}
