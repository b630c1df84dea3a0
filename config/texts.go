package config

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// hidden stands where a secret is not shown.
const hidden = "(set)"

func (t Texts) names() []string { return slices.Sorted(maps.Keys(t)) }

// inline writes t on one line of YAML.
func (t Texts) inline() string {
	var out []string
	for _, name := range t.names() {
		out = append(out, yamlText(name)+": "+yamlText(t[name]))
	}
	return "{" + strings.Join(out, ", ") + "}"
}

// named reads texts by name. Numbers are taken as they are written.
func (d *decoder) named(n ast.Node, v reflect.Value, path string) {
	if isNull(n) {
		return
	}
	m, ok := n.(ast.MapNode)
	if !ok {
		d.report(path, d.at[path], "must be texts by name, but this is "+describe(n), "Write them as NAME: text, one below the other.")
		return
	}
	out := Texts{}
	for it := m.MapRange(); it.Next(); {
		key := it.Key()
		if key.IsMergeKey() {
			continue // reported with the anchors
		}
		name, at := keyText(key), join(path, shown(keyText(key)))
		value := plain(it.Value())
		if value == nil {
			d.bad[path] = true
			continue
		}
		text, ok := scalar(value)
		_, twice := out[name]
		d.at[at] = place(key)
		switch {
		case twice:
			d.bad[path] = true
			d.report(at, place(key), "is set twice", "Keep one of the two.")
		case !ok || isNull(value):
			d.bad[path] = true
			d.report(at, place(key), fmt.Sprintf("must be a text, but this is %s", describe(value)), "If it is meant as a text, put it in quotes.")
		case strings.ContainsRune(text, 0) || strings.ContainsRune(name, 0):
			d.bad[path] = true
			d.report(at, place(key), "contains a zero byte, which no program can receive", "")
		}
		out[name] = text
	}
	v.Set(reflect.ValueOf(out))
	if len(out) == 0 {
		v.SetZero()
	}
}
