package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
)

// place returns where openapi.yaml describes a route.
func (rt route) place() (path, method string) {
	return strings.NewReplacer("{$}", "", "...}", "}").Replace(rt.path), strings.ToLower(rt.method)
}

func (rt route) operation() object {
	path, method := rt.place()
	op, _ := at(description(), "paths", path, method).(object)
	return op
}

// statuses returns those that the reference page knows.
func (rt route) statuses() []string {
	return strings.Fields(meanings()[rt.name()].statuses + " " + ownMeanings()[rt.name()].statuses)
}

// security is what openapi.yaml has to say of who may.
func (rt route) security() string {
	var out []string
	switch rt.scope {
	case public, rootOnly:
	case anyone:
		out = append(out, "{token: []}")
	default:
		for _, s := range rt.scopes() {
			out = append(out, `{token: ["`+s+`"]}`)
		}
	}
	return "security: [" + strings.Join(out, ", ") + "]"
}

// skeleton is what openapi.yaml needs of a route at least.
func (rt route) skeleton() string {
	var b strings.Builder
	_, method := rt.place()
	m := meanings()[rt.name()]
	if _, ok := meanings()[rt.name()]; !ok {
		m = ownMeanings()[rt.name()]
	}
	said, _ := json.Marshal(strings.TrimSuffix(m.gives, ".") + ".")
	fmt.Fprintf(&b, "    %s:\n      tags: [hub]\n      summary: %s\n      %s\n", method, said, rt.security())
	if rt.scope == rootOnly {
		b.WriteString("      x-root-only: true\n")
	}
	if m.takes != "" {
		b.WriteString("      requestBody: {content: {application/json: {schema: {type: object}}}}\n")
	}
	b.WriteString("      responses:\n")
	for _, status := range rt.statuses() {
		if status >= "300" {
			fmt.Fprintf(&b, "        %q: {$ref: \"#/components/responses/Error\"}\n", status)
		} else {
			fmt.Fprintf(&b, "        %q: {description: \"Done.\", content: {application/json: {schema: {type: object}}}}\n", status)
		}
	}
	return b.String()
}

