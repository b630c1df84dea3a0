package config

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// decoder copies what a file says into a Config. It goes on after a problem; the
// setting then keeps the value that it had.
type decoder struct {
	*source
	at  map[string]*token.Position // of what the file sets, by key
	bad map[string]bool            // keys whose value could not be read
}

// field is a setting as the struct declares it.
type field struct {
	name     string // in Go
	key      string // in YAML
	index    int
	allow    string // see allow.go
	secret   bool   // its value is not shown
	rule     string // what is allowed, in words, where a function checks it
	roles    string // who reads it, as units are called; empty: as its section says
	risk     string // what a wrong value could close: see Change
	required bool
}

// fields returns the settings of a section in the order of their declaration.
func fields(section reflect.Type) []field {
	var out []field
	for i := range section.NumField() {
		f := section.Field(i)
		out = append(out, field{
			name: f.Name, key: f.Tag.Get("key"), index: i,
			allow: f.Tag.Get("allow"), rule: f.Tag.Get("rule"), required: f.Tag.Get("required") != "",
			roles: f.Tag.Get("roles"), risk: f.Tag.Get("risk"), secret: f.Tag.Get("secret") != "",
		})
	}
	return out
}

// report adds a problem with the value of a key.
func (d *decoder) report(path string, pos *token.Position, message, hint string) {
	d.bad[path] = true
	if d.onDamage(pos) {
		return // it is there because we emptied its surroundings
	}
	d.add(pos.Line, pos.Column, message, hint)
	d.problems[len(d.problems)-1].Key = path
}

func (d *decoder) onDamage(pos *token.Position) bool {
	return pos.Line >= 1 && pos.Line <= len(d.damaged) && d.damaged[pos.Line-1]
}

// section reads the keys of n into the struct v. An empty section is one whose
// settings are all commented out.
func (d *decoder) section(n ast.Node, v reflect.Value, path string) {
	n = plain(n)
	if n == nil || isNull(n) {
		return
	}
	m, ok := n.(ast.MapNode)
	if !ok {
		hint := "Allowed: " + keysOf(v.Type()) + "."
		if s, ok := n.(*ast.StringNode); ok && strings.Contains(s.Value, ":") {
			hint = "There must be a space after the colon. " + hint
		}
		d.report(path, place(n), "must be a section of keys and values, but this is "+describe(n), hint)
		return
	}
	first := map[string]int{} // the line of each key
	for it := m.MapRange(); it.Next(); {
		key := it.Key()
		if key.IsMergeKey() {
			continue // reported with the anchors
		}
		name, pos := keyText(key), place(key)
		if line, twice := first[name]; twice {
			d.report(join(path, shown(name)), pos, fmt.Sprintf("is set twice; the first time in line %d", line), "Keep one of the two.")
			continue
		}
		first[name] = pos.Line
		d.entry(v, path, name, pos, it.Value())
	}
}

// entry reads one key of a section.
func (d *decoder) entry(v reflect.Value, path, name string, pos *token.Position, value ast.Node) {
	for _, f := range fields(v.Type()) {
		if f.key != name {
			continue
		}
		full := join(path, name)
		d.at[full] = place(value)
		if isNull(plain(value)) {
			d.at[full] = pos // the parser puts what is not there somewhere else
		}
		d.value(value, v.Field(f.index), f, full)
		return
	}
	message := "unknown key " + quote(name)
	d.report(join(path, shown(name)), pos, message, suggest(name, v.Type()))
}

// value reads n into a field.
func (d *decoder) value(n ast.Node, v reflect.Value, f field, path string) {
	n = plain(n)
	if n == nil { // an alias: reported before
		d.bad[path] = true
		return
	}
	switch {
	case v.Kind() == reflect.Struct:
		d.section(n, v, path)
		return
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
		d.sections(n, v, path)
		return
	case v.Kind() == reflect.Slice:
		d.texts(n, v, f, path)
		return
	case v.Kind() == reflect.Map:
		d.named(n, v, path)
		return
	}
	if isNull(n) {
		d.report(path, d.at[path], "has no value", hintFor(v, f, "Write a value after the colon, or remove the line."))
		return
	}
	text, ok := scalar(n)
	if !ok {
		d.report(path, place(n), fmt.Sprintf("must be %s, but this is %s", typeName(v.Type()), describe(n)), hintFor(v, f, ""))
		return
	}
	d.scalar(n, text, v, f, path)
}

// scalar reads a single value.
func (d *decoder) scalar(n ast.Node, text string, v reflect.Value, f field, path string) {
	wrong := func(hint string) {
		d.report(path, place(n), fmt.Sprintf("must be %s, but this is %s", typeName(v.Type()), describe(n)), hintFor(v, f, hint))
	}
	set := reflect.New(v.Type()).Elem()
	switch p := set.Addr().Interface().(type) {
	case *string:
		if strings.ContainsFunc(text, unicode.IsControl) {
			d.report(path, place(n), "contains a line break or a control character", hintFor(v, f, ""))
			return
		}
		*p = text
	case *bool:
		b, ok := n.(*ast.BoolNode)
		if !ok {
			wrong("")
			return
		}
		*p = b.Value
	default:
		err := parseInto(p, text)
		if errors.Is(err, strconv.ErrRange) {
			d.outOfRange(n, text, f, path)
			return
		}
		if err != nil {
			hint := ""
			if v.Type() == reflect.TypeFor[Duration]() && digits(text) {
				hint = fmt.Sprintf("Write %ss for %s seconds.", text, text)
			}
			wrong(hint)
			return
		}
		if s, quoted := n.(*ast.StringNode); quoted && s.Token.Type != token.StringType && isNumber(v.Type()) {
			wrong("Write the number without quotes.")
			return
		}
	}
	if !allowed(f.allow, set) {
		d.outOfRange(n, text, f, path)
		return
	}
	v.Set(set)
}

