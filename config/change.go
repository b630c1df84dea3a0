package config

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
)

// Change is a setting whose value differs between two Configs.
type Change struct {
	Key      string   // such as servers.memory; a list of sections is one key
	From, To string   // as one would write them; of a list of sections, their names
	Roles    []string // who reads it, as their units are called
	// Risk is what a wrong value could close: the "door" through which people, or
	// the administrator at a distance, come in, or the way of all "administrators".
	// Empty: nothing that a second change could not repair.
	Risk string
}

// Changes returns what differs, in the order of the file.
func Changes(from, to Config) []Change {
	return changes(reflect.ValueOf(from), reflect.ValueOf(to), "", field{})
}

func changes(from, to reflect.Value, path string, section field) []Change {
	var out []Change
	for _, f := range fields(from.Type()) {
		f.roles, f.risk = cmp.Or(f.roles, section.roles), cmp.Or(f.risk, section.risk)
		a, b, key := from.Field(f.index), to.Field(f.index), join(path, f.key)
		switch {
		case a.Kind() == reflect.Struct:
			out = append(out, changes(a, b, key, f)...)
		case !same(a, b):
			c := Change{Key: key, From: inShort(a), To: inShort(b), Risk: f.risk}
			for _, role := range strings.Fields(f.roles) {
				if role != "none" {
					c.Roles = append(c.Roles, role)
				}
			}
			out = append(out, c)
		}
	}
	return out
}

// same tells whether two values mean the same: no list is an empty one.
func same(a, b reflect.Value) bool {
	if (a.Kind() == reflect.Slice || a.Kind() == reflect.Map) && a.Len() == 0 && b.Len() == 0 {
		return true
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}

// inShort returns a value on one line: of a list of sections the first setting of
// each, which is its name.
func inShort(v reflect.Value) string {
	if v.Kind() != reflect.Slice || v.Type().Elem().Kind() != reflect.Struct {
		return masked(valueText(v))
	}
	var names []string
	for i := range v.Len() {
		names = append(names, valueText(v.Index(i).Field(0)))
	}
	return "[" + strings.Join(names, ", ") + "]"
}

// String returns "key: from → to".
func (c Change) String() string {
	if c.From == c.To {
		return c.Key + " inside " + c.From
	}
	return c.Key + ": " + c.From + " → " + c.To
}

// RolesOf returns who reads any of the settings, each once, in the order in which
// they are renewed: walls before doors.
func RolesOf(changes []Change) []string {
	var out []string
	for _, c := range changes {
		for _, role := range c.Roles {
			if !slices.Contains(out, role) {
				out = append(out, role)
			}
		}
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Compare(slices.Index(Roles(), a), slices.Index(Roles(), b)) })
	return out
}

// Roles returns who may read settings, in the order in which they are renewed.
func Roles() []string { return []string{"network", "warden", "hub", "sockets", "edge"} }

// Value is one setting as it is.
type Value struct {
	Key   string `json:"key"` // such as servers.memory or apps[1].name
	Value string `json:"value"`
}

// Values returns every setting, in the order of the file.
func (c Config) Values() []Value { return values(reflect.ValueOf(c), "") }

func values(v reflect.Value, path string) []Value {
	var out []Value
	for _, f := range fields(v.Type()) {
		value, key := v.Field(f.index), join(path, f.key)
		switch {
		case value.Kind() == reflect.Struct:
			out = append(out, values(value, key)...)
		case value.Kind() == reflect.Slice && value.Type().Elem().Kind() == reflect.Struct && value.Len() > 0:
			for i := range value.Len() {
				out = append(out, values(value.Index(i), indexed(key, i))...)
			}
		case f.secret && !value.IsZero():
			out = append(out, Value{key, hidden})
		default:
			out = append(out, Value{key, valueText(value)})
		}
	}
	return out
}