// TestOpenAPI: the description has every route, with its scopes and statuses, and no other.
func TestOpenAPI(t *testing.T) {
	src, seen := string(openAPI), map[string]bool{}
	for _, rt := range (&API{}).routes() {
		path, method := rt.place()
		seen[path+" "+method] = true
		op := rt.operation()
		if op == nil {
			if *update {
				src = withSkeleton(src, path, rt.skeleton())
			}
			t.Errorf("api/openapi.yaml does not describe %s. go test ./api -update adds this, for you to say what it takes and gives:\n  %s:\n%s", rt.name(), path, rt.skeleton())
			continue
		}
		if got := op["security"]; fmt.Sprint(got) != fmt.Sprint(at(read(t, rt.security()), "security")) || (op["x-root-only"] == true) != (rt.scope == rootOnly) {
			t.Errorf("api/openapi.yaml: of %s it says that its security is %v; the table of routes says\n      %s", rt.name(), got, rt.security())
		}
		responses, _ := op["responses"].(object)
		got, want := slices.Sorted(maps.Keys(responses)), slices.Sorted(slices.Values(rt.statuses()))
		if !slices.Equal(got, want) {
			t.Errorf("api/openapi.yaml: %s answers %v there, and %v in meanings() (api/reference_test.go)", rt.name(), got, want)
		}
	}
	paths, _ := description()["paths"].(object)
	for path, item := range paths {
		for method := range item.(object) {
			if method != "parameters" && !seen[path+" "+method] {
				t.Errorf("api/openapi.yaml describes %s %s, which is no route", method, path)
			}
		}
		wants(t, path, item.(object))
	}
	resolve(t, description())
	if *update && src != string(openAPI) {
		if err := os.WriteFile("openapi.yaml", []byte(src), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// withSkeleton puts text under path, which is there or is put among the other paths.
func withSkeleton(src, path, text string) string {
	if i := strings.Index(src, "\n  "+path+":\n"); i >= 0 {
		end := i + 1
		for _, line := range strings.SplitAfter(src[i+1:], "\n")[1:] {
			if !strings.HasPrefix(line, "    ") {
				break
			}
			end += len(line)
		}
		end += len("  " + path + ":\n")
		return src[:end] + text + src[end:]
	}
	params := ""
	for _, p := range inPath(path) {
		params += `, {$ref: "#/components/parameters/` + p + `"}`
	}
	if params != "" {
		params = "    parameters: [" + params[2:] + "]\n"
	}
	// Before the next path in the order of letters: two who add routes at the same time
	// do so in different places.
	before := "components:\n"
	for _, line := range strings.SplitAfter(src, "\n") {
		if strings.HasPrefix(line, "  /") && line > "  "+path+":" {
			before = line
			break
		}
	}
	return strings.Replace(src, "\n"+before, "\n  "+path+":\n"+params+text+before, 1)
}

// inPath returns the names in braces.
func inPath(path string) (out []string) {
	for part := range strings.SplitSeq(path, "/") {
		if name, ok := strings.CutPrefix(part, "{"); ok {
			out = append(out, strings.TrimSuffix(name, "}"))
		}
	}
	return out
}

// wants checks that what a path names in braces is described, and no more.
func wants(t *testing.T, path string, item object) {
	t.Helper()
	var got []string
	list, _ := item["parameters"].([]any)
	for _, p := range list {
		ref, _ := at(p, "$ref").(string)
		name, _ := at(description(), "components", "parameters", ref[strings.LastIndex(ref, "/")+1:], "name").(string)
		got = append(got, name)
	}
	if want := inPath(path); !slices.Equal(got, want) {
		t.Errorf("api/openapi.yaml: the parameters of %s are %v, want %v", path, got, want)
	}
}

func read(t *testing.T, text string) any {
	t.Helper()
	v, err := readYAML([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// resolve checks that there is what anything refers to.
func resolve(t *testing.T, v any) {
	switch v := v.(type) {
	case object:
		if ref, ok := v["$ref"].(string); ok && at(description(), strings.Split(strings.TrimPrefix(ref, "#/"), "/")...) == nil {
			t.Errorf("api/openapi.yaml refers to %s, which is not there", ref)
		}
		for _, v := range v {
			resolve(t, v)
		}
	case []any:
		for _, v := range v {
			resolve(t, v)
		}
	}
}

// conforms compares an answer with what openapi.yaml says of the route, and what was
// sent, where it was taken. It is called for every request of every test.
func (h *hub) conforms(r *http.Request, sent string, w *httptest.ResponseRecorder) {
	h.t.Helper()
	_, pattern := h.mux.Handler(r)
	method, path, ok := strings.Cut(pattern, " /hub/api")
	if !ok || method == "OPTIONS" || r.Method != method {
		return
	}
	if path == "" {
		path = "/"
	}
	rt := route{method: method, path: path}
	what, op := method+" "+path, rt.operation()
	if op == nil {
		return // TestOpenAPI says so
	}
	said, ok := at(op, "responses", fmt.Sprint(w.Code)).(object)
	if !ok {
		if w.Code != http.StatusBadRequest && w.Code < 500 {
			h.t.Errorf("%s answers %d, of which openapi.yaml does not tell", what, w.Code)
		}
		return
	}
	if strings.HasSuffix(fmt.Sprint(said["$ref"]), "/Error") {
		return // h.check looks at those
	}
	h.fits(what+" answers", said, w.Header().Get("Content-Type"), w.Body.Bytes())
	if taken, ok := op["requestBody"].(object); ok && sent != "" {
		kind := "application/json"
		if form := "application/x-www-form-urlencoded"; r.Header.Get("Content-Type") == form {
			kind = form
		}
		h.fits(what+" takes", taken, kind, []byte(sent))
	}
}

// fits checks a body against the schema of its type of content.
func (h *hub) fits(what string, said object, kind string, body []byte) {
	h.t.Helper()
	kind, _, _ = strings.Cut(kind, ";")
	s, ok := at(said, "content", kind, "schema").(object)
	switch {
	case !ok && len(body) > 0:
		h.t.Errorf("%s %d bytes of %s, of which openapi.yaml does not tell", what, len(body), kind)
	case !ok || kind != "application/json":
	default:
		var v any
		if err := json.Unmarshal(body, &v); err != nil {
			h.t.Errorf("%s what is no JSON: %s", what, body)
		}
		for _, wrong := range (schema{s, "it"}).check(v, "the body") {
			if !h.told[what+wrong] { // once is enough
				h.t.Errorf("%s: %s", what, wrong)
			}
			h.told[what+wrong] = true
		}
	}
}

// succeeds fails unless some answer of a route was seen that is no error, and so was
// compared with its schema: TestAccess asks each as root.
func (rt route) succeeds(t *testing.T, w *httptest.ResponseRecorder) {
	t.Helper()
	good, _ := rt.operation()["responses"].(object)
	can := slices.ContainsFunc(slices.Collect(maps.Keys(good)), func(status string) bool { return status < "300" })
	if w.Code >= 300 && can && !slices.Contains(notThere(), rt.name()) {
		t.Errorf("%s: %d %s: no success was seen", rt.name(), w.Code, w.Body)
	}
}

// TestTheDescription is there for everybody.
func TestTheDescription(t *testing.T) {
	story(t, func(h *hub) {
		w := h.call(caller{}, "GET", "/openapi.yaml", "")
		if w.Code != 200 || !bytes.Equal(w.Body.Bytes(), openAPI) || w.Header().Get("Content-Type") != "application/yaml" {
			t.Errorf("%d, %d bytes of %s", w.Code, w.Body.Len(), w.Header().Get("Content-Type"))
		}
	})
}

// notThere are routes about what no hub of these tests has; others succeed with them.
func notThere() []string {
	out := []string{"POST /oauth2/token", "GET /authorizations/token/{token}", "POST /removed/{id}/restore", "POST /removed/{id}/purge", "DELETE /removed/{id}", "GET /services/{service}",
		"GET /users/{name}/server/progress", "DELETE /choices/groups/{group}", "POST /users/{name}/servers/{server}", "DELETE /users/{name}/servers/{server}",
		"GET /users/{name}/servers/{server}/progress", "POST /users/{name}/servers/{server}/keep",
		"GET /users/{name}/shared/{owner}/{$}", "DELETE /users/{name}/shared/{owner}/{$}", "GET /groups/{group}/shared/{owner}/{$}", "DELETE /groups/{group}/shared/{owner}/{$}"}
	for _, rt := range (&API{}).shareRoutes() { // there is one server, and nobody is known to whoever may only share
		if strings.HasSuffix(rt.path, "/{server}") || strings.HasPrefix(rt.name(), "POST /shares/") || strings.HasPrefix(rt.name(), "PATCH /shares/") {
			out = append(out, rt.name())
		}
	}
	return out
}
