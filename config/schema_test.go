package config

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// plainValue returns a file's content as an editor sees it; ok is false where it
// has no schema to hold against it, because it is no YAML.
func plainValue(n ast.Node) (v any, ok bool) {
	switch n := plain(n).(type) {
	case nil:
		return nil, false // an alias
	case *ast.NullNode:
		return nil, true
	case *ast.BoolNode:
		return n.Value, true
	case *ast.IntegerNode, *ast.FloatNode:
		f, err := strconv.ParseFloat(n.GetToken().Value, 64)
		return f, err == nil
	case *ast.InfinityNode, *ast.NanNode:
		return math.Inf(1), true
	case *ast.SequenceNode:
		out := []any{}
		for _, item := range n.Values {
			v, ok := plainValue(item)
			if !ok {
				return nil, false
			}
			out = append(out, v)
		}
		return out, true
	case ast.MapNode:
		out := map[string]any{}
		for it := n.MapRange(); it.Next(); {
			v, ok := plainValue(it.Value())
			if !ok || it.Key().IsMergeKey() {
				return nil, false
			}
			out[keyText(it.Key())] = v
		}
		return out, true
	case *ast.StringNode, *ast.LiteralNode:
		text, _ := scalar(n)
		return text, true
	}
	return nil, false
}

// obeys holds a value against the parts of JSON Schema that Schema uses; another
// part is an error.
func obeys(t *testing.T, s map[string]any, v any) bool {
	t.Helper()
	good := true
	for word, rule := range s {
		switch word {
		case "description", "default", "title", "$schema":
		case "type":
			good = good && isType(rule, v)
		case "enum":
			found := false
			for _, e := range rule.([]any) {
				found = found || e == v
			}
			good = good && found
		case "pattern":
			text, isText := v.(string)
			good = good && (!isText || regexp.MustCompile(rule.(string)).MatchString(text))
		case "minimum", "maximum":
			f, isNumber := v.(float64)
			good = good && (!isNumber || (word == "minimum") == (f >= rule.(float64)) || f == rule.(float64))
		case "anyOf":
			one := false
			for _, part := range rule.([]any) {
				one = one || obeys(t, part.(map[string]any), v)
			}
			good = good && one
		case "items":
			list, _ := v.([]any)
			for _, item := range list {
				good = good && obeys(t, rule.(map[string]any), item)
			}
		case "required":
			m, isMap := v.(map[string]any)
			for _, key := range rule.([]any) {
				_, has := m[key.(string)]
				good = good && (has || !isMap)
			}
		case "properties":
			m, _ := v.(map[string]any)
			for key, value := range m {
				below, known := rule.(map[string]any)[key].(map[string]any)
				good = good && known && obeys(t, below, value)
			}
		case "additionalProperties":
			if each, ok := rule.(map[string]any); ok {
				m, _ := v.(map[string]any)
				for _, value := range m {
					good = good && obeys(t, each, value)
				}
			} else if rule != false || s["properties"] == nil {
				t.Errorf("additionalProperties: %v", rule)
			}
		default:
			t.Errorf("the schema says %q, which this test does not know", word)
		}
	}
	return good
}

func isType(rule, v any) bool {
	if list, ok := rule.([]any); ok {
		for _, one := range list {
			if isType(one, v) {
				return true
			}
		}
		return false
	}
	switch v := v.(type) {
	case nil:
		return rule == "null"
	case bool:
		return rule == "boolean"
	case string:
		return rule == "string"
	case float64:
		return rule == "number" || rule == "integer" && v == math.Trunc(v)
	case []any:
		return rule == "array"
	}
	return rule == "object"
}

// TestSchema: the schema refuses nothing that commonhall takes, and of what
// commonhall refuses all that a schema can know.
func TestSchema(t *testing.T) {
	var schema map[string]any
	if err := json.Unmarshal(Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	uncommented := regexp.MustCompile(`(?m)^( *)#([^ ])`).ReplaceAllString(string(Example()), "$1$2")
	files := map[string]string{"the example": string(Example()), "the example, uncommented": uncommented, "nothing": "", "sections": "auth:\nservers: {}\napps: []\n",
		"all":   "servers: {memory: 1.5G, cpu: 0, pids: 100, start_timeout: 1m30s, stop_grace: 2s}\napps:\n  - {name: one, title: 2024, command: [a, 8, \"{port}\"], strip_prefix: true, icon: book}\n",
		"bytes": "servers:\n  memory: 1073741824\n"}
	for _, name := range []string{"../e2e/testdata", "testdata/broken"} {
		found, err := filepath.Glob(name + "/*.yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			files[path] = string(b)
		}
	}
	refused := map[string]bool{}
	for name, text := range files {
		_, wrong := Parse(name, []byte(text), Default())
		file, err := parser.ParseBytes([]byte(strings.TrimPrefix(text, "\ufeff")), 0)
		if err != nil || len(file.Docs) > 1 {
			if wrong == nil {
				t.Errorf("%s is no YAML, but taken", name)
			}
			continue
		}
		var v any
		ok := true
		if len(file.Docs) == 1 && file.Docs[0].Body != nil && file.Docs[0].Body.Type() != ast.CommentType {
			v, ok = plainValue(file.Docs[0].Body)
		}
		if refused[filepath.Base(name)] = ok && !obeys(t, schema, v); refused[filepath.Base(name)] && wrong == nil {
			t.Errorf("an editor marks %s, which has no mistake", name)
		}
	}
	for _, name := range []string{"unknown_top", "unknown_nested", "enum", "ranges_low", "numbers_2", "wrong_types", "size_unit", "duration_no_unit", "app_missing", "misplaced"} {
		if !refused[name+".yaml"] {
			t.Errorf("an editor does not mark %s", name)
		}
	}
}
