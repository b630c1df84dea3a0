//go:build freshserver

package e2e

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// hall is where the class finds its machine.
const hall = "hall.test"

// A Sunday evening: a rented machine, one command, a certificate from an authority,
// the first sign-in, a person, a notebook that computes.
func TestFreshClass(t *testing.T) {
	w := beginWorld(t)
	m := rentWith(t, "class", 20, true)
	m.shrink(1 << 30)
	w.lead(hall, m.addr)
	m.installed(w)
	m.wait("the first environment", func() bool { return m.software().Current == 1 })
	ctx := visits(t, m)
	do(t, ctx, chromedp.Navigate("https://"+hall+"/"), signIn("admin", adminPassword), waitURL("/hub/home"))
	shot(t, ctx, "home")
	do(t, ctx, chromedp.Navigate("https://"+hall+"/hub/admin"), chromedp.WaitVisible("#certificates", chromedp.ByQuery))
	shot(t, ctx, "admin")
	do(t, ctx, chromedp.Navigate("https://"+hall+"/hub/home"), chromedp.Submit("form[action='/hub/spawn'] button"), waitURL("/user/admin/tree"), chromedp.WaitVisible("#notebook_list"))
	m.notebook(ctx)
	compute(t, ctx, "6*7", "42")
	shot(t, ctx, "computed")
	compute(t, ctx, "import sys; sys.prefix", "'/env/python'")
	compute(t, ctx, `open(sys.prefix + "/lib/python%d.%d/site-packages/frogs.py" % sys.version_info[:2], "w").write("value = 6*7")`, "11")
	if out := m.run("commonhall", "env", "publish", "--why", "frogs"); !strings.Contains(out, "Generation 2 is current") {
		t.Errorf("publishing says\n%s", out)
	}
	t.Run("every unit is restarted, and the kernel goes on", func(t *testing.T) {
		compute(t, ctx, "kept = 41", "")
		for _, role := range []string{"warden", "hub"} {
			m.run("systemctl", "restart", "commonhall-"+role+".service")
		}
		m.run("systemctl", "reload", "commonhall-edge.service")
		compute(t, ctx, "kept + 1", "42")
	})
	t.Run("names of hosts that are not ours", func(t *testing.T) {
		resp, err := m.browserless().Get("http://evil.test/hub/login")
		m.must(err)
		resp.Body.Close()
		if resp.StatusCode != http.StatusNotFound {
			t.Errorf("another host's name: %s", resp.Status)
		}
	})
	m.encrypted(w, hall, "/hub/login", "Sign in")
}

// installed sets the machine up with Debian's Jupyter and a certificate.
func (m *machine) installed(w *world) {
	m.t.Helper()
	m.install()
	m.write("/root/password", adminPassword+"\n")
	m.write("/etc/ssl/acme.pem", string(w.ca))
	began := time.Now()
	out := m.run("/root/commonhall", "setup", "--yes", "--name", hall, "--admin-password-file", "/root/password",
		"--acme-directory", directory, "--acme-ca", "/etc/ssl/acme.pem")
	if !strings.Contains(out, "https://"+hall+"/") {
		m.t.Fatalf("setup said\n%s", out)
	}
	m.t.Logf("setup with Jupyter: %v", time.Since(began))
	m.wait("certificate", func() bool {
		var all []struct{ Name, Issuer, Error string }
		out, err := m.try("commonhall", "certificate", "list", "--json")
		return err == nil && json.Unmarshal([]byte(out), &all) == nil && len(all) == 1 && all[0].Issuer != ""
	})
}

// encrypted asks for a page over https as a browser that trusts the world's authority.
func (m *machine) encrypted(w *world, name, path, words string) {
	m.t.Helper()
	c := m.browserless()
	c.Transport.(*http.Transport).TLSClientConfig = &tls.Config{RootCAs: w.roots}
	m.ask(c, "https://"+name+path, words)
}

// visits opens a browser that finds the machine by its name.
func visits(t *testing.T, m *machine) context.Context {
	t.Helper()
	opts := append(browserOptions(t), chromedp.Flag("host-resolver-rules", "MAP * "+m.addr), chromedp.Flag("ignore-certificate-errors", true))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(cancel)
	do(t, ctx, emulation.SetDeviceMetricsOverride(1280, 800, 1, false))
	return ctx
}

// notebook makes a notebook of admin's and opens it.
func (m *machine) notebook(ctx context.Context) {
	m.t.Helper()
	var path string
	do(m.t, ctx, chromedp.Evaluate(`fetch("/user/admin/api/contents", {method: "POST", headers: {"Content-Type": "application/json"},
		body: JSON.stringify({type: "notebook"})}).then(r => r.json()).then(m => m.path)`, &path, awaitPromise))
	m.open(ctx, path)
}

// open opens a notebook of admin's and waits for its kernel.
func (m *machine) open(ctx context.Context, path string) {
	m.t.Helper()
	do(m.t, ctx, chromedp.Navigate("https://"+hall+"/user/admin/notebooks/"+path),
		until(`typeof Jupyter !== "undefined" && Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected()`))
}