// outOfRange reports a value of the right type that is not allowed.
func (d *decoder) outOfRange(n ast.Node, text string, f field, path string) {
	if strings.Contains(f.allow, "..") {
		d.report(path, place(n), fmt.Sprintf("%s is out of range: %s", shorten(text), alternatives(f.allow)), "")
		return
	}
	d.report(path, place(n), fmt.Sprintf("%s is not one of: %s", quote(text), alternatives(f.allow)),
		didYouMean(text, strings.Split(f.allow, "|")))
}

// sections reads a list of sections. Nothing below the key is an empty list: all
// items are commented out.
func (d *decoder) sections(n ast.Node, v reflect.Value, path string) {
	list, ok := n.(*ast.SequenceNode)
	if isNull(n) {
		return
	}
	if !ok {
		d.report(path, place(n), "must be a list, but this is "+describe(n), `Each item begins with "- ".`)
		return
	}
	items := reflect.MakeSlice(v.Type(), len(list.Values), len(list.Values))
	for i, item := range list.Values {
		at := fmt.Sprintf("%s[%d]", path, i)
		item = plain(item)
		if item == nil {
			d.bad[at] = true
			continue
		}
		d.at[at] = place(item)
		if isNull(item) {
			if i < len(list.Entries) {
				d.at[at] = list.Entries[i].Start.Position
			}
			d.report(at, d.at[at], "an empty item", "Fill it, or remove the dash.")
			continue
		}
		d.section(item, items.Index(i), at)
	}
	v.Set(items)
	if len(list.Values) == 0 {
		v.SetZero()
	}
}

// texts reads a list of texts. Numbers are taken as they are written: nobody
// puts quotes around the arguments of a command.
func (d *decoder) texts(n ast.Node, v reflect.Value, f field, path string) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		hint := ""
		if s, ok := n.(*ast.StringNode); ok {
			hint = fmt.Sprintf("Write each word as an element: [%s].", strings.Join(words(s.Value), ", "))
		}
		d.report(path, d.at[path], "must be a list of texts, but this is "+describe(n), hintFor(v, f, hint))
		return
	}
	out := make([]string, 0, len(list.Values))
	for i, item := range list.Values {
		at := fmt.Sprintf("%s[%d]", path, i)
		item = plain(item)
		if item == nil {
			d.bad[path] = true
			continue
		}
		text, ok := scalar(item)
		d.at[at] = place(item)
		switch {
		case !ok || isNull(item):
			d.bad[path] = true
			d.report(at, place(item), "must be a text, but this is "+describe(item), placeholderHint(item))
		case strings.ContainsRune(text, 0):
			d.bad[path] = true
			d.report(at, place(item), "contains a zero byte, which no program can receive", "")
		}
		out = append(out, text)
	}
	v.Set(reflect.ValueOf(out))
	if len(out) == 0 {
		v.SetZero()
	}
}

// placeholderHint knows that {port} without quotes is a section to YAML.
func placeholderHint(n ast.Node) string {
	if m, ok := n.(*ast.MappingNode); ok && m.IsFlowStyle && len(m.Values) == 1 && isNull(m.Values[0].Value) {
		return fmt.Sprintf(`Put it in quotes: "{%s}".`, keyText(m.Values[0].Key))
	}
	return "If it is meant as a text, put it in quotes."
}

// words splits a command line as a person meant it, and quotes what needs it.
func words(s string) []string {
	var out []string
	for _, w := range strings.Fields(s) {
		out = append(out, yamlText(w))
	}
	return out
}

// plain takes away tags and anchors, which were reported before, and returns
// nil for an alias.
func plain(n ast.Node) ast.Node {
	for {
		switch t := n.(type) {
		case *ast.TagNode:
			n = t.Value
		case *ast.AnchorNode:
			n = t.Value
		case *ast.AliasNode:
			return nil
		default:
			return n
		}
	}
}

// scalar returns the text of a single value as it stands in the file.
func scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	}
	return "", false
}

func isNull(n ast.Node) bool { return n != nil && n.Type() == ast.NullType }

// keyText returns a key as text; what is no text is shown as it is written.
func keyText(key ast.MapKeyNode) string {
	if k, ok := key.(*ast.MappingKeyNode); ok && k.Value != nil {
		return k.Value.GetToken().Value
	}
	return key.GetToken().Value
}

// describe says what a node is, for people.
func describe(n ast.Node) string {
	switch n := n.(type) {
	case *ast.NullNode:
		return "nothing"
	case *ast.StringNode:
		return "the text " + quote(n.Value)
	case *ast.LiteralNode:
		return "a text of several lines"
	case *ast.BoolNode:
		return strconv.FormatBool(n.Value)
	case *ast.SequenceNode:
		return "a list"
	case ast.MapNode:
		return "a section of keys and values"
	}
	if text, ok := scalar(n); ok {
		return "the number " + shorten(text)
	}
	return "something else"
}

// shown returns a key that may be anything as it can be shown.
func shown(key string) string {
	if q := quote(key); q != `"`+key+`"` {
		return q
	}
	return key
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// indexed names an item of a list.
func indexed(key string, i int) string { return fmt.Sprintf("%s[%d]", key, i) }
