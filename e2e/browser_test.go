package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"commonhall/packaging/needs"
)

// browser opens a headless Chromium of the size of a desktop or a phone.
func browser(t *testing.T, width, height int64) context.Context {
	t.Helper()
	return browserFor(t, width, height, 4*time.Minute)
}

// browserFor is browser for a story that may take so long.
func browserFor(t *testing.T, width, height int64, atMost time.Duration) context.Context {
	t.Helper()
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), browserOptions(t)...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, atMost)
	t.Cleanup(cancel)
	chromedp.ListenTarget(ctx, func(event any) {
		if e, ok := event.(*network.EventLoadingFailed); ok && !e.Canceled {
			t.Logf("the browser could not load something: %s %s", e.Type, e.ErrorText)
		}
	})
	do(t, ctx, network.Enable(), emulation.SetDeviceMetricsOverride(width, height, 1, width < 600))
	return ctx
}

// browserOptions are for a browser that looks nothing up and asks nobody but us.
func browserOptions(t *testing.T) []chromedp.ExecAllocatorOption {
	t.Helper()
	return []chromedp.ExecAllocatorOption{chromedp.ExecPath(needs.Browser(t)), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-popup-blocking", true), chromedp.WSURLReadTimeout(2 * time.Minute), chromedp.UserDataDir(t.TempDir())}
}

// do runs actions, and on failure keeps a picture of what was to be seen.
func do(t *testing.T, ctx context.Context, actions ...chromedp.Action) {
	t.Helper()
	for i, a := range actions {
		if err := chromedp.Run(ctx, a); err != nil {
			shot(t, ctx, "failed")
			t.Fatalf("step %d: %v", i, err)
		}
	}
}

// shot keeps a picture where COMMONHALL_TEST_SHOTS names a folder.
func shot(t *testing.T, ctx context.Context, name string) {
	dir := os.Getenv("COMMONHALL_TEST_SHOTS")
	if dir == "" {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	var png []byte
	if err := chromedp.Run(ctx, chromedp.CaptureScreenshot(&png)); err == nil {
		_ = os.MkdirAll(dir, 0o755)
		_ = os.WriteFile(filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "-")+"-"+name+".png"), png, 0o644)
	}
}

// looks makes a page as wide as a desktop's or a phone's, by day or by night.
func looks(width int64, scheme string) chromedp.Action {
	return chromedp.Tasks{emulation.SetDeviceMetricsOverride(width, 900, 1, width < 600),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}})}
}

// signIn types name and password into the form.
func signIn(name, password string) chromedp.Action {
	return chromedp.Tasks{
		chromedp.WaitVisible("#username"), chromedp.SendKeys("#username", name), chromedp.SendKeys("#password", password),
		chromedp.Submit("#password"), until(`!location.pathname.startsWith("/hub/login") && document.readyState === "complete"`),
	}
}

