package config

import (
	"reflect"
	"strings"
	"testing"
)

const someOptions = `servers:
  max_memory: 8G
  options:
    - name: size
      title: How large?
      help: Ask for what you need.
      default: small
      choices:
        - {value: small, title: Small (1 GB), memory: 1G, cpu: 1}
        - {value: large, memory: 4G, groups: [ml, physics-11], environment: {OMP_NUM_THREADS: 4}}
    - name: year
      variable: YEAR
      default: 2024
      choices: [{value: 2024, app: terminal}, {value: "2025"}]
    - {name: seed, type: number, min: -5, max: 100, default: 3, variable: SEED}
    - {name: fast, type: checkbox, default: true}
    - {name: topic, type: text}
`

// TestOptions: what is asked of a start is read as it is written, and written as it is read.
func TestOptions(t *testing.T) {
	c := parse(t, someOptions)
	want := []Option{
		{Name: "size", Title: "How large?", Help: "Ask for what you need.", Default: "small", Choices: []Choice{{Value: "small", Title: "Small (1 GB)", Memory: 1 << 30, CPU: 1},
			{Value: "large", Title: "large", Memory: 4 << 30, Groups: []string{"ml", "physics-11"}, Environment: Texts{"OMP_NUM_THREADS": "4"}}}},
		{Name: "year", Title: "year", Variable: "YEAR", Default: "2024", Choices: []Choice{{Value: "2024", Title: "2024", App: "terminal"}, {Value: "2025", Title: "2025"}}},
		{Name: "seed", Title: "seed", Type: "number", Min: -5, Max: 100, Default: "3", Variable: "SEED"},
		{Name: "fast", Title: "fast", Type: "checkbox", Default: "true"}, {Name: "topic", Title: "topic", Type: "text"}}
	if !reflect.DeepEqual(c.Servers.Options, want) {
		t.Errorf("read as\n%+v, not\n%+v", c.Servers.Options, want)
	}
	if again := parse(t, string(c.YAML())); !reflect.DeepEqual(again, c) {
		t.Errorf("written as\n%s", c.YAML())
	}
	copied := clone(c)
	copied.Servers.Options[0].Choices[1].Groups[0], copied.Servers.Options[0].Choices[1].Environment["OMP_NUM_THREADS"] = "x", "5"
	if !reflect.DeepEqual(c.Servers.Options, want) {
		t.Error("a copy shares memory with its original")
	}
	for _, change := range Changes(Default(), c) {
		if strings.HasPrefix(change.Key, "servers.options") && !reflect.DeepEqual(change.Roles, []string{"hub"}) {
			t.Errorf("%s concerns %v", change.Key, change.Roles)
		}
	}
}

// TestWrongOptions: each mistake is told where it is, in words.
func TestWrongOptions(t *testing.T) {
	const one = ", choices: [{value: a}]}"
	for src, want := range map[string]string{
		"[{title: x" + one + "]":                                                                      "options[0].name: is missing",
		"[{name: A" + one + "]":                                                                       "cannot be the name of an option",
		"[{name: app" + one + "]":                                                                     "is asked of each start anyway",
		"[{name: a" + one + ", {name: a" + one + "]":                                                  "is the name of another option already",
		"[{name: a}]":                                                                                 "options[0].choices: is missing",
		"[{name: a, type: text" + one + "]":                                                           "is for the type choice",
		"[{name: a, type: text, max: 3}]":                                                             "is for the type number",
		"[{name: a, type: number}]":                                                                   "is not more than min, which is 0",
		"[{name: a, type: list}]":                                                                     "is not one of",
		"[{name: a, type: number, max: 3, default: 4}]":                                               "options[0].default: \"4\" is no answer to this option",
		"[{name: a, type: checkbox, default: maybe}]":                                                 "It is true or false",
		"[{name: a, default: b" + one + "]":                                                           "It may be: a.",
		"[{name: a, title: " + strings.Repeat("x", 61) + one + "]":                                    "is longer than 60 characters",
		"[{name: a, help: " + strings.Repeat("x", 301) + one + "]":                                    "is longer than 300 characters",
		"[{name: a, choices: [{title: x}]}]":                                                          "choices[0].value: is missing",
		"[{name: a, choices: [{value: \"\"}]}]":                                                       "choices[0].value: is missing",
		"[{name: a, choices: [{value: a}, {value: a}]}]":                                              "is the value of another choice already",
		"[{name: a, choices: [{value: a, app: lab}]}]":                                                "choices[0].app: there is no app called \"lab\"",
		"[{name: a, choices: [{value: a, memory: 1M}]}]":                                              "out of range",
		"[{name: a, choices: [{value: a, memory: 9G}]}]":                                              "is more than servers.max_memory, which is 8G",
		"[{name: a, choices: [{value: a, cpu: 3}]}]":                                                  "is more than servers.max_cpu, which is 2",
		"[{name: a, choices: [{value: a, environment: {PATH: x}}]}]":                                  "PATH is not an option's to set",
		"[{name: a, choices: [{value: a, environment: {\"A B\": x}}]}]":                               "cannot be the name of a variable",
		"[{name: a, type: text, variable: JUPYTERHUB_USER}]":                                          "is the hub's to set",
		"[{name: a, type: text, variable: LD_PRELOAD}]":                                               "is not an option's to set",
		"[{name: a, type: text, variable: X}, {name: b, choices: [{value: a, environment: {X: 1}}]}]": "which the option a sets too",
		"[{name: a, choices: [{value: a, app: terminal}]}, {name: b, choices: [{value: a, app: notebook}]}]":                            "another option does too",
		"[" + strings.Repeat("{name: a}, ", maxOptions) + "{name: a}]":                                                                  "more than 20 items",
		"[{name: a, choices: [" + strings.Repeat("{value: a}, ", maxChoices) + "{value: a}]}]":                                          "more than 50 items",
		"[{name: a, choices: [{value: a, environment: {A: " + strings.Repeat("x", 9000) + ", B: " + strings.Repeat("x", 9000) + "}}]}]": "more variables than",
		"[{name: a, variable: X, choices: [{value: a, environment: {X: 1}}]}]":                                                          "sets the variable X itself and by a choice",
		"[{name: a, choices: [{value: a, groups: ml}]}]":                                                                                "must be a list of texts",
		"[{name: a, choices: a}]": "must be a list",
		"{name: a}":               "must be a list",
	} {
		_, err := Parse("test.yaml", []byte("servers: {max_memory: 8G, cpu: 1, max_cpu: 2, options: "+src+"}"), Default())
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\nsays %v\nwant %q", src, err, want)
		}
	}
}

// FuzzAnswer: no answer is read as something that its option does not have, or that cannot
// be handed to a program.
func FuzzAnswer(f *testing.F) {
	c, err := Parse("test.yaml", []byte(someOptions), Default())
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range []string{"small", "2024", "-5", "1e3", "true", "", "x\ny", "\xff", strings.Repeat("é", 201), "99999999999999999999"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, o := range c.Servers.Options {
			value, hint := o.Read(text)
			if (value == nil) == (hint == "") {
				t.Errorf("%s: %q is read as %v, %q", o.Name, text, value, hint)
			}
			if n, ok := value.(int); ok && (n < o.Min || n > o.Max) || strings.ContainsAny(text, "\x00\n") && value != nil {
				t.Errorf("%s: %q is read as %v", o.Name, text, value)
			}
		}
	})
}
