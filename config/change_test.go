package config

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestEverySettingSaysWhoReadsIt: a key without its roles would be changed and
// nobody would notice.
func TestEverySettingSaysWhoReadsIt(t *testing.T) {
	for _, k := range Keys() {
		for _, role := range strings.Fields(k.Roles) {
			if role != "none" && !slices.Contains(Roles(), role) {
				t.Errorf("%s is read by %q, who is not one of %v", k.Path, role, Roles())
			}
		}
		if k.Roles == "" {
			t.Errorf("%s needs a tag roles:\"…\" of %v or none, or its section does", k.Path, Roles())
		}
	}
	risksOf(t, reflect.TypeFor[Config]())
}

func risksOf(t *testing.T, section reflect.Type) {
	for _, f := range fields(section) {
		if f.risk != "" && f.risk != "door" && f.risk != "administrators" {
			t.Errorf("%s.%s has the risk %q", section.Name(), f.name, f.risk)
		}
		if below := section.Field(f.index).Type; below.Kind() == reflect.Struct {
			risksOf(t, below)
		}
	}
}

// TestChanges: each setting that differs, with its values, once.
func TestChanges(t *testing.T) {
	from := parse(t, "apps:\n  - {name: one, command: [a, \"{port}\"]}\n")
	to := parse(t, `
auth: {session_days: 7}
servers: {memory: 2G, cpu: 0.5}
database: {url: "postgres://hall@db.example.org/hall"}
apps:
  - {name: one, command: [b, "{port}"]}
`)
	var said []string
	changes := Changes(from, to)
	for _, c := range changes {
		said = append(said, c.String()+" "+c.Risk)
	}
	want := []string{"auth.session_days: 14 → 7 ", "servers.memory: 1G → 2G ", "servers.cpu: 0 → 0.5 ",
		`database.url: "" → "postgres://hall@db.example.org/hall" administrators`, "apps inside [one] "}
	if !slices.Equal(said, want) {
		t.Errorf("%q, want %q", said, want)
	}
	if roles := RolesOf(changes); !slices.Equal(roles, []string{"hub"}) {
		t.Errorf("read by %v", roles)
	}
	if again := Changes(to, to); len(again) > 0 {
		t.Errorf("nothing differs, but %v", again)
	}
	none, empty := Default(), Default()
	empty.Apps = []App{}
	if c := Changes(none, empty); len(c) > 0 {
		t.Errorf("an empty list is none, but %v", c)
	}
	order := RolesOf([]Change{{Roles: []string{"edge", "hub"}}, {Roles: []string{"network"}}, {Roles: []string{"hub"}}})
	if !slices.Equal(order, []string{"network", "hub", "edge"}) {
		t.Errorf("doors before walls: %v", order)
	}
}

// TestWhereEachComesFrom: each key that a file sets, with its line.
func TestWhereEachComesFrom(t *testing.T) {
	c, lines, err := ParseLines("x", []byte("auth:\n  session_days: 7\napps:\n  - name: one\n    command:\n      - a\n      - \"{port}\"\nservices:\n  - name: s\n    info: {a: 1}\nroles:\n  - name: tutors\n    scopes: [self]\ncustom_scopes:\n  - name: custom:x1\n"), Default())
	if err != nil || lines["auth.session_days"] != 2 || lines["apps[0].name"] != 4 || lines["apps[0].command"] == 0 || lines["servers.memory"] != 0 {
		t.Errorf("%v, %v", lines, err)
	}
	text := string(c.Annotated(func(key string) string {
		if key == "apps[0].name" || key == "servers.pids" {
			return key
		}
		return ""
	}))
	if !strings.Contains(text, "  pids: 512  # servers.pids\n") || !strings.Contains(text, "  - name: one  # apps[0].name\n") || strings.Count(text, "#") != 2 {
		t.Errorf("annotated:\n%s", text)
	}
	if again := parse(t, text); !reflect.DeepEqual(again, c) {
		t.Errorf("what is shown says something else:\n%s", text)
	}
	c.Auth.Providers, c.Servers.Options = []Provider{{Name: "school"}}, []Option{{Name: "size", Choices: []Choice{{Value: "small"}}}}
	seen := map[string]bool{}
	for _, v := range c.Values() {
		seen[General(v.Key)] = true
	}
	for _, k := range Keys() {
		if !k.Section() && !seen[k.Path] {
			t.Errorf("%s has no value", k.Path)
		}
	}
}
