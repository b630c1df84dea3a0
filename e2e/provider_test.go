package e2e

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"commonhall/provider/providertest"
)

// TestSigningInElsewhere: through the edge to a provider and back, over hubs that die, with
// a secret that the confined hub can read and nobody else.
func TestSigningInElsewhere(t *testing.T) {
	t.Parallel()
	o := providertest.NewOIDC(t)
	h := openWith(t, fmt.Sprintf(`auth:
  providers:
    - {name: school, type: oidc, title: School account, url: "%s", client_id: hall, client_secret_file: school-secret, allowed_users: [Ada]}
`, o.URL))
	o.Says(providertest.Claims{"sub": "7", "preferred_username": "Ada"}, nil)
	v := h.visitor()
	if p := v.get("/hub/oauth_login?provider=school"); p.status != 503 || !strings.Contains(p.text(), "School account does not work yet") {
		t.Errorf("without the secret: %d at %s: %s", p.status, p.path, p.text())
	}
	h.secret("school-secret", providertest.Secret)
	h.kill("hub")
	eventually(t, "somebody signs in", func() error {
		p, err := v.try("GET", "/hub/oauth_login?provider=school&next=/hub/account", nil)
		if err == nil && (p.status != 200 || p.path != "/hub/account" || !strings.Contains(p.text(), "You are ada")) {
			err = fmt.Errorf("%d at %s: %s", p.status, p.path, p.text())
		}
		return err
	})
	h.kill("hub")
	eventually(t, "the session goes on", func() error {
		p, err := v.try("GET", "/hub/account", nil)
		if err == nil && !strings.Contains(p.text(), "Signing in elsewhere") {
			err = fmt.Errorf("%d at %s: %s", p.status, p.path, p.text())
		}
		return err
	})
	if out := h.run("user", "ways", "ada"); !strings.Contains(out, "school") || !strings.Contains(out, "Ada") {
		t.Errorf("the ways of ada are %s", out)
	}
	o.Says(providertest.Claims{"sub": "8", "preferred_username": "eve"}, nil)
	eve := h.visitor()
	if p := eve.get("/hub/oauth_login?provider=school"); p.status != 403 || !strings.Contains(p.text(), "School account knows you") {
		t.Errorf("somebody else: %d at %s: %s", p.status, p.path, p.text())
	}
	h.run("user", "add", "eve")
	h.run("user", "link", "eve", "school", "8")
	if p := eve.get("/hub/oauth_login?provider=school"); p.status != 403 {
		t.Errorf("linked, but the settings let nobody else in: %d at %s: %s", p.status, p.path, p.text())
	}
	for _, q := range []string{"state=", providertest.Secret, url.QueryEscape(providertest.Secret), "oauth_callback?"} {
		if strings.Contains(h.log.String(), q) {
			t.Errorf("the log has %q in it", q)
		}
	}
}

// secret writes a file that the hub alone can read.
func (h *house) secret(name, text string) {
	h.t.Helper()
	hub := filepath.Join(h.dir, "hub")
	info, err := os.Stat(hub)
	if err != nil {
		h.t.Fatal(err)
	}
	path, owner := filepath.Join(hub, name), info.Sys().(*syscall.Stat_t)
	if err := os.WriteFile(path, []byte(text+"\n"), 0o400); err != nil {
		h.t.Fatal(err)
	}
	if err := os.Chown(path, int(owner.Uid), int(owner.Gid)); err != nil {
		h.t.Fatal(err)
	}
}
