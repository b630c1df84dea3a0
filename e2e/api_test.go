package e2e

import (
	"strings"
	"testing"

	"commonhall/packaging/needs"
)

// TestAPIAsWritten: what the page about the API says, typed, prints what it says, and the
// token that it makes opens what its scope says.
func TestAPIAsWritten(t *testing.T) {
	needs.Root(t)
	needs.Programs(t, "curl")
	h := open(t)
	const asks = `curl -s -H "Authorization: token $TOKEN" http://127.0.0.1:8000/hub/api/users`
	script, _ := asWritten(t, "how-to/api.md", instead{asks, strings.Replace(asks, "http://127.0.0.1:8000", h.url, 1), "this house has another port"})
	out := h.types(script)
	for _, want := range []string{"> GET /hub/api/users?", "* needs the scope list:users", "< 200 OK", `<     "name": "admin"`, `[{"`} {
		if !strings.Contains(out, want) {
			t.Errorf("not printed: %s\n%s", want, out)
		}
	}
}
