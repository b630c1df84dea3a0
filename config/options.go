package config

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Option is something that people are asked when they start a server.
type Option struct {
	// Name is the key of the answer in JupyterHub's user_options, and with "opt-" before
	// it in addresses: /hub/spawn?opt-size=large.
	Name string `key:"name" required:"true" rule:"a small letter, then at most 30 small letters, digits, hyphens or underscores, and not app or manner"`

	// Title is the question as people read it. Left empty, it is the name.
	Title string `key:"title" rule:"at most 60 characters on one line"`

	// Help stands below the question.
	Help string `key:"help" rule:"at most 300 characters on one line"`

	// Type says what an answer is: one of choices, a line of at most 200 characters, a
	// whole number, or yes and no. Left empty, it is choice.
	Type string `key:"type" allow:"|choice|text|number|checkbox"`

	// Default is the answer of who gives none: the value of a choice, a text, a number, or
	// true. Left empty, or where somebody may not have it, it is the first choice that
	// they may have, no text, the least number, or false.
	Default string `key:"default"`

	// Min is the least number, with the type number.
	Min int `key:"min"`

	// Max is the largest number, with the type number.
	Max int `key:"max"`

	// Variable is the name of the environment variable in which the server's programs
	// find the answer, such as COURSE. Left empty, there is none.
	Variable string `key:"variable" rule:"letters, digits and underscores, or nothing"`

	// Choices are the answers of the type choice, in the order in which people read them.
	Choices []Choice `key:"choices"`
}

// Choice is one answer to an option.
type Choice struct {
	// Value is what stands in user_options.
	Value string `key:"value" required:"true" rule:"at most 60 characters on one line"`

	// Title is what people read. Left empty, it is the value.
	Title string `key:"title" rule:"at most 60 characters on one line"`

	// App is the app that the server runs, where no other one is asked for.
	App string `key:"app" rule:"the name of an app, or nothing"`

	// Memory is the most memory that the server may use. Whose limit is below that cannot
	// choose it. 0 leaves it at their limit.
	Memory Size `key:"memory" allow:"0|64M..16T"`

	// CPU is how many processor cores the server may keep busy. Whose limit is below that
	// cannot choose it. 0 leaves it at their limit.
	CPU float64 `key:"cpu" allow:"0|0.1..1024"`

	// Environment are variables for the server's programs, such as COURSE: physics.
	Environment Texts `key:"environment" rule:"names of letters, digits and underscores, and their texts"`

	// Groups are those whose members may choose it. Left empty, everybody may.
	Groups []string `key:"groups" rule:"a list of names of groups"`
}

// IsChoice reports whether an answer is one of choices.
func (o Option) IsChoice() bool { return o.Type == "" || o.Type == "choice" }

const (
	validOption = `^[a-z][a-z0-9_-]{0,30}$`
	// MaxOptionText is how many characters a text may have that somebody answers.
	MaxOptionText = 200

	maxOptions    = 20
	maxChoices    = 50
	maxOptionEnvs = 16 << 10 // of all variables together: one message to the warden is bounded
)

// options checks what is asked of a start.
func (d *decoder) options(c *Config) {
	seen, variables, all := map[string]bool{}, map[string]string{}, 0
	apps := 0
	for i := range c.Servers.Options {
		o, path := &c.Servers.Options[i], fmt.Sprintf("servers.options[%d]", i)
		if d.bad[path] || d.at[path] == nil {
			continue
		}
		d.called(path, o.Name, validOption, "option", "Allowed: a small letter, then at most 30 small letters, digits, hyphens or underscores.", seen)
		d.check(path+".name", o.Name == "app" || o.Name == "manner", func() (string, string) {
			return quote(o.Name) + " is asked of each start anyway", "Choose another name."
		})
		d.line(path+".title", &o.Title, 60, o.Name)
		d.line(path+".help", &o.Help, 300, "")
		d.optionType(*o, path)
		d.check(path+".variable", o.Variable != "", func() (string, string) { return variableOf(o.Variable) })
		d.choices(c, o, path)
		named, mentions, twice := map[string]bool{}, false, false
		if o.Variable != "" {
			named[o.Variable] = true
		}
		for j := range o.Choices {
			for name, text := range o.Choices[j].Environment {
				all, named[name] = all+len(name)+len(text)+2, true
				twice = twice || name == o.Variable
			}
			mentions = mentions || o.Choices[j].App != ""
		}
		if twice {
			d.report(path, d.at[path], "sets the variable "+o.Variable+" itself and by a choice", "A variable has one origin.")
		}
		for _, name := range slices.Sorted(maps.Keys(named)) {
			if first, taken := variables[name]; taken {
				d.report(path, d.at[path], "sets the variable "+name+", which "+first+" sets too", "A variable has one origin.")
			} else {
				variables[name] = "the option " + o.Name
			}
		}
		if mentions {
			if apps++; apps == 2 {
				d.report(path+".choices", d.at[path], "names apps, and another option does too", "One question decides which app a server runs.")
			}
		}
	}
	d.check("servers.options", len(c.Servers.Options) > maxOptions, func() (string, string) {
		return fmt.Sprintf("has more than %d items", maxOptions), "Nobody answers so many questions to start a server."
	})
	d.check("servers.options", all > maxOptionEnvs, func() (string, string) {
		return "has more variables than " + Size(maxOptionEnvs).String() + " hold", "Put long texts into files that servers see."
	})
}

// line checks a text that people read, which is what is given unless somebody writes one.
func (d *decoder) line(path string, text *string, most int, given string) {
	d.check(path, true, func() (string, string) {
		if utf8.RuneCountInString(*text) > most {
			return fmt.Sprintf("is longer than %d characters", most), ""
		}
		return "", ""
	})
	if *text == "" {
		*text = given
	}
}

