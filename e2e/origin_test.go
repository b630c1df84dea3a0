package e2e

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"commonhall/packaging/needs"
)

// openWith starts a house with a configuration.
func openWith(t *testing.T, config string) *house {
	t.Helper()
	needs.Root(t)
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
                self.send_header("Set-Cookie", "jupyterhub-session-id=planted; Path=/")
                self.send_header("Set-Cookie", "jupyterhub-hub-login=planted; Path=/; Domain=127.0.0.1")
                super().end_headers()
        http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), H).serve_forever()
      - "{port}"
    strip_prefix: true
`

// cookiesOf returns what the browser sends to an address.
func cookiesOf(ctx context.Context, url string) (string, error) {
	var out []string
	err := chromedp.Run(ctx, chromedp.ActionFunc(func(ctx context.Context) error {
		cookies, err := network.GetCookies().WithURLs([]string{url}).Do(ctx)
		for _, c := range cookies {
			out = append(out, c.Name+"="+c.Value)
		}
		return err
	}))
	return strings.Join(out, "; "), err
}

// put writes a file into somebody's home as if it were theirs.
func (h *house) put(name, file string, content []byte) {
	h.t.Helper()
	home, uid := h.home(name)
	path := filepath.Join(home, file)
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
	t.Parallel()
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
	var home string
	if do(t, ctx, openPage(h.url+"/hub/home"), textOf("main", &home)); !strings.Contains(home, "Your server is running") {
		t.Errorf("afterwards its visitor reads %s", home)
	}
	cookies, err := cookiesOf(ctx, h.url+"/hub/home")
	if err != nil || strings.Contains(cookies, "planted") || !strings.Contains(cookies, "jupyterhub-session-id=") {
		t.Errorf("the hub would be sent %s, %v", cookies, err)
	}
	if out := h.run("server", "list"); !strings.Contains(out, "running") {
		t.Errorf("the page could stop the server: %s", out)
	}
	if out := h.run("token", "list", "--user", "ada", "--json"); strings.Contains(out, "Requested via api") {
		t.Errorf("the page could make a token: %s", out)
	}
}
