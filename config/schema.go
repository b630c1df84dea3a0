package config

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
)

// SchemaName is how the file with the schema is called where it lies beside a
// settings file.
const SchemaName = "commonhall.schema.json"

// Schema returns a JSON Schema (draft 7, which editors know) of the file. It
// refuses nothing that Parse takes; what only Parse can know, it lets pass.
func Schema() []byte { return schema(Keys()) }

func schema(keys []Key) []byte {
	docs := map[string]string{}
	for _, k := range keys {
		docs[k.Path] = k.Doc
	}
	root := schemaSection(reflect.ValueOf(Default()), "", docs)
	root["$schema"] = "http://json-schema.org/draft-07/schema#"
	root["title"] = "commonhall.yaml"
	// An empty section is one whose settings are all commented out.
	root["type"] = []string{"object", "null"}
	out, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		panic(err) // there is nothing in it but texts, numbers and lists
	}
	return append(out, '\n')
}

func schemaSection(v reflect.Value, path string, docs map[string]string) map[string]any {
	properties, required := map[string]any{}, []string{}
	for _, f := range fields(v.Type()) {
		key := join(path, f.key)
		s := schemaOf(v.Field(f.index), f, key, docs)
		s["description"] = docs[key]
		properties[f.key] = s
		if f.required {
			required = append(required, f.key)
		}
	}
	out := map[string]any{"type": []string{"object", "null"}, "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		out["required"], out["type"] = required, "object"
	}
	return out
}

// schemaOf says what a setting may be.
func schemaOf(v reflect.Value, f field, path string, docs map[string]string) map[string]any {
	number, after := `[0-9]+(\.[0-9]+)?`, map[string]any{}
	switch value := v.Interface().(type) {
	case Size:
		return map[string]any{"type": []string{"string", "integer"}, "pattern": "^" + number + "([KMGTkmgt]([iI]?[bB])?|[bB])?$", "default": value.String()}
	case Duration:
		return map[string]any{"type": "string", "pattern": "^([0-9]*\\.?[0-9]*(h|ms|m|s))+$", "default": value.String()}
	case bool:
		return map[string]any{"type": "boolean", "default": value}
	case int, float64:
		after = bounds(f.allow)
		after["type"], after["default"] = "number", value
		if v.CanInt() {
			after["type"] = "integer"
		}
		return after
	case Texts:
		return map[string]any{"type": []string{"object", "null"}, "additionalProperties": map[string]any{"type": []string{"string", "number", "boolean"}}}
	case []string:
		// A number is taken as it is written.
		return map[string]any{"type": "array", "items": map[string]any{"type": []string{"string", "number", "boolean"}}}
	}
	switch v.Kind() {
	case reflect.Struct:
		return schemaSection(v, path, docs)
	case reflect.Slice:
		return map[string]any{"type": []string{"array", "null"}, "items": schemaSection(reflect.Zero(v.Type().Elem()), path, docs)}
	}
	if f.allow != "" {
		after["enum"] = strings.Split(f.allow, "|")
	} else {
		// 2024 or true, without quotes, is a text here.
		after["type"] = []string{"string", "number", "boolean"}
	}
	if !f.required {
		after["default"] = v.String()
	}
	return after
}

// bounds turns the alternatives of a number into what a schema says of it.
func bounds(allow string) map[string]any {
	var either []any
	for _, alternative := range strings.Split(allow, "|") {
		low, high, isRange := strings.Cut(alternative, "..")
		if !isRange {
			high = low
		}
		from, err := strconv.ParseFloat(low, 64)
		to, err2 := strconv.ParseFloat(high, 64)
		if err == nil && err2 == nil {
			either = append(either, map[string]any{"minimum": from, "maximum": to})
		}
	}
	if len(either) == 0 {
		return map[string]any{}
	}
	return map[string]any{"anyOf": either}
}
