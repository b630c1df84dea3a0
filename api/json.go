package api

import (
	"encoding"
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"unicode/utf8"

	"commonhall"
)

// appendJSON appends v as encoding/json writes it. Models are objects of few kinds of
// values, and a list has hundreds of them: what is known is written without reflection,
// which takes three times as long.
func appendJSON(b []byte, v any) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...), nil
	case commonhall.UserName:
		return appendString(b, v)
	case bool:
		return strconv.AppendBool(b, v), nil
	case int:
		return strconv.AppendInt(b, int64(v), 10), nil
	case string:
		return appendString(b, v)
	case []string:
		return appendList(b, v, appendString)
	case []commonhall.GroupName:
		return appendList(b, v, appendString)
	case []commonhall.RoleName:
		return appendList(b, v, appendString)
	case map[string]any:
		return appendObject(b, v)
	case user:
		return appendUser(b, v)
	case []user:
		return appendList(b, v, appendUser)
	}
	_, own := v.(json.Marshaler)
	_, text := v.(encoding.TextMarshaler)
	if r := reflect.ValueOf(v); r.Kind() == reflect.String && !own && !text {
		return appendString(b, r.String())
	}
	more, err := json.Marshal(v)
	return append(b, more...), err
}

// maxGuess bounds the room that is made for a list before its items are written.
const maxGuess = 256 << 10

func appendList[T any](b []byte, list []T, item func([]byte, T) ([]byte, error)) ([]byte, error) {
	if list == nil {
		return append(b, "null"...), nil
	}
	b = append(b, '[')
	var err error
	from := len(b)
	for i, v := range list {
		if i > 0 {
			b = append(b, ',')
		}
		if i == 1 { // the first tells how much room all take
			b = slices.Grow(b, min((len(b)-from+8)*(len(list)-1), maxGuess))
		}
		if b, err = item(b, v); err != nil {
			return b, err
		}
	}
	return append(b, ']'), nil
}

func appendObject(b []byte, m map[string]any) ([]byte, error) {
	if m == nil {
		return append(b, "null"...), nil
	}
	var few [24]string
	keys := few[:0]
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	b = append(b, '{')
	var err error
	for i, k := range keys {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = appendString(b, k); err != nil {
			return b, err
		}
		b = append(b, ':')
		if b, err = appendJSON(b, m[k]); err != nil {
			return b, err
		}
	}
	return append(b, '}'), nil
}

// appendUser appends the model of a person, its keys in the order in which they were set.
func appendUser(b []byte, u user) ([]byte, error) {
	b = append(b, '{')
	var err error
	for i, m := range u {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), m.key...), '"', ':') // keys are ours: none needs escaping
		if b, err = appendJSON(b, m.value); err != nil {
			return b, err
		}
	}
	return append(b, '}'), nil
}

// appendString appends a string in quotes; one with anything special in it is left to
// encoding/json.
func appendString[T ~string](b []byte, s T) ([]byte, error) {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' || c == 0x7f {
			more, err := json.Marshal(string(s))
			return append(b, more...), err
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"'), nil
}
