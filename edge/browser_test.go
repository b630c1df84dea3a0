package edge

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"commonhall"
	"commonhall/certificate"
	"commonhall/packaging/needs"
)

// planting is a page of a person's program. It says over a websocket how the page
// came, then pushes all cookies out of the browser's jar, and plants its own session.
const planting = `<!doctype html><title>here</title><script>
const ws = new WebSocket("wss://" + location.host + "/user/ada/ws")
ws.onopen = () => ws.send(performance.getEntriesByType("navigation")[0].nextHopProtocol)
ws.onmessage = (e) => {
  document.body.id = e.data
  for (let i = 0; i < 400; i++) document.cookie = "full" + i + "=1; Secure; Path=/"
  for (let i = 0; i < 400; i++) document.cookie = "full" + i + "=; Secure; Path=/; Max-Age=0"
  for (const p of ["", "__Host-", "__Secure-", "__Http-", "__Host-Http-"]) document.cookie = p + "%s=planted; Secure; Path=/"
  document.title = document.cookie // which waits until all are set
  document.documentElement.className = "done"
}
</script><body>x`

// TestABrowserOverHTTPS: pages come by HTTP/2 and websockets beside them by HTTP/1.1;
// and a script in one's own server, which may do much on its origin, cannot make its
// visitor somebody else (decision 004 leaves that open over plain HTTP).
func TestABrowserOverHTTPS(t *testing.T) {
	s := newSecureHouse(t, certificate.Config{Mode: certificate.Local})
	s.program(func(w http.ResponseWriter, r *http.Request) {
		if isWebsocket(r) {
			wsEcho(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, planting, cookieName)
	})
	const name = commonhall.SecureCookiePrefix + cookieName
	s.hub.handle(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/hub/enter" {
			http.SetCookie(w, &http.Cookie{Name: name, Value: adasSession, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, "<!doctype html><title>hub</title><p>%s", r.Header.Get("Cookie"))
	})
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), chromedp.ExecPath(needs.Browser(t)), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("ignore-certificate-errors", true), chromedp.Flag("host-resolver-rules", "MAP hall.lan:443 "+s.secure.Addr().String()), chromedp.WSURLReadTimeout(2*time.Minute), chromedp.UserDataDir(t.TempDir()))
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer func() { _ = chromedp.Cancel(ctx); cancel() }()
	ctx, stop := context.WithTimeout(ctx, 4*time.Minute)
	defer stop()
	var hop, cookies string
	err := chromedp.Run(ctx, chromedp.Navigate("https://hall.lan/hub/enter"), chromedp.Navigate("https://hall.lan/user/ada/"),
		chromedp.WaitVisible("#h2, #http\\/1\\.1"), chromedp.WaitReady("html.done"), chromedp.AttributeValue("body", "id", &hop, nil),
		chromedp.Navigate("https://hall.lan/hub/x"), chromedp.Text("p", &cookies))
	if err != nil {
		t.Fatal(err)
	}
	if hop != "h2" {
		t.Errorf("the page came by %q", hop)
	}
	for part := range strings.SplitSeq(cookies, "; ") {
		if n, value, _ := strings.Cut(part, "="); n == name && value != adasSession {
			t.Errorf("a script made its visitor %q", value)
		}
	}
	if !strings.Contains(cookies, "__Host-"+cookieName+"=planted") {
		t.Errorf("the script did nothing: %q", cookies)
	}
}