// until waits until a JavaScript expression is true. Navigations in between are
// what it waits for, so errors of a page that is just going away do not count.
func until(expr string) chromedp.Action {
	return chromedp.ActionFunc(func(ctx context.Context) error {
		tick := time.NewTicker(30 * time.Millisecond)
		defer tick.Stop()
		deadline := time.Now().Add(time.Minute)
		for {
			var ok bool
			err := chromedp.Evaluate("!!("+expr+")", &ok).Do(ctx)
			if err == nil && ok {
				return nil
			}
			if time.Now().After(deadline) {
				return fmt.Errorf("not so after a minute: %s (%v)", expr, err)
			}
			select {
			case <-tick.C:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	})
}

// waitURL waits until the address of the page contains part and the page is there.
func waitURL(part string) chromedp.Action {
	return until(fmt.Sprintf("location.href.includes(%q) && document.readyState === 'complete'", part))
}

func TestNewPersonComputesInANotebook(t *testing.T) {
	h := open(t)
	h.run("user", "add", "ada")
	ctx := browser(t, 1280, 800)
	do(t, ctx,
		chromedp.Navigate(h.url+"/user/ada/tree"), // a deep link: sign-in comes first
		signIn("ada", "seven green bottles"),
		waitURL("/hub/user/ada/tree"),
	)
	shot(t, ctx, "not-running")
	do(t, ctx, chromedp.Submit("form[action='/hub/spawn'] button"), waitURL("/user/ada/tree"))
	do(t, ctx, chromedp.WaitVisible("#notebook_list"))
	shot(t, ctx, "tree")
	// A new notebook, as the button "New" makes one.
	var path string
	do(t, ctx, chromedp.Evaluate(`fetch("/user/ada/api/contents", {method: "POST", headers: {"Content-Type": "application/json"},
		body: JSON.stringify({type: "notebook"})}).then(r => r.json()).then(m => m.path)`, &path, awaitPromise))
	do(t, ctx, chromedp.Navigate(h.url+"/user/ada/notebooks/"+path),
		until(`typeof Jupyter !== "undefined" && Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected()`))
	compute(t, ctx, "6*7", "42")
	shot(t, ctx, "computed")

	t.Run("the hub dies, and nobody notices", func(t *testing.T) {
		h.kill("hub")
		compute(t, ctx, "6*8", "48")
		do(t, ctx, chromedp.Navigate(h.url+"/hub/home"), chromedp.WaitVisible("#title"))
		var title string
		do(t, ctx, chromedp.Text("#title", &title))
		if title != "Your server is running" {
			t.Errorf("after the hub's death the home page says %q", title)
		}
		shot(t, ctx, "home")
	})
}

// compute runs code in the open notebook's kernel and waits for its result.
func compute(t *testing.T, ctx context.Context, code, want string) {
	t.Helper()
	do(t, ctx, chromedp.Evaluate(fmt.Sprintf(`(() => { const n = Jupyter.notebook; n.insert_cell_below("code", n.ncells() - 1);
		n.select(n.ncells() - 1); const c = n.get_selected_cell(); c.set_text(%q); c.execute(); })()`, code), nil),
		until(fmt.Sprintf(`%q === "" || [...document.querySelectorAll(".output_result pre")].some(p => p.textContent.trim() === %q)`, want, want)))
}

// awaitPromise makes Evaluate wait for a promise.
func awaitPromise(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }

func openPage(url string) chromedp.Action { return chromedp.Navigate(url) }

// textOf reads what a person sees of an element.
func textOf(selector string, into *string) chromedp.Action {
	return chromedp.Tasks{chromedp.WaitVisible(selector), chromedp.Text(selector, into, chromedp.NodeVisible)}
}

func TestNewPersonOnAPhoneUsesTheTerminal(t *testing.T) {
	h := open(t)
	h.run("user", "add", "ben")
	ctx := browser(t, 390, 844)
	do(t, ctx, openPage(h.url), signIn("ben", "seven green bottles"), chromedp.WaitVisible("form[action='/hub/spawn']"))
	shot(t, ctx, "off")
	do(t, ctx, chromedp.Click("input[value=terminal] + label"), chromedp.Submit("form[action='/hub/spawn'] button"), waitURL("/user/ben/"),
		chromedp.WaitVisible(".xterm-screen"), until(terminalShows("$")))
	// A real key press is one event that the page may swallow; chromedp.KeyEvent
	// makes two, and xterm.js would see every letter twice.
	typeLine := func(s string) chromedp.Action {
		return chromedp.Tasks{chromedp.Focus(".xterm-helper-textarea"), input.InsertText(s),
			input.DispatchKeyEvent(input.KeyDown).WithKey("Enter").WithCode("Enter").WithWindowsVirtualKeyCode(13).WithText("\r"),
			input.DispatchKeyEvent(input.KeyUp).WithKey("Enter").WithCode("Enter").WithWindowsVirtualKeyCode(13)}
	}
	do(t, ctx, typeLine("whoami; echo $((6*7))"), until(terminalShows("ben")), until(terminalShows("42")))
	shot(t, ctx, "terminal")
	do(t, ctx, typeLine("x=kept; echo ok-$x"), until(terminalShows("ok-kept")), chromedp.Reload(), chromedp.WaitVisible(".xterm-screen"), until(terminalShows("42")))
	h.kill("hub")
	do(t, ctx, typeLine("echo $x-$x"), until(terminalShows("kept-kept")))
}

// terminalShows is true when the terminal's screen contains text.
func terminalShows(text string) string {
	return fmt.Sprintf("[...document.querySelectorAll('.xterm-rows')].some(e => e.textContent.includes(%q))", text)
}
