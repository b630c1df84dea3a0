package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// TestTheWardenIsRenewed while somebody works: it is the same process afterwards, and
// their server's connection goes on.
func TestTheWardenIsRenewed(t *testing.T) {
	h := openWith(t, `apps:
  - name: echo
    command: [python3, -c, "import http.server as s; s.HTTPServer(('127.0.0.1', {port}), s.SimpleHTTPRequestHandler).serve_forever()"]
    strip_prefix: true
`)
	h.run("user", "add", "ada")
	token := h.token("ada")
	h.run("server", "start", "ada", "--app", "echo", "--wait")
	before := h.process("warden")
	for range 3 {
		h.run("warden", "--renew")
		eventually(t, "the hub speaks to the warden", func() error {
			if now := h.process("warden"); now != before {
				return fmt.Errorf("it was process %d and is %d", before, now)
			}
			return nil
		})
		if status, body := h.call("GET", "/user/ada/", token, ""); status != http.StatusOK {
			t.Fatalf("the server answers %d %s", status, body)
		}
	}
	h.run("server", "stop", "ada")
	if out, err := command(t.Context(), "warden", "--renew", "--dir", t.TempDir()).CombinedOutput(); err == nil || strings.Contains(string(out), "panic") {
		t.Errorf("where there is none: %s, %v", out, err)
	}
}
