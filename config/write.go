package config

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// YAML returns c as a file that gives c again, whatever the defaults are.
func (c Config) YAML() []byte {
	return c.Annotated(func(string) string { return "" })
}

// Masked returns c with words in the place of secrets, to be shown.
func (c Config) Masked() Config {
	c = clone(c)
	for i := range c.Services {
		if c.Services[i].APIToken != "" {
			c.Services[i].APIToken = hidden
		}
	}
	return c
}

// Annotated is YAML with a comment behind the value of each key.
func (c Config) Annotated(comment func(key string) string) []byte {
	w := writer{comment: comment}
	w.section(reflect.ValueOf(c), "", "", "")
	return []byte(w.String())
}

type writer struct {
	strings.Builder
	comment func(key string) string
}

// section writes the settings of a struct, the first behind lead.
func (b *writer) section(v reflect.Value, path, lead, indent string) {
	for _, f := range fields(v.Type()) {
		value, full := v.Field(f.index), join(path, f.key)
		b.WriteString(lead + f.key + ":")
		lead = indent
		switch {
		case value.Kind() == reflect.Struct:
			b.WriteString("\n")
			b.section(value, full, indent+"  ", indent+"  ")
		case value.Kind() == reflect.Slice && value.Type().Elem().Kind() == reflect.Struct && value.Len() > 0:
			b.WriteString("\n")
			for i := range value.Len() {
				b.section(value.Index(i), indexed(full, i), indent+"  - ", indent+"    ")
			}
		default:
			b.WriteString(" " + valueText(value))
			if text := b.comment(full); text != "" {
				b.WriteString("  # " + text)
			}
			b.WriteString("\n")
		}
	}
}

// MarshalJSON writes c, without its secrets, with the keys and the values of the file.
func (c Config) MarshalJSON() ([]byte, error) { return json.Marshal(tree(reflect.ValueOf(c.Masked()))) }

// tree returns v as what JSON knows.
func tree(v reflect.Value) any {
	switch {
	case v.Kind() == reflect.Struct:
		out := map[string]any{}
		for _, f := range fields(v.Type()) {
			out[f.key] = tree(v.Field(f.index))
		}
		return out
	case v.Kind() == reflect.Map && v.Len() == 0:
		return map[string]any{}
	case v.Kind() == reflect.Slice:
		out := make([]any, v.Len())
		for i := range out {
			out[i] = tree(v.Index(i))
		}
		return out
	}
	if s, ok := v.Interface().(fmt.Stringer); ok {
		return s.String()
	}
	return v.Interface()
}

// valueText returns a value as one writes it behind its key.
func valueText(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case string:
		return yamlText(x)
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	case []string:
		out := make([]string, len(x))
		for i, s := range x {
			out[i] = yamlText(s)
		}
		return "[" + strings.Join(out, ", ") + "]"
	}
	if t, ok := v.Interface().(Texts); ok {
		return t.inline()
	}
	if v.Kind() == reflect.Slice {
		return "[]"
	}
	return fmt.Sprint(v.Interface())
}

// yamlText returns a text as YAML, with quotes only where one would be in doubt.
func yamlText(s string) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	simple := s != "" && strings.Trim(s, letters+"0123456789-_./ ") == "" && strings.TrimSpace(s) == s &&
		strings.Contains(letters+"/", s[:1])
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		simple = false
	}
	if strings.HasPrefix(s, "-") && len(s) > 1 && strings.Contains(letters+"-", s[1:2]) && s[1:] != "-" &&
		strings.Trim(s, letters+"0123456789-_./") == "" && s != "---" {
		simple = true // an option of a command
	}
	if simple {
		return s
	}
	return strconv.Quote(s)
}

// Facts returns what there is to say about a key besides its text, as pairs.
func (k Key) Facts() [][2]string {
	if k.Section() {
		return nil
	}
	out := [][2]string{{"Type", k.Type}}
	if k.Required {
		out = append(out, [2]string{"Required", "yes"})
	} else {
		out = append(out, [2]string{"Default", "`" + k.Default + "`"})
	}
	if k.Allowed != "" {
		out = append(out, [2]string{"Allowed", k.Allowed})
	}
	if k.Roles != "none" {
		out = append(out, [2]string{"Read by", strings.ReplaceAll(k.Roles, " ", ", ")})
	}
	return out
}

// Example returns a file with every setting, explained and commented out. Taking
// away the first # of a line makes a setting real; of all lines, it makes a file
// that says what the defaults are.
func Example() []byte { return example(Keys()) }

func example(keys []Key) []byte {
	var b strings.Builder
	b.WriteString(`# yaml-language-server: $schema=` + SchemaName + `

## The settings of commonhall. A line with one # is a setting with its default:
## remove the # and change it. Lines with ## explain the setting below them.
## "commonhall config edit" checks what you write and puts it in force. After an
## edit by hand, "commonhall config apply" does.
`)
	list := "" // the last one, with a dot
	for _, k := range keys {
		indent := strings.Repeat("  ", strings.Count(k.Path, "."))
		doc := k.Doc
		if k.Allowed != "" {
			doc += "\nAllowed: " + k.Allowed + "."
		}
		if k.Type == "a list of sections" && (list == "" || !strings.HasPrefix(k.Path, list)) {
			list = k.Path + "."
		}
		if list != "" && strings.HasPrefix(k.Path, list) {
			// The defaults have no app or service whose settings could be shown.
			b.WriteString(indent + "##\n" + comment(doc, indent+"## "))
			continue
		}
		b.WriteString("\n" + comment(doc, indent+"## "))
		name := k.Path[strings.LastIndexByte(k.Path, '.')+1:]
		if k.Section() {
			b.WriteString(indent + name + ":\n")
			continue
		}
		b.WriteString(indent + "#" + name + ": " + k.Default + "\n")
	}
	return []byte(b.String())
}

// comment puts a mark before each line of a text.
func comment(text, mark string) string {
	var b strings.Builder
	for _, line := range strings.Split(text, "\n") {
		b.WriteString(strings.TrimRight(mark+strings.ReplaceAll(line, "\t", "  "), " ") + "\n")
	}
	return b.String()
}
