package api

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// object is a mapping of openapi.yaml.
type object = map[string]any

// description reads openapi.yaml once for all tests.
var description = sync.OnceValue(func() object {
	v, err := readYAML(openAPI)
	if err != nil {
		panic(err)
	}
	return v.(object)
})

func readYAML(text []byte) (any, error) {
	f, err := parser.ParseBytes(text, 0)
	if err != nil {
		return nil, err
	}
	return plainValue(f.Docs[0].Body), nil
}

// plainValue is a node of YAML as encoding/json would have read the same.
func plainValue(n ast.Node) any {
	switch n := n.(type) {
	case *ast.MappingNode:
		out := object{}
		for _, v := range n.Values {
			out[v.Key.GetToken().Value] = plainValue(v.Value)
		}
		return out
	case *ast.MappingValueNode:
		return object{n.Key.GetToken().Value: plainValue(n.Value)}
	case *ast.SequenceNode:
		out := []any{}
		for _, v := range n.Values {
			out = append(out, plainValue(v))
		}
		return out
	case *ast.StringNode:
		return n.Value
	case *ast.LiteralNode:
		return n.Value.Value
	case *ast.BoolNode:
		return n.Value
	case *ast.NullNode:
		return nil
	case *ast.IntegerNode, *ast.FloatNode:
		var v float64
		_, _ = fmt.Sscan(n.GetToken().Value, &v)
		return v
	}
	panic(fmt.Sprintf("openapi.yaml: %s is nothing that is understood here", n.GetToken().Value))
}

// at returns what stands under keys, nil where there is nothing.
func at(v any, keys ...string) any {
	for _, k := range keys {
		m, _ := v.(object)
		v = m[k]
	}
	return v
}

// texts returns a list of texts, or the one that stands in the place of a list.
func texts(v any) (out []string) {
	if s, ok := v.(string); ok {
		return []string{s}
	}
	list, _ := v.([]any)
	for _, v := range list {
		s, _ := v.(string)
		out = append(out, s)
	}
	return out
}

// schema is a JSON Schema, as far as openapi.yaml uses it. Other than there, an object
// may have no properties but those that are named: an answer must not say more than is
// documented.
type schema struct {
	object
	name string // under which others find it
}

// check returns what is wrong with v, found under path.
func (s schema) check(v any, path string) []string {
	if ref, ok := s.object["$ref"].(string); ok {
		name := ref[strings.LastIndex(ref, "/")+1:]
		target, ok := at(description(), strings.Split(strings.TrimPrefix(ref, "#/"), "/")...).(object)
		if !ok {
			return []string{"there is no " + ref}
		}
		return schema{target, name}.check(v, path)
	}
	if any, ok := s.object["anyOf"].([]any); ok {
		var all []string
		for _, one := range any {
			wrong := schema{one.(object), s.name}.check(v, path)
			if len(wrong) == 0 {
				return nil
			}
			all = append(all, wrong...)
		}
		return all
	}
	if types := texts(s.object["type"]); len(types) > 0 && !slices.ContainsFunc(types, func(t string) bool { return isType(v, t) }) {
		return []string{fmt.Sprintf("%s (%s) is %.80s, which is no %s", path, s.name, fmt.Sprint(v), strings.Join(types, " or "))}
	}
	if allowed, ok := s.object["enum"].([]any); ok && !slices.Contains(allowed, v) {
		return []string{fmt.Sprintf("%s (%s) is %v, which is none of %v", path, s.name, v, allowed)}
	}
	switch v := v.(type) {
	case object:
		return s.checkObject(v, path)
	case []any:
		return s.checkList(v, path)
	case string:
		if _, err := time.Parse(time.RFC3339Nano, v); s.object["format"] == "date-time" && err != nil {
			return []string{fmt.Sprintf("%s (%s) is %q, which is no time", path, s.name, v)}
		}
	case float64:
		low, hasLow := s.object["minimum"].(float64)
		high, hasHigh := s.object["maximum"].(float64)
		if hasLow && v < low || hasHigh && v > high {
			return []string{fmt.Sprintf("%s (%s) is %v, out of bounds", path, s.name, v)}
		}
	}
	return nil
}

func isType(v any, name string) bool {
	switch v := v.(type) {
	case nil:
		return name == "null"
	case bool:
		return name == "boolean"
	case string:
		return name == "string"
	case float64:
		return name == "number" || name == "integer" && v == math.Trunc(v)
	case []any:
		return name == "array"
	}
	return name == "object"
}

func (s schema) checkObject(v object, path string) (wrong []string) {
	known, _ := s.object["properties"].(object)
	for _, name := range texts(s.object["required"]) {
		if _, ok := v[name]; !ok {
			wrong = append(wrong, fmt.Sprintf("%s has no %q, which openapi.yaml requires of %s", path, name, s.name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(v)) {
		inner, ok := known[name].(object)
		if !ok {
			inner, ok = s.object["additionalProperties"].(object)
		}
		switch {
		case ok:
			wrong = append(wrong, schema{inner, s.name}.check(v[name], path+"."+name)...)
		case s.object["additionalProperties"] != true:
			wrong = append(wrong, fmt.Sprintf("%s has %q, of which openapi.yaml does not tell; under components/schemas/%s/properties (or where the operation has its schema) add\n        %s: {type: …}",
				path, name, s.name, name))
		}
	}
	return wrong
}

func (s schema) checkList(v []any, path string) (wrong []string) {
	if most, ok := s.object["maxItems"].(float64); ok && float64(len(v)) > most {
		wrong = append(wrong, fmt.Sprintf("%s has %d elements, %v at most", path, len(v), most))
	}
	items, _ := s.object["items"].(object)
	for i, one := range v {
		wrong = append(wrong, schema{items, s.name}.check(one, fmt.Sprintf("%s[%d]", path, i))...)
	}
	return wrong
}

// TestSchemas: the checker finds what is wrong, and nothing else.
func TestSchemas(t *testing.T) {
	token := schema{object{"$ref": "#/components/schemas/Error"}, ""}
	for text, want := range map[string]bool{`{"status":404,"message":"x"}`: true, `{"status":404}`: false, `{"status":"404","message":"x"}`: false,
		`{"status":404.5,"message":"x"}`: false, `{"status":404,"message":"x","cause":"y"}`: false, `[]`: false, `null`: false} {
		var v any
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
		if wrong := token.check(v, "answer"); (len(wrong) == 0) != want {
			t.Errorf("%s: %v", text, wrong)
		}
	}
}
