//go:build freshserver

package e2e

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// runsCell computes in a page of JupyterLab's as the page itself would, with what its
// server has set for it.
const runsCell = `(async () => {
	const base = JSON.parse(document.getElementById("jupyter-config-data").textContent).baseUrl;
	const xsrf = document.cookie.split("; ").find(c => c.startsWith("_xsrf=")).slice(6);
	const made = await fetch(base + "api/kernels", {method: "POST", headers: {"X-XSRFToken": xsrf, "Content-Type": "application/json"}, body: '{"name": "python3"}'});
	const kernel = await made.json();
	const ws = new WebSocket(location.origin.replace("http", "ws") + base + "api/kernels/" + kernel.id + "/channels");
	ws.onopen = () => ws.send(JSON.stringify({header: {msg_id: "cell", msg_type: "execute_request", session: "s", username: "", version: "5.3"},
		parent_header: {}, metadata: {}, channel: "shell", buffers: [],
		content: {code: "6*7", silent: false, store_history: true, user_expressions: {}, allow_stdin: false, stop_on_error: true}}));
	return await new Promise(done => ws.onmessage = e => {
		const m = JSON.parse(e.data);
		if (m.msg_type === "execute_result") done(m.content.data["text/plain"]);
	});
})()`

// menu opens a menu of JupyterLab's, sees an entry in it and chooses another, with the mouse.
func menu(title, has, entry string) chromedp.Action {
	click := func(selector, label string) chromedp.Action {
		find := `(() => { const at = [...document.querySelectorAll("` + selector + `")].find(e => e.textContent.trim().startsWith("` + label + `"));
			const r = at && at.getBoundingClientRect(), is = r && r.width ? [r.left + 5, r.top + 5] : null;
			const moved = String(is) !== window.wasAt; window.wasAt = String(is); // a menu is placed after it is drawn
			return moved ? null : is; })()`
		return chromedp.ActionFunc(func(ctx context.Context) error {
			var at []float64
			if err := (chromedp.Tasks{until(find), chromedp.Evaluate(find, &at)}).Do(ctx); err != nil {
				return err
			}
			return chromedp.Tasks{chromedp.MouseEvent(input.MouseMoved, at[0], at[1]), chromedp.MouseClickXY(at[0], at[1])}.Do(ctx)
		})
	}
	return chromedp.Tasks{until(`!document.querySelector(".lm-Menu")`), click(".lm-MenuBar-itemLabel", title),
		until(`[...document.querySelectorAll(".lm-Menu-itemLabel")].some(e => e.textContent.trim() === "` + has + `")`), click(".lm-Menu-itemLabel", entry)}
}

// TestTreeLab is a class of JupyterHub's that moves: Debian 13's jupyterhub-singleuser
// with JupyterLab 4, unchanged, its entries for the hub included.
func TestTreeLab(t *testing.T) {
	w := beginWorld(t)
	m := rentWith(t, "lab", 45, true)
	w.lead(hall, m.addr)
	m.run("systemctl", "disable", "--now", "jupyterhub.service") // Debian's package starts a hub of its own
	m.installed(w)
	m.wait("the first environment", func() bool { return m.software().Current == 1 })
	m.run("commonhall", "server", "start", "admin", "--app", "jupyterhub-singleuser", "--wait")
	ctx, loaded := visits(t, m), until(`document.readyState === "complete" && document.querySelector("#jp-top-panel") && document.querySelector(".jp-Launcher")`)
	do(t, ctx, chromedp.Navigate("https://"+hall+"/user/admin/"), signIn("admin", adminPassword), waitURL("/user/admin/lab"), loaded)
	shot(t, ctx, "lab")
	var got string
	do(t, ctx, chromedp.Evaluate(runsCell, &got, awaitPromise))
	if got != "42" {
		t.Errorf("6*7 is %q", got)
	}
	t.Run("its entries for the hub", func(t *testing.T) {
		do(t, ctx, chromedp.Evaluate(`window.open = (url) => { window.opened = String(url) }; true`, nil), menu("File", "Log Out", "Hub Control Panel"), until(`window.opened`))
		var opened string
		do(t, ctx, chromedp.Evaluate(`window.opened`, &opened))
		if !strings.HasSuffix(opened, "/hub/home") {
			t.Errorf("the hub's page is %s", opened)
		}
		do(t, ctx, chromedp.Navigate("https://"+hall+"/user/admin/logout"), waitURL("/hub/logout")) // where the entry Log Out leads
		shot(t, ctx, "logout")
		do(t, ctx, chromedp.Submit("form[action='/hub/logout'] button"), until(`document.body.innerText.includes("You are signed out")`))
		do(t, ctx, chromedp.Navigate("https://"+hall+"/user/admin/lab"), waitURL("/hub/login"))
	})
}