// optionType checks what depends on the type of an answer.
func (d *decoder) optionType(o Option, path string) {
	wrong := func(key, message, hint string) {
		pos := d.at[path+"."+key]
		if pos == nil {
			pos = d.at[path]
		}
		if !d.bad[path+"."+key] {
			d.report(path+"."+key, pos, message, hint)
		}
	}
	switch {
	case d.bad[path+".type"]:
		return
	case o.IsChoice() && len(o.Choices) == 0:
		wrong("choices", "is missing", "Who answers has to have something to choose. For another question, set type: text, number or checkbox.")
		return
	case !o.IsChoice() && len(o.Choices) > 0:
		wrong("choices", "is for the type choice, and this one has the type "+o.Type, "")
	case o.Type != "number" && (o.Min != 0 || o.Max != 0):
		wrong("max", "is for the type number", "")
	case o.Type == "number" && o.Max <= o.Min:
		wrong("max", "is not more than min, which is "+strconv.Itoa(o.Min), "A number has both.")
		return
	}
	if o.Default == "" {
		return
	}
	if _, hint := o.Read(o.Default); hint != "" {
		wrong("default", quote(o.Default)+" is no answer to this option", hint)
	}
}

// choices checks the answers of an option.
func (d *decoder) choices(c *Config, o *Option, path string) {
	seen := map[string]bool{}
	for j := range o.Choices {
		ch, path := &o.Choices[j], fmt.Sprintf("%s.choices[%d]", path, j)
		if d.bad[path] || d.at[path] == nil {
			continue
		}
		switch pos := d.at[path+".value"]; {
		case d.bad[path+".value"]:
		case pos == nil || ch.Value == "":
			d.report(path+".value", d.at[path], "is missing", "Each choice needs a value.")
		case utf8.RuneCountInString(ch.Value) > 60:
			d.report(path+".value", pos, "is longer than 60 characters", "People read the title.")
		case seen[ch.Value]:
			d.report(path+".value", pos, quote(ch.Value)+" is the value of another choice already", "Each needs a value of its own.")
		}
		seen[ch.Value] = true
		d.line(path+".title", &ch.Title, 60, ch.Value)
		d.knownApp(c, path+".app", ch.App)
		d.check(path+".environment", len(ch.Environment) > 0, func() (string, string) {
			for _, name := range ch.Environment.names() {
				if message, hint := variableOf(name); message != "" {
					return message, hint
				}
			}
			return "", ""
		})
		d.check(path+".memory", c.Servers.MaxMemory > 0 && ch.Memory > c.Servers.MaxMemory, func() (string, string) {
			return "is more than servers.max_memory, which is " + c.Servers.MaxMemory.String(), "Nobody could choose it."
		})
		d.check(path+".cpu", c.Servers.MaxCPU > 0 && ch.CPU > c.Servers.MaxCPU, func() (string, string) {
			return "is more than servers.max_cpu, which is " + strconv.FormatFloat(c.Servers.MaxCPU, 'f', -1, 64), "Nobody could choose it."
		})
	}
	d.check(path+".choices", len(o.Choices) > maxChoices, func() (string, string) { return fmt.Sprintf("has more than %d items", maxChoices), "" })
}

// variableOf says what is wrong with the name of a variable for people's servers.
func variableOf(name string) (message, hint string) {
	if message, hint := environmentOf(Texts{name: ""}); message != "" {
		return message, hint
	}
	if regexp.MustCompile(`^(JPY_|COMMONHALL_|LD_|JUPYTER_(RUNTIME_DIR|PATH)$|(MEM|CPU)_(LIMIT|GUARANTEE)$|(HOME|USER|LOGNAME|SHELL|PATH|PYTHONUSERBASE|PYTHONNOUSERSITE|NPM_CONFIG_PREFIX|R_LIBS_USER)$)`).MatchString(name) {
		return name + " is not an option's to set", "The hub or the system sets it, and a server would not start as it should."
	}
	return "", ""
}

// Read returns an answer as a form sends it, as JSON knows it: a text, a whole number or
// true and false. Otherwise hint says what may be answered.
func (o Option) Read(text string) (value any, hint string) {
	switch {
	case o.IsChoice():
		if slices.ContainsFunc(o.Choices, func(c Choice) bool { return c.Value == text }) {
			return text, ""
		}
		return nil, "It may be: " + o.values() + "."
	case o.Type == "number":
		n, err := strconv.Atoi(text)
		if err != nil || n < o.Min || n > o.Max {
			return nil, fmt.Sprintf("It is a whole number from %d to %d.", o.Min, o.Max)
		}
		return n, ""
	case o.Type == "checkbox":
		if text != "true" && text != "false" {
			return nil, "It is true or false."
		}
		return text == "true", ""
	}
	if utf8.RuneCountInString(text) > MaxOptionText || !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return nil, fmt.Sprintf("It is one line of at most %d characters.", MaxOptionText)
	}
	return text, ""
}

func (o Option) values() string {
	var out []string
	for _, c := range o.Choices {
		out = append(out, c.Value)
	}
	return strings.Join(out, ", ")
}

func cloneOptions(all []Option) []Option {
	all = slices.Clone(all)
	for i := range all {
		all[i].Choices = slices.Clone(all[i].Choices)
		for j, c := range all[i].Choices {
			all[i].Choices[j].Groups, all[i].Choices[j].Environment = slices.Clone(c.Groups), maps.Clone(c.Environment)
		}
	}
	return all
}
