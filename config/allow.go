package config

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// The tag "allow" holds alternatives between bars: a value, or a range such as
// 64M..16T, bounds included. A bar at its beginning allows the empty text too.

// allowed tells whether v is among the alternatives.
func allowed(allow string, v reflect.Value) bool {
	if allow == "" {
		return true
	}
	for _, alternative := range strings.Split(allow, "|") {
		if v.Kind() == reflect.String {
			if v.String() == alternative {
				return true
			}
			continue
		}
		low, high, isRange := strings.Cut(alternative, "..")
		if !isRange {
			high = low
		}
		from, to := reflect.New(v.Type()), reflect.New(v.Type())
		if parseInto(from.Interface(), low) == nil && parseInto(to.Interface(), high) == nil &&
			amount(from.Elem()) <= amount(v) && amount(v) <= amount(to.Elem()) {
			return true
		}
	}
	return false
}

// amount returns a number of any kind as one that can be compared.
func amount(v reflect.Value) float64 {
	if v.CanInt() {
		return float64(v.Int())
	}
	return v.Float()
}

// alternatives says in words what a tag allows.
func alternatives(allow string) string {
	allow = strings.TrimPrefix(allow, "|")
	if strings.Contains(allow, "..") {
		return strings.ReplaceAll(strings.ReplaceAll(allow, "|", ", or "), "..", " to ")
	}
	return strings.ReplaceAll(allow, "|", ", ")
}

// parseInto reads text into a pointer to a number, size or duration, more
// strictly than YAML, for which 010 is 8 and 1_0 is 10.
func parseInto(to any, text string) (err error) {
	odd := text == "" || strings.Trim(text, "-.0123456789") != "" ||
		len(text) > 1 && text[0] == '0' && text[1] != '.'
	switch p := to.(type) {
	case *Size:
		*p, err = ParseSize(text)
	case *Duration:
		*p, err = ParseDuration(text)
	case *int:
		if odd {
			return errors.New("not a whole number")
		}
		*p, err = strconv.Atoi(text)
	case *float64:
		if odd {
			return errors.New("not a number")
		}
		*p, err = strconv.ParseFloat(text, 64)
	default:
		return fmt.Errorf("config has no settings of type %T", to)
	}
	return err
}

// digits tells whether a text is a number without anything else.
func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// typeName names the type of a setting for people.
func typeName(t reflect.Type) string {
	switch reflect.Zero(t).Interface().(type) {
	case Size:
		return "a size"
	case Duration:
		return "a duration"
	case string:
		return "a text"
	case bool:
		return "true or false"
	case int:
		return "a whole number"
	case float64:
		return "a number"
	case []string:
		return "a list of texts"
	case Texts:
		return "texts by name"
	}
	if t.Kind() == reflect.Slice {
		return "a list of sections"
	}
	return "a section"
}

// isNumber tells types whose values stand without quotes.
func isNumber(t reflect.Type) bool {
	return t == reflect.TypeFor[int]() || t == reflect.TypeFor[float64]()
}

// allowedText says what a setting may be, in words; empty if anything of its
// type will do.
func allowedText(t reflect.Type, f field) string {
	if f.rule != "" {
		return f.rule
	}
	text := alternatives(f.allow)
	switch t {
	case reflect.TypeFor[Size]():
		return text + ", in bytes or with K, M, G or T (1024 times each)"
	case reflect.TypeFor[Duration]():
		return text + ", with h, m or s behind each number, such as 1m30s"
	case reflect.TypeFor[bool]():
		return "true, false"
	}
	return text
}

// hintFor puts what is allowed, and the default, behind a hint.
func hintFor(v reflect.Value, f field, hint string) string {
	parts := []string{}
	if hint != "" {
		parts = append(parts, hint)
	}
	if text := allowedText(v.Type(), f); text != "" {
		parts = append(parts, "Allowed: "+text+".")
	}
	return strings.Join(parts, " ")
}

// keysOf lists the keys of a section.
func keysOf(section reflect.Type) string {
	var out []string
	for _, f := range fields(section) {
		out = append(out, f.key)
	}
	return strings.Join(out, ", ")
}

// suggest returns the hint for a key that a section does not have: the nearest
// key that it has, the section that the key belongs to, and all that is allowed.
func suggest(name string, section reflect.Type) string {
	var here []string
	for _, f := range fields(section) {
		here = append(here, f.key)
	}
	hint := didYouMean(name, here)
	if hint == "" {
		for _, k := range Keys() {
			if i := strings.LastIndexByte(k.Path, '.'); k.Path[i+1:] == name && (hint == "" || strings.Count(k.Path, ".") == 1) { // that of the house before that of an app
				hint = "It belongs elsewhere: " + k.Path + ". Check the indentation."
			}
		}
	}
	return strings.TrimSpace(hint + " Allowed here: " + strings.Join(here, ", ") + ".")
}

// didYouMean names the candidate that is most like a word, if any is.
func didYouMean(word string, candidates []string) string {
	if best := nearest(word, candidates); best != "" {
		return fmt.Sprintf("Did you mean %q?", best)
	}
	return ""
}

// nearest returns the candidate with the fewest edits to word; none if all of
// them are further than what typing errors do.
func nearest(word string, candidates []string) string {
	best, least := "", 1+max(2, len(word)/3)
	for _, c := range candidates {
		if len(word) > 3*len(c)+3 {
			continue // nobody mistypes that much, and long words take long
		}
		if n := distance(strings.ToLower(word), c); n < least && n < len(c) {
			best, least = c, n
		}
	}
	return best
}

// distance counts the letters to insert, delete, replace or swap with their
// neighbour to get from a to b (optimal string alignment).
func distance(a, b string) int {
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next := make([]int, len(b)+1)
		next[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[j+1] = min(row[j]+cost, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(b)]
}
