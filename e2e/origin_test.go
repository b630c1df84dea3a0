package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/chromedp/chromedp"
)

// openWith starts a house with a configuration.
func openWith(t *testing.T, config string) *house {
	t.Helper()
	needRoot(t)
	dir := filepath.Join(t.TempDir(), "D")
	if err := os.MkdirAll(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "commonhall.yaml"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	return openIn(t, dir, "127.0.0.1:"+freePort(t))
}

// hostileApp serves the person's home, and says in its headers whatever might
// give its pages more reach.
const hostileApp = `
apps:
  - name: files
    title: My files
    command:
      - python3
      - -c
      - |
        import http.server, sys
        class H(http.server.SimpleHTTPRequestHandler):
            def end_headers(self):
                self.send_header("Service-Worker-Allowed", "/")
                self.send_header("Cross-Origin-Opener-Policy", "same-origin")
                self.send_header("Clear-Site-Data", '"*"')
                self.send_header("Set-Cookie", "planted=1; Path=/hub/")
                super().end_headers()
        http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), H).serve_forever()
      - "{port}"
    strip_prefix: true
`

// put writes a file into somebody's home as if it were theirs.
func (h *house) put(name, file string, content []byte) {
	h.t.Helper()
	homes, err := filepath.Glob(filepath.Join(h.dir, "homes", name+"-*"))
	if err != nil || len(homes) != 1 {
		h.t.Fatalf("the home of %s: %v %v", name, homes, err)
	}
	st, err := os.Stat(homes[0])
	if err != nil {
		h.t.Fatal(err)
	}
	uid := int(st.Sys().(*syscall.Stat_t).Uid)
	path := filepath.Join(homes[0], file)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		h.t.Fatal(err)
	}
	if err := os.Chown(path, uid, uid); err != nil {
		h.t.Fatal(err)
	}
}

// TestHostilePageInOnesOwnServer opens a page that a person's own server serves
// (a notebook from the internet, say) and that tries to act as its visitor. It
// also shows that an app from the configuration works, under its prefix.
func TestHostilePageInOnesOwnServer(t *testing.T) {
	h := openWith(t, hostileApp)
	h.run("user", "add", "ada")
	h.run("server", "start", "ada", "--app", "files", "--wait")
	page, err := os.ReadFile("testdata/hostile.html")
	if err != nil {
		t.Fatal(err)
	}
	h.put("ada", "hostile.html", page)
	h.put("ada", "sw.js", []byte("self.addEventListener('fetch', () => {});"))
	ctx := browser(t, 1280, 800)
	var title string
	do(t, ctx, openPage(h.url+"/user/ada/"), signIn("ada", "seven green bottles"), waitURL("/user/ada/"),
		chromedp.WaitVisible("a[href='hostile.html']"), chromedp.Click("a[href='hostile.html']"),
		until(`document.title.startsWith("done ")`), chromedp.Title(&title))
	var got map[string]string
	if err := json.Unmarshal([]byte(strings.TrimPrefix(title, "done ")), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) < 18 {
		t.Errorf("only %d attempts were made: %v", len(got), got)
	}
	for attempt, result := range got {
		if result != "no" {
			t.Errorf("%s: %s", attempt, result)
		}
	}
	if out := h.run("server", "list"); !strings.Contains(out, "running") {
		t.Errorf("the page could stop the server: %s", out)
	}
	if out := h.run("token", "list", "--user", "ada", "--json"); strings.Contains(out, "Requested via api") {
		t.Errorf("the page could make a token: %s", out)
	}
}
