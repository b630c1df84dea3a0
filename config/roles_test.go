package config

import (
	"reflect"
	"strings"
	"testing"
)

// TestRoles: each mistake is told where it is; what is right is read.
func TestRoles(t *testing.T) {
	c := parse(t, "roles:\n- {name: tutors, description: Help, scopes: [\"read:users!group=math\"], users: [ada], groups: [math], services: [cull]}\n"+
		"custom_scopes: [{name: \"custom:grade:write\", subscopes: [\"custom:grade:read\"]}, {name: \"custom:grade:read\"}]\n")
	if want := []Role{{Name: "tutors", Description: "Help", Scopes: []string{"read:users!group=math"}, Users: []string{"ada"}, Groups: []string{"math"}, Services: []string{"cull"}}}; !reflect.DeepEqual(c.Roles, want) {
		t.Errorf("read %+v", c.Roles)
	}
	if len(c.CustomScopes) != 2 || c.CustomScopes[0].Subscopes[0] != "custom:grade:read" {
		t.Errorf("read %+v", c.CustomScopes)
	}
	for src, want := range map[string]string{
		"roles: [{scopes: [self]}]":                                         "roles[0].name: is missing",
		"roles: [{name: tutors}]":                                           "roles[0].scopes: is missing",
		"roles: [{name: tutors, scopes: []}]":                               "roles[0].scopes: is an empty list",
		"roles: [{name: Tutors, scopes: [self]}]":                           "cannot be the name of a role",
		"roles: [{name: ab, scopes: [self]}]":                               "cannot be the name of a role",
		"roles: [{name: \"a b\", scopes: [self]}]":                          "cannot be the name of a role",
		"roles: [{name: abc, scopes: [self]}, {name: abc, scopes: [self]}]": "is the name of another role already",
		"roles: [{name: abc, scopes: [self], user: [x]}]":                   "did you mean \"users\"",
		"custom_scopes: [{name: grade}]":                                    "cannot be the name of a scope",
		"custom_scopes: [{name: \"custom:x!user\"}]":                        "cannot be the name of a scope",
		"custom_scopes: [{name: \"custom:x1\"}, {name: \"custom:x1\"}]":     "is the name of another scope",
		"custom_scopes: [{name: \"custom:x1\", subscopes: [\"read:hub\"]}]": "is no other scope of one's own",
	} {
		_, err := Parse("x", []byte(src), Default())
		if err == nil || !strings.Contains(strings.ToLower(err.Error()), strings.ToLower(want)) {
			t.Errorf("%s: %v, want %q", src, err, want)
		}
	}
}
