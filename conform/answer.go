package main

import (
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// answer is what a hub said. What is not as it should be is complained about; only
// must ends the trial.
type answer struct {
	t      *trial
	asked  string
	status int
	header http.Header
	body   []byte
	json   any // nil where it is none
}

func (a *answer) decode() {
	if len(a.body) > 0 && json.Unmarshal(a.body, &a.json) != nil {
		a.json = nil
	}
	if secret, ok := a.at("token").(string); ok {
		a.t.k.secrets = append(a.t.k.secrets, secret)
	}
}

func (a *answer) String() string {
	s := fmt.Sprint(a.status)
	if to := a.header.Get("Location"); to != "" {
		s += " to " + to
	}
	if strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
		return s + " a page"
	}
	return strings.TrimSpace(s + " " + shorten(string(a.body), 400))
}

// wrong complains about this answer.
func (a *answer) wrong(format string, args ...any) *answer {
	a.t.complain("%s: %s", a.asked, fmt.Sprintf(format, args...))
	return a
}

// is wants one of these statuses.
func (a *answer) is(statuses ...int) *answer {
	if !slices.Contains(statuses, a.status) {
		return a.wrong("wanted %s, got %s", orList(statuses), a)
	}
	return a
}

// must wants one of these statuses, without which the trial cannot go on.
func (a *answer) must(statuses ...int) *answer {
	if a.is(statuses...); !slices.Contains(statuses, a.status) {
		panic(ended{})
	}
	return a
}

func orList(statuses []int) string {
	s := make([]string, len(statuses))
	for i, n := range statuses {
		s[i] = fmt.Sprint(n)
	}
	return strings.Join(s, " or ")
}

// refuses wants an error: this status, and JSON that says the same and why.
func (a *answer) refuses(statuses ...int) *answer {
	a.is(statuses...)
	if a.status < 400 {
		return a
	}
	if why, _ := a.at("message").(string); a.at("status") != float64(a.status) || why == "" {
		return a.wrong(`an error is to be {"status":%d,"message":"…"}, not %s`, a.status, a)
	}
	return a.isJSON()
}

// ok wants 200 and JSON.
func (a *answer) ok() *answer { return a.is(http.StatusOK).isJSON() }

// made wants 201 and JSON.
func (a *answer) made() *answer { return a.is(http.StatusCreated).isJSON() }

func (a *answer) isJSON() *answer {
	if got := a.header.Get("Content-Type"); !strings.HasPrefix(got, "application/json") || a.json == nil {
		return a.wrong("wanted application/json, got %q: %s", got, a)
	}
	return a
}

// empty wants no body.
func (a *answer) empty() *answer {
	if len(a.body) > 0 {
		return a.wrong("wanted an empty body, got %s", a)
	}
	return a
}

// at returns what stands in the JSON at a path of keys, nil where nothing does.
func (a *answer) at(path ...any) any {
	v := a.json
	for _, key := range path {
		switch in := v.(type) {
		case map[string]any:
			name, _ := key.(string)
			v = in[name]
		case []any:
			i, ok := key.(int)
			if !ok || i >= len(in) {
				return nil
			}
			v = in[i]
		default:
			return nil
		}
	}
	return v
}

// has wants a value at a path.
func (a *answer) has(want any, path ...any) *answer {
	if got := a.at(path...); !reflect.DeepEqual(got, normal(want)) {
		return a.wrong("%s: wanted %s, got %s", place(path), compact(want), compact(got))
	}
	return a
}

// matches wants a text at a path that a pattern fits whole.
func (a *answer) matches(pattern string, path ...any) *answer {
	if got, ok := a.at(path...).(string); !ok || !regexp.MustCompile("^(?:"+pattern+")$").MatchString(got) {
		return a.wrong("%s: wanted a text like %s, got %s", place(path), pattern, compact(a.at(path...)))
	}
	return a
}

// timeText is how JupyterHub writes a moment.
const timeText = `\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z`

// object returns the keys of what stands at a path.
func (a *answer) object(path ...any) map[string]any {
	m, ok := a.at(path...).(map[string]any)
	if !ok {
		a.wrong("%s: wanted an object, got %s", place(path), compact(a.at(path...)))
	}
	return m
}

// keys wants all these keys at a path.
func (a *answer) keys(path []any, names ...string) *answer {
	m := a.object(path...)
	for _, name := range names {
		if _, ok := m[name]; !ok && m != nil {
			a.wrong("%s has no key %q: %s", place(path), name, compact(slices.Sorted(maps.Keys(m))))
		}
	}
	return a
}

// only wants these keys and no others.
func (a *answer) only(names ...string) *answer {
	got := slices.Sorted(maps.Keys(a.object()))
	slices.Sort(names)
	if !slices.Equal(got, names) {
		return a.wrong("wanted the keys %s alone, got %s", names, got)
	}
	return a
}

// names returns the names in a list of models.
func (a *answer) names(path ...any) []string {
	list, ok := a.at(path...).([]any)
	if !ok {
		a.wrong("%s: wanted a list, got %s", place(path), a)
	}
	out := []string{}
	for _, item := range list {
		if m, ok := item.(map[string]any); ok {
			name, _ := m["name"].(string)
			out = append(out, name)
		}
	}
	return out
}

// lists wants a list of models with these names, in this order.
func (a *answer) lists(want ...string) *answer {
	if got := a.names(); !slices.Equal(got, want) {
		return a.wrong("wanted a list of %q, got %q", want, got)
	}
	return a
}

// holds wants a list of texts at a path to have all of these.
func (a *answer) holds(path []any, want ...string) *answer {
	list, _ := a.at(path...).([]any)
	for _, w := range want {
		if !slices.Contains(list, any(w)) {
			a.wrong("%s has no %q: %s", place(path), w, compact(a.at(path...)))
		}
	}
	return a
}

// sends wants a header with something in it.
func (a *answer) sends(name, part string) *answer {
	if got := a.header.Get(name); !strings.Contains(got, part) {
		return a.wrong("wanted the header %s with %q in it, got %q", name, part, got)
	}
	return a
}

// secret returns the token that a hub has just made.
func (a *answer) secret() string {
	s, ok := a.at("token").(string)
	if !ok || s == "" {
		a.t.stop("%s: there is no token in it", a.asked)
	}
	return s
}

// formToken returns what a page's form carries against forgery, "" where it has none.
func (a *answer) formToken() string {
	for _, pattern := range []string{`name="_xsrf"[^>]*value="([^"]*)"`, `value="([^"]*)"[^>]*name="_xsrf"`} {
		if m := regexp.MustCompile(pattern).FindSubmatch(a.body); m != nil {
			return html.UnescapeString(string(m[1]))
		}
	}
	return ""
}

// normal is a value as JSON brings it back.
func normal(v any) (out any) {
	b, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(b, &out)
	}
	if err != nil {
		return err
	}
	return out
}

func place(path []any) string {
	if len(path) == 0 {
		return "the body"
	}
	s := make([]string, len(path))
	for i, key := range path {
		s[i] = fmt.Sprint(key)
		if key == "" {
			s[i] = `""`
		}
	}
	return strings.Join(s, ".")
}
