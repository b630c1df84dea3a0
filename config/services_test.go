package config

import (
	"strings"
	"testing"
)

const everyServiceYAML = `services:
- {name: cull, command: [python3, -m, culler], api_token: ch_abcdefghijklmnopqrstuvwxyz234567, admin: true, display: false, environment: {A: 1, B_2: "x y: z"}, cwd: /srv}
- name: grades
  url: https://grades.example.org:8443/base
  info: {by: ada, url: "https://x.example/?a=b"}
  oauth_client_id: service-grades2
  oauth_redirect_uri: https://grades.example.org/cb
  oauth_no_confirm: true
  oauth_client_allowed_scopes: ["read:users!user"]
`

func everyService() []Service {
	return []Service{{Name: "cull", Command: []string{"python3", "-m", "culler"}, APIToken: "ch_abcdefghijklmnopqrstuvwxyz234567", Admin: true, Display: "false",
		Environment: Texts{"A": "1", "B_2": "x y: z"}, Cwd: "/srv"},
		{Name: "grades", URL: "https://grades.example.org:8443/base", Info: Texts{"by": "ada", "url": "https://x.example/?a=b"}, OAuthClientID: "service-grades2",
			OAuthRedirectURI: "https://grades.example.org/cb", OAuthNoConfirm: true, OAuthClientAllowedScopes: []string{"read:users!user"}}}
}

// TestServices: each mistake is told where it is, in words.
func TestServices(t *testing.T) {
	const sh, program = "services: [{name: s, command: [sh], ", "services: [{name: s, "
	for src, want := range map[string]string{
		"services: [{url: \"http://h\"}]":                       "services[0].name: is missing",
		"services: [{name: \"a b\"}]":                           "cannot be the name of a service",
		"services: [{name: ../x}]":                              "cannot be the name of a service",
		"services: [{name: s}, {name: s}]":                      "is the name of another service already, in line 1",
		program + "url: \"ftp://h\"}]":                          "neither http:// nor https://",
		program + "url: \"http://u:p@h\"}]":                     "and nothing else",
		program + "url: \"http://h:0\"}]":                       "has the port 0",
		program + "url: \"http://h/?a\"}]":                      "and nothing else",
		program + "url: h}]":                                    "is not an address",
		sh + "url: \"http://h:9000\"}]":                         "is not where a command can be reached",
		sh + "url: \"https://127.0.0.1:9000\"}]":                "is not where a command can be reached",
		sh + "url: \"http://127.0.0.1:80\"}]":                   "is not where a command can listen",
		sh + "url: \"http://127.0.0.1:8081\"}]":                 "is not where a command can listen",
		"services: [{name: s, command: [\"python3 -m x\"]}]":    "is a command line",
		"services: [{name: s, command: [\" \"]}]":               "the name of the program is empty",
		program + "api_token: short}]":                          "is not \"ch_\" and 32 letters",
		program + "api_token: \"with a space in the middle\"}]": "is not \"ch_\" and 32 letters",
		program + "environment: {A: b}}]":                       "is for command",
		program + "cwd: /srv}]":                                 "is for command",
		sh + "cwd: srv}]":                                       "must begin with /",
		sh + "environment: {1A: b}}]":                           "cannot be the name of a variable",
		sh + "environment: {JUPYTERHUB_API_URL: b}}]":           "is the hub's to set",
		sh + "environment: {A: b, A: c}}]":                      "is set twice",
		sh + "environment: {A: [b]}}]":                          "must be a text, but this is a list",
		sh + "environment: [A]}]":                               "must be texts by name, but this is a list",
		sh + "environment: {A: \"x\\0y\"}}]":                    "zero byte",
		program + "oauth_client_id: jupyterhub-user-ada}]":      "cannot be the name of an OAuth client",
		"services: [{name: a, oauth_client_id: service-b}, {name: b}, {name: c, oauth_client_id: service-b}]": "is the OAuth client of another service already",
		program + "oauth_redirect_uri: \"//evil.example\"}]":                                                  "is neither a path nor an address",
		program + "oauth_redirect_uri: \"javascript:alert(1)\"}]":                                             "is neither a path nor an address",
		program + "display: maybe}]":                                                                          "is not one of",
		program + "user: ada}]":                                                                               "unknown key \"user\"",
	} {
		_, err := Parse("test.yaml", []byte(src), Default())
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\nsays %v\nwant %q", src, err, want)
		}
	}
}

// TestTokensAreNotShown: neither a report nor a list of settings repeats one.
func TestTokensAreNotShown(t *testing.T) {
	const secret = "ch_abcdefghijklmnopqrstuvwxyz234567"
	c := parse(t, "services: [{name: s, api_token: "+secret+"}]")
	_, err := Parse("test.yaml", []byte("services:\n  - {name: s, api_token: "+secret+", url: wrong}\n"), Default())
	js, jsErr := c.MarshalJSON()
	if err == nil || jsErr != nil {
		t.Fatal(err, jsErr)
	}
	said := err.Error() + string(js) + string(c.Masked().YAML())
	for _, v := range c.Values() {
		said += v.Value
	}
	for _, change := range Changes(Default(), c) {
		said += change.String()
	}
	if strings.Contains(said, secret) {
		t.Errorf("the token is shown: %s", said)
	}
	if !strings.Contains(string(c.YAML()), secret) {
		t.Error("a file that is written has lost it")
	}
}
